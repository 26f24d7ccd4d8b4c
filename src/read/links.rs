//! Places and the links and references to them: names become unique over all files, and every link leads somewhere.
//!
//! A name holds in its file first and in the whole publication after that, so that two chapters may both have a `#summary`.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::char::is_combining_mark;

use super::survey::Survey;
use crate::base::{Code, Diagnostic, FileId, Names, Report, Sources, Span, resolve};
use crate::model::{Block, BlockKind, Inline, InlineKind, Part, PartMut, Piece, plain_text};

/// Why a link cannot be followed in what we make, if so.
pub(super) fn problem(target: &str) -> Option<Diagnostic> {
    let scheme = target.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    let problem = match scheme.as_deref() {
        _ if (target.starts_with('#') && target.len() > 1) || names_manuscript(target) => return None,
        Some("http" | "https" | "mailto" | "tel" | "ftp" | "urn" | "doi") => return None,
        Some(scheme) if scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')) => {
            Diagnostic::warning(Code("link-unsafe"), format!("links of the kind “{scheme}:” are not passed on; the words stay"))
        }
        _ => {
            Diagnostic::warning(Code("link-local"), format!("the link to “{target}” leads to no place in the publication; the words stay"))
        }
    };
    Some(problem.hint("link to a web address, or to a heading or figure here by its #name"))
}

/// Whether a link seems to mean another manuscript, or the web page that is made of it.
fn names_manuscript(target: &str) -> bool {
    let path = target.split('#').next().unwrap_or_default();
    !target.contains(':') && [".md", ".qmd", ".markdown", ".html"].iter().any(|ending| path.ends_with(ending))
}

/// Gives every place a name that no other has, and leads links and references to it. Links to places that are not there are
/// taken away and reported; their words stay.
///
/// `surveys` says what each piece holds.
pub(super) fn settle(pieces: &mut [Piece], surveys: &[Survey], sources: &Sources, report: &mut Report) {
    let mut places = Places::of(pieces, surveys, sources);
    let taken = std::mem::take(&mut places.taken);
    let (survey, wanted) = (Survey::default(), BTreeMap::new());
    let mut settling = Settling { places: &places, taken, names: None, sources, report, survey, wanted, sought: 0 };
    for (piece, survey) in pieces.iter_mut().zip(surveys) {
        let file = piece.span.file;
        settling.survey = *survey;
        settling.rename(file, &mut piece.id);
        settling.line(&mut piece.title);
        settling.blocks(&mut piece.standfirst);
        settling.blocks(&mut piece.body);
        piece.notes.iter_mut().for_each(|note| settling.blocks(&mut note.content));
    }
    for (spot, name) in settling.wanted {
        spot.name(pieces, name);
    }
}

/// A title or a heading, which readers can be led to whether or not its author named it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Spot {
    Piece(usize),
    /// The piece and the block in its body.
    Heading(usize, usize),
}

impl Spot {
    fn name(self, pieces: &mut [Piece], name: String) {
        match self {
            Self::Piece(piece) => {
                if let Some(piece) = pieces.get_mut(piece) {
                    piece.id = Some(name);
                }
            }
            Self::Heading(piece, block) => {
                if let Some(block) = pieces.get_mut(piece).and_then(|piece| piece.body.get_mut(block)) {
                    block.attributes.id = Some(name);
                }
            }
        }
    }
}

/// What a link may mean.
enum Found {
    /// A place with that name.
    Named(String),
    /// A heading that nobody named.
    Spot(Spot),
}

/// All places of a publication.
#[derive(Default)]
struct Places {
    /// The names that authors gave, by file, with the ones they have in the publication.
    named: BTreeMap<(FileId, String), String>,
    /// The same without the file; the first of several.
    anywhere: BTreeMap<String, String>,
    /// The names that other programs give to headings, made of their words.
    automatic: BTreeMap<(FileId, String), Spot>,
    /// The same without the file; nothing where two files have it.
    automatic_anywhere: BTreeMap<String, Option<Spot>>,
    /// Where each file begins, and the name its author gave to that place.
    starts: BTreeMap<FileId, (Spot, Option<String>)>,
    files: BTreeMap<String, FileId>,
    taken: BTreeSet<String>,
    /// Whether anything may lead anywhere.
    has_links: bool,
    /// What the piece holds that is being gone through.
    survey: Survey,
}

impl Places {
    fn of(pieces: &[Piece], surveys: &[Survey], sources: &Sources) -> Self {
        let has_links = surveys.iter().any(|survey| survey.links);
        let mut places = Self { has_links, ..Self::default() };
        for ((number, piece), survey) in pieces.iter().enumerate().zip(surveys) {
            places.survey = *survey;
            places.piece(number, piece);
        }
        for &file in places.starts.keys() {
            if let Some(source) = sources.get(file) {
                places.files.insert(source.name.clone(), file);
            }
        }
        places
    }

    fn piece(&mut self, number: usize, piece: &Piece) {
        let file = piece.span.file;
        let words = || if piece.title.is_empty() { piece.metadata.title.clone() } else { plain_text(&piece.title) };
        self.spot(Spot::Piece(number), file, piece.id.as_ref(), words);
        self.line(&piece.title);
        self.blocks(&piece.standfirst);
        for (index, block) in piece.body.iter().enumerate() {
            if let BlockKind::Heading { content, .. } = &block.kind {
                self.spot(Spot::Heading(number, index), block.span.file, block.attributes.id.as_ref(), || plain_text(content));
            }
        }
        self.blocks(&piece.body);
        piece.notes.iter().for_each(|note| self.blocks(&note.content));
    }

    /// A title or a heading.
    fn spot(&mut self, spot: Spot, file: FileId, id: Option<&String>, words: impl FnOnce() -> String) {
        if let (Spot::Piece(_), Some(id)) = (spot, id) {
            self.name(file, id);
        }
        let name = id.and_then(|id| self.named.get(&(file, id.clone())).cloned());
        self.starts.entry(file).or_insert((spot, name));
        if id.is_none() && self.has_links {
            for name in automatic_names(&words()) {
                let name = self.free_automatic(file, name);
                let anywhere = self.automatic_anywhere.entry(name.clone()).or_insert(Some(spot));
                *anywhere = anywhere.filter(|known| *known == spot);
                self.automatic.entry((file, name)).or_insert(spot);
            }
        }
    }

    /// The name as it counts up where a file has the same heading again: `summary`, `summary-1`.
    fn free_automatic(&self, file: FileId, name: String) -> String {
        const MOST_ALIKE: usize = 100;
        let free = |name: &String| !self.automatic.contains_key(&(file, name.clone()));
        let counted = (1..MOST_ALIKE).map(|number| format!("{name}-{number}"));
        std::iter::once(name.clone()).chain(counted).find(free).unwrap_or(name)
    }

    fn name(&mut self, file: FileId, id: &str) {
        let key = (file, id.to_owned());
        if self.named.contains_key(&key) {
            return;
        }
        let name = unique(&mut self.taken, id);
        self.anywhere.entry(id.to_owned()).or_insert_with(|| name.clone());
        self.named.insert(key, name);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            if let Some(id) = &block.attributes.id {
                self.name(block.span.file, id);
            }
            block.each_part(&mut |part| match part {
                Part::Blocks(blocks) => self.blocks(blocks),
                Part::Line(line) => self.line(line),
            });
        }
    }

    fn line(&mut self, line: &[Inline]) {
        if !self.survey.names {
            return;
        }
        for inline in line {
            if let Some(id) = inline.kind.attributes().and_then(|attributes| attributes.id.as_ref()) {
                self.name(inline.span.file, id);
            }
            inline.kind.content().into_iter().for_each(|content| self.line(content));
        }
    }

    /// What a name means to a text in that file.
    fn find(&self, file: FileId, name: &str) -> Option<Found> {
        let key = (file, name.to_owned());
        if let Some(name) = self.named.get(&key).or_else(|| self.anywhere.get(name)) {
            return Some(Found::Named(name.clone()));
        }
        let here = self.automatic.get(&key).or_else(|| self.automatic.get(&(file, name.to_lowercase()))).copied();
        here.or_else(|| self.automatic_anywhere.get(name).copied().flatten()).map(Found::Spot)
    }

    fn start(&self, file: FileId) -> Option<Found> {
        let (spot, name) = self.starts.get(&file)?;
        Some(name.clone().map_or(Found::Spot(*spot), Found::Named))
    }

    /// The manuscript that a path in another one means. Pages of a web book are called by the names of their manuscripts.
    fn file(&self, from: &str, path: &str) -> Option<FileId> {
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let path = resolve(folder, path).ok()?;
        let stem = path.rsplit_once('.').map_or(path.as_str(), |(stem, _)| stem);
        let index = format!("{}README", stem.strip_suffix("index").unwrap_or(stem));
        let others = [format!("{stem}.md"), format!("{stem}.qmd"), format!("{index}.md")];
        std::iter::once(path.clone()).chain(others).find_map(|path| self.files.get(&path).copied())
    }
}

/// The names that GitHub, mdBook and Pandoc give to a heading of these words.
fn automatic_names(words: &str) -> Vec<String> {
    let words = words.to_lowercase();
    let keep = |extra: fn(char) -> bool| {
        let of_word = |c: char| c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '-' | '_');
        let kept = words.trim().chars().filter(move |&c| of_word(c) || c.is_whitespace() || extra(c));
        kept.map(|c| if c.is_whitespace() { '-' } else { c }).collect::<String>()
    };
    let github = keep(|_| false);
    let pandoc = keep(|c| c == '.').trim_start_matches(|c: char| !c.is_alphabetic()).to_owned();
    let plain = github.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    let mut names = vec![github];
    for name in [pandoc, plain] {
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

fn unique(taken: &mut BTreeSet<String>, wish: &str) -> String {
    let numbered = (2u32..).map(|number| format!("{wish}-{number}"));
    let name = std::iter::once(wish.to_owned()).chain(numbered).find(|name| !taken.contains(name)).unwrap_or_default();
    taken.insert(name.clone());
    name
}

/// Leads links and references to their places.
struct Settling<'a> {
    places: &'a Places,
    /// The names that are taken, those that headings got since among them.
    taken: BTreeSet<String>,
    /// All names there are, once one was lost.
    names: Option<Names<'a>>,
    sources: &'a Sources,
    report: &'a mut Report,
    /// What the piece holds that is being gone through.
    survey: Survey,
    /// Names that headings get since a link leads there.
    wanted: BTreeMap<Spot, String>,
    /// How many lost names were looked for among those that are there.
    sought: usize,
}

impl Settling<'_> {
    fn rename(&self, file: FileId, id: &mut Option<String>) {
        if let Some(own) = id
            && let Some(name) = self.places.named.get(&(file, own.clone()))
        {
            own.clone_from(name);
        }
    }

    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            self.rename(block.span.file, &mut block.attributes.id);
            block.each_part_mut(&mut |part| match part {
                PartMut::Blocks(blocks) => self.blocks(blocks),
                PartMut::Line(line) => self.line(line),
            });
        }
    }

    fn line(&mut self, line: &mut Vec<Inline>) {
        if !self.survey.links && !self.survey.names {
            return;
        }
        let mut at = 0;
        while let Some(inline) = line.get_mut(at) {
            let span = inline.span;
            match &mut inline.kind {
                InlineKind::Link { target, content } if target.starts_with('#') || names_manuscript(target) => {
                    self.line(content);
                    match self.lead(target, span) {
                        Some(name) => *target = format!("#{name}"),
                        None => {
                            let content = std::mem::take(content);
                            let count = content.len();
                            line.splice(at..=at, content);
                            at += count;
                            continue;
                        }
                    }
                }
                InlineKind::Reference { target } => match self.places.find(span.file, target) {
                    Some(found) => *target = self.name_of(found),
                    None => {
                        let problem = self.lost(target).at(span);
                        self.report.add(problem);
                        inline.kind = InlineKind::Text(target.clone());
                    }
                },
                kind => {
                    if let Some(attributes) = kind.attributes_mut() {
                        self.rename(span.file, &mut attributes.id);
                    }
                    if let Some(content) = kind.content_mut() {
                        self.line(content);
                    }
                }
            }
            at += 1;
        }
    }

    /// The name of the place that a link means; none is reported.
    fn lead(&mut self, target: &str, span: Span) -> Option<String> {
        let (path, name) = target.split_once('#').unwrap_or((target, ""));
        let file = if path.is_empty() {
            Some(span.file)
        } else {
            let from = self.sources.get(span.file).map_or("", |source| source.name.as_str());
            self.places.file(from, path)
        };
        let Some(file) = file else {
            let message = format!("the link to “{target}” leads to no place in the publication; the words stay");
            let problem = Diagnostic::warning(Code("link-local"), message).at(span);
            self.report.add(problem.hint("link to a web address, or to a heading or figure here by its #name"));
            return None;
        };
        let found = if name.is_empty() { self.places.start(file) } else { self.places.find(file, name) };
        if found.is_none() {
            let problem = self.lost_link(target, name).at(span);
            self.report.add(problem);
            if !path.is_empty() {
                let start = self.places.start(file)?;
                return Some(self.name_of(start));
            }
        }
        found.map(|found| self.name_of(found))
    }

    fn name_of(&mut self, found: Found) -> String {
        match found {
            Found::Named(name) => name,
            Found::Spot(spot) => {
                if let Some(name) = self.wanted.get(&spot) {
                    return name.clone();
                }
                let automatic = self.places.automatic.iter().find(|(_, known)| **known == spot).map(|((_, name), _)| name.clone());
                let name = unique(&mut self.taken, &automatic.unwrap_or_else(|| "start".to_owned()));
                self.wanted.insert(spot, name.clone());
                name
            }
        }
    }

    fn lost_link(&mut self, target: &str, name: &str) -> Diagnostic {
        let what = if target.starts_with('#') {
            format!("the link to “{target}” leads nowhere; its words stay")
        } else {
            format!("there is no “#{name}” in that file; the link to “{target}” leads to its beginning")
        };
        Diagnostic::warning(Code("link-lost"), what).hint(self.remedy(name))
    }

    fn lost(&mut self, id: &str) -> Diagnostic {
        let message = format!("the reference to “{id}” leads nowhere; its name stands in its place");
        Diagnostic::warning(Code("reference-lost"), message).hint(self.remedy(id))
    }

    fn remedy(&mut self, id: &str) -> String {
        /// A name is looked for among all names there are; after so many, each chapter has lost its links.
        const SOUGHT: usize = 50;
        self.sought += 1;
        if self.sought > SOUGHT {
            return "check the name; the first of such findings say which is meant".to_owned();
        }
        let places = self.places;
        let names = self.names.get_or_insert_with(|| {
            let automatic = places.automatic.keys().map(|(_, name)| name.as_str());
            Names::of(places.anywhere.keys().map(String::as_str).chain(automatic))
        });
        match names.nearest(id) {
            Some(near) => format!("did you mean “#{near}”?"),
            None => format!("name the place: put {{#{id}}} after its heading or figure"),
        }
    }
}
