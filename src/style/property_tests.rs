//! Every property of the table: a value that it takes, what that changes, and a value that it refuses.

use std::collections::BTreeSet;

use super::computing::Computing;
use super::declaration::Property;
use super::page::DESCRIPTORS;
use super::properties::LONGHANDS;
use super::shorthands::SHORTHANDS;
use cssparser::Parser;

/// A property, values that it takes (none of them the initial one), and values that it refuses.
const CASES: &[(&str, &[&str], &[&str])] = &[
    ("font-size", &["9pt", "150%", "smaller", "x-large", "calc(1em + 1pt)"], &["-1pt", "9", "big", "1pt 2pt"]),
    ("color", &["red", "#123456", "device-cmyk(0 1 1 0)"], &["redd", "#12", "9pt"]),
    ("display", &["none", "block", "list-item", "table-cell"], &["flex", "grid", "block block"]),
    ("font-family", &["X", "\"A B\", sans-serif", "Source Serif"], &["", "1", "a,,b"]),
    ("font-weight", &["bold", "600"], &["0", "1001", "heavy", "bolder"]),
    ("font-style", &["italic", "oblique"], &["slanted", "italic 10deg"]),
    ("font-variant-caps", &["small-caps", "all-small-caps", "petite-caps", "titling-caps"], &["tiny-caps", "small-caps unicase"]),
    (
        "font-variant-numeric",
        &["lining-nums", "tabular-nums oldstyle-nums", "diagonal-fractions", "stacked-fractions", "ordinal slashed-zero"],
        &["lining-nums oldstyle-nums", "ordinals", "lining-nums lining-nums", "diagonal-fractions stacked-fractions"],
    ),
    (
        "font-variant-ligatures",
        &["none", "no-common-ligatures", "discretionary-ligatures historical-ligatures", "no-contextual"],
        &["ligatures", "none common-ligatures", "contextual no-contextual"],
    ),
    ("font-variant-position", &["sub", "super"], &["baseline"]),
    ("font-optical-sizing", &["none"], &["large"]),
    ("hyphenate-character", &["\"‐\"", "\"\\58A\""], &["\"--\"", "\"\"", "x"]),
    ("font-kerning", &["none"], &["yes"]),
    ("font-feature-settings", &["\"ss01\"", "\"ss01\" on, \"salt\" 2"], &["\"ss1\"", "ss01", "\"ss01\" -1"]),
    ("line-height", &["1.4", "14pt", "140%", "calc(2 * 0.7)"], &["-1", "wide"]),
    ("letter-spacing", &["0.1em", "-1pt"], &["10%", "1"]),
    ("word-spacing", &["0.1em"], &["10%", "1"]),
    ("text-align", &["end", "right", "center", "justify"], &["middle", "match-parent"]),
    ("text-align-last", &["start", "justify"], &["middle"]),
    ("text-indent", &["1em", "-5mm", "10%", "2em hanging each-line", "each-line 1em"], &["hanging", "1em hanging hanging", "1em 2em", "1"]),
    ("text-transform", &["uppercase", "capitalize"], &["full-width"]),
    ("hyphens", &["auto", "none"], &["all"]),
    ("hyphenate-limit-chars", &["6 2 3", "7", "auto 3"], &["0", "6 2 3 4", "6.5", "300"]),
    ("hyphenate-limit-lines", &["2"], &["0", "two"]),
    ("hyphenate-limit-zone", &["2em", "10%"], &["-1em", "wide"]),
    ("hyphenate-limit-last", &["always", "column", "page", "spread"], &["never", "1"]),
    ("hanging-punctuation", &["first allow-end last", "force-end"], &["first first", "allow-end force-end", "end"]),
    ("white-space", &["pre", "pre-wrap", "nowrap"], &["pre-line", "break-spaces"]),
    ("text-wrap", &["balance", "stable"], &["nowrap"]),
    ("word-break", &["keep-all", "break-all"], &["break-word"]),
    ("line-break", &["loose", "normal", "strict", "anywhere"], &["tight"]),
    ("text-decoration-line", &["underline", "overline line-through"], &["underline underline", "blink", "none underline"]),
    ("text-decoration-style", &["double", "dotted", "dashed", "wavy"], &["groove"]),
    ("text-decoration-color", &["red"], &["1"]),
    ("text-decoration-thickness", &["1pt", "10%"], &["-1pt", "from-font"]),
    ("text-underline-offset", &["1pt", "-10%"], &["under"]),
    ("vertical-align", &["super", "sub", "top", "middle", "bottom", "2pt", "-10%"], &["center", "text-top"]),
    ("widows", &["3"], &["0", "1.5", "-2", "21"]),
    ("orphans", &["3"], &["0", "1.5"]),
    ("break-before", &["avoid", "column", "page", "left", "recto"], &["region", "never"]),
    ("break-after", &["avoid", "column", "page", "verso", "right"], &["region"]),
    ("break-inside", &["avoid"], &["page"]),
    ("margin-top", &["auto", "1pt", "-1pt", "10%"], &["1", "a"]),
    ("margin-right", &["1mm"], &["1"]),
    ("margin-bottom", &["1cm"], &["1"]),
    ("margin-left", &["1in"], &["1"]),
    ("padding-top", &["1pt", "10%"], &["auto", "-1pt"]),
    ("padding-right", &["1px"], &["-1pt"]),
    ("padding-bottom", &["1pc"], &["-1pt"]),
    ("padding-left", &["1q"], &["-1pt"]),
    ("border-top-width", &["1pt", "thin", "thick"], &["-1pt", "10%"]),
    ("border-top-style", &["solid", "double", "dashed", "dotted"], &["groove"]),
    ("border-top-color", &["red", "transparent"], &["reddish"]),
    ("border-right-width", &["1pt"], &["wide"]),
    ("border-right-style", &["solid"], &["ridge"]),
    ("border-right-color", &["red"], &["1"]),
    ("border-bottom-width", &["1pt"], &["wide"]),
    ("border-bottom-style", &["solid"], &["inset"]),
    ("border-bottom-color", &["red"], &["1"]),
    ("border-left-width", &["1pt"], &["wide"]),
    ("border-left-style", &["solid"], &["outset"]),
    ("border-left-color", &["red"], &["1"]),
    ("border-top-left-radius", &["2pt"], &["10%", "2pt 3pt", "-1pt"]),
    ("border-top-right-radius", &["2pt"], &["10%"]),
    ("border-bottom-right-radius", &["2pt"], &["10%"]),
    ("border-bottom-left-radius", &["2pt"], &["10%"]),
    ("border-radius", &["2pt", "1pt 2pt 3pt 4pt"], &["10%", "-1pt", "1pt / 2pt"]),
    ("text-decoration", &["none", "underline", "line-through dotted red 1pt"], &["underline none", "ridge underline", "red blue"]),
    ("background-color", &["red", "currentcolor"], &["url(x.png)", "none"]),
    (
        "background-image",
        &["url(x.png)", "url(\"a b.jpg\")"],
        &["x.png", "url(https://x.org/a.png)", "linear-gradient(red, blue)", "url(a), url(b)"],
    ),
    ("background-size", &["cover", "contain", "50%", "2cm auto", "auto 10%"], &["-1pt", "cover contain", "fill", "1pt 2pt 3pt"]),
    (
        "background-position",
        &["center", "right", "bottom", "10% 2cm", "top right", "right 5mm bottom 10%", "left 3pt top", "center bottom 2pt"],
        &["left right", "top 10%", "3", "left 1pt 2pt", "center center center"],
    ),
    ("background-repeat", &["no-repeat", "repeat-x", "repeat no-repeat"], &["round", "repeat-x repeat", "space"]),
    ("width", &["50%", "3cm"], &["-1pt", "fit-content"]),
    ("height", &["3cm"], &["-1pt", "50%", "fit-content"]),
    ("min-height", &["3cm"], &["-1pt", "50%", "none"]),
    ("max-height", &["50%", "3cm"], &["-1pt", "auto"]),
    ("clear", &["left", "right", "both"], &["all", "top"]),
    ("max-width", &["50%", "3cm"], &["auto", "-1pt"]),
    ("float", &["footnote", "left", "inline-end", "top", "block-end", "snap-block"], &["center", "snap-inline"]),
    ("float-reference", &["page"], &["region"]),
    (
        "shape-outside",
        &[
            "circle()",
            "circle(50%)",
            "circle(farthest-side at left 2em top)",
            "ellipse()",
            "ellipse(3cm 40% at 50% 0) margin-box",
            "inset(1em 10% 0)",
            "polygon(0 0, 100% 0, 50% 3cm)",
            "polygon(evenodd, 0 0, 100% 0, 50% 3cm)",
        ],
        &[
            "circle",
            "circle(-1em)",
            "ellipse(3cm)",
            "polygon(0 0)",
            "polygon(0 0, 1em 1em)",
            "inset()",
            "circle() border-box",
            "url(a.png)",
        ],
    ),
    ("shape-margin", &["3mm"], &["10%", "-1pt"]),
    ("column-count", &["2", "6"], &["0", "7", "1.5"]),
    ("column-width", &["12em", "5cm"], &["-1em", "10%", "2"]),
    ("column-gap", &["6mm", "0"], &["10%", "-1pt"]),
    ("column-rule-width", &["1pt"], &["10%"]),
    ("column-rule-style", &["solid"], &["ridge"]),
    ("column-rule-color", &["red"], &["1"]),
    ("column-fill", &["auto"], &["balance-all"]),
    ("column-span", &["all"], &["2"]),
    ("initial-letter", &["3", "2.5 2"], &["0.5", "21", "3 0", "drop"]),
    (
        "content",
        &[
            "\"x\"",
            "counter(page, lower-roman) \" of \" counter(pages)",
            "attr(href)",
            "string(title)",
            "string(title, first-except)",
            "content()",
            "leader(dotted) target-counter(attr(href), page)",
            "target-counter(\"#x\", page, upper-roman)",
            "target-text(attr(href))",
            "leader(\"-\")",
            "counters(item, \".\")",
            "counters(item, \"-\", lower-greek)",
        ],
        &[
            "x",
            "counter()",
            "url(x.png)",
            "string(title, second)",
            "target-counter(attr(href))",
            "target-counter(attr(href), chapter)",
            "target-text(#x)",
            "leader(wavy)",
            "open-quote",
            "counters(item)",
            "counter(item, none)",
        ],
    ),
    ("string-set", &["title content()", "a \"x\", b attr(lang)"], &["title", "\"x\"", "title content(before)"]),
    ("counter-reset", &["a", "a 2 b"], &["2", "a b c 1.5"]),
    ("counter-increment", &["a", "a -1"], &["1"]),
    ("counter-set", &["a", "a 2"], &["2"]),
    ("list-style-type", &["none", "circle", "decimal", "upper-roman", "georgian", "\"– \""], &["1", "a b"]),
    ("border-collapse", &["collapse"], &["merge", "none"]),
    ("caption-side", &["bottom"], &["left"]),
    ("bookmark-level", &["1", "6"], &["0", "7"]),
    ("bookmark-label", &["attr(title)", "\"Part \" content()"], &["none", "x"]),
    ("page", &["front"], &["1", "front matter"]),
    ("-recto-pullquote", &["here", "straddle", "span"], &["there"]),
    ("-recto-plate", &["page", "bleed"], &["full"]),
    ("-recto-rule-length", &["20mm", "30%"], &["auto", "-1pt"]),
    ("margin", &["0 auto", "1pt 2pt 3pt 4pt"], &["1pt 2pt 3pt 4pt 5pt", ""]),
    ("padding", &["1pt", "1pt 2pt"], &["auto"]),
    ("border", &["1pt solid red", "solid", "red dotted thin"], &["1pt 2pt", "solid dashed", ""]),
    ("border-top", &["1pt solid"], &["1pt solid red blue"]),
    ("border-right", &["none"], &["x"]),
    ("border-bottom", &["thick double"], &["x"]),
    ("border-left", &["1pt solid"], &["x"]),
    ("border-width", &["1pt 2pt"], &["solid"]),
    ("border-style", &["solid none"], &["1pt"]),
    ("border-color", &["red blue"], &["1pt"]),
    ("font", &["9pt X", "italic small-caps bold 9pt/12pt X, serif", "normal 9pt/1.2 X"], &["9pt", "X", "9pt/ X", "bold bold 9pt X"]),
    (
        "font-variant",
        &["small-caps lining-nums", "none", "super", "no-contextual diagonal-fractions"],
        &["small-caps small-caps", "lining-nums lining-nums", "sub super", "contextual no-contextual"],
    ),
    ("columns", &["2", "auto 3", "12em", "3 12em", "12em auto"], &["2 3", "auto auto auto", "-1em"]),
    ("column-rule", &["1pt solid"], &["x"]),
    ("gap", &["1em"], &["1em 2em"]),
    (
        "background",
        &["red", "none", "red url(x.png)", "url(x.png) center / cover no-repeat", "right 2pt top red repeat-x"],
        &["", "red blue", "cover", "url(a) url(b)", "url(a), red", "center / cover / contain"],
    ),
    ("list-style", &["none", "square"], &["inside square"]),
    ("page-break-before", &["always"], &["x"]),
    ("page-break-after", &["avoid"], &["x"]),
    ("page-break-inside", &["avoid"], &["always"]),
    ("size", &["A5", "landscape", "B5 landscape", "letter", "129mm 198mm", "7in"], &["A7", "1mm", "9m", "10em", "A4 A5", "auto"]),
    ("bleed", &["auto", "3mm"], &["-1mm", "10%", "1m"]),
    ("marks", &["none", "crop", "cross crop"], &["crop crop", "fold"]),
];

#[test]
fn every_property_takes_what_it_should_and_nothing_else() {
    for (name, valid, invalid) in CASES {
        let property = Property::of(name, true).expect(name);
        for value in *valid {
            assert!(property.read(value).is_ok(), "{name}: {value}");
        }
        for value in *invalid {
            assert!(property.read(value).is_err(), "{name}: {value}");
        }
        for word in ["initial", "inherit", "UNSET"] {
            assert_eq!(property.read(word).is_ok(), !property.longhands().is_empty(), "{name}: {word}");
        }
    }
}

#[test]
fn no_property_is_left_untried() {
    let tried: BTreeSet<&str> = CASES.iter().map(|(name, ..)| *name).collect();
    let known =
        LONGHANDS.iter().map(|row| row.name).chain(SHORTHANDS.iter().map(|row| row.name)).chain(DESCRIPTORS.iter().map(|row| row.name));
    for name in known {
        assert!(tried.contains(name), "{name} has no case");
    }
}

#[test]
fn every_value_changes_a_style_and_is_taken_over_whole() {
    let seen = |computing: &Computing| format!("{computing:?}");
    for row in LONGHANDS {
        let (_, valid, _) = CASES.iter().find(|(name, ..)| *name == row.name).expect(row.name);
        for value in *valid {
            let value_read = Parser::new(value).parse_entirely(row.parse).expect(value);
            let initial = Computing::initial();
            let mut changed = initial.clone();
            (row.compute)(&value_read, &mut changed);
            assert_ne!(seen(&changed), seen(&initial), "{}: {value} changes nothing", row.name);
            let mut child = initial.clone();
            (row.copy)(&changed, &mut child);
            assert_eq!(seen(&child), seen(&changed), "{}: {value} is not taken over whole", row.name);
        }
    }
}

#[test]
fn shorthands_name_longhands_that_exist() {
    for row in SHORTHANDS {
        assert_eq!(row.ids().count(), row.longhands.len(), "{}", row.name);
    }
}
