//! Titles in Easy Read: of a page, and of a module with its summary. They stand beside the others in one document, take
//! their place in a package of the easy pages, and are held against the words from which they were made.

use std::io::Read as _;
use std::path::Path;

use bona_tests::Workbench;
use serde_json::Value;

use super::{DRAFT, NAMES, ONLY, WHOLE, data, done, easy, edited, index, packed, section, text};

const MODULE: &str = "What is your name?";
const PAGE: &str = "Ask for the name";
const LEAD: &str = "You say <em>sorry</em> when you get it wrong.";

/// The course with a module in the words of the brackets, in place of its own easy words.
fn said(own: &str) -> Workbench {
    let bench = easy();
    let whole = text(&bench, NAMES);
    let (before, rest) = whole.split_once("easy_read: EasyModule(").expect("the module has easy words");
    let (_, after) = rest.split_once("    ),\n").expect("their end");
    bench.file(NAMES, format!("{before}easy_read: EasyModule({own}),\n{after}"))
}

#[test]
fn both_titles_stand_in_one_document() {
    let bench = easy();
    done(&bench, &["package", "easy", "--format", "html"]);
    let html = index(&bench, WHOLE);
    let cover = section(&html, "names");
    for words in [
        "data-module=\"Names\" data-easy-module=\"What is your name?\"",
        "<h1 tabindex=\"-1\" data-easy-title=\"What is your name?\">Names</h1>",
        "<div class=\"lead full\"><p>Whoever stands",
        "<div class=\"lead easy\"><p>This part is about names.</p>",
        LEAD,
        "data-easy=\"page\"",
        "data-easy=\"all\"",
        "data-easy-title=\"Pages, What is your name?\"",
        DRAFT,
    ] {
        assert_eq!(cover.matches(words).count(), 1, "{words}\n{cover}");
    }
    let asking = section(&html, "asking");
    for words in [
        "data-module=\"Names\" data-easy-module=\"What is your name?\"",
        "<h1 tabindex=\"-1\" data-easy-title=\"Ask for the name\">Ask first</h1>",
        "<h2 class=\"no-js\">Ask for the name</h2>",
        "aria-label=\"Pages, Ask first\" data-easy-title=\"Pages, Ask for the name\"",
    ] {
        assert_eq!(asking.matches(words).count(), 1, "{words}\n{asking}");
    }
    // A page whose version has no title of its own keeps its heading; that of its module changes.
    let mending = section(&html, "mending");
    assert!(mending.contains("<h1 tabindex=\"-1\">Putting it right</h1>"));
    assert!(mending.contains("data-easy-module") && !mending.contains("data-easy-title"));
    let contents = section(&html, "course-contents");
    for title in [MODULE, PAGE] {
        let line = format!("<span class=\"no-js\">Easy Read: {title}</span>");
        assert_eq!(contents.matches(&line).count(), 1, "{contents}");
    }
    // What is kept and sent names pages as they are called for all.
    let told = data(&html)["modules"].to_string();
    assert!(told.contains("Ask first") && !told.contains(PAGE) && !told.contains(MODULE), "{told}");
}

#[test]
fn a_package_of_the_easy_pages_has_their_titles_alone() {
    let bench = easy();
    let ran =
        done(&bench, &["package", "easy", "--format", "html", "--only", "easy_read", "--output", "json"]);
    let report: Value = serde_json::from_str(&ran.out).expect("JSON");
    let losses = report["packages"][0]["losses"].to_string();
    assert!(losses.contains("has no title in Easy Read, and keeps its own"), "{losses}");
    let html = index(&bench, ONLY);
    for words in
        ["<h1 tabindex=\"-1\">What is your name?</h1>", "<h1 tabindex=\"-1\">Ask for the name</h1>", LEAD]
    {
        assert_eq!(html.matches(words).count(), 1, "{words}");
    }
    for words in ["Ask first", ">Names<", "the moment after a slip", "data-easy", "Easy Read: "] {
        assert!(!html.contains(words), "{words}");
    }
    assert!(section(&html, "names").contains(DRAFT), "nobody checked what the module says");
    let told = data(&html)["modules"].to_string();
    assert!(told.contains(MODULE) && told.contains(PAGE), "{told}");
    // Of a module that says nothing of itself in easy words, that is told.
    let before = text(&easy(), NAMES);
    let (start, rest) = before.split_once("    easy_read: EasyModule(").expect("it has");
    let plain = format!("{start}{}", rest.split_once("    ),\n").expect("its end").1);
    let ran = done(&easy().file(NAMES, plain), &["package", "easy", "--only", "easy_read"]);
    assert!(ran.out.contains("module `names`: has no easy words of its own"), "{}", ran.out);
}

#[test]
fn easy_words_of_a_module_are_of_its_title_and_summary() {
    let stale = "the module `names` has changed since its Easy Read version was made";
    for (from, to, is) in [
        ("title: \"Names\"", "title: \"Their names\"", true),
        ("about asking for it, and", "about names, and", true),
        ("minutes: 9", "minutes: 8", false),
        ("text: \"A nod, and no words.\"", "text: \"Not a word.\"", false),
    ] {
        let bench = edited(easy(), NAMES, from, to);
        let ran = done(&bench, &["check", "easy", "--as-of", "2026-11-22"]);
        assert_eq!(ran.out.contains(stale), is, "{to}\n{}", ran.out);
        done(&bench, &["package", "easy", "--format", "html"]);
        let html = index(&bench, WHOLE);
        assert_eq!(html.contains(MODULE), !is, "{to}");
        assert_eq!(section(&html, "names").contains(LEAD), !is, "{to}");
    }
    // What is filled in is what is there, and nothing else is written.
    let whole = text(&easy(), NAMES);
    let bench = edited(easy(), NAMES, "of: \"d4580820\"", "of: \"\"");
    let ran = done(&bench, &["check", "easy", "--write", "--as-of", "2026-11-22"]);
    assert!(ran.out.contains("1 Easy Read version bound to the words as they stand: names"), "{}", ran.out);
    assert_eq!(text(&bench, NAMES), whole);
}

#[test]
fn a_summary_is_easy_where_there_is_one() {
    let bench = edited(easy(), NAMES, "    summary: \"Whoever stands", "    // \"Whoever stands");
    let ran = bench.run(&["check", "easy"]);
    assert!(ran.out.contains("have a summary, and the module has none"), "{}", ran.whole());
    let ran = said("of: \"d4580820\", title: \"Names\"").run(&["check", "easy"]);
    assert!(ran.out.contains("the easy words of `names` have no summary"), "{}", ran.whole());
    assert!(ran.out.contains("add `summary: [\"…\"]`"), "{}", ran.whole());
    // A title that is easy already may stand there again, and is written once.
    let bench = said("of: \"d4580820\", title: \"Names\", summary: [\"This part is about names.\"]");
    done(&bench, &["package", "easy", "--format", "html"]);
    let html = index(&bench, WHOLE);
    assert!(!html.contains("data-easy-module") && section(&html, "names").contains("lead easy"));
    assert!(
        section(&html, "names").contains("<p class=\"lab no-js\">Easy Read</p><div class=\"lead easy\">")
    );
}

#[test]
fn titles_are_translated_and_left_out_everywhere_at_once() {
    let bench = easy();
    done(
        &bench,
        &["translate", "export", "easy", "--language", "cy", "--format", "xliff2", "--out", "cy.xlf"],
    );
    let sent = text(&bench, "cy.xlf");
    let back = super::filled(&sent, |source| format!("Cy. {source}"));
    let bench = bench.file("back.xlf", back);
    let ran = done(&bench, &["translate", "import", "easy", "back.xlf"]);
    assert!(ran.out.contains(" 0 refused"), "{}", ran.out);
    let welsh = |bench: &Workbench| {
        done(bench, &["package", "easy", "--format", "html", "--language", "en-GB,cy"]);
        packed(bench, "dist/easy-1.0.0-en-GB_cy-html-draft.zip", "cy.js").expect("the language")
    };
    let script = welsh(&bench);
    for words in ["Cy. What is your name?", "Cy. Ask for the name", "Cy. This part is about names."] {
        assert!(script.contains(words), "no `{words}`");
    }
    // Where one of the two is not translated, the heading stays: it is in one language, and says so.
    let whole = text(&bench, "easy/languages/cy.ron");
    let half = edited(bench, "easy/languages/cy.ron", "\"Cy. Ask for the name\"", "\"\"");
    let script = welsh(&half);
    // The promise is another text.
    let titles = script.matches("Ask for the name").count() - script.matches("Ask for the name.").count();
    assert!(titles == 0 && script.contains("Cy. Ask first"), "{titles} of it");
    let stale = edited(
        half.file("easy/languages/cy.ron", whole),
        NAMES,
        "about asking for it, and",
        "about names, and",
    );
    let script = welsh(&stale);
    assert!(!script.contains("Cy. What is your name?") && script.contains("Cy. Ask for the name"));
}

#[test]
fn hostile_titles_stay_words() {
    let evil = "\\\"><script>alert(1)</script>";
    let own = format!("of: \"d4580820\", title: \"a{evil}\", summary: [\"a\\\\<b onclick=x>\"]");
    let bench = edited(said(&own), NAMES, "title: \"Ask for the name\"", &format!("title: \"b{evil}\""));
    done(&bench, &["package", "easy", "--format", "html,cc13"]);
    let html = index(&bench, WHOLE);
    let (head, _) = html.split_once("id=\"bona-data\"").expect("a data block");
    assert!(head.contains("data-easy-title=\"a&quot;&gt;&lt;script&gt;"), "it is escaped");
    assert!(!head.contains("<script>alert") && !head.contains("<b onclick"));
}

#[test]
fn pages_that_are_only_read_have_both() {
    let bench = easy();
    done(&bench, &["package", "easy", "--format", "cc13"]);
    let bytes = bench.files()[Path::new("dist/easy-1.0.0-cc13-draft.imscc")].clone();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("it is a zip");
    let mut read = |end: &str| {
        let names = zip.file_names().filter_map(Result::ok);
        let name = names.into_iter().find(|name| name.ends_with(end)).expect("the file").into_owned();
        let mut text = String::new();
        zip.by_name(&name).expect("it is there").read_to_string(&mut text).expect("text");
        text
    };
    let module = read("module_names.html");
    for words in ["Whoever stands", MODULE, LEAD, DRAFT, ">Easy Read</p>"] {
        assert_eq!(module.matches(words).count(), 1, "{words}\n{module}");
    }
    let page = read("page_asking.html");
    assert!(page.contains(">Ask first</h1>") && page.contains(">Ask for the name</h2>"), "{page}");
}

#[test]
fn who_reviews_the_course_reads_its_easy_titles() {
    let bench = easy();
    done(&bench, &["review", "make", "easy", "--out", "made"]);
    let all = text(&bench, "made/easy-review.html");
    for words in ["Module in Easy Read", MODULE, "This part is about names.", PAGE] {
        assert!(all.contains(words), "{words}");
    }
    let told = done(&bench, &["report", "easy", "--of", "coverage"]).out;
    assert!(told.contains("in Easy Read: 2 of 3 pages, 1 of 1 module title, 2 of 4 questions"), "{told}");
}
