//! ChatDesk's worker. Arrows point one way: entry → http → {room, inbox, courier, mailing, bot, store} → domain →
//! protocol → json; `platform` is for the outer ring only. See docs/architecture.md.

mod bot;
mod courier;
mod domain;
mod entry;
mod http;
mod inbox;
mod json;
mod mailing;
mod platform;
mod protocol;
mod room;
mod store;
