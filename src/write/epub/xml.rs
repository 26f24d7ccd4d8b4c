//! A writer of XML in which everything is escaped and nothing illegal gets through.

use std::borrow::Cow;

use quick_xml::Writer;
use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// An XML document in the making.
pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
}

/// An attribute: its name and its value as it is meant, unescaped.
pub(super) type Attribute<'a> = (&'a str, &'a str);

impl Xml {
    /// A document of only its declaration.
    pub(super) fn new() -> Self {
        let mut xml = Self { writer: Writer::new(Vec::new()) };
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
        xml.line();
        xml
    }

    /// A start tag.
    pub(super) fn open(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        let start = start(name, attributes);
        self.event(Event::Start(start));
    }

    /// An end tag.
    pub(super) fn close(&mut self, name: &str) {
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        let start = start(name, attributes);
        self.event(Event::Empty(start));
    }

    /// An element that holds nothing but words.
    pub(super) fn leaf(&mut self, name: &str, attributes: &[Attribute<'_>], text: &str) {
        self.open(name, attributes);
        self.text(text);
        self.close(name);
    }

    /// Words.
    pub(super) fn text(&mut self, text: &str) {
        let legal = legal(text);
        self.event(Event::Text(BytesText::from_escaped(partial_escape(legal))));
    }

    /// The document type of HTML.
    pub(super) fn html_doctype(&mut self) {
        self.event(Event::DocType(BytesText::from_escaped("html")));
        self.line();
    }

    /// A line end between elements, where it means nothing.
    pub(super) fn line(&mut self) {
        self.event(Event::Text(BytesText::from_escaped("\n")));
    }

    /// The finished document.
    pub(super) fn finish(mut self) -> Vec<u8> {
        self.line();
        self.writer.into_inner()
    }

    fn event(&mut self, event: Event<'_>) {
        self.writer.write_event(event).expect("writing to memory does not fail");
    }
}

fn start<'a>(name: &'a str, attributes: &[Attribute<'_>]) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for &(key, value) in attributes {
        start.push_attribute((key, legal(value).as_ref()));
    }
    start
}

/// The text without the control characters that no XML document may hold (XML 1.0, 2.2).
fn legal(text: &str) -> Cow<'_, str> {
    let illegal = |c: char| matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
    if text.contains(illegal) { Cow::Owned(text.replace(illegal, "")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_escaped_and_control_characters_are_dropped() {
        let mut xml = Xml::new();
        xml.leaf("p", &[("title", "a \"b\" <&>\u{1}")], "x < y & z\u{0}\u{FFFF}, it’s \"so\"");
        let text = String::from_utf8(xml.finish()).expect("XML is written in UTF-8");
        assert!(text.contains("title=\"a &quot;b&quot; &lt;&amp;&gt;\""), "{text}");
        assert!(text.contains(">x &lt; y &amp; z, it’s \"so\"</p>"), "{text}");
    }
}
