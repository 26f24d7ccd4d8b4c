//! One walk over all objects of a file, for the rules that ask what is in it wherever it is.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object};

/// How deep direct objects are followed into each other.
const DEEPEST: usize = 12;
/// How many objects are looked at.
const MOST_OBJECTS: usize = 2_000_000;

/// What was found in the objects of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::preflight) struct Survey {
    /// Every stream.
    pub streams: Vec<StreamFacts>,
    /// Every action: the object it stands in and its type.
    pub actions: Vec<(u32, String)>,
    /// Halftones that are not of type 1 or 5, or that have a name.
    pub halftones: Vec<u32>,
    /// Files in the file.
    pub embedded_files: Vec<u32>,
}

/// What a stream's dictionary says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::preflight) struct StreamFacts {
    /// The object it is.
    pub object: u32,
    /// Its filters, by name.
    pub filters: Vec<String>,
    /// Its data are in another file.
    pub external: bool,
    /// It stands for a picture that a server is to put in (OPI).
    pub opi: bool,
    /// It is PostScript.
    pub postscript: bool,
    /// It is a page of another file.
    pub reference: bool,
    /// It is a picture of 16 bits for each component, which PDF 1.4 does not have.
    pub deep: bool,
    /// It is a font in an OpenType file, which PDF 1.4 does not have.
    pub open_type: bool,
    /// It has another version of itself that is to be printed in its place.
    pub alternate: bool,
}

impl Survey {
    /// Walks over the objects.
    pub(super) fn of(pdf: &Pdf) -> Self {
        let mut survey = Self::default();
        for object in pdf.objects().into_iter().take(MOST_OBJECTS) {
            survey.object(0, &object, 0);
        }
        survey
    }

    fn object(&mut self, holder: u32, object: &Object<'_>, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        match object {
            Object::Dict(dict) => self.dict(holder, dict, depth),
            Object::Stream(stream) => {
                let dict = stream.dict();
                let number = stream.obj_id().obj_number;
                self.stream(number, dict);
                self.dict(number, dict, depth);
            }
            Object::Array(array) => self.array(holder, array, depth),
            _ => {}
        }
    }

    fn array(&mut self, holder: u32, array: &Array<'_>, depth: usize) {
        for item in array.raw_iter() {
            // References lead to objects that are walked over in their own right.
            if let MaybeRef::NotRef(item) = item
                && matches!(item, Object::Dict(_) | Object::Array(_))
            {
                self.object(holder, &item, depth + 1);
            }
        }
    }

    fn dict(&mut self, holder: u32, dict: &Dict<'_>, depth: usize) {
        let number = dict.obj_id().map_or(holder, |id| id.obj_number);
        let name = |key: &str| dict.get::<Name<'_>>(key);
        let subtype = name("S");
        if let Some(kind) = subtype.filter(|kind| is_action(kind.as_str())) {
            self.actions.push((number, kind.as_str().to_owned()));
        }
        if dict.contains_key("HalftoneType")
            && (!matches!(dict.get::<i32>("HalftoneType"), Some(1 | 5)) || dict.contains_key("HalftoneName"))
        {
            self.halftones.push(number);
        }
        if dict.contains_key("EF") || name("Type").is_some_and(|kind| kind.as_str() == "EmbeddedFile") {
            self.embedded_files.push(number);
        }
        for (_, value) in dict.entries() {
            if let MaybeRef::NotRef(value) = value
                && matches!(value, Object::Dict(_) | Object::Array(_))
            {
                self.object(number, &value, depth + 1);
            }
        }
    }

    fn stream(&mut self, number: u32, dict: &Dict<'_>) {
        let is = |key: &str, value: &str| dict.get::<Name<'_>>(key).is_some_and(|name| name.as_str() == value);
        let alternates = dict.get::<Array<'_>>("Alternates");
        self.streams.push(StreamFacts {
            object: number,
            filters: filters(dict),
            external: matches!(dict.get::<Object<'_>>("F"), Some(Object::String(_) | Object::Dict(_))),
            deep: dict.get::<i32>("BitsPerComponent") == Some(16) && is("Subtype", "Image"),
            open_type: is("Subtype", "OpenType"),
            opi: dict.contains_key("OPI"),
            postscript: is("Subtype", "PS") || is("Subtype2", "PS"),
            reference: is("Subtype", "Form") && dict.contains_key("Ref"),
            alternate: alternates
                .is_some_and(|several| several.iter::<Dict<'_>>().take(100).any(|one| one.get::<bool>("DefaultForPrinting") == Some(true))),
        });
    }
}

/// The names of a stream's filters, as they are written.
fn filters(dict: &Dict<'_>) -> Vec<String> {
    match dict.get::<Object<'_>>("Filter") {
        Some(Object::Name(name)) => vec![name.as_str().to_owned()],
        Some(Object::Array(names)) => names.iter::<Name<'_>>().take(20).map(|name| name.as_str().to_owned()).collect(),
        _ => Vec::new(),
    }
}

/// Whether a word in `/S` is a type of action (PDF 32000-1, table 198) and not one of the many other things that
/// `/S` can mean.
fn is_action(kind: &str) -> bool {
    matches!(
        kind,
        "GoTo"
            | "GoToR"
            | "GoToE"
            | "Launch"
            | "Thread"
            | "URI"
            | "Sound"
            | "Movie"
            | "Hide"
            | "Named"
            | "SubmitForm"
            | "ResetForm"
            | "ImportData"
            | "JavaScript"
            | "SetOCGState"
            | "Rendition"
            | "GoTo3DView"
            | "RichMediaExecute"
    )
}
