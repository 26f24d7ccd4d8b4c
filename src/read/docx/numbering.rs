//! The lists of a Word file: how each level is marked, and where each stands in counting (ECMA-376-1, 17.9).

use std::collections::{BTreeMap, BTreeSet};

use super::styles::Styles;
use crate::base::xml::Element;
use crate::model::{Delimiter, ListKind, NumberStyle};

/// Levels that a list can have.
const LEVELS: usize = 9;

/// All lists, and how far each has been counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// What lists look like, by the id of their definition.
    definitions: BTreeMap<u32, Definition>,
    /// Lists by the number that paragraphs name them by.
    lists: BTreeMap<u32, Instance>,
    /// The last number given out, by definition and level.
    counts: BTreeMap<u32, [Option<u64>; LEVELS]>,
    /// Lists that have begun.
    begun: BTreeSet<u32>,
}

#[derive(Debug, Default)]
struct Definition {
    levels: BTreeMap<u8, Level>,
    /// The style that has the levels, if they are not here.
    style: Option<String>,
}

#[derive(Debug, Default)]
struct Instance {
    definition: u32,
    starts: BTreeMap<u8, u64>,
    levels: BTreeMap<u8, Level>,
}

/// How a level is marked.
#[derive(Clone, Debug, Default)]
struct Level {
    format: String,
    /// What is written: `%1.` is the number with a full stop.
    text: String,
    start: u64,
    /// How far its text is set in, in twentieths of a point.
    indent: Option<i32>,
}

/// A paragraph's place in a list.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Place {
    /// Paragraphs with the same number are of one list.
    pub list: u32,
    /// How deep, from 0.
    pub level: u8,
    pub mark: Mark,
    /// How far its text is set in, in twentieths of a point.
    pub indent: Option<i32>,
}

/// What stands before a paragraph of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A bullet, or the number that `start` says.
    Item(ListKind),
    /// A box that is ticked or not.
    Task(bool),
    /// Nothing: it goes on with the item above.
    Nothing,
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub(super) fn of(root: &Element) -> Self {
        let mut own = Self::default();
        let id = |element: &Element, name: &str| element.any(name).and_then(|id| id.parse::<u32>().ok());
        for element in root.elements() {
            match element.name.as_str() {
                "abstractNum" => {
                    if let Some(id) = id(element, "abstractNumId") {
                        let style = element.child("numStyleLink").and_then(|link| link.any("val")).map(str::to_owned);
                        own.definitions.insert(id, Definition { levels: levels(element), style });
                    }
                }
                "num" => {
                    let definition = element.child("abstractNumId").and_then(|definition| id(definition, "val"));
                    if let (Some(number), Some(definition)) = (id(element, "numId"), definition) {
                        own.lists.insert(number, instance(element, definition));
                    }
                }
                _ => {}
            }
        }
        own
    }

    /// Counts one more paragraph of a list; nothing if the file has no such list, or the level is not marked as one.
    pub(super) fn next(&mut self, list: u32, level: u8, styles: &Styles) -> Option<Place> {
        let level = level.min(LEVELS as u8 - 1);
        let (key, format) = self.level(list, level, styles, 0)?;
        let place = |mark| Some(Place { list, level, mark, indent: format.indent });
        match format.format.as_str() {
            "none" => return None,
            "bullet" if format.text.trim().is_empty() => return place(Mark::Nothing),
            "bullet" if format.text.starts_with('☐') => return place(Mark::Task(false)),
            "bullet" if format.text.starts_with(['☒', '☑']) => return place(Mark::Task(true)),
            "bullet" => return place(Mark::Item(ListKind::Bullets)),
            _ => {}
        }
        let restart = self.begun.insert(list).then(|| self.lists.get(&list)).flatten().map(|list| list.starts.clone());
        let counts = self.counts.entry(key).or_default();
        for (level, start) in restart.unwrap_or_default() {
            if let Some(count) = counts.get_mut(usize::from(level)) {
                *count = start.checked_sub(1);
            }
        }
        counts.iter_mut().skip(usize::from(level) + 1).for_each(|deeper| *deeper = None);
        let number = match counts.get_mut(usize::from(level)) {
            Some(count) => {
                let number = count.map_or(format.start, |last| last.saturating_add(1));
                *count = Some(number);
                number
            }
            None => format.start,
        };
        place(Mark::Item(ListKind::Numbers { start: number, style: style(&format.format), delimiter: delimiter(&format.text) }))
    }

    /// How a level of a list is marked, and whose counting it takes part in.
    fn level(&self, list: u32, level: u8, styles: &Styles, depth: usize) -> Option<(u32, Level)> {
        let instance = self.lists.get(&list)?;
        let definition = self.definitions.get(&instance.definition)?;
        if let Some(own) = instance.levels.get(&level).or_else(|| definition.levels.get(&level)) {
            return Some((instance.definition, own.clone()));
        }
        // A style may refer to a list whose definition refers to the style: only one step is taken.
        let through = definition.style.as_deref().and_then(|style| styles.list_of(style)).filter(|_| depth == 0)?;
        self.level(through, level, styles, depth + 1)
    }
}

fn levels(parent: &Element) -> BTreeMap<u8, Level> {
    parent.elements().filter(|element| element.name == "lvl").filter_map(level).collect()
}

fn level(element: &Element) -> Option<(u8, Level)> {
    let value = |name: &str| element.child(name).and_then(|child| child.any("val"));
    let indent = element.child("pPr").and_then(|properties| properties.child("ind"));
    let level = Level {
        format: value("numFmt").unwrap_or("decimal").to_owned(),
        text: value("lvlText").unwrap_or_default().to_owned(),
        start: value("start").and_then(|start| start.parse().ok()).unwrap_or(1),
        indent: indent.and_then(|indent| indent.any("left").or_else(|| indent.any("start"))).and_then(|indent| indent.parse().ok()),
    };
    Some((element.any("ilvl")?.parse().ok()?, level))
}

fn instance(element: &Element, definition: u32) -> Instance {
    let mut own = Instance { definition, ..Instance::default() };
    for change in element.elements().filter(|element| element.name == "lvlOverride") {
        let start = change.child("startOverride").and_then(|start| start.any("val")).and_then(|start| start.parse().ok());
        if let (Some(level), Some(start)) = (change.any("ilvl").and_then(|level| level.parse().ok()), start) {
            own.starts.insert(level, start);
        }
        own.levels.extend(levels(change));
    }
    own
}

fn style(format: &str) -> NumberStyle {
    match format {
        "lowerLetter" => NumberStyle::LowerAlpha,
        "upperLetter" => NumberStyle::UpperAlpha,
        "lowerRoman" => NumberStyle::LowerRoman,
        "upperRoman" => NumberStyle::UpperRoman,
        _ => NumberStyle::Decimal,
    }
}

fn delimiter(text: &str) -> Delimiter {
    match (text.contains('('), text.contains(')')) {
        (true, true) => Delimiter::Parens,
        (false, true) => Delimiter::Paren,
        _ => Delimiter::Period,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::xml::parse;

    fn numbers(numbering: &mut Numbering, places: &[(u32, u8)]) -> Vec<Option<u64>> {
        let number = |place: Place| match place.mark {
            Mark::Item(ListKind::Numbers { start, .. }) => Some(start),
            _ => None,
        };
        places.iter().map(|&(list, level)| numbering.next(list, level, &Styles::default()).and_then(number)).collect()
    }

    #[test]
    fn lists_count_on_start_anew_and_nest() {
        let mut numbering = Numbering::of(
            &parse(
                b"<numbering><abstractNum abstractNumId='5'><lvl ilvl='0'><start val='3'/><numFmt val='decimal'/><lvlText val='%1)'/></lvl>\
                  <lvl ilvl='1'><numFmt val='lowerRoman'/><lvlText val='(%2)'/></lvl></abstractNum>\
                  <num numId='1'><abstractNumId val='5'/></num>\
                  <num numId='2'><abstractNumId val='5'/><lvlOverride ilvl='0'><startOverride val='1'/></lvlOverride></num></numbering>",
            )
            .expect("well-formed"),
        );
        let seen = numbers(&mut numbering, &[(1, 0), (1, 1), (1, 1), (1, 0), (1, 1), (2, 0), (2, 0), (9, 0)]);
        assert_eq!(seen, [Some(3), Some(1), Some(2), Some(4), Some(1), Some(1), Some(2), None]);
    }
}
