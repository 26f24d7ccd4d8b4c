//! The reference of the supported CSS, in Markdown, made of the tables that the program itself reads by.

use std::fmt::Write;

use super::counter_style;
use super::page::{DESCRIPTORS, PLACES};
use super::properties::{Epub, LONGHANDS};
use super::shorthands::SHORTHANDS;
use crate::base::counter_styles;

/// `docs/css.md`: what a stylesheet may say. A test keeps the file equal to this.
pub fn reference() -> String {
    let mut text = INTRODUCTION.to_owned();
    text.push_str("\n## Properties\n\n| Property | Grammar | Initial | Inherited | For | Specification | In the EPUB |\n|---|---|---|---|---|---|---|\n");
    for row in LONGHANDS {
        let inherited = if row.inherited { "yes" } else { "no" };
        let epub = match row.epub {
            Epub::Kept => "kept".to_owned(),
            Epub::Mapped(how) => format!("mapped: {how}"),
            Epub::Dropped(why) => format!("left out: {why}"),
        };
        let cells = [&format!("`{}`", row.name), &code(row.grammar), row.initial, inherited, row.applies_to, row.clause, &epub];
        line(&mut text, &cells);
    }
    text.push_str("\n## Shorthands\n\nA shorthand sets all its properties; those that it does not name get their initial values.\n\n");
    text.push_str("| Shorthand | Grammar | Sets | Specification |\n|---|---|---|---|\n");
    for row in SHORTHANDS {
        let sets = row.longhands.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        line(&mut text, &[&format!("`{}`", row.name), &code(row.grammar), &sets, row.clause]);
    }
    let styles = counter_styles::NAMES.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    // Writing to a string never fails.
    let _ = write!(text, "\n## Counter styles\n\nThe predefined ones are {styles} (CSS Counter Styles 3, 6).\n");
    text.push_str(COUNTERS);
    for (name, grammar) in counter_style::DESCRIPTORS {
        line(&mut text, &[&format!("`{name}`"), &code(grammar)]);
    }
    text.push_str(BOXES);
    text.push_str(PAGES);
    text.push_str("\n| Descriptor | Grammar | Initial | Specification |\n|---|---|---|---|\n");
    for row in DESCRIPTORS {
        line(&mut text, &[&format!("`{}`", row.name), &code(row.grammar), row.initial, row.clause]);
    }
    let places = PLACES.iter().map(|(name, _)| format!("`@{name}`")).collect::<Vec<_>>().join(", ");
    // Writing to a string never fails.
    let _ = write!(text, "\nThe margin boxes are {places}. A box is printed when it has `content`.\n");
    text.push_str(EPUB);
    text
}

/// A grammar in Markdown: bars would end the cell of a table.
fn code(grammar: &str) -> String {
    format!("`{}`", grammar.replace('|', "\\|"))
}

fn line(text: &mut String, cells: &[&str]) {
    text.push_str("| ");
    text.push_str(&cells.join(" | "));
    text.push_str(" |\n");
}

const INTRODUCTION: &str = "\
# The CSS that recto reads

One stylesheet serves the printed pages and the EPUB. Names and meanings are those of the CSS specifications; what is
ours alone starts with `-recto-`. Whatever a stylesheet says beyond this page is reported with its place, and with the
nearest thing that is supported. It is never dropped in silence.

This page is made from the tables that the program reads by, and a test keeps it true.

## How stylesheets apply

Our own base sheet comes first, then what a manuscript asks for by a class such as `.wide`, then the theme, then the stylesheets
of the project in the order in which `publication.toml` names them. What a manuscript asks for is as strong as a theme, so that
a rule against it speaks of the class, too. `!important`, specificity and order decide as in CSS Cascade 5. Every property takes
`initial`, `inherit` and `unset`.

**Selectors**: type, `.class`, `#id`, `[attribute]` with all its operators, `*`, descendant, child `>`, next sibling `+`,
later siblings `~`, `:first-child`, `:last-child`, `:only-child`, `:nth-child()` and its kin, `:first-of-type` and its
kin, `:empty`, `:root`, `:not()`, `:is()`, `:where()`, `:lang()`, `::before`, `::after`, `::first-letter`, `::first-line`,
`::marker`. `::first-line` takes fonts, `color`, `letter-spacing` and `word-spacing`; `::marker` takes these and `content`.

**Rules**: `@media print`, `@media epub` and `@media all`; `@page`; `@counter-style`; `@font-face` with `font-family`,
`src: url()`, `font-weight` and `font-style`. `@import` is not supported: name every stylesheet in `publication.toml`.

**Lengths**: `pt`, `mm`, `cm`, `in`, `px`, `pc`, `q`, `em`, `rem`, `ex`, `ch`, and `%` where the grammar says so. An inch
is 72 pt and 96 px. `ex` and `ch` are taken as half an `em`. `calc()` adds and multiplies them.

**Colours**: names, `#rgb`, `#rrggbb`, `rgb()`, `hsl()` and `device-cmyk()`, all opaque; `currentcolor`; `transparent`
for backgrounds. Black (`black`, `#000`, `device-cmyk(0 0 0 1)`) is printed in black ink alone, and white is bare paper.
`device-cmyk()` takes four inks from 0 to 1 or in percent, and reaches the press as it stands.
`-recto-spot(\"PANTONE 871 C\", 0.2 0.25 0.6 0.25 / 50%)` is an ink of its own, a plate in the press PDF: its name, the four
inks that stand in for it on screens and at vendors without spot colours, and how much of it; all of it without the slash.

**Custom properties**: `--name: value` and `var(--name, fallback)`. Those that the theme declares on `:root` are its
design tokens; `[style.tokens]` in `publication.toml` sets them without the hyphens: `accent = \"#8a1c1c\"`. A value may
not grow beyond 16 KB by substitution, and references may not be nested deeper than 64.
";

const COUNTERS: &str = "
`@counter-style name { ... }` defines one more (CSS Counter Styles 3, 3), for list markers, `counter()`, `counters()`,
`target-counter()` and folios alike. What it cannot write stands as its `fallback` has it, and at last in figures; no number is
longer than 120 signs. `prefix` and `suffix` stand around markers of lists; where neither is said, the list has the dot or the
parentheses that were written. Pictures as signs and `speak-as` are not supported. The rule goes into the EPUB as it is: reading
systems that do not know it count in figures.

| Descriptor | Grammar |
|---|---|
";

const BOXES: &str = "
## Boxes outside the text

A figure, table, sidebar or pull quote that stands in a piece or in one of its sections may be taken out of the text. With
`float: top` or `bottom` it stands at the head or foot of its column, or with `float-reference: page` of the page, across all
columns. It stands on the page where it was written, or on a later one if that has no room, and boxes of a kind keep
their order. On the last page it stands where it was written or, across several columns, at the foot, if its own place is
taken. `float: left`, `right`, `inline-start` and `inline-end` put it at the side of its column, the text beside it; its
margins keep the text away, and `shape-outside` with `shape-margin` lets the lines follow a circle, an ellipse, a smaller box or
a polygon, whose measures count from the edges of its margins. Text, lists and headings stand beside it; code, tables, pictures
and framed boxes, and what has `clear`, begin below. Where less than about twelve ems would be left, no text stands beside it. Without a `width`, a figure at the side
is as wide as its picture asks for.
`float: snap-block` leaves a figure where it was written, unless the page before it would end short for its sake: then it
goes to the head of the next, and the text fills the gap. In a quote or a list that has no frame and is not kept whole, boxes at
the side stand within it, and boxes at head and foot where others do; `snap-block` and what is said of pull quotes do nothing there.

A pull quote with `-recto-pullquote: straddle` stands across the gap between two columns; its `width` is a share of both, half of them
if nothing is said, or all where nothing could stand beside it. `span` takes all columns. Neither stands beside the words that it
repeats, against a heading or another box, nor where a column has one already. In one column both stand as `column` says.
Where there are more of them than pages with room, the others stand in a column, with a note.

Whatever its place on the page, a box is read where it was written.

## Tables

Borders that two cells share are one, the wider of both, unless `border-collapse: separate` wants both; the space between
cells is that of their padding. The border and the background of the table itself go around and behind all its rows, those
on the next page too.

## Columns in the text

A block with `column-count` that stands in no other box and in no column of the page is set as a piece is: its columns go
on from page to page and end level, part of its frame stands on each page, and its notes stand across them at the foot.
One in another box, one in a column of the page and a short one with `break-inside: avoid` sets what it holds in columns
that stand together on one page; what is higher than a page goes on in others on the next. `column-span` speaks of the
columns of pages alone.

## Pictures behind boxes

`background-image` puts one picture of the project behind a block, a table cell, a margin box or a page: PNG, JPEG, GIF,
WebP or SVG, its path counted from the stylesheet. What is see-through in any picture shows what stands behind it, but for
PDF/X-1a and vendors that want nothing transparent: there it is white. Without a `background-size` it
is as large as a figure would be, at 226 pixels to the inch. It is placed within the borders and reaches under them; a box
that is divided shows a part of it in each part. Behind a page it reaches out to the bleed: `cover`, percentages and the
sides count from there, and lengths from the trimmed edge, so that `right 10mm top 10mm` is 10 mm from the edge of the
finished page. It is decoration to assistive technology, becomes ink as other pictures do, and is checked for being too
coarse. A picture that would stand there more than 10 000 times is left out, with a warning. Gradients, several layers,
`round` and `space` are not supported.
";

const PAGES: &str = "
## Pages

`@page` is for all pages; `:left`, `:right`, `:first`, `:blank` and `:nth()` choose among them, alone or together. The
first page is a right one. `:first`, `:blank` and `:nth()` are stronger than `:left` and `:right`, and a name is stronger
than all of them. `page: front` on a piece puts it on pages of that name, and `@page front` speaks of these; `@page
front:first` is the first page of each stretch of them. `:nth(2n+1)` takes every second page from the first on, `:nth(3)`
the third, by their place in the publication, whatever number they bear; `@page front:nth(2)`, or `:nth(2 of front)`,
counts in each stretch of pages of that name (CSS GCPM 3, Selecting pages). Pages chosen by their place may be higher or
lower, but the text is as wide as on the others. A blank page has no name: what shall not stand on it is taken away by
`@page :blank`. The size, bleed and marks of a publication are those of `@page` without a choice, since paper comes in one
size. A page takes `margin` and the backgrounds besides, and its margin boxes and `@footnote` take the properties above.
`@footnote` is the area of the notes: its `border-top` is the rule over them, as long as `-recto-rule-length`, and
`margin-top` is the space between text and notes.

Pages are numbered from 1. `counter-reset: page 1` on a piece numbers the page on which it begins, and those after it,
anew. The label of a page in the PDF and in the EPUB's list of pages is its number in the style in which
`counter(page, lower-roman)` or the like stands in a margin box of pages of its name. `target-counter(attr(href), page)`
is the number of the page that a link leads to, as that page itself is numbered unless a style is given. It holds words of
the text, so readers hear it; a `leader()` is decoration, and fills what room its line has. Where an element itself has
such `content`, it stands in place of what the element holds.
";

const EPUB: &str = "
## What the EPUB gets

The same rules without `@media print`, every `var()` and `calc()` replaced by what it comes to and every `:is()` written
out, because old reading systems stumble over them. Lengths are in `em` of the font around, as most elements of the rule
have it; of the sum of a percentage and a length the percentage stays. Readers keep what is theirs:
no colour and no background colour, and no font, size, line height or alignment on body text, which is what a rule without
classes says of `html`, `body`, `article`, `section`, `div` and `p`. Fonts are not embedded, so every list of families ends in a generic one. Pages, columns and named strings have
no meaning on a screen. A rule that cannot be written with plain selectors is left out, with a note. Of our base sheet,
what it says of classes that occur in the text goes along: reading systems know elements, but not what a stanza is.
";
