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

/// Sets a table.
pub(super) fn set(table: &mut TableFlow<'_>, shaper: &mut Shaper<'_>) -> SetTable {
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
    SetTable { caption, columns, rows }
}

/// The edges of the columns, from the left edge of the table.
fn columns(table: &TableFlow<'_>, shaper: &mut Shaper<'_>) -> Vec<Pt> {
    let count = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let (mut least, mut most) = (vec![0.0f32; count], vec![0.0f32; count]);
    for row in &table.rows {
        for (index, cell) in row.cells.iter().enumerate() {
            let (narrow, wide) = cell.words.as_ref().map_or((Pt::ZERO, Pt::ZERO), |words| justify::widths(words, shaper));
            let padding = padding(cell.style);
            least[index] = least[index].max((narrow + padding).0);
            most[index] = most[index].max((wide + padding).0);
        }
    }
    let measure = table.measure.0;
    let (sum_least, sum_most): (f32, f32) = (least.iter().sum(), most.iter().sum());
    let width = |index: usize| {
        if sum_most <= measure {
            // A table that has room takes the whole measure: what is left goes to columns by their want.
            most[index] + (measure - sum_most) * (most[index] / sum_most.max(1.0))
        } else if sum_least < measure {
            least[index] + (most[index] - least[index]) * (measure - sum_least) / (sum_most - sum_least)
        } else {
            least[index] * measure / sum_least.max(1.0)
        }
    };
    let mut edges = vec![Pt::ZERO];
    for index in 0..count {
        let last = edges.last().copied().unwrap_or(Pt::ZERO);
        edges.push(last + Pt(width(index)));
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
