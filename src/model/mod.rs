//! The publication as an editor thinks of it, and as a tree of elements. Readers make it, writers read it.
//!
//! The words used here and everywhere:
//! *publication*: what is being made; *piece*: one article or chapter with its own title, authors and notes;
//! *standfirst*: the sentences under a title that say what the piece is about; *kicker*: the line above it;
//! *pull quote*: a sentence set large to catch the eye, mostly one that the text says too;
//! *recto*, *verso*: right and left page; *folio*: page number.

mod block;
pub mod elements;
mod inline;
mod markup;
mod metadata;
mod publication;
mod wording;

pub use block::{
    Alignment, Attributes, Block, BlockKind, BoxRole, Boxed, Cell, Definition, Figure, Item, List, ListKind, PullQuote, Repeat, Row, Table,
};
pub use elements::{Content, Element, Elements, Node, NodeId, PageBreak};
pub use inline::{Inline, InlineKind, plain_text};
pub use metadata::{Accessibility, Contributor, Language, Metadata};
pub use publication::{Note, Picture, PictureFormat, PictureId, Piece, Publication};
pub use wording::Wording;
