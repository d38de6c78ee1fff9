//! The true server on the true machine: sockets, saves, and what is left of pages that went away.
//!
//! Nothing waits by the clock: a test asks for the next event until the one that it wants is there.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{Loopback, polling, recommended};
use crate::machine::served::{Answer, Body, Event, Server as _};

static NEVER: AtomicBool = AtomicBool::new(false);

fn server() -> Loopback {
    Loopback::listen(0, &NEVER).expect("a free port")
}

/// Sends a request to the server's own address; what is answered can be read from the stream.
fn ask(server: &Loopback, line: &str) -> TcpStream {
    let mut stream = TcpStream::connect(server.address()).expect("it listens");
    let host = server.address();
    write!(stream, "{line} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
        .expect("it takes a request");
    stream
}

/// Answers the next question, whatever it is; saves before it are passed over.
fn answer(server: &mut Loopback, body: Body) -> String {
    loop {
        if let Event::Asked(asked, reply) = server.next() {
            reply(Answer { status: 200, headers: vec![("content-type", "text/plain".into())], body });
            return asked.path;
        }
    }
}

fn read(mut stream: TcpStream) -> String {
    let mut text = String::new();
    stream.read_to_string(&mut text).expect("an answer in UTF-8");
    text
}

/// Asks for events until some of them are of saves, and gives what was saved.
fn saved(server: &mut Loopback) -> BTreeSet<PathBuf> {
    loop {
        if let Event::Saved(paths) = server.next() {
            return paths;
        }
    }
}

#[test]
fn a_question_is_answered_by_whoever_empties_the_queue() {
    let mut server = server();
    assert!(server.address().ip().is_loopback());
    let stream = ask(&server, "GET /a?b=c");
    assert_eq!(answer(&mut server, Body::Bytes(b"words".to_vec())), "/a");
    let text = read(stream);
    assert!(text.starts_with("HTTP/1.1 200") && text.ends_with("words"), "{text}");
    // A file goes out in pieces, and no more of it than was promised.
    let stream = ask(&server, "GET /film");
    let film = std::io::repeat(b'x').take(1_000_000);
    answer(&mut server, Body::Read(Box::new(film), 300_000));
    let text = read(stream);
    assert!(text.contains("content-length: 300000"));
    assert_eq!(text.split("\r\n\r\n").nth(1).map(str::len), Some(300_000));
}

#[test]
fn a_port_that_is_taken_says_so() {
    let first = server();
    let second = Loopback::listen(first.address().port(), &NEVER);
    assert_eq!(second.err().map(|error| error.kind()), Some(std::io::ErrorKind::AddrInUse));
}

#[test]
fn pages_that_went_away_are_not_held() {
    let mut server = server();
    let mut there = Vec::new();
    for _ in 0..20 {
        let mut stream = ask(&server, "GET /events");
        answer(&mut server, Body::Events);
        // Whoever has read the headers is listening.
        let mut head = [0; 1024];
        assert!(stream.read(&mut head).expect("headers") > 0);
        there.push(stream);
    }
    assert_eq!(server.held().listeners, 20);
    server.tell("news");
    let mut stays = there.pop().expect("one of them");
    drop(there);
    // The last still hears, and what went away is noticed by what is told.
    let mut heard = String::new();
    let mut piece = [0; 256];
    let mut told = 0;
    while server.held().listeners > 1 || !heard.contains("data: more 3\n\n") {
        told += 1;
        server.tell(&format!("more {told}"));
        let length = stays.read(&mut piece).expect("it hears");
        heard.push_str(&String::from_utf8_lossy(&piece[..length]));
        assert!(told < 500, "{} are held", server.held().listeners);
    }
    assert!(heard.contains("data: news\n\n"), "{heard}");
    assert_eq!(server.held().listeners, 1);
}

#[test]
fn a_save_is_told_and_reading_is_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, below) = (folder.path().join("one.ron"), folder.path().join("modules"));
    fs::create_dir(&below).expect("a folder in it");
    fs::write(&file, "first").expect("a file");
    let mut server = server();
    let folders: BTreeSet<PathBuf> = [folder.path().to_owned()].into();
    server.watch(&folders).expect("it can be watched");
    assert_eq!(server.held().folders, 1);
    fs::write(&file, "second").expect("a save");
    assert!(saved(&mut server).contains(&file));
    fs::write(below.join("two.ron"), "new").expect("a new file");
    let mut paths = saved(&mut server);
    while !paths.contains(&below.join("two.ron")) {
        paths.extend(saved(&mut server));
    }
    // What is only read is told by nothing: the next event is that of the save behind it.
    for _ in 0..50 {
        fs::read(&file).expect("it can be read");
    }
    fs::write(below.join("three.ron"), "new").expect("a save");
    let mut paths = BTreeSet::new();
    while !paths.contains(&below.join("three.ron")) {
        paths.extend(saved(&mut server));
    }
    assert!(!paths.contains(&file), "{paths:?}");
}

#[test]
fn files_are_looked_at_where_the_system_does_not_report() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("one.ron");
    fs::write(&file, "first").expect("a file");
    let mut server = server();
    let folders = [folder.path().to_owned()].into();
    server.watcher = Some(polling(&server.report, &folders).expect("it can be looked at"));
    fs::write(&file, "second").expect("a save");
    assert!(saved(&mut server).contains(&file));
    let none = [folder.path().join("nowhere")].into();
    assert!(recommended(&server.report, &none).is_err(), "what is not there cannot be watched");
}

#[test]
fn ctrl_c_ends_it() {
    static PRESSED: AtomicBool = AtomicBool::new(false);
    let mut server = Loopback::listen(0, &PRESSED).expect("a free port");
    let address = server.address();
    PRESSED.store(true, Ordering::SeqCst);
    assert!(matches!(server.next(), Event::Ended));
    drop(server);
    assert!(TcpStream::connect(address).is_err(), "nothing listens any more");
}
