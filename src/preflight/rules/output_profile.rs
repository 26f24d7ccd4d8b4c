//! Whether the profile of the press is there and sound.

use super::super::findings::Place;
use super::super::pdf::file::{Intent, IntentProfile};
use super::output_intent::is_registered;
use super::{PRESS, File, Findings, Rule, RuleInfo, Standard, X1A};

/// **The output intent holds a sound printer profile.**
///
/// Checks that the ICC profile is in the file, is of class `prtr`, that `/N` is the number of its components, that its
/// size is the one it declares, that its tags lie inside it, and that a CMYK profile has the tables for both
/// directions. PDF/X-1a allows only CMYK (and grey) and version 2 profiles, and may leave the profile out for a
/// registered condition.
/// Two output intents with different profiles contradict each other.
///
/// *How to mend it:* export again with the profile that the print shop supplies; a damaged one was cut by a tool.
///
/// *Source:* ISO 15930-7, 6.2.2; ICC.1:2010, 7.
pub(super) struct OutputProfile;

const HINT: &str = "export again with the ICC profile that the print shop supplies";

impl Rule for OutputProfile {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "pdfx-output-profile", title: "the press profile is sound", standards: PRESS, source: "ISO 15930-7, 6.2.2" }
    }

    fn document(&self, file: &File<'_>, standard: Standard, findings: &mut Findings<'_>) {
        for intent in file.press_intents() {
            match &intent.profile {
                Some(profile) => self.profile(profile, standard, findings),
                None if standard == X1A && is_registered(intent) => {}
                None => findings.error(Place::default().of(intent.object), "the output intent has no ICC profile", HINT),
            }
        }
        if let Some(first) = file.intents.iter().find_map(|intent| intent.profile.as_ref())
            && file.intents.iter().filter_map(|intent: &Intent| intent.profile.as_ref()).any(|other| other.bytes != first.bytes)
        {
            findings.error(Place::default(), "the output intents have different profiles", HINT);
        }
    }
}

impl OutputProfile {
    fn profile(&self, profile: &IntentProfile, standard: Standard, findings: &mut Findings<'_>) {
        let place = Place::object(profile.object);
        let Some(icc) = &profile.icc else {
            findings.error(place, "the profile of the output intent is not an ICC profile", HINT);
            return;
        };
        if icc.class != "prtr" {
            findings.error(place, format!("the profile of the output intent is of class {:?}, not \"prtr\"", icc.class), HINT);
        }
        let fits = if standard == X1A { icc.space == "CMYK" || icc.space == "GRAY" } else { icc.components().is_some() && icc.space != "Lab" };
        if !fits {
            findings.error(place, format!("the profile of the output intent is for {} colours", icc.space), HINT);
        }
        if let Some(components) = icc.components()
            && profile.components.and_then(|n| usize::try_from(n).ok()) != Some(components)
        {
            let says = profile.components.map_or("nothing".to_owned(), |n| n.to_string());
            findings.error(place, format!("/N says {says}, and the profile has {components} components"), HINT);
        }
        if icc.declared != icc.length {
            findings.error(place, format!("the profile declares {} bytes and has {}", icc.declared, icc.length), HINT);
        }
        if let Some(stray) = &icc.stray_tag {
            findings.error(place, format!("the profile is damaged: {stray} lies outside it"), HINT);
        }
        let newest = if standard == X1A { 2 } else { 4 };
        if icc.version > newest {
            findings.error(place, format!("the profile is of version {}; the newest allowed is {newest}", icc.version), HINT);
        }
        if icc.space == "CMYK" {
            for tag in ["A2B0", "A2B1", "B2A0"] {
                if !icc.has(tag) {
                    findings.error(place, format!("the profile lacks the table {tag}"), HINT);
                }
            }
        }
    }
}
