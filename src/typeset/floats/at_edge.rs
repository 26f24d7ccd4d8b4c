//! Boxes at the head or the foot of their column, or of all columns.

use std::ops::Range;

use super::{HIGHEST, Sweep, Waiting};
use crate::base::Pt;
use crate::style::FloatReference;
use crate::typeset::columns::{Filled, snap};

/// A box at the foot of a page that has more lines free than this looks lost.
const LOST: f32 = 3.0;

/// Where a box stands in its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    /// At its head.
    Head,
    /// At its foot, if the text reaches down to it.
    Foot,
    /// At its foot, whatever is left empty over it: on the last page, if all the text stays there.
    LastFoot,
}

impl Sweep<'_> {
    /// At the head or the foot of its column, or of all columns.
    pub(super) fn at_edge(&mut self, one: Waiting, filled: &Filled, reference: FloatReference, edge: Edge, waited: bool) -> bool {
        let own = if waited { 0 } else { self.mention(filled, one.written).0 };
        let candidates: Vec<Range<usize>> = match reference {
            FloatReference::Page => std::iter::once(0..self.room.columns).collect(),
            FloatReference::Column => (own..self.room.columns).map(|column| column..column + 1).collect(),
        };
        candidates.into_iter().any(|columns| self.at_edge_of(one, columns, edge, waited))
    }

    fn at_edge_of(&mut self, one: Waiting, columns: Range<usize>, edge: Edge, waited: bool) -> bool {
        let head = edge == Edge::Head;
        let first = self.layer();
        let layers = first + columns.start..first + columns.end;
        let above = if head { Pt::ZERO } else { one.above.max(self.room.grid * 0.5) };
        let below = if head { one.below } else { Pt::ZERO };
        let height = snap(one.height + above + below, self.room.grid);
        let whole = (self.room.height)(self.page);
        let taken = layers.clone().map(|layer| self.obstacles.of(layer).head + self.obstacles.of(layer).foot).fold(Pt::ZERO, Pt::max);
        let roomy = self.page > 0 || whole >= (self.room.height)(1);
        let alone = taken <= Pt::ZERO && waited && roomy;
        // What stands in the middle of a column stays there, so that nothing may come over it; under it there may be room.
        let covers = layers.clone().any(|layer| {
            let taken = self.obstacles.of(layer);
            taken.between.iter().any(|other| head || other.bottom > whole - taken.foot - height + Pt(0.01))
        });
        if (taken + height > whole * HIGHEST && !alone) || covers {
            return false;
        }
        let before = self.obstacles.clone();
        let at = layers.clone().map(|layer| self.obstacles.of(layer).head).fold(Pt::ZERO, Pt::max);
        let foot = layers.clone().map(|layer| self.obstacles.of(layer).foot).fold(Pt::ZERO, Pt::max);
        for layer in layers {
            let taken = self.obstacles.of_mut(layer);
            if height > whole * HIGHEST {
                // A few lines under so high a box would look forgotten.
                taken.head = whole;
            } else if head {
                taken.head = at + height;
            } else {
                taken.foot = foot + height;
            }
        }
        let y = if head { at } else { whole - foot - one.height };
        let x = columns.clone().map(|column| self.lanes.left(column)).fold(Pt(f32::MAX), Pt::min);
        self.stand(one, self.page, columns.start, x, y);
        let after = self.look_near();
        let spills = edge == Edge::LastFoot && after.columns.iter().any(|column| column.page > self.page && column.to > column.from);
        let lost = edge == Edge::Foot
            && after.columns.iter().filter(|column| column.page == self.page).any(|column| {
                let room = whole - self.obstacles.of(first + column.column).foot;
                room - column.used > self.room.grid * LOST
            });
        if (waited || self.is_here(&after, one.written)) && !lost && !spills {
            return true;
        }
        self.take_back(before);
        false
    }
}
