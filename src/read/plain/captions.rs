//! Captions and credits of pictures that did not come with the text, and what web pages put around an article.
//!
//! There is no picture to put them under, and no word may be lost: they stay as paragraphs, and the report says where.

use super::article::{Article, Role};
use super::findings::{Confidence, Kind};
use super::lexicon;

/// A caption is no longer than this.
const LONGEST: usize = 60;

/// Marks captions, and lines that belong to a web page.
pub(super) fn mark(article: &mut Article) {
    twins(article);
    for at in 0..article.len() {
        if !article.is_body(at) {
            continue;
        }
        let words = article.get(at).map_or(0, |passage| passage.words);
        if words <= LONGEST
            && let Some(credit) = credit(article.text(at))
        {
            let reason = format!("it names who made a picture: “{credit}”");
            article.mark(at, Role::Caption, Kind::Caption, Confidence::High, reason);
            article.hint("there is no picture here: add one as ![caption](picture.png){credit=\"...\"}, or delete the line");
        } else if words <= 25 && (is_noise(article.text(at)) || at < 6 && is_path(article.text(at))) {
            article.mark(at, Role::Kept, Kind::Kept, Confidence::Medium, "it seems to belong to the web page, not to the article");
            article.hint("delete it if it does");
            if is_related(article.text(at)) && is_link(article, at + 1) {
                let reason = "below a line that points to other articles: the title of one";
                article.mark(at + 1, Role::Kept, Kind::Kept, Confidence::Medium, reason);
                article.hint("delete it if it is");
            }
        }
    }
}

/// The same words twice in a row: pages give a caption once to read and once to those who cannot see the picture.
fn twins(article: &mut Article) {
    for at in 1..article.len() {
        let text = article.text(at);
        let same = article.get(at).is_some_and(|passage| (5..=LONGEST).contains(&passage.words))
            && article.is_body(at)
            && article.is_body(at - 1)
            && article.text(at - 1) == text;
        // A sentence of the text that is set off twice is a pull quote.
        let around = at.saturating_sub(40)..(at + 40).min(article.len());
        if same && !around.into_iter().any(|other| other != at && other + 1 != at && article.text(other).contains(text)) {
            article.mark(at - 1, Role::Caption, Kind::Caption, Confidence::Medium, "the same words twice in a row, as captions are pasted");
            article.hint("delete one of the two lines");
            article.set(at, Role::Caption);
        }
    }
}

/// Whether a line only says that another article comes next.
fn is_related(text: &str) -> bool {
    lexicon::RELATED.contains(&text.trim_end_matches([':', ' ', '\u{A0}']).to_lowercase().as_str())
}

/// Whether a passage can be the title of another article.
fn is_link(article: &Article, at: usize) -> bool {
    article.is_body(at) && article.get(at).is_some_and(|passage| passage.words <= 25 && !super::text::ends_sentence(&passage.text))
}

/// The way to a page, or what stands in the title bar above it: "Home > World > Asia", "The Border | Example | example.org".
fn is_path(text: &str) -> bool {
    let steps = [" / ", " > ", " » ", " › "].iter().any(|step| text.matches(step).count() >= 2);
    let address = |last: &str| last.contains('.') && !last.contains(' ') && !last.ends_with('.');
    (steps && !super::text::ends_sentence(text)) || text.rsplit_once(" | ").is_some_and(|(_, last)| address(last))
}

/// The credit at the end or the beginning of a caption.
fn credit(text: &str) -> Option<&str> {
    let lower = text.to_lowercase();
    if lexicon::CREDITS.iter().any(|credit| *credit != "source:" && *credit != "quelle:" && lower.starts_with(credit)) {
        return Some(text);
    }
    if let Some(sign) = text.rfind(['©', '℗']).filter(|&sign| text.len() - sign <= 120) {
        return text.get(sign..);
    }
    // A credit in brackets at the end, or behind the last stop: "(AP)", "[Photo: N. N.]", "... Foto: dpa".
    let bare = text.trim_end_matches('.').trim_end();
    if let Some(open) = bare.strip_suffix([')', ']']).and_then(|inside| inside.rfind(['(', '['])) {
        let inside = bare.get(open + 1..bare.len() - 1).unwrap_or_default();
        if is_credit(inside) {
            return text.get(open..);
        }
    }
    let behind_mark =
        [". ", "/", "|"].iter().filter_map(|mark| text.rsplit_once(mark)).map(|(_, last)| last.trim_start_matches(['/', '|', ' ']));
    if let Some(agency) = behind_mark.into_iter().find(|last| is_agency(last)) {
        return Some(agency);
    }
    // Every label that may stand inside a line ends with a colon; without one there is nothing to search for.
    if !text.contains(':') {
        return None;
    }
    let tail =
        lexicon::CREDITS.iter().filter(|credit| credit.ends_with(':')).filter_map(|credit| find_ignoring_case(text, credit)).max()?;
    (text.get(tail..).is_some_and(|tail| super::text::word_count(tail) <= 10)).then(|| text.get(tail..)).flatten()
}

/// "AP", "Getty Images": agencies write themselves in capitals, most of them.
fn is_agency(text: &str) -> bool {
    let name = text.trim_end_matches('.');
    lexicon::AGENCIES.contains(&name.to_lowercase().as_str()) && (name == "dpa" || name.starts_with(char::is_uppercase))
}

fn is_credit(inside: &str) -> bool {
    let lower = inside.to_lowercase();
    let agency = |part: &str| lexicon::AGENCIES.contains(&part.trim());
    lexicon::CREDITS.iter().any(|credit| lower.starts_with(credit))
        || lower.split(['/', ',']).any(agency)
        || lower.starts_with('©')
        || lower.starts_with("c) ")
}

/// Where a label stands after a blank, a stop or a bracket. Labels are found as they are written or capitalised.
fn find_ignoring_case(text: &str, label: &str) -> Option<usize> {
    let mut capitalised = label.chars();
    let capitalised: String = capitalised.next().into_iter().flat_map(char::to_uppercase).chain(capitalised).collect();
    let at = text.rfind(&capitalised)?;
    let before = text.get(..at)?.chars().next_back()?;
    // Glued credits follow a stop without a blank.
    (!before.is_alphanumeric()).then_some(at)
}

/// Whether a web page put the line there: sharing, reading times, rights, related texts, a clock without a date.
fn is_noise(text: &str) -> bool {
    let lower = text.to_lowercase();
    let clock = text.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | ' ')) && text.contains(':');
    let one_word = !text.contains(char::is_whitespace);
    let picture = [".jpg", ".jpeg", ".png", ".gif", ".webp"].iter().any(|ending| lower.ends_with(ending));
    clock
        || (one_word && (picture || text.contains('@')))
        || is_reading_time(text)
        || lexicon::NOISE.iter().any(|noise| lower.strip_prefix(noise).is_some_and(|rest| ends_noise(noise, rest)))
}

/// A single word must stand alone or before a colon or a number, because articles use it too.
fn ends_noise(noise: &str, rest: &str) -> bool {
    let phrase = noise.contains(' ') || !noise.ends_with(char::is_alphanumeric);
    let next = rest.trim_start().chars().next();
    if phrase {
        rest.is_empty() || !noise.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric)
    } else {
        next.is_none_or(|c| c == ':' || c.is_numeric() || c == '(')
    }
}

/// "5 min read", "Lesezeit: 4 Minuten".
pub(super) fn is_reading_time(text: &str) -> bool {
    let lower = text.to_lowercase();
    let (number, unit) = lower.trim_start_matches(['/', '|', '•', ' ']).split_once(' ').unwrap_or_default();
    let counted = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'));
    if counted && matches!(unit.trim_end_matches('.'), "min" | "mins" | "words") {
        return true;
    }
    super::text::word_count(text) <= 6
        && text.chars().any(char::is_numeric)
        && lexicon::READING_TIMES.iter().any(|time| lower.contains(time))
}
