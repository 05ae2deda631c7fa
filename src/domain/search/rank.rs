//! What comes first.

use super::Hits;

/// A month, in milliseconds: after it, news are worth half as much.
const HALF: f64 = 30.0 * 24.0 * 3600.0 * 1000.0;
/// BM25's usual weights, and how many words a message has.
const K1: f64 = 1.2;
const B: f64 = 0.75;
const USUAL_WORDS: f64 = 20.0;

/// BM25 of a text, but for how rare each word is: all of them are in all that is compared. The newer, the better.
#[must_use]
pub fn score(hits: &Hits, age: i64) -> f64 {
    let length = K1 * (1.0 - B + B * hits.length as f64 / USUAL_WORDS);
    let mut fit = 0.0;
    for count in &hits.counts {
        let count = f64::from(*count);
        fit += count * (K1 + 1.0) / (count + length);
    }
    fit * (0.5 + 0.5 * HALF / (HALF + age as f64))
}

/// Places in the order of their scores; a sort of its own would be kilobytes, and these are a hundred.
#[must_use]
pub fn best_first(scores: &[f64]) -> Vec<usize> {
    let mut order = Vec::with_capacity(scores.len());
    for (place, score) in scores.iter().enumerate() {
        let at = order.iter().position(|other: &usize| scores[*other] < *score).unwrap_or(order.len());
        order.insert(at, place);
    }
    order
}
