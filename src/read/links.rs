//! Links inside the publication: each must lead somewhere.

use std::collections::BTreeSet;

use crate::base::{Code, Diagnostic, Report, nearest};
use crate::model::{Block, Elements, Inline, InlineKind, PartMut, Publication};

/// Why a link cannot be followed in what we make, if so.
pub(super) fn problem(target: &str) -> Option<Diagnostic> {
    let scheme = target.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    let problem = match scheme.as_deref() {
        _ if target.starts_with('#') && target.len() > 1 => return None,
        Some("http" | "https" | "mailto" | "tel" | "ftp" | "urn" | "doi") => return None,
        Some(scheme) if scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')) => {
            Diagnostic::warning(Code("link-unsafe"), format!("links of the kind “{scheme}:” are not passed on; the words stay"))
        }
        _ => {
            Diagnostic::warning(Code("link-local"), format!("the link to “{target}” leads to no place in the publication; the words stay"))
        }
    };
    Some(problem.hint("link to a web address, or to a heading or figure here by its #name"))
}

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
