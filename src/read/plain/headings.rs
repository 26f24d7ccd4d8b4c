//! Headings: short lines without a full stop, with text of their own below.
//!
//! Each sign alone misleads: asides and one-line dialogue are short, captions and list items lack the stop. So a line must
//! pass all of these: it is short for its looks (numbers and capitals excuse length), it does not end as sentences or lead-ins
//! do, it does not begin in mid-sentence, it has running text below, and it is not one of three such lines in a row, which is a
//! list that has lost its bullets. A question is a heading if the article asks several that way, or if it opens a long
//! stretch; in an interview every question that an answer follows is one.

use super::article::{Article, Role};
use super::findings::{Confidence, Kind};
use super::lexicon;
use super::speech::Speakers;
use super::text::{
    closing, ends_sentence, is_all_caps, is_dash, is_question_mark, is_quoted, is_title_case, starts_lowercase, without_note_mark,
};

/// A section has at least this many words of running text; fewer if the line says by itself that it is a heading.
fn shortest_section(shape: Shape, text: &str) -> usize {
    let known = text.trim_end_matches([':', '.']).to_lowercase();
    match shape {
        _ if lexicon::OPENING_HEADINGS.contains(&known.as_str()) || lexicon::CLOSING_HEADINGS.contains(&known.as_str()) => 3,
        Shape::Numbered => 5,
        Shape::Capitals => 8,
        Shape::TitleCase => 12,
        Shape::Plain | Shape::Question => 20,
    }
}

/// What marks a line as a heading besides being short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Numbered,
    Capitals,
    TitleCase,
    Plain,
    Question,
}

/// The passages that have the shape of a heading.
struct Candidates {
    shapes: Vec<Option<Shape>>,
    /// How many are plain short lines, without a number or capitals.
    plain: usize,
    titles: usize,
    questions: usize,
}

impl Candidates {
    fn of(shapes: Vec<Option<Shape>>) -> Self {
        let count = |wanted: Shape| shapes.iter().flatten().filter(|shape| **shape == wanted).count();
        Self { plain: count(Shape::Plain), titles: count(Shape::TitleCase), questions: count(Shape::Question), shapes }
    }

    fn get(&self, at: usize) -> Option<Shape> {
        self.shapes.get(at).copied().flatten()
    }

    fn is(&self, at: usize) -> bool {
        self.get(at).is_some()
    }
}

/// Recognises headings. All get level 2; the levels come next.
pub(super) fn mark(article: &mut Article) {
    let speakers = Speakers::of(article);
    let interview = interview(article, &speakers);
    let speaks =
        |at: usize| speakers.is_turn(article.text(at)) && is_question(article, at) || speakers.is_name_over_turns(article.text(at));
    let candidates: Vec<Option<Shape>> = (0..article.len()).map(|at| shape(article, at).filter(|_| !speaks(at))).collect();
    let candidates = Candidates::of(candidates);
    let mut at = 0;
    while at < article.len() {
        let run = (at..article.len()).take_while(|&at| candidates.is(at)).count();
        match run {
            0 => {}
            1 | 2 => (at..at + run).for_each(|row| heading(article, row, at, &candidates)),
            _ => many(article, at, run, &candidates),
        }
        at += run.max(1);
    }
    names_over_turns(article, &speakers);
    if interview {
        questions(article, &speakers);
    }
    odd_ones(article);
}

/// Reports once that short lines come again and again, because somebody speaks below each.
fn names_over_turns(article: &mut Article, speakers: &Speakers) {
    let first = (0..article.len()).find(|&at| article.is_body(at) && speakers.is_name_over_turns(article.text(at)));
    if let Some(at) = first {
        let reason = "it stands in the text more than once, like a name above each turn of a talk, and no heading does";
        article.find(at, Kind::Kept, Confidence::Medium, reason);
        article.hint("write ## before it if it is a heading");
    }
}

/// The shape of a heading, if the passage has it.
fn shape(article: &Article, at: usize) -> Option<Shape> {
    let passage = article.get(at).filter(|passage| passage.role == Role::Body)?;
    let text = without_note_mark(&passage.text);
    let letters = text.chars().count();
    let fits = |words: usize, longest: usize| passage.words <= words && letters <= longest;
    let end = text.chars().next_back()?;
    let opens_late = text.chars().next().is_some_and(|c| is_dash(c) || matches!(c, '(' | '[' | '…' | ',' | ';')) || starts_lowercase(text);
    let date = super::date::date(text, article.metadata.language.primary() == "en").is_some();
    if passage.words == 0
        || date
        || opens_late
        || text.contains('\t')
        || article.text(at.wrapping_sub(1)).ends_with(':') && number(text).is_none()
    {
        return None;
    }
    if number(text).is_some() && fits(25, 170) && !matches!(end, ',' | ';') && !(end == '.' && passage.words > 10) {
        return Some(Shape::Numbered);
    }
    if is_all_caps(text) && fits(25, 170) && !matches!(end, ',' | ';') && !(end == '.' && passage.words > 10) {
        return Some(Shape::Capitals);
    }
    if is_quoted(text) || has_open_quote(text) {
        return None;
    }
    match closing(text) {
        Some(c) if is_question_mark(c) => (fits(25, 170) && !text.contains(". ") && !takes_up(text)).then_some(Shape::Question),
        Some(':' | ';' | ',' | '.' | '!' | '…' | '।' | '॥' | '。') | None => None,
        Some(_) if text.contains(" | ") => None,
        // German capitalises its nouns anyway.
        Some(_) if is_title_case(text) && article.metadata.language.primary() != "de" && fits(18, 140) => Some(Shape::TitleCase),
        Some(_) if fits(14, 100) && !text.contains(". ") => Some(Shape::Plain),
        Some(_) => None,
    }
}

/// Whether a question takes up the sentence before it: "But who would pay?" is asked in the text, not above it.
fn takes_up(text: &str) -> bool {
    let first = text.trim_start_matches(|c: char| !c.is_alphanumeric()).split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    lexicon::CONJUNCTIONS.contains(&first.to_lowercase().as_str())
}

/// Whether quotation marks open and do not close, as where a speech goes on in the next paragraph.
fn has_open_quote(text: &str) -> bool {
    let count = |marks: &[char]| text.chars().filter(|c| marks.contains(c)).count();
    count(&['“', '„']) > count(&['”', '“']) || count(&['"']) % 2 == 1
}

/// A heading of which the section below is long enough.
fn heading(article: &mut Article, at: usize, first: usize, candidates: &Candidates) {
    let Some(shape) = candidates.get(at) else { return };
    let below = section(article, at, candidates);
    let above = since(article, first, candidates);
    let few = candidates.plain <= article.len() / 3 + 1;
    let (confidence, reason) = match shape {
        _ if below < shortest_section(shape, article.text(at)) => {
            return article.find(at, Kind::Kept, Confidence::Low, "short, but hardly any text follows that it could be the heading of");
        }
        Shape::Numbered => (Confidence::High, "a short line with a number"),
        Shape::Capitals => (Confidence::High, "a short line in capitals"),
        Shape::TitleCase => (Confidence::High, "a short line without a full stop, its words capitalised as in a title"),
        Shape::Plain if below >= 40 && few => (Confidence::Medium, "a short line without a full stop, with text below"),
        Shape::Plain if few => (Confidence::Low, "a short line without a full stop, with a little text below"),
        Shape::Question
            if below >= 25
                && above >= 30
                && is_paragraph_below(article, at, candidates)
                && (candidates.plain + candidates.titles + candidates.questions >= 2 || above >= 90) =>
        {
            (Confidence::Medium, "a short question, with text above and below")
        }
        _ => {
            return article.find(
                at,
                Kind::Kept,
                Confidence::Low,
                "short enough for a heading, but it may as well be a sentence of the text",
            );
        }
    };
    article.mark(at, Role::Heading(2), Kind::Heading(2), confidence, reason);
    if confidence < Confidence::High {
        article.hint("take the ## away to make it a paragraph again");
    }
}

/// Whether a full paragraph stands below: a question of the text is answered in a few words, or by the next question.
fn is_paragraph_below(article: &Article, at: usize, candidates: &Candidates) -> bool {
    let below = if candidates.is(at + 1) { at + 2 } else { at + 1 };
    let opens = article.get(below).is_some_and(|passage| is_text(&passage.role) && passage.words >= 16);
    opens || article.get(below).is_some_and(|passage| !is_text(&passage.role))
}

/// Three or more in a row: a list that lost its bullets, but for marked ones, and a last one that opens the text below.
fn many(article: &mut Article, at: usize, run: usize, candidates: &Candidates) {
    let marked = |at: usize| matches!(candidates.get(at), Some(Shape::Numbered | Shape::Capitals));
    let all_marked = (at..at + run).all(marked);
    if run == 3 && (all_marked || (at..at + run).any(marked)) {
        return (at..at + run).for_each(|row| heading(article, row, at, candidates));
    }
    article.find(
        at,
        Kind::Kept,
        Confidence::Medium,
        format!("{run} short lines in a row: a list that lost its bullets, or verse, rather than headings"),
    );
    article.hint("write - before each line to make them a list");
    (at..at + run).for_each(|row| article.set(row, Role::Kept));
}

/// How many words of running text stand below a line before the next line that could be a heading.
fn section(article: &Article, at: usize, candidates: &Candidates) -> usize {
    let mut words = 0;
    let mut below = at + 1;
    // The line right below may be a heading too: then its section counts.
    if candidates.is(below) {
        below += 1;
    }
    while below < article.len() && !candidates.is(below) && words < 200 {
        words += article.get(below).filter(|passage| is_text(&passage.role)).map_or(0, |passage| passage.words);
        below += 1;
    }
    words
}

/// How many words of running text stand above a line, up to the line before that could be a heading.
fn since(article: &Article, at: usize, candidates: &Candidates) -> usize {
    let above = (0..at).rev().take_while(|&above| !candidates.is(above)).take(40);
    above.filter_map(|above| article.get(above)).filter(|passage| is_text(&passage.role)).map(|passage| passage.words).sum()
}

fn is_text(role: &Role) -> bool {
    matches!(role, Role::Body | Role::Item(_) | Role::TableRow | Role::Kept)
}

/// Whether the article is an interview: four questions or more, a quarter of its paragraphs, each with an answer below.
fn interview(article: &Article, speakers: &Speakers) -> bool {
    let paragraphs = (0..article.len()).filter(|&at| article.is_body(at)).count();
    let questions = (0..article.len()).filter(|&at| is_answered(article, at, speakers)).count();
    questions >= 4 && questions * 5 >= paragraphs
}

/// Whether a passage ends with a question mark.
fn is_question(article: &Article, at: usize) -> bool {
    closing(article.text(at)).is_some_and(is_question_mark)
}

/// Whether a question has its answer below. Where a label or a dash says who speaks, no heading is needed.
fn is_answered(article: &Article, at: usize, speakers: &Speakers) -> bool {
    let asks = |at: usize| is_question(article, at);
    let answer = article.get(at + 1).filter(|answer| answer.role == Role::Body);
    article.is_body(at)
        && asks(at)
        && !speakers.is_turn(article.text(at))
        && !article.text(at).starts_with(is_dash)
        && article.text(at).chars().count() <= 420
        && !asks(at + 1)
        && answer.is_some_and(|answer| ends_sentence(&answer.text))
}

fn questions(article: &mut Article, speakers: &Speakers) {
    let answered: Vec<usize> = (0..article.len()).filter(|&at| is_answered(article, at, speakers)).collect();
    for at in answered {
        // Each was looked at before, on its own, and left alone or not; what was said then no longer holds.
        let before = article.passages.get_mut(at).and_then(|passage| passage.finding.take());
        let reason = "a question with its answer below, in a text that goes on like this: an interview";
        article.mark(at, Role::Heading(2), Kind::Heading(2), Confidence::Medium, reason);
        article.hint("take the ## away to make it a paragraph again");
        article.withdraw(before);
    }
}

/// Reports lines that lack a full stop and are too long for a heading: a caption, a missed pull quote, a lost word.
fn odd_ones(article: &mut Article) {
    for at in 0..article.len() {
        let odd = article.get(at).is_some_and(|passage| {
            passage.role == Role::Body
                && (15..=45).contains(&passage.words)
                && passage.text.chars().next_back().is_some_and(char::is_alphanumeric)
        });
        if odd {
            article.find(
                at,
                Kind::Kept,
                Confidence::Low,
                "no closing full stop, and too long for a heading: a caption, a pull quote that repeats nothing, or a plain slip",
            );
        }
    }
}

/// The number before a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// How many numbers deep: 1 for `2.`, 2 for `2.1`.
    pub depth: usize,
    /// Whether it is the first of its kind: 1, I, A.
    pub first: bool,
    style: NumberStyle,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NumberStyle {
    Digits,
    Roman,
    Letter,
}

/// The number that a heading begins with: `1.`, `2.1`, `3)`, `IV.`, `A.`; words must follow.
pub(super) fn number(text: &str) -> Option<Number> {
    let mark = text.split_whitespace().next()?;
    let rest = text.get(mark.len()..)?;
    if !rest.chars().any(char::is_alphabetic) {
        return None;
    }
    let bare = mark.trim_end_matches(['.', ')', ':']);
    let parts: Vec<&str> = bare.split('.').collect();
    let digits = parts.iter().all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()));
    if digits && (bare.len() < mark.len() || parts.len() > 1) {
        return Some(Number { depth: parts.len(), first: parts.last().is_some_and(|last| *last == "1"), style: NumberStyle::Digits });
    }
    let closed = bare.len() < mark.len();
    if closed && bare.len() <= 6 && !bare.is_empty() && bare.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L')) {
        return Some(Number { depth: 1, first: bare == "I", style: NumberStyle::Roman });
    }
    // A single letter may be an initial: only with a bracket.
    let letter = bare.len() == 1 && bare.bytes().all(|byte| byte.is_ascii_uppercase()) && mark.ends_with(')');
    letter.then_some(Number { depth: 1, first: bare == "A", style: NumberStyle::Letter })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_headings() {
        assert_eq!(number("2.1 The water").map(|number| number.depth), Some(2));
        assert!(number("1. The start").is_some_and(|number| number.first));
        assert!(number("IV. The end").is_some());
        for text in ["1984 was a year", "A. Smith", "3.", "10 Things to know", "I. "] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
