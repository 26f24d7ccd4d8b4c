//! What stands on a page as a unit: headings, paragraphs, quotes, figures, tables, boxes.

use super::inline::Inline;
use super::publication::PictureId;
use crate::base::Span;

/// What an author may attach to a block or a span, as in `{#id .class key=value}`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attributes {
    /// The name others refer to it by.
    pub id: Option<String>,
    /// Names a stylesheet may select by.
    pub classes: Vec<String>,
    /// Its language, if not that of its surroundings (BCP 47).
    pub language: Option<String>,
    /// Everything else, in the author's order.
    pub others: Vec<(String, String)>,
}

impl Attributes {
    /// The value of another attribute.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.others.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }
}

/// A block with its attributes and its place in the manuscript.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// What the author attached to it.
    pub attributes: Attributes,
    /// Where it was written.
    pub span: Span,
}

/// The kinds of blocks.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockKind {
    /// The title of a section. Level 2 is a section of the piece, 3 a part of it, down to 6; 1 is the piece itself.
    Heading {
        /// 2 to 6.
        level: u8,
        /// Its words.
        content: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A passage quoted from elsewhere.
    Quote(Vec<Block>),
    /// A sentence set large to catch the eye.
    PullQuote(PullQuote),
    /// A list.
    List(List),
    /// Terms and what they mean.
    Definitions(Vec<Definition>),
    /// A picture with its caption.
    Figure(Figure),
    /// A table.
    Table(Table),
    /// Text a computer reads, verbatim, with the name of its language.
    Code {
        /// The programming language, if named.
        language: Option<String>,
        /// The text, lines ended by `\n`.
        text: String,
    },
    /// A change of scene or thought; mostly an ornament or a rule.
    SceneBreak,
    /// A part of the piece's anatomy that is set apart.
    Boxed(Boxed),
    /// A group the author made for styling only.
    Group(Vec<Block>),
}

/// A sentence set large to catch the eye.
#[derive(Clone, Debug, PartialEq)]
pub struct PullQuote {
    /// Its paragraphs.
    pub content: Vec<Block>,
    /// Who said it.
    pub attribution: Option<String>,
    /// The passage of the same piece that it repeats, if it does.
    pub repeats: Option<Repeat>,
}

/// Where the body says what a pull quote says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Repeat {
    /// The repeated passage in the manuscript.
    pub passage: Span,
    /// Whether the words are exactly the same once case, punctuation and spacing are put aside.
    pub exact: bool,
}

/// A part of the piece's anatomy that is set apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Boxed {
    /// Which part.
    pub role: BoxRole,
    /// Its heading; where the author gave none, readers see one by language for the bio and the disclaimer.
    pub heading: Option<Vec<Inline>>,
    /// What it holds.
    pub content: Vec<Block>,
}

/// Parts of the anatomy of a piece that stand in boxes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoxRole {
    /// Who wrote the piece.
    AuthorBio,
    /// What the publisher does not answer for.
    Disclaimer,
}

/// A list.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// Bullets or numbers.
    pub kind: ListKind,
    /// Whether its items are sentences rather than paragraphs, and stand close.
    pub tight: bool,
    /// Its items.
    pub items: Vec<Item>,
}

/// How a list's items are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKind {
    /// With bullets.
    Bullets,
    /// With numbers from a first one.
    Numbers {
        /// The first item's number.
        start: u64,
    },
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// For a task: whether it is done.
    pub task: Option<bool>,
    /// What it holds.
    pub content: Vec<Block>,
}

/// A term and what it means.
#[derive(Clone, Debug, PartialEq)]
pub struct Definition {
    /// The term.
    pub term: Vec<Inline>,
    /// Its meanings.
    pub meanings: Vec<Vec<Block>>,
}

/// A picture with its caption.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The picture.
    pub picture: PictureId,
    /// What it shows, for those who do not see it; empty if it is decoration.
    pub alt: String,
    /// The caption; may be empty.
    pub caption: Vec<Inline>,
    /// Who made the picture.
    pub credit: Option<String>,
    /// The share of the measure it should take, 0.0 to 1.0, if the author asked.
    pub width: Option<f32>,
}

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The caption; may be empty.
    pub caption: Vec<Inline>,
    /// How each column stands.
    pub columns: Vec<Alignment>,
    /// The header row; may have no cells.
    pub head: Row,
    /// The other rows.
    pub rows: Vec<Row>,
    /// Whether the first column names its rows, as the header row names its columns.
    pub row_headers: bool,
}

/// How a column of a table stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Alignment {
    /// As text starts in its language.
    #[default]
    Start,
    /// In the middle.
    Center,
    /// At the far side, as figures like.
    End,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Its cells, one for each column.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// What it holds.
    pub content: Vec<Inline>,
}
