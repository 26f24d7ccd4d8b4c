//! Whether the file can be told from its other versions.

use hayro_syntax::object::{Array, String as PdfString};

use super::super::findings::Place;
use super::{PRESS, File, Findings, Rule, RuleInfo, Standard};

/// **The trailer has an `/ID` of two strings.**
///
/// Prepress systems tell files, and versions of a file, apart by it: without one, a corrected file can be taken for
/// the faulty one that is already in the system.
///
/// *How to mend it:* every export program writes one; a file without it went through a tool that dropped it.
///
/// *Source:* ISO 15930-7, 6.1; PDF 32000-1, 14.4.
pub(super) struct FileId;

impl Rule for FileId {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "pdfx-file-id", title: "the file has an identifier", standards: PRESS, source: "PDF 32000-1, 14.4" }
    }

    fn document(&self, file: &File<'_>, _: Standard, findings: &mut Findings<'_>) {
        let id = file.trailer.get::<Array<'_>>("ID");
        let strings = id.iter().flat_map(|id| id.iter::<PdfString<'_>>()).take(3);
        if strings.filter(|string| !string.is_empty()).count() != 2 {
            findings.error(Place::default(), "the file has no identifier (/ID in the trailer)", "export the PDF again");
        }
    }
}
