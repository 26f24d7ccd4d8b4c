//! The sheet of paper around a page: where trim, bleed and room for marks lie, and PDF's upside-down coordinates.

use super::profile::Profile;
use crate::base::{Point, Pt, Rect, Size};
use crate::page::Pages;

/// Where the page lies on its sheet. PDF counts from the sheet's bottom left corner upwards, pages from the trim's top left
/// corner downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sheet {
    trim: Size,
    /// From the edge of the sheet to the trim, on every side.
    border: Pt,
    /// From the trim outwards.
    bleed: Pt,
}

impl Sheet {
    pub(super) fn new(pages: &Pages, profile: &Profile) -> Self {
        let Some(plan) = profile.sheet else {
            return Self { trim: pages.trim, border: Pt::ZERO, bleed: Pt::ZERO };
        };
        let marks = pages.crop_marks || pages.registration_marks;
        let margin = if marks { plan.margin } else { Pt::ZERO };
        Self { trim: pages.trim, border: pages.bleed + margin, bleed: pages.bleed }
    }

    /// The whole sheet.
    pub(super) fn media_box(self) -> pdf_writer::Rect {
        self.grown(self.border)
    }

    /// How far art runs.
    pub(super) fn bleed_box(self) -> pdf_writer::Rect {
        self.grown(self.bleed)
    }

    /// What is left after cutting.
    pub(super) fn trim_box(self) -> pdf_writer::Rect {
        self.grown(Pt::ZERO)
    }

    /// The trim, grown on all sides.
    pub(super) fn grown(self, by: Pt) -> pdf_writer::Rect {
        let (left, bottom) = (self.border - by, self.border - by);
        let (right, top) = (self.border + self.trim.width + by, self.border + self.trim.height + by);
        pdf_writer::Rect::new(round(left.0), round(bottom.0), round(right.0), round(top.0))
    }

    /// A place of the page on the sheet: rightwards and upwards.
    pub(super) fn place(self, point: Point) -> (f32, f32) {
        (round((self.border + point.x).0), self.height(point.y))
    }

    /// A height of the page on the sheet.
    pub(super) fn height(self, y: Pt) -> f32 {
        round((self.border + self.trim.height - y).0)
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
    use crate::write::pdf::testing::pages;

    #[test]
    fn boxes_lie_within_each_other() {
        let pages = pages();
        let sheet = Sheet::new(&pages, &Profile::press());
        let (media, bleed, trim) = (sheet.media_box(), sheet.bleed_box(), sheet.trim_box());
        assert_eq!((media.x1, media.y1), (0.0, 0.0));
        assert!((trim.x1 - bleed.x1 - pages.bleed.0).abs() < 0.01);
        assert!((bleed.x1 - media.x1 - Pt::mm(10.0).0).abs() < 0.01);
        assert!((trim.x2 - trim.x1 - pages.trim.width.0).abs() < 0.01);
        let reader = Sheet::new(&pages, &Profile::reader());
        assert_eq!(reader.media_box(), reader.trim_box());
        assert_eq!(reader.place(Point { x: Pt(10.0), y: Pt(20.0) }), (10.0, pages.trim.height.0 - 20.0));
    }

    #[test]
    fn a_page_that_asks_for_no_marks_gets_no_room_for_them() {
        let mut pages = pages();
        (pages.crop_marks, pages.registration_marks) = (false, false);
        let sheet = Sheet::new(&pages, &Profile::press());
        assert_eq!(sheet.media_box(), sheet.bleed_box());
    }
}
