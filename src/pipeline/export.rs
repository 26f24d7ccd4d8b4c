//! A project in, its text in another form out.

use crate::base::{Report, Sources, Workspace};
use crate::model::{Metadata, Publication};
use crate::read::{self, Entry, Reading};
use crate::write::{markdown, pandoc};

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
    /// The files: path and content. The first is the text, or its first piece. None if the report has an error.
    pub files: Vec<(String, Vec<u8>)>,
}

/// Writes a project or a manuscript down in another form: as one file, or as one to each piece with the pictures beside.
pub fn export(workspace: &dyn Workspace, entry: &Entry, form: Form, by_piece: bool) -> Export {
    let Reading { sources, report, project } = read::read(workspace, entry);
    let files = match project {
        Some(project) if !report.has_errors() && by_piece => pieces(&project.publication, form),
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

/// A file for each piece, numbered in their order and named by their titles, and every picture where it was in the project.
fn pieces(publication: &Publication, form: Form) -> Vec<(String, Vec<u8>)> {
    let ending = match form {
        Form::Pandoc => "json",
        Form::Markdown => "md",
    };
    let digits = publication.pieces.len().to_string().len().max(2);
    let texts = publication.pieces.iter().zip(1..).map(|(piece, number)| {
        let metadata = Metadata { identifier: String::new(), ..piece.metadata.clone() };
        let alone = Publication { pictures: publication.pictures.clone(), ..Publication::of(metadata, vec![piece.clone()]) };
        (format!("{number:0digits$}-{}.{ending}", slug(&piece.metadata.title)), whole(&alone, form))
    });
    let mut files: Vec<(String, Vec<u8>)> = texts.collect();
    files.extend(publication.pictures.iter().map(|picture| (picture.path.clone(), picture.bytes.to_vec())));
    files
}

/// A title as the name of a file: its words in lower case, joined by hyphens.
fn slug(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric() && c != '’').filter(|word| !word.is_empty());
    let slug = words.map(|word| word.replace('’', "").to_lowercase()).collect::<Vec<_>>().join("-");
    let slug: String = slug.chars().take(48).collect();
    if slug.is_empty() { "untitled".to_owned() } else { slug.trim_end_matches('-').to_owned() }
}
