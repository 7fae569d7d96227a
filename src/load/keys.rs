//! The keys of the formats, in English and in Chinese; `docs/formats.md` is their reference.

/// A key and its Chinese name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// As the format names it.
    pub name: &'static str,
    /// As clerks may write it.
    pub chinese: &'static str,
}

const fn key(name: &'static str, chinese: &'static str) -> Key {
    Key { name, chinese }
}

/// Keys of the front matter of every page.
pub const PAGE: &[Key] = &[
    key("id", "编号"),
    key("title", "标题"),
    key("slug", "网址名"),
    key("date", "日期"),
    key("published", "发布日期"),
    key("updated", "更新日期"),
    key("as_of", "截至"),
    key("summary", "摘要"),
    key("keywords", "关键词"),
    key("draft", "草稿"),
    key("publish_at", "公开时间"),
    key("withdraw_at", "撤下时间"),
    key("weight", "排序"),
    key("aliases", "旧网址"),
    key("taxonomies", "分类"),
    key("sources", "来源"),
    key("issuer", "发布机构"),
    key("account", "账目"),
    key("template", "模板"),
    key("toc", "目录"),
    key("notice_from", "公示开始"),
    key("notice_until", "公示截止"),
    key("notice_type", "公示类型"),
    key("waivers", "豁免"),
];

/// Further keys of `_index.md`.
pub const SECTION: &[Key] = &[key("sort", "排列"), key("paginate", "每页条数"), key("column_type", "栏目类别")];

/// Keys of `site.yaml`.
pub const SITE: &[Key] = &[
    key("title", "标题"),
    key("description", "说明"),
    key("base_url", "网址"),
    key("language", "语言"),
    key("languages", "语言列表"),
    key("timezone", "时区"),
    key("as_of", "截至"),
    key("publisher", "发布单位"),
    key("identifiers", "标识"),
    key("demonstration", "演示"),
    key("contact", "联系方式"),
    key("theme", "主题"),
    key("paginate", "每页条数"),
    key("feed_limit", "订阅条数"),
    key("page_kilobytes", "每页千字节"),
    key("page_requests", "每页请求数"),
    key("taxonomies", "分类法"),
    key("fields", "字段"),
    key("sections", "栏目"),
    key("groups", "栏目分组"),
    key("footer", "页脚"),
    key("names", "专名"),
    key("checks", "检查"),
    key("waivers", "豁免"),
    key("publish_checks", "公开核对"),
    key("search", "搜索"),
    key("bulletins", "通报"),
];

/// Keys of `_collection.yaml`.
pub const COLLECTION: &[Key] = &[
    key("title", "标题"),
    key("description", "说明"),
    key("primaryKey", "主键"),
    key("fields", "字段"),
    key("mingbai", "明白"),
];

/// Keys of a field in `_collection.yaml`.
pub const FIELD: &[Key] = &[
    key("name", "名称"),
    key("type", "类型"),
    key("title", "标题"),
    key("description", "说明"),
    key("constraints", "约束"),
    key("categories", "取值"),
    key("mingbai", "明白"),
];

/// Keys under `mingbai` of `_collection.yaml`.
pub const COLLECTION_OURS: &[Key] = &[
    key("list", "列表"),
    key("sort", "排列"),
    key("singular", "单称"),
    key("complete", "完整"),
    key("cadence", "更新频率"),
    key("machine", "状态机"),
    key("title_from", "标题取自"),
    key("filters", "筛选"),
    key("view", "视图"),
];

/// Keys under `mingbai` of a field.
pub const FIELD_OURS: &[Key] = &[
    key("aliases", "别名"),
    key("ref", "引用"),
    key("partial", "不全"),
    key("value", "值类"),
    key("unit", "单位"),
    key("stage", "阶段"),
    key("expected", "应有"),
    key("mask", "遮盖"),
    key("fields", "字段"),
];

/// Keys under `constraints` of a field.
pub const CONSTRAINTS: &[Key] = &[
    key("required", "必填"),
    key("unique", "唯一"),
    key("enum", "枚举"),
    key("minimum", "最小"),
    key("maximum", "最大"),
    key("minLength", "最短"),
    key("maxLength", "最长"),
];

/// Keys of a collection's machine, and of its tracks.
pub const MACHINE: &[Key] = &[
    key("state", "状态"),
    key("track", "类别"),
    key("evidence", "证据"),
    key("tracks", "各类"),
    key("steps", "步骤"),
    key("side", "旁支"),
];

/// Keys of a track.
pub const TRACK: &[Key] = &[key("steps", "步骤"), key("side", "旁支"), key("evidence", "证据")];

/// Keys of a figure in `figures.yaml`.
pub const FIGURE: &[Key] = &[
    key("title", "标题"),
    key("aliases", "别名"),
    key("description", "说明"),
    key("value", "取自"),
    key("sum", "合计"),
    key("count", "计数"),
    key("latest", "最新"),
    key("share", "占比"),
    key("ratio", "比率"),
    key("difference", "差"),
    key("unit", "单位"),
    key("decimals", "小数位"),
    key("plausible", "合理范围"),
    key("as_of", "截至"),
    key("sources", "来源"),
    key("responsible", "责任岗位"),
];

/// Keys of the band in which a figure is plausible.
pub const BAND: &[Key] = &[key("minimum", "最小"), key("maximum", "最大")];

/// Keys of a statement in `reconcile.yaml`.
pub const RECONCILE: &[Key] = &[
    key("title", "标题"),
    key("left", "左边"),
    key("relation", "关系"),
    key("right", "右边"),
    key("disjoint", "互不重复"),
    key("rounding", "四舍五入到"),
    key("explained", "已说明"),
];

/// Keys of a term in `glossary.yaml`.
pub const GLOSSARY: &[Key] =
    &[key("title", "标题"), key("explanation", "解释"), key("aliases", "别名"), key("sources", "来源")];

/// Keys of a side that is not a target.
pub const SIDE: &[Key] = &[key("sum", "合计"), key("count", "计数")];

/// Keys of an explanation.
pub const EXPLAINED: &[Key] = &[key("reason", "原因"), key("post", "责任岗位"), key("source", "依据")];

/// Keys of a selection of records.
pub const SELECTION: &[Key] =
    &[key("of", "集合"), key("field", "字段"), key("where", "条件"), key("items", "明细"), key("among", "范围")];

/// Keys of a condition on a field.
pub const CONDITION: &[Key] = &[
    key("is", "是"),
    key("not", "不是"),
    key("from", "从"),
    key("until", "到"),
    key("in", "在"),
    key("unknown", "未知"),
];

/// Fenced blocks in Markdown.
pub const BLOCKS: &[Key] = &[
    key("figures", "数字"),
    key("table", "表格"),
    key("records", "记录"),
    key("chart", "图表"),
    key("timeline", "时间线"),
];

/// Keys of a `figures` block.
pub const CARDS: &[Key] = &[key("title", "标题"), key("items", "数字")];

/// Keys of a figure that is named in a block.
pub const CARD: &[Key] = &[key("figure", "取自"), key("title", "标题"), key("note", "说明")];

/// Keys of a `table` block.
pub const TABLE: &[Key] = &[
    key("title", "标题"),
    key("of", "集合"),
    key("where", "条件"),
    key("fields", "字段"),
    key("sort", "排列"),
    key("descending", "倒序"),
    key("limit", "条数"),
    key("total", "合计"),
];

/// Keys of a `records` block.
pub const RECORDS: &[Key] = &[
    key("title", "标题"),
    key("of", "集合"),
    key("where", "条件"),
    key("sort", "排列"),
    key("descending", "倒序"),
    key("limit", "条数"),
    key("short", "只列名称"),
];

/// Keys of a `chart` block.
pub const CHART: &[Key] = &[
    key("kind", "种类"),
    key("title", "标题"),
    key("note", "说明"),
    key("items", "数字"),
    key("record", "记录"),
    key("of", "集合"),
    key("where", "条件"),
    key("field", "字段"),
    key("from", "从"),
    key("to", "到"),
    key("track", "类别"),
    key("amount", "金额"),
    key("sort", "排列"),
    key("descending", "倒序"),
    key("limit", "条数"),
];

/// Kinds of charts.
pub const CHARTS: &[Key] =
    &[key("bars", "条形"), key("steps", "步骤"), key("ladder", "资金"), key("dumbbell", "对照"), key("series", "走势")];

/// Keys of a `timeline` block.
pub const TIMELINE: &[Key] = &[
    key("title", "标题"),
    key("note", "说明"),
    key("of", "集合"),
    key("where", "条件"),
    key("date", "日期"),
    key("within", "天数"),
    key("limit", "条数"),
];

/// The keys of all blocks.
pub const BLOCK_KEYS: [&[Key]; 6] = [CARDS, CARD, TABLE, RECORDS, CHART, TIMELINE];

/// Keys of a value that is written as a map.
pub const VALUE: &[Key] = &[key("value", "数值"), key("unit", "单位"), key("q", "程度"), key("stage", "阶段")];

/// Keys under `identifiers` of `site.yaml`.
pub const IDENTIFIERS: &[Key] =
    &[key("site_id_code", "网站标识码"), key("icp", "ICP备案"), key("public_security", "公安备案")];

/// Keys under `contact` of `site.yaml`.
pub const CONTACT: &[Key] = &[key("phone", "电话"), key("mail", "邮箱"), key("address", "地址")];

/// Keys of a taxonomy in `site.yaml`.
pub const NAMED: &[Key] = &[key("name", "名称"), key("title", "标题")];

/// Keys of an entry of the navigation in `site.yaml`.
pub const NAV: &[Key] = &[key("path", "路径"), key("title", "标题")];

/// Keys of a group of sections in `site.yaml`.
pub const GROUP: &[Key] = &[key("title", "标题"), key("sections", "栏目")];

/// Keys of a value of an enum.
pub const CATEGORY: &[Key] = &[key("value", "值"), key("label", "名称")];

/// Keys of an explicit unknown.
pub const UNKNOWN: &[Key] =
    &[key("unknown", "未知"), key("due", "何时补"), key("post", "责任岗位"), key("basis", "依据"), key("note", "备注")];

/// Keys of a waiver of a page or record.
pub const WAIVER: &[Key] = &[key("rule", "规则"), key("reason", "原因"), key("by", "决定岗位"), key("until", "有效期")];

/// Keys of a waiver in `site.yaml`.
pub const SITE_WAIVER: &[Key] =
    &[key("rule", "规则"), key("reason", "原因"), key("by", "决定岗位"), key("until", "有效期"), key("path", "路径")];

/// Keys of a source.
pub const CITATION: &[Key] = &[key("document", "文件"), key("locator", "位置")];

/// Types of fields.
pub const TYPES: [&str; 7] = ["string", "number", "integer", "boolean", "date", "list", "array"];

/// Kinds of exact values.
pub const VALUES: [&str; 5] = ["amount", "quantity", "ratio", "measure", "place_code"];

/// The key of a table that is meant by a word.
pub fn find(table: &'static [Key], word: &str) -> Option<&'static str> {
    table.iter().find(|k| k.name == word || k.chinese == word).map(|k| k.name)
}

/// Whether a word is a key of front matter.
pub fn is_front_matter(word: &str) -> bool {
    find(PAGE, word).or_else(|| find(SECTION, word)).is_some()
}
