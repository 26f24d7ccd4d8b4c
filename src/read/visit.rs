//! Walking over blocks and lines to change them.

use crate::model::{Block, BlockKind, Inline, InlineKind};

/// What a block holds: other blocks, or lines.
pub(super) enum Part<'a> {
    Blocks(&'a mut Vec<Block>),
    Line(&'a mut Vec<Inline>),
}

/// Shows a visitor what a block holds, in the order of reading.
pub(super) fn each_part(block: &mut Block, visit: &mut impl FnMut(Part)) {
    match &mut block.kind {
        BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) => visit(Part::Line(content)),
        BlockKind::Quote(content) | BlockKind::Group(content) => visit(Part::Blocks(content)),
        BlockKind::PullQuote(quote) => visit(Part::Blocks(&mut quote.content)),
        BlockKind::Boxed(boxed) => {
            if let Some(heading) = &mut boxed.heading {
                visit(Part::Line(heading));
            }
            visit(Part::Blocks(&mut boxed.content));
        }
        BlockKind::List(list) => list.items.iter_mut().for_each(|item| visit(Part::Blocks(&mut item.content))),
        BlockKind::Definitions(definitions) => {
            for definition in definitions {
                visit(Part::Line(&mut definition.term));
                definition.meanings.iter_mut().for_each(|meaning| visit(Part::Blocks(meaning)));
            }
        }
        BlockKind::Figure(figure) => visit(Part::Line(&mut figure.caption)),
        BlockKind::Table(table) => {
            visit(Part::Line(&mut table.caption));
            let rows = std::iter::once(&mut table.head).chain(&mut table.rows);
            rows.flat_map(|row| &mut row.cells).for_each(|cell| visit(Part::Line(&mut cell.content)));
        }
        BlockKind::Code { .. } | BlockKind::SceneBreak => {}
    }
}

/// What an inline holds, if it holds others.
pub(super) fn content_mut(kind: &mut InlineKind) -> Option<&mut Vec<Inline>> {
    match kind {
        InlineKind::Emphasis(content)
        | InlineKind::Strong(content)
        | InlineKind::Strikeout(content)
        | InlineKind::Superscript(content)
        | InlineKind::Subscript(content)
        | InlineKind::Span { content, .. }
        | InlineKind::Link { content, .. } => Some(content),
        _ => None,
    }
}
