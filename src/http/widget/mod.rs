//! The visitors' calls.

mod config;
mod conversations;
mod session;

pub use config::{config, departments, presence};
pub use conversations::{close, list, messages, one, rate, read, send, socket, start, typing};
pub use session::init;
