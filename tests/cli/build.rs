//! `recto build` when all is well.

use crate::project::{MANUSCRIPT, Project};

#[test]
fn a_project_becomes_three_files_and_a_short_report() {
    let project = Project::whole();
    let said = project.recto(["build"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    let files = project.files("out");
    assert_eq!(files.keys().collect::<Vec<_>>(), ["line-press.pdf", "line.epub", "line.pdf"]);
    assert!(
        files["line.epub"].starts_with(b"PK") && files["line.pdf"].starts_with(b"%PDF") && files["line-press.pdf"].starts_with(b"%PDF")
    );
    for line in ["line.epub", "line.pdf ", "line-press.pdf", "1 page"] {
        assert!(said.out.contains(line), "{line} is missing from\n{}", said.out);
    }
    assert!(said.out.lines().last().is_some_and(|last| last.starts_with("done in") && last.ends_with("no warnings")), "{}", said.out);
}

#[test]
fn only_what_is_named_is_made_and_where_it_is_asked_for() {
    let project = Project::whole();
    let said = project.recto(["build", ".", "--only", "epub,press", "--out", "deep/down"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    assert_eq!(project.files("deep/down").keys().collect::<Vec<_>>(), ["line-press.pdf", "line.epub"]);
    assert!(!project.path("out").exists());
}

#[test]
fn a_manuscript_builds_without_a_project() {
    let project = Project::empty().with("texts/essay.md", MANUSCRIPT).with("texts/map.png", crate::project::png(1200, 800));
    let said = project.recto(["build", "texts/essay.md"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    assert_eq!(project.files("out").keys().collect::<Vec<_>>(), ["essay-press.pdf", "essay.epub", "essay.pdf"]);
}

#[test]
fn a_project_builds_from_anywhere_and_to_the_same_bytes() {
    let (project, other) = (Project::whole(), Project::whole());
    let here = project.recto(["build"]);
    let there = Project::empty().recto(["build", &other.folder().display().to_string(), "--out", &other.path("out").display().to_string()]);
    assert_eq!((here.code, there.code), (Some(0), Some(0)), "{there:?}");
    assert!(project.files("out") == other.files("out"), "the bytes depend on where and when they were made");
}

#[test]
fn without_a_date_the_clock_is_not_asked() {
    let undated = MANUSCRIPT.replace("date: 2026-11-22\n", "");
    let project = Project::whole().with("manuscript/article.md", &undated);
    let said = project.recto(["build"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    assert!(said.err.contains("warning[date-missing]") && said.out.contains("1 warning"), "{said:?}");
    let first = project.files("out");
    let said = project.run(project.command().args(["build"]).env("SOURCE_DATE_EPOCH", "1795305600"));
    assert!(!said.err.contains("date-missing"), "{said:?}");
    let second = project.files("out");
    for name in first.keys() {
        assert!(first[name] != second[name], "{name} does not know its date");
    }
    let said = project.run(project.command().args(["build"]).env("SOURCE_DATE_EPOCH", "yesterday"));
    assert_eq!(said.code, Some(2), "{said:?}");
    assert!(said.err.contains("SOURCE_DATE_EPOCH"), "{said:?}");
    assert_eq!(project.files("out"), second);
}

#[test]
fn warnings_can_count_as_errors() {
    let project = Project::whole().with("manuscript/article.md", MANUSCRIPT.replace("date: 2026-11-22\n", ""));
    let said = project.recto(["build", "--warnings-as-errors"]);
    assert_eq!(said.code, Some(1), "{said:?}");
    assert!(said.out.contains("1 warning, warnings counted as errors"), "{said:?}");
    assert_eq!(project.files("out").len(), 3, "the files are made all the same");
}

#[test]
fn a_coarse_picture_is_the_publishers_to_weigh() {
    let wide = MANUSCRIPT.replace("{#fig-map", "{#fig-map width=100%");
    let picture = crate::project::png(300, 200);
    let project = Project::whole().with("manuscript/map.png", picture).with("manuscript/article.md", wide);
    let said = project.recto(["build"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    assert!(said.err.contains("warning[print-picture-resolution]") && said.err.contains("line-press.pdf, page 1"), "{said:?}");
    assert!(said.out.contains("1 warning"), "{said:?}");
    assert_eq!(project.files("out").len(), 3, "the files are made all the same");
    assert_eq!(project.recto(["build", "--only", "epub,pdf"]).code, Some(0), "only print needs fine pictures");
    assert_eq!(project.recto(["check", "out/line-press.pdf"]).code, Some(1), "a check by itself does not weigh");
}

#[test]
fn the_report_for_machines_is_one_object_and_all_there_is() {
    let project = Project::whole().with("manuscript/article.md", MANUSCRIPT.replace("date: 2026-11-22\n", ""));
    let said = project.recto(["build", "--json"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    assert_eq!(said.err, "");
    let report = said.json();
    assert_eq!(report["outcome"], "done");
    assert_eq!(report["exit_code"], 0);
    assert_eq!(report["counts"]["warnings"], 1);
    let paths: Vec<_> = report["artifacts"].as_array().into_iter().flatten().filter_map(|artifact| artifact["path"].as_str()).collect();
    assert_eq!(paths, ["out/line.epub", "out/line.pdf", "out/line-press.pdf"]);
    for (artifact, bytes) in [(0, "line.epub"), (1, "line.pdf"), (2, "line-press.pdf")] {
        assert_eq!(report["artifacts"][artifact]["bytes"], project.files("out")[bytes].len());
    }
    let finding = &report["findings"][0];
    assert_eq!((finding["severity"].as_str(), finding["code"].as_str()), (Some("warning"), Some("date-missing")));
    assert!(finding["hint"].as_str().is_some_and(|hint| hint.contains("date:")));
}

#[test]
fn a_theme_can_be_chosen_and_must_exist() {
    let project = Project::whole();
    assert_eq!(project.recto(["build", "--only", "epub", "--theme", "magazine"]).code, Some(0));
    let said = project.recto(["build", "--only", "epub", "--theme", "magazin"]);
    assert_eq!(said.code, Some(2), "{said:?}");
    assert!(said.err.contains("did you mean magazine?"), "{said:?}");
}
