//! Whether screen colours hide anywhere in the file.

use super::super::content::{Family, PageContent};
use super::{PRESS, File, Findings, Rule, RuleInfo, Standard};

/// **There is no DeviceRGB anywhere.**
///
/// DeviceRGB says "red, green, blue" and not which: every machine makes other inks of it, and black text becomes a
/// muddy mix of four. It hides in more places than fills: in pictures, inside forms, patterns, shadings and the glyphs of
/// Type 3 fonts, in pictures that stand in the content, as the base of indexed pictures, as the stand-in of spot
/// colours, in soft masks, and as the space in which a transparency group blends.
///
/// *How to mend it:* convert the colours to CMYK with the profile of the press when exporting.
///
/// *Source:* ISO 15930-7, 6.2.4 (allowed only with an RGB output intent); ISO 15930-4, 6.2.3.
pub(super) struct DeviceRgb;

impl Rule for DeviceRgb {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "pdfx-device-rgb", title: "no DeviceRGB anywhere", standards: PRESS, source: "ISO 15930-7, 6.2.4" }
    }

    fn page(&self, file: &File<'_>, standard: Standard, page: &PageContent, findings: &mut Findings<'_>) {
        let press = file.press_space();
        if press == "RGB" && standard != super::X1A {
            return self.cmyk(press, page, findings);
        }
        for used in page.spaces.iter().filter(|used| used.family == Family::DeviceRgb) {
            findings.error(
                page.place(used.object),
                format!("{} is in DeviceRGB", used.user),
                "convert the colours to CMYK with the profile of the press",
            );
        }
        if press == "GRAY" {
            self.cmyk(press, page, findings);
        }
    }
}

impl DeviceRgb {
    /// For a press without CMYK it is DeviceCMYK that means nothing.
    fn cmyk(&self, press: &str, page: &PageContent, findings: &mut Findings<'_>) {
        for used in page.spaces.iter().filter(|used| used.family == Family::DeviceCmyk) {
            findings.error(
                page.place(used.object),
                format!("{} is in DeviceCMYK, and the output intent is {press}", used.user),
                "choose a CMYK output intent, or convert the colours to the press",
            );
        }
    }
}
