//! Tables: with bars where every cell is a line, drawn as a grid where cells hold blocks or reach over others.

use super::Writer;
use super::attributes::attributes;
use super::inlines::Inlines;
use crate::model::{Alignment, Attributes, Cell, Row, Table};

/// Whether bars cannot say what the table holds: blocks, cells that reach over others, several rows of heads.
fn is_drawn(table: &Table) -> bool {
    let mut cells = table.head.iter().chain(&table.rows).flat_map(|row| &row.cells);
    table.head.len() > 1 || cells.any(|cell| cell.line().is_none() || cell.columns > 1 || cell.rows > 1)
}

impl Writer<'_> {
    pub(super) fn table(&mut self, table: &Table, given: &Attributes) {
        if is_drawn(table) {
            self.drawn(table);
        } else {
            self.piped(table);
        }
        let attributes = attributes(given, &[]);
        if !table.caption.is_empty() || !attributes.is_empty() {
            self.gap();
            let caption = self.inlines.in_one_line(&table.caption);
            // A caption that says "Table 1" itself needs no second "Table".
            let label = if caption.to_lowercase().starts_with("tab") { ":" } else { "Table:" };
            self.line(format!("{label} {caption} {attributes}").trim_end());
        }
    }

    fn piped(&mut self, table: &Table) {
        let columns = table.rows.iter().chain(&table.head).map(|row| row.cells.len()).max().unwrap_or_default().max(table.columns.len());
        let alignment = |column| match table.columns.get(column).copied().unwrap_or_default() {
            Alignment::Start => "---",
            Alignment::Center => ":-:",
            Alignment::End => "--:",
        };
        self.row(table.head.first().unwrap_or(&Row::default()), columns);
        self.line(&format!("| {} |", (0..columns).map(alignment).collect::<Vec<_>>().join(" | ")));
        for row in table.head.iter().skip(1).chain(&table.rows) {
            self.row(row, columns);
        }
    }

    fn row(&mut self, row: &Row, columns: usize) {
        let none = Cell::default();
        let inlines = Inlines { in_table: true, ..self.inlines };
        let cells = (0..columns).map(|column| inlines.in_one_line(row.cells.get(column).unwrap_or(&none).line().unwrap_or_default()));
        let line = format!("| {} |", cells.collect::<Vec<_>>().join(" | "));
        self.line(&line);
    }
}
