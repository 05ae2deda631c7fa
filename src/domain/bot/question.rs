//! A question, as far as it can be compared: what its words mean.

use std::sync::LazyLock;

use super::{
    index::Index,
    stem::{near_key, stem},
    synonyms::joined,
    tongue::Tongue,
};
use crate::domain::search::{Plain, words_of};

/// More than this is not looked for.
const MOST_WORDS: usize = 24;

/// Words that say nothing of what is meant.
static EMPTY: LazyLock<Index<()>> = LazyLock::new(|| {
    let mut index = Index::default();
    for word in STOP.split_whitespace() {
        index.or_make(word, || ());
    }
    index
});
const STOP: &str = "a an the this that these those it its is are was were be been am i me my mine we us our you your he she they \
them their of to in on at for from with by as or and but if so than then too very can could will would should shall may might \
must do does did doing done have has had having get got getting gets go want wants need needs like would id ive im ill youre theres \
its whats there here please hi hello hey thanks thank just only also any some all no not dont cant cannot doesnt didnt wont isnt \
arent havent hasnt havent much many more most what which who whom whose why how about into out up down over again \
tell know make made let take give offer use using possible way ways work works working anything something everything \
pls plz thx u r ur wanna gotta gonna guys kindly honestly \
one two first last next week day days ago after before going gone come comes went myself \
seem seems received receive until one ones show see look looking say said kind of still yet now today really ever put case happen happens thing things got ask question help able \
der die das ein eine ist sind ich wir sie mein meine wie was kann kannst konnen bitte und oder fur mit von zu auf es \
le la les un une est je mon ma mes comment puis que qui pour avec de des du et ou el los las una es como puedo mi para con y o";

/// What a text means, word for word; each once.
#[derive(Clone, Debug)]
pub struct Question {
    pub(super) words: Vec<Word>,
}

#[derive(Clone, Debug)]
pub(super) struct Word {
    /// What stands for it and all that means the same.
    pub concept: String,
    pub stem: String,
    /// What the index has for any of them.
    pub keys: Vec<String>,
}

impl Question {
    #[must_use]
    pub fn of(text: &str, tongue: &Tongue) -> Self {
        let mut words: Vec<Word> = Vec::new();
        for (stem, concept) in tongue.words(text) {
            if words.len() < MOST_WORDS && words.iter().all(|word| word.concept != concept) {
                words.push(Word { concept, stem, keys: Vec::new() });
            }
        }
        Self { words }
    }

    /// With what the index has for its words: only what is asked is looked up.
    #[must_use]
    pub fn asked(text: &str, tongue: &Tongue) -> Self {
        let mut question = Self::of(text, tongue);
        for word in &mut question.words {
            word.keys = tongue.keys_of(&word.stem, &word.concept);
        }
        question
    }

    /// What is to be looked up in the index.
    #[must_use]
    pub fn lookup(&self) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for word in &self.words {
            for key in word.keys.iter().cloned().chain(near_key(&word.stem)) {
                if !all.contains(&key) {
                    all.push(key);
                }
            }
        }
        all
    }

    /// Is there nothing to look for?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// In order, without what says nothing.
pub(super) fn stems(text: &str, plain: Plain) -> Vec<String> {
    let words = joined(&spoken(text, plain));
    words.iter().filter(|word| !is_empty_word(word)).map(|word| stem(word)).collect()
}

/// Does it say nothing of what is meant?
pub(super) fn is_empty_word(word: &str) -> bool {
    EMPTY.get(word).is_some()
}

/// The words, as they are compared; `don't` is one.
pub(super) fn spoken(text: &str, plain: Plain) -> Vec<String> {
    let text = plain(&text.replace(['\'', '’', '`'], ""));
    words_of(&text, true).into_iter().map(|word| text[word].to_owned()).collect()
}
