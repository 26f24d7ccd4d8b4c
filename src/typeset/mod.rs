//! Typesetting: styled elements become finished pages.
//!
//! The stages, in order: [`flow`] walks over the elements and collects paragraphs, boxes and tables with their tags; [`line`]
//! sets each paragraph into lines; [`strip`] makes one long column of them; [`columns`] chooses where columns end, which
//! paragraphs take a line less or more for that, and where pull quotes stand in them; [`floats`] finds places for boxes
//! outside the text and sets the text around them; [`paginate`] gives everything its place, [`settle`] fills in the numbers
//! of pages until they agree, and [`furniture`] and [`outline`] add what helps readers find their way.

mod backdrops;
mod columns;
mod decoration;
mod findings;
mod floats;
mod flow;
mod frame;
mod furniture;
mod line;
mod notes;
mod outline;
mod paginate;
mod references;
mod settle;
mod strip;
mod table;
mod whole_words;
mod words;

use std::collections::BTreeMap;

use crate::base::Report;
use crate::font::FontLibrary;
use crate::model::{Elements, NodeId, Publication};
use crate::page::{About, ContentId, ItemKind, Mark, Pages, TagId};
use crate::style::{PullQuotePlacement, Style, Styled, Width};

use frame::Frame;
use line::shaper::Shapers;
use references::References;
use settle::{Setting, Settled};

/// Sets a publication: styled elements in, finished pages out, with what an editor should know about them.
pub fn typeset(publication: &Publication, tree: &Elements, styled: &Styled, fonts: &FontLibrary) -> (Pages, Report) {
    let mut kept_in = BTreeMap::new();
    let shapers = Shapers::new(fonts);
    for _ in 0..TRIES {
        let (set, crowded) = set(publication, tree, styled, &shapers, &kept_in);
        if crowded.is_empty() {
            return set;
        }
        let in_column = |quote| Style { pull_quote: PullQuotePlacement::Column, width: Width::Auto, ..styled.of(quote).clone() };
        kept_in.extend(crowded.into_iter().map(|quote| (quote, in_column(quote))));
    }
    set(publication, tree, styled, &shapers, &kept_in).0
}

/// How often pull quotes that found no place across columns are given one in a column: those that went there make room.
const TRIES: usize = 4;

/// Sets a publication with some pull quotes in columns, each with the style for that, and says which others found no place
/// across them.
fn set(
    publication: &Publication,
    tree: &Elements,
    styled: &Styled,
    shapers: &Shapers<'_>,
    kept_in: &BTreeMap<NodeId, Style>,
) -> ((Pages, Report), Vec<NodeId>) {
    let mut flow = flow::collect(publication, tree, styled, shapers.fonts(), kept_in);
    let too_wide = table::fit(&mut flow, shapers);
    let references = References::of(&flow.paragraphs);
    let mut lines = line::set_all(&mut flow.paragraphs, shapers);
    let frame = Frame::new(styled);
    let settled = Setting { tree, styled, shapers, frame, references }.settle(&mut flow, &mut lines);
    let Settled { plan, mut strips, notes, dropped, mut report } = settled;
    findings::unset_formulas(&flow.unset_formulas, tree).into_iter().for_each(|finding| report.add(finding));
    for table in too_wide {
        report.add(findings::too_wide(table, tree));
    }
    let mut laid = paginate::print(&plan, &flow, &mut strips, &notes, &frame);
    let cut = furniture::add(&mut laid, &plan, &flow, &frame, &publication.metadata.language.0, &mut shapers.shaper());
    cut.iter().for_each(|head| report.add(findings::cut_head(head)));
    outline::add_links(&flow, &plan, &mut laid);
    let outline = outline::outline(&flow, &plan);
    if styled.has_pictures {
        let too_many = backdrops::number(&mut laid.pages, &mut flow.pictures, publication);
        too_many.into_iter().for_each(|path| report.add(findings::too_many_tiles(&path)));
    }
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
    report.absorb(findings::of_pages(&pages, &flow.paragraphs, &dropped, tree));
    kept_in.keys().for_each(|&quote| report.add(findings::kept_in_column(quote, tree)));
    let known = |quote| kept_in.keys().any(|&other| piece_of(other, tree) == piece_of(quote, tree));
    ((pages, report), plan.crowded(known))
}

/// The piece in which an element stands: the child of the text that holds it.
fn piece_of(mut node: NodeId, tree: &Elements) -> NodeId {
    let parent = |node: NodeId| tree.node(node).parent;
    while parent(node).and_then(parent).is_some_and(|outer| outer != tree.root()) {
        node = parent(node).unwrap_or(node);
    }
    node
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
