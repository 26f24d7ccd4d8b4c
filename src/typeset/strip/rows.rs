//! Tables in a strip: whole where that is fair, else row by row under repeated headings, and a row too high cell by cell.

use std::sync::Arc;

use super::boxes::KEPT;
use super::{Cut, PARTED, Slice, Strip, StripBuilder, WIDOW, blank, joined, shift};
use crate::base::{Pt, Rect, Sides};
use crate::page::{Furniture, Mark};
use crate::style::{Background, Border, BreakInside, Style, VerticalAlign};
use crate::typeset::decoration::{self, frame};
use crate::typeset::flow::{Chunk, is_decorated};
use crate::typeset::table::{CellFlow, RowFlow, TableFlow};

/// The share of a column that headings may take where they are repeated.
const HEADINGS: f32 = 0.3;

impl StripBuilder<'_, '_> {
    pub(super) fn table(&mut self, chunk: &Chunk<'_>, flow: &TableFlow<'_>) {
        let (head, body) = flow.rows.split_at(flow.rows.iter().take_while(|row| row.header).count());
        let mut head = self.rows(chunk, flow, head);
        let mut body = self.rows(chunk, flow, body);
        self.rule_off(chunk, head.iter_mut().chain(&mut body));
        let whole: Pt = head.iter().chain(&body).map(|slice| slice.height).sum();
        let keeps = chunk.style.break_inside == BreakInside::Avoid && whole <= self.limit * KEPT;
        if !keeps && !body.is_empty() {
            repeat_headings(&head, &mut body, self.limit);
        }
        bind(&mut head, &mut body);
        let mut rows: Vec<Slice> = head.into_iter().chain(body).collect();
        if keeps {
            rows = vec![joined(rows, Pt::ZERO)];
        }
        if flow.caption_below {
            self.put_rows(rows);
            self.next = Cut::Price(PARTED);
            self.put_caption(chunk, flow);
        } else {
            self.put_caption(chunk, flow);
            self.put_rows(rows);
        }
    }

    fn put_caption(&mut self, chunk: &Chunk<'_>, flow: &TableFlow<'_>) {
        let Strip { slices, below } = self.inner(self.limit).strip(&flow.caption);
        for mut slice in slices {
            slice.moved(chunk.x);
            // A caption stands with its table, on the grid or off it.
            slice.on_grid = false;
            slice.line = None;
            self.pending = self.pending.max(slice.above);
            self.push(slice);
            self.next = Cut::Price(PARTED);
        }
        self.pending = self.pending.max(below);
    }

    fn put_rows(&mut self, rows: Vec<Slice>) {
        for slice in rows {
            self.pending = self.pending.max(slice.above);
            self.push(slice);
        }
    }

    /// The ground behind a table and the rules around it, a part of them with each row.
    fn rule_off<'s>(&self, chunk: &Chunk<'_>, rows: impl Iterator<Item = &'s mut Slice>) {
        if !is_decorated(chunk.style) {
            return;
        }
        let rows: Vec<&mut Slice> = rows.collect();
        let last = rows.len().saturating_sub(1);
        let (mut ground, mut rules) = (chunk.style.clone(), chunk.style.clone());
        ground.border = Sides::all(Border::NONE);
        (rules.background_color, rules.background) = (None, Background::NONE);
        let height = rows.iter().map(|row| row.height).sum();
        let mut whole = Rect { x: chunk.x, y: Pt::ZERO, width: chunk.width, height };
        for (number, row) in rows.into_iter().enumerate() {
            let area = Rect { y: Pt::ZERO, height: row.height, ..whole };
            let part = |style: &Style| decoration::part_of_frame(style, area, whole, number == 0, number == last);
            // Cells lie on the ground, and the rules on them.
            row.items.splice(0..0, part(&ground));
            row.items.extend(part(&rules));
            whole.y -= row.height;
        }
    }

    /// Rows as slices: those that a cell joins stand together.
    fn rows(&mut self, chunk: &Chunk<'_>, flow: &TableFlow<'_>, rows: &[RowFlow<'_>]) -> Vec<Slice> {
        let mut slices = Vec::new();
        let mut from = 0;
        while from < rows.len() {
            let mut to = from + 1;
            let mut at = from;
            while at < to {
                let reach = rows.get(at).into_iter().flat_map(|row| &row.cells).map(|cell| at + cell.rows).max().unwrap_or(to);
                to = to.max(reach).min(rows.len());
                at += 1;
            }
            let group = rows.get(from..to).unwrap_or_default();
            slices.extend(self.group(chunk, flow, group));
            from = to;
        }
        slices
    }

    fn group(&mut self, chunk: &Chunk<'_>, flow: &TableFlow<'_>, rows: &[RowFlow<'_>]) -> Vec<Slice> {
        let mut cells: Vec<(usize, &CellFlow<'_>, Vec<Slice>)> = Vec::new();
        for (number, row) in rows.iter().enumerate() {
            for cell in &row.cells {
                let Strip { mut slices, below } = self.inner(self.limit).strip(&cell.chunks);
                if let Some(last) = slices.last_mut() {
                    last.height += below;
                }
                // Lines of cells stay as they are.
                slices.iter_mut().for_each(|slice| slice.line = None);
                cells.push((number, cell, slices));
            }
        }
        let heights = heights(rows, &cells);
        if heights.iter().copied().sum::<Pt>() > self.limit {
            opened(chunk, flow, cells)
        } else {
            vec![closed(chunk, flow, rows, cells, &heights)]
        }
    }
}

/// The height of each row: that of its fullest cell; a cell of several rows adds what it misses to the last of them.
fn heights(rows: &[RowFlow<'_>], cells: &[(usize, &CellFlow<'_>, Vec<Slice>)]) -> Vec<Pt> {
    let mut heights: Vec<Pt> = rows.iter().map(|row| row.style.least_height()).collect();
    let mut tall: Vec<(usize, usize, Pt)> = Vec::new();
    for (row, cell, slices) in cells {
        let own = slices.iter().map(|slice| slice.above + slice.height).sum::<Pt>();
        // An empty cell is a line high.
        let height = if slices.is_empty() { cell.style.line_height } else { own }.max(cell.style.least_height()) + upright(cell);
        if cell.rows == 1 {
            heights[*row] = heights[*row].max(height);
        } else {
            tall.push((*row, (*row + cell.rows).min(rows.len()), height));
        }
    }
    tall.sort_by_key(|&(_, to, _)| to);
    for (from, to, height) in tall {
        let missing = height - heights[from..to].iter().copied().sum::<Pt>();
        heights[to - 1] += missing.max(Pt::ZERO);
    }
    heights
}

/// What a cell's paddings and borders take of its height.
fn upright(cell: &CellFlow<'_>) -> Pt {
    let style = cell.style;
    style.padding.top.of(Pt::ZERO) + style.padding.bottom.of(Pt::ZERO) + style.border.top.width + style.border.bottom.width
}

/// Rows that stand together, as one slice.
fn closed(
    chunk: &Chunk<'_>,
    flow: &TableFlow<'_>,
    rows: &[RowFlow<'_>],
    cells: Vec<(usize, &CellFlow<'_>, Vec<Slice>)>,
    heights: &[Pt],
) -> Slice {
    let mut slice = blank();
    let mut tops = vec![Pt::ZERO];
    for (row, &height) in rows.iter().zip(heights) {
        let top = tops.last().copied().unwrap_or(Pt::ZERO);
        let area = Rect { x: chunk.x, y: top, width: chunk.width, height };
        slice.items.extend(frame(row.style, area));
        slice.anchors.push((row.node, top));
        tops.push(top + height);
    }
    for (row, cell, content) in cells {
        let (left, width) = flow.place(cell);
        let (top, bottom) = (tops[row], tops[(row + cell.rows).min(rows.len())]);
        slice.items.extend(frame(&cell.drawn(), Rect { x: chunk.x + left, y: top, width, height: bottom - top }));
        let x = chunk.x + left + cell.style.padding.left.of(Pt::ZERO) + cell.style.border.left.width;
        let y = top + cell.style.padding.top.of(Pt::ZERO) + cell.style.border.top.width;
        slice.anchors.push((cell.node, y));
        let mut content = joined(content, Pt::ZERO);
        content.moved(x);
        let free = (bottom - top - upright(cell) - content.height).max(Pt::ZERO);
        let down = match cell.style.vertical_align {
            VerticalAlign::Middle => free / 2.0,
            VerticalAlign::Bottom => free,
            _ => Pt::ZERO,
        };
        slice.take(content, y + down);
    }
    for (index, row) in rows.iter().enumerate() {
        if let Some(group) = row.group_end {
            let area = Rect { x: chunk.x, y: tops[index], width: chunk.width, height: heights[index] };
            slice.items.extend(decoration::bottom_rule(group, area));
        }
    }
    slice.height = tops.last().copied().unwrap_or(Pt::ZERO);
    slice
}

/// Rows higher than any column: their cells stand one below the other, so that columns may cut them.
fn opened(chunk: &Chunk<'_>, flow: &TableFlow<'_>, cells: Vec<(usize, &CellFlow<'_>, Vec<Slice>)>) -> Vec<Slice> {
    let mut slices = Vec::new();
    for (_, cell, content) in cells {
        let (left, _) = flow.place(cell);
        let x = chunk.x + left + cell.style.padding.left.of(Pt::ZERO);
        for (number, mut slice) in content.into_iter().enumerate() {
            slice.moved(x);
            if number == 0 {
                slice.anchors.insert(0, (cell.node, Pt::ZERO));
            }
            slices.push(slice);
        }
    }
    slices
}

/// Headings stand again over what continues in another column. To those who listen they were said once.
fn repeat_headings(head: &[Slice], body: &mut [Slice], limit: Pt) {
    let mut again = joined(head.to_vec(), Pt::ZERO);
    if head.is_empty() || again.height > limit * HEADINGS {
        return;
    }
    for item in &mut again.items {
        item.mark = Mark::Furniture(Furniture::Decoration);
    }
    (again.links, again.anchors, again.notes, again.start) = Default::default();
    let again = Arc::new(again);
    // The first row has its headings above it.
    for slice in body.iter_mut().skip(1) {
        slice.heading = Some(Arc::clone(&again));
    }
}

/// Headings are not parted from the first row, nor the first and the last row from their neighbours.
fn bind(head: &mut [Slice], body: &mut [Slice]) {
    for slice in head.iter_mut() {
        slice.binds = true;
    }
    for slice in head.iter_mut().skip(1) {
        slice.cut = Cut::Price(PARTED);
    }
    let last = body.len().saturating_sub(1);
    for (number, slice) in body.iter_mut().enumerate() {
        if number == 0 && !head.is_empty() {
            slice.cut = Cut::Price(PARTED);
        } else if slice.cut == Cut::Free && (number == 1 || number == last) {
            slice.cut = Cut::Price(WIDOW);
        }
    }
}

impl Slice {
    /// Moves everything in it to the right.
    fn moved(&mut self, x: Pt) {
        shift(&mut self.items, x, Pt::ZERO);
        self.links.iter_mut().for_each(|(area, _)| *area = area.moved(x, Pt::ZERO));
    }

    /// Takes what another slice shows, at a height.
    fn take(&mut self, mut other: Slice, y: Pt) {
        shift(&mut other.items, Pt::ZERO, y);
        self.items.append(&mut other.items);
        self.links.extend(other.links.into_iter().map(|(area, link)| (area.moved(Pt::ZERO, y), link)));
        self.anchors.extend(other.anchors.into_iter().map(|(node, down)| (node, y + down)));
        self.notes.append(&mut other.notes);
        self.start = self.start.or(other.start);
    }
}
