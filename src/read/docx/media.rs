//! The pictures of a Word file, each taken out once.

use std::collections::{BTreeMap, BTreeSet};

use super::package::Package;
use crate::base::{Code, Diagnostic};
use crate::model::{Picture, PictureId};
use crate::read::pictures;

/// The pictures taken out so far.
#[derive(Debug, Default)]
pub(super) struct Media {
    /// The folder beside the manuscript that they go to.
    folder: String,
    /// Those that can be used.
    pub pictures: Vec<Picture>,
    /// All files for the folder, by their path from the manuscript.
    pub files: Vec<(String, Vec<u8>)>,
    /// What became of each part; nothing if it could not be had.
    seen: BTreeMap<String, Option<Taken>>,
    names: BTreeSet<String>,
}

/// What became of a picture.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Taken {
    /// It can be used.
    Picture(PictureId),
    /// It is in a format that no reader of books has; its path from the manuscript.
    File(String),
}

impl Media {
    /// Pictures that go to a folder beside the manuscript.
    pub(super) fn into_folder(folder: &str) -> Self {
        Self { folder: folder.to_owned(), ..Self::default() }
    }

    /// Takes a picture out, unless that was done. The first time, a problem is added if there is one.
    pub(super) fn take(&mut self, package: &mut Package, part: &str, problems: &mut Vec<Diagnostic>) -> Option<Taken> {
        if let Some(known) = self.seen.get(part) {
            return known.clone();
        }
        let taken = match package.bytes(part) {
            Ok(Some(bytes)) => Some(self.keep(part, bytes, problems)),
            missing => {
                let why = missing.err().unwrap_or_else(|| "it is not in the file".to_owned());
                let problem = Diagnostic::warning(Code("import-picture"), format!("the picture {part} cannot be taken out: {why}"));
                problems.push(problem.hint("put the picture into the manuscript by hand"));
                None
            }
        };
        self.seen.insert(part.to_owned(), taken.clone());
        taken
    }

    fn keep(&mut self, part: &str, bytes: Vec<u8>, problems: &mut Vec<Diagnostic>) -> Taken {
        let name = self.name(part);
        let path = format!("{}/{name}", self.folder);
        let taken = match pictures::checked(&path, bytes.clone()) {
            Ok(picture) => {
                self.pictures.push(picture);
                Taken::Picture(PictureId(self.pictures.len() - 1))
            }
            Err(problem) => {
                // The words of the finding are those of a build; here the picture is kept, and somebody has to convert it.
                problems.push(
                    Diagnostic::warning(Code("import-picture"), format!("{}; a link stands in its place", problem.message))
                        .hint("save it as PNG or JPEG, and write ![caption](path){alt=\"what it shows\"} in place of the link"),
                );
                Taken::File(path.clone())
            }
        };
        self.files.push((path, bytes));
        taken
    }

    /// A name that no other picture has, of letters that are safe in every path.
    fn name(&mut self, part: &str) -> String {
        let name = part.rsplit('/').next().unwrap_or(part).to_lowercase();
        let name: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '_') { c } else { '-' }).collect();
        let name = name.trim_matches(['.', '-']).to_owned();
        let mut free = if name.is_empty() { "picture".to_owned() } else { name.clone() };
        let mut number = 2;
        while !self.names.insert(free.clone()) {
            free = format!("{number}-{name}");
            number += 1;
        }
        free
    }
}
