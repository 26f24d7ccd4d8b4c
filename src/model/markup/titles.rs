//! The pages before the text that say what the publication is: half-title, title page, imprint.

use super::super::elements::{Element, NodeId};
use super::super::metadata::{Contributor, Metadata};
use super::super::publication::Kind;
use super::super::terms::Term;
use super::Builder;

impl Builder<'_, '_> {
    /// The title alone.
    pub(super) fn half_title(&mut self, node: NodeId) {
        self.line(node, Element::new("p").class("title"), &self.publication.metadata.title);
    }

    /// Title, subtitle, who made it, who publishes it.
    pub(super) fn title_page(&mut self, node: NodeId) {
        let Metadata { title, subtitle, authors, publisher, .. } = &self.publication.metadata;
        // The one heading of the publication itself.
        let id = self.unique_id("title");
        self.line(node, Element { id: Some(id), ..Element::new("h1").class("title") }, title);
        if let Some(subtitle) = subtitle {
            self.line(node, Element { role: Some("doc-subtitle"), ..Element::new("p").class("subtitle") }, subtitle);
        }
        self.issue(node);
        let (writers, others): (Vec<&Contributor>, Vec<&Contributor>) = authors.iter().partition(|author| author.role == "aut");
        for author in writers {
            self.line(node, Element::new("p").class("author"), &author.name);
        }
        for other in others {
            self.line(node, Element::new("p").class("contributor"), &other.name);
        }
        if let Some(publisher) = publisher {
            self.line(node, Element::new("p").class("publisher"), publisher);
        }
    }

    /// "Volume 3, Issue 12", as far as they are known.
    fn issue(&mut self, node: NodeId) {
        let Metadata { issue, volume, language, date, .. } = &self.publication.metadata;
        let volume = volume.as_ref().map(|number| Term::Volume.numbered(number, language));
        let issue = issue.as_ref().map(|number| {
            let is_number = number.chars().all(|c| c.is_ascii_digit());
            if is_number { Term::Issue.numbered(number, language) } else { number.clone() }
        });
        let date = date.clone().filter(|_| self.publication.kind == Kind::Issue);
        let line: Vec<String> = volume.into_iter().chain(issue).chain(date).collect();
        if !line.is_empty() {
            self.line(node, Element::new("p").class("issue"), &line.join(", "));
        }
    }

    /// What it is called, whose rights they are, and what shops know it by.
    pub(super) fn imprint(&mut self, node: NodeId) {
        let Metadata { title, authors, publisher, rights, identifier, issn, date, .. } = &self.publication.metadata;
        self.line(node, Element::new("p").class("title"), title);
        self.byline(node, authors);
        self.issue(node);
        let year = date.as_ref().and_then(|date| date.get(..4));
        let published = [publisher.as_deref(), year].into_iter().flatten().collect::<Vec<_>>().join(", ");
        let isbn = identifier.strip_prefix("urn:isbn:").map(|isbn| format!("ISBN\u{a0}{}", grouped(isbn)));
        let issn = issn.as_ref().map(|issn| format!("ISSN\u{a0}{issn}"));
        let lines = [("rights", rights.clone()), ("publisher", Some(published)), ("isbn", isbn), ("issn", issn)];
        for (class, words) in lines {
            if let Some(words) = words.filter(|words| !words.is_empty()) {
                self.line(node, Element::new("p").class(class), &words);
            }
        }
    }
}

/// An ISBN of thirteen digits with its prefix and its check digit set off; where publisher and title part needs a table
/// that grows every year.
fn grouped(isbn: &str) -> String {
    let digits: String = isbn.chars().filter(char::is_ascii_digit).collect();
    match (digits.get(..3), digits.get(3..12), digits.get(12..13)) {
        (Some(prefix), Some(middle), Some(check)) if digits.len() == 13 => format!("{prefix}-{middle}-{check}"),
        _ => isbn.to_owned(),
    }
}
