//! HTML in a manuscript: what has a meaning here keeps it, of everything else the words stay. Nothing is passed on as it is.

use std::ops::Range;

use super::builder::Builder;
use super::cover::Marker;
use super::elements;
use super::frame::{Frame, Open};
use super::inner::Cut;
use super::tags::{self, Kind, Tag, Token};
use crate::base::{Code, Diagnostic};
use crate::model::{Attributes, Block, BlockKind, Inline, InlineKind, plain_text};

impl Builder<'_, '_, '_> {
    /// What a line of HTML brings: a div's line, or HTML to be read when the block is complete.
    pub(super) fn html(&mut self, line: &str, range: Range<usize>) {
        if range.start < self.drawn_until {
            return;
        }
        let at = range.start + indent(line);
        let marker = self
            .markers
            .remove(&(at - self.manuscript.body))
            .filter(|marker| !matches!(marker, Marker::Item(_) | Marker::Label(_) | Marker::Dollar));
        let Some(Frame { kind: Open::Html { cut, in_comment }, .. }) = self.stack.last_mut() else { return };
        match marker {
            Some(marker) if !*in_comment && !is_verbatim(&cut.text) => {
                if let Some(Frame { kind: Open::Html { cut, .. }, .. }) = self.stack.pop() {
                    self.html_block(&cut);
                }
                self.marker(marker, at, range.end);
                let rest = Open::Html { cut: Cut::default(), in_comment: false };
                self.stack.push(Frame::new(rest, range.end, Attributes::default()));
            }
            _ => {
                *in_comment = stays_in_comment(line, *in_comment);
                cut.add(self.manuscript.text, range);
            }
        }
    }

    /// A line of nothing but tags.
    pub(super) fn html_words(&mut self, start: usize, end: usize) {
        let mut cut = Cut::default();
        cut.add(self.manuscript.text, start..end);
        self.html_block(&cut);
    }

    /// A block of HTML: its block tags open and close blocks, and what stands between them is read as Markdown.
    pub(super) fn html_block(&mut self, cut: &Cut) {
        let mut run = Cut::default();
        for (token, range) in tags::tokens(&cut.text) {
            let in_pre = matches!(self.stack.last(), Some(Frame { kind: Open::Tag { name, .. }, .. }) if name == "pre");
            let place = cut.outside(range.start)..cut.outside(range.end.saturating_sub(1)) + 1;
            match token {
                Token::Tag(tag) if in_pre && tag.name != "pre" => {}
                Token::Words if in_pre => elements::add_verbatim(&mut self.stack, cut.text.get(range).unwrap_or_default()),
                Token::Tag(tag) => match tags::kind(&tag.name) {
                    Some(Kind::Block) => {
                        self.html_run(std::mem::take(&mut run));
                        self.block_tag(tag, place.start, place.end);
                    }
                    Some(Kind::Hull) => self.html_run(std::mem::take(&mut run)),
                    Some(Kind::Machine) if tag.ends => {}
                    Some(Kind::Machine) => self.report.add(machine(&tag.name).at(self.span(place.start, place.end))),
                    Some(Kind::Line | Kind::Whole) | None => run = run.followed_by(cut.part(range)),
                },
                Token::Words => run = run.followed_by(cut.part(range)),
                Token::Nothing | Token::Script => {}
            }
        }
        self.html_run(run);
    }

    /// Words and what stands in lines, between the tags of blocks.
    fn html_run(&mut self, part: Cut) {
        if part.text.trim().is_empty() {
            return;
        }
        if !self.has_room() {
            return self.report_depth(part.outside(0)..part.outside(0));
        }
        // After a hard break a tag alone on its line is read as one in a line, and the break itself goes.
        let mut line = Cut::default();
        line.add_own("\\\n");
        let line = line.followed_by(part);
        let mut blocks = self.inner(&line);
        // Before a block there is no line to break: it is a paragraph of its own.
        if let Some(Block { kind: BlockKind::Paragraph(words), .. }) = blocks.first()
            && plain_text(words) == "\\"
        {
            blocks.remove(0);
        }
        self.end_implied(line.outside(2));
        self.splice(blocks);
    }

    /// The tag of a block.
    fn block_tag(&mut self, tag: Tag, start: usize, end: usize) {
        self.end_implied(start);
        if tag.ends {
            return self.close_tag(&tag.name, end);
        }
        if tag.name == "hr" {
            return self.push_block(BlockKind::SceneBreak, Attributes::default(), start, end);
        }
        self.close_before(&tag.name, start);
        if !self.has_room() {
            return self.report_depth(start..end);
        }
        let attributes = self.html_attributes(&tag, start, end);
        self.stack.push(Frame::new(Open::Tag { name: tag.name.clone(), tag: Box::new(tag), parts: Vec::new() }, start, attributes));
    }

    /// Closes the elements that end where another begins, since their end tags may be left out.
    pub(super) fn close_before(&mut self, next: &str, at: usize) {
        while let Some(Frame { kind: Open::Tag { name, .. }, .. }) = self.stack.last() {
            if !elements::ends_before(name, next) {
                break;
            }
            self.close_last_tag(at);
        }
    }

    /// Closes the innermost open element of a name with all that is open in it; a tag that closes nothing is nothing.
    fn close_tag(&mut self, name: &str, end: usize) {
        let is_tag = |frame: &&Frame| matches!(frame.kind, Open::Tag { .. } | Open::Paragraph { announced: false });
        let open = self.stack.iter().rev().take_while(is_tag);
        let named = |frame: &Frame| matches!(&frame.kind, Open::Tag { name: own, .. } if own == name);
        let Some(depth) = open.map(named).position(|found| found) else { return };
        for _ in 0..=depth {
            self.close_last_tag(end);
        }
    }

    fn close_last_tag(&mut self, end: usize) {
        if let Some(frame) = self.stack.pop() {
            self.close(frame, end);
        }
    }

    /// Closes elements that what is around them leaves open.
    pub(super) fn close_tags(&mut self, end: usize) {
        while let Some(Frame { kind: Open::Tag { .. }, .. }) = self.stack.last() {
            self.close_last_tag(end);
        }
    }

    /// What of a tag's attributes stays: name, classes, language.
    fn html_attributes(&mut self, tag: &Tag, start: usize, end: usize) -> Attributes {
        let id = tag.get("id").or(tag.get("name").filter(|_| tag.name == "a")).filter(|id| is_name(id)).map(str::to_owned);
        let classes = tag.get("class").unwrap_or_default().split_whitespace().map(str::to_owned).collect();
        let language = tag.get("lang").or(tag.get("xml:lang")).map(str::to_owned);
        let others = tag.get("dir").map(|dir| ("dir".to_owned(), dir.to_owned())).into_iter().collect();
        let span = self.span(start, end);
        self.dress(Attributes { id, classes, language, others }, span)
    }

    /// A tag in a line.
    pub(super) fn inline_html(&mut self, html: &str, range: Range<usize>) {
        let source = self.source(range.clone());
        if html.starts_with("<!--") {
            return;
        }
        if html.starts_with("<?") && !source.starts_with("<?") {
            return self.push_text(source.to_owned(), range.start, range.end);
        }
        let Some((tag, _)) = tags::tag(html) else { return };
        match tags::kind(&tag.name) {
            Some(Kind::Line) if tag.ends => self.close_inline_tag(&tag.name, range.end),
            Some(Kind::Line) => {
                self.ensure_line(range.start);
                if self.has_room() {
                    let mut attributes = self.html_attributes(&tag, range.start, range.end);
                    attributes.others.clear();
                    let kind = Open::Tag { name: tag.name.clone(), tag: Box::new(tag), parts: Vec::new() };
                    self.stack.push(Frame::new(kind, range.start, attributes));
                }
            }
            Some(Kind::Whole) => self.whole(&tag, range),
            Some(Kind::Block | Kind::Hull) => {}
            Some(Kind::Machine) if tag.ends => {}
            Some(Kind::Machine) => self.report.add(machine(&tag.name).at(self.span(range.start, range.end))),
            None if tag.ends && self.shared.unknown_tags.contains(&tag.name) => {}
            None if tag.attributes.is_empty() => {
                // More likely a type or a placeholder than a tag: `Vec<T>`, “press <Enter>”.
                if !tag.ends {
                    let message = format!("“{source}” is no HTML tag; it is printed as it stands");
                    let problem = Diagnostic::warning(Code("html-unknown"), message).at(self.span(range.start, range.end));
                    self.report.add(problem.hint("put it between backticks if it is code, or a backslash before it if it is not"));
                }
                self.ensure_line(range.start);
                self.push_text(source.to_owned(), range.start, range.end);
            }
            None => {
                self.shared.unknown_tags.insert(tag.name.clone());
                let message = format!("the tag “<{}>” means nothing here; the words inside it stay", tag.name);
                let problem = Diagnostic::warning(Code("html-tag"), message).at(self.span(range.start, range.end));
                self.report.add(problem.hint("write it in Markdown, with a div (::: name) or a span ([words]{.name})"));
            }
        }
    }

    /// Closes an element in a line, if it was opened in the same stretch of it.
    fn close_inline_tag(&mut self, name: &str, end: usize) {
        let open = self.stack.iter().rev().take_while(|frame| matches!(frame.kind, Open::Tag { .. }));
        let Some(depth) = open.map(|frame| matches!(&frame.kind, Open::Tag { name: own, .. } if own == name)).position(|found| found)
        else {
            return;
        };
        for _ in 0..=depth {
            self.close_last_tag(end);
        }
    }

    /// An element that holds nothing.
    fn whole(&mut self, tag: &Tag, range: Range<usize>) {
        match tag.name.as_str() {
            "br" => {
                if let Some(Inline { kind: InlineKind::Text(text), .. }) = self.stack.last_mut().and_then(|frame| frame.inlines.last_mut())
                {
                    text.truncate(text.trim_end_matches(' ').len());
                }
                self.push(InlineKind::HardBreak, range.start, range.end);
            }
            "img" => {
                self.ensure_line(range.start);
                self.img(tag, range);
            }
            "input" if tag.get("type") == Some("checkbox") => {
                self.ensure_line(range.start);
                let mark = if tag.get("checked").is_some() { "☑" } else { "☐" };
                let spaced = self.source(range.end..self.manuscript.text.len()).starts_with(char::is_whitespace);
                self.push_text(format!("{mark}{}", if spaced { "" } else { " " }), range.start, range.end);
            }
            _ => {}
        }
    }
}

/// Whether HTML begins with an element in which all is text up to its end.
fn is_verbatim(html: &str) -> bool {
    let first = tags::tag(html.trim_start()).map(|(tag, _)| tag.name);
    first.is_some_and(|name| matches!(name.as_str(), "script" | "style" | "pre" | "textarea"))
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

/// The finding about what a book cannot do.
fn machine(name: &str) -> Diagnostic {
    let (message, hint) = match name {
        "script" | "style" => {
            (format!("scripts and style sheets in a manuscript are left out: “<{name}>”"), "remove it; how things look is for a stylesheet")
        }
        _ => (format!("“<{name}>” cannot be printed; only words inside it stay"), "put a picture or a link in its place"),
    };
    Diagnostic::warning(Code("html-tag"), message).hint(hint)
}

/// Whether a name can be one in XML, too.
fn is_name(id: &str) -> bool {
    id.starts_with(|c: char| c.is_alphabetic() || c == '_') && !id.contains(|c: char| c.is_whitespace() || c == ':')
}

/// Where a line's own characters begin, after the marks of quotes and lists.
fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t', '>']).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_may_go_over_lines() {
        assert!(stays_in_comment("<!-- a", false));
        assert!(!stays_in_comment("<!-- a -->", false));
        assert!(stays_in_comment("a --> b <!-- c", true));
    }
}
