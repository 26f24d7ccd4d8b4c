//! What everything in a publication is called: ids, numbers and labels, worked out once before the tree is made, since
//! lists and references speak of what comes later.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::block::{Attributes, Block, BlockKind, NumberStyle};
use super::inline::{Inline, InlineKind, plain_text};
use super::metadata::Language;
use super::numerals;
use super::publication::{Counting, NumberWords, Piece, Publication, Role};
use super::terms::Term;
use super::visit::Part;

/// The names of a publication's parts. Blocks and inlines are told apart by their places in memory, which they keep for as
/// long as the publication is borrowed; nothing is ever listed in the order of those places.
pub(super) struct Register<'a> {
    /// The name of each piece, in the order of the pieces.
    pub(super) pieces: Vec<PieceName>,
    /// All marks of the index, in reading order; the first is `index-1`.
    pub(super) marks: Vec<IndexMark<'a>>,
    ids: HashMap<*const Block, String>,
    labels: HashMap<*const Block, String>,
    mark_numbers: HashMap<*const Inline, usize>,
    /// The numbers of formulas that have one.
    equations: HashMap<*const Inline, String>,
    /// What references to each id say.
    texts: BTreeMap<String, String>,
    names: Names,
}

/// What a piece is called.
pub(super) struct PieceName {
    /// Its id.
    pub(super) id: String,
    /// What stands before its title: "Chapter 1".
    pub(super) label: Option<String>,
}

/// A place that the index refers to.
pub(super) struct IndexMark<'a> {
    /// The entry and its sub-entries.
    pub(super) entry: &'a [String],
    /// The entry to look under instead.
    pub(super) see: Option<&'a str>,
    /// The name of the piece or section in which it stands.
    pub(super) place: String,
}

impl<'a> Register<'a> {
    /// Works out the names.
    pub(super) fn of(publication: &'a Publication) -> Self {
        let (ids, wanted) = authors_names(publication);
        let mut register = Self {
            pieces: Vec::new(),
            marks: Vec::new(),
            ids: HashMap::new(),
            labels: HashMap::new(),
            mark_numbers: HashMap::new(),
            equations: HashMap::new(),
            texts: BTreeMap::new(),
            names: Names::keeping(ids),
        };
        let mut counts = Counts::default();
        for piece in &publication.pieces {
            Walk {
                register: &mut register,
                publication,
                wanted: &wanted,
                counts: &mut counts,
                piece,
                number: None,
                place: String::new(),
                last: String::new(),
                within: None,
            }
            .piece();
        }
        register
    }

    /// The id of a block that lists refer to, or that its author named.
    pub(super) fn id(&self, block: &Block) -> Option<&str> {
        self.ids.get(&std::ptr::from_ref(block)).map(String::as_str)
    }

    /// What stands before a caption or a heading: "Figure 3", "2.1".
    pub(super) fn label(&self, block: &Block) -> Option<&str> {
        self.labels.get(&std::ptr::from_ref(block)).map(String::as_str)
    }

    /// The number of a formula that has one.
    pub(super) fn equation(&self, inline: &Inline) -> Option<&str> {
        self.equations.get(&std::ptr::from_ref(inline)).map(String::as_str)
    }

    /// The id of a mark of the index.
    pub(super) fn mark_id(&self, inline: &Inline) -> Option<String> {
        self.mark_numbers.get(&std::ptr::from_ref(inline)).map(|number| format!("index-{number}"))
    }

    /// What a reference to an id says; the id itself if nothing bears it.
    pub(super) fn text<'s>(&'s self, id: &'s str) -> &'s str {
        self.texts.get(id).map_or(id, String::as_str)
    }

    /// The same without the word for what it is: "3" for "Chapter 3"; what has no number keeps its words.
    pub(super) fn number<'s>(&'s self, id: &'s str, language: &Language) -> &'s str {
        const NUMBERED: [Term; 8] =
            [Term::Chapter, Term::Part, Term::Appendix, Term::Section, Term::Figure, Term::Table, Term::Listing, Term::Equation];
        let text = self.text(id);
        let number = NUMBERED.iter().find_map(|term| text.strip_prefix(term.of(language))?.strip_prefix([' ', '\u{a0}']));
        number.filter(|number| !number.is_empty() && !number.contains(' ')).unwrap_or(text)
    }

    /// An id like the wished one that nothing else has.
    pub(super) fn unique(&mut self, wish: &str) -> String {
        self.names.unique(wish)
    }
}

/// Ids in use.
struct Names {
    taken: BTreeSet<String>,
    /// The number to try next after each wish, so that many equal wishes take no longer than others.
    next: BTreeMap<String, u32>,
}

impl Names {
    fn keeping(taken: BTreeSet<String>) -> Self {
        Self { taken, next: BTreeMap::new() }
    }

    fn unique(&mut self, wish: &str) -> String {
        let mut name = wish.to_owned();
        while !self.taken.insert(name.clone()) {
            let number = self.next.entry(wish.to_owned()).or_insert(1);
            *number += 1;
            name = format!("{wish}-{number}");
        }
        name
    }
}

/// How far each kind of thing is counted.
#[derive(Default)]
struct Counts {
    parts: usize,
    chapters: usize,
    appendices: usize,
    figures: usize,
    tables: usize,
    listings: usize,
    equations: usize,
}

/// The way through one piece.
struct Walk<'w, 'a> {
    register: &'w mut Register<'a>,
    publication: &'a Publication,
    wanted: &'w Wanted,
    counts: &'w mut Counts,
    piece: &'a Piece,
    /// The number of the piece as it begins the numbers of its sections and figures.
    number: Option<String>,
    /// The piece or section that is being walked.
    place: String,
    /// The last number that was given to a figure, a table or a listing.
    last: String,
    /// The number of the figure around, if it is one of several pictures, and how many of them there were.
    within: Option<(String, u64)>,
}

impl<'a> Walk<'_, 'a> {
    fn piece(&mut self) {
        let piece = self.piece;
        let language = &piece.metadata.language;
        let (label, reference) = self.piece_label();
        let wish = match piece.role {
            Role::Part => format!("part-{}", self.counts.parts),
            Role::Chapter if !piece.unnumbered => format!("chapter-{}", self.counts.chapters),
            role => role.name().to_owned(),
        };
        let id = piece.id.clone().unwrap_or_else(|| self.register.unique(&wish));
        self.register.texts.insert(id.clone(), reference.unwrap_or_else(|| piece.metadata.title.clone()));
        self.register.pieces.push(PieceName { id, label });
        if self.publication.numbering.figures == Some(Counting::ByPiece) {
            self.counts.figures = 0;
        }
        if self.publication.numbering.tables == Some(Counting::ByPiece) {
            self.counts.tables = 0;
        }
        self.place.clone_from(&piece.metadata.title);
        self.line(&piece.title);
        self.blocks(&piece.standfirst);
        self.sections(language);
        piece.notes.iter().for_each(|note| self.blocks(&note.content));
    }

    /// What stands before the title of the piece, and what references to it say.
    fn piece_label(&mut self) -> (Option<String>, Option<String>) {
        let piece = self.piece;
        let Numbered { term, style, count } = match piece.role {
            Role::Part => {
                self.counts.parts += usize::from(!piece.unnumbered);
                Numbered { term: Term::Part, style: self.publication.numbering.parts, count: self.counts.parts }
            }
            Role::Chapter => {
                self.counts.chapters += usize::from(!piece.unnumbered);
                Numbered { term: Term::Chapter, style: self.publication.numbering.chapters, count: self.counts.chapters }
            }
            Role::Appendix => {
                self.counts.appendices += usize::from(!piece.unnumbered);
                let letters = Some(NumberWords::Named(NumberStyle::UpperAlpha));
                let style = self.publication.numbering.chapters.and(letters);
                Numbered { term: Term::Appendix, style, count: self.counts.appendices }
            }
            _ => return (None, None),
        };
        let language = &piece.metadata.language;
        // A title that says "Appendix A" itself needs no label.
        let says_it_itself = piece.metadata.title.to_lowercase().starts_with(&format!("{} ", term.of(language).to_lowercase()));
        let Some(style) = style.filter(|_| !piece.unnumbered && !says_it_itself) else { return (None, None) };
        let (figures, label) = written(style, term, count, language);
        if piece.role != Role::Part {
            self.number = Some(figures.clone());
        }
        (Some(label), Some(term.numbered(&figures, language)))
    }

    /// The blocks of the body, with the numbers of their sections.
    fn sections(&mut self, language: &Language) {
        let piece = self.piece;
        let numbered = usize::from(self.publication.numbering.sections.unwrap_or_default());
        let deepest = match piece.role {
            Role::Article => numbered,
            Role::Chapter | Role::Appendix if !piece.unnumbered => numbered,
            _ => 0,
        };
        let mut open: Vec<u8> = Vec::new();
        let mut counts: Vec<usize> = Vec::new();
        for block in &piece.body {
            let BlockKind::Heading { level, content } = &block.kind else {
                self.block(block);
                continue;
            };
            while open.last().is_some_and(|above| above >= level) {
                open.pop();
            }
            open.push(*level);
            let depth = open.len();
            let words = plain_text(content);
            let id = block.attributes.id.clone().unwrap_or_else(|| self.register.unique(&slug(&words)));
            let mut reference = words.clone();
            if depth <= deepest && !block.attributes.classes.iter().any(|class| class == "unnumbered") {
                counts.resize(depth, 0);
                if let Some(count) = counts.last_mut() {
                    *count += 1;
                }
                let number: Vec<String> = self.number.iter().cloned().chain(counts.iter().map(usize::to_string)).collect();
                let number = number.join(".");
                reference = Term::Section.numbered(&number, language);
                self.register.labels.insert(std::ptr::from_ref(block), number);
            }
            self.register.texts.insert(id.clone(), reference);
            self.register.ids.insert(std::ptr::from_ref(block), id);
            self.place = words;
            self.line(content);
        }
    }

    fn blocks(&mut self, blocks: &'a [Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &'a Block) {
        let text = self.label(block).unwrap_or_else(|| self.place.clone());
        let listed = matches!(block.kind, BlockKind::Figure(_) | BlockKind::Table(_)) && self.register.label(block).is_some();
        let id = match &block.attributes.id {
            Some(id) => Some(id.clone()),
            None => listed.then(|| self.register.unique(if matches!(block.kind, BlockKind::Figure(_)) { "figure" } else { "table" })),
        };
        if let Some(id) = id {
            self.register.texts.insert(id.clone(), text);
            self.register.ids.insert(std::ptr::from_ref(block), id);
        }
        let outside = self.within.take();
        if is_plate(block) {
            self.within = self.register.label(block).map(|_| (self.last.clone(), 0));
        }
        block.each_part(&mut |part| match part {
            Part::Blocks(blocks) => self.blocks(blocks),
            Part::Line(line) => self.line(line),
        });
        self.within = outside;
    }

    /// Numbers a figure, table, listing or formula, if it is to have a number.
    fn label(&mut self, block: &Block) -> Option<String> {
        let Attributes { id, classes, .. } = &block.attributes;
        if classes.iter().any(|class| class == "unnumbered") {
            return None;
        }
        if let (BlockKind::Figure(_), Some((number, count))) = (&block.kind, &mut self.within) {
            *count += 1;
            let letter = NumberStyle::LowerAlpha.write(*count);
            self.register.labels.insert(std::ptr::from_ref(block), format!("({letter})"));
            return Some(Term::Figure.numbered(&format!("{number}{letter}"), &self.piece.metadata.language));
        }
        let named = |prefix: &str| id.as_ref().is_some_and(|id| id.starts_with(prefix));
        let (term, counting, count) = match &block.kind {
            BlockKind::Figure(figure) if id.is_some() || !figure.caption.is_empty() => {
                (Term::Figure, self.wanted.figures, &mut self.counts.figures)
            }
            BlockKind::Group(_) if is_plate(block) => (Term::Figure, self.wanted.figures, &mut self.counts.figures),
            BlockKind::Table(table) if id.is_some() || !table.caption.is_empty() => {
                (Term::Table, self.wanted.tables, &mut self.counts.tables)
            }
            BlockKind::Code { .. } | BlockKind::Group(_) if named("lst-") => (Term::Listing, Counting::Through, &mut self.counts.listings),
            _ if named("eq-") => (Term::Equation, Counting::Through, &mut self.counts.equations),
            _ => return None,
        };
        if counting == Counting::Never {
            return None;
        }
        *count += 1;
        let number = match (&self.number, counting) {
            (Some(chapter), Counting::ByPiece) => format!("{chapter}.{count}"),
            _ => count.to_string(),
        };
        let text = term.numbered(&number, &self.piece.metadata.language);
        self.register.labels.insert(std::ptr::from_ref(block), text.clone());
        self.last = number;
        Some(text)
    }

    /// Numbers a formula on a line of its own that has a name for references.
    fn equation(&mut self, inline: &Inline, id: &str, content: &[Inline]) -> Option<String> {
        let is_formula = matches!(content, [Inline { kind: InlineKind::Math { display: true, .. }, .. }]);
        if !is_formula || !id.starts_with("eq-") {
            return None;
        }
        self.counts.equations += 1;
        let number = self.counts.equations.to_string();
        let text = Term::Equation.numbered(&number, &self.piece.metadata.language);
        self.register.equations.insert(std::ptr::from_ref(inline), number);
        Some(text)
    }

    fn line(&mut self, line: &'a [Inline]) {
        for inline in line {
            match &inline.kind {
                InlineKind::IndexMark { entry, .. } => {
                    let mark = IndexMark { entry: &entry.words, see: entry.see.as_deref(), place: self.place.clone() };
                    self.register.marks.push(mark);
                    self.register.mark_numbers.insert(std::ptr::from_ref(inline), self.register.marks.len());
                }
                InlineKind::Picture { attributes: Some(attributes), .. } => {
                    if let Some(id) = &attributes.id {
                        self.register.texts.insert(id.clone(), self.place.clone());
                    }
                }
                InlineKind::Span { attributes, content } => {
                    if let Some(id) = &attributes.id {
                        let text = self.equation(inline, id, content).unwrap_or_else(|| self.place.clone());
                        self.register.texts.insert(id.clone(), text);
                    }
                }
                _ => {}
            }
            inline.kind.content().into_iter().for_each(|content| self.line(content));
        }
    }
}

/// A piece with a number.
struct Numbered {
    term: Term,
    style: Option<NumberWords>,
    count: usize,
}

/// A number in figures or letters, and the label with it as its style wants it.
fn written(style: NumberWords, term: Term, count: usize, language: &Language) -> (String, String) {
    match style {
        NumberWords::Number(style) => (style.write(count as u64), style.write(count as u64)),
        NumberWords::Named(style) => (style.write(count as u64), term.numbered(&style.write(count as u64), language)),
        NumberWords::Words | NumberWords::NamedWords => {
            let word = numerals::word(count, language);
            let named = style == NumberWords::NamedWords;
            let label = match word {
                Some(word) if named => term.numbered(&word, language),
                Some(word) => word,
                None if named => term.numbered(&count.to_string(), language),
                None => count.to_string(),
            };
            (count.to_string(), label)
        }
    }
}

/// How figures and tables are counted: as the publisher wants, else if the text speaks of one by its number.
struct Wanted {
    figures: Counting,
    tables: Counting,
}

/// The ids that authors gave, of which ids that the program makes must keep clear, and what references ask for.
fn authors_names(publication: &Publication) -> (BTreeSet<String>, Wanted) {
    let mut found = Found::default();
    for piece in &publication.pieces {
        found.ids.extend(piece.id.clone());
        found.line(&piece.title);
        found.blocks(&piece.standfirst);
        found.blocks(&piece.body);
        piece.notes.iter().for_each(|note| found.blocks(&note.content));
    }
    let counting = |set: Option<Counting>, ids: &BTreeSet<String>| {
        set.unwrap_or(if ids.is_disjoint(&found.references) { Counting::Never } else { Counting::Through })
    };
    let numbering = &publication.numbering;
    let wanted = Wanted { figures: counting(numbering.figures, &found.figures), tables: counting(numbering.tables, &found.tables) };
    (found.ids, wanted)
}

#[derive(Default)]
struct Found {
    ids: BTreeSet<String>,
    figures: BTreeSet<String>,
    tables: BTreeSet<String>,
    references: BTreeSet<String>,
}

impl Found {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            let id = block.attributes.id.clone();
            match &block.kind {
                BlockKind::Figure(_) => self.figures.extend(id.clone()),
                BlockKind::Group(_) if is_plate(block) => self.figures.extend(id.clone()),
                BlockKind::Table(_) => self.tables.extend(id.clone()),
                _ => {}
            }
            self.ids.extend(id);
            block.each_part(&mut |part| match part {
                Part::Blocks(blocks) => self.blocks(blocks),
                Part::Line(line) => self.line(line),
            });
        }
    }

    fn line(&mut self, line: &[Inline]) {
        for inline in line {
            match &inline.kind {
                InlineKind::Reference { target } => {
                    self.references.insert(target.clone());
                }
                kind => self.ids.extend(kind.attributes().and_then(|attributes| attributes.id.clone())),
            }
            inline.kind.content().into_iter().for_each(|content| self.line(content));
        }
    }
}

/// Whether a group is a figure of several pictures under one caption.
pub(super) fn is_plate(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Group(_)) && block.attributes.classes.iter().any(|class| class == "subfigures")
}

/// A name for references made from words: ASCII letters and digits, joined by hyphens, at most 48 long.
pub(super) fn slug(words: &str) -> String {
    let mut slug = String::new();
    for part in words.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()) {
        if slug.len() + part.len() > 48 {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(&part.to_ascii_lowercase());
    }
    if slug.starts_with(|c: char| c.is_ascii_alphabetic()) { slug } else { format!("section-{slug}").trim_end_matches('-').to_owned() }
}
