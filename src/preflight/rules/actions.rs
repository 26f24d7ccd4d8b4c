//! Whether the file does anything by itself.

use hayro_syntax::object::{Dict, Object};

use super::super::findings::Place;
use super::{EVERY, File, Findings, Rule, RuleInfo, Standard};

/// Actions that reach out of the file or run programs.
const DANGEROUS: [&str; 7] = ["JavaScript", "Launch", "SubmitForm", "ImportData", "Rendition", "RichMediaExecute", "GoToE"];

/// Actions that move or change what is seen, which are of no use on paper.
const MOVING: [&str; 6] = ["Sound", "Movie", "Hide", "ResetForm", "SetOCGState", "GoTo3DView"];

/// **The file does nothing when it is opened.**
///
/// Looks for scripts, for actions on opening, on pages and of the document, for forms that are filled by programs (XFA)
/// or want their looks made anew. A press file holds none of these; in any other file, scripts and launched programs are a danger to its
/// readers.
///
/// *How to mend it:* export without forms, multimedia and scripts.
///
/// *Source:* ISO 15930-7, 6.12; ISO 15930-4, 6.11.
pub(super) struct Actions;

impl Rule for Actions {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "pdf-action", title: "no scripts and actions", standards: EVERY, source: "ISO 15930-7, 6.12" }
    }

    fn document(&self, file: &File<'_>, standard: Standard, findings: &mut Findings<'_>) {
        const HINT: &str = "export without scripts, forms and multimedia";
        let press = standard != Standard::AnyPdf;
        for (object, kind) in &file.survey.actions {
            let forbidden = DANGEROUS.contains(&kind.as_str()) || press && MOVING.contains(&kind.as_str());
            if forbidden {
                findings.error(Place::object(*object), format!("the file has an action ({kind})"), HINT);
            }
        }
        let names = file.catalog.get::<Dict<'_>>("Names").unwrap_or_default();
        if names.contains_key("JavaScript") {
            findings.error(Place::default(), "the file holds scripts (JavaScript)", HINT);
        }
        let form = file.catalog.get::<Dict<'_>>("AcroForm").unwrap_or_default();
        if form.contains_key("XFA") {
            findings.error(Place::default(), "the file holds an XFA form", HINT);
        }
        if !press {
            return;
        }
        if form.get::<bool>("NeedAppearances") == Some(true) {
            findings.error(Place::default(), "form fields want their looks made anew by the viewer", HINT);
        }
        if file.catalog.contains_key("AA") {
            findings.error(Place::default(), "the document has actions of its own (/AA)", HINT);
        }
        if matches!(file.catalog.get::<Object<'_>>("OpenAction"), Some(Object::Dict(_))) {
            findings.error(Place::default(), "the document does something when it is opened (/OpenAction)", HINT);
        }
        for (page, boxes) in file.pages().iter().zip(&file.boxes) {
            for key in ["AA", "PresSteps"] {
                if page.raw().contains_key(key) {
                    findings.error(boxes.whole(), format!("the page has actions (/{key})"), HINT);
                }
            }
        }
    }
}
