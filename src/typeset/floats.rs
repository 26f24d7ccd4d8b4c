//! Floats: boxes that are taken out of the text find their places, page by page.
//!
//! Text is filled up to the page on which the next box is mentioned; the box takes its place there, what is beside it is
//! set around it (see [`runaround`]), and the filling goes on from the next page. What is settled stays, so that the
//! work grows with the text and its boxes alone. A box stands on the page where it is mentioned or on a later one, never
//! before a box of its kind that was mentioned earlier.

mod at_edge;
mod at_side;
pub(super) mod contour;
pub(super) mod obstacles;
pub(super) mod plate;
mod runaround;
mod straddle;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::columns::pullquotes::{self, Arranged};
use super::columns::{Column, Filled, Room, columns, fill};
use super::flow::{FloatBox, FloatPlace};
use super::strip::{Slice, Strip};
use super::words::Beside;
use crate::base::Pt;
use crate::model::NodeId;
use crate::style::{FloatReference, Plate};
use at_edge::Edge;
use contour::Contour;
use obstacles::Obstacles;

/// The share of a column that boxes at its head and foot may take; what is higher has a page to itself.
const HIGHEST: f32 = 0.7;
/// How many pages are looked ahead of the one that a box is mentioned on.
const AHEAD: usize = 3;
/// The least room beside a box in which lines can be set, in lines of the grid: about twelve ems.
pub(super) const NARROWEST: f32 = 9.0;
/// A box leaves its place in the text where a column ends so many lines short for its sake.
const SHORT: f32 = 2.5;
/// How far ahead of where it was written a pull quote may stand, in pages.
const EARLY: f32 = 0.6;

/// The order in which a region's slices are filled into columns, the columns, and the boxes that stand outside the text.
pub(super) struct Placed {
    /// Slices by number, in the order of the text.
    pub order: Vec<usize>,
    /// Their columns.
    pub filled: Filled,
    /// The boxes.
    pub boxes: Vec<Standing>,
    /// Before which blocks the pull quotes of the text stand.
    pub quotes: Vec<usize>,
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
    /// The element it is, where it found no row to straddle and stands over the text of the last page.
    pub over: Option<NodeId>,
    /// Whether another box has its place already.
    pub crowded: bool,
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

/// Who sets paragraphs anew, and knows the boxes that they stand around.
pub(super) trait Typesetter {
    /// A paragraph with so many lines more than are best, and some of them beside boxes; what they lose counts from the
    /// edges of the column.
    fn again(&mut self, paragraph: usize, more: i8, beside: &[Beside]) -> Vec<Slice>;

    /// What the lines beside a box follow.
    fn contour(&self, float: NodeId) -> Contour;
}

/// Whether boxes of a strip may be taken out of it.
pub(super) fn are_in(strip: &Strip) -> bool {
    strip.slices.iter().any(|slice| slice.float.is_some())
}

/// Finds places for all boxes of a strip, sets the text around them, and fills the columns.
pub(super) fn place(strip: &mut Strip, room: &Room<'_>, lanes: Lanes, typesetter: &mut dyn Typesetter, earlier: &[usize]) -> Placed {
    let Arranged { mut order, filled, before: quotes } = pullquotes::place(&strip.slices, room, earlier);
    if !are_in(strip) {
        return Placed { order, filled, boxes: Vec::new(), quotes };
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
    Placed { quotes, ..sweep.run() }
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
        Placed { order: self.order, filled: Filled { columns, cost: 0.0, wishes: Vec::new() }, boxes: self.standing, quotes: Vec::new() }
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
                FloatPlace::Head(reference) => self.at_edge(one, filled, reference, Edge::Head, waited),
                FloatPlace::Foot(reference) => {
                    self.at_edge(one, filled, reference, Edge::Foot, waited) || self.at_edge(one, filled, reference, Edge::Head, waited)
                }
                FloatPlace::Near(reference) => self.at_edge(one, filled, reference, Edge::Head, waited),
                FloatPlace::Side(side) => {
                    self.at_side(one, filled, side, waited)
                        || (waited && self.at_edge(one, filled, FloatReference::Column, Edge::Head, true))
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
            false if ends && !waited && self.at_last_foot(one, filled) => {}
            // After the last of the text every box has a page, whatever its height.
            false if self.start >= self.order.len() => self.alone(one),
            false => self.deferred.push_back(one),
        }
    }

    /// Puts a box that is to stand at an edge of the page at the foot of the last one rather than on a page of its own.
    fn at_last_foot(&mut self, one: Waiting, filled: &Filled) -> bool {
        match one.float.place {
            FloatPlace::Head(reference) | FloatPlace::Foot(reference) => self.at_edge(one, filled, reference, Edge::LastFoot, false),
            _ => false,
        }
    }

    /// Puts a box on the page that is being filled, and nothing else.
    fn alone(&mut self, one: Waiting) {
        for column in 0..self.room.columns {
            self.obstacles.of_mut(self.layer() + column).head = (self.room.height)(self.page);
        }
        self.stand(one, self.page, 0, Pt::ZERO, Pt::ZERO);
        if let (Some(last), FloatPlace::Straddling | FloatPlace::Spanning) = (self.standing.last_mut(), one.float.place) {
            (last.over, last.crowded) = (Some(one.float.node), true);
        }
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
        self.standing.push(Standing { slice: one.slice, page, column, x, y, plate: Plate::None, over: None, crowded: false });
    }

    /// Takes back the box that was placed last.
    pub(super) fn take_back(&mut self, obstacles: Obstacles) {
        self.obstacles = obstacles;
        self.standing.pop();
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
}
