//! Furniture: running heads and folios in the margins of every page.

use std::collections::BTreeMap;

use super::decoration::{filled, frame};
use super::flow::is_decorated;
use super::inline::counted;
use super::justify;
use super::paginate::{Frame, Laid};
use super::shape::Shaper;
use super::strip::shift;
use super::words::{self, Run, Setting, Words};
use crate::base::{Pt, Rect};
use crate::model::NodeId;
use crate::page::{Furniture, Item, Mark};
use crate::style::{ContentPart, Counter, Hyphenation, MarginBox, MarginBoxPlace, TextAlign};

/// Adds running heads and folios to all pages, and the colour of their paper.
pub(super) fn add(laid: &mut Laid, strings: &[(NodeId, String, String)], frame: &Frame<'_>, language: &str, shaper: &mut Shaper<'_>) {
    let count = laid.pages.len();
    let mut entry: BTreeMap<&str, &str> = BTreeMap::new();
    for page in 0..count {
        let mut first: BTreeMap<&str, &str> = BTreeMap::new();
        let mut last: BTreeMap<&str, &str> = BTreeMap::new();
        for (_, name, words) in strings.iter().filter(|(node, ..)| anchored(laid, *node) == Some(page)) {
            first.entry(name).or_insert(words);
            last.insert(name, words);
        }
        let mut items = Vec::new();
        let face = if laid.pages[page].items.is_empty() { frame.blank() } else { frame.face(page) };
        for margin_box in &face.boxes {
            // `string(name)` is the first value set on the page, else the one in force at its start (CSS GCPM 3, 1.1.2).
            let string = |name: &str| first.get(name).or_else(|| entry.get(name)).copied().unwrap_or_default();
            let text = text(margin_box, &laid.pages[page].label, count, string);
            items.extend(set(margin_box, &text, page, frame, language, shaper));
        }
        laid.pages[page].items.append(&mut items);
        if let Some(color) = face.background_color {
            laid.pages[page].items.insert(0, filled(frame.paper(), color));
        }
        entry.extend(last);
    }
}

/// The page on which an element begins: its own place, or that of the first thing in it that has one.
fn anchored(laid: &Laid, node: NodeId) -> Option<usize> {
    laid.anchors.range(node..).next().map(|(_, &(page, _))| page)
}

fn text<'s>(margin_box: &MarginBox, label: &str, pages: usize, string: impl Fn(&str) -> &'s str) -> String {
    let mut text = String::new();
    for part in &margin_box.content {
        match part {
            ContentPart::Text(words) => text.push_str(words),
            ContentPart::NamedString(name) => text.push_str(string(name)),
            ContentPart::Counter(Counter { name, style }) => match name.as_str() {
                "page" => match label.parse() {
                    Ok(number) => text.push_str(&counted(number, style)),
                    Err(_) => text.push_str(label),
                },
                "pages" => text.push_str(&counted(i32::try_from(pages).unwrap_or(i32::MAX), style)),
                _ => {}
            },
            ContentPart::ElementText | ContentPart::Attribute(_) => {}
        }
    }
    text
}

/// The items of a margin box: one line in the middle of its margin, between its paddings.
fn set(margin_box: &MarginBox, text: &str, page: usize, frame_of: &Frame<'_>, language: &str, shaper: &mut Shaper<'_>) -> Vec<Item> {
    let style = &margin_box.style;
    let text = words::transformed(text.trim(), style.text_transform);
    if text.is_empty() {
        return Vec::new();
    }
    let top = matches!(margin_box.place, MarginBoxPlace::TopLeft | MarginBoxPlace::TopCenter | MarginBoxPlace::TopRight);
    let align = match margin_box.place {
        MarginBoxPlace::TopLeft | MarginBoxPlace::BottomLeft => TextAlign::Start,
        MarginBoxPlace::TopCenter | MarginBoxPlace::BottomCenter => TextAlign::Center,
        MarginBoxPlace::TopRight | MarginBoxPlace::BottomRight => TextAlign::End,
    };
    let margin = frame_of.face(page).margin;
    let trim = frame_of.trim();
    let width = trim.width - margin.left - margin.right;
    let (y, height) = if top { (Pt::ZERO, margin.top) } else { (trim.height - margin.bottom, margin.bottom) };
    let area = Rect { x: margin.left, y, width, height };
    let fonts = shaper.fonts();
    let setting = Setting {
        measure: width - style.padding.left.of(width) - style.padding.right.of(width),
        indent: Pt::ZERO,
        align,
        align_last: align,
        line_height: style.line_height,
        baseline: words::baseline(style, fonts),
        hyphens: Hyphenation::None,
        hyphen_limits: style.hyphenate_limit_chars,
        hyphen_ladder: None,
        hang: false,
        balance: false,
        initial: None,
        size: style.font_size,
    };
    let mark = Mark::Furniture(if top { Furniture::Header } else { Furniture::Footer });
    let run = Run {
        range: 0..text.len(),
        look: words::look(style, Pt::ZERO, fonts),
        mark,
        source: None,
        link: None,
        note: None,
        picture: None,
        language: language.to_owned(),
        hyphenate: false,
    };
    let words = Words { text, runs: vec![run], setting };
    let mut items = if is_decorated(style) { frame(style, area) } else { Vec::new() };
    let above = style.padding.top.of(height);
    let free = height - above - style.padding.bottom.of(height) - style.line_height;
    let x = area.x + style.padding.left.of(width);
    // A running head that is too long for one line keeps its first: the rest would stand in the text.
    if let Some(mut line) = justify::paragraph(&words, shaper).into_iter().next() {
        shift(&mut line.items, x, area.y + above + free / 2.0);
        items.append(&mut line.items);
    }
    items
}
