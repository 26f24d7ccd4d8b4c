//! Whether there is room for bleed.

use super::super::pdf::Boxes;
use super::norms::{TOLERANCE, mm, spine_of};
use super::{PRINT, File, Findings, Rule, RuleInfo, Standard};

/// **Every page has bleed on the sides that are cut.**
///
/// Paper shifts by up to a millimetre when it is folded and cut. Art that should reach the edge has to run over it, and
/// for that the page needs room beyond its trim: 3 mm on all sides for offset printers, 0.125 in for vendors that print
/// on demand, some of whom want none at the spine. They also take files in which no page bleeds at all.
///
/// *How to mend it:* export with a bleed of 3 mm.
///
/// *Source:* print practice; the vendors' own pages.
pub(super) struct BleedMargin;

impl Rule for BleedMargin {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "print-bleed", title: "every page has bleed", standards: PRINT, source: "print practice" }
    }

    fn document(&self, file: &File<'_>, _: Standard, findings: &mut Findings<'_>) {
        let norms = &file.norms.page;
        let wanted = norms.bleed.is.0;
        // Without a trim box a page may well have bleed, and only a person can tell.
        let has_room = |boxes: &Boxes| boxes.trim.or(boxes.art).is_some() && !boxes.printed().is_inside(boxes.finished(), TOLERANCE);
        if norms.bleed_optional.is && !file.boxes.iter().any(has_room) {
            return;
        }
        for boxes in &file.boxes {
            let (trim, bleed) = (boxes.finished(), boxes.printed());
            let sides = [
                ("left", trim.x0 - bleed.x0),
                ("right", bleed.x1 - trim.x1),
                ("top", bleed.y1 - trim.y1),
                ("bottom", trim.y0 - bleed.y0),
            ];
            let spine = if norms.bleed_at_spine.is { None } else { Some(spine_of(boxes.number)) };
            let short: Vec<String> = sides
                .into_iter()
                .filter(|(side, points)| Some(*side) != spine && points * boxes.user_unit < wanted - TOLERANCE)
                .map(|(side, points)| format!("{side} {:.1} mm", points * boxes.user_unit * 25.4 / 72.0))
                .collect();
            if !short.is_empty() {
                let message = format!("the bleed is less than {}: {}", mm(wanted), short.join(", "));
                let hint = format!("export with a bleed of {}", mm(wanted));
                findings.found(short.join(", ")).error(boxes.whole(), message, &hint);
            }
        }
    }
}
