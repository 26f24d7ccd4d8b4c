//! The stylesheets of a project: a built-in theme, and after it whatever the project adds.

use crate::base::{Code, Diagnostic, FileId, Report, Sources, Workspace, nearest};
use crate::read::Settings;
use crate::style::{self, Stylesheet};

/// Reads and parses the stylesheets. `theme` takes the place of the theme that the project names.
pub(super) fn load(
    workspace: &dyn Workspace,
    settings: &Settings,
    theme: Option<&str>,
    sources: &mut Sources,
    report: &mut Report,
) -> Stylesheet {
    let name = theme.unwrap_or(&settings.theme);
    let mut files: Vec<FileId> = Vec::new();
    match style::theme(name) {
        Some(css) => files.push(sources.add(format!("theme {name}"), css)),
        None => report.add(unknown_theme(name).at(settings.theme_span.filter(|_| theme.is_none()))),
    }
    for path in &settings.stylesheets {
        match text(workspace, path) {
            Ok(css) => files.push(sources.add(path.clone(), css)),
            Err(diagnostic) => report.add(diagnostic),
        }
    }
    let sheets: Vec<(FileId, &str)> = files.iter().filter_map(|&file| Some((file, sources.get(file)?.text.as_ref()))).collect();
    let tokens: Vec<(String, String)> = settings.tokens.iter().map(|token| (token.name.clone(), token.value.clone())).collect();
    Stylesheet::parse(&sheets, &tokens, report)
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
