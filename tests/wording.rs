//! What is said of words: broken set phrases, stray letters and marks, as a clerk sees it.

use mingbai::build::{Built, build_files};
use mingbai::diagnostic::Locale;
use mingbai::load::{SourceFile, Sources};
use mingbai::model::Overrides;
use mingbai::output::{Output, Sink};
use mingbai::render::Options;

struct Nowhere;

impl Sink for Nowhere {
    fn accept(&self, _: Output) {}
}

fn built(body: &str) -> Built {
    built_with(body, "")
}

fn built_with(body: &str, more: &str) -> Built {
    let site = "title: 某镇\nbase_url: https://town.example/\nas_of: 2023-08-31\npublisher: 某镇人民政府\n";
    let site = format!("{site}{more}");
    let page = format!("---\ntitle: 账目\naccount: true\nas_of: 2023-08\n---\n\n{body}\n");
    let files = [("site.yaml", site), ("content/_index.md", page)];
    let files = files.into_iter().map(|(path, text)| SourceFile { path: path.into(), bytes: text.into_bytes().into() });
    build_files(&Sources::new(files.collect()), &Overrides::default(), Options::default(), &Nowhere)
}

/// What a rule says of a page, and in which line.
fn said(rule: &str, body: &str) -> Vec<String> {
    let built = built(body);
    let own = built.problems.iter().filter(|p| p.rule == rule);
    own.map(|p| format!("{} {}", p.place.as_ref().expect("a place").line - 6, p.message.get(Locale::Zh))).collect()
}

#[test]
fn phrases_that_are_broken_in_the_middle() {
    let whole = "1 固定提法不完整，应为“习近平新时代中国特色社会主义思想”";
    for text in ["以习近平新时代特色社会主义思想为指导。", "学习习近平新时代中国特色社会主义。"]
    {
        assert_eq!(said("wording/set-phrase", text), [whole], "{text}");
    }
    assert_eq!(
        said("wording/set-phrase", "甲。\n\n绿水青山是金山银山。"),
        ["3 固定提法不完整，应为“绿水青山就是金山银山”"]
    );
    assert_eq!(said("wording/set-phrase", "绿水青山不仅是金山银山。新时代中国特色社会主义。"), [""; 0]);
}

#[test]
fn letters_and_marks_between_han() {
    let rule = "wording/punctuation";
    assert_eq!(said(rule, "扎实推进v乡村振兴。"), ["1 汉字中间夹着字母“v”"]);
    assert_eq!(said(rule, "村(组)里开会。"), ["1 汉字中间用了半角标点 ("]);
    assert_eq!(said(rule, "村（组)里开会。"), ["1 全角括号用半角的 ) 收尾"]);
    assert_eq!(said(rule, "他说\"好\"了。"), ["1 汉字中间用了半角标点 \""]);
    for fine in [
        "甲地块B区块、甲类A证书、维生素C含量。",
        "方案A和方案B，办理C证的。",
        "照《某办法(试行)》做，引“村(组)里”。",
        "详见[办法](/x.html)，`a(b)`。",
    ] {
        assert_eq!(said(rule, fine), [""; 0], "{fine}");
    }
}

#[test]
fn numbers_of_items_close_nothing() {
    let rule = "wording/punctuation";
    for fine in
        ["1）预警分级。2）响应分级。", "a）蓝色；b）黄色。", "①）甲。②）乙。", "做法有：1）修渠（三条）；2）铺路。"]
    {
        assert_eq!(said(rule, fine), [""; 0], "{fine}");
    }
    for lost in ["修渠三条）。", "共12）条。", "修渠1）（二）条）。", "一）修渠。"] {
        assert_eq!(said(rule, lost), ["1 符号 ） 前面没有另一半"], "{lost}");
    }
}

#[test]
fn set_phrases_ask_for_no_numbers() {
    let rule = "wording/intensifier";
    for fine in ["增强“四个意识”、坚定“四个自信”。", "不断提高政治判断力。", "提高政治站位。"]
    {
        assert_eq!(said(rule, fine), [""; 0], "{fine}");
    }
    for vague in ["增强“获得感”。", "增强“四个意识”，提高服务水平。", "服务水平明显提高，增强“四个意识”。"]
    {
        assert_eq!(said(rule, vague).len(), 1, "{vague}");
    }
}

#[test]
fn slips_in_names_and_phrases() {
    let rule = "wording/set-phrase";
    for text in [
        "习进平总书记",
        "习平近总书记",
        "习近总书记",
        "习近平总书纪",
        "以习近平同志为核心的党，",
        "以习近平为核心的党中央",
        "深刻领悟“两个确定”的决定性意义",
        "增强“四个意思”",
        "“四个全面”战略。",
        "邓小平里论",
        "科学发展关",
        "党的二十大大精神",
        "百县千镇万村高质量发展工。",
        "习近平新时代中国特设社会主义思想",
    ] {
        assert_eq!(said(rule, &format!("深入学习{text}")).len(), 1, "{text}");
    }
    for text in [
        "学习习近平总书记重要讲话，学习近平实践",
        "深刻领悟“两个确立”的决定性意义，增强“四个意识”、坚定“四个自信”、做到“两个维护”",
        "科学发展关键在人，学科发展观察，其中共产党员三名",
        "党的二十届三中全会，党的十九大、十二大精神",
        "这段话有四个意思，会上做到两个确定：定人、定责",
        "中国主席习近平，中国现代化，中式现代化",
        "“五位一体”总布局，“四个全面”战略布局",
        "百县千镇万村高质量发展，推动高质量发展工作",
    ] {
        assert_eq!(said(rule, text), [""; 0], "{text}");
    }
}

#[test]
fn one_wrong_character_within_a_phrase() {
    for (text, whole) in [
        ("习近乎总书记强调", "习近平总书记"),
        ("以习近平同志为中心的党中央", "以习近平同志为核心的党中央"),
        ("贯彻党的二十大情神", "党的二十大精神"),
        ("实施百县干镇万村高质量发展工程", "百县千镇万村高质量发展工程"),
        ("绿水清山就是金山银山", "绿水青山就是金山银山"),
        ("实现中华民簇伟大复兴", "中华民族伟大复兴"),
    ] {
        let told = said("wording/set-phrase", text);
        assert!(told.len() == 1 && told[0].contains(whole), "{text}: {told:?}");
    }
    for fine in
        ["学习小平同志", "习近平总是记着老区", "绿水青山就有金山银山", "百县千镇万村高质量发展进程", "增强三个意识"]
    {
        assert_eq!(said("wording/set-phrase", fine), [""; 0], "{fine}");
    }
}

#[test]
fn posts_of_leaders_however_they_stand() {
    let list = "checks: {wording/leader-post: {posts: [甲某某=县委书记, 乙某=镇长]}}\n";
    let told = |body: &str| -> Vec<String> {
        let built = built_with(body, list);
        let own = built.problems.iter().filter(|p| p.rule == "wording/leader-post");
        own.map(|p| format!("{} {}", p.severity.word(), p.message.zh)).collect()
    };
    let is = |post: &str| format!("error 职务写成了“{post}”，名单上是“县委书记”");
    for body in [
        "县长 甲某某到镇里。",
        "县长**甲某某**到镇里。",
        "| 姓名 | 职务 |\n|--|--|\n| 甲某某 | 县长 |",
        "| 职务 | 姓名 |\n|--|--|\n| 县长 | 甲某某 |",
        "甲某某（县长）到镇里。",
        "县长甲某某到镇里。",
    ] {
        assert_eq!(told(body), [is("县长")], "{body}");
    }
    assert_eq!(told("甲某某任县长。"), ["warning 职务写成了“县长”，名单上是“县委书记”"]);
    for fine in [
        "原县长甲某某、时任县长甲某某、原某县县长甲某某回镇里看看。",
        "甲某某（县委书记）和乙某（镇长）到村里，甲某某任县委书记。",
        "| 姓名 | 职务 |\n|--|--|\n| 甲某某 | 县委书记 |\n| 乙某 | 镇长 |",
        "| 姓名 | 职务 | 姓名 | 职务 |\n|--|--|--|--|\n| 乙某 | 镇长 | 甲某某 | 县委书记 |",
        "镇长 乙某 县委书记 甲某某",
        "甲某某任县长期间，镇里修了路。",
    ] {
        assert_eq!(told(fine), [""; 0], "{fine}");
    }
}

#[test]
fn a_lost_deputy_is_an_error_and_a_short_form_is_right() {
    let list = "checks: {wording/leader-post: {posts: [丙某某=党委委员、副镇长, 丁某=镇党委书记]}}\n";
    let told = |body: &str| -> Vec<String> {
        let built = built_with(body, list);
        let own = built.problems.iter().filter(|p| p.rule == "wording/leader-post");
        own.map(|p| format!("{} {}", p.severity.word(), p.message.zh)).collect()
    };
    let wrong = ["error 职务写成了“镇长”，名单上是“党委委员、副镇长”"];
    for body in [
        "镇长丙某某主持会议。",
        "丙某某镇长主持会议。",
        "镇长：丙某某",
        "- 丙某某，镇长",
        "| 姓名 | 性别 | 职务 |\n|--|--|--|\n| 丙某某 | 男 | 镇长 |",
    ] {
        assert_eq!(told(body), wrong, "{body}");
    }
    for fine in [
        "党委书记丁某、副镇长丙某某到村里，丁某书记讲了话。",
        "镇委书记丁　某，党委委员丙某某。",
        "镇长丁某（2018—2021年）",
        "| 姓名 | 性别 | 职务 |\n|--|--|--|\n| 丁某 | 男 | 党委书记、人大主席 |",
    ] {
        assert_eq!(told(fine), [""; 0], "{fine}");
    }
}

#[test]
fn posts_in_records() {
    let site =
        "title: 某镇\nbase_url: https://town.example/\nchecks: {wording/leader-post: {posts: [丙某某=副镇长]}}\n";
    let fields = "title: {zh-CN: 干部}\nname: leaders\nfields:\n- {name: n, title: {zh-CN: 姓名}, kind: text}\n- {name: k, title: {zh-CN: 职务}, kind: text}\n";
    for (post, count) in [("镇长", 1), ("副镇长", 0)] {
        let rows = format!("id,title,n,k\na,甲,丙某某,{post}\n");
        let files = [
            ("site.yaml", site),
            ("content/_index.md", "---\ntitle: 首页\n---\n"),
            ("content/r/_collection.yaml", fields),
            ("content/r/all.csv", &rows),
        ];
        let files = files
            .into_iter()
            .map(|(path, text)| SourceFile { path: path.into(), bytes: text.as_bytes().to_vec().into() });
        let sources = Sources::new(files.collect());
        let built = build_files(&sources, &Overrides::default(), Options::default(), &Nowhere);
        let own: Vec<_> = built.problems.iter().filter(|p| p.rule == "wording/leader-post").collect();
        assert_eq!(own.len(), count, "{post}: {own:?}");
    }
}

#[test]
fn traditional_characters_also_those_that_other_words_keep() {
    let rule = "wording/traditional";
    for (text, old) in [
        ("客家圍屋修好了", "圍"),
        ("种了萬亩", "萬"),
        ("徵收了三亩地", "徵"),
        ("於是修了水圳", "於"),
        ("扫得很乾净", "乾"),
        ("不再汙染", "汙"),
    ] {
        assert_eq!(said(rule, text), [format!("1 简体文字里混进了繁体字“{old}”")], "{text}");
    }
    for fine in ["乾隆年间修的围屋", "宫商角徵羽", "于是征收了万亩，扫得干净", "碑文写作“萬亩”"]
    {
        assert_eq!(said(rule, fine), [""; 0], "{fine}");
    }
}
