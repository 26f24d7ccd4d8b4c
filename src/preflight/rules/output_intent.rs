//! Whether the file says for which press it is made.

use super::super::findings::Place;
use super::super::pdf::file::Intent;
use super::{PRESS, File, Findings, Rule, RuleInfo, Standard};
use crate::base::is_registered_condition;

/// Where the names of printing conditions are registered.
const REGISTRY: &str = "http://www.color.org";

/// Whether an output intent names a condition of the registry.
pub(super) fn is_registered(intent: &Intent) -> bool {
    intent.registry == REGISTRY && is_registered_condition(&intent.identifier)
}

/// **There is exactly one output intent for print, and it names a printing condition.**
///
/// The output intent says for which press, paper and ink the colours of the file were chosen. Without it, CMYK numbers
/// mean nothing in particular; with two, two things. `OutputConditionIdentifier` names the condition (such as
/// `FOGRA39`); when that name is not one of the ICC registry's, `/Info` must say in words what it is.
///
/// *How to mend it:* choose an output intent when exporting, the one the print shop asks for.
///
/// *Source:* ISO 15930-7, 6.2.2; ISO 15930-4, 6.2.2; PDF 32000-1, 14.11.5.
pub(super) struct OutputIntent;

impl Rule for OutputIntent {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "pdfx-output-intent", title: "one printing condition is named", standards: PRESS, source: "ISO 15930-7, 6.2.2" }
    }

    fn document(&self, file: &File<'_>, _: Standard, findings: &mut Findings<'_>) {
        const HINT: &str = "choose one output intent when exporting, the one the print shop asks for";
        let intents: Vec<_> = file.press_intents().collect();
        match intents.len() {
            0 => findings.error(Place::default(), "the file has no output intent for print (GTS_PDFX)", HINT),
            1 => {}
            many => findings.error(Place::default(), format!("the file has {many} output intents for print"), HINT),
        }
        for intent in intents {
            let place = Place::default().of(intent.object);
            if intent.identifier.trim().is_empty() {
                findings.error(place, "the output intent does not name a printing condition", HINT);
            }
            if !is_registered(intent) && intent.info.trim().is_empty() {
                findings.error(
                    place,
                    "the printing condition is neither registered nor described (/Info)",
                    "describe the condition in the output intent, or use a registered one",
                );
            }
            if intent.outside_profile {
                findings.error(place, "the output intent points to a profile outside the file", "embed the profile");
            }
        }
    }
}
