//! The words of a line.

use super::super::{outputs, typography};
use super::Reader;
use super::words;
use crate::model::{
    Attributes, Block, BlockKind, Citation, CitationMode, Cited, IndexEntry, Inline, InlineKind, Language, Note, PictureId, plain_text,
};
use crate::pandoc::{self, Attr, MathType, QuoteType};

impl Reader<'_, '_> {
    /// A line, its edges trimmed and neighbouring words joined.
    pub(super) fn line(&mut self, line: &[pandoc::Inline]) -> Vec<Inline> {
        typography::tidy(self.inlines(line))
    }

    fn inlines(&mut self, line: &[pandoc::Inline]) -> Vec<Inline> {
        let mut read: Vec<Inline> = Vec::new();
        for inline in line {
            self.inline(inline, &mut read);
        }
        read
    }

    fn inline(&mut self, inline: &pandoc::Inline, line: &mut Vec<Inline>) {
        use pandoc::Inline as In;
        let kind = match inline {
            In::Str(word) => return self.words(word, line),
            In::Space => return self.words(" ", line),
            In::Emph(content) => InlineKind::Emphasis(self.inlines(content)),
            In::Strong(content) => InlineKind::Strong(self.inlines(content)),
            In::Strikeout(content) => InlineKind::Strikeout(self.inlines(content)),
            In::Superscript(content) => InlineKind::Superscript(self.inlines(content)),
            In::Subscript(content) => InlineKind::Subscript(self.inlines(content)),
            In::SmallCaps(content) => self.of_class("smallcaps", content),
            In::Underline(content) => self.of_class("underline", content),
            In::Quoted(kind, content) => return self.quoted(*kind, content, line),
            In::Cite(works, content) => self.citation(works, content),
            In::Code(attr, code) => InlineKind::Code(code.clone()).dressed(self.attributes(attr), self.place),
            In::SoftBreak => InlineKind::SoftBreak,
            In::LineBreak => InlineKind::HardBreak,
            In::Math(kind, source) => InlineKind::Math { source: source.trim().to_owned(), display: *kind == MathType::DisplayMath },
            In::RawInline(format, text) => return self.raw_inline(format, text, line),
            In::Link(attr, content, (target, title)) => return self.link(attr, content, target, title, line),
            In::Image(attr, alt, (path, title)) => return self.image(attr, alt, path, title, line),
            In::Note(blocks) => return self.note(blocks, line),
            In::Span(attr, content) => self.span(attr, content),
        };
        line.push(Inline { kind, span: self.place });
    }

    pub(super) fn words(&self, words: &str, line: &mut Vec<Inline>) {
        match line.last_mut() {
            Some(Inline { kind: InlineKind::Text(before), .. }) => before.push_str(words),
            _ => line.push(Inline { kind: InlineKind::Text(words.to_owned()), span: self.place }),
        }
    }

    fn of_class(&mut self, class: &str, content: &[pandoc::Inline]) -> InlineKind {
        let attributes = Attributes { classes: vec![class.to_owned()], ..Attributes::default() };
        InlineKind::Span { attributes: Box::new(attributes), content: self.inlines(content) }
    }

    /// A quotation with the marks of the language that holds here.
    fn quoted(&mut self, kind: QuoteType, content: &[pandoc::Inline], line: &mut Vec<Inline>) {
        let [open, close] = typography::quotation_marks(&self.language, kind == QuoteType::SingleQuote);
        self.words(open, line);
        for inline in content {
            self.inline(inline, line);
        }
        self.words(close, line);
    }

    fn citation(&mut self, works: &[pandoc::Citation], content: &[pandoc::Inline]) -> InlineKind {
        let works = works.iter().map(|work| Cited {
            key: work.id.clone(),
            prefix: self.line(&work.prefix),
            suffix: self.inlines(&work.suffix),
            mode: match work.mode {
                pandoc::CitationMode::NormalCitation => CitationMode::Normal,
                pandoc::CitationMode::AuthorInText => CitationMode::AuthorInText,
                pandoc::CitationMode::SuppressAuthor => CitationMode::SuppressAuthor,
            },
        });
        let works = works.collect();
        InlineKind::Citation(Box::new(Citation { works, content: self.inlines(content) }))
    }

    fn span(&mut self, attr: &Attr, content: &[pandoc::Inline]) -> InlineKind {
        let outside = self.language.clone();
        let mut attributes = self.attributes(attr);
        if let Some(own) = &attributes.language {
            self.language = Language(own.clone());
        }
        let content = self.inlines(content);
        self.language = outside;
        if attributes.classes.iter().any(|class| class == "index") {
            let mut take = |key: &str| {
                let at = attributes.others.iter().position(|(name, _)| name == key)?;
                Some(attributes.others.remove(at).1)
            };
            let (entry, see) = (take("entry").unwrap_or_else(|| plain_text(&content)), take("see"));
            let entry = entry.split('!').map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect::<Vec<_>>();
            if !entry.is_empty() {
                return InlineKind::IndexMark { entry: Box::new(IndexEntry { words: entry, see }), content };
            }
        }
        InlineKind::Span { attributes: Box::new(attributes), content }
    }

    fn link(&mut self, attr: &Attr, content: &[pandoc::Inline], target: &str, title: &str, line: &mut Vec<Inline>) {
        if !title.is_empty() {
            self.warn("link-title", format!("the title of this link is left out: “{title}”"), "say it in the text if readers need it");
        }
        if let Some(id) = target.strip_prefix('#').filter(|id| !id.is_empty()) {
            if content.is_empty() {
                return line.push(Inline { kind: InlineKind::Reference { target: id.to_owned() }, span: self.place });
            }
        } else if let Some(problem) = super::super::links::problem(target) {
            self.report.add(problem.at(self.place));
            let content = self.inlines(content);
            return line.extend(content);
        }
        let mut attributes = self.attributes(attr);
        // What Pandoc says of addresses that are their own words.
        attributes.classes.retain(|class| class != "uri" && class != "email");
        let content = self.inlines(content);
        let link = InlineKind::Link { target: target.to_owned(), content };
        line.push(Inline { kind: link.dressed(attributes, self.place), span: self.place });
    }

    pub(super) fn image(&mut self, attr: &Attr, alt: &[pandoc::Inline], path: &str, title: &str, line: &mut Vec<Inline>) {
        if !title.is_empty() && title != "fig:" {
            let title = title.trim_start_matches("fig:");
            self.warn("picture-title", format!("the title of this picture is left out: “{title}”"), "say it in the caption");
        }
        let alt = words::of_line(alt);
        match self.open_picture(path) {
            Some(picture) => {
                let mut attributes = self.attributes(attr);
                attributes.others.retain(|(key, _)| !matches!(key.as_str(), "width" | "height" | "alt"));
                let attributes = attributes.some();
                line.push(Inline { kind: InlineKind::Picture { picture, alt, attributes }, span: self.place });
            }
            // The words are words of the text, whatever became of the picture.
            None => self.words(&alt, line),
        }
    }

    pub(super) fn open_picture(&mut self, path: &str) -> Option<PictureId> {
        let path = super::super::markdown::percent_decoded(path);
        self.pictures.referred(self.folder, &path, self.place, self.report)
    }

    fn note(&mut self, blocks: &[pandoc::Block], line: &mut Vec<Inline>) {
        let mut content = self.blocks(blocks);
        if content.is_empty() {
            content.push(Block { kind: BlockKind::Paragraph(Vec::new()), attributes: Attributes::default(), span: self.place });
        }
        self.notes.push(Note { content, span: self.place });
        line.push(Inline { kind: InlineKind::NoteMark(self.notes.len() - 1), span: self.place });
    }

    /// What the author attached, in our form.
    pub(super) fn attributes(&mut self, (id, classes, others): &Attr) -> Attributes {
        let mut attributes = Attributes { id: Some(id.clone()).filter(|id| !id.is_empty()), ..Attributes::default() };
        attributes.classes = classes.iter().filter(|class| !class.is_empty()).cloned().collect();
        for (key, value) in others {
            match (key.as_str(), super::super::about::language_tag(value)) {
                ("lang", Some(language)) => attributes.language = Some(language.0),
                _ => attributes.others.push((key.clone(), value.clone())),
            }
        }
        let place = self.place;
        self.report.diagnostics.extend(outputs::settle(&mut attributes).map(|problem| problem.at(place)));
        attributes
    }
}

impl InlineKind {
    /// The same in a span with these attributes, if there are any.
    fn dressed(self, attributes: Attributes, span: crate::base::Span) -> Self {
        if attributes == Attributes::default() {
            self
        } else {
            Self::Span { attributes: Box::new(attributes), content: vec![Inline { kind: self, span }] }
        }
    }
}
