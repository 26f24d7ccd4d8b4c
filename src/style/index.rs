//! Which rules can match an element at all: rules sorted by the id, class or name that their last part asks for.

use std::collections::HashMap;

use selectors::parser::{Combinator, Component};

use super::selector::{Pseudo, Selector};
use super::stylesheet::{Rule, Stylesheet};
use crate::model::Element;

/// Rules by what they ask of an element, each with its place in the order of all rules.
pub(super) struct RuleIndex<'a> {
    buckets: [Bucket<'a>; 4],
}

/// The rules for elements, or for one of their pseudo-elements.
///
/// Hash maps are only ever asked for one key, so their order reaches no output.
#[derive(Default)]
struct Bucket<'a> {
    ids: HashMap<&'a str, Vec<(usize, &'a Rule)>>,
    classes: HashMap<&'a str, Vec<(usize, &'a Rule)>>,
    names: HashMap<&'a str, Vec<(usize, &'a Rule)>>,
    others: Vec<(usize, &'a Rule)>,
}

fn bucket_of(pseudo: Option<Pseudo>) -> usize {
    match pseudo {
        None => 0,
        Some(Pseudo::Before) => 1,
        Some(Pseudo::After) => 2,
        Some(Pseudo::FirstLetter) => 3,
    }
}

impl<'a> RuleIndex<'a> {
    /// The rules that hold for pages.
    pub(super) fn for_print(sheet: &'a Stylesheet) -> Self {
        let mut buckets: [Bucket<'a>; 4] = Default::default();
        for (order, rule) in sheet.rules.iter().enumerate().filter(|(_, rule)| rule.medium.in_print()) {
            let Some(bucket) = buckets.get_mut(bucket_of(rule.pseudo)) else { continue };
            let list = match key(&rule.selector) {
                Some(Component::ID(id)) => bucket.ids.entry(&id.text).or_default(),
                Some(Component::Class(class)) => bucket.classes.entry(&class.text).or_default(),
                Some(Component::LocalName(name)) => bucket.names.entry(&name.lower_name.text).or_default(),
                _ => &mut bucket.others,
            };
            list.push((order, rule));
        }
        Self { buckets }
    }

    /// Every rule that may match the element, each once, in no order that means anything.
    pub(super) fn candidates(&self, element: &Element, pseudo: Option<Pseudo>, mut each: impl FnMut(usize, &'a Rule)) {
        let Some(bucket) = self.buckets.get(bucket_of(pseudo)) else { return };
        let lists = [element.id.as_deref().and_then(|id| bucket.ids.get(id)), bucket.names.get(element.name), Some(&bucket.others)];
        let classes = element.classes.iter().filter_map(|class| bucket.classes.get(class.as_str()));
        for &(order, rule) in lists.into_iter().flatten().chain(classes).flatten() {
            each(order, rule);
        }
    }
}

/// The most telling part of a selector's last compound.
fn key(selector: &Selector) -> Option<&Component<super::selector::Names>> {
    let rank = |component: &&Component<_>| match component {
        Component::ID(_) => 3,
        Component::Class(_) => 2,
        Component::LocalName(_) => 1,
        _ => 0,
    };
    selector
        .iter_raw_match_order()
        // The combinator before a pseudo-element joins it to the compound we look for.
        .take_while(|component| matches!(component, Component::Combinator(Combinator::PseudoElement)) || !component.is_combinator())
        .max_by_key(rank)
}
