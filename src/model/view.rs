//! Views by question: what the list page of a collection answers above its table, chosen in `_collection.yaml`.

use super::block::ladder_fields;
use super::read::{At, Reader};
use super::schema::{Kind, Schema};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::load::Yaml;
use crate::load::parse::yaml::{Node, Step};
use crate::text;

/// What is answered about a collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum View {
    /// How far its records are in their machine, with counts and amounts.
    Pipeline,
    /// What was promised: by deadline, delivery and evidence.
    Commitments,
    /// Difficulties with their causes and measures.
    Problems,
    /// Money by its stages.
    Funds,
    /// What is owned, and how far its disposal is.
    Assets,
    /// Meetings by series and month, beside what is said of their number.
    Meetings,
    /// What is measured, with what was observed.
    Indicators,
    /// Everything that touches a place.
    Places,
    /// What organisations and posts answer for.
    Duties,
    /// Of which matters something is disclosed.
    Catalogue,
}

impl View {
    /// Words of the format.
    pub const WORDS: [(&'static str, &'static str, View); 10] = [
        ("pipeline", "进度", View::Pipeline),
        ("commitments", "承诺", View::Commitments),
        ("problems", "问题", View::Problems),
        ("funds", "资金", View::Funds),
        ("assets", "资产", View::Assets),
        ("meetings", "会议", View::Meetings),
        ("indicators", "指标", View::Indicators),
        ("places", "地方", View::Places),
        ("duties", "职责", View::Duties),
        ("catalogue", "公开目录", View::Catalogue),
    ];

    /// As the format names it.
    pub fn name(self) -> &'static str {
        Self::WORDS.iter().find(|(.., v)| *v == self).map_or("", |(name, ..)| name)
    }

    /// Fields without which there is nothing to answer.
    fn needs(self) -> &'static [&'static str] {
        match self {
            View::Commitments => &["due_original", "delivery"],
            View::Problems => &["measures"],
            View::Assets => &["holder"],
            View::Meetings => &["series"],
            View::Indicators => &["unit"],
            View::Catalogue => &["item", "mode"],
            View::Pipeline | View::Funds | View::Places | View::Duties => &[],
        }
    }
}

/// Reads the view of a collection whose fields and machine are known.
pub(super) fn read(r: &mut Reader<'_>, at: &At<'_>, schema: &Schema) -> Option<View> {
    let word = r.text(at)?;
    let Some((name, _, view)) = View::WORDS.iter().find(|(name, zh, _)| *name == word || *zh == word) else {
        let near = nearest(&word, View::WORDS.iter().flat_map(|(name, zh, _)| [*name, *zh])).unwrap_or("pipeline");
        let what = text!("没有“{word}”这种视图", "there is no view `{word}`");
        r.problem(
            at,
            Diagnostic::error("content/schema", what).help(text!("是不是“{near}”？", "did you mean `{near}`?")),
        );
        return None;
    };
    let lacks = |field: &&&str| !schema.fields.iter().any(|f| f.name == ***field);
    let missing = view.needs().iter().find(lacks).map(|field| {
        let what = text!("视图“{name}”要有字段“{field}”", "the view `{name}` needs a field `{field}`");
        (what, text!("加上这个字段，或去掉 view", "add that field, or remove `view`"))
    });
    let missing = missing.or_else(|| match view {
        View::Pipeline if schema.machine.is_none() => Some((
            text!("视图“{name}”要有状态机", "the view `{name}` needs a machine"),
            text!("写 `machine`，或去掉 view", "write a `machine`, or remove `view`"),
        )),
        View::Funds if ladder_fields(&schema.fields).len() < 2 => Some((
            text!("视图“{name}”要有至少两个写明阶段的金额", "the view `{name}` needs two amounts with stages at least"),
            text!(
                "给金额字段写 `stage: applied`、`approved`、`allocated`、`paid_in`、`paid`，或去掉 view",
                "give amounts `stage: applied`, `approved`, `allocated`, `paid_in`, `paid`, or remove `view`"
            ),
        )),
        _ => None,
    });
    let missing = missing.or_else(|| {
        let (field, zh, en) = unfit(*view, schema)?;
        Some((
            text!("视图“{name}”要字段“{field}”是{zh}", "the view `{name}` needs `{field}` to be {en}"),
            text!("改字段的类型，或去掉 view", "change the type of that field, or remove `view`"),
        ))
    });
    let missing = missing.or_else(|| {
        let own = own_question(schema).filter(|_| matches!(view, View::Places | View::Duties))?;
        Some((
            text!(
                "视图“{name}”只给地方、机构和岗位用，这个集合有“{own}”",
                "the view `{name}` is for places, organisations and posts; this collection has `{own}`"
            ),
            text!("换一种视图，或去掉 view", "choose another view, or remove `view`"),
        ))
    });
    if let Some((what, help)) = missing {
        r.problem(at, Diagnostic::error("content/schema", what).help(help));
        return None;
    }
    Some(*view)
}

/// A field that a view needs and that is of another kind, and the kind that it takes.
fn unfit(view: View, schema: &Schema) -> Option<(&'static str, &'static str, &'static str)> {
    let kind = |name: &str| schema.fields.iter().find(|f| f.name == name).map(|f| (&f.kind, f.list));
    let is_bad = |name: &str, is_good: fn(&Kind) -> bool| kind(name).is_some_and(|(kind, _)| !is_good(kind));
    match view {
        View::Commitments if is_bad("due_original", |kind| matches!(kind, Kind::Date { .. })) => {
            Some(("due_original", "日期", "a date"))
        }
        View::Commitments if is_bad("delivery", |kind| matches!(kind, Kind::Choice(_))) => {
            Some(("delivery", "有 categories 的字段", "a field with `categories`"))
        }
        View::Problems if is_bad("measures", |kind| matches!(kind, Kind::Reference(_))) => {
            Some(("measures", "引用", "a reference"))
        }
        View::Meetings if is_bad("series", |kind| matches!(kind, Kind::Choice(_))) => {
            Some(("series", "有 categories 的字段", "a field with `categories`"))
        }
        View::Indicators if is_bad("unit", |kind| matches!(kind, Kind::Text | Kind::Choice(_))) => {
            Some(("unit", "文字", "a text"))
        }
        _ => None,
    }
}

/// What tells that the records of a collection are no places, organisations or posts: these go through no steps, and
/// nothing is due of them.
fn own_question(schema: &Schema) -> Option<&'static str> {
    let has = |name: &&str| schema.fields.iter().any(|f| f.name == **name);
    schema
        .machine
        .as_ref()
        .map(|_| "machine")
        .or_else(|| ["due_original", "delivery", "measures", "series"].into_iter().find(has))
}

/// The name under which a key stands.
fn written(node: &Node, name: &'static str, chinese: &'static str) -> &'static str {
    if node.get(chinese).is_some() { chinese } else { name }
}

/// What refers to a place or a post is all that can be said of it: with nothing that could, there is nothing to show.
pub(super) fn referred(yamls: &[Arc<Yaml>], collections: &[Schema], problems: &mut Diagnostics) {
    let is_named = |name: &String| {
        let fields = collections.iter().filter(|c| c.name != *name).flat_map(|c| &c.fields);
        fields.into_iter().any(|field| match &field.kind {
            Kind::Items(inner) => inner.iter().any(|f| f.targets().contains(name)),
            _ => field.targets().contains(name),
        })
    };
    for (yaml, schema) in yamls.iter().zip(collections) {
        let Some(view @ (View::Places | View::Duties)) = schema.view else { continue };
        if is_named(&schema.name) {
            continue;
        }
        let ours = written(&yaml.node, "mingbai", "明白");
        let word = yaml.node.get(ours).map_or("view", |node| written(node, "view", "视图"));
        let (name, collection) = (view.name(), &schema.name);
        let what = text!(
            "视图“{name}”列出提到它的记录，但没有哪个集合有字段引用“{collection}”",
            "the view `{name}` shows what refers to its records, and no collection has a field that refers to `{collection}`"
        );
        let help = text!(
            "给别的集合加一个 `mingbai: {{ref: {collection}}}` 的字段，或去掉 view",
            "give another collection a field with `mingbai: {{ref: {collection}}}`, or remove `view`"
        );
        let step = [ours, word].map(|key| Step::Key(key.to_owned()));
        problems.push(Diagnostic::error("content/schema", what).help(help).at(yaml.place(&step)));
    }
}
