//! From a lineup of pieces to a publication: the files are read and parsed at once, and put together in order.

use rayon::prelude::*;

use super::about::About;
use super::division::{self, Cut};
use super::fields::Words;
use super::lineup::{Lineup, ListedFile, Planned, Way, What};
use super::manuscript::{self, Around, Draft};
use super::masthead::Masthead;
use super::pictures::Pictures;
use super::survey::Survey;
use super::{
    CitationSettings, Publisher, Reader, citations, code, formulas, identifier, includes, links, made, pull_quotes, roles, source, stem,
    typography,
};
use crate::base::{Code, Diagnostic, FileError, FileId, Report, Span};
use crate::model::{
    Accessibility, Kind, Language, Matter, Metadata, NotesPlace, Numbering, PictureId, Piece, Publication, Role, Term, Wording,
};

/// How the pieces are put together.
#[derive(Default)]
pub(super) struct Arrangement {
    pub(super) numbering: Numbering,
    /// Where notes stand, if that was said.
    pub(super) notes: Option<NotesPlace>,
    /// Who made an issue.
    pub(super) masthead: Masthead,
}

/// A publication, and what its citations come from.
pub(super) struct Bound {
    pub(super) publication: Publication,
    pub(super) cited: CitationSettings,
}

impl Reader<'_> {
    /// Reads all manuscripts of a lineup and makes the publication of them.
    pub(super) fn assemble(&mut self, lineup: Lineup, publisher: Publisher, arrangement: Arrangement) -> Option<Bound> {
        let files = self.sources_of(&lineup);
        let drafts = self.drafts(&lineup, &files, &publisher.about);
        self.bind(lineup, drafts, publisher, arrangement)
    }

    /// The texts of the manuscripts, in the order of the lineup; nothing where one cannot be read, which was reported then.
    fn sources_of(&mut self, lineup: &Lineup) -> Vec<Option<FileId>> {
        let listed: Vec<(&ListedFile, Option<Span>)> = lineup.planned.iter().filter_map(Planned::file).collect();
        let bytes: Vec<_> = listed.par_iter().map(|(file, _)| self.bytes_of(file)).collect();
        let (sources, report) = (&mut self.sources, &mut self.report);
        listed.iter().zip(bytes).map(|((file, span), bytes)| source::enter(&file.path, bytes, *span, sources, report)).collect()
    }

    fn bytes_of(&self, file: &ListedFile) -> Result<Vec<u8>, FileError> {
        if file.has_includes { includes::read(self.workspace, &file.path) } else { self.workspace.read(&file.path) }
    }

    fn drafts(&mut self, lineup: &Lineup, files: &[Option<FileId>], about: &About) -> Vec<Option<Draft>> {
        let listed: Vec<&ListedFile> = lineup.planned.iter().filter_map(|planned| Some(planned.file()?.0)).collect();
        let around = Around { language: about.language.as_ref(), cites: !about.citations.files.is_empty(), ..Around::default() };
        let read = |(listed, file): (&&ListedFile, &Option<FileId>)| {
            let text = &self.sources.get((*file)?)?.text;
            let mut report = Report::default();
            let around = Around { hides_lines: listed.hides_lines, ..around };
            let draft = manuscript::read(self.workspace, (*file)?, &listed.path, text, around, &mut report);
            Some((draft, report))
        };
        let drafts: Vec<Option<(Draft, Report)>> = listed.par_iter().zip(files.par_iter()).map(read).collect();
        let mut absorbed = Vec::with_capacity(drafts.len());
        for draft in drafts {
            absorbed.push(draft.map(|(draft, report)| {
                self.report.absorb(report);
                draft
            }));
        }
        absorbed
    }

    /// Puts the drafts of a lineup together.
    pub(super) fn bind(
        &mut self,
        lineup: Lineup,
        drafts: Vec<Option<Draft>>,
        publisher: Publisher,
        mut arrangement: Arrangement,
    ) -> Option<Bound> {
        let mut masthead = std::mem::take(&mut arrangement.masthead);
        let Lineup { kind, planned, front_is_given, back_is_given } = lineup;
        let mut drafts = drafts.into_iter();
        let mut binding = Binding::of(self, kind, publisher);
        for Planned { what, matter, span } in planned {
            match what {
                What::Made(Role::Masthead) => masthead.word(&mut binding.pieces, &binding.metadata, matter, span),
                What::Made(role) => binding.made(role, matter, span),
                What::Part { title, subtitle } => binding.part(title, subtitle, span),
                What::File(listed) => {
                    if let Some(Some(draft)) = drafts.next() {
                        binding.file(listed, draft, matter);
                    }
                }
            }
        }
        masthead.settle(&mut binding.pieces, &binding.metadata, &mut binding.reader.report);
        let wish = binding.citations();
        let (mut publication, survey) = binding.finish(arrangement)?;
        if survey.citations || !wish.files.is_empty() {
            citations::settle(&mut publication, &wish, self.workspace, &mut self.sources, &mut self.report);
        }
        // The names of works may hold formulas, too.
        if survey.formulas || !wish.files.is_empty() {
            formulas::check(&mut publication, &mut self.report);
        }
        code::check(&publication, &mut self.report);
        if kind != Kind::Article {
            made::complete(&mut publication, survey, front_is_given, back_is_given, &mut self.report);
        }
        Some(Bound { publication, cited: wish.into() })
    }
}

impl Planned {
    pub(super) fn file(&self) -> Option<(&ListedFile, Option<Span>)> {
        match &self.what {
            What::File(file) => Some((file, self.span)),
            _ => None,
        }
    }
}

/// A publication in the making.
struct Binding<'r, 'w> {
    reader: &'r mut Reader<'w>,
    pictures: Pictures<'w>,
    kind: Kind,
    metadata: Metadata,
    /// What was said about the publication; a manuscript that is the whole of it adds to that.
    about: About,
    accessibility: Accessibility,
    /// What manuscripts that are parts of the publication say about citations.
    citations: citations::Wish,
    pieces: Vec<Piece>,
    /// The path of the manuscript that is the whole publication, if one is.
    whole: Option<String>,
    /// Whether settings had errors, whose echo needs no report.
    settings_are_sound: bool,
    start: Option<Span>,
}

impl<'r, 'w> Binding<'r, 'w> {
    fn of(reader: &'r mut Reader<'w>, kind: Kind, publisher: Publisher) -> Self {
        let settings_are_sound = !reader.report.has_errors();
        let pictures = Pictures::new(reader.workspace);
        let Publisher { about, accessibility } = publisher;
        let mut binding = Self {
            reader,
            pictures,
            kind,
            metadata: Metadata::default(),
            about,
            accessibility,
            citations: citations::Wish::default(),
            pieces: Vec::new(),
            whole: None,
            settings_are_sound,
            start: None,
        };
        binding.metadata = binding.metadata_of(binding.about.clone(), binding.language());
        binding
    }

    fn language(&self) -> Language {
        self.about.language.clone().unwrap_or_default()
    }

    /// What is to be cited from, and how: a manuscript says it for the style, the publisher where none does.
    fn citations(&self) -> citations::Wish {
        let mut wish = self.citations.clone();
        wish.join(self.about.citations.clone());
        wish
    }

    /// A piece that the program makes.
    fn made(&mut self, role: Role, matter: Matter, span: Option<Span>) {
        let piece = made::piece(role, matter, &self.metadata, span.unwrap_or(Span::new(FileId(0), 0, 0)));
        self.pieces.push(piece);
    }

    fn part(&mut self, title: String, subtitle: Option<String>, span: Option<Span>) {
        let language = self.language();
        let title = typography::words(&title, &language);
        let subtitle = subtitle.map(|words| typography::words(&words, &language));
        let metadata = Metadata { title, subtitle, ..self.inherited(language) };
        let piece = Piece { role: Role::Part, ..Piece::article(metadata, span.unwrap_or(Span::new(FileId(0), 0, 0))) };
        self.pieces.push(piece);
    }

    /// The pieces of a manuscript.
    fn file(&mut self, listed: ListedFile, mut draft: Draft, matter: Matter) {
        if draft.blocks.is_empty() {
            self.empty(&draft);
            if self.kind == Kind::Article || listed.way == Way::Whole {
                return;
            }
        }
        let pictures = self.pictures.absorb(std::mem::take(&mut draft.pictures));
        remap(&mut draft, &pictures);
        self.settings_are_sound &= draft.settings_are_sound;
        self.start = self.start.or(Some(Span::new(draft.span.file, 0, 0)));
        let is_whole = listed.way == Way::Whole || self.kind == Kind::Article;
        let path = draft.path.clone();
        self.citations.join(std::mem::take(&mut draft.about.citations));
        if is_whole {
            self.whole = Some(path.clone());
            let own = std::mem::take(&mut draft.about);
            self.about = own.or(std::mem::take(&mut self.about));
            self.metadata = self.metadata_of(self.about.clone(), draft.language.clone());
            if self.kind == Kind::Article {
                draft.about = self.about.clone();
            }
        }
        if let Way::Section(depth) = listed.way {
            return self.section(draft, depth, listed.title.as_deref());
        }
        let declared = draft.role.or(listed.role);
        let role = declared.or_else(|| roles::of_stem(&stem(&path)).filter(|_| !is_whole));
        draft.role = declared;
        let mut cuts = division::divide(draft, listed.way, listed.has_includes, &mut self.reader.report);
        let matters = match listed.way {
            Way::Whole => division::place(&mut cuts, &self.metadata.title),
            _ => vec![matter; cuts.len()],
        };
        let is_one = cuts.len() == 1;
        for (mut cut, matter) in cuts.into_iter().zip(matters) {
            pull_quotes::match_to_body(&mut cut.body, &self.reader.sources, &mut self.reader.report);
            if is_one && declared.is_none() {
                cut.role = cut.role.or(role);
            }
            // What other programs list among the chapters is one, and has a number, whatever its title.
            let stands_elsewhere = cut.role.is_some_and(|role| roles::matter(role) != Matter::Body);
            if listed.has_includes && declared.is_none() && matter == Matter::Body && stands_elsewhere && !cut.unnumbered {
                cut.role = None;
            }
            let piece = self.piece(cut, matter, &listed, &path);
            self.pieces.push(piece);
        }
    }

    /// A manuscript that goes on in the piece before it.
    fn section(&mut self, draft: Draft, depth: u8, title: Option<&str>) {
        let Some(piece) = self.pieces.last_mut() else { return };
        let (mut blocks, notes) = division::section(draft, depth, title, piece.notes.len(), &mut self.reader.report);
        pull_quotes::match_to_body(&mut blocks, &self.reader.sources, &mut self.reader.report);
        piece.body.extend(blocks);
        piece.notes.extend(notes);
    }

    fn piece(&mut self, cut: Cut, matter: Matter, listed: &ListedFile, path: &str) -> Piece {
        let Cut { role, id, classes, unnumbered, title, mut about, language, standfirst, body, notes, span } = cut;
        if self.kind == Kind::Article {
            self.about.title = about.title.clone().or(self.about.title.take());
            if self.settings_are_sound {
                self.ask_for_missing(path);
            }
            self.metadata = self.metadata_of(self.about.clone(), language);
            let metadata = self.metadata.clone();
            return Piece { id, classes, unnumbered, title, standfirst, body, notes, ..Piece::article(metadata, span) };
        }
        let role = role.unwrap_or(match matter {
            Matter::Front => Role::FrontMatter,
            Matter::Body if self.kind == Kind::Issue => Role::Article,
            Matter::Body => Role::Chapter,
            Matter::Back => Role::BackMatter,
        });
        let mut untitled = false;
        let title_words = about.title.take().map(|words| words.text).or_else(|| listed.title.clone());
        let name = title_words.unwrap_or_else(|| {
            untitled = made::stands_without_title(role);
            self.name_of(role, &language, path)
        });
        about.title = None;
        about.identifier = Some(self.metadata.identifier.clone());
        let name = typography::words(&name, &language);
        let own = self.metadata_of(about, language.clone());
        let metadata = Metadata {
            title: name,
            date: own.date.or(self.metadata.date.clone()),
            publisher: own.publisher.or(self.metadata.publisher.clone()),
            rights: own.rights.or(self.metadata.rights.clone()),
            ..own
        };
        Piece { role, matter, id, classes, unnumbered, title, untitled, standfirst, body, notes, ..Piece::article(metadata, span) }
    }

    /// What a piece without a title is called.
    fn name_of(&self, role: Role, language: &Language, path: &str) -> String {
        match (Term::of_role(role), role) {
            (Some(term), _) => term.of(language).to_owned(),
            (_, Role::Contents) => Wording::of(language).contents.to_owned(),
            (_, Role::Notes) => Wording::of(language).notes.to_owned(),
            (_, Role::AboutTheAuthor) => Wording::of(language).about_the_author.to_owned(),
            _ if self.whole.is_some() => self.metadata.title.clone(),
            _ => readable(&stem(path)),
        }
    }

    /// Metadata of a piece of which nothing is known but its language.
    fn inherited(&self, language: Language) -> Metadata {
        let Metadata { date, publisher, rights, identifier, accessibility, .. } = self.metadata.clone();
        Metadata { date, publisher, rights, identifier, accessibility, language, ..Metadata::default() }
    }

    fn empty(&mut self, draft: &Draft) {
        if !self.reader.report.has_errors() {
            let problem = Diagnostic::error(Code("manuscript-empty"), "the manuscript holds no text");
            let place = Span::new(draft.span.file, draft.body, draft.body);
            self.reader.report.add(problem.at(place).hint("write the text below the front matter"));
        }
    }

    /// Reports what every publication needs and we have to make up.
    fn ask_for_missing(&mut self, path: &str) {
        let (settings, place) = match (self.whole.as_ref().and(self.start), self.kind) {
            (Some(start), _) => ("front matter", Some(start)),
            (None, _) => (super::project::FILE, None),
        };
        let report = &mut self.reader.report;
        let mut add = |problem: Diagnostic| report.add(if place.is_some() { problem.at(place) } else { problem.on(settings) });
        if self.about.language.is_none() {
            let problem = Diagnostic::warning(Code("language-missing"), "the language of the text is not given; English is taken");
            add(problem.hint(match place {
                Some(_) => "add “language: en” or another tag to the front matter",
                None => "add language = \"en\" or another tag",
            }));
        }
        if self.about.title.is_none() {
            let title = readable(&stem(path));
            let message = match place {
                Some(_) => format!("there is no title; the file’s name is taken: “{title}”"),
                None => "the publication has no title".to_owned(),
            };
            add(Diagnostic::warning(Code("title-missing"), message).hint(match place {
                Some(_) => "add “title: ...” to the front matter, or begin the text with a line “# The title”",
                None => "add title = \"...\"",
            }));
        }
    }

    fn cover(&mut self) -> Option<(PictureId, String)> {
        let words = self.about.cover.as_ref()?;
        let picture = self.pictures.load(&words.text, words.span, &mut self.reader.report)?;
        let alt = self.about.cover_alt.as_ref().map(|words| words.text.clone());
        if alt.is_none() {
            let problem = Diagnostic::warning(Code("alt-missing"), "the cover has no description for those who do not see it");
            self.reader.report.add(problem.at(words.span).hint("add “cover-alt: ...” below it"));
        }
        Some((picture, alt.unwrap_or_default()))
    }

    /// The publication, with its places known and its links settled, and what its lines hold.
    fn finish(mut self, arrangement: Arrangement) -> Option<(Publication, Survey)> {
        if self.pieces.is_empty() {
            return None;
        }
        if self.kind != Kind::Article && self.settings_are_sound {
            let path = self.whole.clone().unwrap_or_default();
            self.ask_for_missing(&path);
        }
        let cover = self.cover();
        let mut pieces = self.pieces;
        let surveys: Vec<Survey> = pieces.iter().map(Survey::of).collect();
        links::settle(&mut pieces, &surveys, &self.reader.sources, &mut self.reader.report);
        let gathers_notes = pieces.iter().any(|piece| piece.role == Role::Notes);
        let notes = arrangement.notes.unwrap_or(if gathers_notes { NotesPlace::End } else { NotesPlace::Foot });
        let publication = Publication {
            kind: self.kind,
            metadata: self.metadata,
            numbering: arrangement.numbering,
            notes,
            pieces,
            pictures: self.pictures.finish(),
            cover,
        };
        Some((publication, surveys.into_iter().fold(Survey::default(), Survey::and)))
    }

    /// The metadata with smart punctuation, and with a title and an identifier in any case.
    fn metadata_of(&self, about: About, language: Language) -> Metadata {
        let title = about.title.map_or_else(|| readable(&stem(self.whole.as_deref().unwrap_or_default())), |words| words.text);
        let authors = about.authors.unwrap_or_default();
        let publisher = about.publisher.map(|words| words.text);
        // From the words as typed: an identifier must not change when our punctuation gets smarter.
        let identifier = about.identifier.unwrap_or_else(|| identifier::from_names(&title, &authors, publisher.as_deref()));
        let smart = |words: Option<Words>| words.map(|words| typography::words(&words.text, &language));
        Metadata {
            title: typography::words(&title, &language),
            subtitle: smart(about.subtitle),
            kicker: smart(about.kicker),
            authors,
            date: about.date,
            publisher,
            description: smart(about.description),
            keywords: about.keywords.unwrap_or_default().into_iter().map(|words| words.text).collect(),
            rights: smart(about.rights),
            identifier,
            issue: smart(about.issue),
            volume: smart(about.volume),
            issn: about.issn,
            running_head: smart(about.running_head),
            accessibility: self.accessibility.clone(),
            language,
        }
    }
}

/// Gives the pictures of a draft their numbers in the publication.
fn remap(draft: &mut Draft, pictures: &[PictureId]) {
    if pictures.iter().enumerate().all(|(number, id)| id.0 == number) {
        return;
    }
    super::pictures::renumber(&mut draft.blocks, pictures);
    draft.notes.iter_mut().for_each(|note| super::pictures::renumber(&mut note.content, pictures));
}

/// A file's name as a title: "the-long-way" becomes "The long way".
pub(super) fn readable(stem: &str) -> String {
    let words = stem.split(['-', '_', ' ', '.']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let mut letters = words.chars();
    letters.next().map_or_else(|| "Untitled".to_owned(), |first| first.to_uppercase().chain(letters).collect())
}
