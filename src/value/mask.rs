//! Masks: what is published of a number or name that is somebody's. One sign stands for each that is hidden, so that the
//! length stays.

/// What is masked, and by which rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mask {
    /// A telephone number: `138****1234`.
    Phone,
    /// An id: `35*************123`.
    Id,
    /// A name: `张*三`, `欧阳**`.
    Name,
    /// An account: the last four signs.
    Account,
    /// An address: down to the township.
    Address,
}

/// Surnames of two characters.
const DOUBLE: [&str; 22] = [
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "长孙", "司徒", "夏侯", "令狐", "宇文",
    "端木", "南宫", "百里", "呼延", "轩辕", "独孤", "东郭", "澹台",
];

impl Mask {
    /// Words of the format.
    pub const WORDS: [(&'static str, &'static str, Mask); 5] = [
        ("phone", "电话", Mask::Phone),
        ("id", "证件", Mask::Id),
        ("name", "姓名", Mask::Name),
        ("account", "账号", Mask::Account),
        ("address", "住址", Mask::Address),
    ];

    /// The mask of that word.
    pub fn from_word(word: &str) -> Option<Mask> {
        Mask::WORDS.iter().find(|(en, zh, _)| *en == word || *zh == word).map(|(.., mask)| *mask)
    }

    /// A text as it may be published.
    pub fn of(self, text: &str) -> String {
        match self {
            Mask::Phone => {
                let count = text.chars().filter(char::is_ascii_alphanumeric).count();
                // Of a mobile number seven digits, of a shorter one the last two.
                let (first, last) = if count >= 11 { (3, 4) } else { (0, 2) };
                keep(text, first, last)
            }
            Mask::Id => {
                let count = text.chars().filter(|c| !c.is_whitespace()).count();
                if count >= 15 { keep(text, 2, 3) } else { keep(text, 0, 2) }
            }
            Mask::Account => keep(text, 0, 4),
            Mask::Name => text.split('、').map(name).collect::<Vec<_>>().join("、"),
            Mask::Address => address(text),
        }
    }
}

/// Hides all letters and digits but the first and the last ones; where hardly any would be hidden, all of them.
fn keep(text: &str, first: usize, last: usize) -> String {
    let is_sign = |c: char| c.is_alphanumeric();
    let count = text.chars().filter(|c| is_sign(*c)).count();
    let (first, last) = if count >= (first + last) * 3 / 2 { (first, last) } else { (0, 0) };
    let mut nth = 0;
    let one = |c: char| {
        if !is_sign(c) {
            return c;
        }
        nth += 1;
        if nth <= first || nth + last > count { c } else { '*' }
    };
    text.chars().map(one).collect()
}

/// A surname, and of a given name of two characters the last one; of other names the first letter.
fn name(text: &str) -> String {
    let text = text.trim();
    let length = text.chars().count();
    let is_han =
        text.chars().all(|c| ('\u{3400}'..='\u{9FFF}').contains(&c) || ('\u{20000}'..='\u{3FFFF}').contains(&c));
    let surname = if is_han && length >= 3 && DOUBLE.iter().any(|double| text.starts_with(double)) { 2 } else { 1 };
    let shows_last = is_han && surname == 1 && length == 3;
    let one = |(nth, c): (usize, char)| {
        let is_kept = nth < surname || shows_last && nth + 1 == length || c.is_whitespace() || c == '·';
        if is_kept { c } else { '*' }
    };
    if length == 1 { "*".to_owned() } else { text.chars().enumerate().map(one).collect() }
}

/// What stands before the village.
fn address(text: &str) -> String {
    const ENDS: [&str; 4] = ["街道", "镇", "乡", "苏木"];
    let ends = |words: &[&str]| {
        words.iter().filter_map(|word| text.find(word).filter(|at| *at > 0).map(|at| at + word.len())).min()
    };
    match ends(&ENDS).or_else(|| ends(&["县", "区", "市"])) {
        Some(end) if end < text.len() => format!("{}***", &text[..end]),
        Some(_) => text.to_owned(),
        None => "***".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::Mask;

    #[test]
    fn what_may_be_published() {
        for (mask, text, want) in [
            (Mask::Phone, "13800138000", "138****8000"),
            (Mask::Phone, "138 0013 8000", "138 **** 8000"),
            (Mask::Phone, "7654321", "*****21"),
            (Mask::Id, "34052419800101001X", "34*************01X"),
            (Mask::Id, "340524800101001", "34**********001"),
            (Mask::Id, "E12345678", "*******78"),
            (Mask::Name, "张三", "张*"),
            (Mask::Name, "张小三", "张*三"),
            (Mask::Name, "欧阳小三", "欧阳**"),
            (Mask::Name, "欧阳三", "欧阳*"),
            (Mask::Name, "张三、李小四", "张*、李*四"),
            (Mask::Name, "买买提·艾力", "买**·**"),
            (Mask::Name, "Ana Bo", "A** **"),
            (Mask::Name, "张", "*"),
            (Mask::Account, "6222020212345678909", "***************8909"),
            (Mask::Account, "1234", "****"),
            (Mask::Address, "甲县乙镇丙村3号", "甲县乙镇***"),
            (Mask::Address, "甲市乙区丙街道丁路3号", "甲市乙区丙街道***"),
            (Mask::Address, "丙村3号", "***"),
            (Mask::Address, "乙镇", "乙镇"),
        ] {
            assert_eq!(mask.of(text), want, "{text}");
        }
    }
}
