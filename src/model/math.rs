//! Formulas: from the notation of TeX to MathML, which reading systems show and speak.

use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};

use crate::base::xml;

/// Longer formulas are none that anybody reads.
const LONGEST: usize = 10_000;
/// How deep groups may stand inside each other.
const DEEPEST: usize = 60;
/// Formulas of so many bytes cannot exhaust any stack.
const SHORT: usize = 120;
/// Room for the deepest recursion that the longest formula can ask for.
const STACK: usize = 256 * 1024 * 1024;

/// The namespace of MathML.
pub const NAMESPACE: &str = "http://www.w3.org/1998/Math/MathML";

/// A part of a formula.
#[derive(Clone, Debug, PartialEq)]
pub enum MathPart {
    /// An element of MathML.
    Element {
        /// Its name.
        name: &'static str,
        /// Its attributes.
        attributes: Vec<(&'static str, String)>,
        /// What it holds.
        parts: Vec<MathPart>,
    },
    /// Signs and words.
    Text(String),
}

/// The formula as a `math` element of MathML Core. `display` sets it as a formula on its own line.
///
/// # Errors
/// What is wrong with the TeX, in a few words, when it cannot be read.
pub fn mathml(source: &str, display: bool) -> Result<MathPart, String> {
    let prepared = prepared(source).ok_or("it is too long or nested too deeply")?;
    let written = if prepared.len() <= SHORT { converted(&prepared, display) } else { with_room(prepared, display) }?;
    let tree = xml::parse(written.as_bytes()).map_err(|_| "the formula reader made nothing of it".to_owned())?;
    match part(xml::Node::Element(tree)) {
        Some(MathPart::Element { name, mut attributes, parts }) => {
            attributes.push(("xmlns", NAMESPACE.to_owned()));
            // Who cannot show MathML speaks or shows the source.
            attributes.push(("alttext", source.trim().to_owned()));
            Ok(MathPart::Element { name, attributes, parts })
        }
        _ => Err("the formula reader made nothing of it".to_owned()),
    }
}

/// MathML as text.
fn converted(source: &str, display: bool) -> Result<String, String> {
    let macros = MACROS.iter().map(|&(name, meaning)| (name.to_owned(), meaning.to_owned())).collect();
    let converter = LatexToMathML::new(MathCoreConfig { macros, ..MathCoreConfig::default() });
    let converter = converter.map_err(|_| "the formula reader cannot start".to_owned())?;
    let way = if display { MathDisplay::Block } else { MathDisplay::Inline };
    converter.convert_with_local_state(source, way).map(|written| written.mathml).map_err(|error| error.to_string())
}

/// The same on a thread of its own: the converter recurses over arguments without a bound, and a stack that runs out ends
/// the program.
fn with_room(source: String, display: bool) -> Result<String, String> {
    let failed = || "it is too long or nested too deeply".to_owned();
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(move || converted(&source, display));
    thread.map_err(|_| failed())?.join().map_err(|_| failed())?
}

/// Commands that authors use and the converter does not know, by those it does.
const MACROS: [(&str, &str); 6] = [
    ("dotsb", r"\cdots"),
    ("dotsc", r"\ldots"),
    ("dotsi", r"\cdots"),
    ("dotsm", r"\cdots"),
    ("dotso", r"\ldots"),
    ("widetilde", r"\tilde{#1}"),
];

/// The source without what has no meaning in one formula alone, and with other names for environments that are the same;
/// nothing if it is longer or nested deeper than any formula that somebody reads.
pub fn prepared(source: &str) -> Option<String> {
    if source.len() > LONGEST || nesting(source) > DEEPEST {
        return None;
    }
    let mut source = source.to_owned();
    for (from, to) in [("split", "aligned"), ("eqnarray*", "aligned"), ("eqnarray", "aligned"), ("align*", "aligned"), ("align", "aligned")]
    {
        source = source.replace(&format!("\\begin{{{from}}}"), &format!("\\begin{{{to}}}"));
        source = source.replace(&format!("\\end{{{from}}}"), &format!("\\end{{{to}}}"));
    }
    // Numbers and references of formulas are the publication's business.
    for (start, end) in [("\\label{", '}')] {
        while let Some(at) = source.find(start) {
            let Some(length) = source.get(at..).and_then(|rest| rest.find(end)) else { break };
            source.replace_range(at..=at + length, "");
        }
    }
    Some(source)
}

/// How deep braces stand inside each other.
fn nesting(source: &str) -> usize {
    let (mut depth, mut deepest) = (0usize, 0);
    for c in source.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// Elements of MathML that a converter may make.
const NAMES: [&str; 29] = [
    "math",
    "mrow",
    "mi",
    "mn",
    "mo",
    "ms",
    "mtext",
    "mspace",
    "mfrac",
    "msqrt",
    "mroot",
    "mstyle",
    "merror",
    "mpadded",
    "mphantom",
    "msub",
    "msup",
    "msubsup",
    "munder",
    "mover",
    "munderover",
    "mmultiscripts",
    "mprescripts",
    "mtable",
    "mtr",
    "mtd",
    "menclose",
    "semantics",
    "none",
];
/// Attributes that keep their meaning everywhere.
const ATTRIBUTES: [&str; 22] = [
    "display",
    "displaystyle",
    "scriptlevel",
    "mathvariant",
    "stretchy",
    "symmetric",
    "largeop",
    "movablelimits",
    "form",
    "fence",
    "separator",
    "lspace",
    "rspace",
    "minsize",
    "maxsize",
    "accent",
    "accentunder",
    "linethickness",
    "width",
    "height",
    "depth",
    "voffset",
];

fn part(node: xml::Node) -> Option<MathPart> {
    let element = match node {
        xml::Node::Text(words) => return Some(MathPart::Text(words)),
        xml::Node::Element(element) => element,
    };
    let name = NAMES.into_iter().find(|name| *name == element.name);
    let parts: Vec<MathPart> = element.kids.into_iter().filter_map(part).collect();
    // Another element is none that MathML knows: what it holds stays.
    let Some(name) = name else { return Some(MathPart::Element { name: "mrow", attributes: Vec::new(), parts }) };
    let mut attributes = Vec::new();
    for attribute in element.attributes {
        if let Some(known) = ATTRIBUTES.into_iter().find(|known| *known == attribute.name) {
            attributes.push((known, attribute.value));
        } else if attribute.name == "style" && name == "mtd" {
            // The EPUB carries no styles on elements; columns of equations must stand at their signs all the same.
            let side = ["left", "right"].into_iter().find(|side| attribute.value.contains(&format!("text-align: {side}")));
            attributes.extend(side.map(|side| ("columnalign", side.to_owned())));
        }
    }
    Some(styled(name, attributes, parts))
}

/// An element with the attributes that the schema of EPUB grants it: size and style of all it holds are `mstyle`'s to say
/// (MathML 3, 3.3.4), around it, or in a cell inside it.
fn styled(name: &'static str, attributes: Vec<(&'static str, String)>, parts: Vec<MathPart>) -> MathPart {
    let is_style = |key: &str| match key {
        "scriptlevel" => !matches!(name, "math" | "mstyle"),
        "displaystyle" => !matches!(name, "math" | "mstyle" | "mtable"),
        _ => false,
    };
    let (style, own): (Vec<_>, Vec<_>) = attributes.into_iter().partition(|(key, _)| is_style(key));
    let mstyle = |parts| MathPart::Element { name: "mstyle", attributes: style.clone(), parts };
    match name {
        _ if style.is_empty() => MathPart::Element { name, attributes: own, parts },
        "mtd" => MathPart::Element { name, attributes: own, parts: vec![mstyle(parts)] },
        "mtr" => MathPart::Element { name, attributes: own, parts },
        _ => mstyle(vec![MathPart::Element { name, attributes: own, parts }]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(part: &MathPart) -> String {
        match part {
            MathPart::Text(words) => words.clone(),
            MathPart::Element { parts, .. } => parts.iter().map(words).collect(),
        }
    }

    #[test]
    fn formulas_of_all_trades_can_be_read() {
        let formulas = [
            r"E = mc^2",
            r"\frac{-b \pm \sqrt{b^2 - 4ac}}{2a}",
            r"\sum_{i=1}^{n} i = \frac{n(n+1)}{2}",
            r"\int_0^\infty e^{-x^2}\,dx = \frac{\sqrt{\pi}}{2}",
            r"\lim_{x \to 0} \frac{\sin x}{x} = 1",
            r"\begin{pmatrix} a & b \\ c & d \end{pmatrix} \cdot \vec{v}",
            r"\begin{cases} x & \text{if } x \ge 0 \\ -x & \text{otherwise} \end{cases}",
            r"\begin{align} a &= b \\ c &= d \end{align}",
            r"\begin{split} a &= b \\ &= d \end{split}",
            r"\left\{ x \in \mathbb{R} \mid x > 0 \right\}",
            r"\sqrt[3]{x+y} + \overbrace{a+b}^{n} + \widetilde{xyz}",
            r"\nabla \times \mathbf{E} = -\frac{\partial \mathbf{B}}{\partial t}",
            r"\binom{n}{k} = \frac{n!}{k!(n-k)!} \label{eq:binomial}",
            r"\mathcal{L}\{f\}(s) \quad a \equiv b \pmod{n}",
            r"\xrightarrow{f} \big( \Big[ f'(x) = f''(x), \dotsc",
            r"P(A\mid B) = \frac{P(B\mid A)P(A)}{P(B)}",
        ];
        for formula in formulas {
            let formula = mathml(formula, true).unwrap_or_else(|error| unreachable!("{formula}: {error}"));
            assert!(matches!(&formula, MathPart::Element { name: "math", .. }) && !words(&formula).is_empty());
        }
        assert_eq!(words(&mathml("a < b", false).expect("this is a formula")), "a<b");
    }

    #[test]
    fn what_is_no_formula_is_refused_without_harm() {
        for wrong in [r"\frac", r"\frac{1}{", "x^", r"\unknowncommand{x}", "}{"] {
            assert!(mathml(wrong, false).is_err(), "{wrong}");
        }
        for opener in ["{", "x^", "\\left(", "\\sqrt ", "\\begin{matrix}"] {
            let _ = mathml(&opener.repeat(5_000), true);
            let _ = mathml(&opener.repeat(900), true);
        }
    }
}
