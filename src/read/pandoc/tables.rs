//! Tables.

use super::Reader;
use crate::model::{Alignment, Cell, Row, Table};
use crate::pandoc::{self, Body, Caption, ColumnWidth, Foot, Head};

/// A table with more columns is a slip or an attack.
const MOST_COLUMNS: usize = 1000;

impl Reader<'_, '_> {
    /// A table. Rows that head one of several bodies, and those of the foot, stand among the others.
    pub(super) fn table(
        &mut self,
        caption: &Caption,
        columns: &[(pandoc::Alignment, ColumnWidth)],
        Head(_, head): &Head,
        bodies: &[Body],
        Foot(_, foot): &Foot,
    ) -> Table {
        if columns.len() > MOST_COLUMNS {
            self.warn("table-too-wide", format!("this table has more than {MOST_COLUMNS} columns"), "look at what made the document");
        }
        let columns: Vec<Alignment> = columns.iter().take(MOST_COLUMNS).map(|(own, _)| alignment(*own).unwrap_or_default()).collect();
        let caption = self.caption(caption);
        let head: Vec<&pandoc::Row> = head.iter().collect();
        let rows: Vec<&pandoc::Row> = bodies.iter().flat_map(|Body(_, _, head, rows)| head.iter().chain(rows)).chain(foot).collect();
        let row_headers = bodies.first().is_some_and(|Body(_, named, _, _)| *named > 0);
        let (head, rows) = (self.rows(&head, columns.len()), self.rows(&rows, columns.len()));
        Table { caption, columns, head, rows, row_headers }
    }

    fn rows(&mut self, rows: &[&pandoc::Row], columns: usize) -> Vec<Row> {
        let count = rows.len();
        let rows = rows.iter().enumerate().map(|(at, pandoc::Row(_, cells))| {
            let cells = cells.iter().map(|pandoc::Cell(_, own, rows, across, content)| Cell {
                content: self.blocks(content),
                // A cell reaches no further than its part of the table, whatever it claims.
                columns: within(*across, columns),
                rows: within(*rows, count - at),
                alignment: alignment(*own),
            });
            Row { cells: cells.collect() }
        });
        rows.collect()
    }
}

fn within(claimed: i64, most: usize) -> u16 {
    let most = i64::try_from(most).unwrap_or(i64::MAX).clamp(1, i64::from(u16::MAX));
    u16::try_from(claimed.clamp(1, most)).unwrap_or(1)
}

fn alignment(own: pandoc::Alignment) -> Option<Alignment> {
    match own {
        pandoc::Alignment::AlignDefault => None,
        pandoc::Alignment::AlignLeft => Some(Alignment::Start),
        pandoc::Alignment::AlignCenter => Some(Alignment::Center),
        pandoc::Alignment::AlignRight => Some(Alignment::End),
    }
}
