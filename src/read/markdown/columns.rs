//! Tables whose columns are told by dashes alone (Pandoc's simple and multiline tables).
//!
//! ```text
//!   Right  Left      Centred    Default
//! -------  ------  ----------   -------
//!      12  12          12         12
//! ```
//!
//! Between two full lines of dashes, a row may go over several lines, and an empty line ends it.

use std::ops::Range;

use super::blocks::names_rows;
use super::builder::Builder;
use super::grid::Line;
use super::inner::Cut;
use crate::model::{Alignment, Attributes, BlockKind, Cell, Row, Table};

/// More lines than any page has room for, should the last line of dashes be missing.
const MOST_LINES: usize = 500;
/// More lines than any header has.
const MOST_HEAD_LINES: usize = 12;

/// What a line of dashes is.
#[derive(Clone, Copy, PartialEq)]
enum Rule {
    /// One stretch of dashes, from edge to edge.
    Full,
    /// Several, one for each column.
    Columns,
}

fn rule(line: &str) -> Option<Rule> {
    let words = line.trim();
    if !words.starts_with("--") || !words.bytes().all(|byte| matches!(byte, b'-' | b' ')) {
        return None;
    }
    let mut stretches = words.split(' ').filter(|stretch| !stretch.is_empty());
    // Single dashes with spaces between them are a scene break.
    stretches.clone().all(|stretch| stretch.len() > 1).then_some(())?;
    Some(if stretches.nth(1).is_some() { Rule::Columns } else { Rule::Full })
}

/// The lines of the table that a text begins with, empty ones too, each without its end. `None` if it begins with none.
pub(super) fn lines(text: &str) -> Option<Vec<Range<usize>>> {
    let mut at = 0;
    let all = text.split_inclusive('\n').take(MOST_LINES).map(|line| {
        at += line.len();
        let start = at - line.len();
        start..start + line.trim_end().len()
    });
    let mut lines: Vec<Range<usize>> = Vec::new();
    let mut head = None;
    for place in all {
        let line = text.get(place.clone())?;
        // In a quotation or a list the first lines are not like the others.
        if line.starts_with([' ', '\t']) && line.trim().is_empty() {
            return None;
        }
        let rule = rule(line);
        let first = lines.first().and_then(|first| text.get(first.clone())).map(self::rule);
        lines.push(place);
        match (first, head, rule) {
            (None, None, Some(Rule::Columns)) => head = Some(1),
            (None, ..) => {}
            // The header has one line, or some below a full line of dashes.
            (Some(first), None, Some(Rule::Columns)) if first.is_some() || lines.len() == 2 => head = Some(lines.len()),
            (Some(Some(_)), None, None) if !line.is_empty() && lines.len() <= MOST_HEAD_LINES => {}
            (Some(_), None, _) => return None,
            // A last line of dashes ends the table; without one, an empty line or the end of a div does where each line is a row.
            (Some(_), Some(head), Some(_)) => return (lines.len() > head + 1).then_some(lines).filter(|lines| is_coverable(lines)),
            (Some(None), Some(head), None) if line.is_empty() || closes_div(line) => {
                lines.pop();
                return (lines.len() > head).then_some(lines).filter(|lines| is_coverable(lines));
            }
            (Some(_), Some(_), None) => {}
        }
    }
    // The text ends with the table.
    let is_simple = head.is_some_and(|head| lines.len() > head) && text.get(lines.first()?.clone()).map(rule) == Some(None);
    (is_simple && lines.len() < MOST_LINES && is_coverable(&lines)).then_some(lines)
}

/// Whether a line is that of nothing but colons with which a div ends.
fn closes_div(line: &str) -> bool {
    line.starts_with(":::") && line.bytes().all(|byte| byte == b':')
}

/// Whether the first and the last line have room for what is put over them.
fn is_coverable(lines: &[Range<usize>]) -> bool {
    [lines.first(), lines.last()].into_iter().flatten().all(|line| line.len() > 1)
}

impl Builder<'_, '_, '_> {
    /// A table told by dashes, by the places of its lines.
    pub(super) fn columns(&mut self, places: &[Range<usize>]) {
        let (Some(first), Some(last)) = (places.first(), places.last()) else { return };
        let (start, end) = (first.start, last.end);
        if !self.has_room() {
            return self.report_depth(start..end);
        }
        let source = self.manuscript.text;
        let rule_of = |place: &Range<usize>| rule(source.get(place.clone()).unwrap_or_default());
        let lines: Vec<Line> = places.iter().map(|place| Line::of(source, place)).collect();
        let Some(dashes) = places.iter().position(|place| rule_of(place) == Some(Rule::Columns)) else { return };
        let stretches = lines.get(dashes).map(stretches).unwrap_or_default();
        let is_ruled = rule_of(first).is_some();
        let head_lines = (usize::from(rule_of(first) == Some(Rule::Full))..dashes).collect::<Vec<_>>();
        let body = (dashes + 1..lines.len()).filter(|&at| rule_of(&places[at]).is_none());
        let has_gaps = body.clone().any(|at| places[at].is_empty());
        let rows: Vec<Vec<usize>> = if (is_ruled && dashes > 0) || has_gaps {
            let body: Vec<usize> = body.collect();
            body.split(|&at| places[at].is_empty()).filter(|row| !row.is_empty()).map(<[usize]>::to_vec).collect()
        } else {
            body.map(|at| vec![at]).collect()
        };
        let telling = head_lines.first().or(rows.first().and_then(|row| row.first())).and_then(|&at| lines.get(at));
        let columns = stretches.iter().map(|stretch| telling.map_or(Alignment::Start, |line| alignment(line, stretch))).collect();
        let mut made = |rows: Vec<Vec<usize>>| -> Vec<Row> {
            rows.into_iter()
                .map(|row| self.row_of_lines(&row.iter().filter_map(|&at| lines.get(at)).collect::<Vec<_>>(), &stretches))
                .collect()
        };
        let head = if head_lines.is_empty() { Vec::new() } else { made(vec![head_lines]) };
        let rows = made(rows);
        let row_headers = names_rows(head.first());
        let table = Table { caption: Vec::new(), columns, head, rows, row_headers };
        self.push_block(BlockKind::Table(table), Attributes::default(), start, end);
    }

    /// A row that stands in these lines. A cell goes as far as the next begins.
    fn row_of_lines(&mut self, lines: &[&Line], stretches: &[Range<usize>]) -> Row {
        let source = self.manuscript.text;
        let ends = stretches.iter().skip(1).map(|next| next.start).chain([usize::MAX]);
        let places = stretches.iter().enumerate().map(|(number, stretch)| if number == 0 { 0 } else { stretch.start }).zip(ends);
        let cells = places.map(|(left, right)| {
            let mut cut = Cut::default();
            for line in lines {
                let bytes = line.bytes(left..right);
                let words = source.get(bytes.clone()).unwrap_or_default();
                let start = bytes.start + words.len() - words.trim_start().len();
                if !words.trim().is_empty() {
                    cut.add(source, start..start + words.trim().len());
                    cut.add_own("\n");
                }
            }
            Cell { content: if cut.text.is_empty() { Vec::new() } else { self.inner(&cut) }, ..Cell::default() }
        });
        Row { cells: cells.collect() }
    }
}

/// The columns of the screen that each stretch of dashes takes.
fn stretches(line: &Line) -> Vec<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = Vec::new();
    for column in (0..).take_while(|&column| line.at(column).is_some()).filter(|&column| line.at(column) == Some('-')) {
        match stretches.last_mut().filter(|last| last.end == column) {
            Some(last) => last.end = column + 1,
            None => stretches.push(column..column + 1),
        }
    }
    stretches
}

/// How a column stands: by where the words of its header begin and end over the dashes (Pandoc's rule).
fn alignment(line: &Line, stretch: &Range<usize>) -> Alignment {
    let is_space = |column: usize| line.at(column).is_none_or(char::is_whitespace);
    match (is_space(stretch.start), is_space(stretch.end.saturating_sub(1))) {
        (true, false) => Alignment::End,
        (true, true) => Alignment::Center,
        _ => Alignment::Start,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_tell_a_table() {
        let count = |text: &str| lines(text).map(|lines| lines.len());
        assert_eq!(count("a  b\n-- --\n1  2\n\ntext"), Some(3));
        assert_eq!(count("a  b\n-- --\n1  2"), Some(3));
        assert_eq!(count("-- --\n1  2\n-- --\n"), Some(3));
        assert_eq!(count("------\na  b\n-- --\n1  2\n\n3  4\n------\n"), Some(7));
        assert_eq!(count("-- --\n1  2\n\ntext"), None);
        assert_eq!(count("a  b\n-----\n1  2"), None);
        assert_eq!(count("- - -\n1\n- - -"), None);
        assert_eq!(count("-----\n\na  b\n-- --\n"), None);
        assert_eq!(count("a  b\n-- --\n\n"), None);
        assert_eq!(count("a\nb\n-- --\n1\n"), None);
    }
}
