//! Links inside the publication: each must lead somewhere.

use std::collections::BTreeSet;

use crate::base::{Code, Diagnostic, Report, nearest};
use crate::model::{Block, Elements, Inline, InlineKind, PartMut, Publication};

/// Takes away links to places that are not there, and reports them; their words stay.
pub(super) fn check(publication: &mut Publication, report: &mut Report) {
    let places = places(publication);
    let mut checker = Checker { places, report };
    for piece in &mut publication.pieces {
        checker.blocks(&mut piece.standfirst);
        checker.blocks(&mut piece.body);
        piece.notes.iter_mut().for_each(|note| checker.blocks(&mut note.content));
    }
}

/// All names that a link can lead to, those that the program gives to headings among them.
fn places(publication: &Publication) -> BTreeSet<String> {
    let tree = Elements::of(publication);
    tree.ids().filter_map(|node| tree.element(node)?.id.clone()).collect()
}

struct Checker<'a> {
    places: BTreeSet<String>,
    report: &'a mut Report,
}

impl Checker<'_> {
    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            block.each_part_mut(&mut |part| match part {
                PartMut::Blocks(blocks) => self.blocks(blocks),
                PartMut::Line(line) => self.line(line),
            });
        }
    }

    fn line(&mut self, line: &mut Vec<Inline>) {
        let mut at = 0;
        while let Some(inline) = line.get_mut(at) {
            let span = inline.span;
            match &mut inline.kind {
                InlineKind::Link { target, content } if target.starts_with('#') => {
                    self.line(content);
                    if self.is_lost(target) {
                        self.report.add(self.problem(target).at(span));
                        let content = std::mem::take(content);
                        let count = content.len();
                        line.splice(at..=at, content);
                        at += count;
                        continue;
                    }
                }
                kind => {
                    if let Some(content) = kind.content_mut() {
                        self.line(content);
                    }
                }
            }
            at += 1;
        }
    }

    fn is_lost(&self, target: &str) -> bool {
        target.strip_prefix('#').is_some_and(|id| !self.places.contains(id))
    }

    fn problem(&self, target: &str) -> Diagnostic {
        let id = target.trim_start_matches('#');
        let hint = match nearest(id, self.places.iter().map(String::as_str)) {
            Some(near) => format!("did you mean “#{near}”?"),
            None => format!("name the place: put {{#{id}}} after its heading or figure"),
        };
        let message = format!("the link to “{target}” leads nowhere; its words stay");
        Diagnostic::warning(Code("link-lost"), message).hint(hint)
    }
}
