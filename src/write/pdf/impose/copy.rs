//! Objects of a stranger's PDF in ours: what a page needs is copied as it stands, under new numbers.

use std::collections::BTreeMap;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, MaybeRef, ObjRef, Object, ObjectIdentifier};
use pdf_writer::{Chunk, Name, Obj, Ref, Str};

use super::super::file::Numbers;

/// Entries that lead back to the pages they came from, or mean nothing on a sheet.
const LEFT_OUT: [&str; 5] = ["Parent", "StructParent", "StructParents", "PieceInfo", "Metadata"];

/// Copies objects, each once.
pub(super) struct Copier<'a> {
    pdf: &'a Pdf,
    known: BTreeMap<(u32, i32), Ref>,
    /// Objects that were referred to and are not yet written.
    waiting: Vec<(ObjRef, Ref)>,
}

impl<'a> Copier<'a> {
    pub(super) fn new(pdf: &'a Pdf) -> Self {
        Self { pdf, known: BTreeMap::new(), waiting: Vec::new() }
    }

    /// Writes a value; what it refers to will be written by [`Self::write_all`].
    pub(super) fn value(&mut self, to: Obj<'_>, value: MaybeRef<Object<'a>>, numbers: &mut Numbers) {
        match value {
            MaybeRef::Ref(reference) => to.primitive(self.reference(reference, numbers)),
            MaybeRef::NotRef(object) => self.object(to, object, numbers),
        }
    }

    /// Writes the entries of a dictionary but for those named.
    pub(super) fn entries(&mut self, to: &mut pdf_writer::Dict<'_>, dict: &Dict<'a>, but: &[&str], numbers: &mut Numbers) {
        for (name, value) in dict.entries() {
            if !but.contains(&name.as_str()) && !LEFT_OUT.contains(&name.as_str()) {
                self.value(to.insert(Name(&name)), value, numbers);
            }
        }
    }

    /// Writes everything that was referred to, and what that refers to.
    pub(super) fn write_all(&mut self, chunk: &mut Chunk, numbers: &mut Numbers) {
        while let Some((reference, id)) = self.waiting.pop() {
            match self.pdf.xref().get::<Object<'a>>(ObjectIdentifier::from(reference)) {
                Some(Object::Stream(stream)) => {
                    let data = stream.raw_data();
                    let mut copy = chunk.stream(id, &data);
                    self.entries(&mut copy, stream.dict(), &["Length"], numbers);
                }
                Some(Object::Dict(dict)) if is_page(&dict) => chunk.indirect(id).primitive(pdf_writer::Null),
                Some(object) => self.object(chunk.indirect(id), object, numbers),
                None => chunk.indirect(id).primitive(pdf_writer::Null),
            }
        }
    }

    fn reference(&mut self, reference: ObjRef, numbers: &mut Numbers) -> Ref {
        let key = (reference.obj_number, reference.gen_number);
        *self.known.entry(key).or_insert_with(|| {
            let id = numbers.next();
            self.waiting.push((reference, id));
            id
        })
    }

    fn object(&mut self, to: Obj<'_>, object: Object<'a>, numbers: &mut Numbers) {
        match object {
            Object::Null(_) | Object::Stream(_) => to.primitive(pdf_writer::Null),
            Object::Boolean(truth) => to.primitive(truth),
            Object::Number(number) => {
                let value = number.as_f64();
                if value.fract() == 0.0 && value.abs() <= f64::from(i32::MAX) {
                    to.primitive(value as i32)
                } else {
                    to.primitive(value as f32)
                }
            }
            Object::String(text) => to.primitive(Str(text.as_bytes())),
            Object::Name(name) => to.primitive(Name(&name)),
            Object::Array(array) => {
                let mut copy = to.array();
                for value in array.raw_iter() {
                    self.value(copy.push(), value, numbers);
                }
            }
            Object::Dict(dict) => self.entries(&mut to.dict(), &dict, &[], numbers),
        }
    }
}

/// Pages and their tree are not copied: a sheet has none but its own.
fn is_page(dict: &Dict<'_>) -> bool {
    let kind = dict.get::<hayro_syntax::object::Name<'_>>("Type");
    kind.is_some_and(|kind| ["Page", "Pages", "Catalog"].contains(&kind.as_str()))
}
