//! Values of fields: from what is written to what it means.

use std::cmp::Ordering;
use std::sync::Arc;

use super::ledger::Ledger;
use super::limit::Limit;
use super::read::{At, Reader, boolean, empty_entry, twice};
use super::schema::{Field, Kind};
use super::site::{Citation, FieldValue, Value};
use super::unknown::Unknown;
use super::values;
use crate::diagnostic::{Diagnostic, nearest};
use crate::load::keys::{CITATION, Key, UNKNOWN};
use crate::load::parse::yaml::{Node, Step};
use crate::text;
use crate::value::{Number, PartialDate, SlugError, WhenError, check_slug};

/// A reference that waits until all records are known.
#[derive(Debug, Clone)]
pub(super) struct Pending {
    /// Index of the value among the field's.
    pub(super) value: usize,
    /// Within a small record: index among its values, and of the value there.
    pub(super) inner: Option<(usize, usize)>,
    /// The collections of which it names a record.
    pub(super) targets: Arc<[String]>,
    /// What is written.
    pub(super) text: String,
    /// Where it is written.
    pub(super) at: Vec<Step>,
    /// The row in which it is written, where that is a small record's own.
    pub(super) row: Option<(Arc<Ledger>, usize)>,
}

/// Reads a field's value; `None` where there is none or where it is wrong (which is then reported).
pub(super) fn read<'a>(r: &mut Reader<'a>, at: &At<'a>, field: &Field) -> Option<(FieldValue, Vec<Pending>)> {
    if let Some(unknown) = unknown(r, at) {
        return Some((unknown, Vec::new()));
    }
    if is_nothing(at.node, field) {
        return None;
    }
    let items = match at.node {
        Node::List(_) if field.list => r.list(at),
        _ => vec![at.clone()],
    };
    let mut values = Vec::with_capacity(items.len());
    let mut pending = Vec::new();
    let mut is_good = true;
    for item in items {
        if field.list && is_said_unknown(item.node) {
            r.problem(&item, unknown_entry(field));
            is_good = false;
            continue;
        }
        if field.list && (item.node.is_blank() || matches!(item.node, Node::Map(entries) if entries.is_empty())) {
            r.problem(&item, empty_entry());
            is_good = false;
            continue;
        }
        if let Kind::Items(fields) = &field.kind {
            let (nth, mut waiting) = (values.len(), Vec::new());
            let node = item.node;
            let written = |field: &Field| field.words().any(|w| node.get(w).is_some_and(|v| !is_nothing(v, field)));
            values.push(self::item(r, &item, fields, &written, &mut waiting));
            pending.extend(waiting.into_iter().map(|p| Pending { value: nth, ..p }));
            continue;
        }
        let Some(value) = value(r, &item, field) else {
            is_good = false;
            continue;
        };
        if let (Value::Text(text), Kind::Reference(targets)) = (&value, &field.kind) {
            let (targets, text) = (targets.clone(), text.clone());
            let at = item.path.clone();
            pending.push(Pending { value: values.len(), inner: None, targets, text, at, row: None });
        }
        values.push(value);
    }
    (is_good && !values.is_empty()).then_some((FieldValue::Known(values), pending))
}

/// Whether what is written says nothing: an empty text is no value, and an empty list holds none.
pub(super) fn is_nothing(node: &Node, field: &Field) -> bool {
    node.is_blank() || field.list && matches!(node, Node::List(items) if items.is_empty())
}

/// A small record; `written`: whether a field is there at all, be it well or badly.
pub(super) fn item<'a>(
    r: &mut Reader<'a>,
    at: &At<'a>,
    fields: &[Field],
    written: &dyn Fn(&Field) -> bool,
    pending: &mut Vec<Pending>,
) -> Value {
    let mut values: Vec<(usize, FieldValue)> = Vec::new();
    let mut seen: Vec<(usize, String)> = Vec::new();
    let entries = r.entries(at);
    let is_map = entries.is_some();
    for (word, at) in entries.unwrap_or_default() {
        let Some(index) = fields.iter().position(|f| f.words().any(|w| w == word)) else {
            r.unknown_key(&at, &word, fields.iter().flat_map(Field::words));
            continue;
        };
        if let Some((_, first)) = seen.iter().find(|(i, _)| *i == index) {
            r.problem(&at, twice(&word, first));
            continue;
        }
        seen.push((index, word));
        if let Some((value, waiting)) = read(r, &at, &fields[index]) {
            let own = values.len();
            pending.extend(waiting.into_iter().map(|p| Pending { value: 0, inner: Some((own, p.value)), ..p }));
            values.push((index, value));
        }
    }
    for field in fields.iter().filter(|f| is_map && f.required && !written(f)) {
        r.problem(at, missing(field));
    }
    Value::Item(values)
}

/// What to say of a field that must be there and is not.
pub(super) fn missing(field: &Field) -> Diagnostic {
    let (name, title) = (&field.name, field.title.get("zh-CN"));
    Diagnostic::error("data/required", text!("缺少“{title}”（{name}）", "`{name}` is missing")).help(text!(
        "补上；来源没有写的，写“原文未写”",
        "add it; where the source does not say, write `原文未写` or {{unknown: not_stated}}"
    ))
}

/// Whether a node is an unknown, or is meant to be one.
pub(super) fn is_said_unknown(node: &Node) -> bool {
    is_unknown(node) || node.as_text().is_some_and(Unknown::begins)
}

fn unknown_entry(field: &Field) -> Diagnostic {
    let (name, title) = (&field.name, field.title.get("zh-CN"));
    Diagnostic::error("data/unknown", text!("“{title}”的一项不能是未知", "an entry of `{name}` cannot be unknown"))
        .help(text!(
            "只写知道的几项；一项也不知道的，整个字段写成“待补充”这样的未知",
            "list what is known; where nothing is, write the unknown (待补充 and so on) instead of the list"
        ))
}

fn is_unknown(node: &Node) -> bool {
    UNKNOWN[..1].iter().any(|k| node.get(k.name).is_some() || node.get(k.chinese).is_some())
}

/// An explicit unknown, written as a map or in words.
fn unknown<'a>(r: &mut Reader<'a>, at: &At<'a>) -> Option<FieldValue> {
    match at.node {
        Node::Scalar(s) => {
            Unknown::read(&s.text).map(|(code, note)| FieldValue::Unknown(code, note.map(str::to_owned)))
        }
        Node::Map(_) if is_unknown(at.node) => {
            let mut code = None;
            let mut notes = Vec::new();
            for (key, at) in r.map(at, UNKNOWN) {
                let text = r.text(&at).unwrap_or_default();
                if key == "unknown" {
                    code = Unknown::ALL.into_iter().find(|u| u.code() == text || u.chinese() == text);
                    if code.is_none() {
                        r.problem(&at, Diagnostic::error("data/unknown", text!("没有“{text}”这种未知", "there is no unknown `{text}`"))
                            .help(text!("写 not_stated（原文未写）、pending（待补充）、withheld（依法不公开）或 not_applicable（不适用）", "write not_stated, pending, withheld or not_applicable")));
                    }
                } else if !text.is_empty() {
                    notes.push(text);
                }
            }
            let note = if notes.is_empty() { None } else { Some(notes.join("，")) };
            Some(FieldValue::Unknown(code.unwrap_or(Unknown::NotStated), note))
        }
        _ => None,
    }
}

fn value<'a>(r: &mut Reader<'a>, at: &At<'a>, field: &Field) -> Option<Value> {
    let (name, title) = (&field.name, field.title.get("zh-CN"));
    if let Kind::Boolean = field.kind {
        return match boolean(at.node) {
            Some(value) => Some(Value::Bool(value)),
            None if at.node.as_text().is_none() => r.boolean(at).map(Value::Bool),
            None => {
                let text = at.node.as_text().unwrap_or_default().trim();
                let what = text!(
                    "“{title}”应当是“是”或“否”，不能是“{text}”",
                    "`{name}` should be true or false, not `{text}`"
                );
                r.problem(
                    at,
                    Diagnostic::error("content/value", what).help(text!(
                        "写 是 或 否（true 或 false）；不知道的，写“原文未写”",
                        "write true or false (是 or 否), or 原文未写 where it is not known"
                    )),
                );
                None
            }
        };
    }
    let (text, stage) = values::written(r, at)?;
    let problem = |r: &mut Reader<'_>, problem: Diagnostic| {
        r.problem(at, problem);
        None
    };
    if let Some(found) = values::exact(&text, stage, field) {
        let held = found.and_then(|value| within(&value, &text, field).map(|()| value));
        return held.map_or_else(|wrong| problem(r, wrong), Some);
    }
    match &field.kind {
        Kind::Text | Kind::Reference(_) => {
            let length = text.chars().count();
            if let Some(least) = field.min_length.filter(|n| length < *n) {
                return problem(
                    r,
                    Diagnostic::error(
                        "data/constraint",
                        text!(
                            "“{title}”有{length}个字，少于{least}个",
                            "`{name}` has {length} characters, fewer than {least}"
                        ),
                    )
                    .help(text!("写完整", "write it in full")),
                );
            }
            if let Some(most) = field.max_length.filter(|n| length > *n) {
                return problem(
                    r,
                    Diagnostic::error(
                        "data/constraint",
                        text!(
                            "“{title}”有{length}个字，多于{most}个",
                            "`{name}` has {length} characters, more than {most}"
                        ),
                    )
                    .help(text!(
                        "写短些，细节放进正文或别的字段",
                        "shorten it; details belong in the body or another field"
                    )),
                );
            }
            Some(Value::Text(field.mask.map_or_else(|| text.clone(), |mask| mask.of(&text))))
        }
        Kind::Number | Kind::Integer => {
            let Some(number) = Number::parse(&text) else {
                if let Some(spaced) = values::spaced("data/wrong-type", &text) {
                    return problem(r, spaced);
                }
                return problem(
                    r,
                    Diagnostic::error("data/wrong-type", text!("“{text}”不是数", "`{text}` is no number")).help(text!(
                        "只写数字，例如 431.56；单位写在字段标题里",
                        "digits only, such as 431.56; the unit belongs in the field's title"
                    )),
                );
            };
            if matches!(field.kind, Kind::Integer) && !number.is_whole() {
                return problem(
                    r,
                    Diagnostic::error("data/wrong-type", text!("“{text}”不是整数", "`{text}` is no whole number"))
                        .help(text!(
                            "写整数；本来就可以有小数的，在 _collection.yaml 里写 `type: number`",
                            "write a whole number; if fractions are right, write `type: number` in _collection.yaml"
                        )),
                );
            }
            let number = Value::Number(number);
            within(&number, &text, field).map_or_else(|wrong| problem(r, wrong), |()| Some(number))
        }
        Kind::Choice(choices) => match choices.iter().position(|c| c.value == text || c.label.all().any(|l| l == text))
        {
            Some(index) => Some(Value::Choice(index)),
            None => {
                let words: Vec<&str> = choices.iter().flat_map(|c| [c.value.as_str(), c.label.get("zh-CN")]).collect();
                let all = choices.iter().map(|c| c.label.get("zh-CN")).collect::<Vec<_>>().join("、");
                let all_en = choices.iter().map(|c| c.value.as_str()).collect::<Vec<_>>().join(", ");
                let base = Diagnostic::error(
                    "data/not-in-enum",
                    text!("“{title}”不能是“{text}”", "`{name}` cannot be `{text}`"),
                );
                problem(
                    r,
                    match nearest(&text, words) {
                        Some(near) => {
                            base.help(text!("是不是“{near}”？可用：{all}", "did you mean `{near}`? One of: {all_en}"))
                        }
                        None => base.help(text!("可用：{all}", "one of: {all_en}")),
                    },
                )
            }
        },
        // Read above.
        _ => None,
    }
}

/// Whether a value keeps to the bounds of its field.
fn within(value: &Value, text: &str, field: &Field) -> Result<(), Diagnostic> {
    let (name, title) = (&field.name, field.title.get("zh-CN"));
    let beyond = |limit: Option<Limit>, side: Ordering| limit.filter(|l| l.compare(value) == Some(side));
    let said = |limit: Limit| (limit.text(true), limit.text(false));
    let message = if let Some((least, least_en)) = beyond(field.minimum, Ordering::Less).map(said) {
        text!("{text} 小于“{title}”的最小值 {least}", "{text} is less than {least_en}, the least of `{name}`")
    } else if let Some((most, most_en)) = beyond(field.maximum, Ordering::Greater).map(said) {
        text!("{text} 大于“{title}”的最大值 {most}", "{text} is more than {most_en}, the greatest of `{name}`")
    } else {
        return Ok(());
    };
    Err(Diagnostic::error("data/constraint", message).help(text!(
        "核对原始材料和单位；界限定错了，改 _collection.yaml 里的 minimum、maximum",
        "check it and its unit against the source; a wrong bound is mended in _collection.yaml"
    )))
}

/// A date of any precision; a wrong one is reported.
pub(super) fn date(r: &mut Reader<'_>, at: &At<'_>, text: &str) -> Option<PartialDate> {
    match PartialDate::parse(text) {
        Ok(date) => Some(date),
        Err(error) => {
            r.problem(at, values::when_problem(text, WhenError::Date(error)));
            None
        }
    }
}

/// What to say where an explicit unknown stands for what every record has to know.
pub(super) fn always_known(key: &str) -> Diagnostic {
    let (what, mend) = match key {
        "id" => (
            text!("编号不能是未知", "an id cannot be unknown"),
            text!(
                "写一个不再更改的短名，例如 xin-jiao-xue-lou",
                "write a short name that will never change, such as new-school"
            ),
        ),
        "title" => (
            text!("标题不能是未知", "a title cannot be unknown"),
            text!(
                "写上标题；还没有定的，先写 `草稿: 是`，不公开这条记录",
                "write it; until it is settled, keep the record back with `draft: true`"
            ),
        ),
        "as_of" => (
            text!("截至不能是未知", "an as-of date cannot be unknown"),
            text!(
                "写到知道的程度，例如 2023 或 2023-08；不知道的，不写这一项",
                "write what is known, such as 2023 or 2023-08, or leave it out"
            ),
        ),
        _ => (
            text!("来源不能是未知", "a source cannot be unknown"),
            text!(
                "写上文件和位置；还没有文件的，不写这一项",
                "name the document and the place in it; where there is none, leave it out"
            ),
        ),
    };
    Diagnostic::error("data/unknown", what).help(mend)
}

/// What to say of an explicit unknown for a key that every page may have and none must: nothing is shown of it.
pub(super) fn not_unknown(keys: &[Key], name: &str) -> Diagnostic {
    let title = keys.iter().find(|k| k.name == name).map_or(name, |k| k.chinese);
    Diagnostic::error("data/unknown", text!("“{title}”不能写成未知", "`{name}` cannot be an explicit unknown")).help(text!(
        "不知道就不写这一项（表格里留空）；要让读者知道缺什么，给集合加一个字段",
        "leave it out (in a table: empty) where it is not known; a gap that readers should see needs a field of the collection"
    ))
}

/// What to say of an id that can name no record.
pub(super) fn bad_id(id: &str) -> Diagnostic {
    if let Err(SlugError::Long) = check_slug(id) {
        let (begin, length) = (id.chars().take(20).collect::<String>(), id.chars().count());
        let what =
            text!("编号“{begin}…”太长：有{length}个字", "the id `{begin}…` is too long: it has {length} characters");
        return Diagnostic::error("data/id", what)
            .help(text!("取一个短名，例如 xin-jiao-xue-lou", "choose a short name, such as new-school"));
    }
    Diagnostic::error("data/id", text!("“{id}”不能作编号", "`{id}` cannot be an id")).help(text!(
        "用半角的字母、数字、“-”“_”“.”，不带空格和“/”，例如 xin-jiao-xue-lou",
        "use letters, digits, `-`, `_` and `.` in half-width form, without spaces and `/`, such as new-school"
    ))
}

/// Reads the list of sources.
pub(super) fn citations<'a>(r: &mut Reader<'a>, at: &At<'a>) -> Vec<Citation> {
    let items = match at.node {
        Node::List(_) => r.list(at),
        Node::Null => Vec::new(),
        _ => vec![at.clone()],
    };
    let mut out = Vec::with_capacity(items.len());
    for item in items {
        let mut citation = Citation { document: String::new(), locator: None, page: None };
        if let Node::Map(_) = item.node {
            for (key, at) in r.map(&item, CITATION) {
                match key {
                    "document" => citation.document = r.text(&at).unwrap_or_default(),
                    _ => citation.locator = r.text(&at),
                }
            }
        } else {
            citation.document = r.text(&item).unwrap_or_default();
        }
        if citation.document.is_empty() {
            r.problem(
                &item,
                Diagnostic::error("content/value", text!("来源没有写文件名", "this source names no document"))
                    .help(text!("写成 `{{document: 文件名, locator: ¶6}}`", "write `{{document: NAME, locator: ¶6}}`")),
            );
        } else if Unknown::begins(&citation.document) {
            r.problem(&item, always_known("sources"));
        } else {
            out.push(citation);
        }
    }
    out
}
