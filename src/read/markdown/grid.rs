//! Tables drawn with lines (Pandoc's grid tables), whose cells hold blocks and may span rows and columns.
//!
//! ```text
//! +-------+---------+
//! | Fruit | Price   |
//! +=======+========:+
//! | Pear  | - 1.20  |
//! |       | - 1.40  |
//! +-------+---------+
//! ```

use std::ops::Range;

use super::blocks::names_rows;
use super::builder::Builder;
use super::inner::Cut;
use crate::base::screen_width;
use crate::model::{Alignment, Attributes, BlockKind, Cell, Row, Table};

/// More columns than any page has room for: what has more is no table.
const MOST_COLUMNS: usize = 100;

/// How many lines, from the first on, make a drawn table; each without what stands before the table, and without its
/// line end. `None` if they are none.
pub(super) fn lines<'a>(lines: impl Iterator<Item = &'a str>) -> Option<usize> {
    let (mut count, mut last_rule) = (0, 0);
    let mut width = 0;
    for line in lines.map(str::trim_end) {
        if count == 0 {
            width = line.len();
            if !is_rule(line) || line.bytes().filter(|&byte| byte == b'+').count() > MOST_COLUMNS {
                return None;
            }
        } else if !line.starts_with(['|', '+']) || !line.ends_with(['|', '+']) {
            break;
        }
        count += 1;
        if is_rule(line) && line.len() == width {
            last_rule = count;
        }
    }
    (last_rule > 2).then_some(last_rule)
}

/// Whether a line is drawn from edge to edge.
pub(super) fn is_rule(line: &str) -> bool {
    line.len() > 2 && line.starts_with('+') && line.ends_with('+') && line.bytes().all(|byte| matches!(byte, b'+' | b'-' | b'=' | b':'))
}

/// A line of the drawing by columns of the screen, each with its character and the byte where that begins.
pub(super) struct Line {
    columns: Vec<(char, usize)>,
    end: usize,
}

impl Line {
    pub(super) fn of(source: &str, range: &Range<usize>) -> Self {
        let mut columns = Vec::new();
        for (at, c) in source.get(range.clone()).unwrap_or_default().char_indices() {
            for _ in 0..screen_width(c) {
                columns.push((c, range.start + at));
            }
        }
        Self { columns, end: range.end }
    }

    pub(super) fn at(&self, column: usize) -> Option<char> {
        self.columns.get(column).map(|&(c, _)| c)
    }

    /// The bytes between two columns.
    pub(super) fn bytes(&self, columns: Range<usize>) -> Range<usize> {
        let byte = |column: usize| self.columns.get(column).map_or(self.end, |&(_, at)| at);
        let start = byte(columns.start);
        start..byte(columns.end).max(start)
    }

    /// Whether a line is drawn all the way between two columns.
    fn is_drawn(&self, columns: Range<usize>) -> bool {
        self.columns.get(columns).is_some_and(|columns| columns.iter().all(|(c, _)| matches!(c, '-' | '=' | ':')))
    }
}

/// The drawing with its lines found.
struct Grid {
    lines: Vec<Line>,
    /// The columns of the screen at which cells may begin and end.
    columns: Vec<usize>,
    /// The lines at which rows begin and end.
    rows: Vec<usize>,
}

impl Grid {
    fn of(lines: Vec<Line>) -> Self {
        let full = |line: &Line| line.columns.iter().all(|(c, _)| matches!(c, '+' | '-' | '=' | ':'));
        let mut columns: Vec<usize> = lines
            .iter()
            .filter(|line| full(line))
            .flat_map(|line| line.columns.iter().enumerate().filter(|(_, (c, _))| *c == '+').map(|(column, _)| column))
            .collect();
        columns.sort_unstable();
        columns.dedup();
        columns.truncate(MOST_COLUMNS);
        let any = |line: &Line| columns.windows(2).any(|pair| matches!(pair, [left, right] if line.is_drawn(left + 1..*right)));
        let rows = lines.iter().enumerate().filter(|(_, line)| any(line)).map(|(at, _)| at).collect();
        Self { lines, columns, rows }
    }

    /// Whether nothing parts a cell from the one at its right.
    fn is_open_right(&self, row: usize, column: usize) -> bool {
        let Some(&edge) = self.columns.get(column + 1) else { return false };
        let mut between = self.lines.get(self.rows[row] + 1..self.rows[row + 1]).unwrap_or_default().iter();
        column + 2 < self.columns.len() && between.all(|line| !matches!(line.at(edge), Some('|' | '+') | None))
    }

    /// Whether nothing parts a cell from the one below.
    fn is_open_below(&self, row: usize, column: usize) -> bool {
        let Some(line) = self.rows.get(row + 1).and_then(|&at| self.lines.get(at)) else { return false };
        row + 2 < self.rows.len() && !line.is_drawn(self.columns[column] + 1..self.columns[column + 1])
    }

    /// How each column stands by the colons in a line.
    fn alignments(&self, line: usize) -> Vec<Alignment> {
        let mark = |column: usize| self.lines.get(line).and_then(|line| line.at(column)) == Some(':');
        let of = |pair: &[usize]| match pair {
            [left, right] => match (mark(left + 1), mark(right - 1)) {
                (true, true) => Alignment::Center,
                (false, true) => Alignment::End,
                _ => Alignment::Start,
            },
            _ => Alignment::Start,
        };
        self.columns.windows(2).map(of).collect()
    }
}

impl Builder<'_, '_, '_> {
    /// A drawn table, by the places of its lines.
    pub(super) fn grid(&mut self, lines: &[Range<usize>]) {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
        let (start, end) = (first.start, last.end);
        if !self.has_room() {
            return self.report_depth(start..end);
        }
        let grid = Grid::of(lines.iter().map(|range| Line::of(self.manuscript.text, range)).collect());
        let (rows, columns) = (grid.rows.len().saturating_sub(1), grid.columns.len().saturating_sub(1));
        let mut taken = vec![vec![false; columns]; rows];
        let mut made: Vec<Row> = Vec::with_capacity(rows);
        for row in 0..rows {
            let mut cells = Vec::new();
            for column in 0..columns {
                if taken[row][column] {
                    continue;
                }
                let right = (column..columns).find(|&column| !grid.is_open_right(row, column)).unwrap_or(column) + 1;
                let below = (row..rows).find(|&row| !grid.is_open_below(row, column)).unwrap_or(row) + 1;
                taken.iter_mut().take(below).skip(row).for_each(|cells| cells[column..right].fill(true));
                cells.push(self.grid_cell(&grid, row..below, column..right));
            }
            made.push(Row { cells });
        }
        let double = grid.rows.iter().position(|&at| grid.lines[at].columns.iter().any(|(c, _)| *c == '='));
        let head_rows = double.filter(|&at| at > 0 && at < rows).unwrap_or(0);
        let alignment_line = grid.rows.get(head_rows).copied().unwrap_or_default();
        let body = made.split_off(head_rows.min(made.len()));
        let row_headers = names_rows(made.first());
        let columns = grid.alignments(alignment_line);
        let table = Table { caption: Vec::new(), columns, head: made, rows: body, row_headers };
        self.push_block(BlockKind::Table(table), Attributes::default(), start, end);
    }

    /// What stands in a cell, read as Markdown.
    fn grid_cell(&mut self, grid: &Grid, rows: Range<usize>, columns: Range<usize>) -> Cell {
        let source = self.manuscript.text;
        let (left, right) = (grid.columns[columns.start] + 1, grid.columns[columns.end]);
        let lines: Vec<Range<usize>> = (grid.rows[rows.start] + 1..grid.rows[rows.end])
            .filter_map(|at| grid.lines.get(at))
            .map(|line| {
                let bytes = line.bytes(left..right);
                bytes.start..bytes.start + source.get(bytes.clone()).unwrap_or_default().trim_end().len()
            })
            .collect();
        let indent = |range: &Range<usize>| {
            let line = source.get(range.clone()).unwrap_or_default();
            line.len() - line.trim_start_matches(' ').len()
        };
        let shared = lines.iter().filter(|line| !line.is_empty()).map(indent).min().unwrap_or(0);
        let mut cut = Cut::default();
        for line in lines {
            if !line.is_empty() {
                cut.add(source, line.start + shared..line.end);
            }
            cut.add_own("\n");
        }
        let content = if cut.text.trim().is_empty() { Vec::new() } else { self.inner(&cut) };
        let count = |range: Range<usize>| u16::try_from(range.len()).unwrap_or(u16::MAX);
        Cell { content, columns: count(columns), rows: count(rows), alignment: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_ends_with_its_last_line() {
        let count = |text: &str| lines(text.lines());
        assert_eq!(count("+--+--+\n| a| b|\n+--+--+\ntext"), Some(3));
        assert_eq!(count("+--+--+\n| a| b|\n+--+--+\n| c|"), Some(3));
        assert_eq!(count("+--+--+\n| a| b|"), None);
        assert_eq!(count("+--+\n+--+"), None);
        assert_eq!(count("+ a\n| b"), None);
    }
}
