//! Errors of the outer ring: a problem is the asker's to read, a fault is ours, logged and answered opaquely.

use std::fmt;

use crate::protocol::Problem;

pub type Result<T, E = Error> = std::result::Result<T, E>;

#[derive(Debug)]
pub enum Error {
    Problem(Box<Problem>),
    /// Something we need does not work now; trying again later may help.
    Unavailable(String),
    Fault(String),
}

impl Error {
    pub fn fault(what: impl fmt::Display) -> Self {
        Self::Fault(what.to_string())
    }

    /// What the asker is told; a fault is logged here, once.
    #[must_use]
    pub fn into_problem(self) -> Problem {
        match self {
            Self::Problem(problem) => *problem,
            Self::Unavailable(what) => {
                super::log::fault(&what);
                Problem::unavailable()
            }
            Self::Fault(what) => {
                super::log::fault(&what);
                Problem::internal()
            }
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Problem(problem) => write!(f, "{}: {}", problem.code, problem.detail),
            Self::Unavailable(what) | Self::Fault(what) => f.write_str(what),
        }
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self::Problem(Box::new(problem))
    }
}

impl From<worker::Error> for Error {
    fn from(error: worker::Error) -> Self {
        Self::fault(error)
    }
}

impl From<super::json::Error> for Error {
    fn from(error: super::json::Error) -> Self {
        Self::fault(error)
    }
}

impl From<super::sql::SqlError> for Error {
    fn from(error: super::sql::SqlError) -> Self {
        Self::fault(error.0)
    }
}
