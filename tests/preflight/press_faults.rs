//! The faults of press files, one at a time, and the rule that finds each.

use std::collections::BTreeSet;

use recto::preflight::Profile;

use super::press::{
    CATALOG, CONTENT, DESCENDANT, DESCRIPTOR, FONT, FONT_PROGRAM, FORM, INFO, INTENT, PAGE, PICTURE, PROFILE, Press, SECOND_PAGE, XMP,
};

/// A planted fault.
pub struct Fault {
    /// What is wrong, in words.
    pub name: &'static str,
    /// The rule that is meant for it.
    pub code: &'static str,
    /// Rules that rightly find something too.
    also: &'static [&'static str],
    /// The standards in which it is a fault.
    on: On,
    /// Plants it.
    pub plant: fn(&mut Press),
}

#[derive(Clone, Copy)]
enum On {
    Both,
    X4,
    X1a,
}

impl Fault {
    /// What must be found in a file of that standard; nothing where the fault can not be planted.
    pub fn expected(&self, profile: Profile) -> Option<BTreeSet<&'static str>> {
        let fits = match self.on {
            On::Both => true,
            On::X4 => profile == Profile::X4,
            On::X1a => profile == Profile::X1a,
        };
        fits.then(|| self.also.iter().copied().chain([self.code]).collect())
    }
}

/// All faults.
pub fn all() -> Vec<Fault> {
    let fault = |name, code, plant| Fault { name, code, also: &[], on: On::Both, plant };
    let x4 = |name, code, plant| Fault { name, code, also: &[], on: On::X4, plant };
    let x1a = |name, code, plant| Fault { name, code, also: &[], on: On::X1a, plant };
    let mixed = |name, code, also, on, plant| Fault { name, code, also, on, plant };
    vec![
        // The file
        fault("something before the header", "pdf-damaged", |press| press.header.splice(0..0, *b"\n ").for_each(drop)),
        fault("no end of file", "pdf-damaged", |press| press.tail.clear()),
        fault("version too new", "pdfx-version", |press| press.header = b"%PDF-1.7\n".to_vec()),
        fault("version of the catalog too new", "pdfx-version", |press| press.entry(CATALOG, "/Version/2.0")),
        x1a("PDF 1.5 as X-1a", "pdfx-version", |press| press.header = b"%PDF-1.5\n".to_vec()),
        fault("no identifier", "pdfx-file-id", |press| press.trailer = "/Root 1 0 R/Info 19 0 R".to_owned()),
        fault("half an identifier", "pdfx-file-id", |press| press.trailer = "/Root 1 0 R/Info 19 0 R/ID[<01>]".to_owned()),
        fault("empty identifier", "pdfx-file-id", |press| press.trailer = "/Root 1 0 R/Info 19 0 R/ID[()()]".to_owned()),
        fault("a locked file", "pdf-encrypted", |press| press.trailer += "/Encrypt 99 0 R"),
        // Identification and metadata
        x4("no claim", "pdfx-identification", |press| press.replace(XMP, "pdfxid:GTS_PDFXVersion", "pdfxid:Other")),
        x4("claim of another standard", "pdfx-identification", |press| press.replace(XMP, "PDF/X-4", "PDF/X-3:2002")),
        x1a("no claim", "pdfx-identification", |press| press.replace(INFO, "/GTS_PDFXVersion(PDF/X-1a:2003)", "")),
        x1a("claim of 2001 without its conformance", "pdfx-identification", |press| press.replace(INFO, "PDF/X-1a:2003", "PDF/X-1:2001")),
        x4("no title in XMP", "pdfx-metadata", |press| press.replace(XMP, "dc:title", "dc:subject")),
        x4("no modification date", "pdfx-metadata", |press| press.replace(XMP, "xmp:ModifyDate", "xmp:Other")),
        x4("no metadata date", "pdfx-metadata", |press| press.replace(XMP, "xmp:MetadataDate", "xmp:Other")),
        x4("no document id", "pdfx-metadata", |press| press.replace(XMP, "xmpMM:DocumentID", "xmpMM:Other")),
        x4("no version id", "pdfx-metadata", |press| press.replace(XMP, "xmpMM:VersionID", "xmpMM:Other")),
        x4("no rendition class", "pdfx-metadata", |press| press.replace(XMP, "xmpMM:RenditionClass", "xmpMM:Other")),
        mixed("no XMP at all", "pdfx-metadata", &["pdfx-identification"], On::X4, |press| press.replace(CATALOG, "/Metadata 8 0 R", "")),
        mixed("XMP that breaks off", "pdfx-metadata", &["pdfx-identification"], On::X4, |press| {
            let data = press.data(XMP);
            press.set_stream(XMP, &data[..data.len() / 2]);
        }),
        x1a("no title", "pdfx-metadata", |press| press.replace(INFO, "/Title(A test)", "")),
        x1a("no creation date", "pdfx-metadata", |press| press.replace(INFO, "/CreationDate(D:20260131093000Z)", "")),
        x1a("no modification date", "pdfx-metadata", |press| press.replace(INFO, "/ModDate(D:20260131093000Z)", "")),
        x4("two titles", "pdf-metadata-differ", |press| press.replace(INFO, "A test", "Another")),
        x4("two dates", "pdf-metadata-differ", |press| press.replace(INFO, "/CreationDate(D:2026", "/CreationDate(D:2025")),
        x4("two time zones", "pdf-metadata-differ", |press| {
            press.replace(INFO, "/ModDate(D:20260131093000Z)", "/ModDate(D:20260131093000+02'00')")
        }),
        fault("a date without hours", "pdf-metadata-differ", |press| {
            press.replace(INFO, "/ModDate(D:20260131093000Z)", "/ModDate(D:20260131)")
        }),
        x1a("trapped or not", "pdfx-trapped", |press| press.replace(INFO, "/Trapped/False", "/Trapped/Unknown")),
        x1a("nothing on traps", "pdfx-trapped", |press| press.replace(INFO, "/Trapped/False", "")),
        x4("two answers on traps", "pdfx-trapped", |press| press.replace(INFO, "/Trapped/False", "/Trapped/True")),
        x4("nothing on traps", "pdfx-trapped", |press| {
            press.replace(INFO, "/Trapped/False", "");
            press.replace(XMP, "pdf:Trapped", "pdf:Other");
        }),
        // Output intent
        fault("no output intent", "pdfx-output-intent", |press| press.replace(CATALOG, "/OutputIntents[9 0 R]", "")),
        fault("an output intent for archives only", "pdfx-output-intent", |press| press.replace(INTENT, "GTS_PDFX", "GTS_PDFA1")),
        fault("two output intents", "pdfx-output-intent", |press| press.replace(CATALOG, "[9 0 R]", "[9 0 R 9 0 R]")),
        fault("no printing condition", "pdfx-output-intent", |press| press.replace(INTENT, "(FOGRA39)", "()")),
        fault("an unknown condition without words", "pdfx-output-intent", |press| {
            press.replace(INTENT, "(http://www.color.org)", "()");
            press.replace(INTENT, "/Info(Coated)", "");
            // PDF/X-1a would accept a missing profile only for a registered condition; here it is there.
        }),
        fault("a profile elsewhere", "pdfx-output-intent", |press| press.entry(INTENT, "/DestOutputProfileRef<<>>")),
        x4("no profile", "pdfx-output-profile", |press| press.replace(INTENT, "/DestOutputProfile 18 0 R", "")),
        fault("no profile in the stream", "pdfx-output-profile", |press| press.set_stream(PROFILE, b"not a profile")),
        fault("a profile of a screen", "pdfx-output-profile", |press| patch(press, 12, b"mntr")),
        fault("components that do not fit", "pdfx-output-profile", |press| press.replace(PROFILE, "/N 4", "/N 3")),
        fault("no number of components", "pdfx-output-profile", |press| press.replace(PROFILE, "/N 4", "")),
        fault("a size that does not fit", "pdfx-output-profile", |press| patch(press, 0, &[0, 0, 1, 0])),
        fault("a profile cut short", "pdfx-output-profile", |press| {
            let data = press.data(PROFILE);
            press.set_stream(PROFILE, &data[..data.len() / 2]);
        }),
        fault("a profile without a table", "pdfx-output-profile", |press| {
            let mut data = press.data(PROFILE);
            let at = data.windows(4).position(|name| name == b"B2A0").expect("the table is there");
            data[at..at + 4].copy_from_slice(b"none");
            press.set_stream(PROFILE, &data);
        }),
        fault("a profile of a future version", "pdfx-output-profile", |press| patch(press, 8, &[5])),
        x1a("a profile of version 4", "pdfx-output-profile", |press| patch(press, 8, &[4])),
        fault("intents that contradict each other", "pdfx-output-profile", |press| {
            press.stream(30, "/N 3", b"another profile");
            press.value(31, "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/DestOutputProfile 30 0 R>>");
            press.replace(CATALOG, "[9 0 R]", "[9 0 R 31 0 R]");
        }),
        // Boxes
        mixed("no trim", "pdfx-page-boxes", &["print-trim-sizes", "print-bleed"], On::Both, |press| {
            press.replace(PAGE, "/TrimBox[50 50 250 250]", "");
        }),
        fault("trim and art", "pdfx-page-boxes", |press| press.entry(PAGE, "/ArtBox[50 50 250 250]")),
        fault("bleed beyond the sheet", "pdfx-page-boxes", |press| press.replace(PAGE, "/BleedBox[41 41", "/BleedBox[-5 41")),
        fault("a crop into the bleed", "pdfx-page-boxes", |press| press.entry(PAGE, "/CropBox[50 50 250 250]")),
        mixed("trim beyond the bleed", "pdfx-page-boxes", &["print-bleed"], On::Both, |press| {
            press.replace(PAGE, "/TrimBox[50 50 250 250]", "/TrimBox[70 50 270 250]");
        }),
        mixed("a unit of its own", "pdfx-page-boxes", &["print-picture-resolution"], On::Both, |press| press.entry(PAGE, "/UserUnit 2")),
        fault("a page of another size", "print-trim-sizes", |press| {
            press.replace(SECOND_PAGE, "/TrimBox[50 50 250 250]", "/TrimBox[50 50 250 240]");
        }),
        fault("too little bleed", "print-bleed", |press| press.replace(PAGE, "/BleedBox[41 41 259 259]", "/BleedBox[44 41 259 259]")),
        fault("no bleed", "print-bleed", |press| {
            press.replace(PAGE, "/BleedBox[41 41 259 259]", "/BleedBox[50 50 250 250]");
            press.replace(SECOND_PAGE, "/BleedBox[41 41 259 259]", "/BleedBox[50 50 250 250]");
        }),
        // Fonts
        fault("a font that is not embedded", "pdf-font-not-embedded", |press| press.replace(DESCRIPTOR, "/FontFile3 17 0 R", "")),
        fault("a font with an empty file", "pdf-font-not-embedded", |press| press.set_stream(17, b"")),
        fault("a standard font", "pdf-font-not-embedded", |press| press.value(FONT, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")),
        fault("a font chosen by the graphics state", "pdf-font-not-embedded", |press| {
            press.value(30, "<</Type/Font/Subtype/TrueType/BaseFont/Arial>>");
            press.resource("ExtGState", "/Gf<</Font[30 0 R 9]>>");
            press.draw("q /Gf gs Q");
        }),
        fault("a font inside a form", "pdf-font-not-embedded", |press| {
            press.value(30, "<</Type/Font/Subtype/TrueType/BaseFont/Arial>>");
            press.replace(FORM, "/Resources<<>>", "/Resources<</Font<</F9 30 0 R>>>>");
            press.replace(FORM, "re f", "re f BT /F9 9 Tf ET");
        }),
        fault("a character without a glyph", "pdf-missing-glyph", |press| press.replace(CONTENT, "<00010002>", "<00010000>")),
        // Screen colours
        fault("an RGB fill", "pdfx-device-rgb", |press| press.draw("q 1 0 0 rg 100 220 10 10 re f Q")),
        fault("an RGB stroke", "pdfx-device-rgb", |press| press.draw("q 1 0 0 RG 100 220 m 110 220 l S Q")),
        fault("an RGB colour that paints nothing", "pdfx-device-rgb", |press| press.draw("q 0 0 0 rg Q")),
        fault("RGB by name", "pdfx-device-rgb", |press| press.draw("q /DeviceRGB cs 1 0 0 sc 100 220 10 10 re f Q")),
        fault("an RGB picture", "pdfx-device-rgb", |press| press.replace(PICTURE, "/DeviceCMYK", "/DeviceRGB")),
        fault("RGB in a form", "pdfx-device-rgb", |press| press.replace(FORM, "0 0 1 0 k", "0 0 1 rg")),
        fault("RGB in a form in a form", "pdfx-device-rgb", |press| {
            press.stream(30, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]", b"0 0 1 rg 1 1 3 3 re f");
            press.replace(FORM, "/Resources<<>>", "/Resources<</XObject<</Fm2 30 0 R>>>>");
            press.replace(FORM, "re f", "re f /Fm2 Do");
        }),
        fault("RGB under an indexed picture", "pdfx-device-rgb", |press| {
            press.replace(PICTURE, "/DeviceCMYK", "[/Indexed/DeviceRGB 1<000000FFFFFF>]");
            press.set_stream(PICTURE, &[0; 10_000]);
        }),
        mixed("RGB behind a spot colour", "pdfx-device-rgb", &["print-spot-color"], On::Both, |press| {
            press.resource("ColorSpace", "/Cs1[/Separation/Gold/DeviceRGB 40 0 R]");
            press.draw("q /Cs1 cs 1 scn 100 220 10 10 re f Q");
        }),
        fault("RGB in a tiling pattern", "pdfx-device-rgb", |press| {
            press.stream(
                30,
                "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9/Resources<<>>",
                b"1 0 0 rg 0 0 5 5 re f",
            );
            press.resource("Pattern", "/P1 30 0 R");
            press.draw("q /Pattern cs /P1 scn 100 220 10 10 re f Q");
        }),
        fault("RGB in a shading pattern", "pdfx-device-rgb", |press| {
            press.value(30, "<</PatternType 2/Shading<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 1 1]>>>>");
            press.resource("Pattern", "/P1 30 0 R");
            press.draw("q /Pattern cs /P1 scn 100 220 10 10 re f Q");
        }),
        fault("RGB in a shading", "pdfx-device-rgb", |press| {
            press.value(30, "<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 1 1]>>");
            press.resource("Shading", "/S1 30 0 R");
            press.draw("q 100 220 10 10 re W n /S1 sh Q");
        }),
        fault("RGB in the glyph of a font", "pdfx-device-rgb", |press| {
            press.stream(30, "", b"10 0 d0 1 0 0 rg 0 0 5 5 re f");
            press
                .value(31, "<</Type/Font/Subtype/Type3/FontMatrix[.1 0 0 .1 0 0]/FontBBox[0 0 9 9]/CharProcs<</a 30 0 R>>/Resources<<>>>>");
            press.resource("Font", "/T3 31 0 R");
            press.draw("BT /T3 10 Tf ET");
        }),
        fault("an RGB picture in the drawing", "pdfx-device-rgb", |press| {
            press.draw("q 2 0 0 2 100 220 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc\nEI Q");
        }),
        mixed("RGB in a soft mask", "pdfx-device-rgb", &[], On::X4, |press| {
            press.stream(30, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]", b"1 0 0 rg 0 0 5 5 re f");
            press.resource("ExtGState", "/Gm<</SMask<</S/Luminosity/G 30 0 R>>>>");
            press.draw("q /Gm gs Q");
        }),
        mixed("RGB as the space of a page's group", "pdfx-device-rgb", &["pdfx-blend-space"], On::X4, |press| {
            press.entry(PAGE, "/Group<</S/Transparency/CS/DeviceRGB>>");
        }),
        fault("an RGB colour through ICC", "pdfx-managed-color", |press| {
            press.stream(30, "/N 3", &rgb_profile());
            press.resource("ColorSpace", "/Cs1[/ICCBased 30 0 R]");
            press.draw("q /Cs1 cs 1 0 0 sc 100 220 10 10 re f Q");
        }),
        fault("a CalRGB colour", "pdfx-managed-color", |press| {
            press.resource("ColorSpace", "/Cs1[/CalRGB<</WhitePoint[1 1 1]>>]");
            press.draw("q /Cs1 cs 1 0 0 sc 100 220 10 10 re f Q");
        }),
        fault("a Lab colour", "pdfx-managed-color", |press| {
            press.resource("ColorSpace", "/Cs1[/Lab<</WhitePoint[1 1 1]>>]");
            press.draw("q /Cs1 cs 50 0 0 sc 100 220 10 10 re f Q");
        }),
        x4("a colour with a broken profile", "pdfx-color-profile", |press| {
            press.stream(30, "/N 4", b"no profile");
            press.resource("ColorSpace", "/Cs1[/ICCBased 30 0 R]");
            press.draw("q /Cs1 cs 1 0 0 0 sc 100 220 10 10 re f Q");
        }),
        x4("a colour with the press's own profile", "pdfx-color-profile", |press| {
            press.resource("ColorSpace", "/Cs1[/ICCBased 18 0 R]");
            press.draw("q /Cs1 cs 1 0 0 0 sc 100 220 10 10 re f Q");
        }),
        // Transparency and layers
        x1a("opacity", "pdfx-transparency", |press| {
            press.resource("ExtGState", "/Gt<</ca .5>>");
            press.draw("q /Gt gs Q");
        }),
        x1a("opacity of strokes", "pdfx-transparency", |press| {
            press.resource("ExtGState", "/Gt<</CA .5>>");
            press.draw("q /Gt gs Q");
        }),
        x1a("a blend mode", "pdfx-transparency", |press| {
            press.resource("ExtGState", "/Gt<</BM/Multiply>>");
            press.draw("q /Gt gs Q");
        }),
        x1a("a soft mask", "pdfx-transparency", |press| {
            press.stream(30, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]", b"0 g 0 0 5 5 re f");
            press.resource("ExtGState", "/Gm<</SMask<</S/Luminosity/G 30 0 R>>>>");
            press.draw("q /Gm gs Q");
        }),
        x1a("a picture with a soft mask", "pdfx-transparency", |press| {
            press.stream(30, "/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", b"a");
            press.entry(PICTURE, "/SMask 30 0 R");
        }),
        x1a("a transparency group", "pdfx-transparency", |press| press.entry(FORM, "/Group<</S/Transparency>>")),
        x4("a group that blends in grey", "pdfx-blend-space", |press| press.entry(FORM, "/Group<</S/Transparency/CS/DeviceGray>>")),
        x4("an unknown blend mode", "pdfx-blend-space", |press| {
            press.resource("ExtGState", "/Gt<</BM/Dazzle>>");
            press.draw("q /Gt gs Q");
        }),
        x1a("layers", "pdfx-layers", |press| press.entry(CATALOG, "/OCProperties<</OCGs[]/D<</Name(a)>>>>")),
        x4("layers without a name", "pdfx-layers", |press| press.entry(CATALOG, "/OCProperties<</OCGs[]/D<<>>>>")),
        x4("layers that change by themselves", "pdfx-layers", |press| press.entry(CATALOG, "/OCProperties<</OCGs[]/D<</Name(a)/AS[]>>>>")),
        x4("a layer that is not listed", "pdfx-layers", |press| {
            press.value(30, "<</Type/OCG/Name(a)>>");
            press.entry(CATALOG, "/OCProperties<</OCGs[30 0 R]/D<</Name(a)/Order[]>>>>");
        }),
        // What is no ink
        fault("a link", "pdfx-annotation", |press| press.entry(PAGE, "/Annots[<</Subtype/Link/Rect[60 60 90 90]>>]")),
        fault("a note at the edge of the bleed", "pdfx-annotation", |press| {
            press.entry(PAGE, "/Annots[<</Subtype/Text/Rect[30 30 42 42]>>]")
        }),
        fault("a printer's mark on the page", "pdfx-annotation", |press| {
            press.entry(PAGE, "/Annots[<</Subtype/PrinterMark/Rect[60 60 90 90]>>]")
        }),
        fault("scripts", "pdf-action", |press| press.entry(CATALOG, "/Names<</JavaScript<<>>>>")),
        fault("a script on opening", "pdf-action", |press| press.entry(CATALOG, "/OpenAction<</S/JavaScript/JS(1)>>")),
        fault("a page to go to on opening", "pdf-action", |press| press.entry(CATALOG, "/OpenAction<</S/GoTo/D[3 0 R/Fit]>>")),
        fault("actions of the document", "pdf-action", |press| press.entry(CATALOG, "/AA<<>>")),
        fault("actions of a page", "pdf-action", |press| press.entry(PAGE, "/AA<<>>")),
        fault("a program to start", "pdf-action", |press| press.value(30, "<</S/Launch/F(a)>>")),
        fault("an XFA form", "pdf-action", |press| press.entry(CATALOG, "/AcroForm<</XFA()>>")),
        fault("fields to be drawn by the viewer", "pdf-action", |press| press.entry(CATALOG, "/AcroForm<</NeedAppearances true>>")),
        fault("an embedded file", "pdfx-embedded-file", |press| press.value(30, "<</Type/Filespec/F(a)/EF<<>>>>")),
        fault("a portfolio", "pdfx-embedded-file", |press| press.entry(CATALOG, "/Collection<<>>")),
        fault("an area to print", "pdfx-view-settings", |press| press.entry(CATALOG, "/ViewerPreferences<</PrintArea/TrimBox>>")),
        // Streams
        fault("data elsewhere", "pdfx-foreign-content", |press| press.stream(30, "/F(outside.dat)", b"")),
        fault("a stand-in for a server's picture", "pdfx-foreign-content", |press| press.entry(PICTURE, "/OPI<<>>")),
        fault("PostScript", "pdfx-foreign-content", |press| press.stream(30, "/Type/XObject/Subtype/PS", b"showpage")),
        fault("a page of another file", "pdfx-foreign-content", |press| press.entry(FORM, "/Ref<<>>")),
        fault("another picture for print", "pdfx-foreign-content", |press| {
            press.entry(PICTURE, "/Alternates[<</DefaultForPrinting true>>]")
        }),
        fault("LZW", "pdfx-compression", |press| {
            press.stream(30, "/Filter/LZWDecode", &[0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01])
        }),
        x1a("JBIG2", "pdfx-compression", |press| press.stream(30, "/Filter/JBIG2Decode", b"")),
        x1a("JPEG 2000", "pdfx-compression", |press| press.stream(30, "/Filter[/JPXDecode]", b"")),
        fault("a locked stream", "pdfx-compression", |press| press.stream(30, "/Filter/Crypt", b"")),
        fault("a halftone of another machine", "pdfx-halftone", |press| press.value(30, "<</Type/Halftone/HalftoneType 6>>")),
        fault("a halftone by name", "pdfx-halftone", |press| press.value(30, "<</Type/Halftone/HalftoneType 1/HalftoneName(a)>>")),
        fault("a transfer function", "pdfx-halftone", |press| {
            press.resource("ExtGState", "/Gt<</TR 40 0 R>>");
            press.draw("q /Gt gs Q");
        }),
        fault("an unknown rendering intent", "pdfx-halftone", |press| press.draw("/Pretty ri")),
        // The drawing
        fault("an unknown operator", "pdf-content-damaged", |press| press.draw("1 2 3 xyz")),
        fault("a state too much", "pdf-content-damaged", |press| press.draw("Q")),
        fault("a state that stays", "pdf-content-damaged", |press| press.draw("q")),
        fault("a picture that is not there", "pdf-content-damaged", |press| press.draw("/Im9 Do")),
        fault("a font that is not there", "pdf-content-damaged", |press| press.draw("BT /F9 9 Tf ET")),
        fault("a graphics state that is not there", "pdf-content-damaged", |press| press.draw("/G9 gs")),
        fault("a colour space that is not there", "pdf-content-damaged", |press| press.draw("/Cs9 cs")),
        fault("text without a font", "pdf-content-damaged", |press| press.draw("BT (a) Tj ET")),
        fault("a form that draws itself", "pdf-content-damaged", |press| {
            press.replace(FORM, "/Resources<<>>", "/Resources<</XObject<</Fm1 14 0 R>>>>");
            press.replace(FORM, "re f", "re f /Fm1 Do");
        }),
        fault("content that can not be unpacked", "pdf-content-damaged", |press| press.entry(FORM, "/Filter/FlateDecode")),
        // Fonts
        fault("a font program that is noise", "pdf-font-damaged", |press| press.set_stream(FONT_PROGRAM, b"an outline or two")),
        fault("a font program cut short", "pdf-font-damaged", |press| {
            let data = press.data(FONT_PROGRAM);
            press.set_stream(FONT_PROGRAM, &data[..data.len() / 4]);
        }),
        fault("a font program that can not be unpacked", "pdf-font-damaged", |press| press.entry(FONT_PROGRAM, "/Filter/FlateDecode")),
        fault("a composite font without a map of its glyphs", "pdf-font-damaged", |press| {
            press.replace(DESCENDANT, "CIDFontType0", "CIDFontType2");
        }),
        fault("a code beyond the font", "pdf-missing-glyph", |press| {
            press.draw("q /G1 gs 0 0 0 1 k BT /F1 10 Tf 100 220 Td <0333> Tj ET Q");
        }),
        fault("a letter wider than its font has it", "pdf-font-width", |press| press.replace(DESCENDANT, "/W[0[", "/W[0[900 900 900]9[")),
        fault("widths that are not there", "pdf-font-width", |press| press.replace(DESCENDANT, "/W[0", "/V[0")),
        // Hiding places
        x4("DeviceRGB in the soft mask of a picture", "pdfx-device-rgb", |press| {
            press.stream(30, "/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceRGB", &[0; 3]);
            press.entry(PICTURE, "/SMask 30 0 R");
        }),
        fault("DeviceRGB in a single ink of several", "pdfx-device-rgb", |press| {
            press.value(40, "<</FunctionType 2/Domain[0 1]/N 1/C0[0 0 0 0]/C1[0 0 0 1]>>");
            let gold = "/Colorants<</Cyan[/Separation/Cyan/DeviceRGB 40 0 R]>>";
            press.resource("ColorSpace", &format!("/Cs1[/DeviceN[/Cyan/Black]/DeviceCMYK 40 0 R<<{gold}>>]"));
            press.draw("q /Cs1 cs 0.5 0 scn 100 220 10 10 re f Q");
        }),
        fault("DeviceRGB in the process of several inks", "pdfx-device-rgb", |press| {
            press.value(40, "<</FunctionType 2/Domain[0 1]/N 1/C0[0 0 0 0]/C1[0 0 0 1]>>");
            press.resource("ColorSpace", "/Cs1[/DeviceN[/Cyan/Black]/DeviceCMYK 40 0 R<</Process<</ColorSpace/DeviceRGB>>>>]");
            press.draw("q /Cs1 cs 0.5 0 scn 100 220 10 10 re f Q");
        }),
        fault("DeviceRGB in the looks of an annotation", "pdfx-device-rgb", |press| {
            press.stream(30, "/Subtype/Form/BBox[0 0 9 9]", b"1 0 0 rg 0 0 9 9 re f");
            press.entry(PAGE, "/Annots[<</Subtype/Square/Rect[1 1 9 9]/AP<</N 30 0 R>>>>]");
        }),
        x1a("LZW in a picture in the drawing", "pdfx-compression", |press| {
            press.draw("q 3 0 0 3 100 220 cm BI /W 1 /H 1 /BPC 8 /CS /G /F /LZW ID abc EI Q");
        }),
        x1a("a picture of 16 bits", "pdfx-version", |press| {
            press.stream(30, "/Subtype/Image/Width 1/Height 1/BitsPerComponent 16/ColorSpace/DeviceGray", &[0; 2]);
        }),
        fault("a condition that is not registered, without words", "pdfx-output-intent", |press| {
            press.replace(INTENT, "(FOGRA39)", "(Our own press)");
            press.replace(INTENT, "/Info(Coated)", "");
        }),
        fault("text near the cut", "print-safety", |press| press.draw("q /G1 gs 0 0 0 1 k BT /F1 10 Tf 52 220 Td <0001> Tj ET Q")),
        fault("text that ends near the cut", "print-safety", |press| {
            press.draw("q /G1 gs 0 0 0 1 k BT /F1 10 Tf 232 220 Td <00010002> Tj ET Q");
        }),
        // Print practice
        fault("an area that ends at the trim", "print-bleed-art", |press| press.draw("q 0 1 0 0 k 50 100 40 40 re f Q")),
        fault("an area that bleeds too little", "print-bleed-art", |press| press.draw("q 0 1 0 0 k 200 200 54 40 re f Q")),
        fault("a picture that ends at the trim", "print-bleed-art", |press| press.draw("q 20 0 0 20 230 100 cm /Im1 Do Q")),
        fault("an area that is clipped at the trim", "print-bleed-art", |press| {
            press.draw("q 50 50 200 200 re W n 0 1 0 0 k 0 100 100 40 re f Q")
        }),
        fault("a mark in the bleed", "print-marks-in-bleed", |press| press.draw("q 0 0 0 1 K 0.25 w 43 100 m 48 100 l S Q")),
        fault("text in the bleed", "print-marks-in-bleed", |press| press.draw("q /G1 gs 0 0 0 1 k BT /F1 5 Tf 100 253 Td <0001> Tj ET Q")),
        fault("registration colour on the page", "print-registration-color", |press| {
            press.resource("ColorSpace", "/Cs1[/Separation/All/DeviceCMYK 40 0 R]");
            press.draw("q /Cs1 cs 1 scn 100 220 10 10 re f Q");
        }),
        fault("too much ink in an area", "print-ink-limit", |press| press.draw("q 1 1 0.5 0.6 k 100 220 10 10 re f Q")),
        fault("too much ink in large text", "print-ink-limit", |press| {
            press.draw("q 1 1 0.9 0.5 k BT /F1 30 Tf 100 220 Td <0001> Tj ET Q")
        }),
        fault("too much ink in a picture", "print-picture-ink", |press| press.set_stream(PICTURE, &[255, 255, 250, 40].repeat(10_000))),
        fault("too much ink in part of a picture", "print-picture-ink", |press| {
            let mut data = [10, 200, 30, 40].repeat(9_000);
            data.extend([255, 255, 255, 255].repeat(1_000));
            press.set_stream(PICTURE, &data);
        }),
        fault("too much ink in an inverted picture", "print-picture-ink", |press| {
            press.entry(PICTURE, "/Decode[1 0 1 0 1 0 1 0]");
            press.set_stream(PICTURE, &[0, 0, 0, 0].repeat(10_000));
        }),
        fault("a coarse picture", "print-picture-resolution", |press| press.draw("q 60 0 0 60 100 180 cm /Im1 Do Q")),
        fault("a picture that might be coarse", "print-picture-resolution", |press| press.draw("q 28 0 0 28 100 180 cm /Im1 Do Q")),
        fault("a picture drawn out one way", "print-picture-resolution", |press| press.draw("q 20 0 0 60 100 180 cm /Im1 Do Q")),
        fault("a coarse picture inside a form", "print-picture-resolution", |press| {
            press.replace(FORM, "/Resources<<>>", "/Resources<</XObject<</Im1 13 0 R>>>>");
            press.replace(FORM, "re f", "re f 60 0 0 60 100 180 cm /Im1 Do");
        }),
        fault("a coarse stencil", "print-picture-resolution", |press| {
            press.stream(30, "/Subtype/Image/Width 40/Height 40/ImageMask true/BitsPerComponent 1", &[0; 200]);
            press.resource("XObject", "/Im2 30 0 R");
            press.draw("q 0 0 0 1 k 9 0 0 9 100 220 cm /Im2 Do Q");
        }),
        fault("a picture to be smoothed", "print-picture-resolution", |press| press.entry(PICTURE, "/Interpolate true")),
        fault("a hairline", "print-hairline", |press| press.draw("q 0 0 0 1 K 0.1 w 60 240 m 200 240 l S Q")),
        fault("a line as thin as can be", "print-hairline", |press| press.draw("q 0 0 0 1 K 0 w 60 240 m 200 240 l S Q")),
        fault("a line that is scaled down", "print-hairline", |press| {
            press.draw("q 0 0 0 1 K .1 0 0 .1 0 0 cm 1 w 600 2400 m 2000 2400 l S Q")
        }),
        fault("a line drawn as an area", "print-hairline", |press| press.draw("q 0 0 0 1 k 60 240 100 0.1 re f Q")),
        fault("black text that knocks out", "print-black-knocks-out", |press| {
            press.draw("q /G0 gs 0 0 0 1 k BT /F1 10 Tf 100 220 Td <0001> Tj ET Q")
        }),
        fault("black text in grey", "print-black-knocks-out", |press| press.draw("q /G1 gs 0 g BT /F1 10 Tf 100 220 Td <0001> Tj ET Q")),
        fault("black text in the wrong overprint mode", "print-black-knocks-out", |press| {
            press.resource("ExtGState", "/Gw<</op true/OPM 0>>");
            press.draw("q /Gw gs 0 0 0 1 k BT /F1 10 Tf 100 220 Td <0001> Tj ET Q");
        }),
        fault("a white area that vanishes", "print-white-overprints", |press| press.draw("q /G1 gs 0 0 0 0 k 100 220 10 10 re f Q")),
        fault("white text that vanishes", "print-white-overprints", |press| {
            press.draw("q /G1 gs 0 0 0 0 k BT /F1 10 Tf 100 220 Td <0001> Tj ET Q");
        }),
        fault("small text in rich black", "print-rich-text", |press| {
            press.draw("q 0.6 0.4 0.4 1 k BT /F1 10 Tf 100 220 Td <0001> Tj ET Q")
        }),
        fault("small text in three inks", "print-rich-text", |press| press.draw("q 0.6 0.4 0.4 0 k BT /F1 8 Tf 100 220 Td <0001> Tj ET Q")),
        fault("tiny text", "print-small-text", |press| press.draw("q /G1 gs 0 0 0 1 k BT /F1 4 Tf 100 220 Td <0001> Tj ET Q")),
        fault("text scaled down", "print-small-text", |press| {
            press.draw("q /G1 gs 0 0 0 1 k BT /F1 12 Tf .3 0 0 .3 100 220 Tm <0001> Tj ET Q");
        }),
        fault("a spot colour", "print-spot-color", |press| {
            press.resource("ColorSpace", "/Cs1[/Separation/Gold/DeviceCMYK 40 0 R]");
            press.draw("q /Cs1 cs 1 scn 100 220 10 10 re f Q");
        }),
        // Places that are seldom looked at
        x1a("a profile that stands in for the inks", "pdfx-managed-color", |press| {
            press.resource("ColorSpace", "/DefaultCMYK[/ICCBased 18 0 R]");
        }),
        x1a("a profile that stands in for grey inside a form", "pdfx-managed-color", |press| {
            press.replace(FORM, "/Resources<<>>", "/Resources<</ColorSpace<</DefaultGray[/CalGray<</WhitePoint[1 1 1]>>]>>>>");
        }),
        fault("an unknown rendering intent of the graphics state", "pdfx-halftone", |press| {
            press.resource("ExtGState", "/Gi<</RI/Pretty>>");
            press.draw("q /Gi gs Q");
        }),
        fault("an unknown rendering intent of a picture", "pdfx-halftone", |press| press.entry(PICTURE, "/Intent/Pretty")),
        fault("a transfer function that is not the press's own", "pdfx-halftone", |press| {
            press.resource("ExtGState", "/Gt<</TR2/Identity>>");
            press.draw("q /Gt gs Q");
        }),
        x1a("an answer on traps in the wrong form", "pdfx-trapped", |press| press.replace(INFO, "/Trapped/False", "/Trapped(False)")),
        x1a("no word on who wrote it", "pdfx-metadata", |press| press.replace(INFO, "/Creator(recto)", "")),
        x1a("no word on what made the PDF", "pdfx-metadata", |press| press.replace(INFO, "/Producer(recto)", "")),
        x1a("no profile, and a condition that nobody knows", "pdfx-output-profile", |press| {
            press.replace(INTENT, "(FOGRA39)", "(Our own press)");
            press.replace(INTENT, "/DestOutputProfile 18 0 R", "");
        }),
        fault("a page that is turned", "pdfx-page-boxes", |press| press.entry(PAGE, "/Rotate 90")),
        fault("pages that are all turned", "pdfx-page-boxes", |press| press.entry(2, "/Rotate 180")),
        fault("a font program without its last glyphs", "pdf-font-damaged", |press| {
            let data = press.data(FONT_PROGRAM);
            press.set_stream(FONT_PROGRAM, &data[..data.len() - 40]);
        }),
        x1a("a font as newer versions have it", "pdfx-version", |press| press.stream(30, "/Subtype/OpenType", b"OTTO")),
        fault("states within states", "pdf-content-damaged", |press| press.draw(&format!("{}{}", "q ".repeat(30), "Q ".repeat(30)))),
        fault("a coarse picture in the drawing", "print-picture-resolution", |press| {
            press.draw(&format!("q 20 0 0 20 100 220 cm BI /W 5 /H 5 /BPC 8 /CS /G ID {}\nEI Q", "a".repeat(25)));
        }),
        fault("a coarse picture in a pattern", "print-picture-resolution", |press| {
            press.stream(
                30,
                "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 60 60]/XStep 60/YStep 60/Resources<</XObject<</Im1 13 0 R>>>>",
                b"q 60 0 0 60 0 0 cm /Im1 Do Q",
            );
            press.resource("Pattern", "/P1 30 0 R");
            press.draw("q /Pattern cs /P1 scn 100 220 10 10 re f Q");
        }),
        fault("a coarse picture in a pattern that is drawn larger", "print-picture-resolution", |press| {
            press.stream(
                30,
                "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 20 20]/XStep 20/YStep 20/Matrix[3 0 0 3 0 0]/Resources<</XObject<</Im1 13 0 R>>>>",
                b"q 20 0 0 20 0 0 cm /Im1 Do Q",
            );
            press.resource("Pattern", "/P1 30 0 R");
            press.draw("q .1 0 0 .1 0 0 cm /Pattern cs /P1 scn 1000 2200 100 100 re f Q");
        }),
        fault("a picture in a spot colour", "print-spot-color", |press| {
            press.replace(PICTURE, "/DeviceCMYK", "[/Separation/Gold/DeviceCMYK 40 0 R]");
            press.set_stream(PICTURE, &[9; 10_000]);
        }),
        fault("a blend in a spot colour", "print-spot-color", |press| {
            press.value(30, "<</ShadingType 2/ColorSpace[/Separation/Gold/DeviceCMYK 40 0 R]/Coords[0 0 1 1]>>");
            press.resource("Shading", "/S1 30 0 R");
            press.draw("q 100 220 10 10 re W n /S1 sh Q");
        }),
        fault("too much ink at the end of a blend", "print-ink-limit", |press| {
            press.value(30, "<</ShadingType 2/ColorSpace/DeviceCMYK/Coords[0 0 1 1]/Function<</FunctionType 2/Domain[0 1]/N 1/C0[0 0 0 0]/C1[1 1 1 .5]>>>>");
            press.resource("Shading", "/S1 30 0 R");
            press.draw("q 100 220 10 10 re W n /S1 sh Q");
        }),
        fault("too much ink inside a stitched blend", "print-ink-limit", |press| {
            let part = |from: &str, to: &str| format!("<</FunctionType 2/Domain[0 1]/N 1/C0[{from}]/C1[{to}]>>");
            let parts = format!("{}{}", part("0 0 0 0", "1 1 1 .5"), part("1 1 1 .5", "0 0 0 0"));
            let function = format!("<</FunctionType 3/Domain[0 1]/Bounds[.5]/Encode[0 1 0 1]/Functions[{parts}]>>");
            press.value(
                30,
                &format!("<</PatternType 2/Shading<</ShadingType 2/ColorSpace/DeviceCMYK/Coords[0 0 1 1]/Function{function}>>>>"),
            );
            press.resource("Pattern", "/P1 30 0 R");
            press.draw("q /Pattern cs /P1 scn 100 220 10 10 re f Q");
        }),
        fault("too much ink in a blend of one function for each ink", "print-ink-limit", |press| {
            let function = "<</FunctionType 2/Domain[0 1]/N 1/C0[0]/C1[.9]>>".repeat(4);
            press.value(30, &format!("<</ShadingType 2/ColorSpace/DeviceCMYK/Coords[0 0 1 1]/Function[{function}]>>"));
            press.resource("Shading", "/S1 30 0 R");
            press.draw("q 100 220 10 10 re W n /S1 sh Q");
        }),
        fault("too much ink in a blend by a table", "print-ink-limit", |press| {
            press.stream(
                31,
                "/FunctionType 0/Domain[0 1]/Range[0 1 0 1 0 1 0 1]/Size[2]/BitsPerSample 8",
                &[0, 0, 0, 0, 255, 255, 255, 200],
            );
            press.value(30, "<</ShadingType 2/ColorSpace/DeviceCMYK/Coords[0 0 1 1]/Function 31 0 R>>");
            press.resource("Shading", "/S1 30 0 R");
            press.draw("q 100 220 10 10 re W n /S1 sh Q");
        }),
        fault("too much ink by overprinting", "print-ink-limit", |press| {
            press.draw("q 1 1 0 0 k 100 220 20 10 re f /G1 gs 0 0 0.8 0.5 k 110 220 20 10 re f Q");
        }),
        fault("too much ink by overprinting twice", "print-ink-limit", |press| {
            press.draw("q 1 0 0 0 k 100 220 20 10 re f /G1 gs 0 1 0 0 k 100 220 20 10 re f 0 0 .8 .5 k 100 220 20 10 re f Q");
        }),
        fault("black text on what is dark already", "print-ink-limit", |press| {
            press.draw("q 1 1 .5 0 k 100 220 60 20 re f /G1 gs 0 0 0 1 k BT /F1 20 Tf 105 222 Td <000100020001> Tj ET Q");
        }),
    ]
}

/// Overwrites bytes of the profile.
fn patch(press: &mut Press, at: usize, bytes: &[u8]) {
    let mut data = press.data(PROFILE);
    data[at..at + bytes.len()].copy_from_slice(bytes);
    press.set_stream(PROFILE, &data);
}

/// The header of an RGB profile without tags.
fn rgb_profile() -> Vec<u8> {
    let mut profile = vec![0; 132];
    profile[3] = 132;
    profile[8] = 4;
    profile[12..16].copy_from_slice(b"mntr");
    profile[16..20].copy_from_slice(b"RGB ");
    profile[36..40].copy_from_slice(b"acsp");
    profile
}
