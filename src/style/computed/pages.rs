//! Computed values of pages: what the cascade leaves for each kind of page, and for pages chosen by their place.

use std::collections::BTreeMap;

use super::{Background, Border, ContentPart, Style};
use crate::base::{Color, Length, Pt, Sides, Size};
use crate::style::nth::Nth;

/// The styles of pages by kind (CSS Paged Media 3).
#[derive(Clone, Debug, PartialEq)]
pub struct PageStyle {
    /// The trim size.
    pub size: Size,
    /// How far art runs over the trim.
    pub bleed: Pt,
    /// Crop marks (`marks: crop`).
    pub crop_marks: bool,
    /// Registration marks (`marks: cross`).
    pub registration_marks: bool,
    /// What pages look like, by their name. Pages without a name, and those whose name no rule speaks of, are under "".
    pub faces: BTreeMap<String, Faces>,
    /// The rule over the footnotes (`@footnote { border-top }`).
    pub footnote_rule: Border,
    /// The length of that rule as a share of the measure.
    pub footnote_rule_length: Length,
    /// The least space between text and footnotes (`@footnote { margin-top }`), the rule within it.
    pub footnote_gap: Pt,
}

impl Default for PageStyle {
    fn default() -> Self {
        Self {
            size: Size { width: Pt::mm(210.0), height: Pt::mm(297.0) },
            bleed: Pt::ZERO,
            crop_marks: false,
            registration_marks: false,
            faces: BTreeMap::new(),
            footnote_rule: Border::NONE,
            footnote_rule_length: Length::Share(1.0),
            footnote_gap: Pt(12.0),
        }
    }
}

impl PageStyle {
    /// What a page of a name and kind looks like that is not chosen by its place; `None` is a page without a name.
    pub fn face(&self, name: Option<&str>, kind: PageKind) -> &PageFace {
        self.faces_of(name).map_or(&BARE, |faces| faces.of(kind))
    }

    /// What the page of a name at a spot looks like; `None` is a page without a name.
    pub fn face_at(&self, name: Option<&str>, spot: PageSpot) -> &PageFace {
        self.faces_of(name).map_or(&BARE, |faces| faces.at(spot))
    }

    /// What pages of a name look like, if any rule speaks of pages; `None` is pages without a name.
    pub fn faces_of(&self, name: Option<&str>) -> Option<&Faces> {
        name.and_then(|name| self.faces.get(name)).or_else(|| self.faces.get(""))
    }
}

/// A page that no rule speaks of.
static BARE: PageFace = PageFace { margin: PageFace::MARGIN, boxes: Vec::new(), background_color: None, background: Background::NONE };

/// What tells pages of one name apart. A page is a verso where it lies on the left, a recto on the right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageKind {
    /// A left page.
    Verso,
    /// A right page.
    Recto,
    /// The first page of a stretch of pages of one name, on the left.
    OpeningVerso,
    /// The first page of a stretch of pages of one name, on the right.
    OpeningRecto,
    /// The first page of the publication, a recto.
    First,
    /// A left page that nothing stands on.
    BlankVerso,
    /// A right page that nothing stands on.
    BlankRecto,
}

impl PageKind {
    /// All kinds.
    pub const ALL: [Self; 7] =
        [Self::Verso, Self::Recto, Self::OpeningVerso, Self::OpeningRecto, Self::First, Self::BlankVerso, Self::BlankRecto];

    /// Whether such pages lie on the left.
    pub fn is_verso(self) -> bool {
        matches!(self, Self::Verso | Self::OpeningVerso | Self::BlankVerso)
    }
}

/// Where a page stands: what chooses its face besides its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageSpot {
    /// Its kind.
    pub kind: PageKind,
    /// Its place in the publication, from 1, whatever number it bears.
    pub page: usize,
    /// Its place in its stretch of pages, from 1.
    pub in_stretch: usize,
}

/// What pages of one name look like, by their kind, and by their place where a rule chooses by that.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Faces {
    usual: [PageFace; PageKind::ALL.len()],
    /// The places that rules choose by (`:nth()`).
    nths: Vec<Nth>,
    /// What pages look like that are of a kind and stand at such places, these as indices.
    chosen: BTreeMap<(PageKind, Vec<u16>), PageFace>,
}

impl Faces {
    /// What pages of each kind look like, and of these those at the places that rules choose: `chosen` says at which of
    /// `nths`, as indices.
    pub(in crate::style) fn new(
        nths: Vec<Nth>,
        chosen: impl IntoIterator<Item = (PageKind, Vec<u16>)>,
        mut face: impl FnMut(PageKind, &[u16]) -> PageFace,
    ) -> Self {
        let usual = PageKind::ALL.map(|kind| face(kind, &[]));
        let chosen = chosen.into_iter().map(|(kind, places)| {
            let chosen = face(kind, &places);
            ((kind, places), chosen)
        });
        Self { usual, chosen: chosen.collect(), nths }
    }

    /// Does something to what pages of each kind look like.
    pub fn each(&mut self, mut change: impl FnMut(PageKind, &mut PageFace)) {
        PageKind::ALL.into_iter().zip(&mut self.usual).for_each(|(kind, face)| change(kind, face));
        self.chosen.iter_mut().for_each(|((kind, _), face)| change(*kind, face));
    }

    /// What pages of a kind look like, but for those that are chosen by their place.
    pub fn of(&self, kind: PageKind) -> &PageFace {
        &self.usual[kind as usize]
    }

    /// What the page at a spot looks like.
    pub fn at(&self, spot: PageSpot) -> &PageFace {
        let usual = self.of(spot.kind);
        if self.nths.is_empty() {
            return usual;
        }
        self.chosen.get(&(spot.kind, Nth::places(&self.nths, spot.page, spot.in_stretch))).unwrap_or(usual)
    }

    /// What pages chosen by their place look like, with their kind.
    pub fn chosen(&self) -> impl Iterator<Item = (PageKind, &PageFace)> {
        self.chosen.iter().map(|((kind, _), face)| (*kind, face))
    }
}

/// What one kind of page looks like.
#[derive(Clone, Debug, PartialEq)]
pub struct PageFace {
    /// From the trim edge to the type area.
    pub margin: Sides<Pt>,
    /// What stands in the margins: running heads and folios.
    pub boxes: Vec<MarginBox>,
    /// Paper colour, out to the bleed; `None` is bare paper.
    pub background_color: Option<Color>,
    /// The picture behind the page, out to the bleed.
    pub background: Background,
}

impl PageFace {
    /// The margins of a page that no rule speaks of: 20 mm.
    const MARGIN: Sides<Pt> = {
        let side = Pt(20.0 * 72.0 / 25.4);
        Sides { top: side, right: side, bottom: side, left: side }
    };
}

impl Default for PageFace {
    fn default() -> Self {
        Self { margin: Self::MARGIN, boxes: Vec::new(), background_color: None, background: Background::NONE }
    }
}

/// A margin box with something in it.
#[derive(Clone, Debug, PartialEq)]
pub struct MarginBox {
    /// Which of the sixteen.
    pub place: MarginBoxPlace,
    /// What stands in it.
    pub content: Vec<ContentPart>,
    /// How it is set. Where nothing is said of `vertical-align`, words stand where the box's name has them.
    pub style: Style,
}

/// The sixteen margin boxes of CSS Paged Media 3, clockwise from the upper left corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarginBoxPlace {
    /// In the upper left corner.
    TopLeftCorner,
    /// Over the type area, at its left.
    TopLeft,
    /// Over the type area, in the middle.
    TopCenter,
    /// Over the type area, at its right.
    TopRight,
    /// In the upper right corner.
    TopRightCorner,
    /// At the right of the type area, at its top.
    RightTop,
    /// At the right of the type area, in the middle.
    RightMiddle,
    /// At the right of the type area, at its foot.
    RightBottom,
    /// In the lower right corner.
    BottomRightCorner,
    /// Under the type area, at its right.
    BottomRight,
    /// Under the type area, in the middle.
    BottomCenter,
    /// Under the type area, at its left.
    BottomLeft,
    /// In the lower left corner.
    BottomLeftCorner,
    /// At the left of the type area, at its foot.
    LeftBottom,
    /// At the left of the type area, in the middle.
    LeftMiddle,
    /// At the left of the type area, at its top.
    LeftTop,
}
