//! A document of Pandoc's as lines of text, one for each block at the top, with nothing in it that is only one reader's way
//! of putting it:
//!
//! - White space is one space, a tab in code four; letters and their marks are composed; spaces that do not break, dashes,
//!   ellipses and quotation marks are those of a typewriter, since smart punctuation is our own.
//! - `Plain` is `Para`: whether a list is tight is tested elsewhere.
//! - A list without a style of its own has the first of all styles.
//! - Headings count from the highest level that there is, and have the identifiers that the author gave them.
//! - Empty lines at the end of code, an empty paragraph, an empty div, a comment and the title of the document are nothing.
//! - What a pull quote repeats, we find out ourselves.
//! - A picture alone in its paragraph is a figure.

use unicode_normalization::UnicodeNormalization;

use recto::pandoc::{Attr, Block, Body, Caption, Cell, Document, Foot, Head, Inline, Meta, Row};

/// The lines.
pub fn lines(document: &Document) -> Vec<String> {
    let title = match document.meta.get("title") {
        Some(Meta::MetaInlines(line)) => inlines(line),
        _ => String::new(),
    };
    let level = |block: &Block| if let Block::Header(level, ..) = block { Some(*level) } else { None };
    let headings: Vec<i64> = document.blocks.iter().filter_map(level).collect();
    let highest = headings.iter().copied().min().unwrap_or(1);
    // A heading that is the only one of its level, at the start, is the title.
    let is_title = |block: &Block| match block {
        Block::Header(level, _, words) => {
            *level == highest && (inlines(words) == title || headings.iter().filter(|one| **one == highest).count() == 1)
        }
        _ => false,
    };
    let skip = usize::from(document.blocks.first().is_some_and(is_title));
    let blocks = document.blocks.get(skip..).unwrap_or_default();
    let highest = highest_of(blocks).unwrap_or(1);
    blocks.iter().map(|block| shape(block, highest)).filter(|line| !line.is_empty()).collect()
}

/// The level of the highest heading, also of those in quotes and divs.
fn highest_of(blocks: &[Block]) -> Option<i64> {
    let level = |block: &Block| match block {
        Block::Header(level, ..) => Some(*level),
        Block::BlockQuote(inside) | Block::Div(_, inside) => highest_of(inside),
        _ => None,
    };
    blocks.iter().filter_map(level).min()
}

fn blocks(all: &[Block], highest: i64) -> String {
    all.iter().map(|block| shape(block, highest)).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

fn shape(block: &Block, highest: i64) -> String {
    match block {
        Block::Plain(line) | Block::Para(line) => match line.as_slice() {
            [Inline::Image(_, caption, (path, _))] => format!("(figure {path} {})", inlines(caption)),
            line => {
                let words = inlines(line);
                if words.trim().is_empty() { String::new() } else { format!("(p {})", words.trim()) }
            }
        },
        Block::LineBlock(lines) => format!("(verse {})", lines.iter().map(|line| inlines(line)).collect::<Vec<_>>().join(" / ")),
        Block::CodeBlock(given, text) => format!("(code{} {:?})", attr(given), text.trim_end().replace('\t', "    ")),
        Block::RawBlock(_, text) if text.trim_start().starts_with("<!--") => String::new(),
        Block::RawBlock(format, text) => format!("(raw {format} {text:?})"),
        Block::BlockQuote(inside) => format!("(quote {})", blocks(inside, highest)),
        Block::OrderedList(kind, items) => {
            let kind = format!("{kind:?}").replace("DefaultStyle", "Decimal").replace("DefaultDelim", "Period");
            format!("(list {kind} {})", list(items, highest))
        }
        Block::BulletList(items) => format!("(list {})", list(items, highest)),
        Block::DefinitionList(all) => {
            let all = all.iter().map(|(term, meanings)| format!("(term {} {})", inlines(term), list(meanings, highest)));
            format!("(definitions {})", all.collect::<Vec<_>>().join(" "))
        }
        Block::Header(level, given, line) => format!("(h{}{} {})", level - highest + 1, attr(given), inlines(line)),
        Block::HorizontalRule => "(rule)".to_owned(),
        Block::Table(given, caption, columns, head, bodies, foot) => {
            let columns =
                columns.iter().map(|(alignment, _)| format!("{alignment:?}").replace("AlignLeft", "AlignDefault")).collect::<Vec<_>>();
            let Head(_, head) = head;
            let body: Vec<&Row> = bodies.iter().flat_map(|Body(_, _, head, rows)| head.iter().chain(rows)).collect();
            let Foot(_, foot) = foot;
            let rows = head.iter().chain(body).chain(foot).map(|one| row(one, highest)).collect::<Vec<_>>().join(" ");
            format!("(table{} {} {} {rows})", attr(given), caption_of(caption), columns.join(" "))
        }
        Block::Figure(_, caption, inside) => match inside.as_slice() {
            [Block::Plain(line) | Block::Para(line)] if matches!(line.as_slice(), [Inline::Image(..)]) => match line.as_slice() {
                [Inline::Image(_, _, (path, _))] => format!("(figure {path} {})", caption_of(caption)),
                _ => String::new(),
            },
            inside => format!("(figure {} {})", blocks(inside, highest), caption_of(caption)),
        },
        Block::Div(given, inside) => {
            let inside = blocks(inside, highest);
            if inside.is_empty() { String::new() } else { format!("(div{} {inside})", attr(given)) }
        }
        Block::Null => String::new(),
    }
}

fn list(items: &[Vec<Block>], highest: i64) -> String {
    items.iter().map(|item| format!("[{}]", blocks(item, highest))).collect::<Vec<_>>().join(" ")
}

fn row(Row(_, cells): &Row, highest: i64) -> String {
    let cells = cells.iter().map(|Cell(_, _, rows, columns, inside)| {
        let reach = if (*rows, *columns) == (1, 1) { String::new() } else { format!("{rows}x{columns} ") };
        format!("{reach}{}", blocks(inside, highest))
    });
    format!("[{}]", cells.collect::<Vec<_>>().join(" | "))
}

fn caption_of(Caption(_, inside): &Caption) -> String {
    let lines = inside.iter().map(|block| match block {
        Block::Plain(line) | Block::Para(line) => inlines(line),
        other => shape(other, 1),
    });
    lines.collect::<Vec<_>>().join(" ")
}

fn attr((id, classes, others): &Attr) -> String {
    let mut parts: Vec<String> = if id.is_empty() { Vec::new() } else { vec![format!("#{id}")] };
    parts.extend(classes.iter().map(|class| format!(".{class}")));
    let is_pull_quote = classes.iter().any(|class| class == "pullquote");
    let others = others.iter().filter(|(key, _)| !(is_pull_quote && key == "source"));
    let mut others: Vec<String> = others.map(|(key, value)| format!("{key}={}", typed(value))).collect();
    others.sort();
    parts.extend(others);
    if parts.is_empty() { String::new() } else { format!("{{{}}}", parts.join(" ")) }
}

fn inlines(line: &[Inline]) -> String {
    let mut text = String::new();
    line.iter().for_each(|inline| add(inline, &mut text));
    text.split([' ', '\n', '\t']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn add(inline: &Inline, text: &mut String) {
    let mut marked = |mark: &str, content: &[Inline]| text.push_str(&format!("({mark} {})", inlines(content)));
    match inline {
        Inline::Str(word) => text.push_str(&typed(word)),
        Inline::Space | Inline::SoftBreak => text.push(' '),
        Inline::LineBreak => text.push_str(" (br) "),
        Inline::Emph(content) => marked("em", content),
        Inline::Underline(content) => marked("underline", content),
        Inline::Strong(content) => marked("strong", content),
        Inline::Strikeout(content) => marked("strike", content),
        Inline::Superscript(content) => marked("sup", content),
        Inline::Subscript(content) => marked("sub", content),
        Inline::SmallCaps(content) => marked("caps", content),
        Inline::Quoted(_, content) => text.push_str(&format!("\"{}\"", inlines(content))),
        Inline::Cite(works, _) => {
            let works = works.iter().map(|work| format!("{:?} {} {} {}", work.mode, inlines(&work.prefix), work.id, inlines(&work.suffix)));
            text.push_str(&format!("(cite {})", works.collect::<Vec<_>>().join("; ")));
        }
        Inline::Code(given, code) => text.push_str(&format!("(code{} {code})", attr(given))),
        Inline::Math(_, source) => text.push_str(&format!("(math {})", source.split_whitespace().collect::<Vec<_>>().join(" "))),
        Inline::RawInline(_, tag) if tag.starts_with("<!--") => {}
        Inline::RawInline(format, tag) => text.push_str(&format!("(raw {format} {tag})")),
        Inline::Link(_, content, (target, _)) => text.push_str(&format!("(link {target} {})", inlines(content))),
        Inline::Image(_, alt, (path, _)) => text.push_str(&format!("(picture {path} {})", inlines(alt))),
        Inline::Note(inside) => text.push_str(&format!("(note {})", blocks(inside, 1))),
        Inline::Span(given, content) => text.push_str(&format!("(span{} {})", attr(given), inlines(content))),
    }
}

/// Words as on a typewriter.
fn typed(word: &str) -> String {
    let mut text = String::new();
    for c in word.nfc() {
        match c {
            '“' | '”' | '„' | '«' | '»' | '「' | '」' | '《' | '》' => text.push('"'),
            // A quotation in another has the other marks, if they are not typed.
            '‘' | '’' | '‚' | '‹' | '›' | '『' | '』' | '\'' => text.push('"'),
            '–' => text.push_str("--"),
            '—' => text.push_str("---"),
            '…' => text.push_str("..."),
            '\u{a0}' | '\u{202f}' => text.push(' '),
            c => text.push(c),
        }
    }
    text
}
