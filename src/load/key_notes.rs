//! What the keys of [`super::keys`] hold and mean, in a sentence for editors; a test sees to it that every key has one.

use super::keys::{self, Key};

/// What a key holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Text.
    Text,
    /// A text or a list of texts.
    Texts,
    /// A text, or one for each language.
    Localized,
    /// True or false.
    Flag,
    /// A whole number.
    Whole,
    /// A decimal number.
    Number,
    /// A day.
    Day,
    /// A date as precise as it is known.
    Date,
    /// A moment.
    Moment,
    /// A date, a range or a deadline.
    When,
    /// Something of a shape of its own.
    Own,
}

use Holds::{Date, Day, Flag, Localized, Moment, Number, Own, Text, Texts, When, Whole};

/// A sentence on a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Note {
    /// The key's name.
    pub name: &'static str,
    /// What it holds.
    pub holds: Holds,
    /// In Chinese.
    pub zh: &'static str,
    /// In English.
    pub en: &'static str,
}

const fn note(name: &'static str, holds: Holds, zh: &'static str, en: &'static str) -> Note {
    Note { name, holds, zh, en }
}

const PAGE: &[Note] = &[
    note("id", Text, "固定的短名，不再更改；记录必须有", "a stable short name, never reused; records must have one"),
    note("title", Text, "标题", "title of the page"),
    note("slug", Text, "网址的最后一段；不写就用文件名", "last part of the address; else the file's name"),
    note(
        "date",
        Day,
        "这一页说的是哪一天的事，列表按它排列",
        "the day that the page is about; lists are ordered by it",
    ),
    note("published", Moment, "公众什么时候第一次看到", "when the public could first read it"),
    note("updated", Moment, "最近一次要紧的改动", "the last change that matters to readers"),
    note("as_of", Date, "数字截至什么时候", "as of when the figures hold"),
    note(
        "summary",
        Text,
        "一两句话，用在列表、订阅和搜索里",
        "one or two sentences for lists, feeds and search engines",
    ),
    note("keywords", Texts, "关键词", "keywords for the government page tags"),
    note("draft", Flag, "草稿：加上 --drafts 才显示", "left out unless --drafts"),
    note("publish_at", Moment, "到这时才公开", "left out before this moment"),
    note("withdraw_at", Moment, "到这时撤下", "left out from this moment on"),
    note("weight", Whole, "小的排在前面", "smaller comes first"),
    note("aliases", Texts, "以前的网址，会转到这里", "earlier addresses, which lead here"),
    note("taxonomies", Own, "各分类法下的分类", "terms by taxonomy"),
    note(
        "sources",
        Own,
        "依据的文件和位置，例如 {document: 某文件, locator: ¶6}",
        "documents that it rests on, such as {document: NAME, locator: ¶6}",
    ),
    note("issuer", Text, "谁发布的；不写就是本站的发布单位", "who issued it; else the site's publisher"),
    note(
        "account",
        Flag,
        "这一页是账目，数字都要对得上记录",
        "the page is an account: its figures are held to their records",
    ),
    note("template", Text, "主题里的另一个模板", "a template of the theme other than the usual one"),
    note("toc", Flag, "是否显示目录", "whether to show the contents list"),
    note("notice_from", Day, "公示从哪一天开始", "first day of the public notice"),
    note("notice_until", Day, "公示到哪一天为止，过后要撤下人名", "its last day, after which it may name nobody"),
    note(
        "notice_type",
        Text,
        "公示什么，例如 低保、中标候选人、征地补偿安置",
        "what is put on notice, by which its least time is known",
    ),
    note(
        "waivers",
        Own,
        "豁免的规则：为什么、哪个岗位定的、到哪一天",
        "rules that are waived here: why, by which post, until when",
    ),
];

const SECTION: &[Note] = &[
    note("sort", Own, "列表按什么排列", "order of the list"),
    note("paginate", Whole, "每页几条；0 是不分页", "entries on a list page; 0 = all on one"),
    note("column_type", Text, "栏目类别（网页标签 ColumnType）", "class of the column for the government page tags"),
];

const SITE: &[Note] = &[
    note("title", Localized, "站点名称", "name of the site"),
    note("description", Localized, "一句话说明", "one sentence about it"),
    note("base_url", Text, "将来的网址，含路径", "where it will be served, path included"),
    note("language", Texts, "唯一的语言", "the only language"),
    note("languages", Texts, "语言，第一种是默认的", "languages; the first is the default"),
    note("timezone", Text, "日期的时区，例如 Asia/Shanghai", "the zone of dates, such as Asia/Shanghai"),
    note("as_of", Moment, "以哪一天为准", "the moment as of which all is judged"),
    note("publisher", Localized, "谁发布", "who publishes"),
    note("identifiers", Own, "登记的号码", "registered numbers"),
    note("demonstration", Flag, "每页写明这是演示站", "says on every page that this is no official publication"),
    note("contact", Own, "联系方式", "how to reach the publisher"),
    note("theme", Text, "themes/ 下的主题", "folder under themes/"),
    note("paginate", Whole, "列表每页几条", "entries on a list page"),
    note("feed_limit", Whole, "订阅里几条", "entries in a feed"),
    note("page_kilobytes", Whole, "第一次打开一页最多几千字节", "kB that a first visit to a page may take"),
    note("page_requests", Whole, "第一次打开一页最多几个请求", "requests that a first visit to a page may make"),
    note("taxonomies", Own, "分类法", "taxonomies"),
    note("fields", Own, "文件头里自定的字段", "extra front-matter keys"),
    note("sections", Own, "导航里的栏目", "the navigation"),
    note("groups", Own, "首页上的全部栏目，按问题分组", "all sections on the home page, grouped by question"),
    note("footer", Own, "页脚里的链接", "what the footer links to"),
    note("names", Texts, "带数字、但不是数的专名，例如万亩竹海", "names with numerals in them that are no figures"),
    note(
        "checks",
        Own,
        "各条规则算错误、警告还是不管，以及它的选项",
        "by rule: error, warning, note or off, and its options",
    ),
    note("waivers", Own, "按路径豁免的规则", "rules that are waived, by path"),
    note("publish_checks", Flag, "是否公开核对结果页", "whether the public checks page exists"),
    note("search", Flag, "有没有站内搜索", "whether the site can be searched"),
    note(
        "bulletins",
        Texts,
        "生成哪些通报：weekly 每周、monthly 每月、none 不生成",
        "which bulletins are made: weekly, monthly, none",
    ),
];

const COLLECTION: &[Note] = &[
    note("title", Localized, "集合的标题，也可以作工作表名", "title of the collection; may name its sheet"),
    note("description", Localized, "里面是什么", "what it holds"),
    note("primaryKey", Own, "总是 id", "always `id`"),
    note("fields", Own, "字段，一个一项", "the fields, one each"),
    note("mingbai", Own, "列表、排列、状态机等", "list, order, machine and so on"),
];

const COLLECTION_OURS: &[Note] = &[
    note("list", Texts, "列表里显示的字段", "fields shown in the list"),
    note("sort", Own, "列表按什么排列", "order of the list"),
    note("singular", Localized, "一条记录叫什么", "name of one record"),
    note("complete", When, "这段时间的记录是全的", "the period for which it holds every record"),
    note("cadence", Own, "多久更新一次", "how often it should be brought up to date"),
    note("machine", Own, "记录要走的步骤", "the steps that records go through"),
    note("title_from", Texts, "没有标题的记录，用这些字段作标题", "fields that make the title of a record without one"),
    note("filters", Texts, "读者可以用来筛选的字段", "fields by which readers can filter the list"),
    note("view", Own, "列表页先回答什么", "what the list page answers first"),
];

const MACHINE: &[Note] = &[
    note("state", Text, "写阶段的字段", "the field that holds the state"),
    note("track", Text, "写类别的字段", "the field that names the track"),
    note("evidence", Text, "写证据程度的字段", "the field that holds the level of evidence"),
    note("tracks", Own, "各类各有步骤", "the tracks by value of the track field"),
    note("steps", Texts, "阶段的先后", "states in their order"),
    note("side", Texts, "随时可能出现的阶段", "states that may come at any time"),
];

const TRACK: &[Note] = &[
    note("steps", Texts, "阶段的先后", "states in their order"),
    note("side", Texts, "随时可能出现的阶段", "states that may come at any time"),
    note("evidence", Own, "从某阶段起最少要有的证据", "by state: the least evidence for it and all after it"),
];

const FIELD: &[Note] = &[
    note("name", Text, "英文名，小写字母开头", "name in the data: lower-case letters, digits and underscores"),
    note("type", Own, "类型", "type, of Table Schema"),
    note("title", Localized, "标题，也可以作表头和字段名", "header; may be written as the key"),
    note("description", Localized, "是什么意思", "what it means"),
    note("constraints", Own, "约束", "constraints"),
    note("categories", Own, "只能是其中之一", "values of an enum"),
    note("mingbai", Own, "引用、单位、值类等", "reference, unit, kind of value and so on"),
];

const CONSTRAINTS: &[Note] = &[
    note("required", Flag, "必须写；来源没有的写“原文未写”", "the key must be there; a stated unknown will do"),
    note("unique", Flag, "不能有两条相同", "no two records share it"),
    note("enum", Texts, "只能是其中之一", "one of these"),
    note("minimum", Number, "最小的数", "least number"),
    note("maximum", Number, "最大的数", "greatest number"),
    note("minLength", Whole, "最少几个字", "characters at least"),
    note("maxLength", Whole, "最多几个字", "characters at most"),
];

const FIELD_OURS: &[Note] = &[
    note("aliases", Texts, "别的表头", "other headers under which it may stand"),
    note("ref", Texts, "引用哪个集合，可以有几个", "the collection that it refers to, or a list of such"),
    note("partial", Flag, "日期可以不全，可以是一段时间或期限", "a date may lack its day, be a range or a deadline"),
    note("value", Own, "金额、数量、比例等", "an exact value"),
    note("unit", Text, "没有写单位的数用的单位", "the unit of a number without one"),
    note("stage", Own, "金额的阶段", "the stage of an amount"),
    note("expected", Flag, "读者想知道，没有就显示空缺", "a record without it shows the gap"),
    note("mask", Own, "公开时遮盖成什么样", "how it is masked wherever it is published"),
    note("fields", Own, "小表的字段", "the fields of small records"),
];

const UNKNOWN: &[Note] = &[
    note("unknown", Own, "为什么没有", "why there is none"),
    note("due", Text, "什么时候补上", "when it will be there"),
    note("post", Text, "由哪个岗位补", "the post that owes it"),
    note("basis", Text, "不公开的依据", "the legal basis for withholding"),
    note("note", Text, "备注", "a note"),
];

/// The keys that have notes, with them.
const ALL: &[(&[Key], &[Note])] = &[
    (keys::PAGE, PAGE),
    (keys::SECTION, SECTION),
    (keys::SITE, SITE),
    (keys::COLLECTION, COLLECTION),
    (keys::COLLECTION_OURS, COLLECTION_OURS),
    (keys::MACHINE, MACHINE),
    (keys::TRACK, TRACK),
    (keys::FIELD, FIELD),
    (keys::CONSTRAINTS, CONSTRAINTS),
    (keys::FIELD_OURS, FIELD_OURS),
    (keys::UNKNOWN, UNKNOWN),
];

/// The note on a key of a table.
pub fn of(table: &[Key], name: &str) -> Option<&'static Note> {
    let (_, notes) = ALL.iter().find(|(keys, _)| *keys == table)?;
    notes.iter().find(|n| n.name == name)
}

#[cfg(test)]
mod tests {
    use super::ALL;

    #[test]
    fn every_key_has_its_note() {
        for (keys, notes) in ALL {
            let named: Vec<&str> = keys.iter().map(|k| k.name).collect();
            let noted: Vec<&str> = notes.iter().map(|n| n.name).collect();
            assert_eq!(named, noted);
        }
    }
}
