"""Write a copy of a PDF with one fault in what its first page with text draws.

    spoil_pages.py FAULT SOURCE COPY

FAULT is one of those below; `none` writes the copy anew and changes nothing, which must leave it as good as it was.
"""

import re
import sys

import pikepdf

# Codes are two of these characters; see src/write/pdf/codes.rs.
CODE = rb"[*-Z]{2}"
LONG = rb"[*-Z]{12}(?=\))"


def first_code(page):
    """The first code of a string becomes one that no font has."""
    return re.sub(rb"\(" + CODE, rb"(ZZ", page, count=1)


def late_code(page):
    """The same at the end of the last string that is long."""
    at = [found.end() for found in re.finditer(LONG, page)][-1]
    return page[: at - 2] + b"ZZ" + page[at:]


FAULTS = {
    "none": lambda page: page,
    "first-code": first_code,
    "late-code": late_code,
    "untagged": lambda page: page + b"\n0 0 10 10 re f",
    "unknown-operator": lambda page: page + b"\nfoo",
    "large-number": lambda page: re.sub(rb" Td\b", b" Td 0 99999999999 Td", page, count=1),
    "odd-string": lambda page: re.sub(rb"\((" + CODE + rb")", rb"<303> Tj (\1", page, count=1),
    "press-colour": lambda page: b"1 0 0 0 k\n" + page,
}


def main():
    fault, source, copy = sys.argv[1:]
    with pikepdf.open(source) as pdf:
        for page in pdf.pages:
            drawn = page.Contents.read_bytes()
            if re.search(LONG, drawn):
                spoiled = FAULTS[fault](drawn)
                if spoiled == drawn and fault != "none":
                    sys.exit(f"{fault}: nothing to spoil")
                page.Contents.write(spoiled)
                break
        else:
            sys.exit("no page with text")
        pdf.save(copy)


if __name__ == "__main__":
    main()
