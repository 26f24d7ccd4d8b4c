"""pdf_tags.py FILE.pdf -> the text of a tagged PDF in the order of its tags, as a screen reader speaks it, one block a line.

Notes, which are tagged where they are called, follow at the end. For PDFs with two-byte fonts and a ToUnicode map for each,
such as ours.
"""

import re
import sys

import pikepdf

INLINE = {"/Span", "/Link", "/Reference", "/Quote", "/Em", "/Strong", "/Code", "/Lbl"}
SHOWING = {"Tj", "TJ", "'", '"'}


def characters(font):
    """What each glyph of a font says."""
    told = font.ToUnicode.read_bytes().decode("ascii")
    says = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", told, re.S):
        for code, text in re.findall(r"<(\w+)>\s*<(\w*)>", block):
            says[int(code, 16)] = utf16(text)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", told, re.S):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                says[int(first, 16) + step] = utf16(text)[:-1] + chr(ord(utf16(text)[-1]) + step)
        for first, _, texts in re.findall(r"<(\w+)>\s*<(\w+)>\s*\[(.*?)\]", block, re.S):
            for step, text in enumerate(re.findall(r"<(\w+)>", texts)):
                says[int(first, 16) + step] = utf16(text)
    return says


def utf16(digits):
    return bytes.fromhex(digits).decode("utf-16-be")


def shown(operands, says):
    """The words of one text-showing operator."""
    parts = operands[-1] if isinstance(operands[-1], pikepdf.Array) else operands[-1:]
    text = ""
    for part in parts:
        if isinstance(part, pikepdf.String):
            codes = bytes(part)
            text += "".join(says.get(codes[at] << 8 | codes[at + 1], "\ufffd") for at in range(0, len(codes) - 1, 2))
    return text


def marked_content(page):
    """The text of each marked sequence of a page, by its number."""
    fonts = {name: characters(font) for name, font in page.Resources.get("/Font", {}).items()}
    texts, open_marks, says = {}, [], {}
    for operands, operator in pikepdf.parse_content_stream(page):
        operator = str(operator)
        if operator == "Tf":
            says = fonts[str(operands[0])]
        elif operator in ("BMC", "BDC"):
            open_marks.append(operands[1] if operator == "BDC" else {})
        elif operator == "EMC":
            mark = open_marks.pop()
            if "/ActualText" in mark:
                say(texts, open_marks, str(mark["/ActualText"]))
        elif operator in SHOWING:
            say(texts, open_marks, shown(operands, says))
    return texts


def say(texts, open_marks, text):
    """Adds text to the innermost numbered mark, unless a mark around it says something else instead."""
    if any("/ActualText" in mark for mark in open_marks):
        return
    for mark in reversed(open_marks):
        if "/MCID" in mark:
            texts[int(mark["/MCID"])] = texts.get(int(mark["/MCID"]), "") + text
            return


def spoken(element, page, pages, notes):
    """The text under a structure element; that of notes goes to `notes`."""
    page = element.get("/Pg", page)
    children = element.get("/K", [])
    children = children if isinstance(children, pikepdf.Array) else [children]
    text = "".join(child_text(child, page, pages, notes) for child in children)
    if "/ActualText" in element:
        text = str(element["/ActualText"])
    if element.get("/S") == "/Note":
        notes.append(text)
        return ""
    return text if str(element.get("/S")) in INLINE else f"\n{text}\n"


def child_text(child, page, pages, notes):
    if isinstance(child, int):
        return pages[page.objgen].get(child, "")
    if child.get("/Type") == "/MCR":
        return pages[child.get("/Pg", page).objgen].get(int(child.MCID), "")
    return "" if child.get("/Type") == "/OBJR" else spoken(child, page, pages, notes)


with pikepdf.open(sys.argv[1]) as pdf:
    pages = {page.obj.objgen: marked_content(page.obj) for page in pdf.pages}
    notes = []
    text = spoken(pdf.Root.StructTreeRoot, None, pages, notes)
    lines = "\n".join([text, *notes]).splitlines()
print("\n".join(line.strip() for line in lines if line.strip()))
