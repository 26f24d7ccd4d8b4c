//! What stands in a line: inline elements become runs of one look and one meaning.

use unicode_script::Script;

use super::formula;
use super::small_caps;
use super::{Collector, FlowLink};
use crate::base::{Pt, Size};
use crate::model::{Content, Element, NodeId};
use crate::page::{ContentId, Mark, Role, TagId};
use crate::style::{
    ContentPart, Counter, Display, GlyphPosition, Hyphenation, Style, TextAlign, TextTransform, TextWrap, VerticalAlign, Width,
};
use crate::typeset::line::first_line::FirstLine;
use crate::typeset::line::hyphenate;
use crate::typeset::line::itemize;
use crate::typeset::words::{self, Carried, Direction, Drawn, Inset, Look, Meaning, Run, Setting, Words};

impl Collector<'_> {
    /// The words of a paragraph made of inline nodes of a block; nothing if there is nothing to print.
    ///
    /// `first` and `last` say whether the block's generated content goes before or after.
    pub(in crate::typeset) fn words(
        &mut self,
        block: NodeId,
        nodes: &[NodeId],
        measure: Pt,
        meaning: Meaning,
        first: bool,
        last: bool,
    ) -> Option<Words> {
        let style = self.styled.of(block);
        let setting = self.setting(style, measure, self.tree.element(block));
        let mut line = LineBuilder {
            collector: self,
            block,
            words: Words::new(String::new(), Vec::new(), setting),
            styles: Vec::new(),
            content: None,
        };
        // The ground of a block is drawn behind all of it, not behind its words.
        let carried = Carried { rise: Pt::ZERO, drawn: Drawn { ground: None, ..Drawn::default().within(style) } };
        if first {
            line.generated(block, true, meaning, carried);
        }
        for &node in nodes {
            line.node(node, meaning, carried);
        }
        if last {
            line.generated(block, false, meaning, carried);
        }
        line.finish(first)
    }

    /// The words that generated content stands for.
    pub(in crate::typeset) fn generated(&self, node: NodeId, parts: &[ContentPart]) -> String {
        let mut words = String::new();
        let styles = &self.styled.counter_styles;
        for part in parts {
            match part {
                ContentPart::Text(text) => words.push_str(text),
                ContentPart::ElementText => words.push_str(&self.tree.text_of(node)),
                ContentPart::Attribute(name) => {
                    words.push_str(self.tree.element(node).and_then(|element| element.get(name)).unwrap_or_default());
                }
                ContentPart::Counter(Counter { name, style }) => {
                    words.push_str(&styles.counted(self.counters.value(name, node, self.tree), style));
                }
                ContentPart::Counters(Counter { name, style }, between) => {
                    let values = self.counters.values(name, node, self.tree);
                    words.push_str(&values.into_iter().map(|value| styles.counted(value, style)).collect::<Vec<_>>().join(between));
                }
                // Pages are not known yet: see `LineBuilder::parts`. In running text a page's string stands for nothing.
                ContentPart::NamedString(..) | ContentPart::TargetPage { .. } | ContentPart::TargetText(_) | ContentPart::Leader(_) => {}
            }
        }
        words
    }

    /// The bullet or number of a list item.
    pub(super) fn marker(&mut self, item: NodeId, label: TagId) -> Option<Words> {
        let style = self.styled.of(item);
        let own = self.styled.marker.get(&item);
        let list = self.tree.node(item).parent?;
        if let Some(parts) = own.and_then(|own| own.content.as_ref()) {
            let text = self.generated(item, parts);
            return self.set_marker(item, text, label);
        }
        let marker = style.list_marker.as_ref()?;
        let start: i32 = self.tree.element(list).and_then(|list| list.get("start")).and_then(|start| start.parse().ok()).unwrap_or(1);
        let number = start.saturating_add(i32::try_from(self.tree.node(item).index).unwrap_or(i32::MAX));
        let text = match marker {
            // The space that browsers need after it is that which all markers have here.
            ContentPart::Text(text) => text.trim_end().to_owned(),
            ContentPart::Counter(Counter { style, .. }) => {
                let styles = &self.styled.counter_styles;
                let number = styles.counted(number, style);
                let has = |class| self.tree.element(list).is_some_and(|list| list.has_class(class));
                match (styles.around(style), has("paren"), has("parens")) {
                    (Some((before, after)), ..) => format!("{before}{number}{after}").trim_end().to_owned(),
                    (None, _, true) => format!("({number})"),
                    (None, true, _) => format!("{number})"),
                    (None, ..) => format!("{number}."),
                }
            }
            _ => return None,
        };
        self.set_marker(item, text, label)
    }

    /// The words of a marker as they will stand before the item.
    fn set_marker(&mut self, item: NodeId, text: String, label: TagId) -> Option<Words> {
        if text.is_empty() {
            return None;
        }
        let style = self.styled.of(item);
        let content = self.flow.structure.content(label);
        let setting = Setting { indent: Pt::ZERO, hang: false, ..self.setting(style, Pt(1000.0), None) };
        // The marker stands on the line of the item, whatever its own size.
        let style = self.styled.marker.get(&item).unwrap_or(style);
        let text = words::transformed(&text, style.text_transform);
        let look = words::look(style, Pt::ZERO, self.fonts);
        let run = self.run(0..text.len(), look, Mark::Content(content), item);
        // The marker is moved to its place from the left edge, whichever way it is read.
        let direction = self.direction(item, &text);
        let align_last = if direction == Direction::RightToLeft { TextAlign::End } else { TextAlign::Start };
        let setting = Setting { direction, align_last, ..setting };
        let mut words = Words::new(text, vec![run], setting);
        itemize::itemize(&mut words, &[style], self.fonts);
        Some(words)
    }

    /// Which way a block is read: as it says itself, or else as its language is.
    fn direction(&self, block: NodeId, text: &str) -> Direction {
        let mut node = Some(block);
        while let Some(id) = node {
            match self.tree.element(id).and_then(|element| element.get("dir")) {
                Some("rtl") => return Direction::RightToLeft,
                Some("ltr") => return Direction::LeftToRight,
                _ => node = self.tree.node(id).parent,
            }
        }
        itemize::direction(text, self.tree.language(block))
    }

    /// How a block's lines are set.
    pub(in crate::typeset) fn setting(&self, style: &Style, measure: Pt, element: Option<&Element>) -> Setting {
        let heading = element.is_some_and(|element| matches!(element.name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6"));
        let large = style.hyphens != Hyphenation::Auto && style.font_size > Pt(13.0);
        let balance = match style.text_wrap {
            TextWrap::Balance => true,
            TextWrap::Stable => false,
            TextWrap::Wrap => style.text_align != TextAlign::Justify && (heading || large),
        };
        let align_last = style.text_align_last.unwrap_or(match style.text_align {
            TextAlign::Justify => TextAlign::Start,
            other => other,
        });
        Setting {
            measure,
            direction: Direction::LeftToRight,
            indent: style.text_indent.of(measure),
            align: style.text_align,
            align_last,
            line_height: style.line_height,
            baseline: words::baseline(style, self.fonts),
            hyphens: style.hyphens,
            hyphen: style.hyphenate_character.unwrap_or(hyphenate::HYPHEN),
            word_break: style.word_break,
            line_break: style.line_break,
            hyphen_limits: style.hyphenate_limit_chars,
            hyphen_ladder: style.hyphenate_limit_lines,
            hyphen_zone: style.hyphenate_limit_zone.of(measure),
            hyphen_last: style.hyphenate_limit_last,
            hang: style.hanging_punctuation,
            balance,
            initial: None,
            beside: Vec::new(),
            size: style.font_size,
            continued: style.preserve_space && style.indent_hanging && style.indent_each_line,
        }
    }

    pub(in crate::typeset) fn run(&self, range: std::ops::Range<usize>, look: Look, mark: Mark, node: NodeId) -> Run {
        Run {
            range,
            look,
            mark,
            source: None,
            link: None,
            note: None,
            inset: None,
            language: self.tree.language(node).to_owned(),
            hyphenate: true,
            unbroken: false,
            filler: None,
            script: Script::Latin,
            level: 0,
        }
    }
}

/// Puts a paragraph together, run by run.
pub(in crate::typeset) struct LineBuilder<'c, 'a> {
    pub(in crate::typeset) collector: &'c mut Collector<'a>,
    block: NodeId,
    pub(in crate::typeset) words: Words,
    /// The style of each run.
    styles: Vec<&'a Style>,
    /// The stretch of content that is open, with its tag.
    pub(in crate::typeset) content: Option<(TagId, ContentId)>,
}

impl<'a> LineBuilder<'_, 'a> {
    fn node(&mut self, node: NodeId, meaning: Meaning, carried: Carried) {
        let tree = self.collector.tree;
        match &tree.node(node).content {
            Content::Text(text) => self.text(text, node, meaning, carried),
            Content::Element(element) => self.element(element, node, meaning, carried),
        }
    }

    fn element(&mut self, element: &Element, node: NodeId, meaning: Meaning, carried: Carried) {
        let style = self.collector.styled.of(node);
        if style.display == Display::None {
            return;
        }
        if element.name == "br" {
            let look = self.look(style, carried);
            self.push("\n", look, meaning, node, None);
            return;
        }
        if element.picture.is_some() {
            return self.picture(element, node, meaning, carried);
        }
        if element.name == "math" {
            return self.formula(element, node, meaning, carried);
        }
        let parent = tree_parent_style(self.collector, node);
        let carried = Carried { rise: carried.rise + raised(style, parent), drawn: carried.drawn.within(style) };
        let meaning = self.meaning(element, node, meaning);
        self.collector.enter(node);
        if self.collector.flow.targets.contains(&node) || !style.string_set.is_empty() {
            self.words.anchors.push((self.words.text.len(), node));
        }
        self.generated(node, true, meaning, carried);
        // Content of the element itself stands in place of what it holds.
        if let Some(parts) = &style.content
            && self.parts(node, style, parts, meaning, carried)
        {
            return self.generated(node, false, meaning, carried);
        }
        for &child in self.collector.tree.children(node) {
            self.node(child, meaning, carried);
        }
        self.generated(node, false, meaning, carried);
    }

    /// The look of a style's words, with what they take from those around them.
    pub(in crate::typeset) fn look(&self, style: &Style, carried: Carried) -> Look {
        let mut look = Look { drawn: carried.drawn, ..words::look(style, carried.rise, self.collector.fonts) };
        // Fonts without raised and lowered letters of their own have smaller ones, moved (CSS Fonts 4, 6.5).
        let (feature, rise) = match style.position {
            GlyphPosition::Normal => return look,
            GlyphPosition::Sub => (*b"subs", -0.16),
            GlyphPosition::Super => (*b"sups", 0.34),
        };
        if !self.collector.fonts.face(look.face).has_feature(feature) {
            look.rise += look.size * rise;
            look.size = look.size * 0.66;
        }
        look
    }

    /// A formula; by its source if it cannot be set.
    fn formula(&mut self, element: &Element, node: NodeId, meaning: Meaning, carried: Carried) {
        let style = self.collector.styled.of(node);
        let look = self.look(style, carried);
        let source = element.get("alttext").unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        let display = element.get("display") == Some("block");
        let measure = self.words.setting.measure;
        let Some(parts) = formula::set(&source, display, &look, measure, self.collector.fonts) else {
            self.collector.flow.unset_formulas.push(node);
            let look = Look { face: words::monospace(style, self.collector.fonts), ..look };
            let tag = self.collector.flow.structure.open(meaning.tag, Role::Code);
            return self.push(&source, look, Meaning { tag, ..meaning }, node, None);
        };
        let tag = self.collector.flow.structure.open(meaning.tag, Role::Formula);
        self.collector.flow.structure.get_mut(tag).alt = Some(source);
        for (number, part) in parts.into_iter().enumerate() {
            // Seen as a letter, the first part holds to the words around it; an object may stand on a line of its own.
            let stand_in = if number == 0 { "\u{1D465}" } else { "\u{FFFC}" };
            self.push(stand_in, look.clone(), Meaning { tag, ..meaning }, node, None);
            if let Some(run) = self.words.runs.last_mut() {
                run.inset = Some(Inset::Formula(part));
            }
        }
    }

    /// The tag and link that hold inside an inline element.
    fn meaning(&mut self, element: &Element, node: NodeId, meaning: Meaning) -> Meaning {
        let collector = &mut *self.collector;
        let structure = &mut collector.flow.structure;
        let tag = match element.name {
            "a" => {
                let Some(target) = element.get("href") else { return meaning };
                let noteref = element.role == Some("doc-noteref");
                let outer = match element.role {
                    Some("doc-noteref") => structure.open(meaning.tag, Role::Reference),
                    Some("doc-backlink") => structure.open(meaning.tag, Role::Label),
                    _ if element.has_class("page-ref") => structure.open(meaning.tag, Role::Reference),
                    _ => meaning.tag,
                };
                let tag = structure.open(outer, Role::Link);
                collector.flow.tags.insert(node, tag);
                let mut note = None;
                if noteref {
                    // A note follows its mark in the order of reading.
                    if let Some(&(number, note_tag)) = collector.note_numbers.get(target.trim_start_matches('#')) {
                        collector.flow.structure.adopt(meaning.tag, note_tag);
                        note = Some(number);
                    }
                }
                let words = element.get("aria-label").map_or_else(|| collector.tree.text_of(node), str::to_owned);
                collector.flow.links.push(FlowLink { target: target.to_owned(), words, tag });
                let link = Some(collector.flow.links.len() - 1);
                return Meaning { tag, link, note };
            }
            "code" => structure.open(meaning.tag, Role::Code),
            _ if element.language.is_some() => {
                let tag = structure.open(meaning.tag, Role::Span);
                structure.get_mut(tag).language.clone_from(&element.language);
                tag
            }
            _ => return meaning,
        };
        Meaning { tag, ..meaning }
    }

    fn text(&mut self, text: &str, node: NodeId, meaning: Meaning, carried: Carried) {
        let styled = self.collector.styled;
        let style = styled.of(node);
        let mut offset = 0;
        let mut words = text;
        if !style.preserve_space {
            // A space that follows a space, or opens the paragraph, is none.
            if self.words.text.is_empty() || self.words.text.ends_with([' ', '\n']) {
                words = text.trim_start_matches(' ');
                offset = text.len() - words.len();
            }
        }
        if words.is_empty() {
            return;
        }
        let look = self.look(style, carried);
        let lacks = |feature| !self.collector.fonts.face(look.face).has_feature(feature);
        if small_caps::feature(style).is_some_and(lacks) && style.text_transform == TextTransform::None {
            for (stretch, small) in small_caps::stretches(words, style) {
                let size = if small { look.size * small_caps::SIZE } else { look.size };
                let drawn = if small { stretch.to_uppercase() } else { stretch.to_owned() };
                self.push(&drawn, Look { size, ..look.clone() }, meaning, node, Some((node, offset)));
                offset += stretch.len();
            }
            return;
        }
        let transformed = words::transformed(words, style.text_transform);
        self.push(&transformed, look, meaning, node, Some((node, offset)));
    }

    fn picture(&mut self, element: &Element, node: NodeId, meaning: Meaning, carried: Carried) {
        let Some(picture) = element.picture else { return };
        let style = self.collector.styled.of(node);
        let file = self.collector.publication.picture(picture);
        let shape = file.width as f32 / file.height.max(1) as f32;
        let measure = self.words.setting.measure;
        let width = match style.width {
            Width::Length(width) => width.of(measure),
            // A picture among words is as high as the line lets it be.
            Width::Auto => style.height.unwrap_or(style.line_height.min(style.font_size * 1.2)) * shape,
        };
        let width = width.min(measure);
        let size = Size { width, height: width / shape };
        let tag = self.collector.flow.structure.open(meaning.tag, Role::Figure);
        self.collector.flow.structure.get_mut(tag).alt = element.get("alt").map(str::to_owned);
        let number = self.collector.picture_number(picture);
        let mut look = self.look(style, carried);
        look.rise += match style.vertical_align {
            VerticalAlign::Top => style.font_size * X_HEIGHT - size.height,
            VerticalAlign::Middle => (style.font_size * X_HEIGHT - size.height) / 2.0,
            VerticalAlign::Bottom => style.font_size * -DESCENT,
            _ => Pt::ZERO,
        };
        self.push("\u{FFFC}", look, Meaning { tag, ..meaning }, node, None);
        if let Some(run) = self.words.runs.last_mut() {
            run.inset = Some(Inset::Picture(number, size));
        }
    }

    /// Adds words of one look and meaning.
    pub(in crate::typeset) fn push(&mut self, words: &str, look: Look, meaning: Meaning, node: NodeId, source: Option<(NodeId, usize)>) {
        let content = match self.content {
            Some((tag, content)) if tag == meaning.tag => content,
            _ => self.collector.flow.structure.content(meaning.tag),
        };
        self.content = Some((meaning.tag, content));
        let style = self.collector.styled.of(node);
        let hyphenate = style.hyphens == Hyphenation::Auto;
        let base = self.words.text.len();
        self.words.text.push_str(words);
        let run = self.collector.run(base..self.words.text.len(), look, Mark::Content(content), node);
        let unbroken = style.unbroken;
        self.add(Run { source, link: meaning.link, note: meaning.note, hyphenate, unbroken, ..run }, style);
    }

    pub(in crate::typeset) fn add(&mut self, run: Run, style: &'a Style) {
        self.words.runs.push(run);
        self.styles.push(style);
    }

    /// The finished paragraph, without the spaces at its end; `opens` says whether its first line is that of its block.
    fn finish(mut self, opens: bool) -> Option<Words> {
        if !self.collector.styled.of(self.block).preserve_space {
            let length = self.words.text.trim_end_matches(' ').len();
            self.words.text.truncate(length);
        } else {
            let length = self.words.text.trim_end_matches('\n').len();
            self.words.text.truncate(length);
        }
        let length = self.words.text.len();
        let kept = self.words.runs.partition_point(|run| run.range.start < length);
        self.words.runs.truncate(kept);
        // A space at the end may have been content by itself, such as the one after a link.
        if let Some((tag, content)) = self.content
            && !self.words.runs.iter().rev().any(|run| run.mark == Mark::Content(content))
        {
            self.collector.flow.structure.take_back(tag, content);
        }
        if let Some(last) = self.words.runs.last_mut() {
            last.range.end = length;
        }
        self.words.setting.direction = self.collector.direction(self.block, &self.words.text);
        if opens {
            self.words.first_line = FirstLine::of(&self.words, self.block, &self.styles, &self);
        }
        itemize::itemize(&mut self.words, &self.styles, self.collector.fonts);
        (length > 0).then_some(self.words)
    }
}

fn tree_parent_style<'a>(collector: &Collector<'a>, node: NodeId) -> &'a Style {
    let parent = collector.tree.node(node).parent.unwrap_or(node);
    collector.styled.of(parent)
}

/// How high small letters are, and how far letters reach below the line, in sizes of most text faces.
const X_HEIGHT: f32 = 0.46;
const DESCENT: f32 = 0.22;

/// How far an inline element is raised over its surroundings.
///
/// Superscripts and subscripts move by the shares of the surrounding size that most text faces recommend.
pub(in crate::typeset) fn raised(style: &Style, parent: &Style) -> Pt {
    match style.vertical_align {
        VerticalAlign::Baseline | VerticalAlign::Top | VerticalAlign::Middle | VerticalAlign::Bottom => Pt::ZERO,
        VerticalAlign::Super => parent.font_size * 0.34,
        VerticalAlign::Sub => parent.font_size * -0.16,
        VerticalAlign::Raised(distance) => distance,
    }
}
