//! What is kept of a document.

use super::fold::composed;

/// A document that readers may look for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::render) struct Entry {
    /// Its address below the base path, encoded.
    pub(super) url: String,
    pub(super) title: String,
    /// Other names of it, which count as titles; parted by line feeds.
    pub(super) names: Box<str>,
    /// Its lines, each after a sign for what it is, if it is more than text.
    pub(super) text: Box<str>,
    /// What answers a question by itself: a figure in words, with as-of date and source.
    pub(super) answer: String,
}

impl Entry {
    /// What a finished page says; `url`: its address below the base path.
    pub(in crate::render) fn of(html: &str, url: String) -> Entry {
        let found = super::lines::lines(html);
        Entry {
            url,
            title: found.title, // No longer than it has to be: there may be very many.
            text: found.text.as_str().into(),
            ..Entry::default()
        }
    }

    /// Bytes of its words.
    pub(in crate::render) fn weight(&self) -> usize {
        self.title.len() + self.text.len()
    }

    /// What is left of it once its text is forgotten: what it is called.
    pub(in crate::render) fn titled(&self) -> Entry {
        Entry { title: self.title.clone(), names: self.names.clone(), ..Entry::default() }
    }

    /// How many folded signs the title has, and each other name.
    pub(in crate::render) fn called(&self) -> Box<[usize]> {
        let names = self.names.split('\n').filter(|name| !name.is_empty());
        std::iter::once(&*self.title).chain(names).map(|name| super::fold::fold(name).count()).collect()
    }

    /// What it is called.
    pub(in crate::render) fn title(&self) -> &str {
        &self.title
    }

    /// The same, with what answers a question about it, and the other names under which that is asked.
    pub(in crate::render) fn answering(self, answer: String, names: &[&str]) -> Entry {
        Entry { answer, names: composed(&names.join("\n")).into(), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::Entry;

    #[test]
    fn other_names_are_composed_as_text_is() {
        let entry = Entry::default().answering(String::new(), &["e\u{301}", "か\u{3099}名"]);
        assert_eq!(&*entry.names, "é\nが名");
    }
}
