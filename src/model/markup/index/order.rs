//! The order of a language and the letters under which its words stand (Unicode Collation Algorithm, with the tailorings of
//! CLDR). What no tailoring knows stands in the order that all languages share.

use std::cmp::Ordering;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::Locale;
use unicode_normalization::UnicodeNormalization;

use crate::model::Language;

/// The first character of each letter of Latin transcription in the order of Chinese by sound; no word begins with I, U or V.
const PINYIN: [(&str, char); 23] = [
    ("A", '吖'),
    ("B", '八'),
    ("C", '嚓'),
    ("D", '咑'),
    ("E", '妸'),
    ("F", '发'),
    ("G", '旮'),
    ("H", '哈'),
    ("J", '丌'),
    ("K", '咔'),
    ("L", '垃'),
    ("M", '妈'),
    ("N", '拏'),
    ("O", '噢'),
    ("P", '妑'),
    ("Q", '七'),
    ("R", '呥'),
    ("S", '仨'),
    ("T", '他'),
    ("W", '穵'),
    ("X", '夕'),
    ("Y", '丫'),
    ("Z", '帀'),
];

/// The rows of the Japanese syllabary, by their first signs.
const KANA: [&str; 10] = ["あ", "か", "さ", "た", "な", "は", "ま", "や", "ら", "わ"];

/// The first consonants of Korean syllables; doubled ones stand under the single one.
const CONSONANTS: [&str; 19] =
    ["ㄱ", "ㄱ", "ㄴ", "ㄷ", "ㄷ", "ㄹ", "ㅁ", "ㅂ", "ㅂ", "ㅅ", "ㅅ", "ㅇ", "ㅈ", "ㅈ", "ㅊ", "ㅋ", "ㅌ", "ㅍ", "ㅎ"];

/// The order of a language.
pub(super) struct Order {
    /// Tells words apart, by their accents and capitals too.
    words: Option<CollatorBorrowed<'static>>,
    /// Tells letters apart, and nothing smaller.
    letters: Option<CollatorBorrowed<'static>>,
    is_chinese: bool,
}

impl Order {
    /// The order of a language by its tag (BCP 47).
    pub(super) fn of(language: &str) -> Self {
        let locale = Locale::try_from_str(language).unwrap_or(Locale::UNKNOWN);
        let collator = |strength| {
            let mut options = CollatorOptions::default();
            options.strength = Some(strength);
            let mut preferences = CollatorPreferences::from(&locale);
            preferences.numeric_ordering = Some(CollationNumericOrdering::True);
            Collator::try_new(preferences, options).ok()
        };
        let tag = Language(language.to_owned());
        let is_chinese = tag.primary() == "zh" && !tag.is_traditional_chinese();
        Self { words: collator(Strength::Tertiary), letters: collator(Strength::Primary), is_chinese }
    }

    /// Which of two words goes first.
    pub(super) fn compare(&self, a: &str, b: &str) -> Ordering {
        compare(self.words.as_ref(), a, b)
    }

    /// The letter that a word stands under, as it heads a group: figures and signs are groups of their own.
    ///
    /// A letter with a mark stands with the plain one where the language holds them for the same, and two letters that the
    /// language counts as one are one.
    pub(super) fn letter(&self, word: &str) -> String {
        let Some(first) = word.chars().next().filter(|first| first.is_alphanumeric()) else { return "#".to_owned() };
        if first.is_numeric() {
            return "0–9".to_owned();
        }
        if let Some(letter) = self.eastern(first) {
            return letter.to_owned();
        }
        self.digraph(word).unwrap_or_else(|| self.plain(first))
    }

    /// Whether two letters head the same group.
    pub(super) fn same_letter(&self, a: &str, b: &str) -> bool {
        a == b || compare(self.letters.as_ref(), a, b) == Ordering::Equal
    }

    /// Two letters that are one: their words stand behind all others that begin with the first.
    fn digraph(&self, word: &str) -> Option<String> {
        /// The last of all characters in every order (UTS 35, part 5, 3.3).
        const LAST: char = '\u{FFFF}';
        let mut letters = word.chars();
        let (first, second) = (letters.next()?, letters.next().filter(|second| second.is_alphabetic())?);
        let pair: String = [first, second].iter().collect();
        let is_one = compare(self.letters.as_ref(), &pair, &[first, LAST].iter().collect::<String>()) == Ordering::Greater;
        is_one.then(|| first.to_uppercase().chain(second.to_lowercase()).collect())
    }

    fn plain(&self, letter: char) -> String {
        let capital: String = letter.to_uppercase().collect();
        let base: String = capital.nfd().take(1).collect();
        if self.same_letter(&base, &capital) { base } else { capital }
    }

    /// The group of a sign that is more than a letter.
    fn eastern(&self, first: char) -> Option<&'static str> {
        match u32::from(first) {
            // Hiragana, and Katakana as its Hiragana.
            code @ (0x3041..=0x3096 | 0x30A1..=0x30F6) => {
                let sign = char::from_u32(if code > 0x3096 { code - 0x60 } else { code })?.to_string();
                KANA.into_iter().rev().find(|row| compare(self.letters.as_ref(), &sign, row) != Ordering::Less)
            }
            // Syllables in the order of their first consonants, 588 to each.
            code @ 0xAC00..=0xD7A3 => CONSONANTS.get(((code - 0xAC00) / 588) as usize).copied(),
            0x4E00..=0x9FFF if self.is_chinese => {
                let first = first.to_string();
                let begins = |sign: char| compare(self.letters.as_ref(), &first, &sign.to_string()) != Ordering::Less;
                PINYIN.into_iter().rev().find(|(_, sign)| begins(*sign)).map(|(letter, _)| letter)
            }
            _ => None,
        }
    }
}

fn compare(collator: Option<&CollatorBorrowed<'static>>, a: &str, b: &str) -> Ordering {
    collator.map_or_else(|| a.to_lowercase().cmp(&b.to_lowercase()), |collator| collator.compare(a, b))
}

#[cfg(test)]
mod tests {
    use super::Order;

    fn sorted<'w>(language: &str, words: &[&'w str]) -> Vec<&'w str> {
        let order = Order::of(language);
        let mut words = words.to_vec();
        words.sort_by(|a, b| order.compare(a, b));
        words
    }

    #[test]
    fn words_stand_in_the_order_of_their_language() {
        assert_eq!(sorted("de", &["Zug", "Ärger", "Arzt", "Apfel"]), ["Apfel", "Ärger", "Arzt", "Zug"]);
        assert_eq!(sorted("sv", &["ö", "zon", "ärt", "år", "a"]), ["a", "zon", "år", "ärt", "ö"]);
        assert_eq!(sorted("da", &["Zebra", "Aarhus", "Øl", "Æble"]), ["Zebra", "Æble", "Øl", "Aarhus"]);
        assert_eq!(sorted("es", &["nube", "ñandú", "oso"]), ["nube", "ñandú", "oso"]);
        assert_eq!(sorted("cs", &["cíl", "chata", "dům", "hora"]), ["cíl", "dům", "hora", "chata"]);
        assert_eq!(sorted("en", &["Apollo 11", "apollo 9", "The end", "Thebes"]), ["apollo 9", "Apollo 11", "The end", "Thebes"]);
        assert_eq!(sorted("ru", &["яма", "ёлка", "ель", "Zebra"]), ["ёлка", "ель", "яма", "Zebra"]);
    }

    #[test]
    fn words_stand_under_the_letters_of_their_language() {
        for (language, word, letter) in [
            ("de", "Ärger", "A"),
            ("sv", "Ärt", "Ä"),
            ("sv", "élan", "E"),
            ("fr", "école", "E"),
            ("cs", "chata", "Ch"),
            ("cs", "cíl", "C"),
            ("cs", "čas", "Č"),
            ("hu", "csend", "Cs"),
            ("en", "chair", "C"),
            ("es", "ñandú", "Ñ"),
            ("ru", "йод", "Й"),
            ("ko", "까치", "ㄱ"),
            ("ja", "ガラス", "か"),
            ("zh-Hans", "中国", "Z"),
            ("zh-Hans", "北京", "B"),
            ("ar", "أسد", "ا"),
            ("en", "3D", "0–9"),
            ("en", "—", "#"),
        ] {
            assert_eq!(Order::of(language).letter(word), letter, "{language} {word}");
        }
    }
}
