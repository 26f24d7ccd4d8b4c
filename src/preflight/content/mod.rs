//! What the pages draw, as facts that rules can ask about: marks at places, in inks, with fonts and pictures.
//!
//! [`Reading`] goes through the pages one after the other. The interpreter follows the operators of a page into its
//! forms, patterns, glyph procedures and masks with the graphics state they find there, and writes down a
//! [`PageContent`]. It draws nothing.

mod area;
mod blend;
mod color;
mod font;
mod glyphs;
mod interpreter;
mod picture;
mod state;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use hayro_font::FontCache;

use super::findings::Place;
use super::pdf::{Boxes, File};

use glyphs::Glyphs;

pub(super) use area::Area;
pub(super) use color::{Family, Inks, Plates};
pub(super) use font::Font;
pub(super) use picture::{Picture, PictureInk};

/// Operators on one page; the densest maps have a million.
const MOST_OPERATORS_ON_PAGE: usize = 2_000_000;
/// Places of one colour space on one page.
const MOST_PLACES: usize = 100;
/// Operators in one file.
const MOST_OPERATORS: usize = 50_000_000;

/// Something drawn on a page.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// What it is.
    pub kind: MarkKind,
    /// The area it covers, as far as the clip lets it be seen.
    pub area: Area,
    /// Its inks; `None` where they depend on a conversion or on pixels.
    pub inks: Option<Inks>,
    /// The kind of its colour.
    pub family: Family,
    /// Whether it leaves the plates that it does not use as they are.
    pub overprint: bool,
    /// The overprint mode: 1 lets a zero in DeviceCMYK leave its plate alone too.
    pub overprint_mode: i32,
    /// The object of the content that draws it: the page's or a form's.
    pub object: u32,
}

/// Kinds of marks.
#[derive(Clone, Debug)]
pub(super) enum MarkKind {
    /// Glyphs.
    Text {
        /// The size in points as it stands on the page.
        size: f64,
    },
    /// The inside of a path.
    Fill,
    /// The outline of a path or of glyphs.
    Stroke {
        /// Its width in points where it is thinnest.
        width: f64,
    },
    /// A picture.
    Picture(Picture),
    /// A blend of colours.
    Shading,
}

/// A use of a colour space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SpaceUse {
    /// The kind of space, at any depth of the space that is named.
    pub family: Family,
    /// What uses it, such as "a picture".
    pub user: &'static str,
    /// The object that uses it.
    pub object: u32,
    /// The object of the ICC profile, 0 for others.
    pub profile: u32,
}

/// A use of an entry of the graphics state, or of a group, that rules ask about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum StateUse {
    /// Less than opaque; in thousandths.
    Alpha(u32),
    /// A blend mode other than normal.
    Blend(String),
    /// A soft mask, of the state or of a picture.
    SoftMask,
    /// A transparency group.
    Group,
    /// A transparency group with a blend space of its own.
    GroupSpace(Family),
    /// A transfer function.
    Transfer,
    /// A halftone by phase (`HTP`).
    HalftonePhase,
    /// An undefined rendering intent.
    Intent(String),
}

/// Something wrong with the content itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Problem {
    /// A stream that can not be unpacked, and why.
    Undecodable(&'static str),
    /// An operator that no standard knows.
    UnknownOperator(String),
    /// `q` and `Q` do not match.
    Unbalanced,
    /// A resource that is named but not there: its kind and name.
    Missing(&'static str, String),
    /// Text is shown before a font is chosen.
    NoFont,
    /// More states are kept than every reader promises to keep.
    ManyStates,
    /// Forms draw each other or nest too deep.
    TooDeep,
    /// There is more of it than can be looked at.
    TooMuch,
}

/// A glyph whose width on the page is not its own, in thousandths of the font size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct WrongWidth {
    /// The code that shows it.
    pub code: u32,
    /// The width that the page takes it for.
    pub stated: f64,
    /// The width that the font in the file has.
    pub drawn: f64,
}

/// What one page draws.
pub(super) struct PageContent {
    /// The page's boxes.
    pub boxes: Boxes,
    /// What is drawn, in the order of drawing.
    pub marks: Vec<Mark>,
    /// The colour spaces used.
    pub spaces: BTreeSet<SpaceUse>,
    /// The fonts chosen, by object; fonts without a number under 0.
    pub fonts: BTreeMap<u32, Rc<Font>>,
    /// Fonts of which the glyph for "no such character" is shown, and how often.
    pub missing_glyphs: BTreeMap<u32, usize>,
    /// Fonts of which the page takes glyphs for wider or narrower than they are, with the first of them.
    pub wrong_widths: BTreeMap<u32, WrongWidth>,
    /// The pictures in the tiles of patterns, with the resolution that they have there.
    pub tiles: Vec<Picture>,
    /// The inks beyond the four that blends are made of.
    pub blended_spots: BTreeSet<String>,
    /// How pictures that stand in the drawing are packed, with the object of the drawing.
    pub inline_filters: BTreeSet<(String, u32)>,
    /// What the graphics state and groups ask for, with the object that asks.
    pub states: BTreeSet<(StateUse, u32)>,
    /// What is wrong with the content, with the object it is wrong in.
    pub problems: BTreeSet<(Problem, u32)>,
    /// Whether there is any content that could draw.
    pub is_empty: bool,
}

impl PageContent {
    fn new(boxes: Boxes) -> Self {
        Self {
            boxes,
            marks: Vec::new(),
            spaces: BTreeSet::new(),
            fonts: BTreeMap::new(),
            missing_glyphs: BTreeMap::new(),
            wrong_widths: BTreeMap::new(),
            tiles: Vec::new(),
            blended_spots: BTreeSet::new(),
            inline_filters: BTreeSet::new(),
            states: BTreeSet::new(),
            problems: BTreeSet::new(),
            is_empty: true,
        }
    }

    /// The page as a whole, in an object.
    pub(super) fn place(&self, object: u32) -> Place<'static> {
        Place::page(self.boxes.number).of(object)
    }

    /// Where a mark is.
    pub(super) fn place_of(&self, mark: &Mark) -> Place<'static> {
        let object = if let MarkKind::Picture(picture) = &mark.kind { picture.object } else { mark.object };
        self.boxes.place(mark.area).of(object)
    }

    /// Where the marks are that use a colour space.
    pub(super) fn places_of(&self, used: &SpaceUse) -> impl Iterator<Item = Place<'static>> {
        let (family, object) = (used.family, used.object);
        let marks = self.marks.iter().filter(move |mark| mark.family == family);
        marks.map(move |mark| self.place_of(mark)).filter(move |place| place.object == Some(object)).take(MOST_PLACES)
    }

    /// The marks that can be seen on the finished page or in its bleed.
    pub(super) fn printed(&self) -> impl Iterator<Item = &Mark> {
        let printed = self.boxes.printed();
        // Lines have no area of their own, so what merely touches counts.
        self.marks.iter().filter(move |mark| mark.area.grown(0.01).overlaps(printed))
    }
}

/// Going through the pages of a file, keeping what pages share.
pub(super) struct Reading<'f, 'a> {
    file: &'f File<'a>,
    shared: Shared<'a>,
}

/// What is looked at once, however many pages show it.
#[derive(Default)]
struct Shared<'a> {
    fonts: BTreeMap<u32, Rc<Font>>,
    font_cache: FontCache<'a>,
    /// The fonts opened for their glyphs, by the number in [`Font`].
    glyphs: Vec<Option<Glyphs<'a>>>,
    picture_inks: BTreeMap<u32, Option<Rc<PictureInk>>>,
    /// Glyph procedures of fonts and patterns that have been read: they ask for the same wherever they are used.
    read: BTreeSet<u32>,
    operators: usize,
    cut_short: bool,
}

impl<'f, 'a> Reading<'f, 'a> {
    /// Starts before the first page.
    pub(super) fn new(file: &'f File<'a>) -> Self {
        Self { file, shared: Shared::default() }
    }

    /// What a page draws; pages are counted from 0.
    pub(super) fn page(&mut self, index: usize) -> PageContent {
        let boxes = self.file.boxes.get(index).copied();
        let (Some(page), Some(boxes)) = (self.file.pages().get(index), boxes) else {
            return PageContent::new(Boxes::none());
        };
        interpreter::read(page, boxes, &mut self.shared)
    }

    /// What could not be looked at, in words for the verdict.
    pub(super) fn not_read(&self) -> Vec<String> {
        let words = "all of the drawing: there is more of it than is looked at";
        if self.shared.cut_short { vec![words.to_owned()] } else { Vec::new() }
    }
}
