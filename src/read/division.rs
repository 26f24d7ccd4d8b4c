//! A manuscript divided into pieces at its headings.

use super::about::About;
use super::fields::Words;
use super::lineup::Way;
use super::manuscript::Draft;
use super::note_order::Unsettled;
use super::{roles, structure};
use crate::base::{Report, Span};
use crate::model::{Attributes, Block, BlockKind, Inline, InlineKind, Language, Matter, Note, Part, Role, plain_text};

/// A piece in the making: everything but its metadata and its place.
pub(super) struct Cut {
    pub(super) role: Option<Role>,
    /// Whether its heading, its file or the author said so, rather than its place.
    pub(super) id: Option<String>,
    pub(super) classes: Vec<String>,
    pub(super) unnumbered: bool,
    pub(super) title: Vec<Inline>,
    pub(super) about: About,
    pub(super) language: Language,
    pub(super) standfirst: Vec<Block>,
    pub(super) body: Vec<Block>,
    pub(super) notes: Vec<Note>,
    pub(super) span: Span,
}

/// Words before the first chapter of a part: more, and the heading is no title page.
const MOST_WORDS_OF_A_PART: usize = 150;

/// The pieces of a manuscript, divided at its highest headings or not.
///
/// Where a manuscript is a page of a web book, its first heading is its title, even if there are others like it.
pub(super) fn divide(draft: Draft, way: Way, is_page: bool, report: &mut Report) -> Vec<Cut> {
    let whole = way == Way::Whole;
    let Draft { mut about, blocks, notes, language, span, role, .. } = draft;
    let tops = blocks.iter().filter(|block| structure::level(block) == Some(1)).count();
    let mut raw = Vec::new();
    if whole || (tops > 1 && way == Way::AsItIs) {
        cut(blocks, &mut raw);
    } else {
        raw.push(one(blocks, &mut about, is_page));
    }
    // What the settings of the file say is about its first piece, unless it is a book of its own.
    let mut about = if whole { None } else { Some(about) };
    let mut unsettled = Unsettled::of(notes);
    let mut cuts = Vec::with_capacity(raw.len());
    for Raw { heading, is_part, mut blocks } in raw {
        let mut about = about.take().unwrap_or_default();
        let mut cut = Cut {
            role: if is_part { Some(Role::Part) } else { role },
            id: None,
            classes: Vec::new(),
            unnumbered: false,
            title: Vec::new(),
            standfirst: structure::take_standfirst(&mut blocks, &mut about, &language),
            about,
            language: language.clone(),
            body: blocks,
            notes: Vec::new(),
            span,
        };
        if let Some(heading) = heading {
            cut.entitle(heading);
        }
        structure::shift_levels(&mut cut.body, 2);
        cut.span = cut.stretch().unwrap_or(span);
        cut.notes = unsettled.settle(&mut cut.title, &mut cut.standfirst, &mut cut.body, 0);
        cuts.push(cut);
    }
    unsettled.report_lost(report);
    cuts
}

/// A manuscript that goes on in another piece, as a section `depth` levels under its title: the blocks with their heading,
/// and the notes, of which the piece has so many already.
pub(super) fn section(draft: Draft, depth: u8, title: Option<&str>, already: usize, report: &mut Report) -> (Vec<Block>, Vec<Note>) {
    let Draft { mut about, mut blocks, notes, span, body, .. } = draft;
    let heading = structure::take_title(&mut blocks, &mut about).or_else(|| {
        let begins_with_title = blocks.first().and_then(structure::level) == Some(1);
        begins_with_title.then(|| blocks.remove(0))
    });
    let start = Span::new(span.file, body, body);
    let heading = heading.or_else(|| {
        let words = about.title.take().map(|words| words.text).or_else(|| title.map(str::to_owned))?;
        let content = vec![Inline { kind: InlineKind::Text(words), span: start }];
        Some(Block { kind: BlockKind::Heading { level: 1, content }, attributes: Attributes::default(), span: start })
    });
    structure::shift_levels(&mut blocks, depth + 2);
    if let Some(mut heading) = heading {
        if let BlockKind::Heading { level, .. } = &mut heading.kind {
            *level = (depth + 1).min(6);
        }
        blocks.insert(0, heading);
    }
    let mut unsettled = Unsettled::of(notes);
    let notes = unsettled.settle(&mut [], &mut [], &mut blocks, already);
    unsettled.report_lost(report);
    (blocks, notes)
}

impl Cut {
    /// Makes the heading the title, and its attributes those of the piece.
    fn entitle(&mut self, heading: Block) {
        let Block { kind: BlockKind::Heading { content, .. }, attributes, span } = heading else { return };
        let text = plain_text(&content).split_whitespace().collect::<Vec<_>>().join(" ");
        self.id = attributes.id;
        for class in attributes.classes {
            match roles::of_name(&class) {
                Some(role) => self.role = Some(role),
                None if class == "unnumbered" => self.unnumbered = true,
                None => self.classes.push(class),
            }
        }
        self.role = self.role.or_else(|| roles::of_title(&text));
        if !content.iter().all(|inline| matches!(inline.kind, InlineKind::Text(_) | InlineKind::SoftBreak)) {
            self.title = content;
        }
        // A heading of nothing but a picture has no words to be called by.
        self.about.title = (!text.is_empty()).then_some(Words { text, span }).or(self.about.title.take());
    }

    /// From the first to the last of its blocks.
    fn stretch(&self) -> Option<Span> {
        let title = self.about.title.as_ref().map(|words| words.span).filter(|span| span.file == self.span.file);
        let blocks = self.body.iter().map(|block| block.span);
        title.into_iter().chain(blocks).reduce(Span::to)
    }
}

/// A heading of the highest level and what follows it.
struct Raw {
    heading: Option<Block>,
    is_part: bool,
    blocks: Vec<Block>,
}

/// A manuscript that is one piece, with the heading that is its title.
fn one(mut blocks: Vec<Block>, about: &mut About, is_page: bool) -> Raw {
    let first = is_page && about.title.is_none() && blocks.first().and_then(structure::level) == Some(1);
    let heading = structure::take_title(&mut blocks, about).or_else(|| first.then(|| blocks.remove(0)));
    Raw { heading, is_part: false, blocks }
}

/// Divides blocks at their highest headings; the ones that only name a part are divided again.
fn cut(blocks: Vec<Block>, raw: &mut Vec<Raw>) {
    let Some(top) = blocks.iter().filter_map(structure::level).min() else {
        return raw.push(Raw { heading: None, is_part: false, blocks });
    };
    let heads: Vec<usize> = (0..).zip(&blocks).filter(|(_, block)| structure::level(block) == Some(top)).map(|(at, _)| at).collect();
    let ends = heads.iter().skip(1).copied().chain([blocks.len()]);
    let mut blocks = blocks.into_iter();
    finish(None, blocks.by_ref().take(heads.first().copied().unwrap_or_default()).collect(), raw);
    for (&head, end) in heads.iter().zip(ends) {
        finish(blocks.next(), blocks.by_ref().take(end - head - 1).collect(), raw);
    }
}

fn finish(heading: Option<Block>, mut blocks: Vec<Block>, raw: &mut Vec<Raw>) {
    if heading.is_none() && blocks.is_empty() {
        return;
    }
    let is_part = heading.as_ref().is_some_and(|heading| is_part(heading, &blocks));
    if !is_part {
        return raw.push(Raw { heading, is_part, blocks });
    }
    let first = blocks.iter().position(|block| structure::level(block).is_some()).unwrap_or(blocks.len());
    let rest = blocks.split_off(first);
    raw.push(Raw { heading, is_part, blocks });
    if !rest.is_empty() {
        cut(rest, raw);
    }
}

/// Whether a heading opens a part: it says so, and chapters follow it almost at once.
fn is_part(heading: &Block, blocks: &[Block]) -> bool {
    let BlockKind::Heading { content, .. } = &heading.kind else { return false };
    if heading.attributes.classes.iter().any(|class| class == "part") {
        return true;
    }
    let before = blocks.iter().take_while(|block| structure::level(block).is_none());
    let has_chapters = blocks.iter().any(|block| structure::level(block).is_some());
    has_chapters && roles::says_part(&plain_text(content)) && before.map(words).sum::<usize>() <= MOST_WORDS_OF_A_PART
}

fn words(block: &Block) -> usize {
    let mut count = 0;
    block.each_part(&mut |part| match part {
        Part::Blocks(blocks) => count += blocks.iter().map(words).sum::<usize>(),
        Part::Line(line) => count += plain_text(line).split_whitespace().count(),
    });
    count
}

/// Gives each piece of a book its role and its division, where nobody has said: what stands before the first chapter is front
/// matter, and what stands after the last is back matter, if that is where such pieces stand.
pub(super) fn place(cuts: &mut [Cut], title: &str) -> Vec<Matter> {
    let is_body = |cut: &Cut| matches!(cut.role, None | Some(Role::Chapter | Role::Part | Role::Prologue | Role::Epilogue | Role::Article));
    // The first chapter of many books is a page that repeats the title.
    if cuts.len() > 1
        && let Some(first) = cuts.first_mut().filter(|cut| cut.role.is_none() && cut.is_called(title))
    {
        first.role = Some(Role::FrontMatter);
    }
    let first = cuts.iter().position(is_body).unwrap_or(0);
    let last = cuts.iter().rposition(is_body).unwrap_or(cuts.len());
    let mut matters = Vec::with_capacity(cuts.len());
    for (number, cut) in cuts.iter_mut().enumerate() {
        let matter = if number < first {
            Matter::Front
        } else if number > last {
            Matter::Back
        } else {
            Matter::Body
        };
        // An introduction among the chapters is a chapter with that title.
        if matter == Matter::Body && !is_body(cut) && cut.role.is_some_and(|role| roles::matter(role) != Matter::Back) {
            cut.role = None;
            cut.unnumbered = true;
        }
        matters.push(matter);
    }
    matters
}

impl Cut {
    fn is_called(&self, title: &str) -> bool {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
        self.about.title.as_ref().is_none_or(|own| letters(&own.text) == letters(title))
    }
}
