//! Boxes across columns: pull quotes that straddle two columns with the text around them, or span all of them.
//!
//! A row of the page is chosen as a designer would: about the middle, text above and below, not beside the words that the
//! box repeats, not against a heading or another box. Where a page has no such row, the box waits for the next page.

use std::ops::Range;

use super::obstacles::Obstacle;
use super::{Sweep, Waiting};
use crate::base::{Pt, Span};
use crate::typeset::columns::pullquotes::{AGAINST_A_BOX, BESIDE_ITS_WORDS, LEVEL_BOXES, SAME_PAGE};
use crate::typeset::columns::{Column, Filled};
use crate::typeset::flow::FloatPlace;
use crate::typeset::strip::Slice;

/// Lines of text that stand over a box, and under it.
const AROUND: usize = 3;
/// The share of the text in its columns that a box may break into.
const LARGEST: f32 = 0.34;
/// The best height for the middle of a box, as a share of the column's.
const MIDDLE: f32 = 0.45;
/// Each line away from there.
const OFF_MIDDLE: f32 = 4.0;
/// Away from the column where it was written.
const OTHER_COLUMN: f32 = 40.0;
/// The most that a row may cost on a page before the one where the box was written.
const GOOD: f32 = 200.0;
/// Beside what closes the piece.
const BEYOND: f32 = 6_000.0;
/// How many rows are tried.
const TRIES: usize = 3;

/// What a box at the head of its columns may stand over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Over {
    /// Text alone.
    Text,
    /// Other boxes too.
    Anything,
}

/// A place for a box: its columns and its top line.
#[derive(Debug, Clone)]
struct Row {
    cost: f32,
    columns: Range<usize>,
    line: usize,
}

impl Sweep<'_> {
    /// Puts a box across columns on the page, if there is a row for it.
    pub(in crate::typeset) fn straddle(&mut self, one: Waiting, filled: &Filled) -> bool {
        let lines = self.lines_of(one);
        let rows = self.rows(one, lines, filled);
        let most = if self.is_here(filled, one.written) { BESIDE_ITS_WORDS } else { GOOD };
        let mut tried: Vec<Row> = Vec::new();
        for row in rows {
            let near = |other: &Row| other.columns == row.columns && other.line.abs_diff(row.line) < AROUND;
            if tried.len() >= TRIES || row.cost >= most || tried.iter().any(near) {
                continue;
            }
            if self.stands_well(self.held.unwrap_or(one), lines, &row) {
                return true;
            }
            tried.push(row);
        }
        let one = self.held.unwrap_or(one);
        // The last page has no page after it: there the box stands over the text.
        let ends = filled.columns.last().is_none_or(|last| last.page <= self.page);
        ends && [Over::Text, Over::Anything]
            .into_iter()
            .any(|what| self.columns_of(one).into_iter().any(|columns| self.over(one, columns, what)))
    }

    /// How many lines of the grid a box takes.
    fn lines_of(&self, one: Waiting) -> usize {
        ((one.above + one.height + one.below) / self.room.grid - 0.01).ceil().max(1.0) as usize
    }

    /// The columns that a box may stand across.
    fn columns_of(&self, one: Waiting) -> Vec<Range<usize>> {
        let across = if one.float.place == FloatPlace::Straddling { 2 } else { self.room.columns };
        (across..=self.room.columns).map(|end| end - across..end).collect()
    }

    /// The rows where a box may stand, the best first, judged by the text as it stands without it.
    fn rows(&self, one: Waiting, lines: usize, filled: &Filled) -> Vec<Row> {
        let grid = self.room.grid;
        let here: Vec<&Column> = filled.columns.iter().filter(|column| column.page == self.page).collect();
        let height = (self.room.height)(self.page) / grid;
        let (own, _) = self.mention(filled, one.written);
        let mut rows = Vec::new();
        for columns in self.columns_of(one) {
            let across: Vec<&&Column> = here.iter().filter(|column| columns.contains(&column.column)).collect();
            let taken = |column: &Column| self.obstacles.of(self.layer() + column.column);
            let head = across.iter().map(|column| taken(column).head).fold(Pt::ZERO, Pt::max);
            let foot = across.iter().map(|column| column.used).fold(Pt(f32::MAX), Pt::min);
            let first = (head / grid).ceil() as usize + AROUND;
            let last = ((foot / grid).min(1e4) as usize).saturating_sub(lines + AROUND);
            // Never two in a column.
            let crowded =
                across.iter().any(|column| !taken(column).between.is_empty() || self.text(column).any(|slice| slice.pull_quote.is_some()));
            if crowded || lines as f32 > (foot - head) / grid * LARGEST {
                continue;
            }
            for line in first..=last {
                let (top, bottom) = (grid * line as f32, grid * (line + lines) as f32);
                let off = (line as f32 + lines as f32 / 2.0 - height * MIDDLE).abs() * OFF_MIDDLE;
                let other = if columns.contains(&own) { 0.0 } else { OTHER_COLUMN };
                let beside = across.iter().map(|column| self.against(one, column, top, bottom)).sum::<f32>();
                let repeats = if self.is_by_its_words(one, filled, &columns, top, bottom) { BESIDE_ITS_WORDS } else { 0.0 };
                let boxes = self.other_boxes(top, bottom);
                rows.push(Row { cost: off + other + beside + repeats + boxes, columns: columns.clone(), line });
            }
        }
        rows.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        rows
    }

    /// What a column has beside a box that should not stand there.
    fn against(&self, one: Waiting, column: &Column, top: Pt, bottom: Pt) -> f32 {
        let grid = self.room.grid;
        let mut cost = 0.0;
        let mut closing = false;
        for (slice, &y) in self.text(column).zip(&column.tops) {
            closing |= slice.anchors.first().is_some_and(|&(node, _)| node >= one.float.until);
            if y < bottom + grid && y + slice.height > top - grid {
                cost += if slice.line.is_none() || slice.binds { AGAINST_A_BOX } else { 0.0 };
                cost += if closing { BEYOND } else { 0.0 };
            }
        }
        cost
    }

    /// Other boxes on the page, and at the same height.
    fn other_boxes(&self, top: Pt, bottom: Pt) -> f32 {
        let layers = self.layer()..self.layer() + self.room.columns;
        let others: Vec<&Obstacle> = layers.flat_map(|layer| &self.obstacles.of(layer).between).collect();
        let level = others.iter().any(|other| other.top < bottom && top < other.bottom);
        f32::from(u8::from(!others.is_empty())) * SAME_PAGE + f32::from(u8::from(level)) * LEVEL_BOXES
    }

    fn text<'f>(&'f self, column: &Column) -> impl Iterator<Item = &'f Slice> {
        self.order.get(column.from..column.to).unwrap_or_default().iter().filter_map(|&slice| self.slices.get(slice))
    }

    /// Whether a box stands within three lines of the words it repeats, or level with them in the next column.
    fn is_by_its_words(&self, one: Waiting, filled: &Filled, columns: &Range<usize>, top: Pt, bottom: Pt) -> bool {
        let Some(passage) = one.float.repeats else { return false };
        let grid = self.room.grid;
        filled.columns.iter().filter(|column| column.page == self.page).any(|column| {
            let reach = if columns.contains(&column.column) { grid * 3.0 } else { grid };
            let says = |slice: &Slice| slice.source.is_some_and(|source| overlap(source, passage));
            self.text(column).zip(&column.tops).any(|(slice, &y)| says(slice) && top < y + slice.height + reach && y < bottom + reach)
        })
    }

    /// Puts a box on a row and sets the text around it; takes it back if it came to stand where it should not.
    fn stands_well(&mut self, one: Waiting, lines: usize, row: &Row) -> bool {
        let before = self.obstacles.clone();
        let grid = self.room.grid;
        let (top, bottom) = (grid * row.line as f32, grid * (row.line + lines) as f32);
        let x = self.middle(one, &row.columns);
        for column in row.columns.clone() {
            let layer = self.layer() + column;
            if one.float.place == FloatPlace::Straddling {
                let left = self.lanes.left(column);
                self.put_beside(one, layer, x, (top, bottom), (left, left + self.lanes.measure));
            } else {
                self.obstacles.of_mut(layer).put(Obstacle { top, bottom, beside: None });
            }
        }
        let slack = grid * lines as f32 - one.above - one.height - one.below;
        self.stand(one, self.page, row.columns.start, x, top + one.above + slack / 2.0);
        self.narrow();
        let filled = self.look_near();
        self.settled.clear();
        let here = filled.columns.iter().filter(|column| column.page == self.page && row.columns.contains(&column.column));
        let parts = here.clone().any(|column| self.against(one, column, top, bottom) > 0.0);
        let reaches = here.map(|column| column.used).fold(Pt(f32::MAX), Pt::min) > bottom;
        if reaches && !parts && !self.is_by_its_words(one, &filled, &row.columns, top, bottom) {
            return true;
        }
        self.take_back(before);
        self.stale = true;
        self.narrow();
        false
    }

    /// Puts a box at the head of the columns that it stands across.
    fn over(&mut self, one: Waiting, columns: Range<usize>, what: Over) -> bool {
        let layers = self.layer() + columns.start..self.layer() + columns.end;
        let head = layers.clone().map(|layer| self.obstacles.of(layer).head).fold(Pt::ZERO, Pt::max);
        let crowded = head > Pt::ZERO || layers.clone().any(|layer| !self.obstacles.of(layer).between.is_empty());
        if crowded && what == Over::Text {
            return false;
        }
        let height = self.room.grid * self.lines_of(Waiting { above: Pt::ZERO, ..one }) as f32;
        if head + height > (self.room.height)(self.page) {
            return false;
        }
        for layer in layers {
            self.obstacles.of_mut(layer).head = head + height;
        }
        let x = self.middle(one, &columns);
        self.stand(one, self.page, columns.start, x, head);
        if let Some(last) = self.standing.last_mut() {
            (last.over, last.crowded) = (Some(one.float.node), crowded);
        }
        true
    }

    /// The left edge of a box that stands in the middle of some columns.
    fn middle(&self, one: Waiting, columns: &Range<usize>) -> Pt {
        let edges = columns.clone().map(|column| self.lanes.left(column));
        let (left, right) = edges.fold((Pt(f32::MAX), Pt::ZERO), |(left, right), edge| (left.min(edge), right.max(edge)));
        (left + right + self.lanes.measure - one.float.width) / 2.0
    }
}

fn overlap(a: Span, b: Span) -> bool {
    a.file == b.file && a.start < b.end && b.start < a.end
}
