//! The board of commitments: by deadline, then by delivery and evidence, with what a reader needs first on top.

use super::super::deadline::{Deadline, Due, End, end};
use std::collections::{BTreeMap, HashMap};

use crate::check::{Rec, with};
use crate::model::{Field, Kind, Site, Value};
use crate::render::views::Views;
use crate::value::When;

/// A commitment.
#[derive(Debug, Clone)]
pub(in crate::render) struct Promise {
    pub(in crate::render) page: usize,
    pub(in crate::render) deadline: Deadline,
    /// Choices of the fields `delivery` and `evidence_level`.
    state: [Option<usize>; 2],
}

/// Commitments of one delivery and evidence, by how their deadlines stand.
#[derive(Debug, Clone)]
pub(in crate::render) struct Cross {
    /// Choices of the fields `delivery` and `evidence_level`.
    pub(in crate::render) state: [Option<usize>; 2],
    /// By the order of [`Due::ALL`].
    pub(in crate::render) counts: [usize; 9],
}

/// The board.
#[derive(Debug, Clone, Default)]
pub(in crate::render) struct Board {
    /// Commitments by how their deadlines stand; only what there is.
    pub(in crate::render) groups: Vec<(Due, Vec<Promise>)>,
    pub(in crate::render) cross: Vec<Cross>,
    pub(in crate::render) total: usize,
    /// How many state a deadline, name a responsible post, were moved.
    pub(in crate::render) dated: usize,
    pub(in crate::render) responsible: usize,
    pub(in crate::render) moved: usize,
}

impl Board {
    /// How many stand so.
    pub(in crate::render) fn count(&self, due: Due) -> usize {
        self.groups.iter().find(|(d, _)| *d == due).map_or(0, |(_, list)| list.len())
    }
}

/// The board of a collection, in a language.
pub(in crate::render) fn board(site: &Site, views: &Views, collection: usize, language: usize) -> Board {
    let done = done(site);
    let mut board = Board::default();
    let mut groups: BTreeMap<Due, Vec<Promise>> = BTreeMap::new();
    let mut cross: BTreeMap<[Option<usize>; 2], [usize; 9]> = BTreeMap::new();
    for page in views.records(collection, language) {
        let Some(rec) = views.said(site, *page) else { continue };
        let promise = Promise { page: *page, ..promise(rec, done.get(&rec.page).copied(), site) };
        board.total += 1;
        board.dated += usize::from(rec.knows("due_original"));
        board.responsible += usize::from(rec.knows("responsible"));
        board.moved += usize::from(promise.deadline.moved > 0);
        cross.entry(promise.state).or_default()[promise.deadline.due as usize] += 1;
        groups.entry(promise.deadline.due).or_default().push(promise);
    }
    for list in groups.values_mut() {
        // The longest overdue and the next due come first; what has no day keeps its order.
        list.sort_by_key(|p| p.deadline.days.map_or((i32::MAX, i32::MAX), |(first, last)| (last, first)));
    }
    board.groups = groups.into_iter().collect();
    // What is not known comes last.
    let key = |state: &[Option<usize>; 2]| state.map(|s| s.unwrap_or(usize::MAX));
    board.cross = cross.into_iter().map(|(state, counts)| Cross { state, counts }).collect();
    board.cross.sort_by_key(|c| key(&c.state));
    board
}

/// A commitment as of the site's day; `done`: when it was done.
pub(super) fn promise(rec: Rec<'_>, done: Option<When>, site: &Site) -> Promise {
    let choice = |name: &str| if let Some(Value::Choice(choice)) = rec.value(name) { Some(*choice) } else { None };
    let changes: Vec<Option<When>> = rec.items("due_changes").iter().map(|item| item.at("new").date()).collect();
    let end = match rec.code("delivery").map_or(End::Open, end) {
        End::Done(_) => End::Done(done),
        other => other,
    };
    let deadline = Deadline::new(rec.date("due_original"), &changes, end, site.config.clock);
    Promise { page: rec.page, deadline, state: [choice("delivery"), choice("evidence_level")] }
}

/// When records became done, as their updates have it.
pub(super) fn done(site: &Site) -> HashMap<usize, When> {
    let mut out: HashMap<usize, When> = HashMap::new();
    for update in with(site, &["record", "happened_on", "to_state"]) {
        let Some(when) = update.date("happened_on") else { continue };
        for target in update.linked("record") {
            let field = target.field("delivery").map(|f| &target.schema().fields[f]);
            if !update.text("to_state").zip(field).is_some_and(|(word, field)| is_done(field, word)) {
                continue;
            }
            let earliest = out.entry(target.page).or_insert(when);
            *earliest = (*earliest).min(when);
        }
    }
    out
}

/// Whether a word is a state of being delivered.
fn is_done(field: &Field, word: &str) -> bool {
    let Kind::Choice(choices) = &field.kind else { return false };
    let done = choices.iter().filter(|c| end(&c.value) == End::Done(None));
    done.into_iter().any(|c| c.value == word || c.label.all().any(|label| label == word))
}
