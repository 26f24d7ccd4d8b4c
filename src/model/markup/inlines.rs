//! Inlines as elements.

use super::super::block::Attributes;
use super::super::elements::{Element, NodeId};
use super::super::inline::{Inline, InlineKind};
use super::Builder;
use crate::base::Span;

impl Builder<'_, '_> {
    pub(super) fn inlines(&mut self, parent: NodeId, inlines: &[Inline]) {
        for inline in inlines {
            self.inline(parent, inline);
        }
    }

    fn inline(&mut self, parent: NodeId, inline: &Inline) {
        let span = Some(inline.span);
        if let Some(target) = number_wanted(&inline.kind) {
            let text = self.register.number(target, &self.piece.metadata.language).to_owned();
            return self.reference(parent, target, &text);
        }
        let (element, content) = match &inline.kind {
            InlineKind::Text(text) => return self.text(parent, text, span),
            InlineKind::SoftBreak => return self.text(parent, " ", span),
            InlineKind::HardBreak => {
                self.open(parent, Element::new("br"), span);
                return;
            }
            InlineKind::Code(text) => return self.line(parent, Element::new("code"), text),
            InlineKind::Picture { picture, alt, attributes } => {
                let element = attributes.as_ref().map_or_else(|| Element::new("img"), |own| self.dressed("img", own));
                self.open(parent, Element { picture: Some(*picture), ..element }.attribute("alt", alt.clone()), span);
                return;
            }
            InlineKind::NoteMark(index) => return self.note_mark(parent, *index, span),
            InlineKind::Math { source, display } => return self.math(parent, source, *display, span),
            InlineKind::Reference { target } => {
                let text = self.register.text(target).to_owned();
                return self.reference(parent, target, &text);
            }
            InlineKind::Citation(citation) => return self.citation(parent, citation, span),
            InlineKind::IndexMark { content, .. } => {
                (Element { id: self.register.mark_id(inline), ..Element::new("span").class("index-term") }, content)
            }
            InlineKind::Span { attributes, content } if self.register.equation(inline).is_some() => {
                let element = self.dressed("span", attributes).class("equation");
                let equation = self.open(parent, element, span);
                self.inlines(equation, content);
                let number = self.register.equation(inline).map(|number| format!("({number})"));
                return number.into_iter().for_each(|number| self.line(equation, Element::new("span").class("equation-number"), &number));
            }
            InlineKind::Emphasis(content) => (Element::new("em"), content),
            InlineKind::Strong(content) => (Element::new("strong"), content),
            InlineKind::Strikeout(content) => (Element::new("s"), content),
            InlineKind::Superscript(content) => (Element::new("sup"), content),
            InlineKind::Subscript(content) => (Element::new("sub"), content),
            InlineKind::Span { attributes, content } => (self.dressed(span_name(attributes), attributes), content),
            InlineKind::Link { target, content } => (Element::new("a").attribute("href", target.clone()), content),
        };
        let node = self.open(parent, element, span);
        self.inlines(node, content);
    }

    /// A link to a numbered thing, in words that name it.
    fn reference(&mut self, parent: NodeId, target: &str, words: &str) {
        self.line(parent, Element::new("a").class("xref").attribute("href", format!("#{target}")), words);
    }

    /// `sup` around the link, not inside it: Apple Books shows no pop-up otherwise.
    fn note_mark(&mut self, parent: NodeId, index: usize, span: Option<Span>) {
        let raised = self.open(parent, Element::new("sup").class("noteref"), span);
        let mark = Element { id: Some(self.mark_id(index)), ..Element::new("a") };
        let mark = mark.meaning("noteref", Some("doc-noteref")).attribute("href", format!("#{}", self.note_id(index)));
        self.line(raised, mark, &(index + 1).to_string());
    }
}

/// The target of a reference of which the number alone is wanted: `[-@fig-map]`.
fn number_wanted(kind: &InlineKind) -> Option<&str> {
    let InlineKind::Span { attributes, content } = kind else { return None };
    match content.as_slice() {
        [Inline { kind: InlineKind::Reference { target }, .. }] if attributes.classes.iter().any(|class| class == "number-only") => {
            Some(target)
        }
        _ => None,
    }
}

/// The element of a span: what HTML has a name for has it.
fn span_name(attributes: &Attributes) -> &'static str {
    let names = [("kbd", "kbd"), ("mark", "mark"), ("small", "small"), ("underline", "u")];
    let named = names.into_iter().find(|(class, _)| attributes.classes.iter().any(|own| own == class));
    named.map_or("span", |(_, name)| name)
}
