//! Checking a finished file, ours or a stranger's.

use crate::base::{Code, Report};
use crate::preflight;

pub use crate::preflight::Profile;

/// What the check of a file came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checked {
    /// The findings.
    pub report: Report,
    /// What it was checked against and what came of it, one line for each standard.
    pub lines: Vec<String>,
    /// What nobody looked at, in plain words.
    pub not_checked: Vec<String>,
    /// Whether it is an EPUB, by its first bytes.
    pub is_epub: bool,
    /// Whether there was nothing to check: the file is no EPUB or PDF, or the profile does not fit it.
    pub impossible: bool,
}

/// Checks a file against a profile, or without one against everything that it claims to be. `name` is what findings call it.
pub fn check(name: &str, bytes: &[u8], profile: Option<Profile>) -> Checked {
    const IMPOSSIBLE: [Code; 3] = [Code("file-kind-unknown"), Code("profile-does-not-fit"), Code("file-too-large")];
    let verdict = preflight::check(name, bytes, profile);
    Checked {
        lines: verdict.lines(),
        impossible: verdict.report.diagnostics.iter().any(|diagnostic| IMPOSSIBLE.contains(&diagnostic.code)),
        not_checked: verdict.not_checked,
        is_epub: bytes.starts_with(b"PK"),
        report: verdict.report,
    }
}
