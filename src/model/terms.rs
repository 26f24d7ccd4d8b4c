//! What parts of a publication are called, by language: "Chapter", "Kapitel".

use super::metadata::Language;
use super::publication::Role;
use super::wording::Wording;

/// A word for a part of a publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// A chapter, before its number.
    Chapter,
    /// A part of a book, before its number.
    Part,
    /// An appendix, before its letter.
    Appendix,
    /// A section, before its number.
    Section,
    /// A figure, before its number.
    Figure,
    /// A table, before its number.
    Table,
    /// A listing of code, before its number.
    Listing,
    /// A formula, before its number.
    Equation,
    /// The page with the title alone.
    HalfTitle,
    /// The page with title, authors and publisher.
    TitlePage,
    /// The page with rights and ISBN.
    Imprint,
    /// Who makes a magazine.
    Masthead,
    /// Whom the book is for.
    Dedication,
    /// A quotation before the text.
    Epigraph,
    /// The list of figures.
    Figures,
    /// The list of tables.
    Tables,
    /// The works cited.
    Bibliography,
    /// The index of terms.
    Index,
    /// How the book was made.
    Colophon,
    /// Before an entry of the index to look under instead.
    See,
    /// Before an entry of the index to look under too.
    SeeAlso,
    /// Before the number of an issue.
    Issue,
    /// Before the number of a volume.
    Volume,
}

impl Term {
    /// The term in a language.
    pub fn of(self, language: &Language) -> &'static str {
        let words = Wording::of(language);
        match self {
            Self::Chapter => words.chapter,
            Self::Part => words.part,
            Self::Appendix => words.appendix,
            Self::Section => words.section,
            Self::Figure => words.figure,
            Self::Table => words.table,
            Self::Listing => words.listing,
            Self::Equation => words.equation,
            Self::HalfTitle => words.half_title,
            Self::TitlePage => words.title_page,
            Self::Imprint => words.imprint,
            Self::Masthead => words.masthead,
            Self::Dedication => words.dedication,
            Self::Epigraph => words.epigraph,
            Self::Figures => words.figures,
            Self::Tables => words.tables,
            Self::Bibliography => words.bibliography,
            Self::Index => words.index,
            Self::Colophon => words.colophon,
            Self::See => words.see,
            Self::SeeAlso => words.see_also,
            Self::Issue => words.issue,
            Self::Volume => words.volume,
        }
    }

    /// The term with a number, as its language puts them together: "Chapter 4", "第4章", "4. fejezet".
    pub fn numbered(self, number: &str, language: &Language) -> String {
        let word = self.of(language);
        let encloses = matches!(self, Self::Chapter | Self::Part | Self::Section | Self::Issue | Self::Volume);
        match language.primary().as_str() {
            "zh" | "ja" if encloses => format!("第{number}{word}"),
            "ko" if encloses => format!("제{number}{word}"),
            "ja" => format!("{word}{number}"),
            "hu" => format!("{number}.\u{a0}{word}"),
            _ => format!("{word}\u{a0}{number}"),
        }
    }

    /// The name of a part of a publication that bears none itself, if its role has one.
    pub fn of_role(role: Role) -> Option<Self> {
        Some(match role {
            Role::HalfTitle => Self::HalfTitle,
            Role::TitlePage => Self::TitlePage,
            Role::Imprint => Self::Imprint,
            Role::Masthead => Self::Masthead,
            Role::Dedication => Self::Dedication,
            Role::Epigraph => Self::Epigraph,
            Role::Figures => Self::Figures,
            Role::Tables => Self::Tables,
            Role::Bibliography => Self::Bibliography,
            Role::Index => Self::Index,
            Role::Colophon => Self::Colophon,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_put_together_with_numbers_as_their_language_does() {
        let numbered = |term: Term, language: &str| term.numbered("4", &Language(language.to_owned()));
        assert_eq!(numbered(Term::Chapter, "en-GB"), "Chapter\u{a0}4");
        assert_eq!(numbered(Term::Volume, "de"), "Band\u{a0}4");
        assert_eq!(numbered(Term::Chapter, "zh-Hans"), "第4章");
        assert_eq!(numbered(Term::Figure, "ja"), "図4");
        assert_eq!(numbered(Term::Part, "ko"), "제4부");
        assert_eq!(numbered(Term::Figure, "hu"), "4.\u{a0}ábra");
        assert_eq!(numbered(Term::Chapter, "sv"), "Kapitel\u{a0}4");
        assert_eq!(numbered(Term::Table, "xx"), "Table\u{a0}4");
    }
}
