//! The pages of a stranger's PDF: where their trim lies, how far art runs over it, and which way is up.

use hayro_syntax::object::{Dict, MaybeRef, Object, Rect};
use hayro_syntax::page::{Page, Rotation};

/// How many parents of a page are asked for what it inherits; trees are seldom five deep.
const MOST_PARENTS: usize = 50;

/// A transformation as PDF writes it: a, b, c, d, e, f.
pub(super) type Matrix = [f64; 6];

/// A page to be put on a sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Placed {
    /// Width and height of the trim as the page is seen, in points.
    pub(super) size: (f64, f64),
    /// How far art may run over the trim, at the side where it runs furthest.
    pub(super) bleed: f64,
    /// From the page's own coordinates to those of the upright page, the trim's lower left corner being the origin.
    pub(super) upright: Matrix,
    /// What may be drawn, in the page's own coordinates: left, bottom, right, top.
    pub(super) bounds: [f64; 4],
}

impl Placed {
    pub(super) fn new(page: &Page<'_>) -> Self {
        let own = |key: &str| page.raw().get::<Rect>(key).map(ordered).filter(|area| area[2] - area[0] >= 1.0 && area[3] - area[1] >= 1.0);
        let media = ordered(page.media_box());
        let shown = ordered(page.intersected_crop_box());
        let trim = own("TrimBox").or_else(|| own("ArtBox")).unwrap_or(shown);
        let bleed = own("BleedBox").unwrap_or(trim);
        let unit = page.raw().get::<f64>("UserUnit").filter(|unit| (0.01..=100.0).contains(unit)).unwrap_or(1.0);
        let [x0, y0, x1, y1] = trim;
        let (width, height) = ((x1 - x0) * unit, (y1 - y0) * unit);
        let (matrix, size) = match page.rotation() {
            Rotation::None => ([1.0, 0.0, 0.0, 1.0, -x0, -y0], (width, height)),
            Rotation::Horizontal => ([0.0, -1.0, 1.0, 0.0, -y0, x1], (height, width)),
            Rotation::Flipped => ([-1.0, 0.0, 0.0, -1.0, x1, y1], (width, height)),
            Rotation::FlippedHorizontal => ([0.0, 1.0, -1.0, 0.0, y1, -x0], (height, width)),
        };
        let over = [x0 - bleed[0], y0 - bleed[1], bleed[2] - x1, bleed[3] - y1];
        let bleed = over.into_iter().fold(0.0, f64::max) * unit;
        Self { size, bleed, upright: matrix.map(|entry| entry * unit), bounds: media }
    }
}

/// The resources of a page, its own or those of the nearest parent that has some (PDF 32000-1, 7.7.3.4).
pub(super) fn resources<'a>(page: &Page<'a>) -> Option<MaybeRef<Object<'a>>> {
    let mut dict: Dict<'a> = page.raw().clone();
    for _ in 0..MOST_PARENTS {
        if let Some(resources) = dict.get_raw::<Object<'a>>("Resources") {
            return Some(resources);
        }
        dict = dict.get::<Dict<'a>>("Parent")?;
    }
    None
}

fn ordered(area: Rect) -> [f64; 4] {
    [area.x0.min(area.x1), area.y0.min(area.y1), area.x0.max(area.x1), area.y0.max(area.y1)]
}

/// First one transformation, then another.
pub(super) fn then(first: Matrix, second: Matrix) -> Matrix {
    let [a, b, c, d, e, f] = first;
    let [g, h, i, j, k, l] = second;
    [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l]
}
