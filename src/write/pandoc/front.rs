//! What publication and pieces say about themselves.

use std::collections::BTreeMap;

use super::lines::words;
use crate::model::{Contributor, Kind, Matter, Metadata, Piece, Publication, Role, file_as};
use crate::pandoc::{Block, Inline, Meta};

/// The metadata of a publication, under the names that Pandoc's templates know; where they know none, under our own.
pub(super) fn metadata(publication: &Publication) -> BTreeMap<String, Meta> {
    let mut meta = about(&publication.metadata);
    if let Some((cover, alt)) = &publication.cover {
        let path = publication.pictures.get(cover.0).map(|picture| picture.path.as_str());
        add(&mut meta, "cover", path);
        add(&mut meta, "cover-alt", Some(alt));
    }
    let kind = match publication.kind {
        Kind::Article => None,
        Kind::Issue => Some("issue"),
        Kind::Book => Some("book"),
    };
    add(&mut meta, "kind", kind);
    meta
}

/// The metadata of a piece in a document of its own.
pub(super) fn own_metadata(piece: &Piece, publication: &Publication) -> BTreeMap<String, Meta> {
    let mut meta = about(&piece.own_metadata(&publication.metadata));
    add(&mut meta, "role", Some(piece.role.name()));
    meta
}

fn about(about: &Metadata) -> BTreeMap<String, Meta> {
    let mut meta = BTreeMap::new();
    for (key, value) in [
        ("title", Some(&about.title)),
        ("subtitle", about.subtitle.as_ref()),
        ("kicker", about.kicker.as_ref()),
        ("lang", Some(&about.language.0)),
        ("date", about.date.as_ref()),
        ("publisher", about.publisher.as_ref()),
        ("description", about.description.as_ref()),
        ("rights", about.rights.as_ref()),
        ("identifier", Some(&about.identifier)),
        ("issue", about.issue.as_ref()),
        ("volume", about.volume.as_ref()),
        ("issn", about.issn.as_ref()),
        ("running-head", about.running_head.as_ref()),
    ] {
        add(&mut meta, key, value.map(String::as_str));
    }
    if !about.authors.is_empty() {
        meta.insert("author".to_owned(), Meta::MetaList(about.authors.iter().map(author).collect()));
    }
    // Pandoc's templates know names alone. What a library sorts them by stands where its EPUB has it.
    if about.authors.iter().any(|author| !author.file_as.is_empty() && author.file_as != file_as(&author.name)) {
        meta.insert("creator".to_owned(), Meta::MetaList(about.authors.iter().map(creator).collect()));
    }
    if !about.keywords.is_empty() {
        meta.insert("keywords".to_owned(), Meta::MetaList(about.keywords.iter().map(|word| line(word)).collect()));
    }
    meta
}

fn add(meta: &mut BTreeMap<String, Meta>, key: &str, value: Option<&str>) {
    if let Some(value) = value.filter(|value| !value.is_empty()) {
        meta.insert(key.to_owned(), line(value));
    }
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

/// A name with what it is sorted by, and what its bearer did.
fn creator(author: &Contributor) -> Meta {
    let role = if author.role.is_empty() { "aut" } else { &author.role };
    let entries = [("text", author.name.as_str()), ("file-as", &author.file_as), ("role", role)];
    let entries = entries.into_iter().filter(|(_, value)| !value.is_empty());
    Meta::MetaMap(entries.map(|(key, value)| (key.to_owned(), line(value))).collect())
}

/// The heading of a piece in a document of its own, whose metadata has the role.
pub(super) fn own_title(piece: &Piece, words: Vec<Inline>) -> Block {
    let classes = piece.classes.iter().cloned().chain(piece.unnumbered.then(|| "unnumbered".to_owned())).collect();
    Block::Header(1, (piece.id.clone().unwrap_or_default(), classes, Vec::new()), words)
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
