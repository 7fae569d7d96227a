//! `privacy/unread`: what nobody could look into for numbers of people is said.

use crate::check::example::{Made, document};
use crate::check::privacy::{Found, Unseen};
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "privacy/unread",
    severity: Severity::Note,
    what: ["附件都查得到里面有没有个人信息", "Every attachment can be looked into for personal information"],
    why: [
        "PDF、压缩包和旧版办公文件里的内容程序读不了：没有发现问题，不等于没有问题",
        "What is in PDF files, archives and older office files cannot be read: nothing found there does not mean that there is nothing",
    ],
    fails: Example::page("[附件](a.pdf)").with(&[Made {
        path: "content/a.pdf",
        what: ["一份PDF", "a PDF file"],
        bytes: || b"%PDF-1.7\n".to_vec(),
    }]),
    passes: Example::page("[附件](a.docx)").with(&[Made {
        path: "content/a.docx",
        what: ["一份文档", "a document"],
        bytes: || document("<w:r><w:t>乙</w:t></w:r>"),
    }]),
    source: "Mingbai docs/checks.md",
    options: &[],
    check: Check::Privacy(check),
};

fn check(_: &Site, found: &Found) -> Vec<Finding> {
    let one = |(what, place): &(Unseen, crate::diagnostic::Place)| {
        let within = match what {
            Unseen::Unread(within) => within,
            Unseen::Table => {
                let message = text!(
                    "表格里合并的单元格占的地方太多，后面的没有查列了哪些人",
                    "the merged cells of this table take up too much: who is listed in the rest of it was not looked for"
                );
                let help = text!("改小 rowspan、colspan，合并几格写几", "set rowspan and colspan to what is there");
                let problem = Diagnostic::new(RULE.name, Severity::Note, message).at(place.clone());
                return Some(Finding::Wrong(problem.help(help)));
            }
            _ => return None,
        };
        let message = match within.as_slice() {
            [] => text!(
                "这个附件读不了，或没有全部读到，查不了里面有没有个人信息",
                "this attachment cannot be read, or not all of it: whether it holds personal information cannot be checked"
            ),
            [name] => text!(
                "这个附件里的文件 {name} 读不了，查不了里面有没有个人信息",
                "the file {name} in this attachment cannot be read: whether it holds personal information cannot be checked"
            ),
            [name, rest @ ..] => {
                let (count, more) = (rest.len() + 1, rest.len());
                text!(
                    "这个附件里的文件 {name} 等{count}个读不了，查不了里面有没有个人信息",
                    "the file {name} and {more} more in this attachment cannot be read: whether they hold personal information cannot be checked"
                )
            }
        };
        let help = text!(
            "由审核的岗位打开逐页看；另有 .docx 或 .xlsx 的，一起放上来",
            "the post that reviews it opens it and looks at every page; where there is a .docx or .xlsx of it, add that"
        );
        Some(Finding::Wrong(Diagnostic::new(RULE.name, Severity::Note, message).at(place.clone()).help(help)))
    };
    found.unseen.iter().filter_map(one).collect()
}
