//! Pasted texts of many habits, each with what the import should make of it.
//!
//! A case is a pair of files in `tests/fixtures/import`: `NAME.txt`, the text, and `NAME.expected`, the manuscript that comes
//! out, a line of `=`, and the findings. To add one, write the text, run the tests with `UPDATE_EXPECTED=1`, and read what was
//! written as an editor would. Whatever the habit, no word may be lost or doubled.

#![allow(clippy::disallowed_methods, reason = "tests read their cases from disk")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use recto::base::{FileId, MemoryWorkspace, Severity};
use recto::model::{Block, BlockKind, BoxRole};
use recto::read::Entry;
use recto::read::plain::{Given, Import, Kind, import};
use recto::read::repeats::words;
use recto::write::markdown::manuscript;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn cases() -> Vec<PathBuf> {
    let folder = fs::read_dir(root().join("tests/fixtures/import")).expect("the fixtures are there");
    let mut cases: Vec<PathBuf> = folder.map(|entry| entry.expect("a readable folder").path()).collect();
    cases.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    cases.sort();
    cases
}

fn written(imported: &Import) -> String {
    manuscript(&imported.piece, &[], &imported.remarks)
}

fn seen(imported: &Import) -> String {
    let findings: Vec<String> = imported.findings.iter().map(ToString::to_string).collect();
    format!("{}{}\n{}\n", written(imported), "=".repeat(60), findings.join("\n"))
}

#[test]
fn every_habit_gives_what_is_expected() {
    let mut wrong = Vec::new();
    for case in cases() {
        let text = fs::read_to_string(&case).expect("a text");
        let seen = seen(&import(&text, &Given::default()));
        let expected_path = case.with_extension("expected");
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&expected_path, &seen).expect("a writable folder");
        }
        let expected = fs::read_to_string(&expected_path).unwrap_or_default().replace("\r\n", "\n");
        if expected != seen {
            let difference = similar::TextDiff::from_lines(&expected, &seen);
            wrong.push(format!("{}\n{}", case.display(), difference.unified_diff().context_radius(1)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// How often each word occurs.
fn counted(text: &str) -> BTreeMap<String, i64> {
    let mut counted = BTreeMap::new();
    for (word, _) in words(text) {
        *counted.entry(word).or_insert(0) += 1;
    }
    counted
}

/// Words that came in and did not go out, or the other way round.
fn lost_or_doubled(text: &str, imported: &Import) -> Vec<(String, i64)> {
    let whole = written(imported);
    let (front, body) = whole.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).expect("a manuscript has front matter");
    let mut difference = counted(&text.replace(['\u{AD}', '\u{200B}'], ""));
    let mut take = |text: &str| counted(text).into_iter().for_each(|(word, count)| *difference.entry(word).or_insert(0) -= count);
    for line in front.lines() {
        let value = match line.split_once(": ") {
            // The date is written anew and the language is our guess; their words as typed stand in the remarks.
            Some(("date" | "language", _)) => "",
            Some((_, value)) => value,
            None => line.strip_prefix("author:").unwrap_or(line),
        };
        take(&value.replace("\\\"", "\"").replace("\\\\", "\\"));
    }
    for line in body.lines() {
        let fence = line.starts_with(":::");
        let attribution = line.split_once("attribution=\"").and_then(|(_, name)| name.rsplit_once("\"}")).map(|(name, _)| name);
        take(if fence { attribution.unwrap_or_default() } else { line.strip_prefix("Table: ").unwrap_or(line) });
    }
    difference.into_iter().filter(|(_, count)| *count != 0).collect()
}

#[test]
fn no_word_is_lost_or_doubled() {
    for case in cases() {
        let text = fs::read_to_string(&case).expect("a text");
        assert_eq!(lost_or_doubled(&text, &import(&text, &Given::default())), [], "{}", case.display());
    }
}

/// Books, with Markdown in them that nobody pasted: nothing may get lost in any of them.
#[test]
fn no_word_of_a_book_is_lost_or_doubled() {
    let Ok(corpora) = fs::read_dir(root().join("../shared/corpora")) else { return };
    for folder in corpora.flatten() {
        let Ok(book) = fs::read_to_string(folder.path().join("book.md")) else { continue };
        // A stretch from the middle of each: whole books take minutes without optimisation.
        let start = (book.len() / 2..book.len()).find(|&at| book.as_bytes()[at] == b'\n').unwrap_or_default();
        let rest = &book[start..];
        let end = (rest.len().min(30_000)..rest.len()).find(|&end| rest.as_bytes()[end] == b'\n').unwrap_or(rest.len());
        let stretch = &rest[..end];
        assert_eq!(lost_or_doubled(stretch, &import(stretch, &Given::default())), [], "{}", folder.path().display());
    }
}

fn headings(blocks: &[Block]) -> Vec<(u8, String)> {
    let heading = |block: &Block| match &block.kind {
        BlockKind::Heading { level, content } => Some((*level, recto::model::plain_text(content))),
        _ => None,
    };
    blocks.iter().filter_map(heading).collect()
}

#[test]
fn the_real_article_is_understood() {
    let path = root().join("../shared/manuscripts/article.txt");
    let Ok(text) = fs::read_to_string(path) else { return };
    let imported = import(&text, &Given::default());
    assert_eq!(lost_or_doubled(&text, &imported), []);
    let levels: Vec<u8> = headings(&imported.piece.body).iter().map(|heading| heading.0).collect();
    assert_eq!(levels, [2, 2, 3, 3, 3, 3, 2, 2, 2], "{:#?}", headings(&imported.piece.body));
    let quotes: Vec<_> = imported
        .piece
        .body
        .iter()
        .filter_map(|block| if let BlockKind::PullQuote(quote) = &block.kind { quote.repeats } else { None })
        .collect();
    assert_eq!(quotes.len(), 3);
    assert!(quotes.iter().all(|repeat| !repeat.exact));
    let boxes: Vec<BoxRole> = imported
        .piece
        .body
        .iter()
        .filter_map(|block| if let BlockKind::Boxed(boxed) = &block.kind { Some(boxed.role) } else { None })
        .collect();
    assert_eq!(boxes, [BoxRole::AuthorBio, BoxRole::Disclaimer]);
    let no_title = imported.findings.iter().find(|finding| finding.what == Kind::NoTitle).expect("there is no title");
    assert!(no_title.hint.as_ref().is_some_and(|hint| hint.contains("--title")));
    assert_eq!(imported.piece.metadata.language.0, "en");
}

/// What was written is read by the other reader, without a complaint and without losing a word.
#[test]
fn the_manuscript_can_be_read() {
    for case in cases() {
        let text = fs::read_to_string(&case).expect("a text");
        let imported = import(&text, &Given::default());
        let workspace = MemoryWorkspace::default().with("article.md", written(&imported));
        let reading = recto::read::read(&workspace, &Entry::Manuscript("article.md".to_owned()));
        assert!(!reading.report.has_errors(), "{}: {:#?}", case.display(), reading.report);
        let project = reading.project.unwrap_or_else(|| panic!("{} can be read", case.display()));
        let piece = &project.publication.pieces[0];
        assert_eq!(outline(&piece.body), outline(&imported.piece.body), "{}", case.display());
        assert_eq!(piece.notes.len(), imported.piece.notes.len(), "{}", case.display());
        assert_eq!(piece.metadata.title, imported.piece.metadata.title.replace('\'', "’"), "{}", case.display());
        assert_eq!(piece.metadata.authors.len(), imported.piece.metadata.authors.len());
    }
}

/// Each block as its kind and its words, without what smart typography changes.
fn outline(blocks: &[Block]) -> Vec<String> {
    blocks.iter().map(outlined).collect()
}

fn outlined(block: &Block) -> String {
    let said =
        |content: &[recto::model::Inline]| words(&recto::model::plain_text(content)).map(|(word, _)| word).collect::<Vec<_>>().join(" ");
    match &block.kind {
        BlockKind::Heading { level, content } => format!("h{level} {}", said(content)),
        BlockKind::Paragraph(content) => format!("p {}", said(content)),
        BlockKind::PullQuote(quote) => format!("quote {:?} {}", quote.attribution, outline(&quote.content).join(" ")),
        BlockKind::Boxed(boxed) => {
            format!("{:?} {:?} {}", boxed.role, boxed.heading.as_deref().map(said), outline(&boxed.content).join(" "))
        }
        BlockKind::List(list) => {
            let items: Vec<_> = list.items.iter().map(|item| outline(&item.content).join(" ")).collect();
            format!("list {:?} {}", list.kind, items.join(" / "))
        }
        BlockKind::Table(table) => format!("table {} {}", said(&table.caption), table.rows.len()),
        other => format!("{:?}", std::mem::discriminant(other)),
    }
}

#[test]
fn nothing_and_next_to_nothing_do_no_harm() {
    for empty in ["", "\u{FEFF}", " \r\n\t\n", "\u{AD}\u{0}"] {
        let imported = import(empty, &Given::default());
        assert!(imported.is_empty() && imported.piece.body.is_empty(), "{empty:?}");
        assert_eq!(imported.findings.len(), 1, "{empty:?}");
        let diagnostic = imported.findings[0].diagnostic(FileId(0));
        assert_eq!((diagnostic.severity, diagnostic.hint.is_some()), (Severity::Error, true));
    }
    let texts = [
        "One paragraph and no more, which is all that there is to say about it.",
        "Word",
        "Title\nHeading\nAnother\nA Third\nA Fourth",
        "* * *",
        "— A. Nobody",
        "[1] A note without a mark",
        "\t\t\na\tb\na\tb",
        "“",
        "About the author",
        "By Jane Doe",
        "(1) One (2) two\n(1) one\n(2) two",
        "Disclaimer:",
        "12 March 2024",
    ];
    for text in texts {
        let imported = import(text, &Given::default());
        assert_eq!(lost_or_doubled(text, &imported), [], "{text:?}\n{}", written(&imported));
    }
}

#[test]
fn what_is_given_is_right() {
    let text = "Essay\nThe Long Way\nBy Jane Doe\nThe way was long, and nobody who had set out on it came back before the winter was over.";
    let given = Given {
        title: Some("The long way".into()),
        authors: vec!["Jane Doe".into()],
        language: Some("en-GB".into()),
        publisher: Some("N. N.".into()),
    };
    let imported = import(text, &given);
    let metadata = &imported.piece.metadata;
    assert_eq!(
        (metadata.title.as_str(), metadata.kicker.as_deref(), metadata.language.0.as_str()),
        ("The long way", Some("Essay"), "en-GB")
    );
    assert_eq!(metadata.publisher.as_deref(), Some("N. N."));
    assert_eq!(imported.piece.body.len(), 1);
    let other = import(text, &Given { title: Some("Another title".into()), authors: vec!["John Roe".into()], ..given });
    assert_eq!(other.piece.metadata.title, "Another title");
    let body = outline(&other.piece.body);
    assert!(body.iter().any(|block| block == "p by jane doe"), "{body:?}");
    assert!(body.iter().any(|block| block.ends_with("the long way") || block == "p essay"), "{body:?}");
}

#[test]
fn time_grows_with_the_text_only() {
    // Machine-made text is the worst case for every search: the same words everywhere.
    let paragraph = "The council of the town shall meet on the first day of the month, and the mayor of the town shall preside";
    let small = format!("{paragraph}\n").repeat(8_000);
    let one = paragraph.repeat(8_000);
    for text in [small, one] {
        assert_eq!(lost_or_doubled(&text, &import(&text, &Given::default())), []);
    }
}
