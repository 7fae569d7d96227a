use super::{Node, Scalar, Spots, Step, YamlProblem, parse};
use proptest::prelude::{any, proptest};

fn text(t: &str) -> Node {
    Node::Scalar(Scalar { text: t.into(), bool: None })
}

#[test]
fn scalars_stay_as_written() {
    let node = parse("金额: 1.10\nid: 007\nno: no\ndate: 2023-03\nbig: 91440101123456789012345678\nt: true\nq: \"true\"\ne:\ntime: 12:30:45\nexp: 1e3\noct: 0o17\n").expect("good");
    let get = |k: &str| node.get(k).cloned();
    for (key, want) in [
        ("金额", "1.10"),
        ("id", "007"),
        ("no", "no"),
        ("date", "2023-03"),
        ("big", "91440101123456789012345678"),
        ("q", "true"),
        ("time", "12:30:45"),
        ("exp", "1e3"),
        ("oct", "0o17"),
    ] {
        assert_eq!(get(key), Some(text(want)), "{key}");
    }
    assert_eq!(get("t"), Some(Node::Scalar(Scalar { text: "true".into(), bool: Some(true) })));
    assert_eq!(get("e"), Some(Node::Null));
}

#[test]
fn lists_and_maps_keep_their_order() {
    let node = parse("b: [1, 二, {x: 3.0}]\na: {}\nanchor: &x 1.0\nalias: *x\n").expect("good");
    let Node::Map(entries) = &node else { panic!("a mapping") };
    assert_eq!(entries.iter().map(|(k, _)| k.as_str()).collect::<Vec<_>>(), ["b", "a", "anchor", "alias"]);
    assert_eq!(entries[0].1, Node::List(vec![text("1"), text("二"), Node::Map(vec![("x".into(), text("3.0"))])]));
    assert_eq!(entries[3].1, text("1.0"));
}

#[test]
fn places() {
    let source = "标题: 甲\nlist:\n  - 乙\n  - {k: 丙}\n";
    let spot = |path: &[Step]| Spots::of(source).get(path).cloned().expect("there");
    let key = |k: &str| Step::Key(k.into());
    let cut = |r: std::ops::Range<usize>| &source[r];
    let title = spot(&[key("标题")]);
    assert_eq!((title.key.map(cut), cut(title.value)), (Some("标题"), "甲"));
    assert_eq!(cut(spot(&[key("list"), Step::Index(0)]).value), "乙");
    assert_eq!(cut(spot(&[key("list"), Step::Index(1), key("k")]).value), "丙");
    assert_eq!(Spots::of(source).get(&[key("none")]), None);
}

#[test]
fn problems() {
    let kind = |t: &str| parse(t).map_err(|e| e.kind);
    assert_eq!(kind("a: 1\na: 2\n"), Err(YamlProblem::DuplicateKey("a".into())));
    assert_eq!(parse("a: 1\nb: 2\na: 3\n").map_err(|e| e.at), Err(Some(10)));
    assert_eq!(kind("a: !include x\n"), Err(YamlProblem::Tag("include".into())));
    assert_eq!(kind("a: [1\n"), Err(YamlProblem::Syntax));
    assert!(parse("[a]: 1\n").is_err());
    let bomb = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\ng: [*f,*f,*f,*f,*f,*f,*f,*f,*f]\n";
    assert_eq!(kind(bomb), Err(YamlProblem::Limit));
    assert!(parse(&"[".repeat(20_000)).is_err());
}

proptest! {
    #[test]
    fn no_text_makes_it_fall_over(source in any::<String>()) {
        let _ = parse(&source);
        let _ = Spots::of(&source).get(&[Step::Key("a".into())]);
    }
}
