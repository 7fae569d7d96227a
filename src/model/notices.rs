//! What the parser of a page's body noticed, as diagnostics.

use super::source::Source;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::load::Markdown;
use crate::load::parse::markdown::Notice;
use crate::text;

/// What the body's parser noticed.
pub(super) fn found(source: &Source, file: &Markdown, problems: &mut Diagnostics) {
    for note in &file.document.notes {
        let (rule, message, help) = match note.what {
            Notice::RawHtml => (
                "content/raw-html",
                text!("正文里的 HTML 不会生效，会原样显示", "HTML in a page has no effect and is shown as text"),
                text!("改用 Markdown；要显示代码请放进反引号", "use Markdown; put code in backticks"),
            ),
            Notice::UnusedFootnote => (
                "content/footnote",
                text!("这条脚注没有被引用", "nothing refers to this footnote"),
                text!("在正文里写上 `[^…]`，或删掉它", "refer to it with `[^…]`, or remove it"),
            ),
            Notice::RepeatedFootnote => (
                "content/footnote",
                text!("这个脚注已经有内容了，这一条不显示", "this footnote has a text already; this one is not shown"),
                text!("换一个标号，或删掉一条", "give it another label, or remove one"),
            ),
            Notice::MissingFootnote => (
                "content/footnote",
                text!("没有这个脚注的内容", "this footnote has no text"),
                text!("另起一行写 `[^…]: 内容`", "write `[^…]: TEXT` on a line of its own"),
            ),
            Notice::TooDeep => (
                "content/nesting",
                text!("嵌套太深，多出的层次不显示", "nested too deep: the further levels are not shown"),
                text!("减少列表或引用的层次", "use fewer levels of lists or quotes"),
            ),
            Notice::Forbidden => (
                "content/encoding",
                text!("这个字符网页里不能用，没有显示", "no page can carry this character; it is left out"),
                text!("删掉它", "remove it"),
            ),
            Notice::NoAltText => (
                "content/alt-text",
                text!("图片没有替代文字", "the image has no alternative text"),
                text!("写成 `![图里是什么](文件)`", "write `![what it shows](FILE)`"),
            ),
            Notice::NearBlock(name) => (
                "content/block",
                text!("这一段会当作代码原样显示", "this is shown as code"),
                text!("是不是想写 ```{name}？", "did you mean ```{name}?"),
            ),
        };
        let place = source.body_place(note.range.clone());
        problems.push(Diagnostic::warning(rule, message).help(help).at(place));
    }
}
