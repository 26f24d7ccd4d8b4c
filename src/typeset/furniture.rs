//! Furniture: running heads and folios in the margins of every page.

pub(super) mod edge;
mod margin_box;

use std::collections::{BTreeMap, BTreeSet};

use super::decoration::{backdrop, filled};
use super::flow::Flow;
use super::frame::{Frame, Sheet};
use super::line::shaper::Shaper;
use super::paginate::{Laid, Plan};
use crate::base::{CounterStyles, Pt};
use crate::style::{ContentPart, Counter, MarginBox, StringPlace};

/// Adds running heads and folios to all pages, and the colour of their paper. Returns the heads that had to be cut short.
pub(super) fn add(
    laid: &mut Laid,
    plan: &Plan<'_>,
    flow: &Flow<'_>,
    frame: &Frame<'_>,
    language: &str,
    shaper: &mut Shaper<'_>,
) -> BTreeSet<String> {
    let mut cut = BTreeSet::new();
    let strings = strings_by_page(flow, plan);
    let tops = first_heights(plan);
    let count = laid.pages.len();
    let mut entry: BTreeMap<&str, &str> = BTreeMap::new();
    for (number, (page, sheet)) in laid.pages.iter_mut().zip(&plan.sheets).enumerate() {
        let set_here = strings.get(&number).map_or(&[][..], Vec::as_slice);
        let face = frame.face(number, sheet);
        let string = |name: &str, place| {
            let mut values = set_here.iter().filter(|set| set.name == name);
            let entry = entry.get(name).copied().unwrap_or_default();
            match place {
                StringPlace::First => values.next().map_or(entry, |set| set.words),
                StringPlace::Start => values.next().filter(|set| tops.get(&number) == Some(&set.y)).map_or(entry, |set| set.words),
                StringPlace::Last => values.next_back().map_or(entry, |set| set.words),
                StringPlace::FirstExcept => values.next().map_or(entry, |_| ""),
            }
        };
        let texts: Vec<String> = face.boxes.iter().map(|margin_box| text(margin_box, sheet, count, frame.counter_styles, string)).collect();
        for set in margin_box::set(face, &texts, frame.trim(), language, shaper).into_iter().filter(|_| !sheet.covered) {
            cut.extend(set.cut);
            page.items.extend(set.items);
        }
        let paper = frame.paper();
        if let Some(picture) = backdrop(&face.background, (paper, -paper.x), paper, [Pt::ZERO; 4]) {
            page.items.insert(0, picture);
        }
        if let Some(color) = face.background_color {
            page.items.insert(0, filled(paper, color));
        }
        entry.extend(set_here.iter().map(|set| (set.name, set.words)));
    }
    cut
}

/// A named string that is set on a page.
struct SetString<'f> {
    name: &'f str,
    words: &'f str,
    y: Pt,
}

/// The named strings that are set on each page, in the order of the text.
fn strings_by_page<'f>(flow: &'f Flow<'_>, plan: &Plan<'_>) -> BTreeMap<usize, Vec<SetString<'f>>> {
    let mut strings: BTreeMap<usize, Vec<SetString<'_>>> = BTreeMap::new();
    for (node, name, words) in &flow.strings {
        if let Some((page, y)) = plan.place(*node) {
            strings.entry(page).or_default().push(SetString { name, words, y });
        }
    }
    strings
}

/// The height on each page of the first thing that begins on it.
fn first_heights(plan: &Plan<'_>) -> BTreeMap<usize, Pt> {
    let mut heights: BTreeMap<usize, Pt> = BTreeMap::new();
    for &(page, y) in plan.anchors.values() {
        let least = heights.entry(page).or_insert(y);
        *least = least.min(y);
    }
    heights
}

fn text<'s>(
    margin_box: &MarginBox,
    sheet: &Sheet<'_>,
    pages: usize,
    styles: &CounterStyles,
    string: impl Fn(&str, StringPlace) -> &'s str,
) -> String {
    let mut text = String::new();
    for part in &margin_box.content {
        match part {
            ContentPart::Text(words) => text.push_str(words),
            ContentPart::NamedString(name, place) => text.push_str(string(name, *place)),
            ContentPart::Counter(Counter { name, style }) => match name.as_str() {
                "page" => text.push_str(&styles.counted(sheet.number, style)),
                "pages" => text.push_str(&styles.counted(i32::try_from(pages).unwrap_or(i32::MAX), style)),
                _ => {}
            },
            // A page has no element whose words or links these could be.
            ContentPart::ElementText
            | ContentPart::Attribute(_)
            | ContentPart::Counters(..)
            | ContentPart::TargetPage { .. }
            | ContentPart::TargetText(_)
            | ContentPart::Leader(_) => {}
        }
    }
    text
}
