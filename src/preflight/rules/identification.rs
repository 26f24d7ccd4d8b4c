//! Whether the file says which press standard it follows.

use super::super::findings::Place;
use super::super::pdf::xmp::PDFX;
use super::{PRESS, File, Findings, Rule, RuleInfo, Standard, X4};

/// **A press file names its standard.**
///
/// A PDF/X-4 file has `pdfxid:GTS_PDFXVersion` = `PDF/X-4` in its XMP metadata; a PDF/X-1a:2003 file has
/// `/GTS_PDFXVersion (PDF/X-1a:2003)` in its information dictionary (the 2001 edition names itself in two keys).
/// Printers sort incoming files by this word: without it, a file goes to a person, or back.
///
/// *How to mend it:* export with the PDF/X preset of the program. Do not write the word in by hand: it is a promise
/// that all the other rules hold.
///
/// *Source:* ISO 15930-7, 6.16; ISO 15930-4, 6.15.
pub(super) struct Identification;

impl Rule for Identification {
    fn info(&self) -> RuleInfo {
        RuleInfo {
            code: "pdfx-identification",
            title: "the file names its press standard",
            standards: PRESS,
            source: "ISO 15930-7, 6.16",
        }
    }

    fn document(&self, file: &File<'_>, standard: Standard, findings: &mut Findings<'_>) {
        if standard == X4 {
            match file.xmp().and_then(|xmp| xmp.get(PDFX, "GTS_PDFXVersion")).as_deref() {
                Some("PDF/X-4") => {}
                Some(other) => findings.error(Place::default(), format!("the metadata name {other} instead of PDF/X-4"), "export as PDF/X-4"),
                None => findings.error(
                    Place::default(),
                    "the metadata do not name PDF/X-4 (pdfxid:GTS_PDFXVersion)",
                    "export with the PDF/X-4 preset of your program",
                ),
            }
            return;
        }
        let version = file.info_text("GTS_PDFXVersion").unwrap_or_default();
        let conformance = file.info_text("GTS_PDFXConformance").unwrap_or_default();
        if version != "PDF/X-1a:2003" && !(version == "PDF/X-1:2001" && conformance == "PDF/X-1a:2001") {
            let found = if version.is_empty() { "nothing".to_owned() } else { version };
            findings.error(
                Place::default(),
                format!("the document information names {found} instead of PDF/X-1a:2003 (GTS_PDFXVersion)"),
                "export with the PDF/X-1a preset of your program",
            );
        }
    }
}
