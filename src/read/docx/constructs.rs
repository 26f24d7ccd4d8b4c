//! What a style means, by its name.
//!
//! Word writes the names of its own styles in English whatever language its menus are in, but templates, other programs and
//! older files have the names of their language. Names are compared without capitals, blanks and hyphens.

use crate::model::BoxRole;

/// What a paragraph of a style is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Construct {
    Body,
    Title,
    Subtitle,
    Kicker,
    Author,
    Date,
    Standfirst,
    /// A word over the standfirst.
    StandfirstLabel,
    /// A heading; 1 is the highest.
    Heading(u8),
    Quote,
    PullQuote,
    Attribution,
    Caption,
    /// A caption that its style calls one of a table.
    TableCaption,
    Code,
    Verse,
    Bullet,
    Number,
    /// A further paragraph of a list's item.
    ListContinue,
    Term,
    Meaning,
    SceneBreak,
    Boxed(BoxRole),
    /// A line of a table of contents or an index that a program put together.
    Generated,
}

/// Styles of paragraphs. The first name is Word's own where Word has the style.
const PARAGRAPHS: &[(Construct, &[&str])] = &[
    (
        Construct::Body,
        &[
            "normal",
            "bodytext",
            "bodytextindent",
            "bodytextfirstindent",
            "firstparagraph",
            "textbody",
            "nospacing",
            "plaintext",
            "normalweb",
            "normalindent",
            "default",
            "defaultparagraphstyle",
            "standard",
            "compact",
            "textkörper",
            "textocuerpo",
            "cuerpodetexto",
            "corpsdetexte",
            "corpotesto",
            "corpodetexto",
            "hauptteil",
            "textoindependiente",
            "основнойтекст",
            "обычный",
            "正文",
            "標準",
            "tablecontents",
            "tableheading",
            "tabelleninhalt",
            "footnotetext",
            "endnotetext",
            "footnote",
            "endnote",
            "footnoteblocktext",
            "framecontents",
            "listparagraph",
            "listenabsatz",
            "bibliography",
            "literaturverzeichnis",
            "salutation",
            "signature",
            "closing",
            "captionedfigure",
            "figure",
            "figurewithcaption",
            "annotationtext",
            "commenttext",
            "balloontext",
            "header",
            "footer",
            "annotationsubject",
            "messageheader",
            "envelopeaddress",
        ],
    ),
    (
        Construct::Title,
        &[
            "title",
            "titel",
            "titre",
            "título",
            "titulo",
            "titolo",
            "tytuł",
            "название",
            "заголовок",
            "otsikko",
            "başlık",
            "标题",
            "標題",
            "表題",
            "제목",
        ],
    ),
    (
        Construct::Subtitle,
        &[
            "subtitle",
            "untertitel",
            "soustitre",
            "subtítulo",
            "subtitulo",
            "sottotitolo",
            "ondertitel",
            "undertitel",
            "podtytuł",
            "podtitul",
            "подзаголовок",
            "副标题",
            "副題",
            "부제",
        ],
    ),
    (Construct::Kicker, &["kicker", "eyebrow", "dachzeile", "surtitre", "antetítulo", "occhiello"]),
    (
        Construct::Author,
        &[
            "author",
            "authors",
            "byline",
            "autor",
            "autorin",
            "autoren",
            "auteur",
            "autore",
            "verfasser",
            "författare",
            "автор",
            "作者",
            "著者",
        ],
    ),
    (Construct::Date, &["date", "datum", "fecha", "data", "дата", "日期", "日付"]),
    (
        Construct::Standfirst,
        &[
            "abstract",
            "standfirst",
            "lead",
            "leadin",
            "teaser",
            "vorspann",
            "chapeau",
            "chapô",
            "entradilla",
            "sommario",
            "deck",
            "dek",
            "zusammenfassung",
            "résumé",
            "resumen",
            "аннотация",
        ],
    ),
    (
        Construct::Quote,
        &[
            "quote",
            "intensequote",
            "blocktext",
            "quotations",
            "quotation",
            "blockquote",
            "blockquotation",
            "extract",
            "zitat",
            "intensiveszitat",
            "citation",
            "citationintense",
            "cita",
            "citadestacada",
            "citaintensa",
            "citazione",
            "citazioneintensa",
            "citaat",
            "duidelijkcitaat",
            "citação",
            "citaçãointensa",
            "citat",
            "cytat",
            "цитата",
            "выделеннаяцитата",
            "引用",
            "引用文",
        ],
    ),
    (Construct::PullQuote, &["pullquote", "pullquotation", "callout", "exergue", "zitatbox"]),
    (Construct::Attribution, &["attribution", "quoteattribution", "quotesource", "source", "quelle", "zitatquelle"]),
    (
        Construct::Caption,
        &[
            "caption",
            "imagecaption",
            "figurecaption",
            "beschriftung",
            "abbildungsbeschriftung",
            "bildunterschrift",
            "légende",
            "legende",
            "descripción",
            "epígrafe",
            "leyenda",
            "didascalia",
            "bijschrift",
            "legenda",
            "bildtext",
            "beskrivning",
            "billedtekst",
            "podpis",
            "названиеобъекта",
            "подпись",
            "illustration",
            "abbildung",
            "drawing",
            "题注",
            "図表番号",
            "캡션",
        ],
    ),
    (Construct::TableCaption, &["tablecaption", "table", "tabelle", "tabellenbeschriftung", "tableau", "tabla", "tabella"]),
    (
        Construct::Code,
        &[
            "sourcecode",
            "preformattedtext",
            "htmlpreformatted",
            "code",
            "codeblock",
            "listing",
            "programlisting",
            "vorformatiertertext",
            "quelltext",
            "quellcode",
            "verbatim",
            "macrotext",
        ],
    ),
    (Construct::Verse, &["verse", "poem", "poetry", "lineblock", "gedicht", "vers", "poème", "poesía", "poesia", "стих"]),
    (Construct::Bullet, &["listbullet", "aufzählungszeichen", "listeàpuces", "listaconviñetas", "puntoelenco", "lijstopsomteken"]),
    (Construct::Number, &["listnumber", "listennummer", "listeànuméros", "listaconnúmeros", "numeroelenco", "lijstnummering"]),
    (
        Construct::ListContinue,
        &["listcontinue", "listenfortsetzung", "listecontinue", "continuarlista", "elencocontinua", "lijstvoortzetting"],
    ),
    (Construct::StandfirstLabel, &["abstracttitle"]),
    (Construct::Term, &["definitionterm", "definitiontermtight", "listheading", "term", "htmldefinitionterm"]),
    (Construct::Meaning, &["definition", "definitiondefinition", "definitiondefinitiontight", "listcontents"]),
    (Construct::SceneBreak, &["scenebreak", "sectionbreak", "ornament", "horizontalline", "separator", "szenenwechsel"]),
    (Construct::Boxed(BoxRole::Epigraph), &["epigraph", "motto"]),
    (Construct::Boxed(BoxRole::Dedication), &["dedication", "widmung", "dédicace", "dedicatoria", "dedica"]),
    (Construct::Boxed(BoxRole::AuthorBio), &["authorbio", "bio", "biography", "abouttheauthor", "autorenprofil", "kurzbiografie"]),
    (Construct::Boxed(BoxRole::Disclaimer), &["disclaimer", "haftungsausschluss"]),
    (
        Construct::Boxed(BoxRole::Acknowledgements),
        &["acknowledgements", "acknowledgments", "danksagung", "remerciements", "agradecimientos", "ringraziamenti"],
    ),
    (Construct::Boxed(BoxRole::Letter), &["letter", "brief", "lettre", "carta", "lettera"]),
    (Construct::Boxed(BoxRole::Sidebar), &["sidebar", "box", "boxtext", "infobox", "kasten", "encadré", "recuadro"]),
    (
        Construct::Generated,
        &[
            "tocheading",
            "inhaltsverzeichnisüberschrift",
            "entêtedetabledesmatières",
            "contentsheading",
            "indexheading",
            "tableoffigures",
            "abbildungsverzeichnis",
            "userindexheading",
            "figureindexheading",
            "tableindexheading",
        ],
    ),
];

/// Words before the number of a heading's style.
const HEADINGS: &[&str] = &[
    "heading",
    "überschrift",
    "titre",
    "título",
    "titulo",
    "encabezado",
    "titolo",
    "kop",
    "rubrik",
    "overskrift",
    "nagłówek",
    "заголовок",
    "otsikko",
    "nadpis",
    "başlık",
    "标题",
    "標題",
    "見出し",
    "제목",
    "cabeçalho",
];

/// Words before the number of styles that come in levels.
const LEVELS: &[(Construct, &[&str])] = &[(
    Construct::Generated,
    &["toc", "verzeichnis", "tm", "tdc", "sommario", "inhopg", "index", "contents", "figureindex", "tableindex", "оглавление"],
)];

/// What a style of paragraphs means; none if nothing is known by that name.
pub(super) fn paragraph(name: &str) -> Option<Construct> {
    let name = bare(name);
    let known =
        |table: &[(Construct, &[&str])], name: &str| table.iter().find(|(_, names)| names.contains(&name)).map(|(construct, _)| *construct);
    if let Some(construct) = known(PARAGRAPHS, &name) {
        return Some(construct);
    }
    let word = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = name.get(word.len()..).and_then(|number| number.parse::<u8>().ok())?;
    if HEADINGS.contains(&word) && (1..=9).contains(&number) {
        return Some(Construct::Heading(number));
    }
    // "List Bullet 2", "Body Text 3".
    known(LEVELS, word).or_else(|| known(PARAGRAPHS, word).filter(|construct| !matches!(construct, Construct::Title | Construct::Date)))
}

/// What a style of characters means, beyond what it looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stress {
    Strong,
    Emphasis,
    Code,
    /// It shows that something is a link, a mark or a number, which the text shows anyway.
    Furniture,
}

/// What a style of characters means; none if it is only a look.
pub(super) fn characters(name: &str) -> Option<Stress> {
    Some(match bare(name).as_str() {
        "strong" | "strongemphasis" | "fett" | "élevé" | "intensereference" => Stress::Strong,
        "emphasis" | "subtleemphasis" | "intenseemphasis" | "hervorhebung" | "accentuation" | "énfasis" | "enfasi" => Stress::Emphasis,
        "verbatimchar" | "sourcetext" | "htmlcode" | "htmltypewriter" | "htmlkeyboard" | "htmlsample" | "code" | "inlinecode"
        | "codechar" | "teletype" | "userentry" => Stress::Code,
        "hyperlink"
        | "internetlink"
        | "followedhyperlink"
        | "visitedinternetlink"
        | "footnotereference"
        | "endnotereference"
        | "footnotecharacters"
        | "endnotecharacters"
        | "footnoteanchor"
        | "endnoteanchor"
        | "linenumber"
        | "pagenumber"
        | "indexlink"
        | "numberingsymbols"
        | "bullets"
        | "commentreference"
        | "annotationreference"
        | "fußnotenzeichen"
        | "internetverknüpfung" => Stress::Furniture,
        _ => return None,
    })
}

/// A name without capitals, blanks, hyphens and what programs add to it.
fn bare(name: &str) -> String {
    // Word keeps several names of one style apart with commas.
    let name = name.split(',').next().unwrap_or(name).to_lowercase();
    name.chars().filter(|c| !(c.is_whitespace() || matches!(c, '-' | '_' | '’' | '\''))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_many_makes_are_known() {
        for (name, construct) in [
            ("heading 1", Construct::Heading(1)),
            ("Überschrift 2", Construct::Heading(2)),
            ("Titre 3", Construct::Heading(3)),
            ("Titre", Construct::Title),
            ("Intense Quote", Construct::Quote),
            ("List Bullet 2", Construct::Bullet),
            ("toc 3", Construct::Generated),
            ("Image Caption", Construct::Caption),
            ("Body Text 2", Construct::Body),
        ] {
            assert_eq!(paragraph(name), Some(construct), "{name}");
        }
        assert_eq!(paragraph("My own style"), None);
        assert_eq!(characters("Verbatim Char"), Some(Stress::Code));
    }

    #[test]
    fn no_name_stands_twice() {
        let mut names: Vec<&str> = PARAGRAPHS.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all, "the first of two would win unseen");
    }
}
