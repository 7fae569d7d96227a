//! Which files of search a site has.

use std::collections::BTreeMap;

use crate::support::rendered;

fn outputs(site: &str, more: &[(&str, &str)]) -> BTreeMap<String, String> {
    let base = [
        ("site.yaml", format!("title: 镇\nbase_url: https://town.example/gd/\n{site}")),
        ("content/_index.md", "---\ntitle: 首页\n---\n\n修村道。\n".to_owned()),
        ("content/a.md", "---\ntitle: 甲\n---\n\n桥。\n".to_owned()),
    ];
    let more = more.iter().map(|(path, text)| (*path, (*text).to_owned()));
    let files: Vec<_> = base.into_iter().chain(more).collect();
    rendered(&files).0
}

fn of_search(outputs: &BTreeMap<String, String>) -> Vec<&str> {
    outputs
        .keys()
        .filter(|path| path.starts_with("search/") || path.starts_with("contents/"))
        .map(String::as_str)
        .collect()
}

const BOX: &str = "class=\"masthead-search\"";

#[test]
fn a_site_is_searched_unless_it_says_otherwise() {
    let all = outputs("", &[]);
    let found = of_search(&all);
    assert!(
        ["contents/index.html", "search/docs.js", "search/g/0.js", "search/index.html", "search/t/0.js"]
            .iter()
            .all(|path| found.contains(path))
    );
    assert!(all["index.html"].contains(BOX) && all["search/t/0.js"].contains("修村道"));
    let none = outputs("search: false\n", &[]);
    assert_eq!(of_search(&none), Vec::<&str>::new());
    assert!(!none["index.html"].contains(BOX));
}

/// Whoever writes a page there means it; a box that leads to it would find nothing.
#[test]
fn a_page_of_ones_own_takes_the_place_of_the_search() {
    let all = outputs("", &[("content/search.md", "---\ntitle: 找一找\n---\n\n打电话问。\n")]);
    assert_eq!(of_search(&all), ["contents/index.html", "search/index.html"]);
    assert!(all["search/index.html"].contains("打电话问") && !all["index.html"].contains(BOX));
}

/// Two places of one name are two choices.
#[test]
fn places_of_one_name_are_told_apart() {
    let schema = "title: 地名\nfields:\n  - {name: code, title: 代码, type: string, mingbai: {value: place_code}}\n";
    let records = "- {id: xin-cun, title: 新村}\n- {id: xin-cun-2, title: 新村}\n- {id: lao-cun, title: 老村}\n";
    let all = outputs("", &[("content/places/_collection.yaml", schema), ("content/places/places.yaml", records)]);
    let docs = &all["search/docs.js"];
    assert!(docs.contains(r#""places":["新村 (xin-cun)","新村 (xin-cun-2)","老村"]"#), "{docs}");
}

/// Readers look for a figure by other words than its title: these stand on its page, answer, and count as titles.
#[test]
fn a_figure_is_found_by_its_other_names() {
    let schema = "title: 路\nfields:\n  - {name: length, title: 长, type: number}\n";
    let figures = "roads:\n  标题: 修好的路\n  别名: 村道、 硬化路,\n  计数: {集合: roads}\n";
    let all = outputs(
        "",
        &[
            ("content/roads/_collection.yaml", schema),
            ("content/roads/roads.yaml", "- {id: a, title: 一号路, length: 3}\n"),
            ("content/figures.yaml", figures),
        ],
    );
    assert!(all["figures/roads/index.html"].contains("<p>也叫：村道、硬化路</p>"));
    let texts: String = all.iter().filter(|(path, _)| path.starts_with("search/t/")).map(|(_, text)| &**text).collect();
    // A count of what need not be all of it says so.
    assert!(
        texts.contains(r#""names":"村道\n硬化路""#) && texts.contains("\"answer\":\"1个 · 只数材料里点到的"),
        "{texts}"
    );
    // Three names, of four, two and three signs.
    assert!(all["search/docs.js"].contains("DECD"), "{}", all["search/docs.js"]);
    let runs: String = all.iter().filter(|(path, _)| path.starts_with("search/g/")).map(|(_, text)| &**text).collect();
    let line = runs.lines().find(|line| line.starts_with("\"硬化\":")).expect("the run");
    let [title, ..] = line.rsplit_once(":\"").expect("its lists").1.split('|').collect::<Vec<_>>()[..] else {
        panic!()
    };
    assert!(!title.is_empty(), "{line}");
}
