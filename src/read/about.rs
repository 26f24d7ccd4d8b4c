//! What a publication or a piece says about itself: the settings that front matter and `publication.toml` share.

use super::fields::{Fields, Kind, Value, Words, words};
use super::{citations, identifier};
use crate::base::{Code, Diagnostic, Report, Severity, Span, resolve};
use crate::model::{Contributor, Language, file_as};

/// The names of the settings.
pub(super) const KEYS: [&str; 26] = [
    "title",
    "subtitle",
    "kicker",
    "standfirst",
    "author",
    "language",
    // Pandoc’s word for the same.
    "lang",
    "date",
    "publisher",
    "description",
    // Pandoc’s and Hugo’s words for the same.
    "abstract",
    "summary",
    "keywords",
    // Jekyll’s and Hugo’s word for the same.
    "tags",
    "rights",
    "cover",
    "cover-alt",
    "identifier",
    // A friendlier name for the same.
    "isbn",
    "issue",
    "volume",
    "issn",
    "running-head",
    // Pandoc’s words for what citations need.
    "bibliography",
    "csl",
    "nocite",
];

/// The settings as far as they were given, checked.
#[derive(Clone, Debug, Default)]
pub(super) struct About {
    pub(super) title: Option<Words>,
    pub(super) subtitle: Option<Words>,
    pub(super) kicker: Option<Words>,
    pub(super) standfirst: Option<Words>,
    pub(super) authors: Option<Vec<Contributor>>,
    pub(super) language: Option<Language>,
    pub(super) date: Option<String>,
    pub(super) publisher: Option<Words>,
    pub(super) description: Option<Words>,
    pub(super) keywords: Option<Vec<Words>>,
    pub(super) rights: Option<Words>,
    /// The path of the cover in the project.
    pub(super) cover: Option<Words>,
    pub(super) cover_alt: Option<Words>,
    pub(super) identifier: Option<String>,
    pub(super) issue: Option<Words>,
    pub(super) volume: Option<Words>,
    pub(super) issn: Option<String>,
    pub(super) running_head: Option<Words>,
    pub(super) citations: citations::Wish,
}

impl About {
    /// Takes the settings out of a file in `folder`, to which the path of the cover is relative.
    pub(super) fn read(fields: &Fields, folder: &str, report: &mut Report) -> Self {
        Self {
            title: fields.words("title", report),
            subtitle: fields.words("subtitle", report),
            kicker: fields.words("kicker", report),
            standfirst: fields.words("standfirst", report),
            authors: fields.value("author").map(|value| authors(value, report)),
            language: fields.words("language", report).or_else(|| fields.words("lang", report)).and_then(|words| language(&words, report)),
            date: fields.words("date", report).and_then(|words| date(&words, fields.severity(), report)),
            publisher: fields.words("publisher", report),
            description: ["description", "abstract", "summary"].into_iter().find_map(|key| fields.words(key, report)),
            keywords: fields.list("keywords", report).or_else(|| fields.list("tags", report)),
            rights: fields.words("rights", report),
            cover: fields.words("cover", report).and_then(|words| cover(words, folder, report)),
            cover_alt: fields.words("cover-alt", report),
            identifier: fields.words("identifier", report).and_then(|words| identifier::normal(&words, report)).or_else(|| {
                let isbn = fields.words("isbn", report)?;
                identifier::normal(&Words { text: format!("isbn:{}", isbn.text), ..isbn }, report)
            }),
            issue: fields.words("issue", report),
            volume: fields.words("volume", report),
            issn: fields.words("issn", report).and_then(|words| identifier::issn(&words, report)),
            running_head: fields.words("running-head", report),
            citations: citations::Wish::read(fields, ["bibliography", "csl", "nocite"], folder, report),
        }
    }

    /// These settings, and where one was not given, the other's.
    pub(super) fn or(self, other: Self) -> Self {
        // A cover and its description belong together: one is not described by the words for another.
        let (cover, cover_alt) = match self.cover {
            Some(cover) => (Some(cover), self.cover_alt),
            None => (other.cover, self.cover_alt.or(other.cover_alt)),
        };
        Self {
            title: self.title.or(other.title),
            subtitle: self.subtitle.or(other.subtitle),
            kicker: self.kicker.or(other.kicker),
            standfirst: self.standfirst.or(other.standfirst),
            authors: self.authors.or(other.authors),
            language: self.language.or(other.language),
            date: self.date.or(other.date),
            publisher: self.publisher.or(other.publisher),
            description: self.description.or(other.description),
            keywords: self.keywords.or(other.keywords),
            rights: self.rights.or(other.rights),
            cover,
            cover_alt,
            identifier: self.identifier.or(other.identifier),
            issue: self.issue.or(other.issue),
            volume: self.volume.or(other.volume),
            issn: self.issn.or(other.issn),
            running_head: self.running_head.or(other.running_head),
            citations: self.citations.or(other.citations),
        }
    }
}

/// One name, a list of names, or a list of groups with name, file-as and role.
pub(super) fn authors(value: &Value, report: &mut Report) -> Vec<Contributor> {
    match &value.kind {
        Kind::List(values) => values.iter().filter_map(|value| author(value, report)).collect(),
        _ => author(value, report).into_iter().collect(),
    }
}

fn author(value: &Value, report: &mut Report) -> Option<Contributor> {
    let Kind::Map(_) = value.kind else {
        let name = words(value, "author", report)?.text;
        return Some(Contributor { file_as: file_as(&name), name, role: "aut".to_owned() });
    };
    let fields = Fields::of_manuscript(value, "an author", &["name", "file-as", "role"], report);
    let Some(name) = fields.words("name", report) else {
        if fields.value("name").is_none() {
            let problem = Diagnostic::error(Code("author-unnamed"), "this author has no name");
            report.add(problem.at(value.span).hint("add “name: ...”"));
        }
        return None;
    };
    let file_as = fields.words("file-as", report).map_or_else(|| file_as(&name.text), |words| words.text);
    let role = fields.words("role", report).and_then(|words| role(&words, report)).unwrap_or("aut".to_owned());
    Some(Contributor { name: name.text, file_as, role })
}

/// A MARC relator code, from the code itself or the plain word for it.
fn role(words: &Words, report: &mut Report) -> Option<String> {
    const KNOWN: [(&str, &str); 12] = [
        ("author", "aut"),
        ("editor", "edt"),
        ("translator", "trl"),
        ("illustrator", "ill"),
        ("photographer", "pht"),
        ("artist", "art"),
        ("contributor", "ctb"),
        ("interviewer", "ivr"),
        ("interviewee", "ive"),
        ("cartographer", "ctg"),
        ("designer", "dsr"),
        ("compiler", "com"),
    ];
    let wish = words.text.to_lowercase();
    if let Some((_, code)) = KNOWN.iter().find(|(word, code)| *word == wish || *code == wish) {
        return Some((*code).to_owned());
    }
    if wish.len() == 3 && wish.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Some(wish);
    }
    let hint = "use author, editor, translator, illustrator, photographer, or a code of three letters from the MARC list of relators";
    report.add(Diagnostic::error(Code("role-unknown"), format!("“{}” is not a role we know", words.text)).at(words.span).hint(hint));
    None
}

/// A language tag in the form and spelling of BCP 47. Only the form is checked: the list of languages grows every year.
pub(super) fn language(words: &Words, report: &mut Report) -> Option<Language> {
    let tag = language_tag(&words.text);
    if tag.is_none() {
        report.add(language_invalid(&words.text, words.span));
    }
    tag
}

/// The finding that something is no language tag.
pub(super) fn language_invalid(text: &str, span: Span) -> Diagnostic {
    Diagnostic::error(Code("language-invalid"), format!("“{text}” is not a language tag"))
        .at(span)
        .hint("use a tag such as en, en-GB, de or zh-Hans")
}

/// The tag in its usual spelling, if it has the form of one (RFC 5646, 2.1 and 2.1.1).
pub(super) fn language_tag(text: &str) -> Option<Language> {
    let mut parts = text.trim().split(['-', '_']);
    let primary = parts.next().filter(|part| matches!(part.len(), 2..=8) && part.bytes().all(|byte| byte.is_ascii_alphabetic()))?;
    // Only two and three letters are in use; longer ones are mostly the language's name written out.
    if primary.len() > 3 {
        return None;
    }
    let mut tag = primary.to_ascii_lowercase();
    for part in parts {
        if part.is_empty() || part.len() > 8 || !part.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return None;
        }
        tag.push('-');
        match part.len() {
            2 if part.bytes().all(|byte| byte.is_ascii_alphabetic()) => tag.push_str(&part.to_ascii_uppercase()),
            4 if part.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
                tag.push_str(part.get(..1).unwrap_or_default().to_ascii_uppercase().as_str());
                tag.push_str(part.get(1..).unwrap_or_default().to_ascii_lowercase().as_str());
            }
            _ => tag.push_str(&part.to_ascii_lowercase()),
        }
    }
    Some(Language(tag))
}

/// A day, month or year that exists: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. A time of day is left off.
fn date(words: &Words, severity: Severity, report: &mut Report) -> Option<String> {
    let day = words.text.split(['T', 't', ' ']).next().unwrap_or_default();
    if is_date(day) {
        return Some(day.to_owned());
    }
    let hint = "write the date as 2026-11-22, 2026-11 or 2026";
    let problem = Diagnostic::error(Code("date-invalid"), format!("“{}” is not a date", words.text)).at(words.span).hint(hint);
    report.add(Diagnostic { severity, ..problem });
    None
}

pub(super) fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |index: usize, digits: usize| {
        let part = parts.get(index).filter(|part| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()))?;
        part.parse::<u32>().ok()
    };
    let Some(year) = number(0, 4) else { return false };
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let days = |month: u32| match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let month = number(1, 2).filter(|month| (1..=12).contains(month));
    match parts.len() {
        1 => true,
        2 => month.is_some(),
        3 => month.is_some_and(|month| number(2, 2).is_some_and(|day| (1..=days(month)).contains(&day))),
        _ => false,
    }
}

fn cover(words: Words, folder: &str, report: &mut Report) -> Option<Words> {
    match resolve(folder, &words.text) {
        Ok(path) => Some(Words { text: path, span: words.span }),
        Err(_) => {
            report.add(super::pictures::outside(&words.text, words.span));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_tags_get_their_usual_spelling() {
        let tag = |text| language_tag(text).map(|language| language.0);
        assert_eq!(tag("en_gb").as_deref(), Some("en-GB"));
        assert_eq!(tag("zh-hANS-cn").as_deref(), Some("zh-Hans-CN"));
        assert_eq!(tag("de-1996").as_deref(), Some("de-1996"));
        for wrong in ["English", "e", "en--GB", "en-", "日本"] {
            assert_eq!(tag(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn dates_are_days_that_exist() {
        for right in ["2026", "2026-11", "2024-02-29", "2000-02-29"] {
            assert!(is_date(right), "{right}");
        }
        for wrong in ["26", "2026-13", "2026-02-29", "1900-02-29", "2026-1-1", "22.11.2026", "2026-11-22-01"] {
            assert!(!is_date(wrong), "{wrong}");
        }
    }
}
