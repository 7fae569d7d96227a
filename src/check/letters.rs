//! Latin letters between Han characters: names of variants, grades and substances (方案A, B区, 维生素C), or strays that somebody
//! left there (以A新时代).

/// What a letter before it is the name of: A座, B区, C证, X光.
const AFTER: &[&str] = &[
    "级",
    "座",
    "区",
    "栋",
    "幢",
    "组",
    "类",
    "型",
    "股",
    "线",
    "口",
    "面",
    "版",
    "轮",
    "点",
    "段",
    "标",
    "馆",
    "门",
    "梯",
    "班",
    "等",
    "光",
    "片",
    "照",
    "期",
    "角",
    "字",
    "形",
    "恤",
    "盘",
    "证",
    "本",
    "包",
    "款",
    "档",
    "栏",
    "表",
    "项",
    "超",
    "楼",
    "室",
    "厅",
    "房",
    "户",
    "仓",
    "库",
    "池",
    "井",
    "桩",
    "匝",
    "村",
    "镇",
    "县",
    "市",
    "某",
    "牌",
    "卡",
    "盾",
    "柱",
    "领",
    "键",
    "值",
    "轴",
    "网",
    "队",
    "肝",
    "歌",
    "图",
    "镜",
    "弯",
    "链",
    "端",
    "岗",
    "幅",
    "射线",
    "染色体",
    "地块",
    "方案",
    "计划",
    "公司",
    "企业",
    "单位",
    "先生",
    "女士",
    "反应",
    "含量",
    "抗原",
    "抗体",
    "细胞",
    "链球菌",
    "同学",
    "次",
];

/// What a letter after it is the name of: 方案A, 维生素C, 地块B.
const BEFORE: &[&str] = &[
    "素", "案", "类", "块", "段", "区", "座", "栋", "幢", "楼", "组", "号", "级", "型", "表", "图", "附件", "附录",
    "包", "项", "标", "点", "线", "证", "照", "本", "票", "卡", "班", "队", "厅", "门", "室", "库", "池", "井", "站",
    "馆", "版", "档", "款", "例", "股", "户", "面", "轮", "选项", "产品", "样品", "公司", "企业", "蛋白", "指标",
    "代码", "字母",
];

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}

/// Whether the letter at `at`, between Han characters, is the name of nothing: no word for a kind of thing stands beside it,
/// and no other letter stands alike in the text.
pub(super) fn is_stray(text: &str, at: usize) -> bool {
    let (before, after) = (&text[..at], &text[at + 1..]);
    // A small letter after a word of one character is rather a slip of the hand than a name.
    let is_capital = text.as_bytes()[at].is_ascii_uppercase();
    let names = |word: &&str| before.ends_with(*word) && (is_capital || word.chars().count() > 1);
    let is_named = AFTER.iter().any(|word| after.starts_with(word)) || BEFORE.iter().any(names);
    !is_named && !has_siblings(text, at)
}

/// Whether letters stand elsewhere in the text beside the same character, on the same side: 甲A、甲B.
fn has_siblings(text: &str, at: usize) -> bool {
    let sides = |at: usize| (text[..at].chars().next_back(), text[at + 1..].chars().next());
    let own = sides(at);
    let mut letters = text.bytes().enumerate().filter(|(_, b)| b.is_ascii_alphabetic()).map(|(i, _)| i);
    letters.any(|other| {
        let (before, after) = sides(other);
        let is_alone = ![before, after].iter().flatten().any(char::is_ascii_alphanumeric);
        let is_alike = before.is_some_and(is_han) && before == own.0 || after.is_some_and(is_han) && after == own.1;
        other != at && is_alone && is_alike
    })
}

#[cfg(test)]
mod tests {
    use super::{is_han, is_stray};

    /// The letters between Han characters that stand for nothing.
    fn strays(text: &str) -> String {
        let signs: Vec<(usize, char)> = text.char_indices().collect();
        signs
            .windows(3)
            .filter(|w| is_han(w[0].1) && w[1].1.is_ascii_alphabetic() && is_han(w[2].1) && is_stray(text, w[1].0))
            .map(|w| w[1].1)
            .collect()
    }

    #[test]
    fn names_are_no_strays() {
        for fine in [
            "住宅用地甲地块B区块",
            "方案A和方案B都公示",
            "甲类A证书",
            "维生素C含量",
            "办理C证的群众",
            "景区评为A级",
            "A区B区都已封顶",
            "在A座三楼",
            "安置房B栋交付",
            "办公楼C幢",
            "参加A组比赛",
            "属于B类企业",
            "户型分为C型和D型",
            "在A股上市",
            "沿B线施工",
            "从C口出站",
            "试卷A面和B面",
            "考试用A卷和B卷",
            "完成B轮融资",
            "在D点取水",
            "工程A段已完工",
            "中标A标段的单位",
            "进A馆参观",
            "走B门进场",
            "拍X光检查",
            "做B超检查",
            "穿T恤的志愿者",
            "配发U盘一个",
            "使用U盾登录",
            "考取A本驾照",
            "采购A包流标",
            "选C款路灯",
            "按B档缴费",
            "填A表报送",
            "第二步选B项",
            "安全员C证过期",
            "甲单位A岗招一人",
            "某A企业欠薪",
            "原告A公司",
            "当事人A某",
            "感染A群链球菌，A群多见于儿童",
            "测C反应蛋白",
            "检测e抗原",
            "血红蛋白A偏低",
            "维生素D缺乏",
            "见附件A所列",
            "依照附录B计算",
            "产品A不合格",
            "样品B合格",
            "地块A和地块C",
            "选项A不对",
            "图A为现状",
            "表B为规划",
            "指标A未达标",
            "走A匝道出口",
            "村口立Y形路牌",
            "装L型护栏",
            "居民甲A已签，甲B没有签",
            "到K歌房检查",
            "按W牌路灯",
            "转N次才到",
        ] {
            assert_eq!(strays(fine), "", "{fine}");
        }
    }

    #[test]
    fn strays_are_found() {
        for (text, letters) in [
            ("以A新时代思想为指导", "A"),
            ("扎实推进v乡村振兴", "v"),
            ("建设A禾花鱼品牌", "A"),
            ("工作d开展情况", "d"),
            ("人民z政府", "z"),
            ("全镇h共有十个行政村", "h"),
            ("加强s森林防火", "s"),
            ("落实g河长制", "g"),
            ("群众j满意", "j"),
            ("完成B道路硬化", "B"),
            ("整治R人居环境", "R"),
            ("召开l党委会议", "l"),
            ("发放n补贴资金", "n"),
            ("防汛w物资到位", "w"),
            ("农村q危房改造", "q"),
            ("开展T土地整治", "T"),
            ("巩固f脱贫成果", "f"),
            ("饮水y安全", "y"),
            ("新建M文化广场", "M"),
            ("补种k苗木", "k"),
            ("为困难户x送温暖", "x"),
        ] {
            assert_eq!(strays(text), letters, "{text}");
        }
    }
}
