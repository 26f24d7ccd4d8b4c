//! What shops know a publication by: an ISBN, a UUID, or another URN.

use uuid::Uuid;

use super::fields::Words;
use crate::base::{Code, Diagnostic, Report};
use crate::model::Contributor;

/// Our own namespace for names made of title, authors and publisher (RFC 9562, 5.5). Chosen once, at random; never to change,
/// or every publication without an identifier gets another one.
const NAMESPACE: Uuid = Uuid::from_u128(0x4f0d_a7e6_3c52_4b8e_9b1d_6a87_c2f3_915e);

/// The identifier as a URN. A wrong ISBN or UUID is an error: shops refuse the file, or worse, take it for another book.
pub(super) fn normal(words: &Words, report: &mut Report) -> Option<String> {
    match parse(&words.text) {
        Ok(urn) => Some(urn),
        Err((message, hint)) => {
            report.add(Diagnostic::error(Code("identifier-invalid"), message).at(words.span).hint(hint));
            None
        }
    }
}

/// The identifier of a publication that was given none: the same for the same title, authors and publisher.
pub(super) fn from_names(title: &str, authors: &[Contributor], publisher: Option<&str>) -> String {
    let authors = authors.iter().map(|author| author.name.as_str());
    let names: Vec<&str> = std::iter::once(title).chain(authors).chain([publisher.unwrap_or_default()]).collect();
    format!("urn:uuid:{}", Uuid::new_v5(&NAMESPACE, names.join("\n").as_bytes()))
}

/// An ISSN in its usual form, its check digit verified (ISO 3297): `2049-3630`.
pub(super) fn issn(words: &Words, report: &mut Report) -> Option<String> {
    let digits: Vec<char> =
        words.text.to_ascii_uppercase().trim_start_matches("ISSN").chars().filter(char::is_ascii_alphanumeric).collect();
    let value = |c: &char| if *c == 'X' { Some(10) } else { c.to_digit(10) };
    let values: Option<Vec<u32>> = digits.iter().map(value).collect();
    let weighted = |values: Vec<u32>| values.iter().zip((1..=8).rev()).map(|(value, weight)| value * weight).sum::<u32>();
    if digits.len() == 8 && values.is_some_and(|values| weighted(values) % 11 == 0) {
        let (first, last): (String, String) = (digits.iter().take(4).collect(), digits.iter().skip(4).collect());
        return Some(format!("{first}-{last}"));
    }
    let problem = Diagnostic::error(Code("issn-invalid"), format!("“{}” is not an ISSN", words.text)).at(words.span);
    report.add(problem.hint("an ISSN has eight digits, the last of which checks the others: 2049-3630"));
    None
}

fn parse(text: &str) -> Result<String, (String, &'static str)> {
    let lower = text.to_ascii_lowercase();
    let after = |prefix: &str| lower.strip_prefix(prefix).map(str::trim);
    if let Some(uuid) = after("urn:uuid:") {
        let uuid = Uuid::try_parse(uuid).map_err(|_| (format!("“{text}” is not a UUID"), "a UUID has 32 digits from 0 to f, in groups"))?;
        return Ok(format!("urn:uuid:{uuid}"));
    }
    if let Some(isbn) = after("urn:isbn:").or_else(|| after("isbn:")).or_else(|| after("isbn")) {
        return isbn_urn(isbn, text);
    }
    if lower.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | ' ' | 'x')) {
        return isbn_urn(&lower, text);
    }
    if let Ok(uuid) = Uuid::try_parse(text) {
        return Ok(format!("urn:uuid:{uuid}"));
    }
    match text.split_once(':') {
        Some((scheme, rest)) if !rest.is_empty() && !scheme.is_empty() && !text.contains(char::is_whitespace) => Ok(text.to_owned()),
        _ => Err((
            format!("“{text}” is not an identifier that shops know"),
            "use isbn:... or urn:uuid:..., or leave it out: one is made from title, authors and publisher",
        )),
    }
}

/// An ISBN of 13 digits, its check digit verified; one of 10 is made into one of 13 (ISO 2108).
fn isbn_urn(isbn: &str, text: &str) -> Result<String, (String, &'static str)> {
    let digits: String = isbn.chars().filter(|c| !matches!(c, '-' | ' ' | '\u{2010}'..='\u{2015}')).collect();
    let value = |c: char| if c == 'x' { Some(10) } else { c.to_digit(10) };
    let values: Option<Vec<u32>> = digits.chars().map(value).collect();
    let wrong_form = || (format!("“{text}” is not an ISBN"), "an ISBN has 13 digits, the first three being 978 or 979");
    let wrong_digit = || (format!("the ISBN “{text}” has a wrong check digit"), "compare it with the one you were given, digit by digit");
    let mut values = values.ok_or_else(wrong_form)?;
    let tens = values.iter().position(|&value| value == 10);
    match values.len() {
        10 if tens.is_none_or(|at| at == 9) => {
            let sum: u32 = values.iter().zip((1..=10).rev()).map(|(value, weight)| value * weight).sum();
            if !sum.is_multiple_of(11) {
                return Err(wrong_digit());
            }
            values.pop();
            values.splice(0..0, [9, 7, 8]);
            values.push((10 - weighted(&values) % 10) % 10);
        }
        13 if tens.is_none() && (digits.starts_with("978") || digits.starts_with("979")) => {
            if !weighted(&values).is_multiple_of(10) {
                return Err(wrong_digit());
            }
        }
        _ => return Err(wrong_form()),
    }
    let digits: String = values.iter().filter_map(|&value| char::from_digit(value, 10)).collect();
    Ok(format!("urn:isbn:{digits}"))
}

/// The sum of digits with the weights 1, 3, 1, 3, ...
fn weighted(values: &[u32]) -> u32 {
    values.iter().zip([1, 3].iter().cycle()).map(|(value, weight)| value * weight).sum()
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn isbns_are_checked_and_made_alike() {
        for right in ["978-0-306-40615-7", "isbn:9780306406157", "ISBN 978 0 306 40615 7", "urn:isbn:0-306-40615-2", "0306406152"] {
            assert_eq!(parse(right).as_deref(), Ok("urn:isbn:9780306406157"), "{right}");
        }
        assert_eq!(parse("080442957X").as_deref(), Ok("urn:isbn:9780804429573"));
        for wrong in ["978-0-306-40615-8", "0306406153", "123", "9990306406157", "isbn:", "X", "08044295X7"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn other_identifiers_keep_their_form() {
        let uuid = "6ff98289-b9a6-4486-8153-d9fad4a86cc7";
        assert_eq!(parse(&uuid.to_uppercase()), Ok(format!("urn:uuid:{uuid}")));
        assert_eq!(parse("doi:10.1000/182").as_deref(), Ok("doi:10.1000/182"));
        assert!(parse("urn:uuid:123").is_err());
        assert!(parse("my book").is_err());
    }
}
