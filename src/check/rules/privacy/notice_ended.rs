//! `privacy/notice-ended`: a public notice whose time is over names nobody.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::privacy::{Found, Kind, Leak, People, Sure, Unseen, people_of};
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::{Diagnostic, Place, Severity, Text};
use crate::model::{Attachment, Page, Site, Source};
use crate::text;
use crate::value::CivilDay;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "privacy/notice-ended",
    severity: Severity::Error,
    what: [
        "公示期满以后，公示的页面、记录和附件里不再有人名和号码",
        "When the time of a public notice is over, its page, record and attachments name nobody",
    ],
    why: [
        "目的已经实现、期限已经届满，个人信息要删除；留下公示过什么、从哪天到哪天、多少人、结果如何",
        "What was needed for a purpose is deleted when that is met; what was on notice, when, how many and with what outcome stays",
    ],
    fails: Example::page_with(
        "notice_from: 2023-08-01\nnotice_until: 2023-08-10\nnotice_type: 低保",
        "| 姓名 | 村 |\n|---|---|\n| 张三 | 李村 |",
    ),
    passes: Example::page_with(
        "notice_from: 2023-08-01\nnotice_until: 2023-08-10\nnotice_type: 低保",
        "8月1日至10日公示了1户，没有收到异议。",
    ),
    source: "《个人信息保护法》第四十七条",
    options: &[],
    check: Check::Privacy(check),
};

fn check(site: &Site, found: &Found) -> Vec<Finding> {
    let today = site.config.clock.date();
    let mut out = Vec::new();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let mut files: Option<Files<'_>> = None;
    for (index, page) in site.pages.unnoted().iter().enumerate() {
        match site.notice_of(index).map(|(_, term)| term.until) {
            Some(Some(until)) if until >= today => {}
            Some(Some(until)) => {
                let files = files.get_or_insert_with(|| Files::of_site(site));
                ended((site, files, found), page, until, &mut told, &mut out);
            }
            // What could not be read is told of already.
            Some(None) if page.source.writes("notice_until") => {}
            Some(None) => endless((site, found), page, &mut out),
            None if is_called_notice(site, page) => endless((site, found), page, &mut out),
            None => {}
        }
    }
    out
}

/// Whether a page without a time is a notice by its title, or by its column.
fn is_called_notice(site: &Site, page: &Page) -> bool {
    let column = || site.sections.unnoted().get(page.section).and_then(|section| section.column_type.as_deref());
    !page.is_section() && (page.title.contains("公示") || column().is_some_and(|word| word.contains("公示")))
}

/// A notice that names people, and does not say until when.
fn endless((site, found): (&Site, &Found), page: &Page, out: &mut Vec<Finding>) {
    let Some(people) = people_of(site, page, &found.known).into_iter().next() else { return };
    let (zh, en) = (&people.header.zh, &people.header.en);
    let what = text!(
        "公示期满没有，没法核对：{zh}有人名，没有写公示到哪一天",
        "whether the time of this notice is over cannot be checked: {en} names people, and until when is not said"
    );
    let mend = text!(
        "写上 notice_from、notice_until（公示开始、公示截止）和 notice_type（公示类型）",
        "write `notice_from`, `notice_until` and `notice_type`"
    );
    out.push(Finding::Unclear(Diagnostic::warning(RULE.name, what).at(people.place).help(mend)));
}

/// A notice whose time is over.
fn ended<'s>(
    (site, files, found): (&'s Site, &Files<'s>, &Found),
    page: &Page,
    until: CivilDay,
    told: &mut BTreeSet<&'s str>,
    out: &mut Vec<Finding>,
) {
    for people in people_of(site, page, &found.known) {
        out.push(named(until, &people));
    }
    // The numbers of one entry among many are told by the rules for numbers.
    if page.source.entry().is_none() {
        let within = |leak: &&Leak| leak.place.file == *page.source.path() && is_of_people(site, page, leak);
        numbers(until, found.leaks.iter().filter(within), out);
    }
    for attachment in files.of(page) {
        let path: &str = &attachment.file.path;
        if !told.insert(path) {
            continue;
        }
        out.extend(found.people.iter().filter(|people| &*people.place.file == path).map(|people| named(until, people)));
        let within = |leak: &&Leak| &*leak.place.file == path && is_of_people(site, page, leak);
        numbers(until, found.leaks.iter().filter(within), out);
        if found.unseen.iter().any(|(what, place)| matches!(what, Unseen::Unread(_)) && &*place.file == path) {
            let what = text!(
                "公示到{until}已经期满，这个附件里还有没有人名，没法核对",
                "the time of the notice was over on {until}; whether this attachment still names people cannot be checked"
            );
            let place = Place::file(attachment.file.path.clone());
            out.push(Finding::Unclear(Diagnostic::warning(RULE.name, what).at(place).help(text!(
                "打开看一看；有人名就撤下，没有就写豁免（理由、岗位、期限）",
                "open it: where it names people, take it down; else give a waiver with its reason, post and last day"
            ))));
        }
    }
}

/// What visitors can download, by address and by path.
struct Files<'s> {
    by_url: BTreeMap<&'s str, &'s Attachment>,
    by_path: BTreeMap<&'s str, &'s Attachment>,
}

impl<'s> Files<'s> {
    fn of_site(site: &'s Site) -> Files<'s> {
        let all = || site.attachments.unnoted().iter().filter(|a| a.published);
        let by_path = all().map(|a| (&*a.file.path, a)).collect();
        Files { by_url: all().map(|a| (a.url.as_str(), a)).collect(), by_path }
    }

    /// What a page links to, and what lies in the folder that is its own.
    fn of(&self, page: &Page) -> Vec<&'s Attachment> {
        let mut out: Vec<&'s Attachment> =
            page.addresses.iter().filter_map(|url| self.by_url.get(url.as_str()).copied()).collect();
        if let Source::Markdown(_) = &page.source
            && let Some((folder, name)) = page.source.path().rsplit_once('/')
            && name.starts_with("index.")
        {
            let folder = format!("{folder}/");
            let beside = self.by_path.range(folder.as_str()..).take_while(|(path, _)| path.starts_with(&folder));
            out.extend(beside.map(|(_, attachment)| *attachment));
        }
        out
    }
}

/// Whether a number is somebody's, and nobody decided that it may stand: whom to call may be known after the end.
fn is_of_people(site: &Site, page: &Page, leak: &Leak) -> bool {
    let rule = match leak.kind {
        Kind::Citizen | Kind::OldCitizen => "privacy/citizen-id",
        Kind::Mobile => "privacy/mobile",
        Kind::Card => "privacy/bank-card",
    };
    leak.sure != Sure::Hardly && !crate::check::waive::is_waived(site, page, rule, &leak.place.file)
}

fn numbers<'l>(until: CivilDay, leaks: impl Iterator<Item = &'l Leak>, out: &mut Vec<Finding>) {
    let leaks: Vec<&Leak> = leaks.collect();
    let Some(first) = leaks.first() else { return };
    let place = Place { excerpt: None, ..first.place.clone() };
    let people = People {
        count: leaks.len(),
        is_sure: true,
        header: text!("证件、电话或账号", "a number of an id, telephone or account"),
        place,
    };
    out.push(wrong(until, &people, text!("个号码", "number")));
}

fn named(until: CivilDay, people: &People) -> Finding {
    if !people.is_sure {
        return doubtful(until, people);
    }
    wrong(until, people, text!("个人名", "name"))
}

/// Words below a label of names of which none is surely somebody.
fn doubtful(until: CivilDay, people: &People) -> Finding {
    let (count, header, header_en) = (people.count, &people.header.zh, &people.header.en);
    let what = text!(
        "公示到{until}已经期满，{header}还有{count}处像人名，没法确定",
        "the time of this notice was over on {until}; {header_en} has {count} that may be names, which cannot be told"
    );
    let diagnostic = Diagnostic::warning(RULE.name, what).at(people.place.clone());
    Finding::Unclear(diagnostic.help(text!(
        "是人名，就撤下或者遮盖（数据里给字段写 `mask: name`）；是地名、单位或别的，换个表头（村、单位），或写豁免（理由、岗位、期限）",
        "names are taken out or masked (in data, `mask: name` of the field); places, firms and the like get a header of their own, or a waiver with its reason, post and last day"
    )))
}

fn wrong(until: CivilDay, people: &People, of: Text) -> Finding {
    let (count, header, header_en) = (people.count, &people.header.zh, &people.header.en);
    let (of, of_en, plural) = (of.zh, of.en, if count == 1 { "" } else { "s" });
    let what = text!(
        "公示到{until}已经期满，还留着{count}{of}（{header}）",
        "the time of this notice was over on {until}, and it still has {count} {of_en}{plural} ({header_en})"
    );
    let diagnostic = Diagnostic::error(RULE.name, what).at(people.place.clone());
    Finding::Wrong(diagnostic.help(text!(
        "撤下名单，留下公示了什么、从哪天到哪天、多少人、结果如何；数据里的姓名写 `mask: name`；整页不留的写 withdraw_at",
        "take the names out, and leave what was on notice, from when until when, how many and with what outcome; in data, `mask: name` of the field; to take down the whole page, `withdraw_at`"
    )))
}
