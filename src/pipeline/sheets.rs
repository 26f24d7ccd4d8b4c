//! The stylesheets of a project: a built-in theme, and after it whatever the project adds.

use crate::base::{Code, Diagnostic, FileId, Report, Sources, Workspace, nearest};
use crate::model::{Block, BlockKind, Kind, Part, Publication};
use crate::read::Settings;
use crate::style::{self, Stylesheet};

/// Reads and parses the stylesheets: that of a theme, which the project may have named, and those of the project.
pub(super) fn load(
    workspace: &dyn Workspace,
    settings: &Settings,
    name: &str,
    named_by_project: bool,
    sources: &mut Sources,
    report: &mut Report,
) -> Stylesheet {
    let mut files: Vec<FileId> = Vec::new();
    match style::theme(name) {
        Some(css) => files.push(sources.add(format!("theme {name}"), css)),
        None => report.add(unknown_theme(name).at(settings.theme_span.filter(|_| named_by_project))),
    }
    for path in &settings.stylesheets {
        match text(workspace, path) {
            Ok(css) => files.push(sources.add(path.clone(), css)),
            Err(diagnostic) => report.add(diagnostic),
        }
    }
    let sheets: Vec<(FileId, &str)> = files.iter().filter_map(|&file| Some((file, sources.get(file)?.text.as_str()))).collect();
    let tokens: Vec<(String, String)> = settings.tokens.iter().map(|token| (token.name.clone(), token.value.clone())).collect();
    Stylesheet::parse(&sheets, &tokens, report)
}

/// The theme that the project names, or else the one that suits what it is: a book is set as a novel, or as a technical
/// book if much of it is code.
pub(super) fn usual_theme<'s>(settings: &'s Settings, publication: &Publication) -> &'s str {
    if settings.theme_span.is_some() || publication.kind != Kind::Book {
        return &settings.theme;
    }
    let (mut code, mut all) = (0, 0);
    publication.pieces.iter().for_each(|piece| count(&piece.body, &mut code, &mut all));
    if code * MUCH_CODE > all { "technical" } else { "novel" }
}

/// From one block of code in so many blocks on, a book is a technical one.
const MUCH_CODE: usize = 15;

/// Counts blocks of code, and all blocks.
fn count(blocks: &[Block], code: &mut usize, all: &mut usize) {
    for block in blocks {
        *all += 1;
        *code += usize::from(matches!(block.kind, BlockKind::Code { .. }));
        block.each_part(&mut |part| {
            if let Part::Blocks(blocks) = part {
                count(blocks, code, all);
            }
        });
    }
}

fn text(workspace: &dyn Workspace, path: &str) -> Result<String, Diagnostic> {
    let bytes = workspace.read(path).map_err(|error| {
        Diagnostic::error(Code("stylesheet-unreadable"), format!("the stylesheet cannot be read: {error}"))
            .on(path)
            .hint("put the file there, or take it out of stylesheets in publication.toml")
    })?;
    String::from_utf8(bytes).map_err(|_| {
        Diagnostic::error(Code("not-utf-8"), "the stylesheet is not UTF-8 text").on(path).hint("save it as UTF-8 in your editor")
    })
}

fn unknown_theme(name: &str) -> Diagnostic {
    let themes = style::THEMES.join(", ");
    let hint = match nearest(name, style::THEMES.iter().copied()) {
        Some(near) => format!("did you mean {near}? The themes are: {themes}"),
        None => format!("the themes are: {themes}"),
    };
    Diagnostic::error(Code("theme-unknown"), format!("there is no theme called \"{name}\"")).hint(hint)
}
