//! Blocks and charts as pages show them. Drawings are kept in `tests/charts/`; `UPDATE=1 cargo test --test charts` writes
//! what it draws: look at it before you commit it.
#![expect(clippy::disallowed_methods, reason = "this test reads and writes its drawings")]

mod support;

use std::fs;
use std::path::Path;

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
    for (page, tag) in [("x/index.html", "zh"), ("en/x/index.html", "en")] {
        let drawn = drawings(&outputs[page]);
        let names = ["bars", "steps", "counts", "ladder", "ladders"];
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
