//! Several pieces in one manuscript: each under its title, which says what part it plays.

use super::Writer;
use super::attributes::attributes;
use super::escape::Punctuation;
use crate::model::{Attributes, Inline, InlineKind, Kind, Piece, Publication};

/// The front matter of the publication.
pub(super) fn front_matter(publication: &Publication) -> String {
    let text = super::front_matter::front_matter(&publication.metadata, &[]);
    let mut more = String::new();
    match publication.kind {
        Kind::Article => {}
        Kind::Issue => more.push_str("kind: issue\n"),
        Kind::Book => more.push_str("kind: book\n"),
    }
    if let Some((picture, alt)) = &publication.cover
        && let Some(picture) = publication.pictures.get(picture.0)
    {
        more.push_str(&format!("cover: {}\ncover-alt: {}\n", super::front_matter::quoted(&picture.path), super::front_matter::quoted(alt)));
    }
    text.replacen("---\n", &format!("---\n{more}"), 1)
}

/// The front matter of a piece in a file of its own.
pub(super) fn own_front_matter(piece: &Piece, publication: &Publication) -> String {
    let text = super::front_matter::front_matter(&piece.own_metadata(&publication.metadata), &[]);
    text.replacen("---\n", &format!("---\nrole: {}\n", piece.role.name()), 1)
}

/// The text of all pieces.
pub(super) fn lines(publication: &Publication) -> Vec<String> {
    let mut lines = Vec::new();
    let mut notes = 0;
    for piece in publication.pieces.iter().filter(|piece| !piece.is_made()) {
        let mut writer = Writer::of(piece, &publication.pictures, Punctuation::Set);
        writer.inlines.first_note = notes;
        notes += piece.notes.len();
        // The front matter of an article holds its title, but only as plain words.
        if publication.kind != Kind::Article || !piece.title.is_empty() {
            writer.title(piece, piece.heading_classes(piece.unnumbered));
        }
        writer.text(piece);
        writer.gap();
        lines.extend(writer.lines);
    }
    lines
}

impl Writer<'_> {
    /// The title, with the classes that its heading gets.
    pub(super) fn title(&mut self, piece: &Piece, classes: Vec<String>) {
        let given = attributes(&Attributes { id: piece.id.clone(), classes, ..Attributes::default() }, &[]);
        let plain = [Inline { kind: InlineKind::Text(piece.metadata.title.clone()), span: piece.span }];
        let words = self.inlines.in_one_line(if piece.title.is_empty() { &plain } else { &piece.title });
        self.line(format!("# {words} {given}").trim_end());
        self.gap();
    }
}
