//! The file: objects in their order, the dictionaries that join them, and the catalog that leads to all.

use std::borrow::Cow;
use std::collections::BTreeMap;

use pdf_writer::types::{OutputIntentSubtype, PageMode, TabOrder};
use pdf_writer::writers::{Catalog, NumberTree, Resources, StructTreeRoot};
use pdf_writer::{Filter, Finish, Name, Pdf, Ref, TextStr};
use rayon::prelude::*;

use super::compress::deflate;
use super::content::{self, Drawing};
use super::font::Fonts;
use super::metadata::{Metadata, digest, title};
use super::navigation::{self, Map};
use super::picture::Encoded;
use super::profile::{Ink, Profile};
use super::sheet::{Sheet, Sheets};
use super::spots::Spots;
use super::structure::{self, Tree};
use crate::font::FontLibrary;
use crate::page::{ItemKind, Pages, Side};

/// Gives out object numbers.
pub(super) struct Numbers(Ref);

impl Default for Numbers {
    fn default() -> Self {
        Self(Ref::new(1))
    }
}

impl Numbers {
    pub(super) fn next(&mut self) -> Ref {
        self.0.bump()
    }
}

/// All that goes into the file, before it has an order.
pub(super) struct Parts<'a> {
    pub(super) pages: &'a Pages,
    pub(super) library: &'a FontLibrary,
    pub(super) profile: &'a Profile,
    pub(super) sheets: Sheets,
    pub(super) fonts: Fonts,
    pub(super) pictures: Vec<Encoded<'a>>,
    pub(super) drawings: Vec<Drawing>,
    /// The inks beyond the four.
    pub(super) spots: &'a Spots,
    /// The ICC profile of the output, compressed.
    pub(super) output_profile: Cow<'static, [u8]>,
}

/// A link annotation with its place in the file.
struct PlacedLink<'a> {
    page: usize,
    object: Ref,
    tag: Option<Ref>,
    link: navigation::Link<'a>,
}

/// The file in the making.
struct File {
    pdf: Pdf,
    numbers: Numbers,
    /// The objects of the pages.
    pages: Vec<Ref>,
    page_root: Ref,
    resources: Ref,
}

impl Parts<'_> {
    /// Puts the objects together into a file.
    pub(super) fn assemble(mut self, mut tree: Option<Tree<'_>>, mut numbers: Numbers) -> Vec<u8> {
        let mut pdf = Pdf::with_settings(super::COMPACT);
        pdf.set_version(self.profile.version.0, self.profile.version.1);
        pdf.set_binary_marker(b"\xE2\xE3\xCF\xD3");
        let [catalog, page_root, resources, info, xmp] = std::array::from_fn(|_| numbers.next());
        let pages = self.pages.pages.iter().map(|_| numbers.next()).collect();
        let mut file = File { pdf, numbers, pages, page_root, resources };

        let streams: Vec<_> = self.drawings.par_iter_mut().map(|drawing| deflate(std::mem::take(&mut drawing.stream))).collect();
        let metadata = Metadata::new(&self.pages.about, title(self.pages), self.profile, &self.fingerprint(&streams));
        file.pdf.set_file_id(metadata.file_id());
        metadata.write_info(&mut file.pdf, info);
        file.pdf.metadata(xmp, metadata.xmp().as_bytes());

        let links = self.links(tree.as_mut(), &mut file);
        self.write_pages(&mut file, &streams, &links);
        self.write_links(&mut file, &links);
        self.write_resources(&mut file);
        let output_profile = self.write_output_profile(&mut file);
        let outline = self.write_outline(&mut file);
        let labels = self.write_page_labels(&mut file);
        let structure = tree.map(|tree| self.write_structure(&mut file, &tree, &links));

        let mut root = file.pdf.catalog(catalog);
        root.pages(page_root).metadata(xmp);
        self.describe_output(&mut root, output_profile);
        if !self.pages.about.language.is_empty() {
            root.lang(TextStr(&self.pages.about.language));
        }
        if let Some(structure) = structure {
            root.mark_info().marked(true);
            root.pair(Name(b"StructTreeRoot"), structure);
        }
        if self.profile.navigation {
            root.viewer_preferences().display_doc_title(true);
        }
        if let Some(outline) = outline {
            root.outlines(outline).page_mode(PageMode::UseOutlines);
        }
        if !labels.is_empty() {
            let mut tree = root.page_labels();
            insert_numbers(&mut tree, &labels);
        }
        root.finish();
        file.pdf.finish()
    }

    /// The sheet that places in links, bookmarks and tags refer to: PDFs that have them have one for all pages.
    fn linked_sheet(&self) -> Sheet {
        self.sheets.of(Side::Recto)
    }

    /// What tells this version of the file from others: every page's drawing, every font and every picture.
    fn fingerprint(&self, streams: &[Vec<u8>]) -> Vec<u8> {
        let mut prints: Vec<[u8; 16]> = streams.par_iter().map(|stream| digest(stream)).collect();
        prints.par_extend(self.pictures.par_iter().map(|picture| digest(picture.data())));
        prints.concat()
    }

    /// Gives every link its object and its key in the parent tree, and tells the structure tree of it.
    fn links(&self, mut tree: Option<&mut Tree<'_>>, file: &mut File) -> Vec<PlacedLink<'_>> {
        let mut links = Vec::new();
        if !self.profile.navigation {
            return links;
        }
        for (page, item) in self.pages.pages.iter().enumerate().flat_map(|(index, page)| page.items.iter().map(move |item| (index, item))) {
            let ItemKind::Link { area, target, description, tag } = &item.kind else { continue };
            let object = file.numbers.next();
            if let Some(tree) = &mut tree {
                tree.link(*tag, page, object);
            }
            // Pages have the first keys.
            let parent_key = (self.pages.pages.len() + links.len()) as i32;
            let link = navigation::Link { area: *area, target, description, parent_key };
            links.push(PlacedLink { page, object, tag: tree.as_ref().and_then(|tree| tree.object(*tag)), link });
        }
        links
    }

    fn write_pages(&self, file: &mut File, streams: &[Vec<u8>], links: &[PlacedLink<'_>]) {
        file.pdf.pages(file.page_root).kids(file.pages.iter().copied()).count(file.pages.len() as i32);
        let mut links = links.iter().peekable();
        for (index, ((&object, stream), laid)) in file.pages.iter().zip(streams).zip(&self.pages.pages).enumerate() {
            let sheet = self.sheets.of(laid.side);
            let contents = file.numbers.next();
            let mut page = file.pdf.page(object);
            page.parent(file.page_root).media_box(sheet.media_box()).contents(contents);
            // One dictionary for all pages, but named on each: PDF/A-2 (6.2.2) wants no inheriting.
            page.pair(Name(b"Resources"), file.resources);
            if self.profile.sheet.is_some() {
                page.bleed_box(sheet.bleed_box()).trim_box(sheet.trim_box());
            }
            if self.profile.tagged {
                page.struct_parents(index as i32).tab_order(TabOrder::StructureOrder);
            }
            let mut annotations = Vec::new();
            while let Some(placed) = links.next_if(|placed| placed.page == index) {
                annotations.push(placed.object);
            }
            if !annotations.is_empty() {
                page.annotations(annotations);
            }
            page.finish();
            file.pdf.stream(contents, stream).filter(Filter::FlateDecode);
        }
    }

    fn write_links(&self, file: &mut File, links: &[PlacedLink<'_>]) {
        let map = Map { sheet: self.linked_sheet(), pages: &file.pages };
        for placed in links {
            if let Some(&page) = file.pages.get(placed.page) {
                navigation::write_link(&mut file.pdf, placed.object, &placed.link, page, map);
            }
        }
    }

    fn write_outline(&self, file: &mut File) -> Option<Ref> {
        let map = Map { sheet: self.linked_sheet(), pages: &file.pages };
        let outline = self.profile.navigation.then_some(self.pages.outline.as_slice())?;
        navigation::write_outline(&mut file.pdf, outline, map, &mut || file.numbers.next())
    }

    fn write_page_labels(&self, file: &mut File) -> Vec<(i32, Ref)> {
        if !self.profile.navigation {
            return Vec::new();
        }
        navigation::write_page_labels(&mut file.pdf, &self.pages.pages, &mut || file.numbers.next())
    }

    /// Writes fonts, pictures and graphics states, and the one dictionary that all pages find them by.
    fn write_resources(&self, file: &mut File) {
        let fonts = self.fonts.write(&mut file.pdf, self.library, || file.numbers.next());
        let pictures = self.write_pictures(file);
        let states = matches!(self.profile.ink, Ink::Process(_)).then(|| (file.numbers.next(), file.numbers.next()));
        if let Some((overprint, knock_out)) = states {
            content::write_overprint(&mut file.pdf, overprint, knock_out);
        }
        let mut resources = file.pdf.indirect(file.resources).start::<Resources<'_>>();
        if !fonts.is_empty() {
            resources.fonts().pairs(fonts.into_iter().map(|(name, object)| (Name(name.as_bytes()), object)));
        }
        if !pictures.is_empty() {
            resources.x_objects().pairs(pictures.iter().map(|(name, object)| (Name(name.as_bytes()), *object)));
        }
        self.spots.write(&mut resources);
        if let Some((overprint, knock_out)) = states {
            resources.ext_g_states().pair(content::OVERPRINT, overprint).pair(content::KNOCK_OUT, knock_out);
        }
    }

    /// Writes the pictures with their masks, and each of their profiles once. Returns the pictures' names and objects.
    fn write_pictures(&self, file: &mut File) -> Vec<(String, Ref)> {
        let mut profiles: BTreeMap<&[u8], Ref> = BTreeMap::new();
        let mut pictures = Vec::new();
        for (index, picture) in self.pictures.iter().enumerate() {
            let profile = picture.profile().map(|(icc, channels)| {
                *profiles.entry(icc).or_insert_with(|| {
                    let id = file.numbers.next();
                    file.pdf.icc_profile(id, &deflate(icc.to_vec())).n(channels).filter(Filter::FlateDecode);
                    id
                })
            });
            let mask = picture.mask().map(|mask| {
                let id = file.numbers.next();
                mask.write(&mut file.pdf, id);
                id
            });
            let object = file.numbers.next();
            picture.write(&mut file.pdf, object, profile, mask);
            pictures.push((format!("I{index}"), object));
        }
        pictures
    }

    fn write_output_profile(&self, file: &mut File) -> Ref {
        let id = file.numbers.next();
        let channels = match self.profile.ink {
            Ink::Rgb => 3,
            Ink::Process(_) => 4,
        };
        file.pdf.icc_profile(id, &self.output_profile).n(channels).filter(Filter::FlateDecode);
        id
    }

    fn describe_output(&self, catalog: &mut Catalog<'_>, profile: Ref) {
        let mut intents = catalog.output_intents();
        let mut intent = intents.push();
        intent.dest_output_profile(profile);
        match &self.profile.ink {
            Ink::Rgb => {
                intent.subtype(OutputIntentSubtype::PDFA);
                intent.output_condition_identifier(TextStr("sRGB IEC61966-2.1")).info(TextStr("sRGB IEC61966-2.1"));
            }
            Ink::Process(condition) => {
                intent.subtype(OutputIntentSubtype::PDFX);
                intent.output_condition_identifier(TextStr(&condition.identifier)).output_condition(TextStr(&condition.description));
                if condition.is_registered {
                    intent.registry_name(TextStr("http://www.color.org"));
                }
                intent.info(TextStr(&condition.description));
            }
        }
    }

    /// Writes the structure tree. Returns its root.
    fn write_structure(&self, file: &mut File, tree: &Tree<'_>, links: &[PlacedLink<'_>]) -> Ref {
        let [root, parent_tree] = [file.numbers.next(), file.numbers.next()];
        let names = tree.write(&mut file.pdf, root, &file.pages, self.linked_sheet());

        let mut parents = Vec::new();
        for (page, drawing) in self.drawings.iter().enumerate() {
            let owners = file.numbers.next();
            file.pdf.indirect(owners).array().items(tree.owners(&drawing.sequences));
            parents.push((page as i32, owners));
        }
        parents.extend(links.iter().filter_map(|placed| Some((placed.link.parent_key, placed.tag?))));
        insert_numbers(&mut file.pdf.indirect(parent_tree).start(), &parents);

        let mut element = file.pdf.indirect(root).start::<StructTreeRoot<'_>>();
        if let Some(document) = tree.object(self.pages.structure.root()) {
            element.child(document);
        }
        element.pair(Name(b"ParentTree"), parent_tree);
        element.parent_tree_next_key((file.pages.len() + links.len()) as i32);
        if !names.is_empty() {
            structure::write_names(element.id_tree(), &names);
        }
        root
    }
}

fn insert_numbers(tree: &mut NumberTree<'_, Ref>, entries: &[(i32, Ref)]) {
    let mut numbers = tree.nums();
    for &(number, object) in entries {
        numbers.insert(number, object);
    }
}
