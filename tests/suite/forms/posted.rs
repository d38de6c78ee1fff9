//! The page of a form, and the file that it saves.

use std::path::Path;

use bona::Exit;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::{bench, file, read, take};
use bona_tests::Workbench;

/// The file that Oak Road's page saves before anything was typed: the data of the page, with what stands in its boxes.
fn untouched() -> Value {
    let bench = bench();
    let made = bench.run(&["variant", "form", "places", "--for", "oak_road", "--format", "html"]);
    assert_eq!(made.exit, Exit::Done, "{}", made.whole());
    let page = String::from_utf8(file(&bench, "forms/oak_road.html")).expect("it is text");
    let data = page.split("id=\"data\"").nth(1).and_then(|rest| rest.split_once('>')).expect("it has data").1;
    let mut post: Value =
        serde_json::from_str(data.split("</script>").next().expect("it ends")).expect("JSON");
    let mut answers = serde_json::Map::new();
    for line in post["lines"].as_array().expect("a list") {
        let key = line[0].as_str().expect("a key");
        let said = if key == "fact/lead_contact" { "the practice manager’s desk" } else { "" };
        let answer =
            if key.starts_with("part/") { json!({ "say": said, "why": "" }) } else { json!({ "say": said }) };
        answers.insert(key.to_owned(), answer);
    }
    post["answers"] = Value::Object(answers);
    post
}

fn posted(post: &Value, write: bool) -> (Workbench, bona_tests::Ran) {
    read(&[("oak_road.json", post.to_string().into_bytes())], write)
}

#[test]
fn what_a_page_saved_is_read_like_a_spreadsheet() {
    let (bench, ran) = posted(&untouched(), true);
    assert!(ran.out.starts_with("back/oak_road.json (oak_road): nothing new\n"), "{}", ran.whole());
    assert_eq!(bench.files(), posted(&untouched(), false).0.files());
    let mut post = untouched();
    post["answers"]["fact/quiet_room"]["say"] = json!("  the attic\r\n");
    post["answers"]["part/places/replace/the_form"] =
        json!({ "say": "Ours\r\n\r\nis blue.", "why": "It is" });
    let (bench, ran) = posted(&post, true);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let own = String::from_utf8(file(&bench, "places/house/places/oak_road.ron")).expect("it is text");
    assert!(own.contains("say: \"the attic\""), "{own}");
    let own = String::from_utf8(file(&bench, "places/variants/oak_road.ron")).expect("it is text");
    assert!(own.contains("Ours\n\nis blue.") && own.contains("why: \"It is\""), "{own}");
    let again = take(&bench, true);
    assert!(again.out.contains("quiet_room: stands so already"), "{}", again.out);
}

/// Where the file of the place changes while its form is read, neither file of the answers is written.
#[test]
fn a_form_is_taken_whole_or_not_where_somebody_changes_its_place() {
    const OWN: &str = "places/house/places/oak_road.ron";
    let mut post = untouched();
    post["answers"]["fact/quiet_room"]["say"] = json!("the attic");
    post["answers"]["part/places/replace/the_form"] = json!({ "say": "Ours is blue.", "why": "It is" });
    let (bench, _) = posted(&post, false);
    let (before, _earlier) = (bench.files(), bench.machine().kept_out(OWN));
    let theirs = [file(&bench, OWN), b"// theirs\n".to_vec()].concat();
    bench.machine().saved_meanwhile(OWN, &theirs);
    let ran = take(&bench, true);
    let said = format!("somebody else changed `{OWN}` meanwhile");
    assert!(ran.exit == Exit::World && ran.err.contains(&said), "{}", ran.whole());
    assert!(bench.machine().kept_out(OWN), "other runs wait");
    let mut after = bench.files();
    assert_eq!(after.insert(OWN.into(), before[Path::new(OWN)].clone()), Some(theirs));
    assert_eq!(after, before, "nothing else was written");
    let again = take(&bench, true);
    assert_eq!(again.exit, Exit::Done, "{}", again.whole());
    let own = String::from_utf8(file(&bench, OWN)).expect("it is text");
    assert!(own.contains("the attic") && own.contains("// theirs"), "both are there: {own}");
}

/// An editor may mark a file as it saves it again, or make two bytes of each sign.
#[test]
fn a_file_that_was_saved_again_is_read() {
    let text = untouched().to_string();
    let wide =
        |order: fn(u16) -> [u8; 2]| [order(0xfeff).to_vec(), text.encode_utf16().flat_map(order).collect()];
    for bytes in [
        [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        wide(u16::to_le_bytes).concat(),
        wide(u16::to_be_bytes).concat(),
    ] {
        let (_, ran) = read(&[("oak_road.json", bytes)], false);
        assert!(ran.out.starts_with("back/oak_road.json (oak_road): nothing new\n"), "{}", ran.whole());
    }
}

/// What a place above says is what learners read where a place says nothing.
#[test]
fn what_a_place_above_says_is_shown_as_what_was_there() {
    let mut post = untouched();
    post["answers"]["fact/form_name"]["say"] = json!("form Z9");
    let (_, ran) = posted(&post, false);
    assert!(ran.out.contains("  form_name: “form N1” (from The north) → “form Z9”\n"), "{}", ran.whole());
}

#[test]
fn a_file_that_no_page_saved_is_refused_with_the_remedy() {
    let spoilt = |change: &dyn Fn(&mut Value)| {
        let mut post = untouched();
        change(&mut post);
        post
    };
    let rows = [
        (spoilt(&|post| post["place"] = json!("elm_street")), "what belongs to the form itself was changed"),
        (
            spoilt(&|post| post["lines"][0][2] = json!("00000000")),
            "what belongs to the form itself was changed",
        ),
        (spoilt(&|post| post["format"] = json!("bona/form/v9")), "this form is of the kind `bona/form/v9`"),
        (spoilt(&|post| post["more"] = json!(1)), "unknown field `more`"),
        (spoilt(&|post| post["answers"] = json!({})), "the answers to these are missing: fact/lead_contact"),
        (
            spoilt(&|post| post["answers"]["fact/x"] = json!({ "say": "" })),
            "answers, `fact/x`: this form did not ask that",
        ),
        (
            spoilt(&|post| post["answers"]["fact/lead_contact"]["say"] = json!("a\nb")),
            "answers, `fact/lead_contact`: this stands on several lines",
        ),
        (
            spoilt(&|post| post["answers"]["fact/lead_contact"]["say"] = json!("x".repeat(61))),
            "answers, `fact/lead_contact`: this has 61 characters",
        ),
        (
            spoilt(&|post| post["answers"]["part/places/end/your_place"]["say"] = json!("More.")),
            "answers, `part/places/end/your_place`, why: nobody says why",
        ),
        (
            spoilt(&|post| post["answers"]["fact/lead_contact"]["say"] = json!(12)),
            "this is no file that the page of a form saves",
        ),
    ];
    for (post, words) in rows {
        let (bench, ran) = posted(&post, true);
        assert_eq!(ran.exit, Exit::AtFault, "{words}: {}", ran.whole());
        assert!(ran.out.contains(words), "{words} is not in: {}", ran.out);
        assert_eq!(bench.files(), posted(&post, false).0.files());
    }
    // The page itself holds no answers, whatever it is called.
    let made = bench();
    made.run(&["variant", "form", "places", "--for", "oak_road", "--format", "html"]);
    let (_, ran) = read(&[("oak_road.json", file(&made, "forms/oak_road.html"))], true);
    assert!(ran.out.contains("this is the page of a form, which holds no answers"), "{}", ran.out);
}

/// Whoever forges a form, sum and all, writes nothing but words, and nothing that a console obeys.
#[test]
fn a_forged_form_can_say_words_alone() {
    let forged = |change: &dyn Fn(&mut Value)| {
        let mut post = untouched();
        change(&mut post);
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        let mut summed = format!("bona/form/v1\n{}\n", text(&post["place"]));
        for course in post["courses"].as_array().expect("a list") {
            summed.push_str(&format!("course\t{}\t{}\n", text(&course[0]), text(&course[1])));
        }
        for line in post["lines"].as_array().expect("a list") {
            summed.push_str(&format!("line\t{}\t{}\t{}\n", text(&line[0]), text(&line[1]), text(&line[2])));
        }
        let sum = Sha256::digest(summed.as_bytes());
        post["sum"] = sum.iter().take(8).map(|byte| format!("{byte:02x}")).collect::<String>().into();
        post
    };
    let (_, ran) = posted(&forged(&|_| {}), false);
    assert!(ran.out.contains("nothing new"), "the sum is reckoned as the program does: {}", ran.out);
    let block = "part/places/replace/the_form";
    let spoilt = |was: &str, place: &str, say: &str| {
        forged(&|post| {
            let lines = post["lines"].as_array_mut().expect("a list");
            let line = lines.iter_mut().find(|line| line[0] == block).expect("it is asked");
            line[1] = json!(was);
            post["place"] = json!(place);
            post["answers"][block] = json!({ "say": say, "why": "so" });
        })
    };
    let rows = [
        (spoilt("\", with: Text(\"x\")), //", "oak_road", "Ours."), "holds no hash of this block"),
        (spoilt("d572ed51", "../../oak_road", "Ours."), "`../../oak_road`, which the house does not have"),
        (spoilt("d572ed51", "x\u{1b}[2J\nback", "Ours."), "`x\u{fffd}[2J\u{fffd}back`"),
        (spoilt("d572ed51", "oak_road", "a\u{1b}[2J"), "a sign that nobody sees stands here, U+001B"),
    ];
    for (post, words) in rows {
        let (bench, ran) = posted(&post, true);
        assert!(ran.exit == Exit::AtFault && ran.out.contains(words), "{words}: {}", ran.out);
        assert!(!ran.out.contains('\u{1b}'), "{}", ran.out);
        assert_eq!(bench.files(), posted(&post, false).0.files());
    }
    // Words that look like RON are words.
    let (bench, ran) =
        posted(&spoilt("d572ed51", "oak_road", "Ours\"#), Remove(block: \"why_ask\"), //\""), true);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let checked = bench.run(&["check", "places"]);
    assert_eq!(checked.exit, Exit::Done, "{}", checked.whole());
    let own = String::from_utf8(file(&bench, "places/variants/oak_road.ron")).expect("it is text");
    assert!(own.contains("r##\"Ours\"#), Remove(block: \"why_ask\"), //\"\"##"), "{own}");
}
