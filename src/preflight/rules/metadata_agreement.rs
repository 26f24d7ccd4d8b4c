//! Whether the two sets of metadata in a file say the same.

use super::super::findings::Place;
use super::super::pdf::xmp::{BASIC, DC};
use super::{EVERY, File, Findings, Rule, RuleInfo, Standard};

/// **What XMP and the information dictionary both say, they say alike.**
///
/// Compares the title and the two dates, and asks that dates are written out to the second. Some programs read the
/// one set, some the other: where they differ, two people see two titles.
///
/// *How to mend it:* change metadata in the document and export again, and not with a tool that changes one set only.
///
/// *Source:* ISO 15930-7, 6.16; PDF 32000-1, 7.9.4 for the form of dates.
pub(super) struct MetadataAgreement;

impl Rule for MetadataAgreement {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "pdf-metadata-differ", title: "both sets of metadata agree", standards: EVERY, source: "ISO 15930-7, 6.16" }
    }

    fn document(&self, file: &File<'_>, _: Standard, findings: &mut Findings<'_>) {
        const HINT: &str = "change the metadata in the document and export it again";
        let xmp = |space: &str, name: &str| file.xmp().and_then(|xmp| xmp.get(space, name));
        if let (Some(info), Some(title)) = (file.info_text("Title"), xmp(DC, "title"))
            && info.trim() != title
        {
            findings.error(Place::default(), format!("the title is {info:?} in one place and {title:?} in the other"), HINT);
        }
        for (key, name) in [("CreationDate", "CreateDate"), ("ModDate", "ModifyDate")] {
            let Some(info) = file.info_text(key) else { continue };
            let Some(date) = Moment::of_pdf(&info) else {
                findings.error(Place::default(), format!("{key} is {info:?}, which is not a full date"), HINT);
                continue;
            };
            if let Some(text) = xmp(BASIC, name)
                && Moment::of_xmp(&text).is_none_or(|other| other.minutes() != date.minutes())
            {
                findings.error(Place::default(), format!("{key} is {info:?}, and xmp:{name} is {text:?}"), HINT);
            }
        }
    }
}

/// A moment as both sets of metadata write it, without seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Moment {
    year: i64,
    month: i64,
    day: i64,
    hour: i64,
    minute: i64,
    /// Minutes ahead of UTC.
    offset: i64,
}

impl Moment {
    /// Reads `D:20260131093000+02'00'`; at least up to the seconds.
    fn of_pdf(text: &str) -> Option<Self> {
        let digits = text.strip_prefix("D:")?;
        let stamp = digits.get(..14).filter(|stamp| stamp.bytes().all(|byte| byte.is_ascii_digit()))?;
        Self::new(stamp, digits.get(14..)?)
    }

    /// Reads `2026-01-31T09:30:00+02:00`.
    fn of_xmp(text: &str) -> Option<Self> {
        let (date, time) = text.split_once('T')?;
        let zone = time.find(['Z', '+', '-']).unwrap_or(time.len());
        let (clock, zone) = time.split_at_checked(zone)?;
        let clock: String = clock.split('.').next()?.chars().filter(char::is_ascii_digit).chain("00".chars()).take(6).collect();
        let date: String = date.chars().filter(char::is_ascii_digit).collect();
        Self::new(&format!("{date}{clock}"), zone)
    }

    fn new(stamp: &str, zone: &str) -> Option<Self> {
        let number = |from: usize, to: usize| stamp.get(from..to)?.parse::<i64>().ok();
        let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
        let part = |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse::<i64>().ok()).unwrap_or(0);
        let ahead = part(0, 2) * 60 + part(2, 4);
        Some(Self {
            year: number(0, 4)?,
            month: number(4, 6)?,
            day: number(6, 8)?,
            hour: number(8, 10)?,
            minute: number(10, 12)?,
            offset: if zone.starts_with('-') { -ahead } else { ahead },
        })
    }

    /// Minutes since an early day, in UTC (days of the civil calendar counted from March).
    fn minutes(self) -> i64 {
        let (year, month) = if self.month <= 2 { (self.year - 1, self.month + 9) } else { (self.year, self.month - 3) };
        let days = 365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + (153 * month + 2) / 5 + self.day;
        (days * 24 + self.hour) * 60 + self.minute - self.offset
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_moment_in_two_notations() {
        let pdf = Moment::of_pdf("D:20260101003000+02'00'").expect("a date");
        let xmp = Moment::of_xmp("2025-12-31T22:30:00Z").expect("a date");
        assert_eq!(pdf.minutes(), xmp.minutes());
        assert_ne!(pdf.minutes(), Moment::of_xmp("2025-12-31T22:31:00Z").expect("a date").minutes());
        assert_eq!(Moment::of_pdf("D:2026"), None);
        assert_eq!(Moment::of_pdf("yesterday"), None);
    }
}
