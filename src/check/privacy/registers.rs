//! Collections whose records name people beside what is nobody's business: a field of illness or hardship, or one that says of
//! what kind people are, of whom some are of such a kind.

use super::headings;
use super::listed::Words;
use super::names::{label, named as named_in};
use super::tables::{LONGEST, Named, What, columns, is_of_persons, is_of_work, is_sensitive};
use crate::diagnostic::Place;
use crate::model::{Field, FieldRef, FieldValue, Kind, Page, PageKind, Site, Value};

/// How headers end below which it stands of what kind somebody is, and begin where it is what somebody did.
const ENDS: [&str; 9] = ["类别", "类型", "种类", "身份", "备注", "事由", "原因", "情形", "救助项目"];
const PAID: [&str; 6] = ["补贴项目", "补助项目", "资助项目", "享受项目", "发放项目", "享受待遇"];
const HONOURS: [&str; 8] = ["获奖", "表彰", "奖励", "表扬", "嘉奖", "评选", "推荐", "荣誉"];

/// How headers begin of what somebody works as.
const POSTS: [&str; 5] = ["岗位", "培训", "服务", "工作", "职务"];

/// How what somebody does for such people ends and begins.
const WORKS: [&str; 15] = [
    "工作",
    "培训",
    "业务",
    "事务",
    "干部",
    "专干",
    "经办",
    "服务",
    "医生",
    "医师",
    "护士",
    "教师",
    "社工",
    "志愿者",
    "科",
];
const CARES: [&str; 6] = ["关爱", "关心", "慰问", "走访", "照顾", "志愿"];

/// The column of names, and the first that says of what kind people are and has such a kind.
pub(super) fn of_kind(labels: &[String], has_kind: impl Fn(usize) -> bool) -> Option<(usize, usize)> {
    let name = (0..labels.len()).find(|at| is_of_persons(&labels[*at]))?;
    let is_header = |label: &str| {
        ENDS.iter().chain(&PAID).any(|end| label.ends_with(end))
            && !HONOURS.iter().chain(&POSTS).any(|word| label.starts_with(word))
            && !is_of_work(label)
    };
    let other = (0..labels.len()).filter(|at| *at != name && is_header(&labels[*at])).find(|at| has_kind(*at))?;
    Some((name, other))
}

/// Whether it is a kind of people that is nobody's business.
pub(super) fn is_kind(said: &str) -> bool {
    said.chars().count() <= LONGEST
        && is_sensitive(&label(said))
        && !WORKS.iter().any(|end| said.ends_with(end))
        // 健康员, 专职委员, but 特困人员.
        && (!said.ends_with('员') || said.ends_with("人员"))
        && !CARES.iter().any(|word| said.starts_with(word))
}

/// Collections with both fields, at the first record that names somebody.
pub(super) fn collections(site: &Site, out: &mut Vec<Named>) {
    for (index, schema) in site.collections.iter().enumerate() {
        let titles: Vec<&str> = schema.fields.iter().map(|f| f.title.get("zh-CN")).collect();
        let labels: Vec<String> = titles.iter().map(|title| label(title)).collect();
        let own = schema.title.get("zh-CN");
        let of_all = || {
            let name = labels.iter().position(|label| is_of_persons(label))?;
            let is_of_kind = headings::is_kind(own) && !labels.iter().any(|label| headings::is_of_office(label));
            is_of_kind.then_some((name, name))
        };
        let records = || site.pages.unnoted().iter().filter(|page| page.kind == PageKind::Record(index));
        let is_of_kind =
            |page: &Page, field: usize| says_kind(page, FieldRef::Collection(index, field), &schema.fields[field]);
        let by_value = || of_kind(&labels, |field| records().any(|page| is_of_kind(page, field)));
        let by_title = columns(&labels).or_else(of_all);
        let is_by_title = by_title.is_some();
        let Some((name, other)) = by_title.or_else(by_value) else { continue };
        let is_over = name == other && !is_sensitive(&labels[name]);
        let of = |page: &std::sync::Arc<Page>| match page.value(FieldRef::Collection(index, name)) {
            Some(FieldValue::Known(values)) => {
                let texts = values.iter().filter_map(|v| if let Value::Text(text) = v { Some(text) } else { None });
                texts.flat_map(|text| named_in(text, &labels[name])).collect()
            }
            _ => Words::new(),
        };
        let has_other = |page: &&std::sync::Arc<Page>| {
            page.value(FieldRef::Collection(index, other)).is_some() && (is_by_title || is_of_kind(page, other))
        };
        let both = records().filter(has_other);
        let mut found = both.map(|page| (page, of(page))).filter(|(_, words)| !words.is_empty()).peekable();
        if let Some((page, _)) = found.peek() {
            // What stands there is a name.
            let place = Place { excerpt: None, ..page.source.field_place(&schema.fields[name]) };
            let words: Words = found.flat_map(|(_, words)| words).collect();
            let other = if is_over { headings::told(own) } else { titles[other].to_owned() };
            let name = titles[name].to_owned();
            out.push(Named::new(What { name, other, is_over, words }, place));
        }
    }
}

/// Whether a field of a record says such a kind.
fn says_kind(page: &Page, reference: FieldRef, field: &Field) -> bool {
    let Some(FieldValue::Known(values)) = page.value(reference) else { return false };
    values.iter().any(|value| match (value, &field.kind) {
        (Value::Text(text), _) => is_kind(text),
        (Value::Choice(nth), Kind::Choice(all)) => {
            all.get(*nth).is_some_and(|choice| is_kind(choice.label.get("zh-CN")))
        }
        _ => false,
    })
}
