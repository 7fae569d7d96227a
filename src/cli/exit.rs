//! Exit codes.

use std::process::ExitCode;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Good.
    Good,
    /// Errors in content or data.
    Content,
    /// Wrong use of the command line.
    Usage,
    /// Input, output or environment.
    Environment,
    /// Warnings under `--strict`.
    Strict,
}

impl Exit {
    /// The number, as documented in the README.
    pub fn number(self) -> u8 {
        match self {
            Exit::Good => 0,
            Exit::Content => 1,
            Exit::Usage => 2,
            Exit::Environment => 3,
            Exit::Strict => 4,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit.number())
    }
}
