//! Whether there are printer's marks where nobody wants them.

use super::super::content::{Inks, PageContent};
use super::norms::TOLERANCE;
use super::{File, Findings, KDP, LULU, Rule, RuleInfo, Standard};
use crate::vendor::Marks;

/// **A file for a vendor that forbids marks ends at its bleed.**
///
/// Looks for ink outside of the bleed, and for sheets larger than the page with its bleed. Vendors that print on demand
/// take the sheet for the page: with crop marks around it, every page comes out smaller than ordered.
///
/// *How to mend it:* export without marks, with the sheet as large as the page and its bleed.
///
/// *Source:* the vendors' own pages.
pub(super) struct PrintersMarks;

impl Rule for PrintersMarks {
    fn info(&self) -> RuleInfo {
        RuleInfo {
            code: "print-marks",
            title: "no marks where they are forbidden",
            standards: &[KDP, LULU],
            source: "the vendor's own pages",
        }
    }

    fn page(&self, file: &File<'_>, _: Standard, page: &PageContent, findings: &mut Findings<'_>) {
        const HINT: &str = "export without marks, with the sheet as large as the page and its bleed";
        let boxes = &page.boxes;
        if file.norms.file.marks.is != Marks::Forbidden || boxes.trim.or(boxes.art).is_none() {
            return;
        }
        let (sheet, printed) = (boxes.crop.unwrap_or_else(|| boxes.sheet()), boxes.printed());
        for mark in page.marks.iter().filter(|mark| mark.area.overlaps(sheet) && !mark.area.overlaps(printed)) {
            if !mark.inks.as_ref().is_some_and(Inks::is_white) {
                findings.error(page.place_of(mark), "a mark stands outside of the page and its bleed", HINT);
            }
        }
        if !sheet.is_inside(printed, 8.0 * TOLERANCE) {
            findings.error(boxes.whole(), "the sheet is larger than the page and its bleed", HINT);
        }
    }
}
