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
            let message = format!("{} is in DeviceRGB", used.user);
            let hint = "convert the colours to CMYK with the profile of the press";
            let mut placed = false;
            for place in page.places_of(used) {
                findings.found("DeviceRGB").error(place, message.as_str(), hint);
                placed = true;
            }
            // What hides in a pattern, a mask or a glyph has no place of its own.
            if !placed {
                findings.found("DeviceRGB").error(page.place(used.object), message, hint);
            }
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
