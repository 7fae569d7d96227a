//! `site.yaml` resolved, with the command line laid over it.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::base_url::BaseUrl;
use super::options::{Chosen, Given};
use super::read::{At, Localized, Reader};
use super::schema::Field;
use super::schema_read;
use super::settings::{bulletins, contact, demonstration, groups, most, sections};
use super::waiver::{self, Waiver};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity};
use crate::load::Yaml;
use crate::load::keys::{IDENTIFIERS, Key, NAMED, SITE};
use crate::load::parse::yaml::Node;
use crate::text;
use crate::value::{LangTag, Moment, Zone, check_slug};

/// What the command line lays over `site.yaml`.
#[derive(Debug, Clone, Default)]
pub struct Overrides {
    /// `--base-url`.
    pub base_url: Option<String>,
    /// `--as-of`: a date means its end, or RFC 3339.
    pub as_of: Option<String>,
    /// `SOURCE_DATE_EPOCH`, in seconds.
    pub epoch: Option<i64>,
    /// The present moment, in seconds since 1970; used where nothing else says what time it is.
    pub now: i64,
    /// `--drafts`.
    pub drafts: bool,
}

/// A taxonomy: a way to sort pages by terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaxonomyDef {
    /// Name in front matter and in addresses.
    pub name: String,
    /// Title; may stand as the key too.
    pub title: Localized,
}

/// An entry of the navigation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavEntry {
    /// Folder below `content/`.
    pub path: String,
    /// What it is called there; empty = the section's title.
    pub title: Localized,
    /// Where it is written.
    pub place: Place,
}

/// Sections that answer one question of readers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The question, in a word or two.
    pub title: Localized,
    /// Folders below `content/`, and where they are written.
    pub sections: Vec<(String, Place)>,
}

/// How a rule's findings count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// As that severity.
    As(Severity),
    /// Not at all.
    Off,
}

/// The settings of a site.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// Title.
    pub title: Localized,
    /// One sentence about it.
    pub description: Localized,
    /// Where it will be served.
    pub base: BaseUrl,
    /// Whether that address was declared (`site.yaml` or `--base-url`).
    pub declared_base: bool,
    /// Languages; the first is the default.
    pub languages: Vec<LangTag>,
    /// The zone of its dates.
    pub zone: Zone,
    /// The only clock: the moment as of which everything is judged.
    pub clock: Moment,
    /// Whether that moment was declared (`site.yaml` or `--as-of`) and not taken from a clock.
    pub declared_as_of: bool,
    /// Who publishes.
    pub publisher: Localized,
    /// `site_id_code`, `icp`, `public_security`.
    pub identifiers: BTreeMap<String, String>,
    /// Whether it says that it is no official publication.
    pub demonstration: bool,
    /// `phone`, `mail`, `address`.
    pub contact: BTreeMap<String, String>,
    /// Folder of the theme below `themes/`.
    pub theme: String,
    /// Entries on a list page; 0 = all on one.
    pub paginate: usize,
    /// Entries in a feed.
    pub feed_limit: usize,
    /// Bytes that a first visit to a page may take: page, style sheets and scripts, compressed.
    pub page_bytes: usize,
    /// Requests that it may take.
    pub page_requests: usize,
    /// Taxonomies.
    pub taxonomies: Vec<TaxonomyDef>,
    /// Extra fields of front matter.
    pub fields: Vec<Field>,
    /// Navigation.
    pub sections: Vec<NavEntry>,
    /// All sections, grouped by what readers ask.
    pub groups: Vec<Group>,
    /// What the footer links to.
    pub footer: Vec<NavEntry>,
    /// Names with numerals in them that are no figures.
    pub names: Vec<String>,
    /// Severities by rule, family or number, as they are written, and where.
    pub checks: BTreeMap<String, (Level, Place)>,
    /// Options by rule and name.
    pub options: BTreeMap<(String, String), Chosen>,
    /// Waivers by path.
    pub waivers: Vec<Waiver>,
    /// Whether the public checks page exists.
    pub publish_checks: bool,
    /// Whether the site has a search page, and the files for it.
    pub search: bool,
    /// Whether weekly and monthly bulletins are made.
    pub bulletins: (bool, bool),
    /// Whether drafts are shown.
    pub drafts: bool,
}

impl Config {
    /// The moment that outputs may show: as declared; where only a clock says what time it is, the day that it shows,
    /// so that building twice on a day writes nothing new.
    pub fn shown_clock(&self) -> Moment {
        let day = || Moment::parse(&self.clock.date().to_string(), &self.zone).ok();
        if self.declared_as_of { self.clock } else { day().unwrap_or(self.clock) }
    }
}

/// Resolves the settings. Something usable comes back in any case, so that other problems can be found too.
pub(super) fn resolve(yaml: &Yaml, overrides: &Overrides) -> (Config, Diagnostics) {
    let mut reader = Reader::new(yaml);
    let config = read(&mut reader, overrides);
    (config, reader.problems)
}

fn read(r: &mut Reader<'_>, overrides: &Overrides) -> Config {
    let root = r.root();
    let entries: BTreeMap<&'static str, At<'_>> = r.map(&root, SITE).into_iter().collect();
    let get = |key: &str| entries.get(key);

    let zone_name = get("timezone").and_then(|at| r.text(at)).unwrap_or_else(|| "Asia/Shanghai".to_owned());
    let zone = Zone::named(&zone_name).unwrap_or_else(|| {
        let problem = Diagnostic::error(
            "content/value",
            text!("没有“{zone_name}”这个时区", "there is no time zone `{zone_name}`"),
        )
        .help(text!("写 IANA 时区名，例如 Asia/Shanghai", "write an IANA name such as Asia/Shanghai"));
        r.problem(get("timezone").unwrap_or(&root), problem);
        Zone::utc()
    });
    let languages = languages(r, get("languages").or(get("language")));
    let (clock, declared_as_of) = clock(r, get("as_of"), overrides, &zone);
    let identifiers = texts(r, get("identifiers"), IDENTIFIERS);
    let demonstration = demonstration(r, get("demonstration"), identifiers.contains_key("site_id_code"));
    let mut config = Config {
        title: get("title").map(|at| r.localized(at)).unwrap_or_default(),
        description: get("description").map(|at| r.localized(at)).unwrap_or_default(),
        base: base(r, get("base_url"), overrides),
        declared_base: overrides.base_url.is_some() || get("base_url").is_some(),
        languages,
        zone,
        clock,
        declared_as_of,
        publisher: get("publisher").map(|at| r.localized(at)).unwrap_or_default(),
        identifiers,
        demonstration,
        contact: get("contact").map(|at| contact(r, at)).unwrap_or_default(),
        theme: get("theme").and_then(|at| r.text(at)).unwrap_or_else(|| "town".to_owned()),
        paginate: get("paginate").map_or(20, |at| size(r, at)),
        feed_limit: get("feed_limit").map_or(20, |at| size(r, at)),
        page_bytes: get("page_kilobytes").and_then(|at| most(r, at)).unwrap_or(60).saturating_mul(1000),
        page_requests: get("page_requests").and_then(|at| most(r, at)).unwrap_or(6),
        taxonomies: get("taxonomies").map(|at| taxonomies(r, at)).unwrap_or_default(),
        fields: Vec::new(),
        sections: get("sections").map(|at| sections(r, at)).unwrap_or_default(),
        groups: get("groups").map(|at| groups(r, at)).unwrap_or_default(),
        footer: get("footer").map(|at| sections(r, at)).unwrap_or_default(),
        names: get("names").map(|at| r.texts(at).into_iter().map(|(name, _)| name).collect()).unwrap_or_default(),
        checks: BTreeMap::new(),
        options: BTreeMap::new(),
        waivers: get("waivers").map(|at| waiver::read(r, at, true)).unwrap_or_default(),
        bulletins: get("bulletins").map_or((true, true), |at| bulletins(r, at)),
        publish_checks: get("publish_checks").and_then(|at| r.boolean(at)).unwrap_or(true),
        search: get("search").and_then(|at| r.boolean(at)).unwrap_or(true),
        drafts: overrides.drafts,
    };
    if config.title.is_empty() {
        let problem =
            Diagnostic::error("content/site", text!("site.yaml 没有 title（标题）", "site.yaml has no `title`"))
                .help(text!("写上站点名称：`title: …`", "write the site's name: `title: …`"));
        r.problem(&root, problem);
    }
    if check_slug(&config.theme).is_err() {
        let theme = std::mem::replace(&mut config.theme, "town".to_owned());
        r.problem(
            get("theme").unwrap_or(&root),
            Diagnostic::error("content/value", text!("“{theme}”不能作主题名", "`{theme}` cannot name a theme")).help(
                text!(
                    "写 themes/ 下的文件夹名：只用小写字母、数字和连字符",
                    "name a folder of themes/: lower-case letters, digits and hyphens"
                ),
            ),
        );
    }
    for (name, at) in get("fields").and_then(|at| r.entries(at)).unwrap_or_default() {
        config.fields.push(schema_read::extra(r, &name, &at));
    }
    for (rule, at) in get("checks").and_then(|at| r.entries(at)).unwrap_or_default() {
        check(r, &mut config, &rule, &at);
    }
    config
}

/// What a site sets of a rule, a family or a number: how much it matters, or a map of that (`severity`) and of options. Which
/// there are is for the rules to say.
fn check<'a>(r: &mut Reader<'a>, config: &mut Config, rule: &str, at: &At<'a>) {
    let Node::Map(_) = at.node else {
        if let Some(level) = level(r, at) {
            config.checks.insert(rule.to_owned(), (level, r.place(at)));
        }
        return;
    };
    let entries = r.entries(at).unwrap_or_default();
    if entries.is_empty() {
        let what = text!("“{rule}”下面什么也没有写", "nothing is set under `{rule}`");
        let help = text!(
            "写级别或选项，例如 `{rule}: warning`，或删掉这一行",
            "write a level or options, such as `{rule}: warning`, or remove the line"
        );
        r.problem(at, Diagnostic::error("content/value", what).help(help));
    }
    for (name, at) in entries {
        if name == "severity" || name == "级别" {
            if let Some(level) = level(r, &at) {
                config.checks.insert(rule.to_owned(), (level, r.place(&at)));
            }
            continue;
        }
        let number = at.node.as_text().and_then(|text| text.trim().parse().ok());
        let given = match number {
            Some(number) => Given::Number(number),
            None => Given::Words(r.texts(&at).into_iter().map(|(word, _)| word).collect()),
        };
        let place = r.place(&at);
        config.options.insert((rule.to_owned(), name), Chosen { given, place });
    }
}

fn level(r: &mut Reader<'_>, at: &At<'_>) -> Option<Level> {
    let word = r.text(at).unwrap_or_default();
    let level = match Severity::from_word(&word) {
        Some(severity) => Some(Level::As(severity)),
        None => (word == "off").then_some(Level::Off),
    };
    if level.is_none() {
        let what = text!("“{word}”不是检查级别", "`{word}` is no level");
        let problem = Diagnostic::error("content/value", what);
        r.problem(at, problem.help(text!("写 error、warning、note 或 off", "write error, warning, note or off")));
    }
    level
}

fn languages<'a>(r: &mut Reader<'a>, at: Option<&At<'a>>) -> Vec<LangTag> {
    let mut out: Vec<LangTag> = Vec::new();
    let words = at.map(|at| r.texts(at)).unwrap_or_default();
    for (word, at) in words {
        match LangTag::parse(&word) {
            Some(tag) if !out.contains(&tag) => out.push(tag),
            Some(_) => {}
            None => r.problem(
                &at,
                Diagnostic::error("content/value", text!("“{word}”不是语言标签", "`{word}` is no language tag"))
                    .help(text!("写成 zh-CN、en 这样的语言标签", "write a BCP 47 tag such as zh-CN or en")),
            ),
        }
    }
    if out.is_empty() {
        out.extend(LangTag::parse("zh-CN"));
    }
    out
}

fn base(r: &mut Reader<'_>, at: Option<&At<'_>>, overrides: &Overrides) -> BaseUrl {
    let fallback = BaseUrl { origin: "http://localhost".to_owned(), path: "/".to_owned() };
    if let Some(text) = &overrides.base_url {
        return BaseUrl::parse(text).unwrap_or_else(|| {
            r.problems.push(
                Diagnostic::error(
                    "content/value",
                    text!("--base-url “{text}”不是网址", "--base-url `{text}` is no URL"),
                )
                .help(text!(
                    "写成 https://example.cn/ 或 https://example.cn/gd/town/",
                    "write https://example.cn/ or https://example.cn/gd/town/"
                )),
            );
            fallback
        });
    }
    let Some(at) = at else { return fallback };
    let text = r.text(at).unwrap_or_default();
    BaseUrl::parse(&text).unwrap_or_else(|| {
        r.problem(
            at,
            Diagnostic::error("content/value", text!("base_url “{text}”不是网址", "base_url `{text}` is no URL")).help(
                text!(
                    "写成 https://example.cn/ 或 https://example.cn/gd/town/",
                    "write https://example.cn/ or https://example.cn/gd/town/"
                ),
            ),
        );
        fallback
    })
}

fn clock(r: &mut Reader<'_>, at: Option<&At<'_>>, overrides: &Overrides, zone: &Zone) -> (Moment, bool) {
    let moment = |text: &str| {
        let moment = Moment::parse(text, zone).ok()?;
        if moment.timed { Some(moment) } else { Moment::end_of(moment.date(), zone) }
    };
    let seconds = |s: i64| Timestamp::from_second(s).ok().and_then(|t| Moment::from_timestamp(t, zone));
    if let Some(text) = &overrides.as_of {
        match moment(text) {
            Some(moment) => return (moment, true),
            None => r.problems.push(
                Diagnostic::error("content/value", text!("--as-of “{text}”不是日期", "--as-of `{text}` is no date"))
                    .help(text!(
                        "写成 2023-08-31 或 2023-08-31T18:00:00+08:00",
                        "write 2023-08-31 or 2023-08-31T18:00:00+08:00"
                    )),
            ),
        }
    } else if let Some(moment) = overrides.epoch.and_then(seconds) {
        return (moment, true);
    }
    if let Some(at) = at
        && let Some(text) = r.text(at)
    {
        match moment(&text) {
            Some(moment) => return (moment, true),
            None => r.problem(
                at,
                Diagnostic::error(
                    "content/date",
                    text!("“{text}”不是日期，或没有这一天", "`{text}` is no date, or there is no such day"),
                )
                .help(text!("写成 2023-08-31", "write 2023-08-31")),
            ),
        }
    }
    (seconds(overrides.now).unwrap_or_else(|| Moment::epoch(zone)), false)
}

fn size(r: &mut Reader<'_>, at: &At<'_>) -> usize {
    r.count(at).unwrap_or(20)
}

fn texts<'a>(r: &mut Reader<'a>, at: Option<&At<'a>>, keys: &'static [Key]) -> BTreeMap<String, String> {
    let entries = at.map(|at| r.map(at, keys)).unwrap_or_default();
    entries
        .into_iter()
        .filter_map(|(key, at)| r.text(&at).filter(|t| !t.is_empty()).map(|t| (key.to_owned(), t)))
        .collect()
}

fn taxonomies<'a>(r: &mut Reader<'a>, at: &At<'a>) -> Vec<TaxonomyDef> {
    let mut out: Vec<TaxonomyDef> = Vec::new();
    for item in r.list(at) {
        let mut def = TaxonomyDef { name: String::new(), title: Localized::default() };
        if let Node::Map(_) = item.node {
            for (key, at) in r.map(&item, NAMED) {
                match key {
                    "name" => def.name = r.text(&at).unwrap_or_default(),
                    _ => def.title = r.localized(&at),
                }
            }
        } else {
            def.name = r.text(&item).unwrap_or_default();
        }
        let name = def.name.clone();
        if check_slug(&name).is_err() || crate::load::keys::is_front_matter(&name) || out.iter().any(|d| d.name == name)
        {
            r.problem(
                &item,
                Diagnostic::error(
                    "content/value",
                    text!("“{name}”不能作分类法的名称", "`{name}` cannot name a taxonomy"),
                )
                .help(text!(
                    "用没有用过的英文名，例如 topic；中文写在 title 里",
                    "use a name of its own, such as topic"
                )),
            );
            continue;
        }
        if def.title.is_empty() {
            def.title = Localized::plain(name);
        }
        out.push(def);
    }
    out
}
