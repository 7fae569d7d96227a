//! What records have to say for others to hold them to it: how many of a collection lack which part.

use super::{Entry, Given, Judged, Rec, Standing, Subject, with};
use crate::diagnostic::Text;
use crate::model::{Site, Unknown};
use crate::text;

/// Whether a record says what a part is, or that there is none.
fn says(rec: Rec<'_>, name: &str) -> bool {
    rec.knows(name) || matches!(rec.given(name), Given::Unknown(Unknown::NotApplicable))
}

/// One finding for each collection with these fields: how many of its records lack which.
pub(in crate::check) fn incomplete(site: &Site, rule: &'static str, parts: &[&str], settle: &Text) -> Judged {
    let mut out = Judged::default();
    let all = with(site, parts);
    for collection in 0..site.collections.len() {
        let of: Vec<Rec<'_>> = all.iter().filter(|rec| rec.collection == collection).copied().collect();
        let lacking: Vec<Rec<'_>> = of.iter().filter(|rec| !parts.iter().all(|p| says(**rec, p))).copied().collect();
        (lacking.len()..of.len()).for_each(|_| out.hold());
        let Some(first) = lacking.first() else { continue };
        let (count, total) = (lacking.len(), of.len());
        let part = |name: &&str| -> Option<Text> {
            let known = of.iter().filter(|rec| says(**rec, name)).count();
            let label = first.label(name);
            let (zh, en) = (label.zh, label.en);
            (known < total).then(|| text!("{zh}：{total}条里写明{known}条", "{en}: stated in {known} of {total}"))
        };
        let title = &site.collections[collection].title;
        let (zh, en) = (title.get("zh-CN"), title.get("en"));
        let what = text!("{zh}里有{count}条没有写全", "{en}: {count} are not complete");
        let mut entry = Entry::new(rule, Standing::CannotBeChecked, *first, parts[0], what)
            .missing(parts.iter().filter_map(part))
            .settle(settle.clone());
        entry.subject = Subject::Collection(collection);
        entry.records = lacking.iter().map(|rec| (rec.page, None)).collect();
        out.push(entry);
    }
    out
}
