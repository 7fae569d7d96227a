//! Views by question: chosen by a key of the schema, worked out from fields of the model, in any town.

use std::collections::BTreeMap;

use crate::support::rendered;
use mingbai::diagnostic::{Diagnostics, Severity};

const SITE: &str = "title: 河口乡明白账\nbase_url: https://hekou.example/\nlanguages: [zh-CN, en]\nas_of: 2024-05-31\n";

const PLEDGES: &str = "title: 办的事
fields:
  - {name: due_original, type: date, title: 期限, mingbai: {partial: true}}
  - name: due_changes
    type: array
    title: 改期
    mingbai: {fields: [{name: new, type: date, title: 新期限, mingbai: {partial: true}}]}
  - {name: hedge, type: string, title: 原话}
  - {name: no_deadline_reason, type: string, title: 没有期限的说法}
  - name: delivery
    type: string
    title: 进展
    categories: [{value: not_rated, label: 未评估}, {value: delivered, label: 办成了}, {value: dropped, label: 不办了}]
  - name: evidence_level
    type: string
    title: 凭据
    categories: [{value: self_statement, label: 自己说的}, {value: document, label: 有文件}]
  - {name: responsible, type: string, title: 谁负责, mingbai: {ref: desks}}
  - {name: works, type: list, title: 工程, mingbai: {ref: works}}
  - {name: addresses_problem, type: list, title: 针对, mingbai: {ref: troubles}}
mingbai: {视图: 承诺, sort: id}
";

const WORKS: &str = "title: 工程
fields:
  - {name: track, type: string, title: 哪一类, categories: [{value: road, label: 修路}, {value: guest, label: 招商}]}
  - name: state
    type: string
    title: 到哪
    categories: [{value: talk, label: 谈着}, {value: sign, label: 签了}, {value: dig, label: 动工了}, {value: off, label: 黄了}]
  - {name: deal, type: string, title: 合同额, mingbai: {value: amount, stage: contracted}}
  - {name: places, type: list, title: 在哪, mingbai: {ref: hamlets}}
  - {name: contact_post, type: string, title: 找谁, mingbai: {ref: desks}}
mingbai:
  view: pipeline
  sort: id
  machine: {state: state, track: track, tracks: {road: {steps: [talk, dig]}, guest: {steps: [talk, sign, dig], side: [off]}}}
";

fn record(fields: &str) -> String {
    let head = "title: TITLE\nsources: [某文件]\nas_of: 2024\n";
    format!("---\n{head}{fields}---\n")
}

fn named(id: &str, title: &str, fields: &str) -> String {
    record(fields).replace("TITLE", title).replacen("---\n", &format!("---\nid: {id}\n"), 1)
}

fn section(title: &str) -> String {
    format!("---\ntitle: {title}\n---\n")
}

/// The town of the tests: nothing in it is called as in the first town.
fn hekou() -> BTreeMap<&'static str, String> {
    let simple = |title: &str, view: &str, fields: &str| {
        format!("title: {title}\nfields:\n{fields}mingbai: {{sort: id{view}}}\n")
    };
    BTreeMap::from([
        ("site.yaml", SITE.to_owned()),
        ("content/_index.md", section("首页")),
        ("content/pledges/_collection.yaml", PLEDGES.to_owned()),
        ("content/pledges/_index.md", section("办的事")),
        ("content/_index.en.md", section("Home")),
        ("content/pledges/_index.en.md", section("Pledges")),
        ("content/pledges/a.en.md", "---\nid: a\ntitle: Mend the bridge\n---\n".to_owned()),
        (
            "content/pledges/a.md",
            named(
                "a",
                "修桥",
                "due_original: 2024-05-20\ndelivery: not_rated\nevidence_level: self_statement\nresponsible: yuan\nworks: [north]\n",
            ),
        ),
        (
            "content/pledges/b.md",
            named(
                "b",
                "通水",
                "due_original: 2023-12\ndue_changes: [{new: 2024-06-10}]\ndelivery: not_rated\nevidence_level: self_statement\nhedge: 力争\naddresses_problem: [dry]\n",
            ),
        ),
        (
            "content/pledges/c.md",
            named(
                "c",
                "种树",
                "due_original: 2024年7月前（未说明）\ndelivery: not_rated\nevidence_level: self_statement\n",
            ),
        ),
        (
            "content/pledges/d.md",
            named("d", "装灯", "due_original: 2024-12\ndelivery: not_rated\nevidence_level: document\n"),
        ),
        (
            "content/pledges/e.md",
            named(
                "e",
                "建站",
                "due_original: 原文未写\nno_deadline_reason: “尽快”\ndelivery: not_rated\nevidence_level: self_statement\n",
            ),
        ),
        (
            "content/pledges/f.md",
            named("f", "清塘", "due_original: 2024-03\ndelivery: delivered\nevidence_level: document\n"),
        ),
        (
            "content/pledges/g.md",
            named("g", "办节", "due_original: 2024-03\ndelivery: dropped\nevidence_level: self_statement\n"),
        ),
        (
            "content/log/_collection.yaml",
            simple(
                "动静",
                "",
                "  - {name: record, type: string, title: 哪件, mingbai: {ref: pledges}}\n  - {name: happened_on, type: date, title: 哪天}\n  - {name: to_state, type: string, title: 变成}\n",
            ),
        ),
        ("content/log/_index.md", section("动静")),
        ("content/log/one.md", named("one", "清塘办成", "record: f\nhappened_on: 2024-04-02\nto_state: 办成了\n")),
        ("content/works/_collection.yaml", WORKS.to_owned()),
        ("content/works/_index.md", section("工程")),
        (
            "content/works/north.md",
            named("north", "北桥", "track: road\nstate: dig\nplaces: [bei]\ncontact_post: yuan\n"),
        ),
        ("content/works/tea.md", named("tea", "茶厂", "track: guest\nstate: sign\ndeal: 300万元\n")),
        ("content/works/inn.md", named("inn", "客栈", "track: guest\nstate: dig\ndeal: 200万元\n")),
        ("content/works/mill.md", named("mill", "磨坊", "track: guest\nstate: talk\ndeal: 原文未写\n")),
        ("content/works/zoo.md", named("zoo", "花圃", "track: guest\nstate: 原文未写\ndeal: 原文未写\n")),
        (
            "content/hamlets/_collection.yaml",
            simple(
                "湾子",
                ", view: places",
                "  - {name: parent, type: string, title: 上级, mingbai: {ref: hamlets}}\n",
            ),
        ),
        ("content/hamlets/_index.md", section("湾子")),
        ("content/hamlets/bei.md", named("bei", "北湾", "")),
        ("content/hamlets/nan.md", named("nan", "南湾", "")),
        (
            "content/desks/_collection.yaml",
            simple("位子", ", view: 职责", "  - {name: remit, type: string, title: 管什么}\n"),
        ),
        ("content/desks/_index.md", section("位子")),
        ("content/desks/yuan.md", named("yuan", "水利员", "")),
        (
            "content/troubles/_collection.yaml",
            simple(
                "难处",
                ", view: problems",
                "  - {name: measures, type: list, title: 措施, mingbai: {ref: pledges}}\n  - {name: causes, type: list, title: 为什么}\n  - {name: no_action_reason, type: string, title: 为什么没措施}\n",
            ),
        ),
        ("content/troubles/_index.md", section("难处")),
        ("content/troubles/dry.md", named("dry", "缺水", "causes: [井浅, 管旧]\n")),
        ("content/troubles/far.md", named("far", "路远", "causes: 原文未写\n")),
        ("content/troubles/old.md", named("old", "屋旧", "no_action_reason: 等规划\n")),
    ])
}

fn build(files: &BTreeMap<&'static str, String>) -> (BTreeMap<String, String>, Diagnostics) {
    let files: Vec<(&str, String)> = files.iter().map(|(path, text)| (*path, text.clone())).collect();
    rendered(&files)
}

fn good(files: &BTreeMap<&'static str, String>) -> BTreeMap<String, String> {
    let (outputs, problems) = build(files);
    let errors: Vec<String> =
        problems.iter().filter(|p| p.severity == Severity::Error).map(|p| format!("{p:?}")).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    outputs
}

/// The words of a page's body, without markup.
fn words(outputs: &BTreeMap<String, String>, path: &str) -> String {
    let html = outputs.get(path).unwrap_or_else(|| panic!("no output {path}"));
    let main = html.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).expect("a body");
    let mut out = String::new();
    let mut inside = true;
    for c in main.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                out.push(' ');
            }
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// That these words stand on a page, one after the other.
#[track_caller]
fn in_order(words: &str, wanted: &[&str]) {
    let mut rest = words;
    for each in wanted {
        let at = rest.find(each).unwrap_or_else(|| panic!("no `{each}` in: {rest}"));
        rest = &rest[at + each.len()..];
    }
}

#[test]
fn commitments_begin_with_what_is_late() {
    let outputs = good(&hekou());
    let page = words(&outputs, "pledges/index.html");
    in_order(&page, &["7条承诺，写明期限的6条，写明责任岗位的1条", "2024年5月31日", "改过期限的1条"]);
    in_order(
        &page,
        &["逾期 1 共7条", "30天内到期 2 共7条", "还没到期 1 共7条", "没写期限 1 共7条", "逾期完成 1 共7条"],
    );
    in_order(
        &page,
        &[
            "逾期 1条，共7条",
            "修桥",
            "2024年5月20日",
            "逾期11天",
            "水利员",
            "30天内到期 2条，共7条",
            "通水",
            "原话“力争”",
            "2023年12月",
            "还有10天",
            "推迟1次，+162天",
            "现定2024年6月10日",
            "种树",
            "还有30至61天",
            "还没到期 1条",
            "装灯",
            "还有214天",
            "没写期限 1条",
            "建站",
            "“尽快”",
            "逾期完成 1条",
            "清塘",
            "不再做 1条",
            "办节",
        ],
    );
    // By delivery and evidence: all rows come to the whole.
    in_order(&page, &["未评估", "自己说的", "1", "2", "0", "1", "0", "0", "4", "未评估", "有文件", "办成了", "有文件"]);
    assert!(!page.contains("办的事，共7条"), "no second table of the same");
    // All of a group say the same of who answers for it and how far it is: that is said once.
    in_order(&page, &["30天内到期 2条", "这2条一样的", "未评估，自己说的", "谁负责 未填写", "通水"]);
    let english = words(&outputs, "en/pledges/index.html");
    in_order(
        &english,
        &[
            "Commitments: 1; with a deadline: 1; with a responsible post: 1",
            "31 May 2024",
            "Mend the bridge",
            "days overdue: 11",
        ],
    );
}

#[test]
fn overdue_is_told_by_word_and_by_class() {
    let outputs = good(&hekou());
    let html = &outputs["pledges/index.html"];
    assert!(html.contains("<span class=\"late\">逾期11天</span>"), "{html}");
    assert_eq!(html.matches("class=\"late\"").count(), 2, "the heading and the one that is late");
}

#[test]
fn a_deadline_read_in_two_ways_is_not_due_soon_once_the_stricter_has_passed() {
    let mut files = hekou();
    let pledge = files["content/pledges/c.md"].replace("2024年7月前", "2024年5月前");
    files.insert("content/pledges/c.md", pledge);
    let page = words(&good(&files), "pledges/index.html");
    in_order(&page, &["逾期 1 共7条", "是否逾期说不准 1 共7条", "30天内到期 1 共7条"]);
    in_order(&page, &["是否逾期说不准 1条", "种树", "是否逾期说不准：原文没写含不含；含的话还有0天"]);
    assert!(!page.contains("还有0到0天"), "{page}");
}

#[test]
fn a_view_of_all_records_leaves_no_pages_of_a_list() {
    let mut files = hekou();
    let site = files["site.yaml"].clone() + "paginate: 3\n";
    files.insert("site.yaml", site);
    let outputs = good(&files);
    assert!(!outputs.contains_key("pledges/page/2/index.html"), "the view shows all seven");
    assert!(!outputs["pledges/index.html"].contains("class=\"pager\""));
    assert!(outputs.contains_key("works/page/2/index.html"), "a view that only counts stands above the list");
    assert!(outputs["works/index.html"].contains("class=\"pager\""));
}

#[test]
fn an_indicator_begins_with_its_latest_value_and_may_have_none() {
    let mut files = hekou();
    files.insert(
        "content/gauges/_collection.yaml",
        "title: 量的\nfields:\n  - {name: definition, type: string, title: 量什么}\n  - {name: unit, type: string, title: 单位}\n  - {name: target, type: array, title: 目标, mingbai: {fields: [{name: period, type: date, title: 哪年, mingbai: {partial: true}}, {name: value, type: string, title: 要到, mingbai: {value: measure}}]}}\nmingbai: {sort: id, view: indicators}\n".to_owned(),
    );
    files.insert("content/gauges/_index.md", section("量的"));
    files.insert("content/gauges/none.md", named("none", "没人量的", "definition: 雨\nunit: 天\n"));
    files.insert(
        "content/gauges/rain.md",
        named("rain", "雨天", "definition: 下雨的日子\nunit: 天\ntarget: [{period: 2024, value: 90天}]\n"),
    );
    files.insert(
        "content/seen/_collection.yaml",
        "title: 量到的\nfields:\n  - {name: indicator, type: string, title: 量的哪样, mingbai: {ref: gauges}}\n  - {name: period, type: date, title: 哪年, mingbai: {partial: true}}\n  - {name: value, type: string, title: 多少, mingbai: {value: measure}}\nmingbai: {sort: id}\n".to_owned(),
    );
    files.insert("content/seen/_index.md", section("量到的"));
    for (id, path, text) in [
        ("a", "content/seen/a.md", "indicator: rain\nperiod: 2021\nvalue: 71天\n"),
        ("b", "content/seen/b.md", "indicator: rain\nperiod: 2022\nvalue: 82天\n"),
        ("c", "content/seen/c.md", "indicator: rain\nperiod: 2023\nvalue: 原文未写\n"),
    ] {
        files.insert(path, named(id, &format!("第{id}次"), text));
    }
    let outputs = good(&files);
    in_order(&words(&outputs, "gauges/index.html"), &["没人量的", "没有数", "雨天", "82"]);
    let page = &outputs["gauges/rain/index.html"];
    let cards: Vec<&str> = page.split("class=\"card\"").skip(1).collect();
    assert_eq!(cards.len(), 1, "the target is no value: {page}");
    assert!(cards[0].contains("2022年") && cards[0].contains("82"), "{}", cards[0]);
    assert!(page.contains("id=\"mb-series\""), "{page}");
    in_order(&words(&outputs, "gauges/rain/index.html"), &["与它有关的", "第c次", "第b次", "第a次"]);
    assert!(outputs["gauges/none/index.html"].contains("card-value none"));
}

#[test]
fn projects_come_with_counts_amounts_and_denominators() {
    let page = words(&good(&hekou()), "works/index.html");
    in_order(&page, &["5条，各走到哪一步", "修路 共1条", "招商 共4条，其中1条没有写走到哪一步"]);
    in_order(
        &page,
        &["谈着 1条 磨坊", "3条，共4条", "1条都没写", "签了 1条 茶厂", "2条，共4条", "合同额 500万元", "300万元"],
    );
    in_order(&page, &["动工了 1条 客栈", "1条，共4条", "200万元", "写明的2条共500万元，另有2条没有写"]);
}

#[test]
fn problems_stand_with_their_measures_or_without() {
    let page = words(&good(&hekou()), "troubles/index.html");
    in_order(
        &page,
        &["3个问题，没有对应措施的2个", "没有对应措施 1 共3条", "没有措施，说了原因 1 共3条", "有对应措施 1 共3条"],
    );
    in_order(&page, &["缺水", "井浅", "管旧", "通水", "未评估", "还有10天", "路远", "没有对应措施", "屋旧", "等规划"]);
}

#[test]
fn a_place_is_answered_by_question_and_says_where_there_is_nothing() {
    let outputs = good(&hekou());
    let page = words(&outputs, "hamlets/bei/index.html");
    in_order(
        &page,
        &[
            "和这里有关的事",
            "有什么工程和项目 1条",
            "北桥",
            "答应了什么 1条",
            "修桥",
            "经北桥",
            "找谁",
            "水利员",
            "待补充",
        ],
    );
    assert!(!page.contains("有什么难处"), "records without a field for a place are not asked of it");
    let other = words(&outputs, "hamlets/nan/index.html");
    in_order(&other, &["工程、办的事：没有记到这里，不等于没有。"]);
    assert!(!other.contains("材料里没有"), "what no record names may stand in the material: {other}");
    assert!(other.contains("没有写明找哪个岗位"));
    in_order(&words(&outputs, "hamlets/index.html"), &["2处地方", "北湾", "1", "1", "没有记到", "南湾", "没有记到"]);
}

#[test]
fn a_post_is_named_with_what_it_answers_for() {
    let page = words(&good(&hekou()), "desks/index.html");
    in_order(&page, &["水利员", "办的事，谁负责，1条", "修桥", "工程，找谁，1条", "北桥"]);
}

#[test]
fn a_view_that_is_not_there_or_lacks_its_fields_is_an_error() {
    let told = |path: &'static str, from: &str, to: &str| {
        let mut files = hekou();
        let text = files[path].replace(from, to);
        assert_ne!(text, files[path]);
        files.insert(path, text);
        let (_, problems) = build(&files);
        let errors = problems.iter().filter(|p| p.rule == "content/schema");
        errors
            .map(|p| format!("{} {}", p.message.zh, p.help.as_ref().map_or("", |h| h.zh.as_str())))
            .collect::<String>()
    };
    let wrong = told("content/works/_collection.yaml", "view: pipeline", "view: pipelin");
    assert!(wrong.contains("没有“pipelin”这种视图") && wrong.contains("pipeline"), "{wrong}");
    let lacking = told("content/desks/_collection.yaml", "view: 职责", "view: meetings");
    assert!(lacking.contains("“meetings”要有字段“series”"), "{lacking}");
    let lacking = told("content/desks/_collection.yaml", "view: 职责", "view: pipeline");
    assert!(lacking.contains("要有状态机"), "{lacking}");
    let lacking = told("content/desks/_collection.yaml", "view: 职责", "view: 资金");
    assert!(lacking.contains("两个写明阶段的金额"), "{lacking}");
}

#[test]
fn a_deadline_has_as_many_days_on_a_timeline_as_on_its_list() {
    let mut files = hekou();
    files.insert("content/_index.md", format!("{}\n```timeline\nof: pledges\n```\n", section("首页")));
    let outputs = good(&files);
    let home = &outputs["index.html"];
    let told: Vec<&str> = home
        .split("<span class=\"due-left\">")
        .skip(1)
        .filter_map(|rest| rest.split_once("</span>"))
        .map(|(t, _)| t)
        .collect();
    assert!(told.len() >= 4 && told.iter().any(|t| t.contains("两种读法")), "{told:?}");
    let board = words(&outputs, "pledges/index.html");
    for told in told {
        assert!(board.contains(told), "{told}: {board}");
    }
}
