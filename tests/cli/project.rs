//! A project in a folder of its own, and what the program said about it.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A short manuscript with a picture.
pub(crate) const MANUSCRIPT: &str = "\
---
title: The Line
author: Jane Doe
language: en-GB
date: 2026-11-22
---

It began with a pencil and ended with a fence.[^1]

## The pencil

A line was drawn across the hills, and nobody asked the shepherds who crossed them twice a year.

![The line as it was drawn](map.png){#fig-map alt=\"A map with a red line\"}

[^1]: The fence came later.
";

/// A folder with files in it, gone when it is dropped.
pub(crate) struct Project {
    folder: TempDir,
}

/// What the program said and how it ended.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Project {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        Self { folder: tempfile::tempdir().expect("there is a place for temporary files") }
    }

    /// A project that builds.
    pub(crate) fn whole() -> Self {
        let settings = "manuscript = \"manuscript/article.md\"\nname = \"line\"\npublisher = \"The House\"\n";
        Self::empty()
            .with("publication.toml", settings)
            .with("manuscript/article.md", MANUSCRIPT)
            .with("manuscript/map.png", png(1200, 800))
    }

    /// The same project with one more file, or with other content in it.
    pub(crate) fn with(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        let path = self.path(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).expect("the folder is ours");
        }
        fs::write(path, bytes).expect("the folder is ours");
        self
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Runs the program in the folder.
    pub(crate) fn recto<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Said {
        self.run(self.command().args(arguments))
    }

    /// The program, about to run in the folder, with nothing of the caller's environment that it listens to.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_recto"));
        command.current_dir(self.folder()).stdin(Stdio::null());
        command.env_remove("SOURCE_DATE_EPOCH").env_remove("RECTO_EPUBCHECK").env_remove("NO_COLOR");
        command
    }

    pub(crate) fn run(&self, command: &mut Command) -> Said {
        Said::of(&command.output().expect("the program starts"))
    }

    /// All files in a folder of the project with their bytes.
    pub(crate) fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let Ok(entries) = fs::read_dir(self.path(folder)) else { return BTreeMap::new() };
        let file = |entry: fs::DirEntry| (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).unwrap_or_default());
        entries.flatten().map(file).collect()
    }
}

impl Said {
    pub(crate) fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("everything said is UTF-8");
        Self { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
    }

    /// The report for machines.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error} in {}", self.out))
    }
}

/// A picture of that many pixels.
pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
    let pixels = image::RgbImage::from_fn(width, height, |x, y| image::Rgb([(x / 5) as u8, (y / 5) as u8, 80]));
    let mut bytes = Cursor::new(Vec::new());
    pixels.write_to(&mut bytes, image::ImageFormat::Png).expect("encoding into memory does not fail");
    bytes.into_inner()
}
