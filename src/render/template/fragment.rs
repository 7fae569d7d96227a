//! `fragment.NAME`: a part of the frame that sees only `t`, `lang` and `site`, and so is the same for all outputs of a
//! section. It is rendered once for each language and open entry of the navigation.

use std::sync::{Arc, PoisonError};

use minijinja::value::{Object, Value};
use minijinja::{Error, ErrorKind, State};

use super::engine::Engine;
use super::object::named;
use super::world::World;
use crate::reads::{recorded, replay};

/// The fragments that an output may use.
pub(super) struct Fragments {
    pub(super) engine: Arc<Engine>,
    pub(super) world: Arc<World>,
    pub(super) language: usize,
    pub(super) open: usize,
}

impl std::fmt::Debug for Fragments {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("fragments")
    }
}

impl Object for Fragments {
    /// `fragment("masthead.html")`
    fn call(self: &Arc<Self>, _: &mut State<'_, '_>, arguments: &[Value]) -> Result<Value, Error> {
        let Some(name) = arguments.first().and_then(Value::as_str) else {
            return Err(Error::new(ErrorKind::MissingArgument, "fragment needs the name of a template"));
        };
        let key = (name.to_owned(), self.language, self.open);
        let known = self.world.fragments.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        if let Some((value, reads)) = known {
            replay(&reads);
            return Ok(value);
        }
        let (made, reads) = recorded(|| {
            let context = named(vec![
                ("t", self.world.words[self.language].clone()),
                ("lang", Value::from(self.world.site.config.languages[self.language].as_str())),
                ("site", self.world.site_open(self.language, self.open)),
            ]);
            self.engine.part(name, &context)
        });
        let (value, reads) = (Value::from_safe_string(made?), Arc::new(reads));
        replay(&reads);
        // Two threads may have rendered the same: it is the same.
        self.world.fragments.lock().unwrap_or_else(PoisonError::into_inner).insert(key, (value.clone(), reads));
        Ok(value)
    }

    fn is_true(self: &Arc<Self>) -> bool {
        true
    }
}
