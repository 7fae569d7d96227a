//! Freshness: what counts as published, which columns are stale or empty, which dates cannot be, and what is late by the
//! calendar of working days; all of it as of the site's moment.

use mingbai::build::{Built, build_files};
use mingbai::check::Standing;
use mingbai::load::{SourceFile, Sources};
use mingbai::model::Overrides;
use mingbai::output::{Output, Sink};
use mingbai::render::Options;

struct Nowhere;

impl Sink for Nowhere {
    fn accept(&self, _: Output) {}
}

fn built(as_of: &str, files: &[(&str, &str)]) -> Built {
    let site = format!("title: 甲\nbase_url: https://t.example/\npublisher: 乙\nas_of: {as_of}\n");
    let fixed = [("site.yaml", site.as_str()), ("content/_index.md", "---\ntitle: 首页\n---\n")];
    let own = |path: &str| files.iter().any(|(other, _)| *other == path);
    let all = fixed.into_iter().filter(|(path, _)| !own(path)).chain(files.iter().copied());
    let file = |(path, text): (&str, &str)| SourceFile { path: path.into(), bytes: text.as_bytes().into() };
    build_files(&Sources::new(all.map(file).collect()), &Overrides::default(), Options::default(), &Nowhere)
}

/// What a rule has told: severity, file, and the message in English.
fn told(built: &Built, rule: &str) -> Vec<String> {
    let of = built.problems.iter().filter(|p| p.rule == rule);
    of.map(|p| {
        let place = p.place.as_ref().map_or_else(String::new, |p| format!("{}:{}", p.file, p.line));
        format!("{} {place} {}", p.severity.word(), p.message.en)
    })
    .collect()
}

const NEWS: (&str, &str) = ("content/news/_index.md", "---\ntitle: 动态\ncolumn_type: 工作动态\n---\n");

#[test]
fn a_home_page_is_told_of_from_the_tenth_day_on() {
    let told_on = |as_of: &str| {
        told(&built(as_of, &[("content/a.md", "---\ntitle: 例\npublished: 2023-08-01 09:00\n---\n")]), "freshness/home")
    };
    assert!(told_on("2023-08-10").is_empty(), "nine days");
    let [ahead, last, late] = ["2023-08-11", "2023-08-15", "2023-08-16"].map(|day| told_on(day).join("\n"));
    assert!(ahead.starts_with("note content/_index.md") && ahead.contains("4 more"), "{ahead}");
    assert!(last.starts_with("note ") && last.contains("0 more"), "fourteen days are within two weeks: {last}");
    assert!(late.starts_with("warning ") && late.contains("for 15 days"), "{late}");
    let updated = "---\ntitle: 例\npublished: 2023-08-01 09:00\nupdated: 2023-08-15 09:00\n---\n";
    assert!(told(&built("2023-08-16", &[("content/a.md", updated)]), "freshness/home").is_empty(), "updates count");
}

#[test]
fn a_site_without_publication_times_cannot_be_judged() {
    let built = built("2023-08-16", &[("content/a.md", "---\ntitle: 例\ndate: 2020-01-01\n---\n")]);
    let verdict = built.verdicts.iter().find(|v| v.rule == "freshness/home").expect("a verdict");
    assert_eq!(verdict.kind, mingbai::check::VerdictKind::CannotBeChecked);
}

#[test]
fn what_is_below_a_column_counts_for_it() {
    let below = [
        NEWS,
        ("content/news/town/_index.md", "---\ntitle: 镇里\n---\n"),
        ("content/news/town/a.md", "---\ntitle: 例\npublished: 2023-08-15 09:00\n---\n"),
    ];
    let fresh = built("2023-08-16", &below);
    assert!(told(&fresh, "freshness/news").is_empty());
    assert!(told(&fresh, "freshness/empty-column").is_empty(), "a column of columns is not empty");
    let stale = told(&built("2023-08-31", &below), "freshness/news");
    assert_eq!(stale.len(), 1, "the column below has no class of its own: {stale:?}");
    assert!(stale[0].contains("for 16 days (last: 2023-08-15)"), "{stale:?}");
}

#[test]
fn what_has_no_publication_time_counts_as_not_updated() {
    let built = built("2023-08-16", &[NEWS, ("content/news/a.md", "---\ntitle: 例\n---\n")]);
    assert!(told(&built, "freshness/news")[0].contains("nothing in the column"));
    assert!(told(&built, "freshness/publication-time")[0].starts_with("error content/news/a.md"));
    for (front, expected) in [
        ("published: 2023-08-15 09:00", None),
        ("published: 2023-08-15", Some("warning content/news/a.md:3")),
        ("date: 2023-08-15", Some("warning content/news/a.md:3")),
    ] {
        let page = format!("---\ntitle: 例\n{front}\n---\n");
        let built = self::built("2023-08-16", &[NEWS, ("content/news/a.md", &page)]);
        let told = told(&built, "freshness/publication-time");
        assert_eq!(told.len(), usize::from(expected.is_some()), "{front}: {told:?}");
        assert!(expected.is_none_or(|expected| told[0].starts_with(expected)), "{front}: {told:?}");
        assert!(self::told(&built, "freshness/news").is_empty(), "a day is a day: {front}");
    }
}

#[test]
fn what_is_to_be_published_later_is_no_update_yet() {
    let later = ("content/news/a.md", "---\ntitle: 例\npublished: 2024-01-05 09:00\n---\n");
    let told = told(&built("2023-08-16", &[NEWS, later]), "freshness/news");
    assert!(told.len() == 1 && told[0].contains("are after 2023-08-16"), "they do say when: {told:?}");
    let below = [NEWS, ("content/news/town/_index.md", "---\ntitle: 镇里\n---\n"), ("content/news/town/a.md", later.1)];
    assert!(self::told(&built("2023-08-16", &below), "freshness/news")[0].contains("are after 2023-08-16"));
    let both = [NEWS, later, ("content/news/b.md", "---\ntitle: 例\npublished: 2023-08-15 09:00\n---\n")];
    assert_eq!(self::told(&built("2023-08-16", &both), "freshness/news"), [""; 0]);
}

#[test]
fn a_column_says_why_it_is_empty_or_is() {
    for (body, is_empty) in [
        ("", true),
        ("暂无内容。", true),
        ("栏目建设中，敬请期待！", true),
        ("不适用。", true),
        ("Coming soon.", true),
        ("不适用：本镇2023年没有征收土地。", false),
        ("没有征收土地，所以没有公告。", false),
    ] {
        let page = format!("---\ntitle: 征地\n---\n\n{body}\n");
        let told = told(&built("2023-08-16", &[("content/zheng-di/_index.md", &page)]), "freshness/empty-column");
        assert_eq!(told.len(), usize::from(is_empty), "{body}: {told:?}");
    }
}

#[test]
fn dates_that_cannot_be() {
    let schema =
        "title: 文件\nfields:\n  - {name: date_issued, type: date, title: 成文时间, mingbai: {partial: true}}\n";
    for (front, expected) in [
        ("published: 2023-08-16 09:00", None),
        ("published: 2023-08-17 00:30", Some("`published` (2023-08-17 00:30) is after")),
        ("published: 2023-08-10 09:00\nupdated: 2023-08-10 08:59", Some("it was updated (2023-08-10 08:59) before")),
        ("published: 2023-08-10 09:00\nupdated: 2023-08-10", None),
        ("published: 2023-08-10 09:00\ndate_issued: 2023-08-11", Some("before “成文时间” (11 August 2023)")),
        ("published: 2023-08-10 09:00\ndate_issued: 2023-08", None),
        ("published: 2023-07-31\ndate_issued: 2023-08", Some("before “成文时间” (August 2023)")),
    ] {
        let record = format!("---\nid: a\ntitle: 例\nsources: [原件]\nas_of: 2023\n{front}\n---\n");
        let files = [("content/documents/_collection.yaml", schema), ("content/documents/a.md", record.as_str())];
        let told = told(&built("2023-08-16", &files), "freshness/impossible-date");
        assert_eq!(told.len(), usize::from(expected.is_some()), "{front}: {told:?}");
        assert!(expected.is_none_or(|expected| told[0].contains(expected)), "{front}: {told:?}");
    }
}

/// How the only record of documents stands with its time limit.
fn limit(as_of: &str, made: &str, published: &str, more: &str) -> (Option<Standing>, String) {
    let schema = "title: 文件\nfields:\n  - {name: date_issued, type: date, title: 成文时间, mingbai: {partial: true}}\n  \
                  - {name: type, type: string, title: 文种, categories: [budget, plan]}\n  \
                  - {name: disclosure_item, type: string, title: 公开事项, mingbai: {ref: items}}\n";
    let items = "title: 目录\nfields:\n  - {name: time_limit, type: integer, title: 时限}\n";
    let item = "- {id: p, title: 处罚, time_limit: 7, sources: [原件], as_of: 2023}";
    let record = format!(
        "- {{id: a, title: 例, sources: [原件], as_of: 2023, date_issued: {made}, published: {published}{more}}}"
    );
    let files = [
        ("content/documents/_collection.yaml", schema),
        ("content/documents/a.yaml", record.as_str()),
        ("content/items/_collection.yaml", items),
        ("content/items/a.yaml", item),
    ];
    let built = built(as_of, &files);
    let entry = built.account.entries().find(|e| e.rule == "freshness/late");
    let said = entry.map(|e| format!("{} {:?}", e.what.en, e.missing)).unwrap_or_default();
    let held = built.account.rules.iter().any(|r| r.rule.name == "freshness/late" && r.judged.held == 1);
    (entry.map(|e| e.standing).or(held.then_some(Standing::Holds)), said)
}

#[test]
fn publication_is_late_by_working_days() {
    // Over the National Day of 2023: eight days of rest, and a weekend that was worked.
    assert_eq!(limit("2023-12-01", "2023-09-22", "2023-10-26 09:00", "").0, Some(Standing::Holds));
    let (standing, said) = limit("2023-12-01", "2023-09-22", "2023-10-27 09:00", "");
    assert_eq!(standing, Some(Standing::DoesNotHold), "{said}");
    assert!(said.contains("21 working days after it was made; there were 20 working days"), "{said}");
    // Where only the month is known, its last day counts.
    assert_eq!(limit("2023-12-01", "2023-07", "2023-08-28 09:00", "").0, Some(Standing::Holds));
    assert_eq!(limit("2023-12-01", "2023-07-01", "2023-08-28 09:00", "").0, Some(Standing::DoesNotHold));
    // Its own limit in the catalogue, and the calendar days of the Budget Law.
    let (standing, said) = limit("2023-12-01", "2023-08-01", "2023-08-11 09:00", ", disclosure_item: p");
    assert_eq!(standing, Some(Standing::DoesNotHold), "{said}");
    assert!(said.contains("8 working days after it was made; there were 7 working days"), "{said}");
    assert_eq!(limit("2023-12-01", "2023-08-01", "2023-08-21 09:00", ", type: budget").0, Some(Standing::Holds));
    let (standing, said) = limit("2023-12-01", "2023-08-01", "2023-08-22 09:00", ", type: budget");
    assert_eq!(standing, Some(Standing::DoesNotHold), "{said}");
    assert!(said.contains("21 days after it was made; there were 20 days"), "{said}");
}

#[test]
fn a_year_whose_holidays_are_not_known_is_said() {
    let (standing, said) = limit("2027-03-01", "2026-12-21", "2027-01-26 09:00", "");
    assert_eq!(standing, Some(Standing::CannotBeChecked), "{said}");
    assert!(said.contains("the public holidays of 2027"), "{said}");
    assert_eq!(
        limit("2027-03-01", "2026-12-21", "2027-01-08 09:00", "").0,
        Some(Standing::Holds),
        "in time in any case"
    );
    let late = limit("2027-03-01", "2026-11-02", "2027-01-26 09:00", "").0;
    assert_eq!(late, Some(Standing::DoesNotHold), "the limit lies in a known year");
    // More days than any holidays could explain.
    for (made, published) in [
        ("2027-03-01", "2027-12-20"),
        ("2027-03-01", "2027-05-30"),
        ("2026-12-25", "2027-06-20"),
        ("2018-06-01", "2019-06-01"),
    ] {
        let (standing, said) = limit("2028-01-01", made, &format!("{published} 09:00"), "");
        assert_eq!(standing, Some(Standing::DoesNotHold), "{made} {published}: {said}");
        assert!(said.contains(" days after it was made; there were 20 working days"), "{said}");
    }
    let (standing, _) = limit("2028-01-01", "2027-03-01", "2027-04-15 09:00", "");
    assert_eq!(standing, Some(Standing::CannotBeChecked), "holidays might explain it");
    assert_eq!(limit("2027-03-01", "原文未写", "2027-01-08 09:00", "").0, Some(Standing::CannotBeChecked));
}

#[test]
fn what_the_calendar_does_not_know_is_told() {
    let schema =
        "title: 文件\nfields:\n  - {name: date_issued, type: date, title: 成文时间, mingbai: {partial: true}}\n";
    let of = |records: &[(&str, &str)]| {
        let record = |(n, (made, published)): (usize, &(&str, &str))| {
            format!(
                "- {{id: a{n}, title: 例{n}, sources: [原件], as_of: 2023, date_issued: {made}, published: {published} 09:30}}\n"
            )
        };
        let records: String = records.iter().enumerate().map(record).collect();
        let files = [("content/documents/_collection.yaml", schema), ("content/documents/a.yaml", records.as_str())];
        let built = built("2027-12-31", &files);
        let verdict = built.verdicts.iter().find(|v| v.rule == "freshness/late").map(|v| (v.kind, v.why.is_some()));
        (told(&built, "freshness/late"), verdict)
    };
    use mingbai::check::VerdictKind::{CannotBeChecked, Failed};
    for (made, published, year) in
        [("2026-12-25", "2027-02-20", 2027), ("2027-03-01", "2027-04-10", 2027), ("2018-12-01", "2019-01-05", 2018)]
    {
        let (told, verdict) = of(&[(made, published)]);
        assert_eq!(told.len(), 1, "{made}: {told:?}");
        assert!(told[0].starts_with("warning content/documents/a.yaml:1 "), "{told:?}");
        assert!(told[0].ends_with(&format!("for want of the public holidays of {year}")), "{told:?}");
        assert_eq!(verdict, Some((CannotBeChecked, true)), "{made}");
    }
    let (told, verdict) = of(&[("2027-03-01", "2027-04-10"), ("2023-07-03", "2023-08-15")]);
    assert_eq!((told.len(), verdict), (2, Some((Failed, true))), "{told:?}");
    // In time in any case; and what the source leaves out is the account's to say.
    for (made, published) in [("2027-03-01", "2027-03-05"), ("2026-12-01", "2026-12-29"), ("原文未写", "2027-03-05")]
    {
        assert_eq!(of(&[(made, published)]), (Vec::new(), None), "{made}");
    }
    // Published on a day of rest after the last day.
    for (made, published, more) in [("2025-01-13", "2025-02-16", 2), ("2025-09-15", "2025-10-18", 1)] {
        let told = of(&[(made, published)]).0;
        assert!(
            told.len() == 1 && told[0].contains(&format!("20 working days and {more} more after it was made")),
            "{told:?}"
        );
    }
}

#[test]
fn village_accounts_lack_a_quarter_or_a_month() {
    let schema = |cadence: &str| {
        format!(
            "title: 村级财务\nfields:\n  - {{name: place, type: string, title: 村, mingbai: {{ref: places}}}}\n  \
             - {{name: period, type: date, title: 时段, mingbai: {{partial: true}}}}\nmingbai: {{cadence: {cadence}}}\n"
        )
    };
    let places = "title: 地名\nfields:\n  - {name: level, type: string, title: 级别, categories: [{value: village, label: 行政村}]}\n";
    let villages = "- {id: jia, title: 甲村, level: 行政村, sources: [原件], as_of: 2023}\n\
                    - {id: yi, title: 乙村, level: 行政村, sources: [原件], as_of: 2023}\n";
    let told_of = |cadence: &str, as_of: &str, periods: &[&str]| {
        let schema = schema(cadence);
        let record = |(n, period): (usize, &&str)| {
            format!("- {{id: a{n}, title: 账{n}, place: jia, period: {period}, sources: [原件], as_of: 2023}}\n")
        };
        let records: String = periods.iter().enumerate().map(record).collect();
        let files = [
            ("content/accounts/_index.md", "---\ntitle: 村级财务\ncolumn_type: 村级财务\n---\n"),
            ("content/accounts/_collection.yaml", schema.as_str()),
            ("content/accounts/all.yaml", records.as_str()),
            ("content/places/_collection.yaml", places),
            ("content/places/all.yaml", villages),
        ];
        told(&built(as_of, &files), "freshness/village-accounts")
    };
    let lacking = |cadence: &str, as_of: &str, periods: &[&str]| {
        let told = told_of(cadence, as_of, periods);
        told.iter().filter_map(|t| t.split_once("the accounts of ")).map(|(_, t)| t.to_owned()).collect::<Vec<_>>()
    };
    let ahead = |as_of: &str, periods: &[&str]| {
        let told = told_of("quarterly", as_of, periods);
        told.into_iter().filter(|t| t.contains("still to come")).collect::<Vec<_>>()
    };
    let yi = "“乙村” lack Q1 2023";
    assert_eq!(lacking("quarterly", "2023-07-29", &["2023-Q1"]), [yi], "the second quarter has thirty days");
    assert_eq!(
        lacking("quarterly", "2023-07-31", &["2023-Q1"]),
        ["“乙村” lack Q1 2023, Q2 2023", "“甲村” lack Q2 2023"]
    );
    // Months and longer reports make quarters too.
    assert_eq!(lacking("quarterly", "2023-05-01", &["2023-01", "2023-02", "2023-03"]), [yi]);
    assert_eq!(lacking("quarterly", "2023-05-01", &["2023-01", "2023-03"]), [yi, "“甲村” lack Q1 2023"]);
    // What is longer stands for none of them; old accounts by the year ask for none of theirs.
    let long = " (half a year or a year stands for no quarter)";
    for (as_of, period, quarters) in
        [("2023-07-31", "2023-H1", "Q1 2023, Q2 2023"), ("2023-02-15", "2022", "Q1 2022, Q2 2022, Q3 2022, Q4 2022")]
    {
        let lack = lacking("quarterly", as_of, &[period]);
        assert_eq!(lack, [format!("“乙村” lack {quarters}"), format!("“甲村” lack {quarters}{long}")]);
    }
    assert_eq!(lacking("quarterly", "2023-05-01", &["2022", "2023-Q1"]), [yi]);
    assert_eq!(lacking("quarterly", "2023-05-01", &["2023-Q1", "2023-01..2023-02"]), [yi]);
    assert_eq!(
        lacking("monthly", "2023-05-01", &["2023-Q1"])[1],
        "“甲村” lack January 2023, February 2023, March 2023 (what is longer than a month stands for no month)"
    );
    assert_eq!(lacking("monthly", "2023-05-01", &["2023-01", "2023-03"])[1], "“甲村” lack February 2023");
    // A slip into the future covers nothing, and hides nothing.
    for (periods, jia) in
        [(&["2023-Q4"][..], "Q2 2023"), (&["2023-Q1", "2024-Q2"], "Q2 2023"), (&["2023-Q2", "2023-Q4"], "")]
    {
        let lack = lacking("quarterly", "2023-08-31", periods);
        assert_eq!(lack.iter().any(|t| t.contains("甲村")), !jia.is_empty(), "{lack:?}");
        assert!(jia.is_empty() || lack.iter().any(|t| *t == format!("“甲村” lack {jia}")), "{lack:?}");
        assert_eq!(ahead("2023-08-31", periods).len(), 1);
    }
    assert_eq!(ahead("2023-08-31", &["2023-Q1", "2023-Q3", "2023"]), [""; 0], "what has begun is let be");
    assert_eq!(lacking("quarterly", "2023-05-01", &["2023-Q4"])[1], "“甲村” lack Q1 2023");
}

#[test]
fn a_village_that_begins_later_owes_what_the_others_have() {
    let schema = "title: 村级财务\nfields:\n  - {name: place, type: string, title: 村, mingbai: {ref: places}}\n  \
                  - {name: period, type: date, title: 时段, mingbai: {partial: true}}\nmingbai: {cadence: quarterly}\n";
    let places = "title: 地名\nfields:\n  - {name: level, type: string, title: 级别, categories: [{value: village, label: 行政村}]}\n";
    let villages = "- {id: jia, title: 甲村, level: 行政村, sources: [原件], as_of: 2023}\n\
                    - {id: yi, title: 乙村, level: 行政村, sources: [原件], as_of: 2023}\n";
    let of = |accounts: &[&str]| {
        let record =
            |(n, own): (usize, &&str)| format!("- {{id: a{n}, title: 账{n}, {own}, sources: [原件], as_of: 2023}}\n");
        let records: String = accounts.iter().enumerate().map(record).collect();
        let files = [
            ("content/accounts/_index.md", "---\ntitle: 村级财务\ncolumn_type: 村级财务\n---\n"),
            ("content/accounts/_collection.yaml", schema),
            ("content/accounts/all.yaml", records.as_str()),
            ("content/places/_collection.yaml", places),
            ("content/places/all.yaml", villages),
        ];
        let built = built("2023-08-31", &files);
        let unsure = built.verdicts.iter().any(|v| v.rule == "freshness/village-accounts" && v.why.is_some());
        (told(&built, "freshness/village-accounts"), unsure)
    };
    let jia = ["place: jia, period: 2022-Q4", "place: jia, period: 2023-Q1", "place: jia, period: 2023-Q2"];
    let (told, unsure) = of(&[&jia[..], &["place: yi, period: 2023-Q2"]].concat());
    assert!(told.len() == 1 && told[0].ends_with("the accounts of “乙村” lack Q4 2022, Q1 2023"), "{told:?}");
    assert!(!unsure);
    let yi = ["place: yi, period: 2022-Q4", "place: yi, period: 2023-Q1", "place: yi, period: 2023-Q2"];
    assert_eq!(of(&[&jia[..], &yi].concat()), (Vec::new(), false));
    assert_eq!(of(&[&jia[..], &yi, &["period: 2023-Q2"]].concat()), (Vec::new(), true), "nobody knows whose it is");
}

#[test]
fn promises_past_their_deadline_say_what_became_of_them() {
    let schema = "title: 承诺\nfields:\n  - {name: due_original, type: date, title: 期限, mingbai: {partial: true}}\n  \
                  - {name: delivery, type: string, title: 办理, categories: [not_rated, under_way, delivered]}\n  \
                  - {name: due_changes, type: array, title: 调整, mingbai: {fields: [{name: new, type: date, title: 新期限, mingbai: {partial: true}}]}}\n";
    let standing = |due: &str, delivery: &str, as_of: &str| {
        let record = format!(
            "- {{id: a, title: 例, sources: [原件], as_of: {as_of}, due_original: {due}, delivery: {delivery}}}"
        );
        let files = [("content/commitments/_collection.yaml", schema), ("content/commitments/a.yaml", record.as_str())];
        let built = built("2023-08-31", &files);
        built.account.entries().find(|e| e.rule == "commitment/overdue").map(|e| e.what.en.clone())
    };
    assert_eq!(standing("2023-08", "not_rated", "2023-08-31"), None, "its last day is today");
    assert_eq!(standing("2023年10月前（未说明）", "not_rated", "2023-08-31"), None);
    assert!(standing("2023-07", "not_rated", "2023-08-31").is_some_and(|t| t.contains("nothing says")));
    assert!(standing("2023-07", "under_way", "2023-06").is_some_and(|t| t.contains("from before")));
    assert_eq!(standing("2023-07", "under_way", "2023-08-31"), None);
    assert_eq!(standing("2023-07", "delivered", "2023-06"), None);
    let moved = "2023-06, due_changes: [{new: 2023-12}]";
    assert_eq!(standing(moved, "not_rated", "2023-08-31"), None, "the deadline was moved");
}

#[test]
fn an_annual_report_that_came_late_is_told() {
    let column = ("content/nian-bao/_index.md", "---\ntitle: 政府信息公开年报\n---\n");
    let told_of = |pages: &[(&str, &str)]| {
        let page = |(title, front): &(&str, &str)| format!("---\ntitle: {title}\n{front}\n---\n");
        let pages: Vec<String> = pages.iter().map(page).collect();
        let paths = ["content/nian-bao/a.md", "content/nian-bao/b.md"];
        let files: Vec<(&str, &str)> = paths.into_iter().zip(pages.iter().map(String::as_str)).collect();
        told(&built("2023-08-31", &[&[column], files.as_slice()].concat()), "report/present").join("\n")
    };
    let report = "2022年政府信息公开工作年度报告";
    let late = told_of(&[(report, "published: 2023-02-10 09:30")]);
    assert!(late.starts_with("warning content/nian-bao/a.md:3 "), "{late}");
    assert!(late.ends_with("was published on 2023-02-10, and was due on 2023-01-31"), "{late}");
    for fine in ["published: 2023-01-31 23:59", "published: 2023-01-10", "date: 2023-02-10"] {
        assert_eq!(told_of(&[(report, fine)]), "", "{fine}");
    }
    // What is put out again later was there in time.
    let again = [(report, "published: 2023-01-10 09:30"), ("2022年年报（图解）", "published: 2023-02-10 09:30")];
    assert_eq!(told_of(&again), "");
    assert_eq!(told_of(&[("二〇二二年政府信息公开工作年度报告", "published: 2023-01-10 09:30")]), "");
    let plan = told_of(&[("2022年至2023年工作计划", "published: 2023-01-10 09:30")]);
    assert!(plan.contains("lacks the report of 2022"), "{plan}");
    for other in ["2022年工作总结", "2022年决算报告", "2022年政府信息公开年度报告的说明"] {
        let told = told_of(&[(other, "published: 2023-01-10 09:30")]);
        assert!(told.contains("lacks the report of 2022"), "{other}: {told}");
    }
}

#[test]
fn an_annual_report_may_stand_in_a_folder_of_its_year_and_says_when_it_came() {
    let of = |path: &str, title: &str, published: &str| {
        let page = format!("---\ntitle: {title}\n{published}\n---\n");
        let column = ("content/nb/_index.md", "---\ntitle: 政府信息公开年报\n---\n");
        let built = built("2023-08-31", &[column, (path, page.as_str())]);
        let unsure = built.verdicts.iter().any(|v| v.rule == "report/present" && v.why.is_some());
        (told(&built, "report/present").len(), unsure)
    };
    let title = "政府信息公开工作年度报告";
    assert_eq!(of("content/nb/2022/a.md", title, "published: 2023-01-10 09:30"), (0, false));
    assert_eq!(of("content/nb/2021/a.md", title, "published: 2023-01-10 09:30"), (1, false));
    assert_eq!(of("content/nb/2022/a.md", "2021年年报", "published: 2023-01-10 09:30"), (1, false));
    assert_eq!(
        of("content/nb/a.md", "2022年年报", "date: 2023-01-10"),
        (0, true),
        "nobody knows whether it was in time"
    );
}

#[test]
fn the_annual_report_is_due_at_the_end_of_january() {
    let told_on = |as_of: &str, year: &str| {
        let page = format!("---\ntitle: {year}年政府信息公开工作年度报告\npublished: 2022-01-20 09:30\n---\n");
        let files = [
            ("content/nian-bao/_index.md", "---\ntitle: 政府信息公开年报\n---\n"),
            ("content/nian-bao/a.md", page.as_str()),
        ];
        told(&built(as_of, &files), "report/present").join("\n")
    };
    assert_eq!(told_on("2023-01-31", "2021"), "", "today is its last day");
    assert!(told_on("2023-02-01", "2021").contains("lacks the report of 2022, which was due on 2023-01-31"));
    assert_eq!(told_on("2023-02-01", "2022"), "");
    let bare = built("2023-02-01", &[]);
    assert!(told(&bare, "report/present").is_empty(), "a demonstration owes none");
    let site = "title: 甲\nbase_url: https://t.example/\npublisher: 乙\nas_of: 2023-02-01\nidentifiers: {site_id_code: '4400000001'}\n";
    assert_eq!(told(&built("2023-02-01", &[("site.yaml", site)]), "report/present").len(), 1);
}
