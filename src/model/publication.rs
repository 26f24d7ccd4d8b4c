//! What is being made: the pieces, their notes, and the pictures.

use std::sync::Arc;

use super::block::{Block, BlockKind, Gathered, NumberStyle};
use super::inline::Inline;
use super::metadata::Metadata;
use crate::base::{Pt, Span};

/// A whole publication, ready to be styled and written.
#[derive(Clone, Debug, PartialEq)]
pub struct Publication {
    /// An article, an issue or a book.
    pub kind: Kind,
    /// What it says about itself.
    pub metadata: Metadata,
    /// What carries numbers, and how they are written.
    pub numbering: Numbering,
    /// Where notes stand.
    pub notes: NotesPlace,
    /// Its pieces, in reading order. An article has one. Chapters follow the part they belong to.
    pub pieces: Vec<Piece>,
    /// All pictures that pieces and cover refer to.
    pub pictures: Vec<Picture>,
    /// The cover, with its description.
    pub cover: Option<(PictureId, String)>,
}

impl Publication {
    /// An article of these pieces, with neither pictures nor cover.
    pub fn of(metadata: Metadata, pieces: Vec<Piece>) -> Self {
        let (kind, numbering, notes) = (Kind::default(), Numbering::default(), NotesPlace::default());
        Self { kind, metadata, numbering, notes, pieces, pictures: Vec::new(), cover: None }
    }

    /// The picture of that number.
    ///
    /// # Panics
    /// Never for a number that came with this publication.
    pub fn picture(&self, id: PictureId) -> &Picture {
        &self.pictures[id.0]
    }
}

/// The kinds of publications.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// One article.
    #[default]
    Article,
    /// An issue of a magazine: pieces by many authors.
    Issue,
    /// A book of chapters.
    Book,
}

/// What carries numbers. `None` is without.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Numbering {
    /// Parts of a book.
    pub parts: Option<NumberWords>,
    /// Chapters of a book.
    pub chapters: Option<NumberWords>,
    /// Down to which level sections are numbered, after the chapter's number if it has one: 0 is none, 1 the sections
    /// right under the title. `None` leaves it to the theme.
    pub sections: Option<u8>,
    /// Figures; `None` numbers them only in a publication that refers to one by its number.
    pub figures: Option<Counting>,
    /// Tables, in the same way.
    pub tables: Option<Counting>,
}

/// How the number of a part or a chapter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberWords {
    /// "1", "IV", "b".
    Number(NumberStyle),
    /// "Chapter 1", "Part IV".
    Named(NumberStyle),
    /// "One", "Two"; figures where the language's words are not known.
    Words,
    /// "Chapter One", "Part Two".
    NamedWords,
}

/// How figures and tables are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counting {
    /// From 1 through the whole publication.
    Through,
    /// From 1 in each chapter, after the chapter's number: "2.1".
    ByPiece,
    /// Not at all.
    Never,
}

/// Where notes stand in print. In the EPUB they stand at the end of their piece in any case, or in the notes at the end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NotesPlace {
    /// At the foot of the page with their mark.
    #[default]
    Foot,
    /// At the end of each piece.
    Piece,
    /// Together at the end of the publication.
    End,
}

/// What part a piece plays in its publication.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// A blank leaf's first word: the title alone.
    HalfTitle,
    /// The page with title, authors and publisher.
    TitlePage,
    /// The page with rights, ISBN and who made it.
    Imprint,
    /// Who makes a magazine.
    Masthead,
    /// Whom the book is for.
    Dedication,
    /// A quotation before the text.
    Epigraph,
    /// The table of contents.
    Contents,
    /// The list of figures.
    Figures,
    /// The list of tables.
    Tables,
    /// What somebody else says first.
    Foreword,
    /// What the author says first.
    Preface,
    /// Whom the author thanks.
    Acknowledgements,
    /// What leads into the text, and stands before it.
    Introduction,
    /// Text before the first chapter that has no name.
    FrontMatter,
    /// The title page of a part; its chapters follow.
    Part,
    /// What comes before the story.
    Prologue,
    /// A chapter of a book.
    Chapter,
    /// An article, of an issue or by itself.
    #[default]
    Article,
    /// What comes after the story.
    Epilogue,
    /// What is said last.
    Afterword,
    /// Material after the text, numbered by itself.
    Appendix,
    /// The notes, together.
    Notes,
    /// Words explained.
    Glossary,
    /// The works cited.
    Bibliography,
    /// The index.
    Index,
    /// Who wrote it.
    AboutTheAuthor,
    /// How it was made.
    Colophon,
    /// Text after the last chapter that has no other name.
    BackMatter,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 28] = [
        Self::HalfTitle,
        Self::TitlePage,
        Self::Imprint,
        Self::Masthead,
        Self::Dedication,
        Self::Epigraph,
        Self::Contents,
        Self::Figures,
        Self::Tables,
        Self::Foreword,
        Self::Preface,
        Self::Acknowledgements,
        Self::Introduction,
        Self::FrontMatter,
        Self::Part,
        Self::Prologue,
        Self::Chapter,
        Self::Article,
        Self::Epilogue,
        Self::Afterword,
        Self::Appendix,
        Self::Notes,
        Self::Glossary,
        Self::Bibliography,
        Self::Index,
        Self::AboutTheAuthor,
        Self::Colophon,
        Self::BackMatter,
    ];

    /// The role's name in lower case with hyphens: what `role:` in a manuscript says, and the class of the element.
    pub fn name(self) -> &'static str {
        match self {
            Self::HalfTitle => "half-title",
            Self::TitlePage => "title-page",
            Self::Imprint => "imprint",
            Self::Masthead => "masthead",
            Self::Dedication => "dedication",
            Self::Epigraph => "epigraph",
            Self::Contents => "contents",
            Self::Figures => "figures",
            Self::Tables => "tables",
            Self::Foreword => "foreword",
            Self::Preface => "preface",
            Self::Acknowledgements => "acknowledgements",
            Self::Introduction => "introduction",
            Self::FrontMatter => "front-matter",
            Self::Part => "part",
            Self::Prologue => "prologue",
            Self::Chapter => "chapter",
            Self::Article => "article",
            Self::Epilogue => "epilogue",
            Self::Afterword => "afterword",
            Self::Appendix => "appendix",
            Self::Notes => "notes",
            Self::Glossary => "glossary",
            Self::Bibliography => "bibliography",
            Self::Index => "index",
            Self::AboutTheAuthor => "about-the-author",
            Self::Colophon => "colophon",
            Self::BackMatter => "back-matter",
        }
    }
}

/// The three divisions of a book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Matter {
    /// Before the text, with roman folios.
    Front,
    /// The text.
    Body,
    /// After the text.
    Back,
}

/// One article or chapter, or another part of the publication that begins by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// What part it plays.
    pub role: Role,
    /// Which division it stands in.
    pub matter: Matter,
    /// The name others refer to it by, if the author gave one.
    pub id: Option<String>,
    /// Classes that a stylesheet may select by.
    pub classes: Vec<String>,
    /// Whether it is left out of the numbering.
    pub unnumbered: bool,
    /// Title, authors, language and so on of this piece. Its title names the piece in lists.
    pub metadata: Metadata,
    /// The title as it stands over the text, where it is more than the plain words of the metadata; else empty.
    pub title: Vec<Inline>,
    /// Whether no title stands over the text, as over a dedication; lists name the piece all the same.
    pub untitled: bool,
    /// The sentences under the title that say what it is about; paragraphs.
    pub standfirst: Vec<Block>,
    /// Everything between the head and the notes, in reading order, bio and disclaimer last.
    pub body: Vec<Block>,
    /// Its notes, in the order of their marks.
    pub notes: Vec<Note>,
    /// The whole manuscript of the piece.
    pub span: Span,
}

impl Piece {
    /// An article in which nothing is written yet.
    pub fn article(metadata: Metadata, span: Span) -> Self {
        let (standfirst, body, notes) = (Vec::new(), Vec::new(), Vec::new());
        let (role, matter, id, classes, unnumbered) = (Role::Article, Matter::Body, None, Vec::new(), false);
        Self { role, matter, id, classes, unnumbered, metadata, title: Vec::new(), untitled: false, standfirst, body, notes, span }
    }

    /// The classes that the heading of the piece has in a manuscript: its own, its role unless that is the ordinary one, and
    /// `unnumbered` if that is to be said.
    pub(crate) fn heading_classes(&self, unnumbered: bool) -> Vec<String> {
        let role = (!matches!(self.role, Role::Chapter | Role::Article)).then(|| self.role.name());
        let mut classes = self.classes.clone();
        for class in role.into_iter().chain(unnumbered.then_some("unnumbered")) {
            if !classes.iter().any(|own| own == class) {
                classes.push(class.to_owned());
            }
        }
        classes
    }

    /// Whether the program makes the piece of what other pieces say.
    pub(crate) fn is_made(&self) -> bool {
        let gathers =
            |block: &Block| matches!(&block.kind, BlockKind::Gathered(gathered) if !matches!(gathered, Gathered::Bibliography(_)));
        !matches!(self.role, Role::Part | Role::Chapter | Role::Article) && self.standfirst.is_empty() && self.body.iter().all(gathers)
    }

    /// What the piece says about itself, without its title and without what the publication says for all its pieces.
    pub(crate) fn own_metadata(&self, publication: &Metadata) -> Metadata {
        let own = |own: &Option<String>, shared: &Option<String>| own.clone().filter(|_| own != shared);
        Metadata {
            title: String::new(),
            identifier: String::new(),
            date: own(&self.metadata.date, &publication.date),
            publisher: own(&self.metadata.publisher, &publication.publisher),
            rights: own(&self.metadata.rights, &publication.rights),
            ..self.metadata.clone()
        }
    }
}

/// A note, marked somewhere in the piece.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// What it says.
    pub content: Vec<Block>,
    /// Where it was written.
    pub span: Span,
}

/// A picture, as a number into [`Publication::pictures`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PictureId(pub usize);

/// A picture file. Its header was read and checked; its pixels were not.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Its path in the project.
    pub path: String,
    /// Its bytes as they stand in the file.
    pub bytes: Arc<[u8]>,
    /// How it is encoded.
    pub format: PictureFormat,
    /// Pixels across; at least 1.
    pub width: u32,
    /// Pixels down; at least 1.
    pub height: u32,
    /// How wide a drawing asks to be, if it does. Pictures of pixels do not.
    pub own_width: Option<Pt>,
}

impl Picture {
    /// How wide it becomes if nobody says how wide: no wider than leaves it as fine as presses ask for. (Below 225 pixels to
    /// the inch its pixels show; one more is for the rounding of coordinates.) Drawings have no pixels: they are as wide as
    /// they ask to be, and else take all the room, which is infinity.
    pub fn finest_width(&self) -> Pt {
        const COARSEST: f32 = 226.0;
        match self.format {
            PictureFormat::Svg => self.own_width.unwrap_or(Pt(f32::INFINITY)),
            PictureFormat::Png | PictureFormat::Jpeg => Pt(self.width as f32 / COARSEST * 72.0),
        }
    }
}

/// How a picture is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureFormat {
    /// Portable Network Graphics.
    Png,
    /// JPEG.
    Jpeg,
    /// A drawing: SVG of lines and areas, without scripts or references to other files.
    Svg,
}
