//! The EPUB 3.3: the element tree as XHTML, with everything around it that readers, shops and assistive technology need.

mod accessibility;
mod container;
mod cover;
mod links;
mod nav;
mod package;
mod page_marks;
mod pictures;
mod plan;
mod xhtml;
mod xml;

#[cfg(test)]
mod tests;

pub use pictures::backdrop_path;

use accessibility::Findings;
use container::File;
use cover::COVER;
use nav::{NAV, NCX, Navigation};
use package::{PACKAGE, Package};
use page_marks::PageMarks;
use pictures::Pictures;
use plan::Plan;
use xhtml::{STYLESHEET, Text};

use crate::base::Report;
use crate::model::{Elements, PageBreak, Publication, Wording};

/// What the EPUB needs to know that the publication does not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The date of last modification of a publication that states no date, as `YYYY-MM-DD`.
    pub undated: String,
}

/// Writes a publication as an EPUB 3.3. `css` goes into it as it stands; `pages` say where the printed pages begin.
///
/// The bytes depend on the arguments alone. If the report has errors, the bytes are not fit to be handed on.
pub fn write(publication: &Publication, tree: &Elements, css: &str, pages: &[PageBreak], options: &Options) -> (Vec<u8>, Report) {
    let mut report = Report::default();
    let metadata = &publication.metadata;
    let language = Some(metadata.language.0.as_str()).filter(|tag| xhtml::is_language_tag(tag)).unwrap_or("en");
    let wording = Wording::of(&metadata.language);

    let mut plan = Plan::of(publication, tree);
    let pages = PageMarks::of(tree, &mut plan, pages);
    let pictures = Pictures::of(publication, tree, css, &mut report);
    let cover = publication.cover.as_ref().and_then(|(picture, alt)| Some((pictures.file(*picture)?, alt.as_str())));
    let has_cover = cover.is_some();

    let modified = modified(metadata.date.as_deref().unwrap_or(&options.undated));
    let findings = Findings::of(publication, tree, !pages.all.is_empty());
    let package = Package { publication, plan: &plan, pictures: &pictures, findings, language, modified: &modified, has_cover };
    let navigation = Navigation {
        title: &metadata.title,
        identifier: &metadata.identifier,
        language,
        wording,
        has_cover,
        contents: nav::contents(tree, &plan),
        start: nav::start(tree, &plan),
        landmarks: nav::landmarks(tree, &plan),
        pages: &pages,
    };

    let mut files = vec![File { path: PACKAGE.to_owned(), bytes: package.write() }];
    files.push(File { path: NAV.to_owned(), bytes: navigation.xhtml() });
    files.push(File { path: NCX.to_owned(), bytes: navigation.ncx() });
    let stylesheet = files.len();
    if let Some((picture, alt)) = cover {
        let title = plan.cover_title(wording.cover);
        files.push(File { path: COVER.to_owned(), bytes: cover::cover(picture, alt, &title, language) });
    }
    let text = Text { tree, plan: &plan, pictures: &pictures, pages: &pages };
    for document in &plan.documents {
        files.push(File { path: document.file.clone(), bytes: text.write(document, &mut report) });
    }
    // Colours are for coloured code alone: a text without any takes those of the reader.
    let colored = files.iter().any(|file| file.bytes.windows(TOKEN.len()).any(|window| window == TOKEN));
    let code_style = if colored { CODE_STYLE } else { "" };
    files.insert(stylesheet, File { path: STYLESHEET.to_owned(), bytes: format!("{BASE_STYLE}{code_style}\n{css}").into_bytes() });
    files.extend(pictures.into_files());
    (container::pack(PACKAGE, &files), report)
}

/// What every EPUB needs, whatever its theme: pictures that stay on the page, notes and marks in their places.
const BASE_STYLE: &str = include_str!("base.css");
/// The colours of code by its language; none at night, when they could not be read.
const CODE_STYLE: &str = include_str!("code.css");
/// How the class of a coloured piece of code begins.
const TOKEN: &[u8] = b"class=\"tok-";

/// The date as `dcterms:modified` wants it (EPUB 3.3, 5.5.4): what is not stated is the earliest that it can be.
fn modified(date: &str) -> String {
    let mut parts = date.split('-');
    let mut part = |default: &str| parts.next().unwrap_or(default).to_owned();
    let (year, month, day) = (part("1980"), part("01"), part("01"));
    format!("{year}-{month}-{day}T00:00:00Z")
}
