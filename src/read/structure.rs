//! The order of a piece: its title, its standfirst, the levels of its headings.

use super::about::About;
use super::fields::Words;
use super::typography;
use crate::model::{Attributes, Block, BlockKind, Inline, InlineKind, Language, plain_text};

/// Takes the title off the body if front matter has none and the body begins with the only heading of level 1.
pub(super) fn take_title(blocks: &mut Vec<Block>, about: &About) -> Option<Words> {
    if about.title.is_some() || blocks.iter().filter(|block| level(block) == Some(1)).count() != 1 {
        return None;
    }
    // A standfirst or a picture may stand over the title, but no section may.
    let at = blocks.iter().position(|block| level(block).is_some()).filter(|&at| level(&blocks[at]) == Some(1))?;
    let is_first = blocks.iter().take(at).all(is_standfirst);
    if !is_first {
        return None;
    }
    let block = blocks.remove(at);
    let BlockKind::Heading { content, .. } = block.kind else { return None };
    Some(Words { text: plain_text(&content).split_whitespace().collect::<Vec<_>>().join(" "), span: block.span })
}

/// Takes the standfirst off the body; the front matter's comes first, should there be both.
pub(super) fn take_standfirst(blocks: &mut Vec<Block>, about: &mut About, language: &Language) -> Vec<Block> {
    let mut standfirst = Vec::new();
    if let Some(Words { text, span }) = about.standfirst.take() {
        let content = vec![Inline { kind: InlineKind::Text(typography::words(&text, language)), span }];
        standfirst.push(Block { kind: BlockKind::Paragraph(content), attributes: Attributes::default(), span });
    }
    let mut at = 0;
    while let Some(block) = blocks.get(at) {
        if is_standfirst(block)
            && let BlockKind::Group(content) = blocks.remove(at).kind
        {
            standfirst.extend(content);
        } else {
            at += 1;
        }
    }
    standfirst
}

/// Shifts headings so that the highest section of the piece is of level 2.
pub(super) fn shift_levels(blocks: &mut [Block]) {
    let Some(top) = blocks.iter().filter_map(level).min() else { return };
    shift(blocks, top);
}

fn shift(blocks: &mut [Block], top: u8) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Heading { level, .. } => *level = (level.saturating_sub(top) + 2).min(6),
            BlockKind::Quote(content) | BlockKind::Group(content) => shift(content, top),
            BlockKind::PullQuote(quote) => shift(&mut quote.content, top),
            BlockKind::Boxed(boxed) => shift(&mut boxed.content, top),
            BlockKind::List(list) => list.items.iter_mut().for_each(|item| shift(&mut item.content, top)),
            BlockKind::Definitions(all) => all.iter_mut().flat_map(|one| &mut one.meanings).for_each(|meaning| shift(meaning, top)),
            _ => {}
        }
    }
}

fn level(block: &Block) -> Option<u8> {
    match block.kind {
        BlockKind::Heading { level, .. } => Some(level),
        _ => None,
    }
}

fn is_standfirst(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Group(_)) && block.attributes.classes.first().is_some_and(|class| class == "standfirst")
}
