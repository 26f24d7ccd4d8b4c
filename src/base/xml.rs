//! XML from strangers as a small tree: well-formed or not at all, and bounded in every direction.

use quick_xml::NsReader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{QName, ResolveResult};

/// Elements and attributes in one document; the largest chapters have some ten thousand.
const MOST_NODES: usize = 2_000_000;
/// How deep elements nest; people seldom pass twenty.
const DEEPEST: usize = 200;
/// Attributes on one element.
const MOST_ATTRIBUTES: usize = 500;

/// The namespace of XHTML.
pub(crate) const XHTML: &str = "http://www.w3.org/1999/xhtml";
/// The namespace of `epub:type`.
pub(crate) const OPS: &str = "http://www.idpf.org/2007/ops";
/// The namespace of `xml:lang`.
pub(crate) const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// An element with all that is in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Element {
    /// Its namespace; empty if it has none.
    pub space: String,
    /// Its name without prefix.
    pub name: String,
    /// Its attributes.
    pub attributes: Vec<Attribute>,
    /// What it holds.
    pub kids: Vec<Node>,
    /// The line on which it starts, from 1.
    pub line: usize,
}

/// An attribute.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Attribute {
    /// Its namespace; empty if it has none.
    pub space: String,
    /// Its name without prefix.
    pub name: String,
    /// Its value, entities resolved.
    pub value: String,
}

/// What an element holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    /// An element.
    Element(Element),
    /// Words.
    Text(String),
}

/// Why a document is not well-formed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Malformed {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub why: String,
}

impl Element {
    /// The value of an attribute without namespace.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.get_in("", name)
    }

    /// The value of an attribute of a namespace.
    pub(crate) fn get_in(&self, space: &str, name: &str) -> Option<&str> {
        self.attributes.iter().find(|attribute| attribute.space == space && attribute.name == name).map(|found| found.value.as_str())
    }

    /// The value of an attribute of whatever namespace.
    pub(crate) fn any(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|attribute| attribute.name == name).map(|found| found.value.as_str())
    }

    /// Whether a space-separated list in `epub:type` has that word.
    pub(crate) fn has_type(&self, word: &str) -> bool {
        self.get_in(OPS, "type").is_some_and(|types| types.split_ascii_whitespace().any(|found| found == word))
    }

    /// The elements directly in it.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.kids.iter().filter_map(|kid| match kid {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element of that name directly in it.
    pub(crate) fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// It and all elements in it, in the order of the document.
    pub(crate) fn all(&self) -> Vec<&Element> {
        let mut found = Vec::new();
        let mut waiting = vec![self];
        while let Some(element) = waiting.pop() {
            found.push(element);
            waiting.extend(element.kids.iter().rev().filter_map(|kid| match kid {
                Node::Element(element) => Some(element),
                Node::Text(_) => None,
            }));
        }
        found
    }

    /// All its words, trimmed.
    pub(crate) fn text(&self) -> String {
        let words = self.all().into_iter().flat_map(|element| &element.kids);
        // Words stand before and after child elements; their order matters to nobody who asks for a title.
        let text: String = words.filter_map(|kid| if let Node::Text(text) = kid { Some(text.as_str()) } else { None }).collect();
        text.trim().to_owned()
    }
}

/// Reads a document.
///
/// # Errors
/// Where and why it is not well-formed, or too large to be meant seriously.
pub(crate) fn parse(bytes: &[u8]) -> Result<Element, Malformed> {
    let text = std::str::from_utf8(bytes).map_err(|error| Malformed {
        line: 1 + bytes.iter().take(error.valid_up_to()).filter(|&&byte| byte == b'\n').count(),
        why: "it is not written in UTF-8".to_owned(),
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = NsReader::from_str(text);
    let mut builder = Builder::default();
    let mut counted = 0;
    loop {
        let before = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        // Lines are counted as the reader goes on, so that counting costs no more than reading.
        builder.line += text.as_bytes().get(counted..before).unwrap_or_default().iter().filter(|&&byte| byte == b'\n').count();
        counted = counted.max(before);
        let event = reader.read_event().map_err(|error| builder.malformed(error.to_string()))?;
        if matches!(event, Event::Eof) {
            break;
        }
        builder.take(&reader, event)?;
    }
    builder.finish()
}

/// The tree so far.
#[derive(Default)]
struct Builder {
    open: Vec<Element>,
    root: Option<Element>,
    nodes: usize,
    line: usize,
}

impl Builder {
    fn malformed(&self, why: impl Into<String>) -> Malformed {
        Malformed { line: self.line + 1, why: why.into() }
    }

    fn take(&mut self, reader: &NsReader<&[u8]>, event: Event<'_>) -> Result<(), Malformed> {
        match event {
            Event::Start(start) => {
                let element = self.element(reader, &start)?;
                self.open.push(element);
                if self.open.len() > DEEPEST {
                    return Err(self.malformed(format!("elements nest more than {DEEPEST} deep")));
                }
            }
            Event::Empty(start) => {
                let element = self.element(reader, &start)?;
                self.close(element)?;
            }
            Event::End(_) => {
                let element = self.open.pop().ok_or_else(|| self.malformed("an end tag without a start tag"))?;
                self.close(element)?;
            }
            Event::Text(text) => self.text(&text.into_inner())?,
            Event::CData(data) => self.text(&data.into_inner())?,
            Event::GeneralRef(reference) => {
                let name = reference.borrow().into_inner();
                let character = match reference.resolve_char_ref() {
                    Ok(Some(character)) => Some(character.to_string()),
                    Ok(None) => predefined(&name).map(str::to_owned),
                    Err(_) => None,
                };
                let character = character.ok_or_else(|| self.malformed(format!("the entity &{name}; is not known here")))?;
                self.text(&character)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn element(&mut self, reader: &NsReader<&[u8]>, start: &BytesStart<'_>) -> Result<Element, Malformed> {
        self.count(1)?;
        let (space, name) = reader.resolver().resolve_element(start.name());
        let mut element = Element {
            space: self.space(&space, start.name())?,
            name: name.into_inner().to_owned(),
            line: self.line + 1,
            ..Element::default()
        };
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| self.malformed(error.to_string()))?;
            self.count(1)?;
            if element.attributes.len() >= MOST_ATTRIBUTES {
                return Err(self.malformed(format!("an element has more than {MOST_ATTRIBUTES} attributes")));
            }
            let (space, name) = reader.resolver().resolve_attribute(attribute.key);
            let value = attribute.normalized_value(XmlVersion::Explicit1_0).map_err(|error| self.malformed(error.to_string()))?;
            element.attributes.push(Attribute {
                space: self.space(&space, attribute.key)?,
                name: name.into_inner().to_owned(),
                value: value.into_owned(),
            });
        }
        Ok(element)
    }

    fn space(&self, resolved: &ResolveResult<'_>, name: QName<'_>) -> Result<String, Malformed> {
        match resolved {
            ResolveResult::Bound(space) => Ok(space.0.to_owned()),
            ResolveResult::Unbound => Ok(String::new()),
            ResolveResult::Unknown(_) if name.0.starts_with("xmlns") => Ok(String::new()),
            ResolveResult::Unknown(_) => Err(self.malformed(format!("the prefix of {} is not declared", name.0))),
        }
    }

    fn text(&mut self, text: &str) -> Result<(), Malformed> {
        self.count(1)?;
        match self.open.last_mut() {
            Some(element) => match element.kids.last_mut() {
                Some(Node::Text(before)) => before.push_str(text),
                _ => element.kids.push(Node::Text(text.to_owned())),
            },
            None if text.trim().is_empty() => {}
            None => return Err(self.malformed("there is text outside the root element")),
        }
        Ok(())
    }

    fn close(&mut self, element: Element) -> Result<(), Malformed> {
        match (self.open.last_mut(), &self.root) {
            (Some(parent), _) => parent.kids.push(Node::Element(element)),
            (None, None) => self.root = Some(element),
            (None, Some(_)) => return Err(self.malformed("there is more than one root element")),
        }
        Ok(())
    }

    fn count(&mut self, nodes: usize) -> Result<(), Malformed> {
        self.nodes += nodes;
        if self.nodes > MOST_NODES { Err(self.malformed("it is too large to be read")) } else { Ok(()) }
    }

    fn finish(mut self) -> Result<Element, Malformed> {
        if let Some(open) = self.open.pop() {
            return Err(self.malformed(format!("<{}>, opened on line {}, is not closed", open.name, open.line)));
        }
        self.root.take().ok_or_else(|| self.malformed("there is no element in it"))
    }
}

/// The five entities that need no declaration (XML 1.0, 4.6).
fn predefined(name: &str) -> Option<&'static str> {
    Some(match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_becomes_a_tree_with_names_and_lines() {
        let source = b"<?xml version='1.0'?>\n<a xmlns='u' xmlns:e='http://www.idpf.org/2007/ops'>\n <b e:type='x toc' id='1'>c &amp; &#233;</b></a>";
        let root = parse(source).expect("well-formed");
        assert_eq!((root.space.as_str(), root.name.as_str()), ("u", "a"));
        let b = root.child("b").expect("there is a b");
        assert_eq!((b.line, b.text().as_str(), b.get("id")), (3, "c & é", Some("1")));
        assert!(b.has_type("toc") && !b.has_type("to"));
    }

    #[test]
    fn what_is_not_well_formed_is_refused_with_its_line() {
        for (source, line) in [
            ("<a>\n<b></a>", 2),
            ("<a>", 1),
            ("", 1),
            ("<a/><b/>", 1),
            ("<a>\n&nbsp;</a>", 2),
            ("<a x='1' x='2'/>", 1),
            ("<p:a/>", 1),
            ("text", 1),
            ("<a>&undeclared;</a>", 1),
        ] {
            let error = parse(source.as_bytes()).expect_err(source);
            assert_eq!(error.line, line, "{source}: {}", error.why);
        }
    }

    #[test]
    fn depth_is_bounded() {
        let deep = "<a>".repeat(100_000);
        assert!(parse(deep.as_bytes()).is_err());
    }
}
