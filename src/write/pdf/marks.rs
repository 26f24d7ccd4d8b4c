//! Printer's marks: where to cut, whether the inks lie on each other, and what the sheet is.

use super::color::Paint;
use super::condition::Condition;
use super::content::Canvas;
use super::profile::{Ink, Profile, SheetPlan};
use super::sheet::{Sheet, round};
use crate::base::{Color, Point, Pt};
use crate::font::{Face, FaceId, FontLibrary, FontWish};
use crate::page::{Glyph, GlyphRun, Page, Pages};

const THICKNESS: f32 = 0.25;
const SLUG_SIZE: Pt = Pt(6.0);

/// Which marks to draw, and the words of the slug lines.
pub(super) struct Marks {
    plan: SheetPlan,
    crop: bool,
    registration: bool,
    /// Whether the sheet is printed in inks, which a colour bar measures.
    is_in_ink: bool,
    slug: Option<Slug>,
}

/// The lines of small print that say what each sheet is.
struct Slug {
    face: FaceId,
    lines: Vec<String>,
}

impl Marks {
    /// The marks that the pages ask for; nothing if they ask for none.
    pub(super) fn new(pages: &Pages, profile: &Profile, library: &FontLibrary) -> Option<Self> {
        let plan = profile.sheet.filter(|_| pages.crop_marks || pages.registration_marks)?;
        let condition = if let Ink::Process(condition) = &profile.ink { Some(condition.as_ref()) } else { None };
        let wish = FontWish { family: "sans-serif", weight: 400, italic: false, size: SLUG_SIZE };
        let face = library.select(wish).or_else(|| (!library.is_empty()).then_some(FaceId(0)));
        let slug = face.map(|face| Slug { face, lines: slug_lines(pages, condition, library.face(face)) });
        Some(Self { plan, crop: pages.crop_marks, registration: pages.registration_marks, is_in_ink: condition.is_some(), slug })
    }

    /// The words of all slug lines and their face, for the font's subset.
    pub(super) fn words(&self) -> Option<(FaceId, String)> {
        self.slug.as_ref().map(|slug| (slug.face, slug.lines.concat()))
    }

    /// Draws the marks of a page around it.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, page: usize, sheet: Sheet, library: &FontLibrary) {
        canvas.end_text();
        canvas.set_stroke(canvas.registration(), false);
        canvas.content.set_line_width(THICKNESS);
        if self.crop {
            self.crop_marks(canvas, sheet);
        }
        self.fold_marks(canvas, sheet);
        if self.registration {
            self.registration_marks(canvas, sheet);
            self.color_bar(canvas, sheet);
        }
        if let Some((slug, line)) = self.slug.as_ref().and_then(|slug| Some((slug, slug.lines.get(page)?))) {
            canvas.glyphs(&self.slug_line(slug, line, sheet, library.face(slug.face)));
        }
    }

    /// Two lines at each corner that would meet on the trim; they keep clear of the bleed. Each is drawn by itself: as one
    /// path they would reach over the page, and some checkers look no closer.
    fn crop_marks(&self, canvas: &mut Canvas<'_>, sheet: Sheet) {
        let trim = sheet.trim_box();
        let bleed = sheet.bleed_box();
        let (gap, length) = (self.plan.mark_gap.0, self.plan.mark_length.0);
        for (x, y_from, out) in [(trim.x1, bleed.y1, -1.0), (trim.x2, bleed.y1, -1.0), (trim.x1, bleed.y2, 1.0), (trim.x2, bleed.y2, 1.0)] {
            canvas.content.move_to(x, round(y_from + out * gap)).line_to(x, round(y_from + out * (gap + length))).stroke();
        }
        for (y, x_from, out) in [(trim.y1, bleed.x1, -1.0), (trim.y2, bleed.x1, -1.0), (trim.y1, bleed.x2, 1.0), (trim.y2, bleed.x2, 1.0)] {
            canvas.content.move_to(round(x_from + out * gap), y).line_to(round(x_from + out * (gap + length)), y).stroke();
        }
    }

    /// Dashes above and below where a cover is folded.
    fn fold_marks(&self, canvas: &mut Canvas<'_>, sheet: Sheet) {
        let Some(folds) = self.plan.folds else { return };
        let bleed = sheet.bleed_box();
        let (gap, length) = (self.plan.mark_gap.0, self.plan.mark_length.0);
        canvas.content.set_dash_pattern([2.0, 2.0], 0.0);
        for fold in folds {
            let (x, _) = sheet.place(Point { x: fold, y: Pt::ZERO });
            for (from, out) in [(bleed.y1, -1.0), (bleed.y2, 1.0)] {
                canvas.content.move_to(x, round(from + out * gap)).line_to(x, round(from + out * (gap + length))).stroke();
            }
        }
        canvas.content.set_dash_pattern([], 0.0);
    }

    /// A cross in a circle at the middle of each side.
    fn registration_marks(&self, canvas: &mut Canvas<'_>, sheet: Sheet) {
        let bleed = sheet.bleed_box();
        let reach = self.plan.mark_length.0 / 2.0;
        let out = self.plan.mark_gap.0 + reach;
        let (middle_x, middle_y) = ((bleed.x1 + bleed.x2) / 2.0, (bleed.y1 + bleed.y2) / 2.0);
        let centers = [(middle_x, bleed.y1 - out), (middle_x, bleed.y2 + out), (bleed.x1 - out, middle_y), (bleed.x2 + out, middle_y)];
        for (x, y) in centers {
            let content = &mut canvas.content;
            content.move_to(round(x - reach), round(y)).line_to(round(x + reach), round(y));
            content.move_to(round(x), round(y - reach)).line_to(round(x), round(y + reach));
            circle(content, x, y, reach * 0.6);
            content.stroke();
        }
    }

    /// Patches of each ink, solid and half, and of two inks over each other, above the page right of its middle; as many as
    /// fit before the crop mark.
    fn color_bar(&self, canvas: &mut Canvas<'_>, sheet: Sheet) {
        const PATCHES: [[f32; 4]; 11] = [
            [1.0, 0.0, 0.0, 0.0],
            [0.0, 1.0, 0.0, 0.0],
            [0.0, 0.0, 1.0, 0.0],
            [0.0, 0.0, 0.0, 1.0],
            [0.5, 0.0, 0.0, 0.0],
            [0.0, 0.5, 0.0, 0.0],
            [0.0, 0.0, 0.5, 0.0],
            [0.0, 0.0, 0.0, 0.5],
            [1.0, 1.0, 0.0, 0.0],
            [1.0, 0.0, 1.0, 0.0],
            [0.0, 1.0, 1.0, 0.0],
        ];
        if !self.is_in_ink {
            return;
        }
        let (bleed, trim) = (sheet.bleed_box(), sheet.trim_box());
        let side = self.plan.mark_length.0;
        let from = (bleed.x1 + bleed.x2) / 2.0 + side * 2.0;
        let fitting = ((trim.x2 - side - from) / side).max(0.0) as usize;
        let patches: Vec<Paint> = canvas.spot_inks().chain(PATCHES.map(Paint::Cmyk)).collect();
        for (index, patch) in patches.into_iter().take(fitting).enumerate() {
            canvas.set_fill(patch, false);
            let left = round(from + side * index as f32);
            canvas.content.rect(left, round(bleed.y2 + self.plan.mark_gap.0), round(side), round(side)).fill_nonzero();
        }
    }

    /// The slug line under the page, from the trim's left edge on; as much of it as fits before the registration mark.
    fn slug_line(&self, slug: &Slug, line: &str, sheet: Sheet, face: &Face) -> GlyphRun {
        let (bleed, trim) = (sheet.bleed_box(), sheet.trim_box());
        let indent = Pt(3.0);
        let room = Pt((trim.x2 - trim.x1) / 2.0) - self.plan.mark_length - indent;
        let mut glyphs = Vec::new();
        let mut width = Pt::ZERO;
        for (at, character) in line.char_indices() {
            let Some(id) = face.glyph(character) else { continue };
            let advance = SLUG_SIZE * (face.advance(id) / 1000.0);
            if width + advance > room {
                break;
            }
            width += advance;
            let (start, end) = (at as u32, (at + character.len_utf8()) as u32);
            glyphs.push(Glyph { id, advance, dx: Pt::ZERO, dy: Pt::ZERO, start, end });
        }
        // From the trim's top left corner downwards, as on pages.
        let below = Pt(trim.y2 - bleed.y1) + self.plan.mark_gap + self.plan.mark_length * 0.7;
        let origin = Point { x: indent, y: below };
        GlyphRun {
            face: slug.face,
            size: SLUG_SIZE,
            stretch: 1.0,
            color: Color::BLACK,
            origin,
            glyphs: glyphs.as_slice().into(),
            text: line.into(),
        }
    }
}

/// What each sheet says: the title, its page, the day of publication and the printing condition. What must not be cut
/// off comes first, what may, last.
fn slug_lines(pages: &Pages, condition: Option<&Condition>, face: &Face) -> Vec<String> {
    let count = pages.pages.len();
    let line = |(index, page): (usize, &Page)| {
        let mut parts = vec![format!("{} ({}/{count})", page.label, index + 1)];
        parts.extend(pages.about.date.clone());
        parts.extend(condition.map(|condition| condition.identifier.clone()));
        parts.push(pages.about.title.clone());
        // Characters that the face lacks would print as boxes.
        parts.join("  |  ").chars().filter(|&character| face.glyph(character).is_some()).collect()
    };
    pages.pages.iter().enumerate().map(line).collect()
}

/// A circle, as a path.
pub(super) fn circle(content: &mut pdf_writer::Content, x: f32, y: f32, radius: f32) {
    let handle = radius * 0.5523;
    content.move_to(round(x + radius), round(y));
    for (sx, sy) in [(1.0, 1.0), (-1.0, 1.0), (-1.0, -1.0), (1.0, -1.0)] {
        // A quarter at a time, counter-clockwise; every other quarter starts on the vertical axis.
        let horizontal = sx == sy;
        let (from, to) = if horizontal { ((sx * radius, 0.0), (0.0, sy * radius)) } else { ((0.0, sy * radius), (sx * radius, 0.0)) };
        let (h1, h2) = if horizontal { ((from.0, sy * handle), (sx * handle, to.1)) } else { ((sx * handle, from.1), (to.0, sy * handle)) };
        content.cubic_to(round(x + h1.0), round(y + h1.1), round(x + h2.0), round(y + h2.1), round(x + to.0), round(y + to.1));
    }
}
