//! Shorthands: one declaration that stands for several longhands, all of which it sets.

use cssparser::Parser;

use super::background;
use super::color::color;
use super::grammar::{border_style, border_width};
use super::properties::{CAPS, LIGATURES, LonghandId, NUMERIC};
use super::values::{Parsed, Value, keyword, refused};

/// A property that stands for several.
pub(super) struct Shorthand {
    /// Its name.
    pub(super) name: &'static str,
    /// What may be written.
    pub(super) grammar: &'static str,
    /// The longhands it sets, in the order of the specification.
    pub(super) longhands: &'static [&'static str],
    /// The specification and its clause.
    pub(super) clause: &'static str,
    /// Reads a value: what it says for each longhand, `None` being the initial value.
    parse: fn(&mut Parser<'_>) -> Parsed<Vec<Option<Value>>>,
}

impl Shorthand {
    /// The shorthand of that name, in lower case.
    pub(super) fn of(name: &str) -> Option<&'static Self> {
        SHORTHANDS.iter().find(|shorthand| shorthand.name == name)
    }

    /// The longhands it sets.
    pub(super) fn ids(&self) -> impl Iterator<Item = LonghandId> {
        self.longhands.iter().filter_map(|name| LonghandId::of(name))
    }

    /// What a value says for each of its longhands; `None` is the initial value.
    pub(super) fn expand(&self, input: &mut Parser<'_>) -> Parsed<Vec<(LonghandId, Option<Value>)>> {
        let values = (self.parse)(input)?;
        Ok(self.ids().zip(values.into_iter().chain(std::iter::repeat(None))).collect())
    }
}

fn longhand(name: &'static str, input: &mut Parser<'_>) -> Parsed<Value> {
    LonghandId::of(name).map_or_else(refused, |id| (id.row().parse)(input))
}

/// One to four values for four sides: top, right, bottom, left, each defaulting to the side across.
fn sides(input: &mut Parser<'_>, mut side: impl FnMut(&mut Parser<'_>) -> Parsed<Value>) -> Parsed<Vec<Option<Value>>> {
    let top = side(input)?;
    let mut next = |input: &mut Parser<'_>, across: &Value| if input.is_exhausted() { Ok(across.clone()) } else { side(input) };
    let right = next(input, &top)?;
    let bottom = next(input, &top)?;
    let left = next(input, &right)?;
    Ok([top, right, bottom, left].map(Some).into())
}

/// `<width> || <style> || <color>`, for one line.
fn line(input: &mut Parser<'_>) -> Parsed<Vec<Option<Value>>> {
    let (mut width, mut style, mut paint) = (None, None, None);
    while !input.is_exhausted() {
        // Widths first among words: `thin` is no colour, and `none` is a style.
        if style.is_none()
            && let Ok(value) = input.try_parse(border_style)
        {
            style = Some(value);
        } else if width.is_none()
            && let Ok(value) = input.try_parse(border_width)
        {
            width = Some(value);
        } else if paint.is_none() {
            paint = Some(color(input)?);
        } else {
            return refused();
        }
    }
    if width.is_none() && style.is_none() && paint.is_none() { refused() } else { Ok(vec![width, style, paint]) }
}

/// `border`: the same line on all four sides.
fn border(input: &mut Parser<'_>) -> Parsed<Vec<Option<Value>>> {
    let side = line(input)?;
    Ok(side.iter().cycle().take(4 * side.len()).cloned().collect())
}

/// CSS Fonts 4, 2.7: `[ <style> || <caps> || <weight> ]? <size> [ / <line-height> ]? <families>`.
fn font(input: &mut Parser<'_>) -> Parsed<Vec<Option<Value>>> {
    let (mut style, mut caps, mut weight) = (None, None, None);
    loop {
        // `normal` says nothing about which of the three it is, and need not.
        if input.try_parse(|input| keyword(input, &["normal"])).is_ok() {
            continue;
        }
        if style.is_none()
            && let Ok(value) = input.try_parse(|input| longhand("font-style", input))
        {
            style = Some(value);
        } else if caps.is_none()
            && let Ok(value) = input.try_parse(|input| keyword(input, &["small-caps"]))
        {
            caps = Some(Value::Keyword(value));
        } else if weight.is_none()
            && let Ok(value) = input.try_parse(|input| longhand("font-weight", input))
        {
            weight = Some(value);
        } else {
            break;
        }
    }
    let size = longhand("font-size", input)?;
    let leading = match input.try_parse(|input| input.expect_delim('/')) {
        Ok(()) => Some(longhand("line-height", input)?),
        Err(_) => None,
    };
    let families = longhand("font-family", input)?;
    Ok(vec![style, caps, weight, Some(size), leading, Some(families)])
}

/// `normal | none | <caps> || <figures> || <ligatures> || <position>`.
fn font_variant(input: &mut Parser<'_>) -> Parsed<Vec<Option<Value>>> {
    if input.try_parse(|input| keyword(input, &["normal"])).is_ok() {
        return Ok(vec![None, None, None, None]);
    }
    if input.try_parse(|input| keyword(input, &["none"])).is_ok() {
        return Ok(vec![None, None, Some(Value::Keyword("none")), None]);
    }
    let (mut caps, mut position) = (None, None);
    let (mut numeric, mut ligatures) = (Vec::new(), Vec::new());
    while !input.is_exhausted() {
        if caps.is_none()
            && let Ok(word) = input.try_parse(|input| keyword(input, CAPS))
        {
            caps = Some(Value::Keyword(word));
        } else if position.is_none()
            && let Ok(word) = input.try_parse(|input| keyword(input, &["sub", "super"]))
        {
            position = Some(Value::Keyword(word));
        } else if let Ok(word) = input.try_parse(|input| another(input, LIGATURES, &ligatures)) {
            ligatures.push(word);
        } else {
            let word = another(input, NUMERIC, &numeric)?;
            numeric.push(word);
        }
    }
    let words = |words: Vec<&'static str>| if words.is_empty() { None } else { Some(Value::Keywords(words)) };
    Ok(vec![caps, words(numeric), words(ligatures), position])
}

/// A word of one of some groups, of which none was written yet.
fn another(input: &mut Parser<'_>, groups: &[&[&'static str]], earlier: &[&'static str]) -> Parsed<&'static str> {
    let free: Vec<&'static str> =
        groups.iter().filter(|group| !group.iter().any(|word| earlier.contains(word))).flat_map(|group| group.iter().copied()).collect();
    keyword(input, &free)
}

/// `text-decoration`: `<lines> || <style> || <color> || <thickness>` (CSS Text Decoration 4, 2.5).
fn decoration(input: &mut Parser<'_>) -> Parsed<Vec<Option<Value>>> {
    let (mut lines, mut style, mut paint, mut thickness) = (Vec::new(), None, None, None);
    let mut none = false;
    while !input.is_exhausted() {
        if lines.is_empty() && !none && input.try_parse(|input| keyword(input, &["none"])).is_ok() {
            none = true;
        } else if let Ok(word) = input.try_parse(|input| keyword(input, &["underline", "overline", "line-through"])) {
            if none || lines.contains(&word) {
                return refused();
            }
            lines.push(word);
        } else if style.is_none()
            && let Ok(value) = input.try_parse(|input| longhand("text-decoration-style", input))
        {
            style = Some(value);
        } else if thickness.is_none()
            && let Ok(value) = input.try_parse(|input| longhand("text-decoration-thickness", input))
        {
            thickness = Some(value);
        } else if paint.is_none() {
            paint = Some(color(input)?);
        } else {
            return refused();
        }
    }
    let lines = if lines.is_empty() { None } else { Some(Value::Keywords(lines)) };
    Ok(vec![lines, style, paint, thickness])
}

/// One to four lengths for four corners: upper left, upper right, lower right, lower left.
fn corners(input: &mut Parser<'_>) -> Parsed<Vec<Option<Value>>> {
    sides(input, |input| longhand("border-top-left-radius", input))
}

/// `<count> || auto`: a column width is for screens, where the measure is not known.
fn columns(input: &mut Parser<'_>) -> Parsed<Vec<Option<Value>>> {
    let (mut width, mut count) = (None, None);
    // `auto` may be either, and changes neither.
    for _ in 0..2 {
        if input.is_exhausted() {
            break;
        }
        if input.try_parse(|input| keyword(input, &["auto"])).is_ok() {
            continue;
        }
        if count.is_none()
            && let Ok(value) = input.try_parse(|input| longhand("column-count", input))
        {
            count = Some(value);
        } else if width.is_none() {
            width = Some(longhand("column-width", input)?);
        }
    }
    Ok(vec![width, count])
}

/// `page-break-*` is an older name for `break-*`.
fn alias(name: &'static str, input: &mut Parser<'_>) -> Parsed<Vec<Option<Value>>> {
    Ok(vec![Some(longhand(name, input)?)])
}

const BORDERS: &[&str] = &[
    "border-top-width",
    "border-top-style",
    "border-top-color",
    "border-right-width",
    "border-right-style",
    "border-right-color",
    "border-bottom-width",
    "border-bottom-style",
    "border-bottom-color",
    "border-left-width",
    "border-left-style",
    "border-left-color",
];
const LINE: &str = "<width> || <style> || <color>";

/// All shorthands.
pub(super) static SHORTHANDS: &[Shorthand] = &[
    Shorthand {
        name: "margin",
        grammar: "[ auto | <length> | <percentage> ]{1,4}",
        clause: "CSS Box 4, 3.2",
        longhands: &["margin-top", "margin-right", "margin-bottom", "margin-left"],
        parse: |input| sides(input, |input| longhand("margin-top", input)),
    },
    Shorthand {
        name: "padding",
        grammar: "[ <length> | <percentage> ]{1,4}",
        clause: "CSS Box 4, 4.2",
        longhands: &["padding-top", "padding-right", "padding-bottom", "padding-left"],
        parse: |input| sides(input, |input| longhand("padding-top", input)),
    },
    Shorthand { name: "border", grammar: LINE, clause: "CSS Backgrounds 3, 3.4", longhands: BORDERS, parse: border },
    Shorthand {
        name: "border-top",
        grammar: LINE,
        clause: "CSS Backgrounds 3, 3.4",
        longhands: &["border-top-width", "border-top-style", "border-top-color"],
        parse: line,
    },
    Shorthand {
        name: "border-right",
        grammar: LINE,
        clause: "CSS Backgrounds 3, 3.4",
        longhands: &["border-right-width", "border-right-style", "border-right-color"],
        parse: line,
    },
    Shorthand {
        name: "border-bottom",
        grammar: LINE,
        clause: "CSS Backgrounds 3, 3.4",
        longhands: &["border-bottom-width", "border-bottom-style", "border-bottom-color"],
        parse: line,
    },
    Shorthand {
        name: "border-left",
        grammar: LINE,
        clause: "CSS Backgrounds 3, 3.4",
        longhands: &["border-left-width", "border-left-style", "border-left-color"],
        parse: line,
    },
    Shorthand {
        name: "border-width",
        grammar: "[ <length> | thin | medium | thick ]{1,4}",
        clause: "CSS Backgrounds 3, 3.3",
        longhands: &["border-top-width", "border-right-width", "border-bottom-width", "border-left-width"],
        parse: |input| sides(input, border_width),
    },
    Shorthand {
        name: "border-style",
        grammar: "[ none | solid | double | dashed | dotted ]{1,4}",
        clause: "CSS Backgrounds 3, 3.2",
        longhands: &["border-top-style", "border-right-style", "border-bottom-style", "border-left-style"],
        parse: |input| sides(input, border_style),
    },
    Shorthand {
        name: "border-color",
        grammar: "<color>{1,4}",
        clause: "CSS Backgrounds 3, 3.1",
        longhands: &["border-top-color", "border-right-color", "border-bottom-color", "border-left-color"],
        parse: |input| sides(input, color),
    },
    Shorthand {
        name: "font",
        clause: "CSS Fonts 4, 2.7",
        grammar: "[ <style> || small-caps || <weight> ]? <size> [ / <line-height> ]? <families>",
        longhands: &[
            "font-style",
            "font-variant-caps",
            "font-weight",
            "font-size",
            "line-height",
            "font-family",
            "font-variant-numeric",
            "font-variant-ligatures",
            "font-variant-position",
            "font-kerning",
            "font-feature-settings",
        ],
        parse: font,
    },
    Shorthand {
        name: "font-variant",
        clause: "CSS Fonts 4, 6.11",
        grammar: "normal | none | <caps> || <figures> || <ligatures> || [ sub | super ]",
        longhands: &["font-variant-caps", "font-variant-numeric", "font-variant-ligatures", "font-variant-position"],
        parse: font_variant,
    },
    Shorthand {
        name: "text-decoration",
        grammar: "<lines> || <style> || <color> || <thickness>",
        clause: "CSS Text Decoration 4, Shorthand",
        longhands: &["text-decoration-line", "text-decoration-style", "text-decoration-color", "text-decoration-thickness"],
        parse: decoration,
    },
    Shorthand {
        name: "border-radius",
        grammar: "<length>{1,4}",
        clause: "CSS Backgrounds 3, 4.1",
        longhands: &["border-top-left-radius", "border-top-right-radius", "border-bottom-right-radius", "border-bottom-left-radius"],
        parse: corners,
    },
    Shorthand {
        name: "columns",
        grammar: "<width> || <count>",
        clause: "CSS Multi-column 1, 3.3",
        longhands: &["column-width", "column-count"],
        parse: columns,
    },
    Shorthand {
        name: "column-rule",
        grammar: LINE,
        clause: "CSS Multi-column 1, 4.5",
        longhands: &["column-rule-width", "column-rule-style", "column-rule-color"],
        parse: line,
    },
    Shorthand {
        name: "gap",
        grammar: "normal | <length>",
        clause: "CSS Box Alignment 3, 8.2",
        longhands: &["column-gap"],
        parse: |input| alias("column-gap", input),
    },
    Shorthand {
        name: "background",
        grammar: "none | <color> || url(<path>) || <position> [ / <size> ]? || <repeat>",
        clause: "CSS Backgrounds 3, 2.10",
        longhands: &["background-color", "background-image", "background-size", "background-position", "background-repeat"],
        parse: background::shorthand,
    },
    Shorthand {
        name: "list-style",
        grammar: "as list-style-type",
        clause: "CSS Lists 3, Markers",
        longhands: &["list-style-type"],
        parse: |input| alias("list-style-type", input),
    },
    Shorthand {
        name: "page-break-before",
        grammar: "as break-before",
        clause: "CSS Fragmentation 3, 3.4",
        longhands: &["break-before"],
        parse: |input| alias("break-before", input),
    },
    Shorthand {
        name: "page-break-after",
        grammar: "as break-after",
        clause: "CSS Fragmentation 3, 3.4",
        longhands: &["break-after"],
        parse: |input| alias("break-after", input),
    },
    Shorthand {
        name: "page-break-inside",
        grammar: "as break-inside",
        clause: "CSS Fragmentation 3, 3.4",
        longhands: &["break-inside"],
        parse: |input| alias("break-inside", input),
    },
];
