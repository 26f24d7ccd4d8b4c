//! Floats: boxes that are taken out of the text find their places, page by page.
//!
//! Text is filled up to the page on which the next box is mentioned; the box takes its place there, what is beside it is
//! set around it (see [`super::runaround`]), and the filling goes on from the next page. What is settled stays, so that the
//! work grows with the text and its boxes alone. A box stands on the page where it is mentioned or on a later one, never
//! before a box of its kind that was mentioned earlier.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::columns::{Column, Filled, Room, columns, fill, snap};
use super::flow::{FloatBox, FloatPlace, FloatSide};
use super::obstacles::{Edges, Obstacle, Obstacles};
use super::pullquotes::{self, AGAINST_A_BOX};
use super::strip::{Slice, Strip};
use super::words::Beside;
use crate::base::Pt;
use crate::style::{FloatReference, Plate};

/// The share of a column that boxes at its head and foot may take; what is higher has a page to itself.
const HIGHEST: f32 = 0.7;
/// How many pages are looked ahead of the one that a box is mentioned on.
const AHEAD: usize = 3;
/// The least room beside a box in which lines can be set, in lines of the grid: about twelve ems.
pub(super) const NARROWEST: f32 = 9.0;
/// Each line that a box at the side stands away from where it was written.
const AWAY: f32 = 10.0;
/// A box leaves its place in the text where a column ends so many lines short for its sake.
const SHORT: f32 = 2.5;
/// How far ahead of where it was written a pull quote may stand, in pages.
const EARLY: f32 = 0.6;
/// A box at the foot of a page that has more lines free than this looks lost.
const LOST: f32 = 3.0;

/// The order in which a region's slices are filled into columns, the columns, and the boxes that stand outside the text.
pub(super) struct Placed {
    /// Slices by number, in the order of the text.
    pub order: Vec<usize>,
    /// Their columns.
    pub filled: Filled,
    /// The boxes.
    pub boxes: Vec<Standing>,
}

/// Where a box stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Standing {
    /// Its slice, by number.
    pub slice: usize,
    /// Its page, counted from the region's first.
    pub page: usize,
    /// The first of its columns, which has its notes.
    pub column: usize,
    /// From the left edge of the type area.
    pub x: Pt,
    /// From the top of the region on its page.
    pub y: Pt,
    /// Whether it has the page to itself.
    pub plate: Plate,
}

/// The columns of a region as they lie on the page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lanes {
    /// How many there are.
    pub count: usize,
    /// How wide each is.
    pub measure: Pt,
    /// The space between two.
    pub gap: Pt,
    /// Whether the first is at the right.
    pub mirrored: bool,
}

impl Lanes {
    /// The left edge of a column, from that of the type area.
    pub(super) fn left(self, column: usize) -> Pt {
        let before = if self.mirrored { self.count.saturating_sub(column + 1) } else { column };
        (self.measure + self.gap) * before as f32
    }
}

/// Who sets paragraphs anew.
pub(super) trait Typesetter {
    /// A paragraph with so many lines more than are best, and some of them beside boxes; what they lose counts from the
    /// edges of the column.
    fn again(&mut self, paragraph: usize, more: i8, beside: &[Beside]) -> Vec<Slice>;
}

/// Whether boxes of a strip may be taken out of it.
pub(super) fn are_in(strip: &Strip) -> bool {
    strip.slices.iter().any(|slice| slice.float.is_some())
}

/// Finds places for all boxes of a strip, sets the text around them, and fills the columns.
pub(super) fn place(strip: &mut Strip, room: &Room<'_>, lanes: Lanes, typesetter: &mut dyn Typesetter) -> Placed {
    let (mut order, filled) = pullquotes::place(&strip.slices, room);
    if !are_in(strip) {
        return Placed { order, filled, boxes: Vec::new() };
    }
    // What cannot be set anew keeps its number of lines.
    strip.slices.iter_mut().filter(|slice| slice.line.is_none()).for_each(|slice| slice.flexible = None);
    let away = in_the_way(&strip.slices, &order, &filled, room);
    order.retain(|slice| !away.contains(slice));
    let ahead = (room.height)(1) / room.grid * room.columns as f32 * EARLY;
    let waiting = waiting(&strip.slices, &order, room.grid, ahead as usize);
    let sweep = Sweep {
        slices: &mut strip.slices,
        order,
        waiting,
        deferred: VecDeque::new(),
        held: None,
        standing: Vec::new(),
        room: *room,
        lanes,
        typesetter,
        obstacles: Obstacles::default(),
        beside: BTreeMap::new(),
        bounds: Vec::new(),
        page: 0,
        start: 0,
        settled: BTreeMap::new(),
        stale: false,
    };
    sweep.run()
}

/// The boxes that may move to a head if that helps, and do: those that open a column because the one before was too short
/// for them.
fn in_the_way(slices: &[Slice], order: &[usize], filled: &Filled, room: &Room<'_>) -> BTreeSet<usize> {
    let short = |column: &Column| {
        let height = (room.height)(column.page);
        column.to > column.from && (height - column.used) / room.grid > SHORT
    };
    let opening = filled.columns.windows(2).filter(|pair| pair.first().is_some_and(short)).filter_map(|pair| order.get(pair.get(1)?.from));
    let may_move = |slice: &&usize| {
        let float = slices.get(**slice).and_then(|slice| slice.float);
        float.is_some_and(|float| matches!(float.place, FloatPlace::Near(_)))
    };
    opening.filter(may_move).copied().collect()
}

/// A box that has no place yet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Waiting {
    /// Its slice.
    pub slice: usize,
    /// The place in the order of the text before which it was written.
    pub written: usize,
    /// The first place in the text beside which it may stand.
    pub from: usize,
    /// What it is.
    pub float: FloatBox,
    /// Its margin above.
    pub above: Pt,
    /// Its height without margins.
    pub height: Pt,
    /// Its margin below.
    pub below: Pt,
}

/// The boxes of a strip in the order in which they are to be placed. A pull quote may stand so many lines ahead of where it
/// was written.
fn waiting(slices: &[Slice], order: &[usize], grid: Pt, ahead: usize) -> VecDeque<Waiting> {
    let in_text: BTreeSet<usize> = order.iter().copied().collect();
    // What is moved within the text stands a little out of order: the last before a box counts.
    let mut least_after = order.to_vec();
    for at in (1..least_after.len()).rev() {
        least_after[at - 1] = least_after[at - 1].min(least_after[at]);
    }
    let boxes = slices.iter().enumerate().filter(|(slice, _)| !in_text.contains(slice)).filter_map(|(slice, own)| {
        let float = own.float?;
        let written = least_after.partition_point(|&other| other < slice);
        let before = if matches!(float.place, FloatPlace::Straddling | FloatPlace::Spanning) { ahead } else { 0 };
        let from = written.saturating_sub(before);
        Some(Waiting { slice, written, from, float, above: own.above, height: own.height, below: own.below.max(grid * 0.5) })
    });
    let mut boxes: Vec<Waiting> = boxes.collect();
    boxes.sort_by_key(|one| one.from);
    boxes.into()
}

/// The state of the search: everything before a page is settled.
pub(super) struct Sweep<'s> {
    pub slices: &'s mut Vec<Slice>,
    pub order: Vec<usize>,
    waiting: VecDeque<Waiting>,
    /// Boxes that found no place on their page.
    deferred: VecDeque<Waiting>,
    /// The box that is being placed.
    pub held: Option<Waiting>,
    standing: Vec<Standing>,
    pub room: Room<'s>,
    pub lanes: Lanes,
    pub typesetter: &'s mut dyn Typesetter,
    pub obstacles: Obstacles,
    /// The paragraphs that have lines beside boxes.
    pub beside: BTreeMap<usize, Vec<Beside>>,
    /// Where each settled column starts in the order.
    bounds: Vec<usize>,
    /// The page that is being filled.
    pub page: usize,
    /// Where it starts.
    pub start: usize,
    /// Where its columns end, as far as that is settled.
    pub settled: BTreeMap<usize, usize>,
    /// Whether a box was taken back, so that lines stand beside nothing.
    pub stale: bool,
}

impl Sweep<'_> {
    fn run(mut self) -> Placed {
        while let Some(next) = self.waiting.front().map(|one| one.from).or(self.deferred.front().map(|_| self.start)) {
            self.go_on_to(next);
            self.fill_page();
        }
        if self.start < self.order.len() || self.bounds.is_empty() {
            let rest = self.look(usize::MAX);
            self.settle(&rest, usize::MAX);
        }
        let end = self.order.len();
        while self.obstacles.reach(self.bounds.len()) {
            self.bounds.extend(std::iter::repeat_n(end, self.room.columns));
        }
        self.bounds.push(end);
        let text: Vec<&Slice> = self.order.iter().filter_map(|&slice| self.slices.get(slice)).collect();
        let room = Room { obstacles: &self.obstacles, from: 0, ..self.room };
        let columns = columns(&text, &self.bounds, &room);
        Placed { order: self.order, filled: Filled { columns, cost: 0.0, wishes: Vec::new() }, boxes: self.standing }
    }

    /// The first column of the page that is being filled.
    pub(super) fn layer(&self) -> usize {
        self.page * self.room.columns
    }

    /// Settles the pages before the one on which a place of the text stands.
    fn go_on_to(&mut self, place: usize) {
        if self.obstacles.reach(self.layer()) || !self.deferred.is_empty() || self.start >= self.order.len() {
            return;
        }
        let filled = self.look(place);
        let page = filled.columns.iter().find(|column| (column.from..column.to).contains(&place)).or(filled.columns.last());
        if let Some(page) = page.map(|column| column.page).filter(|&page| page > self.page) {
            self.settle(&filled, page);
        }
    }

    /// Fills columns from the page that is being filled, to some pages past a place of the text.
    pub(super) fn look(&self, place: usize) -> Filled {
        let lines = ((self.room.height)(self.page + 1) / self.room.grid).max(10.0) as usize;
        let reach = place.saturating_add(lines * self.room.columns * AHEAD).min(self.order.len());
        let window = self.order.get(self.start..reach).unwrap_or_default();
        let text: Vec<&Slice> = window.iter().filter_map(|&slice| self.slices.get(slice)).collect();
        let settled = self.settled.iter().map(|(&layer, &end)| (layer, end.saturating_sub(self.start))).collect();
        let room = Room { obstacles: &self.obstacles, from: self.layer(), settled: &settled, ..self.room };
        let mut filled = fill(&text, &room);
        for column in &mut filled.columns {
            column.from += self.start;
            column.to += self.start;
        }
        filled
    }

    /// Fills columns as far as the page being filled needs it.
    pub(super) fn look_near(&self) -> Filled {
        self.look(self.start)
    }

    /// Takes the columns before a page as they are, and sets the paragraphs in them as they wish.
    fn settle(&mut self, filled: &Filled, page: usize) {
        let taken: Vec<_> = filled.columns.iter().filter(|column| column.page < page).collect();
        let end = taken.last().map_or(self.start, |column| column.to);
        let mut bounds: Vec<usize> = taken.iter().map(|column| column.from).chain([end]).collect();
        let wishes: BTreeMap<usize, i8> = filled.wishes.iter().copied().collect();
        let paragraph = |at: usize| Some(self.slices.get(*self.order.get(at)?)?.flexible.as_ref()?.paragraph);
        let wished: Vec<(usize, i8)> =
            (self.start..end).filter_map(|at| Some((at, wishes.get(&paragraph(at)?).copied()?))).filter(|&(_, more)| more != 0).collect();
        for (at, more) in wished.into_iter().rev() {
            let longer = self.again(at, more, Vec::new());
            for bound in bounds.iter_mut().filter(|bound| **bound > at) {
                *bound = bound.saturating_add_signed(longer);
            }
        }
        self.start = bounds.pop().unwrap_or(self.start);
        if bounds.is_empty() {
            bounds = vec![self.start; self.room.columns];
        }
        self.bounds.extend(bounds);
        self.page = self.bounds.len() / self.room.columns;
        self.settled.clear();
        self.widen_first();
    }

    /// Gives all boxes of a page their places, sets the text around them, and settles the page.
    fn fill_page(&mut self) {
        let mut stuck = Vec::new();
        for _ in 0..self.deferred.len() {
            let Some(one) = self.deferred.pop_front() else { break };
            let waiting = self.deferred.len();
            // Boxes of a kind keep their order.
            if stuck.contains(&one.float.place) {
                self.deferred.push_back(one);
            } else {
                let filled = self.look_near();
                self.put(one, &filled, true);
            }
            if self.deferred.len() > waiting {
                stuck.push(one.float.place);
            }
        }
        loop {
            let filled = self.look_near();
            let end = filled.columns.iter().rfind(|column| column.page <= self.page).map_or(self.start, |column| column.to);
            // What stands at head or foot comes first: it moves the text that boxes in the middle stand in.
            let middle = |one: &Waiting| matches!(one.float.place, FloatPlace::Straddling | FloatPlace::Spanning);
            let here = |one: &&Waiting| one.from < end || end >= self.order.len();
            let ready: Vec<usize> = (0..self.waiting.len()).take_while(|&at| self.waiting.get(at).as_ref().is_some_and(here)).collect();
            let edge = ready.iter().copied().find(|&at| self.waiting.get(at).is_some_and(|one| !middle(one)));
            let Some(one) = edge.or(ready.first().copied()).and_then(|at| self.waiting.remove(at)) else { break };
            self.put(one, &filled, false);
        }
        self.narrow();
        let filled = self.look_near();
        self.settle(&filled, self.page + 1);
    }

    /// Gives a box a place on the page that is being filled, or lets it wait for the next one.
    fn put(&mut self, one: Waiting, filled: &Filled, waited: bool) {
        // Boxes of a kind keep their order.
        self.held = Some(one);
        let waits = !waited && self.deferred.iter().any(|other| other.float.place == one.float.place);
        let found = !waits
            && match one.float.place {
                FloatPlace::Head(reference) => self.at_edge(one, filled, reference, true, waited),
                FloatPlace::Foot(reference) => {
                    self.at_edge(one, filled, reference, false, waited) || self.at_edge(one, filled, reference, true, waited)
                }
                FloatPlace::Near(reference) => self.at_edge(one, filled, reference, true, waited),
                FloatPlace::Side(side) => {
                    self.at_side(one, filled, side, waited) || (waited && self.at_edge(one, filled, FloatReference::Column, true, true))
                }
                FloatPlace::Straddling | FloatPlace::Spanning => self.straddle(one, filled),
                FloatPlace::Plate(plate) => self.plate(one, plate),
            };
        // Paragraphs that were set anew for nothing may have moved it.
        let one = self.held.take().unwrap_or(one);
        let ends = filled.columns.last().is_none_or(|last| last.page <= self.page);
        let fits_in_text = one.float.width <= self.lanes.measure + Pt(0.01) && !matches!(one.float.place, FloatPlace::Plate(_));
        match found {
            true => {}
            false if ends && !waited && fits_in_text => self.in_text(one),
            // After the last of the text every box has a page, whatever its height.
            false if self.start >= self.order.len() => self.alone(one),
            false => self.deferred.push_back(one),
        }
    }

    /// Puts a box on the page that is being filled, and nothing else.
    fn alone(&mut self, one: Waiting) {
        for column in 0..self.room.columns {
            self.obstacles.of_mut(self.layer() + column).head = (self.room.height)(self.page);
        }
        self.stand(one, self.page, 0, Pt::ZERO, Pt::ZERO);
    }

    /// Puts a box where it was written, as part of the text.
    fn in_text(&mut self, one: Waiting) {
        self.order.insert(one.written, one.slice);
        for other in self.waiting.iter_mut().chain(&mut self.deferred).filter(|other| other.written >= one.written) {
            (other.written, other.from) = (other.written + 1, other.from + 1);
        }
    }

    /// The column of the page on which a place of the text stands, and its height there.
    pub(super) fn mention(&self, filled: &Filled, place: usize) -> (usize, Pt) {
        let here = |column: &&Column| column.page == self.page;
        match filled.columns.iter().filter(here).find(|column| (column.from..column.to).contains(&place)) {
            Some(column) => (column.column, column.tops.get(place - column.from).copied().unwrap_or(Pt::ZERO)),
            None => filled
                .columns
                .iter()
                .filter(here)
                .rfind(|column| column.to > column.from)
                .map_or((0, Pt::ZERO), |last| (last.column, last.used)),
        }
    }

    /// Whether a place of the text stands on the page that is being filled.
    pub(super) fn is_here(&self, filled: &Filled, place: usize) -> bool {
        let end = filled.columns.iter().rfind(|column| column.page <= self.page).map_or(self.start, |column| column.to);
        place < end || end >= self.order.len()
    }

    pub(super) fn stand(&mut self, one: Waiting, page: usize, column: usize, x: Pt, y: Pt) {
        let notes = self.slices.get(one.slice).map(|slice| slice.notes.clone()).unwrap_or_default();
        self.obstacles.of_mut(page * self.room.columns + column).notes.extend(notes);
        self.standing.push(Standing { slice: one.slice, page, column, x, y, plate: Plate::None });
    }

    /// Takes back the box that was placed last.
    pub(super) fn take_back(&mut self, obstacles: Obstacles) {
        self.obstacles = obstacles;
        self.standing.pop();
    }

    /// At the head or the foot of its column, or of all columns.
    fn at_edge(&mut self, one: Waiting, filled: &Filled, reference: FloatReference, head: bool, waited: bool) -> bool {
        let own = if waited { 0 } else { self.mention(filled, one.written).0 };
        let candidates: Vec<std::ops::Range<usize>> = match reference {
            FloatReference::Page => std::iter::once(0..self.room.columns).collect(),
            FloatReference::Column => (own..self.room.columns).map(|column| column..column + 1).collect(),
        };
        candidates.into_iter().any(|columns| self.at_edge_of(one, columns, head, waited))
    }

    fn at_edge_of(&mut self, one: Waiting, columns: std::ops::Range<usize>, head: bool, waited: bool) -> bool {
        let first = self.layer();
        let layers = first + columns.start..first + columns.end;
        let above = if head { Pt::ZERO } else { one.above.max(self.room.grid * 0.5) };
        let below = if head { one.below } else { Pt::ZERO };
        let height = snap(one.height + above + below, self.room.grid);
        let whole = (self.room.height)(self.page);
        let taken = layers.clone().map(|layer| self.obstacles.of(layer).head + self.obstacles.of(layer).foot).fold(Pt::ZERO, Pt::max);
        let roomy = self.page > 0 || whole >= (self.room.height)(1);
        let alone = taken <= Pt::ZERO && waited && roomy;
        let covers = layers.clone().any(|layer| !self.obstacles.of(layer).between.is_empty());
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
        let lost = !head
            && after.columns.iter().filter(|column| column.page == self.page).any(|column| {
                let room = whole - self.obstacles.of(first + column.column).foot;
                room - column.used > self.room.grid * LOST
            });
        if (waited || self.is_here(&after, one.written)) && !lost {
            return true;
        }
        self.take_back(before);
        false
    }

    /// At the side of its column, its top level with the line where it was written.
    fn at_side(&mut self, one: Waiting, filled: &Filled, side: FloatSide, waited: bool) -> bool {
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
            self.put_beside(one, layer, x, (y, y + height), (left, right));
            self.stand(one, self.page, column, x, y);
            self.narrow();
            self.settled.clear();
            return true;
        }
        false
    }

    /// The height at which a box at the side of a column has lines beside it and is nearest to where it was written.
    fn best_height(&self, one: Waiting, filled: &Filled, column: usize, wish: Pt, (height, foot): (Pt, Pt)) -> Option<Pt> {
        let grid = self.room.grid;
        let taken = self.obstacles.of(self.layer() + column);
        let text = filled.columns.iter().find(|one| one.page == self.page && one.column == column);
        let slices = text.and_then(|one| self.order.get(one.from..one.to)).unwrap_or_default();
        let tops = text.map_or(&[][..], |one| &one.tops);
        // Headings, boxes and pictures do not stand beside a box; lines that are narrower take more height.
        let others: Vec<(Pt, Pt)> = slices
            .iter()
            .zip(tops)
            .filter_map(|(&slice, &top)| {
                let slice = self.slices.get(slice).filter(|slice| slice.line.is_none())?;
                Some((top, top + slice.height))
            })
            .collect();
        let longer = self.lanes.measure / (self.lanes.measure - one.float.width).max(grid);
        let cost = |y: Pt| {
            let moved = |at: Pt| if at > y { y + (at - y) * longer } else { at };
            let against = others.iter().filter(|(top, bottom)| moved(*top) < y + height && moved(*bottom) > y).count();
            (y - wish).abs() / grid * AWAY + against as f32 * AGAINST_A_BOX
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
        for row in Obstacle::rows(top, bottom, edges, one.float.shape, grid, grid * NARROWEST) {
            self.obstacles.of_mut(layer).put(row);
        }
    }

    /// The notes whose marks stand in a column of the page.
    fn notes_of(&self, filled: &Filled, column: usize) -> Vec<usize> {
        let text = filled.columns.iter().find(|one| one.page == self.page && one.column == column);
        let slices = text.and_then(|one| self.order.get(one.from..one.to)).unwrap_or_default();
        slices.iter().filter_map(|&slice| self.slices.get(slice)).flat_map(|slice| slice.notes.iter().copied()).collect()
    }

    /// Keeps count of slices and places where a paragraph became longer: slices from one on, and places after another.
    pub(super) fn moved_on(&mut self, slice: usize, place: usize, longer: isize) {
        for one in self.waiting.iter_mut().chain(&mut self.deferred).chain(&mut self.held) {
            one.slice = if one.slice >= slice { one.slice.saturating_add_signed(longer) } else { one.slice };
            one.written = if one.written > place { one.written.saturating_add_signed(longer) } else { one.written };
            one.from = if one.from > place { one.from.saturating_add_signed(longer) } else { one.from };
        }
        for one in self.standing.iter_mut().filter(|one| one.slice >= slice) {
            one.slice = one.slice.saturating_add_signed(longer);
        }
    }

    /// On a page of its own: the next one, or this one if no text stands on it.
    fn plate(&mut self, one: Waiting, plate: Plate) -> bool {
        let empty = self.start >= self.order.len() || one.written <= self.start;
        let page = (self.page + usize::from(!empty)..).find(|page| {
            let first = page * self.room.columns;
            let whole = *page > 0 || (self.room.height)(0) >= (self.room.height)(1);
            whole && (first..first + self.room.columns).all(|layer| self.obstacles.of(layer).head <= Pt::ZERO)
        });
        let Some(page) = page else { return false };
        for column in 0..self.room.columns {
            self.obstacles.of_mut(page * self.room.columns + column).head = (self.room.height)(page);
        }
        let slack = ((self.room.height)(page) - one.height).max(Pt::ZERO) / 2.0;
        self.stand(one, page, 0, Pt::ZERO, slack);
        if let Some(last) = self.standing.last_mut() {
            last.plate = plate;
        }
        true
    }
}
