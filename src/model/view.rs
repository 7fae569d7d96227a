//! Views by question: what the list page of a collection answers above its table, chosen in `_collection.yaml`.

use super::block::ladder_fields;
use super::read::{At, Reader};
use super::schema::Schema;
use crate::diagnostic::{Diagnostic, nearest};
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
}

impl View {
    /// Words of the format.
    pub const WORDS: [(&'static str, &'static str, View); 9] = [
        ("pipeline", "进度", View::Pipeline),
        ("commitments", "承诺", View::Commitments),
        ("problems", "问题", View::Problems),
        ("funds", "资金", View::Funds),
        ("assets", "资产", View::Assets),
        ("meetings", "会议", View::Meetings),
        ("indicators", "指标", View::Indicators),
        ("places", "地方", View::Places),
        ("duties", "职责", View::Duties),
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
    if let Some((what, help)) = missing {
        r.problem(at, Diagnostic::error("content/schema", what).help(help));
        return None;
    }
    Some(*view)
}
