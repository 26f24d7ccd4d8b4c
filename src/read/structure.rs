//! The order of a piece: its title, its standfirst, the levels of its headings.

use super::about::About;
use super::fields::Words;
use super::typography;
use crate::model::{Attributes, Block, BlockKind, Inline, InlineKind, Language, Quote, plain_text};

/// Takes the title off the body if it begins with the only heading of level 1: as the title if front matter has none,
/// and as its repetition if front matter has the same. What is taken is returned.
pub(super) fn take_title(blocks: &mut Vec<Block>, about: &mut About) -> Option<Block> {
    if blocks.iter().filter(|block| level(block) == Some(1)).count() != 1 {
        return None;
    }
    // A standfirst may stand over the title.
    let at = blocks.iter().position(|block| !is_standfirst(block)).filter(|&at| blocks.get(at).and_then(level) == Some(1))?;
    let Block { kind: BlockKind::Heading { content, .. }, span, .. } = blocks.get(at)? else { return None };
    let title = Words { text: one_line(&plain_text(content)), span: *span };
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    match &about.title {
        Some(given) if letters(&given.text) != letters(&title.text) => return None,
        Some(_) => {}
        None => about.title = Some(title),
    }
    Some(blocks.remove(at))
}

/// Takes the standfirst off the body; the front matter's comes first, should there be both.
pub(super) fn take_standfirst(blocks: &mut Vec<Block>, about: &mut About, language: &Language) -> Vec<Block> {
    let mut standfirst = Vec::new();
    if let Some(Words { text, span }) = about.standfirst.take() {
        let content = vec![Inline { kind: InlineKind::Text(typography::words(&text, language)), span }];
        standfirst.push(Block { kind: BlockKind::Paragraph(content), attributes: Attributes::default(), span });
    }
    for div in blocks.extract_if(.., |block| is_standfirst(block)) {
        if let BlockKind::Group(content) = div.kind {
            standfirst.extend(content);
        }
    }
    standfirst
}

/// Shifts headings so that the highest section is of level `first`: 2 in a piece by itself.
pub(super) fn shift_levels(blocks: &mut [Block], first: u8) {
    let Some(top) = blocks.iter().filter_map(level).min() else { return };
    shift(blocks, top, first);
}

fn shift(blocks: &mut [Block], top: u8, first: u8) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Heading { level, .. } => *level = (level.saturating_sub(top) + first).min(6),
            BlockKind::Quote(Quote { content, .. }) | BlockKind::Group(content) => shift(content, top, first),
            BlockKind::PullQuote(quote) => shift(&mut quote.content, top, first),
            BlockKind::Boxed(boxed) => shift(&mut boxed.content, top, first),
            BlockKind::List(list) => list.items.iter_mut().for_each(|item| shift(&mut item.content, top, first)),
            BlockKind::Definitions(all) => all.iter_mut().flat_map(|one| &mut one.meanings).for_each(|meaning| shift(meaning, top, first)),
            _ => {}
        }
    }
}

/// The level of a heading.
pub(super) fn level(block: &Block) -> Option<u8> {
    match block.kind {
        BlockKind::Heading { level, .. } => Some(level),
        _ => None,
    }
}

fn is_standfirst(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Group(_)) && block.attributes.classes.first().is_some_and(|class| class == "standfirst")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
