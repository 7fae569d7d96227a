//! Reads `figures.yaml`: names, formulas, selections, conditions.

use super::condition::{Condition, Test, choice, states};
use super::select::Selection;
use super::target::{self, Target};
use super::{Figure, Formula, Outcome};
use crate::diagnostic::{Diagnostic, nearest};
use crate::load::keys::{BAND, CONDITION, FIGURE, SELECTION};
use crate::load::parse::yaml::Node;
use crate::model::fields;
use crate::model::read::{At, Localized, Reader};
use crate::model::schema::{Field, Kind, Schema};
use crate::model::site::{Site, Value};
use crate::model::values::{exact, when_problem};
use crate::text;
use crate::value::{Number, PartialDate, When, WhenError};

/// The keys that say how a figure comes about; one of them has to be there.
const FORMULAS: [&str; 7] = ["value", "sum", "count", "latest", "share", "ratio", "difference"];

/// Reads all figures; those that make no sense are reported and left out.
pub(crate) fn read<'a>(r: &mut Reader<'a>, site: &Site) -> Vec<Figure> {
    let root = r.root();
    let entries = r.entries(&root).unwrap_or_default();
    let names: Vec<String> = entries.iter().map(|(name, _)| name.clone()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut out = Vec::with_capacity(names.len());
    for (name, at) in &entries {
        let is_name = !name.is_empty()
            && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !name.starts_with('-');
        if !is_name {
            r.key_problem(at, || {
                definition(text!("“{name}”不能作名字", "`{name}` is no name")).help(text!(
                    "用小写字母、数字和连字符，例如 visits-2023",
                    "use small letters, digits and hyphens, such as visits-2023"
                ))
            });
        }
        out.push(figure(r, at, name, site, &names));
    }
    out
}

pub(super) fn definition(message: crate::diagnostic::Text) -> Diagnostic {
    Diagnostic::error("figure/definition", message)
}

fn figure<'a>(r: &mut Reader<'a>, at: &At<'a>, name: &str, site: &Site, names: &[&str]) -> Figure {
    let mut out = Figure {
        name: name.to_owned(),
        place: r.place(at),
        title: Localized::plain(name),
        aliases: Localized::default(),
        description: Localized::default(),
        formula: Formula::Wrong,
        unit: None,
        decimals: None,
        plausible: [None, None],
        as_of: None,
        sources: Vec::new(),
        responsible: None,
        outcome: Outcome::Empty,
        inputs: Vec::new(),
    };
    let before = r.problems.len();
    let mut formula: Option<(&str, Option<Formula>)> = None;
    for (key, at) in r.map(at, FIGURE) {
        match key {
            "title" => out.title = r.localized(&at),
            "aliases" => out.aliases = r.localized(&at),
            "description" => out.description = r.localized(&at),
            "unit" => out.unit = r.text(&at),
            "decimals" => out.decimals = decimals(r, &at),
            "plausible" => {
                for (key, at) in r.map(&at, BAND) {
                    out.plausible[usize::from(key == "maximum")] = r.text(&at);
                }
            }
            "as_of" => out.as_of = date(r, &at),
            "sources" => out.sources = fields::citations(r, &at),
            "responsible" => out.responsible = r.text(&at),
            key => {
                if let Some((other, _)) = formula {
                    let what = text!("写了 {other} 又写了 {key}", "there is `{other}`, and `{key}` too");
                    let help =
                        text!("一个数只有一个来历：留下一个", "a figure comes about in one way: keep one of them");
                    r.problem(&at, definition(what).help(help));
                    continue;
                }
                formula = Some((key, self::formula(r, &at, key, site, names)));
            }
        }
    }
    match formula {
        Some((_, Some(found))) => out.formula = found,
        Some((_, None)) => out.outcome = Outcome::Wrong,
        None => {
            out.outcome = Outcome::Wrong;
            if r.problems.len() == before {
                let all = FORMULAS.join(", ");
                let what = text!("“{name}”没有写怎么来", "`{name}` does not say how it comes about");
                r.key_problem(at, || definition(what).help(text!("写其中一个：{all}", "write one of {all}")));
            }
        }
    }
    out
}

fn formula<'a>(r: &mut Reader<'a>, at: &At<'a>, key: &str, site: &Site, names: &[&str]) -> Option<Formula> {
    Some(match key {
        "value" => {
            let target = one(r, at, site, names)?;
            if matches!(target.field(site).map(|f| &f.kind), Some(Kind::Items(_))) {
                let help = text!("指向它的一个字段，用 sum 或 latest", "take one of its fields, by `sum` or `latest`");
                r.problem(
                    at,
                    definition(text!("这是一组小记录，不是一个值", "these are small records, no value")).help(help),
                );
                return None;
            }
            Formula::Value(target)
        }
        "ratio" | "difference" => {
            let (a, b) = two(r, at, site, names)?;
            if key == "ratio" { Formula::Ratio(a, b) } else { Formula::Difference(a, b) }
        }
        "share" => {
            let (part, whole) = selection(r, at, site, false)?;
            if part.conditions.is_empty() {
                let help = text!("写 where: 其中哪些", "write `where`: which of them");
                r.problem(at, definition(text!("没有写是其中哪一部分", "it does not say which part")).help(help));
                return None;
            }
            let whole = whole.unwrap_or_else(|| Selection { conditions: Vec::new(), ..part.clone() });
            // The part is a part of the whole.
            let conditions = [whole.conditions.clone(), part.conditions.clone()].concat();
            Formula::Share(Selection { conditions, ..part }, whole)
        }
        "count" => Formula::Count(selection(r, at, site, false)?.0),
        "latest" => Formula::Latest(selection(r, at, site, true)?.0),
        _ => Formula::Sum(selection(r, at, site, true)?.0),
    })
}

pub(in crate::model) fn one(r: &mut Reader<'_>, at: &At<'_>, site: &Site, names: &[&str]) -> Option<Target> {
    let text = r.text(at)?;
    if text.trim().is_empty() {
        let help = text!("写一个数的名字，或 集合/编号#字段", "write the NAME of a figure, or COLLECTION/ID#FIELD");
        r.problem(at, definition(text!("没有写是哪个数", "it does not say which figure")).help(help));
        return None;
    }
    match target::find(site, names, &text) {
        Ok(target) => Some(target),
        Err(problem) => {
            r.problem(at, problem);
            None
        }
    }
}

fn two<'a>(r: &mut Reader<'a>, at: &At<'a>, site: &Site, names: &[&str]) -> Option<(Target, Target)> {
    let items = r.list(at);
    let [a, b] = items.as_slice() else {
        let help = text!("写成 [甲, 乙]", "write [A, B]");
        r.problem(at, definition(text!("这里要写两个数", "this takes two figures")).help(help));
        return None;
    };
    let (a, b) = (one(r, a, site, names), one(r, b, site, names));
    a.zip(b)
}

/// A selection, and what it is a share of.
pub(in crate::model) fn selection<'a>(
    r: &mut Reader<'a>,
    at: &At<'a>,
    site: &Site,
    takes_field: bool,
) -> Option<(Selection, Option<Selection>)> {
    let entries = r.map(at, SELECTION);
    let find = |key: &str| entries.iter().find(|(k, _)| *k == key).map(|(_, at)| at.clone());
    let Some(of) = find("of") else {
        let help = text!("写 `of: 集合的文件夹名`", "write `of: COLLECTION`");
        r.problem(at, definition(text!("没有写是哪个集合", "it does not say of which collection")).help(help));
        return None;
    };
    let collection = collection(r, &of, site)?;
    let schema = &site.collections[collection];
    let mut out = Selection { collection, field: None, conditions: Vec::new(), inner: None };
    if let Some(at) = find("field") {
        let word = r.text(&at)?;
        let (outer, inner) = word.split_once('.').map_or((word.as_str(), None), |(outer, inner)| (outer, Some(inner)));
        let found = field(r, &at, outer, schema)?;
        out.field = Some(found);
        if let Some(word) = inner {
            let small = small(schema, found);
            let inner = field(r, &at, word, &small)?;
            let conditions = find("items").map_or(Some(Vec::new()), |at| conditions(r, &at, site, &small))?;
            out.inner = Some((inner, conditions));
        }
        if !takes_field {
            let help = text!("删掉 field", "remove `field`");
            r.problem(&at, definition(text!("计数不用写字段", "counting takes no field")).help(help));
        }
    } else if takes_field {
        let help = text!("写 `field: 字段名`", "write `field: NAME`");
        r.problem(at, definition(text!("没有写是哪个字段", "it does not say which field")).help(help));
        return None;
    }
    out.conditions = match find("where") {
        Some(at) => conditions(r, &at, site, schema)?,
        None => Vec::new(),
    };
    let among = match find("among") {
        Some(at) => Some(Selection { conditions: conditions(r, &at, site, schema)?, ..out.clone() }),
        None => None,
    };
    Some((out, among))
}

/// The fields of the small records that a field holds, as a schema of their own.
fn small(schema: &Schema, field: usize) -> Schema {
    let field = &schema.fields[field];
    let fields = if let Kind::Items(fields) = &field.kind { fields.clone() } else { Vec::new() };
    let name = format!("{}.{}", schema.name, field.name);
    Schema { name, title: field.title.clone(), fields, machine: None, ..schema.clone() }
}

/// The collection of that name or title.
pub(in crate::model) fn collection(r: &mut Reader<'_>, at: &At<'_>, site: &Site) -> Option<usize> {
    let name = r.text(at)?;
    let is_it = |s: &Schema| s.name == name || s.title.all().any(|t| t == name);
    let found = site.collections.iter().position(is_it);
    if found.is_none() {
        let problem = definition(text!("没有“{name}”这个集合", "there is no collection `{name}`"));
        let near = nearest(&name, site.collections.iter().map(|s| s.name.as_str())).map(str::to_owned);
        r.problem(
            at,
            match near {
                Some(near) => problem.help(text!("是不是“{near}”？", "did you mean `{near}`?")),
                None => problem.help(text!(
                    "写 content/ 下有 _collection.yaml 的文件夹名",
                    "name a folder with a _collection.yaml"
                )),
            },
        );
    }
    found
}

/// The field of that name or title.
pub(in crate::model) fn field(r: &mut Reader<'_>, at: &At<'_>, word: &str, schema: &Schema) -> Option<usize> {
    named(word, schema).map_err(|problem| r.problem(at, problem)).ok()
}

/// The same, or what there is to say of a name that no field has.
fn named(word: &str, schema: &Schema) -> Result<usize, Diagnostic> {
    if let Some(found) = schema.fields.iter().position(|f| f.words().any(|w| w == word)) {
        return Ok(found);
    }
    let (name, title) = (&schema.name, schema.title.get("zh-CN"));
    let problem = definition(text!("“{title}”没有“{word}”这个字段", "the collection `{name}` has no field `{word}`"));
    let all: Vec<&str> = schema.fields.iter().map(|f| f.name.as_str()).collect();
    let all = all.join(", ");
    Err(match nearest(word, schema.fields.iter().flat_map(Field::words)) {
        Some(near) => problem.help(text!("是不是“{near}”？", "did you mean `{near}`?")),
        None => problem.help(text!("可用：{all}", "one of: {all}")),
    })
}

/// Conditions by field; `None` where one is wrong.
pub(in crate::model) fn conditions<'a>(
    r: &mut Reader<'a>,
    at: &At<'a>,
    site: &Site,
    schema: &Schema,
) -> Option<Vec<Condition>> {
    let mut out = Some(Vec::new());
    for (word, at) in r.entries(at)? {
        let found = named(&word, schema).map_err(|problem| r.key_problem(&at, || problem)).ok();
        let tests = found.and_then(|field| {
            let tests = match at.node {
                Node::Map(entries) if entries.is_empty() => {
                    r.problem(&at, no_condition());
                    return None;
                }
                Node::Map(_) => r
                    .map(&at, CONDITION)
                    .into_iter()
                    .map(|(key, at)| test(r, &at, key, field, site, schema))
                    .collect::<Option<Vec<Test>>>()?,
                _ => vec![test(r, &at, "is", field, site, schema)?],
            };
            Some(tests.into_iter().map(move |test| Condition { field, test }))
        });
        match (&mut out, tests) {
            (Some(out), Some(tests)) => out.extend(tests),
            _ => out = None,
        }
    }
    out
}

fn no_condition() -> Diagnostic {
    definition(text!("条件是空的", "the condition is empty"))
        .help(text!("写出要哪些值，或删掉这一行", "say which values, or remove the line"))
}

fn test<'a>(r: &mut Reader<'a>, at: &At<'a>, key: &str, field: usize, site: &Site, schema: &Schema) -> Option<Test> {
    let definition_of = &schema.fields[field];
    match key {
        "unknown" => return r.boolean(at).map(Test::Unknown),
        "in" => return when(r, at).map(Test::In),
        _ => {}
    }
    let items = if let Node::List(_) = at.node { r.list(at) } else { vec![at.clone()] };
    if items.is_empty() {
        r.problem(at, no_condition());
        return None;
    }
    let mut values = Vec::with_capacity(items.len());
    for item in &items {
        values.push(value(r, item, definition_of, site)?);
    }
    match (key, values.as_slice()) {
        ("is", _) => Some(Test::Is(values)),
        ("not", _) => Some(Test::Not(values)),
        ("from" | "until", [Value::Choice(choice)]) => {
            let found = states(schema, field, *choice, key == "from");
            if found.is_none() {
                let name = &definition_of.name;
                let help = text!("写 is，把要的值都列出来", "write `is` and list the values");
                r.problem(
                    at,
                    definition(text!("“{name}”的值没有先后", "the values of `{name}` have no order")).help(help),
                );
            }
            found.map(Test::State)
        }
        ("from" | "until", [one]) => {
            Some(if key == "from" { Test::From(one.clone()) } else { Test::Until(one.clone()) })
        }
        _ => {
            r.problem(
                at,
                definition(text!("这里只能写一个值", "this takes one value")).help(text!("留下一个", "keep one")),
            );
            None
        }
    }
}

/// A value as the field would hold it.
fn value(r: &mut Reader<'_>, at: &At<'_>, field: &Field, site: &Site) -> Option<Value> {
    let text = r.text(at)?;
    if let Some(found) = exact(&text, None, field) {
        return found.map_err(|problem| r.problem(at, problem)).ok();
    }
    let (found, known): (Option<Value>, Vec<&str>) = match &field.kind {
        Kind::Choice(choices) => {
            (choice(field, &text).map(Value::Choice), choices.iter().map(|c| c.label.get("zh-CN")).collect())
        }
        Kind::Reference(targets) => {
            let collections = targets.iter().filter_map(|t| site.collections.iter().position(|c| c.name == *t));
            let records: Vec<(usize, &str, usize)> = collections
                .flat_map(|c| site.records.range((c, String::new())..(c + 1, String::new())))
                .map(|((c, id), page)| (*c, id.as_str(), *page))
                .collect();
            let is_whole = |(c, id, _): &&(usize, &str, usize)| {
                text.strip_prefix(site.collections[*c].name.as_str()).and_then(|t| t.strip_prefix('/')) == Some(*id)
            };
            let is_it = |(_, id, page): &&(usize, &str, usize)| *id == text || site.pages[*page].title == text;
            let mut alike = records.iter().filter(is_it);
            // Of several collections only one may answer to it.
            let only = alike.next().filter(|_| targets.len() == 1 || alike.next().is_none());
            let found = records.iter().find(is_whole).or(only).map(|(_, _, page)| Value::Record(*page));
            (found, records.into_iter().map(|(_, id, _)| id).collect())
        }
        Kind::Boolean => {
            let found = match text.as_str() {
                "true" | "是" => Some(Value::Bool(true)),
                "false" | "否" => Some(Value::Bool(false)),
                _ => None,
            };
            (found, vec!["true", "false"])
        }
        Kind::Number | Kind::Integer => (Number::parse(&text).map(Value::Number), Vec::new()),
        Kind::Text => (Some(Value::Text(text.clone())), Vec::new()),
        _ => (None, Vec::new()),
    };
    if found.is_none() {
        let (name, title) = (&field.name, field.title.get("zh-CN"));
        let problem = definition(text!("“{title}”不会是“{text}”", "`{name}` is never `{text}`"));
        r.problem(
            at,
            match nearest(&text, known.iter().copied()) {
                Some(near) => problem.help(text!("是不是“{near}”？", "did you mean `{near}`?")),
                None => problem.help(text!("核对这个字段的取值", "check the values of the field")),
            },
        );
    }
    found
}

fn decimals(r: &mut Reader<'_>, at: &At<'_>) -> Option<u32> {
    let number = r.whole(at)?;
    let found = u32::try_from(number).ok().filter(|n| *n <= 6);
    if found.is_none() {
        let help = text!("写0到6", "write 0 to 6");
        r.problem(at, definition(text!("不能是{number}位", "{number} digits are too many or too few")).help(help));
    }
    found
}

fn date(r: &mut Reader<'_>, at: &At<'_>) -> Option<PartialDate> {
    let text = r.text(at)?;
    PartialDate::parse(&text).map_err(|e| r.problem(at, when_problem(&text, WhenError::Date(e)))).ok()
}

fn when(r: &mut Reader<'_>, at: &At<'_>) -> Option<When> {
    let text = r.text(at)?;
    When::parse(&text).map_err(|e| r.problem(at, when_problem(&text, e))).ok()
}
