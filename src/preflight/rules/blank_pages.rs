//! Whether pages are empty by mistake.

use super::super::content::PageContent;
use super::{PRINT, File, Findings, Rule, RuleInfo, Standard};

/// **A page without any print is pointed out.**
///
/// Blank pages are often meant: a chapter begins on a right-hand page. They are a note, so that somebody who did not
/// mean them sees it before the press run.
///
/// *How to mend it:* nothing, if the page is meant to be blank.
///
/// *Source:* print practice.
pub(super) struct BlankPages;

impl Rule for BlankPages {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "print-blank-page", title: "blank pages are meant", standards: PRINT, source: "print practice" }
    }

    fn page(&self, _: &File<'_>, _: Standard, page: &PageContent, findings: &mut Findings<'_>) {
        let has_ink = page.printed().any(|mark| !mark.inks.as_ref().is_some_and(super::super::content::Inks::is_white));
        if page.is_empty || !has_ink {
            findings.note(page.boxes.whole(), "the page is blank");
        }
    }
}
