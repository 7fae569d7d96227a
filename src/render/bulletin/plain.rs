//! A bulletin as plain text, to be pasted into a chat, a text message or a document: no mark-up, a line for each thing.

use super::{Group, Said, Voice};

/// Chinese numerals of headings.
const NUMERALS: [&str; 12] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];

/// Writes it; `url`: the address of its page.
pub(super) fn write(voice: Voice<'_>, said: &Said, url: Option<&str>) -> String {
    let config = &voice.site.config;
    let mut out = String::new();
    let mut line = |text: &str| {
        out.push_str(text);
        out.push('\n');
    };
    line(config.title.get(voice.tag));
    line(&said.title);
    if config.demonstration {
        line(&voice.word("demonstration"));
    }
    line("");
    for note in &said.notes {
        line(note);
    }
    if !said.notes.is_empty() {
        line("");
    }
    for (n, group) in said.groups.iter().enumerate() {
        let count = group.count.to_string();
        let number = if voice.chinese {
            format!("{}、", NUMERALS.get(n).copied().unwrap_or_default())
        } else {
            format!("{}. ", n + 1)
        };
        let holes = [("title", group.title.as_str()), ("n", count.as_str())];
        line(&format!("{number}{}", voice.filled("bulletin_heading", &holes)));
        for (n, each) in group.lines.iter().enumerate() {
            let number = if voice.chinese { format!("{}．", n + 1) } else { format!("({}) ", n + 1) };
            line(&format!("{number}{}", each.text(voice)));
        }
        if group.count > group.lines.len() {
            let left = (group.count - group.lines.len()).to_string();
            line(&voice.filled("bulletin_left", &[("n", &left)]));
        }
        line("");
    }
    line(&voice.word("bulletin_partial"));
    if said.groups.iter().any(Group::tells_of_deadlines) {
        line(&voice.filled("bulletin_as_of", &[("date", &voice.day(config.clock.date()))]));
    }
    if let Some(url) = url.filter(|_| config.declared_base) {
        line(&voice.filled("bulletin_at", &[("url", &voice.absolute(url))]));
    }
    // Lines that were left empty at the end say nothing.
    let end = out.trim_end().len();
    out.truncate(end);
    out.push('\n');
    out
}
