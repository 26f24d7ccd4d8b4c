//! What a declaration may say: the kinds of values, how each is read, and how a measure becomes a length.

use cssparser::{BasicParseError, ParseError, Parser, Token};

use super::background::PictureAddress;
use super::computed::{ContentPart, InitialLetter};
use super::shapes::Outline;
use crate::base::{Color, Length, Pt};

/// Why a value was refused: nothing more than that. The property's published grammar says what would be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Refused;

/// What a reader of values gives.
pub(super) type Parsed<T> = Result<T, ParseError<Refused>>;

/// The one refusal.
pub(super) fn refused<T>() -> Parsed<T> {
    Err(ParseError::custom(Refused))
}

/// A value as it was written, before it meets an element.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// One of the property's own words, in lower case.
    Keyword(&'static str),
    /// Several of them.
    Keywords(Vec<&'static str>),
    /// A number.
    Number(f32),
    /// Whole numbers; `None` is `auto`.
    Numbers(Vec<Option<u8>>),
    /// A length, a percentage or a sum of both.
    Measure(Measure),
    /// A colour.
    Color(Color),
    /// Names of font families, in order of wish.
    Families(Vec<String>),
    /// OpenType features.
    Features(Vec<([u8; 4], u32)>),
    /// Generated content.
    Content(Vec<ContentPart>),
    /// Named strings and what they are set to.
    Strings(Vec<(String, Vec<ContentPart>)>),
    /// Counters and numbers for them.
    Counters(Vec<(String, i32)>),
    /// A letter of several lines.
    InitialLetter(InitialLetter),
    /// A marker of a list item.
    Marker(Option<ContentPart>),
    /// An indent: which lines it is for is told by two words.
    Indent {
        /// How far.
        measure: Measure,
        /// All lines but the first.
        hanging: bool,
        /// The first line after each forced line end too.
        each_line: bool,
    },
    /// A name that the author chose.
    Name(String),
    /// A picture.
    Picture(PictureAddress),
    /// Two measures, across and down; `None` is `auto`.
    Two([Option<Measure>; 2]),
    /// A shape.
    Outline(Outline),
}

/// Every length that CSS can write with the units we know: a sum of one part for each thing it may depend on.
///
/// `calc()` only ever adds measures and multiplies them by numbers, so a sum of parts holds each of its results.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Measure {
    /// In points.
    pub(super) fixed: f32,
    /// In sizes of the element's own font.
    pub(super) ems: f32,
    /// In sizes of the root's font.
    pub(super) rems: f32,
    /// As a share of what the property refers to, 1.0 being all of it.
    pub(super) share: f32,
}

impl Measure {
    pub(super) const ZERO: Self = Self { fixed: 0.0, ems: 0.0, rems: 0.0, share: 0.0 };

    pub(super) const fn fixed(points: f32) -> Self {
        Self { fixed: points, ..Self::ZERO }
    }

    pub(super) const fn ems(ems: f32) -> Self {
        Self { ems, ..Self::ZERO }
    }

    pub(super) const fn share(share: f32) -> Self {
        Self { share, ..Self::ZERO }
    }

    /// The measure that a number with a unit gives.
    fn of_unit(value: f32, unit: &str) -> Option<Self> {
        // CSS Values 4, 6.2: an inch is 96 px and 2.54 cm; 6.1: `ex` and `ch` are half an em where the font does not say.
        let points = match unit.to_ascii_lowercase().as_str() {
            "pt" => 1.0,
            "mm" => 72.0 / 25.4,
            "cm" => 72.0 / 2.54,
            "in" => 72.0,
            "px" => 0.75,
            "pc" => 12.0,
            "q" => 72.0 / 101.6,
            "em" => return Some(Self::ems(value)),
            "ex" | "ch" => return Some(Self::ems(value / 2.0)),
            "rem" => return Some(Self { rems: value, ..Self::ZERO }),
            _ => return None,
        };
        Some(Self::fixed(value * points))
    }

    pub(super) fn plus(self, other: Self, sign: f32) -> Self {
        Self {
            fixed: self.fixed + sign * other.fixed,
            ems: self.ems + sign * other.ems,
            rems: self.rems + sign * other.rems,
            share: self.share + sign * other.share,
        }
    }

    fn times(self, factor: f32) -> Self {
        Self::ZERO.plus(self, factor)
    }

    fn is_finite(self) -> bool {
        // Larger than any page, yet small enough to add up without harm.
        [self.fixed, self.ems, self.rems, self.share].iter().all(|part| part.is_finite() && part.abs() < 1.0e6)
    }

    /// Whether it is a sum of a length and a percentage.
    pub(super) fn is_mixed(self) -> bool {
        self.share != 0.0 && (self.fixed != 0.0 || self.ems != 0.0 || self.rems != 0.0)
    }

    /// Whether any part is below zero.
    fn is_negative(self) -> bool {
        self.fixed < 0.0 || self.ems < 0.0 || self.rems < 0.0 || self.share < 0.0
    }

    /// The length it is, percentages left out.
    pub(super) fn points(self, font_size: Pt, root_font_size: Pt) -> Pt {
        Pt(self.fixed) + font_size * self.ems + root_font_size * self.rems
    }

    /// The length it is, with what its percentages refer to known.
    pub(super) fn points_of(self, font_size: Pt, root_font_size: Pt, whole: Pt) -> Pt {
        self.points(font_size, root_font_size) + whole * self.share
    }

    /// The length it is, a percentage waiting for its measure.
    pub(super) fn length(self, font_size: Pt, root_font_size: Pt) -> Length {
        let fixed = self.points(font_size, root_font_size);
        match (self.share, fixed) {
            (0.0, fixed) => Length::Fixed(fixed),
            (share, Pt::ZERO) => Length::Share(share),
            (share, fixed) => Length::Sum(fixed, share),
        }
    }
}

/// One of the given words; their spelling is in lower case.
pub(super) fn keyword(input: &mut Parser<'_>, known: &[&'static str]) -> Parsed<&'static str> {
    let word = input.expect_ident()?;
    known.iter().copied().find(|known| word.eq_ignore_ascii_case(known)).map_or_else(refused, Ok)
}

/// What is allowed of a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Allowed {
    /// Percentages.
    pub(super) share: bool,
    /// Measures below zero.
    pub(super) negative: bool,
}

/// A length of any sign.
pub(super) const LENGTH: Allowed = Allowed { share: false, negative: true };
/// A length that is not below zero.
pub(super) const SIZE: Allowed = Allowed { share: false, negative: false };
/// A length or percentage of any sign.
pub(super) const LENGTH_OR_SHARE: Allowed = Allowed { share: true, negative: true };
/// A length or percentage not below zero.
pub(super) const SIZE_OR_SHARE: Allowed = Allowed { share: true, negative: false };

/// A length, a percentage where allowed, or `calc()` of them.
pub(super) fn measure(input: &mut Parser<'_>, allowed: Allowed) -> Parsed<Measure> {
    let measure = match term(input)? {
        Term::Measure(measure) => measure,
        Term::Number(0.0) => Measure::ZERO,
        Term::Number(_) => return refused(),
    };
    // Whether a sum of both comes to less than nothing is known only where it is used.
    let below_zero = measure.is_negative() && !measure.is_mixed();
    let forbidden = (measure.share != 0.0 && !allowed.share) || (below_zero && !allowed.negative);
    if forbidden || !measure.is_finite() { refused() } else { Ok(measure) }
}

/// A number, or `calc()` of numbers.
pub(super) fn number(input: &mut Parser<'_>) -> Parsed<f32> {
    match term(input)? {
        Term::Number(number) if number.is_finite() && number.abs() < 1.0e6 => Ok(number),
        _ => refused(),
    }
}

/// A whole number, or `calc()` of numbers, rounded as CSS Values 4 asks of `calc()`.
pub(super) fn integer(input: &mut Parser<'_>) -> Parsed<i32> {
    let written_whole = matches!(peek(input)?, Token::Number { int_value: Some(_), .. } | Token::Function(_));
    let value = number(input)?;
    // In range of i32: numbers stay below a million.
    if written_whole { Ok((value + 0.5).floor() as i32) } else { refused() }
}

/// A whole number from 1 to 255.
pub(super) fn count(input: &mut Parser<'_>) -> Parsed<u8> {
    u8::try_from(integer(input)?).ok().filter(|&count| count > 0).map_or_else(refused, Ok)
}

fn peek<'i>(input: &mut Parser<'i>) -> Result<Token<'i>, BasicParseError> {
    let start = input.state();
    let token = input.next().cloned();
    input.reset(&start);
    token
}

/// A part of a sum: CSS keeps numbers and measures apart.
#[derive(Clone, Copy, Debug)]
enum Term {
    Number(f32),
    Measure(Measure),
}

/// A number, a measure or a function that gives one.
fn term(input: &mut Parser<'_>) -> Parsed<Term> {
    match input.next()?.clone() {
        Token::Number { value, .. } => Ok(Term::Number(value)),
        Token::Percentage { unit_value, .. } => Ok(Term::Measure(Measure::share(unit_value))),
        Token::Dimension { value, unit, .. } => Measure::of_unit(value, &unit).map_or_else(refused, |measure| Ok(Term::Measure(measure))),
        Token::Function(name) if name.eq_ignore_ascii_case("calc") => input.parse_nested_block(sum),
        _ => refused(),
    }
}

/// CSS Values 4, Math functions: `product [ [ '+' | '-' ] product ]*`, the signs between blanks.
fn sum(input: &mut Parser<'_>) -> Parsed<Term> {
    let mut total = product(input)?;
    while let Ok(sign) = input.try_parse(|input| {
        input.expect_whitespace()?;
        let sign = if input.try_parse(|input| input.expect_delim('+')).is_ok() { 1.0 } else { -1.0 };
        if sign < 0.0 {
            input.expect_delim('-')?;
        }
        input.expect_whitespace()?;
        Ok::<_, BasicParseError>(sign)
    }) {
        total = match (total, product(input)?) {
            (Term::Number(a), Term::Number(b)) => Term::Number(a + sign * b),
            (Term::Measure(a), Term::Measure(b)) => Term::Measure(a.plus(b, sign)),
            _ => return refused(),
        };
    }
    Ok(total)
}

/// `value [ '*' value | '/' value ]*`: one side of `*` must be a number, and so must what follows `/`.
fn product(input: &mut Parser<'_>) -> Parsed<Term> {
    let mut total = operand(input)?;
    loop {
        let start = input.state();
        let operator = match input.next() {
            Ok(Token::Delim(sign @ ('*' | '/'))) => *sign,
            _ => {
                input.reset(&start);
                return Ok(total);
            }
        };
        total = match (total, operator, operand(input)?) {
            (Term::Number(a), '*', Term::Number(b)) => Term::Number(a * b),
            (Term::Measure(a), '*', Term::Number(b)) | (Term::Number(b), '*', Term::Measure(a)) => Term::Measure(a.times(b)),
            (_, '/', Term::Number(0.0)) => return refused(),
            (Term::Number(a), _, Term::Number(b)) => Term::Number(a / b),
            (Term::Measure(a), _, Term::Number(b)) => Term::Measure(a.times(1.0 / b)),
            _ => return refused(),
        };
    }
}

fn operand(input: &mut Parser<'_>) -> Parsed<Term> {
    if matches!(peek(input)?, Token::ParenthesisBlock) {
        input.expect_parenthesis_block()?;
        return input.parse_nested_block(sum);
    }
    term(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Measure> {
        let mut input = Parser::new(text);
        input.parse_entirely(|input| measure(input, LENGTH_OR_SHARE)).ok()
    }

    #[test]
    fn every_unit_is_the_length_it_should_be() {
        for (text, points) in
            [("72pt", 72.0), ("25.4mm", 72.0), ("2.54cm", 72.0), ("1in", 72.0), ("96px", 72.0), ("6pc", 72.0), ("101.6q", 72.0)]
        {
            let measure = read(text).expect(text);
            assert!((measure.fixed - points).abs() < 1e-3, "{text}: {measure:?}");
        }
        assert_eq!(read("2em"), Some(Measure::ems(2.0)));
        assert_eq!(read("2ch"), Some(Measure::ems(1.0)));
        assert_eq!(read("1vw"), None);
        assert_eq!(read("3"), None);
        assert_eq!(read("0"), Some(Measure::ZERO));
    }

    #[test]
    fn calc_keeps_the_rules_of_arithmetic() {
        assert_eq!(read("calc(1pt + 2pt * 3)"), Some(Measure::fixed(7.0)));
        assert_eq!(read("calc((1pt + 2pt) * 3)"), Some(Measure::fixed(9.0)));
        assert_eq!(read("calc(2 * (3pt - 1pt) / 4)"), Some(Measure::fixed(1.0)));
        assert_eq!(read("calc(1em + 6pt)"), Some(Measure { fixed: 6.0, ems: 1.0, ..Measure::ZERO }));
        assert_eq!(read("calc(100% / 4)"), Some(Measure::share(0.25)));
        assert_eq!(read("calc(50% - 1pt)"), Some(Measure { fixed: -1.0, share: 0.5, ..Measure::ZERO }));
        for wrong in ["calc(1pt+2pt)", "calc(1pt * 1pt)", "calc(1pt / 0)", "calc(1 / 1pt)", "calc(1pt + 1)", "calc()", "calc(1pt"] {
            // A missing bracket is closed by the end of the sheet (CSS Syntax 3), so that one is fine.
            assert_eq!(read(wrong).is_some(), wrong == "calc(1pt", "{wrong}");
        }
    }
}
