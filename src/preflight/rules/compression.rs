//! Whether streams are packed in ways that the standard allows.

use super::super::content::PageContent;
use super::super::findings::Place;
use super::{PRESS, File, Findings, Rule, RuleInfo, Standard, X1A};

/// **Streams are packed with methods that every RIP of the standard knows.**
///
/// PDF/X-1a forbids LZW, JBIG2 and JPEG 2000; in both standards a `/Crypt` filter locks a stream. LZW in PDF/X-4 is
/// merely a sign of very old tools, and a warning.
///
/// *How to mend it:* export again; every program can pack with Flate and JPEG.
///
/// *Source:* ISO 15930-4, 6.1; ISO 15930-7, 6.1.
pub(super) struct Compression;

impl Rule for Compression {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "pdfx-compression", title: "streams are packed in allowed ways", standards: PRESS, source: "ISO 15930-4, 6.1" }
    }

    fn document(&self, file: &File<'_>, standard: Standard, findings: &mut Findings<'_>) {
        for stream in &file.survey.streams {
            for filter in &stream.filters {
                judge(filter, Place::object(stream.object), standard, findings);
            }
        }
    }

    fn page(&self, _: &File<'_>, standard: Standard, page: &PageContent, findings: &mut Findings<'_>) {
        for (filter, object) in &page.inline_filters {
            judge(filter, page.place(*object), standard, findings);
        }
    }
}

fn judge(filter: &str, place: Place<'_>, standard: Standard, findings: &mut Findings<'_>) {
    const HINT: &str = "export again with Flate or JPEG compression";
    let message = format!("a stream is packed with {filter}");
    match filter {
        "Crypt" => findings.found(filter).error(place, message, HINT),
        "LZWDecode" | "LZW" | "JBIG2Decode" | "JPXDecode" if standard == X1A => findings.found(filter).error(place, message, HINT),
        "LZWDecode" | "LZW" => findings.found(filter).warning(place, message, HINT),
        _ => {}
    }
}
