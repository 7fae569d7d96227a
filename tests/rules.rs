//! The registry: every rule has a source, both languages, and two examples that run: one that it finds, one that it
//! lets pass. What no content can break is named with the test that covers it.
#![expect(clippy::disallowed_methods, reason = "tests read the town's collections from the disk")]

mod document;
use std::fs;
use std::path::Path;

use crate::support;
use mingbai::build::{Built, build_files};
use mingbai::check::{Base, Check, Example, RULES, Rule, Standing, wants};
use mingbai::diagnostic::Locale;
use mingbai::load::{SourceFile, Sources};
use mingbai::model::{Overrides, Setting};
use mingbai::output::{Output, Sink};
use mingbai::render::Options;

/// Rules that no content can break, and the test that each has.
const ELSEWHERE: &[(&str, &str)] = &[
    ("content/link-loop", "tests/cases/link-out.md"),
    ("content/no-site", "tests/cases/no-site.md"),
    ("content/outside", "tests/cases/link-out.md"),
    ("content/unreadable", "tests/cases/link-out.md"),
    ("link/answer", "tests/external.rs"),
    ("publish/among-sources", "tests/cases/output-among-sources.md"),
    ("publish/clash", "tests/publish/refused.rs"),
    ("publish/foreign", "tests/publish/refused.rs"),
    ("publish/io", "tests/publish/refused.rs"),
    ("publish/link", "tests/publish/refused.rs"),
    ("publish/locked", "tests/publish/refused.rs"),
    ("publish/manifest", "tests/publish/refused.rs"),
    ("publish/path", "tests/publish/refused.rs"),
    ("publish/workbook", "src/render/export/writers.rs"),
];

struct Nowhere;

impl Sink for Nowhere {
    fn accept(&self, _: Output) {}
}

fn built(example: &Example) -> Built {
    let mut files = example.sources();
    if example.base == Base::Town {
        let content = support::town().join("content");
        for folder in fs::read_dir(&content).expect("content") {
            let folder = folder.expect("an entry").path();
            let Ok(schema) = fs::read_to_string(folder.join("_collection.yaml")) else { continue };
            let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
            let path = format!("content/{name}/_collection.yaml");
            if files.iter().all(|(own, _)| *own != path) {
                files.push((path, schema.replace("required: true", "required: false").into_bytes()));
            }
        }
    }
    let files = files.iter().map(|(path, bytes)| SourceFile { path: path.as_str().into(), bytes: bytes[..].into() });
    build_files(&Sources::new(files.collect()), &Overrides::default(), Options::default(), &Nowhere)
}

/// How often a rule has something to say.
fn findings(built: &Built, rule: &Rule) -> usize {
    let told = |e: &&mingbai::check::Entry| {
        e.rule == rule.name && !matches!(e.standing, Standing::Holds | Standing::Explained)
    };
    built.problems.iter().filter(|p| p.rule == rule.name).count() + built.account.entries().filter(told).count()
}

fn said(built: &Built) -> String {
    let problems = built.problems.iter().map(|p| {
        let place = p.place.as_ref().map(|p| format!("{}:{}", p.file, p.line)).unwrap_or_default();
        format!("    {} {place} {}", p.rule, p.message.en)
    });
    let entries = built.account.entries().map(|e| format!("    {} {:?} {}", e.rule, e.standing, e.what.en));
    problems.chain(entries).collect::<Vec<_>>().join("\n")
}

#[test]
fn examples_fail_and_pass() {
    let mut wrong = Vec::new();
    for rule in RULES.iter().filter(|r| r.fails.is_runnable() && r.passes.is_runnable()) {
        let fails = built(&rule.fails);
        if findings(&fails, rule) == 0 {
            wrong.push(format!("{}: what should fail passes\n{}", rule.name, said(&fails)));
        }
        let passes = built(&rule.passes);
        if findings(&passes, rule) > 0 || passes.problems.has_errors() || passes.site.is_none() {
            wrong.push(format!("{}: what should pass fails\n{}", rule.name, said(&passes)));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Words that each have an effect, for options that do not take any.
const WORDS: &[(&str, [&str; 2])] = &[
    ("catalogue/cited-number", ["某府〔2023〕15号", "某府〔2023〕16号=某某办法"]),
    ("catalogue/index-number", ["{code}-{serial}", "甲-###"]),
    ("link/external", ["a.example", "b.example"]),
    ("privacy/notice-short", ["拟录用 5个工作日", "危房改造 7天"]),
    ("wording/leader-post", ["甲某某=镇长", "乙某某=书记"]),
    ("wording/set-phrase", ["三资=三资管理", "党建引领"]),
];

/// What is set in `site.yaml` reaches the rules, and what no rule knows is told.
#[test]
fn options_are_held_to_the_rules() {
    for rule in RULES {
        for option in rule.options {
            let words = WORDS.iter().find(|(of, _)| *of == rule.name).map_or(["甲", "乙"], |(_, words)| *words);
            // No default is the same, and none is below what it is to be below.
            let number = if option.name == "ahead" { 3 } else { 9 };
            let number = if option.name == "yellow" { 2 } else { number };
            let lines = match option.default {
                Setting::Words(_) => {
                    format!("checks: {{{}: {{{}: [\"{}\"]}}}}", rule.name, option.name, words.join("\", \""))
                }
                _ => format!("checks: {{{}: {{{}: {number}}}}}", rule.name, option.name),
            };
            let lines: &'static str = lines.leak();
            let built = built(&Example::site(lines));
            assert!(built.problems.iter().all(|p| p.place.is_none()), "{lines}\n{}", said(&built));
            let site = built.site.expect("a site");
            match option.default {
                Setting::Words(usual) => {
                    let found = rule.words(&site, option.name);
                    assert_eq!(found, [usual, &words].concat(), "{lines}");
                }
                _ => assert_eq!(rule.number(&site, option.name), number, "{lines}"),
            }
        }
    }
    let wrong = built(&Example::site("checks: {link/anchor: {nothing: 7}}"));
    let rules: Vec<&str> = wrong.problems.iter().map(|p| p.rule).collect();
    assert_eq!(rules, ["content/unknown-key"]);
}

/// What changes nothing is told where it stands, and what changes something is not.
#[test]
fn settings_without_effect_are_errors() {
    let told = |checks: &str| -> Vec<String> {
        let built = built(&Example::site(format!("checks: {{{checks}}}").leak()));
        built.problems.iter().map(|p| format!("{} {}", p.rule, p.message.en)).collect()
    };
    for (checks, said) in [
        ("commitment/light: {yellow: 9, red: 3}", "`yellow` (9) has no effect: it is more than `red` (3)"),
        ("commitment/light: {yellow: 100}", "`yellow` (100) has no effect: it is more than `red` (90)"),
        ("freshness/home: {days: 5, ahead: 9}", "`ahead` (9) has no effect: it is more than `days` (5)"),
        ("wording/leader-post: {posts: [张三]}", "`张三` is not written as `name=post`"),
        ("wording/leader-post: {posts: [甲某某＝镇长]}", "`甲某某＝镇长` is not written as `name=post`"),
        ("wording/set-phrase: {phrases: [甲=乙]}", "the phrase `甲=乙` cannot be known"),
        ("wording/set-phrase: {phrases: [三资]}", "the phrase `三资` cannot be known"),
        ("wording/vague: {words: [许多, 许多]}", "`许多` stands here twice"),
        ("catalogue/index-number: {forms: [\"{x}\"]}", "no index number can be written as `{x}`"),
        ("catalogue/cited-number: {known: [47号]}", "`47号` is no document number"),
        ("catalogue/cited-number: {known: [国办发〔2017〕47号]}", "`国办发〔2017〕47号` is there already"),
        ("link/external: {hosts: [\"https://a.b/\"]}", "`https://a.b/` is no host"),
        ("link/external: {hosts: [\"*.b.cn\"]}", "`*.b.cn` is no host"),
        ("link/external: {hosts: [\"a.cn:80\"]}", "`a.cn:80` is no host"),
        ("link/external: {hosts: [www.gov.cn]}", "`www.gov.cn` counts as below `gov.cn` already"),
        ("link/external: {hosts: [a.cn, b.a.cn]}", "`b.a.cn` counts as below `a.cn` already"),
        ("freshness/news: {columns: [工作动态]}", "all that have `工作动态` have `动态`, and count already"),
        ("privacy/notice-short: {types: [中标候选人 3天]}", "`中标候选人 3 days` has no effect"),
        ("privacy/notice-short: {types: [拟录用 5天, 拟录用 7天]}", "`拟录用 5 days` has no effect"),
        ("wording/vague: {severity: off, words: [许多]}", "the option `words` has no effect: wording/vague is off"),
        ("wording: off, wording/vague: {words: [许多]}", "the option `words` has no effect: wording/vague is off"),
        ("wording: off, wording/vague: off", "`wording/vague` has no effect"),
        ("C20: off, catalogue/index-number: note, catalogue/serial-order: note", "`C20` has no effect"),
        ("catalogue: off, C22: off", "`C22` has no effect"),
        ("C22: off, catalogue/guide: error", "`C22` has no effect"),
        ("content/date: warning", "content/date cannot matter less"),
    ] {
        let found = told(checks);
        assert!(found.len() == 1 && found[0].contains(said), "{checks}: {found:?}");
    }
    for fine in [
        "commitment/light: {yellow: 3, red: 9}",
        "commitment/light: {red: 1}",
        "freshness/home: {days: 5}",
        "freshness/home: {days: 14}",
        "wording/vague: {words: [一批]}",
        "content/date: error",
        "freshness/home: {ahead: 14}",
        "freshness/home: {days: 20, ahead: 15}",
        "freshness/home: warning",
        "freshness/news: {severity: off, columns: [镇村新鲜事]}",
        "link/external: {severity: off, hosts: [a.cn]}",
        "link/external: {hosts: [b.a.cn, a.cn, 政务.中国]}",
        "catalogue/index-number: {forms: [\"{body}〔{year}〕#\", 甲]}",
        "catalogue/cited-number: {known: [国办发〔2017〕94号=甲意见]}",
        "wording: off, wording/vague: warning",
        "wording/vague: {words: [一大批人]}",
        "privacy/notice-short: {types: [中标候选人 5天, 拟录用 5个工作日]}",
        "catalogue: note, C22: off, catalogue/blocks: error",
    ] {
        assert_eq!(told(fine), [""; 0], "{fine}");
    }
}

/// The site with which a build without checks is measured turns off what can be turned off, and has no line in vain.
#[test]
fn the_yardsticks_settings_are_sound() {
    let bench = support::town().join("benches/same-work");
    let read = |path: &str| fs::read(bench.join(path)).expect("a file of the benchmark");
    let mut files = vec![("site.yaml".to_owned(), read("site.yaml"))];
    for folder in ["assets", "templates"] {
        let path = format!("themes/bare/{folder}");
        for entry in fs::read_dir(bench.join(&path)).expect("a folder") {
            let path = format!("{path}/{}", entry.expect("an entry").file_name().to_string_lossy());
            files.push((path.clone(), read(&path)));
        }
    }
    let page = "---\ntitle: 例\ndate: 2026-01-05\ndepartment: 办公室\nstatus: 在办\n---\n\n正文。\n";
    for folder in ["projects", "meetings", "policies", "affairs", "reports", "news"] {
        files.push((format!("content/{folder}/_index.md"), format!("---\ntitle: {folder}\n---\n").into_bytes()));
        files.push((format!("content/{folder}/a.md"), page.into()));
    }
    files.push(("content/_index.md".to_owned(), "---\ntitle: 首页\n---\n\n甲。\n".into()));
    let files = files.iter().map(|(path, bytes)| SourceFile { path: path.as_str().into(), bytes: bytes[..].into() });
    let built = build_files(&Sources::new(files.collect()), &Overrides::default(), Options::default(), &Nowhere);
    assert!(!built.problems.has_errors() && built.reach.outputs, "{}", said(&built));
    let config = &built.site.as_ref().expect("a site").config;
    assert!(config.checks.len() > 40, "it turns rules off");
    for word in config.checks.keys() {
        let rule = RULES.iter().find(|rule| rule.name == *word);
        assert!(rule.is_some_and(|rule| !rule.is_essential()), "{word} can be turned off");
    }
    // Reading judges as it goes; all that looks at pages and outputs is off.
    let looks = |rule: &&Rule| matches!(rule.check, Check::Outputs(_) | Check::Privacy(_)) && wants(config, rule.name);
    assert_eq!(RULES.iter().filter(looks).map(|rule| rule.name).collect::<Vec<_>>(), [""; 0]);
}

/// All that can be turned off can be, and all else is told.
#[test]
fn what_can_be_turned_off_can_be() {
    let settings = |rules: &[&Rule]| -> &'static str {
        let lines: Vec<String> = rules.iter().map(|rule| format!("{}: off", rule.name)).collect();
        format!("checks: {{{}}}", lines.join(", ")).leak()
    };
    let (fixed, free): (Vec<&Rule>, Vec<&Rule>) = RULES.iter().partition(|rule| rule.is_essential());
    assert!(fixed.len() > 20 && free.len() > 80);
    let told = |rules: &[&Rule]| built(&Example::site(settings(rules))).problems.iter().count();
    assert_eq!(told(&free), 0);
    assert_eq!(told(&fixed), fixed.len());
}

/// `UPDATE=1 cargo test --test all rules::` writes the pages.
#[test]
fn the_pages_of_rules_are_those_of_the_registry() {
    for (path, locale) in [("docs/checks.md", Locale::Zh), ("docs/checks.en.md", Locale::En)] {
        let (page, path) = (document::page(locale), support::town().join(path));
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, &page).expect("the page");
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == page, "{} differs: run with UPDATE=1 and look at the difference", path.display());
    }
}

#[test]
fn every_rule_is_documented() {
    let is_chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    for rule in RULES {
        let name = rule.name;
        assert!(!rule.source.trim().is_empty(), "{name} has a source");
        let options = rule.options.iter().map(|o| o.what);
        for [zh, en] in [rule.what, rule.why].into_iter().chain(options) {
            assert!(is_chinese(zh) || zh.len() > 2 && zh != en, "{name} is told in Chinese: {zh}");
            assert!(!en.trim().is_empty() && zh != en, "{name} is told in English: {en}");
        }
    }
}

#[test]
fn what_cannot_run_is_tested_elsewhere() {
    let said: Vec<&str> =
        RULES.iter().filter(|r| !r.fails.is_runnable() || !r.passes.is_runnable()).map(|r| r.name).collect();
    assert_eq!(said, ELSEWHERE.iter().map(|(name, _)| *name).collect::<Vec<_>>(), "all other examples are sites");
    for (name, file) in ELSEWHERE {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).expect("the test");
        assert!(text.contains(name), "{file} tests {name}");
    }
}
