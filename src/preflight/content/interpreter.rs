//! Following a page's operators, and those of everything it draws with (PDF 32000-1, annex A).

use std::collections::BTreeMap;
use std::rc::Rc;

use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_syntax::page::{Page, Resources};

use super::super::pdf::Boxes;
use super::super::pdf::decode::{LARGEST_STREAM, decode};
use super::area::{Area, Matrix};
use super::blend;
use super::color::{Family, Inks, Space, space_of};
use super::font::Font;
use super::glyphs::Glyphs;
use super::picture;
use super::state::{Paint, State};
use super::{MOST_OPERATORS, MOST_OPERATORS_ON_PAGE, Mark, MarkKind, PageContent, Problem, Shared, SpaceUse, StateUse, WrongWidth};

/// How deep forms draw forms.
const DEEPEST: usize = 24;
/// How many states are kept by `q`.
const MOST_STATES: usize = 512;
/// How many the standard promises to keep (PDF 32000-1, annex C).
const PROMISED_STATES: usize = 28;
/// Pictures in the tiles of patterns on one page.
const MOST_TILES: usize = 1000;
/// Marks on one page that are kept; more are of no use to any rule.
const MOST_MARKS: usize = 300_000;
/// Parts of one path that are looked at one by one.
const MOST_PARTS: usize = 1000;
/// Of paths with no more parts it is asked which part lies in which.
const FEW_PARTS: usize = 64;
/// Annotations on one page whose looks are read.
const MOST_ANNOTATIONS: usize = 1000;
/// Fonts of one file whose glyphs are looked at.
const MOST_FONTS: usize = 5000;
/// How far two widths of a glyph may differ and still be the same, in thousandths of the font size: writers round.
const SAME_WIDTH: f64 = 1.5;

/// Reads what a page draws.
pub(super) fn read<'a>(page: &Page<'a>, boxes: Boxes, shared: &mut Shared<'a>) -> PageContent {
    let mut interpreter = Interpreter { page: PageContent::new(boxes), shared, operators: 0 };
    let scope = Scope::new(page.resources().clone(), boxes.object);
    interpreter.group(page.raw(), &scope);
    interpreter.stand_ins(&scope);
    let content = interpreter.contents(page.raw(), boxes.object);
    interpreter.page.is_empty = content.iter().all(u8::is_ascii_whitespace);
    // What lies off the sheet does not print.
    let state = State { clip: boxes.sheet(), ..State::initial() };
    interpreter.run(&content, &scope, state);
    interpreter.annotations(page.raw(), &scope);
    interpreter.page
}

struct Interpreter<'s, 'a> {
    page: PageContent,
    shared: &'s mut Shared<'a>,
    operators: usize,
}

/// Where operators stand: what they may name, and who will be said to have drawn.
#[derive(Clone)]
struct Scope<'a> {
    resources: Resources<'a>,
    /// The object of the content.
    object: u32,
    /// Whether what is drawn lies at a known place on the page. In patterns, glyphs and masks it does not.
    placed: bool,
    /// Whether it is the tile of a pattern, which lies at many places but in one size.
    tiled: bool,
    /// Where patterns begin: in the coordinates of the page, or of the form around.
    base: Matrix,
    /// The objects that are being drawn, so that none draws itself.
    chain: Vec<u32>,
}

impl<'a> Scope<'a> {
    fn new(resources: Resources<'a>, object: u32) -> Self {
        Self { resources, object, placed: true, tiled: false, base: Matrix::IDENTITY, chain: vec![object] }
    }

    /// The scope inside a stream: its own resources, or those around it, as old files have it.
    fn inside(&self, stream: &Dict<'a>, object: u32, placed: bool) -> Self {
        let own = stream.get::<Dict<'a>>("Resources").map(Resources::new);
        let mut chain = self.chain.clone();
        chain.push(object);
        let resources = own.unwrap_or_else(|| self.resources.clone());
        Self { resources, object, placed: self.placed && placed, chain, ..*self }
    }
}

/// Names that were looked up already in a scope.
#[derive(Default)]
struct LookedUp {
    fonts: BTreeMap<Vec<u8>, Rc<Font>>,
    spaces: BTreeMap<Vec<u8>, Rc<Space>>,
}

/// The path under construction, part by part, in the page's coordinates.
#[derive(Default)]
struct Path {
    parts: Vec<Area>,
    clips: bool,
}

impl Path {
    fn start(&mut self, at: (f64, f64)) {
        if self.parts.len() < MOST_PARTS {
            self.parts.push(Area::point(at));
        } else {
            self.to(at);
        }
    }

    fn to(&mut self, at: (f64, f64)) {
        if let Some(part) = self.parts.last_mut() {
            *part = part.and(Area::point(at));
        }
    }

    /// The parts that lie in no other: what is inside another part of the same path is a hole in it, or covered by it.
    fn outer_parts(&self) -> impl Iterator<Item = Area> {
        let few = self.parts.len() <= FEW_PARTS;
        let covers = move |(outer, around): (usize, &Area), (inner, part): (usize, &Area)| {
            outer != inner && part.is_inside(*around, 0.0) && (part != around || outer < inner)
        };
        let is_outer = move |part: &(usize, &Area)| !few || !self.parts.iter().enumerate().any(|around| covers(around, *part));
        self.parts.iter().enumerate().filter(is_outer).map(|(_, part)| *part)
    }

    fn all(&self) -> Option<Area> {
        self.parts.iter().copied().reduce(Area::and)
    }
}

impl<'a> Interpreter<'_, 'a> {
    /// The content streams of a page, joined.
    fn contents(&mut self, page: &Dict<'_>, object: u32) -> Vec<u8> {
        let streams: Vec<Stream<'_>> = match page.get::<Object<'_>>("Contents") {
            Some(Object::Stream(stream)) => vec![stream],
            Some(Object::Array(array)) => array.iter::<Stream<'_>>().take(100_000).collect(),
            _ => Vec::new(),
        };
        let mut joined = Vec::new();
        for stream in streams {
            match decode(&stream, LARGEST_STREAM.saturating_sub(joined.len())) {
                Ok(decoded) if decoded.picture.is_none() => joined.extend_from_slice(&decoded.data),
                Ok(_) => self.problem(Problem::Undecodable("is packed like a picture"), object),
                Err(reason) => self.problem(Problem::Undecodable(reason.words()), stream.obj_id().obj_number),
            }
            // An operator may not be split between streams, but a number may stand at the end of one.
            joined.push(b'\n');
        }
        joined
    }

    /// The looks of the annotations, for the colours and fonts in them. They are not placed: rules that ask where things
    /// stand look at the annotations themselves.
    fn annotations(&mut self, page: &Dict<'a>, scope: &Scope<'a>) {
        let annotations = page.get::<Array<'a>>("Annots");
        for annotation in annotations.iter().flat_map(|all| all.iter::<Dict<'a>>()).take(MOST_ANNOTATIONS) {
            let looks = match annotation.get::<Dict<'a>>("AP").and_then(|looks| looks.get::<Object<'a>>("N")) {
                Some(Object::Stream(look)) => vec![look],
                Some(Object::Dict(states)) => states.entries().take(20).filter_map(|(name, _)| states.get::<Stream<'a>>(&name)).collect(),
                _ => continue,
            };
            looks.iter().for_each(|look| self.form(look, scope, &State::initial(), false));
        }
    }

    fn problem(&mut self, problem: Problem, object: u32) {
        if self.page.problems.len() < 1000 {
            self.page.problems.insert((problem, object));
        }
    }

    /// Runs the operators of some content.
    fn run(&mut self, content: &[u8], scope: &Scope<'a>, mut state: State) {
        let mut kept: Vec<State> = Vec::new();
        let mut too_many = 0_usize;
        let mut path = Path::default();
        let mut looked_up = LookedUp::default();
        let mut operators = UntypedIter::new(content);
        let mut operands: Vec<Object<'_>> = Vec::new();
        let mut tolerant = 0_usize;
        while let Some(instruction) = operators.next() {
            self.operators += 1;
            self.shared.operators += 1;
            if self.operators > MOST_OPERATORS_ON_PAGE || self.shared.operators > MOST_OPERATORS {
                self.shared.cut_short = true;
                self.problem(Problem::TooMuch, scope.object);
                return;
            }
            operands.clear();
            operands.extend(instruction.operands().cloned());
            let operator: &[u8] = instruction.operator;
            let given = Operands(&operands);
            match operator {
                b"q" if kept.len() < MOST_STATES => {
                    if kept.len() == PROMISED_STATES {
                        self.problem(Problem::ManyStates, scope.object);
                    }
                    kept.push(state.clone());
                }
                b"q" => too_many += 1,
                b"Q" if too_many > 0 => too_many -= 1,
                b"Q" => match kept.pop() {
                    Some(before) => state = before,
                    None => self.problem(Problem::Unbalanced, scope.object),
                },
                b"BX" => tolerant += 1,
                b"EX" => tolerant = tolerant.saturating_sub(1),
                _ => {
                    let known = path_operator(operator, &given, &state, &mut path)
                        || self.painting(operator, &mut state, &mut path, scope)
                        || self.setting(operator, &given, &mut state, scope)
                        || self.coloring(operator, &given, &mut state, scope, &mut looked_up)
                        || self.texting(operator, &given, &mut state, scope, &mut looked_up)
                        || self.placing(operator, &given, &state, scope)
                        || is_without_effect(operator);
                    if !known && tolerant == 0 {
                        let name = String::from_utf8_lossy(operator).chars().take(20).collect();
                        self.problem(Problem::UnknownOperator(name), scope.object);
                    }
                }
            }
        }
        if !kept.is_empty() {
            self.problem(Problem::Unbalanced, scope.object);
        }
    }

    /// Operators that end a path.
    fn painting(&mut self, operator: &[u8], state: &mut State, path: &mut Path, scope: &Scope<'_>) -> bool {
        let (fills, strokes) = match operator {
            b"S" | b"s" => (false, true),
            b"f" | b"F" | b"f*" => (true, false),
            b"B" | b"B*" | b"b" | b"b*" => (true, true),
            b"n" => (false, false),
            _ => return false,
        };
        if fills {
            for part in path.outer_parts() {
                let kind = if matches!(*state.fill.space, Space::Pattern(_)) { MarkKind::Shading } else { MarkKind::Fill };
                self.mark(kind, part, &state.fill, state.fill_overprint, state, scope);
            }
        }
        if strokes {
            let width = state.line_width * state.matrix.least_scale();
            for part in &path.parts {
                self.mark(MarkKind::Stroke { width }, part.grown(width / 2.0), &state.stroke, state.stroke_overprint, state, scope);
            }
        }
        if path.clips
            && let Some(all) = path.all()
        {
            state.clip_to(all);
        }
        *path = Path::default();
        true
    }

    /// Writes a mark down, as far as the clip shows it.
    fn mark(&mut self, kind: MarkKind, area: Area, paint: &Paint, overprint: bool, state: &State, scope: &Scope<'_>) {
        let Some(area) = area.within(state.clip) else { return };
        if !scope.placed {
            return;
        }
        if self.page.marks.len() >= MOST_MARKS {
            self.shared.cut_short = true;
            self.problem(Problem::TooMuch, scope.object);
            return;
        }
        let inks = match &kind {
            MarkKind::Shading => paint.blend.clone(),
            // The ink of a picture is in its pixels, not in the colour in use.
            MarkKind::Picture(picture) if !picture.stencil => None,
            _ => paint.inks(),
        };
        let (family, overprint_mode) = (paint.space.family(), state.overprint_mode);
        self.page.marks.push(Mark { kind, area, inks, family, overprint, overprint_mode, object: scope.object });
    }

    /// Operators that change the state.
    fn setting(&mut self, operator: &[u8], given: &Operands<'_, '_>, state: &mut State, scope: &Scope<'a>) -> bool {
        match operator {
            b"cm" => {
                if let Some(matrix) = given.matrix() {
                    state.matrix = matrix.then(state.matrix);
                }
            }
            b"w" => state.line_width = given.number(0).abs(),
            b"ri" => {
                if let Some(intent) = given.name(0) {
                    self.intent(intent, scope.object);
                }
            }
            b"gs" => match given.name(0).map(|name| (name, scope.resources.get_ext_g_state(name))) {
                Some((_, Some(dict))) => self.parameters(&dict, state, scope),
                Some((name, None)) => self.missing("graphics state", name, scope),
                None => {}
            },
            _ => return false,
        }
        true
    }

    /// A parameter dictionary of the graphics state (PDF 32000-1, table 58).
    fn parameters(&mut self, dict: &Dict<'a>, state: &mut State, scope: &Scope<'a>) {
        let object = dict.obj_id().map_or(scope.object, |id| id.obj_number);
        if let Some(width) = dict.get::<f64>("LW") {
            state.line_width = width;
        }
        if let Some(overprint) = dict.get::<bool>("OP") {
            state.stroke_overprint = overprint;
            state.fill_overprint = overprint;
        }
        state.fill_overprint = dict.get::<bool>("op").unwrap_or(state.fill_overprint);
        state.overprint_mode = dict.get::<i32>("OPM").unwrap_or(state.overprint_mode);
        if let Some(intent) = dict.get::<Name<'_>>("RI") {
            self.intent(&intent, object);
        }
        for key in ["ca", "CA"] {
            if let Some(alpha) = dict.get::<f64>(key).filter(|alpha| *alpha < 1.0) {
                self.state(StateUse::Alpha((alpha.max(0.0) * 1000.0) as u32), object);
            }
        }
        let blend = match dict.get::<Object<'_>>("BM") {
            Some(Object::Array(modes)) => modes.iter::<Name<'_>>().next().map(|mode| mode.as_str().to_owned()),
            Some(Object::Name(mode)) => Some(mode.as_str().to_owned()),
            _ => None,
        };
        if let Some(blend) = blend.filter(|mode| mode != "Normal" && mode != "Compatible") {
            self.state(StateUse::Blend(blend.chars().take(30).collect()), object);
        }
        let named = |key: &str, name: &str| matches!(dict.get::<Object<'_>>(key), Some(Object::Name(found)) if found.as_str() == name);
        if dict.contains_key("TR") && !named("TR", "Identity") || dict.contains_key("TR2") && !named("TR2", "Default") {
            self.state(StateUse::Transfer, object);
        }
        if dict.contains_key("HTP") {
            self.state(StateUse::HalftonePhase, object);
        }
        if let Some(mask) = dict.get::<Dict<'_>>("SMask") {
            self.state(StateUse::SoftMask, object);
            if let Some(group) = mask.get::<Stream<'_>>("G") {
                self.form(&group, scope, &State::initial(), false);
            }
        }
        if let Some(array) = dict.get::<Array<'_>>("Font")
            && let Some(font) = array.iter::<Object<'_>>().next().and_then(Object::into_dict)
        {
            state.text.font = Some(self.font(&font, scope));
            state.text.size = array.iter::<Object<'_>>().nth(1).and_then(Object::into_f32).map_or(0.0, f64::from);
        }
    }

    fn intent(&mut self, intent: &Name<'_>, object: u32) {
        if !is_intent(intent.as_str()) {
            self.state(StateUse::Intent(intent.as_str().chars().take(30).collect()), object);
        }
    }

    fn state(&mut self, used: StateUse, object: u32) {
        if self.page.states.len() < 1000 {
            self.page.states.insert((used, object));
        }
    }

    fn missing(&mut self, kind: &'static str, name: &Name<'_>, scope: &Scope<'_>) {
        self.problem(Problem::Missing(kind, name.as_str().chars().take(40).collect()), scope.object);
    }

    /// Operators that choose colours.
    fn coloring(
        &mut self,
        operator: &[u8],
        given: &Operands<'_, '_>,
        state: &mut State,
        scope: &Scope<'a>,
        looked_up: &mut LookedUp,
    ) -> bool {
        let device = |family: Family| Paint::new(Rc::new(Space::Simple(family)), given.numbers());
        match operator {
            b"g" => state.fill = device(Family::DeviceGray),
            b"G" => state.stroke = device(Family::DeviceGray),
            b"k" => state.fill = device(Family::DeviceCmyk),
            b"K" => state.stroke = device(Family::DeviceCmyk),
            b"rg" | b"RG" => {
                // By name, because the page may have given DeviceRGB another meaning.
                let space = Space::read(&Object::Name(Name::new_unescaped(b"DeviceRGB")), &scope.resources);
                let paint = Paint::new(Rc::new(space), given.numbers());
                if operator == b"rg" { state.fill = paint } else { state.stroke = paint }
            }
            b"cs" | b"CS" => {
                let Some(name) = given.name(0) else { return true };
                let space = self.space(name, scope, looked_up);
                let paint = Paint::new(Rc::clone(&space), space.initial());
                if operator == b"cs" { state.fill = paint } else { state.stroke = paint }
            }
            b"sc" | b"scn" | b"SC" | b"SCN" => {
                let blend = given.last_name().and_then(|name| self.pattern(name, scope, state));
                let paint = if operator.starts_with(b"s") { &mut state.fill } else { &mut state.stroke };
                (paint.color, paint.blend) = (given.numbers(), blend);
                return true;
            }
            _ => return false,
        }
        let paint = if operator.first().is_some_and(u8::is_ascii_lowercase) { &state.fill } else { &state.stroke };
        let space = Rc::clone(&paint.space);
        self.uses(&space, "a colour of text, lines or areas", scope.object);
        true
    }

    /// A named space, looked up once in each content.
    fn space(&mut self, name: &Name<'_>, scope: &Scope<'_>, looked_up: &mut LookedUp) -> Rc<Space> {
        if let Some(found) = looked_up.spaces.get::<[u8]>(name) {
            return Rc::clone(found);
        }
        let space = Rc::new(Space::read(&Object::Name(Name::new_unescaped(name)), &scope.resources));
        if space.family() == Family::Unknown {
            self.missing("colour space", name, scope);
        }
        looked_up.spaces.insert(name.to_vec(), Rc::clone(&space));
        space
    }

    /// Notes a space and all that it is built on.
    fn uses(&mut self, space: &Space, user: &'static str, object: u32) {
        for layer in space.layers() {
            let profile = if let Space::Icc { object, .. } = layer { *object } else { 0 };
            if self.page.spaces.len() < 10_000 {
                self.page.spaces.insert(SpaceUse { family: layer.family(), user, object, profile });
            }
        }
    }

    /// A pattern: a shading, or content of its own. Returns the most ink that a shading asks for, if that can be told.
    fn pattern(&mut self, name: &Name<'_>, scope: &Scope<'a>, state: &State) -> Option<Inks> {
        match scope.resources.get_pattern(name) {
            Some(Object::Stream(tile)) => {
                if self.shared.read.insert(tile.obj_id().obj_number) {
                    let around = Scope { tiled: true, ..scope.clone() };
                    let state = State { matrix: scope.base, clip: Area::EVERYWHERE, text: State::initial().text, ..state.clone() };
                    self.form(&tile, &around, &state, false);
                }
                None
            }
            Some(Object::Dict(dict)) => self.shading(dict.get::<Object<'_>>("Shading")?, scope)?.blend,
            _ => {
                self.missing("pattern", name, scope);
                None
            }
        }
    }

    fn shading(&mut self, shading: Object<'_>, scope: &Scope<'_>) -> Option<Paint> {
        let dict = match &shading {
            Object::Dict(dict) => dict,
            Object::Stream(stream) => stream.dict(),
            _ => return None,
        };
        let object = dict.obj_id().map_or(scope.object, |id| id.obj_number);
        let space = space_of(dict, &scope.resources)?;
        self.uses(&space, "a shading", object);
        self.page.blended_spots.extend(space.spots().map(str::to_owned));
        let blend = blend::darkest(dict, &space);
        Some(Paint { blend, ..Paint::new(Rc::new(space), Vec::new()) })
    }

    /// Spaces that stand in for those of the device.
    fn stand_ins(&mut self, scope: &Scope<'_>) {
        for name in ["DefaultGray", "DefaultRGB", "DefaultCMYK"] {
            if let Some(Object::Array(array)) = scope.resources.color_spaces.get::<Object<'_>>(name) {
                let space = Space::read(&Object::Array(array), &scope.resources);
                self.uses(&space, "what stands in for a colour of the device", scope.object);
            }
        }
    }

    /// Operators that set text.
    fn texting(
        &mut self,
        operator: &[u8],
        given: &Operands<'_, '_>,
        state: &mut State,
        scope: &Scope<'a>,
        looked_up: &mut LookedUp,
    ) -> bool {
        match operator {
            b"BT" => {
                state.text.line = Matrix::IDENTITY;
                state.text.matrix = Matrix::IDENTITY;
            }
            b"Tf" => {
                state.text.size = given.number(1);
                state.text.font = given.name(0).and_then(|name| self.named_font(name, scope, looked_up));
            }
            b"Tr" => state.text.mode = given.number(0) as i32,
            b"Tc" => state.text.letter_space = given.number(0),
            b"Tw" => state.text.word_space = given.number(0),
            b"TL" => state.text.leading = given.number(0),
            b"Tz" => state.text.stretch = given.number(0) / 100.0,
            b"Ts" => state.text.rise = given.number(0),
            b"Tm" => {
                if let Some(matrix) = given.matrix() {
                    state.text.line = matrix;
                    state.text.matrix = matrix;
                }
            }
            b"Td" => state.text.next_line(given.number(0), given.number(1)),
            b"TD" => {
                state.text.leading = -given.number(1);
                state.text.next_line(given.number(0), given.number(1));
            }
            b"T*" => state.text.next_line(0.0, -state.text.leading),
            b"Tj" | b"TJ" => self.show(given, state, scope),
            b"'" | b"\"" => {
                if operator == b"\"" {
                    state.text.word_space = given.number(0);
                    state.text.letter_space = given.number(1);
                }
                state.text.next_line(0.0, -state.text.leading);
                self.show(given, state, scope);
            }
            _ => return false,
        }
        true
    }

    fn named_font(&mut self, name: &Name<'_>, scope: &Scope<'a>, looked_up: &mut LookedUp) -> Option<Rc<Font>> {
        if let Some(found) = looked_up.fonts.get::<[u8]>(name) {
            return Some(Rc::clone(found));
        }
        let Some(dict) = scope.resources.get_font(name) else {
            self.missing("font", name, scope);
            return None;
        };
        let font = self.font(&dict, scope);
        looked_up.fonts.insert(name.to_vec(), Rc::clone(&font));
        Some(font)
    }

    /// A font, read once in each file. What the glyphs of a Type 3 font draw with is read with it.
    fn font(&mut self, dict: &Dict<'a>, scope: &Scope<'a>) -> Rc<Font> {
        let number = dict.obj_id().map_or(0, |id| id.obj_number);
        let known = self.shared.fonts.get(&number).filter(|_| number != 0).cloned();
        let font = known.unwrap_or_else(|| self.open_font(dict));
        self.page.fonts.insert(number, Rc::clone(&font));
        if self.shared.fonts.insert(number, Rc::clone(&font)).is_none() && font.kind == "Type3" {
            let glyphs = dict.get::<Dict<'_>>("CharProcs").unwrap_or_default();
            let around = scope.inside(dict, number, false);
            for (name, _) in glyphs.entries().take(1000) {
                if let Some(glyph) = glyphs.get::<Stream<'_>>(&name) {
                    self.form(&glyph, &around, &State::initial(), false);
                }
            }
        }
        font
    }

    /// Reads a font and opens it for its glyphs.
    fn open_font(&mut self, dict: &Dict<'a>) -> Rc<Font> {
        let font = Font::read(dict, self.shared.glyphs.len());
        let worth_it = self.shared.glyphs.len() < MOST_FONTS && font.embedded && font.defect.is_none();
        let glyphs = if worth_it { Glyphs::open(dict, &self.shared.font_cache) } else { None };
        self.shared.glyphs.push(glyphs);
        Rc::new(font)
    }

    /// Glyphs are shown: where they stand, whether the font has them, and whether they are as wide as the page takes them for.
    fn show(&mut self, given: &Operands<'_, '_>, state: &mut State, scope: &Scope<'_>) {
        let Some(font) = state.text.font.clone() else {
            self.problem(Problem::NoFont, scope.object);
            return;
        };
        let text = &mut state.text;
        let mut line = Line::default();
        let mut missing = 0;
        let glyphs = self.shared.glyphs.get_mut(font.number).and_then(Option::as_mut).filter(|glyphs| glyphs.is_horizontal());
        match glyphs {
            Some(glyphs) => given.each_shown(|shown| match shown {
                Shown::Shift(thousandths) => line.at -= thousandths / 1000.0 * text.size,
                Shown::Codes(codes) => glyphs.read(codes, |code, glyph, is_blank| {
                    missing += usize::from(glyph.missing);
                    if let Some(drawn) = glyph.drawn.filter(|drawn| (drawn - glyph.advance).abs() > SAME_WIDTH) {
                        self.page.wrong_widths.entry(font.object).or_insert(WrongWidth { code, stated: glyph.advance, drawn });
                    }
                    line.set(glyph.advance / 1000.0 * text.size, is_blank);
                    line.at += text.letter_space + if is_blank { text.word_space } else { 0.0 };
                }),
            }),
            // Nothing is known of the glyphs: half their size is near enough to say where they stand.
            None => given.each_shown(|shown| {
                if let Shown::Codes(codes) = shown {
                    let count = if font.kind == "Type0" { codes.len() / 2 } else { codes.len() };
                    line.set(0.5 * text.size * count as f64, count == 0);
                }
            }),
        }
        if missing > 0 {
            *self.page.missing_glyphs.entry(font.object).or_default() += missing;
        }
        let to_page = Matrix([text.stretch, 0.0, 0.0, 1.0, 0.0, text.rise]).then(text.matrix).then(state.matrix);
        text.matrix = Matrix::shift(line.at * text.stretch, 0.0).then(text.matrix);
        let Some((from, to)) = line.seen else { return };
        let size = text.size.abs() * to_page.least_scale();
        let area = to_page.apply_area(Area { x0: from, y0: -0.2 * text.size, x1: to, y1: 0.7 * text.size }.ordered());
        let mode = text.mode;
        if matches!(mode, 0 | 2 | 4 | 6) {
            self.mark(MarkKind::Text { size }, area, &state.fill, state.fill_overprint, state, scope);
        }
        if matches!(mode, 1 | 2 | 5 | 6) {
            let width = state.line_width * state.matrix.least_scale();
            self.mark(MarkKind::Stroke { width }, area, &state.stroke, state.stroke_overprint, state, scope);
        }
    }

    /// Operators that place something from elsewhere.
    fn placing(&mut self, operator: &[u8], given: &Operands<'_, '_>, state: &State, scope: &Scope<'a>) -> bool {
        match operator {
            b"Do" => {
                let Some(name) = given.name(0) else { return true };
                match scope.resources.get_x_object(name) {
                    Some(stream) => match stream.dict().get::<Name<'_>>("Subtype").as_ref().map(Name::as_str) {
                        Some("Image") => self.picture(&stream, state, scope, false),
                        Some("Form") => self.form(&stream, scope, state, true),
                        _ => {}
                    },
                    None => self.missing("object to draw", name, scope),
                }
            }
            b"BI" => {
                if let Some(stream) = given.stream(0) {
                    self.picture(stream, state, scope, true);
                }
            }
            b"sh" => {
                let Some(name) = given.name(0) else { return true };
                match scope.resources.get_shading(name) {
                    Some(shading) => {
                        let paint = self.shading(shading, scope);
                        let paint = paint.as_ref().unwrap_or(&state.fill);
                        self.mark(MarkKind::Shading, state.clip, paint, state.fill_overprint, state, scope);
                    }
                    None => self.missing("shading", name, scope),
                }
            }
            _ => return false,
        }
        true
    }

    /// A form, or any content with a matrix and resources of its own.
    fn form(&mut self, stream: &Stream<'a>, scope: &Scope<'a>, state: &State, placed: bool) {
        let number = stream.obj_id().obj_number;
        if scope.chain.len() >= DEEPEST || scope.chain.contains(&number) {
            self.problem(Problem::TooDeep, number);
            return;
        }
        let dict = stream.dict();
        let mut inner = scope.inside(dict, number, placed);
        self.group(dict, &inner);
        self.stand_ins(&inner);
        let mut state = state.clone();
        if let Some(matrix) = dict.get::<Array<'_>>("Matrix").and_then(|array| matrix_of(&array)) {
            state.matrix = matrix.then(state.matrix);
        }
        inner.base = state.matrix;
        if let Some(bounds) = dict.get::<hayro_syntax::object::Rect>("BBox") {
            state.clip_to(state.matrix.apply_area(bounds.into()));
        }
        match decode(stream, LARGEST_STREAM) {
            Ok(decoded) if decoded.picture.is_none() => self.run(&decoded.data, &inner, state),
            Ok(_) => self.problem(Problem::Undecodable("is packed like a picture"), number),
            Err(reason) => self.problem(Problem::Undecodable(reason.words()), number),
        }
    }

    /// The transparency group of a page or form, if it is one.
    fn group(&mut self, dict: &Dict<'_>, scope: &Scope<'_>) {
        let Some(group) = dict.get::<Dict<'_>>("Group") else { return };
        if group.get::<Name<'_>>("S").is_none_or(|kind| kind.as_str() != "Transparency") {
            return;
        }
        self.state(StateUse::Group, scope.object);
        if let Some(space) = space_of(&group, &scope.resources) {
            self.uses(&space, "a transparency group", scope.object);
            self.state(StateUse::GroupSpace(space.family()), scope.object);
        }
    }

    fn picture(&mut self, stream: &Stream<'_>, state: &State, scope: &Scope<'_>, inline: bool) {
        let mut picture = picture::describe(stream, &scope.resources, inline);
        let object = if inline { scope.object } else { picture.object };
        if inline {
            let packed = picture::inline_filters(stream.dict()).into_iter().map(|filter| (filter, scope.object));
            if self.page.inline_filters.len() < 100 {
                self.page.inline_filters.extend(packed);
            }
        }
        if !picture.stencil {
            let space = Rc::clone(&picture.space);
            self.uses(&space, if inline { "a picture in the drawing" } else { "a picture" }, object);
        }
        if stream.dict().contains_key("SMask") || stream.dict().get::<i32>("SMaskInData").is_some_and(|kind| kind != 0) {
            self.state(StateUse::SoftMask, object);
        }
        if let Some(intent) = stream.dict().get::<Name<'_>>("Intent") {
            self.intent(&intent, object);
        }
        self.companions(stream.dict(), scope);
        let unit = self.page.boxes.user_unit / 72.0;
        let (width, height) = state.matrix.sides();
        picture.ppi = (f64::from(picture.width) / (width * unit)).min(f64::from(picture.height) / (height * unit));
        picture.square_inches = width * height * unit * unit;
        if scope.tiled && self.page.tiles.len() < MOST_TILES {
            self.page.tiles.push(picture.clone());
        }
        if scope.placed && !picture.stencil {
            picture.ink = self.picture_ink(stream, &picture, inline);
        }
        let area = state.matrix.apply_area(Area { x0: 0.0, y0: 0.0, x1: 1.0, y1: 1.0 });
        let paint = if picture.stencil { state.fill.clone() } else { Paint::new(Rc::clone(&picture.space), Vec::new()) };
        self.mark(MarkKind::Picture(picture), area, &paint, state.fill_overprint, state, scope);
    }

    /// The pictures that come with a picture: its soft mask, and other versions of it.
    fn companions(&mut self, dict: &Dict<'_>, scope: &Scope<'_>) {
        let mask = dict.get::<Stream<'_>>("SMask").map(|mask| (mask, "the soft mask of a picture"));
        let alternates = dict.get::<Array<'_>>("Alternates");
        let alternates = alternates.iter().flat_map(|several| several.iter::<Dict<'_>>()).take(100);
        let alternates =
            alternates.filter_map(|one| one.get::<Stream<'_>>("Image")).map(|picture| (picture, "another version of a picture"));
        for (picture, user) in mask.into_iter().chain(alternates) {
            if let Some(space) = space_of(picture.dict(), &scope.resources) {
                self.uses(&space, user, picture.obj_id().obj_number);
            }
        }
    }

    fn picture_ink(&mut self, stream: &Stream<'_>, picture: &super::Picture, inline: bool) -> Option<Rc<super::PictureInk>> {
        let count = || picture::ink(stream, picture).map(Rc::new);
        if inline {
            return count();
        }
        self.shared.picture_inks.entry(picture.object).or_insert_with(count).clone()
    }
}

/// Operators that build a path.
fn path_operator(operator: &[u8], given: &Operands<'_, '_>, state: &State, path: &mut Path) -> bool {
    let point = |index: usize| state.matrix.apply(given.number(index), given.number(index + 1));
    match operator {
        b"m" => path.start(point(0)),
        b"l" => path.to(point(0)),
        b"c" => (0..3).for_each(|index| path.to(point(2 * index))),
        b"v" | b"y" => (0..2).for_each(|index| path.to(point(2 * index))),
        b"re" => {
            let (x, y, width, height) = (given.number(0), given.number(1), given.number(2), given.number(3));
            path.start(state.matrix.apply(x, y));
            for (x, y) in [(x + width, y), (x, y + height), (x + width, y + height)] {
                path.to(state.matrix.apply(x, y));
            }
        }
        b"W" | b"W*" => path.clips = true,
        b"h" => {}
        _ => return false,
    }
    true
}

/// Operators that no rule needs to follow.
fn is_without_effect(operator: &[u8]) -> bool {
    matches!(operator, b"J" | b"j" | b"M" | b"d" | b"i" | b"ET" | b"d0" | b"d1" | b"MP" | b"DP" | b"BMC" | b"BDC" | b"EMC" | b"EI" | b"ID")
}

fn is_intent(name: &str) -> bool {
    matches!(name, "Perceptual" | "RelativeColorimetric" | "AbsoluteColorimetric" | "Saturation")
}

fn matrix_of(array: &Array<'_>) -> Option<Matrix> {
    let mut numbers = [0.0; 6];
    let mut given = array.iter::<f64>();
    for number in &mut numbers {
        *number = given.next()?;
    }
    Some(Matrix(numbers))
}

/// What stands before an operator.
struct Operands<'o, 'a>(&'o [Object<'a>]);

impl<'a> Operands<'_, 'a> {
    /// A number; 0 where there is none.
    fn number(&self, index: usize) -> f64 {
        if let Some(Object::Number(number)) = self.0.get(index) { number.as_f64() } else { 0.0 }
    }

    fn numbers(&self) -> Vec<f64> {
        self.0.iter().filter_map(|object| if let Object::Number(number) = object { Some(number.as_f64()) } else { None }).collect()
    }

    fn matrix(&self) -> Option<Matrix> {
        let numbers: [f64; 6] = self.numbers().try_into().ok()?;
        Some(Matrix(numbers))
    }

    fn name(&self, index: usize) -> Option<&Name<'a>> {
        if let Some(Object::Name(name)) = self.0.get(index) { Some(name) } else { None }
    }

    fn last_name(&self) -> Option<&Name<'a>> {
        if let Some(Object::Name(name)) = self.0.last() { Some(name) } else { None }
    }

    fn stream(&self, index: usize) -> Option<&Stream<'a>> {
        if let Some(Object::Stream(stream)) = self.0.get(index) { Some(stream) } else { None }
    }

    /// What a text operator shows: its string, or the strings and shifts of its array.
    fn each_shown(&self, mut each: impl FnMut(Shown<'_>)) {
        match self.0.last() {
            Some(Object::String(string)) => each(Shown::Codes(string.as_bytes())),
            Some(Object::Array(array)) => {
                for object in array.iter::<Object<'_>>() {
                    match &object {
                        Object::String(string) => each(Shown::Codes(string.as_bytes())),
                        Object::Number(number) => each(Shown::Shift(number.as_f64())),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
}

/// A part of a line of text.
enum Shown<'s> {
    /// Codes of glyphs.
    Codes(&'s [u8]),
    /// A step back, in thousandths of the font size.
    Shift(f64),
}

/// A line of glyphs as it is set, along its baseline.
#[derive(Default)]
struct Line {
    /// Where the next glyph goes.
    at: f64,
    /// From the first glyph to the last, blanks at either end left out.
    seen: Option<(f64, f64)>,
}

impl Line {
    fn set(&mut self, advance: f64, is_blank: bool) {
        if !is_blank {
            let from = self.seen.map_or(self.at, |(from, _)| from);
            self.seen = Some((from, self.at + advance));
        }
        self.at += advance;
    }
}
