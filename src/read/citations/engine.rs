//! Citations and bibliography in a citation style, worked out by hayagriva for all citations at once: what is printed for
//! one depends on those before it.

use hayagriva::archive::locales;
use hayagriva::citationberg::taxonomy::Locator;
use hayagriva::citationberg::{IndependentStyle, Locale, LocaleCode};
use hayagriva::{
    BibliographyDriver, BibliographyItem, BibliographyRequest, CitationItem, CitationRequest, CitePurpose, ElemChildren, LocatorPayload,
    SpecificLocator,
};

use super::library::{Library, Works};
use super::locator;
use super::output;
use super::style::CitationStyle;
use crate::base::Span;
use crate::model::{Citation, CitationMode, Inline, InlineKind, Language, Work, plain_text};

/// A citation that wants its words.
pub(super) struct Request {
    works: Vec<Wanted>,
    span: Span,
    /// The number of the note it stands in, from 1, through the whole publication.
    note: Option<usize>,
}

/// A work in a citation.
struct Wanted {
    key: String,
    mode: CitationMode,
    prefix: Vec<Inline>,
    place: Option<(Locator, String)>,
    suffix: Vec<Inline>,
}

/// The words of all citations, in the order in which they were asked for, and of the bibliography.
pub(super) struct Rendering {
    pub(super) citations: Vec<Vec<Inline>>,
    pub(super) works: Vec<Work>,
}

impl Request {
    /// What a citation asks for.
    pub(super) fn of(citation: &Citation, span: Span, note: Option<usize>) -> Self {
        let wanted = |work: &crate::model::Cited| {
            let (place, suffix) = split_suffix(&work.suffix);
            Wanted { key: work.key.clone(), mode: work.mode, prefix: work.prefix.clone(), place, suffix }
        };
        Self { works: citation.works.iter().map(wanted).collect(), span, note }
    }

    /// Whether words of the author stand around a work, which must not be taken together with others then.
    fn has_affixes(&self) -> bool {
        self.works.iter().any(|work| !work.prefix.is_empty() || !work.suffix.is_empty())
    }

    /// Whether the sentence names the author itself, and how.
    fn leading_mode(&self) -> CitationMode {
        self.works.first().map_or(CitationMode::Normal, |work| work.mode)
    }
}

/// The place in the work at the start of the suffix, and the rest.
fn split_suffix(suffix: &[Inline]) -> (Option<(Locator, String)>, Vec<Inline>) {
    let mut rest = suffix.to_vec();
    let Some(Inline { kind: InlineKind::Text(words), .. }) = rest.first_mut() else { return (None, rest) };
    let Some(found) = locator::find(words) else { return (None, rest) };
    words.drain(..found.used);
    if words.is_empty() {
        rest.remove(0);
    }
    (Some((found.kind, found.numbers)), rest)
}

// The two kinds of works share a trait that their library does not name, so that no function can be written over it.
macro_rules! drive {
    ($room:expr, $works:expr, $requests:expr, $uncited:expr, $only:expr) => {{
        let room: &Room = $room;
        let only: Option<CitePurpose> = $only;
        let work = |key: &str| room.library.position(key).and_then(|at| $works.get(at));
        let mut driver = BibliographyDriver::new();
        for request in $requests {
            let (style, wanted) = match only {
                Some(_) => (&room.naming, request.works.get(..1).unwrap_or_default()),
                // A name in the sentence is no citation: that stands in the note.
                None if room.is_name(request) => (room.style, [].as_slice()),
                None if request.has_affixes() => (&room.uncollapsed, request.works.as_slice()),
                None => (room.style, request.works.as_slice()),
            };
            let known = wanted.iter().filter_map(|wanted| Some((wanted, work(&wanted.key)?)));
            let place = |wanted| place(wanted).filter(|_| only.is_none());
            let items = known.map(|(wanted, work)| CitationItem::new(work, place(wanted), None, false, only)).collect();
            driver.citation(CitationRequest::new(items, style, Some(room.locale.clone()), &room.files, request.note));
        }
        for work in $uncited.iter().filter_map(|key| work(key)) {
            let hidden = vec![CitationItem::new(work, None, None, true, None)];
            driver.citation(CitationRequest::new(hidden, room.style, Some(room.locale.clone()), &room.files, None));
        }
        driver.finish(BibliographyRequest::new(room.style, Some(room.locale.clone()), &room.files))
    }};
}

/// Renders citations and bibliography. Every key must be in the library.
pub(super) fn render(library: &Library, style: &CitationStyle, language: &Language, requests: &[Request], uncited: &[String]) -> Rendering {
    let room = Room::new(library, style, language);
    // The names of those whom a sentence names are worked out apart: a name is no citation, and the next citation of the
    // work must not become an "ibid." because of it.
    let (rendered, names) = match &library.works {
        Works::Entries(works) => {
            (drive!(&room, works, requests, uncited, None), drive!(&room, works, requests, uncited, Some(CitePurpose::Author)))
        }
        Works::Items(works) => {
            (drive!(&room, works, requests, uncited, None), drive!(&room, works, requests, uncited, Some(CitePurpose::Author)))
        }
    };
    let cited = requests.iter().zip(rendered.citations).zip(names.citations);
    let citations = cited.map(|((request, rendered), name)| room.citation(request, &rendered.citation, &name.citation)).collect();
    let works = rendered.bibliography.map(|bibliography| bibliography.items.into_iter().map(|item| room.work(item)).collect());
    Rendering { citations, works: works.unwrap_or_default() }
}

/// The place in a work, as the library wants it.
fn place(wanted: &Wanted) -> Option<SpecificLocator<'_>> {
    wanted.place.as_ref().map(|(kind, numbers)| SpecificLocator(*kind, LocatorPayload::Str(numbers)))
}

/// What the citations of one publication are rendered with.
struct Room<'a> {
    library: &'a Library,
    style: &'a IndependentStyle,
    /// The same style without taking works together: "1-3" could not tell whose page is meant.
    uncollapsed: IndependentStyle,
    /// The style for the names of authors in a sentence.
    naming: IndependentStyle,
    in_notes: bool,
    locale: LocaleCode,
    files: Vec<Locale>,
}

impl<'a> Room<'a> {
    fn new(library: &'a Library, style: &'a CitationStyle, language: &Language) -> Self {
        let locale = LocaleCode(style.locale.clone().unwrap_or_else(|| locale_name(language)));
        let mut uncollapsed = style.csl.clone();
        uncollapsed.citation.collapse = None;
        let files = locale_files(&locale);
        let naming = style.naming();
        Self { library, style: &style.csl, uncollapsed, naming, in_notes: style.is_notes(), locale, files }
    }

    /// Whether a request is for a name in a sentence only.
    fn is_name(&self, request: &Request) -> bool {
        self.in_notes && request.note.is_none() && request.leading_mode() == CitationMode::AuthorInText
    }

    /// The words of a citation.
    fn citation(&self, request: &Request, rendered: &ElemChildren, name: &ElemChildren) -> Vec<Inline> {
        let mode = request.leading_mode();
        let name = output::inlines(name, request.span, &mut |_, content| content);
        if self.is_name(request) {
            return name;
        }
        let name_words = plain_text(&name);
        let mut around = |index: usize, mut content: Vec<Inline>| {
            let Some(wanted) = request.works.get(index) else { return content };
            if index == 0 && mode != CitationMode::Normal {
                output::cut_start(&mut content, &name_words);
            }
            if content.is_empty() { content } else { self.with_affixes(wanted, content, request.span) }
        };
        let parenthesis = output::inlines(rendered, request.span, &mut around);
        let says_something = plain_text(&parenthesis).contains(char::is_alphanumeric);
        match mode {
            CitationMode::Normal => parenthesis,
            // Where the style has nothing but the name to say, it is said.
            CitationMode::SuppressAuthor if says_something => parenthesis,
            CitationMode::SuppressAuthor => output::inlines(rendered, request.span, &mut |_, content| content),
            CitationMode::AuthorInText => {
                let mut words = self.linked(request.works.first(), name, request.span);
                if says_something {
                    words.extend((!output::is_raised(&parenthesis)).then(|| output::text(" ", request.span)));
                    words.extend(parenthesis);
                }
                words
            }
        }
    }

    /// A work of a citation with the author's words around it.
    fn with_affixes(&self, wanted: &Wanted, content: Vec<Inline>, span: Span) -> Vec<Inline> {
        let mut words = wanted.prefix.clone();
        if !words.is_empty() && !plain_text(&words).ends_with(char::is_whitespace) {
            words.push(output::text(" ", span));
        }
        words.extend(self.linked(Some(wanted), content, span));
        if !wanted.suffix.is_empty() {
            let suffix = plain_text(&wanted.suffix);
            let joint = match suffix.chars().next() {
                Some(c) if !c.is_alphanumeric() => "",
                _ if wanted.place.is_some() => " ",
                _ => ", ",
            };
            words.extend((!joint.is_empty()).then(|| output::text(joint, span)));
            words.extend(wanted.suffix.iter().cloned());
        }
        words
    }

    /// A link to the work's entry, if there is a bibliography. A link cannot hold another one.
    fn linked(&self, wanted: Option<&Wanted>, content: Vec<Inline>, span: Span) -> Vec<Inline> {
        match wanted {
            Some(wanted) if self.style.bibliography.is_some() && !output::has_link(&content) => {
                let target = format!("#{}", Work::anchor(&wanted.key));
                vec![Inline { kind: InlineKind::Link { target, content }, span }]
            }
            _ => content,
        }
    }

    /// An entry of the bibliography.
    fn work(&self, item: BibliographyItem) -> Work {
        // Every work comes from the library.
        let span = self.library.span(&item.key).unwrap_or_else(|| Span::new(crate::base::FileId(0), 0, 0));
        let mut plain = |_, content| content;
        let label = item.first_field.map(|field| plain_text(&output::inlines(&ElemChildren(vec![field]), span, &mut plain)));
        let content = output::inlines(&item.content, span, &mut plain);
        Work { key: item.key, label: label.map(|label| label.trim().to_owned()), content }
    }
}

/// The language as the CSL project names it: script subtags are unknown there.
fn locale_name(language: &Language) -> String {
    let mut parts = language.0.split('-');
    let primary = parts.next().unwrap_or("en");
    match (primary, parts.next()) {
        ("zh", _) if language.is_traditional_chinese() => "zh-TW".to_owned(),
        ("zh", _) => "zh-CN".to_owned(),
        ("sr", Some("Latn")) => "sr-Latn-RS".to_owned(),
        ("sr", _) => "sr-Cyrl-RS".to_owned(),
        ("no", _) => "nb-NO".to_owned(),
        (primary, Some(region)) if region.len() == 2 => format!("{primary}-{region}"),
        (primary, _) => primary.to_owned(),
    }
}

/// The words of a language, those of the same language elsewhere, and English for what neither has.
fn locale_files(locale: &LocaleCode) -> Vec<Locale> {
    let fallback = locale.fallback();
    let mut files = locales();
    files.retain(|file| file.lang.as_ref().is_some_and(|code| code == locale || Some(code) == fallback.as_ref() || code.0 == "en-US"));
    files
}
