//! Typesetting: styled elements become finished pages.
//!
//! The stages, in order: [`flow`] walks over the elements and collects paragraphs, boxes and tables with their tags;
//! [`shape`], [`hyphenate`], [`linebreak`] and [`justify`] set each paragraph into lines, on all cores; [`strip`]
//! makes one long column of them; [`columns`] and [`pullquotes`] choose where columns end and where boxes stand;
//! [`paginate`] gives everything its place, and [`furniture`] and [`outline`] add what helps readers find their way.

mod columns;
mod decoration;
mod findings;
mod flow;
mod furniture;
mod hang;
mod hyphenate;
mod initial;
mod inline;
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

use std::collections::VecDeque;

use rayon::prelude::*;

use crate::base::{Pt, Report};
use crate::font::FontLibrary;
use crate::model::{Elements, NodeId, Publication};
use crate::page::{About, ContentId, ItemKind, Mark, Pages, TagId};
use crate::style::Styled;

use flow::{Chunk, ChunkKind, Flow};
use justify::Line;
use notes::Notes;
use paginate::Frame;
use shape::Shaper;
use strip::Material;
use table::SetTable;

/// Sets a publication: styled elements in, finished pages out, with what an editor should know about them.
pub fn typeset(publication: &Publication, tree: &Elements, styled: &Styled, fonts: &FontLibrary) -> (Pages, Report) {
    let mut flow = flow::collect(publication, tree, styled, fonts);
    let mut lines = set_paragraphs(&flow, fonts);
    let mut report = findings::report(&flow.paragraphs, &lines, tree, fonts);
    let mut tables = set_tables(&mut flow, fonts, tree, &mut report);
    let mut structure = std::mem::take(&mut flow.structure);
    let mut figures = Vec::new();
    let mut material = Material {
        tree,
        words: &flow.paragraphs,
        lines: &mut lines,
        tables: &mut tables,
        structure: &mut structure,
        figures: &mut figures,
    };
    let frame = Frame::new(&styled.page);
    let notes = set_notes(&flow, &mut material, styled, &frame);
    let mut laid = paginate::lay_out(&flow, &mut material, &notes, &frame);
    furniture::add(&mut laid, &flow.strings, &frame, &publication.metadata.language.0, &mut Shaper::new(fonts));
    outline::add_links(&flow, &mut laid, tree);
    let outline = outline::outline(&flow, &laid);
    let mut pages = Pages {
        trim: styled.page.size,
        bleed: styled.page.bleed,
        crop_marks: styled.page.crop_marks,
        registration_marks: styled.page.registration_marks,
        pictures: flow.pictures,
        structure,
        outline,
        about: about(publication),
        pages: laid.pages,
    };
    bound_figures(&mut pages, &figures);
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
    let limit = frame.type_area(1, body.line_height.max(Pt(1.0))).height;
    Notes::set(&flow.notes, material, &styled.page, &body, limit)
}

/// Notes the place of each picture in its tag: PDF/UA wants figures with their bounds.
fn bound_figures(pages: &mut Pages, figures: &[(ContentId, TagId)]) {
    let mut bounds = Vec::new();
    for (number, page) in pages.pages.iter().enumerate() {
        for item in &page.items {
            if let (ItemKind::Picture { area, .. }, Mark::Content(content)) = (&item.kind, item.mark) {
                bounds.extend(figures.iter().find(|(own, _)| *own == content).map(|&(_, tag)| (tag, number, *area)));
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
