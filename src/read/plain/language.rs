//! Which language a text is in, by its script and its most common small words.

use std::collections::BTreeMap;

use super::article::Article;
use super::findings::Kind;
use crate::model::Language;
use crate::read::repeats::words;

/// Enough words to be sure.
const READ: usize = 3000;

/// Languages of the Latin and Cyrillic scripts, each with small words that tell it from the others.
const SMALL_WORDS: &[(&str, &[&str])] = &[
    ("en", &["the", "and", "of", "to", "in", "is", "that", "was", "for", "it", "with", "as", "on", "by", "not", "are", "from", "which"]),
    (
        "de",
        &["der", "die", "und", "das", "ist", "nicht", "ein", "eine", "zu", "den", "mit", "von", "auf", "für", "sich", "dem", "auch", "im"],
    ),
    ("fr", &["le", "les", "et", "des", "est", "une", "dans", "que", "pour", "qui", "pas", "sur", "du", "au", "avec", "ce", "sont", "la"]),
    ("es", &["el", "los", "y", "las", "una", "que", "en", "por", "con", "para", "del", "se", "es", "no", "su", "como", "más", "la"]),
    ("pt", &["o", "os", "e", "uma", "que", "em", "não", "com", "para", "do", "da", "no", "na", "se", "ao", "mais", "são", "foi"]),
    ("it", &["il", "gli", "e", "che", "una", "di", "per", "non", "con", "del", "della", "sono", "è", "nel", "alla", "si", "più", "le"]),
    (
        "nl",
        &["het", "een", "en", "van", "de", "niet", "dat", "zijn", "op", "te", "voor", "met", "is", "aan", "ook", "door", "maar", "werd"],
    ),
    ("sv", &["och", "att", "det", "som", "en", "är", "på", "för", "av", "inte", "med", "den", "till", "har", "ett", "om", "var", "från"]),
    ("da", &["og", "at", "det", "som", "en", "er", "på", "for", "af", "ikke", "med", "den", "til", "har", "et", "om", "var", "fra"]),
    ("pl", &["i", "w", "na", "nie", "się", "z", "że", "do", "jest", "to", "jak", "po", "przez", "od", "ale", "za", "był", "o"]),
    ("nb", &["og", "at", "det", "som", "en", "er", "på", "for", "av", "ikke", "med", "den", "til", "har", "et", "om", "ble", "fra"]),
    (
        "fi",
        &["ja", "on", "ei", "se", "että", "oli", "hän", "mutta", "kun", "joka", "ovat", "tai", "niin", "myös", "sen", "voi", "jos", "kuin"],
    ),
    ("cs", &["a", "v", "na", "se", "je", "že", "s", "z", "do", "jako", "pro", "ale", "které", "jsou", "byl", "nebo", "k", "tak"]),
    ("sk", &["a", "v", "na", "sa", "je", "že", "s", "z", "do", "ako", "pre", "ale", "ktoré", "sú", "bol", "alebo", "k", "tak"]),
    ("sl", &["in", "v", "na", "se", "je", "da", "s", "z", "za", "kot", "pa", "ali", "ki", "so", "bil", "tudi", "ne", "po"]),
    ("hr", &["i", "u", "na", "se", "je", "da", "s", "iz", "za", "kao", "od", "ali", "koji", "su", "bio", "ili", "ne", "što"]),
    ("hu", &["a", "az", "és", "hogy", "nem", "egy", "is", "van", "volt", "meg", "de", "ez", "csak", "vagy", "mint", "ha", "már", "el"]),
    ("ro", &["și", "în", "de", "la", "nu", "este", "care", "pe", "cu", "să", "din", "o", "un", "pentru", "mai", "sunt", "sau", "ca"]),
    ("ca", &["i", "el", "els", "les", "amb", "que", "per", "del", "una", "és", "no", "més", "són", "com", "dels", "aquest", "va", "o"]),
    ("tr", &["ve", "bir", "bu", "için", "ile", "da", "de", "olarak", "daha", "ne", "gibi", "çok", "en", "kadar", "o", "var", "olan", "ya"]),
    (
        "id",
        &[
            "dan", "yang", "di", "ini", "itu", "dengan", "untuk", "dari", "pada", "tidak", "ke", "dalam", "adalah", "akan", "atau", "juga",
            "oleh", "bisa",
        ],
    ),
    (
        "vi",
        &["và", "của", "là", "có", "không", "được", "các", "cho", "một", "những", "trong", "này", "với", "để", "đã", "người", "khi", "từ"],
    ),
    ("bg", &["и", "в", "не", "на", "че", "с", "като", "по", "това", "от", "да", "за", "се", "е", "са", "го", "но", "към"]),
    ("ru", &["и", "в", "не", "на", "что", "с", "как", "по", "это", "из", "к", "для", "от", "был", "его", "она", "но", "за"]),
    ("uk", &["і", "в", "не", "на", "що", "з", "як", "та", "це", "до", "для", "від", "був", "його", "але", "за", "у", "й"]),
];

/// Finds the language, unless it is given. `tagged` is what the file says, which is often what its author never looked at.
pub(super) fn find(article: &mut Article, given: Option<&str>, tagged: Option<&str>) {
    if let Some(given) = given {
        article.metadata.language = Language(given.to_owned());
        return;
    }
    let guess = guess(article.passages.iter().map(|passage| passage.text.as_str()));
    let (language, reason) = decide(guess, tagged);
    article.metadata.language = Language(language.clone());
    article.remark(
        Kind::Language,
        format!("{language}, {reason}"),
        Some("use --language if that is wrong or a region matters, as in en-GB"),
    );
}

/// What the words say counts, except about languages that the words here do not know; the file adds the region.
fn decide(guess: Option<(&'static str, &'static str)>, tagged: Option<&str>) -> (String, &'static str) {
    let primary = |tag: &str| Language(tag.to_owned()).primary();
    let known = |tag: &str| SMALL_WORDS.iter().any(|(language, _)| *language == primary(tag));
    match (guess, tagged) {
        (Some((language, _)), Some(tag)) if primary(tag) == language || !known(tag) => (tag.to_owned(), "as the file says"),
        (Some((language, reason)), _) => (language.to_owned(), reason),
        (None, Some(tag)) => (tag.to_owned(), "as the file says"),
        (None, None) => ("en".to_owned(), "for want of a better guess"),
    }
}

/// The language of a text and why; nothing if neither script nor words tell.
fn guess<'a>(texts: impl Iterator<Item = &'a str>) -> Option<(&'static str, &'static str)> {
    let sample: Vec<String> = texts.flat_map(words).map(|(word, _)| word).take(READ).collect();
    if let Some(language) = by_script(&sample) {
        return Some((language, "by its script"));
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in &sample {
        *counts.entry(word).or_default() += 1;
    }
    let hits = |small: &[&str]| small.iter().filter_map(|word| counts.get(word)).sum::<usize>();
    let all = SMALL_WORDS.iter().map(|(language, small)| (hits(small), *language));
    let (hits, language) = all.reduce(|best, other| if other.0 > best.0 { other } else { best })?;
    (hits >= 3 && hits * 20 >= sample.len()).then_some((language, "by its small words"))
}

fn by_script(sample: &[String]) -> Option<&'static str> {
    let mut counts = [("hi", 0), ("ja", 0), ("zh", 0), ("ko", 0), ("ar", 0), ("he", 0), ("el", 0), ("ta", 0), ("bn", 0), ("th", 0)];
    let mut letters = 0;
    for c in sample.iter().flat_map(|word| word.chars()) {
        letters += 1;
        let language = match c {
            '\u{900}'..='\u{97F}' => "hi",
            '\u{3040}'..='\u{30FF}' => "ja",
            '\u{4E00}'..='\u{9FFF}' => "zh",
            '\u{AC00}'..='\u{D7AF}' => "ko",
            '\u{600}'..='\u{6FF}' => "ar",
            '\u{590}'..='\u{5FF}' => "he",
            '\u{370}'..='\u{3FF}' => "el",
            '\u{B80}'..='\u{BFF}' => "ta",
            '\u{980}'..='\u{9FF}' => "bn",
            '\u{E00}'..='\u{E7F}' => "th",
            _ => continue,
        };
        if let Some(count) = counts.iter_mut().find(|(name, _)| *name == language) {
            count.1 += 1;
        }
    }
    let those_of = |letters: &str| sample.iter().flat_map(|word| word.chars()).filter(|c| letters.contains(*c)).count();
    // A word takes one or two characters there and five letters here: a text full of Latin names has few of them.
    let found = |share: usize| {
        move |&&(language, count): &&(&'static str, usize)| {
            let share = if matches!(language, "zh" | "ja" | "ko") { share * 2 } else { share };
            count * share > letters && (language != "ja" || count > 0)
        }
    };
    // Japanese is written with Chinese characters too; kana give it away.
    let kana = counts.iter().find(|(language, _)| *language == "ja").filter(found(5));
    let &(language, count) = kana.or_else(|| counts.iter().find(found(2)))?;
    Some(match language {
        // Letters and forms that Arabic does not have.
        "ar" if those_of("ٹڈڑےں") * 50 > count => "ur",
        "ar" if those_of("پچژگکی") * 20 > count => "fa",
        // Words that the reform of 1956 wrote anew, in their old characters.
        "zh" if those_of("這個們來時國說對會學") > those_of("这个们来时国说对会学") => "zh-Hant",
        _ => language,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_apart() {
        let samples = [
            ("en", "The bridge was built by the people of the town, and it is still there."),
            ("de", "Die Brücke wurde von den Leuten der Stadt gebaut, und sie ist noch da."),
            ("fr", "Le pont a été construit par les gens de la ville et il est toujours dans la vallée."),
            ("es", "El puente lo construyó la gente del pueblo, y todavía se usa para cruzar el río con los carros."),
            ("pt", "A ponte foi feita pelas pessoas da vila e ainda não caiu, com mais de cem anos em uso no vale."),
            ("nl", "De brug werd door de mensen van het dorp gebouwd en is er nog, maar het water is weg."),
            ("it", "Il ponte è stato costruito dalla gente del paese e non è caduto, che più non si può dire di una casa."),
            ("hi", "पुल को गाँव के लोगों ने बनाया था और वह आज भी खड़ा है।"),
            ("ru", "Мост был построен жителями города, и он стоит на том же месте, как и сто лет назад."),
            ("nb", "Broen ble bygget av folk fra byen, og den er der ennå."),
            ("fi", "Sillan rakensivat kylän asukkaat, ja se on siinä vielä, mutta joki ei ole enää syvä."),
            ("cs", "Most byl postaven lidmi z města a je tam dodnes, jako před lety."),
            ("hu", "A hidat a város lakói építették, és az még ma is áll, de a folyó már nem."),
            ("ro", "Podul a fost construit de oamenii din oraș și este încă în picioare."),
            ("tr", "Köprü kasaba halkı için yapıldı ve bu bir gün daha ayakta kaldı."),
            ("vi", "Cây cầu được xây bởi những người dân của thị trấn và vẫn còn ở đó."),
            ("fa", "این پل را مردم شهر ساخته‌اند و هنوز پابرجاست."),
            ("zh", "这座桥是村里的人们建造的。"),
            ("zh-Hant", "這座橋是村裡的人們建造的。"),
            ("ja", "橋は村の人々によって建てられた。"),
        ];
        for (language, text) in samples {
            assert_eq!(guess([text].into_iter()).map(|(language, _)| language), Some(language), "{text}");
        }
    }

    #[test]
    fn the_words_count_more_than_what_the_file_says() {
        let english = Some(("en", "by its small words"));
        let decided = |guess, tagged| decide(guess, tagged).0;
        assert_eq!(decided(english, Some("en-GB")), "en-GB");
        assert_eq!(decided(english, Some("de-DE")), "en");
        assert_eq!(decided(english, Some("eu-ES")), "eu-ES");
        assert_eq!(decided(Some(("hi", "by its script")), Some("en-US")), "hi");
        assert_eq!(decided(Some(("hi", "by its script")), Some("mr")), "mr");
        assert_eq!(decided(guess(["Zxcv qwer"].into_iter()), None), "en");
    }
}
