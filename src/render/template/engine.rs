//! The template engine: strict, escaping, bounded; its errors as diagnostics.

use std::sync::Arc;

use minijinja::value::{Value, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior};

use crate::diagnostic::{Diagnostic, SourceText};
use crate::render::content::{is_plain, reference};
use crate::render::theme::Theme;
use crate::text;

/// Steps that one output may take: the largest real page needs about a thousandth.
const FUEL: u64 = 40_000_000;
/// How deep templates may call each other.
const RECURSION: usize = 120;

/// Makes the environment and compiles all templates.
pub(super) fn environment(theme: &Theme) -> (Environment<'static>, Vec<Diagnostic>) {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_fuel(Some(FUEL));
    env.set_recursion_limit(RECURSION);
    env.set_auto_escape_callback(|name| if name.ends_with(".txt") { AutoEscape::None } else { AutoEscape::Html });
    env.set_formatter(write_value);
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
                Some(text) if escape => escaped(out, text),
                Some(text) => out.write_str(text),
                None if escape => escaped(out, &value.to_string()),
                None => out.write_str(&value.to_string()),
            };
            done.map_err(|_| Error::new(ErrorKind::WriteFailure, "cannot write"))
        }
    }
}

/// Writes text so that it is text in HTML and XML, in elements and in quoted attributes.
fn escaped(out: &mut Output<'_>, text: &str) -> std::fmt::Result {
    if is_plain(text) {
        return out.write_str(text);
    }
    let mut from = 0;
    for (i, byte) in text.bytes().enumerate() {
        if let Some(plain) = reference(byte) {
            out.write_str(&text[from..i])?;
            out.write_str(plain)?;
            from = i + 1;
        }
    }
    out.write_str(&text[from..])
}

/// An error of a template as a diagnostic at its place.
pub(super) fn problem(theme: &Theme, error: &Error) -> Diagnostic {
    // What went wrong is at the bottom of the chain, where it is in a template.
    let mut deepest = error;
    let mut source: Option<&(dyn std::error::Error + 'static)> = std::error::Error::source(error);
    while let Some(inner) = source {
        if let Some(inner) = inner.downcast_ref::<Error>() {
            deepest = inner;
        }
        source = inner.source();
    }
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

/// The environment, shared by all renderers of a build.
pub(super) type Engine = Arc<Environment<'static>>;
