//! Which part of the tree stands in which file, and under which name each element can be reached there.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Elements, NodeId, Publication};

/// Long files turn pages slowly on small readers: files stay under about 250 KB, markup included.
const LIMIT: usize = 200_000;

/// A file of text: a stretch of one article, in document order.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Document {
    /// Its file name.
    pub(super) file: String,
    /// What it is called, unlike every other file.
    pub(super) title: String,
    /// The first node of the stretch; elements around it are opened again.
    pub(super) from: NodeId,
    /// One past the last node of the stretch.
    pub(super) to: NodeId,
    /// Whether there is MathML in it, which the package must say (EPUB 3.3, 5.6.3).
    pub(super) has_math: bool,
}

/// The files of text, and where each element went.
pub(super) struct Plan {
    /// The files, in reading order.
    pub(super) documents: Vec<Document>,
    /// One past the last node inside each node.
    ends: Vec<u32>,
    /// The id that each element has in its file.
    ids: BTreeMap<NodeId, String>,
    /// The element that a reference by the author's name means.
    targets: BTreeMap<String, NodeId>,
    /// All ids in use.
    taken: BTreeSet<String>,
}

impl Plan {
    /// Divides a tree into files.
    pub(super) fn of(publication: &Publication, tree: &Elements) -> Self {
        let ends = ends(tree);
        let mut plan = Self { documents: Vec::new(), ends, ids: BTreeMap::new(), targets: BTreeMap::new(), taken: BTreeSet::new() };
        plan.name_elements(tree);
        let weights = weights(tree);
        let mut titles = BTreeSet::new();
        for (piece, article) in publication.pieces.iter().zip(articles(tree)) {
            let name = plan.id(article).unwrap_or("article").to_owned();
            for (number, (from, to)) in plan.stretches(tree, &weights, article).into_iter().enumerate() {
                let file = if number == 0 { format!("{name}.xhtml") } else { format!("{name}-part-{}.xhtml", number + 1) };
                let title = &piece.metadata.title;
                let wish = match first_heading(tree, from, to) {
                    Some(heading) if title.is_empty() => heading,
                    Some(heading) if number > 0 => format!("{title}: {heading}"),
                    _ if title.is_empty() => name.clone(),
                    _ => title.clone(),
                };
                plan.documents.push(Document {
                    file,
                    title: unique(&mut titles, &wish, " "),
                    from,
                    to,
                    has_math: has_math(tree, from, to),
                });
            }
        }
        plan
    }

    /// The id of an element in its file.
    pub(super) fn id(&self, node: NodeId) -> Option<&str> {
        self.ids.get(&node).map(String::as_str)
    }

    /// The wished title of the cover page, made unlike the titles of all other files.
    pub(super) fn cover_title(&self, wish: &str) -> String {
        let mut titles = self.documents.iter().map(|document| document.title.clone()).collect();
        unique(&mut titles, wish, " ")
    }

    /// An id like the wished one that nothing else has.
    pub(super) fn new_id(&mut self, wish: &str) -> String {
        unique(&mut self.taken, wish, "-")
    }

    /// One past the last node inside a node.
    pub(super) fn end(&self, node: NodeId) -> NodeId {
        self.ends.get(node.0 as usize).map_or(NodeId(node.0 + 1), |&end| NodeId(end))
    }

    /// The file in which a node begins.
    pub(super) fn document(&self, node: NodeId) -> Option<&Document> {
        self.documents.iter().rev().find(|document| document.from <= node).or(self.documents.first())
    }

    /// The address, seen from any file of text, of the element with that name in the manuscript.
    pub(super) fn address(&self, name: &str) -> Option<String> {
        self.address_of(*self.targets.get(name)?)
    }

    /// The address of a node that has an id.
    pub(super) fn address_of(&self, node: NodeId) -> Option<String> {
        Some(format!("{}#{}", self.document(node)?.file, self.id(node)?))
    }

    /// Gives every element that has a name an id that XML allows and that is its own.
    fn name_elements(&mut self, tree: &Elements) {
        for node in tree.ids() {
            let Some(name) = tree.element(node).and_then(|element| element.id.as_deref()) else { continue };
            let id = self.new_id(&xml_name(name));
            self.ids.insert(node, id);
            self.targets.entry(name.to_owned()).or_insert(node);
        }
    }

    /// Divides an article at its sections, or between blocks where a section alone is too long.
    fn stretches(&self, tree: &Elements, weights: &[usize], article: NodeId) -> Vec<(NodeId, NodeId)> {
        let mut units = Vec::new();
        collect_units(tree, weights, article, &mut units);
        let mut starts = vec![article];
        let (mut filled, mut last_heading) = (0, None);
        for unit in units {
            let full = filled + unit.weight > LIMIT || (unit.opens_section && filled > LIMIT / 2);
            if full && filled > 0 {
                // A heading goes with the text that follows it.
                let start = last_heading.unwrap_or(unit.start);
                if starts.last() != Some(&start) {
                    starts.push(start);
                    filled = 0;
                }
            }
            filled += unit.weight;
            last_heading = unit.is_heading.then_some(unit.start);
        }
        let ends = starts.iter().skip(1).copied().chain([self.end(article)]).collect::<Vec<_>>();
        starts.into_iter().zip(ends).collect()
    }
}

/// Whether there is a formula between two nodes.
fn has_math(tree: &Elements, from: NodeId, to: NodeId) -> bool {
    (from.0..to.0).any(|node| tree.element(NodeId(node)).is_some_and(|element| element.name == "math"))
}

/// The articles of a tree, one for each piece.
pub(super) fn articles(tree: &Elements) -> impl Iterator<Item = NodeId> + '_ {
    let body = tree.children(tree.root()).first();
    body.into_iter().flat_map(|&body| tree.children(body)).copied()
}

/// Whether an element is a heading, and of which level.
pub(super) fn heading_level(name: &str) -> Option<usize> {
    ["h1", "h2", "h3", "h4", "h5", "h6"].iter().position(|&heading| heading == name).map(|level| level + 1)
}

/// The words of a heading as a list shows them: without marks of notes, in single spaces.
pub(super) fn heading_words(tree: &Elements, heading: NodeId) -> String {
    fn collect(tree: &Elements, node: NodeId, words: &mut String) {
        match (tree.text(node), tree.element(node)) {
            (Some(text), _) => words.push_str(text),
            (_, Some(element)) if element.name == "br" => words.push(' '),
            (_, Some(element)) if element.epub_type == Some("noteref") => {}
            // A label is told apart from the title by its place on the page; in a line it needs a stop.
            (_, Some(element)) if element.name == "span" && element.has_class("label") => {
                words.push_str(&tree.text_of(node));
                words.push_str(if words.ends_with(|c: char| c.is_ascii_alphanumeric()) { "." } else { "" });
            }
            _ => tree.children(node).iter().for_each(|&child| collect(tree, child, words)),
        }
    }
    let mut words = String::new();
    collect(tree, heading, &mut words);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A stretch that is never divided.
struct Unit {
    start: NodeId,
    weight: usize,
    opens_section: bool,
    is_heading: bool,
}

fn collect_units(tree: &Elements, weights: &[usize], parent: NodeId, units: &mut Vec<Unit>) {
    for (index, &child) in tree.children(parent).iter().enumerate() {
        let name = tree.element(child).map_or("", |element| element.name);
        let weight = weights.get(child.0 as usize).copied().unwrap_or_default();
        if name == "section" && weight > LIMIT {
            collect_units(tree, weights, child, units);
        } else {
            // The first block of a divided section takes the section's own start with it.
            let first_of_section = index == 0 && tree.element(parent).is_some_and(|element| element.name == "section");
            let start = if first_of_section { parent } else { child };
            units.push(Unit {
                start,
                weight,
                opens_section: name == "section" || first_of_section,
                is_heading: heading_level(name).is_some(),
            });
        }
    }
}

/// About how many bytes each node takes in its file.
fn weights(tree: &Elements) -> Vec<usize> {
    const MARKUP_OF_AN_ELEMENT: usize = 40;
    let mut weights: Vec<usize> = tree.ids().map(|node| tree.text(node).map_or(MARKUP_OF_AN_ELEMENT, str::len)).collect();
    // Children have higher numbers than their parents: from the back, each is complete when it is added.
    for node in (1..weights.len()).rev() {
        if let Some(parent) = u32::try_from(node).ok().and_then(|node| tree.node(NodeId(node)).parent) {
            weights[parent.0 as usize] += weights[node];
        }
    }
    weights
}

fn ends(tree: &Elements) -> Vec<u32> {
    let mut ends: Vec<u32> = tree.ids().map(|node| node.0 + 1).collect();
    for node in (1..ends.len()).rev() {
        if let Some(parent) = u32::try_from(node).ok().and_then(|node| tree.node(NodeId(node)).parent) {
            ends[parent.0 as usize] = ends[parent.0 as usize].max(ends[node]);
        }
    }
    ends
}

fn first_heading(tree: &Elements, from: NodeId, to: NodeId) -> Option<String> {
    let headings = (from.0..to.0).map(NodeId).filter(|&node| tree.element(node).is_some_and(|e| heading_level(e.name).is_some()));
    headings.map(|node| heading_words(tree, node)).find(|words| !words.is_empty())
}

/// The wish itself, or the wish with the first number that makes it unlike all others.
fn unique(taken: &mut BTreeSet<String>, wish: &str, joint: &str) -> String {
    let numbered = (2u32..).map(|number| format!("{wish}{joint}{number}"));
    let name = std::iter::once(wish.to_owned()).chain(numbered).find(|name| !taken.contains(name)).unwrap_or_default();
    taken.insert(name.clone());
    name
}

/// The name as an XML id: letters, digits, `-`, `_` and `.`, a letter first.
fn xml_name(name: &str) -> String {
    let mut id: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' }).collect();
    if !id.starts_with(|c: char| c.is_ascii_alphabetic()) {
        id.insert_str(0, "id-");
    }
    id
}
