//! What the walk leaves behind at an element: its tag, its bookmark, and the counters and named strings that it sets.

use super::{Collector, is_pull_quote};
use crate::model::NodeId;
use crate::page::{Role, Scope, TagId};
use crate::style::Style;

impl<'a> Collector<'a> {
    /// Counters and named strings that an element sets.
    pub(in crate::typeset) fn enter(&mut self, node: NodeId) {
        let style = self.styled.of(node);
        let pages = style.counter_reset.iter().filter(|(name, _)| name == "page");
        self.flow.renumbered.extend(pages.map(|(_, number)| (node, *number)));
        self.counters.enter(node, style, self.tree);
        for (name, parts) in &style.string_set {
            let words = self.generated(node, parts);
            self.flow.strings.push((node, name.clone(), words));
        }
    }

    pub(super) fn bookmark(&mut self, node: NodeId, style: &Style) {
        if let Some(level) = style.bookmark_level {
            let words = match &style.bookmark_label {
                Some(parts) => self.generated(node, parts),
                None => self.tree.text_of(node),
            };
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            self.flow.headings.push((level, words, node));
        }
    }

    /// The tag of an element, opened in its parent's; `None` for what has no meaning of its own.
    pub(super) fn open_tag(&mut self, node: NodeId, parent: TagId) -> Option<TagId> {
        let element = self.tree.element(node)?;
        let role = match element.name {
            "article" => Role::Article,
            "section" => Role::Section,
            "h1" => Role::Heading(1),
            "h2" => Role::Heading(2),
            "h3" => Role::Heading(3),
            "h4" => Role::Heading(4),
            "h5" => Role::Heading(5),
            "h6" => Role::Heading(6),
            "p" | "pre" | "dt" => Role::Paragraph,
            "blockquote" => Role::BlockQuote,
            "aside" if is_pull_quote(element) => Role::BlockQuote,
            "aside" | "figure" | "dl" | "dd" => Role::Division,
            "figcaption" | "caption" => Role::Caption,
            "ol" if self.is_contents(node) => Role::Contents,
            "ul" => Role::List { numbered: false },
            "ol" => Role::List { numbered: true },
            "table" => Role::Table,
            "thead" => Role::TableHead,
            "tbody" => Role::TableBody,
            "tr" => Role::TableRow,
            "th" => Role::TableHeaderCell(if element.get("scope") == Some("row") { Scope::Row } else { Scope::Column }),
            "td" => Role::TableCell,
            _ => return None,
        };
        let tag = self.flow.structure.open(parent, role);
        self.flow.structure.get_mut(tag).language.clone_from(&element.language);
        self.flow.tags.insert(node, tag);
        Some(tag)
    }

    /// Whether a list tells what is where: the contents, or a list of figures or tables.
    pub(super) fn is_contents(&self, list: NodeId) -> bool {
        let mut at = Some(list);
        while let Some(node) = at {
            let classes = self.tree.element(node).map_or(&[][..], |element| &element.classes);
            if classes.iter().any(|class| matches!(class.as_str(), "contents-list" | "figures-list" | "tables-list")) {
                return true;
            }
            at = self.tree.node(node).parent;
        }
        false
    }

    pub(in crate::typeset) fn tag_of(&mut self, node: NodeId, parent: TagId) -> TagId {
        self.open_tag(node, parent).unwrap_or(parent)
    }
}
