//! Passages for one output format: ```` ```{=html} ```` and `` `<br>`{=html} ``. HTML is read like any other HTML in a manuscript;
//! of other formats the words stay.

use std::ops::Range;

use super::super::raw;
use super::builder::Builder;
use super::inner::Cut;
use super::tags;
use crate::model::{Attributes, Block, BlockKind, InlineKind};

/// The format that the first line of fenced code names.
pub(super) fn of_fence(source: &str) -> Option<String> {
    let info = source.lines().next()?.trim_start_matches([' ', '`', '~']).trim_end();
    raw::format(info).filter(|(_, len)| *len == info.len()).map(|(format, _)| format.to_owned())
}

impl Builder<'_, '_, '_> {
    /// A block in a format.
    pub(super) fn raw_block(&mut self, format: &str, cut: &Cut, range: Range<usize>) {
        if raw::is_html(format) {
            return self.html_block(cut);
        }
        self.report.add(raw::found(format, 1).at(self.line_span(range.start)));
        if raw::is_marked_up(format) {
            return self.html_words_alone(cut);
        }
        if !raw::is_command(&cut.text) {
            let code = BlockKind::Code { language: Some(format.to_owned()), text: cut.text.clone() };
            self.push_block(code, Attributes::default(), range.start, range.end);
        }
    }

    /// The words between the tags of another format than HTML.
    fn html_words_alone(&mut self, cut: &Cut) {
        let mut words = Cut::default();
        for (token, range) in tags::tokens(&cut.text) {
            match token {
                tags::Token::Words => words = words.followed_by(cut.part(range)),
                _ => words.add_own(" "),
            }
        }
        if !words.text.trim().is_empty() {
            let blocks = self.inner(&words);
            self.splice(blocks);
        }
    }

    /// Code in a line for a format, which is named after it; returns whether it is.
    pub(super) fn raw_inline(&mut self, code: &str, range: &Range<usize>) -> bool {
        let Some((format, len)) = raw::format(self.source(range.end..self.manuscript.text.len())) else { return false };
        self.skip = range.end + len;
        if !raw::is_html(format) {
            self.report.add(raw::found(format, 1).at(self.span(range.start, self.skip)));
            if !raw::is_command(code) {
                self.push(InlineKind::Code(code.to_owned()), range.start, range.end);
            }
            return true;
        }
        let ticks = self.source(range.clone()).bytes().take_while(|&byte| byte == b'`').count();
        let inside = range.start + ticks..range.end - ticks;
        if tags::tag(code.trim()).is_some_and(|(_, len)| len == code.trim().len()) {
            self.inline_html(code.trim(), inside);
            return true;
        }
        let mut cut = Cut::default();
        cut.add(self.manuscript.text, inside);
        let mut blocks = self.inner(&cut);
        match (blocks.pop(), blocks.is_empty()) {
            (Some(Block { kind: BlockKind::Paragraph(line), .. }), true) => self.append(line),
            // What is no part of a line.
            _ => self.push_text(tags::strip(code).words, range.start, range.end),
        }
        true
    }
}
