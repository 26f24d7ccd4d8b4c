//! HTML in a manuscript: never passed on. Its words are kept, its tags are reported, its comments are nothing.

use std::ops::Range;

use super::builder::Builder;
use super::frame::{Frame, Open};
use crate::base::{Code, Diagnostic};
use crate::model::{Attributes, BlockKind, Inline, InlineKind};

impl Builder<'_, '_, '_> {
    /// What a line of HTML brings: a div's line, or HTML to be read when the block is complete.
    pub(super) fn html(&mut self, line: &str, range: Range<usize>) {
        let at = range.start + indent(line);
        let marker = self.markers.remove(&(at - self.manuscript.body));
        let Some(Frame { kind: Open::Html { text, in_comment }, .. }) = self.stack.last_mut() else { return };
        match marker {
            Some(marker) if !*in_comment && !is_verbatim(text) => {
                if let Some(Frame { kind: Open::Html { text, .. }, start, .. }) = self.stack.pop() {
                    self.html_words(&text, start, at);
                }
                self.marker(marker, at, range.end);
                let rest = Open::Html { text: String::new(), in_comment: false };
                self.stack.push(Frame::new(rest, range.end, Attributes::default()));
            }
            _ => {
                *in_comment = stays_in_comment(line, *in_comment);
                text.push_str(self.manuscript.text.get(range).unwrap_or_default());
            }
        }
    }

    /// The words in a block of HTML, as paragraphs of plain text; the tags are reported.
    pub(super) fn html_words(&mut self, html: &str, start: usize, end: usize) {
        let found = strip(html);
        if let Some(tag) = found.tags.first() {
            self.report.add(problem(tag).at(self.span(start, end)));
        }
        for paragraph in found.words.split("\n\n").map(str::trim).filter(|words| !words.is_empty()) {
            let words = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
            let content = self.line(vec![Inline { kind: InlineKind::Text(words), span: self.span(start, end) }]);
            self.push_block(BlockKind::Paragraph(content), Attributes::default(), start, end);
        }
    }

    /// A tag in a line: nothing but its report. A line break is one, though.
    pub(super) fn inline_html(&mut self, tag: &str, range: Range<usize>) {
        if tag.starts_with("<!--") || tag.starts_with("</") {
            return;
        }
        if tag.starts_with("<?") && !self.source(range.clone()).starts_with("<?") {
            return self.push_text(self.source(range.clone()).to_owned(), range.start, range.end);
        }
        self.report.add(problem(tag).at(self.span(range.start, range.end)));
        if tag.to_ascii_lowercase().starts_with("<br") {
            self.push(InlineKind::HardBreak, range.start, range.end);
        }
    }
}

/// What a stretch of HTML holds.
pub(in crate::read) struct Found {
    /// The words between the tags.
    pub(in crate::read) words: String,
    /// The tags as written, without those that only end something.
    pub(in crate::read) tags: Vec<String>,
}

/// Takes tags and comments out of HTML. Scripts and style sheets hold no words.
pub(in crate::read) fn strip(html: &str) -> Found {
    let mut found = Found { words: String::new(), tags: Vec::new() };
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        found.words.push_str(before);
        if let Some(comment) = tag.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        } else if is_tag(tag) {
            let end = tag.find('>').map_or(tag.len(), |end| end + 1);
            let (tag, after) = tag.split_at(end);
            if !tag.starts_with("</") {
                found.tags.push(tag.to_owned());
            }
            rest = ["script", "style"].iter().find(|name| is_named(tag, name)).map_or(after, |name| after_element(after, name));
        } else {
            found.words.push('<');
            rest = tag.strip_prefix('<').unwrap_or_default();
        }
    }
    found.words.push_str(rest);
    found
}

/// Whether HTML begins with an element in which all is text up to its end.
fn is_verbatim(html: &str) -> bool {
    ["script", "style", "pre", "textarea"].iter().any(|name| is_named(html.trim_start(), name))
}

/// Whether a comment is open after a line, given whether one was before it.
fn stays_in_comment(line: &str, before: bool) -> bool {
    let mut rest = line;
    let mut inside = before;
    while let Some((_, after)) = rest.split_once(if inside { "-->" } else { "<!--" }) {
        inside = !inside;
        rest = after;
    }
    inside
}

const SCRIPT: &str = "remove it; how things look is for a stylesheet";

/// The finding about a tag.
pub(super) fn problem(tag: &str) -> Diagnostic {
    let tag: String = tag.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(60).collect();
    let hint = match tag.trim_start_matches(['<', '/']).split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default() {
        "br" => "end the line with a backslash instead",
        "i" | "em" => "put the words between asterisks instead: *words*",
        "b" | "strong" => "put the words between two asterisks instead: **words**",
        "sup" => "put the words between carets instead: ^words^",
        "sub" => "put the words between tildes instead: ~words~",
        "img" => "write the picture as ![caption](file.png){alt=\"what it shows\"}",
        "script" | "style" => SCRIPT,
        _ => "write it in Markdown, with a div (::: name) or a span ([words]{.name})",
    };
    let message = match hint {
        SCRIPT => format!("scripts and style sheets in a manuscript are left out: “{tag}”"),
        _ => format!("HTML is not passed on; the words stay, the tag “{tag}” does not"),
    };
    Diagnostic::warning(Code("html-tag"), message).hint(hint)
}

/// Whether a tag, a declaration or an instruction begins here, rather than a comparison.
fn is_tag(html: &str) -> bool {
    html.strip_prefix('<').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')))
}

fn is_named(tag: &str, name: &str) -> bool {
    let Some((start, rest)) = tag.strip_prefix('<').and_then(|rest| rest.split_at_checked(name.len())) else { return false };
    start.eq_ignore_ascii_case(name) && !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-')
}

/// What follows the end of an element; nothing if it has no end.
fn after_element<'a>(html: &'a str, name: &str) -> &'a str {
    let mut rest = html;
    while let Some((_, after)) = rest.split_once("</") {
        if after.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)) {
            return after.split_once('>').map_or("", |(_, after)| after);
        }
        rest = after;
    }
    ""
}

/// Where a line's own characters begin, after the marks of quotes and lists.
fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t', '>']).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_and_tags_go() {
        let found = strip("<div class=\"a\">one <b>two</b></div><!-- no\nwords --> 3 < 4 <script>alert('<x>')</script>five");
        assert_eq!(found.words, "one two 3 < 4 five");
        assert_eq!(found.tags, ["<div class=\"a\">", "<b>", "<script>"]);
    }

    #[test]
    fn what_is_not_closed_ends_with_the_text() {
        for html in ["<", "<a", "<!--", "<!-- x", "<script>x", "<style", "<!"] {
            let _ = strip(html);
        }
        assert!(stays_in_comment("<!-- a", false));
        assert!(!stays_in_comment("<!-- a -->", false));
        assert!(stays_in_comment("a --> b <!-- c", true));
    }
}
