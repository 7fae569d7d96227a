//! Mistakes of `site.yaml` and of the glossary.

use super::Fault;

const SITE: &str = "site.yaml";
const GLOSSARY: &str = "content/glossary.yaml";

/// A site whose settings are good but for a line, the fifth.
fn setting(name: &str, line: &str, rule: &'static str) -> Fault {
    let text =
        format!("title: 站\nbase_url: https://town.example/\nas_of: 2023-08-31\nlanguages: [zh-CN, en]\n{line}\n");
    Fault {
        name: format!("site.yaml: {name}"),
        files: vec![(SITE.to_owned(), text.into_bytes())],
        rule,
        place: format!("{SITE}:5"),
    }
}

/// A term that is wrong in its second line; the site is in two languages and has one document.
fn term(name: &str, entry: &str, rule: &'static str, line: u32) -> Fault {
    let files = [
        (SITE, "title: 站\nbase_url: https://town.example/\nas_of: 2023-08-31\nlanguages: [zh-CN, en]\n"),
        ("content/documents/_collection.yaml", "title: 文件\nfields: []\n"),
        ("content/documents/all.yaml", "- {id: report-2023, title: 工作总结}\n"),
        (GLOSSARY, entry),
    ];
    let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).to_vec();
    Fault { name: format!("glossary: {name}"), files, rule, place: format!("{GLOSSARY}:{line}") }
}

pub(super) fn faults() -> Vec<Fault> {
    let value = "content/value";
    vec![
        setting("no demonstration, and not registered", "demonstration: false", "content/site"),
        setting("bulletins, and none", "bulletins: [none, weekly]", value),
        setting("bulletins twice", "bulletins: [weekly, 每周]", value),
        setting("bulletins of a word that is near", "bulletins: [weekli]", value),
        setting("a phone that cannot be dialled", "contact: {phone: call me}", value),
        setting("two phones without a sign between", "contact: {phone: 0753-1234567 0753-7654321}", value),
        setting("a mail with a space", "contact: {mail: a b@town.example}", value),
        setting("two mails", "contact: {mail: \"a@town.example, b@town.example\"}", value),
        setting("pages of no weight", "page_kilobytes: 0", value),
        setting("pages without a request", "page_requests: 0", value),
        setting("navigation to a section that is not there", "sections: [projects, plaecs]", value),
        setting("navigation without a path", "sections: [{title: 地方}]", value),
        setting(
            "a group with a section that is not there",
            "groups: [{title: 看, sections: [places, project]}]",
            value,
        ),
        setting(
            "a section in two groups",
            "groups: [{title: 看, sections: [places]}, {title: 听, sections: [places]}]",
            value,
        ),
        setting("a footer that leads nowhere", "footer: [{path: nowhere, title: 甲}]", value),
        setting("a footer to a page that is nearly there", "footer: [{path: places/lingpai, title: 甲}]", value),
        setting("a footer twice", "footer: [{path: places}, {path: /places/}]", value),
        term(
            "an explanation in a language that the site does not have",
            "水圳:\n  explanation: {zh-CN: 引水的渠。, fr: Canal}\n",
            "content/glossary",
            2,
        ),
        term(
            "a document that is not there",
            "水圳:\n  sources: [{document: nowhere}]\n  explanation: 引水的渠。\n",
            "data/reference",
            2,
        ),
        term(
            "a document that is nearly there",
            "水圳:\n  sources: documents/report-2022\n  explanation: 引水的渠。\n",
            "data/reference",
            2,
        ),
        term("one character", "的: 一个字。\n", "content/glossary", 1),
        term("an alias of one character", "水圳:\n  aliases: [圳]\n  explanation: 引水的渠。\n", "content/glossary", 2),
        term("a key that is nearly right", "水圳:\n  explain: 引水的渠。\n", "content/unknown-key", 2),
    ]
}

#[test]
fn what_is_good_is_not_told() {
    let good = [
        "contact: {phone: '（0753）123 4567 转 8', mail: bgs@town.example, address: 一号}",
        "contact: {phone: '办公室：0753-1234567、0753-7654321（工作日）'}",
        "bulletins: none",
        "bulletins: [每月]",
        "sections: [places, {path: projects/, title: 甲}]",
        "groups: [{title: 看, sections: [places, projects]}]",
        "footer: [places, {path: places/ling-pai}, /projects/]",
        "identifiers: {site_id_code: '4414000001'}\ndemonstration: false",
    ];
    for line in good {
        let fault = setting("good", line, "");
        let found = super::problems(&fault.files);
        assert!(found.iter().next().is_none(), "{line}: {found:#?}");
    }
    let entry = "水圳:\n  sources: [工作总结, documents/report-2023, 《农田水利条例》]\n  explanation: {zh-CN: 引水的渠。, en: A canal}\n";
    let found = super::problems(&term("good", entry, "", 1).files);
    assert!(found.iter().next().is_none(), "{found:#?}");
}
