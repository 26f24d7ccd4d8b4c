//! The standards a file can be checked against, and their names.

use std::fmt;

use crate::vendor::Vendor;

/// A standard for PDFs that can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Profile {
    /// PDF/X-4 (ISO 15930-7), with the limits that print shops set.
    X4,
    /// PDF/X-1a:2003 (ISO 15930-4), with the limits that print shops set.
    X1a,
    /// What Amazon KDP asks of the inside of a paperback.
    Kdp,
    /// What IngramSpark asks of the inside of a book: PDF/X-1a, with limits of its own.
    IngramSpark,
    /// What Lulu asks of the inside of a book.
    Lulu,
    /// PDF/UA-1 (ISO 14289-1).
    Ua1,
    /// PDF/A-1a (ISO 19005-1).
    A1a,
    /// PDF/A-1b (ISO 19005-1).
    A1b,
    /// PDF/A-2a (ISO 19005-2).
    A2a,
    /// PDF/A-2b (ISO 19005-2).
    A2b,
    /// PDF/A-2u (ISO 19005-2).
    A2u,
    /// PDF/A-3a (ISO 19005-3).
    A3a,
    /// PDF/A-3b (ISO 19005-3).
    A3b,
    /// PDF/A-3u (ISO 19005-3).
    A3u,
}

impl Profile {
    /// All of them, in the order of a manual.
    pub const ALL: [Self; 14] = [
        Self::X4,
        Self::X1a,
        Self::Kdp,
        Self::IngramSpark,
        Self::Lulu,
        Self::Ua1,
        Self::A1a,
        Self::A1b,
        Self::A2a,
        Self::A2b,
        Self::A2u,
        Self::A3a,
        Self::A3b,
        Self::A3u,
    ];

    /// What it is called on the command line: `x-4`, `ua-1`, `a-2a`.
    pub fn name(self) -> &'static str {
        match self {
            Self::X4 => "x-4",
            Self::X1a => "x-1a",
            Self::Kdp => "kdp",
            Self::IngramSpark => "ingramspark",
            Self::Lulu => "lulu",
            Self::Ua1 => "ua-1",
            Self::A1a => "a-1a",
            Self::A1b => "a-1b",
            Self::A2a => "a-2a",
            Self::A2b => "a-2b",
            Self::A2u => "a-2u",
            Self::A3a => "a-3a",
            Self::A3b => "a-3b",
            Self::A3u => "a-3u",
        }
    }

    /// Whose limits of print practice go with it.
    pub fn vendor(self) -> Vendor {
        match self {
            Self::Kdp => Vendor::Kdp,
            Self::IngramSpark => Vendor::IngramSpark,
            Self::Lulu => Vendor::Lulu,
            _ => Vendor::Offset,
        }
    }

    /// The profile of that name, however it is dressed: `x-4`, `X4`, `pdf/x-4`, `PDF/X-1a:2003`.
    pub fn named(name: &str) -> Option<Self> {
        let bare = bare(name);
        Self::ALL.into_iter().find(|profile| self::bare(profile.name()) == bare)
    }
}

/// A profile's name in lower case, without `pdf`, the year and the punctuation.
fn bare(name: &str) -> String {
    let name = name.trim().to_ascii_lowercase();
    let name = name.split(':').next().unwrap_or_default();
    name.strip_prefix("pdf").unwrap_or(name).chars().filter(char::is_ascii_alphanumeric).collect()
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::X4 => "PDF/X-4",
            Self::X1a => "PDF/X-1a:2003",
            Self::Kdp => "Amazon KDP",
            Self::IngramSpark => "IngramSpark",
            Self::Lulu => "Lulu",
            Self::Ua1 => "PDF/UA-1",
            Self::A1a => "PDF/A-1a",
            Self::A1b => "PDF/A-1b",
            Self::A2a => "PDF/A-2a",
            Self::A2b => "PDF/A-2b",
            Self::A2u => "PDF/A-2u",
            Self::A3a => "PDF/A-3a",
            Self::A3b => "PDF/A-3b",
            Self::A3u => "PDF/A-3u",
        })
    }
}

/// A body of rules that a verdict can speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standard {
    /// A standard for PDFs.
    Pdf(Profile),
    /// What print shops ask of any press PDF, whatever its standard: bleed, resolution, ink, hairlines.
    Print,
    /// What holds for every PDF that is handed on.
    AnyPdf,
    /// EPUB 3.3, as far as its structure goes.
    Epub,
}

impl fmt::Display for Standard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pdf(profile) => profile.fmt(f),
            Self::Print => f.write_str("print practice"),
            Self::AnyPdf => f.write_str("any PDF"),
            Self::Epub => f.write_str("EPUB 3.3 structure"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn profiles_are_known_by_their_names_in_any_dress() {
        for profile in Profile::ALL {
            assert_eq!(Profile::named(profile.name()), Some(profile));
            let title = profile.to_string();
            assert_eq!(Profile::named(title.strip_prefix("Amazon ").unwrap_or(&title)), Some(profile));
        }
        assert_eq!(Profile::named("X4"), Some(Profile::X4));
        assert_eq!(Profile::named("pdf/ua1"), Some(Profile::Ua1));
        assert_eq!(Profile::named("x-5"), None);
        assert_eq!(Profile::named(""), None);
    }
}
