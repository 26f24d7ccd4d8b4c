//! Faults that one vendor minds and another does not.

use recto::preflight::Profile;

use super::press::{CATALOG, CONTENT, INFO, PAGE, PICTURE, Press, RESOURCES};

/// A planted fault.
pub struct Fault {
    /// What is wrong, in words.
    pub name: &'static str,
    /// The vendor who minds.
    pub profile: Profile,
    /// The rule that is meant for it.
    pub code: &'static str,
    /// Plants it.
    pub plant: fn(&mut Press),
}

/// A clean file for each vendor.
pub fn clean() -> [(Press, Profile); 3] {
    [Profile::Kdp, Profile::IngramSpark, Profile::Lulu].map(|profile| (clean_for(profile), profile))
}

/// A clean file for a vendor.
pub fn clean_for(profile: Profile) -> Press {
    match profile {
        Profile::Kdp => Press::kdp(),
        Profile::Lulu => Press::lulu(),
        _ => Press::ingramspark(),
    }
}

/// All faults.
pub fn all() -> Vec<Fault> {
    let kdp = |name, code, plant| Fault { name, profile: Profile::Kdp, code, plant };
    let ingram = |name, code, plant| Fault { name, profile: Profile::IngramSpark, code, plant };
    let lulu = |name, code, plant| Fault { name, profile: Profile::Lulu, code, plant };
    vec![
        kdp("bookmarks", "print-bookmarks", |press| {
            press.entry(CATALOG, "/Outlines 60 0 R");
            press.value(60, "<</Type/Outlines/First 61 0 R/Last 61 0 R/Count 1>>");
            press.value(61, "<</Title(One)/Parent 60 0 R>>");
        }),
        kdp("a link", "pdfx-annotation", |press| press.entry(PAGE, "/Annots[<</Subtype/Link/Rect[100 100 120 120]>>]")),
        kdp("layers", "pdfx-layers", |press| press.entry(CATALOG, "/OCProperties<</OCGs[]/D<</Name(a)>>>>")),
        kdp("opacity", "pdfx-transparency", |press| {
            press.resource("ExtGState", "/Gt<</ca 0.5>>");
            press.draw("q /Gt gs Q");
        }),
        kdp("a locked file", "pdf-encrypted", |press| press.trailer += "/Encrypt 99 0 R"),
        kdp("a font that is not embedded", "pdf-font-not-embedded", |press| {
            press.resource("Font", "/F2<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
            press.draw("BT /F2 10 Tf ET");
        }),
        kdp("a sheet with room for marks", "print-marks", |press| {
            press.replace(PAGE, "/MediaBox[50 41 259 259]", "/MediaBox[0 0 300 300]")
        }),
        kdp("no bleed at the outer edge of one page", "print-bleed", |press| {
            press.replace(PAGE, "[50 41 259 259]", "[50 41 250 259]");
            press.replace(CONTENT, "41 41 218 30 re f", "120 100 10 10 re f");
        }),
        kdp("art that ends at the trim", "print-bleed-art", |press| press.draw("q 0 1 0 0 k 230 100 20 40 re f Q")),
        kdp("too few pages", "print-page-count", |press| press.value(2, "<</Type/Pages/Count 2/Kids[3 0 R 4 0 R]>>")),
        kdp("a line of half a point", "print-hairline", |press| press.draw("q 0 0 0 1 K 0.5 w 120 100 m 180 100 l S Q")),
        kdp("text of 6 pt", "print-small-text", |press| press.draw("BT /F1 6 Tf 120 100 Td <0001> Tj ET")),
        kdp("a coarse picture in RGB", "print-picture-resolution", |press| {
            press.replace(PICTURE, "/DeviceCMYK", "/DeviceRGB");
            press.draw("q 60 0 0 60 120 100 cm /Im1 Do Q");
        }),
        kdp("a spot colour", "print-spot-color", |press| {
            press.replace(RESOURCES, "/ColorSpace<<", "/ColorSpace<</Cs1[/Separation/Gold/DeviceCMYK 40 0 R]");
            press.draw("q /Cs1 cs 1 scn 120 100 10 10 re f Q");
        }),
        kdp("text in the gutter", "print-safety", |press| press.draw("BT /F1 10 Tf 60 100 Td <0001> Tj ET")),
        kdp("text near the foot", "print-safety", |press| press.draw("BT /F1 10 Tf 120 60 Td <0001> Tj ET")),
        ingram("too much ink for uncoated paper", "print-ink-limit", |press| press.draw("q 1 0.8 0.4 0.3 k 120 100 10 10 re f Q")),
        ingram("rich black text of 20 pt", "print-rich-text", |press| {
            press.draw("q 0.4 0.3 0.3 1 k BT /F1 20 Tf 120 100 Td <0001> Tj ET Q")
        }),
        ingram("no claim of X-1a", "pdfx-identification", |press| press.replace(INFO, "/GTS_PDFXVersion(PDF/X-1a:2003)", "")),
        ingram("an odd number of pages", "print-page-count", |press| {
            press.replace(2, "/Count 24", "/Count 23");
            press.replace(2, " 124 0 R", "");
        }),
        lulu("crop marks", "print-marks", |press| {
            press.replace(PAGE, "/MediaBox[41 41 259 259]", "/MediaBox[20 20 280 280]");
            press.draw("q 0 0 0 1 K 0.5 w 50 25 m 50 38 l S Q");
        }),
        lulu("no bleed on one page", "print-bleed", |press| {
            press.replace(PAGE, "[41 41 259 259]", "[50 50 250 250]");
            press.replace(CONTENT, "41 41 218 30 re f", "120 100 10 10 re f");
        }),
        lulu("too much ink", "print-ink-limit", |press| press.draw("q 1 1 0.5 0.3 k 120 100 10 10 re f Q")),
    ]
}
