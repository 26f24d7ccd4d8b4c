//! What a document holds for one other format only: never passed on. Its words are kept, and what is left out is counted.

use std::collections::BTreeMap;

use super::super::markdown::{image, strip};
use super::super::raw::{self, is_command, is_marked_up};
use super::Reader;
use crate::base::{Report, Span};
use crate::model::{Attributes, Block, BlockKind, Inline, InlineKind};
use crate::pandoc::{self, Attr};

/// Passages meant for other formats: for each format how many there are, and where the first stands.
#[derive(Default)]
pub(super) struct Raw {
    formats: BTreeMap<String, (usize, Span)>,
}

impl Raw {
    fn count(&mut self, format: &str, place: Span) {
        self.formats.entry(format.to_owned()).or_insert((0, place)).0 += 1;
    }

    /// One finding for each format.
    pub(super) fn tell(&self, report: &mut Report) {
        for (format, (count, place)) in &self.formats {
            report.add(raw::found(format, *count).at(*place));
        }
    }
}

impl Reader<'_, '_> {
    pub(super) fn raw_block(&mut self, format: &str, text: &str, blocks: &mut Vec<Block>) {
        let kind = if is_marked_up(format) {
            let found = strip(text);
            if found.tags.is_empty() && found.words.trim().is_empty() {
                // A comment.
                return;
            }
            self.raw.count(format, self.place);
            for paragraph in found.words.split("\n\n") {
                let words = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
                if !words.is_empty() {
                    let line = vec![Inline { kind: InlineKind::Text(words), span: self.place }];
                    blocks.push(Block { kind: BlockKind::Paragraph(line), attributes: Attributes::default(), span: self.place });
                }
            }
            return;
        } else if is_command(text) {
            return self.raw.count(format, self.place);
        } else {
            self.raw.count(format, self.place);
            BlockKind::Code { language: Some(format.to_owned()), text: format!("{}\n", text.trim_end_matches('\n')) }
        };
        blocks.push(Block { kind, attributes: Attributes::default(), span: self.place });
    }

    pub(super) fn raw_inline(&mut self, format: &str, text: &str, line: &mut Vec<Inline>) {
        if is_marked_up(format) {
            if let Some((path, alt)) = image(text) {
                return self.image(&Attr::default(), &[pandoc::Inline::Str(alt)], &path, "", line);
            }
            let found = strip(text);
            if text.to_ascii_lowercase().starts_with("<br") {
                return line.push(Inline { kind: InlineKind::HardBreak, span: self.place });
            }
            if !found.tags.is_empty() || !found.words.is_empty() {
                self.raw.count(format, self.place);
            }
            return self.words(&found.words, line);
        }
        self.raw.count(format, self.place);
        if !is_command(text) {
            line.push(Inline { kind: InlineKind::Code(text.to_owned()), span: self.place });
        }
    }
}
