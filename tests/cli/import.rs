//! `recto import`.

use std::fs;
use std::io::Write;
use std::process::Stdio;

use crate::project::{Project, Said};

const TEXT: &str = "\
The Long Fence

A border was drawn in pencil on a small map, and nobody asked the shepherds who crossed it twice a year with their flocks.

The First Winter

They came down from the hills in November as they always had, and found posts where the path had been, and wire between the posts.

The author is a retired surveyor who has walked the whole of the border.
";

fn text(project: &Project, path: &str) -> String {
    fs::read_to_string(project.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn a_text_becomes_a_project_that_builds() {
    let project = Project::empty().with("the-fence.txt", TEXT);
    let said = project.recto(["import", "the-fence.txt", "--author", "Jane Doe", "--publisher", "The House", "--language", "en-GB"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    for words in ["line 5: heading", "author bio", "publication.toml written", "manuscript/the-fence.md written", "findings"] {
        assert!(said.out.contains(words), "{words} is missing from\n{}", said.out);
    }
    let manuscript = text(&project, "manuscript/the-fence.md");
    for words in ["The Long Fence", "Jane Doe", "The House", "en-GB", "## The First Winter", "::: author-bio"] {
        assert!(manuscript.contains(words), "{words} is missing from\n{manuscript}");
    }
    let built = project.recto(["build", "--only", "epub"]);
    assert_eq!(built.code, Some(0), "{built:?}");
    assert!(project.path("out/the-fence.epub").is_file());
}

#[test]
fn nobodys_work_is_written_over() {
    let project = Project::empty().with("a.txt", TEXT).with("manuscript/a.md", "mine");
    let said = project.recto(["import", "a.txt"]);
    assert_eq!(said.code, Some(2), "{said:?}");
    assert!(said.err.contains("manuscript/a.md is there already") && said.err.contains("--force"), "{said:?}");
    assert_eq!(text(&project, "manuscript/a.md"), "mine");
    assert!(!project.path("publication.toml").exists(), "all or nothing");
    assert_eq!(project.recto(["import", "a.txt", "--force"]).code, Some(0));
    assert!(text(&project, "manuscript/a.md").contains("The First Winter"));
}

#[test]
fn a_text_can_come_from_a_pipe_and_go_to_another_folder() {
    let project = Project::empty();
    let mut command = project.command();
    command.args(["import", "-", "--out", "new", "--title", "Mine"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    child.stdin.take().expect("it was piped").write_all(TEXT.as_bytes()).expect("it is read");
    let said = Said::of(&child.wait_with_output().expect("the program ends"));
    assert_eq!(said.code, Some(0), "{said:?}");
    assert!(text(&project, "new/manuscript/article.md").contains("Mine"));
}

#[test]
fn machines_are_told_what_was_recognised() {
    let project = Project::empty().with("a.txt", TEXT);
    let said = project.recto(["import", "a.txt", "--json"]);
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
    let report = said.json();
    let recognised = report["recognised"].as_array().cloned().unwrap_or_default();
    let heading = recognised.iter().find(|one| one["what"] == "heading").cloned().unwrap_or_default();
    assert_eq!(heading["line"], 5, "{report}");
    assert!(heading["reason"].as_str().is_some_and(|reason| !reason.is_empty()));
    assert!(heading["confidence"].as_str().is_some_and(|confidence| !confidence.is_empty()));
    assert_eq!(report["artifacts"][1]["path"], "manuscript/a.md");
}

#[test]
fn what_is_no_text_is_refused() {
    let project = Project::empty().with("empty.txt", "\n \n").with("latin.txt", b"caf\xe9");
    for (file, words) in [("empty.txt", "empty.txt"), ("latin.txt", "UTF-8"), ("nowhere.txt", "nowhere.txt")] {
        let said = project.recto(["import", file]);
        assert_eq!(said.code, Some(2), "{file}: {said:?}");
        assert!(said.err.contains(words) && said.err.contains("help: "), "{said:?}");
        assert!(!project.path("publication.toml").exists());
    }
}
