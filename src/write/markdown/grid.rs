//! Tables drawn with lines, for cells that hold blocks or reach over others.

use super::Writer;
use crate::base::screen_width;
use crate::model::{Alignment, Cell, Row, Table};

/// What no drawn column is narrower than: room for the marks of its alignment.
const NARROWEST: usize = 5;

/// A cell in its place.
struct Placed {
    row: usize,
    column: usize,
    rows: usize,
    columns: usize,
    lines: Vec<String>,
}

/// A drawing in the making: places on the screen, a character of two columns followed by an empty place.
struct Canvas {
    lines: Vec<Vec<String>>,
}

impl Canvas {
    fn set(&mut self, line: usize, column: usize, mark: &str) {
        if let Some(place) = self.lines.get_mut(line).and_then(|line| line.get_mut(column)) {
            mark.clone_into(place);
        }
    }

    fn write(&mut self, line: usize, mut column: usize, words: &str) {
        for c in words.chars() {
            match screen_width(c) {
                0 => {
                    let before = column.checked_sub(1).and_then(|before| self.lines.get_mut(line)?.get_mut(before));
                    before.into_iter().for_each(|place| place.push(c));
                }
                width => {
                    self.set(line, column, c.encode_utf8(&mut [0; 4]));
                    (1..width).for_each(|more| self.set(line, column + more, ""));
                    column += width;
                }
            }
        }
    }
}

impl Writer<'_> {
    /// Draws the table, if it has rows and columns to draw.
    pub(super) fn drawn(&mut self, table: &Table) {
        let rows: Vec<&Row> = table.head.iter().chain(&table.rows).collect();
        let reach = |row: &&Row| row.cells.iter().map(|cell| usize::from(cell.columns.max(1))).sum();
        let columns = rows.iter().map(reach).max().unwrap_or(0).max(table.columns.len());
        let cells = self.placed(&rows, columns);
        let widths = sizes(columns, NARROWEST, cells.iter().map(|cell| (cell.column, cell.columns, width(&cell.lines) + 2)));
        let heights = sizes(rows.len(), 1, cells.iter().map(|cell| (cell.row, cell.rows, cell.lines.len())));
        let (lefts, tops) = (edges(&widths), edges(&heights));
        let (right, bottom) = (lefts.last().copied().unwrap_or(0), tops.last().copied().unwrap_or(0));
        let mut canvas = Canvas { lines: vec![vec![" ".to_owned(); right + 1]; bottom + 1] };
        let at = |edges: &[usize], number: usize| edges.get(number).copied().unwrap_or_default();
        for cell in &cells {
            let (left, top) = (at(&lefts, cell.column), at(&tops, cell.row));
            let (end, below) = (at(&lefts, cell.column + cell.columns), at(&tops, cell.row + cell.rows));
            for line in [top, below] {
                (left + 1..end).filter(|&column| !lefts.contains(&column)).for_each(|column| canvas.set(line, column, "-"));
                (left + 1..end).filter(|column| lefts.contains(column)).for_each(|column| canvas.set(line, column, "+"));
            }
            (top + 1..below).for_each(|line| [left, end].into_iter().for_each(|column| canvas.set(line, column, "|")));
        }
        // Where a line meets the side of a cell, they cross.
        for &line in &tops {
            for &column in &lefts {
                let is =
                    |column: Option<usize>| column.and_then(|column| canvas.lines.get(line)?.get(column)).is_some_and(|mark| mark == "-");
                if is(column.checked_sub(1)) || is(Some(column + 1)) {
                    canvas.set(line, column, "+");
                }
            }
        }
        let head = at(&tops, table.head.len());
        if !table.head.is_empty() && table.head.len() < rows.len() {
            (0..=right).for_each(|column| {
                let is_line = canvas.lines.get(head).and_then(|line| line.get(column)).is_some_and(|mark| mark == "-");
                if is_line {
                    canvas.set(head, column, "=");
                }
            });
        }
        for (column, alignment) in table.columns.iter().enumerate() {
            let (left, end) = (at(&lefts, column), at(&lefts, column + 1));
            if *alignment == Alignment::Center {
                canvas.set(head, left + 1, ":");
            }
            if *alignment != Alignment::Start {
                canvas.set(head, end.saturating_sub(1), ":");
            }
        }
        for cell in &cells {
            let (left, top) = (at(&lefts, cell.column), at(&tops, cell.row));
            for (number, line) in cell.lines.iter().enumerate() {
                canvas.write(top + 1 + number, left + 2, line);
            }
        }
        for line in canvas.lines {
            self.line(&line.concat());
        }
    }

    /// The cells with their lines, each in the first place that no other takes. What no cell takes is an empty one.
    fn placed(&mut self, rows: &[&Row], columns: usize) -> Vec<Placed> {
        let mut cells: Vec<Placed> = Vec::new();
        // How many rows each column is still taken for by cells above.
        let mut taken: Vec<usize> = Vec::new();
        for (row, Row { cells: own }) in rows.iter().enumerate() {
            let mut column = 0;
            let free = columns.saturating_sub(taken.iter().filter(|&&rows| rows > 0).count());
            let missing = free.saturating_sub(own.iter().map(|cell| usize::from(cell.columns.max(1))).sum());
            let empty = Cell::default();
            for cell in own.iter().chain(std::iter::repeat_n(&empty, missing)) {
                while taken.get(column).is_some_and(|&rows| rows > 0) {
                    column += 1;
                }
                let columns = usize::from(cell.columns.max(1));
                let reach = usize::from(cell.rows.max(1)).min(rows.len() - row);
                taken.resize(taken.len().max(column + columns), 0);
                taken.iter_mut().skip(column).take(columns).for_each(|rows| *rows = reach);
                cells.push(Placed { row, column, rows: reach, columns, lines: self.cell_lines(cell) });
                column += columns;
            }
            taken.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        }
        cells
    }

    fn cell_lines(&mut self, cell: &Cell) -> Vec<String> {
        let lines = self.apart(|writer| writer.blocks(&cell.content));
        if cell.columns < 2 {
            return lines;
        }
        // Where it reaches over a side of its neighbours, these would look like that side.
        lines.into_iter().map(|line| line.replace("\\|", "&#124;").replace('|', "&#124;").replace('+', "&#43;")).collect()
    }
}

fn width(lines: &[String]) -> usize {
    lines.iter().map(|line| line.chars().map(screen_width).sum()).max().unwrap_or(0)
}

/// How much room each row or column needs: what its own cells need, and what is missing for those that reach further.
fn sizes(count: usize, least: usize, cells: impl Iterator<Item = (usize, usize, usize)> + Clone) -> Vec<usize> {
    let mut sizes = vec![least; count];
    for (start, reach, need) in cells.clone().filter(|&(_, reach, _)| reach == 1) {
        sizes.iter_mut().skip(start).take(reach).for_each(|size| *size = (*size).max(need));
    }
    for (start, reach, need) in cells.filter(|&(_, reach, _)| reach > 1) {
        let have: usize = sizes.iter().skip(start).take(reach).sum::<usize>() + reach - 1;
        sizes.iter_mut().skip(start).take(reach).next_back().into_iter().for_each(|last| *last += need.saturating_sub(have));
    }
    sizes
}

/// Where the lines stand that part rows or columns of these sizes.
fn edges(sizes: &[usize]) -> Vec<usize> {
    let mut edges = vec![0];
    for size in sizes {
        edges.push(edges.last().copied().unwrap_or(0) + size + 1);
    }
    edges
}
