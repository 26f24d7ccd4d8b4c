//! The strip: a region's flow as one long column of slices, each of which goes to one place on one page.
//!
//! A slice is a line, or a box that is kept whole. Between slices stand spaces, which vanish at the top of a column,
//! and prices for ending a column there.

mod rows;

use std::sync::Arc;

use super::decoration::{self, frame};
use super::flow::{Chunk, ChunkKind, FloatBox, Part, PullQuoteBox, is_decorated};
use super::initial::{self, Initial};
use super::justify::Line;
use super::words::{Direction, Words};
use crate::base::{Pt, Rect, Size, Span};
use crate::model::{Elements, NodeId};
use crate::page::{ContentId, Furniture, Item, ItemKind, Mark, Place, Side};
use crate::style::{BreakBetween, BreakInside, Style};

/// What goes to one place: a line, or a box.
#[derive(Debug, Clone)]
pub(super) struct Slice {
    /// Space above it, which vanishes at the top of a column.
    pub above: Pt,
    /// Space below it, which belongs to it wherever it is moved: only what may be moved has any.
    pub below: Pt,
    /// Its height.
    pub height: Pt,
    /// What it shows, from the column's left edge and its own top.
    pub items: Vec<Item>,
    /// Areas of links, with the link's number.
    pub links: Vec<(Rect, usize)>,
    /// Elements that begin in it, and how far down.
    pub anchors: Vec<(NodeId, Pt)>,
    /// Notes whose marks stand in it.
    pub notes: Vec<usize>,
    /// The first of its words in the text.
    pub start: Option<Place>,
    /// The passages of the manuscript that it shows.
    pub source: Option<Span>,
    /// What ending a column before it costs.
    pub cut: Cut,
    /// Whether its top keeps to the baseline grid.
    pub on_grid: bool,
    /// Whether it opens a paragraph or another block, so that a pull quote may stand before it.
    pub opens: bool,
    /// Whether what comes next belongs to it: headings.
    pub binds: bool,
    /// For a pull quote.
    pub pull_quote: Option<PullQuoteBox>,
    /// For a box that is taken out of the text.
    pub float: Option<FloatBox>,
    /// For a line of text that may be set anew: its paragraph, and which of its lines it is.
    pub line: Option<(usize, usize)>,
    /// What stands above it where it opens a column: the headings of its table.
    pub heading: Option<Arc<Slice>>,
    /// For the first line of a paragraph that may be set in another number of lines.
    pub flexible: Option<Box<Flexible>>,
}

/// A paragraph that may be set in another number of lines than the one it has.
#[derive(Debug, Clone)]
pub(super) struct Flexible {
    /// Which paragraph it is.
    pub paragraph: usize,
    /// How many lines it has.
    pub lines: usize,
    /// The others it could have.
    pub others: Vec<Otherwise>,
}

/// Another number of lines.
#[derive(Debug, Clone)]
pub(super) struct Otherwise {
    /// How many lines more; fewer if negative.
    pub more: i8,
    /// What that costs, in squares of short lines.
    pub price: f32,
    /// What ending a column before each of the lines costs; nothing before the first.
    pub cuts: Vec<f32>,
}

impl Slice {
    /// Whether it is a box or a picture rather than a line: several baselines high.
    pub fn is_box(&self) -> bool {
        self.opens && !self.on_grid && self.source.is_none()
    }
}

/// What ending a column costs, at a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Cut {
    /// Nothing.
    Free,
    /// A widow, an orphan, or something worse; in squares of short lines.
    Price(f32),
    /// A column must end here.
    Column,
    /// A page must end here, and the next be one of a side, if one is asked for.
    Page(Option<Side>),
}

/// What a word costs that is divided between two columns.
const DIVIDED: f32 = 100.0;
/// What a widow or an orphan costs: as much as a column that is eight lines short.
const WIDOW: f32 = 1_600.0;
/// What parting a heading from its text costs.
const PARTED: f32 = 4_000.0;
/// What it costs that a paragraph has not its best number of lines.
const NOT_THE_BEST: f32 = 1.0;
/// What each demerit costs by which the lines of such a paragraph are worse, on the average.
const DEMERITS: f32 = 0.0006;
/// What cutting through a drop cap costs.
const BROKEN: f32 = 100_000.0;

/// The share of a column up to which what wants to stay whole does. Beyond it, the gap before it would be worse.
const KEPT: f32 = 0.6;

/// The share of a column's height that a picture may take, so that its caption finds room.
const PICTURES: f32 = 0.85;

/// What the slices of a strip are made from.
pub(super) struct Material<'a> {
    /// The tree, for the places of words.
    pub tree: &'a Elements,
    /// All paragraphs before they were set.
    pub words: &'a [Words],
    /// All paragraphs after that.
    pub lines: &'a mut [Vec<Line>],
    /// What becomes of the lines.
    pub lending: Lending,
}

/// How lines are handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lending {
    /// For good.
    Given,
    /// As copies: they will be asked for again.
    Copied,
    /// As copies that show nothing: only their measures are wanted.
    Bare,
}

/// The slices of a stretch of the flow, one below the other.
pub(super) struct Strip {
    /// The slices.
    pub slices: Vec<Slice>,
    /// Space wanted below the last.
    pub below: Pt,
}

/// Puts a strip together.
pub(super) struct StripBuilder<'m, 'a> {
    material: &'m mut Material<'a>,
    /// The distance between baselines that lines keep to.
    grid: Pt,
    /// The height of a column: nothing that is kept whole may be higher.
    limit: Pt,
    slices: Vec<Slice>,
    /// Space that the next slice has above it.
    pending: Pt,
    /// What a column's end before the next slice costs, beyond its own price.
    next: Cut,
    anchors: Vec<NodeId>,
    /// Whether its paragraphs may be set in other numbers of lines.
    flexible: bool,
}

impl<'m, 'a> StripBuilder<'m, 'a> {
    /// An empty strip.
    pub fn new(material: &'m mut Material<'a>, grid: Pt, limit: Pt) -> Self {
        Self { material, grid, limit, slices: Vec::new(), pending: Pt::ZERO, next: Cut::Free, anchors: Vec::new(), flexible: false }
    }

    /// With paragraphs that may be set in other numbers of lines.
    pub fn flexible(self) -> Self {
        Self { flexible: true, ..self }
    }

    /// The strip of some chunks.
    pub fn strip(mut self, chunks: &[Chunk<'_>]) -> Strip {
        self.chunks(chunks);
        Strip { slices: self.slices, below: self.pending }
    }

    fn chunks(&mut self, chunks: &[Chunk<'_>]) {
        for chunk in chunks {
            self.chunk(chunk);
        }
    }

    fn chunk(&mut self, chunk: &Chunk<'_>) {
        if let ChunkKind::Container { children, pull_quote: Some(quote), .. } = &chunk.kind
            && quote.movable
        {
            return self.movable_box(chunk, children, *quote);
        }
        if let ChunkKind::Float { children, float } = &chunk.kind {
            return self.float(children, *float);
        }
        let style = chunk.style;
        self.before(style.break_before);
        self.pending = self.pending.max(chunk.above);
        self.anchors.push(chunk.node);
        match &chunk.kind {
            ChunkKind::Paragraph { index, initial, markers, part } => self.paragraph(chunk, *index, initial.as_ref(), markers, *part),
            ChunkKind::Container { children, whole: false, .. } => self.open_box(chunk, children),
            ChunkKind::Container { children, whole: true, pull_quote } => self.whole_box(chunk, children, *pull_quote),
            ChunkKind::Picture { picture, size, content } => self.picture(chunk, *picture, *size, *content),
            ChunkKind::Table(table) => self.table(chunk, table),
            ChunkKind::Rule => self.rule(chunk),
            ChunkKind::Float { .. } => {}
        }
        self.pending = self.pending.max(chunk.below);
        if style.break_after == BreakBetween::Avoid {
            self.next = Cut::Price(PARTED);
            if let Some(last) = self.slices.last_mut() {
                last.binds = true;
            }
        } else {
            self.before(style.break_after);
        }
    }

    fn before(&mut self, wish: BreakBetween) {
        let wish = match wish {
            BreakBetween::Auto => return,
            BreakBetween::Avoid => Cut::Price(PARTED),
            BreakBetween::Column => Cut::Column,
            BreakBetween::Page => Cut::Page(None),
            BreakBetween::Left => Cut::Page(Some(Side::Verso)),
            BreakBetween::Right => Cut::Page(Some(Side::Recto)),
        };
        if !matches!(self.next, Cut::Column | Cut::Page(_)) {
            self.next = wish;
        }
    }

    fn push(&mut self, mut slice: Slice) {
        slice.above = self.pending;
        self.pending = Pt::ZERO;
        slice.cut = match (std::mem::replace(&mut self.next, Cut::Free), slice.cut) {
            (Cut::Free, own) => own,
            (Cut::Price(a), Cut::Price(b)) => Cut::Price(a.max(b)),
            (outer, _) => outer,
        };
        let anchors = std::mem::take(&mut self.anchors);
        slice.anchors.splice(0..0, anchors.into_iter().map(|node| (node, Pt::ZERO)));
        self.slices.push(slice);
    }

    fn lines(&mut self, paragraph: usize) -> Vec<Line> {
        let lines = &mut self.material.lines[paragraph];
        match self.material.lending {
            Lending::Given => std::mem::take(lines),
            Lending::Copied => lines.clone(),
            Lending::Bare => lines.iter().map(Line::bare).collect(),
        }
    }

    /// A builder for what is put together apart.
    fn inner(&mut self, limit: Pt) -> StripBuilder<'_, 'a> {
        StripBuilder::new(self.material, self.grid, limit)
    }

    fn paragraph(&mut self, chunk: &Chunk<'_>, index: usize, initial: Option<&Initial>, markers: &[(usize, Pt)], part: Part) {
        let lines = self.lines(index);
        let mut markers: Vec<(Line, Pt)> = markers.iter().filter_map(|&(index, gap)| Some((self.lines(index).pop()?, gap))).collect();
        let words = &self.material.words[index];
        let count = lines.len();
        let style = chunk.style;
        let height = words.setting.line_height;
        let on_grid = (height - self.grid).abs() < Pt(0.01);
        let next_starts: Vec<usize> = lines.iter().skip(1).map(|line| line.start).collect();
        let plain = part == Part::default() && lines.iter().all(|line| line.over + line.under <= Pt::ZERO);
        let mut flexible = if plain { self.flexible_paragraph(style, index, count, initial) } else { None };
        let mut divided = false;
        for (number, mut line) in lines.into_iter().enumerate() {
            let (above, below) = (part.before + number, part.after + count - number);
            let in_initial = initial.is_some_and(|initial| number < initial.lines);
            let price = if above > 0 { price_inside(style, above, below, divided, in_initial) } else { 0.0 };
            divided = line.divided;
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
                line: (plain && on_grid && !in_initial).then_some((index, number)),
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

    /// A box that columns may cut: only its spaces and what is in it matter.
    fn open_box(&mut self, chunk: &Chunk<'_>, children: &[Chunk<'_>]) {
        let style = chunk.style;
        self.pending += style.padding.top.of(chunk.width) + style.border.top.width;
        self.chunks(children);
        self.pending += style.padding.bottom.of(chunk.width) + style.border.bottom.width;
    }

    fn whole_box(&mut self, chunk: &Chunk<'_>, children: &[Chunk<'_>], pull_quote: Option<PullQuoteBox>) {
        let style = chunk.style;
        let top = style.padding.top.of(chunk.width) + style.border.top.width;
        let bottom = style.padding.bottom.of(chunk.width) + style.border.bottom.width;
        let Strip { mut slices, mut below } = self.inner(self.limit - top - bottom).strip(children);
        if top == Pt::ZERO {
            // Nothing parts the box's edge from its first block: their margins are one.
            if let Some(first) = slices.first_mut() {
                self.pending = self.pending.max(first.above);
                first.above = Pt::ZERO;
            }
        }
        let outer_below = if bottom == Pt::ZERO { std::mem::take(&mut below) } else { Pt::ZERO };
        let height = slices.iter().map(|slice| slice.above + slice.height).sum::<Pt>() + top + bottom + below;
        let lone = slices.len() < 2 || pull_quote.is_some();
        if height > self.limit || (height > self.limit * KEPT && !lone) {
            self.divided_box(chunk, slices, top, bottom + below);
        } else {
            let mut whole = joined(slices, top);
            whole.height = height;
            whole.pull_quote = pull_quote;
            let area = Rect { x: chunk.x, y: Pt::ZERO, width: chunk.width, height };
            whole.items.splice(0..0, frame(style, area));
            self.push(whole);
        }
        self.pending = self.pending.max(outer_below);
    }

    /// A box that is too high to be kept whole: each of its slices has its part of the frame.
    fn divided_box(&mut self, chunk: &Chunk<'_>, slices: Vec<Slice>, top: Pt, bottom: Pt) {
        let style = chunk.style;
        let drawn = is_decorated(style);
        let last = slices.len().saturating_sub(1);
        for (number, mut slice) in slices.into_iter().enumerate() {
            slice.line = None;
            if drawn {
                // What parts the slices is part of the box, so that its sides run through.
                let above = if number == 0 { top } else { std::mem::replace(&mut slice.above, Pt::ZERO) };
                let below = if number == last { bottom } else { Pt::ZERO };
                shift(&mut slice.items, Pt::ZERO, above);
                slice.links.iter_mut().for_each(|(area, _)| *area = area.moved(Pt::ZERO, above));
                slice.anchors.iter_mut().for_each(|(_, down)| *down += above);
                slice.height += above + below;
                slice.on_grid = false;
                let area = Rect { x: chunk.x, y: Pt::ZERO, width: chunk.width, height: slice.height };
                slice.items.splice(0..0, decoration::part_of_frame(style, area, number == 0, number == last));
            } else {
                self.pending = self.pending.max(slice.above);
            }
            if number > 0 && (number == 1 || number == last) && slice.cut == Cut::Free {
                slice.cut = Cut::Price(WIDOW);
            }
            self.push(slice);
        }
    }

    /// A box that may be moved: what stands around it must not notice where it was written.
    fn movable_box(&mut self, chunk: &Chunk<'_>, children: &[Chunk<'_>], quote: PullQuoteBox) {
        let pending = std::mem::replace(&mut self.pending, chunk.above);
        let next = std::mem::replace(&mut self.next, Cut::Free);
        self.anchors.push(chunk.node);
        let before = self.slices.len();
        self.whole_box(chunk, children, Some(quote));
        if let [.., moved] = &mut self.slices[before..] {
            moved.below = chunk.below.max(self.pending);
        }
        self.pending = pending;
        self.next = next;
    }

    /// A box that is taken out of the text; where it is higher than a column, one for each column that it takes.
    fn float(&mut self, children: &[Chunk<'_>], float: FloatBox) {
        let Strip { slices, below } = self.inner(self.limit).strip(children);
        let mut parts: Vec<Vec<Slice>> = Vec::new();
        let mut height = Pt::ZERO;
        for mut slice in slices {
            let more = slice.above + slice.height;
            match parts.last_mut().filter(|_| height + more <= self.limit) {
                Some(part) => part.push(slice),
                None => {
                    if let Some(heading) = slice.heading.take() {
                        height = heading.height;
                        parts.push(vec![Arc::unwrap_or_clone(heading), slice]);
                    } else {
                        height = Pt::ZERO;
                        parts.push(vec![slice]);
                    }
                }
            }
            height += more;
        }
        let last = parts.len().saturating_sub(1);
        for (number, mut part) in parts.into_iter().enumerate() {
            let above = part.first_mut().map_or(Pt::ZERO, |first| std::mem::take(&mut first.above));
            let own = part.last().map_or(Pt::ZERO, |last| last.below);
            let below = if number == last { own.max(below) } else { own };
            let whole = joined(part, Pt::ZERO);
            self.slices.push(Slice { above, below, float: Some(float), ..whole });
        }
    }

    fn picture(&mut self, chunk: &Chunk<'_>, picture: usize, size: Size, content: Option<ContentId>) {
        let scale = (self.limit * PICTURES / size.height).min(1.0);
        let (width, height) = (size.width * scale, size.height * scale);
        let x = chunk.x + (size.width - width) / 2.0;
        let mark = content.map_or(Mark::Furniture(Furniture::Decoration), Mark::Content);
        let area = Rect { x, y: Pt::ZERO, width, height };
        let item = Item { kind: ItemKind::Picture { picture, area }, mark };
        self.push(Slice { items: vec![item], height, ..blank() });
    }

    fn rule(&mut self, chunk: &Chunk<'_>) {
        let thickness = chunk.style.border.top.width.max(Pt(0.5));
        let area = Rect { x: chunk.x, y: Pt::ZERO, width: chunk.width, height: thickness };
        let color = chunk.style.border.top.color.unwrap_or(chunk.style.color);
        self.push(Slice { items: vec![decoration::filled(area, color)], height: thickness, ..blank() });
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

/// A slice of nothing, to be filled.
fn blank() -> Slice {
    Slice {
        above: Pt::ZERO,
        below: Pt::ZERO,
        height: Pt::ZERO,
        items: Vec::new(),
        links: Vec::new(),
        anchors: Vec::new(),
        notes: Vec::new(),
        start: None,
        source: None,
        cut: Cut::Free,
        on_grid: false,
        opens: true,
        binds: false,
        pull_quote: None,
        float: None,
        line: None,
        heading: None,
        flexible: None,
    }
}

/// Slices put together into one that is kept whole, from a distance below its top.
pub(super) fn joined(slices: Vec<Slice>, top: Pt) -> Slice {
    let mut whole = blank();
    let mut y = top;
    for mut slice in slices {
        y += slice.above;
        shift(&mut slice.items, Pt::ZERO, y);
        whole.items.append(&mut slice.items);
        whole.links.extend(slice.links.into_iter().map(|(area, link)| (area.moved(Pt::ZERO, y), link)));
        whole.anchors.extend(slice.anchors.into_iter().map(|(node, down)| (node, y + down)));
        whole.notes.append(&mut slice.notes);
        whole.start = whole.start.or(slice.start);
        y += slice.height;
    }
    whole.height = y;
    whole
}

/// Moves things on the page.
pub(super) fn shift(items: &mut [Item], dx: Pt, dy: Pt) {
    for item in items {
        match &mut item.kind {
            ItemKind::Glyphs(run) => {
                run.origin.x += dx;
                run.origin.y += dy;
            }
            ItemKind::Shape(shape) => shape.area = shape.area.moved(dx, dy),
            ItemKind::Outline(outline) => {
                outline.origin.x += dx;
                outline.origin.y += dy;
            }
            ItemKind::Picture { area, .. } | ItemKind::Link { area, .. } => *area = area.moved(dx, dy),
        }
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
