//! `mingbai check --report FILE`: the clerk's self-check report, in Markdown.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use super::exit::Exit;
use super::session::Session;
use crate::build::Built;
use crate::check::{self, Choice, Entry, PLANNED, RULES, Rule, Standing, Verdict, VerdictKind, family};
use crate::diagnostic::{Diagnostic, Locale, Place, Severity, Text};
use crate::load;
use crate::model::{PageKind, Site};
use crate::publish;
use crate::report;
use crate::text;

/// By this a report is known to be ours, and may be replaced.
const MARK: &str = "<!-- mingbai check --report -->";
/// Places of a finding that are named; the rest is counted.
const PLACES: usize = 20;
/// Mends that are put first.
const FIRST: usize = 3;

/// The word for the standard output.
const STDOUT: &str = "-";

/// Whether a report can be written there.
pub(super) fn ready(session: &Session, path: &Path) -> Result<(), Box<Diagnostic>> {
    if path != Path::new(STDOUT) {
        return publish::keep_beside(&session.root, &load::SOURCES, &session.output(), path);
    }
    if session.speaks() {
        return Ok(());
    }
    let what = text!(
        "--report - 和 --format 都要写到标准输出",
        "--report - and --format would both write to the standard output"
    );
    let help = text!("给报告写一个文件名", "name a file for the report");
    Err(Box::new(Diagnostic::error("content/value", what).help(help)))
}

/// Writes the report; a file that is there and is none of ours stays.
pub(super) fn write(
    session: &Session,
    built: &Built,
    choice: &Choice,
    [verdict, next]: [&str; 2],
    path: &Path,
) -> Result<(), Exit> {
    let text = Report { built, choice, verdict, next, locale: session.locale, out: String::new() }.finish();
    if path == Path::new(STDOUT) {
        super::put(format_args!("{text}"));
        return Ok(());
    }
    if let Err(problem) = publish::renew(path, text.as_bytes(), MARK) {
        return Err(session.fail(problem));
    }
    let shown = path.display();
    session.say(&text!("自查报告写在 {shown}", "the report is in {shown}"));
    Ok(())
}

struct Report<'a> {
    built: &'a Built,
    choice: &'a Choice,
    /// That of the official inspection.
    verdict: &'a str,
    /// What to type next.
    next: &'a str,
    locale: Locale,
    out: String,
}

impl Report<'_> {
    fn finish(mut self) -> String {
        self.line(text!("# 网站自查报告", "# Self-check of the site"));
        self.scope();
        self.result();
        self.first();
        self.findings();
        self.records();
        self.waived();
        self.unchecked();
        self.line(text!("\n## 接下来\n", "\n## Next\n"));
        let next = self.next;
        let _ = writeln!(self.out, "```sh\n{next}\n```\n\n{MARK}");
        self.out
    }

    fn line(&mut self, text: Text) {
        // Writing into a string cannot fail, here and below.
        let _ = writeln!(self.out, "{}", text.get(self.locale));
    }

    fn pick(&self, texts: [&'static str; 2]) -> &'static str {
        texts[usize::from(self.locale == Locale::En)]
    }

    /// What was looked at, and as of when.
    fn scope(&mut self) {
        self.line(text!("\n## 范围\n", "\n## Scope\n"));
        let version = env!("CARGO_PKG_VERSION");
        if let Some(site) = self.built.site.clone() {
            let title = cell(&check::numbers_masked(site.config.title.get(self.pick(["zh-CN", "en"]))));
            let day = site.config.clock.date();
            let count = |is: &dyn Fn(PageKind) -> bool| site.pages.iter().filter(|page| is(page.kind)).count();
            let records = count(&|kind| matches!(kind, PageKind::Record(_)));
            let (pages, files) = (site.pages.len() - records, site.attachments.len());
            self.line(text!("- 站点：{title}", "- Site: {title}"));
            if site.config.declared_base {
                let base = &site.config.base;
                let url = format!("{}{}", base.origin, base.path);
                self.line(text!("- 网址：{url}", "- Address: {url}"));
            }
            self.line(text!("- 截至：{day}", "- As of: {day}"));
            self.line(text!(
                "- 看了什么：页面{pages}页，记录{records}条，附件和图片{files}个",
                "- Looked at: {pages} pages, {records} records, {files} attachments and pictures"
            ));
        }
        let rules = RULES.iter().filter(|rule| self.choice.has(rule.name)).count();
        self.line(text!("- 规则：{rules}条（明白 {version}）", "- Rules: {rules} (Mingbai {version})"));
        if !self.choice.is_all() {
            self.line(text!(
                "- 只报告一部分规则（--only、--skip）",
                "- Only some of the rules are told of (--only, --skip)"
            ));
        }
    }

    /// The verdicts, by family.
    fn result(&mut self) {
        self.line(text!("\n## 结果\n", "\n## Result\n"));
        let problems = &self.built.problems;
        let [errors, warnings, notes] =
            [Severity::Error, Severity::Warning, Severity::Note].map(|severity| problems.count(severity));
        let waived = self.built.waived.len();
        self.line(text!(
            "错误{errors}处，警告{warnings}处，提示{notes}处，豁免{waived}处。",
            "{errors} errors, {warnings} warnings, {notes} notes, {waived} waived."
        ));
        let said = if self.built.may_publish(true) {
            text!("可以发布。", "It can be published.")
        } else if self.built.may_publish(false) {
            text!(
                "可以发布，但有警告（build --strict 不通过）。",
                "It can be published, with warnings (build --strict fails)."
            )
        } else {
            text!("有错误，改好以前不能发布。", "It cannot be published before its errors are mended.")
        };
        self.line(said);
        if let Some(site) = self.built.site.clone() {
            let verdict = self.verdict;
            let apart = if site.config.demonstration {
                text!(
                    "（演示站不在检查范围，按正式网站的口径算）",
                    " (nobody inspects a demonstration; this is what it would come to)"
                )
            } else {
                text!("", "")
            };
            let apart = apart.get(self.locale);
            self.line(text!("按国办检查指标：{verdict}{apart}。", "By the official inspection: {verdict}{apart}."));
        }
        let mut families: BTreeMap<&str, [usize; 6]> = BTreeMap::new();
        for verdict in &self.built.verdicts {
            let kind = match verdict.kind {
                VerdictKind::Passed => 0,
                VerdictKind::Failed => 1,
                VerdictKind::CannotBeChecked => 2,
            };
            families.entry(family(verdict.rule)).or_default()[kind] += 1;
        }
        for problem in problems.iter() {
            let kind = match problem.severity {
                Severity::Error => 3,
                Severity::Warning => 4,
                Severity::Note => 5,
            };
            families.entry(family(problem.rule)).or_default()[kind] += 1;
        }
        self.line(text!(
            "\n| 类 | 规则通过 | 不通过 | 没法核对 | 错误 | 警告 | 提示 |\n|---|--:|--:|--:|--:|--:|--:|",
            "\n| family | rules passed | failed | cannot be checked | errors | warnings | notes |\n|---|--:|--:|--:|--:|--:|--:|"
        ));
        for (name, counts) in families {
            let counts = counts.map(|n| n.to_string()).join(" | ");
            let _ = writeln!(self.out, "| `{name}/*` | {counts} |");
        }
    }

    /// The mends that matter most: of the site, and then of what its records do not settle.
    fn first(&mut self) {
        let built = self.built;
        let colon = self.pick(["：", ": "]);
        let mut all: Vec<String> = Vec::new();
        for mend in report::mends(&built.problems).iter().take(FIRST) {
            let (what, rule, count) = (mend.first.message.get(self.locale), mend.first.rule, mend.count);
            let times = match count {
                1 => text!("", ""),
                n => text!("（{n}处）", " ({n} of them)"),
            };
            let head = format!("{}{} [`{rule}`]", plain(what), times.get(self.locale));
            let place = mend.first.place.as_ref();
            all.push(self.mend(head, place, mend.first.help.as_ref(), colon));
        }
        let entries =
            || built.account.rules.iter().filter(|r| self.choice.has(r.rule.name)).flat_map(|r| &r.judged.entries);
        let unsettled = [Standing::DoesNotHold, Standing::Open].into_iter();
        for entry in unsettled.flat_map(|standing| entries().filter(move |entry| entry.standing == standing)) {
            // What is told as a problem of the site stands above.
            let Some(site) = built.site.as_deref().filter(|_| all.len() < FIRST) else { break };
            if built.problems.iter().all(|problem| problem.rule != entry.rule) {
                let head = format!("{} [`{}`]", plain(entry.what.get(self.locale)), entry.rule);
                all.push(self.mend(head, entry.place(site).as_ref(), entry.settle.as_ref(), colon));
            }
        }
        if all.is_empty() {
            return;
        }
        self.line(text!("\n## 先改这些\n", "\n## To be mended first\n"));
        for (number, mend) in (1..).zip(all) {
            let _ = writeln!(self.out, "{number}. {mend}");
        }
    }

    fn mend(&self, head: String, place: Option<&Place>, help: Option<&Text>, colon: &str) -> String {
        let place = place.map(|place| format!("`{}`", spot(place)));
        let help = help.map(|help| plain(help.get(self.locale)));
        let more: Vec<String> = [place, help].into_iter().flatten().collect();
        if more.is_empty() { head } else { format!("{head}\n   {}", more.join(colon)) }
    }

    /// Every finding, by rule; those that say the same stand together.
    fn findings(&mut self) {
        self.line(text!("\n## 发现的问题\n", "\n## Findings\n"));
        let built = self.built;
        let mut by_rule: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
        built.problems.iter().for_each(|problem| by_rule.entry(problem.rule).or_default().push(problem));
        if by_rule.is_empty() {
            return self.line(text!("没有。", "None."));
        }
        for (rule, problems) in by_rule {
            let _ = writeln!(self.out, "### `{rule}`\n");
            if let Some(rule) = check::find(rule) {
                let (what, source) = (self.pick(rule.what), rule.source);
                self.line(text!("{what}。依据：{source}。\n", "{what}. Source: {source}.\n"));
            }
            let mut groups: Vec<(&Diagnostic, Vec<&Place>)> = Vec::new();
            for problem in problems {
                let is_same = |(other, _): &&mut (&Diagnostic, Vec<&Place>)| {
                    other.severity == problem.severity && other.message == problem.message && other.help == problem.help
                };
                match groups.iter_mut().find(is_same) {
                    Some((_, places)) => places.extend(&problem.place),
                    None => groups.push((problem, problem.place.iter().collect())),
                }
            }
            for (problem, places) in groups {
                let severity = match problem.severity {
                    Severity::Error => ["错误", "error"],
                    Severity::Warning => ["警告", "warning"],
                    Severity::Note => ["提示", "note"],
                };
                let (severity, colon) = (self.pick(severity), self.pick(["：", ": "]));
                let _ = writeln!(self.out, "- **{severity}**{colon}{}", plain(problem.message.get(self.locale)));
                if !places.is_empty() {
                    let named: Vec<String> =
                        places.iter().take(PLACES).map(|place| format!("`{}`", spot(place))).collect();
                    let (named, more) = (named.join(self.pick(["、", ", "])), places.len().saturating_sub(PLACES));
                    let more = if more > 0 { text!("，另有{more}处", " and {more} more") } else { text!("", "") };
                    let (label, more) = (self.pick(["在", "at"]), more.get(self.locale));
                    let _ = writeln!(self.out, "  - {label}{colon}{named}{more}");
                }
                if let Some(help) = &problem.help {
                    let label = self.pick(["怎么改", "mend"]);
                    let _ = writeln!(self.out, "  - {label}{colon}{}", plain(help.get(self.locale)));
                }
            }
            self.out.push('\n');
        }
    }

    /// What records say against one another.
    fn records(&mut self) {
        let Some(site) = self.built.site.clone() else { return };
        let built = self.built;
        let told: Vec<_> = built.account.rules.iter().filter(|ruled| self.choice.has(ruled.rule.name)).collect();
        let [wrong, open, unclear, explained, fits] =
            Standing::ALL.map(|standing| told.iter().map(|ruled| ruled.count(standing)).sum::<usize>());
        if wrong + open + unclear + explained + fits == 0 {
            return;
        }
        self.line(text!("\n## 记录之间的核对\n", "\n## Records against one another\n"));
        self.line(text!(
            "对得上{fits}处，对不上{wrong}处，待说明{open}处，没法核对{unclear}处，已说明{explained}处。",
            "{fits} hold, {wrong} do not, {open} await an answer, {unclear} cannot be checked, {explained} are explained."
        ));
        let heads = [
            (Standing::DoesNotHold, text!("对不上", "Does not hold")),
            (Standing::Open, text!("待说明", "Awaits an answer")),
            (Standing::CannotBeChecked, text!("没法核对", "Cannot be checked")),
            (Standing::Explained, text!("已说明", "Explained")),
        ];
        for (standing, head) in heads {
            let entries = || told.iter().flat_map(|ruled| &ruled.judged.entries).filter(|e| e.standing == standing);
            if entries().next().is_none() {
                continue;
            }
            let _ = writeln!(self.out, "\n### {}\n", head.get(self.locale));
            entries().for_each(|entry| self.entry(&site, entry));
        }
    }

    fn entry(&mut self, site: &Site, entry: &Entry) {
        let (rule, colon) = (entry.rule, self.pick(["：", ": "]));
        // What records say may hold numbers of people.
        let words = |text: &Text| plain(&check::numbers_masked(text.get(self.locale)));
        let _ = writeln!(self.out, "- {} [`{rule}`]", words(&entry.what));
        let mut more = |label: [&'static str; 2], said: String| {
            let label = label[usize::from(self.locale == Locale::En)];
            let _ = writeln!(self.out, "  - {label}{colon}{said}");
        };
        if let Some(place) = entry.place(site) {
            more(["在", "at"], format!("`{}`", check::numbers_masked(&spot(&place))));
        }
        if !entry.missing.is_empty() {
            let all: Vec<String> = entry.missing.iter().map(words).collect();
            more(["缺什么", "missing"], all.join(if self.locale == Locale::Zh { "；" } else { "; " }));
        }
        if let Some(explanation) = &entry.explanation {
            more(["说明", "reason"], words(&explanation.reason));
        }
        if let Some(settle) = &entry.settle {
            more(["怎么办", "to settle it"], words(settle));
        }
    }

    fn waived(&mut self) {
        if self.built.waived.is_empty() {
            return;
        }
        self.line(text!(
            "\n## 豁免\n\n| 规则 | 在哪里 | 问题 | 原因 | 决定岗位 | 有效期到 |\n|---|---|---|---|---|---|",
            "\n## Waived\n\n| rule | where | finding | reason | post | until |\n|---|---|---|---|---|---|"
        ));
        for waived in &self.built.waived {
            let place = waived.problem.place.as_ref().map(spot).unwrap_or_default();
            let what = waived.problem.message.get(self.locale);
            let (waiver, until) = (&waived.waiver, waived.waiver.until.to_string());
            let cells: [&str; 6] = [&waiver.rule, &place, what, &waiver.reason, &waiver.by, &until];
            let cells = cells.map(cell);
            let _ = writeln!(self.out, "| {} |", cells.join(" | "));
        }
    }

    /// What nobody has checked: rules that lack an input, rules that are off, and requirements without a rule.
    fn unchecked(&mut self) {
        self.line(text!("\n## 没有核对到的\n", "\n## Not checked\n"));
        let built = self.built;
        let config = built.site.as_ref().map(|site| &site.config);
        let [colon, open, close] = [["：", ": "], ["（", " ("], ["）", ")"]].map(|pair| self.pick(pair));
        let gap = |rule: &Rule| built.verdicts.iter().find(|v| v.rule == rule.name).and_then(Verdict::gap);
        for rule in RULES.iter().filter(|rule| self.choice.has(rule.name)) {
            let gap = gap(rule);
            let why = if let Some(gap) = &gap {
                gap.get(self.locale)
            } else if config.is_some_and(|config| !check::wants(config, rule.name)) {
                self.pick(["站点关掉了", "turned off by the site"])
            } else if matches!(rule.check, check::Check::Network) {
                self.pick(["要上网：mingbai check --external", "asks on the network: mingbai check --external"])
            } else {
                continue;
            };
            let (what, why) = (self.pick(rule.what), plain(why));
            let _ = writeln!(self.out, "- `{}`{colon}{what}{open}{why}{close}", rule.name);
        }
        for planned in PLANNED {
            let (what, why) = (self.pick(planned.what), self.pick(planned.why));
            let _ = writeln!(self.out, "- {}{colon}{what}{open}{why}{close}", planned.number);
        }
        self.line(text!(
            "- 说的是不是真的、该不该公开、解释得清不清楚：要人来看",
            "- Whether it is true, may be public and is well explained: that takes a person"
        ));
    }
}

/// A place in a word.
fn spot(place: &Place) -> String {
    match &place.cell {
        Some(cell) => format!("{} {cell}", place.file),
        None if place.line == 0 => place.file.to_string(),
        None => format!("{}:{}", place.file, place.line),
    }
}

/// Words of a message as Markdown: nothing in them is a tag or a mark of emphasis, save between backticks that pair.
fn plain(text: &str) -> String {
    let pairs = text.matches('`').count().is_multiple_of(2);
    let mut out = String::with_capacity(text.len());
    let mut in_code = false;
    for c in text.chars() {
        match c {
            '\n' | '\r' => out.push(' '),
            '`' if pairs => {
                in_code = !in_code;
                out.push(c);
            }
            '`' | '<' | '>' | '*' | '[' | ']' | '\\' if !in_code => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

/// The same within a table.
fn cell(text: &str) -> String {
    plain(text).replace('`', "\\`").replace('|', "\\|")
}
