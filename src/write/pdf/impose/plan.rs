//! Which page lies where: the order of pages on sheets that are folded, or cut apart.

/// How pages are put on sheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Sheets of four pages, laid into each other and stapled through the fold.
    Booklet,
    /// Sheets folded once for 4 pages, twice for 8, and so on to 32, laid on each other and glued at the spine.
    Signatures {
        /// Pages to a sheet: 4, 8, 16 or 32.
        pages: usize,
    },
    /// Page after page in rows, on one side of the sheet.
    Grid {
        /// Pages in a row.
        across: usize,
        /// Rows.
        down: usize,
    },
}

/// One side of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Face {
    /// The pages on it, row by row from the top; none where a cell stays empty.
    pub(super) cells: Vec<Cell>,
    /// The sheet's number among those that are bound together, from the outermost; from 0.
    pub(super) depth: usize,
    /// The signature's number, from 0, on the side that shows its spine.
    pub(super) signature: Option<usize>,
}

/// A place on a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    /// The page, counted from 0; may be beyond the last, where the sheet stays blank.
    pub(super) page: usize,
    /// Whether it stands on its head.
    pub(super) is_turned: bool,
}

impl Layout {
    /// Columns and rows of a sheet.
    pub(super) fn cells(self) -> (usize, usize) {
        match self {
            Self::Booklet | Self::Signatures { pages: ..=4 } => (2, 1),
            Self::Signatures { pages: 5..=8 } => (2, 2),
            Self::Signatures { pages: 9..=16 } => (4, 2),
            Self::Signatures { .. } => (4, 4),
            Self::Grid { across, down } => (across.max(1), down.max(1)),
        }
    }

    /// Whether the sheets are folded, so that columns meet in pairs at the spine.
    pub(super) fn is_folded(self) -> bool {
        !matches!(self, Self::Grid { .. })
    }

    /// The sides of all sheets for so many pages: front and back by turns where both are printed.
    pub(super) fn faces(self, pages: usize) -> Vec<Face> {
        match self {
            Self::Booklet => booklet(pages),
            Self::Signatures { .. } => {
                let (columns, rows) = self.cells();
                let leaves = folded(columns, rows);
                let signatures = pages.div_ceil(leaves.len() * 2);
                (0..signatures).flat_map(|number| signature(&leaves, columns, rows, number)).collect()
            }
            Self::Grid { .. } => {
                let (columns, rows) = self.cells();
                let to_a_sheet = columns * rows;
                let upright = |page| Cell { page, is_turned: false };
                let sheet = |number| (number * to_a_sheet..(number + 1) * to_a_sheet).map(upright).collect();
                (0..pages.div_ceil(to_a_sheet)).map(|number| Face { cells: sheet(number), depth: 0, signature: None }).collect()
            }
        }
    }
}

/// The outermost sheet has the first and the last page; each further one lies inside it.
fn booklet(pages: usize) -> Vec<Face> {
    let pages = pages.next_multiple_of(4);
    let face = |depth, left, right| {
        let cells = [left, right].map(|page| Cell { page, is_turned: false }).to_vec();
        Face { cells, depth, signature: None }
    };
    (0..pages / 4)
        .flat_map(|depth| {
            let (first, last) = (2 * depth, pages - 1 - 2 * depth);
            [face(depth, last, first), face(depth, first + 1, last - 1)]
        })
        .collect()
}

/// A leaf of a folded sheet: where it was on the sheet, and how it lies now.
#[derive(Clone, Copy)]
struct Leaf {
    column: usize,
    row: usize,
    /// Whether the side that was up still is.
    is_front_up: bool,
    is_turned: bool,
}

/// Folds a sheet until one leaf lies on the other, the last fold at their left. The left half goes behind the right, the
/// upper behind the lower. Returns the leaves from the top.
fn folded(columns: usize, rows: usize) -> Vec<Leaf> {
    let leaf = |row, column| vec![Leaf { column, row, is_front_up: true, is_turned: false }];
    let mut stacks: Vec<Vec<Vec<Leaf>>> = (0..rows).map(|row| (0..columns).map(|column| leaf(row, column)).collect()).collect();
    // The last fold is the spine, and each fold is at right angles to the one before.
    let folds = (columns * rows).ilog2();
    for fold in (0..folds).rev() {
        if fold % 2 == 0 { fold_columns(&mut stacks) } else { fold_rows(&mut stacks) }
    }
    stacks.into_iter().flatten().flatten().collect()
}

fn fold_columns(stacks: &mut [Vec<Vec<Leaf>>]) {
    for row in stacks {
        let behind: Vec<Vec<Leaf>> = row.drain(..row.len() / 2).collect();
        for (stack, folded) in row.iter_mut().zip(behind.into_iter().rev()) {
            stack.extend(folded.into_iter().rev().map(|leaf| Leaf { is_front_up: !leaf.is_front_up, ..leaf }));
        }
    }
}

fn fold_rows(stacks: &mut Vec<Vec<Vec<Leaf>>>) {
    let behind: Vec<Vec<Vec<Leaf>>> = stacks.drain(..stacks.len() / 2).collect();
    for (row, folded) in stacks.iter_mut().zip(behind.into_iter().rev()) {
        for (stack, folded) in row.iter_mut().zip(folded) {
            let turned = |leaf: Leaf| Leaf { is_front_up: !leaf.is_front_up, is_turned: !leaf.is_turned, ..leaf };
            stack.extend(folded.into_iter().rev().map(turned));
        }
    }
}

/// Front and back of a signature. The sheet is turned over like the page of a book.
fn signature(leaves: &[Leaf], columns: usize, rows: usize, number: usize) -> [Face; 2] {
    let blank = Cell { page: usize::MAX, is_turned: false };
    let (mut front, mut back) = (vec![blank; columns * rows], vec![blank; columns * rows]);
    let first = number * leaves.len() * 2;
    for (index, leaf) in leaves.iter().enumerate() {
        let (recto, verso) = (first + 2 * index, first + 2 * index + 1);
        let (on_front, on_back) = if leaf.is_front_up { (recto, verso) } else { (verso, recto) };
        front[leaf.row * columns + leaf.column] = Cell { page: on_front, is_turned: leaf.is_turned };
        back[leaf.row * columns + columns - 1 - leaf.column] = Cell { page: on_back, is_turned: leaf.is_turned };
    }
    [Face { cells: front, depth: 0, signature: Some(number) }, Face { cells: back, depth: 0, signature: None }]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pages of a face counted from 1, those on their heads negative.
    fn numbers(face: &Face) -> Vec<i64> {
        face.cells.iter().map(|cell| (cell.page as i64 + 1) * if cell.is_turned { -1 } else { 1 }).collect()
    }

    #[test]
    fn booklets_lie_inside_each_other() {
        let faces = Layout::Booklet.faces(7);
        assert_eq!(faces.iter().map(numbers).collect::<Vec<_>>(), [[8, 1], [2, 7], [6, 3], [4, 5]]);
        assert_eq!(faces.iter().map(|face| face.depth).collect::<Vec<_>>(), [0, 0, 1, 1]);
    }

    #[test]
    fn signatures_are_as_printers_fold_them() {
        let faces = |pages| Layout::Signatures { pages }.faces(pages).iter().map(numbers).collect::<Vec<_>>();
        assert_eq!(faces(4), [[4, 1], [2, 3]]);
        assert_eq!(faces(8), [[-5, -4, 8, 1], [-3, -6, 2, 7]]);
        assert_eq!(faces(16), [[-5, -12, -9, -8, 4, 13, 16, 1], [-7, -10, -11, -6, 2, 15, 14, 3]]);
    }

    #[test]
    fn every_page_is_printed_once_and_spines_meet() {
        for pages in [4, 8, 16, 32] {
            let layout = Layout::Signatures { pages };
            let (columns, _) = layout.cells();
            let faces = layout.faces(3 * pages);
            let mut printed: Vec<usize> = faces.iter().flat_map(|face| &face.cells).map(|cell| cell.page).collect();
            printed.sort_unstable();
            assert_eq!(printed, (0..3 * pages).collect::<Vec<_>>());
            for row in faces.iter().flat_map(|face| face.cells.chunks(columns)) {
                for pair in row.chunks(2) {
                    // A right page has its spine at its left, on its head at its right.
                    let spine_is_left = |cell: &Cell| cell.page.is_multiple_of(2) != cell.is_turned;
                    assert!(!spine_is_left(&pair[0]) && spine_is_left(&pair[1]), "{pages}: {row:?}");
                }
            }
        }
    }

    #[test]
    fn grids_go_on_from_row_to_row() {
        let faces = Layout::Grid { across: 2, down: 2 }.faces(5);
        assert_eq!(faces.iter().map(numbers).collect::<Vec<_>>(), [[1, 2, 3, 4], [5, 6, 7, 8]]);
    }
}
