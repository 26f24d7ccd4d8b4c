//! The last page of a region: all the rest of its text, in columns as level as they go.

use std::collections::BTreeMap;

use super::{Room, Stack, price, snap};
use crate::base::Pt;
use crate::typeset::strip::{Cut, Slice};

/// What each line costs by which the last columns are higher than they need be.
const TALLER: f32 = 2.0;

/// What a column of the last page pays for the height it is short of.
fn missing(height: Pt, grid: Pt) -> f32 {
    let lines = (height / grid).max(0.0);
    lines * lines * 25.0
}

/// The least number of lines that a page should have; fewer look forgotten.
const FEW: f32 = 4.0;
/// What each line costs that the last page has fewer, squared.
const TOO_FEW: f32 = 15.0;

/// What the last page pays for having few lines.
fn forlorn(used: Pt, page: usize, room: &Room<'_>) -> f32 {
    let lacking = (FEW - used / room.grid).max(0.0);
    if page == 0 || room.columns > 1 { 0.0 } else { lacking * lacking * TOO_FEW }
}

/// Sets all the rest on one page, its columns as level as they go; nothing if it does not fit. Returns what that costs and
/// where the columns end, as numbers of slices from the first, and how many slices were looked at.
pub(super) fn finish(slices: &[&Slice], start: usize, page: usize, room: &Room<'_>) -> (Option<(f32, Vec<usize>)>, usize) {
    let own = page * room.columns..(page + 1) * room.columns;
    let height = own.clone().map(|layer| room.column_height(layer)).fold(Pt::ZERO, Pt::max);
    let mut stack = Stack::new(room.grid);
    for (number, slice) in slices[start..].iter().enumerate() {
        stack.put(slice);
        let is_full = stack.y > height * room.columns as f32 + room.grid * 4.0;
        if is_full || (matches!(slice.cut, Cut::Page(_)) && number > 0) {
            return (None, number + 1);
        }
    }
    let heads: Pt = own.map(|layer| room.taken(layer).head).sum();
    let mut level = if room.balance { snap((stack.y + heads) / room.columns as f32, room.grid) } else { height };
    let mut walks = Walks { slices, room, known: BTreeMap::new() };
    let mut best: Option<(f32, Vec<usize>)> = None;
    let mut tried = 0;
    // More than eight lines over the least height, columns would only be higher, not more level.
    while level <= height + Pt(0.01) && tried < 8 && best.as_ref().is_none_or(|(least, _)| (tried as f32) * TALLER < *least) {
        if let Some((cost, ends)) = finish_at(&mut walks, start, level, page) {
            // Each line higher than need be is a line that looks empty.
            let cost = cost + tried as f32 * TALLER + forlorn(stack.y, page, room);
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, ends));
            }
        }
        if best.is_some() {
            tried += 1;
        }
        level += room.grid;
    }
    let best = best.map(|(cost, ends)| (cost, ends.into_iter().map(|end| end - start).collect()));
    (best, slices.len() - start + 1)
}

/// How many of the last places where a column might end are worth a look.
const NEAR: usize = 7;

/// How full columns of the last page are after each slice, by the column and the slice that it starts with: the same for every
/// height at which the columns might end.
struct Walks<'w, 's> {
    slices: &'w [&'s Slice],
    room: &'w Room<'w>,
    known: BTreeMap<(usize, usize), Vec<Step>>,
}

/// A place where a column might end.
#[derive(Clone, Copy)]
struct Step {
    /// How far down the column is filled.
    filled: Pt,
    /// The height of the notes at its foot.
    notes: Pt,
}

impl Walks<'_, '_> {
    /// From the place before the first slice to the first one that is beyond the column, or must begin another.
    fn of(&mut self, layer: usize, from: usize) -> &[Step] {
        let Self { slices, room, .. } = self;
        self.known.entry((layer, from)).or_insert_with(|| {
            let height = room.column_height(layer);
            let mut stack = Stack::beside(room.grid, room.taken(layer));
            let mut notes = room.taken(layer).notes.clone();
            let mut steps = vec![Step { filled: stack.y, notes: (room.notes)(&notes) }];
            for (at, slice) in slices.iter().enumerate().skip(from) {
                let last = steps.last().copied().unwrap_or(Step { filled: Pt::ZERO, notes: Pt::ZERO });
                if last.filled + last.notes > height + Pt(0.01) || (at > from && slice.cut == Cut::Column) {
                    break;
                }
                stack.put(slice);
                let notes = if slice.notes.is_empty() {
                    last.notes
                } else {
                    notes.extend(&slice.notes);
                    (room.notes)(&notes)
                };
                steps.push(Step { filled: stack.y, notes });
            }
            steps
        })
    }
}

/// Sets all the rest on one page in columns of one height.
fn finish_at(walks: &mut Walks<'_, '_>, start: usize, level: Pt, page: usize) -> Option<(f32, Vec<usize>)> {
    let room = walks.room;
    let mut ways: BTreeMap<usize, (f32, Vec<usize>)> = BTreeMap::from([(start, (0.0, Vec::new()))]);
    for column in 0..room.columns {
        let last = column + 1 == room.columns;
        let mut next: BTreeMap<usize, (f32, Vec<usize>)> = BTreeMap::new();
        let layer = page * room.columns + column;
        for (from, (cost, ends)) in &ways {
            for (at, own) in level_ends(walks, *from, level, layer, last) {
                let total = cost + own;
                if next.get(&at).is_none_or(|(least, _)| total < *least) {
                    let ends = ends.iter().copied().chain([at]).collect();
                    next.insert(at, (total, ends));
                }
            }
        }
        ways = next;
    }
    ways.remove(&walks.slices.len())
}

/// Where a column of the last page may end, and what that costs. The last column must take all that is left.
fn level_ends(walks: &mut Walks<'_, '_>, from: usize, level: Pt, layer: usize, last: bool) -> Vec<(usize, f32)> {
    let Walks { slices, room, .. } = *walks;
    if room.is_closed(layer) {
        return if last && from < slices.len() { Vec::new() } else { vec![(from, 0.0)] };
    }
    if let Some(&at) = room.settled.get(&layer).filter(|&&at| !last && at >= from) {
        return vec![(at, 0.0)];
    }
    let height = room.column_height(layer);
    let fits = |step: &Step| step.filled <= level + Pt(0.01) && step.filled + step.notes <= height + Pt(0.01);
    let mut ends = Vec::new();
    let steps = walks.of(layer, from);
    for (at, step) in (from..).zip(steps.iter().take_while(|step| fits(step))) {
        match slices.get(at) {
            // The last column may be a line or two short without looking wrong.
            None => ends.push((at, missing(level - step.filled, room.grid) * 0.3)),
            Some(next) if !last && at > from => {
                let lacking = if next.cut == Cut::Column { Pt::ZERO } else { level - step.filled };
                ends.push((at, missing(lacking, room.grid) + price(next)));
            }
            Some(_) => {}
        }
    }
    ends.drain(..ends.len().saturating_sub(NEAR));
    ends
}
