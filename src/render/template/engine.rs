//! The template engine: strict, escaping, bounded; its errors as diagnostics.

use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};

use minijinja::value::{Value, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior};

use crate::diagnostic::{Diagnostic, SourceText};
use crate::reads::spend;
use crate::render::content::escape_into;
use crate::render::theme::Theme;
use crate::text;

/// Steps that an output usually may take, several times what pages need. A step is an instruction, or 64 bytes that
/// are made: so it bounds memory too, on every thread.
const USUAL: u64 = 250_000;
/// Steps that a large output may take (a list of ten thousand records, a sitemap), one at a time.
const LARGE: u64 = 2_000_000;
/// Steps that all large outputs of a run may take together, beside [`EACH`] for every output.
const ALL: u64 = 60_000_000;
/// What each output adds to [`ALL`].
const EACH: u64 = 1_000;
/// Bytes of one printed text.
const TEXT: usize = 32_000_000;
/// Bytes of one printed value that is no text.
const PRINTED: usize = 1_000_000;
/// How deep templates may call each other.
const RECURSION: usize = 120;

/// Makes the environment and compiles all templates.
pub(super) fn environment(theme: &Theme) -> (Environment<'static>, Vec<Diagnostic>) {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_fuel(Some(USUAL));
    env.set_recursion_limit(RECURSION);
    env.set_auto_escape_callback(|name| if name.ends_with(".txt") { AutoEscape::None } else { AutoEscape::Html });
    env.set_formatter(write_value);
    // With it, values could grow from turn to turn of a loop, twice as large or one deeper each time; the engine counts
    // the former too late in lists that hold each other, and the latter not at all.
    env.remove_global("namespace");
    env.add_filter(BUILTIN_JOIN, minijinja::filters::join);
    env.add_filter("join", join);
    env.set_debug(true);
    let mut syntax = minijinja::syntax::SyntaxConfig::builder();
    syntax.trim_blocks(true).lstrip_blocks(true);
    if let Ok(syntax) = syntax.build() {
        env.set_syntax(syntax);
    }
    let mut problems = Vec::new();
    for (name, source) in &theme.templates {
        if let Err(error) = env.add_template_owned(name.clone(), source.text.to_string()) {
            problems.push(problem(theme, &error));
        }
    }
    (env, problems)
}

/// Under this name no template can call it.
const BUILTIN_JOIN: &str = "builtin join";

/// `join` of a bounded size: the engine counts what its own has made only afterwards.
fn join(state: &mut State<'_, '_>, value: Value, joiner: Option<String>) -> Result<Value, Error> {
    let joiner = joiner.unwrap_or_default();
    let mut size = Size(TEXT);
    for item in value.try_iter()? {
        let counted = size.write_str(&joiner).and_then(|()| match item.as_str() {
            Some(text) => size.write_str(text),
            None => write!(size, "{item}"),
        });
        counted.map_err(|_| Error::from(ErrorKind::OutOfFuel))?;
    }
    state.apply_filter(BUILTIN_JOIN, &[value, joiner.into()])
}

/// Counts what is written, up to a bound.
struct Size(usize);

impl std::fmt::Write for Size {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.0 = self.0.checked_sub(text.len()).ok_or(std::fmt::Error)?;
        Ok(())
    }
}

/// Prints a value: text escaped, numbers as they are; nothing that means something to programs only.
fn write_value(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    let refuse =
        |what: &str| Err(Error::new(ErrorKind::InvalidOperation, format!("{what} cannot be printed; use `if`")));
    match value.kind() {
        ValueKind::None => refuse("none"),
        ValueKind::Bool => refuse("a truth value"),
        ValueKind::Undefined => minijinja::escape_formatter(out, state, value),
        _ => {
            let escape = !value.is_safe() && !matches!(state.auto_escape(), AutoEscape::None);
            let done = match value.as_str() {
                Some(text) if text.len() > TEXT => return Err(ErrorKind::OutOfFuel.into()),
                Some(text) if escape => escape_into(out, text),
                Some(text) => out.write_str(text),
                None => {
                    let mut printer = Printer { out, escape, left: PRINTED };
                    let done = write!(printer, "{value}");
                    if printer.left == 0 {
                        return Err(ErrorKind::OutOfFuel.into());
                    }
                    done
                }
            };
            done.map_err(|_| Error::new(ErrorKind::WriteFailure, "cannot write"))
        }
    }
}

/// Prints a value that is no text, up to a bound: lists that hold each other grow without end.
struct Printer<'a, 'o> {
    out: &'a mut Output<'o>,
    escape: bool,
    left: usize,
}

impl std::fmt::Write for Printer<'_, '_> {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.left = self.left.saturating_sub(text.len());
        if self.left == 0 {
            return Err(std::fmt::Error);
        }
        if self.escape { escape_into(self.out, text) } else { self.out.write_str(text) }
    }
}

/// What went wrong is at the bottom of the chain, where it is in a template.
fn deepest(error: &Error) -> &Error {
    let mut deepest = error;
    let mut source: Option<&(dyn std::error::Error + 'static)> = std::error::Error::source(error);
    while let Some(inner) = source {
        if let Some(inner) = inner.downcast_ref::<Error>() {
            deepest = inner;
        }
        source = inner.source();
    }
    deepest
}

/// An error of a template as a diagnostic at its place.
pub(super) fn problem(theme: &Theme, error: &Error) -> Diagnostic {
    let deepest = deepest(error);
    let detail = deepest.detail().map_or_else(|| deepest.kind().to_string(), str::to_owned);
    let (rule, message) = match deepest.kind() {
        ErrorKind::SyntaxError => {
            ("template/syntax", text!("模板语法有误：{detail}", "the template's syntax is wrong: {detail}"))
        }
        ErrorKind::UndefinedError => (
            "template/undefined",
            text!("模板用了没有定义的变量或文字：{detail}", "the template uses something undefined: {detail}"),
        ),
        ErrorKind::TemplateNotFound => {
            ("template/missing", text!("没有这个模板：{detail}", "there is no such template: {detail}"))
        }
        ErrorKind::OutOfFuel => (
            "template/endless",
            text!("模板执行的步骤太多（可能是死循环）", "the template takes too many steps (an endless loop?)"),
        ),
        _ if detail.contains("recursion") => {
            ("template/endless", text!("模板层层调用，没有尽头", "the templates call each other without end"))
        }
        _ => ("template/error", text!("模板出错：{detail}", "the template fails: {detail}")),
    };
    let mut problem = Diagnostic::error(rule, message)
        .help(text!("可用的变量见 docs/templates.md", "see docs/templates.md for what templates can use"));
    if let Some(found) = deepest.name().and_then(|name| theme.templates.get(name)) {
        let source = SourceText { path: &found.path, text: &found.text };
        problem = problem.at(match deepest.range() {
            Some(range) => source.place(range),
            None => source.line_column(deepest.line().unwrap_or(1), 1),
        });
    }
    problem
}

/// The templates of a build, with what all its outputs may cost.
pub(super) struct Engine {
    usual: Environment<'static>,
    large: Environment<'static>,
    /// Steps left for large outputs; whoever holds it makes one.
    left: Mutex<u64>,
}

impl Engine {
    pub(super) fn new(usual: Environment<'static>, outputs: usize) -> Engine {
        let mut large = usual.clone();
        large.set_fuel(Some(LARGE));
        let outputs = u64::try_from(outputs).unwrap_or(u64::MAX);
        Engine { usual, large, left: Mutex::new(ALL.saturating_add(outputs.saturating_mul(EACH))) }
    }

    /// Renders an output: at first as a usual one, and if that is not enough as a large one.
    pub(super) fn render(&self, template: &str, context: &Value) -> Result<String, Error> {
        match self.part(template, context) {
            Err(error) if deepest(&error).kind() == ErrorKind::OutOfFuel => {}
            done => return done,
        }
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        if *left == 0 {
            return Err(ErrorKind::OutOfFuel.into());
        }
        let captured = self.large.get_template(template)?.render_captured(context.clone())?;
        let taken = captured.state().fuel_levels().map_or(LARGE, |(taken, _)| taken);
        *left = left.saturating_sub(taken);
        spend(taken);
        Ok(captured.into_output())
    }

    /// Takes what outputs need that are not made again; they have taken it before.
    pub(super) fn take(&self, steps: u64) {
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        *left = left.saturating_sub(steps);
    }

    /// Whether nothing is left for large outputs: then it may be chance which of them were made.
    pub(super) fn is_exhausted(&self) -> bool {
        *self.left.lock().unwrap_or_else(PoisonError::into_inner) == 0
    }

    /// Renders what is no more than a usual output.
    pub(super) fn part(&self, template: &str, context: &Value) -> Result<String, Error> {
        self.usual.get_template(template)?.render(context.clone())
    }
}
