//! Media: what a rule is for, the printed page, the EPUB, or both.

use cssparser::Parser;

use super::values::{Parsed, keyword};

/// What a rule is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Medium {
    /// Both.
    #[default]
    All,
    /// The pages of the PDFs.
    Print,
    /// The EPUB.
    Epub,
    /// Neither: a rule for one of them inside a rule for the other.
    None,
}

impl Medium {
    /// `print`, `epub` or `all`, or several between commas.
    pub(super) fn parse(input: &mut Parser<'_>) -> Parsed<Self> {
        let media = input.parse_comma_separated(|input| {
            Ok(match keyword(input, &["print", "epub", "all"])? {
                "print" => Self::Print,
                "epub" => Self::Epub,
                _ => Self::All,
            })
        })?;
        let has = |medium| media.contains(&medium);
        Ok(match (has(Self::All), has(Self::Print), has(Self::Epub)) {
            (true, ..) | (_, true, true) => Self::All,
            (_, true, _) => Self::Print,
            _ => Self::Epub,
        })
    }

    /// The medium of a rule inside a rule.
    pub(super) fn and(self, inner: Self) -> Self {
        match (self, inner) {
            (Self::All, other) | (other, Self::All) => other,
            (one, other) if one == other => one,
            _ => Self::None,
        }
    }

    /// Whether it holds for pages.
    pub(super) fn in_print(self) -> bool {
        matches!(self, Self::All | Self::Print)
    }

    /// Whether it holds for the EPUB.
    pub(super) fn in_epub(self) -> bool {
        matches!(self, Self::All | Self::Epub)
    }
}
