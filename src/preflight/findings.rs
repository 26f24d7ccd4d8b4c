//! Collecting what a rule finds: each thing once, and not more of them than anybody would read.

use std::collections::BTreeMap;

use crate::base::{Code, Diagnostic, Region, Report, Severity, Whereabouts};

/// How many findings of one rule are listed; the rest are counted.
const LISTED: usize = 20;
/// How many places of one finding on one page are kept.
const REGIONS: usize = 100;

/// Where something was found.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Place<'p> {
    /// The file inside the file, and the line in it, 0 if it has none.
    pub inside: Option<(&'p str, usize)>,
    /// The page, from 1.
    pub page: Option<usize>,
    /// Its place on the page.
    pub at: Option<Region>,
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
        if let Some(at) = self.at {
            words += &format!(" at {:.1} mm from the left, {:.1} mm from the top", at.left, at.top);
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
    /// What was found already, by page and words, with its number among the listed.
    seen: BTreeMap<String, Option<usize>>,
    listed: Vec<Diagnostic>,
    left_out: usize,
    worst_left_out: Severity,
    found: Option<String>,
}

impl<'a> Findings<'a> {
    /// None yet, of a rule on a file.
    pub(super) fn new(file: &'a str, code: &'static str) -> Self {
        Self { file, code, seen: BTreeMap::new(), listed: Vec::new(), left_out: 0, worst_left_out: Severity::Note, found: None }
    }

    /// The value that the next finding is about, with its unit.
    pub(super) fn found(&mut self, value: impl Into<String>) -> &mut Self {
        self.found = Some(value.into());
        self
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
        let found = self.found.take();
        // The same words on the same page are one finding, wherever they apply on it.
        let key = format!("{:?} {:?} {}", place.page, place.inside, diagnostic.message);
        if let Some(&before) = self.seen.get(&key) {
            self.again(before, place.at);
            return;
        }
        let number = (self.listed.len() < LISTED).then_some(self.listed.len());
        if self.seen.len() < 50 * LISTED {
            self.seen.insert(key, number);
        }
        if number.is_none() {
            self.left_out += 1;
            self.worst_left_out = self.worst_left_out.max(diagnostic.severity);
            return;
        }
        let regions = place.at.into_iter().collect();
        let whereabouts = Whereabouts { page: place.page, object: place.object, regions, found };
        let diagnostic = diagnostic.on(place.words(self.file)).found_at(whereabouts);
        self.listed.push(if hint.is_empty() { diagnostic } else { diagnostic.hint(hint) });
    }

    /// Notes another place of a finding that is listed.
    fn again(&mut self, number: Option<usize>, at: Option<Region>) {
        let listed = number.and_then(|number| self.listed.get_mut(number)).and_then(|finding| finding.whereabouts.as_mut());
        if let (Some(whereabouts), Some(at)) = (listed, at)
            && whereabouts.regions.len() < REGIONS
        {
            whereabouts.regions.push(at);
        }
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
        let at = |left| Place { at: Some(Region { left, ..Region::default() }), ..Place::page(1) };
        for left in [1.0, 2.0, 3.0] {
            findings.found("0.1 pt").warning(at(left), "the same", "mend it");
        }
        for page in 0..30 {
            findings.error(Place::page(page), "elsewhere", "");
        }
        let mut report = Report::default();
        assert!(findings.finish(&mut report));
        assert_eq!(report.diagnostics.len(), LISTED + 1);
        assert_eq!(report.diagnostics[0].place.as_deref(), Some("a.pdf, page 1 at 1.0 mm from the left, 0.0 mm from the top"));
        let whereabouts = report.diagnostics[0].whereabouts.as_ref().expect("it has a place");
        assert_eq!(whereabouts.regions.iter().map(|region| region.left).collect::<Vec<_>>(), [1.0, 2.0, 3.0]);
        assert_eq!(whereabouts.found.as_deref(), Some("0.1 pt"));
        assert_eq!(report.diagnostics[1].whereabouts.as_ref().and_then(|place| place.found.as_deref()), None);
        assert_eq!(report.diagnostics[LISTED].message, "11 more findings of this kind are not listed");
        assert_eq!(report.diagnostics[LISTED].severity, Severity::Error);
    }
}
