//! The drawing. Lines mean what they mean in a course: dashed is a slip, double mends, and a word says so too.

use std::collections::BTreeMap;

use bona_engine::course::{EndingKind, Scenario, Scene, Step};

use super::layout::{Columns, Item, LANE, choices, columns};
use super::{choice_words, condition, kind_word, name, one_line};
use crate::xml::Xml;

const BOX: u32 = 264;
const BETWEEN: u32 = 96;
const MARGIN: u32 = 24;
const GAP: u32 = 28;
const PAD: u32 = 12;
const LINE: u32 = 18;
/// Letters that fit into a line of a box, reckoned wide; of a question, which is bold, fewer.
const LETTERS: usize = 34;
const BOLD_LETTERS: usize = 30;
/// Lines of a choice and of a question; what is longer ends with `…`.
const CHOICE_LINES: usize = 2;
const ASK_LINES: usize = 3;

/// Colours of the look, light and dark.
const STYLE: &str = "\
.page{fill:#f1f4ee}.box{fill:#fff;stroke:#766e79}.end{fill:#e8dde7;stroke:#5b2453;stroke-width:2}\
.hair{stroke:#cbd1c7}.ink{fill:#241a27}.soft{fill:#564b5a}.go,.good,.slip,.mend{fill:none;stroke:#5b2453;stroke-width:2}\
.slip{stroke-dasharray:6 5}.mend{stroke-width:6}.between{fill:none;stroke:#f1f4ee;stroke-width:2}.tip{fill:#5b2453}\
text{font:13px system-ui,sans-serif}.ask{font-weight:700}.head{font:700 18px Palatino,'Palatino Linotype',serif}\
@media(prefers-color-scheme:dark){.page{fill:#171318}.box{fill:#221c24;stroke:#998e9b}.end{fill:#3d263b;stroke:#e5b0db}\
.hair{stroke:#463d48}.ink{fill:#f2edf1}.soft{fill:#c3b8c4}.go,.good,.slip,.mend{stroke:#e5b0db}.between{stroke:#171318}.tip{fill:#e5b0db}}";

/// A box, where it stands and what it says.
struct Boxed {
    x: u32,
    y: u32,
    height: u32,
    head: Vec<String>,
    rows: Vec<Row>,
}

/// A choice in a box.
struct Row {
    lines: Vec<String>,
    word: String,
    /// The middle of the row, from the top of the box.
    middle: u32,
}

/// A scene as an SVG document. `title` names it where its own title is missing.
#[must_use]
pub fn svg(scenario: &Scenario, title: &str) -> Vec<u8> {
    let title = scenario.title.as_deref().unwrap_or(title);
    let laid = columns(scenario);
    let (boxes, lanes, width, height) = placed(scenario, &laid);
    let mut xml = Xml::new();
    let (w, h) = (width.to_string(), height.to_string());
    let view = format!("0 0 {w} {h}");
    xml.open(
        "svg",
        &[
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("width", &w),
            ("height", &h),
            ("viewBox", &view),
            ("role", "img"),
            ("aria-labelledby", "title desc"),
        ],
    );
    xml.leaf("title", &[("id", "title")], title);
    xml.leaf("desc", &[("id", "desc")], &told(scenario));
    xml.leaf("style", &[], STYLE);
    xml.empty("rect", &[("class", "page"), ("width", &w), ("height", &h)]);
    text(&mut xml, "head ink", MARGIN, MARGIN + LINE, title);
    for (at, choice, then) in choices(scenario) {
        if laid.of[then] > laid.of[at] {
            draw_line(&mut xml, scenario, &boxes, &lanes, (at, choice, then));
        }
    }
    for (at, scene) in scenario.scenes.iter().enumerate() {
        draw_box(&mut xml, scene, &boxes[at]);
    }
    xml.close();
    xml.finish()
}

type Lanes = BTreeMap<(usize, usize), Vec<(u32, u32)>>;

/// Boxes by scene, lanes by choice, width and height of the whole.
fn placed(scenario: &Scenario, laid: &Columns) -> (Vec<Boxed>, Lanes, u32, u32) {
    let mut boxes: Vec<Boxed> = (0..scenario.scenes.len()).map(|at| boxed(scenario, laid, at)).collect();
    let mut lanes = Lanes::new();
    let tall = |item: &Item, boxes: &[Boxed]| match item {
        Item::Scene(at) => boxes[*at].height,
        Item::Lane(..) => LANE,
    };
    let height = |column: &[Item], boxes: &[Boxed]| {
        column.iter().map(|item| tall(item, boxes) + GAP).sum::<u32>().saturating_sub(GAP)
    };
    let most = laid.columns.iter().map(|column| height(column, &boxes)).max().unwrap_or(0);
    let top = MARGIN + LINE + GAP;
    let mut x = MARGIN;
    for column in &laid.columns {
        let mut y = top + (most - height(column, &boxes)) / 2;
        for item in column {
            match item {
                Item::Scene(at) => (boxes[*at].x, boxes[*at].y) = (x, y),
                Item::Lane(at, choice) => {
                    lanes.entry((*at, *choice)).or_default().push((x, y + LANE / 2));
                }
            }
            y += tall(item, &boxes) + GAP;
        }
        x += BOX + BETWEEN;
    }
    (boxes, lanes, x - BETWEEN + MARGIN, top + most + MARGIN)
}

fn boxed(scenario: &Scenario, laid: &Columns, at: usize) -> Boxed {
    let mut made = Boxed { x: 0, y: 0, height: PAD, head: Vec::new(), rows: Vec::new() };
    match &scenario.scenes[at] {
        Scene::Decision(decision) => {
            made.head = wrapped(&decision.ask, BOLD_LETTERS, ASK_LINES);
            made.height += lines(&made.head) + PAD;
            for choice in &decision.choices {
                let words = one_line(&choice.text.plain());
                add_row(&mut made, turned(scenario, laid, (at, choice.then), words), choice_words(choice));
            }
        }
        Scene::Ending(ending) => {
            let words = format!("{}: {}", kind_word(ending.kind), name(ending.id.as_str()));
            made.head = wrapped(&words, BOLD_LETTERS, ASK_LINES);
            made.height += lines(&made.head) + PAD;
        }
    }
    if let Some(guard) = scenario.scenes[at].guard() {
        let only = format!("only {}", condition(guard));
        let words = match guard.otherwise {
            Some(to) => turned(scenario, laid, (at, to), format!("{only}; otherwise:")),
            None => only,
        };
        add_row(&mut made, words, String::new());
    }
    made
}

/// The words of a row; those of a line that leads back say where, for it is not drawn.
fn turned(scenario: &Scenario, laid: &Columns, (at, then): (usize, usize), words: String) -> String {
    if laid.of[then] <= laid.of[at] { format!("↩ {}: {words}", name(id_of(scenario, then))) } else { words }
}

fn add_row(made: &mut Boxed, words: String, word: String) {
    let lines = wrapped(&words, LETTERS, CHOICE_LINES);
    let tall = self::lines(&lines) + if word.is_empty() { 0 } else { LINE };
    made.rows.push(Row { middle: made.height + tall / 2, lines, word });
    made.height += tall + PAD;
}

fn lines(lines: &[String]) -> u32 {
    LINE * u32::try_from(lines.len()).unwrap_or(0)
}

/// A text in lines of at most so many letters, and in at most so many lines; what is longer is cut between words.
fn wrapped(text: &str, letters: usize, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        let here = lines.last().map_or(0, |line| line.chars().count());
        if here > 0 && here + 1 + word.chars().count() > letters {
            lines.push(String::new());
        }
        let line = lines.last_mut().expect("there is always a line");
        if !line.is_empty() {
            line.push(' ');
        }
        line.extend(word.chars().take(letters));
    }
    if lines.len() > most {
        lines.truncate(most);
        let last = lines.last_mut().expect("there is always a line");
        while last.chars().count() + 2 > letters {
            let whole = || last.char_indices().nth(letters - 2).map_or(0, |(at, _)| at);
            let cut = last.rfind(' ').unwrap_or_else(whole);
            last.truncate(cut);
        }
        last.push_str(" …");
    }
    lines
}

fn draw_line(
    xml: &mut Xml,
    scenario: &Scenario,
    boxes: &[Boxed],
    lanes: &Lanes,
    (at, choice, then): (usize, usize, usize),
) {
    let (from, to) = (&boxes[at], &boxes[then]);
    let mut way = format!("M{} {}", from.x + BOX, from.y + from.rows[choice].middle);
    let (mut x, mut y) = (from.x + BOX, from.y + from.rows[choice].middle);
    let mut lead = |to_x: u32, to_y: u32| {
        let half = (to_x - x) / 2;
        way.push_str(&format!(" C{} {y} {} {to_y} {to_x} {to_y}", x + half, to_x - half));
        (x, y) = (to_x, to_y);
    };
    for (lane_x, lane_y) in lanes.get(&(at, choice)).into_iter().flatten() {
        lead(*lane_x, *lane_y);
        lead(lane_x + BOX, *lane_y);
    }
    let end = (to.x, to.y + to.height / 2);
    lead(end.0 - 8, end.1);
    let was = match &scenario.scenes[at] {
        Scene::Decision(decision) => decision.choices.get(choice).and_then(|choice| choice.was),
        Scene::Ending(_) => None,
    };
    let class = match was {
        Some(Step::Slip | Step::Partly) => "slip",
        Some(Step::Mends) => "mend",
        Some(Step::Good) => "good",
        None => "go",
    };
    xml.empty("path", &[("class", class), ("d", &way)]);
    if class == "mend" {
        xml.empty("path", &[("class", "between"), ("d", &way)]);
    }
    let tip = format!("M{} {} l-10 -5 v10 z", end.0, end.1);
    xml.empty("path", &[("class", "tip"), ("d", &tip)]);
}

fn draw_box(xml: &mut Xml, scene: &Scene, made: &Boxed) {
    let class = match scene {
        Scene::Decision(_) => "box",
        Scene::Ending(_) => "end",
    };
    let [x, y, width, height] = [made.x, made.y, BOX, made.height].map(|number| number.to_string());
    xml.empty("rect", &[("class", class), ("x", &x), ("y", &y), ("width", &width), ("height", &height)]);
    let mut line = made.y + PAD + 13;
    for head in &made.head {
        text(xml, "ask ink", made.x + PAD, line, head);
        line += LINE;
    }
    for row in &made.rows {
        let (rule, end) = ((line + PAD / 2 - 13).to_string(), (made.x + BOX).to_string());
        xml.empty("line", &[("class", "hair"), ("x1", &x), ("x2", &end), ("y1", &rule), ("y2", &rule)]);
        line += PAD;
        for words in &row.lines {
            text(xml, "ink", made.x + PAD, line, words);
            line += LINE;
        }
        if !row.word.is_empty() {
            text(xml, "soft", made.x + PAD, line, &row.word);
            line += LINE;
        }
    }
}

fn text(xml: &mut Xml, class: &str, x: u32, y: u32, words: &str) {
    let [x, y] = [x, y].map(|number| number.to_string());
    xml.leaf("text", &[("class", class), ("x", &x), ("y", &y)], words);
}

fn id_of(scenario: &Scenario, at: usize) -> &str {
    match &scenario.scenes[at] {
        Scene::Decision(decision) => decision.id.as_str(),
        Scene::Ending(ending) => ending.id.as_str(),
    }
}

/// The scene in words, for whoever does not see it.
fn told(scenario: &Scenario) -> String {
    let mut told = Vec::new();
    for scene in &scenario.scenes {
        match scene {
            Scene::Decision(decision) => {
                let choices = decision.choices.iter().map(|choice| {
                    format!(
                        "“{}” leads to {}",
                        one_line(&choice.text.plain()),
                        name(id_of(scenario, choice.then))
                    )
                });
                let choices: Vec<String> = choices.collect();
                told.push(format!(
                    "{}: {} {}.",
                    name(decision.id.as_str()),
                    decision.ask,
                    choices.join("; ")
                ));
            }
            Scene::Ending(ending) => {
                let word = match ending.kind {
                    EndingKind::Good => "a good end",
                    EndingKind::Mixed => "a mixed end",
                    EndingKind::Poor => "a poor end",
                };
                told.push(format!("{}: {word}.", name(ending.id.as_str())));
            }
        }
        if let Some(guard) = scene.guard() {
            let to = guard.otherwise.map(|to| format!("; otherwise {}", name(id_of(scenario, to))));
            told.push(format!("Here only {}{}.", condition(guard), to.unwrap_or_default()));
        }
    }
    told.join(" ")
}
