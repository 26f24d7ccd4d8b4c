//! Colours as a stylesheet writes them.

use cssparser::color::{parse_hash_color, parse_named_color};
use cssparser::{Parser, Token};

use super::values::{Parsed, Value, refused};
use crate::base::{Color, Spot, SpotName};

/// A colour, `currentcolor` or `transparent`.
pub(super) fn color(input: &mut Parser<'_>) -> Parsed<Value> {
    match input.next()?.clone() {
        Token::Hash(digits) | Token::IDHash(digits) => match parse_hash_color(digits.as_bytes()) {
            Ok((r, g, b, 1.0)) => Ok(Value::Color(screen([r, g, b]))),
            _ => refused(),
        },
        Token::Ident(name) if name.eq_ignore_ascii_case("currentcolor") => Ok(Value::Keyword("currentcolor")),
        Token::Ident(name) if name.eq_ignore_ascii_case("transparent") => Ok(Value::Keyword("transparent")),
        Token::Ident(name) => match parse_named_color(&name) {
            Ok((r, g, b)) => Ok(Value::Color(screen([r, g, b]))),
            Err(()) => refused(),
        },
        Token::Function(name) => {
            let color = match name.to_ascii_lowercase().as_str() {
                "rgb" | "rgba" => input.parse_nested_block(rgb),
                "hsl" | "hsla" => input.parse_nested_block(hsl),
                "device-cmyk" => input.parse_nested_block(device_cmyk),
                "-recto-spot" => input.parse_nested_block(spot),
                _ => refused(),
            };
            color.map(Value::Color)
        }
        _ => refused(),
    }
}

/// An sRGB colour; black and white are ink and paper, so that nobody prints a text in four inks by writing `#000`.
fn screen(channels: [u8; 3]) -> Color {
    match channels {
        [0, 0, 0] => Color::BLACK,
        [255, 255, 255] => Color::WHITE,
        channels => Color::Rgb(channels),
    }
}

/// CSS Color 4, 5.1, with commas or without; opaque only.
fn rgb(input: &mut Parser<'_>) -> Parsed<Color> {
    let channel = |input: &mut Parser<'_>| match *input.next()? {
        Token::Number { value, .. } => Ok(value),
        Token::Percentage { unit_value, .. } => Ok(unit_value * 255.0),
        _ => refused(),
    };
    let [r, g, b] = three(input, [channel, channel, channel])?;
    Ok(screen([r, g, b].map(|value| value.round().clamp(0.0, 255.0) as u8)))
}

/// CSS Color 4, 7; opaque only.
fn hsl(input: &mut Parser<'_>) -> Parsed<Color> {
    let hue: fn(&mut Parser<'_>) -> Parsed<f32> = |input| match input.next()? {
        Token::Number { value, .. } => Ok(*value),
        Token::Dimension { value, unit, .. } if unit.eq_ignore_ascii_case("deg") => Ok(*value),
        _ => refused(),
    };
    let part: fn(&mut Parser<'_>) -> Parsed<f32> = |input| Ok(input.expect_percentage()?.clamp(0.0, 1.0));
    let [hue, saturation, lightness] = three(input, [hue, part, part])?;
    // CSS Color 4, 7.1.
    let reach = saturation * lightness.min(1.0 - lightness);
    let channel = |offset: f32| {
        let k = (offset + hue.rem_euclid(360.0) / 30.0) % 12.0;
        ((lightness - reach * (k - 3.0).min(9.0 - k).clamp(-1.0, 1.0)) * 255.0).round() as u8
    };
    Ok(screen([channel(0.0), channel(8.0), channel(4.0)]))
}

/// Three channels, between commas or between blanks, and an alpha that may only be 1.
fn three(input: &mut Parser<'_>, channels: [impl Fn(&mut Parser<'_>) -> Parsed<f32>; 3]) -> Parsed<[f32; 3]> {
    let [first, second, third] = channels;
    let first = first(input)?;
    let commas = input.try_parse(|input| input.expect_comma()).is_ok();
    let second = second(input)?;
    if commas {
        input.expect_comma()?;
    }
    let third = third(input)?;
    opaque(input, if commas { ',' } else { '/' })?;
    Ok([first, second, third])
}

/// An alpha, if there is one, must be 1: paper knows no glass.
fn opaque(input: &mut Parser<'_>, before: char) -> Parsed<()> {
    if input.is_exhausted() {
        return Ok(());
    }
    if before == ',' {
        input.expect_comma()?;
    } else {
        input.expect_delim(before)?;
    }
    match *input.next()? {
        Token::Number { value: 1.0, .. } | Token::Percentage { unit_value: 1.0, .. } => Ok(()),
        _ => refused(),
    }
}

/// CSS Color 5, Device-dependent CMYK: four inks as numbers from 0 to 1 or percentages.
fn device_cmyk(input: &mut Parser<'_>) -> Parsed<Color> {
    let inks = four_inks(input)?;
    opaque(input, '/')?;
    Ok(if let [0.0, 0.0, 0.0, black] = inks { Color::Black(black) } else { Color::Cmyk(inks) })
}

/// A spot colour: its name, the four inks that stand in for it, and how much of it after a slash.
fn spot(input: &mut Parser<'_>) -> Parsed<Color> {
    let Some(name) = SpotName::new(input.expect_string()?.as_ref()) else { return refused() };
    input.expect_comma()?;
    let cmyk = four_inks(input)?;
    let mut tint = 1.0;
    if input.try_parse(|input| input.expect_delim('/')).is_ok() {
        tint = match *input.next()? {
            Token::Number { value, .. } => value,
            Token::Percentage { unit_value, .. } => unit_value,
            _ => return refused(),
        };
    }
    if !(0.0..=1.0).contains(&tint) {
        return refused();
    }
    Ok(Color::Spot(Spot { name, cmyk, tint }))
}

fn four_inks(input: &mut Parser<'_>) -> Parsed<[f32; 4]> {
    let mut inks = [0.0; 4];
    let mut commas = false;
    for (index, ink) in inks.iter_mut().enumerate() {
        if index == 1 {
            commas = input.try_parse(|input| input.expect_comma()).is_ok();
        } else if index > 1 && commas {
            input.expect_comma()?;
        }
        *ink = match *input.next()? {
            Token::Number { value, .. } => value,
            Token::Percentage { unit_value, .. } => unit_value,
            _ => return refused(),
        };
        if !(0.0..=1.0).contains(ink) {
            return refused();
        }
    }
    Ok(inks)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Value> {
        Parser::new(text).parse_entirely(color).ok()
    }

    #[test]
    fn every_notation_gives_its_colour() {
        let red = Some(Value::Color(Color::Rgb([255, 0, 0])));
        for text in [
            "red",
            "RED",
            "#f00",
            "#ff0000",
            "#FF0000FF",
            "rgb(255, 0, 0)",
            "rgb(100% 0% 0%)",
            "rgb(255 0 0 / 1)",
            "hsl(0 100% 50%)",
            "hsl(360deg, 100%, 50%)",
        ] {
            assert_eq!(read(text), red, "{text}");
        }
        assert_eq!(read("hsl(120 100% 25%)"), Some(Value::Color(Color::Rgb([0, 128, 0]))));
        assert_eq!(read("device-cmyk(0.1 95% .8 0.25)"), Some(Value::Color(Color::Cmyk([0.1, 0.95, 0.8, 0.25]))));
        assert_eq!(read("device-cmyk(0, 1, 1, 0)"), Some(Value::Color(Color::Cmyk([0.0, 1.0, 1.0, 0.0]))));
        assert_eq!(read("currentColor"), Some(Value::Keyword("currentcolor")));
    }

    #[test]
    fn black_is_black_ink_alone() {
        for text in ["black", "#000", "rgb(0 0 0)", "hsl(0 0% 0%)", "device-cmyk(0 0 0 1)"] {
            assert_eq!(read(text), Some(Value::Color(Color::BLACK)), "{text}");
        }
        assert_eq!(read("device-cmyk(0 0 0 40%)"), Some(Value::Color(Color::Black(0.4))));
        assert_eq!(read("white"), Some(Value::Color(Color::WHITE)));
        assert_eq!(read("gray"), Some(Value::Color(Color::Rgb([128; 3]))));
    }

    #[test]
    fn what_is_no_colour_is_refused() {
        for text in [
            "reddish",
            "#12",
            "#ff000080",
            "rgb(1 2)",
            "rgb(1, 2 3)",
            "rgba(1, 2, 3, 0.5)",
            "device-cmyk(2 0 0 0)",
            "oklch(50% 0.1 20)",
            "5",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn spot_colours_have_a_name_and_inks_that_stand_in() {
        let Some(Value::Color(Color::Spot(gold))) = read("-recto-spot(\"PANTONE 871 C\", 0.2 0.25 60% 0.25 / 50%)") else {
            panic!("it is a spot colour")
        };
        assert_eq!((gold.name.as_bytes(), gold.tint), (b"PANTONE 871 C".as_slice(), 0.5));
        assert_eq!(gold.in_process(), [0.1, 0.125, 0.3, 0.125]);
        for text in ["-recto-spot(Gold, 0 0 0 0)", "-recto-spot(\"Black\", 0 0 0 1)", "-recto-spot(\"Gold\")", "-recto-spot(\"\", 0 0 0 1)"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
