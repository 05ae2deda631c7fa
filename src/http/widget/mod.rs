//! The visitors' calls.

mod config;
mod conversations;
mod errors;
mod events;
mod files;
mod identity;
mod resume;
mod rooms;
mod session;
mod start;

pub use config::{config, departments, presence};
pub use conversations::{bot, close, list, messages, one, rate, read, send, socket, typing};
pub use errors::errors;
pub use events::track;
pub use files::upload;
pub use identity::identify;
pub use rooms::{bar, tell};
pub use session::{init, reset};
pub use start::start;
