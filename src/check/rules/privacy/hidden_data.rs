//! `privacy/hidden-data`: attachments hold nothing of people that nobody sees who opens them.

use crate::check::example::{Made, document};
use crate::check::privacy::{Found, Unseen, names_somebody};
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::load::attached::Trace;
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "privacy/hidden-data",
    severity: Severity::Error,
    what: [
        "附件里没有修订、批注、作者姓名，照片里没有拍摄地点",
        "Attachments hold no tracked changes, comments and names of authors, and photographs no place where they were taken",
    ],
    why: [
        "删掉的字、批注和作者还在文件里，照片里有谁家的坐标；打开看不见，下载的人都能找到",
        "Deleted words, comments and authors are still in the file, and in a photograph the place of somebody's house: not to be seen at first, and found by everybody",
    ],
    fails: Example::page("[附件](a.docx)").with(&[Made {
        path: "content/a.docx",
        what: ["一份留着修订的文档", "a document whose changes are tracked"],
        bytes: || document("<w:del><w:r><w:delText>甲</w:delText></w:r></w:del>"),
    }]),
    passes: Example::page("[附件](a.docx)").with(&[Made {
        path: "content/a.docx",
        what: ["同一份文档，接受了全部修订", "the same document with all changes accepted"],
        bytes: || document("<w:r><w:t>乙</w:t></w:r>"),
    }]),
    source: "《个人信息保护法》第二十八条；《保守国家秘密法》第三十五条（先审查、后公开）",
    options: &[],
    check: Check::Privacy(check),
};

fn check(_: &Site, found: &Found) -> Vec<Finding> {
    let one = |(what, place): &(Unseen, crate::diagnostic::Place)| {
        let (severity, message, help) = match what {
            Unseen::Unread(_) | Unseen::Table => return None,
            Unseen::Position(_) => (
                Severity::Error,
                text!("照片或视频里写着拍摄地点（GPS）", "the photograph or film says where it was taken (GPS)"),
                text!(
                    "在看图软件里去掉位置信息再放回来；只在页面里显示的照片会自动去掉",
                    "remove the position in a picture viewer; photographs that pages only show lose it by themselves"
                ),
            ),
            Unseen::Trace(Trace::Changes, _) => (
                Severity::Error,
                text!(
                    "文档留着修订，删掉的字还在里面",
                    "changes are tracked: what was deleted is still in the document"
                ),
                text!("接受或拒绝全部修订，再保存", "accept or reject all changes, and save it"),
            ),
            Unseen::Trace(Trace::Comments, _) => (
                Severity::Warning,
                text!("文件里有批注", "there are comments in the file"),
                text!("删掉批注再保存", "delete them, and save it"),
            ),
            Unseen::Trace(Trace::Hidden, _) => (
                Severity::Warning,
                text!("文档里有设成“隐藏”的文字", "there are words in the document that are set as hidden"),
                text!("显示出来核对，不公开的删掉，再保存", "show them, delete what is not to be public, and save it"),
            ),
            Unseen::Trace(Trace::Firm(name), _) if !names_somebody(name) => return None,
            Unseen::Trace(Trace::Author(name) | Trace::Firm(name), _) => {
                let masked = crate::value::Mask::Name.of(name);
                (
                    Severity::Warning,
                    text!("文件里写着作者姓名：{masked}", "the file names an author: {masked}"),
                    text!(
                        "在办公软件的“检查文档”里删掉文档属性和个人信息",
                        "remove the document's properties and personal information (`Inspect Document`)"
                    ),
                )
            }
        };
        let (message, help) = match what {
            Unseen::Trace(_, Some(name)) | Unseen::Position(Some(name)) => {
                let Text { zh, en } = message;
                let message = text!("{zh}（在内嵌文件 {name} 里）", "{en} (in the file {name} within it)");
                let Text { zh, en } = help;
                (message, text!("{zh}；改好以后重新插入文档", "{en}; then insert it into the document anew"))
            }
            _ => (message, help),
        };
        Some(Finding::Wrong(Diagnostic::new(RULE.name, severity, message).at(place.clone()).help(help)))
    };
    found.unseen.iter().filter_map(one).collect()
}
