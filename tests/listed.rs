//! Lists of people: what of a list is somebody's name, and what is a village, a firm, a post or a word; below which headers
//! and in which lines names are found, and beside what they must not stand.

mod whom;

use mingbai::build::{Built, build_files};
use mingbai::load::{SourceFile, Sources};
use mingbai::model::Overrides;
use mingbai::output::{Output, Sink};
use mingbai::render::Options;

struct Nowhere;

impl Sink for Nowhere {
    fn accept(&self, _: Output) {}
}

fn built(body: &str, more: &[(&str, &str)]) -> Built {
    let term = "notice_from: 2023-08-01\nnotice_until: 2023-08-10\nnotice_type: 低保\n";
    let page = format!("---\ntitle: 例\n{term}---\n\n{body}\n");
    let mut files = vec![
        ("site.yaml", "title: 甲\nbase_url: https://t.example/\npublisher: 乙\nas_of: 2023-08-31\n"),
        ("content/_index.md", "---\ntitle: 首页\n---\n"),
        ("content/a.md", page.as_str()),
    ];
    files.extend(more);
    let files = files.into_iter().map(|(path, text)| SourceFile { path: path.into(), bytes: text.as_bytes().into() });
    build_files(&Sources::new(files.collect()), &Overrides::default(), Options::default(), &Nowhere)
}

/// What a rule says: severity and message.
fn told(body: &str, rule: &str, more: &[(&str, &str)]) -> Vec<String> {
    let built = built(body, more);
    let of = built.problems.iter().filter(|p| p.rule == rule);
    of.map(|p| format!("{} {}", p.severity.word(), p.message.en)).collect()
}

fn ended(body: &str) -> Vec<String> {
    told(body, "privacy/notice-ended", &[])
}

fn named(body: &str) -> Vec<String> {
    told(body, "privacy/named-table", &[])
}

fn table(header: &str, cells: &[&str]) -> String {
    let rows: String = cells.iter().map(|cell| format!("| {cell} | 甲 |\n")).collect();
    format!("| {header} | 甲项 |\n|---|---|\n{rows}")
}

#[test]
fn villages_firms_posts_and_set_words_are_no_people() {
    let nobody = "高山村 石马村 黄田村 白石村 江背村 龙岗村 金竹村 马图村 汤坑镇 广东省 梅州市 李屋 张屋 刘屋组 温屋 古坑 黄泥塘 \
                  刘记茶行 宏达建筑 金叶农资 广联电器 农商行 养殖场 石场 何氏宗祠 理事会 乡贤会 工会 另附 另行公布 略去 从略 隐私 若干 \
                  多人 五人 合计数 本页小计 期满已撤 流标 废标 一级 二级 甲方 乙方 个人 集体 主任 书记 委员 教师 村医 河长 保洁员 护林员 \
                  第一名 方案一 安居工程 王姓 李姓户主 陈女士 王先生 刘老师 撤回 本人撤回 全部通过 姓名略 隐名 代号甲 农户甲 户一";
    for word in nobody.split_whitespace() {
        for header in ["姓名", "申请人"] {
            assert_eq!(ended(&table(header, &[word])), [""; 0], "{header}: {word}");
        }
    }
    let all: Vec<&str> = nobody.split_whitespace().collect();
    assert_eq!(ended(&table("姓名", &all)), [""; 0]);
    assert_eq!(named("| 补助对象 | 账号 |\n|---|---|\n| 金竹村 | 1 |\n| 黄田村 | 2 |"), [""; 0]);
    assert_eq!(named("| 受益人 | 特困人员 |\n|---|---|\n| 黄田村 | 3 |"), [""; 0]);
    assert_eq!(named("| 申请人 | 开户行 |\n|---|---|\n| 刘记茶行 | 甲 |"), [""; 0]);
}

#[test]
fn what_may_be_a_place_is_a_name_only_among_names() {
    let count = |cells: &[&str]| ended(&table("姓名", cells)).join("\n");
    assert!(count(&["李小明", "王大力", "张村"]).contains("3 names"));
    let mixed = count(&["李小明", "黄田村", "石马村"]);
    assert!(mixed.starts_with("error") && mixed.contains("1 name "), "{mixed}");
    for doubtful in [&["扎西"][..], &["石桥头", "江下"], &["阿不都拉", "次仁"]] {
        let told = count(doubtful);
        assert!(told.starts_with("warning") && told.contains("may be names"), "{told}");
        let beside = doubtful.iter().map(|word| format!("| {word} | 一级 |\n")).collect::<String>();
        let told = named(&format!("| 姓名 | 残疾等级 |\n|---|---|\n{beside}"));
        assert!(told.len() == 1 && told[0].starts_with("warning"), "{told:?}");
    }
    let one = count(&["扎西", "李小明"]);
    assert!(one.starts_with("error") && one.contains("2 names"), "{one}");
    assert!(count(&["买买提·艾力"]).starts_with("error"));
}

#[test]
fn the_sites_own_places_organisations_and_posts_are_no_people() {
    let schema = "title: 地方\nfields:\n  - {name: code, type: string, title: 代码, mingbai: {value: place_code}}\n";
    let record = |title: &str| format!("- {{id: a, title: {title}, sources: [原件], as_of: 2023, code: '441423'}}\n");
    let of = |folder: &str, title: &str, body: &str| {
        let (path, file) = (format!("content/{folder}/_collection.yaml"), format!("content/{folder}/a.yaml"));
        told(body, "privacy/notice-ended", &[(&path, schema), (&file, &record(title))])
    };
    let body = table("申请人", &["高陂", "石桥头"]);
    assert!(of("spots", "另一处", &body)[0].starts_with("error"));
    let one = of("spots", "高陂", &body);
    assert!(one.len() == 1 && one[0].starts_with("warning") && one[0].contains("has 1 "), "{one:?}");
    assert_eq!(of("spots", "高陂村", &table("申请人", &["高陂"])), [""; 0]);
    let plain = "title: 单位\nfields:\n  - {name: code, type: string, title: 代码}\n";
    let files = |folder: &str| {
        let (path, file) = (format!("content/{folder}/_collection.yaml"), format!("content/{folder}/a.yaml"));
        told(&table("申请人", &["高陂"]), "privacy/notice-ended", &[(&path, plain), (&file, &record("高陂"))])
    };
    assert_eq!(files("organisations"), [""; 0]);
    assert_eq!(files("homes").len(), 1, "any other record may be a person");
}

#[test]
fn names_are_found_below_more_headers_and_however_a_cell_is_written() {
    let headers = "考生 村民 孤儿 人员 人员名单 低保户 权利人 承包方 承包人 持证人 户名 领款人 获奖者 对象 姓名1 姓名/性别 姓名、电话";
    for header in headers.split_whitespace().chain(["姓名 性别"]) {
        let told = ended(&table(header, &["李小明"]));
        assert!(told.len() == 1 && told[0].starts_with("error"), "{header}: {told:?}");
    }
    for (header, cell) in
        [("承包方", "宏达公司"), ("对象", "全体村民"), ("户名", "广联电器"), ("人员", "保洁员"), ("承包方", "黄田村")]
    {
        assert_eq!(ended(&table(header, &[cell])), [""; 0], "{header}: {cell}");
    }
    let cells =
        "李小明（户主） 李小明等3户 李小明1人 1李小明 1.李小明 李小明[^1] 李小明\u{200b} 李小明/男 李小明(已故)";
    for cell in cells.split_whitespace() {
        let told = ended(&format!("{}\n[^1]: 注\n", table("姓名", &[cell])));
        assert!(told.len() == 1 && told[0].contains("1 name "), "{cell}: {told:?}");
    }
    assert_eq!(ended(&table("姓名", &["12户", "张*（户主）", "共3户", "（略）"])), [""; 0]);
}

#[test]
fn names_are_found_in_more_lines() {
    for (line, count) in [
        ("拟推荐人选：李小明", 1),
        ("拟表彰人员：李小明、王大力", 2),
        ("拟发展党员：李小明", 1),
        ("中标候选人：李小明", 1),
        ("低保户：李小明、王大力", 2),
        ("受助学生：李小明", 1),
        ("考生：李小明", 1),
        ("拟录用人员：李小明（坑尾村）、王大力（大湾村）", 2),
        ("拟录用人员：1. 李小明", 1),
        ("拟录用：1.李小明 2.王大力", 2),
        ("姓名：李小明 性别：男", 1),
        ("姓名：李小明 男", 1),
    ] {
        let told = ended(line);
        assert!(told.len() == 1 && told[0].contains(&format!(" {count} name")), "{line}: {told:?}");
    }
    for line in [
        "拟种品种：金银花",
        "拟用地点：黄田村",
        "中标候选人：广联电器",
        "低保户：3户",
        "拟录用人员：李小明 符合条件的按程序办理",
        "对象：高龄老人",
        "公示名单：黄田村、石马村",
    ] {
        assert_eq!(ended(line), [""; 0], "{line}");
    }
}

#[test]
fn lists_in_texts_that_visitors_can_download_are_read() {
    let of = |name: &str, text: &str| {
        let path = format!("content/{name}");
        told(&format!("[名单]({name})"), "privacy/notice-ended", &[(&path, text)])
    };
    let rtf =
        "{\\rtf1\\ansi\\uc1 \\u25311?\\u24405?\\u29992?\\u20154?\\u21592?\\u65306?\\u26446?\\u23567?\\u26126?\\par}";
    for (name, text, count) in [
        ("a.txt", "公示如下。\n拟录用人员：李小明、王大力\n", 2),
        ("a.txt", "公示名单：\r\n\r\n1. 李小明\r\n2、王大力\r\n联系人：张三\r\n", 2),
        ("a.txt", "| 姓名 | 村 |\n|---|---|\n| 李小明 | 黄田村 |\n", 1),
        ("a.rtf", rtf, 1),
        ("a.svg", "<svg><text>拟录用人员：李小明</text></svg>", 1),
        ("a.json", "[{\"姓名\": \"李小明\", \"村\": \"黄田村\"}, {\"姓名\": \"王大力\"}]", 2),
    ] {
        let told = of(name, text);
        let found = told.len() == 1 && told[0].starts_with("error") && told[0].contains(&format!(" {count} name"));
        assert!(found, "{name} {text}: {told:?}");
    }
    for text in ["公示了2户。\n", "拟录用人员：见公示栏\n", "| 姓名 | 村 |\n|---|---|\n| 李*明 | 黄田村 |\n"]
    {
        assert_eq!(of("a.txt", text), [""; 0], "{text}");
    }
    assert_eq!(of("a.json", "{\"name\": \"石马\", \"序号\": 1}"), [""; 0], "data of anything");
}

#[test]
fn what_officials_are_in_charge_of_is_not_theirs() {
    for (name, other) in [
        ("姓名", "负责信访"),
        ("姓名", "负责的低保村"),
        ("姓名", "接待信访时间"),
        ("姓名", "健康管理员"),
        ("姓名", "联系宗教活动场所"),
        ("姓名", "宗教场所联系"),
        ("姓名", "包联低保户"),
        ("村医姓名", "诊断资格"),
        ("姓名", "刑法考试"),
        ("姓名", "健康知识得分"),
        ("姓名", "病死畜禽（头）"),
        ("申请人", "病死猪无害化处理"),
        ("姓名", "监护人职责培训"),
        ("姓名", "类别"),
    ] {
        assert_eq!(named(&format!("| {name} | {other} |\n|---|---|\n| 李小明 | 甲 |")), [""; 0], "{name} {other}");
    }
    for (name, other, cell) in [
        ("患者姓名", "金额", "1"),
        ("残疾人姓名", "补贴金额", "1"),
        ("低保对象", "金额", "1"),
        ("孤儿姓名", "金额", "1"),
        ("低保户", "金额", "1"),
        ("姓名", "一卡通", "1"),
        ("姓名", "家庭地址", "甲"),
        ("姓名", "致贫原因", "甲"),
        ("姓名", "救助类型", "甲"),
        ("姓名", "类别", "低保户"),
        ("姓名", "备注", "残疾一级"),
    ] {
        let told = named(&format!("| {name} | {other} |\n|---|---|\n| 李小明 | {cell} |"));
        assert!(told.len() == 1 && told[0].starts_with("error"), "{name} {other}: {told:?}");
    }
    assert_eq!(named("| 村 | 低保户 | 残疾人 |\n|---|---|---|\n| 黄田村 | 3 | 2 |"), [""; 0]);
}

#[test]
fn a_heading_says_of_whom_a_list_is() {
    const LIST: &str = "| 姓名 | 村 | 金额 |\n|---|---|---|\n| 李小明 | 大湾村 | 100 |";
    for over in [
        "## 残疾人补贴名单",
        "## 2023年8月残疾人两项补贴发放名单（公示）",
        "## 残疾人补贴名单\n\n### 大湾村\n\n公示如下。",
        "**特困人员名单**",
        "表1 临时救助对象名单：",
    ] {
        let told = named(&format!("{over}\n\n{LIST}"));
        assert!(told.len() == 1 && told[0].starts_with("error a table with `姓名` under `"), "{over}: {told:?}");
    }
    let html = "<tr><th>姓名</th><th>金额</th></tr><tr><td>李小明</td><td>100</td></tr></table>";
    assert_eq!(named(&format!("<table><caption>低保户花名册</caption>{html}")).len(), 1);
    assert_eq!(named(&format!("## 低保户花名册\n\n<table>{html}")).len(), 1);
    for over in [
        "## 耕地地力保护补贴名单",
        "## 残疾人补贴标准",
        "## 残疾人工作者名单",
        "## 贫困村驻村干部名单",
        "## 助残先进个人名单",
        "## 残疾人补贴名单\n\n见公示栏。\n\n## 其他",
        "残疾人补贴名单见公示栏。\n\n其他人员：",
        "残疾人补贴名单公示后，由下列人员受理：",
        "## 低保评审小组名单",
    ] {
        assert_eq!(named(&format!("{over}\n\n{LIST}")), [""; 0], "{over}");
    }
    for list in [
        "| 姓名 | 职务 |\n|---|---|\n| 李小明 | 主任 |",
        "| 姓名 | 金额 |\n|---|---|\n| 李\\*明 | 100 |",
        "| 村 | 人数 |\n|---|---|\n| 大湾村 | 3 |",
        "| 姓名 | 金额 |\n|---|---|\n| 高山村 | 100 |",
        "| 联系人姓名 | 电话 |\n|---|---|\n| 李小明 | 0753-1234567 |",
    ] {
        assert_eq!(named(&format!("## 残疾人补贴名单\n\n{list}")), [""; 0], "{list}");
    }
    let doubtful = named("## 残疾人补贴名单\n\n| 姓名 | 金额 |\n|---|---|\n| 扎西 | 100 |");
    assert!(
        doubtful.len() == 1 && doubtful[0].starts_with("warning a table under `残疾人补贴名单` has"),
        "{doubtful:?}"
    );
    let file = |path: &str, text: &str| told("[甲](b.csv)", "privacy/named-table", &[(path, text)]).len();
    assert_eq!(file("content/b.csv", "残疾人补贴名单,,\n姓名,村,金额\n李小明,大湾村,100\n"), 1);
    assert_eq!(file("content/残疾人补贴名单.csv", "姓名,村,金额\n李小明,大湾村,100\n"), 1);
    assert_eq!(file("content/b.csv", "补贴名单,,\n姓名,村,金额\n李小明,大湾村,100\n"), 0);
    assert_eq!(file("content/b.html", &format!("<!DOCTYPE html><h2>特困人员名单</h2>\n<table>{html}")), 1);
    assert_eq!(file("content/b.txt", "残疾人补贴名单\n\n| 姓名 | 金额 |\n| 李小明 | 100 |\n"), 1);
    let front = "---\ntitle: 残疾人补贴名单\n---\n\n";
    assert_eq!(file("content/b.md", &format!("{front}{LIST}\n")), 1, "the title of a page");
}

#[test]
fn tables_in_texts_and_in_any_csv_file_are_read() {
    let of = |path: &str, text: &str| {
        let link = format!("[甲]({path})");
        let path = format!("content/{path}");
        let more = [(path.as_str(), text)];
        (told(&link, "privacy/named-table", &more).len(), told(&link, "privacy/notice-ended", &more).len())
    };
    for sign in ["\t", ",", "，", ";", "|", "  "] {
        let text = format!(
            "残疾人名单如下\n\n序号{sign}姓名{sign}残疾等级\n1{sign}李小明{sign}一级\n2{sign}王大力{sign}二级\n"
        );
        assert_eq!(of("b.txt", &text), (1, 1), "{text}");
        let list = text.replace("残疾等级", "村").replace("残疾人", "");
        assert_eq!(of("b.txt", &list), (0, 1), "{list}");
        let table = &text[text.find("序号").expect("a header")..];
        if sign != "  " {
            assert_eq!(of("b.csv", table), (1, 1), "{table}");
        }
        let masked = list.replace("李小明", "李*明").replace("王大力", "王*力");
        assert_eq!(of("b.txt", &masked), (0, 0), "{masked}");
    }
    for text in ["村,户数\n李村,2\n", "申请人，交材料。\n高度重视，张贴公告。\n", "姓名 单位\n某某 某局\n"]
    {
        assert_eq!(of("b.txt", text), (0, 0), "{text}");
        assert_eq!(of("b.csv", text), (0, 0), "{text}");
    }
    assert_eq!(of("b.csv", "姓名\n李小明\n王大力\n"), (0, 1), "one column");
    for header in ["考生", "患者姓名", "姓名/性别", "承包方", "人员名单"] {
        assert_eq!(of("b.csv", &format!("{header},金额\n李小明,100\n")).1, 1, "{header}");
    }
}

#[test]
fn files_in_other_encodings_are_read() {
    let text = "姓名\t残疾等级\r\n李小明\t一级\r\n";
    let bytes: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for name in ["content/b.csv", "content/b.tsv", "content/b.txt"] {
        let files = [
            ("site.yaml", "title: 甲\nas_of: 2023-08-31\n"),
            ("content/_index.md", "---\ntitle: 首页\n---\n\n[甲](b.csv)\n"),
        ];
        let mut files: Vec<SourceFile> =
            files.map(|(path, text)| SourceFile { path: path.into(), bytes: text.as_bytes().into() }).into();
        files.push(SourceFile { path: name.into(), bytes: bytes.clone().into() });
        let built = build_files(&Sources::new(files), &Overrides::default(), Options::default(), &Nowhere);
        assert_eq!(built.problems.iter().filter(|p| p.rule == "privacy/named-table").count(), 1, "{name}");
    }
}

/// A table with numbers in its attributes that nobody needs is read as far as a table goes, and the rest is said.
#[test]
fn tables_that_are_larger_than_they_are_written_are_bounded() {
    let wide = |rows: usize, cell: &str| {
        format!(
            "<table>\n<tr><th>姓名</th><th>病种</th></tr>\n<tr><td>李小明</td><td>癌</td></tr>\n{}</table>",
            format!("<tr>{cell}</tr>\n").repeat(rows)
        )
    };
    let endless = wide(2000, "<td rowspan=65534 colspan=1000>姓名</td>");
    let all = |built: &Built, rule: &str| {
        built.problems.iter().filter(|p| p.rule == rule).map(|p| p.message.en.clone()).collect::<Vec<_>>()
    };
    for (file, said) in [("a.md", "the merged cells of this table"), ("a.html", "this attachment cannot be read")] {
        let found =
            if file == "a.md" { built(&endless, &[]) } else { built("甲。", &[("content/b.html", &endless)]) };
        let (unread, named) = (all(&found, "privacy/unread"), all(&found, "privacy/named-table"));
        assert!(unread.len() == 1 && unread[0].starts_with(said), "{file}: {unread:?}");
        assert_eq!(named.len(), 1, "what is read of it is looked at: {named:?}");
    }
    // As people write them: a village beside its forty rows, a title over all of them.
    let rows = format!("<tr><td rowspan=40>黄田村</td><td>1</td></tr>\n{}", "<tr><td>2</td></tr>\n".repeat(39));
    let real = format!("<table>\n<tr><td colspan=100>汇总</td></tr>\n{}</table>", rows.repeat(50));
    for found in [built(&real, &[]), built("甲。", &[("content/b.html", &real)])] {
        assert_eq!(all(&found, "privacy/unread"), [""; 0]);
    }
    // Labels in every cell of as many rows as anybody has.
    let labels = format!("|{}\n", "姓名|".repeat(20)).repeat(3000);
    let body = format!("|{}\n|{}\n{labels}", "姓名|".repeat(20), "---|".repeat(20));
    assert_eq!(all(&built(&body, &[]), "privacy/named-table"), [""; 0]);
}
