//! References to pages: the numbers that only finished pages can tell.
//!
//! Everything is set with a stand-in and planned; then the numbers are filled in, what they change is set again, and the
//! pages are planned again, until no number changes. Longer numbers may push a line to the next page, which may change a
//! number: that dies down at once in practice, and is given up after a few rounds where it does not.

use std::collections::BTreeSet;

use super::words::{Filler, Run, Words};
use crate::model::NodeId;
use crate::page::{ContentId, Mark};

/// A page that something stands on: its place among the pages, and its number as printed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PageNumber {
    /// From 0.
    pub page: usize,
    /// As printed.
    pub label: String,
}

/// The paragraphs that refer to pages, as they were before any number was known.
pub(super) struct References {
    templates: Vec<Template>,
}

/// A paragraph with stand-ins.
struct Template {
    paragraph: usize,
    parts: Vec<Part>,
    anchors: Vec<(usize, NodeId)>,
}

/// A run with its words.
#[derive(Clone)]
struct Part {
    run: Run,
    text: String,
}

impl References {
    /// The references in paragraphs.
    pub(super) fn of(paragraphs: &[Words]) -> Self {
        let refers = |run: &Run| matches!(run.filler, Some(Filler::Page { .. }));
        let referring = paragraphs.iter().enumerate().filter(|(_, words)| words.runs.iter().any(refers));
        let template = |(paragraph, words): (usize, &Words)| {
            let text = |run: &Run| words.text.get(run.range.clone()).unwrap_or_default().to_owned();
            let parts = words.runs.iter().map(|run| Part { run: run.clone(), text: text(run) }).collect();
            Template { paragraph, parts, anchors: words.anchors.clone() }
        };
        Self { templates: referring.map(template).collect() }
    }

    /// The paragraphs that refer to pages, by number, in order.
    pub(super) fn paragraphs(&self) -> BTreeSet<usize> {
        self.templates.iter().map(|template| template.paragraph).collect()
    }

    /// Fills in the numbers of pages. Returns the paragraphs that changed.
    pub(super) fn fill(&self, paragraphs: &mut [Words], page_of: &dyn Fn(NodeId, Option<&str>) -> Option<PageNumber>) -> BTreeSet<usize> {
        let mut changed = BTreeSet::new();
        for template in &self.templates {
            let Some(words) = paragraphs.get_mut(template.paragraph) else { continue };
            let parts = merged(numbered(&template.parts, page_of));
            let text: String = parts.iter().map(|part| part.text.as_str()).collect();
            if text != words.text {
                set_text(words, text, parts, template);
                changed.insert(template.paragraph);
            }
        }
        changed
    }

    /// Stretches of content that merging numbers left without words.
    pub(super) fn dropped(&self, paragraphs: &[Words]) -> BTreeSet<ContentId> {
        let content = |run: &Run| if let Mark::Content(content) = run.mark { Some(content) } else { None };
        let mut dropped = BTreeSet::new();
        for template in &self.templates {
            dropped.extend(template.parts.iter().filter_map(|part| content(&part.run)));
            for run in paragraphs.get(template.paragraph).map_or(&[][..], |words| &words.runs) {
                if let Some(content) = content(run) {
                    dropped.remove(&content);
                }
            }
        }
        dropped
    }
}

/// A part, and the page it names if it is a locator of an index.
type Numbered = (Part, Option<PageNumber>);

fn numbered(parts: &[Part], page_of: &dyn Fn(NodeId, Option<&str>) -> Option<PageNumber>) -> Vec<Numbered> {
    let parts = parts.iter().map(|part| {
        let Some(Filler::Page { target, style, locator }) = &part.run.filler else { return (part.clone(), None) };
        let Some(number) = page_of(*target, style.as_deref()) else { return (part.clone(), None) };
        let part = Part { text: number.label.clone(), ..part.clone() };
        (part, locator.then_some(number))
    });
    parts.collect()
}

/// How many pages in a row are written as the first and the last of them.
const A_ROW: usize = 3;

/// Neighbouring locators merged: equal numbers are said once, and three pages or more in a row as "12–14".
fn merged(mut parts: Vec<Numbered>) -> Vec<Part> {
    let mut kept = vec![true; parts.len()];
    // Each locator but the first of its list drops together with what parts it from the one before.
    let mut row: Vec<usize> = Vec::new();
    let mut at = 0;
    while at < parts.len() {
        let Some(number) = parts[at].1.clone() else {
            if !is_separator(&parts[at].0.text) {
                row.clear();
            }
            at += 1;
            continue;
        };
        match row.last().and_then(|&last| parts[last].1.clone().map(|before| (last, before))) {
            Some((last, before)) if before.label == number.label => kept[last + 1..=at].fill(false),
            Some((_, before)) if before.page + 1 == number.page => row.push(at),
            _ => row = vec![at],
        }
        if row.len() >= A_ROW && row.last() == Some(&at) {
            let (first, last) = (row[0], at);
            kept[first + 1..last].fill(false);
            // The first separator stays, as a dash.
            if first + 1 < last {
                kept[first + 1] = true;
                parts[first + 1].0.text = "–".to_owned();
                parts[first + 1].0.run.source = None;
            }
        }
        at += 1;
    }
    parts.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|((part, _), _)| part).collect()
}

fn is_separator(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, ',' | ';' | '、' | '،' | '，' | '–'))
}

fn set_text(words: &mut Words, text: String, parts: Vec<Part>, template: &Template) {
    let mut runs: Vec<Run> = Vec::with_capacity(parts.len());
    let mut end = 0;
    for Part { run, text } in parts {
        let start = end;
        end += text.len();
        runs.push(Run { range: start..end, ..run });
    }
    // What stood in a run stands in it still; what stood in a run that is gone stands in the next.
    let moved = |&(at, node): &(usize, NodeId)| {
        let old = template.parts.iter().rev().find(|part| part.run.range.start <= at);
        let into = old.map_or(0, |part| at - part.run.range.start);
        let same = |run: &&Run| old.is_some_and(|part| part.run.mark == run.mark && part.run.source == run.source);
        (runs.iter().find(same).map_or(end, |run| (run.range.start + into).min(run.range.end)), node)
    };
    words.anchors = template.anchors.iter().map(moved).collect();
    words.text = text;
    words.runs = runs;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Color, Pt};
    use crate::font::FaceId;
    use crate::page::Furniture;
    use crate::typeset::words::{Drawn, Look};

    fn part(text: &str) -> Part {
        let look = Look {
            face: FaceId(0),
            size: Pt(10.0),
            color: Color::BLACK,
            rise: Pt::ZERO,
            letter_spacing: Pt::ZERO,
            word_spacing: Pt::ZERO,
            features: Vec::new(),
            drawn: Drawn::default(),
        };
        let run = Run::plain(0..text.len(), look, Mark::Furniture(Furniture::Decoration), "en");
        Part { run, text: text.to_owned() }
    }

    /// The entry of an index that has places on these pages.
    fn entry(pages: &[usize]) -> String {
        let mut parts = vec![(part("whales"), None)];
        for &page in pages {
            let label = page.to_string();
            parts.push((part(", "), None));
            parts.push((part(&label), Some(PageNumber { page, label })));
        }
        parts.push((part("; see also ships"), None));
        merged(parts).into_iter().map(|part| part.text).collect()
    }

    #[test]
    fn neighbouring_pages_are_merged() {
        assert_eq!(entry(&[7]), "whales, 7; see also ships");
        assert_eq!(entry(&[7, 7, 9]), "whales, 7, 9; see also ships");
        assert_eq!(entry(&[7, 8]), "whales, 7, 8; see also ships");
        assert_eq!(entry(&[7, 8, 9]), "whales, 7–9; see also ships");
        assert_eq!(entry(&[1, 12, 12, 13, 13, 14, 15, 15, 20, 21, 22, 30]), "whales, 1, 12–15, 20–22, 30; see also ships");
    }
}
