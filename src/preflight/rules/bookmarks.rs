//! Whether the file has what only a screen needs.

use hayro_syntax::object::Dict;

use super::super::findings::Place;
use super::{File, Findings, KDP, LULU, Rule, RuleInfo, Standard};

/// **A file for a vendor that forbids bookmarks has none.**
///
/// Bookmarks lead through a file on a screen. They do no harm on a press, but some vendors' systems stop at them and
/// send the file back.
///
/// *How to mend it:* export for print, without bookmarks.
///
/// *Source:* the vendors' own pages.
pub(super) struct Bookmarks;

impl Rule for Bookmarks {
    fn info(&self) -> RuleInfo {
        RuleInfo {
            code: "print-bookmarks",
            title: "no bookmarks where they are forbidden",
            standards: &[KDP, LULU],
            source: "the vendor's own pages",
        }
    }

    fn document(&self, file: &File<'_>, _: Standard, findings: &mut Findings<'_>) {
        let has_some = file.catalog.get::<Dict<'_>>("Outlines").is_some_and(|outlines| outlines.contains_key("First"));
        if has_some && !file.norms.file.bookmarks.is {
            findings.error(Place::default(), "the file has bookmarks", "export the PDF without bookmarks");
        }
    }
}
