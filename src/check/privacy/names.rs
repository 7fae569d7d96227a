//! What in a list is somebody's name, and what is a label, an organisation or a word for what is not told.

use super::name_words::{
    DOUBLE, FIRMS, GROUPS, HAMLETS, HIDDEN, LABELS, LISTS, NAMES, NEVER, NO_PERSON, NOBODY, OF_NOTICES, OFFICE,
    ORGANISATIONS, PLACES, SURNAMES, UNTOLD,
};

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
    NAMES.contains(&label) || label.strip_suffix("姓名").is_some_and(|whose| !OFFICE.iter().any(|w| whose.ends_with(w)))
}

/// Whether a cell is a label of names. Nearly all cells are told by their last character.
pub(super) fn is_names_label(cell: &str) -> bool {
    const LAST: [char; 13] = ['名', '字', '主', '者', '象', '人', '员', '户', '）', ')', ':', '：', '*'];
    const MOST: usize = 60;
    let may_be = |c: char| LAST.contains(&c) || c.is_ascii_alphabetic();
    cell.len() <= MOST && cell.trim_end().ends_with(may_be) && is_over_names(&label(cell))
}

/// Whether a label is of names in tables in general, or of those in notices.
pub(super) fn is_over_names(label: &str) -> bool {
    is_of_names(label) || OF_NOTICES.contains(&label)
}

/// Whether a list of names may follow that label in a line.
pub(super) fn is_before_names(label: &str) -> bool {
    is_over_names(label) || OF_NOTICES.iter().chain(&LISTS).any(|word| label.ends_with(word))
}

/// Whether a text is a label of a form or a list, of names or of anything else.
pub(super) fn is_label(label: &str) -> bool {
    is_over_names(label)
        || LABELS.contains(&label)
        || !label.starts_with(is_surname) && LABELS.iter().any(|word| word.chars().count() > 1 && label.ends_with(word))
}

fn is_surname(c: char) -> bool {
    SURNAMES.contains(c)
}

fn is_double(text: &str) -> bool {
    DOUBLE.iter().any(|double| text.starts_with(double))
}

/// Whether a text names somebody: two to four Han characters, or more with a dot, that are no word for nobody.
pub(super) fn is_name(text: &str) -> bool {
    let count = text.chars().count();
    let is_dotted = text.contains('·');
    text.chars().all(|c| is_han(c) || c == '·')
        && ((2..=4).contains(&count) || count <= 15 && is_dotted)
        && !text.contains('某')
        && !NOBODY.contains(&text)
        && !text.starts_with(UNTOLD)
        && !HIDDEN.iter().any(|word| text.contains(word))
        && !is_label(text)
        && !is_organisation(text, count)
}

/// Whether it is the name of an organisation or a place, or a word for people of a kind.
fn is_organisation(text: &str, count: usize) -> bool {
    let is_personal = text.starts_with(is_surname) || is_double(text);
    text.ends_with(NEVER)
        || count == 4 && text.ends_with(FIRMS)
        || ORGANISATIONS.iter().any(|end| text.ends_with(end))
        || HAMLETS.iter().any(|end| text.ends_with(end))
        || GROUPS.iter().any(|end| text.ends_with(end)) && !(is_personal && count == 3)
        || text.ends_with(PLACES) && !is_personal
}

/// Whether a word by itself, with nothing over it, is somebody's name.
pub(in crate::check) fn is_surely_name(text: &str) -> bool {
    let length = text.chars().count();
    let is_plain = text.starts_with(is_surname) && (2..=3).contains(&length);
    is_name(text)
        && (length >= 3 && is_double(text) || is_plain || text.contains('·'))
        && !text.ends_with(['村', '镇', '乡', '县', '区'])
}

/// How many people a cell names that stands below or beside a label of names, in either script.
pub(super) fn names(cell: &str, label: &str) -> usize {
    if is_in_letters(cell.trim()) {
        return 1;
    }
    // A village may stand under `Name` too.
    let is_one = |word: &str| {
        if label.is_ascii() { is_surely_name(word) && !word.ends_with(['市', '路', '桥']) } else { is_name(word) }
    };
    words(cell).iter().filter(|word| is_one(word)).count()
}

/// The words of a list; `张 三` is one.
pub(super) fn words(text: &str) -> Vec<String> {
    const APART: [char; 9] = ['、', '，', ',', '；', ';', '/', '／', '|', '。'];
    let mut out: Vec<String> = Vec::new();
    for part in text.split(APART) {
        // Whether the last word is a single character, which waits for another one.
        let mut waits = false;
        for word in part.split_whitespace() {
            let word = word.trim_end_matches('等');
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
    use super::{is_in_letters, is_label, is_name, is_over_names, is_surely_name, label, names, words};

    #[test]
    fn what_is_a_name_and_what_is_none() {
        for name in ["张三", "欧阳修远", "司马相如", "东方明", "李小明", "王建站", "张村", "买买提·艾力"]
        {
            assert!(is_surely_name(name) || name == "张村", "{name}");
            assert!(is_name(name), "{name}");
        }
        for name in ["阿不都拉", "扎西", "次仁央宗", "张王秀英", "王学生", "陈中学", "乌兰"] {
            assert!(is_name(name), "{name}");
        }
        for other in ["全体村民", "张*", "某某", "张某某", "农户", "困难学生", "高龄老人", "李", "工作人员"]
        {
            assert!(!is_name(other), "{other}");
        }
        for other in ["甲村委会", "镇卫生院", "甲公司", "东方小学", "元岭村", "李家村", "民政办", "财政所", "东方公司"]
        {
            assert!(!is_name(other), "{other}");
        }
        for other in
            ["已隐去", "已遮盖", "见存档", "已删除", "详见附件", "未公开", "姓名保密", "合计", "残疾等级", "单位"]
        {
            assert!(!is_name(other), "{other}");
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
