//! What the things on the pages mean: the tree that becomes the PDF's structure.

use crate::base::Rect;

/// A stretch of content that lies directly in one tag. Its parts may lie on several lines and pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentId(pub u32);

/// A tag, as a number into its [`Structure`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TagId(pub u32);

/// The tree of tags. Its root is a `Document`.
#[derive(Clone, Debug, PartialEq)]
pub struct Structure {
    tags: Vec<Tag>,
    contents: u32,
}

/// A tag.
#[derive(Clone, Debug, PartialEq)]
pub struct Tag {
    /// What it is.
    pub role: Role,
    /// What it holds, in reading order.
    pub kids: Vec<Kid>,
    /// Its language, where that changes (BCP 47).
    pub language: Option<String>,
    /// What it shows, for those who do not see it.
    pub alt: Option<String>,
    /// What it says, where its glyphs do not say it.
    pub actual_text: Option<String>,
    /// The area of a figure on its page, for its layout attributes.
    pub bounds: Option<(usize, Rect)>,
    /// How many columns and rows a cell of a table takes.
    pub span: (u16, u16),
}

/// What a tag holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kid {
    /// Another tag.
    Tag(TagId),
    /// Content on the pages.
    Content(ContentId),
}

/// What a tag is (PDF 32000-1, 14.8.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The whole.
    Document,
    /// A piece.
    Article,
    /// A section with its heading.
    Section,
    /// A group without meaning of its own.
    Division,
    /// A heading, 1 to 6.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A passage set apart as quoted; pull quotes too.
    BlockQuote,
    /// The caption of a figure or a table.
    Caption,
    /// A picture.
    Figure,
    /// A formula.
    Formula,
    /// A table.
    Table,
    /// The header rows.
    TableHead,
    /// The other rows.
    TableBody,
    /// A row.
    TableRow,
    /// A cell that names its row or its column.
    TableHeaderCell(Scope),
    /// A cell.
    TableCell,
    /// A list.
    List {
        /// Whether its items are numbered.
        numbered: bool,
    },
    /// An item of a list.
    ListItem,
    /// The bullet or number of an item or a note.
    Label,
    /// What an item says.
    ListBody,
    /// A note.
    Note,
    /// The mark of a note in the text.
    Reference,
    /// A table of contents, or a list of figures or tables.
    Contents,
    /// An item of a table of contents.
    ContentsItem,
    /// A link.
    Link,
    /// A stretch of a line that differs, by language or dress.
    Span,
    /// Stress.
    Emphasis,
    /// Importance.
    Strong,
    /// Text a computer reads.
    Code,
}

/// What a header cell names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Its column.
    Column,
    /// Its row.
    Row,
}

impl Default for Structure {
    fn default() -> Self {
        Self { tags: vec![Tag::new(Role::Document)], contents: 0 }
    }
}

impl Tag {
    fn new(role: Role) -> Self {
        Self { role, kids: Vec::new(), language: None, alt: None, actual_text: None, bounds: None, span: (1, 1) }
    }
}

impl Structure {
    /// The root, a `Document`.
    pub fn root(&self) -> TagId {
        TagId(0)
    }

    /// Adds a tag as the last thing that another holds.
    pub fn open(&mut self, parent: TagId, role: Role) -> TagId {
        let id = self.detached(role);
        self.get_mut(parent).kids.push(Kid::Tag(id));
        id
    }

    /// A tag that stands nowhere yet; [`Structure::adopt`] gives it its place.
    pub fn detached(&mut self, role: Role) -> TagId {
        let id = TagId(u32::try_from(self.tags.len()).unwrap_or(u32::MAX));
        self.tags.push(Tag::new(role));
        id
    }

    /// Makes a detached tag the last thing that another holds.
    pub fn adopt(&mut self, parent: TagId, child: TagId) {
        self.get_mut(parent).kids.push(Kid::Tag(child));
    }

    /// A new stretch of content as the last thing that a tag holds.
    pub fn content(&mut self, parent: TagId) -> ContentId {
        let id = ContentId(self.contents);
        self.contents += 1;
        self.get_mut(parent).kids.push(Kid::Content(id));
        id
    }

    /// Takes back the stretch of content that was made last, if it is this one: nothing shows it after all.
    pub fn take_back(&mut self, parent: TagId, content: ContentId) {
        if content.0 + 1 == self.contents {
            self.contents -= 1;
            self.get_mut(parent).kids.retain(|kid| *kid != Kid::Content(content));
        }
    }

    /// How many stretches of content there are; every number below it is one.
    pub fn contents(&self) -> u32 {
        self.contents
    }

    /// How many tags there are; every number below it is one.
    pub fn len(&self) -> usize {
        self.tags.len()
    }

    /// Never: there is always a root.
    pub fn is_empty(&self) -> bool {
        self.tags.is_empty()
    }

    /// The tag of that number.
    ///
    /// # Panics
    /// Never for a number that came from this structure.
    pub fn get(&self, id: TagId) -> &Tag {
        &self.tags[id.0 as usize]
    }

    /// The tag of that number, to be changed.
    ///
    /// # Panics
    /// Never for a number that came from this structure.
    pub fn get_mut(&mut self, id: TagId) -> &mut Tag {
        &mut self.tags[id.0 as usize]
    }
}
