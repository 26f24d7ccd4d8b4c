//! Bibliography files: BibTeX and BibLaTeX (`.bib`), and CSL-JSON (`.json`).

use std::collections::BTreeMap;

use hayagriva::citationberg::json::Item;

use super::super::fields::Words;
use super::super::source;
use crate::base::{Code, Diagnostic, FileId, Report, Sources, Span, Workspace};

mod bibtex;
mod csl_json;

/// Works that can be cited.
pub(super) struct Library {
    /// The works themselves.
    pub(super) works: Works,
    /// Where each key stands among the works, and where its entry was written.
    keys: BTreeMap<String, (usize, Span)>,
    /// The names of the files, for findings.
    files: Vec<String>,
}

/// Works by the kind of file they came from: each kind has its own fields.
pub(super) enum Works {
    /// From BibTeX and BibLaTeX.
    Entries(Vec<hayagriva::Entry>),
    /// From CSL-JSON.
    Items(Vec<Item>),
}

impl Library {
    /// Reads the files. Nothing if one of them cannot be read at all, which is reported as an error; entries that cannot be
    /// used are left out with a warning.
    pub(super) fn read(files: &[Words], workspace: &dyn Workspace, sources: &mut Sources, report: &mut Report) -> Option<Self> {
        let (json, bib): (Vec<&Words>, Vec<&Words>) = files.iter().partition(|file| is_json(&file.text));
        if let (Some(odd), false) = (json.first(), bib.is_empty()) {
            let message = "the bibliography is partly BibTeX and partly CSL-JSON";
            let hint = "export all works in one of the two formats";
            report.add(Diagnostic::error(Code("bibliography-mixed"), message).at(odd.span).hint(hint));
            return None;
        }
        let works = if json.is_empty() { Works::Entries(Vec::new()) } else { Works::Items(Vec::new()) };
        let names = files.iter().map(|file| format!("“{}”", file.text)).collect();
        let mut library = Self { works, keys: BTreeMap::new(), files: names };
        let mut complete = true;
        for file in files {
            let id = source::read_data(workspace, &file.text, Some(file.span), sources, report);
            let text = id.and_then(|id| Some((id, sources.get(id)?.text.clone())));
            complete &= text.is_some_and(|(id, text)| library.add(id, &text, report));
        }
        complete.then_some(library)
    }

    /// Adds the works of a file; false if it is damaged.
    fn add(&mut self, file: FileId, text: &str, report: &mut Report) -> bool {
        match &mut self.works {
            Works::Entries(entries) => {
                let Some(found) = bibtex::entries(file, text, report) else { return false };
                for (entry, span) in found {
                    if register(&mut self.keys, entry.key(), entries.len(), span, report) {
                        entries.push(entry);
                    }
                }
            }
            Works::Items(items) => {
                let Some(found) = csl_json::items(file, text, report) else { return false };
                for (item, span) in found {
                    let key = item.id().unwrap_or_default().into_owned();
                    if register(&mut self.keys, &key, items.len(), span, report) {
                        items.push(item);
                    }
                }
            }
        }
        true
    }

    /// Whether a work has that key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.keys.contains_key(key)
    }

    /// Where the work of a key stands among the works.
    pub(super) fn position(&self, key: &str) -> Option<usize> {
        self.keys.get(key).map(|&(at, _)| at)
    }

    /// Where the entry of a key was written.
    pub(super) fn span(&self, key: &str) -> Option<Span> {
        self.keys.get(key).map(|&(_, span)| span)
    }

    /// All keys, sorted.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.keys().map(String::as_str)
    }

    /// The files, for findings.
    pub(super) fn names(&self) -> String {
        self.files.join(", ")
    }
}

/// Enters a key; false if another work has it already.
fn register(keys: &mut BTreeMap<String, (usize, Span)>, key: &str, at: usize, span: Span, report: &mut Report) -> bool {
    if keys.contains_key(key) {
        let problem = Diagnostic::warning(Code("bibliography-key-twice"), format!("two works have the key “{key}”; the first one counts"));
        report.add(problem.at(span).hint("give each work a key of its own"));
        return false;
    }
    keys.insert(key.to_owned(), (at, span));
    true
}

/// Whether a bibliography file is CSL-JSON, by its name.
fn is_json(path: &str) -> bool {
    path.to_ascii_lowercase().ends_with(".json")
}
