//! Builds again and again for `watch` and `serve`, and keeps between two builds what makes the next one quick.
//!
//! It may only skip work, never do it differently: what a round gives is what a build from nothing would give.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::build::{Built, run};
use crate::load::{Reader, Taken};
use crate::model::{Derived, Overrides, build_again};
use crate::output::OutputSet;
use crate::render::{Memory, Options, Remade, render_again};

/// A site's folder, and what is kept of its last build.
#[derive(Debug)]
pub struct Engine {
    reader: Reader,
    overrides: Overrides,
    options: Options,
    /// Whether warnings forbid to publish.
    strict: bool,
    /// The outputs of the last build that could be published.
    outputs: Arc<OutputSet>,
    /// The last site, and what it was derived from.
    derived: Option<Derived>,
    /// What the last rendering has left.
    memory: Option<Memory>,
}

/// What came of one build.
#[derive(Debug)]
pub struct Round {
    /// What every build leaves behind.
    pub built: Built,
    /// All outputs; `None` where errors, or under `strict` warnings, forbid to publish them.
    pub outputs: Option<Arc<OutputSet>>,
    /// How many outputs were made anew.
    pub rendered: usize,
    /// How many were taken over from the build before.
    pub reused: usize,
    /// How long each stage took.
    pub stages: Vec<(&'static str, Duration)>,
    /// Paths of outputs that the last published build did not have; in their order, as the following are.
    pub added: Vec<Arc<str>>,
    /// Paths of outputs with other bytes than before.
    pub changed: Vec<Arc<str>>,
    /// Paths of outputs that are no more.
    pub removed: Vec<Arc<str>>,
}

impl Engine {
    /// Nothing is read yet: the first [`rebuild`](Engine::rebuild) builds everything.
    pub fn new(root: &Path, overrides: Overrides, options: Options) -> Engine {
        Engine {
            reader: Reader::new(root),
            overrides,
            options,
            strict: false,
            outputs: Arc::default(),
            derived: None,
            memory: None,
        }
    }

    /// The same, where warnings forbid to publish.
    pub fn strict(self, strict: bool) -> Engine {
        Engine { strict, ..self }
    }

    /// What the last build has read.
    pub fn taken(&self) -> Taken<'_> {
        self.reader.taken()
    }

    /// Builds again. `changed`: the sources that are known to differ (what is below a folder counts with it); `None`:
    /// everything is looked at.
    pub fn rebuild(&mut self, changed: Option<&[PathBuf]>) -> Round {
        let Engine { reader, overrides, options, outputs: before, derived, memory, .. } = self;
        let mut remade = Remade::default();
        let kept = |path: &str| before.get(path).cloned();
        let built = run(
            || reader.read(changed),
            |parsed| build_again(parsed, overrides, derived),
            |site, account| {
                let (rendered, problems, outputs) = render_again(site, account, *options, memory, &kept);
                remade = outputs;
                (rendered, problems)
            },
        );
        let Remade { outputs, rendered, reused } = remade;
        let stages = built.stages.clone();
        let mut round = Round {
            outputs: None,
            rendered,
            reused,
            stages,
            added: Vec::new(),
            changed: Vec::new(),
            removed: Vec::new(),
            built,
        };
        if round.built.may_publish(self.strict) {
            let outputs = Arc::new(OutputSet::new(outputs));
            [round.added, round.changed, round.removed] = self.outputs.difference(&outputs);
            self.outputs = outputs.clone();
            round.outputs = Some(outputs);
        }
        round
    }
}
