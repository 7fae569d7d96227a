//! Reads blocks.

use super::{Block, By, Card, Cards, Chosen, Table};
use crate::diagnostic::{Diagnostic, Diagnostics, Text};
use crate::load::Yaml;
use crate::load::keys::{CARD, CARDS, RECORDS, TABLE};
use crate::load::parse::yaml::Node;
use crate::model::figure::{self, Counts, Measured, Selection, Target, value_of};
use crate::model::read::{At, Reader};
use crate::model::schema::{Field, Schema};
use crate::model::site::{FieldValue, Site};
use crate::model::source::Source;
use crate::text;
use crate::value::Dimension;

/// Reads the blocks of all pages.
pub(in crate::model) fn read_all(site: &mut Site, problems: &mut Diagnostics) {
    for page in 0..site.pages.len() {
        let Source::Markdown(file) = &site.pages[page].source else { continue };
        if file.blocks.is_empty() {
            continue;
        }
        let file = file.clone();
        let names: Vec<&str> = site.figures.iter().map(|f| f.name.as_str()).collect();
        let mut blocks = Vec::with_capacity(file.blocks.len());
        for (fence, yaml) in file.document.blocks.iter().zip(&file.blocks) {
            let block = match yaml {
                Ok(yaml) => {
                    let mut reader = Blocks { r: Reader::new(yaml), site, names: &names };
                    let block = reader.block(fence.name, yaml);
                    problems.append(reader.r.problems);
                    block
                }
                Err(problem) => {
                    problems.push(problem.clone());
                    None
                }
            };
            blocks.push(block.unwrap_or(Block::Wrong));
        }
        site.pages[page].blocks = blocks;
    }
}

pub(super) fn wrong(message: Text) -> Diagnostic {
    Diagnostic::error("content/block", message)
}

pub(super) struct Blocks<'a> {
    pub(super) r: Reader<'a>,
    pub(super) site: &'a Site,
    names: &'a [&'a str],
}

/// The entries of a map.
pub(super) type Entries<'a> = Vec<(&'static str, At<'a>)>;

pub(super) fn entry<'a>(entries: &Entries<'a>, key: &str) -> Option<At<'a>> {
    entries.iter().find(|(k, _)| *k == key).map(|(_, at)| at.clone())
}

impl<'a> Blocks<'a> {
    fn block(&mut self, name: &'static str, yaml: &'a Yaml) -> Option<Block> {
        let root = self.r.root();
        if yaml.node == Node::Null {
            let (what, help) = match name {
                "figures" => ("items: [NAME]", "items: [名字]"),
                "chart" => ("kind: bars", "kind: bars"),
                _ => ("of: COLLECTION", "of: 集合"),
            };
            let problem = wrong(text!("“{name}”里什么也没有写", "there is nothing in `{name}`"));
            self.r.problem(&root, problem.help(text!("写 `{help}`", "write `{what}`")));
            return None;
        }
        match name {
            "figures" if matches!(root.node, Node::List(_)) => {
                Some(Block::Figures(Cards { title: None, cards: self.cards(&root)? }))
            }
            "figures" => {
                let entries = self.r.map(&root, CARDS);
                let title = self.title(&entries);
                let items = self.wanted(&root, &entries, "items", "数字")?;
                Some(Block::Figures(Cards { title, cards: self.cards(&items)? }))
            }
            "table" => self.table(&root).map(Block::Table),
            "records" => {
                let entries = self.r.map(&root, RECORDS);
                let title = self.title(&entries);
                let chosen = self.chosen(&root, &entries)?;
                let short = match entry(&entries, "short") {
                    Some(at) => self.r.boolean(&at)?,
                    None => false,
                };
                Some(if short { Block::Names(title, chosen) } else { Block::Records(title, chosen) })
            }
            "timeline" => self.timeline(&root).map(Block::Timeline),
            _ => self.chart(&root).map(Block::Chart),
        }
    }

    pub(super) fn title(&mut self, entries: &Entries<'a>) -> Option<String> {
        entry(entries, "title").and_then(|at| self.r.text(&at)).filter(|t| !t.is_empty())
    }

    pub(super) fn wanted(&mut self, at: &At<'a>, entries: &Entries<'a>, key: &str, chinese: &str) -> Option<At<'a>> {
        let found = entry(entries, key);
        if found.is_none() {
            let help = text!("写上 `{key}: …`（或“{chinese}: …”）", "add `{key}: …`");
            self.r.problem(at, wrong(text!("没有写“{chinese}”（{key}）", "`{key}` is missing")).help(help));
        }
        found
    }

    pub(super) fn cards(&mut self, at: &At<'a>) -> Option<Vec<Card>> {
        let items = self.r.list(at);
        if items.is_empty() && matches!(at.node, Node::List(_) | Node::Null) {
            let help = text!("列出要用的数，每行一个“- ”", "list the figures, each after a hyphen");
            self.r.problem(at, wrong(text!("一个数也没有列", "no figure is listed")).help(help));
        }
        let cards: Vec<Option<Card>> = items.iter().map(|item| self.card(item)).collect();
        cards.into_iter().collect::<Option<Vec<Card>>>().filter(|c| !c.is_empty())
    }

    fn card(&mut self, at: &At<'a>) -> Option<Card> {
        let Node::Map(_) = at.node else {
            return Some(Card { target: self.target(at)?, title: None, note: None });
        };
        let entries = self.r.map(at, CARD);
        let title = self.title(&entries);
        let note = entry(&entries, "note").and_then(|at| self.r.text(&at)).filter(|t| !t.is_empty());
        let figure = self.wanted(at, &entries, "figure", "取自")?;
        Some(Card { target: self.target(&figure)?, title, note })
    }

    fn target(&mut self, at: &At<'a>) -> Option<Target> {
        let text = self.r.text(at)?;
        match figure::find(self.site, self.names, &text) {
            Ok(target) => Some(target),
            Err(problem) => {
                let is_literal = text.starts_with(|c: char| c.is_ascii_digit()) && !text.contains(['#', '@', '/']);
                let problem = if is_literal {
                    problem.help(text!(
                        "这里不写数，写数的名字：数只有一个出处",
                        "write the name of a figure, never a number: a number has one source"
                    ))
                } else {
                    problem
                };
                self.r.problem(at, problem);
                None
            }
        }
    }

    pub(super) fn selection(&mut self, at: &At<'a>, entries: &Entries<'a>) -> Option<Selection> {
        let of = self.wanted(at, entries, "of", "集合")?;
        let collection = figure::collection(&mut self.r, &of, self.site)?;
        let conditions = match entry(entries, "where") {
            Some(at) => figure::conditions(&mut self.r, &at, self.site, &self.site.collections[collection])?,
            None => Vec::new(),
        };
        Some(Selection { collection, field: None, conditions, inner: None })
    }

    pub(super) fn chosen(&mut self, at: &At<'a>, entries: &Entries<'a>) -> Option<Chosen> {
        let selection = self.selection(at, entries)?;
        let schema = &self.site.collections[selection.collection];
        let by = match entry(entries, "sort") {
            None => None,
            Some(at) => match self.r.text(&at)?.as_str() {
                "title" | "标题" => Some(By::Title),
                "id" | "编号" => Some(By::Id),
                word => Some(By::Field(figure::field(&mut self.r, &at, word, schema)?)),
            },
        };
        let descending = match entry(entries, "descending") {
            Some(at) => self.r.boolean(&at)?,
            None => false,
        };
        let limit = match entry(entries, "limit") {
            Some(at) => Some(self.limit(&at)?),
            None => None,
        };
        Some(Chosen { selection, by, descending, limit })
    }

    /// A number that is not nought.
    pub(super) fn limit(&mut self, at: &At<'a>) -> Option<usize> {
        let number = self.r.whole(at)?;
        let found = usize::try_from(number).ok().filter(|n| *n > 0);
        if found.is_none() {
            let help = text!("写1或更大的数，或者不写", "write 1 or more, or leave it out");
            self.r.problem(at, wrong(text!("不能是{number}", "it cannot be {number}")).help(help));
        }
        found
    }

    fn table(&mut self, root: &At<'a>) -> Option<Table> {
        let entries = self.r.map(root, TABLE);
        let title = self.title(&entries);
        let chosen = self.chosen(root, &entries)?;
        let schema = &self.site.collections[chosen.selection.collection];
        let fields = match entry(&entries, "fields") {
            Some(at) => self.fields(&at, schema)?,
            None => schema.columns.clone(),
        };
        let totals = match entry(&entries, "total") {
            Some(at) => self.totals(&at, schema, &chosen, &fields)?,
            None => Vec::new(),
        };
        Some(Table { title, chosen, fields, totals })
    }

    fn fields(&mut self, at: &At<'a>, schema: &Schema) -> Option<Vec<usize>> {
        let words = self.r.texts(at);
        words.into_iter().map(|(word, at)| figure::field(&mut self.r, &at, &word, schema)).collect()
    }

    /// The fields that are added up: those that are named, or with `true` all that can be.
    fn totals(&mut self, at: &At<'a>, schema: &Schema, chosen: &Chosen, fields: &[usize]) -> Option<Vec<usize>> {
        let rows = chosen.rows(self.site).all;
        let of = chosen.selection.collection;
        if let Some(wanted) = crate::model::read::boolean(at.node) {
            let can = |field: &&usize| wanted && self.addable(&rows, of, **field).is_ok();
            return Some(fields.iter().filter(can).copied().collect());
        }
        let mut out = Vec::new();
        for (word, at) in self.r.texts(at) {
            let field = figure::field(&mut self.r, &at, &word, schema)?;
            if !fields.contains(&field) {
                let help = text!("在 fields 里也写上它", "name it in `fields` too");
                self.r.problem(
                    &at,
                    wrong(text!("表里没有“{word}”这一列", "the table has no column `{word}`")).help(help),
                );
                return None;
            }
            if let Err(problem) = self.addable(&rows, of, field) {
                self.r.problem(&at, problem);
                return None;
            }
            out.push(field);
        }
        Some(out)
    }

    /// Whether the values of a field can be added up.
    pub(super) fn addable(&self, rows: &[usize], collection: usize, field: usize) -> Result<(), Diagnostic> {
        let definition = &self.site.collections[collection].fields[field];
        let measured = numbers(self.site, rows, collection, definition, field)?;
        let (zh, en) = (definition.title.get("zh-CN"), &definition.name);
        if measured.iter().any(|m| is_share(m.counts)) {
            let what = text!("“{zh}”是比例，不能合计", "`{en}` holds shares, which are not added up");
            return Err(Diagnostic::error("figure/dimension", what).help(text!("去掉它", "leave it out")));
        }
        one_dimension(&measured, zh, en)?;
        if let Some(first) = measured.first()
            && let Some(other) = measured.iter().find(|m| m.stage != first.stage)
        {
            let word =
                |m: &Measured, zh: bool| m.stage.map_or(if zh { "没有写阶段" } else { "none" }, |s| s.text(zh));
            let (a, b) = (word(first, true), word(other, true));
            let (c, d) = (word(first, false), word(other, false));
            return Err(Diagnostic::error(
                "figure/stage",
                text!("“{zh}”里有不同阶段的金额：{a}、{b}", "`{en}` holds amounts of different stages: {c}, {d}"),
            )
            .help(text!("用 where 只选一个阶段，或者不合计", "select one stage with `where`, or do not add up")));
        }
        Ok(())
    }
}

/// The numbers of a field; an error where it holds none.
pub(super) fn numbers(
    site: &Site,
    rows: &[usize],
    collection: usize,
    field: &Field,
    index: usize,
) -> Result<Vec<Measured>, Diagnostic> {
    if !field.is_number() {
        let (zh, en) = (field.title.get("zh-CN"), &field.name);
        let help = text!("用金额、数量、比例或数字的字段", "use a field of amounts, quantities, shares or numbers");
        return Err(wrong(text!("“{zh}”不是数", "`{en}` is no number")).help(help));
    }
    let known = rows.iter().filter_map(|page| match value_of(&site.pages[*page], collection, index)? {
        FieldValue::Known(values) => values.first().and_then(Measured::of),
        FieldValue::Unknown(..) => None,
    });
    Ok(known.collect())
}

fn is_share(counts: Counts) -> bool {
    matches!(counts, Counts::Of(unit) if matches!(unit.dimension, Dimension::Share | Dimension::Points))
}

pub(super) fn one_dimension(measured: &[Measured], zh: &str, en: &str) -> Result<(), Diagnostic> {
    let differs = |m: &&Measured| !m.counts.agrees(measured[0].counts);
    let Some(other) = measured.iter().find(differs) else { return Ok(()) };
    let word = |counts: Counts| match counts {
        Counts::Money => "元",
        Counts::Of(unit) => unit.name,
        Counts::Number => "1",
    };
    let (a, b) = (word(measured[0].counts), word(other.counts));
    Err(Diagnostic::error(
        "figure/dimension",
        text!("“{zh}”里有不是一回事的数：{a}、{b}", "`{en}` holds what does not count the same: {a}, {b}"),
    )
    .help(text!("只放同一类的数", "keep to one kind of number")))
}
