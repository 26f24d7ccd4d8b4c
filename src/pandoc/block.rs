//! What stands by itself in Pandoc's document.

use serde::{Deserialize, Serialize};

use super::{Attr, Inline};

/// A block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "t", content = "c")]
#[expect(missing_docs, reason = "the names are pandoc's, and say it")]
#[expect(clippy::large_enum_variant, reason = "the shape is pandoc's; tables are few beside paragraphs")]
pub enum Block {
    /// Words that are no paragraph, as in a tight list.
    Plain(Vec<Inline>),
    Para(Vec<Inline>),
    /// Lines whose ends are the author's; spaces before a line do not break.
    LineBlock(Vec<Vec<Inline>>),
    CodeBlock(Attr, String),
    /// The name of a format, and text in it.
    RawBlock(String, String),
    BlockQuote(Vec<Block>),
    OrderedList(ListAttributes, Vec<Vec<Block>>),
    BulletList(Vec<Vec<Block>>),
    /// Terms with their definitions.
    DefinitionList(Vec<(Vec<Inline>, Vec<Vec<Block>>)>),
    Header(i64, Attr, Vec<Inline>),
    HorizontalRule,
    Table(Attr, Caption, Vec<(Alignment, ColumnWidth)>, Head, Vec<Body>, Foot),
    Figure(Attr, Caption, Vec<Block>),
    Div(Attr, Vec<Block>),
    /// Nothing; until 1.22.
    Null,
}

/// First number, style and delimiter of an ordered list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListAttributes(pub i64, pub NumberStyle, pub NumberDelimiter);

/// How the numbers of a list are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "t")]
#[expect(missing_docs, reason = "the names are pandoc's, and say it")]
pub enum NumberStyle {
    DefaultStyle,
    Example,
    Decimal,
    LowerRoman,
    UpperRoman,
    LowerAlpha,
    UpperAlpha,
}

/// What stands around the numbers of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "t")]
#[expect(missing_docs, reason = "the names are pandoc's, and say it")]
pub enum NumberDelimiter {
    DefaultDelim,
    Period,
    OneParen,
    TwoParens,
}

/// The caption of a figure or table: in short for lists, if there is one, and in full.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Caption(pub Option<Vec<Inline>>, pub Vec<Block>);

/// How a column or cell stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "t")]
#[expect(missing_docs, reason = "the names are pandoc's, and say it")]
pub enum Alignment {
    AlignLeft,
    AlignRight,
    AlignCenter,
    AlignDefault,
}

/// How wide a column is, as a share of the measure.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "t", content = "c")]
#[expect(missing_docs, reason = "the names are pandoc's, and say it")]
pub enum ColumnWidth {
    ColWidth(f64),
    ColWidthDefault,
}

/// The head of a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Head(pub Attr, pub Vec<Row>);

/// A body of a table: how many columns name its rows, rows that head it, and the others.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Body(pub Attr, pub i64, pub Vec<Row>, pub Vec<Row>);

/// The foot of a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Foot(pub Attr, pub Vec<Row>);

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Row(pub Attr, pub Vec<Cell>);

/// A cell of a table: how it stands, how many rows and how many columns it takes, and what it holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cell(pub Attr, pub Alignment, pub i64, pub i64, pub Vec<Block>);
