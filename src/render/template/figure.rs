//! Figures as templates see them: the page that explains one, the list of all, the cards beside sentences, and where the
//! fields of a record are quoted.

use std::sync::Arc;

use minijinja::value::Value;

use super::object::{named, or_none, text_or_none};
use super::page;
use super::words::Writer;
use super::world::World;
use super::{Frame, Renderer};
use crate::diagnostic::Diagnostic;
use crate::model::figure::{Target, route};
use crate::render::explain::{Explained, Part, explain, title, url};

impl Renderer {
    /// The list of figures.
    pub(in crate::render) fn figures(&self, frame: &Frame<'_>) -> Result<String, Diagnostic> {
        let mut context = self.context(frame);
        context.push(("figures", all(&self.world, frame.language)));
        self.render("figures.html", context)
    }

    /// The page that explains a figure.
    pub(in crate::render) fn figure(&self, frame: &Frame<'_>, index: usize) -> Result<String, Diagnostic> {
        let mut context = self.context(frame);
        context.push(("figure", view(&self.world, frame.language, index)));
        self.render("figure.html", context)
    }
}

/// A target as a card shows it: `{title, record, description, text, known, open_count, url, formula, conditions, as_of, evidence,
/// responsible, sources}`.
fn card(world: &Arc<World>, language: usize, target: Target) -> Value {
    let made = || named(entries(world, language, target, &explain(Writer { world, language }, target)));
    match target {
        // Many pages may bind one figure, and a figure may rest on many records.
        Target::Figure(index) => world.cards[index][language].get_or_init(made).clone(),
        Target::Field(..) => made(),
    }
}

fn entries(world: &Arc<World>, language: usize, target: Target, told: &Explained<'_>) -> Vec<(&'static str, Value)> {
    let writer = Writer { world, language };
    let posts = told
        .responsible
        .iter()
        .map(|(text, url)| named(vec![("text", Value::from(text.as_str())), ("url", or_none(url.map(Value::from)))]));
    let sources = told.sources.iter().map(|c| page::citation(world, c));
    vec![
        ("title", Value::from(told.title.as_str())),
        ("record", or_none(told.record.map(Value::from))),
        ("description", text_or_none(told.description)),
        ("text", Value::from(told.text.as_str())),
        ("known", Value::from(told.is_known)),
        ("open_count", Value::from(told.is_open_count)),
        ("url", Value::from(url(writer, target))),
        ("formula", text_or_none(&told.formula)),
        ("conditions", Value::from(told.conditions.clone())),
        ("as_of", or_none(told.as_of.as_deref().map(Value::from))),
        ("evidence", text_or_none(&told.evidence.join(&writer.word("list_separator")))),
        ("responsible", Value::from(posts.collect::<Vec<_>>())),
        ("sources", Value::from(sources.collect::<Vec<_>>())),
    ]
}

/// A figure: what its card shows, and `{name, aliases, json, rounding, inputs, count, open, used_by, used_in}`.
fn view(world: &Arc<World>, language: usize, index: usize) -> Value {
    let target = Target::Figure(index);
    let told = explain(Writer { world, language }, target);
    let name = world.site.figures[index].name.as_str();
    let mut all = entries(world, language, target, &told);
    all.extend([
        ("name", Value::from(name)),
        ("aliases", told.aliases.iter().copied().map(Value::from).collect::<Vec<_>>().into()),
        ("json", Value::from(world.based(&twin(world, language, name)))),
        ("rounding", or_none(told.rounding.map(Value::from))),
        ("inputs", Value::from(told.parts.iter().map(part).collect::<Vec<_>>())),
        ("count", Value::from(told.count)),
        ("open", Value::from(told.open.iter().map(part).collect::<Vec<_>>())),
        ("used_by", Value::from(told.pages.iter().map(|p| page::view(world, *p)).collect::<Vec<_>>())),
        ("used_in", Value::from(told.figures.iter().map(|f| link(world, language, *f)).collect::<Vec<_>>())),
    ]);
    named(all)
}

fn part(part: &Part) -> Value {
    named(vec![
        ("title", Value::from(part.title.as_str())),
        ("url", Value::from(part.url.as_str())),
        ("field", or_none(part.field.as_deref().map(Value::from))),
        ("text", or_none(part.text.as_deref().map(Value::from))),
    ])
}

/// Title and address of a figure.
fn link(world: &Arc<World>, language: usize, index: usize) -> Value {
    let writer = Writer { world, language };
    named(vec![
        ("title", Value::from(title(&world.site.figures[index], writer.tag()))),
        ("url", Value::from(url(writer, Target::Figure(index)))),
    ])
}

/// Where the JSON twin of a figure's page stands.
fn twin(world: &World, language: usize, name: &str) -> String {
    format!("{}index.json", route(&world.site, language, name))
}

/// `page.bound`: what the body of a page binds, each once, in the order of its first place.
pub(super) fn cards(world: &Arc<World>, index: usize) -> Value {
    let page = &world.site.pages[index];
    let mut seen: Vec<Target> = Vec::new();
    for bound in page.bound.iter().filter(|b| b.link.is_some()) {
        if !seen.contains(&bound.target) {
            seen.push(bound.target);
        }
    }
    Value::from(seen.into_iter().map(|t| card(world, page.language, t)).collect::<Vec<_>>())
}

/// `page.quoted`: the fields of a record that pages bind or figures take: `{title, url, pages, figures}`.
pub(super) fn quoted(world: &Arc<World>, index: usize) -> Value {
    let site = &world.site;
    let language = site.pages[index].language;
    let writer = Writer { world, language };
    let one = |target: Target| {
        let uses = &world.views.uses;
        let pages = uses.pages(target).filter(|p| site.pages[*p].language == language && *p != index);
        let pages: Vec<Value> = pages.map(|p| page::view(world, p)).collect();
        let figures: Vec<Value> = uses.figures(target).map(|f| link(world, language, f)).collect();
        (!pages.is_empty() || !figures.is_empty()).then(|| {
            named(vec![
                ("title", Value::from(target.field(site).map_or("", |f| f.title.get(writer.tag())))),
                ("pages", Value::from(pages)),
                ("figures", Value::from(figures)),
            ])
        })
    };
    let base = world.views.base(site, index);
    Value::from(world.views.uses.fields(base).into_iter().filter_map(one).collect::<Vec<_>>())
}

/// `figures`: all of them, in their order, as their cards show them.
fn all(world: &Arc<World>, language: usize) -> Value {
    let cards = (0..world.site.figures.len()).map(|i| card(world, language, Target::Figure(i)));
    Value::from(cards.collect::<Vec<_>>())
}
