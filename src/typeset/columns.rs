//! Filling columns: where each column of a region ends, chosen for the region as a whole.
//!
//! A column that is a few lines short costs the square of those lines; a widow, an orphan or a parted heading costs
//! what its [`Cut`] says. The cheapest sequence of column ends is found column by column, each keeping the few
//! starting points that can still be best (M. F. Plass, Optimal Pagination Techniques, Stanford 1981). Paragraphs that
//! may be set in a line less or a line more make columns end where they should (F. Mittelbach, A General Framework for
//! Globally Optimized Pagination, DocEng 2016); see [`ways`]. The region's last page is tried with every height at
//! which its columns might end level.

mod last_page;
mod onward;
pub(super) mod pullquotes;
mod ways;

use std::collections::BTreeMap;
use std::rc::Rc;

use super::floats::obstacles::{Obstacles, Taken};
use super::strip::{Cut, Slice};
use crate::base::Pt;
use crate::page::Side;
use crate::style::Clear;
use onward::{Known, Onward};
use ways::Choices;

/// The room a region has.
#[derive(Clone, Copy)]
pub(super) struct Room<'r> {
    /// How many columns a page has.
    pub columns: usize,
    /// The height of a column, by the number of its page from the region's first, in points.
    pub height: &'r dyn Fn(usize) -> Pt,
    /// Which side a page is, by the same number.
    pub side: &'r dyn Fn(usize) -> Side,
    /// The distance between baselines.
    pub grid: Pt,
    /// Whether the last columns end level.
    pub balance: bool,
    /// What the notes of a column take from its height, by their numbers.
    pub notes: &'r dyn Fn(&[usize]) -> Pt,
    /// What boxes take from the columns.
    pub obstacles: &'r Obstacles,
    /// The column at which the filling starts, the first of a page; columns count from the region's first.
    pub from: usize,
    /// Where columns end for which that is settled.
    pub settled: &'r BTreeMap<usize, usize>,
}

impl<'r> Room<'r> {
    /// What boxes take from a column.
    pub(super) fn taken(&self, layer: usize) -> &'r Taken {
        self.obstacles.of(layer)
    }

    /// The height that a column has for text, notes and boxes at its head included.
    pub(super) fn column_height(&self, layer: usize) -> Pt {
        (self.height)(layer / self.columns) - self.taken(layer).foot
    }

    /// Whether boxes leave a column no line.
    fn is_closed(&self, layer: usize) -> bool {
        self.is_narrowed(layer) && self.column_height(layer) - self.taken(layer).head < self.grid * 0.99
    }

    /// Whether boxes at its head or foot leave a column less than its height.
    fn is_narrowed(&self, layer: usize) -> bool {
        let taken = self.taken(layer);
        taken.head + taken.foot > Pt::ZERO
    }

    /// Whether nothing comes before a slice, or the filling starts with it in the middle of a region.
    fn begins(&self, start: usize) -> bool {
        start == 0 && self.from == 0
    }
}

/// One column with what stands in it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Column {
    /// Page, counted from the region's first.
    pub page: usize,
    /// Column on the page, from 0.
    pub column: usize,
    /// The slices, as indices into the order that was filled.
    pub from: usize,
    /// One past the last slice.
    pub to: usize,
    /// The top of each slice, from the top of the region on its page.
    pub tops: Vec<Pt>,
    /// The height that is filled.
    pub used: Pt,
    /// What boxes take from its foot.
    pub foot: Pt,
}

/// All columns of a region, and what they cost.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Filled {
    /// The columns in reading order; some may be empty.
    pub columns: Vec<Column>,
    /// In squares of short lines.
    pub cost: f32,
    /// The paragraphs that should be set in another number of lines, with how many more. As long as there are any, the
    /// columns are those of what is not set yet.
    pub wishes: Vec<(usize, i8)>,
}

/// A starting point of a column: the slice, and how many lines the column before is short of, if both are seen together.
type Start = (usize, u8);

/// A starting point that may be part of the best sequence.
#[derive(Clone, Copy)]
struct State {
    cost: f32,
    /// Where the column before started.
    before: Start,
    /// How the paragraphs of the column before were set.
    choice: usize,
}

/// The last page of a region: where its columns end.
struct Ending {
    cost: f32,
    layer: usize,
    start: Start,
    ends: Vec<usize>,
}

/// Fills a region's columns with its slices.
pub(super) fn fill(slices: &[&Slice], room: &Room<'_>) -> Filled {
    Filler::once(room).fill(slices, f32::INFINITY).unwrap_or_default()
}

/// Fills a region's columns, once or in many orders of its slices.
pub(super) struct Filler<'s, 'r> {
    room: &'r Room<'r>,
    choices: Choices,
    /// What was found in other orders.
    known: Option<Known<'s>>,
}

impl<'s, 'r> Filler<'s, 'r> {
    fn once(room: &'r Room<'r>) -> Self {
        Self { room, choices: Choices::new(), known: None }
    }

    /// For orders that are alike but in a few places: what one has in common with another is looked at once.
    fn often(room: &'r Room<'r>) -> Self {
        Self { known: Some(Known::default()), ..Self::once(room) }
    }

    /// The columns, if they cost less than a bound.
    fn fill(&mut self, slices: &[&'s Slice], bound: f32) -> Option<Filled> {
        let room = self.room;
        let origin = State { cost: 0.0, before: (0, 0), choice: Choices::NONE };
        let mut layers: Vec<BTreeMap<Start, State>> = vec![BTreeMap::from([((0, 0), origin)])];
        let mut best: Option<Ending> = None;
        loop {
            let step = layers.len() - 1;
            let layer = room.from + step;
            let mut next: BTreeMap<Start, State> = BTreeMap::new();
            let bound = best.as_ref().map_or(bound, |ending| ending.cost);
            // How the text goes on from a slice is the same, however short the column before it is.
            let mut onward: Option<(usize, Rc<Onward>)> = None;
            for (&(start, lack), state) in &layers[step] {
                if state.cost >= bound {
                    continue;
                }
                let known = onward.take().filter(|(from, _)| *from == start);
                match onward.insert(known.unwrap_or_else(|| (start, self.onward(slices, start, layer)))).1.as_ref() {
                    Onward::Ending { cost, ends } => {
                        let cost = state.cost + *cost;
                        if cost < best.as_ref().map_or(bound, |ending| ending.cost) {
                            let ends = ends.iter().map(|end| start + end).collect();
                            best = Some(Ending { cost, layer: step, start: (start, lack), ends });
                        }
                    }
                    Onward::Columns(columns) => {
                        let seen = (step > 0 && beside_the_last(layer, room)).then_some(lack);
                        for end in columns {
                            let at = start + end.taken;
                            let cost = state.cost + end.cost + short(end.lack) + seen.map_or(0.0, |lack| uneven(lack, end.lack));
                            let lack = if beside_the_last(layer + 1, room) { end.lack } else { 0 };
                            let known = next.get(&(at, lack)).is_some_and(|other| other.cost <= cost);
                            if !known {
                                next.insert((at, lack), State { cost, before: (start, seen.unwrap_or(0)), choice: end.choice });
                            }
                        }
                    }
                }
            }
            if next.is_empty() {
                break;
            }
            keep_best(&mut next);
            layers.push(next);
        }
        best.map(|ending| trace(slices, room, &layers, ending, &self.choices))
    }

    /// How the text goes on from a slice where a column starts.
    fn onward(&mut self, slices: &[&'s Slice], start: usize, layer: usize) -> Rc<Onward> {
        if let Some(onward) = self.known.as_ref().and_then(|known| known.of(slices, start, layer)) {
            return onward;
        }
        let (onward, seen) = onward::find(slices, start, layer, self.room, &mut self.choices);
        let onward = Rc::new(onward);
        if let Some(known) = &mut self.known {
            known.note(slices, start, layer, seen, &onward);
        }
        onward
    }
}

/// How many starting points of a column are followed up: enough to take back a choice a page later, few enough that the
/// work for a book grows with its length alone.
const WAYS: usize = 40;

/// Keeps the cheapest starting points.
fn keep_best(ways: &mut BTreeMap<Start, State>) {
    if ways.len() > WAYS {
        let mut costs: Vec<f32> = ways.values().map(|state| state.cost).collect();
        costs.sort_by(f32::total_cmp);
        let limit = costs[WAYS - 1];
        ways.retain(|_, state| state.cost <= limit);
    }
}

/// Whether a column is seen beside the one before it: on the same page, or if pages have one column, on the same spread.
fn beside_the_last(layer: usize, room: &Room<'_>) -> bool {
    if room.columns > 1 { !layer.is_multiple_of(room.columns) } else { layer > 0 && (room.side)(layer) == Side::Recto }
}

/// How many lines a height is.
pub(super) fn lines(height: Pt, grid: Pt) -> u8 {
    (height / grid + 0.5).clamp(0.0, 200.0) as u8
}

/// What a column that ends before a slice pays for it.
pub(super) fn price(slice: &Slice) -> f32 {
    match slice.cut {
        Cut::Free | Cut::Column | Cut::Page(_) => 0.0,
        Cut::Price(price) => price,
    }
}

/// What a column pays for the lines it is short of.
fn short(lines: u8) -> f32 {
    let lines = f32::from(lines);
    lines * lines * 25.0
}

/// What a column pays for ending higher or lower than the one that is seen beside it: a little less than another short
/// column, so that none is made short only to end level.
fn uneven(lines: u8, other: u8) -> f32 {
    short(lines.abs_diff(other)) * 0.9
}

/// The columns of the best sequence.
fn trace(slices: &[&Slice], room: &Room<'_>, layers: &[BTreeMap<Start, State>], ending: Ending, choices: &Choices) -> Filled {
    let mut starts = vec![ending.start.0];
    let mut wishes = Vec::new();
    let mut at = ending.start;
    for layer in (1..=ending.layer).rev() {
        let Some(state) = layers[layer].get(&at) else { break };
        wishes.extend(choices.wishes(state.choice));
        at = state.before;
        starts.push(at.0);
    }
    starts.reverse();
    let mut bounds = starts;
    bounds.extend(ending.ends);
    Filled { columns: columns(slices, &bounds, room), cost: ending.cost, wishes }
}

/// The columns that begin and end at some bounds.
pub(super) fn columns(slices: &[&Slice], bounds: &[usize], room: &Room<'_>) -> Vec<Column> {
    let columns = bounds.windows(2).enumerate().map(|(number, pair)| {
        let (from, to) = (pair[0], pair[1]);
        let layer = room.from + number;
        let own = slices.get(from..to).unwrap_or_default();
        let mut stack = Stack::beside(room.grid, room.taken(layer));
        let mut tops: Vec<Pt> = own.iter().map(|slice| stack.put(slice)).collect();
        share_slack(own, &mut tops, room.grid);
        let used = if own.is_empty() { Pt::ZERO } else { stack.y };
        Column { page: layer / room.columns, column: layer % room.columns, from, to, tops, used, foot: room.taken(layer).foot }
    });
    columns.collect()
}

/// What keeping to the grid leaves under a box goes above and below it alike; under a heading, all goes above.
fn share_slack(slices: &[&Slice], tops: &mut [Pt], grid: Pt) {
    let mut from = 0;
    for at in 0..slices.len() {
        if !slices[at].on_grid {
            continue;
        }
        // Slices from..at stand off the grid; a box at the head of a column stays there.
        if from > 0 && from < at {
            let last = slices[at - 1];
            let slack = tops[at] - (tops[at - 1] + last.height + last.below.max(slices[at].above));
            // More than a line is the room of a box that stands there.
            let slack = if slack > grid { Pt::ZERO } else { slack };
            let share = if last.binds { slack } else { slack / 2.0 };
            tops[from..at].iter_mut().for_each(|top| *top += share);
        }
        from = at + 1;
    }
}

/// Slices on top of each other, lines of text on the grid.
#[derive(Clone)]
pub(super) struct Stack<'o> {
    grid: Pt,
    /// What boxes take from the column.
    taken: &'o Taken,
    /// The height that is filled.
    pub y: Pt,
    /// Space wanted below the last slice; none before the first.
    below: Option<Pt>,
}

impl<'o> Stack<'o> {
    /// An empty column.
    pub(super) fn new(grid: Pt) -> Self {
        Self::beside(grid, Obstacles::NONE.of(0))
    }

    /// An empty column but for boxes.
    pub(super) fn beside(grid: Pt, taken: &'o Taken) -> Self {
        Self { grid, taken, y: taken.head, below: None }
    }

    /// Puts a slice below the others and returns where its top is.
    pub(super) fn put(&mut self, slice: &Slice) -> Pt {
        match self.below {
            Some(below) => self.y += slice.above.max(below),
            // Space at the top of a column vanishes, but where a page was asked for (CSS Fragmentation 3, 5.2).
            None if matches!(slice.cut, Cut::Page(_)) => self.y += slice.above,
            None => self.y += slice.heading.as_ref().map_or(Pt::ZERO, |heading| heading.height),
        }
        self.below = Some(slice.below);
        if slice.on_grid {
            self.y = snap(self.y, self.grid);
        }
        if !self.taken.between.is_empty() {
            self.y = self.taken.clear(self.y, slice.height, slice.line.is_some(), slice.clear);
        }
        let top = self.y;
        self.y += slice.height;
        top
    }

    /// Puts a line more under a line of the same paragraph, and returns where its top is.
    pub(super) fn put_again(&mut self, line: &Slice) -> Pt {
        if line.on_grid {
            self.y = snap(self.y, self.grid);
        }
        if !self.taken.between.is_empty() {
            self.y = self.taken.clear(self.y, line.height, line.line.is_some(), Clear::None);
        }
        let top = self.y;
        self.y += line.height;
        top
    }
}

/// The next line of the grid at or below a height.
pub(super) fn snap(y: Pt, grid: Pt) -> Pt {
    // The cast drops the fraction, as `floor` would, at a tenth of its price.
    grid * ((y / grid + 0.99) as u32 as f32)
}

#[cfg(test)]
mod tests;
