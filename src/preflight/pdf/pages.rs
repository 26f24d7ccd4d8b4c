//! The boxes of a page, and places on it in the measure of people.

use hayro_syntax::object::{Dict, Rect};
use hayro_syntax::page::Page;

use crate::base::Region;

use super::super::content::Area;
use super::super::findings::Place;

/// How many parents of a page are asked for what it inherits; trees are seldom five deep.
const MOST_PARENTS: usize = 50;

/// The boxes of a page, in points of its own coordinates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::preflight) struct Boxes {
    /// The page, from 1.
    pub number: usize,
    /// The object that the page is.
    pub object: u32,
    /// The sheet; `None` if the file does not say.
    pub media: Option<Area>,
    /// What viewers show.
    pub crop: Option<Area>,
    /// How far art runs.
    pub bleed: Option<Area>,
    /// The page after cutting.
    pub trim: Option<Area>,
    /// What the page is about; an old way to say trim.
    pub art: Option<Area>,
    /// How many times larger than a point the page's unit is.
    pub user_unit: f64,
    /// By how many degrees viewers turn the page, clockwise.
    pub turned: i32,
}

impl Boxes {
    /// Reads the boxes of a page. Media and crop box may stand in a parent (PDF 32000-1, 7.7.3.4).
    pub(super) fn of(number: usize, page: &Page<'_>) -> Self {
        let own = |key: &str| page.raw().get::<Rect>(key).map(Area::from);
        Self {
            number,
            object: page.raw().obj_id().map_or(0, |id| id.obj_number),
            media: inherited(page.raw(), |dict| dict.get::<Rect>("MediaBox")).map(Area::from),
            crop: inherited(page.raw(), |dict| dict.get::<Rect>("CropBox")).map(Area::from),
            bleed: own("BleedBox"),
            trim: own("TrimBox"),
            art: own("ArtBox"),
            user_unit: page.raw().get::<f64>("UserUnit").unwrap_or(1.0),
            turned: inherited(page.raw(), |dict| dict.get::<i32>("Rotate")).unwrap_or(0),
        }
    }

    /// The boxes of no page.
    pub(in crate::preflight) fn none() -> Self {
        Self { number: 0, object: 0, media: None, crop: None, bleed: None, trim: None, art: None, user_unit: 1.0, turned: 0 }
    }

    /// The sheet, A4 if the file does not say.
    pub(in crate::preflight) fn sheet(&self) -> Area {
        self.media.unwrap_or(Area { x0: 0.0, y0: 0.0, x1: 595.28, y1: 841.89 })
    }

    /// The page as its reader gets it: trim, else art, else crop box, else the sheet.
    pub(in crate::preflight) fn finished(&self) -> Area {
        self.trim.or(self.art).or(self.crop).unwrap_or_else(|| self.sheet())
    }

    /// All that may be seen before or after cutting: the bleed, else the finished page.
    pub(in crate::preflight) fn printed(&self) -> Area {
        self.bleed.unwrap_or_else(|| self.finished())
    }

    /// The page as a whole, as a place.
    pub(in crate::preflight) fn whole(&self) -> Place<'static> {
        Place::page(self.number).of(self.object)
    }

    /// Where an area begins, as a place: its upper left corner, from the corner of the finished page.
    pub(in crate::preflight) fn place(&self, area: Area) -> Place<'static> {
        let finished = self.finished();
        let mm = |points: f64| points * self.user_unit * 25.4 / 72.0;
        let at =
            Region { left: mm(area.x0 - finished.x0), top: mm(finished.y1 - area.y1), width: mm(area.width()), height: mm(area.height()) };
        let is_finite = [at.left, at.top, at.width, at.height].into_iter().all(f64::is_finite);
        Place { at: is_finite.then_some(at), ..Place::page(self.number) }
    }
}

fn inherited<T>(page: &Dict<'_>, entry: impl Fn(&Dict<'_>) -> Option<T>) -> Option<T> {
    let mut dict = page.clone();
    for _ in 0..MOST_PARENTS {
        if let Some(found) = entry(&dict) {
            return Some(found);
        }
        dict = dict.get::<Dict<'_>>("Parent")?;
    }
    None
}
