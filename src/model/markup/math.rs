//! Formulas as elements: MathML, or their source where they cannot be read.

use super::super::elements::{Element, NodeId};
use super::super::math::{self, MathPart};
use super::Builder;
use crate::base::Span;

impl Builder<'_, '_> {
    /// A formula as MathML; as code if it cannot be read, which the reader has reported.
    pub(super) fn math(&mut self, parent: NodeId, source: &str, display: bool, span: Option<Span>) {
        match math::mathml(source, display) {
            Ok(formula) => self.math_part(parent, formula, span),
            Err(_) => self.line(parent, Element::new("code").class("math"), source),
        }
    }

    fn math_part(&mut self, parent: NodeId, part: MathPart, span: Option<Span>) {
        match part {
            MathPart::Text(words) => self.text(parent, &words, span),
            MathPart::Element { name, attributes, parts } => {
                let node = self.open(parent, Element { attributes, ..Element::new(name) }, span);
                parts.into_iter().for_each(|part| self.math_part(node, part, span));
            }
        }
    }
}
