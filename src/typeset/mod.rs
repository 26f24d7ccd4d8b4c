//! Typesetting: styled elements become finished pages.
//!
//! The stages, in order: [`flow`] walks over the elements and collects paragraphs, boxes and tables with their tags;
//! [`itemize`], [`shape`], [`hyphenate`], [`linebreak`] and [`justify`] set each paragraph into lines, on all cores; [`strip`]
//! makes one long column of them; [`columns`] and [`pullquotes`] choose where columns end and where boxes stand;
//! [`paginate`] gives everything its place, and [`furniture`] and [`outline`] add what helps readers find their way.

mod columns;
mod decoration;
mod findings;
mod flow;
mod frame;
mod furniture;
mod hang;
mod hyphenate;
mod initial;
mod inline;
mod itemize;
mod justify;
mod linebreak;
mod notes;
mod outline;
mod paginate;
mod pullquotes;
mod repeats;
mod shape;
mod strip;
mod table;
mod words;

use std::collections::{BTreeMap, VecDeque};

use rayon::prelude::*;

use crate::base::{Pt, Report};
use crate::font::FontLibrary;
use crate::model::{Elements, NodeId, Publication};
use crate::page::{About, ContentId, ItemKind, Mark, Pages, TagId};
use crate::style::Styled;

use flow::{Chunk, ChunkKind, Flow, Opening};
use frame::Frame;
use justify::Line;
use notes::Notes;
use shape::Shaper;
use strip::{Material, Strip, StripBuilder};
use table::SetTable;

/// Sets a publication: styled elements in, finished pages out, with what an editor should know about them.
pub fn typeset(publication: &Publication, tree: &Elements, styled: &Styled, fonts: &FontLibrary) -> (Pages, Report) {
    let mut flow = flow::collect(publication, tree, styled, fonts);
    let mut lines = set_paragraphs(&flow, fonts);
    let mut report = findings::report(&flow.paragraphs, &lines, tree, fonts);
    let mut tables = set_tables(&mut flow, fonts, tree, &mut report);
    let frame = Frame::new(&styled.page);
    let mut material = Material { tree, words: &flow.paragraphs, lines: &mut lines, tables: &mut tables };
    let notes = set_notes(&flow, &mut material, styled, &frame);
    let mut strips = strips(&flow, &mut material, &notes, &frame);
    let plan = paginate::plan(&flow, &strips, &notes, &frame, None);
    let mut laid = paginate::print(&plan, &flow, &mut strips, &notes, &frame);
    furniture::add(&mut laid, &plan, &flow, &frame, &publication.metadata.language.0, &mut Shaper::new(fonts));
    outline::add_links(&flow, &plan, &mut laid);
    let outline = outline::outline(&flow, &plan);
    let mut pages = Pages {
        trim: styled.page.size,
        bleed: styled.page.bleed,
        crop_marks: styled.page.crop_marks,
        registration_marks: styled.page.registration_marks,
        pictures: flow.pictures,
        structure: flow.structure,
        outline,
        about: about(publication),
        pages: laid.pages,
    };
    bound_figures(&mut pages, &flow.figures);
    report.absorb(findings::of_pages(&pages));
    (pages, report)
}

/// Sets all paragraphs, each by itself, on all cores.
fn set_paragraphs(flow: &Flow<'_>, fonts: &FontLibrary) -> Vec<Vec<Line>> {
    flow.paragraphs.par_iter().map_init(|| Shaper::new(fonts), |shaper, words| justify::paragraph(words, shaper)).collect()
}

/// Sets all tables, in reading order.
fn set_tables(flow: &mut Flow<'_>, fonts: &FontLibrary, tree: &Elements, report: &mut Report) -> VecDeque<SetTable> {
    fn collect(chunks: &mut [Chunk<'_>], shaper: &mut Shaper<'_>, tables: &mut VecDeque<SetTable>, wide: &mut Vec<NodeId>) {
        for chunk in chunks {
            match &mut chunk.kind {
                ChunkKind::Table(table) => {
                    let set = table::set(table, shaper);
                    wide.extend(set.too_wide.then_some(chunk.node));
                    tables.push_back(set);
                }
                ChunkKind::Container { children, .. } => collect(children, shaper, tables, wide),
                _ => {}
            }
        }
    }
    let mut shaper = Shaper::new(fonts);
    let (mut tables, mut wide) = (VecDeque::new(), Vec::new());
    // Notes are put together before the regions: tables in them come first.
    collect(&mut flow.notes, &mut shaper, &mut tables, &mut wide);
    for region in &mut flow.regions {
        collect(&mut region.chunks, &mut shaper, &mut tables, &mut wide);
    }
    for table in wide {
        report.add(findings::too_wide(table, tree));
    }
    tables
}

fn set_notes(flow: &Flow<'_>, material: &mut Material<'_>, styled: &Styled, frame: &Frame<'_>) -> Notes {
    let body = styled.styles.first().cloned().unwrap_or_default();
    let limit = frame.least_height(None, body.line_height.max(Pt(1.0)));
    Notes::set(&flow.notes, material, &styled.page, &body, limit)
}

/// All regions as strips, with the notes that are too high for a foot in them.
fn strips(flow: &Flow<'_>, material: &mut Material<'_>, notes: &Notes, frame: &Frame<'_>) -> Vec<Strip> {
    let regions = flow.regions.iter();
    let strips = regions.map(|region| {
        let limit = frame.least_height(region.page, region.grid);
        let mut strip = StripBuilder::new(material, region.grid, limit).strip(&region.chunks);
        strip.slices = notes.with_text_notes(strip.slices);
        if let (Some(first), Opening::Page(_)) = (strip.slices.first_mut(), region.opening) {
            // What a page was opened for keeps its space above.
            first.cut = strip::Cut::Page(None);
        }
        strip
    });
    strips.collect()
}

/// Notes the place of each picture in its tag: PDF/UA wants figures with their bounds.
fn bound_figures(pages: &mut Pages, figures: &[(ContentId, TagId)]) {
    let mut bounds = Vec::new();
    let figures: BTreeMap<ContentId, TagId> = figures.iter().copied().collect();
    for (number, page) in pages.pages.iter().enumerate() {
        for item in &page.items {
            if let (ItemKind::Picture { area, .. }, Mark::Content(content)) = (&item.kind, item.mark) {
                bounds.extend(figures.get(&content).map(|&tag| (tag, number, *area)));
            }
        }
    }
    for (tag, page, area) in bounds {
        pages.structure.get_mut(tag).bounds = Some((page, area));
    }
}

fn about(publication: &Publication) -> About {
    let metadata = publication.metadata.clone();
    About {
        title: metadata.title,
        authors: metadata.authors.into_iter().map(|author| author.name).collect(),
        description: metadata.description,
        keywords: metadata.keywords,
        publisher: metadata.publisher,
        rights: metadata.rights,
        language: metadata.language.0,
        date: metadata.date,
        identifier: metadata.identifier,
    }
}
