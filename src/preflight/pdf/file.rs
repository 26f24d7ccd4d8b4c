//! A PDF opened for the rules: its trailer, catalog, metadata, output intents and boxes, each read once.

use std::borrow::Cow;

use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as PdfString};
use hayro_syntax::page::Page;
use hayro_syntax::{Filter, Pdf};

use crate::base::{known_profile, text_string};
use crate::vendor::{Norms, Vendor};

use super::super::profile::Profile;
use super::decode::{LARGEST_STREAM, decode};
use super::pages::Boxes;
use super::survey::Survey;
use super::xmp::{self, Xmp};
use super::{icc, trailer};
use crate::base::xml::Malformed;

/// An opened PDF.
pub(in crate::preflight) struct File<'a> {
    /// What findings call it.
    pub name: &'a str,
    /// Whose limits it is held to.
    pub vendor: Vendor,
    /// These limits.
    pub norms: Norms,
    /// All of it.
    pub bytes: &'a [u8],
    /// The parser's view of it.
    pub pdf: &'a Pdf,
    /// The trailer; empty if there is none.
    pub trailer: Dict<'a>,
    /// The catalog.
    pub catalog: Dict<'a>,
    /// The information dictionary; empty if there is none.
    pub info: Dict<'a>,
    /// The metadata packet.
    pub metadata: Metadata,
    /// All output intents, in the order of the file.
    pub intents: Vec<Intent>,
    /// The boxes of every page.
    pub boxes: Vec<Boxes>,
    /// What the objects of the file are, apart from what the pages draw.
    pub survey: Survey,
}

/// The XMP packet of a file.
#[derive(Debug)]
pub(in crate::preflight) enum Metadata {
    /// There is none.
    Missing,
    /// There is one, but it can not be read.
    Malformed(Malformed),
    /// There is one.
    Read(Xmp),
}

/// An output intent (PDF 32000-1, 14.11.5).
#[derive(Debug)]
pub(in crate::preflight) struct Intent {
    /// The object it is, 0 if it stands in the catalog.
    pub object: u32,
    /// `GTS_PDFX`, `GTS_PDFA1` and so on.
    pub subtype: String,
    /// The name of the printing condition.
    pub identifier: String,
    /// Where that name is registered.
    pub registry: String,
    /// The condition in words.
    pub info: String,
    /// Whether it points to a profile outside the file.
    pub outside_profile: bool,
    /// The profile in the file.
    pub profile: Option<IntentProfile>,
}

/// The profile of an output intent.
#[derive(Debug)]
pub(in crate::preflight) struct IntentProfile {
    /// The object it is.
    pub object: u32,
    /// How many components the dictionary says it has.
    pub components: Option<i32>,
    /// What its data say; `None` if they are no profile.
    pub icc: Option<icc::Profile>,
    /// Its data.
    pub bytes: Cow<'static, [u8]>,
}

impl<'a> File<'a> {
    /// Reads what every rule may ask for.
    pub(in crate::preflight) fn open(name: &'a str, bytes: &'a [u8], pdf: &'a Pdf, vendor: Vendor, norms: Norms) -> Self {
        let trailer = trailer::find(bytes).unwrap_or_default();
        let catalog = pdf.xref().get::<Dict<'a>>(pdf.xref().root_id()).unwrap_or_default();
        Self {
            name,
            vendor,
            norms,
            bytes,
            pdf,
            info: trailer.get_ref("Info").and_then(|id| pdf.xref().get::<Dict<'a>>(id.into())).unwrap_or_default(),
            metadata: metadata(&catalog),
            intents: intents(&catalog),
            boxes: pdf.pages().iter().enumerate().map(|(index, page)| Boxes::of(index + 1, page)).collect(),
            survey: Survey::of(pdf),
            trailer,
            catalog,
        }
    }

    /// Its pages.
    pub(in crate::preflight) fn pages(&self) -> &'a [Page<'a>] {
        self.pdf.pages()
    }

    /// The metadata packet, if it can be read.
    pub(in crate::preflight) fn xmp(&self) -> Option<&Xmp> {
        if let Metadata::Read(xmp) = &self.metadata { Some(xmp) } else { None }
    }

    /// A text of the information dictionary; empty texts are none.
    pub(in crate::preflight) fn info_text(&self, key: &str) -> Option<String> {
        match self.info.get::<Object<'_>>(key)? {
            Object::String(text) => Some(text_string(&text)),
            Object::Name(name) => Some(name.as_str().to_owned()),
            _ => None,
        }
        .filter(|text| !text.trim().is_empty())
    }

    /// The output intents that PDF/X reads.
    pub(in crate::preflight) fn press_intents(&self) -> impl Iterator<Item = &Intent> {
        self.intents.iter().filter(|intent| intent.subtype == "GTS_PDFX")
    }

    /// The colours of the press: `CMYK`, `RGB` or `GRAY`; CMYK if the file does not say.
    pub(in crate::preflight) fn press_space(&self) -> &str {
        let profile = self.press_intents().find_map(|intent| intent.profile.as_ref()?.icc.as_ref());
        profile.map_or("CMYK", |profile| profile.space.as_str())
    }

    /// The standards it claims to follow and that can be checked.
    pub(in crate::preflight) fn claims(&self) -> Vec<Profile> {
        let xmp = |space: &str, name: &str| self.xmp().and_then(|xmp| xmp.get(space, name));
        let mut claims = Vec::new();
        if xmp(xmp::PDFUA, "part").as_deref() == Some("1") {
            claims.push(Profile::Ua1);
        }
        let level = xmp(xmp::PDFA, "part").zip(xmp(xmp::PDFA, "conformance"));
        claims.extend(level.and_then(|(part, level)| Profile::named(&format!("a-{part}{level}"))));
        let version = xmp(xmp::PDFX, "GTS_PDFXVersion").or_else(|| xmp(xmp::PDFX_OLD, "GTS_PDFXVersion"));
        let versions = [version, self.info_text("GTS_PDFXVersion"), self.info_text("GTS_PDFXConformance")];
        if versions.iter().flatten().any(|version| version.starts_with("PDF/X-4")) {
            claims.push(Profile::X4);
        } else if versions.iter().flatten().any(|version| version.starts_with("PDF/X-1a")) {
            claims.push(Profile::X1a);
        }
        claims
    }
}

fn metadata(catalog: &Dict<'_>) -> Metadata {
    let Some(stream) = catalog.get::<Stream<'_>>("Metadata") else { return Metadata::Missing };
    match decode(&stream, LARGEST_STREAM) {
        Ok(decoded) => Xmp::parse(&decoded.data).map_or_else(Metadata::Malformed, Metadata::Read),
        Err(reason) => Metadata::Malformed(Malformed { line: 1, why: format!("the stream {}", reason.words()) }),
    }
}

fn intents(catalog: &Dict<'_>) -> Vec<Intent> {
    let array = catalog.get::<Array<'_>>("OutputIntents");
    array.iter().flat_map(|array| array.iter::<Dict<'_>>()).take(100).map(|dict| intent(&dict)).collect()
}

/// The data of a profile; nothing if they can not be unpacked.
fn unpacked(stream: &Stream<'_>) -> Cow<'static, [u8]> {
    let is_plainly_packed = stream.filters().iter().eq([&Filter::FlateDecode]) && !stream.dict().contains_key("DecodeParms");
    match known_profile(&stream.raw_data()).filter(|_| is_plainly_packed) {
        Some(known) => Cow::Borrowed(known),
        None => Cow::Owned(decode(stream, LARGEST_STREAM).map(|decoded| decoded.data.into_owned()).unwrap_or_default()),
    }
}

fn intent(dict: &Dict<'_>) -> Intent {
    let text = |key: &str| dict.get::<PdfString<'_>>(key).map(|text| text_string(&text)).unwrap_or_default();
    Intent {
        object: dict.obj_id().map_or(0, |id| id.obj_number),
        subtype: dict.get::<Name<'_>>("S").map(|name| name.as_str().to_owned()).unwrap_or_default(),
        identifier: text("OutputConditionIdentifier"),
        registry: text("RegistryName"),
        info: text("Info"),
        outside_profile: dict.contains_key("DestOutputProfileRef"),
        profile: dict.get::<Stream<'_>>("DestOutputProfile").map(|stream| {
            let bytes = unpacked(&stream);
            IntentProfile {
                object: stream.obj_id().obj_number,
                components: stream.dict().get::<i32>("N"),
                icc: icc::Profile::read(&bytes),
                bytes,
            }
        }),
    }
}
