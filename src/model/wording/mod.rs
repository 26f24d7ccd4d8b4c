//! The words the program itself prints or speaks, by language; each language has a file. What no language here knows stands in English.

mod arabic;
mod bengali;
mod catalan;
mod chinese;
mod croatian;
mod czech;
mod danish;
mod dutch;
mod english;
mod finnish;
mod french;
mod german;
mod greek;
mod hebrew;
mod hindi;
mod hungarian;
mod indonesian;
mod italian;
mod japanese;
mod korean;
mod norwegian;
mod persian;
mod polish;
mod portuguese;
mod romanian;
mod russian;
mod slovak;
mod slovenian;
mod spanish;
mod swedish;
mod tamil;
mod traditional_chinese;
mod turkish;
mod ukrainian;
mod vietnamese;

use super::metadata::Language;

/// The program's own words in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wording {
    /// Before the names in a byline, with the space that follows.
    pub by: &'static str,
    /// Between names before the last two.
    pub comma: &'static str,
    /// Between the last two names, with its spaces.
    pub and: &'static str,
    /// Heading over one author's bio.
    pub about_the_author: &'static str,
    /// Heading over the disclaimer.
    pub disclaimer: &'static str,
    /// Heading of the table of contents.
    pub contents: &'static str,
    /// Name of the cover.
    pub cover: &'static str,
    /// Name of the list of landmarks.
    pub landmarks: &'static str,
    /// Name of the list of print pages.
    pub pages: &'static str,
    /// Before a page number, spoken.
    pub page: &'static str,
    /// Name of the place where the text begins.
    pub start: &'static str,
    /// Heading over the notes.
    pub notes: &'static str,
    /// What the link from a note back to the text is called, spoken.
    pub back_to_text: &'static str,
    /// A chapter, before its number.
    pub chapter: &'static str,
    /// A part of a book, before its number.
    pub part: &'static str,
    /// An appendix, before its letter.
    pub appendix: &'static str,
    /// A section, before its number.
    pub section: &'static str,
    /// A figure, before its number.
    pub figure: &'static str,
    /// A table, before its number.
    pub table: &'static str,
    /// A listing of code, before its number.
    pub listing: &'static str,
    /// A formula, before its number.
    pub equation: &'static str,
    /// The page with the title alone.
    pub half_title: &'static str,
    /// The page with title, authors and publisher.
    pub title_page: &'static str,
    /// The page with rights and ISBN.
    pub imprint: &'static str,
    /// Who makes a magazine.
    pub masthead: &'static str,
    /// Whom the book is for.
    pub dedication: &'static str,
    /// A quotation before the text.
    pub epigraph: &'static str,
    /// The list of figures.
    pub figures: &'static str,
    /// The list of tables.
    pub tables: &'static str,
    /// The works cited.
    pub bibliography: &'static str,
    /// The index of terms.
    pub index: &'static str,
    /// How the book was made.
    pub colophon: &'static str,
    /// Before an entry of the index to look under instead.
    pub see: &'static str,
    /// Before an entry of the index to look under too.
    pub see_also: &'static str,
    /// Before the number of an issue.
    pub issue: &'static str,
    /// Before the number of a volume.
    pub volume: &'static str,
    /// Over a note that has no title of its own.
    pub note: &'static str,
    /// Over a tip.
    pub tip: &'static str,
    /// Over what is important.
    pub important: &'static str,
    /// Over a warning.
    pub warning: &'static str,
    /// Over a call for caution.
    pub caution: &'static str,
}

impl Wording {
    /// The words of a language.
    pub fn of(language: &Language) -> &'static Self {
        match language.primary().as_str() {
            "ar" => &arabic::WORDS,
            "bn" => &bengali::WORDS,
            "ca" => &catalan::WORDS,
            "cs" => &czech::WORDS,
            "da" => &danish::WORDS,
            "de" => &german::WORDS,
            "el" => &greek::WORDS,
            "es" => &spanish::WORDS,
            "fa" => &persian::WORDS,
            "fi" => &finnish::WORDS,
            "fr" => &french::WORDS,
            "he" => &hebrew::WORDS,
            "hi" => &hindi::WORDS,
            "hr" | "bs" => &croatian::WORDS,
            "hu" => &hungarian::WORDS,
            "id" => &indonesian::WORDS,
            "it" => &italian::WORDS,
            "ja" => &japanese::WORDS,
            "ko" => &korean::WORDS,
            "nb" | "no" | "nn" => &norwegian::WORDS,
            "nl" => &dutch::WORDS,
            "pl" => &polish::WORDS,
            "pt" => &portuguese::WORDS,
            "ro" => &romanian::WORDS,
            "ru" => &russian::WORDS,
            "sk" => &slovak::WORDS,
            "sl" => &slovenian::WORDS,
            "sv" => &swedish::WORDS,
            "ta" => &tamil::WORDS,
            "tr" => &turkish::WORDS,
            "uk" => &ukrainian::WORDS,
            "vi" => &vietnamese::WORDS,
            "zh" if language.is_traditional_chinese() => &traditional_chinese::WORDS,
            "zh" => &chinese::WORDS,
            _ => &english::WORDS,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(tag: &str) -> &'static Wording {
        Wording::of(&Language(tag.to_owned()))
    }

    #[test]
    fn each_language_has_its_own_words() {
        let languages = [
            "ar", "bn", "ca", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi", "hr", "hu", "id", "it", "ja", "ko", "nb",
            "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sv", "ta", "tr", "uk", "vi", "zh", "zh-Hant",
        ];
        for (index, language) in languages.iter().enumerate() {
            for other in &languages[..index] {
                assert_ne!(words(language), words(other), "{language} and {other}");
            }
        }
        assert_eq!(words("tlh"), words("en"));
    }

    #[test]
    fn region_and_script_tell_which_chinese() {
        assert_eq!(words("zh-CN").contents, "目录");
        for traditional in ["zh-TW", "zh-Hant", "zh-hant-HK"] {
            assert_eq!(words(traditional).contents, "目錄", "{traditional}");
        }
        assert_eq!(words("zh-Hans-TW").contents, "目录");
    }
}
