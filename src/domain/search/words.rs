//! Where words are in a text.

use std::{iter::once, ops::Range};

/// What is longer is known by its beginning.
const WORD_CHARS: usize = 40;

/// The words of a text. `apart`: scripts that are written without spaces have a word for each character; looked up one after
/// the other, any part of a sentence is found.
#[must_use]
pub fn words(text: &str, apart: bool) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let (mut start, mut was_alone) = (None, false);
    for (at, c) in text.char_indices().chain(once((text.len(), ' '))) {
        let (is_part, is_alone) = (is_part(c), apart && stands_alone(c));
        if let Some(from) = start.filter(|_| !is_part || is_alone || was_alone) {
            words.push(from..at);
            start = None;
        }
        start = start.or(is_part.then_some(at));
        was_alone = is_alone;
    }
    words
}

/// As it is looked up.
#[must_use]
pub fn shortened(word: &str) -> &str {
    word.char_indices().nth(WORD_CHARS).map_or(word, |(end, _)| &word[..end])
}

/// Letters, digits, and accents that stand behind their letter.
fn is_part(c: char) -> bool {
    c.is_alphanumeric() || is_accent(c)
}

#[must_use]
pub fn is_accent(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Thai, Lao, Burmese, Khmer, Japanese and Chinese.
const WITHOUT_SPACES: &[(char, char)] = &[
    ('\u{e00}', '\u{eff}'),
    ('\u{1000}', '\u{109f}'),
    ('\u{1780}', '\u{17ff}'),
    ('\u{3040}', '\u{30ff}'),
    ('\u{31f0}', '\u{31ff}'),
    ('\u{3400}', '\u{9fff}'),
    ('\u{f900}', '\u{faff}'),
    ('\u{ff66}', '\u{ff9d}'),
    ('\u{20000}', '\u{3ffff}'),
];

fn stands_alone(c: char) -> bool {
    c >= '\u{e00}' && WITHOUT_SPACES.iter().any(|(first, last)| (*first..=*last).contains(&c))
}
