//! Paragraphs in a strip: a slice for each line, what ending a column before it costs, and how many lines more or less the
//! paragraph may have.

use super::slice::blank;
use super::{Cut, Flexible, Otherwise, PARTED, Slice, StripBuilder, WIDOW, shift};
use crate::base::{Pt, Span};
use crate::model::Elements;
use crate::page::{Furniture, ItemKind, Mark, Place};
use crate::style::{BreakInside, HyphenateLast, Style};
use crate::typeset::flow::initial::{self, Initial};
use crate::typeset::flow::{Chunk, Part};
use crate::typeset::line::justify::Line;
use crate::typeset::words::{Direction, Words};

/// What a word costs that is divided between two columns.
const DIVIDED: f32 = 100.0;
/// What one costs that cannot be kept whole by setting its paragraph anew: as much as a column that is three lines short.
const DIVIDED_FOR_GOOD: f32 = 220.0;
/// What it costs that a paragraph has not its best number of lines.
const NOT_THE_BEST: f32 = 1.0;
/// What each demerit costs by which the lines of such a paragraph are worse, on the average.
const DEMERITS: f32 = 0.0006;
/// What cutting through a drop cap costs.
const BROKEN: f32 = 100_000.0;

impl StripBuilder<'_, '_> {
    pub(super) fn paragraph(&mut self, chunk: &Chunk<'_>, index: usize, initial: Option<&Initial>, markers: &[(usize, Pt)], part: Part) {
        let lines = self.lines(index);
        let mut markers: Vec<(Line, Pt)> = markers.iter().filter_map(|&(index, gap)| Some((self.lines(index).pop()?, gap))).collect();
        let words = &self.material.words[index];
        let count = lines.len();
        let style = chunk.style;
        let height = words.setting.line_height;
        // What is kept whole stands where its margins have it, as boxes do.
        let on_grid = (height - self.grid).abs() < Pt(0.01) && style.break_inside != BreakInside::Avoid;
        let next_starts: Vec<usize> = lines.iter().skip(1).map(|line| line.start).collect();
        let plain = part == Part::default() && lines.iter().all(|line| line.over + line.under <= Pt::ZERO);
        // Lines that were written as lines are not made shorter.
        let may_be_narrower = plain && (on_grid || !style.preserve_space);
        let mut flexible = if plain { self.flexible_paragraph(style, index, count, initial) } else { None };
        let (mut divided, mut before_goes_on) = (false, false);
        for (number, mut line) in lines.into_iter().enumerate() {
            let (above, below) = (part.before + number, part.after + count - number);
            let in_initial = initial.is_some_and(|initial| number < initial.lines);
            let mut price = if above > 0 { price_inside(style, above, below, divided, in_initial) } else { 0.0 };
            if divided && words.column_ends.contains(&number) {
                price = price.max(DIVIDED_FOR_GOOD);
            }
            let may_be_parted = words.setting.hyphen_last == HyphenateLast::None;
            divided = line.divided && !may_be_parted;
            let goes_on = std::mem::replace(&mut before_goes_on, line.goes_on && !may_be_parted);
            let source = source(words, &line, self.material.tree);
            let start = place(words, line.start);
            if let (0, Some(initial)) = (number, initial) {
                initial::give_back(initial, &mut line.items);
                line.items.insert(0, initial.item.clone());
            }
            let (lost, _) = words.setting.lost(number);
            if number == 0 && initial.is_some() {
                shift(line.items.get_mut(..1).unwrap_or_default(), lost, Pt::ZERO);
            }
            shift(&mut line.items, chunk.x, Pt::ZERO);
            line.links.iter_mut().for_each(|(area, _)| *area = area.moved(chunk.x, Pt::ZERO));
            for (mut bullet, gap) in markers.drain(..) {
                let dx = match words.setting.direction {
                    Direction::LeftToRight => chunk.x + lost - gap - bullet.width,
                    Direction::RightToLeft => chunk.x + words.setting.measure - words.setting.lost(number).1 + gap,
                };
                let dy = words.setting.baseline - bullet_baseline(&bullet);
                shift(&mut bullet.items, dx, dy);
                line.items.splice(0..0, bullet.items);
            }
            // What is higher than a line takes whole lines, and stands in the middle of them.
            let more = if line.over + line.under > Pt::ZERO { self.grid * ((line.over + line.under) / self.grid).ceil() } else { Pt::ZERO };
            if more > Pt::ZERO {
                let down = line.over + (more - line.over - line.under) / 2.0;
                shift(&mut line.items, Pt::ZERO, down);
                line.links.iter_mut().for_each(|(area, _)| *area = area.moved(Pt::ZERO, down));
            }
            let mut own = height + more;
            if number + 1 == count {
                // A paragraph shorter than its initial leaves room for it.
                let missing = initial.map_or(0, |initial| initial.lines.saturating_sub(count));
                own += height * missing as f32;
            }
            let end = next_starts.get(number).copied().unwrap_or(usize::MAX);
            let anchors = words.anchors.iter().filter(|&&(at, _)| (number == 0 || at >= line.start) && at < end);
            let anchors = anchors.map(|&(_, node)| (node, Pt::ZERO)).collect();
            self.push(Slice {
                height: own,
                items: line.items,
                links: line.links,
                anchors,
                notes: line.notes,
                start,
                source,
                cut: if price > 0.0 { Cut::Price(price) } else { Cut::Free },
                on_grid,
                opens: above == 0,
                flexible: flexible.take(),
                goes_on,
                line: (may_be_narrower && !in_initial).then_some((index, number)),
                ..blank()
            });
        }
    }

    /// The other numbers of lines that a paragraph may have, if there are any.
    fn flexible_paragraph(&self, style: &Style, paragraph: usize, lines: usize, initial: Option<&Initial>) -> Option<Box<Flexible>> {
        let others = &self.material.words[paragraph].others;
        let least = initial.map_or(0, |initial| initial.lines);
        if !self.flexible || others.is_empty() || lines < least || !self.material.words[paragraph].setting.beside.is_empty() {
            return None;
        }
        let others = others.iter().filter(|other| other.divided.len() >= least).map(|other| {
            let count = other.divided.len();
            let inside = (1..count).map(|number| {
                let in_initial = initial.is_some_and(|initial| number < initial.lines);
                price_inside(style, number, count - number, other.divided[number - 1], in_initial)
            });
            let each = other.demerits.max(0.0) / count as f32;
            Otherwise { more: other.more, price: NOT_THE_BEST + each * DEMERITS, cuts: std::iter::once(0.0).chain(inside).collect() }
        });
        let others: Vec<Otherwise> = others.collect();
        (!others.is_empty()).then(|| Box::new(Flexible { paragraph, lines, others }))
    }
}

/// What ending a column inside a paragraph costs, with so many lines above and below.
fn price_inside(style: &Style, above: usize, below: usize, divided: bool, in_initial: bool) -> f32 {
    let (orphans, widows) = (usize::from(style.orphans.max(1)), usize::from(style.widows.max(1)));
    let whole = above + below;
    if in_initial {
        BROKEN
    } else if style.break_inside == BreakInside::Avoid {
        PARTED
    } else if above < orphans.min(whole) || below < widows.min(whole) {
        WIDOW
    } else if divided {
        DIVIDED
    } else {
        0.0
    }
}

/// The place in the tree of a byte of a paragraph.
fn place(words: &Words, at: usize) -> Option<Place> {
    let first = words.runs.partition_point(|run| run.range.end <= at);
    let run = words
        .runs
        .iter()
        .skip(first)
        .find(|run| run.range.end > at && run.source.is_some() && !matches!(run.mark, Mark::Furniture(Furniture::Decoration)))?;
    let (node, offset) = run.source?;
    let into = at.saturating_sub(run.range.start);
    Some(Place { node: node.0, offset: u32::try_from(offset + into).unwrap_or(u32::MAX) })
}

/// The passage of the manuscript that a line shows: about, since typography may have changed lengths.
fn source(words: &Words, line: &Line, tree: &Elements) -> Option<Span> {
    let mut covered: Option<Span> = None;
    let first = words.runs.partition_point(|run| run.range.end <= line.start);
    for run in words.runs.iter().skip(first).take_while(|run| run.range.start < line.end) {
        let Some((node, offset)) = run.source else { continue };
        let Some(span) = tree.node(node).span else { continue };
        let from = offset + line.start.saturating_sub(run.range.start);
        let to = offset + line.end.min(run.range.end) - run.range.start;
        let part = Span::new(span.file, span.start as usize + from, (span.start as usize + to).min(span.end as usize));
        covered = Some(covered.map_or(part, |covered| covered.to(part)));
    }
    covered
}

/// The baseline that a bullet was set on.
fn bullet_baseline(line: &Line) -> Pt {
    line.items.iter().find_map(|item| if let ItemKind::Glyphs(run) = &item.kind { Some(run.origin.y) } else { None }).unwrap_or(Pt::ZERO)
}
