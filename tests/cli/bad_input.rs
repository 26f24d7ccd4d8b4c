//! Bad input: each a clear finding with its place, exit code 2, and the files of the last build as they were.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::project::{MANUSCRIPT, Project};

/// The files of a whole project, built once for all tests.
fn finished() -> &'static BTreeMap<String, Vec<u8>> {
    static FINISHED: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    FINISHED.get_or_init(|| {
        let project = Project::whole();
        let said = project.recto(["build"]);
        assert_eq!(said.code, Some(0), "{said:?}");
        project.files("out")
    })
}

/// Spoils a project that was built, and builds it again: it fails as expected, and the finished files stay.
#[track_caller]
fn spoiled(spoil: impl FnOnce(Project) -> Project, expected: &[&str]) {
    let before = finished();
    assert_eq!(before.len(), 3);
    let project = before.iter().fold(Project::whole(), |project, (name, bytes)| project.with(&format!("out/{name}"), bytes));
    let project = spoil(project);

    let said = project.recto(["build"]);
    assert_eq!(said.code, Some(2), "{said:?}");
    for words in expected {
        assert!(said.err.contains(words), "{words} is missing from\n{}", said.err);
    }
    assert!(said.err.contains("= help: "), "there is no hint in\n{}", said.err);
    assert!(said.err.lines().last().is_some_and(|last| last.starts_with("not built: 1 error")), "{}", said.err);
    assert!(project.files("out") == *before, "the files of the last build were touched");

    let report = project.recto(["build", "--json"]);
    assert_eq!(report.code, Some(2));
    let report = report.json();
    assert_eq!((report["outcome"].as_str(), report["counts"]["errors"].as_u64()), (Some("failed"), Some(1)), "{report}");
    assert_eq!(report["artifacts"].as_array().map(Vec::len), Some(0));
    let findings = report["findings"].as_array().cloned().unwrap_or_default();
    let error = findings.iter().find(|finding| finding["severity"] == "error").cloned().unwrap_or_default();
    let code = error["code"].as_str().unwrap_or_default();
    assert!(said.err.contains(&format!("error[{code}]")), "people are told something else than machines: {report}");
}

#[track_caller]
fn spoiled_manuscript(from: &str, to: &str, expected: &[&str]) {
    assert!(MANUSCRIPT.contains(from));
    spoiled(|project| project.with("manuscript/article.md", MANUSCRIPT.replace(from, to)), expected);
}

#[test]
fn a_missing_image() {
    spoiled_manuscript("(map.png)", "(mop.png)", &["manuscript/article.md:14:", "mop.png"]);
}

#[test]
fn an_image_outside_the_project() {
    spoiled_manuscript("(map.png)", "(../../map.png)", &["manuscript/article.md:14:", "outside the project"]);
    spoiled_manuscript("(map.png)", "(/etc/hostname)", &["manuscript/article.md:14:", "outside the project"]);
}

#[cfg(unix)]
#[test]
fn an_image_outside_the_project_behind_a_link() {
    let elsewhere = Project::empty().with("map.png", crate::project::png(1200, 800));
    let spoil = |project: Project| {
        let link = project.path("manuscript/link.png");
        std::os::unix::fs::symlink(elsewhere.path("map.png"), link).expect("links can be made");
        project.with("manuscript/article.md", MANUSCRIPT.replace("(map.png)", "(link.png)"))
    };
    spoiled(spoil, &["manuscript/article.md:14:", "outside the project"]);
}

#[test]
fn an_unclosed_div() {
    spoiled_manuscript("## The pencil", "::: pullquote\n\n## The pencil", &["manuscript/article.md:10:1", ":::"]);
}

/// What front matter says may be for another program.
#[test]
fn an_unknown_key_in_front_matter_is_a_warning() {
    let project = Project::whole().with("manuscript/article.md", MANUSCRIPT.replace("author: Jane", "auther: Jane"));
    let said = project.recto(["build"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    for words in ["warning[unknown-key]", "manuscript/article.md:3:1", "auther", "did you mean “author”"] {
        assert!(said.err.contains(words), "{words}: {said:?}");
    }
}

#[test]
fn an_unknown_key_in_publication_toml() {
    let settings = "manuscript = \"manuscript/article.md\"\nname = \"line\"\npublischer = \"The House\"\n";
    spoiled(|project| project.with("publication.toml", settings), &["publication.toml:3:1", "publischer", "publisher"]);
}

#[test]
fn invalid_utf_8() {
    let bytes = MANUSCRIPT.replace("pencil and", "p\u{0}ncil and").into_bytes();
    let bytes: Vec<u8> = bytes.into_iter().map(|byte| if byte == 0 { 0xE9 } else { byte }).collect();
    spoiled(|project| project.with("manuscript/article.md", bytes), &["manuscript/article.md", "UTF-8"]);
}

#[test]
fn a_damaged_font() {
    let settings = "manuscript = \"manuscript/article.md\"\nname = \"line\"\n[style]\nstylesheets = [\"house.css\"]\n";
    let css = "/* ours */\n@font-face { font-family: \"House\"; src: url(\"fonts/house.otf\"); }\n";
    let spoil = |project: Project| project.with("publication.toml", settings).with("house.css", css).with("fonts/house.otf", b"OTTO, not");
    spoiled(spoil, &["error[font-damaged]", "house.css:2:1", "fonts/house.otf"]);
}

#[test]
fn a_missing_font() {
    let settings = "manuscript = \"manuscript/article.md\"\nname = \"line\"\n[style]\nstylesheets = [\"styles/house.css\"]\n";
    let css = "@font-face { font-family: \"House\"; src: url(\"house.otf\"); }\n";
    let spoil = |project: Project| project.with("publication.toml", settings).with("styles/house.css", css);
    spoiled(spoil, &["error[font-missing]", "styles/house.css:1:1", "house.otf"]);
}

#[test]
fn an_empty_manuscript() {
    spoiled(|project| project.with("manuscript/article.md", ""), &["manuscript/article.md"]);
}

#[test]
fn a_picture_that_claims_100_megapixels() {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, data) in [(b"IHDR", b"\0\0\x27\x10\0\0\x27\x10\x08\x02\0\0\0".as_slice()), (b"IDAT", &[0; 900])] {
        let mut sum = flate2::Crc::new();
        sum.update(kind);
        sum.update(data);
        bytes.extend(u32::try_from(data.len()).unwrap_or_default().to_be_bytes());
        bytes.extend(kind);
        bytes.extend(data);
        bytes.extend(sum.sum().to_be_bytes());
    }
    spoiled(|project| project.with("manuscript/map.png", bytes), &["manuscript/article.md:14:", "10000 × 10000 pixels"]);
}

#[test]
fn a_damaged_picture() {
    let mut bytes = crate::project::png(1200, 800);
    bytes.truncate(bytes.len() / 2);
    spoiled(|project| project.with("manuscript/map.png", bytes), &["manuscript/map.png"]);
}

#[test]
fn an_unsupported_css_property_is_a_warning_that_names_the_nearest() {
    let settings = "manuscript = \"manuscript/article.md\"\nname = \"line\"\n[style]\nstylesheets = [\"house.css\"]\n";
    let project = Project::whole().with("publication.toml", settings).with("house.css", "p {\n  text-ident: 1em;\n}\n");
    let said = project.recto(["build"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    for words in ["warning[", "house.css:2:3", "text-indent"] {
        assert!(said.err.contains(words), "{words} is missing from\n{}", said.err);
    }
    assert!(said.out.contains("1 warning"), "{said:?}");
}

#[test]
fn a_folder_without_a_project_says_what_to_do() {
    let project = Project::empty();
    let said = project.recto(["build"]);
    assert_eq!(said.code, Some(2), "{said:?}");
    assert!(said.err.contains("publication.toml") && said.err.contains("recto import"), "{said:?}");
    let said = project.recto(["build", "nowhere"]);
    assert_eq!(said.code, Some(2), "{said:?}");
    assert!(said.err.contains("nowhere"), "{said:?}");
}

#[test]
fn a_place_that_cannot_be_written_to() {
    let project = Project::whole().with("out", "a file, not a folder");
    let said = project.recto(["build", "--only", "epub"]);
    assert_eq!(said.code, Some(2), "{said:?}");
    assert!(said.err.contains("error[output-not-written]"), "{said:?}");
}
