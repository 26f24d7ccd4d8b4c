//! Columns inside a box: what it holds stands in columns that end level, and goes on in others where they are too high.

use std::collections::BTreeMap;

use super::{Slice, Strip, StripBuilder, blank, shift};
use crate::base::{Pt, Rect};
use crate::page::Side;
use crate::style::Style;
use crate::typeset::columns::{Column, Room, fill};
use crate::typeset::decoration;
use crate::typeset::floats::Lanes;
use crate::typeset::floats::obstacles::Obstacles;
use crate::typeset::flow::Chunk;

impl StripBuilder<'_, '_> {
    /// Puts blocks into columns beside each other. Columns that stand beside each other are one slice, since the text goes
    /// from the foot of one to the head of the next.
    pub(super) fn set_in_columns(&mut self, chunk: &Chunk<'_>, children: &[Chunk<'_>], lanes: Lanes) {
        let Strip { mut slices, below } = self.inner(self.limit).strip(children);
        let style = chunk.style;
        // However much frames take, a line has room.
        let limit = self.limit.max(self.grid);
        let room = Room {
            columns: lanes.count,
            height: &|_| limit,
            side: &|_| Side::Recto,
            grid: self.grid,
            balance: style.column_balance,
            notes: &|_| Pt::ZERO,
            obstacles: Obstacles::NONE,
            from: 0,
            settled: &BTreeMap::new(),
        };
        let columns = fill(&slices.iter().collect::<Vec<_>>(), &room).columns;
        if columns.is_empty() {
            slices.drain(..).for_each(|slice| self.push(slice));
        }
        for beside in columns.chunk_by(|one, next| one.page == next.page) {
            let mut row = row(&mut slices, beside, lanes);
            rules(style, beside, (chunk.x, lanes), &mut row);
            self.push(row);
        }
        self.pending = self.pending.max(below);
    }
}

/// Columns that stand beside each other, as one slice.
fn row(slices: &mut [Slice], columns: &[Column], lanes: Lanes) -> Slice {
    let height = columns.iter().map(|column| column.used).fold(Pt::ZERO, Pt::max);
    let mut row = Slice { height, ..blank() };
    for column in columns {
        let x = lanes.left(column.column);
        let own = slices.get_mut(column.from..column.to).unwrap_or_default();
        for (number, (slice, &y)) in own.iter_mut().zip(&column.tops).enumerate() {
            // Where a table goes on, its headings stand over it again.
            if let Some(heading) = slice.heading.as_deref().filter(|_| number == 0) {
                let mut items = heading.items.clone();
                shift(&mut items, x, y - heading.height);
                row.items.append(&mut items);
            }
            // What keeps to the baselines of the page around does so in its columns too.
            row.on_grid |= slice.on_grid && number == 0;
            shift(&mut slice.items, x, y);
            row.items.append(&mut slice.items);
            row.links.extend(slice.links.drain(..).map(|(area, link)| (area.moved(x, y), link)));
            row.anchors.extend(slice.anchors.drain(..).map(|(node, down)| (node, y + down)));
            row.notes.append(&mut slice.notes);
            row.start = row.start.or(slice.start);
        }
    }
    row
}

/// The rules between columns.
fn rules(style: &Style, columns: &[Column], (x, lanes): (Pt, Lanes), row: &mut Slice) {
    let rule = style.column_rule;
    let last = columns.iter().filter(|column| column.to > column.from).map(|column| column.column).max().unwrap_or(0);
    for column in 1..=last.min(lanes.count.saturating_sub(1)) {
        let before = lanes.left(column).min(lanes.left(column - 1)) + lanes.measure;
        let area = Rect { x: x + before + (lanes.gap - rule.width) / 2.0, y: Pt::ZERO, width: rule.width, height: row.height };
        row.items.extend(decoration::vertical(rule, rule.color.unwrap_or(style.color), area));
    }
}
