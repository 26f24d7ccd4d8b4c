//! Press files as projects order them: each vendor's kind of file, clean by the checker's rules, with the project's own words
//! going before the vendor's.

use std::collections::BTreeSet;

use hayro_syntax::Pdf;
use hayro_syntax::object::Array;
use recto::base::{MemoryWorkspace, Severity};
use recto::pipeline::{Build, Entry, Order, Output, build};

/// Words enough for a few pages, a table with rules, and a block on colour.
fn manuscript() -> String {
    let paragraph = "A sheet keeps its shape when it is folded, and so the format runs through all sizes of paper. ".repeat(12);
    let table = "| Sheet | Width |\n|---|---|\n| A4 | 210 |\n| A5 | 148 |\n";
    format!("---\ntitle: A test\nlanguage: en\ndate: 2026-11-22\n---\n\n{}\n\n{table}\n", format!("{paragraph}\n\n").repeat(12))
}

fn built(press: &str) -> Build {
    let settings = format!("manuscript = \"a.md\"\n[output.press]\n{press}\n");
    let workspace = MemoryWorkspace::default()
        .with("publication.toml", settings)
        .with("a.md", manuscript())
        .with("paper.icc", include_bytes!("../profiles/ISOcoated_v2_300_bas.icc").as_slice());
    let order = Order { outputs: BTreeSet::from([Output::Press]), theme: None, date: None };
    build(&workspace, &Entry::Project, &order, &|_| {})
}

/// The press file, which must be without errors.
fn file(press: &str) -> Vec<u8> {
    let built = built(press);
    // A few pages are too few for most vendors, and notes are set small; all else is the writer's to get right.
    let borne = ["print-page-count", "print-small-text"];
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
