//! Checking an EPUB: whether the archive, the package and the documents fit together (EPUB 3.3).
//!
//! These rules catch what breaks a book on a reading system or at a store's door. They do not replace EPUBCheck, which
//! validates every document against its schema.

mod book;
mod links;
mod package;
mod rules;

use std::sync::Arc;

use crate::base::{Code, Diagnostic};

use super::findings::Findings;
use super::guard::guarded;
use super::ledger;
use super::profile::Standard;
use super::rules::RuleInfo;
use super::verdict::{Checked, Verdict};

use book::Book;
pub(super) use rules::SOURCES;

/// Checks an EPUB.
pub(super) fn check(name: &str, bytes: &Arc<[u8]>) -> Verdict {
    let (owned, shared) = (name.to_owned(), Arc::clone(bytes));
    let outcome = guarded(move || Book::open(&shared).map(|book| run(&owned, &book)));
    let why = match outcome {
        Ok(Ok(verdict)) => return verdict,
        Ok(Err(why)) => why,
        Err(failure) => failure.words().to_owned(),
    };
    let finding = Diagnostic::error(Code("epub-unreadable"), format!("{name} could not be checked: {why}"));
    Verdict::unreadable(finding.on(name).hint("make the EPUB anew, and send it as it is, not packed again"))
}

/// Every rule, in the order in which they run.
pub(super) fn rules() -> impl Iterator<Item = RuleInfo> {
    rules::ALL.iter().map(|rule| rule.info())
}

fn run(name: &str, book: &Book) -> Verdict {
    let mut not_checked = ledger::not_checked(ledger::EPUB, "EPUB 3.3");
    not_checked.extend(ledger::not_checked(ledger::EPUB_ACCESSIBILITY, "EPUB Accessibility 1.1"));
    let mut verdict = Verdict { not_checked, ..Verdict::default() };
    let mut violated = false;
    for rule in rules::ALL {
        let mut findings = Findings::new(name, rule.info().code);
        rule.check(book, &mut findings);
        violated |= findings.finish(&mut verdict.report);
    }
    verdict.checked.push(Checked { standard: Standard::Epub, rules: rules::ALL.len(), violated });
    verdict
}
