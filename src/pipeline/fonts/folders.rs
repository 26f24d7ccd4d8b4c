//! The publisher's own fonts: every font file in the folders that the settings name, by the names the files give themselves.

use crate::base::{Code, Diagnostic, Report, Span, Workspace};
use crate::font::{Face, FontData, FontLibrary, faces_in, refusal};
use crate::read::FontFolder;

/// The endings of font files that pages can be set with.
const FONTS: [&str; 4] = [".otf", ".ttf", ".otc", ".ttc"];
/// The endings of fonts that only browsers can use.
const WEB_FONTS: [&str; 3] = [".woff", ".woff2", ".eot"];

/// Takes in all faces of the folders.
pub(super) fn load(workspace: &dyn Workspace, folders: &[FontFolder], library: &mut FontLibrary, report: &mut Report) {
    for FontFolder { path, span } in folders {
        match workspace.list(path) {
            Ok(files) => folder(workspace, path, *span, &files, library, report),
            Err(error) => {
                let problem =
                    Diagnostic::error(Code("font-folder-missing"), format!("the folder of fonts “{path}” cannot be read: {error}"));
                report.add(problem.at(*span).hint("put the folder into the project and give its path from there"));
            }
        }
    }
}

fn folder(workspace: &dyn Workspace, path: &str, span: Span, files: &[String], library: &mut FontLibrary, report: &mut Report) {
    let mut add = |problem: Diagnostic| report.add(problem.at(span));
    let ends = |file: &str, endings: &[&str]| endings.iter().any(|ending| file.to_ascii_lowercase().ends_with(ending));
    let fonts: Vec<&String> = files.iter().filter(|file| ends(file, &FONTS)).collect();
    if fonts.is_empty() {
        let web = if files.iter().any(|file| ends(file, &WEB_FONTS)) { "; web fonts (WOFF) cannot be used" } else { "" };
        let problem = Diagnostic::warning(Code("font-folder-empty"), format!("there is no font in the folder “{path}”{web}"));
        add(problem.hint("put OpenType or TrueType files there: .otf, .ttf, .otc or .ttc"));
    }
    for file in fonts {
        let data: FontData = match workspace.read(file) {
            Ok(data) => data.into(),
            Err(error) => {
                let problem = Diagnostic::warning(Code("font-missing"), format!("the font {file} cannot be read: {error}"));
                add(problem.hint("replace the file, or take it out of the folder"));
                continue;
            }
        };
        for index in 0..faces_in(data.as_ref()) {
            match face(&data, index, library) {
                Ok(()) => {}
                Err(Unusable::Damaged(why)) => {
                    let problem = Diagnostic::warning(Code("font-damaged"), format!("the font {file} is not used: {why}"));
                    add(problem.hint("replace the file by a whole OpenType or TrueType font, or take it out of the folder"));
                }
                Err(Unusable::Refused(why)) => {
                    let problem = Diagnostic::warning(Code("font-embedding-forbidden"), format!("the font {file} is not used: {why}"));
                    add(problem.hint("ask the foundry for a font with a licence for e-books and PDFs, or take it out of the folder"));
                }
            }
        }
    }
}

/// Why a face cannot be used.
enum Unusable {
    Damaged(crate::font::DamagedFont),
    Refused(crate::font::Refusal),
}

fn face(data: &FontData, index: u32, library: &mut FontLibrary) -> Result<(), Unusable> {
    let face = Face::parse_at(data.clone(), index).map_err(Unusable::Damaged)?;
    if let Some(refusal) = refusal(data.as_ref(), index) {
        return Err(Unusable::Refused(refusal));
    }
    library.add_face(face);
    Ok(())
}
