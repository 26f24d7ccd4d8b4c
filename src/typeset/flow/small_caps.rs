//! Small capitals for fonts that have none of their own: capitals, drawn smaller (CSS Fonts 4, 6.6).

use crate::style::{Caps, Style};

/// The size of such capitals, in sizes of the text: about that of drawn ones, which stand a little over the small letters.
pub(super) const SIZE: f32 = 0.78;

/// The OpenType feature by which a font draws the small capitals that a style asks for, if it asks for them.
pub(super) fn feature(style: &Style) -> Option<[u8; 4]> {
    matches!(style.font_variant_caps, Caps::Small | Caps::AllSmall).then_some(*b"smcp")
}

/// The stretches of some words, each with whether it is to be drawn in small capitals.
pub(in crate::typeset) fn stretches<'t>(words: &'t str, style: &Style) -> Vec<(&'t str, bool)> {
    let all = style.font_variant_caps == Caps::AllSmall;
    let is_small = |c: char| c.is_lowercase() || (all && c.is_uppercase());
    let mut stretches = Vec::new();
    let mut start = 0;
    let mut small = words.chars().next().is_some_and(is_small);
    for (at, character) in words.char_indices() {
        // Blanks and stops go with what stands before them, so that words are not cut into more pieces than need be.
        if character.is_alphanumeric() && is_small(character) != small {
            stretches.extend(words.get(start..at).filter(|words| !words.is_empty()).map(|words| (words, small)));
            start = at;
            small = is_small(character);
        }
    }
    stretches.extend(words.get(start..).filter(|words| !words.is_empty()).map(|words| (words, small)));
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_letters_are_told_from_capitals() {
        let small = Style { font_variant_caps: Caps::Small, ..Style::default() };
        assert_eq!(
            stretches("The NATO, in 1949", &small),
            [("T", false), ("he ", true), ("NATO, ", false), ("in ", true), ("1949", false)]
        );
        let all = Style { font_variant_caps: Caps::AllSmall, ..small };
        assert_eq!(stretches("The NATO, in 1949", &all), [("The NATO, in ", true), ("1949", false)]);
        assert_eq!(stretches("", &all), []);
    }
}
