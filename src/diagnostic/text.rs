//! A message in the languages of the command line.

/// A language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Locale {
    /// Simplified Chinese (`zh-CN`).
    Zh,
    /// English (`en`).
    En,
}

/// One message in both languages; which one is shown is decided when it is reported.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Text {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl Text {
    /// The message in a language.
    pub fn get(&self, locale: Locale) -> &str {
        match locale {
            Locale::Zh => &self.zh,
            Locale::En => &self.en,
        }
    }
}

/// Makes a [`Text`] of a Chinese and an English format string, which may use the same variables.
#[macro_export]
macro_rules! text {
    ($zh:literal, $en:literal $(,)?) => {
        $crate::diagnostic::Text { zh: format!($zh), en: format!($en) }
    };
}
