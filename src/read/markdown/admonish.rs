//! The boxes of mdBook's plug-in `admonish`, which are written as fenced code: ```` ```admonish tip "A title" ````.

use std::ops::Range;

use super::builder::Builder;
use super::inner::Cut;
use crate::base::Span;
use crate::model::{Attributes, BlockKind, BoxRole, Boxed, Callout, Inline};

/// What the first line of such a box says.
#[derive(Debug, PartialEq)]
pub(super) struct Admonition {
    callout: Callout,
    title: Option<String>,
}

/// The names of boxes, and what they are here. A box whose name is not that of its callout bears it as its title.
const NAMES: [(&str, Callout); 24] = [
    ("note", Callout::Note),
    ("abstract", Callout::Note),
    ("summary", Callout::Note),
    ("tldr", Callout::Note),
    ("info", Callout::Note),
    ("todo", Callout::Note),
    ("question", Callout::Note),
    ("help", Callout::Note),
    ("faq", Callout::Note),
    ("example", Callout::Note),
    ("quote", Callout::Note),
    ("cite", Callout::Note),
    ("bug", Callout::Note),
    ("tip", Callout::Tip),
    ("hint", Callout::Tip),
    ("success", Callout::Tip),
    ("check", Callout::Tip),
    ("important", Callout::Important),
    ("warning", Callout::Warning),
    ("attention", Callout::Warning),
    ("caution", Callout::Caution),
    ("failure", Callout::Caution),
    ("danger", Callout::Caution),
    ("error", Callout::Caution),
];

/// The box that the first line of fenced code begins, if it begins one.
pub(super) fn of_fence(source: &str) -> Option<Admonition> {
    let info = source.lines().next()?.trim_start_matches([' ', '`', '~']).strip_prefix("admonish")?;
    if !(info.trim().is_empty() || info.starts_with(' ')) {
        return None;
    }
    let info = info.trim();
    // The name ends where a class (`note.wide`), a title or a setting (`title="..."`) begins.
    let end = info.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(info.len());
    let (mut name, mut rest) = info.split_at(end);
    if rest.starts_with('=') {
        (name, rest) = ("", info);
    }
    let known = NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, callout)| *callout);
    let titled = rest.split_once("title=").map(|(_, title)| title).or(rest.trim_start().starts_with('"').then(|| rest.trim_start()));
    let title = titled.map(|title| title.trim_start_matches('"').split('"').next().unwrap_or_default().trim().to_owned());
    let callout = known.unwrap_or(Callout::Note);
    let is_own_name = name.is_empty() || BoxRole::Callout(callout).class().strip_prefix("callout-") == Some(&name.to_ascii_lowercase());
    let by_name = || {
        let mut letters = name.chars();
        (!is_own_name).then(|| letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect())
    };
    Some(Admonition { callout, title: title.or_else(by_name).filter(|title| !title.is_empty()) })
}

impl Builder<'_, '_, '_> {
    /// A box with the words that stood where code stands.
    pub(super) fn admonition(&mut self, Admonition { callout, title }: Admonition, cut: &Cut, range: Range<usize>) {
        let content = self.inner(cut);
        let heading = title.map(|title| self.title_line(&title, &range));
        let boxed = Boxed { role: BoxRole::Callout(callout), heading, content, attribution: Vec::new() };
        self.push_block(BlockKind::Boxed(boxed), Attributes::default(), range.start, range.end);
    }

    /// A title, in which Markdown means what it means elsewhere.
    fn title_line(&mut self, title: &str, range: &Range<usize>) -> Vec<Inline> {
        let fence = self.line_span(range.start);
        let Some(at) = self.source(fence.start as usize..fence.end as usize).find(title).map(|at| range.start + at) else {
            return self.typed_line(title, Span { end: fence.start, ..fence });
        };
        let mut cut = Cut::default();
        cut.add(self.manuscript.text, at..at + title.len());
        match self.inner(&cut).pop().map(|block| block.kind) {
            Some(BlockKind::Paragraph(line)) => line,
            _ => self.typed_line(title, fence),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_says_kind_and_title() {
        let of = |info: &str| of_fence(&format!("```admonish{info}\nwords")).map(|found| (found.callout, found.title.unwrap_or_default()));
        for (info, callout, title) in [
            ("", Callout::Note, ""),
            (" tip", Callout::Tip, ""),
            (" warning \"Read *this*\"", Callout::Warning, "Read *this*"),
            (" warning \"\"", Callout::Warning, ""),
            (" tip title=\"A tip\" collapsible=true", Callout::Tip, "A tip"),
            (" title=\"Mine\"", Callout::Note, "Mine"),
            (" collapsible=true", Callout::Note, ""),
            (" example", Callout::Note, "Example"),
            (" note.wide", Callout::Note, ""),
            (" frog", Callout::Note, "Frog"),
        ] {
            assert_eq!(of(info), Some((callout, title.to_owned())), "{info}");
        }
        assert_eq!(of("ed"), None);
    }
}
