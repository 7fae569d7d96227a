//! Bound words: sixty ways of saying what a record says are accepted, sixty that say something else are refused, each
//! with one diagnostic at its place.

use mingbai::diagnostic::Diagnostic;
use mingbai::load::{SourceFile, Sources, parse};
use mingbai::model::{Overrides, Site, build};

const SITE: &str =
    "title: 甲\nbase_url: https://t.example/\npublisher: 乙\nas_of: 2023-08-31\nlanguages: [zh-CN, en]\n";
const PROJECTS: &str = "title: 项目
fields:
  - {name: state, title: 状态, type: string, categories: [{value: talks, label: {zh-CN: 在谈, en: in talks}}, {value: signed, label: {zh-CN: 签约, en: signed}}]}
  - {name: value, title: 合同金额, type: string, mingbai: {value: amount, unit: 万元, stage: contracted}}
  - {name: paid, title: 到资, type: string, mingbai: {value: amount, unit: 万元, stage: paid_in}}
  - {name: floor, title: 收储价, type: string, mingbai: {value: amount, unit: 万元}}
  - {name: income, title: 年收入, type: string, mingbai: {value: amount, unit: 万元}}
  - {name: visits, title: 游客, type: string, mingbai: {value: quantity}}
  - {name: people, title: 人口, type: string, mingbai: {value: quantity}}
  - {name: served, title: 服务人数, type: string, mingbai: {value: quantity}}
  - {name: road, title: 水圳, type: string, mingbai: {value: quantity, unit: 米}}
  - {name: area, title: 面积, type: string, mingbai: {value: quantity, unit: 平方米}}
  - {name: seats, title: 学位, type: string, mingbai: {value: quantity}}
  - {name: firms, title: 企业, type: string, mingbai: {value: quantity}}
  - {name: share, title: 完成比例, type: string, mingbai: {value: ratio}}
  - {name: batches, title: 批次（批）, type: integer}
  - {name: started, title: 开工, type: date, mingbai: {partial: true}}
  - {name: met, title: 开会日期, type: date}
  - {name: due, title: 期限, type: date, mingbai: {partial: true}}
  - {name: done_by, title: 完成期限, type: date, mingbai: {partial: true}}
  - {name: place, title: 地点, type: string, mingbai: {ref: places}}
  - {name: places, title: 涉及地点, type: list, mingbai: {ref: places}}
  - {name: open, title: 开放, type: boolean}
  - {name: scope, title: 内容, type: string}
  - {name: code, title: 区划代码, type: string, mingbai: {value: place_code}}
";
const RECORD: &str = "- id: a
  title: 甲项目
  state: 签约
  value: 6400
  paid: 原文未写
  floor: 不低于431.56万元
  income: 约4000万元
  visits: 达16万人次
  people: 3000多人
  served: 近30万人
  road: 700
  area: 736
  seats: 180个学位
  firms: 11家
  share: 22%（2/9）
  batches: 4
  started: 2023-03上旬
  met: 2023-04-10
  due: 2023年10月前（未说明）
  done_by: 2023年9月底前
  place: keng-wei
  places: [keng-wei, shang-dong]
  open: 是
  scope: 新建农田水圳
  code: '441402101201'
  sources: [总结]
  as_of: 2023
- {id: b, title: 乙项目, state: 在谈, value: 0.5, sources: [总结], as_of: 2023}
";
const PLACES: &str = "title: 地点\nfields:\n  - {name: other_names, title: 又名, type: list}\n";
const PLACE_RECORDS: &str = "- {id: keng-wei, title: 坑尾, other_names: [坑尾村], sources: [总结], as_of: 2023}
- {id: shang-dong, title: 上洞, sources: [总结], as_of: 2023}
";
const FIGURES: &str = "total: {title: {zh-CN: 合同总额, en: contracts}, sum: {of: projects, field: value}}
shown: {sum: {of: projects, field: value}, decimals: 0}
each: {ratio: [projects/a#income, projects/a#visits]}
signed: {count: {of: projects, where: {state: 签约}}}
paid: {sum: {of: projects, field: paid}}
";

/// Builds the fixture with a page, and gives the problems.
fn told(name: &str, page: &str) -> (Site, Vec<Diagnostic>) {
    let files = [
        ("site.yaml", SITE),
        ("content/_index.md", "---\ntitle: 首页\n---\n"),
        ("content/_index.en.md", "---\ntitle: Home\n---\n"),
        ("content/projects/_collection.yaml", PROJECTS),
        ("content/projects/all.yaml", RECORD),
        ("content/places/_collection.yaml", PLACES),
        ("content/places/all.yaml", PLACE_RECORDS),
        ("content/figures.yaml", FIGURES),
        (name, page),
    ];
    let files = files.iter().map(|(path, text)| SourceFile { path: (*path).into(), bytes: text.as_bytes().into() });
    let (parsed, mut problems) = parse(&Sources::new(files.collect()));
    let (site, found) = build(parsed, &Overrides::default());
    problems.append(found);
    problems.sort();
    let told = problems.iter().filter(|p| p.rule != "data/source").cloned().collect();
    (site.expect("a site"), told)
}

/// A target, short: a name of a figure, a field of the record `a`, or a link as written.
fn destination(target: &str) -> String {
    match target {
        _ if target.contains(':') => target.to_owned(),
        "total" | "shown" | "each" | "signed" | "paid!" | "none" => format!("figure:{}", target.trim_end_matches('!')),
        field => format!("figure:projects/a#{field}"),
    }
}

const ACCEPTED: [(&str, &str); 72] = [
    ("value", "6400万元"),
    ("value", "64000000元"),
    ("value", "６４００万元"),
    ("value", "6,400万元"),
    ("value", "64,000,000元"),
    ("value", "0.64亿元"),
    ("value", "6400 万元"),
    ("value", "6.4千万元"),
    ("value", "签约6400万元"),
    ("value", "合同投资额6400万元"),
    ("value", "6400万元（签约）"),
    ("value", "合同金额：6400万元"),
    ("value", "共6400万元"),
    ("value", "合计6400万元"),
    ("value", "共计6400万元"),
    ("value", "达6400万元"),
    ("value", "人民币6400万元"),
    ("value", "6400.00万元"),
    ("value", "CNY 64,000,000"),
    ("value", "CNY 64 million"),
    ("value", "64 million yuan"),
    ("floor", "不低于431.56万元"),
    ("floor", "不少于4315600元"),
    ("floor", "至少431.56万元"),
    ("floor", "收储价不低于431.56万元"),
    ("floor", "at least CNY 4,315,600"),
    ("income", "约4000万元"),
    ("income", "大约4000万元"),
    ("income", "4000万元左右"),
    ("income", "约达4000万元"),
    ("income", "约0.4亿元"),
    ("income", "about CNY 40,000,000"),
    ("visits", "16万人次"),
    ("visits", "达16万人次"),
    ("visits", "160000人次"),
    ("visits", "160,000人次"),
    ("visits", "１６万人次"),
    ("visits", "游客达16万人次"),
    ("visits", "160,000 visits"),
    ("people", "3000多人"),
    ("people", "3000余人"),
    ("people", "超过3000人"),
    ("people", "3000人以上"),
    ("people", "3000多名"),
    ("people", "more than 3,000 people"),
    ("served", "近30万人"),
    ("served", "接近300000人"),
    ("road", "700米"),
    ("road", "0.7公里"),
    ("area", "736平方米"),
    ("area", "736㎡"),
    ("area", "736 m²"),
    ("seats", "180个学位"),
    ("seats", "180学位"),
    ("firms", "11家"),
    ("share", "22%"),
    ("share", "２２％"),
    ("share", "22%（2/9）"),
    ("batches", "4批"),
    ("batches", "4"),
    ("started", "2023年3月上旬"),
    ("started", "2023-03上旬"),
    ("met", "2023年4月10日"),
    ("met", "10 April 2023"),
    ("due", "2023年10月前"),
    ("due", "2023年10月前（未说明）"),
    ("done_by", "2023年9月底前"),
    ("state", "签约"),
    ("place", "坑尾村"),
    ("places", "坑尾、上洞"),
    ("total", "合同总额6400.5万元"),
    ("shown", "约6401万元"),
];

const MORE_ACCEPTED: [(&str, &str); 34] = [
    ("state", "signed"),
    ("state", "“签约”"),
    ("place", "坑尾"),
    ("places", "上洞"),
    ("open", "是"),
    ("scope", "新建农田水圳"),
    ("code", "441402101201"),
    ("paid", "原文未写"),
    ("paid", "原文未写（没有凭证）"),
    ("paid", "not stated in the source"),
    ("total", "64005000元"),
    ("total", "约6401万元"),
    ("total", "约6400万元"),
    ("value", "六千四百万元"),
    ("value", "已签约6400万元"),
    ("value", "零点六四亿元"),
    ("floor", "不低于四百三十一点五六万元"),
    ("visits", "十六万人次"),
    ("share", "百分之二十二点零"),
    ("share", "22 per cent"),
    ("road", "700 metres"),
    ("value", "6400万元整"),
    ("value", "￥6400万"),
    ("share", "百分之22"),
    ("share", "百分之二十二"),
    ("share", "22 percent"),
    ("share", "占22%"),
    ("floor", "最少431.56万元"),
    ("total", "约0.64亿元"),
    ("shown", "6401万元"),
    ("each", "约250元/人次"),
    ("each", "每人次约250元"),
    ("signed", "1个（已列出）"),
    ("record:places/keng-wei", "那个村"),
];

/// Target, words, rule, and what the difference is called.
const REFUSED: [(&str, &str, &str, &str); 83] = [
    ("value", "6500万元", "contradicts", "值不同"),
    ("value", "640万元", "contradicts", "值不同"),
    ("value", "6400元", "contradicts", "值不同"),
    ("value", "6400亿元", "contradicts", "值不同"),
    ("value", "6,401万元", "contradicts", "值不同"),
    ("value", "-6400万元", "contradicts", "值不同"),
    ("value", "CNY 6.4 million", "contradicts", "值不同"),
    ("value", "6400万", "contradicts", "单位不同"),
    ("value", "6400", "contradicts", "单位不同"),
    ("value", "6400万人", "contradicts", "单位不同"),
    ("value", "约6400万元", "contradicts", "这类词不同"),
    ("value", "近6400万元", "contradicts", "这类词不同"),
    ("value", "6400多万元", "contradicts", "这类词不同"),
    ("value", "不低于6400万元", "contradicts", "这类词不同"),
    ("value", "6400万元以内", "contradicts", "这类词不同"),
    ("value", "到资6400万元", "contradicts", "阶段不同"),
    ("value", "6400万元（批复）", "contradicts", "阶段不同"),
    ("value", "争取6400万元", "contradicts", "阶段不同"),
    ("value", "已支付6400万元", "contradicts", "阶段不同"),
    ("value", "未签约6400万元", "contradicts", "看不懂“未”"),
    ("value", "不到6400万元", "contradicts", "看不懂“不到”"),
    ("value", "不足6400万元", "contradicts", "看不懂“不足”"),
    ("value", "6400万元不到", "contradicts", "看不懂“不到”"),
    ("value", "6400万元至7000万元", "contradicts", "不止一个数"),
    ("value", "两笔", "contradicts", "看不懂“笔”"),
    ("value", "hardly CNY 64,000,000", "contradicts", "看不懂“hardly”"),
    ("floor", "431.56万元", "contradicts", "这类词不同"),
    ("floor", "约431.56万元", "contradicts", "这类词不同"),
    ("floor", "不超过431.56万元", "contradicts", "这类词不同"),
    ("floor", "不低于431.65万元", "contradicts", "值不同"),
    ("floor", "约432万元", "contradicts", "值不同"),
    ("floor", "成交价不低于431.56万元", "contradicts", "看不懂“成交价”"),
    ("floor", "签约不低于431.56万元", "contradicts", "阶段不同"),
    ("income", "4000万元", "contradicts", "这类词不同"),
    ("income", "约4100万元", "contradicts", "值不同"),
    ("income", "4000万元以上", "contradicts", "这类词不同"),
    ("visits", "18万人次", "contradicts", "值不同"),
    ("visits", "16万人", "contradicts", "单位不同"),
    ("visits", "16万户次", "contradicts", "单位不同"),
    ("visits", "16人次", "contradicts", "值不同"),
    ("visits", "近16万人次", "contradicts", "这类词不同"),
    ("visits", "160,000 people", "contradicts", "单位不同"),
    ("people", "3000人", "contradicts", "这类词不同"),
    ("people", "近3000人", "contradicts", "这类词不同"),
    ("people", "3000多户", "contradicts", "单位不同"),
    ("served", "30万人", "contradicts", "这类词不同"),
    ("served", "近30万人次", "contradicts", "单位不同"),
    ("road", "700公里", "contradicts", "值不同"),
    ("road", "700平方米", "contradicts", "单位不同"),
    ("area", "736亩", "contradicts", "值不同"),
    ("seats", "180人", "contradicts", "单位不同"),
    ("firms", "11个", "contradicts", "单位不同"),
    ("firms", "11", "contradicts", "单位不同"),
    ("share", "22‰", "contradicts", "值不同"),
    ("share", "22个百分点", "contradicts", "单位不同"),
    ("share", "22.2%", "contradicts", "值不同"),
    ("share", "22%（2/8）", "contradicts", "值不同"),
    ("batches", "5批", "contradicts", "值不同"),
    ("batches", "4户", "contradicts", "单位不同"),
    ("started", "2023年3月", "contradicts", "日期"),
    ("started", "2023年3月中旬", "contradicts", "日期"),
    ("met", "2023年4月11日", "contradicts", "日期"),
    ("met", "2023年4月", "contradicts", "日期"),
    ("met", "4月10日", "contradicts", "没有写出"),
    ("due", "2023年10月前（含）", "contradicts", "日期"),
    ("due", "2023年10月", "contradicts", "日期"),
    ("done_by", "2023年9月前（不含）", "contradicts", "日期"),
    ("done_by", "2023年9月前", "contradicts", "日期"),
    ("done_by", "2023年9月起", "contradicts", "日期"),
    ("state", "在谈", "contradicts", "状态"),
    ("state", "未签约", "contradicts", "状态"),
    ("place", "上洞", "contradicts", "不是同一条记录"),
    ("places", "坑尾、下坪", "contradicts", "不是同一条记录"),
    ("open", "否", "contradicts", "值不同"),
    ("scope", "改建农田水圳", "contradicts", "值不同"),
    ("code", "441402101202", "contradicts", "值不同"),
    ("paid", "6400万元", "open", "不知道"),
    ("paid", "待补充", "contradicts", "不知道的原因不同"),
    ("total", "6400万元", "contradicts", "值不同"),
    ("total", "约1亿元", "contradicts", "值不同"),
    ("total", "约0亿元", "contradicts", "值不同"),
    ("each", "约250元", "contradicts", "单位不同"),
    ("signed", "2个", "contradicts", "值不同"),
];

const MORE_REFUSED: [(&str, &str, &str, &str); 11] = [
    ("visits", "十六万万人次", "contradicts", "没有写出"),
    ("value", "六千零四百万元", "contradicts", "没有写出"),
    ("value", "六点四亿元", "contradicts", "值不同"),
    ("share", "百分之二点二", "contradicts", "值不同"),
    ("share", "千分之二十二", "contradicts", "值不同"),
    ("paid!", "120万元", "open", "不知道"),
    ("record:places/keng-wei", "上洞", "contradicts", "另一条记录"),
    ("none", "1个", "missing", "没有“none”这个数"),
    ("figure:projects/a#vlaue", "1个", "missing", "没有“vlaue”这个字段"),
    ("figure:projects/c#value", "1个", "missing", "没有“projects/c”这条记录"),
    ("figure:visits@2023", "1个", "missing", "没有“visits@2023”这个观测值"),
];

#[test]
fn harmless_rewordings_are_accepted() {
    let all: Vec<_> = ACCEPTED.iter().chain(&MORE_ACCEPTED).collect();
    assert!(all.len() >= 60);
    let mut wrong = Vec::new();
    for (target, words) in all {
        let (_, problems) = told(
            "content/page.md",
            &format!("---\ntitle: 页\n---\n\n前面的话，[{words}]({})。\n", destination(target)),
        );
        wrong.extend(problems.iter().map(|p| format!("{target} {words}: {} {}", p.rule, p.message.zh)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn mutations_are_refused_with_one_diagnostic_each() {
    let all: Vec<_> = REFUSED.iter().chain(&MORE_REFUSED).collect();
    assert!(all.len() >= 60);
    let mut wrong = Vec::new();
    for (target, words, rule, what) in all {
        let (_, problems) = told(
            "content/page.md",
            &format!("---\ntitle: 页\n---\n\n前面的话，[{words}]({})。\n", destination(target)),
        );
        let found: Vec<String> = problems.iter().map(|p| format!("{} {}", p.rule, p.message.zh)).collect();
        let is_it = |p: &Diagnostic| {
            let place = p.place.as_ref().map(|p| (&*p.file, p.line, p.column));
            p.rule == format!("figure/{rule}")
                && p.message.zh.contains(what)
                && place == Some(("content/page.md", 5, 6))
                && p.help.is_some()
                && (p.rule == "figure/missing" || !p.related.is_empty())
        };
        if found.len() != 1 || !is_it(&problems[0]) {
            wrong.push(format!("{target} {words}: {found:?}, wanted figure/{rule} {what}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn words_beside_a_bound_number_are_a_part_of_it() {
    let mut wrong = Vec::new();
    for (before, words, after) in [
        ("游客不到", "达16万人次", ""),
        ("游客约", "16万人次", ""),
        ("未", "达16万人次", ""),
        ("1", "16万人次", ""),
        ("游客", "16万人次", "以上"),
        ("游客", "16万人次", "多"),
        ("游客", "16万人次", "的三倍"),
        ("游客", "16万人次", "/天"),
        ("百分之", "16万人次", ""),
        ("**不足**", "16万人次", ""),
        ("| 游客 | 低于", "16万人次", " |"),
        ("游客约有", "16万人次", ""),
        ("游客超过了", "16万人次", ""),
        ("游客几乎", "16万人次", ""),
        ("游客差不多", "16万人次", ""),
        ("游客大概", "16万人次", ""),
        ("游客估计", "16万人次", ""),
        ("游客逾", "16万人次", ""),
        ("游客仅", "16万人次", ""),
        ("游客尚未达", "16万人次", ""),
        ("游客不到\n", "16万人次", ""),
        ("游客", "16万人次", "\n以上"),
        ("游客", "16万人次", "（以上）"),
        ("游客", "16万人次", "及以上"),
        ("游客", "16万人次", "之多"),
        ("游客", "16万人次", "有余"),
        ("游客", "16万人次", "起"),
        ("游客", "16万人次", "来"),
        ("游客", "16万人次", "的一半"),
        ("一百", "16万人次", ""),
        ("第", "16万人次", ""),
        ("日均", "16万人次", ""),
        ("half of ", "160,000 visits", ""),
        ("it had over ", "160,000 visits", ""),
        ("it had ", "160,000 visits", " a day"),
        ("收入4000万元，到账", "6400万元", ""),
        ("预算：", "6400万元", ""),
    ] {
        let target = if words.contains('元') { "value" } else { "visits" };
        let page = format!("---\ntitle: 页\n---\n\n{before}[{words}](figure:projects/a#{target}){after}。\n");
        let (_, problems) = told("content/page.md", &page);
        if !matches!(problems.as_slice(), [p] if p.rule == "figure/contradicts" && p.help.is_some()) {
            wrong.push(format!("{before}[{words}]{after}: {problems:?}"));
        }
    }
    for (before, words, after) in [
        ("- ", "16万人次", ""),
        ("1. ", "16万人次", ""),
        ("新签约", "6400万元", "，以上都是自述"),
        ("共", "16万人次", "，多于去年"),
        ("（", "16万人次", "）"),
        ("有没有", "16万人次", "？"),
        ("不仅", "16万人次", "，还有过夜的"),
        ("节约", "6400万元", "多用于厂房"),
        ("就近", "16万人次", "以上三项合计"),
        ("反超", "16万人次", "左右两栋"),
        ("自负", "6400万元", "余款"),
        ("已签约", "6400万元", "以下简称投资"),
        ("用", "6400万元", "来修路"),
        ("其中", "16万人次", "的一半是过夜客"),
        ("上一行\n\n- ", "16万人次", "\n+ 下一项"),
        ("[约4000万元](figure:projects/a#income)低于", "6400万元", ""),
        ("[约4000万元](figure:projects/a#income)不到", "6400万元", "的一半"),
        ("[约4000万元](figure:projects/a#income) < ", "6400万元", ""),
        ("", "6400万元", "÷[16万人次](figure:projects/a#visits)"),
        ("a report about ", "160,000 visits", ""),
        ("spread over ", "160,000 visits", ""),
    ] {
        let target = if words.contains('元') { "value" } else { "visits" };
        let page = format!("---\ntitle: 页\n---\n\n{before}[{words}](figure:projects/a#{target}){after}。\n");
        let (_, problems) = told("content/page.md", &page);
        wrong.extend(problems.iter().map(|p| format!("{before}[{words}]{after}: {}", p.message.zh)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_was_meant_to_be_bound_and_is_no_link_is_told() {
    for body in ["[16万人次](figure: projects/a#visits)", "[甲](record: projects/a)"] {
        let (_, problems) = told("content/page.md", &format!("---\ntitle: 页\n---\n\n前{body}。`[例](figure: x)`\n"));
        let found: Vec<_> = problems.iter().map(|p| (p.rule, p.place.as_ref().map(|p| p.line))).collect();
        assert_eq!(found, [("link/scheme", Some(5))], "{body}");
    }
    let (_, problems) = told("content/page.md", "---\ntitle: 页\n---\n\n共有[180](figure:projects/a#seats)户。\n");
    assert_eq!(problems.iter().map(|p| p.rule).collect::<Vec<_>>(), ["figure/contradicts"]);
}

#[test]
fn a_contradiction_names_both_values_and_both_places() {
    let (_, problems) = told("content/page.md", "---\ntitle: 页\n---\n\n游客[18万人次](figure:projects/a#visits)。\n");
    let problem = &problems[0];
    assert!(problem.message.zh.contains("18万人次") && problem.message.zh.contains("达16万人次"), "{problem:?}");
    assert!(problem.message.en.contains("18万人次") && problem.message.en.contains("达16万人次"), "{problem:?}");
    let place = &problem.related[0].0;
    assert_eq!((&*place.file, place.line), ("content/projects/all.yaml", 8));
    let (_, problems) = told("content/page.md", "---\ntitle: 页\n---\n\n[6400万元](figure:total)\n");
    let places: Vec<(&str, u32)> = problems[0].related.iter().map(|(p, _)| (&*p.file, p.line)).collect();
    assert_eq!(
        places,
        [("content/figures.yaml", 1), ("content/projects/all.yaml", 4), ("content/projects/all.yaml", 28)]
    );
}

#[test]
fn links_are_bound_wherever_markdown_allows_them() {
    let page = "---
title: 页
summary: 游客[16万人次](figure:projects/a#visits)，签约[](figure:total)，见[](record:places/keng-wei)。
---

## 游客[达16万人次](figure:projects/a#visits)

## 合同[](figure:total)

| 项 | 数 |
|---|--:|
| 合同 | [**6400万元**](figure:projects/a#value) |

脚注[^1]，*[约`4000万元`](figure:projects/a#income)*。

[^1]: 到资[原文未写](figure:projects/a#paid)。
";
    let (site, problems) = told("content/page.md", page);
    assert_eq!(problems, Vec::<Diagnostic>::new());
    let page = site.pages.iter().find(|p| p.title == "页").expect("the page");
    assert_eq!(page.summary, "游客16万人次，签约6400.5万元，见坑尾。");
    assert_eq!(page.bound.len(), 7);
    let headings: Vec<&str> = page.source.document().expect("a body").headings.iter().map(|h| h.id.as_str()).collect();
    assert_eq!(headings, ["游客达16万人次", "合同"]);
}

#[test]
fn a_wrong_summary_is_refused_in_its_place() {
    let (_, problems) =
        told("content/page.md", "---\ntitle: 页\nsummary: 游客[18万人次](figure:projects/a#visits)\n---\n");
    let place = problems[0].place.as_ref().expect("a place");
    assert_eq!((problems.len(), problems[0].rule, place.line), (1, "figure/contradicts", 3));
}
