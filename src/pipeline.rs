//! A project in, checked files out. The way of a manuscript through the house, one call for each stage.

mod artifact;
mod backdrops;
mod check;
mod cover;
mod export;
mod fonts;
mod import;
mod impose;
mod press;
mod sheets;

use std::collections::BTreeSet;

use crate::base::{Code, Diagnostic, Report, Severity, Size, Sources, Workspace};
use crate::font::FontLibrary;
use crate::model::{Elements, NodeId, PageBreak, Publication};
use crate::page::Pages;
use crate::write::epub;
use crate::{read, style, typeset};

pub use artifact::{Artifact, Output};
pub use backdrops::load as load_backdrops;
pub use check::{Checked, ManualEntry, Profile, Proof, check, manual, proofs};
pub use cover::{CoverOrder, MadeCover, cover};
pub use export::{Export, Form, export};
pub use import::{Confidence, Finding, Given, Import, Target, Unit, import};
pub use impose::{ImposeOrder, Layout, MOST_IN_A_ROW, Sheets, impose};
pub use read::Entry;
pub use style::THEMES;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Which files to make.
    pub outputs: BTreeSet<Output>,
    /// The built-in theme to use instead of the project's.
    pub theme: Option<String>,
    /// The date in seconds since 1970-01-01 00:00 UTC for files of a publication that states none.
    pub date: Option<i64>,
}

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct Build {
    /// The files that were read, for the places of the findings.
    pub sources: Sources,
    /// All findings.
    pub report: Report,
    /// The files, in the order of [`Output`]; none if an error stands in their way.
    pub artifacts: Vec<Artifact>,
    /// What was set, if it came to that.
    pub inside: Option<Inside>,
}

/// The pages of a publication, as its cover sees them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Inside {
    /// How many the press PDF has.
    pub pages: usize,
    /// Their size after cutting.
    pub trim: Size,
}

/// The steps of a build, as somebody who waits for it likes to hear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Files become a publication.
    Reading,
    /// Stylesheets become computed values.
    Styling,
    /// Text becomes pages.
    Typesetting,
    /// Pages and text become files.
    Writing,
    /// The files are checked.
    Checking,
}

/// Builds a project: reads, styles, typesets, writes and checks it. `step` hears of each step as it begins.
///
/// Findings are collected as far as there is something to look at. With an error among them no file is handed out.
pub fn build(workspace: &dyn Workspace, entry: &Entry, order: &Order, step: &dyn Fn(Step)) -> Build {
    step(Step::Reading);
    // The bundled fonts are the same for every publication.
    let (reading, bundled) = rayon::join(|| read::read(workspace, entry), FontLibrary::bundled);
    let read::Reading { mut sources, mut report, project } = reading;
    let Some(read::Project { mut publication, settings }) = project else {
        return Build { sources, report, ..Build::default() };
    };

    step(Step::Styling);
    let theme = order.theme.clone().unwrap_or_else(|| sheets::usual_theme(&settings, &publication).to_owned());
    publication.numbering.sections.get_or_insert(style::numbered_sections(&theme));
    let tree = Elements::of(&publication);
    let mut stylesheet = sheets::load(workspace, &settings, &theme, order.theme.is_none(), &mut sources, &mut report);
    backdrops::load(workspace, &mut stylesheet, &mut publication, &sources, &mut report);
    let fonts = fonts::load(workspace, bundled, &settings.fonts, &stylesheet, &tree, &sources, &mut report);
    let job = press::Job::new(workspace, &settings.press, &mut report);
    let mut styled = style::cascade(&stylesheet, &tree, &mut report);
    fonts::wishes::check(&styled, &stylesheet, &settings, &fonts, &mut report);
    if report.has_errors() {
        return Build { sources, report, ..Build::default() };
    }

    step(Step::Typesetting);
    job.prepare(&mut styled.page);
    let for_epub = || {
        let mut remarks = Report::default();
        let css = stylesheet.for_epub(&tree, &styled, &|picture| epub::backdrop_path(&publication, picture), &mut remarks);
        (css, remarks)
    };
    // The pages of a short text are made on one core for a while: the other makes the stylesheet of the EPUB meanwhile.
    let (set, (css, remarks)) = rayon::join(|| typeset::typeset(&publication, &tree, &styled, &fonts), for_epub);
    report.absorb(remarks);
    let (mut pages, mut remarks) = set;
    // Wider gutters make more pages, and more pages may want wider gutters.
    for _ in 0..MOST_BINDINGS {
        if !job.bind(&mut styled.page, &pages) {
            break;
        }
        (pages, remarks) = typeset::typeset(&publication, &tree, &styled, &fonts);
    }
    report.absorb(remarks);
    let date = date_of(&publication, order, &mut report);
    let page_breaks = page_breaks(&pages);

    step(Step::Writing);
    let desk = artifact::Desk {
        name: &settings.name,
        publication: &publication,
        tree: &tree,
        css: &css,
        pages: &pages,
        page_breaks: &page_breaks,
        fonts: &fonts,
        job: &job,
        date,
    };
    let written = side_by_side(order.outputs.iter().copied(), |output| desk.write(output));
    let inside = Inside { pages: job.printed(&pages).pages.len(), trim: pages.trim };
    // A book's pages are millions of small pieces: what checks the files has their room, and nobody waits until they are gone.
    rayon::spawn(move || drop((pages, styled, tree, publication)));

    step(Step::Checking);
    let mut artifacts = Vec::new();
    for (artifact, remarks) in side_by_side(written, |written| written.check(&job)) {
        report.absorb(remarks);
        artifacts.push(artifact);
    }
    said_once(&mut report);
    report.diagnostics.iter_mut().for_each(weighed);
    if report.has_errors() {
        artifacts.clear();
    }
    Build { sources, report, artifacts, inside: Some(inside) }
}

/// Does a job on several things at once; the results are in the order of the things.
///
/// Each has a thread of its own: checkers run on threads of theirs, and if a worker of the common pool waited for them, a
/// core would have nothing to do.
fn side_by_side<I: Send, T: Send>(things: impl IntoIterator<Item = I>, job: impl Fn(I) -> T + Sync) -> Vec<T> {
    std::thread::scope(|scope| {
        let job = &job;
        let running: Vec<_> = things.into_iter().map(|thing| scope.spawn(move || job(thing))).collect();
        running.into_iter().map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}

/// The earliest date that a ZIP archive can hold, and so the oldest convention for "no date".
const START_OF_1980: i64 = 315_532_800;

/// No vendor has more gutters than this, and few margins need a second look.
const MOST_BINDINGS: usize = 6;

/// The date of files whose publication states none, in seconds since 1970-01-01 00:00 UTC.
fn date_of(publication: &Publication, order: &Order, report: &mut Report) -> Option<i64> {
    if publication.metadata.date.is_some() {
        return None;
    }
    if order.date.is_none() {
        report.add(
            Diagnostic::warning(Code("date-missing"), "the publication has no date, so its files are dated 1980-01-01")
                .hint("write date: 2026-11-22 at the top of the manuscript, or date = 2026-11-22 in publication.toml"),
        );
    }
    Some(order.date.unwrap_or(START_OF_1980))
}

/// Makes a finding about what print shops like, rather than about what a standard asks for, a warning: a picture that is
/// too coarse for one print shop may be all that there is, and the reader's files have no part in it.
fn weighed(diagnostic: &mut Diagnostic) {
    if diagnostic.severity == Severity::Error && diagnostic.code.0.starts_with("print-") {
        diagnostic.severity = Severity::Warning;
    }
}

/// Where the printed pages begin in the text.
fn page_breaks(pages: &Pages) -> Vec<PageBreak> {
    let breaks = pages.pages.iter().filter_map(|page| {
        let place = page.start?;
        Some(PageBreak { label: page.label.clone(), node: NodeId(place.node), offset: place.offset as usize })
    });
    breaks.collect()
}

/// Both PDFs are made of the same pages, and object to the same things: once is enough.
fn said_once(report: &mut Report) {
    let mut kept: Vec<Diagnostic> = Vec::new();
    for diagnostic in report.diagnostics.drain(..) {
        if !kept.contains(&diagnostic) {
            kept.push(diagnostic);
        }
    }
    report.diagnostics = kept;
}
