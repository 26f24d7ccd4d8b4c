//! A whole project, exported to a folder: reading the folder gives the same publication, whatever form its pieces have.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use recto::base::{MemoryWorkspace, Workspace};
use recto::model::{Kind, Matter, Role};
use recto::pipeline::{Form, export};
use recto::read::{self, Entry, Project};

use super::difference;
use super::same::bare;

const PICTURE: &[u8] = include_bytes!("../books/kitchen-sink/picture.png");

/// A folder with everything in it, in memory.
fn folder_of(folder: &Path) -> MemoryWorkspace {
    let files = fs::read_dir(folder).expect("the book is there").flatten().map(|entry| entry.path());
    files.fold(MemoryWorkspace::default(), |workspace, path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        workspace.with(&name, fs::read(&path).expect("it can be read"))
    })
}

fn read(workspace: &dyn Workspace, entry: &Entry) -> Project {
    let reading = read::read(workspace, entry);
    assert!(!reading.report.has_errors(), "{:?}", reading.report);
    reading.project.expect("without errors there is a project")
}

/// The project that an export makes of another.
fn exported(workspace: &MemoryWorkspace, entry: &Entry, form: Form) -> BTreeMap<String, Vec<u8>> {
    let export = export(workspace, entry, form, true);
    assert!(!export.report.has_errors(), "{:?}", export.report);
    export.files.into_iter().collect()
}

fn comes_back(workspace: &MemoryWorkspace, entry: &Entry, form: Form) {
    let first = read(workspace, entry);
    let files = exported(workspace, entry, form);
    let settings = String::from_utf8_lossy(&files["publication.toml"]).into_owned();
    let copy = files.into_iter().fold(MemoryWorkspace::default(), |copy, (path, bytes)| copy.with(&path, bytes));
    let second = read(&copy, &Entry::Project);
    let (a, b) = (bare(first.publication), bare(second.publication));
    let words = difference(&a, &b).unwrap_or_default();
    assert_eq!(
        (a.kind, &a.metadata, &a.numbering, a.notes, &a.cover),
        (b.kind, &b.metadata, &b.numbering, b.notes, &b.cover),
        "{settings}"
    );
    assert!(words.is_empty(), "{form:?}\n{settings}\n{words}");
    let same = |settings: &read::Settings| {
        let tokens: Vec<(String, String)> = settings.tokens.iter().map(|token| (token.name.clone(), token.value.clone())).collect();
        let press = (settings.press.vendor, settings.press.norms.clone(), settings.press.given.clone());
        (settings.name.clone(), settings.theme.clone(), settings.stylesheets.clone(), tokens, settings.cited.clone(), press)
    };
    assert_eq!(same(&first.settings), same(&second.settings), "{settings}");
}

#[test]
fn the_books_of_the_house_come_back() {
    for book in ["field-guide", "kitchen-sink", "night-ferry"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/books").join(book);
        for form in [Form::Markdown, Form::Pandoc] {
            comes_back(&folder_of(&folder), &Entry::Project, form);
        }
    }
}

fn book() -> MemoryWorkspace {
    let settings = r#"
kind = "book"
title = "The “Long” Way: A History"
subtitle = "In two parts"
author = ["Ursula K. Le Guin", { name = "Jo Doe", file-as = "Doe, J.", role = "translator" }]
language = "en-GB"
date = 2026-11-22
publisher = "The House"
rights = "© 2026 The House"
isbn = "978-0-306-40615-7"
keywords = ["roads", "history"]
cover = "art/cover.png"
cover-alt = "A road"
front = ["title-page", "imprint", "text/dedication.md", "text/words.md", "contents"]
chapters = ["text/start.md"]
back = ["bibliography", "text/more.md", "index"]
notes = "chapter"

[[parts]]
title = "Out"
subtitle = "The way there"
chapters = ["text/01.md", "text/02.md"]

[[parts]]
title = "Back"
chapters = ["text/03.md"]

[numbering]
parts = "Part I"
chapters = "Chapter One"
sections = 2
figures = "by-chapter"

[accessibility]
conforms-to = "EPUB Accessibility 1.1 - WCAG 2.1 Level AA"

[citations]
file = "works.bib"
style = "apa"

[style]
theme = "technical"
stylesheets = ["looks/house.css"]

[style.tokens]
accent = "red"

[output.press]
vendor = "kdp"
bleed = "5 mm"
"#;
    MemoryWorkspace::default()
        .with("publication.toml", settings)
        .with("art/cover.png", PICTURE)
        .with("looks/house.css", "p { color: black }")
        .with("works.bib", "@book{lee, author = {Lee, Ann}, title = {Roads}, year = {1999}, publisher = {P}}")
        .with("text/dedication.md", "---\nrole: dedication\n---\n\nFor *nobody*.\n")
        .with("text/words.md", "---\nrole: foreword\nauthor: Ann Lee\n---\n\n# A word {#word}\n\nBefore all.\n")
        .with("text/start.md", "# Introduction {.unnumbered}\n\nIt [begins](03.md#end).\n")
        .with(
            "text/01.md",
            "# The *first* chapter {.wide}\n\nSee @lee and [a term]{.index}.[^1]\n\n## A section\n\nMore.\n\n[^1]: A note.\n",
        )
        .with(
            "text/02.md",
            "---\nrunning-head: Second\nlanguage: fr\n---\n\n# La suite\n\n::: standfirst\nDe quoi s’agit-il ?\n:::\n\nVoilà.\n",
        )
        .with("text/03.md", "# The last\n\n## End\n\n![A road](../art/cover.png){alt=\"Grey\"}\n")
        .with("text/more.md", "---\nrole: appendix\n---\n\n# More to say\n\nThis.\n")
}

#[test]
fn a_book_comes_back_with_all_that_its_settings_say() {
    comes_back(&book(), &Entry::Project, Form::Markdown);
    comes_back(&book(), &Entry::Project, Form::Pandoc);
}

#[test]
fn what_the_settings_name_goes_along() {
    let files = exported(&book(), &Entry::Project, Form::Markdown);
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    let expected = [
        "01-dedication.md",
        "02-a-word.md",
        "03-introduction.md",
        "04-the-first-chapter.md",
        "05-la-suite.md",
        "06-the-last.md",
        "07-more-to-say.md",
        "art/cover.png",
        "looks/house.css",
        "publication.toml",
        "works.bib",
    ];
    assert_eq!(names, expected);
    let settings = String::from_utf8_lossy(&files["publication.toml"]).into_owned();
    assert!(settings.contains("isbn = \"9780306406157\""), "{settings}");
    assert!(settings.contains("chapters = [\"04-the-first-chapter.md\", \"05-la-suite.md\"]"), "{settings}");
}

#[test]
fn an_issue_and_a_lone_manuscript_come_back() {
    let issue = MemoryWorkspace::default()
        .with("publication.toml", "kind = \"issue\"\ntitle = \"Slow\"\nissue = \"12\"\nissn = \"2049-3630\"\nlanguage = \"en\"\npieces = [\"a.md\", \"b.md\"]\n")
        .with("a.md", "---\ntitle: The sea\nkicker: Report\nauthor: Jane Doe\nstandfirst: Far out.\n---\n\nWaves.\n\n::: author-bio\nJane sails.\n:::\n")
        .with("b.md", "---\ntitle: The land\nauthor: [A. One, B. Two]\nlanguage: de\n---\n\nErde.\n");
    let lone = MemoryWorkspace::default()
        .with("text.md", "---\ntitle: Alone\nauthor: Jane Doe\nlanguage: en\nisbn: 978-0-306-40615-7\n---\n\nOne.\n");
    for form in [Form::Markdown, Form::Pandoc] {
        comes_back(&issue, &Entry::Project, form);
        comes_back(&lone, &Entry::Manuscript("text.md".to_owned()), form);
    }
    let copy = read(&issue, &Entry::Project).publication;
    assert_eq!(copy.kind, Kind::Issue);
    assert!(copy.pieces.iter().any(|piece| piece.role == Role::Article && piece.matter == Matter::Body));
}
