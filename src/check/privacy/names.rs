//! What in a list is somebody's name, and what is a label, an organisation or a word for what is not told.

/// Headers and labels of names.
const NAMES: [&str; 27] = [
    "姓名",
    "名字",
    "户主",
    "户主名",
    "患者",
    "救助对象",
    "低保对象",
    "补贴对象",
    "补助对象",
    "受益人",
    "受助人",
    "申请人",
    "残疾人",
    "监护人",
    "家庭成员",
    "name",
    "full name",
    "names",
    "householder",
    "head of household",
    "applicant",
    "beneficiary",
    "recipient",
    "guardian",
    "patient",
    "child",
    "student",
];

/// Whose names are known by their office: 联系人姓名.
const OFFICE: [&str; 13] = [
    "负责人",
    "联系人",
    "经办人",
    "责任人",
    "医生",
    "医师",
    "领导",
    "干部",
    "教师",
    "老师",
    "代表人",
    "法人",
    "填表人",
];

/// Headers of names in lists of notices.
const OF_NOTICES: [&str; 8] =
    ["公示对象", "拟录用人员", "拟聘用人员", "拟聘人员", "录用人员", "被征收人", "被征地农户", "拟发展对象"];

/// Words before a list in a line, beside those.
const LISTS: [&str; 5] = ["名单", "名单如下", "人员如下", "拟录用", "拟聘用"];

/// What else stands over columns and at the left of forms.
const LABELS: [&str; 68] = [
    "性别", "年龄", "民族", "住址", "地址", "电话", "手机", "号码", "职务", "职称", "岗位", "单位", "部门", "金额",
    "备注", "学历", "学位", "专业", "类别", "类型", "等级", "级别", "程度", "日期", "时间", "年月", "编号", "序号",
    "证号", "情况", "原因", "事由", "事项", "标准", "人数", "户数", "人口", "面积", "成绩", "分数", "得分", "总分",
    "名次", "排名", "结果", "结论", "意见", "说明", "方式", "内容", "名称", "项目", "账号", "帐号", "卡号", "银行",
    "籍贯", "面貌", "学校", "班级", "年级", "院校", "关系", "村", "组", "村组", "乡镇", "收入",
];

/// What stands in a column of names for nobody.
const NOBODY: [&str; 24] = [
    "合计",
    "小计",
    "总计",
    "共计",
    "原文未写",
    "未写",
    "待补充",
    "略",
    "无",
    "空缺",
    "空白",
    "全体",
    "本人",
    "本户",
    "同上",
    "其他",
    "其它",
    "等等",
    "高龄",
    "毕业生",
    "高中生",
    "应届生",
    "单亲",
    "全村",
];

/// How words begin that say that a name is not told.
const UNTOLD: [char; 9] = ['已', '见', '详', '未', '不', '无', '待', '暂', '共'];

/// Parts of such words.
const HIDDEN: [&str; 15] = [
    "隐去", "遮盖", "遮挡", "隐藏", "脱敏", "保密", "公示", "公开", "存档", "归档", "删除", "附件", "撤下", "屏蔽",
    "匿名",
];

/// How names of organisations end, whatever stands before.
const ORGANISATIONS: [&str; 22] = [
    "公司",
    "集团",
    "村委",
    "委会",
    "卫生院",
    "医院",
    "学校",
    "幼儿园",
    "敬老院",
    "福利院",
    "合作社",
    "供销社",
    "信用社",
    "银行",
    "协会",
    "政府",
    "办公室",
    "派出所",
    "服务站",
    "卫生站",
    "超市",
    "药店",
];

/// How names of organisations and of people of a kind end, unless a surname and no more stands before.
const GROUPS: [&str; 45] = [
    "小学", "中学", "大学", "学院", "支行", "商会", "学会", "中心", "机关", "支部", "党委", "车站", "农场", "林场",
    "工厂", "企业", "单位", "部门", "小组", "街道", "社区", "商店", "药房", "饭店", "法院", "妇联", "团委", "村民",
    "居民", "农户", "老人", "人员", "家属", "群众", "党员", "干部", "学生", "儿童", "妇女", "农民", "工人", "职工",
    "诊所", "家庭", "住户",
];

/// With what the names of places and offices end that do not begin like a name.
const PLACES: [char; 17] =
    ['村', '镇', '乡', '县', '市', '区', '组', '社', '局', '站', '所', '办', '院', '厂', '店', '队', '部'];

/// With what no name of a person ends.
const NEVER: [char; 7] = ['店', '馆', '铺', '局', '办', '户', '者'];

/// With what no name of four characters ends: 张记面厂.
const FIRMS: [char; 9] = ['厂', '院', '社', '部', '场', '站', '所', '队', '处'];

/// How names of villages end that begin like a name: 李家村.
const HAMLETS: [&str; 8] = ["家村", "家庄", "家屯", "家湾", "家坪", "家寨", "家镇", "家组"];

/// Words of names of places and firms in English.
const NO_PERSON: [&str; 44] = [
    "village",
    "town",
    "township",
    "county",
    "city",
    "district",
    "province",
    "road",
    "street",
    "bridge",
    "school",
    "company",
    "ltd",
    "co",
    "group",
    "station",
    "office",
    "committee",
    "bureau",
    "project",
    "total",
    "unknown",
    "not",
    "withheld",
    "farm",
    "bank",
    "hospital",
    "clinic",
    "shop",
    "store",
    "team",
    "association",
    "cooperative",
    "union",
    "court",
    "police",
    "center",
    "centre",
    "department",
    "government",
    "university",
    "college",
    "factory",
    "households",
];

/// The surnames of most people, and some that are rarer.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈\
姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温赖饶詹巫丘古凌练\
幸侯管刁池洪巢康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童毕单季裴霍涂成苗谷盛\
曲翁冉骆蓝路游辛靳欧阳麦岑卓邝缪褚卫蔺屈祁仇桂滕蒙佘佟晏窦尤柏鄢敖瞿冼甄楚巩鲍戚臧邬苑虞栗冀郜逄仝亓粟亢";

/// Surnames of two characters.
const DOUBLE: [&str; 26] = [
    "欧阳", "上官", "司徒", "司马", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯", "宇文", "长孙",
    "轩辕", "端木", "百里", "南宫", "独孤", "呼延", "闻人", "澹台", "申屠", "钟离", "淳于", "万俟",
];

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
pub(super) fn is_surely_name(text: &str) -> bool {
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
