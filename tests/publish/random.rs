//! Any sequence of sites, with other people's files and edits in between.

use std::fs;

use proptest::collection::{btree_map, vec};
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::test_runner::Config;
use proptest::{prop_assert, prop_assert_eq, proptest};

use super::{Files, all, try_publish, visible};

/// A step: a site to publish, or somebody's hand in the output folder.
#[derive(Debug, Clone)]
enum Step {
    Publish(Files),
    Write(String, u8),
    Delete(usize),
}

fn path() -> impl Strategy<Value = String> {
    let part = prop_oneof![Just("a"), Just("b"), Just("c"), Just("index.html")];
    vec(part, 1..4).prop_map(|parts| parts.join("/"))
}

fn step() -> impl Strategy<Value = Step> {
    let bytes = (0_u8..3).prop_map(|byte| vec![byte; 3]);
    prop_oneof![
        4 => btree_map(path(), bytes, 0..6).prop_map(Step::Publish),
        1 => (path(), 0_u8..3).prop_map(|(path, byte)| Step::Write(path, byte)),
        1 => any::<usize>().prop_map(Step::Delete),
    ]
}

proptest! {
    #![proptest_config(Config { cases: 200, failure_persistence: None, ..Config::default() })]
    #[test]
    fn published_or_refused_and_nothing_of_others_lost(steps in vec(step(), 1..10)) {
        let dir = tempfile::tempdir().expect("a folder");
        // What others wrote and we did not take over.
        let mut foreign = Files::new();
        let mut ours = Files::new();
        for step in steps {
            match step {
                Step::Publish(site) => {
                    let before = all(dir.path());
                    match try_publish(dir.path(), &site) {
                        Ok(summary) => {
                            foreign.retain(|path, _| !site.contains_key(path));
                            let mut expected = foreign.clone();
                            expected.extend(site.clone());
                            prop_assert_eq!(visible(dir.path()), expected);
                            prop_assert!(summary.foreign.iter().eq(foreign.keys()));
                            ours = site.clone();
                            let after = all(dir.path());
                            prop_assert!(try_publish(dir.path(), &site).is_ok());
                            prop_assert_eq!(all(dir.path()), after, "the second run writes nothing");
                        }
                        Err(problem) => {
                            prop_assert!(["publish/foreign", "publish/clash"].contains(&problem.rule), "{:?}", problem);
                            prop_assert_eq!(all(dir.path()), before, "a refusal changes nothing");
                        }
                    }
                }
                Step::Write(path, byte) => {
                    let full = dir.path().join(&path);
                    let bytes = vec![byte; 4];
                    let made = full.parent().is_some_and(|parent| fs::create_dir_all(parent).is_ok());
                    if made && fs::write(&full, &bytes).is_ok() && !ours.contains_key(&path) {
                        foreign.insert(path, bytes);
                    }
                }
                Step::Delete(which) => {
                    let files = visible(dir.path());
                    if let Some(path) = files.keys().nth(which % files.len().max(1)) {
                        fs::remove_file(dir.path().join(path)).expect("a file");
                        foreign.remove(path);
                    }
                }
            }
        }
    }
}
