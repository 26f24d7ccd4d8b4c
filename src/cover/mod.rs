//! The cover of a book as one sheet around it: back, spine and front, with lettering, pictures and barcode.

mod barcode;
mod lettering;

use crate::base::{Color, Pt, Rect, Size};
use crate::font::FontLibrary;
use crate::page::{About, Furniture, Item, ItemKind, Mark, Page, PagePicture, Pages, Shape, Side, Structure};

use lettering::{Lettering, Look};

pub use barcode::Ean13;

/// What a cover is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Cover {
    /// The size of front and back after cutting.
    pub trim: Size,
    /// How wide the spine is.
    pub spine: Pt,
    /// How far art runs over the trim.
    pub bleed: Pt,
    /// How far words keep from the edges.
    pub safety: Pt,
    /// Whether crop marks and registration marks are drawn.
    pub marks: bool,
    /// One picture around all of it.
    pub art: Option<PagePicture>,
    /// A picture for the front. Without one, and without `art`, title and authors are set there.
    pub front: Option<PagePicture>,
    /// A picture for the back.
    pub back: Option<PagePicture>,
    /// The ground; none is bare paper.
    pub ground: Option<[u8; 3]>,
    /// The colour of the words.
    pub ink: [u8; 3],
    /// What stands on the spine, if it is wide enough.
    pub spine_words: Option<String>,
    /// Paragraphs on the back.
    pub blurb: Vec<String>,
    /// The barcode on the back.
    pub barcode: Option<Ean13>,
    /// Title, authors and so on.
    pub about: About,
    /// The second part of the title.
    pub subtitle: Option<String>,
}

/// A cover as a page, and what is still to be added to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Wrap {
    /// One page: the sheet around the book.
    pub pages: Pages,
    /// The words as an SVG drawing over the whole trim, for whoever can make outlines of them; nothing if there are none.
    pub lettering: Option<String>,
    /// Where the sheet is folded, from the left edge of the trim.
    pub folds: [Pt; 2],
    /// Whether the words for the spine were left out for want of room.
    pub spine_is_bare: bool,
    /// Whether the text on the back was left out in part for want of room.
    pub blurb_is_cut: bool,
}

/// From the fold to the words of a spine, at least.
const BESIDE_SPINE_WORDS: Pt = Pt(4.5);
/// Smaller words on a spine are not read.
const SMALLEST_ON_SPINE: Pt = Pt(6.0);

/// Lays out a cover.
pub fn lay_out(cover: &Cover, fonts: &FontLibrary) -> Wrap {
    let Size { width, height } = cover.trim;
    let folds = [width, width + cover.spine];
    let trim = Size { width: width * 2.0 + cover.spine, height };
    let ink = format!("#{:02x}{:02x}{:02x}", cover.ink[0], cover.ink[1], cover.ink[2]);
    let mut desk = Desk {
        cover,
        items: Vec::new(),
        pictures: Vec::new(),
        lettering: Lettering::new(fonts, &ink, (trim.width, trim.height)),
        spine_is_bare: false,
        blurb_is_cut: false,
    };
    desk.ground(Rect { x: -cover.bleed, y: -cover.bleed, width: trim.width + cover.bleed * 2.0, height: height + cover.bleed * 2.0 });
    desk.art(trim);
    desk.front(folds[1]);
    desk.spine(Rect { x: folds[0], y: Pt::ZERO, width: cover.spine, height });
    desk.back();
    let Desk { items, pictures, lettering, spine_is_bare, blurb_is_cut, .. } = desk;
    let page = Page { label: "cover".to_owned(), side: Side::Recto, items, start: None };
    let pages = Pages {
        pages: vec![page],
        trim,
        bleed: cover.bleed,
        crop_marks: cover.marks,
        registration_marks: cover.marks,
        pictures,
        structure: Structure::default(),
        outline: Vec::new(),
        about: cover.about.clone(),
    };
    Wrap { pages, lettering: lettering.finish(), folds, spine_is_bare, blurb_is_cut }
}

impl Wrap {
    /// The page with its lettering, once that is a drawing of outlines.
    #[must_use]
    pub fn lettered(mut self, drawing: Vec<u8>) -> Pages {
        let Size { width, height } = self.pages.trim;
        let picture = PagePicture {
            path: "lettering of the cover".to_owned(),
            bytes: drawing.into(),
            width: width.0 as u32,
            height: height.0 as u32,
        };
        let area = Rect { x: Pt::ZERO, y: Pt::ZERO, width, height };
        let item = item(ItemKind::Picture { picture: self.pages.pictures.len(), area });
        self.pages.pictures.push(picture);
        self.pages.pages.iter_mut().for_each(|page| page.items.push(item.clone()));
        self.pages
    }
}

/// A cover in the making.
struct Desk<'a> {
    cover: &'a Cover,
    items: Vec<Item>,
    pictures: Vec<PagePicture>,
    lettering: Lettering<'a>,
    spine_is_bare: bool,
    blurb_is_cut: bool,
}

impl Desk<'_> {
    fn ground(&mut self, area: Rect) {
        if let Some(color) = self.cover.ground {
            self.items.push(filled(area, Color::Rgb(color)));
        }
    }

    /// The pictures, the back's first: what reaches over a fold is covered by the ground of what comes after.
    fn art(&mut self, trim: Size) {
        let Cover { bleed, spine, trim: page, .. } = *self.cover;
        let outside = |x: Pt, width: Pt| Rect { x, y: -bleed, width, height: trim.height + bleed * 2.0 };
        let ground = self.cover.ground.map_or(Color::WHITE, Color::Rgb);
        if let Some(art) = &self.cover.art {
            self.place(art, outside(-bleed, trim.width + bleed * 2.0), 0.5);
        }
        if let Some(back) = &self.cover.back {
            self.place(back, outside(-bleed, page.width + bleed), 1.0);
        }
        if let Some(front) = &self.cover.front {
            if self.cover.back.is_some() {
                self.items.push(filled(outside(page.width, spine + page.width + bleed), ground));
            }
            self.place(front, outside(page.width + spine, page.width + bleed), 0.0);
        }
    }

    /// A picture that fills an area. What it has too much of runs over the edges above and below, or sideways: `share` of that
    /// to the left.
    fn place(&mut self, picture: &PagePicture, area: Rect, share: f32) {
        let (width, height) = (picture.width.max(1) as f32, picture.height.max(1) as f32);
        let scale = (area.width.0 / width).max(area.height.0 / height);
        let (wide, high) = (Pt(width * scale), Pt(height * scale));
        let (over_x, over_y) = (wide - area.width, high - area.height);
        let placed = Rect { x: area.x - over_x * share, y: area.y - over_y / 2.0, width: wide, height: high };
        self.items.push(item(ItemKind::Picture { picture: self.pictures.len(), area: placed }));
        self.pictures.push(picture.clone());
    }

    /// Title and authors, if no picture says them.
    fn front(&mut self, left: Pt) {
        if self.cover.front.is_some() || self.cover.art.is_some() {
            return;
        }
        let Size { width, height } = self.cover.trim;
        let margin = self.cover.safety.max(width * 0.12);
        let (x, measure) = (left + margin, width - margin * 2.0);
        let mut y = height * 0.22;
        let largest = width * 0.11;
        let title = self.fitted(&self.cover.about.title, Look { family: "serif", weight: 600, size: largest }, measure);
        for line in self.lettering.lines(&self.cover.about.title, title, measure) {
            y += title.size * 1.12;
            self.lettering.line(&line, title, x, y);
        }
        if let Some(subtitle) = &self.cover.subtitle {
            let look = Look { family: "serif", weight: 400, size: title.size * 0.5 };
            y += look.size * 0.8;
            for line in self.lettering.lines(subtitle, look, measure) {
                y += look.size * 1.3;
                self.lettering.line(&line, look, x, y);
            }
        }
        let look = Look { family: "sans-serif", weight: 400, size: width * 0.04 };
        let mut foot = height - margin;
        for author in self.cover.about.authors.iter().rev() {
            let look = self.fitted(author, look, measure);
            self.lettering.line(author, look, x, foot);
            foot -= look.size * 1.4;
        }
    }

    /// The size in which the longest word is no wider than a measure, but no larger than it is.
    fn fitted(&self, words: &str, look: Look, measure: Pt) -> Look {
        let widest = words.split_whitespace().map(|word| self.lettering.width(word, look)).fold(Pt::ZERO, Pt::max);
        if widest > measure { Look { size: look.size * (measure / widest), ..look } } else { look }
    }

    fn spine(&mut self, area: Rect) {
        let Some(words) = &self.cover.spine_words else { return };
        let look = Look { family: "sans-serif", weight: 600, size: ((area.width - BESIDE_SPINE_WORDS * 2.0) * 0.9).min(Pt(16.0)) };
        let room = area.height - self.cover.safety.max(Pt(18.0)) * 2.0;
        let width = self.lettering.width(words, look);
        let look = if width > room { Look { size: look.size * (room / width), ..look } } else { look };
        if look.size < SMALLEST_ON_SPINE {
            self.spine_is_bare = true;
            return;
        }
        self.lettering.downwards(words, look, area);
    }

    fn back(&mut self) {
        let Size { width, height } = self.cover.trim;
        let margin = self.cover.safety.max(width * 0.1);
        let mut lowest = height - margin;
        if let Some(symbol) = self.cover.barcode {
            let size = Ean13::area(Pt::ZERO, Pt::ZERO);
            let (x, y) = (width - margin - size.width, height - margin - size.height);
            let (shapes, digits) = symbol.draw(x, y);
            self.items.extend(shapes.into_iter().map(|shape| item(ItemKind::Shape(shape))));
            let look = Look { family: "sans-serif", weight: 400, size: Pt(9.0) };
            for (digit, x, y) in digits {
                self.lettering.black_middle(&digit.to_string(), look, x, y);
            }
            lowest = y - look.size * 2.0;
        }
        let look = Look { family: "serif", weight: 400, size: Pt(11.0) };
        let mut y = margin + look.size;
        for paragraph in &self.cover.blurb {
            for line in self.lettering.lines(paragraph, look, width - margin * 2.0) {
                if y > lowest {
                    self.blurb_is_cut = true;
                    return;
                }
                self.lettering.line(&line, look, margin, y);
                y += look.size * 1.4;
            }
            y += look.size * 0.7;
        }
    }
}

fn filled(area: Rect, color: Color) -> Item {
    item(ItemKind::Shape(Shape { area, radius: [Pt::ZERO; 4], fill: Some(color), stroke: None }))
}

fn item(kind: ItemKind) -> Item {
    Item { kind, mark: Mark::Furniture(Furniture::Decoration) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cover() -> Cover {
        Cover {
            trim: Size { width: Pt(360.0), height: Pt(540.0) },
            spine: Pt(40.0),
            bleed: Pt(9.0),
            safety: Pt(18.0),
            marks: true,
            art: None,
            front: None,
            back: None,
            ground: Some([20, 40, 80]),
            ink: [255, 255, 255],
            spine_words: Some("Author — Title".to_owned()),
            blurb: vec!["A book & its <cover>.".to_owned()],
            barcode: Ean13::read("9780306406157"),
            about: About { title: "A Title of Words".to_owned(), authors: vec!["Jane Doe".to_owned()], ..About::default() },
            subtitle: None,
        }
    }

    fn picture(width: u32, height: u32) -> PagePicture {
        PagePicture { path: "a.png".to_owned(), bytes: [].into(), width, height }
    }

    #[test]
    fn back_spine_and_front_make_one_sheet() {
        let fonts = FontLibrary::bundled();
        let wrap = lay_out(&cover(), &fonts);
        assert_eq!(wrap.pages.trim, Size { width: Pt(760.0), height: Pt(540.0) });
        assert_eq!(wrap.folds, [Pt(360.0), Pt(400.0)]);
        let lettering = wrap.lettering.as_deref().unwrap_or_default();
        assert!(lettering.contains("Author — Title") && lettering.contains("A book &amp; its &lt;cover&gt;."));
        assert!(lettering.contains("rotate(90)") && !wrap.spine_is_bare);
    }

    #[test]
    fn a_thin_spine_stays_bare() {
        let thin = Cover { spine: Pt(10.0), ..cover() };
        let wrap = lay_out(&thin, &FontLibrary::bundled());
        assert!(wrap.spine_is_bare && !wrap.lettering.unwrap_or_default().contains("rotate(90)"));
    }

    #[test]
    fn pictures_fill_their_side_and_its_bleed() {
        let with = Cover { front: Some(picture(100, 100)), back: Some(picture(1000, 300)), ..cover() };
        let wrap = lay_out(&with, &FontLibrary::bundled());
        let areas: Vec<Rect> = wrap.pages.pages[0]
            .items
            .iter()
            .filter_map(|item| match &item.kind {
                ItemKind::Picture { area, .. } => Some(*area),
                _ => None,
            })
            .collect();
        let [back, front] = areas[..] else { panic!("two pictures, not {areas:?}") };
        assert!((front.x - Pt(400.0)).abs() < Pt(0.01) && front.right() >= Pt(769.0), "the front's begins at the fold");
        assert!((back.right() - Pt(360.0)).abs() < Pt(0.01) && back.x <= Pt(-9.0), "the back's ends at the fold");
        assert!(areas.iter().all(|area| area.y <= Pt(-8.99) && area.bottom() >= Pt(548.99)));
    }

    #[test]
    fn text_that_finds_no_room_on_the_back_is_told() {
        let long = Cover { blurb: vec!["many words ".repeat(2000)], ..cover() };
        assert!(lay_out(&long, &FontLibrary::bundled()).blurb_is_cut);
        assert!(!lay_out(&cover(), &FontLibrary::bundled()).blurb_is_cut);
    }
}
