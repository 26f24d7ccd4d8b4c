//! `recto new`.

use std::path::{Path, PathBuf};

use super::args::NewKind;
use super::report::Reporter;
use super::{Outcome, args, disk, outputs, terminal};
use crate::base::{Code, Diagnostic, Report, Sources};

/// A file of a template: its path in the project and its text.
type File = (&'static str, &'static str);

const ARTICLE: &[File] = &[
    ("publication.toml", include_str!("../../templates/article/publication.toml")),
    ("manuscript/article.md", include_str!("../../templates/article/manuscript/article.md")),
];

const ISSUE: &[File] = &[
    ("publication.toml", include_str!("../../templates/issue/publication.toml")),
    ("manuscript/first.md", include_str!("../../templates/issue/manuscript/first.md")),
    ("manuscript/second.md", include_str!("../../templates/issue/manuscript/second.md")),
];

const BOOK: &[File] = &[
    ("publication.toml", include_str!("../../templates/book/publication.toml")),
    ("manuscript/dedication.md", include_str!("../../templates/book/manuscript/dedication.md")),
    ("manuscript/01.md", include_str!("../../templates/book/manuscript/01.md")),
    ("manuscript/02.md", include_str!("../../templates/book/manuscript/02.md")),
    ("manuscript/about.md", include_str!("../../templates/book/manuscript/about.md")),
];

/// Starts a project, in a folder in which nothing can be lost.
pub(super) fn run(asked: &args::New) -> Outcome {
    match start(asked) {
        Ok(written) => {
            written.iter().for_each(|path| terminal::say(&format!("{} written", path.display())));
            let folder = asked.folder.display();
            terminal::say(&format!("done: write into {folder}/manuscript, then build it with: recto build {folder}"));
            Outcome::Done
        }
        Err(problem) => {
            Reporter::new(&Sources::default(), Path::new("")).tell(&Report { diagnostics: vec![problem] });
            terminal::tell("nothing was written");
            Outcome::Failed
        }
    }
}

fn start(asked: &args::New) -> Result<Vec<PathBuf>, Diagnostic> {
    if disk::holds_anything(&asked.folder) {
        let message = format!("{} is there already and is not an empty folder", asked.folder.display());
        return Err(Diagnostic::error(Code("folder-not-empty"), message).hint("give the name of a new folder"));
    }
    let template = match asked.kind {
        NewKind::Article => ARTICLE,
        NewKind::Issue => ISSUE,
        NewKind::Book => BOOK,
    };
    let (title, date) = (title(&asked.folder), terminal::today());
    let fill = |text: &str| text.replace("{{title}}", &title).replace("{{date}}", &date);
    let texts: Vec<(&str, String)> = template.iter().map(|(path, text)| (*path, fill(text))).collect();
    let files: Vec<(&str, &[u8])> = texts.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    outputs::write_all(&asked.folder, &files)
}

/// The folder's name as a title that can stand between quotation marks: "my-book" becomes "My book".
fn title(folder: &Path) -> String {
    let name = folder.file_name().map(|name| name.to_string_lossy().replace(['-', '_'], " ")).unwrap_or_default();
    let name: String = name.chars().filter(|c| !c.is_control() && !matches!(c, '"' | '\\')).collect();
    let mut letters = name.trim().chars();
    letters.next().map_or_else(|| "Untitled".to_owned(), |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_give_titles_that_fit_between_quotation_marks() {
        assert_eq!(title(Path::new("books/my-long_way")), "My long way");
        assert_eq!(title(Path::new("a\"b\\c")), "Abc");
        assert_eq!(title(Path::new("..")), "Untitled");
    }
}
