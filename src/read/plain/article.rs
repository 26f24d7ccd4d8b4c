//! The pasted article while its parts are being recognised: passages, each with the part it plays.

use std::collections::BTreeSet;

use super::findings::{Confidence, Finding, Kind, excerpt};
use super::paragraphs::Paragraph;
use super::text::{ends_sentence, word_count};
use crate::base::{FileId, Span};
use crate::model::{Language, Metadata};

/// The part a passage plays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::read) enum Role {
    /// Nobody has said otherwise: a paragraph.
    Body,
    /// Looked at and left as a paragraph; no later step shall take it for something else.
    Kept,
    /// Gone into the front matter: title, kicker, byline, date.
    InFrontMatter,
    Standfirst,
    /// A heading of that level.
    Heading(u8),
    /// A pull quote, with the number of the passage it repeats and whether it does so exactly.
    PullQuote {
        repeats: usize,
        exact: bool,
    },
    /// Who said the pull quote before it.
    Attribution,
    Caption,
    SceneBreak,
    /// An item of a list, numbered or not.
    Item(Option<u64>),
    TableCaption,
    TableRow,
    /// A note of that number.
    Note(usize),
    BioLabel,
    Bio,
    DisclaimerLabel,
    Disclaimer,
}

/// A passage: a paragraph of the pasted text, or a part of one that plays its own part.
#[derive(Clone, Debug)]
pub(super) struct Passage {
    pub text: String,
    /// Its first line, from 1.
    pub line: usize,
    pub span: Span,
    pub role: Role,
    /// How many words it has.
    pub words: usize,
    /// The last finding about it, as a number into [`Article::findings`].
    pub finding: Option<usize>,
}

impl Passage {
    pub(super) fn new(text: String, line: usize, span: Span) -> Self {
        Self { words: word_count(&text), text, line, span, role: Role::Body, finding: None }
    }

    /// Whether it reads as running text: a whole sentence, or long.
    pub(super) fn is_running_text(&self) -> bool {
        self.words >= 40 || (self.words >= 8 && ends_sentence(&self.text))
    }
}

/// The article as far as it is understood.
#[derive(Debug)]
pub(super) struct Article {
    pub passages: Vec<Passage>,
    pub metadata: Metadata,
    pub findings: Vec<Finding>,
    /// Findings that no longer hold.
    pub withdrawn: BTreeSet<usize>,
    /// Words that the front matter holds in another form: "By", a date as it was written.
    pub remarks: Vec<(usize, String)>,
    /// The numbers of the notes whose marks are to be looked for.
    pub notes: Option<super::notes::Notes>,
    /// The whole text.
    pub span: Span,
    /// What its places are called: `line`, or `paragraph` where another reader took the text out of a file.
    pub unit: &'static str,
}

impl Article {
    pub(super) fn new(paragraphs: Vec<Paragraph>, length: usize) -> Self {
        let span = |bytes: std::ops::Range<usize>| Span::new(FileId(0), bytes.start, bytes.end);
        let passages = paragraphs.into_iter().map(|one| Passage::new(one.text, one.line, span(one.bytes))).collect();
        Self::of(passages, span(0..length), "line")
    }

    /// An article of passages that are known already.
    pub(super) fn of(passages: Vec<Passage>, span: Span, unit: &'static str) -> Self {
        let metadata = Metadata { language: Language(String::new()), ..Metadata::default() };
        Self { passages, metadata, findings: Vec::new(), withdrawn: BTreeSet::new(), remarks: Vec::new(), notes: None, span, unit }
    }

    pub(super) fn len(&self) -> usize {
        self.passages.len()
    }

    pub(super) fn get(&self, at: usize) -> Option<&Passage> {
        self.passages.get(at)
    }

    pub(super) fn text(&self, at: usize) -> &str {
        self.get(at).map_or("", |passage| passage.text.as_str())
    }

    pub(super) fn is(&self, at: usize, role: &Role) -> bool {
        self.get(at).is_some_and(|passage| passage.role == *role)
    }

    /// Whether no step has claimed the passage yet.
    pub(super) fn is_body(&self, at: usize) -> bool {
        self.is(at, &Role::Body)
    }

    /// Gives a passage its part, and says why.
    pub(super) fn mark(&mut self, at: usize, role: Role, what: Kind, confidence: Confidence, reason: impl Into<String>) {
        self.set(at, role);
        self.find(at, what, confidence, reason);
    }

    /// Gives a passage its part where one finding speaks for several.
    pub(super) fn set(&mut self, at: usize, role: Role) {
        if let Some(passage) = self.passages.get_mut(at) {
            passage.role = role;
        }
    }

    /// Reports a finding at a passage.
    pub(super) fn find(&mut self, at: usize, what: Kind, confidence: Confidence, reason: impl Into<String>) {
        if let Some(passage) = self.passages.get_mut(at) {
            passage.finding = Some(self.findings.len());
            let (line, span, excerpt) = (passage.line, passage.span, excerpt(&passage.text));
            self.findings.push(Finding { what, line, excerpt, reason: reason.into(), confidence, hint: None, span });
        }
    }

    /// Reports a finding about the whole text.
    pub(super) fn remark(&mut self, what: Kind, reason: impl Into<String>, hint: Option<&str>) {
        let span = Span { end: self.span.start, ..self.span };
        let hint = hint.map(str::to_owned);
        let (excerpt, confidence) = (String::new(), Confidence::High);
        self.findings.push(Finding { what, line: 1, excerpt, reason: reason.into(), confidence, hint, span });
    }

    /// Takes a finding back. It keeps its place until the end, so that the numbers of the others stay.
    pub(super) fn withdraw(&mut self, finding: Option<usize>) {
        self.withdrawn.extend(finding);
    }

    /// Adds a way to undo or improve it to the last finding.
    pub(super) fn hint(&mut self, hint: impl Into<String>) {
        if let Some(finding) = self.findings.last_mut() {
            finding.hint = Some(hint.into());
        }
    }

    /// Takes the words of a passage into the front matter; `rest` are those that it holds in no other way.
    pub(super) fn take(&mut self, at: usize, rest: &str) {
        self.set(at, Role::InFrontMatter);
        let line = self.get(at).map_or(1, |passage| passage.line);
        if rest.chars().any(char::is_alphanumeric) {
            self.remarks.push((line, rest.trim().to_owned()));
        }
    }

    /// Takes a passage into the front matter, where only its remark holds its words.
    pub(super) fn take_whole(&mut self, at: usize) {
        let words = self.text(at).to_owned();
        self.take(at, &words);
    }

    /// Cuts a passage in two; the second part follows the first and has its role until it is given another.
    pub(super) fn split(&mut self, at: usize, byte: usize) {
        if let Some(passage) = self.passages.get_mut(at)
            && let (Some(first), Some(second)) = (passage.text.get(..byte), passage.text.get(byte..))
            && !first.trim().is_empty()
            && !second.trim().is_empty()
        {
            let mut second = Passage::new(second.trim().to_owned(), passage.line, passage.span);
            second.role = passage.role.clone();
            *passage = Passage { role: passage.role.clone(), ..Passage::new(first.trim().to_owned(), passage.line, passage.span) };
            self.passages.insert(at + 1, second);
        }
    }

    /// The line of a passage.
    pub(super) fn line(&self, at: usize) -> usize {
        self.get(at).map_or(0, |passage| passage.line)
    }
}
