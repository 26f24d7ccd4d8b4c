//! Runaround: text beside boxes is set in shorter lines, on the grid as all others.
//!
//! Which lines stand beside a box is known from the top of a column down, since all lines are equally high: each paragraph
//! is set anew when its turn comes, and those after it see how many lines it has.

use super::Sweep;
use super::obstacles::Taken;
use crate::base::Pt;
use crate::typeset::columns::Stack;
use crate::typeset::strip::Slice;
use crate::typeset::words::Beside;

impl Sweep<'_> {
    /// Sets the text of the page around the boxes on it, column by column, and settles where its columns end.
    pub(in crate::typeset) fn narrow(&mut self) {
        self.settled.clear();
        let first = self.layer();
        let layers = first..first + self.room.columns;
        let narrows = layers.clone().any(|layer| self.obstacles.of(layer).narrows());
        if !narrows && !std::mem::take(&mut self.stale) {
            return;
        }
        let mut from = self.start;
        for layer in layers.clone() {
            self.set_column(from, layer);
            let filled = self.look_near();
            let Some(column) = filled.columns.get(layer - first).filter(|column| column.page == self.page) else { break };
            from = column.to;
            self.settled.insert(layer, from);
        }
        if !narrows {
            self.settled.clear();
        }
    }

    /// Lines that came to stand on a new page have left their box behind.
    pub(super) fn widen_first(&mut self) {
        let Some((paragraph, number)) = self.order.get(self.start).and_then(|&slice| self.slices.get(slice)?.line) else { return };
        let Some(beside) = self.beside.get(&paragraph).filter(|beside| beside.iter().any(|one| one.lines.end > number)) else { return };
        let kept = beside.iter().filter(|one| one.lines.start < number);
        let kept = kept.map(|one| Beside { lines: one.lines.start..one.lines.end.min(number), ..*one }).collect();
        self.again(self.start, 0, kept);
    }

    /// Sets the paragraphs of a column from a place on around the boxes in it.
    fn set_column(&mut self, from: usize, layer: usize) {
        let taken = self.obstacles.of(layer).clone();
        let height = (self.room.height)(self.page) - taken.foot;
        let mut stack = Stack::beside(self.room.grid, &taken);
        let mut at = from;
        while stack.y <= height
            && let Some(slice) = self.order.get(at).and_then(|&slice| self.slices.get_mut(slice))
        {
            let Some((paragraph, number)) = slice.line else {
                stack.put(slice);
                at += 1;
                continue;
            };
            // Columns beside boxes are settled line by line: no paragraph may change its length later.
            slice.flexible = None;
            let wanted = self.lines_beside(at, number, stack.clone(), &taken, height);
            if self.beside.get(&paragraph).map_or(&[][..], Vec::as_slice) != wanted.as_slice() {
                self.again(at, 0, wanted);
            }
            while let Some(line) = self.order.get(at).and_then(|&slice| self.slices.get(slice)).filter(|line| is_of(line, paragraph)) {
                stack.put(line);
                at += 1;
            }
        }
    }

    /// What the lines of a paragraph lose, of which one of some number stands at a place.
    fn lines_beside(&self, at: usize, number: usize, mut stack: Stack<'_>, taken: &Taken, height: Pt) -> Vec<Beside> {
        let Some(line) = self.order.get(at).and_then(|&slice| self.slices.get(slice)) else { return Vec::new() };
        let paragraph = line.line.map_or(0, |(paragraph, _)| paragraph);
        // The lines in the column before stay as they are.
        let known = self.beside.get(&paragraph).map_or(&[][..], Vec::as_slice).iter().filter(|beside| beside.lines.start < number);
        let mut all: Vec<Beside> =
            known.map(|beside| Beside { lines: beside.lines.start..beside.lines.end.min(number), ..*beside }).collect();
        let count = (at..)
            .take_while(|&at| self.order.get(at).and_then(|&slice| self.slices.get(slice)).is_some_and(|line| is_of(line, paragraph)));
        let count = number + count.count();
        for next in number.. {
            let top = if next == number { stack.put(line) } else { stack.put_again(line) };
            if top + line.height > height + Pt(0.01) {
                break;
            }
            let (left, right) = taken.beside(top, line.height);
            if left <= Pt::ZERO && right <= Pt::ZERO {
                continue;
            }
            match all.last_mut().filter(|last| last.lines.end == next && (last.left, last.right) == (left, right)) {
                Some(last) => last.lines.end = next + 1,
                None => all.push(Beside { lines: next..next + 1, left, right }),
            }
        }
        // What lies past the end of the paragraph is for the next one.
        all.retain(|beside| beside.lines.start <= count);
        all
    }

    /// Sets the paragraph anew that has a line at a place of the text. Returns how many lines longer it is.
    pub(in crate::typeset) fn again(&mut self, at: usize, more: i8, beside: Vec<Beside>) -> isize {
        let line = |sweep: &Self, at: usize| sweep.order.get(at).and_then(|&slice| sweep.slices.get(slice)).and_then(|slice| slice.line);
        let Some((paragraph, number)) = line(self, at) else { return 0 };
        let first = at.saturating_sub(number);
        let count = (first..).take_while(|&at| line(self, at).is_some_and(|(other, _)| other == paragraph)).count();
        let Some(&slice) = self.order.get(first).filter(|_| count > 0) else { return 0 };
        let mut lines = self.typesetter.again(paragraph, more, &beside);
        if lines.is_empty() {
            return 0;
        }
        // What comes before and after the paragraph keeps to it.
        if let (Some(new), Some(old)) = (lines.first_mut(), self.slices.get(slice)) {
            (new.above, new.cut, new.clear) = (old.above, old.cut, old.clear);
            new.anchors.clone_from(&old.anchors);
        }
        let length = lines.len();
        self.slices.splice(slice..slice + count, lines);
        self.order.splice(first..first + count, slice..slice + length);
        let longer = length as isize - count as isize;
        for (place, other) in self.order.iter_mut().enumerate() {
            if *other >= slice + count && !(first..first + length).contains(&place) {
                *other = other.saturating_add_signed(longer);
            }
        }
        self.moved_on(slice + count, first, longer);
        if beside.is_empty() {
            self.beside.remove(&paragraph);
        } else {
            self.beside.insert(paragraph, beside);
        }
        longer
    }
}

fn is_of(slice: &Slice, paragraph: usize) -> bool {
    slice.line.is_some_and(|(other, _)| other == paragraph)
}
