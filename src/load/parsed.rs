//! Sources as trees: what each file says, before anybody asks what it means for the site.

use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::disk::{SITE_FILE, read_each};
use super::keys;
use super::known::Known;
use super::parse::front_matter::{self, FrameError};
use super::parse::markdown::{self, Document, Fence};
use super::parse::yaml::{self, Node, Spots, Step, YamlError, YamlProblem};
use super::sources::{SourceFile, Sources};
use super::table::{self, Sheet};
use super::text::decode;
use crate::diagnostic::{Diagnostic, Diagnostics, Lines, Place, SourceText};
use crate::text;

/// A YAML document within a file, with what is needed to point into it.
#[derive(Debug, Clone)]
pub struct Yaml {
    /// Path below the site's root.
    pub path: Arc<str>,
    /// The whole text of the file.
    pub text: Arc<str>,
    /// Where the YAML stands in it.
    pub range: Range<usize>,
    /// What it says.
    pub node: Node,
    /// Where everything stands, once somebody has asked.
    index: OnceLock<Index>,
}

/// Where the values and the lines of a document stand.
#[derive(Debug, Clone)]
struct Index {
    spots: Spots,
    lines: Lines,
}

impl Yaml {
    fn new(path: Arc<str>, text: Arc<str>, range: Range<usize>, node: Node) -> Yaml {
        Yaml { path, text, range, node, index: OnceLock::new() }
    }

    /// The file as a source of places.
    pub fn source(&self) -> SourceText<'_> {
        SourceText { path: &self.path, text: &self.text }
    }

    /// The place of a value, or the beginning of the document where there is none.
    pub fn place(&self, path: &[Step]) -> Place {
        self.spot(path, false)
    }

    /// The place of the key of a value.
    pub fn key_place(&self, path: &[Step]) -> Place {
        self.spot(path, true)
    }

    /// Where a value stands in the file.
    pub fn value_range(&self, path: &[Step]) -> Option<Range<usize>> {
        let index = self.index();
        let base = self.range.start;
        index.spots.get(path).map(|spot| base + spot.value.start..base + spot.value.end)
    }

    fn index(&self) -> &Index {
        self.index
            .get_or_init(|| Index { spots: Spots::of(&self.text[self.range.clone()]), lines: Lines::of(&self.text) })
    }

    /// The document is looked through for the first of them only: a file may hold thousands of mistakes.
    fn spot(&self, path: &[Step], want_key: bool) -> Place {
        let index = self.index();
        let base = self.range.start;
        let range = index.spots.get(path).map(|s| match &s.key {
            Some(key) if want_key || s.value.is_empty() => key,
            _ => &s.value,
        });
        match range {
            Some(range) => self.source().place_among(&index.lines, base + range.start..base + range.end),
            None => self.source().place_among(&index.lines, base..base),
        }
    }
}

/// A Markdown file.
#[derive(Debug, Clone)]
pub struct Markdown {
    /// Its front matter; an empty one where there is none.
    pub front: Yaml,
    /// Where the body begins.
    pub body: usize,
    /// The body.
    pub document: Document,
    /// What the fenced blocks of the document say, in their order; or why one cannot be read.
    pub blocks: Vec<Result<Yaml, Diagnostic>>,
    /// The text of a first heading of level 1.
    pub heading: Option<String>,
    /// Whether that heading is the page's title, and left out of the document.
    pub skips_title: bool,
    /// What was found out about its text.
    pub known: Known,
}

impl Markdown {
    /// The body as written.
    pub fn body(&self) -> &str {
        &self.front.text[self.body..]
    }

    /// How many words and Han characters the body has.
    pub fn words(&self) -> usize {
        markdown::words(self.body(), self.skips_title)
    }
}

/// All sources of a site, parsed.
#[derive(Debug, Clone, Default)]
pub struct Parsed {
    /// `site.yaml`.
    pub site: Option<Arc<Yaml>>,
    /// Markdown files below `content/`.
    pub pages: Vec<Arc<Markdown>>,
    /// `_collection.yaml` files.
    pub schemas: Vec<Arc<Yaml>>,
    /// Other YAML files below `content/`.
    pub data: Vec<Arc<Yaml>>,
    /// CSV files and workbooks below `content/`.
    pub tables: Vec<Arc<Tables>>,
    /// All other files below `content/`.
    pub attachments: Vec<SourceFile>,
    /// Files below `themes/`.
    pub theme: Vec<SourceFile>,
}

/// A CSV file or a workbook. Whether it is a ledger or just an attachment is for the model to say.
#[derive(Debug, Clone)]
pub struct Tables {
    /// The file.
    pub file: SourceFile,
    /// Its sheets, and what there is to say of them; or why it cannot be read.
    pub sheets: Result<(Vec<Sheet>, Vec<Diagnostic>), Vec<Diagnostic>>,
}

/// A parsed source; cheap to copy where there are many.
#[derive(Debug, Clone)]
pub(super) enum One {
    Tables(Arc<Tables>),
    Site(Arc<Yaml>),
    Page(Arc<Markdown>),
    Schema(Arc<Yaml>),
    Data(Arc<Yaml>),
    Attachment(SourceFile),
    Theme(SourceFile),
}

/// Name of the file that makes a section a collection.
pub const COLLECTION_FILE: &str = "_collection.yaml";

/// Reads and parses every source below `root`; a bad one costs itself only.
pub fn read_site(root: &Path) -> (Parsed, Diagnostics) {
    let (results, problems) = read_each(root, one);
    gather(results.into_iter(), problems)
}

/// The same for sources that are in memory.
pub fn parse(sources: &Sources) -> (Parsed, Diagnostics) {
    let results: Vec<Result<One, Diagnostic>> = sources.files().par_iter().map(one).collect();
    gather(results.into_iter(), Diagnostics::new())
}

pub(super) fn gather(
    results: impl Iterator<Item = Result<One, Diagnostic>>,
    mut problems: Diagnostics,
) -> (Parsed, Diagnostics) {
    let mut parsed = Parsed::default();
    for result in results {
        match result {
            Ok(One::Site(yaml)) => parsed.site = Some(yaml),
            Ok(One::Page(page)) => parsed.pages.push(page),
            Ok(One::Schema(yaml)) => parsed.schemas.push(yaml),
            Ok(One::Data(yaml)) => parsed.data.push(yaml),
            Ok(One::Tables(tables)) => parsed.tables.push(tables),
            Ok(One::Attachment(file)) => parsed.attachments.push(file),
            Ok(One::Theme(file)) => parsed.theme.push(file),
            Err(problem) => problems.push(problem),
        }
    }
    (parsed, problems)
}

pub(super) fn one(file: &SourceFile) -> Result<One, Diagnostic> {
    let name = file.path.rsplit('/').next().unwrap_or_default();
    if &*file.path == SITE_FILE {
        return whole(file).map(Arc::new).map(One::Site);
    }
    if file.path.starts_with("themes/") {
        return Ok(One::Theme(file.clone()));
    }
    if let Some(right) = miswritten(name) {
        return Err(Diagnostic::error(
            "content/file-name",
            text!("文件名“{name}”的大小写不对", "the file name `{name}` is not in lower case"),
        )
        .at(Place::file(file.path.clone()))
        .help(text!("改名为“{right}”", "rename it to `{right}`")));
    }
    if name == COLLECTION_FILE {
        return whole(file).map(Arc::new).map(One::Schema);
    }
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("md" | "markdown") => page(file).map(Arc::new).map(One::Page),
        Some("yaml" | "yml") => whole(file).map(Arc::new).map(One::Data),
        _ if table::is_table(name) => {
            Ok(One::Tables(Arc::new(Tables { sheets: table::read(file), file: file.clone() })))
        }
        _ => Ok(One::Attachment(file.clone())),
    }
}

/// What a file should be called whose name means something only in lower case: as it is, it would be copied as it
/// stands, or make a page of its own.
fn miswritten(name: &str) -> Option<String> {
    let (stem, extension) = name.rsplit_once('.')?;
    let right = extension.to_ascii_lowercase();
    if !matches!(right.as_str(), "md" | "markdown" | "yaml" | "yml") {
        return None;
    }
    let (first, rest) = stem.split_once('.').map_or((stem, None), |(first, rest)| (first, Some(rest)));
    let lower = first.to_ascii_lowercase();
    let first = if matches!(lower.as_str(), "index" | "_index" | "_collection") { &lower } else { first };
    let rest = rest.map(|rest| format!(".{rest}")).unwrap_or_default();
    let right = format!("{first}{rest}.{right}");
    (right != name).then_some(right)
}

fn whole(file: &SourceFile) -> Result<Yaml, Diagnostic> {
    let text = decode(file)?;
    let range = 0..text.len();
    let source = SourceText { path: &file.path, text: &text };
    front_matter::check_lines(&text, &range, &|_| false).map_err(|e| frame_problem(&source, e))?;
    let node = yaml::parse(&text).map_err(|e| yaml_problem(&source, 0, e))?;
    Ok(Yaml::new(file.path.clone(), text, range, node))
}

fn page(file: &SourceFile) -> Result<Markdown, Diagnostic> {
    let text = decode(file)?;
    let source = SourceText { path: &file.path, text: &text };
    let parts = front_matter::split(&text, keys::is_front_matter).map_err(|e| frame_problem(&source, e))?;
    let range = parts.yaml.unwrap_or(parts.body..parts.body);
    let node = yaml::parse(&text[range.clone()]).map_err(|e| yaml_problem(&source, range.start, e))?;
    let body = &text[parts.body..];
    // Every bracket may open a link, and is kept in mind until the end: nobody writes so many.
    const BRACKETS: usize = 1_000_000;
    if memchr::memchr_iter(b'[', body.as_bytes()).nth(BRACKETS).is_some() {
        return Err(Diagnostic::error(
            "content/nesting",
            text!("正文里的“[”超过{BRACKETS}个", "the page holds more than {BRACKETS} brackets `[`"),
        )
        .at(Place::file(file.path.clone()))
        .help(text!("看看是不是别的程序写坏了这个文件", "some other program may have damaged the file")));
    }
    let titled = matches!(body.trim_start().as_bytes().first(), Some(b'#' | b'<'))
        || body.trim_start().lines().nth(1).is_some_and(|l| l.starts_with("=="));
    let heading = if titled { markdown::first_heading(body) } else { None };
    let title = node.get("title").or_else(|| node.get("标题")).and_then(Node::as_text);
    let skip = heading.is_some() && (title.is_none() || title == heading.as_deref());
    let document = markdown::parse(body, skip);
    let body = parts.body;
    let blocks = document.blocks.iter().map(|fence| block(&file.path, &text, body, fence)).collect();
    Ok(Markdown {
        known: Known::default(),
        front: Yaml::new(file.path.clone(), text, range, node),
        body,
        document,
        blocks,
        heading,
        skips_title: skip,
    })
}

/// What a fenced block says.
fn block(path: &Arc<str>, text: &Arc<str>, body: usize, fence: &Fence) -> Result<Yaml, Diagnostic> {
    let source = SourceText { path, text };
    let content = body + fence.content.start..body + fence.content.end;
    // From the beginning of its first line on, so that all lines are indented alike.
    let start = text[..content.start].rfind('\n').map_or(0, |at| at + 1);
    let is_empty = content.is_empty();
    if !is_empty && !text[start..content.start].trim().is_empty() {
        let place = source.place(body + fence.range.start..body + fence.range.end);
        let name = fence.name;
        return Err(Diagnostic::error(
            "content/block",
            text!("“{name}”不能放在引用里", "a block `{name}` cannot stand in a quotation"),
        )
        .at(place)
        .help(text!("移到引用（`>`）外面", "move it out of the quotation (`>`)")));
    }
    let range = if is_empty { content } else { start..content.end };
    front_matter::check_lines(text, &range, &|_| false).map_err(|e| frame_problem(&source, e))?;
    let node = yaml::parse(&text[range.clone()]).map_err(|e| yaml_problem(&source, range.start, e))?;
    Ok(Yaml::new(path.clone(), text.clone(), range, node))
}

fn frame_problem(source: &SourceText<'_>, error: FrameError) -> Diagnostic {
    match error {
        FrameError::NotClosed(range) => Diagnostic::error(
            "content/front-matter",
            text!("文件头没有结束的 `---`", "the front matter has no closing `---`"),
        )
        .at(source.place(range))
        .help(text!("在最后一个字段的下一行写 `---`", "write `---` on the line after the last field")),
        FrameError::NotOpened(range) => Diagnostic::error(
            "content/front-matter",
            text!("文件头缺少开头的 `---`", "the front matter has no opening `---`"),
        )
        .at(source.place(range))
        .help(text!("在文件第一行写 `---`", "write `---` as the first line of the file")),
        FrameError::WideColon(colon, key) => {
            let name = &source.text[key];
            Diagnostic::error(
                "content/full-width-colon",
                text!("“{name}”后面是全角冒号“：”", "a full-width colon `：` stands after `{name}`"),
            )
            .at(source.place(colon))
            .help(text!("改成半角冒号加一个空格：`{name}: …`", "write a half-width colon and a space: `{name}: …`"))
        }
        FrameError::WrongFence(range) => {
            let line = source.text[range.clone()].trim();
            Diagnostic::error(
                "content/front-matter",
                text!("文件头的分隔线写成了“{line}”", "the line around the front matter is written `{line}`"),
            )
            .at(source.place(range))
            .help(text!(
                "改成三个半角减号 `---`（小心输入法和自动更正）",
                "write three hyphens, `---` (mind automatic correction)"
            ))
        }
        FrameError::NotFirst(range) => Diagnostic::error(
            "content/front-matter",
            text!("开头的 `---` 不在文件第一行", "the opening `---` is not the first line of the file"),
        )
        .at(source.place(range))
        .help(text!("删掉它前面的空行和空格", "remove what stands before it")),
        FrameError::NoSpace(after, key) => {
            let name = &source.text[key.clone()];
            let what = if after.is_empty() {
                text!("“{name}:”后面没有空格", "there is no space after `{name}:`")
            } else {
                text!("“{name}:”后面的空格不是半角空格", "what stands after `{name}:` is no plain space")
            };
            let place = if after.is_empty() { key } else { after };
            Diagnostic::error("content/front-matter", what)
                .at(source.place(place))
                .help(text!("写半角冒号加一个半角空格：`{name}: …`", "write a colon and a plain space: `{name}: …`"))
        }
        FrameError::Tab(range) => Diagnostic::error(
            "content/front-matter",
            text!("这里用制表符缩进，YAML 只认空格", "YAML is indented with spaces, and here is a tab"),
        )
        .at(source.place(range))
        .help(text!("把制表符换成两个空格", "replace the tab by two spaces")),
    }
}

fn yaml_problem(source: &SourceText<'_>, base: usize, error: YamlError) -> Diagnostic {
    let place = source.place(error.at.map_or(base..base, |at| base + at..base + at));
    let (zh, message) = words(&error.message);
    let problem = match &error.kind {
        YamlProblem::DuplicateKey(key) => Diagnostic::error("content/duplicate-key", text!("“{key}”写了两次", "`{key}` stands here twice"))
            .help(text!("只留一个", "keep one of them")),
        YamlProblem::Tag(tag) => Diagnostic::error("content/yaml", text!("不支持 YAML 标签“!{tag}”", "YAML tags such as `!{tag}` are not supported"))
            .help(text!("去掉标签；如果是文字，请加引号", "remove the tag, or put the text in quotes")),
        YamlProblem::KeyKind => Diagnostic::error("content/yaml", text!("这里的字段名不是文字", "this key is no plain text"))
            .help(text!("字段名写成普通文字；如果值以 `[` 或 `{{` 开头，请加引号", "write the key as plain text; quote a value that begins with `[` or `{{`")),
        YamlProblem::Limit => Diagnostic::error("content/yaml", text!("YAML 展开后太大或嵌套太深", "the YAML grows too large, or nests too deep"))
            .help(text!("不要用互相引用的锚点（&、*），减少嵌套", "do without anchors that refer to each other (&, *), and nest less")),
        YamlProblem::Syntax => Diagnostic::error("content/yaml", text!("YAML 写法有误：{zh}", "the YAML is not well-formed: {message}"))
            .help(text!(
                "检查这一行和上一行：冒号后要有空格；含有“: ”“#”或以引号、括号开头的文字要加引号；同级字段缩进要一样",
                "look at this line and the one before: a space after the colon; quotes around text that holds `: ` or `#` or begins with a quote or bracket; equal indentation"
            )),
    };
    problem.at(place)
}

/// What the YAML parser says, in Chinese and in English, without its positions (they count from the front matter).
fn words(message: &str) -> (String, String) {
    const KNOWN: [(&str, &str); 15] = [
        ("while scanning an alias", "值不能以“*”开头（那是 YAML 的引用），请加引号"),
        ("block sequence entries are not allowed", "“- ”不能和字段写在一行：另起一行，或者加引号"),
        ("while scanning an anchor", "值不能以“&”开头（那是 YAML 的锚点），请加引号"),
        ("while scanning a tag", "值不能以“!”开头（那是 YAML 的标签），请加引号"),
        ("while scanning a block scalar", "值不能以“>”或“|”开头（那是 YAML 的多行文字），请加引号"),
        ("while scanning a quoted scalar", "引号没有结束"),
        ("while parsing a flow sequence", "方括号“[”没有结束，或者缺少逗号"),
        ("while parsing a flow mapping", "花括号“{”没有结束，或者缺少逗号"),
        ("mapping values are not allowed", "这里不能再有“: ”（值里有冒号加空格时要加引号）"),
        ("did not find expected '-' indicator", "这里应当以“- ”开头，或者缩进不对"),
        ("did not find expected key", "这里应当是一个字段（检查缩进和上一行）"),
        ("could not find expected ':'", "缺少半角冒号"),
        ("found character that cannot start any token", "这个字符不能放在开头（如 @、`、%），请加引号"),
        ("unknown anchor", "引用了没有定义的锚点（*）"),
        ("control characters are not allowed", "有控制字符"),
    ];
    let mut english = String::new();
    for (n, part) in message.split(" at line ").enumerate() {
        if n == 0 {
            english.push_str(part);
        } else {
            english.push_str(
                part.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ')
                    .trim_start_matches("column")
                    .trim_start_matches(|c: char| c.is_ascii_digit() || c == ' '),
            );
        }
    }
    let chinese = KNOWN
        .iter()
        .find(|(known, _)| message.contains(known))
        .map_or_else(|| "这里的写法读不懂".to_owned(), |(_, zh)| (*zh).to_owned());
    (chinese, english)
}
