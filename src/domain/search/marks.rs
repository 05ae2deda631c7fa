//! Where in a text is what was looked for, and how that is shown.

use std::ops::Range;

use super::{
    Plain, Query,
    words::{shortened, words},
};
use crate::protocol::search::Part;

const SNIPPET_BYTES: usize = 160;
/// Before the first hit.
const LEAD_BYTES: usize = 40;

/// Finds in texts what the index found in rows.
pub struct Marker {
    phrases: Vec<Sought>,
    plain: Plain,
    apart: bool,
}

struct Sought {
    words: Vec<String>,
    goes_on: bool,
}

/// What was found in a text.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// In order, without overlaps.
    pub at: Vec<Range<usize>>,
    /// How often each phrase is there.
    pub counts: Vec<u32>,
    /// How many words the text has.
    pub length: usize,
}

impl Hits {
    /// Of another text of the same message.
    pub fn add(&mut self, other: Self) {
        self.length += other.length;
        for (count, more) in self.counts.iter_mut().zip(other.counts) {
            *count += more;
        }
    }

    #[must_use]
    pub fn has_all(&self) -> bool {
        self.counts.iter().all(|count| *count > 0)
    }
}

impl Marker {
    /// For messages.
    #[must_use]
    pub fn of(query: &Query, plain: Plain) -> Self {
        Self::new(query, plain, true)
    }

    /// For names, emails and phones.
    #[must_use]
    pub fn of_customers(query: &Query, plain: Plain) -> Self {
        Self::new(query, plain, false)
    }

    fn new(query: &Query, plain: Plain, apart: bool) -> Self {
        let mut phrases = Vec::new();
        for phrase in &query.phrases {
            let text = &phrase.text;
            let words = words(text, apart).into_iter().map(|word| plain(shortened(&text[word]))).collect();
            phrases.push(Sought { words, goes_on: phrase.goes_on || !apart });
        }
        Self { phrases, plain, apart }
    }

    #[must_use]
    pub fn find(&self, text: &str) -> Hits {
        let places = words(text, self.apart);
        let known: Vec<String> = places.iter().map(|word| (self.plain)(shortened(&text[word.clone()]))).collect();
        let (mut at, mut counts) = (Vec::<Range<usize>>::new(), vec![0; self.phrases.len()]);
        for first in 0..known.len() {
            for (n, phrase) in self.phrases.iter().enumerate() {
                if !phrase.begins(&known[first..]) {
                    continue;
                }
                counts[n] += 1;
                let found = places[first].start..places[first + phrase.words.len() - 1].end;
                match at.last_mut() {
                    Some(last) if last.end >= found.start => last.end = last.end.max(found.end),
                    _ => at.push(found),
                }
            }
        }
        Hits { at, counts, length: known.len() }
    }
}

impl Sought {
    fn begins(&self, known: &[String]) -> bool {
        let Some((last, before)) = self.words.split_last() else { return false };
        let Some(word) = known.get(before.len()) else { return false };
        let fits = if self.goes_on { word.starts_with(&**last) } else { word == last };
        fits && known[..before.len()] == *before
    }
}

/// The whole text, in pieces.
#[must_use]
pub fn parts(text: &str, hits: &[Range<usize>]) -> Vec<Part> {
    pieces(text, hits, &(0..text.len()))
}

/// One line of the text around the first hits.
#[must_use]
pub fn snippet(text: &str, hits: &[Range<usize>]) -> Vec<Part> {
    let window = window(text, hits.first().map_or(0, |hit| hit.start));
    pieces(text, hits, &window)
}

/// From and to a space, if there is one near.
fn window(text: &str, first: usize) -> Range<usize> {
    let is_space = |byte: &u8| *byte == b' ' || *byte == b'\n';
    let (mut from, mut to) = (first.saturating_sub(LEAD_BYTES), first + SNIPPET_BYTES - LEAD_BYTES);
    if from > 0 {
        let space = text.as_bytes()[from..first].iter().position(is_space);
        from = space.map_or_else(|| text.ceil_char_boundary(from), |space| from + space + 1);
    }
    if to >= text.len() {
        return from..text.len();
    }
    let space = text.as_bytes()[first + 1..to].iter().rposition(is_space);
    to = space.map_or_else(|| text.floor_char_boundary(to), |space| first + 1 + space);
    from..to
}

fn pieces(text: &str, hits: &[Range<usize>], window: &Range<usize>) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut add = |text: &str, hit| {
        if !text.is_empty() {
            parts.push(Part { text: one_line(text), hit });
        }
    };
    add(if window.start > 0 { "…" } else { "" }, false);
    let mut at = window.start;
    for hit in hits.iter().filter(|hit| hit.start < window.end && hit.end > window.start) {
        add(&text[at..hit.start.max(at)], false);
        let end = hit.end.min(window.end);
        add(&text[hit.start.max(at)..end], true);
        at = end;
    }
    add(&text[at..window.end], false);
    add(if window.end < text.len() { "…" } else { "" }, false);
    parts
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect()
}
