//! Where the pages of the print edition begin in the text, so that readers of both can meet on "page 7".

use std::collections::BTreeMap;

use super::plan::{Plan, heading_level};
use crate::model::{Element, Elements, NodeId, PageBreak};

/// The begin of a printed page.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PageMark {
    /// The folio as printed.
    pub(super) label: String,
    /// Its id.
    pub(super) id: String,
    /// Its file and id.
    pub(super) address: String,
}

/// All begins of pages, by their places.
#[derive(Debug, Default)]
pub(super) struct PageMarks {
    /// In reading order.
    pub(super) all: Vec<PageMark>,
    before: BTreeMap<NodeId, Vec<usize>>,
    within: BTreeMap<NodeId, Vec<(usize, usize)>>,
}

impl PageMarks {
    /// Finds the place of every page break.
    pub(super) fn of(tree: &Elements, plan: &mut Plan, breaks: &[PageBreak]) -> Self {
        let mut marks = Self::default();
        for page in breaks.iter().filter(|page| (page.node.0 as usize) < tree.len()) {
            let place = place(tree, page.node);
            let Some(document) = plan.document(place).map(|document| document.file.clone()) else { continue };
            let id = plan.new_id(&format!("page-{}", ascii_word(&page.label)));
            let index = marks.all.len();
            marks.all.push(PageMark { label: page.label.clone(), address: format!("{document}#{id}"), id });
            if place == page.node {
                marks.within.entry(place).or_default().push((page.offset, index));
            } else {
                marks.before.entry(place).or_default().push(index);
            }
        }
        marks.within.values_mut().for_each(|places| places.sort_unstable());
        marks
    }

    /// The pages that begin before a node.
    pub(super) fn before(&self, node: NodeId) -> impl Iterator<Item = &PageMark> {
        self.before.get(&node).into_iter().flatten().filter_map(|&index| self.all.get(index))
    }

    /// A text in pieces, each after the pages that begin there.
    pub(super) fn pieces<'a>(&'a self, node: NodeId, text: &'a str) -> Vec<(Option<&'a PageMark>, &'a str)> {
        let mut pieces = Vec::new();
        let (mut from, mut mark) = (0, None);
        for &(offset, index) in self.within.get(&node).into_iter().flatten() {
            let to = floor_boundary(text, offset).max(from);
            pieces.push((mark, &text[from..to]));
            (from, mark) = (to, self.all.get(index));
        }
        pieces.push((mark, &text[from..]));
        pieces
    }
}

/// The node itself, or the outermost element around it that a mark must not stand in.
fn place(tree: &Elements, node: NodeId) -> NodeId {
    let mut place = node;
    let mut at = tree.node(node).parent;
    while let Some(here) = at {
        if tree.element(here).is_some_and(takes_no_mark) {
            place = here;
        }
        at = tree.node(here).parent;
    }
    place
}

/// Links and headings are read out whole, what is hidden is not read out, and the head of a piece opens its page.
fn takes_no_mark(element: &Element) -> bool {
    matches!(element.name, "a" | "header") || heading_level(element.name).is_some() || element.get("aria-hidden") == Some("true")
}

fn floor_boundary(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default()
}

fn ascii_word(label: &str) -> String {
    label.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}
