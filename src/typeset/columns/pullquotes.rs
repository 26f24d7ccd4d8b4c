//! Where pull quotes stand: never beside the passage they repeat if another place will do.
//!
//! A pull quote may stand before any paragraph of its region. For each quote in turn every place near the one where
//! it was written is tried, the columns are filled, and the page is looked at as a reader would: is the box beside its
//! own words, beside another box, right under the title, far from where the author put it?

use std::collections::BTreeSet;

use super::{Filled, Filler, Room, fill};
use crate::base::{Pt, Span};
use crate::typeset::flow::{FloatBox, FloatPlace};
use crate::typeset::strip::{Cut, Slice};

/// Beside its own words: worse than a widow, and than a page some lines short.
pub(in crate::typeset) const BESIDE_ITS_WORDS: f32 = 6_000.0;
/// Two boxes in one column.
const CROWDED: f32 = 1_500.0;
/// Two boxes on one page, while another page may have none.
pub(in crate::typeset) const SAME_PAGE: f32 = 300.0;
/// Two boxes at one height.
pub(in crate::typeset) const LEVEL_BOXES: f32 = 300.0;
/// Right under or over another box, a picture or a table.
pub(in crate::typeset) const AGAINST_A_BOX: f32 = 800.0;
/// Over the first words of a piece.
const BEFORE_THE_OPENING: f32 = 3_000.0;
/// At the very foot of a column: it looks like a heading without text.
const AT_THE_FOOT: f32 = 30.0;
/// Each slice away from where it was written.
const AWAY: f32 = 3.0;
/// Each heading between it and where it was written: it belongs to its section.
const OTHER_SECTION: f32 = 150.0;
/// Before a box that was written earlier.
const OUT_OF_ORDER: f32 = 3_000.0;
/// How many places are tried for each quote.
const PLACES: usize = 16;
/// How many are tried where the quotes had found theirs before some lines changed.
const PLACES_AGAIN: usize = 4;

/// Pull quotes at their places.
pub(in crate::typeset) struct Arranged {
    /// The order in which the slices are filled into columns, as indices.
    pub order: Vec<usize>,
    /// What comes of it.
    pub filled: Filled,
    /// Before which of the region's blocks each quote stands.
    pub before: Vec<usize>,
}

/// Finds places for the pull quotes of a region. `earlier` are those that they had found before some of its paragraphs were
/// set anew: they are looked for near these.
pub(in crate::typeset) fn place(slices: &[Slice], room: &Room<'_>, earlier: &[usize]) -> Arranged {
    let text: Vec<&Slice> = slices.iter().filter(|slice| is_text(slice)).collect();
    let indices = |wanted: fn(&Slice) -> bool| slices.iter().enumerate().filter(move |(_, slice)| wanted(slice)).map(|(index, _)| index);
    let mut quotes = written_places(slices);
    if quotes.is_empty() {
        return Arranged { order: indices(is_text).collect(), filled: fill(&text, room), before: Vec::new() };
    }
    let candidates = candidates(&text);
    let blocks: Vec<usize> = (0..text.len()).filter(|&at| text[at].opens).collect();
    let again = earlier.len() == quotes.len();
    let near = |(number, quote): (usize, &Quote<'_>)| {
        let had = earlier.get(number).and_then(|&block| blocks.get(block)).filter(|_| again);
        let (to, count) = had.map_or((quote.written, PLACES), |&had| (had, PLACES_AGAIN));
        nearest(within(&candidates, &text, quote), to, count)
    };
    let near: Vec<Vec<usize>> = quotes.iter().enumerate().map(near).collect();
    for (quote, near) in quotes.iter_mut().zip(&near) {
        quote.at = near.first().copied().unwrap_or(quote.written);
    }
    let mut filler = Filler::often(room);
    let mut best = look(&text, &quotes, &mut filler, f32::INFINITY);
    // An arrangement that was tried is not the better for being tried again.
    let arrangement = |quotes: &[Quote<'_>]| quotes.iter().map(|quote| quote.at).collect::<Vec<_>>();
    let mut tried = BTreeSet::from([arrangement(&quotes)]);
    // Twice round: the first quotes see where the later ones went.
    for _ in 0..if again { 1 } else { 2 } {
        let mut moved = false;
        for index in 0..quotes.len() {
            for &at in &near[index] {
                let was = std::mem::replace(&mut quotes[index].at, at);
                let cost = if tried.insert(arrangement(&quotes)) { look(&text, &quotes, &mut filler, best) } else { best };
                if cost < best {
                    best = cost;
                    moved = true;
                } else {
                    quotes[index].at = was;
                }
            }
        }
        if !moved {
            break;
        }
    }
    let filled = filler.fill(&order(&text, &quotes), f32::INFINITY).unwrap_or_default();
    let (text, moved) = (indices(is_text).collect::<Vec<_>>(), indices(is_movable).collect::<Vec<_>>());
    let at: Vec<usize> = quotes.iter().map(|quote| quote.at).collect();
    let before = at.iter().map(|&at| blocks.partition_point(|&block| block < at)).collect();
    Arranged { order: interleaved(&text, &moved, &at), filled, before }
}

/// A pull quote and its place, as an index into the slices of the text that it stands before.
struct Quote<'s> {
    slice: &'s Slice,
    written: usize,
    at: usize,
}

fn is_movable(slice: &Slice) -> bool {
    slice.pull_quote.is_some_and(|quote| quote.movable)
}

fn is_text(slice: &Slice) -> bool {
    let moves = |float: FloatBox| !matches!(float.place, FloatPlace::Near(_));
    !is_movable(slice) && !slice.float.is_some_and(moves)
}

fn written_places(slices: &[Slice]) -> Vec<Quote<'_>> {
    let mut quotes = Vec::new();
    let mut before = 0;
    for slice in slices {
        if is_movable(slice) {
            quotes.push(Quote { slice, written: before, at: before });
        } else if is_text(slice) {
            before += 1;
        }
    }
    quotes
}

/// Places between blocks where a box parts nothing that belongs together.
fn candidates(text: &[&Slice]) -> Vec<usize> {
    let free = |at: &usize| {
        let (before, after) = (text[*at - 1], text[*at]);
        after.opens && !before.binds && !matches!(after.cut, Cut::Price(price) if price > 0.0)
    };
    (1..text.len()).filter(free).collect()
}

/// The candidates before what closes the piece.
fn within<'c>(candidates: &'c [usize], text: &[&Slice], quote: &Quote<'_>) -> &'c [usize] {
    let Some(own) = quote.slice.pull_quote else { return candidates };
    let end = candidates.partition_point(|&at| text[at].anchors.first().is_none_or(|&(node, _)| node < own.until));
    let inside = &candidates[..end];
    // A quote that was written among what closes the piece stays there.
    if inside.is_empty() || quote.written > candidates.get(end).copied().unwrap_or(usize::MAX) { candidates } else { inside }
}

/// So many of the candidates nearest to a place, the nearest first.
fn nearest(candidates: &[usize], to: usize, count: usize) -> Vec<usize> {
    // The candidates are in order, so the nearest lie in a window around the place.
    let middle = candidates.partition_point(|&at| at < to);
    let window = &candidates[middle.saturating_sub(count)..(middle + count).min(candidates.len())];
    let mut sorted = window.to_vec();
    sorted.sort_by_key(|&at| (at.abs_diff(to), at));
    sorted.truncate(count);
    sorted
}

fn order<'s>(text: &[&'s Slice], quotes: &[Quote<'s>]) -> Vec<&'s Slice> {
    let moved: Vec<&Slice> = quotes.iter().map(|quote| quote.slice).collect();
    let at: Vec<usize> = quotes.iter().map(|quote| quote.at).collect();
    interleaved(text, &moved, &at)
}

/// Text with what was moved, each before the part of the text whose number `at` gives.
fn interleaved<T: Copy>(text: &[T], moved: &[T], at: &[usize]) -> Vec<T> {
    let mut before: Vec<usize> = (0..moved.len()).collect();
    before.sort_by_key(|&index| (at[index], index));
    let mut before = before.into_iter().peekable();
    let mut all = Vec::with_capacity(text.len() + moved.len());
    for (number, &part) in text.iter().enumerate() {
        while let Some(index) = before.next_if(|&index| at[index] <= number) {
            all.push(moved[index]);
        }
        all.push(part);
    }
    all.extend(before.map(|index| moved[index]));
    all
}

/// Where a slice came to stand.
#[derive(Clone, Copy)]
struct Stand {
    page: usize,
    column: usize,
    top: Pt,
    bottom: Pt,
}

/// What the pages cost with the quotes where they are. Past `bound` the exact cost does not matter, nor is it found.
fn look<'s>(text: &[&'s Slice], quotes: &[Quote<'s>], filler: &mut Filler<'s, '_>, bound: f32) -> f32 {
    let order_cost = order_cost(text, quotes);
    if order_cost >= bound {
        return order_cost;
    }
    let order = order(text, quotes);
    let filled = filler.fill(&order, bound - order_cost);
    filled.map_or(bound, |filled| order_cost + filled.cost + page_cost(&order, &filled, quotes, filler.room))
}

/// What can be told from the order alone: how far the quotes are from where they were written, and what they stand against.
fn order_cost(text: &[&Slice], quotes: &[Quote<'_>]) -> f32 {
    let mut cost = quotes.windows(2).filter(|pair| pair[0].at > pair[1].at).count() as f32 * OUT_OF_ORDER;
    for quote in quotes {
        cost += quote.at.abs_diff(quote.written) as f32 * AWAY;
        let way = quote.at.min(quote.written)..quote.at.max(quote.written);
        cost += text[way].iter().filter(|slice| slice.binds).count() as f32 * OTHER_SECTION;
        let neighbours = [quote.at.checked_sub(1), Some(quote.at)].into_iter().flatten();
        if neighbours.filter_map(|at| text.get(at)).any(|slice| slice.is_box() || slice.binds) {
            cost += AGAINST_A_BOX;
        }
    }
    cost
}

/// What a reader sees on the filled pages.
fn page_cost(order: &[&Slice], filled: &Filled, quotes: &[Quote<'_>], room: &Room<'_>) -> f32 {
    let mut cost = 0.0;
    let mut boxes: Vec<Stand> = Vec::new();
    for quote in quotes {
        let Some((stand, last_in_column, first_of_all)) = find(order, filled, quote.slice) else { continue };
        if first_of_all {
            cost += BEFORE_THE_OPENING;
        }
        if last_in_column {
            cost += AT_THE_FOOT;
        }
        let passage = quote.slice.pull_quote.and_then(|quote| quote.repeats);
        if passage.is_some_and(|passage| words(order, filled, passage).any(|words| beside(stand, words, room.grid))) {
            cost += BESIDE_ITS_WORDS;
        }
        for other in boxes.iter().filter(|other| other.page == stand.page) {
            cost += SAME_PAGE;
            if other.column == stand.column {
                cost += CROWDED;
            } else if overlap(*other, stand, Pt::ZERO) {
                cost += LEVEL_BOXES;
            }
        }
        boxes.push(stand);
    }
    cost
}

fn find(order: &[&Slice], filled: &Filled, wanted: &Slice) -> Option<(Stand, bool, bool)> {
    let index = order.iter().position(|slice| std::ptr::eq(*slice, wanted))?;
    let column = filled.columns.iter().find(|column| (column.from..column.to).contains(&index))?;
    let top = column.tops[index - column.from];
    let stand = Stand { page: column.page, column: column.column, top, bottom: top + wanted.height };
    Some((stand, index + 1 == column.to, index == 0))
}

/// Where the lines of a passage stand.
fn words<'f>(order: &'f [&Slice], filled: &'f Filled, passage: Span) -> impl Iterator<Item = Stand> + 'f {
    filled.columns.iter().flat_map(move |column| {
        let slices = order[column.from..column.to].iter().zip(&column.tops);
        let shows = move |slice: &Slice| {
            slice.source.is_some_and(|source| source.file == passage.file && source.start < passage.end && passage.start < source.end)
        };
        slices.filter(move |(slice, _)| shows(slice)).map(|(slice, &top)| Stand {
            page: column.page,
            column: column.column,
            top,
            bottom: top + slice.height,
        })
    })
}

/// Whether a reader sees both at one glance: within three lines in one column, or at one height in the next.
fn beside(quote: Stand, words: Stand, grid: Pt) -> bool {
    if quote.page != words.page {
        return false;
    }
    let reach = if quote.column == words.column { grid * 3.0 } else { grid };
    overlap(quote, words, reach)
}

fn overlap(a: Stand, b: Stand, reach: Pt) -> bool {
    a.top < b.bottom + reach && b.top < a.bottom + reach
}
