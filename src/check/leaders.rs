//! Posts beside names in a text: 县长甲某某, 甲某某（县长）, `| 甲某某 | 县长 |`; and whether they are those of a list.

use std::ops::Range;

/// What posts end with.
const ENDS: [&str; 22] = [
    "总书记",
    "书记",
    "主席",
    "委员长",
    "总理",
    "国务委员",
    "省长",
    "市长",
    "县长",
    "区长",
    "乡长",
    "镇长",
    "州长",
    "部长",
    "厅长",
    "局长",
    "主任",
    "司长",
    "秘书长",
    "委员",
    "检察长",
    "院长",
];

/// What makes another post of one.
const OTHERS: [&str; 5] = ["副", "代", "原", "前", "代理"];

/// What says that a post is one of the past, which may well be true.
const FORMER: [&str; 8] = ["时任", "前任", "曾任", "原任", "历任", "离任", "卸任", "老"];

/// What stands between a post and a name and says nothing.
const MARKS: [char; 4] = ['*', '_', '`', '“'];

/// What a post that somebody takes goes on with, where it was in the past or is another one.
const GOES_ON: [&str; 9] = ["期间", "时", "以来", "以后", "之后", "助理", "候选", "办", "秘书"];

/// Characters of a cell or bracket that is a post and nothing else.
const LONG: usize = 20;

/// A post that is on no list.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::check) struct Beside {
    /// It and the name.
    pub(in crate::check) at: Range<usize>,
    /// It as it is written.
    pub(in crate::check) said: String,
    /// Whether it is the post that somebody has, and no tale of how it came to be.
    pub(in crate::check) is_sure: bool,
}

/// The post that stands beside a name, where it is none of those.
pub(in crate::check) fn wrong(text: &str, name: Range<usize>, posts: &[&str]) -> Option<Beside> {
    let sure = |at: Range<usize>, said: &str| Some(Beside { at, said: said.to_owned(), is_sure: true });
    let (before, after) = (&text[..name.start], &text[name.end..]);
    let (left, right) = (before.trim_end_matches(MARKS), after.trim_start_matches(MARKS));
    let next = right.trim_start_matches([' ', '\u{3000}']);
    // A post behind the name that is on the list: what stands before is somebody else's.
    let follows = || ENDS.iter().any(|end| next.starts_with(end)) || posts.iter().any(|post| next.starts_with(post));
    let close = left.trim_end_matches([' ', '\u{3000}']);
    if end_of(close).is_some() && (close.len() == left.len() || !follows()) {
        let at = judged(close, posts)?;
        return sure(at..name.end, &close[at..]);
    }
    if let Some(cell) = in_a_row(before, after, posts) {
        return match cell {
            Cell::Before(cell) => sure(cell.start..name.end, &text[cell]),
            Cell::After(cell) => sure(name.start..name.end + cell.end, &after[cell]),
        };
    }
    if let Some(end) = ENDS.iter().filter(|end| right.starts_with(**end)).max_by_key(|end| end.len()) {
        let until = name.end + after.len() - right.len() + end.len();
        return if posts.iter().any(|post| post.ends_with(end)) { None } else { sure(name.start..until, end) };
    }
    if let Some(said) = right.strip_prefix(['（', '(']).and_then(|rest| rest.split(['）', ')', '\n']).next()) {
        let until = name.end + after.len() - right.len() + said.len();
        let said = said.trim();
        return (is_post(said) && judged(said, posts).is_some()).then(|| Beside {
            at: name.start..until,
            said: said.to_owned(),
            is_sure: true,
        });
    }
    taken(right, posts).map(|said| {
        let at = name.start..name.end + after.len() - right.len() + said.end;
        Beside { at, said: right[said].to_owned(), is_sure: false }
    })
}

/// The end of the post with which a text ends.
fn end_of(text: &str) -> Option<&'static str> {
    ENDS.into_iter().filter(|end| text.ends_with(end)).max_by_key(|end| end.len())
}

/// Where the post begins with which a text ends, where it is none of those.
fn judged(text: &str, posts: &[&str]) -> Option<usize> {
    let end = end_of(text)?;
    let from = text.len() - end.len();
    let head = &text[..from];
    if is_former(head) {
        return None;
    }
    let given = posts.iter().find(|post| text.ends_with(**post));
    // 副县长 is no 县长.
    let is_other = |post: &str| {
        let rest = &text[..text.len() - post.len()];
        OTHERS.iter().any(|other| rest.ends_with(other) && !post.starts_with(other))
    };
    // 书记 alone is short for 县委书记.
    let is_short =
        || posts.iter().any(|post| post.ends_with(end)) && !head.chars().next_back().is_some_and(is_of_a_post);
    if given.is_some_and(|post| !is_other(post)) || is_short() {
        return None;
    }
    let own = head.chars().rev().take(2).take_while(|c| is_of_a_post(*c));
    Some(from - own.map(char::len_utf8).sum::<usize>())
}

/// Whether a character before the end of a post is part of it: 县委书记, 副县长.
fn is_of_a_post(c: char) -> bool {
    "副代原前理委府党省市县区乡镇村州部厅局办".contains(c)
}

/// Whether what stands before the end of a post says that it is over: 原县长, 原县委书记; 太原市市长 is none of those.
fn is_former(head: &str) -> bool {
    let bare = head.strip_suffix('副').unwrap_or(head);
    let of: [&str; 4] = ["党委", "党组", "人大", "政协"];
    let organ = of.iter().find_map(|organ| bare.strip_suffix(organ));
    let council = || bare.strip_suffix('委')?.strip_suffix(['县', '市', '镇', '乡', '区', '省', '村']);
    let rest = organ.or_else(council).unwrap_or(bare);
    let says = |text: &str| text.ends_with(['原', '前']) || FORMER.iter().any(|word| text.ends_with(word));
    // 原某县县长: where the sentence begins with it.
    let begins = head.rsplit(|c: char| !('\u{4e00}'..='\u{9fff}').contains(&c)).next().unwrap_or_default();
    says(rest) || FORMER[..7].iter().any(|word| begins.contains(word)) || begins.starts_with('原')
}

/// Whether a text is a post and nothing else.
fn is_post(text: &str) -> bool {
    end_of(text).is_some() && text.chars().count() <= LONG && !text.contains(['。', '，', '|', '：'])
}

/// A cell of a row, where it is written.
enum Cell {
    /// Within what comes before the name.
    Before(Range<usize>),
    /// Within what comes behind it.
    After(Range<usize>),
}

/// The cell with a wrong post beside the cell that is a name. Where the one on the other side has the right one, or words of
/// which nothing is known, the wrong one is somebody else's.
fn in_a_row(before: &str, after: &str, posts: &[&str]) -> Option<Cell> {
    let blank = |c: char| c == ' ' || MARKS.contains(&c);
    let left = before.trim_end_matches(blank).strip_suffix('|');
    let right = after.trim_start_matches(blank).strip_prefix('|')?;
    let line = left?.rsplit('\n').next().unwrap_or_default();
    let of_left = line.rsplit('|').next().unwrap_or_default();
    let of_right = right.split(['|', '\n']).next().unwrap_or_default();
    let is_own = |cell: &str| is_post(cell) && judged(cell, posts).is_none();
    let is_wrong =
        |cell: &str| is_post(cell) && judged(cell, posts).is_some() && !posts.iter().any(|p| cell.contains(p));
    let is_said = |cell: &str| cell.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let (one, other) = (of_left.trim_matches(blank), of_right.trim_matches(blank));
    if is_wrong(other) && !is_own(one) {
        let from = after.len() - right.len() + of_right.find(other)?;
        return Some(Cell::After(from..from + other.len()));
    }
    if is_wrong(one) && !is_said(other) {
        let end = left?.len() - of_left.len() + of_left.find(one)? + one.len();
        return Some(Cell::Before(end - one.len()..end));
    }
    None
}

/// The post that somebody is said to take, where it is none of those: `任县长`, `同志担任某县县长`.
fn taken(after: &str, posts: &[&str]) -> Option<Range<usize>> {
    let rest = after.strip_prefix("同志").unwrap_or(after);
    let rest =
        ["任", "担任", "出任", "接任", "当选为", "当选", "为"].iter().find_map(|verb| rest.strip_prefix(verb))?;
    let from = after.len() - rest.len();
    let clause = rest.split(|c: char| !('\u{4e00}'..='\u{9fff}').contains(&c)).next().unwrap_or_default();
    let ends = ENDS.iter().filter_map(|end| Some((clause.find(end)?, clause.find(end)? + end.len())));
    let (_, end) = ends.min_by_key(|(start, end)| (*start, std::cmp::Reverse(*end)))?;
    let said = &clause[..end];
    let goes_on = GOES_ON.iter().any(|word| clause[end..].starts_with(word));
    (said.chars().count() <= 8 && !goes_on && judged(said, posts).is_some()).then_some(from..from + end)
}

#[cfg(test)]
mod tests {
    use super::wrong;

    fn said(text: &str, posts: &[&str]) -> Option<String> {
        let at = text.find("甲某某").expect("the name");
        wrong(text, at..at + "甲某某".len(), posts).map(|beside| beside.said)
    }

    #[test]
    fn posts_beside_names() {
        let posts = ["县委书记"];
        for fine in ["县委书记甲某某", "某县县委书记甲某某", "书记甲某某", "甲某某书记", "甲某某到镇里", "和甲某某一起"]
        {
            assert_eq!(said(fine, &posts), None, "{fine}");
        }
        assert_eq!(said("县长甲某某", &posts).as_deref(), Some("县长"));
        assert_eq!(said("甲某某县长", &posts).as_deref(), Some("县长"));
        assert_eq!(said("副县长甲某某", &["县长"]).as_deref(), Some("副县长"));
        assert_eq!(said("市委书记甲某某", &posts).as_deref(), Some("市委书记"));
        assert_eq!(said("副县长甲某某", &["副县长"]), None);
        assert_eq!(said("县长甲某某", &["县委副书记", "县长"]), None);
    }

    #[test]
    fn posts_beside_names_with_something_between() {
        let posts = ["县委书记"];
        for (text, post) in [
            ("县长 甲某某到镇里", "县长"),
            ("县长　甲某某", "县长"),
            ("县长**甲某某**", "县长"),
            ("**县长**甲某某", "县长"),
            ("**甲某某**县长", "县长"),
            ("甲某某（县长）", "县长"),
            ("甲某某(副县长)说", "副县长"),
            ("| 甲某某 | 县长 |", "县长"),
            ("| 甲某某 | 县委常委、副县长 | 张某 |", "县委常委、副县长"),
            ("| 县长 | 甲某某 | 123 |", "县长"),
            ("甲某某任县长", "县长"),
            ("甲某某同志担任某县县长。", "某县县长"),
            ("任命甲某某为副县长", "副县长"),
        ] {
            assert_eq!(said(text, &posts).as_deref(), Some(post), "{text}");
        }
        for fine in [
            "县委书记 甲某某",
            "县委书记**甲某某**",
            "**甲某某**书记",
            "甲某某（县委书记）",
            "甲某某（2023年）",
            "甲某某（县长助理）",
            "| 甲某某 | 县委书记 |",
            "| 甲某某 | 县委书记、县人大常委会主任 |",
            "| 乙某 | 县长 | 甲某某 | 县委书记 |",
            "| 乙某 | 副县长 | 甲某某 | 常委 |",
            "| 县委书记 | 甲某某 | 县长 | 乙某 |",
            "| 甲某某 | 陪同县长调研 |",
            "乙某 县长 甲某某 县委书记",
            "甲某某 县长乙某",
            "甲某某、县长乙某",
            "甲某某任县委书记",
            "甲某某任县长期间修了水圳",
            "甲某某为民办事，县长",
            "甲某某为县长助理",
        ] {
            assert_eq!(said(fine, &posts), None, "{fine}");
        }
    }

    #[test]
    fn posts_of_the_past_may_be_true() {
        let posts = ["县委书记"];
        for fine in [
            "原县长甲某某",
            "时任县长甲某某",
            "前县长甲某某",
            "原市委书记甲某某",
            "原某县县长甲某某",
            "时任某县县长甲某某",
            "甲某某（原县长）",
            "| 甲某某 | 原县长 |",
            "老书记甲某某",
        ] {
            assert_eq!(said(fine, &posts), None, "{fine}");
        }
        for wrong in ["太原市市长甲某某", "五原县县长甲某某", "草原县县长甲某某", "代县长甲某某", "面前的县长甲某某"]
        {
            assert!(said(wrong, &posts).is_some(), "{wrong}");
        }
    }
}
