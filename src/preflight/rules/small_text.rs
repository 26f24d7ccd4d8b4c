//! Whether text is large enough to print.

use super::super::content::{MarkKind, PageContent};
use super::{PRINT, File, Findings, Rule, RuleInfo, Standard};

/// **Text is at least 5 pt.**
///
/// Smaller letters fill in with ink or break up, and nobody reads them. Measures the size as it comes out after all
/// scaling, of text inside the bleed.
///
/// *How to mend it:* set it larger; the smallest sizes ask for sturdy, open faces.
///
/// *Source:* print practice.
pub(super) struct SmallText;

impl Rule for SmallText {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "print-small-text", title: "text is large enough", standards: PRINT, source: "print practice" }
    }

    fn page(&self, file: &File<'_>, _: Standard, page: &PageContent, findings: &mut Findings<'_>) {
        let smallest = file.norms.text.smallest.is.0;
        for mark in page.printed() {
            let MarkKind::Text { size } = mark.kind else { continue };
            let size = size * page.boxes.user_unit;
            if size < smallest - 0.05 {
                let message = format!("text is {size:.1} pt, smaller than {smallest} pt");
                findings.found(format!("{size:.1} pt")).warning(page.place_of(mark), message, "set it larger");
            }
        }
    }
}
