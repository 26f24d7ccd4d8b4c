//! Bylines: who wrote the article, in one line or two, with or without "By", and with what web pages glue to them.
//!
//! A name is nothing but a few capitalised words, and so are many titles and headings. So a byline needs a sign besides: a
//! word before it ("By", "Von", "par"), a dash, a date beside it, or the same name at the beginning of the bio.

use super::lexicon;
use super::text::{has_case, is_dash};

/// Who wrote the article, as one line says it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Byline {
    pub names: Vec<String>,
    /// A date in the same line.
    pub date: Option<String>,
    /// The line without the names.
    pub rest: String,
}

/// Reads a line that begins with "By" or a like word, or with a dash.
pub(super) fn signed(line: &str, english: bool) -> Option<Byline> {
    let bare = line.trim_start_matches(|c: char| is_dash(c) || c.is_whitespace() || c == '*');
    let dashed = bare.len() < line.len() && line.starts_with(is_dash);
    match prefix(bare) {
        Some((label, names)) => read(line, names, english, !label.ends_with(':')),
        None if dashed => read(line, bare, english, true),
        None => None,
    }
}

/// Reads a line that is nothing but names, a date, and what may stand beside them.
pub(super) fn bare(line: &str, english: bool) -> Option<Byline> {
    read(line, line, english, true)
}

/// Whether a line is only the word before names: "Author:", "Text by".
pub(super) fn is_label(line: &str) -> bool {
    let lower = line.to_lowercase();
    let lower = lower.trim();
    lexicon::BYLINES.contains(&lower) || (!lower.ends_with(':') && lexicon::BYLINES.contains(&format!("{lower}:").as_str()))
}

fn prefix(line: &str) -> Option<(&'static str, &str)> {
    let fits = |label: &&&str| {
        let start: String = line.chars().take(label.chars().count()).flat_map(char::to_lowercase).collect();
        let after = line.chars().nth(label.chars().count());
        start == ***label && after.is_some_and(|after| after.is_whitespace() || label.ends_with(':') || after == ':')
    };
    let label = lexicon::BYLINES.iter().filter(fits).max_by_key(|label| label.len())?;
    let end = line.char_indices().nth(label.chars().count()).map_or(line.len(), |(at, _)| at);
    Some((label, line.get(end..)?.trim_start_matches([':', ' ', '\u{A0}'])))
}

fn read(line: &str, names: &str, english: bool, two_words: bool) -> Option<Byline> {
    let mut byline = Byline { names: Vec::new(), date: None, rest: line.to_owned() };
    let parts = names.split(['|', '•', '·', ';', '\t']).flat_map(|part| part.split(" / "));
    for part in parts.map(str::trim).filter(|part| !part.is_empty()) {
        byline.part(part, english, two_words)?;
    }
    for name in &byline.names {
        byline.rest = byline.rest.replacen(name.as_str(), "…", 1);
    }
    (!byline.names.is_empty()).then_some(byline)
}

impl Byline {
    /// Takes in a part of the line between rules; nothing if it does not belong to a byline.
    fn part(&mut self, part: &str, english: bool, two_words: bool) -> Option<()> {
        if let Some(date) = super::date::date(part, english) {
            self.date.get_or_insert(date);
            return Some(());
        }
        if let Some((name, date)) = name_and_date(part, english).filter(|_| self.names.is_empty()) {
            self.names.push(name.to_owned());
            self.date.get_or_insert(date);
            return Some(());
        }
        // A date may hold a comma itself: what follows a name is tried whole first.
        let mut rest = part;
        loop {
            let (head, tail) = split_name(rest);
            if is_name(head, two_words) {
                self.names.push(head.to_owned());
            } else if self.names.is_empty()
                && let Some((name, junk)) = glued(head)
            {
                self.names.push(name.to_owned());
                self.date = self.date.take().or_else(|| super::date::date(junk, english));
            } else if !is_beside_the_point(head) {
                return None;
            }
            if tail.is_empty() {
                return Some(());
            }
            if let Some(date) = super::date::date(tail, english) {
                self.date.get_or_insert(date);
                return Some(());
            }
            rest = tail;
        }
    }
}

/// A name with nothing but a date behind it: "Jane Doe Published May 3, 2024 Updated May 4, 2024".
fn name_and_date(text: &str, english: bool) -> Option<(&str, String)> {
    let cuts = text.match_indices(' ').map(|(at, _)| at).take(6);
    cuts.filter_map(|at| Some((text.get(..at)?, text.get(at + 1..)?)))
        .find_map(|(name, rest)| is_name(name, true).then(|| super::date::date(rest, english)).flatten().map(|date| (name, date)))
}

/// The part before the first comma or "and", and what comes after.
fn split_name(text: &str) -> (&str, &str) {
    let comma = text.find(',').map(|at| (at, 1));
    let joiners = lexicon::NAME_JOINERS.iter().filter_map(|joiner| text.find(joiner).map(|at| (at, joiner.len())));
    match comma.into_iter().chain(joiners).min() {
        Some((at, length)) => (text.get(..at).unwrap_or_default().trim(), text.get(at + length..).unwrap_or_default().trim()),
        None => (text.trim(), ""),
    }
}

/// A name with junk behind it: "Jane Doe in Kabul", "Jane Doe 5 min read", "Jane Doe jane@example.org".
fn glued(text: &str) -> Option<(&str, &str)> {
    let cuts = text.match_indices(' ').map(|(at, _)| at).rev();
    cuts.filter_map(|at| Some((text.get(..at)?, text.get(at + 1..)?))).find(|(name, junk)| is_name(name, true) && is_beside_the_point(junk))
}

/// What may stand beside a name in a byline without being one: a reading time, an address, an occupation, a place, a date.
fn is_beside_the_point(text: &str) -> bool {
    let lower = text.to_lowercase();
    let place = ["in ", "aus ", "à ", "en ", "em ", "uit "].iter().any(|preposition| lower.starts_with(preposition))
        && text.split_whitespace().count() <= 4;
    super::captions::is_reading_time(text)
        || text.contains('@')
        || place
        || super::date::date(text, false).is_some()
        || (text.split_whitespace().count() <= 8 && names_occupation(&lower))
}

/// Whether one of the words, in small letters, is what somebody does or whom somebody works for.
fn names_occupation(lower: &str) -> bool {
    let mut words = lower.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\u{93C}' | '\u{94D}')));
    words.any(|word| lexicon::OCCUPATIONS.contains(&word))
}

/// Whether a line can stand below a name to say what the person does: "Professor of History, University of Lagos".
pub(super) fn is_description(text: &str) -> bool {
    let sentence = super::text::ends_sentence(text);
    !sentence && text.split_whitespace().count() <= 14 && names_occupation(&text.to_lowercase())
}

/// Whether a text can be a person's name: two to six capitalised words, initials, particles, titles in brackets.
pub(super) fn is_name(text: &str, two_words: bool) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let lower = |word: &str| word.to_lowercase();
    let letters = |word: &str| {
        word.chars()
            .all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '’' | '\'' | '\u{93C}' | '\u{94D}' | '\u{200D}' | '\u{200C}' | '‑'))
    };
    let in_brackets = |word: &str| word.starts_with('(') && word.ends_with(')');
    let fits = |word: &&str| {
        let particle = lexicon::NAME_PARTICLES.contains(word);
        let capital = word.chars().next().is_some_and(|c| c.is_uppercase() || (c.is_alphabetic() && !has_case(word)));
        // d'Arc, O'Neil: the capital may come after the apostrophe.
        let capital = capital || word.split(['’', '\'']).nth(1).is_some_and(|rest| rest.starts_with(char::is_uppercase));
        in_brackets(word) || (letters(word) && (particle || (capital && !lexicon::FUNCTION_WORDS.contains(&lower(word).as_str()))))
    };
    let full = words.iter().filter(|word| !in_brackets(word) && !lexicon::NAME_PARTICLES.contains(word)).count();
    let occupied = words.iter().any(|word| lexicon::OCCUPATIONS.contains(&lower(word).as_str()));
    let first = words.first().is_some_and(|word| !in_brackets(word));
    let stopped = text.ends_with(['।', '?', '!']) || (text.ends_with('.') && words.last().is_some_and(|word| word.chars().count() > 3));
    words.len() <= 6 && (if two_words { 2 } else { 1 }..=5).contains(&full) && first && !stopped && !occupied && words.iter().all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_of_many_habits() {
        let bylines: &[(&str, &[&str], Option<&str>)] = &[
            ("By Jane Doe", &["Jane Doe"], None),
            ("by Jane Doe and José de la Cruz", &["Jane Doe", "José de la Cruz"], None),
            ("BY JANE DOE", &["JANE DOE"], None),
            ("Von Anna-Lena Müller, Berlin-Korrespondentin", &["Anna-Lena Müller"], None),
            ("par Élodie d’Arc, le 3 mai 2024", &["Élodie d’Arc"], Some("2024-05-03")),
            ("Por Ana Gómez | 3 de mayo de 2024 | 5 min de lectura", &["Ana Gómez"], Some("2024-05-03")),
            ("— Jane Doe", &["Jane Doe"], None),
            ("By Lt Gen A. K. Rao (Retd)", &["Lt Gen A. K. Rao (Retd)"], None),
            ("By Jane Doe in Kabul", &["Jane Doe"], None),
            ("By Jane Doe, March 3, 2024", &["Jane Doe"], Some("2024-03-03")),
            ("Author: Plato", &["Plato"], None),
            ("By Jane Doe Published May 3, 2024 Updated May 4, 2024", &["Jane Doe"], Some("2024-05-03")),
            ("By Jane Doe / Example Press", &["Jane Doe"], None),
            ("लेखक: मीरा शर्मा", &["मीरा शर्मा"], None),
        ];
        for (line, names, date) in bylines {
            let byline = signed(line, true).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((byline.names, byline.date.as_deref()), (names.iter().map(|name| (*name).to_owned()).collect(), *date), "{line}");
        }
    }

    #[test]
    fn titles_are_no_bylines() {
        for line in [
            "By the River",
            "Von Berlin nach Kiew",
            "Por que votar",
            "Par temps de pluie",
            "By Chance",
            "Di che cosa parliamo",
            "— And then it rained.",
            "Von Mäusen und Menschen",
        ] {
            assert_eq!(signed(line, true), None, "{line}");
        }
    }
}
