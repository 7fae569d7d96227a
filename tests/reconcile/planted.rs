//! What a unit of a town has besides, all of it harmless, and contradictions that are planted there.

use super::towns::Town;

impl Town {
    /// How many kinds there are here.
    pub(crate) const MORE: usize = 24;

    /// Records that look as if they did not fit, and do.
    pub(crate) fn besides(&mut self, i: usize, word: &str) {
        let id = |what: &str| format!("{what}-{i}");
        let place = format!("[{}]", id("place"));
        let mut add = |collection: &'static str, what: &str, title: &str, fields: &[(&str, &str)]| {
            self.set(collection, &id(what), "title", &format!("{word}{title}"));
            fields.iter().for_each(|(field, value)| self.set(collection, &id(what), field, value));
        };
        add("places", "place", "村", &[("other_names", &format!("[{word}庄]"))]);
        // A contract of the year is no report on it; a report of its last day looks back on its deadlines.
        let of_the_year = [("period", "2022"), ("interim", "false")];
        add("documents", "deal", "施工合同", &of_the_year);
        add("documents", "deal", "施工合同", &[("type", "contract"), ("date_issued", "2022-04-02")]);
        add("documents", "year", "年终总结", &of_the_year);
        add("documents", "year", "年终总结", &[("type", "report"), ("date_issued", "2022-12-31")]);
        // A road that goes on, begun as it is said, with the money for it.
        add(
            "projects",
            "road",
            "路",
            &[
                ("track", "public_work"),
                ("sector", "roads"),
                ("state", "construction"),
                ("places", &place),
                ("owner_org", &id("org")),
                ("contact_post", &id("post")),
                ("planned_start", "2022-09"),
                ("planned_end", "2022-11-30"),
                ("current_end", "2024-06"),
                ("actual_start", "2022-09"),
                ("milestones", "[{type: 路基, due_original: 2022-10, met: 2022-10, state: met}]"),
                ("budget", "90万元"),
                ("evidence_level", "document"),
                ("sources", &format!("[{{document: documents/{}, locator: ¶1}}]", id("year"))),
            ],
        );
        let share = format!("[{{project: {}, share: 90万元}}]", id("road"));
        add("funds", "road-fund", "路款", &[("state", "approved"), ("projects", &share)]);
        add("funds", "road-fund", "路款", &[("amount_approved", "90万元"), ("evidence_level", "document")]);
        let of_the_road = format!("[{}]", id("road"));
        add(
            "commitments",
            "later",
            "修路",
            &[
                ("text", "修通道路"),
                ("made_on", "2022-01"),
                ("measure", "3公里"),
                ("due_original", "2024-06"),
                ("responsible", &id("post")),
                ("budget", &id("road-fund")),
                ("projects", &of_the_road),
                ("strength", "firm"),
                ("delivery", "under_way"),
                ("evidence_level", "document"),
            ],
        );
        add(
            "statements",
            "on-time",
            "动工",
            &[("kind", "claim"), ("phrase", "按时开工"), ("projects", &of_the_road), ("evidence_level", "document")],
        );
        // A firm that has signed.
        add(
            "projects",
            "firm",
            "民宿",
            &[
                ("track", "investment"),
                ("sector", "tourism"),
                ("state", "signed"),
                ("places", &place),
                ("owner_org", &id("org")),
                ("contact_post", &id("post")),
                ("planned_start", "2023-09"),
                ("planned_end", "2024-12"),
                ("contract_value", "50万元"),
                ("evidence_level", "document"),
            ],
        );
        add(
            "recognitions",
            "award",
            "称号",
            &[("state", "awarded"), ("decided_on", "2022-10"), ("authority", &id("org"))],
        );
        add("recognitions", "award", "称号", &[("document", &id("doc")), ("evidence_level", "document")]);
        // A step back, and why.
        for (what, day, from, to, text) in
            [("back", "2022-10", "完工", "在建", "因渗漏返工"), ("again", "2022-11", "在建", "完工", "补好了")]
        {
            let record = format!("projects/{}", id("project"));
            add("updates", what, what, &[("record", &record), ("happened_on", day)]);
            add("updates", what, what, &[("from_state", from), ("to_state", to), ("text", text)]);
        }
    }

    /// Plants a contradiction in a unit; gives the rules and records that have to be found.
    pub(crate) fn plant_more(&mut self, kind: usize, i: usize) -> Vec<(&'static str, String)> {
        let id = |what: &str| format!("{what}-{i}");
        let next = |what: &str| format!("{what}-{}", (i + 1) % self.units);
        // Collection, record, field and value; the rule, and the record that it is found at.
        let (collection, what, field, value, rule, found): (_, _, _, &str, _, _) = match kind {
            0 => ("projects", "project", "current_end", "2022-01", "project/dates", "project"),
            1 => ("recognitions", "award", "decided_on", "2023-09", "project/future", "award"),
            2 => {
                let met = "[{type: 路基, due_original: 2022-10, met: 2023-09, state: met}]";
                ("projects", "road", "milestones", met, "project/future", "road")
            }
            3 => ("projects", "firm", "started_value", "50万元", "project/reached", "firm"),
            4 => ("observations", "rate", "value", "25%（1/4）", "figure/ratio", "rate"),
            5 => {
                let share = format!("[{{project: {}, share: 1万元}}]", id("road"));
                self.set("funds", &id("road-fund"), "projects", &share);
                ("funds", "road-fund", "note", "批了一部分", "project/funded", "road")
            }
            6 => {
                let parts = "[{purpose: 土建, amount: 9000万元}, {purpose: 设备, amount: 原文未写}]";
                ("projects", "project", "cost_parts", parts, "project/breakdown", "project")
            }
            7 => ("recognitions", "award", "evidence_level", "none", "project/evidence", "award"),
            8 => ("commitments", "promise", "evidence_level", "none", "project/evidence", "promise"),
            9 => ("problems", "problem", "evidence_level", "self_statement", "project/evidence", "problem"),
            10 => ("updates", "update", "from_state", "签约", "project/transitions", "update"),
            11 => ("updates", "back", "text", "在建", "project/backward", "back"),
            12 => {
                let late = "[{what: 设计, met_on: 2022-09, needed_for: construction}]";
                ("projects", "project", "depends_on", late, "project/depends", "project")
            }
            13 => {
                let mut fields = self.records["projects"][&id("firm")].clone();
                let title = fields["title"].replace("民宿", "高端民宿");
                fields.insert("title".to_owned(), title);
                self.records.entry("projects").or_default().insert(format!("twin-firm-{i}"), fields);
                ("projects", "firm", "note", "在谈", "project/same", "firm")
            }
            14 => {
                let title = self.records["places"][&next("place")]["title"].clone();
                self.set("places", &id("place"), "other_names", &format!("[{title}]"));
                ("places", "place", "note", "旧称", "data/alias", "place")
            }
            15 => ("observations", "women", "value", "9900人", "figure/same-concept", "women"),
            16 => ("statements", "on-time", "phrase", "按时完成", "project/claim", "on-time"),
            17 => {
                let less = "[{changed_on: 2022-05, type: value, old: 2万元, new: 1万元, reason: 减项}]";
                ("contracts", "contract", "modifications", less, "project/contract-paid", "contract")
            }
            18 => ("funds", "fund", "amount_used", "1万元", "project/children", "fund"),
            19 => {
                self.set("projects", &id("project"), "final_cost", "1万元");
                return vec![("project/children", id("project")), ("project/breakdown", id("project"))];
            }
            20 => return self.edit(i, "近期", "（近期", "wording/punctuation"),
            21 => return self.edit(i, "还在施工", "还在B施工", "wording/punctuation"),
            22 => return self.edit(i, "受益户由", "## 一、甲\n\n## 三、丙\n\n受益户由", "wording/punctuation"),
            _ => ("documents", "year", "date_issued", "2022-10-31", "reconcile/interim", "year"),
        };
        self.set(collection, &id(what), field, value);
        vec![(rule, id(found))]
    }
}
