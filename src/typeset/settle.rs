//! Rounds: everything is planned, the numbers of pages are filled in, and what they change is planned again.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::findings;
use super::flow::{Chunk, ChunkKind, Flow, Opening};
use super::frame::Frame;
use super::justify::Line;
use super::notes::Notes;
use super::paginate::{self, Plan};
use super::references::{PageNumber, References};
use super::set_paragraph;
use super::shape::Shaper;
use super::strip::{Cut, Lending, Material, Strip, StripBuilder};
use super::words::Words;
use crate::base::counter_styles::counted;
use crate::base::{Pt, Report};
use crate::font::FontLibrary;
use crate::model::{Elements, NodeId};
use crate::page::ContentId;
use crate::style::Styled;

/// How often numbers are filled in at most.
const ROUNDS: usize = 4;

/// What all rounds share.
pub(super) struct Setting<'a> {
    pub tree: &'a Elements,
    pub styled: &'a Styled,
    pub fonts: &'a FontLibrary,
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
        let mut report = findings::report(&flow.paragraphs, lines, self.tree, self.fonts);
        let referring = self.references.paragraphs();
        let refers: Vec<bool> = flow.regions.iter().map(|region| holds(&region.chunks, &referring)).collect();
        let notes_refer = holds(&flow.notes, &referring);
        let mut notes = self.notes(flow, lines, notes_refer);
        self.fit_paragraphs(flow, lines, &notes);
        let lending: Vec<Lending> = refers.iter().map(|&refers| if refers { Lending::Copied } else { Lending::Given }).collect();
        let mut strips: Vec<Strip> =
            lending.iter().enumerate().map(|(index, &lending)| self.strip(flow, lines, &notes, index, lending)).collect();
        let mut plan = paginate::plan(flow, &strips, &notes, &self.frame, None);
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
                    *strip = self.strip(flow, lines, &notes, index, Lending::Copied);
                    stale[index] = true;
                }
            }
            plan = paginate::plan(flow, &strips, &notes, &self.frame, Some((&plan, &stale)));
        }
        Settled { plan, strips, notes, dropped: self.references.dropped(&flow.paragraphs), report }
    }

    /// Sets paragraphs in a line less or a line more where that makes better pages.
    fn fit_paragraphs(&self, flow: &mut Flow<'a>, lines: &mut [Vec<Line>], notes: &Notes) {
        if flow.paragraphs.iter().all(|words| words.others.is_empty()) {
            return;
        }
        let strips: Vec<Strip> = (0..flow.regions.len()).map(|index| self.strip(flow, lines, notes, index, Lending::Bare)).collect();
        let wishes = paginate::plan(flow, &strips, notes, &self.frame, None).wishes();
        for &(paragraph, more) in &wishes {
            if let Some(words) = flow.paragraphs.get_mut(paragraph) {
                words.more = more;
            }
        }
        self.set_again(flow, lines, &wishes.iter().map(|&(paragraph, _)| paragraph).collect());
    }

    /// Fills in the numbers that a plan gives. Returns the paragraphs that changed.
    fn fill(&self, flow: &mut Flow<'a>, plan: &Plan<'_>) -> BTreeSet<usize> {
        let labels = self.frame.labels(&plan.sheets);
        let page_of = |target: NodeId, style: Option<&str>| {
            let (page, _) = plan.place(target)?;
            let label = match style {
                Some(style) => counted(plan.sheets.get(page)?.number, style),
                None => labels.get(page)?.clone(),
            };
            Some(PageNumber { page, label })
        };
        self.references.fill(&mut flow.paragraphs, &page_of)
    }

    fn set_again(&self, flow: &mut Flow<'a>, lines: &mut [Vec<Line>], changed: &BTreeSet<usize>) {
        let paragraphs = flow.paragraphs.iter_mut().zip(lines).enumerate().filter(|(index, _)| changed.contains(index));
        let paragraphs: Vec<(&mut Words, &mut Vec<Line>)> = paragraphs.map(|(_, paragraph)| paragraph).collect();
        paragraphs
            .into_par_iter()
            .for_each_init(|| Shaper::new(self.fonts), |shaper, (words, lines)| *lines = set_paragraph(words, shaper));
    }

    fn notes(&self, flow: &Flow<'_>, lines: &mut [Vec<Line>], keep: bool) -> Notes {
        let body = self.styled.styles.first().cloned().unwrap_or_default();
        let limit = self.frame.least_height(None, body.line_height.max(Pt(1.0)));
        let lending = if keep { Lending::Copied } else { Lending::Given };
        let mut material = Material { tree: self.tree, words: &flow.paragraphs, lines, lending };
        Notes::set(&flow.notes, &mut material, &self.styled.page, &body, limit)
    }

    /// A region as a strip, with the notes that are too high for a foot in it.
    fn strip(&self, flow: &Flow<'_>, lines: &mut [Vec<Line>], notes: &Notes, index: usize, lending: Lending) -> Strip {
        let region = &flow.regions[index];
        let limit = self.frame.least_height(region.page, region.grid);
        let mut material = Material { tree: self.tree, words: &flow.paragraphs, lines, lending };
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

/// Whether any of some paragraphs stand in chunks.
fn holds(chunks: &[Chunk<'_>], paragraphs: &BTreeSet<usize>) -> bool {
    !paragraphs.is_empty()
        && chunks.iter().any(|chunk| match &chunk.kind {
            ChunkKind::Paragraph { index, .. } => paragraphs.contains(index),
            ChunkKind::Container { children, .. } => holds(children, paragraphs),
            ChunkKind::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                holds(&table.caption, paragraphs) || cells.into_iter().any(|cell| holds(&cell.chunks, paragraphs))
            }
            ChunkKind::Picture { .. } | ChunkKind::Rule => false,
        })
}
