//! From runs, each with its own look, to inlines that hold each other.
//!
//! Word says of each run by itself that it is bold, a link, in French. Neighbours that share something become one inline, the
//! longest stretch outside: "**bold with *stress* in it**" rather than three bold pieces.

use std::rc::Rc;

use crate::base::Span;
use crate::model::{Attributes, IndexEntry, Inline, InlineKind, PictureId};

/// What a run says about its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// Where it leads, if it is a link.
    pub link: Option<Rc<str>>,
    /// Its language.
    pub language: Option<Rc<str>>,
    pub strong: bool,
    pub emphasis: bool,
    pub strike: bool,
    pub small_caps: bool,
    pub underline: bool,
    pub raised: bool,
    pub lowered: bool,
    pub code: bool,
    /// Whether it is code by its font alone, and not by a style that says so of words among others.
    pub typed: bool,
    /// Whether it is set in bold, for whatever reason: what a paragraph is may be seen by that.
    pub heavy: bool,
    /// Its size in half points.
    pub size: u32,
}

/// Something that stands in a line.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Atom {
    Text(String),
    Break,
    Note(usize),
    Picture {
        picture: PictureId,
        alt: String,
        width: Option<f32>,
    },
    Math {
        source: String,
        display: bool,
    },
    Index {
        entry: Vec<String>,
        see: Option<String>,
    },
    /// A place that something refers to.
    Anchor(String),
}

/// A run: something with its look.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Run {
    pub look: Look,
    pub atom: Atom,
}

impl Run {
    /// Whether it is nothing but blanks, or something that does not show.
    pub(super) fn is_blank(&self) -> bool {
        match &self.atom {
            Atom::Text(text) => text.trim().is_empty(),
            Atom::Break | Atom::Anchor(_) | Atom::Index { .. } => true,
            _ => false,
        }
    }
}

/// The looks that become an inline around others, as bits of a set of those that are done.
const WRAPS: [Wrap; 9] =
    [Wrap::Link, Wrap::Language, Wrap::Strong, Wrap::Emphasis, Wrap::Strike, Wrap::SmallCaps, Wrap::Underline, Wrap::Raised, Wrap::Lowered];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrap {
    Link,
    Language,
    Strong,
    Emphasis,
    Strike,
    SmallCaps,
    Underline,
    Raised,
    Lowered,
}

/// The inlines that runs make, all of them at one place.
pub(super) fn inlines(mut runs: Vec<Run>, span: Span) -> Vec<Inline> {
    trim(&mut runs);
    calm_blanks(&mut runs);
    let runs = joined(runs);
    nest(&runs, 0, span)
}

/// Takes blanks and breaks off both ends.
fn trim(runs: &mut Vec<Run>) {
    let showing =
        |run: &Run| !matches!(&run.atom, Atom::Break) && !matches!(&run.atom, Atom::Text(text) if text.trim_matches(is_space).is_empty());
    let invisible = |run: &Run| matches!(run.atom, Atom::Anchor(_) | Atom::Index { .. });
    let Some(first) = runs.iter().position(|run| showing(run) && !invisible(run)) else {
        return runs.retain(invisible);
    };
    let last = runs.iter().rposition(|run| showing(run) && !invisible(run)).unwrap_or(first);
    let mut at = 0;
    runs.retain(|run| {
        let inside = (first..=last).contains(&at);
        at += 1;
        inside || invisible(run)
    });
    let text = |run: &mut Run, change: &dyn Fn(&str) -> &str| {
        if let Atom::Text(text) = &mut run.atom {
            *text = change(text).to_owned();
        }
    };
    if let Some(first) = runs.iter_mut().find(|run| !invisible(run)) {
        text(first, &|text| text.trim_start_matches(is_space));
    }
    if let Some(last) = runs.iter_mut().rfind(|run| !invisible(run)) {
        text(last, &|text| text.trim_end_matches(is_space));
    }
}

/// Blanks that may go; no-break spaces belong to the words.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// Gives blanks only the look that both neighbours have: nobody sees bold blanks, but they part what belongs together.
fn calm_blanks(runs: &mut [Run]) {
    for at in 0..runs.len() {
        if !runs.get(at).is_some_and(Run::is_blank) {
            continue;
        }
        let before = at.checked_sub(1).and_then(|at| runs.get(at)).map(|run| run.look.clone()).unwrap_or_default();
        let after = runs.iter().skip(at + 1).take(8).find(|run| !run.is_blank()).map(|run| run.look.clone()).unwrap_or_default();
        if let Some(run) = runs.get_mut(at) {
            run.look = shared(before, &after);
        }
    }
}

fn shared(mut one: Look, other: &Look) -> Look {
    one.link = one.link.filter(|link| Some(link) == other.link.as_ref());
    one.language = one.language.filter(|language| Some(language) == other.language.as_ref());
    one.strong &= other.strong;
    one.emphasis &= other.emphasis;
    one.strike &= other.strike;
    one.small_caps &= other.small_caps;
    one.underline &= other.underline;
    one.raised &= other.raised;
    one.lowered &= other.lowered;
    one.code &= other.code;
    one
}

/// Neighbouring words of one look as one run.
fn joined(runs: Vec<Run>) -> Vec<Run> {
    let mut whole: Vec<Run> = Vec::with_capacity(runs.len());
    for run in runs {
        if let (Atom::Text(text), Some(Run { atom: Atom::Text(before), look })) = (&run.atom, whole.last_mut())
            && same(look, &run.look)
        {
            before.push_str(text);
        } else {
            whole.push(run);
        }
    }
    whole
}

fn same(one: &Look, other: &Look) -> bool {
    one.code == other.code && WRAPS.iter().all(|&wrap| shares(one, other, wrap) || !(has(one, wrap) || has(other, wrap)))
}

fn nest(runs: &[Run], done: u16, span: Span) -> Vec<Inline> {
    let mut inlines = Vec::new();
    let mut rest = runs;
    while let Some(first) = rest.first() {
        let open = WRAPS.iter().enumerate().filter(|&(bit, &wrap)| done & (1 << bit) == 0 && has(&first.look, wrap));
        let reach = |wrap: Wrap| rest.iter().take_while(|run| shares(&first.look, &run.look, wrap)).count();
        // The earlier of two equals goes outside, as the table has them.
        let longest = open.map(|(bit, &wrap)| (reach(wrap), bit, wrap)).reduce(|best, other| if other.0 > best.0 { other } else { best });
        let Some((length, bit, wrap)) = longest else {
            inlines.push(Inline { kind: leaf(first), span });
            rest = rest.get(1..).unwrap_or_default();
            continue;
        };
        let (inside, after) = rest.split_at_checked(length.max(1)).unwrap_or((rest, &[]));
        let content = nest(inside, done | 1 << bit, span);
        inlines.push(Inline { kind: wrapped(&first.look, wrap, content), span });
        rest = after;
    }
    inlines
}

fn has(look: &Look, wrap: Wrap) -> bool {
    match wrap {
        Wrap::Link => look.link.is_some(),
        Wrap::Language => look.language.is_some(),
        Wrap::Strong => look.strong,
        Wrap::Emphasis => look.emphasis,
        Wrap::Strike => look.strike,
        Wrap::SmallCaps => look.small_caps,
        Wrap::Underline => look.underline,
        Wrap::Raised => look.raised,
        Wrap::Lowered => look.lowered,
    }
}

/// Whether both have a look, and the same if there is more than one of it.
fn shares(one: &Look, other: &Look, wrap: Wrap) -> bool {
    match wrap {
        Wrap::Link => one.link.is_some() && one.link == other.link,
        Wrap::Language => one.language.is_some() && one.language == other.language,
        _ => has(one, wrap) && has(other, wrap),
    }
}

fn wrapped(look: &Look, wrap: Wrap, content: Vec<Inline>) -> InlineKind {
    let class = |class: &str| Box::new(Attributes { classes: vec![class.to_owned()], ..Attributes::default() });
    match wrap {
        Wrap::Link => InlineKind::Link { target: look.link.as_deref().unwrap_or_default().to_owned(), content },
        Wrap::Language => InlineKind::Span {
            attributes: Box::new(Attributes { language: look.language.as_deref().map(str::to_owned), ..Attributes::default() }),
            content,
        },
        Wrap::Strong => InlineKind::Strong(content),
        Wrap::Emphasis => InlineKind::Emphasis(content),
        Wrap::Strike => InlineKind::Strikeout(content),
        Wrap::SmallCaps => InlineKind::Span { attributes: class("smallcaps"), content },
        Wrap::Underline => InlineKind::Span { attributes: class("underline"), content },
        Wrap::Raised => InlineKind::Superscript(content),
        Wrap::Lowered => InlineKind::Subscript(content),
    }
}

fn leaf(run: &Run) -> InlineKind {
    match &run.atom {
        Atom::Text(text) if run.look.code => InlineKind::Code(text.clone()),
        Atom::Text(text) => InlineKind::Text(text.clone()),
        Atom::Break => InlineKind::HardBreak,
        Atom::Note(number) => InlineKind::NoteMark(*number),
        Atom::Picture { picture, alt, .. } => InlineKind::Picture { picture: *picture, alt: alt.clone(), attributes: None },
        Atom::Math { source, display } => InlineKind::Math { source: source.clone(), display: *display },
        Atom::Index { entry, see } => {
            let entry = IndexEntry { words: entry.clone(), see: see.clone() };
            InlineKind::IndexMark { entry: Box::new(entry), content: Vec::new() }
        }
        Atom::Anchor(id) => {
            let attributes = Attributes { id: Some(id.clone()), ..Attributes::default() };
            InlineKind::Span { attributes: Box::new(attributes), content: Vec::new() }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::FileId;

    fn shown(inlines: &[Inline]) -> String {
        let show = |inline: &Inline| match &inline.kind {
            InlineKind::Text(text) => text.clone(),
            InlineKind::Strong(content) => format!("<b>{}</b>", shown(content)),
            InlineKind::Emphasis(content) => format!("<i>{}</i>", shown(content)),
            InlineKind::Code(text) => format!("<c>{text}</c>"),
            other => format!("{other:?}"),
        };
        inlines.iter().map(show).collect()
    }

    fn run(text: &str, looks: &str) -> Run {
        let has = |c| looks.contains(c);
        Run { look: Look { strong: has('b'), emphasis: has('i'), code: has('c'), ..Look::default() }, atom: Atom::Text(text.to_owned()) }
    }

    fn made(runs: &[(&str, &str)]) -> String {
        shown(&inlines(runs.iter().map(|(text, looks)| run(text, looks)).collect(), Span::new(FileId(0), 0, 0)))
    }

    #[test]
    fn the_longest_stretch_goes_outside() {
        assert_eq!(made(&[("a ", "i"), ("b", "bi"), (" c", "i")]), "<i>a <b>b</b> c</i>");
        assert_eq!(made(&[("a", "b"), ("b", "bi"), ("c", "i")]), "<b>a<i>b</i></b><i>c</i>");
        assert_eq!(made(&[("a", "b"), ("b", "b"), ("c", "c")]), "<b>ab</b><c>c</c>");
    }

    #[test]
    fn blanks_part_nothing_and_stand_at_no_end() {
        assert_eq!(made(&[(" ", "b"), ("a", "i"), (" ", ""), ("b", "i"), ("  ", "")]), "<i>a b</i>");
        assert_eq!(made(&[("a", "i"), (" ", "bi"), ("b", "i")]), "<i>a b</i>");
    }
}
