//! How languages set their quotation marks.

use crate::model::Language;

/// The customs of a language.
#[derive(Debug, PartialEq)]
pub(in crate::read) struct Customs {
    /// Outer quotation marks, opening and closing.
    pub(super) outer: [&'static str; 2],
    /// Quotation marks inside others.
    pub(super) inner: [&'static str; 2],
    /// Whether a space that does not break stands before `;`, `:`, `!` and `?`, and inside guillemets.
    pub(super) spaced: bool,
}

static ENGLISH: Customs = customs(["“", "”"], ["‘", "’"]);
static GERMAN: Customs = customs(["„", "“"], ["‚", "‘"]);
static SWISS: Customs = customs(["«", "»"], ["‹", "›"]);
static SPANISH: Customs = customs(["«", "»"], ["“", "”"]);
static NORWEGIAN: Customs = customs(["«", "»"], ["‘", "’"]);
static RUSSIAN: Customs = customs(["«", "»"], ["„", "“"]);
static POLISH: Customs = customs(["„", "”"], ["«", "»"]);
static CROATIAN: Customs = customs(["„", "”"], ["‚", "’"]);
static HUNGARIAN: Customs = customs(["„", "”"], ["»", "«"]);
static SWEDISH: Customs = customs(["”", "”"], ["’", "’"]);
static DANISH: Customs = customs(["»", "«"], ["›", "‹"]);
static JAPANESE: Customs = customs(["「", "」"], ["『", "』"]);
static FRENCH: Customs = Customs { outer: ["«\u{202f}", "\u{202f}»"], inner: ["“", "”"], spaced: true };

const fn customs(outer: [&'static str; 2], inner: [&'static str; 2]) -> Customs {
    Customs { outer, inner, spaced: false }
}

/// The customs of a language as its dictionaries and style guides describe them; where none are known here, the English.
pub(in crate::read) fn of(language: &Language) -> &'static Customs {
    let is_region = |part: &&str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_uppercase());
    let region = language.0.split('-').skip(1).find(is_region);
    match (language.primary().as_str(), region) {
        ("de" | "it" | "fr" | "rm", Some("CH" | "LI")) => &SWISS,
        ("de" | "cs" | "sk" | "sl" | "lt" | "lv" | "et" | "is" | "bg" | "ka", _) => &GERMAN,
        ("fr", _) => &FRENCH,
        ("pt", Some("BR")) => &ENGLISH,
        ("es" | "it" | "pt" | "ca" | "gl" | "eu" | "el" | "sq", _) => &SPANISH,
        ("no" | "nb" | "nn", _) => &NORWEGIAN,
        ("ru" | "uk" | "be" | "hy" | "az" | "kk", _) => &RUSSIAN,
        ("pl" | "ro", _) => &POLISH,
        ("hr" | "sr" | "bs", _) => &CROATIAN,
        ("hu", _) => &HUNGARIAN,
        ("sv" | "fi", _) => &SWEDISH,
        ("da", _) => &DANISH,
        ("ja", _) => &JAPANESE,
        ("zh", _) if language.is_traditional_chinese() => &JAPANESE,
        _ => &ENGLISH,
    }
}
