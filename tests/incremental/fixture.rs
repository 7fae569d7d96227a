//! A small site with something of everything: collections in YAML, CSV and Markdown, figures, statements, a glossary, two
//! languages, taxonomies, photographs, attachments, bulletins.

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;

use crate::support::{town, tree};

/// The files of a site, by path.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

const SITE: &str = "title: {zh-CN: 样镇, en: Sample Town}
base_url: https://town.example/gd/
languages: [zh-CN, en]
as_of: 2023-08-31
publisher: 样镇人民政府
demonstration: true
paginate: 3
feed_limit: 4
contact: {mail: town@town.example, phone: 0753-1234567}
taxonomies:
  - {name: topic, title: {zh-CN: 主题, en: Topic}}
  - village
fields:
  note: string
sections:
  - {path: news, title: {zh-CN: 动态, en: News}}
  - {path: projects, title: {zh-CN: 项目, en: Projects}}
  - {path: about, title: {zh-CN: 说明, en: About}}
footer:
  - {path: about/how, title: {zh-CN: 怎么看, en: How to read}}
checks:
  wording/set-phrase: warning
";

const PROJECTS: &str = "title: {zh-CN: 项目, en: Projects}
primaryKey: id
fields:
  - name: state
    type: string
    title: {zh-CN: 进展, en: State}
    categories:
      - {value: talks, label: {zh-CN: 在谈, en: Talks}}
      - {value: signed, label: {zh-CN: 签约, en: Signed}}
      - {value: started, label: {zh-CN: 动工, en: Started}}
  - {name: value, title: 合同金额, type: string, mingbai: {value: amount, unit: 万元, stage: contracted}}
  - {name: signed, title: 签约日期, type: date, mingbai: {partial: true}}
  - {name: place, title: 地方, type: string, mingbai: {ref: places}}
  - {name: after, title: 先做, type: string, mingbai: {ref: projects}}
mingbai: {list: [state, value, place], filters: [state, place], machine: {state: state, steps: [talks, signed, started]}}
";

const COMMITMENTS: &str = "title: {zh-CN: 承诺, en: Commitments}
primaryKey: id
fields:
  - {name: due_original, type: date, title: {zh-CN: 期限, en: Due}, mingbai: {partial: true}}
  - name: delivery
    type: string
    title: {zh-CN: 兑现, en: Delivery}
    categories:
      - {value: under_way, label: {zh-CN: 推进中, en: Under way}}
      - {value: delivered, label: {zh-CN: 已完成, en: Delivered}}
  - {name: place, title: 地方, type: string, mingbai: {ref: places}}
mingbai: {filters: [delivery], view: commitments}
";

const UPDATES: &str = "title: {zh-CN: 进展记录, en: Updates}
primaryKey: id
fields:
  - {name: record, type: string, title: 记录, mingbai: {ref: commitments}}
  - {name: happened_on, type: date, title: 时间, mingbai: {partial: true}}
  - {name: from_state, type: string, title: 原}
  - {name: to_state, type: string, title: 新}
  - {name: text, type: string, title: 内容}
";

const ITEMS: &str = "title: {zh-CN: 公开目录, en: Catalogue}
primaryKey: id
fields:
  - name: mode
    type: string
    title: {zh-CN: 方式, en: Mode}
    categories:
      - {value: proactive, label: {zh-CN: 主动公开, en: Proactive}}
      - {value: on_request, label: {zh-CN: 依申请公开, en: On request}}
  - {name: item, type: string, title: 事项}
  - {name: exempt, type: string, title: 未涉及的原因}
mingbai: {view: catalogue}
";

const PAPERS: &str = "title: {zh-CN: 文件, en: Papers}
primaryKey: id
fields:
  - {name: disclosure_item, type: string, title: 公开事项, mingbai: {ref: items}}
  - {name: called, type: string, title: 联系电话, mingbai: {mask: phone}}
";

const OBSERVATIONS: &str = "title: {zh-CN: 观测值, en: Observations}
primaryKey: id
fields:
  - {name: indicator, title: 指标, type: string, constraints: {required: true}, mingbai: {ref: indicators}}
  - {name: period, title: 时段, type: date, constraints: {required: true}, mingbai: {partial: true}}
  - {name: value, title: 数值, type: string, constraints: {required: true}, mingbai: {value: measure}}
";

fn page(front: &str, body: &str) -> Vec<u8> {
    format!("---\n{front}---\n\n{body}\n").into_bytes()
}

/// A small picture.
pub(crate) fn png(seed: u32) -> Vec<u8> {
    let pixel = |x: u32, y: u32| image::Rgb([((x * 7 + seed) % 250) as u8, (y % 250) as u8, 80]);
    let picture = image::DynamicImage::ImageRgb8(image::RgbImage::from_fn(24, 16, pixel));
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, image::ImageFormat::Png).expect("a picture");
    out.into_inner()
}

fn settings() -> Vec<u8> {
    #![expect(clippy::disallowed_methods, reason = "the test starts from the site in the repository")]
    fs::read(town().join("site.yaml")).expect("site.yaml")
}

/// What the built-in theme shows nowhere, or only in other places: a template may.
const PROBE: &str = "<div class=\"probe\">{{ page.words }}|{{ page.section.title }}|{{ page.kind }}
{% for x in page.terms %}{{ x.title }}{% for y in x.terms %}[{{ y.title }} {{ y.url }} {{ y.count }}]{% endfor %}{% endfor %}
{% for p in [page.prev, page.next] %}{% if p %}{{ p.title }} {{ p.summary or '' }}{% endif %}{% endfor %}
{% for p in page.mentioned_by %}{{ p.title }}{% endfor %}
{% for p in latest(2) %}{{ p.title }}{% if p.prev %}{{ p.prev.title }}{% endif %}{% endfor %}
{% for g in site.groups %}{% for s in g.sections %}{{ s.title }}{{ s.count }}{% endfor %}{% endfor %}
{{ section('news').count }} {{ section('news').items[0].title if section('news').items }} {{ record('places/a').title if lang == 'zh-CN' }}</div>
{% endblock %}";

/// The template of pages, which shows more than the built-in one.
fn probing() -> String {
    let text = theme("templates/page.html");
    let end = text.rfind("{% endblock %}").expect("a block");
    format!("{}{PROBE}\n", &text[..end])
}

/// A file of the built-in theme.
pub(crate) fn theme(path: &str) -> String {
    #![expect(clippy::disallowed_methods, reason = "the test starts from the theme in the repository")]
    fs::read_to_string(town().join("themes/town").join(path)).expect("a file of the theme")
}

/// Where pages of it come and go, and how its files with records end.
pub(crate) const WHERE: (&str, &[&str]) = ("content/news/", &["all.yaml", ".csv"]);

/// The files of the town.
pub(crate) fn of_town() -> Files {
    let mut files = Files::new();
    for folder in ["content", "themes"] {
        let below = tree(&town().join(folder));
        files.extend(below.into_iter().map(|(path, bytes)| (format!("{folder}/{path}"), bytes)));
    }
    files.insert("site.yaml".to_owned(), settings());
    files
}

/// All of it.
pub(crate) fn files() -> Files {
    let mut files = Files::new();
    let mut put = |path: &str, bytes: &[u8]| drop(files.insert(path.to_owned(), bytes.to_vec()));
    put("site.yaml", SITE.as_bytes());
    put("themes/town/templates/page.html", probing().as_bytes());
    put("content/_index.md", &page("title: 首页\n", "样镇的账目。见[动态](news/_index.md)。"));
    put("content/_index.en.md", &page("title: Home\n", "The account of the town."));
    put("content/news/_index.md", &page("title: 动态\nsort: date\n", "每月的事。"));
    put("content/news/_index.en.md", &page("title: News\n", "What happened."));
    put("content/about/_index.md", &page("title: 说明\n", "本站怎么做。"));
    put("content/about/how.md", &page("title: 怎么看\nweight: 1\n", "先看[甲厂](record:projects/p1)，再看收储。"));
    put("content/about/words.md", &page("title: 用词\nweight: 2\ntopic: [说法]\n", "收储不等于卖出。"));
    for n in 1..=7 {
        let topic = ["道路", "学校", "水利"][n % 3];
        let front =
            format!("title: 第{n}次通气\ndate: 2023-0{n}-1{n}\ntopic: [{topic}]\nvillage: [曹角湾]\nnote: 备注{n}\n");
        let other = n % 7 + 1;
        let body = format!(
            "这是第{n}次。上回见[那一次](n{other}.md)。\n\n## 一\n\n[](figure:visits)人次。\n\n## 二\n\n[](record:projects/p1)在谈。\n\n## 三\n\n完。"
        );
        put(&format!("content/news/n{n}.md"), &page(&front, &body));
    }
    put("content/news/n1.en.md", &page("title: The first\n", "In English: [](figure:visits)."));
    put(
        "content/news/school/index.md",
        &page("title: 校舍\ndate: 2023-08-01\n", "![校门](gate.png)\n\n[表](list.txt)"),
    );
    put("content/news/school/gate.png", &png(1));
    put("content/news/school/list.txt", "一\n二\n".as_bytes());
    put("content/projects/_collection.yaml", PROJECTS.as_bytes());
    put(
        "content/projects/all.yaml",
        "- {id: p1, title: 甲厂, state: 在谈, value: 100, place: b, sources: [总结], as_of: 2023}\n\
         - {id: p2, title: 乙厂, state: 签约, value: 2000.5, signed: 2023-03上旬, place: a, after: p1, sources: [总结], as_of: 2023}\n\
         - {id: p3, title: 丙厂, state: 动工, value: 原文未写, signed: 2023-05, place: a, sources: [总结], as_of: 2023}\n"
            .as_bytes(),
    );
    put(
        "content/projects/p4.md",
        &page(
            "id: p4\ntitle: 丁厂\nstate: 签约\nvalue: 30\nsigned: 2022\nsources: [总结]\nas_of: 2023\n",
            "丁厂的来历：[甲厂](record:projects/p1)。",
        ),
    );
    put("content/places/_collection.yaml", b"title: {zh-CN: \xe5\x9c\xb0\xe6\x96\xb9, en: Places}\nfields: []\n");
    put("content/places/all.csv", "id,title,sources,as_of\na,曹角湾,总结,2023\nb,圩镇,总结,2023\n".as_bytes());
    put("content/commitments/_collection.yaml", COMMITMENTS.as_bytes());
    put(
        "content/commitments/all.yaml",
        "- {id: c-1, title: 修好村口桥, due_original: 2023-07-25, delivery: 推进中, place: a, sources: [总结], as_of: 2023}\n\
         - {id: c-2, title: 校舍启用, due_original: 2023-07-20, delivery: 已完成, place: b, sources: [总结], as_of: 2023}\n"
            .as_bytes(),
    );
    put("content/updates/_collection.yaml", UPDATES.as_bytes());
    put(
        "content/updates/all.yaml",
        "- {id: u-1, title: 校舍完工, record: c-2, happened_on: 2023-07-18, from_state: under_way, to_state: delivered, text: 校舍验收合格。, sources: [总结], as_of: 2023}\n\
         - {id: u-2, title: 桥墩浇筑, record: c-1, happened_on: 2023-07, text: 桥墩浇好了, sources: [总结], as_of: 2023}\n"
            .as_bytes(),
    );
    put("content/items/_collection.yaml", ITEMS.as_bytes());
    put(
        "content/items/all.yaml",
        "- {id: subsidy, title: 农机补贴, mode: 主动公开, sources: [总结], as_of: 2023}\n\
         - {id: tax, title: 税收, mode: 主动公开, exempt: 没有这项职能, sources: [总结], as_of: 2023}\n"
            .as_bytes(),
    );
    put("content/papers/_collection.yaml", PAPERS.as_bytes());
    put(
        "content/papers/all.yaml",
        "- {id: paper, title: 补贴名单, disclosure_item: subsidy, called: 13800138000, sources: [总结], as_of: 2023}\n"
            .as_bytes(),
    );
    put(
        "content/indicators/_collection.yaml",
        "title: 指标\nfields: [{name: unit, title: 单位, type: string}]\nmingbai: {view: indicators}\n".as_bytes(),
    );
    put(
        "content/indicators/all.yaml",
        "- {id: visits, title: 游客, sources: [总结], as_of: 2023}\n- {id: income, title: 收入, sources: [总结], as_of: 2023}\n"
            .as_bytes(),
    );
    put("content/observations/_collection.yaml", OBSERVATIONS.as_bytes());
    put(
        "content/observations/all.csv",
        "id,title,indicator,period,value,sources,as_of\n\
         v22,去年游客,visits,2022,12万人次,总结,2022\n\
         v23,今年游客,visits,2023,约16万人次,总结,2023\n\
         i23,今年收入,income,2023,4000万元（收入）,总结,2023\n"
            .as_bytes(),
    );
    put(
        "content/figures.yaml",
        "visits:\n  title: {zh-CN: 游客人次, en: Visits}\n  description: {zh-CN: 今年的。, en: This year.}\n  value: observations/v23#value\n\
         signed-count:\n  title: {zh-CN: 签约个数, en: Signed}\n  description: {zh-CN: 数出来的。, en: Counted.}\n  count: {of: projects, where: {state: {unknown: false, from: 签约}}}\n"
            .as_bytes(),
    );
    put(
        "content/reconcile.yaml",
        "signed-list:\n  title: {zh-CN: 签约个数和名单, en: Signed and their list}\n  left: {count: {of: projects, where: {state: 签约}}}\n  relation: \"=\"\n  right: {count: {of: projects, where: {state: {from: 签约}}}}\n"
            .as_bytes(),
    );
    put(
        "content/glossary.yaml",
        "收储:\n  标题: {en: land reserve}\n  解释:\n    zh-CN: 政府先收回土地，以后再出让。\n    en: Land is taken back first.\n  来源: 办法\n"
            .as_bytes(),
    );
    files
}
