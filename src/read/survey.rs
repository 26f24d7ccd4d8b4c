//! What there is in the lines of a publication, found in one walk: most books hold no formula, no citation and no index
//! term, and need not be gone through once more for each of them.

use crate::model::{Block, Inline, InlineKind, Part, Piece};

/// What some lines hold. What is not told here does not stand in them.
#[derive(Clone, Copy, Default)]
pub(super) struct Survey {
    /// Links, and references to numbered things.
    pub(super) links: bool,
    /// Names of places inside a line.
    pub(super) names: bool,
    pub(super) citations: bool,
    pub(super) formulas: bool,
    pub(super) index_terms: bool,
}

impl Survey {
    /// All lines of a piece and its notes.
    pub(super) fn of(piece: &Piece) -> Self {
        let mut survey = Self::default();
        survey.line(&piece.title);
        survey.blocks(&piece.standfirst);
        survey.blocks(&piece.body);
        piece.notes.iter().for_each(|note| survey.blocks(&note.content));
        survey
    }

    /// What either holds.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            links: self.links | other.links,
            names: self.names | other.names,
            citations: self.citations | other.citations,
            formulas: self.formulas | other.formulas,
            index_terms: self.index_terms | other.index_terms,
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            block.each_part(&mut |part| match part {
                Part::Blocks(blocks) => self.blocks(blocks),
                Part::Line(line) => self.line(line),
            });
        }
    }

    fn line(&mut self, line: &[Inline]) {
        for inline in line {
            match &inline.kind {
                InlineKind::Text(_) | InlineKind::SoftBreak | InlineKind::Code(_) => continue,
                InlineKind::Link { .. } | InlineKind::Reference { .. } => self.links = true,
                kind @ (InlineKind::Span { .. } | InlineKind::Picture { .. }) => {
                    self.names |= kind.attributes().is_some_and(|attributes| attributes.id.is_some());
                }
                InlineKind::Citation(_) => self.citations = true,
                InlineKind::Math { .. } => self.formulas = true,
                InlineKind::IndexMark { .. } => self.index_terms = true,
                _ => {}
            }
            inline.kind.content().into_iter().for_each(|content| self.line(content));
        }
    }
}
