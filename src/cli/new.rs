//! `mingbai new`

use clap::ArgMatches;

use super::exit::Exit;
use super::session::Session;
use crate::diagnostic::{Diagnostic, Locale, Place};
use crate::forms;
use crate::load::is_ignored;
use crate::model::Site;
use crate::publish;
use crate::text;
use crate::value::is_id;

/// Writes a ready record.
pub(super) fn run(session: &Session, matches: &ArgMatches) -> Exit {
    let word = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    let (Some(name), Some(id)) = (word("collection"), word("id")) else {
        return Exit::Usage;
    };
    let site = match session.site() {
        Ok(site) => site,
        Err(exit) => return exit,
    };
    let found = session.collection(&site, name).and_then(|c| check_id(&site, c, id).map(|()| c));
    let collection = match found {
        Ok(collection) => collection,
        Err(problem) => {
            session.fail(problem);
            return Exit::Usage;
        }
    };
    let schema = &site.collections[collection];
    let locale = if site.config.languages[0].is_chinese() { Locale::Zh } else { Locale::En };
    let record = forms::record(schema, &site.collections, id, word("title"), locale);
    let path = session.root.join("content").join(&schema.name).join(format!("{id}.md"));
    if let Err(problem) = publish::add(&path, record.as_bytes()) {
        return session.fail(problem);
    }
    super::line(format_args!("{}", path.display()));
    session.say(&text!(
        "打开它填写；必须写的现在是“待补充”。写好以后运行 mingbai check",
        "open it and fill it in; what has to be there is 待补充 (pending) for now. Then run `mingbai check`"
    ));
    Exit::Good
}

/// Whether an id can name a file, an address and a record, and no record has it yet.
fn check_id(site: &Site, collection: usize, id: &str) -> Result<(), Box<Diagnostic>> {
    let file = format!("{id}.md");
    let language = id.rsplit_once('.').is_some_and(|(_, tag)| site.config.languages.iter().any(|l| l.as_str() == tag));
    let reserved = matches!(id, "index" | "_index") || is_ignored(&file) || language;
    if !is_id(id) || reserved {
        return Err(Box::new(Diagnostic::error("data/id", text!("“{id}”不能作编号", "`{id}` cannot be an id")).help(
            text!(
                "只用小写字母、数字和连字符，例如 xin-jiao-xue-lou",
                "use lower-case letters, digits and hyphens, such as new-school"
            ),
        )));
    }
    let Some(page) = site.records.get(&(collection, id.to_owned())) else { return Ok(()) };
    Err(Box::new(
        Diagnostic::error("data/id", text!("编号“{id}”已经用了", "the id `{id}` is taken"))
            .at(Place::file(site.pages[*page].source.path().clone()))
            .help(text!("换一个编号；编号不能重用", "choose another; ids are never reused")),
    ))
}
