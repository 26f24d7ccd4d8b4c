//! Whether a file for an old workflow is free of transparency.

use super::super::content::{PageContent, StateUse};
use super::{File, Findings, KDP, Rule, RuleInfo, Standard, X1A};

/// **A PDF/X-1a file has no transparency.**
///
/// Checks for opacity below one, blend modes, soft masks of the graphics state and of pictures, and transparency
/// groups, wherever they stand. RIPs of the PDF/X-1a age do not know them and print such objects solid.
/// Amazon KDP asks for flattened files too; there it is a warning.
///
/// *How to mend it:* flatten transparency when exporting, or ask the print shop whether it takes PDF/X-4.
///
/// *Source:* ISO 15930-4, 6.9.
pub(super) struct Transparency;

impl Rule for Transparency {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "pdfx-transparency", title: "no transparency", standards: &[X1A, KDP], source: "ISO 15930-4, 6.9" }
    }

    fn page(&self, _: &File<'_>, standard: Standard, page: &PageContent, findings: &mut Findings<'_>) {
        for (used, object) in &page.states {
            let message = match used {
                StateUse::Alpha(thousandths) => format!("something is drawn with an opacity of {} %", f64::from(*thousandths) / 10.0),
                StateUse::Blend(mode) => format!("something is drawn with the blend mode {mode}"),
                StateUse::SoftMask => "something is drawn through a soft mask".to_owned(),
                StateUse::Group => "there is a transparency group".to_owned(),
                _ => continue,
            };
            if standard == KDP {
                findings.warning(page.place(*object), message, "flatten transparency when exporting");
            } else {
                findings.error(page.place(*object), message, "flatten transparency when exporting, or deliver PDF/X-4");
            }
        }
    }
}
