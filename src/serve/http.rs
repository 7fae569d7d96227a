//! HTTP/1.1 on a thread of its own: connections in, responses out. What is answered is decided in `respond`.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::thread::JoinHandle;
use std::time::Duration;

use http_body_util::{BodyExt, Full, combinators::BoxBody};
use hyper::body::{Body, Bytes, Frame, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::sync::{Semaphore, mpsc, oneshot, watch};

use super::changes::{self, Changes};
use super::respond::{Content, EVENTS, Request, Response, plain, refusal, respond};
use super::snapshot::Snapshot;
use super::state::{Report, State};
use super::viewer::Viewer;
use crate::diagnostic::{Diagnostic, Locale};
use crate::output::Output;
use crate::text;

/// Where and how to serve.
#[derive(Debug, Clone)]
pub struct Options {
    /// Address to listen on.
    pub host: IpAddr,
    /// Port; the next free one is taken if it is not; 0 = any.
    pub port: u16,
    /// The language of the server's own pages for readers that ask for neither of ours.
    pub locale: Locale,
}

/// How many further ports are tried.
const PORTS: u16 = 100;
/// How many connections there may be at a time.
const CONNECTIONS: usize = 512;
/// How long a client may take for its headers.
const PATIENCE: Duration = Duration::from_secs(10);
/// How large they may be.
const HEADERS: usize = 64 * 1024;
/// How often an idle stream of events says that it is alive.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// After how long a browser asks again when the stream breaks off, in milliseconds.
const RETRY: u32 = 500;

/// A running server; it stops when it is dropped.
pub struct Server {
    state: watch::Sender<State>,
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// What answers need.
#[derive(Clone)]
struct Shared {
    state: watch::Receiver<State>,
    host: IpAddr,
    locale: Locale,
}

/// Starts a server that knows nothing yet.
pub fn start(options: &Options) -> Result<Server, Diagnostic> {
    let failed = |error: &std::io::Error| {
        let (host, port) = (options.host, options.port);
        Diagnostic::error(
            "publish/io",
            text!("没法在 {host}:{port} 监听：{error}", "cannot listen on {host}:{port}: {error}"),
        )
        .help(match error.kind() {
            std::io::ErrorKind::AddrNotAvailable => {
                text!("这不是本机的地址，用 --host 换一个", "this machine has no such address: use another with --host")
            }
            _ => text!("用 --port 换一个端口", "use another port with --port"),
        })
    };
    let listener = listen(options).map_err(|e| failed(&e))?;
    let address = listener.local_addr().map_err(|e| failed(&e))?;
    listener.set_nonblocking(true).map_err(|e| failed(&e))?;
    let (state, receiver) = watch::channel(State::default());
    let shared = Shared { state: receiver, host: options.host, locale: options.locale };
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build().map_err(|e| failed(&e))?;
    let (stop, stopped) = oneshot::channel();
    let thread = std::thread::Builder::new()
        .name("serve".to_owned())
        .spawn(move || {
            runtime.block_on(async {
                let Ok(listener) = tokio::net::TcpListener::from_std(listener) else {
                    return;
                };
                tokio::select! {
                    () = accept(listener, shared) => {}
                    _ = stopped => {}
                }
            });
            runtime.shutdown_background();
        })
        .map_err(|e| failed(&e))?;
    Ok(Server { state, address, stop: Some(stop), thread: Some(thread) })
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
    /// The address of the home page on this machine, below the base path of what is served now.
    pub fn url(&self) -> String {
        let host = match self.address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
            IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
            ip => ip,
        };
        self.url_on(host)
    }

    /// The same as other machines write it, where they can reach this one by every address that it has.
    pub fn network_url(&self) -> Option<String> {
        let unspecified = self.address.ip().is_unspecified();
        // Nothing is sent: the system only chooses by which of its addresses it would.
        let probe = || -> std::io::Result<IpAddr> {
            let socket = UdpSocket::bind(SocketAddr::new(IpAddr::V4(Ipv4Addr::UNSPECIFIED), 0))?;
            socket.connect(SocketAddr::from(([192, 0, 2, 1], 9)))?;
            Ok(socket.local_addr()?.ip())
        };
        let ip = unspecified.then(probe)?.ok()?;
        (!ip.is_loopback()).then(|| self.url_on(ip))
    }

    fn url_on(&self, host: IpAddr) -> String {
        let state = self.state.borrow();
        let base = state.snapshot.as_ref().map_or("/", |snapshot| snapshot.base());
        format!("http://{}{base}", SocketAddr::new(host, self.address.port()))
    }

    /// The address of the page of what changed.
    pub fn changes_url(&self) -> String {
        let url = self.url();
        let host = url.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
        format!("{host}{}", changes::ADDRESS)
    }

    /// Serves a new snapshot; whoever looks at what changed is told afterwards.
    pub fn publish(&self, snapshot: Snapshot) {
        let snapshot = Arc::new(snapshot);
        let first = self.state.borrow().first.clone().unwrap_or_else(|| snapshot.clone());
        let changes = Arc::new(Changes::between(&first, &snapshot));
        self.state.send_replace(State { snapshot: Some(snapshot), first: Some(first), changes, problems: None });
    }

    /// What was wrong is so no more, and the site is as it was.
    pub fn mended(&self) {
        self.state.send_modify(|state| state.problems = None);
    }

    /// Shows problems over the last good site.
    pub fn fail(&self, report: Report) {
        self.state.send_modify(|state| state.problems = Some(Arc::new(report)));
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

async fn accept(listener: tokio::net::TcpListener, shared: Shared) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        // Who comes later waits: every connection is an open file, and sources must still be read.
        let Ok(place) = places.clone().acquire_owned().await else { return };
        let Ok((stream, _)) = listener.accept().await else {
            // Out of file descriptors, or the client is gone already: wait a little and go on.
            tokio::time::sleep(Duration::from_millis(20)).await;
            continue;
        };
        // Small answers go out at once.
        let _ = stream.set_nodelay(true);
        let shared = shared.clone();
        tokio::spawn(async move {
            let service = service_fn(move |request| answer(request, shared.clone()));
            // A client that breaks off is no problem of ours.
            let _ = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(PATIENCE)
                .max_buf_size(HEADERS)
                .serve_connection(TokioIo::new(stream), service)
                .await;
            drop(place);
        });
    }
}

type Answer = hyper::Response<BoxBody<Bytes, Infallible>>;

async fn answer(request: hyper::Request<Incoming>, shared: Shared) -> Result<Answer, Infallible> {
    let header = |name: &str| request.headers().get(name).and_then(|v| v.to_str().ok());
    let hosts: Vec<_> = request.headers().get_all("host").iter().map(|v| v.to_str().ok()).collect();
    let authority = request.uri().authority().map(|a| a.as_str());
    if let Some(status) = refusal(&hosts, authority, shared.host) {
        return Ok(whole(plain(status, "this preview answers to local names only")));
    }
    let target = request.uri().path_and_query().map_or("", |p| p.as_str());
    if request.uri().path() == EVENTS && request.method() == hyper::Method::GET {
        return Ok(stream(&shared, request.uri().query().unwrap_or_default()));
    }
    // A list may come in several lines (RFC 9110 §5.3).
    let none_match: Vec<_> =
        request.headers().get_all("if-none-match").iter().filter_map(|v| v.to_str().ok()).collect();
    let none_match = (!none_match.is_empty()).then(|| none_match.join(","));
    let state = shared.state.borrow().clone();
    let asked = Request {
        method: request.method().as_str(),
        target,
        none_match: none_match.as_deref(),
        range: header("range"),
        if_range: header("if-range"),
        languages: header("accept-language"),
    };
    if request.uri().path() == changes::ADDRESS {
        // Comparing many pages takes a while, and holds up nobody else.
        let (method, target, languages) =
            (asked.method.to_owned(), asked.target.to_owned(), asked.languages.map(str::to_owned));
        let compared = tokio::task::spawn_blocking(move || {
            let asked =
                Request { method: &method, target: &target, languages: languages.as_deref(), ..Request::default() };
            respond(&state, &asked, shared.locale)
        });
        return Ok(whole(compared.await.unwrap_or_else(|_| plain(500, "the pages could not be compared"))));
    }
    Ok(whole(respond(&state, &asked, shared.locale)))
}

fn whole(response: Response) -> Answer {
    let mut builder = hyper::Response::builder().status(response.status);
    for (name, value) in response.headers {
        builder = builder.header(name, value);
    }
    let bytes = match response.body {
        Content::Made(bytes) => Bytes::from(bytes),
        Content::Part(output, from, to) => Bytes::from_owner(Whole(output)).slice(from..to),
    };
    let body = Full::new(bytes).boxed();
    builder.body(body).unwrap_or_else(|_| hyper::Response::new(Full::new(Bytes::new()).boxed()))
}

/// An output that is sent without being copied.
struct Whole(Arc<Output>);

impl AsRef<[u8]> for Whole {
    fn as_ref(&self) -> &[u8] {
        self.0.bytes()
    }
}

/// The stream of events of one viewer.
fn stream(shared: &Shared, query: &str) -> Answer {
    let mut viewer = Viewer::new(query, shared.locale);
    let (sender, receiver) = mpsc::channel::<String>(1);
    let mut state = shared.state.clone();
    tokio::spawn(async move {
        // Something is sent at once, so that the browser knows that it is connected.
        let mut text = format!("retry: {RETRY}\n: mingbai\n\n");
        loop {
            let now = state.borrow_and_update().clone();
            text.push_str(&viewer.tell(&now).concat());
            drop(now);
            if !text.is_empty() && sender.send(std::mem::take(&mut text)).await.is_err() {
                return;
            }
            tokio::select! {
                () = sender.closed() => return,
                changed = tokio::time::timeout(HEARTBEAT, state.changed()) => match changed {
                    Err(_) => text.push_str(": still here\n\n"),
                    Ok(Ok(())) => {}
                    Ok(Err(_)) => return,
                },
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
