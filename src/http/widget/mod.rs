//! The visitors' calls.

mod config;
mod conversations;
mod session;

pub use config::{config, departments, presence};
pub use conversations::{list, messages, one, read, send, socket, start, typing};
pub use session::init;
