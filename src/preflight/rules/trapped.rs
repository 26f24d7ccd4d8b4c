//! Whether the file says that it is trapped or is not.

use hayro_syntax::object::Name;

use super::super::findings::Place;
use super::super::pdf::xmp::PDF;
use super::{PRESS, File, Findings, Rule, RuleInfo, Standard, X4};

/// **`Trapped` is true or false, and the same everywhere.**
///
/// Trapping lets neighbouring inks overlap a little, so that no paper shows where plates misregister. It must be done
/// once: the printer's system does it when the file says `False`, and must not when it says `True`. `Unknown`, or two
/// answers, leave it to chance.
///
/// *How to mend it:* export with a PDF/X preset; `False` is right for nearly every file.
///
/// *Source:* ISO 15930-7, 6.14; ISO 15930-4, 6.13.
pub(super) struct Trapped;

impl Rule for Trapped {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "pdfx-trapped", title: "the file says whether it is trapped", standards: PRESS, source: "ISO 15930-7, 6.14" }
    }

    fn document(&self, file: &File<'_>, standard: Standard, findings: &mut Findings<'_>) {
        // A name, not a string (PDF 32000-1, table 317).
        let info = file.info_text("Trapped").filter(|_| file.info.get::<Name<'_>>("Trapped").is_some());
        let xmp = file.xmp().and_then(|xmp| xmp.get(PDF, "Trapped"));
        let says = |value: &Option<String>| value.as_deref().is_some_and(|value| matches!(value, "True" | "False"));
        let answered = says(&info) || standard == X4 && says(&xmp);
        if !answered {
            findings.error(
                Place::default(),
                "the file does not say whether it is trapped (Trapped is neither True nor False)",
                "export with a PDF/X preset, which writes False unless traps were made",
            );
        } else if let (Some(info), Some(xmp)) = (&info, &xmp)
            && info != xmp
        {
            findings.error(
                Place::default(),
                format!("Trapped is {info} in the document information and {xmp} in XMP"),
                "export the PDF again, so that both say the same",
            );
        }
    }
}
