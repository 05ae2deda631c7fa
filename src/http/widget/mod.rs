//! The visitors' calls.

mod config;
mod conversations;
mod events;
mod files;
mod identity;
mod session;

pub use config::{config, departments, presence};
pub use conversations::{close, list, messages, one, rate, read, send, socket, start, transcript, typing};
pub use events::track;
pub use files::upload;
pub use identity::{identify, in_rooms};
pub use session::{init, reset};
