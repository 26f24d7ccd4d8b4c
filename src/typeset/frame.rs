//! The frame of the pages: which face each one has, where its type area is, and what its folio says.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{CounterStyles, Pt, Rect, Sides, Size};
use crate::page::Side;
use crate::style::{ContentPart, Faces, PageFace, PageKind, PageSpot, PageStyle, Styled};

/// A page before anything is printed on it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sheet<'a> {
    /// The name of the pages it is one of.
    pub name: Option<&'a str>,
    /// Its place in its stretch of pages, from 1; 0 where it stands between two.
    pub in_stretch: usize,
    /// Whether nothing stands on it.
    pub blank: bool,
    /// Its number.
    pub number: i32,
    /// Whether the numbers begin anew with it.
    pub renumbered: bool,
    /// Whether a picture covers it to its edges.
    pub covered: bool,
}

impl Sheet<'_> {
    /// A page that nothing stands on yet.
    pub(super) const BLANK: Self = Self { name: None, in_stretch: 0, blank: true, number: 0, renumbered: false, covered: false };

    /// Whether a stretch of pages begins with it.
    pub(super) fn opens(&self) -> bool {
        self.in_stretch == 1
    }
}

/// The frame that a stylesheet gives to pages.
#[derive(Clone, Copy)]
pub(super) struct Frame<'a> {
    style: &'a PageStyle,
    /// How numbers are written.
    pub counter_styles: &'a CounterStyles,
}

impl<'a> Frame<'a> {
    /// The frame that a stylesheet asks for.
    pub(super) fn new(styled: &'a Styled) -> Self {
        Self { style: &styled.page, counter_styles: &styled.counter_styles }
    }

    /// Recto or verso: the first page is a recto.
    pub(super) fn side(page: usize) -> Side {
        if page.is_multiple_of(2) { Side::Recto } else { Side::Verso }
    }

    /// The face of a page, by its number from 0.
    pub(super) fn face(&self, page: usize, sheet: &Sheet<'_>) -> &'a PageFace {
        let kind = match Self::side(page) {
            Side::Recto if sheet.blank => PageKind::BlankRecto,
            Side::Verso if sheet.blank => PageKind::BlankVerso,
            _ if page == 0 => PageKind::First,
            Side::Recto if sheet.opens() => PageKind::OpeningRecto,
            Side::Verso if sheet.opens() => PageKind::OpeningVerso,
            Side::Recto => PageKind::Recto,
            Side::Verso => PageKind::Verso,
        };
        self.style.face_at(sheet.name, PageSpot { kind, page: page + 1, in_stretch: sheet.in_stretch })
    }

    /// Whether pages of a name are alike wherever they stand, but for their kinds.
    pub(super) fn is_uniform(&self, name: Option<&str>) -> bool {
        self.style.faces_of(name).is_none_or(|faces| faces.chosen().next().is_none())
    }

    /// The measure of pages of a name: rectos and versos have the same.
    pub(super) fn measure(&self, name: Option<&str>) -> Pt {
        let margin = self.style.face(name, PageKind::Recto).margin;
        self.style.size.width - margin.left - margin.right
    }

    /// The whole page with its bleed, from the trim's upper left corner.
    pub(super) fn paper(&self) -> Rect {
        let PageStyle { size, bleed, .. } = *self.style;
        Rect { x: -bleed, y: -bleed, width: size.width + bleed * 2.0, height: size.height + bleed * 2.0 }
    }

    /// The trim size.
    pub(super) fn trim(&self) -> Size {
        self.style.size
    }

    /// The type area of a page, whole lines of a grid high.
    pub(super) fn type_area(&self, page: usize, sheet: &Sheet<'_>, grid: Pt) -> Rect {
        let margin = self.face(page, sheet).margin;
        let width = self.style.size.width - margin.left - margin.right;
        Rect { x: margin.left, y: margin.top, width, height: self.height(margin, grid) }
    }

    /// The height that margins leave, in whole lines of a grid.
    fn height(&self, margin: Sides<Pt>, grid: Pt) -> Pt {
        let height = self.style.size.height - margin.top - margin.bottom;
        grid * (height / grid + 0.01).floor().max(1.0)
    }

    /// The least height that pages of a name have for text.
    pub(super) fn least_height(&self, name: Option<&str>, grid: Pt) -> Pt {
        let kinds = [PageKind::Recto, PageKind::Verso, PageKind::OpeningRecto, PageKind::OpeningVerso];
        let usual = kinds.map(|kind| self.style.face(name, kind));
        usual.into_iter().chain(self.chosen(name)).map(|face| self.height(face.margin, grid)).fold(Pt(f32::MAX), Pt::min)
    }

    /// What the pages of a name look like that are chosen by their place and hold text.
    fn chosen(&self, name: Option<&str>) -> impl Iterator<Item = &'a PageFace> {
        let all = self.style.faces_of(name).into_iter().flat_map(Faces::chosen);
        all.filter(|(kind, _)| !matches!(kind, PageKind::BlankRecto | PageKind::BlankVerso)).map(|(_, face)| face)
    }

    /// The labels of pages: their numbers as the folios of such pages write them.
    ///
    /// A page without a folio is numbered as the next page of its stretch of numbers that has one, else as the one before.
    /// Pages before a new start that have no folio at all have roman numbers: else two pages would have one label.
    /// Whatever still has the label of an earlier page gets a mark, since a list of pages leads to one place for each.
    pub(super) fn labels(&self, sheets: &[Sheet<'_>]) -> Vec<String> {
        let mut labels: Vec<String> = Vec::new();
        let mut taken = BTreeSet::new();
        let mut own_styles: BTreeMap<Option<&str>, Option<&str>> = BTreeMap::new();
        let runs: Vec<&[Sheet<'_>]> = sheets.chunk_by(|_, next| !next.renumbered).collect();
        for (number, run) in runs.iter().enumerate() {
            let own: Vec<Option<&str>> =
                run.iter().map(|sheet| *own_styles.entry(sheet.name).or_insert_with(|| self.folio_style(sheet))).collect();
            let usual = if number + 1 < runs.len() { "lower-roman" } else { "decimal" };
            let mut styles = vec![usual; run.len()];
            let mut before = own.iter().copied().flatten().last().unwrap_or(usual);
            for (style, own) in styles.iter_mut().zip(&own).rev() {
                before = own.unwrap_or(before);
                *style = before;
            }
            for (sheet, style) in run.iter().zip(styles) {
                let label = self.counter_styles.counted(sheet.number, style);
                let unique = (1u32..).map(|time| if time == 1 { label.clone() } else { format!("{label} ({time})") });
                let label = unique.into_iter().find(|label| !taken.contains(label)).unwrap_or_default();
                taken.insert(label.clone());
                labels.push(label);
            }
        }
        labels
    }

    /// How the folios of pages like this one are written, if they have any.
    fn folio_style(&self, sheet: &Sheet<'_>) -> Option<&'a str> {
        if sheet.blank {
            return None;
        }
        let kinds = [PageKind::Recto, PageKind::Verso, PageKind::OpeningRecto, PageKind::OpeningVerso];
        let faces = kinds.into_iter().map(|kind| self.style.face(sheet.name, kind)).chain(self.chosen(sheet.name));
        let parts = faces.flat_map(|face| &face.boxes).flat_map(|one| &one.content);
        parts
            .filter_map(|part| if let ContentPart::Counter(counter) = part { Some(counter) } else { None })
            .find(|counter| counter.name == "page")
            .map(|counter| counter.style.as_str())
    }
}
