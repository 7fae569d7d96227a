//! What in a list is somebody's name, and what is a label, an organisation or a word for what is not told.

use std::borrow::Cow;

use super::name_words::{
    AT_WORK, BESIDE_NAMES, DOUBLE, EITHER, FIRMS, GROUPS, HAMLETS, HIDDEN, LABELS, LISTS, NAMES, NEVER, NO_PERSON,
    NOBODY, OF_BOTH, OF_NOTICES, OF_PLACES, OF_THINGS, OFFICE, ORGANISATIONS, PLACES, PROPOSED, SURNAMES, UNTOLD,
    VAGUE, WIDE,
};

/// Whom a word names that stands in a list of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    /// A person.
    Sure,
    /// A person, or something else: 扎西, 张知行.
    Doubtful,
    /// A place or a firm, unless all others are people: 黄田村.
    Place,
}

/// Whether a list of words, parted by spaces, has one of which that is true.
fn any(list: &str, is_one: impl Fn(&str) -> bool) -> bool {
    list.split_ascii_whitespace().any(is_one)
}

fn is_han(c: char) -> bool {
    ('\u{3400}'..='\u{9FFF}').contains(&c)
}

/// A header or label as it is looked up: without the space in it, marks around it, and what stands in brackets at its end.
pub(super) fn label(text: &str) -> String {
    let mut label: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '*' | '\u{feff}')).collect();
    if label.is_ascii() {
        // Words of English are parted by spaces.
        return text.trim().trim_end_matches(':').to_lowercase();
    }
    label.truncate(label.trim_end_matches([':', '：']).len());
    if label.ends_with(['）', ')'])
        && let Some(open) = label.find(['（', '('])
        && open > 0
    {
        label.truncate(open);
    }
    label
}

/// Whether a label is of names.
pub(super) fn is_of_names(label: &str) -> bool {
    let label = label.trim_end_matches(|c: char| c.is_ascii_digit());
    let with_more = |rest: &str| {
        let rest = rest.trim_start_matches(['/', '／', '、', '和', '及']);
        any(BESIDE_NAMES, |word| word == rest)
    };
    NAMES.contains(&label)
        || label.strip_suffix("姓名").is_some_and(|whose| !OFFICE.iter().any(|w| whose.ends_with(w)))
        || label.strip_prefix("姓名").is_some_and(with_more)
}

/// Whether a cell is a label of names. Nearly all cells are told by their first or last character.
pub(super) fn is_names_label(cell: &str) -> bool {
    const LAST: &str = "名字主者象人员户生民儿方单选师东子庭称候）):：*";
    const MOST: usize = 60;
    let may_be = |c: char| LAST.contains(c) || c.is_ascii_alphabetic();
    cell.len() <= MOST && (cell.trim_end().ends_with(may_be) || cell.starts_with('姓')) && is_over_names(&label(cell))
}

/// Whether a label is of names in tables in general, or of those in notices.
pub(super) fn is_over_names(label: &str) -> bool {
    is_of_names(label) || OF_NOTICES.contains(&label) || is_vague(label)
}

/// Whether people may stand below a label, and much else.
fn is_vague(label: &str) -> bool {
    any(VAGUE, |word| word == label) || is_wide(label)
}

/// Whether a label ends as those of people do, and is neither somebody's name nor of those who are known by their work.
pub(super) fn is_wide(label: &str) -> bool {
    /// Characters of a label at most.
    const MOST: usize = 10;
    const SHORT: &str = "成员 学生 股东 社员 医师 机主 场主 毕业生 安置户";
    let count = label.chars().count();
    let is_name = || count <= 3 && (label.starts_with(is_surname) || is_double(label));
    (2..=MOST).contains(&count)
        && any(WIDE, |end| label.ends_with(end))
        && label.chars().all(|c| is_han(c) || matches!(c, '（' | '）' | '(' | ')'))
        && !label.contains(['的', '由', '和', '及', '与', '各', '每'])
        && !any(AT_WORK, |end| label.ends_with(end))
        && (count > 2 && !is_name() || any(SHORT, |word| word == label))
        && !is_of_names(label)
        && !OF_NOTICES.contains(&label)
}

/// Whether a list of names may follow that label in a line.
pub(super) fn is_before_names(label: &str) -> bool {
    let is_of_things = || {
        ["名单", "名单如下", "对象"]
            .iter()
            .filter_map(|end| label.strip_suffix(end))
            .any(|of| any(OF_THINGS, |thing| of.ends_with(thing)))
    };
    if is_of_things() {
        return false;
    }
    is_over_names(label)
        || OF_NOTICES.iter().chain(&LISTS).any(|word| label.ends_with(word))
        || label.starts_with('拟') && label.chars().count() <= 8 && any(PROPOSED, |word| label.ends_with(word))
}

/// Whether a text is a label of a form or a list, of names or of anything else.
pub(super) fn is_label(label: &str) -> bool {
    is_over_names(label) && !is_wide(label)
        || LABELS.contains(&label)
        || !label.starts_with(is_surname) && LABELS.iter().any(|word| word.chars().count() > 1 && label.ends_with(word))
}

fn is_surname(c: char) -> bool {
    SURNAMES.contains(c)
}

fn is_double(text: &str) -> bool {
    DOUBLE.iter().any(|double| text.starts_with(double))
}

/// Whom a text names: two to four Han characters, or more with a dot, that are no word for nobody.
pub(super) fn who(text: &str) -> Option<Who> {
    let count = text.chars().count();
    let is_dotted = text.contains('·');
    let may_be = text.chars().all(|c| is_han(c) || c == '·')
        && ((2..=4).contains(&count) || count <= 15 && is_dotted)
        && !text.contains('某')
        && !text.starts_with(UNTOLD)
        && !any(NOBODY, |word| word == text)
        && !any(HIDDEN, |word| text.contains(word))
        && !is_counted(text)
        && !is_label(text)
        && !is_organisation(text, count);
    if !may_be {
        return None;
    }
    let is_whole = count >= 3 && is_double(text) || text.starts_with(is_surname) && count <= 3;
    Some(match text.chars().next_back() {
        _ if is_dotted => Who::Sure,
        _ if any(EITHER, |word| word == text) => Who::Doubtful,
        Some(last) if OF_PLACES.contains(last) => Who::Place,
        // 李家 is a hamlet, 李国家 a man.
        Some(last) if OF_BOTH.contains(last) && (last != '家' || count == 2) => Who::Doubtful,
        _ if is_whole => Who::Sure,
        _ => Who::Doubtful,
    })
}

/// Whether a text is a number of something: 五人, 一级.
fn is_counted(text: &str) -> bool {
    const NUMERALS: &str = "一二三四五六七八九十百千两〇零几数多";
    const UNITS: &str = "人户名口位个家级等类档号期批";
    let number = text.trim_end_matches(|c| UNITS.contains(c));
    number.len() < text.len() && number.chars().all(|c| NUMERALS.contains(c))
}

/// Whether it is the name of an organisation or a place, or a word for people of a kind.
fn is_organisation(text: &str, count: usize) -> bool {
    let is_personal = text.starts_with(is_surname) || is_double(text);
    let ends = |list: &str| any(list, |end| text.ends_with(end));
    text.ends_with(NEVER)
        || count == 4 && (text.ends_with(FIRMS) || text.chars().nth(1) == Some('记'))
        || ends(ORGANISATIONS)
        || HAMLETS.iter().any(|end| text.ends_with(end))
        || ends(GROUPS) && !(is_personal && count == 3)
        || text.ends_with(|c| PLACES.contains(c)) && !is_personal
}

/// Whether a word by itself, with nothing over it, is somebody's name.
pub(super) fn is_surely_name(text: &str) -> bool {
    who(text) == Some(Who::Sure)
}

/// Whom a cell names that stands below or beside a label of names, in either script.
pub(super) fn named(cell: &str, label: &str) -> Vec<(String, Who)> {
    if is_in_letters(cell.trim()) {
        return vec![(cell.trim().to_owned(), Who::Sure)];
    }
    let is_vague = is_vague(label);
    let of = |word: String| match who(&word)? {
        // A village may stand under `Name` too.
        Who::Sure if label.is_ascii() && word.ends_with(['路', '桥']) => None,
        Who::Sure => Some((word, Who::Sure)),
        _ if label.is_ascii() || is_vague => None,
        who => Some((word, who)),
    };
    words(cell).into_iter().filter_map(of).collect()
}

/// How many people a cell names.
pub(super) fn names(cell: &str, label: &str) -> usize {
    named(cell, label).len()
}

/// A text without tags: `<b>张三</b>`, `张三<sup>1</sup>`.
pub(super) fn untagged(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let tag = &rest[at + 1..];
        let name = tag.trim_start_matches('/');
        let end = tag.find('>').filter(|_| name.starts_with(|c: char| c.is_ascii_alphabetic()));
        let Some(end) = end else {
            out.push('<');
            rest = tag;
            continue;
        };
        let is_break = name.get(..2).is_some_and(|name| name.eq_ignore_ascii_case("br"));
        out.push_str(if is_break { "\n" } else { "" });
        rest = &tag[end + 1..];
        // The mark of a note.
        if tag.starts_with("sup>") {
            rest = rest.split_once("</sup>").map_or(rest, |(_, rest)| rest);
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// A text without what stands in brackets, marks of notes and signs that nobody sees: 李小明（户主）.
fn bare(text: &str) -> Cow<'_, str> {
    let is_unseen = |c: char| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}');
    if !text.contains(|c| matches!(c, '（' | '(' | '[') || is_unseen(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c| matches!(c, '（' | '(' | '[') || is_unseen(c)) {
        out.push_str(&rest[..at]);
        let open = rest[at..].chars().next().unwrap_or_default();
        let inner = &rest[at + open.len_utf8()..];
        let end = match open {
            '（' | '(' => inner.find(['）', ')']),
            '[' if inner.starts_with('^') => inner.find(']'),
            _ => None,
        };
        match end {
            Some(end) => rest = inner[end..].get(inner[end..].chars().next().map_or(0, char::len_utf8)..).unwrap_or(""),
            None => {
                if !is_unseen(open) {
                    out.push(open);
                }
                rest = inner;
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// A word without the number of an item before it, and a number of people behind it: 1.李小明, 李小明等3户.
fn unnumbered(word: &str) -> &str {
    let word = word.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '．' | ')' | '）'));
    let fewer = word.trim_end_matches(['人', '户', '名', '口']);
    let without = fewer.trim_end_matches(|c: char| c.is_ascii_digit());
    let word = if without.len() < fewer.len() && fewer.len() < word.len() { without } else { word };
    word.trim_end_matches('等')
}

/// The words of a list; `张 三` is one.
pub(super) fn words(text: &str) -> Vec<String> {
    const APART: [char; 9] = ['、', '，', ',', '；', ';', '/', '／', '|', '。'];
    let mut out: Vec<String> = Vec::new();
    let is_apart = |c: char| APART.contains(&c) || matches!(c, '①'..='⑳');
    for part in bare(text).split(is_apart) {
        // Whether the last word is a single character, which waits for another one.
        let mut waits = false;
        for word in part.split_whitespace() {
            let word = unnumbered(word).trim_end_matches('.');
            if let Some((one, other)) = both(word) {
                out.extend([one.to_owned(), other.to_owned()]);
                waits = false;
                continue;
            }
            let is_single = word.chars().count() == 1 && word.starts_with(is_han);
            match out.last_mut().filter(|_| waits && is_single) {
                Some(last) => {
                    last.push_str(word);
                    waits = false;
                }
                None => {
                    out.push(word.to_owned());
                    waits = is_single;
                }
            }
        }
    }
    out.retain(|word| !word.is_empty());
    out
}

/// 张三和李四: two names, unless it is one.
fn both(word: &str) -> Option<(&str, &str)> {
    let (one, other) = word.split_once(['和', '与', '及']).filter(|_| word.chars().count() > 4)?;
    (is_surely_name(one) && is_surely_name(other)).then_some((one, other))
}

/// `Zhang San`, `Ouyang Zhen-hua`: two to four capitalised words.
fn is_in_letters(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let is_word = |word: &&str| {
        word.starts_with(|c: char| c.is_ascii_uppercase())
            && word.len() >= 2
            && word.chars().skip(1).all(|c| c.is_ascii_lowercase() || matches!(c, '-' | '\''))
            && !NO_PERSON.contains(&word.to_lowercase().as_str())
    };
    (2..=4).contains(&words.len()) && words.iter().all(is_word)
}

#[cfg(test)]
mod tests {
    use super::{Who, is_in_letters, is_label, is_over_names, is_surely_name, label, names, who, words};

    #[test]
    fn what_is_a_name_and_what_is_none() {
        for name in ["张三", "欧阳修远", "司马相如", "东方明", "李小明", "王建设", "李国家", "买买提·艾力"]
        {
            assert!(is_surely_name(name), "{name}");
        }
        for (place, who_is) in [
            ("张村", Who::Place),
            ("王建站", Who::Place),
            ("黄田村", Who::Place),
            ("汤坑镇", Who::Place),
            ("黄泥塘", Who::Place),
            ("石桥头", Who::Doubtful),
            ("张知行", Who::Doubtful),
            ("黄金", Who::Doubtful),
            ("依明江", Who::Doubtful),
        ] {
            assert_eq!(who(place), Some(who_is), "{place}");
        }
        for name in ["阿不都拉", "扎西", "次仁央宗", "张王秀英", "王学生", "陈中学", "乌兰"] {
            assert!(who(name).is_some(), "{name}");
        }
        for other in ["全体村民", "张*", "某某", "张某某", "农户", "困难学生", "高龄老人", "李", "工作人员"]
        {
            assert!(who(other).is_none(), "{other}");
        }
        for other in ["甲村委会", "镇卫生院", "甲公司", "东方小学", "元岭村", "李家村", "民政办", "财政所", "东方公司"]
        {
            assert!(who(other).is_none(), "{other}");
        }
        for other in
            ["已隐去", "已遮盖", "见存档", "已删除", "详见附件", "未公开", "姓名保密", "合计", "残疾等级", "单位"]
        {
            assert!(who(other).is_none(), "{other}");
        }
        assert!(is_in_letters("Zhang San") && is_in_letters("Ouyang Zhen-hua"));
        assert!(!is_in_letters("Dawan Village") && !is_in_letters("Zhang *") && !is_in_letters("not stated"));
        assert_eq!(
            ["龙阿大", "张 三", "张三、李四", "张　三 李小明", "共12户"].map(|cell| names(cell, "姓名")),
            [1, 1, 2, 2, 0]
        );
        assert_eq!((names("张三", "name"), names("李村", "name"), names("Zhang San", "姓名")), (1, 0, 1));
        assert_eq!(words("张 三 李 四、王五等"), ["张三", "李四", "王五"]);
    }

    #[test]
    fn labels_are_read_without_space_and_brackets() {
        for text in ["姓 名", "姓　名", "**姓名**", "姓名（户主）", "户主名", "户主（签字）：", "Name", "Full name"]
        {
            assert!(is_over_names(&label(text)), "{text}");
        }
        assert!(is_label("入学时间") && is_label("家庭人口") && is_label("金额") && is_label("村"));
        assert!(!is_label("李村") && !is_label("张三") && !is_label("王专业"));
    }
}
