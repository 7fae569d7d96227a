//! `mingbai check --inspect`: the verdict of the official inspection in its own terms, and what to do this week.

use std::fmt::Write as _;

use serde_json::{Value as Json, json};

use super::exit::Exit;
use super::session::Session;
use crate::build::Built;
use crate::check::{Inspected, Inspection, Outcome, inspection};
use crate::diagnostic::Locale;
use crate::model::Site;
use crate::text;

/// The official name of what is inspected by, in Chinese and English.
const BASIS: [&str; 2] = [
    "《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）",
    "the indicators for government sites (国办秘函〔2019〕19号)",
];

/// Writes the verdict to the standard output. A site that would fail is an error, save a demonstration, which nobody
/// inspects.
pub(super) fn run(session: &Session, built: &Built) -> Exit {
    let Some(site) = &built.site else {
        session.report(&built.problems);
        return session.exit(&built.problems);
    };
    let inspection = inspection(site, &built.seen());
    if session.is_json() {
        let json = as_json(&inspection, site, session.locale);
        super::line(format_args!("{}", serde_json::to_string_pretty(&json).unwrap_or_default()));
    } else {
        super::put(format_args!("{}", as_text(&inspection, site, built.problems.has_errors(), session.locale)));
    }
    // What could not be read was not judged.
    if !built.reach.sources {
        return session.exit(&built.problems);
    }
    if inspection.fails() && !site.config.demonstration { Exit::Content } else { Exit::Good }
}

fn word(outcome: Outcome, is_veto: bool, locale: Locale) -> &'static str {
    let words = match (outcome, is_veto) {
        (Outcome::Fails, _) => ["否决", "fails"],
        (Outcome::Near, true) => ["快到了", "near"],
        (Outcome::Near, false) => ["查到问题", "found"],
        (Outcome::CannotBeJudged, _) => ["判不了", "cannot be judged"],
        (Outcome::Clear, true) => ["没有触发", "clear"],
        (Outcome::Clear, false) => ["没有发现", "nothing found"],
    };
    words[usize::from(locale == Locale::En)]
}

/// The verdict on a site in a sentence.
pub(super) fn verdict_of(session: &Session, built: &Built) -> Option<String> {
    built.site.as_ref().map(|site| verdict(&inspection(site, &built.seen()), session.locale))
}

fn verdict(inspection: &Inspection, locale: Locale) -> String {
    let (fails, near, open) =
        (inspection.count(Outcome::Fails), inspection.count(Outcome::Near), inspection.count(Outcome::CannotBeJudged));
    let said = if fails > 0 {
        text!(
            "不合格：单项否决{fails}项（有一项就不合格，不再计分）",
            "fails: {fails} of the items that fail a site by themselves"
        )
    } else if open == inspection.vetoes.len() {
        text!(
            "单项否决{open}项，一项也判不了；先改正错误，再自查一遍",
            "none of the {open} items that fail a site by themselves can be judged: mend the errors first, and inspect again"
        )
    } else {
        text!(
            "能判的单项否决都没有触发；快到的{near}项，判不了、要人来看的{open}项",
            "none of the items that can be judged fails it; {near} are near to, {open} cannot be judged here"
        )
    };
    said.get(locale).to_owned()
}

fn as_text(inspection: &Inspection, site: &Site, is_partial: bool, locale: Locale) -> String {
    let zh = locale == Locale::Zh;
    let pick = |texts: [&'static str; 2]| texts[usize::from(!zh)];
    let mut out = String::new();
    let day = site.config.clock.date();
    let tag = pick(["zh-CN", "en"]);
    let title = site.config.title.get(tag);
    let basis = pick(BASIS);
    // Writing into a string cannot fail, here and below.
    let head = text!("{title}\n按{basis}自查，截至{day}\n", "{title}\nAs of {day}, by {basis}\n");
    let _ = writeln!(out, "{}", head.get(locale));
    if site.config.demonstration {
        let said = text!(
            "本站声明是演示站，不在检查范围；下面按正式网站的口径算。\n",
            "The site declares itself a demonstration, which nobody inspects; this is what it would come to.\n"
        );
        let _ = writeln!(out, "{}", said.get(locale));
    }
    if is_partial {
        let said = text!(
            "有错误还没有改，下面可能判不全：先运行 mingbai check。\n",
            "There are errors, so that this may not be all: run mingbai check first.\n"
        );
        let _ = writeln!(out, "{}", said.get(locale));
    }
    let _ = writeln!(out, "{}{}\n", pick(["结论：", "Verdict: "]), verdict(inspection, locale));
    section(&mut out, pick(["一、单项否决", "Items that fail a site by themselves"]), &inspection.vetoes, true, locale);
    section(
        &mut out,
        pick(["二、扣分项（只列规则看得到的）", "Items that cost points, as far as rules see them"]),
        &inspection.scored,
        false,
        locale,
    );
    let unscored = text!(
        "总分算不出来：分值没有核到原文，发布解读、办事服务、互动交流要人来评。\n",
        "There is no score: what each costs could not be read in the original, and people judge policy, services and interaction.\n"
    );
    let _ = writeln!(out, "  {}", unscored.get(locale));
    let _ = writeln!(out, "{}", pick(["三、这一周要做", "This week"]));
    for (number, todo) in (1..).zip(inspection.todo()) {
        let _ = writeln!(out, "  {number}. {}", todo.get(locale));
    }
    out
}

fn section(out: &mut String, title: &str, items: &[Inspected], is_veto: bool, locale: Locale) {
    let index = usize::from(locale == Locale::En);
    let [open, close, colon] = [["【", "["], ["】", "] "], ["：", ": "]].map(|pair| pair[index]);
    let _ = writeln!(out, "{title}");
    for item in items {
        let _ = writeln!(out, "  {open}{}{close}{}", word(item.outcome, is_veto, locale), item.name[index]);
        let _ = writeln!(out, "      {}{colon}{}", ["查到", "found"][index], item.found.get(locale));
        let _ = writeln!(out, "      {}{colon}{}", ["门槛", "limit"][index], item.threshold.get(locale));
        if !item.named.is_empty() {
            let label = ["在", "in"][index];
            let more = item.count.map_or(0, |(count, _)| count.saturating_sub(item.named.len()));
            let rest = match (more, locale) {
                (0, _) => String::new(),
                (n, Locale::Zh) => format!("，另有{n}个"),
                (n, Locale::En) => format!(" and {n} more"),
            };
            let _ = writeln!(out, "      {label}{colon}{}{rest}", item.named.join(["、", ", "][index]));
        }
    }
    out.push('\n');
}

fn as_json(inspection: &Inspection, site: &Site, locale: Locale) -> Json {
    let index = usize::from(locale == Locale::En);
    let item = |item: &Inspected| {
        json!({
            "code": item.code,
            "name": item.name[index],
            "outcome": item.outcome.code(),
            "found": item.found.get(locale),
            "threshold": item.threshold.get(locale),
            "count": item.count.map(|(count, _)| count),
            "fails_at": item.count.map(|(_, at)| at),
            "named": item.named,
            "todo": item.todo.as_ref().map(|todo| todo.get(locale)),
        })
    };
    json!({
        "version": 1,
        "basis": BASIS[index],
        "as_of": site.config.clock.date().to_string(),
        "demonstration": site.config.demonstration,
        "fails": inspection.fails(),
        "verdict": verdict(inspection, locale),
        "vetoes": inspection.vetoes.iter().map(item).collect::<Vec<_>>(),
        "scored": inspection.scored.iter().map(item).collect::<Vec<_>>(),
        "this_week": inspection.todo().into_iter().map(|todo| todo.get(locale)).collect::<Vec<_>>(),
    })
}
