//! Tables: columns as wide as their contents want, rows as high as their fullest cell.
//!
//! Column widths after CSS 2.1, 17.5.2.2: between the width of the widest word and that of the whole line, each
//! column gets its share of what the measure leaves.

use super::flow::{Collector, margin};
use super::justify::{self, Line};
use super::shape::Shaper;
use super::words::{Meaning, Words};
use crate::base::Pt;
use crate::model::NodeId;
use crate::page::TagId;
use crate::style::{Display, Style};

/// A table before it is set.
pub(super) struct TableFlow<'a> {
    /// The caption, if there is one.
    pub caption: Option<Caption<'a>>,
    /// The rows, header rows first.
    pub rows: Vec<RowFlow<'a>>,
    /// The measure it has.
    pub measure: Pt,
}

/// A table's caption.
pub(super) struct Caption<'a> {
    /// Its element.
    pub node: NodeId,
    /// Its style.
    pub style: &'a Style,
    /// Its words.
    pub words: Words,
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
    /// Its cells.
    pub cells: Vec<CellFlow<'a>>,
}

/// A cell of a table.
pub(super) struct CellFlow<'a> {
    /// Its element.
    pub node: NodeId,
    /// Its style.
    pub style: &'a Style,
    /// Its words; none if it is empty.
    pub words: Option<Words>,
}

/// A table with its lines set.
pub(super) struct SetTable {
    /// The caption's lines.
    pub caption: Vec<Line>,
    /// Where each column starts, and the right edge of the last.
    pub columns: Vec<Pt>,
    /// The lines of each cell of each row.
    pub rows: Vec<Vec<Vec<Line>>>,
    /// Whether its columns do not fit side by side, however small.
    pub too_wide: bool,
}

/// Collects a table's caption, rows and cells.
pub(super) fn collect<'a>(collector: &mut Collector<'a>, table: NodeId, tag: TagId, measure: Pt) -> TableFlow<'a> {
    let mut flow = TableFlow { caption: None, rows: Vec::new(), measure };
    for &child in collector.tree.children(table) {
        let style = collector.styled.of(child);
        match style.display {
            Display::TableCaption => {
                let own = collector.tag_of(child, tag);
                let nodes = collector.tree.children(child);
                let words = collector.words(child, nodes, measure, Meaning { tag: own, link: None, note: None }, true, true);
                flow.caption = words.map(|words| Caption { node: child, style, words });
            }
            Display::TableHeaderGroup | Display::TableRowGroup => {
                let own = collector.tag_of(child, tag);
                for &row in collector.tree.children(child) {
                    let row = row_of(collector, row, own, style.display == Display::TableHeaderGroup);
                    flow.rows.push(row);
                }
                if let Some(last) = flow.rows.last_mut() {
                    last.group_end = Some(style);
                }
            }
            Display::TableRow => {
                let row = row_of(collector, child, tag, false);
                flow.rows.push(row);
            }
            _ => {}
        }
    }
    flow
}

fn row_of<'a>(collector: &mut Collector<'a>, row: NodeId, parent: TagId, header: bool) -> RowFlow<'a> {
    let tag = collector.tag_of(row, parent);
    let mut cells = Vec::new();
    for &cell in collector.tree.children(row) {
        let own = collector.tag_of(cell, tag);
        let nodes = collector.tree.children(cell);
        // The measure is known only when all cells are: see `set`.
        let words = collector.words(cell, nodes, Pt(10_000.0), Meaning { tag: own, link: None, note: None }, true, true);
        cells.push(CellFlow { node: cell, style: collector.styled.of(cell), words });
    }
    RowFlow { node: row, style: collector.styled.of(row), header, group_end: None, cells }
}

/// How small a table's words may become so that its columns fit.
const SMALLEST: f32 = 0.55;

/// Sets a table. Where even its longest words do not fit side by side, the table is set smaller.
pub(super) fn set(table: &mut TableFlow<'_>, shaper: &mut Shaper<'_>) -> SetTable {
    let least: Pt = wants(table, shaper).iter().map(|want| want.least).sum();
    if least > table.measure {
        shrink(table, (table.measure / least * 0.98).max(SMALLEST));
    }
    let columns = columns(table, shaper);
    let rows = table.rows.iter_mut().map(|row| {
        let cells = row.cells.iter_mut().enumerate().map(|(index, cell)| {
            let Some(words) = &mut cell.words else { return Vec::new() };
            let width = columns.get(index + 1).copied().unwrap_or(Pt::ZERO) - columns.get(index).copied().unwrap_or(Pt::ZERO);
            words.setting.measure = (width - padding(cell.style)).max(Pt(4.0));
            justify::paragraph(words, shaper)
        });
        cells.collect()
    });
    let rows = rows.collect();
    let caption = table.caption.as_ref().map_or_else(Vec::new, |caption| justify::paragraph(&caption.words, shaper));
    let too_wide = table.measure / least.max(Pt(1.0)) < SMALLEST;
    SetTable { caption, columns, rows, too_wide }
}

fn shrink(table: &mut TableFlow<'_>, scale: f32) {
    for words in table.rows.iter_mut().flat_map(|row| &mut row.cells).filter_map(|cell| cell.words.as_mut()) {
        for run in &mut words.runs {
            run.look.size = run.look.size * scale;
        }
    }
}

/// What a column wants: the width of its widest word, and of its widest line.
#[derive(Clone, Copy, Default)]
struct Want {
    least: Pt,
    most: Pt,
}

fn wants(table: &TableFlow<'_>, shaper: &mut Shaper<'_>) -> Vec<Want> {
    let count = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let mut wants = vec![Want::default(); count];
    for row in &table.rows {
        for (want, cell) in wants.iter_mut().zip(&row.cells) {
            let (narrow, wide) = cell.words.as_ref().map_or((Pt::ZERO, Pt::ZERO), |words| justify::widths(words, shaper));
            let padding = padding(cell.style);
            want.least = want.least.max(narrow + padding);
            want.most = want.most.max(wide + padding);
        }
    }
    wants
}

/// The edges of the columns, from the left edge of the table.
fn columns(table: &TableFlow<'_>, shaper: &mut Shaper<'_>) -> Vec<Pt> {
    let wants = wants(table, shaper);
    let measure = table.measure;
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
    for want in &wants {
        let last = edges.last().copied().unwrap_or(Pt::ZERO);
        edges.push(last + width(want));
    }
    edges
}

/// What a cell's paddings and borders take of its width.
pub(super) fn padding(style: &Style) -> Pt {
    style.padding.left.of(Pt::ZERO) + style.padding.right.of(Pt::ZERO) + style.border.left.width + style.border.right.width
}

/// The space above and below a caption.
pub(super) fn caption_margins(caption: &Caption<'_>, measure: Pt) -> (Pt, Pt) {
    (margin(caption.style.margin.top, measure), margin(caption.style.margin.bottom, measure))
}
