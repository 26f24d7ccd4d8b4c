//! Numbered examples, `(@)` and `(@label)`, and what refers to them: `(@label)` in the text becomes the number.

use std::collections::{BTreeMap, BTreeSet};

use super::citations;
use crate::model::{Attributes, Block, Inline, InlineKind, Note, PartMut};

/// The key by which a reference is known until all examples have their numbers.
const REFERENCE: &str = "recto-example";

/// The examples of a text.
#[derive(Debug, Default)]
pub(super) struct Examples {
    /// How many there were so far.
    pub(super) count: u64,
    /// All labels that may be those of examples.
    labels: BTreeSet<String>,
    numbers: BTreeMap<String, u64>,
}

impl Examples {
    /// Looks for the labels in a text: lines that begin with one in round brackets.
    pub(super) fn of(text: &str) -> Self {
        let begins_line = |at: usize| text.get(..at).unwrap_or_default().trim_end_matches([' ', '\t', '>']).ends_with('\n') || at == 0;
        let starts = memchr::memmem::find_iter(text.as_bytes(), "(@").filter(|at| begins_line(*at));
        let labels = starts.filter_map(|at| {
            let (label, len) = citations::key(text.get(at + 1..)?)?;
            text.get(at + 1 + len..)?.starts_with(')').then(|| label.to_owned())
        });
        Self { labels: labels.collect(), ..Self::default() }
    }

    /// Counts an example with that label, which may be empty. A label that was given before keeps its number.
    pub(super) fn begin(&mut self, label: &str) {
        self.count += 1;
        if !label.is_empty() {
            self.numbers.entry(label.to_owned()).or_insert(self.count);
        }
    }

    /// What a key refers to, if it is the label of an example.
    pub(super) fn reference(&self, key: &str, typed: Inline) -> Option<InlineKind> {
        let attributes = Attributes { others: vec![(REFERENCE.to_owned(), key.to_owned())], ..Attributes::default() };
        self.labels.contains(key).then(|| InlineKind::Span { attributes: Box::new(attributes), content: vec![typed] })
    }

    /// Puts the numbers in their places; a label that turned out to be none stays as typed.
    pub(super) fn settle(&self, blocks: &mut [Block], notes: &mut [Note]) {
        if !self.labels.is_empty() {
            self.blocks(blocks);
            notes.iter_mut().for_each(|note| self.blocks(&mut note.content));
        }
    }

    fn blocks(&self, blocks: &mut [Block]) {
        for block in blocks {
            block.each_part_mut(&mut |part| match part {
                PartMut::Blocks(blocks) => self.blocks(blocks),
                PartMut::Line(line) => self.line(line),
            });
        }
    }

    fn line(&self, line: &mut [Inline]) {
        for inline in line {
            match &mut inline.kind {
                InlineKind::Span { attributes, content } => match attributes.others.as_slice() {
                    [(key, label)] if key == REFERENCE => {
                        let words = self.numbers.get(label).map_or_else(|| format!("@{label}"), u64::to_string);
                        inline.kind = InlineKind::Text(words);
                        // The number is written nowhere.
                        inline.span.end = inline.span.start;
                    }
                    _ => self.line(content),
                },
                kind => kind.content_mut().into_iter().for_each(|content| self.line(content)),
            }
        }
    }
}
