//! Pasted text to a manuscript: recognises the parts of an article in text that has lost its layout.
//!
//! Somebody copied an article out of a mail, a browser or a word processor, and nothing is left but characters. Every rule
//! here may be wrong about somebody's article. Therefore:
//! - *Nothing is lost and nothing is doubled.* Every word of the text is in the piece once; what belongs to a web page stays
//!   too. The few words that the front matter holds in another form ("By", a date) go into its remarks.
//! - *Nothing is moved.* Passages keep their order; a word is never typeset, corrected or completed.
//! - *A plain paragraph is the smallest mistake*, a wrong heading a large one. Without a good sign a passage stays what it is.
//! - *Every decision is a finding*: what, where, why, how sure, and how to undo it.
//!
//! The order of the steps matters: what says itself what it is goes first, so that the steps that guess see only the rest.

mod article;
mod assemble;
mod byline;
mod captions;
mod characters;
mod date;
pub(super) mod eye;
mod findings;
mod head;
mod headings;
mod language;
mod layout;
mod levels;
mod lexicon;
mod notes;
mod paragraphs;
mod pull_quotes;
mod speech;
mod tail;
mod text;

use article::Article;
pub(super) use article::Role;
pub(super) use findings::excerpt;
pub use findings::{Confidence, Finding, Kind};
pub(super) use head::contributor;

use crate::model::Piece;

/// What the user says about the text, which is always right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// The title.
    pub title: Option<String>,
    /// The names of the authors; none: look for a byline.
    pub authors: Vec<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// The language (BCP 47).
    pub language: Option<String>,
}

/// What was made of a pasted text.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// The piece. Its spans count in the text as it was given, as the first file of all. Without a title, the title is empty.
    pub piece: Piece,
    /// Words of the text that the front matter holds in another form, as `line 2: By`; they belong there as comments.
    pub remarks: Vec<String>,
    /// What was recognised and why, by line.
    pub findings: Vec<Finding>,
}

impl Import {
    /// Whether there was no text to import.
    pub fn is_empty(&self) -> bool {
        self.findings.iter().any(|finding| finding.what == Kind::Empty)
    }
}

/// Makes a piece of pasted text. Takes time in proportion to the text.
pub fn import(text: &str, given: &Given) -> Import {
    let (lines, taken_out) = characters::clean(text);
    let (paragraphs, width) = paragraphs::join(&lines);
    let mut article = Article::new(paragraphs, text.len());
    article.metadata.publisher.clone_from(&given.publisher);
    report_cleaning(&mut article, taken_out, width);
    language::find(&mut article, given.language.as_deref(), None);
    if article.passages.is_empty() {
        article.findings.clear();
        article.remark(Kind::Empty, "there is not a word in it", Some("give a text file with the article in it"));
    } else {
        notes::mark(&mut article);
        layout::mark(&mut article);
        captions::mark(&mut article);
        head::mark(&mut article, given);
        tail::mark(&mut article);
        pull_quotes::mark(&mut article);
        headings::mark(&mut article);
        levels::mark(&mut article);
    }
    finished(article)
}

/// The names in a line that is a byline for certain, and what else stands in it.
pub(super) fn names(line: &str) -> Option<(Vec<String>, String)> {
    let byline = byline::signed(line, true).or_else(|| byline::bare(line, true))?;
    let rest = byline.rest.replace('…', " ").split_whitespace().collect::<Vec<_>>().join(" ");
    let rest = if rest.chars().any(char::is_alphanumeric) { byline.rest } else { String::new() };
    (!byline.names.is_empty()).then_some((byline.names, rest))
}

/// The day that a line names, if it is nothing but a date: `2024-03-02`.
pub(super) fn date(line: &str) -> Option<String> {
    date::date(line, true)
}

fn report_cleaning(article: &mut Article, taken_out: characters::TakenOut, width: Option<usize>) {
    if let Some(width) = width {
        article.remark(Kind::Wrapping, format!("the lines were broken at {width} characters and are joined again to paragraphs"), None);
    }
    let counts = [
        (taken_out.soft_hyphens, "soft hyphens and zero-width spaces"),
        (taken_out.controls, "control characters"),
        (taken_out.placeholders, "placeholders of pictures"),
    ];
    for (count, what) in counts.into_iter().filter(|(count, _)| *count > 0) {
        article.remark(Kind::Characters, format!("{count} {what} taken out"), None);
    }
}

fn finished(mut article: Article) -> Import {
    let piece = assemble::piece(&article);
    let (remarks, findings) = said(&mut article);
    Import { piece, remarks, findings }
}

/// What goes into the front matter as remarks, and the findings that still hold, both in the order of the text.
fn said(article: &mut Article) -> (Vec<String>, Vec<Finding>) {
    let withdrawn = std::mem::take(&mut article.withdrawn);
    let findings = std::mem::take(&mut article.findings).into_iter().enumerate().filter(|(index, _)| !withdrawn.contains(index));
    let mut findings: Vec<Finding> = findings.map(|(_, finding)| finding).collect();
    let mut remarks = std::mem::take(&mut article.remarks);
    remarks.sort();
    findings.sort_by_key(|finding| finding.line);
    (remarks.into_iter().map(|(line, words)| format!("{} {line}: {words}", article.unit)).collect(), findings)
}
