//! Thin adapters to the runtime. Only the outer ring (`entry`, `http`, `room`, `inbox`, `store`) uses them.

pub mod binding;
pub mod body;
pub mod clock;
pub mod crowd;
pub mod error;
pub mod files;
pub mod form;
pub mod limiter;
pub mod log;
pub mod mail;
pub mod model;
pub mod object;
pub mod outside;
pub mod pattern;
pub mod post;
pub mod postbox;
pub mod random;
pub mod resolver;
pub mod secrets;
pub mod sockets;
pub mod sql;
pub mod stream;
pub mod turns;
pub mod whereabouts;
pub mod words;
pub mod zone;

pub(crate) use crate::json;
pub use error::{Error, Result};
