//! What stands in a line of Pandoc's document.

use serde::{Deserialize, Serialize};

use super::{Attr, Block};

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "t", content = "c")]
#[expect(missing_docs, reason = "the names are pandoc's, and say it")]
pub enum Inline {
    /// A word, without spaces.
    Str(String),
    Emph(Vec<Inline>),
    Underline(Vec<Inline>),
    Strong(Vec<Inline>),
    Strikeout(Vec<Inline>),
    Superscript(Vec<Inline>),
    Subscript(Vec<Inline>),
    SmallCaps(Vec<Inline>),
    Quoted(QuoteType, Vec<Inline>),
    Cite(Vec<Citation>, Vec<Inline>),
    Code(Attr, String),
    Space,
    SoftBreak,
    LineBreak,
    /// TeX, without its dollar signs.
    Math(MathType, String),
    /// The name of a format, and text in it.
    RawInline(String, String),
    /// Words, then address and title.
    Link(Attr, Vec<Inline>, (String, String)),
    /// Description, then path and title.
    Image(Attr, Vec<Inline>, (String, String)),
    Note(Vec<Block>),
    Span(Attr, Vec<Inline>),
}

/// A work in a citation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Citation {
    /// Its key.
    #[serde(rename = "citationId")]
    pub id: String,
    /// What is said before it.
    #[serde(rename = "citationPrefix")]
    pub prefix: Vec<Inline>,
    /// What is said after it.
    #[serde(rename = "citationSuffix")]
    pub suffix: Vec<Inline>,
    /// How it is named.
    #[serde(rename = "citationMode")]
    pub mode: CitationMode,
    /// Pandoc's own count of citations and notes.
    #[serde(rename = "citationNoteNum")]
    pub note: i64,
    /// Pandoc's own use.
    #[serde(rename = "citationHash")]
    pub hash: i64,
}

/// How a work is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "t")]
#[expect(missing_docs, reason = "the names are pandoc's, and say it")]
pub enum CitationMode {
    AuthorInText,
    SuppressAuthor,
    NormalCitation,
}

/// How a formula stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "t")]
#[expect(missing_docs, reason = "the names are pandoc's, and say it")]
pub enum MathType {
    DisplayMath,
    InlineMath,
}

/// Which quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "t")]
#[expect(missing_docs, reason = "the names are pandoc's, and say it")]
pub enum QuoteType {
    SingleQuote,
    DoubleQuote,
}
