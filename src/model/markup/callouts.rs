//! Callouts: their classes, and the words over those that have no title of their own.

use super::super::block::Callout;
use super::super::metadata::Language;
use super::super::wording::Wording;

/// The class of a callout beside `callout`.
pub(super) fn class(callout: Callout) -> &'static str {
    match callout {
        Callout::Note => "note",
        Callout::Tip => "tip",
        Callout::Important => "important",
        Callout::Warning => "warning",
        Callout::Caution => "caution",
    }
}

/// What a callout is called in a language.
pub(super) fn word(callout: Callout, language: &Language) -> &'static str {
    let words = Wording::of(language);
    match callout {
        Callout::Note => words.note,
        Callout::Tip => words.tip,
        Callout::Important => words.important,
        Callout::Warning => words.warning,
        Callout::Caution => words.caution,
    }
}
