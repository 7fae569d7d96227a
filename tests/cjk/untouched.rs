//! What mending must leave as CommonMark has it.

use super::{check, check_inline, check_same_as_unmended};
use mingbai::load::parse::markdown::cjk::mend;

#[test]
fn products_bullets_and_rules_are_ordinary() {
    check_inline(&[
        ("5*3*2", "5<em>3</em>2"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("共3*（4+5）*2户", "共3*（4+5）*2户"),
        ("面积为5 * （3＋2） * 4", "面积为5 * （3＋2） * 4"),
        ("3~5天，6~8天", "3~5天，6~8天"),
        ("甲_乙。_丙", "甲_乙。_丙"),
        ("文件_名_称", "文件_名_称"),
        (r"\*甲。\*乙", "*甲。*乙"),
        (r"\**甲。*\*乙", "*<em>甲。</em>*乙"),
        ("** 甲。**乙", "** 甲。**乙"),
    ]);
    check(&[
        ("* 甲。\n* 乙。", "<ul>\n<li>甲。</li>\n<li>乙。</li>\n</ul>"),
        ("甲。\n\n***\n\n乙", "<p>甲。</p>\n<hr />\n<p>乙</p>"),
        ("* * *\n甲", "<hr />\n<p>甲</p>"),
        ("- ***\n- 甲", "<ul>\n<li>\n<hr />\n</li>\n<li>甲</li>\n</ul>"),
        ("甲。\n***\n乙", "<p>甲。</p>\n<hr />\n<p>乙</p>"),
    ]);
}

#[test]
fn code_is_untouched() {
    check(&[
        ("`他说**“好”**字`", "<p><code>他说**“好”**字</code></p>"),
        ("甲`**甲。**乙`丙", "<p>甲<code>**甲。**乙</code>丙</p>"),
        ("`` `甲。**乙 ``", "<p><code>`甲。**乙</code></p>"),
        ("```\n**甲。**乙\n```", "<pre><code>**甲。**乙\n</code></pre>"),
        ("``` 甲**“乙”\n甲。**乙\n```", "<pre><code class=\"language-甲**“乙”\">甲。**乙\n</code></pre>"),
        ("~~~\n~~甲。~~乙\n~~~", "<pre><code>~~甲。~~乙\n</code></pre>"),
        ("~~~**甲\n乙\n~~~", "<pre><code class=\"language-**甲\">乙\n</code></pre>"),
        ("    **甲。**乙", "<pre><code>**甲。**乙</code></pre>"),
        ("- 甲\n\n      **甲。**乙", "<ul>\n<li>\n<p>甲</p>\n<pre><code>**甲。**乙</code></pre>\n</li>\n</ul>"),
    ]);
}

#[test]
fn html_and_addresses_are_untouched() {
    check(&[
        ("<p title=\"他说**“好”**字\">\n**甲。**乙\n</p>", "<p title=\"他说**“好”**字\">\n**甲。**乙\n</p>"),
        ("甲<b title=\"他说**“好”**字\">乙</b>", "<p>甲<b title=\"他说**“好”**字\">乙</b></p>"),
        ("<!-- 甲。**乙 -->", "<!-- 甲。**乙 -->"),
        ("甲<!-- 甲。**乙 -->丙", "<p>甲<!-- 甲。**乙 -->丙</p>"),
        (
            "<https://example.org/甲。*乙>",
            "<p><a href=\"https://example.org/%E7%94%B2%E3%80%82*%E4%B9%99\">https://example.org/甲。*乙</a></p>",
        ),
        (
            "[甲](/他说**（好）**字)",
            "<p><a href=\"/%E4%BB%96%E8%AF%B4**%EF%BC%88%E5%A5%BD%EF%BC%89**%E5%AD%97\">甲</a></p>",
        ),
        ("![他说**“好”**字](/a.png)", "<p><img src=\"/a.png\" alt=\"他说“好”字\" /></p>"),
    ]);
}

#[test]
fn latin_is_untouched() {
    check_same_as_unmended(&[
        "**bold.**text",
        "a**\"quoted\"**b",
        "say **“yes”** now",
        "say**“yes”**now",
        "~~gone.~~more",
        "snake_case_name and __init__",
        "a*(b)*c",
        "café**(é)**é",
        "**Привет.**мир",
        "5*(3+2)*4",
        "**22%**of",
        "a\nb",
    ]);
    for source in ["say**“yes”**now", "**22%**of", "甲 **乙。** 丙", "**甲**乙", "甲_“乙”_丙"] {
        assert!(!mend(source).is_mended(), "{source:?}");
    }
}

#[test]
fn limits_are_the_ones_documented() {
    check_inline(&[("**_甲_**乙", "**<em>甲</em>**乙"), ("**甲|**乙", "**甲|**乙"), ("**甲)**b", "**甲)**b")]);
}
