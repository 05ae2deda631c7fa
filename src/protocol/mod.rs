//! What goes over the wire: ids, resources, request and answer bodies, socket frames, problems.
//!
//! Types are defined here once; `widget/protocol/generated.ts` is made from them and a test fails
//! when it is stale. This layer knows no runtime.

pub mod account;
pub mod agent;
pub mod api_key;
#[cfg(test)]
pub mod audit;
pub mod bot;
pub mod bulk;
pub mod calendar;
pub mod canned_reply;
pub mod changes;
mod client_frame;
pub mod conversation;
pub mod customer;
pub mod department;
pub mod embed;
mod event;
mod flat;
pub mod frames;
pub mod hours;
pub mod ids;
pub mod label;
pub mod limits;
pub mod message;
mod moment;
pub mod notice;
pub mod notifications;
pub mod operator;
pub mod organization;
pub mod patch;
pub mod plan;
pub mod pre_chat;
pub mod proactive;
pub mod problem;
pub mod report;
pub mod search;
pub mod span;
pub mod time;
pub mod visitor;
pub mod webhook;
pub mod widget;
pub mod widget_error;

#[cfg(test)]
mod typescript;

pub use ids::*;
pub use patch::Patch;
pub use problem::{FieldError, Problem};
pub use time::Timestamp;
