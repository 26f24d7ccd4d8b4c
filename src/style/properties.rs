//! The published table of properties: what is supported, what it means, where it comes from, what the EPUB makes of it.
//!
//! One row for each longhand, with the reader of its value and the way the value enters a [`Style`]. `docs/css.md` is
//! made of this table, and every message about a value quotes its grammar from here.

use cssparser::Parser;

use super::color::color;
use super::computed::*;
use super::grammar::{any_of, content, counters, families, features, initial_letter, limit_chars, marker, strings, weight};
use super::values::*;
use crate::base::{Color, Length, Pt, Sides};

/// A longhand: one property with one value.
#[derive(Clone, Copy)]
pub(super) struct Longhand {
    /// Its name.
    pub(super) name: &'static str,
    /// What may be written, in the notation of CSS.
    pub(super) grammar: &'static str,
    /// The value of an element that no rule speaks of.
    pub(super) initial: &'static str,
    /// Whether elements take it from the element around them.
    pub(super) inherited: bool,
    /// Which elements it is for.
    pub(super) applies_to: &'static str,
    /// The specification and its clause.
    pub(super) clause: &'static str,
    /// What becomes of it in the EPUB.
    pub(super) epub: Epub,
    /// Reads a value.
    pub(super) parse: fn(&mut Parser<'_>) -> Parsed<Value>,
    /// Puts a value into a style. Values come from `parse`, so others need no answer.
    pub(super) compute: fn(&Value, &mut Computing),
    /// Takes the value over from another style.
    pub(super) copy: fn(&Computing, &mut Computing),
}

/// What becomes of a property in the EPUB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Epub {
    /// It stays as it is, lengths in `em`.
    Kept,
    /// It stays in another form.
    Mapped(&'static str),
    /// It goes, for this reason.
    Dropped(&'static str),
}

/// A longhand, as a number into [`LONGHANDS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct LonghandId(pub(super) u8);

impl LonghandId {
    /// The row of that number.
    pub(super) fn row(self) -> &'static Longhand {
        &LONGHANDS[usize::from(self.0)]
    }

    /// The longhand of that name, in lower case.
    pub(super) fn of(name: &str) -> Option<Self> {
        LONGHANDS.iter().position(|row| row.name == name).and_then(|index| u8::try_from(index).ok()).map(Self)
    }
}

/// A style in the making, with what its measures refer to.
#[derive(Clone, Debug)]
pub(super) struct Computing {
    /// The style.
    pub(super) style: Style,
    /// The size of the parent's font, which `font-size` refers to.
    pub(super) parent_font_size: Pt,
    /// The size of the root's font; `None` above the root.
    root_font_size: Option<Pt>,
    /// The line height in sizes of the font, where it was given so: it is inherited as that (CSS 2, 10.8.1).
    pub(super) leading: Option<f32>,
    /// What `width` and `initial-letter` and the like cannot say in a style of their own: `@footnote { -recto-rule-length }`.
    pub(super) rule_length: Option<Measure>,
}

/// `line-height: normal`, in sizes of the font: near what Source Serif and most text faces ask for.
const NORMAL_LEADING: f32 = 1.2;
/// The width of a border that has a style but no width: 3 px (CSS Backgrounds 3, 3.3).
const MEDIUM: Measure = Measure::fixed(2.25);

impl Computing {
    /// The initial values, CSS's own where a style's default says less.
    pub(super) fn initial() -> Self {
        let medium = Border { width: Pt(MEDIUM.fixed), ..Border::NONE };
        let style = Style {
            border: Sides::all(medium),
            column_rule: medium,
            list_marker: Some(ContentPart::Text("•".to_owned())),
            ..Style::default()
        };
        let parent_font_size = style.font_size;
        Self { style, parent_font_size, root_font_size: None, leading: Some(NORMAL_LEADING), rule_length: None }
    }

    /// What a child starts from: the initial values, and the parent's for all that is inherited.
    pub(super) fn child_of(parent: &Self, initial: &Self) -> Self {
        let mut child = initial.clone();
        for row in LONGHANDS.iter().filter(|row| row.inherited) {
            (row.copy)(parent, &mut child);
        }
        child.parent_font_size = parent.style.font_size;
        child.root_font_size = parent.root_font_size;
        child
    }

    /// Settles what the font size settles. Every other measure waits for this.
    pub(super) fn font_size_is_known(&mut self) {
        self.root_font_size.get_or_insert(self.style.font_size);
        if let Some(leading) = self.leading {
            self.style.line_height = self.style.font_size * leading;
        }
    }

    /// Settles what only the whole style settles: a line that is not drawn has no width (CSS Backgrounds 3, 3.3).
    pub(super) fn finish(&mut self) {
        let style = &mut self.style;
        let Sides { top, right, bottom, left } = &mut style.border;
        for line in [top, right, bottom, left, &mut style.column_rule] {
            if line.style == BorderStyle::None {
                line.width = Pt::ZERO;
            }
        }
    }

    /// A measure, a percentage in it waiting for layout.
    pub(super) fn length(&self, measure: Measure) -> Length {
        measure.length(self.style.font_size, self.root())
    }

    fn points(&self, measure: Measure) -> Pt {
        measure.points(self.style.font_size, self.root())
    }

    /// The size of the root's font; at the root, before its own is known, its parent's.
    fn root(&self) -> Pt {
        self.root_font_size.unwrap_or(self.parent_font_size)
    }

    /// Leading in sizes of the font.
    fn lead(&mut self, factor: f32) {
        self.leading = Some(factor);
        self.style.line_height = self.style.font_size * factor;
    }
}

const ALL: &str = "all elements";
const BLOCKS: &str = "blocks";
const TEXT: &str = "text";

const SIZES: &[&str] = &["xx-small", "x-small", "small", "medium", "large", "x-large", "xx-large", "smaller", "larger"];

fn font_size(input: &mut Parser<'_>) -> Parsed<Value> {
    match input.try_parse(|input| keyword(input, SIZES)) {
        Ok(word) => {
            // CSS Fonts 4, 2.5.1; `medium` is 12 pt, which is 16 px.
            let measure = match word {
                "xx-small" => Measure::fixed(7.2),
                "x-small" => Measure::fixed(9.0),
                "small" => Measure::fixed(12.0 * 8.0 / 9.0),
                "medium" => Measure::fixed(12.0),
                "large" => Measure::fixed(14.4),
                "x-large" => Measure::fixed(18.0),
                "xx-large" => Measure::fixed(24.0),
                "smaller" => Measure::ems(1.0 / 1.2),
                _ => Measure::ems(1.2),
            };
            Ok(Value::Measure(measure))
        }
        Err(_) => measure(input, SIZE_OR_SHARE).map(Value::Measure),
    }
}

fn line_height(input: &mut Parser<'_>) -> Parsed<Value> {
    if input.try_parse(|input| keyword(input, &["normal"])).is_ok() {
        return Ok(Value::Keyword("normal"));
    }
    // A measure first: calc() is read once more, but no deeper than that.
    if let Ok(measure) = input.try_parse(|input| measure(input, SIZE_OR_SHARE)) {
        return if measure == Measure::ZERO { Ok(Value::Number(0.0)) } else { Ok(Value::Measure(measure)) };
    }
    match number(input)? {
        factor if factor >= 0.0 => Ok(Value::Number(factor)),
        _ => refused(),
    }
}

/// A word, or else a measure.
fn word_or(input: &mut Parser<'_>, words: &[&'static str], allowed: Allowed) -> Parsed<Value> {
    match input.try_parse(|input| keyword(input, words)) {
        Ok(word) => Ok(Value::Keyword(word)),
        Err(_) => measure(input, allowed).map(Value::Measure),
    }
}

/// A word, or else a whole number from 1 to a largest one.
fn word_or_count(input: &mut Parser<'_>, words: &[&'static str], most: u8) -> Parsed<Value> {
    match input.try_parse(|input| keyword(input, words)) {
        Ok(word) => Ok(Value::Keyword(word)),
        Err(_) => match count(input)? {
            number if number <= most => Ok(Value::Numbers(vec![Some(number)])),
            _ => refused(),
        },
    }
}

/// CSS Backgrounds 3, 3.3.
pub(super) fn border_width(input: &mut Parser<'_>) -> Parsed<Value> {
    match input.try_parse(|input| keyword(input, &["thin", "medium", "thick"])) {
        Ok("thin") => Ok(Value::Measure(Measure::fixed(0.75))),
        Ok("medium") => Ok(Value::Measure(MEDIUM)),
        Ok(_) => Ok(Value::Measure(Measure::fixed(3.75))),
        Err(_) => measure(input, SIZE).map(Value::Measure),
    }
}

const LINE_STYLES: &[&str] = &["none", "solid", "double", "dashed", "dotted"];

pub(super) fn border_style(input: &mut Parser<'_>) -> Parsed<Value> {
    keyword(input, LINE_STYLES).map(Value::Keyword)
}

fn style_of_line(word: &str) -> BorderStyle {
    match word {
        "solid" => BorderStyle::Solid,
        "double" => BorderStyle::Double,
        "dashed" => BorderStyle::Dashed,
        "dotted" => BorderStyle::Dotted,
        _ => BorderStyle::None,
    }
}

/// A line's colour; `None` is the text's own.
fn line_color(value: &Value) -> Option<Color> {
    match value {
        Value::Color(color) => Some(*color),
        // What cannot be seen is printed as bare paper.
        Value::Keyword("transparent") => Some(Color::WHITE),
        _ => None,
    }
}

const NUMERIC: &[&[&str]] = &[&["lining-nums", "oldstyle-nums"], &["tabular-nums", "proportional-nums"]];

/// A row of the table.
macro_rules! row {
    ($name:literal, $inherited:literal, $grammar:expr, $initial:literal, $applies:expr, $clause:literal, $epub:expr,
     $parse:expr, $compute:expr, |$from:ident, $to:ident| $copy:expr) => {
        Longhand {
            name: $name,
            grammar: $grammar,
            initial: $initial,
            inherited: $inherited,
            applies_to: $applies,
            clause: $clause,
            epub: $epub,
            parse: $parse,
            compute: $compute,
            copy: |$from, $to| $copy,
        }
    };
}

/// A row for a property that takes one word, each word standing for a value of a field.
macro_rules! words {
    ($name:literal, $inherited:literal, $grammar:literal, $initial:literal, $applies:expr, $clause:literal, $epub:expr,
     $field:ident { $($word:literal => $value:expr),+ $(,)? }) => {
        row!($name, $inherited, $grammar, $initial, $applies, $clause, $epub,
            |input| keyword(input, &[$($word),+]).map(Value::Keyword),
            |value, to| match value { $(Value::Keyword($word) => to.style.$field = $value,)+ _ => {} },
            |from, to| to.style.$field.clone_from(&from.style.$field))
    };
}

macro_rules! margin {
    ($name:literal, $side:ident) => {
        row!(
            $name,
            false,
            "auto | <length> | <percentage>",
            "0",
            BLOCKS,
            "CSS Box 4, 3",
            Epub::Mapped("lengths in em"),
            |input| word_or(input, &["auto"], LENGTH_OR_SHARE),
            |value, to| to.style.margin.$side = if let Value::Measure(measure) = value { Some(to.length(*measure)) } else { None },
            |from, to| to.style.margin.$side = from.style.margin.$side
        )
    };
}

macro_rules! padding {
    ($name:literal, $side:ident) => {
        row!(
            $name,
            false,
            "<length> | <percentage>",
            "0",
            BLOCKS,
            "CSS Box 4, 4",
            Epub::Mapped("lengths in em"),
            |input| measure(input, SIZE_OR_SHARE).map(Value::Measure),
            |value, to| if let Value::Measure(measure) = value {
                to.style.padding.$side = to.length(*measure)
            },
            |from, to| to.style.padding.$side = from.style.padding.$side
        )
    };
}

macro_rules! line {
    ($width:literal, $style:literal, $color:literal, $applies:expr, $clause:literal, $epub:expr, $color_epub:expr, $($field:ident).+) => {
        [
            row!($width, false, "<length> | thin | medium | thick", "medium", $applies, $clause, $epub,
                border_width,
                |value, to| if let Value::Measure(measure) = value { to.style.$($field).+.width = to.points(*measure) },
                |from, to| to.style.$($field).+.width = from.style.$($field).+.width),
            row!($style, false, "none | solid | double | dashed | dotted", "none", $applies, $clause, $epub,
                border_style,
                |value, to| if let Value::Keyword(word) = value { to.style.$($field).+.style = style_of_line(word) },
                |from, to| to.style.$($field).+.style = from.style.$($field).+.style),
            row!($color, false, "<color>", "currentcolor", $applies, $clause, $color_epub,
                color,
                |value, to| to.style.$($field).+.color = line_color(value),
                |from, to| to.style.$($field).+.color = from.style.$($field).+.color),
        ]
    };
}

const CURRENT: Epub = Epub::Dropped("lines take the colour of the text, so that night mode works");
const NO_COLOR: Epub = Epub::Dropped("readers choose the colours of their screen");
const NO_COLUMNS: Epub = Epub::Dropped("a screen has one column");
const NO_PAGES: Epub = Epub::Dropped("a reading system makes its own pages");
const BREAK: Epub = Epub::Mapped("page-break-* stands beside it for older readers; columns and sides become pages");
const IN_EM: Epub = Epub::Mapped("lengths in em");
const PLAIN: Epub = Epub::Kept;

const TOP: [Longhand; 3] = line!(
    "border-top-width",
    "border-top-style",
    "border-top-color",
    BLOCKS,
    "CSS Backgrounds 3, 3",
    Epub::Mapped("width in px, at least 1"),
    CURRENT,
    border.top
);
const RIGHT: [Longhand; 3] = line!(
    "border-right-width",
    "border-right-style",
    "border-right-color",
    BLOCKS,
    "CSS Backgrounds 3, 3",
    Epub::Mapped("width in px, at least 1"),
    CURRENT,
    border.right
);
const BOTTOM: [Longhand; 3] = line!(
    "border-bottom-width",
    "border-bottom-style",
    "border-bottom-color",
    BLOCKS,
    "CSS Backgrounds 3, 3",
    Epub::Mapped("width in px, at least 1"),
    CURRENT,
    border.bottom
);
const LEFT: [Longhand; 3] = line!(
    "border-left-width",
    "border-left-style",
    "border-left-color",
    BLOCKS,
    "CSS Backgrounds 3, 3",
    Epub::Mapped("width in px, at least 1"),
    CURRENT,
    border.left
);
const RULE: [Longhand; 3] = line!(
    "column-rule-width",
    "column-rule-style",
    "column-rule-color",
    "blocks with columns",
    "CSS Multi-column 1, 4",
    NO_COLUMNS,
    NO_COLUMNS,
    column_rule
);

/// All longhands. The first two come first because others refer to them: measures to the font size, lines to the colour.
pub(super) static LONGHANDS: &[Longhand] = &[
    row!(
        "font-size",
        true,
        "<length> | <percentage> | xx-small | x-small | small | medium | large | x-large | xx-large | smaller | larger",
        "medium",
        ALL,
        "CSS Fonts 4, 2.5",
        Epub::Mapped("in em of the body's size; not on html, body and p"),
        font_size,
        |value, to| if let Value::Measure(measure) = value {
            let parent = to.parent_font_size;
            to.style.font_size = measure.points_of(parent, to.root(), parent);
        },
        |from, to| to.style.font_size = from.style.font_size
    ),
    row!(
        "color",
        true,
        "<color>: a name, hex, rgb(), hsl(), device-cmyk(c m y k); opaque",
        "black",
        ALL,
        "CSS Color 4, 3.1; CSS Color 5, 8",
        NO_COLOR,
        color,
        |value, to| match value {
            Value::Color(color) => to.style.color = *color,
            Value::Keyword("transparent") => to.style.color = Color::WHITE,
            _ => {}
        },
        |from, to| to.style.color = from.style.color
    ),
    words!("display", false, "none | block | inline | list-item | table | table-header-group | table-row-group | table-row | table-cell | table-caption",
        "inline", ALL, "CSS Display 3, 2", PLAIN, display {
        "none" => Display::None, "block" => Display::Block, "inline" => Display::Inline, "list-item" => Display::ListItem,
        "table" => Display::Table, "table-header-group" => Display::TableHeaderGroup, "table-row-group" => Display::TableRowGroup,
        "table-row" => Display::TableRow, "table-cell" => Display::TableCell, "table-caption" => Display::TableCaption,
    }),
    row!(
        "font-family",
        true,
        "[ <name> | <string> | serif | sans-serif | monospace ]#",
        "serif",
        TEXT,
        "CSS Fonts 4, 2.1",
        Epub::Mapped("not on html, body and p; fonts are not embedded, so a generic family ends the list"),
        families,
        |value, to| if let Value::Families(families) = value {
            to.style.font_family.clone_from(families)
        },
        |from, to| to.style.font_family.clone_from(&from.style.font_family)
    ),
    row!(
        "font-weight",
        true,
        "normal | bold | <number from 1 to 1000>",
        "normal",
        TEXT,
        "CSS Fonts 4, 2.2",
        PLAIN,
        weight,
        // In range: 1 to 1000, rounded.
        |value, to| if let Value::Number(weight) = value {
            to.style.font_weight = *weight as u16
        },
        |from, to| to.style.font_weight = from.style.font_weight
    ),
    words!("font-style", true, "normal | italic | oblique", "normal", TEXT, "CSS Fonts 4, 2.4", PLAIN, font_style {
        "normal" => FontStyle::Normal, "italic" => FontStyle::Italic, "oblique" => FontStyle::Italic,
    }),
    words!("font-variant-caps", true, "normal | small-caps | all-small-caps", "normal", TEXT, "CSS Fonts 4, 6.6", PLAIN, font_variant_caps {
        "normal" => Caps::Normal, "small-caps" => Caps::Small, "all-small-caps" => Caps::AllSmall,
    }),
    row!(
        "font-variant-numeric",
        true,
        "normal | [ lining-nums | oldstyle-nums ] || [ tabular-nums | proportional-nums ]",
        "normal",
        TEXT,
        "CSS Fonts 4, 6.7",
        PLAIN,
        |input| any_of(input, NUMERIC),
        |value, to| if let Value::Keywords(words) = value {
            to.style.figures = match words {
                words if words.contains(&"lining-nums") => Figures::Lining,
                words if words.contains(&"oldstyle-nums") => Figures::OldStyle,
                _ => Figures::Normal,
            };
            to.style.tabular_figures = words.contains(&"tabular-nums");
        },
        |from, to| (to.style.figures, to.style.tabular_figures) = (from.style.figures, from.style.tabular_figures)
    ),
    words!("font-variant-ligatures", true, "normal | common-ligatures | none", "normal", TEXT, "CSS Fonts 4, 6.4", PLAIN, ligatures {
        "normal" => true, "common-ligatures" => true, "none" => false,
    }),
    words!("font-kerning", true, "auto | normal | none", "auto", TEXT, "CSS Fonts 4, 6.3", PLAIN, kerning {
        "auto" => true, "normal" => true, "none" => false,
    }),
    row!(
        "font-feature-settings",
        true,
        "normal | [ <string of four letters> [ on | off | <integer> ]? ]#",
        "normal",
        TEXT,
        "CSS Fonts 4, 6.12",
        PLAIN,
        features,
        |value, to| if let Value::Features(features) = value {
            to.style.font_features.clone_from(features)
        },
        |from, to| to.style.font_features.clone_from(&from.style.font_features)
    ),
    row!(
        "line-height",
        true,
        "normal | <number> | <length> | <percentage>",
        "normal",
        ALL,
        "CSS Inline 3, 5.1",
        Epub::Mapped("as a number; not on html, body and p"),
        line_height,
        |value, to| match value {
            Value::Number(factor) => to.lead(*factor),
            Value::Measure(measure) => {
                to.leading = None;
                to.style.line_height = measure.points_of(to.style.font_size, to.root(), to.style.font_size);
            }
            _ => to.lead(NORMAL_LEADING),
        },
        |from, to| (to.style.line_height, to.leading) = (from.style.line_height, from.leading)
    ),
    row!(
        "letter-spacing",
        true,
        "normal | <length>",
        "normal",
        TEXT,
        "CSS Text 3, 8.2",
        IN_EM,
        |input| word_or(input, &["normal"], LENGTH),
        |value, to| to.style.letter_spacing = if let Value::Measure(measure) = value { to.points(*measure) } else { Pt::ZERO },
        |from, to| to.style.letter_spacing = from.style.letter_spacing
    ),
    row!(
        "word-spacing",
        true,
        "normal | <length>",
        "normal",
        TEXT,
        "CSS Text 3, 8.1",
        IN_EM,
        |input| word_or(input, &["normal"], LENGTH),
        |value, to| to.style.word_spacing = if let Value::Measure(measure) = value { to.points(*measure) } else { Pt::ZERO },
        |from, to| to.style.word_spacing = from.style.word_spacing
    ),
    words!("text-align", true, "start | end | left | right | center | justify", "start", BLOCKS, "CSS Text 3, 6.1", PLAIN, text_align {
        "start" => TextAlign::Start, "end" => TextAlign::End, "left" => TextAlign::Start, "right" => TextAlign::End,
        "center" => TextAlign::Center, "justify" => TextAlign::Justify,
    }),
    words!("text-align-last", true, "auto | start | end | left | right | center | justify", "auto", BLOCKS, "CSS Text 3, 6.3", PLAIN, text_align_last {
        "auto" => None, "start" => Some(TextAlign::Start), "end" => Some(TextAlign::End), "left" => Some(TextAlign::Start),
        "right" => Some(TextAlign::End), "center" => Some(TextAlign::Center), "justify" => Some(TextAlign::Justify),
    }),
    row!(
        "text-indent",
        true,
        "<length> | <percentage>",
        "0",
        BLOCKS,
        "CSS Text 3, 7.1",
        IN_EM,
        |input| measure(input, LENGTH_OR_SHARE).map(Value::Measure),
        |value, to| if let Value::Measure(measure) = value {
            to.style.text_indent = to.length(*measure)
        },
        |from, to| to.style.text_indent = from.style.text_indent
    ),
    words!("text-transform", true, "none | uppercase | lowercase | capitalize", "none", TEXT, "CSS Text 3, 2.1", PLAIN, text_transform {
        "none" => TextTransform::None, "uppercase" => TextTransform::Uppercase, "lowercase" => TextTransform::Lowercase,
        "capitalize" => TextTransform::Capitalize,
    }),
    words!("hyphens", true, "none | manual | auto", "manual", TEXT, "CSS Text 3, 5.4", Epub::Mapped("with -webkit-hyphens and -epub-hyphens beside it"), hyphens {
        "none" => Hyphenation::None, "manual" => Hyphenation::Manual, "auto" => Hyphenation::Auto,
    }),
    row!(
        "hyphenate-limit-chars",
        true,
        "[ auto | <integer> ]{1,3}: shortest word, least before, least after the hyphen",
        "auto",
        TEXT,
        "CSS Text 4, 6.3.4",
        PLAIN,
        limit_chars,
        |value, to| if let Value::Numbers(numbers) = value {
            for ((limit, number), usual) in to.style.hyphenate_limit_chars.iter_mut().zip(numbers).zip([5, 2, 2]) {
                *limit = number.unwrap_or(usual);
            }
        },
        |from, to| to.style.hyphenate_limit_chars = from.style.hyphenate_limit_chars
    ),
    row!(
        "hyphenate-limit-lines",
        true,
        "no-limit | <integer>",
        "no-limit",
        BLOCKS,
        "CSS Text 4, 6.3.5",
        NO_PAGES,
        |input| word_or_count(input, &["no-limit"], 255),
        |value, to| to.style.hyphenate_limit_lines =
            if let Value::Numbers(numbers) = value { numbers.first().copied().flatten() } else { None },
        |from, to| to.style.hyphenate_limit_lines = from.style.hyphenate_limit_lines
    ),
    row!(
        "hanging-punctuation",
        true,
        "none | [ first || [ force-end | allow-end ] || last ]; any but none hangs at both edges, by glyph",
        "none",
        TEXT,
        "CSS Text 3, 8.3",
        PLAIN,
        |input| match input.try_parse(|input| keyword(input, &["none"])) {
            Ok(_) => Ok(Value::Keywords(Vec::new())),
            Err(_) => any_of(input, &[&["first"], &["force-end", "allow-end"], &["last"]]),
        },
        |value, to| if let Value::Keywords(words) = value {
            to.style.hanging_punctuation = !words.is_empty()
        },
        |from, to| to.style.hanging_punctuation = from.style.hanging_punctuation
    ),
    words!("white-space", true, "normal | pre | pre-wrap", "normal", TEXT, "CSS Text 3, 3", PLAIN, preserve_space {
        "normal" => false, "pre" => true, "pre-wrap" => true,
    }),
    row!(
        "vertical-align",
        false,
        "baseline | super | sub | <length> | <percentage>",
        "baseline",
        "inline elements",
        "CSS Inline 3, 4",
        IN_EM,
        |input| word_or(input, &["baseline", "super", "sub"], LENGTH_OR_SHARE),
        |value, to| to.style.vertical_align = match value {
            Value::Keyword("super") => VerticalAlign::Super,
            Value::Keyword("sub") => VerticalAlign::Sub,
            Value::Measure(measure) => VerticalAlign::Raised(measure.points_of(to.style.font_size, to.root(), to.style.line_height)),
            _ => VerticalAlign::Baseline,
        },
        |from, to| to.style.vertical_align = from.style.vertical_align
    ),
    row!(
        "widows",
        true,
        "<integer>",
        "2",
        BLOCKS,
        "CSS Fragmentation 3, 3.3",
        PLAIN,
        |input| word_or_count(input, &[], 20),
        |value, to| if let Value::Numbers(numbers) = value {
            to.style.widows = numbers.first().copied().flatten().unwrap_or(2)
        },
        |from, to| to.style.widows = from.style.widows
    ),
    row!(
        "orphans",
        true,
        "<integer>",
        "2",
        BLOCKS,
        "CSS Fragmentation 3, 3.3",
        PLAIN,
        |input| word_or_count(input, &[], 20),
        |value, to| if let Value::Numbers(numbers) = value {
            to.style.orphans = numbers.first().copied().flatten().unwrap_or(2)
        },
        |from, to| to.style.orphans = from.style.orphans
    ),
    words!("break-before", false, "auto | avoid | column | page | left | right | verso | recto", "auto", BLOCKS, "CSS Fragmentation 3, 3.1", BREAK, break_before {
        "auto" => BreakBetween::Auto, "avoid" => BreakBetween::Avoid, "avoid-page" => BreakBetween::Avoid, "avoid-column" => BreakBetween::Avoid,
        "column" => BreakBetween::Column, "page" => BreakBetween::Page, "always" => BreakBetween::Page,
        "left" => BreakBetween::Left, "verso" => BreakBetween::Left, "right" => BreakBetween::Right, "recto" => BreakBetween::Right,
    }),
    words!("break-after", false, "auto | avoid | column | page | left | right | verso | recto", "auto", BLOCKS, "CSS Fragmentation 3, 3.1", BREAK, break_after {
        "auto" => BreakBetween::Auto, "avoid" => BreakBetween::Avoid, "avoid-page" => BreakBetween::Avoid, "avoid-column" => BreakBetween::Avoid,
        "column" => BreakBetween::Column, "page" => BreakBetween::Page, "always" => BreakBetween::Page,
        "left" => BreakBetween::Left, "verso" => BreakBetween::Left, "right" => BreakBetween::Right, "recto" => BreakBetween::Right,
    }),
    words!("break-inside", false, "auto | avoid", "auto", BLOCKS, "CSS Fragmentation 3, 3.2", BREAK, break_inside {
        "auto" => BreakInside::Auto, "avoid" => BreakInside::Avoid, "avoid-page" => BreakInside::Avoid, "avoid-column" => BreakInside::Avoid,
    }),
    margin!("margin-top", top),
    margin!("margin-right", right),
    margin!("margin-bottom", bottom),
    margin!("margin-left", left),
    padding!("padding-top", top),
    padding!("padding-right", right),
    padding!("padding-bottom", bottom),
    padding!("padding-left", left),
    TOP[0],
    TOP[1],
    TOP[2],
    RIGHT[0],
    RIGHT[1],
    RIGHT[2],
    BOTTOM[0],
    BOTTOM[1],
    BOTTOM[2],
    LEFT[0],
    LEFT[1],
    LEFT[2],
    row!(
        "border-radius",
        false,
        "<length>, one for all corners",
        "0",
        BLOCKS,
        "CSS Backgrounds 3, 4",
        IN_EM,
        |input| measure(input, SIZE).map(Value::Measure),
        |value, to| if let Value::Measure(measure) = value {
            to.style.border_radius = to.points(*measure)
        },
        |from, to| to.style.border_radius = from.style.border_radius
    ),
    row!(
        "background-color",
        false,
        "<color> | transparent",
        "transparent",
        "blocks and pages",
        "CSS Backgrounds 3, 2.2",
        NO_COLOR,
        color,
        |value, to| to.style.background_color = match value {
            Value::Color(color) => Some(*color),
            Value::Keyword("currentcolor") => Some(to.style.color),
            _ => None,
        },
        |from, to| to.style.background_color = from.style.background_color
    ),
    row!(
        "width",
        false,
        "auto | <length> | <percentage> | fit-content",
        "auto",
        "blocks and pictures",
        "CSS Sizing 3, 3.1",
        IN_EM,
        |input| word_or(input, &["auto", "fit-content"], SIZE_OR_SHARE),
        |value, to| to.style.width = match value {
            Value::Measure(measure) => Width::Length(to.length(*measure)),
            Value::Keyword("fit-content") => Width::FitContent,
            _ => Width::Auto,
        },
        |from, to| to.style.width = from.style.width
    ),
    row!(
        "max-width",
        false,
        "none | <length> | <percentage>",
        "none",
        "blocks and pictures",
        "CSS Sizing 3, 3.1",
        IN_EM,
        |input| word_or(input, &["none"], SIZE_OR_SHARE),
        |value, to| to.style.max_width = if let Value::Measure(measure) = value { Some(to.length(*measure)) } else { None },
        |from, to| to.style.max_width = from.style.max_width
    ),
    words!("float", false, "none | footnote | top | bottom", "none", BLOCKS, "CSS GCPM 3, 2.1; CSS Page Floats 3, 4",
        Epub::Dropped("notes are linked, and figures stay in the text"), float {
        "none" => Float::None, "footnote" => Float::Footnote, "top" => Float::Top, "bottom" => Float::Bottom,
    }),
    row!(
        "column-count",
        false,
        "auto | <integer from 1 to 6>",
        "auto",
        BLOCKS,
        "CSS Multi-column 1, 3.2",
        NO_COLUMNS,
        |input| word_or_count(input, &["auto"], 6),
        |value, to| to.style.columns =
            if let Value::Numbers(numbers) = value { numbers.first().copied().flatten().unwrap_or(1) } else { 1 },
        |from, to| to.style.columns = from.style.columns
    ),
    row!(
        "column-gap",
        false,
        "normal | <length>",
        "normal",
        "blocks with columns",
        "CSS Box Alignment 3, 8.1",
        NO_COLUMNS,
        |input| word_or(input, &["normal"], SIZE),
        |value, to| to.style.column_gap = if let Value::Measure(measure) = value { Some(to.points(*measure)) } else { None },
        |from, to| to.style.column_gap = from.style.column_gap
    ),
    RULE[0],
    RULE[1],
    RULE[2],
    words!("column-fill", false, "balance | auto", "balance", "blocks with columns", "CSS Multi-column 1, 7.1", NO_COLUMNS, column_balance {
        "balance" => true, "auto" => false,
    }),
    words!("column-span", false, "none | all", "none", BLOCKS, "CSS Multi-column 1, 6.1", NO_COLUMNS, column_span_all {
        "none" => false, "all" => true,
    }),
    row!(
        "initial-letter",
        false,
        "normal | <number of lines> <sink>?",
        "normal",
        "::first-letter",
        "CSS Inline 3, 7.2",
        Epub::Dropped("reading systems set large letters unevenly"),
        initial_letter,
        |value, to| to.style.initial_letter = if let Value::InitialLetter(letter) = value { Some(*letter) } else { None },
        |from, to| to.style.initial_letter = from.style.initial_letter
    ),
    row!(
        "content",
        false,
        "normal | none | [ <string> | attr(<name>) | counter(<name>, <style>?) | string(<name>) | content() | leader(dotted | solid | space | <string>) | target-counter(attr(<name>), page) ]+",
        "normal",
        "::before, ::after and margin boxes",
        "CSS Generated Content 3, 1; CSS GCPM 3, 1",
        Epub::Mapped("strings, attr() and counter() stay; the others need pages and go"),
        content,
        |value, to| to.style.content = if let Value::Content(parts) = value { Some(parts.clone()) } else { None },
        |from, to| to.style.content.clone_from(&from.style.content)
    ),
    row!(
        "string-set",
        false,
        "none | [ <name> [ <string> | attr(<name>) | content() | counter(<name>) ]+ ]#",
        "none",
        ALL,
        "CSS GCPM 3, 1.1",
        NO_PAGES,
        strings,
        |value, to| if let Value::Strings(strings) = value {
            to.style.string_set.clone_from(strings)
        },
        |from, to| to.style.string_set.clone_from(&from.style.string_set)
    ),
    row!(
        "counter-reset",
        false,
        "none | [ <name> <integer>? ]+",
        "none",
        ALL,
        "CSS Lists 3, 4.1",
        PLAIN,
        |input| counters(input, 0),
        |value, to| if let Value::Counters(counters) = value {
            to.style.counter_reset.clone_from(counters)
        },
        |from, to| to.style.counter_reset.clone_from(&from.style.counter_reset)
    ),
    row!(
        "counter-increment",
        false,
        "none | [ <name> <integer>? ]+",
        "none",
        ALL,
        "CSS Lists 3, 4.2",
        PLAIN,
        |input| counters(input, 1),
        |value, to| if let Value::Counters(counters) = value {
            to.style.counter_increment.clone_from(counters)
        },
        |from, to| to.style.counter_increment.clone_from(&from.style.counter_increment)
    ),
    row!(
        "list-style-type",
        true,
        "none | disc | circle | square | decimal | decimal-leading-zero | lower-roman | upper-roman | lower-alpha | upper-alpha | lower-latin | upper-latin | <string>",
        "disc",
        "list items",
        "CSS Lists 3, 3.4",
        PLAIN,
        marker,
        |value, to| if let Value::Marker(marker) = value {
            to.style.list_marker.clone_from(marker)
        },
        |from, to| to.style.list_marker.clone_from(&from.style.list_marker)
    ),
    words!("caption-side", true, "top | bottom", "top", "table captions", "CSS Tables 3, 4.1", PLAIN, caption_below {
        "top" => false, "bottom" => true,
    }),
    row!(
        "bookmark-level",
        false,
        "none | <integer from 1 to 6>",
        "none",
        ALL,
        "CSS Generated Content 3, 6.1",
        Epub::Dropped("the table of contents is made of the headings"),
        |input| word_or_count(input, &["none"], 6),
        |value, to| to.style.bookmark_level = if let Value::Numbers(numbers) = value { numbers.first().copied().flatten() } else { None },
        |from, to| to.style.bookmark_level = from.style.bookmark_level
    ),
    words!("-recto-pullquote", false, "column | here", "column", "pull quotes", "our own: column moves the quote away from the passage it repeats", NO_PAGES, pull_quote {
        "column" => PullQuotePlacement::Column, "here" => PullQuotePlacement::Here,
    }),
    row!(
        "-recto-rule-length",
        false,
        "<length> | <percentage>",
        "100%",
        "@footnote",
        "our own: how long the rule over the footnotes is",
        NO_PAGES,
        |input| measure(input, SIZE_OR_SHARE).map(Value::Measure),
        |value, to| if let Value::Measure(measure) = value {
            to.rule_length = Some(*measure)
        },
        |from, to| to.rule_length = from.rule_length
    ),
];
