//! Reads charts.

use super::read::{Blocks, Entries, entry, numbers, one_dimension, wrong};
use super::{Chart, Form};
use crate::diagnostic::{Diagnostic, nearest};
use crate::load::keys::{CHART, CHARTS, find};
use crate::model::figure::{self, Measured, Outcome, Selection};
use crate::model::read::At;
use crate::model::schema::{Field, Kind, Track};
use crate::model::site::PageKind;
use crate::text;
use crate::value::Stage;

/// Stages of money from one source, in their order: each is a part of the one before it, and none is added to another.
const LADDER: [Stage; 5] = [Stage::Applied, Stage::Approved, Stage::Allocated, Stage::PaidIn, Stage::Paid];

impl<'a> Blocks<'a> {
    pub(super) fn chart(&mut self, root: &At<'a>) -> Option<Chart> {
        let entries = self.r.map(root, CHART);
        let title = self.title(&entries);
        let note = entry(&entries, "note").and_then(|at| self.r.text(&at)).filter(|t| !t.is_empty());
        let at = self.wanted(root, &entries, "kind", "种类")?;
        let word = self.r.text(&at)?;
        let Some(kind) = find(CHARTS, &word) else {
            let problem = wrong(text!("没有“{word}”这种图", "there is no chart `{word}`"));
            let near = nearest(&word, CHARTS.iter().flat_map(|k| [k.name, k.chinese]));
            self.r.problem(
                &at,
                match near {
                    Some(near) => problem.help(text!("是不是“{near}”？", "did you mean `{near}`?")),
                    None => problem.help(text!(
                        "可用：bars（条形）、steps（步骤）、ladder（资金）、dumbbell（对照）、series（走势）",
                        "one of: bars, steps, ladder, dumbbell, series"
                    )),
                },
            );
            return None;
        };
        let used: &[&str] = match kind {
            // Figures that are listed are not selected as well.
            "bars" if entry(&entries, "items").is_some() => &["items"],
            "bars" => &["items", "of", "where", "field", "sort", "descending", "limit"],
            "steps" => &["record", "of", "where", "track", "amount"],
            "dumbbell" => &["of", "where", "from", "to", "sort", "descending", "limit"],
            "series" => &["record", "where"],
            _ => &["record", "of", "where"],
        };
        self.unused(&entries, kind, used);
        let form = match kind {
            "bars" => self.bars(root, &entries)?,
            "steps" => self.steps(root, &entries)?,
            "dumbbell" => self.pairs(root, &entries)?,
            "series" => self.series(root, &entries)?,
            _ => self.ladder(root, &entries)?,
        };
        Some(Chart { title, note, form })
    }

    /// Reports what a kind of chart has no use for.
    fn unused(&mut self, entries: &Entries<'a>, kind: &str, used: &[&str]) {
        for (key, at) in entries {
            if !used.contains(key) && !matches!(*key, "kind" | "title" | "note") {
                let problem = wrong(text!("{kind} 用不上“{key}”", "`{kind}` has no use for `{key}`"));
                let all = used.join(", ");
                self.r.key_problem(at, || problem.help(text!("可用：{all}", "it takes: {all}")));
            }
        }
    }

    fn bars(&mut self, root: &At<'a>, entries: &Entries<'a>) -> Option<Form> {
        let Some(items) = entry(entries, "items") else {
            if entry(entries, "of").is_none() {
                let help = text!(
                    "写 items（列出数），或 of 和 field（一个集合的一个字段）",
                    "write `items`, or `of` and `field`"
                );
                self.r.problem(root, wrong(text!("没有写画什么", "it does not say what is drawn")).help(help));
                return None;
            }
            let chosen = self.chosen(root, entries)?;
            let at = self.wanted(root, entries, "field", "字段")?;
            let word = self.r.text(&at)?;
            let of = chosen.selection.collection;
            let schema = &self.site.collections[of];
            let field = figure::field(&mut self.r, &at, &word, schema)?;
            let rows = chosen.rows(self.site).shown;
            let definition = &schema.fields[field];
            let drawn = numbers(self.site, &rows, of, definition, field)
                .and_then(|m| one_dimension(&m, definition.title.get("zh-CN"), &definition.name));
            return self.told(&at, drawn).map(|()| Form::Field(chosen, field));
        };
        let cards = self.cards(&items)?;
        let mut measured = Vec::new();
        for (card, at) in cards.iter().zip(self.r.list(&items)) {
            if let Outcome::Known(known) = card.target.outcome(self.site) {
                let Some(number) = Measured::of(&known.value).filter(|_| known.per.is_none()) else {
                    let help = text!("用金额、数量或比例", "use amounts, quantities or shares");
                    self.r
                        .problem(&at, wrong(text!("这不是一个能画成条的数", "this is no number for a bar")).help(help));
                    return None;
                };
                measured.push(number);
            }
        }
        let drawn = one_dimension(&measured, "这张图", "the chart");
        self.told(&items, drawn).map(|()| Form::Figures(cards))
    }

    pub(super) fn told(&mut self, at: &At<'a>, found: Result<(), Diagnostic>) -> Option<()> {
        found.map_err(|problem| self.r.problem(at, problem)).ok()
    }

    pub(super) fn record(&mut self, at: &At<'a>) -> Option<(usize, usize)> {
        let text = self.r.text(at)?;
        if let Some(page) = self.site.record(&text)
            && let PageKind::Record(collection) = self.site.pages[page].kind
        {
            return Some((page, collection));
        }
        let ids: Vec<String> =
            self.site.records.keys().map(|(c, id)| format!("{}/{id}", self.site.collections[*c].name)).collect();
        let problem = wrong(text!("没有“{text}”这条记录", "there is no record `{text}`"));
        let near = nearest(&text, ids.iter().map(String::as_str));
        self.r.problem(
            at,
            match near {
                Some(near) => problem.help(text!("是不是“{near}”？", "did you mean `{near}`?")),
                None => problem.help(text!("写成 集合/编号", "write COLLECTION/ID")),
            },
        );
        None
    }

    fn record_or_of(&mut self, root: &At<'a>, entries: &Entries<'a>) -> Option<Result<(usize, usize), Selection>> {
        match (entry(entries, "record"), entry(entries, "of")) {
            (Some(at), None) => self.record(&at).map(Ok),
            (None, Some(_)) => self.selection(root, entries).map(Err),
            (Some(at), Some(_)) => {
                let help = text!("只留一个", "keep one of them");
                self.r
                    .problem(&at, wrong(text!("写了 record 又写了 of", "there is `record`, and `of` too")).help(help));
                None
            }
            (None, None) => {
                let help = text!(
                    "写 `record: 集合/编号`，或 `of: 集合`",
                    "write `record: COLLECTION/ID`, or `of: COLLECTION`"
                );
                self.r.problem(root, wrong(text!("没有写画什么", "it does not say what is drawn")).help(help));
                None
            }
        }
    }

    fn steps(&mut self, root: &At<'a>, entries: &Entries<'a>) -> Option<Form> {
        let chosen = self.record_or_of(root, entries)?;
        let collection = match &chosen {
            Ok((_, collection)) => *collection,
            Err(selection) => selection.collection,
        };
        let schema = &self.site.collections[collection];
        let Some(machine) = &schema.machine else {
            let (zh, en) = (schema.title.get("zh-CN"), &schema.name);
            let help = text!("选一个写了状态机（machine）的集合", "choose a collection with a `machine`");
            self.r.problem(root, wrong(text!("“{zh}”没有步骤", "`{en}` has no steps")).help(help));
            return None;
        };
        let selection = match chosen {
            Ok((page, _)) => {
                if let Some(at) = entry(entries, "amount") {
                    let help = text!("去掉它，或者用 of 画一个集合", "leave it out, or draw a collection with `of`");
                    let problem =
                        text!("一条记录的步骤用不上“amount”", "the steps of one record have no use for `amount`");
                    self.r.key_problem(&at, || wrong(problem).help(help));
                }
                return Some(Form::Steps(page));
            }
            Err(selection) => selection,
        };
        let word = |field: Option<usize>, choice: Option<usize>| match &schema.fields[field?].kind {
            Kind::Choice(choices) => choices.get(choice?),
            _ => None,
        };
        let track = match (entry(entries, "track"), machine.tracks.len()) {
            (None, 1) => 0,
            (named, _) => {
                let words: Vec<&str> =
                    machine.tracks.iter().filter_map(|t| Some(word(machine.track, t.track)?.value.as_str())).collect();
                let all = words.join(", ");
                let Some(at) = named else {
                    let help = text!("写 `track: …`，可用：{all}", "write `track: …`, one of: {all}");
                    self.r.problem(
                        root,
                        wrong(text!("这个集合有几类步骤", "the collection has several tracks")).help(help),
                    );
                    return None;
                };
                let text = self.r.text(&at)?;
                let is_it = |t: &Track| {
                    word(machine.track, t.track).is_some_and(|c| c.value == text || c.label.all().any(|l| l == text))
                };
                let Some(found) = machine.tracks.iter().position(is_it) else {
                    let help = text!("可用：{all}", "one of: {all}");
                    self.r.problem(&at, wrong(text!("没有“{text}”这一类", "there is no track `{text}`")).help(help));
                    return None;
                };
                found
            }
        };
        let amount = match entry(entries, "amount") {
            Some(at) => Some(self.amount(&at, &selection)?),
            None => None,
        };
        Some(Form::Counts(selection, track, amount))
    }

    /// A field whose numbers are added up by step.
    fn amount(&mut self, at: &At<'a>, selection: &Selection) -> Option<usize> {
        let word = self.r.text(at)?;
        let schema = &self.site.collections[selection.collection];
        let field = figure::field(&mut self.r, at, &word, schema)?;
        let records = selection.select(self.site).records;
        let found = self.addable(&records, selection.collection, field);
        self.told(at, found).map(|()| field)
    }

    fn ladder(&mut self, root: &At<'a>, entries: &Entries<'a>) -> Option<Form> {
        let chosen = self.record_or_of(root, entries)?;
        let collection = match &chosen {
            Ok((_, collection)) => *collection,
            Err(selection) => selection.collection,
        };
        let schema = &self.site.collections[collection];
        let fields = ladder_fields(&schema.fields);
        if fields.len() < 2 {
            let (zh, en) = (schema.title.get("zh-CN"), &schema.name);
            let help = text!(
                "要有两个以上写了 stage 的金额字段：applied、approved、allocated、paid_in、paid",
                "it takes two or more amounts with a `stage`: applied, approved, allocated, paid_in, paid"
            );
            self.r.problem(root, wrong(text!("“{zh}”没有分阶段的金额", "`{en}` has no amounts by stage")).help(help));
            return None;
        }
        Some(match chosen {
            Ok((page, _)) => Form::Ladder(page, fields),
            Err(selection) => Form::Ladders(selection, fields),
        })
    }
}

/// The amounts of a collection by stage, in the order of the stages; of two with one stage, the first.
pub fn ladder_fields(fields: &[Field]) -> Vec<usize> {
    let of = |wanted: Stage| {
        fields.iter().position(|f| matches!(f.kind, Kind::Amount { stage: Some(stage), .. } if stage == wanted))
    };
    LADDER.into_iter().filter_map(of).collect()
}
