//! The bot answers with what admins have written, or not at all: which of the organization's entries, or passages of its pages, a
//! question means, and how sure that is. Candidates come from an index of words; which of them fits is seen in their own wordings.

mod entry;
mod fit;
mod index;
mod model;
mod page;
mod question;
mod stem;
mod synonyms;
mod talk;
mod tongue;
mod wish;

pub use entry::{check_asked, checked, words};
pub use fit::{Candidate, Corpus, Verdict, judge};
pub use model::{FEWEST, MOST, Second, comparison, second};
pub use page::{Passage, checked_page, passages};
pub use question::Question;
pub use talk::{Asked, Reply, Talk, reply};
pub use tongue::{Tongue, checked_synonyms};
pub use wish::wants_person;

#[cfg(test)]
mod tests;
