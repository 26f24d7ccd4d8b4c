//! What a stylesheet says that cannot be done: collected, told once for each thing, with what would be taken instead.

use std::collections::BTreeMap;

use super::declaration::Property;
use super::page::DESCRIPTORS;
use super::properties::LONGHANDS;
use super::shorthands::SHORTHANDS;
use crate::base::{Code, Diagnostic, Report, Span, nearest};

/// Findings of one or more stylesheets, those of one thing together.
#[derive(Debug, Default)]
pub(super) struct Findings {
    found: BTreeMap<String, (Diagnostic, usize)>,
    order: Vec<String>,
}

impl Findings {
    /// A finding; another about the same thing is only counted.
    pub(super) fn add(&mut self, thing: impl Into<String>, finding: impl FnOnce() -> Diagnostic) {
        let thing = thing.into();
        if let Some((_, times)) = self.found.get_mut(&thing) {
            *times += 1;
            return;
        }
        self.order.push(thing.clone());
        self.found.insert(thing, (finding(), 1));
    }

    /// A property that is not in the table.
    pub(super) fn unknown_property(&mut self, name: &str, on_page: bool, span: Span) {
        let name = shortened(name);
        self.add(format!("property {name}"), || {
            let finding = Diagnostic::warning(Code("css-property"), format!("the property `{name}` is not supported")).at(span);
            let known = LONGHANDS.iter().map(|row| row.name).chain(SHORTHANDS.iter().map(|row| row.name));
            let page_only = DESCRIPTORS.iter().filter(|_| on_page).map(|row| row.name);
            let bare =
                name.trim_start_matches("-webkit-").trim_start_matches("-epub-").trim_start_matches("-moz-").trim_start_matches("prince-");
            match nearest(bare, known.chain(page_only)) {
                Some(near) => finding.hint(format!("the nearest supported property is `{near}`")),
                None => finding.hint("it has no effect and can be taken out; docs/css.md lists what is supported"),
            }
        });
    }

    /// A value that a property does not take.
    pub(super) fn bad_value(&mut self, property: Property, value: &str, span: Span) {
        let (name, value) = (property.name(), shortened(value));
        self.add(format!("value {name}: {value}"), || {
            Diagnostic::warning(Code("css-value"), format!("`{name}` does not take the value `{value}`"))
                .at(span)
                .hint(format!("it takes {}", property.grammar()))
        });
    }

    /// A value with `var()` that came to nothing, or to something that the property does not take.
    pub(super) fn unusable(&mut self, property: Property, value: Option<&str>, span: Span) {
        let name = property.name();
        self.add(format!("variable {name} {span:?}"), || match value {
            Some(value) => Diagnostic::warning(Code("css-value"), format!("`{name}` does not take the value `{}`", shortened(value)))
                .at(span)
                .hint(format!("that is what var() came to; it takes {}", property.grammar())),
            None => Diagnostic::warning(Code("css-variable"), format!("a custom property that `{name}` uses has no value"))
                .at(span)
                .hint("declare it on :root, or give a second value: var(--name, value)"),
        });
    }

    /// Rules that choose pages by their place in so many ways that no page is like another.
    pub(super) fn too_many_places(&mut self) {
        self.add("places of pages", || {
            Diagnostic::warning(Code("css-page-places"), "the `:nth()` choices of pages are too many, and none of them holds")
                .hint("choose by fewer different steps, such as 2n and 3n; one rule for each of some hundred pages is well")
        });
    }

    /// Pages chosen by their place whose margins leave another width for the text.
    pub(super) fn other_measure(&mut self) {
        self.add("measure of pages", || {
            Diagnostic::warning(Code("css-page-measure"), "a page chosen by `:nth()` has side margins that leave another width")
                .hint("the text is as wide on all pages of a name: move it, with one margin wider by what the other is narrower")
        });
    }

    /// Tells all findings, in the order in which they were first made.
    pub(super) fn tell(mut self, report: &mut Report) {
        for thing in self.order {
            if let Some((mut finding, times)) = self.found.remove(&thing) {
                if times > 1 {
                    finding.message.push_str(&format!(" ({times} times)"));
                }
                report.add(finding);
            }
        }
    }
}

/// Words from a stylesheet, short enough for a message.
pub(super) fn shortened(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= 60 { words } else { words.chars().take(57).chain("...".chars()).collect() }
}
