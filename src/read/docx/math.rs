//! Formulas of Word (OMML, ECMA-376-1, 22.1) as TeX.

use crate::base::xml::{Element, Node};

/// A formula.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Formula {
    /// Its source, without dollar signs.
    pub source: String,
    /// The parts of which only the words were kept.
    pub unknown: Vec<String>,
}

/// The TeX of an `oMath`.
pub(super) fn tex(math: &Element) -> Formula {
    let mut formula = Formula::default();
    let source = formula.all(math);
    formula.source = source.split_whitespace().collect::<Vec<_>>().join(" ");
    formula
}

impl Formula {
    fn all(&mut self, parent: &Element) -> String {
        let parts: Vec<String> = parent.elements().map(|element| self.element(element)).collect();
        parts.into_iter().fold(String::new(), |whole, part| glue(whole, &part))
    }

    /// What stands in a child of that name; nothing if there is none.
    fn part(&mut self, parent: &Element, name: &str) -> String {
        parent.child(name).map(|child| self.all(child)).unwrap_or_default()
    }

    fn group(&mut self, parent: &Element, name: &str) -> String {
        format!("{{{}}}", self.part(parent, name))
    }

    fn element(&mut self, element: &Element) -> String {
        match element.name.as_str() {
            "r" => run(element),
            "f" => self.fraction(element),
            "sSup" => format!("{}^{}", self.base(element), self.group(element, "sup")),
            "sSub" => format!("{}_{}", self.base(element), self.group(element, "sub")),
            "sSubSup" => format!("{}_{}^{}", self.base(element), self.group(element, "sub"), self.group(element, "sup")),
            "sPre" => format!("{{}}_{}^{}{}", self.group(element, "sub"), self.group(element, "sup"), self.group(element, "e")),
            "rad" => self.root(element),
            "d" => self.delimited(element),
            "nary" => self.large_operator(element),
            "func" => format!("{} {}", self.function_name(element), self.group(element, "e")),
            "limLow" => format!("\\underset{}{}", self.group(element, "lim"), self.group(element, "e")),
            "limUpp" => format!("\\overset{}{}", self.group(element, "lim"), self.group(element, "e")),
            "acc" => format!("{}{}", accent(property(element, "accPr", "chr").unwrap_or("\u{302}")), self.group(element, "e")),
            "bar" => {
                let below = property(element, "barPr", "pos") != Some("top");
                format!("{}{}", if below { "\\underline" } else { "\\overline" }, self.group(element, "e"))
            }
            "groupChr" => {
                let below = property(element, "groupChrPr", "pos") != Some("top");
                format!("{}{}", if below { "\\underbrace" } else { "\\overbrace" }, self.group(element, "e"))
            }
            "m" => self.matrix(element),
            "eqArr" => {
                let rows: Vec<String> = element.elements().filter(|row| row.name == "e").map(|row| self.all(row)).collect();
                format!("\\begin{{aligned}}{}\\end{{aligned}}", rows.join(" \\\\ "))
            }
            "borderBox" => format!("\\boxed{}", self.group(element, "e")),
            "phant" | "box" => self.group(element, "e"),
            name if name.ends_with("Pr") => String::new(),
            // Words that are tracked, tagged or bookmarked inside a formula.
            "ins" | "moveTo" | "sdt" | "sdtContent" | "smartTag" | "customXml" | "oMath" | "e" | "num" | "den" | "sub" | "sup" | "deg"
            | "fName" => self.all(element),
            "del" | "moveFrom" | "bookmarkStart" | "bookmarkEnd" | "proofErr" => String::new(),
            other => {
                self.unknown.push(other.to_owned());
                self.all(element)
            }
        }
    }

    /// What an index stands at: in braces unless it is one sign.
    fn base(&mut self, element: &Element) -> String {
        let base = self.part(element, "e");
        if base.chars().count() == 1 { base } else { format!("{{{base}}}") }
    }

    fn fraction(&mut self, element: &Element) -> String {
        let (above, below) = (self.group(element, "num"), self.group(element, "den"));
        match property(element, "fPr", "type") {
            Some("noBar") => format!("\\binom{above}{below}"),
            Some("lin") => format!("{above}/{below}"),
            _ => format!("\\frac{above}{below}"),
        }
    }

    fn root(&mut self, element: &Element) -> String {
        let degree = self.part(element, "deg");
        let inside = self.group(element, "e");
        if degree.is_empty() { format!("\\sqrt{inside}") } else { format!("\\sqrt[{degree}]{inside}") }
    }

    fn delimited(&mut self, element: &Element) -> String {
        let sign = |name: &str, usual: &str| delimiter(property(element, "dPr", name).unwrap_or(usual));
        let (open, close) = (sign("begChr", "("), sign("endChr", ")"));
        let between = property(element, "dPr", "sepChr").unwrap_or("|").to_owned();
        let parts: Vec<String> = element.elements().filter(|part| part.name == "e").map(|part| self.all(part)).collect();
        format!("\\left{open} {} \\right{close}", parts.join(&format!(" {} ", symbol_text(&between))))
    }

    fn large_operator(&mut self, element: &Element) -> String {
        let operator = match property(element, "naryPr", "chr").unwrap_or("∫") {
            "∑" => "\\sum".to_owned(),
            "∏" => "\\prod".to_owned(),
            "∐" => "\\coprod".to_owned(),
            "∫" => "\\int".to_owned(),
            "∬" => "\\iint".to_owned(),
            "∭" => "\\iiint".to_owned(),
            "∮" => "\\oint".to_owned(),
            "⋃" => "\\bigcup".to_owned(),
            "⋂" => "\\bigcap".to_owned(),
            "⋁" => "\\bigvee".to_owned(),
            "⋀" => "\\bigwedge".to_owned(),
            "⨁" => "\\bigoplus".to_owned(),
            "⨂" => "\\bigotimes".to_owned(),
            other => format!("\\mathop{{{}}}", symbol_text(other)),
        };
        let mut whole = operator;
        for (name, sign) in [("sub", '_'), ("sup", '^')] {
            let limit = self.part(element, name);
            if !limit.is_empty() {
                whole.push_str(&format!("{sign}{{{limit}}}"));
            }
        }
        format!("{whole} {}", self.group(element, "e"))
    }

    fn function_name(&mut self, element: &Element) -> String {
        let Some(name) = element.child("fName") else { return String::new() };
        match name.child("limLow") {
            Some(limit) => format!("{}_{}", function(&self.part(limit, "e")), self.group(limit, "lim")),
            None => function(&self.all(name)),
        }
    }

    fn matrix(&mut self, element: &Element) -> String {
        let rows: Vec<String> = element
            .elements()
            .filter(|row| row.name == "mr")
            .map(|row| row.elements().filter(|cell| cell.name == "e").map(|cell| self.all(cell)).collect::<Vec<_>>().join(" & "))
            .collect();
        format!("\\begin{{matrix}}{}\\end{{matrix}}", rows.join(" \\\\ "))
    }
}

/// The command of a function that TeX knows by name; any other name as it stands.
fn function(name: &str) -> String {
    const KNOWN: [&str; 30] = [
        "sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "coth", "log", "ln", "lg", "exp",
        "lim", "max", "min", "sup", "inf", "det", "dim", "ker", "gcd", "arg", "deg", "hom", "Pr",
    ];
    let bare = name.strip_prefix("\\mathrm{").and_then(|name| name.strip_suffix('}')).unwrap_or(name);
    if KNOWN.contains(&bare) { format!("\\{bare}") } else { name.to_owned() }
}

/// Joins two stretches of TeX; a blank where a command would swallow a letter.
fn glue(mut whole: String, part: &str) -> String {
    let command = whole.rfind('\\').is_some_and(|at| {
        let name = whole.get(at + 1..).unwrap_or_default();
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic())
    });
    if command && part.starts_with(|c: char| c.is_ascii_alphabetic()) {
        whole.push(' ');
    }
    whole.push_str(part);
    whole
}

/// The value of a property of a formula's part.
fn property<'a>(element: &'a Element, group: &str, name: &str) -> Option<&'a str> {
    element.child(group)?.child(name).map(|property| property.any("val").unwrap_or_default())
}

/// A run of signs: upright words in `\mathrm` or `\text`, bold and script letters in their commands.
fn run(element: &Element) -> String {
    let mut text = String::new();
    for child in element.elements().filter(|child| child.name == "t") {
        child.kids.iter().for_each(|kid| {
            if let Node::Text(words) = kid {
                text.push_str(words)
            }
        });
    }
    let is = |name: &str, value: &str| property(element, "rPr", name) == Some(value);
    if property(element, "rPr", "nor").is_some() {
        return if text.trim().is_empty() { "\\ ".to_owned() } else { format!("\\text{{{}}}", escaped(&text)) };
    }
    let signs = symbol_text(&text);
    match () {
        () if is("scr", "double-struck") => format!("\\mathbb{{{signs}}}"),
        () if is("scr", "script") => format!("\\mathcal{{{signs}}}"),
        () if is("scr", "fraktur") => format!("\\mathfrak{{{signs}}}"),
        () if is("sty", "b") => format!("\\mathbf{{{signs}}}"),
        () if is("sty", "p") && text.chars().any(char::is_alphabetic) => format!("\\mathrm{{{signs}}}"),
        () => signs,
    }
}

/// Words inside `\text`.
fn escaped(text: &str) -> String {
    text.chars().fold(String::new(), |mut whole, c| {
        match c {
            '{' | '}' | '$' | '%' | '&' | '#' | '_' => whole.extend(['\\', c]),
            '\\' => whole.push_str("\\textbackslash "),
            c => whole.push(c),
        }
        whole
    })
}

/// Signs with what TeX gives a meaning to escaped. Letters and operators of Unicode stay: every TeX of today reads them.
fn symbol_text(text: &str) -> String {
    text.chars().fold(String::new(), |whole, c| match c {
        '{' | '}' | '$' | '%' | '#' | '_' => glue(whole, &format!("\\{c}")),
        '\\' => glue(whole, "\\backslash"),
        '^' => glue(whole, "\\hat{}"),
        '~' => glue(whole, "\\sim"),
        // Word marks where the lines of a system of equations stand below each other.
        '&' => glue(whole, "&"),
        '−' => glue(whole, "-"),
        '\u{2061}' | '\u{2062}' | '\u{2063}' | '\u{200B}' => whole,
        '\u{A0}' | '\u{2009}' | '\u{2003}' => glue(whole, "\\ "),
        c => glue(whole, c.encode_utf8(&mut [0; 4])),
    })
}

fn delimiter(sign: &str) -> String {
    match sign {
        "" => ".".to_owned(),
        "{" | "}" => format!("\\{sign}"),
        "⟨" | "〈" => "\\langle".to_owned(),
        "⟩" | "〉" => "\\rangle".to_owned(),
        "⌊" => "\\lfloor".to_owned(),
        "⌋" => "\\rfloor".to_owned(),
        "⌈" => "\\lceil".to_owned(),
        "⌉" => "\\rceil".to_owned(),
        "‖" => "\\|".to_owned(),
        other => other.to_owned(),
    }
}

/// The command for an accent, which Word gives as a combining character.
fn accent(sign: &str) -> &'static str {
    match sign {
        "\u{300}" => "\\grave",
        "\u{301}" => "\\acute",
        "\u{303}" | "~" | "˜" => "\\tilde",
        "\u{304}" | "\u{305}" | "¯" => "\\bar",
        "\u{306}" => "\\breve",
        "\u{307}" => "\\dot",
        "\u{308}" => "\\ddot",
        "\u{30C}" => "\\check",
        "\u{20D7}" | "→" => "\\vec",
        _ => "\\hat",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::xml::parse;

    fn made(omml: &str) -> String {
        tex(&parse(format!("<oMath>{omml}</oMath>").as_bytes()).expect("well-formed")).source
    }

    #[test]
    fn common_formulas_become_tex() {
        let r = |text: &str| format!("<r><t>{text}</t></r>");
        let fraction = format!("<f><num>{}</num><den>{}</den></f>", r("a+1"), r("b"));
        assert_eq!(made(&fraction), "\\frac{a+1}{b}");
        assert_eq!(made(&format!("<sSup><e>{}</e><sup>{}</sup></sSup>", r("x"), r("10"))), "x^{10}");
        assert_eq!(made(&format!("<rad><deg>{}</deg><e>{}</e></rad>", r("3"), r("x"))), "\\sqrt[3]{x}");
        let sum = format!("<nary><naryPr><chr val='∑'/></naryPr><sub>{}</sub><sup>{}</sup><e>{}</e></nary>", r("i=1"), r("n"), r("i"));
        assert_eq!(made(&sum), "\\sum_{i=1}^{n} {i}");
        assert_eq!(made(&format!("<func><fName><r><rPr><sty val='p'/></rPr><t>sin</t></r></fName><e>{}</e></func>", r("x"))), "\\sin {x}");
        let limit = format!(
            "<func><fName><limLow><e><r><rPr><sty val='p'/></rPr><t>lim</t></r></e><lim>{}</lim></limLow></fName><e>{}</e></func>",
            r("n→∞"),
            r("a")
        );
        assert_eq!(made(&limit), "\\lim_{n→∞} {a}");
        assert_eq!(made(&format!("<d><dPr><begChr val='['/><endChr val=']'/></dPr><e>{}</e></d>", r("a"))), "\\left[ a \\right]");
        assert_eq!(made(&r("100%")), "100\\%");
        let matrix = format!("<m><mr><e>{}</e><e>{}</e></mr><mr><e>{}</e><e>{}</e></mr></m>", r("a"), r("b"), r("c"), r("d"));
        assert_eq!(made(&matrix), "\\begin{matrix}a & b \\\\ c & d\\end{matrix}");
    }

    #[test]
    fn unknown_parts_keep_their_words() {
        let formula = tex(&parse(b"<oMath><strange><e><r><t>x</t></r></e></strange></oMath>").expect("well-formed"));
        assert_eq!((formula.source.as_str(), formula.unknown.len()), ("x", 1));
    }
}
