//! Which families of other people's machines can be trusted with which script, and what to say where there is none.
//!
//! Chinese, Japanese and Korean fonts hold tens of thousands of glyphs and are too large to bundle. The same character
//! looks different in each of these languages, so each has families of its own.

use unicode_script::{Script, UnicodeScript};

/// A way of writing with Chinese characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Eastern {
    /// Japanese.
    Japanese,
    /// Korean.
    Korean,
    /// Chinese with simplified characters.
    Simplified,
    /// Chinese with traditional characters.
    Traditional,
}

impl Eastern {
    /// The way in which a character is written in a text of a language (BCP 47); nothing for other scripts.
    pub fn of(character: char, language: &str) -> Option<Self> {
        let script = character.script();
        let wide = matches!(character, '\u{3000}'..='\u{30FF}' | '\u{3200}'..='\u{33FF}' | '\u{FF00}'..='\u{FFEF}');
        if !(wide || matches!(script, Script::Han | Script::Hiragana | Script::Katakana | Script::Hangul | Script::Bopomofo)) {
            return None;
        }
        let language = language.to_ascii_lowercase();
        let subtags: Vec<&str> = language.split('-').collect();
        Some(match (subtags.first().copied().unwrap_or_default(), script) {
            ("ja", _) => Self::Japanese,
            ("ko", _) => Self::Korean,
            ("zh" | "yue", _) if ["hant", "tw", "hk", "mo"].iter().any(|tag| subtags.contains(tag)) => Self::Traditional,
            ("yue", _) => Self::Traditional,
            ("zh", _) => Self::Simplified,
            (_, Script::Hangul) => Self::Korean,
            (_, Script::Hiragana | Script::Katakana) => Self::Japanese,
            (_, Script::Bopomofo) => Self::Traditional,
            _ => Self::Simplified,
        })
    }

    /// The languages that are written so, as [`super::Installed`] wants them.
    pub fn languages(self) -> &'static [&'static str] {
        match self {
            Self::Japanese => &["ja"],
            Self::Korean => &["ko"],
            Self::Simplified => &["zh-hans", "zh-cn", "zh-sg", "zh"],
            Self::Traditional => &["zh-hant", "zh-tw", "zh-hk", "zh-mo", "yue"],
        }
    }

    /// Families that are drawn for it, the best first: those with serifs suit the themes.
    fn families(self) -> &'static [&'static str] {
        match self {
            Self::Japanese => &[
                "Noto Serif CJK JP",
                "Noto Serif JP",
                "Source Han Serif JP",
                "Hiragino Mincho ProN",
                "Yu Mincho",
                "IPAexMincho",
                "Noto Sans CJK JP",
                "Noto Sans JP",
                "Hiragino Sans",
                "Yu Gothic",
                "MS Mincho",
            ],
            Self::Korean => &[
                "Noto Serif CJK KR",
                "Noto Serif KR",
                "Source Han Serif KR",
                "AppleMyungjo",
                "Nanum Myeongjo",
                "NanumMyeongjo",
                "Batang",
                "Noto Sans CJK KR",
                "Noto Sans KR",
                "Apple SD Gothic Neo",
                "Malgun Gothic",
            ],
            Self::Simplified => &[
                "Noto Serif CJK SC",
                "Noto Serif SC",
                "Source Han Serif SC",
                "Songti SC",
                "SimSun",
                "Noto Sans CJK SC",
                "Noto Sans SC",
                "PingFang SC",
                "Microsoft YaHei",
                "WenQuanYi Micro Hei",
                "Droid Sans Fallback",
            ],
            Self::Traditional => &[
                "Noto Serif CJK TC",
                "Noto Serif TC",
                "Source Han Serif TC",
                "Songti TC",
                "PMingLiU",
                "Noto Sans CJK TC",
                "Noto Sans TC",
                "PingFang TC",
                "Microsoft JhengHei",
                "Droid Sans Fallback",
            ],
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Japanese => "Japanese",
            Self::Korean => "Korean",
            Self::Simplified => "Chinese",
            Self::Traditional => "traditional Chinese",
        }
    }
}

/// The families to look for on a machine for a character of a text, the best first.
pub fn families(character: char, language: &str) -> Vec<String> {
    if let Some(eastern) = Eastern::of(character, language) {
        return eastern.families().iter().map(|&family| family.to_owned()).collect();
    }
    const SIGNS: [&str; 4] = ["Noto Sans Symbols2", "Noto Sans Symbols 2", "DejaVu Sans", "Symbola"];
    let script = script_name(character);
    let own = script.iter().flat_map(|name| ["Serif", "Sans"].map(|kind| format!("Noto {kind} {name}")));
    own.chain(SIGNS.map(str::to_owned)).collect()
}

/// The English name of a character's script; nothing for signs that all scripts use.
fn script_name(character: char) -> Option<String> {
    match character.script() {
        Script::Common | Script::Inherited | Script::Unknown => None,
        script => Some(script.full_name().replace('_', " ")),
    }
}

/// What kind of text a character is in, and what to do so that it can be set: for messages.
pub fn help(character: char, language: &str) -> (String, String) {
    let or_add = "or add a font that has it with @font-face in a stylesheet of the project";
    match (Eastern::of(character, language), script_name(character)) {
        (Some(eastern), _) => {
            let first = eastern.families().first().copied().unwrap_or_default();
            (eastern.name().to_owned(), format!("install {first} (Debian's package fonts-noto-cjk has it), {or_add}"))
        }
        (None, Some(name)) => {
            let hint = format!("install Noto Sans {name} (Debian's packages fonts-noto-core and fonts-noto-extra may have it), {or_add}");
            (format!("{name} script"), hint)
        }
        (None, None) => ("signs".to_owned(), format!("write it another way, {or_add}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_written_as_their_language_has_them() {
        assert_eq!(Eastern::of('直', "ja"), Some(Eastern::Japanese));
        assert_eq!(Eastern::of('直', "zh-TW"), Some(Eastern::Traditional));
        assert_eq!(Eastern::of('直', "zh-Hans"), Some(Eastern::Simplified));
        assert_eq!(Eastern::of('한', "en"), Some(Eastern::Korean));
        assert_eq!(Eastern::of('。', "zh"), Some(Eastern::Simplified));
        assert_eq!(Eastern::of('a', "ja"), None);
    }

    #[test]
    fn every_script_is_named_with_a_remedy() {
        assert_eq!(help('한', "ko").0, "Korean");
        assert!(help('ༀ', "bo").1.contains("Noto Sans Tibetan"));
        assert_eq!(families('ༀ', "bo").first().map(String::as_str), Some("Noto Serif Tibetan"));
    }
}
