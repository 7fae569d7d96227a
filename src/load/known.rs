//! What was found out about a file's text by itself: it lasts as long as the file is not read anew, so that a site that is
//! built again and again is not looked through each time.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::sources::SourceFile;

/// What a file was looked through for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// Numbers of people.
    People,
    /// Marks and letters that may be slips.
    Marks,
    /// Traditional characters.
    Characters,
    /// Tables of people and of what is nobody's business.
    Tables,
    /// Lists of names.
    Names,
}

/// What is known of a file's text. It may depend on nothing else.
#[derive(Debug, Clone, Default)]
pub struct Known([OnceLock<bool>; 5]);

impl Known {
    /// Whether there is such a thing in the text; `look` finds it out, once.
    pub fn whether(&self, about: About, look: impl FnOnce() -> bool) -> bool {
        *self.0[about as usize].get_or_init(look)
    }
}

/// Files in which nothing was found that was looked for, with the bytes that they had. What is looked for may depend on
/// nothing but a file's path and bytes.
#[derive(Debug, Default)]
pub struct Quiet(Mutex<BTreeMap<Arc<str>, Arc<[u8]>>>);

impl Quiet {
    /// What is found in files, in their order; those that are the same as when nothing was found are passed over. Only
    /// these files are kept in mind.
    pub fn but<T: Send>(&self, files: &[&SourceFile], look: impl Fn(&SourceFile) -> Option<T> + Sync) -> Vec<T> {
        let before = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        // Bytes that are kept stand where no others can: the place alone tells that they are the same.
        let is_quiet = |file: &SourceFile| before.get(&file.path).is_some_and(|bytes| Arc::ptr_eq(bytes, &file.bytes));
        let found: Vec<Option<T>> =
            files.par_iter().map(|file| if is_quiet(file) { None } else { look(file) }).collect();
        let quiet = files.iter().zip(&found).filter(|(_, found)| found.is_none());
        let now = quiet.map(|(file, _)| (file.path.clone(), file.bytes.clone())).collect();
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = now;
        found.into_iter().flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::{Quiet, SourceFile};

    #[test]
    fn only_what_was_quiet_and_is_the_same_is_passed_over() {
        let file = |path: &str, text: &str| SourceFile { path: path.into(), bytes: text.as_bytes().into() };
        let quiet = Quiet::default();
        let looks = |files: &[&SourceFile]| {
            let count = AtomicUsize::new(0);
            let found = quiet.but(files, |file| {
                count.fetch_add(1, Ordering::Relaxed);
                file.bytes.contains(&b'!').then(|| file.path.to_string())
            });
            (count.into_inner(), found.join(","))
        };
        let (a, b) = (file("a", "1"), file("b", "2!"));
        assert_eq!(looks(&[&a, &b]), (2, "b".to_owned()));
        assert_eq!(looks(&[&a, &b]), (1, "b".to_owned()), "what has something is looked at again");
        assert_eq!(looks(&[&a, &file("b", "2")]), (1, String::new()));
        assert_eq!(looks(&[&file("a", "1!"), &b]), (2, "a,b".to_owned()));
        let renamed = SourceFile { path: "c".into(), ..a.clone() };
        assert_eq!(looks(&[&a, &renamed]), (2, String::new()), "the name counts");
        assert_eq!(looks(&[&b]), (1, "b".to_owned()));
        assert_eq!(looks(&[&a]), (1, String::new()), "what was away is forgotten");
    }
}
