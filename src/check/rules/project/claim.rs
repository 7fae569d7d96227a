//! `project/claim`: what is said to be achieved is not still to be done.

use crate::check::account::{Entry, Judged, Rec, Standing, by_ref, list, with};
use crate::check::example::Base;
use crate::check::prose::{find_words, is_claimed};
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "project/claim",
    severity: Severity::Note,
    what: ["说成了的事，是不是还列在要办的事里", "What is said to be achieved is not still to be done"],
    why: ["事情没有办完就说成了，读者会当成已经到手", "Readers take for done what is said to be achieved"],
    fails: Example::files(&[
        (
            "content/statements/all.yaml",
            "- {id: s, title: 盘活, kind: 自述说法, phrase: 成功盘活, projects: [jiu-dian]}",
        ),
        ("content/projects/all.yaml", "- {id: jiu-dian, title: 酒店}"),
        ("content/commitments/all.yaml", "- {id: c, title: 盘活酒店, projects: [jiu-dian], delivery: 未评估}"),
    ])
    .on(Base::Town),
    passes: Example::files(&[
        (
            "content/statements/all.yaml",
            "- {id: s, title: 盘活, kind: 自述说法, phrase: 成功盘活, projects: [jiu-dian]}",
        ),
        ("content/projects/all.yaml", "- {id: jiu-dian, title: 酒店}"),
        ("content/commitments/all.yaml", "- {id: c, title: 盘活酒店, projects: [jiu-dian], delivery: 已完成}"),
    ])
    .on(Base::Town),
    source: "Mingbai R25",
    options: &[],
    check: Check::Account(check),
};

/// Words with which something is said to be achieved.
const DONE: [&str; 27] = [
    "成功",
    "完成",
    "建成",
    "竣工",
    "完工",
    "落成",
    "通车",
    "通水",
    "通电",
    "修通",
    "修好",
    "建好",
    "办好",
    "办成",
    "办结",
    "盘活",
    "启用",
    "投用",
    "投入使用",
    "投产",
    "解决",
    "实现",
    "达标",
    "到位",
    "圆满",
    "全部做到",
    "收官",
];

/// Words for a step on the way: what is said of one is held against what is promised of the same.
const STEPS: [&str; 22] = [
    "开工",
    "动工",
    "奠基",
    "启动",
    "开始",
    "签约",
    "立项",
    "注册",
    "设计",
    "规划",
    "可行性研究",
    "可研",
    "招标",
    "审批",
    "批复",
    "征地",
    "勘察",
    "选址",
    "论证",
    "评估",
    "方案",
    "用地",
];

/// Whether what a claim says is the end of what a commitment promises.
fn says_done(said: &str, promise: Rec<'_>) -> bool {
    let steps: Vec<&str> = STEPS.into_iter().filter(|step| said.contains(step)).collect();
    if steps.is_empty() {
        return true;
    }
    let texts = [Some(promise.here().title.as_str()), promise.text("text"), promise.text("deliverable")];
    texts.into_iter().flatten().any(|text| steps.iter().any(|step| text.contains(step)))
}

/// What a claim says, where it says that something is achieved.
fn achieved(claim: Rec<'_>) -> Option<String> {
    let said = match claim.text("phrase") {
        Some(phrase) => phrase.to_owned(),
        None => format!("{}。{}", claim.here().title, claim.text("text").unwrap_or_default()),
    };
    let is_denied = |at: usize| ["未", "没", "不", "没有", "尚未"].iter().any(|not| said[..at].ends_with(not));
    let is_done = find_words(&said, &DONE).iter().any(|(at, _)| is_claimed(&said, *at) && !is_denied(*at));
    is_done.then_some(said)
}

fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    let promises = by_ref(&with(site, &["projects", "delivery"]), "projects");
    for claim in with(site, &["kind", "phrase", "projects"]).into_iter().filter(|c| c.code("kind") == Some("claim")) {
        let Some(said) = achieved(claim) else { continue };
        for project in claim.linked("projects") {
            let is_done = project.step().is_some_and(|(at, steps)| at + 1 == steps);
            let is_open = |p: &&Rec<'_>| !p.is_settled() && says_done(&said, **p);
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
