//! Soft breaks between lines of Chinese, and all the others.

use super::{check, check_inline};

#[test]
fn dropped_between_wide_characters() {
    check_inline(&[
        ("今天开会\n明天公布", "今天开会明天公布"),
        ("今天开会，\n明天公布", "今天开会，明天公布"),
        ("他说：\n“好”", "他说：“好”"),
        ("他说“好”\n就走了", "他说“好”就走了"),
        ("停——\n看", "停——看"),
        ("（甲）\n（乙）", "（甲）（乙）"),
        ("今天\r\n明天", "今天明天"),
        ("今天 \n  明天", "今天明天"),
        ("カタカナ\nひらがな", "カタカナひらがな"),
        ("甲\n乙\n丙\n丁", "甲乙丙丁"),
        ("𠮷\n野", "𠮷野"),
    ]);
}

#[test]
fn dropped_between_shared_marks_within_chinese() {
    check_inline(&[
        ("“好。”\n“再见。”", "“好。”“再见。”"),
        ("他说……\n“好。”", "他说……“好。”"),
        ("中文…\n——中文", "中文…——中文"),
        ("‘甲’\n‘乙’", "‘甲’‘乙’"),
        ("“**好**”\n“**再见**”", "“<strong>好</strong>”“<strong>再见</strong>”"),
        ("**“好”**\n**“再见”**", "<strong>“好”</strong><strong>“再见”</strong>"),
        ("好——\n……", "好——……"),
        ("“……”\n“好”", "“……”“好”"),
        ("“甲”\n“乙”\n“丙”", "“甲”“乙”“丙”"),
    ]);
}

#[test]
fn kept_between_shared_marks_within_latin() {
    check_inline(&[
        ("“Yes.”\n“No.”", "“Yes.”\n“No.”"),
        ("He said…\n“no”", "He said…\n“no”"),
        ("“甲”\n“b”", "“甲”\n“b”"),
        ("“a”\n“乙”", "“a”\n“乙”"),
        ("“……”\n“……”", "“……”\n“……”"),
        ("“한”\n“국”", "“한”\n“국”"),
        ("甲”\n“![图](/a.png)b", "甲”“<img src=\"/a.png\" alt=\"图\" />b"),
    ]);
}

#[test]
fn kept_beside_other_scripts() {
    check_inline(&[
        ("使用\nRust", "使用\nRust"),
        ("Rust\n语言", "Rust\n语言"),
        ("共3\n户", "共3\n户"),
        ("a\nb", "a\nb"),
        ("한국어\n문장", "한국어\n문장"),
        ("甲\n한", "甲\n한"),
        ("“a”\n“b”", "“a”\n“b”"),
        ("甲  \n乙", "甲<br />\n乙"),
        ("甲\\\n乙", "甲<br />\n乙"),
        ("甲\n![图](/a.png)乙", "甲\n<img src=\"/a.png\" alt=\"图\" />乙"),
        ("![图](/a.png)\n乙", "<img src=\"/a.png\" alt=\"图\" />\n乙"),
    ]);
}

#[test]
fn seen_through_inline_tags() {
    check_inline(&[
        ("**甲**\n乙", "<strong>甲</strong>乙"),
        ("甲\n**乙**", "甲<strong>乙</strong>"),
        ("**甲。**\n**乙。**丙", "<strong>甲。</strong><strong>乙。</strong>丙"),
        ("**甲\n乙**", "<strong>甲乙</strong>"),
        ("**甲**\nb", "<strong>甲</strong>\nb"),
        ("~~**甲**~~\n*~~乙~~*", "<del><strong>甲</strong></del><em><del>乙</del></em>"),
        ("[甲](/a)\n[乙](/b)", "<a href=\"/a\">甲</a><a href=\"/b\">乙</a>"),
        ("甲\n<b>乙</b>\n丙", "甲<b>乙</b>丙"),
        ("甲\n<i>\n</i>\n乙", "甲<i></i>乙"),
        ("甲\n<i>\n</i>\nb", "甲\n<i>\n</i>\nb"),
        ("`甲`\n乙", "<code>甲</code>乙"),
        ("甲\n`ls`", "甲\n<code>ls</code>"),
        ("甲\n<https://example.org>", "甲\n<a href=\"https://example.org\">https://example.org</a>"),
        ("![甲\n乙](/a.png)", "<img src=\"/a.png\" alt=\"甲乙\" />"),
        ("甲&amp;\n乙", "甲&amp;\n乙"),
        ("甲&#x3002;\n乙", "甲。乙"),
    ]);
}

#[test]
fn each_block_by_itself() {
    check(&[
        ("甲\n\n乙", "<p>甲</p>\n<p>乙</p>"),
        ("> 甲\n> 乙", "<blockquote>\n<p>甲乙</p>\n</blockquote>"),
        ("- 甲\n  乙\n- 丙", "<ul>\n<li>甲乙</li>\n<li>丙</li>\n</ul>"),
        ("甲\n乙\n===", "<h1>甲乙</h1>"),
        ("```\n甲\n乙\n```", "<pre><code>甲\n乙\n</code></pre>"),
        ("<div>\n甲\n乙\n</div>", "<div>\n甲\n乙\n</div>"),
        (
            "甲[^a]\n乙\n\n[^a]: 丙\n    丁",
            "<p>甲<sup class=\"footnote-reference\"><a href=\"#a\">1</a></sup>乙</p>\n<div class=\"footnote-definition\" id=\"a\"><sup class=\"footnote-definition-label\">1</sup>\n<p>丙丁</p>\n</div>",
        ),
    ]);
}
