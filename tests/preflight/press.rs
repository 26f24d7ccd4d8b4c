//! A small press file whose every object can be changed before it is written.

use std::collections::BTreeMap;
use std::sync::LazyLock;

pub const CATALOG: u32 = 1;
pub const PAGE: u32 = 3;
pub const SECOND_PAGE: u32 = 4;
pub const RESOURCES: u32 = 5;
pub const CONTENT: u32 = 6;
pub const SECOND_CONTENT: u32 = 7;
pub const XMP: u32 = 8;
pub const INTENT: u32 = 9;
pub const FONT: u32 = 10;
pub const DESCENDANT: u32 = 15;
pub const DESCRIPTOR: u32 = 16;
pub const FONT_PROGRAM: u32 = 17;
pub const PICTURE: u32 = 13;
pub const FORM: u32 = 14;
pub const PROFILE: u32 = 18;
pub const INFO: u32 = 19;

/// The profile that recto ships.
const ICC: &[u8] = include_bytes!("../../profiles/ISOcoated_v2_300_bas.icc");

/// What both pages draw: black text, a colour area in the bleed, a rule, a picture, a form, and crop marks outside.
const DRAWING: &str = "q /G1 gs 0 0 0 1 k BT /F1 10 Tf 60 200 Td <00010002> Tj ET Q
q 0 0.5 0 0 k 41 41 218 30 re f Q
q 0 0 0 1 K 0.5 w 60 190 m 200 190 l S Q
q 20 0 0 20 100 100 cm /Im1 Do Q
q /Fm1 Do Q
q 1 1 1 1 K 0.25 w 50 10 m 50 30 l 250 10 m 250 30 l S Q
";

/// What the pages of a book for a vendor draw: all of it well inside, and an area that runs through the bleed.
const INSIDE: &str = "q /G1 gs 0 0 0 1 k BT /F1 10 Tf 120 190 Td <00010002> Tj ET Q
q 0 0.5 0 0 k 41 41 218 30 re f Q
q 0 0 0 1 K 1 w 120 180 m 180 180 l S Q
q 20 0 0 20 120 120 cm /Im1 Do Q
";

/// A font of three glyphs, and how wide they are. It is one of ours, cut down.
static TEST_FONT: LazyLock<(Vec<u8>, String)> = LazyLock::new(|| {
    use read_fonts::{FontRef, TableProvider, types};
    let whole = include_bytes!("../../fonts/source-serif-4/SourceSerif4-Regular.otf");
    let letters = [40, 41];
    let subset =
        subsetter::subset(whole, 0, &subsetter::GlyphRemapper::new_from_glyphs_sorted(&letters)).expect("the font can be cut down");
    let table = FontRef::new(&subset).ok().and_then(|font| font.table_data(types::Tag::new(b"CFF "))).expect("its outlines are in CFF");
    let measures = FontRef::new(whole).expect("the font is ours");
    let units = f64::from(measures.head().expect("it has a head").units_per_em());
    let width = |glyph: u16| measures.hmtx().expect("it has widths").advance(glyph.into()).map(|width| f64::from(width) * 1000.0 / units);
    let widths = [0, letters[0], letters[1]].map(|glyph| format!("{:.1}", width(glyph).expect("it has the glyph")));
    (table.as_bytes().to_vec(), widths.join(" "))
});

/// A file in objects.
pub struct Press {
    pub header: Vec<u8>,
    pub objects: BTreeMap<u32, Object>,
    pub trailer: String,
    pub tail: String,
}

/// An object: its dictionary or other value, and the data of a stream.
#[derive(Clone)]
pub struct Object {
    pub value: String,
    pub stream: Option<Vec<u8>>,
}

impl Press {
    /// A clean PDF/X-4 file of two pages.
    pub fn x4() -> Self {
        let mut press = Self::plain("1.6");
        press.stream(XMP, "/Type/Metadata/Subtype/XML", xmp().as_bytes());
        press.replace(CATALOG, "/OutputIntents", "/Metadata 8 0 R/OutputIntents");
        press
    }

    /// A clean PDF/X-1a:2003 file of two pages.
    pub fn x1a() -> Self {
        let mut press = Self::plain("1.4");
        press.replace(INFO, "/Trapped", "/GTS_PDFXVersion(PDF/X-1a:2003)/Trapped");
        press
    }

    /// A clean file for Amazon KDP: 24 pages in colours of any kind, without marks, with bleed but at the spine.
    pub fn kdp() -> Self {
        let mut press = Self::inside("1.7", false);
        press.replace(CATALOG, "/OutputIntents[9 0 R]", "");
        press
    }

    /// A clean file for Lulu: the same, with bleed on all sides.
    pub fn lulu() -> Self {
        let mut press = Self::inside("1.7", true);
        press.replace(CATALOG, "/OutputIntents[9 0 R]", "");
        press
    }

    /// A clean file for IngramSpark: the same as PDF/X-1a.
    pub fn ingramspark() -> Self {
        let mut press = Self::inside("1.4", true);
        press.replace(INFO, "/Trapped", "/GTS_PDFXVersion(PDF/X-1a:2003)/Trapped");
        press
    }

    /// The inside of a book of 24 pages on sheets that end at the bleed.
    fn inside(version: &str, bleed_at_spine: bool) -> Self {
        let mut press = Self::plain(version);
        let mut kids = String::new();
        for number in 1..=24 {
            let object = match number {
                1 => PAGE,
                2 => SECOND_PAGE,
                other => 100 + other,
            };
            let content = if number == 1 { CONTENT } else { SECOND_CONTENT };
            let (left, right) = match (bleed_at_spine, number % 2) {
                (true, _) => (41, 259),
                (false, 1) => (50, 259),
                (false, _) => (41, 250),
            };
            let sheet = format!("[{left} 41 {right} 259]");
            press.value(
                object,
                &format!(
                    "<</Type/Page/Parent 2 0 R/MediaBox{sheet}/BleedBox{sheet}/TrimBox[50 50 250 250]/Resources 5 0 R/Contents {content} 0 R>>"
                ),
            );
            kids += &format!(" {object} 0 R");
        }
        press.value(2, &format!("<</Type/Pages/Count 24/Kids[{kids}]>>"));
        for content in [CONTENT, SECOND_CONTENT] {
            press.set_stream(content, INSIDE.as_bytes());
        }
        press
    }

    fn plain(version: &str) -> Self {
        let mut press = Self {
            header: format!("%PDF-{version}\n%\u{e2}\u{e3}\n").into_bytes(),
            objects: BTreeMap::new(),
            trailer: "/Root 1 0 R/Info 19 0 R/ID[<0123456789ABCDEF><0123456789ABCDEF>]".to_owned(),
            tail: "%%EOF\n".to_owned(),
        };
        press.value(CATALOG, "<</Type/Catalog/Pages 2 0 R/OutputIntents[9 0 R]>>");
        press.value(2, "<</Type/Pages/Count 2/Kids[3 0 R 4 0 R]>>");
        for (page, content) in [(PAGE, CONTENT), (SECOND_PAGE, SECOND_CONTENT)] {
            let boxes = "/MediaBox[0 0 300 300]/BleedBox[41 41 259 259]/TrimBox[50 50 250 250]";
            press.value(page, &format!("<</Type/Page/Parent 2 0 R{boxes}/Resources 5 0 R/Contents {content} 0 R>>"));
            press.stream(content, "", DRAWING.as_bytes());
        }
        press.value(
            RESOURCES,
            "<</Font<</F1 10 0 R>>/ExtGState<</G1 11 0 R/G0 12 0 R>>/XObject<</Im1 13 0 R/Fm1 14 0 R>>/ColorSpace<</None null>>/Pattern<</None null>>/Shading<</None null>>>>",
        );
        press.value(
            INTENT,
            "<</Type/OutputIntent/S/GTS_PDFX/OutputConditionIdentifier(FOGRA39)/RegistryName(http://www.color.org)/Info(Coated)/DestOutputProfile 18 0 R>>",
        );
        press.value(FONT, "<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Test/Encoding/Identity-H/DescendantFonts[15 0 R]>>");
        press.value(11, "<</Type/ExtGState/OP true/op true/OPM 1>>");
        press.value(12, "<</Type/ExtGState/OP false/op false/OPM 0>>");
        // A hundred pixels on twenty points are 360 to the inch.
        press.stream(
            PICTURE,
            "/Type/XObject/Subtype/Image/Width 100/Height 100/BitsPerComponent 8/ColorSpace/DeviceCMYK",
            &[10, 200, 30, 40].repeat(10_000),
        );
        press.stream(FORM, "/Type/XObject/Subtype/Form/BBox[0 0 300 300]/Resources<<>>", b"0 0 1 0 k 150 150 20 20 re f");
        let (program, widths) = &*TEST_FONT;
        press.value(
            DESCENDANT,
            &format!("<</Type/Font/Subtype/CIDFontType0/BaseFont/ABCDEF+Test/DW 1000/W[0[{widths}]]/FontDescriptor 16 0 R>>"),
        );
        press.value(DESCRIPTOR, "<</Type/FontDescriptor/FontName/ABCDEF+Test/Flags 4/FontFile3 17 0 R>>");
        press.stream(FONT_PROGRAM, "/Subtype/CIDFontType0C", program);
        press.stream(PROFILE, "/N 4", ICC);
        press.value(
            INFO,
            "<</Title(A test)/CreationDate(D:20260131093000Z)/ModDate(D:20260131093000Z)/Creator(recto)/Producer(recto)/Trapped/False>>",
        );
        press
    }

    /// Sets an object that is no stream.
    pub fn value(&mut self, number: u32, value: &str) {
        self.objects.insert(number, Object { value: value.to_owned(), stream: None });
    }

    /// Sets an object that is a stream, with the entries of its dictionary.
    pub fn stream(&mut self, number: u32, entries: &str, data: &[u8]) {
        self.objects.insert(number, Object { value: format!("<<{entries}>>"), stream: Some(data.to_vec()) });
    }

    /// Changes the data of a stream.
    pub fn set_stream(&mut self, number: u32, data: &[u8]) {
        self.objects.get_mut(&number).expect("the object is there").stream = Some(data.to_vec());
    }

    /// The data of a stream.
    pub fn data(&self, number: u32) -> Vec<u8> {
        self.objects[&number].stream.clone().expect("the object is a stream")
    }

    /// Replaces words in an object, or in the data of a stream that is text. The words must be there.
    pub fn replace(&mut self, number: u32, from: &str, to: &str) {
        let object = self.objects.get_mut(&number).expect("the object is there");
        if object.value.contains(from) {
            object.value = object.value.replace(from, to);
            return;
        }
        let text = object.stream.as_ref().and_then(|data| String::from_utf8(data.clone()).ok()).unwrap_or_default();
        assert!(text.contains(from), "object {number} has no {from:?} to plant a fault in");
        object.stream = Some(text.replace(from, to).into_bytes());
    }

    /// Adds an entry to a dictionary.
    pub fn entry(&mut self, number: u32, entry: &str) {
        let object = self.objects.get_mut(&number).expect("the object is there");
        let end = object.value.rfind(">>").expect("the object has a dictionary");
        object.value.insert_str(end, entry);
    }

    /// Adds a resource that both pages can name, such as `("ColorSpace", "/Cs1 ...")`.
    pub fn resource(&mut self, kind: &str, entry: &str) {
        self.replace(RESOURCES, &format!("/{kind}<<"), &format!("/{kind}<<{entry}"));
    }

    /// Draws something more on the first page.
    pub fn draw(&mut self, operators: &str) {
        let mut data = self.data(CONTENT);
        data.extend_from_slice(operators.as_bytes());
        data.push(b'\n');
        self.set_stream(CONTENT, &data);
    }

    /// The file.
    pub fn bytes(&self) -> Vec<u8> {
        let mut file = self.header.clone();
        let mut offsets = BTreeMap::new();
        for (number, object) in &self.objects {
            offsets.insert(*number, file.len());
            file.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
            match &object.stream {
                None => file.extend_from_slice(object.value.as_bytes()),
                Some(data) => {
                    let end = object.value.rfind(">>").expect("a stream has a dictionary");
                    file.extend_from_slice(&object.value.as_bytes()[..end]);
                    file.extend_from_slice(format!("/Length {}>>\nstream\n", data.len()).as_bytes());
                    file.extend_from_slice(data);
                    file.extend_from_slice(b"\nendstream");
                }
            }
            file.extend_from_slice(b"\nendobj\n");
        }
        let size = self.objects.keys().max().map_or(1, |last| last + 1);
        let table = file.len();
        file.extend_from_slice(format!("xref\n0 {size}\n").as_bytes());
        for number in 0..size {
            let line = match offsets.get(&number) {
                Some(offset) => format!("{offset:010} 00000 n \n"),
                None => "0000000000 65535 f \n".to_owned(),
            };
            file.extend_from_slice(line.as_bytes());
        }
        file.extend_from_slice(format!("trailer\n<</Size {size}{}>>\nstartxref\n{table}\n{}", self.trailer, self.tail).as_bytes());
        file
    }
}

fn xmp() -> String {
    let properties = [
        ("dc", "title", "<rdf:Alt><rdf:li xml:lang=\"x-default\">A test</rdf:li></rdf:Alt>"),
        ("xmp", "CreateDate", "2026-01-31T09:30:00Z"),
        ("xmp", "ModifyDate", "2026-01-31T09:30:00Z"),
        ("xmp", "MetadataDate", "2026-01-31T09:30:00Z"),
        ("xmpMM", "DocumentID", "urn:uuid:0"),
        ("xmpMM", "VersionID", "1"),
        ("xmpMM", "RenditionClass", "default"),
        ("pdf", "Trapped", "False"),
        ("pdfxid", "GTS_PDFXVersion", "PDF/X-4"),
    ];
    let properties: String = properties.iter().map(|(prefix, name, value)| format!("<{prefix}:{name}>{value}</{prefix}:{name}>")).collect();
    format!(
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" \
         xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" \
         xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\">{properties}</rdf:Description></rdf:RDF></x:xmpmeta>"
    )
}
