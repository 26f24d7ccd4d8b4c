//! Whether the file interferes with screening and tone curves.

use super::super::content::{PageContent, StateUse};
use super::super::findings::Place;
use super::{PRESS, File, Findings, Rule, RuleInfo, Standard};

/// **Screening, tone curves and rendering are left to the press.**
///
/// Transfer functions (`/TR`) change the tone of all that follows, halftones of odd kinds fix the dots of another
/// machine, and a rendering intent that no standard knows is answered by a guess. All stem from scans and from tools of the film age.
///
/// *How to mend it:* export without "preserve halftone information" and transfer functions.
///
/// *Source:* ISO 15930-7, 6.2.6 and 6.8; ISO 15930-4, 6.5.
pub(super) struct Halftones;

impl Rule for Halftones {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "pdfx-halftone", title: "screening and tone curves are left to the press", standards: PRESS, source: "ISO 15930-7, 6.8" }
    }

    fn document(&self, file: &File<'_>, _: Standard, findings: &mut Findings<'_>) {
        for &object in &file.survey.halftones {
            findings.error(Place::object(object), "a halftone is of a kind or name that is not allowed", "export without halftone settings");
        }
    }

    fn page(&self, _: &File<'_>, _: Standard, page: &PageContent, findings: &mut Findings<'_>) {
        for (used, object) in &page.states {
            let message = match used {
                StateUse::Transfer => "a transfer function changes the tones".to_owned(),
                StateUse::HalftonePhase => "a halftone phase is set".to_owned(),
                StateUse::Intent(name) => format!("the rendering intent {name} is not known"),
                _ => continue,
            };
            findings.error(page.place(*object), message, "export without transfer functions and halftone settings");
        }
    }
}
