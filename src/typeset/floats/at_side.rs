//! Boxes at the side of their column, lines beside them.

use super::obstacles::{Edges, Obstacle};
use super::{NARROWEST, Sweep, Waiting};
use crate::base::Pt;
use crate::typeset::columns::pullquotes::AGAINST_A_BOX;
use crate::typeset::columns::{Filled, snap};
use crate::typeset::flow::FloatSide;
use crate::typeset::strip::Slice;

/// Each line that a box at the side stands away from where it was written.
const AWAY: f32 = 10.0;
/// A heading that is set beside it.
const BESIDE_A_HEADING: f32 = 8.0;

impl Sweep<'_> {
    /// At the side of its column, its top level with the line where it was written.
    pub(super) fn at_side(&mut self, one: Waiting, filled: &Filled, side: FloatSide, waited: bool) -> bool {
        let (own, top) = if waited { (0, Pt::ZERO) } else { self.mention(filled, one.written) };
        let height = snap(one.height + one.below, self.room.grid);
        for column in own..self.room.columns {
            let layer = self.layer() + column;
            let taken = self.obstacles.of(layer);
            let notes = self.notes_of(filled, column);
            let foot = (self.room.height)(self.page) - taken.foot - (self.room.notes)(&notes);
            let wish = if column == own { snap(top, self.room.grid).max(taken.head) } else { taken.head };
            let Some(y) = self.best_height(one, filled, column, wish, (height, foot)) else { continue };
            let left = self.lanes.left(column);
            let right = left + self.lanes.measure;
            let x = if side == FloatSide::Right { right - one.float.width } else { left };
            let before = self.obstacles.clone();
            self.put_beside(one, layer, x, (y, y + height), (left, right));
            self.stand(one, self.page, column, x, y);
            self.narrow();
            let filled = self.look_near();
            self.settled.clear();
            if waited || self.is_after_its_words(&filled) {
                return true;
            }
            self.take_back(before);
            self.stale = true;
            self.narrow();
            return false;
        }
        false
    }

    /// Whether what was written before the box that is being placed still stands on its page or before, now that the box takes
    /// room: what cannot stand beside it may have gone to the next page.
    fn is_after_its_words(&self, filled: &Filled) -> bool {
        let before = self.held.and_then(|one| one.written.checked_sub(1));
        before.is_none_or(|before| self.is_here(filled, before))
    }

    /// The height at which a box at the side of a column has lines beside it and is nearest to where it was written.
    fn best_height(&self, one: Waiting, filled: &Filled, column: usize, wish: Pt, (height, foot): (Pt, Pt)) -> Option<Pt> {
        let grid = self.room.grid;
        let taken = self.obstacles.of(self.layer() + column);
        let text = filled.columns.iter().find(|one| one.page == self.page && one.column == column);
        let slices = text.and_then(|one| self.order.get(one.from..one.to)).unwrap_or_default();
        let tops = text.map_or(&[][..], |one| &one.tops);
        // Boxes, pictures and code do not stand beside a box, headings rather not; lines that are narrower take more height.
        let price = |slice: &Slice| match slice.line {
            None => Some(AGAINST_A_BOX),
            Some(_) => slice.binds.then_some(BESIDE_A_HEADING),
        };
        let others: Vec<(Pt, Pt, f32)> = slices
            .iter()
            .zip(tops)
            .filter_map(|(&slice, &top)| {
                let slice = self.slices.get(slice)?;
                Some((top, top + slice.height, price(slice)?))
            })
            .collect();
        let longer = self.lanes.measure / (self.lanes.measure - one.float.width).max(grid);
        let cost = |y: Pt| {
            let moved = |at: Pt| if at > y { y + (at - y) * longer } else { at };
            let against = others.iter().filter(|(top, bottom, _)| moved(*top) < y + height && moved(*bottom) > y);
            (y - wish).abs() / grid * AWAY + against.map(|(.., price)| price).sum::<f32>()
        };
        let reach = (height / grid) as usize + 4;
        let rows = (0..=2 * reach).map(|row| wish + grid * (row as f32 - reach as f32));
        let fits = rows.filter(|&y| y >= taken.head && y + height <= foot + Pt(0.01) && taken.is_free(y, y + height));
        fits.map(|y| (cost(y), y)).min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, y)| y)
    }

    /// Puts a box in a column, its left edge and the column's edges given, the lines beside it.
    pub(super) fn put_beside(&mut self, one: Waiting, layer: usize, x: Pt, (top, bottom): (Pt, Pt), column: (Pt, Pt)) {
        let edges = Edges { own: (x, x + one.float.width), column };
        let grid = self.room.grid;
        let contour = self.typesetter.contour(one.float.node);
        for row in Obstacle::rows(top, bottom, edges, &contour, grid, grid * NARROWEST) {
            self.obstacles.of_mut(layer).put(row);
        }
    }

    /// The notes whose marks stand in a column of the page.
    fn notes_of(&self, filled: &Filled, column: usize) -> Vec<usize> {
        let text = filled.columns.iter().find(|one| one.page == self.page && one.column == column);
        let slices = text.and_then(|one| self.order.get(one.from..one.to)).unwrap_or_default();
        slices.iter().filter_map(|&slice| self.slices.get(slice)).flat_map(|slice| slice.notes.iter().copied()).collect()
    }
}
