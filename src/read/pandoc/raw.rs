//! What a document holds for one other format only: never passed on. Its words are kept, and what is left out is counted.

use std::collections::BTreeMap;

use super::super::markdown::strip;
use super::Reader;
use crate::base::{Code, Diagnostic, Report, Span};
use crate::model::{Attributes, Block, BlockKind, Inline, InlineKind};

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
            let what = if *count == 1 { "one passage is".to_owned() } else { format!("{count} passages are") };
            let message = format!("{what} meant for the format “{format}” only; the words are kept, the commands are left out");
            report.add(Diagnostic::warning(Code("raw-format"), message).at(*place).hint("look at what stands there, and write it as text"));
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

/// Whether the format's words stand between tags.
fn is_marked_up(format: &str) -> bool {
    matches!(format, "html" | "html4" | "html5" | "epub" | "epub2" | "epub3" | "openxml" | "opendocument" | "docbook" | "jats" | "tei")
}

/// Whether it is nothing but a command of TeX's without words, such as `\newpage`.
fn is_command(text: &str) -> bool {
    let name = text.trim().strip_prefix('\\');
    name.is_some_and(|name| !name.is_empty() && name.trim_end_matches("{}").bytes().all(|byte| byte.is_ascii_alphabetic()))
}
