//! Findings, addressed to the author: what is wrong, where, and what to do about it.

use super::source::Span;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing needs doing.
    Note,
    /// The output is made, but somebody should look.
    Warning,
    /// The output is wrong, or is not made.
    Error,
}

/// A finding's stable name, such as `image-missing`: lower case, words joined by hyphens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub &'static str);

/// One finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// Its stable name.
    pub code: Code,
    /// What is wrong, in one short sentence without a full stop at its end.
    pub message: String,
    /// Where in the sources, if it has a place there.
    pub span: Option<Span>,
    /// Where else: a file that is no source text, a page, an object. Plain words.
    pub place: Option<String>,
    /// What to do about it.
    pub hint: Option<String>,
    /// Where it is in a finished file, for programs.
    pub whereabouts: Option<Box<Whereabouts>>,
}

/// A place in a finished file, and what was found there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Whereabouts {
    /// The page, from 1.
    pub page: Option<usize>,
    /// The number of the object in the file.
    pub object: Option<u32>,
    /// The places on the page where the same was found.
    pub regions: Vec<Region>,
    /// The value that was found, with its unit.
    pub found: Option<String>,
}

/// A rectangle on a page, in millimetres from the upper left corner of the trimmed page.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Region {
    /// From the left edge; negative in the bleed.
    pub left: f64,
    /// From the upper edge; negative in the bleed.
    pub top: f64,
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

impl Diagnostic {
    /// A finding that stops the output from being made or makes it wrong.
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// A finding that somebody should look at.
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// Something worth knowing.
    pub fn note(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, message)
    }

    fn new(severity: Severity, code: Code, message: impl Into<String>) -> Self {
        Self { severity, code, message: message.into(), span: None, place: None, hint: None, whereabouts: None }
    }

    /// The same finding with its place in the sources.
    #[must_use]
    pub fn at(mut self, span: impl Into<Option<Span>>) -> Self {
        self.span = span.into();
        self
    }

    /// The same finding with a place that is not in the sources.
    #[must_use]
    pub fn on(mut self, place: impl Into<String>) -> Self {
        self.place = Some(place.into());
        self
    }

    /// The same finding with its place in a finished file.
    #[must_use]
    pub fn found_at(mut self, whereabouts: Whereabouts) -> Self {
        self.whereabouts = Some(Box::new(whereabouts));
        self
    }

    /// The same finding with a remedy.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// The findings of one or more stages, in the order they were made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// The findings.
    pub diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// Adds a finding.
    pub fn add(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Adds all findings of another report.
    pub fn absorb(&mut self, other: Self) {
        self.diagnostics.extend(other.diagnostics);
    }

    /// Leaves the first few of findings that are alike and a count of the others: a slip that a whole book repeats would
    /// bury everything else. Alike are warnings and notes with the same code and the same remedy; errors all stay.
    pub fn count_repeats(&mut self) {
        /// Up to so many are all shown.
        const FEW: usize = 12;
        /// Of more, so many.
        const FIRST: usize = 5;
        let is_alike = |one: &Diagnostic, other: &Diagnostic| one.code == other.code && one.hint == other.hint;
        let mut kinds: Vec<(Diagnostic, usize)> = Vec::new();
        for finding in self.diagnostics.iter().filter(|finding| finding.severity != Severity::Error) {
            match kinds.iter().position(|(kind, _)| is_alike(kind, finding)) {
                Some(at) => kinds[at].1 += 1,
                // Hints that name what is meant here are all different; so many kinds are no repeats.
                None if kinds.len() < 200 => kinds.push((finding.clone(), 1)),
                None => {}
            }
        }
        kinds.retain(|(_, count)| *count > FEW);
        let mut shown = vec![0; kinds.len()];
        self.diagnostics.retain(|finding| {
            let Some(kind) = kinds.iter().position(|(kind, _)| finding.severity != Severity::Error && is_alike(kind, finding)) else {
                return true;
            };
            shown[kind] += 1;
            shown[kind] <= FIRST
        });
        for (kind, count) in kinds {
            let message = format!("{} more findings like “{}” are not shown", count - FIRST, kind.message);
            self.add(Diagnostic { message, ..kind });
        }
    }

    /// How many findings have that severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// Whether any finding is an error.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeats_are_counted() {
        let mut report = Report::default();
        for number in 0..20 {
            report.add(Diagnostic::warning(Code("a"), format!("number {number}")).hint("mend it"));
            report.add(Diagnostic::error(Code("b"), "an error"));
        }
        report.add(Diagnostic::warning(Code("a"), "another").hint("mend that"));
        report.count_repeats();
        assert_eq!((report.count(Severity::Error), report.count(Severity::Warning)), (20, 7));
        let last = report.diagnostics.last().map(|finding| finding.message.as_str());
        assert_eq!(last, Some("15 more findings like “number 0” are not shown"));
    }
}
