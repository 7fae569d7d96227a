//! What pages say beside their content: terms explained, ways to ask, other languages.

use std::collections::BTreeMap;

use crate::support;
use mingbai::load::{SourceFile, Sources, parse};
use mingbai::model::{Overrides, build};

const SITE: &str = "title: {zh-CN: 甲镇, en: Town A}
base_url: https://t.example/x/
publisher: 乙
as_of: 2023-08-31
languages: [zh-CN, en]
names: [大水圳节]
contact: {phone: '（0753）123 4567 转 8', mail: a@t.example}
";
const GLOSSARY: &str = "水圳: {标题: {en: canal}, 解释: {zh-CN: 引水的渠。, en: A channel.}, 别名: [水渠], 来源: [{文件: 某办法, 位置: 第二条}]}
公益林: 护水土的林子。
生态公益林: 划定了的公益林。
收储: 把地 <收> 回来。
";
const HOME: &str = "---
title: 首页
---

## 水圳

> 水圳在引文里。

“水圳”在引号里，[水圳](s/b.md)在链接里，大水圳节是名字；水圳和水圳。生态公益林不是公益林。

| 甲 | 乙 |
|---|---|
| 收储 | `收储` |
";

fn files(extra: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    let base = [
        ("site.yaml", SITE),
        ("content/_index.md", HOME),
        ("content/_index.en.md", "---\ntitle: Home\n---\n\nA Canal at 坑尾, canals and 收储.\n"),
        ("content/s/b.md", "---\ntitle: 乙\n---\n\n没有词。\n"),
        ("content/s/_index.md", "---\ntitle: 栏\n---\n"),
        ("content/s/c.md", "---\ntitle: 丙\n---\n\n文。\n"),
        ("content/s/c.en.md", "---\ntitle: C\nslug: sea\n---\n\nText.\n"),
        ("content/p/_collection.yaml", "title: 项目\nfields:\n  - {name: note, title: 说明, type: string}\n"),
        ("content/p/all.yaml", "- {id: a-1, title: 甲项, note: 挖水渠}\n"),
        ("content/glossary.yaml", GLOSSARY),
    ];
    let kept = base.into_iter().filter(|(path, _)| extra.iter().all(|(own, _)| own != path));
    kept.chain(extra.iter().copied()).map(|(path, text)| (path, text.to_owned())).collect()
}

fn rendered(extra: &[(&'static str, &str)]) -> BTreeMap<String, String> {
    let (outputs, problems) = support::rendered(&files(extra));
    assert!(!problems.has_errors(), "{problems:#?}");
    outputs
}

/// Where the first and the second stand, in this order.
fn in_order(text: &str, parts: &[&str]) -> bool {
    let mut from = 0;
    parts.iter().all(|part| text[from..].find(part).map(|at| from += at + part.len()).is_some())
}

#[test]
fn the_first_in_running_text_is_marked() {
    let outputs = rendered(&[]);
    let home = &outputs["index.html"];
    let mark = |term: &str, words: &str| format!("<a class=\"gloss\" href=\"#mb-term-{term}\">{words}</a>");
    assert_eq!(home.matches("class=\"gloss\"").count(), 4, "{home}");
    assert!(home.contains(&format!("大水圳节是名字；{}和水圳。", mark("shui-zhen", "水圳"))), "{home}");
    assert!(home.contains(&mark("sheng-tai-gong-yi-lin", "生态公益林")));
    assert!(home.contains(&format!("不是{}。", mark("gong-yi-lin", "公益林"))));
    assert!(home.contains(&format!("<td>{}</td><td><code>收储</code></td>", mark("shou-chu", "收储"))), "{home}");
    let notes = [
        "<section class=\"glosses\"",
        "id=\"mb-term-shui-zhen\"",
        "引水的渠。",
        "id=\"mb-term-gong-yi-lin\"",
        "/x/glossary/",
    ];
    assert!(in_order(home, &notes), "{home}");
    assert!(home.contains("把地 &lt;收&gt; 回来。"));
    // A page without terms has no notes; a record is looked at whole, and aliases count.
    assert!(!outputs["s/b/index.html"].contains("class=\"gloss"), "{}", outputs["s/b/index.html"]);
    assert!(
        outputs["p/a-1/index.html"].contains("<div id=\"mb-term-shui-zhen\"><dt>水圳</dt><dd>引水的渠。</dd></div>")
    );
}

#[test]
fn all_terms_stand_together() {
    let outputs = rendered(&[]);
    let page = &outputs["glossary/index.html"];
    assert!(in_order(
        page,
        &["<div id=\"shui-zhen\"", "水圳", "引水的渠。", "某办法", "第二条", "首页", "甲项", "<div id=\"gong-yi-lin\""]
    ));
    let english = &outputs["en/glossary/index.html"];
    assert!(in_order(english, &["canal", "A channel.", "lang=\"zh-CN\">公益林</dt>"]), "{english}");
    // A site without glossary and collections has no such page, and no link to one.
    let bare = [("content/glossary.yaml", "")];
    let mut files = files(&bare);
    files.retain(|(path, _)| !path.starts_with("content/p/"));
    let (outputs, _) = support::rendered(&files);
    assert!(!outputs.contains_key("glossary/index.html"));
    assert!(!outputs["index.html"].contains("glossary"));
}

#[test]
fn the_legend_is_made_of_the_schemas() {
    let schema = "title: 项目
fields:
  - {name: state, title: 阶段, type: string, constraints: {required: true}, categories: [{value: idea, label: 立项}, {value: works, label: 在建}, {value: paused, label: 停工}]}
  - {name: evidence_level, title: 凭证, description: 凭什么。, type: string, categories: [{value: none, label: 没有}, {value: seen, label: 见到}]}
  - {name: cost, title: 造价, type: string, mingbai: {value: amount, unit: 万元, stage: settled}}
mingbai: {machine: {state: state, evidence: evidence_level, steps: [idea, works], side: [paused]}}
";
    let records = "- {id: a-1, title: 甲项, state: 立项, evidence_level: 没有}\n";
    let own = [("content/p/_collection.yaml", schema), ("content/p/all.yaml", records), ("content/glossary.yaml", "")];
    let outputs = rendered(&own);
    let parts = ["凭什么。", "没有", "见到", "<h3>项目</h3>", "立项 → 在建", "停工", "结算"];
    assert!(in_order(&outputs["glossary/index.html"], &parts), "{}", outputs["glossary/index.html"]);
}

#[test]
fn chinese_on_english_pages_is_marked() {
    let home = &rendered(&[])["en/index.html"];
    assert!(
        home.contains(
            "A <a class=\"gloss\" href=\"#mb-term-shui-zhen\">Canal</a> at <span lang=\"zh-CN\">坑尾</span>, canals"
        ),
        "{home}"
    );
    assert!(home.contains("<a class=\"gloss\" href=\"#mb-term-shou-chu\" lang=\"zh-CN\">收储</a>"), "{home}");
    assert!(home.contains("<dd lang=\"zh-CN\">把地 &lt;收&gt; 回来。</dd>"), "{home}");
}

#[test]
fn pages_lead_to_their_translations() {
    let outputs = rendered(&[]);
    let alternate = |tag: &str, path: &str| {
        format!("<link rel=\"alternate\" hreflang=\"{tag}\" href=\"https://t.example/x/{path}\">")
    };
    for (page, chinese, english) in [
        ("index.html", "", "en/"),
        ("en/s/sea/index.html", "s/c/", "en/s/sea/"),
        ("ask/index.html", "ask/", "en/ask/"),
        ("en/glossary/index.html", "glossary/", "en/glossary/"),
    ] {
        let html = &outputs[page];
        let all = [alternate("zh-CN", chinese), alternate("en", english), alternate("x-default", chinese)];
        assert!(all.iter().all(|one| html.contains(one)), "{page}: {html}");
    }
    let to = |html: &str, url: &str, words: &str| {
        html.contains(&format!("href=\"{url}\" lang=\"en\" hreflang=\"en\">{words}</a>"))
    };
    assert!(to(&outputs["s/c/index.html"], "/x/en/s/sea/", "English"));
    let alone = &outputs["s/b/index.html"];
    assert!(to(alone, "/x/en/", "English home"), "{alone}");
    assert!(!alone.contains("rel=\"alternate\" hreflang"));
}

#[test]
fn every_page_says_how_to_report_a_mistake() {
    let outputs = rendered(&[]);
    let pages = outputs.iter().filter(|(path, html)| path.ends_with(".html") && html.contains("<main id=\"mb-main\""));
    let mut count = 0;
    for (path, html) in pages {
        count += 1;
        assert_eq!(html.matches("<p class=\"report\">").count(), 1, "{path}");
        assert!(
            in_order(html, &["href=\"mailto:a@t.example?subject=", "href=\"tel:07531234567;ext=8\"", "/ask/\""]),
            "{path}"
        );
    }
    assert!(count > 10, "{count}");
    let record = &outputs["p/a-1/index.html"];
    let mail =
        record.split("href=\"mailto:a@t.example?").nth(1).and_then(|rest| rest.split('"').next()).expect("a mail");
    for part in ["https%3A%2F%2Ft.example%2Fx%2Fp%2Fa-1%2F", "p%2Fa-1", "2023"] {
        assert!(mail.contains(part), "{part}: {mail}");
    }
    let silent = SITE.lines().filter(|line| !line.starts_with("contact")).collect::<Vec<_>>().join("\n");
    let outputs = rendered(&[("site.yaml", silent.as_str())]);
    assert!(outputs["s/b/index.html"].contains("<span class=\"unknown\">报错的电话和邮箱待补充</span>"));
    assert!(outputs["ask/index.html"].contains("还没有公布怎么联系"));
    assert!(outputs.values().all(|html| !html.contains("mailto:")));
}

#[test]
fn a_page_of_ones_own_takes_the_place_of_ours() {
    let outputs = rendered(&[("content/ask.md", "---\ntitle: 怎么问\n---\n\n来镇里问。\n")]);
    assert!(outputs["ask/index.html"].contains("来镇里问。"));
    assert!(outputs["s/b/index.html"].contains("href=\"/x/ask/\""));
}

/// The term stands for itself in every language that has no other word for it.
#[test]
fn han_terms_are_chinese_in_a_site_whose_first_language_is_english() {
    let site = SITE.replace("[zh-CN, en]", "[en, zh-CN]");
    let mut files = files(&[
        ("site.yaml", &site),
        ("content/_index.md", "---\ntitle: Home\n---\n\nA Canal at 坑尾, canals and 收储.\n"),
        ("content/_index.zh-CN.md", "---\ntitle: 首页\n---\n\n收储了。\n"),
    ]);
    files.retain(|(path, _)| !path.ends_with(".en.md"));
    let (outputs, problems) = support::rendered(&files);
    assert!(!problems.has_errors(), "{problems:#?}");
    let (english, chinese) = (&outputs["index.html"], &outputs["zh-CN/index.html"]);
    assert!(english.contains("<dt lang=\"zh\">收储</dt><dd lang=\"zh\">把地"), "{english}");
    assert!(english.contains("lang=\"zh-CN\">收储</a>"), "{english}");
    assert!(chinese.contains("<dt>收储</dt><dd>把地"), "{chinese}");
    for page in ["glossary/index.html", "zh-CN/glossary/index.html"] {
        assert!(!outputs[page].contains("lang=\"en\">收储"), "{page}");
    }
}

#[test]
fn a_glossary_that_explains_nothing_is_refused() {
    for (glossary, line, words) in [
        ("收储:\n", 1, "没有解释"),
        ("甲乙: 一。\n收储: {来源: 某法}\n", 2, "没有解释"),
        ("甲乙: 一。\n丙丁: {解释: 二。, 别名: [甲乙]}\n", 2, "同一个说法"),
        ("甲乙: {解是: 一。}\n", 1, "解释"),
        ("- 甲\n", 1, "字段"),
    ] {
        let own = files(&[("content/glossary.yaml", glossary)]);
        let sources = own.iter().map(|(path, text)| SourceFile { path: (*path).into(), bytes: text.as_bytes().into() });
        let (parsed, mut problems) = parse(&Sources::new(sources.collect()));
        problems.append(build(parsed, &Overrides::default()).1);
        let told: Vec<String> = problems.iter().map(|p| format!("{p:?}")).collect();
        assert_eq!(told.len(), 1, "{glossary}: {told:#?}");
        let problem = problems.iter().next().expect("a problem");
        assert_eq!(
            problem.place.as_ref().map(|p| (&*p.file, p.line)),
            Some(("content/glossary.yaml", line)),
            "{glossary}"
        );
        assert!(told[0].contains(words), "{glossary}: {told:?}");
    }
}
