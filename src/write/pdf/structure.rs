//! The structure tree: what assistive technology reads instead of the drawing.

use std::collections::BTreeMap;

use pdf_writer::types::{ListNumbering, StructRole, TableHeaderScope};
use pdf_writer::writers::StructElement;
use pdf_writer::{Chunk, Finish, Name, Ref, Str, TextStr};

use super::sheet::Sheet;
use crate::page::{ContentId, Kid, Role, Scope, Structure, Tag, TagId};

/// The structure tree in the making: which tags are in it, and where their contents stand on the pages.
pub(super) struct Tree<'a> {
    structure: &'a Structure,
    /// The object of each tag, if the tag hangs on the tree.
    objects: Vec<Option<Ref>>,
    parents: Vec<Option<TagId>>,
    /// Who holds each content.
    owners: Vec<Option<TagId>>,
    /// Where each content stands: page, and number of the sequence there.
    places: Vec<Vec<(usize, usize)>>,
    /// The link annotations of each tag: page and object.
    links: BTreeMap<TagId, Vec<(usize, Ref)>>,
}

impl<'a> Tree<'a> {
    /// Gives an object number to every tag that hangs on the tree.
    pub(super) fn new(structure: &'a Structure, mut next: impl FnMut() -> Ref) -> Self {
        let mut tree = Self {
            structure,
            objects: vec![None; structure.len()],
            parents: vec![None; structure.len()],
            owners: vec![None; structure.contents() as usize],
            places: vec![Vec::new(); structure.contents() as usize],
            links: BTreeMap::new(),
        };
        let mut waiting = vec![structure.root()];
        while let Some(tag) = waiting.pop() {
            // A tag that hangs in two places is read at the first only: the tree must be one.
            let Some(object) = tree.objects.get_mut(tag.0 as usize).filter(|object| object.is_none()) else { continue };
            *object = Some(next());
            for kid in structure.get(tag).kids.iter().rev() {
                match *kid {
                    Kid::Tag(kid) => {
                        if let Some(parent) = tree.parents.get_mut(kid.0 as usize) {
                            *parent = parent.or(Some(tag));
                        }
                        waiting.push(kid);
                    }
                    Kid::Content(content) => {
                        if let Some(owner) = tree.owners.get_mut(content.0 as usize) {
                            *owner = owner.or(Some(tag));
                        }
                    }
                }
            }
        }
        tree
    }

    /// The structure type of each content's tag, where the content has a place in the tree.
    pub(super) fn kinds(&self) -> Vec<Option<Name<'static>>> {
        self.owners.iter().map(|owner| owner.map(|tag| kind(self.structure.get(tag).role).to_name())).collect()
    }

    /// The object of a tag that hangs on the tree.
    pub(super) fn object(&self, tag: TagId) -> Option<Ref> {
        self.objects.get(tag.0 as usize).copied().flatten()
    }

    /// Notes that the drawing of a page holds these contents, one in each of its sequences.
    pub(super) fn place(&mut self, page: usize, sequences: &[ContentId]) {
        for (number, content) in sequences.iter().enumerate() {
            if let Some(places) = self.places.get_mut(content.0 as usize) {
                places.push((page, number));
            }
        }
    }

    /// Notes that a tag holds a link annotation.
    pub(super) fn link(&mut self, tag: TagId, page: usize, annotation: Ref) {
        self.links.entry(tag).or_default().push((page, annotation));
    }

    /// The tags of a page's sequences, in the order of their numbers.
    pub(super) fn owners<'b>(&'b self, sequences: &'b [ContentId]) -> impl Iterator<Item = Ref> + 'b {
        // Sequences are opened only for contents with an owner, so none is lost and the order is the numbers'.
        sequences.iter().filter_map(|content| self.object((*self.owners.get(content.0 as usize)?)?))
    }

    /// Writes all tags. Returns the notes by their names.
    pub(super) fn write(&self, chunk: &mut Chunk, root: Ref, pages: &[Ref], sheet: Sheet) -> BTreeMap<String, Ref> {
        let mut names = BTreeMap::new();
        for index in 0..self.structure.len() {
            let id = TagId(index as u32);
            let Some(object) = self.object(id) else { continue };
            let parent = self.parents.get(index).copied().flatten().and_then(|parent| self.object(parent)).unwrap_or(root);
            let mut element = chunk.struct_element(object);
            self.describe(&mut element, id, sheet);
            element.parent(parent);
            if self.structure.get(id).role == Role::Note {
                let name = format!("note-{index:06}");
                element.id(Str(name.as_bytes()));
                names.insert(name, object);
            }
            self.write_kids(&mut element, id, pages);
            element.finish();
        }
        names
    }

    fn describe(&self, element: &mut StructElement<'_>, id: TagId, sheet: Sheet) {
        let tag = self.structure.get(id);
        element.kind(kind(tag.role));
        if let Some(language) = &tag.language {
            element.lang(TextStr(language));
        }
        if let Some(alt) = &tag.alt {
            element.alt(TextStr(alt));
        }
        if let Some(text) = &tag.actual_text {
            element.actual_text(TextStr(text));
        }
        match tag.role {
            Role::TableHeaderCell(_) | Role::TableCell => describe_cell(element, tag),
            Role::List { numbered } => {
                let numbering = if numbered { ListNumbering::Decimal } else { ListNumbering::Disc };
                element.attributes().push().list().list_numbering(numbering);
            }
            _ => {
                if let Some((_, area)) = tag.bounds {
                    element.attributes().push().layout().bbox(sheet.area(area));
                }
            }
        }
    }

    fn write_kids(&self, element: &mut StructElement<'_>, id: TagId, pages: &[Ref]) {
        let kids = &self.structure.get(id).kids;
        let places = |content: ContentId| self.places.get(content.0 as usize).map_or(&[][..], Vec::as_slice);
        let contents = kids.iter().filter_map(|kid| if let Kid::Content(content) = kid { Some(*content) } else { None });
        let links = self.links.get(&id).map_or(&[][..], Vec::as_slice);
        // The page that kids are on unless they say otherwise.
        let here = contents.flat_map(places).map(|&(page, _)| page).next().or_else(|| links.first().map(|&(page, _)| page));
        if let Some(page) = here.and_then(|page| pages.get(page)) {
            element.page(*page);
        }
        let mut children = element.children();
        for kid in kids {
            match *kid {
                Kid::Tag(tag) => {
                    if let Some(object) = self.object(tag).filter(|_| self.parents.get(tag.0 as usize) == Some(&Some(id))) {
                        children.struct_element(object);
                    }
                }
                Kid::Content(content) => {
                    for &(page, number) in places(content) {
                        let number = i32::try_from(number).unwrap_or(i32::MAX);
                        match pages.get(page) {
                            Some(&object) if here != Some(page) => {
                                children.marked_content_ref().page(object).marked_content_id(number);
                            }
                            _ => {
                                children.marked_content_id(number);
                            }
                        }
                    }
                }
            }
        }
        for &(page, annotation) in links {
            let mut reference = children.object_ref();
            reference.object(annotation);
            if let Some(&page) = pages.get(page) {
                reference.page(page);
            }
        }
    }
}

/// What a header cell names, and how many columns and rows a cell takes (PDF 32000-1, 14.8.5.7).
fn describe_cell(element: &mut StructElement<'_>, tag: &Tag) {
    let scope = match tag.role {
        Role::TableHeaderCell(Scope::Column) => Some(TableHeaderScope::Column),
        Role::TableHeaderCell(Scope::Row) => Some(TableHeaderScope::Row),
        _ => None,
    };
    if scope.is_none() && tag.span == (1, 1) {
        return;
    }
    let mut attributes = element.attributes();
    let mut table = attributes.push().table();
    if let Some(scope) = scope {
        table.scope(scope);
    }
    let (columns, rows) = tag.span;
    if columns > 1 {
        table.col_span(i32::from(columns));
    }
    if rows > 1 {
        table.row_span(i32::from(rows));
    }
}

/// The standard structure type of a role (PDF 32000-1, 14.8.4).
fn kind(role: Role) -> StructRole {
    match role {
        Role::Document => StructRole::Document,
        Role::Article => StructRole::Art,
        Role::Section => StructRole::Sect,
        Role::Division => StructRole::Div,
        Role::Heading(1) => StructRole::H1,
        Role::Heading(2) => StructRole::H2,
        Role::Heading(3) => StructRole::H3,
        Role::Heading(4) => StructRole::H4,
        Role::Heading(5) => StructRole::H5,
        Role::Heading(_) => StructRole::H6,
        Role::Paragraph => StructRole::P,
        Role::BlockQuote => StructRole::BlockQuote,
        Role::Caption => StructRole::Caption,
        Role::Figure => StructRole::Figure,
        Role::Formula => StructRole::Formula,
        Role::Table => StructRole::Table,
        Role::TableHead => StructRole::THead,
        Role::TableBody => StructRole::TBody,
        Role::TableRow => StructRole::TR,
        Role::TableHeaderCell(_) => StructRole::TH,
        Role::TableCell => StructRole::TD,
        Role::List { .. } => StructRole::L,
        Role::ListItem => StructRole::LI,
        Role::Label => StructRole::Lbl,
        Role::ListBody => StructRole::LBody,
        Role::Note => StructRole::Note,
        Role::Reference => StructRole::Reference,
        Role::Contents => StructRole::TOC,
        Role::ContentsItem => StructRole::TOCI,
        Role::Link => StructRole::Link,
        // PDF 1.7 has no types for stress and importance.
        Role::Span | Role::Emphasis | Role::Strong => StructRole::Span,
        Role::Code => StructRole::Code,
    }
}

/// Writes the names by which elements are found.
pub(super) fn write_names(mut tree: pdf_writer::writers::NameTree<'_, Ref>, names: &BTreeMap<String, Ref>) {
    let mut entries = tree.names();
    for (name, &object) in names {
        entries.insert(Str(name.as_bytes()), object);
    }
}
