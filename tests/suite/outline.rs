//! A publication as text that a person can read and compare.

use std::fmt::Write;

use recto::base::{Sources, Span};
use recto::model::{Alignment, Attributes, Block, BlockKind, BoxRole, Contributor, Inline, InlineKind, ListKind, Publication};

/// Lines, indented by depth.
#[derive(Default)]
pub(crate) struct Outline {
    text: String,
    depth: usize,
}

impl Outline {
    /// Standfirst, body and notes of all pieces.
    pub(crate) fn of(publication: &Publication) -> String {
        let mut outline = Self::default();
        for piece in &publication.pieces {
            if !piece.standfirst.is_empty() {
                outline.group("standfirst", &piece.standfirst);
            }
            outline.blocks(&piece.body);
            for (number, note) in piece.notes.iter().enumerate() {
                outline.group(&format!("note {}", number + 1), &note.content);
            }
        }
        for picture in &publication.pictures {
            outline.line(&format!("picture {} {:?} {} × {}", picture.path, picture.format, picture.width, picture.height));
        }
        outline.text
    }

    fn line(&mut self, words: &str) {
        let _ = writeln!(self.text, "{}{}", "  ".repeat(self.depth), words.trim_end());
    }

    fn group(&mut self, name: &str, blocks: &[Block]) {
        self.line(name);
        self.depth += 1;
        self.blocks(blocks);
        self.depth -= 1;
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        let dress = attributes(&block.attributes);
        match &block.kind {
            BlockKind::Heading { level, content } => self.line(&format!("h{level} {}{dress}", quoted(content))),
            BlockKind::Paragraph(content) => self.line(&format!("p {}{dress}", quoted(content))),
            BlockKind::Quote(content) => self.group(&format!("quote{dress}"), content),
            BlockKind::Group(content) => self.group(&format!("group{dress}"), content),
            BlockKind::PullQuote(quote) => {
                let by = quote.attribution.as_ref().map(|name| format!(" by {name:?}")).unwrap_or_default();
                let repeats = quote.repeats.map(|repeat| {
                    let how = if repeat.exact { "repeats" } else { "is like" };
                    format!(" {how} bytes {} to {}", repeat.passage.start, repeat.passage.end)
                });
                self.group(&format!("pull quote{by}{}{dress}", repeats.unwrap_or_default()), &quote.content);
            }
            BlockKind::List(list) => {
                let kind = match list.kind {
                    ListKind::Bullets => "bullets".to_owned(),
                    ListKind::Numbers { start } => format!("numbers from {start}"),
                };
                self.line(&format!("{kind}{}{dress}", if list.tight { ", tight" } else { "" }));
                self.depth += 1;
                for item in &list.items {
                    let task = item.task.map(|done| if done { " done" } else { " to do" }).unwrap_or_default();
                    self.group(&format!("item{task}"), &item.content);
                }
                self.depth -= 1;
            }
            BlockKind::Definitions(definitions) => {
                self.line(&format!("definitions{dress}"));
                self.depth += 1;
                for definition in definitions {
                    self.line(&format!("term {}", quoted(&definition.term)));
                    definition.meanings.iter().for_each(|meaning| self.group("meaning", meaning));
                }
                self.depth -= 1;
            }
            BlockKind::Figure(figure) => {
                let credit = figure.credit.as_ref().map(|credit| format!(" credit {credit:?}")).unwrap_or_default();
                let width = figure.width.map(|width| format!(" width {width}")).unwrap_or_default();
                let caption = quoted(&figure.caption);
                self.line(&format!("figure {} alt {:?} caption {caption}{credit}{width}{dress}", figure.picture.0, figure.alt));
            }
            BlockKind::Table(table) => {
                let columns: Vec<&str> = table.columns.iter().map(alignment).collect();
                let named = if table.row_headers { " rows named" } else { "" };
                self.line(&format!("table {} caption {}{named}{dress}", columns.join(" "), quoted(&table.caption)));
                self.depth += 1;
                for row in std::iter::once(&table.head).chain(&table.rows) {
                    let cells: Vec<String> = row.cells.iter().map(|cell| line(&cell.content)).collect();
                    self.line(&format!("| {} |", cells.join(" | ")));
                }
                self.depth -= 1;
            }
            BlockKind::Code { language, text } => self.line(&format!("code {} {text:?}{dress}", language.as_deref().unwrap_or("-"))),
            BlockKind::SceneBreak => self.line(&format!("scene break{dress}")),
            BlockKind::Boxed(boxed) => {
                let name = match boxed.role {
                    BoxRole::AuthorBio => "author bio",
                    BoxRole::Disclaimer => "disclaimer",
                };
                let heading = boxed.heading.as_ref().map(|words| format!(" {}", quoted(words))).unwrap_or_default();
                self.group(&format!("{name}{heading}{dress}"), &boxed.content);
            }
        }
    }
}

/// What a publication says about itself.
pub(crate) fn metadata(publication: &Publication) -> String {
    let metadata = &publication.metadata;
    let mut text = String::new();
    let mut add = |key: &str, value: Option<&str>| {
        if let Some(value) = value {
            let _ = writeln!(text, "{key} {value:?}");
        }
    };
    add("title", Some(&metadata.title));
    add("subtitle", metadata.subtitle.as_deref());
    add("kicker", metadata.kicker.as_deref());
    for Contributor { name, file_as, role } in &metadata.authors {
        add("author", Some(&format!("{name} ({file_as}; {role})")));
    }
    add("language", Some(&metadata.language.0));
    add("date", metadata.date.as_deref());
    add("publisher", metadata.publisher.as_deref());
    add("description", metadata.description.as_deref());
    add("keywords", (!metadata.keywords.is_empty()).then(|| metadata.keywords.join("; ")).as_deref());
    add("rights", metadata.rights.as_deref());
    add("identifier", Some(&metadata.identifier));
    add("conforms to", metadata.accessibility.conforms_to.as_deref());
    add("certified by", metadata.accessibility.certified_by.as_deref());
    add("cover", publication.cover.as_ref().map(|(picture, alt)| format!("{}: {alt}", publication.picture(*picture).path)).as_deref());
    text
}

fn alignment(alignment: &Alignment) -> &'static str {
    match alignment {
        Alignment::Start => "start",
        Alignment::Center => "center",
        Alignment::End => "end",
    }
}

fn attributes(attributes: &Attributes) -> String {
    let id = attributes.id.iter().map(|id| format!("#{id}"));
    let classes = attributes.classes.iter().map(|class| format!(".{class}"));
    let language = attributes.language.iter().map(|language| format!("lang={language}"));
    let others = attributes.others.iter().map(|(key, value)| format!("{key}={value:?}"));
    let all: Vec<String> = id.chain(classes).chain(language).chain(others).collect();
    if all.is_empty() { String::new() } else { format!(" {{{}}}", all.join(" ")) }
}

fn quoted(inlines: &[Inline]) -> String {
    format!("\"{}\"", line(inlines))
}

fn line(inlines: &[Inline]) -> String {
    inlines.iter().map(|inline| part(&inline.kind)).collect()
}

fn part(kind: &InlineKind) -> String {
    match kind {
        InlineKind::Text(text) => text.replace('\u{a0}', "<nbsp>").replace('\u{202f}', "<nnbsp>"),
        InlineKind::Emphasis(content) => format!("*{}*", line(content)),
        InlineKind::Strong(content) => format!("**{}**", line(content)),
        InlineKind::Strikeout(content) => format!("~~{}~~", line(content)),
        InlineKind::Superscript(content) => format!("^{}^", line(content)),
        InlineKind::Subscript(content) => format!("~{}~", line(content)),
        InlineKind::Code(text) => format!("`{text}`"),
        InlineKind::Span { attributes: dress, content } => format!("[{}]{}", line(content), attributes(dress).trim_start()),
        InlineKind::Link { target, content } => format!("[{}]({target})", line(content)),
        InlineKind::Picture { picture, alt } => format!("![{alt}]({})", picture.0),
        InlineKind::NoteMark(index) => format!("[^{}]", index + 1),
        InlineKind::SoftBreak => "↵".to_owned(),
        InlineKind::HardBreak => "⏎".to_owned(),
    }
}

/// Whether every stretch of words was written where its span says: the letters and digits must be there in the source.
pub(crate) fn check_spans(publication: &Publication, sources: &Sources) -> Result<(), String> {
    fn lines(blocks: &[Block], found: &mut Vec<(String, Span)>) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) => words(content, found),
                BlockKind::Quote(content) | BlockKind::Group(content) => lines(content, found),
                BlockKind::PullQuote(quote) => lines(&quote.content, found),
                BlockKind::Boxed(boxed) => lines(&boxed.content, found),
                BlockKind::List(list) => list.items.iter().for_each(|item| lines(&item.content, found)),
                BlockKind::Definitions(all) => {
                    all.iter().for_each(|one| words(&one.term, found));
                    all.iter().flat_map(|one| &one.meanings).for_each(|meaning| lines(meaning, found));
                }
                BlockKind::Figure(figure) => words(&figure.caption, found),
                BlockKind::Table(table) => {
                    let rows = std::iter::once(&table.head).chain(&table.rows);
                    rows.flat_map(|row| &row.cells).for_each(|cell| words(&cell.content, found));
                }
                BlockKind::Code { text, .. } => found.push((text.clone(), block.span)),
                BlockKind::SceneBreak => {}
            }
        }
    }
    fn words(inlines: &[Inline], found: &mut Vec<(String, Span)>) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) | InlineKind::Code(text) => found.push((text.clone(), inline.span)),
                InlineKind::Emphasis(content)
                | InlineKind::Strong(content)
                | InlineKind::Strikeout(content)
                | InlineKind::Superscript(content)
                | InlineKind::Subscript(content)
                | InlineKind::Span { content, .. }
                | InlineKind::Link { content, .. } => words(content, found),
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    for piece in &publication.pieces {
        lines(&piece.standfirst, &mut found);
        lines(&piece.body, &mut found);
        piece.notes.iter().for_each(|note| lines(&note.content, &mut found));
    }
    for (text, span) in found {
        let source = sources.text(span);
        // In their order, but links and tags may have been taken out between them.
        let mut letters = source.chars();
        let all = text.chars().filter(|c| c.is_alphanumeric()).all(|wanted| letters.any(|letter| letter == wanted));
        // A character may be written by its name.
        if !source.contains('&') && !all {
            return Err(format!("the words {text:?} are not where their span says: {source:?}"));
        }
    }
    Ok(())
}
