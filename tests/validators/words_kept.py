"""words_kept.py MANUSCRIPT FORMAT ARTIFACT PANDOC -> nothing if every word of the manuscript is in the artifact, in order; else
what was lost, and exit code 1.

The words come from Pandoc's reading of the manuscript, so that a fault in ours cannot hide here. The artifact is an EPUB or a
PDF. Notes, which an artifact moves, are only counted. What the artifact says besides, such as running heads, is passed over.
"""

import html
import json
import pathlib
import re
import subprocess
import sys
import unicodedata

# How far contents, running heads, notes and pictures may push the next word of the text.
FURNITURE = 4000
# How far the rest of a word may stand from its beginning, on the next page.
PAGE = 700
# How many words are looked at to know a place again.
CONTEXT = 8
# How many words at most stand between neighbours that nothing parts.
NEAR = 20
# Losses that are shown.
SHOWN = 12
HYPHENS = "-\u00ad\u2010\u2011"


def is_word_character(c):
    return c.isalnum() or unicodedata.category(c) in ("Mn", "Mc") and not "\ufe00" <= c <= "\ufe0f"


def stands_alone(c):
    """Letters that are words by themselves here: in scripts without spaces between words or that break words anywhere, and
    those whose words Poppler parts at marks (Arabic, Tamil)."""
    return any(first <= c <= last for first, last in (
        ("\u0600", "\u06ff"), ("\u0b80", "\u0bff"), ("\u0e00", "\u0eff"), ("\u1100", "\u11ff"), ("\u2e80", "\u9fff"),
        ("\uac00", "\ud7af"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff"),
    ))


def plain(text):
    """The text in one form: ligatures apart, Arabic letters without their position, case and marks of order aside."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFKC", "".join(c for c in text if unicodedata.category(c) != "Cf" or c == "\u00ad"))


def words(text):
    """The words; a word that a line breaks at its end keeps its hyphen."""
    found, word = [], ""
    text = plain(text)
    for at, c in enumerate(text):
        if stands_alone(c):
            found += [word] if word else []
            # Poppler turns marks and letters round where lines run from right to left.
            found += [c] if c.isalnum() else []
            word = ""
        elif is_word_character(c):
            word += c
        elif c in HYPHENS and word and text[at + 1 : at + 2].isspace():
            found.append(word + "-")
            word = ""
        elif c in HYPHENS or c in "'’‘`":
            continue
        elif word:
            found.append(word)
            word = ""
    return found + ([word] if word else [])


def manuscript(path, form, pandoc):
    """The words of text and notes, by Pandoc's reading."""
    read = [pandoc, "--quiet", "-f", form, "-t", "json", path]
    document = json.loads(subprocess.run(read, check=True, capture_output=True).stdout)
    text, notes = [], []

    def walk(node, into):
        if isinstance(node, list):
            for child in node:
                walk(child, into)
        elif isinstance(node, dict):
            kind, content = node.get("t"), node.get("c")
            if kind == "Str":
                into.append(content)
            elif kind in ("Space", "SoftBreak", "LineBreak"):
                into.append(" ")
            elif kind in ("Code", "CodeBlock"):
                into.append(content[1] if kind == "Code" else f"\n{content[1]}\n")
            elif kind == "RawInline":
                into.append(" " if content[1].startswith("<br") else "")
            elif kind == "RawBlock":
                into.append(raw(content[1]) if content[0] == "html" else " ")
            elif kind == "Math":
                into.append(" ")
            elif kind == "Note":
                walk(content, notes)
                notes.append("\n")
            elif kind == "Link":
                walk(content[1], into)
            elif kind in ("Header", "Div", "Span"):
                walk(content[-1], into)
                into.append("" if kind == "Span" else "\n")
            elif kind == "Image":
                # Among words a picture has a description, which is no text.
                pass
            elif kind in ("Para", "Plain") and len(content) == 1 and content[0]["t"] == "Image":
                walk(content[0]["c"][1], into)
                into.append("\n")
            elif kind in ("Para", "Plain", "LineBlock", "BulletList", "DefinitionList", "BlockQuote"):
                walk(content, into)
                into.append("\n")
            elif kind == "OrderedList":
                walk(content[1], into)
            elif kind in ("Figure", "Table"):
                into.append("\n")
                walk(content[1:2] if kind == "Figure" else content[1:], into)
                into.append("\n")
            else:
                walk(content, into)

    walk(document["blocks"], text)
    return words("".join(text)), words("".join(notes))


def raw(source):
    """The words of HTML as it stands in a manuscript. Links in it are often written as in Markdown."""
    shown = re.sub(r"<!--.*?-->|<[^>]*>", " ", source, flags=re.S)
    return html.unescape(re.sub(r"\]\(\s*[^()\s]*\s*\)", "] ", shown))


def artifact(path, from_right):
    """The words of an EPUB, or of a PDF: as its content has them, or for lines that run from right to left, whose glyphs stand in
    the order of the page, as Poppler turns them round."""
    if path.endswith(".epub"):
        reader = [sys.executable, pathlib.Path(__file__).with_name("epub_text.py"), path]
    else:
        reader = ["pdftotext", *([] if from_right else ["-raw"]), path, "-"]
    return words(subprocess.run(reader, check=True, capture_output=True, text=True).stdout)


def lost(expected, found):
    """The words of `expected` that `found` does not have in their order, each with its place."""
    missing, at = [], 0
    for number, word in enumerate(expected):
        end = after(word.rstrip("-"), expected[number + 1 : number + 1 + CONTEXT], found, at)
        if end is None:
            missing.append(number)
        else:
            at = end
    return missing


def goes_on_from(words, found, at):
    """Whether most of some words follow in their order soon after a place."""
    here = found[at : at + NEAR]
    seen, place = 0, 0
    for word in words:
        if word in here[place:]:
            place = here.index(word, place) + 1
            seen += 1
    return 4 * seen >= 3 * len(words)


def after(word, context, found, at):
    """Where the text goes on after the next occurrence of a word, whole or in parts.

    Far ahead the same word may be another one: the text must go on from there.
    """
    for start in range(at, min(at + FURNITURE, len(found))):
        end = None
        if found[start] == word:
            end = start + 1
        elif context and found[start] == word + context[0]:
            # Poppler joins what a line end parts after a hyphen of the text: the second half is found with the next word.
            found[start : start + 1] = [word, context[0]]
            end = start + 1
        elif word.startswith(found[start].rstrip("-")) and found[start].rstrip("-"):
            end = joined(word, found, start)
        if end and (start - at <= NEAR or goes_on_from(context, found, end)):
            return end
    return None


def joined(word, found, start):
    """Where a word ends that line ends, a drop cap or a change of letters have parted."""
    rest, end = word[len(found[start].rstrip("-")) :], start + 1
    broken = found[start].endswith("-")
    while rest:
        reach = min(end + (PAGE if broken else 1), len(found))
        part = next((at for at in range(end, reach) if goes_on(rest, found[at : at + 2], broken)), None)
        if part is None:
            return None
        broken = found[part].endswith("-")
        rest, end = rest[len(found[part].rstrip("-")) :], part + 1
    return end


def goes_on(rest, parts, broken):
    """Whether a part is the next of a word: after a hyphen, which furniture may follow, the word must end with it, be broken
    again, or go on in the part after it."""
    letters = parts[0].rstrip("-")
    if not letters or not rest.startswith(letters):
        return False
    after = rest[len(letters) :]
    return not broken or not after or parts[0].endswith("-") or len(parts) > 1 and after.startswith(parts[1].rstrip("-"))


def main():
    path, form, made, pandoc = sys.argv[1:]
    text, notes = manuscript(path, form, pandoc)
    found = artifact(made, 2 * sum(unicodedata.bidirectional(word[0]) in ("R", "AL") for word in text) > len(text))
    missing = lost(text, found)
    print(f"{len(text)} words of text, {len(notes)} of notes, {len(found)} in {made}: {len(missing)} not found in order")
    for number in missing[:SHOWN]:
        around = " ".join(text[max(0, number - 5) : number]) + f" >{text[number]}< " + " ".join(text[number + 1 : number + 5])
        print(f"  {around}")
    whole = set(found) | {a.rstrip("-") + b for a, b in zip(found, found[1:])}
    gone = [word for word in notes if word not in whole and word.rstrip("-") not in whole]
    if gone:
        print(f"  of the notes, nowhere: {' '.join(gone[:SHOWN])}")
    sys.exit(1 if missing or gone else 0)


main()
