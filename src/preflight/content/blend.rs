//! The colours of a blend at its ends and stops, for the most ink that it asks for (PDF 32000-1, 7.10 and 8.7.4.5).

use hayro_syntax::object::{Array, Dict, Object, Stream};

use super::super::pdf::decode::decode;
use super::color::{Inks, Space};

/// How deep functions are stitched from functions.
const DEEPEST: usize = 4;
/// Functions that are stitched to one.
const MOST_PARTS: usize = 256;
/// The largest table of samples that is looked at, in bytes.
const LARGEST_TABLE: usize = 1 << 20;

/// The inks of the stop of a blend that asks for most. `None` where its colours stand in the mesh or are computed.
pub(super) fn darkest(shading: &Dict<'_>, space: &Space) -> Option<Inks> {
    let colors = match shading.get::<Object<'_>>("Function")? {
        Object::Array(components) => together(components.iter::<Object<'_>>().take(32).map(|one| stops(&one, 0)).collect()),
        function => stops(&function, 0),
    };
    let inks = colors.iter().filter(|color| color.len() == space.components()).filter_map(|color| space.inks(color));
    inks.max_by(|a, b| a.total().total_cmp(&b.total()))
}

/// The values of a function where it bends.
fn stops(function: &Object<'_>, depth: usize) -> Vec<Vec<f64>> {
    let dict = match function {
        Object::Dict(dict) => dict,
        Object::Stream(stream) => stream.dict(),
        _ => return Vec::new(),
    };
    let ends = |key: &str, usual: f64| dict.get::<Array<'_>>(key).map_or_else(|| vec![usual], |values| numbers(&values));
    match (dict.get::<i32>("FunctionType"), function) {
        (Some(0), Object::Stream(stream)) => samples(stream),
        (Some(2), _) => vec![ends("C0", 0.0), ends("C1", 1.0)],
        (Some(3), _) if depth < DEEPEST => {
            let parts = dict.get::<Array<'_>>("Functions");
            parts.iter().flat_map(|parts| parts.iter::<Object<'_>>().take(MOST_PARTS)).flat_map(|part| stops(&part, depth + 1)).collect()
        }
        _ => Vec::new(),
    }
}

/// The values of a table of eight bits each.
fn samples(stream: &Stream<'_>) -> Vec<Vec<f64>> {
    let dict = stream.dict();
    let range = dict.get::<Array<'_>>("Decode").or_else(|| dict.get::<Array<'_>>("Range")).map(|range| numbers(&range)).unwrap_or_default();
    let range = range.as_chunks::<2>().0;
    if dict.get::<i32>("BitsPerSample") != Some(8) || range.is_empty() {
        return Vec::new();
    }
    let Ok(table) = decode(stream, LARGEST_TABLE) else { return Vec::new() };
    let value = |(&byte, [low, high]): (&u8, &[f64; 2])| low + f64::from(byte) / 255.0 * (high - low);
    table.data.chunks_exact(range.len()).map(|sample| sample.iter().zip(range).map(value).collect()).collect()
}

/// Colours from functions of one component each, stop by stop; one with fewer stops stays at its last.
fn together(components: Vec<Vec<Vec<f64>>>) -> Vec<Vec<f64>> {
    let count = components.iter().map(Vec::len).max().unwrap_or(0);
    let at = |stop: usize| components.iter().filter_map(|stops| stops.get(stop).or(stops.last())?.first().copied()).collect();
    (0..count).map(at).collect()
}

fn numbers(array: &Array<'_>) -> Vec<f64> {
    array.iter::<f64>().take(64).collect()
}
