//! Where in a work: the pages, chapters or verses that an author names after a key.

use hayagriva::citationberg::taxonomy::Locator;

/// What an author means by the words after a key.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Located {
    /// What is counted.
    pub(super) kind: Locator,
    /// The numbers.
    pub(super) numbers: String,
    /// How many bytes of the words were used for it.
    pub(super) used: usize,
}

/// Finds the place at the start of the words: "pp. 33-35", ", chap. 3", "§ 4", "12". Numbers alone are pages.
pub(super) fn find(words: &str) -> Option<Located> {
    let start = words.len() - words.trim_start_matches([',', ' ', '\u{A0}']).len();
    let rest = words.get(start..)?;
    // Braces say that all inside is the place, whatever it looks like.
    if let Some((inside, _)) = rest.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
        let used = start + inside.len() + 2;
        let (kind, label) = label(inside).unwrap_or((Locator::Page, 0));
        let numbers = inside.get(label..)?.trim().to_owned();
        return (!numbers.is_empty()).then_some(Located { kind, numbers, used });
    }
    let (kind, length) = label(rest).unwrap_or((Locator::Page, 0));
    let after = rest.get(length..)?;
    let space = after.len() - after.trim_start_matches([' ', '\u{A0}', '\u{202F}']).len();
    let numbers = numbers(after.get(space..)?, length > 0)?;
    Some(Located { kind, used: start + length + space + numbers.len(), numbers: numbers.to_owned() })
}

/// The word for what is counted, and how long it is. Abbreviations of English and German are known.
fn label(words: &str) -> Option<(Locator, usize)> {
    const LABELS: [(&str, Locator); 66] = [
        ("pp.", Locator::Page),
        ("p.", Locator::Page),
        ("pages", Locator::Page),
        ("page", Locator::Page),
        ("Seiten", Locator::Page),
        ("Seite", Locator::Page),
        ("S.", Locator::Page),
        ("chapters", Locator::Chapter),
        ("chapter", Locator::Chapter),
        ("chaps.", Locator::Chapter),
        ("chap.", Locator::Chapter),
        ("ch.", Locator::Chapter),
        ("Kapitel", Locator::Chapter),
        ("Kap.", Locator::Chapter),
        ("sections", Locator::Section),
        ("section", Locator::Section),
        ("secs.", Locator::Section),
        ("sec.", Locator::Section),
        ("§§", Locator::Section),
        ("§", Locator::Section),
        ("Abschnitt", Locator::Section),
        ("paragraphs", Locator::Paragraph),
        ("paragraph", Locator::Paragraph),
        ("paras.", Locator::Paragraph),
        ("para.", Locator::Paragraph),
        ("¶¶", Locator::Paragraph),
        ("¶", Locator::Paragraph),
        ("volumes", Locator::Volume),
        ("volume", Locator::Volume),
        ("vols.", Locator::Volume),
        ("vol.", Locator::Volume),
        ("Bd.", Locator::Volume),
        ("books", Locator::Book),
        ("book", Locator::Book),
        ("bks.", Locator::Book),
        ("bk.", Locator::Book),
        ("parts", Locator::Part),
        ("part", Locator::Part),
        ("pts.", Locator::Part),
        ("pt.", Locator::Part),
        ("figures", Locator::Figure),
        ("figure", Locator::Figure),
        ("figs.", Locator::Figure),
        ("fig.", Locator::Figure),
        ("notes", Locator::Note),
        ("note", Locator::Note),
        ("nn.", Locator::Note),
        ("n.", Locator::Note),
        ("lines", Locator::Line),
        ("line", Locator::Line),
        ("ll.", Locator::Line),
        ("l.", Locator::Line),
        ("verses", Locator::Verse),
        ("verse", Locator::Verse),
        ("vv.", Locator::Verse),
        ("v.", Locator::Verse),
        ("columns", Locator::Column),
        ("column", Locator::Column),
        ("cols.", Locator::Column),
        ("col.", Locator::Column),
        ("folios", Locator::Folio),
        ("fols.", Locator::Folio),
        ("fol.", Locator::Folio),
        ("issue", Locator::Issue),
        ("no.", Locator::Issue),
        ("s.v.", Locator::SubVerbo),
    ];
    // "page" must not be found in "pageant".
    let ends = |length: usize| words.get(length..).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphabetic()));
    let matches = |label: &str| words.get(..label.len()).is_some_and(|start| start.eq_ignore_ascii_case(label)) && ends(label.len());
    LABELS.iter().find(|(label, _)| matches(label)).map(|&(label, kind)| (kind, label.len()))
}

/// The numbers at the start of the words: "33-35, 38 & 40". Roman numbers count after a label only: "v" alone is a word.
fn numbers(words: &str, labelled: bool) -> Option<&str> {
    let mut end = 0;
    loop {
        let rest = words.get(end..)?;
        let gap = rest.len() - rest.trim_start_matches([',', ' ', '\u{A0}', '&', '-', '–', '—']).len();
        let after = rest.get(gap..)?;
        let length = after.find(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | ':' | '(' | ')' | '*')).unwrap_or(after.len());
        let token = after.get(..length)?.trim_end_matches(['.', ':']);
        let numeric = token.contains(|c: char| c.is_ascii_digit()) || (labelled && is_roman(token));
        if !numeric || (end == 0 && gap > 0) {
            break;
        }
        end += gap + token.len();
        if token.len() < length {
            break;
        }
    }
    words.get(..end).filter(|numbers| !numbers.is_empty())
}

fn is_roman(token: &str) -> bool {
    !token.is_empty() && token.chars().all(|c| matches!(c.to_ascii_lowercase(), 'i' | 'v' | 'x' | 'l' | 'c' | 'd' | 'm'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &str) -> Option<(Locator, String, &str)> {
        find(words).map(|located| (located.kind, located.numbers, &words[located.used..]))
    }

    #[test]
    fn places_are_found_with_their_kind() {
        let page = |numbers: &str, rest| Some((Locator::Page, numbers.to_owned(), rest));
        assert_eq!(found(", pp. 33-35 and elsewhere"), page("33-35", " and elsewhere"));
        assert_eq!(found("p.\u{A0}4"), page("4", ""));
        assert_eq!(found("33–35, 38 & 40."), page("33–35, 38 & 40", "."));
        assert_eq!(found(", S. 12"), page("12", ""));
        assert_eq!(found("{pp. iv, vi-xi, (xv)-(xvii)} with more"), page("iv, vi-xi, (xv)-(xvii)", " with more"));
        assert_eq!(found("chap. 3"), Some((Locator::Chapter, "3".to_owned(), "")));
        assert_eq!(found("§ 4"), Some((Locator::Section, "4".to_owned(), "")));
        assert_eq!(found("vol. xii"), Some((Locator::Volume, "xii".to_owned(), "")));
    }

    #[test]
    fn words_that_name_no_place_are_left() {
        for words in ["", ", with more", "v as in five", "pageant 3", "and p. 3", "{}"] {
            assert_eq!(found(words), None, "{words}");
        }
    }
}
