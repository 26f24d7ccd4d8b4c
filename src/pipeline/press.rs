//! The press PDF as a project orders it: what a vendor's norms mean for pages, sheets and inks.

use std::borrow::Cow;
use std::sync::Arc;

use crate::base::{Code, Diagnostic, Pt, Report, Sides, Workspace};
use crate::font::FontLibrary;
use crate::page::{Furniture, ItemKind, Mark, Page, Pages, Side};
use crate::preflight::{self, Verdict};
use crate::read::{OutputProfile, PressSettings};
use crate::style::{PageFace, PageKind, PageStyle};
use crate::vendor::{Gutter, Marks, Norms, Points, PressColor, PressStandard, Vendor};
use crate::write::pdf::{self, Condition, Exchange, Ink, Profile, Resolution, Unfit};

/// An order for a press PDF.
pub(super) struct Job<'a> {
    settings: &'a PressSettings,
    condition: Arc<Condition>,
}

impl<'a> Job<'a> {
    /// Takes an order. A printing condition that cannot be used is reported.
    pub(super) fn new(workspace: &dyn Workspace, settings: &'a PressSettings, report: &mut Report) -> Self {
        let mut condition = settings.profile.as_ref().and_then(|profile| condition(workspace, profile, settings, report));
        let condition = condition.get_or_insert_with(Condition::fogra39);
        // The vendor's word goes before what the paper would bear.
        condition.ink_limit = settings.norms.ink.limit.is as f32 / 100.0;
        Self { settings, condition: Arc::new(condition.clone()) }
    }

    fn norms(&self) -> &'a Norms {
        &self.settings.norms
    }

    /// Puts bleed and marks of the order in the place of the stylesheet's. Without a vendor the stylesheet's stay.
    pub(super) fn prepare(&self, page: &mut PageStyle) {
        if self.settings.vendor.is_some() || self.settings.gives("bleed") {
            page.bleed = Pt(self.norms().page.bleed.is.0 as f32);
        }
        if self.norms().file.marks.is == Marks::Forbidden {
            (page.crop_marks, page.registration_marks) = (false, false);
        } else if self.settings.gives("marks") {
            (page.crop_marks, page.registration_marks) = (true, true);
        }
    }

    /// Widens margins that are narrower than the binding of these pages asks for, or whose running heads and folios stand
    /// too near to the cut. Says whether any was.
    pub(super) fn bind(&self, page: &mut PageStyle, pages: &Pages) -> bool {
        let gives = |setting| self.settings.vendor.is_some_and(|vendor| vendor != Vendor::Offset) || self.settings.gives(setting);
        let norms = &self.norms().page;
        let gutter = if gives("gutter") { Pt(norms.gutter(pages.pages.len()) as f32) + HANG } else { Pt::ZERO };
        let safety = if gives("safety") { Pt(norms.safety_with_bleed.is.0 as f32) + HANG } else { Pt::ZERO };
        let (inner, outer) = (gutter.max(safety), safety);
        let (above, below) = furniture_in(pages, safety);
        let mut widened = false;
        let mut bind = |kind: PageKind, face: &mut PageFace| {
            let (left, right) = if kind.is_verso() { (outer, inner) } else { (inner, outer) };
            let old = face.margin;
            face.margin = Sides {
                top: old.top.max(outer) + above,
                right: old.right.max(right),
                bottom: old.bottom.max(outer) + below,
                left: old.left.max(left),
            };
            widened |= face.margin != old;
        };
        page.faces.values_mut().for_each(|faces| faces.each(&mut bind));
        widened
    }

    /// The pages as they are printed: with blank ones at the end that make their number a multiple, and without bleed if
    /// nothing reaches into it and the vendor would as soon have the bare pages.
    pub(super) fn printed<'p>(&self, pages: &'p Pages) -> Cow<'p, Pages> {
        let mut pages = Cow::Borrowed(pages);
        let is_named = self.settings.vendor.is_some();
        if is_named && self.norms().page.bleed_optional.is && !self.settings.gives("bleed") && !runs_over(&pages) {
            pages.to_mut().bleed = Pt::ZERO;
        }
        let count = pages.pages.len();
        let wanted = count.next_multiple_of(self.norms().extent.multiple.is.max(1)).min(count + MOST_BLANKS);
        for number in count..wanted {
            let side = if number.is_multiple_of(2) { Side::Recto } else { Side::Verso };
            pages.to_mut().pages.push(Page { label: String::new(), side, items: Vec::new(), start: None });
        }
        pages
    }

    /// Writes the press PDF.
    pub(super) fn write(&self, pages: &Pages, fonts: &FontLibrary, made: Option<i64>) -> Result<(Vec<u8>, Report), Report> {
        pdf::write(&self.printed(pages), fonts, &Profile { made, ..self.profile() })
    }

    /// How far the art of a cover runs over the trim: it always does.
    pub(super) fn cover_bleed(&self) -> Pt {
        let bleed = Pt(self.norms().page.bleed.is.0 as f32);
        if bleed > Pt::ZERO { bleed } else { Pt::mm(3.0) }
    }

    /// Writes a cover that is folded at two places. It has bleed all around.
    pub(super) fn write_cover(
        &self,
        cover: &Pages,
        fonts: &FontLibrary,
        made: Option<i64>,
        folds: [Pt; 2],
    ) -> Result<(Vec<u8>, Report), Report> {
        let inside = self.profile();
        let sheet = inside.sheet.map(|plan| pdf::SheetPlan { bleed_at_spine: true, folds: Some(folds), ..plan });
        pdf::write(cover, fonts, &Profile { sheet, made, ..inside })
    }

    /// Checks a cover: as the inside is, but for the number of its pages and its spine.
    pub(super) fn check_cover(&self, name: &str, bytes: &[u8]) -> Verdict {
        let mut norms = self.norms().clone();
        (norms.extent.fewest.is, norms.extent.multiple.is) = (1, 1);
        norms.page.bleed.is = Points(f64::from(self.cover_bleed().0));
        (norms.page.bleed_at_spine.is, norms.page.bleed_optional.is) = (true, false);
        // Vendors leave less room on covers than on pages.
        (norms.page.safety.is, norms.page.safety_with_bleed.is) = (COVER_SAFETY, COVER_SAFETY);
        norms.page.gutters = vec![Gutter { pages: usize::MAX, is: COVER_SAFETY, source: "as at the other edges".to_owned() }];
        self.check_by(name, bytes, &norms)
    }

    fn profile(&self) -> Profile {
        let norms = self.norms();
        let press = Profile::press();
        let exchange = match norms.file.standard.is {
            PressStandard::X4 => Some(Exchange::X4),
            PressStandard::X1a => Some(Exchange::X1a),
            PressStandard::None => None,
        };
        let ink = match norms.file.color.is {
            PressColor::Cmyk => Ink::Process(Arc::clone(&self.condition)),
            PressColor::Srgb => Ink::Rgb,
        };
        let sheet = press.sheet.map(|plan| pdf::SheetPlan { bleed_at_spine: norms.page.bleed_at_spine.is, ..plan });
        let resolution =
            Resolution { most: norms.pictures.most.is as f32, enough: norms.pictures.fine.is.min(norms.pictures.most.is) as f32 };
        let thinnest_line = Pt(norms.lines.hairline.is.0 as f32);
        let spot_inks = norms.file.spot_colors.is;
        Profile { ink, sheet, resolution: Some(resolution), spot_inks, thinnest_line, ..press }.to_standard(exchange)
    }

    /// Checks the finished file: against the vendor's rules, or the standard's, within the limits of the order.
    pub(super) fn check(&self, name: &str, bytes: &[u8]) -> Verdict {
        self.check_by(name, bytes, self.norms())
    }

    fn check_by(&self, name: &str, bytes: &[u8], norms: &Norms) -> Verdict {
        let standard = self.norms().file.standard.is;
        let profile = match (self.settings.vendor, standard) {
            (Some(Vendor::Kdp), _) => Some(preflight::Profile::Kdp),
            (Some(Vendor::Lulu), _) => Some(preflight::Profile::Lulu),
            (Some(Vendor::IngramSpark), PressStandard::X1a) => Some(preflight::Profile::IngramSpark),
            (_, PressStandard::X4) => Some(preflight::Profile::X4),
            (_, PressStandard::X1a) => Some(preflight::Profile::X1a),
            (_, PressStandard::None) => None,
        };
        match profile {
            Some(profile) => preflight::check_press(name, bytes, profile, norms),
            None => preflight::check(name, bytes, None),
        }
    }
}

/// How far a quotation mark after a comma may hang out of the type area, with the line's last stretch.
const HANG: Pt = Pt(9.5);

/// How far words on a cover keep from its edges: an eighth of an inch.
const COVER_SAFETY: Points = Points(9.0);

/// More blank pages than any binding adds.
const MOST_BLANKS: usize = 64;

/// How much wider the margins above and below must be for running heads and folios to keep so far from the cut. They stand
/// in the middle of the margin, so that half of what is added is gained.
fn furniture_in(pages: &Pages, safety: Pt) -> (Pt, Pt) {
    /// More than half a page is no margin.
    const MOST: f32 = 0.2;
    let (mut above, mut below) = (Pt::ZERO, Pt::ZERO);
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        let (ItemKind::Glyphs(run), Mark::Furniture(Furniture::Header | Furniture::Footer)) = (&item.kind, item.mark) else { continue };
        let (top, bottom) = (run.origin.y - run.size, run.origin.y + run.size * 0.3);
        if top < pages.trim.height / 2.0 {
            above = above.max(safety - top);
        } else {
            below = below.max(bottom - (pages.trim.height - safety));
        }
    }
    let most = pages.trim.height * MOST;
    [above, below].map(|lacking| if lacking > Pt(0.1) { (lacking * 2.0).min(most) } else { Pt::ZERO }).into()
}

/// Whether anything is drawn over the trim.
fn runs_over(pages: &Pages) -> bool {
    let beyond = |kind: &ItemKind| match kind {
        ItemKind::Shape(shape) => Some(shape.area),
        ItemKind::Picture { area, .. } => Some(*area),
        ItemKind::Backdrop(backdrop) => Some(backdrop.area),
        ItemKind::Glyphs(_) | ItemKind::Outline(_) | ItemKind::Link { .. } => None,
    };
    let slack = Pt(0.01);
    pages.pages.iter().flat_map(|page| &page.items).filter_map(|item| beyond(&item.kind)).any(|area| {
        area.x < -slack || area.y < -slack || area.right() > pages.trim.width + slack || area.bottom() > pages.trim.height + slack
    })
}

/// Reads the ICC profile that the project names.
fn condition(workspace: &dyn Workspace, profile: &OutputProfile, settings: &PressSettings, report: &mut Report) -> Option<Condition> {
    let path = &profile.path;
    let icc = match workspace.read(path) {
        Ok(icc) => icc,
        Err(error) => {
            let problem = Diagnostic::error(Code("profile-missing"), format!("the ICC profile “{path}” cannot be read: {error}"));
            report.add(problem.at(profile.span).hint("give its path from the project folder"));
            return None;
        }
    };
    let found = Condition::of_profile(icc, profile.condition.as_deref()).map_err(|unfit| {
        let (why, hint) = match unfit {
            Unfit::Damaged => ("is damaged, or no ICC profile", "get the file anew from your printer"),
            Unfit::NotOfAPress => ("is not that of a press", "ask your printer for the output profile of paper and press"),
            Unfit::NotFourInks => ("is not for cyan, magenta, yellow and black", "ask your printer for a CMYK profile"),
            Unfit::NoTables => ("lacks the tables that turn colours into inks", "ask your printer for the whole profile"),
        };
        report.add(Diagnostic::error(Code("profile-unfit"), format!("the ICC profile “{path}” {why}")).at(profile.span).hint(hint));
    });
    let found = found.ok()?;
    if settings.norms.file.standard.is == PressStandard::X1a && !found.is_icc_2() {
        let message = format!("the ICC profile “{path}” is newer than PDF/X-1a knows");
        let hint = "ask for the profile in ICC version 2, or write standard = \"x-4\"";
        report.add(Diagnostic::error(Code("profile-unfit"), message).at(profile.span).hint(hint));
        return None;
    }
    Some(found)
}
