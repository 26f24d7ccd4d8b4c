//! Counter styles of a stylesheet's own: numbers written with signs that it names (CSS Counter Styles 3, 3).

use std::collections::{BTreeMap, BTreeSet};

use icu_segmenter::GraphemeClusterSegmenter;

use super::counter_styles;

/// The counter styles that a stylesheet defines, by name. What it does not define is predefined, or stands in figures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CounterStyles {
    own: BTreeMap<String, CounterStyle>,
}

/// A counter style as a stylesheet defines it. What it leaves open is `None`.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct CounterStyle {
    /// How numbers are made of signs.
    pub(crate) system: System,
    /// Signs, for all systems but the additive one.
    pub(crate) symbols: Vec<String>,
    /// What signs are worth, in falling order, for the additive system.
    pub(crate) additive: Vec<(u32, String)>,
    /// What stands before and after a number below zero.
    pub(crate) negative: Option<(String, String)>,
    /// What stands before a marker.
    pub(crate) prefix: Option<String>,
    /// What stands after a marker.
    pub(crate) suffix: Option<String>,
    /// From where to where it writes numbers; an empty list is `auto`.
    pub(crate) range: Option<Vec<(i32, i32)>>,
    /// How many signs long a number is at least, and what fills it up.
    pub(crate) pad: Option<(u8, String)>,
    /// The style of the numbers that it cannot write.
    pub(crate) fallback: Option<String>,
}

/// How numbers are made of signs.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum System {
    /// One sign each, round and round.
    Cyclic,
    /// One sign each from a number on, until there are no more.
    Fixed(i32),
    /// One sign each, then two of it, then three.
    #[default]
    Symbolic,
    /// The signs as the letters of an alphabet.
    Alphabetic,
    /// The signs as figures, the first of them nought.
    Numeric,
    /// The signs as Roman numerals have them.
    Additive,
    /// As another style does it.
    Extends(String),
}

/// No number is longer than this, in signs: a style that repeats one sign would fill pages with it.
const LONGEST: usize = 120;

impl CounterStyles {
    /// Takes in a style; of two with one name the later holds.
    pub(crate) fn define(&mut self, name: &str, style: CounterStyle) {
        self.own.insert(name.to_owned(), style);
    }

    /// The styles, by their names in order.
    pub(crate) fn own(&self) -> impl Iterator<Item = (&str, &CounterStyle)> {
        self.own.iter().map(|(name, style)| (name.as_str(), style))
    }

    /// All names that stand for a style: the stylesheet's own and the predefined ones.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.own.keys().map(String::as_str).chain(counter_styles::NAMES.iter().copied())
    }

    /// A number in the style of that name. What a style cannot write stands as its fallback has it, and at last in figures.
    pub fn counted(&self, number: i32, name: &str) -> String {
        if self.own.is_empty() {
            return counter_styles::counted(number, name);
        }
        let mut tried = BTreeSet::new();
        let mut name = name;
        while let Some(style) = self.own.get(name) {
            // Styles that fall back on each other end in figures.
            if !tried.insert(name) {
                return number.to_string();
            }
            let style = self.whole(style);
            if let Some(written) = style.write(number) {
                return written;
            }
            name = style.fallback;
        }
        counter_styles::counted(number, name)
    }

    /// What stands before and after a marker of that style, where the stylesheet says so.
    pub fn around(&self, name: &str) -> Option<(&str, &str)> {
        let style = self.whole(self.own.get(name)?);
        (style.prefix.is_some() || style.suffix.is_some()).then(|| (style.prefix.unwrap_or_default(), style.suffix.unwrap_or(". ")))
    }

    /// A style with what it takes from those that it extends.
    fn whole<'s>(&'s self, style: &'s CounterStyle) -> Whole<'s> {
        let mut chain = vec![style];
        let mut at = style;
        let base = loop {
            let System::Extends(name) = &at.system else { break Base::Own(at) };
            match self.own.get(name) {
                // Styles that extend each other extend figures (CSS Counter Styles 3, 3.1.7).
                Some(next) if chain.iter().any(|&one| std::ptr::eq(one, next)) => break Base::Predefined("decimal"),
                Some(next) => {
                    chain.push(next);
                    at = next;
                }
                None => break Base::Predefined(if counter_styles::NAMES.contains(&name.as_str()) { name } else { "decimal" }),
            }
        };
        Whole {
            base,
            negative: chain.iter().find_map(|style| style.negative.as_ref()).map_or(("-", ""), |(a, b)| (a, b)),
            prefix: chain.iter().find_map(|style| style.prefix.as_deref()),
            suffix: chain.iter().find_map(|style| style.suffix.as_deref()),
            range: chain.iter().find_map(|style| style.range.as_deref()).unwrap_or_default(),
            pad: chain.iter().find_map(|style| style.pad.as_ref()).map(|(least, sign)| (usize::from(*least), sign.as_str())),
            fallback: chain.iter().find_map(|style| style.fallback.as_deref()).unwrap_or("decimal"),
        }
    }
}

/// A style with everything it needs, its own or taken over.
struct Whole<'s> {
    base: Base<'s>,
    negative: (&'s str, &'s str),
    prefix: Option<&'s str>,
    suffix: Option<&'s str>,
    range: &'s [(i32, i32)],
    pad: Option<(usize, &'s str)>,
    fallback: &'s str,
}

/// Who makes numbers of signs.
enum Base<'s> {
    /// A style of the stylesheet.
    Own(&'s CounterStyle),
    /// A predefined one.
    Predefined(&'s str),
}

impl Whole<'_> {
    /// A number, if the style can write it (CSS Counter Styles 3, 2).
    fn write(&self, number: i32) -> Option<String> {
        let usual = match self.base {
            Base::Own(CounterStyle { system: System::Symbolic | System::Alphabetic, .. }) => [(1, i32::MAX)],
            Base::Own(CounterStyle { system: System::Additive, .. }) => [(0, i32::MAX)],
            _ => [(i32::MIN, i32::MAX)],
        };
        let range = if self.range.is_empty() { &usual } else { self.range };
        if !range.iter().any(|&(from, to)| (from..=to).contains(&number)) {
            return None;
        }
        let signed = number < 0 && !matches!(self.base, Base::Own(CounterStyle { system: System::Cyclic | System::Fixed(_), .. }));
        let mut written = match self.base {
            Base::Own(style) => style.write(number)?,
            Base::Predefined(name) => counter_styles::written(number.unsigned_abs(), name)?,
        };
        let (before, after) = if signed { self.negative } else { ("", "") };
        if let Some((least, sign)) = self.pad {
            // Boundaries are one more than what they bound.
            let count = |text: &str| GraphemeClusterSegmenter::new().segment_str(text).count().saturating_sub(1);
            let missing = least.saturating_sub(count(&written) + count(before) + count(after));
            written.insert_str(0, &sign.repeat(missing));
        }
        Some(format!("{before}{written}{after}"))
    }
}

impl CounterStyle {
    /// A number in signs, without its minus, if there are signs for it (CSS Counter Styles 3, 3.1).
    fn write(&self, number: i32) -> Option<String> {
        let symbols = &self.symbols;
        let size = i64::try_from(symbols.len()).ok().filter(|&size| size > 0 || self.system == System::Additive)?;
        let symbol = |index: i64| usize::try_from(index).ok().and_then(|index| symbols.get(index)).map(String::as_str);
        let count = i64::from(number).abs();
        match self.system {
            System::Cyclic => symbol((i64::from(number) - 1).rem_euclid(size)).map(str::to_owned),
            System::Fixed(first) => symbol(i64::from(number) - i64::from(first)).map(str::to_owned),
            System::Symbolic if count > 0 => {
                let times = usize::try_from((count - 1) / size + 1).ok().filter(|&times| times <= LONGEST)?;
                Some(symbol((count - 1) % size)?.repeat(times))
            }
            System::Alphabetic | System::Numeric if size < 2 => None,
            System::Alphabetic if count > 0 => {
                let (mut rest, mut signs) = (count, Vec::new());
                while rest > 0 {
                    signs.push(symbol((rest - 1) % size)?);
                    rest = (rest - 1) / size;
                }
                Some(signs.into_iter().rev().collect())
            }
            System::Numeric => {
                let (mut rest, mut signs) = (count, Vec::new());
                loop {
                    signs.push(symbol(rest % size)?);
                    rest /= size;
                    if rest == 0 {
                        return Some(signs.into_iter().rev().collect());
                    }
                }
            }
            System::Additive => self.added(count),
            System::Symbolic | System::Alphabetic | System::Extends(_) => None,
        }
    }

    /// A number as signs that add up to it.
    fn added(&self, number: i64) -> Option<String> {
        if number == 0 {
            return self.additive.iter().find(|(worth, _)| *worth == 0).map(|(_, sign)| sign.clone());
        }
        let (mut rest, mut signs, mut written) = (number, 0, String::new());
        for (worth, sign) in self.additive.iter().filter(|(worth, _)| *worth > 0) {
            let times = usize::try_from(rest / i64::from(*worth)).ok()?;
            signs += times;
            if signs > LONGEST {
                return None;
            }
            written.push_str(&sign.repeat(times));
            rest %= i64::from(*worth);
        }
        (rest == 0).then_some(written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(system: System, symbols: &str) -> CounterStyle {
        CounterStyle { system, symbols: symbols.chars().map(String::from).collect(), ..CounterStyle::default() }
    }

    fn with(styles: &[(&str, CounterStyle)]) -> CounterStyles {
        let mut all = CounterStyles::default();
        styles.iter().for_each(|(name, style)| all.define(name, style.clone()));
        all
    }

    fn row(style: CounterStyle, numbers: impl IntoIterator<Item = i32>) -> Vec<String> {
        let styles = with(&[("own", style)]);
        numbers.into_iter().map(|number| styles.counted(number, "own")).collect()
    }

    #[test]
    fn every_system_writes_as_the_specification_shows() {
        assert_eq!(row(style(System::Cyclic, "ab"), [-1, 0, 1, 2, 3]), ["a", "b", "a", "b", "a"]);
        assert_eq!(row(style(System::Fixed(2), "ab"), [1, 2, 3, 4]), ["1", "a", "b", "4"]);
        assert_eq!(row(style(System::Symbolic, "*†"), [0, 1, 2, 3, 4, 5]), ["0", "*", "†", "**", "††", "***"]);
        assert_eq!(row(style(System::Alphabetic, "ab"), [1, 2, 3, 4, 5, 6, 7]), ["a", "b", "aa", "ab", "ba", "bb", "aaa"]);
        assert_eq!(row(style(System::Numeric, "01"), [0, 1, 2, 5, -2]), ["0", "1", "10", "101", "-10"]);
        let worth = |worth, sign: &str| (worth, sign.to_owned());
        let dice = CounterStyle { additive: vec![worth(6, "⚅"), worth(3, "⚂"), worth(1, "⚀")], ..style(System::Additive, "") };
        assert_eq!(row(dice.clone(), [0, 1, 3, 8, 12]), ["0", "⚀", "⚂", "⚅⚀⚀", "⚅⚅"]);
        assert_eq!(row(CounterStyle { additive: vec![worth(2, "b")], ..dice }, [2, 3]), ["b", "3"]);
    }

    #[test]
    fn what_is_around_numbers_is_as_it_was_said() {
        let negative =
            CounterStyle { negative: Some(("(".into(), ")".into())), pad: Some((4, "0".into())), ..style(System::Numeric, "0123456789") };
        assert_eq!(row(negative, [-7, 42, 12345]), ["(07)", "0042", "12345"]);
        let some = CounterStyle { range: Some(vec![(2, 3), (7, i32::MAX)]), ..style(System::Cyclic, "x") };
        assert_eq!(row(some, [1, 2, 4, 7]), ["1", "x", "4", "x"]);
    }

    #[test]
    fn styles_extend_others_and_fall_back_on_others() {
        let extends = |name: &str| System::Extends(name.to_owned());
        let paren = CounterStyle { suffix: Some(") ".into()), ..style(extends("lower-roman"), "") };
        let padded = CounterStyle { pad: Some((5, ".".into())), fallback: Some("stars".into()), ..style(extends("paren"), "") };
        let stars = CounterStyle { fallback: Some("padded".into()), range: Some(vec![(0, 0)]), ..style(System::Cyclic, "*") };
        let all = with(&[
            ("paren", paren),
            ("padded", padded),
            ("stars", stars),
            ("egg", style(extends("hen"), "")),
            ("hen", style(extends("egg"), "")),
        ]);
        assert_eq!(all.counted(4, "paren"), "iv");
        assert_eq!(all.around("padded"), Some(("", ") ")));
        assert_eq!(all.counted(4, "padded"), "...iv");
        assert_eq!(all.counted(0, "padded"), "*", "there is no roman nought");
        assert_eq!(all.counted(5000, "padded"), "5000", "round and round ends in figures");
        assert_eq!((all.counted(12, "egg"), all.counted(3, "no such style")), ("12".into(), "3".into()));
        assert_eq!((all.around("egg"), all.around("decimal")), (None, None));
    }

    #[test]
    fn great_numbers_do_no_harm() {
        assert_eq!(row(style(System::Symbolic, "*"), [i32::MAX]), ["2147483647"]);
        assert_eq!(row(style(System::Numeric, "01"), [i32::MIN])[0].len(), 33);
        let ones = CounterStyle { additive: vec![(1, "I".into())], ..style(System::Additive, "") };
        assert_eq!(row(ones, [3, 1_000_000]), ["III", "1000000"]);
    }
}
