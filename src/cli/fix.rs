//! `mingbai check --fix`: binds numbers to the one figure that says the same, and shows each line before it is changed.

use super::exit::Exit;
use super::session::Session;
use crate::load;
use crate::model;
use crate::model::figure::{Mended, bindings};
use crate::publish;
use crate::text;

/// Shows what would change, and unless it is a dry run changes it.
pub(super) fn run(session: &Session, dry: bool) -> Exit {
    let (parsed, mut problems) = load::read_site(&session.root);
    let (site, found) = model::build(parsed, &session.overrides);
    problems.append(found);
    let Some(site) = site.filter(|_| !problems.has_errors()) else {
        problems.sort();
        session.report(&problems);
        session
            .say(&text!("先改好上面的错误；什么都没有改动", "mend the errors above first; nothing has been changed"));
        return session.exit(&problems);
    };
    let (files, left) = bindings(&site);
    for file in &files {
        show(file);
    }
    if !dry {
        for file in &files {
            let path = session.root.join(&*file.path);
            if let Err(problem) = publish::replace(&path, file.old.as_bytes(), file.new.as_bytes()) {
                return session.fail(problem);
            }
        }
    }
    let (count, pages) = (files.iter().map(|file| file.links).sum::<usize>(), files.len());
    session.say(&match (dry, count) {
        (_, 0) => text!(
            "没有能自动连上的数；{left} 处还没有连",
            "nothing can be bound by itself; {left} number(s) stay loose"
        ),
        (true, _) => text!(
            "可以连上 {count} 处（{pages} 个文件），{left} 处要自己来；没有改动任何文件",
            "{count} number(s) in {pages} file(s) can be bound, {left} are left to you; no file has been changed"
        ),
        (false, _) => text!(
            "连上了 {count} 处（{pages} 个文件），{left} 处要自己来：运行 mingbai check 看是哪些",
            "{count} number(s) in {pages} file(s) are bound, {left} are left to you: see mingbai check"
        ),
    });
    Exit::Good
}

/// The lines that change, as they are and as they will be.
fn show(file: &Mended) {
    super::line(format_args!("{}", file.path));
    for (number, (old, new)) in file.old.lines().zip(file.new.lines()).enumerate().filter(|(_, (a, b))| a != b) {
        let number = number + 1;
        super::line(format_args!("-{number}: {old}\n+{number}: {new}"));
    }
}
