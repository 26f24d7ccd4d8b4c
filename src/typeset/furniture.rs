//! Furniture: running heads and folios in the margins of every page.

use std::collections::BTreeMap;

use super::decoration::{filled, frame};
use super::flow::{Flow, is_decorated};
use super::frame::{Frame, Sheet};
use super::hyphenate::HYPHEN;
use super::itemize;
use super::justify;
use super::paginate::{Laid, Plan};
use super::shape::Shaper;
use super::strip::shift;
use super::words::{self, Direction, Run, Setting, Words};
use crate::base::counter_styles::counted;
use crate::base::{Pt, Rect, Size};
use crate::page::{Furniture, Item, Mark};
use crate::style::{ContentPart, Counter, Hyphenation, MarginBox, MarginBoxPlace, PageFace, StringPlace, TextAlign};

/// Adds running heads and folios to all pages, and the colour of their paper.
pub(super) fn add(laid: &mut Laid, plan: &Plan<'_>, flow: &Flow<'_>, frame: &Frame<'_>, language: &str, shaper: &mut Shaper<'_>) {
    let strings = strings_by_page(flow, plan);
    let tops = first_heights(plan);
    let count = laid.pages.len();
    let mut entry: BTreeMap<&str, &str> = BTreeMap::new();
    for (number, (page, sheet)) in laid.pages.iter_mut().zip(&plan.sheets).enumerate() {
        let set_here = strings.get(&number).map_or(&[][..], Vec::as_slice);
        let face = frame.face(number, sheet);
        for margin_box in &face.boxes {
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
            let text = text(margin_box, sheet, count, string);
            let mut items = set(margin_box, &text, face, frame.trim(), language, shaper);
            page.items.append(&mut items);
        }
        if let Some(color) = face.background_color {
            page.items.insert(0, filled(frame.paper(), color));
        }
        entry.extend(set_here.iter().map(|set| (set.name, set.words)));
    }
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

fn text<'s>(margin_box: &MarginBox, sheet: &Sheet<'_>, pages: usize, string: impl Fn(&str, StringPlace) -> &'s str) -> String {
    let mut text = String::new();
    for part in &margin_box.content {
        match part {
            ContentPart::Text(words) => text.push_str(words),
            ContentPart::NamedString(name, place) => text.push_str(string(name, *place)),
            ContentPart::Counter(Counter { name, style }) => match name.as_str() {
                "page" => text.push_str(&counted(sheet.number, style)),
                "pages" => text.push_str(&counted(i32::try_from(pages).unwrap_or(i32::MAX), style)),
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

/// Where a margin box lies, and where in it its words stand: at its top, in the middle or at its foot.
fn area(place: MarginBoxPlace, face: &PageFace, trim: Size) -> (Rect, f32) {
    use MarginBoxPlace as Place;
    let margin = face.margin;
    let (left, right) = (margin.left, trim.width - margin.right);
    let (top, bottom) = (margin.top, trim.height - margin.bottom);
    let (x, width) = match place {
        Place::TopLeftCorner | Place::BottomLeftCorner | Place::LeftTop | Place::LeftMiddle | Place::LeftBottom => (Pt::ZERO, margin.left),
        Place::TopRightCorner | Place::BottomRightCorner | Place::RightTop | Place::RightMiddle | Place::RightBottom => {
            (right, margin.right)
        }
        Place::TopLeft | Place::TopCenter | Place::TopRight | Place::BottomLeft | Place::BottomCenter | Place::BottomRight => {
            (left, right - left)
        }
    };
    let (y, height, down) = match place {
        Place::TopLeftCorner | Place::TopLeft | Place::TopCenter | Place::TopRight | Place::TopRightCorner => (Pt::ZERO, margin.top, 0.5),
        Place::BottomLeftCorner | Place::BottomLeft | Place::BottomCenter | Place::BottomRight | Place::BottomRightCorner => {
            (bottom, margin.bottom, 0.5)
        }
        Place::LeftTop | Place::RightTop => (top, bottom - top, 0.0),
        Place::LeftMiddle | Place::RightMiddle => (top, bottom - top, 0.5),
        Place::LeftBottom | Place::RightBottom => (top, bottom - top, 1.0),
    };
    (Rect { x, y, width, height }, down)
}

/// The items of a margin box: one line in the middle of its margin, between its paddings.
fn set(margin_box: &MarginBox, text: &str, face: &PageFace, trim: Size, language: &str, shaper: &mut Shaper<'_>) -> Vec<Item> {
    let style = &margin_box.style;
    let text = words::transformed(text.trim(), style.text_transform);
    if text.is_empty() {
        return Vec::new();
    }
    let (area, down) = area(margin_box.place, face, trim);
    let (width, height) = (area.width, area.height);
    let align = match style.text_align {
        TextAlign::Justify => TextAlign::Start,
        align => align,
    };
    let fonts = shaper.fonts();
    // Margin boxes stand left and right, whichever way their words are read.
    let direction = itemize::direction(&text, language);
    let align = match (direction, align) {
        (Direction::RightToLeft, TextAlign::Start) => TextAlign::End,
        (Direction::RightToLeft, TextAlign::End) => TextAlign::Start,
        (_, align) => align,
    };
    let setting = Setting {
        direction,
        measure: width - style.padding.left.of(width) - style.padding.right.of(width),
        indent: Pt::ZERO,
        align,
        align_last: align,
        line_height: style.line_height,
        baseline: words::baseline(style, fonts),
        hyphens: Hyphenation::None,
        hyphen: HYPHEN,
        word_break: style.word_break,
        line_break: style.line_break,
        hyphen_limits: style.hyphenate_limit_chars,
        hyphen_ladder: None,
        hang: false,
        continued: false,
        balance: false,
        initial: None,
        size: style.font_size,
    };
    let low = area.y + height * down > trim.height / 2.0;
    let mark = Mark::Furniture(if low { Furniture::Footer } else { Furniture::Header });
    let run = Run::plain(0..text.len(), words::look(style, Pt::ZERO, fonts), mark, language);
    let mut words = Words::new(text, vec![run], setting);
    itemize::itemize(&mut words, &[style], fonts);
    let mut items = if is_decorated(style) { frame(style, area) } else { Vec::new() };
    let above = style.padding.top.of(height);
    let free = height - above - style.padding.bottom.of(height) - style.line_height;
    let x = area.x + style.padding.left.of(width);
    // A running head that is too long for one line keeps its first: the rest would stand in the text.
    if let Some(mut line) = justify::paragraph(&mut words, shaper).into_iter().next() {
        shift(&mut line.items, x, area.y + above + free * down);
        items.append(&mut line.items);
    }
    items
}
