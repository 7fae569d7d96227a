//! Emphasis within every kind of block, and blocks that must survive it.

use super::check;

#[test]
fn headings_and_their_attributes() {
    check(&[
        ("# **甲。**乙", "<h1><strong>甲。</strong>乙</h1>"),
        ("## 说**“好”**字 {#say}", "<h2 id=\"say\">说<strong>“好”</strong>字</h2>"),
        ("## 甲 {#乙*（丙 .丁。*戊 键*（=值。*值}", "<h2 id=\"乙*（丙\" class=\"丁。*戊\" 键*（=\"值。*值\">甲</h2>"),
        ("**甲。**乙\n===", "<h1><strong>甲。</strong>乙</h1>"),
        ("说**“好”**\n---", "<h2>说<strong>“好”</strong></h2>"),
    ]);
}

#[test]
fn lists_and_quotes() {
    check(&[
        (
            "- **甲：**乙\n- **丙：**丁",
            "<ul>\n<li><strong>甲：</strong>乙</li>\n<li><strong>丙：</strong>丁</li>\n</ul>",
        ),
        ("1. **甲：**乙\n2. ~~丙。~~丁", "<ol>\n<li><strong>甲：</strong>乙</li>\n<li><del>丙。</del>丁</li>\n</ol>"),
        (
            "- [x] **甲：**乙",
            "<ul>\n<li><input disabled=\"\" type=\"checkbox\" checked=\"\"/>\n<strong>甲：</strong>乙</li>\n</ul>",
        ),
        (
            "> **甲。**乙\n>**丙。**丁",
            "<blockquote>\n<p><strong>甲。</strong>乙<strong>丙。</strong>丁</p>\n</blockquote>",
        ),
        (">**甲**乙\n>**丙**", "<blockquote>\n<p><strong>甲</strong>乙<strong>丙</strong></p>\n</blockquote>"),
        ("> 甲**乙\n>**丙**丁", "<blockquote>\n<p>甲**乙<strong>丙</strong>丁</p>\n</blockquote>"),
        (
            "> [!NOTE]\n> **甲。**乙",
            "<blockquote class=\"markdown-alert-note\">\n<p><strong>甲。</strong>乙</p>\n</blockquote>",
        ),
        ("* **甲。**乙", "<ul>\n<li><strong>甲。</strong>乙</li>\n</ul>"),
        ("*甲。*乙", "<p><em>甲。</em>乙</p>"),
        ("-**甲。**乙", "<p>-<strong>甲。</strong>乙</p>"),
    ]);
}

#[test]
fn tables() {
    check(&[
        (
            "|项|说明|\n|---|---|\n|**甲。**乙|说**“好”**字|",
            "<table><thead><tr><th>项</th><th>说明</th></tr></thead><tbody>\n<tr><td><strong>甲。</strong>乙</td><td>说<strong>“好”</strong>字</td></tr>\n</tbody></table>",
        ),
        (
            "**项。**目|~~说。~~明\n---|---\n**甲。**|**“乙”**",
            "<table><thead><tr><th><strong>项。</strong>目</th><th><del>说。</del>明</th></tr></thead><tbody>\n<tr><td><strong>甲。</strong></td><td><strong>“乙”</strong></td></tr>\n</tbody></table>",
        ),
        (
            "|a|\n|-|\n|**甲**|\n|甲\\|**乙。**丙|",
            "<table><thead><tr><th>a</th></tr></thead><tbody>\n<tr><td><strong>甲</strong></td></tr>\n<tr><td>甲|<strong>乙。</strong>丙</td></tr>\n</tbody></table>",
        ),
        (
            "|a|\n|-|\n|**[16万](figure:p)**人|",
            "<table><thead><tr><th>a</th></tr></thead><tbody>\n<tr><td><strong><a href=\"figure:p\">16万</a></strong>人</td></tr>\n</tbody></table>",
        ),
    ]);
}

#[test]
fn footnotes() {
    check(&[
        (
            "甲[^a]乙\n\n[^a]: **注：**见表",
            "<p>甲<sup class=\"footnote-reference\"><a href=\"#a\">1</a></sup>乙</p>\n<div class=\"footnote-definition\" id=\"a\"><sup class=\"footnote-definition-label\">1</sup>\n<p><strong>注：</strong>见表</p>\n</div>",
        ),
        (
            "甲[^a]\n\n[^a]:**注**甲",
            "<p>甲<sup class=\"footnote-reference\"><a href=\"#a\">1</a></sup></p>\n<div class=\"footnote-definition\" id=\"a\"><sup class=\"footnote-definition-label\">1</sup>\n<p><strong>注</strong>甲</p>\n</div>",
        ),
        (
            "甲[^甲。*乙]\n\n[^甲。*乙]: 丙",
            "<p>甲<sup class=\"footnote-reference\"><a href=\"#甲。*乙\">1</a></sup></p>\n<div class=\"footnote-definition\" id=\"甲。*乙\"><sup class=\"footnote-definition-label\">1</sup>\n<p>丙</p>\n</div>",
        ),
        (
            "**甲。**[^a]乙**丙。**[^a]丁\n\n[^a]: 戊",
            "<p><strong>甲。</strong><sup class=\"footnote-reference\"><a href=\"#a\">1</a></sup>乙<strong>丙。</strong><sup class=\"footnote-reference\"><a href=\"#a\">1</a></sup>丁</p>\n<div class=\"footnote-definition\" id=\"a\"><sup class=\"footnote-definition-label\">1</sup>\n<p>戊</p>\n</div>",
        ),
    ]);
}

#[test]
fn link_definitions() {
    check(&[
        ("见**[章程]**第一条\n\n[章程]: /a", "<p>见<strong><a href=\"/a\">章程</a></strong>第一条</p>"),
        (
            "[甲。**乙]\n\n[甲。**乙]: /丙。**丁 '他说**“好”**字'",
            "<p><a href=\"/%E4%B8%99%E3%80%82**%E4%B8%81\" title=\"他说**“好”**字\">甲。**乙</a></p>",
        ),
        ("[见][甲。**乙]\n\n[甲。**乙]:丙。**丁", "<p><a href=\"%E4%B8%99%E3%80%82**%E4%B8%81\">见</a></p>"),
        ("[a]:**甲。**乙\n\n[a]", "<p><a href=\"**%E7%94%B2%E3%80%82**%E4%B9%99\">a</a></p>"),
    ]);
}

#[test]
fn line_endings_of_windows() {
    check(&[
        ("**甲。**乙\r\n**丙。**丁\r\n", "<p><strong>甲。</strong>乙<strong>丙。</strong>丁</p>"),
        (
            "# **甲。**乙\r\n\r\n- **丙：**丁\r\n",
            "<h1><strong>甲。</strong>乙</h1>\n<ul>\n<li><strong>丙：</strong>丁</li>\n</ul>",
        ),
        ("```\r\n**甲。**乙\r\n```\r\n", "<pre><code>**甲。**乙\n</code></pre>"),
        ("***\r\n甲。\r\n***\r\n", "<hr />\n<p>甲。</p>\n<hr />"),
        ("甲**“乙”**\\\r\n丙", "<p>甲<strong>“乙”</strong><br />\n丙</p>"),
    ]);
}
