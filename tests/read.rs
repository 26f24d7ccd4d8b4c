//! Reading: the sample as a user builds it, files in odd encodings, and input that means harm.
#![expect(clippy::disallowed_methods, reason = "the sample lives in files")]

use std::time::{Duration, Instant};

use recto::base::{FileError, Location, MemoryWorkspace, Severity, Workspace};
use recto::model::{Block, BlockKind, plain_text};
use recto::read::{Entry, Reading, read};

struct Folder;

impl Workspace for Folder {
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        std::fs::read(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).map_err(|_| FileError::NotFound)
    }
}

fn lone(bytes: impl Into<Vec<u8>>) -> Reading {
    read(&MemoryWorkspace::default().with("a.md", bytes), &Entry::Manuscript("a.md".to_owned()))
}

/// The code and place of the first error.
fn error(reading: &Reading) -> Option<(&'static str, Location)> {
    let finding = reading.report.diagnostics.iter().find(|finding| finding.severity == Severity::Error)?;
    let span = finding.span?;
    Some((finding.code.0, reading.sources.get(span.file)?.location(span.start)))
}

fn body(reading: &Reading) -> &[Block] {
    reading.project.as_ref().map_or(&[], |project| &project.publication.pieces[0].body)
}

#[test]
fn the_sample_is_read_whole() {
    let reading = read(&Folder, &Entry::Project);
    assert_eq!(reading.report.diagnostics, []);
    let project = reading.project.expect("the sample has no errors");
    let piece = &project.publication.pieces[0];
    let count = |wanted: fn(&BlockKind) -> bool| piece.body.iter().filter(|block| wanted(&block.kind)).count();
    assert_eq!(project.settings.name, "the-sheet");
    assert_eq!(piece.metadata.title, "The Sheet That Keeps Its Shape");
    assert_eq!(piece.metadata.authors[0].file_as, "recto desk, The");
    assert_eq!(count(|kind| matches!(kind, BlockKind::PullQuote(_))), 3);
    assert_eq!(count(|kind| matches!(kind, BlockKind::PullQuote(quote) if quote.repeats.is_some_and(|repeat| repeat.exact))), 2);
    assert_eq!(count(|kind| matches!(kind, BlockKind::Figure(_))), 1);
    assert_eq!(count(|kind| matches!(kind, BlockKind::Table(_))), 1);
    assert_eq!(count(|kind| matches!(kind, BlockKind::Boxed(_))), 2);
    assert_eq!(piece.notes.len(), 1);
    assert!(project.publication.cover.is_some());
}

#[test]
fn text_that_is_not_utf_8_is_pointed_at() {
    let latin = lone(b"---\ntitle: T\n---\nOne\nCaf\xE9 noir".as_slice());
    assert_eq!(error(&latin), Some(("not-utf-8", Location { line: 5, column: 4 })));
    assert!(latin.project.is_none());
    let utf_16 = lone(b"\xFF\xFEO\0n\0e\0".as_slice());
    assert!(utf_16.report.diagnostics[0].hint.as_deref().is_some_and(|hint| hint.contains("UTF-16")));
    let word = lone(b"PK\x03\x04\xFF\xFE".as_slice());
    assert!(word.report.diagnostics[0].hint.as_deref().is_some_and(|hint| hint.contains("Word")));
    assert_eq!(error(&lone(b"One\0two".as_slice())).map(|(code, _)| code), Some("not-utf-8"));
}

#[test]
fn a_byte_order_mark_and_foreign_line_ends_do_no_harm() {
    let unix = "---\ntitle: T\nlanguage: en\n---\nOne\ntwo.\n\n::: pullquote\nThree.\n:::\n\n```\na\n\nb\n```\n";
    let windows = format!("\u{FEFF}{}", unix.replace('\n', "\r\n"));
    let (unix, windows) = (lone(unix), lone(windows));
    assert_eq!(windows.report.diagnostics, []);
    let words = |reading: &Reading| {
        let word = |block: &Block| match &block.kind {
            BlockKind::Paragraph(content) => plain_text(content),
            BlockKind::PullQuote(quote) => format!("{} paragraphs", quote.content.len()),
            BlockKind::Code { text, .. } => text.clone(),
            other => format!("{other:?}"),
        };
        body(reading).iter().map(word).collect::<Vec<_>>()
    };
    assert_eq!(words(&windows), ["One two.", "1 paragraphs", "a\n\nb\n"]);
    assert_eq!(words(&windows), words(&unix));
}

#[test]
fn an_empty_file_is_an_empty_manuscript() {
    for nothing in ["", "\n\n", "\u{FEFF}", "---\ntitle: T\n---\n", "[a]: https://example.org"] {
        assert_eq!(error(&lone(nothing)).map(|(code, _)| code), Some("manuscript-empty"), "{nothing:?}");
    }
    assert!(read(&MemoryWorkspace::default(), &Entry::Project).project.is_none());
}

#[test]
fn nesting_is_bounded() {
    for deep in [">".repeat(5_000) + " a", "- ".repeat(5_000) + "a", "*a ".repeat(5_000) + &"b*".repeat(5_000), "[".repeat(5_000)] {
        let reading = lone(deep);
        // Walking the tree must not take more stack than a thread has.
        assert!(!format!("{:?}", reading.project).is_empty());
    }
    let divs: String = (0..5_000).map(|_| "::: pullquote\n").collect::<String>() + "a\n" + &":::\n".repeat(5_000);
    assert_eq!(error(&lone(divs)).map(|(code, _)| code), Some("nesting-too-deep"));
    assert_eq!(error(&lone(">".repeat(100) + " a")).map(|(code, _)| code), Some("nesting-too-deep"));
    assert_eq!(error(&lone(">".repeat(30) + " a")), None);
}

/// Every one of these was, in some reader, quadratic or worse.
#[test]
fn no_text_takes_long() {
    let many = |piece: &str| piece.repeat(40_000 / piece.len());
    let notes = format!("{}\n\n[^a]: {}\n", "[^a] ".repeat(8_000), many("word "));
    let mut texts: Vec<String> = [
        "\"a ",
        "'a ",
        "a' ",
        "--",
        "...",
        "\\\\",
        "\\\"",
        "[",
        "]",
        "[]{a=\"",
        "[x]{",
        "{",
        "*",
        "_a",
        "`",
        "``a`",
        "<",
        "<a",
        "<!--",
        "<script>",
        "<script></script>",
        "&",
        "^",
        "~",
        "^[",
        "::: a\n",
        ":::\n",
        "| a ",
        "|-",
        "a\n: b\n",
        "![](a.png)",
        "![",
        "# ",
        "> ",
        "- a\n",
        "1. ",
        "\n",
        "\t",
        "a\\\n",
        "::: standfirst\na\n:::\n",
        "Table: a\n\n",
        "橋\n",
        "\u{301}",
        "' \"",
        "-\n",
        "$",
        "$a$ ",
        "@a ",
        "[@a; ",
        "[@a]",
        "@",
        "+-+\n",
        "+-+-+\n| a |\n",
        "<b>",
        "</b>",
        "<b>*",
        "<div>\n",
        "<td>\n\n",
        "<a id=\"a\"></a>\n\n",
        "| a\n",
        "a. b\n",
        "(i) a\n\n",
        "(@) a\n",
        "> — a\n",
        "::: verse\na\n:::\n",
        "[a]{.index} ",
    ]
    .iter()
    .map(|piece| many(piece))
    .collect();
    texts.push(notes);
    for (open, close) in [("[", "]("), ("[^", "]"), ("![", "]"), ("[", "]{}")] {
        texts.push(open.repeat(10_000) + &close.repeat(10_000));
    }
    texts.push(format!("<!--\n{}-->\na", many(":::\n")));
    for text in texts {
        let start = Instant::now();
        let reading = lone(text.clone());
        assert!(start.elapsed() < Duration::from_secs(5), "{:?} took {:?}", text.chars().take(30).collect::<String>(), start.elapsed());
        drop(reading);
    }
}

/// Random strings of the marks that mean something. Whatever comes of them, it comes.
#[test]
fn no_text_is_a_surprise() {
    const PIECES: [&str; 84] = [
        "\n",
        "\n\n",
        " ",
        "  ",
        "    ",
        "\t",
        "a",
        "word ",
        "é",
        "橋",
        "\"",
        "'",
        "-",
        "--",
        "---",
        "---\n",
        "...",
        "*",
        "**",
        "_",
        "`",
        "```\n",
        "~~~",
        "~",
        "^",
        "[",
        "]",
        "(",
        ")",
        "![",
        "](picture.png)",
        "{",
        "}",
        "{#a .b c=\"d\"}",
        "{alt=\"",
        "[^1]",
        "[^1]: ",
        "^[",
        "> ",
        "- ",
        "1. ",
        "# ",
        "## ",
        "===",
        ":::",
        "::: pullquote\n",
        ":::\n",
        "::: {.standfirst}\n",
        "::: author-bio\n",
        "|",
        "|--|--|\n",
        "| a | b |\n",
        "Table: ",
        ": ",
        "<!--",
        "-->",
        "<br>",
        "<div>",
        "</div>\n",
        "&amp;",
        "\\",
        "\r\n",
        "$",
        "$$",
        "@key",
        "[@key; ",
        "-@key]",
        "(#fig-a)",
        "+--+--+\n",
        "| a| b|\n",
        "+==+==+\n",
        "<b>",
        "</b>",
        "<p>",
        "<table>\n<tr><td>",
        "</td></tr></table>\n",
        "<ul><li>",
        "<pre>",
        "<img src=\"picture.png\">",
        "<a id=\"x\"></a>",
        "| ",
        "a. ",
        "(ii) ",
        "> [!NOTE]\n",
    ];
    // A linear congruential generator (Knuth's MMIX constants): the same strings in every run.
    let mut state = 0x2026_1122_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    for _ in 0..4_000 {
        let count = 1 + next(60);
        let text: String = (0..count).map(|_| PIECES[next(PIECES.len())]).collect();
        let reading = lone(text.clone());
        for finding in &reading.report.diagnostics {
            let span = finding.span.expect("findings about a manuscript have a place");
            assert!(span.start as usize <= text.len() && span.end as usize <= text.len(), "{text:?}: {finding:?}");
            assert!(text.is_char_boundary(span.start as usize), "{text:?}: {finding:?}");
        }
        for block in body(&reading) {
            assert!(
                reading
                    .sources
                    .get(block.span.file)
                    .is_some_and(|file| file.text.get(block.span.start as usize..block.span.end as usize).is_some()),
                "{text:?}: {block:?}"
            );
        }
    }
}
