//! The flow: elements become paragraphs, boxes, pictures and tables in reading order, each with its tag.
//!
//! Nothing is set yet and nothing has a place; but every measure is known, since columns are as wide on one page as
//! on the next. This is also where the structure of the PDF is made: tags follow the manuscript, not the page.

use std::collections::{BTreeMap, BTreeSet};

use super::counters::Counters;
use super::floats::NARROWEST;
use super::frame::Frame;
use super::initial::{self, Initial};
use super::table::{self, TableFlow};
use super::words::{Direction, Meaning, Run, Words};
use crate::base::{Length, Pt, Size, Span};
use crate::font::FontLibrary;
use crate::model::{Element, Elements, NodeId, Picture, PictureFormat, PictureId, Publication};
use crate::page::{ContentId, PagePicture, Role, Scope, Side, Structure, TagId};
use crate::style::{
    Border, BreakBetween, BreakInside, Display, Float, FloatReference, Plate, PullQuotePlacement, Shape, Style, Styled, TextAlign, Width,
};

/// Everything that is to be set, in reading order.
pub(super) struct Flow<'a> {
    /// Stretches of the publication that fill pages one after the other.
    pub regions: Vec<Region<'a>>,
    /// All paragraphs but those in tables.
    pub paragraphs: Vec<Words>,
    /// What everything means.
    pub structure: Structure,
    /// Links, by number.
    pub links: Vec<FlowLink>,
    /// Notes, by number, and where their mark stands.
    pub notes: Vec<Chunk<'a>>,
    /// Headings for the outline: level, words, element.
    pub headings: Vec<(u8, String, NodeId)>,
    /// The tags of elements that can be led to.
    pub tags: BTreeMap<NodeId, TagId>,
    /// Pictures that are placed.
    pub pictures: Vec<PagePicture>,
    /// Elements that set a named string, with what they set.
    pub strings: Vec<(NodeId, String, String)>,
    /// Elements that number their page and those after it anew, with the number.
    pub renumbered: Vec<(NodeId, i32)>,
    /// Elements by their ids.
    pub ids: BTreeMap<&'a str, NodeId>,
    /// Elements that links lead to.
    pub targets: BTreeSet<NodeId>,
    /// The contents of pictures and their tags, for their places.
    pub figures: Vec<(ContentId, TagId)>,
    /// Formulas that stand there as their source.
    pub unset_formulas: Vec<NodeId>,
}

/// A link that waits for its place.
pub(super) struct FlowLink {
    /// Where it leads, as written.
    pub target: String,
    /// What it says.
    pub words: String,
    /// Its tag.
    pub tag: TagId,
}

/// A stretch of the flow set in one way: in columns, or across all of them.
pub(super) struct Region<'a> {
    /// How many columns.
    pub columns: usize,
    /// Whether the first column is at the right.
    pub mirrored: bool,
    /// The space between them.
    pub gap: Pt,
    /// The rule between them.
    pub rule: Border,
    /// The measure of one column.
    pub measure: Pt,
    /// Whether columns end level where the region ends.
    pub balance: bool,
    /// Where it begins.
    pub opening: Opening,
    /// The name of the pages it stands on.
    pub page: Option<&'a str>,
    /// The distance between baselines of its text: everything in it keeps to multiples of that.
    pub grid: Pt,
    /// What stands in it.
    pub chunks: Vec<Chunk<'a>>,
}

/// Where a region begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    /// Under what came before it.
    Below,
    /// On a new page, of a side if one is asked for.
    Page(Option<Side>),
}

/// Something that takes up height in a column.
pub(super) struct Chunk<'a> {
    /// The element it is.
    pub node: NodeId,
    /// Its style.
    pub style: &'a Style,
    /// From the left edge of the column to its border.
    pub x: Pt,
    /// Its width, borders included.
    pub width: Pt,
    /// Margin above, before collapsing.
    pub above: Pt,
    /// Margin below, before collapsing.
    pub below: Pt,
    /// What it is.
    pub kind: ChunkKind<'a>,
}

/// The kinds of chunks.
pub(super) enum ChunkKind<'a> {
    /// A paragraph, by number.
    Paragraph {
        /// Into [`Flow::paragraphs`].
        index: usize,
        /// A large first letter.
        initial: Option<Initial>,
        /// Bullets or numbers before it, by paragraph number, and how far from the text each ends. Lists that begin with
        /// lists have several in one line.
        markers: Vec<(usize, Pt)>,
        /// Which part of a block it is, where a block is set line by line.
        part: Part,
    },
    /// A box around other chunks.
    Container {
        /// What is in it; their places count from the column's edge too.
        children: Vec<Chunk<'a>>,
        /// Whether it is kept whole.
        whole: bool,
        /// For a pull quote: the manuscript's passage that it repeats.
        pull_quote: Option<PullQuoteBox>,
    },
    /// A picture.
    Picture {
        /// Into [`Flow::pictures`].
        picture: usize,
        /// Its size before it is fitted to a column's height.
        size: Size,
        /// Its content; none if it is decoration.
        content: Option<ContentId>,
    },
    /// A table.
    Table(TableFlow<'a>),
    /// A rule across the measure.
    Rule,
    /// A box that is taken out of the text.
    Float {
        /// What is in it; their places count from the left edge of the box's margin.
        children: Vec<Chunk<'a>>,
        /// Where it may stand.
        float: FloatBox,
    },
}

/// A box that is taken out of the text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct FloatBox {
    /// Where it may stand.
    pub place: FloatPlace,
    /// Its width with its margins.
    pub width: Pt,
    /// What the lines beside it follow, and how far from it they stay.
    pub shape: (Shape, Pt),
    /// For a pull quote: the passage of the manuscript that it repeats.
    pub repeats: Option<Span>,
    /// The element with which the text ends that it belongs to: it may not stand beside that.
    pub until: NodeId,
}

/// Where a box may stand that is taken out of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FloatPlace {
    /// At the left or the right of its column, the text beside it.
    Side(FloatSide),
    /// At the head of a column, or of a page.
    Head(FloatReference),
    /// At the foot of a column, or of a page.
    Foot(FloatReference),
    /// At head or foot, or where it was written, whichever makes the best pages.
    Near(FloatReference),
    /// Across the gap between two columns, the text beside it.
    Straddling,
    /// Across all columns.
    Spanning,
    /// On a page of its own.
    Plate(Plate),
}

/// A side of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FloatSide {
    /// Left.
    Left,
    /// Right.
    Right,
}

/// Where a paragraph stands among those that a block was divided into.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Part {
    /// How many come before it.
    pub before: usize,
    /// How many come after it.
    pub after: usize,
}

/// What the page maker must know of a pull quote.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct PullQuoteBox {
    /// The passage that it repeats, if it does.
    pub repeats: Option<Span>,
    /// Whether it may be moved away from where it was written.
    pub movable: bool,
    /// The element with which the text ends that it belongs to: it may not be moved that far.
    pub until: NodeId,
}

/// Collects the flow of a publication.
pub(super) fn collect<'a>(publication: &'a Publication, tree: &'a Elements, styled: &'a Styled, fonts: &'a FontLibrary) -> Flow<'a> {
    let mut collector = Collector::new(publication, tree, styled, fonts);
    let root = collector.flow.structure.root();
    for &body in tree.children(tree.root()) {
        for &piece in tree.children(body) {
            collector.piece(piece, root);
        }
    }
    collector.flow.regions.retain(|region| !region.chunks.is_empty());
    collector.flow
}

/// What surrounds a block while the tree is walked.
#[derive(Clone, Copy)]
pub(super) struct Around {
    /// The tag that its own tag goes into.
    pub tag: TagId,
    /// From the column's left edge to its content.
    pub x: Pt,
    /// The measure it has.
    pub measure: Pt,
}

pub(super) struct Collector<'a> {
    pub publication: &'a Publication,
    pub tree: &'a Elements,
    pub styled: &'a Styled,
    pub fonts: &'a FontLibrary,
    pub flow: Flow<'a>,
    /// The passages that pull quotes repeat, by the place of the pull quote.
    repeats: BTreeMap<Span, Span>,
    /// Notes by the id of their element.
    pub note_numbers: BTreeMap<String, usize>,
    pub pictures: BTreeMap<PictureId, usize>,
    /// The name of the pages that the piece stands on.
    page: Option<&'a str>,
    /// Columns in force: the element that asks for them.
    columns: Option<&'a Style>,
    /// Counters in force.
    pub counters: Counters,
    /// Whether the publication is read from right to left.
    mirrored: bool,
    /// The element with which the text of the piece ends: what closes it, or the next piece.
    text_end: NodeId,
    /// Whether pictures fill their boxes: the box has taken the picture's width.
    fill_pictures: bool,
}

impl<'a> Collector<'a> {
    fn new(publication: &'a Publication, tree: &'a Elements, styled: &'a Styled, fonts: &'a FontLibrary) -> Self {
        // The first of two elements with one id is meant, as in HTML.
        let with_id = |node| Some((tree.element(node)?.id.as_deref()?, node));
        let mut ids = BTreeMap::new();
        for (id, node) in tree.ids().filter_map(with_id) {
            ids.entry(id).or_insert(node);
        }
        let led_to = |node| ids.get(tree.element(node)?.get("href")?.strip_prefix('#')?).copied();
        let targets = tree.ids().filter_map(led_to).collect();
        let flow = Flow {
            regions: Vec::new(),
            paragraphs: Vec::new(),
            structure: Structure::default(),
            links: Vec::new(),
            notes: Vec::new(),
            headings: Vec::new(),
            tags: BTreeMap::new(),
            pictures: Vec::new(),
            strings: Vec::new(),
            renumbered: Vec::new(),
            ids,
            targets,
            figures: Vec::new(),
            unset_formulas: Vec::new(),
        };
        let repeats = super::repeats::passages(publication);
        Self {
            publication,
            tree,
            styled,
            fonts,
            flow,
            repeats,
            note_numbers: BTreeMap::new(),
            pictures: BTreeMap::new(),
            page: None,
            columns: None,
            counters: Counters::default(),
            mirrored: super::itemize::is_right_to_left(&publication.metadata.language.0),
            text_end: NodeId(u32::MAX),
            fill_pictures: false,
        }
    }

    fn piece(&mut self, article: NodeId, parent: TagId) {
        let style = self.styled.of(article);
        self.page = style.page.as_deref();
        self.text_end = self.text_end(article);
        self.collect_notes(article);
        let tag = self.open_tag(article, parent).unwrap_or(parent);
        self.columns = (style.columns > 1).then_some(style);
        self.start_region(style, self.columns, opening(style.break_before));
        self.enter(article);
        self.bookmark(article, style);
        self.region_children(article, tag);
    }

    /// The element with which the text of a piece ends.
    fn text_end(&self, mut group: NodeId) -> NodeId {
        loop {
            let element =
                |node: &NodeId| self.tree.element(*node).is_some_and(|element| !element.classes.iter().any(|class| class == "footnote"));
            let children: Vec<NodeId> = self.tree.children(group).iter().copied().filter(element).collect();
            let text = children.iter().rposition(|&node| !self.closes(node)).map_or(0, |last| last + 1);
            match (children.get(text), children.last()) {
                (Some(&closing), _) => return closing,
                (None, Some(&last)) if self.tree.element(last).is_some_and(|element| element.name == "section") => group = last,
                _ => return NodeId(u32::MAX),
            }
        }
    }

    /// Whether an element closes a piece, or holds nothing but what does, and its heading.
    fn closes(&self, node: NodeId) -> bool {
        let Some(element) = self.tree.element(node) else { return false };
        let mut held =
            self.tree.children(node).iter().copied().filter(|&child| self.tree.element(child).is_some_and(|own| !is_heading(own.name)));
        let own = element.classes.iter().any(|class| CLOSING.contains(&class.as_str()));
        own || (element.name == "section" && held.next().is_some_and(|first| self.closes(first)) && held.all(|other| self.closes(other)))
    }

    fn page_measure(&self) -> Pt {
        Frame::new(&self.styled.page).measure(self.page)
    }

    /// Numbers the notes of a piece before its text is read, so that marks know their notes.
    fn collect_notes(&mut self, article: NodeId) {
        let measure = self.column_measure(self.styled.of(article));
        for &child in self.tree.children(article) {
            let is_note = self.styled.of(child).float == Float::Footnote && self.tree.element(child).is_some();
            if !is_note {
                continue;
            }
            // The tag is given its place when the mark is met.
            let tag = self.flow.structure.detached(Role::Note);
            self.flow.tags.insert(child, tag);
            let around = Around { tag, x: Pt::ZERO, measure };
            let number = self.flow.notes.len();
            if let Some(id) = self.tree.element(child).and_then(|element| element.id.clone()) {
                self.note_numbers.insert(id, number);
            }
            let children = self.children(child, around);
            let style = self.styled.of(child);
            let kind = ChunkKind::Container { children, whole: true, pull_quote: None };
            self.flow.notes.push(Chunk { node: child, style, x: Pt::ZERO, width: measure, above: Pt::ZERO, below: Pt::ZERO, kind });
        }
    }

    fn column_measure(&self, style: &Style) -> Pt {
        let columns = f32::from(style.columns.max(1));
        (self.page_measure() - gap(style) * (columns - 1.0)) / columns
    }

    fn start_region(&mut self, style: &'a Style, columns: Option<&'a Style>, mut opening: Opening) {
        let layout = columns.unwrap_or(style);
        // A region in which nothing stands leaves the next one its place to begin.
        if let Some(empty) = self.flow.regions.pop_if(|last| last.chunks.is_empty())
            && opening == Opening::Below
        {
            opening = empty.opening;
        }
        // Pages of another name are other pages.
        if opening == Opening::Below && self.flow.regions.last().is_some_and(|last| last.page != self.page) {
            opening = Opening::Page(None);
        }
        let count = if columns.is_some() { usize::from(layout.columns) } else { 1 };
        self.flow.regions.push(Region {
            columns: count,
            gap: gap(layout),
            rule: layout.column_rule,
            measure: if count > 1 { self.column_measure(layout) } else { self.page_measure() },
            balance: layout.column_balance,
            mirrored: self.mirrored,
            opening,
            page: self.page,
            grid: style.line_height,
            chunks: Vec::new(),
        });
    }

    /// Sorts the blocks of a piece into regions: what spans all columns stands between sets of columns.
    fn region_children(&mut self, node: NodeId, tag: TagId) {
        for &child in self.tree.children(node) {
            let Some(element) = self.tree.element(child) else { continue };
            let style = self.styled.of(child);
            if style.display == Display::None || style.float == Float::Footnote {
                continue;
            }
            if style.page.is_some() && style.page.as_deref() != self.page {
                let outer = std::mem::replace(&mut self.page, style.page.as_deref());
                let around = self.styled.of(node);
                self.start_region(around, self.columns, opening(style.break_before));
                self.add(child, tag);
                self.page = outer;
                self.start_region(around, self.columns, opening(style.break_after));
            } else if style.column_span_all && self.columns.is_some() {
                let columns = self.columns.take();
                self.start_region(self.styled.of(node), None, Opening::Below);
                self.add(child, tag);
                self.columns = columns;
                self.start_region(columns.unwrap_or(style), columns, Opening::Below);
            } else if matches!(element.name, "section" | "div" | "header" | "article") && is_transparent(style) && self.has_blocks(child) {
                let own = self.open_tag(child, tag).unwrap_or(tag);
                self.enter(child);
                let before = self.flow.regions.last().map_or(0, |region| region.chunks.len());
                self.region_children(child, own);
                self.widen_margin(style, before);
            } else {
                self.add(child, tag);
            }
        }
    }

    /// A group's own margin above goes to its first block.
    fn widen_margin(&mut self, style: &Style, before: usize) {
        let above = margin(style.margin.top, self.page_measure());
        if let Some(chunk) = self.flow.regions.last_mut().and_then(|region| region.chunks.get_mut(before)) {
            chunk.above = chunk.above.max(above);
        }
    }

    fn has_blocks(&self, node: NodeId) -> bool {
        self.tree.children(node).iter().any(|&child| self.tree.element(child).is_some() && self.styled.of(child).display != Display::Inline)
    }

    fn add(&mut self, node: NodeId, tag: TagId) {
        let Some((measure, columns)) = self.flow.regions.last().map(|region| (region.measure, region.columns)) else { return };
        let chunks = match self.float_place(node, columns) {
            Some(place) => self.float(node, tag, place).into_iter().collect(),
            None => self.block(node, Around { tag, x: Pt::ZERO, measure }),
        };
        if let Some(region) = self.flow.regions.last_mut() {
            region.chunks.extend(chunks);
        }
    }

    /// Where a block may stand that is taken out of the text; nothing for one that stays in it.
    fn float_place(&self, node: NodeId, columns: usize) -> Option<FloatPlace> {
        let style = self.styled.of(node);
        let element = self.tree.element(node)?;
        let (start, end) = if self.mirrored { (FloatSide::Right, FloatSide::Left) } else { (FloatSide::Left, FloatSide::Right) };
        if style.display == Display::None {
            return None;
        }
        if element.name == "figure" && style.plate != Plate::None {
            return Some(FloatPlace::Plate(style.plate));
        }
        // One column alone has nothing to straddle, and no other columns to span.
        match style.pull_quote {
            PullQuotePlacement::Straddle if columns > 1 && is_pull_quote(element) => return Some(FloatPlace::Straddling),
            PullQuotePlacement::Span if columns > 1 && is_pull_quote(element) => return Some(FloatPlace::Spanning),
            _ => {}
        }
        let reference = if columns > 1 { style.float_reference } else { FloatReference::Column };
        match style.float {
            Float::None | Float::Footnote => None,
            Float::Left => Some(FloatPlace::Side(FloatSide::Left)),
            Float::Right => Some(FloatPlace::Side(FloatSide::Right)),
            Float::Start => Some(FloatPlace::Side(start)),
            Float::End => Some(FloatPlace::Side(end)),
            Float::Top => Some(FloatPlace::Head(reference)),
            Float::Bottom => Some(FloatPlace::Foot(reference)),
            Float::Near => Some(FloatPlace::Near(reference)),
        }
    }

    /// A block that is taken out of the text, as wide as the place where it may stand allows.
    fn float(&mut self, node: NodeId, tag: TagId, place: FloatPlace) -> Option<Chunk<'a>> {
        let (column, gap, grid) = self.flow.regions.last().map(|region| (region.measure, region.gap, region.grid))?;
        let style = self.styled.of(node);
        let page = self.page_measure();
        let measure = match place {
            FloatPlace::Side(_) => column,
            FloatPlace::Straddling => column * 2.0 + gap,
            FloatPlace::Spanning | FloatPlace::Plate(_) => page,
            FloatPlace::Head(reference) | FloatPlace::Foot(reference) | FloatPlace::Near(reference) => match reference {
                FloatReference::Column => column,
                FloatReference::Page => page,
            },
        };
        // A box that says nothing of its width takes the width of its picture at the side, and half of what it straddles.
        let own = match (style.width, place) {
            (Width::Auto, FloatPlace::Side(_)) => Some(measure * self.picture_share(node).unwrap_or(SIDE)),
            (Width::Auto, FloatPlace::Straddling) if column - (measure * STRADDLING - gap) / 2.0 >= grid * NARROWEST => {
                Some(measure * STRADDLING)
            }
            _ => None,
        };
        self.fill_pictures = own.is_some() && matches!(place, FloatPlace::Side(_));
        let children = self.block(node, Around { tag, x: Pt::ZERO, measure: own.unwrap_or(measure) });
        self.fill_pictures = false;
        let right = margin(style.margin.right, measure);
        let width = children.iter().map(|chunk| chunk.x + chunk.width + right).fold(Pt::ZERO, Pt::max);
        let span = self.tree.node(node).span;
        let repeats = span.and_then(|span| self.repeats.get(&span).copied());
        let shape = (style.shape_outside, style.shape_margin);
        let float = FloatBox { place, width, shape, repeats, until: self.text_end };
        let kind = ChunkKind::Float { children, float };
        Some(Chunk { node, style, x: Pt::ZERO, width, above: Pt::ZERO, below: Pt::ZERO, kind })
    }

    /// The share of the measure that a figure's picture asks for.
    fn picture_share(&self, figure: NodeId) -> Option<f32> {
        let picture =
            self.tree.children(figure).iter().find(|&&child| self.tree.element(child).is_some_and(|own| own.picture.is_some()))?;
        match self.styled.of(*picture).width {
            Width::Length(Length::Share(share)) => Some(share),
            _ => None,
        }
    }

    /// The chunks of a block element.
    pub(super) fn block(&mut self, node: NodeId, around: Around) -> Vec<Chunk<'a>> {
        let style = self.styled.of(node);
        let Some(element) = self.tree.element(node) else { return Vec::new() };
        if style.display == Display::None || style.float == Float::Footnote {
            return Vec::new();
        }
        self.enter(node);
        if element.name == "hr" && style.content.is_none() && !self.styled.before.contains_key(&node) {
            return vec![self.chunk(node, style, around, ChunkKind::Rule)];
        }
        let tag = self.open_tag(node, around.tag).unwrap_or(around.tag);
        if element.name == "table" || style.display == Display::Table {
            let mut chunk = self.chunk(node, style, around, ChunkKind::Rule);
            chunk.kind = ChunkKind::Table(table::collect(self, node, tag, chunk.width));
            return vec![chunk];
        }
        self.bookmark(node, style);
        let inside = self.inside(style, around, tag);
        let mut children = if element.name == "math" { self.formula(node, inside) } else { self.children(node, inside) };
        let whole = style.break_inside == BreakInside::Avoid || is_decorated(style);
        let pull_quote = is_pull_quote(element).then(|| PullQuoteBox {
            repeats: self.tree.node(node).span.and_then(|span| self.repeats.get(&span).copied()),
            movable: style.pull_quote != PullQuotePlacement::Here,
            until: self.text_end,
        });
        if let ([only], false, None) = (children.as_slice(), whole, pull_quote)
            && matches!(only.kind, ChunkKind::Paragraph { .. })
            && only.node == node
        {
            return children;
        }
        // The box has the margins of the block, not the paragraphs that are all it holds.
        for own in children.iter_mut().filter(|child| child.node == node) {
            let before = if let ChunkKind::Paragraph { part: Part { before: 1.., .. }, .. } = own.kind { own.above } else { Pt::ZERO };
            (own.above, own.below) = (before, Pt::ZERO);
        }
        let kind = ChunkKind::Container { children, whole: whole || pull_quote.is_some(), pull_quote };
        vec![self.chunk(node, style, around, kind)]
    }

    /// The chunks inside a block: its child blocks, and paragraphs of what stands directly in it.
    pub(super) fn children(&mut self, node: NodeId, inside: Around) -> Vec<Chunk<'a>> {
        let mut chunks = Vec::new();
        let mut loose: Vec<NodeId> = Vec::new();
        let children = self.tree.children(node);
        let only_inline = !self.has_blocks(node);
        let mut first = true;
        for &child in children {
            let inline = self.tree.element(child).is_none() || self.styled.of(child).display == Display::Inline;
            if inline {
                loose.push(child);
                continue;
            }
            if first || !loose.is_empty() {
                chunks.extend(self.paragraph(node, &std::mem::take(&mut loose), inside, first, false));
            }
            first = chunks.is_empty();
            if self.styled.of(child).display == Display::ListItem {
                chunks.extend(self.list_item(child, inside));
            } else {
                chunks.extend(self.block(child, inside));
            }
        }
        if !loose.is_empty() || (only_inline && children.is_empty()) || first || self.styled.after.contains_key(&node) {
            chunks.extend(self.paragraph(node, &loose, inside, first, true));
        }
        if only_inline {
            // The paragraph is the block itself: its margins are the block's.
            let style = self.styled.of(node);
            if let Some(first) = chunks.first_mut() {
                first.above = margin(style.margin.top, inside.measure);
            }
            if let Some(last) = chunks.last_mut() {
                last.below = margin(style.margin.bottom, inside.measure);
            }
        }
        chunks
    }

    /// A paragraph of inline nodes, or a picture that stands alone. Where each line has its own indent, each is a paragraph.
    fn paragraph(&mut self, block: NodeId, nodes: &[NodeId], inside: Around, first: bool, last: bool) -> Vec<Chunk<'a>> {
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
    fn formula(&mut self, node: NodeId, inside: Around) -> Vec<Chunk<'a>> {
        let style = self.styled.of(node);
        let mut chunks = self.paragraph(node, &[node], inside, true, true);
        for chunk in &mut chunks {
            (chunk.above, chunk.below) = (margin(style.margin.top, inside.measure), margin(style.margin.bottom, inside.measure));
        }
        chunks
    }

    fn picture(&mut self, node: NodeId, picture: PictureId, inside: Around) -> Chunk<'a> {
        let file = self.publication.picture(picture);
        let share = self.styled.of(node).width;
        let width = match share {
            Width::Length(length) if !self.fill_pictures => length.of(inside.measure).min(inside.measure),
            Width::Length(_) => inside.measure,
            _ => finest_width(file).min(inside.measure),
        };
        let size = Size { width, height: width * (file.height as f32 / file.width as f32) };
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

    pub(super) fn picture_number(&mut self, picture: PictureId) -> usize {
        let file = self.publication.picture(picture);
        let pictures = &mut self.flow.pictures;
        *self.pictures.entry(picture).or_insert_with(|| {
            pictures.push(PagePicture { path: file.path.clone(), bytes: file.bytes.clone(), width: file.width, height: file.height });
            pictures.len() - 1
        })
    }

    fn list_item(&mut self, node: NodeId, around: Around) -> Vec<Chunk<'a>> {
        let style = self.styled.of(node);
        self.enter(node);
        if self.tree.node(node).parent.is_some_and(|list| self.is_contents(list)) {
            let item = self.flow.structure.open(around.tag, Role::ContentsItem);
            self.flow.tags.insert(node, item);
            let children = self.children(node, self.inside(style, around, item));
            let kind = ChunkKind::Container { children, whole: false, pull_quote: None };
            return vec![self.chunk(node, style, around, kind)];
        }
        let item = self.flow.structure.open(around.tag, Role::ListItem);
        let label = self.flow.structure.detached(Role::Label);
        let inside = self.inside(style, around, item);
        let marker = self.marker(node, label);
        if marker.is_some() {
            self.flow.structure.adopt(item, label);
        }
        let body = self.flow.structure.open(item, Role::ListBody);
        let mut children = self.children(node, Around { tag: body, ..inside });
        if let Some(words) = marker {
            let index = self.flow.paragraphs.len();
            let gap = style.font_size * 0.5;
            self.flow.paragraphs.push(words);
            match first_paragraph(&mut children) {
                Some(Chunk { x, width, kind: ChunkKind::Paragraph { markers, .. }, .. }) => {
                    let inset = if self.mirrored { inside.x + inside.measure - *x - *width } else { *x - inside.x };
                    markers.push((index, inset + gap));
                }
                // An item without words, or one that begins with a picture or a table: its marker has a line to itself.
                _ => {
                    let kind = ChunkKind::Paragraph { index, initial: None, markers: Vec::new(), part: Part::default() };
                    let x = if self.mirrored { inside.x + inside.measure + gap } else { inside.x - style.font_size };
                    children.insert(0, Chunk { node, style, x, width: style.font_size, above: Pt::ZERO, below: Pt::ZERO, kind });
                }
            }
        }
        let kind = ChunkKind::Container { children, whole: false, pull_quote: None };
        vec![self.chunk(node, style, around, kind)]
    }

    fn chunk(&self, node: NodeId, style: &'a Style, around: Around, kind: ChunkKind<'a>) -> Chunk<'a> {
        let Across { x, width, .. } = self.across(style, around);
        let above = margin(style.margin.top, around.measure);
        let below = margin(style.margin.bottom, around.measure);
        Chunk { node, style, x, width, above, below, kind }
    }

    /// The room inside a block: without its margins, borders and paddings.
    fn inside(&self, style: &Style, around: Around, tag: TagId) -> Around {
        let Across { inner_x, measure, .. } = self.across(style, around);
        // However deep lists and quotes are nested, a measure of a few letters remains.
        Around { tag, x: inner_x, measure: measure.max(style.font_size * 4.0) }
    }

    /// Where a block and what it holds lie from left to right (CSS 2, 10.3.3): `width` is that of what it holds, and margins
    /// that are `auto` share the room beside it.
    fn across(&self, style: &Style, around: Around) -> Across {
        let edge = |padding: Length, border: Border| padding.of(around.measure) + border.width;
        let (padding, border, outer) = (style.padding, style.border, style.margin);
        // What a theme insets at the left, where lines start, texts that start at the right have at the right.
        let sides = [(outer.left, edge(padding.left, border.left)), (outer.right, edge(padding.right, border.right))];
        let [left, right] = if self.mirrored { [sides[1], sides[0]] } else { sides };
        let (margin_left, margin_right) = (margin(left.0, around.measure), margin(right.0, around.measure));
        let free = around.measure - margin_left - margin_right;
        let mut measure = free - left.1 - right.1;
        if let Width::Length(length) = style.width {
            measure = measure.min(length.of(around.measure));
        }
        if let Some(limit) = style.max_width {
            measure = measure.min(limit.of(around.measure));
        }
        let width = measure + left.1 + right.1;
        let slack = free - width;
        let moved = match (left.0, right.0) {
            (None, None) => slack / 2.0,
            (None, Some(_)) => slack,
            (Some(_), None) => Pt::ZERO,
            (Some(_), Some(_)) => {
                if self.mirrored {
                    slack
                } else {
                    Pt::ZERO
                }
            }
        };
        let x = around.x + margin_left + moved;
        Across { x, width, inner_x: x + left.1, measure }
    }

    /// Counters and named strings that an element sets.
    pub(super) fn enter(&mut self, node: NodeId) {
        let style = self.styled.of(node);
        let pages = style.counter_reset.iter().filter(|(name, _)| name == "page");
        self.flow.renumbered.extend(pages.map(|(_, number)| (node, *number)));
        self.counters.enter(node, style, self.tree);
        for (name, parts) in &style.string_set {
            let words = self.generated(node, parts);
            self.flow.strings.push((node, name.clone(), words));
        }
    }

    fn bookmark(&mut self, node: NodeId, style: &Style) {
        if let Some(level) = style.bookmark_level {
            let words = match &style.bookmark_label {
                Some(parts) => self.generated(node, parts),
                None => self.tree.text_of(node),
            };
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            self.flow.headings.push((level, words, node));
        }
    }

    /// The tag of an element, opened in its parent's; `None` for what has no meaning of its own.
    fn open_tag(&mut self, node: NodeId, parent: TagId) -> Option<TagId> {
        let element = self.tree.element(node)?;
        let role = match element.name {
            "article" => Role::Article,
            "section" => Role::Section,
            "h1" => Role::Heading(1),
            "h2" => Role::Heading(2),
            "h3" => Role::Heading(3),
            "h4" => Role::Heading(4),
            "h5" => Role::Heading(5),
            "h6" => Role::Heading(6),
            "p" | "pre" | "dt" => Role::Paragraph,
            "blockquote" => Role::BlockQuote,
            "aside" if is_pull_quote(element) => Role::BlockQuote,
            "aside" | "figure" | "dl" | "dd" => Role::Division,
            "figcaption" | "caption" => Role::Caption,
            "ol" if self.is_contents(node) => Role::Contents,
            "ul" => Role::List { numbered: false },
            "ol" => Role::List { numbered: true },
            "table" => Role::Table,
            "thead" => Role::TableHead,
            "tbody" => Role::TableBody,
            "tr" => Role::TableRow,
            "th" => Role::TableHeaderCell(if element.get("scope") == Some("row") { Scope::Row } else { Scope::Column }),
            "td" => Role::TableCell,
            _ => return None,
        };
        let tag = self.flow.structure.open(parent, role);
        self.flow.structure.get_mut(tag).language.clone_from(&element.language);
        self.flow.tags.insert(node, tag);
        Some(tag)
    }

    /// Whether a list tells what is where: the contents, or a list of figures or tables.
    fn is_contents(&self, list: NodeId) -> bool {
        let mut at = Some(list);
        while let Some(node) = at {
            let classes = self.tree.element(node).map_or(&[][..], |element| &element.classes);
            if classes.iter().any(|class| matches!(class.as_str(), "contents-list" | "figures-list" | "tables-list")) {
                return true;
            }
            at = self.tree.node(node).parent;
        }
        false
    }

    pub(super) fn tag_of(&mut self, node: NodeId, parent: TagId) -> TagId {
        self.open_tag(node, parent).unwrap_or(parent)
    }
}

/// Where a block and what it holds lie from left to right.
struct Across {
    /// The left edge of its border, from the left edge of the column.
    x: Pt,
    /// From the one edge of its border to the other.
    width: Pt,
    /// The left edge of what it holds.
    inner_x: Pt,
    /// The room for what it holds.
    measure: Pt,
}

/// The classes of what closes a piece.
const CLOSING: [&str; 5] = ["author-bio", "disclaimer", "acknowledgements", "bibliography-list", "endnotes"];
/// The share of its column that a box at the side takes if it says nothing.
const SIDE: f32 = 0.4;
/// The share of the two columns and their gap that a box takes that straddles them, if it says nothing.
const STRADDLING: f32 = 0.5;

fn is_pull_quote(element: &Element) -> bool {
    element.role == Some("doc-pullquote")
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// The first paragraph among chunks, however deep.
fn first_paragraph<'a, 'b>(chunks: &'b mut [Chunk<'a>]) -> Option<&'b mut Chunk<'a>> {
    let first = chunks.first_mut()?;
    match first.kind {
        ChunkKind::Paragraph { .. } => Some(first),
        ChunkKind::Container { ref mut children, .. } => first_paragraph(children),
        _ => None,
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

/// Whether a box is drawn around a block.
pub(super) fn is_decorated(style: &Style) -> bool {
    let borders = [style.border.top, style.border.right, style.border.bottom, style.border.left];
    style.background_color.is_some() || borders.iter().any(|border| border.width > Pt::ZERO)
}

/// Whether a group does nothing to what it holds but come before and after it.
fn is_transparent(style: &Style) -> bool {
    let padding = style.padding;
    let plain = [padding.top, padding.right, padding.bottom, padding.left].iter().all(|&side| side == Length::ZERO);
    let sides = [style.margin.left, style.margin.right].iter().all(|&side| side.is_none_or(|side| side == Length::ZERO));
    let flows = style.break_before == BreakBetween::Auto && style.break_after == BreakBetween::Auto;
    flows && plain && sides && !is_decorated(style) && style.break_inside == BreakInside::Auto && style.width == Width::Auto
}

/// A margin in points; `auto` is nothing.
pub(super) fn margin(side: Option<Length>, measure: Pt) -> Pt {
    side.map_or(Pt::ZERO, |side| side.of(measure))
}

/// How wide a picture becomes if nobody says how wide: no wider than leaves it as fine as presses ask for. (Below 225 pixels to
/// the inch its pixels show; one more is for the rounding of coordinates.) Drawings have no pixels, and take all the room.
fn finest_width(picture: &Picture) -> Pt {
    const COARSEST: f32 = 226.0;
    match picture.format {
        PictureFormat::Svg => Pt(f32::INFINITY),
        PictureFormat::Png | PictureFormat::Jpeg => Pt(picture.width as f32 / COARSEST * 72.0),
    }
}

/// Where a piece begins that asks for a break before it.
fn opening(before: BreakBetween) -> Opening {
    match before {
        BreakBetween::Auto | BreakBetween::Avoid | BreakBetween::Column => Opening::Below,
        BreakBetween::Page => Opening::Page(None),
        BreakBetween::Left => Opening::Page(Some(Side::Verso)),
        BreakBetween::Right => Opening::Page(Some(Side::Recto)),
    }
}

fn gap(style: &Style) -> Pt {
    style.column_gap.unwrap_or(style.font_size)
}
