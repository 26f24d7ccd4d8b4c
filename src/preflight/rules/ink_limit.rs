//! Whether colours of text, lines and areas ask for too much ink.

use super::super::content::{Area, Family, Inks, Mark, MarkKind, PageContent, Plates};
use super::{PRINT, File, Findings, Rule, RuleInfo, Standard};

/// **No colour asks for more than 300 % of ink.**
///
/// Adds up the inks of every colour that text, lines and areas are drawn in, of the stops of blends, and of what overprints
/// together with the area under it. Coated paper takes about three solids; more stays wet, sets off on the next sheet and
/// fills in. What shows through something transparent is not added up.
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
        let (limit, least) = (file.norms.ink.limit.is, file.norms.ink.area.is);
        let hint = "take less of the coloured inks";
        let is_too_much = |inks: &Inks, area: Area, share: f64| {
            inks.total() * 100.0 > limit + 1.0 && square_mm(area) * share > least && !inks.is_registration()
        };
        let mut grounds = Grounds::default();
        for mark in page.printed() {
            let share = if matches!(mark.kind, MarkKind::Text { .. }) { COVERED } else { 1.0 };
            match (&mark.inks, grounds.under(mark)) {
                (Some(inks), _) if is_too_much(inks, mark.area, 1.0) => {
                    let percent = inks.total() * 100.0;
                    let message = format!("a colour asks for {percent:.0} % of ink ({}), more than {limit:.0} %", inks.words());
                    findings.found(format!("{percent:.0} %")).error(page.place_of(mark), message, hint);
                }
                (_, Some((inks, area))) if is_too_much(&inks, area, share) => {
                    let percent = inks.total() * 100.0;
                    let message = format!("what overprints and what is under it ask for {percent:.0} % of ink, more than {limit:.0} %");
                    findings.found(format!("{percent:.0} %")).error(page.place_of(mark), message, hint);
                }
                _ => {}
            }
            if square_mm(mark.area) > least {
                grounds.lay(mark);
            }
        }
    }
}

/// Areas that are kept for what may overprint them.
const MOST_GROUNDS: usize = 200;
/// How much of its line text covers.
const COVERED: f64 = 0.2;

/// The areas drawn so far, the last on top. Of those with unknown inks (pictures), nothing is said.
#[derive(Default)]
struct Grounds(Vec<(Area, Option<Inks>)>);

impl Grounds {
    /// The inks of a mark that overprints and of the area under it, and where they meet.
    fn under(&self, mark: &Mark) -> Option<(Inks, Area)> {
        let inks = mark.inks.as_ref().filter(|_| mark.overprint)?;
        let (ground, below) = self.0.iter().rev().find(|(ground, _)| ground.overlaps(mark.area))?;
        let keeps = match mark.family {
            Family::Separation | Family::DeviceN => Plates::Unused,
            Family::DeviceCmyk if mark.overprint_mode == 1 => Plates::Unused,
            _ => Plates::Spots,
        };
        Some((inks.over(below.as_ref()?, keeps), ground.within(mark.area)?))
    }

    fn lay(&mut self, mark: &Mark) {
        let inks = match mark.kind {
            MarkKind::Fill | MarkKind::Shading => self.under(mark).map(|(inks, _)| inks).or_else(|| mark.inks.clone()),
            MarkKind::Picture(_) => None,
            MarkKind::Text { .. } | MarkKind::Stroke { .. } => return,
        };
        if self.0.len() >= MOST_GROUNDS {
            self.0.remove(0);
        }
        self.0.push((mark.area, inks));
    }
}

fn square_mm(area: Area) -> f64 {
    area.width() * area.height() * (25.4_f64 / 72.0).powi(2)
}
