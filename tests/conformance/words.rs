//! Words as a reader sees them, whatever hand set them: case, ligatures, hyphens at line ends and punctuation aside.

use std::collections::{BTreeMap, BTreeSet};

use libtest_mimic::Trial;
use similar::{Algorithm, DiffTag, capture_diff_slices};
use unicode_normalization::UnicodeNormalization;

use crate::judges::Verdict;
use crate::manuscript::Manuscript;

/// The words of a text. Hyphens and apostrophes join (`cross-border` is one word, whether a line ends in it or not), everything
/// else that is no letter or digit parts; a number glued to a word, as a raised note reference is, stands alone.
pub(crate) fn of(text: &str) -> Vec<String> {
    let plain: String = text.replace("--", " ").nfkc().flat_map(char::to_lowercase).filter(|c| !joins(*c)).collect();
    plain.split(|c: char| !c.is_alphanumeric()).flat_map(without_number).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn joins(c: char) -> bool {
    matches!(c, '-' | '\u{ad}' | '\u{2010}' | '\u{2011}' | '\'' | '\u{2018}' | '\u{2019}' | '`')
}

fn without_number(word: &str) -> [&str; 2] {
    let end = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let letters = end.chars().count() > 1 && end.chars().all(char::is_alphabetic);
    if letters { [end, &word[end.len()..]] } else { [word, ""] }
}

/// The words of a set text, with what line ends and drop caps have parted put together again, where that gives a word of `known`.
pub(crate) fn of_pages(text: &str, known: &BTreeSet<String>) -> Vec<String> {
    let mut words: Vec<(String, bool)> = Vec::new();
    for line in text.lines() {
        let broken = line.trim_end().ends_with(['-', '\u{ad}', '\u{2010}']);
        let in_line = of(line);
        let last = in_line.len().saturating_sub(1);
        words.extend(in_line.into_iter().enumerate().map(|(at, word)| (word, broken && at == last)));
    }
    let mut at = 0;
    while at < words.len() {
        if let Some(rest) = rest_of(&words, at, known) {
            let (end, broken) = words.remove(rest);
            words[at].0.push_str(&end);
            words[at].1 = broken;
        } else {
            at += 1;
        }
    }
    words.into_iter().map(|(word, _)| word).collect()
}

/// Where the end of a broken word stands: next, or beyond the running heads when the page ends in it.
fn rest_of(words: &[(String, bool)], at: usize, known: &BTreeSet<String>) -> Option<usize> {
    /// As far as a footnote, a folio, a running head and a pull quote may push the rest of a word.
    const FURNITURE: usize = 150;
    let (start, broken) = words.get(at)?;
    let whole = |rest: usize| words.get(rest).is_some_and(|(end, _)| known.contains(&format!("{start}{end}")));
    if *broken {
        return (at + 1..at + FURNITURE).find(|rest| whole(*rest));
    }
    // A drop cap is a word of one letter, or of a quotation mark and one, that no sentence begins with.
    let drop_cap = start.chars().count() == 1 && !known.contains(start);
    (drop_cap && whole(at + 1)).then_some(at + 1)
}

/// Whether two texts have the same words in the same order.
pub(crate) fn same(expected: &[String], found: &[String]) -> Verdict {
    if expected == found { Ok(()) } else { Err(difference(expected, found, |_| true)) }
}

/// Whether every word of `expected` is in `found` in its order; other words may stand between.
pub(crate) fn in_order(expected: &[String], found: &[String]) -> Verdict {
    let mut rest = found.iter();
    if expected.iter().all(|word| rest.any(|other| other == word)) {
        Ok(())
    } else {
        Err(difference(expected, found, |tag| tag != DiffTag::Insert))
    }
}

/// Where `piece` stands in `words`, whole.
pub(crate) fn find(words: &[String], piece: &[String]) -> Option<usize> {
    if piece.is_empty() { Some(0) } else { words.windows(piece.len()).position(|window| window == piece) }
}

/// How often each word occurs.
pub(crate) fn counted<'w>(words: impl IntoIterator<Item = &'w String>) -> BTreeMap<&'w str, usize> {
    let mut counts = BTreeMap::new();
    for word in words {
        *counts.entry(word.as_str()).or_default() += 1;
    }
    counts
}

/// The first places where two texts part, with the words around them.
fn difference(expected: &[String], found: &[String], counts: impl Fn(DiffTag) -> bool) -> String {
    const SHOWN: usize = 5;
    const AROUND: usize = 6;
    let near = |words: &[String], from: usize, to: usize| words[from.saturating_sub(AROUND)..(to + AROUND).min(words.len())].join(" ");
    let operations = capture_diff_slices(Algorithm::Myers, expected, found);
    let mut parted = operations.iter().filter(|operation| operation.tag() != DiffTag::Equal && counts(operation.tag()));
    let shown: Vec<_> = parted
        .by_ref()
        .take(SHOWN)
        .map(|operation| {
            let (old, new) = (operation.old_range(), operation.new_range());
            let (expected, found) = (near(expected, old.start, old.end), near(found, new.start, new.end));
            format!("expected: ...{expected}...\nfound:    ...{found}...")
        })
        .collect();
    format!("the words differ\n{}\nand {} more places", shown.join("\n\n"), parted.count())
}

/// The yardstick itself, tried.
pub(crate) fn trials() -> Vec<Trial> {
    let known = |words: &str| words.split(' ').map(str::to_owned).collect::<BTreeSet<_>>();
    let equal = |found: Vec<String>, expected: &str| {
        let found = found.join(" ");
        if found == expected { Ok(()) } else { Err(format!("found {found:?}, expected {expected:?}").into()) }
    };
    let manuscript = || Manuscript::read("---\ntitle: The Line\n---\n\nOne two.\n\n::: pullquote\nTwo three\n:::\n\nTwo three four.\n", "");
    let verdict = |verdict: Verdict| verdict.map_err(Into::into);
    let refused = |verdict: Verdict| if verdict.is_err() { Ok(()) } else { Err("a wrong text was accepted".into()) };
    vec![
        Trial::test("words: what they are", move || {
            equal(of("Pakistan’s cross-border ﬁre---1980–90, state.1 C5ISR"), "pakistans crossborder fire 1980 90 state 1 c5isr")
        }),
        Trial::test("words: a raised note stands alone", move || equal(of("border1, in 1893"), "border 1 in 1893")),
        Trial::test("words: broken at a line end", move || {
            equal(of_pages("a cross-\nborder na-\n12 The Sheet\ntion", &known("crossborder nation")), "a crossborder nation 12 the sheet")
        }),
        Trial::test("words: a drop cap", move || equal(of_pages("T\nhe line", &known("the line")), "the line")),
        Trial::test("words: a text with its furniture is accepted", move || {
            verdict(manuscript().compare("The Line 1\nOne two. Two three\n2 The Line\nTwo three four."))
        }),
        Trial::test("words: a lost word is found", move || refused(manuscript().compare("The Line One two. Two three Two four."))),
        Trial::test("words: a lost pull quote is found", move || refused(manuscript().compare("The Line One two. Two three four."))),
        Trial::test("words: a repeated word is found", move || {
            refused(manuscript().compare("The Line One two. Two three Two three four. four"))
        }),
        Trial::test("words: tags that cut a paragraph are found", move || {
            verdict(manuscript().compare_tags("The Line\nOne two.1\nTwo three\nTwo three four."))?;
            refused(manuscript().compare_tags("One\nThe Line\ntwo. Two three. Two three four."))
        }),
        Trial::test("words: a wrong order is found", move || refused(manuscript().compare("The Line Two three Two three four. One two."))),
    ]
}
