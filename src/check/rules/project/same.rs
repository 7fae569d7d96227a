//! `project/same`: records that look like one project say whether they are.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::account::{Entry, Judged, Rec, Standing, with};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "project/same",
    severity: Severity::Note,
    what: ["名称相近的项目，是一个还是几个", "Projects of similar names say whether they are one"],
    why: ["一个项目算成两个，数量和金额就都多了", "One project counted twice makes two of everything"],
    fails: Example::files(&[(
        "content/projects/all.yaml",
        "- {id: a, title: 福景高端民宿}\n- {id: b, title: 瓢子塘高端民宿}",
    )])
    .on(Base::Town),
    passes: Example::files(&[(
        "content/projects/all.yaml",
        "- {id: a, title: 福景高端民宿, distinct_from: [b]}\n- {id: b, title: 瓢子塘高端民宿}",
    )])
    .on(Base::Town),
    source: "Mingbai R26",
    options: &[],
    check: Check::Account(check),
};

/// How many records may share three characters in a row: what more of them have is a kind of work, and no name.
const SHARED: usize = 16;

/// What two titles may have in common: three characters in a row, or how they begin and end.
type Part<'t> = (&'t [char], &'t [char]);

fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    let all = with(site, &["same_as", "distinct_from"]);
    let titles: Vec<Vec<char>> =
        all.iter().map(|r| r.here().title.chars().filter(|c| c.is_alphanumeric()).collect()).collect();
    let mut pairs = alike(&all, &titles);
    // Records that name each other need not look alike.
    let at: BTreeMap<usize, usize> = all.iter().enumerate().map(|(i, rec)| (rec.page, i)).collect();
    for (i, rec) in all.iter().enumerate() {
        let named = ["same_as", "distinct_from"].into_iter().flat_map(|name| rec.refs(name));
        pairs.extend(named.filter_map(|page| at.get(&page)).map(|j| (i.min(*j), i.max(*j))));
    }
    for (i, j) in pairs.into_iter().filter(|(i, j)| i != j) {
        let (a, b) = (&all[i], &all[j]);
        let names = |name: &str| a.refs(name).contains(&b.page) || b.refs(name).contains(&a.page);
        match (names("same_as"), names("distinct_from")) {
            (true, false) => one(*a, *b, &mut out),
            (false, true) => out.hold(),
            // Both at once is another rule's.
            (true, true) => {}
            (false, false) => {
                let is_alike =
                    is_similar(&titles[i], &titles[j]) || share_a_place(*a, *b) && is_widened(&titles[i], &titles[j]);
                if is_alike && may_be_one(*a, *b) {
                    out.push(open(*a, *b));
                }
            }
        }
    }
    out
}

/// Pairs that have a part of their titles in common which few others have: those of one place, and those of which one has
/// no place that is known. So many records take so many steps, whatever they are called.
fn alike(all: &[Rec<'_>], titles: &[Vec<char>]) -> BTreeSet<(usize, usize)> {
    let mut buckets: BTreeMap<(usize, Option<usize>, Part<'_>), Vec<usize>> = BTreeMap::new();
    let places: Vec<Vec<usize>> = all.iter().map(|rec| rec.refs("places")).collect();
    for (i, rec) in all.iter().enumerate() {
        let title = &titles[i];
        let ends = if title.len() >= 4 { Some((&title[..2], &title[title.len() - 2..])) } else { None };
        let parts: BTreeSet<Part<'_>> = title.windows(3).map(|run| (run, &[][..])).chain(ends).collect();
        for part in parts {
            for place in places[i].iter().map(|place| Some(*place)).chain([None]) {
                buckets.entry((rec.collection, place, part)).or_default().push(i);
            }
        }
    }
    let mut pairs = BTreeSet::new();
    for ((_, place, _), of) in buckets.iter().filter(|(_, of)| of.len() <= SHARED) {
        for (n, j) in of.iter().enumerate() {
            let others = of[..n].iter().filter(|i| place.is_some() || places[**i].is_empty() || places[*j].is_empty());
            pairs.extend(others.map(|i| (*i, *j)));
        }
    }
    pairs
}

fn share_a_place(a: Rec<'_>, b: Rec<'_>) -> bool {
    let there = b.refs("places");
    a.refs("places").iter().any(|place| there.contains(place))
}

/// Whether one title is the other with words put into it: 河边民宿, 河边高端民宿.
fn is_widened(a: &[char], b: &[char]) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let begin = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let end = short.iter().rev().zip(long.iter().rev()).take_while(|(x, y)| x == y).count();
    short.len() >= 4 && short.len() < long.len() && begin >= 2 && end >= 2 && begin + end >= short.len()
}

/// Whether nothing that is known speaks against it.
fn may_be_one(a: Rec<'_>, b: Rec<'_>) -> bool {
    let is_same = |name: &str| !a.knows(name) || !b.knows(name) || a.value(name) == b.value(name);
    let (x, y) = (a.refs("places"), b.refs("places"));
    is_same("sector") && is_same("track") && (x.is_empty() || y.is_empty() || x.iter().any(|p| y.contains(p)))
}

/// Whether a run of three characters or more is half of the shorter title.
fn is_similar(a: &[char], b: &[char]) -> bool {
    let mut longest = 0;
    let mut row = vec![0_usize; b.len() + 1];
    for x in a {
        let mut before = 0;
        for (j, y) in b.iter().enumerate() {
            let here = if x == y { before + 1 } else { 0 };
            before = row[j + 1];
            row[j + 1] = here;
            longest = longest.max(here);
        }
    }
    longest >= 3 && longest * 2 >= a.len().min(b.len())
}

/// Two records of one project: they have to be equally far.
fn one(a: Rec<'_>, b: Rec<'_>, out: &mut Judged) {
    if a.step().is_none() || b.step().is_none() || a.step() == b.step() {
        return out.hold();
    }
    let (a_zh, b_zh, a_en, b_en) = (a.named().zh, b.named().zh, a.named().en, b.named().en);
    let what = text!(
        "{a_zh}和{b_zh}是同一个项目，走到哪一步却不一样",
        "{a_en} and {b_en} are one project, and not equally far"
    );
    let entry = Entry::new(RULE.name, Standing::DoesNotHold, a, "same_as", what).from(b, "same_as");
    out.push(entry.sides(a.state(), b.state()).settle(text!("写明到底走到哪一步", "say how far it is")));
}

fn open(a: Rec<'_>, b: Rec<'_>) -> Entry {
    let (a_zh, b_zh, a_en, b_en) = (a.named().zh, b.named().zh, a.named().en, b.named().en);
    let (x, y) = (a.state(), b.state());
    let (x_zh, y_zh, x_en, y_en) = (x.zh, y.zh, x.en, y.en);
    let what =
        text!("{a_zh}和{b_zh}是不是同一个项目，没有写", "whether {a_en} and {b_en} are one project is not stated");
    Entry::new(RULE.name, Standing::Open, a, "same_as", what)
        .from(b, "same_as")
        .sides(text!("{a_zh}：{x_zh}", "{a_en}: {x_en}"), text!("{b_zh}：{y_zh}", "{b_en}: {y_en}"))
        .settle(text!("写明是同一个（同一项目），还是两个（不同项目）", "say whether they are the same or distinct"))
}

#[cfg(test)]
mod tests {
    use super::{is_similar, is_widened};

    #[test]
    fn words_put_into_a_title() {
        let widened = |a: &str, b: &str| is_widened(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>());
        assert!(widened("河边民宿", "河边高端民宿") && widened("河边高端民宿", "河边民宿"));
        assert!(!widened("河边民宿", "河边路灯") && !widened("河边民宿", "河边民宿"));
        assert!(!widened("河边店", "河边高端店"), "too little is left of a name");
    }

    #[test]
    fn half_of_the_shorter_title() {
        let similar = |a: &str, b: &str| is_similar(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>());
        assert!(similar("东山高端民宿", "西湖塘高端民宿"));
        assert!(similar("柳树湾文旅", "柳树湾古村落开发"));
        assert!(!similar("镇中心小学新教学楼", "镇中心卫生院门诊部"));
        assert!(!similar("水厂", "水厂"));
    }
}
