//! Tables that name people beside what is nobody's business: a column of names and one of health, hardship, belief or accounts.

use std::borrow::Cow;
use std::ops::Range;

use super::attached::Unseen;
use super::boxes::boxed;
use super::carriers::Sheaf;
use super::delimited::of_lines;
use super::grids::{Grid, of_file, of_html, of_piped, of_sheet};
use super::headings;
use super::listed::{Known, Words};
use super::names::{
    is_label, is_names_label, is_of_names, is_over_names, is_surely_name, is_wide, label, named as named_in, names,
};
use super::people;
use super::registers::{self, is_kind};
use super::spoken::{in_yaml, spoken};
use crate::diagnostic::{Place, SourceText};
use crate::load::attached::{is_media, is_office, rtf};
use crate::load::table::{Sheet, any_text, is_table, read};
use crate::load::{About, Markdown, SourceFile};
use crate::model::{Page, Site, Source};
use crate::picture::is_picture;

/// A table with both columns.
#[derive(Debug, Clone)]
pub(in crate::check) struct Named {
    /// Headers: of the names, and of the other.
    pub name: String,
    pub other: String,
    /// Whether the other stands over the table: 残疾人补贴名单.
    pub is_over: bool,
    pub place: Place,
    /// Whether at least one is surely somebody.
    pub is_sure: bool,
    words: Words,
}

/// The headers of such a table, and who stands below that of the names.
pub(super) struct What {
    pub name: String,
    pub other: String,
    pub is_over: bool,
    pub words: Words,
}

impl Named {
    pub(super) fn new(What { name, other, is_over, words }: What, place: Place) -> Named {
        Named { name, other, is_over, place, is_sure: true, words }
    }

    /// The same with those whom another names too.
    pub(super) fn join(&mut self, mut other: Named) {
        self.words.append(&mut other.words);
    }

    /// The same, if anybody is named who is none of the site's own places and the like.
    pub(super) fn known(self, known: &Known) -> Option<Named> {
        let count = known.count(&self.words)?;
        Some(Named { is_sure: count.is_sure, ..self })
    }
}

/// Words in headers of what is sensitive.
const SENSITIVE: &str = "\
艾滋 结核 乙肝 肿瘤 癌 病 患者 残疾 伤残 精神 健康 诊断 怀孕 孕 低保 特困 孤儿 困境儿童 贫困 致贫 困难类 困难程度 困难等级 困难原因 救助类 救助原因 \
信仰 宗教 刑 矫正 吸毒 戒毒 上访 信访 身份证 证件号 身份号码 银行 一卡通 卡号 账号 帐号 开户 家庭住址 家庭地址 未成年 \
disab illness disease diagnos religio";

/// Words that hold one of those and mean something else.
const HARMLESS: &str = "\
病房 病区 病虫 病害 病床 病死 精神文明 信访接待 信访值班 接待信访 刑警 刑侦 刑法 健康管理 健康知识 健康教育 健康宣传 诊断资格 银行业";

/// How headers begin of what somebody is in charge of, and end of what somebody knows or may do.
const DUTIES: [&str; 10] = ["擅长", "负责", "联系", "包联", "接待", "分管", "主管", "挂钩", "挂点", "协助"];
const SKILLS: [&str; 9] = ["走访", "慰问", "资格", "资格证", "考试", "得分", "知识", "培训", "联系"];

pub(super) fn is_of_work(label: &str) -> bool {
    DUTIES.iter().any(|duty| label.starts_with(duty)) || SKILLS.iter().any(|skill| label.ends_with(skill))
}

/// Whether a header is of what is nobody's business. A number of cases is of nobody.
pub(super) fn is_sensitive(label: &str) -> bool {
    let holds = |label: &str| SENSITIVE.split(' ').any(|word| label.contains(word)) || label.contains("bank account");
    if !holds(label) || label.ends_with(['数', '率', '量']) {
        return false;
    }
    !is_of_work(label) && holds(&HARMLESS.split(' ').fold(label.to_owned(), |label, word| label.replace(word, "")))
}

/// Who has one is a child, or cannot speak for himself.
const GUARDIAN: &str = "监护人";

/// Whether a header is of names, or of people of a kind that is nobody's business.
pub(super) fn is_of_persons(label: &str) -> bool {
    is_of_names(label) || is_over_names(label) && is_sensitive(label)
}

/// Which columns of a header row are of names, and which of something sensitive.
pub(super) fn columns(labels: &[String]) -> Option<(usize, usize)> {
    let is_guardian = |label: &String| label.contains(GUARDIAN) && !is_of_work(label);
    let of_names = |at: &usize| is_of_persons(&labels[*at]);
    let own = (0..labels.len()).filter(of_names).find(|at| !is_guardian(&labels[*at]));
    let name = own.or_else(|| (0..labels.len()).find(of_names))?;
    let is_other =
        |at: &usize| *at != name && (is_sensitive(&labels[*at]) || own.is_some() && is_guardian(&labels[*at]));
    // Who stands below 患者 has the illness, whatever stands beside.
    let by_itself = || is_sensitive(&labels[name]).then_some(name);
    Some((name, (0..labels.len()).find(is_other).or_else(by_itself)?))
}

/// Rows at the head of a table among which headers are looked for.
const HEAD: usize = 8;

/// Rows below a label that tell whether more labels stand there.
const TELLING: usize = 30;

/// Rows below a label that are looked at for those.
const REACH: usize = 1000;

/// Where the labels of names stand.
#[derive(Debug, Default)]
pub(super) struct Heads {
    /// The row that is the header of all below, and the columns of names with their labels.
    pub over: Option<(usize, Vec<(usize, String)>)>,
    /// Labels with a name beside them, as forms have them: row, label, and the names.
    pub beside: Vec<(usize, String, Words)>,
}

/// Looks for labels of names.
pub(super) fn heads(grid: &Grid<'_>) -> Heads {
    let mut out = Heads::default();
    let mut is_told = false;
    for (at, cells) in grid.rows.iter().enumerate() {
        // Below 姓名, 保洁员 is no label but what somebody is.
        let is_one = |cell: &str| is_names_label(cell) && !(is_told && is_wide(&label(cell)));
        let found: Vec<usize> = (0..cells.len()).filter(|column| is_one(&cells[*column])).collect();
        is_told |= found.iter().any(|column| !is_wide(&label(&cells[*column])));
        if found.is_empty() {
            continue;
        }
        // What stands over a header that names nobody is a title.
        let is_first = || {
            out.over.as_ref().is_none_or(|(row, columns)| {
                (row + 1..at).all(|at| columns.iter().all(|(column, label)| names(grid.cell(at, *column), label) == 0))
                    && columns.iter().all(|(column, label)| names(&cells[*column], label) == 0)
            })
        };
        let beside = grid.beside(at);
        let said = |column: usize| beside[column].map(|next| &*cells[next]);
        if at < HEAD && is_first() && !found.iter().any(|column| is_form(grid, (at, *column), said(*column))) {
            out.over = Some((at, found.into_iter().map(|column| (column, label(&cells[column]))).collect()));
            continue;
        }
        for column in found {
            let Some(beside) = said(column).filter(|beside| !is_label(&label(beside))) else { continue };
            let label = label(&cells[column]);
            let words = named_in(beside, &label);
            if !words.is_empty() {
                out.beside.push((at, label, words));
            }
        }
    }
    out
}

/// Whether a label in the first row of labels has its name at its right, as in a form, and not below: then more labels
/// stand below it.
fn is_form(grid: &Grid<'_>, (row, column): (usize, usize), beside: Option<&str>) -> bool {
    let own = label(grid.cell(row, column));
    let Some(beside) = beside.filter(|beside| names(beside, &own) > 0 && !is_label(&label(beside))) else {
        return false;
    };
    let below = (row + 1..grid.rows.len()).take(REACH).map(|at| grid.cell(at, column)).filter(|cell| !cell.is_empty());
    let mut below = below.take(TELLING).peekable();
    match below.peek() {
        Some(_) => below.any(|cell| is_label(&label(cell)) || is_sensitive(&label(cell))),
        None => is_surely_name(beside),
    }
}

/// A table that names people beside or below what is sensitive, and the row and column where the first header stands.
/// `over`: what stands over the table.
fn named(grid: &Grid<'_>, over: impl FnOnce() -> Vec<String>) -> Option<(What, usize, usize)> {
    beside(grid).or_else(|| listed(grid, over))
}

/// A table below a heading that says of what kind all of its people are.
fn listed(grid: &Grid<'_>, over: impl FnOnce() -> Vec<String>) -> Option<(What, usize, usize)> {
    let is_header = |(_, cells): &(usize, &Vec<Cow<'_, str>>)| {
        cells.iter().any(|cell| is_names_label(cell) && is_of_persons(&label(cell)))
    };
    let (row, cells) = grid.rows.iter().enumerate().take(HEAD).find(is_header)?;
    let labels: Vec<String> = cells.iter().map(|cell| label(cell)).collect();
    if labels.iter().any(|label| headings::is_of_office(label)) {
        return None;
    }
    let at = labels.iter().position(|label| is_of_persons(label))?;
    let titles = grid.rows[..row].iter().flatten().map(ToString::to_string);
    let other = titles.chain(over()).find(|heading| headings::is_of_kind(heading) || headings::is_kind(heading))?;
    let words: Words = (row + 1..grid.rows.len()).flat_map(|row| named_in(grid.cell(row, at), &labels[at])).collect();
    let what = What { name: labels[at].clone(), other: headings::told(&other), is_over: true, words };
    (!what.words.is_empty()).then_some((what, row, at))
}

fn beside(grid: &Grid<'_>) -> Option<(What, usize, usize)> {
    let what = |name: &str, other: &str, words: Words| What {
        name: name.to_owned(),
        other: other.to_owned(),
        is_over: false,
        words,
    };
    for (row, cells) in grid.rows.iter().enumerate().take(HEAD) {
        if !cells.iter().any(|cell| is_names_label(cell)) {
            continue;
        }
        let labels: Vec<String> = cells.iter().map(|cell| label(cell)).collect();
        let Some((name, other)) = columns(&labels).or_else(|| of_kind(grid, row, &labels)) else { continue };
        let below = (row + 1..grid.rows.len()).flat_map(|at| named_in(grid.cell(at, name), &labels[name]));
        let words: Words = below.collect();
        if !words.is_empty() {
            return Some((what(&labels[name], &labels[other], words), row, name));
        }
    }
    let heads = heads(grid);
    let (row, name, words) = heads.beside.iter().find(|(_, label, _)| is_of_names(label))?;
    let is_said = |value: &str| !matches!(value, "无" | "否" | "不详" | "—" | "-" | "/") && !is_label(&label(value));
    for (at, cells) in grid.rows.iter().enumerate() {
        let beside = grid.beside(at);
        for (column, cell) in cells.iter().enumerate() {
            let other = label(cell);
            let is_other = is_sensitive(&other) && other.chars().count() <= LONGEST;
            if is_other && other != *name && beside[column].is_some_and(|next| is_said(&cells[next])) {
                return Some((what(name, &other, words.clone()), *row, 0));
            }
        }
    }
    None
}

/// A column that says of what kind people are, of whom one is of a kind that is nobody's business.
fn of_kind(grid: &Grid<'_>, row: usize, labels: &[String]) -> Option<(usize, usize)> {
    let has_kind = |column: usize| (row + 1..grid.rows.len()).any(|at| is_kind(grid.cell(at, column)));
    registers::of_kind(labels, has_kind)
}

/// Characters of a label of a form at most.
pub(super) const LONGEST: usize = 12;

/// Looks through bodies, collections and tables that visitors can download.
pub(super) fn all(site: &Site, out: &mut Sheaf) {
    for page in site.pages.unnoted() {
        if let Source::Markdown(file) = &page.source
            // Most files have nothing of the kind, and are the same in the next round.
            && file.known.whether(About::Tables, || {
                of_file(file).any(|grid| {
                    let is_boxed = || !boxed(&grid, |_, _| Place::file("")).is_empty();
                    grid.is_partly || in_body(file, page, &grid).is_some() || is_boxed()
                })
            })
        {
            bodies(file, page, out);
        }
    }
    registers::collections(site, &mut out.named);
}

/// The tables of a body.
fn bodies(file: &Markdown, page: &Page, out: &mut Sheaf) {
    let place = |grid: &Grid<'_>, row| row_place(file.front.source(), file.body, grid, row);
    let mut rest = None;
    for grid in of_file(file) {
        if let Some((what, row, _)) = in_body(file, page, &grid) {
            out.named.push(Named::new(what, place(&grid, row)));
        }
        out.leaks.extend(boxed(&grid, |row, _| place(&grid, row)));
        if grid.is_partly {
            rest = rest.or_else(|| Some((Unseen::Table, place(&grid, 0))));
        }
    }
    out.unseen.extend(rest);
}

/// A table of a body: its own headings count, and the title of the page.
fn in_body(file: &Markdown, page: &Page, grid: &Grid<'_>) -> Option<(What, usize, usize)> {
    named(grid, || {
        let start = grid.ranges.first().map_or(0, |range| range.start);
        let mut over = headings::over(file.body(), start);
        over.extend(grid.ranges.last().and_then(|range| headings::behind(file.body(), range.end)));
        over.push(page.title.to_string());
        over
    })
}

/// Where a row of a table of a text stands; without what it says where that may be a name.
pub(super) fn row_place(source: SourceText<'_>, base: usize, grid: &Grid<'_>, row: usize) -> Place {
    let Range { start, end } = grid.ranges[row].clone();
    let place = source.place(base + start..base + end);
    let is_quiet = !grid.is_lined || grid.rows[row].iter().any(|cell| names(cell, "姓名") > 0);
    if is_quiet { Place { excerpt: None, ..place } } else { place }
}

/// A table that visitors can download, or a web page with tables.
pub(super) fn attached(file: &SourceFile, out: &mut Sheaf) {
    let name = file.path.rsplit('/').next().unwrap_or_default();
    let stem = || name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
    let sheets = if is_table(name) { read(file).map(|(sheets, _)| sheets).unwrap_or_default() } else { Vec::new() };
    let is_split = |sheet: &Sheet| sheet.rows.iter().any(|row| row.cells.len() > 1);
    let is_of = |ends: &[&str]| ends.iter().any(|end| name.to_ascii_lowercase().ends_with(end));
    let is_csv = is_of(&[".csv", ".tsv"]);
    if is_table(name) {
        let before = (out.named.len(), out.people.len());
        for sheet in &sheets {
            let grid = of_sheet(sheet);
            let found = named(&grid, || sheet.name.iter().map(ToString::to_string).chain([stem()]).collect());
            out.named.extend(found.map(|(what, row, at)| Named::new(what, sheet.place(row, at))));
            out.people.extend(people::in_grid(&grid, |row, column| sheet.place(row, column)));
            out.leaks.extend(boxed(&grid, |row, column| sheet.place(row, column)));
        }
        // What is parted by another sign, or encoded as no ledger may be, is a text.
        let is_read = (out.named.len(), out.people.len()) != before || sheets.iter().any(is_split);
        if is_read || !is_csv {
            return;
        }
    }
    let is_html = is_of(&[".html", ".htm", ".xhtml", ".mht", ".mhtml", ".eml"]);
    // Whatever its name says, or does not, it may be a text; these are read otherwise, or are no texts of anybody.
    const OTHERS: [&str; 12] = [
        ".svg",
        ".json",
        ".geojson",
        ".topojson",
        ".webmanifest",
        ".map",
        ".js",
        ".mjs",
        ".css",
        ".rtf",
        ".pdf",
        ".wasm",
    ];
    if is_of(&OTHERS) || is_picture(name) || is_office(name) || is_media(name) {
        return;
    }
    let Some(text) = any_text(&file.bytes).filter(|text| rtf(text).is_none()) else { return };
    let before = out.people.len();
    let is_data = is_of(&[".xml", ".yaml", ".yml"]);
    let source = SourceText { path: &file.path, text: &text };
    let piped = || of_piped(&text).into_iter().chain(of_lines(&text)).collect();
    let mut is_partly = false;
    for grid in if is_html {
        of_html(&text)
    } else if is_data {
        Vec::new()
    } else {
        piped()
    } {
        let start = grid.ranges.first().map_or(0, |range| range.start);
        let found = named(&grid, || headings::over(&text, start).into_iter().chain([stem()]).collect());
        let place = |row: usize| row_place(source, 0, &grid, row);
        out.named.extend(found.map(|(what, row, _)| Named::new(what, place(row))));
        out.people.extend(people::in_grid(&grid, |row, _| place(row)));
        out.leaks.extend(boxed(&grid, |row, _| place(row)));
        is_partly |= grid.is_partly;
    }
    if is_partly {
        out.unseen.push((Unseen::Unread(Vec::new()), Place::file(file.path.clone())));
    }
    if is_html || is_of(&[".xml"]) {
        // What tables name is told.
        if out.people.len() == before {
            out.people.extend(people::paragraphs(file, spoken(&text).lines()));
        }
    } else if is_of(&[".yaml", ".yml"]) {
        out.people.extend(people::paragraphs(file, in_yaml(&text).lines()));
    } else {
        out.people.extend(people::of_text(source));
    }
}

/// A table of a document that visitors can download.
pub(super) fn of_document(file: &SourceFile, grid: &Grid<'_>, over: impl FnOnce() -> Vec<String>) -> Option<Named> {
    named(grid, over).map(|(what, ..)| Named::new(what, Place::file(file.path.clone())))
}

#[cfg(test)]
mod tests {
    use super::{columns, label};

    #[test]
    fn names_beside_what_is_sensitive() {
        let of = |headers: &[&str]| columns(&headers.iter().map(|h| label(h)).collect::<Vec<_>>());
        assert_eq!(of(&["序号", "姓名", "残疾等级"]), Some((1, 2)));
        assert_eq!(of(&["低保类别", "户主姓名"]), Some((1, 0)));
        assert_eq!(of(&["姓名", "职务"]), None);
        assert_eq!(of(&["村", "低保户数"]), None);
        assert_eq!(of(&["姓 名", "病　种"]), Some((0, 1)));
        assert_eq!(of(&["姓名（户主）", "贫困类型"]), Some((0, 1)));
        assert_eq!(of(&["监护人", "学生姓名", "学校"]), Some((1, 0)));
        assert_eq!(of(&["监护人", "电话"]), None);
        for harmless in [
            "病房",
            "病虫害面积",
            "精神文明奖",
            "信访接待时间",
            "接待信访时间",
            "低保户数",
            "账号数",
            "负责的低保村",
            "包联低保户",
            "诊断资格",
            "刑法考试",
            "健康管理员",
            "病死畜禽（头）",
        ] {
            assert_eq!(of(&["姓名", harmless]), None, "{harmless}");
        }
        assert_eq!(of(&["医生姓名", "擅长病种"]), None);
        assert_eq!(of(&["患者姓名", "金额"]), Some((0, 0)));
        assert_eq!(of(&["孤儿姓名", "村"]), Some((0, 0)));
    }
}
