//! Whether the documents can be read.

use crate::base::xml::XHTML;
use super::{Book, EPUB, Findings, Place, Rule, RuleInfo};

/// **Every document is well-formed XML, and XHTML where it says so.**
///
/// Reading systems show an error page for a document with one unclosed tag or one unknown entity, such as `&nbsp;`,
/// which XHTML in EPUB does not have.
///
/// *How to mend it:* close the tags; write characters as themselves or by number (`&#160;`).
///
/// *Source:* EPUB 3.3, 3.9 and 6.1.
pub(in crate::preflight) struct WellFormed;

impl Rule for WellFormed {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "epub-not-well-formed", title: "documents are well-formed", standards: EPUB, source: "EPUB 3.3, 6.1" }
    }

    fn check(&self, book: &Book, findings: &mut Findings<'_>) {
        for (path, why) in &book.unreadable {
            findings.error(Place::inside(path, 0), format!("{path} can not be read: {why}"), "correct the document, or make the EPUB anew");
        }
        let Some(package) = &book.package else { return };
        for item in package.items.iter().filter(|item| item.is_xhtml()) {
            let Some((path, document)) = item.path().and_then(|path| book.documents.get_key_value(path)) else { continue };
            if document.root.name != "html" || document.root.space != XHTML {
                findings.error(Place::inside(path, document.root.line), format!("{path} is not an XHTML document"), "make html of the XHTML namespace its root");
                continue;
            }
            let title = document.root.child("head").and_then(|head| head.child("title"));
            if title.is_none_or(|title| title.text().is_empty()) {
                findings.warning(Place::inside(path, document.root.line), format!("{path} has no title"), "give each document a title of its own");
            }
        }
    }
}
