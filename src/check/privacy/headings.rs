//! What stands over a table and says of whom it is: its caption, the heading before it, the title of a sheet. `## 残疾人补贴名单`
//! over a column of names says of each what a column beside would.

use crate::load::parse::markdown::plain;

/// Lists of people.
const LISTS: [&str; 9] =
    ["名单", "花名册", "名册", "发放表", "发放明细", "发放公示表", "补贴对象", "救助对象", "补助对象"];

/// Of what kind people are that is nobody's business.
const KINDS: &str = "\
艾滋 结核 乙肝 肿瘤 癌 患者 重病 大病 残疾 伤残 精神病 精神障碍 低保 特困 孤儿 困境儿童 留守儿童 贫困 致贫 救助 困难群众 困难户 困难家庭 困难学生 \
信仰 矫正 吸毒 戒毒 上访 未成年";

/// Whose names are known by their office, or by what they have done.
const OFFICES: &str = "\
干部 工作 经办 管理员 负责 领导 值班 书记 队 医生 医师 医护 医院 志愿 协理 代表 委员 专干 社工 督导 检查 护理员 护工 培训 考试 讲师 教师 专家 先进 \
表彰 优秀 中标 单位 机构 企业 公司 律师 法官 联络 信息员 专员 网格员 捐 帮扶人 责任人 联系人 监督员 救助员 小组 评审 评议 公示栏 获奖 入选 部门 村名单 地区";

/// Whether a heading is over a list of people of such a kind.
pub(super) fn is_of_kind(heading: &str) -> bool {
    let heading: String = heading.chars().filter(|c| !c.is_whitespace() && *c != '*').collect();
    let has = |words: &str| words.split_ascii_whitespace().any(|word| heading.contains(word));
    LISTS.iter().any(|word| heading.contains(word)) && has(KINDS) && !has(OFFICES)
}

/// Whether a title is no more than what people of such a kind are called, or get: 特困人员, 残疾人补贴.
pub(super) fn is_kind(title: &str) -> bool {
    const ENDS: [&str; 12] =
        ["残疾人", "人员", "户", "对象", "孤儿", "儿童", "患者", "补贴", "救助", "补助", "低保", "残疾人两项补贴"];
    /// Characters of such a title at most.
    const MOST: usize = 10;
    let title = title.trim().trim_end_matches(|c: char| c.is_ascii_digit());
    let has = |words: &str| words.split_ascii_whitespace().any(|word| title.contains(word));
    title.chars().count() <= MOST && ENDS.iter().any(|end| title.ends_with(end)) && has(KINDS) && !has(OFFICES)
}

/// Whether a header is of what stands beside the names of those who are known by their office.
pub(super) fn is_of_office(label: &str) -> bool {
    const OFFICE: [&str; 7] = ["职务", "岗位", "职责", "职称", "办公", "分工", "监督"];
    OFFICE.iter().any(|word| label.contains(word))
}

/// A heading as it is told.
pub(super) fn told(heading: &str) -> String {
    /// Characters at most.
    const LONGEST: usize = 30;
    let heading = plain(heading.trim());
    let heading = heading.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '#' | '：' | ':'));
    let cut: String = heading.chars().take(LONGEST).collect();
    if cut.len() < heading.len() { format!("{cut}…") } else { cut }
}

/// What stands over a table that begins there in a text: its caption, and the heading of what it is in.
pub(super) fn over(text: &str, table: usize) -> Vec<String> {
    /// Lines that are looked through for a heading, and bytes of a caption at most.
    const LINES: usize = 200;
    const LONGEST: usize = 120;
    let mut out = Vec::new();
    // Whether nothing stands between the line and the table, and the level of the nearest heading.
    let (mut is_first, mut nearest) = (true, usize::MAX);
    // In HTML the rows begin somewhere behind the caption.
    let open = text[..table].rfind("<table").filter(|open| !text[*open..table].contains("</table"));
    if let Some((_, caption)) = open.and_then(|open| text[open..table].split_once("<caption")) {
        out.extend(caption.split_once('>').and_then(|(_, said)| Some(unmarked(said.split_once("</caption")?.0))));
    }
    let table = open.unwrap_or(table);
    let before = &text[..text[..table].rfind('\n').map_or(0, |at| at + 1)];
    let begins = text[..table].rsplit('\n').next().unwrap_or_default();
    for line in std::iter::once(begins).chain(before.lines().rev()).take(LINES) {
        let said = line.trim().trim_start_matches(['>', ' ']);
        if let Some((level, heading)) = heading(said) {
            // What it is a part of stands further up.
            if level < nearest {
                out.push(heading);
                nearest = level;
            }
            is_first = false;
            continue;
        }
        if !is_first || said.is_empty() || said.starts_with(['|', '<']) && !said.contains("</p") {
            continue;
        }
        is_first = false;
        if said.len() <= LONGEST && !said.contains(['。', '，', '；']) {
            out.push(unmarked(said));
        }
    }
    out
}

/// What the line behind a table says that its people are: 上表为2023年8月低保户.
pub(super) fn behind(text: &str, end: usize) -> Option<String> {
    const BEGINS: [&str; 5] = ["上表", "以上", "上述", "注：上表", "注：以上"];
    let line = text.get(end..)?.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('|'))?;
    let line = line.trim_start_matches(['*', '（', '(']);
    let (_, said) = line.split_once(['为', '是', '系']).filter(|_| BEGINS.iter().any(|word| line.starts_with(word)))?;
    Some(said.trim_end_matches(['。', '*', '）', ')', '；']).to_owned())
}

/// The level and words of a heading in Markdown or HTML.
fn heading(line: &str) -> Option<(usize, String)> {
    if line.starts_with('#') {
        let words = line.trim_start_matches('#');
        return Some((line.len() - words.len(), words.trim().to_owned()));
    }
    let at = line.find("</h")?;
    let level = line.as_bytes().get(at + 3).filter(|b| b.is_ascii_digit())?;
    Some((usize::from(level - b'0'), unmarked(&line[..at])))
}

/// A line without its tags.
fn unmarked(line: &str) -> String {
    let mut out = String::new();
    for (nth, part) in line.split('<').enumerate() {
        out.push_str(if nth == 0 { part } else { part.split_once('>').map_or("", |(_, said)| said) });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{is_of_kind, over, told};

    #[test]
    fn headings_over_lists_of_people() {
        for heading in [
            "残疾人补贴名单",
            "2023年8月残疾人两项补贴发放名单公示",
            "表1 低保户花名册",
            "临时救助对象公示",
            "**特困人员名单**",
            "困难学生资助名单",
        ] {
            assert!(is_of_kind(heading), "{heading}");
        }
        for heading in [
            "残疾人补贴标准",
            "残疾人工作者名单",
            "残疾人之家负责人名单",
            "低保经办人员名单",
            "贫困村驻村干部名单",
            "救助站值班名单",
            "助残先进个人名单",
            "残疾人就业企业名单",
            "耕地地力保护补贴名单",
            "低保户数一览表",
        ] {
            assert!(!is_of_kind(heading), "{heading}");
        }
        assert_eq!(told(" **残疾人补贴名单**： "), "残疾人补贴名单");
    }

    #[test]
    fn what_stands_over_a_table() {
        let of = |text: &str| over(text, text.find("|甲").or_else(|| text.find("<tr")).expect("a table"));
        assert_eq!(of("# 一\n\n## 二\n\n|甲|\n"), ["二", "一"]);
        assert_eq!(of("## 一\n\n### 二\n\n## 三\n\n### 四\n|甲|\n"), ["四", "三"]);
        assert_eq!(of("## 二\n\n段。\n\n**三**\n\n|甲|\n"), ["**三**", "二"]);
        assert_eq!(of("> ## 二\n> |甲|\n"), ["二"]);
        assert_eq!(of("<h3 id=a>二</h3>\n<p>三</p>\n<table><caption>四</caption><tr>"), ["四", "三", "二"]);
        assert_eq!(of("|甲|\n"), [""; 0]);
    }
}
