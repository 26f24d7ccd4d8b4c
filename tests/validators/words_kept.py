"""words_kept.py MANUSCRIPT FORMAT ARTIFACT PANDOC -> nothing if every word of the manuscript is in the artifact, in order; else
what was lost, and exit code 1.

The words come from Pandoc's reading of the manuscript, so that a fault in ours cannot hide here. The artifact is an EPUB or a
PDF. Notes, which an artifact moves, are only counted. What the artifact says besides, such as running heads, is passed over.
"""

import bisect
import collections
import html
import json
import pathlib
import re
import subprocess
import sys
import unicodedata

# Phrases that are looked for once in both texts: their lengths, in words.
PHRASES = (12, 6, 3)
# How far the rest of a word may stand from its beginning, on the next page.
PAGE = 700
# Losses that are shown.
SHOWN = 12
HYPHENS = "-\u00ad\u2010\u2011"


def is_word_character(c):
    return c.isalnum() or unicodedata.category(c) in ("Mn", "Mc") and not "\ufe00" <= c <= "\ufe0f"


def stands_alone(c):
    """Letters that are words by themselves here: in scripts without spaces between words or that break words anywhere, and
    those whose words Poppler parts at marks (Hebrew, Arabic, Tamil)."""
    return any(first <= c <= last for first, last in (
        ("\u0590", "\u06ff"), ("\u0b80", "\u0bff"), ("\u0e00", "\u0eff"), ("\u1100", "\u11ff"), ("\u2e80", "\u9fff"),
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
            if c.isdigit() and word[-1:].isalpha():
                # The number of a note stands close to its word.
                found.append(word)
                word = ""
            word += c
        elif c in HYPHENS and word and text[at + 1 : at + 2].isspace():
            found.append(word + "-")
            word = ""
        elif c in HYPHENS or c in "'’‘":
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
    shown = re.sub(r"""<!--.*?-->|<(?:"[^"]*"|'[^']*'|[^>"'])*>""", " ", source, flags=re.S)
    return html.unescape(re.sub(r"\]\(\s*[^()\s]*\s*\)", "] ", shown))


def artifact(path):
    """The words of an EPUB, or of a PDF as its content has them."""
    if path.endswith(".epub"):
        reader = [sys.executable, pathlib.Path(__file__).with_name("epub_text.py"), path]
    else:
        reader = ["pdftotext", "-raw", path, "-"]
    return words(turned(subprocess.run(reader, check=True, capture_output=True, text=True).stdout))


def turned(text):
    """The text with its words from right to left in the order in which they are read.

    Poppler puts such stretches between marks of direction and their letters in order, but leaves stretches that follow one
    another in the order of the page.
    """
    return re.sub(r"(?:\u202b[^\u202b\u202c]*\u202c[^\w\n\u202b]*)+", lambda run: " ".join(re.split("(?<=\u202c)", run[0])[::-1]), text)


def lost(expected, found):
    """The words of `expected` that `found` does not have in their order, by their numbers.

    First, what is said once in both holds the two texts together, long phrases before short ones and each only between its
    neighbours; then the little that is left between two such places is compared word by word.
    """
    expected = [word.rstrip("-") for word in expected]
    bare = [word.rstrip("-") for word in found]
    kept = [False] * len(expected)
    gaps = [(0, len(expected), 0, len(found))]
    for size in PHRASES:
        gaps = [rest for gap in gaps for rest in between_phrases(expected, bare, gap, size, kept)]
    for gap in gaps:
        for number in words_in_order(expected, found, bare, gap):
            kept[number] = True
    return [number for number, is_kept in enumerate(kept) if not is_kept]


def between_phrases(expected, found, gap, size, kept):
    """Marks the phrases of a size that both sides of a gap have once, with all that goes on alike around them, as kept; returns
    what is left between them."""
    first, last, start, end = gap
    if last - first < size or end - start < size:
        return [gap]
    here, there = once(expected, first, last, size), once(found, start, end, size)
    shared = sorted((at, there[phrase]) for phrase, at in here.items() if phrase in there)
    rest, at, place = [], first, start
    for left, right in [*longest_chain(shared), (last, end)]:
        if left < at or right < place:
            continue
        while left > at and right > place and expected[left - 1] == found[right - 1]:
            left, right = left - 1, right - 1
            kept[left] = True
        if left > at:
            rest.append((at, left, place, right))
        while left < last and right < end and expected[left] == found[right]:
            kept[left] = True
            left, right = left + 1, right + 1
        at, place = left, right
    return rest


def once(words, start, end, size):
    """The phrases of a size that occur once in a part of a text, with their places."""
    places = {}
    for at in range(start, end - size + 1):
        phrase = tuple(words[at : at + size])
        places[phrase] = None if phrase in places else at
    return {phrase: at for phrase, at in places.items() if at is not None}


def longest_chain(pairs):
    """The most of some pairs, sorted by their first number, whose second numbers rise too."""
    ends, tops, before = [], [], {}
    for number, (_, right) in enumerate(pairs):
        length = bisect.bisect_left(ends, right)
        before[number] = tops[length - 1] if length else None
        ends[length : length + 1] = [right]
        tops[length : length + 1] = [number]
    chain, number = [], tops[-1] if tops else None
    while number is not None:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def words_in_order(expected, found, bare, gap):
    """The numbers of the most words of a gap that are there in order, whole or in parts."""
    first, last, start, end = gap
    places = collections.defaultdict(list)
    for at in range(start, end):
        places[bare[at]].append(at)
    # Of each length of a chain, the one that ends first: where it ends, in halves of a word, and its words.
    ends, chains = [], []
    for number in range(first, last):
        better = []
        for begin, finish in occurrences(expected, number, last, found, bare, places, end):
            length = bisect.bisect_right(ends, begin)
            better.append((length, finish, (number, chains[length - 1] if length else None)))
        for length, finish, chain in better:
            if length == len(ends):
                ends.append(finish)
                chains.append(chain)
            elif finish < ends[length]:
                ends[length], chains[length] = finish, chain
    chain = chains[-1] if chains else None
    while chain:
        number, chain = chain
        yield number


def occurrences(expected, number, last, found, bare, places, end):
    """Where a word stands in a gap, as the places where it begins and ends, in halves of a word."""
    word = expected[number]
    for length in range(1, len(word)):
        for at in places.get(word[:length], ()):
            if finish := joined(word, found, bare, at, end):
                yield 2 * at, 2 * finish
    for at in places.get(word, ()):
        yield 2 * at, 2 * at + 2
    # Poppler joins what a line end parts after a hyphen of the text.
    if number + 1 < last:
        yield from ((2 * at, 2 * at + 1) for at in places.get(word + expected[number + 1], ()))
    if number > 0:
        yield from ((2 * at + 1, 2 * at + 2) for at in places.get(expected[number - 1] + word, ()))


def joined(word, found, bare, start, limit):
    """Where a word ends that line ends, a drop cap or a change of letters have parted."""
    rest, end = word[len(bare[start]) :], start + 1
    broken = found[start].endswith("-")
    while rest:
        reach = min(end + (PAGE if broken else 1), limit)
        part = next((at for at in range(end, reach) if bare[at] and goes_on(rest, found[at : at + 2], broken)), None)
        if part is None:
            return None
        broken = found[part].endswith("-")
        rest, end = rest[len(bare[part]) :], part + 1
    return end


def goes_on(rest, parts, broken):
    """Whether a part is the next of a word: after a hyphen, which furniture may follow, the word must end with it, be broken
    again, or go on in the part after it."""
    letters = parts[0].rstrip("-")
    if not rest.startswith(letters):
        return False
    after = rest[len(letters) :]
    return not broken or not after or parts[0].endswith("-") or len(parts) > 1 and after.startswith(parts[1].rstrip("-"))


def main():
    path, form, made, pandoc = sys.argv[1:]
    text, notes = manuscript(path, form, pandoc)
    found = artifact(made)
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
