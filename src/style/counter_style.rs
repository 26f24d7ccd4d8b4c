//! `@counter-style`: signs of one's own for numbers (CSS Counter Styles 3, 3), and who asks for which style.

use std::fmt::Write;

use cssparser::Parser;

use super::computed::{ContentPart, Counter};
use super::declaration::{Said, Spoken};
use super::descriptors::{self, Descriptors};
use super::findings::Findings;
use super::print::{identifier, string};
use super::values::{Parsed, Value, integer, keyword, refused};
use crate::base::counter_rules::{CounterStyle, CounterStyles, System};
use crate::base::{Code, Diagnostic, FileId, Span, counter_styles, nearest};

/// What can be said of a counter style, and how.
pub(super) const DESCRIPTORS: &[(&str, &str)] = &[
    ("system", "cyclic | numeric | alphabetic | symbolic | additive | fixed <integer>? | extends <name>"),
    ("symbols", "[ <string> | <name> ]+"),
    ("additive-symbols", "[ <integer> && [ <string> | <name> ] ]#, from large to small"),
    ("negative", "[ <string> | <name> ]{1,2}"),
    ("prefix", "<string> | <name>"),
    ("suffix", "<string> | <name>"),
    ("range", "auto | [ [ <integer> | infinite ]{2} ]#"),
    ("pad", "<integer up to 100> && [ <string> | <name> ]"),
    ("fallback", "<name of a counter style>"),
];
/// Names that no rule can take (CSS Counter Styles 3, 3).
const TAKEN: &[&str] = &["none", "decimal", "disc", "square", "circle", "disclosure-open", "disclosure-closed"];
/// No sign is longer than this, in characters, and no style has more of them.
const MOST: usize = 1000;

/// The name of a rule.
pub(super) fn name(input: &mut Parser<'_>) -> Parsed<String> {
    let name = input.expect_ident()?.as_ref().to_owned();
    let taken = TAKEN.iter().any(|taken| name.eq_ignore_ascii_case(taken));
    if taken || !input.is_exhausted() { refused() } else { Ok(name) }
}

/// The name of a style that a property asks for: whether there is one is known when all sheets are read.
pub(super) fn asked_for(input: &mut Parser<'_>) -> Parsed<String> {
    let name = input.expect_ident()?;
    let predefined = counter_styles::NAMES.iter().find(|known| name.eq_ignore_ascii_case(known));
    match predefined {
        Some(known) => Ok((*known).to_owned()),
        None if name.eq_ignore_ascii_case("none") => refused(),
        None => Ok(name.as_ref().to_owned()),
    }
}

/// Reads the block of a rule; a style that has no signs is told of, and is none.
pub(super) fn read(input: &mut Parser<'_>, file: FileId, span: Span, findings: &mut Findings) -> Option<CounterStyle> {
    let mut reader = Reader { findings: &mut *findings, style: CounterStyle::default() };
    descriptors::read(input, file, &mut reader);
    let style = reader.style;
    let lack = match style.system {
        System::Cyclic | System::Fixed(_) | System::Symbolic if style.symbols.is_empty() => "one sign: write symbols: \"*\" \"†\";",
        System::Alphabetic | System::Numeric if style.symbols.len() < 2 => "two signs: write symbols: \"a\" \"b\";",
        System::Additive if style.additive.is_empty() => "one sign: write additive-symbols: 5 \"V\", 1 \"I\";",
        _ => return Some(style),
    };
    findings.add(format!("counter-style {span:?}"), || {
        Diagnostic::warning(Code("css-counter-style"), "this `@counter-style` has no signs to count with, so it is left out")
            .at(span)
            .hint(format!("it needs at least {lack}"))
    });
    None
}

struct Reader<'a> {
    findings: &'a mut Findings,
    style: CounterStyle,
}

impl Descriptors for Reader<'_> {
    fn take(&mut self, name: &str, input: &mut Parser<'_>) -> Parsed<()> {
        let style = &mut self.style;
        match name {
            "system" => style.system = system(input)?,
            "symbols" => {
                let mut symbols = vec![symbol(input)?];
                while !input.is_exhausted() {
                    symbols.push(symbol(input)?);
                }
                if symbols.len() > MOST {
                    return refused();
                }
                style.symbols = symbols;
            }
            "additive-symbols" => {
                let signs = input.parse_comma_separated(weighed)?;
                if signs.len() > MOST || !signs.is_sorted_by(|(worth, _), (next, _)| worth > next) {
                    return refused();
                }
                style.additive = signs;
            }
            "negative" => {
                let before = symbol(input)?;
                let after = if input.is_exhausted() { String::new() } else { symbol(input)? };
                style.negative = Some((before, after));
            }
            "prefix" => style.prefix = Some(symbol(input)?),
            "suffix" => style.suffix = Some(symbol(input)?),
            "range" => style.range = Some(range(input)?),
            "pad" => {
                let (least, sign) = weighed(input)?;
                match u8::try_from(least) {
                    Ok(least @ 0..=100) => style.pad = Some((least, sign)),
                    _ => return refused(),
                }
            }
            "fallback" => style.fallback = Some(asked_for(input)?),
            _ => return refused(),
        }
        Ok(())
    }

    fn refuse(&mut self, name: &str, span: Span) {
        self.findings.add(format!("counter-style {name}"), || {
            let known = DESCRIPTORS.iter().find(|(known, _)| *known == name);
            let what = if known.is_some() { "cannot be said like this of a counter style" } else { "is not known of a counter style" };
            let finding = Diagnostic::warning(Code("css-counter-style"), format!("`{name}` {what}")).at(span);
            match (known, nearest(name, DESCRIPTORS.iter().map(|(known, _)| *known))) {
                (Some((_, grammar)), _) => finding.hint(format!("it takes {grammar}")),
                (None, Some(near)) => finding.hint(format!("the nearest is `{near}`")),
                (None, None) => finding.hint("it has system, symbols, negative, prefix, suffix, range, pad and fallback"),
            }
        });
    }
}

fn system(input: &mut Parser<'_>) -> Parsed<System> {
    Ok(match keyword(input, &["cyclic", "numeric", "alphabetic", "symbolic", "additive", "fixed", "extends"])? {
        "cyclic" => System::Cyclic,
        "numeric" => System::Numeric,
        "alphabetic" => System::Alphabetic,
        "symbolic" => System::Symbolic,
        "additive" => System::Additive,
        "fixed" if input.is_exhausted() => System::Fixed(1),
        "fixed" => System::Fixed(integer(input)?),
        _ => System::Extends(asked_for(input)?),
    })
}

/// A string or a name. Pictures are no signs here.
fn symbol(input: &mut Parser<'_>) -> Parsed<String> {
    let symbol = input.expect_ident_or_string()?.as_ref().to_owned();
    if symbol.chars().nth(MOST).is_some() { refused() } else { Ok(symbol) }
}

/// A number from 0 on and a sign, in either order.
fn weighed(input: &mut Parser<'_>) -> Parsed<(u32, String)> {
    let before = input.try_parse(integer).ok();
    let sign = symbol(input)?;
    let number = before.map_or_else(|| integer(input), Ok)?;
    u32::try_from(number).map_or_else(|_| refused(), |number| Ok((number, sign)))
}

/// `auto | [ [ <integer> | infinite ]{2} ]#`.
fn range(input: &mut Parser<'_>) -> Parsed<Vec<(i32, i32)>> {
    if input.try_parse(|input| keyword(input, &["auto"])).is_ok() {
        return Ok(Vec::new());
    }
    input.parse_comma_separated(|input| {
        let bound = |input: &mut Parser<'_>, infinite| match input.try_parse(|input| keyword(input, &["infinite"])) {
            Ok(_) => Ok(infinite),
            Err(_) => integer(input),
        };
        let (from, to) = (bound(input, i32::MIN)?, bound(input, i32::MAX)?);
        if from <= to { Ok((from, to)) } else { refused() }
    })
}

/// Tells of styles that a declaration asks for and nobody defines: their numbers stand in figures.
pub(super) fn check(said: &Said, span: Span, styles: &CounterStyles, findings: &mut Findings) {
    let Said::Longhand(_, Spoken::Value(value)) = said else { return };
    let unknown = asked(value).into_iter().filter(|name| *name != "disc" && styles.names().all(|known| known != *name));
    for name in unknown {
        findings.add(format!("counter style {name}"), || {
            let finding = Diagnostic::warning(Code("css-counter-style"), format!("no counter style is called `{name}`")).at(span);
            match nearest(name, styles.names()) {
                Some(near) => finding.hint(format!("the nearest is `{near}`")),
                None => finding.hint(format!("define it with @counter-style {name}; until then numbers stand in figures")),
            }
        });
    }
}

/// The counter styles that a value asks for.
fn asked(value: &Value) -> Vec<&str> {
    let of_part = |part| match part {
        &ContentPart::Counter(Counter { ref style, .. }) | &ContentPart::Counters(Counter { ref style, .. }, _) => Some(style.as_str()),
        ContentPart::TargetPage { style, .. } => style.as_deref(),
        _ => None,
    };
    match value {
        Value::Content(parts) => parts.iter().filter_map(of_part).collect(),
        Value::Strings(strings) => strings.iter().flat_map(|(_, parts)| parts).filter_map(of_part).collect(),
        Value::Marker(Some(part)) => of_part(part).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// A rule as reading systems know it.
pub(super) fn print(name: &str, style: &CounterStyle) -> String {
    let mut css = String::new();
    let mut line = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            // Writing to a string never fails.
            let _ = writeln!(css, "  {name}: {value};");
        }
    };
    let system = match &style.system {
        System::Cyclic => "cyclic".to_owned(),
        System::Fixed(first) => format!("fixed {first}"),
        System::Symbolic => "symbolic".to_owned(),
        System::Alphabetic => "alphabetic".to_owned(),
        System::Numeric => "numeric".to_owned(),
        System::Additive => "additive".to_owned(),
        System::Extends(other) => format!("extends {}", identifier(other)),
    };
    line("system", Some(system));
    let some = |values: Vec<String>, between| (!values.is_empty()).then(|| values.join(between));
    line("symbols", some(style.symbols.iter().map(|sign| string(sign)).collect(), " "));
    line("additive-symbols", some(style.additive.iter().map(|(worth, sign)| format!("{worth} {}", string(sign))).collect(), ", "));
    line("negative", style.negative.as_ref().map(|(before, after)| format!("{} {}", string(before), string(after))));
    line("prefix", style.prefix.as_deref().map(string));
    line("suffix", style.suffix.as_deref().map(string));
    let bound = |bound: i32| if bound == i32::MIN || bound == i32::MAX { "infinite".to_owned() } else { bound.to_string() };
    let ranges = style.range.iter().flatten().map(|&(from, to)| format!("{} {}", bound(from), bound(to)));
    line("range", some(ranges.collect(), ", "));
    line("pad", style.pad.as_ref().map(|(least, sign)| format!("{least} {}", string(sign))));
    line("fallback", style.fallback.as_deref().map(identifier));
    format!("@counter-style {} {{\n{css}}}\n", identifier(name))
}
