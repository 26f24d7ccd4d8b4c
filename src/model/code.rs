//! Code: which languages are known by name, and what the parts of a text are to its language.
//!
//! The grammars are those of the editors that many people write code with (TextMate's, as `two-face` collects them);
//! `syntect` reads with them. They are unpacked when the first code block that names a language asks for them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use rayon::prelude::*;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

use super::block::{Block, BlockKind};
use super::publication::Publication;
use super::visit::Part;
use crate::base;

/// What a part of a text is to its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Token {
    /// A word that the language reserves.
    Keyword,
    /// The name of a type.
    Type,
    /// The name of a function.
    Function,
    /// Words between quotation marks.
    Text,
    /// A number.
    Number,
    /// A value with a name of its own, or a sign written by its code.
    Constant,
    /// What the computer passes over.
    Comment,
    /// The name of an element of markup.
    Tag,
    /// The name of an attribute, or an annotation.
    Attribute,
    /// A heading.
    Heading,
    /// What was added.
    Inserted,
    /// What was taken out.
    Deleted,
}

impl Token {
    /// The class of the span around it.
    pub fn class(self) -> &'static str {
        match self {
            Self::Keyword => "tok-keyword",
            Self::Type => "tok-type",
            Self::Function => "tok-function",
            Self::Text => "tok-string",
            Self::Number => "tok-number",
            Self::Constant => "tok-constant",
            Self::Comment => "tok-comment",
            Self::Tag => "tok-tag",
            Self::Attribute => "tok-attribute",
            Self::Heading => "tok-heading",
            Self::Inserted => "tok-inserted",
            Self::Deleted => "tok-deleted",
        }
    }
}

/// Stretches of a text, one after the other, that cover all of it.
pub type Tokens = Vec<(Option<Token>, Range<usize>)>;

/// What is known of a language by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// Its parts are told apart.
    Yes,
    /// The name says that there is nothing to tell apart.
    Plain,
    /// Nothing; the nearest name of a known language, if any is near.
    No(Option<String>),
}

/// Names for what is no language.
const PLAIN: [&str; 19] = [
    "text",
    "txt",
    "plain",
    "plaintext",
    "plain-text",
    "none",
    "no-highlight",
    "nohighlight",
    "output",
    "ascii",
    "verbatim",
    "raw",
    "console",
    "terminal",
    "shell-session",
    "mermaid",
    "ebnf",
    "bnf",
    "pseudocode",
];

/// Names that the grammars do not answer to, by those they do.
const OTHER_NAMES: [(&str, &str); 11] = [
    ("shell", "bash"),
    ("golang", "go"),
    ("csharp", "cs"),
    ("jsonc", "json"),
    ("json5", "json"),
    ("docker", "dockerfile"),
    ("pwsh", "ps1"),
    ("elisp", "el"),
    ("ocaml", "ml"),
    ("x86asm", "asm"),
    ("objective-c", "objc"),
];

/// Longer texts stay plain: nobody reads them for their parts, and a grammar may take its time over them.
const LONGEST_TEXT: usize = 100_000;
/// A text with a longer line is data rather than code, and stays plain.
const LONGEST_LINE: usize = 1_000;

/// The grammars, and the kinds of scopes that matter, each more special one before the more general.
struct Grammars {
    set: SyntaxSet,
    kinds: Vec<(Scope, Option<Token>)>,
}

static GRAMMARS: LazyLock<Grammars> = LazyLock::new(|| {
    let kinds = SCOPES.iter().filter_map(|&(scope, token)| Some((Scope::new(scope).ok()?, token))).collect();
    Grammars { set: two_face::syntax::extra_newlines(), kinds }
});

/// What the names mean that grammars give to parts (the scopes of TextMate and Sublime Text).
const SCOPES: [(&str, Option<Token>); 33] = [
    ("comment", Some(Token::Comment)),
    ("constant.numeric", Some(Token::Number)),
    ("constant", Some(Token::Constant)),
    ("string", Some(Token::Text)),
    // What is put into a string is code again.
    ("meta.interpolation", None),
    ("meta.template.expression", None),
    ("variable.language", Some(Token::Keyword)),
    ("variable.function", Some(Token::Function)),
    ("variable.annotation", Some(Token::Attribute)),
    ("keyword", Some(Token::Keyword)),
    ("storage", Some(Token::Keyword)),
    ("entity.name.function", Some(Token::Function)),
    ("entity.name.macro", Some(Token::Function)),
    ("entity.name.tag", Some(Token::Tag)),
    ("entity.name.section", Some(Token::Heading)),
    ("entity.name.type", Some(Token::Type)),
    ("entity.name.class", Some(Token::Type)),
    ("entity.name.struct", Some(Token::Type)),
    ("entity.name.enum", Some(Token::Type)),
    ("entity.name.trait", Some(Token::Type)),
    ("entity.name.interface", Some(Token::Type)),
    ("entity.name.impl", Some(Token::Type)),
    ("entity.other.inherited-class", Some(Token::Type)),
    ("entity.other.attribute-name", Some(Token::Attribute)),
    ("support.function", Some(Token::Function)),
    ("support.macro", Some(Token::Function)),
    ("support.type", Some(Token::Type)),
    ("support.class", Some(Token::Type)),
    ("support.constant", Some(Token::Constant)),
    ("meta.annotation", Some(Token::Attribute)),
    ("markup.heading", Some(Token::Heading)),
    ("markup.inserted", Some(Token::Inserted)),
    ("markup.deleted", Some(Token::Deleted)),
];

/// What is known of a language, by the name that a code block gives it.
pub fn known(language: &str) -> Known {
    let name = bare(language);
    if name.is_empty() || PLAIN.contains(&name.as_str()) {
        return Known::Plain;
    }
    match syntax(&name) {
        Some(_) => Known::Yes,
        None => Known::No(base::nearest(&name, names()).map(str::to_lowercase)),
    }
}

/// The name alone: mdBook and others add words after a comma.
fn bare(language: &str) -> String {
    language.split([',', ';', ':', ' ', '{']).next().unwrap_or_default().trim().to_lowercase()
}

fn syntax(name: &str) -> Option<&'static SyntaxReference> {
    let other = OTHER_NAMES.iter().find(|(other, _)| *other == name).map_or(name, |&(_, own)| own);
    GRAMMARS.set.find_syntax_by_token(other)
}

/// What languages are called and how their files end.
fn names() -> impl Iterator<Item = &'static str> {
    let known = GRAMMARS.set.syntaxes().iter().filter(|syntax| !syntax.hidden);
    let known = known.flat_map(|syntax| [syntax.name.as_str()].into_iter().chain(syntax.file_extensions.iter().map(String::as_str)));
    known.chain(OTHER_NAMES.iter().map(|&(other, _)| other))
}

/// The parts of a text in a language; nothing if the language is not known or the text is too long to be read.
pub fn tokens(language: &str, text: &str) -> Tokens {
    let name = bare(language);
    if PLAIN.contains(&name.as_str()) || text.len() > LONGEST_TEXT || text.lines().any(|line| line.len() > LONGEST_LINE) {
        return Tokens::new();
    }
    syntax(&name).and_then(|syntax| parts(syntax, text)).unwrap_or_default()
}

/// The parts of a text; nothing if the grammar fails on it.
fn parts(syntax: &SyntaxReference, text: &str) -> Option<Tokens> {
    let (mut state, mut stack, mut tokens) = (ParseState::new(syntax), ScopeStack::new(), Tokens::new());
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        let mut from = 0;
        for (at, change) in state.parse_line(line, &GRAMMARS.set).ok()? {
            add(&mut tokens, text, line_start + from..line_start + at.min(line.len()), &stack);
            from = at.min(line.len());
            stack.apply(&change).ok()?;
        }
        add(&mut tokens, text, line_start + from..line_start + line.len(), &stack);
        line_start += line.len();
    }
    Some(tokens)
}

/// Adds a part, to the one before it if both are the same to the language.
fn add(tokens: &mut Tokens, text: &str, range: Range<usize>, stack: &ScopeStack) {
    let Some(words) = text.get(range.clone()).filter(|words| !words.is_empty()) else { return };
    let token = stack.as_slice().iter().rev().find_map(|&scope| GRAMMARS.kinds.iter().find(|(kind, _)| kind.is_prefix_of(scope)));
    let token = token.and_then(|&(_, token)| token).filter(|&token| is_worth_it(token, words));
    match tokens.last_mut() {
        Some((last, whole)) if *last == token => whole.end = range.end,
        _ => tokens.push((token, range)),
    }
}

/// Signs that a language reserves are plain to see, and spaces are nothing to see.
fn is_worth_it(token: Token, words: &str) -> bool {
    match token {
        Token::Comment | Token::Text | Token::Inserted | Token::Deleted => true,
        Token::Keyword => words.contains(char::is_alphabetic),
        _ => !words.trim().is_empty(),
    }
}

/// The parts of all code of a publication, by language and text.
#[derive(Debug, Default)]
pub(super) struct Colours<'a> {
    tokens: BTreeMap<&'a str, BTreeMap<&'a str, Tokens>>,
}

impl<'a> Colours<'a> {
    /// Reads all code that names a language, on all cores.
    pub(super) fn of(publication: &'a Publication) -> Self {
        let mut found = BTreeSet::new();
        for piece in &publication.pieces {
            let notes = piece.notes.iter().flat_map(|note| &note.content);
            piece.standfirst.iter().chain(&piece.body).chain(notes).for_each(|block| collect(block, &mut found));
        }
        let read: Vec<_> = found.into_par_iter().map(|(language, text)| (language, text, tokens(language, text))).collect();
        let mut colours = Self::default();
        for (language, text, tokens) in read {
            colours.tokens.entry(language).or_default().insert(text, tokens);
        }
        colours
    }

    /// The parts of a text; nothing if they are not told apart.
    pub(super) fn get(&self, language: &str, text: &str) -> &[(Option<Token>, Range<usize>)] {
        self.tokens.get(language).and_then(|texts| texts.get(text)).map_or(&[], Vec::as_slice)
    }
}

fn collect<'a>(block: &'a Block, found: &mut BTreeSet<(&'a str, &'a str)>) {
    if let BlockKind::Code { language: Some(language), text } = &block.kind {
        found.insert((language, text));
    }
    block.each_part(&mut |part| {
        if let Part::Blocks(blocks) = part {
            blocks.iter().for_each(|block| collect(block, found));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts of a text that mean something, by class.
    fn found<'a>(language: &str, text: &'a str) -> Vec<(&'static str, &'a str)> {
        let tokens = tokens(language, text);
        assert_eq!(tokens.iter().map(|(_, range)| &text[range.clone()]).collect::<String>(), text, "not a byte is lost");
        tokens.iter().filter_map(|(token, range)| Some((token.as_ref()?.class(), &text[range.clone()]))).collect()
    }

    #[test]
    fn languages_are_read_by_their_grammar() {
        let rust = found("rust", "// Adds.\nfn add(a: i32) -> Sum { return \"x\\n\" + 12; }\n");
        for part in [("tok-comment", "// Adds.\n"), ("tok-keyword", "fn"), ("tok-function", "add"), ("tok-number", "12")] {
            assert!(rust.contains(&part), "{part:?} is not in {rust:?}");
        }
        assert!(!rust.iter().any(|(_, words)| matches!(words.trim(), "+" | "->" | "")), "{rust:?}");
        let python = found("python", "def f(self):\n    return not None  # why\n");
        for part in [("tok-keyword", "def"), ("tok-keyword", "not"), ("tok-constant", "None")] {
            assert!(python.contains(&part), "{part:?} is not in {python:?}");
        }
        assert!(found("html", "<p class=\"a\">b</p>\n").contains(&("tok-tag", "p")));
        assert!(found("diff", "-old\n+new\n").contains(&("tok-deleted", "-old\n")));
    }

    #[test]
    fn names_are_known_as_authors_write_them() {
        for name in ["rust", "Rust", "rs", "rust,editable", "js", "javascript", "c++", "csharp", "sh", "shell", "toml", "yaml", "tsx", "go"]
        {
            assert_eq!(known(name), Known::Yes, "{name}");
        }
        assert_eq!(known("text"), Known::Plain);
        assert_eq!(known("pyhton"), Known::No(Some("python".to_owned())));
        assert_eq!(known("qqqqqq"), Known::No(None));
    }

    #[test]
    fn what_is_no_code_stays_plain() {
        assert!(tokens("text", "fn main() {}").is_empty() && tokens("qqqqqq", "fn main() {}").is_empty());
        assert!(tokens("rust", &"x".repeat(LONGEST_LINE + 1)).is_empty());
        assert!(tokens("rust", &"fn x() {}\n".repeat(LONGEST_TEXT / 10 + 1)).is_empty());
    }
}
