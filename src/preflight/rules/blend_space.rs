//! Whether transparency blends in the inks of the press.

use super::super::content::{Family, PageContent, StateUse};
use super::{File, Findings, Rule, RuleInfo, Standard, X4};

/// The blend modes of PDF (PDF 32000-1, 11.3.5).
const MODES: [&str; 15] = [
    "Multiply", "Screen", "Overlay", "Darken", "Lighten", "ColorDodge", "ColorBurn", "HardLight", "SoftLight", "Difference",
    "Exclusion", "Hue", "Saturation", "Color", "Luminosity",
];

/// **Transparency groups blend in CMYK, with modes that are known.**
///
/// Where a group names the space it blends in, that must be the space of the press: blending in RGB converts all that
/// lies under a shadow there and back, and black text turns into four inks.
///
/// *How to mend it:* set the blend space of the document to CMYK.
///
/// *Source:* ISO 15930-7, 6.10.
pub(super) struct BlendSpace;

impl Rule for BlendSpace {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "pdfx-blend-space", title: "transparency blends in the inks of the press", standards: &[X4], source: "ISO 15930-7, 6.10" }
    }

    fn page(&self, file: &File<'_>, _: Standard, page: &PageContent, findings: &mut Findings<'_>) {
        for (used, object) in &page.states {
            match used {
                StateUse::GroupSpace(family) if file.press_space() == "CMYK" && !matches!(family, Family::DeviceCmyk | Family::IccCmyk) => {
                    let message = format!("a transparency group blends in {}", family.name());
                    findings.error(page.place(*object), message, "set the blend space of the document to CMYK");
                }
                StateUse::Blend(mode) if !MODES.contains(&mode.as_str()) => {
                    findings.error(page.place(*object), format!("the blend mode {mode} is not known"), "export the PDF again");
                }
                _ => {}
            }
        }
    }
}
