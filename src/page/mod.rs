//! Finished pages: things at places, with the structure that says what they mean.
//!
//! The typesetter makes [`Pages`] once; both PDFs are written from it, and the EPUB takes its page-list from it.
//! Nothing here knows of manuscripts, stylesheets or PDF operators.

mod dump;
mod glyphs;
mod structure;

use std::sync::Arc;

use crate::base::{Color, Point, Pt, Rect, Size};
use crate::font::FaceId;

pub use dump::dump;
pub use glyphs::Glyphs;
pub use structure::{ContentId, Kid, Role, Scope, Structure, Tag, TagId};

/// All pages of a publication.
#[derive(Clone, Debug, PartialEq)]
pub struct Pages {
    /// The pages, from the first.
    pub pages: Vec<Page>,
    /// The size after trimming, the same for all pages.
    pub trim: Size,
    /// How far art runs over the trim.
    pub bleed: Pt,
    /// Whether crop marks are asked for, where the profile draws marks.
    pub crop_marks: bool,
    /// Whether registration marks are asked for, where the profile draws marks.
    pub registration_marks: bool,
    /// Pictures, each once, however often it is placed.
    pub pictures: Vec<PagePicture>,
    /// What the things mean, as a tree.
    pub structure: Structure,
    /// Bookmarks, nested.
    pub outline: Vec<OutlineEntry>,
    /// Title, language and so on, for the files' metadata.
    pub about: About,
}

/// What the pages say about themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Title.
    pub title: String,
    /// Authors' names.
    pub authors: Vec<String>,
    /// What it is about.
    pub description: Option<String>,
    /// Words to find it by.
    pub keywords: Vec<String>,
    /// Publisher.
    pub publisher: Option<String>,
    /// Who holds which rights.
    pub rights: Option<String>,
    /// BCP 47.
    pub language: String,
    /// The date of publication, `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    pub date: Option<String>,
    /// The identifier, a URN.
    pub identifier: String,
}

/// One page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The folio as printed: "1", "xii".
    pub label: String,
    /// Left or right.
    pub side: Side,
    /// What stands on it, in the order of drawing, which is the order of reading for whatever carries content.
    pub items: Vec<Item>,
    /// Where this page begins in the text: a node of the element tree and a byte offset into its words.
    /// `None` if no text starts here (a blank page).
    pub start: Option<Place>,
}

/// A place in the publication's element tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The number of the text node.
    pub node: u32,
    /// Bytes into its words; always at the start of a character.
    pub offset: u32,
}

/// Left or right page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Right.
    Recto,
    /// Left.
    Verso,
}

/// Something at a place. Coordinates count from the top left corner of the trimmed page.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// What it means.
    pub mark: Mark,
}

/// Things that stand on pages.
#[derive(Clone, Debug, PartialEq)]
pub enum ItemKind {
    /// Glyphs of one font on one baseline.
    Glyphs(GlyphRun),
    /// A filled or stroked box; rules are thin filled boxes.
    Shape(Shape),
    /// A drawn outline, such as a brace as wide as what it joins.
    Outline(Outline),
    /// A picture.
    Picture {
        /// Index into [`Pages::pictures`].
        picture: usize,
        /// Where it stands, whole.
        area: Rect,
    },
    /// A picture behind other things.
    Backdrop(Backdrop),
    /// A place that can be clicked. Nothing is drawn.
    Link {
        /// What is clicked.
        area: Rect,
        /// Where it leads.
        target: LinkTarget,
        /// What it is called, for assistive technology.
        description: String,
        /// The `Link` tag it belongs to.
        tag: TagId,
    },
}

/// What a thing means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Part of the text: a stretch of content of some tag. One stretch may lie on several pages.
    Content(ContentId),
    /// Furniture, such as running heads and folios.
    Furniture(Furniture),
}

/// Kinds of furniture (PDF 32000-1, 14.8.2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Furniture {
    /// A running head.
    Header,
    /// A running foot or folio.
    Footer,
    /// Rules, backgrounds, ornaments.
    Decoration,
}

/// Glyphs of one font and size on one baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct GlyphRun {
    /// The font.
    pub face: FaceId,
    /// Its size.
    pub size: Pt,
    /// Glyphs are drawn this much wider than they are; 1.0 is as they are.
    pub stretch: f32,
    /// Their colour.
    pub color: Color,
    /// Where the pen starts, on the baseline.
    pub origin: Point,
    /// The glyphs, from left to right.
    pub glyphs: Glyphs,
    /// The words that the glyphs show, in reading order. Clusters of the glyphs are byte ranges of it.
    pub text: Arc<str>,
}

/// A glyph in a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// Its number in the font.
    pub id: u16,
    /// How far the pen moves on after it, everything included: kerning, word space, letter space.
    pub advance: Pt,
    /// Its shift from the pen, rightwards.
    pub dx: Pt,
    /// Its shift from the pen, upwards.
    pub dy: Pt,
    /// First byte of the text it shows.
    pub start: u32,
    /// One past the last byte of the text it shows. Glyphs of one cluster have the same range.
    pub end: u32,
}

/// A filled or stroked rectangle, or a line of dashes or dots.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// Its outline. For strokes: the middle of the stroke.
    pub area: Rect,
    /// The radius of its corners, clockwise from the upper left one.
    pub radius: [Pt; 4],
    /// The colour of its inside.
    pub fill: Option<Color>,
    /// Its outline's stroke.
    pub stroke: Option<Stroke>,
}

/// How an outline is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Thickness.
    pub width: Pt,
    /// Colour.
    pub color: Color,
    /// Length of dashes and of the gaps between; `None` is a full line.
    pub dash: Option<(Pt, Pt)>,
}

/// An outline of lines and curves, filled or drawn with a pen.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    /// Where its points count from.
    pub origin: Point,
    /// The way of the pen.
    pub steps: Vec<Step>,
    /// How thick the pen is; `None` fills the outline.
    pub stroke: Option<Pt>,
    /// Its colour.
    pub color: Color,
}

/// A step of a pen, to a point that counts from the outline's origin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// Goes there without drawing.
    Move(Point),
    /// Draws a straight line.
    Line(Point),
    /// Draws a cubic curve: two handles and its end.
    Curve([Point; 3]),
    /// Draws a line back to where it last went without drawing.
    Close,
}

/// A picture behind other things, cut off at the edges of an area and repeated where it is smaller.
#[derive(Clone, Debug, PartialEq)]
pub struct Backdrop {
    /// Index into [`Pages::pictures`].
    pub picture: usize,
    /// Where one of it stands, whole; wider and higher than nothing.
    pub tile: Rect,
    /// Whether it is repeated across and down.
    pub repeat: [bool; 2],
    /// What it is cut off at.
    pub area: Rect,
    /// The radius of the area's corners, clockwise from the upper left one.
    pub radius: [Pt; 4],
}

impl Backdrop {
    /// How many of it stand in the area, across and down; of one only that, wherever it stands.
    pub fn count(&self) -> (usize, usize) {
        // More than this nobody counts.
        let count = |steps: (f32, f32)| (steps.1 - steps.0).min(1.0e9) as usize + 1;
        (count(self.across()), count(self.down()))
    }

    /// Where each of it stands that can be seen, row by row.
    pub fn tiles(&self) -> impl Iterator<Item = Rect> + '_ {
        let ((left, _), (top, _), (columns, rows)) = (self.across(), self.down(), self.count());
        (0..rows).flat_map(move |row| {
            (0..columns).map(move |column| self.tile.moved(self.tile.width * (left + column as f32), self.tile.height * (top + row as f32)))
        })
    }

    /// The first and the last of a row, counted from the one that is given.
    fn across(&self) -> (f32, f32) {
        let Self { tile, area, .. } = self;
        Self::steps(self.repeat[0], (tile.x, tile.width), (area.x, area.right()))
    }

    /// The first and the last of a column.
    fn down(&self) -> (f32, f32) {
        let Self { tile, area, .. } = self;
        Self::steps(self.repeat[1], (tile.y, tile.height), (area.y, area.bottom()))
    }

    fn steps(repeat: bool, (at, length): (Pt, Pt), (from, to): (Pt, Pt)) -> (f32, f32) {
        // A sliver of less than a hundredth is the rounding of coordinates.
        const SLIVER: f32 = 0.01;
        let first = ((from - at) / length + SLIVER).floor();
        let last = ((to - at) / length - SLIVER).ceil() - 1.0;
        if repeat && first.is_finite() && last.is_finite() { (first, last.max(first)) } else { (0.0, 0.0) }
    }
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq)]
pub enum LinkTarget {
    /// To an address outside.
    Web(String),
    /// To a place in these pages.
    Place(Destination),
}

/// A place to jump to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Destination {
    /// Index of the page.
    pub page: usize,
    /// Its height on the page; the viewer shows this at the top.
    pub y: Pt,
    /// The tag that stands there, so that assistive technology lands on it.
    pub tag: Option<TagId>,
}

/// A bookmark.
#[derive(Clone, Debug, PartialEq)]
pub struct OutlineEntry {
    /// What it says.
    pub title: String,
    /// Where it leads.
    pub destination: Destination,
    /// Bookmarks under it.
    pub children: Vec<OutlineEntry>,
}

/// A picture file that pages show.
#[derive(Clone, Debug, PartialEq)]
pub struct PagePicture {
    /// Its path in the project, for messages.
    pub path: String,
    /// Its bytes as they stand in the file, PNG or JPEG.
    pub bytes: Arc<[u8]>,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}
