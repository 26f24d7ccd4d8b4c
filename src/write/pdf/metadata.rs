//! What the file says about itself, twice: in the information dictionary and in XMP, in the same words.

use pdf_writer::types::TrappingStatus;
use pdf_writer::{Date, Name, Pdf, Ref, TextStr};
use uuid::Uuid;
use xmp_writer::pdfa::PdfUAIdDescriptionMode;
use xmp_writer::{DateTime, LangId, RenditionClass, Timezone, XmpWriter};

use super::profile::{Exchange, Profile};
use crate::page::{About, Pages};

const PRODUCER: &str = concat!("recto ", env!("CARGO_PKG_VERSION"));

/// The words of both descriptions.
pub(super) struct Metadata<'a> {
    about: &'a About,
    profile: &'a Profile,
    title: String,
    made: Moment,
    /// The document through all its versions, and this version of it.
    document: Uuid,
    version: Uuid,
}

/// A moment of UTC.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Moment {
    year: u16,
    month: u8,
    day: u8,
    hour: u8,
    minute: u8,
    second: u8,
}

impl<'a> Metadata<'a> {
    /// Makes up the identifiers; `content` is what tells this version of the document from others.
    pub(super) fn new(about: &'a About, title: String, profile: &'a Profile, content: &[u8]) -> Self {
        let kind = match profile.claims.exchange {
            Some(exchange) => exchange.name(),
            None if profile.sheet.is_some() => "press",
            None => "reader",
        };
        let document = Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("{} {} {kind}", about.identifier, about.title).as_bytes());
        let version = Uuid::new_v5(&document, content);
        Self { about, profile, title: clean(&title), made: Moment::of(profile.made, about.date.as_deref()), document, version }
    }

    /// The file identifiers for the trailer: of the document, and of this version.
    pub(super) fn file_id(&self) -> (Vec<u8>, Vec<u8>) {
        (self.document.as_bytes().to_vec(), self.version.as_bytes().to_vec())
    }

    /// Writes the information dictionary.
    pub(super) fn write_info(&self, pdf: &mut Pdf, id: Ref) {
        let date = self.made.to_pdf();
        let mut info = pdf.document_info(id);
        info.title(TextStr(&self.title)).creator(TextStr(PRODUCER)).producer(TextStr(PRODUCER));
        info.creation_date(date).modified_date(date);
        if !self.about.authors.is_empty() {
            info.author(TextStr(&self.about.authors.join(", ")));
        }
        if let Some(description) = &self.about.description {
            info.subject(TextStr(description));
        }
        if !self.about.keywords.is_empty() {
            info.keywords(TextStr(&self.about.keywords.join(", ")));
        }
        if let Some(exchange) = self.profile.claims.exchange {
            info.trapped(TrappingStatus::NotTrapped);
            if exchange == Exchange::X1a {
                info.pair(Name(b"GTS_PDFXVersion"), TextStr(exchange.name()));
            }
        }
    }

    /// The XMP packet.
    pub(super) fn xmp(&self) -> String {
        let about = self.about;
        let made = self.made.to_xmp();
        let mut xmp = XmpWriter::new();
        xmp.title([(None, self.title.as_str())]).format("application/pdf");
        if !about.authors.is_empty() {
            xmp.creator(about.authors.iter().map(String::as_str));
        }
        if let Some(description) = &about.description {
            xmp.description([(None, description.as_str())]);
        }
        if !about.keywords.is_empty() {
            xmp.subject(about.keywords.iter().map(String::as_str)).pdf_keywords(&about.keywords.join(", "));
        }
        if let Some(publisher) = &about.publisher {
            xmp.publisher([publisher.as_str()]);
        }
        if let Some(rights) = &about.rights {
            xmp.rights([(None, rights.as_str())]);
        }
        if !about.identifier.is_empty() {
            xmp.identifier(&about.identifier);
        }
        if !about.language.is_empty() {
            xmp.language([LangId(&about.language)]);
        }
        xmp.creator_tool(PRODUCER).producer(PRODUCER).create_date(made).modify_date(made).metadata_date(made);
        xmp.document_id(&format!("uuid:{}", self.document)).instance_id(&format!("uuid:{}", self.version));
        xmp.version_id("1").rendition_class(RenditionClass::Default);
        self.claim(&mut xmp);
        xmp.finish(None)
    }

    fn claim(&self, xmp: &mut XmpWriter<'_>) {
        let claims = self.profile.claims;
        if let Some((part, conformance)) = claims.archive {
            xmp.pdfa_part(part).pdfa_conformance(conformance);
        }
        if let Some(part) = claims.accessible {
            xmp.pdfua_part(part);
            if claims.archive.is_some() {
                // PDF/A knows no PDF/UA: what the file says beyond PDF/A's own list it must explain (PDF/A-2, 6.6.2.3).
                xmp.extension_schemas().pdfua_id().properties().describe_all(PdfUAIdDescriptionMode::UA1);
            }
        }
        if let Some(exchange) = claims.exchange {
            xmp.trapped(false);
            // PDF/X-1a is claimed in the information dictionary; the name space of XMP's claim is of later standards.
            if exchange == Exchange::X4 {
                xmp.pdfx_version(exchange.name());
            }
        }
    }
}

/// A fingerprint of some part of the file.
pub(super) fn digest(data: &[u8]) -> [u8; 16] {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, data).into_bytes()
}

/// The title; the first bookmark's words for pages without one, since PDF/UA and PDF/X want a title.
pub(super) fn title(pages: &Pages) -> String {
    let own = clean(&pages.about.title);
    if !own.is_empty() {
        return own;
    }
    pages.outline.first().map(|entry| clean(&entry.title)).filter(|title| !title.is_empty()).unwrap_or_else(|| "Untitled".to_owned())
}

/// Words without line ends and control characters, which XML cannot hold.
fn clean(words: &str) -> String {
    let spaced: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.trim().to_owned()
}

impl Moment {
    fn of(made: Option<i64>, date: Option<&str>) -> Self {
        made.and_then(Self::from_seconds).or_else(|| date.and_then(Self::from_date)).unwrap_or(Self::EARLIEST)
    }

    /// Stands in where nobody said a date: the first day that ZIP archives can hold, so that all outputs say the same.
    const EARLIEST: Self = Self { year: 1980, month: 1, day: 1, hour: 0, minute: 0, second: 0 };

    fn from_seconds(seconds: i64) -> Option<Self> {
        let moment = jiff::Timestamp::from_second(seconds).ok()?.to_zoned(jiff::tz::TimeZone::UTC).datetime();
        Some(Self {
            year: u16::try_from(moment.year()).ok().filter(|year| *year <= 9999)?,
            month: moment.month().unsigned_abs(),
            day: moment.day().unsigned_abs(),
            hour: moment.hour().unsigned_abs(),
            minute: moment.minute().unsigned_abs(),
            second: moment.second().unsigned_abs(),
        })
    }

    /// From `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; what is left out is the first.
    fn from_date(date: &str) -> Option<Self> {
        let mut parts = date.split('-');
        let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
        let month: i8 = parts.next().map_or(Some(1), |month| month.parse().ok())?;
        let day: i8 = parts.next().map_or(Some(1), |day| day.parse().ok())?;
        // Refuses the thirty-first of June and its like.
        let date = jiff::civil::Date::new(year, month, day).ok().filter(|_| parts.next().is_none())?;
        let year = u16::try_from(date.year()).ok()?;
        Some(Self { year, month: month.unsigned_abs(), day: day.unsigned_abs(), ..Self::EARLIEST })
    }

    fn to_pdf(self) -> Date {
        let date = Date::new(self.year).month(self.month).day(self.day);
        date.hour(self.hour).minute(self.minute).second(self.second).utc_offset_hour(0)
    }

    fn to_xmp(self) -> DateTime {
        DateTime::new(self.year, self.month, self.day, self.hour, self.minute, self.second, Timezone::Utc)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_come_from_the_caller_then_the_publication_then_nowhere() {
        let day = |year, month, day| Moment { year, month, day, ..Moment::EARLIEST };
        assert_eq!(Moment::of(Some(86_400), Some("2024-05-01")), day(1970, 1, 2));
        assert_eq!(Moment::of(None, Some("2024-05-01")), day(2024, 5, 1));
        assert_eq!(Moment::of(None, Some("2024-05")), day(2024, 5, 1));
        assert_eq!(Moment::of(None, Some("2024")), day(2024, 1, 1));
        for nonsense in ["2024-06-31", "yesterday", "2024-05-01-07", ""] {
            assert_eq!(Moment::of(None, Some(nonsense)), Moment::EARLIEST, "{nonsense}");
        }
    }

    #[test]
    fn titles_are_one_clean_line() {
        assert_eq!(clean(" A\ntitle\u{7} "), "A title");
    }
}
