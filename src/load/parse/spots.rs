//! Where the keys and values of a YAML document stand.

use std::collections::HashMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, SpannedEventReceiver};

/// One step of a path into a document.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Step {
    /// Into the value of a key.
    Key(String),
    /// Into the nth entry of a list, from 0.
    Index(usize),
}

/// Where something stands: the byte ranges of its key (if it has one) and of its value's first event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The key before it.
    pub key: Option<Range<usize>>,
    /// The value; empty where there is none.
    pub value: Range<usize>,
}

/// All places of a document that [`super::yaml::parse`] accepts.
#[derive(Debug, Clone, Default)]
pub struct Spots(HashMap<Path, Spot>);

impl Spots {
    /// Looks the whole document through.
    pub fn of(text: &str) -> Spots {
        Spots(all_spots(text).into_iter().collect())
    }

    /// The place of a path; `None` where it does not exist.
    pub fn get(&self, path: &[Step]) -> Option<&Spot> {
        self.0.get(path)
    }
}

/// Where a key stands for the second time in its mapping.
pub(super) fn duplicate(text: &str, key: &str) -> Option<usize> {
    let spots = all_spots(text);
    spots
        .iter()
        .enumerate()
        .find(|(i, (path, _))| {
            matches!(path.last(), Some(Step::Key(k)) if k == key) && spots[..*i].iter().any(|(p, _)| p == path)
        })
        .and_then(|(_, (_, spot))| spot.key.as_ref().map(|r| r.start))
}

type Path = Vec<Step>;

fn all_spots(text: &str) -> Vec<(Path, Spot)> {
    let mut walk = Walk { spots: Vec::new(), stack: Vec::new() };
    let mut offsets: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
    offsets.push(text.len());
    let mut seen = Bytes { walk: &mut walk, offsets: &offsets };
    // A document that ends in an error still has places up to there.
    let _ = Parser::new_from_str(text).load(&mut seen, false);
    walk.spots
}

enum Frame {
    List { next: usize },
    Map { key: Option<(String, Range<usize>)> },
}

struct Walk {
    spots: Vec<(Path, Spot)>,
    stack: Vec<(Path, Frame)>,
}

impl Walk {
    /// Takes a scalar or the start of a collection; gives the path of a value, or `None` for a key.
    fn value(&mut self, range: &Range<usize>, text: Option<&str>) -> Option<Path> {
        let (path, key) = match self.stack.last_mut() {
            None => (Vec::new(), None),
            Some((path, Frame::List { next })) => {
                *next += 1;
                ([path.as_slice(), &[Step::Index(*next - 1)]].concat(), None)
            }
            Some((path, Frame::Map { key })) => match key.take() {
                None => {
                    *key = Some((text.unwrap_or_default().to_owned(), range.clone()));
                    return None;
                }
                Some((name, range)) => ([path.as_slice(), &[Step::Key(name)]].concat(), Some(range)),
            },
        };
        self.spots.push((path.clone(), Spot { key, value: range.clone() }));
        Some(path)
    }
}

struct Bytes<'a> {
    walk: &'a mut Walk,
    offsets: &'a [usize],
}

impl<'input> SpannedEventReceiver<'input> for Bytes<'_> {
    fn on_event(&mut self, event: Event<'input>, span: saphyr_parser::Span) {
        let byte = |chars: usize| self.offsets.get(chars).or(self.offsets.last()).copied().unwrap_or(0);
        let range = byte(span.start.index())..byte(span.end.index());
        match event {
            Event::Scalar(text, ..) => {
                self.walk.value(&range, Some(&text));
            }
            Event::Alias(_) => {
                self.walk.value(&range, None);
            }
            Event::SequenceStart(..) => {
                let path = self.walk.value(&range, None).unwrap_or_default();
                self.walk.stack.push((path, Frame::List { next: 0 }));
            }
            Event::MappingStart(..) => {
                let path = self.walk.value(&range, None).unwrap_or_default();
                self.walk.stack.push((path, Frame::Map { key: None }));
            }
            Event::SequenceEnd | Event::MappingEnd => {
                self.walk.stack.pop();
            }
            _ => {}
        }
    }
}
