//! `report/present`: the annual report of last year is there in time.

use crate::check::account::with;
use crate::check::columns::{columns, no_word};
use crate::check::rule::{Check, Example, Finding, Opt, Rule};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::{Page, Site};
use crate::text;
use crate::value::{CivilDay, Moment, Part, PartialDate, after};

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "report/present",
    severity: Severity::Warning,
    what: [
        "上一年的政府信息公开工作年度报告按时公布",
        "The annual report on disclosure of the year before is published in time",
    ],
    why: [
        "县级以上部门的年报1月31日前公布；乡镇的期限看县里的通知，一般更早",
        "Departments of counties and above publish theirs by 31 January; townships as their county says, mostly earlier",
    ],
    fails: Example::files(&[
        ("content/nian-bao/_index.md", "---\ntitle: 政府信息公开年报\ncolumn_type: 政府信息公开年报\n---\n"),
        ("content/nian-bao/2021.md", "---\ntitle: 2021年政府信息公开工作年度报告\npublished: 2022-01-20 09:30\n---\n"),
    ]),
    passes: Example::files(&[
        ("content/nian-bao/_index.md", "---\ntitle: 政府信息公开年报\ncolumn_type: 政府信息公开年报\n---\n"),
        ("content/nian-bao/2022.md", "---\ntitle: 2022年政府信息公开工作年度报告\npublished: 2023-01-20 09:30\n---\n"),
    ]),
    source: "《政府信息公开条例》第四十九条",
    options: &[
        Opt::day_of_year(
            "until",
            31,
            [
                "一年的第几天以前公布（31就是1月31日）",
                "the day of the year by which it has to be there (31: 31 January)",
            ],
        ),
        Opt::words(
            "columns",
            &["年报", "年度报告", "annual report"],
            [
                "栏目类别（column_type）或标题里有这些词的，算年报栏目",
                "words of a column_type or title that make a column one of annual reports",
            ],
        )
        .but(no_word),
    ],
    check: Check::Site(check),
};

/// The last year whose report is due, and the day on which it was.
fn due(today: CivilDay, until: usize) -> Option<(i16, CivilDay)> {
    let last = |year: i16| {
        let (first, _) = PartialDate { year, part: Part::Month(1) }.bounds()?;
        Some(after(first, i32::try_from(until).ok()? - 1))
    };
    let this = last(today.year())?;
    if today > this { Some((today.year() - 1, this)) } else { Some((today.year() - 2, last(today.year() - 1)?)) }
}

fn check(site: &Site) -> Vec<Finding> {
    let words = RULE.words(site, "columns");
    let has = |text: &str| words.iter().any(|word| text.to_lowercase().contains(&word.to_lowercase()));
    let all = columns(site, &[]);
    let found = all.iter().find(|column| {
        let section = &site.sections[column.section];
        has(section.column_type.as_deref().unwrap_or_default()) || has(column.title(site))
    });
    let Some((year, last)) = due(site.config.clock.date(), RULE.number(site, "until")) else { return Vec::new() };
    let Some(column) = found else {
        // Nobody is obliged by a demonstration.
        if site.config.demonstration {
            return Vec::new();
        }
        let what = text!("没有政府信息公开年报的栏目", "there is no column of annual reports on disclosure");
        return vec![Finding::Wrong(Diagnostic::warning(RULE.name, what).at(Place::file("site.yaml")).help(text!(
            "建一个栏目，在 _index.md 里写 column_type: 政府信息公开年报，把{year}年的年报放进去",
            "make a column with `column_type: 政府信息公开年报` in its _index.md, and put the report of {year} into it"
        )))];
    };
    let folder = &site.sections[column.section].folder;
    let is_in = |of: &str| *of == **folder || of.strip_prefix(&**folder).is_some_and(|rest| rest.starts_with('/'));
    let own = site.pages.iter().filter(|page| page.language == 0 && !page.is_section() && is_in(&page.folder));
    let mut there: Vec<&Page> = own.filter(|page| is_report(&titled(page, folder), year)).collect();
    // As a record, whose title need not name the year.
    let records = with(site, &["year", "requests"]);
    there.extend(records.iter().filter(|rec| super::year(**rec) == Some(year.into())).map(|rec| rec.here()));
    if !there.is_empty() {
        // What does not say when it was published is not said to have been in time.
        if there.iter().all(|page| page.published.is_none()) {
            return vec![Finding::CannotBeChecked(text!(
                "{year}年的年报没有写明公布时间（published），是不是按时公布没法核对",
                "the report of {year} does not say when it was published (`published`): whether it was in time cannot be checked"
            ))];
        }
        return late(&there, last).into_iter().collect();
    }
    let title = column.title(site);
    let what = text!(
        "“{title}”里没有{year}年的年报，期限是{last}",
        "“{title}” lacks the report of {year}, which was due on {last}"
    );
    vec![Finding::Wrong(
        Diagnostic::warning(RULE.name, what).at(Place::file(column.page(site).source.path().clone())).help(text!(
            "公布{year}年的年报，标题或 year 写明年份",
            "publish it, with the year in its title or in `year`"
        )),
    )]
}

/// The reports of a year that are there, where all of them say that they came too late.
fn late(there: &[&Page], last: CivilDay) -> Option<Finding> {
    let on = |page: &&Page| page.published.map(Moment::date).filter(|day| *day > last);
    let days: Option<Vec<CivilDay>> = there.iter().map(on).collect();
    let (day, page) = days?.into_iter().zip(there).min_by_key(|(day, _)| *day)?;
    let title = &page.title;
    let what = text!("“{title}”{day}才公布，期限是{last}", "“{title}” was published on {day}, and was due on {last}");
    let place = page.source.place(Some("published"));
    Some(Finding::Wrong(Diagnostic::warning(RULE.name, what).at(place).help(text!(
        "日期写错的改过来；期限和县里的不一样，改 checks 里 report/present 的 until；确实晚了的，写豁免和原因",
        "mend a wrong date, or set `until` of report/present as your county has it; where it was late, waive this with the reason"
    ))))
}

/// What a page is called, with the year of its folder where it names none: `2022/a.md`.
fn titled(page: &Page, column: &str) -> String {
    let inner = page.folder.strip_prefix(column).unwrap_or_default();
    let mut years = inner.split('/').map(|part| part.strip_suffix('年').unwrap_or(part));
    let year = years.rfind(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit()));
    match year {
        Some(year) if !arabic(&page.title).contains("20") => format!("{year}年{}", page.title),
        _ => page.title.clone(),
    }
}

/// What a title names that speaks of reports and is none.
const NO_REPORT: [&str; 11] =
    ["计划", "方案", "通知", "要点", "安排", "模板", "报表", "的说明", "解读", "plan", "template"];

/// What reports are of that is not disclosure, where that is not said.
const OF_OTHERS: [&str; 12] =
    ["决算", "预算", "法治", "网站", "统计", "财政", "财务", "党建", "安全", "环境", "审计", "执法"];

/// What a report calls itself.
const REPORTS: [&str; 4] = ["报", "总结", "情况", "report"];

/// Whether a page in the column is the report of a year, by its title: that year, and nothing that is no report.
fn is_report(title: &str, year: i16) -> bool {
    let title = title.to_lowercase();
    let year = year.to_string();
    let Some(rest) = without_year(&title, &year).or_else(|| without_year(&arabic(&title), &year)) else { return false };
    let has = |words: &[&str]| words.iter().any(|word| title.contains(word));
    // A title of nothing but the year is that of a report, since it stands in their column.
    let is_bare = !rest.chars().any(|c| c.is_alphabetic() && !matches!(c, '年' | '度'));
    let is_open = has(&["公开"]);
    let is_of_others = !is_open && (has(&OF_OTHERS) || has(&["总结"]));
    (is_bare || has(&REPORTS)) && !has(&NO_REPORT) && !is_of_others
}

/// A title without the year that it names.
fn without_year(title: &str, year: &str) -> Option<String> {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let (at, _) = title.match_indices(year).find(|(at, _)| {
        !is_digit(title[..*at].chars().next_back()) && !is_digit(title[at + year.len()..].chars().next())
    })?;
    Some(format!("{}{}", &title[..at], &title[at + year.len()..]))
}

/// Han digits as Arabic ones: 二〇二二.
fn arabic(title: &str) -> String {
    let digit = |c: char| match c {
        '○' | '〇' | '零' | '０' => '0',
        '一' | '１' => '1',
        '二' | '２' => '2',
        '三' | '３' => '3',
        '四' | '４' => '4',
        '五' | '５' => '5',
        '六' | '６' => '6',
        '七' | '７' => '7',
        '八' | '８' => '8',
        '九' | '９' => '9',
        _ => c,
    };
    title.chars().map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::is_report;

    #[test]
    fn reports_are_known_by_their_titles() {
        for title in [
            "2022年政府信息公开工作年度报告",
            "某镇2022年度政府信息公开年报",
            "二〇二二年政府信息公开工作年度报告",
            "二○二二年度政府信息公开工作情况",
            "二零二二年年报",
            "２０２２年年报",
            "2022年",
            "2022",
            "2022 Annual Report",
            "2022年政府信息公开工作总结",
            "2022年财政局政府信息公开工作年度报告",
            "某镇2022年度报告",
        ] {
            assert!(is_report(title, 2022), "{title}");
        }
        for title in [
            "2022年至2023年工作计划",
            "2021年政府信息公开工作年度报告",
            "关于编制2022年政府信息公开年报的通知",
            "2022年政务公开工作要点",
            "政府信息公开工作年度报告",
            "粤府12022号报告",
            "2022年第一批补贴名单",
            "2022年工作总结",
            "2022年决算报告",
            "2022年法治政府建设年度报告",
            "2022年度政府网站工作年度报表",
            "关于2022年政府信息公开年度报告的说明",
        ] {
            assert!(!is_report(title, 2022), "{title}");
        }
    }
}
