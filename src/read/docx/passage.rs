//! What the file holds, one after the other, before it is put together to lists, quotes and figures.

use super::numbering::Place;
use crate::base::{FileId, Span};
use crate::model::{Alignment, Block, BoxRole, Figure, Inline, PullQuote, Table};

/// A paragraph, or something that stands in its place.
#[derive(Clone, Debug)]
pub(super) struct Passage {
    pub part: Part,
    /// The words, if it has words of its own.
    pub content: Vec<Inline>,
    /// Which paragraph of the file it is, from 1.
    pub number: usize,
    /// The name others refer to it by.
    pub id: Option<String>,
    /// How it is aligned, if that is said.
    pub alignment: Option<Alignment>,
    /// How far it is set in, in twentieths of a point.
    pub indent: i32,
    /// Whether all its words are bold.
    pub heavy: bool,
    /// The largest size of its words, in half points; 0 if that is not said.
    pub size: u32,
    /// What a caption counts, as the field in it says: `Figure`.
    pub counter: Option<String>,
}

/// What a passage is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    /// A paragraph that nobody has called anything.
    Body,
    Title,
    Subtitle,
    Kicker,
    Author,
    Date,
    Standfirst,
    /// A word over the standfirst.
    StandfirstLabel,
    /// A heading; 1 is the highest.
    Heading(u8),
    Quote,
    PullQuote,
    /// A pull quote that is whole, but for who said it.
    Pulled(PullQuote),
    Attribution,
    Caption {
        table: bool,
    },
    /// A paragraph in letters of one width; its text is verbatim.
    Code(String),
    Verse,
    Item(Place),
    ListContinue,
    Term,
    Meaning,
    SceneBreak,
    Boxed(BoxRole),
    /// The heading of such a box, as a paragraph.
    BoxLabel(BoxRole),
    Figure(Figure),
    Table(Table),
    /// A line that tabs cut into the cells of a table.
    Row,
    /// What stands in a text box.
    Frame(Vec<Block>),
}

impl Passage {
    /// Something of that kind without words of its own.
    pub(super) fn of(part: Part, number: usize) -> Self {
        let (content, id, alignment, counter) = (Vec::new(), None, None, None);
        Self { part, content, number, id, alignment, indent: 0, heavy: false, size: 0, counter }
    }
}

/// The place of a paragraph. A Word file has no text that a person wrote in lines: its paragraphs are counted instead.
pub(super) fn place(number: usize) -> Span {
    Span::new(FileId(0), number, number)
}
