//! Shapes as they are written (CSS Shapes 1, Basic shapes).

use cssparser::Parser;

use super::background;
use super::computed::{Radius, Shape};
use super::computing::Computing;
use super::values::{LENGTH_OR_SHARE, Measure, Parsed, SIZE_OR_SHARE, Value, keyword, measure, refused};

/// More points than a drawn outline needs are none that a person wrote.
const MOST_POINTS: usize = 500;

/// A shape before it meets an element.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Outline {
    Inset([Measure; 4]),
    Circle(Reach, [Measure; 2]),
    Ellipse([Reach; 2], [Measure; 2]),
    Polygon(Vec<[Measure; 2]>),
}

/// How far a circle or an ellipse reaches.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Reach {
    Closest,
    Farthest,
    Measure(Measure),
}

/// `none | margin-box | [ inset() | circle() | ellipse() | polygon() ] margin-box?`.
pub(super) fn shape(input: &mut Parser<'_>) -> Parsed<Value> {
    if input.try_parse(|input| keyword(input, &["none", "margin-box"])).is_ok() {
        return Ok(Value::Keyword("none"));
    }
    let name = input.expect_function()?.to_ascii_lowercase();
    let outline = input.parse_nested_block(|input| match name.as_str() {
        "inset" => inset(input),
        "circle" => Ok(Outline::Circle(reach(input)?.unwrap_or(Reach::Closest), middle(input)?)),
        "ellipse" => {
            let across = reach(input)?;
            let down = if across.is_some() { reach(input)? } else { None };
            // One radius alone is no ellipse.
            if across.is_some() && down.is_none() {
                return refused();
            }
            Ok(Outline::Ellipse([across, down].map(|reach| reach.unwrap_or(Reach::Closest)), middle(input)?))
        }
        "polygon" => polygon(input),
        _ => refused(),
    })?;
    let _ = input.try_parse(|input| keyword(input, &["margin-box"]));
    Ok(Value::Outline(outline))
}

fn inset(input: &mut Parser<'_>) -> Parsed<Outline> {
    let side = |input: &mut Parser<'_>| measure(input, LENGTH_OR_SHARE);
    let top = side(input)?;
    let right = input.try_parse(side).unwrap_or(top);
    let bottom = input.try_parse(side).unwrap_or(top);
    let left = input.try_parse(side).unwrap_or(right);
    Ok(Outline::Inset([top, right, bottom, left]))
}

fn reach(input: &mut Parser<'_>) -> Parsed<Option<Reach>> {
    match input.try_parse(|input| keyword(input, &["closest-side", "farthest-side"])) {
        Ok("closest-side") => Ok(Some(Reach::Closest)),
        Ok(_) => Ok(Some(Reach::Farthest)),
        Err(_) => Ok(input.try_parse(|input| measure(input, SIZE_OR_SHARE)).ok().map(Reach::Measure)),
    }
}

/// `[ at <position> ]?`: the middle of the box if nothing is said.
fn middle(input: &mut Parser<'_>) -> Parsed<[Measure; 2]> {
    let half = Measure::share(0.5);
    if input.try_parse(|input| keyword(input, &["at"])).is_err() {
        return Ok([half, half]);
    }
    match background::position(input)? {
        Value::Two([Some(x), Some(y)]) => Ok([x, y]),
        _ => refused(),
    }
}

fn polygon(input: &mut Parser<'_>) -> Parsed<Outline> {
    // Which points of a polygon that crosses itself lie inside makes no difference to the lines beside it.
    if input.try_parse(|input| keyword(input, &["nonzero", "evenodd"])).is_ok() {
        input.expect_comma()?;
    }
    let point = |input: &mut Parser<'_>| Ok([measure(input, LENGTH_OR_SHARE)?, measure(input, LENGTH_OR_SHARE)?]);
    let points = input.parse_comma_separated(point)?;
    if (3..=MOST_POINTS).contains(&points.len()) { Ok(Outline::Polygon(points)) } else { refused() }
}

/// What a value says of an element.
pub(super) fn computed(value: &Value, to: &Computing) -> Shape {
    let Value::Outline(outline) = value else { return Shape::Box };
    let radius = |reach: &Reach| match reach {
        Reach::Closest => Radius::Closest,
        Reach::Farthest => Radius::Farthest,
        Reach::Measure(measure) => Radius::Length(to.length(*measure)),
    };
    let point = |point: &[Measure; 2]| point.map(|measure| to.length(measure));
    match outline {
        Outline::Inset(sides) => Shape::Inset(sides.map(|side| to.length(side))),
        Outline::Circle(reach, middle) => Shape::Circle(radius(reach), point(middle)),
        Outline::Ellipse([across, down], middle) => Shape::Ellipse([radius(across), radius(down)], point(middle)),
        Outline::Polygon(points) => Shape::Polygon(points.iter().map(point).collect()),
    }
}
