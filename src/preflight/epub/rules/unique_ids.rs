//! Whether names of places are unique.

use std::collections::BTreeSet;

use super::{Book, EPUB, Findings, Place, Rule, RuleInfo};

/// **No document has the same id twice.**
///
/// Links and notes lead to ids. When two places share one, the reader lands at the first, wherever the link was meant
/// to go.
///
/// *How to mend it:* rename one of them, and the links that lead to it.
///
/// *Source:* EPUB 3.3, 6.1; XML 1.0, 3.3.1.
pub(in crate::preflight) struct UniqueIds;

impl Rule for UniqueIds {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "epub-duplicate-id", title: "ids are unique", standards: EPUB, source: "XML 1.0, 3.3.1" }
    }

    fn check(&self, book: &Book, findings: &mut Findings<'_>) {
        let package = book.package.iter().map(|package| (package.path.as_str(), &package.root));
        let documents = book.documents.iter().map(|(path, document)| (path.as_str(), &document.root));
        for (path, root) in package.chain(documents) {
            let mut seen = BTreeSet::new();
            for element in root.all() {
                if let Some(id) = element.get("id") {
                    if !seen.insert(id) {
                        findings.error(Place::inside(path, element.line), format!("the id {id:?} stands twice in {path}"), "rename one of them");
                    }
                    if id.is_empty() || id.contains(char::is_whitespace) {
                        findings.error(Place::inside(path, element.line), format!("{id:?} can not be an id"), "use letters, digits and hyphens");
                    }
                }
            }
        }
    }
}
