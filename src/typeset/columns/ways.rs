//! Ways to fill a column: paragraphs with a line less or a line more, so that the column ends where it should.
//!
//! From the top of a column down, every paragraph is taken as it is and in each other number of lines that it may have.
//! Ways that fill the same height are one from there on: the cheapest is kept. A place in the text is the same whichever
//! number of lines led to it, since only the lines above it are counted.

use super::{Room, Stack, lines, price};
use crate::base::Pt;
use crate::typeset::strip::{Cut, Flexible, Slice};

/// Where a column may end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::typeset) struct End {
    /// How many slices stand in it: the one after them starts the next column.
    pub taken: usize,
    /// What parting the text there costs, and what the column's paragraphs do.
    pub cost: f32,
    /// How many lines the column is short of.
    pub lack: u8,
    /// How its paragraphs are set.
    pub choice: usize,
}

impl End {
    /// An end that costs nothing.
    pub(in crate::typeset) fn free(taken: usize) -> Self {
        Self { taken, cost: 0.0, lack: 0, choice: Choices::NONE }
    }
}

/// What was chosen for paragraphs, each choice with the one before it in its column.
pub(super) struct Choices {
    all: Vec<Choice>,
}

struct Choice {
    paragraph: usize,
    /// How many lines more it has.
    more: i8,
    before: usize,
}

impl Choices {
    /// Every paragraph as it is.
    pub(in crate::typeset) const NONE: usize = 0;

    /// No choices.
    pub(in crate::typeset) fn new() -> Self {
        Self { all: vec![Choice { paragraph: 0, more: 0, before: Self::NONE }] }
    }

    fn add(&mut self, paragraph: usize, more: i8, before: usize) -> usize {
        self.all.push(Choice { paragraph, more, before });
        self.all.len() - 1
    }

    /// The paragraphs of a column that have other numbers of lines, with how many more, the last first.
    pub(in crate::typeset) fn wishes(&self, mut choice: usize) -> Vec<(usize, i8)> {
        let mut wishes = Vec::new();
        while let Some(one) = self.all.get(choice).filter(|_| choice != Self::NONE) {
            wishes.push((one.paragraph, one.more));
            choice = one.before;
        }
        wishes
    }
}

/// How many ways to fill a column are followed up.
const WAYS: usize = 16;
/// How many of the last places where a column might end are worth a look.
const NEAR: usize = 14;

/// Where a column that starts at a slice may end, and how many slices were looked at to tell: one more than there are if the
/// text ends in it.
pub(super) fn ends(slices: &[&Slice], start: usize, layer: usize, room: &Room<'_>, choices: &mut Choices) -> (Vec<End>, usize) {
    let taken = room.taken(layer);
    let mut filling = Filling { slices, start, height: room.column_height(layer), room, ends: Vec::new() };
    let stack = Stack::beside(room.grid, taken);
    let mut ways = vec![Way { stack, notes: taken.notes.clone(), cost: 0.0, choice: Choices::NONE }];
    let mut at = start;
    while at < slices.len() && !ways.is_empty() {
        if at > start && matches!(slices[at].cut, Cut::Column | Cut::Page(_)) {
            // What was asked for is worth its price, however short the column.
            let cheapest = ways.into_iter().min_by(|a, b| a.cost.total_cmp(&b.cost));
            let end = cheapest.map(|way| End { cost: way.cost, choice: way.choice, ..End::free(at - start) });
            return (end.into_iter().collect(), at + 1 - start);
        }
        let flexible = slices[at].flexible.as_deref();
        let count = flexible.map_or(1, |flexible| flexible.lines);
        let mut next: Vec<Way<'_>> = Vec::new();
        for way in ways {
            if let Some(flexible) = flexible {
                for (other, otherwise) in flexible.others.iter().enumerate() {
                    let choice = choices.add(flexible.paragraph, otherwise.more, way.choice);
                    let begun = Way { cost: way.cost + otherwise.price, choice, ..way.clone() };
                    filling.otherwise(begun, at, flexible, other).into_iter().for_each(|way| keep(&mut next, way));
                }
            }
            filling.as_it_is(way, at..at + count).into_iter().for_each(|way| keep(&mut next, way));
        }
        next.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        next.truncate(WAYS);
        ways = next;
        at += count;
    }
    // Only ends near the foot of the column can be best.
    let far = filling.ends.iter().flatten().count().saturating_sub(NEAR);
    (filling.ends.into_iter().flatten().skip(far).collect(), at + 1 - start)
}

/// A way to fill a column from its top.
#[derive(Clone)]
struct Way<'o> {
    stack: Stack<'o>,
    notes: Vec<usize>,
    cost: f32,
    choice: usize,
}

/// Keeps the cheapest way of each height.
fn keep<'o>(ways: &mut Vec<Way<'o>>, way: Way<'o>) {
    match ways.iter_mut().find(|other| (other.stack.y - way.stack.y).abs() < Pt(0.01) && other.notes.len() == way.notes.len()) {
        Some(other) if other.cost <= way.cost => {}
        Some(other) => *other = way,
        None => ways.push(way),
    }
}

struct Filling<'f, 'r> {
    slices: &'f [&'f Slice],
    start: usize,
    height: Pt,
    room: &'f Room<'r>,
    /// The best end before each slice, from the one after the first.
    ends: Vec<Option<End>>,
}

impl Filling<'_, '_> {
    /// Goes on with slices as they are; nothing if they do not fit.
    fn as_it_is<'o>(&mut self, mut way: Way<'o>, range: std::ops::Range<usize>) -> Option<Way<'o>> {
        for at in range {
            let slice = self.slices.get(at)?;
            way.stack.put(slice);
            way.notes.extend(&slice.notes);
            let used = self.used(&way)?;
            if let Some(next) = self.slices.get(at + 1) {
                self.end(&way, used, at + 1, price(next));
            }
        }
        Some(way)
    }

    /// Goes on with a paragraph in another number of lines; nothing if they do not fit.
    fn otherwise<'o>(&mut self, mut way: Way<'o>, first: usize, flexible: &Flexible, other: usize) -> Option<Way<'o>> {
        let cuts = &flexible.others.get(other)?.cuts;
        let own = self.slices.get(first..first + flexible.lines)?;
        let count = cuts.len();
        for number in 0..count {
            // The last line is the last, whatever the number of lines between it and the first.
            let last = number + 1 == count;
            let line = if last { own.last()? } else { own.get(number).or(own.last())? };
            if number == 0 {
                way.stack.put(own.first()?);
            } else {
                way.stack.put_again(line);
            }
            // Marks of notes stand about where they stood.
            let marks = own.get(number..if last { own.len() } else { number + 1 }).unwrap_or_default();
            way.notes.extend(marks.iter().flat_map(|line| &line.notes));
            let used = self.used(&way)?;
            let left = count - number - 1;
            let at = first + flexible.lines - left.min(flexible.lines);
            if left == 0 {
                if let Some(next) = self.slices.get(at) {
                    self.end(&way, used, at, price(next));
                }
            } else if at > first {
                self.end(&way, used, at, cuts.get(number + 1).copied().unwrap_or(0.0));
            }
        }
        Some(way)
    }

    /// The height that a way fills, notes included; nothing if it is more than there is.
    fn used(&self, way: &Way<'_>) -> Option<Pt> {
        let used = way.stack.y + (self.room.notes)(&way.notes);
        (used <= self.height + Pt(0.01)).then_some(used)
    }

    /// Notes that a way may end before a slice.
    fn end(&mut self, way: &Way<'_>, used: Pt, at: usize, price: f32) {
        let lack = lines(self.height - used, self.room.grid);
        let taken = at - self.start;
        let end = End { taken, cost: way.cost + price, lack, choice: way.choice };
        debug_assert!(taken > 0);
        // A column as long as another with less trouble is better; a short one may be what its neighbour needs.
        let all = |end: &End| end.cost + f32::from(end.lack) * f32::from(end.lack) * 25.0;
        let place = taken - 1;
        if self.ends.len() <= place {
            self.ends.resize(place + 1, None);
        }
        if let Some(known) = self.ends.get_mut(place)
            && known.is_none_or(|known| all(&end) < all(&known))
        {
            *known = Some(end);
        }
    }
}
