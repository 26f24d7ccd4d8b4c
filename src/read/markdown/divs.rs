//! Fenced divs, `::: name` to `:::`, which the Markdown parser does not know.
//!
//! Before the parser sees the text, every line that may open or close a div is covered by an HTML processing
//! instruction of the same length. That ends whatever block stands before it, as a div's line should, moves no byte of
//! the text, and comes back out of the parser as an event at a known place. Where such a line turns out to stand in
//! code or in a comment, the builder takes the words from the uncovered source.

use std::collections::BTreeMap;

use super::super::attributes;
use crate::model::Attributes;

/// A line of three or more colons.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Marker {
    /// Opens a div with these attributes.
    Open(Attributes),
    /// Closes the innermost div.
    Close,
    /// Wants to open a div, but its attributes make no sense.
    Unclear,
}

/// The lines that open or close divs, by the byte at which their colons begin.
pub(super) type Markers = BTreeMap<usize, Marker>;

/// The text with its div lines covered, and what they were.
pub(super) fn cover(text: &str) -> (String, Markers) {
    let mut covered = String::with_capacity(text.len());
    let mut markers = Markers::new();
    for line in text.split_inclusive('\n') {
        let Some((lead, colons)) = find(line) else {
            covered.push_str(line);
            continue;
        };
        let end = colons.trim_end().len();
        let (fence, after) = colons.split_at(end);
        markers.insert(covered.len() + lead.len(), marker(fence));
        covered.push_str(lead);
        covered.push_str(&instruction(fence.len()));
        covered.push_str(after);
    }
    (covered, markers)
}

/// A line that may be a div's, cut before its colons: they follow white space and quote marks only.
fn find(line: &str) -> Option<(&str, &str)> {
    let at = line.find(|c| !matches!(c, ' ' | '\t' | '>'))?;
    let (lead, rest) = line.split_at(at);
    rest.starts_with(":::").then_some((lead, rest))
}

/// A processing instruction of so many bytes, at least three: `<?>` opens one and closes it at once.
fn instruction(len: usize) -> String {
    if len < 4 { "<?>".to_owned() } else { format!("<?{}?>", " ".repeat(len - 4)) }
}

fn marker(fence: &str) -> Marker {
    match fence.trim_start_matches(':') {
        "" => Marker::Close,
        rest => attributes::parse_div(rest).map_or(Marker::Unclear, Marker::Open),
    }
}

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
