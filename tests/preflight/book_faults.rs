//! The faults of books, one at a time, and the rules that find each.

use super::book::{Book, CONTAINER, NAV, PACKAGE, STYLE, TEXT};

/// A planted fault.
pub struct Fault {
    /// What is wrong, in words.
    pub name: &'static str,
    /// The rules that must find it; no others may.
    pub codes: &'static [&'static str],
    /// Plants it.
    pub plant: fn(&mut Book),
}

/// All faults.
pub fn all() -> Vec<Fault> {
    let fault = |name, codes, plant| Fault { name, codes, plant };
    vec![
        fault("no media type", &["epub-mimetype"], |book| book.remove("mimetype")),
        fault("the media type is not first", &["epub-mimetype"], |book| book.files.rotate_left(1)),
        fault("the media type is packed", &["epub-mimetype"], |book| book.pack_media_type = true),
        fault("a line end in the media type", &["epub-mimetype"], |book| book.replace("mimetype", "+zip", "+zip\n")),
        fault("a name that climbs out", &["epub-archive", "epub-manifest"], |book| book.add("EPUB/../../evil", b"")),
        fault("an absolute name", &["epub-archive", "epub-manifest"], |book| book.add("/etc/evil", b"")),
        fault("names that differ in capitals only", &["epub-archive", "epub-manifest"], |book| book.add("EPUB/Text.xhtml", b"")),
        fault("a file that bursts", &["epub-archive", "epub-manifest"], |book| book.add("EPUB/bomb", &vec![0; 20_000_000])),
        fault("no container", &["epub-package"], |book| book.remove(CONTAINER)),
        fault("a container without a package", &["epub-package"], |book| book.replace(CONTAINER, "oebps-package+xml", "other")),
        fault("a package that is not there", &["epub-package"], |book| book.remove(PACKAGE)),
        fault("a package that breaks off", &["epub-package"], |book| book.replace(PACKAGE, "</package>", "")),
        fault("a package of version 2", &["epub-package"], |book| book.replace(PACKAGE, "version=\"3.0\"", "version=\"2.0\"")),
        fault("no identifier", &["epub-metadata"], |book| {
            book.replace(PACKAGE, "<dc:identifier id=\"uid\">urn:uuid:0</dc:identifier>", "")
        }),
        fault("an identifier that is not the book's own", &["epub-metadata"], |book| {
            book.replace(PACKAGE, "=\"uid\" xml", "=\"other\" xml")
        }),
        fault("an empty title", &["epub-metadata"], |book| book.replace(PACKAGE, "A test", " ")),
        fault("no language", &["epub-metadata"], |book| book.replace(PACKAGE, "<dc:language>en</dc:language>", "")),
        fault("a language that is none", &["epub-metadata"], |book| book.replace(PACKAGE, ">en<", ">in English<")),
        fault("no date", &["epub-metadata"], |book| book.replace(PACKAGE, "dcterms:modified", "dcterms:created")),
        fault("a date without time", &["epub-metadata"], |book| book.replace(PACKAGE, "T09:30:00Z", "")),
        fault("an item that is not there", &["epub-manifest"], |book| book.remove("EPUB/img/a.png")),
        fault("a file that is not in the manifest", &["epub-manifest"], |book| book.add("EPUB/extra.txt", b"")),
        fault("a file twice in the manifest", &["epub-manifest"], |book| {
            book.replace(PACKAGE, "</manifest>", "<item id=\"again\" href=\"style.css\" media-type=\"text/css\"/></manifest>");
        }),
        fault("an item outside of the book", &["epub-manifest"], |book| {
            book.replace(PACKAGE, "</manifest>", "<item id=\"out\" href=\"../../a.css\" media-type=\"text/css\"/></manifest>");
        }),
        fault("a picture called text", &["epub-media-types"], |book| book.replace(PACKAGE, "image/png", "text/plain")),
        fault("a spine of what is not there", &["epub-spine", "epub-broken-link"], |book| {
            book.replace(PACKAGE, "idref=\"text\"", "idref=\"gone\"")
        }),
        fault("an empty spine", &["epub-spine", "epub-broken-link"], |book| book.replace(PACKAGE, "<itemref idref=\"text\"/>", "")),
        fault("a picture in the spine", &["epub-spine"], |book| book.replace(PACKAGE, "</spine>", "<itemref idref=\"picture\"/></spine>")),
        fault("a document twice in the spine", &["epub-spine"], |book| {
            book.replace(PACKAGE, "</spine>", "<itemref idref=\"text\"/></spine>")
        }),
        fault("a tag that is not closed", &["epub-not-well-formed", "epub-page-list"], |book| book.replace(TEXT, "</p>", "")),
        fault("an entity of HTML", &["epub-not-well-formed", "epub-page-list"], |book| book.replace(TEXT, "up<", "&nbsp;<")),
        fault("a document without a title", &["epub-not-well-formed"], |book| book.replace(TEXT, "<title>One</title>", "")),
        fault("HTML without its namespace", &["epub-not-well-formed", "epub-page-list"], |book| {
            book.replace(TEXT, "xmlns=\"http://www.w3.org/1999/xhtml\"", "");
        }),
        fault("an id twice", &["epub-duplicate-id"], |book| book.replace(TEXT, "<p>", "<p id=\"one\">")),
        fault("an id twice in the package", &["epub-duplicate-id", "epub-manifest"], |book| {
            book.replace(PACKAGE, "id=\"picture\"", "id=\"style\"")
        }),
        fault("a link to no place", &["epub-broken-link"], |book| book.replace(TEXT, "href=\"#one\"", "href=\"#two\"")),
        fault("a link to no file", &["epub-broken-link"], |book| book.replace(NAV, "text.xhtml#one", "gone.xhtml#one")),
        fault("a link out of the book", &["epub-broken-link"], |book| book.replace(TEXT, "href=\"#one\"", "href=\"../../a\"")),
        fault("a link that is a script", &["epub-broken-link"], |book| book.replace(TEXT, "href=\"#one\"", "href=\"javascript:alert(1)\"")),
        fault("a link to the writer's disk", &["epub-broken-link"], |book| book.replace(TEXT, "href=\"#one\"", "href=\"file:///a\"")),
        fault("a picture on the web", &["epub-resource"], |book| {
            book.replace(TEXT, "src=\"img/a.png\"", "src=\"https://example.org/a.png\"")
        }),
        fault("a picture that is not in the manifest", &["epub-resource"], |book| book.replace(TEXT, "img/a.png", "img/b.png")),
        fault("a font on the web", &["epub-resource"], |book| book.replace(STYLE, "margin: 0", "src: url('https://example.org/a.otf')")),
        fault("a stylesheet that loads another", &["epub-resource"], |book| book.replace(STYLE, "p {", "@import \"other.css\"; p {")),
        fault("a script", &["epub-script"], |book| book.replace(TEXT, "<p>", "<script>1</script><p>")),
        fault("a script in an attribute", &["epub-script"], |book| book.replace(TEXT, "<p>", "<p onclick=\"1\">")),
        fault("a frame", &["epub-script"], |book| book.replace(TEXT, "<p>", "<iframe src=\"text.xhtml\"></iframe><p>")),
        fault("no navigation", &["epub-navigation"], |book| book.replace(PACKAGE, " properties=\"nav\"", "")),
        fault("no table of contents", &["epub-navigation"], |book| book.replace(NAV, "\"toc\"", "\"other\"")),
        fault("a link of the contents without words", &["epub-navigation"], |book| book.replace(NAV, ">One<", "><")),
        fault("a page that is not listed", &["epub-page-list"], |book| {
            book.replace(TEXT, "<p>", "<p><span id=\"p2\" epub:type=\"pagebreak\" aria-label=\"2\"></span>");
        }),
        fault("a page break that nothing can lead to", &["epub-page-list"], |book| {
            book.replace(TEXT, "<p>", "<p><span epub:type=\"pagebreak\" aria-label=\"2\"></span>");
        }),
        fault("a listed page that is no break", &["epub-page-list"], |book| {
            book.replace(NAV, "#p1\">1</a>", "#p1\">1</a></li><li><a href=\"text.xhtml#one\">2</a>")
        }),
        fault("pages without a list", &["epub-page-list"], |book| book.replace(NAV, "\"page-list\"", "\"other\"")),
        fault("a picture without words", &["epub-picture-without-text"], |book| book.replace(TEXT, " alt=\"A cart at dusk\"", "")),
        fault("a picture with its name for words", &["epub-picture-without-text"], |book| {
            book.replace(TEXT, "A cart at dusk", "IMG_2031.JPG")
        }),
        fault("two languages in one place", &["epub-language"], |book| book.replace(TEXT, "xml:lang=\"en\"", "xml:lang=\"de\"")),
        fault("no language in a document", &["epub-language"], |book| book.replace(TEXT, "lang=\"en\" xml:lang=\"en\"", "")),
        fault("a name with a space", &["epub-file-name", "epub-manifest"], |book| book.add("EPUB/my text.txt", b"")),
        fault("a name with a question mark", &["epub-file-name", "epub-manifest"], |book| book.add("EPUB/why?.txt", b"")),
    ]
}
