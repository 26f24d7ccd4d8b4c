//! A small article with most of the anatomy, for the tests of this module.

use crate::base::{FileId, Span};
use crate::model::*;

fn span() -> Span {
    Span::new(FileId(0), 0, 0)
}

fn words(text: &str) -> Vec<Inline> {
    vec![Inline { kind: InlineKind::Text(text.to_owned()), span: span() }]
}

fn block(kind: BlockKind) -> Block {
    Block { kind, attributes: Attributes::default(), span: span() }
}

fn paragraph(text: &str) -> Block {
    block(BlockKind::Paragraph(words(text)))
}

fn heading(level: u8, text: &str) -> Block {
    block(BlockKind::Heading { level, content: words(text) })
}

/// The article as a tree of elements.
pub(super) fn article() -> Elements {
    let emphasis = Inline { kind: InlineKind::Emphasis(words("stressed")), span: span() };
    let mut second = words("A second, with a word ");
    second.push(emphasis);
    second.push(Inline { kind: InlineKind::NoteMark(0), span: span() });
    let row = |text: &str| Row { cells: vec![Cell::of_line(words("Name"), span()), Cell::of_line(words(text), span())] };
    let table = Table {
        caption: words("Years"),
        columns: vec![Alignment::Start, Alignment::End],
        head: vec![row("Year")],
        rows: vec![row("1900")],
        row_headers: true,
    };
    let quote = PullQuote { content: vec![paragraph("A second, with a word")], attribution: Some("Somebody".into()), repeats: None };
    let bio = Boxed { role: BoxRole::AuthorBio, heading: None, content: vec![paragraph("She writes.")], attribution: Vec::new() };
    let body = vec![
        paragraph("First of all."),
        block(BlockKind::Paragraph(second)),
        heading(2, "A section"),
        paragraph("After the heading."),
        block(BlockKind::PullQuote(quote)),
        heading(3, "A part of it"),
        paragraph("Deeper."),
        block(BlockKind::Table(table)),
        paragraph("The last words."),
        block(BlockKind::Boxed(bio)),
    ];
    let author = Contributor { name: "Ada Writer".into(), file_as: "Writer, Ada".into(), role: "aut".into() };
    let metadata = Metadata { title: "A title".into(), kicker: Some("Borders".into()), authors: vec![author], ..Metadata::default() };
    let notes = vec![Note { content: vec![paragraph("A note.")], span: span() }];
    let piece = Piece { standfirst: vec![paragraph("What it is about.")], body, notes, ..Piece::article(metadata.clone(), span()) };
    Elements::of(&Publication::of(metadata, vec![piece]))
}

/// The first element that has that name or class.
pub(super) fn find(tree: &Elements, wanted: &str) -> NodeId {
    let is_it = |node: &NodeId| tree.element(*node).is_some_and(|element| element.name == wanted || element.has_class(wanted));
    tree.ids().find(is_it).unwrap_or_else(|| unreachable!("no {wanted} in the sample"))
}
