use crate::error::PackError;
use crate::made_up::{Counting, Shelf};
use crate::pack::PackOptions;
use crate::page::sample;
use crate::standard::tests::{options, packed, unpacked};

#[test]
fn a_folder_has_no_manifest_and_speaks_to_nobody() {
    let (_, zip) = packed(&sample::course(), "html", &options("universal")).expect("packed");
    let (files, _) = unpacked(zip);
    assert!(!files.contains_key("imsmanifest.xml"));
    let page = String::from_utf8(files["index.html"].clone()).expect("UTF-8");
    assert!(page.contains("Nothing is sent to anybody."));
    let sheet = String::from_utf8(files["readme-lms.txt"].clone()).expect("UTF-8");
    assert!(sheet.contains("What leaves the learner's device"));
    assert!(!sheet.contains("What the LMS is told"));
}

#[test]
fn a_folder_for_a_page_of_ones_own_speaks_to_that_page() {
    let hosts = ["https://portal.example".to_owned()];
    for (hosts, told) in [(&hosts[..], "\"hosts\":[\"https://portal.example\"]"), (&[], "\"key\":")] {
        let framed = PackOptions { hosts, ..options("host") };
        let (files, _) = unpacked(packed(&sample::course(), "html", &framed).expect("packed").1);
        let text = |name: &str| String::from_utf8(files[name].clone()).expect("UTF-8");
        let page = text("index.html");
        assert!(page.contains("\"adapter\":\"host\"") && page.contains(told), "{page}");
        assert_eq!(page.contains("\"hosts\":"), !hosts.is_empty());
        assert!(page.contains("connect-src &#39;self&#39;;"), "messages need no way out");
        assert!(!page.contains("Nothing is sent to anybody."));
        assert!(text("player.js").contains("postMessage"));
        // Nothing in it could check such a page, and nothing says so.
        assert!(!page.contains("accept=1"));
        assert!(!files.contains_key("accept.js") && !text("readme-lms.txt").contains("accept=1"));
    }
    let plain = unpacked(packed(&sample::course(), "html", &options("universal")).expect("packed").1).0;
    assert!(!String::from_utf8_lossy(&plain["player.js"]).contains("postMessage"));
}

#[test]
fn a_single_page_is_the_file_itself() {
    let (made, bytes) = packed(&sample::course(), "html-single", &options("universal")).expect("packed");
    let page = String::from_utf8(bytes).expect("UTF-8");
    assert!(page.starts_with("<!doctype html>"));
    assert_eq!((made.files, made.bytes), (1, page.len() as u64));
    for beside in ["src=\"player.js\"", "href=\"player.css\"", "src=\"media/"] {
        assert!(!page.contains(beside), "{beside}");
    }
}

#[test]
fn a_single_page_holds_its_pictures() {
    let (_, bytes) = packed(&sample::course(), "html-single", &options("universal")).expect("packed");
    let page = String::from_utf8(bytes).expect("UTF-8");
    assert!(
        page.contains("<img src=\"data:image/png;base64,iVBORw0KGgouLg==\" alt=\"A reception desk"),
        "{page}"
    );
    assert!(page.contains("img-src &#39;self&#39; data:") || page.contains("img-src 'self' data:"));

    let standard = crate::standard::standard("html-single").expect("a format");
    let pack = |shelf: Shelf| {
        let options = options("universal");
        crate::pack::pack(
            &sample::course(),
            &shelf,
            standard,
            &options,
            &Counting::patient(),
            &mut Vec::new(),
        )
    };
    let text = pack(Shelf::default().with("desk.png", b"not a picture"));
    assert!(matches!(text, Err(PackError::NotAPicture(path)) if path == "desk.png"));
    let large = pack(Shelf::default().with("desk.png", &vec![0x89; 8_000_001]));
    assert!(matches!(large, Err(PackError::TooLarge { format: "html-single", size: 8_000_001, .. })));
}

#[test]
fn a_single_page_above_8_mb_is_refused() {
    let mut course = sample::course();
    course.summary = "word ".repeat(1_700_000);
    course.modules[0].summary = None;
    let refused = packed(&course, "html-single", &options("universal"));
    assert!(matches!(refused, Err(PackError::TooLarge { format: "html-single", limit: 8_000_000, .. })));
    packed(&course, "html", &options("universal")).expect("a folder may be larger");
}
