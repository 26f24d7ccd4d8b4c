//! Which characters of a line become others: quotation marks, apostrophes, dashes, ellipses, unbreakable spaces.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::languages::Customs;

/// A line as it was typed: its words as one text.
pub(super) struct Typed<'a> {
    /// The words; what is no text stands as one character that is, which no rule changes.
    text: Cow<'a, str>,
    /// Where characters stand that were escaped: seen by their neighbours, never changed. In order.
    fixed: Vec<usize>,
    /// The customs of the line.
    customs: &'static Customs,
    /// Where others begin to hold. In order.
    others: Vec<(usize, &'static Customs)>,
}

impl<'a> Typed<'a> {
    /// A line that begins with a text, and mostly is nothing else.
    pub(super) fn new(text: &'a str, customs: &'static Customs) -> Self {
        Self { text: Cow::Borrowed(text), fixed: Vec::new(), customs, others: Vec::new() }
    }

    /// A line of about so many bytes, of which nothing is there yet.
    pub(super) fn with_capacity(bytes: usize, customs: &'static Customs) -> Self {
        Self { text: Cow::Owned(String::with_capacity(bytes)), fixed: Vec::new(), customs, others: Vec::new() }
    }

    /// Words go on.
    pub(super) fn push_str(&mut self, words: &str) {
        self.text.to_mut().push_str(words);
    }

    /// Something that is no text.
    pub(super) fn push(&mut self, stand_in: char) {
        self.text.to_mut().push(stand_in);
    }

    /// How many bytes there are by now.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// The character at a place is escaped.
    pub(super) fn fix(&mut self, at: usize) {
        self.fixed.push(at);
    }

    /// From here on these customs hold.
    pub(super) fn change_customs(&mut self, customs: &'static Customs) {
        self.others.push((self.text.len(), customs));
    }

    fn is_fixed(&self, at: usize) -> bool {
        self.fixed.binary_search(&at).is_ok()
    }

    fn customs(&self, at: usize) -> &'static Customs {
        let next = self.others.partition_point(|&(from, _)| from <= at);
        next.checked_sub(1).and_then(|last| self.others.get(last)).map_or(self.customs, |&(_, customs)| customs)
    }

    fn is_spaced(&self) -> bool {
        self.customs.spaced || self.others.iter().any(|(_, customs)| customs.spaced)
    }
}

/// What a character becomes.
pub(super) struct Change {
    /// The byte at which it stands; all that change are of one byte.
    pub(super) at: usize,
    /// The text for it, which may be none.
    pub(super) to: &'static str,
}

/// The quotations that are open, by the straight marks that opened them, innermost last.
#[derive(Default)]
struct Open {
    marks: Vec<char>,
    /// How many of them are single marks.
    singles: usize,
}

impl Open {
    fn count(&self, mark: char) -> usize {
        if mark == '\'' { self.singles } else { self.marks.len() - self.singles }
    }

    fn push(&mut self, mark: char) {
        self.marks.push(mark);
        self.singles += usize::from(mark == '\'');
    }

    fn pop(&mut self) -> Option<char> {
        let mark = self.marks.pop()?;
        self.singles -= usize::from(mark == '\'');
        Some(mark)
    }
}

/// Decides over a whole line. Changes come in the order of the line. Takes time linear in its length.
pub(super) fn changes(line: &Typed) -> Vec<Change> {
    let places = places(&line.text, line.is_spaced());
    if places.is_empty() {
        return Vec::new();
    }
    let mut setter = Setter { line, open: Open::default(), after_opening: None, last_closer: OnceCell::new(), changes: Vec::new() };
    let mut settled = 0;
    for at in places {
        if at >= settled {
            let byte = line.text.as_bytes().get(at).copied().unwrap_or_default();
            settled = at + setter.step(at, byte);
        }
    }
    setter.changes
}

/// Where something may be set: marks of a typewriter, full stops in a row, a space after a digit, and in French one before
/// a mark, too. In order.
fn places(text: &str, spaced: bool) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut places: Vec<usize> = memchr::memchr3_iter(b'"', b'\'', b'-', bytes).collect();
    let pairs = || bytes.iter().copied().zip(bytes.iter().copied().skip(1));
    let means_something = |(byte, next)| ((byte == b'.') & (next == b'.')) | (u8::is_ascii_digit(&byte) & (next == b' '));
    // No early end: so the compiler looks at many pairs at once. Few lines hold one.
    if pairs().fold(false, |found, pair| found | means_something(pair)) {
        let place = |(at, (byte, _))| at + usize::from(byte != b'.');
        places.extend((0..).zip(pairs()).filter(|&(_, pair)| means_something(pair)).map(place));
    }
    if spaced {
        places.extend(bytes.iter().enumerate().filter(|&(_, byte)| b" ;!?:".contains(byte)).map(|(at, _)| at));
    }
    places.sort_unstable();
    places
}

struct Setter<'a> {
    line: &'a Typed<'a>,
    open: Open,
    /// Where the last opening quotation mark stands: what follows it is at a beginning.
    after_opening: Option<usize>,
    /// The last single mark in the line that could close a quotation, once it was asked for.
    last_closer: OnceCell<Option<usize>>,
    changes: Vec<Change>,
}

impl Setter<'_> {
    /// Sets the character at a place and returns how many bytes that settles.
    fn step(&mut self, at: usize, byte: u8) -> usize {
        if self.line.is_fixed(at) {
            return 1;
        }
        let customs = self.line.customs(at);
        match byte {
            b'"' => self.double(at, customs),
            b'\'' => self.single(at, customs),
            b'-' | b'.' => return self.run(at, byte),
            b' ' if customs.spaced && self.is_french_space(at) => self.change(at, "\u{202f}"),
            b' ' if self.before(at).is_some_and(|c| c.is_ascii_digit()) && self.unit_follows(at) => self.change(at, "\u{a0}"),
            b';' if customs.spaced && self.wants_space(at) => self.change(at, "\u{202f};"),
            b'!' if customs.spaced && self.wants_space(at) => self.change(at, "\u{202f}!"),
            b'?' if customs.spaced && self.wants_space(at) => self.change(at, "\u{202f}?"),
            // The French colon has a wider space (Imprimerie nationale).
            b':' if customs.spaced && self.wants_space(at) => self.change(at, "\u{a0}:"),
            _ => {}
        }
        1
    }

    fn change(&mut self, at: usize, to: &'static str) {
        self.changes.push(Change { at, to });
    }

    fn before(&self, at: usize) -> Option<char> {
        self.line.text.get(..at)?.chars().next_back()
    }

    fn after(&self, at: usize) -> Option<char> {
        self.rest(at).chars().next()
    }

    /// What follows a character of one byte.
    fn rest(&self, at: usize) -> &str {
        self.line.text.get(at + 1..).unwrap_or_default()
    }

    /// Two hyphens are an en dash, three an em dash, three full stops an ellipsis. Arrows and longer runs stay.
    fn run(&mut self, at: usize, byte: u8) -> usize {
        let bytes = self.line.text.as_bytes().get(at..).unwrap_or_default();
        let run = (at..).zip(bytes).take_while(|&(at, &other)| other == byte && !self.line.is_fixed(at)).count();
        let is_arrow = self.before(at) == Some('<') || self.after(at + run - 1) == Some('>');
        let piece = match (byte, run) {
            (b'-', 2) if !is_arrow => "–",
            (b'-', 3) if !is_arrow => "—",
            (b'.', 3) => "…",
            _ => return run,
        };
        self.change(at, piece);
        (at + 1..at + run).for_each(|gone| self.change(gone, ""));
        run
    }

    fn double(&mut self, at: usize, customs: &Customs) {
        let is_open = self.open.count('"') > 0;
        if self.opens(at, is_open) {
            return self.open(at, '"', customs);
        }
        if is_open {
            return self.close(at, '"', customs);
        }
        let leave = match self.before(at) {
            // An inch mark: a digit before it, and no quotation that it could close.
            Some(c) => c.is_ascii_digit() || c.is_whitespace(),
            None => true,
        };
        if !leave {
            self.change(at, customs.outer[1]);
        }
    }

    fn single(&mut self, at: usize, customs: &Customs) {
        let (before, after) = (self.before(at), self.after(at));
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_open = self.open.count('\'') > 0;
        let is_alone = before.is_none_or(char::is_whitespace) && after.is_none_or(char::is_whitespace);
        if is_word(before) && is_word(after) {
            // 5'10 is five feet ten; everything else inside a word is an apostrophe.
            if !(is_digit(before) && is_digit(after)) {
                self.change(at, "’");
            }
        } else if self.opens(at, is_open) && !self.elides(at) && self.closes_after(at) {
            self.open(at, '\'', customs);
        } else if is_open && !self.opens(at, is_open) {
            self.close(at, '\'', customs);
        } else if !is_alone && (!is_digit(before) || is_word(after)) {
            // After a digit it may be a foot mark: that stays.
            self.change(at, "’");
        }
    }

    /// Whether a single mark further on could close a quotation that opens here.
    fn closes_after(&self, at: usize) -> bool {
        self.last_closer.get_or_init(|| last_closer(self.line)).is_some_and(|closer| closer > at)
    }

    fn open(&mut self, at: usize, mark: char, customs: &Customs) {
        self.open.push(mark);
        self.after_opening = Some(at);
        self.change(at, self.pair(mark, customs)[0]);
    }

    fn close(&mut self, at: usize, mark: char, customs: &Customs) {
        self.change(at, self.pair(mark, customs)[1]);
        // A quotation that was opened inside this one and never closed ends with it.
        while self.open.pop().is_some_and(|other| other != mark) {}
    }

    /// The marks of the innermost quotation of a kind. Double marks are the outer ones and single marks the inner ones,
    /// whatever stands around them; only inside their own kind they change places.
    fn pair(&self, mark: char, customs: &Customs) -> [&'static str; 2] {
        let nested = self.open.count(mark).is_multiple_of(2);
        if (mark == '"') != nested { customs.outer } else { customs.inner }
    }

    /// Whether a quotation mark opens: it stands at a beginning and something follows that is not the end.
    fn opens(&self, at: usize, is_open: bool) -> bool {
        let at_beginning = match self.before(at) {
            None => true,
            Some('"' | '\'') => at.checked_sub(1).is_some_and(|before| self.after_opening == Some(before)),
            // Scripts without spaces between words leave none before a quotation either.
            Some(c) => c.is_whitespace() || "([{<-–—/‘“„‚«‹»›¿¡=†*".contains(c) || (!is_open && is_ideographic(c)),
        };
        let ends = |c: char| c.is_whitespace() || (is_open && ".,;:!?)]}".contains(c));
        at_beginning && self.after(at).is_some_and(|c| !ends(c))
    }

    /// Whether letters were left out at the start of a word: '90s, 'tis, 'n', Dutch 's ochtends.
    fn elides(&self, at: usize) -> bool {
        const ELIDED: [&str; 16] =
            ["tis", "twas", "twere", "twill", "em", "til", "till", "cause", "bout", "n", "s", "t", "k", "ns", "nen", "cos"];
        let word: String = self.rest(at).chars().take_while(|c| c.is_alphanumeric()).take(6).collect();
        let year = word.strip_suffix('s').unwrap_or(&word);
        (year.len() == 2 && year.bytes().all(|byte| byte.is_ascii_digit())) || ELIDED.contains(&word.to_lowercase().as_str())
    }

    /// Whether a space stands before a mark that French holds to the word, or inside guillemets.
    fn is_french_space(&self, at: usize) -> bool {
        let beyond = self.after(at + 1);
        let ends = beyond.is_none_or(|c| !c.is_alphanumeric());
        self.before(at) == Some('«')
            || self.after(at) == Some('»')
            || (ends && self.after(at).is_some_and(|c| matches!(c, ';' | '!' | '?' | ':')))
    }

    /// Whether French wants a space before this mark where the author left none.
    fn wants_space(&self, at: usize) -> bool {
        self.before(at).is_some_and(|c| c.is_alphanumeric() || matches!(c, '»' | ')' | ']' | '”' | '"'))
            && self.after(at).is_none_or(|c| c.is_whitespace() || matches!(c, '"' | '»' | NOTE))
    }

    /// Whether a unit that may not part from its number follows.
    fn unit_follows(&self, at: usize) -> bool {
        const UNITS: [&str; 12] = ["%", "‰", "°C", "°F", "km", "cm", "mm", "kg", "mg", "m²", "km²", "kWh"];
        let rest = self.rest(at);
        let end = rest.char_indices().take(7).find(|&(_, c)| !(c.is_alphanumeric() || matches!(c, '%' | '‰' | '°')));
        UNITS.contains(&rest.get(..end.map_or(rest.len(), |(end, _)| end)).unwrap_or_default())
    }
}

/// Stands for a note's mark, which clings to the word before it.
pub(super) const NOTE: char = '\u{2060}';
/// Stands for code or a picture: something like a word.
pub(super) const OBJECT: char = '\u{fffc}';

/// The last single mark that could close a quotation: something stands before it, and no word follows.
fn last_closer(line: &Typed) -> Option<usize> {
    let closes = |at: usize| {
        let (before, after) = (line.text.get(..at).unwrap_or_default(), line.text.get(at + 1..).unwrap_or_default());
        before.chars().next_back().is_some_and(|c| !c.is_whitespace()) && !after.starts_with(char::is_alphanumeric)
    };
    line.text.rmatch_indices('\'').map(|(at, _)| at).find(|&at| !line.is_fixed(at) && closes(at))
}

/// Ideographs, kana and their punctuation.
pub(super) fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{303F}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}')
        || matches!(c, '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}
