//! Three hundred edits between sending and return: what becomes of each comment is known from the model that is edited, and
//! the program must say the same.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use bona::Exit;
use bona_tests::Workbench;
use bona_tests::seeded::Seeded;
use serde_json::Value;

use super::{page_data, report, saved};

/// A made-up course that is edited. Every word of a thing is its own, so that nothing is found by chance.
#[derive(Clone)]
struct Model {
    modules: Vec<(String, Vec<Page>)>,
    next: usize,
}

#[derive(Clone)]
struct Page {
    id: String,
    title: String,
    blocks: Vec<Block>,
}

#[derive(Clone)]
enum Block {
    /// Words without an id.
    Text(String),
    /// Words with one.
    Named(String, String),
    /// A question: its id, what is asked, and its options by their ids.
    Question(String, String, Vec<(String, String)>),
}

/// What is known of a thing by its mark: where it is now, and its words.
#[derive(Clone, Debug, PartialEq)]
struct Known {
    words: String,
    /// What it is called, an id; empty where it has none.
    id: String,
    page: String,
}

impl Model {
    fn new(chance: &mut Seeded) -> Self {
        let mut own = Self { modules: Vec::new(), next: 0 };
        for number in 0..3 {
            let pages = (0..3).map(|_| own.page(chance)).collect();
            own.modules.push((format!("module_{number}"), pages));
        }
        own
    }

    fn fresh(&mut self, what: &str) -> String {
        self.next += 1;
        format!("{what}_{}", self.next)
    }

    fn words(&mut self) -> String {
        self.next += 1;
        format!("Here stands number {}.", self.next)
    }

    fn page(&mut self, chance: &mut Seeded) -> Page {
        let blocks = (0..3).map(|_| self.block(chance)).collect();
        Page { id: self.fresh("page"), title: self.words(), blocks }
    }

    fn block(&mut self, chance: &mut Seeded) -> Block {
        match chance.below(3) {
            0 => Block::Text(self.words()),
            1 => Block::Named(self.fresh("block"), self.words()),
            _ => {
                let options = (0..3).map(|_| (self.fresh("option"), self.words())).collect();
                Block::Question(self.fresh("question"), self.words(), options)
            }
        }
    }

    /// A page by chance: module and number.
    fn somewhere(&self, chance: &mut Seeded) -> (usize, usize) {
        let module = chance.below(self.modules.len());
        (module, chance.below(self.modules[module].1.len()))
    }

    fn edit(&mut self, chance: &mut Seeded) {
        let (module, page) = self.somewhere(chance);
        let (other_module, other) = self.somewhere(chance);
        let block = chance.below(self.modules[module].1[page].blocks.len());
        let many = self.modules[module].1[page].blocks.len() > 1;
        match chance.below(9) {
            0 => self.modules[module].1[page].blocks.rotate_left(1),
            1 => self.modules[module].1.rotate_left(1),
            2 => self.modules.rotate_left(1),
            3 => self.reword(module, page, block, chance),
            4 => self.modules[module].1[page].title = self.words(),
            5 if many => drop(self.modules[module].1[page].blocks.remove(block)),
            6 => {
                let new = self.block(chance);
                self.modules[module].1[page].blocks.insert(block, new);
            }
            7 if many => {
                let own = self.modules[module].1[page].blocks.remove(block);
                self.modules[other_module].1[other].blocks.push(own);
            }
            8 if self.modules[module].1.len() > 1 => {
                let own = self.modules[module].1.remove(page);
                // Now and then a page goes for good, else it goes elsewhere.
                if chance.below(3) > 0 {
                    self.modules[other_module].1.push(own);
                }
            }
            _ => {}
        }
    }

    fn reword(&mut self, module: usize, page: usize, block: usize, chance: &mut Seeded) {
        let new = self.words();
        match &mut self.modules[module].1[page].blocks[block] {
            Block::Text(words) | Block::Named(_, words) => *words = new,
            Block::Question(_, ask, options) => match chance.below(4) {
                0 => *ask = new,
                1 if options.len() > 2 => drop(options.remove(1)),
                2 => options.rotate_left(1),
                _ => options[1].1 = new,
            },
        }
    }

    /// The files of the course.
    fn write(&self, bench: Workbench) -> Workbench {
        let ids: Vec<String> = self.modules.iter().map(|(id, _)| format!("{id:?}")).collect();
        let course = format!(
            "Course(id: \"edited\", edition: \"1.0.0\", title: \"Edited\", language: \"en-GB\", audience: [\"all\"], \
             level: Aware, summary: \"A course.\", outcomes: [Outcome(id: \"know_it\", verb: Apply, text: \"Know it.\")], \
             modules: [{}], completion: Pages)",
            ids.join(", ")
        );
        let mut bench = bench.file("edited/course.ron", course);
        for (id, pages) in &self.modules {
            let pages: Vec<String> = pages.iter().map(page).collect();
            let text =
                format!("Module(id: {id:?}, title: {id:?}, minutes: 5, pages: [{}])", pages.join(",\n"));
            bench = bench.file(&format!("edited/modules/{id}.ron"), text);
        }
        bench
    }

    /// Everything in it by its mark: an id, or the words of what has none.
    fn known(&self) -> BTreeMap<String, Known> {
        let mut all = BTreeMap::new();
        for page in self.modules.iter().flat_map(|(_, pages)| pages) {
            let mut put = |id: &str, words: &str| {
                let mark = if id.is_empty() { words } else { id };
                let known = Known { words: words.into(), id: id.into(), page: page.id.clone() };
                assert_eq!(all.insert(mark.to_owned(), known), None, "{mark}");
            };
            put(&page.id, &page.title);
            for block in &page.blocks {
                match block {
                    Block::Text(words) => put("", words),
                    Block::Named(id, words) => put(id, words),
                    Block::Question(id, ask, options) => {
                        put(id, ask);
                        options.iter().for_each(|(own, words)| put(&format!("{id}.{own}"), words));
                    }
                }
            }
        }
        all
    }
}

fn page(page: &Page) -> String {
    let mut blocks = String::new();
    for block in &page.blocks {
        match block {
            Block::Text(words) => writeln!(blocks, "Text({words:?}),"),
            Block::Named(id, words) => writeln!(blocks, "Named({id:?}, Text({words:?})),"),
            Block::Question(id, ask, options) => {
                // What is first by its id is right, whatever the order.
                let first = options.iter().map(|(id, _)| id).min();
                let option = |(id, words): &(String, String)| {
                    let kind = if Some(id) == first { "Right" } else { "Wrong" };
                    format!("{kind}(id: {id:?}, text: {words:?}, because: \"So it is.\")")
                };
                let options: Vec<String> = options.iter().map(option).collect();
                writeln!(
                    blocks,
                    "Question(id: {id:?}, outcome: \"know_it\", ask: {ask:?}, kind: SingleChoice(options: [{}])),",
                    options.join(", ")
                )
            }
        }
        .expect("memory takes what is written to it");
    }
    format!("Page(id: {:?}, title: {:?}, blocks: [{blocks}])", page.id, page.title)
}

/// The mark of what a comment is on.
fn mark(thing: &Value) -> Option<String> {
    let key = thing[0].as_str().expect("a key");
    let words = thing[4].as_str().expect("words");
    if key.contains("/text/") { Some(words.to_owned()) } else { (!key.contains('/')).then(|| key.to_owned()) }
}

/// Whether the program says of a comment what the model knows; what was seen.
fn judge(told: &Value, before: &Known, now: &BTreeMap<String, Known>, above: &[String]) -> &'static str {
    let belongs = told["belongs_to"].as_str().expect("a key");
    let found = if before.id.is_empty() { now.get(&before.words) } else { now.get(&before.id) };
    match found {
        Some(own) if own.id.is_empty() => {
            assert!(belongs.starts_with(&format!("{}/text/", own.page)), "{told} is on {own:?}");
            assert_eq!(told["standing"], "same", "{told}");
            "moved or stayed"
        }
        Some(own) => {
            assert_eq!(belongs, own.id, "{told}");
            // An option that became the right one, or the wrong one, has changed too.
            if own.words != before.words {
                assert_eq!(told["standing"], "changed", "{told}");
                assert!(told["stood"].as_str().is_some_and(|stood| stood.contains(&before.words)), "{told}");
                assert!(told["now"].as_str().is_some_and(|stands| stands.contains(&own.words)), "{told}");
                return "changed";
            }
            assert_ne!(told["standing"], "gone", "{told}");
            "moved or stayed"
        }
        None => {
            let holder = above.iter().find(|key| !key.contains("page") || now.contains_key(*key));
            let holder = holder.filter(|key| !key.starts_with("question") || now.contains_key(*key));
            let holder = holder.or_else(|| {
                above.iter().find(|key| {
                    let known = now.contains_key(*key);
                    known || key.starts_with("module") || key.starts_with("course")
                })
            });
            assert_eq!(Some(belongs), holder.map(String::as_str), "{told}");
            assert_eq!(told["standing"], "gone", "{told}");
            assert!(told["stood"].as_str().is_some_and(|stood| stood.contains(&before.words)), "{told}");
            "gone"
        }
    }
}

#[test]
fn three_hundred_edits_lose_and_move_no_comment() {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut edits = 0;
    for seed in 0..30 {
        let mut chance = Seeded::new(seed);
        let mut model = Model::new(&mut chance);
        let bench = model.write(Workbench::new());
        let data = page_data(&bench, "edited", &[]);
        let before = model.known();
        let things = data["things"].as_array().expect("things").clone();
        let marks: Vec<(usize, String)> =
            things.iter().enumerate().filter_map(|(at, thing)| Some((at, mark(thing)?))).collect();
        let marks: Vec<(usize, String)> =
            marks.into_iter().filter(|(_, mark)| before.contains_key(mark)).collect();
        assert_eq!(marks.len(), before.len(), "everything can be commented on");
        let comments: Vec<(usize, &str, &str)> =
            marks.iter().map(|(at, mark)| (*at, "Unclear", mark.as_str())).collect();
        let post = saved(&data, &comments);
        for _ in 0..10 {
            model.edit(&mut chance);
            edits += 1;
        }
        let bench = model.write(bench).file("back.json", post.to_string());
        let ran = bench.run(&["review", "read", "edited", "back.json"]);
        assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""), "seed {seed}: {}", ran.out);
        let all = report(&bench, "edited");
        let open = all["open"].as_array().expect("a list");
        assert_eq!(open.len(), before.len(), "seed {seed}: none is lost, and none comes twice");
        let now = model.known();
        for told in open {
            let mark = told["says"].as_str().expect("words");
            let sent = post["comments"].as_array().expect("a list").iter().find(|one| one["says"] == mark);
            let above: Vec<String> =
                serde_json::from_value(sent.expect("it was sent")["above"].clone()).expect("keys");
            *seen.entry(judge(told, &before[mark], &now, &above)).or_default() += 1;
        }
    }
    assert_eq!(edits, 300);
    // A test that saw only one outcome would judge nothing.
    for what in ["moved or stayed", "changed", "gone"] {
        assert!(seen.get(what).is_some_and(|count| *count > 20), "{seen:?}");
    }
}
