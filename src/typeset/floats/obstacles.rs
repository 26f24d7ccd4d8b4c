//! Obstacles: what boxes that were taken out of the text take from the columns they stand in.

use std::collections::BTreeMap;

use super::contour::Contour;
use crate::base::Pt;
use crate::style::Clear;

/// What boxes take from the columns of a region, by the number of the column from the region's first.
#[derive(Debug, Clone, Default)]
pub(in crate::typeset) struct Obstacles {
    columns: BTreeMap<usize, Taken>,
}

/// What boxes take from one column.
#[derive(Debug, Clone, Default)]
pub(in crate::typeset) struct Taken {
    /// From its head.
    pub head: Pt,
    /// From its foot.
    pub foot: Pt,
    /// Between head and foot, from the top down.
    pub between: Vec<Obstacle>,
    /// The notes of boxes whose notes stand at its foot.
    pub notes: Vec<usize>,
}

/// A box between the head and the foot of a column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::typeset) struct Obstacle {
    /// Its top, from the column's, on the grid.
    pub top: Pt,
    /// Its bottom, on the grid.
    pub bottom: Pt,
    /// What it takes from lines beside it, and at which side; `None` if there is no room beside it.
    pub beside: Option<(Pt, Pt)>,
}

impl Obstacle {
    /// A box of a shape, row by row: what it takes from the lines at each height. The edges of the box and of the column
    /// count from one place; `height` is that of the rows, `room` the least that lines beside it need.
    pub(in crate::typeset) fn rows(top: Pt, bottom: Pt, edges: Edges, contour: &Contour, height: Pt, room: Pt) -> Vec<Self> {
        let rows = if contour.is_box() { 1 } else { ((bottom - top) / height).round().max(1.0) as usize };
        let high = (bottom - top) / rows as f32;
        let row = |number: usize| {
            let (above, below) = (high * number as f32, high * (number + 1) as f32);
            let own = (edges.own.1 - edges.own.0, bottom - top);
            let Some((left, right)) = contour.between((above, below), own) else {
                return Self { top: top + above, bottom: top + below, beside: Some((Pt::ZERO, Pt::ZERO)) };
            };
            let (left, right) = (edges.own.0 + left, edges.own.0 + right);
            // What the box leaves of the column lies at one side of it.
            let lost = ((right - edges.column.0).max(Pt::ZERO), (edges.column.1 - left).max(Pt::ZERO));
            let lost = if lost.0 < lost.1 { (lost.0, Pt::ZERO) } else { (Pt::ZERO, lost.1) };
            let left_over = edges.column.1 - edges.column.0 - lost.0 - lost.1;
            Self { top: top + above, bottom: top + below, beside: (left_over >= room).then_some(lost) }
        };
        (0..rows).map(row).collect()
    }
}

/// The left and right edges of a box and of the column that it stands in.
#[derive(Debug, Clone, Copy)]
pub(in crate::typeset) struct Edges {
    /// Of the box, its margins included.
    pub own: (Pt, Pt),
    /// Of the column.
    pub column: (Pt, Pt),
}

static NOTHING: Taken = Taken { head: Pt::ZERO, foot: Pt::ZERO, between: Vec::new(), notes: Vec::new() };

impl Obstacles {
    /// Nothing in the way.
    pub(in crate::typeset) const NONE: &'static Self = &Self { columns: BTreeMap::new() };

    /// What is taken from a column.
    pub(in crate::typeset) fn of(&self, column: usize) -> &Taken {
        self.columns.get(&column).unwrap_or(&NOTHING)
    }

    /// What is taken from a column, to be changed.
    pub(super) fn of_mut(&mut self, column: usize) -> &mut Taken {
        self.columns.entry(column).or_default()
    }

    /// Whether anything is taken from a column or from any after it.
    pub(in crate::typeset) fn reach(&self, column: usize) -> bool {
        self.columns.range(column..).next().is_some()
    }
}

impl Taken {
    /// The top of the first place at or below a height where something of a height can stand: lines of text may stand
    /// beside boxes that leave them room, and that they need not `clear`.
    pub(in crate::typeset) fn clear(&self, mut y: Pt, height: Pt, is_line: bool, clear: Clear) -> Pt {
        for obstacle in &self.between {
            let overlaps = y < obstacle.bottom - Pt(0.01) && y + height > obstacle.top + Pt(0.01);
            let stands_beside = |(left, right): (Pt, Pt)| match clear {
                Clear::None => true,
                Clear::Left => left <= Pt::ZERO,
                Clear::Right => right <= Pt::ZERO,
                Clear::Both => false,
            };
            if overlaps && !(is_line && obstacle.beside.is_some_and(stands_beside)) {
                y = obstacle.bottom;
            }
        }
        y
    }

    /// What boxes take at the left and at the right of a line.
    pub(in crate::typeset) fn beside(&self, y: Pt, height: Pt) -> (Pt, Pt) {
        let overlaps = |one: &&Obstacle| y < one.bottom - Pt(0.01) && y + height > one.top + Pt(0.01);
        let sides = self.between.iter().filter(overlaps).filter_map(|obstacle| obstacle.beside);
        sides.fold((Pt::ZERO, Pt::ZERO), |(left, right), (more_left, more_right)| (left.max(more_left), right.max(more_right)))
    }

    /// Puts a box between head and foot.
    pub(in crate::typeset) fn put(&mut self, obstacle: Obstacle) {
        let at = self.between.partition_point(|other| other.top <= obstacle.top);
        self.between.insert(at, obstacle);
    }

    /// Whether some of its lines are narrower than others.
    pub(in crate::typeset) fn narrows(&self) -> bool {
        self.between.iter().any(|obstacle| obstacle.beside.is_some())
    }

    /// Whether a stretch of the column is free of boxes.
    pub(super) fn is_free(&self, top: Pt, bottom: Pt) -> bool {
        self.between.iter().all(|other| other.bottom <= top + Pt(0.01) || other.top >= bottom - Pt(0.01))
    }
}
