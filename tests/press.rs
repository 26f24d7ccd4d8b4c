//! Press files as projects order them: each vendor's kind of file, clean by the checker's rules, with the project's own words
//! going before the vendor's.

use std::collections::BTreeSet;

use hayro_syntax::Pdf;
use hayro_syntax::object::Array;
use recto::base::{MemoryWorkspace, Severity};
use recto::pipeline::{Build, CoverOrder, Entry, MadeCover, Order, Output, build, cover};

/// Words enough for a few pages, a table with rules, and a block on colour.
fn manuscript() -> String {
    let paragraph = "A sheet keeps its shape when it is folded, and so the format runs through all sizes of paper. ".repeat(12);
    let table = "| Sheet | Width |\n|---|---|\n| A4 | 210 |\n| A5 | 148 |\n";
    format!("---\ntitle: A test\nlanguage: en\ndate: 2026-11-22\n---\n\n{}\n\n{table}\n", format!("{paragraph}\n\n").repeat(12))
}

fn built(press: &str) -> Build {
    let settings = format!("manuscript = \"a.md\"\n[style]\nstylesheets = [\"house.css\"]\n[output.press]\n{press}\n");
    let workspace = MemoryWorkspace::default()
        .with("publication.toml", settings)
        .with("a.md", manuscript())
        .with("house.css", "h1 { color: -recto-spot(\"PANTONE 871 C\", 0.2 0.25 0.6 0.25 / 80%) }")
        .with("paper.icc", include_bytes!("../profiles/ISOcoated_v2_300_bas.icc").as_slice());
    let order = Order { outputs: BTreeSet::from([Output::Press]), theme: None, date: None };
    build(&workspace, &Entry::Project, &order, &|_| {})
}

/// The press file, which must be without errors.
fn file(press: &str) -> Vec<u8> {
    let built = built(press);
    // A few pages are too few for most vendors, notes are set small, and the spot colour is meant; all else is the writer's to get right.
    let borne = ["print-page-count", "print-small-text", "print-spot-color"];
    let is_wrong = |code: &str, severity| severity == Severity::Error || severity == Severity::Warning && code.starts_with("print-");
    let wrong: Vec<_> = built.report.diagnostics.iter().filter(|found| is_wrong(found.code.0, found.severity)).collect();
    assert!(wrong.iter().all(|found| borne.contains(&found.code.0)), "{press}: {wrong:?}");
    built.artifacts.into_iter().next().expect("the press file was asked for").bytes
}

fn codes(press: &str) -> Vec<&'static str> {
    built(press).report.diagnostics.iter().filter(|found| found.severity == Severity::Error).map(|found| found.code.0).collect()
}

/// A box of a page, in points, rounded.
fn page_box(bytes: &[u8], page: usize, name: &str) -> [i32; 4] {
    let pdf = Pdf::new(bytes.to_vec()).expect("it is a PDF");
    let numbers = pdf.pages()[page].raw().get::<Array<'_>>(name).expect("the box is there");
    let numbers: Vec<i32> = numbers.iter::<f64>().map(|number| number.round() as i32).collect();
    numbers.try_into().expect("a box has four numbers")
}

fn pages(bytes: &[u8]) -> usize {
    Pdf::new(bytes.to_vec()).expect("it is a PDF").pages().len()
}

fn has(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

#[test]
fn each_vendor_gets_its_kind_of_file() {
    let offset = file("vendor = \"offset\"");
    assert!(offset.starts_with(b"%PDF-1.6") && has(&offset, "GTS_PDFX") && has(&offset, "<pdfxid:GTS_PDFXVersion>PDF/X-4<"));
    let ingram = file("vendor = \"ingramspark\"");
    assert!(ingram.starts_with(b"%PDF-1.4") && has(&ingram, "(PDF/X-1a:2003)") && !has(&ingram, "pdfxid:"));
    assert_eq!(pages(&ingram) % 2, 0, "its page counts are even");
    for vendor in ["kdp", "lulu"] {
        let file = file(&format!("vendor = \"{vendor}\""));
        assert!(!has(&file, "GTS_PDFX"), "{vendor} converts colours itself");
        assert_eq!(page_box(&file, 0, "MediaBox"), page_box(&file, 0, "BleedBox"), "{vendor} takes no marks");
        assert_eq!(page_box(&file, 0, "MediaBox"), page_box(&file, 0, "TrimBox"), "nothing bleeds, and bare pages are welcome");
    }
}

#[test]
fn the_projects_own_values_go_first() {
    let wide = file("vendor = \"offset\"\nbleed = \"5 mm\"\nmarks = false");
    assert_eq!(page_box(&wide, 0, "TrimBox")[0], 14, "five millimetres from the edge of the sheet");
    assert_eq!(page_box(&wide, 0, "MediaBox"), page_box(&wide, 0, "BleedBox"));
    let old = file("vendor = \"offset\"\nstandard = \"x-1a\"\npage-multiple = 4");
    assert!(has(&old, "(PDF/X-1a:2003)"));
    assert_eq!(pages(&old) % 4, 0);
    let kdp = file("vendor = \"kdp\"\nbleed = \"0.125 in\"");
    assert_eq!(page_box(&kdp, 0, "TrimBox")[0], 0, "there is no bleed at the spine of a right page");
    assert_eq!(page_box(&kdp, 1, "TrimBox")[0], 9);
    assert_eq!(page_box(&kdp, 0, "MediaBox"), page_box(&kdp, 1, "MediaBox"));
}

#[test]
fn a_printer_may_have_a_condition_of_its_own() {
    let named = file("profile = \"paper.icc\"\ncondition = \"House Paper\"");
    assert!(has(&named, "(House Paper)") && !has(&named, "http://www.color.org)"));
    assert_eq!(codes("profile = \"missing.icc\""), ["profile-missing"]);
    assert_eq!(codes("profile = \"a.md\""), ["profile-unfit"]);
    assert_eq!(codes("profile = \"../paper.icc\""), ["file-outside-project"]);
}

#[test]
fn what_cannot_be_ordered_is_said() {
    assert_eq!(codes("vendor = \"kpd\""), ["vendor-unknown"]);
    assert_eq!(codes("bleed = \"3\""), ["setting-unusable"]);
    assert_eq!(codes("standard = \"x-2\""), ["standard-unknown"]);
    assert_eq!(codes("marks = \"yes\""), ["setting-unusable"]);
    assert_eq!(codes("color = \"srgb\""), [] as [&str; 0]);
    assert_eq!(codes("color = \"srgb\"\nstandard = \"x-4\""), ["standard-unfit"]);
    assert_eq!(codes("condition = \"FOGRA51\""), ["profile-missing"]);
}

#[test]
fn thick_books_get_wide_gutters() {
    let of_width = |gutter: &str| pages(&file(&format!("vendor = \"kdp\"\ngutter = \"{gutter}\"")));
    assert!(of_width("2 in") > of_width("0.5 in"), "a wide gutter leaves less room for text, and the checker finds it kept");
}

fn made_cover(settings: &str, pages: Option<usize>) -> MadeCover {
    let about = "kind = \"book\"\nchapters = [\"a.md\"]\ntitle = \"The Line\"\nauthor = \"Jane Doe\"\nisbn = \"978-0-306-40615-7\"\nlanguage = \"en\"\n";
    let workspace =
        MemoryWorkspace::default().with("publication.toml", format!("{about}date = 2026-11-22\n{settings}")).with("a.md", manuscript());
    cover(&workspace, &Entry::Project, &CoverOrder { pages, ..CoverOrder::default() })
}

#[test]
fn a_cover_is_as_wide_as_its_pages_are_thick() {
    let width = |settings: &str, pages| {
        let made = made_cover(settings, Some(pages));
        let (name, bytes) = made.file.unwrap_or_else(|| panic!("{:?}", made.report.diagnostics));
        assert_eq!(name, "the-line-cover.pdf");
        let trim = page_box(&bytes, 0, "TrimBox");
        (f64::from(trim[2] - trim[0]), bytes)
    };
    let (thin, _) = width("[output.press]\nvendor = \"kdp\"", 100);
    let (thick, bytes) = width("[output.press]\nvendor = \"kdp\"", 600);
    assert!((thick - thin - 500.0 * 0.002252 * 72.0).abs() < 2.0, "{thin} {thick}");
    assert_eq!(page_box(&bytes, 0, "BleedBox")[0], 0, "no marks for this vendor, but bleed on all sides");
    assert_eq!(page_box(&bytes, 0, "TrimBox")[0], 9);
    let (cream, _) = width("[output.press]\nvendor = \"kdp\"\n[output.cover]\npaper = \"cream\"", 600);
    assert!(cream > thick + 10.0);
}

#[test]
fn a_cover_is_a_press_file_too() {
    let made = made_cover("[output.press]\nstandard = \"x-1a\"\n[output.cover]\ncolor = \"#1d3557\"\nblurb = \"Words.\"", Some(400));
    let wrong: Vec<_> = made.report.diagnostics.iter().filter(|found| found.severity >= Severity::Warning).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    let (_, bytes) = made.file.expect("there is a cover");
    assert!(has(&bytes, "(PDF/X-1a:2003)"));
    let pdf = Pdf::new(bytes).expect("it is a PDF");
    let content = String::from_utf8_lossy(pdf.pages()[0].page_stream().expect("it has content")).into_owned();
    assert_eq!(content.matches("0 0 0 1 k").count(), 3, "the bars, the slug line and a patch of the colour bar are black ink alone");
    assert!(content.matches(" re").count() >= 30, "thirty bars");
}

#[test]
fn what_a_cover_cannot_be_is_said() {
    let codes = |settings: &str, pages| -> Vec<_> {
        let found = made_cover(settings, pages).report.diagnostics;
        found.iter().filter(|found| found.severity >= Severity::Warning).map(|found| found.code.0).collect()
    };
    assert_eq!(codes("", Some(300)), [] as [&str; 0]);
    assert_eq!(codes("", None), ["spine-too-narrow"], "a few pages make no spine for words");
    assert_eq!(codes("[output.cover]\nspine = \"none\"", None), [] as [&str; 0]);
    assert_eq!(codes("[output.cover]\npaper = \"vellum\"", Some(300)), ["paper-unknown"]);
    assert_eq!(codes("[output.cover]\ncolor = \"blue\"", Some(300)), ["setting-unusable"]);
}

#[test]
fn a_spot_colour_is_a_plate_where_there_is_one() {
    let spot = "/Separation/PANTONE#20871#20C/DeviceCMYK";
    for standard in ["x-4", "x-1a"] {
        let bytes = file(&format!("vendor = \"offset\"\nstandard = \"{standard}\""));
        assert!(has(&bytes, spot), "{standard}");
        let pdf = Pdf::new(bytes).expect("it is a PDF");
        let content = String::from_utf8_lossy(pdf.pages()[0].page_stream().expect("it has content")).into_owned();
        assert!(content.contains("/S0 cs 0.8 sc") && content.contains("/S1 CS 1 SC"), "the title's tint, and marks on all plates");
    }
    for other in ["vendor = \"ingramspark\"", "vendor = \"kdp\"", "spot-colors = false"] {
        assert!(!has(&file(other), "/Separation"), "{other}");
    }
}
