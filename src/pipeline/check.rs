//! Checking a finished file, ours or a stranger's.

use crate::base::Report;
use crate::preflight;

pub use crate::preflight::{ManualEntry, Profile, Proof, manual, proofs};

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
    /// Whether nothing was checked: the file could not be read, is no EPUB or PDF, or the profile does not fit it.
    pub impossible: bool,
}

/// Checks a file against a profile, or without one against everything that it claims to be. `name` is what findings call it.
pub fn check(name: &str, bytes: &[u8], profile: Option<Profile>) -> Checked {
    let verdict = preflight::check(name, bytes, profile);
    Checked {
        lines: verdict.lines(),
        impossible: !verdict.was_read(),
        not_checked: verdict.not_checked,
        is_epub: bytes.starts_with(b"PK"),
        report: verdict.report,
    }
}
