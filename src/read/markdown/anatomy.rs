//! Divs as the parts of a piece that they name: pull quote, bio, disclaimer, standfirst.

use super::super::typography;
use super::builder::{Builder, MOST_OPEN};
use super::cover::Marker;
use super::frame::{Frame, Open};
use super::html;
use crate::base::{Code, Diagnostic, nearest};
use crate::model::{Attributes, Block, BlockKind, BoxRole, Boxed, PullQuote};

/// Divs that mean something.
pub(in crate::read) const DIVS: [&str; 4] = ["pullquote", "author-bio", "disclaimer", "standfirst"];

impl Builder<'_, '_, '_> {
    /// Does what a covered line says: mostly, opens or closes a div.
    pub(super) fn marker(&mut self, marker: Marker, start: usize, end: usize) {
        match marker {
            Marker::Open(attributes) if self.stack.len() < MOST_OPEN => {
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
            Marker::Tags(tag) => {
                if let Some(tag) = tag {
                    self.report.add(html::problem(&tag).at(self.line_span(start)));
                }
            }
            Marker::Close => {
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

    /// Closes divs that the block around them, or the text, leaves open.
    pub(super) fn close_divs(&mut self, end: usize) {
        while let Some(Frame { kind: Open::Div, start, attributes, .. }) = self.stack.last() {
            let name = attributes.classes.first().map_or("this div".to_owned(), |class| format!("the div “{class}”"));
            let span = self.line_span(*start);
            let problem = Diagnostic::error(Code("div-unclosed"), format!("{name} is not closed"));
            self.report.add(problem.at(span).hint("put a line of three colons (:::) after its last line"));
            if let Some(frame) = self.stack.pop() {
                self.close(frame, end);
            }
        }
    }

    /// A div, as the part of the anatomy that its class names.
    pub(super) fn div(&mut self, mut attributes: Attributes, content: Vec<Block>, start: usize, end: usize) {
        let role = attributes.classes.iter().position(|class| DIVS.contains(&class.as_str()));
        let role = match role {
            Some(at) => attributes.classes.remove(at),
            None => {
                self.unknown_div(&attributes, start);
                return self.push_block(BlockKind::Group(content), attributes, start, end);
            }
        };
        let span = self.line_span(start);
        if content.is_empty() {
            let problem = Diagnostic::warning(Code("div-empty"), format!("the div “{role}” holds no text, so it is left out"));
            self.report.add(problem.at(span).hint("write its text before the line of colons that closes it"));
            return;
        }
        let kind = match role.as_str() {
            "pullquote" => {
                let attribution = attributes.others.iter().position(|(key, _)| key == "attribution");
                let attribution = attribution.map(|at| attributes.others.remove(at).1);
                let attribution = attribution.map(|words| typography::words(&words, self.manuscript.language));
                BlockKind::PullQuote(PullQuote { content, attribution, repeats: None })
            }
            "author-bio" => BlockKind::Boxed(boxed(BoxRole::AuthorBio, content)),
            "disclaimer" => BlockKind::Boxed(boxed(BoxRole::Disclaimer, content)),
            _ => {
                // Which blocks stand under the title is decided where the whole piece is known.
                attributes.classes.insert(0, role.clone());
                BlockKind::Group(content)
            }
        };
        let unused = attributes.others.iter().filter(|(key, _)| !(role == "pullquote" && key == "source")).cloned().collect();
        self.unused_attributes(&Attributes { others: unused, ..Attributes::default() }, span);
        self.push_block(kind, attributes, start, end);
    }

    fn unknown_div(&mut self, attributes: &Attributes, start: usize) {
        let Some(class) = attributes.classes.first() else { return };
        let hint = match nearest(class, DIVS) {
            Some(near) => format!("did you mean “{near}”?"),
            None => format!("its text is kept, for a stylesheet to select as .{class}; known here: {}", DIVS.join(", ")),
        };
        let span = self.line_span(start);
        self.report.add(Diagnostic::warning(Code("unknown-div"), format!("“{class}” is not a kind of div we know")).at(span).hint(hint));
    }
}

/// The box with its first heading, if it begins with one, as its heading.
fn boxed(role: BoxRole, mut content: Vec<Block>) -> Boxed {
    let heading = match content.first_mut().map(|block| &mut block.kind) {
        Some(BlockKind::Heading { content: words, .. }) => Some(std::mem::take(words)),
        _ => None,
    };
    if heading.is_some() {
        content.remove(0);
    }
    Boxed { role, heading, content, attribution: Vec::new() }
}
