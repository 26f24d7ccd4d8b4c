//! Rows of a table with more cells than it has columns, of which the parser leaves out the last.

use std::ops::Range;

use super::builder::Builder;
use super::dollars::code_span;
use super::inner::Cut;
use crate::base::{Code, Diagnostic};
use crate::model::Row;

impl Builder<'_, '_, '_> {
    /// Mends a row that is too long: a bar in code parts no cells (Pandoc's rule) if that is all there is to it; else the last
    /// cell takes what stands after it.
    pub(super) fn keep_further_cells(&mut self, row: &mut Row, range: Range<usize>) {
        let is_edge = |c: char| c == '|' || c.is_whitespace();
        let rest = self.source(self.cell_end..range.end);
        let words = rest.trim_matches(is_edge);
        if words.is_empty() {
            return;
        }
        let whole = cells(self.source(range.clone()));
        if whole.len() == row.cells.len() {
            for (cell, place) in row.cells.iter_mut().zip(whole) {
                cell.content = self.inner(&self.cut(range.start + place.start..range.start + place.end));
            }
            return;
        }
        let Some(last) = row.cells.last_mut() else { return };
        let start = self.cell_end + (rest.len() - rest.trim_start_matches(is_edge).len());
        let message = "this row has more cells than the table has columns; its last cell takes them";
        let problem = Diagnostic::warning(Code("table-row-long"), message).at(self.span(start, start + words.len()));
        self.report.add(problem.hint("put a backslash before a bar that is part of a cell: \\|"));
        last.content.extend(self.inner(&self.cut(start..start + words.len())));
    }

    fn cut(&self, range: Range<usize>) -> Cut {
        let mut cut = Cut::default();
        cut.add(self.manuscript.text, range);
        cut
    }
}

/// The places of a row's cells, if bars in code part none.
fn cells(row: &str) -> Vec<Range<usize>> {
    let bytes = row.as_bytes();
    let mut bars = Vec::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += match byte {
            b'\\' => 2,
            b'`' => code_span(bytes.get(at..).unwrap_or_default()),
            b'|' => {
                bars.push(at);
                1
            }
            _ => 1,
        };
    }
    let starts = std::iter::once(0).chain(bars.iter().map(|bar| bar + 1));
    let mut cells: Vec<Range<usize>> = starts.zip(bars.iter().copied().chain([row.len()])).map(|(start, end)| start..end).collect();
    // Before the first bar of a row and after its last, mostly nothing stands.
    let is_blank = |cell: &Range<usize>| row.get(cell.clone()).is_none_or(|words| words.trim().is_empty());
    if cells.first().is_some_and(is_blank) {
        cells.remove(0);
    }
    if cells.last().is_some_and(is_blank) {
        cells.pop();
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_in_code_parts_no_cells() {
        let words = |row: &'static str| cells(row).into_iter().map(|place| row[place].trim()).collect::<Vec<_>>();
        assert_eq!(words("| `x | y` | b |"), ["`x | y`", "b"]);
        assert_eq!(words("a | b \\| c | `"), ["a", "b \\| c", "`"]);
        assert_eq!(words("| a ||"), ["a", ""]);
        assert_eq!(words(""), [""; 0]);
    }
}
