//! How an organization's visitors speak: words that mean the same to it, beside those that mean the same to all.

use std::cell::RefCell;

use super::{
    index::Index,
    question::{is_empty_word, spoken},
    stem::{key, stem},
    synonyms::{all_of, joined, same},
};
use crate::{
    domain::{check::Checks, search::Plain},
    protocol::{
        Problem,
        bot::BotSynonyms,
        limits::{BOT_SYNONYM_CHARS, BOT_SYNONYM_GROUPS, BOT_SYNONYM_WORDS},
    },
};

/// What stands for all words of a group begins with it; no word does.
const MARK: char = '§';

pub struct Tongue {
    plain: Plain,
    groups: Vec<Group>,
    /// Groups by their words and marks.
    by_word: Index<usize>,
    /// Phrases by their first words: of which group, and which of its phrases.
    by_phrase: Index<Vec<(usize, usize)>>,
    /// What was made of words before: a question is compared with many texts, and most of their words are the same.
    met: RefCell<Index<Option<(String, String)>>>,
}

/// Words and phrases that mean the same.
#[derive(Default)]
struct Group {
    mark: String,
    words: Vec<String>,
    phrases: Vec<Vec<String>>,
    /// What the index has of any of them.
    keys: Vec<String>,
}

impl Tongue {
    #[must_use]
    pub fn new(plain: Plain, synonyms: &[Vec<String>]) -> Self {
        let (mut groups, mut by_word, mut by_phrase) = (Vec::new(), Index::default(), Index::default());
        for (at, texts) in synonyms.iter().enumerate() {
            let mut group = Group { mark: format!("{MARK}{at}"), ..Group::default() };
            for text in texts {
                group.add(&spoken(text, plain));
            }
            for word in group.words.iter().chain([&group.mark]) {
                by_word.or_make(word, || at);
            }
            for (place, phrase) in group.phrases.iter().enumerate() {
                by_phrase.or_make(&phrase[0], Vec::new).push((at, place));
            }
            groups.push(group);
        }
        Self { plain, groups, by_word, by_phrase, met: RefCell::default() }
    }

    /// The words of a text without their endings and what stands for each, in order, and without what says nothing.
    pub(super) fn words(&self, text: &str) -> Vec<(String, String)> {
        let mut met = self.met.borrow_mut();
        let mut all = Vec::new();
        for word in joined(&self.marked(&spoken(text, self.plain))) {
            all.extend(met.or_make(&word, || self.made_of(&word)).clone());
        }
        all
    }

    /// Without its ending, and what stands for it; `None`: it says nothing.
    fn made_of(&self, word: &str) -> Option<(String, String)> {
        let stem = stem(word);
        let same = same(&stem);
        match self.group_of(same) {
            Some(group) => Some((stem, group.mark.clone())),
            None if is_empty_word(word) => None,
            None => Some((stem.clone(), same.to_owned())),
        }
    }

    /// What is looked up for a word and what stands for it.
    pub(super) fn keys_of(&self, stem: &str, concept: &str) -> Vec<String> {
        if let Some(group) = self.group_of(concept) {
            return group.keys.clone();
        }
        let mut keys = Vec::new();
        add_keys(&mut keys, stem);
        keys
    }

    /// By what stands for it, or by its mark.
    fn group_of(&self, same: &str) -> Option<&Group> {
        self.by_word.get(same).map(|group| &self.groups[*group])
    }

    /// With the phrases of its groups as one word each.
    fn marked(&self, words: &[String]) -> Vec<String> {
        if self.groups.is_empty() {
            return words.to_vec();
        }
        let stems: Vec<String> = words.iter().map(|word| stem(word)).collect();
        let (mut marked, mut at) = (Vec::new(), 0);
        while let Some(word) = words.get(at) {
            let (mut found, mut length) = (word, 1);
            for (group, place) in self.by_phrase.get(&stems[at]).into_iter().flatten() {
                let Group { mark, phrases, .. } = &self.groups[*group];
                if phrases[*place].len() > length && stems[at..].starts_with(&phrases[*place]) {
                    (found, length) = (mark, phrases[*place].len());
                }
            }
            marked.push(found.clone());
            at += length;
        }
        marked
    }
}

/// What the index has of whatever means the same.
fn add_keys(keys: &mut Vec<String>, stem: &str) {
    for same in all_of(stem) {
        keys.push(key(same));
    }
}

impl Group {
    fn add(&mut self, words: &[String]) {
        if let [word] = words {
            self.words.push(same(&stem(word)).to_owned());
        } else if !words.is_empty() {
            self.phrases.push(words.iter().map(|word| stem(word)).collect());
        }
        for word in joined(words) {
            if words.len() == 1 || !is_empty_word(&word) {
                add_keys(&mut self.keys, &stem(&word));
            }
        }
    }
}

/// As they can be kept.
///
/// # Errors
/// A problem that names all that is wrong.
pub fn checked_synonyms(BotSynonyms { groups }: BotSynonyms) -> Result<BotSynonyms, Problem> {
    let (mut checks, mut kept) = (Checks::default(), Vec::new());
    if groups.len() > BOT_SYNONYM_GROUPS {
        checks.wrong("groups", "too_many", &format!("At most {BOT_SYNONYM_GROUPS}, please."));
    }
    for (n, words) in groups.into_iter().take(BOT_SYNONYM_GROUPS).enumerate() {
        if !(2..=BOT_SYNONYM_WORDS).contains(&words.len()) {
            let detail = format!("Write two to {BOT_SYNONYM_WORDS} words or phrases that mean the same.");
            checks.wrong(&format!("groups[{n}]"), "out_of_range", &detail);
            continue;
        }
        let mut lines = Vec::new();
        for word in words {
            lines.push(checks.line(&format!("groups[{n}][{}]", lines.len()), &word, BOT_SYNONYM_CHARS));
        }
        kept.push(lines);
    }
    checks.done().map(|()| BotSynonyms { groups: kept })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::bot::Question;

    fn plain(text: &str) -> String {
        text.to_lowercase()
    }

    fn tongue(groups: &[&[&str]]) -> Tongue {
        let texts: Vec<Vec<String>> =
            groups.iter().map(|words| words.iter().map(|word| (*word).into()).collect()).collect();
        Tongue::new(plain, &texts)
    }

    fn concepts(text: &str, tongue: &Tongue) -> Vec<String> {
        Question::of(text, tongue).words.into_iter().map(|word| word.concept).collect()
    }

    #[test]
    fn i11_words_of_a_group_are_one_also_where_they_are_several() {
        let tongue = tongue(&[&["trolley", "shopping bag on wheels", "Rollwagen"], &["Help", "assistance"]]);
        let is_same = |one: &str, other: &str| concepts(one, &tongue) == concepts(other, &tongue);
        assert!(is_same("do you repair trolleys", "do you repair a shopping bag on wheels?"));
        assert!(is_same("rollwagen", "TROLLEY"));
        assert!(is_same("help", "assistance"), "also what says nothing elsewhere");
        assert!(!is_same("help", "trolley"));
        let lookup = Question::asked("trolley", &tongue).lookup();
        assert!(
            ["trolle", "shop", "bag", "wheel", "rollwa"].iter().all(|key| lookup.contains(&(*key).to_owned())),
            "{lookup:?}"
        );
    }

    #[test]
    fn i11_what_means_the_same_to_all_is_of_the_group_too() {
        let tongue = tongue(&[&["parcel", "hamper"]]);
        assert_eq!(concepts("my package", &tongue), concepts("my hamper", &tongue));
        assert_ne!(concepts("my basket", &tongue), concepts("my hamper", &tongue));
    }

    #[test]
    fn i11_synonyms_are_checked() {
        let wrong = |groups: &[&[&str]]| {
            let groups = groups.iter().map(|words| words.iter().map(|word| (*word).into()).collect()).collect();
            let problem = checked_synonyms(BotSynonyms { groups }).unwrap_err();
            problem.errors.into_iter().map(|error| format!("{} {}", error.field, error.code)).collect::<Vec<_>>()
        };
        assert_eq!(wrong(&[&["a"], &["b", " "]]), ["groups[0] out_of_range", "groups[1][1] required"]);
        assert_eq!(wrong(&[&["a", &"x".repeat(BOT_SYNONYM_CHARS + 1)]]), ["groups[0][1] too_long"]);
        assert_eq!(wrong(&vec![&["a", "b"][..]; BOT_SYNONYM_GROUPS + 1]), ["groups too_many"]);
    }
}
