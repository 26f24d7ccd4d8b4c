//! Whether anything white is set to vanish.

use super::super::content::{Family, PageContent};
use super::{PRINT, File, Findings, Rule, RuleInfo, Standard};

/// **Nothing white overprints.**
///
/// White is the absence of ink: overprinted, it is nothing at all, and the white headline on the picture is gone. On
/// the screen it is there as long as overprint is not simulated.
///
/// *How to mend it:* switch overprint off for white objects.
///
/// *Source:* print practice; PDF 32000-1, 8.6.7.
pub(super) struct WhiteOverprint;

impl Rule for WhiteOverprint {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "print-white-overprints", title: "nothing white overprints", standards: PRINT, source: "print practice" }
    }

    fn page(&self, _: &File<'_>, _: Standard, page: &PageContent, findings: &mut Findings<'_>) {
        for mark in page.printed() {
            let white = mark.inks.as_ref().is_some_and(super::super::content::Inks::is_white);
            // Mode 0 in DeviceCMYK clears the plates, and white stays white; a tint of a named ink vanishes in either.
            let vanishes = mark.overprint_mode == 1 && mark.family == Family::DeviceCmyk || matches!(mark.family, Family::DeviceGray | Family::Separation | Family::DeviceN);
            if white && mark.overprint && vanishes {
                findings.error(page.place_of(mark), "something white is set to overprint, and will not show", "switch overprint off for white objects");
            }
        }
    }
}
