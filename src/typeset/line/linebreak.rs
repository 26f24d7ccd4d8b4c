//! Line breaking: the breaks that make the whole paragraph best, after Knuth and Plass.
//!
//! Every place where a line may end is a node; an edge is a line between two of them, and costs more the looser or
//! tighter the line must be. The cheapest way from the start to the end is the paragraph (D. E. Knuth, M. F. Plass,
//! Breaking Paragraphs into Lines, Software: Practice and Experience 11, 1981). Sums of widths make the price of an
//! edge a few subtractions. Three departures: no line is ever infeasible for being loose, so a paragraph always has an
//! answer, and a second pass is for those alone that need a loose line; stops and hyphens may hang into the margin, which widens the line's measure; and the
//! best ways with a line less and a line more are found along with the best of all, for pages that need one.

use std::ops::Range;

use super::echo::Echoes;
use super::elastic::{Limits, Parts};
use super::hyphenate::{BreakKind, Opportunity};
use super::shape::Shaped;
use crate::base::Pt;
use crate::style::{HyphenateLast, TextAlign};
use crate::typeset::words::Setting;

// Demerits as in plain TeX, scaled to badness 100 = fully stretched.
const LINE: f64 = 10.0;
const HYPHEN: f64 = 60.0;
const DOUBLE_HYPHEN: f64 = 20_000.0;
const LADDER: f64 = 1e7;
const DIVIDED_AT_COLUMN_END: f64 = 1e7;
/// A hyphen where a stylesheet wants none.
const FORBIDDEN_HYPHEN: f64 = 1e7;
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
/// What costs this much holds something that is not to be: a ladder of hyphens, a word divided where none may be.
const DEAR: f64 = 1e7;
/// The most steps that count.
const MOST_UNEVEN: f64 = 2.0;
/// How many lines more or fewer than the cheapest way are followed up.
const WINDOW: usize = 1;
/// No line of a paragraph set a line shorter or longer may be looser than this: it would be seen.
pub(super) const LOOSEST_OTHER: f32 = 1.7;

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
    /// After how many lines a column ends, where no word is to be divided.
    pub column_ends: &'a [usize],
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

impl Node {
    /// Whether it is cheaper, whatever comes, than another way to the same place with as many lines. What the next line can
    /// cost more after the one than after the other is bounded by how unlike their last lines are.
    #[inline]
    fn beats(&self, hyphens: u8, ratio: f32, demerits: f64) -> bool {
        let ahead = UNEVEN_NEIGHBOURS * f64::from((self.ratio - ratio).abs()).min(MOST_UNEVEN);
        self.hyphens <= hyphens && self.demerits + ahead < demerits
    }
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
    let special = material.column_ends.iter().copied().fold(material.setting.special_lines(), usize::max);
    let search = |hopeless| Search { material, flexible, special, hopeless };
    if flexible {
        // Most paragraphs need no line that is seen to be loose: then none need be looked at.
        let (ways, cost) = search(LOOSEST_OTHER).ways();
        if ways.first().is_none_or(|best| loosest(best) <= LOOSEST_OTHER && cost < DEAR) {
            return ways;
        }
    }
    search(HOPELESS).ways().0
}

/// How loose the loosest line is.
pub(super) fn loosest(way: &Breaking) -> f32 {
    way.cuts.iter().map(|cut| if cut.kind == BreakKind::Forced { 0.0 } else { cut.ratio }).fold(0.0, f32::max)
}

/// All ways that may still turn out best, by where they lead.
#[derive(Default)]
struct Ways {
    /// Every way that was once the best to somewhere.
    arena: Vec<Node>,
    /// Whether no line can start from it any more: all would be too long.
    closed: Vec<bool>,
    /// The ways to one place each, those to earlier places first.
    places: Vec<Range<usize>>,
    /// The first of these places that a line can start from.
    first: usize,
    /// How many ways lines can start from.
    open: usize,
}

impl Ways {
    /// Adds the ways to a place.
    fn add(&mut self, nodes: &[Node]) {
        let from = self.arena.len();
        self.arena.extend_from_slice(nodes);
        self.closed.resize(self.arena.len(), false);
        self.open += nodes.len();
        self.places.push(from..self.arena.len());
    }

    /// Closes some ways.
    fn close(&mut self, ways: &[usize]) {
        ways.iter().for_each(|&way| self.closed[way] = true);
        self.open -= ways.len();
        let is_closed = |ways: &&Range<usize>| (**ways).clone().all(|way| self.closed[way]);
        self.first += self.places[self.first..].iter().take_while(is_closed).count();
    }

    /// Closes all ways.
    fn close_all(&mut self) {
        (self.first, self.open) = (self.places.len(), 0);
    }

    /// The ways that are open.
    fn open(&self) -> Vec<usize> {
        self.places[self.first..].iter().flat_map(Clone::clone).filter(|&way| !self.closed[way]).collect()
    }
}

/// A line between two places, as far as it is the same for all ways to the first.
#[derive(Clone, Copy)]
struct Edge {
    /// How it is stretched.
    ratio: f32,
    /// How much of that counts.
    counted: f32,
    /// By how much it is too wide if it cannot be shrunk enough.
    excess: f32,
    /// What it costs by itself.
    demerits: f64,
}

struct Search<'a> {
    material: &'a Material<'a>,
    /// Whether other numbers of lines than the best are wanted.
    flexible: bool,
    /// From this line on, all lines have the same measure.
    special: usize,
    /// Lines looser than this are not looked at where there are others.
    hopeless: f32,
}

impl Search<'_> {
    /// The best way, and after it those with other numbers of lines that no reader would mind; and what the best costs.
    fn ways(&self) -> (Vec<Breaking>, f64) {
        let (arena, ends) = self.run();
        let Some(&best) = ends.first() else { return (Vec::new(), 0.0) };
        let least = arena[best].demerits;
        let way = |&end: &usize| Breaking { cuts: self.trace(&arena, end), demerits: (arena[end].demerits - least) as f32 };
        let mut ways: Vec<Breaking> = ends.iter().map(way).collect();
        let (loose, divided) = (loosest(&ways[0]), self.ends_in_part_of_word(&ways[0]));
        let mut number = 0;
        ways.retain(|way| {
            number += 1;
            let unseen = || loosest(way) <= loose.max(LOOSEST_OTHER) && (divided || !self.ends_in_part_of_word(way));
            number == 1 || (self.flexible && f64::from(way.demerits) < OVERFULL && unseen())
        });
        (ways, least)
    }

    /// All ways that were once the best to somewhere, and which of them lead to the end: the best of each number of lines,
    /// the best of all first.
    fn run(&self) -> (Vec<Node>, Vec<usize>) {
        let mut ways = Ways::default();
        ways.add(&[Node { at: 0, line: 0, fitness: Fitness::Decent, hyphens: 0, demerits: 0.0, before: 0, ratio: 0.0 }]);
        let mut best: Vec<Node> = Vec::new();
        for (index, place) in self.material.places.iter().enumerate() {
            best.clear();
            let last_resort = self.lines_to(index, &mut ways, &mut best);
            if place.kind == BreakKind::Forced {
                ways.close_all();
            }
            // Nothing fits: the line with the least excess is let stand out, and the report names it.
            if best.is_empty()
                && ways.open == 0
                && let Some((excess, from)) = last_resort
            {
                let node = &ways.arena[from];
                let mut node = self.extend(node, from, index, &self.edge(node, index, (-1.0, excess)));
                node.demerits += OVERFULL;
                node.ratio = -2.0;
                best.push(node);
            }
            self.prune(&mut best);
            ways.add(&best);
        }
        let mut ends = ways.open();
        let arena = ways.arena;
        ends.sort_by(|&a, &b| arena[a].demerits.total_cmp(&arena[b].demerits));
        let mut counts = Vec::new();
        ends.retain(|&end| {
            let new = !counts.contains(&arena[end].line);
            counts.push(arena[end].line);
            new
        });
        (arena, ends)
    }

    /// Collects the best ways to a place. Returns the way from which a line there is the least too wide, and by how much, if
    /// there are lines that are.
    fn lines_to(&self, index: usize, ways: &mut Ways, best: &mut Vec<Node>) -> Option<(f32, usize)> {
        let may_be_hopeless = self.material.places[index].kind != BreakKind::Forced && self.material.setting.beside.is_empty();
        let mut last_resort: Option<(f32, usize)> = None;
        let mut too_long = Vec::new();
        for group in &ways.places[ways.first..] {
            let mut known: Option<(usize, Edge)> = None;
            let mut hopeless = false;
            for from in group.clone().filter(|&way| !ways.closed[way]) {
                let node = &ways.arena[from];
                let line = node.line.min(self.special);
                let edge = match known {
                    Some((other, edge)) if other == line => edge,
                    _ => self.edge(node, index, self.ratio(node, index)),
                };
                known = Some((line, edge));
                if edge.ratio < -1.0 {
                    if last_resort.is_none_or(|(least, _)| edge.excess < least) {
                        last_resort = Some((edge.excess, from));
                    }
                    too_long.push(from);
                } else {
                    self.offer(best, node, from, index, &edge);
                    hopeless |= edge.ratio > self.hopeless;
                }
            }
            // Whatever starts later is shorter and looser still. Only beside a box a later line may be the narrower one.
            if hopeless && may_be_hopeless {
                break;
            }
        }
        // Everything further on is longer still.
        if !too_long.is_empty() {
            ways.close(&too_long);
        }
        last_resort
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

    /// A line from a node to a place, its stretch and its excess given.
    fn edge(&self, node: &Node, index: usize, (ratio, excess): (f32, f32)) -> Edge {
        let Material { setting, shaped, places, echoes, .. } = self.material;
        let place = &places[index];
        let last = index + 1 == places.len();
        let justified = setting.align == TextAlign::Justify;
        let ragged_end = place.kind == BreakKind::Forced && !setting.balance;
        let counted = if ragged_end && ratio > 0.0 { 0.0 } else { ratio };
        let badness = f64::from(100.0 * counted.abs().powi(3)).min(1e6);
        let mut demerits = (LINE + badness).powi(2);
        if place.kind == BreakKind::Hyphen {
            demerits += HYPHEN.powi(2) * if justified { 1.0 } else { 16.0 };
            let rest = shaped.width.last().copied().unwrap_or(0.0) - shaped.width[place.next];
            if rest < setting.size.0 * 3.0 {
                demerits += HYPHEN_IN_LAST_WORD;
            }
            if setting.hyphen_last == HyphenateLast::Always && rest < setting.measure.0 {
                demerits += FORBIDDEN_HYPHEN;
            }
            if !justified && setting.hyphen_zone > Pt::ZERO && self.unfilled(node, index) <= setting.hyphen_zone.0 {
                demerits += FORBIDDEN_HYPHEN;
            }
        }
        demerits += echo(echoes.after[node.at], echoes.after[index + 1]);
        if node.line > 0 {
            demerits += echo(echoes.before[node.at - 1], echoes.before[index]);
            if last && self.between(self.start(node), place.end) < SHORTEST_LAST_LINE {
                demerits += RUNT;
            }
        }
        Edge { ratio, counted, excess, demerits }
    }

    /// How much of its measure a line leaves empty that ends before the word that is divided at a place.
    fn unfilled(&self, node: &Node, index: usize) -> f32 {
        let Material { setting, shaped, places, .. } = self.material;
        let before = places.get(node.at..index).unwrap_or_default().iter().rfind(|place| place.kind != BreakKind::Hyphen);
        let start = self.start(node);
        let end = before.map_or(start, |place| place.end.max(start));
        setting.measure_of(node.line).0 - (shaped.width[end] - shaped.width[start])
    }

    /// The width of a stretch, in ems.
    fn between(&self, start: usize, end: usize) -> f32 {
        let width = &self.material.shaped.width;
        (width[end] - width[start.min(end)]) / self.material.setting.size.0
    }

    /// Whether the last line is but the end of a divided word.
    fn ends_in_part_of_word(&self, way: &Breaking) -> bool {
        let [.., before, last] = way.cuts.as_slice() else { return false };
        before.kind == BreakKind::Hyphen && self.between(last.start, last.end) < SHORTEST_LAST_LINE
    }

    /// How many lines in a row end in a hyphen after one more, and what that line costs in its place.
    #[inline]
    fn price(&self, node: &Node, index: usize, edge: &Edge) -> (u8, f64) {
        let Material { setting, echoes, column_ends, .. } = self.material;
        let hyphens = if echoes.hyphen[index] { node.hyphens.saturating_add(1) } else { 0 };
        let mut demerits = edge.demerits;
        if hyphens > 1 {
            demerits += DOUBLE_HYPHEN;
            if setting.hyphen_ladder.is_some_and(|limit| hyphens > limit) {
                demerits += LADDER;
            }
        }
        if echoes.hyphen[index] && column_ends.contains(&(node.line + 1)) {
            demerits += DIVIDED_AT_COLUMN_END;
        }
        if node.line > 0 {
            let contrast = f64::from(((edge.counted - node.ratio).abs() - EVEN).max(0.0));
            demerits += UNEVEN_NEIGHBOURS * contrast.min(MOST_UNEVEN);
        }
        (hyphens, node.demerits + demerits)
    }

    /// The way on from a node by one line.
    fn extend(&self, node: &Node, from: usize, index: usize, edge: &Edge) -> Node {
        let (hyphens, demerits) = self.price(node, index, edge);
        let (fitness, ratio) = (fitness(edge.counted), edge.ratio);
        Node { at: index + 1, line: node.line + 1, fitness, hyphens, demerits, before: from, ratio }
    }

    /// Takes the way on from a node by one line among the cheapest for each state that the lines to come can tell apart,
    /// unless another is cheaper whatever comes.
    #[inline]
    fn offer(&self, best: &mut Vec<Node>, node: &Node, from: usize, index: usize, edge: &Edge) {
        let (hyphens, demerits) = self.price(node, index, edge);
        let fitness = fitness(edge.counted);
        // Lines of one measure do not care how many lines went before, unless their number matters.
        let most = if self.flexible { usize::MAX } else { self.special };
        let number = (node.line + 1).min(most);
        let mut same = None;
        for other in best.iter_mut().filter(|other| other.line.min(most) == number) {
            if other.beats(hyphens, edge.ratio, demerits) {
                return;
            }
            if other.fitness == fitness && other.hyphens == hyphens {
                same = Some(other);
            }
        }
        match same {
            Some(other) if other.demerits <= demerits => {}
            Some(other) => *other = self.extend(node, from, index, edge),
            None => best.push(self.extend(node, from, index, edge)),
        }
    }

    /// Drops ways that others beat, and those that have many more or fewer lines than the cheapest, so that long paragraphs
    /// take no more work for each line than short ones.
    fn prune(&self, best: &mut Vec<Node>) {
        let cheapest = best.iter().min_by(|a, b| a.demerits.total_cmp(&b.demerits)).map(|node| node.line);
        if let Some(line) = cheapest.filter(|_| self.flexible) {
            best.retain(|node| node.line.abs_diff(line) <= WINDOW);
        }
        let mut at = 0;
        while let Some(&Node { line, hyphens, ratio, demerits, .. }) = best.get(at) {
            let is_beaten = best.iter().any(|other| other.line == line && other.beats(hyphens, ratio, demerits));
            if is_beaten {
                best.remove(at);
            } else {
                at += 1;
            }
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

/// What it costs that two words are the same.
fn echo(one: u32, other: u32) -> f64 {
    if one != 0 && one == other { ECHO } else { 0.0 }
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
