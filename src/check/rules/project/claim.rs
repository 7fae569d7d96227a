//! `project/claim`: what is said to be achieved is not still to be done.

use crate::check::account::{Entry, Judged, Rec, Standing, by_ref, list, with};
use crate::check::rule::{Check, Rule};
use crate::diagnostic::Severity;
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "project/claim",
    severity: Severity::Note,
    what: ["说成了的事，是不是还列在要办的事里", "What is said to be achieved is not still to be done"],
    why: ["事情没有办完就说成了，读者会当成已经到手", "Readers take for done what is said to be achieved"],
    fails: "statements: {kind: 自述说法, phrase: 成功盘活, projects: [jiu-dian]}\ncommitments: {projects: [jiu-dian], delivery: 未评估}",
    passes: "statements: {kind: 自述说法, projects: [jiu-dian]}\nprojects: {id: jiu-dian, state: 已盘活}",
    source: "MODEL.md D5, R25",
    check: Check::Account(check),
};

/// Deliveries after which nothing is left to be done.
const OVER: [&str; 4] = ["delivered", "delivered_changed", "dropped", "superseded"];

fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    let promises = by_ref(&with(site, &["projects", "delivery"]), "projects");
    for claim in with(site, &["kind", "phrase", "projects"]).into_iter().filter(|c| c.code("kind") == Some("claim")) {
        for project in claim.linked("projects") {
            let is_done = project.step().is_some_and(|(at, steps)| at + 1 == steps);
            let is_open = |p: &&Rec<'_>| !p.code("delivery").is_some_and(|d| OVER.contains(&d));
            let open: Vec<&Rec<'_>> = promises.get(&project.page).into_iter().flatten().filter(is_open).collect();
            if is_done || open.is_empty() {
                out.hold();
                continue;
            }
            let (zh, en) = (project.named().zh, project.named().en);
            let phrase = if claim.knows("phrase") { claim.words("phrase") } else { claim.named() };
            let plain = |text: String| text.trim_matches(['“', '”']).to_owned();
            let (said_zh, said_en) = (plain(phrase.zh), plain(phrase.en));
            let state = project.state();
            let (state_zh, state_en) = (state.zh, state.en);
            let what = text!(
                "说{zh}“{said_zh}”，可是同它有关的事还列在要办的事里",
                "{en}: “{said_en}”, and what it takes is still promised"
            );
            let todo = list(open.iter().map(|p| p.named()));
            let (todo_zh, todo_en) = (todo.zh, todo.en);
            let mut entry = Entry::new(RULE.name, Standing::DoesNotHold, claim, "phrase", what)
                .sides(
                    text!("“{said_zh}”", "“{said_en}”"),
                    text!("还要办：{todo_zh}；项目到哪一步：{state_zh}", "to be done: {todo_en}; state: {state_en}"),
                )
                .settle(text!(
                    "办成了的写明哪天办成、凭什么文件；没有办成的不说成了",
                    "give day and document of what is done, and do not call done what is not"
                ))
                .from(project, "state");
            for promise in open {
                entry = entry.from(*promise, "delivery");
            }
            out.push(entry);
        }
    }
    out
}
