//! Levels of headings, which plain text does not show.
//!
//! What can be known, best sign first:
//! - Numbers show depth: `2.1` stands below `2.`.
//! - Two looks in one article, some headings in capitals and some not, are two levels if the capitals come first.
//! - A heading directly below a heading is the first of its parts.
//!
//! The last sign shows where a group of parts begins and not where it ends; no sign in plain text does so for certain. Two
//! headings end a group by what they are: one that has a heading directly below it, and one that speaks of the whole
//! ("Conclusion", "The Road Ahead", "Implications for ..."). Besides, something set between two sections ends it: a pull quote or
//! a line of ornaments stands where the page has its larger gaps, between groups rather than inside one. That is a habit of
//! those who lay out magazines and no law, so a level that rests on it is always called a guess, and the report names the
//! sign, because one `#` puts it right.
//!
//! Likeness of words was tried and left out. In two technical books, neighbours inside a group share more words than
//! neighbours across its end in four of five comparisons (246 pairs inside, 97 across). But sections of an article have too
//! few words for that: in the one we know best, the pair across the end is as alike as any pair inside.

use super::article::{Article, Role};
use super::findings::{Confidence, Finding, Kind};
use super::text::is_all_caps;
use super::{headings, lexicon};

/// Gives each heading its level.
pub(super) fn mark(article: &mut Article) {
    let all: Vec<usize> = (0..article.len()).filter(|&at| article.is(at, &Role::Heading(2))).collect();
    if !(by_numbers(article, &all) || by_capitals(article, &all)) {
        by_place(article, &all);
    }
}

/// `2.1` stands below `2.`; headings without a number stand where the first number does.
fn by_numbers(article: &mut Article, all: &[usize]) -> bool {
    let depths: Vec<Option<usize>> = all.iter().map(|&at| headings::number(article.text(at)).map(|number| number.depth)).collect();
    let Some(least) = depths.iter().flatten().min().copied() else { return false };
    let deeper = depths.iter().flatten().any(|&depth| depth > least);
    for (&at, depth) in all.iter().zip(&depths) {
        if let Some(below) = depth.map(|depth| depth - least).filter(|&below| below > 0) {
            let level = u8::try_from(2 + below).unwrap_or(6).min(6);
            set(article, at, level, Confidence::High, "its number has more parts than those above it");
        }
    }
    deeper
}

/// Capitals above, small letters below, if there are at least two of each and the first heading is in capitals.
fn by_capitals(article: &mut Article, all: &[usize]) -> bool {
    let capitals: Vec<bool> = all.iter().map(|&at| is_all_caps(article.text(at))).collect();
    let count = |wanted: bool| capitals.iter().filter(|&&is| is == wanted).count();
    let two_looks = capitals.first() == Some(&true) && count(true) >= 2 && count(false) >= 2;
    if two_looks {
        for (&at, _) in all.iter().zip(&capitals).filter(|(_, capital)| !**capital) {
            set(article, at, 3, Confidence::Medium, "not in capitals, while the headings above it are");
        }
    }
    two_looks
}

/// A heading directly below a heading opens a group of parts.
fn by_place(article: &mut Article, all: &[usize]) {
    let mut parent: Option<usize> = None;
    for (index, &at) in all.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| all.get(before)).copied();
        let opens_group = all.get(index + 1) == Some(&(at + 1));
        match parent {
            Some(above) if before == Some(above) && above + 1 == at => {
                let reason = format!("directly below another heading, {} {}", article.unit, article.line(above));
                set(article, at, 3, Confidence::Medium, &reason);
            }
            Some(above) => match end_of_group(article, at, opens_group) {
                Some(sign) => {
                    let reason = format!("a heading of the upper level again: {sign}");
                    explain(article, at, Confidence::Low, &reason, "write ### if it belongs to the group above");
                    parent = None;
                }
                None => {
                    let reason = format!("nothing ends the group that began below {} {}", article.unit, article.line(above));
                    set(article, at, 3, Confidence::Low, &reason);
                }
            },
            None => {}
        }
        if opens_group && parent.is_none() {
            parent = Some(at);
        }
    }
}

fn end_of_group(article: &Article, at: usize, opens_group: bool) -> Option<&'static str> {
    let text = article.text(at).to_lowercase();
    let begins = |closing: &str| text.strip_prefix(closing).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    if opens_group {
        return Some("another heading stands directly below it");
    }
    if lexicon::CLOSING_HEADINGS.iter().any(|closing| begins(closing)) {
        return Some("it speaks of the whole");
    }
    match article.get(at.checked_sub(1)?)?.role {
        Role::PullQuote { .. } | Role::Attribution => Some("a pull quote parts it from the group above"),
        Role::SceneBreak => Some("a scene break parts it from the group above"),
        _ => None,
    }
}

fn set(article: &mut Article, at: usize, level: u8, confidence: Confidence, reason: &str) {
    article.set(at, Role::Heading(level));
    if let Some(finding) = explain(article, at, confidence, reason, "write ## if it belongs to the upper level") {
        finding.what = Kind::Heading(level);
    }
}

/// Adds to what was found about a heading.
fn explain<'a>(article: &'a mut Article, at: usize, confidence: Confidence, reason: &str, hint: &str) -> Option<&'a mut Finding> {
    let finding = article.passages.get(at)?.finding.and_then(|index| article.findings.get_mut(index))?;
    finding.reason = format!("{}; {reason}", finding.reason);
    finding.confidence = finding.confidence.min(confidence);
    finding.hint = Some(hint.to_owned());
    Some(finding)
}
