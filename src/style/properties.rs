//! The published table of properties: what is supported, what it means, where it comes from, what the EPUB makes of it.
//!
//! One row for each longhand, with the reader of its value and the way the value enters a [`Style`]. `docs/css.md` is
//! made of this table, and every message about a value quotes its grammar from here.

use cssparser::Parser;

use super::background;
use super::color::color;
use super::computed::*;
use super::computing::{Computing, NORMAL_LEADING};
use super::grammar::*;
use super::shapes;
use super::values::*;
use crate::base::{Color, Length, Pt};

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

const ALL: &str = "all elements";
const BLOCKS: &str = "blocks";
const TEXT: &str = "text";
const GROUNDS: &str = "blocks, table cells, margin boxes and pages";

const PLAIN: Epub = Epub::Kept;
const IN_EM: Epub = Epub::Mapped("lengths in em");
const BODY: Epub = Epub::Mapped("not on body text");
const BREAK: Epub = Epub::Mapped("page-break-* stands beside it for older readers; columns and sides become pages");
const LINE: Epub = Epub::Mapped("width in px, at least 1");
const CURRENT: Epub = Epub::Dropped("lines take the colour of the text, so that night mode works");
const NO_COLOR: Epub = Epub::Dropped("readers choose the colours of their screen");
const NO_COLUMNS: Epub = Epub::Dropped("a screen has one column");
const NO_PAGES: Epub = Epub::Dropped("a reading system makes its own pages");

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

/// The words of `font-variant-numeric`, those that exclude each other together.
pub(super) const NUMERIC: &[&[&str]] = &[
    &["lining-nums", "oldstyle-nums"],
    &["tabular-nums", "proportional-nums"],
    &["diagonal-fractions", "stacked-fractions"],
    &["ordinal"],
    &["slashed-zero"],
];
/// The words of `font-variant-caps`.
pub(super) const CAPS: &[&str] = &["small-caps", "all-small-caps", "petite-caps", "all-petite-caps", "unicase", "titling-caps"];
/// The words of `font-variant-ligatures`.
pub(super) const LIGATURES: &[&[&str]] = &[
    &["common-ligatures", "no-common-ligatures"],
    &["discretionary-ligatures", "no-discretionary-ligatures"],
    &["historical-ligatures", "no-historical-ligatures"],
    &["contextual", "no-contextual"],
];
const DECORATION: &[&[&str]] = &[&["underline"], &["overline"], &["line-through"]];

/// A measure whose percentages are of the font size; `None` is `auto`.
fn of_font_size(value: &Value, to: &Computing) -> Option<Pt> {
    let Value::Measure(measure) = value else { return None };
    Some(measure.points_of(to.style.font_size, to.root(), to.style.font_size))
}

/// A row of the table: name, whether inherited, grammar, initial value; what it is for, where it is specified, what the
/// EPUB does; how it is read, how it is set, and which fields are its own.
macro_rules! row {
    (@inherited inherited) => { true };
    (@inherited own) => { false };
    ($name:literal, $inherited:ident, $grammar:expr, initial $initial:literal;
     for $applies:expr, in $clause:literal, epub $epub:expr;
     read $parse:expr; set $compute:expr; field $($($field:ident).+),+) => {
        Longhand {
            name: $name,
            grammar: $grammar,
            initial: $initial,
            inherited: row!(@inherited $inherited),
            applies_to: $applies,
            clause: $clause,
            epub: $epub,
            parse: $parse,
            compute: $compute,
            copy: |from, to| { $(to.$($field).+.clone_from(&from.$($field).+);)+ },
        }
    };
}

/// Sets a field to the value that a word stands for.
macro_rules! set_word {
    ($read:ident, $place:expr, $($word:literal => $value:expr),+) => {
        match $read { $(Value::Keyword($word) => $place = $value,)+ _ => {} }
    };
}

/// A row for a property that takes one word, each word standing for a value of a field.
macro_rules! words {
    ($name:literal, $inherited:ident, $grammar:literal, initial $initial:literal;
     for $applies:expr, in $clause:literal, epub $epub:expr;
     style.$($field:ident).+ { $($word:literal => $value:expr),+ $(,)? }) => {
        row! { $name, $inherited, $grammar, initial $initial;
            for $applies, in $clause, epub $epub;
            read |input| keyword(input, &[$($word),+]).map(Value::Keyword);
            set |value, to| set_word! { value, to.style.$($field).+, $($word => $value),+ };
            field style.$($field).+
        }
    };
}

macro_rules! margin {
    ($name:literal, $side:ident) => {
        row! { $name, own, "auto | <length> | <percentage>", initial "0";
            for BLOCKS, in "CSS Box 4, 3", epub IN_EM;
            read |input| word_or(input, &["auto"], LENGTH_OR_SHARE);
            set |value, to| to.style.margin.$side = if let Value::Measure(measure) = value { Some(to.length(*measure)) } else { None };
            field style.margin.$side
        }
    };
}

macro_rules! padding {
    ($name:literal, $side:ident) => {
        row! { $name, own, "<length> | <percentage>", initial "0";
            for BLOCKS, in "CSS Box 4, 4", epub IN_EM;
            read |input| measure(input, SIZE_OR_SHARE).map(Value::Measure);
            set |value, to| if let Value::Measure(measure) = value {
                to.style.padding.$side = to.length(*measure);
            };
            field style.padding.$side
        }
    };
}

macro_rules! corner {
    ($name:literal, $corner:literal) => {
        Longhand {
            name: $name,
            grammar: "<length>",
            initial: "0",
            inherited: false,
            applies_to: BLOCKS,
            clause: "CSS Backgrounds 3, 4.1",
            epub: IN_EM,
            parse: |input| measure(input, SIZE).map(Value::Measure),
            compute: |value, to| {
                if let Value::Measure(measure) = value {
                    to.style.border_radius[$corner] = to.points(*measure);
                }
            },
            copy: |from, to| to.style.border_radius[$corner] = from.style.border_radius[$corner],
        }
    };
}

/// The three rows of a line: width, style and colour.
macro_rules! line {
    ($width:literal, $style:literal, $color:literal; for $applies:expr, in $clause:literal, epub $epub:expr, $color_epub:expr;
     field $($field:ident).+) => {
        [
            row! { $width, own, "<length> | thin | medium | thick", initial "medium";
                for $applies, in $clause, epub $epub;
                read border_width;
                set |value, to| if let Value::Measure(measure) = value {
                    to.$($field).+.width = to.points(*measure);
                };
                field $($field).+.width
            },
            row! { $style, own, "none | solid | double | dashed | dotted", initial "none";
                for $applies, in $clause, epub $epub;
                read border_style;
                set |value, to| if let Value::Keyword(word) = value {
                    to.$($field).+.style = style_of_line(word);
                };
                field $($field).+.style
            },
            row! { $color, own, "<color>", initial "currentcolor";
                for $applies, in $clause, epub $color_epub;
                read color;
                set |value, to| to.$($field).+.color = line_color(value);
                field $($field).+.color
            },
        ]
    };
}

const TOP: [Longhand; 3] = line! { "border-top-width", "border-top-style", "border-top-color";
for BLOCKS, in "CSS Backgrounds 3, 3", epub LINE, CURRENT; field style.border.top };
const RIGHT: [Longhand; 3] = line! { "border-right-width", "border-right-style", "border-right-color";
for BLOCKS, in "CSS Backgrounds 3, 3", epub LINE, CURRENT; field style.border.right };
const BOTTOM: [Longhand; 3] = line! { "border-bottom-width", "border-bottom-style", "border-bottom-color";
for BLOCKS, in "CSS Backgrounds 3, 3", epub LINE, CURRENT; field style.border.bottom };
const LEFT: [Longhand; 3] = line! { "border-left-width", "border-left-style", "border-left-color";
for BLOCKS, in "CSS Backgrounds 3, 3", epub LINE, CURRENT; field style.border.left };
const RULE: [Longhand; 3] = line! { "column-rule-width", "column-rule-style", "column-rule-color";
for "blocks with columns", in "CSS Multi-column 1, 4", epub NO_COLUMNS, NO_COLUMNS; field style.column_rule };

/// All longhands. The first two come first because others refer to them: measures to the font size, lines to the colour.
pub(super) static LONGHANDS: &[Longhand] = &[
    row! { "font-size", inherited,
        "<length> | <percentage> | xx-small | x-small | small | medium | large | x-large | xx-large | smaller | larger", initial "medium";
        for ALL, in "CSS Fonts 4, 2.5", epub Epub::Mapped("in em; not on body text");
        read font_size;
        set |value, to| if let Value::Measure(measure) = value {
            let parent = to.parent_font_size;
            to.style.font_size = measure.points_of(parent, to.root(), parent);
        };
        field style.font_size
    },
    row! { "color", inherited, "<color>: a name, hex, rgb(), hsl(), device-cmyk(c m y k); opaque", initial "black";
        for ALL, in "CSS Color 4, Foreground color; CSS Color 5, Device-dependent CMYK", epub NO_COLOR;
        read color;
        set |value, to| match value {
            Value::Color(color) => to.style.color = *color,
            Value::Keyword("transparent") => to.style.color = Color::WHITE,
            _ => {}
        };
        field style.color
    },
    words! { "display", own,
        "none | block | inline | list-item | table | table-header-group | table-row-group | table-row | table-cell | table-caption", initial "inline";
        for ALL, in "CSS Display 3, 2", epub PLAIN;
        style.display {
            "none" => Display::None, "block" => Display::Block, "inline" => Display::Inline, "list-item" => Display::ListItem,
            "table" => Display::Table, "table-header-group" => Display::TableHeaderGroup,
            "table-row-group" => Display::TableRowGroup, "table-row" => Display::TableRow, "table-cell" => Display::TableCell,
            "table-caption" => Display::TableCaption,
        }
    },
    row! { "font-family", inherited, "[ <name> | <string> | serif | sans-serif | monospace ]#", initial "serif";
        for TEXT, in "CSS Fonts 4, 2.1", epub
            Epub::Mapped("not on body text; fonts are not embedded, so a generic family ends the list");
        read families;
        set |value, to| if let Value::Families(families) = value {
            to.style.font_family.clone_from(families)
        };
        field style.font_family
    },
    row! { "font-weight", inherited, "normal | bold | <number from 1 to 1000>", initial "normal";
        for TEXT, in "CSS Fonts 4, 2.2", epub BODY;
        read weight;
        set |value, to| if let Value::Number(weight) = value {
            // In range: 1 to 1000, rounded.
            to.style.font_weight = *weight as u16;
        };
        field style.font_weight
    },
    words! { "font-style", inherited, "normal | italic | oblique", initial "normal";
        for TEXT, in "CSS Fonts 4, 2.4", epub BODY;
        style.font_style {
            "normal" => FontStyle::Normal, "italic" => FontStyle::Italic, "oblique" => FontStyle::Italic,
        }
    },
    words! { "font-variant-caps", inherited,
        "normal | small-caps | all-small-caps | petite-caps | all-petite-caps | unicase | titling-caps", initial "normal";
        for TEXT, in "CSS Fonts 4, 6.6", epub PLAIN;
        style.font_variant_caps {
            "normal" => Caps::Normal, "small-caps" => Caps::Small, "all-small-caps" => Caps::AllSmall,
            "petite-caps" => Caps::Petite, "all-petite-caps" => Caps::AllPetite, "unicase" => Caps::Unicase,
            "titling-caps" => Caps::Titling,
        }
    },
    row! { "font-variant-numeric", inherited,
        "normal | [ lining-nums | oldstyle-nums ] || [ tabular-nums | proportional-nums ] || \
         [ diagonal-fractions | stacked-fractions ] || ordinal || slashed-zero", initial "normal";
        for TEXT, in "CSS Fonts 4, 6.7", epub PLAIN;
        read |input| any_of(input, NUMERIC);
        set |value, to| if let Value::Keywords(words) = value {
            to.style.figures = match words {
                words if words.contains(&"lining-nums") => Figures::Lining,
                words if words.contains(&"oldstyle-nums") => Figures::OldStyle,
                _ => Figures::Normal,
            };
            to.style.tabular_figures = words.contains(&"tabular-nums");
            to.style.fractions = match words {
                words if words.contains(&"diagonal-fractions") => Fractions::Diagonal,
                words if words.contains(&"stacked-fractions") => Fractions::Stacked,
                _ => Fractions::Normal,
            };
            to.style.ordinals = words.contains(&"ordinal");
            to.style.slashed_zero = words.contains(&"slashed-zero");
        };
        field style.figures, style.tabular_figures, style.fractions, style.ordinals, style.slashed_zero
    },
    row! { "font-variant-ligatures", inherited,
        "normal | none | [ common-ligatures | no-common-ligatures ] || [ discretionary-ligatures | no-discretionary-ligatures ] || \
         [ historical-ligatures | no-historical-ligatures ] || [ contextual | no-contextual ]", initial "normal";
        for TEXT, in "CSS Fonts 4, 6.4", epub PLAIN;
        read |input| match input.try_parse(|input| keyword(input, &["none"])) {
            Ok(word) => Ok(Value::Keyword(word)),
            Err(_) => any_of(input, LIGATURES),
        };
        set |value, to| to.style.ligatures = match value {
            Value::Keywords(words) => Ligatures {
                common: !words.contains(&"no-common-ligatures"),
                discretionary: words.contains(&"discretionary-ligatures"),
                historical: words.contains(&"historical-ligatures"),
                contextual: !words.contains(&"no-contextual"),
            },
            _ => Ligatures::NONE,
        };
        field style.ligatures
    },
    words! { "font-variant-position", inherited, "normal | sub | super; for fonts that have such letters", initial "normal";
        for TEXT, in "CSS Fonts 4, 6.5", epub PLAIN;
        style.position {
            "normal" => GlyphPosition::Normal, "sub" => GlyphPosition::Sub, "super" => GlyphPosition::Super,
        }
    },
    words! { "font-optical-sizing", inherited, "auto | none", initial "auto";
        for TEXT, in "CSS Fonts 4, 7.1", epub PLAIN;
        style.optical_sizing {
            "auto" => true, "none" => false,
        }
    },
    words! { "font-kerning", inherited, "auto | normal | none", initial "auto";
        for TEXT, in "CSS Fonts 4, 6.3", epub PLAIN;
        style.kerning {
            "auto" => true, "normal" => true, "none" => false,
        }
    },
    row! { "font-feature-settings", inherited,
        "normal | [ <string of four letters> [ on | off | <integer> ]? ]#", initial "normal";
        for TEXT, in "CSS Fonts 4, 6.12", epub PLAIN;
        read features;
        set |value, to| if let Value::Features(features) = value {
            to.style.font_features.clone_from(features)
        };
        field style.font_features
    },
    row! { "line-height", inherited, "normal | <number> | <length> | <percentage>", initial "normal";
        for ALL, in "CSS Inline 3, Line spacing", epub Epub::Mapped("as a number; not on body text");
        read line_height;
        set |value, to| match value {
            Value::Number(factor) => to.lead(*factor),
            Value::Measure(measure) => {
                to.leading = None;
                to.style.line_height = measure.points_of(to.style.font_size, to.root(), to.style.font_size);
            }
            _ => to.lead(NORMAL_LEADING),
        };
        field style.line_height, leading
    },
    row! { "letter-spacing", inherited, "normal | <length>", initial "normal";
        for TEXT, in "CSS Text 3, 7.2", epub IN_EM;
        read |input| word_or(input, &["normal"], LENGTH);
        set |value, to| to.style.letter_spacing = if let Value::Measure(measure) = value { to.points(*measure) } else { Pt::ZERO };
        field style.letter_spacing
    },
    row! { "word-spacing", inherited, "normal | <length>", initial "normal";
        for TEXT, in "CSS Text 3, 7.1", epub IN_EM;
        read |input| word_or(input, &["normal"], LENGTH);
        set |value, to| to.style.word_spacing = if let Value::Measure(measure) = value { to.points(*measure) } else { Pt::ZERO };
        field style.word_spacing
    },
    words! { "text-align", inherited, "start | end | left | right | center | justify", initial "start";
        for BLOCKS, in "CSS Text 3, 6.1", epub BODY;
        style.text_align {
            "start" => TextAlign::Start, "end" => TextAlign::End, "left" => TextAlign::Start, "right" => TextAlign::End,
            "center" => TextAlign::Center, "justify" => TextAlign::Justify,
        }
    },
    words! { "text-align-last", inherited, "auto | start | end | left | right | center | justify", initial "auto";
        for BLOCKS, in "CSS Text 3, 6.3", epub PLAIN;
        style.text_align_last {
            "auto" => None, "start" => Some(TextAlign::Start), "end" => Some(TextAlign::End), "left" => Some(TextAlign::Start),
            "right" => Some(TextAlign::End), "center" => Some(TextAlign::Center), "justify" => Some(TextAlign::Justify),
        }
    },
    row! { "text-indent", inherited, "[ <length> | <percentage> ] && hanging? && each-line?", initial "0";
        for BLOCKS, in "CSS Text 3, 8.1", epub Epub::Mapped("lengths in em; nothing with hanging or each-line");
        read indent;
        set |value, to| if let Value::Indent { measure, hanging, each_line } = value {
            to.style.text_indent = to.length(*measure);
            to.style.indent_hanging = *hanging;
            to.style.indent_each_line = *each_line;
        };
        field style.text_indent, style.indent_hanging, style.indent_each_line
    },
    words! { "text-transform", inherited, "none | uppercase | lowercase | capitalize", initial "none";
        for TEXT, in "CSS Text 3, 2.1", epub PLAIN;
        style.text_transform {
            "none" => TextTransform::None, "uppercase" => TextTransform::Uppercase, "lowercase" => TextTransform::Lowercase,
            "capitalize" => TextTransform::Capitalize,
        }
    },
    words! { "hyphens", inherited, "none | manual | auto", initial "manual";
        for TEXT, in "CSS Text 3, 5.4", epub Epub::Mapped("with -webkit-hyphens and -epub-hyphens beside it");
        style.hyphens {
            "none" => Hyphenation::None, "manual" => Hyphenation::Manual, "auto" => Hyphenation::Auto,
        }
    },
    row! { "hyphenate-character", inherited, "auto | <string of one character>", initial "auto";
        for BLOCKS, in "CSS Text 4, Hyphens: the hyphenate-character property", epub PLAIN;
        read hyphen;
        set |value, to| to.style.hyphenate_character =
            if let Value::Name(hyphen) = value { hyphen.chars().next() } else { None };
        field style.hyphenate_character
    },
    row! { "hyphenate-limit-chars", inherited,
        "[ auto | <integer> ]{1,3}: shortest word, least before, least after the hyphen", initial "auto";
        for TEXT, in "CSS Text 4, Hyphenation: character limits", epub PLAIN;
        read limit_chars;
        set |value, to| if let Value::Numbers(numbers) = value {
            for ((limit, number), usual) in to.style.hyphenate_limit_chars.iter_mut().zip(numbers).zip([5, 2, 2]) {
                *limit = number.unwrap_or(usual);
            }
        };
        field style.hyphenate_limit_chars
    },
    row! { "hyphenate-limit-lines", inherited, "no-limit | <integer>", initial "no-limit";
        for BLOCKS, in "CSS Text 4, Hyphenation: line limits", epub NO_PAGES;
        read |input| word_or_count(input, &["no-limit"], 255);
        set |value, to| to.style.hyphenate_limit_lines =
            if let Value::Numbers(numbers) = value { numbers.first().copied().flatten() } else { None };
        field style.hyphenate_limit_lines
    },
    row! { "hyphenate-limit-zone", inherited, "<length> | <percentage>", initial "0";
        for "blocks that are not justified", in "CSS Text 4, Hyphenation: line limits", epub IN_EM;
        read |input| measure(input, SIZE_OR_SHARE).map(Value::Measure);
        set |value, to| if let Value::Measure(measure) = value {
            to.style.hyphenate_limit_zone = to.length(*measure);
        };
        field style.hyphenate_limit_zone
    },
    words! { "hyphenate-limit-last", inherited, "none | always | column | page | spread; the last three are one", initial "none";
        for BLOCKS, in "CSS Text 4, Hyphenation: line limits", epub NO_PAGES;
        style.hyphenate_limit_last {
            "none" => HyphenateLast::None, "always" => HyphenateLast::Always, "column" => HyphenateLast::Column,
            "page" => HyphenateLast::Column, "spread" => HyphenateLast::Column,
        }
    },
    row! { "hanging-punctuation", inherited,
        "none | [ first || [ force-end | allow-end ] || last ]; any but none hangs at both edges, by glyph", initial "none";
        for TEXT, in "CSS Text 3, 8.2", epub PLAIN;
        read |input| match input.try_parse(|input| keyword(input, &["none"])) {
            Ok(_) => Ok(Value::Keywords(Vec::new())),
            Err(_) => any_of(input, &[&["first"], &["force-end", "allow-end"], &["last"]]),
        };
        set |value, to| if let Value::Keywords(words) = value {
            to.style.hanging_punctuation = !words.is_empty()
        };
        field style.hanging_punctuation
    },
    row! { "white-space", inherited, "normal | nowrap | pre | pre-wrap", initial "normal";
        for TEXT, in "CSS Text 3, 3", epub PLAIN;
        read |input| keyword(input, &["normal", "nowrap", "pre", "pre-wrap"]).map(Value::Keyword);
        set |value, to| if let Value::Keyword(word) = value {
            to.style.preserve_space = word.starts_with("pre");
            to.style.unbroken = *word == "nowrap";
        };
        field style.preserve_space, style.unbroken
    },
    words! { "text-wrap", inherited, "wrap | balance | pretty | stable; lines are always chosen for the whole paragraph", initial "wrap";
        for BLOCKS, in "CSS Text 4, Text wrapping", epub PLAIN;
        style.text_wrap {
            "wrap" => TextWrap::Wrap, "balance" => TextWrap::Balance, "pretty" => TextWrap::Wrap, "stable" => TextWrap::Stable,
        }
    },
    words! { "word-break", inherited, "normal | keep-all | break-all", initial "normal";
        for BLOCKS, in "CSS Text 3, 5.2", epub PLAIN;
        style.word_break {
            "normal" => WordBreak::Normal, "keep-all" => WordBreak::KeepAll, "break-all" => WordBreak::BreakAll,
        }
    },
    words! { "line-break", inherited, "auto | loose | normal | strict | anywhere", initial "auto";
        for BLOCKS, in "CSS Text 3, 5.3", epub PLAIN;
        style.line_break {
            "auto" => LineBreak::Auto, "loose" => LineBreak::Loose, "normal" => LineBreak::Normal, "strict" => LineBreak::Strict,
            "anywhere" => LineBreak::Anywhere,
        }
    },
    row! { "text-decoration-line", own, "none | underline || overline || line-through", initial "none";
        for TEXT, in "CSS Text Decoration 3, 2.1", epub PLAIN;
        read |input| match input.try_parse(|input| keyword(input, &["none"])) {
            Ok(_) => Ok(Value::Keywords(Vec::new())),
            Err(_) => any_of(input, DECORATION),
        };
        set |value, to| if let Value::Keywords(words) = value {
            let decoration = &mut to.style.decoration;
            decoration.under = words.contains(&"underline");
            decoration.over = words.contains(&"overline");
            decoration.through = words.contains(&"line-through");
        };
        field style.decoration.under, style.decoration.over, style.decoration.through
    },
    words! { "text-decoration-style", own, "solid | double | dotted | dashed | wavy", initial "solid";
        for TEXT, in "CSS Text Decoration 3, 2.2", epub PLAIN;
        style.decoration.style {
            "solid" => DecorationStyle::Straight(BorderStyle::Solid), "double" => DecorationStyle::Straight(BorderStyle::Double),
            "dotted" => DecorationStyle::Straight(BorderStyle::Dotted), "dashed" => DecorationStyle::Straight(BorderStyle::Dashed),
            "wavy" => DecorationStyle::Wavy,
        }
    },
    row! { "text-decoration-color", own, "<color>", initial "currentcolor";
        for TEXT, in "CSS Text Decoration 3, 2.3", epub CURRENT;
        read color;
        set |value, to| to.style.decoration.color = line_color(value);
        field style.decoration.color
    },
    row! { "text-decoration-thickness", own, "auto | <length> | <percentage>", initial "auto";
        for TEXT, in "CSS Text Decoration 4, Decoration thickness", epub IN_EM;
        read |input| word_or(input, &["auto"], SIZE_OR_SHARE);
        set |value, to| to.style.decoration.thickness = of_font_size(value, to);
        field style.decoration.thickness
    },
    row! { "text-underline-offset", inherited, "auto | <length> | <percentage>", initial "auto";
        for TEXT, in "CSS Text Decoration 4, Underline offset", epub IN_EM;
        read |input| word_or(input, &["auto"], LENGTH_OR_SHARE);
        set |value, to| to.style.decoration.offset = of_font_size(value, to);
        field style.decoration.offset
    },
    row! { "vertical-align", own, "baseline | super | sub | top | middle | bottom | <length> | <percentage>", initial "baseline";
        for "inline elements; top, middle and bottom for table cells, margin boxes and pictures in a line",
        in "CSS Inline 3, Baseline alignment; CSS Paged Media 3, Page-margin boxes", epub IN_EM;
        read |input| word_or(input, &["baseline", "super", "sub", "top", "middle", "bottom"], LENGTH_OR_SHARE);
        set |value, to| to.style.vertical_align = match value {
            Value::Keyword("super") => VerticalAlign::Super,
            Value::Keyword("sub") => VerticalAlign::Sub,
            Value::Keyword("top") => VerticalAlign::Top,
            Value::Keyword("middle") => VerticalAlign::Middle,
            Value::Keyword("bottom") => VerticalAlign::Bottom,
            Value::Measure(measure) => VerticalAlign::Raised(measure.points_of(to.style.font_size, to.root(), to.style.line_height)),
            _ => VerticalAlign::Baseline,
        };
        field style.vertical_align
    },
    row! { "widows", inherited, "<integer>", initial "2";
        for BLOCKS, in "CSS Fragmentation 3, 3.3", epub PLAIN;
        read |input| word_or_count(input, &[], 20);
        set |value, to| if let Value::Numbers(numbers) = value {
            to.style.widows = numbers.first().copied().flatten().unwrap_or(2)
        };
        field style.widows
    },
    row! { "orphans", inherited, "<integer>", initial "2";
        for BLOCKS, in "CSS Fragmentation 3, 3.3", epub PLAIN;
        read |input| word_or_count(input, &[], 20);
        set |value, to| if let Value::Numbers(numbers) = value {
            to.style.orphans = numbers.first().copied().flatten().unwrap_or(2)
        };
        field style.orphans
    },
    words! { "break-before", own, "auto | avoid | column | page | left | right | verso | recto", initial "auto";
        for BLOCKS, in "CSS Fragmentation 3, 3.1", epub BREAK;
        style.break_before {
            "auto" => BreakBetween::Auto, "avoid" => BreakBetween::Avoid, "avoid-page" => BreakBetween::Avoid,
            "avoid-column" => BreakBetween::Avoid, "column" => BreakBetween::Column, "page" => BreakBetween::Page,
            "always" => BreakBetween::Page, "left" => BreakBetween::Left, "verso" => BreakBetween::Left,
            "right" => BreakBetween::Right, "recto" => BreakBetween::Right,
        }
    },
    words! { "break-after", own, "auto | avoid | column | page | left | right | verso | recto", initial "auto";
        for BLOCKS, in "CSS Fragmentation 3, 3.1", epub BREAK;
        style.break_after {
            "auto" => BreakBetween::Auto, "avoid" => BreakBetween::Avoid, "avoid-page" => BreakBetween::Avoid,
            "avoid-column" => BreakBetween::Avoid, "column" => BreakBetween::Column, "page" => BreakBetween::Page,
            "always" => BreakBetween::Page, "left" => BreakBetween::Left, "verso" => BreakBetween::Left,
            "right" => BreakBetween::Right, "recto" => BreakBetween::Right,
        }
    },
    words! { "break-inside", own, "auto | avoid", initial "auto";
        for BLOCKS, in "CSS Fragmentation 3, 3.2", epub BREAK;
        style.break_inside {
            "auto" => BreakInside::Auto, "avoid" => BreakInside::Avoid, "avoid-page" => BreakInside::Avoid,
            "avoid-column" => BreakInside::Avoid,
        }
    },
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
    corner!("border-top-left-radius", 0),
    corner!("border-top-right-radius", 1),
    corner!("border-bottom-right-radius", 2),
    corner!("border-bottom-left-radius", 3),
    row! { "background-color", own, "<color> | transparent", initial "transparent";
        for "blocks and pages", in "CSS Backgrounds 3, 2.2", epub NO_COLOR;
        read color;
        set |value, to| to.style.background_color = match value {
            Value::Color(color) => Some(*color),
            Value::Keyword("currentcolor") => Some(to.style.color),
            _ => None,
        };
        field style.background_color
    },
    row! { "background-image", own, "none | url(<path from the stylesheet>); one picture", initial "none";
        for GROUNDS, in "CSS Backgrounds 3, 2.3", epub Epub::Mapped("the picture goes along");
        read background::image;
        set |value, to| to.picture = if let Value::Picture(address) = value { Some(address.clone()) } else { None };
        field picture
    },
    row! { "background-size", own, "cover | contain | [ auto | <length> | <percentage> ]{1,2}", initial "auto";
        for GROUNDS, in "CSS Backgrounds 3, 2.9", epub IN_EM;
        read background::size;
        set |value, to| to.style.background.size = background::computed_size(value, to);
        field style.background.size
    },
    row! { "background-position", own,
        "[ left | center | right | <length> | <percentage> ] || [ top | center | bottom | <length> | <percentage> ] \
         | [ left | right ] <length> [ top | bottom ] <length>", initial "0% 0%";
        for GROUNDS, in "CSS Backgrounds 3, 2.6", epub IN_EM;
        read background::position;
        set |value, to| if let Value::Two(sides) = value {
            to.style.background.position = sides.map(|side| side.map_or(Length::ZERO, |side| to.length(side)));
        };
        field style.background.position
    },
    row! { "background-repeat", own, "repeat-x | repeat-y | [ repeat | no-repeat ]{1,2}", initial "repeat";
        for GROUNDS, in "CSS Backgrounds 3, 2.4", epub PLAIN;
        read background::repeat;
        set |value, to| to.style.background.repeat = background::computed_repeat(value);
        field style.background.repeat
    },
    row! { "width", own, "auto | <length> | <percentage>", initial "auto";
        for "blocks and pictures", in "CSS Sizing 3, 3.1", epub IN_EM;
        read |input| word_or(input, &["auto"], SIZE_OR_SHARE);
        set |value, to| to.style.width = match value {
            Value::Measure(measure) => Width::Length(to.length(*measure)),
            _ => Width::Auto,
        };
        field style.width
    },
    row! { "max-width", own, "none | <length> | <percentage>", initial "none";
        for "blocks and pictures", in "CSS Sizing 3, 3.1", epub IN_EM;
        read |input| word_or(input, &["none"], SIZE_OR_SHARE);
        set |value, to| to.style.max_width = if let Value::Measure(measure) = value { Some(to.length(*measure)) } else { None };
        field style.max_width
    },
    row! { "height", own, "auto | <length>", initial "auto";
        for "pictures; blocks, table rows and cells, which grow with what they hold", in "CSS Sizing 3, 3.1", epub IN_EM;
        read |input| word_or(input, &["auto"], SIZE);
        set |value, to| to.style.height = if let Value::Measure(measure) = value { Some(to.points(*measure)) } else { None };
        field style.height
    },
    row! { "min-height", own, "auto | <length>", initial "auto";
        for "blocks, table rows and cells", in "CSS Sizing 3, 3.1", epub IN_EM;
        read |input| word_or(input, &["auto"], SIZE);
        set |value, to| to.style.min_height = if let Value::Measure(measure) = value { to.points(*measure) } else { Pt::ZERO };
        field style.min_height
    },
    row! { "max-height", own, "none | <length> | <percentage>; shares are of the column", initial "none";
        for "pictures that stand by themselves", in "CSS Sizing 3, 3.1", epub IN_EM;
        read |input| word_or(input, &["none"], SIZE_OR_SHARE);
        set |value, to| to.style.max_height = if let Value::Measure(measure) = value { Some(to.length(*measure)) } else { None };
        field style.max_height
    },
    words! { "float", own,
        "none | left | right | inline-start | inline-end | top | bottom | block-start | block-end | snap-block | footnote", initial "none";
        for "blocks of a piece, of its sections, and of quotes and lists in them", in "CSS Page Floats 3, The float property; CSS GCPM 3, Footnotes",
        epub Epub::Dropped("a screen has one column; notes are linked");
        style.float {
            "none" => Float::None, "footnote" => Float::Footnote,
            "left" => Float::Left, "right" => Float::Right, "inline-start" => Float::Start, "inline-end" => Float::End,
            "top" => Float::Top, "block-start" => Float::Top, "bottom" => Float::Bottom, "block-end" => Float::Bottom,
            "snap-block" => Float::Near,
        }
    },
    words! { "float-reference", own, "inline | column | page", initial "inline";
        for "floats at the top or bottom", in "CSS Page Floats 3, The float-reference property", epub NO_COLUMNS;
        style.float_reference {
            "inline" => FloatReference::Column, "column" => FloatReference::Column, "page" => FloatReference::Page,
        }
    },
    words! { "clear", own, "none | left | right | both", initial "none";
        for "blocks that are not floats", in "CSS 2, 9.5.2", epub NO_COLUMNS;
        style.clear {
            "none" => Clear::None, "left" => Clear::Left, "right" => Clear::Right, "both" => Clear::Both,
        }
    },
    row! { "shape-outside", own,
        "none | margin-box | circle( <radius>? [ at <position> ]? ) | ellipse( [ <radius>{2} ]? [ at <position> ]? ) \
         | inset( [ <length> | <percentage> ]{1,4} ) | polygon( [ <length> | <percentage> ]{2}# )", initial "none";
        for "floats at a side, and pull quotes that straddle columns", in "CSS Shapes 1, The shape-outside property", epub NO_COLUMNS;
        read shapes::shape;
        set |value, to| to.style.shape_outside = shapes::computed(value, to);
        field style.shape_outside
    },
    row! { "shape-margin", own, "<length>", initial "0";
        for "floats with a shape", in "CSS Shapes 1, The shape-margin property", epub NO_COLUMNS;
        read |input| measure(input, SIZE).map(Value::Measure);
        set |value, to| if let Value::Measure(measure) = value {
            to.style.shape_margin = to.points(*measure);
        };
        field style.shape_margin
    },
    row! { "column-count", own, "auto | <integer from 1 to 6>", initial "auto";
        for "pieces, and blocks but those in table cells", in "CSS Multi-column 1, 3.2", epub NO_COLUMNS;
        read |input| word_or_count(input, &["auto"], MOST_COLUMNS);
        set |value, to| to.style.columns =
            if let Value::Numbers(numbers) = value { numbers.first().copied().flatten().unwrap_or(0) } else { 0 };
        field style.columns
    },
    row! { "column-width", own, "auto | <length>", initial "auto";
        for "pieces, and blocks but those in table cells", in "CSS Multi-column 1, 3.1", epub NO_COLUMNS;
        read |input| word_or(input, &["auto"], SIZE);
        set |value, to| to.style.column_width = if let Value::Measure(measure) = value { Some(to.points(*measure)) } else { None };
        field style.column_width
    },
    row! { "column-gap", own, "normal | <length>", initial "normal";
        for "blocks with columns", in "CSS Box Alignment 3, 8.1", epub NO_COLUMNS;
        read |input| word_or(input, &["normal"], SIZE);
        set |value, to| to.style.column_gap = if let Value::Measure(measure) = value { Some(to.points(*measure)) } else { None };
        field style.column_gap
    },
    RULE[0],
    RULE[1],
    RULE[2],
    words! { "column-fill", own, "balance | auto", initial "balance";
        for "blocks with columns", in "CSS Multi-column 1, 7.1", epub NO_COLUMNS;
        style.column_balance {
            "balance" => true, "auto" => false,
        }
    },
    words! { "column-span", own, "none | all", initial "none";
        for BLOCKS, in "CSS Multi-column 1, 6.1", epub NO_COLUMNS;
        style.column_span_all {
            "none" => false, "all" => true,
        }
    },
    row! { "initial-letter", own, "normal | <number of lines> <sink>?", initial "normal";
        for "::first-letter", in "CSS Inline 3, Initial letters", epub Epub::Dropped("reading systems set large letters unevenly");
        read initial_letter;
        set |value, to| to.style.initial_letter = if let Value::InitialLetter(letter) = value { Some(*letter) } else { None };
        field style.initial_letter
    },
    row! { "content", own,
        "normal | none | [ <string> | attr(<name>) | counter(<name>, <style>?) | counters(<name>, <string>, <style>?) \
         | string(<name>, [ first | start | last | first-except ]?) \
         | content() | target-counter([ attr(<name>) | <string> ], page, <style>?) | target-text([ attr(<name>) | <string> ]) \
         | leader([ dotted | solid | space | <string> ]) ]+", initial "normal";
        for "all elements, ::before, ::after and margin boxes", in "CSS Generated Content 3, The content property", epub
            Epub::Mapped("strings, attr() and counter() stay; the others need pages and go");
        read content;
        set |value, to| to.style.content = if let Value::Content(parts) = value { Some(parts.clone()) } else { None };
        field style.content
    },
    row! { "string-set", own,
        "none | [ <name> [ <string> | attr(<name>) | content() | counter(<name>) ]+ ]#", initial "none";
        for ALL, in "CSS Generated Content 3, Named strings", epub NO_PAGES;
        read strings;
        set |value, to| if let Value::Strings(strings) = value {
            to.style.string_set.clone_from(strings)
        };
        field style.string_set
    },
    row! { "counter-reset", own, "none | [ <name> <integer>? ]+", initial "none";
        for ALL, in "CSS Lists 3, Automatic counters", epub PLAIN;
        read |input| counters(input, 0);
        set |value, to| if let Value::Counters(counters) = value {
            to.style.counter_reset.clone_from(counters)
        };
        field style.counter_reset
    },
    row! { "counter-increment", own, "none | [ <name> <integer>? ]+", initial "none";
        for ALL, in "CSS Lists 3, Automatic counters", epub PLAIN;
        read |input| counters(input, 1);
        set |value, to| if let Value::Counters(counters) = value {
            to.style.counter_increment.clone_from(counters)
        };
        field style.counter_increment
    },
    row! { "counter-set", own, "none | [ <name> <integer>? ]+", initial "none";
        for ALL, in "CSS Lists 3, Automatic counters", epub PLAIN;
        read |input| counters(input, 0);
        set |value, to| if let Value::Counters(counters) = value {
            to.style.counter_set.clone_from(counters)
        };
        field style.counter_set
    },
    row! { "list-style-type", inherited, "none | disc | circle | square | <counter style> | <string>", initial "disc";
        for "list items", in "CSS Lists 3, Markers", epub PLAIN;
        read marker;
        set |value, to| if let Value::Marker(marker) = value {
            to.style.list_marker.clone_from(marker)
        };
        field style.list_marker
    },
    words! { "border-collapse", inherited, "separate | collapse; separate borders touch each other", initial "separate";
        for "tables", in "CSS 2, 17.6", epub PLAIN;
        style.border_collapse {
            "separate" => false, "collapse" => true,
        }
    },
    words! { "caption-side", inherited, "top | bottom", initial "top";
        for "table captions", in "CSS Tables 3, Captions", epub PLAIN;
        style.caption_below {
            "top" => false, "bottom" => true,
        }
    },
    row! { "bookmark-level", own, "none | <integer from 1 to 6>", initial "none";
        for ALL, in "CSS Generated Content 3, Bookmarks", epub Epub::Dropped("the table of contents is made of the headings");
        read |input| word_or_count(input, &["none"], 6);
        set |value, to| to.style.bookmark_level = if let Value::Numbers(numbers) = value { numbers.first().copied().flatten() } else { None };
        field style.bookmark_level
    },
    row! { "bookmark-label", own, "content(text) | <content>, as for string-set", initial "content(text)";
        for ALL, in "CSS Generated Content 3, Bookmarks", epub Epub::Dropped("the table of contents is made of the headings");
        read label;
        set |value, to| to.style.bookmark_label = if let Value::Content(parts) = value { Some(parts.clone()) } else { None };
        field style.bookmark_label
    },
    row! { "page", own, "auto | <name>", initial "auto";
        for "pieces, and blocks of a piece that stand by themselves", in "CSS Paged Media 3, Named pages", epub NO_PAGES;
        read |input| match input.try_parse(|input| keyword(input, &["auto"])) {
            Ok(word) => Ok(Value::Keyword(word)),
            Err(_) => Ok(Value::Name(input.expect_ident()?.as_ref().to_owned())),
        };
        set |value, to| to.style.page = if let Value::Name(name) = value { Some(name.clone()) } else { None };
        field style.page
    },
    words! { "-recto-pullquote", own, "column | here | straddle | span", initial "column";
        for "pull quotes", in "our own; straddle stands across the gap of two columns, the text around it; all but here move away from the \
             passage that is repeated", epub NO_PAGES;
        style.pull_quote {
            "column" => PullQuotePlacement::Column, "here" => PullQuotePlacement::Here,
            "straddle" => PullQuotePlacement::Straddle, "span" => PullQuotePlacement::Span,
        }
    },
    words! { "-recto-plate", own, "none | page | bleed", initial "none";
        for "figures", in "our own; a page of its own, the picture as large as the type area or out to the bleed", epub NO_PAGES;
        style.plate {
            "none" => Plate::None, "page" => Plate::Page, "bleed" => Plate::Bleed,
        }
    },
    row! { "-recto-rule-length", own, "<length> | <percentage>", initial "100%";
        for "@footnote", in "our own; how long the rule over the footnotes is", epub NO_PAGES;
        read |input| measure(input, SIZE_OR_SHARE).map(Value::Measure);
        set |value, to| if let Value::Measure(measure) = value {
            to.rule_length = Some(*measure)
        };
        field rule_length
    },
];
