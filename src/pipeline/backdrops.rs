//! The pictures that stylesheets put behind boxes and pages.

use crate::base::{Code, Diagnostic, FileError, Pt, Report, Size, Sources, Workspace, resolve};
use crate::model::{Picture, PictureId, Publication};
use crate::read;
use crate::style::{BackgroundImage, PictureAddress, Stylesheet};

/// Loads the pictures and adds them to those of the publication. One that is missing or damaged is an error at the place in
/// the stylesheet that names it.
pub fn load(workspace: &dyn Workspace, stylesheet: &mut Stylesheet, publication: &mut Publication, sources: &Sources, report: &mut Report) {
    for address in stylesheet.pictures() {
        let found = match path(&address, sources) {
            Ok(path) => known_or_read(workspace, publication, &path),
            Err(error) => {
                Err(Diagnostic::error(Code("image-outside-project"), format!("the picture {} cannot be read: {error}", address.url)))
            }
        };
        match found {
            Ok(id) => stylesheet.set_picture(&address, image(id, publication.picture(id))),
            Err(problem) => {
                report.add(problem.at(address.span).hint("paths of pictures are relative to the stylesheet and stay inside the project"));
            }
        }
    }
}

/// A picture of that path: the text may have it already.
fn known_or_read(workspace: &dyn Workspace, publication: &mut Publication, path: &str) -> Result<PictureId, Diagnostic> {
    if let Some(known) = publication.pictures.iter().position(|picture| picture.path == path) {
        return Ok(PictureId(known));
    }
    publication.pictures.push(read::picture(workspace, path)?);
    Ok(PictureId(publication.pictures.len() - 1))
}

fn image(picture: PictureId, file: &Picture) -> BackgroundImage {
    let (width, ratio) = (file.finest_width(), file.height as f32 / file.width as f32);
    BackgroundImage { picture, own: Size { width, height: Pt(width.0 * ratio) }, ratio }
}

/// A picture's path in the project: its path in the stylesheet, seen from the stylesheet's folder.
pub(super) fn path(address: &PictureAddress, sources: &Sources) -> Result<String, FileError> {
    let sheet = address.span.and_then(|span| sources.get(span.file)).map(|file| file.name.as_str()).unwrap_or_default();
    let folder = sheet.rsplit_once('/').map_or("", |(folder, _)| folder);
    resolve(folder, &address.url)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{FileId, MemoryWorkspace};
    use crate::model::{Metadata, Publication};

    const DRAWING: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='30' height='60'><path d='M0 0H9'/></svg>";

    #[test]
    fn pictures_are_found_from_the_folder_of_their_stylesheet() {
        let css = ":root { --paper: url(papers/a.svg) } p { background: var(--paper) } @page { background-image: url('../b.svg') }
                   h1 { background: url(c.svg) } h2 { background: url(../../d.svg) } h3 { background: url(../b.svg) }";
        let workspace = MemoryWorkspace::default().with("house/papers/a.svg", DRAWING).with("b.svg", DRAWING);
        let (mut sources, mut report) = (Sources::default(), Report::default());
        let file = sources.add("house/own.css", css);
        let mut sheet = Stylesheet::parse(&[(file, css)], &[], &mut report);
        let mut publication = Publication::of(Metadata::default(), Vec::new());
        load(&workspace, &mut sheet, &mut publication, &sources, &mut report);
        let paths: Vec<&str> = publication.pictures.iter().map(|picture| picture.path.as_str()).collect();
        assert_eq!(paths, ["house/papers/a.svg", "b.svg"], "each once");
        let codes: Vec<_> = report.diagnostics.iter().map(|problem| (problem.code.0, problem.span.map(|span| span.file))).collect();
        assert_eq!(codes, [("image-missing", Some(FileId(0))), ("image-outside-project", Some(FileId(0)))]);
        assert!(sheet.has_pictures());
    }
}
