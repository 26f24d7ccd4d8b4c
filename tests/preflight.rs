//! Planted faults: a clean file stays clean, and each fault, planted alone, is found by the rule that is meant for it and
//! by no other. Damaged and hostile files get an answer.

#[path = "preflight/book.rs"]
mod book;
#[path = "preflight/book_faults.rs"]
mod book_faults;
#[path = "preflight/hostile.rs"]
mod hostile;
#[path = "preflight/press.rs"]
mod press;
#[path = "preflight/press_faults.rs"]
mod press_faults;
#[path = "preflight/vendor_faults.rs"]
mod vendor_faults;

use std::collections::BTreeSet;

use recto::base::Severity;
use recto::preflight::{Profile, Verdict, check, rules};

use book::Book;
use press::Press;

/// The codes of all findings that are more than a note.
fn codes(verdict: &Verdict) -> BTreeSet<&'static str> {
    verdict.report.diagnostics.iter().filter(|found| found.severity > Severity::Note).map(|found| found.code.0).collect()
}

#[test]
fn clean_press_files_stay_clean() {
    for (press, profile) in [(Press::x4(), Profile::X4), (Press::x1a(), Profile::X1a)] {
        let verdict = check("clean.pdf", &press.bytes(), Some(profile));
        assert!(verdict.was_read());
        assert_eq!(verdict.report.diagnostics, [], "{profile}");
        assert!(verdict.lines().iter().all(|line| line.contains("no violation of the ")), "{:?}", verdict.lines());
        assert!(!verdict.not_checked.is_empty(), "no checker sees everything");
    }
}

#[test]
fn a_press_file_is_checked_against_what_it_claims() {
    let verdict = check("clean.pdf", &Press::x4().bytes(), None);
    assert_eq!(verdict.checked[0].standard.to_string(), "PDF/X-4");
    let verdict = check("clean.pdf", &Press::x1a().bytes(), None);
    assert_eq!(verdict.checked[0].standard.to_string(), "PDF/X-1a:2003");
    let mut silent = Press::x4();
    silent.replace(press::XMP, "PDF/X-4", "nothing");
    let verdict = check("silent.pdf", &silent.bytes(), None);
    assert_eq!(verdict.checked[0].standard.to_string(), "any PDF");
    assert_eq!(verdict.report.diagnostics[0].code.0, "no-standard-claimed");
}

#[test]
fn every_planted_fault_of_a_press_file_is_found_by_its_rule() {
    let mut missed = Vec::new();
    for fault in press_faults::all() {
        for (name, mut press, profile) in [("X-4", Press::x4(), Profile::X4), ("X-1a", Press::x1a(), Profile::X1a)] {
            let Some(expected) = fault.expected(profile) else { continue };
            (fault.plant)(&mut press);
            let verdict = check("fault.pdf", &press.bytes(), Some(profile));
            let found = codes(&verdict);
            if found != expected {
                missed.push(format!(
                    "{name}, {}: expected {expected:?}, found {found:?}\n   {:?}",
                    fault.name,
                    verdict.report.diagnostics.first()
                ));
            }
        }
    }
    assert!(missed.is_empty(), "\n{}", missed.join("\n"));
}

#[test]
fn clean_files_for_vendors_stay_clean() {
    for (press, profile) in vendor_faults::clean() {
        let verdict = check("clean.pdf", &press.bytes(), Some(profile));
        assert_eq!(verdict.report.diagnostics, [], "{profile}");
        assert!(verdict.lines().iter().all(|line| line.contains("no violation of the ")), "{:?}", verdict.lines());
        assert!(!verdict.not_checked.is_empty(), "no checker sees everything");
    }
}

#[test]
fn every_fault_that_a_vendor_minds_is_found_by_its_rule() {
    let mut missed = Vec::new();
    for fault in vendor_faults::all() {
        let mut press = vendor_faults::clean_for(fault.profile);
        (fault.plant)(&mut press);
        let found = codes(&check("fault.pdf", &press.bytes(), Some(fault.profile)));
        if found != BTreeSet::from([fault.code]) {
            missed.push(format!("{}, {}: expected {}, found {found:?}", fault.profile, fault.name, fault.code));
        }
    }
    assert!(missed.is_empty(), "\n{}", missed.join("\n"));
}

#[test]
fn a_clean_book_stays_clean() {
    let verdict = check("clean.epub", &Book::clean().bytes(), None);
    assert!(verdict.was_read());
    assert_eq!(verdict.report.diagnostics, []);
}

#[test]
fn every_planted_fault_of_a_book_is_found_by_its_rule() {
    let mut missed = Vec::new();
    for fault in book_faults::all() {
        let mut book = Book::clean();
        (fault.plant)(&mut book);
        let verdict = check("fault.epub", &book.bytes(), None);
        let found = codes(&verdict);
        if found != fault.codes.iter().copied().collect() {
            missed.push(format!("{}: expected {:?}, found {found:?}\n   {:?}", fault.name, fault.codes, verdict.report.diagnostics));
        }
    }
    assert!(missed.is_empty(), "\n{}", missed.join("\n"));
}

#[test]
fn every_rule_has_a_fault_that_it_finds() {
    let planted: BTreeSet<&str> = press_faults::all()
        .iter()
        .map(|fault| fault.code)
        .chain(vendor_faults::all().iter().map(|fault| fault.code))
        .chain(book_faults::all().iter().flat_map(|fault| fault.codes.iter().copied()))
        .collect();
    // A blank page is a note; it has a test of its own below.
    let untested: Vec<&str> = rules().map(|rule| rule.code).filter(|code| !planted.contains(code) && *code != "print-blank-page").collect();
    assert_eq!(untested, [] as [&str; 0]);
}

/// What looks like a fault and is none.
#[test]
fn what_is_in_order_is_left_alone() {
    let drawings = [
        ("a frame with nothing left inside", "q 0 0 0 1 k 60 240 100 2 re 61 241 98 0 re f* Q"),
        ("black text on a tint", "q 0.2 0.2 0.2 0 k 100 220 60 20 re f /G1 gs 0 0 0 1 k BT /F1 20 Tf 105 222 Td <00010002> Tj ET Q"),
        ("black that knocks out what is dark", "q 1 1 .5 0 k 100 220 60 20 re f /G0 gs 0 0 0 1 k 110 222 20 10 re f Q"),
        ("dark beside dark", "q 1 1 0 0 k 100 220 20 10 re f /G1 gs 0 0 0.8 0.5 k 120 220 20 10 re f Q"),
        (
            "dark ground that was covered",
            "q 1 1 .5 0 k 100 220 20 10 re f /G0 gs 0 0 0 .1 k 100 220 20 10 re f /G1 gs 0 0 0 1 k 100 220 20 10 re f Q",
        ),
        ("a light blend", "q 100 220 10 10 re W n /S1 sh Q"),
        ("a fine picture in a pattern", "q /Pattern cs /P1 scn 100 220 20 20 re f Q"),
        ("states within states", "q q q q q q q q q q q q q q q q q q q q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q"),
    ];
    for (name, drawing) in drawings {
        for (mut press, profile) in [(Press::x4(), Profile::X4), (Press::x1a(), Profile::X1a)] {
            let ends = "/C0[0 0 0 0]/C1[.5 .5 .5 .5]";
            press.value(
                30,
                &format!("<</ShadingType 2/ColorSpace/DeviceCMYK/Coords[0 0 1 1]/Function<</FunctionType 2/Domain[0 1]/N 1{ends}>>>>"),
            );
            press.resource("Shading", "/S1 30 0 R");
            let tile = "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 20 20]/XStep 20/YStep 20/Resources<</XObject<</Im1 13 0 R>>>>";
            press.stream(31, tile, b"q 20 0 0 20 0 0 cm /Im1 Do Q");
            press.resource("Pattern", "/P1 31 0 R");
            press.draw(drawing);
            assert_eq!(check("clean.pdf", &press.bytes(), Some(profile)).report.diagnostics, [], "{name}, {profile}");
        }
    }
}

#[test]
fn a_blank_page_is_a_note() {
    let mut press = Press::x4();
    press.set_stream(press::SECOND_CONTENT, b" \n");
    let verdict = check("blank.pdf", &press.bytes(), Some(Profile::X4));
    let found: Vec<_> = verdict.report.diagnostics.iter().map(|found| (found.code.0, found.severity)).collect();
    assert_eq!(found, [("print-blank-page", Severity::Note)]);
    assert!(!verdict.has_errors());
}

#[test]
fn a_finding_names_page_place_and_object() {
    let mut press = Press::x4();
    press.draw("q 0 0 0 1 K 0.1 w 60 240 m 200 240 l S Q");
    let verdict = check("line.pdf", &press.bytes(), Some(Profile::X4));
    let place = verdict.report.diagnostics[0].place.as_deref();
    // 10 pt from the left and from the top of the trimmed page, less half the line.
    assert_eq!(place, Some("line.pdf, page 1 at 3.5 mm from the left, 3.5 mm from the top, object 3"));
}
