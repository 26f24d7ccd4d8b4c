//! The files that a build makes: each is written, then checked before it is handed on.

use crate::base::Report;
use crate::font::FontLibrary;
use crate::model::{Elements, PageBreak, Publication};
use crate::page::Pages;
use crate::preflight;
use crate::write::{epub, pdf};

use super::press::Job;

/// A file that a build can make.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Output {
    /// The EPUB.
    Epub,
    /// The PDF for readers.
    Reader,
    /// The PDF for printers.
    Press,
}

impl Output {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Epub, Self::Reader, Self::Press];

    /// The file's name, for a publication of that name.
    pub fn file_name(self, name: &str) -> String {
        match self {
            Self::Epub => format!("{name}.epub"),
            Self::Reader => format!("{name}.pdf"),
            Self::Press => format!("{name}-press.pdf"),
        }
    }
}

/// A finished file.
#[derive(Clone, Debug, PartialEq)]
pub struct Artifact {
    /// Which one.
    pub output: Output,
    /// Its name, without a folder.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// How many pages it has; an EPUB has none of its own.
    pub pages: Option<usize>,
    /// What it was checked against and what came of it, one line for each standard.
    pub checked: Vec<String>,
    /// What no rule looks at.
    pub not_checked: Vec<String>,
}

/// Everything the files are made from.
pub(super) struct Desk<'a> {
    pub(super) name: &'a str,
    pub(super) publication: &'a Publication,
    pub(super) tree: &'a Elements,
    pub(super) css: &'a str,
    pub(super) pages: &'a Pages,
    pub(super) page_breaks: &'a [PageBreak],
    pub(super) fonts: &'a FontLibrary,
    /// What the press PDF shall be.
    pub(super) job: &'a Job<'a>,
    /// The date of the files if the publication states none, in seconds since 1970-01-01 00:00 UTC.
    pub(super) date: Option<i64>,
}

/// A file that nobody has looked at yet.
pub(super) struct Written {
    output: Output,
    name: String,
    bytes: Vec<u8>,
    pages: Option<usize>,
    report: Report,
}

impl Written {
    /// Checks the file.
    pub(super) fn check(self, job: &Job<'_>) -> (Artifact, Report) {
        let Self { output, name, bytes, pages, mut report } = self;
        let (mut checked, mut not_checked) = (Vec::new(), Vec::new());
        // A file that could not be written has been reported already; a check would only say so again.
        if !report.has_errors() {
            let verdict = match output {
                Output::Press => job.check(&name, &bytes),
                Output::Epub | Output::Reader => preflight::check(&name, &bytes, None),
            };
            checked = verdict.lines();
            not_checked = verdict.not_checked;
            report.absorb(verdict.report);
        }
        (Artifact { output, name, bytes, pages, checked, not_checked }, report)
    }
}

impl Desk<'_> {
    /// Writes a file.
    pub(super) fn write(&self, output: Output) -> Written {
        let (bytes, report) = match output {
            Output::Epub => self.epub(),
            Output::Reader => self.reader(),
            Output::Press => self.job.write(self.pages, self.fonts, self.date).unwrap_or_else(|problems| (Vec::new(), problems)),
        };
        let pages = match output {
            Output::Epub => None,
            Output::Reader => Some(self.pages.pages.len()),
            Output::Press => Some(self.job.printed(self.pages).pages.len()),
        };
        Written { output, name: output.file_name(self.name), bytes, pages, report }
    }

    fn epub(&self) -> (Vec<u8>, Report) {
        let options = epub::Options { undated: day(self.date.unwrap_or_default()) };
        epub::write(self.publication, self.tree, self.css, self.page_breaks, &options)
    }

    fn reader(&self) -> (Vec<u8>, Report) {
        let profile = pdf::Profile { made: self.date, ..pdf::Profile::reader() };
        pdf::write(self.pages, self.fonts, &profile).unwrap_or_else(|problems| (Vec::new(), problems))
    }
}

/// The day of a time in seconds since 1970-01-01 00:00 UTC, as `YYYY-MM-DD`.
fn day(seconds: i64) -> String {
    let time = jiff::Timestamp::from_second(seconds).unwrap_or_default();
    time.strftime("%Y-%m-%d").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(day(0), "1970-01-01");
        assert_eq!(day(315_532_800), "1980-01-01");
        assert_eq!(day(1_795_305_600), "2026-11-22");
    }

    #[test]
    fn names_tell_the_files_apart() {
        assert_eq!(Output::ALL.map(|output| output.file_name("a")), ["a.epub", "a.pdf", "a-press.pdf"]);
    }
}
