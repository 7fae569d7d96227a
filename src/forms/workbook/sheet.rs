//! One sheet: headers, notes, formats and drop-downs.

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, Format, FormatAlign, FormatBorder, Formula, Note, Worksheet,
    XlsxError,
};

use super::{Plan, ROWS, Words, key_title};
use crate::diagnostic::Locale;
use crate::forms::words::{example, local, pick, takes, unit, unknowns};
use crate::load::key_notes;
use crate::load::keys::{self, PAGE};
use crate::model::{Field, Kind, Schema, Unknown};

/// Keys that every record has and that have a column, in this order.
const FIRST: [&str; 5] = ["id", "title", "as_of", "sources", "summary"];
/// The column of a sheet of small records that names their record.
const OWNER: [&str; 2] = ["所属编号", "owner_id"];

/// How a column keeps what is typed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keeps {
    /// As text: nothing becomes a number or a date.
    Text,
    /// A day.
    Day,
    /// A number.
    Number,
}

/// A column before it is written.
struct Column<'a> {
    header: String,
    required: bool,
    note: String,
    keeps: Keeps,
    width: u32,
    field: Option<&'a Field>,
    /// The sheet whose ids it takes.
    ids_of: Option<&'a str>,
}

pub(super) fn write<'a>(
    sheet: &mut Worksheet,
    plan: &'a Plan<'a>,
    schemas: &[Schema],
    plans: &'a [Plan<'a>],
    words: &mut Words,
    locale: Locale,
) -> Result<(), XlsxError> {
    let columns = columns(plan, schemas, plans, locale);
    let color = if plan.items.is_some() { 0x008A_A4BF } else { 0x001F_3A5F };
    sheet.set_name(&plan.name)?.set_tab_color(Color::RGB(color));
    sheet.set_freeze_panes(1, if plan.items.is_some() { 1 } else { 2 })?;
    sheet.set_row_height(0, 36)?;
    let header = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
        .set_border_bottom(FormatBorder::Medium)
        .set_border_color(Color::RGB(0x001F_3A5F));
    let must = header.clone().set_background_color(Color::RGB(0x001F_3A5F)).set_font_color(Color::White);
    let may = header.set_background_color(Color::RGB(0x00DC_E6F1)).set_font_color(Color::RGB(0x001F_3A5F));
    let top = Format::new().set_align(FormatAlign::Top);
    for (index, column) in (0_u16..).zip(&columns) {
        let format = match column.keeps {
            Keeps::Text => top.clone().set_num_format("@").set_text_wrap(),
            Keeps::Day => top.clone().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
            Keeps::Number => top.clone(),
        };
        sheet.set_column_format(index, &format)?.set_column_width(index, column.width)?;
        sheet.write_string_with_format(0, index, &column.header, if column.required { &must } else { &may })?;
        let lines = column.note.lines().map(|l| l.chars().count().div_ceil(18).max(1)).sum::<usize>();
        let height = u32::try_from(lines).unwrap_or(1).min(30) * 18 + 16;
        let note = Note::new(&column.note).add_author_prefix(false).set_width(280).set_height(height);
        sheet.insert_note(0, index, &note)?;
        if let Some(list) = choices(column, words, locale) {
            sheet.add_data_validation(1, index, ROWS, index, &warning(column, list, locale)?)?;
        }
    }
    let last = u16::try_from(columns.len() - 1).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, ROWS, last)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(())
}

fn columns<'a>(plan: &Plan<'a>, schemas: &[Schema], plans: &'a [Plan<'a>], locale: Locale) -> Vec<Column<'a>> {
    let mut out = Vec::new();
    let sheet_of =
        |name: &str| plans.iter().find(|p| p.items.is_none() && p.schema.name == name).map(|p| p.name.as_str());
    let fields = match plan.items.map(|f| &f.kind) {
        Some(Kind::Items(fields)) => {
            let title = local(&plan.schema.title, locale);
            out.push(Column {
                header: format!("{}*", pick(locale, OWNER[0], OWNER[1])),
                required: true,
                note: match locale {
                    Locale::Zh => format!("这一项属于“{title}”里的哪一条：写那里的编号。"),
                    Locale::En => format!("The record of {title} to which it belongs: its id."),
                },
                keeps: Keeps::Text,
                width: 22,
                field: None,
                ids_of: sheet_of(&plan.schema.name),
            });
            fields
        }
        _ => {
            out.extend(FIRST.map(|name| first(name, plan.schema, locale)));
            &plan.schema.fields
        }
    };
    for field in fields.iter().filter(|f| !matches!(f.kind, Kind::Items(_))) {
        let star = if field.required { "*" } else { "" };
        let unit = unit(field).map(|u| format!("（{u}）")).unwrap_or_default();
        out.push(Column {
            header: format!("{}{unit}{star}", header(field, fields, locale)),
            required: field.required,
            note: note(field, schemas, locale),
            keeps: keeps(field),
            width: width(field, locale),
            field: Some(field),
            ids_of: match &field.kind {
                Kind::Reference(_) if !field.list => field.only_target().and_then(sheet_of),
                _ => None,
            },
        });
    }
    out
}

/// The title of a field; its name where capitals alone tell the title from a word of another field.
fn header<'a>(field: &'a Field, fields: &[Field], locale: Locale) -> &'a str {
    let title = local(&field.title, locale);
    let low = title.to_lowercase();
    let taken = fields.iter().any(|f| f.name != field.name && f.words().any(|w| w.to_lowercase() == low));
    if taken || keys::is_front_matter(&low) { &field.name } else { title }
}

/// A column of the keys that every record has.
fn first(name: &'static str, schema: &Schema, locale: Locale) -> Column<'static> {
    let required = match name {
        "id" | "as_of" | "sources" => true,
        "title" => schema.title_from.is_empty(),
        _ => false,
    };
    let said = key_notes::of(PAGE, name).map_or("", |n| pick(locale, n.zh, n.en));
    let (note, width) = match name {
        "id" => (pick(locale, "例如：xin-jiao-xue-lou。用小写字母、数字和连字符。", "Such as: new-school"), 22),
        "title" if !required => (pick(locale, "不写就由别的字段组成。", "Else it is made from other fields."), 28),
        "title" => (pick(locale, "一眼看得出是什么。", "Says at a glance what it is."), 28),
        "as_of" => (pick(locale, "例如：2023-08-31、2023年8月", "Such as: 2023-08-31, 2023-08"), 14),
        "sources" => (
            pick(
                locale,
                "例如：某镇2023年工作总结 ¶6；几个来源用“；”隔开。",
                "Such as: Report of 2023 ¶6; several are separated by `;`.",
            ),
            30,
        ),
        _ => ("", 36),
    };
    let said =
        if name == "sources" { pick(locale, "依据的文件和位置", "documents that it rests on") } else { said };
    Column {
        header: format!("{}{}", key_title(name, locale), if required { "*" } else { "" }),
        required,
        note: format!("{said}\n{note}").trim().to_owned(),
        keeps: Keeps::Text,
        width,
        field: None,
        ids_of: None,
    }
}

/// What a clerk has to know of a column.
fn note(field: &Field, schemas: &[Schema], locale: Locale) -> String {
    let mut lines = vec![local(&field.description, locale).to_owned(), takes(field, schemas, locale)];
    if field.list {
        lines.push(pick(locale, "几个值用“、”隔开。", "Several are separated by `、` or `;`.").to_owned());
    }
    if !matches!(field.kind, Kind::Choice(_) | Kind::Boolean) {
        lines.extend(example(field).map(|e| format!("{}{e}", pick(locale, "例如：", "Such as: "))));
    }
    let words = unknowns(locale);
    lines.push(match locale {
        Locale::Zh => format!("没有的，写明为什么：{words}。"),
        Locale::En => format!("Where there is none, say why: {words}."),
    });
    lines.retain(|l| !l.is_empty());
    lines.join("\n")
}

fn keeps(field: &Field) -> Keeps {
    match &field.kind {
        _ if field.list => Keeps::Text,
        Kind::Date { partial: false } => Keeps::Day,
        Kind::Number | Kind::Integer => Keeps::Number,
        Kind::Amount { unit: Some(_), .. } | Kind::Quantity(Some(_)) => Keeps::Number,
        _ => Keeps::Text,
    }
}

fn width(field: &Field, locale: Locale) -> u32 {
    let own: u32 = match &field.kind {
        Kind::Text if !field.list => 32,
        Kind::Text | Kind::Reference(_) => 22,
        Kind::Date { partial: true } | Kind::PlaceCode => 18,
        Kind::Amount { .. } | Kind::Quantity(_) | Kind::Ratio | Kind::Measure => 16,
        _ => 12,
    };
    let per = if locale == Locale::Zh { 2 } else { 1 };
    let title = u32::try_from(local(&field.title, locale).chars().count()).unwrap_or(12) * per + 6;
    own.max(title.min(30))
}

/// The formula of the range from which a column's cells are chosen.
fn choices(column: &Column<'_>, words: &mut Words, locale: Locale) -> Option<String> {
    if let Some(sheet) = column.ids_of {
        return Some(format!("='{}'!$A$2:$A${}", sheet.replace('\'', "''"), ROWS + 1));
    }
    let field = column.field.filter(|f| !f.list)?;
    let mut list: Vec<String> = match &field.kind {
        Kind::Choice(choices) => choices.iter().map(|c| local(&c.label, locale).to_owned()).collect(),
        Kind::Boolean => ["是", "否"].map(str::to_owned).to_vec(),
        _ => return None,
    };
    list.extend(Unknown::ALL.map(|u| u.chinese().to_owned()));
    Some(words.range(list))
}

/// A drop-down that warns of anything else, and takes it all the same: an unknown may have a note.
fn warning(column: &Column<'_>, list: String, locale: Locale) -> Result<DataValidation, XlsxError> {
    let name = column.header.trim_end_matches('*');
    let words = unknowns(locale);
    let message = match (column.ids_of, locale) {
        (Some(sheet), Locale::Zh) => {
            format!("“{sheet}”的编号里没有这个。写标题也可以；没有的，写明为什么：{words}。确定要这样写吗？")
        }
        (Some(sheet), Locale::En) => format!(
            "There is no such id in `{sheet}`. Its title will do too; where there is none, say why: {words}. Keep it?"
        ),
        (None, Locale::Zh) => format!("“{name}”从下拉里选；没有的，写明为什么：{words}。确定要这样写吗？"),
        (None, Locale::En) => {
            format!("Choose `{name}` from the list; where there is none, say why: {words}. Keep it?")
        }
    };
    let short: String = message.chars().take(250).collect();
    DataValidation::new()
        .allow_list_formula(Formula::new(list))
        .ignore_blank(true)
        .show_input_message(false)
        .set_error_style(DataValidationErrorStyle::Warning)
        .set_error_title(pick(locale, "不在下拉里", "Not in the list"))?
        .set_error_message(short)
}
