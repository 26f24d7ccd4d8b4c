//! The head of the article: kicker, title, subtitle, standfirst, byline and date, in whatever order they come.
//!
//! Everything above the first paragraph of running text is looked at at once. What says itself what it is goes first: dates,
//! bylines. Of the short lines that remain the first is the title, unless it is a kicker: a department of the paper, or
//! capitals over a line that is not in capitals. A paragraph is the standfirst only with a sign: a byline or a date below
//! it, or no full stop where the body has one. Otherwise the first paragraph is body, which is the smaller mistake.

use std::collections::HashSet;

use super::article::{Article, Role};
use super::byline::{self, Byline};
use super::findings::{Confidence, Kind};
use super::speech::Speakers;
use super::text::{closing, ends_sentence, is_all_caps, is_dash, is_question_mark, starts_lowercase};
use super::{Given, captions, date, headings, lexicon};
use crate::model::Contributor;
use crate::read::repeats::words;

/// Heads are no longer than this many passages.
const LONGEST: usize = 16;

/// Recognises the head.
pub(super) fn mark(article: &mut Article, given: &Given) {
    let in_use = words_in_use(article);
    let mut lines = look(article, &in_use);
    bare_names(article, &mut lines, &in_use);
    dates(article, &lines);
    bylines(article, &lines, given);
    credits(article, &lines);
    titles(article, &lines, given);
    if article.metadata.title.is_empty() {
        let reason = "the text begins with a paragraph, not with a line that could be the title";
        article.remark(Kind::NoTitle, reason, Some("use --title \"...\", or write `title:` into the front matter"));
    }
}

/// A line of the head, and what it looks like.
struct Line {
    at: usize,
    kind: Seen,
}

#[derive(PartialEq)]
enum Seen {
    Short,
    Paragraph,
    Date(String),
    Byline(Byline),
    /// "Author:" alone; the name is in the next line.
    Label,
    /// "Photography: Jane Doe": somebody who took part in some other way.
    Credit,
}

/// Everything above the first paragraph of running text.
fn look(article: &Article, in_use: &HashSet<String>) -> Vec<Line> {
    let speakers = Speakers::of(article);
    let mut lines: Vec<Line> = Vec::new();
    for at in 0..article.len().min(LONGEST) {
        if matches!(article.get(at).map(|passage| &passage.role), Some(Role::Caption | Role::Kept)) {
            continue;
        }
        if !article.is_body(at) {
            break;
        }
        let titled = lines.iter().any(|line| line.kind == Seen::Short);
        let labelled = lines.last().is_some_and(|line| line.kind == Seen::Label);
        let text = article.text(at);
        let english = article.metadata.language.primary() == "en";
        let kind = if let Some(date) = date::date(text, english) {
            Seen::Date(date)
        } else if labelled && let Some(byline) = byline::bare(text, english) {
            Seen::Byline(byline)
        } else if let Some(byline) = byline::signed(text, english) {
            Seen::Byline(byline)
        } else if byline::is_label(text) && byline::bare(article.text(at + 1), english).is_some() {
            Seen::Label
        } else if titled && (speakers.is_turn(text) || speakers.is_name_over_turns(text) || text.starts_with(is_dash)) {
            break;
        } else if titled && is_credit(text) {
            Seen::Credit
        } else if is_short(article, at, !titled || follows_kicker(article, &lines, text)) {
            Seen::Short
        } else if titled
            && (!ends_sentence(text)
                || credited_below(article, at)
                || names_author_below(article, at, in_use)
                || has_dateline(article.text(at + 1)))
            && text.chars().count() <= 900
        {
            Seen::Paragraph
        } else {
            break;
        };
        lines.push(Line { at, kind });
    }
    // A paragraph without a full stop and nothing of the head below it may as well begin the body; one is enough.
    let paragraphs = lines.iter().filter(|line| line.kind == Seen::Paragraph).count();
    if paragraphs > 3 {
        lines.retain(|line| line.kind != Seen::Paragraph);
    }
    lines
}

/// Whether all that is known of the title is a line that could be the kicker above it.
fn follows_kicker(article: &Article, lines: &[Line], text: &str) -> bool {
    let mut short = lines.iter().filter(|line| line.kind == Seen::Short);
    short.next().is_some_and(|first| is_department(article.text(first.at)) && is_kicker(article.text(first.at), text))
        && short.next().is_none()
}

/// Whether a bare name that the text does not use stands right below a paragraph that is short enough for a standfirst.
fn names_author_below(article: &Article, at: usize, in_use: &HashSet<String>) -> bool {
    article.get(at).is_some_and(|passage| passage.words <= 45) && is_unheard_name(article.text(at + 1), in_use)
}

/// Whether a paragraph opens the report with its place, in capitals before a dash: what stands above belongs to the head.
fn has_dateline(text: &str) -> bool {
    let place = [" – ", " — ", "—", " - "].iter().find_map(|dash| text.split_once(dash)).map(|(place, _)| place.trim());
    place.is_some_and(|place| place.split_whitespace().count() <= 3 && is_all_caps(place))
}

/// Whether a line is one word, a colon and a name.
fn is_credit(text: &str) -> bool {
    let parts = text.split_once(':').map(|(label, name)| (label.trim(), name.trim()));
    parts.is_some_and(|(label, name)| !label.is_empty() && !label.contains(' ') && byline::is_name(name, true))
}

/// Whether a line can be a title or a kicker: no sentence, and not long.
fn is_short(article: &Article, at: usize, first: bool) -> bool {
    let Some(passage) = article.get(at) else { return false };
    let text = passage.text.as_str();
    let closed = match closing(text) {
        Some('.' | '।' | '…' | '。') => !(first && passage.words <= 12 && credited_below(article, at)),
        Some(':') => passage.words > 3,
        Some(',' | ';') => true,
        _ => false,
    };
    let title = if passage.words <= 25 { text.chars().count() <= 200 } else { false };
    // A sentence of more than a line that follows a title is its standfirst.
    title && !closed && (first || passage.words <= 14 || closing(text).is_some_and(is_question_mark))
}

/// Whether a byline or a date stands within the next few lines.
fn credited_below(article: &Article, at: usize) -> bool {
    let english = article.metadata.language.primary() == "en";
    let credit = |at: usize| {
        let text = article.text(at);
        date::date(text, english).is_some()
            || captions::is_reading_time(text)
            || (!text.starts_with(is_dash) && byline::signed(text, english).is_some())
    };
    // Two paragraphs of running text are the beginning of the article, even if a date stands below them.
    let mut paragraphs = 0;
    let near = (at + 1..=at + 4).take_while(|&at| {
        let long = article.get(at).is_some_and(|passage| passage.words > 90);
        paragraphs += usize::from(article.get(at).is_some_and(super::article::Passage::is_running_text) && !credit(at));
        !long && paragraphs < 2
    });
    near.collect::<Vec<_>>().into_iter().any(credit)
}

/// Turns short lines that are nothing but a name into bylines, if anything besides speaks for it.
fn bare_names(article: &Article, lines: &mut [Line], in_use: &HashSet<String>) {
    let english = article.metadata.language.primary() == "en";
    for index in 0..lines.len() {
        let Some(line) = lines.get(index).filter(|line| line.kind == Seen::Short) else { continue };
        let text = article.text(line.at);
        let Some(byline) = byline::bare(text, english).filter(|_| (!is_all_caps(text) || index > 0) && headings::number(text).is_none())
        else {
            continue;
        };
        let dated = byline.date.is_some()
            || [index.wrapping_sub(1), index + 1]
                .iter()
                .any(|&beside| matches!(lines.get(beside).map(|line| &line.kind), Some(Seen::Date(_))));
        let in_bio = byline.names.iter().any(|name| begins_a_late_passage(article, name));
        let titled = lines.get(..index).is_some_and(|before| before.iter().any(|line| line.kind == Seen::Short));
        let last = lines.get(index + 1..).is_none_or(|after| !after.iter().any(|line| line.kind == Seen::Short));
        let unheard = is_unheard_name(text, in_use);
        let described = byline::is_description(article.text(line.at + 1));
        let is_byline = in_bio || (titled && dated) || (titled && (last || described) && unheard);
        if let Some(line) = lines.get_mut(index).filter(|_| is_byline) {
            line.kind = Seen::Byline(byline);
        }
    }
}

/// All words of the running text, but for its end, where the bio may stand. A heading is made of words that the text uses; the
/// author's name is not among them.
fn words_in_use(article: &Article) -> HashSet<String> {
    let texts = article.passages.iter().take(article.len().saturating_sub(4).min(400));
    texts.filter(|passage| passage.is_running_text()).flat_map(|passage| words(&passage.text)).map(|(word, _)| word).collect()
}

/// Whether a line can be a name, and none of its words is used in the text.
fn is_unheard_name(text: &str, in_use: &HashSet<String>) -> bool {
    let personal = byline::is_name(text, true) && (2..=3).contains(&text.split_whitespace().count()) && !text.contains(['’', '\'']);
    personal && !is_all_caps(text) && headings::number(text).is_none() && !words(text).any(|(word, _)| in_use.contains(&word))
}

fn begins_a_late_passage(article: &Article, name: &str) -> bool {
    let late = article.len().saturating_sub(8).max(3);
    (late..article.len())
        .any(|at| article.text(at).trim_start_matches(['(', '*', '—', '–', ' ']).to_lowercase().starts_with(&name.to_lowercase()))
}

fn credits(article: &mut Article, lines: &[Line]) {
    for line in lines.iter().filter(|line| line.kind == Seen::Credit) {
        article.mark(
            line.at,
            Role::Kept,
            Kind::Kept,
            Confidence::Medium,
            "a word, a colon and a name: somebody who took part in some other way",
        );
    }
}

fn dates(article: &mut Article, lines: &[Line]) {
    for line in lines {
        if let Seen::Date(date) = &line.kind {
            if article.metadata.date.is_none() {
                article.metadata.date = Some(date.clone());
                article.find(line.at, Kind::Date, Confidence::High, format!("every word of the line belongs to a date, {date}"));
                article.take_whole(line.at);
            } else {
                article.find(line.at, Kind::Date, Confidence::Medium, "a second date; the first one counts");
                article.take_whole(line.at);
            }
        }
    }
}

fn bylines(article: &mut Article, lines: &[Line], given: &Given) {
    article.metadata.authors = given.authors.iter().map(|name| contributor(name)).collect();
    let mut found = false;
    for (index, line) in lines.iter().enumerate() {
        let Seen::Byline(byline) = &line.kind else { continue };
        let same =
            |name: &String| given.authors.iter().any(|given| words(given).map(|(word, _)| word).eq(words(name).map(|(word, _)| word)));
        let agrees = given.authors.is_empty() || (byline.names.len() == given.authors.len() && byline.names.iter().all(same));
        if !agrees {
            article.mark(line.at, Role::Kept, Kind::Byline, Confidence::Medium, "another author is given, so this line stays in the text");
            continue;
        }
        if found && byline.names.iter().all(|name| article.metadata.authors.iter().any(|author| author.name == *name)) {
            article.find(line.at, Kind::Byline, Confidence::High, "the author’s name once more");
            article.take_whole(line.at);
            continue;
        }
        if found {
            article.mark(line.at, Role::Kept, Kind::Byline, Confidence::Low, "looks like a second byline, so it stays in the text");
            continue;
        }
        found = true;
        if given.authors.is_empty() {
            article.metadata.authors = byline.names.iter().map(|name| contributor(name)).collect();
        }
        if let (None, Some(date)) = (&article.metadata.date, &byline.date) {
            article.metadata.date = Some(date.clone());
        }
        let after_label = index.checked_sub(1).and_then(|before| lines.get(before)).filter(|before| before.kind == Seen::Label);
        let signed = byline::signed(article.text(line.at), true).is_some();
        let (confidence, reason) = match (signed, after_label.is_some()) {
            (true, _) => (Confidence::High, "a name behind the word or the dash that opens a byline"),
            (_, true) => (Confidence::High, "a name below its label"),
            _ if byline.names.iter().any(|name| begins_a_late_passage(article, name)) => {
                (Confidence::High, "a name that a paragraph near the end begins with")
            }
            _ => (Confidence::Medium, "nothing but a name, below the title or beside the date"),
        };
        article.find(line.at, Kind::Byline, confidence, reason);
        if let Some(label) = after_label {
            article.take_whole(label.at);
        }
        article.take(line.at, &byline.rest);
        let goes_on = article.text(line.at + 1).split_whitespace().next().is_some_and(|verb| lexicon::BIO_VERBS.contains(&verb));
        if article.is_body(line.at + 1) && goes_on && starts_lowercase(article.text(line.at + 1)) {
            article.mark(line.at + 1, Role::Bio, Kind::Bio, Confidence::Medium, "it goes on from the author’s name above it");
            article.hint("take the lines with ::: away to make it a paragraph again");
        } else if article.is_body(line.at + 1) && byline::is_description(article.text(line.at + 1)) {
            let reason = "what the author does, below the name";
            article.mark(line.at + 1, Role::Kept, Kind::Kept, Confidence::Medium, reason);
            article.hint("move it to the author’s bio, or delete it");
        }
    }
}

/// An author; under which word the name is filed is for the reader of the manuscript to work out.
pub(in crate::read) fn contributor(name: &str) -> Contributor {
    Contributor { name: name.to_owned(), file_as: String::new(), role: "aut".to_owned() }
}

fn titles(article: &mut Article, lines: &[Line], given: &Given) {
    let mut short: Vec<usize> =
        lines.iter().filter(|line| line.kind == Seen::Short && article.is_body(line.at)).map(|line| line.at).collect();
    // What opens the text is a heading of it, and so is what stands below.
    if let Some(opening) = short.iter().position(|&at| opens_the_text(article.text(at))) {
        short.truncate(opening);
    }
    let Some(title) = title(article, &short, given) else { return };
    let credit_above =
        |at: usize| lines.iter().any(|line| (title..at).contains(&line.at) && matches!(line.kind, Seen::Date(_) | Seen::Byline(_)));
    let mut head_over = false;
    for line in lines.iter().filter(|line| line.at > title) {
        let text = article.text(line.at).to_owned();
        if !article.is_body(line.at) {
            continue;
        }
        let words = article.get(line.at).map_or(0, |passage| passage.words);
        match line.kind {
            Seen::Paragraph if !head_over => standfirst(article, line.at),
            Seen::Short if !short.contains(&line.at) => head_over = true,
            Seen::Short if !head_over && words >= 9 => standfirst(article, line.at),
            Seen::Short if !head_over && article.metadata.subtitle.is_none() && !credit_above(line.at) && is_subtitle(article, line.at) => {
                article.find(line.at, Kind::Subtitle, Confidence::Medium, "a short line right below the title");
                article.take(line.at, "");
                article.metadata.subtitle = Some(text);
            }
            Seen::Short => head_over = true,
            _ => {}
        }
    }
}

/// The passage that holds the title; kicker and title are taken into the front matter.
fn title(article: &mut Article, short: &[usize], given: &Given) -> Option<usize> {
    if let Some(wanted) = &given.title {
        article.metadata.title.clone_from(wanted);
        let same = |&&at: &&usize| words(article.text(at)).map(|(word, _)| word).eq(words(wanted).map(|(word, _)| word));
        let found = short.iter().find(same).copied();
        match (found, short.first().copied()) {
            (Some(at), _) => {
                article.find(at, Kind::Title, Confidence::High, "the title that is given");
                article.take(at, "");
                if let Some(kicker) = at.checked_sub(1).filter(|before| short.contains(before)) {
                    take_kicker(article, kicker);
                }
            }
            (None, Some(at)) => {
                article.mark(
                    at,
                    Role::Kept,
                    Kind::Kept,
                    Confidence::Medium,
                    "could be the title, but another is given, so it stays in the text",
                );
                article.hint("delete the line if it is the title in other words");
            }
            (None, None) => {}
        }
        return found.or_else(|| short.first().copied());
    }
    let first = *short.first()?;
    let under_kicker = short.get(1).copied().filter(|&second| is_kicker(article.text(first), article.text(second)));
    // A second word may stand below the first kicker: "TRIBUNE", "Collectif".
    let again = |second: usize| {
        let third = short.get(2).copied()?;
        let (word, next) = (article.text(second), article.text(third));
        (super::text::word_count(word) == 1 && is_kicker(word, next) && (super::text::is_quoted(next) || is_department(word)))
            .then_some(third)
    };
    let under_second = under_kicker.and_then(again);
    let at = under_second.or(under_kicker).unwrap_or(first);
    article.metadata.title = article.text(at).to_owned();
    let (confidence, reason) = match (under_kicker, first) {
        (Some(_), _) => (Confidence::Medium, "the short line below the kicker"),
        (None, 0) => (Confidence::High, "a short line at the very beginning"),
        _ => (Confidence::Medium, "the first short line above the text that is no date, byline or caption"),
    };
    article.find(at, Kind::Title, confidence, reason);
    article.hint("use --title \"...\" if it is not");
    article.take(at, "");
    if under_kicker.is_some() {
        take_kicker(article, first);
    }
    if let (Some(_), Some(second)) = (under_second, under_kicker) {
        let kicker = article.metadata.kicker.take().unwrap_or_default();
        take_kicker(article, second);
        article.metadata.kicker = Some(format!("{kicker} · {}", article.text(second)));
    }
    Some(at)
}

fn take_kicker(article: &mut Article, at: usize) {
    article.metadata.kicker = Some(article.text(at).to_owned());
    article.find(at, Kind::Kicker, Confidence::Medium, "a few words above the title");
    article.take(at, "");
}

fn is_kicker(text: &str, next: &str) -> bool {
    let words = super::text::word_count(text);
    let department = is_department(text);
    let capitals = words <= 5 && is_all_caps(text) && !is_all_caps(next);
    let path = text.contains([':', '|', '/', '›', '>'])
        && words <= 5
        && closing(text).is_some_and(|c| c == ':' || c.is_alphanumeric())
        && !text.contains(": ");
    let quotation = next.split_once(": ").is_some_and(|(name, said)| byline::is_name(name, true) && super::text::is_quoted(said));
    department || capitals || path || quotation || (words == 1 && super::text::word_count(next) >= 4)
}

/// Whether a line of a few words names a department of a paper.
fn is_department(text: &str) -> bool {
    let lower = text.trim_end_matches(':').to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\u{93C}' | '\u{94D}')).filter(|word| !word.is_empty()).collect();
    words.len() <= 3 && words.iter().any(|word| lexicon::KICKERS.contains(word))
}

/// A line below the title that is no heading of the first section: more than a few words, or with a byline below.
fn is_subtitle(article: &Article, at: usize) -> bool {
    article.get(at).is_some_and(|passage| passage.words > 4) || credited_below(article, at)
}

fn opens_the_text(text: &str) -> bool {
    let lower = text.trim_end_matches([':', '.']).to_lowercase();
    lexicon::OPENING_HEADINGS.contains(&lower.as_str()) || headings::number(text).is_some_and(|number| number.first)
}

fn standfirst(article: &mut Article, at: usize) {
    let reason = if has_dateline(article.text(at + 1)) {
        "a paragraph below the title, and the next one opens the report with its place"
    } else if ends_sentence(article.text(at)) {
        "a paragraph between the title and the byline or the date"
    } else {
        "more than a few words below the title, without a closing full stop"
    };
    article.mark(at, Role::Standfirst, Kind::Standfirst, Confidence::Medium, reason);
    article.hint("take the lines with ::: away to make it a paragraph again");
}
