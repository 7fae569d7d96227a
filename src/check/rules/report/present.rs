//! `report/present`: the annual report of last year is there in time.

use crate::check::account::with;
use crate::check::columns::{columns, no_word};
use crate::check::rule::{Check, Example, Finding, Opt, Rule};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::Site;
use crate::text;
use crate::value::{CivilDay, Part, PartialDate, after};

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
    let word = year.to_string();
    let is_there = site
        .pages
        .iter()
        .any(|page| page.language == 0 && !page.is_section() && is_in(&page.folder) && page.title.contains(&word));
    // As a record, whose title need not name the year.
    let is_recorded = with(site, &["year", "requests"]).iter().any(|rec| super::year(*rec) == Some(year.into()));
    if is_there || is_recorded {
        return Vec::new();
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
