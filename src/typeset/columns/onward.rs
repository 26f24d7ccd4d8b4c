//! How the text goes on where a column starts: to the end of the region on this page, or to the end of this column.
//!
//! All that is found counts from the slice that the column starts with, so that it holds wherever the same slices follow
//! each other again: in the many orders that are tried to find places for pull quotes.

use std::collections::HashMap;
use std::rc::Rc;

use super::ways::{self, Choices, End};
use super::{Room, last_page, lines};
use crate::typeset::strip::{Cut, Slice};

/// How the text goes on where a column starts.
pub(super) enum Onward {
    /// It ends on this page.
    Ending {
        /// What that costs.
        cost: f32,
        /// Where the page's columns end, as numbers of slices from the first.
        ends: Vec<usize>,
    },
    /// It fills this column: where that may end.
    Columns(Vec<End>),
}

/// How the text goes on from a slice, and how many slices were looked at to tell; one more than there are if it mattered
/// that there are no more.
pub(super) fn find(slices: &[&Slice], start: usize, layer: usize, room: &Room<'_>, choices: &mut Choices) -> (Onward, usize) {
    let mut seen = 2;
    // What fits on a page is not spread over more.
    if layer.is_multiple_of(room.columns) && !stays_empty(slices, start, layer, room) {
        let (ending, looked_at) = last_page::finish(slices, start, layer / room.columns, room);
        seen = seen.max(looked_at);
        if let Some((cost, ends)) = ending.or_else(|| stands_out(slices, start, layer, room)) {
            return (Onward::Ending { cost, ends }, seen);
        }
    }
    let (columns, looked_at) = column_ends(slices, start, layer, room, choices);
    (Onward::Columns(columns), seen.max(looked_at))
}

/// What was found for one region, in whatever order its slices were.
#[derive(Default)]
pub(super) struct Known<'s> {
    /// By the column, the address of its first slice, and whether that is the first of all.
    found: HashMap<(usize, usize, bool), Vec<Found<'s>>>,
}

struct Found<'s> {
    /// The slices that were looked at.
    seen: Vec<&'s Slice>,
    /// Whether they have to be the last.
    last: bool,
    onward: Rc<Onward>,
}

impl<'s> Known<'s> {
    /// What was found where the same slices followed each other.
    pub(super) fn of(&self, slices: &[&'s Slice], start: usize, layer: usize) -> Option<Rc<Onward>> {
        let rest = slices.get(start..)?;
        let is_alike = |found: &&Found<'_>| {
            let fits = if found.last { found.seen.len() == rest.len() } else { found.seen.len() <= rest.len() };
            // The same things at the same places: those that differ mostly do so near the end.
            fits && found.seen.iter().zip(rest).rev().all(|(seen, slice)| std::ptr::eq(*seen, *slice))
        };
        self.found.get(&Self::key(slices, start, layer)?)?.iter().find(is_alike).map(|found| Rc::clone(&found.onward))
    }

    /// Notes what was found by a look at so many slices.
    pub(super) fn note(&mut self, slices: &[&'s Slice], start: usize, layer: usize, seen: usize, onward: &Rc<Onward>) {
        let (Some(key), Some(rest)) = (Self::key(slices, start, layer), slices.get(start..)) else { return };
        let found = Found { seen: rest.iter().take(seen).copied().collect(), last: seen > rest.len(), onward: Rc::clone(onward) };
        self.found.entry(key).or_default().push(found);
    }

    fn key(slices: &[&'s Slice], start: usize, layer: usize) -> Option<(usize, usize, bool)> {
        Some((layer, std::ptr::from_ref(*slices.get(start)?) as usize, start == 0))
    }
}

/// Where a column that starts at a slice may end, and what that costs.
///
/// Returns how many slices were looked at, too.
fn column_ends(slices: &[&Slice], start: usize, layer: usize, room: &Room<'_>, choices: &mut Choices) -> (Vec<End>, usize) {
    let page = layer / room.columns;
    if stays_empty(slices, start, layer, room) || room.is_closed(layer) {
        return (vec![End::free(0)], 1);
    }
    if let Some(&at) = room.settled.get(&layer) {
        return (vec![End::free(at.max(start) - start)], 1);
    }
    let height = room.column_height(layer);
    let (mut ends, seen) = ways::ends(slices, start, layer, room, choices);
    if page == 0 && start == 0 && height < (room.height)(1) {
        // The first page's room may be too little for anything: its columns may stay empty.
        ends.push(End { lack: lines(height, room.grid), ..End::free(0) });
    }
    if ends.is_empty() {
        // Boxes that leave too little room have the column to themselves. What is higher than any column stands out at the
        // foot, since losing it would be worse; the last of all waits for a page.
        let waits = room.is_narrowed(layer) || start + 1 >= slices.len();
        ends.push(if waits { End { lack: lines(height, room.grid), ..End::free(0) } } else { End { cost: STANDS_OUT, ..End::free(1) } });
    }
    (ends, seen.max(2))
}

/// Whether a column stays empty because what comes next must open a page, or a page of a side.
pub(super) fn stays_empty(slices: &[&Slice], start: usize, layer: usize, room: &Room<'_>) -> bool {
    let Some(Cut::Page(side)) = slices.get(start).filter(|_| !room.begins(start)).map(|slice| slice.cut) else { return false };
    let opens_page = layer.is_multiple_of(room.columns);
    !opens_page || side.is_some_and(|side| side != (room.side)(layer / room.columns))
}

/// What it costs that something is higher than a column.
const STANDS_OUT: f32 = 1e7;

/// The last slice alone on a page, where it is higher than the page.
fn stands_out(slices: &[&Slice], start: usize, layer: usize, room: &Room<'_>) -> Option<(f32, Vec<usize>)> {
    // The first page of a region may be nearly full, another have boxes on it: the next one is looked at before.
    let last_resort = (layer > 0 || (room.height)(0) >= (room.height)(1)) && !room.is_narrowed(layer);
    (start + 1 == slices.len() && last_resort).then(|| (STANDS_OUT, vec![1; room.columns]))
}
