//! Which version of PDF the file uses.

use hayro_syntax::PdfVersion;

use super::super::findings::Place;
use super::super::pdf::trailer;
use super::{PRESS, File, Findings, Rule, RuleInfo, Standard, X1A};

/// **The version is one that the standard knows.**
///
/// PDF/X-4 is built on PDF 1.6, PDF/X-1a:2003 on PDF 1.4, which has neither cross-reference streams nor object
/// streams. A newer version promises features that the printer's RIP need not understand.
///
/// *How to mend it:* export for compatibility with PDF 1.6 (PDF/X-4) or PDF 1.4 (PDF/X-1a).
///
/// *Source:* ISO 15930-7, 6.1; ISO 15930-4, 5.
pub(super) struct Version;

impl Rule for Version {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "pdfx-version", title: "the PDF version fits the standard", standards: PRESS, source: "ISO 15930-7, 6.1" }
    }

    fn document(&self, file: &File<'_>, standard: Standard, findings: &mut Findings<'_>) {
        let (most, words) = if standard == X1A { (PdfVersion::Pdf14, "1.4") } else { (PdfVersion::Pdf16, "1.6") };
        let version = file.pdf.version();
        if version > most {
            findings.error(
                Place::default(),
                format!("the file is PDF {}, and the standard allows at most {words}", number(version)),
                "export it for an older version of PDF",
            );
        }
        for stream in file.survey.streams.iter().filter(|stream| standard == X1A && stream.deep) {
            findings.error(
                Place::object(stream.object),
                "a picture has 16 bits for each colour, which PDF 1.4 does not know",
                "export pictures with 8 bits",
            );
        }
        for stream in file.survey.streams.iter().filter(|stream| standard == X1A && stream.open_type) {
            findings.error(
                Place::object(stream.object),
                "a font is embedded as an OpenType file, which PDF 1.4 does not know",
                "export it for compatibility with PDF 1.4",
            );
        }
        if standard == X1A && trailer::has_stream_table(file.bytes) {
            findings.error(
                Place::default(),
                "the file has a cross-reference stream, which PDF 1.4 does not know",
                "export it for compatibility with PDF 1.4",
            );
        }
    }
}

fn number(version: PdfVersion) -> &'static str {
    match version {
        PdfVersion::Pdf10 => "1.0",
        PdfVersion::Pdf11 => "1.1",
        PdfVersion::Pdf12 => "1.2",
        PdfVersion::Pdf13 => "1.3",
        PdfVersion::Pdf14 => "1.4",
        PdfVersion::Pdf15 => "1.5",
        PdfVersion::Pdf16 => "1.6",
        PdfVersion::Pdf17 => "1.7",
        PdfVersion::Pdf20 => "2.0",
    }
}
