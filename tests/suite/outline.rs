//! A publication as text that a person can read and compare.

use std::fmt::Write;

use recto::base::{Sources, Span};
use recto::model::{
    Alignment, Attributes, Block, BlockKind, BoxRole, Callout, Cell, Citation, Contributor, Delimiter, Gathered, Inline, InlineKind, Kind,
    ListKind, NumberStyle, Part, Piece, Publication, Quote, VerseLine,
};

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
            if publication.kind != Kind::Article {
                outline.piece(piece);
            }
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

    /// A line for a piece: its role and division, and its title in quotes if one stands over it.
    fn piece(&mut self, piece: &Piece) {
        let title = if piece.title.is_empty() { format!("{:?}", piece.metadata.title) } else { quoted(&piece.title) };
        let title = if piece.untitled { format!("({})", piece.metadata.title) } else { title };
        let id = piece.id.as_ref().map(|id| format!(" #{id}")).unwrap_or_default();
        let classes: String = piece.classes.iter().map(|class| format!(" .{class}")).collect();
        let unnumbered = if piece.unnumbered { " unnumbered" } else { "" };
        let matter = format!("{:?}", piece.matter).to_lowercase();
        self.line(&format!("== {} in {matter}: {title}{id}{classes}{unnumbered}", piece.role.name()));
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
            BlockKind::Quote(Quote { content, attribution }) => {
                let by = if attribution.is_empty() { String::new() } else { format!(" by {}", quoted(attribution)) };
                self.group(&format!("quote{by}{dress}"), content);
            }
            BlockKind::Verse(stanzas) => {
                self.line(&format!("verse{dress}"));
                self.depth += 1;
                for (number, stanza) in stanzas.iter().enumerate() {
                    for VerseLine { indent, content } in &stanza.lines {
                        self.line(&format!("stanza {} indent {indent} {}", number + 1, quoted(content)));
                    }
                }
                self.depth -= 1;
            }
            BlockKind::Gathered(Gathered::Bibliography(works)) => {
                self.line(&format!("works{dress}"));
                for work in works {
                    let label = work.label.as_deref().map(|label| format!("{label} ")).unwrap_or_default();
                    self.line(&format!("  {}: {label}{}", work.key, recto::model::plain_text(&work.content)));
                }
            }
            BlockKind::Gathered(gathered) => self.line(&format!("gathered {gathered:?}{dress}")),
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
                    ListKind::Numbers { start, style: NumberStyle::Decimal, delimiter: Delimiter::Period } => {
                        format!("numbers from {start}")
                    }
                    ListKind::Numbers { start, style, delimiter } => format!("numbers from {start} {style:?} {delimiter:?}"),
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
                for row in table.head.iter().chain(&table.rows) {
                    let cells: Vec<String> = row.cells.iter().map(cell).collect();
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
                    BoxRole::Acknowledgements => "acknowledgements",
                    BoxRole::Dedication => "dedication",
                    BoxRole::Epigraph => "epigraph",
                    BoxRole::Letter => "letter",
                    BoxRole::Sidebar => "sidebar",
                    BoxRole::Callout(Callout::Note) => "callout note",
                    BoxRole::Callout(Callout::Tip) => "callout tip",
                    BoxRole::Callout(Callout::Important) => "callout important",
                    BoxRole::Callout(Callout::Warning) => "callout warning",
                    BoxRole::Callout(Callout::Caution) => "callout caution",
                };
                let by = if boxed.attribution.is_empty() { String::new() } else { format!(" by {}", quoted(&boxed.attribution)) };
                let heading = boxed.heading.as_ref().map(|words| format!(" {}", quoted(words))).unwrap_or_default();
                self.group(&format!("{name}{heading}{by}{dress}"), &boxed.content);
            }
        }
    }
}

/// A cell: its line, or its blocks in braces.
fn cell(cell: &Cell) -> String {
    let spans = if (cell.columns, cell.rows) == (1, 1) { String::new() } else { format!("[{}x{}] ", cell.columns, cell.rows) };
    match cell.line() {
        Some(content) => format!("{spans}{}", line(content)),
        None => {
            let mut outline = Outline { text: String::new(), depth: 0 };
            outline.blocks(&cell.content);
            format!("{spans}{{ {} }}", outline.text.lines().map(str::trim).collect::<Vec<_>>().join("; "))
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
        InlineKind::Picture { picture, alt, attributes: dress } => {
            format!("![{alt}]({}){}", picture.0, dress.as_deref().map(attributes).unwrap_or_default().trim_start())
        }
        InlineKind::NoteMark(index) => format!("[^{}]", index + 1),
        InlineKind::Math { source, display } => format!("{}({source})", if *display { "display math" } else { "math" }),
        InlineKind::Reference { target } => format!("reference(#{target})"),
        InlineKind::Citation(citation) => {
            let Citation { works, content } = citation.as_ref();
            let works: Vec<String> =
                works.iter().map(|work| format!("{:?} {} {:?} {}", work.mode, line(&work.prefix), work.key, line(&work.suffix))).collect();
            format!("citation({}: {})", works.join("; "), line(content))
        }
        InlineKind::IndexMark { entry, content } => {
            let see = entry.see.as_ref().map(|see| format!(" see {see:?}")).unwrap_or_default();
            format!("index({:?}{see}: {})", entry.words, line(content))
        }
        InlineKind::SoftBreak => "↵".to_owned(),
        InlineKind::HardBreak => "⏎".to_owned(),
    }
}

/// Whether every stretch of words was written where its span says: the letters and digits must be there in the source.
pub(crate) fn check_spans(publication: &Publication, sources: &Sources) -> Result<(), String> {
    fn lines(blocks: &[Block], found: &mut Vec<(String, Span)>) {
        for block in blocks {
            if let BlockKind::Code { text, .. } = &block.kind {
                found.push((text.clone(), block.span));
            }
            if matches!(block.kind, BlockKind::Gathered(_)) {
                continue; // put together from elsewhere
            }
            block.each_part(&mut |part| match part {
                Part::Blocks(blocks) => lines(blocks, found),
                Part::Line(line) => words(line, found),
            });
        }
    }
    fn words(inlines: &[Inline], found: &mut Vec<(String, Span)>) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) | InlineKind::Code(text) => found.push((text.clone(), inline.span)),
                // A citation is printed in the words of its style.
                InlineKind::Citation(_) => {}
                kind => kind.content().into_iter().for_each(|content| words(content, found)),
            }
        }
    }
    let mut found = Vec::new();
    for piece in &publication.pieces {
        lines(&piece.standfirst, &mut found);
        lines(&piece.body, &mut found);
        piece.notes.iter().for_each(|note| lines(&note.content, &mut found));
    }
    // What has no place was said elsewhere, as the title of a chapter is in the summary of a book.
    for (text, span) in found.into_iter().filter(|(_, span)| span.start < span.end) {
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
