//! Custom properties and `var()` (CSS Variables 1), with bounds that no stylesheet can talk its way past.

use std::collections::BTreeMap;

use cssparser::{Parser, Token};

use super::values::{Parsed, refused};

/// Custom properties by name, as they hold at an element. A name without a value is invalid there.
pub(super) type Variables = BTreeMap<String, Option<String>>;

/// The longest value after substitution. Doubling values fill memory otherwise: thirty of them make a gigabyte.
const LONGEST: usize = 16 * 1024;
/// How deep custom properties may refer to one another.
const DEEPEST: usize = 64;
/// The most bytes that all custom properties of an element may have together.
const MOST: usize = 1024 * 1024;

/// The custom properties of an element: what it declares, each reference replaced, over what it inherits.
pub(super) fn resolve(declared: &BTreeMap<&str, &str>, inherited: &Variables) -> Variables {
    let mut resolver = Resolver { declared, inherited, done: BTreeMap::new(), open: Vec::new(), size: 0 };
    for name in declared.keys() {
        resolver.value(name);
    }
    let done = resolver.done;
    let mut variables = inherited.clone();
    variables.extend(done.into_iter().map(|(name, value)| (name.to_owned(), value)));
    variables
}

struct Resolver<'a> {
    declared: &'a BTreeMap<&'a str, &'a str>,
    inherited: &'a Variables,
    done: BTreeMap<&'a str, Option<String>>,
    /// The names being resolved, outermost first.
    open: Vec<&'a str>,
    size: usize,
}

impl<'a> Resolver<'a> {
    fn value(&mut self, name: &str) -> Option<String> {
        if let Some(value) = self.done.get(name) {
            return value.clone();
        }
        let Some((&name, text)) = self.declared.get_key_value(name) else {
            return self.inherited.get(name).cloned().flatten();
        };
        if let Some(first) = self.open.iter().position(|&open| open == name) {
            // Every member of a cycle is invalid, not only the one that closes it.
            for &member in &self.open[first..] {
                self.done.insert(member, None);
            }
            return None;
        }
        if self.open.len() >= DEEPEST {
            return None;
        }
        self.open.push(name);
        let mut lookup = |name: &str| self.value(name);
        let value = substitute_with(text, &mut lookup);
        self.open.pop();
        self.size += value.as_ref().map_or(0, String::len);
        let value = value.filter(|_| self.size <= MOST);
        self.done.entry(name).or_insert(value).clone()
    }
}

/// A value with every `var()` replaced; nothing when a name has no value and no fallback, or the text grows too long.
pub(super) fn substitute(text: &str, variables: &Variables) -> Option<String> {
    substitute_with(text, &mut |name| variables.get(name).cloned().flatten())
}

fn substitute_with(text: &str, lookup: &mut dyn FnMut(&str) -> Option<String>) -> Option<String> {
    let mut result = String::with_capacity(text.len());
    copy(&mut Parser::new(text), lookup, &mut result).ok()?;
    Some(result.trim().to_owned())
}

/// Copies tokens, going into blocks and functions. The parser refuses blocks that are nested too deep.
fn copy(input: &mut Parser<'_>, lookup: &mut dyn FnMut(&str) -> Option<String>, result: &mut String) -> Parsed<()> {
    loop {
        let start = input.position();
        let Ok(token) = input.next_including_whitespace() else { return Ok(()) };
        let close = match token {
            Token::Function(name) if name.eq_ignore_ascii_case("var") => {
                input.parse_nested_block(|input| variable(input, lookup, result))?;
                None
            }
            Token::Function(_) | Token::ParenthesisBlock => Some(')'),
            Token::SquareBracketBlock => Some(']'),
            Token::CurlyBracketBlock => Some('}'),
            _ => {
                result.push_str(input.slice_from(start));
                None
            }
        };
        if let Some(close) = close {
            result.push_str(input.slice_from(start));
            input.parse_nested_block(|input| copy(input, lookup, result))?;
            result.push(close);
        }
        if result.len() > LONGEST {
            return refused();
        }
    }
}

/// The inside of `var()`: a name and perhaps a fallback, which may be empty and may hold commas.
fn variable(input: &mut Parser<'_>, lookup: &mut dyn FnMut(&str) -> Option<String>, result: &mut String) -> Parsed<()> {
    let name = input.expect_ident_cloned()?;
    if !name.starts_with("--") {
        return refused();
    }
    let has_fallback = !input.is_exhausted();
    if has_fallback {
        input.expect_comma()?;
    }
    let mut fallback = String::new();
    // The fallback is read even when it is not needed: cycles through it count (CSS Variables 1, 2.3).
    let usable = !has_fallback || copy(input, lookup, &mut fallback).is_ok();
    if !usable {
        while input.next().is_ok() {}
    }
    // Blanks keep tokens from growing together: they never do in CSS.
    match lookup(&name) {
        Some(value) => result.extend([" ", &value, " "]),
        None if has_fallback && usable => result.extend([" ", fallback.trim(), " "]),
        None => return refused(),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolved(declared: &[(&str, &str)], name: &str) -> Option<String> {
        let declared = declared.iter().copied().collect();
        resolve(&declared, &Variables::new()).get(name).cloned().flatten()
    }

    #[test]
    fn references_are_replaced_by_values_or_fallbacks() {
        assert_eq!(resolved(&[("--a", "1pt"), ("--b", "calc(var(--a) * 2)")], "--b").as_deref(), Some("calc( 1pt  * 2)"));
        assert_eq!(resolved(&[("--b", "var(--none, 1pt, 2pt)")], "--b").as_deref(), Some("1pt, 2pt"));
        assert_eq!(resolved(&[("--b", "x var(--none,) y")], "--b").as_deref(), Some("x    y"));
        assert_eq!(resolved(&[("--b", "var(--none)")], "--b"), None);
        assert_eq!(resolved(&[("--a", "1"), ("--b", "var(--A)")], "--b"), None, "names are case-sensitive");
    }

    #[test]
    fn every_member_of_a_cycle_is_invalid() {
        let cycle = [("--a", "var(--b, 1)"), ("--b", "var(--c)"), ("--c", "var(--a)"), ("--d", "var(--a, 4)")];
        assert_eq!(resolved(&cycle, "--a"), None);
        assert_eq!(resolved(&cycle, "--b"), None);
        assert_eq!(resolved(&cycle, "--d").as_deref(), Some("4"));
    }

    #[test]
    fn bombs_and_long_chains_are_cut() {
        let names: Vec<(String, String)> =
            (0..500).map(|n| (format!("--v{n:03}"), format!("var(--v{:03}) var(--v{:03})", n + 1, n + 1))).collect();
        let mut declared: Vec<(&str, &str)> = names.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        declared.push(("--v500", "lol"));
        assert_eq!(resolved(&declared, "--v000"), None);
        let deep = format!("{}1{}", "(".repeat(10_000), ")".repeat(10_000));
        assert_eq!(substitute(&deep, &Variables::new()), None);
    }
}
