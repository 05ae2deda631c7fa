//! The rules, as plain functions without I/O. Time and randomness come in as arguments.

pub mod address;
pub mod budget;
pub mod change;
pub mod check;
pub mod conversation;
pub mod cursor;
pub mod customer;
pub mod heads;
pub mod hours;
pub mod identity;
pub mod json_path;
pub mod lag;
pub mod marks;
pub mod organization;
pub mod origin;
pub mod outbox;
pub mod password;
pub mod plan;
pub mod pre_chat;
pub mod presence;
pub mod secret;
pub mod text;
pub mod token;
pub mod typing;
pub mod user_agent;
pub mod widget;
