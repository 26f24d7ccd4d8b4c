//! The cover of a book: as wide as its pages are thick.

use crate::base::{Code, Diagnostic, Pt, Report, Sources, Workspace, nearest};
use crate::cover::{Cover, Ean13, Wrap, lay_out};
use crate::font::FontLibrary;
use crate::model::Picture;
use crate::page::{About, PagePicture};
use crate::read::{self, CoverSettings, Entry, Project};
use crate::vendor::{Marks, Paper, Vendor};

use super::press::Job;
use super::{Build, Inside, Order, build};

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CoverOrder {
    /// How many pages the inside has; without it they are counted.
    pub pages: Option<usize>,
    /// The built-in theme to use instead of the project's.
    pub theme: Option<String>,
    /// The date in seconds since 1970-01-01 00:00 UTC for files of a publication that states none.
    pub date: Option<i64>,
}

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct MadeCover {
    /// The files that were read, for the places of the findings.
    pub sources: Sources,
    /// All findings.
    pub report: Report,
    /// The name of the cover's file and its bytes; nothing if an error stands in the way.
    pub file: Option<(String, Vec<u8>)>,
    /// What there is to say of it: how wide it is and its spine, and what it was checked against.
    pub lines: Vec<String>,
}

/// Makes the cover of a project: back, spine and front on one sheet. The inside is set for its size and the number of its pages.
pub fn cover(workspace: &dyn Workspace, entry: &Entry, order: &CoverOrder) -> MadeCover {
    let inside = Order { outputs: [].into(), theme: order.theme.clone(), date: order.date };
    let Build { sources, mut report, inside, .. } = build(workspace, entry, &inside, &|_| {});
    let project = read::read(workspace, entry).project;
    let (Some(inside), Some(project)) = (inside, project) else { return MadeCover { sources, report, ..MadeCover::default() } };
    let pages = order.pages.unwrap_or(inside.pages);
    let made = make(workspace, &project, Inside { pages, ..inside }, order.date, &mut report);
    let (file, lines) = made.unzip();
    report.diagnostics.iter_mut().for_each(super::weighed);
    let file = file.filter(|_| !report.has_errors());
    MadeCover { sources, report, file, lines: lines.unwrap_or_default() }
}

type File = (String, Vec<u8>);

fn make(
    workspace: &dyn Workspace,
    project: &Project,
    inside: Inside,
    date: Option<i64>,
    report: &mut Report,
) -> Option<(File, Vec<String>)> {
    let (settings, publication) = (&project.settings, &project.publication);
    let vendor = settings.press.vendor.unwrap_or(Vendor::Offset);
    // What is wrong with the order was said when the inside was set.
    let job = Job::new(workspace, &settings.press, &mut Report::default());
    let paper = paper(&settings.cover, vendor, report)?;
    let spine = spine(&settings.cover, paper, inside.pages);
    let metadata = &publication.metadata;
    let front = settings.cover.front.as_ref().or_else(|| publication.cover.as_ref().and_then(|(id, _)| publication.pictures.get(id.0)));
    let is_ground_dark = settings.cover.color.is_some_and(|[r, g, b]| u32::from(r) * 3 + u32::from(g) * 6 + u32::from(b) < 1280);
    let barcode = Ean13::read(&metadata.identifier).filter(|_| metadata.identifier.starts_with("urn:isbn:"));
    if barcode.is_none() && !settings.cover.no_barcode {
        let note = Diagnostic::note(Code("cover-without-barcode"), "the cover has no barcode, since the publication has no ISBN");
        report.add(note.hint("give one with isbn = \"978-...\" in publication.toml, or write barcode = false in [output.cover]"));
    }
    let words = spine_words(&settings.cover, &metadata.title, metadata.authors.iter().map(|author| author.name.as_str()));
    let has_room = inside.pages >= paper.spine_text_from.is;
    let cover = Cover {
        trim: inside.trim,
        spine,
        bleed: job.cover_bleed(),
        safety: Pt(18.0),
        marks: settings.press.norms.file.marks.is == Marks::Allowed,
        art: settings.cover.art.as_ref().map(picture),
        front: front.map(picture).filter(|_| settings.cover.art.is_none()),
        back: settings.cover.back.as_ref().map(picture),
        ground: settings.cover.color,
        ink: settings.cover.text_color.unwrap_or(if is_ground_dark { [255; 3] } else { [0; 3] }),
        spine_words: words.clone().filter(|_| has_room),
        blurb: settings.cover.blurb.clone(),
        barcode: barcode.filter(|_| !settings.cover.no_barcode),
        about: About {
            title: metadata.title.clone(),
            authors: metadata.authors.iter().map(|author| author.name.clone()).collect(),
            publisher: metadata.publisher.clone(),
            language: metadata.language.0.clone(),
            date: metadata.date.clone(),
            identifier: format!("{}#cover", metadata.identifier),
            ..About::default()
        },
        subtitle: metadata.subtitle.clone(),
    };
    let fonts = FontLibrary::bundled();
    missing_letters(&cover, &fonts, report);
    let wrap = lay_out(&cover, &fonts);
    remarks(&wrap, words.is_some() && (wrap.spine_is_bare || !has_room), inside.pages, report);
    let (folds, size) = (wrap.folds, wrap.pages.trim);
    let drawing = wrap.lettering.as_deref().and_then(read::outlined);
    let pages = match drawing {
        Some(drawing) => wrap.lettered(drawing),
        None => wrap.pages,
    };
    let name = format!("{}-cover.pdf", settings.name);
    let made = if metadata.date.is_some() { None } else { date.or(Some(super::START_OF_1980)) };
    let (bytes, remarks) = job.write_cover(&pages, &fonts, made, folds).map_err(|problems| report.absorb(problems)).ok()?;
    report.absorb(remarks);
    let verdict = job.check_cover(&name, &bytes);
    let mut lines = vec![format!(
        "{:.1} x {:.1} mm after cutting, spine {:.1} mm for {} pages of {} paper",
        size.width.to_mm(),
        size.height.to_mm(),
        spine.to_mm(),
        inside.pages,
        paper.name
    )];
    lines.extend(verdict.lines());
    report.absorb(verdict.report);
    Some(((name, bytes), lines))
}

fn picture(picture: &Picture) -> PagePicture {
    PagePicture { path: picture.path.clone(), bytes: picture.bytes.clone(), width: picture.width, height: picture.height }
}

/// The paper that the settings name, or the vendor's usual one.
fn paper(settings: &CoverSettings, vendor: Vendor, report: &mut Report) -> Option<&'static Paper> {
    let Some((name, span)) = &settings.paper else { return Paper::of(vendor).next() };
    let found = Paper::of(vendor).find(|paper| paper.name == *name);
    if found.is_none() {
        let names: Vec<&str> = Paper::of(vendor).map(|paper| paper.name.as_str()).collect();
        let hint = match nearest(name, names.iter().copied()) {
            Some(near) => format!("did you mean “{near}”?"),
            None => format!("the papers of {} are {}; another one is told by page-thickness", vendor.name(), names.join(", ")),
        };
        report.add(Diagnostic::error(Code("paper-unknown"), format!("{} has no paper “{name}”", vendor.name())).at(*span).hint(hint));
    }
    found
}

fn spine(settings: &CoverSettings, paper: &Paper, pages: usize) -> Pt {
    let of_pages = settings.page_thickness.map_or(paper.spine(pages), |page| page.0 * pages as f64 + paper.cover.is.0);
    Pt(settings.spine_width.map_or(of_pages, |width| width.0) as f32)
}

fn spine_words<'a>(settings: &CoverSettings, title: &str, authors: impl Iterator<Item = &'a str>) -> Option<String> {
    match settings.spine.as_deref() {
        Some("none") => None,
        Some(words) => Some(words.to_owned()),
        None => {
            let authors: Vec<&str> = authors.take(3).collect();
            let words = if authors.is_empty() { title.to_owned() } else { format!("{} · {title}", authors.join(", ")) };
            Some(words).filter(|words| !words.trim().is_empty())
        }
    }
}

/// Tells of letters that no bundled font has: on a cover they would be missing.
fn missing_letters(cover: &Cover, fonts: &FontLibrary, report: &mut Report) {
    let sets_title = cover.front.is_none() && cover.art.is_none();
    let title =
        [Some(&cover.about.title), cover.subtitle.as_ref()].into_iter().flatten().chain(&cover.about.authors).filter(|_| sets_title);
    let words = title.chain(&cover.spine_words).chain(&cover.blurb);
    let missing: Vec<String> = words
        .flat_map(|words| words.chars())
        .filter(|&c| !c.is_whitespace() && !c.is_control() && !fonts.has(c))
        .take(8)
        .map(String::from)
        .collect();
    if !missing.is_empty() {
        let message = format!("the letters for the cover have no {}", missing.join(" "));
        report.add(
            Diagnostic::warning(Code("cover-letters-missing"), message)
                .hint("draw these words into the picture, and write spine = \"none\""),
        );
    }
}

fn remarks(wrap: &Wrap, spine_lost: bool, pages: usize, report: &mut Report) {
    if spine_lost {
        let message = format!("the spine of {pages} pages is too narrow for words");
        report.add(Diagnostic::warning(Code("spine-too-narrow"), message).hint("write spine = \"none\" in [output.cover] to have it bare"));
    }
    if wrap.blurb_is_cut {
        let message = "the text on the back of the cover finds no room there";
        report.add(Diagnostic::error(Code("blurb-too-long"), message).hint("make blurb in [output.cover] shorter"));
    }
}
