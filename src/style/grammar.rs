//! Readers of values, one for each kind of grammar that properties share or have to themselves.

use cssparser::{Parser, Token};

use super::computed::{ContentPart, Counter, InitialLetter, StringPlace, Target};
use super::computing::MEDIUM;
use super::counter_style;
use super::values::{
    Allowed, LENGTH_OR_SHARE, Measure, Parsed, SIZE, SIZE_OR_SHARE, Value, count, integer, keyword, measure, number, refused,
};

/// The words for font sizes.
const SIZES: &[&str] = &["xx-small", "x-small", "small", "medium", "large", "x-large", "xx-large", "smaller", "larger"];

/// A word or a measure; percentages and `em` are of the parent's size.
pub(super) fn font_size(input: &mut Parser<'_>) -> Parsed<Value> {
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

/// `normal`, a number of font sizes, or a measure.
pub(super) fn line_height(input: &mut Parser<'_>) -> Parsed<Value> {
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
pub(super) fn word_or(input: &mut Parser<'_>, words: &[&'static str], allowed: Allowed) -> Parsed<Value> {
    match input.try_parse(|input| keyword(input, words)) {
        Ok(word) => Ok(Value::Keyword(word)),
        Err(_) => measure(input, allowed).map(Value::Measure),
    }
}

/// A word, or else a whole number from 1 to a largest one.
pub(super) fn word_or_count(input: &mut Parser<'_>, words: &[&'static str], most: u8) -> Parsed<Value> {
    match input.try_parse(|input| keyword(input, words)) {
        Ok(word) => Ok(Value::Keyword(word)),
        Err(_) => match count(input)? {
            number if number <= most => Ok(Value::Numbers(vec![Some(number)])),
            _ => refused(),
        },
    }
}

/// `[ <length> | <percentage> ] && hanging? && each-line?` (CSS Text 3, 8.1).
pub(super) fn indent(input: &mut Parser<'_>) -> Parsed<Value> {
    let (mut distance, mut hanging, mut each_line) = (None, false, false);
    while !input.is_exhausted() {
        match input.try_parse(|input| keyword(input, &["hanging", "each-line"])) {
            Ok("hanging") if !hanging => hanging = true,
            Ok("each-line") if !each_line => each_line = true,
            Err(_) if distance.is_none() => distance = Some(measure(input, LENGTH_OR_SHARE)?),
            _ => return refused(),
        }
    }
    distance.map_or_else(refused, |measure| Ok(Value::Indent { measure, hanging, each_line }))
}

/// The thickness of a line (CSS Backgrounds 3, 3.3).
pub(super) fn border_width(input: &mut Parser<'_>) -> Parsed<Value> {
    match input.try_parse(|input| keyword(input, &["thin", "medium", "thick"])) {
        Ok("thin") => Ok(Value::Measure(Measure::fixed(0.75))),
        Ok("medium") => Ok(Value::Measure(MEDIUM)),
        Ok(_) => Ok(Value::Measure(Measure::fixed(3.75))),
        Err(_) => measure(input, SIZE).map(Value::Measure),
    }
}

const LINE_STYLES: &[&str] = &["none", "solid", "double", "dashed", "dotted"];

/// How a line is drawn.
pub(super) fn border_style(input: &mut Parser<'_>) -> Parsed<Value> {
    keyword(input, LINE_STYLES).map(Value::Keyword)
}

/// `[ <name> | <string> ]#`: families in order of wish (CSS Fonts 4, 2.1).
pub(super) fn families(input: &mut Parser<'_>) -> Parsed<Value> {
    let family = |input: &mut Parser<'_>| {
        if let Ok(name) = input.try_parse(|input| input.expect_string_cloned()) {
            return Ok(name.as_ref().to_owned());
        }
        let mut name = input.expect_ident()?.as_ref().to_owned();
        while let Ok(part) = input.try_parse(|input| input.expect_ident_cloned()) {
            name.push(' ');
            name.push_str(&part);
        }
        Ok(name)
    };
    Ok(Value::Families(input.parse_comma_separated(family)?))
}

/// `normal | bold | <1 to 1000>`.
pub(super) fn weight(input: &mut Parser<'_>) -> Parsed<Value> {
    match input.try_parse(|input| keyword(input, &["normal", "bold"])) {
        Ok("bold") => Ok(Value::Number(700.0)),
        Ok(_) => Ok(Value::Number(400.0)),
        Err(_) => match number(input)? {
            weight if (1.0..=1000.0).contains(&weight) => Ok(Value::Number(weight.round())),
            _ => refused(),
        },
    }
}

/// Words that stand together in any order, none of them twice, no two of one group; or `normal` alone.
pub(super) fn any_of(input: &mut Parser<'_>, groups: &[&[&'static str]]) -> Parsed<Value> {
    if input.try_parse(|input| keyword(input, &["normal"])).is_ok() {
        return Ok(Value::Keywords(Vec::new()));
    }
    let mut words: Vec<&'static str> = Vec::new();
    while !input.is_exhausted() {
        let mut found = None;
        for group in groups {
            if let Ok(word) = input.try_parse(|input| keyword(input, group)) {
                found = Some((word, group));
                break;
            }
        }
        match found {
            Some((word, group)) if !words.iter().any(|earlier| group.contains(earlier)) => words.push(word),
            _ => return refused(),
        }
    }
    if words.is_empty() { refused() } else { Ok(Value::Keywords(words)) }
}

/// `normal | [ <string of four> [ on | off | <integer> ]? ]#` (CSS Fonts 4, 6.12).
pub(super) fn features(input: &mut Parser<'_>) -> Parsed<Value> {
    if input.try_parse(|input| keyword(input, &["normal"])).is_ok() {
        return Ok(Value::Features(Vec::new()));
    }
    let feature = |input: &mut Parser<'_>| {
        let Ok(tag) = <[u8; 4]>::try_from(input.expect_string()?.as_bytes()) else { return refused() };
        if !tag.iter().all(|byte| (0x20..=0x7E).contains(byte)) {
            return refused();
        }
        if input.is_exhausted() {
            return Ok((tag, 1));
        }
        match input.try_parse(|input| keyword(input, &["on", "off"])) {
            Ok(word) => Ok((tag, u32::from(word == "on"))),
            Err(_) => u32::try_from(integer(input)?).map_or_else(|_| refused(), |value| Ok((tag, value))),
        }
    };
    Ok(Value::Features(input.parse_comma_separated(feature)?))
}

/// The three numbers of `hyphenate-limit-chars`; what is left out follows CSS Text 4.
pub(super) fn limit_chars(input: &mut Parser<'_>) -> Parsed<Value> {
    let part = |input: &mut Parser<'_>| match input.try_parse(|input| keyword(input, &["auto"])) {
        Ok(_) => Ok(None),
        Err(_) => count(input).map(Some),
    };
    let total = part(input)?;
    let before = if input.is_exhausted() { None } else { part(input)? };
    let after = if input.is_exhausted() { before } else { part(input)? };
    Ok(Value::Numbers(vec![total, before, after]))
}

/// `auto | <string>`, of one character: a longer one would be a word.
pub(super) fn hyphen(input: &mut Parser<'_>) -> Parsed<Value> {
    if let Ok(word) = input.try_parse(|input| keyword(input, &["auto"])) {
        return Ok(Value::Keyword(word));
    }
    let text = input.expect_string()?.as_ref().to_owned();
    if text.chars().count() == 1 { Ok(Value::Name(text)) } else { refused() }
}

/// The content of a bookmark; the words of the element are what it has anyway.
pub(super) fn label(input: &mut Parser<'_>) -> Parsed<Value> {
    let parts = parts(input)?;
    Ok(if parts == [ContentPart::ElementText] { Value::Keyword("content(text)") } else { Value::Content(parts) })
}

/// `normal | <lines> <sink>?` (CSS Inline 3, Initial letters).
pub(super) fn initial_letter(input: &mut Parser<'_>) -> Parsed<Value> {
    if input.try_parse(|input| keyword(input, &["normal"])).is_ok() {
        return Ok(Value::Keyword("normal"));
    }
    let size = number(input)?;
    if !(1.0..=20.0).contains(&size) {
        return refused();
    }
    // In range: 1 to 20.
    let sink = if input.is_exhausted() { size.floor() as u8 } else { count(input)? };
    Ok(Value::InitialLetter(InitialLetter { size, sink }))
}

/// `none | [ <name> <integer>? ]+` (CSS Lists 3, Automatic counters).
pub(super) fn counters(input: &mut Parser<'_>, default: i32) -> Parsed<Value> {
    if input.try_parse(|input| keyword(input, &["none"])).is_ok() {
        return Ok(Value::Counters(Vec::new()));
    }
    let mut counters = Vec::new();
    while !input.is_exhausted() {
        let name = input.expect_ident()?.as_ref().to_owned();
        counters.push((name, input.try_parse(integer).unwrap_or(default)));
    }
    if counters.is_empty() { refused() } else { Ok(Value::Counters(counters)) }
}

/// `none | [ <name> <content> ]#` (CSS Generated Content 3, Named strings).
pub(super) fn strings(input: &mut Parser<'_>) -> Parsed<Value> {
    if input.try_parse(|input| keyword(input, &["none"])).is_ok() {
        return Ok(Value::Strings(Vec::new()));
    }
    let string = |input: &mut Parser<'_>| {
        let name = input.expect_ident()?.as_ref().to_owned();
        Ok((name, parts(input)?))
    };
    Ok(Value::Strings(input.parse_comma_separated(string)?))
}

/// `normal | none | <part>+`.
pub(super) fn content(input: &mut Parser<'_>) -> Parsed<Value> {
    match input.try_parse(|input| keyword(input, &["normal", "none"])) {
        Ok(word) => Ok(Value::Keyword(word)),
        Err(_) => Ok(Value::Content(parts(input)?)),
    }
}

/// Parts of generated content, at least one.
fn parts(input: &mut Parser<'_>) -> Parsed<Vec<ContentPart>> {
    let mut parts = vec![part(input)?];
    while !input.is_exhausted() {
        parts.push(part(input)?);
    }
    Ok(parts)
}

fn part(input: &mut Parser<'_>) -> Parsed<ContentPart> {
    let name = match input.next()?.clone() {
        Token::QuotedString(text) => return Ok(ContentPart::Text(text.as_ref().to_owned())),
        Token::Function(name) => name.to_ascii_lowercase(),
        _ => return refused(),
    };
    input.parse_nested_block(|input| match name.as_str() {
        "attr" => Ok(ContentPart::Attribute(input.expect_ident()?.as_ref().to_owned())),
        "string" => {
            let name = input.expect_ident()?.as_ref().to_owned();
            Ok(ContentPart::NamedString(name, string_place(input)?))
        }
        "counter" => counter(input).map(ContentPart::Counter),
        "counters" => counters_of(input),
        "target-counter" => target_page(input),
        "target-text" => target(input).map(ContentPart::TargetText),
        "leader" => leader(input).map(ContentPart::Leader),
        "content" => {
            if !input.is_exhausted() {
                keyword(input, &["text"])?;
            }
            Ok(ContentPart::ElementText)
        }
        _ => refused(),
    })
}

/// `[ , [ first | start | last | first-except ] ]?` (CSS GCPM 3, 1.1.2).
fn string_place(input: &mut Parser<'_>) -> Parsed<StringPlace> {
    if input.is_exhausted() {
        return Ok(StringPlace::First);
    }
    input.expect_comma()?;
    Ok(match keyword(input, &["first", "start", "last", "first-except"])? {
        "start" => StringPlace::Start,
        "last" => StringPlace::Last,
        "first-except" => StringPlace::FirstExcept,
        _ => StringPlace::First,
    })
}

/// `attr(<name>) | <string>`: where a link leads.
fn target(input: &mut Parser<'_>) -> Parsed<Target> {
    match input.next()?.clone() {
        Token::QuotedString(address) => Ok(Target::Address(address.as_ref().to_owned())),
        Token::Function(name) if name.eq_ignore_ascii_case("attr") => {
            input.parse_nested_block(|input| Ok(Target::Attribute(input.expect_ident()?.as_ref().to_owned())))
        }
        _ => refused(),
    }
}

/// `<target>, page [ , <style> ]?` (CSS Generated Content 3, Cross references). No other counter is known of a place.
fn target_page(input: &mut Parser<'_>) -> Parsed<ContentPart> {
    let target = target(input)?;
    input.expect_comma()?;
    keyword(input, &["page"])?;
    let mut style = None;
    if !input.is_exhausted() {
        input.expect_comma()?;
        style = Some(counter_style::asked_for(input)?);
    }
    Ok(ContentPart::TargetPage { target, style })
}

/// `dotted | solid | space | <string>` (CSS Generated Content 3, Leaders).
fn leader(input: &mut Parser<'_>) -> Parsed<String> {
    if let Ok(text) = input.try_parse(|input| input.expect_string_cloned()) {
        return if text.trim().is_empty() { Ok(" ".to_owned()) } else { Ok(text.as_ref().to_owned()) };
    }
    Ok(match keyword(input, &["dotted", "solid", "space"])? {
        "dotted" => ". ",
        "solid" => "_",
        _ => " ",
    }
    .to_owned())
}

fn counter(input: &mut Parser<'_>) -> Parsed<Counter> {
    let name = input.expect_ident()?.as_ref().to_owned();
    Ok(Counter { name, style: counter_style(input)? })
}

/// `<name>, <string> [ , <style> ]?` (CSS Lists 3, Outputting counters).
fn counters_of(input: &mut Parser<'_>) -> Parsed<ContentPart> {
    let name = input.expect_ident()?.as_ref().to_owned();
    input.expect_comma()?;
    let between = input.expect_string()?.as_ref().to_owned();
    Ok(ContentPart::Counters(Counter { name, style: counter_style(input)? }, between))
}

/// `[ , <style> ]?`, the usual one being decimal.
fn counter_style(input: &mut Parser<'_>) -> Parsed<String> {
    if input.is_exhausted() {
        return Ok("decimal".to_owned());
    }
    input.expect_comma()?;
    counter_style::asked_for(input)
}

/// `none | disc | ... | <string>`: the marker of a list item.
pub(super) fn marker(input: &mut Parser<'_>) -> Parsed<Value> {
    if let Ok(text) = input.try_parse(|input| input.expect_string_cloned()) {
        return Ok(Value::Marker(Some(ContentPart::Text(text.as_ref().to_owned()))));
    }
    if let Ok(bullet) = input.try_parse(|input| keyword(input, &["none", "disc", "circle", "square"])) {
        let bullet = match bullet {
            "disc" => "•",
            "circle" => "◦",
            "square" => "▪",
            _ => return Ok(Value::Marker(None)),
        };
        return Ok(Value::Marker(Some(ContentPart::Text(bullet.to_owned()))));
    }
    let style = counter_style::asked_for(input)?;
    Ok(Value::Marker(Some(ContentPart::Counter(Counter { name: "list-item".to_owned(), style }))))
}
