//! The PDF writer: finished pages in, a reader PDF or a press PDF out.
//!
//! It knows nothing of manuscripts, styles or line breaking: a page is things at places, and a [`Profile`] says what kind
//! of PDF they become. Object numbers are given out in one fixed order, and nothing reads a clock, so the same pages
//! give the same bytes.

mod cff;
mod codes;
mod color;
mod compress;
mod condition;
mod content;
mod file;
mod font;
mod impose;
mod marks;
mod metadata;
mod navigation;
mod picture;
mod profile;
mod sheet;
mod spots;
mod structure;
mod swatch;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

use pdf_writer::Settings;
use rayon::prelude::*;

use crate::base::{Code, Diagnostic, Report};
use crate::font::FontLibrary;
use crate::page::{Page, Pages};

use color::Inks;
use content::{Drawing, Tools};
use file::{Numbers, Parts};
use font::Fonts;
use marks::Marks;
use sheet::Sheets;
use spots::Spots;
use structure::Tree;

pub use condition::{Condition, Unfit};
pub use impose::{ImposeOrder, Imposed, Layout, MOST_IN_A_ROW, Unplaced, impose};
pub use profile::{Claims, Exchange, Ink, Profile, Resolution, SheetPlan};

/// Without the white space that makes objects readable.
const COMPACT: Settings = Settings { pretty: false };

/// Writes pages as a PDF.
///
/// # Errors
/// When there are no pages, or a font or a picture cannot be put into a PDF; the report names each.
pub fn write(pages: &Pages, library: &FontLibrary, profile: &Profile) -> Result<(Vec<u8>, Report), Report> {
    if pages.pages.is_empty() {
        return Err(only(Diagnostic::error(Code("no-pages"), "there are no pages to write").hint("write some text first")));
    }
    let spots = if profile.spot_inks { Spots::of(pages) } else { Spots::default() };
    let inks = Inks::of(profile, spots);
    let sheets = Sheets::new(pages, profile);
    let marks = Marks::new(pages, profile, library);
    let slug = marks.as_ref().and_then(Marks::words);
    let slug = slug.as_ref().map(|(face, words)| (*face, words.as_str()));

    let collect = || rayon::join(|| Fonts::collect(pages, library, profile, slug), || picture::encode(pages, &inks, profile));
    let ((fonts, pictures), output_profile) = rayon::join(collect, || color::output_profile(&profile.ink));
    let (fonts, pictures) = both(fonts, pictures)?;

    let mut numbers = Numbers::default();
    let mut tree = profile.tagged.then(|| Tree::new(&pages.structure, || numbers.next()));
    let kinds = tree.as_ref().map(Tree::kinds);
    let draw = |(index, page): (usize, &Page)| {
        let sheet = sheets.of(page.side);
        let tools = Tools { sheet, fonts: &fonts, inks: &inks, thinnest_line: profile.thinnest_line, tagged: kinds.as_deref() };
        content::draw(page, tools, |canvas| {
            if let Some(marks) = &marks {
                marks.draw(canvas, index, sheet, library);
            }
        })
    };
    let drawings: Vec<Drawing> = pages.pages.par_iter().enumerate().map(draw).collect();
    if let Some(tree) = &mut tree {
        drawings.iter().enumerate().for_each(|(page, drawing)| tree.place(page, &drawing.sequences));
    }

    let parts = Parts { pages, library, profile, sheets, fonts, pictures, drawings, output_profile, spots: inks.spots() };
    Ok((parts.assemble(tree, numbers), Report::default()))
}

fn only(diagnostic: Diagnostic) -> Report {
    Report { diagnostics: vec![diagnostic] }
}

/// Both results, or the findings of both.
fn both<A, B>(a: Result<A, Report>, b: Result<B, Report>) -> Result<(A, B), Report> {
    match (a, b) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (Err(mut a), Err(b)) => {
            a.absorb(b);
            Err(a)
        }
        (Err(report), _) | (_, Err(report)) => Err(report),
    }
}
