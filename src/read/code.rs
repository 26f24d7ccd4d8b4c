//! Languages of code that nobody knows: their code stays plain, and the nearest name is told.

use std::collections::BTreeSet;

use crate::base::{Code, Diagnostic, Report};
use crate::model::code::{Known, known};
use crate::model::{Block, BlockKind, Part, Publication};

/// Reports each language once whose code cannot be coloured.
pub(super) fn check(publication: &Publication, report: &mut Report) {
    let mut check = Check { seen: BTreeSet::new(), report };
    for piece in &publication.pieces {
        check.blocks(&piece.standfirst);
        check.blocks(&piece.body);
        piece.notes.iter().for_each(|note| check.blocks(&note.content));
    }
}

struct Check<'a, 'r> {
    seen: BTreeSet<&'a str>,
    report: &'r mut Report,
}

impl<'a> Check<'a, '_> {
    fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            if let BlockKind::Code { language: Some(language), .. } = &block.kind
                && self.seen.insert(language)
                && let Known::No(nearest) = known(language)
            {
                let message = format!("“{language}” is no language whose code we can colour, so it stays plain");
                let hint = match nearest {
                    Some(nearest) => format!("did you mean {nearest}? for output and other text, write text"),
                    None => "for output and other text, write text".to_owned(),
                };
                self.report.add(Diagnostic::note(Code("code-language-unknown"), message).at(block.span).hint(hint));
            }
            block.each_part(&mut |part| {
                if let Part::Blocks(blocks) = part {
                    self.blocks(blocks);
                }
            });
        }
    }
}
