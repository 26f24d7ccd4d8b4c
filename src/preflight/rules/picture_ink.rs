//! Whether pictures ask for too much ink.

use super::super::content::{MarkKind, PageContent};
use super::{PRINT, File, Findings, Rule, RuleInfo, Standard};

/// **No part of a picture asks for more than 300 % of ink.**
///
/// Looks at the pixels of CMYK pictures, of large ones at every second or third row. The shadows of photographs that
/// were converted with the wrong profile reach 360 % and more, and do not dry.
///
/// *How to mend it:* convert the picture anew with the profile of the press, which keeps to its limit.
///
/// *Source:* print practice for FOGRA39 and coated paper.
pub(super) struct PictureInkLimit;

impl Rule for PictureInkLimit {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "print-picture-ink", title: "no picture asks for too much ink", standards: PRINT, source: "print practice" }
    }

    fn page(&self, file: &File<'_>, _: Standard, page: &PageContent, findings: &mut Findings<'_>) {
        let (limit, area) = (file.norms.ink.limit.is, file.norms.ink.area.is);
        for mark in page.printed() {
            let MarkKind::Picture(picture) = &mark.kind else { continue };
            let Some(ink) = &picture.ink else { continue };
            // One percent is granted for the rounding of eight bits.
            let share = ink.share_over(limit as usize + 1);
            let square_mm = share * picture.square_inches * 645.16;
            if square_mm > area {
                let message = format!(
                    "a picture asks for up to {} % of ink, more than {limit:.0} %, over {square_mm:.0} square millimetres",
                    ink.most()
                );
                findings.found(format!("{} %", ink.most())).error(page.place_of(mark), message, "convert the picture anew with the profile of the press");
            }
        }
    }
}
