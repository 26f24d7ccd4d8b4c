//! Whether the colour of registration marks is used on the page.

use super::super::content::PageContent;
use super::{PRINT, File, Findings, Rule, RuleInfo, Standard};

/// **The registration colour is for marks only.**
///
/// The colour `All` prints solid on every plate: four inks, 400 %. Somebody took it for black. On the page it smears,
/// dries badly and never registers.
///
/// *How to mend it:* use black for it.
///
/// *Source:* print practice; PDF 32000-1, 8.6.6.4.
pub(super) struct RegistrationColor;

impl Rule for RegistrationColor {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "print-registration-color", title: "registration colour is for marks only", standards: PRINT, source: "print practice" }
    }

    fn page(&self, _: &File<'_>, _: Standard, page: &PageContent, findings: &mut Findings<'_>) {
        let trim = page.boxes.finished();
        for mark in &page.marks {
            if mark.inks.as_ref().is_some_and(super::super::content::Inks::is_registration) && mark.area.grown(0.01).overlaps(trim) {
                findings.error(page.place_of(mark), "something on the page is in the registration colour (All)", "use black for it");
            }
        }
    }
}
