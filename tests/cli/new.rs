//! `recto new`, and the books of other programs.

use crate::project::Project;

#[test]
fn every_kind_of_project_builds_at_once_without_warnings() {
    for (kind, marker) in [("article", "manuscript/article.md"), ("issue", "manuscript/second.md"), ("book", "manuscript/01.md")] {
        let project = Project::empty();
        let said = project.recto(["new", kind, "my-first"]);
        assert_eq!(said.code, Some(0), "{said:?}");
        assert!(said.out.contains("recto build my-first"), "{said:?}");
        assert!(project.path("my-first").join(marker).is_file());
        let built = project.recto(["build", "my-first", "--warnings-as-errors"]);
        assert_eq!(built.code, Some(0), "{kind}: {built:?}");
        assert_eq!(project.files("out").len(), 3, "{kind}: {built:?}");
    }
}

#[test]
fn a_folder_that_holds_something_is_left_alone() {
    let project = Project::empty().with("mine/notes.txt", "mine");
    let said = project.recto(["new", "book", "mine"]);
    assert_eq!(said.code, Some(2), "{said:?}");
    assert!(said.err.contains("folder-not-empty"), "{said:?}");
    assert_eq!(project.files("mine").len(), 1);
}

#[test]
fn a_book_of_mdbook_builds_as_it_stands() {
    let project = Project::empty()
        .with("book.toml", "[book]\ntitle = \"The Tool\"\nauthors = [\"Jane Doe\"]\nlanguage = \"en\"\n[output.html]\nfold = true\n")
        .with("src/SUMMARY.md", "# Summary\n\n[Welcome](welcome.md)\n\n- [One](one.md)\n  - [More](more.md)\n\n[Thanks](thanks.md)\n")
        .with("src/welcome.md", "# Welcome\n\nCome in.\n")
        .with("src/one.md", "# One\n\nSee [more](more.md#deeper).\n\n```rust\n{{#include ../code.rs}}\n```\n")
        .with("src/more.md", "# More\n\n## Deeper\n\nBack to [one](one.html).\n")
        .with("src/thanks.md", "# Thanks\n\nTo all.\n")
        .with("code.rs", "fn main() {}\n");
    let mut command = project.command();
    let said = project.run(command.env("SOURCE_DATE_EPOCH", "1795305600").args(["build", "--only", "epub", "--warnings-as-errors"]));
    assert_eq!(said.code, Some(0), "{said:?}");
    assert!(said.out.contains("the-tool.epub"), "{said:?}");
}
