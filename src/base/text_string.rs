//! Text as PDFs write it down.

/// A PDF text string as text (PDF 32000-1, 7.9.2.2). What PDFDocEncoding has beyond Latin-1 comes out as Latin-1.
pub(crate) fn text_string(string: &[u8]) -> String {
    if let Some(utf16) = string.strip_prefix(b"\xFE\xFF") {
        let units = utf16.as_chunks::<2>().0.iter().map(|pair| u16::from_be_bytes(*pair));
        char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    } else if let Some(utf8) = string.strip_prefix(b"\xEF\xBB\xBF") {
        String::from_utf8_lossy(utf8).into_owned()
    } else {
        string.iter().map(|&byte| char::from(byte)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_strings_come_in_three_encodings() {
        assert_eq!(text_string(b"caf\xE9"), "café");
        assert_eq!(text_string(b"\xFE\xFF\x00A\x26\x3A"), "A☺");
        assert_eq!(text_string("\u{feff}é".as_bytes()), "é");
        assert_eq!(text_string(b"\xFE\xFF\xD8"), "");
    }
}
