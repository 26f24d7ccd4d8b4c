//! Finding the passage that a pull quote repeats.
//!
//! Editors rarely repeat a sentence to the letter. In the articles we read, two in three pull quotes keep the words once
//! case, punctuation and quotation marks are put aside; the others cut a clause, put a noun for a pronoun, join two
//! quotations, or end in a new tail. What survives all of these is *runs of words*: two thirds or more of the words of an
//! edited pull quote still stand in runs of two or more, in the order of the source. So likeness is measured in runs.
//!
//! Comparing each short paragraph with each other paragraph would take a book's length squared. Instead every pair of
//! neighbouring words is indexed once; a quote's rarer pairs nominate the few passages worth measuring.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

/// A pair that stands in more places than this says nothing about where a quote comes from ("of the").
const COMMON: usize = 48;
/// How many nominated passages are measured.
const NOMINATED: usize = 4;
/// How many places of a pair are followed when runs are laid; more occur only in machine-made text.
const FOLLOWED: usize = 24;

/// The passages of a piece, ready to be searched for what a quote repeats.
#[derive(Debug, Default)]
pub struct Passages {
    vocabulary: HashMap<String, u32>,
    /// All words of all passages, one after the other.
    words: Vec<u32>,
    /// For each word, its bytes in its passage.
    places: Vec<Range<usize>>,
    /// For each passage, the number of its first word.
    starts: Vec<usize>,
    /// Where each pair of neighbouring words stands, in rising order.
    pairs: HashMap<(u32, u32), Vec<usize>>,
}

/// How a quote is like the passage it repeats.
#[derive(Clone, Debug, PartialEq)]
pub struct Likeness {
    /// Which passage, counted from 0 in the order they were given.
    pub passage: usize,
    /// The bytes of that passage which the quote repeats.
    pub range: Range<usize>,
    /// Whether the words are the same, in one run, once case, punctuation, quotation marks and spacing are put aside.
    pub exact: bool,
    /// The share of the quote's words that stand there in runs of two or more, 0.0 to 1.0.
    pub share: f32,
    /// The words in the longest run.
    pub longest_run: usize,
}

impl Likeness {
    /// Whether it is likely that the quote was taken from the passage: all its words, or three in five of them with a run
    /// that is too long for chance.
    pub fn is_repeat(&self) -> bool {
        self.exact || (self.share >= 0.6 && self.longest_run >= 4)
    }
}

/// A run of words that quote and passage share.
#[derive(Clone, Copy)]
struct Run {
    start: usize,
    length: usize,
}

impl Passages {
    /// The passages to search, in the order of the piece.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut passages = Self::default();
        for text in texts {
            passages.push(text);
        }
        passages
    }

    fn push(&mut self, text: &str) {
        let first = self.words.len();
        self.starts.push(first);
        for (word, place) in words(text) {
            let next = u32::try_from(self.vocabulary.len()).unwrap_or(u32::MAX);
            let word = *self.vocabulary.entry(word).or_insert(next);
            if self.words.len() > first
                && let Some(&before) = self.words.last()
            {
                self.pairs.entry((before, word)).or_default().push(self.words.len() - 1);
            }
            self.words.push(word);
            self.places.push(place);
        }
    }

    /// The passage that a quote repeats most closely, if it shares enough words with any to be worth a look; passages for
    /// which `passed_over` holds do not count. Whether the likeness is enough is for [`Likeness::is_repeat`] to say.
    ///
    /// Takes time in proportion to the quote, not to the piece.
    pub fn find(&self, quote: &str, passed_over: impl Fn(usize) -> bool) -> Option<Likeness> {
        let quote: Vec<Option<u32>> = words(quote).map(|(word, _)| self.vocabulary.get(&word).copied()).collect();
        let measured = self.nominate(&quote, passed_over).into_iter().filter_map(|passage| self.measure(&quote, passage));
        // Of equals, the first nominated wins: it has more of the quote's rare words.
        measured.reduce(|best, other| if (other.exact, other.share) > (best.exact, best.share) { other } else { best })
    }

    /// The passages that hold most of the quote's telling pairs, best first.
    fn nominate(&self, quote: &[Option<u32>], passed_over: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
        for places in quote.windows(2).filter_map(|pair| self.places_of(pair)).filter(|places| places.len() <= COMMON) {
            let mut last = None;
            for passage in places.iter().map(|&place| self.passage_of(place)) {
                if last != Some(passage) && !passed_over(passage) {
                    *votes.entry(passage).or_default() += 1;
                }
                last = Some(passage);
            }
        }
        let mut nominated: Vec<(usize, usize)> = votes.into_iter().filter(|&(_, votes)| votes >= 2).collect();
        nominated.sort_by_key(|&(passage, votes)| (Reverse(votes), passage));
        nominated.into_iter().take(NOMINATED).map(|(passage, _)| passage).collect()
    }

    fn measure(&self, quote: &[Option<u32>], passage: usize) -> Option<Likeness> {
        let bounds = self.bounds(passage);
        let runs = self.runs(quote, &bounds);
        let shared: usize = runs.iter().map(|run| run.length).sum();
        let longest_run = runs.iter().map(|run| run.length).max()?;
        // A chance "of the" elsewhere in the passage must not stretch the range.
        let telling = || runs.iter().filter(|run| run.length >= 3.min(longest_run));
        let first = telling().map(|run| run.start).min()?;
        let last = telling().map(|run| run.start + run.length - 1).max()?;
        Some(Likeness {
            passage,
            range: self.places.get(first)?.start..self.places.get(last)?.end,
            exact: longest_run == quote.len(),
            share: shared as f32 / quote.len() as f32,
            longest_run,
        })
    }

    /// Lays the quote over the passage in the longest runs of two words or more, from its first word to its last.
    fn runs(&self, quote: &[Option<u32>], bounds: &Range<usize>) -> Vec<Run> {
        let mut runs = Vec::new();
        let mut at = 0;
        while let Some(rest) = quote.get(at..).filter(|rest| rest.len() >= 2) {
            match self.longest_run(rest, bounds) {
                Some(run) => {
                    at += run.length;
                    runs.push(run);
                }
                None => at += 1,
            }
        }
        runs
    }

    fn longest_run(&self, quote: &[Option<u32>], bounds: &Range<usize>) -> Option<Run> {
        let places = self.places_of(quote.get(..2)?)?;
        let from = places.partition_point(|&place| place < bounds.start);
        let here = places.get(from..)?.iter().take_while(|&&place| place < bounds.end).take(FOLLOWED);
        let runs = here.map(|&start| {
            let passage = self.words.get(start..bounds.end).unwrap_or_default();
            Run { start, length: quote.iter().zip(passage).take_while(|(quoted, word)| **quoted == Some(**word)).count() }
        });
        runs.reduce(|best, other| if other.length > best.length { other } else { best })
    }

    fn places_of(&self, pair: &[Option<u32>]) -> Option<&Vec<usize>> {
        match pair {
            [Some(first), Some(second)] => self.pairs.get(&(*first, *second)),
            _ => None,
        }
    }

    fn passage_of(&self, place: usize) -> usize {
        self.starts.partition_point(|&start| start <= place).saturating_sub(1)
    }

    fn bounds(&self, passage: usize) -> Range<usize> {
        let start = self.starts.get(passage).copied().unwrap_or(self.words.len());
        start..self.starts.get(passage + 1).copied().unwrap_or(self.words.len())
    }
}

/// The words of a text as they are compared, each with its bytes: lower case, composed (NFC), without punctuation.
/// Apostrophes do not divide a word, hyphens do. Scripts without spaces give one word for each character.
pub fn words(text: &str) -> impl Iterator<Item = (String, Range<usize>)> {
    let mut characters = text.char_indices().peekable();
    std::iter::from_fn(move || {
        while characters.next_if(|&(_, c)| !starts_word(c)).is_some() {}
        let (start, first) = characters.next()?;
        let mut end = start + first.len_utf8();
        while !stands_alone(first)
            && let Some((at, c)) = characters.next_if(|&(_, c)| continues_word(c))
        {
            end = at + c.len_utf8();
        }
        let range = start..end;
        let letters = text.get(range.clone()).unwrap_or_default().trim_end_matches(is_apostrophe);
        let word = letters.chars().filter(|&c| !is_apostrophe(c) && c != '\u{AD}').flat_map(char::to_lowercase);
        let word = if letters.is_ascii() { word.collect() } else { word.nfc().collect() };
        Some((word, start..start + letters.len()))
    })
}

fn starts_word(c: char) -> bool {
    c.is_alphanumeric()
}

fn continues_word(c: char) -> bool {
    (c.is_alphanumeric() && !stands_alone(c)) || is_apostrophe(c) || is_mark(c)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// Signs inside words that Unicode does not count as letters: accents, Indic viramas and nuktas, joiners, soft hyphens.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{AD}' | '\u{200C}' | '\u{200D}')
        || matches!(c, '\u{93C}' | '\u{94D}' | '\u{9BC}' | '\u{9CD}' | '\u{A3C}' | '\u{A4D}' | '\u{ABC}' | '\u{ACD}')
        || matches!(c, '\u{B4D}' | '\u{BCD}' | '\u{C4D}' | '\u{CCD}' | '\u{D4D}')
}

/// Ideographs and kana.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: [&str; 3] = [
        "The ferry left at dawn. “Nobody in the village believed that the bridge would stand,” the mason said, and he laughed.",
        "It was his grandfather who cut the first stone, in a quarry that has long been under water.",
        "The bridge has carried carts, tanks and weddings, and in all these years it was closed for a single afternoon.",
    ];

    fn find(quote: &str) -> Option<Likeness> {
        Passages::of(BODY).find(quote, |_| false)
    }

    #[test]
    fn case_punctuation_and_quotation_marks_do_not_count() {
        let likeness = find("»nobody in the village believed, that the BRIDGE would stand«").expect("the words are there");
        assert!(likeness.exact);
        assert_eq!(likeness.passage, 0);
        assert_eq!(&BODY[0][likeness.range], "Nobody in the village believed that the bridge would stand");
    }

    #[test]
    fn a_cut_clause_and_a_new_noun_leave_a_close_repeat() {
        let likeness =
            find("The bridge has carried tanks and weddings, and in all these years the bridge was closed for a single afternoon")
                .expect("most words are there");
        assert!(!likeness.exact && likeness.is_repeat(), "{likeness:?}");
        assert_eq!(likeness.passage, 2);
    }

    #[test]
    fn common_ground_is_no_repeat() {
        let likeness = find("In all the villages under water the first stone of a bridge was somebody’s grandfather’s work");
        assert!(likeness.is_none_or(|likeness| !likeness.is_repeat()));
        assert_eq!(find(""), None);
        assert_eq!(find("word"), None);
    }

    #[test]
    fn passages_can_be_passed_over() {
        let twice = Passages::of([BODY[1], BODY[1]]);
        assert_eq!(twice.find(BODY[1], |passage| passage == 0).map(|likeness| likeness.passage), Some(1));
    }

    #[test]
    fn words_of_many_scripts() {
        let split = |text: &str| words(text).map(|(word, _)| word).collect::<Vec<_>>();
        assert_eq!(split("L’Été: spill-over, don't!"), ["lété", "spill", "over", "dont"]);
        assert_eq!(split("विचार व्यक्तिगत हैं।"), ["विचार", "व्यक्तिगत", "हैं"]);
        assert_eq!(split("橋を見た。"), ["橋", "を", "見", "た"]);
    }

    #[test]
    fn one_sentence_ten_thousand_times_is_searched_in_no_time() {
        let many = Passages::of(std::iter::repeat_n(BODY[0], 10_000));
        for _ in 0..10_000 {
            assert_eq!(many.find(BODY[0], |_| false), None);
        }
    }
}
