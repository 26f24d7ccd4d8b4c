//! Imposition: the pages of any PDF on sheets that are printed, folded or cut, and bound.
//!
//! A page goes onto its sheet whole, as a form with its own resources; nothing in it is converted. `plan` knows which page
//! lies where, `source` reads the pages, `copy` takes over what they need, and `sheet` draws the marks.

mod copy;
mod plan;
mod sheet;
mod source;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name as SourceName, Object};
use hayro_syntax::page::Page;
use pdf_writer::{Content, Filter, Finish, Name, Ref};

use self::copy::Copier;
use self::plan::Face;
use self::sheet::{Sheet, short};
use self::source::{Placed, then};
use super::compress::deflate;
use super::file::Numbers;
use super::metadata::{Metadata, digest};
use super::profile::{Claims, Exchange, Profile};
use crate::base::{Pt, Size, text_string};
use crate::page::About;

pub use self::plan::Layout;

/// The most pages on one sheet of a grid, each way.
pub const MOST_IN_A_ROW: usize = 50;

/// How pages are to be put on sheets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ImposeOrder {
    /// Which page lies where.
    pub layout: Layout,
    /// The sheet; `None` makes it as large as pages and marks need.
    pub sheet: Option<Size>,
    /// Whether pages that are too large for the sheet are made smaller.
    pub fit: bool,
    /// How thick the paper is. The inner sheets of a booklet stand out by it, and their pages are moved inwards.
    pub paper: Pt,
    /// Whether there are marks for cutting and folding.
    pub marks: bool,
}

/// Sheets ready for the press.
#[derive(Clone, Debug, PartialEq)]
pub struct Imposed {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// How many pages of the source are on the sheets.
    pub pages: usize,
    /// How many places on the sheets stay blank.
    pub blanks: usize,
    /// How many sides are printed.
    pub sides: usize,
    /// The size of a sheet.
    pub sheet: Size,
    /// How large pages are printed: 1.0 is as they are.
    pub scale: f64,
    /// The PDF/X standard that the sheets claim, as their source does.
    pub exchange: Option<Exchange>,
    /// Whether pages differ in size.
    pub sizes_differ: bool,
    /// Whether pages have notes, stamps or fields on them, which are left out.
    pub annotations_lost: bool,
}

/// Why pages cannot be put on sheets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Unplaced {
    /// There are none.
    NoPages,
    /// They are larger than the sheet, which would have to be so large.
    TooLarge {
        /// The least size of the sheet, without marks.
        needs: Size,
    },
}

/// Puts the pages of a PDF on sheets. `name` is its title if it has none, and `exchange` the PDF/X standard that it claims.
///
/// # Errors
/// When there are no pages, or the pages are larger than the sheet.
pub fn impose(pdf: &Pdf, name: &str, exchange: Option<Exchange>, order: &ImposeOrder) -> Result<Imposed, Unplaced> {
    let pages: Vec<Placed> = pdf.pages().iter().map(Placed::new).collect();
    let largest = |side: fn(&Placed) -> f64| pages.iter().map(side).fold(0.0, f64::max);
    let size = (largest(|page| page.size.0), largest(|page| page.size.1));
    if pages.is_empty() {
        return Err(Unplaced::NoPages);
    }
    let sheet = Sheet::new(order, size, largest(|page| page.bleed))?;
    let faces = order.layout.faces(pages.len());
    let differs = |page: &Placed| (page.size.0 - size.0).abs() > 0.5 || (page.size.1 - size.1).abs() > 0.5;

    let job = Job { pdf, order, pages: &pages, sheet: &sheet };
    let bytes = job.write(&faces, name, exchange);
    let printed = faces.iter().flat_map(|face| &face.cells).filter(|cell| cell.page < pages.len()).count();
    Ok(Imposed {
        bytes,
        pages: pages.len(),
        blanks: faces.iter().map(|face| face.cells.len()).sum::<usize>() - printed,
        sides: faces.len(),
        sheet: Size { width: Pt(sheet.size.0 as f32), height: Pt(sheet.size.1 as f32) },
        scale: sheet.scale,
        exchange,
        sizes_differ: pages.iter().any(differs),
        annotations_lost: pdf.pages().iter().any(has_notes),
    })
}

struct Job<'a> {
    pdf: &'a Pdf,
    order: &'a ImposeOrder,
    pages: &'a [Placed],
    sheet: &'a Sheet,
}

impl<'a> Job<'a> {
    fn write(&self, faces: &[Face], name: &str, exchange: Option<Exchange>) -> Vec<u8> {
        let catalog = self.pdf.xref().get::<Dict<'a>>(self.pdf.xref().root_id()).unwrap_or_default();
        let in_ink = exchange.is_some() || has_press_intent(&catalog);
        let mut file = pdf_writer::Pdf::with_settings(super::COMPACT);
        let (major, minor) = version(self.pdf, exchange);
        file.set_version(major, minor);
        file.set_binary_marker(b"\xE2\xE3\xCF\xD3");
        let mut numbers = Numbers::default();
        let [root, tree, info, xmp, resources] = std::array::from_fn(|_| numbers.next());
        let mut copier = Copier::new(self.pdf);

        let forms: Vec<Ref> = self.pages.iter().map(|_| numbers.next()).collect();
        for ((page, placed), &form) in self.pdf.pages().iter().zip(self.pages).zip(&forms) {
            write_form(&mut file, form, page, placed, &mut copier, &mut numbers);
        }
        let drawings: Vec<Vec<u8>> = faces.iter().map(|face| deflate(self.draw(face, in_ink))).collect();
        let sheets: Vec<Ref> = faces.iter().map(|_| numbers.next()).collect();
        for (&object, drawing) in sheets.iter().zip(&drawings) {
            let contents = numbers.next();
            let mut page = file.page(object);
            let [left, bottom, right, top] = self.sheet.block();
            let bleed = self.sheet.bleed;
            let area =
                |grown: f64| pdf_writer::Rect::new(short(left - grown), short(bottom - grown), short(right + grown), short(top + grown));
            page.parent(tree).contents(contents).trim_box(area(0.0)).bleed_box(area(bleed));
            page.media_box(pdf_writer::Rect::new(0.0, 0.0, short(self.sheet.size.0), short(self.sheet.size.1)));
            page.pair(Name(b"Resources"), resources);
            page.finish();
            file.stream(contents, drawing).filter(Filter::FlateDecode);
        }
        file.pages(tree).kids(sheets.iter().copied()).count(i32::try_from(sheets.len()).unwrap_or(i32::MAX));
        let names: Vec<String> = (0..forms.len()).map(form_name).collect();
        let pairs = names.iter().zip(&forms).map(|(name, &form)| (Name(name.as_bytes()), form));
        file.indirect(resources).dict().insert(Name(b"XObject")).dict().pairs(pairs);

        let title = self.pdf.metadata().title.as_ref().map(|title| text_string(title)).filter(|title| !title.trim().is_empty());
        let about = About { title: title.unwrap_or_else(|| name.to_owned()), date: made(self.pdf), ..About::default() };
        let profile = Profile { claims: Claims { archive: None, accessible: None, exchange }, ..Profile::press() };
        let content = [drawings.concat(), digest(self.pdf.data().as_ref()).to_vec()].concat();
        let metadata = Metadata::new(&about, about.title.clone(), &profile, &content);
        file.set_file_id(metadata.file_id());
        metadata.write_info(&mut file, info);
        file.metadata(xmp, metadata.xmp().as_bytes());

        let mut entries = file.catalog(root);
        entries.pages(tree).metadata(xmp);
        // The condition that the pages are made for holds for the sheets, and layers keep their names.
        for key in ["OutputIntents", "OCProperties"] {
            if let Some(value) = catalog.get_raw::<Object<'a>>(key) {
                copier.value(entries.insert(Name(key.as_bytes())), value, &mut numbers);
            }
        }
        entries.finish();
        copier.write_all(&mut file, &mut numbers);
        file.finish()
    }

    /// Draws one side: each page in its cell, and the marks around.
    fn draw(&self, face: &Face, in_ink: bool) -> Vec<u8> {
        let mut content = Content::with_settings(super::COMPACT);
        let sheet = self.sheet;
        let columns = sheet.columns.len();
        for (index, cell) in face.cells.iter().enumerate() {
            let Some(page) = self.pages.get(cell.page) else { continue };
            let (column, row) = (index % columns, index / columns);
            let (Some(&left), Some(&bottom)) = (sheet.columns.get(column), sheet.rows.get(row)) else { continue };
            let (before, after) = sheet.room_beside(column);
            content.save_state();
            let (width, height) = (before + sheet.cell.0 + after, sheet.cell.1 + 2.0 * sheet.bleed);
            content.rect(short(left - before), short(bottom - sheet.bleed), short(width), short(height)).clip_nonzero().end_path();
            let placed = self.placement(page, cell.is_turned, (left + self.creep(face, column), bottom));
            content.transform(placed.map(|entry| (entry * 1e5).round() as f32 / 1e5));
            content.x_object(Name(form_name(cell.page).as_bytes())).restore_state();
        }
        if self.order.marks {
            sheet.marks(&mut content, face, in_ink);
        }
        content.finish().into_vec()
    }

    /// How far the pages of an inner sheet are moved towards the fold: by as much as the sheets around it push it out.
    fn creep(&self, face: &Face, column: usize) -> f64 {
        let moved = face.depth as f64 * f64::from(self.order.paper.0);
        if column == 0 { moved } else { -moved }
    }

    /// From a page's own coordinates to the sheet's: in the middle of its cell, on its head if need be.
    fn placement(&self, page: &Placed, is_turned: bool, (left, bottom): (f64, f64)) -> source::Matrix {
        let scale = self.sheet.scale;
        let (width, height) = (page.size.0 * scale, page.size.1 * scale);
        let (x, y) = (left + (self.sheet.cell.0 - width) / 2.0, bottom + (self.sheet.cell.1 - height) / 2.0);
        let on_sheet = if is_turned { [-scale, 0.0, 0.0, -scale, x + width, y + height] } else { [scale, 0.0, 0.0, scale, x, y] };
        then(page.upright, on_sheet)
    }
}

/// A page as a form, with its resources and its way of blending.
fn write_form<'a>(file: &mut pdf_writer::Pdf, id: Ref, page: &Page<'a>, placed: &Placed, copier: &mut Copier<'a>, numbers: &mut Numbers) {
    let data = deflate(page.page_stream().unwrap_or_default().to_vec());
    let mut form = file.form_xobject(id, &data);
    form.filter(Filter::FlateDecode);
    let [left, bottom, right, top] = placed.bounds.map(|bound| bound as f32);
    form.bbox(pdf_writer::Rect::new(left, bottom, right, top));
    match source::resources(page) {
        Some(resources) => copier.value(form.insert(Name(b"Resources")), resources, numbers),
        None => form.resources().finish(),
    }
    if let Some(group) = page.raw().get_raw::<Object<'a>>("Group") {
        copier.value(form.insert(Name(b"Group")), group, numbers);
    }
}

fn form_name(page: usize) -> String {
    format!("P{page}")
}

/// Whether something is laid over the page that is more than a link.
fn has_notes(page: &Page<'_>) -> bool {
    let Some(annotations) = page.raw().get::<Array<'_>>("Annots") else { return false };
    let is_link = |note: &Dict<'_>| note.get::<SourceName<'_>>("Subtype").is_some_and(|kind| ["Link", "Popup"].contains(&kind.as_str()));
    annotations.iter::<Dict<'_>>().take(1000).any(|note| !is_link(&note))
}

/// Whether the file is made for a press, so that marks are to be on all plates.
fn has_press_intent(catalog: &Dict<'_>) -> bool {
    let Some(intents) = catalog.get::<Array<'_>>("OutputIntents") else { return false };
    intents.iter::<Dict<'_>>().take(8).any(|intent| intent.get::<SourceName<'_>>("S").is_some_and(|kind| kind.as_str() == "GTS_PDFX"))
}

/// The version that the pages need.
fn version(pdf: &Pdf, exchange: Option<Exchange>) -> (u8, u8) {
    use hayro_syntax::PdfVersion as Version;
    let own = match pdf.version() {
        Version::Pdf20 => (2, 0),
        Version::Pdf17 => (1, 7),
        Version::Pdf16 => (1, 6),
        Version::Pdf15 => (1, 5),
        _ => (1, 4),
    };
    match exchange {
        Some(Exchange::X1a) => (1, 4),
        Some(Exchange::X4) => own.min((1, 6)),
        None => own,
    }
}

/// The day on which the source says it was made, as `YYYY-MM-DD`.
fn made(pdf: &Pdf) -> Option<String> {
    let date = pdf.metadata().creation_date.as_ref()?;
    Some(format!("{:04}-{:02}-{:02}", date.year, date.month, date.day))
}
