//! Makes outputs on all processors.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rayon::prelude::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};

use super::outputs::{Makers, is_endless};
use super::plan::Maker;
use crate::diagnostic::Diagnostic;

/// What came of the outputs, in their order; nothing of those that were not waited for.
pub(super) type Made<T> = Vec<(usize, Option<Result<T, Diagnostic>>)>;

impl Makers<'_> {
    /// Makes outputs of the plan, those first that take long. Each worker begins with something of its own,
    /// which is given back, and comes by documents of search in the order of their numbers.
    pub(super) fn make_all<T: Send, W: Send>(
        &self,
        mut order: Vec<usize>,
        begin: impl Fn() -> W + Sync,
        make: impl Fn(&mut W, usize) -> Result<T, Diagnostic> + Sync,
    ) -> (Made<T>, Vec<W>) {
        // Downloads first, since the longest of them takes as long as many pages; last what tells their sizes.
        let step = |i: &usize| match self.plan.outputs[*i].maker {
            Maker::Download(_) => 0,
            Maker::Dictionary(..) | Maker::Package => 2,
            _ => 1,
        };
        order.sort_by_key(|i| (step(i), self.plan.documents.number(*i)));
        let (first, last) = order.split_at(order.partition_point(|i| step(i) < 2));
        let endless = AtomicBool::new(false);
        let one = |worker: &mut W, i: usize| {
            // Once a template has no end the site cannot be made: the others are not waited for.
            if step(&i) > 0 && endless.load(Ordering::Relaxed) {
                return (i, None);
            }
            let made = make(worker, i);
            if made.as_ref().is_err_and(is_endless) {
                endless.store(true, Ordering::Relaxed);
            }
            (i, Some(made))
        };
        let (mut made, mut workers): (Made<T>, Vec<W>) = (Vec::with_capacity(order.len()), Vec::new());
        for part in [first, last] {
            let next = AtomicUsize::new(0);
            let count = rayon::current_num_threads().min(part.len());
            let work = |_| {
                let (mut worker, mut made) = (begin(), Vec::new());
                while let Some(i) = part.get(next.fetch_add(1, Ordering::Relaxed)) {
                    made.push(one(&mut worker, *i));
                }
                (made, worker)
            };
            let done: Vec<(Made<T>, W)> = (0..count).into_par_iter().with_max_len(1).map(work).collect();
            for (some, worker) in done {
                made.extend(some);
                workers.push(worker);
            }
        }
        made.sort_unstable_by_key(|(i, _)| *i);
        (made, workers)
    }
}
