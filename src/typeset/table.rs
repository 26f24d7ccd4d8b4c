//! Tables: where each cell stands in the grid, and columns as wide as their contents want.
//!
//! Column widths after CSS 2.1, 17.5.2.2: between the width of the widest word and that of the whole line, each
//! column gets its share of what the measure leaves. The places of cells after HTML, 4.9.12.1 (forming a table).

mod borders;

use std::borrow::Cow;

use super::flow::Around;
use super::flow::{Chunk, ChunkKind, Collector, Flow};
use super::line::justify;
use super::line::shaper::{Shaper, Shapers};
use super::words::Words;
use crate::base::{Pt, Sides};
use crate::model::NodeId;
use crate::page::TagId;
use crate::style::{Border, Display, Style};

/// A table.
pub(super) struct TableFlow<'a> {
    /// The caption; mostly one paragraph, or nothing.
    pub caption: Vec<Chunk<'a>>,
    /// Whether the caption stands below.
    pub caption_below: bool,
    /// The rows, header rows first.
    pub rows: Vec<RowFlow<'a>>,
    /// The measure it has.
    pub measure: Pt,
    /// Where each column starts, and the right edge of the last; empty until [`fit`].
    pub edges: Vec<Pt>,
}

/// A row of a table.
pub(super) struct RowFlow<'a> {
    /// Its element.
    pub node: NodeId,
    /// Its style.
    pub style: &'a Style,
    /// Whether it is a header row.
    pub header: bool,
    /// The style of its group, if it is the last row of one.
    pub group_end: Option<&'a Style>,
    /// The cells that begin in it.
    pub cells: Vec<CellFlow<'a>>,
}

/// A cell of a table.
pub(super) struct CellFlow<'a> {
    /// Its element.
    pub node: NodeId,
    /// Its style.
    pub style: &'a Style,
    /// What stands in it.
    pub chunks: Vec<Chunk<'a>>,
    /// Its first column, from 0.
    pub column: usize,
    /// How many columns it takes.
    pub columns: usize,
    /// How many rows it takes.
    pub rows: usize,
    /// The sides at which a neighbour draws the line between them.
    pub shared: Sides<bool>,
}

impl CellFlow<'_> {
    /// Its style, without the lines that its neighbours draw.
    pub(super) fn drawn(&self) -> Cow<'_, Style> {
        let Sides { top, right, bottom, left } = self.shared;
        if !(top || right || bottom || left) {
            return Cow::Borrowed(self.style);
        }
        let mut style = self.style.clone();
        let border = &mut style.border;
        for (shared, side) in [(top, &mut border.top), (right, &mut border.right), (bottom, &mut border.bottom), (left, &mut border.left)] {
            if shared {
                *side = Border::NONE;
            }
        }
        Cow::Owned(style)
    }
}

impl TableFlow<'_> {
    /// From the left edge of the table to that of a cell, and the cell's width.
    pub(super) fn place(&self, cell: &CellFlow<'_>) -> (Pt, Pt) {
        let edge = |column: usize| self.edges.get(column).or(self.edges.last()).copied().unwrap_or(Pt::ZERO);
        let left = edge(cell.column);
        (left, edge(cell.column + cell.columns) - left)
    }
}

/// The measure of a cell before its column's width is known.
const OPEN: Pt = Pt(10_000.0);
/// The most columns a table may have: more could not be told apart on paper (HTML has the same limit for one cell).
const MOST_COLUMNS: usize = 1000;

/// Collects a table's caption, rows and cells.
pub(super) fn collect<'a>(collector: &mut Collector<'a>, table: NodeId, tag: TagId, measure: Pt) -> TableFlow<'a> {
    let mut flow = TableFlow { caption: Vec::new(), caption_below: false, rows: Vec::new(), measure, edges: Vec::new() };
    for &child in collector.tree.children(table) {
        let style = collector.styled.of(child);
        match style.display {
            Display::TableCaption => {
                flow.caption.extend(collector.block(child, Around { tag, x: Pt::ZERO, measure }));
                flow.caption_below = style.caption_below;
            }
            Display::TableHeaderGroup | Display::TableRowGroup => {
                let own = collector.tag_of(child, tag);
                let rows: Vec<NodeId> = collector.tree.children(child).to_vec();
                let mut rows = rows_of(collector, &rows, own, style.display == Display::TableHeaderGroup);
                if let Some(last) = rows.last_mut() {
                    last.group_end = Some(style);
                }
                flow.rows.append(&mut rows);
            }
            Display::TableRow => flow.rows.append(&mut rows_of(collector, &[child], tag, false)),
            _ => {}
        }
    }
    if collector.styled.of(table).border_collapse {
        borders::share(&mut flow.rows);
    }
    flow
}

/// The rows of a group. Cells that reach over the group's end are cut there, as HTML does.
fn rows_of<'a>(collector: &mut Collector<'a>, nodes: &[NodeId], parent: TagId, header: bool) -> Vec<RowFlow<'a>> {
    let mut rows: Vec<RowFlow<'a>> = Vec::new();
    // For each column, how many more rows a cell above takes of it.
    let mut taken: Vec<usize> = Vec::new();
    for (number, &node) in nodes.iter().enumerate() {
        let tag = collector.tag_of(node, parent);
        let mut cells = Vec::new();
        let mut column = 0;
        for &cell in collector.tree.children(node) {
            let Some(element) = collector.tree.element(cell) else { continue };
            let span = |name| element.get(name).and_then(|count| count.parse::<usize>().ok()).unwrap_or(1).max(1);
            while taken.get(column).is_some_and(|&rows| rows > 0) {
                column += 1;
            }
            let columns = span("colspan").min(MOST_COLUMNS.saturating_sub(column)).max(1);
            let rows = span("rowspan").min(nodes.len() - number);
            if taken.len() < column + columns {
                taken.resize(column + columns, 0);
            }
            taken[column..column + columns].fill(rows);
            let own = collector.tag_of(cell, tag);
            let narrow = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
            collector.flow.structure.get_mut(own).span = (narrow(columns), narrow(rows));
            let chunks = collector.children(cell, Around { tag: own, x: Pt::ZERO, measure: OPEN });
            cells.push(CellFlow { node: cell, style: collector.styled.of(cell), chunks, column, columns, rows, shared: Sides::all(false) });
            column += columns;
        }
        taken.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        rows.push(RowFlow { node, style: collector.styled.of(node), header, group_end: None, cells });
    }
    rows
}

/// How small a table's words may become so that its columns fit.
const SMALLEST: f32 = 0.55;

/// Gives all tables their columns, and their cells a measure. Returns the tables whose columns do not fit side by side,
/// however small: their longest words are broken.
pub(super) fn fit(flow: &mut Flow<'_>, shapers: &Shapers<'_>) -> Vec<NodeId> {
    let mut fitter = Fitter { paragraphs: &mut flow.paragraphs, shaper: shapers.shaper(), too_wide: Vec::new() };
    fitter.chunks(&mut flow.notes);
    for region in &mut flow.regions {
        fitter.chunks(&mut region.chunks);
    }
    fitter.too_wide
}

struct Fitter<'f> {
    paragraphs: &'f mut [Words],
    shaper: Shaper<'f>,
    too_wide: Vec<NodeId>,
}

/// What a column wants: the width of its widest word, and of its widest line.
#[derive(Clone, Copy, Default)]
struct Want {
    least: Pt,
    most: Pt,
}

impl Want {
    fn max(self, other: Self) -> Self {
        Self { least: self.least.max(other.least), most: self.most.max(other.most) }
    }

    fn widened(self, by: Pt) -> Self {
        Self { least: self.least + by, most: self.most + by }
    }
}

/// What a picture in a cell wants: it may shrink to a thumb's width, and is not wider than its pixels at 150 ppi.
const SMALLEST_PICTURE: Pt = Pt(36.0);
const LARGEST_PICTURE: Pt = Pt(180.0);

impl Fitter<'_> {
    fn chunks(&mut self, chunks: &mut [Chunk<'_>]) {
        for chunk in chunks {
            match &mut chunk.kind {
                ChunkKind::Table(table) => self.table(table, chunk.node),
                ChunkKind::Container { children, .. } | ChunkKind::Float { children, .. } | ChunkKind::Columns { children, .. } => {
                    self.chunks(children)
                }
                ChunkKind::Paragraph { .. } | ChunkKind::Picture { .. } | ChunkKind::Rule => {}
            }
        }
    }

    /// Sets the columns of a table. Where even its longest words do not fit side by side, the table is set smaller.
    fn table(&mut self, table: &mut TableFlow<'_>, node: NodeId) {
        let least: Pt = self.wants(table).iter().map(|want| want.least).sum();
        if least > table.measure {
            self.shrink(table, (table.measure / least * 0.98).max(SMALLEST));
        }
        if table.measure / least.max(Pt(1.0)) < SMALLEST {
            self.too_wide.push(node);
        }
        let wants = self.wants(table);
        table.edges = edges(&wants, table.measure);
        let places: Vec<(Pt, Pt)> = table.rows.iter().flat_map(|row| &row.cells).map(|cell| table.place(cell)).collect();
        let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
        for (cell, (_, width)) in cells.zip(places) {
            let inner = (width - padding(cell.style)).max(Pt(4.0));
            self.narrow(&mut cell.chunks, inner);
        }
    }

    /// What each column wants; cells of several columns ask each of them for their part.
    fn wants(&mut self, table: &TableFlow<'_>) -> Vec<Want> {
        let cells = || table.rows.iter().flat_map(|row| &row.cells);
        let count = cells().map(|cell| cell.column + cell.columns).max().unwrap_or(0);
        let mut wants = vec![Want::default(); count];
        let mut wide = Vec::new();
        for cell in cells() {
            let want = self.want(&cell.chunks).widened(padding(cell.style));
            if cell.columns == 1 {
                wants[cell.column] = wants[cell.column].max(want);
            } else {
                wide.push((cell, want));
            }
        }
        for (cell, want) in wide {
            let Some(spanned) = wants.get_mut(cell.column..cell.column + cell.columns) else { continue };
            let missing = |has: Pt, wanted: Pt| (wanted - has).max(Pt::ZERO) / cell.columns as f32;
            let least = missing(spanned.iter().map(|want| want.least).sum(), want.least);
            let most = missing(spanned.iter().map(|want| want.most).sum(), want.most);
            for own in spanned {
                *own = Want { least: own.least + least, most: (own.most + most).max(own.least + least) };
            }
        }
        wants
    }

    fn want(&mut self, chunks: &[Chunk<'_>]) -> Want {
        let mut all = Want::default();
        for chunk in chunks {
            let inset = OPEN - chunk.width;
            let want = match &chunk.kind {
                ChunkKind::Paragraph { index, .. } => {
                    let (least, most) =
                        self.paragraphs.get(*index).map_or((Pt::ZERO, Pt::ZERO), |words| justify::widths(words, &mut self.shaper));
                    Want { least: least + inset, most: most + inset }
                }
                // Places inside a box count from the cell's edge, so its children know its insets.
                ChunkKind::Container { children, .. } | ChunkKind::Float { children, .. } | ChunkKind::Columns { children, .. } => {
                    self.want(children)
                }
                ChunkKind::Picture { .. } => Want { least: SMALLEST_PICTURE, most: LARGEST_PICTURE },
                ChunkKind::Table(table) => {
                    let wants = self.wants(table);
                    Want { least: wants.iter().map(|want| want.least).sum(), most: wants.iter().map(|want| want.most).sum() }.widened(inset)
                }
                ChunkKind::Rule => Want::default(),
            };
            all = all.max(want);
        }
        all
    }

    fn shrink(&mut self, table: &TableFlow<'_>, scale: f32) {
        for cell in table.rows.iter().flat_map(|row| &row.cells) {
            self.shrink_chunks(&cell.chunks, scale);
        }
    }

    fn shrink_chunks(&mut self, chunks: &[Chunk<'_>], scale: f32) {
        for chunk in chunks {
            match &chunk.kind {
                ChunkKind::Paragraph { index, .. } => {
                    for run in self.paragraphs.get_mut(*index).into_iter().flat_map(|words| &mut words.runs) {
                        run.look.size = run.look.size * scale;
                    }
                }
                ChunkKind::Container { children, .. } | ChunkKind::Float { children, .. } | ChunkKind::Columns { children, .. } => {
                    self.shrink_chunks(children, scale)
                }
                ChunkKind::Table(table) => self.shrink(table, scale),
                ChunkKind::Picture { .. } | ChunkKind::Rule => {}
            }
        }
    }

    /// Gives the contents of a cell the measure that its columns have.
    fn narrow(&mut self, chunks: &mut [Chunk<'_>], measure: Pt) {
        for chunk in chunks {
            chunk.width = (chunk.width + measure - OPEN).max(Pt(4.0));
            match &mut chunk.kind {
                ChunkKind::Paragraph { index, .. } => {
                    if let Some(words) = self.paragraphs.get_mut(*index) {
                        words.setting.measure = (words.setting.measure + measure - OPEN).max(Pt(4.0));
                    }
                }
                ChunkKind::Container { children, .. } | ChunkKind::Float { children, .. } | ChunkKind::Columns { children, .. } => {
                    self.narrow(children, measure)
                }
                ChunkKind::Picture { size, .. } => {
                    // Its width was a share of a measure that nobody has.
                    let width = (measure * (size.width / OPEN)).min(LARGEST_PICTURE).min(measure);
                    size.height = size.height * (width / size.width.max(Pt(1.0)));
                    size.width = width;
                    chunk.x = Pt::ZERO;
                    chunk.width = width;
                }
                ChunkKind::Table(table) => {
                    table.measure = (table.measure + measure - OPEN).max(Pt(4.0));
                    let node = chunk.node;
                    self.table(table, node);
                }
                ChunkKind::Rule => {}
            }
        }
    }
}

/// The edges of the columns, from the left edge of the table.
fn edges(wants: &[Want], measure: Pt) -> Vec<Pt> {
    let least: Pt = wants.iter().map(|want| want.least).sum();
    let most: Pt = wants.iter().map(|want| want.most).sum();
    let width = |want: &Want| {
        if most <= measure {
            // A table that has room takes the whole measure: what is left goes to columns by their want.
            want.most + (measure - most) * (want.most / most.max(Pt(1.0)))
        } else if least < measure {
            want.least + (want.most - want.least) * ((measure - least) / (most - least))
        } else {
            want.least * (measure / least.max(Pt(1.0)))
        }
    };
    let mut edges = vec![Pt::ZERO];
    for want in wants {
        let last = edges.last().copied().unwrap_or(Pt::ZERO);
        edges.push(last + width(want));
    }
    edges
}

/// What a cell's paddings and borders take of its width.
pub(super) fn padding(style: &Style) -> Pt {
    style.padding.left.of(Pt::ZERO) + style.padding.right.of(Pt::ZERO) + style.border.left.width + style.border.right.width
}
