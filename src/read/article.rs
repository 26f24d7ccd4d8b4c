//! A manuscript as a publication of one piece.

use super::about::{self, About};
use super::fields::{Fields, Words};
use super::markdown::{self, Manuscript};
use super::pictures::Pictures;
use super::{front_matter, identifier, links, note_order, pull_quotes, stem, structure, typography};
use crate::base::{Code, Diagnostic, FileId, Report, Sources, Span, Workspace};
use crate::model::{Accessibility, Language, Metadata, PictureId, Piece, Publication};

/// What the publisher says about everything it makes; a manuscript's front matter goes before it.
#[derive(Default)]
pub(super) struct Publisher {
    pub(super) about: About,
    pub(super) accessibility: Accessibility,
}

/// Reads the manuscript at `path`, whose text is among the sources already.
pub(super) fn read(
    workspace: &dyn Workspace,
    file: FileId,
    path: &str,
    publisher: Publisher,
    sources: &Sources,
    report: &mut Report,
) -> Option<Publication> {
    let text = &sources.get(file)?.text;
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let start = Span::new(file, 0, 0);

    let split = front_matter::split(file, text, report);
    let fields = Fields::of(&split.settings, "front matter", &about::KEYS, report);
    let mut about = About::read(&fields, folder, report).or(publisher.about);
    // After an error in the settings, what else is missing is mostly its echo.
    let settings_are_sound = !report.has_errors();
    let language = about.language.clone().unwrap_or_default();

    let mut pictures = Pictures::new(workspace);
    let manuscript = Manuscript { file, text, body: split.body, folder, language: &language };
    let markdown::Parsed { mut blocks, notes, has_inside_links } = markdown::parse(manuscript, &mut pictures, report);
    if blocks.is_empty() {
        if !report.has_errors() {
            let problem = Diagnostic::error(Code("manuscript-empty"), "the manuscript holds no text");
            report.add(problem.at(Span::new(file, split.body, split.body)).hint("write the text below the front matter"));
        }
        return None;
    }
    structure::take_title(&mut blocks, &mut about);
    let mut standfirst = structure::take_standfirst(&mut blocks, &mut about, &language);
    structure::shift_levels(&mut blocks);
    let notes = note_order::settle(&mut standfirst, &mut blocks, notes, report);
    pull_quotes::match_to_body(&mut blocks, sources, report);

    if settings_are_sound {
        ask_for_missing(&about, path, start, report);
    }
    let cover = cover(&about, &mut pictures, report);
    let metadata = metadata(about, language, publisher.accessibility, path);
    let piece = Piece { standfirst, body: blocks, notes, ..Piece::article(metadata.clone(), Span::new(file, 0, text.len())) };
    let mut publication = Publication { pictures: pictures.finish(), cover, ..Publication::of(metadata, vec![piece]) };
    if has_inside_links {
        links::check(&mut publication, report);
    }
    Some(publication)
}

/// Reports what every publication needs and we have to make up.
fn ask_for_missing(about: &About, path: &str, place: Span, report: &mut Report) {
    if about.language.is_none() {
        let problem = Diagnostic::warning(Code("language-missing"), "the language of the text is not given; English is taken");
        report.add(problem.at(place).hint("add “language: en” or another tag to the front matter"));
    }
    if about.title.is_none() {
        let title = readable(&stem(path));
        let problem = Diagnostic::warning(Code("title-missing"), format!("there is no title; the file’s name is taken: “{title}”"));
        report.add(problem.at(place).hint("add “title: ...” to the front matter, or begin the text with a line “# The title”"));
    }
}

fn cover(about: &About, pictures: &mut Pictures, report: &mut Report) -> Option<(PictureId, String)> {
    let words = about.cover.as_ref()?;
    let picture = pictures.load(&words.text, words.span, report)?;
    let alt = about.cover_alt.as_ref().map(|words| words.text.clone());
    if alt.is_none() {
        let problem = Diagnostic::warning(Code("alt-missing"), "the cover has no description for those who do not see it");
        report.add(problem.at(words.span).hint("add “cover-alt: ...” below it"));
    }
    Some((picture, alt.unwrap_or_default()))
}

/// The metadata with smart punctuation, and with a title and an identifier in any case.
fn metadata(about: About, language: Language, accessibility: Accessibility, path: &str) -> Metadata {
    let title = about.title.map_or_else(|| readable(&stem(path)), |words| words.text);
    let authors = about.authors.unwrap_or_default();
    let publisher = about.publisher.map(|words| words.text);
    // From the words as typed: an identifier must not change when our punctuation gets smarter.
    let identifier = about.identifier.unwrap_or_else(|| identifier::from_names(&title, &authors, publisher.as_deref()));
    let smart = |words: Option<Words>| words.map(|words| typography::words(&words.text, &language));
    Metadata {
        title: typography::words(&title, &language),
        subtitle: smart(about.subtitle),
        kicker: smart(about.kicker),
        authors,
        date: about.date,
        publisher,
        description: smart(about.description),
        keywords: about.keywords.unwrap_or_default().into_iter().map(|words| words.text).collect(),
        rights: smart(about.rights),
        identifier,
        accessibility,
        language,
    }
}

/// A file's name as a title: "the-long-way" becomes "The long way".
fn readable(stem: &str) -> String {
    let words = stem.split(['-', '_', ' ', '.']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let mut letters = words.chars();
    letters.next().map_or_else(|| "Untitled".to_owned(), |first| first.to_uppercase().chain(letters).collect())
}
