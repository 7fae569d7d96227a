//! A ready record: front matter with every field, and beside each what it takes.

use super::words::{example, key_of, local, pick, takes};
use crate::diagnostic::Locale;
use crate::load::key_notes;
use crate::load::keys::PAGE;
use crate::model::{Field, Kind, Schema, Unknown};

/// Keys of every record that come first, in this order.
const FIRST: [&str; 5] = ["id", "title", "as_of", "sources", "summary"];

/// The Markdown file of a new record. What has to be there is 待补充 until somebody knows it; all else is left empty.
pub fn record(schema: &Schema, schemas: &[Schema], id: &str, title: Option<&str>, locale: Locale) -> String {
    let pending = Unknown::Pending.chinese();
    let mut out = String::from("---\n");
    let mut line = |text: &str| {
        out += text;
        out.push('\n');
    };
    for comment in introduction(schema, locale) {
        line(&format!("# {comment}"));
    }
    for name in FIRST {
        let key = PAGE.iter().find(|k| k.name == name);
        let key = key.map_or(name, |k| pick(locale, k.chinese, k.name));
        let value = match name {
            "id" => yaml(id),
            // A title that is made from fields need not be written.
            "title" if schema.title_from.is_empty() => title.map_or_else(|| pending.to_owned(), yaml),
            "title" => title.map(yaml).unwrap_or_default(),
            _ => String::new(),
        };
        let note = key_notes::of(PAGE, name).map_or("", |n| pick(locale, n.zh, n.en));
        line(&format!("# {note}"));
        line(format!("{key}: {value}").trim_end());
        if name == "title" && value == pending {
            // Only what is not published may wait for its title.
            line(&format!(
                "# {}",
                pick(
                    locale,
                    "标题写好以前不公开；写好以后删掉这一行",
                    "Not published without a title; remove this line once there is one"
                )
            ));
            line(pick(locale, "草稿: 是", "draft: true"));
        }
    }
    let (required, others): (Vec<&Field>, Vec<&Field>) = schema.fields.iter().partition(|f| f.required);
    for (heading, fields, value) in [
        (pick(locale, "必须写的", "What has to be there"), required, pending),
        (pick(locale, "可以不写的", "What may be left out"), others, ""),
    ] {
        if fields.is_empty() {
            continue;
        }
        line(&format!("\n# ── {heading} ──"));
        for field in fields {
            line(&format!("# {}", about(field, schemas, locale)));
            line(format!("{}: {value}", yaml(key_of(field, locale))).trim_end());
            if let Kind::Items(items) = &field.kind {
                for (i, item) in items.iter().enumerate() {
                    let mark = if i == 0 { "- " } else { "  " };
                    let key = yaml(key_of(item, locale));
                    line(&format!("#  {mark}{key}:  # {}", about(item, schemas, locale)));
                }
            }
        }
    }
    line("---");
    line("");
    let body = pick(
        locale,
        "<!-- 用自己的话写这条记录的来龙去脉；没有要说的，可以空着。 -->",
        "<!-- Its story in your own words; may be left empty. -->",
    );
    line(body);
    out
}

fn introduction(schema: &Schema, locale: Locale) -> [String; 3] {
    let singular = local(&schema.singular, locale);
    let words = super::words::unknowns(locale);
    match locale {
        Locale::Zh => [
            format!("一条新的记录：{singular}。“#”后面的是说明，写完可以删掉。"),
            format!("来源没有写的，不要猜，写明为什么没有：{words}。"),
            "写好以后运行 mingbai check。".to_owned(),
        ],
        Locale::En => [
            format!("A new record: {singular}. What follows a `#` explains, and may be removed."),
            format!("What the source does not say is never guessed; say why it is missing: {words}."),
            "Then run `mingbai check`.".to_owned(),
        ],
    }
}

/// Title, type and example of a field, on one line.
fn about(field: &Field, schemas: &[Schema], locale: Locale) -> String {
    let mut parts = Vec::new();
    if locale == Locale::En {
        parts.push(local(&field.title, locale).to_owned());
    }
    parts.push(local(&field.description, locale).trim_end_matches(['。', '.']).to_owned());
    parts.push(takes(field, schemas, locale));
    if !matches!(field.kind, Kind::Choice(_) | Kind::Boolean) {
        parts.extend(example(field).map(|e| format!("{}{e}", pick(locale, "例如 ", "such as "))));
    }
    parts.retain(|p| !p.is_empty());
    parts.join(pick(locale, "。", ". ")).replace(['\n', '\r'], " ")
}

/// A text as YAML; in quotes where it could be read as something else.
fn yaml(text: &str) -> String {
    let plain = text.starts_with(|c: char| c.is_alphabetic())
        && text.ends_with(|c: char| c.is_alphanumeric() || c == '）' || c == '”')
        && text.chars().all(|c| c.is_alphanumeric() || "-_. （）“”、，".contains(c))
        && !matches!(text.to_ascii_lowercase().as_str(), "null" | "true" | "false" | "yes" | "no" | "on" | "off");
    if plain { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}
