//! The first sheet: how to fill in the others, and what each is for.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatUnderline, Url, Worksheet, XlsxError};

use super::Plan;
use crate::diagnostic::Locale;
use crate::forms::words::{local, pick};
use crate::model::Unknown;

/// A sheet whose name begins with 说明 is no ledger.
const NAME: [&str; 2] = ["说明", "说明 Guide"];

const CHINESE: &[(&str, &str)] = &[
    ("一张表记一类事", "每张工作表是一个集合，每一行是一条记录。先填人和地（地名、单位、岗位），再填引用它们的表。"),
    (
        "表头不要改",
        "第一行是表头。列可以挪动、可以删掉不用的，不能改名。带“*”的列必须写。鼠标停在表头上，能看到这一列写什么、怎样写。",
    ),
    ("编号", "每条记录一个短名，写了就不再更改，例如 xin-jiao-xue-lou。用小写字母、数字和连字符。行号不能当编号。"),
    ("来源", "写文件名和位置，例如“某镇2023年工作总结 ¶6”；几个来源用“；”隔开。"),
    ("下拉", "有下拉箭头的格子，从里面选。选项里没有合适的，程序会提醒；确实是“没有”的情形，照样可以写进去。"),
    ("几个值", "一格里写几个值的，用“、”隔开，例如“坑尾、上洞”。"),
    ("小表", "名称像“项目-规模”的工作表，记一条记录里的几项：“所属编号”写主表里的编号，一项一行。"),
    ("不知道的，不要猜", ""),
    (
        "合计和空格",
        "合计行可以留着，会核对，不算一条记录。空着的格子就是没有说。“-”“/”“无”不行，因为没说清为什么没有。",
    ),
    ("存放", "这个文件放在 content/ 里任何地方都会读到。填好以后运行 mingbai check，问题会指到哪张表、哪一格。"),
];

const ENGLISH: &[(&str, &str)] = &[
    (
        "A sheet for each kind of thing",
        "Each sheet is a collection, each row a record. Begin with places, organisations and posts; the other sheets refer to them.",
    ),
    (
        "Leave the headers",
        "The first row names the columns. Columns may be moved, and those not needed removed, but not renamed. Those with a `*` have to be filled in. Rest the mouse on a header to see what belongs there.",
    ),
    (
        "id",
        "A short name for each record that will never change, such as new-school: lower-case letters, digits, hyphens. A row's number is no id.",
    ),
    ("sources", "The document and the place in it, such as `Report of 2023 ¶6`; several are separated by `；` or `;`."),
    (
        "Drop-downs",
        "Choose from them. The program warns of anything else, and takes it where it says why there is no value.",
    ),
    ("Several values", "Several values in one cell are separated by `、` or `;`."),
    (
        "Small records",
        "A sheet such as `Projects-Outputs` holds the several items of a record: `owner_id` is the id in the main sheet, one item a row.",
    ),
    ("Do not guess", ""),
    (
        "Totals and gaps",
        "Rows with 合计 (totals) are checked and are no records. An empty cell says nothing. `-`, `/` and 无 are refused: they do not say why there is nothing.",
    ),
    (
        "Where it lies",
        "This file is read wherever it lies below content/. Then run `mingbai check`: it names sheet and cell.",
    ),
];

pub(super) fn write(sheet: &mut Worksheet, plans: &[Plan<'_>], locale: Locale) -> Result<(), XlsxError> {
    sheet.set_name(pick(locale, NAME[0], NAME[1]))?.set_tab_color(Color::RGB(0x00B0_8D57));
    sheet.set_screen_gridlines(false);
    sheet.set_column_width(0, 24)?.set_column_width(1, 96)?;
    let title = Format::new().set_bold().set_font_size(20).set_font_color(Color::RGB(0x001F_3A5F));
    let lead = Format::new().set_font_color(Color::RGB(0x0055_5555)).set_align(FormatAlign::VerticalCenter);
    let word = Format::new().set_bold().set_align(FormatAlign::Top).set_font_color(Color::RGB(0x001F_3A5F));
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let link = Format::new()
        .set_font_color(Color::RGB(0x0005_63C1))
        .set_underline(FormatUnderline::Single)
        .set_align(FormatAlign::Top);

    sheet.set_row_height(0, 34)?.set_row_height(1, 22)?;
    sheet.write_string_with_format(0, 0, pick(locale, "台账怎样填", "How to fill in the ledgers"), &title)?;
    let line = pick(
        locale,
        "像平时记台账一样填；填好的每一行，就是网站上的一页。",
        "Keep your ledgers as usual: every row becomes a page of the site.",
    );
    sheet.write_string_with_format(1, 0, line, &lead)?;
    let mut row = 3;
    for (heading, said) in if locale == Locale::Zh { CHINESE } else { ENGLISH } {
        let unknown = unknowns(locale);
        let said = if said.is_empty() { unknown.as_str() } else { said };
        sheet.write_string_with_format(row, 0, *heading, &word)?;
        sheet.write_string_with_format(row, 1, said, &text)?;
        sheet.set_row_height(row, height(said, locale))?;
        row += 1;
    }
    row += 1;
    sheet.write_string_with_format(row, 0, pick(locale, "工作表", "Sheets"), &title)?;
    sheet.set_row_height(row, 34)?;
    for plan in plans {
        row += 1;
        let url = Url::new(format!("internal:'{}'!A2", plan.name)).set_text(&plan.name);
        sheet.write_url_with_format(row, 0, url, &link)?;
        let said = local(plan.items.map_or(&plan.schema.description, |f| &f.description), locale);
        sheet.write_string_with_format(row, 1, said, &text)?;
        sheet.set_row_height(row, height(said, locale))?;
    }
    sheet.set_print_fit_to_pages(1, 0).set_paper_size(9);
    Ok(())
}

/// When to write which unknown.
fn unknowns(locale: Locale) -> String {
    let when = |unknown| match unknown {
        Unknown::NotStated => pick(locale, "来源里没有写", "the source does not say"),
        Unknown::Pending => pick(locale, "还没有补上，以后要补", "the office still owes it"),
        Unknown::Withheld => pick(locale, "法律规定不公开", "withheld by law"),
        Unknown::NotApplicable => pick(locale, "这件事没有这一项", "does not apply"),
    };
    let all = Unknown::ALL.map(|u| format!("{}（{}）", u.chinese(), when(u)));
    match locale {
        Locale::Zh => {
            format!("不知道的，写明为什么没有：{}。任何一格都可以这样写，编号、标题、截至和来源除外。", all.join("、"))
        }
        Locale::En => format!(
            "Say why there is no value: {}. Any cell may say so but id, title, as_of and sources.",
            all.join(", ")
        ),
    }
}

/// Height of a row that holds a text in a column of 96 characters.
fn height(text: &str, locale: Locale) -> u32 {
    let line = if locale == Locale::Zh { 54 } else { 96 };
    let lines = text.chars().count().div_ceil(line).max(1);
    u32::try_from(lines).unwrap_or(1) * 16 + 8
}
