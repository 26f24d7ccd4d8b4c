//! Which element each part of a publication becomes. The one place that decides names, roles and reading order.

mod blocks;
mod callouts;
mod citations;
mod code;
mod contents;
mod index;
mod inlines;
mod math;
mod notes;
mod pieces;
mod titles;

use super::block::{Attributes, Block, BlockKind, Gathered};
use super::code::Colours;
use super::elements::{Content, Element, Elements, NodeId};
use super::metadata::is_right_to_left;
use super::publication::{NotesPlace, Piece, Publication};
use super::register::Register;
use super::wording::Wording;
use crate::base::Span;

/// The tree of a publication: `html > body`, and in it one element for each piece, `article` for articles and `section`
/// for everything else.
pub(super) fn elements(publication: &Publication) -> Elements {
    let language = Some(publication.metadata.language.0.clone());
    let mut tree = Elements::with_root(Element { language, ..Element::new("html") });
    let body = tree.push(tree.root(), Content::Element(Element::new("body")), None);
    let mut register = Register::of(publication);
    let notes = notes_place(publication);
    let colours = Colours::of(publication);
    for (number, piece) in publication.pieces.iter().enumerate() {
        let wording = Wording::of(&piece.metadata.language);
        Builder { tree: &mut tree, register: &mut register, colours: &colours, publication, notes, piece, number, wording }.piece(body);
    }
    tree
}

/// Where notes stand; never in a list of notes that nobody asked to gather.
fn notes_place(publication: &Publication) -> NotesPlace {
    let gathers = |piece: &Piece| piece.body.iter().any(|block| block.kind == BlockKind::Gathered(Gathered::Notes));
    match publication.notes {
        NotesPlace::End if !publication.pieces.iter().any(gathers) => NotesPlace::Piece,
        place => place,
    }
}

/// Adds the elements of one piece to the tree.
struct Builder<'t, 'a> {
    tree: &'t mut Elements,
    register: &'t mut Register<'a>,
    colours: &'t Colours<'a>,
    publication: &'a Publication,
    notes: NotesPlace,
    piece: &'a Piece,
    /// The place of the piece in the publication, from 0.
    number: usize,
    wording: &'static Wording,
}

impl<'a> Builder<'_, 'a> {
    /// The same builder for another piece.
    fn for_piece(&mut self, number: usize) -> Builder<'_, 'a> {
        let piece = self.publication.pieces.get(number).unwrap_or(self.piece);
        let wording = Wording::of(&piece.metadata.language);
        let Self { publication, notes, colours, .. } = *self;
        Builder { tree: self.tree, register: self.register, colours, publication, notes, piece, number, wording }
    }

    /// What the program puts together, where the author wants it.
    fn gathered(&mut self, parent: NodeId, block: &Block, gathered: &Gathered) -> NodeId {
        let class = match gathered {
            Gathered::Contents { .. } => "contents-list",
            Gathered::Figures => "figures-list",
            Gathered::Tables => "tables-list",
            Gathered::Bibliography(_) => "bibliography-list",
            Gathered::Index => "index-list",
            Gathered::Notes => "notes-list",
        };
        let mut element = self.dressed("div", &block.attributes);
        element.classes.insert(0, class.to_owned());
        let node = self.open(parent, element, Some(block.span));
        match gathered {
            Gathered::Contents { depth } => self.contents(node, *depth),
            Gathered::Figures => self.captions(node, |block| matches!(block.kind, BlockKind::Figure(_))),
            Gathered::Tables => self.captions(node, |block| matches!(block.kind, BlockKind::Table(_))),
            Gathered::Bibliography(works) => self.bibliography(node, works),
            Gathered::Index => self.index(node),
            Gathered::Notes => self.all_notes(node),
        }
        node
    }

    fn unique_id(&mut self, wish: &str) -> String {
        self.register.unique(wish)
    }

    /// An element with what the author attached to the block.
    fn dressed(&self, name: &'static str, attributes: &Attributes) -> Element {
        let Attributes { id, classes, language, .. } = attributes.clone();
        Element { id, classes, language, ..Element::new(name) }
    }

    /// An element with what the author attached to a block, and the name by which the block is referred to.
    fn dressed_block(&self, name: &'static str, block: &Block) -> Element {
        let mut element = self.dressed(name, &block.attributes);
        element.id = element.id.or_else(|| self.register.id(block).map(str::to_owned));
        element
    }

    fn open_dressed(&mut self, parent: NodeId, name: &'static str, block: &Block) -> NodeId {
        let element = self.dressed_block(name, block);
        self.open(parent, element, Some(block.span))
    }

    /// The label of a figure, table or listing at the beginning of its caption, if it has one.
    fn label(&mut self, caption: NodeId, block: &Block) {
        if let Some(label) = self.register.label(block).map(str::to_owned) {
            self.line(caption, Element::new("span").class("label"), &label);
            self.text(caption, " ", None);
        }
    }

    /// Adds an element. One in a language that is read the other way says so: reading systems do not know that from the language.
    fn open(&mut self, parent: NodeId, mut element: Element, span: Option<Span>) -> NodeId {
        if let (Some(language), None) = (&element.language, element.get("dir")) {
            let turns = is_right_to_left(language) != is_right_to_left(self.tree.language(parent));
            let direction = if is_right_to_left(language) { "rtl" } else { "ltr" };
            element = if turns { element.attribute("dir", direction) } else { element };
        }
        self.tree.push(parent, Content::Element(element), span)
    }

    fn text(&mut self, parent: NodeId, text: &str, span: Option<Span>) {
        self.tree.push(parent, Content::Text(text.to_owned()), span);
    }

    /// An element that holds nothing but words.
    fn line(&mut self, parent: NodeId, element: Element, text: &str) {
        let node = self.open(parent, element, None);
        self.text(node, text, None);
    }
}
