//! `t`: the theme's words in the language of an output. A missing word is an error.

use std::collections::HashMap;
use std::sync::Arc;

use minijinja::value::{Enumerator, Kwargs, Object, Value, from_args};
use minijinja::{Error, ErrorKind, State};

use crate::render::theme::Strings;

/// The words of one language.
#[derive(Debug)]
pub(super) struct Words {
    strings: Arc<Strings>,
    values: HashMap<String, Value>,
}

impl Words {
    pub(super) fn new(strings: &Arc<Strings>) -> Words {
        let values = strings.iter().map(|(key, word)| (key.clone(), Value::from(word.as_str()))).collect();
        Words { strings: strings.clone(), values }
    }
}

impl Object for Words {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        self.values.get(key).cloned()
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.strings.keys().map(|k| Value::from(k.as_str())).collect())
    }

    /// `t.page_of(n=1, total=5)`: the word with `{n}` and `{total}` filled in.
    fn call_method(self: &Arc<Self>, _: &mut State<'_, '_>, method: &str, args: &[Value]) -> Result<Value, Error> {
        let Some(pattern) = self.strings.get(method) else {
            return Err(Error::new(ErrorKind::UndefinedError, format!("no string `{method}` in i18n")));
        };
        let (named,): (Kwargs,) = from_args(args)?;
        let mut out = pattern.clone();
        for name in named.args() {
            let value: Value = named.get(name)?;
            let hole = format!("{{{name}}}");
            if !out.contains(&hole) {
                return Err(Error::new(ErrorKind::InvalidOperation, format!("the string `{method}` has no {hole}")));
            }
            out = out.replace(&hole, &value.to_string());
        }
        if out.contains('{') && pattern.contains('{') && holes(pattern).any(|h| named.get::<Value>(h).is_err()) {
            return Err(Error::new(
                ErrorKind::MissingArgument,
                format!("the string `{method}` needs more values: {pattern}"),
            ));
        }
        Ok(Value::from(out))
    }
}

fn holes(pattern: &str) -> impl Iterator<Item = &str> {
    pattern.split('{').skip(1).filter_map(|p| p.split_once('}').map(|(name, _)| name))
}

/// A word with numbers filled in, for what the program itself writes.
pub(crate) fn word(strings: &Strings, key: &str, values: &[(&str, &str)]) -> String {
    let mut out = strings.get(key).cloned().unwrap_or_else(|| key.to_owned());
    for (name, value) in values {
        out = out.replace(&format!("{{{name}}}"), value);
    }
    out
}
