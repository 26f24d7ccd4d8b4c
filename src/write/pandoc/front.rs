//! What publication and pieces say about themselves.

use std::collections::BTreeMap;

use super::lines::words;
use crate::model::{Contributor, Kind, Matter, Piece, Publication, Role};
use crate::pandoc::{Block, Inline, Meta};

/// The metadata, under the names that Pandoc's templates know; where they know none, under our own.
pub(super) fn metadata(publication: &Publication) -> BTreeMap<String, Meta> {
    let about = &publication.metadata;
    let mut meta = BTreeMap::new();
    let mut add = |key: &str, value: Option<&str>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            meta.insert(key.to_owned(), line(value));
        }
    };
    add("title", Some(&about.title));
    add("subtitle", about.subtitle.as_deref());
    add("kicker", about.kicker.as_deref());
    add("lang", Some(&about.language.0));
    add("date", about.date.as_deref());
    add("publisher", about.publisher.as_deref());
    add("description", about.description.as_deref());
    add("rights", about.rights.as_deref());
    add("identifier", Some(&about.identifier));
    add("issue", about.issue.as_deref());
    add("volume", about.volume.as_deref());
    add("issn", about.issn.as_deref());
    add("running-head", about.running_head.as_deref());
    if let Some((cover, alt)) = &publication.cover {
        add("cover", publication.pictures.get(cover.0).map(|picture| picture.path.as_str()));
        add("cover-alt", Some(alt));
    }
    if !about.authors.is_empty() {
        meta.insert("author".to_owned(), Meta::MetaList(about.authors.iter().map(author).collect()));
    }
    if !about.keywords.is_empty() {
        meta.insert("keywords".to_owned(), Meta::MetaList(about.keywords.iter().map(|word| line(word)).collect()));
    }
    if publication.kind != Kind::Article {
        let kind = if publication.kind == Kind::Book { "book" } else { "issue" };
        meta.insert("kind".to_owned(), line(kind));
    }
    meta
}

fn line(text: &str) -> Meta {
    Meta::MetaInlines(words(text))
}

/// The name alone for an author, since that is what Pandoc's templates print; for others what they did, too.
fn author(author: &Contributor) -> Meta {
    if author.role.is_empty() || author.role == "aut" {
        return line(&author.name);
    }
    let entries = [("name", &author.name), ("file-as", &author.file_as), ("role", &author.role)];
    Meta::MetaMap(entries.into_iter().map(|(key, value)| (key.to_owned(), line(value))).collect())
}

/// The heading of a piece, with its role among its classes unless that is the ordinary one.
pub(super) fn title(piece: &Piece, words: Vec<Inline>, level: i64) -> Block {
    let classes = piece.heading_classes(piece.unnumbered || piece.matter == Matter::Front);
    Block::Header(level, (piece.id.clone().unwrap_or_default(), classes, Vec::new()), words)
}

/// What else stands over the text of a piece in an issue: kicker, subtitle and names.
pub(super) fn byline(piece: &Piece) -> Vec<Block> {
    let about = &piece.metadata;
    let names = about.authors.iter().map(|author| author.name.as_str()).collect::<Vec<_>>().join(", ");
    let byline = Some(names).filter(|names| !names.is_empty() && piece.role == Role::Article);
    let parts = [("kicker", about.kicker.clone()), ("subtitle", about.subtitle.clone()), ("byline", byline)];
    let given = parts.into_iter().filter_map(|(class, text)| Some((class, text?)));
    given.map(|(class, text)| Block::Div((String::new(), vec![class.to_owned()], Vec::new()), vec![Block::Para(words(&text))])).collect()
}
