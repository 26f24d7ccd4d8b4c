//! Finding the trailer of a PDF, which the parser keeps to itself.

use hayro_syntax::object::{Dict, FromBytes};
use memchr::memmem;

/// The trailer dictionary: after the last `startxref`, in a table's `trailer` or in a cross-reference stream's own
/// dictionary (PDF 32000-1, 7.5.5 and 7.5.8). Of a file whose end is lost, the last `trailer` there is.
pub(in crate::preflight) fn find(bytes: &[u8]) -> Option<Dict<'_>> {
    by_startxref(bytes).or_else(|| {
        let at = memmem::rfind(bytes, b"trailer")?;
        dictionary_after(bytes.get(at..)?)
    })
}

fn by_startxref(bytes: &[u8]) -> Option<Dict<'_>> {
    let section = bytes.get(startxref(bytes)?..)?;
    if section.trim_ascii_start().starts_with(b"xref") {
        let at = memmem::find(section, b"trailer")?;
        dictionary_after(section.get(at..)?)
    } else {
        let head = section.get(..64).unwrap_or(section);
        memmem::find(head, b"obj")?;
        dictionary_after(section)
    }
}

/// The offset that the last `startxref` gives, if it lies inside the file.
pub(in crate::preflight) fn startxref(bytes: &[u8]) -> Option<usize> {
    let after = bytes.get(memmem::rfind(bytes, b"startxref")? + 9..)?.trim_ascii_start();
    let digits = after.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let offset: usize = std::str::from_utf8(after.get(..digits)?).ok()?.parse().ok()?;
    (offset < bytes.len()).then_some(offset)
}

/// Whether the cross-reference section at the end is a stream (PDF 1.5) and not a table.
pub(in crate::preflight) fn has_stream_table(bytes: &[u8]) -> bool {
    startxref(bytes).and_then(|at| bytes.get(at..)).is_some_and(|section| !section.trim_ascii_start().starts_with(b"xref"))
}

fn dictionary_after(bytes: &[u8]) -> Option<Dict<'_>> {
    Dict::from_bytes(bytes.get(memmem::find(bytes, b"<<")?..)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_trailer_is_found_by_its_address_or_by_its_name() {
        let file = b"%PDF-1.4\nxref\n0 0\ntrailer\n<</Size 1/ID[(a)(b)]>>\nstartxref\n9\n%%EOF";
        assert!(find(file).expect("a trailer").contains_key("ID"));
        let lost = b"%PDF-1.4\ntrailer <</Size 1>> startxref 99999 %%EOF";
        assert!(find(lost).expect("a trailer").contains_key("Size"));
        assert!(find(b"%PDF-1.4").is_none());
    }
}
