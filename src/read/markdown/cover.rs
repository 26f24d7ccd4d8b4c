//! What the Markdown parser must not see as it is: the lines of fenced divs, `::: name` to `:::`, which it does not know;
//! lines of nothing but HTML tags, which would keep it from reading the Markdown between them; and the marks of list items
//! that only Pandoc knows; and dollar signs with which no formula begins.
//!
//! Before the parser sees the text, each such line is covered by an HTML processing instruction of the same length. That
//! ends whatever block stands before it, as a div's line should, moves no byte of the text, and comes back out of the
//! parser as an event at a known place. A list item's mark is covered by a number of the same length. Where such a line
//! turns out to stand in code or in a comment, the builder takes the words from the uncovered source.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::super::attributes;
use super::super::front_matter;
use super::columns;
use super::dollars;
use super::grid;
use super::markers::{self, ItemMark, Number};
use super::tags::{self, Kind, Token};
use crate::model::{Attributes, Delimiter};

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
    /// So many bytes of the label of a numbered example.
    Label(usize),
    /// Settings, by the places of their lines with the two lines of hyphens.
    Settings(Vec<Range<usize>>),
    /// A drawn table, by the places of its lines.
    Grid(Vec<Range<usize>>),
    /// A table told by dashes, by the places of its lines.
    Columns(Vec<Range<usize>>),
    /// A further line of one.
    Drawn,
    /// A dollar sign that is nothing but that.
    Dollar,
}

/// What was covered, by the byte at which it begins after white space and quote marks.
pub(super) type Markers = BTreeMap<usize, Marker>;

/// The text with all that covered, and what it was. Most texts hold nothing of the kind and are not copied.
pub(super) fn cover(text: &str) -> (Cow<'_, str>, Markers) {
    let mut covers = Covers { text, covers: Vec::new(), markers: Markers::new() };
    let mut lists = Lists::default();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let line = first_line(rest);
        let own = line.trim_start_matches([' ', '\t', '>']);
        let (lead, _) = line.split_at(line.len() - own.len());
        let start = at + lead.len();
        if let Some((mark, marker)) = fence_of_item(own) {
            let words = own.trim_end().len() - mark;
            covers.put(start + mark, marker, instruction(words), words);
            at += line.len();
            lists.ended();
            continue;
        }
        at += line.len();
        // Few lines begin with what could be covered.
        let marker = match own.bytes().next() {
            Some(b':') => fence(own.trim_end()),
            Some(b'<') => tag_line(own.trim_end()),
            Some(b'+') => {
                if let Some(lines) = drawn(lead, own, text.get(at..).unwrap_or_default()) {
                    let end = start + lines.last().map_or(0, |line| line.end);
                    covers.table(start, &lines, Marker::Grid);
                    at = end + text.get(end..).map_or(0, |rest| first_line(rest).len());
                    lists.ended();
                    continue;
                }
                None
            }
            _ => None,
        };
        let begins = at - line.len();
        if lead.is_empty()
            && !lists.in_paragraph
            && let Some(lines) = text.get(begins..).and_then(front_matter::in_text)
        {
            covers.table(begins, &lines, Marker::Settings);
            at = begins + lines.last().map_or(0, |line| line.end);
            at += text.get(at..).map_or(0, |rest| first_line(rest).len());
            lists.ended();
            continue;
        }
        if lists.may_begin_table(own, text.get(at..).unwrap_or_default())
            && let Some(lines) = text.get(begins..).and_then(columns::lines)
        {
            covers.table(begins, &lines, Marker::Columns);
            let end = begins + lines.last().map_or(0, |line| line.end);
            at = end + text.get(end..).map_or(0, |rest| first_line(rest).len());
            lists.ended();
            continue;
        }
        if let Some(marker) = marker {
            let words = own.trim_end().len();
            covers.put(start, marker, instruction(words), words);
            lists.ended();
        } else if let Some((mark, len)) = lists.mark(lead, own) {
            covers.item(start, mark, len);
        }
    }
    covers.dollars();
    covers.finish()
}

/// The first line of a text, with its end.
fn first_line(text: &str) -> &str {
    memchr::memchr(b'\n', text.as_bytes()).and_then(|end| text.get(..=end)).unwrap_or(text)
}

/// What is put over a text.
struct Covers<'a> {
    text: &'a str,
    /// Where something begins and ends, and what is put over it, in order.
    covers: Vec<(Range<usize>, String)>,
    markers: Markers,
}

impl<'a> Covers<'a> {
    fn put(&mut self, start: usize, marker: Marker, cover: String, len: usize) {
        self.markers.insert(start, marker);
        self.covers.push((start..start + len, cover));
    }

    /// The mark of an item as a number. The label of an example goes over into its words, where it is left out again: numbers
    /// have nine digits at most, and how far paragraphs are set in is told by the number.
    fn item(&mut self, start: usize, mark: ItemMark, len: usize) {
        let number = if mark.delimiter == Delimiter::Period { "1." } else { "1)" };
        if mark.number != Number::Example || len <= number.len() + 1 {
            return self.put(start, Marker::Item(mark), "0".repeat(len - number.len()) + number, len);
        }
        let label = len - number.len() - 1;
        self.put(start, Marker::Item(mark), format!("{number} {}", "x".repeat(label)), len);
        self.markers.insert(start + number.len() + 1, Marker::Label(label));
    }

    /// A table, by the places of its lines from its start.
    fn table(&mut self, start: usize, lines: &[Range<usize>], marker: fn(Vec<Range<usize>>) -> Marker) {
        let places: Vec<_> = lines.iter().map(|line| start + line.start..start + line.end).collect();
        self.markers.extend(places.iter().map(|line| (line.start, Marker::Drawn)));
        let end = places.last().map_or(start, |line| line.end);
        let cover = instruction_over(self.text.get(start..end).unwrap_or_default(), lines);
        self.put(start, marker(places), cover, end - start);
    }

    /// Dollar signs with which no formula begins, where they are not covered with what they stand in.
    fn dollars(&mut self) {
        for at in dollars::stray(self.text) {
            let after = self.covers.partition_point(|(range, _)| range.start <= at);
            let is_covered = after.checked_sub(1).and_then(|before| self.covers.get(before)).is_some_and(|(range, _)| range.end > at);
            if !is_covered {
                self.markers.insert(at, Marker::Dollar);
                self.covers.insert(after, (at..at + 1, "%".to_owned()));
            }
        }
    }

    fn finish(self) -> (Cow<'a, str>, Markers) {
        if self.covers.is_empty() {
            return (Cow::Borrowed(self.text), self.markers);
        }
        let mut covered = String::with_capacity(self.text.len());
        let mut at = 0;
        for (range, cover) in self.covers {
            covered.push_str(self.text.get(at..range.start).unwrap_or_default());
            covered.push_str(&cover);
            at = range.end;
        }
        covered.push_str(self.text.get(at..).unwrap_or_default());
        (Cow::Owned(covered), self.markers)
    }
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

    /// Whether a line may be the first of a table told by dashes: it begins a block, and is of dashes or stands over some.
    fn may_begin_table(&self, own: &str, rest: &str) -> bool {
        !self.in_paragraph && (own.starts_with("--") || rest.trim_start_matches(' ').starts_with("--")) && !own.trim().is_empty()
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

/// A div's line that stands behind the mark of a list's item or of a definition, as Pandoc writes it, and how long the mark is.
fn fence_of_item(line: &str) -> Option<(usize, Marker)> {
    let mut rest = line;
    loop {
        let after = match rest.bytes().next()? {
            b'-' | b'*' | b'+' | b':' => rest.get(1..)?,
            b'0'..=b'9' => rest.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix(['.', ')'])?,
            _ => return None,
        };
        rest = after.trim_start_matches([' ', '\t']);
        if rest.len() == after.len() {
            return None;
        }
        if let Some(marker) = fence(rest.trim_end()) {
            return Some((line.len() - rest.len(), marker));
        }
    }
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
