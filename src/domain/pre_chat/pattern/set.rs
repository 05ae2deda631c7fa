//! Which characters a part of a pattern may match. Where Unicode's tables would have to say, the answer is yes.

use std::ops::RangeInclusive;

#[derive(Debug)]
pub struct Set {
    pub negated: bool,
    pub items: Vec<Item>,
}

#[derive(Clone, Copy, Debug)]
pub enum Item {
    Range(char, char),
    Class(Class),
    Not(Class),
}

#[derive(Clone, Copy, Debug)]
pub enum Class {
    Digit,
    Word,
    Space,
    Letter,
    Number,
    /// Marks, punctuation, symbols, separators.
    Other,
}

/// The white space beyond ASCII, one by one.
const SPACES: &str = "\u{a0}\u{1680}\u{2000}\u{2001}\u{2002}\u{2003}\u{2004}\u{2005}\u{2006}\u{2007}\u{2008}\u{2009}\u{200a}\
    \u{2028}\u{2029}\u{202f}\u{205f}\u{3000}\u{feff}";
/// Dashes, quotation marks and the like: no letters and no digits.
const PUNCTUATION: RangeInclusive<char> = '\u{2000}'..='\u{206f}';

/// Characters that stand for all there are: what these sets say of one they say of all up to the next.
pub fn samples(sets: &[&Set]) -> Vec<char> {
    let mut samples: Vec<char> = ('\0'..='\u{80}').collect();
    add(&mut samples, *PUNCTUATION.start(), *PUNCTUATION.end());
    SPACES.chars().for_each(|space| add(&mut samples, space, space));
    for item in sets.iter().flat_map(|set| &set.items) {
        if let Item::Range(from, to) = *item {
            add(&mut samples, from, to);
        }
    }
    samples
}

/// The first of a range and the first behind it.
fn add(samples: &mut Vec<char>, from: char, to: char) {
    for c in [Some(from), (to..=char::MAX).nth(1)].into_iter().flatten() {
        if !samples.contains(&c) {
            samples.push(c);
        }
    }
}

impl Set {
    pub fn may_match(&self, c: char) -> bool {
        if self.negated {
            !self.items.iter().any(|item| item.matches(c, true))
        } else {
            self.items.iter().any(|item| item.matches(c, false))
        }
    }
}

impl Item {
    fn matches(self, c: char, for_sure: bool) -> bool {
        match self {
            Self::Range(from, to) => (from..=to).contains(&c),
            Self::Class(class) => class.matches(c, for_sure),
            Self::Not(class) => !class.matches(c, !for_sure),
        }
    }
}

impl Class {
    fn matches(self, c: char, for_sure: bool) -> bool {
        let is_foreign = !c.is_ascii() && !PUNCTUATION.contains(&c);
        match self {
            Self::Digit => c.is_ascii_digit(),
            Self::Word => c.is_ascii_alphanumeric() || c == '_',
            Self::Space => c == ' ' || ('\t'..='\r').contains(&c) || SPACES.contains(c),
            Self::Letter => !for_sure && (is_foreign || c.is_ascii_alphabetic()),
            Self::Number => !for_sure && (is_foreign || c.is_ascii_digit()),
            Self::Other => !for_sure && !c.is_ascii_alphanumeric(),
        }
    }
}
