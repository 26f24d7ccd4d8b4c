//! The publications that are judged, each built once, when the first trial asks for it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::judges::printed;
use crate::manuscript::Manuscript;

/// Builds a project in a folder for scratch.
type Make = dyn Fn(&Path) -> Result<Built, String> + Send + Sync;

/// A project and how to come by it.
pub(crate) struct Publication {
    name: String,
    make: Box<Make>,
    built: OnceLock<Result<Built, String>>,
}

/// A project, or a single manuscript, and its three artifacts.
pub(crate) struct Built {
    pub(crate) project: PathBuf,
    pub(crate) epub: PathBuf,
    pub(crate) reader: PathBuf,
    pub(crate) press: PathBuf,
}

impl Publication {
    /// The publication that the README's first command builds.
    pub(crate) fn sample() -> Self {
        Self::new("sample", |scratch| build(root(), &scratch.join("out")))
    }

    /// The sample as it is ordered from a printer: `press` are the lines of `[output.press]`.
    pub(crate) fn ordered(name: &str, press: &'static str) -> Self {
        Self::new(name, move |scratch| {
            let project = scratch.join("project");
            copy(&root().join("manuscript"), &project.join("manuscript"))?;
            let settings = text(&root().join("publication.toml"))?;
            let (about, _) = settings.split_once("[output.press]").ok_or("the sample orders no press file")?;
            keep(&project.join("publication.toml"), format!("{about}[output.press]\n{press}\n"))?;
            build(&project, &scratch.join("out"))
        })
    }

    /// The manuscript with every construct, in a stylesheet that says what themes do not.
    pub(crate) fn kitchen_sink() -> Self {
        Self::new("kitchen sink", |scratch| {
            let project = scratch.join("project");
            copy(&root().join("tests/books/kitchen-sink"), &project)?;
            let settings = text(&project.join("publication.toml"))?;
            keep(&project.join("publication.toml"), format!("{settings}\n[style]\nstylesheets = [\"styles.css\"]\n"))?;
            build(&project, &scratch.join("out"))
        })
    }

    /// A page of Chinese for old machines, in a font of the machine.
    pub(crate) fn chinese() -> Self {
        Self::new("chinese", |scratch| {
            let project = scratch.join("project");
            let words = "中文排版要求每个字占据一个方格，标点也不例外。".repeat(8);
            let page = format!("---\ntitle: 排版\nlanguage: zh-Hans\ndate: 2026-11-22\n---\n\n{words}\n");
            keep(&project.join("page.md"), page)?;
            keep(&project.join("publication.toml"), "manuscript = \"page.md\"\n[output.press]\nstandard = \"x-1a\"\n".to_owned())?;
            build(&project, &scratch.join("out"))
        })
    }

    /// A real article, imported from plain text.
    pub(crate) fn article() -> Self {
        Self::new("article", |scratch| {
            let project = scratch.join("project");
            let import = ["--title", "Allies to Adversaries", "--author", "N. N.", "--publisher", "The Shared Corpora", "--out"];
            recto(Command::new(recto_binary()).arg("import").arg(article_path()).args(import).arg(&project))?;
            build(&project, &scratch.join("out"))
        })
    }

    /// A book of the shared corpora, built as its author left it: a folder with one manuscript and no settings.
    pub(crate) fn corpus(name: &str) -> Self {
        let corpus = name.to_owned();
        Self::new(name, move |scratch| {
            let out = scratch.join("out");
            let manuscript = corpora().join(&corpus).join("book.md");
            recto(
                Command::new(recto_binary()).env("SOURCE_DATE_EPOCH", "1795305600").arg("build").arg(&manuscript).arg("--out").arg(&out),
            )?;
            files_in(&manuscript, &out)
        })
    }

    /// The names of the shared corpora that are here.
    pub(crate) fn corpora() -> Vec<String> {
        let folders = fs::read_dir(corpora()).into_iter().flatten().flatten();
        let mut names: Vec<_> = folders.filter_map(|folder| folder.file_name().into_string().ok()).collect();
        names.sort();
        names
    }

    pub(crate) fn article_is_here() -> bool {
        article_path().is_file()
    }

    fn new(name: &str, make: impl Fn(&Path) -> Result<Built, String> + Send + Sync + 'static) -> Self {
        Self { name: name.to_owned(), make: Box::new(make), built: OnceLock::new() }
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The artifacts, made when first asked for; they stay under `target/` for a look after a failure.
    pub(crate) fn built(&self) -> Result<&Built, String> {
        let made = self.built.get_or_init(|| {
            let scratch = scratch(&self.name);
            if scratch.exists() {
                fs::remove_dir_all(&scratch).map_err(|error| format!("{} cannot be emptied: {error}", scratch.display()))?;
            }
            (self.make)(&scratch)
        });
        made.as_ref().map_err(|error| format!("{} could not be built:\n{error}", self.name))
    }
}

impl Built {
    /// The manuscript that the project names.
    pub(crate) fn manuscript(&self) -> Result<Manuscript, String> {
        let settings = text(&self.project.join("publication.toml"))?;
        let table: toml::Table = settings.parse().map_err(|error| format!("publication.toml: {error}"))?;
        let path = table.get("manuscript").and_then(toml::Value::as_str).ok_or("publication.toml names no manuscript")?;
        Ok(Manuscript::read(&text(&self.project.join(path))?, &settings))
    }
}

fn build(project: &Path, out: &Path) -> Result<Built, String> {
    recto(Command::new(recto_binary()).arg("build").arg(project).arg("--out").arg(out))?;
    files_in(project, out)
}

fn files_in(project: &Path, out: &Path) -> Result<Built, String> {
    let mut files: Vec<_> =
        fs::read_dir(out).map_err(|error| format!("{}: {error}", out.display()))?.flatten().map(|entry| entry.path()).collect();
    files.sort();
    let ending = |end: &str| files.iter().filter(|file| file.to_string_lossy().ends_with(end)).cloned().collect::<Vec<_>>();
    let (epub, press) = (ending(".epub"), ending("-press.pdf"));
    let reader: Vec<_> = ending(".pdf").into_iter().filter(|file| !press.contains(file)).collect();
    match (&epub[..], &reader[..], &press[..]) {
        ([epub], [reader], [press]) => {
            Ok(Built { project: project.to_owned(), epub: epub.clone(), reader: reader.clone(), press: press.clone() })
        }
        _ => Err(format!("one EPUB, one reader PDF and one press PDF were expected; there are {files:?}")),
    }
}

fn recto(command: &mut Command) -> Result<(), String> {
    let done = command.output().map_err(|error| format!("recto does not start: {error}"))?;
    if done.status.success() { Ok(()) } else { Err(format!("recto ended with {}\n{}", done.status, printed(&done))) }
}

/// The program as cargo built it for this test.
pub(crate) fn recto_binary() -> &'static str {
    env!("CARGO_BIN_EXE_recto")
}

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A place under `target/` for the files of one publication or judge.
pub(crate) fn scratch(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("conformance").join(name)
}

/// A tool of the shared corpora, which may not be there.
pub(crate) fn shared_tool(name: &str) -> PathBuf {
    root().join("../shared/tools").join(name)
}

pub(crate) fn article_text() -> Result<String, String> {
    text(&article_path())
}

fn corpora() -> PathBuf {
    root().join("../shared/corpora")
}

fn article_path() -> PathBuf {
    root().join("../shared/manuscripts/article.txt")
}

/// Copies a folder and all that is in it.
fn copy(from: &Path, to: &Path) -> Result<(), String> {
    let told = |error| format!("{} cannot be copied: {error}", from.display());
    fs::create_dir_all(to).map_err(told)?;
    for entry in fs::read_dir(from).map_err(told)?.flatten() {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() { copy(&from, &to)? } else { fs::copy(&from, &to).map(drop).map_err(told)? }
    }
    Ok(())
}

fn keep(path: &Path, text: String) -> Result<(), String> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).and_then(|()| fs::write(path, text)).map_err(|error| format!("{}: {error}", path.display()))
}

fn text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}
