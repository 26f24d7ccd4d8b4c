//! A Word file (.docx) to a manuscript: styles say what a paragraph is, and where the author used none, its words and looks do.
//!
//! A file is read in four steps. The *reader* walks over the body and gives passages: paragraphs with what the file says of
//! them, tables, figures, boxes. The *head* is taken out of them: title, authors, standfirst. The rest is *looked at* with the
//! eye of the plain import, which sees headings in bold, pull quotes, bios. Then neighbours are *assembled* to lists, quotes
//! and figures.
//!
//! What holds for pasted text holds here: no word that shows in Word is lost. What is left out on purpose is in the report.
//! Nothing in a file is trusted: every part is bounded in size and depth, and nothing outside the file is ever read.

mod about;
mod assemble;
mod captions;
mod constructs;
mod drawing;
mod fields;
mod line;
mod lists;
mod math;
mod media;
mod notes;
mod numbering;
mod package;
mod paragraph;
mod passage;
mod properties;
mod reader;
mod runs;
mod styles;
mod symbols;
mod tables;
mod tally;
mod unstyled;

use std::collections::BTreeMap;
use std::rc::Rc;

use about::{Head, Properties};
use media::Media;
use notes::{NotePart, Notes};
use numbering::Numbering;
use package::Package;
use reader::Reader;
use styles::Styles;
use tally::Tally;
use unstyled::Looked;

use super::plain::{Finding, Given, Kind, eye};
use crate::base::xml::{Element, Node};
use crate::base::{Code, Diagnostic, Severity};
use crate::model::{Block, BlockKind, Inline, InlineKind, Language, PartMut, Picture, Piece};

/// What was made of a Word file.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// The piece. Its spans count paragraphs of the file, from 1.
    pub piece: Piece,
    /// The pictures of the piece, by their paths from the manuscript.
    pub pictures: Vec<Picture>,
    /// All files that belong beside the manuscript, by the same paths.
    pub files: Vec<(String, Vec<u8>)>,
    /// Words that the front matter holds in another form.
    pub remarks: Vec<String>,
    /// What was recognised and why, by paragraph.
    pub findings: Vec<Finding>,
    /// What somebody should look at.
    pub problems: Vec<Diagnostic>,
}

/// Makes a piece of a Word file.
///
/// `name` is what findings call the file, `folder` the name of the folder beside the manuscript that pictures go to.
///
/// # Errors
/// When the bytes are no Word file, are locked, or the text in them cannot be read; the finding says what to do.
pub fn import(name: &str, bytes: &[u8], given: &Given, folder: &str) -> Result<Import, Diagnostic> {
    read(name, bytes, given, folder).map_err(|problem| problem.on(name))
}

fn read(name: &str, bytes: &[u8], given: &Given, folder: &str) -> Result<Import, Diagnostic> {
    let mut package = Package::open(bytes)?;
    let path = package.main_document()?;
    let document =
        package.part(&path).and_then(|part| part.ok_or_else(|| "its text is missing".to_owned())).map_err(|why| package::damaged(&why))?;
    let (mut reader, properties) = opened(package, &path, &document, folder);
    let mut passages = match document.child("body") {
        Some(body) => reader.passages(body),
        None => return Err(package::damaged("its text has no body")),
    };

    let mut head = Head::taken_out(&mut passages);
    head.title_from_heading(&mut passages);
    let standfirst = std::mem::take(&mut head.standfirst);
    let left: Vec<Inline> = head.left.drain(..).flat_map(|passage| passage.content).collect();
    let tagged = mostly(&reader.letters, properties.language.as_deref());
    let Looked { passages, standfirst: seen_standfirst, left: seen_left, seen } =
        unstyled::look(passages, &head.given(given), tagged.as_deref());

    let eye::Seen { mut metadata, mut remarks, mut findings, .. } = seen;
    head.complete(&mut metadata, properties, &mut findings, &mut remarks);
    findings.extend(reader.tally.findings());
    let mut piece = Piece::article(metadata, passage::place(0));
    piece.standfirst = assemble::blocks(standfirst.into_iter().chain(seen_standfirst).collect());
    piece.body = assemble::blocks(passages);
    piece.notes = std::mem::take(&mut reader.notes.made);
    let mut problems = reader.tally.report(name);
    problems.extend(moved_marks(&mut piece, left, seen_left).map(|problem| problem.on(name)));
    only_other_languages(&mut piece);
    if is_empty(&piece) {
        return Err(Diagnostic::error(Code("import-empty"), "there is not a word in the file").hint("give a Word file with a text in it"));
    }
    findings.sort_by_key(|finding| finding.line);
    problems.extend(untitled(&findings, name));
    Ok(Import { piece, pictures: reader.media.pictures, files: reader.media.files, remarks, findings, problems })
}

/// Opens the parts that the text needs. One that is missing is done without; one that is damaged is reported besides.
fn opened(mut package: Package, path: &str, document: &Element, folder: &str) -> (Reader, Properties) {
    let relations = package.relations(path);
    let mut tally = Tally::default();
    let target = |kind: &str| {
        relations.values().find(|relation| relation.kind == kind && !relation.external).map(|relation| relation.target.clone())
    };
    let mut part = |kind: &str, path: Option<String>, package: &mut Package| {
        let path = path?;
        let part = package.part(&path).unwrap_or_else(|why| {
            let problem = Diagnostic::warning(Code("import-part"), format!("the {kind} of the file cannot be read: {why}"));
            tally.problems.push(problem.hint("open the file in Word or LibreOffice and save it again"));
            None
        })?;
        Some((part, package.relations(&path)))
    };
    let styles = part("styles", target("styles"), &mut package).map(|(root, _)| Styles::of(&root)).unwrap_or_default();
    let numbering = part("lists", target("numbering"), &mut package).map(|(root, _)| Numbering::of(&root)).unwrap_or_default();
    let mut note_part = |kind: &str, package: &mut Package| {
        part(kind, target(kind), package).map(|(root, relations)| NotePart::of(root, relations)).unwrap_or_default()
    };
    let footnotes = note_part("footnotes", &mut package);
    let endnotes = note_part("endnotes", &mut package);
    let comments = part("comments", target("comments"), &mut package)
        .map(|(root, _)| root.elements().filter(|comment| comment.name == "comment").count());
    let core = package.relations("").into_values().find(|relation| relation.kind == "core-properties").map(|relation| relation.target);
    let properties = part("properties", core, &mut package).map(|(root, _)| Properties::of(&root)).unwrap_or_default();
    let furniture: Vec<String> = relations
        .values()
        .filter(|relation| matches!(relation.kind.as_str(), "header" | "footer"))
        .map(|relation| relation.target.clone())
        .collect();
    let mut furniture: Vec<String> =
        furniture.into_iter().filter_map(|path| part("running heads", Some(path), &mut package)).map(|(root, _)| words(&root)).collect();
    furniture.retain(|words| words.chars().any(char::is_alphabetic));
    furniture.sort();
    furniture.dedup();
    let referred = reader::referred(std::iter::once(document).chain(footnotes.elements()).chain(endnotes.elements()));
    tally.comments = comments.unwrap_or_default();
    tally.furniture = furniture;
    let reader = Reader {
        package,
        styles,
        numbering,
        relations,
        notes: Notes { footnotes, endnotes, made: Vec::new() },
        media: Media::into_folder(folder),
        referred,
        tally,
        number: 0,
        // The last section's page is the page of texts that have but one; earlier sections say theirs as they end.
        measure: None,
        letters: BTreeMap::new(),
        fields: Vec::new(),
        held: None,
        in_cell: false,
        anchors: Vec::new(),
    };
    (with_measure(reader, document), properties)
}

/// Takes the width of the text from the last section: it is written at the end, but holds from the beginning.
fn with_measure(mut reader: Reader, document: &Element) -> Reader {
    let section = document.child("body").and_then(|body| body.child("sectPr"));
    section.into_iter().for_each(|section| reader.section(section));
    reader
}

/// The words of a part that is not read as text.
fn words(root: &Element) -> String {
    let texts = root.all().into_iter().filter(|element| element.name == "t").flat_map(|element| &element.kids);
    let words: Vec<&str> = texts.filter_map(|kid| if let Node::Text(text) = kid { Some(text.trim()) } else { None }).collect();
    words.join(" ").trim().to_owned()
}

/// The language of most letters; what the properties say where no letter has one.
fn mostly(letters: &BTreeMap<Rc<str>, usize>, said: Option<&str>) -> Option<String> {
    let most = letters.iter().max_by_key(|(_, count)| **count).map(|(language, _)| language.to_string());
    most.or_else(|| said.map(str::to_owned))
}

/// Puts marks of notes that stood in the head where a reader finds them: at the end of the first paragraph.
fn moved_marks(piece: &mut Piece, left: Vec<Inline>, seen: Vec<Inline>) -> Option<Diagnostic> {
    let mut marks = Vec::new();
    unstyled::keep_marks(left, &mut marks);
    marks.extend(seen);
    if marks.is_empty() {
        return None;
    }
    let first = piece.body.iter_mut().find_map(|block| match &mut block.kind {
        BlockKind::Paragraph(line) => Some(line),
        _ => None,
    });
    match first {
        Some(line) => line.extend(marks),
        None => piece.body.insert(
            0,
            Block { kind: BlockKind::Paragraph(marks), attributes: crate::model::Attributes::default(), span: passage::place(1) },
        ),
    }
    let problem =
        Diagnostic::warning(Code("import-mark-moved"), "a note or a picture in the title or the byline now stands in the first paragraph");
    Some(problem.hint("put its mark where it belongs"))
}

/// Takes the language off all words that are in the language of the piece: only others need to say theirs.
fn only_other_languages(piece: &mut Piece) {
    let language = piece.metadata.language.primary();
    let blocks = piece.standfirst.iter_mut().chain(&mut piece.body).chain(piece.notes.iter_mut().flat_map(|note| &mut note.content));
    blocks.for_each(|block| in_block(block, &language));
}

fn in_block(block: &mut Block, language: &str) {
    block.each_part_mut(&mut |part| match part {
        PartMut::Blocks(blocks) => blocks.iter_mut().for_each(|block| in_block(block, language)),
        PartMut::Line(line) => in_line(line, language),
    });
}

fn in_line(line: &mut Vec<Inline>, language: &str) {
    let is_own = |inline: &Inline| match &inline.kind {
        InlineKind::Span { attributes, content } => {
            let own = attributes.language.as_ref().is_some_and(|tag| Language(tag.clone()).primary() == language);
            // A stray letter or a sign is no word of another language.
            let short =
                attributes.language.is_some() && crate::model::plain_text(content).chars().filter(|c| c.is_alphabetic()).count() < 2;
            (own || short) && attributes.id.is_none() && attributes.classes.is_empty()
        }
        _ => false,
    };
    let mut kept: Vec<Inline> = Vec::with_capacity(line.len());
    for mut inline in std::mem::take(line) {
        let own = is_own(&inline);
        inline.kind.content_mut().into_iter().for_each(|content| in_line(content, language));
        match inline.kind {
            InlineKind::Span { content, .. } if own => content.into_iter().for_each(|inline| push(&mut kept, inline)),
            kind => push(&mut kept, Inline { kind, span: inline.span }),
        }
    }
    *line = kept;
}

/// Adds an inline; one that goes on with the same dress as the one before becomes part of it.
fn push(line: &mut Vec<Inline>, inline: Inline) {
    match (line.last_mut().map(|last| &mut last.kind), inline.kind) {
        (Some(InlineKind::Text(before)), InlineKind::Text(text)) => before.push_str(&text),
        (Some(InlineKind::Emphasis(before)), InlineKind::Emphasis(content))
        | (Some(InlineKind::Strong(before)), InlineKind::Strong(content)) => {
            content.into_iter().for_each(|inline| push(before, inline));
        }
        (_, kind) => line.push(Inline { kind, span: inline.span }),
    }
}

/// Whether there is nothing to read in a piece.
fn is_empty(piece: &Piece) -> bool {
    piece.metadata.title.is_empty() && piece.body.is_empty() && piece.standfirst.is_empty()
}

/// What stands in the way of building: there is no title.
fn untitled(findings: &[Finding], name: &str) -> Option<Diagnostic> {
    let finding = findings.iter().find(|finding| finding.what == Kind::NoTitle)?;
    let diagnostic = finding.diagnostic(crate::base::FileId(0));
    (diagnostic.severity > Severity::Note).then(|| Diagnostic { span: None, ..diagnostic }.on(name))
}
