//! Help, streams, colours, and readers who leave early.

use std::io::Read;
use std::process::Stdio;

use crate::project::{MANUSCRIPT, Project};

#[test]
fn help_reads_like_a_manual_and_the_version_is_said() {
    let project = Project::empty();
    let said = project.recto(["--help"]);
    assert_eq!(said.code, Some(0));
    for words in ["Examples:", "Exit codes:", "build"] {
        assert!(said.out.contains(words), "{words} is missing from\n{}", said.out);
    }
    let said = project.recto(["build", "--help"]);
    assert_eq!(said.code, Some(0));
    for words in ["Examples:", "--only", "epub", "press", "--theme", "--json", "--warnings-as-errors", "[default: out]"] {
        assert!(said.out.contains(words), "{words} is missing from\n{}", said.out);
    }
    let said = project.recto(["--version"]);
    assert_eq!(said.out, format!("recto {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_wrong_command_line_ends_with_2_and_says_why() {
    let project = Project::empty();
    for arguments in [&["bild"][..], &["build", "--only", "docx"], &["build", "--nope"], &[]] {
        let said = project.recto(arguments);
        assert_eq!(said.code, Some(2), "{arguments:?}: {said:?}");
        assert!(said.out.is_empty() && !said.err.is_empty(), "{said:?}");
    }
}

#[test]
fn there_are_no_colours_and_no_progress_in_a_pipe() {
    let project = Project::whole().with("manuscript/article.md", MANUSCRIPT.replace("date: 2026-11-22\n", ""));
    let said = project.recto(["build", "--only", "epub"]);
    assert!(said.err.contains("warning[date-missing]"), "{said:?}");
    for text in [&said.out, &said.err] {
        assert!(!text.contains(['\u{1b}', '\r']), "{text:?}");
    }
    assert!(!said.err.contains("reading"), "{said:?}");
}

#[test]
fn what_a_manuscript_says_gives_no_orders_to_the_terminal() {
    let project = Project::whole().with("manuscript/article.md", MANUSCRIPT.replace("The line as", "The \u{1b}[2Jline as"));
    let said = project.recto(["build", "--theme", "\u{1b}[2J"]);
    assert_eq!(said.code, Some(2), "{said:?}");
    assert!(said.err.contains("[2J"), "{said:?}");
    assert!(!said.err.contains('\u{1b}'), "{said:?}");
}

#[test]
fn a_reader_who_leaves_early_is_no_failure() {
    let project = Project::whole();
    let mut child = project
        .command()
        .args(["build", "--only", "epub", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let status = child.wait().expect("the program ends");
    let mut err = String::new();
    child.stderr.take().expect("it was piped").read_to_string(&mut err).expect("it is text");
    assert_eq!((status.code(), err.as_str()), (Some(0), ""));
    assert!(project.path("out/line.epub").is_file());
}
