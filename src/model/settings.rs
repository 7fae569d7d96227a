//! Parts of `site.yaml` that are checked further than their kind: how to reach the publisher, what is made, and the paths
//! that have to be there.

use std::collections::{BTreeMap, BTreeSet};

use super::config::{Group, NavEntry};
use super::read::{At, Localized, Reader};
use super::site::Site;
use crate::diagnostic::{Diagnostic, Diagnostics, Text, nearest};
use crate::load::keys::{CONTACT, GROUP, NAV};
use crate::load::parse::yaml::Node;
use crate::text;
use crate::value::is_dialled;

fn wrong(message: Text, help: Text) -> Diagnostic {
    Diagnostic::error("content/value", message).help(help)
}

/// Whether the site says that it is no official publication. Only a registered site can be none.
pub(super) fn demonstration(r: &mut Reader<'_>, at: Option<&At<'_>>, is_registered: bool) -> bool {
    let Some(at) = at else { return !is_registered };
    let wanted = r.boolean(at).unwrap_or(!is_registered);
    if !wanted && !is_registered {
        let what = text!(
            "站点没有标识码（identifiers 里的 site_id_code），不能写不是演示站",
            "a site without a registered code (`site_id_code` under `identifiers`) is a demonstration"
        );
        let help = text!(
            "登记过的站写上标识码：`identifiers: {{site_id_code: …}}`；没有登记的删掉 demonstration 这一行",
            "write the code of a registered site: `identifiers: {{site_id_code: …}}`; else remove this line"
        );
        r.problem(at, Diagnostic::error("content/site", what).help(help));
    }
    wanted || !is_registered
}

/// How to reach the publisher; what cannot be dialled or written to is left out.
pub(super) fn contact<'a>(r: &mut Reader<'a>, at: &At<'a>) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    for (key, at) in r.map(at, CONTACT) {
        let Some(text) = r.text(&at).filter(|text| !text.is_empty()) else { continue };
        let problem = match key {
            "phone" if !is_dialled(&text) => wrong(
                text!("“{text}”拨不出去", "`{text}` cannot be dialled"),
                text!(
                    "先写号码，例如 0753-1234567 或 0753-1234567转8，几个号码用“、”隔开；还没有就删掉这一行，网页上会写“待补充”",
                    "begin with a number such as 0753-1234567 or 0753-1234567 ext 8; without one remove the line, and pages say that it is to follow"
                ),
            ),
            "mail" if !is_mail(&text) => wrong(
                text!("“{text}”不是邮箱地址", "`{text}` is no mail address"),
                text!(
                    "写一个地址，例如 bgs@example.cn；还没有就删掉这一行，网页上会写“待补充”",
                    "write one address such as office@example.cn; without one remove the line, and pages say that it is to follow"
                ),
            ),
            _ => {
                out.insert(key.to_owned(), text);
                continue;
            }
        };
        r.problem(&at, problem);
    }
    out
}

/// Whether a text is one mail address: a name, one `@`, a domain with a dot in it, no space and no bracket.
fn is_mail(text: &str) -> bool {
    let is_out = |c: char| c.is_whitespace() || c.is_control() || "<>()[]\",;:\\，；、：（）".contains(c);
    let Some((name, domain)) = text.split_once('@') else { return false };
    let labels = domain.split('.').collect::<Vec<_>>();
    !name.is_empty()
        && !text.contains(is_out)
        && labels.len() > 1
        && labels.iter().all(|label| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-'))
}

/// The most that there may be of something: one at least.
pub(super) fn most(r: &mut Reader<'_>, at: &At<'_>) -> Option<usize> {
    let count = r.count(at)?;
    if count == 0 {
        let help = text!(
            "写 1 或更大的整数；不想检查就删掉这一行，并在 checks 里写 `access/weight: off`",
            "write 1 or more; not to have it checked, remove the line and write `access/weight: off` under `checks`"
        );
        r.problem(at, wrong(text!("0 是哪一页都做不到的", "no page can keep to 0"), help));
        return None;
    }
    Some(count)
}

/// Which bulletins are wanted: weekly, monthly.
pub(super) fn bulletins<'a>(r: &mut Reader<'a>, at: &At<'a>) -> (bool, bool) {
    let mut seen: Vec<&str> = Vec::new();
    for (word, at) in r.texts(at) {
        // `weekly, monthly` in one text are two words.
        for word in word.split([',', '，', '、']).map(str::trim).filter(|w| !w.is_empty()) {
            let known = match word {
                "weekly" | "每周" => "weekly",
                "monthly" | "每月" => "monthly",
                "none" | "无" | "不生成" => "none",
                _ => {
                    let near = nearest(word, ["weekly", "monthly", "none", "每周", "每月", "不生成"]);
                    let help = near.map_or_else(
                        || {
                            text!(
                                "写 weekly（每周）、monthly（每月）或 none（不生成）",
                                "write weekly, monthly or none"
                            )
                        },
                        |near| text!("是不是想写“{near}”？", "did you mean `{near}`?"),
                    );
                    r.problem(&at, wrong(text!("“{word}”不是通报", "`{word}` is no bulletin"), help));
                    continue;
                }
            };
            if seen.contains(&known) {
                let what = text!("“{word}”写了两次", "`{word}` stands here twice");
                r.problem(&at, wrong(what, text!("只留一个", "keep one of them")));
            } else if !seen.is_empty() && (known == "none" || seen.contains(&"none")) {
                let what = text!(
                    "none（不生成）和别的写在一起，说不清要不要生成",
                    "`none` beside others says both yes and no"
                );
                let help = text!("不要通报就只写 none，要的话删掉 none", "write `none` alone, or remove it");
                r.problem(&at, wrong(what, help));
            }
            seen.push(known);
        }
    }
    (seen.contains(&"weekly"), seen.contains(&"monthly"))
}

/// Entries of the navigation or the footer.
pub(super) fn sections<'a>(r: &mut Reader<'a>, at: &At<'a>) -> Vec<NavEntry> {
    let mut out = Vec::new();
    for item in r.list(at) {
        let mut entry = NavEntry { path: String::new(), title: Localized::default(), place: r.place(&item) };
        let mut path = None;
        if let Node::Map(_) = item.node {
            for (key, at) in r.map(&item, NAV) {
                match key {
                    "path" => {
                        path = r.text(&at);
                        entry.place = r.place(&at);
                    }
                    _ => entry.title = r.localized(&at),
                }
            }
        } else {
            path = r.text(&item);
        }
        match path {
            Some(path) if !path.is_empty() => {
                folder(&path).clone_into(&mut entry.path);
                out.push(entry);
            }
            _ => {
                let what = text!("这一项没有写 path（路径）", "this entry has no `path`");
                let help = text!(
                    "写 content/ 下的路径，例如 `path: projects`",
                    "write a path below content/, such as `path: projects`"
                );
                r.problem(&item, wrong(what, help));
            }
        }
    }
    out
}

/// Groups of sections on the home page.
pub(super) fn groups<'a>(r: &mut Reader<'a>, at: &At<'a>) -> Vec<Group> {
    let mut out = Vec::new();
    for item in r.list(at) {
        let mut group = Group { title: Localized::default(), sections: Vec::new() };
        for (key, at) in r.map(&item, GROUP) {
            match key {
                "title" => group.title = r.localized(&at),
                _ => {
                    let paths = r.texts(&at).into_iter();
                    group.sections = paths.map(|(path, at)| (folder(&path).to_owned(), r.place(&at))).collect();
                }
            }
        }
        out.push(group);
    }
    out
}

/// A path as the site knows it.
fn folder(path: &str) -> &str {
    path.trim_matches('/')
}

/// What `site.yaml` names has to be in the site, and stands once.
pub(super) fn held(site: &Site, problems: &mut Diagnostics) {
    let config = &site.config;
    // A collection without records, and what is not published yet, may be named: it then comes by itself.
    let sections = site.sections.iter().map(|s| &*s.folder);
    let known: BTreeSet<&str> = sections.chain(site.collections.iter().map(|c| c.name.as_str())).collect();
    let hidden: BTreeSet<&str> = site.hidden.iter().filter_map(|h| below(&h.path)).collect();
    let mut seen = BTreeSet::new();
    let named = |list: &[NavEntry]| list.iter().map(|e| (e.path.clone(), e.place.clone())).collect::<Vec<_>>();
    let grouped = config.groups.iter().flat_map(|group| group.sections.clone()).collect();
    let pages: BTreeSet<&str> = site.pages.iter().filter(|p| p.language == 0).map(|p| folder(&p.route)).collect();
    for (list, is_footer) in [(named(&config.sections), false), (grouped, false), (named(&config.footer), true)] {
        seen.clear();
        for (path, place) in list {
            let is_there = known.contains(path.as_str()) || is_footer && pages.contains(path.as_str());
            let problem = if !seen.insert(path.clone()) {
                let what = text!("“{path}”写了两次", "`{path}` stands here twice");
                wrong(what, text!("只留一个", "keep one of them"))
            } else if is_there || hidden.contains(path.as_str()) {
                continue;
            } else {
                missing(
                    &path,
                    is_footer,
                    if is_footer { known.union(&pages).copied().collect() } else { known.clone() },
                )
            };
            problems.push(problem.at(place));
        }
    }
}

/// A path that is not there, with the nearest one that is.
fn missing(path: &str, is_footer: bool, known: BTreeSet<&str>) -> Diagnostic {
    let what = if is_footer {
        text!("没有“{path}”这个栏目或网页", "there is no section or page `{path}`")
    } else {
        text!("没有“{path}”这个栏目", "there is no section `{path}`")
    };
    let help = match nearest(path, known) {
        Some(near) => text!("是不是想写“{near}”？", "did you mean `{near}`?"),
        None if is_footer => text!(
            "写 content/ 下有 _index.md 或 _collection.yaml 的文件夹，或一个网页的网址（不带最后的“/”）；没有就删掉这一项",
            "write a folder of content/ that has an _index.md or a _collection.yaml, or the address of a page, or remove the entry"
        ),
        None => text!(
            "写 content/ 下有 _index.md 或 _collection.yaml 的文件夹；没有就删掉这一项",
            "write a folder of content/ that has an _index.md or a _collection.yaml, or remove the entry"
        ),
    };
    wrong(what, help)
}

/// The path of a section or page by that of its file.
fn below(path: &str) -> Option<&str> {
    let path = path.strip_prefix("content/")?.strip_suffix(".md")?;
    Some(path.strip_suffix("/_index").or_else(|| path.strip_suffix("/index")).unwrap_or(path))
}

#[cfg(test)]
mod tests {
    use super::is_mail;

    #[test]
    fn a_mail_address_is_one() {
        for good in ["bgs@example.cn", "a.b+c&d'e@town.example.cn", "办公室@例子.中国"] {
            assert!(is_mail(good), "{good}");
        }
        for bad in
            ["a b@c", "a@b@c.cn", "a@", "@c.cn", "a@localhost", "a@c..cn", "a@b.cn, c@d.cn", "见公告", "<a@b.cn>"]
        {
            assert!(!is_mail(bad), "{bad}");
        }
    }
}
