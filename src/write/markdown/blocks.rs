//! Blocks in Markdown.

use super::Writer;
use super::attributes::{attributes, filled, opening, percentage};
use super::escape::{Punctuation, longest_run};
use crate::model::{
    Attributes, Block, BlockKind, BoxRole, Boxed, Definition, Figure, Gathered, Inline, InlineKind, ListKind, PullQuote, Quote, Stanza,
    plain_text,
};

/// A line between two blocks that would be read as one.
pub(super) const APART: &str = "<!-- -->";

/// What is longer is not taken for the name of who said it.
const LONGEST_ATTRIBUTION: usize = 200;

impl Writer<'_> {
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        let mut before: Option<&BlockKind> = None;
        let mut other_marker = false;
        for block in blocks {
            match (before, &block.kind) {
                (Some(BlockKind::List(one)), BlockKind::List(next)) => {
                    // Another bullet parts two lists; two numbers would be read as more of the same.
                    other_marker = one.kind == ListKind::Bullets && next.kind == ListKind::Bullets && !other_marker;
                    if !other_marker {
                        self.line(APART);
                        self.gap();
                    }
                }
                (Some(BlockKind::Definitions(_)), BlockKind::Definitions(_)) => {
                    self.line(APART);
                    self.gap();
                }
                _ => other_marker = false,
            }
            match &block.kind {
                BlockKind::List(list) if block.attributes == Attributes::default() => self.list(list, other_marker),
                _ => self.block(block),
            }
            before = Some(&block.kind);
            self.gap();
        }
    }

    fn block(&mut self, block: &Block) {
        let given = &block.attributes;
        match &block.kind {
            BlockKind::Heading { level, content } => self.heading(*level, content, given),
            BlockKind::Quote(quote) => self.quote(quote, given),
            BlockKind::PullQuote(quote) => self.pull_quote(quote, given),
            BlockKind::Figure(figure) => self.figure(figure, given),
            BlockKind::Table(table) => self.table(table, given),
            BlockKind::Code { language, text } => self.code(language.as_deref(), text, given),
            BlockKind::Boxed(boxed) => self.boxed(boxed, given),
            BlockKind::Gathered(gathered) => self.gathered(gathered, given),
            BlockKind::Group(content) => self.group(content, given),
            BlockKind::Verse(stanzas) if *given != Attributes::default() => {
                self.div(&attributes(given, &["verse"]), |writer| writer.verse(stanzas));
            }
            // What carries no attributes in Markdown gets an element around it that does, or a div for what only a div can say.
            _ if *given != Attributes::default() && given.others.is_empty() => {
                let tag = paragraph_tag(given);
                self.between(&tag, "</p>", |writer| writer.blocks(&[Block { attributes: Attributes::default(), ..block.clone() }]));
            }
            _ if *given != Attributes::default() => {
                self.div(&filled(given, &[]), |writer| writer.blocks(&[Block { attributes: Attributes::default(), ..block.clone() }]));
            }
            BlockKind::Paragraph(content) => self.paragraph(content),
            BlockKind::Verse(stanzas) => self.verse(stanzas),
            BlockKind::List(list) => self.list(list, false),
            BlockKind::Definitions(all) => all.iter().for_each(|one| self.definition(one)),
            BlockKind::SceneBreak => self.line("* * *"),
        }
    }

    fn heading(&mut self, level: u8, content: &[Inline], given: &Attributes) {
        let words = self.inlines.in_one_line(content);
        let line = format!("{} {words} {}", "#".repeat(usize::from(level.clamp(1, 6))), attributes(given, &[]));
        self.line(line.trim_end());
    }

    pub(super) fn paragraph(&mut self, content: &[Inline]) {
        for line in self.inlines.paragraph(content) {
            self.line(&line);
        }
    }

    /// A quotation with who said it after a dash; in a div if there is more to say about it.
    fn quote(&mut self, quote: &Quote, given: &Attributes) {
        let mut given = given.clone();
        if !quote.attribution.is_empty() && !can_end(&quote.content, &quote.attribution) {
            given.others.push(("attribution".to_owned(), plain_text(&quote.attribution)));
        }
        let attribution = if given.get("attribution").is_some() { &[] } else { quote.attribution.as_slice() };
        if given != Attributes::default() {
            return self.div(&attributes(&given, &["quote"]), |writer| {
                writer.blocks(&quote.content);
                writer.attribution(attribution);
            });
        }
        let inside = self.apart(|writer| {
            writer.blocks(&quote.content);
            writer.attribution(attribution);
        });
        for line in inside {
            self.line(format!("> {line}").trim_end());
        }
    }

    fn attribution(&mut self, attribution: &[Inline]) {
        if !attribution.is_empty() {
            self.gap();
            let words = self.inlines.in_one_line(attribution);
            self.line(&format!("— {words}"));
        }
    }

    /// A bar before every line, and the spaces that set it in.
    fn verse(&mut self, stanzas: &[Stanza]) {
        for (number, stanza) in stanzas.iter().enumerate() {
            if number > 0 {
                self.line("|");
            }
            for line in &stanza.lines {
                let words = super::escape::guard_start(&self.inlines.in_one_line(&line.content));
                self.line(&format!("| {}{words}", " ".repeat(usize::from(line.indent))));
            }
        }
    }

    fn pull_quote(&mut self, quote: &PullQuote, given: &Attributes) {
        let mut given = given.clone();
        given.others.retain(|(key, _)| key != "attribution");
        given.others.extend(quote.attribution.clone().map(|name| ("attribution".to_owned(), name)));
        // An import does not know the whole text yet; where it is known, the author said so, or might as well have.
        if self.inlines.punctuation == Punctuation::Set {
            given.others.extend(quote.source().map(|source| ("source".to_owned(), source.to_owned())));
        }
        self.div(&opening("pullquote", &given), |writer| writer.blocks(&quote.content));
    }

    fn boxed(&mut self, boxed: &Boxed, given: &Attributes) {
        let mut given = given.clone();
        let is_signed = matches!(boxed.role, BoxRole::Epigraph | BoxRole::Letter | BoxRole::Dedication);
        let in_words = is_signed && can_end(&boxed.content, &boxed.attribution);
        if !boxed.attribution.is_empty() && !in_words {
            given.others.push(("attribution".to_owned(), plain_text(&boxed.attribution)));
        }
        self.div(&opening(boxed.role.class(), &given), |writer| {
            if let Some(heading) = &boxed.heading {
                writer.heading(2, heading, &Attributes::default());
                writer.gap();
            }
            writer.blocks(&boxed.content);
            if in_words {
                writer.attribution(&boxed.attribution);
            }
        });
    }

    /// A group; code with a name and a caption is one, too, and carries them as attributes.
    fn group(&mut self, content: &[Block], given: &Attributes) {
        if let Some((code, more)) = listing(content, given)
            && let BlockKind::Code { language, text } = &code.kind
        {
            let given = Attributes { id: given.id.clone(), others: more, ..code.attributes.clone() };
            return self.code(language.as_deref(), text, &given);
        }
        self.div(&filled(given, &[]), |writer| writer.blocks(content));
    }

    fn gathered(&mut self, gathered: &Gathered, given: &Attributes) {
        let mut given = given.clone();
        let class = match gathered {
            Gathered::Bibliography(_) => {
                given.id = Some("refs".to_owned());
                None
            }
            Gathered::Contents { depth } => {
                given.others.push(("depth".to_owned(), depth.to_string()));
                Some(gathered.class())
            }
            _ => Some(gathered.class()),
        };
        let opening = match class {
            Some(class) => opening(class, &given),
            None => attributes(&given, &[]),
        };
        self.div(&opening, |_| {});
    }

    /// A fenced div. A fence longer than those inside keeps the two apart for every reader of the format.
    pub(super) fn div(&mut self, opening: &str, content: impl FnOnce(&mut Self)) {
        let inside = self.apart(content);
        let longest =
            inside.iter().filter(|line| line.starts_with(":::")).map(|line| line.bytes().take_while(|&b| b == b':').count()).max();
        let fence = ":".repeat(longest.map_or(3, |longest| longest + 1));
        self.line(&format!("{fence} {opening}"));
        self.lines.extend(inside);
        self.line(&fence);
        self.gap();
    }

    /// Blocks between lines of tags.
    pub(super) fn between(&mut self, opening: &str, closing: &str, content: impl FnOnce(&mut Self)) {
        let inside = self.apart(content);
        self.line(opening);
        self.line("");
        self.lines.extend(inside);
        self.line("");
        self.line(closing);
        self.gap();
    }

    fn definition(&mut self, definition: &Definition) {
        let term = self.inlines.in_one_line(&definition.term);
        self.line(&super::escape::guard_start(&term));
        for meaning in &definition.meanings {
            self.gap();
            self.item(":   ", 4, meaning, false);
        }
        self.gap();
    }

    fn figure(&mut self, figure: &Figure, given: &Attributes) {
        let mut given = given.clone();
        given.others.retain(|(key, _)| !matches!(key.as_str(), "alt" | "credit" | "width"));
        given.others.insert(0, ("alt".to_owned(), figure.alt.clone()));
        given.others.extend(figure.credit.clone().map(|credit| ("credit".to_owned(), credit)));
        given.others.extend(figure.width.map(|width| ("width".to_owned(), percentage(width))));
        let caption = self.inlines.in_brackets(&figure.caption);
        let path = self.inlines.path(figure.picture);
        self.line(&format!("![{caption}]({path}){}", attributes(&given, &[])));
    }

    fn code(&mut self, language: Option<&str>, text: &str, given: &Attributes) {
        let fence = "`".repeat(longest_run(text, '`').max(2) + 1);
        let language = language.unwrap_or_default();
        if *given == Attributes::default() {
            self.line(&format!("{fence}{language}"));
        } else if language.is_empty() {
            self.line(&format!("{fence}{}", attributes(given, &[])));
        } else {
            self.line(&format!("{fence}{}", attributes(given, &[language])));
        }
        for line in text.lines() {
            self.line(line);
        }
        self.line(&fence);
    }
}

/// The tag of a paragraph that carries attributes.
fn paragraph_tag(given: &Attributes) -> String {
    let mut tag = "<p".to_owned();
    let classes = (!given.classes.is_empty()).then(|| given.classes.join(" "));
    for (key, value) in [("id", &given.id), ("class", &classes), ("lang", &given.language)] {
        tag.extend(value.iter().map(|value| format!(" {key}=\"{}\"", value.replace('&', "&amp;").replace('"', "&quot;"))));
    }
    tag + ">"
}

/// Whether a last paragraph after a dash will be taken for who said these words.
fn can_end(content: &[Block], attribution: &[Inline]) -> bool {
    let is_dialogue = |block: &Block| {
        let BlockKind::Paragraph(line) = &block.kind else { return false };
        matches!(line.first(), Some(Inline { kind: InlineKind::Text(text), .. }) if text.starts_with(['—', '―', '–']))
    };
    let starts_plainly = matches!(attribution.first(), Some(Inline { kind: InlineKind::Text(_) | InlineKind::Emphasis(_), .. }));
    content.last().is_some_and(|block| !is_dialogue(block)) && starts_plainly && plain_text(attribution).len() < LONGEST_ATTRIBUTION
}

/// The code of a group that is nothing but code with the name of its file and a caption, and those two as attributes.
fn listing<'a>(content: &'a [Block], given: &Attributes) -> Option<(&'a Block, Vec<(String, String)>)> {
    if given.classes.as_slice() != ["listing"] || given.language.is_some() || !given.others.is_empty() {
        return None;
    }
    let mut code = None;
    let mut more = Vec::new();
    for block in content {
        let class = block.attributes.classes.first().map(String::as_str);
        match (&block.kind, class) {
            (BlockKind::Code { .. }, _) if code.is_none() => code = Some(block),
            (BlockKind::Paragraph(line), Some("filename")) if code.is_none() => more.push(("filename".to_owned(), plain_text(line))),
            (BlockKind::Paragraph(line), Some("caption")) if code.is_some() => more.push(("caption".to_owned(), plain_text(line))),
            _ => return None,
        }
    }
    let code = code.filter(|code| code.attributes.id.is_none())?;
    more.splice(0..0, code.attributes.others.clone());
    Some((code, more))
}
