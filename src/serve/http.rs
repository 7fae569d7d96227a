//! HTTP/1.1 on a thread of its own: connections in, responses out. What is answered is decided in `respond`.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::task::{Context, Poll};
use std::thread::JoinHandle;
use std::time::Duration;

use http_body_util::{BodyExt, Full, combinators::BoxBody};
use hyper::body::{Body, Bytes, Frame, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::sync::{broadcast, mpsc, oneshot};

use super::events::{Change, Event, Report, message};
use super::respond::{EVENTS, Request, plain, refusal, respond};
use super::snapshot::Snapshot;
use crate::diagnostic::Diagnostic;
use crate::text;

/// Where and how to serve.
#[derive(Debug, Clone)]
pub struct Options {
    /// Address to listen on.
    pub host: IpAddr,
    /// Port; the next free one is taken if it is not; 0 = any.
    pub port: u16,
}

/// How many further ports are tried.
const PORTS: u16 = 100;
/// How long a client may take for its headers.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often an idle stream of events says that it is alive.
const HEARTBEAT: Duration = Duration::from_secs(15);

struct Shared {
    snapshot: RwLock<Option<Arc<Snapshot>>>,
    problems: Mutex<Option<Arc<str>>>,
    host: String,
    events: broadcast::Sender<Event>,
    /// Tells one run of the program from another.
    run: String,
}

impl Shared {
    /// What is served now.
    fn snapshot(&self) -> Option<Arc<Snapshot>> {
        self.snapshot.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// A running server; it stops when it is dropped.
pub struct Server {
    shared: Arc<Shared>,
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// Starts a server that knows nothing yet.
pub fn start(options: Options) -> Result<Server, Diagnostic> {
    let failed = |error: &std::io::Error| {
        let (host, port) = (options.host, options.port);
        Diagnostic::error(
            "publish/io",
            text!("没法在 {host}:{port} 监听：{error}", "cannot listen on {host}:{port}: {error}"),
        )
        .help(text!("用 --port 换一个端口", "use another port with --port"))
    };
    let listener = listen(&options).map_err(|e| failed(&e))?;
    let address = listener.local_addr().map_err(|e| failed(&e))?;
    listener.set_nonblocking(true).map_err(|e| failed(&e))?;
    let (events, _) = broadcast::channel(64);
    let shared = Arc::new(Shared {
        snapshot: RwLock::new(None),
        problems: Mutex::new(None),
        host: options.host.to_string(),
        events,
        run: format!("{}-{}", std::process::id(), address.port()),
    });
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build().map_err(|e| failed(&e))?;
    let (stop, stopped) = oneshot::channel();
    let for_thread = shared.clone();
    let thread = std::thread::Builder::new()
        .name("serve".to_owned())
        .spawn(move || {
            runtime.block_on(async {
                let Ok(listener) = tokio::net::TcpListener::from_std(listener) else {
                    return;
                };
                tokio::select! {
                    () = accept(listener, for_thread) => {}
                    _ = stopped => {}
                }
            });
            runtime.shutdown_background();
        })
        .map_err(|e| failed(&e))?;
    Ok(Server { shared, address, stop: Some(stop), thread: Some(thread) })
}

fn listen(options: &Options) -> std::io::Result<std::net::TcpListener> {
    let mut port = options.port;
    loop {
        match std::net::TcpListener::bind(SocketAddr::new(options.host, port)) {
            Err(error)
                if error.kind() == std::io::ErrorKind::AddrInUse
                    && port != 0
                    && port < options.port.saturating_add(PORTS) =>
            {
                port += 1
            }
            result => return result,
        }
    }
}

impl Server {
    /// The address of the home page, below the base path of what is served now.
    pub fn url(&self) -> String {
        let base = self.shared.snapshot().map_or_else(|| "/".to_owned(), |snapshot| snapshot.base().to_owned());
        format!("http://{}{base}", self.address)
    }

    /// Serves a new snapshot, and then tells the viewers of what changed.
    pub fn publish(&self, snapshot: Snapshot) {
        let snapshot = Arc::new(snapshot);
        let old = self.shared.snapshot.write().unwrap_or_else(PoisonError::into_inner).replace(snapshot.clone());
        let had = self.shared.problems.lock().unwrap_or_else(PoisonError::into_inner).take().is_some();
        let change = match old {
            Some(old) => change(&old, &snapshot),
            // Whoever waited for the first good build gets it.
            None => Change { paths: vec!["*".to_owned()], styles: Vec::new() },
        };
        // Nobody may be listening, here and below.
        if !change.paths.is_empty() || !change.styles.is_empty() {
            let _ = self.shared.events.send(Event::Changed(Arc::new(change)));
        }
        if had {
            let _ = self.shared.events.send(Event::Fixed);
        }
    }

    /// Shows problems over the last good site.
    pub fn fail(&self, report: &Report) {
        let data: Arc<str> = serde_json::to_string(report).unwrap_or_default().into();
        *self.shared.problems.lock().unwrap_or_else(PoisonError::into_inner) = Some(data.clone());
        let _ = self.shared.events.send(Event::Problems(data));
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            // It may have ended by itself.
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// What viewers need to know: where only a style sheet got a new fingerprint, no page needs to be loaded again.
fn change(old: &Snapshot, new: &Snapshot) -> Change {
    let base = new.base();
    if base != old.base() {
        // Every page has another address.
        return Change { paths: vec!["*".to_owned()], styles: Vec::new() };
    }
    let paths = old.difference(new).paths;
    let style = |snapshot: &Snapshot| -> BTreeSet<String> {
        paths
            .iter()
            .filter(|p| p.starts_with("assets/") && p.ends_with(".css") && snapshot.get(p).is_some())
            .cloned()
            .collect()
    };
    let (gone, come) = (style(old), style(new));
    let gone: Vec<&String> = gone.iter().filter(|p| new.get(p).is_none()).collect();
    let come: Vec<&String> = come.iter().filter(|p| old.get(p).is_none()).collect();
    if let ([from], [to]) = (gone.as_slice(), come.as_slice()) {
        let same = paths.iter().filter(|p| p != from && p != to).all(|p| match (old.get(p), new.get(p)) {
            (Some(a), Some(b)) => {
                let a = String::from_utf8_lossy(a.bytes()).replace(from.as_str(), to);
                a.as_bytes() == b.bytes()
            }
            _ => false,
        });
        if same {
            return Change { paths: Vec::new(), styles: vec![(format!("{base}{from}"), format!("{base}{to}"))] };
        }
    }
    Change { paths, styles: Vec::new() }
}

async fn accept(listener: tokio::net::TcpListener, shared: Arc<Shared>) {
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // Out of file descriptors, or the client is gone already: wait a little and go on.
            tokio::time::sleep(Duration::from_millis(20)).await;
            continue;
        };
        let shared = shared.clone();
        tokio::spawn(async move {
            let service = service_fn(move |request| answer(request, shared.clone()));
            // A client that breaks off is no problem of ours.
            let _ = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(PATIENCE)
                .max_buf_size(64 * 1024)
                .serve_connection(TokioIo::new(stream), service)
                .await;
        });
    }
}

type Answer = hyper::Response<BoxBody<Bytes, Infallible>>;

async fn answer(request: hyper::Request<Incoming>, shared: Arc<Shared>) -> Result<Answer, Infallible> {
    let header = |name: &str| request.headers().get(name).and_then(|v| v.to_str().ok());
    let hosts: Vec<_> = request.headers().get_all("host").iter().map(|v| v.to_str().ok()).collect();
    let authority = request.uri().authority().map(|a| a.as_str());
    if let Some(status) = refusal(&hosts, authority, &shared.host) {
        return Ok(whole(plain(status, "this preview answers to local names only")));
    }
    let target = request.uri().path_and_query().map_or("", |p| p.as_str());
    if request.uri().path() == EVENTS && request.method() == hyper::Method::GET {
        return Ok(stream(&shared, request.uri().query().unwrap_or_default()));
    }
    let snapshot = shared.snapshot();
    let asked = Request {
        method: request.method().as_str(),
        target,
        none_match: header("if-none-match"),
        range: header("range"),
        if_range: header("if-range"),
    };
    Ok(whole(respond(snapshot.as_deref(), &asked)))
}

fn whole(response: super::respond::Response) -> Answer {
    let mut builder = hyper::Response::builder().status(response.status);
    for (name, value) in response.headers {
        builder = builder.header(name, value);
    }
    let body = Full::new(Bytes::from(response.body)).boxed();
    builder.body(body).unwrap_or_else(|_| hyper::Response::new(Full::new(Bytes::new()).boxed()))
}

/// The stream of events of one viewer.
fn stream(shared: &Arc<Shared>, query: &str) -> Answer {
    let page = query
        .split('&')
        .find_map(|p| p.strip_prefix("page="))
        .and_then(crate::model::address::decode)
        .unwrap_or_default();
    let (sender, receiver) = mpsc::channel::<String>(16);
    let mut events = shared.events.subscribe();
    let shared = shared.clone();
    tokio::spawn(async move {
        let mut first = message("hello", &shared.run);
        let problems = shared.problems.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(problems) = problems {
            first.push_str(&message("problems", &problems));
        }
        if sender.send(first).await.is_err() {
            return;
        }
        loop {
            let text = match tokio::time::timeout(HEARTBEAT, events.recv()).await {
                Err(_) => ": still here\n\n".to_owned(),
                Ok(Ok(event)) => match for_viewer(&event, &page, &shared) {
                    Some(text) => text,
                    None => continue,
                },
                // Too slow to follow: loading again is always right.
                Ok(Err(broadcast::error::RecvError::Lagged(_))) => message("reload", ""),
                Ok(Err(broadcast::error::RecvError::Closed)) => return,
            };
            if sender.send(text).await.is_err() {
                return;
            }
        }
    });
    let body = Stream(receiver).boxed();
    hyper::Response::builder()
        .header("content-type", "text/event-stream")
        .header("cache-control", "no-store")
        .body(body)
        .unwrap_or_else(|_| hyper::Response::new(Full::new(Bytes::new()).boxed()))
}

/// What a viewer of an address is told of an event.
fn for_viewer(event: &Event, page: &str, shared: &Shared) -> Option<String> {
    match event {
        Event::Problems(data) => Some(message("problems", data)),
        Event::Fixed => Some(message("fixed", "")),
        Event::Changed(change) if !change.styles.is_empty() => {
            Some(message("style", &serde_json::to_string(&change.styles).unwrap_or_default()))
        }
        Event::Changed(change) => {
            let snapshot = shared.snapshot();
            // An address that is not there shows 404.html, and should be looked at again whatever changed.
            let matters = snapshot.as_ref().and_then(|s| s.at(page)).is_none_or(|output| {
                let html = String::from_utf8_lossy(output.bytes());
                let part = |path: &str| !path.ends_with(".html") && html.contains(path);
                change.paths.iter().any(|path| **path == *output.path || path == "*" || part(path))
            });
            matters.then(|| message("reload", ""))
        }
    }
}

/// A body that ends when its sender does.
struct Stream(mpsc::Receiver<String>);

impl Body for Stream {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.0.poll_recv(context).map(|text| text.map(|t| Ok(Frame::data(Bytes::from(t)))))
    }
}
