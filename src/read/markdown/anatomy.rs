//! Divs as the parts of a piece that they name: pull quote, bio, disclaimer, sidebar, verse and so on.

use std::ops::Range;

use super::super::{outputs, sections, typography};
use super::builder::{Builder, MOST_OPEN};
use super::cover::Marker;
use super::frame::{Frame, Open};
use super::verse;
use super::{attribution, captions};
use crate::base::{Code, Diagnostic, Span, nearest};
use crate::model::{Attributes, Block, BlockKind, BoxRole, Boxed, Callout, Inline, InlineKind, PullQuote, Quote};

/// What a div's class means.
#[derive(Clone, Copy)]
enum Meaning {
    PullQuote,
    Quote,
    Verse,
    Box(BoxRole),
    /// Which blocks stand under the title is decided where the whole piece is known.
    Standfirst,
}

/// Classes of divs that mean something.
const MEANINGS: [(&str, Meaning); 22] = [
    ("pullquote", Meaning::PullQuote),
    ("quote", Meaning::Quote),
    ("verse", Meaning::Verse),
    ("epigraph", Meaning::Box(BoxRole::Epigraph)),
    ("dedication", Meaning::Box(BoxRole::Dedication)),
    ("letter", Meaning::Box(BoxRole::Letter)),
    ("sidebar", Meaning::Box(BoxRole::Sidebar)),
    ("acknowledgements", Meaning::Box(BoxRole::Acknowledgements)),
    ("acknowledgments", Meaning::Box(BoxRole::Acknowledgements)),
    ("author-bio", Meaning::Box(BoxRole::AuthorBio)),
    ("disclaimer", Meaning::Box(BoxRole::Disclaimer)),
    ("standfirst", Meaning::Standfirst),
    ("callout-note", Meaning::Box(BoxRole::Callout(Callout::Note))),
    ("callout-tip", Meaning::Box(BoxRole::Callout(Callout::Tip))),
    ("callout-important", Meaning::Box(BoxRole::Callout(Callout::Important))),
    ("callout-warning", Meaning::Box(BoxRole::Callout(Callout::Warning))),
    ("callout-caution", Meaning::Box(BoxRole::Callout(Callout::Caution))),
    ("note", Meaning::Box(BoxRole::Callout(Callout::Note))),
    ("tip", Meaning::Box(BoxRole::Callout(Callout::Tip))),
    ("important", Meaning::Box(BoxRole::Callout(Callout::Important))),
    ("warning", Meaning::Box(BoxRole::Callout(Callout::Warning))),
    ("caution", Meaning::Box(BoxRole::Callout(Callout::Caution))),
];

/// What Quarto adds to callouts for its web pages, where a reader can fold them.
const FOR_THE_WEB: [&str; 3] = ["collapse", "appearance", "icon"];

fn meaning(class: &str) -> Option<Meaning> {
    MEANINGS.iter().find(|(name, _)| *name == class).map(|&(_, meaning)| meaning)
}

impl Builder<'_, '_, '_> {
    /// Does what a covered line says: mostly, opens or closes a div.
    pub(super) fn marker(&mut self, marker: Marker, start: usize, end: usize) {
        match marker {
            Marker::Open(attributes) if self.has_room() => {
                let attributes = self.dress(attributes, self.line_span(start));
                self.stack.push(Frame::new(Open::Div, start, attributes));
            }
            Marker::Open(_) => self.report_depth(start..end),
            Marker::Unclear => {
                let hint = "write it as ::: name, or as ::: {.name key=\"value\"}";
                let problem = Diagnostic::error(Code("div-unclear"), "the name or the attributes of this div make no sense");
                self.report.add(problem.at(self.line_span(start)).hint(hint));
                self.stack.push(Frame::new(Open::Div, start, Attributes::default()));
            }
            Marker::Item(_) | Marker::Label(_) | Marker::Drawn | Marker::Dollar => {}
            Marker::Settings(lines) => {
                let lines = self.drawn(lines);
                if let [first, .., last] = lines.as_slice() {
                    self.shared.settings.push(first.end..last.start);
                }
            }
            Marker::Grid(lines) => {
                let lines = self.drawn(lines);
                self.grid(&lines);
            }
            Marker::Columns(lines) => {
                let lines = self.drawn(lines);
                self.columns(&lines);
            }
            Marker::Tags(len) => self.html_words(start, start + len),
            Marker::Close => {
                self.close_tags(start);
                if let Some(Frame { kind: Open::Div, .. }) = self.stack.last()
                    && let Some(frame) = self.stack.pop()
                {
                    return self.close(frame, end.min(self.line_span(start).end as usize));
                }
                let problem = Diagnostic::error(Code("div-stray"), "this line closes a div, but none is open here");
                self.report.add(problem.at(self.line_span(start)).hint("remove it, or open the div before it in the same list or quote"));
            }
        }
    }

    /// The places in the file of the lines of a table, which are read with it.
    fn drawn(&mut self, lines: Vec<Range<usize>>) -> Vec<Range<usize>> {
        let body = self.manuscript.body;
        let lines: Vec<_> = lines.into_iter().map(|line| line.start + body..line.end + body).collect();
        self.drawn_until = lines.last().map_or(0, |line| line.end);
        lines
    }

    /// Whether another block may open inside those that are open.
    pub(super) fn has_room(&self) -> bool {
        self.depth + self.stack.len() < MOST_OPEN
    }

    /// Closes divs that the block around them, or the text, leaves open.
    pub(super) fn close_divs(&mut self, end: usize) {
        self.close_tags(end);
        while let Some(Frame { kind: Open::Div, start, attributes, .. }) = self.stack.last() {
            let name = attributes.classes.first().map_or("this div".to_owned(), |class| format!("the div “{class}”"));
            let span = self.line_span(*start);
            let problem = Diagnostic::error(Code("div-unclosed"), format!("{name} is not closed"));
            self.report.add(problem.at(span).hint("put a line of three colons (:::) after its last line"));
            if let Some(frame) = self.stack.pop() {
                self.close(frame, end);
            }
            self.close_tags(end);
        }
    }

    /// A div, as the part of the anatomy that its class names.
    pub(super) fn div(&mut self, mut attributes: Attributes, content: Vec<Block>, start: usize, end: usize) {
        self.report.diagnostics.extend(outputs::settle(&mut attributes).map(|problem| problem.at(self.line_span(start))));
        let named = attributes.classes.iter().enumerate().find_map(|(at, class)| Some((at, meaning(class)?)));
        let Some((at, meaning)) = named else {
            let (attributes, content) = match captions::of_div(attributes, content) {
                Ok((kind, attributes)) => return self.push_block(kind, attributes, start, end),
                Err(parts) => parts,
            };
            let others = Attributes { others: attributes.others.clone(), ..Attributes::default() };
            let (attributes, content) = match sections::dissolve(attributes, content) {
                Ok(blocks) => return self.dissolved(blocks, &others, start),
                Err(parts) => parts,
            };
            self.unknown_div(&attributes, start);
            return self.push_block(BlockKind::Group(content), attributes, start, end);
        };
        let class = attributes.classes.remove(at);
        let span = self.line_span(start);
        if content.is_empty() {
            let problem = Diagnostic::warning(Code("div-empty"), format!("the div “{class}” holds no text, so it is left out"));
            self.report.add(problem.at(span).hint("write its text before the line of colons that closes it"));
            return;
        }
        let kind = match meaning {
            Meaning::PullQuote => {
                let attribution = take(&mut attributes, "attribution").map(|words| typography::words(&words, self.manuscript.language));
                BlockKind::PullQuote(PullQuote { content, attribution, repeats: None })
            }
            Meaning::Quote => {
                let (content, attribution) = self.attributed(&mut attributes, content, span);
                BlockKind::Quote(Quote { content: unquoted(content), attribution })
            }
            Meaning::Verse => {
                let (content, attribution) = self.attributed(&mut attributes, content, span);
                let verse = BlockKind::Verse(verse::stanzas(content, self.manuscript.text));
                if attribution.is_empty() {
                    verse
                } else {
                    let verse = Block { kind: verse, attributes: Attributes::default(), span: self.span(start, end) };
                    BlockKind::Quote(Quote { content: vec![verse], attribution })
                }
            }
            Meaning::Box(role) => {
                let boxed = self.boxed(role, &mut attributes, content, span);
                BlockKind::Boxed(boxed)
            }
            Meaning::Standfirst => {
                attributes.classes.insert(0, class);
                BlockKind::Group(content)
            }
        };
        let is_used = |key: &str| match meaning {
            Meaning::PullQuote => key == "source",
            Meaning::Box(BoxRole::Callout(_)) => FOR_THE_WEB.contains(&key),
            _ => false,
        };
        let unused = attributes.others.iter().filter(|(key, _)| !is_used(key)).cloned().collect();
        self.unused_attributes(&Attributes { others: unused, ..Attributes::default() }, span);
        if matches!(meaning, Meaning::Box(_)) {
            attributes.others.retain(|(key, _)| !is_used(key));
        }
        self.push_block(kind, attributes, start, end);
    }

    /// Puts the blocks of a div that was a section where it stood.
    fn dissolved(&mut self, blocks: Vec<Block>, unused: &Attributes, start: usize) {
        self.unused_attributes(unused, self.line_span(start));
        if let Some(frame) = self.stack.last_mut() {
            frame.blocks.extend(blocks);
        }
    }

    /// The box with its title, which is given or is the heading that it begins with.
    pub(super) fn boxed(&mut self, role: BoxRole, attributes: &mut Attributes, content: Vec<Block>, span: Span) -> Boxed {
        let wants_attribution = matches!(role, BoxRole::Epigraph | BoxRole::Letter | BoxRole::Dedication);
        let (mut content, attribution) = if wants_attribution { self.attributed(attributes, content, span) } else { (content, Vec::new()) };
        if role == BoxRole::Epigraph {
            content = unquoted(content);
        }
        let title = if matches!(role, BoxRole::Callout(_) | BoxRole::Sidebar) { take(attributes, "title") } else { None };
        let heading = match (title, content.first_mut().map(|block| &mut block.kind)) {
            (Some(title), _) => Some(self.typed_line(&title, span)),
            (None, Some(BlockKind::Heading { content: words, .. })) => {
                let words = std::mem::take(words);
                content.remove(0);
                Some(words)
            }
            _ => None,
        };
        Boxed { role, heading, content, attribution }
    }

    /// The blocks without the line that says whose words they are, and that line.
    fn attributed(&mut self, attributes: &mut Attributes, mut content: Vec<Block>, span: Span) -> (Vec<Block>, Vec<Inline>) {
        if let Some(words) = take(attributes, "attribution") {
            return (content, self.typed_line(&words, span));
        }
        // The quotation may be marked as one inside the div, and then knows whose it is.
        if let [Block { kind: BlockKind::Quote(quote), .. }] = content.as_mut_slice() {
            let attribution = std::mem::take(&mut quote.attribution);
            return (content, attribution);
        }
        let attribution = attribution::take(&mut content);
        (content, attribution)
    }

    /// A line out of the value of an attribute.
    pub(super) fn typed_line(&self, words: &str, span: Span) -> Vec<Inline> {
        vec![Inline { kind: InlineKind::Text(typography::words(words, &self.language())), span }]
    }

    fn unknown_div(&mut self, attributes: &Attributes, start: usize) {
        let outputs = [outputs::EPUB, outputs::PRINT];
        let Some(class) = attributes.classes.iter().find(|class| !outputs.contains(&class.as_str())) else { return };
        let known = MEANINGS.iter().map(|&(name, _)| name).chain(outputs);
        let hint = match nearest(class, known) {
            Some(near) => format!("did you mean “{near}”?"),
            None => format!("its text is kept, for a stylesheet to select as .{class}"),
        };
        let span = self.line_span(start);
        self.report.add(Diagnostic::warning(Code("unknown-div"), format!("“{class}” is not a kind of div we know")).at(span).hint(hint));
    }
}

/// The blocks themselves, if all of them stand in one quotation.
fn unquoted(mut content: Vec<Block>) -> Vec<Block> {
    if let [Block { kind: BlockKind::Quote(quote), attributes, .. }] = content.as_mut_slice()
        && *attributes == Attributes::default()
        && quote.attribution.is_empty()
    {
        return std::mem::take(&mut quote.content);
    }
    content
}

/// Whether a class names a part of the anatomy.
pub(super) fn is_known(class: &str) -> bool {
    meaning(class).is_some()
}

/// Takes an attribute's value.
pub(super) fn take(attributes: &mut Attributes, key: &str) -> Option<String> {
    let at = attributes.others.iter().position(|(name, _)| name == key)?;
    Some(attributes.others.remove(at).1)
}
