//! Words by which lists of names are read: labels, words for nobody, organisations, surnames.

/// Headers and labels of names.
pub(super) const NAMES: [&str; 27] = [
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
pub(super) const OFFICE: [&str; 13] = [
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
pub(super) const OF_NOTICES: [&str; 8] =
    ["公示对象", "拟录用人员", "拟聘用人员", "拟聘人员", "录用人员", "被征收人", "被征地农户", "拟发展对象"];

/// Words before a list in a line, beside those.
pub(super) const LISTS: [&str; 5] = ["名单", "名单如下", "人员如下", "拟录用", "拟聘用"];

/// What else stands over columns and at the left of forms.
pub(super) const LABELS: [&str; 68] = [
    "性别", "年龄", "民族", "住址", "地址", "电话", "手机", "号码", "职务", "职称", "岗位", "单位", "部门", "金额",
    "备注", "学历", "学位", "专业", "类别", "类型", "等级", "级别", "程度", "日期", "时间", "年月", "编号", "序号",
    "证号", "情况", "原因", "事由", "事项", "标准", "人数", "户数", "人口", "面积", "成绩", "分数", "得分", "总分",
    "名次", "排名", "结果", "结论", "意见", "说明", "方式", "内容", "名称", "项目", "账号", "帐号", "卡号", "银行",
    "籍贯", "面貌", "学校", "班级", "年级", "院校", "关系", "村", "组", "村组", "乡镇", "收入",
];

/// What stands in a column of names for nobody.
pub(super) const NOBODY: [&str; 24] = [
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
pub(super) const UNTOLD: [char; 9] = ['已', '见', '详', '未', '不', '无', '待', '暂', '共'];

/// Parts of such words.
pub(super) const HIDDEN: [&str; 15] = [
    "隐去", "遮盖", "遮挡", "隐藏", "脱敏", "保密", "公示", "公开", "存档", "归档", "删除", "附件", "撤下", "屏蔽",
    "匿名",
];

/// How names of organisations end, whatever stands before.
pub(super) const ORGANISATIONS: [&str; 22] = [
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
pub(super) const GROUPS: [&str; 45] = [
    "小学", "中学", "大学", "学院", "支行", "商会", "学会", "中心", "机关", "支部", "党委", "车站", "农场", "林场",
    "工厂", "企业", "单位", "部门", "小组", "街道", "社区", "商店", "药房", "饭店", "法院", "妇联", "团委", "村民",
    "居民", "农户", "老人", "人员", "家属", "群众", "党员", "干部", "学生", "儿童", "妇女", "农民", "工人", "职工",
    "诊所", "家庭", "住户",
];

/// With what the names of places and offices end that do not begin like a name.
pub(super) const PLACES: [char; 17] =
    ['村', '镇', '乡', '县', '市', '区', '组', '社', '局', '站', '所', '办', '院', '厂', '店', '队', '部'];

/// With what no name of a person ends.
pub(super) const NEVER: [char; 7] = ['店', '馆', '铺', '局', '办', '户', '者'];

/// With what no name of four characters ends: 张记面厂.
pub(super) const FIRMS: [char; 9] = ['厂', '院', '社', '部', '场', '站', '所', '队', '处'];

/// How names of villages end that begin like a name: 李家村.
pub(super) const HAMLETS: [&str; 8] = ["家村", "家庄", "家屯", "家湾", "家坪", "家寨", "家镇", "家组"];

/// Words of names of places and firms in English.
pub(super) const NO_PERSON: [&str; 44] = [
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
pub(super) const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈\
姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温赖饶詹巫丘古凌练\
幸侯管刁池洪巢康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童毕单季裴霍涂成苗谷盛\
曲翁冉骆蓝路游辛靳欧阳麦岑卓邝缪褚卫蔺屈祁仇桂滕蒙佘佟晏窦尤柏鄢敖瞿冼甄楚巩鲍戚臧邬苑虞栗冀郜逄仝亓粟亢";

/// Surnames of two characters.
pub(super) const DOUBLE: [&str; 26] = [
    "欧阳", "上官", "司徒", "司马", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯", "宇文", "长孙",
    "轩辕", "端木", "百里", "南宫", "独孤", "呼延", "闻人", "澹台", "申屠", "钟离", "淳于", "万俟",
];
