//! Built again after any edit, a site is byte for byte what a build from nothing gives, with the same problems.
//!
//! `MINGBAI_STEPS` and `MINGBAI_SEED` choose how many edits there are, and which; with `MINGBAI_TELL=1` each is told.

#![expect(clippy::disallowed_methods, reason = "the environment says how much is tested")]

mod edits;
mod fixture;
#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use edits::Edited;
use mingbai::build::{Built, build};
use mingbai::engine::{Engine, Round};
use mingbai::model::Overrides;
use mingbai::render::Options;
use support::Memory;

/// A number from the environment.
fn asked(name: &str, otherwise: usize) -> usize {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// The first difference between a round and a build from nothing.
fn difference(round: &Round, clean: &Built, outputs: &BTreeMap<String, Vec<u8>>) -> Option<String> {
    let (own, theirs) = (&round.built, clean);
    if own.problems != theirs.problems {
        let lines = |built: &Built| -> Vec<String> { built.problems.iter().map(|p| format!("{p:?}")).collect() };
        let (own, theirs) = (lines(own), lines(theirs));
        let only = |a: &[String], b: &[String]| a.iter().filter(|l| !b.contains(l)).cloned().collect::<Vec<_>>();
        return Some(format!("problems: only here {:#?}, only there {:#?}", only(&own, &theirs), only(&theirs, &own)));
    }
    if own.verdicts != theirs.verdicts {
        return Some(format!("verdicts: {:?} / {:?}", own.verdicts, theirs.verdicts));
    }
    if own.rendered.redirects != theirs.rendered.redirects {
        return Some("redirects".to_owned());
    }
    if own.account != theirs.account {
        return Some("account".to_owned());
    }
    let Some(set) = &round.outputs else {
        return theirs.may_publish(false).then(|| "nothing may be published".to_owned());
    };
    let paths: Vec<&str> = set.iter().map(|o| &*o.path).collect();
    if !paths.iter().copied().eq(outputs.keys().map(String::as_str)) {
        let missing: Vec<_> = outputs.keys().filter(|p| set.get(p).is_none()).collect();
        let more: Vec<_> = paths.iter().filter(|p| !outputs.contains_key(**p)).collect();
        return Some(format!("paths: missing {missing:?}, too many {more:?}"));
    }
    let wrong = set.iter().find(|o| outputs[&*o.path] != o.bytes())?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (own, theirs) = (text(wrong.bytes()), text(&outputs[&*wrong.path]));
    let line = own.lines().zip(theirs.lines()).find(|(a, b)| a != b);
    Some(format!("{}: {line:?}", wrong.path))
}

/// How much was done.
#[derive(Default)]
struct Tally {
    published: usize,
    rendered: usize,
    reused: usize,
    again: Duration,
    clean: Duration,
}

impl Tally {
    fn add(&mut self, other: &Tally) {
        self.published += other.published;
        self.rendered += other.rendered;
        self.reused += other.reused;
        self.again += other.again;
        self.clean += other.clean;
    }
}

fn steps(root: &Path, edited: &mut Edited, steps: usize, seed: u64) -> Tally {
    let (overrides, options) = (Overrides { now: 1_700_000_000, ..Overrides::default() }, Options::default());
    let mut engine = Engine::new(root, overrides.clone(), options);
    let mut tally = Tally::default();
    let mut said: Vec<String> = vec!["nothing".to_owned()];
    let mut before: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for step in 0..=steps {
        let hint = (step > 0 && edited.chance.below(3) > 0).then_some(edited.touched.as_slice());
        let start = Instant::now();
        let round = engine.rebuild(hint);
        tally.again += start.elapsed();
        let start = Instant::now();
        let memory = Memory::default();
        let clean = build(root, &overrides, options, &memory);
        let outputs = memory.finish();
        tally.clean += start.elapsed();
        if let Some(difference) = difference(&round, &clean, &outputs) {
            panic!("seed {seed}, step {step}, after {said:?} (hint: {}): {difference}", hint.is_some());
        }
        if asked("MINGBAI_TELL", 0) > 0 {
            println!("{step}: {said:?}: made {}, taken over {}", round.rendered, round.reused);
        }
        assert!(step > 0 || round.outputs.is_some(), "the first build is sound: {:#?}", round.built.problems);
        if round.outputs.is_some() {
            let told = [&round.added, &round.changed, &round.removed]
                .map(|list| list.iter().map(ToString::to_string).collect::<Vec<_>>());
            let only = |a: &BTreeMap<String, Vec<u8>>, b: &BTreeMap<String, Vec<u8>>| {
                a.keys().filter(|p| !b.contains_key(*p)).cloned().collect::<Vec<_>>()
            };
            let changed = outputs.iter().filter(|(p, bytes)| before.get(*p).is_some_and(|b| b != *bytes));
            let changed: Vec<String> = changed.map(|(p, _)| p.clone()).collect();
            assert_eq!(told, [only(&outputs, &before), changed, only(&before, &outputs)], "step {step}, {said:?}");
            before = outputs;
            tally.published += 1;
            if step > 0 {
                tally.rendered += round.rendered;
                tally.reused += round.reused;
            }
        }
        edited.touched.clear();
        let several = if edited.chance.below(8) == 0 { 4 } else { 1 };
        if round.outputs.is_some() {
            edited.keep();
        }
        // A site that stays broken tells nothing.
        let is_given_up = round.outputs.is_none() && edited.chance.below(3) > 0;
        said = if is_given_up { vec![edited.restore()] } else { (0..several).map(|_| edited.edit()).collect() };
    }
    tally
}

fn report(name: &str, seed: u64, steps: usize, tally: &Tally) {
    let Tally { published, rendered, reused, again, clean } = tally;
    println!(
        "{name}, seed {seed}: {steps} steps, {published} published, {rendered} outputs made and {reused} taken over; \
         again {again:.1?}, from nothing {clean:.1?}"
    );
}

#[test]
fn a_small_site_after_any_edit() {
    let seed = asked("MINGBAI_SEED", 1) as u64;
    let wanted = asked("MINGBAI_STEPS", if cfg!(debug_assertions) { 60 } else { 2000 });
    // A site goes to ruin with time: it begins anew now and then.
    let each = 100;
    let mut total = Tally::default();
    for part in 0..wanted.div_ceil(each) {
        let folder = tempfile::tempdir().expect("a folder");
        let seed = seed.wrapping_mul(1_000_003).wrapping_add(part as u64);
        let mut edited = Edited::new(folder.path(), fixture::files(), fixture::WHERE, seed);
        let tally = steps(folder.path(), &mut edited, each.min(wanted - part * each), seed);
        total.add(&tally);
    }
    report("a small site", seed, wanted, &total);
    assert!(total.published > wanted / 3, "most steps can be published");
    assert!(total.reused > total.rendered / 2, "something is skipped");
}

#[test]
fn the_town_after_any_edit() {
    let seed = asked("MINGBAI_SEED", 1) as u64;
    let wanted = asked("MINGBAI_TOWN_STEPS", if cfg!(debug_assertions) { 2 } else { 300 });
    let mut total = Tally::default();
    let each = 50;
    for part in 0..wanted.div_ceil(each) {
        let folder = tempfile::tempdir().expect("a folder");
        let seed = seed.wrapping_mul(1_000_033).wrapping_add(part as u64);
        let mut edited = Edited::new(folder.path(), fixture::of_town(), ("content/about/", &[".csv", "s.yaml"]), seed);
        let tally = steps(folder.path(), &mut edited, each.min(wanted - part * each), seed);
        total.add(&tally);
    }
    report("the town", seed, wanted, &total);
}
