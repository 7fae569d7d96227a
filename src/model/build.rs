//! Parsed sources become a site: seats, types, tree, order, terms, links.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::{IntoParallelIterator, ParallelIterator};

use super::block;
use super::config::{self, Config, Overrides};
use super::figure;
use super::glossary;
use super::key_table::KeyTable;
use super::ledger;
use super::links;
use super::photos;
use super::read::Reader;
use super::read::{MERGE, unknown_key};
use super::reconcile;
use super::schema::{self, Schema};
use super::schema_read;
use super::settings;
use super::site::{PageKind, Site};
use super::source::Source;
use super::texts::Texts;
use super::tree::Builder;
use super::typed::{Context, Seat, Typed, TypedChild, typed, typed_child};
use super::view;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::load::keys;
use crate::load::parse::yaml::{Node, Step};
use crate::load::table::{is_foreign_table, may_hide};
use crate::load::{Parsed, SourceFile, Yaml};
use crate::text;
use crate::value::{LangTag, is_id};

/// Builds the site. `None` only where `site.yaml` itself is missing or unreadable.
pub fn build(mut parsed: Parsed, overrides: &Overrides) -> (Option<Site>, Diagnostics) {
    let mut problems = Diagnostics::new();
    let Some(site_yaml) = parsed.site.take() else {
        return (None, problems);
    };
    let (config, found) = config::resolve(&site_yaml, overrides);
    problems.append(found);

    let mut collections: Vec<Schema> = Vec::new();
    for yaml in &parsed.schemas {
        let folder = folder_of(&yaml.path);
        let (schema, found) = schema_read::read(yaml, folder);
        problems.append(found);
        built_in_names(yaml, &schema, &mut problems);
        collections.push(schema);
    }
    reference_targets(&parsed.schemas, &collections, &mut problems);
    view::referred(&parsed.schemas, &collections, &mut problems);

    let figures = take_file(&mut parsed.data, figure::FILE);
    let statements = take_file(&mut parsed.data, reconcile::FILE);
    let terms = take_file(&mut parsed.data, glossary::FILE);
    let mut seated = seats(&mut parsed, &config, &collections, &mut problems);
    let mut texts = Texts::default();
    let beside = parsed.schemas.iter().chain([&site_yaml]).chain([&figures, &statements, &terms].into_iter().flatten());
    beside.for_each(|yaml| texts.yaml(yaml));
    seated.pages.iter().for_each(|(source, _, collection)| texts.source(source, *collection));
    seated.children.iter().for_each(|child| texts.child(child));
    let tables: Vec<KeyTable> =
        (0..collections.len()).map(Some).chain([None]).map(|c| KeyTable::new(&config, &collections, c)).collect();
    let typed: Vec<Typed> = std::mem::take(&mut seated.pages)
        .into_par_iter()
        .map(|(source, seat, collection)| {
            let table = &tables[collection.unwrap_or(collections.len())];
            typed(source, seat, &Context { config: &config, collections: &collections, collection, table })
        })
        .collect();

    let children: Vec<TypedChild> = seated.children.into_par_iter().map(|c| typed_child(c, &collections)).collect();

    let mut builder = Builder::new(config, collections, parsed.theme);
    builder.site.texts = texts;
    builder.unsure = std::mem::take(&mut seated.unsure);
    builder.take(typed, children, &mut problems);
    builder.sections();
    builder.routes();
    builder.records(&mut problems);
    builder.order();
    builder.terms(&mut problems);
    builder.attachments(seated.attachments);
    let published = builder.site.attachments.iter().filter_map(|a| seated.concerns.remove(&a.file.path));
    published.flatten().for_each(|concern| problems.push(concern));
    builder.translations();
    builder.translated(&mut problems);
    let rows = builder.photo_rows;
    let mut site = builder.site;
    if let Some(yaml) = figures {
        let mut reader = Reader::new(&yaml);
        let mut found = figure::read(&mut reader, &site);
        problems.append(reader.problems);
        figure::compute(&mut found, &site, &mut problems);
        site.figures = found.into();
    }
    block::read_all(&mut site, &mut problems);
    if let Some(yaml) = statements {
        reconcile::of(&yaml, &mut site, &mut problems);
    }
    if let Some(yaml) = terms {
        glossary::of(&yaml, &mut site, &mut problems);
    }
    links::resolve(&mut site, &mut problems);
    photos::gather(&mut site, &rows, &mut problems);
    settings::held(&site, &mut problems);
    (Some(site), problems)
}

/// A table of a format that is not read, in a collection's folder.
fn foreign_table(file: &SourceFile) -> Diagnostic {
    let what = text!(
        "集合的文件夹里有不认识的台账格式，里面的记录没有读",
        "a format that is not read, in the folder of a collection: its records are lost"
    );
    Diagnostic::error("data/table", what).at(Place::file(file.path.clone())).help(text!(
        "表格另存为 .xlsx 或 CSV，其他数据写成 YAML；只是附件的，挪到页面自己的文件夹（NAME/index.md）里",
        "save a table as .xlsx or CSV, write other data as YAML; an attachment belongs in the folder of a page (NAME/index.md)"
    ))
}

/// A data file with a meaning of its own.
fn take_file(data: &mut Vec<Arc<Yaml>>, path: &str) -> Option<Arc<Yaml>> {
    let at = data.iter().position(|yaml| *yaml.path == *path)?;
    Some(data.remove(at))
}

/// A file that is named as if it were in a language, which the site does not have.
fn foreign(path: &Arc<str>, stem: &str, config: &Config, problems: &mut Diagnostics) {
    let tag = stem.rsplit_once('.').map_or("", |(_, tag)| tag);
    if tag.split('-').next().is_none_or(|main| main.len() != 2 || main.bytes().any(|b| b.is_ascii_uppercase()))
        || LangTag::parse(tag).is_none()
    {
        return;
    }
    let languages: Vec<&str> = config.languages.iter().map(LangTag::as_str).collect();
    let languages = languages.join(", ");
    problems.push(
        Diagnostic::warning(
            "content/file-name",
            text!(
                "“{tag}”不是本站的语言，这一页会当作默认语言",
                "`{tag}` is no language of the site: this page is taken to be in the default one"
            ),
        )
        .at(Place::file(path.clone()))
        .help(text!(
            "本站的语言是 {languages}；加进 site.yaml 的 languages，或给文件改名",
            "the languages are {languages}; add it to `languages` in site.yaml, or rename the file"
        )),
    );
}

/// The folder below `content/` of a path.
pub(super) fn folder_of(path: &str) -> &str {
    folder_and_name(path).0
}

/// The folder below `content/` of a path, and the file's name.
pub(super) fn folder_and_name(path: &str) -> (&str, &str) {
    let below = path.strip_prefix("content/").unwrap_or(path);
    below.rsplit_once('/').unwrap_or(("", below))
}

fn built_in_names(yaml: &Yaml, schema: &Schema, problems: &mut Diagnostics) {
    for field in &schema.fields {
        if let Some(word) = field.words().find(|w| keys::is_front_matter(w)) {
            let step = step_of(field.position);
            problems.push(
                Diagnostic::error(
                    "content/schema",
                    text!("“{word}”是每条记录都有的字段，不用再定义", "every record has `{word}` already"),
                )
                .at(yaml.place(&step))
                .help(text!("删掉这个字段，或换个名称", "remove the field, or give it another name")),
            );
        }
    }
}

/// Where a field stands in its `_collection.yaml`.
fn step_of(position: usize) -> [Step; 2] {
    [Step::Key("fields".to_owned()), Step::Index(position)]
}

fn reference_targets(yamls: &[Arc<Yaml>], collections: &[Schema], problems: &mut Diagnostics) {
    for (yaml, schema) in yamls.iter().zip(collections) {
        let of_items = |field: &schema::Field| match &field.kind {
            schema::Kind::Items(fields) => fields.iter().map(|f| (field.position, f.kind.clone())).collect(),
            kind => vec![(field.position, kind.clone())],
        };
        for (position, kind) in schema.fields.iter().flat_map(of_items) {
            let schema::Kind::Reference(targets) = &kind else {
                continue;
            };
            for target in targets.iter().filter(|t| !collections.iter().any(|c| c.name == **t)) {
                problems.push(
                    Diagnostic::error(
                        "content/schema",
                        text!("没有“{target}”这个集合", "there is no collection `{target}`"),
                    )
                    .at(yaml.place(&step_of(position)))
                    .help(text!(
                        "ref 写 content/ 下有 _collection.yaml 的文件夹名",
                        "`ref` names a folder of content/ that has a _collection.yaml"
                    )),
                );
            }
        }
    }
}

struct Seated {
    pages: Vec<(Source, Seat, Option<usize>)>,
    children: Vec<ledger::Child>,
    attachments: Vec<SourceFile>,
    /// What there is to say of them, should they be published: by path.
    concerns: BTreeMap<Arc<str>, Vec<Diagnostic>>,
    /// Collections whose records are not all known.
    unsure: BTreeSet<usize>,
}

/// What to say of an entry of a data file that is no record, or one of which a part stands elsewhere.
fn no_record(node: &Node) -> Option<Diagnostic> {
    match node {
        Node::Map(entries) if !entries.iter().any(|(key, _)| key == MERGE) => None,
        Node::Map(_) => Some(unknown_key(MERGE, std::iter::empty())),
        _ => {
            let what = text!("这一项不是记录", "this entry is no record");
            Some(Diagnostic::error("data/shape", what).help(text!(
                "写成“字段: 值”，每个字段一行，第一行以“- ”开头；空的删掉",
                "write `KEY: VALUE`, each on a line of its own, the first after `- `; remove what is empty"
            )))
        }
    }
}

/// Where a Markdown file stands.
pub(super) fn seat(
    path: &Arc<str>,
    folder: Arc<str>,
    collection: Option<usize>,
    config: &Config,
    problems: &mut Diagnostics,
) -> Seat {
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let (stem, language) = match stem
        .rsplit_once('.')
        .and_then(|(s, tag)| config.languages.iter().position(|l| l.as_str() == tag).map(|i| (s, i)))
    {
        Some((stem, language)) => (stem, language),
        None => {
            foreign(path, stem, config, problems);
            (stem, 0)
        }
    };
    let below = folder_of(path);
    let (kind, folder, stem) = match (stem, below) {
        ("_index", "") => (PageKind::Home, folder.clone(), String::new()),
        ("_index", _) => (PageKind::Section, folder.clone(), below.rsplit('/').next().unwrap_or_default().to_owned()),
        ("index", f) if !f.is_empty() => {
            let (parent, own) = f.rsplit_once('/').unwrap_or(("", f));
            (PageKind::Page, Arc::from(parent), own.to_owned())
        }
        _ => (PageKind::Page, folder.clone(), stem.to_owned()),
    };
    let kind = match (kind, collection) {
        (PageKind::Page, Some(c)) => PageKind::Record(c),
        (kind, _) => kind,
    };
    Seat { kind, language, folder, stem }
}

/// Decides for each source what it is and where it stands.
fn seats(parsed: &mut Parsed, config: &Config, collections: &[Schema], problems: &mut Diagnostics) -> Seated {
    let collection_of = |folder: &str| {
        let mut at = folder;
        loop {
            if let Some(i) = collections.iter().position(|c| c.name == at) {
                return Some(i);
            }
            at = at.rsplit_once('/')?.0;
        }
    };
    let bundles: BTreeSet<String> = parsed
        .pages
        .iter()
        .filter(|p| p.front.path.ends_with("/index.md"))
        .map(|p| folder_of(&p.front.path).to_owned())
        .collect();
    let tables = std::mem::take(&mut parsed.tables).into_iter().map(Arc::unwrap_or_clone).collect();
    let bound = ledger::bind(tables, config, collections, &collection_of, &bundles, problems);
    let mut attachments = std::mem::take(&mut parsed.attachments);
    let mut concerns = bound.concerns;
    attachments.retain(|file| {
        let (folder, name) = folder_and_name(&file.path);
        if !is_foreign_table(name) {
            return true;
        }
        let is_astray = !bundles.contains(folder) && collection_of(folder).is_some();
        if is_astray {
            problems.push(foreign_table(file));
        } else if may_hide(name) {
            concerns.insert(file.path.clone(), vec![ledger::untold(file)]);
        }
        !is_astray
    });
    attachments.extend(bound.attachments);
    attachments.sort_by(|a, b| a.path.cmp(&b.path));
    let (pages, children, unsure) = (Vec::with_capacity(parsed.pages.len()), bound.children, bound.unsure);
    let mut out = Seated { pages, children, attachments, concerns, unsure };
    for (source, collection, stem) in bound.records {
        // A workbook may hold records of many collections, wherever it lies.
        let folder = Arc::from(collections[collection].name.as_str());
        let seat = Seat { kind: PageKind::Record(collection), language: 0, folder, stem };
        out.pages.push((source, seat, Some(collection)));
    }
    let mut folders: BTreeMap<String, (Arc<str>, Option<usize>)> = BTreeMap::new();
    for file in std::mem::take(&mut parsed.pages) {
        let path = file.front.path.clone();
        let folder = folder_of(&path);
        let (folder_arc, collection) = match folders.get(folder) {
            Some(known) => known.clone(),
            None => folders.entry(folder.to_owned()).or_insert((Arc::from(folder), collection_of(folder))).clone(),
        };
        let seat = seat(&path, folder_arc, collection, config, problems);
        let source = Source::Markdown(file);
        out.pages.push((source, seat, collection));
    }
    for yaml in std::mem::take(&mut parsed.data) {
        let folder = folder_of(&yaml.path);
        let Some(collection) = collection_of(folder) else {
            out.attachments.push(SourceFile { path: yaml.path.clone(), bytes: Arc::from(yaml.text.as_bytes()) });
            continue;
        };
        let name = yaml.path.rsplit('/').next().unwrap_or_default();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
        let mut add = |path: Vec<Step>, stem: String| {
            let seat = Seat { kind: PageKind::Record(collection), language: 0, folder: Arc::from(folder), stem };
            out.pages.push((Source::Yaml(yaml.clone(), path), seat, Some(collection)));
        };
        match &yaml.node {
            Node::List(items) => {
                for (i, item) in items.iter().enumerate() {
                    if let Some(problem) = no_record(item) {
                        problems.push(problem.at(yaml.place(&[Step::Index(i)])));
                        out.unsure.insert(collection);
                        continue;
                    }
                    let id = item.get("id").or_else(|| item.get("编号")).and_then(Node::as_text);
                    let id = id.filter(|id| is_id(id));
                    // One without a good id is reported as such; until then it needs an address of its own.
                    add(vec![Step::Index(i)], id.map_or_else(|| format!("no-id-{i}"), str::to_owned));
                }
            }
            node @ Node::Map(_) => match no_record(node) {
                Some(problem) => {
                    problems.push(problem.at(yaml.place(&[Step::Key(MERGE.to_owned())])));
                    out.unsure.insert(collection);
                }
                None => add(Vec::new(), stem),
            },
            _ => problems.push(
                Diagnostic::error("data/shape", text!("这个文件里没有记录", "this file holds no records"))
                    .at(Place::file(yaml.path.clone()))
                    .help(text!(
                        "写一条记录（字段: 值），或一列记录（每条以“- ”开头）",
                        "write one record (key: value), or a list of records (each begins with `- `)"
                    )),
            ),
        }
    }
    out
}
