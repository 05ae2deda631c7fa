//! What somebody asks for.

use super::{
    Plain,
    words::{shortened, words},
};

/// More than this is not looked for.
const MOST_PHRASES: usize = 16;

/// All of these must be there. What is between quotes or written without spaces (`ada@example.com`) stands together; the
/// last one may go on, for whoever is typing still.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    pub(super) phrases: Vec<Phrase>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    pub text: String,
    pub goes_on: bool,
}

impl Query {
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut phrases: Vec<Phrase> = Vec::new();
        let mut add = |text: &str, goes_on| {
            let phrase = Phrase { text: text.to_owned(), goes_on };
            if !words(text, false).is_empty() && !phrases.contains(&phrase) && phrases.len() < MOST_PHRASES {
                phrases.push(phrase);
            }
        };
        let parts: Vec<&str> = text.split(['"', '„', '“', '”']).collect();
        for (n, part) in parts.iter().enumerate() {
            let is_last = n + 1 == parts.len();
            if n % 2 == 1 {
                add(part, is_last);
                continue;
            }
            let chunks: Vec<&str> = part.split_whitespace().collect();
            for (m, chunk) in chunks.iter().enumerate() {
                add(chunk, is_last && m + 1 == chunks.len());
            }
        }
        Self { phrases }
    }

    /// Is there nothing to look for?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.phrases.is_empty()
    }

    /// Is a text all that is asked for, and nothing else?
    #[must_use]
    pub fn is_all_of(&self, text: &str, plain: Plain) -> bool {
        let phrases: Vec<&str> = self.phrases.iter().map(|phrase| &*phrase.text).collect();
        plain(&phrases.join(" ")) == plain(text)
    }

    /// For the index of messages.
    #[must_use]
    pub fn for_messages(&self, tag: &str) -> String {
        self.written(tag, true, false)
    }

    /// For the index of customers: those with just these words, which an index finds as fast among many as among few, and then
    /// those whose words go on, if there may be others.
    #[must_use]
    pub fn for_customers(&self, tag: &str) -> (String, Option<String>) {
        let (whole, begun) = (self.written(tag, false, false), self.written(tag, false, true));
        let others = (whole != begun).then(|| format!("({begun}) NOT ({whole})"));
        (whole, others)
    }

    /// In FTS5's language. Words are letters and digits only, so nothing in them can mean anything there.
    fn written(&self, tag: &str, apart: bool, all_go_on: bool) -> String {
        let mut query = String::new();
        for phrase in &self.phrases {
            query += if query.is_empty() { "\"" } else { " AND \"" };
            for word in words(&phrase.text, apart) {
                query += tag;
                query += shortened(&phrase.text[word]);
                query += " ";
            }
            query += if phrase.goes_on || all_go_on { "\" *" } else { "\"" };
        }
        query
    }
}
