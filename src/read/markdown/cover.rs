//! What the Markdown parser must not see as it is: the lines of fenced divs, `::: name` to `:::`, which it does not know;
//! lines of nothing but HTML tags, which would keep it from reading the Markdown between them; and the marks of list items
//! that only Pandoc knows; and dollar signs with which no formula begins.
//!
//! Before the parser sees the text, each such line is covered by an HTML processing instruction of the same length. That
//! ends whatever block stands before it, as a div's line should, moves no byte of the text, and comes back out of the
//! parser as an event at a known place. A list item's mark is covered by a number of the same length. Where such a line
//! turns out to stand in code or in a comment, the builder takes the words from the uncovered source.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::attributes;
use super::dollars;
use super::grid;
use super::markers::{self, ItemMark};
use super::tags::{self, Kind, Token};
use crate::model::Attributes;

/// Something that was covered.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Marker {
    /// Colons that open a div with these attributes.
    Open(Attributes),
    /// Colons that close the innermost div.
    Close,
    /// Colons that want to open a div, but the attributes make no sense.
    Unclear,
    /// So many bytes of HTML tags.
    Tags(usize),
    /// The mark of a list item.
    Item(ItemMark),
    /// A drawn table, by the places of its lines.
    Grid(Vec<Range<usize>>),
    /// A further line of one.
    Drawn,
    /// A dollar sign that is nothing but that.
    Dollar,
}

/// What was covered, by the byte at which it begins after white space and quote marks.
pub(super) type Markers = BTreeMap<usize, Marker>;

/// The text with all that covered, and what it was.
pub(super) fn cover(text: &str) -> (String, Markers) {
    let mut covered = String::with_capacity(text.len());
    let mut markers = Markers::new();
    let mut lists = Lists::default();
    let mut rest = text;
    while let Some(line) = rest.split_inclusive('\n').next() {
        rest = rest.get(line.len()..).unwrap_or_default();
        let own = line.trim_start_matches([' ', '\t', '>']);
        let (lead, _) = line.split_at(line.len() - own.len());
        // Few lines begin with what could be covered.
        let first = own.bytes().next();
        let marker = match first {
            Some(b':') => fence(own.trim_end()),
            Some(b'<') => tag_line(own.trim_end()),
            _ => None,
        };
        if first == Some(b'+')
            && let Some(lines) = drawn(lead, own, rest)
        {
            let from = covered.len() + lead.len();
            let last = lines.last().map_or(0, |line| line.end);
            let places = lines.iter().map(|line| from + line.start..from + line.end).collect();
            markers.extend(lines.iter().map(|line| (from + line.start, Marker::Drawn)));
            markers.insert(from, Marker::Grid(places));
            covered.push_str(lead);
            covered.push_str(&instruction_over(&text[from..from + last], &lines));
            let after = text.get(from + last..).unwrap_or_default();
            let line_end = after.find('\n').map_or(after.len(), |at| at + 1);
            covered.push_str(&after[..line_end]);
            rest = &after[line_end..];
            lists.ended();
            continue;
        }
        if let Some(marker) = marker {
            let (words, after) = own.split_at(own.trim_end().len());
            markers.insert(covered.len() + lead.len(), marker);
            covered.push_str(lead);
            covered.push_str(&instruction(words.len()));
            covered.push_str(after);
            lists.ended();
        } else if let Some((mark, len)) = lists.mark(lead, own) {
            markers.insert(covered.len() + lead.len(), Marker::Item(mark));
            covered.push_str(lead);
            let number = format!("1{}", if mark.delimiter == crate::model::Delimiter::Period { '.' } else { ')' });
            covered.push_str(&"0".repeat(len - number.len()));
            covered.push_str(&number);
            covered.push_str(own.get(len..).unwrap_or_default());
        } else {
            covered.push_str(line);
        }
    }
    for at in dollars::stray(text) {
        if covered.get(at..=at) == Some("$") {
            covered.replace_range(at..=at, "%");
            markers.insert(at, Marker::Dollar);
        }
    }
    (covered, markers)
}

/// Where in a text lists may begin or go on.
#[derive(Default)]
struct Lists {
    /// Whether the lines since the last empty one began with an item's mark.
    in_item: bool,
    /// Whether there are such lines at all.
    in_paragraph: bool,
    /// The last mark that was covered of each list that may go on, with what stands before it; inner lists last.
    last: Vec<(usize, ItemMark)>,
}

impl Lists {
    /// The mark that a line begins with. It stands after an empty line or after other items, never inside a paragraph.
    fn mark(&mut self, lead: &str, own: &str) -> Option<(ItemMark, usize)> {
        let first = own.bytes().next();
        let Some(first) = first.filter(|byte| !matches!(byte, b'\n' | b'\r')) else {
            self.ended();
            return None;
        };
        let may_begin = !self.in_paragraph || self.in_item;
        let known = matches!(first, b'-' | b'*' | b'+') || first.is_ascii_digit();
        if !self.in_paragraph {
            self.in_item = known;
        }
        self.in_paragraph = true;
        if !may_begin || known || !(first.is_ascii_alphabetic() || matches!(first, b'(' | b'#')) {
            return None;
        }
        let (mark, len) = markers::mark(own)?;
        let last = self.last.iter().rev().find(|(indent, _)| *indent == lead.len()).map(|&(_, mark)| mark);
        if !mark.begins_list(last) {
            return None;
        }
        self.last.retain(|(indent, _)| *indent < lead.len());
        self.last.push((lead.len(), mark));
        self.in_item = true;
        Some((mark, len))
    }

    fn ended(&mut self) {
        (self.in_item, self.in_paragraph) = (false, false);
    }
}

/// A processing instruction of so many bytes, at least three: `<?>` opens one and closes it at once.
fn instruction(len: usize) -> String {
    if len < 4 { "<?>".to_owned() } else { format!("<?{}?>", " ".repeat(len - 4)) }
}

/// The lines of a drawn table that begins here, counted from its first byte, each without what stands before the table.
fn drawn(lead: &str, own: &str, rest: &str) -> Option<Vec<Range<usize>>> {
    if !grid::is_rule(own.trim_end()) {
        return None;
    }
    let marks = |lead: &str| lead.trim_end_matches([' ', '\t']).to_owned();
    let before = marks(lead);
    let mut at = own.len();
    let mut lines = Vec::new();
    lines.push(0..own.trim_end().len());
    for line in rest.split_inclusive('\n') {
        let words = line.trim_start_matches([' ', '\t', '>']);
        let lead = &line[..line.len() - words.len()];
        if !words.starts_with(['|', '+']) || marks(lead).trim_start() != before.trim_start() {
            break;
        }
        lines.push(at + lead.len()..at + lead.len() + words.trim_end().len());
        at += line.len();
    }
    let text = |line: &Range<usize>| {
        if line.end <= own.len() { own.get(line.clone()) } else { rest.get(line.start - own.len()..line.end - own.len()) }
            .unwrap_or_default()
    };
    let count = grid::lines(lines.iter().map(text))?;
    lines.truncate(count);
    Some(lines)
}

/// A processing instruction over several lines, which keeps what stands before each of them.
fn instruction_over(text: &str, lines: &[Range<usize>]) -> String {
    let mut covered = String::with_capacity(text.len());
    let mut at = 0;
    for (number, line) in lines.iter().enumerate() {
        covered.push_str(text.get(at..line.start).unwrap_or_default());
        let (open, close) = (if number == 0 { "<?" } else { "" }, if number + 1 == lines.len() { "?>" } else { "" });
        covered.push_str(open);
        covered.push_str(&".".repeat(line.len() - open.len() - close.len()));
        covered.push_str(close);
        at = line.end;
    }
    covered
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
fn tag_line(line: &str) -> Option<Marker> {
    let name = line.strip_prefix('<').filter(|_| line.ends_with('>'))?.trim_start_matches('/');
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next()?.to_ascii_lowercase();
    let begins = matches!(tags::kind(&name), Some(Kind::Block | Kind::Hull)) && !matches!(name.as_str(), "pre" | "listing");
    let only_tags = |token: &Token| match token {
        Token::Tag(tag) => matches!(tags::kind(&tag.name), Some(Kind::Block | Kind::Hull)) && tag.name != "pre",
        _ => false,
    };
    let found = begins.then(|| tags::tokens(line))?;
    let holds_words =
        |(token, range): &(Token, Range<usize>)| !only_tags(token) && !line.get(range.clone()).unwrap_or_default().trim().is_empty();
    (!found.iter().any(holds_words)).then_some(Marker::Tags(line.len()))
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
