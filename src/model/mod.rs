//! The publication as an editor thinks of it, and as a tree of elements. Readers make it, writers read it.
//!
//! The words used here and everywhere:
//! *publication*: what is being made; *piece*: one article or chapter with its own title, authors and notes;
//! *standfirst*: the sentences under a title that say what the piece is about; *kicker*: the line above it;
//! *pull quote*: a sentence set large to catch the eye, mostly one that the text says too;
//! *recto*, *verso*: right and left page; *folio*: page number.

mod block;
pub mod code;
pub mod elements;
mod inline;
mod markup;
pub mod math;
mod metadata;
mod names;
mod numerals;
mod publication;
mod register;
mod terms;
mod visit;
mod wording;

pub use block::{
    Alignment, Attributes, Block, BlockKind, BoxRole, Boxed, Callout, Cell, Definition, Delimiter, Figure, Gathered, Item, List, ListKind,
    NumberStyle, PullQuote, Quote, Repeat, Row, Stanza, Table, VerseLine, Work,
};
pub use elements::{Content, Element, Elements, Node, NodeId, PageBreak};
pub use inline::{Citation, CitationMode, Cited, IndexEntry, Inline, InlineKind, plain_text};
pub use metadata::{Accessibility, Contributor, Language, Metadata, is_right_to_left};
pub use names::file_as;
pub use publication::{
    Counting, Kind, Matter, Note, NotesPlace, NumberWords, Numbering, Picture, PictureFormat, PictureId, Piece, Publication, Role,
};
pub use terms::Term;
pub use visit::{Part, PartMut};
pub use wording::Wording;
