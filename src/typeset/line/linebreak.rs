//! Line breaking: the breaks that make the whole paragraph best, after Knuth and Plass.
//!
//! Every place where a line may end is a node; an edge is a line between two of them, and costs more the looser or
//! tighter the line must be. The cheapest way from the start to the end is the paragraph (D. E. Knuth, M. F. Plass,
//! Breaking Paragraphs into Lines, Software: Practice and Experience 11, 1981). Sums of widths make the price of an
//! edge a few subtractions. Three departures: no line is ever infeasible for being loose, so a paragraph always has an
//! answer and one pass suffices; stops and hyphens may hang into the margin, which widens the line's measure; and the
//! best ways with a line less and a line more are found along with the best of all, for pages that need one.

use super::echo::Echoes;
use super::elastic::{Limits, Parts};
use super::hyphenate::{BreakKind, Opportunity};
use super::shape::Shaped;
use crate::style::TextAlign;
use crate::typeset::words::Setting;

// Demerits as in plain TeX, scaled to badness 100 = fully stretched.
const LINE: f64 = 10.0;
const HYPHEN: f64 = 60.0;
const DOUBLE_HYPHEN: f64 = 20_000.0;
const LADDER: f64 = 1e7;
/// For each whole step by which a line is looser than its neighbour, beyond [`EVEN`].
const UNEVEN_NEIGHBOURS: f64 = 8_000.0;
const HYPHEN_IN_LAST_WORD: f64 = 50_000.0;
const RUNT: f64 = 50_000.0;
const ECHO: f64 = 3_000.0;
const OVERFULL: f64 = 1e10;

/// How much looser than its neighbour a line may be without being seen.
const EVEN: f32 = 0.5;
/// A last line must be longer than this, in ems: a few letters under a paragraph look lost.
const SHORTEST_LAST_LINE: f32 = 3.0;
/// Lines looser than this are not looked at where there are others.
const HOPELESS: f32 = 4.0;
/// How many lines more or fewer than the cheapest way are followed up.
const WINDOW: usize = 1;
/// No line of a paragraph set a line shorter or longer may be looser than this: it would be seen.
const LOOSEST_OTHER: f32 = 1.4;

/// A line of the paragraph as it was chosen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::typeset) struct Cut {
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

/// What a paragraph is broken by.
pub(in crate::typeset) struct Material<'a> {
    /// How it is set.
    pub setting: &'a Setting,
    /// Its widths.
    pub shaped: &'a Shaped,
    /// Where its lines may end.
    pub places: &'a [Opportunity],
    /// What hangs out there.
    pub hang: &'a Hang,
    /// The words there.
    pub echoes: &'a Echoes,
    /// How far its letters may give.
    pub limits: Limits,
}

/// A way to break a paragraph into lines.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Breaking {
    /// Its lines.
    pub cuts: Vec<Cut>,
    /// How much worse it is than the best.
    pub demerits: f32,
}

/// A way to a break that may still turn out best.
#[derive(Clone, Copy)]
struct Node {
    /// The opportunity, from 1; 0 is the start.
    at: usize,
    /// The opportunity where its last line starts.
    from: usize,
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

/// The best way to break a paragraph into lines, and after it those with other numbers of lines that no reader would mind.
pub(super) fn break_lines(material: &Material<'_>) -> Vec<Breaking> {
    let flexible = material.setting.align == TextAlign::Justify && !material.setting.balance;
    let search = Search { material, flexible };
    let (arena, ends) = search.run();
    let Some(&best) = ends.first() else { return Vec::new() };
    let least = arena[best].demerits;
    let way = |&end: &usize| Breaking { cuts: search.trace(&arena, end), demerits: (arena[end].demerits - least) as f32 };
    let mut ways: Vec<Breaking> = ends.iter().map(way).collect();
    let best = loosest(&ways[0]);
    let mut number = 0;
    ways.retain(|way| {
        number += 1;
        number == 1 || (flexible && f64::from(way.demerits) < OVERFULL && loosest(way) <= best.max(LOOSEST_OTHER))
    });
    ways
}

/// How loose the loosest line is.
fn loosest(way: &Breaking) -> f32 {
    way.cuts.iter().map(|cut| if cut.kind == BreakKind::Forced { 0.0 } else { cut.ratio }).fold(0.0, f32::max)
}

struct Search<'a> {
    material: &'a Material<'a>,
    /// Whether other numbers of lines than the best are wanted.
    flexible: bool,
}

impl Search<'_> {
    /// All ways that were once the best to somewhere, and which of them lead to the end: the best of each number of lines,
    /// the best of all first.
    fn run(&self) -> (Vec<Node>, Vec<usize>) {
        let places = self.material.places;
        let start = Node { at: 0, from: 0, line: 0, fitness: Fitness::Decent, hyphens: 0, demerits: 0.0, before: 0, ratio: 0.0 };
        let mut arena = vec![start];
        // Ways that a line can start from, those that ended first in front; the ones before `first` are too far back.
        let mut active = vec![0usize];
        let mut first = 0;
        let mut best: Vec<Node> = Vec::new();
        for (index, place) in places.iter().enumerate() {
            best.clear();
            let mut last_resort: Option<(f32, usize)> = None;
            let mut number = first;
            let mut hopeless = None;
            while let Some(&from) = active.get(number) {
                let node = arena[from];
                // Whatever starts later is shorter and looser still; ways that start at the same place are not.
                if hopeless.is_some_and(|at| at != node.at) {
                    break;
                }
                let (ratio, excess) = self.ratio(&node, index);
                if ratio < -1.0 {
                    if last_resort.is_none_or(|(least, _)| excess < least) {
                        last_resort = Some((excess, from));
                    }
                    // Everything further on is longer still.
                    active.swap(first, number);
                    first += 1;
                } else {
                    self.keep_best(&mut best, self.extend(&node, from, index, ratio));
                    // Beside a box a later line may be the narrower one.
                    if ratio > HOPELESS && place.kind != BreakKind::Forced && self.material.setting.beside.is_empty() {
                        hopeless = Some(node.at);
                    }
                }
                number += 1;
            }
            if place.kind == BreakKind::Forced {
                first = active.len();
            }
            // Nothing fits: the line with the least excess is let stand out, and the report names it.
            if best.is_empty()
                && first == active.len()
                && let Some((_, from)) = last_resort
            {
                let mut node = self.extend(&arena[from], from, index, -1.0);
                node.demerits += OVERFULL;
                node.ratio = -2.0;
                best.push(node);
            }
            self.keep_near(&mut best);
            for node in &best {
                active.push(arena.len());
                arena.push(*node);
            }
        }
        let mut ends = active.split_off(first);
        ends.sort_by(|&a, &b| arena[a].demerits.total_cmp(&arena[b].demerits));
        let mut counts = Vec::new();
        ends.retain(|&end| {
            let new = !counts.contains(&arena[end].line);
            counts.push(arena[end].line);
            new
        });
        (arena, ends)
    }

    /// How a line from a node to a place is stretched, and by how much it is too wide if it cannot be shrunk enough.
    fn ratio(&self, node: &Node, index: usize) -> (f32, f32) {
        let Material { setting, shaped, places, hang, limits, .. } = self.material;
        let place = &places[index];
        let start = self.start(node);
        let end = place.end.max(start);
        let natural = shaped.width[end] - shaped.width[start] + hang.hyphen[index];
        let measure = setting.measure_of(node.line).0 + hang.right[index] + hang.left[node.at];
        let room = measure - natural;
        if setting.align == TextAlign::Justify {
            if room >= 0.0 && place.kind == BreakKind::Forced {
                return (0.0, 0.0);
            }
            let spaces = shaped.spaces[end] - shaped.spaces[start];
            let parts = Parts { spaces, letters: natural - spaces - shaped.rigid(start, end), gaps: shaped.gaps[end] - shaped.gaps[start] };
            (limits.ratio(room, parts), -room)
        } else if room >= 0.0 {
            (room / (setting.measure.0 * 0.18).max(0.1), 0.0)
        } else {
            (room / 0.01, -room)
        }
    }

    fn start(&self, node: &Node) -> usize {
        if node.at == 0 { 0 } else { self.material.places[node.at - 1].next }
    }

    /// The way on from a node by one line.
    fn extend(&self, node: &Node, from: usize, index: usize, ratio: f32) -> Node {
        let Material { setting, shaped, places, echoes, .. } = self.material;
        let place = &places[index];
        let last = index + 1 == places.len();
        let justified = setting.align == TextAlign::Justify;
        let ragged_end = place.kind == BreakKind::Forced && !setting.balance;
        let counted = if ragged_end && ratio > 0.0 { 0.0 } else { ratio };
        let badness = f64::from(100.0 * counted.abs().powi(3)).min(1e6);
        let hyphens = if echoes.hyphen[index] { node.hyphens.saturating_add(1) } else { 0 };
        let mut demerits = (LINE + badness).powi(2);
        if place.kind == BreakKind::Hyphen {
            demerits += HYPHEN.powi(2) * if justified { 1.0 } else { 16.0 };
            let rest = shaped.width.last().copied().unwrap_or(0.0) - shaped.width[place.next];
            if rest < setting.size.0 * 3.0 {
                demerits += HYPHEN_IN_LAST_WORD;
            }
        }
        if hyphens > 1 {
            demerits += DOUBLE_HYPHEN;
            if setting.hyphen_ladder.is_some_and(|limit| hyphens > limit) {
                demerits += LADDER;
            }
        }
        if node.line > 0 {
            let contrast = f64::from(((counted - node.ratio).abs() - EVEN).max(0.0));
            demerits += UNEVEN_NEIGHBOURS * contrast.min(2.0);
            let before = node.at - 1;
            let echo = |a: u32, b: u32| f64::from(u8::from(a != 0 && a == b));
            let ends = echo(echoes.before[before], echoes.before[index]);
            let starts = echo(echoes.after[node.from], echoes.after[node.at]);
            demerits += ECHO * (ends + starts);
        }
        if last && node.line > 0 {
            let width = shaped.width[place.end] - shaped.width[self.start(node).min(place.end)];
            if width < setting.size.0 * SHORTEST_LAST_LINE {
                demerits += RUNT;
            }
        }
        Node {
            at: index + 1,
            from: node.at,
            line: node.line + 1,
            fitness: fitness(counted),
            hyphens,
            demerits: node.demerits + demerits,
            before: from,
            ratio,
        }
    }

    /// Keeps the cheapest way for each state that the lines to come can tell apart.
    fn keep_best(&self, best: &mut Vec<Node>, node: Node) {
        // Lines of one measure do not care how many lines went before, unless their number matters.
        let special = self.material.setting.special_lines();
        let line = |node: &Node| if self.flexible { node.line } else { node.line.min(special) };
        let same = |other: &&mut Node| other.fitness == node.fitness && other.hyphens == node.hyphens && line(other) == line(&node);
        match best.iter_mut().find(same) {
            Some(other) if other.demerits <= node.demerits => {}
            Some(other) => *other = node,
            None => best.push(node),
        }
    }

    /// Drops ways that have many more or fewer lines than the cheapest, so that long paragraphs take no more work for each
    /// line than short ones.
    fn keep_near(&self, best: &mut Vec<Node>) {
        let cheapest = best.iter().min_by(|a, b| a.demerits.total_cmp(&b.demerits)).map(|node| node.line);
        if let Some(line) = cheapest.filter(|_| self.flexible) {
            best.retain(|node| node.line.abs_diff(line) <= WINDOW);
        }
    }

    /// The lines of a way.
    fn trace(&self, nodes: &[Node], end: usize) -> Vec<Cut> {
        let mut cuts = Vec::new();
        let mut node = nodes[end];
        while node.at > 0 {
            let before = nodes[node.before];
            let place = &self.material.places[node.at - 1];
            let start = self.start(&before);
            cuts.push(Cut { start, end: place.end.max(start), next: place.next, kind: place.kind, ratio: node.ratio });
            node = before;
        }
        cuts.reverse();
        cuts
    }
}

/// Four classes as TeX has them: a way that is a little dearer may fit better to the lines after it.
fn fitness(ratio: f32) -> Fitness {
    match ratio {
        r if r < -0.4 => Fitness::Tight,
        r if r <= 0.25 => Fitness::Decent,
        r if r <= 0.7 => Fitness::Loose,
        _ => Fitness::VeryLoose,
    }
}
