//! Citations and bibliographies as elements.

use super::super::block::Work;
use super::super::elements::{Element, NodeId};
use super::super::inline::{Citation, InlineKind};
use super::super::publication::Role;
use super::Builder;
use crate::base::Span;

impl Builder<'_, '_> {
    /// A citation: its links lead to the bibliography, and say so.
    pub(super) fn citation(&mut self, parent: NodeId, citation: &Citation, span: Option<Span>) {
        let node = self.open(parent, Element::new("span").class("citation"), span);
        for inline in &citation.content {
            match &inline.kind {
                InlineKind::Link { target, content }
                    if citation.works.iter().any(|work| *target == format!("#{}", Work::anchor(&work.key))) =>
                {
                    let link = Element::new("a").attribute("href", target.clone()).meaning("biblioref", Some("doc-biblioref"));
                    let link = self.open(node, link, Some(inline.span));
                    self.inlines(link, content);
                }
                _ => self.inlines(node, std::slice::from_ref(inline)),
            }
        }
    }

    /// The works cited, as a list: each item can be linked to by its key.
    pub(super) fn bibliography(&mut self, node: NodeId, works: &[Work]) {
        // A piece that is nothing but the bibliography has that meaning itself.
        if let Some(element) = self.tree.element_mut(node).filter(|_| self.piece.role != Role::Bibliography) {
            (element.epub_type, element.role) = (Some("bibliography"), Some("doc-bibliography"));
        }
        if works.is_empty() {
            return;
        }
        let list = self.open(node, Element::new("ul").class("bibliography"), None);
        for Work { key, label, content } in works {
            let id = self.unique_id(&Work::anchor(key));
            let item = self.open(list, Element { id: Some(id), ..Element::new("li").class("work") }, None);
            if let Some(label) = label {
                self.line(item, Element::new("span").class("label"), label);
                self.text(item, " ", None);
            }
            self.inlines(item, content);
        }
    }
}
