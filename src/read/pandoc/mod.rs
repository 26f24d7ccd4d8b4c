//! Pandoc's document as a manuscript: what any of its forty formats becomes.
//!
//! Pandoc does not tell where things stood in the file it read. So the source text that findings point into is one that
//! anybody can count: line 12 holds the first words of the document's 12th block.

mod blocks;
mod divs;
mod html;
mod identifiers;
mod lines;
mod raw;
pub(super) mod settings;
mod tables;
mod words;

use super::about::{self, About, language_tag};
use super::fields::{Fields, Words};
use super::markdown::Parsed;
use super::pictures::Pictures;
use super::plain::Given;
use super::{note_order::Unsettled, structure};
use crate::base::{Code, Diagnostic, FileId, Report, Sources, Span, Workspace};
use crate::model::{Contributor, Language, Metadata, Note, Picture, Piece, file_as};
use crate::pandoc::{Block, Document};
use raw::Raw;

/// A piece out of Pandoc's document, to be written down as a manuscript.
#[derive(Clone, Debug)]
pub struct Import {
    /// The piece. Its headings have the levels that they had in the document.
    pub piece: Piece,
    /// The pictures that it shows.
    pub pictures: Vec<Picture>,
}

/// Makes a piece of Pandoc's JSON. `name` is what findings call the text; what is given goes before what the text says of
/// itself; pictures are looked for in the workspace.
///
/// Nothing comes of a text that is not a document of Pandoc's, or holds no words; the report says why.
pub fn import(
    text: &str,
    name: &str,
    given: &Given,
    workspace: &dyn Workspace,
    sources: &mut Sources,
    report: &mut Report,
) -> Option<Import> {
    let (file, document) = open(text, name, sources, report)?;
    let settings = settings::settings(&document.meta, file, report);
    let known: Vec<&str> = about::KEYS.into_iter().chain(super::manuscript::OWN_KEYS).collect();
    let mut about = About::read(&Fields::of_manuscript(&settings, "the metadata", &known, report), "", report);
    let language = given.language.as_deref().and_then(language_tag).or(about.language.clone()).unwrap_or_default();
    let mut pictures = Pictures::new(workspace);
    let Parsed { mut blocks, notes, .. } = parse(&document, file, "", &language, &mut pictures, report);
    if blocks.is_empty() {
        report
            .add(Diagnostic::error(Code("manuscript-empty"), "the document holds no text").on(name).hint("look at what Pandoc was given"));
        return None;
    }
    structure::take_title(&mut blocks, &mut about);
    let mut standfirst = structure::take_standfirst(&mut blocks, &mut about, &language);
    let mut unsettled = Unsettled::of(notes);
    let notes = unsettled.settle(&mut [], &mut standfirst, &mut blocks, 0);
    unsettled.report_lost(report);
    let piece = Piece { standfirst, body: blocks, notes, ..Piece::article(metadata(about, given), Span::new(file, 0, 0)) };
    Some(Import { piece, pictures: pictures.finish() })
}

/// Whether a path is that of a document of Pandoc's.
pub(super) fn is_document(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("json"))
}

/// The document at a path, if it is one; whatever is wrong with it was reported when it was entered among the sources.
pub(super) fn document(workspace: &dyn Workspace, path: &str) -> Option<Document> {
    let bytes = is_document(path).then(|| workspace.read(path).ok()).flatten()?;
    let text = std::str::from_utf8(&bytes).ok()?;
    crate::pandoc::read(text.trim_start_matches('\u{feff}')).ok()
}

/// Reads the JSON, and enters among the sources what findings shall point into.
pub(super) fn open(text: &str, name: &str, sources: &mut Sources, report: &mut Report) -> Option<(FileId, Document)> {
    match crate::pandoc::read(text) {
        Ok(document) => {
            let file = sources.add(name, words::lines(&document.blocks));
            Some((file, document))
        }
        Err(problem) => {
            let hint = "make it with: pandoc --to json --output text.json";
            report.add(Diagnostic::error(Code("pandoc-unreadable"), format!("this cannot be read: {problem}")).on(name).hint(hint));
            None
        }
    }
}

/// The text of a document whose lines of words are the source `file`. Pictures are found from `folder`.
pub(super) fn parse(
    document: &Document,
    file: FileId,
    folder: &str,
    language: &Language,
    pictures: &mut Pictures,
    report: &mut Report,
) -> Parsed {
    let mut reader = Reader {
        place: Span::new(file, 0, 0),
        folder,
        language: language.clone(),
        pictures,
        report,
        notes: Vec::new(),
        raw: Raw::default(),
    };
    let mut blocks = Vec::new();
    let (mut start, mut html_until) = (0, 0);
    for (at, block) in document.blocks.iter().enumerate() {
        let end = start + words::line(block).len();
        reader.place = Span::new(file, start, end);
        start = end + 1;
        if at < html_until {
            continue;
        }
        html_until = at + reader.html(document.blocks.get(at..).unwrap_or_default(), &mut blocks);
        if html_until == at {
            reader.block(block, &mut blocks);
        }
    }
    reader.raw.tell(reader.report);
    let mut notes = reader.notes;
    identifiers::take_made(&mut blocks, &mut notes);
    Parsed { blocks, notes, settings: Vec::new() }
}

fn metadata(about: About, given: &Given) -> Metadata {
    let words = |words: Option<Words>| words.map(|words| words.text);
    let author = |name: &String| Contributor { name: name.clone(), file_as: file_as(name), role: "aut".to_owned() };
    let authors = if given.authors.is_empty() { about.authors.unwrap_or_default() } else { given.authors.iter().map(author).collect() };
    let language = given.language.as_deref().and_then(language_tag).or(about.language);
    Metadata {
        title: given.title.clone().or(words(about.title)).unwrap_or_default(),
        subtitle: words(about.subtitle),
        kicker: words(about.kicker),
        authors,
        language: language.unwrap_or_default(),
        date: about.date,
        publisher: given.publisher.clone().or(words(about.publisher)),
        description: words(about.description),
        keywords: about.keywords.unwrap_or_default().into_iter().map(|words| words.text).collect(),
        rights: words(about.rights),
        identifier: about.identifier.unwrap_or_default(),
        ..Metadata::default()
    }
}

/// The state of reading a document.
struct Reader<'a, 'w> {
    /// The block that is read, among the sources.
    place: Span,
    folder: &'a str,
    /// The language that holds here.
    language: Language,
    pictures: &'a mut Pictures<'w>,
    report: &'a mut Report,
    notes: Vec<Note>,
    /// What was meant for other formats only.
    raw: Raw,
}

impl Reader<'_, '_> {
    fn blocks(&mut self, blocks: &[Block]) -> Vec<crate::model::Block> {
        let mut read = Vec::with_capacity(blocks.len());
        let mut at = 0;
        while let Some(block) = blocks.get(at) {
            let taken = self.html(blocks.get(at..).unwrap_or_default(), &mut read);
            if taken == 0 {
                self.block(block, &mut read);
            }
            at += taken.max(1);
        }
        read
    }

    fn warn(&mut self, code: &'static str, message: impl Into<String>, hint: &str) {
        self.report.add(Diagnostic::warning(Code(code), message).at(self.place).hint(hint));
    }
}

#[cfg(test)]
mod tests;
