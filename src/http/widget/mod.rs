//! The visitors' calls.

mod config;
mod conversations;
mod events;
mod identity;
mod rooms;
mod session;

pub use config::{config, departments, presence};
pub use conversations::{close, list, messages, one, rate, read, send, socket, start, transcript, typing};
pub use events::track;
pub use identity::identify;
pub use rooms::{bar, tell};
pub use session::{init, reset};
