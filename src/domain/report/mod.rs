//! Reports: what is noted of a conversation, how days are cut, what sums say.

pub mod csv;
pub mod days;
pub mod facts;
pub mod figures;
pub mod open;
pub mod reply_time;
