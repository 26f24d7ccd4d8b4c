//! Files that are cut, mangled or made in bad faith: each gets an answer, and soon.

use std::io::Write;

use recto::preflight::{Profile, check};

use super::book::Book;
use super::press::{CATALOG, CONTENT, FORM, PICTURE, Press, RESOURCES, XMP};

/// A sequence of numbers that is the same in every run (xorshift, 64 bits).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize
    }

    fn below(&mut self, limit: usize) -> usize {
        self.next() % limit.max(1)
    }
}

/// There must be an answer, and neither a hang nor a panic, which the guard would report in these words.
fn answers(bytes: &[u8], profile: Option<Profile>) {
    let verdict = check("hostile", bytes, profile);
    assert!(verdict.was_read() || verdict.has_errors(), "no answer");
    let stopped = ["longer than two minutes", "stopped the checker"];
    let stopped = verdict.report.diagnostics.iter().find(|found| stopped.iter().any(|words| found.message.contains(words)));
    assert_eq!(stopped, None);
}

/// Changes some bytes: noise, words that mean something in a PDF, and stretches cut out or doubled.
fn mangle(bytes: &mut Vec<u8>, numbers: &mut Numbers) {
    const WORDS: [&[u8]; 12] = [b"0 R", b"<<", b">>", b"[", b"]", b"(", b"stream\n", b"endobj", b"99999999999", b"-1", b"/Kids", b"1 0 R"];
    for _ in 0..1 + numbers.below(8) {
        let at = numbers.below(bytes.len());
        match numbers.below(5) {
            0 => bytes[at] = numbers.below(256) as u8,
            1 => {
                let word = WORDS[numbers.below(WORDS.len())];
                let end = (at + word.len()).min(bytes.len());
                bytes.splice(at..end, word.iter().copied());
            }
            2 => {
                let end = (at + numbers.below(40)).min(bytes.len());
                bytes.drain(at..end);
            }
            3 => {
                let end = (at + numbers.below(200)).min(bytes.len());
                let copy = bytes[at..end].to_vec();
                bytes.splice(at..at, copy);
            }
            _ => bytes[at] ^= 1 << numbers.below(8),
        }
    }
}

/// A press file without its large profile, so that what is mangled is structure and not tables of numbers.
fn small_press() -> Press {
    let mut press = Press::x4();
    press.set_stream(super::press::PROFILE, b"a small profile");
    press.set_stream(PICTURE, &[0; 400]);
    press
}

#[test]
fn mangled_press_files_get_an_answer() {
    let clean = small_press().bytes();
    let mut numbers = Numbers(0x5EED);
    for round in 0..400 {
        let mut bytes = clean.clone();
        mangle(&mut bytes, &mut numbers);
        let profile = [Some(Profile::X4), Some(Profile::X1a), None][round % 3];
        answers(&bytes, profile);
    }
}

#[test]
fn mangled_files_get_an_answer_on_accessibility_and_archiving() {
    let clean = small_press().bytes();
    let mut numbers = Numbers(0xACCE55);
    for round in 0..60 {
        let mut bytes = clean.clone();
        mangle(&mut bytes, &mut numbers);
        answers(&bytes, Some([Profile::Ua1, Profile::A2a, Profile::A1b][round % 3]));
    }
}

#[test]
fn cut_press_files_get_an_answer() {
    let clean = small_press().bytes();
    for length in (0..clean.len()).step_by(97) {
        answers(&clean[..length], Some(Profile::X4));
    }
}

#[test]
fn mangled_books_get_an_answer() {
    let clean = Book::clean().bytes();
    let mut numbers = Numbers(0xB00C);
    for _ in 0..300 {
        let mut bytes = clean.clone();
        mangle(&mut bytes, &mut numbers);
        answers(&bytes, None);
    }
    for length in (0..clean.len()).step_by(61) {
        answers(&clean[..length], None);
    }
}

#[test]
fn mangled_texts_of_books_get_an_answer() {
    let mut numbers = Numbers(0x7E87);
    for round in 0..200 {
        let mut book = Book::clean();
        let file = 1 + round % (book.files.len() - 1);
        mangle(&mut book.files[file].1, &mut numbers);
        answers(&book.bytes(), None);
    }
}

#[test]
fn objects_that_refer_to_each_other_in_circles_end() {
    let mut press = small_press();
    press.value(2, "<</Type/Pages/Count 2/Kids[2 0 R 3 0 R 2 0 R]/Parent 2 0 R>>");
    answers(&press.bytes(), Some(Profile::X4));
    let mut press = small_press();
    press.value(super::press::PAGE, "<</Type/Page/Parent 3 0 R/Contents 6 0 R/Resources 5 0 R>>");
    answers(&press.bytes(), Some(Profile::X4));
    let mut press = small_press();
    press.value(30, "30 0 R");
    press.replace(CATALOG, "/Metadata 8 0 R", "/Metadata 30 0 R");
    answers(&press.bytes(), Some(Profile::X4));
    let mut press = small_press();
    press.value(30, "[/Indexed 30 0 R 1 30 0 R]");
    press.replace(RESOURCES, "/ColorSpace<<", "/ColorSpace<</Cs1 30 0 R");
    press.draw("/Cs1 cs 1 sc");
    answers(&press.bytes(), Some(Profile::X4));
}

#[test]
fn forms_that_multiply_end() {
    // Ten forms that each draw the next one ten times: ten thousand million operators if nobody counts.
    let mut press = small_press();
    for level in 0..10 {
        let number = 40 + level;
        let next = if level == 9 { "".to_owned() } else { format!("/Resources<</XObject<</F {} 0 R>>>>", number + 1) };
        let content = if level == 9 { "0 g ".repeat(10) } else { "/F Do ".repeat(10) };
        press.stream(number, &format!("/Type/XObject/Subtype/Form/BBox[0 0 9 9]{next}"), content.as_bytes());
    }
    press.resource("XObject", "/F 40 0 R");
    press.draw("/F Do");
    let verdict = check("many.pdf", &press.bytes(), Some(Profile::X4));
    assert!(verdict.not_checked.iter().any(|words| words.contains("all of the drawing")), "{:?}", verdict.not_checked);
}

#[test]
fn deep_nesting_ends() {
    for (open, close) in [("[", "]"), ("<</A", ">>"), ("(", ")")] {
        let mut press = small_press();
        press.value(30, &format!("{}{}", open.repeat(100_000), close.repeat(100_000)));
        answers(&press.bytes(), Some(Profile::X4));
        let mut press = small_press();
        press.draw(&format!("{} Tj", open.repeat(100_000)));
        answers(&press.bytes(), Some(Profile::X4));
    }
    let mut press = small_press();
    press.draw(&"q ".repeat(200_000));
    answers(&press.bytes(), Some(Profile::X4));
}

#[test]
fn huge_claims_are_not_believed() {
    for (number, from, to) in [
        (PICTURE, "/Width 100/Height 100", "/Width 2000000000/Height 2000000000"),
        (FORM, "/BBox[0 0 300 300]", "/BBox[-1e38 -1e38 1e38 1e38]"),
        (super::press::PROFILE, "/N 4", "/N 4000000000"),
        (2, "/Count 2", "/Count 2000000000"),
    ] {
        let mut press = small_press();
        press.replace(number, from, to);
        answers(&press.bytes(), Some(Profile::X4));
    }
    let mut press = small_press();
    press.trailer += "/Size 4000000000/Prev 10";
    answers(&press.bytes(), Some(Profile::X4));
}

#[test]
fn bombs_are_refused() {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..550 {
        encoder.write_all(&vec![0; 1_000_000]).expect("writing to memory");
    }
    let bomb = encoder.finish().expect("writing to memory");
    let mut press = small_press();
    press.stream(XMP, "/Filter/FlateDecode", &bomb);
    let verdict = check("bomb.pdf", &press.bytes(), Some(Profile::X4));
    assert_eq!(verdict.report.diagnostics[0].code.0, "pdf-unreadable");
    assert!(!verdict.was_read());
}

#[test]
fn content_of_nothing_but_noise_ends() {
    let mut numbers = Numbers(0x0DD);
    for _ in 0..20 {
        let noise: Vec<u8> = (0..20_000).map(|_| numbers.below(256) as u8).collect();
        let mut press = small_press();
        press.set_stream(CONTENT, &noise);
        answers(&press.bytes(), Some(Profile::X4));
    }
}
