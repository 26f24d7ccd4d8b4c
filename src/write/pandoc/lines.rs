//! The words of a line.

use super::{Writer, no_attr};
use crate::model::{Attributes, CitationMode, Inline, InlineKind, PictureId, plain_text};
use crate::pandoc::{self, Attr, MathType};

/// How many notes may stand in each other.
const DEEPEST_NOTE: u8 = 2;

impl Writer<'_> {
    pub(super) fn line(&self, content: &[Inline]) -> Vec<pandoc::Inline> {
        let mut line = Vec::new();
        for inline in content {
            self.inline(inline, &mut line);
        }
        line
    }

    fn inline(&self, inline: &Inline, line: &mut Vec<pandoc::Inline>) {
        use pandoc::Inline as Out;
        line.push(match &inline.kind {
            InlineKind::Text(text) => return line.extend(words(text)),
            InlineKind::Emphasis(content) => Out::Emph(self.line(content)),
            InlineKind::Strong(content) => Out::Strong(self.line(content)),
            InlineKind::Strikeout(content) => Out::Strikeout(self.line(content)),
            InlineKind::Superscript(content) => Out::Superscript(self.line(content)),
            InlineKind::Subscript(content) => Out::Subscript(self.line(content)),
            InlineKind::Code(code) => Out::Code(no_attr(), code.clone()),
            InlineKind::Span { attributes, content } => self.span(attributes, content),
            InlineKind::Link { target, content } => Out::Link(no_attr(), self.line(content), (target.clone(), String::new())),
            InlineKind::Picture { picture, alt, attributes } => {
                self.picture(*picture, alt, attributes.as_deref().map_or_else(no_attr, attr))
            }
            InlineKind::Math { source, display } => {
                Out::Math(if *display { MathType::DisplayMath } else { MathType::InlineMath }, source.clone())
            }
            // Pandoc has no name for it; an empty link is what a manuscript has, and what filters for Pandoc fill.
            InlineKind::Reference { target } => Out::Link(no_attr(), Vec::new(), (format!("#{target}"), String::new())),
            InlineKind::Citation(citation) => {
                let works = citation.works.iter().map(|work| pandoc::Citation {
                    id: work.key.clone(),
                    prefix: self.line(&work.prefix),
                    suffix: self.line(&work.suffix),
                    mode: match work.mode {
                        CitationMode::Normal => pandoc::CitationMode::NormalCitation,
                        CitationMode::AuthorInText => pandoc::CitationMode::AuthorInText,
                        CitationMode::SuppressAuthor => pandoc::CitationMode::SuppressAuthor,
                    },
                    note: 0,
                    hash: 0,
                });
                Out::Cite(works.collect(), self.line(&citation.content))
            }
            InlineKind::IndexMark { entry, content } => {
                let mut others = Vec::new();
                if entry.words.as_slice() != [plain_text(content)] {
                    others.push(("entry".to_owned(), entry.words.join("!")));
                }
                others.extend(entry.see.clone().map(|see| ("see".to_owned(), see)));
                Out::Span((String::new(), vec!["index".to_owned()], others), self.line(content))
            }
            InlineKind::NoteMark(number) => match self.notes.get(*number) {
                // A note in a note is as deep as it goes: one that holds itself would never end.
                Some(note) if self.depth < DEEPEST_NOTE => Out::Note(Writer { depth: self.depth + 1, ..*self }.blocks(&note.content)),
                _ => return,
            },
            InlineKind::SoftBreak => Out::SoftBreak,
            InlineKind::HardBreak => Out::LineBreak,
        });
    }

    /// Small capitals and underlining have a name of their own, if nothing else is said of them; code, links and marks of
    /// the index carry the attributes themselves.
    fn span(&self, attributes: &Attributes, content: &[Inline]) -> pandoc::Inline {
        if let [Inline { kind: InlineKind::Code(code), .. }] = content {
            return pandoc::Inline::Code(attr(attributes), code.clone());
        }
        let mut content = self.line(content);
        let bare = Attributes { classes: Vec::new(), ..attributes.clone() } == Attributes::default();
        match (attributes.classes.as_slice(), content.as_mut_slice()) {
            ([class], _) if bare && class == "smallcaps" => pandoc::Inline::SmallCaps(content),
            ([class], _) if bare && class == "underline" => pandoc::Inline::Underline(content),
            (_, [pandoc::Inline::Link(own, ..)]) if *own == no_attr() => {
                *own = attr(attributes);
                content.remove(0)
            }
            (_, [pandoc::Inline::Span((id, classes, others), _)]) if id.is_empty() && classes.as_slice() == ["index"] => {
                let (own_id, own_classes, own_others) = attr(attributes);
                *id = own_id;
                classes.splice(0..0, own_classes);
                others.splice(0..0, own_others);
                content.remove(0)
            }
            _ => pandoc::Inline::Span(attr(attributes), content),
        }
    }

    pub(super) fn picture(&self, picture: PictureId, alt: &str, attr: Attr) -> pandoc::Inline {
        let path = self.pictures.get(picture.0).map_or("", |picture| picture.path.as_str());
        pandoc::Inline::Image(attr, words(alt), (path.to_owned(), String::new()))
    }
}

/// What the author attached, in Pandoc's form.
pub(super) fn attr(attributes: &Attributes) -> Attr {
    let language = attributes.language.iter().map(|language| ("lang".to_owned(), language.clone()));
    let others = language.chain(attributes.others.iter().cloned()).collect();
    (attributes.id.clone().unwrap_or_default(), attributes.classes.clone(), others)
}

/// A text as words and the spaces between them. Spaces that do not break are part of their words.
pub(super) fn words(text: &str) -> Vec<pandoc::Inline> {
    let mut line = Vec::new();
    for (at, word) in text.split([' ', '\t', '\n', '\r']).enumerate() {
        if at > 0 && !matches!(line.last(), Some(pandoc::Inline::Space)) {
            line.push(pandoc::Inline::Space);
        }
        if !word.is_empty() {
            line.push(pandoc::Inline::Str(word.to_owned()));
        }
    }
    line
}
