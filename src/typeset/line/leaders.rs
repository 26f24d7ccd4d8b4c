//! Leaders: rows of dots that fill a line up to what stands at its end (CSS Generated Content 3, Leaders).
//!
//! While its paragraph is set, a leader is one dot between two spaces. Then all that follows it moves to the end of the
//! measure, and dots fill the room: in places counted from that end, so that they stand under each other from line to line.

use super::justify::Line;
use crate::base::Pt;
use crate::page::{Glyph, GlyphRun, Item, ItemKind, Mark};
use crate::typeset::strip::shift;
use crate::typeset::words::{Direction, Filler, Run, Words};

/// How far the dots of a leader are apart, in sizes of their font, besides their own width.
const APART: f32 = 0.3;

/// Stretches the leaders in a paragraph's lines. Those of one line share its room.
pub(in crate::typeset) fn stretch(words: &Words, lines: &mut [Line]) {
    let leaders: Vec<&Run> = words.runs.iter().filter(|run| run.filler == Some(Filler::Leader)).collect();
    for (number, run) in leaders.iter().enumerate() {
        let text = words.text.get(run.range.clone()).unwrap_or_default();
        let line = lines.iter_mut().find(|line| line.start <= run.range.start && run.range.end <= line.end);
        if let Some(line) = line {
            let later = leaders.iter().skip(number).take_while(|other| other.range.end <= line.end).count();
            stretch_in(line, text, later, words.setting.measure, words.setting.direction);
        }
    }
}

/// Stretches the first leader of a line that was not stretched yet; `left` is how many such there are.
fn stretch_in(line: &mut Line, text: &str, left: usize, measure: Pt, direction: Direction) {
    let is_leader = |item: &Item| matches!((&item.kind, item.mark), (ItemKind::Glyphs(run), Mark::Furniture(_)) if &*run.text == text);
    let Some(at) = line.items.iter().position(is_leader) else { return };
    let leftwards = direction == Direction::RightToLeft;
    let runs = || line.items.iter().filter_map(glyphs);
    let slack = if leftwards {
        runs().map(|run| run.origin.x).fold(measure, Pt::min)
    } else {
        measure - runs().map(|run| run.origin.x + run.glyphs.width()).fold(Pt::ZERO, Pt::max)
    };
    let slack = slack / left.max(1) as f32;
    if slack <= Pt::ZERO {
        return;
    }
    let (before, after) = line.items.split_at_mut(at + 1);
    let moved = if leftwards { -slack } else { slack };
    shift(after, moved, Pt::ZERO);
    let Some(ItemKind::Glyphs(run)) = before.last_mut().map(|item| &mut item.kind) else { return };
    let (start, own) = (run.origin.x, run.glyphs.width());
    let touch = Pt(0.01);
    for (area, _) in &mut line.links {
        let (follows, covers) = if leftwards {
            (area.right() < start + touch, area.x < start + own - touch)
        } else {
            (area.x > start + own - touch, area.right() > start + touch)
        };
        if follows {
            *area = area.moved(moved, Pt::ZERO);
        } else if covers {
            area.x = area.x.min(area.x + moved);
            area.width += slack;
        }
    }
    line.width += slack;
    let from = start.min(start + moved);
    fill(run, from, from + own + slack, measure);
}

/// Fills a stretch of a line with the characters of a leader.
fn fill(run: &mut GlyphRun, start: Pt, end: Pt, measure: Pt) {
    let own: Vec<Glyph> = run.glyphs.iter().collect();
    let [first, pattern @ .., last] = own.as_slice() else { return };
    if pattern.is_empty() {
        // A leader of nothing but room.
        (run.glyphs, run.text) = ([].as_slice().into(), "".into());
        return;
    }
    let (from, to) = (start + first.advance, end - last.advance);
    let own: Pt = pattern.iter().map(|glyph| glyph.advance).sum();
    let solid = run.text.contains('_');
    let unit = if solid { own } else { own + run.size * APART };
    if unit <= Pt(0.1) {
        return;
    }
    // The first place from the end of the measure that lies in the stretch, and how many fit.
    let skipped = ((measure - to) / unit).ceil().max(0.0);
    let right = measure - unit * skipped;
    let count = ((right - from) / unit).floor().max(0.0) as usize;
    let text: String = run.text.chars().filter(|&c| c != '\u{A0}').collect();
    let mut glyphs = Vec::with_capacity(count * pattern.len());
    for number in 0..count {
        let base = (number * text.len()) as u32;
        for (index, glyph) in pattern.iter().enumerate() {
            let gap = if index + 1 == pattern.len() { unit - own } else { Pt::ZERO };
            // The pattern's text starts after the first space.
            let place = |at: u32| base + at.saturating_sub(first.end);
            glyphs.push(Glyph { advance: glyph.advance + gap, start: place(glyph.start), end: place(glyph.end), ..*glyph });
        }
    }
    run.origin.x = right - unit * count as f32 + (unit - own);
    run.glyphs = glyphs.as_slice().into();
    run.text = text.repeat(count).into();
}

fn glyphs(item: &Item) -> Option<&GlyphRun> {
    if let ItemKind::Glyphs(run) = &item.kind { Some(run) } else { None }
}
