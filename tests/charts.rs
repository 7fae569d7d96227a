//! Blocks and charts as pages show them. Drawings are kept in `tests/charts/`; `UPDATE=1 cargo test --test all charts::` writes
//! what it draws: look at it before you commit it.
#![expect(clippy::disallowed_methods, reason = "this test reads and writes its drawings")]

use std::fs;
use std::path::Path;

use crate::support;

const SITE: &str = "title: {zh-CN: 甲, en: A}\nbase_url: https://t.example/\npublisher: 乙\nas_of: 2023-08-31\nlanguages: [zh-CN, en]\n";
const FUNDS: &str = "title: {zh-CN: 资金, en: Funds}
fields:
  - {name: state, title: {zh-CN: 到哪一步, en: State}, type: string, constraints: {required: true}, categories: [{value: applied, label: {zh-CN: 争取中, en: Applied for}}, {value: approved, label: {zh-CN: 已批复, en: Approved}}, {value: received, label: {zh-CN: 已到账, en: Received}}, {value: returned, label: {zh-CN: 已收回, en: Returned}}]}
  - {name: applied, title: {zh-CN: 争取金额, en: Applied for}, type: string, constraints: {required: true}, mingbai: {value: amount, unit: 万元, stage: applied}}
  - {name: approved, title: {zh-CN: 批复金额, en: Approved}, type: string, constraints: {required: true}, mingbai: {value: amount, unit: 万元, stage: approved}}
  - {name: used, title: {zh-CN: 支出金额, en: Used}, type: string, constraints: {required: true}, mingbai: {value: amount, unit: 万元, stage: paid}}
  - {name: places, title: {zh-CN: 学位, en: Places}, type: string, mingbai: {value: quantity, unit: 学位}}
mingbai: {list: [state, applied], machine: {state: state, steps: [applied, approved, received], side: [returned]}}
";
const FIGURES: &str = "all: {title: {zh-CN: 批了多少, en: Approved in all}, sum: {of: funds, field: approved}}
asked: {title: {zh-CN: 要了多少, en: Asked for in all}, sum: {of: funds, field: applied}}
";

fn funds(first: &str) -> String {
    format!(
        "- {{id: a, title: 甲笔, state: 已批复, applied: {first}, approved: 约150, used: 原文未写, places: 120, sources: [文件], as_of: 2023}}
- {{id: b, title: 乙笔<b>, state: 争取中, applied: 不低于431.56, approved: 原文未写, used: 原文未写, places: 近30, sources: [文件], as_of: 2023}}
- {{id: c, title: 丙笔, state: 已收回, applied: 40, approved: 30, used: 10.5, sources: [文件], as_of: 2022}}
"
    )
}

const BODY: &str = "
```figures
title: 几个数
items: [all, asked, {figure: funds/a#applied, title: 甲笔要的}, funds/b#approved]
```

```table
of: funds
fields: [state, applied, used, places]
sort: applied
descending: true
total: [applied, used]
```

```records
of: funds
where: {state: [争取中, 已批复]}
sort: title
limit: 1
```

```chart
kind: bars
of: funds
field: applied
```

```chart
kind: steps
record: funds/a
```

```chart
kind: steps
of: funds
```

```chart
kind: ladder
record: funds/c
```

```chart
kind: ladder
of: funds
```
";

const PLANS: &str = "title: {zh-CN: 承诺, en: Commitments}
fields:
  - {name: due_original, title: {zh-CN: 期限, en: Due}, type: date, mingbai: {partial: true}}
  - {name: due_changes, title: {zh-CN: 调整, en: Changes}, type: array, mingbai: {fields: [{name: new, title: {zh-CN: 新期限, en: New}, type: date, mingbai: {partial: true}}]}}
  - {name: delivery, title: {zh-CN: 进展, en: Delivery}, type: string, categories: [{value: under_way, label: {zh-CN: 推进中, en: Under way}}, {value: delivered, label: {zh-CN: 已完成, en: Delivered}}]}
mingbai: {list: [due_original]}
";

const DEADLINES: &str = "
- {id: a, title: 教学楼启用, due_original: 2023-09, delivery: 推进中, sources: [文件], as_of: 2023}
- {id: b, title: 旅游一期<步道>和观景台，连同停车场、标识和公厕一起完工, due_original: 2023年10月前（未说明）, sources: [文件], as_of: 2023}
- {id: c, title: 水圳抢修, due_original: 2023-08-10, sources: [文件], as_of: 2023}
- {id: d, title: 户厕, due_original: 2023年12月底前, due_changes: [{new: 2024-03-15}], sources: [文件], as_of: 2023}
- {id: e, title: 路灯, due_original: 2023年底前, sources: [文件], as_of: 2023}
- {id: f, title: 公卫楼, due_original: 原文未写, sources: [文件], as_of: 2023}
- {id: g, title: 图书室, due_original: 2023-05, delivery: 已完成, sources: [文件], as_of: 2023}
";

const TIMELINES: &str = "
```timeline
title: 快到期的事
of: plans
```

```timeline
of: plans
within: 30
limit: 2
```

```时间线
集合: plans
条件: {delivery: delivered}
天数: 7
```
";

/// A page of those blocks, in Chinese and in English, on a site with those records.
fn both(as_of: &str, blocks: &str, records: &[(&str, &str)]) -> [String; 2] {
    let page = |title: &str| format!("---\ntitle: {title}\n---\n{blocks}");
    let mut files = vec![
        ("site.yaml", SITE.replace("2023-08-31", as_of)),
        ("content/_index.md", "---\ntitle: 首页\n---\n".to_owned()),
        ("content/_index.en.md", "---\ntitle: Home\n---\n".to_owned()),
        ("content/t.md", page("图")),
        ("content/t.en.md", page("Charts")),
    ];
    files.extend(records.iter().map(|(path, text)| (*path, (*text).to_owned())));
    let (outputs, problems) = support::rendered(&files);
    let told: Vec<String> =
        problems.iter().filter(|p| p.rule != "data/source").map(|p| format!("{} {}", p.rule, p.message.en)).collect();
    assert_eq!(told, Vec::<String>::new());
    ["t/index.html", "en/t/index.html"].map(|path| outputs[path].clone())
}

fn deadlines(as_of: &str) -> [String; 2] {
    both(as_of, TIMELINES, &[("content/plans/_collection.yaml", PLANS), ("content/plans/all.yaml", DEADLINES)])
}

const WORKS: &str = "title: {zh-CN: 工程, en: Works}
fields:
  - {name: state, title: {zh-CN: 状态, en: State}, type: string, constraints: {required: true}, categories: [{value: talks, label: {zh-CN: 在谈, en: In talks}}, {value: signed, label: {zh-CN: 签约, en: Signed}}, {value: built, label: {zh-CN: 投产, en: In use}}]}
  - {name: planned_end, title: {zh-CN: 计划完工, en: Planned end}, type: date, mingbai: {partial: true}}
  - {name: actual_end, title: {zh-CN: 实际完工, en: Actual end}, type: date, mingbai: {partial: true}}
  - {name: budget, title: {zh-CN: 预算, en: Budget}, type: string, mingbai: {value: amount, unit: 万元, stage: budget}}
  - {name: contract_value, title: {zh-CN: 合同额, en: Contract}, type: string, mingbai: {value: amount, unit: 万元, stage: contracted}}
mingbai: {list: [state], sort: id, machine: {state: state, steps: [talks, signed, built]}}
";

const PROJECTS: &str = "
- {id: a, title: 新教学楼, state: built, planned_end: 2023-06-30, actual_end: 2023-08-15, budget: 620, contract_value: 598.5, sources: [文件], as_of: 2023}
- {id: b, title: 公共卫生服务中心综合楼（含预防接种门诊）, state: signed, planned_end: 2023-06, actual_end: 2023-07, budget: 约200, contract_value: 236, sources: [文件], as_of: 2023}
- {id: c, title: 水圳, state: signed, planned_end: 2023-05, actual_end: 原文未写, budget: 80, contract_value: 原文未写, sources: [文件], as_of: 2023}
- {id: d, title: 陂头, state: built, planned_end: 2023-07, actual_end: 2023-07-12, budget: 45, contract_value: 45, sources: [文件], as_of: 2023}
- {id: e, title: 文化广场, state: talks, planned_end: 原文未写, actual_end: 原文未写, budget: 原文未写, contract_value: 原文未写, sources: [文件], as_of: 2023}
- {id: f, title: 停车场, state: built, planned_end: 2023-09, actual_end: 2023-08-01, budget: 约100, contract_value: 98, sources: [文件], as_of: 2023}
";

const INDICATORS: &str = "title: {zh-CN: 指标, en: Indicators}
fields:
  - {name: target, title: {zh-CN: 目标, en: Targets}, type: array, mingbai: {fields: [{name: period, title: {zh-CN: 目标时段, en: Period}, type: date, mingbai: {partial: true}}, {name: value, title: {zh-CN: 目标值, en: Value}, type: string, mingbai: {value: measure}}]}}
  - {name: breaks, title: {zh-CN: 口径变化, en: Breaks}, type: array, mingbai: {fields: [{name: at, title: {zh-CN: 变化时间, en: At}, type: date, mingbai: {partial: true}}, {name: reason, title: {zh-CN: 变化原因, en: Reason}, type: string}]}}
mingbai: {list: [target]}
";

const COUNTED: &str = "
- {id: visits, title: 游客, target: [{period: 2024, value: 30万人次}], breaks: [{at: 2019, reason: 改用闸机计数。}], sources: [文件], as_of: 2023}
- {id: income, title: 旅游收入, sources: [文件], as_of: 2023}
- {id: homes, title: 户厕, sources: [文件], as_of: 2023}
";

const OBSERVATIONS: &str = "title: {zh-CN: 观测值, en: Observations}
fields:
  - {name: indicator, title: {zh-CN: 指标, en: Indicator}, type: string, mingbai: {ref: indicators}}
  - {name: period, title: {zh-CN: 时段, en: Period}, type: date, mingbai: {partial: true}}
  - {name: place, title: {zh-CN: 范围, en: Place}, type: string}
  - {name: value, title: {zh-CN: 数值, en: Value}, type: string, mingbai: {value: measure}}
mingbai: {list: [value]}
";

const SEEN: &str = "id,标题,indicator,period,place,value,来源,截至
a,一,visits,2014,全镇,8万人次,文件,2023
b,二,visits,2015,全镇,9.5万人次,文件,2023
c,三,visits,2016,全镇,约11万人次,文件,2023
d,四,visits,2018,全镇,13万人次,文件,2023
e,五,visits,2019,全镇,近20万人次,文件,2023
f,六,visits,2020,全镇,9万人次,文件,2023
g,七,visits,2021,全镇,14万人次,文件,2023
h,八,visits,2022,全镇,不低于15万人次,文件,2023
i,九,visits,2023,坑尾,3万人次,文件,2023
j,十,income,2021,全镇,3000万元,文件,2023
k,十一,income,2022,全镇,约4000万元,文件,2023
l,十二,homes,2022,全镇,5户,文件,2023
";

const COMPARED: &str = "
```chart
kind: dumbbell
of: works
from: planned_end
to: actual_end
```

```chart
kind: 对照
集合: works
从: budget
到: contract_value
```

```chart
kind: series
record: indicators/visits
```

```chart
kind: series
record: indicators/income
```

```chart
kind: series
record: indicators/homes
```

```chart
kind: steps
of: works
amount: contract_value
```
";

fn compared() -> [String; 2] {
    let records = [
        ("content/works/_collection.yaml", WORKS),
        ("content/works/all.yaml", PROJECTS),
        ("content/indicators/_collection.yaml", INDICATORS),
        ("content/indicators/all.yaml", COUNTED),
        ("content/observations/_collection.yaml", OBSERVATIONS),
        ("content/observations/all.csv", SEEN),
    ];
    both("2023-08-31", COMPARED, &records)
}

fn pages(first: &str) -> std::collections::BTreeMap<String, String> {
    let page = |title: &str| format!("---\ntitle: {title}\n---\n{BODY}");
    let files = [
        ("site.yaml", SITE.to_owned()),
        ("content/_index.md", "---\ntitle: 首页\n---\n".to_owned()),
        ("content/_index.en.md", "---\ntitle: Home\n---\n".to_owned()),
        ("content/x.md", page("图")),
        ("content/x.en.md", page("Charts")),
        ("content/figures.yaml", FIGURES.to_owned()),
        ("content/funds/_collection.yaml", FUNDS.to_owned()),
        ("content/funds/all.yaml", funds(first)),
    ];
    let (outputs, problems) = support::rendered(&files);
    let told: Vec<String> =
        problems.iter().filter(|p| p.rule != "data/source").map(|p| format!("{} {}", p.rule, p.message.en)).collect();
    assert_eq!(told, Vec::<String>::new());
    outputs
}

/// The drawings of a page, in order.
fn drawings(page: &str) -> Vec<String> {
    page.split("<svg ").skip(1).filter_map(|s| Some(format!("<svg {}</svg>\n", s.split_once("</svg>")?.0))).collect()
}

#[test]
fn drawings_are_as_kept() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/charts");
    let outputs = pages("200");
    let mut kept: Vec<(Vec<String>, &[&str], &str)> = Vec::new();
    for (page, tag) in [("x/index.html", "zh"), ("en/x/index.html", "en")] {
        kept.push((drawings(&outputs[page]), &["bars", "steps", "counts", "ladder", "ladders"], tag));
    }
    for (page, tag) in deadlines("2023-08-31").iter().zip(["zh", "en"]) {
        kept.push((drawings(page), &["timeline"], tag));
    }
    for (page, tag) in compared().iter().zip(["zh", "en"]) {
        kept.push((drawings(page), &["dates", "amounts", "series", "few", "counts-amounts"], tag));
    }
    for (drawn, names, tag) in kept {
        assert_eq!(drawn.len(), 2 * names.len());
        for (svg, (name, column)) in drawn.iter().zip(names.iter().flat_map(|n| [(n, "wide"), (n, "narrow")])) {
            let path = folder.join(format!("{name}.{column}.{tag}.svg"));
            if std::env::var_os("UPDATE").is_some() {
                fs::create_dir_all(&folder).expect("the folder of drawings");
                fs::write(&path, svg).expect("a drawing to be written");
            }
            let kept = fs::read_to_string(&path).unwrap_or_default();
            assert!(*svg == kept, "{} is drawn otherwise:\n{svg}", path.display());
        }
    }
    assert_eq!(outputs, pages("200"), "the same data, the same bytes");
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    text.split_once(from).and_then(|(_, rest)| rest.split_once(to)).map_or("", |(part, _)| part)
}

#[test]
fn values_come_from_records_and_are_said_as_they_are() {
    let outputs = pages("200");
    let page = &outputs["x/index.html"];
    // A sum over what is not stated is not made up; one that words leave open says so.
    let cards: Vec<&str> = page.split("<span class=\"card-label\">").skip(1).collect();
    assert!(cards[0].starts_with("<a href=\"/figures/all/\">批了多少</a></span>"), "{}", cards[0]);
    assert!(cards[0].contains("没法算：1条记录没有写"), "{}", cards[0]);
    assert!(
        cards[1].contains("<data value=\"6715600\"><small>不低于</small><b>671.56</b><small>万元</small></data>"),
        "{}",
        cards[1]
    );
    assert!(cards[2].starts_with("<a href=\"/funds/a/#field-applied\">甲笔要的</a>"), "{}", cards[2]);
    assert!(
        cards[2].contains("<b>200</b><small>万元</small></data> <span class=\"stage\">申请</span>"),
        "{}",
        cards[2]
    );
    assert!(cards[3].contains("<span class=\"unknown\">原文未写</span>"), "{}", cards[3]);
    // Largest first; what cannot be added up says why.
    let table = between(page, "<table class=\"records\">", "</table>");
    let order: Vec<usize> = ["乙笔", "甲笔", "丙笔"].iter().filter_map(|t| table.find(t)).collect();
    assert!(order.windows(2).all(|w| w[0] < w[1]) && order.len() == 3, "{table}");
    assert!(table.contains("乙笔&lt;b&gt;") && !page.contains("乙笔<b>"));
    let foot = between(page, "<tfoot>", "</tfoot>");
    assert!(foot.contains("不低于671.56万元") && foot.contains("没法合计：2条没有写"), "{foot}");
    let list = between(page, "<ul class=\"entries\">", "</ul>");
    assert_eq!(list.matches("<li>").count(), 1);
    // A record that has left the line, and a stage of which a part is known.
    assert!(page.contains("<p class=\"block-note\">已收回：1条</p>"));
    assert!(page.contains("写明的1条共10.5万元，另有2条没有写"));
    assert!(page.contains("<th scope=\"row\">争取金额</th><td>40万元</td>"));
    // The other language has the same numbers in its own words, and no Chinese but names.
    let english = &outputs["en/x/index.html"];
    assert!(english.contains("<b>6,715,600</b>") && english.contains("cannot be computed: 1 record(s) do not say"));
    assert!(english.contains("in CNY million"), "the axis");
    // Each field that a block shows knows where; what is only counted does not.
    let quoted = between(&outputs["funds/a/index.html"], "id=\"mb-quoted\"", "</section>");
    assert!(quoted.contains("<dt>学位</dt><dd><a href=\"/x/\">图</a></dd>"), "{quoted}");
    // A record's page draws the stages of its money.
    assert!(outputs["funds/c/index.html"].contains("id=\"mb-ladder\""));
}

#[test]
fn one_cell_changes_all_that_hangs_on_it() {
    let (before, after) = (pages("200"), pages("217"));
    let traces = |outputs: &std::collections::BTreeMap<String, String>, number: &str| {
        outputs.values().map(|text| text.matches(number).count()).sum::<usize>()
    };
    assert!(traces(&before, "200万元") >= 6 && traces(&before, "671.56") >= 2);
    for old in ["200万元", "671.56", "2,000,000", "6,715,600"] {
        assert_eq!(traces(&after, old), 0, "{old}");
    }
    for (new, old) in [("217万元", "200万元"), ("688.56", "671.56"), ("2,170,000", "2,000,000")] {
        assert_eq!(traces(&after, new), traces(&before, old), "{new}");
    }
    let bar = |outputs: &std::collections::BTreeMap<String, String>| drawings(&outputs["x/index.html"])[0].clone();
    assert_ne!(bar(&before), bar(&after));
}

#[test]
fn deadlines_are_told_as_they_stand() {
    let [chinese, english] = deadlines("2023-08-31");
    let blocks: Vec<&str> = chinese.split("<figure class=\"block chart due\"").skip(1).collect();
    // The next one first; what is overdue says so in words; what is left has both ends where the words leave it open.
    let list = between(blocks[0], "<ol class=\"due-list\">", "</ol>");
    let items: Vec<String> = list.split("<li").skip(1).map(|li| between(li, ">", "</li>").to_owned()).collect();
    let left = |item: &String| between(item, "<span class=\"due-left\">", "</span>").to_owned();
    assert_eq!(
        items.iter().map(left).collect::<Vec<_>>(),
        ["逾期21天", "还有30天", "还有30至61天（期限有两种读法）", "还有122天", "还有197天"]
    );
    assert!(blocks[0].contains("<li class=\"late\"><a href=\"/plans/c/\">水圳抢修</a>"), "{}", blocks[0]);
    assert!(items[2].contains("2023年10月前（含不含原文未写）"), "{}", items[2]);
    assert!(items[4].contains("原定2023年12月底前，改过1次"), "{}", items[4]);
    assert!(blocks[0].contains("另有1条没有写期限。有期限的另有1条已经做完或了结。"), "{}", blocks[0]);
    assert!(blocks[0].contains("站点日期：2023年8月31日") && blocks[0].contains("href=\"/plans/plans.csv\""));
    assert_eq!(drawings(blocks[0]).len(), 2);
    // Few are a list only; what is left out is counted.
    assert!(blocks[1].contains("承诺：30天内到期的") && drawings(blocks[1]).is_empty(), "{}", blocks[1]);
    assert!(blocks[1].contains("另有1条更晚到期，这里没有列。另有2条期限更晚。"), "{}", blocks[1]);
    // Nothing is said in words.
    assert!(blocks[2].contains("<p class=\"due-none\">从站点日期起7天内，没有写明要到期的事，也没有逾期的。</p>"));
    assert!(english.contains("days overdue: 21") && english.contains("Site date: 31 August 2023"), "{english}");
    // Another day, another standing.
    let later = &deadlines("2023-10-11")[0];
    assert!(later.contains("逾期62天") && later.contains("逾期11天"));
    assert!(later.contains("是否逾期说不准：原文没写含不含；含的话还有20天"));
}

#[test]
fn what_is_planned_and_what_came_are_told_apart() {
    let [page, english] = compared();
    let blocks: Vec<&str> = page.split("<figure class=\"block chart\"").skip(1).collect();
    let cells = |block: &str, title: &str| -> Vec<String> {
        let row = between(block, &format!("<th scope=\"row\">{title}</th>"), "</tr>");
        row.split("<td>").skip(1).map(|cell| between(&format!(">{cell}"), ">", "</td>").to_owned()).collect()
    };
    // A month is met within it; what is only known to a month is late by two numbers; what is not known is words.
    let dates = |title: &str| cells(blocks[0], title);
    assert_eq!(dates("新教学楼"), ["2023年6月30日", "2023年8月15日", "晚46天"]);
    assert_eq!(dates("公共卫生服务中心综合楼（含预防接种门诊）"), ["2023年6月", "2023年7月", "晚1至31天"]);
    assert_eq!(dates("陂头"), ["2023年7月", "2023年7月12日", "按期"]);
    assert_eq!(dates("停车场"), ["2023年9月", "2023年8月1日", "早31天"]);
    assert_eq!(dates("水圳"), ["2023年5月", "原文未写", "没法比"]);
    assert!(blocks[0].contains("计划完工：原文未写、实际完工：原文未写"), "{}", blocks[0]);
    assert!(blocks[0].contains("href=\"/works/works.csv\""));
    let amounts = |title: &str| cells(blocks[1], title);
    assert_eq!(amounts("新教学楼"), ["620万元", "598.5万元", "少21.5万元"]);
    assert_eq!(amounts("公共卫生服务中心综合楼（含预防接种门诊）"), ["约200万元", "236万元", "多约36万元"]);
    assert_eq!(amounts("陂头"), ["45万元", "45万元", "一样多"]);
    assert_eq!(amounts("停车场"), ["约100万元", "98万元", "数不确切，没法比"]);
    assert!(english.contains("days late: 46") && english.contains("on time") && english.contains("CNY 215,000 less"));
    // Amounts beside counts, with how many do not say.
    let steps = blocks.last().expect("the steps");
    assert_eq!(cells(steps, "在谈"), ["1条", "1条都没有写"]);
    assert_eq!(cells(steps, "签约"), ["2条", "写明的1条共236万元，另有1条没有写"]);
    assert_eq!(cells(steps, "投产"), ["3条", "741.5万元"]);
}

#[test]
fn no_line_joins_what_cannot_be_compared() {
    let [page, _] = compared();
    let blocks: Vec<&str> = page.split("<figure class=\"block chart\"").skip(1).collect();
    let visits = blocks[2];
    // 2014 to 2016, and after the break 2019 to 2022; not over 2017, for which there is no number.
    for svg in drawings(visits) {
        let lines: Vec<usize> =
            svg.split("<path class=\"series\"").skip(1).map(|p| between(p, "d=\"", "\"").split('L').count()).collect();
        assert_eq!(lines, [3, 4], "{svg}");
        assert_eq!(svg.matches("<line class=\"break\"").count(), 1);
        assert_eq!(svg.matches("<line class=\"target\"").count(), 1);
        // A target of one year is a mark at that year, not a line over all; the last point has its number.
        let target = between(&svg, "<line class=\"target\" ", "/>");
        let x = |name: &str| between(target, &format!("{name}=\""), "\"").parse::<i32>().expect("a number");
        assert!(x("x2") - x("x1") < 50, "{target}");
        assert!(svg.contains(">不低于15万人次</text>"), "{svg}");
        // 约 and 近 are rings with a line, 不低于 a ring with an arrow.
        assert_eq!(svg.matches("<circle class=\"dot open\"").count(), 3);
        assert_eq!(svg.matches("<circle class=\"dot\"").count(), 5);
        assert_eq!(svg.matches("<path class=\"open\"").count(), 1);
    }
    assert!(visits.contains("游客：各期的数（单位：万人次）"), "{visits}");
    assert!(visits.contains("2019年起换了数法：改用闸机计数。前后不能直接比。"), "{visits}");
    assert!(visits.contains("一共9个数，其中1个说的是别的范围，只在表里。"), "{visits}");
    assert!(
        visits.contains("<td>3万人次</td><td>坑尾</td>") && visits.contains("目标：2024年，30万人次。"),
        "{visits}"
    );
    // Two are points, one is a table.
    let income = blocks[3];
    assert!(!income.contains("<path class=\"series\"") && income.contains("连了就像有走势"), "{income}");
    let homes = blocks[4];
    assert!(
        drawings(homes).is_empty() && homes.contains("能画的数不到两个") && homes.contains("<td>5户</td>"),
        "{homes}"
    );
}
