//! Whether there is room for bleed.

use super::norms::{BLEED, TOLERANCE};
use super::{PRINT, File, Findings, Rule, RuleInfo, Standard};

/// **Every page has 3 mm of bleed on all sides.**
///
/// Paper shifts by up to a millimetre when it is folded and cut. Art that should reach the edge has to run over it, and
/// for that the page needs room beyond its trim.
///
/// *How to mend it:* export with a bleed of 3 mm.
///
/// *Source:* print practice; the customary bleed of offset printers.
pub(super) struct BleedMargin;

impl Rule for BleedMargin {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "print-bleed", title: "every page has 3 mm of bleed", standards: PRINT, source: "print practice" }
    }

    fn document(&self, file: &File<'_>, _: Standard, findings: &mut Findings<'_>) {
        for boxes in &file.boxes {
            let (trim, bleed) = (boxes.finished(), boxes.printed());
            let sides = [
                ("left", trim.x0 - bleed.x0),
                ("right", bleed.x1 - trim.x1),
                ("top", bleed.y1 - trim.y1),
                ("bottom", trim.y0 - bleed.y0),
            ];
            let short: Vec<String> = sides
                .into_iter()
                .filter(|(_, points)| points * boxes.user_unit < BLEED - TOLERANCE)
                .map(|(side, points)| format!("{side} {:.1} mm", points * boxes.user_unit * 25.4 / 72.0))
                .collect();
            if !short.is_empty() {
                findings.error(boxes.whole(), format!("the bleed is less than 3 mm: {}", short.join(", ")), "export with a bleed of 3 mm on all sides");
            }
        }
    }
}
