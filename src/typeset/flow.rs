//! The flow: elements become paragraphs, boxes, pictures and tables in reading order, each with its tag.
//!
//! Nothing is set yet and nothing has a place; but every measure is known, since columns are as wide on one page as
//! on the next. This is also where the structure of the PDF is made: tags follow the manuscript, not the page.

mod blocks;
mod counters;
mod floating;
pub(super) mod formula;
mod generated;
pub(super) mod initial;
pub(super) mod inline;
mod paragraphs;
mod regions;
pub(super) mod repeats;
mod small_caps;
mod tags;

use std::collections::{BTreeMap, BTreeSet};

use super::floats::Lanes;
use super::table::TableFlow;
use super::words::Words;
use crate::base::{Length, Pt, Size, Span};
use crate::font::FontLibrary;
use crate::model::{Element, Elements, NodeId, PictureId, Publication, is_right_to_left};
use crate::page::{ContentId, PagePicture, Side, Structure, TagId};
use crate::style::{Border, FloatReference, Plate, Style, Styled};
use counters::Counters;
use initial::Initial;

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
    /// Whether its notes stand across its columns, since these are not those of its piece.
    pub notes_across: bool,
    /// The frame around it, if it is a box with columns of its own.
    pub frame: Option<RegionFrame<'a>>,
    /// What stands in it.
    pub chunks: Vec<Chunk<'a>>,
}

impl Region<'_> {
    /// How its columns lie beside each other.
    pub(super) fn lanes(&self) -> Lanes {
        Lanes { count: self.columns, measure: self.measure, gap: self.gap, mirrored: self.mirrored }
    }
}

/// The frame of a region, part of which is drawn on each of its pages.
#[derive(Debug, Clone, Copy)]
pub(super) struct RegionFrame<'a> {
    /// The style of the box.
    pub style: &'a Style,
    /// From the left edge of the type area to its border.
    pub x: Pt,
    /// Its width, borders included.
    pub width: Pt,
    /// From its left border's outer edge to the first column.
    pub inset: Pt,
    /// What border and padding take above the text.
    pub top: Pt,
    /// What they take below it.
    pub bottom: Pt,
    /// The box's margins above and below.
    pub margins: (Pt, Pt),
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
    /// What a box holds that is set in columns of its own, as wide together as the chunk.
    Columns {
        /// What is in them; their places count from the edge of the column around, as if all stood in the first one.
        children: Vec<Chunk<'a>>,
        /// How the columns lie beside each other.
        lanes: Lanes,
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
    /// The element it is.
    pub node: NodeId,
    /// Where it may stand.
    pub place: FloatPlace,
    /// Its width with its margins.
    pub width: Pt,
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
///
/// Pull quotes that are `kept_in` columns have the style that is given there.
pub(super) fn collect<'a>(
    publication: &'a Publication,
    tree: &'a Elements,
    styled: &'a Styled,
    fonts: &'a FontLibrary,
    kept_in: &'a BTreeMap<NodeId, Style>,
) -> Flow<'a> {
    let mut collector = Collector::new(publication, tree, styled, fonts, kept_in);
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

/// The walk over the tree: what is collected so far, and what is in force where it stands.
pub(super) struct Collector<'a> {
    pub publication: &'a Publication,
    pub tree: &'a Elements,
    pub styled: &'a Styled,
    pub fonts: &'a FontLibrary,
    pub flow: Flow<'a>,
    /// The passages that pull quotes repeat, by the place of the pull quote.
    repeats: BTreeMap<Span, Span>,
    /// Notes by the id of their element, with their tags.
    pub note_numbers: BTreeMap<String, (usize, TagId)>,
    pub pictures: BTreeMap<PictureId, usize>,
    /// The name of the pages that the piece stands on.
    page: Option<&'a str>,
    /// Columns in force: the style that asks for them.
    columns: Option<&'a Style>,
    /// The element whose columns are those of the page where it stands.
    set_in_columns: Option<NodeId>,
    /// Whether the columns in force are those of a block, not of its piece.
    own_columns: bool,
    /// Whether what is collected lies in the text of a region as it stands: boxes can be taken out of it. What is kept whole,
    /// is taken out itself or stands in columns or cells of its own, does not.
    in_text: bool,
    /// Pull quotes that stand in a column, with the style that they have there.
    kept_in: &'a BTreeMap<NodeId, Style>,
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
    fn new(
        publication: &'a Publication,
        tree: &'a Elements,
        styled: &'a Styled,
        fonts: &'a FontLibrary,
        kept_in: &'a BTreeMap<NodeId, Style>,
    ) -> Self {
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
        let repeats = repeats::passages(publication);
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
            set_in_columns: None,
            own_columns: false,
            in_text: false,
            kept_in,
            counters: Counters::default(),
            mirrored: is_right_to_left(&publication.metadata.language.0),
            text_end: NodeId(u32::MAX),
            fill_pictures: false,
        }
    }
}

impl<'a> Collector<'a> {
    /// The style of a block.
    pub(super) fn style(&self, node: NodeId) -> &'a Style {
        self.kept_in.get(&node).unwrap_or_else(|| self.styled.of(node))
    }
}

fn is_pull_quote(element: &Element) -> bool {
    element.role == Some("doc-pullquote")
}

/// Whether a box is drawn around a block.
pub(super) fn is_decorated(style: &Style) -> bool {
    style.background_color.is_some() || style.background.image.is_some() || style.has_border()
}

/// A margin in points; `auto` is nothing.
pub(super) fn margin(side: Option<Length>, measure: Pt) -> Pt {
    side.map_or(Pt::ZERO, |side| side.of(measure))
}
