//! Findings: those of the town come out of rules and not of its names, each stops when its cause is mended, towns that
//! fit together have none, and what is planted is found.
#![expect(clippy::disallowed_methods, reason = "tests read the town from the disk")]

mod planted;
mod renamed;
mod towns;

use std::collections::BTreeSet;

use mingbai::check::{Account, Entry, Standing, Subject, account};
use mingbai::diagnostic::Severity;
use mingbai::model::Site;
use towns::{Random, Town, built};

/// What a finding is about: the id of its record, the name of its statement or collection.
fn subject(site: &Site, entry: &Entry) -> String {
    match entry.subject {
        Subject::Record(page) => site.pages[page].id.clone().unwrap_or_default(),
        Subject::Collection(collection) => site.collections[collection].name.clone(),
        Subject::Statement(index) => site.statements[index].name.clone(),
    }
}

/// Rule and subject of all that does not simply hold.
fn told(site: &Site, account: &Account) -> BTreeSet<(&'static str, String)> {
    let wrong = account.entries().filter(|e| !matches!(e.standing, Standing::Holds | Standing::Explained));
    wrong.map(|e| (e.rule, subject(site, e))).collect()
}

/// The same of the rules on pages and figures that this file is about.
fn told_of_pages(site: &Site) -> BTreeSet<(&'static str, String)> {
    const RULES: [&str; 7] = [
        "commitment/future",
        "figure/plausible",
        "figure/unbound",
        "figure/windows",
        "wording/intensifier",
        "wording/punctuation",
        "wording/relative-date",
    ];
    let (_, problems) = mingbai::check::on_site(site);
    let of = |p: &mingbai::diagnostic::Diagnostic| {
        let file = p.place.as_ref().map(|p| p.file.to_string()).unwrap_or_default();
        let page = file.strip_prefix("content/accounts/").and_then(|f| f.strip_suffix(".md"));
        let named = || p.message.zh.split(['“', '”']).nth(1).unwrap_or_default();
        (p.rule, page.unwrap_or_else(named).to_owned())
    };
    problems.iter().filter(|p| RULES.contains(&p.rule)).map(of).collect()
}

/// A finding on the town, the rule and record that tell it, and edits that mend its cause.
type Case = (&'static str, &'static str, &'static str, &'static [(&'static str, &'static str, &'static str)]);

const OBSERVATIONS: &str = "content/observations/observations.csv";
const COMMITMENTS: &str = "content/commitments/commitments.yaml";

const CASES: &[Case] = &[
    ("A-1", "figure/same-concept", "signed-value-2023", &[(OBSERVATIONS, ",4400万元,", ",4400万元（签约并动工）,")]),
    ("A-2", "figure/ratio", "introduction-ratio-2023", &[(OBSERVATIONS, ",22%,", ",22%（22/100）,")]),
    (
        "A-3",
        "figure/same-concept",
        "visits-2023",
        &[(
            OBSERVATIONS,
            "公卫楼服务的游客,原文未写,某镇（本镇）,近30万游客",
            "公卫楼服务的游客,2023年以来,某镇（本镇）,近15万人",
        )],
    ),
    ("A-4", "figure/people", "visitors-served-2023", &[(OBSERVATIONS, "近30万游客", "近3万游客")]),
    (
        "A-5",
        "reconcile/statement",
        "negotiating-list",
        &[
            (OBSERVATIONS, ",11个,", ",1个,"),
            ("content/projects/_collection.yaml", "  cadence: monthly", "  cadence: monthly\n  complete: 2023"),
            ("content/projects/jia-you-zhan.md", "state: 原文未写（正在请示区政府同意收储）", "state: 闲置"),
            ("content/projects/piao-zi-tang.md", "state: 原文未写（建设用地指标待落实）", "state: 签约"),
        ],
    ),
    (
        "A-6",
        "project/breakdown",
        "gong-ce-hu-ce",
        &[
            ("content/projects/gong-ce-hu-ce.md", "公厕维修, amount: 原文未写", "公厕维修, amount: 7万元"),
            ("content/projects/gong-ce-hu-ce.md", "户厕奖补, amount: 原文未写", "户厕奖补, amount: 5万元"),
        ],
    ),
    (
        "A-7",
        "project/floor",
        "jing-pin-jiu-dian",
        &[("content/projects/jing-pin-jiu-dian.md", "contract_value: 不适用（还没有成交）", "contract_value: 500万元")],
    ),
    (
        "T-1",
        "reconcile/interim",
        "zong-jie-2023",
        &[("content/documents/documents.yaml", "interim: 原文未写（标题是2023年的总结，内容停在年中）", "interim: 是")],
    ),
    ("T-5", "commitment/before", "c-18", &[(COMMITMENTS, "2023年10月前（未说明）", "2023年10月前（不含）")]),
    (
        "D-1",
        "project/same",
        "fu-jing-min-su",
        &[("content/projects/fu-jing-min-su.md", "distinct_from: 待补充", "distinct_from: [piao-zi-tang]")],
    ),
    (
        "D-2",
        "project/same",
        "cao-jiao-wan",
        &[("content/projects/cao-jiao-wan.md", "distinct_from: 待补充", "distinct_from: [gu-cun-luo]")],
    ),
    (
        "D-3",
        "project/components",
        "lv-you-yi-qi",
        &[
            ("content/projects/lv-you-yi-qi.md", "locator: ¶7}", "locator: ¶7, removed_at: 2023-06, reason: 不做了}"),
            ("content/projects/lv-you-yi-qi.md", "locator: ¶11}", "locator: ¶11, added_at: 2023-06, reason: 后来加的}"),
        ],
    ),
    ("E-1", "project/claim", "pan-huo", &[(COMMITMENTS, "delivery: 未评估", "delivery: 已完成")]),
    (
        "E-2",
        "project/depends",
        "lv-you-yi-qi",
        &[("content/projects/lv-you-yi-qi.md", "met_on: 原文未写", "met_on: 2023-05")],
    ),
    (
        "E-2",
        "project/evidence",
        "lv-you-yi-qi",
        &[("content/projects/lv-you-yi-qi.md", "evidence_level: 仅自述", "evidence_level: 有文件")],
    ),
    ("E-3", "project/funded", "gong-yi-lin", &[("content/funds/funds.yaml", "state: 争取中", "state: 已批复")]),
    (
        "E-4",
        "project/one-state",
        "shui-hui-xiu-fu",
        &[("content/projects/shui-hui-xiu-fu.md", "；同一句又说新建的水圳和陂头已验收，所以分成两条记", "")],
    ),
    (
        "E-12",
        "reconcile/claim-baseline",
        "jun-deng-hua",
        &[(
            "content/statements/statements.yaml",
            "text: 基本公共服务均等化水平自述提高了，人居环境自述改善了。",
            "text: 医生由3人增加到5人，水平自述提高了。",
        )],
    ),
    (
        "E-7",
        "reconcile/claim-evidence",
        "zhong-da-tu-po",
        &[("content/statements/statements.yaml", "evidence_level: 仅自述", "evidence_level: 有文件")],
    ),
    (
        "E-10",
        "commitment/verified",
        "keng-wei-wen-ti",
        &[
            ("content/problems/problems.yaml", "source: 原文未写", "source: 督查"),
            ("content/problems/problems.yaml", "found_on: 原文未写", "found_on: 2023-03"),
            ("content/problems/problems.yaml", "causes: 原文未写", "causes: [垃圾没有清]"),
            ("content/problems/problems.yaml", "verifier: 原文未写", "verifier: zhen-dang-wei-shu-ji"),
        ],
    ),
    (
        "E-11",
        "commitment/answer",
        "p-1",
        &[("content/problems/problems.yaml", "measures: 原文未写\n  no_action_reason: 原文未写", "measures: [c-01]")],
    ),
];

fn mended(edits: &[(&str, &str, &str)]) -> Vec<(String, String)> {
    let mut files = renamed::town_files();
    for (path, from, to) in edits {
        let (_, text) = files.iter_mut().find(|(p, _)| p == path).unwrap_or_else(|| panic!("{path} is there"));
        assert!(text.contains(from), "{path} says {from}");
        *text = text.replace(from, to);
    }
    files
}

#[test]
fn every_finding_of_the_town_fires_by_any_name_and_stops_when_its_cause_is_mended() {
    let (town, _) = built(&renamed::town_files());
    let (found, wrong) = account(&town);
    assert!(wrong.is_empty(), "what a source contradicts stops nobody: {wrong:?}");
    let found = told(&town, &found);
    let names = renamed::Names::of(&town);
    let (other, problems) = built(&names.rename(&renamed::town_files()));
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    let here: BTreeSet<_> = told(&other, &account(&other).0).into_iter().collect();
    let expected: BTreeSet<_> = found.iter().map(|(rule, id)| (*rule, names.id(id))).collect();
    assert_eq!(here, expected, "the same findings where every id and title is another");
    for (name, rule, id, edits) in CASES {
        assert!(found.contains(&(*rule, (*id).to_owned())), "{name}: {rule} on {id}");
        let files = mended(edits);
        let (site, _) = built(&files);
        let left = told(&site, &account(&site).0);
        assert!(!left.contains(&(*rule, (*id).to_owned())), "{name}: {rule} on {id} is mended");
        let (site, _) = built(&names.rename(&files));
        let left = told(&site, &account(&site).0);
        assert!(!left.contains(&(*rule, names.id(id))), "{name}: {rule} on {id} is mended by any name");
    }
}

#[test]
fn an_explanation_is_shown_and_no_finding_any_more() {
    let because = ("content/indicators/_collection.yaml", "title: {zh-CN: 指标", "title: {zh-CN: 指标");
    let mut files = mended(&[because]);
    let (_, text) = files.iter_mut().find(|(p, _)| p.ends_with("indicators.yaml")).expect("the indicators");
    *text = text.replace("concept: 游客", "concept: 游客\n  differs_because: 一个按人次数，一个按人数，时段也不同");
    let (_, text) = files.iter_mut().find(|(p, _)| p.ends_with("reconcile.yaml")).expect("the statements");
    text.push_str("  explained: {reason: 分项还没有核完, post: 镇长, source: 工作总结}\n");
    let (site, problems) = built(&files);
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    let account = account(&site).0;
    let explained: Vec<&Entry> = account.entries().filter(|e| e.standing == Standing::Explained).collect();
    assert_eq!(explained.len(), 2, "{explained:?}");
    assert!(explained.iter().all(|e| e.explanation.as_ref().is_some_and(|x| !x.reason.zh.is_empty())));
}

#[test]
fn five_hundred_records_that_fit_have_no_finding() {
    let town = Town::new(18, &mut Random(1));
    assert!(town.len() >= 500, "{} records", town.len());
    let (site, problems) = town.site();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    let (account, wrong) = account(&site);
    let found: Vec<_> = told(&site, &account).into_iter().chain(told_of_pages(&site)).collect();
    assert!(found.is_empty() && wrong.is_empty(), "{found:?}");
    assert!(account.count(Standing::Holds) > 400, "{} hold", account.count(Standing::Holds));
}

#[test]
fn what_is_planted_is_found() {
    let mut sums = [[0_usize; 3]; 2];
    let mut kinds = BTreeSet::new();
    for seed in 1..=10 {
        let mut random = Random(seed);
        let units = 14;
        let mut town = Town::new(units, &mut random);
        let mut planted: BTreeSet<(&'static str, String)> = BTreeSet::new();
        // Seven kinds a town, so that every kind comes up; every other unit, so that neighbours stay as they are.
        let (first, at) = (usize::try_from(seed).expect("small") * 7, random.below(units / 2));
        for k in 0..7 {
            let kind = (first + k) % Town::KINDS;
            kinds.insert(kind);
            planted.extend(town.plant(kind, (at + k) % 7 * 2));
        }
        let (site, _) = town.site();
        let (account, wrong) = account(&site);
        let mut found = told(&site, &account);
        found.extend(told_of_pages(&site));
        let is_error = |rule: &str| mingbai::check::find(rule).is_some_and(|r| r.severity == Severity::Error);
        assert_eq!(
            wrong.iter().filter(|p| p.severity == Severity::Error).count(),
            found.iter().filter(|(rule, _)| is_error(rule)).count(),
            "what the site gets wrong is an error"
        );
        for (which, errors) in [(0, false), (1, true)] {
            let of = |set: &BTreeSet<(&'static str, String)>| -> BTreeSet<(&'static str, String)> {
                set.iter().filter(|(rule, _)| is_error(rule) == errors).cloned().collect()
            };
            let (planted, found) = (of(&planted), of(&found));
            let hit = planted.intersection(&found).count();
            sums[which] = [sums[which][0] + planted.len(), sums[which][1] + found.len(), sums[which][2] + hit];
            let (missed, extra) = (planted.difference(&found), found.difference(&planted));
            let (missed, extra): (Vec<_>, Vec<_>) = (missed.collect(), extra.collect());
            println!(
                "town {seed}, errors {errors}: {} planted, {} found; missed {missed:?}, besides {extra:?}",
                planted.len(),
                found.len()
            );
        }
    }
    assert_eq!(kinds.len(), Town::KINDS, "every kind was planted");
    for (which, name) in [(0, "notes"), (1, "errors")] {
        let [planted, found, hit] = sums[which];
        println!("{name}: recall {hit}/{planted}, precision {hit}/{found}");
        assert!(planted > 0 && hit == planted && hit == found, "{name}: {hit} of {planted} planted, {found} found");
    }
}
