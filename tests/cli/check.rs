//! `recto check`.

use std::fs;

use crate::project::Project;

fn built() -> Project {
    let project = Project::whole();
    assert_eq!(project.recto(["build", "--only", "epub,pdf"]).code, Some(0));
    project
}

#[test]
fn our_own_files_are_clean() {
    let project = built();
    let said = project.run(project.command().args(["check", "out/line.epub", "out/line.pdf"]).env("PATH", ""));
    assert_eq!(said.code, Some(0), "{said:?}");
    for line in [
        "out/line.epub",
        "out/line.pdf",
        "PDF/UA-1: no violation",
        "PDF/A-2a: no violation",
        "not checked: EPUBCheck",
        "2 files checked: no warnings",
    ] {
        assert!(said.out.contains(line), "{line} is missing from\n{}", said.out);
    }
}

#[test]
fn a_file_that_cannot_be_read_ends_with_2_and_the_others_are_still_checked() {
    let project = built();
    let bytes = fs::read(project.path("out/line.epub")).expect("it was built");
    let project = project.with("cut.epub", &bytes[..bytes.len() * 2 / 3]);
    let said = project.run(project.command().args(["check", "cut.epub", "out/line.pdf"]).env("PATH", ""));
    assert_eq!(said.code, Some(2), "{said:?}");
    assert!(said.err.contains("error[") && said.err.contains("cut.epub"), "{said:?}");
    assert!(said.out.contains("PDF/UA-1: no violation"), "{said:?}");
}

#[test]
fn a_profile_that_the_file_does_not_follow_is_found_wanting() {
    let project = built();
    let said = project.recto(["check", "--profile", "x-4", "out/line.pdf"]);
    assert_eq!(said.code, Some(1), "{said:?}");
    assert!(said.out.contains("PDF/X-4: violations found"), "{said:?}");
}

#[test]
fn what_cannot_be_checked_ends_with_2() {
    let project = built();
    for (arguments, words) in [
        (&["check", "nowhere.pdf"][..], "nowhere.pdf"),
        (&["check", "out"], "it is a folder"),
        (&["check", "publication.toml"], "neither a PDF nor an EPUB"),
        (&["check", "--profile", "x-4", "out/line.epub"], "PDF/X-4"),
        (&["check", "--profile", "x-5", "out/line.pdf"], "x-1a"),
        (&["check"], "FILE"),
    ] {
        let said = project.recto(arguments);
        assert_eq!(said.code, Some(2), "{arguments:?}: {said:?}");
        assert!(said.err.contains(words), "{words} is missing from\n{}", said.err);
    }
}

#[test]
fn machines_are_told_what_people_are_told() {
    let project = built();
    let said = project.recto(["check", "--json", "--profile", "x-4", "out/line.pdf"]);
    assert_eq!((said.code, said.err.as_str()), (Some(1), ""));
    let report = said.json();
    assert_eq!((report["command"].as_str(), report["outcome"].as_str()), (Some("check"), Some("findings")));
    assert_eq!(report["artifacts"][0]["path"], "out/line.pdf");
    assert!(report["counts"]["errors"].as_u64().is_some_and(|errors| errors > 0));
    assert_eq!(report["findings"][0]["severity"], "error");
}

#[test]
fn build_servers_are_told_in_their_own_form() {
    let project = built();
    let said = project.recto(["check", "--sarif", "--profile", "x-4", "out/line.pdf"]);
    assert_eq!((said.code, said.err.as_str()), (Some(1), ""));
    let log = said.json();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let (rules, results) = (&run["tool"]["driver"]["rules"], run["results"].as_array().expect("there are findings"));
    assert!(!results.is_empty());
    for result in results {
        let rule = &rules[result["ruleIndex"].as_u64().expect("a number") as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        assert_eq!(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "out/line.pdf");
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().expect("a word")));
    }
}

#[test]
fn people_are_shown_the_pages() {
    let project = built();
    let said = project.recto(["check", "--profile", "x-4", "out/line.pdf", "--html", "report.html"]);
    assert_eq!(said.code, Some(1), "{said:?}");
    let page = fs::read_to_string(project.path("report.html")).expect("it was written");
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("data:image/png;base64,iVBOR"), "{} bytes", page.len());
    // One file that needs no other.
    assert!(!page.contains("<script") && !page.contains("src=\"http") && !page.contains("href=\"http"));
    assert!(page.contains("How to mend it:") && page.contains("Not checked"));
    let printed = project.recto(["check", "--profile", "x-4", "--html", "out/line.pdf"]);
    assert_eq!((printed.code, printed.out.as_str()), (Some(1), page.as_str()), "the same page on standard output");
}

/// EPUBCheck is run as a program with arguments: no shell reads the file's name.
#[cfg(unix)]
#[test]
fn epubcheck_is_asked_where_it_is_found() {
    use std::os::unix::fs::PermissionsExt;
    let script = r#"#!/bin/sh
[ "$2" = --json ] || exit 9
cat > "$3" <<END
{"messages":[{"ID":"RSC-005","severity":"ERROR","message":"it is $(/usr/bin/basename "$1")","locations":[{"path":"EPUB/a.xhtml","line":2,"column":3}]}],
 "checker":{"checkerVersion":"5.3.0"}}
END
exit 1
"#;
    let name = "a b;touch oops.epub";
    let project = built().with("bin/epubcheck", script);
    fs::copy(project.path("out/line.epub"), project.path(name)).expect("it was built");
    let tool = project.path("bin/epubcheck");
    fs::set_permissions(&tool, fs::Permissions::from_mode(0o755)).expect("the file is ours");

    let named = project.run(project.command().args(["check", name]).env("RECTO_EPUBCHECK", &tool));
    let path = format!("{}:/usr/bin:/bin", project.path("bin").display());
    let found = project.run(project.command().args(["check", name]).env("PATH", path));
    for said in [named, found] {
        assert_eq!(said.code, Some(1), "{said:?}");
        assert!(said.err.contains("RSC-005: it is a b;touch oops.epub") && said.err.contains("EPUB/a.xhtml:2:3"), "{said:?}");
        assert!(said.out.contains("EPUBCheck 5.3.0: violations found"), "{said:?}");
    }
    assert!(!project.path("oops.epub").exists());

    let broken = project.run(project.command().args(["check", name]).env("RECTO_EPUBCHECK", "/bin/false"));
    assert_eq!(broken.code, Some(1), "a checker that was asked for by name must run: {broken:?}");
    assert!(broken.out.contains("not checked: EPUBCheck") && broken.err.contains("epubcheck-failed"), "{broken:?}");
}
