//! The tail of the article: author bio and disclaimer. Either may stand at the top instead.
//!
//! From the end upwards: a disclaimer is a sentence that speaks of views or opinions *and* says whose they are not; a paragraph
//! is cut in two where its last or first sentences are one. A bio has a label, or begins with "The author" or with the
//! author's name, or introduces a name that the article has not mentioned so far. Only what has nothing but tail below it can
//! be a bio, so that a review may speak of "the author" in its body.

use super::article::{Article, Role};
use super::findings::{Confidence, Kind};
use super::text::{is_dash, sentences};
use super::{byline, lexicon};
use crate::model::Contributor;

/// How many passages from the end are looked at, and how many from the beginning.
const TAIL: usize = 10;
const TOP: usize = 5;

/// Recognises bio and disclaimer.
pub(super) fn mark(article: &mut Article) {
    disclaimers(article);
    labelled_bios(article);
    bios(article);
    bios_at_the_top(article);
    signature(article);
    missing_author(article);
}

fn disclaimers(article: &mut Article) {
    let tail = article.len().saturating_sub(TAIL).max(TOP);
    // From the end, because cutting a passage moves those behind it.
    for at in (0..article.len()).rev().filter(|&at| at >= tail || at < TOP).collect::<Vec<_>>() {
        if article.is_body(at) {
            disclaimer(article, at, at + 4 >= article.len());
        }
    }
}

fn disclaimer(article: &mut Article, at: usize, at_the_end: bool) {
    let text = article.text(at).to_owned();
    if let Some(rest) = label_before(&text, lexicon::DISCLAIMER_LABELS) {
        labelled_disclaimer(article, at, &text, rest);
        return;
    }
    let sentences = sentences(&text);
    let matching: Vec<bool> = sentences.iter().map(|range| text.get(range.clone()).is_some_and(is_disclaimer)).collect();
    let at_start = matching.iter().take_while(|matches| **matches).count();
    let at_stop = matching.iter().rev().take_while(|matches| **matches).count();
    let reason = "it speaks of views and says whose they are, or are not";
    if !matching.is_empty()
        && (at_start == matching.len() || (matching.first() == Some(&true) && super::text::word_count(&text) <= 60 && matching.len() <= 3))
    {
        if super::text::word_count(&text) <= 90 {
            article.mark(at, Role::Disclaimer, Kind::Disclaimer, Confidence::High, reason);
        }
    } else if at_stop > 0 && at_the_end {
        if let Some(cut) = sentences.get(sentences.len() - at_stop) {
            article.split(at, cut.start);
            unbracket(article, at);
            article.mark(
                at + 1,
                Role::Disclaimer,
                Kind::Disclaimer,
                Confidence::High,
                format!("split off the end of its paragraph: {reason}"),
            );
            article.hint("join the two again if they belong together");
        }
    } else if at_start > 0 && at_the_end {
        if let Some(cut) = sentences.get(at_start) {
            article.split(at, cut.start);
            article.mark(
                at,
                Role::Disclaimer,
                Kind::Disclaimer,
                Confidence::High,
                format!("split off the beginning of its paragraph: {reason}"),
            );
        }
    } else if at_the_end && matching.contains(&true) {
        article.find(
            at,
            Kind::Kept,
            Confidence::Low,
            "a sentence in the middle sounds like a disclaimer; cutting it out would move words, so it stays",
        );
    }
}

/// Takes off brackets that open in one passage and close in the next: each part stands in a box of its own now.
fn unbracket(article: &mut Article, at: usize) {
    let around = |open, close| article.text(at).starts_with(open) && article.text(at + 1).ends_with(close);
    if around('(', ')') || around('[', ']') {
        if let Some(first) = article.passages.get_mut(at) {
            first.text.remove(0);
        }
        if let Some(second) = article.passages.get_mut(at + 1) {
            second.text.pop();
        }
    }
}

/// "Disclaimer: ..." or "Disclaimer" alone, with its text below. One about advertising is not the author's.
fn labelled_disclaimer(article: &mut Article, at: usize, text: &str, rest: usize) {
    let below = if rest < text.len() { text.get(rest..).unwrap_or_default() } else { article.text(at + 1) };
    let lower = below.to_lowercase();
    if below.is_empty() || lexicon::ADVERTISING.iter().any(|word| lower.contains(word)) {
        article.mark(
            at,
            Role::Kept,
            Kind::Kept,
            Confidence::Medium,
            "called a disclaimer, but it is about something else than the author’s views",
        );
        return;
    }
    article.mark(at, Role::DisclaimerLabel, Kind::Disclaimer, Confidence::High, "it says so");
    if rest < text.len() {
        article.split(at, rest);
        unbracket(article, at);
        article.set(at + 1, Role::Disclaimer);
    } else if article.is_body(at + 1) || article.is(at + 1, &Role::Disclaimer) {
        article.set(at + 1, Role::Disclaimer);
    } else {
        article.set(at, Role::Disclaimer);
    }
}

/// Whether one sentence says that somebody answers for views, or does not.
fn is_disclaimer(sentence: &str) -> bool {
    let lower = format!("{} ", sentence.to_lowercase());
    let any = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    lexicon::DISCLAIMERS.iter().any(|(subjects, statements)| any(subjects) && any(statements))
}

/// If a text is a label, or begins with one and a colon: the byte where the text behind it begins.
fn label_before(text: &str, labels: &[&str]) -> Option<usize> {
    let end = text.find(':').map_or(text.len(), |colon| colon + 1);
    let label = text.get(..end)?.trim_end_matches([':', '.', ' ', '\u{A0}']).trim_start_matches(['(', '[', '*', '#', ' ']).to_lowercase();
    let behind = text.get(end..)?;
    labels.contains(&label.as_str()).then(|| text.len() - behind.trim_start().len())
}

fn labelled_bios(article: &mut Article) {
    let tail = article.len().saturating_sub(TAIL).max(TOP);
    let mut at = 0;
    while at < article.len() {
        let near_an_end = at >= tail || at < TOP;
        let label = article.is_body(at).then(|| bio_label(article.text(at))).flatten().filter(|_| near_an_end);
        if let Some(rest) = label {
            at = labelled_bio(article, at, rest, at >= tail);
        }
        at += 1;
    }
}

/// Marks the bio under or behind a label; gives its last passage.
fn labelled_bio(article: &mut Article, at: usize, rest: usize, at_the_end: bool) -> usize {
    let text = article.text(at).to_owned();
    if rest < text.len() {
        // "Author: Jane Doe" is a byline, not a bio.
        if super::text::word_count(text.get(rest..).unwrap_or_default()) < 6 {
            return at;
        }
        article.split(at, rest);
    } else if !article.is_body(at + 1) {
        return at;
    }
    article.mark(at, Role::BioLabel, Kind::Bio, Confidence::High, "the line says so");
    let mut last = at + 1;
    article.set(last, Role::Bio);
    let mut paragraphs = usize::from(article.get(last).is_some_and(super::article::Passage::is_running_text));
    // A bare name may come first; at the top only one paragraph is the bio, at the end whatever follows.
    while article.is_body(last + 1) && paragraphs < if at_the_end { 4 } else { 1 } {
        last += 1;
        article.set(last, Role::Bio);
        paragraphs += usize::from(article.get(last).is_some_and(super::article::Passage::is_running_text));
    }
    last
}

fn bio_label(text: &str) -> Option<usize> {
    let about = |about: &str| {
        let lower = text.to_lowercase();
        let name = lower.strip_prefix(about).and_then(|rest| text.get(text.len() - rest.len()..));
        name.is_some_and(|name| byline::is_name(name.trim_end_matches(':'), true))
    };
    label_before(text, lexicon::BIO_LABELS).or_else(|| lexicon::ABOUT.iter().any(|prefix| about(prefix)).then_some(text.len()))
}

/// Walks up from the end over everything that has been recognised, as long as it finds bios.
fn bios(article: &mut Article) {
    let mut pending = Vec::new();
    let mut asides = 0;
    for at in (article.len().saturating_sub(TAIL).max(2)..article.len()).rev() {
        if !article.is_body(at) {
            continue;
        }
        let text = article.text(at);
        if let Some((confidence, reason)) = bio(article, at) {
            article.mark(at, Role::Bio, Kind::Bio, confidence, reason);
            for later in pending.drain(..) {
                article.mark(later, Role::Bio, Kind::Bio, Confidence::Medium, "it goes on about the author");
            }
            if at > 2
                && article.is_body(at - 1)
                && byline::is_name(article.text(at - 1), true)
                && article.text(at).starts_with(article.text(at - 1))
            {
                article.mark(at - 1, Role::Bio, Kind::Bio, Confidence::High, "the name that the bio begins with");
            }
        } else if pending.is_empty() && goes_on(text) {
            pending.push(at);
        } else if asides < 2
            && (article.get(at).is_some_and(|passage| passage.words <= 8 && !passage.is_running_text()) || is_below_bio(article, at))
        {
            asides += 1;
        } else {
            break;
        }
    }
}

/// Whether a passage at the very end has a short "The author is ..." right above it: then it is what the page says to everybody.
fn is_below_bio(article: &Article, at: usize) -> bool {
    let introduces = |above: usize| {
        let sure = bio(article, above).is_some_and(|(confidence, _)| confidence == Confidence::High);
        article.is_body(above) && sure && article.get(above).is_some_and(|passage| passage.words <= 60)
    };
    at + 2 >= article.len() && (at.saturating_sub(2)..at).any(introduces)
}

fn goes_on(text: &str) -> bool {
    let lower = text.to_lowercase();
    lexicon::PRONOUNS.iter().any(|pronoun| lower.starts_with(pronoun)) || (lower.contains('@') && super::text::word_count(text) <= 30)
}

/// Whether a passage introduces the author, and why.
fn bio(article: &Article, at: usize) -> Option<(Confidence, &'static str)> {
    let passage = article.get(at).filter(|passage| (3..=220).contains(&passage.words))?;
    let text = passage.text.trim_start_matches(|c: char| matches!(c, '(' | '[' | '*' | ' ') || is_dash(c));
    if opens_as_bio(text) {
        return Some((Confidence::High, "near the end, and it begins with “the author” or a like word"));
    }
    let name = introduced(text).filter(|_| passage.words >= 6)?;
    let known = |author: &Contributor| {
        author.name.to_lowercase().contains(&name.to_lowercase()) || name.to_lowercase().contains(&author.name.to_lowercase())
    };
    if article.metadata.authors.iter().any(known) {
        return Some((Confidence::High, "near the end, and it begins with the author’s name"));
    }
    let family = name.rsplit(' ').next().unwrap_or(name);
    let unheard = !(0..at)
        .any(|before| article.text(before).contains(family) && article.get(before).is_some_and(super::article::Passage::is_running_text));
    (unheard && article.metadata.authors.is_empty())
        .then_some((Confidence::Medium, "near the end, and it introduces somebody whom the text has not named before"))
}

/// "The author is ...", "Die Autorin lehrt ...". Not what a review says of its author: "The author argues ...".
fn opens_as_bio(text: &str) -> bool {
    let lower = text.to_lowercase();
    let behind = lexicon::BIO_OPENINGS.iter().filter_map(|opening| lower.strip_prefix(opening).map(|rest| (opening, rest))).next();
    behind.is_some_and(|(opening, rest)| {
        let mut words = rest.split_whitespace();
        let says_what = opening.split_whitespace().count() > 2 || opening.contains(',');
        says_what
            || words.by_ref().take(12).any(|word| lexicon::BIO_VERBS.contains(&word.trim_end_matches([',', ')', ']'])))
                && !rest.split_whitespace().next().is_some_and(|word| matches!(word, "argues" | "shows" | "says" | "claims" | "thinks"))
    })
}

/// The name that a sentence introduces: "Jane Doe (37) is ...".
fn introduced(text: &str) -> Option<&str> {
    let mut end = 0;
    for (index, word) in text.split_whitespace().take(9).enumerate() {
        let start = text.get(end..)?.find(word)? + end;
        let bare = word.trim_matches([',', '(', ')']);
        if index >= 2 && lexicon::BIO_VERBS.contains(&bare) {
            let before = text.get(..end)?.trim();
            let name = before.split(['(', ',']).next()?.trim();
            // What stands between a name and its verb is set off at both ends: "Jane Doe (37) is", "Jane Doe, a judge, is".
            let set_off = name.len() == before.len() || before.ends_with([',', ')']);
            return (set_off && byline::is_name(name, true)).then_some(name);
        }
        end = start + word.len();
    }
    None
}

/// Before the text, only what cannot be anything else.
fn bios_at_the_top(article: &mut Article) {
    let after_title = (0..article.len().min(TOP + 3)).filter(|&at| article.is_body(at)).take(2).collect::<Vec<_>>();
    for at in after_title {
        let text = article.text(at).trim_start_matches(['(', '*', ' ']);
        let known = introduced(text).is_some_and(|name| article.metadata.authors.iter().any(|author| author.name == name));
        let short = article.get(at).is_some_and(|passage| (6..=90).contains(&passage.words));
        if short && article.len() > 4 && (known || opens_as_bio(text)) {
            article.mark(at, Role::Bio, Kind::Bio, Confidence::Medium, "before the text, and it introduces the author");
            article.hint("take the lines with ::: away to make it a paragraph again");
        }
    }
}

/// A name behind a dash as the last line of the text.
fn signature(article: &mut Article) {
    let Some(at) = (1..article.len()).rev().find(|&at| article.is_body(at)) else { return };
    let text = article.text(at).to_owned();
    let Some(byline) = byline::signed(&text, true).filter(|_| text.starts_with(is_dash)) else { return };
    if article.metadata.authors.is_empty() {
        article.metadata.authors = byline.names.iter().map(|name| super::head::contributor(name)).collect();
        article.find(at, Kind::Byline, Confidence::High, "a name behind a dash as the last line");
        article.take(at, &byline.rest);
    } else {
        article.mark(at, Role::Kept, Kind::Kept, Confidence::Medium, "a signature, but the byline is elsewhere; it stays as the last line");
    }
}

/// Without a byline, says whom the bio names. The name stays where it is: it must not be in the text twice.
fn missing_author(article: &mut Article) {
    if article.metadata.authors.is_empty() {
        let bio = article.passages.iter().filter(|passage| passage.role == Role::Bio);
        let name = bio.filter_map(|passage| introduced(passage.text.trim_start_matches(['(', '*', ' ']))).next();
        let hint = name.map_or_else(|| "use --author \"...\"".to_owned(), |name| format!("the bio names {name}: use --author \"{name}\""));
        article.remark(Kind::NoAuthor, "no line says who wrote it", Some(&hint));
    }
}
