//! The outside programs and how their verdicts are read.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::publication::{recto_binary, root, shared_tool};

/// Nothing when the file is clean; else the judge's words.
pub(crate) type Verdict = Result<(), String>;

/// A program with a file to judge.
pub(crate) struct Judge {
    command: Command,
    /// The exit codes by which it says that it found something; any other means that it gave no verdict.
    objection: &'static [i32],
}

impl Judge {
    fn new(program: impl AsRef<OsStr>, objection: &'static [i32]) -> Self {
        Self { command: Command::new(program), objection }
    }

    fn asked<S: AsRef<OsStr>>(mut self, options: impl IntoIterator<Item = S>, file: &Path) -> Self {
        self.command.args(options).arg(file);
        self
    }

    /// The file must be clean.
    pub(crate) fn accepts(mut self) -> Verdict {
        stdout(&mut self.command).map(|_| ())
    }

    /// The file must not be clean.
    pub(crate) fn objects(mut self) -> Verdict {
        let done = run(&mut self.command)?;
        match done.status.code() {
            Some(0) => Err(format!("{:?} accepted a spoiled file", self.command)),
            Some(code) if self.objection.contains(&code) => Ok(()),
            _ => Err(format!("{:?} gave no verdict: {}\n{}", self.command, done.status, printed(&done))),
        }
    }
}

/// EPUBCheck, Ace or veraPDF, through the wrapper in `tests/validators`.
pub(crate) fn wrapper(name: &str, options: &[&str], file: &Path) -> Judge {
    Judge::new(root().join("tests/validators").join(name), &[1]).asked(options, file)
}

/// Our own preflight, which asks EPUBCheck too.
pub(crate) fn recto_check(file: &Path) -> Judge {
    let mut judge = Judge::new(recto_binary(), &[1, 2]).asked(["check"], file);
    judge.command.env("RECTO_EPUBCHECK", validators().join("epubcheck/epubcheck.jar"));
    judge
}

/// Our own preflight, against one profile.
pub(crate) fn recto_check_by(profile: &str, file: &Path) -> Judge {
    Judge::new(recto_binary(), &[1]).asked(["check", "--profile", profile], file)
}

/// The syntax of a PDF: warnings count.
pub(crate) fn qpdf(file: &Path) -> Judge {
    Judge::new("qpdf", &[2, 3]).asked(["--check"], file)
}

/// The independent checker of PDF/X-4 and print norms.
pub(crate) fn pdfx_check(file: &Path) -> Judge {
    pdfx_check_by(&["--profile", "x4", "--black-overprint", "--black-text-only", "--marks", "require"], file)
}

/// The same, by the rules of some print shop.
pub(crate) fn pdfx_check_by(rules: &[&str], file: &Path) -> Judge {
    let tool = shared_tool("pdfx_check.py");
    Judge::new(python(), &[1]).asked([tool.as_os_str()].into_iter().chain(rules.iter().map(OsStr::new)), file)
}

/// What an excellent EPUB has: only the features in `absent` may be missing.
pub(crate) fn epub_features(file: &Path, absent: &[&str]) -> Verdict {
    let table = stdout(Command::new(python()).arg(shared_tool("epub_features.py")).arg(file))?;
    let rows = table.lines().filter_map(|line| line.trim_end().rsplit_once(' ')).map(|(feature, mark)| (feature.trim(), mark));
    let (present, missing): (Vec<_>, Vec<_>) = rows.filter(|(_, mark)| ["Y", "-"].contains(mark)).partition(|(_, mark)| *mark == "Y");
    if present.len() + missing.len() != 22 {
        return Err(format!("22 features were expected\n{table}"));
    }
    let lost: Vec<_> = missing.into_iter().map(|(feature, _)| feature).filter(|feature| !absent.contains(feature)).collect();
    if lost.is_empty() { Ok(()) } else { Err(format!("missing: {}", lost.join("; "))) }
}

/// Text prints with black ink alone: on every page black is there, and on pages without a picture the coloured inks together
/// stay well below it (rich black would put them at twice as much). What lies outside the trim, marks on all plates, is left aside.
pub(crate) fn black_plate(file: &Path) -> Verdict {
    /// What rules, tints and a drop cap in the accent colour may come to beside the black of the text.
    const COLOURED: f64 = 0.5;
    let inks =
        stdout(Command::new("gs").args(["-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-dUseTrimBox", "-sDEVICE=ink_cov", "-o-"]).arg(file))?;
    let pages: Vec<Vec<f64>> = inks
        .lines()
        .filter(|line| line.contains("CMYK"))
        .map(|line| line.split_whitespace().map_while(|ink| ink.parse().ok()).collect())
        .collect();
    if pages.is_empty() {
        return Err(format!("Ghostscript measured no page\n{inks}"));
    }
    let with_pictures = pages_with_pictures(file)?;
    for (page, inks) in (1..).zip(&pages) {
        let &[cyan, magenta, yellow, black] = &inks[..] else {
            return Err(format!("four inks were expected on page {page}: {inks:?}"));
        };
        let coloured = cyan + magenta + yellow;
        // Pages that make the number of pages fit the binding are blank.
        if black <= 0.0 && (coloured > 0.0 || page == 1) {
            return Err(format!("page {page} prints nothing on the black plate"));
        }
        if !with_pictures.contains(&page) && coloured > COLOURED * black {
            return Err(format!("page {page} has no picture, but coloured ink ({coloured:.2} %) beside black ({black:.2} %)"));
        }
    }
    Ok(())
}

fn pages_with_pictures(file: &Path) -> Result<Vec<usize>, String> {
    let list = stdout(Command::new("pdfimages").arg("-list").arg(file))?;
    Ok(list.lines().filter_map(|line| line.split_whitespace().next()?.parse().ok()).collect())
}

/// The text within the trim of a PDF's pages, in the order in which it was written. (Without `-raw`, Poppler guesses an order from
/// where the words stand, and takes a gap that runs through two columns for the end of both.)
pub(crate) fn pdf_text(file: &Path) -> Result<String, String> {
    let [left, bottom, right, top] = first_box(file, "TrimBox")?;
    let [_, _, _, media_top] = first_box(file, "MediaBox")?;
    let whole = |length: f64| (length.round() as i64).to_string();
    let (x, y) = (whole(left), whole(media_top - top));
    let (width, height) = (whole(right - left), whole(top - bottom));
    let within_the_trim = ["-raw", "-r", "72", "-x", &x, "-y", &y, "-W", &width, "-H", &height];
    stdout(Command::new("pdftotext").args(within_the_trim).arg(file).arg("-"))
}

/// The text of a PDF by its tags, which is what a screen reader speaks.
pub(crate) fn pdf_tags(file: &Path) -> Result<String, String> {
    stdout(Command::new(python()).arg(root().join("tests/validators/pdf_tags.py")).arg(file))
}

/// A page box of the first page: left, bottom, right, top. All pages of a publication share their boxes.
fn first_box(file: &Path, name: &str) -> Result<[f64; 4], String> {
    let told = stdout(Command::new("pdfinfo").arg("-box").arg(file))?;
    let line = told.lines().find_map(|line| line.strip_prefix(name)).ok_or_else(|| format!("pdfinfo tells no {name}\n{told}"))?;
    let numbers: Vec<f64> = line.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    numbers.try_into().map_err(|_| format!("pdfinfo's {name} is not a box: {line}"))
}

/// Whether every word of a manuscript, by Pandoc's reading of it, is in an artifact, in order.
pub(crate) fn words_kept(manuscript: &Path, artifact: &Path) -> Judge {
    /// CommonMark with the extensions of Pandoc: what publishers, GitHub and mdBook write, read alike.
    const FORM: &str = "commonmark_x-smart";
    let script = root().join("tests/validators/words_kept.py");
    let options = [script.as_os_str(), manuscript.as_os_str(), OsStr::new(FORM)];
    let mut judge = Judge::new(python(), &[1]).asked(options, artifact);
    judge.command.arg(validators().join("pandoc"));
    judge
}

/// The text of an EPUB's chapters in the order of the spine.
pub(crate) fn epub_text(file: &Path) -> Result<String, String> {
    stdout(Command::new(python()).arg(root().join("tests/validators/epub_text.py")).arg(file))
}

pub(crate) fn python() -> PathBuf {
    validators().join("python/bin/python")
}

/// Where `tests/validators/install` puts the judges.
fn validators() -> PathBuf {
    root().join(env::var_os("RECTO_VALIDATORS").unwrap_or_default())
}

fn stdout(command: &mut Command) -> Result<String, String> {
    let done = run(command)?;
    if done.status.success() {
        Ok(String::from_utf8_lossy(&done.stdout).into_owned())
    } else {
        Err(format!("{command:?} ended with {}\n{}", done.status, printed(&done)))
    }
}

fn run(command: &mut Command) -> Result<Output, String> {
    command.output().map_err(|error| format!("{command:?} does not start: {error}"))
}

/// All that a program said.
pub(crate) fn printed(done: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr))
}
