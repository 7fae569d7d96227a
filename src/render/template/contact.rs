//! How to reach the publisher: addresses that a phone or a mail program opens. No form, no service, no third party.

use super::word;
use crate::model::address::{encode_mail, encode_part};
use crate::render::theme::Strings;

/// Characters of a title that go into a mail: some mail programs take two thousand bytes of an address only.
const TITLE: usize = 40;

/// What a mail about an output says of it.
pub(super) struct About<'a> {
    pub(super) title: &'a str,
    pub(super) permalink: &'a str,
    /// Collection and id, of a record.
    pub(super) record: Option<String>,
    /// As of which day the site, or the page, holds.
    pub(super) version: Option<String>,
}

/// A `mailto:` address whose subject and body name the output: who writes has only to say what is wrong.
pub(super) fn mailto(mail: &str, about: &About<'_>, words: &Strings) -> String {
    let title = match about.title.char_indices().nth(TITLE) {
        Some((at, _)) => format!("{}…", &about.title[..at]),
        None => about.title.to_owned(),
    };
    let subject = word(words, "mail_subject", &[("title", &title)]);
    let mut lines =
        vec![word(words, "mail_page", &[("title", &title)]), word(words, "mail_address", &[("url", about.permalink)])];
    lines.extend(about.record.as_ref().map(|id| word(words, "mail_record", &[("id", id)])));
    lines.extend(about.version.as_ref().map(|date| word(words, "mail_version", &[("date", date)])));
    lines.extend([String::new(), word(words, "mail_wrong", &[]), String::new(), word(words, "mail_right", &[])]);
    let (mail, subject, body) = (encode_mail(mail), encode_part(&subject), encode_part(&lines.join("\r\n")));
    format!("mailto:{mail}?subject={subject}&body={body}")
}

#[cfg(test)]
mod tests {
    use super::{About, mailto};
    use crate::model::address::decode;
    use crate::render::theme::Strings;

    #[test]
    fn mails_name_the_page() {
        let words: Strings = [
            ("mail_subject", "错：{title}"),
            ("mail_page", "页：{title}"),
            ("mail_address", "址：{url}"),
            ("mail_record", "录：{id}"),
            ("mail_version", "至：{date}"),
            ("mail_wrong", "?"),
            ("mail_right", "!"),
        ]
        .map(|(k, v)| (k.to_owned(), v.to_owned()))
        .into_iter()
        .collect();
        let about = About {
            title: "甲 & \"乙\"",
            permalink: "https://a.example/x/?a=1",
            record: Some("projects/a".to_owned()),
            version: Some("2023".to_owned()),
        };
        let url = mailto("a+b@c.example?cc=d", &about, &words);
        let decoded = decode(&url).expect("UTF-8");
        assert!(url.starts_with("mailto:a+b@c.example%3Fcc%3Dd?subject="), "{url}");
        assert_eq!(url.matches(['&', '"', ' ', '\n']).count(), 1, "{url}");
        assert!(
            decoded.ends_with(
                "&body=页：甲 & \"乙\"\r\n址：https://a.example/x/?a=1\r\n录：projects/a\r\n至：2023\r\n\r\n?\r\n\r\n!"
            ),
            "{decoded}"
        );
        let long = "长".repeat(500);
        assert!(mailto("a@b.example", &About { title: &long, ..about }, &words).len() < 2000);
    }
}
