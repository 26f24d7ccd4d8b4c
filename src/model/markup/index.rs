//! The index: terms in the order of their language, each with links to the places it was marked.

mod order;

use std::collections::BTreeMap;

use super::super::elements::{Element, NodeId};
use super::super::register::IndexMark;
use super::super::terms::Term;
use super::Builder;
use order::Order;

/// An entry, with what stands under it.
#[derive(Default)]
struct Entry {
    /// The numbers of its marks, from 1.
    marks: Vec<usize>,
    /// The entries to look under instead or too.
    see: Vec<String>,
    entries: BTreeMap<String, Entry>,
}

impl Builder<'_, '_> {
    /// Groups by first letter: `section.letter-group > h2`, and in each `ul` of entries. A place is `a.locator`: its words,
    /// a running number, are for readers without pages; print puts the page there.
    pub(super) fn index(&mut self, node: NodeId) {
        let tree = entries(&self.register.marks);
        let order = Order::of(&self.publication.metadata.language.0);
        let mut group: Option<(String, NodeId)> = None;
        for (term, entry) in sorted(&order, &tree.entries) {
            let letter = order.letter(key(term));
            let list = match &group {
                Some((open, list)) if order.same_letter(open, &letter) => *list,
                _ => {
                    let section = self.open(node, Element::new("section").class("letter-group"), None);
                    let id = self.unique_id("index-letter");
                    self.line(section, Element { id: Some(id), ..Element::new("h2").class("letter") }, &letter);
                    let list = self.open(section, Element::new("ul").class("index-entries"), None);
                    group = Some((letter, list));
                    list
                }
            };
            self.index_entry(list, term, entry, &order);
        }
    }

    fn index_entry(&mut self, list: NodeId, term: &str, entry: &Entry, order: &Order) {
        let item = self.open(list, Element::new("li"), None);
        let line = self.open(item, Element::new("p").class("index-entry"), None);
        self.line(line, Element::new("span").class("index-term"), term);
        for (index, mark) in entry.marks.iter().enumerate() {
            self.text(line, if index == 0 { " " } else { ", " }, None);
            let place = self.register.marks.get(mark - 1).map(|mark| mark.place.clone()).unwrap_or_default();
            let mut locator = Element::new("a").class("locator").attribute("href", format!("#index-{mark}"));
            if !place.is_empty() {
                locator = locator.attribute("title", place);
            }
            self.line(line, locator, &(index + 1).to_string());
        }
        if !entry.see.is_empty() {
            let term = if entry.marks.is_empty() { Term::See } else { Term::SeeAlso };
            self.text(line, if entry.marks.is_empty() { ", " } else { "; " }, None);
            self.line(line, Element::new("em").class("see"), term.of(&self.publication.metadata.language));
            self.text(line, &format!(" {}", entry.see.join("; ")), None);
        }
        if !entry.entries.is_empty() {
            let inner = self.open(item, Element::new("ul"), None);
            for (term, entry) in sorted(order, &entry.entries) {
                self.index_entry(inner, term, entry, order);
            }
        }
    }
}

/// The marks, by entry and sub-entry.
fn entries(marks: &[IndexMark]) -> Entry {
    let mut tree = Entry::default();
    for (number, mark) in marks.iter().enumerate() {
        let mut at = &mut tree;
        for term in mark.entry {
            at = at.entries.entry(term.trim().to_owned()).or_default();
        }
        match mark.see {
            Some(see) if !at.see.iter().any(|known| known == see) => at.see.push(see.to_owned()),
            Some(_) => {}
            None => at.marks.push(number + 1),
        }
    }
    tree
}

/// The entries in their order; words that a language holds equal stand in the order of their characters.
fn sorted<'e>(order: &Order, entries: &'e BTreeMap<String, Entry>) -> Vec<(&'e str, &'e Entry)> {
    let mut sorted: Vec<_> = entries.iter().map(|(term, entry)| (term.as_str(), entry)).collect();
    sorted.sort_by(|a, b| order.compare(key(a.0), key(b.0)));
    sorted
}

/// What counts when a term is put in order: not the signs before its first letter or digit.
fn key(term: &str) -> &str {
    let key = term.trim_start_matches(|c: char| !c.is_alphanumeric());
    if key.is_empty() { term } else { key }
}
