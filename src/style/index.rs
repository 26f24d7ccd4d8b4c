//! Which rules can match an element at all, and which elements a rule: both sorted by id, class and name.

use std::collections::HashMap;

use selectors::parser::{Combinator, Component};

use super::selector::{Pseudo, Selector};
use super::stylesheet::{Rule, Stylesheet};
use crate::model::{Element, Elements, NodeId};

/// Rules by what they ask of an element, each with its place in the order of all rules.
pub(super) struct RuleIndex<'a> {
    buckets: [Bucket<'a>; Pseudo::ALL.len() + 1],
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
    pseudo.map_or(0, |pseudo| pseudo as usize + 1)
}

impl<'a> RuleIndex<'a> {
    /// The rules that hold for pages.
    pub(super) fn for_print(sheet: &'a Stylesheet) -> Self {
        let mut buckets: [Bucket<'a>; Pseudo::ALL.len() + 1] = Default::default();
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

/// Elements by their ids, classes and names, in document order: for asking which elements a rule may match.
pub(super) struct ElementIndex<'a> {
    ids: HashMap<&'a str, Vec<NodeId>>,
    classes: HashMap<&'a str, Vec<NodeId>>,
    names: HashMap<&'a str, Vec<NodeId>>,
    all: Vec<NodeId>,
}

impl<'a> ElementIndex<'a> {
    /// The elements of a tree.
    pub(super) fn of(tree: &'a Elements) -> Self {
        let mut index = Self { ids: HashMap::new(), classes: HashMap::new(), names: HashMap::new(), all: Vec::new() };
        for node in tree.ids() {
            let Some(element) = tree.element(node) else { continue };
            index.all.push(node);
            index.names.entry(element.name).or_default().push(node);
            if let Some(id) = &element.id {
                index.ids.entry(id).or_default().push(node);
            }
            for class in &element.classes {
                index.classes.entry(class).or_default().push(node);
            }
        }
        index
    }

    /// Every element that a selector may match.
    pub(super) fn candidates(&self, selector: &Selector) -> &[NodeId] {
        let list = match key(selector) {
            Some(Component::ID(id)) => self.ids.get(id.text.as_str()),
            Some(Component::Class(class)) => self.classes.get(class.text.as_str()),
            Some(Component::LocalName(name)) => self.names.get(name.lower_name.text.as_str()),
            _ => Some(&self.all),
        };
        list.map_or(&[], Vec::as_slice)
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
