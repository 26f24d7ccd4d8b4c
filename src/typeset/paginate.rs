//! Pages: regions are laid out one after the other, and every slice gets its place.
//!
//! First all regions are planned: which slices stand in which column of which page. That is enough to know on which page
//! everything begins. Only the last plan is printed: see [`super::references`] for why there may be several.

mod feet;

use std::collections::BTreeMap;

use feet::Feet;

use super::columns::pullquotes::{self, Arranged};
use super::columns::{Column, Filled, Room, snap};
use super::decoration;
use super::floats::obstacles::Obstacles;
use super::floats::plate;
use super::floats::{self, Placed, Standing, Typesetter};
use super::flow::{Flow, Opening, Region, RegionFrame};
use super::frame::{Frame, Sheet};
use super::notes::Notes;
use super::strip::{Slice, Strip, shift};
use crate::base::{Color, Pt, Rect};
use crate::model::NodeId;
use crate::page::{Page, Place, Side};
use crate::style::Plate;

/// Where everything will stand.
pub(super) struct Plan<'a> {
    /// The pages.
    pub sheets: Vec<Sheet<'a>>,
    /// The regions, in order.
    regions: Vec<Planned>,
    /// Where elements begin: page and height on it.
    pub anchors: BTreeMap<NodeId, (usize, Pt)>,
}

/// Where a region stands.
#[derive(Clone)]
struct Planned {
    /// Its first page.
    page: usize,
    /// How far down that page it starts.
    top: Pt,
    /// Its slices in the order in which they were filled, as indices.
    order: Vec<usize>,
    /// Its columns.
    filled: Filled,
    /// Its boxes that stand outside the text.
    boxes: Vec<Standing>,
    /// Before which of its blocks the pull quotes of the text stand.
    quotes: Vec<usize>,
    /// What the filling depends on besides the slices.
    key: Start,
}

/// Where a region begins, as far as the filling of its pages depends on that.
#[derive(Clone, Copy, PartialEq)]
struct Start {
    side: Side,
    /// Whether a stretch of pages begins there.
    opens: bool,
    room: Pt,
    /// The page and its place in its stretch, where pages differ by that.
    place: Option<(usize, usize)>,
}

/// Pages with what stands in their type areas.
pub(super) struct Laid {
    /// The pages, still without running heads and folios.
    pub pages: Vec<Page>,
    /// Where links stand: page, area, and the link's number.
    pub links: Vec<(usize, Rect, usize)>,
}

impl Plan<'_> {
    /// The paragraphs that should have other numbers of lines, with how many more.
    pub(super) fn wishes(&self) -> Vec<(usize, i8)> {
        self.regions.iter().flat_map(|region| region.filled.wishes.iter().copied()).collect()
    }

    /// The pull quotes that stand over the last text of regions where there are too many of them, or of pieces that are known
    /// to be so.
    pub(super) fn crowded(&self, known: impl Fn(NodeId) -> bool) -> Vec<NodeId> {
        let over = |region: &Planned| {
            let is_crowded = region.boxes.iter().any(|one| one.crowded);
            region.boxes.iter().filter_map(|one| one.over).filter(|&quote| is_crowded || known(quote)).collect::<Vec<_>>()
        };
        self.regions.iter().flat_map(over).collect()
    }

    /// The slices of regions' strips that open a column with the rest of a word: the region and the slice.
    pub(super) fn parted_words<'s>(&'s self, strips: &'s [Strip]) -> impl Iterator<Item = (usize, usize)> + 's {
        let regions = self.regions.iter().zip(strips).enumerate();
        regions.flat_map(|(region, (planned, strip))| {
            let first = planned.filled.columns.iter().filter(|column| column.to > column.from);
            let slices = first.filter_map(|column| planned.order.get(column.from).copied());
            slices.filter(|&at| strip.slices.get(at).is_some_and(|slice| slice.goes_on)).map(move |at| (region, at))
        })
    }

    /// The page on which an element begins, and the height on it: the element itself, or the first thing in or after it
    /// that has a place.
    pub(super) fn place(&self, node: NodeId) -> Option<(usize, Pt)> {
        self.anchors.range(node..).next().map(|(_, &place)| place)
    }
}

/// Who composes regions that have boxes outside their text.
pub(super) trait Composer {
    /// A region's strip as it is without any box beside it, and who sets its paragraphs around boxes.
    fn open(&mut self, region: usize) -> (Strip, Box<dyn Typesetter + '_>);
}

/// Plans all regions. Regions whose strip is not `changed` keep the columns of an earlier plan where they have the same room;
/// in the others pull quotes are looked for near where that plan had them.
/// Without a composer, boxes outside the text are left aside.
pub(super) fn plan<'a>(
    (regions, renumbered): (&[Region<'a>], &[(NodeId, i32)]),
    strips: &mut [Strip],
    notes: &Notes,
    frame: &Frame<'a>,
    earlier: Option<(&Plan<'_>, &[bool])>,
    mut composer: Option<&mut dyn Composer>,
) -> Plan<'a> {
    let plan = Plan { sheets: Vec::new(), regions: Vec::new(), anchors: BTreeMap::new() };
    let mut planner = Planner { frame, notes, plan, y: Pt::ZERO, below: Pt::ZERO, reserved: Feet::new() };
    for (index, (region, strip)) in regions.iter().zip(strips).enumerate() {
        let known = earlier.and_then(|(plan, changed)| Some((plan.regions.get(index)?, changed.get(index) != Some(&false))));
        let composer: Option<(usize, &mut dyn Composer)> = match &mut composer {
            Some(composer) => Some((index, &mut **composer)),
            None => None,
        };
        planner.region(region, strip, known, composer);
    }
    planner.finish(renumbered)
}

struct Planner<'p, 'a> {
    frame: &'p Frame<'a>,
    notes: &'p Notes,
    plan: Plan<'a>,
    /// How far down its type area the last page is filled.
    y: Pt,
    /// Space wanted below what was placed last.
    below: Pt,
    /// What notes have taken at its foot, by their place from left to right.
    reserved: Feet<Pt>,
}

impl<'a> Planner<'_, 'a> {
    fn region(
        &mut self,
        region: &Region<'a>,
        strip: &mut Strip,
        known: Option<(&Planned, bool)>,
        composer: Option<(usize, &mut dyn Composer)>,
    ) {
        let slices = strip.slices.as_slice();
        let nowhere = Filled::default();
        let Some(first) = slices.first() else {
            let key = Start { side: Side::Recto, opens: false, room: Pt::ZERO, place: None };
            let planned =
                Planned { page: 0, top: Pt::ZERO, order: Vec::new(), filled: nowhere, boxes: Vec::new(), quotes: Vec::new(), key };
            return self.plan.regions.push(planned);
        };
        match region.opening {
            Opening::Page(side) => self.open_page(side, region.page),
            Opening::Below if self.plan.sheets.is_empty() => self.open_page(None, region.page),
            Opening::Below => {}
        }
        let (above, top) = region.frame.map_or((first.above, Pt::ZERO), |frame| (frame.margins.0, frame.top));
        if self.y > Pt::ZERO {
            self.y += self.below.max(above) + top;
            if region.columns > 1 || first.on_grid {
                self.y = snap(self.y, region.grid);
            }
        }
        // A few lines at the foot of a page are no start for columns.
        let whole: Pt = slices.iter().take(8).map(|slice| slice.above + slice.height).sum();
        let least = (region.grid * 4.0).min(whole);
        if self.y > Pt::ZERO && self.room(0, region) < least {
            self.new_page(region.page, false);
        }
        self.y = self.y.max(top);
        let page = self.plan.sheets.len().saturating_sub(1);
        let in_stretch = self.in_stretch();
        let place = (!self.frame.is_uniform(region.page)).then_some((page, in_stretch));
        let key = Start { side: Frame::side(page), opens: in_stretch == 1, room: self.room(0, region), place };
        let same = known.filter(|&(known, changed)| !changed && known.key == key).map(|(known, _)| Placed {
            order: known.order.clone(),
            filled: known.filled.clone(),
            boxes: known.boxes.clone(),
            quotes: known.quotes.clone(),
        });
        let earlier = known.map_or(&[][..], |(known, _)| &known.quotes);
        let placed = same.unwrap_or_else(|| self.placed(region, strip, composer, earlier));
        let Placed { order, filled, boxes, quotes } = placed;
        let planned = Planned { page, top: self.y, order, filled, boxes, quotes, key };
        self.settle(region, &strip.slices, &planned);
        self.below = strip.below;
        if let Some(frame) = region.frame {
            self.y += frame.bottom;
            self.below = frame.margins.1;
        }
        self.plan.regions.push(planned);
    }

    /// Where a region's slices and boxes stand, with room for notes that stand across its columns.
    fn placed(
        &self,
        region: &Region<'a>,
        strip: &mut Strip,
        mut composer: Option<(usize, &mut dyn Composer)>,
        earlier: &[usize],
    ) -> Placed {
        let mut across = BTreeMap::new();
        for _ in 0..feet::TRIES {
            let placed = self.place(region, strip, &mut composer, &across, earlier);
            if !region.notes_across || !feet::grow(&mut across, &placed, &strip.slices, self.notes) {
                return placed;
            }
        }
        self.place(region, strip, &mut composer, &across, earlier)
    }

    /// Where a region's slices and boxes stand, if notes across its columns take some height from each of its pages.
    fn place(
        &self,
        region: &Region<'a>,
        strip: &mut Strip,
        composer: &mut Option<(usize, &mut dyn Composer)>,
        across: &BTreeMap<usize, Pt>,
        earlier: &[usize],
    ) -> Placed {
        let height = |page: usize| self.room(page, region) - across.get(&page).copied().unwrap_or(Pt::ZERO);
        let note_height = |numbers: &[usize]| if region.notes_across { Pt::ZERO } else { self.notes.height(numbers) };
        let page = self.plan.sheets.len().saturating_sub(1);
        let side = |number: usize| Frame::side(page + number);
        let room = Room {
            columns: region.columns,
            height: &height,
            side: &side,
            grid: region.grid,
            balance: region.balance,
            notes: &note_height,
            obstacles: Obstacles::NONE,
            from: 0,
            settled: &BTreeMap::new(),
        };
        let lanes = region.lanes();
        match composer.as_mut().filter(|_| floats::are_in(strip)) {
            Some((index, composer)) => {
                let (afresh, mut typesetter) = composer.open(*index);
                *strip = afresh;
                floats::place(strip, &room, lanes, typesetter.as_mut(), earlier)
            }
            None => {
                let Arranged { order, filled, before } = pullquotes::place(&strip.slices, &room, earlier);
                // Wishes of text around boxes are heard when the boxes have their places.
                let wishes = if floats::are_in(strip) { Vec::new() } else { filled.wishes };
                Placed { order, filled: Filled { wishes, ..filled }, boxes: Vec::new(), quotes: before }
            }
        }
    }

    /// Opens a page of a side; the page before it stays blank if it must.
    fn open_page(&mut self, side: Option<Side>, name: Option<&'a str>) {
        // The first page is a recto: no blank one is put before it.
        if side.is_some_and(|side| !self.plan.sheets.is_empty() && side != Frame::side(self.plan.sheets.len())) {
            self.plan.sheets.push(Sheet::BLANK);
        }
        self.new_page(name, true);
    }

    /// The place of the last page in its stretch.
    fn in_stretch(&self) -> usize {
        self.plan.sheets.last().map_or(0, |sheet| sheet.in_stretch)
    }

    fn new_page(&mut self, name: Option<&'a str>, opens: bool) {
        let in_stretch = if opens { 1 } else { self.in_stretch() + 1 };
        self.plan.sheets.push(Sheet { name, in_stretch, blank: false, ..Sheet::BLANK });
        self.y = Pt::ZERO;
        self.below = Pt::ZERO;
        self.reserved.clear();
    }

    /// The height left for a region on one of its pages, counted from the current one.
    fn room(&self, page: usize, region: &Region<'a>) -> Pt {
        let number = self.plan.sheets.len().saturating_sub(1) + page;
        let following = Sheet { name: region.page, in_stretch: self.in_stretch() + page, blank: false, ..Sheet::BLANK };
        let sheet = self.plan.sheets.get(number).unwrap_or(&following);
        let height = self.frame.type_area(number, sheet, region.grid).height - region.frame.map_or(Pt::ZERO, |frame| frame.bottom);
        let reserved = self.reserved.values().copied().fold(Pt::ZERO, Pt::max);
        if page == 0 { height - self.y - reserved } else { height }
    }

    /// Takes the pages that a region fills, and notes where everything on them begins.
    fn settle(&mut self, region: &Region<'a>, slices: &[Slice], planned: &Planned) {
        for columns in planned.columns_by_page() {
            let Some(number) = columns.first().map(|column| column.page) else { continue };
            let page = planned.page + number;
            let blank = columns.iter().all(|column| column.from == column.to) && planned.boxes_on(number).next().is_none();
            if self.plan.sheets.len() <= page {
                let name = region.page.filter(|_| !blank);
                let in_stretch = self.in_stretch() + 1;
                self.plan.sheets.push(Sheet { name, in_stretch, blank, ..Sheet::BLANK });
            }
            if let Some(sheet) = self.plan.sheets.get_mut(page) {
                sheet.covered |= planned.boxes_on(number).any(|one| one.plate == Plate::Bleed);
            }
            let top = planned.top_on(number);
            let area = self.plan.sheets.get(page).map_or(Pt::ZERO, |sheet| self.frame.type_area(page, sheet, region.grid).y);
            let mut feet: Feet<Vec<usize>> = Feet::new();
            for column in columns {
                feet.entry(feet::left_of(region, column.column)).or_default().extend(feet::notes_of(planned, column, slices));
                for (slice, &y) in planned.slices(column, slices).zip(&column.tops) {
                    for &(node, down) in &slice.anchors {
                        self.plan.anchors.entry(node).or_insert((page, area + top + y + down));
                    }
                }
            }
            let mut used = used(columns);
            for one in planned.boxes_on(number) {
                let Some(slice) = slices.get(one.slice) else { continue };
                for &(node, down) in &slice.anchors {
                    self.plan.anchors.entry(node).or_insert((page, area + top + one.y + down));
                }
                used = used.max(one.y + slice.height);
            }
            if number > 0 {
                self.reserved.clear();
            }
            for (left, notes) in feet {
                *self.reserved.entry(left).or_insert(Pt::ZERO) += self.notes.height(&notes);
            }
            self.y = top + used;
        }
    }

    /// The plan, its pages numbered.
    fn finish(mut self, renumbered: &[(NodeId, i32)]) -> Plan<'a> {
        if self.plan.sheets.is_empty() {
            self.new_page(None, true);
        }
        let mut anew: BTreeMap<usize, i32> = BTreeMap::new();
        for &(node, number) in renumbered {
            anew.extend(self.plan.place(node).map(|(page, _)| (page, number)));
        }
        let mut number = 0i32;
        for (page, sheet) in self.plan.sheets.iter_mut().enumerate() {
            let start = anew.get(&page).copied();
            number = start.unwrap_or(number.saturating_add(1));
            sheet.number = number;
            sheet.renumbered = start.is_some();
        }
        self.plan
    }
}

impl Planned {
    fn columns_by_page(&self) -> impl Iterator<Item = &[Column]> {
        self.filled.columns.chunk_by(|a, b| a.page == b.page)
    }

    /// How far down one of its pages it starts.
    fn top_on(&self, page: usize) -> Pt {
        if page == 0 { self.top } else { Pt::ZERO }
    }

    /// The boxes outside the text on one of its pages.
    fn boxes_on(&self, page: usize) -> impl Iterator<Item = &Standing> {
        self.boxes.iter().filter(move |one| one.page == page)
    }

    /// The notes of the boxes that begin in a column.
    fn notes_of_boxes<'s>(&'s self, column: &'s Column, slices: &'s [Slice]) -> impl Iterator<Item = &'s usize> {
        let own = self.boxes_on(column.page).filter(move |one| one.column == column.column);
        own.filter_map(|one| slices.get(one.slice)).flat_map(|slice| &slice.notes)
    }

    fn slices<'s>(&'s self, column: &Column, slices: &'s [Slice]) -> impl Iterator<Item = &'s Slice> {
        self.order.get(column.from..column.to).unwrap_or_default().iter().filter_map(|&index| slices.get(index))
    }
}

/// Prints a plan: every slice goes to its place.
pub(super) fn print(plan: &Plan<'_>, flow: &Flow<'_>, strips: &mut [Strip], notes: &Notes, frame: &Frame<'_>) -> Laid {
    let labels = frame.labels(&plan.sheets);
    let pages = labels.into_iter().enumerate();
    let pages = pages.map(|(number, label)| Page { label, side: Frame::side(number), items: Vec::new(), start: None });
    let feet = feet::of_pages(plan, flow, strips);
    let mut printer = Printer { laid: Laid { pages: pages.collect(), links: Vec::new() }, feet };
    for (number, ((region, strip), planned)) in flow.regions.iter().zip(strips).zip(&plan.regions).enumerate() {
        printer.region((number, region), &mut strip.slices, planned, (plan, notes, frame));
    }
    printer.laid
}

struct Printer {
    laid: Laid,
    /// The notes at the foot of each page.
    feet: BTreeMap<(usize, i32), feet::Foot>,
}

/// The part of a region's frame that stands on a page.
struct Part<'p> {
    frame: RegionFrame<'p>,
    /// The type area from the region's text on.
    area: Rect,
    /// The columns on the page.
    columns: &'p [Column],
    /// How much of the frame stands on pages before.
    shown: Pt,
}

/// The height of columns that stand beside each other.
fn used(columns: &[Column]) -> Pt {
    columns.iter().map(|column| column.used).fold(Pt::ZERO, Pt::max)
}

impl Printer {
    fn region(
        &mut self,
        (region_number, region): (usize, &Region<'_>),
        slices: &mut [Slice],
        planned: &Planned,
        (plan, notes, frame): (&Plan<'_>, &Notes, &Frame<'_>),
    ) {
        let mut shown = Pt::ZERO;
        for columns in planned.columns_by_page() {
            let Some(number) = columns.first().map(|column| column.page) else { continue };
            let page = planned.page + number;
            let Some(sheet) = plan.sheets.get(page) else { continue };
            let top = planned.top_on(number);
            if let Some(frame_of_region) = region.frame {
                let area = frame.type_area(page, sheet, region.grid);
                let part = Part { frame: frame_of_region, area: Rect { y: area.y + top, ..area }, columns, shown };
                shown += self.frame(&part, page, planned);
            }
            let area = frame.type_area(page, sheet, region.grid);
            let lanes = region.lanes();
            for column in columns {
                let x = area.x + lanes.left(column.column);
                let order = planned.order.get(column.from..column.to).unwrap_or_default();
                for (number, (&index, &y)) in order.iter().zip(&column.tops).enumerate() {
                    let Some(slice) = slices.get_mut(index) else { continue };
                    if let Some(heading) = slice.heading.as_deref().filter(|_| number == 0) {
                        self.slice(&mut heading.clone(), page, x, area.y + top + y - heading.height);
                    }
                    self.slice(slice, page, x, area.y + top + y);
                }
                // Notes of several regions on a page have one foot, printed with the last of them.
                let foot = self.feet.get(&(page, feet::left_of(region, column.column)));
                if let Some(foot) = foot.filter(|foot| foot.last == (region_number, column.column)) {
                    let x = if region.notes_across { area.x } else { x };
                    let y = area.y + area.height - foot.raised - notes.height(&foot.notes);
                    let mut foot = notes.foot(&foot.notes);
                    self.slice(&mut foot, page, x, y);
                }
            }
            for one in planned.boxes_on(number) {
                let Some(slice) = slices.get_mut(one.slice) else { continue };
                if one.plate == Plate::Bleed {
                    let from = (-(area.x + one.x), -(area.y + top + one.y));
                    plate::bleed(slice, frame.paper().moved(from.0, from.1), area.moved(from.0, from.1));
                }
                self.slice(slice, page, area.x + one.x, area.y + top + one.y);
            }
            let inset = region.frame.map_or(Pt::ZERO, |frame| frame.x + frame.inset);
            self.column_rules(region, page, Rect { x: area.x + inset, y: area.y + top, height: used(columns), ..area });
        }
    }

    /// Draws the part of a region's frame that stands on a page. Returns its height.
    fn frame(&mut self, part: &Part<'_>, page: usize, planned: &Planned) -> Pt {
        let Part { frame, area, columns, shown } = part;
        let column = |end: Option<&Column>| end.map(|column| column.page);
        let first = column(planned.filled.columns.first()) == column(columns.first());
        let last = column(planned.filled.columns.last()) == column(columns.first());
        let all: Pt = planned.columns_by_page().map(used).sum();
        let [above, below] = [(first, frame.top), (last, frame.bottom)].map(|(there, edge)| if there { edge } else { Pt::ZERO });
        let own = Rect { x: area.x + frame.x, y: area.y - above, width: frame.width, height: above + used(columns) + below };
        let whole = Rect { y: own.y - *shown, height: frame.top + all + frame.bottom, ..own };
        if let Some(page) = self.laid.pages.get_mut(page) {
            page.items.extend(decoration::part_of_frame(frame.style, own, whole, first, last));
        }
        own.height
    }

    /// Puts a slice on a page: what it shows is taken from it.
    fn slice(&mut self, slice: &mut Slice, page: usize, x: Pt, y: Pt) {
        self.laid.links.extend(slice.links.iter().map(|&(area, link)| (page, area.moved(x, y), link)));
        let mut items = std::mem::take(&mut slice.items);
        shift(&mut items, x, y);
        let start = slice.start.filter(|_| slice.pull_quote.is_none());
        let Some(page) = self.laid.pages.get_mut(page) else { return };
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
            if let Some(page) = self.laid.pages.get_mut(page) {
                page.items.extend(decoration::vertical(rule, color, Rect { x, width: rule.width, ..area }));
            }
        }
    }
}

/// The earlier of two places in the text.
fn first_place(a: Option<Place>, b: Option<Place>) -> Option<Place> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}
