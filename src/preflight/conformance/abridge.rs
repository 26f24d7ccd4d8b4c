//! Abridging: a copy of a PDF whose pages say everything once.
//!
//! The validator looks at each character of each page, but asks for most of them what it has asked before: whether this
//! font has a glyph for this code, how wide it is, what it means. In the copy a stretch of text shows each code of each
//! font once. A stretch ends where anything changes but the place of the pen: the marked content, the colour, the
//! graphics state. So whatever a rule could find in the one file it finds in the other, in the same page and the same
//! element. Of a font that means the same everywhere (see [`super::known`]), a stretch shows only what none before it
//! showed, on this page and the few before it; a novel is checked in half the time.
//!
//! What the copy leaves out is looked at here: operators that move the pen have to be written in order, with small
//! numbers, or the page stays as it is. All else in the file, to the last byte outside the pages, is the same, since a
//! page's new stream is made as long as the old one.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use hayro_syntax::object::Stream;
use hayro_syntax::page::Page;
use hayro_syntax::{Filter, Pdf};
use rayon::prelude::*;

use super::super::pdf::decode::{LARGEST_STREAM, decode};
use super::known::{Context, Font, Known};
use super::operators::{Operand, Operator, each, string};
use super::stored;

/// The longest string that all parts of PDF/A allow, in bytes (PDF 32000-1, annex C).
const LONGEST_STRING: usize = 32_767;

/// How many pages in a row know of each other; others are abridged at the same time.
const ROW: usize = 16;

/// The abridged copy of a file; the file itself where nothing can be left out.
pub(in crate::preflight) fn abridged(pdf: &Pdf, bytes: &[u8]) -> Vec<u8> {
    let mut copy = bytes.to_vec();
    let mut streams: BTreeMap<usize, Option<Vec<u8>>> = BTreeMap::new();
    let abridged = |pages: &[Page<'_>]| {
        let mut known = Known::default();
        pages.iter().filter_map(|page| abridged_page(page, bytes, &mut known)).collect::<Vec<_>>()
    };
    for (place, stream) in pdf.pages().par_chunks(ROW).flat_map_iter(abridged).collect::<Vec<_>>() {
        // Pages that share their drawing may have other fonts by the same names.
        streams.entry(place).and_modify(|other| *other = other.take().filter(|other| *other == stream)).or_insert(Some(stream.clone()));
    }
    for (place, stream) in streams {
        if let Some(stream) = stream
            && let Some(old) = copy.get_mut(place..place + stream.len())
        {
            old.copy_from_slice(&stream);
        }
    }
    copy
}

/// The new data of a page's stream and where in the file they go.
fn abridged_page(page: &Page<'_>, bytes: &[u8], known: &mut Known) -> Option<(usize, Vec<u8>)> {
    let stream = page.raw().get::<Stream<'_>>("Contents")?;
    if stream.filters().as_slice() != [Filter::FlateDecode] || stream.dict().contains_key("DecodeParms") {
        return None;
    }
    let range = range_in(bytes, &stream.raw_data())?;
    let content = decode(&stream, LARGEST_STREAM).ok()?.data;
    let font = |name: &[u8], known: &mut Known| known.font(&page.resources().fonts, name);
    let stream = stored::of_length(Gist::of(&content, font, known)?, range.len())?;
    Some((range.start, stream))
}

/// Where in the file some data of it stand; `None` if they are a copy.
fn range_in(bytes: &[u8], data: &[u8]) -> Option<Range<usize>> {
    let start = (data.as_ptr() as usize).checked_sub(bytes.as_ptr() as usize)?;
    let end = start.checked_add(data.len())?;
    (end <= bytes.len()).then_some(start..end)
}

/// A choice of font.
#[derive(Clone)]
struct Choice {
    /// As it was written.
    written: Vec<u8>,
    /// The font, if it can be told what its codes are.
    font: Option<Font>,
}

/// The content of a page in the making, its texts gathered.
struct Gist<'d, F> {
    /// The content as it is.
    content: &'d [u8],
    /// The font that the page gives a name to.
    font_of: F,
    known: &'d mut Known,
    out: Vec<u8>,
    /// The font that is chosen.
    font: Option<Choice>,
    /// Those that `Q` brings back.
    kept: Vec<Option<Choice>>,
    /// The font that is chosen in what was written.
    written: Option<Vec<u8>>,
    /// What was shown since anything changed, by the choice of its font.
    shown: BTreeMap<Vec<u8>, Shown>,
    /// What the marked content means that is open; nothing where it could mean more than others.
    marks: Vec<Option<Context>>,
    /// Whether text may be shown in another way than by filling its letters.
    has_modes: bool,
}

/// What was shown in one font.
#[derive(Default)]
struct Shown {
    font: Option<Font>,
    /// Codes of two bytes, each as often as it was shown.
    pairs: Vec<[u8; 2]>,
    /// Codes of other lengths; whole strings where codes cannot be told apart.
    others: BTreeSet<Vec<u8>>,
}

impl Shown {
    /// Each code once, without those that were shown before in a context that is the same.
    fn codes(mut self, context: Option<Context>, known: &mut Known) -> Vec<u8> {
        self.pairs.sort_unstable();
        self.pairs.dedup();
        if let (Some(context), Some(font)) = (context, self.font) {
            // That there is text at all shall be seen.
            let first = self.pairs.first().copied().filter(|_| self.others.is_empty());
            self.pairs.retain(|&pair| known.is_new(context, font, pair));
            self.pairs.extend(first.filter(|_| self.pairs.is_empty()));
        }
        self.pairs.into_iter().flatten().chain(self.others.into_iter().flatten()).collect()
    }
}

impl<'d, F: Fn(&[u8], &mut Known) -> Option<Font>> Gist<'d, F> {
    /// The content with its texts abridged; `None` if it has to stay as it is.
    fn of(content: &'d [u8], font_of: F, known: &'d mut Known) -> Option<Vec<u8>> {
        let (out, kept, shown, marks) = (Vec::new(), Vec::new(), BTreeMap::new(), Vec::new());
        let mut gist = Self { content, font_of, known, out, font: None, kept, written: None, shown, marks, has_modes: false };
        each(content, |operator| gist.take(&operator).is_some()).then_some(())?;
        gist.write_shown()?;
        Some(gist.out)
    }

    /// Takes the next operator; `None` if it is not in order.
    fn take(&mut self, operator: &Operator<'_>) -> Option<()> {
        let numbers = |count: usize| {
            let all = operator.operands.len() == count && operator.operands.iter().all(|operand| *operand == Operand::Number);
            all.then_some(())
        };
        match (operator.name, operator.operands) {
            (b"Td" | b"TD", _) => numbers(2),
            (b"Tm", _) => numbers(6),
            (b"T*", _) => numbers(0),
            (b"Tc" | b"Tw" | b"Tz" | b"TL" | b"Ts", _) => numbers(1),
            (b"Tf", [Operand::Name(name), Operand::Number]) => {
                let font = (self.font_of)(self.content.get(name.start + 1..name.end)?, self.known);
                self.font = Some(Choice { written: operator.written.to_vec(), font });
                Some(())
            }
            (b"Tj", [text]) => self.show(text),
            (b"TJ", [Operand::Bracket(b'['), parts @ .., Operand::Bracket(b']')]) => {
                parts.iter().filter(|part| **part != Operand::Number).try_for_each(|part| self.show(part))
            }
            (b"Tf" | b"Tj" | b"TJ" | b"'" | b"\"", _) => None,
            (name, _) => {
                self.write_shown()?;
                match name {
                    b"q" => self.kept.push(self.font.clone()),
                    b"Q" => self.font = self.kept.pop()?,
                    // It may choose a font of its own.
                    b"gs" => self.font = None,
                    b"BMC" | b"BDC" => self.marks.push(Context::of(operator, self.content)),
                    b"EMC" => drop(self.marks.pop()),
                    b"Tr" => self.has_modes = true,
                    _ => {}
                }
                if matches!(name, b"Q" | b"gs") {
                    self.written = None;
                }
                self.write(operator.written);
                Some(())
            }
        }
    }

    /// Gathers the codes of a string.
    fn show(&mut self, text: &Operand) -> Option<()> {
        let codes = string(self.content, text).filter(|codes| codes.len() <= LONGEST_STRING)?;
        let Choice { written, font } = self.font.as_ref()?;
        if !self.shown.contains_key(written) {
            self.shown.insert(written.clone(), Shown { font: *font, ..Shown::default() });
        }
        let shown = self.shown.get_mut(written)?;
        match (font.map(|font| font.code_length), codes.as_chunks::<2>()) {
            (Some(2), (pairs, [])) => shown.pairs.extend(pairs),
            (Some(1), _) => shown.others.extend(codes.iter().map(|&code| vec![code])),
            _ => {
                shown.others.insert(codes);
            }
        }
        Some(())
    }

    /// What the marks around a text mean together; nothing if its codes could mean something that they do not elsewhere.
    fn context(&self) -> Option<Context> {
        let together = self.marks.iter().try_fold(Context::Unmarked, |around, mark| Some(around.and((*mark)?)));
        together.filter(|_| !self.has_modes)
    }

    /// Writes the texts that were gathered.
    fn write_shown(&mut self) -> Option<()> {
        let context = self.context();
        for (font, shown) in std::mem::take(&mut self.shown) {
            if self.written.as_ref() != Some(&font) {
                self.write(&font);
                self.written = Some(font);
            }
            let codes = shown.codes(context, self.known);
            if codes.len() > LONGEST_STRING {
                return None;
            }
            let mut text = Vec::with_capacity(codes.len() + 8);
            text.push(b'(');
            for byte in codes {
                match byte {
                    b'(' | b')' | b'\\' => text.extend([b'\\', byte]),
                    b'\r' => text.extend(b"\\r"),
                    b'\n' => text.extend(b"\\n"),
                    byte => text.push(byte),
                }
            }
            text.extend(b")Tj");
            self.write(&text);
        }
        Some(())
    }

    fn write(&mut self, operator: &[u8]) {
        self.out.extend_from_slice(operator);
        self.out.push(b'\n');
    }
}

#[cfg(test)]
mod tests {
    use hayro_syntax::object::ObjectIdentifier;

    use super::*;

    fn gist(content: &[u8]) -> Option<String> {
        gist_after(content, &mut Known::default())
    }

    /// Fonts are known if they are called K.
    fn gist_after(content: &[u8], known: &mut Known) -> Option<String> {
        let number = |name: &[u8]| (name == b"K").then_some(ObjectIdentifier::new(7, 0));
        let font = |name: &[u8], _: &mut Known| (name != b"Odd").then(|| Font { code_length: 2, number: number(name) });
        Gist::of(content, font, known).map(|gist| String::from_utf8_lossy(&gist).replace('\n', " ").trim_end().to_owned())
    }

    #[test]
    fn each_code_of_a_stretch_is_shown_once() {
        let content = b"/P <</MCID 0>> BDC BT /F1 9 Tf 0.2 Tc 10 20 Td (abcdab) Tj [(cd) -20 (ef)] TJ ET EMC";
        assert_eq!(gist(content).unwrap(), "/P <</MCID 0>> BDC BT /F1 9 Tf (abcdef)Tj ET EMC");
    }

    #[test]
    fn a_stretch_ends_where_anything_changes() {
        assert_eq!(gist(b"BT /F1 9 Tf (ab) Tj 1 g (ab) Tj ET").unwrap(), "BT /F1 9 Tf (ab)Tj 1 g (ab)Tj ET");
        let spans = b"BT /F1 9 Tf (ab) Tj /Span BMC (ab) Tj EMC /F2 9 Tf (ab) Tj (ab) Tj ET";
        assert_eq!(gist(spans).unwrap(), "BT /F1 9 Tf (ab)Tj /Span BMC (ab)Tj EMC /F2 9 Tf (ab)Tj ET");
    }

    #[test]
    fn what_was_shown_before_is_shown_no_more() {
        let mut known = Known::default();
        let mut next = |content: &[u8]| gist_after(content, &mut known).unwrap();
        assert_eq!(next(b"/P <</MCID 0>> BDC BT /K 9 Tf (abcd)Tj ET EMC"), "/P <</MCID 0>> BDC BT /K 9 Tf (abcd)Tj ET EMC");
        assert_eq!(next(b"/P <</MCID 3>> BDC BT /K 8 Tf (abef)Tj ET EMC"), "/P <</MCID 3>> BDC BT /K 8 Tf (ef)Tj ET EMC");
        // But that there is text.
        assert_eq!(next(b"/Q <</MCID 4>> BDC BT /K 8 Tf (cdef)Tj ET EMC"), "/Q <</MCID 4>> BDC BT /K 8 Tf (cd)Tj ET EMC");
        for other in [
            "/Artifact BMC BT /K 9 Tf (abcd)Tj ET EMC",
            "BT /K 9 Tf (abcd)Tj ET",
            "/P <</MCID 0/Lang (de)>> BDC BT /K 9 Tf (abcd)Tj ET EMC",
            "/P <</MCID 0/Lang (de)>> BDC BT /K 9 Tf (abcd)Tj ET EMC",
            "/P <</MCID 0>> BDC BT 3 Tr /K 9 Tf (abcd)Tj ET EMC",
            "/P <</MCID 0>> BDC BT /F1 9 Tf (abcd)Tj ET EMC",
            "/P <</MCID 0>> BDC BT /F1 9 Tf (abcd)Tj ET EMC",
        ] {
            assert_eq!(next(other.as_bytes()), other);
        }
    }

    #[test]
    fn a_font_comes_back_with_its_state() {
        let content = b"/F1 9 Tf q /F2 9 Tf BT (ab) Tj ET Q BT (cd) Tj ET";
        assert_eq!(gist(content).unwrap(), "q BT /F2 9 Tf (ab)Tj ET Q BT /F1 9 Tf (cd)Tj ET");
    }

    #[test]
    fn strings_of_unknown_codes_stay_whole() {
        assert_eq!(gist(b"/Odd 9 Tf (abab) Tj (ab) Tj (abab) Tj").unwrap(), "/Odd 9 Tf (ababab)Tj");
        assert_eq!(gist(b"/F1 9 Tf (abc) Tj (ab) Tj").unwrap(), "/F1 9 Tf (ababc)Tj");
    }

    #[test]
    fn what_is_not_in_order_stays() {
        let odd = [
            &b"/F1 9 Tf 10 Td (ab) Tj"[..],
            b"/F1 9 Tf 100000 0 Td (ab) Tj",
            b"/F1 9 Tf (x) Tc (ab) Tj",
            b"(ab) Tj",
            b"/F1 9 Tf /G0 gs (ab) Tj",
            b"/F1 9 Tf (ab) '",
            b"/F1 9 Tf <4> Tj",
            b"Q /F1 9 Tf (ab) Tj",
        ];
        for odd in odd {
            assert_eq!(gist(odd), None, "{}", String::from_utf8_lossy(odd));
        }
    }
}
