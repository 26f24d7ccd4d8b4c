//! The same eye for paragraphs that another reader took out of a file, of which some already say what they are.
//!
//! A word processor has styles for headings, and many authors use none of them. So what the file says is taken as certain, and
//! the rest is looked at as pasted text is, with one sign more: a short paragraph in bold is a heading.

use super::article::{Article, Passage, Role};
use super::findings::{Confidence, Finding, Kind};
use super::text::closing;
use super::{Given, captions, head, headings, language, layout, levels, pull_quotes, tail};
use crate::base::{FileId, Span};
use crate::model::Metadata;

/// A paragraph as another reader sees it.
#[derive(Clone, Debug)]
pub(in crate::read) struct Paragraph {
    pub text: String,
    /// Its place in the file, from 1.
    pub number: usize,
    pub sign: Sign,
}

/// What the file says of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Sign {
    /// Nothing.
    None,
    /// All its words are bold, in this size.
    Bold(u32),
    /// It is set apart, as quotes and boxes are: it may be a pull quote and nothing else.
    Apart,
    /// A heading of that level.
    Heading(u8),
    /// An item of a list.
    Item,
    /// Something else that is certain.
    Settled,
}

/// What was made of the paragraphs.
#[derive(Debug)]
pub(in crate::read) struct Seen {
    pub metadata: Metadata,
    pub remarks: Vec<String>,
    pub findings: Vec<Finding>,
    pub passages: Vec<SeenPassage>,
}

/// A paragraph, or a part of one, and the part it plays.
#[derive(Debug)]
pub(in crate::read) struct SeenPassage {
    /// Which of the paragraphs, from 0.
    pub paragraph: usize,
    /// Words of it, in their order: without the mark of a list, or after what was cut off.
    pub text: String,
    pub role: Role,
}

/// Looks at the paragraphs of a file. `tagged` is the language that the file claims for most of its words.
pub(in crate::read) fn look(paragraphs: &[Paragraph], given: &Given, tagged: Option<&str>) -> Seen {
    let mut article = Article::of(passages(paragraphs), Span::new(FileId(0), 0, 0), "paragraph");
    article.metadata.publisher.clone_from(&given.publisher);
    language::find(&mut article, given.language.as_deref(), tagged);
    for (passage, paragraph) in article.passages.iter_mut().zip(paragraphs) {
        passage.role = role(paragraph.sign);
    }
    layout::mark(&mut article);
    captions::mark(&mut article);
    head::mark(&mut article, given);
    tail::mark(&mut article);
    quotes(&mut article, paragraphs);
    if !paragraphs.iter().any(|paragraph| matches!(paragraph.sign, Sign::Heading(_))) {
        if !bold_headings(&mut article, paragraphs) {
            headings::mark(&mut article);
        }
        levels::mark(&mut article);
    }
    let (remarks, findings) = super::said(&mut article);
    let seen = |passage: Passage| SeenPassage { paragraph: source(&passage), text: passage.text, role: passage.role };
    Seen { metadata: article.metadata, remarks, findings, passages: article.passages.into_iter().map(seen).collect() }
}

/// The paragraphs as passages. Their spans count paragraphs, so that a part that is cut off still knows where it comes from.
fn passages(paragraphs: &[Paragraph]) -> Vec<Passage> {
    let passage =
        |(at, paragraph): (usize, &Paragraph)| Passage::new(paragraph.text.clone(), paragraph.number, Span::new(FileId(0), at, at));
    paragraphs.iter().enumerate().map(passage).collect()
}

fn source(passage: &Passage) -> usize {
    usize::try_from(passage.span.start).unwrap_or(usize::MAX)
}

fn role(sign: Sign) -> Role {
    match sign {
        Sign::None | Sign::Bold(_) => Role::Body,
        Sign::Heading(level) => Role::Heading(level),
        Sign::Item => Role::Item(None),
        Sign::Apart | Sign::Settled => Role::Kept,
    }
}

/// Pull quotes, for which what is set apart counts too; what is none stays as it is. In a book only that counts: among so many
/// paragraphs some are alike by chance, and nobody pulls quotes out of a book.
fn quotes(article: &mut Article, paragraphs: &[Paragraph]) {
    const BOOK: usize = 300;
    let is_book = article.len() > BOOK;
    let apart = |passage: &Passage| paragraphs.get(source(passage)).is_some_and(|paragraph| paragraph.sign == Sign::Apart);
    article.passages.iter_mut().filter(|passage| apart(passage)).for_each(|passage| passage.role = Role::Body);
    let body: Vec<usize> =
        (0..article.len()).filter(|&at| is_book && article.get(at).is_some_and(|one| one.role == Role::Body && !apart(one))).collect();
    body.iter().for_each(|&at| article.set(at, Role::Kept));
    pull_quotes::mark(article);
    body.iter().for_each(|&at| article.set(at, Role::Body));
    article
        .passages
        .iter_mut()
        .filter(|passage| apart(passage) && passage.role == Role::Body)
        .for_each(|passage| passage.role = Role::Kept);
}

/// Headings that are only short and bold. The larger they are, the higher they stand. Gives whether there are any.
fn bold_headings(article: &mut Article, paragraphs: &[Paragraph]) -> bool {
    let size = |article: &Article, at: usize| match paragraphs.get(source(article.get(at)?))?.sign {
        Sign::Bold(size) => Some(size),
        _ => None,
    };
    let is_heading = |article: &Article, at: usize| {
        let passage = article.get(at)?;
        let open = !matches!(closing(&passage.text), None | Some('.' | ',' | ';' | '।' | '。'));
        let followed = (at + 1..at + 3).any(|below| article.is_body(below) && size(article, below).is_none());
        (passage.role == Role::Body && (1..=20).contains(&passage.words) && open && followed).then(|| size(article, at)).flatten()
    };
    let found: Vec<(usize, u32)> = (0..article.len()).filter_map(|at| Some((at, is_heading(article, at)?))).collect();
    let mut sizes: Vec<u32> = found.iter().map(|(_, size)| *size).collect();
    sizes.sort_unstable_by(|one, other| other.cmp(one));
    sizes.dedup();
    for &(at, size) in &found {
        let below = sizes.iter().position(|other| *other == size).unwrap_or_default().min(2);
        let level = 2 + u8::try_from(below).unwrap_or_default();
        let reason =
            if below == 0 { "a short paragraph in bold, with text below" } else { "a short paragraph in bold, smaller than others" };
        article.mark(at, Role::Heading(level), Kind::Heading(level), Confidence::Medium, reason);
        article.hint("take the ## away to make it a paragraph again");
    }
    !found.is_empty()
}
