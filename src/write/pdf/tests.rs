//! The whole writer, judged by a validator of others' making.

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

use super::profile::Exchange;
use super::testing::{encoded, hand_made_png, pages, png};
use super::*;
use crate::base::{Color, Pt, Rect};
use crate::page::{Backdrop, Furniture, Item, ItemKind, Mark, PagePicture, Role, Shape, TagId};

fn reader(pages: &Pages) -> Vec<u8> {
    write(pages, &FontLibrary::bundled(), &Profile::reader()).expect("the pages are in order").0
}

fn press(pages: &Pages) -> Vec<u8> {
    write(pages, &FontLibrary::bundled(), &Profile::press()).expect("the pages are in order").0
}

fn failures(pdf: &[u8], profile: ValidationProfile) -> Vec<String> {
    let report = validate_pdf_bytes(pdf, &ValidationOptions::default().profile(profile)).expect("the file can be read");
    report.failures.iter().map(|failure| format!("{}: {}", failure.rule_id, failure.message)).collect()
}

/// The pages with pictures of all kinds on the second.
fn gallery() -> Pages {
    let mut pages = pages();
    let gradient = DynamicImage::ImageRgb8(RgbImage::from_fn(120, 80, |x, y| Rgb([(x * 2) as u8, (y * 3) as u8, 90])));
    let files = [
        encoded(gradient.clone(), ImageFormat::Jpeg),
        encoded(gradient.to_luma8().into(), ImageFormat::Jpeg),
        encoded(gradient.to_luma16().into(), ImageFormat::Png),
        encoded(gradient, ImageFormat::Png),
        hand_made_png((16, 2), 1, 0, &[], &[0, 0xAA, 0x80, 0, 0x55, 0]),
        hand_made_png((2, 2), 8, 3, &[255, 0, 0, 0, 0, 255], &[0, 0, 1, 0, 1, 0]),
        include_bytes!("testing/inks.jpg").to_vec(),
    ];
    for (index, bytes) in files.into_iter().enumerate() {
        let area = Rect { x: Pt(40.0 + 45.0 * index as f32), y: Pt(240.0), width: Pt(28.8), height: Pt(19.2) };
        let kind = ItemKind::Picture { picture: pages.pictures.len(), area };
        pages.pages[1].items.push(Item { kind, mark: Mark::Furniture(Furniture::Decoration) });
        pages.pictures.push(PagePicture { path: format!("{index}"), bytes: bytes.into(), width: 1, height: 1 });
    }
    pages
}

#[test]
fn a_picture_behind_things_is_in_the_files_as_an_artifact() {
    let mut pages = pages();
    let area = Rect { x: Pt(40.0), y: Pt(200.0), width: Pt(50.0), height: Pt(20.0) };
    let tile = Rect { x: Pt(45.0), y: Pt(200.0), width: Pt(20.0), height: Pt(20.0) };
    let backdrop = Backdrop { picture: 0, tile, repeat: [true, false], area, radius: [Pt::ZERO; 4] };
    assert_eq!(backdrop.tiles().map(|tile| tile.x.0).collect::<Vec<_>>(), [25.0, 45.0, 65.0, 85.0]);
    let plain = (reader(&pages), press(&pages));
    pages.pages[1].items.insert(0, Item { kind: ItemKind::Backdrop(backdrop), mark: Mark::Furniture(Furniture::Decoration) });
    let (screen, paper) = (reader(&pages), press(&pages));
    assert_eq!(failures(&screen, ValidationProfile::PdfUa1), [""; 0]);
    assert_eq!(failures(&screen, ValidationProfile::PdfA2a), [""; 0]);
    assert_ne!((screen, paper), plain);
}

#[test]
fn the_validators_object_when_something_is_missing() {
    let mut silent = pages();
    for index in 0..silent.structure.len() {
        silent.structure.get_mut(TagId(index as u32)).alt = None;
    }
    assert_ne!(failures(&reader(&silent), ValidationProfile::PdfUa1), [""; 0]);
    let mut nameless = pages();
    nameless.about.language.clear();
    assert_ne!(failures(&reader(&nameless), ValidationProfile::PdfUa1), [""; 0]);
}

#[test]
fn the_structure_is_in_the_file() {
    let pdf = reader(&pages());
    let text = String::from_utf8_lossy(&pdf);
    let tags = [
        "/Art",
        "/H1",
        "/P",
        "/Figure",
        "/Caption",
        "/Table",
        "/THead",
        "/TBody",
        "/TR",
        "/TH",
        "/TD",
        "/L",
        "/LI",
        "/Lbl",
        "/LBody",
        "/Note",
        "/Reference",
        "/Link",
    ];
    for tag in tags {
        assert!(text.contains(&format!("/StructElem/S{tag}/")), "{tag} is missing");
    }
    for word in ["/Scope/Column", "/ListNumbering/Decimal", "/ID(note-", "/IDTree", "/Type/OBJR", "/Alt(A gradient)", "/BBox["] {
        assert!(text.contains(word), "{word} is missing");
    }
    for word in ["/PageLabels", "/S/r", "/UseOutlines", "/DisplayDocTitle true", "/Lang(en-GB)", "/Contents(More of it)", "/F 4"] {
        assert!(text.contains(word), "{word} is missing");
    }
}

#[test]
fn a_tag_that_hangs_nowhere_is_left_out_with_its_content() {
    let mut pages = pages();
    let lost = pages.structure.detached(Role::Paragraph);
    let content = pages.structure.content(lost);
    let mut item = pages.pages[1].items[0].clone();
    item.mark = Mark::Content(content);
    pages.pages[1].items.push(item);
    assert_eq!(failures(&reader(&pages), ValidationProfile::PdfUa1), [""; 0]);
}

#[test]
fn there_must_be_pages() {
    let mut none = pages();
    none.pages.clear();
    let report = write(&none, &FontLibrary::bundled(), &Profile::reader()).expect_err("a PDF has pages");
    assert_eq!(report.diagnostics[0].code.0, "no-pages");
}

#[test]
fn pictures_of_all_kinds_are_archival() {
    assert_eq!(failures(&reader(&gallery()), ValidationProfile::PdfA2a), [""; 0]);
}

#[test]
fn the_press_pdf_says_what_a_printer_looks_for() {
    let pdf = press(&pages());
    let text = String::from_utf8_lossy(&pdf);
    assert!(text.starts_with("%PDF-1.6"));
    for word in ["/GTS_PDFX", "(FOGRA39)", "/TrimBox", "/BleedBox", "/Trapped/False", "PDF/X-4</pdfxid:GTS_PDFXVersion>", "/OPM 1"] {
        assert!(text.contains(word), "{word} is missing");
    }
    for word in ["/DeviceRGB", "/Annots", "/StructTreeRoot", "/Outlines", "/SMask"] {
        assert!(!text.contains(word), "{word} has no place in a press PDF");
    }
}

#[test]
fn the_reader_pdf_is_accessible_and_archival() {
    let pdf = reader(&pages());
    assert_eq!(failures(&pdf, ValidationProfile::PdfUa1), [""; 0]);
    assert_eq!(failures(&pdf, ValidationProfile::PdfA2a), [""; 0]);
}

#[test]
fn the_same_pages_give_the_same_bytes() {
    assert_eq!(reader(&pages()), reader(&pages()));
    assert_eq!(press(&pages()), press(&pages()));
}

#[test]
fn every_damaged_picture_is_named() {
    let mut pages = pages();
    let whole = pages.pictures[0].clone();
    let mut cut = whole.clone();
    cut.path = "cut.png".to_owned();
    cut.bytes = whole.bytes[..whole.bytes.len() / 2].into();
    let mut text = whole;
    text.path = "text.jpg".to_owned();
    text.bytes = b"this is no picture".as_slice().into();
    pages.pictures.extend([cut, text]);
    for profile in [Profile::reader(), Profile::press()] {
        let report = write(&pages, &FontLibrary::bundled(), &profile).expect_err("two pictures are damaged");
        let found: Vec<_> = report.diagnostics.iter().map(|d| (d.code.0, d.place.as_deref())).collect();
        assert_eq!(found, [("image-damaged", Some("cut.png")), ("image-unknown", Some("text.jpg"))]);
    }
}

#[test]
fn what_stands_behind_a_picture_is_seen_through_it_where_the_standard_allows() {
    let mut pages = pages();
    let area = Rect { x: Pt(40.0), y: Pt(200.0), width: Pt(60.0), height: Pt(40.0) };
    let tint = Shape { area, radius: [Pt::ZERO; 4], fill: Some(Color::Cmyk([0.1, 0.0, 0.2, 0.0])), stroke: None };
    for kind in [ItemKind::Shape(tint), ItemKind::Picture { picture: pages.pictures.len(), area }] {
        pages.pages[1].items.push(Item { kind, mark: Mark::Furniture(Furniture::Decoration) });
    }
    let corner = encoded(image::load_from_memory(&png(40, 40)).expect("it is whole"), ImageFormat::Png);
    pages.pictures.push(PagePicture { path: "corner.png".to_owned(), bytes: corner.into(), width: 40, height: 40 });
    let masks = |pdf: &[u8]| pdf.windows(6).filter(|window| window == b"/SMask").count();
    let screen = reader(&pages);
    assert_eq!((masks(&screen), masks(&press(&pages))), (1, 1), "only the picture on the tint has a mask");
    assert_eq!(failures(&screen, ValidationProfile::PdfUa1), [""; 0]);
    assert_eq!(failures(&screen, ValidationProfile::PdfA2a), [""; 0]);
    for standard in [Some(Exchange::X1a), None] {
        let profile = Profile::press().to_standard(standard);
        assert_eq!(masks(&write(&pages, &FontLibrary::bundled(), &profile).expect("the pages are in order").0), 0, "{standard:?}");
    }
}
