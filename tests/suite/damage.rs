//! Damaged text never stops the program: it is refused, or it still is a course.

use bona::Exit;
use bona_tests::{TESTS, Workbench, read_folder};
use std::path::Path;

/// Takes each line, and each bracket, comma, colon and quote, out of every file of a sound course.
#[test]
fn a_course_with_a_piece_missing_is_refused_or_read() {
    let files = read_folder(&Path::new(TESTS).join("fixtures/minimal"));
    let (mut runs, mut refused) = (0, 0);
    for (path, bytes) in files.iter().filter(|(path, _)| path.extension().is_some_and(|end| end == "ron")) {
        let text = String::from_utf8(bytes.clone()).expect("a fixture is text");
        let mut damaged: Vec<String> = Vec::new();
        let lines: Vec<&str> = text.lines().collect();
        for skip in 0..lines.len() {
            let kept = lines.iter().enumerate().filter(|(at, _)| *at != skip).map(|(_, line)| *line);
            damaged.push(kept.collect::<Vec<_>>().join("\n"));
        }
        for (at, sign) in text.char_indices().filter(|(_, sign)| "()[],:\"#".contains(*sign)) {
            damaged.push(format!("{}{}", &text[..at], &text[at + sign.len_utf8()..]));
        }
        for text in damaged {
            let name = format!("minimal/{}", path.display());
            let bench = Workbench::new().folder("minimal", "fixtures/minimal").file(&name, text);
            let ran = bench.run(&["check", "minimal", "--output", "short"]);
            runs += 1;
            match ran.exit {
                Exit::Done => {}
                Exit::AtFault => {
                    refused += 1;
                    assert!(ran.out.contains("error["), "{name}: {}", ran.out);
                }
                other => panic!("{name}: {other:?} {}", ran.err),
            }
        }
    }
    assert!(runs >= 100 && refused >= 60, "{refused} of {runs} were refused");
}

/// Any bytes at all in any file: refused with a place, never a panic.
#[test]
fn any_bytes_are_refused_with_a_place() {
    let mut seed = 7_u64;
    for _ in 0..300 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let length = usize::try_from(seed >> 56).expect("a byte fits");
        let pieces = [
            "Course(", "id: ", "\"abc\"", ")", "[", "]", ",", "(", "r#\"", "\"#", "\\", "é", "'", "/*",
            "1.5", "Named(",
        ];
        let mut text = String::new();
        for step in 0..length {
            let pick = (seed >> (step % 60)) as usize ^ step;
            text.push_str(pieces[pick % pieces.len()]);
        }
        let bench =
            Workbench::new().folder("minimal", "fixtures/minimal").file("minimal/course.ron", text.clone());
        let ran = bench.run(&["check", "minimal"]);
        assert_eq!(ran.exit, Exit::AtFault, "{text}\n{}", ran.err);
    }
}
