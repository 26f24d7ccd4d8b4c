//! Whether the fonts travel with the file.

use super::super::content::PageContent;
use super::{EVERY, File, Findings, Rule, RuleInfo, Standard};

/// **Every font is embedded.**
///
/// Checks each font that a page chooses, also in forms, patterns and the glyphs of other fonts, whether or not it
/// shows anything. A font that is not in the file is replaced on the printer's machine by one that looks much the same,
/// until the lines run differently or accents are gone.
///
/// *How to mend it:* export with all fonts embedded; a font whose licence forbids it can not be used.
///
/// *Source:* ISO 15930-7, 6.3; ISO 15930-4, 6.3.
pub(super) struct FontsEmbedded;

impl Rule for FontsEmbedded {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "pdf-font-not-embedded", title: "every font is embedded", standards: EVERY, source: "ISO 15930-7, 6.3" }
    }

    fn page(&self, _: &File<'_>, standard: Standard, page: &PageContent, findings: &mut Findings<'_>) {
        for font in page.fonts.values().filter(|font| !font.embedded) {
            let message = format!("the font {} is not embedded", font.title());
            let hint = "export with all fonts embedded";
            if standard == Standard::AnyPdf {
                findings.warning(page.place(font.object), message, hint);
            } else {
                findings.error(page.place(font.object), message, hint);
            }
        }
    }
}
