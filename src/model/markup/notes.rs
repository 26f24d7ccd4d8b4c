//! Notes: under their piece, each to go to the foot of the page with its mark, or gathered in lists.

use super::super::block::{Block, BlockKind};
use super::super::elements::{Element, NodeId};
use super::super::publication::{Note, NotesPlace};
use super::Builder;

impl Builder<'_, '_> {
    /// The notes of the piece after its body. Those at the foot are sent there by the stylesheet, with their mark.
    pub(super) fn notes(&mut self, article: NodeId) {
        let piece = self.piece;
        match self.notes {
            _ if piece.notes.is_empty() => {}
            NotesPlace::Foot => {
                for (index, note) in piece.notes.iter().enumerate() {
                    let aside = Element { id: Some(self.note_id(index)), ..Element::new("aside").class("footnote") };
                    let aside = self.open(article, aside.meaning("footnote", Some("doc-footnote")), Some(note.span));
                    self.note(aside, index, note);
                }
            }
            NotesPlace::Piece => {
                let element = Element::new("section").class("endnotes").meaning("endnotes", Some("doc-endnotes"));
                let section = self.open(article, element, None);
                let id = self.unique_id("notes");
                self.line(section, Element { id: Some(id), ..Element::new("h2").class("label") }, self.wording.notes);
                self.note_list(section);
            }
            NotesPlace::End => {}
        }
    }

    /// The notes of all pieces, each piece's under its name.
    pub(super) fn all_notes(&mut self, node: NodeId) {
        let publication = self.publication;
        let with_notes = publication.pieces.iter().filter(|piece| !piece.notes.is_empty()).count();
        for (number, _) in publication.pieces.iter().enumerate().filter(|(_, piece)| !piece.notes.is_empty()) {
            let mut builder = self.for_piece(number);
            let mut section = node;
            if with_notes > 1 {
                section = builder.open(node, Element::new("section"), None);
                let id = builder.unique_id("notes");
                let heading = builder.open(section, Element { id: Some(id), ..Element::new("h2") }, None);
                builder.name(heading);
            }
            builder.note_list(section);
        }
    }

    fn note_list(&mut self, parent: NodeId) {
        let piece = self.piece;
        let list = self.open(parent, Element::new("ol").class("notes"), None);
        for (index, note) in piece.notes.iter().enumerate() {
            let item = self.open(list, Element { id: Some(self.note_id(index)), ..Element::new("li") }, Some(note.span));
            self.note(item, index, note);
        }
    }

    /// What a note says. The way back leads its first paragraph: Kindle wants it first.
    fn note(&mut self, parent: NodeId, index: usize, note: &Note) {
        let label = Element::new("a")
            .class("backlink")
            .meaning("backlink", Some("doc-backlink"))
            .attribute("href", format!("#{}", self.mark_id(index)))
            .attribute("aria-label", format!("{}, {}", index + 1, self.wording.back_to_text));
        let (first, rest) = match note.content.split_first() {
            Some((Block { kind: BlockKind::Paragraph(content), span, .. }, rest)) => (Some((content, *span)), rest),
            _ => (None, note.content.as_slice()),
        };
        let paragraph = self.open(parent, Element::new("p"), first.map(|(_, span)| span));
        self.line(paragraph, label, &(index + 1).to_string());
        if let Some((content, _)) = first {
            self.text(paragraph, " ", None);
            self.inlines(paragraph, content);
        }
        self.blocks(parent, rest);
    }

    pub(super) fn note_id(&self, index: usize) -> String {
        if self.number == 0 { format!("note-{}", index + 1) } else { format!("note-{}-{}", self.number + 1, index + 1) }
    }

    pub(super) fn mark_id(&self, index: usize) -> String {
        if self.number == 0 { format!("noteref-{}", index + 1) } else { format!("noteref-{}-{}", self.number + 1, index + 1) }
    }
}
