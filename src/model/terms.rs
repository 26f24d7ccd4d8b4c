//! What parts of a publication are called, by language: "Chapter", "Kapitel". What no language here knows stands in English.

use super::metadata::Language;
use super::publication::Role;

/// A word for a part of a publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// A chapter, before its number.
    Chapter,
    /// A part of a book, before its number.
    Part,
    /// An appendix, before its letter.
    Appendix,
    /// A section, before its number.
    Section,
    /// A figure, before its number.
    Figure,
    /// A table, before its number.
    Table,
    /// A listing of code, before its number.
    Listing,
    /// A formula, before its number.
    Equation,
    /// The page with the title alone.
    HalfTitle,
    /// The page with title, authors and publisher.
    TitlePage,
    /// The page with rights and ISBN.
    Imprint,
    /// Who makes a magazine.
    Masthead,
    /// Whom the book is for.
    Dedication,
    /// A quotation before the text.
    Epigraph,
    /// The list of figures.
    Figures,
    /// The list of tables.
    Tables,
    /// The works cited.
    Bibliography,
    /// The index of terms.
    Index,
    /// How the book was made.
    Colophon,
    /// Before an entry of the index to look under instead.
    See,
    /// Before an entry of the index to look under too.
    SeeAlso,
    /// Before the number of an issue.
    Issue,
    /// Before the number of a volume.
    Volume,
}

/// The languages of the columns below.
const LANGUAGES: [&str; 16] = ["en", "de", "fr", "es", "pt", "it", "nl", "ru", "uk", "pl", "hi", "zh", "ja", "ko", "ar", "ta"];

/// One row for each term, in the order of [`Term`].
#[rustfmt::skip]
const WORDS: [[&str; 16]; 23] = [
    ["Chapter", "Kapitel", "Chapitre", "Capítulo", "Capítulo", "Capitolo", "Hoofdstuk", "Глава", "Розділ", "Rozdział", "अध्याय", "章", "章", "장", "الفصل", "அத்தியாயம்"],
    ["Part", "Teil", "Partie", "Parte", "Parte", "Parte", "Deel", "Часть", "Частина", "Część", "भाग", "部", "部", "부", "الجزء", "பகுதி"],
    ["Appendix", "Anhang", "Annexe", "Apéndice", "Apêndice", "Appendice", "Bijlage", "Приложение", "Додаток", "Dodatek", "परिशिष्ट", "附录", "付録", "부록", "الملحق", "பின்னிணைப்பு"],
    ["Section", "Abschnitt", "Section", "Sección", "Seção", "Sezione", "Paragraaf", "Раздел", "Підрозділ", "Sekcja", "अनुभाग", "节", "節", "절", "القسم", "பிரிவு"],
    ["Figure", "Abbildung", "Figure", "Figura", "Figura", "Figura", "Figuur", "Рисунок", "Рисунок", "Rysunek", "चित्र", "图", "図", "그림", "الشكل", "படம்"],
    ["Table", "Tabelle", "Tableau", "Tabla", "Tabela", "Tabella", "Tabel", "Таблица", "Таблиця", "Tabela", "तालिका", "表", "表", "표", "الجدول", "அட்டவணை"],
    ["Listing", "Listing", "Listing", "Listado", "Listagem", "Listato", "Listing", "Листинг", "Лістинг", "Listing", "कोड", "代码", "リスト", "코드", "القائمة", "நிரல்"],
    ["Equation", "Gleichung", "Équation", "Ecuación", "Equação", "Equazione", "Vergelijking", "Уравнение", "Рівняння", "Równanie", "समीकरण", "公式", "式", "식", "المعادلة", "சமன்பாடு"],
    ["Half-title", "Schmutztitel", "Faux-titre", "Portadilla", "Falso rosto", "Occhiello", "Voordehandse titel", "Шмуцтитул", "Шмуцтитул", "Przedtytuł", "उपशीर्षक पृष्ठ", "扉页", "前扉", "반표제", "العنوان المختصر", "அரைத் தலைப்பு"],
    ["Title page", "Titelseite", "Page de titre", "Portada", "Página de rosto", "Frontespizio", "Titelpagina", "Титульный лист", "Титульна сторінка", "Strona tytułowa", "शीर्षक पृष्ठ", "书名页", "標題紙", "표제지", "صفحة العنوان", "தலைப்புப் பக்கம்"],
    ["Copyright", "Impressum", "Mentions légales", "Créditos", "Créditos", "Colophon", "Colofon", "Выходные данные", "Вихідні дані", "Strona redakcyjna", "प्रकाशन विवरण", "版权页", "奥付", "판권", "حقوق النشر", "பதிப்புரிமை"],
    ["Masthead", "Impressum", "Ours", "Staff", "Expediente", "Redazione", "Colofon", "Редакция", "Редакція", "Redakcja", "संपादक मंडल", "编辑部", "編集部", "편집부", "هيئة التحرير", "ஆசிரியர் குழு"],
    ["Dedication", "Widmung", "Dédicace", "Dedicatoria", "Dedicatória", "Dedica", "Opdracht", "Посвящение", "Присвята", "Dedykacja", "समर्पण", "献词", "献辞", "헌사", "الإهداء", "அர்ப்பணிப்பு"],
    ["Epigraph", "Motto", "Épigraphe", "Epígrafe", "Epígrafe", "Epigrafe", "Motto", "Эпиграф", "Епіграф", "Motto", "पुरालेख", "题词", "題辞", "제사", "اقتباس", "முகப்பு மேற்கோள்"],
    ["Figures", "Abbildungen", "Figures", "Figuras", "Figuras", "Figure", "Figuren", "Рисунки", "Рисунки", "Spis rysunków", "चित्र-सूची", "插图目录", "図版目次", "그림 목차", "قائمة الأشكال", "படங்களின் பட்டியல்"],
    ["Tables", "Tabellen", "Tableaux", "Tablas", "Tabelas", "Tabelle", "Tabellen", "Таблицы", "Таблиці", "Spis tabel", "तालिका-सूची", "表格目录", "表目次", "표 목차", "قائمة الجداول", "அட்டவணைகளின் பட்டியல்"],
    ["Bibliography", "Literatur", "Bibliographie", "Bibliografía", "Bibliografia", "Bibliografia", "Bibliografie", "Литература", "Література", "Bibliografia", "संदर्भ-सूची", "参考文献", "参考文献", "참고 문헌", "المراجع", "நூற்பட்டியல்"],
    ["Index", "Register", "Index", "Índice analítico", "Índice remissivo", "Indice analitico", "Register", "Указатель", "Покажчик", "Indeks", "अनुक्रमणिका", "索引", "索引", "찾아보기", "الفهرس", "சொற்குறிப்பு"],
    ["Colophon", "Kolophon", "Colophon", "Colofón", "Colofão", "Colophon", "Colofon", "Колофон", "Колофон", "Kolofon", "पुष्पिका", "版本记录", "奥付", "간기", "بيانات الطباعة", "நூல் விவரம்"],
    ["see", "siehe", "voir", "véase", "ver", "vedi", "zie", "см.", "див.", "zob.", "देखें", "见", "→", "→", "انظر", "காண்க"],
    ["see also", "siehe auch", "voir aussi", "véase también", "ver também", "vedi anche", "zie ook", "см. также", "див. також", "zob. też", "यह भी देखें", "另见", "→", "→", "انظر أيضًا", "மேலும் காண்க"],
    ["Issue", "Heft", "Numéro", "Número", "Número", "Numero", "Nummer", "Номер", "Номер", "Numer", "अंक", "期", "号", "호", "العدد", "இதழ்"],
    ["Volume", "Band", "Volume", "Volumen", "Volume", "Volume", "Jaargang", "Том", "Том", "Tom", "खंड", "卷", "巻", "권", "المجلد", "தொகுதி"],
];

impl Term {
    /// The term in a language.
    pub fn of(self, language: &Language) -> &'static str {
        let primary = language.primary();
        let column = LANGUAGES.iter().position(|known| *known == primary).unwrap_or_default();
        WORDS[self as usize][column]
    }

    /// The term with a number, as its language puts them together: "Chapter 4", "第4章".
    pub fn numbered(self, number: &str, language: &Language) -> String {
        let word = self.of(language);
        let encloses = matches!(self, Self::Chapter | Self::Part | Self::Section | Self::Issue | Self::Volume);
        match language.primary().as_str() {
            "zh" | "ja" if encloses => format!("第{number}{word}"),
            "ko" if encloses => format!("제{number}{word}"),
            "ja" => format!("{word}{number}"),
            _ => format!("{word}\u{a0}{number}"),
        }
    }

    /// The name of a part of a publication that bears none itself, if its role has one.
    pub fn of_role(role: Role) -> Option<Self> {
        Some(match role {
            Role::HalfTitle => Self::HalfTitle,
            Role::TitlePage => Self::TitlePage,
            Role::Imprint => Self::Imprint,
            Role::Masthead => Self::Masthead,
            Role::Dedication => Self::Dedication,
            Role::Epigraph => Self::Epigraph,
            Role::Figures => Self::Figures,
            Role::Tables => Self::Tables,
            Role::Bibliography => Self::Bibliography,
            Role::Index => Self::Index,
            Role::Colophon => Self::Colophon,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_put_together_with_numbers_as_their_language_does() {
        let numbered = |term: Term, language: &str| term.numbered("4", &Language(language.to_owned()));
        assert_eq!(numbered(Term::Chapter, "en-GB"), "Chapter\u{a0}4");
        assert_eq!(numbered(Term::Volume, "de"), "Band\u{a0}4");
        assert_eq!(numbered(Term::Chapter, "zh-Hans"), "第4章");
        assert_eq!(numbered(Term::Figure, "ja"), "図4");
        assert_eq!(numbered(Term::Part, "ko"), "제4부");
        assert_eq!(numbered(Term::Table, "xx"), "Table\u{a0}4");
    }
}
