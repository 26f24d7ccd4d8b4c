//! One manuscript file, read on its own: its settings and its blocks, before it is known what becomes of them.

use super::about::{self, About};
use super::fields::{Fields, Words};
use super::markdown;
use super::pictures::Pictures;
use super::{front_matter, pandoc, roles};
use crate::base::{FileId, Report, Span, Workspace};
use crate::model::{Block, Language, Note, Picture, Role};

/// Settings that only a manuscript has.
pub(super) const OWN_KEYS: [&str; 2] = ["role", "kind"];

/// What a manuscript says, with its pictures numbered for itself.
pub(super) struct Draft {
    pub(super) path: String,
    /// The whole file.
    pub(super) span: Span,
    /// The byte at which the text begins, after the front matter.
    pub(super) body: usize,
    pub(super) about: About,
    /// The part that it says it plays.
    pub(super) role: Option<Role>,
    /// The kind of publication that it says it is.
    pub(super) kind: Option<Words>,
    /// Its own language, else that of the publication.
    pub(super) language: Language,
    pub(super) blocks: Vec<Block>,
    pub(super) notes: Vec<Note>,
    pub(super) pictures: Vec<Picture>,
    /// Whether its settings could be read without errors; after one, what else is missing is mostly its echo.
    pub(super) settings_are_sound: bool,
}

/// What the publication says for all its manuscripts.
#[derive(Clone, Copy, Default)]
pub(super) struct Around<'a> {
    /// The language of those that name none.
    pub(super) language: Option<&'a Language>,
    /// Whether there is a bibliography.
    pub(super) cites: bool,
    /// Whether lines of Rust that begin with a number sign are for the compiler only, as in mdBook.
    pub(super) hides_lines: bool,
}

/// Reads a manuscript whose text is known.
pub(super) fn read(
    workspace: &dyn Workspace,
    file: FileId,
    path: &str,
    text: &str,
    Around { language, cites, hides_lines }: Around,
    report: &mut Report,
) -> Draft {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut own = Report::default();
    let document = pandoc::document(workspace, path);
    let (settings, body) = match &document {
        Some(document) => (pandoc::settings::settings(&document.meta, file, &mut own), 0),
        None => {
            let split = front_matter::split(file, text, &mut own);
            (split.settings, split.body)
        }
    };
    let known: Vec<&str> = about::KEYS.into_iter().chain(OWN_KEYS).collect();
    let fields = Fields::of_manuscript(&settings, "front matter", &known, &mut own);
    let mut about = About::read(&fields, folder, &mut own);
    let role = fields.words("role", &mut own).and_then(|words| roles::of_setting(&words, &mut own));
    let kind = fields.words("kind", &mut own);
    let settings_are_sound = !own.has_errors();
    report.absorb(own);

    let language = about.language.clone().or_else(|| language.cloned()).unwrap_or_default();
    let mut pictures = Pictures::new(workspace);
    let markdown::Parsed { blocks, notes, settings } = match &document {
        Some(document) => pandoc::parse(document, file, folder, &language, &mut pictures, report),
        None => {
            let manuscript = markdown::Manuscript { file, text, body, folder, language: &language, cites, hides_lines };
            markdown::parse(manuscript, &mut pictures, report)
        }
    };
    // Of settings that stand further down in the text, those at its head go first.
    for range in settings {
        let further = front_matter::further(file, text, range, report);
        let fields = Fields::of_manuscript(&further, "a manuscript", &known, report);
        about = about.or(About::read(&fields, folder, report));
    }
    Draft {
        path: path.to_owned(),
        span: Span::new(file, 0, text.len()),
        body,
        about,
        role,
        kind,
        language,
        blocks,
        notes,
        pictures: pictures.finish(),
        settings_are_sound,
    }
}
