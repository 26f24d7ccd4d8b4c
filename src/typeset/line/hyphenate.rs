//! Where a line may end: between words, at hyphens, and inside words by the patterns of their language.

use std::borrow::Cow;
use std::collections::HashMap;

use hypher::Lang;
use icu_segmenter::LineSegmenter;
use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness, LineBreakWordOption};
use unicode_normalization::char::is_combining_mark;

use super::hang::run_at;
use crate::style::{Hyphenation, LineBreak, TextAlign, WordBreak};
use crate::typeset::words::{Run, Words};

/// Whether a line that ends at a byte of a text ends in a hyphen, added or not.
pub(super) fn ends_in_hyphen(text: &str, end: usize, kind: BreakKind) -> bool {
    kind == BreakKind::Hyphen || text.get(..end).is_some_and(|line| line.ends_with(['-', '\u{2010}']))
}

/// A place where a line may end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Opportunity {
    /// Where the line's ink ends: before the spaces at its end.
    pub end: usize,
    /// Where the next line starts.
    pub next: usize,
    /// What ends the line.
    pub kind: BreakKind,
}

/// What ends a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BreakKind {
    /// A space, or a hyphen or dash that is there anyway.
    Between,
    /// A hyphen that is added.
    Hyphen,
    /// The author, or the end of the paragraph.
    Forced,
}

/// What is put where a word is divided, unless a stylesheet or the language says otherwise.
pub(in crate::typeset) const HYPHEN: char = '-';

/// Words that were divided before: a text has few words, each many times.
#[derive(Default)]
pub(super) struct Divisions {
    /// For each language and word in small letters, where its syllables end but the last, in bytes.
    known: HashMap<Lang, HashMap<Box<str>, Box<[u8]>>>,
}

impl Divisions {
    /// Where the syllables of a word in small letters end, but the last.
    fn of(&mut self, word: &str, language: Lang) -> impl Iterator<Item = usize> + '_ {
        let known = self.known.entry(language).or_default();
        if !known.contains_key(word) {
            let ends = hypher::hyphenate(word, language).scan(0, |at, syllable| {
                *at += syllable.len();
                Some(*at)
            });
            // No word is so long that its syllables end past the 255th byte, where it could be divided with any sense.
            let ends = ends.filter(|&at| at < word.len()).filter_map(|at| u8::try_from(at).ok()).collect();
            known.insert(word.into(), ends);
        }
        known.get(word).into_iter().flatten().map(|&at| usize::from(at))
    }
}

/// All places where a line may end, in order; the last is the end of the paragraph.
pub(super) fn opportunities(words: &Words, divisions: &mut Divisions) -> Vec<Opportunity> {
    let text = &words.text;
    let mut found = Vec::new();
    let mut word_start = 0;
    for at in LineSegmenter::new_dictionary(options(words)).segment_str(text).skip(1) {
        hyphens(words, word_start, at, divisions, &mut found);
        let before = &text[..at];
        let end = before.trim_end_matches([' ', '\n']).len().max(word_start);
        let forced = before.ends_with('\n') || at == text.len();
        let kind = if forced { BreakKind::Forced } else { BreakKind::Between };
        // A soft hyphen is a place to divide, not a letter.
        if before.ends_with('\u{AD}') && !forced {
            if words.setting.hyphens != Hyphenation::None {
                found.push(Opportunity { end: at - '\u{AD}'.len_utf8(), next: at, kind: BreakKind::Hyphen });
            }
        } else {
            found.push(Opportunity { end, next: at, kind });
        }
        word_start = at;
    }
    if !words.forced.is_empty() {
        found.extend(words.forced.iter().map(|&at| Opportunity { end: at, next: at, kind: BreakKind::Between }));
        found.sort_by_key(|place| place.next);
        found.dedup_by_key(|place| place.next);
    }
    if words.runs.iter().any(|run| run.unbroken) {
        let whole = |at: usize| run_at(words, at).is_some_and(|run| run.unbroken);
        found.retain(|place| place.kind == BreakKind::Forced || !(whole(place.next.saturating_sub(1)) && whole(place.next)));
    }
    if let Some(first_line) = &words.first_line {
        found.retain(|place| place.kind == BreakKind::Forced || !first_line.forbids(place.next));
    }
    if found.is_empty() {
        found.push(Opportunity { end: text.len(), next: text.len(), kind: BreakKind::Forced });
    }
    found
}

/// How the paragraph's language ends lines. Korean keeps its words whole, as Latin does, but for justified lines so
/// short that they would gape.
fn options(words: &Words) -> LineBreakOptions<'static> {
    let mut options = LineBreakOptions::default();
    let korean = words.runs.first().is_some_and(|run| run.language.split('-').next() == Some("ko"));
    let roomy = words.setting.align != TextAlign::Justify || words.setting.measure > words.setting.size * 28.0;
    options.word_option = match words.setting.word_break {
        WordBreak::Normal if korean && roomy => Some(LineBreakWordOption::KeepAll),
        WordBreak::Normal => None,
        WordBreak::KeepAll => Some(LineBreakWordOption::KeepAll),
        WordBreak::BreakAll => Some(LineBreakWordOption::BreakAll),
    };
    options.strictness = match words.setting.line_break {
        LineBreak::Auto => None,
        LineBreak::Loose => Some(LineBreakStrictness::Loose),
        LineBreak::Normal => Some(LineBreakStrictness::Normal),
        LineBreak::Strict => Some(LineBreakStrictness::Strict),
        LineBreak::Anywhere => Some(LineBreakStrictness::Anywhere),
    };
    options
}

/// Adds the places inside the words between two breaks.
fn hyphens(words: &Words, from: usize, to: usize, divisions: &mut Divisions, found: &mut Vec<Opportunity>) {
    if words.setting.hyphens != Hyphenation::Auto {
        return;
    }
    let [shortest, before, after] = words.setting.hyphen_limits.map(usize::from);
    let segment = &words.text[from..to];
    let Some((offset, word)) = letters(segment) else { return };
    let length = letter_count(word);
    if length < shortest.max(before + after) || word.contains('\u{AD}') {
        return;
    }
    let start = from + offset;
    let Some(run) = run_at(words, start) else { return };
    // A word set in two faces is mostly a mark or an abbreviation: it stays whole.
    if run.range.end < start + word.len() || !run.hyphenate {
        return;
    }
    let Some(language) = patterns(run) else { return };
    let is_lower = word.bytes().all(|byte| byte.is_ascii_lowercase());
    let lower = if is_lower { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) };
    // Patterns know small letters; where lowering changes the length of a word, its places cannot be told.
    if lower.len() != word.len() {
        return;
    }
    for at in divisions.of(&lower, language) {
        let Some(count) = word.get(..at).map(letter_count) else { continue };
        if count >= before && length - count >= after {
            found.push(Opportunity { end: start + at, next: start + at, kind: BreakKind::Hyphen });
        }
    }
}

/// How many letters a word has: marks on a letter are part of it.
fn letter_count(word: &str) -> usize {
    word.chars().filter(|&c| !is_combining_mark(c)).count()
}

/// The letters of a segment without the punctuation around them; nothing if it is no single plain word.
fn letters(segment: &str) -> Option<(usize, &str)> {
    let inner = segment.trim_start_matches(|c: char| !c.is_alphabetic());
    let offset = segment.len() - inner.len();
    // Marks such as the virama of India are part of words without being letters.
    let word = inner.trim_end_matches(|c: char| !c.is_alphabetic() && !is_combining_mark(c));
    // Possessives are left on the word: the last syllable takes them along.
    let plain =
        word.chars().all(|c| c.is_alphabetic() || is_combining_mark(c) || matches!(c, '’' | '\'' | '\u{AD}' | '\u{200C}' | '\u{200D}'));
    (plain && !word.is_empty()).then_some((offset, word)).map(|(offset, word)| {
        let stem = word.find(['’', '\'']).map_or(word, |at| &word[..at]);
        (offset, stem)
    })
}

/// The hyphenation patterns of a run's language, if there are any.
fn patterns(run: &Run) -> Option<Lang> {
    let primary = run.language.split(['-', '_']).next()?.to_lowercase();
    let code: [u8; 2] = primary.as_bytes().try_into().ok()?;
    Lang::from_iso(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_where_their_letters_end_and_marks_are_part_of_them() {
        assert_eq!(letters("(word),"), Some((1, "word")));
        assert_eq!(letters("it’s"), Some((0, "it")));
        assert_eq!(letters("கோரிக்கைகளை,"), Some((0, "கோரிக்கைகளை")));
        assert_eq!(letter_count("கோரிக்கை"), 4);
        assert_eq!(letters("a1b"), None);
    }
}
