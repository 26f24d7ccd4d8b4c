//! HTML in a document of Pandoc's, read for what it means, as in a manuscript: a table that Pandoc took for tags with blocks
//! between them becomes a table again.

use super::super::markdown::{self, Manuscript, balance};
use super::super::raw;
use super::Reader;
use crate::base::{Report, Span};
use crate::model::{Block, Inline, PartMut};
use crate::pandoc;

/// An element goes over no more blocks than this.
const MOST_BLOCKS: usize = 4000;

impl Reader<'_, '_> {
    /// Reads the HTML that these blocks begin with; returns how many blocks it took, and none if they do not begin with any or
    /// if something stands in it that HTML cannot say here.
    pub(super) fn html(&mut self, blocks: &[pandoc::Block], read: &mut Vec<Block>) -> usize {
        let Some((html, count)) = stretch(blocks) else { return 0 };
        let mut report = Report::default();
        let (file, folder, language) = (self.place.file, self.folder, &self.language);
        let manuscript = Manuscript { file, text: &html, body: 0, folder, language, cites: false, hides_lines: false };
        let mut parsed = markdown::parse(manuscript, self.pictures, &mut report);
        for finding in report.diagnostics {
            self.report.add(finding.at(self.place));
        }
        place(&mut parsed.blocks, self.place);
        read.append(&mut parsed.blocks);
        count
    }
}

/// The HTML that blocks begin with, up to the end of its last element, and how many of them it takes.
fn stretch(blocks: &[pandoc::Block]) -> Option<(String, usize)> {
    let (mut html, mut open) = (String::new(), 0);
    for (at, block) in blocks.iter().take(MOST_BLOCKS).enumerate() {
        match block {
            pandoc::Block::RawBlock(format, text) if raw::is_html(format) => {
                open += balance(text);
                html.push_str(text);
                html.push('\n');
            }
            pandoc::Block::Plain(line) if at > 0 => {
                words(line, &mut html)?;
                html.push('\n');
            }
            pandoc::Block::Para(line) if at > 0 => {
                html.push_str("<p>");
                words(line, &mut html)?;
                html.push_str("</p>\n");
            }
            _ => return None,
        }
        if open <= 0 {
            return Some((html, at + 1));
        }
    }
    None
}

/// A line as HTML; nothing if HTML cannot say it here.
fn words(line: &[pandoc::Inline], html: &mut String) -> Option<()> {
    use pandoc::Inline as In;
    for inline in line {
        let (name, content) = match inline {
            In::Str(word) => {
                escape(word, html);
                continue;
            }
            In::Space | In::SoftBreak => {
                html.push(' ');
                continue;
            }
            In::LineBreak => {
                html.push_str("<br>");
                continue;
            }
            In::RawInline(format, text) if raw::is_html(format) => {
                html.push_str(text);
                continue;
            }
            In::Link((id, classes, others), content, (target, _)) if id.is_empty() && classes.is_empty() && others.is_empty() => {
                html.push_str("<a href=\"");
                escape(target, html);
                html.push_str("\">");
                words(content, html)?;
                html.push_str("</a>");
                continue;
            }
            In::Code((id, classes, others), code) if id.is_empty() && classes.is_empty() && others.is_empty() => {
                html.push_str("<code>");
                escape(code, html);
                html.push_str("</code>");
                continue;
            }
            In::Emph(content) => ("em", content),
            In::Strong(content) => ("strong", content),
            In::Strikeout(content) => ("del", content),
            In::Superscript(content) => ("sup", content),
            In::Subscript(content) => ("sub", content),
            In::Underline(content) => ("u", content),
            _ => return None,
        };
        html.push_str(&format!("<{name}>"));
        words(content, html)?;
        html.push_str(&format!("</{name}>"));
    }
    Some(())
}

/// Words in which nothing can be taken for a tag or for Markdown.
fn escape(words: &str, html: &mut String) {
    for c in words.chars() {
        if c.is_ascii_punctuation() { html.push_str(&format!("&#{};", u32::from(c))) } else { html.push(c) }
    }
}

/// Gives all blocks the place where the HTML stands.
fn place(blocks: &mut [Block], span: Span) {
    fn line(inlines: &mut [Inline], span: Span) {
        for inline in inlines {
            inline.span = span;
            inline.kind.content_mut().into_iter().for_each(|content| line(content, span));
        }
    }
    for block in blocks {
        block.span = span;
        block.each_part_mut(&mut |part| match part {
            PartMut::Blocks(blocks) => place(blocks, span),
            PartMut::Line(inlines) => line(inlines, span),
        });
    }
}
