//! The masthead of an issue: who did what for it, as `[[masthead]]` in `publication.toml` lists them.

use super::fields::{Fields, Kind as ValueKind, Words, wrong_kind};
use super::{made, typography};
use crate::base::{Code, Diagnostic, FileId, Report, Span};
use crate::model::{Attributes, Block, BlockKind, Definition, Inline, InlineKind, Kind, Language, Matter, Metadata, Piece, Role};

/// Who did what, in the order of writing.
#[derive(Debug, Default)]
pub(super) struct Masthead {
    credits: Vec<Credit>,
    /// Where a list has the word for it.
    word: Option<Span>,
}

/// Some people and what they did together. Without the second, the first are lines by themselves, such as an address.
#[derive(Debug)]
struct Credit {
    role: Option<Words>,
    names: Vec<Words>,
    span: Span,
}

impl Masthead {
    /// Reads `[[masthead]]`, which only an issue has.
    pub(super) fn read(fields: &Fields, kind: Kind, report: &mut Report) -> Self {
        let Some(value) = fields.value("masthead") else { return Self::default() };
        if kind != Kind::Issue {
            let problem = Diagnostic::error(Code("key-misplaced"), "only an issue has a masthead").at(value.span);
            report.add(
                problem.hint("add kind = \"issue\", or say who made the book in a manuscript with “role: imprint” or “role: colophon”"),
            );
            return Self::default();
        }
        let ValueKind::List(credits) = &value.kind else {
            report.add(wrong_kind("[[masthead]]", "a list, each with role and name", &value.kind, value.span));
            return Self::default();
        };
        let credits = credits.iter().filter_map(|value| {
            let fields = Fields::of_manuscript(value, "[[masthead]]", &["role", "name"], report);
            let (role, names) = (fields.words("role", report), fields.list("name", report).unwrap_or_default());
            if names.is_empty() {
                let problem = Diagnostic::warning(Code("masthead-unnamed"), "this line of the masthead has no name").at(value.span);
                report.add(problem.hint("add name = \"Jane Doe\", or name = [\"Jane Doe\", \"John Roe\"]"));
            }
            (role.is_some() || !names.is_empty()).then_some(Credit { role, names, span: value.span })
        });
        Self { credits: credits.collect(), word: None }
    }

    /// Puts it where a list has the word for it.
    pub(super) fn word(&mut self, pieces: &mut Vec<Piece>, publication: &Metadata, matter: Matter, span: Option<Span>) {
        let span = span.unwrap_or(Span::new(FileId(0), 0, 0));
        self.word = Some(span);
        if !self.credits.is_empty() {
            let body = self.blocks(&publication.language);
            pieces.push(Piece { body, ..made::piece(Role::Masthead, matter, publication, span) });
        }
    }

    /// Puts it into the publication if no word did: at the end of a manuscript that is the masthead, else before the
    /// contents, else last among what stands before the text. A word for a masthead of nobody is reported.
    pub(super) fn settle(&self, pieces: &mut Vec<Piece>, publication: &Metadata, report: &mut Report) {
        let Some(first) = self.credits.first() else {
            if let Some(span) = self.word {
                let problem = Diagnostic::warning(Code("piece-empty"), "nobody is named, so the piece “masthead” is left out").at(span);
                report.add(problem.hint("say who made the issue: [[masthead]], and below it role = \"Editor\" and name = \"Jane Doe\""));
            }
            return;
        };
        if self.word.is_some() {
            return;
        }
        if let Some(written) = pieces.iter_mut().find(|piece| piece.role == Role::Masthead) {
            return written.body.extend(self.blocks(&written.metadata.language));
        }
        let contents = pieces.iter().position(|piece| piece.role == Role::Contents && piece.matter == Matter::Front);
        let at = contents.unwrap_or_else(|| pieces.iter().take_while(|piece| piece.matter == Matter::Front).count());
        let body = self.blocks(&publication.language);
        pieces.insert(at, Piece { body, ..made::piece(Role::Masthead, Matter::Front, publication, first.span) });
    }

    /// A list of roles with their names; lines without a role stand between such lists.
    fn blocks(&self, language: &Language) -> Vec<Block> {
        let mut blocks: Vec<Block> = Vec::new();
        for Credit { role, names, span } in &self.credits {
            let names = names.iter().map(|name| block(BlockKind::Paragraph(line(name, language)), name.span));
            let Some(role) = role else {
                blocks.extend(names);
                continue;
            };
            let definition = Definition { term: line(role, language), meanings: names.map(|name| vec![name]).collect() };
            match blocks.last_mut() {
                Some(Block { kind: BlockKind::Definitions(all), .. }) => all.push(definition),
                _ => blocks.push(block(BlockKind::Definitions(vec![definition]), *span)),
            }
        }
        blocks
    }
}

fn line(words: &Words, language: &Language) -> Vec<Inline> {
    vec![Inline { kind: InlineKind::Text(typography::words(&words.text, language)), span: words.span }]
}

fn block(kind: BlockKind, span: Span) -> Block {
    Block { kind, attributes: Attributes::default(), span }
}
