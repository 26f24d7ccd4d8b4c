//! Tables.

use super::blocks::plain;
use super::lines::attr;
use super::{Writer, no_attr};
use crate::model::{Alignment, Attributes, Cell, Row, Table};
use crate::pandoc::{self, Attr, Body, ColumnWidth, Foot, Head};

impl Writer<'_> {
    pub(super) fn table(&self, table: &Table, given: &Attributes) -> pandoc::Block {
        let columns = table.columns.iter().map(|&column| (alignment(column), ColumnWidth::ColWidthDefault)).collect();
        let head = Head(no_attr(), self.rows(&table.head));
        let body = Body(no_attr(), i64::from(table.row_headers), Vec::new(), self.rows(&table.rows));
        pandoc::Block::Table(attr(given), self.caption(&table.caption), columns, head, vec![body], Foot::default())
    }

    fn rows(&self, rows: &[Row]) -> Vec<pandoc::Row> {
        rows.iter().map(|row| pandoc::Row(Attr::default(), row.cells.iter().map(|cell| self.cell(cell)).collect())).collect()
    }

    fn cell(&self, cell: &Cell) -> pandoc::Cell {
        let own = cell.alignment.map_or(pandoc::Alignment::AlignDefault, |own| match own {
            Alignment::Start => pandoc::Alignment::AlignLeft,
            other => alignment(other),
        });
        let content = match cell.line() {
            Some([]) => Vec::new(),
            Some(_) => self.blocks(&cell.content).into_iter().map(plain).collect(),
            None => self.blocks(&cell.content),
        };
        pandoc::Cell(no_attr(), own, i64::from(cell.rows), i64::from(cell.columns), content)
    }
}

fn alignment(column: Alignment) -> pandoc::Alignment {
    match column {
        Alignment::Start => pandoc::Alignment::AlignDefault,
        Alignment::Center => pandoc::Alignment::AlignCenter,
        Alignment::End => pandoc::Alignment::AlignRight,
    }
}
