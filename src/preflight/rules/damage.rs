//! Whether the file is whole.

use hayro_syntax::object::Array;

use super::super::findings::Place;
use super::super::pdf::trailer;
use super::{EVERY, File, Findings, Rule, RuleInfo, Standard};

/// **A PDF begins with its header and ends with a table of contents that fits.**
///
/// Checks that `%PDF-` stands at the very first byte, that a `startxref` near the end leads to a cross-reference
/// section, that there is a trailer, and that there is at least one page. Viewers repair all of this without a word;
/// a RIP at night repairs it differently or stops. Files come to harm in mail gateways, in half-finished uploads and in
/// tools that append to them.
///
/// *How to mend it:* export the file again, and send it in a ZIP archive if the way it travels is to blame.
///
/// *Source:* PDF 32000-1, 7.5.1 to 7.5.5.
pub(super) struct Damage;

impl Rule for Damage {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "pdf-damaged", title: "the file is whole", standards: EVERY, source: "PDF 32000-1, 7.5" }
    }

    fn document(&self, file: &File<'_>, _: Standard, findings: &mut Findings<'_>) {
        const HINT: &str = "export the PDF again";
        let whole = Place::default();
        if !file.bytes.starts_with(b"%PDF-") {
            findings.error(whole, "the header does not stand at the start of the file", HINT);
        }
        match trailer::startxref(file.bytes) {
            None => findings.error(whole, "the table of the file's objects can not be found (startxref)", HINT),
            Some(_) if file.trailer.is_empty() => findings.error(whole, "the file has no trailer", HINT),
            Some(_) => {}
        }
        let tail = file.bytes.get(file.bytes.len().saturating_sub(1024)..).unwrap_or_default();
        if !tail.windows(5).any(|window| window == b"%%EOF") {
            findings.error(whole, "the end of the file is missing (%%EOF)", HINT);
        }
        if file.pages().is_empty() {
            findings.error(whole, "the file has no pages", HINT);
        }
        if file.catalog.get::<Array<'_>>("OutputIntents").is_some_and(|intents| intents.raw_iter().nth(100).is_some()) {
            findings.error(whole, "the file has more than a hundred output intents", HINT);
        }
    }
}
