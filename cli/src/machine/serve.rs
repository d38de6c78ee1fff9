//! The true server of the preview: a socket on 127.0.0.1, and the system's own word on which files were saved.
//!
//! One thread serves, the system's watcher reports, and both put what happens into one queue that the program
//! empties. Nothing is judged here: whether a request may be answered is `crate::preview`'s to say.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "this file is the door through which pages come in"
)]

use std::collections::{BTreeSet, VecDeque};
use std::io::{self, Read};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body as Sent, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use futures_core::Stream;
use notify::event::{AccessKind, AccessMode, EventKind, MetadataKind, ModifyKind};
use notify::{Config, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::{mpsc as pieces, oneshot};

use super::served::{Answer, Asked, Body, Event, Held, Reply, Server};

/// How often is looked whether somebody pressed Ctrl-C.
const LOOK: Duration = Duration::from_millis(100);
/// How long nothing must be saved before what was saved is told: editors write a file in several steps.
const SETTLED: Duration = Duration::from_millis(12);
/// The longest that is waited for that.
const PATIENCE: Duration = Duration::from_millis(150);
/// How often files are looked at where the system does not report.
const POLLING: Duration = Duration::from_millis(700);
/// Bytes that are sent at once of a file.
const PIECE: usize = 64 * 1024;
/// Events that a page may be behind before it is dropped; it asks again by itself.
const BEHIND: usize = 32;
/// How long a page may still be sent what was begun when the server ends.
const GOODBYE: Duration = Duration::from_millis(300);

/// The pages that listen.
type Listeners = Arc<Mutex<Vec<pieces::Sender<Bytes>>>>;

/// What comes in, before it is an event.
enum Came {
    Asked(Asked, Reply),
    Saved(BTreeSet<PathBuf>),
}

/// A server on 127.0.0.1.
pub(super) struct Loopback {
    address: SocketAddr,
    came: mpsc::Receiver<Came>,
    report: mpsc::Sender<Came>,
    /// What came while saves were gathered.
    waiting: VecDeque<Came>,
    listeners: Listeners,
    watcher: Option<Box<dyn Watcher>>,
    watched: BTreeSet<PathBuf>,
    interrupted: &'static AtomicBool,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Loopback {
    /// Listens at a port, 0 for a free one, and serves in a thread of its own until this is dropped.
    pub(super) fn listen(port: u16, interrupted: &'static AtomicBool) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let (report, came) = mpsc::channel();
        let listeners = Listeners::default();
        let (stop, stopped) = oneshot::channel();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let shared = Shared { report: report.clone(), listeners: Arc::clone(&listeners) };
        let serving = move || {
            runtime.block_on(async move {
                let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
                let pages = Router::new().fallback(answer).with_state(shared);
                let served = tokio::spawn(async move { axum::serve(listener, pages).await });
                // Whoever holds the other end dropped it, or said so: either way it is over.
                let _ended = stopped.await.is_ok();
                served.abort();
            });
            runtime.shutdown_timeout(GOODBYE);
        };
        let thread = std::thread::Builder::new().name("preview".into()).spawn(serving)?;
        Ok(Self {
            address,
            came,
            report,
            waiting: VecDeque::new(),
            listeners,
            watcher: None,
            watched: BTreeSet::new(),
            interrupted,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// Gathers what is saved within a moment; what is asked meanwhile waits its turn.
    fn gather(&mut self, mut saved: BTreeSet<PathBuf>) -> BTreeSet<PathBuf> {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            match self.came.recv_timeout(SETTLED) {
                Ok(Came::Saved(more)) => saved.extend(more),
                Ok(asked) => self.waiting.push_back(asked),
                Err(_) => break,
            }
        }
        saved
    }
}

impl Server for Loopback {
    fn address(&self) -> SocketAddr {
        self.address
    }

    fn watch(&mut self, folders: &BTreeSet<PathBuf>) -> io::Result<()> {
        if *folders == self.watched && self.watcher.is_some() {
            return Ok(());
        }
        self.watcher = None;
        self.watched.clear();
        let first = recommended(&self.report, folders);
        let watcher = match first {
            Ok(watcher) => watcher,
            // Where the system reports nothing, or no more, files are looked at again and again.
            Err(_) => polling(&self.report, folders).map_err(|error| io::Error::other(error.to_string()))?,
        };
        self.watcher = Some(watcher);
        self.watched.clone_from(folders);
        Ok(())
    }

    fn next(&mut self) -> Event {
        for _ in 0..10 {
            let came = match self.waiting.pop_front() {
                Some(came) => Ok(came),
                None => self.came.recv_timeout(LOOK),
            };
            if self.interrupted.load(Ordering::SeqCst) {
                return Event::Ended;
            }
            match came {
                Ok(Came::Asked(asked, reply)) => return Event::Asked(asked, reply),
                Ok(Came::Saved(saved)) => return Event::Saved(self.gather(saved)),
                Err(RecvTimeoutError::Timeout) => {}
                // This end holds a sender too, so the queue cannot be shut.
                Err(RecvTimeoutError::Disconnected) => return Event::Ended,
            }
        }
        Event::Quiet
    }

    fn tell(&mut self, text: &str) {
        let line = Bytes::from(format!("data: {text}\n\n"));
        let mut listeners = self.listeners.lock().unwrap_or_else(PoisonError::into_inner);
        listeners.retain(|listener| listener.try_send(line.clone()).is_ok());
    }

    fn held(&self) -> Held {
        let mut listeners = self.listeners.lock().unwrap_or_else(PoisonError::into_inner);
        listeners.retain(|listener| !listener.is_closed());
        Held { listeners: listeners.len(), folders: self.watched.len() }
    }
}

impl Drop for Loopback {
    fn drop(&mut self) {
        self.watcher = None;
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has said so; there is nothing left to end.
            let _ended = thread.join().is_ok();
        }
    }
}

/// A watcher to which the system reports.
fn recommended(report: &mpsc::Sender<Came>, folders: &BTreeSet<PathBuf>) -> notify::Result<Box<dyn Watcher>> {
    let mut watcher = RecommendedWatcher::new(reporter(report), Config::default())?;
    over(&mut watcher, folders)?;
    Ok(Box::new(watcher))
}

/// A watcher that looks for itself, by what stands in the files: times of other systems may be coarse.
fn polling(report: &mpsc::Sender<Came>, folders: &BTreeSet<PathBuf>) -> notify::Result<Box<dyn Watcher>> {
    let config = Config::default().with_poll_interval(POLLING).with_compare_contents(true);
    let mut watcher = PollWatcher::new(reporter(report), config)?;
    over(&mut watcher, folders)?;
    Ok(Box::new(watcher))
}

fn over(watcher: &mut dyn Watcher, folders: &BTreeSet<PathBuf>) -> notify::Result<()> {
    folders.iter().try_for_each(|folder| watcher.watch(folder, RecursiveMode::Recursive))
}

/// Puts what was saved into the queue. What is only read is not saved: to tell of it would never end, since every
/// telling reads the files again.
fn reporter(report: &mpsc::Sender<Came>) -> impl Fn(notify::Result<notify::Event>) + Send + 'static {
    let report = report.clone();
    move |event| {
        let saved = match event {
            Ok(event) if is_saved(event.kind) => event.paths.into_iter().collect(),
            Ok(_) => return,
            Err(error) => error.paths.into_iter().collect(),
        };
        // The program is ending; nobody waits for this any more.
        let _told = report.send(Came::Saved(saved)).is_ok();
    }
}

fn is_saved(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(MetadataKind::AccessTime)) => false,
        _ => true,
    }
}

/// What each request needs.
#[derive(Clone)]
struct Shared {
    report: mpsc::Sender<Came>,
    listeners: Listeners,
}

/// Hands a request to the program and sends what it answers.
async fn answer(State(shared): State<Shared>, request: Request) -> Response {
    let asked = asked_of(&request);
    drop(request);
    let head_only = asked.method == "HEAD";
    let (send, answered) = oneshot::channel();
    let reply: Reply = Box::new(move |answer| {
        // A browser that went away wants no answer.
        let _sent = send.send(answer).is_ok();
    });
    if shared.report.send(Came::Asked(asked, reply)).is_err() {
        return plain(StatusCode::SERVICE_UNAVAILABLE);
    }
    match answered.await {
        Ok(answer) => response(answer, head_only, &shared.listeners),
        Err(_) => plain(StatusCode::SERVICE_UNAVAILABLE),
    }
}

/// What of a request the program judges.
fn asked_of(request: &Request) -> Asked {
    let said = |name: HeaderName| {
        request.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
    };
    Asked {
        method: request.method().to_string(),
        path: request.uri().path().to_owned(),
        query: request.uri().query().unwrap_or_default().to_owned(),
        host: said(header::HOST),
        origin: said(header::ORIGIN),
        site: said(HeaderName::from_static("sec-fetch-site")),
        mode: said(HeaderName::from_static("sec-fetch-mode")),
        range: said(header::RANGE),
    }
}

fn plain(status: StatusCode) -> Response {
    let mut response = Response::new(Sent::empty());
    *response.status_mut() = status;
    response
}

fn response(Answer { status, headers, body }: Answer, head_only: bool, listeners: &Listeners) -> Response {
    let mut response = plain(StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR));
    for (name, value) in headers {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(HeaderName::from_static(name), value);
        }
    }
    *response.body_mut() = match body {
        _ if head_only => Sent::empty(),
        Body::Bytes(bytes) => Sent::from(bytes),
        Body::Read(from, length) => {
            response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(length));
            let (send, receive) = pieces::channel(2);
            tokio::task::spawn_blocking(move || send_pieces(from.take(length), &send));
            Sent::from_stream(Pieces(receive))
        }
        Body::Events => {
            let (send, receive) = pieces::channel(BEHIND);
            let mut listeners = listeners.lock().unwrap_or_else(PoisonError::into_inner);
            listeners.retain(|listener| !listener.is_closed());
            listeners.push(send);
            Sent::from_stream(Told(receive))
        }
    };
    response
}

/// Reads a file in pieces and sends each; ends when nobody takes them any more.
fn send_pieces(mut from: impl Read, send: &pieces::Sender<io::Result<Bytes>>) {
    let mut piece = vec![0; PIECE];
    loop {
        let read = match from.read(&mut piece) {
            Ok(0) => return,
            Ok(read) => Ok(Bytes::copy_from_slice(&piece[..read])),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => Err(error),
        };
        let broken = read.is_err();
        if send.blocking_send(read).is_err() || broken {
            return;
        }
    }
}

/// A file in pieces.
struct Pieces(pieces::Receiver<io::Result<Bytes>>);

impl Stream for Pieces {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(context)
    }
}

/// What is told to a page that listens.
struct Told(pieces::Receiver<Bytes>);

impl Stream for Told {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(context).map(|told| told.map(Ok))
    }
}

#[cfg(test)]
mod tests;
