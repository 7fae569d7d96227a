//! Words and signs beside a number that say what it is.

/// Words before a card's number, in its line or over its column.
pub(super) const ACCOUNTS: [&str; 14] = [
    "卡号",
    "账号",
    "帐号",
    "账户",
    "帐户",
    "银行卡",
    "开户",
    "一卡通",
    "存折",
    "储蓄",
    "社保卡",
    "card",
    "account",
    "Account",
];

/// Words before a number of something else.
pub(super) const SERIALS: &[&str] = &[
    "编号",
    "编码",
    "代码",
    "文号",
    "序号",
    "序列号",
    "流水号",
    "订单号",
    "单号",
    "索引号",
    "登记号",
    "备案号",
    "许可证号",
    "证书号",
    "合同号",
    "批次",
    "批号",
    "条码",
    "发票号",
    "金额",
    "合计",
    "serial",
    "Serial",
    "index",
    "code",
    "会议号",
    "会议",
    "会议ID",
    "运单",
    "运单号",
    "发票",
    "发票号码",
    "备案",
    "ICP备",
    "人民币",
    "RMB",
    "USD",
    "合计",
    "总额",
    "户号",
    "学号",
    "考号",
    "准考证号",
    "工号",
    "税号",
    "档号",
    "图斑号",
    "宗地号",
    "群号",
    "QQ群",
];

/// Words before a credit code.
pub(super) const CODES: [&str; 6] = ["信用代码", "统一代码", "机构代码", "社会信用", "索引号", "credit code"];

/// What stands after a number that counts something.
pub(super) const UNITS: &[&str] = &[
    "元", "万", "亿", "千", "百", "角", "分", "%", "％", "‰", "米", "公里", "公顷", "公斤", "平方", "立方", "亩", "吨",
    "斤", "克", "人次", "人", "户", "个", "件", "次", "株", "头", "只", "册", "度", "km", "kg", "m2", "美元", "港元",
    "欧元", "日元", "整", "份", "名", "棵", "部", "尾", "台", "辆", "座", "条", "项", "家", "所", "套", "号", "kWh",
    "RMB", "USD", "㎡", "m²", "m3", "m³", "℃",
];

/// What stands at once after a number that counts something, where no word follows: some are surnames.
pub(super) const COUNTERS: [&str; 19] =
    ["方", "本", "张", "粒", "包", "瓶", "页", "枚", "羽", "箱", "袋", "笔", "宗", "起", "例", "批", "片", "块", "艘"];

/// How what is counted or paid is called, before a number or over its column.
pub(super) const AMOUNTS: [&str; 26] = [
    "投资",
    "价款",
    "工程款",
    "货款",
    "补助款",
    "补贴款",
    "拨款",
    "借款",
    "贷款",
    "收入",
    "支出",
    "价",
    "额",
    "共计",
    "总计",
    "小计",
    "累计",
    "资金",
    "预算",
    "决算",
    "产值",
    "面积",
    "库容",
    "经费",
    "费用",
    "结余",
];

/// Words that say of a number that it is a telephone, right before it or over its column.
pub(super) const PHONES: [&str; 15] = [
    "电话",
    "手机",
    "手机号",
    "手机号码",
    "电话号码",
    "联系",
    "联系人",
    "联系方式",
    "联系号码",
    "微信",
    "微信号",
    "致电",
    "拨打",
    "热线",
    "机主",
];

/// What may follow a unit: 元整, 万元, 个以上.
pub(super) const OF_UNITS: [char; 12] = ['整', '元', '人', '次', '以', '左', '多', '的', '和', '、', '亿', '米'];

/// What stands before a sum.
pub(super) const SIGNS: [char; 8] = ['¥', '￥', '$', '€', '£', '#', '№', '='];

/// Words before a telephone number without a space between.
pub(super) const DIALS: [&str; 11] =
    ["tel", "phone", "mobile", "mob", "cell", "call", "sms", "wechat", "wx", "vx", "fax"];
