//! Lines that are a date: recognised only if every word of the line belongs to it.

/// Months by the beginnings of their names in our languages; the longer ones first where one begins another.
const MONTHS: [&[&str]; 12] = [
    &["jan", "ene", "gen", "янв", "जनवरी", "jän"],
    &["feb", "fév", "fev", "fevr", "февр", "фев", "फरवरी", "फ़रवरी"],
    &["mar", "mär", "maa", "мар", "मार्च", "mrz"],
    &["apr", "avr", "abr", "апр", "अप्रैल"],
    &["may", "mai", "mag", "mei", "мая", "май", "मई"],
    &["jun", "juin", "giu", "июн", "जून"],
    &["jul", "juil", "lug", "июл", "जुलाई"],
    &["aug", "aoû", "aou", "ago", "авг", "अगस्त"],
    &["sep", "set", "сен", "सितंबर", "सितम्बर"],
    &["oct", "okt", "out", "ott", "окт", "अक्टूबर", "अक्तूबर"],
    &["nov", "ноя", "नवंबर", "नवम्बर"],
    &["dec", "dez", "déc", "dic", "дек", "दिसंबर", "दिसम्बर"],
];

/// Words that may stand around a date.
const AROUND: &[&str] = &[
    "published",
    "posted",
    "updated",
    "date",
    "on",
    "of",
    "the",
    "at",
    "last",
    "modified",
    "am",
    "pm",
    "vom",
    "stand",
    "um",
    "uhr",
    "veröffentlicht",
    "aktualisiert",
    "erschienen",
    "datum",
    "den",
    "der",
    "publié",
    "publiée",
    "le",
    "mis",
    "mise",
    "à",
    "jour",
    "et",
    "the",
    "publicado",
    "publicada",
    "actualizado",
    "el",
    "a",
    "las",
    "de",
    "del",
    "do",
    "em",
    "atualizado",
    "às",
    "pubblicato",
    "il",
    "gepubliceerd",
    "op",
    "bijgewerkt",
    "опубликовано",
    "обновлено",
    "дата",
    "г",
    "года",
    "प्रकाशित",
    "दिनांक",
    "को",
    "ist",
    "gmt",
    "utc",
    "cet",
    "cest",
    "mez",
    "mesz",
    "est",
    "edt",
    "pst",
    "bst",
    "h",
    "hrs",
    "hours",
    "p",
    "m",
    "first",
    "und",
    "and",
    "y",
    "e",
    "en",
    "st",
    "nd",
    "rd",
    "th",
    "er",
    "os",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonnabend",
    "sonntag",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "lunes",
    "martes",
    "miércoles",
    "jueves",
    "viernes",
    "sábado",
    "domingo",
    "segunda",
    "terça",
    "quarta",
    "quinta",
    "sexta",
    "feira",
    "lunedì",
    "martedì",
    "mercoledì",
    "giovedì",
    "venerdì",
    "sabato",
    "domenica",
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
    "понедельник",
    "вторник",
    "среда",
    "четверг",
    "пятница",
    "суббота",
    "воскресенье",
    "सोमवार",
    "मंगलवार",
    "बुधवार",
    "गुरुवार",
    "शुक्रवार",
    "शनिवार",
    "रविवार",
    "mo",
    "di",
    "mi",
    "fr",
    "sa",
    "so",
    "lun",
    "mié",
    "mie",
    "jue",
    "vie",
    "sáb",
    "sab",
    "dom",
    "jeu",
    "ven",
    "sam",
    "dim",
    "mer",
    "qua",
    "qui",
    "sex",
    "seg",
    "ter",
    "gio",
    "artikel",
    "beitrag",
    "article",
    "artículo",
    "artigo",
    "issued",
    "created",
    "modifié",
    "modifiée",
    "modificado",
    "aggiornato",
    "aggiornata",
    "geändert",
    "atualizada",
    "actualizada",
    "última",
    "actualización",
    "horas",
    "hs",
    "ore",
    "alle",
    "updates",
    "update",
    "creato",
    "अपडेटेड",
    "अपडेट",
    "बजे",
    "पर",
    // Reading times stand in the same line.
    "min",
    "mins",
    "minute",
    "minutes",
    "read",
    "reading",
    "time",
    "lesezeit",
    "lesedauer",
    "minuten",
    "lesen",
    "temps",
    "lecture",
    "durée",
    "tiempo",
    "lectura",
    "minutos",
    "tempo",
    "leitura",
    "lettura",
    "minuti",
    "leestijd",
    "मिनट",
];

/// The first date of a line, as `YYYY-MM-DD` or `YYYY-MM`, if the line says nothing but dates, times and "Published".
///
/// `english`: whether 03/04/2024 could be a day in March as well as in April; such a date is not read.
pub(super) fn date(line: &str, english: bool) -> Option<String> {
    let line = plain_digits(line);
    let tokens: Vec<String> =
        line.split(|c: char| !(c.is_alphanumeric() || is_vowel_sign(c))).filter(|token| !token.is_empty()).flat_map(unglued).collect();
    let belongs =
        |token: &String| token.bytes().all(|byte| byte.is_ascii_digit()) || month(token).is_some() || AROUND.contains(&token.as_str());
    if tokens.len() > 24 || !tokens.iter().all(belongs) {
        return None;
    }
    named(&tokens).or_else(|| numeric(&line, &tokens, english))
}

/// "12 March 2024", "March 12, 2024", "12. März 2024", "March 2024".
fn named(tokens: &[String]) -> Option<String> {
    let number = |at: Option<usize>| at.and_then(|at| tokens.get(at)).and_then(|token| token.parse::<u32>().ok());
    let is_year = |number: &u32| (1000..3000).contains(number);
    let is_day = |number: &u32| (1..=31).contains(number);
    let small = |token: &str| matches!(token, "de" | "del" | "do" | "st" | "nd" | "rd" | "th" | "er" | "of");
    let at = tokens.iter().position(|token| month(token).is_some() && token.len() >= 3)?;
    let month = month(tokens.get(at)?)?;
    let mut before = at.checked_sub(1);
    while before.and_then(|at| tokens.get(at)).is_some_and(|token| small(token)) {
        before = before.and_then(|at| at.checked_sub(1));
    }
    let mut after = at + 1;
    while tokens.get(after).is_some_and(|token| small(token)) {
        after += 1;
    }
    if let Some(year) = number(Some(after)).filter(is_year) {
        return Some(match number(before).filter(is_day) {
            Some(day) => format!("{year:04}-{month:02}-{day:02}"),
            None => format!("{year:04}-{month:02}"),
        });
    }
    let day = number(Some(after)).filter(is_day)?;
    let mut after = after + 1;
    while tokens.get(after).is_some_and(|token| small(token)) {
        after += 1;
    }
    let year = number(Some(after)).filter(is_year)?;
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// 2024-03-12, 12.03.2024, 12/03/2024.
fn numeric(line: &str, tokens: &[String], english: bool) -> Option<String> {
    for triple in tokens.windows(3) {
        let [first, second, third] = triple else { continue };
        let joined = |mark: &str| line.contains(&format!("{first}{mark}{second}{mark}{third}"));
        let (Ok(a), Ok(b), Ok(c)) = (first.parse::<u32>(), second.parse::<u32>(), third.parse::<u32>()) else { continue };
        if first.len() == 4 && (joined("-") || joined("/") || joined(".")) && (1..=12).contains(&b) && (1..=31).contains(&c) {
            return Some(format!("{a:04}-{b:02}-{c:02}"));
        }
        let ambiguous = english && joined("/") && a <= 12 && b <= 12 && a != b;
        if third.len() == 4 && (joined(".") || joined("/") || joined("-")) && !ambiguous {
            let (day, month) = if b > 12 { (b, a) } else { (a, b) };
            if (1..=12).contains(&month) && (1..=31).contains(&day) {
                return Some(format!("{c:04}-{month:02}-{day:02}"));
            }
        }
    }
    None
}

fn month(token: &str) -> Option<usize> {
    let letters = token.chars().count();
    let names =
        |names: &&[&str]| names.iter().any(|name| token.starts_with(name) && letters <= name.chars().count() + 7 && is_month(token));
    MONTHS.iter().position(names).map(|index| index + 1)
}

/// Whether a word that begins like a month is one: "marching" is not.
fn is_month(token: &str) -> bool {
    const NAMES: &[&str] = &[
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "sept",
        "januar",
        "jänner",
        "februar",
        "märz",
        "mai",
        "juni",
        "juli",
        "oktober",
        "dezember",
        "janvier",
        "février",
        "mars",
        "avril",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "setiembre",
        "octubre",
        "noviembre",
        "diciembre",
        "janeiro",
        "fevereiro",
        "março",
        "maio",
        "junho",
        "julho",
        "setembro",
        "outubro",
        "novembro",
        "dezembro",
        "gennaio",
        "febbraio",
        "aprile",
        "maggio",
        "giugno",
        "luglio",
        "settembre",
        "ottobre",
        "dicembre",
        "januari",
        "februari",
        "maart",
        "mei",
        "augustus",
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
        "juil",
        "sett",
    ];
    token.chars().count() <= 3 || NAMES.contains(&token) || !token.is_ascii() && token.chars().all(|c| !c.is_ascii_alphabetic())
}

/// Takes "12th", "1er", "10h30" apart and brings them to small letters.
fn unglued(token: &str) -> Vec<String> {
    let token = token.to_lowercase();
    let digits = token.bytes().take_while(u8::is_ascii_digit).count();
    match (token.get(..digits), token.get(digits..)) {
        (Some(number), Some(rest)) if digits > 0 && !rest.is_empty() => {
            let mut parts = vec![number.to_owned()];
            parts.extend(unglued(rest));
            parts
        }
        (_, Some(rest))
            if digits == 0 && rest.len() > 1 && rest.starts_with('h') && rest.bytes().skip(1).all(|byte| byte.is_ascii_digit()) =>
        {
            vec!["h".to_owned(), rest.trim_start_matches('h').to_owned()]
        }
        _ => vec![token],
    }
}

fn is_vowel_sign(c: char) -> bool {
    matches!(c, '\u{93C}' | '\u{94D}' | '\u{200C}' | '\u{200D}')
}

/// Devanagari digits as ours.
fn plain_digits(text: &str) -> String {
    text.chars().map(|c| if ('०'..='९').contains(&c) { char::from(b'0' + (u32::from(c) - 0x966) as u8) } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_many_habits() {
        let dates = [
            ("Published: Tuesday, 12 March 2024, 10:30 am IST", "2024-03-12"),
            ("March 12th, 2024", "2024-03-12"),
            ("12. März 2024, 14:30 Uhr", "2024-03-12"),
            ("Publié le 1er août 2023 à 10h30", "2023-08-01"),
            ("12 de marzo de 2024", "2024-03-12"),
            ("3 de março de 2024", "2024-03-03"),
            ("2024-03-12", "2024-03-12"),
            ("12.03.2024", "2024-03-12"),
            ("25/12/2023", "2023-12-25"),
            ("१२ मार्च २०२४", "2024-03-12"),
            ("May 2024", "2024-05"),
            ("3 mei 2024", "2024-05-03"),
            ("12 марта 2024 г.", "2024-03-12"),
            ("12 March 2024, updated 13 March 2024", "2024-03-12"),
            ("Updated: 12.03.2024", "2024-03-12"),
            ("Mi, 15. Jun 2011, 21:02 Uhr", "2011-06-15"),
            ("Publié le 03 mai 2022 à 06h00, modifié le 04 mai 2022 à 10h12 - Temps de lecture 3 min.", "2022-05-03"),
        ];
        for (line, expected) in dates {
            assert_eq!(date(line, true).as_deref(), Some(expected), "{line}");
        }
        for line in ["03/04/2024", "1984", "The March on Rome", "14:30", "Marching on, 12 2024", "Summer 2024", ""] {
            assert_eq!(date(line, true), None, "{line}");
        }
        assert_eq!(date("03/04/2024", false).as_deref(), Some("2024-04-03"));
    }
}
