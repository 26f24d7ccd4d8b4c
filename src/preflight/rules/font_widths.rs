//! Whether the page and its fonts agree on how wide letters are.

use super::super::content::PageContent;
use super::{EVERY, File, Findings, Rule, RuleInfo, Standard};

/// **Letters are as wide as the page takes them for.**
///
/// A PDF says how wide each glyph is, and so does the font in it. Compares the two for every glyph that is shown, but for
/// those of Type 1 and Type 3 fonts. Where they differ, some machines set the text by the one, some by the other, and
/// letters collide or drift apart.
///
/// *How to mend it:* export again; the font in the file is another version of the one that the text was set with.
///
/// *Source:* ISO 15930-7, 6.3; PDF 32000-1, 9.2.4.
pub(super) struct FontWidths;

impl Rule for FontWidths {
    fn info(&self) -> RuleInfo {
        RuleInfo {
            code: "pdf-font-width",
            title: "letters are as wide as the page takes them for",
            standards: EVERY,
            source: "ISO 15930-7, 6.3",
        }
    }

    fn page(&self, _: &File<'_>, standard: Standard, page: &PageContent, findings: &mut Findings<'_>) {
        for (&object, wrong) in &page.wrong_widths {
            let title = page.fonts.get(&object).map_or_else(|| "a font".to_owned(), |font| font.title());
            let message = format!(
                "the page takes code {} of the font {title} for {:.0} thousandths wide, and it is {:.0}",
                wrong.code, wrong.stated, wrong.drawn
            );
            findings.found(format!("{:.0} instead of {:.0}", wrong.stated, wrong.drawn));
            if standard == Standard::AnyPdf {
                findings.warning(page.place(object), message, "export the PDF again");
            } else {
                findings.error(page.place(object), message, "export the PDF again");
            }
        }
    }
}
