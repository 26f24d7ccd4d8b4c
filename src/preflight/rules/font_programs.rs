//! Whether the fonts in the file can be used.

use super::super::content::PageContent;
use super::{EVERY, File, Findings, Rule, RuleInfo, Standard};

/// **Every embedded font is whole.**
///
/// Opens the program of each embedded font: it can be unpacked and read, has the tables that its kind needs, and, in a
/// composite TrueType font, the file says which glyph each code means. A damaged font is replaced on the printer's
/// machine without a word, or stops the job.
///
/// *How to mend it:* export again; if that does not help, install the font anew.
///
/// *Source:* ISO 15930-7, 6.3; PDF 32000-1, 9.9.
pub(super) struct FontPrograms;

impl Rule for FontPrograms {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "pdf-font-damaged", title: "embedded fonts are whole", standards: EVERY, source: "ISO 15930-7, 6.3" }
    }

    fn page(&self, _: &File<'_>, standard: Standard, page: &PageContent, findings: &mut Findings<'_>) {
        for font in page.fonts.values() {
            let Some(defect) = font.defect.filter(|_| font.embedded) else { continue };
            let message = format!("the font {} {defect}", font.title());
            let hint = "export the PDF again, with the font installed anew if need be";
            if standard == Standard::AnyPdf {
                findings.warning(page.place(font.object), message, hint);
            } else {
                findings.error(page.place(font.object), message, hint);
            }
        }
    }
}
