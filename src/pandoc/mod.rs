//! Pandoc's own document, as its JSON has it: the door to its forty formats.
//!
//! The types are those of `Text.Pandoc.Definition` in pandoc-types 1.23, under their own names, with what 1.22 had besides:
//! `Null`. Names and shapes are what Serde needs to read and write the JSON as it is, so nothing here decides anything:
//! [`crate::read`] makes a publication of it, [`crate::write::pandoc`] makes it of a publication.

mod block;
mod inline;
mod json;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use block::{Alignment, Block, Body, Caption, Cell, ColumnWidth, Foot, Head, ListAttributes, NumberDelimiter, NumberStyle, Row};
pub use inline::{Citation, CitationMode, Inline, MathType, QuoteType};
pub use json::{Unreadable, read, write};

/// Identifier, classes, and keys with values.
pub type Attr = (String, Vec<String>, Vec<(String, String)>);

/// The key and the value that say of a div that it only holds attributes for the block in it.
pub const WRAPPER: (&str, &str) = ("wrapper", "1");

/// A document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The version of pandoc-types that it was written for.
    #[serde(rename = "pandoc-api-version")]
    pub version: Vec<u32>,
    /// What it says about itself.
    pub meta: BTreeMap<String, Meta>,
    /// Its text.
    pub blocks: Vec<Block>,
}

/// A value of the metadata.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "t", content = "c")]
#[expect(missing_docs, reason = "the names are pandoc's, and say it")]
pub enum Meta {
    MetaMap(BTreeMap<String, Meta>),
    MetaList(Vec<Meta>),
    MetaBool(bool),
    MetaString(String),
    MetaInlines(Vec<Inline>),
    MetaBlocks(Vec<Block>),
}
