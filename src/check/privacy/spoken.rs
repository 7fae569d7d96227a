//! What is said in files that are marked up or hold data: their words, a paragraph or value a line.

/// Tags that part no words.
const INLINE: &str = "a abbr b bdi bdo big code del em font i ins kbd label mark nobr o:p q s samp small span strike strong sub sup u wbr";

/// The words of a text in HTML or XML. An element that is called in Chinese says what it holds: `<姓名>…</姓名>`.
pub(super) fn spoken(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        say(&rest[..at], &mut out);
        let tag = &rest[at + 1..];
        if let Some(comment) = tag.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
            continue;
        }
        let Some((inner, after)) = tag.split_once('>') else { return out };
        rest = after;
        let inner = inner.trim_start_matches('/');
        let name = inner.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
        let lower = name.to_ascii_lowercase();
        if matches!(lower.as_str(), "script" | "style") && !tag.starts_with('/') {
            let end = format!("</{name}");
            rest = rest.find(&end).map_or("", |end| &rest[end..]);
        }
        if INLINE.split(' ').all(|own| own != lower) {
            out.push('\n');
        }
        if !name.is_ascii() && !tag.starts_with('/') {
            out.push_str(name);
            out.push('：');
        }
    }
    say(rest, &mut out);
    out
}

/// Ends of lines are spaces there.
fn say(text: &str, out: &mut String) {
    let is_space = |c: char| matches!(c, '\r' | '\n');
    out.extend(crate::load::parse::markdown::plain(text).chars().map(|c| if is_space(c) { ' ' } else { c }));
}

/// The lines of a file in YAML, without its marks. `name` there is of anything, as all keys in English are.
pub(super) fn in_yaml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let line = line.trim_start_matches([' ', '-']);
        for part in line.split(['{', '}']) {
            // Values of a list stand behind one another, pairs of a mapping by themselves.
            let is_list = part.contains('[') || part.matches(':').count() < 2;
            let part = part.replace(['[', ']', '"', '\''], " ");
            let part = part.replace(", ", if is_list { "、" } else { "\n" });
            for said in part.lines() {
                let is_english = said.split_once(':').is_some_and(|(key, _)| key.is_ascii());
                if !is_english {
                    out.push_str(said);
                    out.push('\n');
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{in_yaml, spoken};

    fn lines(text: &str) -> Vec<&str> {
        text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
    }

    #[test]
    fn words_of_marked_up_texts() {
        let said = spoken("<p>一<b>二</b>\n三</p><!-- 四 --><script>五</script><ul><li>六&amp;<li>七</ul>");
        assert_eq!(lines(&said), ["一二 三", "六&", "七"]);
        assert_eq!(lines(&spoken("<r><姓名>甲</姓名><n>乙</n></r>")), ["姓名：甲", "乙"]);
        assert_eq!(lines(&spoken("一<p")), ["一"]);
        assert_eq!(
            lines(&in_yaml("名单: [甲, \"乙\"]\n- {姓名: 丙, 村: 丁}\nname: 戊\n- 己\n")),
            ["名单:  甲、 乙", "姓名: 丙", "村: 丁", "己"]
        );
    }
}
