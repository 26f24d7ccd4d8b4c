//! Whether the file is locked.

use super::super::findings::Place;
use super::{EVERY, File, Findings, Rule, RuleInfo, Standard};

/// **A file that is handed on is not encrypted.**
///
/// Checks for `/Encrypt` in the trailer. An encrypted file may open without a password and still forbid printing,
/// changing or extracting; a prepress system then refuses to impose it, and a screen reader to read it.
///
/// *How to mend it:* save the file without security settings.
///
/// *Source:* ISO 15930-7, 6.1; ISO 15930-4, 6.
pub(super) struct Encryption;

impl Rule for Encryption {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "pdf-encrypted", title: "the file is not encrypted", standards: EVERY, source: "ISO 15930-7, 6.1" }
    }

    fn document(&self, file: &File<'_>, standard: Standard, findings: &mut Findings<'_>) {
        if file.trailer.contains_key("Encrypt") {
            let hint = "save it without security settings";
            if standard == Standard::AnyPdf {
                findings.warning(Place::default(), "the file is encrypted", hint);
            } else {
                findings.error(Place::default(), "the file is encrypted", hint);
            }
        }
    }
}
