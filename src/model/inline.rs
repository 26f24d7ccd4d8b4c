//! What stands in a line.

use super::block::Attributes;
use super::publication::PictureId;
use crate::base::Span;

/// A part of a line with its place in the manuscript.
#[derive(Clone, Debug, PartialEq)]
pub struct Inline {
    /// What it is.
    pub kind: InlineKind,
    /// Where it was written.
    pub span: Span,
}

/// The parts of a line.
#[derive(Clone, Debug, PartialEq)]
pub enum InlineKind {
    /// Words, as they shall be printed: smart punctuation is already applied.
    Text(String),
    /// Stress, mostly set in italics.
    Emphasis(Vec<Inline>),
    /// Importance, mostly set in bold.
    Strong(Vec<Inline>),
    /// Struck out.
    Strikeout(Vec<Inline>),
    /// Raised and small.
    Superscript(Vec<Inline>),
    /// Lowered and small.
    Subscript(Vec<Inline>),
    /// Something a computer reads, verbatim.
    Code(String),
    /// A stretch with a class, an id or a language of its own.
    Span {
        /// Its attributes.
        attributes: Attributes,
        /// What it holds.
        content: Vec<Inline>,
    },
    /// A link; targets that start with `#` are inside the publication.
    Link {
        /// Where it leads.
        target: String,
        /// What is clicked.
        content: Vec<Inline>,
    },
    /// A picture among the words.
    Picture {
        /// The picture.
        picture: PictureId,
        /// Its description; empty if it is decoration.
        alt: String,
    },
    /// The mark of a note: an index into [`super::Piece::notes`].
    NoteMark(usize),
    /// A line end in the source; a space in print.
    SoftBreak,
    /// A line end that the author wants.
    HardBreak,
}

/// The words of a line without their dress. Breaks are spaces, note marks and pictures are nothing.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    collect(inlines, &mut text);
    text
}

fn collect(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(words) | InlineKind::Code(words) => text.push_str(words),
            InlineKind::SoftBreak | InlineKind::HardBreak => text.push(' '),
            InlineKind::Picture { .. } | InlineKind::NoteMark(_) => {}
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikeout(content)
            | InlineKind::Superscript(content)
            | InlineKind::Subscript(content)
            | InlineKind::Span { content, .. }
            | InlineKind::Link { content, .. } => collect(content, text),
        }
    }
}
