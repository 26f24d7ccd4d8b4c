//! The sheet of paper around a page: where trim, bleed and room for marks lie, and PDF's upside-down coordinates.

use super::profile::Profile;
use crate::base::{Point, Pt, Rect, Sides, Size};
use crate::page::{Pages, Side};

/// The sheets of right and left pages. They differ where there is no bleed at the spine.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sheets {
    recto: Sheet,
    verso: Sheet,
}

impl Sheets {
    pub(super) fn new(pages: &Pages, profile: &Profile) -> Self {
        let Some(plan) = profile.sheet else {
            let bare = Sheet { trim: pages.trim, margin: Pt::ZERO, bleed: Sides::all(Pt::ZERO) };
            return Self { recto: bare, verso: bare };
        };
        let marks = pages.crop_marks || pages.registration_marks;
        let margin = if marks { plan.margin } else { Pt::ZERO };
        let all = Sides::all(pages.bleed);
        let at_spine = if plan.bleed_at_spine { pages.bleed } else { Pt::ZERO };
        let sheet = |bleed| Sheet { trim: pages.trim, margin, bleed };
        Self { recto: sheet(Sides { left: at_spine, ..all }), verso: sheet(Sides { right: at_spine, ..all }) }
    }

    /// The sheet of a page on that side.
    pub(super) fn of(self, side: Side) -> Sheet {
        match side {
            Side::Recto => self.recto,
            Side::Verso => self.verso,
        }
    }
}

/// Where the page lies on its sheet. PDF counts from the sheet's bottom left corner upwards, pages from the trim's top left
/// corner downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sheet {
    trim: Size,
    /// From the edge of the sheet to the bleed, on every side.
    margin: Pt,
    /// From the trim outwards.
    bleed: Sides<Pt>,
}

impl Sheet {
    /// The whole sheet.
    pub(super) fn media_box(self) -> pdf_writer::Rect {
        let Sides { top, right, bottom, left } = self.bleed;
        let margin = self.margin;
        self.grown(Sides { top: top + margin, right: right + margin, bottom: bottom + margin, left: left + margin })
    }

    /// How far art runs.
    pub(super) fn bleed_box(self) -> pdf_writer::Rect {
        self.grown(self.bleed)
    }

    /// What is left after cutting.
    pub(super) fn trim_box(self) -> pdf_writer::Rect {
        self.grown(Sides::all(Pt::ZERO))
    }

    /// The trim, grown on each side.
    fn grown(self, by: Sides<Pt>) -> pdf_writer::Rect {
        let (left, bottom) = (self.left() - by.left, self.bottom() - by.bottom);
        let (right, top) = (self.left() + self.trim.width + by.right, self.bottom() + self.trim.height + by.top);
        pdf_writer::Rect::new(round(left.0), round(bottom.0), round(right.0), round(top.0))
    }

    /// From the left edge of the sheet to the trim.
    fn left(self) -> Pt {
        self.margin + self.bleed.left
    }

    /// From the bottom edge of the sheet to the trim.
    fn bottom(self) -> Pt {
        self.margin + self.bleed.bottom
    }

    /// A place of the page on the sheet: rightwards and upwards.
    pub(super) fn place(self, point: Point) -> (f32, f32) {
        (round((self.left() + point.x).0), self.height(point.y))
    }

    /// A height of the page on the sheet.
    pub(super) fn height(self, y: Pt) -> f32 {
        round((self.bottom() + self.trim.height - y).0)
    }

    /// An area of the page on the sheet.
    pub(super) fn area(self, area: Rect) -> pdf_writer::Rect {
        let (left, top) = self.place(Point { x: area.x, y: area.y });
        let (right, bottom) = self.place(Point { x: area.right(), y: area.bottom() });
        pdf_writer::Rect::new(left, bottom, right, top)
    }
}

/// A length in thousandths of a point, finer than any device draws, so that numbers stay short.
pub(super) fn round(length: f32) -> f32 {
    if length.is_finite() { (length * 1000.0).round() / 1000.0 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::pdf::profile::SheetPlan;
    use crate::write::pdf::testing::pages;

    #[test]
    fn boxes_lie_within_each_other() {
        let pages = pages();
        let sheet = Sheets::new(&pages, &Profile::press()).of(Side::Recto);
        let (media, bleed, trim) = (sheet.media_box(), sheet.bleed_box(), sheet.trim_box());
        assert_eq!((media.x1, media.y1), (0.0, 0.0));
        assert!((trim.x1 - bleed.x1 - pages.bleed.0).abs() < 0.01);
        assert!((bleed.x1 - media.x1 - Pt::mm(10.0).0).abs() < 0.01);
        assert!((trim.x2 - trim.x1 - pages.trim.width.0).abs() < 0.01);
        let reader = Sheets::new(&pages, &Profile::reader()).of(Side::Recto);
        assert_eq!(reader.media_box(), reader.trim_box());
        assert_eq!(reader.place(Point { x: Pt(10.0), y: Pt(20.0) }), (10.0, pages.trim.height.0 - 20.0));
    }

    #[test]
    fn a_page_that_asks_for_no_marks_gets_no_room_for_them() {
        let mut pages = pages();
        (pages.crop_marks, pages.registration_marks) = (false, false);
        let sheet = Sheets::new(&pages, &Profile::press()).of(Side::Recto);
        assert_eq!(sheet.media_box(), sheet.bleed_box());
    }

    #[test]
    fn where_the_spine_is_there_may_be_no_bleed() {
        let mut pages = pages();
        (pages.crop_marks, pages.registration_marks) = (false, false);
        let mut profile = Profile::press();
        profile.sheet = profile.sheet.map(|plan| SheetPlan { bleed_at_spine: false, ..plan });
        let sheets = Sheets::new(&pages, &profile);
        let (recto, verso) = (sheets.of(Side::Recto), sheets.of(Side::Verso));
        assert_eq!(recto.trim_box().x1, 0.0, "a right page is bound at its left");
        assert!((verso.trim_box().x1 - pages.bleed.0).abs() < 0.01);
        assert_eq!(verso.media_box().x2, verso.trim_box().x2);
        assert_eq!(recto.media_box().x2, verso.media_box().x2, "all sheets have one size");
        assert_eq!(recto.place(Point { x: Pt(10.0), y: Pt::ZERO }).0, 10.0);
    }
}
