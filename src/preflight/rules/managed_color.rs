//! Whether colours wait for a conversion that happens at the printer.

use super::super::content::{Family, PageContent};
use super::{PRESS, File, Findings, Rule, RuleInfo, Standard, X1A};

/// **Colours are in the inks of the press.**
///
/// ICC-based RGB, CalRGB, CalGray and Lab are exact, but the printer's machine converts them, with its own settings.
/// PDF/X-1a forbids them. PDF/X-4 allows them; there they are a warning, because thin text and lines in such colours
/// come out in four inks, and many print shops ask for CMYK only.
///
/// *How to mend it:* convert the colours to CMYK with the profile of the press when exporting.
///
/// *Source:* ISO 15930-4, 6.2.3; print practice for PDF/X-4.
pub(super) struct ManagedColor;

impl Rule for ManagedColor {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "pdfx-managed-color", title: "colours are in the inks of the press", standards: PRESS, source: "ISO 15930-4, 6.2.3" }
    }

    fn page(&self, _: &File<'_>, standard: Standard, page: &PageContent, findings: &mut Findings<'_>) {
        for used in &page.spaces {
            let managed = match used.family {
                Family::CalRgb | Family::Lab | Family::IccRgb | Family::IccOther => true,
                Family::CalGray | Family::IccGray | Family::IccCmyk => standard == X1A,
                _ => false,
            };
            if !managed {
                continue;
            }
            let message = format!("{} is in {}", used.user, used.family.name());
            let hint = "convert the colours to CMYK with the profile of the press";
            if standard == X1A {
                findings.error(page.place(used.object), message, hint);
            } else {
                findings.warning(page.place(used.object), message, hint);
            }
        }
    }
}
