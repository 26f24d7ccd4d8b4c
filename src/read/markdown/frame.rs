//! What is open while a body is read: blocks in blocks, lines in blocks, stretches in lines.

use super::admonish::Admonition;
use super::elements::HtmlPart;
use super::inner::Cut;
use super::tags::{self, Kind, Tag};
use crate::model::{Alignment, Attributes, Block, Callout, Definition, Inline, Item, ListKind, PictureId, Row};

/// Something that was opened and not yet closed.
pub(super) struct Frame {
    pub(super) kind: Open,
    pub(super) start: usize,
    pub(super) attributes: Attributes,
    pub(super) blocks: Vec<Block>,
    pub(super) inlines: Vec<Inline>,
    /// Places in `inlines` where a bracket opened that may become a span.
    pub(super) brackets: Vec<usize>,
    /// The places in `inlines` of the last caret and the last tilde that may begin raised or lowered letters.
    pub(super) scripts: [Option<usize>; 2],
    /// The picture that was read last, with what only a figure can use.
    pub(super) picture: Option<Box<Draft>>,
}

/// What is open.
pub(super) enum Open {
    Document,
    /// A quotation; in one of GitHub's alerts, what it is for.
    Quote(Option<Callout>),
    List {
        kind: ListKind,
        tight: bool,
        items: Vec<Item>,
    },
    Item {
        task: Option<bool>,
    },
    Note(String),
    Definitions(Vec<Definition>),
    Term,
    Meaning,
    Table {
        columns: Vec<Alignment>,
        head: Row,
        rows: Vec<Row>,
        caption: Option<Box<(Vec<Inline>, Attributes)>>,
    },
    Row(Row),
    Cell,
    Div,
    /// A paragraph; in a tight list the parser announces none, so that it ends when something else begins.
    Paragraph {
        announced: bool,
    },
    Heading(u8),
    Code {
        language: Option<String>,
        text: String,
        /// Whether it was to be run, as in Quarto's books.
        is_cell: bool,
    },
    /// A box that is written as code.
    Admonition {
        admonition: Admonition,
        cut: Cut,
    },
    /// A passage for one output format.
    Raw {
        format: String,
        cut: Cut,
    },
    Html {
        cut: Cut,
        /// Whether a comment is open at its end.
        in_comment: bool,
    },
    /// An element of HTML, with those of its parts that are more than blocks.
    Tag {
        name: String,
        tag: Box<Tag>,
        parts: Vec<HtmlPart>,
    },
    Emphasis,
    Strong,
    Strikeout,
    Subscript,
    Link(String),
    Picture(String),
}

/// A picture in a line, with what it needs to become a figure.
pub(super) struct Draft {
    pub(super) picture: PictureId,
    pub(super) alt: String,
    pub(super) caption: Vec<Inline>,
    pub(super) attributes: Attributes,
}

impl Frame {
    /// Whether it is an element of HTML that stands in a line.
    pub(super) fn is_inline_tag(&self) -> bool {
        matches!(&self.kind, Open::Tag { name, .. } if tags::kind(name) == Some(Kind::Line))
    }

    /// Whether it is an element of HTML that holds blocks.
    pub(super) fn is_html_block(&self) -> bool {
        matches!(self.kind, Open::Tag { .. }) && !self.is_inline_tag()
    }

    pub(super) fn new(kind: Open, start: usize, attributes: Attributes) -> Self {
        Self { kind, start, attributes, blocks: Vec::new(), inlines: Vec::new(), brackets: Vec::new(), scripts: [None; 2], picture: None }
    }
}
