//! A project in, its text in another form out.

mod companions;
mod lists;
mod project_file;

use crate::base::{Report, Sources, Workspace};
use crate::model::{Kind, Publication};
use crate::read::{self, Entry, Project, Reading};
use crate::write::{markdown, pandoc};
use lists::Lists;

/// The forms that a publication can be written down in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Pandoc's JSON.
    Pandoc,
    /// Markdown in its normal form.
    Markdown,
}

/// What came of an export.
#[derive(Clone, Debug, Default)]
pub struct Export {
    /// The files that were read, for the places of the findings.
    pub sources: Sources,
    /// What was found while reading.
    pub report: Report,
    /// The files: path and content. The first is the text, or the settings of a project. None if the report has an error.
    pub files: Vec<(String, Vec<u8>)>,
}

/// Writes a project or a manuscript down in another form: as one file, or as a project of its own, with a file for each
/// piece that is not made of others, and everything beside that its settings name.
pub fn export(workspace: &dyn Workspace, entry: &Entry, form: Form, as_project: bool) -> Export {
    let Reading { sources, report, project } = read::read(workspace, entry);
    let files = match project {
        Some(project) if !report.has_errors() && as_project => whole_project(workspace, entry, &project, form),
        Some(project) if !report.has_errors() => vec![(project.settings.name, whole(&project.publication, form))],
        _ => Vec::new(),
    };
    Export { sources, report, files }
}

fn whole(publication: &Publication, form: Form) -> Vec<u8> {
    let text = match form {
        Form::Pandoc => pandoc::json(publication),
        Form::Markdown => markdown::publication(publication),
    };
    text.into_bytes()
}

/// The settings, a file for each piece, and every file that they name where it was in the project.
fn whole_project(workspace: &dyn Workspace, entry: &Entry, project: &Project, form: Form) -> Vec<(String, Vec<u8>)> {
    let publication = &project.publication;
    let lists = Lists::of(publication, form.ending());
    let output = companions::output_settings(workspace, entry);
    let mut files = vec![(read::PROJECT_FILE.to_owned(), project_file::text(project, &lists, output).into_bytes())];
    for (name, piece) in &lists.files {
        let text = match (publication.kind, form) {
            (Kind::Article, form) => whole(publication, form),
            (_, Form::Pandoc) => pandoc::piece(piece, publication).into_bytes(),
            (_, Form::Markdown) => markdown::piece(piece, publication).into_bytes(),
        };
        files.push((name.clone(), text));
    }
    for (path, bytes) in companions::files(workspace, project) {
        if !files.iter().any(|(other, _)| *other == path) {
            files.push((path, bytes));
        }
    }
    files
}

impl Form {
    /// The ending of its files.
    fn ending(self) -> &'static str {
        match self {
            Self::Pandoc => "json",
            Self::Markdown => "md",
        }
    }
}
