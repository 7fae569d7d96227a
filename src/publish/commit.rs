//! The steps of a commit, in their order.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::manifest::{self, Entry, Noted};
use super::plan::{self, HOME, Plan, Turn};
use super::together::{self, Broken};
use super::{MANIFEST, PENDING, Publisher, State, TIMES, Work, allowed, problem, write};
use crate::diagnostic::Diagnostic;

impl Publisher {
    /// Writes what is held in memory into the stage.
    pub(super) fn write_held(&self, work: &mut Work) -> Result<(), (PathBuf, io::Error)> {
        let mut staged = std::mem::take(&mut work.staged);
        let mut files = Vec::new();
        for (path, staged) in &staged {
            if let State::Held(body) = &staged.state {
                files.push((work.staged_name(path, &self.disk), body.as_ref()));
            }
        }
        let mut times = self.stage.write_all(&files)?.into_iter();
        for staged in staged.values_mut().filter(|staged| matches!(staged.state, State::Held(_))) {
            if let Some(time) = times.next() {
                staged.state = State::Spilled(time);
            }
        }
        work.staged = staged;
        Ok(())
    }

    /// Writes down what is about to appear, so that it is known as ours if we are killed.
    pub(super) fn announce(&self, work: &Work, manifest: &Noted) -> io::Result<()> {
        if self.old.pending.is_none() && work.staged.values().all(|staged| matches!(staged.state, State::Spilled(_))) {
            // All of it is new.
            let place = self.folder.own(PENDING);
            return if work.staged.is_empty() {
                Ok(())
            } else {
                self.stage.replace_for_good(PENDING, &place, &manifest.bytes)
            };
        }
        let coming = work.staged.iter().filter(|(_, staged)| matches!(staged.state, State::Spilled(_)));
        let coming = coming.map(|(path, staged)| (path, &staged.entry));
        let mut pending: BTreeMap<&Arc<str>, &Entry> = self.old.pending.iter().flatten().collect();
        pending.extend(coming);
        if pending.is_empty()
            || self.old.pending.as_ref().is_some_and(|old| old.iter().eq(pending.iter().map(|(p, e)| (*p, *e))))
        {
            return Ok(());
        }
        self.stage.replace_for_good(PENDING, &self.folder.own(PENDING), &manifest::to_bytes(pending.into_iter()))
    }

    /// Whether all folders in which something changes let us change it.
    pub(super) fn ask_leave(&self, plan: &Plan) -> Result<(), (PathBuf, io::Error)> {
        let inside = |path| plan::folders_of(path).next_back().unwrap_or("");
        let mut folders: BTreeSet<&str> = plan.moves.keys().map(|root| inside(root)).collect();
        folders.extend(plan.stale.iter().map(|(_, path)| inside(path)));
        folders.extend(plan.moves.iter().filter(|(_, turn)| **turn == Turn::FileForFolder).map(|(root, _)| &**root));
        if folders.is_empty() {
            return Ok(());
        }
        let stage = self.stage.place("");
        self.stage.make_folder("").map_err(|error| (stage.clone(), error))?;
        allowed::ask(self.folder.root(), &stage, &folders)
    }

    pub(super) fn put_in_place(&self, plan: &Plan, work: &Work) -> Result<(), Box<Diagnostic>> {
        let together = self.put_new_together(plan, work).map_err(|broken| match broken {
            Broken::Before((path, error)) => problem::io(&path, &error),
            Broken::Halfway((path, error)) => problem::halfway(&path, &error),
        })?;
        let mut turns: BTreeMap<Turn, Vec<&str>> = BTreeMap::new();
        let is_now = |turn: &Turn| *turn != Turn::NewHome && !(together && turn.is_new());
        for (root, turn) in plan.moves.iter().filter(|(_, turn)| is_now(turn)) {
            turns.entry(*turn).or_default().push(root);
        }
        for (turn, roots) in turns {
            let moved = roots.par_iter().try_for_each(|root| self.put_root(root, turn, work));
            moved.map_err(|(path, error)| problem::halfway(&path, &error))?;
        }
        Ok(())
    }

    fn put_root(&self, root: &str, turn: Turn, work: &Work) -> Result<(), (PathBuf, io::Error)> {
        let staged = work.roots.get(root).map(usize::to_string).unwrap_or_default();
        let to = self.folder.root().join(root);
        let done = if turn.swaps() { self.stage.swap(&staged, &to) } else { self.stage.put(&staged, &to) };
        done.map_err(|error| (to, error))
    }

    /// The home page where there was none comes last of all: it makes a site of what is out.
    pub(super) fn put_new_home(&self, plan: &Plan, work: &Work) -> Result<(), (PathBuf, io::Error)> {
        plan.moves
            .get(HOME)
            .filter(|turn| **turn == Turn::NewHome)
            .map_or(Ok(()), |turn| self.put_root(HOME, *turn, work))
    }

    /// Puts all that is new in place at one moment; `false` where that is not needed or not possible. A single file or
    /// folder appears at one moment by itself, and without a home page there is no site yet whose links could break.
    fn put_new_together(&self, plan: &Plan, work: &Work) -> Result<bool, Broken> {
        let new = plan.moves.values().filter(|turn| turn.is_new()).count();
        if new < 2 || self.disk.get(HOME).is_none() {
            return Ok(false);
        }
        let coming = work.staged.iter().filter(|(_, staged)| matches!(staged.state, State::Spilled(_)));
        let files: Vec<(String, &str)> = coming
            .filter_map(|(path, _)| {
                let root = plan::root_of(path, &self.disk);
                plan.moves.get(root).filter(|turn| turn.is_new())?;
                Some((format!("{}{}", work.roots.get(root)?, &path[root.len()..]), &**path))
            })
            .collect();
        together::appear(&self.stage, self.folder.root(), &files)
    }

    pub(super) fn clear_away(&self, plan: &Plan) -> Result<(), (PathBuf, io::Error)> {
        let stale: Vec<Arc<str>> = plan.stale.iter().map(|(_, path)| path.clone()).collect();
        if stale.len() > 1 {
            together::vanish(&self.stage, self.folder.root(), &stale)?;
        }
        // Where that was not possible, they go one by one.
        for same_class in plan.stale.chunk_by(|a, b| a.0 == b.0) {
            same_class.par_iter().try_for_each(|(_, path)| {
                let path = self.folder.root().join(&**path);
                write::remove_file(&path).map_err(|error| (path, error))
            })?;
        }
        for folder in &plan.folders {
            write::remove_empty(&self.folder.root().join(folder));
        }
        Ok(())
    }

    /// Writes down what is out now; where nothing is new, nothing is written.
    pub(super) fn finish(&self, work: &Work, manifest: &Noted) -> io::Result<()> {
        if self.old.pending.is_none() && self.old.manifest.is_some() && self.is_as_noted(work) {
            return Ok(());
        }
        if self.old.manifest.as_ref() != Some(&manifest.bytes) {
            self.stage.replace_for_good(MANIFEST, &self.folder.own(MANIFEST), &manifest.bytes)?;
        }
        let times = work.staged.values().map(|staged| staged.time().unwrap_or_default());
        let times = manifest::times_to_bytes(&manifest.hash, &times.collect::<Vec<_>>());
        if self.old.times.as_ref() != Some(&times) {
            self.stage.replace(TIMES, &self.folder.own(TIMES), &times)?;
        }
        write::remove_file(&self.folder.own(PENDING))
    }

    /// Whether manifest and times would be written just as they are.
    fn is_as_noted(&self, work: &Work) -> bool {
        let noted = self.ours.iter().map(|(path, entry)| (path, *entry, self.times.get(path).copied()));
        let now = work.staged.iter().map(|(path, staged)| (path, staged.entry, staged.time()));
        noted.eq(now)
    }
}
