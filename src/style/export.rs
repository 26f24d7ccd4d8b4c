//! The stylesheet that goes into the EPUB: the same rules, resolved and filtered for reading systems.
//!
//! Old reading systems stumble over `var()`, `calc()`, `@media` and `:is()`, so none of these is left: every value is
//! what it comes to, in sizes of the reader's own font, and every selector is a plain one. Colour, fonts' sizes on body
//! text and everything about pages stays out, so that a reader's own settings hold. The table of properties says of
//! each what becomes of it.

use std::collections::BTreeMap;

use selectors::context::{MatchingContext, MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, QuirksMode, SelectorCaches};
use selectors::matching::matches_selector;
use selectors::parser::Component;

use super::background::PictureAddress;
use super::computed::Styled;
use super::counter_style;
use super::declaration::{Declaration, Said, Spoken};
use super::index::ElementIndex;
use super::plain_selector::{is_body_text, plain};
use super::print::{Line, Sizes, print, shorten, string};
use super::properties::{Epub, LonghandId};
use super::selector::{Handle, Names};
use super::stylesheet::{Origin, Rule, Stylesheet};
use super::values::Value;
use super::variables::{self, Variables};
use crate::base::{Code, Diagnostic, Pt, Report};
use crate::model::{Elements, NodeId, PictureId};

impl Stylesheet {
    /// The stylesheet for the EPUB of a publication, whose tree and printed styles say what each size refers to. `file` is
    /// where a picture lies in the EPUB, seen from the stylesheet.
    ///
    /// Rules whose selectors reading systems may not know are left out, with a note for each.
    pub fn for_epub(&self, tree: &Elements, styled: &Styled, file: &dyn Fn(PictureId) -> String, report: &mut Report) -> String {
        let export = Export { sheet: self, variables: self.root_variables(), elements: ElementIndex::of(tree), tree, styled, file };
        let mut css: String = self.counters_in_epub.own().map(|(name, style)| counter_style::print(name, style)).collect();
        // Reading systems have a sheet of their own for elements; of ours they need what it says of classes.
        let wanted = |rule: &&Rule| match rule.origin {
            Origin::Author => true,
            Origin::Base | Origin::Manuscript => {
                let speaks_of_a_class = rule.selector.iter_raw_match_order().any(|component| matches!(component, Component::Class(_)));
                speaks_of_a_class && export.example(rule).is_some()
            }
            Origin::Tokens => false,
        };
        let rules: Vec<&Rule> = self.rules.iter().filter(|rule| rule.medium.in_epub()).filter(wanted).collect();
        for rules in rules.chunk_by(|one, other| one.block == other.block) {
            export.rules(rules, &mut css, report);
        }
        css
    }

    /// The custom properties of the root, as the EPUB has them.
    fn root_variables(&self) -> Variables {
        let for_root = |rule: &&Rule| {
            let names = |component: &Component<Names>| match component {
                Component::Root => true,
                Component::LocalName(name) => name.lower_name.text == "html",
                _ => false,
            };
            rule.medium.in_epub() && rule.pseudo.is_none() && rule.selector.iter_raw_match_order().all(names)
        };
        let mut rules: Vec<&Rule> = self.rules.iter().filter(for_root).collect();
        rules.sort_by_key(|rule| (rule.origin.rank(), rule.selector.specificity()));
        let mut declared = BTreeMap::new();
        for important in [false, true] {
            for declaration in rules.iter().flat_map(|rule| self.block(rule)).filter(|declaration| declaration.important == important) {
                if let Said::Custom(name, value) = &declaration.said {
                    declared.insert(name.as_str(), value.as_str());
                }
            }
        }
        variables::resolve(&declared, &Variables::new())
    }
}

struct Export<'a> {
    sheet: &'a Stylesheet,
    variables: Variables,
    elements: ElementIndex<'a>,
    tree: &'a Elements,
    styled: &'a Styled,
    file: &'a dyn Fn(PictureId) -> String,
}

impl Export<'_> {
    /// Writes the rules of one selector list: together, but for body text, which keeps the reader's own looks.
    fn rules(&self, rules: &[&Rule], css: &mut String, report: &mut Report) {
        let mut written: Vec<(Vec<String>, String)> = Vec::new();
        for rule in rules {
            let Some(mut selectors) = plain(&rule.selector) else {
                report.add(left_out(self.sheet, rule));
                continue;
            };
            let body = self.body(rule);
            if body.is_empty() {
                continue;
            }
            match written.iter_mut().find(|(_, other)| *other == body) {
                Some((others, _)) => others.append(&mut selectors),
                None => written.push((selectors, body)),
            }
        }
        for (selectors, body) in written {
            css.push_str(&selectors.join(", "));
            css.push_str(" {\n");
            css.push_str(&body);
            css.push_str("}\n");
        }
    }

    /// What a rule declares, line by line.
    fn body(&self, rule: &Rule) -> String {
        let winners = self.winners(self.sheet.block(rule));
        if LonghandId::of("initial-letter").is_some_and(|id| winners.contains_key(&id)) {
            // The rule dresses a large letter, and would only leave an odd one where there is none.
            return String::new();
        }
        let sizes = self.sizes(rule, &winners);
        let body_text = is_body_text(&rule.selector);
        let mut lines: Vec<Line> = Vec::new();
        for (id, (spoken, important)) in &winners {
            let row = id.row();
            if matches!(row.epub, Epub::Dropped(_)) || (body_text && THE_READERS_OWN.contains(&row.name)) {
                continue;
            }
            let printed = match spoken {
                Spoken::Value(Value::Picture(address)) => self.picture(row.name, address),
                spoken => print(row, spoken, &sizes),
            };
            lines.extend(printed.into_iter().map(|(name, value)| Line { name, value, important: *important }));
        }
        shorten(&mut lines);
        let weight = |important| if important { " !important" } else { "" };
        lines.iter().map(|line| format!("  {}: {}{};\n", line.name, line.value, weight(line.important))).collect()
    }

    /// A picture behind a box, if it was found.
    fn picture(&self, name: &'static str, address: &PictureAddress) -> Vec<(&'static str, String)> {
        let image = self.sheet.picture(address);
        image.map(|image| (name, format!("url({})", string(&(self.file)(image.picture))))).into_iter().collect()
    }

    /// The declaration that wins for each longhand, every `var()` replaced.
    fn winners(&self, declarations: &[Declaration]) -> BTreeMap<LonghandId, (Spoken, bool)> {
        let mut winners: BTreeMap<LonghandId, (Spoken, bool)> = BTreeMap::new();
        for declaration in declarations {
            let said = match &declaration.said {
                Said::Pending(property, text) => {
                    // What cannot be used was reported by the cascade.
                    let value = variables::substitute(text, &self.variables);
                    let said = value.and_then(|value| property.read(&value).ok()).unwrap_or_default();
                    said.into_iter().map(|said| said.located(declaration.span)).collect()
                }
                said => vec![said.clone()],
            };
            for said in said {
                if let Said::Longhand(id, spoken) = said
                    && winners.get(&id).is_none_or(|(_, important)| declaration.important || !important)
                {
                    winners.insert(id, (spoken, declaration.important));
                }
            }
        }
        winners
    }

    /// What the measures of a rule refer to, seen at most of the elements that it matches.
    fn sizes(&self, rule: &Rule, winners: &BTreeMap<LonghandId, (Spoken, bool)>) -> Sizes {
        let root = self.styled.of(self.tree.root()).font_size;
        let example = self.example(rule);
        let (mut own, mut parent) = example.map_or((root, root), |element| {
            let parent = element.tree.node(element.node).parent.map_or(root, |parent| self.styled.of(parent).font_size);
            (self.styled.of(element.node).font_size, parent)
        });
        if rule.pseudo.is_some() {
            parent = own;
        }
        // The rule's own size goes before that of the example, where a stronger rule may have spoken.
        if let Some(Spoken::Value(Value::Measure(measure))) =
            LonghandId::of("font-size").and_then(|id| winners.get(&id)).map(|(spoken, _)| spoken)
        {
            own = measure.points_of(parent, root, parent);
        }
        let usable = |size: Pt| if size > Pt::ZERO { size } else { Pt(12.0) };
        Sizes { own: usable(own), parent: usable(parent), root: usable(root) }
    }

    /// An element that the rule matches, of the size that most such elements have: a paragraph of the title page is
    /// unlike those of the text. Of many elements only some are looked at.
    fn example(&self, rule: &Rule) -> Option<Handle<'_>> {
        let mut caches = SelectorCaches::default();
        let mode = if rule.pseudo.is_some() { MatchingMode::ForStatelessPseudoElement } else { MatchingMode::Normal };
        let (flags, invalidation) = (NeedsSelectorFlags::No, MatchingForInvalidation::No);
        let mut matching = MatchingContext::new(mode, None, &mut caches, QuirksMode::NoQuirks, flags, invalidation);
        let mut matches = |handle: &Handle<'_>| matches_selector(&rule.selector, 0, None, *handle, &mut matching);
        let candidates = self.elements.candidates(&rule.selector);
        let handle = |&node: &NodeId| Handle::at(self.tree, node);
        let apart = candidates.len().div_ceil(SAMPLE).max(1);
        let mut sizes: BTreeMap<u32, (usize, Handle<'_>)> = BTreeMap::new();
        for handle in candidates.iter().step_by(apart).filter_map(handle).filter(&mut matches) {
            // In hundredths of a point: an order among whole numbers is total.
            let size = (self.styled.of(handle.node).font_size.0 * 100.0) as u32;
            sizes.entry(size).or_insert((0, handle)).0 += 1;
        }
        let most = sizes.into_values().max_by_key(|&(count, _)| count).map(|(_, handle)| handle);
        most.or_else(|| candidates.iter().filter_map(handle).find(matches))
    }
}

/// How many elements are looked at to see what size a rule speaks of.
const SAMPLE: usize = 100;

/// What body text leaves to the reader.
const THE_READERS_OWN: &[&str] = &["font-family", "font-size", "line-height", "text-align", "font-weight", "font-style"];

fn left_out(sheet: &Stylesheet, rule: &Rule) -> Diagnostic {
    let selector = super::findings::shortened(&cssparser::ToCss::to_css_string(&rule.selector));
    Diagnostic::note(Code("css-epub-selector"), format!("the rule for `{selector}` is not in the EPUB"))
        .at(sheet.block(rule).first().map(|declaration| declaration.span))
        .hint("old reading systems know only plain selectors; write it without combinators inside :is() and :where()")
}
