//! Whether black text prints on top of what is under it.

use super::super::content::{Family, MarkKind, PageContent};
use super::{PRINT, File, Findings, Rule, RuleInfo, Standard};

/// **Black text overprints.**
///
/// Text in solid black should be DeviceCMYK 0 0 0 1 (or the ink Black) with overprint on and mode 1. Text that knocks
/// out leaves white letters in the colour below; where the plates misregister, each letter gets a white edge.
///
/// *How to mend it:* switch on "overprint black" when exporting.
///
/// *Source:* print practice; PDF 32000-1, 8.6.7.
pub(super) struct BlackOverprint;

impl Rule for BlackOverprint {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "print-black-knocks-out", title: "black text overprints", standards: PRINT, source: "print practice" }
    }

    fn page(&self, file: &File<'_>, _: Standard, page: &PageContent, findings: &mut Findings<'_>) {
        if !file.norms.text.black_overprints.is {
            return;
        }
        for mark in page.printed() {
            let MarkKind::Text { size } = mark.kind else { continue };
            let Some(inks) = &mark.inks else { continue };
            if !inks.is_black_only() || inks.black < 0.999 {
                continue;
            }
            let overprints = match mark.family {
                Family::DeviceCmyk => mark.overprint && mark.overprint_mode == 1,
                // A space that has no other plates leaves them alone in either mode.
                Family::Separation | Family::DeviceN => mark.overprint,
                _ => false,
            };
            if !overprints {
                let why = if mark.overprint && mark.family != Family::DeviceCmyk {
                    format!(" because it is in {}", mark.family.name())
                } else if mark.overprint {
                    " because the overprint mode is not 1".to_owned()
                } else {
                    String::new()
                };
                findings.warning(page.place_of(mark), format!("black text of {size:.1} pt does not overprint{why}"), "switch on overprint for black when exporting");
            }
        }
    }
}
