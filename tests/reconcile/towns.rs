//! Towns made of units that fit together: every record says what the others say, until something is planted.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use mingbai::load::{SourceFile, Sources, parse};
use mingbai::model::{Overrides, Site, build};

use crate::support::town;

/// The collections that units are made of.
pub(crate) const COLLECTIONS: [&str; 15] = [
    "commitments",
    "contracts",
    "documents",
    "funds",
    "indicators",
    "observations",
    "organisations",
    "payments",
    "places",
    "posts",
    "problems",
    "projects",
    "recognitions",
    "statements",
    "updates",
];

/// A town in memory: by collection and id the fields of a record, as YAML.
#[derive(Clone, Default)]
pub(crate) struct Town {
    pub(crate) records: BTreeMap<&'static str, BTreeMap<String, BTreeMap<String, String>>>,
    statements: String,
    /// Account pages by id.
    pages: BTreeMap<String, String>,
    /// Definitions of figures by name.
    figures: BTreeMap<String, String>,
    pub(crate) units: usize,
}

/// Pseudo-random numbers (splitmix64): the same seed, the same town.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(n).expect("small")).expect("small")
    }
}

/// Characters of titles, so that no two are alike.
const WORDS: [&str; 30] = [
    "松", "柏", "梅", "兰", "竹", "菊", "荷", "桂", "桃", "李", "杏", "梨", "枣", "橘", "柚", "茶", "麻", "桑", "榆",
    "柳", "枫", "槐", "樟", "楠", "杉", "桐", "椿", "棠", "榕", "藤",
];

impl Town {
    /// A town of so many units.
    pub(crate) fn new(units: usize, random: &mut Random) -> Town {
        let mut town = Town { units, ..Town::default() };
        for i in 0..units {
            town.unit(i, random);
        }
        town
    }

    pub(crate) fn set(&mut self, collection: &'static str, id: &str, field: &str, value: &str) {
        let record = self.records.entry(collection).or_default().entry(id.to_owned()).or_default();
        record.insert(field.to_owned(), value.to_owned());
    }

    fn put(&mut self, collection: &'static str, id: &str, fields: &[(&str, &str)]) {
        for (field, value) in fields {
            self.set(collection, id, field, value);
        }
    }

    /// How many records there are.
    pub(crate) fn len(&self) -> usize {
        self.records.values().map(BTreeMap::len).sum()
    }

    fn unit(&mut self, i: usize, random: &mut Random) {
        let word = format!("{}{}", WORDS[i % 30], WORDS[(i * 7 + 11) % 30]);
        let named = |what: &str| format!("{word}{what}");
        let id = |what: &str| format!("{what}-{i}");
        let budget = 100 + i128::try_from(random.below(900)).expect("small");
        let part = budget / 3;
        let money = |n: i128| format!("{n}万元");
        let add = |town: &mut Town, collection: &'static str, what: &str, title: &str, fields: &[(&str, &str)]| {
            town.put(collection, &id(what), &[("title", &named(title))]);
            town.put(collection, &id(what), fields);
        };
        add(self, "places", "place", "村", &[]);
        add(self, "organisations", "org", "局", &[]);
        add(self, "posts", "post", "主任", &[]);
        add(self, "posts", "verifier", "监督员", &[]);
        add(
            self,
            "documents",
            "doc",
            "年总结",
            &[("period", "2022"), ("type", "report"), ("interim", "false"), ("date_issued", "2023-01-10")],
        );
        add(
            self,
            "projects",
            "project",
            "渠",
            &[
                ("track", "public_work"),
                ("sector", "water"),
                ("state", "accepted"),
                ("places", &format!("[{}]", id("place"))),
                (
                    "components",
                    "[{title: 甲段, id: a, state: accepted, locator: ¶1}, {title: 乙段, id: b, state: accepted, locator: ¶1}]",
                ),
                ("depends_on", "[{what: 设计, met_on: 2022-03, needed_for: construction}]"),
                ("owner_org", &id("org")),
                ("contact_post", &id("post")),
                ("planned_start", "2022-04"),
                ("planned_end", "2022-12"),
                ("actual_start", "2022-05"),
                ("actual_end", "2022-11"),
                ("budget", &money(budget)),
                ("final_cost", &money(budget)),
                (
                    "cost_parts",
                    &format!(
                        "[{{purpose: 土建, amount: {}}}, {{purpose: 设备, amount: {}}}]",
                        money(part),
                        money(budget - part)
                    ),
                ),
                ("land_price_floor", &format!("不低于{}", money(part))),
                ("contract_value", &money(part + 1)),
                ("evidence_level", "document"),
                ("note", "2022年5月在建，11月已竣工验收"),
            ],
        );
        add(
            self,
            "funds",
            "fund",
            "补助",
            &[
                ("state", "used"),
                ("amount_applied", &money(budget)),
                ("amount_approved", &money(budget)),
                ("amount_allocated", &money(budget)),
                ("amount_received", &money(budget)),
                ("amount_used", &money(part)),
                ("projects", &format!("[{{project: {}, share: {}}}]", id("project"), money(budget))),
                ("evidence_level", "verified"),
            ],
        );
        add(
            self,
            "contracts",
            "contract",
            "合同",
            &[
                ("project", &id("project")),
                ("signed", "2022-04-02"),
                ("value", "2万元"),
                (
                    "modifications",
                    &format!(
                        "[{{changed_on: 2022-05, type: value, old: 2万元, new: {}, reason: 加渠}}]",
                        money(budget)
                    ),
                ),
            ],
        );
        add(
            self,
            "payments",
            "payment",
            "付款",
            &[
                ("contract", &id("contract")),
                ("fund", &id("fund")),
                ("project", &id("project")),
                ("paid_on", "2022-10-02"),
                ("amount", &money(part)),
            ],
        );
        add(
            self,
            "commitments",
            "promise",
            "承诺",
            &[
                ("made_on", "2022-01"),
                ("measure", "3公里"),
                ("due_original", "2023年6月前（含）"),
                ("responsible", &id("post")),
                ("budget", &id("fund")),
                ("projects", &format!("[{}]", id("project"))),
                ("addresses_problem", &format!("[{}]", id("problem"))),
                ("hedge", "力争"),
                ("strength", "hedged"),
                ("delivery", "delivered"),
                ("evidence_level", "document"),
            ],
        );
        add(
            self,
            "problems",
            "problem",
            "缺水",
            &[
                ("source", "audit"),
                ("found_on", "2021-05"),
                ("causes", "[渠道老化]"),
                ("measures", &format!("[{}]", id("promise"))),
                ("state", "verified_closed"),
                ("responsible", &id("post")),
                ("verifier", &id("verifier")),
                ("evidence_level", "verified"),
            ],
        );
        add(
            self,
            "statements",
            "claim",
            "成绩",
            &[
                ("kind", "claim"),
                ("phrase", "全部完成"),
                ("projects", &format!("[{}]", id("project"))),
                ("evidence_level", "document"),
            ],
        );
        add(
            self,
            "updates",
            "update",
            "动态",
            &[("record", &format!("projects/{}", id("project"))), ("happened_on", "2022-12"), ("to_state", "竣工验收")],
        );
        self.besides(i, &word);
        self.numbers(i, &word);
        let [signed, begun, promise, some, all] = ["signed", "begun", "promise", "some", "all"].map(id);
        let body = format!(
            "2022年签约[](figure:observations/{signed}#value)，动工[](figure:observations/{begun}#value)。\n\n\
             [](record:commitments/{promise})力争6月完成。近期还在施工。\n\n\
             受益户由[](figure:observations/{some}#value)提高到[](figure:observations/{all}#value)。\n"
        );
        let page = id("page");
        self.pages.insert(
            page.clone(),
            format!("---\nid: {page}\ntitle: {word}账目\naccount: true\nas_of: 2023-06\n---\n\n{body}"),
        );
        self.figures.insert(
            id("per-visit"),
            format!(
                "{{title: {word}每人次, ratio: [observations/{signed}#value, observations/{}#value], plausible: {{minimum: 1000元, maximum: 10万元}}}}",
                id("visits")
            ),
        );
        let _ = writeln!(
            self.statements,
            "spent-{i}: {{title: {word}的支出, left: funds/{}#amount_used, relation: \"<=\", right: funds/{}#amount_received}}",
            id("fund"),
            id("fund")
        );
    }

    /// Indicators of a unit, with what was observed.
    fn numbers(&mut self, i: usize, word: &str) {
        let id = |what: &str| format!("{what}-{i}");
        let (total, share) = (200 + i * 8, 25);
        let observed: [(&str, &str, &str, &str, &str, String); 8] = [
            ("visits", "游客", "flow", "人次", "people-and-visits", format!("{}人次", 5000 + i)),
            ("guests", "来客", "flow", "人", "people-and-visits", format!("约{}人", 3000 + i)),
            ("residents", "住户", "stock", "人", "residents", format!("{}多人", 3000)),
            ("signed", "签约额", "flow", "万元", "investment", format!("{}万元（签约）", 6000 + i)),
            ("begun", "动工额", "flow", "万元", "investment", format!("{}万元（签约并动工）", 4000 + i)),
            ("all", "户数", "flow", "户", "households", format!("{total}户")),
            ("some", "受益户", "flow", "户", "served", format!("{}户", total * share / 100)),
            ("rate", "受益比例", "ratio", "%", "rate", format!("{share}%（{}/{total}）", total * share / 100)),
        ];
        for (what, title, kind, unit, concept, value) in observed {
            self.put(
                "indicators",
                &id(what),
                &[
                    ("title", &format!("{word}{title}")),
                    ("kind", kind),
                    ("unit", &format!("\"{unit}\"")),
                    ("concept", &format!("{concept}-{i}")),
                ],
            );
            self.put(
                "observations",
                &id(what),
                &[
                    ("title", &format!("{word}{title}2022")),
                    ("indicator", &id(what)),
                    ("period", "2022"),
                    ("place", &id("place")),
                    ("value", &value),
                ],
            );
        }
        // A group of the residents, and a stock of people who are not all that live there.
        self.put("indicators", &id("pupils"), &[("title", &format!("{word}学生")), ("kind", "stock"), ("unit", "人")]);
        for (what, title, indicator, value, group) in
            [("women", "女住户", "residents", "1500人", "女"), ("pupils", "学生", "pupils", "10人", "不适用")]
        {
            self.put(
                "observations",
                &id(what),
                &[
                    ("title", &format!("{word}{title}2022")),
                    ("indicator", &id(indicator)),
                    ("period", "2022"),
                    ("place", &id("place")),
                    ("disaggregation", group),
                    ("value", value),
                ],
            );
        }
        // The year before.
        self.put(
            "observations",
            &id("visits-before"),
            &[
                ("title", &format!("{word}游客2021")),
                ("indicator", &id("visits")),
                ("period", "2021"),
                ("place", &id("place")),
                ("value", "4000人次"),
            ],
        );
        self.put("indicators", &id("rate"), &[("numerator", &id("some")), ("denominator", &id("all"))]);
    }

    /// As a site; what its schemas ask for and a record does not have, does not apply to it.
    pub(crate) fn site(&self) -> (Site, Vec<String>) {
        let mut files: Vec<(String, String)> = vec![
            ("site.yaml".into(), "title: 镇\nbase_url: https://t.example/\npublisher: 镇\nas_of: 2023-08-31\n".into()),
            ("content/_index.md".into(), "---\ntitle: 首页\n---\n".into()),
            ("content/reconcile.yaml".into(), self.statements.clone()),
        ];
        for name in COLLECTIONS {
            let schema =
                fs::read_to_string(town().join("content").join(name).join("_collection.yaml")).expect("a schema");
            files.push((format!("content/{name}/_collection.yaml"), schema));
        }
        // References to collections that no unit needs.
        for name in ["disclosure_items", "meetings", "brands", "assets", "corrections"] {
            let schema =
                fs::read_to_string(town().join("content").join(name).join("_collection.yaml")).expect("a schema");
            files.push((format!("content/{name}/_collection.yaml"), schema));
        }
        files.extend(self.pages.iter().map(|(id, text)| (format!("content/accounts/{id}.md"), text.clone())));
        let figures: Vec<String> = self.figures.iter().map(|(name, text)| format!("{name}: {text}\n")).collect();
        files.push(("content/figures.yaml".into(), figures.concat()));
        let (empty, _) = built(&files);
        for name in COLLECTIONS {
            let schema = empty.collections.iter().find(|c| c.name == name).expect("the schema");
            let mut text = String::new();
            for (id, fields) in self.records.get(name).into_iter().flatten() {
                let _ = writeln!(text, "- id: {id}\n  as_of: 2023-06");
                if !fields.contains_key("sources") {
                    let _ = writeln!(text, "  sources: [{{document: 汇编, locator: ¶1}}]");
                }
                for (field, value) in fields {
                    let _ = writeln!(text, "  {field}: {value}");
                }
                for field in schema.fields.iter().filter(|f| f.required && !fields.contains_key(&f.name)) {
                    let _ = writeln!(text, "  {}: 不适用", field.name);
                }
            }
            if !text.is_empty() {
                files.push((format!("content/{name}/all.yaml"), text));
            }
        }
        built(&files)
    }

    /// Changes the account page of a unit.
    pub(crate) fn edit(&mut self, i: usize, from: &str, to: &str, rule: &'static str) -> Vec<(&'static str, String)> {
        let id = format!("page-{i}");
        let page = self.pages.get_mut(&id).expect("the page");
        assert!(page.contains(from), "{page} says {from}");
        *page = page.replacen(from, to, 1);
        vec![(rule, id)]
    }

    /// Plants a contradiction in a unit; gives the rules and records that have to be found.
    pub(crate) fn plant(&mut self, kind: usize, i: usize) -> Vec<(&'static str, String)> {
        let id = |what: &str| format!("{what}-{i}");
        let other = format!("problem-{}", (i + 1) % self.units);
        let found = |rule: &'static str, what: &str| vec![(rule, id(what))];
        match kind {
            0 => {
                self.put("problems", &id("problem"), &[("measures", "原文未写"), ("state", "open")]);
                self.set("commitments", &id("promise"), "addresses_problem", "原文未写");
                found("commitment/answer", "problem")
            }
            1 => {
                self.set("commitments", &id("promise"), "due_original", "2023年6月前（未说明）");
                found("commitment/before", "promise")
            }
            2 => {
                self.set("commitments", &id("promise"), "strength", "firm");
                found("commitment/hedge", "promise")
            }
            3 => {
                self.set("commitments", &id("promise"), "addresses_problem", &format!("[{other}]"));
                [found("commitment/links", "promise"), found("commitment/links", "problem")].concat()
            }
            4 => {
                self.set("problems", &id("problem"), "verifier", &id("post"));
                found("commitment/verified", "problem")
            }
            5 => {
                self.set("indicators", &id("residents"), "unit", "户");
                [found("figure/unit-of", "residents"), found("figure/unit-of", "women")].concat()
            }
            6 => {
                self.set("observations", &id("rate"), "value", "27%");
                found("figure/ratio", "rate")
            }
            7 => {
                self.set("observations", &id("begun"), "value", "9000万元（签约并动工）");
                found("figure/same-concept", "begun")
            }
            8 => {
                self.set(
                    "projects",
                    &id("project"),
                    "cost_parts",
                    "[{purpose: 土建, amount: 1万元}, {purpose: 设备, amount: 2万元}]",
                );
                found("project/breakdown", "project")
            }
            9 => {
                let parts = "[{title: 甲段, id: a, state: accepted, locator: ¶1}, {title: 丙段, id: c, state: accepted, locator: ¶4}]";
                self.set("projects", &id("project"), "components", parts);
                found("project/components", "project")
            }
            10 => {
                self.set("payments", &id("payment"), "amount", "9000万元");
                let [fund, project] = ["fund", "project"].map(|what| found("project/children", what));
                [found("project/contract-paid", "contract"), fund, project].concat()
            }
            11 => {
                self.set("projects", &id("project"), "planned_end", "2021-12");
                found("project/dates", "project")
            }
            12 => {
                self.set(
                    "projects",
                    &id("project"),
                    "depends_on",
                    "[{what: 设计, met_on: 原文未写, needed_for: construction}]",
                );
                found("project/depends", "project")
            }
            13 => {
                self.set("projects", &id("project"), "evidence_level", "self_statement");
                found("project/evidence", "project")
            }
            14 => {
                self.set("projects", &id("project"), "contract_value", "1万元");
                found("project/floor", "project")
            }
            15 => {
                self.set("funds", &id("fund"), "amount_allocated", "1万元");
                found("project/fund-ladder", "fund")
            }
            16 => {
                self.set("funds", &id("fund"), "state", "applied");
                found("project/funded", "project")
            }
            17 => {
                self.set("projects", &id("project"), "actual_end", "2023-09");
                found("project/future", "project")
            }
            18 => {
                let twin = format!("twin-{i}");
                let fields = self.records["projects"][&id("project")].clone();
                let title = format!("{}二号", fields["title"]);
                self.records.entry("projects").or_default().insert(twin.clone(), fields);
                self.set("projects", &twin, "title", &title.replace('渠', "灌溉渠"));
                self.set("projects", &id("project"), "title", &format!("{}灌溉渠", &title[..6]));
                found("project/same", "project")
            }
            19 => {
                let near = format!("[project-{}]", (i + 1) % self.units);
                self.put("projects", &id("project"), &[("same_as", &near), ("distinct_from", &near)]);
                found("project/same-or-distinct", "project")
            }
            20 => {
                self.set("updates", &id("update"), "to_state", "在建");
                [found("project/updates", "project"), found("project/backward", "update")].concat()
            }
            21 => {
                // Its deadline has passed since that was said.
                self.set("commitments", &id("promise"), "delivery", "under_way");
                [found("project/claim", "claim"), found("commitment/overdue", "promise")].concat()
            }
            22 => {
                self.set("statements", &id("claim"), "evidence_level", "self_statement");
                found("reconcile/claim-evidence", "claim")
            }
            23 => {
                self.put("documents", &id("doc"), &[("period", "2023"), ("date_issued", "2023-05-10")]);
                found("reconcile/interim", "doc")
            }
            24 => {
                self.set("observations", &id("signed"), "value", "原文未写（“多个”）");
                found("figure/counted", "signed")
            }
            25 => {
                self.put("observations", &id("residents"), &[("value", "10人")]);
                self.put("observations", &id("women"), &[("value", "5人")]);
                found("figure/people", "guests")
            }
            27 => {
                self.set("projects", &id("project"), "owner_org", "原文未写");
                vec![("project/complete", "projects".to_owned())]
            }
            26 => {
                self.set("commitments", &id("promise"), "responsible", "原文未写");
                vec![("commitment/complete", "commitments".to_owned())]
            }
            29 => {
                self.set("observations", &id("visits-before"), "value", "50人次");
                found("figure/jump", "visits")
            }
            30 => {
                self.set("statements", &id("claim"), "phrase", "显著提高");
                found("reconcile/claim-baseline", "claim")
            }
            31 => self.edit(i, "as_of: 2023-06\n", "", "wording/relative-date"),
            32 => {
                let line = format!(
                    "签约[](figure:observations/{}#value)，游客[](figure:observations/{}#value)。",
                    id("signed"),
                    id("visits-before")
                );
                self.edit(i, "受益户由", &format!("{line}受益户由"), "figure/windows")
            }
            33 => self.edit(i, &format!("[](record:commitments/{})", id("promise")), "渠", "commitment/future"),
            34 => self.edit(i, "受益户由", "公共服务显著提高。受益户由", "wording/intensifier"),
            35 => self.edit(i, "account: true", "account: true\nsummary: 镇里花了35万元。", "figure/unbound"),
            36 => {
                let figure = self.figures.get_mut(&id("per-visit")).expect("the figure");
                *figure = figure.replace("10万元", "2000元");
                found("figure/plausible", "per-visit")
            }
            28 => {
                self.set("projects", &id("project"), "note", "主渠皆在抢修，支渠已竣工验收");
                found("project/one-state", "project")
            }
            37.. if kind + 1 < Town::KINDS => self.plant_more(kind - 37, i),
            _ => {
                let line = format!(
                    "wrong-{i}: {{left: [funds/{0}#amount_applied], relation: \"~\", right: {{sum: {{of: payments, field: amount, where: {{contract: {1}}}}}}}}}\n",
                    id("fund"),
                    id("contract")
                );
                // Applied for and paid are two stages, which no sum keeps apart.
                self.statements.push_str(&line.replace(" relation: \"~\"", " disjoint: true, relation: \"<=\""));
                found("reconcile/statement", "wrong")
            }
        }
    }

    /// How many kinds of contradictions can be planted.
    pub(crate) const KINDS: usize = 38 + Town::MORE;
}

/// A site of files, with what is wrong with it.
pub(crate) fn built(files: &[(String, String)]) -> (Site, Vec<String>) {
    let files =
        files.iter().map(|(path, text)| SourceFile { path: path.as_str().into(), bytes: text.as_bytes().into() });
    let (parsed, mut problems) = parse(&Sources::new(files.collect()));
    let (site, found) = build(parsed, &Overrides::default());
    problems.append(found);
    problems.sort();
    let told = problems.iter().map(|p| {
        let place = p.place.as_ref().map(|p| format!("{}:{}", p.file, p.line)).unwrap_or_default();
        format!("{place} {} {}", p.rule, p.message.zh)
    });
    (site.expect("a site"), told.collect())
}
