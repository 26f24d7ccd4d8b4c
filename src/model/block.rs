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
    /// Themselves, if there are any.
    pub fn some(self) -> Option<Box<Self>> {
        (self != Self::default()).then(|| Box::new(self))
    }

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
    Quote(Quote),
    /// Lines of verse, or an address: line ends are the author's.
    Verse(Vec<Stanza>),
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
    /// What the program puts together from the rest of the publication.
    Gathered(Gathered),
}

/// A passage quoted from elsewhere.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quote {
    /// What is quoted.
    pub content: Vec<Block>,
    /// Who said it or where it stands, without a dash before it; empty if that is not told.
    pub attribution: Vec<Inline>,
}

/// Lines of verse that stand together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stanza {
    /// Its lines.
    pub lines: Vec<VerseLine>,
}

/// A line of verse.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VerseLine {
    /// How far it is set in, in spaces of the manuscript.
    pub indent: u8,
    /// Its words.
    pub content: Vec<Inline>,
}

/// What the program puts together from the rest of the publication, where the author wants it.
#[derive(Clone, Debug, PartialEq)]
pub enum Gathered {
    /// The table of contents, down to a level: 1 lists pieces only, 2 their sections too.
    Contents {
        /// 1 to 6.
        depth: u8,
    },
    /// All figures that have a number or a caption.
    Figures,
    /// All tables that have a number or a caption.
    Tables,
    /// The works that are cited, in the order of the citation style.
    Bibliography(Vec<Work>),
    /// The index terms with the places they mark.
    Index,
    /// The notes of the pieces before it, by piece.
    Notes,
}

impl Gathered {
    /// The class of the div that a manuscript has for it.
    pub fn class(&self) -> &'static str {
        match self {
            Self::Contents { .. } => "contents",
            Self::Figures => "figures",
            Self::Tables => "tables",
            Self::Bibliography(_) => "references",
            Self::Index => "index",
            Self::Notes => "notes",
        }
    }
}

/// A work in a bibliography.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    /// The key that citations name it by.
    pub key: String,
    /// What comes before it in a numbered style, such as `[1]`.
    pub label: Option<String>,
    /// The entry in the citation style.
    pub content: Vec<Inline>,
}

impl Work {
    /// The id of the entry of a key, for links to it.
    pub fn anchor(key: &str) -> String {
        format!("ref-{key}")
    }
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

impl PullQuote {
    /// What a manuscript says about where its words come from; nothing if they are only like those of a passage, which is
    /// found again without being told.
    pub fn source(&self) -> Option<&'static str> {
        match self.repeats {
            None => Some("own"),
            Some(Repeat { exact: true, .. }) => Some("repeat"),
            Some(Repeat { exact: false, .. }) => None,
        }
    }
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
    /// Its heading; where the author gave none, readers see one by language if the role has one.
    pub heading: Option<Vec<Inline>>,
    /// What it holds.
    pub content: Vec<Block>,
    /// Who wrote it or where it stands, for an epigraph or a letter; empty if that is not told.
    pub attribution: Vec<Inline>,
}

/// Parts of the anatomy of a piece that stand in boxes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoxRole {
    /// Who wrote the piece.
    AuthorBio,
    /// What the publisher does not answer for.
    Disclaimer,
    /// Whom the author thanks.
    Acknowledgements,
    /// Whom the piece is for.
    Dedication,
    /// A quotation before the text.
    Epigraph,
    /// A letter that somebody in the text writes.
    Letter,
    /// Something to read beside the text.
    Sidebar,
    /// Something to heed while reading.
    Callout(Callout),
}

impl BoxRole {
    /// Whether it belongs to the piece as a whole and ends its sections, rather than standing in its text.
    pub fn closes_piece(self) -> bool {
        matches!(self, Self::AuthorBio | Self::Disclaimer | Self::Acknowledgements)
    }
}

/// What a callout is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Callout {
    /// Something to know.
    Note,
    /// Something that helps.
    Tip,
    /// Something that must not be missed.
    Important,
    /// Something that may do harm.
    Warning,
    /// Something to be careful with.
    Caution,
}

impl BoxRole {
    /// The class of the div that a manuscript has for it.
    pub fn class(self) -> &'static str {
        match self {
            Self::AuthorBio => "author-bio",
            Self::Disclaimer => "disclaimer",
            Self::Acknowledgements => "acknowledgements",
            Self::Dedication => "dedication",
            Self::Epigraph => "epigraph",
            Self::Letter => "letter",
            Self::Sidebar => "sidebar",
            Self::Callout(Callout::Note) => "callout-note",
            Self::Callout(Callout::Tip) => "callout-tip",
            Self::Callout(Callout::Important) => "callout-important",
            Self::Callout(Callout::Warning) => "callout-warning",
            Self::Callout(Callout::Caution) => "callout-caution",
        }
    }
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
        /// How numbers are written.
        style: NumberStyle,
        /// What stands around them.
        delimiter: Delimiter,
    },
}

/// How numbers are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NumberStyle {
    /// 1, 2, 3.
    #[default]
    Decimal,
    /// a, b, c.
    LowerAlpha,
    /// A, B, C.
    UpperAlpha,
    /// i, ii, iii.
    LowerRoman,
    /// I, II, III.
    UpperRoman,
}

/// What stands around the number of a list item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Delimiter {
    /// `1.`
    #[default]
    Period,
    /// `1)`
    Paren,
    /// `(1)`
    Parens,
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
    /// The header rows; may be none.
    pub head: Vec<Row>,
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

/// A row of a table. A column that a cell of an earlier row reaches into has no cell of its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// What it holds; mostly one paragraph, or nothing.
    pub content: Vec<Block>,
    /// How many columns it takes; at least 1.
    pub columns: u16,
    /// How many rows it takes; at least 1.
    pub rows: u16,
    /// How it stands, if not as its column does.
    pub alignment: Option<Alignment>,
}

impl Default for Cell {
    fn default() -> Self {
        Self { content: Vec::new(), columns: 1, rows: 1, alignment: None }
    }
}

impl Cell {
    /// A cell of one column and one row that holds a line; nothing if the line is empty.
    pub fn of_line(line: Vec<Inline>, span: Span) -> Self {
        let paragraph = Block { kind: BlockKind::Paragraph(line), attributes: Attributes::default(), span };
        let content = if matches!(&paragraph.kind, BlockKind::Paragraph(line) if line.is_empty()) { Vec::new() } else { vec![paragraph] };
        Self { content, ..Self::default() }
    }

    /// The line, if the cell holds nothing but one.
    pub fn line(&self) -> Option<&[Inline]> {
        match self.content.as_slice() {
            [] => Some(&[]),
            [Block { kind: BlockKind::Paragraph(line), attributes, .. }] if *attributes == Attributes::default() => Some(line),
            _ => None,
        }
    }
}
