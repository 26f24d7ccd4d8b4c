//! Formulas that cannot be read.

use super::citations::walk;
use crate::base::{Code, Diagnostic, Report, Span};
use crate::model::{Inline, InlineKind, Publication, math};

/// Reports each formula that is no TeX we can read.
pub(super) fn check(publication: &mut Publication, report: &mut Report) {
    let mut visit = |line: &mut Vec<Inline>| {
        each_formula(line, &mut |source, display, span| {
            if let Err(why) = math::mathml(source, display) {
                let problem =
                    Diagnostic::warning(Code("formula-unreadable"), format!("this formula cannot be read, so its source is shown: {why}"));
                report.add(problem.at(span).hint("check its braces and the names of its commands"));
            }
        });
    };
    for piece in &mut publication.pieces {
        visit(&mut piece.title);
        walk::each_line(&mut piece.standfirst, &mut visit);
        walk::each_line(&mut piece.body, &mut visit);
        piece.notes.iter_mut().for_each(|note| walk::each_line(&mut note.content, &mut visit));
    }
}

fn each_formula(line: &[Inline], visit: &mut impl FnMut(&str, bool, Span)) {
    for inline in line {
        match &inline.kind {
            InlineKind::Math { source, display } => visit(source, *display, inline.span),
            kind => {
                if let Some(content) = kind.content() {
                    each_formula(content, visit);
                }
            }
        }
    }
}
