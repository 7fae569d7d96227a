//! Explicit unknowns: why there is nothing to say.

/// Codes of what the source does not say, with their words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unknown {
    /// The source document does not state it.
    NotStated,
    /// The office still owes it.
    Pending,
    /// Withheld by law.
    Withheld,
    /// Does not apply.
    NotApplicable,
}

impl Unknown {
    /// All of them.
    pub const ALL: [Unknown; 4] = [Unknown::NotStated, Unknown::Pending, Unknown::Withheld, Unknown::NotApplicable];

    /// The code in the data.
    pub fn code(self) -> &'static str {
        match self {
            Unknown::NotStated => "not_stated",
            Unknown::Pending => "pending",
            Unknown::Withheld => "withheld",
            Unknown::NotApplicable => "not_applicable",
        }
    }

    /// The words for English readers.
    pub fn english(self) -> &'static str {
        match self {
            Unknown::NotStated => "not stated in the source",
            Unknown::Pending => "to be added",
            Unknown::Withheld => "withheld by law",
            Unknown::NotApplicable => "does not apply",
        }
    }

    /// The words that clerks may write instead.
    pub fn chinese(self) -> &'static str {
        match self {
            Unknown::NotStated => "原文未写",
            Unknown::Pending => "待补充",
            Unknown::Withheld => "依法不公开",
            Unknown::NotApplicable => "不适用",
        }
    }

    /// The unknown that a text says, and what stands in brackets behind it.
    pub(super) fn read(text: &str) -> Option<(Unknown, Option<&str>)> {
        let text = text.trim();
        Unknown::ALL.into_iter().find_map(|u| {
            let rest = text.strip_prefix(u.chinese())?;
            let note = rest.strip_prefix(['（', '(']).and_then(|n| n.strip_suffix(['）', ')']));
            (rest.is_empty() || note.is_some()).then_some((u, note))
        })
    }

    /// Whether a text begins as one that [`Unknown::read`] reads: it is meant to be one, and is no value.
    pub(super) fn begins(text: &str) -> bool {
        let begins = |rest: &str| rest.is_empty() || rest.starts_with(['（', '(']);
        Unknown::ALL.iter().any(|u| text.trim().strip_prefix(u.chinese()).is_some_and(begins))
    }
}
