//! What blocks are made of in the end: paragraphs, formulas on lines of their own, and pictures.

use super::{Around, Chunk, ChunkKind, Collector, Part, initial, margin};
use crate::base::{Pt, Size};
use crate::model::{NodeId, PictureId};
use crate::page::Role;
use crate::style::{TextAlign, Width};
use crate::typeset::backdrops::shown;
use crate::typeset::words::{Direction, Meaning, Run, Words};

impl<'a> Collector<'a> {
    /// A paragraph of inline nodes, or a picture that stands alone. Where each line has its own indent, each is a paragraph.
    pub(super) fn paragraph(&mut self, block: NodeId, nodes: &[NodeId], inside: Around, first: bool, last: bool) -> Vec<Chunk<'a>> {
        let style = self.styled.of(block);
        if let [only] = nodes
            && let Some(picture) = self.tree.element(*only).and_then(|element| element.picture)
        {
            return vec![self.picture(*only, picture, inside)];
        }
        let meaning = Meaning { tag: inside.tag, link: None, note: None };
        let Some(mut words) = self.words(block, nodes, inside.measure, meaning, first, last) else { return Vec::new() };
        if !first && !style.indent_each_line && !style.indent_hanging {
            // What goes on after a block inside it is no first line (CSS Text 3, 8.1).
            words.setting.indent = Pt::ZERO;
        }
        let parts = if style.indent_each_line { each_line(words) } else { vec![(0, words)] };
        let count = parts.len();
        let mut chunks = Vec::with_capacity(count);
        for (number, (empty, mut words)) in parts.into_iter().enumerate() {
            let initial = (first && number == 0).then(|| initial::take(&mut words, block, self.styled, self.fonts)).flatten();
            let mut x = inside.x;
            if style.indent_hanging {
                let indent = words.setting.indent;
                if words.setting.direction == Direction::LeftToRight {
                    x += indent;
                }
                words.setting.measure = (words.setting.measure - indent).max(style.font_size);
                words.setting.indent = -indent;
            }
            let above = words.setting.line_height * empty as f32;
            let width = words.setting.measure;
            let index = self.flow.paragraphs.len();
            self.flow.paragraphs.push(words);
            let part = Part { before: number, after: count - number - 1 };
            let kind = ChunkKind::Paragraph { index, initial, markers: Vec::new(), part };
            chunks.push(Chunk { node: block, style, x, width, above, below: Pt::ZERO, kind });
        }
        chunks
    }

    /// A formula on a line of its own.
    pub(super) fn formula(&mut self, node: NodeId, inside: Around) -> Vec<Chunk<'a>> {
        let style = self.styled.of(node);
        let mut chunks = self.paragraph(node, &[node], inside, true, true);
        for chunk in &mut chunks {
            (chunk.above, chunk.below) = (margin(style.margin.top, inside.measure), margin(style.margin.bottom, inside.measure));
        }
        chunks
    }

    fn picture(&mut self, node: NodeId, picture: PictureId, inside: Around) -> Chunk<'a> {
        let file = self.publication.picture(picture);
        let style = self.styled.of(node);
        let shape = file.width as f32 / file.height.max(1) as f32;
        let width = match (style.width, style.height) {
            (Width::Length(length), _) if !self.fill_pictures => length.of(inside.measure).min(inside.measure),
            (Width::Length(_), _) => inside.measure,
            (Width::Auto, Some(height)) => (height * shape).min(inside.measure),
            (Width::Auto, None) => file.finest_width().min(inside.measure),
        };
        let size = Size { width, height: width / shape };
        let alt = self.tree.element(node).and_then(|element| element.get("alt")).filter(|alt| !alt.trim().is_empty());
        let tag = alt.map(|alt| {
            let tag = self.flow.structure.open(inside.tag, Role::Figure);
            self.flow.structure.get_mut(tag).alt = Some(alt.to_owned());
            tag
        });
        let content = tag.map(|tag| self.flow.structure.content(tag));
        self.flow.figures.extend(content.zip(tag));
        let number = self.picture_number(picture);
        let kind = ChunkKind::Picture { picture: number, size, content };
        // In the middle, unless its surroundings start at one side.
        let slack = if self.styled.of(node).text_align == TextAlign::Start && !self.mirrored { Pt::ZERO } else { inside.measure - width };
        let x = inside.x + slack / 2.0;
        Chunk { node, style: self.styled.of(node), x, width, above: Pt::ZERO, below: Pt::ZERO, kind }
    }

    pub(in crate::typeset) fn picture_number(&mut self, picture: PictureId) -> usize {
        let file = self.publication.picture(picture);
        let pictures = &mut self.flow.pictures;
        *self.pictures.entry(picture).or_insert_with(|| {
            pictures.push(shown(file));
            pictures.len() - 1
        })
    }
}

/// The lines of a paragraph, as the author ended them, each with the number of empty lines before it.
fn each_line(words: Words) -> Vec<(usize, Words)> {
    let mut lines = Vec::new();
    let (mut start, mut empty) = (0, 0);
    for line in words.text.split('\n') {
        let end = start + line.len();
        if line.trim().is_empty() {
            empty += 1;
        } else {
            lines.push((std::mem::take(&mut empty), part_of(&words, start, end)));
        }
        start = end + 1;
    }
    lines
}

/// A stretch of a paragraph, as one of its own.
fn part_of(words: &Words, start: usize, end: usize) -> Words {
    let first = words.runs.partition_point(|run| run.range.end <= start);
    let runs = words.runs.iter().skip(first).take_while(|run| run.range.start < end).map(|run| {
        let from = run.range.start.max(start);
        let source = run.source.map(|(node, offset)| (node, offset + (from - run.range.start)));
        Run { range: from - start..run.range.end.min(end) - start, source, ..run.clone() }
    });
    // What begins at the line end before begins with this line.
    let from = start.saturating_sub(1);
    let anchors = words.anchors.iter().filter(|&&(at, _)| at < end && (at >= from)).map(|&(at, node)| (at.saturating_sub(start), node));
    let text = words.text.get(start..end).unwrap_or_default().to_owned();
    Words { anchors: anchors.collect(), ..Words::new(text, runs.collect(), words.setting.clone()) }
}
