//! The publication as a document of Pandoc, for the forty formats that Pandoc writes.
//!
//! Everything that Pandoc has a name for is given that name. The rest goes into divs and spans with the classes that a
//! manuscript has for it, so that reading the document back gives the same publication.

mod blocks;
mod front;
mod lines;
mod tables;

use crate::model::{Kind, Note, Picture, Piece, Publication, Role};
use crate::pandoc::{self, Attr, Document};

/// The version of pandoc-types that we write for.
const VERSION: [u32; 3] = [1, 23, 1];

/// The publication as Pandoc's JSON, on one line.
pub fn json(publication: &Publication) -> String {
    pandoc::write(&document(publication))
}

/// The publication as Pandoc's document. An article's sections are of level 1, below the title in the metadata; a book's
/// chapters are of level 1, or of 2 below their parts.
pub fn document(publication: &Publication) -> Document {
    let mut blocks = Vec::new();
    match (publication.kind, publication.pieces.as_slice()) {
        (Kind::Article, [piece]) => blocks.extend(article(piece, &publication.pictures)),
        (_, pieces) => {
            let has_parts = pieces.iter().any(|piece| piece.role == Role::Part);
            for piece in pieces.iter().filter(|piece| !piece.is_made()) {
                let level = if has_parts && piece.role == Role::Chapter { 2 } else { 1 };
                blocks.extend(chapter(piece, level, &publication.pictures));
            }
        }
    }
    Document { version: VERSION.to_vec(), meta: front::metadata(publication), blocks }
}

/// A piece of a book or an issue as a document of its own, on one line: its title is the first heading, and its metadata has
/// the part that it plays and what it says of itself alone.
pub fn piece(piece: &Piece, publication: &Publication) -> String {
    let writer = Writer { notes: &piece.notes, pictures: &publication.pictures, shift: 0, depth: 0 };
    let mut blocks = Vec::new();
    if !piece.untitled {
        blocks.push(front::own_title(piece, writer.title(piece)));
    }
    blocks.extend(writer.standfirst(&piece.standfirst));
    blocks.extend(writer.blocks(&piece.body));
    pandoc::write(&Document { version: VERSION.to_vec(), meta: front::own_metadata(piece, publication), blocks })
}

fn article(piece: &Piece, pictures: &[Picture]) -> Vec<pandoc::Block> {
    let writer = Writer { notes: &piece.notes, pictures, shift: -1, depth: 0 };
    let mut blocks = writer.standfirst(&piece.standfirst);
    blocks.extend(writer.blocks(&piece.body));
    blocks
}

fn chapter(piece: &Piece, level: i64, pictures: &[Picture]) -> Vec<pandoc::Block> {
    let writer = Writer { notes: &piece.notes, pictures, shift: level - 1, depth: 0 };
    let mut blocks = vec![front::title(piece, writer.title(piece), level)];
    blocks.extend(front::byline(piece));
    blocks.extend(writer.standfirst(&piece.standfirst));
    blocks.extend(writer.blocks(&piece.body));
    blocks
}

/// Writes a piece.
#[derive(Clone, Copy)]
struct Writer<'a> {
    /// The notes that marks refer to.
    notes: &'a [Note],
    pictures: &'a [Picture],
    /// What is added to the level of a heading.
    shift: i64,
    /// How many notes are open.
    depth: u8,
}

impl Writer<'_> {
    fn title(&self, piece: &Piece) -> Vec<pandoc::Inline> {
        if piece.title.is_empty() { lines::words(&piece.metadata.title) } else { self.line(&piece.title) }
    }
}

/// No identifier, no classes, nothing else.
fn no_attr() -> Attr {
    Attr::default()
}

#[cfg(test)]
mod tests;
