//! Pages made by hand, for the tests of the PDF writer.

use std::io::Cursor;
use std::sync::Arc;

use crate::base::{Color, Point, Pt, Rect, Size};
use crate::font::{FontLibrary, FontWish};
use crate::page::{
    About, ContentId, Destination, Furniture, Glyph, GlyphRun, Item, ItemKind, LinkTarget, Mark, OutlineEntry, Page, PagePicture, Pages,
    Role, Scope, Shape, Side, Stroke, Structure, TagId,
};

use super::color::Inks;
use super::content::{self, Tools};
use super::font::Fonts;
use super::profile::Profile;
use super::sheet::Sheets;

/// Two pages with one of everything, set in the bundled fonts.
pub(crate) fn pages() -> Pages {
    pages_in(&FontLibrary::bundled())
}

/// The same in the serif of a library.
pub(crate) fn pages_in(library: &FontLibrary) -> Pages {
    let mut structure = Structure::default();
    let root = structure.root();
    let article = structure.open(root, Role::Article);
    let mut first = Sketch { library, items: Vec::new() };
    let heading = heading(&mut first, &mut structure, article);
    paragraph(&mut first, &mut structure, article);
    first.furniture(Furniture::Header, (40.0, 24.0), "The Border");
    first.furniture(Furniture::Footer, (40.0, 520.0), "1");
    let mut second = Sketch { library, items: Vec::new() };
    let note = note(&mut second, &mut structure, article);
    first.reference(&mut structure, article, note);
    figure(&mut second, &mut structure, article);
    table(&mut second, &mut structure, article);
    list(&mut second, &mut structure, article);
    second.furniture(Furniture::Footer, (40.0, 520.0), "2");

    let destination = |page, y, tag| Destination { page, y: Pt(y), tag: Some(tag) };
    let outline = vec![OutlineEntry {
        title: "The Border – a history".to_owned(),
        destination: destination(0, 50.0, heading),
        children: vec![OutlineEntry { title: "Notes".to_owned(), destination: destination(1, 470.0, note), children: Vec::new() }],
    }];
    Pages {
        pages: vec![page("i", Side::Recto, first.items), page("1", Side::Verso, second.items)],
        trim: Size { width: Pt(400.0), height: Pt(540.0) },
        bleed: Pt::mm(3.0),
        crop_marks: true,
        registration_marks: true,
        pictures: vec![PagePicture { path: "figure.png".to_owned(), bytes: png(120, 80).into(), width: 120, height: 80 }],
        structure,
        outline,
        about: about(),
    }
}

fn about() -> About {
    About {
        title: "The Border & what it “does”".to_owned(),
        authors: vec!["Ada Müller".to_owned(), "B. Okafor".to_owned()],
        description: Some("On <lines>".to_owned()),
        keywords: vec!["maps".to_owned(), "law".to_owned()],
        publisher: Some("Grenzverlag".to_owned()),
        rights: None,
        language: "en-GB".to_owned(),
        date: Some("2024-05-01".to_owned()),
        identifier: "urn:uuid:6e8bc430-9c3a-11d9-9669-0800200c9a66".to_owned(),
    }
}

fn page(label: &str, side: Side, items: Vec<Item>) -> Page {
    Page { label: label.to_owned(), side, items, start: None }
}

/// A picture with colours, greys and a transparent corner.
pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
    let picture = image::RgbaImage::from_fn(width, height, |x, y| {
        let alpha = if x < 20 && y < 20 { 0 } else { 255 };
        image::Rgba([(x * 2) as u8, (y * 3) as u8, 128, alpha])
    });
    encoded(image::DynamicImage::ImageRgba8(picture), image::ImageFormat::Png)
}

/// A picture as a file.
pub(crate) fn encoded(picture: image::DynamicImage, format: image::ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).expect("memory takes it");
    bytes.into_inner()
}

/// A PNG of any depth and kind, from rows that are already filtered.
pub(crate) fn hand_made_png((width, height): (u32, u32), bits: u8, kind: u8, palette: &[u8], rows: &[u8]) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut chunk = |name: &[u8], body: &[u8]| {
        let mut sum = flate2::Crc::new();
        sum.update(name);
        sum.update(body);
        bytes.extend((body.len() as u32).to_be_bytes());
        bytes.extend([name, body, &sum.sum().to_be_bytes()].concat());
    };
    chunk(b"IHDR", &[&width.to_be_bytes()[..], &height.to_be_bytes(), &[bits, kind, 0, 0, 0]].concat());
    if !palette.is_empty() {
        chunk(b"PLTE", palette);
    }
    chunk(b"IDAT", &super::compress::deflate_exactly(rows));
    chunk(b"IEND", &[]);
    bytes
}

fn heading(sketch: &mut Sketch<'_>, structure: &mut Structure, parent: TagId) -> TagId {
    let tag = structure.open(parent, Role::Heading(1));
    let content = structure.content(tag);
    sketch.shape((-9.0, -9.0, 418.0, 40.0), Color::Cmyk([0.3, 0.0, 0.1, 0.0]));
    sketch.line(content, (40.0, 60.0), 24.0, "The Border");
    tag
}

fn paragraph(sketch: &mut Sketch<'_>, structure: &mut Structure, parent: TagId) {
    let tag = structure.open(parent, Role::Paragraph);
    let content = structure.content(tag);
    sketch.line(content, (40.0, 90.0), 10.0, "The office final and efficient staff of the fly-by-night re\u{ad}");
    sketch.line(content, (40.0, 104.0), 10.0, "public flowed, and AVATAR Tea was drunk. See ");
    let link = structure.open(tag, Role::Link);
    let address = structure.content(link);
    sketch.line(address, (40.0, 118.0), 10.0, "example.org");
    sketch.link(link, (40.0, 110.0, 60.0, 12.0), LinkTarget::Web("https://example.org/ä".to_owned()));
    let after = structure.content(tag);
    sketch.line(after, (100.0, 118.0), 10.0, " for more of it.");
}

fn figure(sketch: &mut Sketch<'_>, structure: &mut Structure, parent: TagId) {
    let area = Rect { x: Pt(40.0), y: Pt(40.0), width: Pt(28.8), height: Pt(19.2) };
    let tag = structure.open(parent, Role::Figure);
    let content = structure.content(tag);
    structure.get_mut(tag).alt = Some("A gradient".to_owned());
    structure.get_mut(tag).bounds = Some((1, area));
    sketch.items.push(Item { kind: ItemKind::Picture { picture: 0, area }, mark: Mark::Content(content) });
    let caption = structure.open(parent, Role::Caption);
    let content = structure.content(caption);
    sketch.line(content, (40.0, 80.0), 8.0, "A figure with its caption");
}

fn table(sketch: &mut Sketch<'_>, structure: &mut Structure, parent: TagId) {
    let table = structure.open(parent, Role::Table);
    let head = structure.open(table, Role::TableHead);
    let body = structure.open(table, Role::TableBody);
    for (part, role, y, words) in
        [(head, Role::TableHeaderCell(Scope::Column), 120.0, ["Year", "Length"]), (body, Role::TableCell, 134.0, ["1648", "451 km"])]
    {
        let row = structure.open(part, Role::TableRow);
        for (column, word) in words.into_iter().enumerate() {
            let cell = structure.open(row, role);
            let content = structure.content(cell);
            sketch.line(content, (40.0 + 80.0 * column as f32, y), 9.0, word);
        }
    }
    sketch.rule((40.0, 124.0, 160.0, 0.5));
    let stroke = Stroke { width: Pt(0.75), color: Color::Rgb([180, 20, 40]), dash: Some((Pt(3.0), Pt(2.0))) };
    let area = Rect { x: Pt(36.0), y: Pt(108.0), width: Pt(170.0), height: Pt(34.0) };
    let shape = Shape { area, radius: [Pt(4.0); 4], fill: None, stroke: Some(stroke) };
    sketch.items.push(Item { kind: ItemKind::Shape(shape), mark: Mark::Furniture(Furniture::Decoration) });
}

fn list(sketch: &mut Sketch<'_>, structure: &mut Structure, parent: TagId) {
    let list = structure.open(parent, Role::List { numbered: true });
    for (number, words) in ["Firstly", "Secondly"].into_iter().enumerate() {
        let item = structure.open(list, Role::ListItem);
        let label = structure.open(item, Role::Label);
        let body = structure.open(item, Role::ListBody);
        let y = 170.0 + 14.0 * number as f32;
        let content = structure.content(label);
        sketch.line(content, (40.0, y), 10.0, &format!("{}.", number + 1));
        let content = structure.content(body);
        sketch.line(content, (56.0, y), 10.0, words);
    }
}

fn note(sketch: &mut Sketch<'_>, structure: &mut Structure, parent: TagId) -> TagId {
    let note = structure.open(parent, Role::Note);
    let label = structure.open(note, Role::Label);
    let content = structure.content(label);
    sketch.line(content, (40.0, 480.0), 8.0, "1");
    let paragraph = structure.open(note, Role::Paragraph);
    let content = structure.content(paragraph);
    sketch.line(content, (50.0, 480.0), 8.0, "A note at the foot.");
    note
}

/// The content stream of a page with these things on it, all in one paragraph.
pub(crate) fn drawn(kinds: Vec<ItemKind>, profile: &Profile) -> String {
    let mut pages = pages();
    let mut structure = Structure::default();
    let paragraph = structure.open(structure.root(), Role::Paragraph);
    let content = structure.content(paragraph);
    let items = kinds.into_iter().map(|kind| Item { kind, mark: Mark::Content(content) }).collect();
    (pages.pages, pages.structure) = (vec![page("1", Side::Recto, items)], structure);
    let fonts = Fonts::collect(&pages, &FontLibrary::bundled(), profile, None).expect("bundled fonts can be cut");
    let (inks, sheet) = (Inks::new(profile.ink.clone()), Sheets::new(&pages, profile).of(Side::Recto));
    let tools = Tools {
        sheet,
        fonts: &fonts,
        inks: &inks,
        thinnest_line: profile.thinnest_line,
        tagged: profile.tagged.then_some(&[Some(pdf_writer::Name(b"P"))][..]),
    };
    String::from_utf8_lossy(&content::draw(&pages.pages[0], tools, |_| {}).stream).into_owned()
}

/// A page on which things are put by hand.
struct Sketch<'a> {
    library: &'a FontLibrary,
    items: Vec<Item>,
}

impl Sketch<'_> {
    fn reference(&mut self, structure: &mut Structure, parent: TagId, note: TagId) {
        let paragraph = structure.open(parent, Role::Paragraph);
        let reference = structure.open(paragraph, Role::Reference);
        let link = structure.open(reference, Role::Link);
        let content = structure.content(link);
        self.line(content, (40.0, 140.0), 6.0, "1");
        let target = LinkTarget::Place(Destination { page: 1, y: Pt(470.0), tag: Some(note) });
        self.link(link, (40.0, 132.0, 6.0, 9.0), target);
    }

    fn line(&mut self, content: ContentId, place: (f32, f32), size: f32, words: &str) {
        let kind = ItemKind::Glyphs(set(self.library, place, size, words));
        self.items.push(Item { kind, mark: Mark::Content(content) });
    }

    fn furniture(&mut self, furniture: Furniture, place: (f32, f32), words: &str) {
        let kind = ItemKind::Glyphs(set(self.library, place, 8.0, words));
        self.items.push(Item { kind, mark: Mark::Furniture(furniture) });
    }

    fn shape(&mut self, (x, y, width, height): (f32, f32, f32, f32), color: Color) {
        let area = Rect { x: Pt(x), y: Pt(y), width: Pt(width), height: Pt(height) };
        let shape = Shape { area, radius: [Pt::ZERO; 4], fill: Some(color), stroke: None };
        self.items.push(Item { kind: ItemKind::Shape(shape), mark: Mark::Furniture(Furniture::Decoration) });
    }

    fn rule(&mut self, area: (f32, f32, f32, f32)) {
        self.shape(area, Color::BLACK);
    }

    fn link(&mut self, tag: TagId, (x, y, width, height): (f32, f32, f32, f32), target: LinkTarget) {
        let area = Rect { x: Pt(x), y: Pt(y), width: Pt(width), height: Pt(height) };
        let kind = ItemKind::Link { area, target, description: "More of it".to_owned(), tag };
        self.items.push(Item { kind, mark: Mark::Furniture(Furniture::Decoration) });
    }
}

/// Words set in the bundled serif, with its kerning and ligatures.
pub(crate) fn set(library: &FontLibrary, (x, y): (f32, f32), size: f32, words: &str) -> GlyphRun {
    let wish = FontWish { family: "serif", weight: 400, italic: false, size: Pt(size) };
    let id = library.select(wish).expect("the family is bundled");
    let face = library.face(id);
    // A soft hyphen at a line's end shows as a hyphen, which the shaper would hide.
    let shown = words.replace('\u{ad}', "\u{2010}");
    let mut buffer = harfrust::Buffer::new();
    buffer.push_str(&shown);
    buffer.guess_segment_properties();
    harfrust::shape(&harfrust::ShaperFont::new(face.font()), &mut buffer, harfrust::ShapeOptions::new()).expect("plain text shapes");
    let scale = size / f32::from(face.metrics.units_per_em);
    let starts: Vec<u32> = buffer.glyph_infos().iter().map(|info| info.cluster).collect();
    // The hyphen that stands in is one byte longer than the soft one.
    let in_words = |at: u32| at.min(words.len() as u32);
    let glyphs = buffer.glyph_infos().iter().zip(buffer.glyph_positions()).map(|(info, position)| Glyph {
        id: info.glyph_id as u16,
        advance: Pt(position.x_advance as f32 * scale),
        dx: Pt(position.x_offset as f32 * scale),
        dy: Pt(position.y_offset as f32 * scale),
        start: info.cluster,
        end: in_words(starts.iter().copied().filter(|&start| start > info.cluster).min().unwrap_or(u32::MAX)),
    });
    let origin = Point { x: Pt(x), y: Pt(y) };
    let glyphs: Vec<Glyph> = glyphs.collect();
    GlyphRun {
        face: id,
        size: Pt(size),
        stretch: 1.0,
        color: Color::BLACK,
        origin,
        glyphs: glyphs.as_slice().into(),
        text: Arc::from(words),
    }
}
