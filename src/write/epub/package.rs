//! The package document: what the publication is, which files it has, and in which order they are read (EPUB 3.3, 5).

use std::collections::BTreeSet;

use super::accessibility::Findings;
use super::cover::COVER;
use super::nav::{NAV, NCX};
use super::pictures::Pictures;
use super::plan::Plan;
use super::xhtml::STYLESHEET;
use super::xml::Xml;
use crate::model::{Contributor, Metadata, Publication, is_right_to_left};

/// File name of the package document.
pub(super) const PACKAGE: &str = "package.opf";

/// What the package document is written from.
pub(super) struct Package<'a> {
    /// The publication.
    pub(super) publication: &'a Publication,
    /// The files of text.
    pub(super) plan: &'a Plan,
    /// The files of pictures.
    pub(super) pictures: &'a Pictures,
    /// What is in it for whom.
    pub(super) findings: Findings,
    /// The language of the publication, well formed.
    pub(super) language: &'a str,
    /// `YYYY-MM-DDThh:mm:ssZ`.
    pub(super) modified: &'a str,
    /// Whether there is a cover page.
    pub(super) has_cover: bool,
}

impl Package<'_> {
    /// The document.
    pub(super) fn write(&self) -> Vec<u8> {
        let mut xml = Xml::new();
        let attributes = [
            ("xmlns", "http://www.idpf.org/2007/opf"),
            ("version", "3.0"),
            ("unique-identifier", "publication-id"),
            ("xml:lang", self.language),
            ("dir", if is_right_to_left(self.language) { "rtl" } else { "ltr" }),
        ];
        xml.open("package", &attributes);
        self.metadata(&mut xml);
        self.manifest(&mut xml);
        self.spine(&mut xml);
        xml.line();
        xml.close("package");
        xml.finish()
    }

    fn metadata(&self, xml: &mut Xml) {
        let metadata = &self.publication.metadata;
        xml.line();
        xml.open("metadata", &[("xmlns:dc", "http://purl.org/dc/elements/1.1/")]);
        identifier(xml, metadata);
        titles(xml, metadata);
        dc(xml, "language", None, self.language);
        people(xml, &contributors(self.publication), metadata.authors.len());
        let facts = [
            ("publisher", metadata.publisher.as_deref()),
            ("date", metadata.date.as_deref()),
            ("description", metadata.description.as_deref()),
            ("rights", metadata.rights.as_deref()),
        ];
        for (name, value) in facts {
            value.filter(|value| !value.trim().is_empty()).into_iter().for_each(|value| dc(xml, name, None, value));
        }
        metadata.keywords.iter().filter(|word| !word.trim().is_empty()).for_each(|word| dc(xml, "subject", None, word));
        if self.findings.pages {
            dc(xml, "source", Some("print-edition"), &format!("{} (PDF)", metadata.title));
            refine(xml, "print-edition", "source-of", "pagination");
        }
        meta(xml, "dcterms:modified", self.modified);
        self.accessibility(xml);
        if self.has_cover {
            // Kindle's converter and EPUB 2 reading systems look for the cover here.
            xml.line();
            xml.empty("meta", &[("name", "cover"), ("content", "cover-image")]);
        }
        xml.line();
        xml.close("metadata");
    }

    fn accessibility(&self, xml: &mut Xml) {
        let metadata = &self.publication.metadata;
        for (property, value) in self.findings.properties(&metadata.language) {
            meta(xml, property, &value);
        }
        let asserted = &metadata.accessibility;
        asserted.conforms_to.iter().for_each(|standard| meta(xml, "dcterms:conformsTo", standard));
        asserted.certified_by.iter().for_each(|name| meta(xml, "a11y:certifiedBy", name));
    }

    fn manifest(&self, xml: &mut Xml) {
        const XHTML: &str = "application/xhtml+xml";
        xml.line();
        xml.open("manifest", &[]);
        item(xml, "nav", NAV, XHTML, Some("nav"));
        item(xml, "ncx", NCX, "application/x-dtbncx+xml", None);
        item(xml, "style", STYLESHEET, "text/css", None);
        if self.has_cover {
            item(xml, "cover", COVER, XHTML, None);
        }
        for (number, document) in self.plan.documents.iter().enumerate() {
            item(xml, &text_id(number), &document.file, XHTML, document.has_math.then_some("mathml"));
        }
        let cover = self.publication.cover.as_ref().map(|(picture, _)| *picture);
        for (number, (id, file)) in self.pictures.files().enumerate() {
            if cover == Some(id) {
                item(xml, "cover-image", &file.path, file.media_type, Some("cover-image"));
            } else {
                item(xml, &format!("image-{}", number + 1), &file.path, file.media_type, None);
            }
        }
        for (number, file) in self.pictures.backdrops().iter().enumerate() {
            item(xml, &format!("ground-{}", number + 1), &file.path, file.media_type, None);
        }
        xml.line();
        xml.close("manifest");
    }

    fn spine(&self, xml: &mut Xml) {
        let direction = if is_right_to_left(self.language) { "rtl" } else { "ltr" };
        xml.line();
        xml.open("spine", &[("toc", "ncx"), ("page-progression-direction", direction)]);
        if self.has_cover {
            itemref(xml, "cover", true);
        }
        for number in 0..self.plan.documents.len() {
            itemref(xml, &text_id(number), true);
        }
        // Landmarks lead to the table of contents, so it must be in the spine; but nobody should have to page through it.
        itemref(xml, "nav", false);
        xml.line();
        xml.close("spine");
    }
}

fn identifier(xml: &mut Xml, metadata: &Metadata) {
    dc(xml, "identifier", Some("publication-id"), &metadata.identifier);
    if metadata.identifier.to_ascii_lowercase().starts_with("urn:isbn:") {
        // ONIX code list 5: 15 is ISBN-13, 02 is ISBN-10.
        let digits = metadata.identifier.chars().filter(char::is_ascii_digit).count();
        let kind = if digits == 13 { "15" } else { "02" };
        xml.line();
        xml.leaf("meta", &[("refines", "#publication-id"), ("property", "identifier-type"), ("scheme", "onix:codelist5")], kind);
    }
}

fn titles(xml: &mut Xml, metadata: &Metadata) {
    dc(xml, "title", Some("title"), &metadata.title);
    refine(xml, "title", "title-type", "main");
    if let Some(subtitle) = &metadata.subtitle {
        refine(xml, "title", "display-seq", "1");
        dc(xml, "title", Some("subtitle"), subtitle);
        refine(xml, "subtitle", "title-type", "subtitle");
        refine(xml, "subtitle", "display-seq", "2");
    }
}

/// Everybody who took part: those who made the whole, and after them those who made pieces of it.
fn contributors(publication: &Publication) -> Vec<&Contributor> {
    let mut people: Vec<&Contributor> = publication.metadata.authors.iter().collect();
    let mut named: BTreeSet<&str> = people.iter().map(|person| person.name.as_str()).collect();
    for person in publication.pieces.iter().flat_map(|piece| &piece.metadata.authors) {
        if named.insert(&person.name) {
            people.push(person);
        }
    }
    people
}

/// The first `of_the_whole` people as creators, if they wrote it; the others have contributed.
fn people(xml: &mut Xml, people: &[&Contributor], of_the_whole: usize) {
    for (number, Contributor { name, file_as, role }) in people.iter().enumerate() {
        let (element, id) = if role == "aut" && number < of_the_whole {
            ("creator", format!("creator-{}", number + 1))
        } else {
            ("contributor", format!("contributor-{}", number + 1))
        };
        dc(xml, element, Some(&id), name);
        let refines = format!("#{id}");
        xml.line();
        xml.leaf("meta", &[("refines", &refines), ("property", "role"), ("scheme", "marc:relators")], role);
        refine(xml, &id, "file-as", file_as);
        if people.len() > 1 {
            refine(xml, &id, "display-seq", &(number + 1).to_string());
        }
    }
}

fn text_id(number: usize) -> String {
    format!("text-{}", number + 1)
}

fn dc(xml: &mut Xml, name: &str, id: Option<&str>, value: &str) {
    let attributes: Vec<_> = id.map(|id| ("id", id)).into_iter().collect();
    xml.line();
    xml.leaf(&format!("dc:{name}"), &attributes, value.trim());
}

fn meta(xml: &mut Xml, property: &str, value: &str) {
    xml.line();
    xml.leaf("meta", &[("property", property)], value);
}

fn refine(xml: &mut Xml, id: &str, property: &str, value: &str) {
    xml.line();
    xml.leaf("meta", &[("refines", &format!("#{id}")), ("property", property)], value);
}

fn item(xml: &mut Xml, id: &str, href: &str, media_type: &str, properties: Option<&str>) {
    let mut attributes = vec![("id", id), ("href", href), ("media-type", media_type)];
    attributes.extend(properties.map(|properties| ("properties", properties)));
    xml.line();
    xml.empty("item", &attributes);
}

fn itemref(xml: &mut Xml, id: &str, linear: bool) {
    let mut attributes = vec![("idref", id)];
    if !linear {
        attributes.push(("linear", "no"));
    }
    xml.line();
    xml.empty("itemref", &attributes);
}
