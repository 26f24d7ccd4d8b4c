//! What the pages before have shown already: codes that mean the same wherever they stand.
//!
//! What rules ask of a code, apart from where it stands, is whether the font has a glyph for it, how wide that is, and
//! which character it means. Only characters for private use are asked whether something around them says what they mean
//! (PDF/A-2, 6.2.11.7.3), so a font with one of those has nothing that is known. Neither has one whose characters are
//! given in ranges, which nobody has had to look into so far.

use std::collections::{BTreeMap, BTreeSet};

use hayro_syntax::object::{Dict, Name, Object, ObjectIdentifier, Stream};

use super::super::pdf::decode::{LARGEST_STREAM, decode};
use super::operators::{Operand, Operator};

/// A font as far as its codes can be told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Font {
    /// How many bytes each code has.
    pub code_length: usize,
    /// Which font of the file it is, if its codes mean the same everywhere.
    pub number: Option<ObjectIdentifier>,
}

/// What the marks around a text mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Context {
    /// There are none.
    Unmarked,
    /// It is content.
    Content,
    /// It is decoration.
    Artifact,
}

/// What is known of the pages so far.
#[derive(Default)]
pub(super) struct Known {
    fonts: BTreeMap<ObjectIdentifier, Option<Font>>,
    shown: BTreeSet<(Context, ObjectIdentifier, [u8; 2])>,
}

impl Context {
    /// What a mark means by itself; nothing if it says something about what stands in it.
    pub fn of(mark: &Operator<'_>, content: &[u8]) -> Option<Self> {
        let name = |operand: &Operand| match operand {
            Operand::Name(range) => content.get(range.clone()),
            _ => None,
        };
        let (tag, properties) = mark.operands.split_first()?;
        let is_elsewhere = matches!(properties, [Operand::Name(_)]);
        let speaks = |key: &[u8]| matches!(key, b"/ActualText" | b"/Alt" | b"/E" | b"/Lang") || key.contains(&b'#');
        let speaks = properties.iter().filter_map(name).any(speaks);
        let means = if name(tag)? == b"/Artifact" { Self::Artifact } else { Self::Content };
        (!is_elsewhere && !speaks).then_some(means)
    }

    /// Both, one in the other: nothing in a decoration is content.
    pub fn and(self, other: Self) -> Self {
        self.max(other)
    }
}

impl Known {
    /// One of the fonts of a page, by its name; `None` if its codes cannot be told apart.
    pub fn font(&mut self, fonts: &Dict<'_>, name: &[u8]) -> Option<Font> {
        // The number of the reference: a font that stands in the page itself says it had the page's own.
        let number = fonts.get_ref(name).map(ObjectIdentifier::from);
        let look = || {
            let font = fonts.get::<Dict<'_>>(name)?;
            Some(Font { code_length: code_length(&font)?, number: number.filter(|_| means_the_same(&font)) })
        };
        match number {
            Some(number) => *self.fonts.entry(number).or_insert_with(look),
            None => look(),
        }
    }

    /// Whether a code of a font was not shown in a context so far; from now on it was.
    pub fn is_new(&mut self, context: Context, font: Font, code: [u8; 2]) -> bool {
        font.number.is_none_or(|number| self.shown.insert((context, number, code)))
    }
}

/// How many bytes each code of a font has, if all have the same and that can be told.
fn code_length(font: &Dict<'_>) -> Option<usize> {
    match font.get::<Name<'_>>("Subtype")?.as_ref() {
        b"Type1" | b"MMType1" | b"TrueType" | b"Type3" => Some(1),
        b"Type0" => match font.get::<Object<'_>>("Encoding")? {
            Object::Name(name) => matches!(name.as_ref(), b"Identity-H" | b"Identity-V").then_some(2),
            Object::Stream(cmap) => codespace(&decode(&cmap, LARGEST_STREAM).ok()?.data),
            _ => None,
        },
        _ => None,
    }
}

/// The length of all codes of a CMap, if it is two bytes and the CMap stands on no other.
fn codespace(cmap: &[u8]) -> Option<usize> {
    let text = std::str::from_utf8(cmap).ok()?;
    let mut sections = text.split("begincodespacerange").skip(1).map(|section| section.split("endcodespacerange").next());
    let is_of_two = |section: Option<&str>| {
        let is_code = |word: &str| word.len() == 6 && word.starts_with('<') && word.ends_with('>');
        section.is_some_and(|section| section.split_whitespace().all(is_code))
    };
    let first = sections.next()?;
    (is_of_two(first) && sections.all(is_of_two) && !text.contains("usecmap")).then_some(2)
}

/// Whether the map of a font's codes to characters has none for private use.
fn means_the_same(font: &Dict<'_>) -> bool {
    let map = font.get::<Stream<'_>>("ToUnicode").and_then(|map| decode(&map, LARGEST_STREAM).ok());
    map.is_some_and(|map| !holds_private(&map.data))
}

/// Whether a map has characters for private use, or ranges and what else was not looked into.
fn holds_private(map: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(map) else { return true };
    let characters = text.split("beginbfchar").skip(1).filter_map(|section| section.split("endbfchar").next());
    let mut words = characters.flat_map(|section| section.split(['<', '>', ' ', '\n', '\r', '\t'])).filter(|word| !word.is_empty());
    // The higher private planes begin with their own high surrogates (Unicode 16, 23.5).
    let is_private = |unit: &[u8]| {
        let unit = std::str::from_utf8(unit).ok().and_then(|unit| u16::from_str_radix(unit, 16).ok());
        unit.is_none_or(|unit| matches!(unit, 0xE000..=0xF8FF | 0xDB80..=0xDBFF))
    };
    text.contains("beginbfrange")
        || text.contains("usecmap")
        || words.any(|word| {
            let (units, rest) = word.as_bytes().as_chunks::<4>();
            !rest.is_empty() || units.iter().any(|unit| is_private(unit))
        })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use hayro_syntax::Pdf;

    use super::super::operators::each;
    use super::*;

    fn context(mark: &[u8]) -> Option<Context> {
        let mut found = None;
        each(mark, |operator| {
            found = Context::of(&operator, mark);
            true
        });
        found
    }

    #[test]
    fn marks_that_speak_are_told_from_those_that_only_mark() {
        assert_eq!(context(b"/P <</MCID 0>> BDC"), Some(Context::Content));
        assert_eq!(context(b"/Artifact BMC"), Some(Context::Artifact));
        assert_eq!(context(b"/Artifact <</Type /Pagination>> BDC"), Some(Context::Artifact));
        for speaking in
            [&b"/Span <</ActualText (x)>> BDC"[..], b"/Span <</MCID 1 /Lang (de)>> BDC", b"/P /Named BDC", b"/P <</Al#74 (x)>> BDC", b"BDC"]
        {
            assert_eq!(context(speaking), None, "{}", String::from_utf8_lossy(speaking));
        }
        assert_eq!(Context::Artifact.and(Context::Content), Context::Artifact);
    }

    #[test]
    fn fonts_that_stand_in_the_page_are_not_taken_for_each_other() {
        let composite = "/Type/Font/Subtype/Type0/Encoding/Identity-H/ToUnicode 5 0 R";
        let map = "1 beginbfchar <0001> <0041> endbfchar";
        let objects = [
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
            format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</Font<</A<<{composite}>>/B<</Type/Font/Subtype/TrueType>>/C 4 0 R>>>>>>"
            ),
            format!("<<{composite}>>"),
            format!("<</Length {}>>\nstream\n{map}\nendstream", map.len()),
        ];
        let mut file = "%PDF-1.7\n".to_owned();
        for (number, object) in objects.iter().enumerate() {
            file += &format!("{} 0 obj\n{object}\nendobj\n", number + 1);
        }
        file += "trailer\n<</Root 1 0 R/Size 6>>\n%%EOF";
        let pdf = Pdf::new(Arc::new(file.into_bytes())).unwrap();
        let page = pdf.pages().first().unwrap();
        let mut known = Known::default();
        let mut font = |name: &[u8]| known.font(&page.resources().fonts, name);
        assert_eq!(font(b"A"), Some(Font { code_length: 2, number: None }));
        assert_eq!(font(b"B"), Some(Font { code_length: 1, number: None }));
        assert_eq!(font(b"C"), Some(Font { code_length: 2, number: Some(ObjectIdentifier::new(4, 0)) }));
        assert_eq!(font(b"D"), None);
    }

    #[test]
    fn maps_without_private_characters_are_known() {
        let map = |lines: &str| holds_private(format!("1 beginbfchar\n{lines}\nendbfchar").as_bytes());
        assert!(!map("<0001> <0041>\n<0002><00660069>"));
        for private in ["<0001> <E000>", "<0001> <0041F8FF>", "<0001> <DB80DC00>", "<0001> <41>", "<0001> <004x>"] {
            assert!(map(private), "{private}");
        }
        assert!(holds_private(b"1 beginbfrange <0000> <0001> <0041> endbfrange"));
    }
}
