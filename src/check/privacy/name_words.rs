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
pub(super) const OF_NOTICES: [&str; 9] =
    ["公示对象", "拟录用人员", "拟聘用人员", "拟聘人员", "录用人员", "被征收人", "被征地农户", "拟发展对象", "考生"];

/// Headers below which people may be named, and much else: only what is surely a name counts.
pub(super) const VAGUE: &str = "人员 人员名单 名单 对象 低保户 特困户 脱贫户 监测户 权利人 承包方 承包人 持证人 户名 领款人 获奖者 党员 村民 农户 业主 特困人员 残疾人员 信访人 孤儿";

/// How labels end below which people may be named too: 建房户, 拟任人选. They are told from those of offices and works by
/// [`AT_WORK`].
pub(super) const WIDE: &str = "\
户 户主 人 者 人员 人选 对象 学生 毕业生 考生 师 员 社员 股东 成员 积极分子 机主 场主 家庭 户主 户名 农户名称 户名称 种粮大户 退役军人 军人 党员 候选";

/// How labels end of those who are known by their work, and of what is nobody.
pub(super) const AT_WORK: &str = "\
负责人 联系人 经办人 责任人 承办人 主持人 发言人 记录人 审核人 填报人 填表人 制表人 监督人 公示人 发布人 受理人 签发人 批准人 起草人 校对人 法人 \
投标人 中标人 招标人 采购人 供应商 发包人 见证人 评议人 带头人 主讲人 撰稿人 投资人 施工人 管理人 保管人 帮扶人 包联人 接待人 召集人 牵头人 \
作者 编者 记者 读者 志愿者 建设者 参与者 管理者 经营者 消费者 \
工作人员 参会人员 值班人员 执法人员 管理人员 监督人员 审核人员 评审人员 服务人员 技术人员 领导人员 参加人员 出席人员 列席人员 检查人员 医护人员 \
施工人员 帮扶人员 驻村人员 评议人员 经办人员 单位人员 适用对象 服务对象 适用人员 检查对象 监管对象 考核对象 调研对象 培训对象 宣传对象 办理对象 \
网格员 联络员 信息员 管理员 监督员 协管员 工作员 指导员 审核员 质检员 安全员 委员 专员 议员 队员 评委 讲师 律师 工程师 监理师 设计师 教师 总户 \
公共场所 账户 帐户 用户 客户 门户 法定代表人 代表 本地人 外地人 每户 人均 总人 全家庭 文明家庭";

/// What lists are of that are no people: 树种名单.
pub(super) const OF_THINGS: &str = "\
树种 企业 项目 药品 品种 单位 公司 作品 节目 产品 机构 学校 村 社区 物种 景点 古树 茶叶 商品 品牌 材料 名胜 文物 菜品 歌曲 书目 地名 路名 \
名树 古木 树木 植物 动物 花卉 果树 河流 河道 湖泊 水库 山塘 建筑 古建 民居 古楼 民宿 村庄 自然村 古村 桥梁 道路 剧目 曲目 书籍 保护 采购";

/// How labels of names in notices end that begin with 拟.
pub(super) const PROPOSED: &str = "人员 人选 党员 对象 干部 学生 教师 村医";

/// What may follow 姓名 in a label: 姓名/性别.
pub(super) const BESIDE_NAMES: &str = "户主 性别 年龄 电话 民族 职务";

/// Words before a list in a line, beside those.
pub(super) const LISTS: [&str; 13] = [
    "名单",
    "名单如下",
    "人员如下",
    "拟录用",
    "拟聘用",
    "候选人",
    "推荐人选",
    "低保户",
    "特困户",
    "脱贫户",
    "监测户",
    "受助学生",
    "资助学生",
];

/// What else stands over columns and at the left of forms.
pub(super) const LABELS: [&str; 68] = [
    "性别", "年龄", "民族", "住址", "地址", "电话", "手机", "号码", "职务", "职称", "岗位", "单位", "部门", "金额",
    "备注", "学历", "学位", "专业", "类别", "类型", "等级", "级别", "程度", "日期", "时间", "年月", "编号", "序号",
    "证号", "情况", "原因", "事由", "事项", "标准", "人数", "户数", "人口", "面积", "成绩", "分数", "得分", "总分",
    "名次", "排名", "结果", "结论", "意见", "说明", "方式", "内容", "名称", "项目", "账号", "帐号", "卡号", "银行",
    "籍贯", "面貌", "学校", "班级", "年级", "院校", "关系", "村", "组", "村组", "乡镇", "收入",
];

/// What stands in a column of names for nobody.
pub(super) const NOBODY: &str = "\
原文未写 未写 待补充 略 无 空缺 空白 全体 本人 本户 同上 其他 其它 等等 高龄 毕业生 高中生 应届生 单亲 全村 另附 若干 流标 废标 撤回 \
甲方 乙方 丙方 个人 集体 单位 企业 国有 民营 教师 老师 村医 医生 河长 田长 路长 林长 村长 组长 镇长 主任 书记 委员 党员 成员 站长 \
所长 校长 园长 局长 院长 会长 队长 高中 高职 高校 高级 高三 高考 高温 初中 大专 本科 中专 小学 文盲 成人 成年 安置 和解 \
金额 全部 全额 全家 全程 时间 时任 万元 左右 常住 平房 楼房 余额 余款 项目 管理 管护 管道 施工 施肥 文件 文书 文体 方法 \
方便 单身 单独 单人 任命 任职 任期 石材 马路 马上 古迹 林地 林木 林业 田地 路灯 路面 白天 牛奶 牛栏 苗木 谷物 \
华侨 侨属 游客 车辆 季度 年度 毛坯 水渠 水泥 沙石 石料 石灰 钟点 金属 金银花 康养 盛产 成品 成绩 \
任何人 任何 单老 单亲家庭 冷库 温室 白酒 白糖 黄豆 黄牛 田心 祖屋 老屋 新屋 祠堂 宗祠 公祠 工会";

/// Words that are names as well.
pub(super) const EITHER: &str = "黄金 章程 贺信 文艺 江河 梅花 成功 成果 文化 石头 花生 和谐 康复 安全 温饱 古树 \
高山 金竹 石马 白鹭 金柚 白茶 金桔 石榴 金菊 马尾松 白皮松 白玉兰 黄花梨 金钱松 毛竹 温泉";

/// How words begin that say that a name is not told.
pub(super) const UNTOLD: [char; 15] =
    ['已', '见', '详', '未', '不', '无', '待', '暂', '共', '略', '隐', '另', '第', '户', '撤'];

/// Parts of such words, of titles and of sums.
pub(super) const HIDDEN: &str = "\
隐去 遮盖 遮挡 隐藏 脱敏 保密 公示 公开 存档 归档 删除 附件 撤下 屏蔽 匿名 隐名 隐私 代号 撤回 撤销 已撤 从略 姓名 通过 注销 退出 去世 迁出 \
核实 联系 农户 户主 业主 流标 废标 中标 依法 合计 小计 总计 共计 本页 方案";

/// How names of organisations, works and posts end, and names that are told in part: 陈女士, 李主任.
pub(super) const ORGANISATIONS: &str = "\
公司 集团 村委 委会 卫生院 医院 学校 幼儿园 敬老院 福利院 合作社 供销社 信用社 农信社 银行 农商行 协会 政府 办公室 派出所 服务站 卫生站 超市 \
药店 工程 项目 建筑 建材 电器 家电 五金 农资 科技 商贸 实业 物流 茶行 商行 车行 米行 门市 门市部 经营部 营业部 宗祠 公祠 祠堂 理事会 \
乡贤会 委员会 水电站 养殖场 女士 先生 老师 同志 师傅 主任 书记 委员";

/// How names of organisations and of people of a kind end, unless a surname and no more stands before.
pub(super) const GROUPS: &str = "\
小学 中学 大学 学院 支行 商会 学会 中心 机关 支部 党委 车站 农场 林场 工厂 企业 单位 部门 小组 街道 社区 商店 药房 饭店 法院 妇联 团委 村民 \
居民 农户 老人 人员 家属 群众 党员 干部 学生 儿童 妇女 农民 工人 职工 诊所 家庭 住户 家园 花园 小区 广场";

/// With what the names of places and offices end that do not begin like a name.
pub(super) const PLACES: &str = "村镇乡县市省区组社局站所办院厂店队部屋坑塘寨行会处场校祠坝垌坪湾围坳尾背房";

/// With what names of places and firms end that begin like a name: more often a place than a person, 黄田村.
pub(super) const OF_PLACES: &str = "村镇乡县市省区组社站院厂队屋坑塘寨场校祠坝垌屯墟排庙";

/// With what both end: 石桥头, 张知行.
pub(super) const OF_BOTH: &str = "行会所部处头尾下背里上湾围坪坳岗房家茶薯菜豆柚灰沙谣鹭情";

/// With what no name of a person ends.
pub(super) const NEVER: [char; 10] = ['店', '馆', '铺', '局', '办', '户', '者', '员', '姓', '族'];

/// With what no name of four characters ends: 张记面厂.
pub(super) const FIRMS: [char; 12] = ['厂', '院', '社', '部', '场', '站', '所', '队', '处', '行', '坊', '会'];

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
