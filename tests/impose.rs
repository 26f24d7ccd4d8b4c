//! Pages on sheets: each in its place, boxes and claims right, strangers' files too.

#[path = "preflight/press.rs"]
#[expect(dead_code, reason = "the checker's tests use all of it")]
mod press;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Stream};
use recto::base::{Pt, Severity, Size};
use recto::pipeline::{ImposeOrder, Layout, Sheets, impose};
use recto::preflight::{self, Profile};

use press::Press;

fn order(layout: Layout) -> ImposeOrder {
    ImposeOrder { layout, sheet: None, fit: false, paper: Pt::mm(0.1), marks: true }
}

fn sheets(bytes: &[u8], order: &ImposeOrder) -> Vec<u8> {
    let Sheets { bytes, report, .. } = impose("clean.pdf", "clean-sheets.pdf", bytes, order);
    let errors: Vec<_> = report.diagnostics.iter().filter(|found| found.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    bytes.expect("there are sheets")
}

fn page_box(pdf: &Pdf, page: usize, name: &str) -> Vec<i32> {
    let numbers = pdf.pages()[page].raw().get::<Array<'_>>(name).expect("the box is there");
    numbers.iter::<f64>().map(|number| number.round() as i32).collect()
}

/// The drawing of a sheet as words.
fn drawing(pdf: &Pdf, page: usize) -> Vec<String> {
    let content = pdf.pages()[page].page_stream().expect("it has content");
    String::from_utf8_lossy(content).replace('/', " /").split_whitespace().map(str::to_owned).collect()
}

/// Names of the forms that a sheet shows.
fn shown(pdf: &Pdf, page: usize) -> Vec<String> {
    drawing(pdf, page).windows(2).filter(|words| words[1] == "Do").map(|words| words[0].clone()).collect()
}

#[test]
fn press_files_stay_what_they_are_on_sheets() {
    for (source, profile) in [(Press::x4(), Profile::X4), (Press::x1a(), Profile::X1a)] {
        for layout in [Layout::Booklet, Layout::Signatures { pages: 16 }, Layout::Grid { across: 2, down: 2 }] {
            let bytes = sheets(&source.bytes(), &order(layout));
            let verdict = preflight::check("sheets.pdf", &bytes, None);
            assert_eq!(verdict.checked[0].standard.to_string(), profile.to_string());
            let errors: Vec<_> = verdict.report.diagnostics.iter().filter(|found| found.severity == Severity::Error).collect();
            assert!(errors.is_empty(), "{profile}, {layout:?}: {errors:?}");
        }
    }
}

#[test]
fn a_booklet_has_its_pages_side_by_side() {
    let bytes = sheets(&Press::x4().bytes(), &order(Layout::Booklet));
    let pdf = Pdf::new(bytes).expect("it is a PDF");
    assert_eq!(pdf.pages().len(), 2, "two pages need one sheet, with two sides");
    assert_eq!((shown(&pdf, 0), shown(&pdf, 1)), (vec!["/P0".to_owned()], vec!["/P1".to_owned()]));
    let [media, bleed, trim] = ["MediaBox", "BleedBox", "TrimBox"].map(|name| page_box(&pdf, 0, name));
    assert_eq!((trim[2] - trim[0], trim[3] - trim[1]), (400, 200), "two pages of 200 points");
    assert_eq!((bleed[2] - bleed[0], bleed[3] - bleed[1]), (418, 218), "nine points of bleed around");
    assert!(media[2] > bleed[2] + 20 && media[3] > bleed[3] + 20, "and room for marks");
    // The first page lies right of the fold; its own trim starts at 50, 50.
    let words = drawing(&pdf, 0);
    let matrix = words.iter().position(|word| word == "cm").expect("the page is moved");
    let x: f64 = words[matrix - 2].parse().expect("a number");
    assert!((x + 50.0 - f64::from(trim[0] + 200)).abs() < 1.0, "{x}");
}

#[test]
fn inner_sheets_creep_inwards() {
    let mut source = Press::x4();
    for number in 103..=108 {
        let page = source.objects[&press::PAGE].clone();
        source.objects.insert(number, page);
    }
    source.value(2, "<</Type/Pages/Count 8/Kids[3 0 R 4 0 R 103 0 R 104 0 R 105 0 R 106 0 R 107 0 R 108 0 R]>>");
    let bytes = sheets(&source.bytes(), &ImposeOrder { paper: Pt(2.0), ..order(Layout::Booklet) });
    let pdf = Pdf::new(bytes).expect("it is a PDF");
    let first = |page| -> f64 {
        let words = drawing(&pdf, page);
        let matrix = words.iter().position(|word| word == "cm").expect("the page is moved");
        words[matrix - 2].parse().expect("a number")
    };
    assert_eq!(pdf.pages().len(), 4);
    assert!((first(2) - first(0) - 2.0).abs() < 0.01, "the left page of the inner sheet moves right by the paper's thickness");
}

#[test]
fn sheets_hold_what_the_pages_need_and_no_more_pages() {
    let bytes = sheets(&Press::x4().bytes(), &order(Layout::Grid { across: 2, down: 1 }));
    let pdf = Pdf::new(bytes).expect("it is a PDF");
    let resources = pdf.pages()[0].raw().get::<Dict<'_>>("Resources").expect("it has resources");
    let forms = resources.get::<Dict<'_>>("XObject").expect("it has forms");
    let form = forms.get::<Stream<'_>>("P0").expect("the first page is one");
    let inner = form.dict().get::<Dict<'_>>("Resources").expect("the page's own resources");
    assert!(inner.get::<Dict<'_>>("Font").is_some_and(|fonts| fonts.contains_key("F1")));
    assert!(!form.dict().contains_key("Parent"));
}

#[test]
fn a_sheet_that_is_too_small_is_refused_unless_pages_may_shrink() {
    let sheet = Some(Size { width: Pt::mm(70.0), height: Pt::mm(100.0) });
    let small = ImposeOrder { sheet, ..order(Layout::Booklet) };
    let refused = impose("a.pdf", "b.pdf", &Press::x4().bytes(), &small);
    assert!(refused.bytes.is_none());
    assert_eq!(refused.report.diagnostics[0].code.0, "sheet-too-small");
    let fitted = impose("a.pdf", "b.pdf", &Press::x4().bytes(), &ImposeOrder { fit: true, ..small });
    let pdf = Pdf::new(fitted.bytes.expect("it fits")).expect("it is a PDF");
    assert_eq!(page_box(&pdf, 0, "MediaBox"), [0, 0, 283, 198], "the sheet lies as the pages do");
}

#[test]
fn strangers_files_get_an_answer() {
    for bytes in [&b"no PDF"[..], b"%PDF-1.4\n", b""] {
        let answer = impose("a.pdf", "b.pdf", bytes, &order(Layout::Booklet));
        assert!(answer.bytes.is_none() && answer.report.has_errors());
    }
    let whole = Press::x4().bytes();
    for cut in (0..whole.len()).step_by(whole.len() / 40) {
        let answer = impose("a.pdf", "b.pdf", &whole[..cut], &order(Layout::Signatures { pages: 8 }));
        assert!(answer.bytes.is_some() || answer.report.has_errors(), "cut at {cut}");
    }
}

#[test]
fn turned_pages_stand_upright() {
    let mut source = Press::x4();
    source.entry(press::PAGE, "/Rotate 90");
    source.entry(press::SECOND_PAGE, "/Rotate 90");
    let pdf = Pdf::new(sheets(&source.bytes(), &order(Layout::Booklet))).expect("it is a PDF");
    let words = drawing(&pdf, 0);
    let matrix = words.iter().position(|word| word == "cm").expect("the page is moved");
    assert_eq!(words[matrix - 6..matrix - 2], ["0", "-1", "1", "0"]);
}
