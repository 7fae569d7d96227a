//! `privacy/notice-short`: a public notice is out for as long as the law asks of its kind.

use crate::check::rule::{Check, Example, Finding, Opt, Rule};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::model::{NoticeTerm, Page, Site};
use crate::text;
use crate::value::{
    CivilDay, UnknownYear, add_working_days, after, days_between, half_width, is_working_day, working_days_between,
};

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "privacy/notice-short",
    severity: Severity::Error,
    what: ["公示期不短于这一类公示的法定天数", "A public notice is out for no less time than the law asks of its kind"],
    why: [
        "公示期不够，有异议的人来不及说，结果也站不住；没有写起止日期的公示，期满没有人知道要撤",
        "In too short a time nobody can object, and the outcome does not hold; without its days nobody knows when it is over",
    ],
    fails: Example::front("notice_from: 2023-08-01\nnotice_until: 2023-08-04\nnotice_type: 低保"),
    passes: Example::front("notice_from: 2023-08-01\nnotice_until: 2023-08-10\nnotice_type: 低保"),
    source: "《土地管理法实施条例》第二十六条、第二十八条；《招标投标法实施条例》第五十四条；社会救助领域基层政务公开标准目录（国办发〔2019〕54号）",
    options: &[Opt::words(
        "types",
        &[],
        [
            "本地规定的其他公示类型和天数，例如“拟录用 5个工作日”、“危房改造 7天”",
            "further kinds of notices and their time, by local rule: `拟录用 5个工作日`, `危房改造 7天`",
        ],
    )],
    check: Check::Site(check),
};

/// The least time of a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Least {
    Working(usize),
    Days(usize),
}

/// The longest row of days that are no working days.
const HOLIDAYS: usize = 9;

impl Least {
    /// Whether it is never more than another, and mostly less.
    fn is_below(self, other: Least) -> bool {
        match (self, other) {
            (Least::Working(own), Least::Working(other))
            | (Least::Days(own), Least::Days(other) | Least::Working(other)) => own < other,
            // With all weekends, and holidays.
            (Least::Working(own), Least::Days(other)) => own + 2 * (own / 5 + 1) + HOLIDAYS < other,
        }
    }

    fn words(self) -> (String, String) {
        let s = if matches!(self, Least::Working(1) | Least::Days(1)) { "" } else { "s" };
        match self {
            Least::Working(days) => (format!("{days}个工作日"), format!("{days} working day{s}")),
            Least::Days(days) => (format!("{days}天"), format!("{days} day{s}")),
        }
    }
}

/// A kind of notice whose least time is known.
struct Known {
    words: &'static [&'static str],
    least: Least,
    /// What asks for it.
    law: [&'static str; 2],
}

/// All of them. A word stands for one kind only: 土地征收 alone may be either of two, and is not guessed.
const KNOWN: [Known; 4] = [
    Known {
        words: &[
            "社会救助",
            "低保",
            "城乡低保",
            "城市低保",
            "农村低保",
            "低保对象",
            "最低生活保障",
            "城乡最低生活保障",
            "最低生活保障对象",
            "特困",
            "特困人员",
            "特困供养",
            "特困人员供养",
            "特困人员救助供养",
            "临时救助",
            "social_assistance",
        ],
        least: Least::Working(7),
        law: ["社会救助领域基层政务公开标准目录", "the standard catalogue of social assistance"],
    },
    Known {
        words: &["中标候选人", "评标结果", "bid_candidates"],
        least: Least::Days(3),
        law: ["《招标投标法实施条例》第五十四条", "art. 54 of the regulation on bidding (《招标投标法实施条例》)"],
    },
    Known {
        words: &["征收土地预公告", "土地征收预公告", "征地预公告", "land_pre_notice"],
        least: Least::Working(10),
        law: ["《土地管理法实施条例》第二十六条", "art. 26 of the regulation on land (《土地管理法实施条例》)"],
    },
    Known {
        words: &["征地补偿安置", "征地补偿安置方案", "征地补偿安置公告", "compensation_plan"],
        least: Least::Days(30),
        law: ["《土地管理法实施条例》第二十八条", "art. 28 of the regulation on land (《土地管理法实施条例》)"],
    },
];

/// A time that is asked of a notice.
struct Asked {
    least: Least,
    by: Text,
}

/// Kinds that the site adds, with what could not be read of them.
fn own(site: &Site) -> (Vec<(String, Least)>, Vec<String>) {
    let (mut out, mut bad) = (Vec::new(), Vec::new());
    for text in RULE.words(site, "types") {
        match local(text) {
            Some(kind) => out.push(kind),
            None => bad.push(text.to_owned()),
        }
    }
    (out, bad)
}

/// `拟录用 5个工作日`: a kind, and a number of days.
fn local(text: &str) -> Option<(String, Least)> {
    let text = half_width(text.trim());
    let at = text.find(|c: char| c.is_ascii_digit())?;
    let name = text[..at].trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | ','));
    let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
    let days: usize = text[at..at + digits].parse().ok().filter(|days| (1..=366).contains(days))?;
    let least = match text[at + digits..].trim() {
        "个工作日" | "工作日" | "working days" => Least::Working(days),
        "天" | "日" | "个自然日" | "days" => Least::Days(days),
        _ => return None,
    };
    (!name.is_empty()).then(|| (name.to_owned(), least))
}

fn words([zh, en]: [&str; 2]) -> Text {
    Text { zh: zh.to_owned(), en: en.to_owned() }
}

/// What is asked of a kind: by law, and by the site's own rules.
fn asked(kind: &str, own: &[(String, Least)]) -> Vec<Asked> {
    let bare = kind.trim_end_matches("公示").trim();
    let is_it = |word: &str| word == kind || word == bare || word.trim_end_matches("公示") == bare;
    let law = KNOWN.iter().filter(|known| known.words.iter().any(|word| is_it(word)));
    let law = law.map(|known| Asked { least: known.least, by: words(known.law) });
    let local = own.iter().filter(|(word, _)| is_it(word));
    let by = || text!("站点设定的规定", "the rules that this site has set");
    law.chain(local.map(|(_, least)| Asked { least: *least, by: by() })).collect()
}

fn check(site: &Site) -> Vec<Finding> {
    let (own, bad) = own(site);
    let mut out = Vec::new();
    if let Some(chosen) = site.config.options.get(&(RULE.name.to_owned(), "types".to_owned())) {
        out.extend(bad.iter().map(|text| {
            let what = text!("公示类型“{text}”看不懂", "the kind of notice `{text}` cannot be read");
            let mend = text!("写成“拟录用 5个工作日”或“危房改造 7天”", "write `拟录用 5个工作日` or `危房改造 7天`");
            Finding::Wrong(Diagnostic::error(RULE.name, what).at(chosen.place.clone()).help(mend))
        }));
        let idle = own.iter().filter_map(|(kind, least)| idle(kind, *least, &own));
        out.extend(idle.map(|problem| Finding::Wrong(problem.at(chosen.place.clone()))));
    }
    for (index, page) in site.pages.unnoted().iter().enumerate() {
        // A translation has the time of its original.
        if let Some((at, term)) = site.notice_of(index)
            && at == index
        {
            out.extend(judge(page, term, &own));
        }
    }
    out
}

/// A kind that a site adds in vain: the law asks for as much, or the site for more.
fn idle(kind: &str, least: Least, own: &[(String, Least)]) -> Option<Diagnostic> {
    let (said, said_en) = least.words();
    let law = asked(kind, &[]).into_iter().find(|law| least.is_below(law.least) || least == law.least);
    let (what, mend) = if let Some(asked) = law {
        let (Text { zh: by, en: by_en }, (law, law_en)) = (asked.by, asked.least.words());
        (
            text!(
                "设的“{kind} {said}”不比法定的{law}长，不起作用（{by}）",
                "`{kind} {said_en}` has no effect: the law asks for {law_en} ({by_en})"
            ),
            text!("删掉它，或写得比{law}长", "remove it, or ask for more than {law_en}"),
        )
    } else if own.iter().any(|(other, more)| other == kind && least.is_below(*more)) {
        (
            text!(
                "设的“{kind} {said}”不起作用：同一类型还设了更长的",
                "`{kind} {said_en}` has no effect: a longer time is set for the same kind"
            ),
            text!("只留一个", "keep one of them"),
        )
    } else {
        return None;
    };
    Some(Diagnostic::error(RULE.name, what).help(mend))
}

fn judge(page: &Page, term: &NoticeTerm, own: &[(String, Least)]) -> Vec<Finding> {
    let at = |key: &str, diagnostic: Diagnostic| diagnostic.at(page.source.place(Some(key)));
    let unclear = |key: &str, what: Text, mend: Text| {
        vec![Finding::Unclear(at(key, Diagnostic::warning(RULE.name, what)).help(mend))]
    };
    // What could not be read is told of already.
    let is_bad = |key: &str, day: Option<CivilDay>| day.is_none() && page.source.writes(key);
    if is_bad("notice_from", term.from) || is_bad("notice_until", term.until) {
        return Vec::new();
    }
    let (Some(from), Some(until)) = (term.from, term.until) else {
        let key = match (term.from, term.until) {
            (None, None) => "notice_type",
            (None, _) => "notice_until",
            _ => "notice_from",
        };
        let what = text!(
            "公示期够不够长，没法核对：没有写明从哪天到哪天",
            "whether this notice is out long enough cannot be checked: its first or last day is not said"
        );
        return unclear(
            key,
            what,
            text!("notice_from 和 notice_until 都写上", "write `notice_from` and `notice_until`"),
        );
    };
    if until < from {
        let what =
            text!("公示截止（{until}）早于公示开始（{from}）", "the notice ends ({until}) before it begins ({from})");
        let mend = text!("看哪一个写错了，改掉它", "see which of the two is wrong, and mend it");
        return vec![Finding::Wrong(at("notice_until", Diagnostic::error(RULE.name, what)).help(mend))];
    }
    let Some(kind) = &term.kind else {
        let what = text!(
            "公示期够不够长，没法核对：没有写公示类型",
            "whether this notice is out long enough cannot be checked: its kind is not said"
        );
        return unclear(
            "notice_until",
            what,
            text!("写上 notice_type，例如 低保", "write `notice_type`, such as 低保"),
        );
    };
    let asked = asked(kind, own);
    if asked.is_empty() {
        let what = text!(
            "公示期够不够长，没法核对：不知道“{kind}”最少要公示几天",
            "whether this notice is out long enough cannot be checked: how long one of the kind `{kind}` has to be is not known"
        );
        let known: Vec<&str> = KNOWN.iter().map(|known| known.words[0]).collect();
        let known = known.join("、");
        return unclear(
            "notice_type",
            what,
            text!(
                "知道的有：{known}；别的类型，在 site.yaml 里给这条规则写 types，例如“拟录用 5个工作日”",
                "known are {known}; for others set `types` of this rule in site.yaml, such as `拟录用 5个工作日`"
            ),
        );
    }
    asked.iter().filter_map(|asked| one(page, kind, (from, until), asked)).collect()
}

/// How a time stands to what is asked.
#[derive(Debug, PartialEq, Eq)]
enum Time {
    Enough,
    /// Only if its first day counts too, which in law it does not.
    WithFirst,
    Short,
}

fn time(from: CivilDay, until: CivilDay, least: Least) -> Result<Time, UnknownYear> {
    let days = usize::try_from(days_between(from, until)).unwrap_or(0);
    let (counted, first, least) = match least {
        Least::Days(least) => (days, 1, least),
        // There are no more working days than days.
        Least::Working(least) if days + 1 < least => return Ok(Time::Short),
        Least::Working(least) => (working_days_between(from, until)?, usize::from(is_working_day(from)?), least),
    };
    Ok(match counted {
        counted if counted >= least => Time::Enough,
        counted if counted + first >= least => Time::WithFirst,
        _ => Time::Short,
    })
}

fn one(page: &Page, kind: &str, (from, until): (CivilDay, CivilDay), asked: &Asked) -> Option<Finding> {
    let place = page.source.place(Some("notice_until"));
    let (by, by_en) = (&asked.by.zh, &asked.by.en);
    let (least, least_en) = asked.least.words();
    let last = match asked.least {
        Least::Working(days) => add_working_days(from, days),
        Least::Days(days) => Ok(after(from, i32::try_from(days).unwrap_or(i32::MAX))),
    };
    let (severity, what) = match time(from, until, asked.least) {
        Ok(Time::Enough) => return None,
        Ok(Time::WithFirst) => (
            Severity::Warning,
            text!(
                "“{kind}”公示（{from}至{until}）算上第一天才够{least}；法律上第一天不算（{by}）",
                "the notice of {kind} ({from} to {until}) has {least_en} only with its first day, which does not count in law ({by_en})"
            ),
        ),
        Ok(Time::Short) => (
            Severity::Error,
            text!(
                "“{kind}”公示（{from}至{until}）不到{least}（{by}）",
                "the notice of {kind} ({from} to {until}) has less than {least_en} ({by_en})"
            ),
        ),
        Err(UnknownYear(year)) => {
            let what = text!(
                "公示期够不够{least}，没法核对：不知道{year}年的放假安排",
                "whether this notice is out for {least_en} cannot be checked: the public holidays of {year} are not known"
            );
            let mend = text!(
                "按那一年国务院办公厅的放假通知数{least}",
                "count {least_en} by the notice on the holidays of that year"
            );
            return Some(Finding::Unclear(Diagnostic::warning(RULE.name, what).at(place).help(mend)));
        }
    };
    let mend = match last {
        Ok(last) => text!(
            "公示到{last}或以后；已经结束的，重新公示够天数",
            "keep it out until {last} or later; where it is over, put it out again for the whole time"
        ),
        Err(_) => text!("公示满{least}", "keep it out for {least_en}"),
    };
    Some(Finding::Wrong(Diagnostic::new(RULE.name, severity, what).at(place).help(mend)))
}

#[cfg(test)]
mod tests {
    use super::{Least, Time, asked, local, time};
    use crate::value::{CivilDay, PartialDate, UnknownYear};

    fn day(text: &str) -> CivilDay {
        PartialDate::parse(text).ok().and_then(PartialDate::as_day).expect("a day")
    }

    #[test]
    fn days_are_counted_from_the_day_after() {
        let of = |from: &str, until: &str, least| time(day(from), day(until), least);
        assert_eq!(of("2023-08-01", "2023-08-10", Least::Working(7)), Ok(Time::Enough));
        assert_eq!(of("2023-08-01", "2023-08-09", Least::Working(7)), Ok(Time::WithFirst));
        assert_eq!(of("2023-08-01", "2023-08-08", Least::Working(7)), Ok(Time::Short));
        assert_eq!(of("2023-08-01", "2023-08-04", Least::Days(3)), Ok(Time::Enough));
        assert_eq!(of("2023-08-01", "2023-08-03", Least::Days(3)), Ok(Time::WithFirst));
        assert_eq!(of("2023-08-01", "2023-08-02", Least::Days(3)), Ok(Time::Short));
        assert_eq!(of("2030-08-01", "2030-09-01", Least::Working(7)), Err(UnknownYear(2030)));
        assert_eq!(of("2030-08-01", "2030-08-06", Least::Working(7)), Ok(Time::Short), "whatever the holidays");
    }

    #[test]
    fn what_the_law_asks_for_is_not_made_less() {
        let (days, working) = (Least::Days, Least::Working);
        for (own, law) in [(days(1), days(3)), (working(5), working(7)), (days(6), working(7)), (working(9), days(30))]
        {
            assert!(own.is_below(law), "{own:?} {law:?}");
        }
        for (own, law) in [(days(3), days(3)), (working(2), days(3)), (days(9), working(7)), (working(20), days(30))] {
            assert!(!own.is_below(law), "{own:?} {law:?}");
        }
    }

    #[test]
    fn kinds_are_known_by_their_words_only() {
        assert_eq!(local("拟录用 5个工作日"), Some(("拟录用".to_owned(), Least::Working(5))));
        assert_eq!(local("危房改造：７天"), Some(("危房改造".to_owned(), Least::Days(7))));
        for bad in ["拟录用", "5天", "拟录用 5", "拟录用 0天", "拟录用 五天"] {
            assert_eq!(local(bad), None, "{bad}");
        }
        assert_eq!(asked("低保公示", &[]).len(), 1);
        for kind in ["城乡低保", "农村低保公示", "低保对象", "特困供养", "评标结果", "评标结果公示"]
        {
            assert_eq!(asked(kind, &[]).len(), 1, "{kind}");
        }
        assert!(asked("低保边缘家庭", &[]).is_empty() && asked("中标结果", &[]).is_empty());
        assert!(asked("土地征收", &[]).is_empty() && asked("拟录用", &[]).is_empty());
        assert_eq!(asked("低保", &[("低保公示".to_owned(), Least::Days(10))]).len(), 2, "both hold");
    }
}
