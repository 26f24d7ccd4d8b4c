//! Rounds: everything is planned, the numbers of pages are filled in, and what they change is planned again.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::findings;
use super::floats::Typesetter;
use super::floats::contour::Contour;
use super::flow::{Chunk, ChunkKind, Flow, Opening, Region};
use super::frame::Frame;
use super::line;
use super::line::justify::Line;
use super::line::shaper::{Shaper, Shapers};
use super::notes::Notes;
use super::paginate::{self, Composer, Plan};
use super::references::{PageNumber, References};
use super::strip::{Cut, Lending, Material, Slice, Strip, StripBuilder};
use super::words::{Beside, Words};
use crate::base::{Pt, Report};
use crate::model::{Elements, NodeId};
use crate::page::ContentId;
use crate::style::Styled;

/// How often numbers are filled in at most.
const ROUNDS: usize = 4;
/// How often columns are looked at that part a word: a word that is kept whole may lead to other columns.
const PARTED_WORDS: usize = 4;

/// What all rounds share.
pub(super) struct Setting<'a> {
    pub tree: &'a Elements,
    pub styled: &'a Styled,
    pub shapers: &'a Shapers<'a>,
    pub frame: Frame<'a>,
    pub references: References,
}

/// Pages that agree with what they say about each other.
pub(super) struct Settled<'a> {
    pub plan: Plan<'a>,
    pub strips: Vec<Strip>,
    pub notes: Notes,
    /// Stretches of content that have no words any more.
    pub dropped: BTreeSet<ContentId>,
    /// What an editor should know about the lines.
    pub report: Report,
}

impl<'a> Setting<'a> {
    /// Plans until no number changes.
    pub(super) fn settle(&self, flow: &mut Flow<'a>, lines: &mut [Vec<Line>]) -> Settled<'a> {
        let mut report = findings::report(&flow.paragraphs, lines, self.tree, self.shapers.fonts());
        let referring = self.references.paragraphs();
        let refers: Vec<bool> = flow.regions.iter().map(|region| holds(&region.chunks, &referring)).collect();
        let notes_refer = holds(&flow.notes, &referring);
        let mut notes = self.notes(flow, lines, notes_refer);
        let fitted = self.fit_paragraphs(flow, lines, &notes);
        let around: Vec<bool> = flow.regions.iter().map(has_floats).collect();
        let lending = |index: usize| match (around[index], refers[index]) {
            (true, _) => Lending::Bare,
            (_, true) => Lending::Copied,
            _ => Lending::Given,
        };
        let mut strips: Vec<Strip> = (0..flow.regions.len()).map(|index| self.strip(flow, lines, &notes, index, lending(index))).collect();
        let mut touched = vec![BTreeSet::new(); strips.len()];
        let all = vec![true; strips.len()];
        let earlier = fitted.as_ref().map(|plan| (plan, all.as_slice()));
        let mut plan = self.plan(flow, lines, &mut strips, &notes, &mut touched, earlier);
        let mut tried = BTreeSet::new();
        for _ in 0..PARTED_WORDS {
            let stale = self.keep_words_whole(flow, lines, &mut strips, &plan, &mut tried);
            if !stale.contains(&true) {
                break;
            }
            plan = self.plan(flow, lines, &mut strips, &notes, &mut touched, Some((&plan, &stale)));
        }
        for round in 0..=ROUNDS {
            let changed = self.fill(flow, &plan);
            if changed.is_empty() {
                break;
            }
            if round == ROUNDS {
                report.add(findings::unsettled());
                break;
            }
            self.set_again(flow, lines, &changed);
            let notes_change = notes_refer && holds(&flow.notes, &changed);
            if notes_change {
                notes = self.notes(flow, lines, true);
            }
            let mut stale = vec![notes_change; strips.len()];
            for (index, strip) in strips.iter_mut().enumerate() {
                if refers[index] && (notes_change || holds(&flow.regions[index].chunks, &changed)) {
                    if !around[index] {
                        *strip = self.strip(flow, lines, &notes, index, Lending::Copied);
                    }
                    stale[index] = true;
                }
            }
            plan = self.plan(flow, lines, &mut strips, &notes, &mut touched, Some((&plan, &stale)));
        }
        for (index, strip) in strips.iter_mut().enumerate().filter(|(index, _)| around[*index]) {
            *strip = self.strip(flow, lines, &notes, index, Lending::Given);
        }
        Settled { plan, strips, notes, dropped: self.references.dropped(&flow.paragraphs), report }
    }

    /// Sets paragraphs in a line less or a line more where that makes better pages. Returns the plan that wanted it so.
    fn fit_paragraphs(&self, flow: &mut Flow<'a>, lines: &mut [Vec<Line>], notes: &Notes) -> Option<Plan<'a>> {
        if flow.paragraphs.iter().all(|words| words.others.is_empty()) {
            return None;
        }
        let mut strips: Vec<Strip> = (0..flow.regions.len()).map(|index| self.strip(flow, lines, notes, index, Lending::Bare)).collect();
        let plan = paginate::plan((&flow.regions, &flow.renumbered), &mut strips, notes, &self.frame, None, None);
        let wishes = plan.wishes();
        for &(paragraph, more) in &wishes {
            if let Some(words) = flow.paragraphs.get_mut(paragraph) {
                words.more = more;
            }
        }
        self.set_again(flow, lines, &wishes.iter().map(|&(paragraph, _)| paragraph).collect());
        Some(plan)
    }

    /// Plans all regions, and sets the text around boxes.
    fn plan(
        &self,
        flow: &mut Flow<'a>,
        lines: &mut [Vec<Line>],
        strips: &mut [Strip],
        notes: &Notes,
        touched: &mut [BTreeSet<usize>],
        earlier: Option<(&Plan<'_>, &[bool])>,
    ) -> Plan<'a> {
        let Flow { regions, paragraphs, renumbered, .. } = flow;
        let mut composer = Around { setting: self, regions, paragraphs, lines, notes, touched };
        paginate::plan((regions, renumbered), strips, notes, &self.frame, earlier, Some(&mut composer))
    }

    /// Fills in the numbers that a plan gives. Returns the paragraphs that changed.
    fn fill(&self, flow: &mut Flow<'a>, plan: &Plan<'_>) -> BTreeSet<usize> {
        let labels = self.frame.labels(&plan.sheets);
        let page_of = |target: NodeId, style: Option<&str>| {
            let (page, _) = plan.place(target)?;
            let label = match style {
                Some(style) => self.frame.counter_styles.counted(plan.sheets.get(page)?.number, style),
                None => labels.get(page)?.clone(),
            };
            Some(PageNumber { page, label })
        };
        self.references.fill(&mut flow.paragraphs, &page_of)
    }

    fn set_again(&self, flow: &mut Flow<'a>, lines: &mut [Vec<Line>], changed: &BTreeSet<usize>) {
        let paragraphs = flow.paragraphs.iter_mut().zip(lines).enumerate().filter(|(index, _)| changed.contains(index));
        let paragraphs: Vec<(&mut Words, &mut Vec<Line>)> = paragraphs.map(|(_, paragraph)| paragraph).collect();
        paragraphs.into_par_iter().for_each_init(|| self.shapers.shaper(), |shaper, (words, lines)| *lines = line::set(words, shaper));
    }

    fn notes(&self, flow: &Flow<'_>, lines: &mut [Vec<Line>], keep: bool) -> Notes {
        let body = self.styled.styles.first().cloned().unwrap_or_default();
        let limit = self.frame.least_height(None, body.line_height.max(Pt(1.0)));
        let lending = if keep { Lending::Copied } else { Lending::Given };
        let mut material = Material { tree: self.tree, words: &flow.paragraphs, lines, lending };
        Notes::set(&flow.notes, &mut material, &self.styled.page, &body, limit)
    }

    fn strip(&self, flow: &Flow<'_>, lines: &mut [Vec<Line>], notes: &Notes, index: usize, lending: Lending) -> Strip {
        self.strip_of(&flow.regions[index], &flow.paragraphs, lines, notes, lending)
    }

    /// A region as a strip, with the notes that are too high for a foot in it.
    fn strip_of(&self, region: &Region<'_>, words: &[Words], lines: &mut [Vec<Line>], notes: &Notes, lending: Lending) -> Strip {
        let limit = self.frame.least_height(region.page, region.grid) - region.frame.map_or(Pt::ZERO, |frame| frame.top + frame.bottom);
        let mut material = Material { tree: self.tree, words, lines, lending };
        let builder = StripBuilder::new(&mut material, region.grid, limit);
        let builder = if lending == Lending::Bare { builder.flexible() } else { builder };
        let mut strip = builder.strip(&region.chunks);
        strip.slices = notes.with_text_notes(strip.slices, limit);
        if let (Some(first), Opening::Page(_)) = (strip.slices.first_mut(), region.opening) {
            // What a page was opened for keeps its space above.
            first.cut = Cut::Page(None);
        }
        strip
    }
}

/// Composes regions that have boxes outside their text.
struct Around<'s, 'a> {
    setting: &'s Setting<'a>,
    regions: &'s [Region<'a>],
    paragraphs: &'s mut [Words],
    lines: &'s mut [Vec<Line>],
    notes: &'s Notes,
    /// The paragraphs of each region that were set anew for its pages.
    touched: &'s mut [BTreeSet<usize>],
}

impl Composer for Around<'_, '_> {
    fn open(&mut self, index: usize) -> (Strip, Box<dyn Typesetter + '_>) {
        let region = &self.regions[index];
        let Setting { shapers, frame, .. } = self.setting;
        let mut shaper = shapers.shaper();
        let touched = &mut self.touched[index];
        for paragraph in std::mem::take(touched) {
            let words = &mut self.paragraphs[paragraph];
            (words.more, words.setting.beside) = (0, Vec::new());
            self.lines[paragraph] = line::set(words, &mut shaper);
        }
        let strip = self.setting.strip_of(region, self.paragraphs, self.lines, self.notes, Lending::Bare);
        let mut chunks = BTreeMap::new();
        collect_paragraphs(&region.chunks, &mut chunks);
        let limit = frame.least_height(region.page, region.grid);
        let (setting, paragraphs, lines) = (self.setting, &mut *self.paragraphs, &mut *self.lines);
        (strip, Box::new(Anew { setting, region, limit, chunks, paragraphs, lines, touched, shaper }))
    }
}

/// Sets paragraphs of a region anew.
struct Anew<'s, 'a> {
    setting: &'s Setting<'a>,
    region: &'s Region<'a>,
    limit: Pt,
    chunks: BTreeMap<usize, &'s Chunk<'a>>,
    paragraphs: &'s mut [Words],
    lines: &'s mut [Vec<Line>],
    touched: &'s mut BTreeSet<usize>,
    shaper: Shaper<'s>,
}

impl Typesetter for Anew<'_, '_> {
    fn again(&mut self, paragraph: usize, more: i8, beside: &[Beside]) -> Vec<Slice> {
        let Some(chunk) = self.chunks.get(&paragraph) else { return Vec::new() };
        let words = &mut self.paragraphs[paragraph];
        // Where the paragraph is set in from the column's edge, it has less to lose.
        let right = self.region.measure - chunk.x - words.setting.measure;
        let own = |lost: Pt, inset: Pt| (lost - inset).max(Pt::ZERO);
        let beside =
            beside.iter().map(|one| Beside { lines: one.lines.clone(), left: own(one.left, chunk.x), right: own(one.right, right) });
        words.setting.beside = beside.collect();
        words.more = more;
        self.touched.insert(paragraph);
        self.lines[paragraph] = line::set(words, &mut self.shaper);
        let mut material = Material { tree: self.setting.tree, words: self.paragraphs, lines: self.lines, lending: Lending::Bare };
        StripBuilder::new(&mut material, self.region.grid, self.limit).strip(std::slice::from_ref(chunk)).slices
    }

    fn contour(&self, float: NodeId) -> Contour {
        let style = self.setting.styled.of(float);
        Contour { shape: style.shape_outside.clone(), margin: style.shape_margin }
    }
}

/// The paragraphs that stand in the text of a region, by number.
pub(super) fn collect_paragraphs<'c, 'a>(chunks: &'c [Chunk<'a>], found: &mut BTreeMap<usize, &'c Chunk<'a>>) {
    for chunk in chunks {
        match &chunk.kind {
            ChunkKind::Paragraph { index, .. } => {
                found.insert(*index, chunk);
            }
            ChunkKind::Container { children, whole: false, .. } => collect_paragraphs(children, found),
            _ => {}
        }
    }
}

/// Whether boxes of a region are taken out of its text.
fn has_floats(region: &Region<'_>) -> bool {
    fn any(chunks: &[Chunk<'_>]) -> bool {
        chunks.iter().any(|chunk| match &chunk.kind {
            ChunkKind::Float { .. } => true,
            ChunkKind::Container { children, whole: false, .. } => any(children),
            _ => false,
        })
    }
    any(&region.chunks)
}

/// Whether any of some paragraphs stand in chunks.
fn holds(chunks: &[Chunk<'_>], paragraphs: &BTreeSet<usize>) -> bool {
    !paragraphs.is_empty()
        && chunks.iter().any(|chunk| match &chunk.kind {
            ChunkKind::Paragraph { index, .. } => paragraphs.contains(index),
            ChunkKind::Container { children, .. } | ChunkKind::Float { children, .. } | ChunkKind::Columns { children, .. } => {
                holds(children, paragraphs)
            }
            ChunkKind::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                holds(&table.caption, paragraphs) || cells.into_iter().any(|cell| holds(&cell.chunks, paragraphs))
            }
            ChunkKind::Picture { .. } | ChunkKind::Rule => false,
        })
}
