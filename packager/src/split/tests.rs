//! A split course: nothing of it is lost, nothing is there twice, and each package stands by itself.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bona_engine::course::{BlockKind, Completion, Course, Inline, LinkTo, Markup, Node, Signpost};
use bona_engine::id::{ModuleId, PageId, RoleId};
use bona_engine::lock::Lock;
use bona_engine::slots::Layout;
use serde_json::Value;

use super::Piece;
use crate::error::PackError;
use crate::identity::file_name;
use crate::markup::{escape, html};
use crate::pack::PackOptions;
use crate::page::sample;
use crate::part::{Part, QuestionForm};
use crate::standard::standard;
use crate::standard::tests::{options, packed, unpacked};
use crate::verify::Book;

const FORMATS: [&str; 7] = ["scorm12", "scorm2004-3", "scorm2004-4", "cmi5", "xapi", "aicc", "html"];

/// A course that is known by an address.
fn course() -> Course {
    let mut course = sample::course();
    course.address = Some("https://training.trust.nhs.uk/first_contact".into());
    course
}

fn pieces(course: &Course) -> Vec<Piece> {
    Piece::all(course).expect("it can be split")
}

/// The files of one of the packages, and their order.
fn package(course: &Course, piece: &Piece, format: &str) -> (BTreeMap<String, Vec<u8>>, Vec<String>) {
    let own = PackOptions { piece: Some(piece), ..options("universal") };
    unpacked(packed(course, format, &own).expect("packed").1)
}

fn evidence(files: &BTreeMap<String, Vec<u8>>) -> Value {
    serde_json::from_slice(&files["course-evidence.json"]).expect("JSON")
}

fn text(files: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    let text = String::from_utf8(files[name].clone()).expect("UTF-8");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_page_and_every_question_is_in_one_of_them_and_in_no_other() {
    // With every kind of block, and terms.
    let whole = sample::full();
    let own: Vec<Course> = pieces(&whole).iter().map(|piece| piece.course(&whole).0).collect();
    assert_eq!(own.len(), whole.modules.len() + 1);
    let pages: Vec<_> = own.iter().flat_map(Course::pages).map(|page| page.id.clone()).collect();
    assert_eq!(pages, whole.pages().map(|page| page.id.clone()).collect::<Vec<_>>());
    for (own, module) in own.iter().zip(&whole.modules) {
        assert_eq!((own.modules.as_slice(), &own.test), (std::slice::from_ref(module), &None));
        assert_eq!((own.completion, own.minutes()), (Completion::Pages, module.minutes));
        assert_eq!(own.title, format!("{}: {}", whole.title, module.title));
    }
    let last = own.last().expect("the test");
    assert_eq!((last.completion, &last.test, last.pages().count()), (Completion::Test, &whole.test, 0));
    assert_eq!((last.title.as_str(), last.minutes().0), ("First contact: welcoming LGBT+ patients: Test", 2));
    let media = |course: &Course| course.media().into_iter().map(str::to_owned).collect::<BTreeSet<_>>();
    assert_eq!(own.iter().flat_map(media).collect::<BTreeSet<_>>(), media(&whole));
    let sources: BTreeSet<_> = own.iter().flat_map(|own| &own.sources).map(|one| one.id.clone()).collect();
    assert_eq!(sources.len(), whole.sources.len(), "none is lost");
    let terms: BTreeSet<_> = own.iter().flat_map(|own| &own.terms).map(|one| one.id.clone()).collect();
    assert_eq!(terms.len(), whole.terms.len(), "none is lost");
    assert!(last.sources.is_empty() && last.terms.is_empty(), "the test cites nothing");
    assert!(own.iter().all(|own| own.support == whole.support), "help is at hand in each");
}

#[test]
fn a_test_that_decides_nothing_stays_behind_the_last_module() {
    let mut whole = course();
    whole.completion = Completion::Pages;
    let own: Vec<Course> = pieces(&whole).iter().map(|piece| piece.course(&whole).0).collect();
    assert_eq!(own.len(), whole.modules.len());
    let tests: Vec<bool> = own.iter().map(|own| own.test.is_some()).collect();
    assert_eq!(tests, [false, true]);
    assert!(own.iter().all(|own| own.completion == Completion::Pages));
}

#[test]
fn no_two_have_an_id_in_common_and_none_has_one_of_the_course() {
    let whole = course();
    for format in FORMATS {
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let whole_files = unpacked(packed(&whole, format, &options("universal")).expect("packed").1).0;
        let all = pieces(&whole).into_iter().map(|piece| package(&whole, &piece, format).0);
        for files in std::iter::once(whole_files).chain(all) {
            let item = evidence(&files)["item"].as_str().expect("an id").to_owned();
            let page = text(&files, "index.html");
            let (_, key) = page.split_once("\"key\":\"").expect("a key");
            let mut ids = vec![item, key.split('"').next().expect("it ends").to_owned()];
            for name in ["imsmanifest.xml", "cmi5.xml", "tincan.xml"] {
                let Some(bytes) = files.get(name) else { continue };
                let manifest = String::from_utf8_lossy(bytes);
                let document = roxmltree::Document::parse(&manifest).expect("XML");
                let named = document.descendants().flat_map(|node| {
                    ["identifier", "id", "objectiveID"].iter().filter_map(move |name| node.attribute(*name))
                });
                ids.extend(named.map(str::to_owned));
            }
            // One manifest may say the same id twice.
            for id in ids.into_iter().collect::<BTreeSet<_>>() {
                assert!(seen.insert(id.clone()), "{format}: {id} is there twice");
            }
        }
    }
}

#[test]
fn ids_do_not_hang_on_the_order_the_number_or_the_edition() {
    let ids = |course: &Course| -> BTreeSet<String> {
        let id = |piece: &Piece| {
            let (files, _) = package(course, piece, "scorm12");
            evidence(&files)["item"].as_str().expect("an id").to_owned()
        };
        pieces(course).iter().map(id).collect()
    };
    let whole = course();
    let before = ids(&whole);
    let expected = [
        "ITEM_first_contact_module_at_the_desk",
        "ITEM_first_contact_module_on_the_phone",
        "ITEM_first_contact_test",
    ];
    assert_eq!(before, expected.map(String::from).into());
    let mut later = whole.clone();
    later.edition = "2.0.0".into();
    later.modules.reverse();
    let mut more = later.modules[0].clone();
    more.id = ModuleId::parse("in_the_ward").expect("an id");
    for page in &mut more.pages {
        page.id = PageId::parse(&format!("{}_again", page.id)).expect("an id");
        page.blocks.retain(|block| matches!(block.kind, BlockKind::Fact(_)));
    }
    later.modules.push(more);
    assert!(before.is_subset(&ids(&later)));
}

#[test]
fn each_of_them_keeps_the_rules_of_its_standard() {
    let whole = course();
    let mut judged = 0;
    for format in FORMATS {
        let Some(book) = Book::of(format) else { continue };
        for piece in pieces(&whole) {
            let (files, order) = package(&whole, &piece, format);
            let broken: Vec<&str> = book.broken(&files, &order).iter().map(|rule| rule.id).collect();
            assert!(broken.is_empty(), "{format}, {}: {broken:?}", piece.mark());
            judged += 1;
        }
    }
    assert_eq!(judged, 15);
}

#[test]
fn each_says_what_it_is_and_what_belongs_to_it() {
    let whole = course();
    let content = packed(&whole, "scorm12", &options("universal")).expect("packed").0.identity.content;
    for (at, piece) in pieces(&whole).iter().enumerate() {
        let own = PackOptions { piece: Some(piece), ..options("universal") };
        let (made, zip) = packed(&whole, "scorm12", &own).expect("packed");
        assert_eq!(made.identity.content, content, "all packages of a text bear its hash");
        let (files, _) = unpacked(zip);
        let told = evidence(&files);
        let module = whole.modules.get(at).map(|module| module.id.as_str());
        assert_eq!(told["part"], if module.is_some() { "module" } else { "test" });
        assert_eq!((&told["split"]["number"], &told["split"]["of"]), (&(at + 1).into(), &3.into()));
        assert_eq!(told["split"]["module"].as_str(), module);
        let sheet = text(&files, "readme-lms.txt");
        for (number, title) in (1..).zip(["At the desk", "On the phone", "Test"]) {
            let this = if number == at + 1 { " (this one)" } else { "" };
            let row = format!("{number} of 3: {title}{this}");
            assert!(sheet.contains(&row), "{row}: {sheet}");
        }
        assert!(sheet.contains("whoever has finished all of them has finished the course"), "{sheet}");
        assert!(sheet.contains("“bona evidence import” takes whole courses alone."), "{sheet}");
        assert_eq!(sheet.contains("passed:"), module.is_none());
        assert_eq!(sheet.contains("It opens anew at once."), module.is_none());
        let name = file_name(&made.identity, "en-GB", standard("scorm12").expect("a format"));
        let mark = module.unwrap_or("test");
        assert_eq!(name, format!("first_contact-1.0.0-{}-{mark}-scorm12-draft.zip", at + 1));
    }
    let (files, _) = unpacked(packed(&whole, "scorm12", &options("universal")).expect("packed").1);
    assert!(
        evidence(&files).get("split").is_none()
            && !text(&files, "readme-lms.txt").contains("several packages")
    );
}

#[test]
fn places_are_those_of_the_whole_course() {
    let whole = course();
    let lock = Lock::new(&whole).grown(&whole);
    let layout = Layout::of(&whole);
    for lock in [None, Some(&lock)] {
        for piece in pieces(&whole) {
            let own = PackOptions { piece: Some(&piece), lock, ..options("universal") };
            let (files, _) = unpacked(packed(&whole, "scorm12", &own).expect("packed").1);
            let page = String::from_utf8(files["index.html"].clone()).expect("UTF-8");
            let (_, data) = page.split_once("id=\"bona-data\">").expect("a data block");
            let data: Value =
                serde_json::from_str(data.split("</script>").next().expect("it ends")).expect("JSON");
            assert_eq!(data["slots"].as_array().map(Vec::len), Some(layout.slots.len()));
            assert_eq!(data["fingerprint"], layout.fingerprint);
            let slots = data["slots"].as_array().expect("slots");
            let seen = slots.iter().filter(|slot| slot["kind"] == "seen" && slot["id"] != "-").count();
            assert_eq!(seen, piece.course(&whole).0.pages().count());
        }
    }
}

/// A link to a page, and whatever stands round it.
fn leading(to: &PageId) -> Markup {
    let link = Inline::Link(LinkTo::Page(to.clone()), vec![Inline::Text("the next".into())]);
    let line = vec![Inline::Text("See ".into()), Inline::Strong(vec![link]), Inline::Text(".".into())];
    Markup::of(vec![Node::Quote(vec![Node::List {
        ordered: true,
        items: vec![vec![Node::Paragraph(line)]],
    }])])
}

#[test]
fn a_link_into_another_package_becomes_words_and_is_told() {
    let mut whole = course();
    let to = whole.modules[1].pages[0].id.clone();
    let own = whole.modules[0].pages[1].id.clone();
    let signpost =
        Signpost { text: Markup::paragraph("Go on:"), support: vec![], pages: vec![own.clone(), to.clone()] };
    let page = &mut whole.modules[0].pages[0];
    page.content_note = Some(leading(&to));
    page.blocks.push(sample::block(BlockKind::Text(leading(&to))));
    page.blocks.push(sample::block(BlockKind::Text(leading(&own))));
    page.blocks.push(sample::block(BlockKind::Signpost(signpost)));
    let test = whole.test.as_mut().expect("a test");
    test.bank.questions[0].because = Some(leading(&to));
    let (page, question) = (whole.modules[0].pages[0].id.clone(), whole.test.as_ref().expect("a test"));
    let question = question.bank.questions[0].id.to_string();
    let all = pieces(&whole);
    let look = "the next (Part 2 of 3: On the phone)";
    for (piece, what, id) in [(&all[0], "page", page.to_string()), (&all[2], "question", question)] {
        let packed = PackOptions { piece: Some(piece), ..options("universal") };
        let (made, zip) = packed_as(&whole, &packed);
        let says =
            format!("its link to the page `{to}` became words, since `on_the_phone` is another package");
        let losses: Vec<String> = made.losses.iter().map(ToString::to_string).collect();
        assert_eq!(losses, [format!("{what} `{id}`: {says}")]);
        let (files, _) = unpacked(zip);
        assert!(text(&files, "readme-lms.txt").contains(&says), "the sheet says it");
        let page = text(&files, "index.html");
        let leads = |page: &str| page.matches("href=\"#/").count();
        assert!(leads(&page) > 5 && !page.contains(&format!("#/{to}\"")), "no link leads out");
        if what == "page" {
            let turned = format!("<li>See <strong>{look}</strong>.</li>");
            assert!(page.matches(&turned).count() >= 2, "in the note, wherever that stands, and in the text");
            assert!(
                page.contains(&format!("<strong><a href=\"#/{own}\">the next</a></strong>")),
                "the own one stays"
            );
            let title = &whole.modules[1].pages[0].title;
            assert!(
                page.contains(&format!("<li>{} (Part 2 of 3: On the phone)</li>", escape(title))),
                "{page}"
            );
        }
        let told: String = secrets(&page).concat();
        assert_eq!(told.contains(look), what == "question");
    }
    assert!(all[1].course(&whole).1.is_empty(), "nothing leads out of the second");
    // In a language without words of the player's own, it says whose the words are.
    whole.language = "fr".into();
    let (own, _) = all[0].course(&whole);
    let note = own.modules[0].pages[0].content_note.clone().expect("a note");
    let inner = "<span lang=\"fr\" dir=\"ltr\"> (<span lang=\"en-GB\" dir=\"ltr\">Part 2 of 3</span>: On the phone)</span>";
    assert!(html(&note).contains(inner), "{}", html(&note));
}

/// What stands out of plain sight in a page.
fn secrets(page: &str) -> Vec<String> {
    let all = page.split("\"secret\":\"").skip(1).map(|rest| rest.split('"').next().unwrap_or_default());
    let read = |text| STANDARD.decode(text).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    all.filter_map(read).collect()
}

fn packed_as(course: &Course, options: &PackOptions<'_>) -> (crate::Packed, Vec<u8>) {
    packed(course, "scorm12", options).expect("packed")
}

fn refused(course: &Course, options: &PackOptions<'_>, format: &str) -> String {
    match packed(course, format, options) {
        Err(PackError::Split(why)) => why,
        done => panic!("{:?}", done.map(|_| ())),
    }
}

#[test]
fn what_cannot_be_split_says_why() {
    let whole = course();
    let mut single = whole.clone();
    single.modules.truncate(1);
    single.test = None;
    single.completion = Completion::Pages;
    assert!(Piece::all(&single).expect_err("one module").to_string().contains("nothing to split"));
    let all = pieces(&whole);
    let own = PackOptions { piece: all.first(), ..options("universal") };
    assert!(refused(&whole, &own, "cc11").contains("hands content on"));
    let role: RoleId = whole.roles[0].id.clone();
    assert!(
        refused(&whole, &PackOptions { role: Some(&role), ..own }, "scorm12").contains("leave out `--role`")
    );
    let part = Part::Baseline(QuestionForm::A);
    assert!(refused(&whole, &PackOptions { part, ..own }, "scorm12").contains("leave out `--part`"));
}
