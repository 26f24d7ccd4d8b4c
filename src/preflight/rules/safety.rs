//! Whether text keeps clear of the cut and of the spine.

use super::super::content::{MarkKind, PageContent};
use super::norms::{TOLERANCE, mm, spine_of};
use super::{File, Findings, PRINT, Rule, RuleInfo, Standard};
use crate::vendor::Vendor;

/// Text that reaches over the trim by more than this, in points, is meant to be cut.
const MEANT: f64 = 3.0;

/// **Text keeps its distance from the edges of the page.**
///
/// Measures from each line of text to the edges of the trimmed page. Cutters are off by a millimetre now and then, and a
/// binding swallows what stands too near to the spine, the more the thicker the book. Text that runs over the edge on
/// purpose does not count. For offset printers it is a warning; vendors that print on demand send the file back.
///
/// *How to mend it:* set wider margins, or a wider gutter.
///
/// *Source:* print practice; the vendors' own pages.
pub(super) struct Safety;

impl Rule for Safety {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "print-safety", title: "text keeps clear of cut and spine", standards: PRINT, source: "print practice" }
    }

    fn page(&self, file: &File<'_>, _: Standard, page: &PageContent, findings: &mut Findings<'_>) {
        let (norms, trim) = (&file.norms.page, page.boxes.finished());
        let bleeds = !page.boxes.printed().is_inside(trim, TOLERANCE);
        let margin = if bleeds { norms.safety_with_bleed.is.0 } else { norms.safety.is.0 };
        let (gutter, spine) = (norms.gutter(file.pages().len()), spine_of(page.boxes.number));
        for mark in page.printed() {
            if !matches!(mark.kind, MarkKind::Text { .. }) || !mark.area.overlaps(trim) {
                continue;
            }
            let area = mark.area;
            let sides = [
                ("left", area.x0 - trim.x0),
                ("right", trim.x1 - area.x1),
                ("top", trim.y1 - area.y1),
                ("bottom", area.y0 - trim.y0),
            ];
            for (side, distance) in sides {
                let distance = distance * page.boxes.user_unit;
                let wanted = if side == spine { gutter } else { margin };
                if distance < wanted - 5.0 * TOLERANCE && distance > -MEANT {
                    let edge = if side == spine { "spine".to_owned() } else { format!("{side} edge") };
                    let message = format!("text stands {} from the {edge}, nearer than {}", mm(distance.max(0.0)), mm(wanted));
                    findings.found(mm(distance));
                    if file.vendor == Vendor::Offset {
                        findings.warning(page.place_of(mark), message, "set wider margins");
                    } else {
                        findings.error(page.place_of(mark), message, "set wider margins, or a wider gutter");
                    }
                }
            }
        }
    }
}
