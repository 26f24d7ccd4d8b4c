//! What the check of one file came to, said without a false seal.

use crate::base::{Diagnostic, Report, Severity};

use super::profile::Standard;

/// The outcome of checking one file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Verdict {
    /// The findings.
    pub report: Report,
    /// Which standards it was checked against, and with how many rules. Empty when the file could not be read.
    pub checked: Vec<Checked>,
    /// What those standards ask for that nobody looked at, in plain words.
    pub not_checked: Vec<String>,
}

/// A standard that a file was checked against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The standard.
    pub standard: Standard,
    /// How many rules of it were checked.
    pub rules: usize,
    /// Whether a finding of severity error came of it.
    pub violated: bool,
}

impl Verdict {
    /// The verdict on a file that could not be checked at all.
    pub(super) fn unreadable(finding: Diagnostic) -> Self {
        let mut report = Report::default();
        report.add(finding);
        Self { report, ..Self::default() }
    }

    /// Whether the file could be read; if not, the report says why and nothing was checked.
    pub fn was_read(&self) -> bool {
        !self.checked.is_empty()
    }

    /// How many rules were checked, over all standards.
    pub fn rules(&self) -> usize {
        self.checked.iter().map(|checked| checked.rules).sum()
    }

    /// The verdict in words, one line for each standard: what was found wanting, or that nothing was among the rules
    /// checked. Never says that a file conforms, for no checker sees everything.
    pub fn lines(&self) -> Vec<String> {
        if !self.was_read() {
            return vec!["not checked: the file could not be read".to_owned()];
        }
        self.checked.iter().map(|checked| checked.words()).collect()
    }

    /// Adds what another check of the same file came to.
    pub(super) fn absorb(&mut self, other: Self) {
        self.report.absorb(other.report);
        self.checked.extend(other.checked);
        self.not_checked.extend(other.not_checked);
    }

    /// Whether any finding is an error.
    pub fn has_errors(&self) -> bool {
        self.report.count(Severity::Error) > 0
    }
}

impl Checked {
    /// What came of it, in a sentence.
    fn words(&self) -> String {
        let rules = if self.rules == 1 { "rule" } else { "rules" };
        if self.violated {
            format!("{}: violations found ({} {rules} checked)", self.standard, self.rules)
        } else {
            format!("{}: no violation of the {} {rules} checked", self.standard, self.rules)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::profile::Profile;
    use super::*;

    #[test]
    fn the_words_claim_no_more_than_was_checked() {
        let verdict = Verdict {
            checked: vec![
                Checked { standard: Standard::Pdf(Profile::X4), rules: 30, violated: false },
                Checked { standard: Standard::Print, rules: 1, violated: true },
            ],
            ..Verdict::default()
        };
        assert_eq!(verdict.lines(), ["PDF/X-4: no violation of the 30 rules checked", "print practice: violations found (1 rule checked)"]);
        assert_eq!(verdict.rules(), 31);
    }
}
