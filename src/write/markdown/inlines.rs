//! The words of a line in Markdown, with everything escaped that a reader would take for markup.

use super::attributes::filled;
use super::escape::{self, Punctuation, guard_start, is_blank, longest_run, target};
use super::stretches;
use crate::model::{
    Attributes, Block, BlockKind, Citation, CitationMode, Cited, Inline, InlineKind, Note, Part, Picture, PictureId, plain_text,
};

/// Writes lines; knows the pictures and notes that stand in them.
#[derive(Clone, Copy)]
pub(super) struct Inlines<'a> {
    pub(super) pictures: &'a [Picture],
    pub(super) notes: &'a [Note],
    pub(super) punctuation: Punctuation,
    /// How many notes of pieces before this one have numbers.
    pub(super) first_note: usize,
    /// Whether brackets stand around the words: the mark of a note would keep them from being a link or a caption.
    pub(super) in_brackets: bool,
    /// Whether the words stand in a table, where a bar ends a cell even in code.
    pub(super) in_table: bool,
    /// What stands around the words: a mark inside one of its own kind might close it.
    pub(super) around: Around,
}

/// The stretches around some words.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Around {
    emphasis: bool,
    strong: bool,
    strikeout: bool,
}

impl Inlines<'_> {
    /// A paragraph: one line, or more where the author wants line ends.
    pub(super) fn paragraph(&self, content: &[Inline]) -> Vec<String> {
        let mut text = String::new();
        self.write(content, "\\\n", &mut text);
        let mut text = text.trim_matches(is_blank);
        // A break at the very end would show as a backslash.
        while let Some(rest) = text.strip_suffix('\\').filter(|_| stretches::ends_broken(text)) {
            text = rest.trim_end_matches(is_blank);
        }
        text.split('\n').map(|line| guard_start(&stretches::with_visible_edges(line.trim_matches(is_blank)))).collect()
    }

    /// Words that must stay in one line: a heading, a caption, a table cell.
    pub(super) fn in_one_line(&self, content: &[Inline]) -> String {
        let mut text = String::new();
        self.write(content, "<br>", &mut text);
        let text = stretches::with_visible_edges(text.trim_matches(is_blank));
        // Closing `#`s would be taken off a heading.
        let open = text.trim_end_matches('#');
        format!("{open}{}", "\\#".repeat(text.len() - open.len()))
    }

    /// The same between brackets.
    pub(super) fn in_brackets(&self, content: &[Inline]) -> String {
        Self { in_brackets: true, ..*self }.in_one_line(content)
    }

    /// The path of a picture; nothing for a picture that the publication does not have.
    pub(super) fn path(&self, picture: PictureId) -> String {
        let path = self.pictures.get(picture.0).map_or("", |picture| picture.path.as_str());
        target(&path.replace('%', "%25"))
    }

    fn write(&self, content: &[Inline], line_break: &str, text: &mut String) {
        // What the next stretch is going on with shows only where texts are whole.
        let is_text = |inline: &Inline| matches!(inline.kind, InlineKind::Text(_));
        if content.windows(2).any(|pair| pair.iter().all(is_text)) {
            return self.write(&joined(content), line_break, text);
        }
        for (at, inline) in content.iter().enumerate() {
            let mut own = String::new();
            let next = content.get(at + 1);
            match &inline.kind {
                InlineKind::Text(words) => escape::escape(words, self.punctuation, &mut own),
                InlineKind::Emphasis(inside) => {
                    let around = Around { emphasis: true, ..self.around };
                    let clashes = self.around.emphasis || (self.around.strong && !is_apart(text, inside, next));
                    self.stretch(["*", "em"], clashes, inside, around, line_break, text);
                }
                InlineKind::Strong(inside) => {
                    let around = Around { strong: true, ..self.around };
                    let clashes = self.around.strong || (self.around.emphasis && !is_apart(text, inside, next));
                    self.stretch(["**", "strong"], clashes, inside, around, line_break, text);
                }
                InlineKind::Strikeout(inside) => {
                    let around = Around { strikeout: true, ..self.around };
                    let clashes = self.around.strikeout || text.ends_with('~') || inside.iter().any(holds_tilde);
                    self.stretch(["~~", "del"], clashes, inside, around, line_break, text);
                }
                InlineKind::Superscript(inside) => self.script(["^", "sup"], inside, line_break, text),
                InlineKind::Subscript(inside) => self.script(["~", "sub"], inside, line_break, text),
                InlineKind::Code(code) => self.code(code, &mut own),
                InlineKind::Span { attributes, content } => self.span(attributes, content, line_break, &mut own),
                InlineKind::Link { target: to, content } => self.link(to, content, line_break, &mut own),
                InlineKind::Picture { picture, alt, attributes } => {
                    let mut given = attributes.as_deref().cloned().unwrap_or_default();
                    given.others.insert(0, ("alt".to_owned(), alt.clone()));
                    own = format!("![]({}){}", self.path(*picture), filled(&given, &[]));
                }
                InlineKind::Math { source, display } => {
                    let fence = if *display { "$$" } else { "$" };
                    let source = source.split_whitespace().collect::<Vec<_>>().join(" ");
                    let source = if self.in_table { source.replace('|', "\\|") } else { source };
                    own = format!("{fence}{source}{fence}");
                }
                InlineKind::Reference { target } => own = format!("[](#{target})"),
                InlineKind::Citation(citation) => own = self.citation(citation, line_break),
                InlineKind::IndexMark { entry, content } => {
                    let mut attributes = Attributes { classes: vec!["index".to_owned()], ..Attributes::default() };
                    if entry.words.as_slice() != [plain_text(content)] {
                        attributes.others.push(("entry".to_owned(), entry.words.join("!")));
                    }
                    attributes.others.extend(entry.see.clone().map(|see| ("see".to_owned(), see)));
                    self.span(&attributes, content, line_break, &mut own);
                }
                InlineKind::NoteMark(index) => own = self.note(*index),
                InlineKind::SoftBreak => own.push(' '),
                InlineKind::HardBreak => own.push_str(line_break),
            }
            if own.is_empty() {
                continue;
            }
            stretches::join(text, &own);
            let is_text = matches!(inline.kind, InlineKind::Text(_));
            // An exclamation mark would make a picture of the link that follows it, a caret a note, a dollar sign a price.
            if !is_text && own.starts_with('[') && text.ends_with('!') && !stretches::ends_escaped(text) {
                text.insert(text.len() - 1, '\\');
            }
            let after_math = text.ends_with('$') && !stretches::ends_escaped(text);
            if (after_math && own.starts_with(|c: char| c.is_ascii_digit()))
                || (text.ends_with(']') && own.starts_with(['(', '['])) && is_text
            {
                text.push_str(stretches::JOINT);
            }
            if matches!(inline.kind, InlineKind::Code(_)) && text.ends_with('`') && !stretches::ends_escaped(text) {
                text.push_str(stretches::JOINT);
            }
            text.push_str(&own);
        }
    }

    /// A stretch between marks, or between tags where marks would be taken for those around it.
    fn stretch(&self, names: [&str; 2], clashes: bool, content: &[Inline], around: Around, line_break: &str, text: &mut String) {
        let mut inside = String::new();
        Self { around, ..*self }.write(content, line_break, &mut inside);
        if clashes {
            return stretches::tag(names[1], &inside, text);
        }
        stretches::wrap(names[0], &inside, text);
    }

    /// Raised or lowered letters: between marks if they are letters and nothing else.
    fn script(&self, names: [&str; 2], content: &[Inline], line_break: &str, text: &mut String) {
        let mut inside = String::new();
        self.write(content, line_break, &mut inside);
        // Between words, the parser has rules of its own for these marks.
        let is_plain = !inside.is_empty() && inside.chars().all(char::is_alphanumeric) && text.ends_with(char::is_alphanumeric);
        if !is_plain {
            return stretches::tag(names[1], &inside, text);
        }
        text.push_str(names[0]);
        text.push_str(&inside);
        text.push_str(names[0]);
    }

    fn span(&self, attributes: &Attributes, content: &[Inline], line_break: &str, text: &mut String) {
        let attributes = filled(attributes, &[]);
        // What carries no attributes of its own may carry those of the span.
        if let [Inline { kind: InlineKind::Code(_) | InlineKind::Link { .. } | InlineKind::Math { .. }, .. }] = content {
            let mut inside = String::new();
            self.write(content, line_break, &mut inside);
            if !inside.starts_with('<') {
                text.push_str(&inside);
                return text.push_str(&attributes);
            }
        }
        let mut inside = String::new();
        self.write(content, line_break, &mut inside);
        text.push('[');
        text.push_str(&inside);
        text.push(']');
        text.push_str(&attributes);
    }

    fn link(&self, to: &str, content: &[Inline], line_break: &str, text: &mut String) {
        let is_address = to.starts_with("https://") || to.starts_with("http://");
        let is_plain = !to.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '\\'));
        if let [Inline { kind: InlineKind::Text(words), .. }] = content
            && words == to
            && is_address
            && is_plain
        {
            return text.push_str(&format!("<{to}>"));
        }
        let mut inside = String::new();
        Self { in_brackets: true, ..*self }.write(content, line_break, &mut inside);
        text.push_str(&format!("[{inside}]({})", target(to)));
    }

    fn code(&self, code: &str, text: &mut String) {
        let fence = "`".repeat(longest_run(code, '`') + 1);
        let is_padded = code.starts_with(' ') && code.ends_with(' ') && !code.trim().is_empty();
        let space = if code.starts_with('`') || code.ends_with('`') || is_padded { " " } else { "" };
        let code = code.replace('\n', " ");
        let code = if self.in_table { code.replace('|', "\\|") } else { code };
        text.push_str(&format!("{fence}{space}{code}{space}{fence}"));
    }

    /// The mark of a note, or in brackets the note itself.
    fn note(&self, index: usize) -> String {
        match self.notes.get(index) {
            Some(note) if self.in_brackets => {
                let lines = note.content.iter().filter_map(|block| match &block.kind {
                    BlockKind::Paragraph(line) => Some(self.in_one_line(line)),
                    _ => None,
                });
                format!("^[{}]", lines.collect::<Vec<_>>().join(" "))
            }
            _ => format!("[^{}]", self.first_note + index + 1),
        }
    }

    /// A citation as the author typed it, or put together anew if a citation style has set other words in its place.
    fn citation(&self, Citation { works, content }: &Citation, line_break: &str) -> String {
        let typed = plain_text(content);
        if works.iter().all(|work| typed.contains(&format!("@{}", work.key)) || typed.contains(&format!("@{{{}}}", work.key))) {
            let mut text = String::new();
            self.write(content, line_break, &mut text);
            return text.replace("\\[", "[").replace("\\]", "]").replace("\\@", "@").replace("@\\{", "@{");
        }
        match works.as_slice() {
            [work] if work.mode == CitationMode::AuthorInText => {
                let place = self.in_one_line(&work.suffix);
                if place.is_empty() { key(work) } else { format!("{} [{place}]", key(work)) }
            }
            works => format!("[{}]", works.iter().map(|work| self.work(work)).collect::<Vec<_>>().join("; ")),
        }
    }

    fn work(&self, work: &Cited) -> String {
        let (prefix, suffix) = (self.in_one_line(&work.prefix), self.in_one_line(&work.suffix));
        let dash = if work.mode == CitationMode::SuppressAuthor { "-" } else { "" };
        let prefix = if prefix.is_empty() { prefix } else { format!("{prefix} ") };
        let suffix = if suffix.is_empty() { suffix } else { format!(", {suffix}") };
        format!("{prefix}{dash}{}{suffix}", key(work))
    }
}

fn key(work: &Cited) -> String {
    let is_plain = work.key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ':' | '.'));
    if is_plain && work.key.ends_with(char::is_alphanumeric) { format!("@{}", work.key) } else { format!("@{{{}}}", work.key) }
}

/// The inlines with neighbouring texts as one.
fn joined(content: &[Inline]) -> Vec<Inline> {
    let mut joined: Vec<Inline> = Vec::with_capacity(content.len());
    for inline in content {
        match (joined.last_mut(), &inline.kind) {
            (Some(Inline { kind: InlineKind::Text(before), .. }), InlineKind::Text(words)) => before.push_str(words),
            _ => joined.push(inline.clone()),
        }
    }
    joined
}

/// Whether an inline is written with a tilde, which a strike-out around it would take for its own.
fn holds_tilde(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Subscript(_) | InlineKind::Strikeout(_) => true,
        InlineKind::Text(text) => text.contains('~'),
        kind => kind.content().is_some_and(|content| content.iter().any(holds_tilde)),
    }
}

/// Whether the marks of a stretch in another of stars can only be its own: blanks stand around it, and letters at its edges.
fn is_apart(before: &str, inside: &[Inline], next: Option<&Inline>) -> bool {
    let words = plain_text(inside);
    let bare = inside.iter().all(|inline| matches!(inline.kind, InlineKind::Text(_)));
    let follows = matches!(next, Some(Inline { kind: InlineKind::Text(text), .. }) if text.starts_with(' '));
    bare && follows && before.ends_with(' ') && words.starts_with(char::is_alphanumeric) && words.ends_with(char::is_alphanumeric)
}

/// Tells of each note whether it is marked between brackets, and so written there.
pub(super) fn mark_written(blocks: &[Block], written: &mut [bool]) {
    for block in blocks {
        let is_figure = matches!(block.kind, BlockKind::Figure(_));
        block.each_part(&mut |part| match part {
            Part::Blocks(blocks) => mark_written(blocks, written),
            Part::Line(line) => collect_line(line, is_figure, written),
        });
    }
}

fn collect_line(line: &[Inline], in_brackets: bool, written: &mut [bool]) {
    for inline in line {
        if let InlineKind::NoteMark(index) = inline.kind
            && let Some(written) = written.get_mut(index).filter(|_| in_brackets)
        {
            *written = true;
        }
        let in_brackets = in_brackets || matches!(inline.kind, InlineKind::Link { .. });
        inline.kind.content().into_iter().for_each(|content| collect_line(content, in_brackets, written));
    }
}
