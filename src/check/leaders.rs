//! Posts beside names in a text: 县长甲某某, 甲某某（县长）, `| 甲某某 | 县长 |`; and whether they are those of a list.

use std::ops::Range;

use super::posts::{JOINS, begins, end_of, first_end, is_over, is_own, is_post, judged};

/// What stands between a post and a name and says nothing.
const MARKS: [char; 5] = ['*', '_', '`', '“', '['];

/// Blanks within a line.
const BLANKS: [char; 3] = [' ', '\u{3000}', '\t'];

/// What a post that somebody takes goes on with, where it was in the past or is another one.
const GOES_ON: [&str; 17] = [
    "以前", "期间", "时", "以来", "以后", "之后", "助理", "候选", "办", "秘书", "医师", "护师", "技师", "药师", "科员",
    "编辑", "记者",
];

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
    let beside = |at: Range<usize>, said: &str, is_sure| Some(Beside { at, said: said.to_owned(), is_sure });
    let sure = |at: Range<usize>, said: &str| beside(at, said, true);
    let (before, after) = (&text[..name.start], &text[name.end..]);
    if is_past(after) {
        return None;
    }
    let (left, right) = (bare_end(before), bare_start(after));
    let next = right.trim_start_matches(BLANKS);
    // A post behind the name: what stands before is somebody else's.
    let follows = || {
        let next = next.trim_start_matches(['，', ',', '、', '\n']).trim_start_matches(BLANKS);
        begins(next).is_some() || posts.iter().any(|post| next.starts_with(post))
    };
    let close = left.trim_end_matches(BLANKS);
    let close = close.strip_suffix("同志").unwrap_or(close);
    if end_of(close).is_some() && (close.len() == left.len() || !follows()) {
        let at = judged(close, posts)?;
        // Who was acting has become it in the end.
        return beside(at..name.end, &close[at..], !close[at..].starts_with('代'));
    }
    // The line before goes on: 县长 / 甲某某.
    let above = close.strip_suffix('\n').map(|above| above.trim_end_matches([' ', '\r']));
    if let Some(above) = above.filter(|above| end_of(above).is_some() && !follows()) {
        let at = judged(above, posts)?;
        return sure(at..name.end, &above[at..]);
    }
    if let Some(cell) = in_a_row(before, after, posts) {
        return match cell {
            Cell::Before(cell) => sure(cell.start..name.end, &text[cell]),
            Cell::After(cell) => sure(name.start..name.end + cell.end, &after[cell]),
            Cell::Own => None,
        };
    }
    // `县长：甲某某`, `县长、甲某某`, `县长（甲某某）`: only a post that stands by itself.
    if let Some((sign, head)) = close.chars().next_back().map(|sign| (sign, &close[..close.len() - sign.len_utf8()])) {
        let head = head.trim_end_matches(BLANKS).trim_end_matches(MARKS);
        let alone = head.rsplit(['。', '；', '\n', '|', '：', ':', '，', '>']).next().unwrap_or_default();
        let is_alone = is_post(alone.trim_start_matches(['-', '*', '+', ' ', '“']));
        let at = || judged(head, posts).filter(|_| is_alone && !follows());
        match sign {
            '：' | ':' => {
                // 镇长、副镇长：乙某、丙某: of several, each has one.
                let are_several = alone.contains(JOINS) && next.starts_with(['、', '，', ',', ' ']);
                if let Some(at) = at().filter(|_| !are_several) {
                    return sure(at..name.end, head[at..].trim());
                }
            }
            '、' | '，' | ',' => {
                // 参加的有镇长、甲某某: he is one more.
                let is_all =
                    |at: &usize| !alone.contains(JOINS) && alone.chars().count() <= head[*at..].chars().count() + 1;
                if let Some(at) = at().filter(is_all) {
                    return beside(at..name.end, head[at..].trim(), false);
                }
            }
            '（' | '(' if next.starts_with(['）', ')']) => {
                if let Some(at) = judged(head, posts) {
                    return sure(at..name.end, head[at..].trim());
                }
            }
            _ => {}
        }
    }
    let from = |rest: &str| name.end + after.len() - rest.len();
    let right = right.strip_prefix("同志").filter(|rest| rest.starts_with(['（', '('])).unwrap_or(right);
    let direct = begins(right).map(|end| &right[..end.len()]).or_else(|| {
        let deputy = ["副", "常务副"].iter().find(|word| right.starts_with(**word))?;
        Some(&right[..deputy.len() + begins(&right[deputy.len()..])?.len()])
    });
    if let Some(said) = direct {
        let rest = &right[said.len()..];
        let is_more = GOES_ON.iter().any(|word| !["时", "办"].contains(word) && rest.starts_with(word));
        // 免去甲某某副县长职务: he has it no more.
        let is_lost = rest.trim_start_matches('的').starts_with("职务")
            && ["免去", "辞去", "撤销", "接受"].iter().any(|verb| close.ends_with(verb));
        judged(said, posts).filter(|_| !is_more && !is_lost)?;
        return sure(name.start..from(right) + said.len(), said);
    }
    if let Some(said) = right.strip_prefix(['（', '(']).and_then(|rest| rest.split(['）', ')', '\n']).next()) {
        let until = from(right) + said.len();
        let said = said.split(['，', ',', '；', ';']).next().unwrap_or_default().trim();
        return (is_post(said) && !is_own(said, posts) && judged(said, posts).is_some()).then(|| Beside {
            at: name.start..until,
            said: said.to_owned(),
            is_sure: true,
        });
    }
    if let Some(said) = behind(before, right).filter(|said| judged(said, posts).is_some()) {
        return sure(name.start..from(right) + said.len(), said.trim_start_matches(LINKS));
    }
    taken(right, posts).map(|said| {
        let at = name.start..from(right) + said.end;
        Beside { at, said: right[said].to_owned(), is_sure: false }
    })
}

/// What a text ends with that is no word goes: marks, tags, blanks that HTML writes.
fn bare_end(text: &str) -> &str {
    let mut text = text;
    loop {
        let rest = text.trim_end_matches(MARKS);
        let rest = rest.strip_suffix("&nbsp;").unwrap_or(rest);
        let tag = rest.strip_suffix('>').and_then(|rest| Some(&rest[..rest.rfind('<')?])).filter(|left| {
            let tag = &rest[left.len()..];
            INLINE.iter().any(|name| tag[1..].trim_start_matches('/').starts_with(name))
        });
        let rest = tag.unwrap_or(rest);
        if rest.len() == text.len() {
            return rest;
        }
        text = rest;
    }
}

/// The same where it begins.
fn bare_start(text: &str) -> &str {
    let mut text = text;
    loop {
        let rest = text.trim_start_matches(MARKS);
        let rest = rest.strip_prefix("&nbsp;").unwrap_or(rest);
        let rest = rest.strip_prefix("](").and_then(|rest| Some(rest.split_once(')')?.1)).unwrap_or(rest);
        let is_tag = INLINE.iter().any(|name| rest.trim_start_matches(['<', '/']).starts_with(name));
        let rest =
            if rest.starts_with('<') && is_tag { rest.split_once('>').map_or(rest, |(_, rest)| rest) } else { rest };
        if rest.len() == text.len() {
            return rest;
        }
        text = rest;
    }
}

/// Tags within a line.
const INLINE: [&str; 7] = ["b>", "i>", "strong>", "em>", "span", "u>", "a "];

/// Whether a bracket behind a name says from when to when: `镇长丁某（2018—2021年）`.
fn is_past(after: &str) -> bool {
    let bracket = after.trim_start_matches(MARKS).strip_prefix(['（', '(']);
    bracket.and_then(|rest| rest.split(['）', ')', '\n']).next()).is_some_and(is_over)
}

/// What stands between a name and the post behind it.
const LINKS: [char; 7] = ['，', ',', '：', ':', ' ', '\u{3000}', '\t'];

/// The post behind a name with which a line begins, up to where the clause ends: `- 甲某某，县长`.
fn behind<'a>(before: &str, right: &'a str) -> Option<&'a str> {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let is_first = line.chars().all(|c| c.is_ascii_digit() || "-*+.、>()（） [_`".contains(c));
    let rest = right.trim_start_matches(LINKS);
    let clause = rest.split(['。', '；', ';', '，', ',', '\n', '\r', '<']).next().unwrap_or_default().trim_end();
    let said = &right[..right.len() - rest.len() + clause.len()];
    (is_first && rest.len() < right.len() && is_post(clause) && !clause.contains([' ', '\u{3000}'])).then_some(said)
}

/// A cell of a row, where it is written.
enum Cell {
    /// Within what comes before the name.
    Before(Range<usize>),
    /// Within what comes behind it.
    After(Range<usize>),
    /// The row says nothing that is wrong.
    Own,
}

/// The cell with a wrong post in the row of the cell that is a name: the one under a head that says so, else one beside it.
/// Where the one on the other side has the right one, or words of which nothing is known, the wrong one is somebody else's.
fn in_a_row(before: &str, after: &str, posts: &[&str]) -> Option<Cell> {
    let blank = |c: char| c == ' ' || MARKS.contains(&c);
    let left = before.trim_end_matches(blank).strip_suffix('|');
    let right = after.trim_start_matches(blank).strip_prefix('|')?;
    let line = left?.rsplit('\n').next().unwrap_or_default();
    let behind = right.split('\n').next().unwrap_or_default();
    if behind.split('|').chain(line.split('|')).any(is_over) {
        return Some(Cell::Own);
    }
    if let Some(cell) = under_head(left?, behind) {
        let said = behind[cell.clone()].trim_matches(blank);
        let is_wrong = is_post(said) && judged(said, posts).is_some();
        let from = after.len() - right.len() + cell.start + behind[cell].find(said)?;
        return Some(if is_wrong { Cell::After(from..from + said.len()) } else { Cell::Own });
    }
    let of_left = line.rsplit('|').next().unwrap_or_default();
    let of_right = right.split(['|', '\n']).next().unwrap_or_default();
    let is_wrong = |cell: &str| is_post(cell) && judged(cell, posts).is_some();
    let is_said = |cell: &str| cell.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let (one, other) = (of_left.trim_matches(blank), of_right.trim_matches(blank));
    if is_wrong(other) && !is_own(one, posts) {
        let from = after.len() - right.len() + of_right.find(other)?;
        return Some(Cell::After(from..from + other.len()));
    }
    if is_wrong(one) && !is_said(other) {
        let end = left?.len() - of_left.len() + of_left.find(one)? + one.len();
        return Some(Cell::Before(end - one.len()..end));
    }
    None
}

/// The cell behind a name that stands under the next head of posts: `| 姓名 | 性别 | 职务 |`.
fn under_head(left: &str, behind: &str) -> Option<Range<usize>> {
    let is_row = |line: &&str| line.trim_start().starts_with('|');
    let head = left.rsplit('\n').skip(1).take_while(is_row).last()?;
    let heads: Vec<&str> = head.trim().trim_matches('|').split('|').map(str::trim).collect();
    let own = left.rsplit('\n').next().unwrap_or_default().trim_start().matches('|').count();
    let is_name = |head: &&str| head.contains("姓名") || head.contains("名字");
    heads.get(own).filter(|head| is_name(head))?;
    let after = heads[own + 1..].iter().take_while(|head| !is_name(head));
    let at = after.take(12).position(|head| POST_HEADS.contains(head))?;
    let mut from = 0;
    let cells = behind.split('|').map(|cell| {
        let start = from;
        from += cell.len() + 1;
        start..start + cell.len()
    });
    cells.take(at + 1).nth(at)
}

/// Heads of columns of posts that people have now.
pub(in crate::check) const POST_HEADS: [&str; 6] = ["职务", "现任职务", "现职务", "职位", "行政职务", "党政职务"];

/// The post that somebody is said to take, where it is none of those: `任县长`, `同志担任某县县长`.
fn taken(after: &str, posts: &[&str]) -> Option<Range<usize>> {
    let rest = after.strip_prefix("同志").unwrap_or(after);
    let rest =
        ["任", "担任", "出任", "接任", "当选为", "当选", "为"].iter().find_map(|verb| rest.strip_prefix(verb))?;
    let from = after.len() - rest.len();
    let clause = rest.split(|c: char| !('\u{4e00}'..='\u{9fff}').contains(&c)).next().unwrap_or_default();
    let end = first_end(clause)?;
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

    #[test]
    fn a_deputy_is_no_head_and_a_short_form_no_slip() {
        for text in ["镇长甲某某", "甲某某镇长", "甲某某（镇长）", "任命甲某某为镇长", "党委委员、镇长甲某某"]
        {
            assert_eq!(said(text, &["党委委员", "副镇长"]).as_deref(), Some("镇长"), "{text}");
        }
        assert_eq!(said("书记甲某某", &["镇党委副书记"]).as_deref(), Some("书记"));
        for fine in ["副镇长甲某某", "常务副镇长甲某某", "甲某某副镇长", "甲某某主任科员"] {
            assert_eq!(said(fine, &["副镇长", "副主任"]), None, "{fine}");
        }
        for fine in [
            "党委书记甲某某",
            "镇委书记甲某某",
            "中共某镇党委书记甲某某",
            "镇党委甲某某书记",
            "镇书记甲某某",
            "党委书记、人大主席甲某某",
            "甲某某（党委书记、人大主席）",
            "| 甲某某 | 党委书记、人大主席 |",
            "镇长甲某某（2018—2021年）",
            "| 镇长 | 甲某某 | 2018—2021年 |",
        ] {
            assert_eq!(said(fine, &["镇党委书记"]), None, "{fine}");
        }
        assert_eq!(said("镇长甲某某（2018年至今，2021年兼）", &["镇党委书记"]).as_deref(), Some("镇长"));
        assert_eq!(said("支部书记甲某某", &["村党总支书记"]), None);
        assert_eq!(said("主席甲某某", &["镇人大主席"]), None);
        assert_eq!(said("代县长甲某某", &["县长"]), None, "he was that before");
        assert!(said("政协主席甲某某", &["镇人大主席"]).is_some());
    }

    #[test]
    fn posts_apart_from_names() {
        let posts = ["县委书记"];
        for text in [
            "县长：甲某某",
            "县长、甲某某",
            "县长，甲某某",
            "甲某某，县长",
            "- 甲某某：县长",
            "甲某某 县长",
            "县长（甲某某）",
            "甲某某同志（县长）",
            "县长同志甲某某",
            "县长[甲某某](x)",
            "[甲某某](x)县长",
            "县长<b>甲某某</b>",
            "县长&nbsp;甲某某",
            "某县县长\n甲某某到村里",
            "| 姓名 | 性别 | 职务 |\n|--|--|--|\n| 甲某某 | 男 | 县长 |",
        ] {
            assert!(said(text, &posts).is_some_and(|post| post.ends_with("县长")), "{text}");
        }
        for fine in [
            "县委书记：甲某某",
            "县长：乙某；县委书记：甲某某",
            "县委书记、县长、甲某某",
            "县委书记、县长：甲某某、乙某",
            "参加的有县长、甲某某、乙某",
            "常委、县长、甲某某到村里",
            "县长、副县长：甲某某、乙某",
            "免去甲某某副县长职务",
            "免去甲某某县长的职务",
            "甲某某县长以前来过",
            "甲某某，县委书记",
            "甲某某，县长乙某",
            "参加的有甲某某，县长",
            "甲某某、县长、乙某",
            "县长（甲某某的老师）",
            "陪同的有县委办、县长，以及甲某某",
            "乙某\n县长\n甲某某\n县委书记",
            "县长\n\n甲某某",
            "| 姓名 | 原职务 | 职务 |\n|--|--|--|\n| 甲某某 | 县长 | 县委书记 |",
            "| 姓名 | 性别 | 职务 | 姓名 | 性别 | 职务 |\n|--|--|--|--|--|--|\n| 甲某某 | 男 | 县委书记 | 乙某 | 男 | 县长 |",
        ] {
            assert_eq!(said(fine, &posts), None, "{fine}");
        }
    }
}
