//! Backgrounds as they are written: pictures, their size and place (CSS Backgrounds 3, 2), and which files they name.

use std::collections::BTreeSet;

use cssparser::{Parser, Token};

use super::color::color;
use super::computed::BackgroundSize;
use super::computing::Computing;
use super::declaration::{Declaration, Said, Spoken};
use super::values::{LENGTH_OR_SHARE, Measure, Parsed, SIZE_OR_SHARE, Value, keyword, measure, refused};
use crate::base::{FileId, Span};

/// A picture file as a stylesheet names it.
#[derive(Clone, Debug, PartialEq)]
pub struct PictureAddress {
    /// Its path, seen from the folder of the stylesheet.
    pub url: String,
    /// Where it was written; nothing for what has no place in a file.
    pub span: Option<Span>,
}

impl PictureAddress {
    /// What tells pictures apart: the stylesheet and the path.
    pub(super) fn key(&self) -> (Option<FileId>, String) {
        (self.span.map(|span| span.file), self.url.clone())
    }
}

/// `none | url(<path>)`.
pub(super) fn image(input: &mut Parser<'_>) -> Parsed<Value> {
    if input.try_parse(|input| keyword(input, &["none"])).is_ok() {
        return Ok(Value::Keyword("none"));
    }
    let url = input.expect_url()?.as_ref().to_owned();
    let is_file = !url.is_empty() && !url.contains("://") && !url.starts_with("data:");
    if is_file { Ok(Value::Picture(PictureAddress { url, span: None })) } else { refused() }
}

/// `cover | contain | [ <length> | <percentage> | auto ]{1,2}`.
pub(super) fn size(input: &mut Parser<'_>) -> Parsed<Value> {
    if let Ok(word) = input.try_parse(|input| keyword(input, &["cover", "contain"])) {
        return Ok(Value::Keyword(word));
    }
    let side = |input: &mut Parser<'_>| match input.try_parse(|input| keyword(input, &["auto"])) {
        Ok(_) => Ok(None),
        Err(_) => measure(input, SIZE_OR_SHARE).map(Some),
    };
    let width = side(input)?;
    Ok(Value::Two([width, input.try_parse(side).unwrap_or(None)]))
}

/// What a value says of the size.
pub(super) fn computed_size(value: &Value, to: &Computing) -> BackgroundSize {
    match value {
        Value::Keyword("cover") => BackgroundSize::Cover,
        Value::Keyword("contain") => BackgroundSize::Contain,
        Value::Two(sides) => BackgroundSize::Sides(sides.map(|side| side.map(|side| to.length(side)))),
        _ => BackgroundSize::OWN,
    }
}

/// `[ left | center | right | <length> ] || [ top | center | bottom | <length> ]`, with a distance after each side's name if
/// it is four words or three (CSS Backgrounds 3, 2.6).
pub(super) fn position(input: &mut Parser<'_>) -> Parsed<Value> {
    let mut parts: Vec<Part> = Vec::new();
    while parts.len() < 4 {
        let Ok(part) = input.try_parse(part) else { break };
        parts.push(part);
    }
    use Part::{Center, Distance, Side};
    let middle = Measure::share(0.5);
    let far = |end: bool| Measure::share(if end { 1.0 } else { 0.0 });
    let from = |end: bool, distance: Measure| if end { far(true).plus(distance, -1.0) } else { distance };
    let (x, y) = match parts[..] {
        [Center] | [Center, Center] => (middle, middle),
        [Distance(x)] | [Distance(x), Center] => (x, middle),
        [Distance(x), Distance(y)] => (x, y),
        [Center, Distance(y)] => (middle, y),
        [Side { across: true, end }] | [Side { across: true, end }, Center] | [Center, Side { across: true, end }] => (far(end), middle),
        [Side { across: false, end }] | [Side { across: false, end }, Center] | [Center, Side { across: false, end }] => (middle, far(end)),
        [Side { across: true, end }, Distance(y)] => (far(end), y),
        [Distance(x), Side { across: false, end }] => (x, far(end)),
        [Side { across: true, end: x }, Side { across: false, end: y }]
        | [Side { across: false, end: y }, Side { across: true, end: x }] => (far(x), far(y)),
        [Side { across: true, end: x }, Distance(dx), Side { across: false, end: y }, Distance(dy)]
        | [Side { across: false, end: y }, Distance(dy), Side { across: true, end: x }, Distance(dx)] => (from(x, dx), from(y, dy)),
        [Side { across: true, end: x }, Distance(dx), Side { across: false, end: y }]
        | [Side { across: false, end: y }, Side { across: true, end: x }, Distance(dx)] => (from(x, dx), far(y)),
        [Side { across: true, end: x }, Side { across: false, end: y }, Distance(dy)]
        | [Side { across: false, end: y }, Distance(dy), Side { across: true, end: x }] => (far(x), from(y, dy)),
        [Side { across: true, end }, Distance(dx), Center] | [Center, Side { across: true, end }, Distance(dx)] => (from(end, dx), middle),
        [Side { across: false, end }, Distance(dy), Center] | [Center, Side { across: false, end }, Distance(dy)] => {
            (middle, from(end, dy))
        }
        _ => return refused(),
    };
    Ok(Value::Two([Some(x), Some(y)]))
}

/// A word or a distance of a position.
#[derive(Clone, Copy)]
enum Part {
    /// `left`, `right`, `top` or `bottom`.
    Side { across: bool, end: bool },
    /// `center`.
    Center,
    /// A length or a percentage.
    Distance(Measure),
}

fn part(input: &mut Parser<'_>) -> Parsed<Part> {
    match input.try_parse(|input| keyword(input, &["left", "right", "top", "bottom", "center"])) {
        Ok("center") => Ok(Part::Center),
        Ok(side) => Ok(Part::Side { across: matches!(side, "left" | "right"), end: matches!(side, "right" | "bottom") }),
        Err(_) => measure(input, LENGTH_OR_SHARE).map(Part::Distance),
    }
}

/// `repeat-x | repeat-y | [ repeat | no-repeat ]{1,2}`.
pub(super) fn repeat(input: &mut Parser<'_>) -> Parsed<Value> {
    let first = keyword(input, &["repeat-x", "repeat-y", "repeat", "no-repeat"])?;
    let second = input.try_parse(|input| keyword(input, &["repeat", "no-repeat"]));
    Ok(match (first, second) {
        (one @ ("repeat-x" | "repeat-y"), Err(_)) => Value::Keyword(one),
        ("repeat-x" | "repeat-y", Ok(_)) => return refused(),
        (across, Ok(down)) if across == down => Value::Keyword(across),
        ("repeat", Ok(_)) => Value::Keyword("repeat-x"),
        (_, Ok(_)) => Value::Keyword("repeat-y"),
        (both, Err(_)) => Value::Keyword(both),
    })
}

/// Whether a value repeats the picture across and down.
pub(super) fn computed_repeat(value: &Value) -> [bool; 2] {
    match value {
        Value::Keyword("repeat-x") => [true, false],
        Value::Keyword("repeat-y") => [false, true],
        Value::Keyword("no-repeat") => [false, false],
        _ => [true, true],
    }
}

/// `none | <color> || <picture> || <position> [ / <size> ]? || <repeat>` (CSS Backgrounds 3, 2.10): of one layer.
pub(super) fn shorthand(input: &mut Parser<'_>) -> Parsed<Vec<Option<Value>>> {
    let [mut paint, mut picture, mut place, mut extent, mut repeated] = [const { None }; 5];
    while !input.is_exhausted() {
        if picture.is_none()
            && let Ok(value) = input.try_parse(image)
        {
            picture = Some(value);
        } else if repeated.is_none()
            && let Ok(value) = input.try_parse(repeat)
        {
            repeated = Some(value);
        } else if place.is_none()
            && let Ok(value) = input.try_parse(position)
        {
            place = Some(value);
            if input.try_parse(|input| input.expect_delim('/')).is_ok() {
                extent = Some(size(input)?);
            }
        } else if paint.is_none() {
            paint = Some(color(input)?);
        } else {
            return refused();
        }
    }
    if paint.is_none() && picture.is_none() && place.is_none() && repeated.is_none() {
        return refused();
    }
    Ok(vec![paint, picture, extent, place, repeated])
}

impl Said {
    /// Gives a picture the place of its declaration, from which its path counts.
    pub(super) fn located(mut self, span: Span) -> Self {
        if let Self::Longhand(_, Spoken::Value(Value::Picture(address))) = &mut self {
            address.span = Some(span);
        }
        self
    }
}

/// The pictures that declarations name, each once; of those in custom properties, whatever they will be used for.
pub(super) fn pictures<'d>(declarations: impl Iterator<Item = &'d Declaration>) -> Vec<PictureAddress> {
    let mut seen = BTreeSet::new();
    let mut pictures = Vec::new();
    for declaration in declarations {
        match &declaration.said {
            Said::Longhand(_, Spoken::Value(Value::Picture(address))) => pictures.push(address.clone()),
            Said::Custom(_, text) | Said::Pending(_, text) if text.contains("url(") => {
                let urls = urls(&mut Parser::new(text), 0);
                pictures.extend(urls.into_iter().map(|url| PictureAddress { url, span: Some(declaration.span) }));
            }
            _ => {}
        }
    }
    pictures.retain(|address| seen.insert(address.key()));
    pictures
}

/// The paths in a value.
fn urls(input: &mut Parser<'_>, depth: usize) -> Vec<String> {
    const DEEPEST: usize = 8;
    let mut found = Vec::new();
    loop {
        if let Ok(Value::Picture(address)) = input.try_parse(image) {
            found.push(address.url);
            continue;
        }
        match input.next() {
            Ok(Token::Function(_)) if depth < DEEPEST => {
                // Nothing in it is refused: it is only looked through.
                let _ = input.parse_nested_block(|input| {
                    found.extend(urls(input, depth + 1));
                    Ok::<(), cssparser::ParseError<()>>(())
                });
            }
            Ok(_) => {}
            Err(_) => return found,
        }
    }
}
