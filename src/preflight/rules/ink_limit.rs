//! Whether colours of text, lines and areas ask for too much ink.

use super::super::content::PageContent;
use super::{PRINT, File, Findings, Rule, RuleInfo, Standard};

/// **No colour asks for more than 300 % of ink.**
///
/// Adds up the inks of every colour that text, lines and areas are drawn in. Coated paper takes about three solids;
/// more stays wet, sets off on the next sheet and fills in. What overprints or shows through something else is not added up.
///
/// *How to mend it:* take less of the coloured inks; a deep black is C 60 M 40 Y 40 K 100.
///
/// *Source:* print practice for FOGRA39 and coated paper.
pub(super) struct InkLimit;

impl Rule for InkLimit {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "print-ink-limit", title: "no colour asks for too much ink", standards: PRINT, source: "print practice" }
    }

    fn page(&self, file: &File<'_>, _: Standard, page: &PageContent, findings: &mut Findings<'_>) {
        let (limit, area) = (file.norms.ink.limit.is, file.norms.ink.area.is);
        for mark in page.printed() {
            let Some(inks) = &mark.inks else { continue };
            let square_mm = mark.area.width() * mark.area.height() * (25.4_f64 / 72.0).powi(2);
            let percent = inks.total() * 100.0;
            if percent > limit + 1.0 && square_mm > area && !inks.is_registration() {
                let message = format!("a colour asks for {percent:.0} % of ink ({}), more than {limit:.0} %", inks.words());
                findings.found(format!("{percent:.0} %")).error(page.place_of(mark), message, "take less of the coloured inks");
            }
        }
    }
}
