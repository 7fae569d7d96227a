//! Any text in any field comes out as text.

use crate::support::rendered;
use mingbai::check::scan::attributes;
use proptest::prelude::{ProptestConfig, any, prop_assert, proptest};

const SCHEMA: &str = "title: 项目\nfields:\n  - {name: note, title: 说明, type: string}\n  - {name: many, title: 多个, type: list}\nmingbai: {list: [note, many]}\n";

/// A YAML scalar that means exactly that text (JSON strings are YAML).
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn in_every_field(before in any::<String>(), after in any::<String>(), quote in "[\"'>]{0,2}") {
        let evil: String = format!("{before}{quote}<x-evil x-attr=1>&lt;x-evil>{quote} x-attr=\"{after}").replace(['\0', '\u{FDD0}'], "");
        let q = quoted(&evil);
        let body = evil.replace('\r', " ");
        let phone = quoted(&format!("0753-1234567、{evil}"));
        let site = format!("title: {q}\ndescription: {q}\npublisher: {q}\nbase_url: https://town.example/gd/\nas_of: 2023-08-31\ntaxonomies: [{{name: topic, title: {q}}}]\nfields: {{extra: {{type: string, title: {q}}}}}\ncontact: {{phone: {phone}, mail: \"a&b'c@town.example\", address: {q}}}\nidentifiers: {{icp: {q}}}\n");
        let front = format!("title: {q}\nsummary: {q}\nkeywords: [{q}]\nissuer: {q}\nextra: {q}\ntopic: [{}]\nsources: [{{document: {q}, locator: {q}}}]\n", quoted(&format!("甲{evil}")));
        let files = [
            ("site.yaml", site),
            ("content/_index.md", format!("---\ntitle: {q}\n---\n\n{body}\n")),
            ("content/a.md", format!("---\ndate: 2023-01-01\n{front}---\n\n# {body}\n\n[{body}](a.md \"t\")\n\n| {body} |\n|-|\n| {body} |\n\n```{body}\n{body}\n```\n\n![{body}](a.md)\n")),
            ("content/p/_collection.yaml", SCHEMA.to_owned()),
            ("content/p/r.yaml", format!("- {{id: r, title: {q}, note: {q}, many: [{q}, {q}]}}\n")),
        ];
        let (outputs, problems) = rendered(&files);
        prop_assert!(outputs.contains_key("a/index.html"), "{:?}", problems);
        // Downloads and files of search are no markup: what is in them is data.
        let is_data = |path: &str| [".json", ".csv", ".js"].iter().any(|end| path.ends_with(end));
        let markup = outputs.iter().filter(|(path, _)| !is_data(path));
        for (path, text) in markup {
            prop_assert!(!text.contains("<x-evil"), "{path}: {text}");
            if path.ends_with(".html") {
                let mut found = false;
                attributes(text, |a| found |= a.name == "x-attr" || a.tag == "x-evil");
                prop_assert!(!found, "{path}: {text}");
            }
        }
    }
}
