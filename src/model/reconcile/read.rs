//! Reads `reconcile.yaml`.

use super::{Explained, Relation, Statement, Term, same};
use crate::diagnostic::{Diagnostic, Diagnostics, Text};
use crate::load::keys::{EXPLAINED, RECONCILE, SIDE};
use crate::load::parse::yaml::Node;
use crate::model::figure::{self, Measured};
use crate::model::read::{At, Localized, Reader};
use crate::model::site::{Site, Value};
use crate::text;
use crate::value::{Amount, Quantity};

fn definition(message: Text) -> Diagnostic {
    Diagnostic::error("reconcile/definition", message)
}

/// Reads all statements; those that make no sense are reported and left out.
fn read<'a>(r: &mut Reader<'a>, site: &Site) -> Vec<Statement> {
    let names: Vec<&str> = site.figures.iter().map(|f| f.name.as_str()).collect();
    let root = r.root();
    let mut out = Vec::new();
    for (name, at) in r.entries(&root).unwrap_or_default() {
        out.extend(statement(r, &at, &name, site, &names));
    }
    out
}

fn statement<'a>(r: &mut Reader<'a>, at: &At<'a>, name: &str, site: &Site, names: &[&str]) -> Option<Statement> {
    let (mut left, mut right, mut relation) = (None, None, None);
    let mut out = Statement {
        name: name.to_owned(),
        place: r.place(at),
        title: Localized::plain(name),
        left: Vec::new(),
        relation: Relation::Meets,
        right: Vec::new(),
        disjoint: None,
        rounding: None,
        explained: None,
    };
    let before = r.problems.len();
    let entries = r.map(at, RECONCILE);
    for (key, at) in &entries {
        match *key {
            "title" => out.title = r.localized(at),
            "left" => left = Some(side(r, at, site, names)),
            "right" => right = Some(side(r, at, site, names)),
            "relation" => relation = Some(self::relation(r, at)),
            "disjoint" => out.disjoint = r.boolean(at),
            "rounding" => out.rounding = rounding(r, at),
            _ => out.explained = explained(r, at, site),
        }
    }
    let keys = [("left", left.is_some()), ("relation", relation.is_some()), ("right", right.is_some())];
    let lacks: Vec<&str> = keys.iter().filter(|(_, there)| !there).map(|(key, _)| *key).collect();
    // What is there by another name has been told.
    if !lacks.is_empty() && r.problems.len() == before {
        let (lacks_zh, lacks_en) = (lacks.join("、"), lacks.join(", "));
        let what = text!("“{name}”没有写 {lacks_zh}", "`{name}` lacks {lacks_en}");
        let help = text!("写成 left: 甲，relation: \"=\"，right: 乙", "write left: A, relation: \"=\", right: B");
        r.key_problem(at, || definition(what).help(help));
    }
    (out.left, out.relation, out.right) = (left??, relation??, right??);
    make_sense(&out, site).map_or(Some(out), |problem| {
        r.problem(at, problem);
        None
    })
}

/// What keeps two sides from being held against each other.
fn make_sense(statement: &Statement, site: &Site) -> Option<Diagnostic> {
    let name = &statement.name;
    let (left, right) = (statement.side(&statement.left, site), statement.side(&statement.right, site));
    let units = [left.counts, right.counts].into_iter().flatten();
    if statement.rounding.is_some_and(|m| units.clone().any(|c| !same(c, m.counts))) {
        let what = text!("“{name}”的取整单位和两边不是一类", "`{name}` is rounded to what is not counted alike");
        return Some(
            definition(what)
                .help(text!("写同一类的单位，例如金额写 1万元", "use a unit of its dimension, such as 1万元")),
        );
    }
    if let Some(what) = no_number(statement, site) {
        return Some(what);
    }
    let of_one = left.counts.zip(right.counts).is_none_or(|(a, b)| same(a, b));
    if left.is_mixed || right.is_mixed || !of_one {
        let what = text!("“{name}”把不是一回事的数放在一起", "`{name}` holds against each other what is not the same");
        let help = text!(
            "两边要是同一类的数；一边里相加的金额要是同一个阶段",
            "both sides count the same; amounts that are added up are of one stage"
        );
        return Some(definition(what).help(help));
    }
    None
}

/// What is known and no number cannot be held against one.
fn no_number(statement: &Statement, site: &Site) -> Option<Diagnostic> {
    let name = &statement.name;
    let targets = statement.left.iter().chain(&statement.right).filter_map(|term| match term {
        Term::Target(target) => Some(*target),
        _ => None,
    });
    let is_it = |target: &figure::Target| {
        let outcome = target.outcome(site);
        outcome.value().is_some() && outcome.measured().is_none()
    };
    let mut found = targets.filter(is_it);
    found.next().map(|_| {
        definition(text!("“{name}”有一边不是数", "a side of `{name}` is no number"))
            .help(text!("两边写金额、数量、比例或数字", "sides are amounts, quantities, shares or numbers"))
    })
}

fn side<'a>(r: &mut Reader<'a>, at: &At<'a>, site: &Site, names: &[&str]) -> Option<Vec<Term>> {
    let items = if let Node::List(_) = at.node { r.list(at) } else { vec![at.clone()] };
    let terms: Vec<Option<Term>> = items.iter().map(|item| term(r, item, site, names)).collect();
    if terms.is_empty() {
        let help = text!("写一个数，或一列数", "write a figure, or a list of such");
        r.problem(at, definition(text!("这一边是空的", "this side is empty")).help(help));
        return None;
    }
    terms.into_iter().collect()
}

fn term<'a>(r: &mut Reader<'a>, at: &At<'a>, site: &Site, names: &[&str]) -> Option<Term> {
    let Node::Map(_) = at.node else { return figure::one(r, at, site, names).map(Term::Target) };
    let entries = r.map(at, SIDE);
    match entries.as_slice() {
        [("sum", at)] => figure::selection(r, at, site, true).map(|(selection, _)| Term::Sum(selection)),
        [("count", at)] => figure::selection(r, at, site, false).map(|(selection, _)| Term::Count(selection)),
        _ => {
            let help = text!("写 sum: 或 count:", "write `sum:` or `count:`");
            r.problem(at, definition(text!("这里要写一个合计或计数", "this takes one sum or count")).help(help));
            None
        }
    }
}

fn relation(r: &mut Reader<'_>, at: &At<'_>) -> Option<Relation> {
    let text = r.text(at)?;
    let found = Relation::WORDS.iter().find(|(sign, _)| *sign == text).map(|(_, relation)| *relation);
    if found.is_none() {
        let help = text!("写 \"=\"、\"<=\"、\">=\" 或 \"~\"", "write \"=\", \"<=\", \">=\" or \"~\"");
        r.problem(at, definition(text!("没有“{text}”这种关系", "there is no relation `{text}`")).help(help));
    }
    found
}

fn rounding(r: &mut Reader<'_>, at: &At<'_>) -> Option<Measured> {
    let text = r.text(at)?;
    let amount = || Amount::parse(&text, None).ok().map(|a| Value::Amount(a, None));
    let quantity = || Quantity::parse(&text, None).ok().map(Value::Quantity);
    let found = amount().or_else(quantity).as_ref().and_then(Measured::of).filter(|m| m.value > 0);
    if found.is_none() {
        let help = text!("写成 1万元、0.1%、1个", "write 1万元, 0.1% or 1个");
        r.problem(at, definition(text!("“{text}”不是大于零的数", "`{text}` is no number above zero")).help(help));
    }
    found
}

fn explained<'a>(r: &mut Reader<'a>, at: &At<'a>, site: &Site) -> Option<Explained> {
    let mut out = Explained { reason: Localized::default(), post: String::new(), source: String::new() };
    for (key, at) in r.map(at, EXPLAINED) {
        match key {
            "reason" => out.reason = r.localized(&at),
            "post" => out.post = titled(r, &at, site),
            _ => out.source = titled(r, &at, site),
        }
    }
    if out.reason.is_empty() || out.post.is_empty() {
        let help = text!("写 {{reason: 原因, post: 哪个岗位说的}}", "write {{reason: WHY, post: WHO SAYS SO}}");
        let what = text!("说明要写原因和岗位", "an explanation has a reason and a post");
        r.problem(at, definition(what).help(help));
        return None;
    }
    Some(out)
}

/// The title of the record that is named, or the words themselves.
fn titled(r: &mut Reader<'_>, at: &At<'_>, site: &Site) -> String {
    let text = r.text(at).unwrap_or_default();
    if let Some(page) = site.record(&text) {
        return site.pages[page].title.clone();
    }
    let collection = text.split_once('/').map(|(collection, _)| collection);
    if collection.is_some_and(|name| site.collections.iter().any(|c| c.name == name)) {
        let help = text!("写一条有的记录，或者直接写名称", "name a record that is there, or write its title");
        r.problem(at, definition(text!("没有“{text}”这条记录", "there is no record `{text}`")).help(help));
    }
    text
}

/// All statements of a file.
pub(in crate::model) fn of(yaml: &crate::load::Yaml, site: &mut Site, problems: &mut Diagnostics) {
    let mut reader = Reader::new(yaml);
    let found = read(&mut reader, site);
    problems.append(reader.problems);
    site.statements = found.into();
}
