//! Pull quotes: short passages that stand alone and say what the text says.
//!
//! Quotation marks prove nothing: articles are full of one-sentence paragraphs in quotation marks. A missing full stop proves
//! little: headings and captions lack it too. Repetition is the only safe sign, so a passage is a pull quote only if its words
//! stand elsewhere in the article, before or after, near or far; the other two signs say how much repetition is enough.

use super::article::{Article, Passage, Role};
use super::byline;
use super::findings::{Confidence, Kind};
use super::text::{closing, ends_sentence, is_all_caps, is_dash, is_quoted, is_title_case, sentences};
use crate::read::repeats::{Likeness, Passages};

/// Fewer words repeat by chance, more are no pull quote.
const SHORTEST: usize = 7;
const LONGEST: usize = 65;

/// Recognises pull quotes and the names below them.
pub(super) fn mark(article: &mut Article) {
    let passages = Passages::of(article.passages.iter().map(|passage| passage.text.as_str()));
    for at in 0..article.len() {
        let fits = |passage: &Passage| passage.role == Role::Body && (SHORTEST..=LONGEST).contains(&passage.words);
        // What leads to something else does not catch the eye by itself.
        let candidate = article.get(at).is_some_and(|passage| fits(passage) && closing(&passage.text) != Some(':'));
        if candidate && let Some((likeness, confidence)) = repeated(article, &passages, at) {
            let reason = reason(article, at, &likeness);
            let role = Role::PullQuote { repeats: likeness.passage, exact: likeness.exact };
            article.mark(at, role, Kind::PullQuote, confidence, reason);
            article.hint("take the lines with ::: away to make it a paragraph again");
        }
    }
    for at in 1..article.len() {
        attribution(article, at);
    }
}

fn reason(article: &Article, at: usize, likeness: &Likeness) -> String {
    let text = article.text(at);
    let share =
        if likeness.exact { "all its words stand".to_owned() } else { format!("{:.0} % of its words stand", likeness.share * 100.0) };
    let mut reason = format!("{share} in {} {}", article.unit, article.line(likeness.passage));
    if !ends_sentence(text) {
        reason.push_str("; no closing full stop");
    }
    if is_quoted(text) {
        reason.push_str("; in quotation marks");
    }
    reason
}

/// What a passage repeats, if that is enough to make it a pull quote.
fn repeated(article: &Article, passages: &Passages, at: usize) -> Option<(Likeness, Confidence)> {
    let own = article.get(at)?;
    let source =
        |other: usize| other != at && article.get(other).is_some_and(|other| matches!(other.role, Role::Body | Role::Kept | Role::Item(_)));
    let longer = |other: usize| article.get(other).is_some_and(|other| other.words * 7 > own.words * 8);
    let in_longer = passages.find(&own.text, |other| !(source(other) && longer(other))).and_then(|likeness| judge(article, at, likeness));
    if in_longer.is_some() {
        return in_longer;
    }
    // The same sentence twice as a paragraph of its own: one of the two is the pull quote.
    let twin = passages.find(&own.text, |other| !source(other) || longer(other)).filter(|twin| twin.share >= 0.85)?;
    let other = article.get(twin.passage).filter(|other| other.words * 8 >= own.words * 7)?;
    let (stops, other_stops) = (ends_sentence(&own.text), ends_sentence(&other.text));
    let is_quote = if stops == other_stops { at < twin.passage } else { !stops };
    (is_quote && own.words >= 9).then_some((twin, if stops == other_stops { Confidence::Low } else { Confidence::Medium }))
}

/// Whether likeness is enough, given how the passage looks.
fn judge(article: &Article, at: usize, likeness: Likeness) -> Option<(Likeness, Confidence)> {
    let own = article.get(at)?;
    let (stop, quoted) = (ends_sentence(&own.text), is_quoted(&own.text));
    let bare = !stop && !quoted;
    // A crosshead may repeat a clause; a pull quote of that size begins where a sentence begins.
    let crosshead = bare
        && (is_title_case(&own.text) && own.words <= 12
            || is_all_caps(&own.text) && own.words <= 8
            || own.words <= 10 && !begins_sentence(article, &likeness));
    if crosshead || !likeness.is_repeat() {
        return None;
    }
    let confidence = match likeness.share {
        _ if likeness.exact && own.words >= 9 => Confidence::High,
        _ if likeness.exact => Confidence::Medium,
        share if share >= 0.85 && !stop => Confidence::High,
        share if share >= 0.85 && likeness.longest_run >= 6 => Confidence::Medium,
        share if share >= 0.7 && (!stop || quoted) => Confidence::Medium,
        _ if !stop && own.words >= 12 || likeness.longest_run >= 8 => Confidence::Low,
        _ => return None,
    };
    Some((likeness, confidence))
}

fn begins_sentence(article: &Article, likeness: &Likeness) -> bool {
    let text = article.text(likeness.passage);
    let start = likeness.range.start;
    let before = text.get(..start).unwrap_or_default().trim_end();
    let opened = before.chars().next_back().is_none_or(|c| super::text::is_quotation_mark(c) || c == ':');
    opened
        || sentences(text).iter().any(|sentence| text.get(sentence.start..start).is_some_and(|gap| !gap.chars().any(char::is_alphanumeric)))
}

/// A name below a pull quote: behind a dash, or one that stands in the passage that the quote repeats.
fn attribution(article: &mut Article, at: usize) {
    let Some(Role::PullQuote { repeats, .. }) = article.get(at - 1).map(|passage| passage.role.clone()) else { return };
    if !article.is_body(at) {
        return;
    }
    let text = article.text(at);
    let name = text.trim_start_matches(|c: char| is_dash(c) || c.is_whitespace());
    let dashed = name.len() < text.len() && article.get(at).is_some_and(|passage| passage.words <= 12) && !ends_sentence(text);
    let person = name.split(',').next().unwrap_or(name).trim();
    let family = person.rsplit(' ').next().unwrap_or(person);
    let near = repeats.saturating_sub(1)..=repeats + 1;
    let quoted = is_quoted(article.text(at - 1));
    let named = article.get(at).is_some_and(|passage| passage.words <= 12)
        && !ends_sentence(text)
        && byline::is_name(person, true)
        && near.into_iter().any(|near| article.text(near).contains(if quoted { family } else { person }));
    if dashed || named {
        let reason = if dashed {
            "a few words behind a dash, below a pull quote"
        } else {
            "a name below a pull quote, and the sentence it repeats is said by that person"
        };
        let confidence = if dashed { Confidence::High } else { Confidence::Medium };
        article.mark(at, Role::Attribution, Kind::Attribution, confidence, reason);
    }
}
