//! Whether the ICC profiles of colours in the file are sound.

use hayro_syntax::object::{ObjectIdentifier, Stream};

use super::super::content::{Family, PageContent};
use super::super::pdf::decode::{LARGEST_STREAM, decode};
use super::super::pdf::icc;
use super::{File, Findings, Rule, RuleInfo, Standard, X4};

/// **A colour's ICC profile is a profile, fits its number of components, and is not the press's own.**
///
/// A damaged profile, or one for another number of colours, makes each reader guess. A CMYK profile that is the output
/// intent's own says "convert from the press to the press", which costs the purity of black text; PDF/X-4 forbids it.
///
/// *How to mend it:* export again; for CMYK that is meant for this very press, use DeviceCMYK.
///
/// *Source:* ISO 15930-7, 6.2.4; PDF 32000-1, 8.6.5.5.
pub(super) struct ColorProfiles;

impl Rule for ColorProfiles {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "pdfx-color-profile", title: "profiles of colours are sound", standards: &[X4], source: "ISO 15930-7, 6.2.4" }
    }

    fn page(&self, file: &File<'_>, _: Standard, page: &PageContent, findings: &mut Findings<'_>) {
        let mut seen = std::collections::BTreeSet::new();
        for used in page.spaces.iter().filter(|used| used.profile != 0 && seen.insert(used.profile)) {
            let stream = file.pdf.xref().get::<Stream<'_>>(ObjectIdentifier::new(used.profile, 0));
            let Some(stream) = stream else { continue };
            let bytes = decode(&stream, LARGEST_STREAM).map(|decoded| decoded.data).unwrap_or_default();
            let place = page.place(used.profile);
            match icc::Profile::read(&bytes) {
                None => findings.error(place, "the profile of a colour is not an ICC profile", "export the PDF again"),
                Some(profile) => {
                    let says = stream.dict().get::<u32>("N").map(|n| n as usize);
                    if profile.components() != says {
                        let message = format!("the profile of a colour is for {}, and /N says {}", profile.space, says.unwrap_or(0));
                        findings.error(place, message, "export the PDF again");
                    }
                }
            }
            let is_press = file.press_intents().filter_map(|intent| intent.profile.as_ref()).any(|press| *press.bytes == *bytes);
            if used.family == Family::IccCmyk && is_press {
                findings.error(place, "a CMYK colour is tagged with the profile of the press itself", "use DeviceCMYK for colours of this press");
            }
        }
    }
}
