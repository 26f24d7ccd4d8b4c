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
        /// Its attributes; apart, since few stretches have any and every part of a line would be as large.
        attributes: Box<Attributes>,
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
        /// Its attributes, if it has any.
        attributes: Option<Box<Attributes>>,
    },
    /// A formula, in the notation of TeX.
    Math {
        /// The TeX source, without the dollar signs.
        source: String,
        /// Whether it stands on a line of its own.
        display: bool,
    },
    /// A reference to a numbered thing, which is called by its number: "Figure 3".
    Reference {
        /// The id of what is meant, without `#`.
        target: String,
    },
    /// A reference to works of the bibliography.
    Citation(Box<Citation>),
    /// A place that the index refers to.
    IndexMark {
        /// What the place is listed under.
        entry: Box<IndexEntry>,
        /// The words that stand in the text; may be none.
        content: Vec<Inline>,
    },
    /// The mark of a note: an index into [`super::Piece::notes`].
    NoteMark(usize),
    /// A line end in the source; a space in print.
    SoftBreak,
    /// A line end that the author wants.
    HardBreak,
}

/// What the index lists a place under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexEntry {
    /// The entry and its sub-entries, outermost first; at least one.
    pub words: Vec<String>,
    /// The entry to look under instead, if this place only points there.
    pub see: Option<String>,
}

/// A reference to works of the bibliography.
#[derive(Clone, Debug, PartialEq)]
pub struct Citation {
    /// The works, in the author's order; at least one.
    pub works: Vec<Cited>,
    /// What is printed, in the citation style; while reading, the words as the author typed them.
    pub content: Vec<Inline>,
}

/// A work in a citation.
#[derive(Clone, Debug, PartialEq)]
pub struct Cited {
    /// Its key in the bibliography.
    pub key: String,
    /// What the author says before it, such as "see".
    pub prefix: Vec<Inline>,
    /// What the author says after it, such as "pp. 33-35".
    pub suffix: Vec<Inline>,
    /// How the author wants it named.
    pub mode: CitationMode,
}

/// How a work is named in a citation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CitationMode {
    /// As the style does: `[@key]`.
    #[default]
    Normal,
    /// The author is part of the sentence: `@key`.
    AuthorInText,
    /// The sentence has named the author: `[-@key]`.
    SuppressAuthor,
}

impl InlineKind {
    /// What the author attached to it.
    pub fn attributes(&self) -> Option<&Attributes> {
        match self {
            Self::Span { attributes, .. } => Some(attributes),
            Self::Picture { attributes, .. } => attributes.as_deref(),
            _ => None,
        }
    }

    /// What the author attached to it, to be changed.
    pub fn attributes_mut(&mut self) -> Option<&mut Attributes> {
        match self {
            Self::Span { attributes, .. } => Some(attributes),
            Self::Picture { attributes, .. } => attributes.as_deref_mut(),
            _ => None,
        }
    }

    /// What it holds, if it holds other inlines.
    pub fn content(&self) -> Option<&Vec<Inline>> {
        match self {
            Self::Emphasis(content)
            | Self::Strong(content)
            | Self::Strikeout(content)
            | Self::Superscript(content)
            | Self::Subscript(content)
            | Self::Span { content, .. }
            | Self::Link { content, .. }
            | Self::IndexMark { content, .. } => Some(content),
            Self::Citation(citation) => Some(&citation.content),
            _ => None,
        }
    }

    /// What it holds, if it holds other inlines, to be changed.
    pub fn content_mut(&mut self) -> Option<&mut Vec<Inline>> {
        match self {
            Self::Emphasis(content)
            | Self::Strong(content)
            | Self::Strikeout(content)
            | Self::Superscript(content)
            | Self::Subscript(content)
            | Self::Span { content, .. }
            | Self::Link { content, .. }
            | Self::IndexMark { content, .. } => Some(content),
            Self::Citation(citation) => Some(&mut citation.content),
            _ => None,
        }
    }
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
            InlineKind::Math { source, .. } => text.push_str(source),
            InlineKind::SoftBreak | InlineKind::HardBreak => text.push(' '),
            kind => kind.content().into_iter().for_each(|content| collect(content, text)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A book is a million of them, and every stage comes by each: what is rare and large stands apart.
    #[test]
    fn a_part_of_a_line_is_small() {
        assert!(size_of::<Inline>() <= 64, "{}", size_of::<Inline>());
    }
}
