//! What a reference in a document points to.

/// Where a reference leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// To a file of the book: its path in the archive, and the place in it.
    Inside {
        /// The path.
        path: String,
        /// The id after `#`, if there is one.
        fragment: Option<String>,
    },
    /// To the web, or to a program by an address scheme; the scheme in lower case.
    Outside(String),
    /// Out of the archive.
    Escapes,
}

/// Works a reference out, seen from a document of the book.
pub(super) fn resolve(document: &str, reference: &str) -> Target {
    let reference = reference.trim();
    if let Some(scheme) = scheme(reference) {
        return Target::Outside(scheme);
    }
    if reference.starts_with("//") {
        return Target::Outside("http".to_owned());
    }
    let (path, fragment) = match reference.split_once('#') {
        Some((path, fragment)) => (path, Some(decode(fragment)).filter(|fragment| !fragment.is_empty())),
        None => (reference, None),
    };
    let path = decode(path.split('?').next().unwrap_or_default());
    if path.is_empty() {
        return Target::Inside { path: document.to_owned(), fragment };
    }
    if path.starts_with('/') {
        return Target::Escapes;
    }
    let folder = document.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                if parts.pop().is_none() {
                    return Target::Escapes;
                }
            }
            name => parts.push(name),
        }
    }
    Target::Inside { path: parts.join("/"), fragment }
}

/// The scheme of an absolute address (RFC 3986, 3.1).
fn scheme(reference: &str) -> Option<String> {
    let (scheme, _) = reference.split_once(':')?;
    let mut bytes = scheme.bytes();
    let valid = bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic())
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    valid.then(|| scheme.to_ascii_lowercase())
}

/// Undoes percent encoding. What does not decode to UTF-8 stays as it is.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let digit = |at: usize| after.get(at).and_then(|&byte| char::from(byte).to_digit(16));
        if let (b'%', Some(high), Some(low)) = (byte, digit(0), digit(1)) {
            bytes.push(u8::try_from(high * 16 + low).unwrap_or(b'%'));
            rest = after.get(2..).unwrap_or_default();
        } else {
            bytes.push(byte);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_worked_out_from_their_document() {
        let inside = |path: &str, fragment: Option<&str>| Target::Inside { path: path.to_owned(), fragment: fragment.map(str::to_owned) };
        assert_eq!(resolve("EPUB/text/a.xhtml", "../img/b%20c.png"), inside("EPUB/img/b c.png", None));
        assert_eq!(resolve("EPUB/a.xhtml", "#n1"), inside("EPUB/a.xhtml", Some("n1")));
        assert_eq!(resolve("EPUB/a.xhtml", "b.xhtml#"), inside("EPUB/b.xhtml", None));
        assert_eq!(resolve("EPUB/a.xhtml", "../../x"), Target::Escapes);
        assert_eq!(resolve("EPUB/a.xhtml", "/etc/passwd"), Target::Escapes);
        assert_eq!(resolve("EPUB/a.xhtml", "HTTPS://x.org"), Target::Outside("https".to_owned()));
        assert_eq!(resolve("EPUB/a.xhtml", "//x.org/a"), Target::Outside("http".to_owned()));
        assert_eq!(resolve("a.xhtml", "100%.png"), inside("100%.png", None));
    }
}
