//! Markdown to blocks: the parser's events, with divs, attributes and figures made out of them.

mod admonish;
mod anatomy;
mod attribution;
mod blocks;
mod builder;
mod captions;
mod cells;
mod citations;
mod columns;
mod cover;
mod dollars;
mod elements;
mod examples;
mod frame;
mod grid;
mod hidden;
mod html;
mod inlines;
mod inner;
mod items;
mod markers;
mod notes;
mod raw;
mod rows;
mod tags;
mod verse;

use std::ops::Range;

use pulldown_cmark::Options;

use super::pictures::Pictures;
use crate::base::{FileId, Report};
use crate::model::{Block, Language, Note};
use builder::Builder;
pub(super) use inlines::{is_escaped, percent_decoded};
pub(super) use tags::{balance, image, strip};

/// The body of a manuscript.
#[derive(Clone, Copy)]
pub(super) struct Manuscript<'a> {
    pub(super) file: FileId,
    /// The whole text of the file.
    pub(super) text: &'a str,
    /// The byte at which the body begins, after the front matter.
    pub(super) body: usize,
    /// The folder of the file, from which pictures are found.
    pub(super) folder: &'a str,
    /// The language of the body.
    pub(super) language: &'a Language,
    /// Whether the publication has a bibliography.
    pub(super) cites: bool,
    /// Whether lines of Rust that begin with a number sign are for the compiler only.
    pub(super) hides_lines: bool,
}

/// What a body holds.
pub(super) struct Parsed {
    pub(super) blocks: Vec<Block>,
    pub(super) notes: Vec<Note>,
    /// The places of settings between the blocks, between their two lines of hyphens.
    pub(super) settings: Vec<Range<usize>>,
}

/// Reads the body of a manuscript. Whatever its bytes, it comes to an end, in time linear in its length but for
/// nested quotes, and leaves no block nested deeper than the stages after it can walk.
pub(super) fn parse(manuscript: Manuscript, pictures: &mut Pictures, report: &mut Report) -> Parsed {
    let mut builder = Builder::new(manuscript, pictures, report);
    let blocks = builder.read_all();
    builder.finish(blocks)
}

/// Smart punctuation and attributes are not among them: the parser knows one language and headings only. Nor are raised
/// letters, which it does not see inside words; lowered ones are, lest it take their marks for those of a strike-out.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
        | Options::ENABLE_SUBSCRIPT
}
