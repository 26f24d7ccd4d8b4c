//! Whether the archive says at its start that it is an EPUB.

use super::{Book, EPUB, Findings, Place, Rule, RuleInfo};

/// **The first file is `mimetype`, unpacked, and holds `application/epub+zip`.**
///
/// Reading systems and stores look at bytes 30 to 57 of the file: they must spell `mimetypeapplication/epub+zip`. An
/// EPUB that somebody unpacked and packed again with an ordinary ZIP tool fails here.
///
/// *How to mend it:* make the EPUB anew, or pack `mimetype` first, without compression and extra fields.
///
/// *Source:* EPUB 3.3, 4.2.6.2 (OCF ZIP container media type).
pub(in crate::preflight) struct MediaType;

impl Rule for MediaType {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "epub-mimetype", title: "the archive begins with its media type", standards: EPUB, source: "EPUB 3.3, 4.2.6.2" }
    }

    fn check(&self, book: &Book, findings: &mut Findings<'_>) {
        const HINT: &str = "pack the file mimetype first, without compression and extra fields";
        let place = Place::inside("mimetype", 0);
        match book.entries.iter().find(|entry| entry.path == "mimetype") {
            None => findings.error(place, "the archive has no file mimetype", HINT),
            Some(entry) if !entry.stored => findings.error(place, "mimetype is compressed", HINT),
            Some(_) if book.head.get(30..58) != Some(b"mimetypeapplication/epub+zip") || book.head.get(58..60) != Some(b"PK") => {
                findings.error(place, "mimetype is not the first file, or does not hold exactly application/epub+zip", HINT);
            }
            Some(_) => {}
        }
    }
}
