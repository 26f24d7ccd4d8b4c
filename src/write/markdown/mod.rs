//! The normal form of a manuscript: YAML front matter and Markdown that an editor likes to find.
//!
//! One paragraph is one line, blocks are apart by one blank line, and nothing that an author wrote can be mistaken for
//! markup: reading the text back gives the same words. Import writes it, and round trips in tests stand on it.

mod attributes;
mod blocks;
mod escape;
mod front_matter;
mod grid;
mod inlines;
mod lists;
mod pieces;
mod stretches;
mod tables;

use crate::model::{Picture, Piece, Publication};
use escape::Punctuation;
use inlines::{Around, Inlines};

/// The manuscript of a piece whose quotation marks, dashes and ellipses are as somebody typed them.
///
/// `pictures` are those of its publication. Each remark becomes a comment line in the front matter, unseen in print.
pub fn manuscript(piece: &Piece, pictures: &[Picture], remarks: &[String]) -> String {
    let mut writer = Writer::of(piece, pictures, Punctuation::Typed);
    writer.text(piece);
    finished(front_matter::front_matter(&piece.metadata, remarks), &writer.lines)
}

/// The publication as one manuscript: an article as it is, the pieces of a book or an issue one after the other, each
/// under its title. What the program makes of other pieces, such as the contents, is left out.
pub fn publication(publication: &Publication) -> String {
    finished(pieces::front_matter(publication), &pieces::lines(publication))
}

/// A piece of a book or an issue as a manuscript of its own: its title is the first heading, and its front matter has the
/// part that it plays and what it says of itself alone.
pub fn piece(piece: &Piece, publication: &Publication) -> String {
    let mut writer = Writer::of(piece, &publication.pictures, Punctuation::Set);
    if !piece.untitled {
        let unnumbered = piece.unnumbered.then(|| "unnumbered".to_owned());
        writer.title(piece, piece.classes.iter().cloned().chain(unnumbered).collect());
    }
    writer.text(piece);
    finished(pieces::own_front_matter(piece, publication), &writer.lines)
}

fn finished(front: String, lines: &[String]) -> String {
    let mut text = front;
    for line in lines {
        text.push('\n');
        text.push_str(line);
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

struct Writer<'a> {
    inlines: Inlines<'a>,
    lines: Vec<String>,
}

impl<'a> Writer<'a> {
    fn of(piece: &'a Piece, pictures: &'a [Picture], punctuation: Punctuation) -> Self {
        let inlines = Inlines {
            pictures,
            notes: &piece.notes,
            punctuation,
            first_note: 0,
            in_brackets: false,
            in_table: false,
            around: Around::default(),
        };
        Self { inlines, lines: Vec::new() }
    }

    /// Standfirst, body, and the notes that have not been written where their marks stand.
    fn text(&mut self, piece: &Piece) {
        if !piece.standfirst.is_empty() {
            self.div("standfirst", |writer| writer.blocks(&piece.standfirst));
        }
        self.blocks(&piece.body);
        let mut written = vec![false; piece.notes.len()];
        inlines::mark_written(&piece.standfirst, &mut written);
        inlines::mark_written(&piece.body, &mut written);
        for (index, note) in piece.notes.iter().enumerate().filter(|(index, _)| written.get(*index) == Some(&false)) {
            self.gap();
            let label = format!("[^{}]: ", self.inlines.first_note + index + 1);
            self.item(&label, 4, &note.content, false);
            self.gap();
        }
    }

    /// What `content` writes, without touching what is already written.
    fn apart(&mut self, content: impl FnOnce(&mut Self)) -> Vec<String> {
        let before = std::mem::take(&mut self.lines);
        content(self);
        while self.lines.last().is_some_and(String::is_empty) {
            self.lines.pop();
        }
        std::mem::replace(&mut self.lines, before)
    }

    fn line(&mut self, line: &str) {
        self.lines.push(line.to_owned());
    }

    fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }
}

#[cfg(test)]
mod tests;
