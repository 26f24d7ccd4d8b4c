//! Tables in a strip: whole where a column can hold them, else row by row, and a row too high cell by cell.

use super::{Cut, PARTED, Slice, StripBuilder, blank, joined, place, shift, source};
use crate::base::{Pt, Rect};
use crate::typeset::decoration::{self, frame};
use crate::typeset::flow::Chunk;
use crate::typeset::justify::Line;
use crate::typeset::table::{self, TableFlow};

impl StripBuilder<'_, '_> {
    pub(super) fn table(&mut self, chunk: &Chunk<'_>, flow: &TableFlow<'_>) {
        let Some(set) = self.material.tables.pop_front() else { return };
        let mut rows = Vec::new();
        let caption = flow.caption.as_ref().map(|caption| (caption, table::caption_margins(caption, chunk.width)));
        let mut caption_slices = Vec::new();
        if let Some((caption, (above, below))) = caption {
            let height = caption.words.setting.line_height;
            for (number, mut line) in set.caption.into_iter().enumerate() {
                shift(&mut line.items, chunk.x, Pt::ZERO);
                let start = place(&caption.words, line.start);
                let source = source(&caption.words, &line, self.material.tree);
                let space = if number == 0 { above } else { Pt::ZERO };
                caption_slices.push(Slice {
                    above: space,
                    items: line.items,
                    links: line.links,
                    notes: line.notes,
                    start,
                    source,
                    height,
                    cut: Cut::Price(PARTED),
                    ..blank()
                });
            }
            if let Some(last) = caption_slices.last_mut() {
                last.height += below;
                last.anchors.push((caption.node, Pt::ZERO));
            }
        }
        let caption_below = flow.caption.as_ref().is_some_and(|caption| caption.style.caption_below);
        for (row, lines) in flow.rows.iter().zip(set.rows) {
            if row_height(row, &lines) > self.limit {
                rows.extend(self.opened_row(chunk, row, lines, &set.columns));
            } else {
                rows.push(self.row(chunk, row, lines, &set.columns));
            }
        }
        if let Some(first) = rows.first_mut() {
            let edge = Rect { x: chunk.x, y: Pt::ZERO, width: chunk.width, height: Pt::ZERO };
            first.items.extend(decoration::top_rule(chunk.style, edge));
        }
        if let Some(last) = rows.last_mut() {
            let edge = Rect { x: chunk.x, y: Pt::ZERO, width: chunk.width, height: last.height };
            last.items.extend(decoration::bottom_rule(chunk.style, edge));
        }
        let slices: Vec<Slice> =
            if caption_below { rows.into_iter().chain(caption_slices).collect() } else { caption_slices.into_iter().chain(rows).collect() };
        let height: Pt = slices.iter().map(|slice| slice.above + slice.height).sum();
        if height <= self.limit {
            let whole = joined(slices, Pt::ZERO);
            self.push(Slice { height, ..whole });
        } else {
            for slice in slices {
                self.pending = self.pending.max(slice.above);
                self.push(slice);
            }
        }
    }

    /// A row higher than any column: its cells stand one below the other, so that columns may cut them.
    fn opened_row(&self, chunk: &Chunk<'_>, row: &table::RowFlow<'_>, cells: Vec<Vec<Line>>, columns: &[Pt]) -> Vec<Slice> {
        let mut slices = Vec::new();
        for (index, (cell, lines)) in row.cells.iter().zip(cells).enumerate() {
            let Some(words) = &cell.words else { continue };
            let x = chunk.x + columns.get(index).copied().unwrap_or(Pt::ZERO) + cell.style.padding.left.of(Pt::ZERO);
            for (number, mut line) in lines.into_iter().enumerate() {
                shift(&mut line.items, x, Pt::ZERO);
                slices.push(Slice {
                    height: words.setting.line_height,
                    links: line.links.iter().map(|&(area, link)| (area.moved(x, Pt::ZERO), link)).collect(),
                    anchors: if number == 0 { vec![(cell.node, Pt::ZERO)] } else { Vec::new() },
                    start: place(words, line.start),
                    source: source(words, &line, self.material.tree),
                    items: line.items,
                    notes: line.notes,
                    opens: number == 0,
                    ..blank()
                });
            }
        }
        slices
    }

    fn row(&self, chunk: &Chunk<'_>, row: &table::RowFlow<'_>, cells: Vec<Vec<Line>>, columns: &[Pt]) -> Slice {
        let mut slice = Slice { cut: if row.header { Cut::Price(PARTED) } else { Cut::Free }, binds: row.header, ..blank() };
        let height = row_height(row, &cells);
        for (index, (cell, lines)) in row.cells.iter().zip(cells).enumerate() {
            let left = chunk.x + columns.get(index).copied().unwrap_or(Pt::ZERO);
            let right = chunk.x + columns.get(index + 1).copied().unwrap_or(Pt::ZERO);
            slice.items.extend(frame(cell.style, Rect { x: left, y: Pt::ZERO, width: right - left, height }));
            let x = left + cell.style.padding.left.of(Pt::ZERO) + cell.style.border.left.width;
            let mut y = cell.style.padding.top.of(Pt::ZERO) + cell.style.border.top.width;
            let Some(words) = &cell.words else { continue };
            slice.anchors.push((cell.node, y));
            for mut line in lines {
                shift(&mut line.items, x, y);
                slice.links.extend(line.links.into_iter().map(|(area, link)| (area.moved(x, y), link)));
                slice.start = slice.start.or_else(|| place(words, line.start));
                slice.notes.append(&mut line.notes);
                slice.items.append(&mut line.items);
                y += words.setting.line_height;
            }
        }
        let area = Rect { x: chunk.x, y: Pt::ZERO, width: chunk.width, height };
        slice.items.splice(0..0, frame(row.style, area));
        if let Some(group) = row.group_end {
            slice.items.extend(decoration::bottom_rule(group, area));
        }
        slice.anchors.push((row.node, Pt::ZERO));
        slice.height = height;
        slice
    }
}

/// The height of a row: that of its fullest cell.
fn row_height(row: &table::RowFlow<'_>, cells: &[Vec<Line>]) -> Pt {
    let heights = row.cells.iter().zip(cells).map(|(cell, lines)| {
        let vertical = cell.style.padding.top.of(Pt::ZERO) + cell.style.padding.bottom.of(Pt::ZERO);
        let line = cell.words.as_ref().map_or(cell.style.line_height, |words| words.setting.line_height);
        line * lines.len().max(1) as f32 + vertical + cell.style.border.top.width + cell.style.border.bottom.width
    });
    heights.fold(Pt::ZERO, Pt::max)
}
