//! What shows in the layout alone: ornaments that change the scene, tables with tabs, lists with their marks.

use super::article::{Article, Passage, Role};
use super::findings::{Confidence, Kind};
use super::lexicon;

/// Marks scene breaks, tables and lists.
pub(super) fn mark(article: &mut Article) {
    scene_breaks(article);
    tables(article);
    lists(article);
    lost_bullets(article);
}

/// A line of ornaments between two paragraphs.
fn scene_breaks(article: &mut Article) {
    for at in 1..article.len().saturating_sub(1) {
        let text = article.text(at);
        let ornament = |c: char| !(c.is_alphanumeric() || super::text::is_stop(c) || super::text::is_quotation_mark(c));
        if article.is_body(at) && !text.is_empty() && text.chars().count() <= 24 && text.chars().all(ornament) {
            article.mark(at, Role::SceneBreak, Kind::SceneBreak, Confidence::High, "a line of ornaments without a word");
        }
    }
}

/// Lines that are cut by the same number of tabs, two or more in a row.
fn tables(article: &mut Article) {
    let mut at = 0;
    while at < article.len() {
        let cells = cells(article.text(at));
        let rows =
            (at..article.len()).take_while(|&row| cells >= 2 && article.is_body(row) && self::cells(article.text(row)) == cells).count();
        if rows >= 2 {
            let reason = format!("{rows} lines with {cells} cells each, kept apart by tabs; the first names the columns");
            article.mark(at, Role::TableRow, Kind::Table, Confidence::High, reason);
            (at..at + rows).for_each(|row| article.set(row, Role::TableRow));
            if at > 0 && is_table_caption(article.text(at - 1)) {
                article.set(at - 1, Role::TableCaption);
            }
        }
        at += rows.max(1);
    }
}

fn cells(text: &str) -> usize {
    text.split('\t').count()
}

/// "Table 2: ..."
fn is_table_caption(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let label = words.next().unwrap_or_default().to_lowercase();
    let numbered = words.next().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    numbered && lexicon::TABLES.contains(&label.as_str()) && text.chars().count() <= 300
}

/// Neighbours with the same bullet, or with numbers that count up.
fn lists(article: &mut Article) {
    let mut at = 0;
    while at < article.len() {
        let run = bullets(article, at).max(numbers(article, at));
        if run >= 2 {
            let first = item(article.text(at));
            let reason = if matches!(first, Some((Mark::Number(_), _))) {
                "lines in a row with numbers that count up"
            } else {
                "lines in a row with the same bullet"
            };
            article.find(at, Kind::List, Confidence::High, format!("{run} {reason}"));
            for row in at..at + run {
                if let Some((mark, length)) = item(article.text(row)) {
                    let number = if let Mark::Number(number) = mark { Some(number) } else { None };
                    article.set(row, Role::Item(number));
                    let text = article.text(row).get(length..).unwrap_or_default().trim_start().to_owned();
                    if let Some(passage) = article.passages.get_mut(row) {
                        passage.text = text;
                    }
                }
            }
        }
        at += run.max(1);
    }
}

/// Short lines in a row below a line that ends with a colon: a list that lost its bullets.
fn lost_bullets(article: &mut Article) {
    let mut at = 1;
    while at < article.len() {
        let mut run = 0;
        if article.is_body(at - 1) && article.text(at - 1).ends_with(':') && article.get(at - 1).is_some_and(|passage| passage.words >= 5) {
            run = (at..article.len()).take_while(|&row| could_be_item(article, row)).count();
        }
        if run >= 2 && article.get(at + run).is_none_or(Passage::is_running_text) {
            article.find(at, Kind::List, Confidence::Medium, format!("{run} short lines below a colon: a list that lost its bullets"));
            article.hint("take the - away to make them paragraphs again");
            (at..at + run).for_each(|row| article.set(row, Role::Item(None)));
        }
        at += run.max(1);
    }
}

fn could_be_item(article: &Article, at: usize) -> bool {
    let short = article.get(at).is_some_and(|passage| (1..=25).contains(&passage.words) && passage.text.chars().count() <= 170);
    let text = article.text(at);
    let plain_end = super::text::closing(text).is_some_and(|c| c.is_alphanumeric() || matches!(c, ',' | ';'));
    short && plain_end && article.is_body(at) && !text.starts_with(super::text::is_quotation_mark)
}

fn bullets(article: &Article, at: usize) -> usize {
    let Some((Mark::Bullet(bullet), _)) = item(article.text(at)) else { return 0 };
    let same = |row: &usize| article.is_body(*row) && matches!(item(article.text(*row)), Some((Mark::Bullet(other), _)) if other == bullet);
    (at..article.len()).take_while(same).count()
}

fn numbers(article: &Article, at: usize) -> usize {
    let Some((Mark::Number(first), _)) = item(article.text(at)) else { return 0 };
    let counts = |&(row, number): &(usize, u64)| {
        article.is_body(row) && matches!(item(article.text(row)), Some((Mark::Number(other), _)) if other == number)
    };
    (at..article.len()).zip(first..).take_while(counts).count()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Bullet(char),
    Number(u64),
}

/// The mark of a list item and its length in bytes. En and em dashes do not count: they open dialogue.
fn item(text: &str) -> Option<(Mark, usize)> {
    let mark = text.split_whitespace().next()?;
    let first = mark.chars().next()?;
    let rest = text.get(mark.len()..)?;
    if matches!(first, '•' | '▪' | '●' | '◦' | '‣' | '·' | '■' | '\u{F0B7}') && first.len_utf8() < text.len() {
        return Some((Mark::Bullet(first), first.len_utf8()));
    }
    if matches!(mark, "-" | "*" | "+") && !rest.trim().is_empty() {
        return Some((Mark::Bullet(first), mark.len()));
    }
    let number = mark.strip_suffix(['.', ')'])?;
    let number = number.parse().ok().filter(|_| number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit()))?;
    (!rest.trim().is_empty()).then_some((Mark::Number(number), mark.len()))
}
