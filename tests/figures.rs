//! Figures: computed exactly from records, not known where a record does not say, and refused where they make no sense.

use crate::support;
use mingbai::load::{SourceFile, Sources, parse};
use mingbai::model::figure::Outcome;
use mingbai::model::{Overrides, Site, build};

const SITE: &str = "title: 甲\nbase_url: https://t.example/\npublisher: 乙\nas_of: 2023-08-31\n";
const HOME: &str = "---\ntitle: 首页\n---\n";
const PROJECTS: &str = "title: 项目
fields:
  - {name: state, title: 状态, type: string, constraints: {required: true}, categories: [{value: talks, label: 在谈}, {value: signed, label: 签约}, {value: started, label: 动工}, {value: lapsed, label: 失效}]}
  - {name: value, title: 合同金额, type: string, constraints: {required: true}, mingbai: {value: amount, unit: 万元, stage: contracted}}
  - {name: signed, title: 签约日期, type: date, mingbai: {partial: true}}
  - {name: paid, title: 到资, type: string, mingbai: {value: amount, unit: 万元, stage: paid_in}}
mingbai: {machine: {state: state, steps: [talks, signed, started], side: [lapsed]}}
";
const RECORDS: &str = "- {id: a, title: 甲, state: 在谈, value: 100, sources: [总结], as_of: 2023}
- {id: b, title: 乙, state: 签约, value: 2000.5, signed: 2023-03上旬, paid: 120, sources: [总结], as_of: 2023}
- {id: c, title: 丙, state: 动工, value: 4400, signed: 2023-05, paid: 原文未写, sources: [总结], as_of: 2023}
- {id: d, title: 丁, state: 失效, value: 7, signed: 2022, sources: [总结], as_of: 2023}
";
const INDICATORS: &str = "title: 指标\nfields: []\n";
const OBSERVATIONS: &str = "title: 观测值
fields:
  - {name: indicator, title: 指标, type: string, constraints: {required: true}, mingbai: {ref: indicators}}
  - {name: period, title: 时段, type: date, constraints: {required: true}, mingbai: {partial: true}}
  - {name: value, title: 数值, type: string, constraints: {required: true}, mingbai: {value: measure}}
";
const VALUES: &str =
    "- {id: v22, title: 一, indicator: visits, period: 2022, value: 12万人次, sources: [总结], as_of: 2022}
- {id: v23, title: 二, indicator: visits, period: 2023, value: 约16万人次, sources: [总结], as_of: 2023}
- {id: i23, title: 三, indicator: income, period: 2023, value: 4000万元（收入）, sources: [总结], as_of: 2023}
";

fn files(figures: &str) -> Vec<(&'static str, &str)> {
    vec![
        ("site.yaml", SITE),
        ("content/_index.md", HOME),
        ("content/projects/_collection.yaml", PROJECTS),
        ("content/projects/all.yaml", RECORDS),
        ("content/indicators/_collection.yaml", INDICATORS),
        (
            "content/indicators/all.yaml",
            "- {id: visits, title: 游客, sources: [总结], as_of: 2023}\n- {id: income, title: 收入, sources: [总结], as_of: 2023}\n",
        ),
        ("content/observations/_collection.yaml", OBSERVATIONS),
        ("content/observations/all.yaml", VALUES),
        ("content/figures.yaml", figures),
    ]
}

fn site(figures: &str) -> (Site, Vec<String>) {
    of(&files(figures))
}

fn of(files: &[(&'static str, &str)]) -> (Site, Vec<String>) {
    let files = files.iter().map(|(path, text)| SourceFile { path: (*path).into(), bytes: text.as_bytes().into() });
    let (parsed, mut problems) = parse(&Sources::new(files.collect()));
    let (site, found) = build(parsed, &Overrides::default());
    problems.append(found);
    problems.sort();
    let told = problems.iter().filter(|p| p.rule != "data/source").map(|p| format!("{} {}", p.rule, p.message.zh));
    (site.expect("a site"), told.collect())
}

/// What a figure is, in words.
fn told(site: &Site, name: &str) -> String {
    let figure = site.figures.iter().find(|f| f.name == name).unwrap_or_else(|| panic!("{name} is there"));
    match &figure.outcome {
        Outcome::Known(known) => {
            let field = mingbai::model::Field::named(name);
            let mut text = mingbai::model::words(site, &field, &known.value, 0).into_owned();
            if let Some(per) = known.per {
                text = format!("{text}/{per}");
            }
            if known.is_open_count {
                text.push_str("（已列出）");
            }
            text
        }
        Outcome::Open(records) => {
            let ids = records.iter().map(|(page, _)| site.pages[*page].id.clone().unwrap_or_default());
            format!("不知道：{}", ids.collect::<Vec<_>>().join(" "))
        }
        Outcome::Empty => "没有".to_owned(),
        Outcome::Wrong => "错".to_owned(),
    }
}

#[test]
fn figures_are_computed_exactly() {
    let (site, problems) = site(
        "signed: {sum: {of: projects, field: value, where: {state: {from: signed}}}}
listed: {sum: {of: projects, field: value}}
in-yuan: {sum: {of: 项目, 字段: 合同金额, 条件: {状态: [签约, 动工]}}, unit: 元}
paid: {sum: {of: projects, field: paid}}
talks: {count: {of: projects, where: {state: 在谈}}}
not-talks: {count: {of: projects, where: {state: {not: [在谈, 失效]}}}, unit: 项}
spring: {count: {of: projects, where: {signed: {in: 2023-H1}}}}
none: {sum: {of: projects, field: value, where: {state: 在谈, signed: {in: 2023}}}}
share: {share: {of: projects, where: {state: 动工}, among: {state: {from: 签约}}}}
large: {count: {of: projects, where: {value: {from: 2000万元}}}}
said: {count: {of: projects, where: {signed: {unknown: false}}}}
latest: {latest: {of: observations, field: value, where: {indicator: visits}}}
growth: {difference: [visits@2023, visits@2022]}
each: {ratio: [income@2023, visits@2023]}
more: {ratio: ['visits@2023', 'observations/v22#value'], decimals: 2}
again: {value: signed, unit: 亿元, decimals: 2}
",
    );
    assert_eq!(problems, Vec::<String>::new());
    let all = [
        ("signed", "6400.5万元"),
        ("listed", "6507.5万元"),
        ("in-yuan", "64005000元"),
        ("paid", "不知道：a c d"),
        ("talks", "1个（已列出）"),
        ("not-talks", "2项（已列出）"),
        ("spring", "2个（已列出）"),
        ("none", "没有"),
        ("share", "50%（1/2）（已列出）"),
        ("large", "2个（已列出）"),
        ("said", "3个（已列出）"),
        ("latest", "约16万人次"),
        ("growth", "约4万人次"),
        ("each", "约250元/人次"),
        ("more", "约133.33%（160000/120000）"),
        ("again", "0.64亿元"),
    ];
    let found: Vec<(&str, String)> = all.iter().map(|(name, _)| (*name, told(&site, name))).collect();
    let wanted: Vec<(&str, String)> = all.iter().map(|(name, text)| (*name, (*text).to_owned())).collect();
    assert_eq!(found, wanted);
}

/// What is computed of a figure is computed of what it was before it was rounded, and keeps all of its doubt.
#[test]
fn doubt_and_rounding_come_through() {
    let values =
        "- {id: near, title: 一, indicator: visits, period: 2021, value: 近30万人次, sources: [总结], as_of: 2022}
- {id: sure, title: 二, indicator: visits, period: 2022, value: 16万人次, sources: [总结], as_of: 2022}
- {id: more, title: 三, indicator: visits, period: 2020, value: 3000多人次, sources: [总结], as_of: 2022}
- {id: money, title: 四, indicator: income, period: 2022, value: 6400万元, sources: [总结], as_of: 2022}
- {id: floor, title: 七, indicator: income, period: 2019, value: 不低于431.56万元, sources: [总结], as_of: 2022}
- {id: half, title: 五, indicator: income, period: 2021, value: 22.5%, sources: [总结], as_of: 2022}
- {id: third, title: 六, indicator: income, period: 2020, value: 23%, sources: [总结], as_of: 2022}
";
    let figures = "less: {difference: [visits@2021, visits@2022]}
each: {ratio: [income@2022, visits@2020]}
few: {value: income@2022, unit: 亿元, decimals: 0}
of-few: {ratio: [few, income@2022]}
points: {difference: [income@2021, income@2020]}
mille: {ratio: [visits@2022, visits@2022], unit: ‰}
floor: {value: observations/floor#value, unit: 万元, decimals: 0}
alone: {sum: {of: observations, field: value, where: {indicator: visits, period: 2020}}}
";
    let mut files = files(figures);
    files.iter_mut().for_each(|(path, text)| {
        if path.ends_with("observations/all.yaml") {
            *text = values;
        }
    });
    let (site, problems) = of(&files);
    assert_eq!(problems, Vec::<String>::new());
    let all = [
        ("less", "不超过14万人次"),
        ("each", "不超过21334元/人次"),
        ("floor", "不低于431万元"),
        ("few", "1亿元"),
        ("of-few", "100%（64000000/64000000）"),
        ("points", "-0.5个百分点"),
        ("mille", "1000‰（160000/160000）"),
        ("alone", "3000多人次"),
    ];
    let found: Vec<(&str, String)> = all.iter().map(|(name, _)| (*name, told(&site, name))).collect();
    let wanted: Vec<(&str, String)> = all.iter().map(|(name, text)| (*name, (*text).to_owned())).collect();
    assert_eq!(found, wanted);
    let bounds = |name: &str| {
        let figure = site.figures.iter().find(|f| f.name == name).expect("it is there");
        figure.outcome.measured().map(|m| (m.interval.low, m.interval.high)).expect("a number")
    };
    let visits = 1_000_000;
    assert_eq!(bounds("less"), (Some(110_000 * visits), Some(140_000 * visits)));
    assert_eq!(bounds("each"), (Some(1_600_000), Some(2_133_334)));
    let few = site.figures.iter().find(|f| f.name == "few").expect("it is there");
    assert!(matches!(&few.outcome, Outcome::Known(known) if known.number().as_deref() == Some("64000000")));
}

#[test]
fn what_makes_no_sense_is_refused() {
    let cases = [
        ("x: {count: {of: projects, where: {state: {}}}}", "figure/definition 条件是空的"),
        ("x: {count: {of: projects, where: {state: []}}}", "figure/definition 条件是空的"),
        ("x: {share: {of: projects}}", "figure/definition 没有写是其中哪一部分"),
        ("x: {value: ''}", "figure/definition 没有写是哪个数"),
        ("x: {ratio: [visits@2023, visits@2022], unit: 倍}", "figure/definition “x”不能用“倍”作单位"),
        ("x: {sum: {of: projcts, field: value}}", "figure/definition 没有“projcts”这个集合"),
        ("x: {sum: {of: projects, field: vaule}}", "figure/definition “项目”没有“vaule”这个字段"),
        ("x: {sum: {of: projects}}", "figure/definition 没有写是哪个字段"),
        ("x: {sum: {field: value}}", "figure/definition 没有写是哪个集合"),
        ("x: {sum: {of: projects, field: state}}", "figure/definition “x”用到的字段不是数"),
        ("x: {count: {of: projects, where: {state: 在淡}}}", "figure/definition “状态”不会是“在淡”"),
        ("x: {count: {of: projects, where: {state: {from: 失效}}}}", "figure/definition “state”的值没有先后"),
        ("x: {count: {of: projects, where: {value: {from: 甲}}}}", "data/amount “甲”不是金额"),
        ("x: {sum: {of: projects, field: value.amount}}", "figure/definition “合同金额”没有“amount”这个字段"),
        ("x: {title: 甲}", "figure/definition “x”没有写怎么来"),
        ("x: {value: visits@2023, count: {of: projects}}", "figure/definition 写了 value 又写了 count"),
        ("x: {difference: [visits@2023]}", "figure/definition 这里要写两个数"),
        ("x: {difference: [visits@2023, income@2023]}", "figure/dimension “x”把不是一回事的数算在一起"),
        (
            "x: {difference: [projects/b#value, projects/b#paid]}",
            "figure/stage “x”把不同阶段的金额算在一起：签约、到资",
        ),
        ("x: {value: y}\ny: {value: x}", "figure/definition “x”绕了一圈又要用到自己"),
        ("x: {value: x}", "figure/definition “x”绕了一圈又要用到自己"),
        ("x: {value: viists@2023}", "figure/missing 没有“viists@2023”这个观测值"),
        ("x: {value: projects/e#value}", "figure/missing 没有“projects/e”这条记录"),
        ("x: {value: projects/a#vlaue}", "figure/missing “projects/a”没有“vlaue”这个字段"),
        ("x: {value: y}", "figure/missing 没有“y”这个数"),
        ("X_1: {value: visits@2023}", "figure/definition “X_1”不能作名字"),
        ("x: {value: visits@2023, unit: 万元}", "figure/definition “x”不能用“万元”作单位"),
        ("x: {value: visits@2023, decimals: 9}", "figure/definition 不能是9位"),
    ];
    for (figures, wanted) in cases {
        let (_, problems) = site(figures);
        assert_eq!(problems, [wanted], "{figures}");
    }
}

#[test]
fn the_town_has_its_figures() {
    let (parsed, problems) = mingbai::load::read_site(&support::town());
    assert!(!problems.has_errors());
    let (site, _) = build(parsed, &Overrides::default());
    let site = site.expect("the town");
    let all = [
        ("visits-2023", "达16万人次"),
        ("income-per-visit", "约250元/人次"),
        ("negotiating-2023", "11个"),
        ("signed-listed", "2个（已列出）"),
        ("signed-value-listed", "不知道：fu-jing-min-su jiao-lu-mei-qi"),
        ("started-value-listed", "不知道：jiao-lu-mei-qi"),
        ("introduced-of-signed", "68.75%（44000000/64000000）"),
        ("meetings-total", "30次"),
        ("commitments-total", "36条（已列出）"),
        ("commitments-planned", "31条（已列出）"),
        ("commitments-elsewhere", "5条（已列出）"),
        ("commitments-dated", "5条（已列出）"),
        ("commitments-by-october", "4项（已列出）"),
        ("commitments-with-post", "0条（已列出）"),
        ("commitments-with-budget", "2条（已列出）"),
        ("school-places", "180个学位"),
        ("health-building-area", "736平方米"),
        ("canal-length", "700米"),
        ("weirs", "9个"),
        ("flood-works", "3类"),
        ("land-asked", "20亩"),
        ("public-works", "15项（已列出）"),
        ("investment-projects", "5项（已列出）"),
        ("asset-projects", "2项（已列出）"),
        ("projects-total", "22个（已列出）"),
    ];
    let found: Vec<(&str, String)> = all.iter().map(|(name, _)| (*name, told(&site, name))).collect();
    let wanted: Vec<(&str, String)> = all.iter().map(|(name, text)| (*name, (*text).to_owned())).collect();
    assert_eq!(found, wanted);
}

/// A definition that makes no sense is told, and whatever leans on it is made as far as it can be.
#[test]
fn wrong_definitions_do_not_stop_the_run() {
    let figures = "a: {title: 甲}
b: {value: a}
c: {sum: {of: projcts, field: x}}
d: {difference: [a, visits@2023]}
e: {value: f}
f: {value: e}
";
    let page = "---\ntitle: 页\naccount: true\n---\n[5个](figure:a) [](figure:b) [](figure:c) [](figure:e)\n\n```figures\n[a, b, c, d, e]\n```\n\n```chart\nkind: bars\nitems: [a, c, d]\n```\n";
    let mut files = files(figures);
    files.push(("content/page.md", page));
    let files: Vec<(&str, String)> = files.iter().map(|(path, text)| (*path, (*text).to_owned())).collect();
    let (_, problems) = support::rendered(&files);
    let told: Vec<&str> = problems.iter().map(|p| p.rule).filter(|rule| rule.starts_with("figure/")).collect();
    assert_eq!(told, ["figure/definition"; 3]);
}
