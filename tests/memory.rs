//! Building again and again takes no more memory with time: `MINGBAI_EDITS` says how many edits there are.
#![expect(clippy::disallowed_methods, reason = "the test edits a site on the disk and looks at its own process")]

use std::fs;
use std::path::Path;

use mingbai::engine::Engine;
use mingbai::model::Overrides;
use mingbai::render::Options;

/// Resident memory in kB; `None` where the system does not tell.
fn resident() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn page(root: &Path, n: usize, version: usize) -> std::path::PathBuf {
    let path = root.join(format!("content/news/p{n}.md"));
    let text = format!(
        "---\ntitle: 第{n}页\ndate: 2023-0{}-01\ntopic: [路]\n---\n\n第{version}次写。\n\n{}\n",
        1 + (n + version) % 8,
        "修路，通水。".repeat(50)
    );
    fs::write(&path, text).expect("a page");
    path
}

#[test]
fn memory_does_not_grow_with_edits() {
    let wanted = std::env::var("MINGBAI_EDITS").ok().and_then(|n| n.parse().ok());
    let edits: usize = wanted.unwrap_or(if cfg!(debug_assertions) { 400 } else { 5000 });
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    fs::create_dir_all(root.join("content/news")).expect("a folder");
    let site = "title: 甲\nbase_url: https://t.example/\nas_of: 2023-08-31\ntaxonomies: [topic]\n";
    fs::write(root.join("site.yaml"), site).expect("site.yaml");
    (0..10).for_each(|n| drop(page(root, n, 0)));
    let mut engine = Engine::new(root, Overrides::default(), Options::default());
    assert!(engine.rebuild(None).outputs.is_some(), "it builds");
    let mut level = None;
    for edit in 1..=edits {
        let path = page(root, edit % 10, edit);
        // A broken template now and then: what is kept then must not pile up either.
        let template = root.join("themes/town/templates/page.html");
        let is_broken = edit % 50 == 0;
        if is_broken {
            fs::create_dir_all(template.parent().expect("a folder")).expect("a folder");
            fs::write(&template, format!("{{{{ nothing{edit} }}}}")).expect("a template");
        }
        let round = engine.rebuild(if is_broken { None } else { Some(std::slice::from_ref(&path)) });
        assert_eq!(round.outputs.is_none(), is_broken, "{:?}", round.built.problems);
        if is_broken {
            fs::remove_file(&template).expect("removed");
            assert!(engine.rebuild(None).outputs.is_some());
        }
        if edit == edits / 10 {
            level = resident();
        }
    }
    let (Some(level), Some(last)) = (level, resident()) else { return };
    println!("{edits} edits: {level} kB after the first tenth, {last} kB at the end");
    assert!(last * 10 <= level * 11, "{level} kB became {last} kB");
}
