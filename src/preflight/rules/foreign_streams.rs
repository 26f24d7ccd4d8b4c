//! Whether everything that prints is in the file, as PDF.

use super::super::findings::Place;
use super::{PRESS, File, Findings, Rule, RuleInfo, Standard};

/// **No stream lies elsewhere or is in another language.**
///
/// Checks for streams whose data are in another file, for pictures that a server is to replace (OPI), for PostScript
/// inside the PDF, for pages of other files (reference XObjects), and for pictures of which another version prints. In each case
/// the press prints what nobody saw in the proof.
///
/// *How to mend it:* place the real pictures and export again.
///
/// *Source:* ISO 15930-7, 6.7 to 6.9; ISO 15930-4, 6.6 to 6.8.
pub(super) struct ForeignStreams;

impl Rule for ForeignStreams {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "pdfx-foreign-content", title: "all that prints is in the file", standards: PRESS, source: "ISO 15930-7, 6.7" }
    }

    fn document(&self, file: &File<'_>, _: Standard, findings: &mut Findings<'_>) {
        for stream in &file.survey.streams {
            for (found, message) in [
                (stream.external, "a stream has its data in another file"),
                (stream.opi, "a picture is a stand-in for one on a server (OPI)"),
                (stream.postscript, "there is PostScript in the file"),
                (stream.reference, "a page of another file stands in the file"),
                (stream.alternate, "another version of a picture is meant to print"),
            ] {
                if found {
                    findings.error(Place::object(stream.object), message, "place the real pictures and export the PDF again");
                }
            }
        }
    }
}
