//! The one line that the terminal shows of a rebuild.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::environment;
use super::session::Session;
use crate::diagnostic::Text;
use crate::engine::Round;
use crate::text;

/// How many changed sources are named.
const NAMED: usize = 3;

/// Says what a rebuild did, where somebody is looking or has asked for more; that a broken site is mended is said
/// always, for the last that was said is that it is broken.
pub(super) fn say(session: &Session, changed: &[PathBuf], round: &Round, time: Duration, mended: bool) {
    if mended || session.verbose || environment::somebody_looks() {
        session.say(&line(&session.root, changed, round, time));
    }
}

/// What changed, how many outputs were made and taken over, what of them differs, how long it took.
fn line(root: &Path, changed: &[PathBuf], round: &Round, time: Duration) -> Text {
    let name = |path: &PathBuf| path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/");
    let named: Vec<String> = changed.iter().take(NAMED).map(name).collect();
    let more = changed.len() - named.len();
    let (mut zh, mut en) = (named.join("、"), named.join(", "));
    if more > 0 {
        zh.push_str(&format!(" 等 {} 个文件", changed.len()));
        en.push_str(&format!(" and {more} more"));
    }
    let (rendered, reused) = (round.rendered, round.reused);
    let (a, c, r) = (round.added.len(), round.changed.len(), round.removed.len());
    let ms = time.as_millis();
    text!(
        "{zh}：重做 {rendered}，沿用 {reused}；新增 {a}，改动 {c}，删除 {r}（{ms} 毫秒）",
        "{en}: {rendered} rendered, {reused} reused; {a} added, {c} changed, {r} removed ({ms} ms)"
    )
}
