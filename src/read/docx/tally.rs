//! What is counted while a file is read, so that each habit is reported once.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Code, Diagnostic};
use crate::model::{BoxRole, plain_text};
use crate::read::plain::{Confidence, Finding, Kind, excerpt};

use super::passage::{Part, Passage, place};

/// What was met so far.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// Tracked changes, and who made them.
    pub changes: usize,
    pub changed_by: BTreeSet<String>,
    pub comments: usize,
    pub page_breaks: usize,
    pub soft_hyphens: usize,
    /// Paragraphs of contents, indexes and lists that a program put together.
    pub generated: usize,
    /// Hidden runs.
    pub hidden: usize,
    /// References to pages by their number.
    pub page_references: usize,
    /// Codes of symbol fonts that have no known character.
    pub symbols: usize,
    /// Pictures without a description.
    pub undescribed: usize,
    /// Charts, drawings and other files inside the file.
    pub objects: usize,
    /// Words in the parts that stand on every page.
    pub furniture: Vec<String>,
    /// Parts of formulas of which only the words were kept.
    pub formulas: BTreeSet<String>,
    /// Styles that say nothing: how many paragraphs, and the first.
    pub unknown_styles: BTreeMap<String, (usize, usize)>,
    /// What styles said: how often, the first paragraph, and its first words.
    said: BTreeMap<(String, String), Said>,
    /// Findings that need somebody to look, as they come.
    pub problems: Vec<Diagnostic>,
}

#[derive(Debug)]
struct Said {
    what: Kind,
    count: usize,
    first: usize,
    excerpt: String,
}

impl Tally {
    /// Counts a passage that says itself what it is; `sign` is how, such as `the style “Quote”`.
    pub(super) fn said(&mut self, passage: &Passage, sign: &str) {
        let Some(what) = kind(&passage.part) else { return };
        let key = (what.name().to_owned(), sign.to_owned());
        let words = match &passage.part {
            Part::Code(text) => text.clone(),
            Part::Figure(figure) => figure.alt.clone(),
            _ => plain_text(&passage.content),
        };
        let new = || Said { what, count: 0, first: passage.number, excerpt: excerpt(&words) };
        self.said.entry(key).or_insert_with(new).count += 1;
    }

    /// What styles and numbers said, in the order of the text.
    pub(super) fn findings(&self) -> Vec<Finding> {
        let mut findings: Vec<Finding> = self.said.iter().map(|((_, sign), said)| said.finding(sign)).collect();
        let unknown = self.unknown_styles.iter().map(|(style, (count, first))| {
            let reason = format!("{} of the style “{style}”, which means nothing to recto", paragraphs(*count));
            Finding {
                hint: Some("give them a style that Word has, such as Quote or Heading 2, or mark them in the manuscript".to_owned()),
                ..found(Kind::Kept, *first, reason)
            }
        });
        findings.extend(unknown);
        findings.extend(self.dropped().into_iter().map(|reason| found(Kind::LeftOut, 1, reason)));
        findings
    }

    /// What was left out on purpose.
    fn dropped(&self) -> Vec<String> {
        let counted = |count: usize, what: &str| (count > 0).then(|| what.replace('#', &count.to_string()));
        let mut dropped: Vec<String> = [
            counted(self.generated, "contents, index and lists that Word put together (# paragraphs): recto makes its own"),
            counted(self.page_breaks, "# page breaks: pages are made anew"),
            counted(self.soft_hyphens, "# soft hyphens: words are hyphenated anew"),
            counted(self.hidden, "# stretches of hidden text"),
        ]
        .into_iter()
        .flatten()
        .collect();
        dropped.extend(self.furniture.iter().map(|words| format!("a running head or foot: “{words}”")));
        dropped
    }

    /// What somebody should look at.
    pub(super) fn report(&mut self, name: &str) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let mut warn = |code, message: String, hint: &str| found.push(Diagnostic::warning(Code(code), message).on(name).hint(hint));
        if self.changes > 0 {
            let by = self.changed_by.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
            let by = if by.is_empty() { by } else { format!(" by {by}") };
            warn(
                "import-changes",
                format!("there are {} tracked changes{by}; all are taken as accepted", self.changes),
                "look through them in Word, accept or reject each, and import the file again",
            );
        }
        if self.comments > 0 {
            warn(
                "import-comments",
                format!("{} comments are left out", self.comments),
                "look through them in Word: they may ask for changes that nobody has made",
            );
        }
        if self.page_references > 0 {
            warn(
                "import-page-references",
                format!("{} references name a page by its number in Word", self.page_references),
                "write [](#name) in their place, which gives the number of the page it stands on",
            );
        }
        if self.symbols > 0 {
            warn(
                "import-symbols",
                format!("{} characters of symbol fonts are not known and stand as �", self.symbols),
                "search the manuscript for � and write what is meant",
            );
        }
        if self.undescribed > 0 {
            warn(
                "import-alt",
                format!("{} pictures have no description for those who do not see them", self.undescribed),
                "write what each shows between the quotation marks of alt=\"\"; leave them empty only for decoration",
            );
        }
        if self.objects > 0 {
            warn(
                "import-objects",
                format!("{} charts, diagrams or other objects in the file cannot be read", self.objects),
                "save each as a picture and put it in by hand",
            );
        }
        if !self.formulas.is_empty() {
            let parts = self.formulas.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
            warn(
                "import-formula",
                format!("parts of formulas are kept as their words only: {parts}"),
                "compare the formulas with those in Word",
            );
        }
        found.extend(self.problems.drain(..).map(|problem| if problem.place.is_none() { problem.on(name) } else { problem }));
        found
    }
}

impl Said {
    fn finding(&self, sign: &str) -> Finding {
        let reason = if self.count == 1 { sign.to_owned() } else { format!("{sign}; {} in all", self.count) };
        Finding { excerpt: self.excerpt.clone(), ..found(self.what, self.first, reason) }
    }
}

/// A finding that is sure.
pub(super) fn found(what: Kind, number: usize, reason: String) -> Finding {
    Finding { what, line: number, excerpt: String::new(), reason, confidence: Confidence::High, hint: None, span: place(number) }
}

fn paragraphs(count: usize) -> String {
    if count == 1 { "1 paragraph".to_owned() } else { format!("{count} paragraphs") }
}

fn kind(part: &Part) -> Option<Kind> {
    Some(match part {
        Part::Heading(level) => Kind::Heading((level + 1).min(6)),
        Part::Title => Kind::Title,
        Part::Subtitle => Kind::Subtitle,
        Part::Kicker => Kind::Kicker,
        Part::Author => Kind::Byline,
        Part::Date => Kind::Date,
        Part::Standfirst => Kind::Standfirst,
        Part::Quote | Part::Verse => Kind::Quote,
        Part::PullQuote | Part::Pulled(_) => Kind::PullQuote,
        Part::Attribution => Kind::Attribution,
        Part::Caption { .. } => Kind::Caption,
        Part::Code(_) => Kind::Code,
        Part::Item(_) => Kind::List,
        Part::Term | Part::Meaning => Kind::Definitions,
        Part::SceneBreak => Kind::SceneBreak,
        Part::Boxed(BoxRole::AuthorBio) => Kind::Bio,
        Part::Boxed(BoxRole::Disclaimer) => Kind::Disclaimer,
        Part::Boxed(_) | Part::BoxLabel(_) | Part::Frame(_) => Kind::Box,
        Part::Figure(_) => Kind::Figure,
        Part::Table(_) | Part::Row => Kind::Table,
        Part::Body | Part::ListContinue | Part::StandfirstLabel => return None,
    })
}
