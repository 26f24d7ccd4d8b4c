//! The sheet: where its columns and rows lie, what is cut and what is folded, and the marks that say so.

use pdf_writer::Content;

use super::super::marks::circle;
use super::super::sheet::round;
use super::plan::{Face, Layout};
use super::{ImposeOrder, Unplaced};
use crate::base::{Pt, Size};

/// Room for marks outside the bleed.
const MARGIN: f64 = 28.35;
/// From the bleed to the marks, and how long they are.
const GAP: f64 = 2.83;
const LENGTH: f64 = 14.17;
const THICKNESS: f32 = 0.25;
/// What is milled off a spine before it is glued.
const MILLED: f64 = 8.5;

/// The geometry of all sheets, in points from the lower left corner.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sheet {
    /// The whole sheet.
    pub(super) size: (f64, f64),
    /// The left edge of each column.
    pub(super) columns: Vec<f64>,
    /// The lower edge of each row, from the top.
    pub(super) rows: Vec<f64>,
    /// A page after cutting.
    pub(super) cell: (f64, f64),
    /// How far art runs over the edges that are cut.
    pub(super) bleed: f64,
    /// Between the pages at a spine.
    spine_gap: f64,
    /// How much smaller than they are pages are printed.
    pub(super) scale: f64,
    is_folded: bool,
    has_room_for_marks: bool,
}

impl Sheet {
    /// Lays out pages of a size with a bleed, all in points.
    ///
    /// # Errors
    /// When the pages are larger than the sheet that was asked for.
    pub(super) fn new(order: &ImposeOrder, page: (f64, f64), bleed: f64) -> Result<Self, Unplaced> {
        let (across, down) = order.layout.cells();
        let is_folded = order.layout.is_folded();
        let margin = if order.marks { MARGIN } else { 0.0 };
        let spine_gap = if matches!(order.layout, Layout::Signatures { .. }) { 2.0 * MILLED } else { 0.0 };
        let lay = |scale: f64| {
            let (cell, bleed) = ((page.0 * scale, page.1 * scale), bleed * scale);
            let gap = |after: usize| if is_folded && after.is_multiple_of(2) { spine_gap } else { 2.0 * bleed };
            let mut lefts = vec![0.0];
            for column in 1..across {
                lefts.push(lefts[column - 1] + cell.0 + gap(column - 1));
            }
            let height = cell.1 * down as f64 + 2.0 * bleed * (down as f64 - 1.0);
            (lefts, height, cell, bleed)
        };
        let outer = |scale: f64, margin: f64| {
            let (lefts, height, cell, bleed) = lay(scale);
            let around = 2.0 * (bleed + margin);
            (lefts.last().copied().unwrap_or_default() + cell.0 + around, height + around)
        };
        let natural = outer(1.0, margin);
        let mut scale = 1.0;
        let size = match order.sheet {
            None => natural,
            Some(Size { width, height }) => {
                // The sheet lies as the pages do.
                let (long, short) = (f64::from(width.0.max(height.0)), f64::from(width.0.min(height.0)));
                let given = if natural.0 >= natural.1 { (long, short) } else { (short, long) };
                let bare = outer(1.0, 0.0);
                let share = (given.0 / bare.0).min(given.1 / bare.1);
                if order.fit {
                    scale = (given.0 / natural.0).min(given.1 / natural.1).min(1.0);
                } else if share < 0.9999 {
                    return Err(Unplaced::TooLarge { needs: Size { width: Pt(bare.0 as f32), height: Pt(bare.1 as f32) } });
                }
                given
            }
        };
        let (lefts, height, cell, bleed) = lay(scale);
        let width = lefts.last().copied().unwrap_or_default() + cell.0;
        let (left, top) = ((size.0 - width) / 2.0, (size.1 + height) / 2.0);
        let columns = lefts.into_iter().map(|x| x + left).collect();
        let rows = (0..down).map(|row| top - cell.1 * (row + 1) as f64 - 2.0 * bleed * row as f64).collect();
        let has_room_for_marks = order.marks && (left - bleed).min(top - height - bleed) >= GAP + LENGTH / 2.0;
        Ok(Self { size, columns, rows, cell, bleed, spine_gap, scale, is_folded, has_room_for_marks })
    }

    /// All trims together: left, bottom, right, top.
    pub(super) fn block(&self) -> [f64; 4] {
        let (left, right) = (self.columns[0], self.columns[self.columns.len() - 1] + self.cell.0);
        let (top, bottom) = (self.rows[0] + self.cell.1, self.rows[self.rows.len() - 1]);
        [left, bottom, right, top]
    }

    /// How far a page may reach over the left and right edges of its column.
    pub(super) fn room_beside(&self, column: usize) -> (f64, f64) {
        let at_spine = (self.spine_gap / 2.0).min(self.bleed);
        match (self.is_folded, column.is_multiple_of(2)) {
            (false, _) => (self.bleed, self.bleed),
            (true, true) => (self.bleed, at_spine),
            (true, false) => (at_spine, self.bleed),
        }
    }

    /// Draws the marks of one side: where to cut, where to fold, whether the inks lie on each other, and which signature
    /// comes after which.
    pub(super) fn marks(&self, content: &mut Content, face: &Face, in_ink: bool) {
        if let Some(number) = face.signature {
            self.collating_mark(content, number, in_ink);
        }
        if !self.has_room_for_marks {
            return;
        }
        if in_ink {
            content.set_stroke_cmyk(1.0, 1.0, 1.0, 1.0)
        } else {
            content.set_stroke_gray(0.0)
        };
        content.set_line_width(THICKNESS);
        let [left, bottom, right, top] = self.block();
        let upright = |content: &mut Content, x: f64| {
            for (from, out) in [(bottom - self.bleed, -1.0), (top + self.bleed, 1.0)] {
                line(content, (x, from + out * GAP), (x, from + out * (GAP + self.length())));
            }
        };
        let level = |content: &mut Content, y: f64| {
            for (from, out) in [(left - self.bleed, -1.0), (right + self.bleed, 1.0)] {
                line(content, (from + out * GAP, y), (from + out * (GAP + self.length()), y));
            }
        };
        for (column, &x) in self.columns.iter().enumerate() {
            let is_left_of_spine = self.is_folded && column.is_multiple_of(2);
            if !self.is_folded || is_left_of_spine {
                upright(content, x);
            }
            if !is_left_of_spine {
                upright(content, x + self.cell.0);
            }
        }
        for &y in &self.rows {
            level(content, y);
            level(content, y + self.cell.1);
        }
        content.stroke();
        self.registration_marks(content);
        if self.is_folded {
            content.set_dash_pattern([2.0, 2.0], 0.0);
            for pair in self.columns.windows(2) {
                upright(content, (pair[0] + self.cell.0 + pair[1]) / 2.0);
            }
            for pair in self.rows.windows(2) {
                level(content, (pair[0] + pair[1] + self.cell.1) / 2.0);
            }
            content.stroke().set_dash_pattern([], 0.0);
        }
    }

    fn length(&self) -> f64 {
        let [left, bottom, ..] = self.block();
        LENGTH.min(left.min(bottom) - self.bleed - GAP)
    }

    /// A cross in a circle in the middle of the lowest row, at both sides.
    fn registration_marks(&self, content: &mut Content) {
        let [left, _, right, _] = self.block();
        let reach = self.length() / 2.0;
        let y = self.rows[self.rows.len() - 1] + self.cell.1 / 2.0;
        for x in [left - self.bleed - GAP - reach, right + self.bleed + GAP + reach] {
            line(content, (x - reach, y), (x + reach, y));
            line(content, (x, y - reach), (x, y + reach));
            circle(content, x as f32, y as f32, reach as f32 * 0.6);
        }
        content.stroke();
    }

    /// A bar on the spine, lower on each signature: in the bound block they make a stair, and a wrong order a gap in it.
    fn collating_mark(&self, content: &mut Content, number: usize, in_ink: bool) {
        const BAR: (f64, f64) = (6.0, 14.0);
        if self.spine_gap < BAR.0 {
            return;
        }
        let steps = ((self.cell.1 / BAR.1) as usize).saturating_sub(2).max(1);
        let middle = self.columns[self.columns.len() - 1] - self.spine_gap / 2.0;
        let top = self.rows[self.rows.len() - 1] + self.cell.1 - BAR.1 * (1 + number % steps) as f64;
        if in_ink {
            content.set_fill_cmyk(0.0, 0.0, 0.0, 1.0)
        } else {
            content.set_fill_gray(0.0)
        };
        content.rect(short(middle - BAR.0 / 2.0), short(top - BAR.1), short(BAR.0), short(BAR.1)).fill_nonzero();
    }
}

fn line(content: &mut Content, from: (f64, f64), to: (f64, f64)) {
    content.move_to(short(from.0), short(from.1)).line_to(short(to.0), short(to.1));
}

/// A number as content streams write it.
pub(super) fn short(number: f64) -> f32 {
    round(number as f32)
}
