//! Wrong use of the command line, in the user's language.

use std::error::Error as _;

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use super::environment;
use super::exit::Exit;
use crate::diagnostic::Locale;

/// Shows help, version, or what is wrong.
pub(super) fn report(error: &Error, locale: Locale) -> Exit {
    let asked = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    match chinese(error).filter(|_| locale == Locale::Zh) {
        Some(message) => environment::tell(format_args!("错误：{message}\n\n用 --help 查看用法\n")),
        // Nothing can be done where even this cannot be written.
        None => drop(error.print()),
    }
    if asked { Exit::Good } else { Exit::Usage }
}

fn chinese(error: &Error) -> Option<String> {
    let text = |kind: ContextKind| match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(list) => Some(list.join("、")),
        _ => None,
    };
    let argument = text(ContextKind::InvalidArg).unwrap_or_default();
    let value = text(ContextKind::InvalidValue).unwrap_or_default();
    let message = match error.kind() {
        ErrorKind::UnknownArgument => format!("不认识的选项 {argument}"),
        ErrorKind::InvalidSubcommand => {
            format!("没有“{}”这个命令", text(ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} 后面要写一个值"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            // Our own parsers say how to write it; clap's do so in English.
            let how = error.source().map(ToString::to_string).filter(|how| !how.is_ascii());
            format!("{argument} 不能是“{value}”{}", how.map(|how| format!("，{how}")).unwrap_or_default())
        }
        ErrorKind::MissingRequiredArgument => format!("缺少 {argument}"),
        ErrorKind::ArgumentConflict => format!("{argument} 写重了或有冲突"),
        ErrorKind::MissingSubcommand => "没有写命令".to_owned(),
        _ => return None,
    };
    let suggestion = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
        .into_iter()
        .find_map(text);
    let valid = text(ContextKind::ValidValue).map(|v| format!("，可用：{v}")).unwrap_or_default();
    Some(match suggestion {
        Some(near) => format!("{message}{valid}\n是不是“{near}”？"),
        None => format!("{message}{valid}"),
    })
}
