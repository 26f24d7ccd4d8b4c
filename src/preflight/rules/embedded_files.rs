//! Whether other files travel inside the file.

use super::super::findings::Place;
use super::{PRESS, File, Findings, Rule, RuleInfo, Standard, X1A};

/// **A press file carries no other files.**
///
/// Attachments and portfolios are lost or stop the job in prepress systems. PDF/X-1a knows none; in PDF/X-4 they are a
/// warning.
///
/// *How to mend it:* export without attachments.
///
/// *Source:* ISO 15930-4, 6 (PDF 1.4 features not listed); print practice for PDF/X-4.
pub(super) struct EmbeddedFiles;

impl Rule for EmbeddedFiles {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "pdfx-embedded-file", title: "no files inside the file", standards: PRESS, source: "ISO 15930-4, 6" }
    }

    fn document(&self, file: &File<'_>, standard: Standard, findings: &mut Findings<'_>) {
        const HINT: &str = "export without attachments";
        let mut say = |object: u32, message: &str| {
            if standard == X1A {
                findings.error(Place::default().of(object), message, HINT);
            } else {
                findings.warning(Place::default().of(object), message, HINT);
            }
        };
        if let Some(&object) = file.survey.embedded_files.first() {
            say(object, "another file is embedded in the file");
        }
        if file.catalog.contains_key("Collection") {
            say(0, "the file is a portfolio of files");
        }
    }
}
