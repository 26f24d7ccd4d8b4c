//! Values written down again, in the words that reading systems know.

use cssparser::{serialize_identifier, serialize_string};

use super::computed::{ContentPart, Counter};
use super::declaration::Spoken;
use super::properties::Longhand;
use super::values::{Measure, Value};
use crate::base::Pt;

/// What measures refer to. None is zero.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sizes {
    /// The size of the element's font.
    pub(super) own: Pt,
    /// The size of its parent's font.
    pub(super) parent: Pt,
    /// The size of the root's font.
    pub(super) root: Pt,
}

/// The declarations that stand for one in the EPUB; there may be several, or none.
pub(super) fn print(row: &Longhand, spoken: &Spoken, sizes: &Sizes) -> Vec<(&'static str, String)> {
    let value = match spoken {
        Spoken::Value(value) => match value_of(row.name, value, sizes) {
            Some(value) => value,
            None => return Vec::new(),
        },
        Spoken::Inherit | Spoken::Unset if row.inherited => "inherit".to_owned(),
        Spoken::Inherit => "inherit".to_owned(),
        // What a shorthand resets is written only where reading systems' own sheets say otherwise.
        Spoken::Initial | Spoken::Unset if WORTH_RESETTING.contains(&row.name) => row.initial.to_owned(),
        Spoken::Initial | Spoken::Unset => return Vec::new(),
    };
    declarations(row.name, value)
}

const WORTH_RESETTING: &[&str] = &[
    "text-decoration-line",
    "font-style",
    "font-weight",
    "margin-top",
    "margin-right",
    "margin-bottom",
    "margin-left",
    "padding-top",
    "padding-right",
    "padding-bottom",
    "padding-left",
    "border-top-style",
    "border-right-style",
    "border-bottom-style",
    "border-left-style",
    "text-indent",
    "text-transform",
    "letter-spacing",
    "content",
];

/// A declaration, with the older names of its property beside it.
fn declarations(name: &'static str, value: String) -> Vec<(&'static str, String)> {
    let side = |value: &str| match value {
        "column" => None,
        "page" | "left" | "right" | "verso" | "recto" | "always" => Some(("page", "always")),
        "avoid" | "avoid-page" | "avoid-column" => Some(("avoid", "avoid")),
        _ => Some(("auto", "auto")),
    };
    match name {
        // Older systems know only the short name.
        "text-decoration-line" => vec![("text-decoration", value)],
        "hyphens" => vec![("-webkit-hyphens", value.clone()), ("-epub-hyphens", value.clone()), ("hyphens", value)],
        "break-before" => side(&value).map_or(Vec::new(), |(new, old)| vec![("page-break-before", old.to_owned()), (name, new.to_owned())]),
        "break-after" => side(&value).map_or(Vec::new(), |(new, old)| vec![("page-break-after", old.to_owned()), (name, new.to_owned())]),
        "break-inside" => side(&value).map_or(Vec::new(), |(new, old)| vec![("page-break-inside", old.to_owned()), (name, new.to_owned())]),
        // Older systems know only the physical sides; newer ones take the second, which follows the script.
        "text-align" if value == "start" => vec![(name, "left".to_owned()), (name, value)],
        "text-align" if value == "end" => vec![(name, "right".to_owned()), (name, value)],
        _ => vec![(name, value)],
    }
}

fn value_of(name: &str, value: &Value, sizes: &Sizes) -> Option<String> {
    Some(match value {
        Value::Keyword(word) => (*word).to_owned(),
        Value::Keywords(words) if words.is_empty() => {
            if matches!(name, "hanging-punctuation" | "text-decoration-line") { "none" } else { "normal" }.to_owned()
        }
        Value::Keywords(words) => words.join(" "),
        Value::Number(number) => decimal(*number),
        Value::Numbers(numbers) => {
            numbers.iter().map(|number| number.map_or("auto".to_owned(), |number| number.to_string())).collect::<Vec<_>>().join(" ")
        }
        Value::Measure(measure) | Value::Indent { measure, hanging: false, each_line: false } => measured(name, *measure, sizes),
        // Reading systems do not know the two words: an indent of the wrong lines would be worse than none.
        Value::Indent { .. } => "0".to_owned(),
        Value::Families(families) => stack(families),
        Value::Features(features) if features.is_empty() => "normal".to_owned(),
        Value::Features(features) => {
            features.iter().map(|(tag, value)| format!("\"{}\" {value}", String::from_utf8_lossy(tag))).collect::<Vec<_>>().join(", ")
        }
        Value::Content(parts) => parts.iter().map(part).collect::<Option<Vec<_>>>()?.join(" "),
        Value::Counters(counters) if counters.is_empty() => "none".to_owned(),
        // A screen has no pages to be numbered.
        Value::Counters(counters) if counters.iter().all(|(name, _)| name == "page") => return None,
        Value::Counters(counters) => {
            counters.iter().map(|(name, number)| format!("{} {number}", identifier(name))).collect::<Vec<_>>().join(" ")
        }
        Value::Marker(None) => "none".to_owned(),
        Value::Marker(Some(ContentPart::Text(text))) => match text.as_str() {
            "•" => "disc".to_owned(),
            "◦" => "circle".to_owned(),
            "▪" => "square".to_owned(),
            text => string(text),
        },
        Value::Marker(Some(ContentPart::Counter(counter))) => identifier(&counter.style),
        Value::Name(text) if name == "hyphenate-character" => string(text),
        Value::Two([one, two]) => {
            let side = |side: &Option<Measure>| side.map_or("auto".to_owned(), |side| measured(name, side, sizes));
            format!("{} {}", side(one), side(two))
        }
        Value::Picture(_)
        | Value::Marker(Some(_))
        | Value::Color(_)
        | Value::Strings(_)
        | Value::InitialLetter(_)
        | Value::Name(_)
        | Value::Outline(_) => return None,
    })
}

/// A measure in `em` or percent; line heights as numbers, the thickness of lines in whole pixels.
fn measured(name: &str, measure: Measure, sizes: &Sizes) -> String {
    match name {
        "line-height" => decimal(measure.points_of(sizes.own, sizes.root, sizes.own) / sizes.own),
        "font-size" => format!("{}em", decimal(measure.points_of(sizes.parent, sizes.root, sizes.parent) / sizes.parent)),
        _ if name.ends_with("-width") && name.starts_with("border") => {
            let pixels = measure.points(sizes.own, sizes.root).0 / 0.75;
            if pixels == 0.0 { "0".to_owned() } else { format!("{}px", pixels.round().max(1.0)) }
        }
        _ if measure.share != 0.0 => format!("{}%", decimal(measure.share * 100.0)),
        _ => match decimal(measure.points(sizes.own, sizes.root) / sizes.own) {
            zero if zero == "0" => zero,
            ems => format!("{ems}em"),
        },
    }
}

/// At most three digits after the point, and none that say nothing.
fn decimal(number: f32) -> String {
    let text = format!("{number:.3}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Fonts are not embedded: the list ends in a generic family, whatever the theme says.
fn stack(families: &[String]) -> String {
    const GENERIC: [&str; 5] = ["serif", "sans-serif", "monospace", "cursive", "fantasy"];
    let mut names: Vec<String> =
        families.iter().map(|family| if GENERIC.contains(&family.as_str()) { family.clone() } else { string(family) }).collect();
    if !families.last().is_some_and(|last| GENERIC.contains(&last.as_str())) {
        let first = families.first().map(|first| first.to_lowercase()).unwrap_or_default();
        let generic = match first {
            name if name.contains("mono") || name.contains("code") => "monospace",
            name if name.contains("sans") => "sans-serif",
            _ => "serif",
        };
        names.push(generic.to_owned());
    }
    names.join(", ")
}

/// A part of generated content, if it needs no pages.
fn part(part: &ContentPart) -> Option<String> {
    match part {
        ContentPart::Text(text) => Some(string(text)),
        ContentPart::Attribute(name) => Some(format!("attr({})", identifier(name))),
        ContentPart::Counter(Counter { name, style }) if name != "page" && name != "pages" => {
            Some(format!("counter({}, {})", identifier(name), identifier(style)))
        }
        ContentPart::Counters(Counter { name, style }, between) => {
            Some(format!("counters({}, {}, {})", identifier(name), string(between), identifier(style)))
        }
        _ => None,
    }
}

/// A string in quotes.
pub(super) fn string(text: &str) -> String {
    let mut quoted = String::new();
    // Writing to a string never fails.
    let _ = serialize_string(text, &mut quoted);
    quoted
}

/// A name, escaped where it must be.
pub(super) fn identifier(name: &str) -> String {
    let mut escaped = String::new();
    // Writing to a string never fails.
    let _ = serialize_identifier(name, &mut escaped);
    escaped
}

/// A declaration as it will stand in the sheet.
pub(super) struct Line {
    pub(super) name: &'static str,
    pub(super) value: String,
    pub(super) important: bool,
}

/// Longhands that stand together, written as the shorthand that people write: `margin: 0 1em`, `border-top: 1px solid`.
pub(super) fn shorten(lines: &mut Vec<Line>) {
    for (short, names) in [
        ("margin", ["margin-top", "margin-right", "margin-bottom", "margin-left"]),
        ("padding", ["padding-top", "padding-right", "padding-bottom", "padding-left"]),
        ("border-style", ["border-top-style", "border-right-style", "border-bottom-style", "border-left-style"]),
        ("border-radius", ["border-top-left-radius", "border-top-right-radius", "border-bottom-right-radius", "border-bottom-left-radius"]),
        ("border-width", ["border-top-width", "border-right-width", "border-bottom-width", "border-left-width"]),
    ] {
        join(lines, short, names, |[top, right, bottom, left]| match (top == bottom, right == left) {
            (true, true) if top == right => top.clone(),
            (true, true) => format!("{top} {right}"),
            (false, true) => format!("{top} {right} {bottom}"),
            _ => format!("{top} {right} {bottom} {left}"),
        });
    }
    for (short, names) in [
        ("border-top", ["border-top-width", "border-top-style"]),
        ("border-right", ["border-right-width", "border-right-style"]),
        ("border-bottom", ["border-bottom-width", "border-bottom-style"]),
        ("border-left", ["border-left-width", "border-left-style"]),
    ] {
        join(lines, short, names, |[width, style]| format!("{width} {style}"));
    }
}

/// Puts one line in the place of several, if all of them are there and weigh the same.
fn join<const N: usize>(lines: &mut Vec<Line>, short: &'static str, names: [&str; N], value: impl Fn([&String; N]) -> String) {
    let found = names.map(|name| lines.iter().position(|line| line.name == name));
    let Some(first) = found[0] else { return };
    let important = lines[first].important;
    let values = found.map(|at| at.map(|at| &lines[at]).filter(|line| line.important == important).map(|line| &line.value));
    if values.iter().any(Option::is_none) {
        return;
    }
    let value = value(values.map(|value| value.unwrap_or(&lines[first].value)));
    lines[first] = Line { name: short, value, important };
    lines.retain(|line| !names.contains(&line.name));
}
