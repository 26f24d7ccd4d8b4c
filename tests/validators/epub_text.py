"""epub_text.py FILE.epub -> the text of the chapters in reading order, one block a line. Navigation is left out."""

import posixpath
import sys
import urllib.parse
import xml.etree.ElementTree as xml
import zipfile

XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
INLINE = {XHTML + name for name in "a abbr b bdi bdo cite code dfn del em i ins kbd mark q s samp small span strong sub sup u var".split()}


def text(element):
    """The words under an element; blocks and note references stand apart from what surrounds them."""
    if not isinstance(element.tag, str) or element.tag == XHTML + "head":
        return ""
    inside = (element.text or "") + "".join(text(child) + (child.tail or "") for child in element)
    if element.tag == XHTML + "br":
        return "\n"
    if element.tag not in INLINE:
        return f"\n{inside}\n"
    return f" {inside} " if element.get(EPUB_TYPE) else inside


with zipfile.ZipFile(sys.argv[1]) as book:
    container = xml.fromstring(book.read("META-INF/container.xml"))
    package_path = container.find(".//{*}rootfile").get("full-path")
    package = xml.fromstring(book.read(package_path))
    items = {item.get("id"): item for item in package.iterfind(".//{*}manifest/{*}item")}
    for reference in package.iterfind(".//{*}spine/{*}itemref"):
        item = items[reference.get("idref")]
        if "nav" in (item.get("properties") or "").split():
            continue
        path = posixpath.join(posixpath.dirname(package_path), urllib.parse.unquote(item.get("href")))
        lines = text(xml.fromstring(book.read(path))).splitlines()
        print("\n".join(line.strip() for line in lines if line.strip()))
