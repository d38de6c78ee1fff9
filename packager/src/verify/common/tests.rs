//! What breaks the shared rules, one by one.

use crate::verify::damage::{Change, Damage, Package};

/// What breaks an entry that is XML.
pub(crate) const XML: &[Damage] = &[
    ("PK-02a", Change::Text(&[("<title>", "<title>&nbsp;")])),
    ("PK-02b", Change::Text(&[("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "")])),
    ("PK-02b", Change::Text(&[("encoding=\"UTF-8\"", "encoding=\"UTF-8\" standalone=\"yes\"")])),
    ("PK-02b", Change::Text(&[("<?xml ", "\u{feff}<?xml ")])),
    ("PK-02c", Change::Text(&[("?>\n", "?>\n<!DOCTYPE manifest>\n")])),
];

/// What breaks a zip.
pub(crate) const ZIP: &[Damage] = &[
    (
        "PK-01a",
        Change::Files(|package| {
            let entry = package.order[0].clone();
            let bytes = package.files.remove(&entry).expect("there");
            package.files.insert(format!("course/{entry}"), bytes);
        }),
    ),
    ("PK-01b", Change::Files(|package| package.order[..2].reverse())),
    ("PK-03a", Change::Files(|package| package.add("z.PNG", b""))),
    ("PK-03a", Change::Files(|package| package.add("z y.png", b""))),
    ("PK-03a", Change::Files(|package| package.add("z\\y.png", b""))),
    ("PK-03b", Change::Files(|package| package.add(&format!("{}.png", "z".repeat(120)), b""))),
    ("PK-03c", Change::Files(|package| package.add("z/1/2/3/4/5/6.png", b""))),
    ("PK-03d", Change::Files(|package| package.add("z/../y.png", b""))),
    ("PK-03d", Change::Files(|package| package.add("z//y.png", b""))),
    ("PK-03d", Change::Files(|package| package.add("z/.y.png", b""))),
    (
        "PK-03e",
        Change::Files(|package| {
            let last = package.order.last().expect("files").clone();
            package.order.push(last);
        }),
    ),
    ("PK-05a", Change::Files(|package| package.order[1..].reverse())),
    ("PK-06", Change::Files(|package| package.add("z.php", b""))),
];

/// What breaks a manifest that lists files.
pub(crate) const LISTED: &[Damage] = &[
    ("PK-07a", Change::Text(&[("</resource>", "<file href=\"gone.js\"/></resource>")])),
    ("PK-07b", Change::Files(|package| package.add_unlisted("z.js", b""))),
    (
        "PK-07c",
        Change::Files(|package| {
            let last = package.order.last().expect("files").clone();
            let entry = package.order[0].clone();
            let file = format!("<file href=\"{last}\"/>");
            package.edit(&entry, &file, &format!("{file}{file}"));
        }),
    ),
];

/// What breaks a page.
pub(crate) const PAGES: &[Damage] = &[
    ("PK-08b", Change::Files(|package| package.add("z.css", b"p { background: url(https://a.example/x) }"))),
    ("PK-08b", Change::Files(|package| package.add("z.svg", b"<svg><image src=\"//a.example/x\"/></svg>"))),
    ("PK-08c", Change::Files(|package| in_a_page(package, "<a href=\"http://a.example/\">x</a>"))),
    ("PK-09", Change::Files(|package| in_a_page(package, "<script type=\"module\" src=\"x.js\"></script>"))),
    ("PK-10a", Change::Files(|package| in_a_page(package, "<base href=\"/\">"))),
    ("PK-10b", Change::Files(|package| package.add("z.js", b"navigator.serviceWorker.register('x.js')"))),
    ("PK-10c", Change::Files(|package| package.add("z.js", b"document.cookie = 'place=1'"))),
    ("PK-13a", Change::Files(|package| in_a_page(package, "<p onclick=\"x()\">x</p>"))),
    ("PK-13b", Change::Files(|package| package.add("z.js", b"eval('1')"))),
    ("PK-13b", Change::Files(|package| package.add("z.js", b"new Function('1')"))),
    ("PK-13c", Change::Files(|package| in_a_page(package, "<script>x()</script>"))),
    (
        "PK-13d",
        Change::Files(|package| {
            let page = a_page(package);
            package.edit(&page, "<meta http-equiv=\"Content-Security-Policy\"", "<meta name=\"policy\"");
        }),
    ),
];

/// What breaks a package that is played.
pub(crate) const PLAYED: &[Damage] = &[
    ("PK-15a", Change::Files(|package| package.remove("readme-lms.txt"))),
    ("PK-15a", Change::Files(|package| package.remove("readme-lms.html"))),
    ("PK-15b", Change::Files(|package| package.remove("course-evidence.json"))),
    ("PK-15b", Change::Files(|package| package.edit("course-evidence.json", "\"content\":", "\"sum\":"))),
];

/// A page of the package.
fn a_page(package: &Package) -> String {
    let found = package.order.iter().find(|name| name.ends_with(".html"));
    found.expect("a package has a page").clone()
}

/// Puts something into a page.
fn in_a_page(package: &mut Package, words: &str) {
    let page = a_page(package);
    package.edit(&page, "</body>", &format!("{words}</body>"));
}
