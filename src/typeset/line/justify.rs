//! Setting: the chosen lines become glyphs at places, with word spaces made to fit.

use std::sync::Arc;

use unicode_bidi::{BidiInfo, Level};

use super::echo::Echoes;
use super::elastic::{Give, Limits, Parts};
use super::hang;
use super::hyphenate::{self, BreakKind};
use super::linebreak::{self, Breaking, Cut, Material};
use super::ruling::{self, Span};
use super::shape::{Shaped, is_word_space};
use super::shaper::Shaper;
use crate::base::{Point, Pt, Rect};
use crate::page::{Glyph, GlyphRun, Item, ItemKind, Mark};
use crate::style::TextAlign;
use crate::typeset::strip::shift;
use crate::typeset::words::{Direction, Inset, Other, Run, Setting, Words};

/// A line as it was set. Items count from the left edge of the measure and from the line's top.
#[derive(Debug, Clone)]
pub(in crate::typeset) struct Line {
    /// Its glyphs and pictures, in the order of reading.
    pub items: Vec<Item>,
    /// Areas of links, with the link's number.
    pub links: Vec<(Rect, usize)>,
    /// Notes whose marks stand in it.
    pub notes: Vec<usize>,
    /// First byte of the paragraph's text.
    pub start: usize,
    /// One past the last byte with ink.
    pub end: usize,
    /// Whether a word is divided at its end.
    pub divided: bool,
    /// Whether it ends in a hyphen, added or not: a word goes on in the next.
    pub goes_on: bool,
    /// How far its spaces were stretched or shrunk; 1.0 is all that is good, -2.0 stands for a line that stands out.
    pub ratio: f32,
    /// The width of its ink, for centring and balancing.
    pub width: Pt,
    /// How much room it needs above it, for what is higher than the line.
    pub over: Pt,
    /// How much room it needs below it.
    pub under: Pt,
}

impl Line {
    /// The line without what it shows.
    pub(in crate::typeset) fn bare(&self) -> Self {
        let (items, links, notes) = (Vec::new(), Vec::new(), self.notes.clone());
        Self { items, links, notes, ..*self }
    }
}

/// Sets a paragraph in the number of lines that is asked for, or else in the best, and notes in which others it could be.
pub(in crate::typeset) fn paragraph(words: &mut Words, shaper: &mut Shaper<'_>) -> Vec<Line> {
    words.others.clear();
    if words.text.is_empty() {
        return Vec::new();
    }
    let shaped = shaper.paragraph(words);
    let places = hyphenate::opportunities(words, shaper.divisions());
    let hang = hang::hang(words, &places, shaper);
    let echoes = Echoes::of(&words.text, &places);
    let limits = Limits::of(words);
    let column_ends = [].as_slice();
    let material =
        Material { setting: &words.setting, shaped: &shaped, places: &places, hang: &hang, echoes: &echoes, limits, column_ends };
    let ways = linebreak::break_lines(&material);
    let Some(best) = ways.first() else { return Vec::new() };
    let others = ways.iter().skip(1).filter_map(|way| other(way, best)).collect();
    let wanted = ways.iter().find(|way| lines_more(way, best) == i32::from(words.more)).unwrap_or(best);
    let whole = with_whole_words(wanted, &Material { column_ends: &words.column_ends, ..material }, &words.text);
    let wanted = whole.as_ref().unwrap_or(wanted);
    let last = wanted.cuts.len().saturating_sub(1);
    let lines = wanted.cuts.iter().enumerate();
    let lines = lines.map(|(number, cut)| set_line(words, &shaped, cut, number, number == last, limits, shaper)).collect();
    words.others = others;
    lines
}

/// A way of another number of lines than the best; nothing if it has far more or fewer.
fn other(way: &Breaking, best: &Breaking) -> Option<Other> {
    let more = i8::try_from(lines_more(way, best)).ok()?;
    let divided = way.cuts.iter().map(|cut| cut.kind == BreakKind::Hyphen).collect();
    Some(Other { more, demerits: way.demerits, divided })
}

/// The way of as many lines as another in which the fewest words are divided where a column ends; nothing if there is none
/// that looks as good, or no column ends.
fn with_whole_words(wanted: &Breaking, material: &Material<'_>, text: &str) -> Option<Breaking> {
    let line_at = |way: &Breaking, end: usize| way.cuts.get(end.checked_sub(1)?).copied();
    let is_parted = |cut: &Cut| hyphenate::ends_in_hyphen(text, cut.end, cut.kind);
    let parted = |way: &Breaking| material.column_ends.iter().filter_map(|&end| line_at(way, end)).filter(is_parted).count();
    let most = parted(wanted).checked_sub(1)?;
    let limit = linebreak::loosest(wanted).max(linebreak::LOOSEST_OTHER);
    let looks_as_good = |way: &Breaking| way.cuts.len() == wanted.cuts.len() && linebreak::loosest(way) <= limit;
    linebreak::break_lines(material).into_iter().find(|way| looks_as_good(way) && parted(way) <= most)
}

fn lines_more(way: &Breaking, best: &Breaking) -> i32 {
    way.cuts.len() as i32 - best.cuts.len() as i32
}

/// The widths of a paragraph: of its widest unbreakable part, and of all of it on one line.
pub(in crate::typeset) fn widths(words: &Words, shaper: &mut Shaper<'_>) -> (Pt, Pt) {
    let shaped = shaper.paragraph(words);
    let mut start = 0;
    let mut widest = 0.0f32;
    for place in hyphenate::opportunities(words, shaper.divisions()) {
        if place.kind != BreakKind::Hyphen {
            widest = widest.max(shaped.width[place.end.max(start)] - shaped.width[start]);
            start = place.next;
        }
    }
    (Pt(widest), Pt(shaped.width.last().copied().unwrap_or(0.0)))
}

/// A stretch of one run within a line.
struct Piece<'a> {
    run: &'a Run,
    /// In the order of reading.
    glyphs: Vec<Glyph>,
    text: Arc<str>,
    width: f32,
    spaces: f32,
    /// The sizes of its characters that may be spaced out, summed up.
    gaps: f32,
    /// How many of its glyphs take part in moving letters apart or together.
    movable: usize,
}

impl Piece<'_> {
    /// The width of what is neither a word space nor a picture or a formula: those are as wide as they are.
    fn letters(&self) -> f32 {
        if self.run.inset.is_some() { 0.0 } else { self.width - self.spaces }
    }
}

/// What the parts of one line take to fill it.
#[derive(Clone, Copy)]
struct Fit {
    give: Give,
    /// How far each letter moves from the one before it: the same for all, as the eye expects.
    letter_space: Pt,
}

impl Fit {
    fn of(give: Give, pieces: &[Piece<'_>], parts: Parts) -> Self {
        let movable: usize = pieces.iter().map(|piece| piece.movable).sum();
        Self { give, letter_space: Pt(parts.letters * give.apart / movable.max(1) as f32) }
    }

    /// How wide a piece becomes.
    fn width(self, piece: &Piece<'_>) -> f32 {
        let Give { spaces, letters, gaps, .. } = self.give;
        let apart = self.letter_space.0 * piece.movable as f32;
        piece.width + piece.spaces * spaces + piece.letters() * letters + apart + piece.gaps * gaps
    }
}

/// Whether a glyph may be moved away from its neighbours: marks stay with their letter.
fn is_movable(glyph: &Glyph) -> bool {
    glyph.advance > Pt::ZERO
}

fn set_line(words: &Words, shaped: &Shaped, cut: &Cut, number: usize, last: bool, limits: Limits, shaper: &mut Shaper<'_>) -> Line {
    let setting = &words.setting;
    let pieces = pieces(words, shaped, cut, shaper);
    let natural: f32 = pieces.iter().map(|piece| piece.width).sum();
    let parts = pieces.iter().fold(Parts::default(), |sum, piece| Parts {
        spaces: sum.spaces + piece.spaces,
        letters: sum.letters + piece.letters(),
        gaps: sum.gaps + piece.gaps,
    });
    let (mut left, mut right) = (0.0, 0.0);
    // Hanging marks know left and right, not start and end.
    if setting.hang && setting.direction == Direction::LeftToRight {
        left = hang::at_left(words, cut.start, shaper);
        right = match cut.kind {
            BreakKind::Hyphen => hang::hyphen_width(words, cut.end, shaper) * 0.55,
            _ => hang::at_right(words, cut.end, shaper),
        };
    }
    let measure = setting.measure_of(number).0 + left + right;
    let align = if last || cut.kind == BreakKind::Forced { setting.align_last } else { setting.align };
    let room = measure - natural;
    // The last line takes part only when it is too full.
    let fits = align == TextAlign::Justify || (setting.align == TextAlign::Justify && room < 0.0);
    let give = if fits { limits.give(room, parts) } else { Give::default() };
    let fit = Fit::of(give, &pieces, parts);
    let set_width: f32 = pieces.iter().map(|piece| fit.width(piece)).sum();
    let slack = measure - set_width;
    let to_the_right = setting.direction == Direction::RightToLeft;
    let shift = match align {
        TextAlign::Center => slack / 2.0,
        TextAlign::Start | TextAlign::Justify => slack * f32::from(u8::from(to_the_right)),
        TextAlign::End => slack * f32::from(u8::from(!to_the_right)),
    };
    let mut line = Line {
        items: Vec::with_capacity(pieces.len()),
        links: Vec::new(),
        notes: Vec::new(),
        start: cut.start,
        end: cut.end,
        divided: cut.kind == BreakKind::Hyphen,
        goes_on: hyphenate::ends_in_hyphen(&words.text, cut.end, cut.kind),
        ratio: cut.ratio,
        width: Pt(set_width),
        over: Pt::ZERO,
        under: Pt::ZERO,
    };
    let starts = starts(&pieces, setting.left_edge(number) + Pt(shift - left), fit);
    // Pieces come in the order of reading, wherever they stand.
    for (piece, x) in pieces.into_iter().zip(starts) {
        place(piece, x, fit, words, &mut line);
    }
    line
}

/// Where each piece of a line starts, seen from left to right (Unicode Standard Annex 9, L2).
fn starts(pieces: &[Piece<'_>], mut x: Pt, fit: Fit) -> Vec<Pt> {
    let levels: Vec<Level> = pieces.iter().map(|piece| Level::new(piece.run.level).unwrap_or(Level::ltr())).collect();
    let mut starts = vec![Pt::ZERO; pieces.len()];
    for index in BidiInfo::reorder_visual(&levels) {
        starts[index] = x;
        x += Pt(fit.width(&pieces[index]));
    }
    starts
}

/// Puts a piece on its line.
fn place(mut piece: Piece<'_>, x: Pt, fit: Fit, words: &Words, line: &mut Line) {
    let setting = &words.setting;
    let run = piece.run;
    if let Some(inset) = &run.inset {
        return place_inset(inset, Point { x, y: setting.baseline - run.look.rise }, setting, run.mark, line);
    }
    let bytes = piece.text.as_bytes();
    let mut width = Pt::ZERO;
    // The last character of a line has nothing to be moved apart from.
    let mut gaps = piece.gaps;
    let size = run.look.size;
    for glyph in &mut piece.glyphs {
        if is_word_space(bytes, glyph.start as usize) {
            glyph.advance += glyph.advance * fit.give.spaces;
        } else {
            let apart = if is_movable(glyph) { fit.letter_space } else { Pt::ZERO };
            glyph.advance += glyph.advance * fit.give.letters + apart;
        }
        if gaps >= size.0 * 0.5 {
            glyph.advance += size * fit.give.gaps;
            gaps -= size.0;
        }
        glyph.dx += glyph.dx * fit.give.letters;
        width += glyph.advance;
    }
    if let Some(link) = run.link {
        let area = Rect { x, y: setting.baseline - run.look.size * 0.8 - run.look.rise, width, height: run.look.size * 1.05 };
        line.links.push((area, link));
    }
    line.notes.extend(run.note);
    if run.is_right_to_left() {
        piece.glyphs.reverse();
    }
    let span = Span { x, width, baseline: setting.baseline, size: run.look.size };
    line.items.extend(ruling::ground(run.look.drawn, span));
    let glyphs = GlyphRun {
        face: run.look.face,
        size: run.look.size,
        stretch: 1.0 + fit.give.letters,
        color: run.look.color,
        origin: Point { x, y: setting.baseline - run.look.rise },
        glyphs: piece.glyphs.as_slice().into(),
        text: piece.text,
    };
    line.items.push(Item { kind: ItemKind::Glyphs(glyphs), mark: run.mark });
    line.items.extend(ruling::lines(run.look.drawn, span, run.look.color));
}

/// Puts on its line what stands there instead of words. What is higher than the line makes it higher.
fn place_inset(inset: &Inset, origin: Point, setting: &Setting, mark: Mark, line: &mut Line) {
    match inset {
        Inset::Picture(picture, size) => {
            let area = Rect { x: origin.x, y: origin.y - size.height, width: size.width, height: size.height };
            // One no higher than a line finds room among the letters around it.
            if size.height > setting.line_height {
                let lent = setting.size * LENT;
                line.over = line.over.max(Pt::ZERO - area.y - lent);
                line.under = line.under.max(area.bottom() - setting.line_height - lent);
            }
            line.items.push(Item { kind: ItemKind::Picture { picture: *picture, area }, mark });
        }
        Inset::Formula(formula) => {
            let from = line.items.len();
            line.items.extend(formula.items.iter().map(|kind| Item { kind: kind.clone(), mark }));
            shift(&mut line.items[from..], origin.x, origin.y);
            // The lines above and below lend what their letters leave free.
            let lent = setting.size * LENT;
            line.over = line.over.max(formula.height - origin.y - lent);
            line.under = line.under.max(formula.depth + origin.y - setting.line_height - lent);
        }
    }
}

/// The share of the text size that formulas may reach into the lines around them.
const LENT: f32 = 0.12;

/// The runs of a line, cut from the shaped paragraph, or shaped anew where the cut goes through what belongs together.
fn pieces<'a>(words: &'a Words, shaped: &Shaped, cut: &Cut, shaper: &mut Shaper<'_>) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let first = words.runs.partition_point(|run| run.range.end <= cut.start);
    for (run, glyphs) in words.runs.iter().zip(&shaped.runs).skip(first) {
        let start = run.range.start.max(cut.start);
        let end = run.range.end.min(cut.end);
        if start >= end {
            break;
        }
        if let Some(inset) = &run.inset {
            let width = inset.width().0;
            pieces.push(Piece { run, glyphs: Vec::new(), text: Arc::from(""), width, spaces: 0.0, gaps: 0.0, movable: 0 });
            continue;
        }
        let hyphen_here = cut.kind == BreakKind::Hyphen && run.range.contains(&end.saturating_sub(1)) && end == cut.end;
        pieces.push(if hyphen_here || !shaped.safe[start] || !shaped.safe[end] {
            shape_again(words, start, end, hyphen_here, run, shaper)
        } else {
            slice(words, start, end, run, glyphs)
        });
    }
    if let Some(piece) = pieces.last_mut() {
        piece.gaps = (piece.gaps - piece.run.look.size.0).max(0.0);
        end_with_space(piece, words, cut, shaper);
    }
    pieces
}

fn slice<'a>(words: &Words, start: usize, end: usize, run: &'a Run, glyphs: &[Glyph]) -> Piece<'a> {
    let from = glyphs.partition_point(|glyph| (glyph.start as usize) < start);
    let to = glyphs.partition_point(|glyph| (glyph.start as usize) < end);
    // A line ends with a space: with room for that, its glyphs stay as many as they are.
    let mut own = Vec::with_capacity(to - from + 1);
    own.extend_from_slice(&glyphs[from..to]);
    finish(run, own, &words.text[start..end], start)
}

fn shape_again<'a>(words: &Words, start: usize, end: usize, hyphen: bool, run: &'a Run, shaper: &mut Shaper<'_>) -> Piece<'a> {
    // A glyph for the hyphen, a soft hyphen for the reader: the word stays whole for search and speech.
    let mut drawn = words.text[start..end].to_owned();
    if hyphen {
        drawn.push(words.setting.hyphen);
    }
    let (glyphs, _) = shaper.stretch(&drawn, 0..drawn.len(), run);
    if !hyphen {
        return finish(run, glyphs, &drawn, 0);
    }
    drawn.pop();
    let hyphen_at = drawn.len() as u32;
    drawn.push('\u{AD}');
    let length = drawn.len() as u32;
    let glyphs = glyphs.into_iter().map(|glyph| Glyph { end: if glyph.start == hyphen_at { length } else { glyph.end }, ..glyph });
    finish(run, glyphs.collect(), &drawn, 0)
}

fn finish<'a>(run: &'a Run, mut glyphs: Vec<Glyph>, text: &str, offset: usize) -> Piece<'a> {
    let (mut width, mut spaces, mut movable) = (0.0, 0.0, 0);
    for glyph in &mut glyphs {
        glyph.start -= offset as u32;
        glyph.end -= offset as u32;
        width += glyph.advance.0;
        if is_word_space(text.as_bytes(), glyph.start as usize) {
            spaces += glyph.advance.0;
        } else if is_movable(glyph) {
            movable += 1;
        }
    }
    let gaps = if run.is_spaced_out() { run.look.size.0 * glyphs.len() as f32 } else { 0.0 };
    Piece { run, glyphs, text: text.into(), width, spaces, gaps, movable }
}

/// Ends a line with the space that stood there, without any width: words must not run together for those who listen.
fn end_with_space(piece: &mut Piece<'_>, words: &Words, cut: &Cut, shaper: &Shaper<'_>) {
    let space_follows = words.text[cut.end..].starts_with(' ');
    if !space_follows || cut.kind == BreakKind::Hyphen || matches!(piece.run.mark, Mark::Furniture(_)) || piece.run.inset.is_some() {
        return;
    }
    let face = shaper.fonts().face(piece.run.look.face);
    let Some(id) = face.glyph(' ') else { return };
    let start = piece.text.len() as u32;
    piece.text = format!("{} ", piece.text).into();
    piece.glyphs.push(Glyph { id, advance: Pt::ZERO, dx: Pt::ZERO, dy: Pt::ZERO, start, end: start + 1 });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Color;
    use crate::font::{FontLibrary, FontWish};
    use crate::page::Furniture;
    use crate::style::{HyphenateLast, Hyphenation, LineBreak, WordBreak};
    use crate::typeset::line::shaper::Shapers;
    use crate::typeset::words::{Drawn, Look, Setting};

    const TEXT: &str = "The compositor took the stick in the left hand and set the line letter by letter, from right to left as \
        it would print, feeling for the nick in each type with the thumb, and when the line was full the spaces between the words \
        were changed for thicker or thinner ones until it stood firm by itself. Then the line was lifted out, the rule was drawn, \
        and the next line was begun in the same way, as it had been begun four hundred years before in another town.";

    fn words(fonts: &FontLibrary, measure: f32) -> Words {
        let face = fonts.select(FontWish { family: "serif", weight: 400, italic: false, size: Pt(11.0) }).unwrap();
        let (letter_spacing, word_spacing) = (Pt::ZERO, Pt::ZERO);
        let look = Look {
            face,
            size: Pt(11.0),
            color: Color::BLACK,
            rise: Pt::ZERO,
            letter_spacing,
            word_spacing,
            features: Vec::new(),
            drawn: Drawn::default(),
        };
        let run = Run { hyphenate: true, ..Run::plain(0..TEXT.len(), look, Mark::Furniture(Furniture::Decoration), "en") };
        let setting = Setting {
            measure: Pt(measure),
            direction: Direction::LeftToRight,
            indent: Pt(15.0),
            align: TextAlign::Justify,
            align_last: TextAlign::Start,
            line_height: Pt(14.0),
            baseline: Pt(10.0),
            hyphens: Hyphenation::Auto,
            hyphen: hyphenate::HYPHEN,
            word_break: WordBreak::Normal,
            line_break: LineBreak::Auto,
            hyphen_limits: [5, 2, 3],
            hyphen_ladder: Some(2),
            hyphen_zone: Pt::ZERO,
            hyphen_last: HyphenateLast::Column,
            hang: false,
            balance: false,
            initial: None,
            beside: Vec::new(),
            continued: false,
            size: Pt(11.0),
        };
        Words::new(TEXT.to_owned(), vec![run], setting)
    }

    /// The words of lines, divided ones put together again.
    fn said(lines: &[Line]) -> String {
        let part = |line: &Line| format!("{}{}", &TEXT[line.start..line.end], if line.divided { "" } else { " " });
        lines.iter().map(part).collect::<String>().trim_end().to_owned()
    }

    #[test]
    fn a_paragraph_has_the_number_of_lines_that_is_asked_for() {
        let fonts = FontLibrary::bundled();
        let shapers = Shapers::new(&fonts);
        let mut shaper = shapers.shaper();
        let mut found = 0;
        for measure in (180..340).step_by(4) {
            let mut words = words(&fonts, measure as f32);
            let best = paragraph(&mut words, &mut shaper);
            assert_eq!(said(&best), TEXT);
            for other in words.others.clone() {
                words.more = other.more;
                let lines = paragraph(&mut words, &mut shaper);
                assert_eq!(lines.len() as i32, best.len() as i32 + i32::from(other.more), "{measure}");
                assert_eq!(lines.iter().map(|line| line.divided).collect::<Vec<_>>(), other.divided);
                assert_eq!(said(&lines), TEXT);
                found += 1;
            }
        }
        assert!(found > 10, "only {found} paragraphs have another number of lines");
    }

    #[test]
    fn no_word_is_divided_where_a_column_ends() {
        let fonts = FontLibrary::bundled();
        let shapers = Shapers::new(&fonts);
        let mut shaper = shapers.shaper();
        let (mut divided, mut mended) = (0, 0);
        for measure in (180..340).step_by(4) {
            let mut words = words(&fonts, measure as f32);
            let best = paragraph(&mut words, &mut shaper);
            for end in (1..best.len()).filter(|&end| best[end - 1].divided) {
                words.column_ends = vec![end];
                let lines = paragraph(&mut words, &mut shaper);
                assert_eq!(lines.len(), best.len());
                divided += 1;
                mended += usize::from(!lines[end - 1].divided);
            }
        }
        assert!(divided > 10 && mended * 3 > divided * 2, "{mended} of {divided} words are whole");
    }

    #[test]
    fn full_lines_end_at_the_measure_and_words_are_not_divided_thrice_in_a_row() {
        let fonts = FontLibrary::bundled();
        let shapers = Shapers::new(&fonts);
        let mut shaper = shapers.shaper();
        for measure in (120..340).step_by(10) {
            let lines = paragraph(&mut words(&fonts, measure as f32), &mut shaper);
            for (number, line) in lines.iter().enumerate().take(lines.len() - 1) {
                let indent = if number == 0 { 15.0 } else { 0.0 };
                assert!((line.width.0 + indent - measure as f32).abs() < 0.5, "{measure}: line {number} is {}", line.width);
            }
            assert!(lines.windows(3).all(|lines| lines.iter().any(|line| !line.divided)));
        }
    }
}
