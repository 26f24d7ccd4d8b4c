//! Identifiers that Pandoc makes for every heading: noise in a manuscript, unless something leads there.

use std::collections::BTreeSet;

use crate::model::{Block, BlockKind, Inline, InlineKind, Note, Part, plain_text};

/// Takes those identifiers off the headings that are what Pandoc makes of their words, and that nothing leads to.
pub(super) fn take_made(blocks: &mut [Block], notes: &mut [Note]) {
    let mut targets = BTreeSet::new();
    collect(blocks, &mut targets);
    notes.iter().for_each(|note| collect(&note.content, &mut targets));
    for block in blocks {
        if let BlockKind::Heading { content, .. } = &block.kind
            && let Some(id) = &block.attributes.id
            && !targets.contains(id)
            && is_made(id, &plain_text(content))
        {
            block.attributes.id = None;
        }
    }
}

fn collect(blocks: &[Block], targets: &mut BTreeSet<String>) {
    for block in blocks {
        block.each_part(&mut |part| match part {
            Part::Blocks(blocks) => collect(blocks, targets),
            Part::Line(line) => collect_line(line, targets),
        });
    }
}

fn collect_line(line: &[Inline], targets: &mut BTreeSet<String>) {
    for inline in line {
        match &inline.kind {
            InlineKind::Link { target, .. } => drop(targets.insert(target.trim_start_matches('#').to_owned())),
            InlineKind::Reference { target } => drop(targets.insert(target.clone())),
            _ => {}
        }
        inline.kind.content().into_iter().for_each(|content| collect_line(content, targets));
    }
}

/// Whether the identifier is what `auto_identifiers` makes of a heading's words, or that with a number for the second of a
/// name; punctuation is left aside, in which Pandoc's variants differ.
fn is_made(id: &str, words: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let (id, words) = (id.to_lowercase(), letters(words));
    let lettered = words.trim_start_matches(|c: char| !c.is_alphabetic());
    let is = |id: &str| {
        let id = letters(id);
        id == words || id == lettered || (lettered.is_empty() && id == "section")
    };
    let unnumbered = id.rsplit_once('-').filter(|(_, number)| number.bytes().all(|byte| byte.is_ascii_digit())).map(|(name, _)| name);
    is(&id) || unnumbered.is_some_and(is)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_identifiers_are_told_from_given_ones() {
        assert!(is_made("the-cart-at-dusk", "The cart, at dusk"));
        assert!(is_made("notes-2", "Notes"));
        assert!(is_made("beginnings", "1. Beginnings"));
        assert!(is_made("section-3", "12"));
        assert!(!is_made("sec-cart", "The cart"));
    }
}
