//! Markdown in pieces that do not stand together in the file: the cells of a drawn table, the words between HTML tags.
//!
//! The pieces are put together to a text of their own, which is read like any other; then every place in what was read
//! is moved to where it stands in the file.

use std::ops::Range;

use super::Manuscript;
use super::builder::Builder;
use crate::base::{Report, Span};
use crate::model::{Block, Inline, PartMut};

/// A text made of pieces of another, and where each of them came from.
#[derive(Clone, Debug, Default)]
pub(super) struct Cut {
    /// The text.
    pub(super) text: String,
    /// Where a piece begins in the text, and where in the file.
    pieces: Vec<(usize, usize)>,
}

impl Cut {
    /// Adds what stands at a range of the file.
    pub(super) fn add(&mut self, source: &str, range: Range<usize>) {
        if let Some(piece) = source.get(range.clone()) {
            self.pieces.push((self.text.len(), range.start));
            self.text.push_str(piece);
        }
    }

    /// Adds something that does not stand in the file.
    pub(super) fn add_own(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// This text and then another.
    pub(super) fn followed_by(mut self, next: Self) -> Self {
        let shift = self.text.len();
        self.pieces.extend(next.pieces.into_iter().map(|(begin, outer)| (begin + shift, outer)));
        self.text.push_str(&next.text);
        self
    }

    /// A part of this text, with its lines' first spaces left out.
    pub(super) fn part(&self, range: Range<usize>) -> Self {
        let mut part = Self::default();
        let mut at = range.start;
        let before = self.text.get(..range.start).unwrap_or_default();
        // In the middle of a line a space parts words.
        let mut begins_line = before.trim_end_matches([' ', '\t']).is_empty() || before.ends_with('\n');
        for line in self.text.get(range).unwrap_or_default().split_inclusive('\n') {
            let words = if begins_line { line.trim_start_matches([' ', '\t']) } else { line };
            begins_line = true;
            let start = at + line.len() - words.len();
            // A line may be made of several pieces.
            let mut from = start;
            while from < at + line.len() {
                let next = self.pieces.partition_point(|&(begin, _)| begin <= from);
                let to = self.pieces.get(next).map_or(self.text.len(), |&(begin, _)| begin).min(at + line.len()).max(from + 1);
                part.pieces.push((part.text.len(), self.outside(from)));
                part.text.push_str(self.text.get(from..to).unwrap_or_default());
                from = to;
            }
            at += line.len();
        }
        part
    }

    /// Where a byte of this text stands in the file.
    pub(super) fn outside(&self, at: usize) -> usize {
        let index = self.pieces.partition_point(|&(begin, _)| begin <= at);
        match index.checked_sub(1).and_then(|before| self.pieces.get(before)) {
            Some(&(begin, outer)) => outer + (at - begin),
            None => self.pieces.first().map_or(0, |&(_, outer)| outer),
        }
    }

    fn moved(&self, span: Span) -> Span {
        let (start, end) = (span.start as usize, span.end as usize);
        let first = self.outside(start);
        let last = if end > start { self.outside(end - 1) + 1 } else { first };
        Span::new(span.file, first, last.max(first))
    }

    fn move_blocks(&self, blocks: &mut [Block]) {
        for block in blocks {
            block.span = self.moved(block.span);
            block.each_part_mut(&mut |part| match part {
                PartMut::Blocks(blocks) => self.move_blocks(blocks),
                PartMut::Line(line) => self.move_line(line),
            });
        }
    }

    fn move_line(&self, line: &mut [Inline]) {
        for inline in line {
            inline.span = self.moved(inline.span);
            if let Some(content) = inline.kind.content_mut() {
                self.move_line(content);
            }
        }
    }
}

impl Builder<'_, '_, '_> {
    /// Reads a text of pieces as Markdown. Its notes, names and pictures are those of the manuscript around it.
    pub(super) fn inner(&mut self, cut: &Cut) -> Vec<Block> {
        let mut report = Report::default();
        let notes_before = self.shared.notes.count();
        let manuscript = Manuscript { text: &cut.text, body: 0, ..self.manuscript };
        let language = self.language();
        let mut builder = Builder::new(Manuscript { language: &language, ..manuscript }, self.pictures, &mut report);
        builder.depth = self.depth + self.stack.len();
        builder.is_inner = true;
        std::mem::swap(&mut builder.shared, &mut self.shared);
        let mut blocks = builder.read_all();
        std::mem::swap(&mut builder.shared, &mut self.shared);
        cut.move_blocks(&mut blocks);
        self.shared.notes.each_note_from(notes_before, |note| {
            note.span = cut.moved(note.span);
            cut.move_blocks(&mut note.content);
        });
        for mut finding in report.diagnostics {
            finding.span = finding.span.map(|span| cut.moved(span));
            self.report.add(finding);
        }
        blocks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_again() {
        let source = "| one | two |\n| three | four |";
        let mut cut = Cut::default();
        cut.add_own("\\\n");
        cut.add(source, 2..5);
        cut.add_own("\n");
        cut.add(source, 16..21);
        assert_eq!(cut.text, "\\\none\nthree");
        assert_eq!(cut.outside(3), 3);
        assert_eq!(cut.outside(6), 16);
        let part = cut.part(2..11);
        assert_eq!(part.text, "one\nthree");
        assert_eq!(part.outside(5), 17);
        assert_eq!(cut.part(5..11).text, "\nthree");
        let mut line = Cut::default();
        line.add(" a b", 0..4);
        assert_eq!((line.part(0..2).text, line.part(2..4).text), ("a".to_owned(), " b".to_owned()));
    }
}
