use super::{Document, Notice, What, first_heading, parse, words};
use proptest::prelude::{any, prop_assert, proptest};

/// The HTML with holes shown as `{…}`.
fn html(doc: &Document) -> String {
    let mut out = String::new();
    let mut from = 0;
    for hole in &doc.holes {
        out.push_str(&doc.html[from..hole.at]);
        from = hole.at;
        match hole.what {
            What::Address(i) => out.push_str(&format!("{{{}}}", doc.links[i].destination)),
            What::Title(i) => out.push_str(&format!("{{title {}}}", doc.links[i].destination)),
            What::Word(w) => out.push_str(&format!("{{{w}}}")),
            What::Value(n) => out.push_str(&format!("{{value {n}}}")),
            What::Table(n) => out.push_str(&format!("{{table {n}}}")),
            What::Block(n) => out.push_str(&format!("{{block {}}}", doc.blocks[n].name)),
        }
    }
    out + &doc.html[from..]
}

fn shown(source: &str) -> String {
    html(&parse(source, true))
}

#[test]
fn blocks_are_holes_and_other_fences_are_code() {
    let text = "甲\n\n```chart\nkind: bars\n\nitems: [x]\n```\n\n- 乙\n\n  ~~~图表 x\n  种类: 条形\n  ~~~\n";
    let doc = parse(text, true);
    assert_eq!(html(&doc), "<p>甲</p>\n{block chart}<ul>\n<li><p>乙</p>\n{block chart}</li>\n</ul>\n");
    let contents: Vec<&str> = doc.blocks.iter().map(|b| &text[b.content.clone()]).collect();
    assert_eq!(contents, ["kind: bars\n\nitems: [x]\n", "种类: 条形\n"]);
    assert_eq!(doc.summary, "甲");
    assert_eq!(
        shown("```yaml\nkind: bars\n```"),
        "<pre tabindex=\"0\"><code class=\"language-yaml\">kind: bars\n</code></pre>\n"
    );
    let near = |text: &str| parse(text, true).notes.iter().map(|n| n.what).collect::<Vec<_>>();
    assert_eq!(near("```charts\nkind: bars\n```"), [Notice::NearBlock("chart")]);
    assert_eq!(near("```表各\n- 集合： projects\n```"), [Notice::NearBlock("table")]);
    assert_eq!(near("```Figures\n- {figure: visits}\n```"), [Notice::NearBlock("figures")]);
    assert_eq!(near("```figure\n- figure: visits\n```"), [Notice::NearBlock("figures")]);
    assert_eq!(near("```charts\nx <- 1\n```"), []);
    assert_eq!(near("```rust\nkind: bars\n```"), []);
}

#[test]
fn the_usual() {
    assert_eq!(shown("甲 **乙** [丙](丁.md)"), "<p>甲 <strong>乙</strong> <a href=\"{丁.md}\">丙</a></p>\n");
    assert_eq!(shown("[](record:places/x)"), "<p><a href=\"{record:places/x}\">{title record:places/x}</a></p>\n");
    assert_eq!(shown("![图](a.png)"), "<p><img src=\"{a.png}\" alt=\"图\" loading=\"lazy\"></p>\n");
    assert_eq!(shown("- [x] 甲\n- [ ] 乙"), "<ul>\n<li>☑ 甲</li>\n<li>☐ 乙</li>\n</ul>\n");
    assert_eq!(
        shown("|甲|乙|\n|-|-:|\n|一|1|"),
        "<div class=\"table-wrap\" role=\"region\" tabindex=\"0\" aria-label=\"{table 1}\"><table>\n<thead><tr><th scope=\"col\">甲</th><th scope=\"col\" class=\"right\">乙</th></tr></thead><tbody>\n<tr><td>一</td><td class=\"right\">1</td></tr>\n</tbody></table></div>\n"
    );
}

#[test]
fn chinese_emphasis_and_line_breaks() {
    assert_eq!(
        shown("**重要。**后文\n换行，\n接着 Latin\nwords"),
        "<p><strong>重要。</strong>后文换行，接着 Latin\nwords</p>\n"
    );
    assert_eq!(shown("**[16万](a.md)**人"), "<p><strong><a href=\"{a.md}\">16万</a></strong>人</p>\n");
    let source = "**甲。**乙[丙](丁.md)";
    let doc = parse(source, true);
    assert_eq!(&source[doc.links[0].range.clone()], "[丙](丁.md)");
}

#[test]
fn headings_have_ids_and_only_the_page_has_level_one() {
    let doc = parse("# 题\n\n## 甲 [乙](x.md)\n\n# 丙 {#own}\n\n## 甲 乙", true);
    assert_eq!(
        html(&doc),
        "<h2 id=\"甲-乙\">甲 <a href=\"{x.md}\">乙</a></h2>\n<h2 id=\"own\">丙</h2>\n<h2 id=\"甲-乙-2\">甲 乙</h2>\n"
    );
    assert_eq!(doc.headings.len(), 3);
    assert_eq!(first_heading("<!-- x -->\n\n# 题 *目*\n\n文"), Some("题 目".to_owned()));
    assert_eq!(first_heading("文\n\n# 题"), None);
    assert_eq!(
        first_heading("# 游客 [](figure:visits)，[全部](list.md)"),
        Some("游客 [](figure:visits)，全部".to_owned())
    );
}

#[test]
fn footnotes_are_gathered() {
    let doc = parse("甲[^b]乙[^a]丙[^b]\n\n[^a]: 一\n\n[^b]: 二\n\n[^c]: 三", true);
    assert_eq!(
        html(&doc),
        "<p>甲<sup><a href=\"#fn-1\" id=\"fnref-1\" role=\"doc-noteref\">1</a></sup>乙<sup><a href=\"#fn-2\" id=\"fnref-2\" role=\"doc-noteref\">2</a></sup>丙<sup><a href=\"#fn-1\" id=\"fnref-1-2\" role=\"doc-noteref\">1</a></sup></p>\n<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"{footnotes}\">\n<ol>\n<li id=\"fn-1\">\n<p>二 <a href=\"#fnref-1\" role=\"doc-backlink\" aria-label=\"{footnote_back}\">↩</a> <a href=\"#fnref-1-2\" role=\"doc-backlink\" aria-label=\"{footnote_back}\">↩</a></p>\n</li>\n<li id=\"fn-2\">\n<p>一 <a href=\"#fnref-2\" role=\"doc-backlink\" aria-label=\"{footnote_back}\">↩</a></p>\n</li>\n</ol>\n</section>\n"
    );
    assert!(doc.notes.iter().any(|n| n.what == Notice::UnusedFootnote));
}

#[test]
fn content_is_inert() {
    let doc = parse(
        "甲<script>alert(1)</script>乙<br>丙<!-- 注 -->\n\n<div onclick=\"x\">丁</div>\n\n<!-- 多行\n注 -->\n",
        true,
    );
    let out = html(&doc);
    assert!(!out.contains("<script") && !out.contains("<div"), "{out}");
    assert!(out.contains("&lt;script&gt;") && out.contains("乙<br>丙") && !out.contains('注'), "{out}");
    assert_eq!(doc.notes.iter().filter(|n| n.what == Notice::RawHtml).count(), 3);
}

#[test]
fn summaries() {
    assert_eq!(parse("# 题\n\n第一段。\n\n第二段。", true).summary, "第一段。");
    assert_eq!(parse("第一段。\n\n第二段。\n\n<!-- 摘要 -->\n\n第三段。", true).summary, "第一段。 第二段。");
    assert!(parse(&"长".repeat(500), true).summary.chars().count() <= 161);
    assert_eq!(words("甲乙 two words 3.5万", true), 6);
}

#[test]
fn deep_nesting_is_bounded() {
    for source in [">".repeat(10_000) + " 甲", "* ".repeat(10_000) + "甲", "**a *b ".repeat(5_000)] {
        let doc = parse(&source, true);
        assert!(doc.html.matches("<blockquote>").count() <= 48, "bounded");
        assert!(doc.html.matches("<ul>").count() <= 48, "bounded");
    }
    assert!(parse(&(">".repeat(10_000) + " 甲"), true).notes.iter().any(|n| n.what == Notice::TooDeep));
}

proptest! {
    #[test]
    fn any_text_gives_balanced_inert_html(source in any::<String>()) {
        let doc = parse(&source, true);
        prop_assert!(!doc.html.contains("<script"));
        prop_assert!(doc.holes.windows(2).all(|w| w[0].at <= w[1].at));
        prop_assert!(doc.holes.iter().all(|h| doc.html.is_char_boundary(h.at)));
    }
}

proptest! {
    #[test]
    fn tables_and_lines_stand_in_the_source(body in "([|>*~ \\\\a甲。-]{0,9}\n(\\|-){1,3}\\|?\n|[|>*~ \\\\a甲。-]{0,9}\n){0,9}") {
        for table in parse(&body, true).tables {
            prop_assert!(table.columns > 0 && table.cells.len() % table.columns == 0);
            prop_assert!(table.cells.iter().all(|cell| body.get(cell.clone()).is_some()));
        }
        prop_assert!(super::lines(&body).iter().all(|line| body.get(line.range.clone()).is_some()));
    }
}

#[test]
fn prose_knows_where_it_stands() {
    let body = "1. **6400万元和4400万元。**新签约6400万元，[这个](figure:a)和`b`、**重要。**后文3人\n次。\n\n> 引用5人\n\n| 甲 | 乙 |\n|--|--|\n| 4次 | **“真”**她6人 |\n";
    let blocks = super::prose(body, |d| d.starts_with("figure:"));
    let texts: Vec<&str> = blocks.iter().map(|b| b.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "6400万元和4400万元。新签约6400万元，\u{FFFC}和\u{FFFC}、重要。后文3人次。",
            "\u{FFFC}甲",
            "乙",
            "4次",
            "“真”她6人"
        ]
    );
    for words in ["6400万元", "新签约6400万元", "后文3人", "4次", "她6人"] {
        let (block, at) = blocks.iter().find_map(|b| Some((b, b.text.find(words)?))).expect("it is there");
        let found = block.source(&(at..at + words.len()), body);
        assert_eq!(found.map(|range| &body[range]), Some(words));
    }
}

#[test]
fn tables_know_where_their_cells_stand() {
    let body = "> | 姓 名 | **病** |\n> |--|:-:|\n> | [张三](/a) | 一\\|二 |\n> | 李四 |\n\n- 甲\n\n  | 乙 |\n  |---|\n  | 丙 |\n";
    let doc = parse(body, true);
    let said = |table: &super::Table| -> Vec<String> {
        table.cells.iter().map(|cell| super::plain(body[cell.clone()].trim()).into_owned()).collect()
    };
    let [first, second] = &doc.tables[..] else { panic!("two tables") };
    assert_eq!(said(first), ["姓 名", "病", "张三", "一|二", "李四", ""]);
    assert_eq!((first.columns, second.columns), (2, 1));
    assert_eq!(said(second), ["乙", "丙"]);
}

#[test]
fn lines_are_as_their_author_broke_them() {
    use super::Of::{Cell, Item, Text};
    let body = "**甲：**\n乙\\*  \n丙\n\n1. 丁\n   - [戊](/a)\n\n> 己\n\n|庚|\n|---|\n";
    let lines = super::lines(body);
    let said: Vec<(&str, super::Of)> = lines.iter().map(|line| (line.text.as_str(), line.of)).collect();
    let want = [("甲：", Text), ("乙*", Text), ("丙", Text), ("丁", Item), ("戊", Item), ("己", Text), ("庚", Cell)];
    assert_eq!(said, want);
    assert_eq!(&body[lines[4].range.clone()], "戊");
}
