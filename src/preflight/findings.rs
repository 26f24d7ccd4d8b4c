//! Collecting what a rule finds: each thing once, and not more of them than anybody would read.

use std::collections::BTreeSet;

use crate::base::{Code, Diagnostic, Report, Severity};

/// How many findings of one rule are listed; the rest are counted.
const LISTED: usize = 20;

/// Where something was found.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Place<'p> {
    /// The file inside the file, and the line in it, 0 if it has none.
    pub inside: Option<(&'p str, usize)>,
    /// The page, from 1.
    pub page: Option<usize>,
    /// Its place on the page, in millimetres from the left and the top of the trimmed page.
    pub at: Option<(f64, f64)>,
    /// The number of the object in the file.
    pub object: Option<u32>,
}

impl<'p> Place<'p> {
    /// A line of a file inside the file; line 0 is all of it.
    pub(super) fn inside(path: &'p str, line: usize) -> Self {
        Self { inside: Some((path, line)), ..Self::default() }
    }

    /// A page as a whole.
    pub(super) fn page(number: usize) -> Self {
        Self { page: Some(number), ..Self::default() }
    }

    /// An object, wherever it is shown.
    pub(super) fn object(number: u32) -> Self {
        Self { object: Some(number), ..Self::default() }
    }

    /// The same place, in an object. Object 0 is none: what has no number stands in another.
    #[must_use]
    pub(super) fn of(mut self, object: u32) -> Self {
        self.object = (object != 0).then_some(object);
        self
    }

    /// The place in words, after the name of its file.
    fn words(&self, file: &str) -> String {
        let mut words = file.to_owned();
        match self.inside {
            Some((path, 0)) => words += &format!(", {path}"),
            Some((path, line)) => words += &format!(", {path}, line {line}"),
            None => {}
        }
        if let Some(page) = self.page {
            words += &format!(", page {page}");
        }
        if let Some((x, y)) = self.at {
            words += &format!(" at {x:.1} mm from the left, {y:.1} mm from the top");
        }
        if let Some(object) = self.object {
            words += &format!(", object {object}");
        }
        words
    }
}

/// The findings of one rule on one file.
pub(super) struct Findings<'a> {
    file: &'a str,
    code: &'static str,
    seen: BTreeSet<String>,
    listed: Vec<Diagnostic>,
    left_out: usize,
    worst_left_out: Severity,
}

impl<'a> Findings<'a> {
    /// None yet, of a rule on a file.
    pub(super) fn new(file: &'a str, code: &'static str) -> Self {
        Self { file, code, seen: BTreeSet::new(), listed: Vec::new(), left_out: 0, worst_left_out: Severity::Note }
    }

    /// The file violates a requirement.
    pub(super) fn error(&mut self, place: Place<'_>, message: impl Into<String>, hint: &str) {
        self.add(Diagnostic::error(Code(self.code), message), place, hint);
    }

    /// Somebody should look.
    pub(super) fn warning(&mut self, place: Place<'_>, message: impl Into<String>, hint: &str) {
        self.add(Diagnostic::warning(Code(self.code), message), place, hint);
    }

    /// Worth knowing.
    pub(super) fn note(&mut self, place: Place<'_>, message: impl Into<String>) {
        self.add(Diagnostic::note(Code(self.code), message), place, "");
    }

    fn add(&mut self, diagnostic: Diagnostic, place: Place<'_>, hint: &str) {
        // The same words on the same page are one finding, wherever they apply on it.
        let key = format!("{:?} {:?} {}", place.page, place.inside, diagnostic.message);
        if self.seen.len() < 50 * LISTED && !self.seen.insert(key) {
            return;
        }
        if self.listed.len() >= LISTED {
            self.left_out += 1;
            self.worst_left_out = self.worst_left_out.max(diagnostic.severity);
            return;
        }
        let diagnostic = diagnostic.on(place.words(self.file));
        self.listed.push(if hint.is_empty() { diagnostic } else { diagnostic.hint(hint) });
    }

    /// Hands the findings over to a report and says whether any is an error.
    pub(super) fn finish(self, report: &mut Report) -> bool {
        let mut has_error = false;
        for diagnostic in self.listed {
            has_error |= diagnostic.severity == Severity::Error;
            report.add(diagnostic);
        }
        if self.left_out > 0 {
            has_error |= self.worst_left_out == Severity::Error;
            let message = format!("{} more findings of this kind are not listed", self.left_out);
            let mut rest = Diagnostic::note(Code(self.code), message).on(self.file);
            rest.severity = self.worst_left_out;
            report.add(rest);
        }
        has_error
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_finding_once_a_page_and_the_many_are_counted() {
        let mut findings = Findings::new("a.pdf", "some-rule");
        for _ in 0..3 {
            findings.warning(Place::page(1), "the same", "mend it");
        }
        for page in 0..30 {
            findings.error(Place::page(page), "elsewhere", "");
        }
        let mut report = Report::default();
        assert!(findings.finish(&mut report));
        assert_eq!(report.diagnostics.len(), LISTED + 1);
        assert_eq!(report.diagnostics[0].place.as_deref(), Some("a.pdf, page 1"));
        assert_eq!(report.diagnostics[LISTED].message, "11 more findings of this kind are not listed");
        assert_eq!(report.diagnostics[LISTED].severity, Severity::Error);
    }
}
