//! The house plan, held by a test: who may depend on whom, and where the outside world ends.
//!
//! main -> cli -> pipeline -> everything below it. The other arrows stand in [`ARROWS`]. A new module under `src/` must be
//! given its place there before anything may use it.

#![allow(clippy::disallowed_methods, reason = "tests read the sources from disk")]

#[path = "architecture/paths.rs"]
mod paths;
#[path = "architecture/tokens.rs"]
mod tokens;

use std::fs;
use std::path::{Path, PathBuf};

use paths::{Reference, Sayings};

/// Each room of the house and the rooms it may know. All may know `base`, and each itself.
const ARROWS: &[(&str, &[&str])] = &[
    ("main", &["cli"]),
    ("cli", &["pipeline"]),
    (
        "pipeline",
        &[
            "read",
            "style",
            "font",
            "typeset",
            "page",
            "model",
            "preflight",
            "vendor",
            "cover",
            "write::epub",
            "write::pdf",
            "write::markdown",
            "write::pandoc",
            "pandoc",
        ],
    ),
    ("read", &["model", "font", "pandoc", "vendor"]),
    ("style", &["model"]),
    ("typeset", &["model", "style", "font", "page"]),
    ("page", &["font"]),
    ("write", &[]),
    ("write::epub", &["model", "style"]),
    ("write::pdf", &["page", "font"]),
    ("write::markdown", &["model"]),
    ("write::pandoc", &["model", "pandoc"]),
    ("pandoc", &[]),
    ("cover", &["font", "page"]),
    ("preflight", &["model", "page", "vendor"]),
    ("model", &[]),
    ("font", &[]),
    ("vendor", &[]),
    ("base", &[]),
];

/// What only the command line may touch: the same input must give the same bytes, on disk or in a test.
const OUTSIDE_WORLD: &[&[&str]] = &[&["std", "fs"], &["std", "env"], &["std", "time", "SystemTime"], &["std", "time", "Instant"]];

/// The beginnings of paths that exist on one machine only.
const MACHINE_PATHS: &[&str] = &["/home/", "/root/", "/Users/", "/tmp/", "C:\\"];

/// Folders that every machine has, so that a path into them says nothing of this one.
const COMMON_ROOTS: &[&str] = &["usr", "bin", "etc", "dev", "var", "opt"];

#[test]
fn the_arrows_hold() {
    let violations: Vec<_> = sources().iter().flat_map(Source::broken_arrows).collect();
    assert!(violations.is_empty(), "\n{}\n", violations.join("\n"));
}

/// A room that is gone, or has moved to where this test does not look, would keep its arrows for nothing.
#[test]
fn every_room_of_the_plan_is_built() {
    let sources = sources();
    let missing: Vec<_> = ARROWS.iter().filter(|(room, _)| !sources.iter().any(|source| source.room == *room)).collect();
    assert!(missing.is_empty(), "no file is in {missing:?}");
}

#[test]
fn the_outside_world_ends_in_the_command_line() {
    let violations: Vec<_> = sources().iter().flat_map(Source::reaches_outside).collect();
    assert!(violations.is_empty(), "\n{}\n", violations.join("\n"));
}

#[test]
fn nothing_that_ships_names_a_path_of_one_machine() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    walk(root, &mut files, &|name| ["target", "out", "tests", ".git"].contains(&name));
    let violations: Vec<_> = files
        .iter()
        .filter_map(|file| Some((file, fs::read_to_string(file).ok()?)))
        .flat_map(|(file, text)| machine_paths(&text).into_iter().map(|line| format!("{}:{line}", shown(file))).collect::<Vec<_>>())
        .collect();
    assert!(violations.is_empty(), "paths of one machine are named in\n{}\n", violations.join("\n"));
}

/// A file under `src/` and what it says.
struct Source {
    name: String,
    room: String,
    sayings: Sayings,
}

impl Source {
    fn new(name: &str, text: &str) -> Self {
        let module = module_of(name);
        let room = if name == "src/main.rs" { "main".to_owned() } else { room_of(&module) };
        Self { name: name.to_owned(), room, sayings: paths::read(text, &module) }
    }

    fn broken_arrows(&self) -> Vec<String> {
        // The front page shows every room to the world.
        if self.room == "lib" {
            return Vec::new();
        }
        let Some((_, known)) = ARROWS.iter().find(|(room, _)| *room == self.room) else {
            return vec![format!("{}: the room `{}` has no place in the plan", self.name, self.room)];
        };
        let inside = self.sayings.references.iter().filter(|found| found.path.first().is_some_and(|first| first == "crate"));
        inside
            .filter_map(|found| {
                let room = room_of(&found.path);
                let allowed = room == self.room || room == "base" || known.contains(&room.as_str());
                (!allowed).then(|| self.told(found, &format!("{} must not know {room}", self.room)))
            })
            .collect()
    }

    fn reaches_outside(&self) -> Vec<String> {
        if self.room == "cli" {
            return Vec::new();
        }
        let reaches = |found: &&Reference| OUTSIDE_WORLD.iter().any(|path| found.path.iter().take(path.len()).eq(*path));
        self.sayings
            .references
            .iter()
            .filter(reaches)
            .map(|found| self.told(found, "only the command line touches files, environment and clock"))
            .collect()
    }

    fn told(&self, found: &Reference, what: &str) -> String {
        format!("{}:{}: {what} ({})", self.name, found.line, found.path.join("::"))
    }
}

/// `src/a/b.rs` and `src/a/b/mod.rs` are `crate::a::b`.
fn module_of(name: &str) -> Vec<String> {
    let path = name.trim_start_matches("src/").trim_end_matches(".rs");
    let segments = path.split('/').filter(|segment| !["lib", "main", "mod"].contains(segment));
    ["crate"].into_iter().chain(segments).map(str::to_owned).collect()
}

/// The room a module path leads to: its first name, and for the writers the second too.
fn room_of(path: &[String]) -> String {
    let writer = |name: &&String| ARROWS.iter().any(|(room, _)| *room == format!("write::{name}"));
    match (path.get(1).map(String::as_str), path.get(2)) {
        (None, _) => "lib".to_owned(),
        (Some("write"), Some(name)) if writer(&name) => format!("write::{name}"),
        (Some(name), _) => name.to_owned(),
    }
}

/// Every file under `src/` that is part of the product.
fn sources() -> Vec<Source> {
    let mut files = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files, &|_| false);
    let rust = files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "rs"));
    let all: Vec<_> = rust.map(|file| Source::new(&shown(file), &fs::read_to_string(file).expect("a source file is UTF-8"))).collect();
    assert!(all.iter().any(|source| source.room == "main"), "the sources are not where this test looks");
    let test_modules: Vec<_> = all.iter().flat_map(|source| source.sayings.test_modules.clone()).collect();
    all.into_iter().filter(|source| !test_modules.iter().any(|module| module_of(&source.name).starts_with(module))).collect()
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>, skip: &dyn Fn(&str) -> bool) {
    let mut entries: Vec<_> = fs::read_dir(folder).expect("a folder can be listed").flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for path in entries {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if path.is_symlink() || skip(&name) {
            continue;
        }
        if path.is_dir() {
            walk(&path, files, skip);
        } else {
            files.push(path);
        }
    }
}

/// A path as a reader of the repository knows it.
fn shown(file: &Path) -> String {
    file.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(file).to_string_lossy().replace('\\', "/")
}

/// The lines of `text` where a machine's path begins; `artwork/home/` and web addresses are no such beginning.
fn machine_paths(text: &str) -> Vec<usize> {
    let begins = |line: &str, start: &str| {
        let inside_a_path = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '/' | '}' | ')');
        line.match_indices(start).any(|(at, _)| !line[..at].ends_with(inside_a_path))
    };
    let this_one = this_machine();
    let starts: Vec<_> = MACHINE_PATHS.iter().copied().chain(this_one.as_deref()).collect();
    let lines = (1..).zip(text.lines()).filter(|(_, line)| starts.iter().any(|start| begins(line, start)));
    lines.map(|(number, _)| number).collect()
}

/// The root folder in which this very checkout lies.
fn this_machine() -> Option<String> {
    let root = env!("CARGO_MANIFEST_DIR").split('/').nth(1)?;
    (!root.is_empty() && !COMMON_ROOTS.contains(&root)).then(|| format!("/{root}/"))
}

/// The judge itself, tried on houses with a wall in the wrong place.
mod broken_on_purpose {
    use super::*;

    #[test]
    fn a_writer_that_knows_the_manuscript() {
        let source = Source::new("src/write/pdf/draw.rs", "//! Draws.\n\nuse crate::page::Page;\nuse crate::model::Block;\n");
        assert_eq!(source.broken_arrows(), ["src/write/pdf/draw.rs:4: write::pdf must not know model (crate::model::Block)"]);
    }

    #[test]
    fn one_writer_that_knows_the_other() {
        let source = Source::new("src/write/epub/mod.rs", "fn f() { super::pdf::write() }");
        assert_eq!(source.broken_arrows().len(), 1);
    }

    #[test]
    fn a_room_that_knows_who_calls_it() {
        for caller in ["pipeline", "cli"] {
            for (room, _) in ARROWS.iter().filter(|(room, _)| !["main", "cli", "pipeline"].contains(room)) {
                let name = format!("src/{}/part.rs", room.replace("::", "/"));
                let source = Source::new(&name, &format!("use crate::{caller}::x;"));
                assert_eq!(source.broken_arrows().len(), 1, "{room} -> {caller}");
            }
        }
    }

    #[test]
    fn a_path_through_the_front_page_hides_its_room() {
        assert_eq!(Source::new("src/read/mod.rs", "use crate::Publication;").broken_arrows().len(), 1);
    }

    #[test]
    fn a_room_that_is_not_in_the_plan() {
        assert_eq!(Source::new("src/utils/mod.rs", "").broken_arrows().len(), 1);
        assert_eq!(Source::new("src/read/mod.rs", "use crate::utils::x;").broken_arrows().len(), 1);
    }

    #[test]
    fn a_stage_that_reads_the_clock_or_the_disk() {
        for path in ["std::fs::read", "std::env::var", "std::time::SystemTime", "std::time::Instant"] {
            assert_eq!(Source::new("src/read/mod.rs", &format!("fn f() {{ {path}(x); }}")).reaches_outside().len(), 1);
            assert!(Source::new("src/cli/disk.rs", &format!("use {path};")).reaches_outside().is_empty());
        }
        let hidden = Source::new("src/read/mod.rs", "use std::{collections::BTreeMap, time};\nfn f() { time::Instant::now() }");
        assert_eq!(hidden.reaches_outside().len(), 1);
        assert!(Source::new("src/read/mod.rs", "const V: &str = env!(\"X\"); use std::time::Duration;").reaches_outside().is_empty());
    }

    #[test]
    fn a_machine_path_in_a_text() {
        assert_eq!(machine_paths("see\n\"/home/me/x\""), [2]);
        assert_eq!(machine_paths(&format!("see {}", env!("CARGO_MANIFEST_DIR"))).is_empty(), this_machine().is_none());
        assert!(machine_paths("artwork/home/x https://a.org/home/ ../home/ a/tmp/b").is_empty());
    }
}
