//! What part a piece plays, by the words of its title or the name of its file.

use crate::base::{Code, Diagnostic, Report, nearest};
use crate::model::{Matter, Role};

use super::fields::Words;

/// Titles that say what a piece is, in lower case; the first of each row is also what files are called.
const TITLES: &[(Role, &[&str])] = &[
    (Role::HalfTitle, &["half-title", "half title"]),
    (Role::TitlePage, &["title-page", "title page", "titlepage"]),
    (Role::Imprint, &["imprint", "copyright", "copyright page", "impressum", "mentions légales", "créditos"]),
    (Role::Masthead, &["masthead", "ours", "redaktion", "redazione", "редакция"]),
    (Role::Dedication, &["dedication", "widmung", "dédicace", "dedicatoria", "dedicatória", "dedica", "opdracht", "посвящение", "समर्पण"]),
    (Role::Epigraph, &["epigraph", "motto", "épigraphe", "epígrafe", "epigrafe", "эпиграф"]),
    (Role::Foreword, &["foreword", "geleitwort", "avant-propos", "prefazione di", "предисловие редактора"]),
    (
        Role::Preface,
        &[
            "preface",
            "author’s preface",
            "author's preface",
            "vorwort",
            "préface",
            "prefacio",
            "prefácio",
            "prefazione",
            "voorwoord",
            "предисловие",
            "प्रस्तावना",
            "前言",
            "序",
            "序言",
            "はじめに",
            "まえがき",
            "머리말",
            "مقدمة",
            "முன்னுரை",
        ],
    ),
    (
        Role::Acknowledgements,
        &[
            "acknowledgements",
            "acknowledgments",
            "danksagung",
            "dank",
            "remerciements",
            "agradecimientos",
            "agradecimentos",
            "ringraziamenti",
            "dankwoord",
            "благодарности",
            "आभार",
            "致谢",
            "謝辞",
            "감사의 말",
        ],
    ),
    (
        Role::Introduction,
        &[
            "introduction",
            "einleitung",
            "einführung",
            "introducción",
            "introdução",
            "introduzione",
            "inleiding",
            "введение",
            "परिचय",
            "引言",
            "导论",
            "序論",
            "서론",
        ],
    ),
    (Role::Prologue, &["prologue", "prolog", "prólogo", "prologo", "proloog", "пролог", "楔子", "プロローグ", "프롤로그"]),
    (Role::Epilogue, &["epilogue", "epilog", "épilogue", "epílogo", "epilogo", "epiloog", "эпилог", "尾声", "エピローグ", "에필로그"]),
    (
        Role::Afterword,
        &[
            "afterword",
            "nachwort",
            "postface",
            "posfacio",
            "posfácio",
            "postfazione",
            "nawoord",
            "послесловие",
            "后记",
            "後記",
            "あとがき",
            "후기",
        ],
    ),
    (
        Role::Appendix,
        &["appendix", "anhang", "annexe", "apéndice", "apêndice", "appendice", "bijlage", "приложение", "परिशिष्ट", "附录", "付録", "부록"],
    ),
    (
        Role::Glossary,
        &["glossary", "glossar", "glossaire", "glosario", "glossário", "glossario", "глоссарий", "शब्दावली", "术语表", "用語集", "용어집"],
    ),
    (
        Role::Bibliography,
        &["bibliography", "references", "works cited", "literatur", "bibliographie", "bibliografía", "bibliografia", "библиография"],
    ),
    (
        Role::AboutTheAuthor,
        &[
            "about-the-author",
            "about the author",
            "about the authors",
            "about",
            "über den autor",
            "über die autorin",
            "à propos de l’auteur",
            "à propos de l'auteur",
            "sobre el autor",
            "sobre a autora",
            "sobre o autor",
            "sull’autore",
            "об авторе",
            "关于作者",
            "著者について",
            "저자 소개",
        ],
    ),
    (Role::Colophon, &["colophon", "kolophon", "colofón", "colofão", "колофон"]),
];

/// Words that titles of appendices begin with, before a letter.
const APPENDICES: &[&str] = &["appendix", "anhang", "annexe", "apéndice", "apêndice", "appendice", "bijlage", "приложение"];

/// Words that titles of parts begin with, before a number.
const PARTS: &[&str] = &[
    "part",
    "book",
    "volume",
    "teil",
    "buch",
    "band",
    "partie",
    "livre",
    "tome",
    "parte",
    "libro",
    "livro",
    "deel",
    "boek",
    "часть",
    "книга",
    "том",
];

/// The role that a title says, if it says one. "Appendix B: Tools" is an appendix, "Introduction to Logic" is nothing.
pub(super) fn of_title(title: &str) -> Option<Role> {
    let title = title.trim().trim_end_matches(['.', ':']).to_lowercase();
    if let Some((role, _)) = TITLES.iter().find(|(_, titles)| titles.contains(&title.as_str())) {
        return Some(*role);
    }
    let is_appendix = begins_with_number(&title, APPENDICES);
    is_appendix.then_some(Role::Appendix)
}

/// The role that a file name says, without folder, ending and the number it is sorted by.
pub(super) fn of_stem(stem: &str) -> Option<Role> {
    let name = stem.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '_' | '.')).replace('_', "-").to_lowercase();
    of_name(&name).or_else(|| of_title(&name.replace('-', " ")))
}

/// The role of that very name, as `role:` and classes of headings give it.
pub(super) fn of_name(name: &str) -> Option<Role> {
    Role::ALL.into_iter().find(|role| role.name() == name)
}

/// The role that a setting names; a wrong one is reported.
pub(super) fn of_setting(words: &Words, report: &mut Report) -> Option<Role> {
    let name = words.text.to_lowercase().replace([' ', '_'], "-");
    let role = of_name(&name).or_else(|| of_title(&words.text));
    if role.is_none() {
        let names = Role::ALL.map(Role::name);
        let hint = match nearest(&name, names) {
            Some(near) => format!("did you mean “{near}”?"),
            None => format!("known here: {}", names.join(", ")),
        };
        report.add(
            Diagnostic::error(Code("role-unknown"), format!("“{}” is not a part of a publication", words.text)).at(words.span).hint(hint),
        );
    }
    role
}

/// Whether a title says that it is one of a part of a book: "Part One", "BOOK II. 1805".
pub(super) fn says_part(title: &str) -> bool {
    begins_with_number(&title.to_lowercase(), PARTS) || title.starts_with('第') && title.chars().take(6).any(|c| c == '部')
}

/// Whether lower-case words begin with one of these, and a number, a letter or a word follows that is one.
fn begins_with_number(title: &str, words: &[&str]) -> bool {
    let mut parts = title.split([' ', '\u{a0}', '.', ':', '-', '–', '—']).filter(|part| !part.is_empty());
    let (Some(first), Some(second)) = (parts.next(), parts.next()) else { return false };
    words.contains(&first) && is_number(second)
}

/// Whether a lower-case word counts: figures, a roman number, a single letter, or the English word for one.
fn is_number(word: &str) -> bool {
    const WORDS: [&str; 20] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "first", "second", "third", "fourth", "fifth",
        "sixth", "seventh", "the", "eins", "zwei",
    ];
    word.chars().all(|c| c.is_numeric())
        || word.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'l' | 'c'))
        || word.chars().count() == 1
        || WORDS.contains(&word)
}

/// Where a role mostly stands.
pub(super) fn matter(role: Role) -> Matter {
    match role {
        Role::HalfTitle
        | Role::TitlePage
        | Role::Imprint
        | Role::Masthead
        | Role::Dedication
        | Role::Epigraph
        | Role::Contents
        | Role::Figures
        | Role::Tables
        | Role::Foreword
        | Role::Preface
        | Role::Introduction
        | Role::FrontMatter => Matter::Front,
        Role::Part | Role::Prologue | Role::Chapter | Role::Article | Role::Epilogue => Matter::Body,
        Role::Acknowledgements
        | Role::Afterword
        | Role::Appendix
        | Role::Notes
        | Role::Glossary
        | Role::Bibliography
        | Role::Index
        | Role::AboutTheAuthor
        | Role::Colophon
        | Role::BackMatter => Matter::Back,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_file_names_say_roles() {
        assert_eq!(of_title("Foreword"), Some(Role::Foreword));
        assert_eq!(of_title("APPENDIX B: Tools"), Some(Role::Appendix));
        assert_eq!(of_title("Vorwort"), Some(Role::Preface));
        assert_eq!(of_title("Introduction to Logic"), None);
        assert_eq!(of_stem("00-dedication"), Some(Role::Dedication));
        assert_eq!(of_stem("about_the_author"), Some(Role::AboutTheAuthor));
        assert_eq!(of_stem("03-the-line"), None);
        assert!(says_part("BOOK II. 1805"));
        assert!(says_part("Part One"));
        assert!(!says_part("Part of the crew"));
        assert!(!says_part("Bookshops"));
    }
}
