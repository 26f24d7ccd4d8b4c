//! Pictures as authors have them: taken with the camera on its side, saved by other programs, or drawn by somebody who
//! means harm.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use recto::base::{Diagnostic, MemoryWorkspace, Severity};
use recto::model::{Picture, PictureFormat};
use recto::pipeline::{Order, Output, build};
use recto::read::{Entry, read};
use recto::vendor::Vendor;

/// What becomes of a picture; the code of the finding if it cannot be used.
fn picture(name: &str, bytes: &[u8]) -> Result<Picture, &'static str> {
    let manuscript = format!("---\ntitle: T\nauthor: A\nlanguage: en\n---\n\n![A picture.]({name}){{alt=\"A picture\"}}\n");
    let workspace = MemoryWorkspace::default().with("a.md", manuscript).with(name, bytes);
    let reading = read(&workspace, &Entry::Manuscript("a.md".to_owned()));
    let picture = reading.project.and_then(|project| project.publication.pictures.into_iter().next());
    let code = reading.report.diagnostics.iter().map(|finding| finding.code.0).find(|code| code.starts_with("image"));
    picture.ok_or(code.unwrap_or("no finding"))
}

/// A picture twice as wide as high, red in its upper left quarter.
fn scene() -> RgbImage {
    RgbImage::from_fn(64, 32, |x, y| if x < 32 && y < 16 { Rgb([200, 0, 0]) } else { Rgb([255, 255, 255]) })
}

fn saved(format: ImageFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    DynamicImage::ImageRgb8(scene()).write_to(&mut Cursor::new(&mut bytes), format).expect("the scene can be saved");
    bytes
}

fn shown(picture: &Picture) -> RgbImage {
    image::load_from_memory(&picture.bytes).expect("what was read is whole").to_rgb8()
}

fn is_red(pixel: &Rgb<u8>) -> bool {
    pixel.0[0] > 150 && pixel.0[1] < 80
}

#[test]
fn pictures_of_a_tilted_camera_stand_upright() {
    // The camera's remark, as Exif has it: the picture must be turned a quarter clockwise (orientation 6).
    let remark = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
    let jpeg = saved(ImageFormat::Jpeg);
    let length = u16::try_from(remark.len() + 2).expect("it is short").to_be_bytes();
    let tilted = [&jpeg[..2], &[0xFF, 0xE1], &length, remark, &jpeg[2..]].concat();
    let upright = picture("tilted.jpg", &tilted).expect("it can be used");
    assert_eq!((upright.width, upright.height, upright.format), (32, 64, PictureFormat::Jpeg));
    let shown = shown(&upright);
    assert!(is_red(shown.get_pixel(24, 8)) && !is_red(shown.get_pixel(8, 8)), "the upper left quarter is the upper right now");
    let as_taken = picture("plain.jpg", &jpeg).expect("it can be used");
    assert_eq!((as_taken.width, as_taken.height), (64, 32));
    assert_eq!(&*as_taken.bytes, jpeg, "a picture that is upright keeps its bytes");
}

#[test]
fn pictures_for_screens_become_such_as_print_has() {
    for (name, format) in [("a.webp", ImageFormat::WebP), ("a.gif", ImageFormat::Gif)] {
        let converted = picture(name, &saved(format)).expect(name);
        assert_eq!((converted.width, converted.height, converted.format), (64, 32, PictureFormat::Png), "{name}");
        let shown = shown(&converted);
        assert!(is_red(shown.get_pixel(8, 8)) && !is_red(shown.get_pixel(40, 8)), "{name}");
    }
    // The name may lie, and the end may be missing.
    assert!(picture("a.png", &saved(ImageFormat::Gif)).is_ok());
    let webp = saved(ImageFormat::WebP);
    assert_eq!(picture("cut.webp", &webp[..webp.len() / 2]), Err("image-damaged"));
}

#[test]
fn all_three_files_have_every_kind_of_picture() {
    let remark = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
    let jpeg = saved(ImageFormat::Jpeg);
    let length = u16::try_from(remark.len() + 2).expect("it is short").to_be_bytes();
    let pictures = [
        ("a.webp", saved(ImageFormat::WebP)),
        ("a.gif", saved(ImageFormat::Gif)),
        ("tilted.jpg", [&jpeg[..2], &[0xFF, 0xE1], &length, remark, &jpeg[2..]].concat()),
        ("inks.jpg", include_bytes!("../src/write/pdf/testing/inks.jpg").to_vec()),
        ("other-inks.jpg", include_bytes!("../src/write/pdf/testing/ycck.jpg").to_vec()),
        ("wet.jpg", include_bytes!("../src/write/pdf/testing/too-much-ink.jpg").to_vec()),
    ];
    let shown: String = pictures.iter().map(|(name, _)| format!("![A picture.]({name}){{alt=\"A picture\"}}\n\n")).collect();
    for vendor in Vendor::ALL {
        let settings = format!("manuscript = \"a.md\"\n[output.press]\nvendor = \"{}\"\n", vendor.name());
        let manuscript = format!("---\ntitle: T\nauthor: A\nlanguage: en\ndate: 2026-11-22\n---\n\nWords.\n\n{shown}");
        let workspace = MemoryWorkspace::default().with("publication.toml", settings).with("a.md", manuscript);
        let workspace = pictures.iter().fold(workspace, |workspace, (name, bytes)| workspace.with(name, bytes.clone()));
        let order = Order { outputs: BTreeSet::from([Output::Epub, Output::Reader, Output::Press]), theme: None, date: None };
        let built = build(&workspace, &Entry::Project, &order, &|_| {});
        // So few pages are too few for most vendors.
        let wrong = built.report.diagnostics.iter().filter(|found| found.severity == Severity::Error && found.code.0 != "print-page-count");
        assert_eq!(wrong.collect::<Vec<_>>(), Vec::<&Diagnostic>::new(), "{vendor:?}");
        assert_eq!(built.artifacts.len(), 3, "{vendor:?}");
    }
}

fn drawing(content: &str) -> Result<String, &'static str> {
    let head = r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="100" height="50">"#;
    let plain = picture("a.svg", format!("{head}{content}</svg>").as_bytes())?;
    Ok(String::from_utf8(plain.bytes.to_vec()).expect("SVG is text"))
}

/// The files of an EPUB by their names, as far as they are text or wanted.
fn names_and_styles(epub: Vec<u8>) -> (Vec<String>, String) {
    let mut archive = zip::ZipArchive::new(Cursor::new(epub)).expect("an EPUB is a ZIP");
    let names: Vec<String> = archive.file_names().map(|name| name.expect("our names are UTF-8").into_owned()).collect();
    let mut css = String::new();
    for name in names.iter().filter(|name| name.ends_with(".css") || name.ends_with(".opf")) {
        archive.by_name(name).expect("it was listed").read_to_string(&mut css).expect("it is text");
    }
    (names, css)
}

#[test]
fn a_picture_behind_a_box_goes_along_into_the_epub() {
    let made = |css: &str| {
        let settings = "manuscript = \"a.md\"\n[style]\nstylesheets = [\"a.css\"]\n";
        let manuscript = "---\ntitle: T\nauthor: A\nlanguage: en\ndate: 2026-11-22\n---\n\nWords.\n";
        let workspace = MemoryWorkspace::default().with("publication.toml", settings).with("a.md", manuscript).with("a.css", css);
        let workspace = workspace.with("ground.png", saved(ImageFormat::Png));
        let order = Order { outputs: BTreeSet::from([Output::Epub]), theme: None, date: None };
        let built = build(&workspace, &Entry::Project, &order, &|_| {});
        names_and_styles(built.artifacts.into_iter().next().expect("the text is sound").bytes)
    };
    let (names, texts) = made("p { background: url(ground.png) no-repeat }");
    let file = names.iter().find_map(|name| Some(&name[name.find("images/ground-")?..])).expect("the picture is packed");
    assert!(texts.contains(&format!("url(\"{file}\")")), "the stylesheet names it");
    assert!(texts.contains(&format!("href=\"{file}\"")), "the package lists it");
    let (names, _) = made("@page { background: url(ground.png) }");
    assert!(!names.iter().any(|name| name.contains("ground")), "an EPUB has no pages");
}

#[test]
fn drawings_bring_nothing_but_lines_and_areas() {
    let plain = drawing(
        r##"<script>alert(1)</script><style>rect { fill: #804020 } @import url(https://example.org/a.css);</style>
        <image href="file:///etc/passwd" width="10" height="10"/><image xlink:href="https://example.org/a.png" width="10" height="10"/>
        <a href="javascript:alert(2)"><rect width="50" height="30" onclick="alert(3)"/></a>
        <foreignObject width="9" height="9"><p xmlns="http://www.w3.org/1999/xhtml">words</p></foreignObject>"##,
    )
    .expect("a drawing remains");
    for harm in ["script", "alert", "passwd", "example.org", "href", "onclick", "foreignObject", "import"] {
        assert!(!plain.contains(harm), "{harm} is left in {plain}");
    }
    assert!(plain.contains("#804020"), "the area is gone from {plain}");
}

#[test]
fn drawings_that_grow_beyond_measure_are_refused() {
    let more = |last: usize, part: &dyn Fn(usize) -> String| (1..=last).map(part).collect::<String>();
    let used = more(30, &|n| format!(r##"<g id="u{n}">{}</g>"##, format!(r##"<use xlink:href="#u{}"/>"##, n - 1).repeat(10)));
    let copies = format!(r##"<defs><rect id="u0" width="1" height="1"/>{used}</defs><use xlink:href="#u30"/>"##);
    let entities = more(9, &|n| format!("<!ENTITY e{n} \"{}\">", format!("&e{};", n - 1).repeat(10)));
    let laughs = format!(
        r#"<!DOCTYPE svg [<!ENTITY e0 "ha">{entities}]><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>&e9;</text></svg>"#
    );
    assert_eq!(drawing(&copies).err(), Some("image-damaged"));
    assert_eq!(picture("a.svg", laughs.as_bytes()).err(), Some("image-damaged"));
    assert_eq!(drawing(&format!("{}{}", "<g>".repeat(50_000), "</g>".repeat(50_000))).err(), Some("image-damaged"));
    let itself = drawing(r##"<g id="a"><use xlink:href="#a"/><rect width="9" height="9"/></g>"##);
    assert!(itself.is_ok(), "what uses itself is drawn without that: {itself:?}");
}
