//! Searching: what is written into the index, what a question asks of it, and how what was found is shown.
//!
//! The index looks up words; which message has them and where is seen in the messages themselves.

mod found;
mod index;
mod marks;
mod query;
mod rank;
mod words;

pub use found::{Match, Message, Person, ranked};
pub use index::{Entry, batches, conversation_word, tag};
pub use marks::{Hits, Marker, parts, snippet};
pub use query::Query;
pub use rank::{best_first, score};
pub use words::{is_accent, words as words_of};

/// Text without what does not count: case and accents. The runtime knows how.
pub type Plain = fn(&str) -> String;

#[cfg(test)]
mod tests;
