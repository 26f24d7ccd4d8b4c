//! The normal form of a manuscript: YAML front matter and Markdown that an editor likes to find.
//!
//! One paragraph is one line, blocks are apart by one blank line, and nothing that an author wrote can be mistaken for
//! markup: reading the text back gives the same words. Import writes it, and round trips in tests stand on it.

mod front_matter;
mod inlines;

use crate::model::{
    Alignment, Attributes, Block, BlockKind, Boxed, Cell, Definition, Figure, Inline, Item, List, ListKind, Picture, Piece, Publication,
    PullQuote, Row, Table,
};
use inlines::Inlines;

/// The manuscript of a piece.
///
/// `pictures` are those of its publication. Each remark becomes a comment line in the front matter, unseen in print.
pub fn manuscript(piece: &Piece, pictures: &[Picture], remarks: &[String]) -> String {
    let mut writer = Writer { inlines: Inlines { pictures }, lines: Vec::new() };
    writer.standfirst(&piece.standfirst);
    writer.blocks(&piece.body);
    for (index, note) in piece.notes.iter().enumerate() {
        writer.item(&format!("[^{}]: ", index + 1), 4, &note.content);
        writer.gap();
    }
    let mut text = front_matter::front_matter(&piece.metadata, remarks);
    for line in writer.lines {
        text.push('\n');
        text.push_str(&line);
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// The publication as one manuscript: an article as it is, the pieces of a book or an issue one after the other.
pub fn publication(publication: &Publication) -> String {
    if let [piece] = publication.pieces.as_slice() {
        return manuscript(piece, &publication.pictures, &[]);
    }
    let mut text = front_matter::front_matter(&publication.metadata, &[]);
    for piece in &publication.pieces {
        let whole = manuscript(piece, &publication.pictures, &[]);
        let body = whole.split_once("\n---\n").map_or("", |(_, body)| body);
        text.push_str(&format!("\n# {}\n{body}", piece.metadata.title));
    }
    text
}

struct Writer<'a> {
    inlines: Inlines<'a>,
    lines: Vec<String>,
}

impl Writer<'_> {
    fn standfirst(&mut self, paragraphs: &[Block]) {
        if !paragraphs.is_empty() {
            self.div("standfirst", |writer| writer.blocks(paragraphs));
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        let mut list_before: Option<(std::mem::Discriminant<ListKind>, bool)> = None;
        for block in blocks {
            if let BlockKind::List(list) = &block.kind {
                // A list right after one of its kind would be read as more of the same; another marker parts them.
                let kind = std::mem::discriminant(&list.kind);
                let other = list_before.is_some_and(|(before, other)| before == kind && !other);
                self.list(list, other);
                list_before = Some((kind, other));
            } else {
                list_before = None;
                self.block(block);
            }
            self.gap();
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Heading { level, content } => self.heading(*level, content, &block.attributes),
            BlockKind::Paragraph(content) => self.paragraph(content),
            BlockKind::Quote(quote) => self.quote(&quote.content),
            BlockKind::PullQuote(quote) => self.pull_quote(quote, &block.attributes),
            BlockKind::List(list) => self.list(list, false),
            BlockKind::Definitions(all) => all.iter().for_each(|one| self.definition(one)),
            BlockKind::Figure(figure) => self.figure(figure, &block.attributes),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Code { language, text } => self.code(language.as_deref(), text),
            BlockKind::SceneBreak => self.line("* * *"),
            BlockKind::Boxed(boxed) => self.boxed(boxed, &block.attributes),
            BlockKind::Verse(_) | BlockKind::Gathered(_) => {}
            BlockKind::Group(content) => self.div(&attributes(&block.attributes, &[]), |writer| writer.blocks(content)),
        }
    }

    fn heading(&mut self, level: u8, content: &[Inline], given: &Attributes) {
        let given = attributes(given, &[]);
        let given = if given.is_empty() { given } else { format!(" {given}") };
        let words = self.inlines.in_one_line(content);
        self.line(&format!("{} {words}{given}", "#".repeat(usize::from(level.clamp(1, 6)))));
    }

    fn paragraph(&mut self, content: &[Inline]) {
        for line in self.inlines.paragraph(content) {
            self.line(&line);
        }
    }

    fn quote(&mut self, content: &[Block]) {
        let inside = self.apart(|writer| writer.blocks(content));
        for line in inside {
            self.line(format!("> {line}").trim_end());
        }
    }

    fn pull_quote(&mut self, quote: &PullQuote, given: &Attributes) {
        let mut given = given.clone();
        given.others.retain(|(key, _)| key != "attribution");
        given.others.extend(quote.attribution.clone().map(|name| ("attribution".to_owned(), name)));
        self.div(&opening("pullquote", &given), |writer| writer.blocks(&quote.content));
    }

    fn boxed(&mut self, boxed: &Boxed, given: &Attributes) {
        self.div(&opening(boxed.role.class(), given), |writer| {
            if let Some(heading) = &boxed.heading {
                writer.heading(2, heading, &Attributes::default());
                writer.gap();
            }
            writer.blocks(&boxed.content);
        });
    }

    /// A fenced div. A fence longer than those inside keeps the two apart for every reader of the format.
    fn div(&mut self, opening: &str, content: impl FnOnce(&mut Self)) {
        let inside = self.apart(content);
        let longest =
            inside.iter().filter(|line| line.starts_with(":::")).map(|line| line.bytes().take_while(|&b| b == b':').count()).max();
        let fence = ":".repeat(longest.map_or(3, |longest| longest + 1));
        self.line(&format!("{fence} {opening}"));
        self.lines.extend(inside);
        self.line(&fence);
        self.gap();
    }

    fn list(&mut self, list: &List, other_marker: bool) {
        for (number, item) in (0u64..).zip(&list.items) {
            let marker = match (list.kind, other_marker) {
                (ListKind::Bullets, false) => "- ".to_owned(),
                (ListKind::Bullets, true) => "* ".to_owned(),
                (ListKind::Numbers { start, .. }, false) => format!("{}. ", start.saturating_add(number)),
                (ListKind::Numbers { start, .. }, true) => format!("{}) ", start.saturating_add(number)),
            };
            self.list_item(&marker, item);
            if !list.tight {
                self.gap();
            }
        }
    }

    fn list_item(&mut self, marker: &str, item: &Item) {
        let task = match item.task {
            Some(true) => "[x] ",
            Some(false) => "[ ] ",
            None => "",
        };
        self.item(&format!("{marker}{task}"), marker.len(), &item.content);
    }

    /// Blocks behind a marker, each further line indented.
    fn item(&mut self, marker: &str, indent: usize, content: &[Block]) {
        let inside = self.apart(|writer| writer.blocks(content));
        let indent = " ".repeat(indent);
        let mut inside = inside.iter();
        self.line(format!("{marker}{}", inside.next().map_or("", String::as_str)).trim_end());
        for line in inside {
            self.line(format!("{indent}{line}").trim_end());
        }
    }

    fn definition(&mut self, definition: &Definition) {
        self.paragraph(&definition.term);
        for meaning in &definition.meanings {
            self.gap();
            self.item(":   ", 4, meaning);
        }
        self.gap();
    }

    fn figure(&mut self, figure: &Figure, given: &Attributes) {
        let mut given = given.clone();
        given.others.retain(|(key, _)| !matches!(key.as_str(), "alt" | "credit" | "width"));
        given.others.insert(0, ("alt".to_owned(), figure.alt.clone()));
        given.others.extend(figure.credit.clone().map(|credit| ("credit".to_owned(), credit)));
        given.others.extend(figure.width.map(|width| ("width".to_owned(), percentage(width))));
        let caption = self.inlines.in_one_line(&figure.caption);
        let path = self.inlines.path(figure.picture);
        self.line(&format!("![{caption}]({}){}", inlines::target(path), attributes(&given, &[])));
    }

    fn table(&mut self, table: &Table) {
        let columns = table.rows.iter().chain(&table.head).map(|row| row.cells.len()).max().unwrap_or_default();
        let alignment = |column| match table.columns.get(column).copied().unwrap_or_default() {
            Alignment::Start => "---",
            Alignment::Center => ":-:",
            Alignment::End => "--:",
        };
        self.row(table.head.first().unwrap_or(&Row::default()), columns);
        self.line(&format!("| {} |", (0..columns).map(alignment).collect::<Vec<_>>().join(" | ")));
        for row in &table.rows {
            self.row(row, columns);
        }
        if !table.caption.is_empty() {
            self.gap();
            let caption = self.inlines.in_one_line(&table.caption);
            // A caption that says "Table 1" itself needs no second "Table".
            let label = if caption.to_lowercase().starts_with("tab") { ":" } else { "Table:" };
            self.line(&format!("{label} {caption}"));
        }
    }

    fn row(&mut self, row: &Row, columns: usize) {
        let none = Cell::default();
        let cells = (0..columns).map(|column| self.inlines.in_one_line(row.cells.get(column).unwrap_or(&none).line().unwrap_or_default()));
        let line = format!("| {} |", cells.collect::<Vec<_>>().join(" | "));
        self.line(&line);
    }

    fn code(&mut self, language: Option<&str>, text: &str) {
        let fence = "`".repeat(inlines::longest_run(text, '`').max(2) + 1);
        self.line(&format!("{fence}{}", language.unwrap_or_default()));
        for line in text.lines() {
            self.line(line);
        }
        self.line(&fence);
    }

    /// What `content` writes, without touching what is already written.
    fn apart(&mut self, content: impl FnOnce(&mut Self)) -> Vec<String> {
        let before = std::mem::take(&mut self.lines);
        content(self);
        while self.lines.last().is_some_and(String::is_empty) {
            self.lines.pop();
        }
        std::mem::replace(&mut self.lines, before)
    }

    fn line(&mut self, line: &str) {
        self.lines.push(line.to_owned());
    }

    fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }
}

/// The words that open a div: its class alone, or in braces with what the author attached.
fn opening(class: &str, given: &Attributes) -> String {
    if *given == Attributes::default() { class.to_owned() } else { attributes(given, &[class]) }
}

/// `{#id .class lang=.. key="value"}`, or nothing if there is nothing to say.
fn attributes(given: &Attributes, classes: &[&str]) -> String {
    let mut parts: Vec<String> = given.id.iter().map(|id| format!("#{id}")).collect();
    let further = given.classes.iter().map(String::as_str).filter(|class| !classes.contains(class));
    parts.extend(classes.iter().copied().chain(further).map(|class| format!(".{class}")));
    parts.extend(given.language.iter().map(|language| format!("lang={language}")));
    parts.extend(given.others.iter().map(|(key, value)| format!("{key}=\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))));
    if parts.is_empty() { String::new() } else { format!("{{{}}}", parts.join(" ")) }
}

fn percentage(share: f32) -> String {
    let rounded = format!("{:.2}", f64::from(share) * 100.0);
    format!("{}%", rounded.trim_end_matches('0').trim_end_matches('.'))
}

#[cfg(test)]
mod tests;
