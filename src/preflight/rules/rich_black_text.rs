//! Whether small text depends on perfect register.

use super::super::content::{MarkKind, PageContent};
use super::norms::BLACK;
use super::{PRINT, File, Findings, Rule, RuleInfo, Standard};

/// **Small text uses one ink, or two.**
///
/// Black text below 18 pt with coloured inks under it gets coloured edges when plates are off by a twentieth of a
/// millimetre, which they are. It mostly comes from RGB black that was converted. Text below 9 pt in three or more inks
/// suffers in the same way.
///
/// *How to mend it:* set text in black only (K 100); give small coloured text at most two inks.
///
/// *Source:* print practice.
pub(super) struct RichBlackText;

impl Rule for RichBlackText {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "print-rich-text", title: "small text uses one ink or two", standards: PRINT, source: "print practice" }
    }

    fn page(&self, file: &File<'_>, _: Standard, page: &PageContent, findings: &mut Findings<'_>) {
        let (rich_from, three_from) = (file.norms.text.rich_black_from.is.0, file.norms.text.three_inks_from.is.0);
        for mark in page.printed() {
            let (MarkKind::Text { size }, Some(inks)) = (&mark.kind, &mark.inks) else { continue };
            let size = size * page.boxes.user_unit;
            if inks.is_registration() {
                continue;
            }
            if inks.black >= BLACK && inks.colored() > 0.002 && size < rich_from {
                let message = format!("black text of {size:.1} pt is made of several inks ({})", inks.words());
                findings.found(inks.words()).error(page.place_of(mark), message, "set the text in black only");
            } else if inks.count() > 2 && size < three_from {
                let message = format!("text of {size:.1} pt is made of {} inks ({})", inks.count(), inks.words());
                findings.found(inks.words()).error(page.place_of(mark), message, "choose a colour of at most two inks for small text");
            }
        }
    }
}
