//! Generated content: what a stylesheet puts into a line, from plain words to the numbers of pages.

use super::inline::LineBuilder;
use crate::model::NodeId;
use crate::page::{Furniture, Mark};
use crate::style::{ContentPart, Display, Style, Target};
use crate::typeset::words::{self, Carried, Filler, Meaning, Run};

/// What stands for the number of a page until that is known: about as wide as the number will be.
const UNKNOWN: &str = "000";
/// A space that no line ends at: a leader and the number after it stay with the last word before them.
const JOINT: char = '\u{A0}';

impl<'a> LineBuilder<'_, 'a> {
    /// What a stylesheet puts before or after an element.
    pub(in crate::typeset) fn generated(&mut self, node: NodeId, before: bool, meaning: Meaning, carried: Carried) {
        let styled = self.collector.styled;
        let styles = if before { &styled.before } else { &styled.after };
        let Some(style) = styles.get(&node) else { return };
        let Some(parts) = &style.content else { return };
        if style.display != Display::None {
            let rise = carried.rise + super::inline::raised(style, styled.of(node));
            self.parts(node, style, parts, meaning, Carried { rise, drawn: carried.drawn.within(style) });
        }
    }

    /// Adds generated content. Where a part of it needs a target that is not there, nothing is added: half of it would be
    /// nonsense. Returns whether anything was.
    ///
    /// Content is decoration, since nobody wrote it; but what says where something stands is for everyone.
    pub(in crate::typeset) fn parts(
        &mut self,
        node: NodeId,
        style: &'a Style,
        parts: &[ContentPart],
        meaning: Meaning,
        carried: Carried,
    ) -> bool {
        let targets: Option<Vec<Option<NodeId>>> = parts.iter().map(|part| self.target_of(node, part)).collect();
        let Some(targets) = targets else { return false };
        let spoken = targets.iter().any(Option::is_some);
        let look = self.look(style, carried);
        for (part, target) in parts.iter().zip(targets) {
            let (words, filler) = match (part, target) {
                (ContentPart::TargetPage { style, .. }, Some(target)) => {
                    let locator = self.collector.tree.element(node).is_some_and(|element| element.has_class("locator"));
                    (UNKNOWN.to_owned(), Some(Filler::Page { target, style: style.clone(), locator }))
                }
                (ContentPart::TargetText(_), Some(target)) => (self.collector.tree.text_of(target), None),
                (ContentPart::Leader(pattern), _) => (format!("{JOINT}{}{JOINT}", pattern.trim()), Some(Filler::Leader)),
                _ => (self.collector.generated(node, std::slice::from_ref(part)), None),
            };
            let words = words::transformed(&words, style.text_transform);
            if words.is_empty() {
                continue;
            }
            if spoken && filler != Some(Filler::Leader) {
                self.push(&words, look.clone(), meaning, node, None);
            } else {
                let start = self.words.text.len();
                self.words.text.push_str(&words);
                let mark = Mark::Furniture(Furniture::Decoration);
                let run = self.collector.run(start..self.words.text.len(), look.clone(), mark, node);
                self.add(Run { hyphenate: false, link: meaning.link, ..run }, style);
                self.content = None;
            }
            if let (Some(run), Some(filler)) = (self.words.runs.last_mut(), filler) {
                run.filler = Some(filler);
            }
        }
        true
    }

    /// What a part of generated content refers to, if it refers to anything; `None` if that is not there.
    fn target_of(&self, node: NodeId, part: &ContentPart) -> Option<Option<NodeId>> {
        let (ContentPart::TargetPage { target, .. } | ContentPart::TargetText(target)) = part else { return Some(None) };
        let address = match target {
            Target::Attribute(name) => self.collector.tree.element(node)?.get(name)?,
            Target::Address(address) => address,
        };
        let id = address.strip_prefix('#')?;
        self.collector.flow.ids.get(id).copied().map(Some)
    }
}
