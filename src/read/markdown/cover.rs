//! Lines that the Markdown parser must not see as they are: those of fenced divs, `::: name` to `:::`, which it does not
//! know, and those of nothing but HTML tags, which would keep it from reading the Markdown between them.
//!
//! Before the parser sees the text, each such line is covered by an HTML processing instruction of the same length. That
//! ends whatever block stands before it, as a div's line should, moves no byte of the text, and comes back out of the
//! parser as an event at a known place. Where such a line turns out to stand in code or in a comment, the builder takes
//! the words from the uncovered source.

use std::collections::BTreeMap;

use super::super::attributes;
use super::html;
use crate::model::Attributes;

/// A line that was covered.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Marker {
    /// Colons that open a div with these attributes.
    Open(Attributes),
    /// Colons that close the innermost div.
    Close,
    /// Colons that want to open a div, but the attributes make no sense.
    Unclear,
    /// HTML tags; the first that opens something, if any does.
    Tags(Option<String>),
}

/// The covered lines, by the byte at which they begin after white space and quote marks.
pub(super) type Markers = BTreeMap<usize, Marker>;

/// The text with these lines covered, and what they were.
pub(super) fn cover(text: &str) -> (String, Markers) {
    let mut covered = String::with_capacity(text.len());
    let mut markers = Markers::new();
    for line in text.split_inclusive('\n') {
        let own = line.trim_start_matches([' ', '\t', '>']);
        let (lead, _) = line.split_at(line.len() - own.len());
        let (words, after) = own.split_at(own.trim_end().len());
        let Some(marker) = fence(words).or_else(|| tags(words)) else {
            covered.push_str(line);
            continue;
        };
        markers.insert(covered.len() + lead.len(), marker);
        covered.push_str(lead);
        covered.push_str(&instruction(words.len()));
        covered.push_str(after);
    }
    (covered, markers)
}

/// A processing instruction of so many bytes, at least three: `<?>` opens one and closes it at once.
fn instruction(len: usize) -> String {
    if len < 4 { "<?>".to_owned() } else { format!("<?{}?>", " ".repeat(len - 4)) }
}

/// What a line of three or more colons means.
fn fence(line: &str) -> Option<Marker> {
    let marker = match line.strip_prefix(":::")?.trim_start_matches(':') {
        "" => Marker::Close,
        rest => attributes::parse_div(rest).map_or(Marker::Unclear, Marker::Open),
    };
    Some(marker)
}

/// A line of nothing but the tags of HTML blocks.
fn tags(line: &str) -> Option<Marker> {
    let name = line.strip_prefix('<').filter(|_| line.ends_with('>'))?.trim_start_matches('/');
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next()?.to_ascii_lowercase();
    if !BLOCKS.contains(&name.as_str()) {
        return None;
    }
    let found = html::strip(line);
    found.words.trim().is_empty().then(|| Marker::Tags(found.tags.into_iter().next()))
}

/// Elements whose tags begin a block even in the middle of a paragraph (CommonMark 0.31.2, 4.6, start condition 6), as far
/// as text stands in them.
const BLOCKS: [&str; 38] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "header",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tr",
    "ul",
    "thead",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn covering_moves_no_byte() {
        let text = "a\n::: note\n> ::::\nb ::: c\n:::";
        let (covered, markers) = cover(text);
        assert_eq!(covered, "a\n<?    ?>\n> <??>\nb ::: c\n<?>");
        assert_eq!(covered.len(), text.len());
        assert_eq!(markers.keys().copied().collect::<Vec<_>>(), [2, 13, 26]);
        assert_eq!(markers.get(&26), Some(&Marker::Close));
    }
}
