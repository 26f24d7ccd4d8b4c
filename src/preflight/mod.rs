//! Looking at a finished file before it leaves the house: ours or a stranger's, PDF or EPUB.
//!
//! [`check`] takes the bytes of a file and returns a [`Verdict`]: the findings, what was checked, and what was not.
//! A PDF is checked against the standard that is asked for, or against each one that it claims to follow
//! (`pdf`, `conformance`); an EPUB against the rules of its own (`epub`). `rules` holds the rules for PDFs,
//! one to a file; `content` reads the drawing on the pages for them. [`ledger`] says for every standard we claim which
//! of its requirements are enforced, and by which rule.
//!
//! Files come from anywhere. Whatever is in them, the answer is a finding: `guard` contains what the parsers
//! underneath may do on a damaged or hostile file.

mod conformance;
mod content;
mod epub;
mod essay;
mod findings;
mod guard;
pub mod ledger;
mod pdf;
mod profile;
mod proof;
mod rules;
mod verdict;

use std::sync::Arc;

use crate::base::{Code, Diagnostic, Report};
use crate::vendor::Norms;

pub use essay::{Essay, ManualEntry};
pub use profile::{Profile, Standard};
pub use proof::{Proof, proofs};
pub use rules::RuleInfo;
pub use verdict::{Checked, Verdict};

/// The largest file that is looked at, in bytes. Stores take no book of this size.
const LARGEST_FILE: usize = 2_000_000_000;

/// Checks a finished file. `name` is what findings call it.
///
/// A PDF is checked against `profile`, or, without one, against every standard that it claims to follow. For an EPUB
/// there is nothing to choose. The verdict has an error finding `file-kind-unknown` when the bytes are neither.
pub fn check(name: &str, bytes: &[u8], profile: Option<Profile>) -> Verdict {
    if bytes.len() > LARGEST_FILE {
        return Verdict::unreadable(too_large(name));
    }
    let shared: Arc<[u8]> = bytes.into();
    match (Kind::of(bytes), profile) {
        (Some(Kind::Pdf), _) => pdf::check(name, &shared, profile),
        (Some(Kind::Epub), None) => epub::check(name, &shared),
        (Some(Kind::Epub), Some(profile)) => Verdict::unreadable(wrong_kind(name, profile)),
        (None, _) => Verdict::unreadable(unknown_kind(name)),
    }
}

/// Checks a finished press PDF against a profile of press files, within the limits of a project: a vendor's norms, with the
/// project's own values in their places.
pub fn check_press(name: &str, bytes: &[u8], profile: Profile, norms: &Norms) -> Verdict {
    pdf::check_press(name, &bytes.into(), profile, norms)
}

/// Opens a stranger's PDF and does something with it and the standards that it claims to follow, with the care that checking
/// takes: in bounds of time and memory, and whatever is in it.
///
/// # Errors
/// When it cannot be opened, or the job does not come to an end; the report says why.
pub fn opened<T: Send + 'static>(
    name: &str,
    bytes: &[u8],
    job: impl FnOnce(&hayro_syntax::Pdf, &[Profile]) -> T + Send + 'static,
) -> Result<T, Report> {
    pdf::opened(name, &bytes.into(), job).map_err(|verdict| verdict.report)
}

/// Every rule of our own, for PDFs and for EPUBs, in the order in which they run.
pub fn rules() -> impl Iterator<Item = RuleInfo> {
    rules::ALL.iter().map(|rule| rule.info()).chain(epub::rules())
}

/// Every rule of our own with its essay, in the order in which they run.
pub fn manual() -> Vec<ManualEntry> {
    let sources = rules::SOURCES.iter().chain(epub::SOURCES);
    rules().zip(sources).map(|(rule, source)| ManualEntry { rule, essay: Essay::read(source) }).collect()
}

/// The kinds of files that can be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Pdf,
    Epub,
}

impl Kind {
    /// What the bytes are, by how they begin: a PDF has its header within the first kilobyte (PDF 32000-1, annex H),
    /// an EPUB is a ZIP archive. Whether the archive is a proper EPUB is for the rules to say.
    fn of(bytes: &[u8]) -> Option<Self> {
        let head = bytes.get(..1024).unwrap_or(bytes);
        if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
            Some(Self::Epub)
        } else if head.windows(5).any(|window| window == b"%PDF-") {
            Some(Self::Pdf)
        } else {
            None
        }
    }
}

fn unknown_kind(name: &str) -> Diagnostic {
    Diagnostic::error(Code("file-kind-unknown"), format!("{name} is neither a PDF nor an EPUB"))
        .on(name)
        .hint("only files made as PDF or EPUB can be checked")
}

fn wrong_kind(name: &str, profile: Profile) -> Diagnostic {
    Diagnostic::error(Code("profile-does-not-fit"), format!("{name} is an EPUB, and {profile} is a standard for PDFs"))
        .on(name)
        .hint("leave the profile out to check it as an EPUB")
}

fn too_large(name: &str) -> Diagnostic {
    Diagnostic::error(Code("file-too-large"), format!("{name} is larger than {} MB", LARGEST_FILE / 1_000_000)).on(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_neither_is_said_to_be_neither() {
        for bytes in [&b""[..], b"hello", b"PK", b"<html>"] {
            let verdict = check("notes.txt", bytes, None);
            assert_eq!(verdict.report.diagnostics.len(), 1);
            assert_eq!(verdict.report.diagnostics[0].code, Code("file-kind-unknown"));
            assert!(!verdict.was_read());
        }
    }

    #[test]
    fn an_epub_has_no_pdf_profile() {
        let verdict = check("book.epub", b"PK\x03\x04", Some(Profile::X4));
        assert_eq!(verdict.report.diagnostics[0].code, Code("profile-does-not-fit"));
    }

    #[test]
    fn codes_are_unique_and_well_formed() {
        let mut codes: Vec<&str> = rules().map(|rule| rule.code).collect();
        assert!(codes.iter().all(|code| code.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')));
        codes.sort_unstable();
        let count = codes.len();
        codes.dedup();
        assert_eq!(codes.len(), count, "two rules share a code");
    }
}
