//! `bona check --accept` of translations: somebody has looked at words that were made from older ones, and they hold.

use std::path::Path;

use bona::Exit;
use bona_tests::{Ran, Workbench};

const WELSH: &str = "three_languages/languages/cy.ron";
const NAMES: &str = "three_languages/modules/names.ron";

const CHANGED: &str = "//| CHANGED since it was translated";

fn text(bench: &Workbench, path: &str) -> String {
    String::from_utf8(bench.files()[Path::new(path)].clone()).expect("it is text")
}

/// The course, of which two sentences have changed since they were translated.
fn moved() -> Workbench {
    let bench = Workbench::new().folder("three_languages", "fixtures/three_languages");
    let names = text(&bench, NAMES);
    let changed =
        names.replace("Nobody asked.", "Nobody had asked.").replace("\"Why ask\"", "\"Why you ask\"");
    assert_ne!(names, changed);
    bench.file(NAMES, changed)
}

fn accept(bench: &Workbench, what: &str) -> Ran {
    bench.run(&["check", "three_languages", "--accept", what])
}

/// How many texts of Welsh are told of as older than the course.
fn stale(bench: &Workbench) -> usize {
    let ran = bench.run(&["check", "three_languages", "--output", "short"]);
    ran.out.lines().filter(|line| line.contains("cy.ron") && line.contains("translation-stale")).count()
}

/// The lines of a text that another has not.
fn others(one: &str, other: &str) -> Vec<String> {
    one.lines()
        .filter(|line| !other.lines().any(|own| own == *line))
        .map(|line| line.trim().to_owned())
        .collect()
}

#[test]
fn one_text_is_accepted_and_nothing_else_is_touched() {
    let bench = moved();
    assert_eq!(stale(&bench), 2);
    let before = text(&bench, WELSH);
    let ran = accept(&bench, "cy/why_ask/title");
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert!(ran.out.contains("languages/cy.ron: 1 text accepted: why_ask/title/"), "{}", ran.out);
    let after = text(&bench, WELSH);
    let [now] = others(&after, &before).try_into().expect("one line");
    let [was] = others(&before, &after).try_into().expect("one line");
    let key = |line: &str| line.split('"').nth(1).expect("a key").to_owned();
    assert!(key(&was) != key(&now) && key(&now).starts_with("why_ask/title/"), "{was} {now}");
    assert_eq!(was.replace(&key(&was), &key(&now)), now);
    assert_eq!(stale(&bench), 1);

    // Without a text it is all that is left, and then nothing.
    let ran = accept(&bench, "cy");
    assert!(ran.out.contains("1 text accepted: mo_arrives.mo_goes/looking_back/"), "{}", ran.out);
    assert_eq!(stale(&bench), 0);
    let whole = text(&bench, WELSH);
    let ran = accept(&bench, "cy");
    assert!(ran.err.contains("no text of `cy` is older than the course; nothing was written"), "{}", ran.err);
    assert_eq!(text(&bench, WELSH), whole);
    // The other language was looked at by nobody.
    let ran = bench.run(&["check", "three_languages", "--output", "short"]);
    assert_eq!(ran.out.matches("translation-stale").count(), 2, "{}", ran.out);
}

#[test]
fn a_mark_that_an_export_wrote_is_taken_away_however_it_is_laid_out() {
    let bench = moved();
    let exported = bench.run(&["translate", "export", "three_languages", "--language", "cy"]);
    assert_eq!(exported.exit, Exit::Done, "{}", exported.whole());
    let own = text(&bench, WELSH);
    assert_eq!((own.matches("was: ").count(), stale(&bench)), (2, 2));
    let ran = accept(&bench, "cy");
    assert!(ran.out.contains("2 texts accepted"), "{}", ran.out);
    let plain = text(&bench, WELSH);
    assert_eq!((plain.contains("was: "), stale(&bench)), (false, 0));
    assert_eq!((own.matches(CHANGED).count(), plain.matches(CHANGED).count()), (2, 0), "{plain}");

    let at = own.find("Said(of: \"why_ask/title/").or_else(|| own.find("of: \"why_ask/title/"));
    let at = own[..at.expect("it is there") + 5].rfind("Said(").expect("it begins");
    let end = at + own[at..].find("),\n").expect("it ends") + 1;
    let field = |name: &str| {
        let value = own[at..end].split(&format!("{name}: \"")).nth(1).expect("a field");
        value.split('"').next().expect("its value").to_owned()
    };
    let (of, was, say) = (field("of"), field("was"), field("say"));
    let ways = [
        (
            format!("Said(was: \"{was}\", of: \"{of}\", say: \"{say}\")"),
            format!("Said(of: \"{of}\", say: \"{say}\")"),
        ),
        (
            format!("Said(of: \"{of}\", say: \"{say}\", was: \"{was}\")"),
            format!("Said(of: \"{of}\", say: \"{say}\")"),
        ),
        (
            format!("Said(\n  of: \"{of}\",\n  say: \"{say}\",\n  was: \"{was}\",\n)"),
            format!("Said(\n  of: \"{of}\",\n  say: \"{say}\",\n)"),
        ),
        (
            format!("Said(of: \"{of}\", /* one */ was: \"{was}\", // two\n say: \"{say}\")"),
            format!("Said(of: \"{of}\", /* one */ // two\n say: \"{say}\")"),
        ),
    ];
    for (written, wanted) in ways {
        let whole = format!("{}{written}{}", &own[..at], &own[end..]);
        let bench = moved().file(WELSH, &whole);
        let ran = accept(&bench, "cy/why_ask/title");
        assert_eq!(ran.exit, Exit::Done, "{written}: {}", ran.whole());
        // The comment above it goes as well.
        let line = format!("        {CHANGED}: mend `say`, then take `was` away\n");
        let wanted = whole.replace(&written, &wanted).replacen(&line, "", 1);
        assert_eq!(text(&bench, WELSH), wanted, "{written}");
    }
}

/// The comment above a translation goes when nothing there is of older words any more, and no other goes.
#[test]
fn a_comment_that_tells_of_older_words_goes_with_its_mark() {
    let bench = moved();
    let exported = bench.run(&["translate", "export", "three_languages", "--language", "cy"]);
    assert_eq!(exported.exit, Exit::Done, "{}", exported.whole());
    let own = text(&bench, WELSH);
    let accepted = accept(&bench, "cy/why_ask/title");
    assert_eq!(accepted.exit, Exit::Done, "{}", accepted.whole());
    let after = text(&bench, WELSH);
    assert_eq!(after.matches(CHANGED).count(), 1, "{after}");
    let left = after.split(CHANGED).nth(1).expect("the other one");
    assert!(
        left.split("Said(").nth(1).is_some_and(|said| said.contains("was: \"mo_arrives.mo_goes/")),
        "{left}"
    );
    let gone = |whole: &str| -> Vec<String> {
        whole.lines().filter(|line| !line.contains(CHANGED)).map(str::to_owned).collect()
    };
    let lines = |whole: &str| -> usize { gone(whole).len() };
    assert_eq!(lines(&after), lines(&own), "nothing but the comment's own line went");
    // Mended by hand, with `was` taken away, however the comment stands there: an export or a check that writes sees it.
    let was = after.lines().find(|line| line.trim_start().starts_with("was: \"")).expect("it is marked");
    let mended = after.replace(&format!("{was}\n"), "");
    let shared = mended.replace(CHANGED, "// mine\n        //| CHANGED since it was translated");
    for written in [mended.clone(), shared, mended.replace('\n', "\r\n")] {
        let bench = moved().file(WELSH, &written);
        let ran = bench.run(&["check", "--write", "three_languages"]);
        assert!(
            ran.out.contains("languages/cy.ron: comments on older words went where `was` is gone"),
            "{}",
            ran.whole()
        );
        let clean = text(&bench, WELSH);
        assert!(!clean.contains(CHANGED), "{clean}");
        assert_eq!(clean.contains("// mine"), written.contains("// mine"));
        assert_eq!(gone(&clean), gone(&written));
        assert!(!bench.run(&["check", "--write", "three_languages"]).out.contains("older words went"));
    }
}

#[test]
fn several_are_accepted_at_once_or_none() {
    let bench = moved();
    let before = bench.files();
    let ran = accept(&bench, "cy/why_ask/title,ar/why_ask/titel");
    assert_eq!(ran.exit, Exit::World, "{}", ran.whole());
    assert!(ran.err.contains("no text `why_ask/titel` in languages/ar.ron"), "{}", ran.err);
    let twice = accept(&bench, "cy/why_ask/title,cy/why_ask/title");
    assert!(twice.err.contains("`cy/why_ask/title` is not stale"), "{}", twice.whole());
    assert_eq!(bench.files(), before, "what is right of it waits as well");
    let words =
        ["check", "three_languages", "--accept", "cy/why_ask/title,ar/why_ask/title", "--accept", "cy"];
    let ran = bench.run(&words);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert_eq!(ran.out.matches("1 text accepted").count(), 3, "{}", ran.out);
    assert_eq!(stale(&bench), 0);
}

#[test]
fn what_has_not_moved_or_is_not_there_is_refused_with_what_may_be_meant() {
    let bench = moved();
    let before = bench.files();
    let refused = [
        ("cy/why_ask/text", "`cy/why_ask/text` is not stale, so nothing was written"),
        (
            "cy/why_ask/titel",
            "there is no text `why_ask/titel` in languages/cy.ron of `three_languages`; did you mean",
        ),
        ("cy/nothing_like_it", "`bona check three_languages` names the texts that are stale"),
        ("cz", "there is no place or language `cz`; did you mean `cy`? known: ar, cy"),
    ];
    for (what, says) in refused {
        let ran = accept(&bench, what);
        assert_eq!(ran.exit, Exit::World, "{what}: {}", ran.whole());
        assert!(ran.err.contains(says), "{what}: {}", ran.err);
    }
    assert_eq!(bench.files(), before);
}

/// Two paragraphs of one page have changed: which is which, only an export can say.
#[test]
fn what_may_be_of_several_texts_is_not_guessed() {
    let bench = moved();
    let names = text(&bench, NAMES).replace(
        "                Note(label: \"At your place\"",
        "                Text(\"A new text.\"),\n                Note(label: \"At your place\"",
    );
    let bench = bench.file(NAMES, names.replace("Nobody minds a question.", "Nobody minds to be asked."));
    let before = bench.files();
    for what in ["cy/why_ask/text", "cy"] {
        let ran = accept(&bench, what);
        assert_eq!(ran.exit, Exit::World, "{what}: {}", ran.whole());
        assert!(
            ran.err.contains("may be of more than one text; `bona translate export three_languages"),
            "{}",
            ran.err
        );
    }
    assert_eq!(bench.files(), before);
}

/// Two paragraphs of one page have changed: each is told with all that it may be of, and an export puts each beside one.
#[test]
fn two_older_texts_are_not_sent_to_one_key() {
    let bench = moved();
    let names = text(&bench, NAMES).replace(
        "                Note(label: \"At your place\"",
        "                Text(\"A second text.\"),\n                Note(label: \"At your place\"",
    );
    let bench = bench.file(NAMES, &names);
    let export = |bench: &Workbench| {
        let ran = bench.run(&["translate", "export", "three_languages", "--language", "cy"]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
        text(bench, WELSH)
    };
    let said = export(&bench);
    let at = said.find("//| A second text.").expect("it has a place");
    let empty = at + said[at..].find("say: \"\"").expect("it is empty");
    let bench = bench.file(WELSH, format!("{}say: \"Ail destun.\"{}", &said[..empty], &said[empty + 7..]));
    let changed = names.replace("Nobody minds a question.", "Nobody minds to be asked.");
    let bench = bench.file(NAMES, changed.replace("A second text.", "Another second text."));
    let told = bench.run(&["check", "three_languages", "--output", "json"]).out;
    let both = told.matches("it may be of any of `why_ask/text/").count();
    assert_eq!(both, 3, "two in Welsh, and one in Arabic: {told}");
    let after = export(&bench);
    let beside = after.split("//| Another second text.").nth(1).and_then(|rest| rest.split("Said(").nth(1));
    let beside = beside.expect("it has a place");
    assert!(beside.contains("Ail destun.") && beside.contains("was: \"why_ask/text/"), "{after}");
    assert_eq!(after.matches("CHANGED since it was translated").count(), 4, "{after}");
    assert!(!after.contains("nothing in the course"), "{after}");
}
