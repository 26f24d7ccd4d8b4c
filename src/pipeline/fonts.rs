//! The fonts at hand: the bundled families, and those that the project's stylesheets bring.

use crate::base::{Code, Diagnostic, FileError, Report, Sources, Workspace, resolve};
use crate::font::FontLibrary;
use crate::style::{FontFace, Stylesheet};

/// Loads the fonts. A font that is missing or damaged is an error at the place in the stylesheet that asks for it.
pub(super) fn load(workspace: &dyn Workspace, stylesheet: &Stylesheet, sources: &Sources, report: &mut Report) -> FontLibrary {
    let mut library = FontLibrary::bundled();
    for face in stylesheet.font_faces() {
        let path = path(face, sources);
        let added = match path.and_then(|path| workspace.read(&path)) {
            Ok(bytes) => library.add(bytes, &face.family, face.weight, face.italic).err().map(|error| {
                Diagnostic::error(Code("font-damaged"), format!("the font {} cannot be used: {error}", face.path))
                    .hint("replace the file by a whole OpenType or TrueType font, or take the rule out")
            }),
            Err(error) => Some(
                Diagnostic::error(Code("font-missing"), format!("the font {} cannot be read: {error}", face.path))
                    .hint("paths of fonts are relative to the stylesheet and stay inside the project"),
            ),
        };
        added.into_iter().for_each(|problem| report.add(problem.at(face.span)));
    }
    library
}

/// A font's path in the project: its path in the stylesheet, seen from the stylesheet's folder.
fn path(face: &FontFace, sources: &Sources) -> Result<String, FileError> {
    let sheet = sources.get(face.span.file).map(|file| file.name.as_str()).unwrap_or_default();
    let folder = sheet.rsplit_once('/').map_or("", |(folder, _)| folder);
    resolve(folder, &face.path)
}
