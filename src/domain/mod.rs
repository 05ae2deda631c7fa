//! The rules, as plain functions without I/O. Time and randomness come in as arguments.

pub mod budget;
pub mod check;
pub mod conversation;
pub mod customer;
pub mod heads;
pub mod json_path;
pub mod marks;
pub mod origin;
pub mod outbox;
pub mod password;
pub mod plan;
pub mod secret;
pub mod text;
pub mod token;
