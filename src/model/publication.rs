//! What is being made: the pieces, their notes, and the pictures.

use std::sync::Arc;

use super::block::Block;
use super::metadata::Metadata;
use crate::base::Span;

/// A whole publication, ready to be styled and written.
#[derive(Clone, Debug, PartialEq)]
pub struct Publication {
    /// What it says about itself.
    pub metadata: Metadata,
    /// Its pieces, in reading order. An article has one.
    pub pieces: Vec<Piece>,
    /// All pictures that pieces and cover refer to.
    pub pictures: Vec<Picture>,
    /// The cover, with its description.
    pub cover: Option<(PictureId, String)>,
}

impl Publication {
    /// The picture of that number.
    ///
    /// # Panics
    /// Never for a number that came with this publication.
    pub fn picture(&self, id: PictureId) -> &Picture {
        &self.pictures[id.0]
    }
}

/// One article or chapter.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// Title, authors, language and so on of this piece.
    pub metadata: Metadata,
    /// The sentences under the title that say what it is about; paragraphs.
    pub standfirst: Vec<Block>,
    /// Everything between the head and the notes, in reading order, bio and disclaimer last.
    pub body: Vec<Block>,
    /// Its notes, in the order of their marks.
    pub notes: Vec<Note>,
    /// The whole manuscript of the piece.
    pub span: Span,
}

/// A note, marked somewhere in the piece.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// What it says.
    pub content: Vec<Block>,
    /// Where it was written.
    pub span: Span,
}

/// A picture, as a number into [`Publication::pictures`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PictureId(pub usize);

/// A picture file. Its header was read and checked; its pixels were not.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Its path in the project.
    pub path: String,
    /// Its bytes as they stand in the file.
    pub bytes: Arc<[u8]>,
    /// How it is encoded.
    pub format: PictureFormat,
    /// Pixels across; at least 1.
    pub width: u32,
    /// Pixels down; at least 1.
    pub height: u32,
}

/// How a picture is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureFormat {
    /// Portable Network Graphics.
    Png,
    /// JPEG.
    Jpeg,
}
