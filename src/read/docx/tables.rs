//! Tables: cells that reach over columns and rows, header rows, and tables that are only boxes.

use super::assemble;
use super::paragraph::without_strong;
use super::passage::{Part, Passage};
use super::reader::{Reader, is_only_figures};
use crate::base::xml::Element;
use crate::model::{Alignment, Cell, Row, Table};

/// Word has no more columns in a table than this.
const MOST_COLUMNS: u16 = 63;

/// A row as it is written.
struct RowRead {
    header: bool,
    /// Columns before the first cell.
    skipped: u16,
    cells: Vec<CellRead>,
}

/// A cell as it is written.
struct CellRead {
    passages: Vec<Passage>,
    columns: u16,
    merge: Merge,
}

/// Whether a cell reaches over rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Merge {
    /// It does not.
    None,
    /// It is the first of those that are one.
    First,
    /// It is part of the cell above.
    Below,
}

impl Reader {
    /// Reads a table. One of a single cell is no table: it holds figures, or is a box.
    pub(super) fn table(&mut self, element: &Element, passages: &mut Vec<Passage>) {
        let first_row = is_looked_at(element, "firstRow", 0x20);
        let first_column = is_looked_at(element, "firstColumn", 0x80);
        let mut rows = Vec::new();
        let number = self.number + 1;
        self.rows(element, &mut rows);
        rows.retain(|row| !row.cells.is_empty());
        match rows.as_mut_slice() {
            [] => {}
            [RowRead { cells, .. }] if cells.len() == 1 => {
                let inside = cells.pop().map(|cell| cell.passages).unwrap_or_default();
                self.boxed(inside, number, passages);
            }
            rows if rows.iter().all(|row| row.cells.iter().all(|cell| cell.passages.is_empty())) => {}
            _ => {
                let head = head_rows(&rows, first_row);
                let passage = Passage::of(Part::Table(table(rows, head, first_column)), number);
                self.tally.said(&passage, "a table of the file");
                passages.push(passage);
            }
        }
    }

    fn boxed(&mut self, inside: Vec<Passage>, number: usize, passages: &mut Vec<Passage>) {
        if is_only_figures(&inside) || inside.iter().all(|passage| matches!(passage.part, Part::Code(_))) {
            passages.extend(inside);
        } else {
            let passage = Passage::of(Part::Frame(assemble::blocks(inside)), number);
            self.tally.said(&passage, "a table of one cell, which is a box around text");
            passages.push(passage);
        }
    }

    fn rows(&mut self, parent: &Element, rows: &mut Vec<RowRead>) {
        for element in parent.elements() {
            match element.name.as_str() {
                "tr" => rows.extend(self.row(element)),
                "tbl" => {}
                "del" | "moveFrom" => self.changed(element),
                "bookmarkStart" => self.anchors.extend(self.anchor(element)),
                name if name.ends_with("Pr") || name == "tblGrid" => {}
                // Rows may stand in content controls.
                _ => self.rows(element, rows),
            }
        }
    }

    /// A row; nothing if it was deleted.
    fn row(&mut self, element: &Element) -> Option<RowRead> {
        let properties = element.child("trPr");
        let property = |name: &str| properties.and_then(|properties| properties.child(name));
        if let Some(deleted) = property("del") {
            self.changed(deleted);
            return None;
        }
        if let Some(inserted) = property("ins") {
            self.changed(inserted);
        }
        let skipped =
            property("gridBefore").and_then(|skipped| skipped.any("val")).and_then(|count| count.parse().ok()).unwrap_or_default();
        let mut row = RowRead { header: property("tblHeader").is_some_and(super::properties::is_on), skipped, cells: Vec::new() };
        self.cells(element, &mut row.cells);
        Some(row)
    }

    fn cells(&mut self, parent: &Element, cells: &mut Vec<CellRead>) {
        for element in parent.elements() {
            match element.name.as_str() {
                "tc" => {
                    let cell = self.cell(element);
                    cells.push(cell);
                }
                "bookmarkStart" => self.anchors.extend(self.anchor(element)),
                name if name.ends_with("Pr") => {}
                _ => self.cells(element, cells),
            }
        }
    }

    fn cell(&mut self, element: &Element) -> CellRead {
        let properties = element.child("tcPr");
        let property = |name: &str| properties.and_then(|properties| properties.child(name));
        let columns = property("gridSpan").and_then(|span| span.any("val")).and_then(|span| span.parse::<u16>().ok()).unwrap_or(1);
        let merge = match property("vMerge").map(|merge| merge.any("val")) {
            None => Merge::None,
            Some(Some("restart")) => Merge::First,
            Some(_) => Merge::Below,
        };
        let around = std::mem::replace(&mut self.in_cell, true);
        let passages = self.passages(element);
        self.in_cell = around;
        CellRead { passages, columns: columns.clamp(1, MOST_COLUMNS), merge }
    }
}

/// Whether the table's style is asked to set its first row or column apart: by name, or by a bit of the older notation.
fn is_looked_at(element: &Element, name: &str, bit: u32) -> bool {
    let look = element.child("tblPr").and_then(|properties| properties.child("tblLook"));
    let named = look.and_then(|look| look.any(name)).map(|value| !matches!(value, "0" | "false" | "off"));
    let bits = || look.and_then(|look| look.any("val")).and_then(|bits| u32::from_str_radix(bits, 16).ok());
    named.unwrap_or_else(|| bits().is_some_and(|bits| bits & bit != 0))
}

/// How many rows name the columns: those that say so, else the first if the table's style sets it apart.
fn head_rows(rows: &[RowRead], first_row: bool) -> usize {
    let said = rows.iter().take_while(|row| row.header).count();
    let head = if said == 0 && first_row { 1 } else { said };
    // A cell that reaches out of the head takes the row below into it.
    let below = rows.iter().skip(head).take_while(|row| head > 0 && row.cells.iter().any(|cell| cell.merge == Merge::Below)).count();
    if head + below < rows.len() { head + below } else { 0 }
}

fn table(rows: Vec<RowRead>, head: usize, first_column: bool) -> Table {
    let body_starts = |row: &RowRead| {
        row.cells.first().is_some_and(|cell| cell.merge == Merge::Below || cell.passages.iter().all(|passage| passage.heavy))
    };
    let row_headers = first_column && rows.iter().skip(head).all(|row| row.skipped == 0 && body_starts(row));
    let mut made: Vec<Row> = Vec::new();
    // For each column, the row and the cell that reach down in it.
    let mut reaching: Vec<Option<(usize, usize)>> = Vec::new();
    for (at, row) in rows.into_iter().enumerate() {
        let mut cells = Vec::new();
        let skipped = row.skipped.min(MOST_COLUMNS);
        if skipped > 0 {
            cells.push(Cell { columns: skipped, ..Cell::default() });
        }
        let mut column = usize::from(skipped);
        for (index, cell) in row.cells.into_iter().enumerate() {
            let above = reaching.get(column).copied().flatten().filter(|_| cell.merge == Merge::Below);
            let columns = usize::from(cell.columns);
            if reaching.len() < column + columns {
                reaching.resize(column + columns, None);
            }
            let owner = match above {
                Some((row, place)) => {
                    let owner: Option<&mut Cell> = made.get_mut(row).and_then(|row: &mut Row| row.cells.get_mut(place));
                    if let Some(owner) = owner {
                        owner.rows = owner.rows.saturating_add(1);
                        // Words below the first row of a merged cell do not show, but they are there.
                        owner.content.extend(assemble::blocks(cell.passages));
                    }
                    above
                }
                None => {
                    cells.push(made_cell(cell.passages, cell.columns, at < head || (row_headers && index == 0)));
                    (cell.merge != Merge::None).then_some((at, cells.len() - 1))
                }
            };
            reaching.iter_mut().skip(column).take(columns).for_each(|place| *place = owner);
            column += columns;
        }
        made.push(Row { cells });
    }
    let columns = alignments(&mut made, head, reaching.len());
    let rows = made.split_off(head.min(made.len()));
    Table { caption: Vec::new(), columns, head: made, rows, row_headers }
}

/// A cell; one that names a column or a row needs no bold letters besides.
fn made_cell(mut passages: Vec<Passage>, columns: u16, names: bool) -> Cell {
    let alignment = passages.iter().find_map(|passage| passage.alignment);
    if names {
        passages.iter_mut().for_each(|passage| passage.content = without_strong(std::mem::take(&mut passage.content)));
    }
    Cell { content: assemble::blocks(passages), columns, rows: 1, alignment }
}

/// How most cells of each column stand; only those that stand otherwise keep an alignment of their own.
fn alignments(rows: &mut [Row], head: usize, columns: usize) -> Vec<Alignment> {
    let mut votes = vec![[0_usize; 3]; columns];
    let place = |alignment: Alignment| match alignment {
        Alignment::Start => 0,
        Alignment::Center => 1,
        Alignment::End => 2,
    };
    let simple = |row: &Row| row.cells.len() == columns;
    for cell in rows.iter().skip(head).filter(|row| simple(row)).flat_map(|row| row.cells.iter().enumerate()) {
        if let Some(vote) = votes.get_mut(cell.0).and_then(|votes| votes.get_mut(place(cell.1.alignment.unwrap_or_default()))) {
            *vote += 1;
        }
    }
    let most = |[start, center, end]: &[usize; 3]| match (start, center, end) {
        _ if end > start && end > center => Alignment::End,
        _ if center > start => Alignment::Center,
        _ => Alignment::Start,
    };
    let columns: Vec<Alignment> = votes.iter().map(most).collect();
    for row in rows {
        // Where cells reach over others, columns are not told apart; an alignment of their own does no harm.
        let simple = row.cells.len() == columns.len();
        for (cell, column) in row.cells.iter_mut().zip(&columns) {
            let own = cell.alignment.unwrap_or_default();
            cell.alignment = (!simple || own != *column).then_some(own).filter(|own| simple || *own != Alignment::Start);
        }
    }
    columns
}
