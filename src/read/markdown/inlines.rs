//! What stands in a line: words, bracketed spans, links, pictures, note marks.

use std::ops::Range;

use pulldown_cmark::Event;

use super::super::attributes;
use super::super::links;
use super::super::outputs;
use super::super::pictures::is_remote;
use super::super::scan;
use super::super::typography;
use super::builder::Builder;
use super::citations;
use super::frame::{Draft, Frame, Open};
use crate::base::{Code, Diagnostic, Span};
use crate::model::{Attributes, Block, BlockKind, IndexEntry, Inline, InlineKind, Note, plain_text};

/// How many spans may stand in each other. Of more open brackets, the first are just brackets.
const MOST_BRACKETS: usize = 8;

impl Builder<'_, '_, '_> {
    /// Takes an event that belongs in a line.
    pub(super) fn inline(&mut self, event: Event, range: Range<usize>) {
        let hidden = range.start < self.skip || range.start >= self.hide;
        match event {
            Event::Text(text) => {
                self.ensure_line(range.start);
                self.text(&text, range);
            }
            _ if hidden => {}
            Event::Code(text) => {
                self.ensure_line(range.start);
                if self.raw_inline(&text, &range) {
                    return;
                }
                self.push(InlineKind::Code(text.into_string()), range.start, range.end);
                self.wrap_last(range);
            }
            Event::SoftBreak => self.push(InlineKind::SoftBreak, range.start, range.end),
            Event::HardBreak => self.push(InlineKind::HardBreak, range.start, range.end),
            Event::FootnoteReference(label) => self.note_mark(&label, range),
            Event::InlineMath(source) => self.math(&source, false, range),
            Event::DisplayMath(source) => self.math(&source, true, range),
            Event::InlineHtml(text) => self.inline_html(&text, range),
            _ => {}
        }
    }

    /// Makes a closed inline a part of what is around it.
    pub(super) fn close_inline(&mut self, kind: Open, content: Vec<Inline>, start: usize, end: usize) {
        if content.is_empty() && start < self.skip {
            // It stands in the value of an attribute, whose words are not the line's.
            return;
        }
        let inline = match kind {
            Open::Picture(target) => return self.picture(&target, content, start..end),
            Open::Link(mut target) if content.is_empty() && target.len() > 1 && target.starts_with('#') => {
                InlineKind::Reference { target: target.split_off(1) }
            }
            Open::Link(target) => match links::problem(&target) {
                None => InlineKind::Link { target, content },
                Some(problem) => {
                    self.report.add(problem.at(self.span(start, end)));
                    return self.append(content);
                }
            },
            Open::Emphasis => InlineKind::Emphasis(content),
            Open::Strong => InlineKind::Strong(content),
            Open::Strikeout => InlineKind::Strikeout(content),
            Open::Subscript if self.source(start..end).contains(char::is_whitespace) => {
                self.push_text("~".to_owned(), start, start + 1);
                self.append(content);
                return self.push_text("~".to_owned(), end - 1, end);
            }
            Open::Subscript => InlineKind::Subscript(content),
            _ => return,
        };
        let is_link = matches!(inline, InlineKind::Link { .. });
        self.push(inline, start, end);
        if is_link {
            self.wrap_last(start..end);
        }
    }

    /// Words, with the brackets among them that have attributes made into spans.
    fn text(&mut self, words: &str, range: Range<usize>) {
        let (start, end) = (range.start.max(self.skip), range.end.min(self.hide));
        if start >= end {
            // Text without a place of its own, such as the spaces of a tab, belongs to no line.
            return;
        }
        let source = self.source(range.clone());
        // Mostly the parser's words are the very bytes of the text.
        if !std::ptr::eq(words, source) && words != source && !self.is_covered(&range) {
            if start == range.start {
                self.push_text(words.to_owned(), range.start, range.end);
            }
            return;
        }
        let mut marks = scan::Places::of(self.source(start..end), [*b"[]@", *b"^~\\"]);
        let mut at = start;
        while at < end {
            let Some(found) = marks.next_from(at - start) else {
                return self.push_text(self.source(at..end).to_owned(), at, end);
            };
            let bracket = start + found;
            let is_plain = |builder: &Self| !builder.is_escaped(bracket);
            if bracket > at {
                self.push_text(self.source(at..bracket).to_owned(), at, bracket);
            }
            at = bracket + 1;
            match self.source(bracket..at) {
                "[" if is_plain(self) => {
                    let place = self.stack.last().map_or(0, |frame| frame.inlines.len());
                    self.push_text("[".to_owned(), bracket, at);
                    if let Some(frame) = self.stack.last_mut() {
                        if frame.brackets.len() >= MOST_BRACKETS {
                            frame.brackets.remove(0);
                        }
                        frame.brackets.push(place);
                    }
                }
                "]" if is_plain(self) => at = self.close_bracket(bracket),
                "@" if is_plain(self) => at = self.key(bracket, end),
                "^" | "~" if is_plain(self) => self.script(bracket),
                // A space with a backslash before it keeps its line together.
                "\\" if at < end && self.source(at..at + 1) == " " && is_plain(self) => {
                    at += 1;
                    self.push_text("\u{A0}".to_owned(), bracket, at);
                }
                other => self.push_text(other.to_owned(), bracket, at),
            }
        }
    }

    /// A caret or a tilde: the end of raised or lowered letters if another stands before it in the same word, as in `H~2~O`
    /// (Pandoc's rule); else the beginning of some.
    fn script(&mut self, at: usize) {
        let is_raised = self.source(at..at + 1) == "^";
        let mark = self.source(at..at + 1);
        let place = self.stack.last_mut().and_then(|frame| frame.scripts[usize::from(is_raised)].take());
        // A bracket between the two that is still open belongs to a stretch of its own.
        let place = place.filter(|place| self.stack.last().is_some_and(|frame| frame.brackets.last().is_none_or(|open| open < place)));
        let opening = place.and_then(|place| self.stack.last()?.inlines.get(place));
        let opening = opening.filter(|inline| matches!(&inline.kind, InlineKind::Text(text) if text == mark));
        let inside = opening.map_or("", |opening| self.source(opening.span.end as usize..at));
        // Two tildes are those of a strike-out.
        let stands_alone =
            is_raised || !(self.source(0..at).ends_with('~') || self.source(at + 1..self.manuscript.text.len()).starts_with('~'));
        if let Some(place) = place.filter(|_| stands_alone && !inside.is_empty() && !inside.contains(char::is_whitespace)) {
            let (start, content) = self.take_bracketed(place, at);
            return self.push(if is_raised { InlineKind::Superscript(content) } else { InlineKind::Subscript(content) }, start, at + 1);
        }
        // A caret before a bracket begins a note.
        let begins_note = is_raised && self.source(at + 1..self.manuscript.text.len()).starts_with('[');
        if let Some(frame) = self.stack.last_mut().filter(|_| stands_alone && !begins_note) {
            frame.scripts[usize::from(is_raised)] = Some(frame.inlines.len());
        }
        self.push_text(mark.to_owned(), at, at + 1);
    }

    /// Whether something in a range was covered, so that the parser's words are not those of the text.
    fn is_covered(&self, range: &Range<usize>) -> bool {
        let body = self.manuscript.body;
        self.markers.range(range.start - body..range.end - body).next().is_some()
    }

    /// Makes a span of the words since the last bracket if attributes follow, or a note if a caret stood before it;
    /// returns where the text goes on.
    fn close_bracket(&mut self, bracket: usize) -> usize {
        let after = bracket + 1;
        let Some(place) = self.stack.last_mut().and_then(|frame| frame.brackets.pop()) else {
            self.push_text("]".to_owned(), bracket, after);
            return after;
        };
        if self.closes_note(place) {
            self.note_here(place, after);
            return after;
        }
        let Some(found) = attributes::parse(self.source(after..self.manuscript.text.len())) else {
            if self.cites(place, after) {
                return after;
            }
            self.push_text("]".to_owned(), bracket, after);
            self.check_note(place, after);
            self.check_broken(place, after);
            return after;
        };
        let end = after + found.len;
        self.skip = end;
        let (start, content) = self.take_bracketed(place, bracket);
        self.span_of(found.attributes, content, start, end);
        end
    }

    /// A span, or what its class makes of it: a place that the index refers to.
    fn span_of(&mut self, attributes: Attributes, content: Vec<Inline>, start: usize, end: usize) {
        let span = self.span(start, end);
        let mut attributes = self.dress(attributes, span);
        self.report.diagnostics.extend(outputs::settle(&mut attributes).map(|problem| problem.at(span)));
        for (short, class) in [("sc", "smallcaps"), ("small-caps", "smallcaps"), ("ul", "underline")] {
            attributes.classes.iter_mut().filter(|own| *own == short).for_each(|own| class.clone_into(own));
        }
        let Some(at) = attributes.classes.iter().position(|class| class == "index") else {
            self.unused_attributes(&attributes, span);
            return self.push(InlineKind::Span { attributes: Box::new(attributes), content }, start, end);
        };
        attributes.classes.remove(at);
        let language = self.language();
        let mut take = |key: &str| {
            let at = attributes.others.iter().position(|(name, _)| name == key)?;
            Some(typography::words(&attributes.others.remove(at).1, &language))
        };
        let entry = take("entry").unwrap_or_else(|| plain_text(&content));
        let see = take("see").filter(|see| !see.trim().is_empty());
        let entry: Vec<String> = entry.split('!').map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect();
        self.unused_attributes(&attributes, span);
        if entry.is_empty() {
            let problem = Diagnostic::warning(Code("index-entry-missing"), "this index mark names no entry, so it is left out");
            self.report.add(problem.at(span).hint("write the term between the brackets, or give entry=\"term!sub-term\""));
            return self.append(content);
        }
        let mark = InlineKind::IndexMark { entry: Box::new(IndexEntry { words: entry, see }), content };
        if attributes == Attributes::default() {
            return self.push(mark, start, end);
        }
        self.push(InlineKind::Span { attributes: Box::new(attributes), content: vec![Inline { kind: mark, span }] }, start, end);
    }

    /// A formula, unless the second dollar sign begins a price, as in “$5–$6” (Pandoc's rule).
    fn math(&mut self, source: &str, display: bool, range: Range<usize>) {
        self.ensure_line(range.start);
        let price = !display && self.source(range.end..self.manuscript.text.len()).starts_with(|c: char| c.is_ascii_digit());
        if price {
            return self.push_text(self.source(range.clone()).to_owned(), range.start, range.end);
        }
        self.push(InlineKind::Math { source: source.trim().to_owned(), display }, range.start, range.end);
        // Quarto names a formula after a space.
        let after = self.source(range.end..self.manuscript.text.len());
        let space = if display { after.len() - after.trim_start_matches(' ').len() } else { 0 };
        self.wrap_last(range.start..range.end + space);
    }

    /// What an at sign begins: a reference to a numbered thing, a citation, or nothing; returns where the text goes on.
    fn key(&mut self, at: usize, end: usize) -> usize {
        let before = self.source(0..at).chars().next_back();
        let in_link = self.stack.iter().any(|frame| matches!(frame.kind, Open::Link(_)));
        let found = citations::key(self.source(at..end))
            .filter(|_| !in_link && !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '@' | '/')));
        let Some((key, len)) = found else {
            self.push_text("@".to_owned(), at, at + 1);
            return at + 1;
        };
        let end = at + len;
        let kind = if citations::is_reference(key) {
            InlineKind::Reference { target: key.to_owned() }
        } else {
            let typed = Inline { kind: InlineKind::Text(self.source(at..end).to_owned()), span: self.span(at, end) };
            self.shared.examples.reference(key, typed.clone()).unwrap_or_else(|| {
                self.shared.has_keys = true;
                citations::in_text(key, typed)
            })
        };
        self.push(kind, at, end);
        end
    }

    /// Makes a citation of the inlines after an open bracket, if that is what they are.
    fn cites(&mut self, place: usize, end: usize) -> bool {
        let Some(frame) = self.stack.last() else { return false };
        let inside = frame.inlines.get(place + 1..).unwrap_or_default();
        if !inside.iter().any(citations::is_cited) {
            return self.adds_locator(place, end);
        }
        let Some(group) = citations::group(inside) else { return false };
        let (start, content) = self.take_bracketed(place, end);
        match group {
            citations::Group::References => self.append(citations::numbers_only(content)),
            citations::Group::Works(mut works) => {
                for work in &mut works {
                    work.prefix = self.line(std::mem::take(&mut work.prefix));
                    work.suffix = self.line(std::mem::take(&mut work.suffix));
                }
                let bracket = |mark: &str, at: usize| Inline { kind: InlineKind::Text(mark.to_owned()), span: self.span(at, at + 1) };
                let (opening, closing) = (bracket("[", start), bracket("]", end - 1));
                let typed = std::iter::once(opening).chain(citations::typed(content)).chain([closing]).collect();
                self.push(citations::citation(works, typed), start, end);
            }
        }
        true
    }

    /// Takes what stands in brackets after a work named in the sentence as its place: `@key [p. 33]`.
    fn adds_locator(&mut self, place: usize, end: usize) -> bool {
        let Some(frame) = self.stack.last() else { return false };
        let Some([.., work, space]) = frame.inlines.get(..place) else { return false };
        let spaced = matches!(&space.kind, InlineKind::Text(text) if text == " ");
        if !(self.shared.bare_keys && spaced && citations::is_cited(work))
            || self.source(end..self.manuscript.text.len()).starts_with(['(', '['])
        {
            return false;
        }
        let (start, content) = self.take_bracketed(place, end);
        let suffix = self.line(content.clone());
        let bracket = |mark: &str, at: usize| Inline { kind: InlineKind::Text(mark.to_owned()), span: self.span(at, at + 1) };
        let typed = std::iter::once(bracket("[", start)).chain(content).chain([bracket("]", end - 1)]).collect();
        if let Some(frame) = self.stack.last_mut()
            && let Some(space) = frame.inlines.pop()
            && let Some(work) = frame.inlines.last_mut()
        {
            citations::locate(work, suffix, space, typed);
        }
        true
    }

    /// The inlines after an open bracket, and the byte of the bracket.
    fn take_bracketed(&mut self, place: usize, otherwise: usize) -> (usize, Vec<Inline>) {
        let mut taken =
            self.stack.last_mut().map_or_else(Vec::new, |frame| frame.inlines.split_off(place.min(frame.inlines.len()))).into_iter();
        let start = taken.next().map_or(otherwise, |bracket| bracket.span.start as usize);
        (start, taken.collect())
    }

    /// Whether the bracket belongs to a note written in the line, `^[...]`.
    fn closes_note(&self, place: usize) -> bool {
        let Some(frame) = self.stack.last() else { return false };
        place.checked_sub(1).and_then(|before| frame.inlines.get(before)).is_some_and(|before| {
            matches!(&before.kind, InlineKind::Text(text) if text.ends_with('^')) && !self.is_escaped(before.span.end as usize - 1)
        })
    }

    fn note_here(&mut self, place: usize, end: usize) {
        let (start, content) = self.take_bracketed(place, end);
        if let Some(Inline { kind: InlineKind::Text(text), span }) = self.stack.last_mut().and_then(|frame| frame.inlines.last_mut()) {
            text.pop();
            span.end -= 1;
        }
        let span = self.span(start, end);
        let content = self.line(content);
        let paragraph = Block { kind: BlockKind::Paragraph(content), attributes: Attributes::default(), span };
        let number = self.shared.notes.here(Note { content: vec![paragraph], span });
        self.push(InlineKind::NoteMark(number), start - 1, end);
    }

    /// `[^label]` that no note answers is plain text to the parser, and mostly a slip of the author.
    fn check_note(&mut self, place: usize, end: usize) {
        let Some(start) = self.stack.last().and_then(|frame| frame.inlines.get(place)).map(|inline| inline.span.start as usize) else {
            return;
        };
        let source = self.source(start..end);
        if let Some(label) = source.strip_prefix("[^").and_then(|rest| rest.strip_suffix(']'))
            && (1..100).contains(&label.len())
            && !label.contains(char::is_whitespace)
        {
            let problem = Diagnostic::warning(Code("note-missing"), format!("there is no note “{label}”")).at(self.span(start, end));
            self.report.add(problem.hint(format!("add a paragraph that begins with [^{label}]:")));
        }
    }

    /// A note's mark between the brackets keeps the parser from seeing a link or a picture in them.
    fn check_broken(&mut self, place: usize, end: usize) {
        let inside = self.stack.last().and_then(|frame| frame.inlines.get(place..)).unwrap_or_default();
        let Some(start) = inside.first().map(|bracket| bracket.span.start as usize) else { return };
        // Only the last few are looked at: brackets may stand in brackets as deep as a line is long.
        let holds_mark = inside.iter().rev().take(64).any(|inline| matches!(inline.kind, InlineKind::NoteMark(_)));
        if self.source(end..self.manuscript.text.len()).starts_with('(') && holds_mark {
            let what = if self.source(0..start).ends_with('!') { "picture" } else { "link" };
            let message = format!("a note’s mark stands in the words of this {what}, which cannot be read so");
            let problem = Diagnostic::error(Code("note-in-brackets"), message).at(self.span(start, end));
            self.report.add(problem.hint("write the note between the words, as ^[the note], or put its mark elsewhere"));
        }
    }

    fn note_mark(&mut self, label: &str, range: Range<usize>) {
        self.ensure_line(range.start);
        let number = self.shared.notes.refer(label, self.span(range.start, range.end));
        self.push(InlineKind::NoteMark(number), range.start, range.end);
    }

    fn picture(&mut self, target: &str, caption: Vec<Inline>, range: Range<usize>) {
        let mut found = attributes::parse(self.source(range.end..self.manuscript.text.len()));
        let end = range.end + found.as_ref().map_or(0, |found| found.len);
        found.as_mut().into_iter().for_each(|found| found.len += range.end - range.start);
        self.picture_with(target, caption, range.start..end.max(range.end), found);
    }

    /// A picture with the attributes that stand after it, which take the end of the range.
    pub(super) fn picture_with(&mut self, target: &str, caption: Vec<Inline>, range: Range<usize>, found: Option<attributes::Found>) {
        let end = range.end;
        self.skip = self.skip.max(end);
        let span = self.span(range.start, end);
        let attributes = found.map_or_else(Attributes::default, |found| self.dress(found.attributes, span));
        let path = percent_decoded(target);
        let picture = self.pictures.referred(self.manuscript.folder, &path, self.span(range.start, range.end), self.report);
        let Some(picture) = picture else {
            // The words of the caption are words of the text, whatever became of the picture.
            return if is_remote(target) { self.link_to_picture(target, caption, range) } else { self.append(caption) };
        };
        let words = plain_text(&caption);
        let alt = match attributes.get("alt") {
            Some(alt) => typography::words(alt, &self.language()),
            None => {
                self.report.add(no_description(&words, span));
                typography::words(words.trim(), &self.language())
            }
        };
        // What a picture among words has of the author; a figure has it from the draft.
        let own = Attributes { others: Vec::new(), ..attributes.clone() }.some();
        self.push(InlineKind::Picture { picture, alt: alt.clone(), attributes: own }, range.start, end);
        let draft = Box::new(Draft { picture, alt, caption, attributes });
        if let Some(before) = self.stack.last_mut().and_then(|frame| frame.picture.replace(draft)) {
            self.stays_in_line(&before, span);
        }
    }

    /// A link in place of a picture that is on the web.
    fn link_to_picture(&mut self, target: &str, caption: Vec<Inline>, range: Range<usize>) {
        // A link cannot stand in a link, nor hold one.
        let linked = self.stack.iter().any(|frame| matches!(frame.kind, Open::Link(_)));
        if linked || links::problem(target).is_some() || caption.iter().any(holds_link) {
            return self.append(caption);
        }
        let mut content = caption;
        if plain_text(&content).trim().is_empty() {
            let name = percent_decoded(target.rsplit('/').find(|part| !part.is_empty()).unwrap_or(target));
            content = vec![Inline { kind: InlineKind::Text(name), span: self.span(range.start, range.end) }];
        }
        self.push(InlineKind::Link { target: target.to_owned(), content }, range.start, range.end);
    }

    /// Attributes after a link or code make a span around it.
    fn wrap_last(&mut self, range: Range<usize>) {
        let Some(found) = attributes::parse(self.source(range.end..self.manuscript.text.len())) else { return };
        let end = range.end + found.len;
        self.skip = end;
        let span = self.span(range.start, end);
        let attributes = self.dress(found.attributes, span);
        self.unused_attributes(&attributes, span);
        let inner = self.stack.last_mut().and_then(|frame| frame.inlines.pop());
        let content = inner.into_iter().collect();
        self.push(InlineKind::Span { attributes: Box::new(attributes), content }, range.start, end);
    }

    pub(super) fn push_text(&mut self, words: String, start: usize, end: usize) {
        self.push(InlineKind::Text(words), start, end);
    }

    pub(super) fn push(&mut self, kind: InlineKind, start: usize, end: usize) {
        let span = self.span(start, end);
        if let Some(frame) = self.stack.last_mut() {
            frame.inlines.push(Inline { kind, span });
        }
    }

    pub(super) fn append(&mut self, inlines: Vec<Inline>) {
        if let Some(Frame { inlines: line, .. }) = self.stack.last_mut() {
            line.extend(inlines);
        }
    }

    /// Whether the character at a byte was written with a backslash before it.
    pub(super) fn is_escaped(&self, at: usize) -> bool {
        is_escaped(self.manuscript.text, at)
    }
}

/// Whether the character at a byte was written with a backslash before it, which itself is not escaped.
pub(in crate::read) fn is_escaped(source: &str, at: usize) -> bool {
    let before = source.as_bytes().get(..at).unwrap_or_default();
    before.iter().rev().take_while(|&&byte| byte == b'\\').count() % 2 == 1
}

fn holds_link(inline: &Inline) -> bool {
    matches!(inline.kind, InlineKind::Link { .. }) || inline.kind.content().is_some_and(|content| content.iter().any(holds_link))
}

fn no_description(caption: &str, span: Span) -> Diagnostic {
    let (message, hint) = if caption.trim().is_empty() {
        (
            "this picture has no description for those who do not see it",
            "add {alt=\"what it shows\"} after it, or {alt=\"\"} if it is decoration",
        )
    } else {
        (
            "the caption serves as the picture’s description, too",
            "add {alt=\"what it shows\"} after the picture for those who do not see it",
        )
    };
    Diagnostic::warning(Code("alt-missing"), message).at(span).hint(hint)
}

/// A path without the percent signs that Markdown needs for spaces and the like.
pub(in crate::read) fn percent_decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let code = (byte == b'%').then(|| after.get(..2)).flatten().and_then(|digits| std::str::from_utf8(digits).ok());
        match code.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(decoded) => {
                bytes.push(decoded);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}
