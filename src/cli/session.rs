//! What every command has in common: the site's folder, what is laid over its settings, and how to speak.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::ArgMatches;

use super::environment;
use super::exit::Exit;
use crate::build::Built;
use crate::check::{Choice, RULES, Rule, Waived};
use crate::diagnostic::{Diagnostic, Diagnostics, Locale, Severity, Text, nearest};
use crate::load;
use crate::model::{self, Overrides, Schema, Site};
use crate::publish;
use crate::render::Options;
use crate::report::{self, Style};
use crate::text;

/// How results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// For people.
    Human,
    /// Our own JSON.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
}

impl Format {
    /// The words by which they are chosen.
    pub(super) const WORDS: [&str; 4] = ["human", "json", "sarif", "github"];

    fn from_word(word: &str) -> Format {
        match word {
            "json" => Format::Json,
            "sarif" => Format::Sarif,
            "github" => Format::Github,
            _ => Format::Human,
        }
    }
}

/// One run of the program.
pub(super) struct Session {
    pub(super) root: PathBuf,
    pub(super) output: Option<PathBuf>,
    pub(super) overrides: Overrides,
    pub(super) options: Options,
    pub(super) strict: bool,
    pub(super) format: Format,
    pub(super) quiet: bool,
    pub(super) verbose: bool,
    pub(super) locale: Locale,
    pub(super) style: Style,
}

impl Session {
    pub(super) fn new(matches: &ArgMatches, locale: Locale) -> Result<Session, Exit> {
        let path = |name: &str| matches.try_get_one::<PathBuf>(name).ok().flatten().cloned();
        let word = |name: &str| matches.try_get_one::<String>(name).ok().flatten().cloned();
        let flag = |name: &str| matches.try_get_one::<bool>(name).ok().flatten().copied().unwrap_or(false);
        let style = Style { locale, color: environment::color(&word("color").unwrap_or_default()) };
        let epoch = environment::source_date_epoch().map_err(|bad| {
            let problem = Diagnostic::error(
                "content/value",
                text!("环境变量 SOURCE_DATE_EPOCH 不是整数：{bad}", "SOURCE_DATE_EPOCH is no whole number: {bad}"),
            );
            environment::tell(format_args!("{}", report::human(&std::iter::once(problem).collect(), &style)));
            Exit::Environment
        })?;
        Ok(Session {
            root: path("root").unwrap_or_else(|| PathBuf::from(".")),
            output: path("output"),
            overrides: Overrides {
                base_url: word("base-url"),
                as_of: word("as-of"),
                epoch,
                now: environment::now(),
                drafts: flag("drafts"),
            },
            options: Options { relative: flag("relative") },
            strict: flag("strict"),
            format: word("format").as_deref().map_or(Format::Human, Format::from_word),
            quiet: flag("quiet"),
            verbose: matches.try_get_one::<u8>("verbose").ok().flatten().is_some_and(|n| *n > 0),
            locale,
            style,
        })
    }

    /// The output folder.
    pub(super) fn output(&self) -> PathBuf {
        self.output.clone().unwrap_or_else(|| {
            if self.root == Path::new(".") { PathBuf::from("public") } else { self.root.join("public") }
        })
    }

    /// Whether there is a site, and its output has a place of its own.
    pub(super) fn ready(&self, writes: bool) -> Result<(), Exit> {
        if let Some(problem) = load::no_site(&self.root) {
            return Err(self.fail(problem));
        }
        if writes && let Err(problem) = publish::keep_apart(&self.root, &load::SOURCES, &self.output()) {
            self.fail(problem);
            return Err(if self.output.is_some() { Exit::Usage } else { Exit::Environment });
        }
        Ok(())
    }

    /// Says something, unless asked to be quiet.
    pub(super) fn say(&self, message: &Text) {
        if !self.quiet && self.format == Format::Human {
            environment::tell(format_args!("{}\n", message.get(self.locale)));
        }
    }

    /// Whether people read, so that the standard output is free.
    pub(super) fn speaks(&self) -> bool {
        self.format == Format::Human
    }

    /// Whether a program reads.
    pub(super) fn is_json(&self) -> bool {
        self.format == Format::Json
    }

    /// Of a text in Chinese and English, that in the language of messages.
    pub(super) fn of(&self, texts: [&'static str; 2]) -> &'static str {
        texts[usize::from(self.locale == Locale::En)]
    }

    /// Shows problems: people get them on the error stream, machines on the output.
    pub(super) fn report(&self, problems: &Diagnostics) {
        self.write(problems, &[], &[], None);
    }

    /// The same of a site that is built again and again: errors, and what was not said of the build before.
    pub(super) fn report_again(&self, problems: &Diagnostics, before: &Diagnostics) {
        let said: BTreeSet<_> = before.iter().map(key).collect();
        let is_new = |d: &Diagnostic| d.severity == Severity::Error || !said.contains(&key(d));
        let fresh: Diagnostics = problems.iter().filter(|d| is_new(d)).cloned().collect();
        let known = problems.iter().count() - fresh.iter().count();
        self.report(&fresh);
        if known > 0 && !fresh.is_empty() {
            let (s, verb) = if known == 1 { ("", "is") } else { ("s", "are") };
            self.say(&text!("另有 {known} 条和上次一样", "{known} more finding{s} {verb} as before"));
        }
    }

    /// The same of a build, with what is waived and not checked, and how the records stand against one another: machines get all of it,
    /// people the counts.
    pub(super) fn report_checked(&self, built: &Built, choice: &Choice) {
        let has_records = |site: &&std::sync::Arc<Site>| self.is_json() && !site.collections.is_empty();
        let account = built.site.as_ref().filter(has_records).map(|site| {
            let mut account = built.account.json(site, self.locale == Locale::Zh);
            for key in ["rules", "findings"] {
                if let Some(list) = account[key].as_array_mut() {
                    list.retain(|entry| entry["rule"].as_str().is_none_or(|rule| choice.has(rule)));
                }
            }
            account
        });
        let unchecked = built.verdicts.iter().filter_map(|verdict| {
            let why = verdict.gap()?.get(self.locale).to_owned();
            Some(report::Unchecked { rule: verdict.rule, why })
        });
        let unchecked: Vec<_> = unchecked.collect();
        self.write(&built.problems, &built.waived, &unchecked, account.as_ref());
    }

    fn write(
        &self,
        problems: &Diagnostics,
        waived: &[Waived],
        unchecked: &[report::Unchecked],
        account: Option<&serde_json::Value>,
    ) {
        let waived: Vec<report::Waived<'_>> = waived.iter().map(told).collect();
        match self.format {
            Format::Json => {
                super::line(format_args!("{}", report::json_with(problems, &waived, unchecked, account, self.locale)))
            }
            Format::Sarif => {
                let rules: Vec<report::RuleText> = RULES.iter().map(|rule| self.rule_text(rule)).collect();
                let report = report::sarif(problems, &waived, &rules, &self.prefix(), self.locale);
                super::line(format_args!("{report}"));
            }
            Format::Github => super::put(format_args!("{}", report::github(problems, &self.prefix(), self.locale))),
            Format::Human if problems.is_empty() => {}
            Format::Human => {
                environment::tell(format_args!(
                    "{}{}",
                    report::first_mends(problems, &self.style),
                    report::human(problems, &self.style)
                ));
                environment::tell(format_args!("{}\n", report::summary(problems, &self.style)));
            }
        }
    }

    /// What stands before the path of a finding for who starts at the folder in which the program runs.
    fn prefix(&self) -> String {
        let root = self.root.to_string_lossy().replace('\\', "/");
        let root = root.trim_start_matches("./").trim_end_matches('/');
        if root.is_empty() || root == "." { String::new() } else { format!("{root}/") }
    }

    fn rule_text(&self, rule: &'static Rule) -> report::RuleText {
        report::RuleText {
            name: rule.name,
            severity: rule.severity,
            what: self.of(rule.what),
            why: self.of(rule.why),
            source: rule.source,
        }
    }

    /// Shows one problem that ends the command.
    pub(super) fn fail(&self, problem: impl Into<Box<Diagnostic>>) -> Exit {
        self.report(&std::iter::once(*problem.into()).collect());
        Exit::Environment
    }

    /// The site, for commands that need its schemas; without usable ones there is nothing to be done.
    pub(super) fn site(&self) -> Result<Site, Exit> {
        let (parsed, mut problems) = load::read_site(&self.root);
        let (site, found) = model::build(parsed, &self.overrides);
        problems.append(found);
        problems.sort();
        // What is wrong elsewhere is for `check` to say.
        problems.retain_mut(|p| {
            let file = p.place.as_ref().map(|place| &*place.file);
            p.severity == Severity::Error
                && file.is_none_or(|f| f == load::SITE_FILE || f.ends_with(load::COLLECTION_FILE))
        });
        match site {
            Some(site) if problems.is_empty() => Ok(site),
            _ => {
                self.report(&problems);
                Err(if problems.is_empty() { Exit::Content } else { self.exit(&problems) })
            }
        }
    }

    /// The collection of that name or title.
    pub(super) fn collection(&self, site: &Site, word: &str) -> Result<usize, Box<Diagnostic>> {
        let names = |c: &Schema| -> Vec<String> {
            std::iter::once(c.name.clone()).chain(c.title.all().map(str::to_owned)).collect()
        };
        if let Some(found) = site.collections.iter().position(|c| names(c).iter().any(|n| n == word)) {
            return Ok(found);
        }
        let all: Vec<String> = site.collections.iter().flat_map(names).collect();
        let problem =
            Diagnostic::error("content/value", text!("没有“{word}”这个集合", "there is no collection `{word}`"));
        Err(Box::new(match nearest(word, all.iter().map(String::as_str)) {
            Some(near) => problem.help(text!("是不是“{near}”？", "did you mean `{near}`?")),
            None => {
                let known = site.collections.iter().map(|c| c.name.as_str()).collect::<Vec<_>>().join(", ");
                problem.help(text!("有这些：{known}", "there are: {known}"))
            }
        }))
    }

    /// How long each stage took (`-v`).
    pub(super) fn stages(&self, stages: &[(&'static str, Duration)]) {
        if self.verbose && !self.quiet {
            for (name, time) in stages {
                environment::tell(format_args!("{name:>14}  {:>8.1} ms\n", time.as_secs_f64() * 1000.0));
            }
        }
    }

    /// How much of it was made anew, and how much taken over (`-v`).
    pub(super) fn counts(&self, rendered: usize, reused: usize) {
        if self.verbose && !self.quiet {
            environment::tell(format_args!("{:>14}  {rendered:>8}\n{:>14}  {reused:>8}\n", "rendered", "reused"));
        }
    }

    /// The exit code of what a build found.
    pub(super) fn exit(&self, problems: &Diagnostics) -> Exit {
        let environment = |d: &&Diagnostic| {
            d.severity == Severity::Error && matches!(d.rule, "content/no-site" | "content/unreadable" | "publish/io")
        };
        if problems.iter().any(|d| environment(&d)) {
            Exit::Environment
        } else if problems.has_errors() {
            Exit::Content
        } else if self.strict && problems.count(Severity::Warning) > 0 {
            Exit::Strict
        } else {
            Exit::Good
        }
    }
}

/// What a problem is known by: its line may have moved.
fn key(problem: &Diagnostic) -> (&'static str, &str, Option<&str>) {
    (problem.rule, &problem.message.zh, problem.place.as_ref().map(|place| &*place.file))
}

fn told(waived: &Waived) -> report::Waived<'_> {
    let waiver = &waived.waiver;
    report::Waived { problem: &waived.problem, reason: &waiver.reason, by: &waiver.by, until: waiver.until.to_string() }
}
