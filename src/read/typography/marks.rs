//! Which characters of a line become others: quotation marks, apostrophes, dashes, ellipses, unbreakable spaces.

use super::languages::Customs;

/// A character of a line, with what is needed to decide about it.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    pub(super) c: char,
    /// Escaped, or standing for code, a picture or a line end: seen by its neighbours, never changed.
    pub(super) fixed: bool,
    pub(super) customs: &'static Customs,
}

/// What a character becomes: its number in the line, and the text for it, which may be none.
pub(super) type Change = (usize, String);

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
pub(super) fn changes(line: &[Mark]) -> Vec<Change> {
    let mut setter = Setter { line, open: Open::default(), after_opening: None, last_closer: last_closer(line), changes: Vec::new() };
    let mut at = 0;
    while at < line.len() {
        at += setter.step(at);
    }
    setter.changes
}

struct Setter<'a> {
    line: &'a [Mark],
    open: Open,
    /// Where the last opening quotation mark stands: what follows it is at a beginning.
    after_opening: Option<usize>,
    /// The last single mark in the line that could close a quotation.
    last_closer: Option<usize>,
    changes: Vec<Change>,
}

impl Setter<'_> {
    /// Sets the character at a place and returns how many characters that settles.
    fn step(&mut self, at: usize) -> usize {
        let Some(&Mark { c, fixed: false, customs }) = self.line.get(at) else { return 1 };
        match c {
            '"' => self.double(at, customs),
            '\'' => self.single(at, customs),
            '-' | '.' => return self.run(at, c),
            ' ' if customs.spaced && self.is_french_space(at) => self.change(at, "\u{202f}"),
            ' ' if self.before(at).is_some_and(|c| c.is_ascii_digit()) && self.unit_follows(at) => self.change(at, "\u{a0}"),
            ';' | '!' | '?' if customs.spaced && self.wants_space(at) => self.change(at, format!("\u{202f}{c}")),
            // The French colon has a wider space (Imprimerie nationale).
            ':' if customs.spaced && self.wants_space(at) => self.change(at, "\u{a0}:"),
            _ => {}
        }
        1
    }

    fn change(&mut self, at: usize, to: impl Into<String>) {
        self.changes.push((at, to.into()));
    }

    fn before(&self, at: usize) -> Option<char> {
        at.checked_sub(1).and_then(|index| self.line.get(index)).map(|mark| mark.c)
    }

    fn after(&self, at: usize) -> Option<char> {
        self.line.get(at + 1).map(|mark| mark.c)
    }

    /// Two hyphens are an en dash, three an em dash, three full stops an ellipsis. Arrows and longer runs stay.
    fn run(&mut self, at: usize, c: char) -> usize {
        let run = self.line.get(at..).unwrap_or_default().iter().take_while(|mark| mark.c == c && !mark.fixed).count();
        let is_arrow = self.before(at) == Some('<') || self.after(at + run - 1) == Some('>');
        let piece = match (c, run) {
            ('-', 2) if !is_arrow => "–",
            ('-', 3) if !is_arrow => "—",
            ('.', 3) => "…",
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
        } else if self.opens(at, is_open) && !self.elides(at) && self.last_closer.is_some_and(|closer| closer > at) {
            self.open(at, '\'', customs);
        } else if is_open && !self.opens(at, is_open) {
            self.close(at, '\'', customs);
        } else if !is_alone && (!is_digit(before) || is_word(after)) {
            // After a digit it may be a foot mark: that stays.
            self.change(at, "’");
        }
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
        let rest = self.line.get(at + 1..).unwrap_or_default();
        let word: String = rest.iter().map(|mark| mark.c).take_while(|c| c.is_alphanumeric()).take(6).collect();
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
        let rest = self.line.get(at + 1..).unwrap_or_default();
        let is_unit = |c: &char| c.is_alphanumeric() || matches!(c, '%' | '‰' | '°');
        let unit: String = rest.iter().map(|mark| mark.c).take_while(is_unit).take(6).collect();
        UNITS.contains(&unit.as_str())
    }
}

/// Stands for a note's mark, which clings to the word before it.
pub(super) const NOTE: char = '\u{2060}';
/// Stands for code or a picture: something like a word.
pub(super) const OBJECT: char = '\u{fffc}';

/// The last single mark that could close a quotation: something stands before it, and no word follows.
fn last_closer(line: &[Mark]) -> Option<usize> {
    let closes = |at: usize| {
        let before = at.checked_sub(1).and_then(|index| line.get(index)).map(|mark| mark.c);
        let after = line.get(at + 1).map(|mark| mark.c);
        before.is_some_and(|c| !c.is_whitespace()) && !after.is_some_and(char::is_alphanumeric)
    };
    line.iter().enumerate().rev().find(|(at, mark)| mark.c == '\'' && !mark.fixed && closes(*at)).map(|(at, _)| at)
}

/// Ideographs, kana and their punctuation.
pub(super) fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{303F}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}')
        || matches!(c, '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}
