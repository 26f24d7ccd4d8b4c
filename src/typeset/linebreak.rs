//! Line breaking: the breaks that make the whole paragraph best, after Knuth and Plass.
//!
//! Every place where a line may end is a node; an edge is a line between two of them, and costs more the looser or
//! tighter the line must be. The cheapest way from the start to the end is the paragraph (D. E. Knuth, M. F. Plass,
//! Breaking Paragraphs into Lines, Software: Practice and Experience 11, 1981). Sums of widths make the price of an
//! edge a few subtractions. Two departures: no line is ever infeasible for being loose, so a paragraph always has an
//! answer and one pass suffices; and stops and hyphens may hang into the margin, which widens the line's measure.

use super::hyphenate::{BreakKind, Opportunity};
use super::shape::Shaped;
use super::words::Setting;
use crate::style::TextAlign;

/// How far a word space may stretch and shrink before a line counts as bad, as shares of its width.
pub(super) const STRETCH: f32 = 0.5;
/// The least a word space may shrink to is 1 - `SHRINK` of its width.
pub(super) const SHRINK: f32 = 0.25;
/// How much wider or narrower letters may be drawn: under what readers notice (H. T. Thanh, Micro-typographic
/// Extensions to the TeX Typesetting System, 2000, puts that at about 2 %).
pub(super) const EXPANSION: f32 = 0.02;

/// How far characters of scripts without word spaces may be moved apart, as a share of their size.
pub(super) const APART: f32 = 0.06;

// Demerits as in plain TeX, scaled to badness 100 = fully stretched.
const LINE: f64 = 10.0;
const HYPHEN: f64 = 50.0;
const DOUBLE_HYPHEN: f64 = 10_000.0;
const LADDER: f64 = 1e7;
const UNEVEN_NEIGHBOURS: f64 = 10_000.0;
const HYPHEN_IN_LAST_WORD: f64 = 5_000.0;
const RUNT: f64 = 8_000.0;
const OVERFULL: f64 = 1e10;

/// A line of the paragraph as it was chosen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Cut {
    /// First byte.
    pub start: usize,
    /// One past the last byte with ink.
    pub end: usize,
    /// Where the next line starts.
    pub next: usize,
    /// What ends it.
    pub kind: BreakKind,
    /// How far its spaces are stretched (positive) or shrunk (negative), 1.0 being all that is good.
    pub ratio: f32,
}

/// What hangs out of the margins, for each place where a line may end: at its right, and at the left of the next line.
pub(super) struct Hang {
    /// Into the right margin, with the hyphen's own width taken into account.
    pub right: Vec<f32>,
    /// Into the left margin, of the line that starts after the place; the first entry is the paragraph's first line.
    pub left: Vec<f32>,
    /// The width of an added hyphen at each place.
    pub hyphen: Vec<f32>,
}

/// A way to a break that may still turn out best.
#[derive(Clone, Copy)]
struct Node {
    /// The opportunity, from 1; 0 is the start.
    at: usize,
    /// How many lines end here.
    line: usize,
    fitness: Fitness,
    /// Lines in a row that end in a hyphen.
    hyphens: u8,
    demerits: f64,
    /// The way before, in the arena.
    before: usize,
    ratio: f32,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fitness {
    Tight,
    Decent,
    Loose,
    VeryLoose,
}

/// Breaks a paragraph into lines.
pub(super) fn break_lines(setting: &Setting, shaped: &Shaped, places: &[Opportunity], hang: &Hang) -> Vec<Cut> {
    let search = Search { setting, shaped, places, hang };
    let nodes = search.run();
    search.trace(&nodes)
}

struct Search<'a> {
    setting: &'a Setting,
    shaped: &'a Shaped,
    places: &'a [Opportunity],
    hang: &'a Hang,
}

impl Search<'_> {
    /// All ways that were once the best to somewhere; the last is the best to the end.
    fn run(&self) -> Vec<Node> {
        let start = Node { at: 0, line: 0, fitness: Fitness::Decent, hyphens: 0, demerits: 0.0, before: 0, ratio: 0.0 };
        let mut arena = vec![start];
        let mut active = vec![0usize];
        for (index, place) in self.places.iter().enumerate() {
            let at = index + 1;
            let mut best: Vec<Node> = Vec::new();
            let mut last_resort: Option<(f32, usize)> = None;
            active.retain(|&from| {
                let node = arena[from];
                let (ratio, excess) = self.ratio(&node, index);
                if ratio < -1.0 {
                    if last_resort.is_none_or(|(least, _)| excess < least) {
                        last_resort = Some((excess, from));
                    }
                    // Everything further on is longer still.
                    return false;
                }
                keep_best(&mut best, self.extend(&node, from, index, ratio), self.setting);
                place.kind != BreakKind::Forced
            });
            // Nothing fits: the line with the least excess is let stand out, and the report names it.
            if active.is_empty()
                && best.is_empty()
                && let Some((_, from)) = last_resort
            {
                let mut node = self.extend(&arena[from], from, index, -1.0);
                node.demerits += OVERFULL;
                node.ratio = -2.0;
                best.push(node);
            }
            for node in best {
                debug_assert_eq!(node.at, at);
                active.push(arena.len());
                arena.push(node);
            }
        }
        let end = active.into_iter().min_by(|&a, &b| arena[a].demerits.total_cmp(&arena[b].demerits)).unwrap_or(0);
        let end = arena[end];
        arena.push(end);
        arena
    }

    /// How a line from a node to a place is stretched, and by how much it is too wide if it cannot be shrunk enough.
    fn ratio(&self, node: &Node, index: usize) -> (f32, f32) {
        let place = &self.places[index];
        let start = self.start(node);
        let end = place.end.max(start);
        let natural = self.shaped.width[end] - self.shaped.width[start] + self.hang.hyphen[index];
        let measure = self.setting.measure_of(node.line).0 + self.hang.right[index] + self.hang.left[node.at];
        let spaces = self.shaped.spaces[end] - self.shaped.spaces[start];
        let letters = (natural - spaces - self.shaped.rigid(start, end)) * EXPANSION;
        let room = measure - natural;
        let justified = self.setting.align == TextAlign::Justify;
        if room >= 0.0 {
            if place.kind == BreakKind::Forced && justified {
                return (0.0, 0.0);
            }
            // A line of one word has nothing to stretch: as bad as a very loose one.
            let gaps = (self.shaped.gaps[end] - self.shaped.gaps[start]) * APART;
            let stretch = if justified { (spaces * STRETCH + letters + gaps).max(0.1) } else { self.setting.measure.0 * 0.18 };
            (room / stretch, 0.0)
        } else {
            let shrink = if justified { spaces * SHRINK + letters } else { 0.01 };
            (if shrink > 0.0 { room / shrink } else { f32::NEG_INFINITY }, -room)
        }
    }

    fn start(&self, node: &Node) -> usize {
        if node.at == 0 { 0 } else { self.places[node.at - 1].next }
    }

    /// The way on from a node by one line.
    fn extend(&self, node: &Node, from: usize, index: usize, ratio: f32) -> Node {
        let place = &self.places[index];
        let last = index + 1 == self.places.len();
        let ragged_end = place.kind == BreakKind::Forced && !self.setting.balance;
        let counted = if ragged_end && ratio > 0.0 { 0.0 } else { ratio };
        let badness = f64::from(100.0 * counted.abs().powi(3)).min(1e6);
        let hyphens = if place.kind == BreakKind::Hyphen { node.hyphens.saturating_add(1) } else { 0 };
        let fitness = fitness(counted);
        let mut demerits = (LINE + badness).powi(2);
        if place.kind == BreakKind::Hyphen {
            demerits += HYPHEN.powi(2) * if self.setting.align == TextAlign::Justify { 1.0 } else { 16.0 };
            if hyphens > 1 {
                demerits += DOUBLE_HYPHEN;
            }
            if self.setting.hyphen_ladder.is_some_and(|limit| hyphens > limit) {
                demerits += LADDER;
            }
            let rest = self.shaped.width.last().copied().unwrap_or(0.0) - self.shaped.width[place.next];
            if rest < self.setting.size.0 * 3.0 {
                demerits += HYPHEN_IN_LAST_WORD;
            }
        }
        if node.line > 0 && (fitness as i8 - node.fitness as i8).abs() > 1 {
            demerits += UNEVEN_NEIGHBOURS;
        }
        if last && node.line > 0 {
            let width = self.shaped.width[place.end] - self.shaped.width[self.start(node).min(place.end)];
            if width < self.setting.size.0 * 2.5 {
                demerits += RUNT;
            }
        }
        Node { at: index + 1, line: node.line + 1, fitness, hyphens, demerits: node.demerits + demerits, before: from, ratio }
    }

    /// The lines of the best way.
    fn trace(&self, nodes: &[Node]) -> Vec<Cut> {
        let mut cuts = Vec::new();
        let Some(mut node) = nodes.last().copied() else { return cuts };
        while node.at > 0 {
            let before = nodes[node.before];
            let place = &self.places[node.at - 1];
            let start = self.start(&before);
            cuts.push(Cut { start, end: place.end.max(start), next: place.next, kind: place.kind, ratio: node.ratio });
            node = before;
        }
        cuts.reverse();
        cuts
    }
}

/// Keeps the cheapest way for each state that the lines to come can tell apart.
fn keep_best(best: &mut Vec<Node>, node: Node, setting: &Setting) {
    // Lines of one measure do not care how many lines went before.
    let line = |node: &Node| node.line.min(setting.special_lines());
    let same = |other: &&mut Node| other.fitness == node.fitness && other.hyphens == node.hyphens && line(other) == line(&node);
    match best.iter_mut().find(same) {
        Some(other) if other.demerits <= node.demerits => {}
        Some(other) => *other = node,
        None => best.push(node),
    }
}

/// The four classes of TeX: neighbours should not differ by more than one.
fn fitness(ratio: f32) -> Fitness {
    match ratio {
        r if r < -0.5 => Fitness::Tight,
        r if r <= 0.5 => Fitness::Decent,
        r if r <= 1.0 => Fitness::Loose,
        _ => Fitness::VeryLoose,
    }
}
