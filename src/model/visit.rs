//! Walking over blocks and lines: what a block holds, whatever kind it is.

use super::block::{Block, BlockKind, Gathered};
use super::inline::Inline;

/// What a block holds: other blocks, or lines.
#[derive(Clone, Copy, Debug)]
pub enum Part<'a> {
    /// Blocks, in order.
    Blocks(&'a [Block]),
    /// A line.
    Line(&'a [Inline]),
}

/// What a block holds, to be changed.
#[derive(Debug)]
pub enum PartMut<'a> {
    /// Blocks, in order.
    Blocks(&'a mut Vec<Block>),
    /// A line.
    Line(&'a mut Vec<Inline>),
}

// The two walks are the same but for `mut`, which the language cannot abstract over.
macro_rules! each_part {
    ($block:expr, $visit:expr, $part:ident, $all:ident$(, $mut:tt)?) => {
        match &$($mut)? $block.kind {
            BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) => $visit($part::Line(content)),
            BlockKind::Quote(quote) => {
                $visit($part::Blocks(&$($mut)? quote.content));
                $visit($part::Line(&$($mut)? quote.attribution));
            }
            BlockKind::Verse(stanzas) => {
                stanzas.$all().flat_map(|stanza| stanza.lines.$all()).for_each(|line| $visit($part::Line(&$($mut)? line.content)));
            }
            BlockKind::Group(content) => $visit($part::Blocks(content)),
            BlockKind::PullQuote(quote) => $visit($part::Blocks(&$($mut)? quote.content)),
            BlockKind::Boxed(boxed) => {
                if let Some(heading) = &$($mut)? boxed.heading {
                    $visit($part::Line(heading));
                }
                $visit($part::Blocks(&$($mut)? boxed.content));
                $visit($part::Line(&$($mut)? boxed.attribution));
            }
            BlockKind::List(list) => list.items.$all().for_each(|item| $visit($part::Blocks(&$($mut)? item.content))),
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    $visit($part::Line(&$($mut)? definition.term));
                    definition.meanings.$all().for_each(|meaning| $visit($part::Blocks(meaning)));
                }
            }
            BlockKind::Figure(figure) => $visit($part::Line(&$($mut)? figure.caption)),
            BlockKind::Table(table) => {
                $visit($part::Line(&$($mut)? table.caption));
                let rows = table.head.$all().chain(table.rows.$all());
                rows.flat_map(|row| row.cells.$all()).for_each(|cell| $visit($part::Blocks(&$($mut)? cell.content)));
            }
            BlockKind::Gathered(Gathered::Bibliography(works)) => {
                works.$all().for_each(|work| $visit($part::Line(&$($mut)? work.content)));
            }
            BlockKind::Gathered(_) | BlockKind::Code { .. } | BlockKind::SceneBreak => {}
        }
    };
}

impl Block {
    /// Shows a visitor what the block holds, in the order of reading.
    pub fn each_part<'a>(&'a self, visit: &mut impl FnMut(Part<'a>)) {
        each_part!(self, visit, Part, iter);
    }

    /// Shows a visitor what the block holds, in the order of reading, to be changed.
    pub fn each_part_mut(&mut self, visit: &mut impl FnMut(PartMut)) {
        each_part!(self, visit, PartMut, iter_mut, mut);
    }
}
