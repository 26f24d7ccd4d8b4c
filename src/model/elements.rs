//! The publication as a tree of elements with the names of HTML.
//!
//! Stylesheets select by these names, the EPUB writes them down as they are, and the typesetter walks over them:
//! so one stylesheet means the same in both. [`Elements::of`] makes the tree; [`super::markup`] decides what becomes what.

use super::markup;
use super::publication::{PictureId, Publication};
use crate::base::Span;

/// A node, as a number into its tree. Numbers grow in document order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// The tree: `html > body > article`, one article for each piece.
#[derive(Clone, Debug, PartialEq)]
pub struct Elements {
    nodes: Vec<Node>,
}

/// An element or a stretch of text, with its relations.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The element around it; only the root has none.
    pub parent: Option<NodeId>,
    /// What it holds, in order.
    pub children: Vec<NodeId>,
    /// Its place among its parent's children, from 0.
    pub index: usize,
    /// What it is.
    pub content: Content,
    /// Where it was written; furniture that the program adds has no place.
    pub span: Option<Span>,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// An element.
    Element(Element),
    /// Words. White space in them is already what shall be printed, single spaces but in `pre`.
    Text(String),
}

/// Where a printed page begins in the text, for the EPUB's page-list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageBreak {
    /// The folio as printed.
    pub label: String,
    /// The text node in which the page begins.
    pub node: NodeId,
    /// Bytes into its words; always at the start of a character.
    pub offset: usize,
}

/// An element with the attributes it has in the EPUB.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Element {
    /// Its HTML name.
    pub name: &'static str,
    /// Its name for references, unique in the tree.
    pub id: Option<String>,
    /// Names a stylesheet may select by.
    pub classes: Vec<String>,
    /// Its language, where that changes (BCP 47).
    pub language: Option<String>,
    /// Its `epub:type`.
    pub epub_type: Option<&'static str>,
    /// Its ARIA role, from the DPUB-ARIA list where there is one.
    pub role: Option<&'static str>,
    /// Other HTML attributes, such as `href`, `alt`, `scope`, `start`, `aria-hidden`.
    pub attributes: Vec<(&'static str, String)>,
    /// The picture of an `img`.
    pub picture: Option<PictureId>,
}

impl Element {
    /// An element of that name with nothing else.
    pub fn new(name: &'static str) -> Self {
        Self { name, ..Self::default() }
    }

    /// The same element with one more class.
    #[must_use]
    pub fn class(mut self, class: &str) -> Self {
        self.classes.push(class.to_owned());
        self
    }

    /// The same element with one more attribute.
    #[must_use]
    pub fn attribute(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// The same element with its meaning said twice: for reading systems and for assistive technology.
    #[must_use]
    pub fn meaning(mut self, epub_type: &'static str, role: Option<&'static str>) -> Self {
        self.epub_type = Some(epub_type);
        self.role = role;
        self
    }

    /// The value of another attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str())
    }

    /// Whether it has that class.
    pub fn has_class(&self, class: &str) -> bool {
        self.classes.iter().any(|own| own == class)
    }
}

impl Elements {
    /// The tree of a publication.
    pub fn of(publication: &Publication) -> Self {
        markup::elements(publication)
    }

    /// A tree of only its root, `html`.
    pub(super) fn with_root(root: Element) -> Self {
        Self { nodes: vec![Node { parent: None, children: Vec::new(), index: 0, content: Content::Element(root), span: None }] }
    }

    /// Adds a node as the last child of another and returns it.
    pub(super) fn push(&mut self, parent: NodeId, content: Content, span: Option<Span>) -> NodeId {
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        let siblings = &mut self.nodes[parent.0 as usize].children;
        let index = siblings.len();
        siblings.push(id);
        self.nodes.push(Node { parent: Some(parent), children: Vec::new(), index, content, span });
        id
    }

    /// An element that can still be given classes while the tree is made.
    pub(super) fn element_mut(&mut self, id: NodeId) -> Option<&mut Element> {
        match &mut self.nodes[id.0 as usize].content {
            Content::Element(element) => Some(element),
            Content::Text(_) => None,
        }
    }

    /// The root.
    pub fn root(&self) -> NodeId {
        NodeId(0)
    }

    /// How many nodes there are; every number below it is a node.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Never: there is always a root.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The node of that number.
    ///
    /// # Panics
    /// Never for a number that came from this tree.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    /// What a node holds, in order.
    pub fn children(&self, id: NodeId) -> &[NodeId] {
        &self.node(id).children
    }

    /// The element, unless the node is text.
    pub fn element(&self, id: NodeId) -> Option<&Element> {
        match &self.node(id).content {
            Content::Element(element) => Some(element),
            Content::Text(_) => None,
        }
    }

    /// The words, unless the node is an element.
    pub fn text(&self, id: NodeId) -> Option<&str> {
        match &self.node(id).content {
            Content::Text(text) => Some(text),
            Content::Element(_) => None,
        }
    }

    /// All nodes in document order.
    pub fn ids(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..u32::try_from(self.nodes.len()).unwrap_or(u32::MAX)).map(NodeId)
    }

    /// The language that holds at a node.
    pub fn language(&self, id: NodeId) -> &str {
        let mut at = Some(id);
        while let Some(here) = at {
            if let Some(language) = self.element(here).and_then(|element| element.language.as_deref()) {
                return language;
            }
            at = self.node(here).parent;
        }
        "en"
    }

    /// The element with that id.
    pub fn by_id(&self, id: &str) -> Option<NodeId> {
        self.ids().find(|&node| self.element(node).is_some_and(|element| element.id.as_deref() == Some(id)))
    }

    /// All words inside a node, as they stand.
    pub fn text_of(&self, id: NodeId) -> String {
        let mut words = String::new();
        let mut open = vec![id];
        while let Some(node) = open.pop() {
            match &self.node(node).content {
                Content::Text(text) => words.push_str(text),
                Content::Element(_) => open.extend(self.children(node).iter().rev()),
            }
        }
        words
    }
}
