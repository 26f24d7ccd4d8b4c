//! Pages: regions are laid out one after the other, and every slice gets its place.

use std::collections::BTreeMap;

use super::columns::{Filled, Room, snap};
use super::decoration;
use super::flow::{Flow, Region};
use super::notes::Notes;
use super::pullquotes;
use super::strip::{Material, Slice, StripBuilder, shift};
use crate::base::{Color, Pt, Rect, Size};
use crate::model::NodeId;
use crate::page::{Item, Page, Place, Side};
use crate::style::{PageFace, PageStyle};

/// Pages with what stands in their type areas, and where things came to stand.
pub(super) struct Laid {
    /// The pages, still without running heads and folios.
    pub pages: Vec<Page>,
    /// Where elements begin: page and height on it.
    pub anchors: BTreeMap<NodeId, (usize, Pt)>,
    /// Where links stand: page, area, and the link's number.
    pub links: Vec<(usize, Rect, usize)>,
}

/// The frame of the pages: which face each one has, and its type area.
pub(super) struct Frame<'a> {
    style: &'a PageStyle,
}

impl<'a> Frame<'a> {
    /// The frame that a stylesheet asks for.
    pub fn new(style: &'a PageStyle) -> Self {
        Self { style }
    }

    /// Recto or verso: the first page is a recto.
    pub fn side(page: usize) -> Side {
        if page.is_multiple_of(2) { Side::Recto } else { Side::Verso }
    }

    /// The face of a page.
    pub fn face(&self, page: usize) -> &'a PageFace {
        match Self::side(page) {
            _ if page == 0 => &self.style.first,
            Side::Recto => &self.style.recto,
            Side::Verso => &self.style.verso,
        }
    }

    /// The face of a page that carries nothing.
    pub(super) fn blank(&self) -> &'a PageFace {
        &self.style.blank
    }

    /// The whole page with its bleed, from the trim's upper left corner.
    pub(super) fn paper(&self) -> Rect {
        let PageStyle { size, bleed, .. } = *self.style;
        Rect { x: -bleed, y: -bleed, width: size.width + bleed * 2.0, height: size.height + bleed * 2.0 }
    }

    /// The trim size.
    pub fn trim(&self) -> Size {
        self.style.size
    }

    /// The type area of a page, whole lines of a grid high.
    pub fn type_area(&self, page: usize, grid: Pt) -> Rect {
        let margin = self.face(page).margin;
        let height = self.style.size.height - margin.top - margin.bottom;
        let lines = (height / grid + 0.01).floor().max(1.0);
        Rect { x: margin.left, y: margin.top, width: self.style.size.width - margin.left - margin.right, height: grid * lines }
    }
}

/// Lays out all regions.
pub(super) fn lay_out(flow: &Flow<'_>, material: &mut Material<'_>, notes: &Notes, frame: &Frame<'_>) -> Laid {
    let mut printer = Printer {
        frame,
        notes,
        laid: Laid { pages: Vec::new(), anchors: BTreeMap::new(), links: Vec::new() },
        page: 0,
        y: Pt::ZERO,
        below: Pt::ZERO,
        reserved: Pt::ZERO,
    };
    for region in &flow.regions {
        printer.region(region, material);
    }
    printer.page_at(0);
    printer.laid
}

struct Printer<'p, 'a> {
    frame: &'p Frame<'a>,
    notes: &'p Notes,
    laid: Laid,
    /// The page that is being filled, from 0.
    page: usize,
    /// How far down its type area it is filled.
    y: Pt,
    /// Space wanted below what was placed last.
    below: Pt,
    /// What notes have taken at its foot.
    reserved: Pt,
}

impl Printer<'_, '_> {
    fn region(&mut self, region: &Region<'_>, material: &mut Material<'_>) {
        let limit = self.frame.type_area(1, region.grid).height.min(self.frame.type_area(0, region.grid).height);
        let (slices, below) = StripBuilder::new(material, region.grid, limit).strip(&region.chunks);
        let slices = self.notes.with_text_notes(slices);
        let Some(first) = slices.first() else { return };
        if region.new_page && (self.y > Pt::ZERO || !self.laid.pages.is_empty()) {
            self.new_page();
        }
        if self.y > Pt::ZERO {
            self.y += self.below.max(first.above);
            if region.columns > 1 {
                self.y = snap(self.y, region.grid);
            }
        }
        // A few lines at the foot of a page are no start for columns.
        let whole: Pt = slices.iter().map(|slice| slice.above + slice.height).sum();
        let least = (region.grid * 4.0).min(whole);
        if self.y > Pt::ZERO && self.room(0, region.grid) < least {
            self.new_page();
        }
        let height = |page: usize| self.room(page, region.grid);
        let note_height = |numbers: &[usize]| self.notes.height(numbers);
        let side = |page: usize| Frame::side(self.page + page);
        let room =
            Room { columns: region.columns, height: &height, side: &side, grid: region.grid, balance: region.balance, notes: &note_height };
        let (order, filled) = pullquotes::place(&slices, &room);
        self.print(region, &order, &filled);
        self.below = below;
    }

    fn new_page(&mut self) {
        self.page += 1;
        self.y = Pt::ZERO;
        self.below = Pt::ZERO;
        self.reserved = Pt::ZERO;
    }

    /// The height left for a region on one of its pages, counted from the current one.
    fn room(&self, page: usize, grid: Pt) -> Pt {
        let height = self.frame.type_area(self.page + page, grid).height;
        if page == 0 { height - self.y - self.reserved } else { height }
    }

    /// Puts a filled region on its pages.
    fn print(&mut self, region: &Region<'_>, order: &[&Slice], filled: &Filled) {
        let first = self.page;
        let last = filled.columns.iter().map(|column| column.page).max().unwrap_or(0);
        for page in 0..=last {
            let top = if page == 0 { self.y } else { Pt::ZERO };
            let columns: Vec<_> = filled.columns.iter().filter(|column| column.page == page).collect();
            let used = columns.iter().map(|column| column.used).fold(Pt::ZERO, Pt::max);
            let area = self.frame.type_area(first + page, region.grid);
            let mut foot = Pt::ZERO;
            for column in &columns {
                let x = area.x + (region.measure + region.gap) * column.column as f32;
                let mut notes = Vec::new();
                for (slice, &y) in order[column.from..column.to].iter().zip(&column.tops) {
                    self.slice(slice, first + page, x, area.y + top + y);
                    notes.extend(&slice.notes);
                }
                let height = self.notes.height(&notes);
                if height > Pt::ZERO {
                    let foot = self.notes.foot(&notes);
                    self.slice(&foot, first + page, x, area.y + area.height - height);
                }
                foot = foot.max(height);
            }
            self.column_rules(region, first + page, Rect { y: area.y + top, height: used, ..area });
            if page == last {
                self.reserved = if page == 0 { self.reserved.max(foot) } else { foot };
                self.y = top + used;
                self.page = first + last;
            }
        }
    }

    fn slice(&mut self, slice: &Slice, page: usize, x: Pt, y: Pt) {
        for &(node, down) in &slice.anchors {
            self.laid.anchors.entry(node).or_insert((page, y + down));
        }
        self.laid.links.extend(slice.links.iter().map(|&(area, link)| (page, area.moved(x, y), link)));
        let mut items = slice.items.clone();
        shift(&mut items, x, y);
        let start = slice.start.filter(|_| slice.pull_quote.is_none());
        let page = self.page_at(page);
        page.items.append(&mut items);
        page.start = first_place(page.start, start);
    }

    /// Rules between the columns of a page.
    fn column_rules(&mut self, region: &Region<'_>, page: usize, area: Rect) {
        let rule = region.rule;
        if rule.width <= Pt::ZERO || region.columns < 2 {
            return;
        }
        let color = rule.color.unwrap_or(Color::BLACK);
        for column in 1..region.columns {
            let x = area.x + (region.measure + region.gap) * column as f32 - region.gap / 2.0 - rule.width / 2.0;
            let item: Item = decoration::filled(Rect { x, width: rule.width, ..area }, color);
            self.page_at(page).items.push(item);
        }
    }

    fn page_at(&mut self, number: usize) -> &mut Page {
        while self.laid.pages.len() <= number {
            let index = self.laid.pages.len();
            self.laid.pages.push(Page { label: (index + 1).to_string(), side: Frame::side(index), items: Vec::new(), start: None });
        }
        &mut self.laid.pages[number]
    }
}

/// The earlier of two places in the text.
fn first_place(a: Option<Place>, b: Option<Place>) -> Option<Place> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}
