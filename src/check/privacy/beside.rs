//! What stands beside a number and says what it is: words before it, units and signs after it, an address around it.

use std::ops::Range;

use super::digits::{Gap, is_unseen};
use super::find::{Around, Sure};
use super::headed::{is_unit, unit};
use super::name_words::SURNAMES;
use super::names;
use super::numbers;
use super::words::{AMOUNTS, CODES, COUNTERS, DIALS, IDS, OF_UNITS, PHONES, SERIALS, SIGNS, UNITS};
use crate::value::is_credit_code;

impl Around<'_> {
    /// Whether the group before it ends with the `X` of an id.
    pub(super) fn follows_id(&self, first: usize) -> bool {
        first > 0 && self.run.digits[self.run.groups[first].start - 1].value == 10
    }

    pub(super) fn before(&self, range: &Range<usize>) -> &str {
        &self.text[..self.run.digits[range.start].start]
    }

    pub(super) fn after(&self, range: &Range<usize>) -> &str {
        &self.text[self.run.digits[range.end - 1].end..]
    }

    /// Whether no letter stands beside it: then it is a part of something else.
    pub(super) fn is_free(&self, range: &Range<usize>, may_be_dialled: bool, follows_id: bool) -> bool {
        let (before, after) = (self.before(range), self.after(range));
        let is_dialled = may_be_dialled && self.is_dialled(range);
        // What is pasted from a card has its next word at once behind it.
        if after.starts_with(|c: char| c.is_ascii_alphabetic()) && !is_dialled {
            return false;
        }
        // A number with its thousands apart.
        let thousands = after.strip_prefix(',').map(|rest| rest.bytes().take_while(u8::is_ascii_digit).count());
        let group = self.run.groups.iter().find(|group| group.end == range.end).map_or(0, ExactSizeIterator::len);
        if thousands == Some(3) && group <= 3 {
            return false;
        }
        let letters = before.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
        if letters == 0 || follows_id {
            return true;
        }
        let word = before[before.len() - letters..].to_ascii_lowercase();
        let rest = &before[..before.len() - letters];
        // `加微信v138…`; `%2B86…` is `+86…` in an address, `%3D` is `=`.
        let is_said = DIALS.contains(&word.as_str())
            || word == "v" && ["微信", "加"].iter().any(|said| label(rest).ends_with(said))
            || word == "b" && rest.ends_with("%2")
            || word == "d" && rest.ends_with("%3");
        if may_be_dialled && self.is_of_account(range) || is_masked_name(rest, &word) {
            return true;
        }
        // An escape (`\n138…`) is no word.
        may_be_dialled && is_said || letters == 1 && rest.ends_with('\\')
    }

    /// Whether it is said right before it that it is a telephone.
    pub(super) fn is_dialled(&self, range: &Range<usize>) -> bool {
        let label = label(self.before(range).trim_end_matches('+'));
        let word = &label[label.len() - label.bytes().rev().take_while(u8::is_ascii_alphabetic).count()..];
        PHONES.iter().any(|said| label.ends_with(said)) || DIALS.contains(&word.to_ascii_lowercase().as_str())
    }

    /// Whether it is said to count or measure something: by a unit behind it, or in brackets beside it.
    pub(super) fn has_unit(&self, range: &Range<usize>) -> bool {
        /// Bytes of a label at most.
        const LONGEST: usize = 60;
        let is_dialled = self.is_dialled(range) || self.is_over_phones();
        let after = self.after(range);
        let inner = after.trim_start().strip_prefix(['（', '(']).and_then(|rest| rest.split_once(['）', ')']));
        let label = label(self.before(range));
        let begins = |c: char| "\n|，。；、>".contains(c);
        let said = last(label, LONGEST + 4).rsplit(begins).next().unwrap_or_default();
        let is_one = |unit: &str| is_unit(unit) && !UNPAID.contains(&unit);
        let is_over = || said.len() <= LONGEST && unit(said).is_some_and(is_one);
        let counts =
            |word: &&&str| after.strip_prefix(**word).is_some_and(|rest| !rest.starts_with(|c| is_han(c) || c == '、'));
        self.unit(range).is_some_and(|rest| !(begins_word(rest) || is_dialled))
            || !is_dialled
                && (COUNTERS.iter().any(|word| counts(&word))
                    || inner.is_some_and(|(unit, _)| is_one(unit))
                    || is_over())
    }

    /// Whether what follows at once begins like a unit, and goes on as a word: 个人业务, but also 度电. Or it is one, and is
    /// said to be a telephone all the same.
    pub(super) fn may_have_unit(&self, range: &Range<usize>) -> bool {
        let after = self.after(range);
        let is_unit =
            |rest: &str| !begins_word(rest) && !after.starts_with('号') || !after.starts_with(' ') && begins_word(rest);
        !self.is_over_phones() && self.unit(range).is_some_and(is_unit)
    }

    /// Whether it goes on from letters as the name of somebody's account does: `微信号：lxm138…`, `lxm138…@qq.com`.
    pub(super) fn is_of_account(&self, range: &Range<usize>) -> bool {
        const OF_CHATS: [&str; 4] = ["微信", "微信号", "微信ID", "wechat"];
        let before = self.before(range);
        let rest = before.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let is_said =
            || OF_CHATS.iter().any(|said| label(rest).ends_with(said)) || OF_CHATS.contains(&self.about.trim());
        let is_address = || {
            self.after(range)
                .strip_prefix('@')
                .is_some_and(|host| host.starts_with(|c: char| c.is_ascii_alphanumeric()))
        };
        before.len() - rest.len() > 1 && !rest.ends_with(|c: char| c.is_ascii_digit()) && (is_said() || is_address())
    }

    /// Whether the groups are a telephone as a program writes a large number: `1.3920005151E+10`.
    pub(super) fn is_raised(&self, first: usize, last: usize) -> bool {
        self.is_power(first, last, "10")
    }

    /// Whether the groups are an id that a program has rounded, and it is said to be one: `4.4142319900101E+17`. The place and
    /// the day of birth are in it still.
    pub(super) fn rounded(&self, values: &[u8], first: usize, last: usize) -> Option<Sure> {
        /// Digits at least that tell the day.
        const DAY: usize = 14;
        const SIGNS: usize = 18;
        if !(DAY..=SIGNS).contains(&values.len()) || !self.is_power(first, last, "17") {
            return None;
        }
        let whole: Vec<u8> = values.iter().copied().chain(std::iter::repeat(0)).take(SIGNS).collect();
        let range = self.run.groups[first].start..self.run.groups[last].end;
        (self.is_said_id(&range) && numbers::is_nearly_citizen_id(&whole)).then_some(Sure::Maybe)
    }

    /// Whether the groups are a number with one digit before its point, times ten as often as that.
    fn is_power(&self, first: usize, last: usize, times: &str) -> bool {
        let groups = &self.run.groups[first..=last];
        let after = self.after(&(groups[0].start..self.run.groups[last].end));
        let power = after.strip_prefix(['e', 'E']).map(|rest| rest.trim_start_matches('+'));
        groups.len() == 2
            && groups[0].len() == 1
            && self.run.gap(last) == Some(Gap::Dot)
            && self.run.gap(first) != Some(Gap::Dot)
            && power
                .and_then(|rest| rest.strip_prefix(times))
                .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
    }

    /// Whether no more than `.0` or `.00` stands behind a group, and no unit after that.
    pub(super) fn has_no_part(&self, last: usize) -> bool {
        let Some(part) = self.run.groups.get(last + 1) else { return false };
        let digits = &self.run.digits[part.clone()];
        digits.len() <= 2
            && digits.iter().all(|digit| digit.value == 0)
            && self.run.gap(last + 2) != Some(Gap::Dot)
            && self.unit(part).is_none()
    }

    /// Whether somebody's id is a part of it, or it is one with a slip of the pen: the number of a disability certificate goes
    /// on with a kind and a degree.
    pub(super) fn within_other(&self, values: &[u8], range: &Range<usize>) -> Option<Sure> {
        const CERTIFICATES: [&str; 4] = ["残疾", "身份证", "证件", "身份号码"];
        match values.len() {
            18 => {
                let is_one = self.is_said_id(range) && numbers::is_nearly_citizen_id(values);
                (is_one && !self.is_credit_code(range)).then_some(Sure::Maybe)
            }
            20 if numbers::is_citizen_id(&values[..18]) => {
                let is_said = CERTIFICATES.iter().any(|word| self.says(range, word));
                let (is_serial, is_one) = (self.is_serial(range), numbers::is_disability_number(values));
                match (is_said, is_one && !is_serial) {
                    (true, _) | (false, true) => Some(Sure::Yes),
                    (false, false) => (is_one || !is_serial).then_some(Sure::Maybe),
                }
            }
            _ => None,
        }
    }

    /// Whether it is said right before it, or over all of it, that it is an id.
    fn is_said_id(&self, range: &Range<usize>) -> bool {
        let own = label(self.before(range));
        IDS.iter().any(|word| own.ends_with(word))
            || self.about.lines().any(|line| IDS.contains(&names::label(line).as_str()))
    }

    /// Whether what stands over all of it says that telephones do.
    pub(super) fn is_over_phones(&self) -> bool {
        is_of_phones(self.about)
    }

    /// What stands behind the unit after it.
    fn unit(&self, range: &Range<usize>) -> Option<&str> {
        let after = self.after(range).trim_start_matches(|c: char| c == ' ' || is_unseen(c));
        // Nothing is so many per cent; `%20` is a space in an address.
        UNITS.iter().filter(|unit| !PER_CENT.contains(unit)).find_map(|unit| after.strip_prefix(unit))
    }

    pub(super) fn has_sign(&self, range: &Range<usize>) -> bool {
        let is_paired = |c: char| c == '=' || c == '#';
        // `id=138…` in an address is no sum, and neither is a heading.
        self.before(range).trim_end_matches(' ').ends_with(|c: char| SIGNS.contains(&c) && !is_paired(c))
    }

    /// Whether it is said to be the number of something else. What says that it is a telephone says more.
    pub(super) fn is_serial(&self, range: &Range<usize>) -> bool {
        if self.is_dialled(range) {
            return false;
        }
        let label = label(self.before(range));
        let is_over = || {
            !self.is_over_phones()
                && (SERIALS.iter().any(|word| self.about.contains(word))
                    || self.about.lines().any(|line| is_amount(&names::label(line)))
                    || self.about.lines().next_back().is_some_and(|line| is_of_things(&names::label(line)))
                        && !self.before(range).contains(is_han))
        };
        SERIALS.iter().any(|word| label.ends_with(word)) || is_amount(label) || is_over()
    }

    /// Whether it goes on from letters and a year, as the number of a contract does that is said to be one: 合同编号：HT-2022-138….
    pub(super) fn is_of_code(&self, range: &Range<usize>) -> bool {
        let before = self.before(range);
        let rest = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '-');
        let letters = before[rest.len()..].bytes().take_while(u8::is_ascii_uppercase).count();
        let own = label(rest);
        let year = before[rest.len() + letters..].trim_matches('-');
        letters > 1
            && before.ends_with('-')
            && year.len() == 4
            && year.starts_with("20")
            && year.bytes().all(|b| b.is_ascii_digit())
            && !DIALS.contains(&before[rest.len()..rest.len() + letters].to_ascii_lowercase().as_str())
            && (SERIALS.iter().any(|word| own.ends_with(word))
                || !self.is_over_phones() && SERIALS.iter().any(|word| self.about.contains(word)))
    }

    /// Whether it is a part of an address of the web, or goes on from letters as the number of a tender does (`ZB-138…`).
    pub(super) fn is_in_address(&self, range: &Range<usize>) -> bool {
        let before = self.before(range);
        let ends = |c: char| c.is_whitespace() || is_han(c) || "\"'<>()（）[]|，。、；".contains(c);
        let word =
            &before[before.rfind(ends).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8))..];
        if let Some((_, path)) = word.split_once("://") {
            let key = path.strip_suffix('=').map(|path| &path[path.rfind(['?', '&']).map_or(0, |at| at + 1)..]);
            let is_phone = |key: &str| DIALS.iter().any(|said| key.to_ascii_lowercase().contains(said));
            return !key.is_some_and(is_phone);
        }
        let Some(code) = word.strip_suffix('-') else { return false };
        code.ends_with(|c: char| c.is_ascii_alphabetic()) && !DIALS.contains(&code.to_ascii_lowercase().as_str())
    }

    /// Whether a word stands before it, in its line, or over all of it.
    pub(super) fn says(&self, range: &Range<usize>, word: &str) -> bool {
        /// Bytes that are looked at.
        const NEAR: usize = 120;
        let near = last(self.before(range), NEAR);
        let line = near.rfind('\n').map_or(0, |at| at + 1);
        near[line..].contains(word) || self.about.contains(word)
    }

    /// Whether it is a credit code, and is said to be one.
    pub(super) fn is_credit_code(&self, range: &Range<usize>) -> bool {
        let code: String = self.run.digits[range.clone()]
            .iter()
            .map(|d| if d.value == 10 { 'X' } else { char::from(b'0' + d.value) })
            .collect();
        // An index number goes on with its year: `…/2023-00012`.
        let after = self.after(range).as_bytes();
        let is_index =
            || matches!(after, [b'/', a, b, c, d, b'-', ..] if [a, b, c, d].iter().all(|d| d.is_ascii_digit()));
        is_credit_code(&code) && (is_index() || CODES.iter().any(|word| self.says(range, word)))
    }
}

/// Whether letters are the masked end of a name before them: 李XX, 李某X.
fn is_masked_name(before: &str, letters: &str) -> bool {
    /// Signs of such an end at most.
    const MOST: usize = 3;
    let is_mask = (1..=MOST).contains(&letters.len()) && letters.bytes().all(|b| b == b'x');
    is_mask && (before.ends_with('某') || letters.len() > 1 && before.ends_with(|c| SURNAMES.contains(c)))
}

/// The last bytes of a text, as many at most.
fn last(text: &str, most: usize) -> &str {
    let mut from = text.len().saturating_sub(most);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..]
}

/// What stands before a number, without the signs between.
fn label(before: &str) -> &str {
    before.trim_end_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, ':' | '：' | '"' | '\'' | '“' | '（' | '(' | '=' | '为' | '是' | '第' | '*' | '`' | '|')
    })
}

/// Whether a header is of telephones: none of meetings held by it, and of what is paid for it.
pub(super) fn is_of_phones(about: &str) -> bool {
    const PHONES: [&str; 5] = ["电话", "手机", "联系人", "联系方式", "联系号码"];
    const ENGLISH: [&str; 6] = ["phone", "telephone", "mobile", "tel", "cell", "mobile phone"];
    const PAID: [char; 4] = ['费', '款', '贴', '助'];
    about.lines().any(|line| {
        let (own, line) = (names::label(line), line.replace("电话会议", "会议"));
        let is_one = PHONES.iter().any(|word| line.contains(word)) || ENGLISH.contains(&own.as_str());
        is_one && !is_amount(&own) && !own.ends_with(PAID)
    })
}

const PER_CENT: [&str; 3] = ["%", "％", "‰"];

/// Units that may stand in brackets behind a telephone: 138…（家）.
const UNPAID: [&str; 8] = ["家", "户", "人", "个", "名", "号", "所", "整"];

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Whether a label is of what is paid or measured.
pub(super) fn is_amount(label: &str) -> bool {
    AMOUNTS.iter().any(|word| label.ends_with(word))
}

/// Whether a header by itself is of numbers of things, or of figures: 水表号, 车架号, 期末. Whose number stands below 手机号 or
/// 微信号 is somebody's.
pub(super) fn is_of_things(label: &str) -> bool {
    const NUMBERS: [&str; 5] = ["营业执照", "IMEI", "imei", "宽带账号", "宽带帐号"];
    const FIGURES: [&str; 20] = [
        "数值",
        "税收",
        "年初",
        "年末",
        "期初",
        "期末",
        "月初",
        "月末",
        "工业",
        "农业",
        "林业",
        "牧业",
        "畜牧业",
        "渔业",
        "种植业",
        "养殖业",
        "服务业",
        "建筑业",
        "产业",
        "量",
    ];
    const OF_PEOPLE: [&str; 14] = [
        "机号",
        "话号",
        "信号",
        "联系号",
        "联络号",
        "短号",
        "小号",
        "长号",
        "大号",
        "尾号",
        "账号",
        "帐号",
        "身份证号",
        "QQ号",
    ];
    let is_number =
        label.ends_with('号') && label.chars().count() > 1 && !OF_PEOPLE.iter().any(|end| label.ends_with(end));
    is_number
        || NUMBERS.iter().any(|word| label.contains(word))
        || FIGURES.iter().any(|end| label.ends_with(end) && (end.chars().count() > 1 || label.chars().count() > 2))
}

/// Whether what stands behind a unit makes a word of it: 人社所, 元岭村.
fn begins_word(rest: &str) -> bool {
    rest.starts_with(|c: char| matches!(c, '\u{4e00}'..='\u{9fff}') && !OF_UNITS.contains(&c))
}
