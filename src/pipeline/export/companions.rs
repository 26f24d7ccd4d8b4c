//! The files that go along with a text: pictures, stylesheets and their fonts, bibliographies, profiles.

use toml::{Table, Value};

use super::super::{backdrops, fonts, sheets};
use crate::base::{Report, Sources, Workspace};
use crate::read::{self, Entry, Project};

/// All files that the publication and its settings name, by their paths in the project, each once. What cannot be read is
/// left out: whoever builds the copy hears of it.
pub(super) fn files(workspace: &dyn Workspace, project: &Project) -> Vec<(String, Vec<u8>)> {
    let settings = &project.settings;
    let covers = [&settings.cover.art, &settings.cover.front, &settings.cover.back];
    let pictures = project.publication.pictures.iter().chain(covers.into_iter().flatten());
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    let mut add = |path: String, bytes: Vec<u8>| {
        if !files.iter().any(|(other, _)| *other == path) {
            files.push((path, bytes));
        }
    };
    pictures.for_each(|picture| add(picture.path.clone(), picture.bytes.to_vec()));
    let cited = settings.cited.files.iter().map(String::as_str).chain(settings.cited.style_file());
    let profile = settings.press.profile.iter().map(|profile| profile.path.as_str());
    let named = settings.stylesheets.iter().map(String::as_str).chain(cited).chain(profile).map(str::to_owned);
    let own_fonts = settings.fonts.iter().flat_map(|folder| workspace.list(&folder.path).unwrap_or_default());
    for path in named.chain(own_fonts).chain(files_of_stylesheets(workspace, project)) {
        if let Ok(bytes) = workspace.read(&path) {
            add(path, bytes);
        }
    }
    files
}

/// The fonts and pictures that stylesheets bring along. What is wrong with these is for the build to say.
fn files_of_stylesheets(workspace: &dyn Workspace, project: &Project) -> Vec<String> {
    let (mut sources, mut report) = (Sources::default(), Report::default());
    let stylesheet = sheets::load(workspace, &project.settings, &project.settings.theme, true, &mut sources, &mut report);
    let pictures = stylesheet.pictures().into_iter().filter_map(|address| backdrops::path(&address, &sources).ok());
    stylesheet.font_faces().iter().filter_map(|face| fonts::path(face, &sources).ok()).chain(pictures).collect()
}

/// What the settings that were read say about the files to be made, as they say it.
pub(super) fn output_settings(workspace: &dyn Workspace, entry: &Entry) -> Option<Value> {
    let bytes = workspace.read(read::PROJECT_FILE).ok().filter(|_| *entry == Entry::Project)?;
    let mut settings: Table = std::str::from_utf8(&bytes).ok()?.parse().ok()?;
    settings.remove("output")
}
