//! Code as elements: what its language tells apart stands in spans with classes.

use super::super::block::Block;
use super::super::elements::{Element, NodeId};
use super::super::metadata::is_right_to_left;
use super::Builder;

impl Builder<'_, '_> {
    /// `pre > code`, and in it `span.tok-keyword` and so on (see [`Token::class`](super::super::code::Token::class)). Code is read
    /// from left to right in a text of any direction.
    pub(super) fn code(&mut self, parent: NodeId, block: &Block, language: Option<&str>, text: &str) -> NodeId {
        let mut pre = self.dressed_block("pre", block);
        if is_right_to_left(self.tree.language(parent)) {
            pre = pre.attribute("dir", "ltr");
        }
        let pre = self.open(parent, pre, Some(block.span));
        let mut code = Element::new("code");
        code.classes.extend(language.map(|language| format!("language-{language}")));
        let colours = self.colours;
        let parts = language.map_or(&[][..], |language| colours.get(language, text));
        if parts.is_empty() {
            self.line(pre, code, text);
            return pre;
        }
        let code = self.open(pre, code, None);
        for (token, range) in parts {
            let words = text.get(range.clone()).unwrap_or_default();
            match token {
                Some(token) => self.line(code, Element::new("span").class(token.class()), words),
                None => self.text(code, words, None),
            }
        }
        pre
    }
}
