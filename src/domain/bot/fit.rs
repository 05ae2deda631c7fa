//! How well an entry fits a question.

use super::{
    question::{Question, Word},
    stem::likeness,
    tongue::Tongue,
};
use crate::domain::search::best_first;

/// From here on it is the answer; from there on it may be meant.
const SURE: f64 = 0.58;
const MAYBE: f64 = 0.4;
/// So far behind is the second best of a sure one.
const MARGIN: f64 = 0.08;
pub(super) const MOST_SUGGESTED: usize = 3;

/// Of a word that is only elsewhere in the entry, and of one that is only in its answer.
const ELSEWHERE: f64 = 0.5;
const IN_ANSWER: f64 = 0.5;
/// What counts of a word that the organization never wrote: visitors say more than they ask.
const UNKNOWN: f64 = 0.65;
/// What the question's words count beside the entry's.
const OF_QUESTION: f64 = 0.7;

/// An entry that may be meant.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Its question and its other wordings.
    pub wordings: Vec<String>,
    pub answer: String,
    /// How many of them say what the answer does not.
    pub(super) own: usize,
}

impl Candidate {
    #[must_use]
    pub fn entry(question: String, mut wordings: Vec<String>, answer: String) -> Self {
        wordings.insert(0, question);
        Self { own: wordings.len(), wordings, answer }
    }

    /// What it is known by.
    pub(super) fn asks(&self) -> Option<&String> {
        self.wordings.first()
    }

    /// All that it says.
    pub(super) fn told(&self) -> String {
        let own = self.wordings.iter().take(self.own);
        own.chain([&self.answer]).map(String::as_str).collect::<Vec<_>>().join("\n")
    }
}

/// What there is besides: how many entries, and in how many each word of the index is.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    pub entries: u32,
    pub counts: Vec<(String, u32)>,
}

impl Corpus {
    fn count(&self, word: &Word) -> u32 {
        let known = self.counts.iter().filter(|(key, _)| word.keys.contains(key));
        known.map(|(_, count)| count).sum::<u32>().min(self.entries)
    }

    /// The rarer, the more it says.
    fn worth(&self, count: u32) -> f64 {
        let (entries, count) = (f64::from(self.entries), f64::from(count));
        ((entries + 10.0) / (count + 1.0)).ln_1p()
    }
}

/// What to do about a question.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// This one, so sure.
    Answer(usize, f64),
    /// Ask whether one of these is meant, the likeliest first.
    Suggest(Vec<(usize, f64)>),
    Nothing,
}

/// Which of the candidates the question means.
#[must_use]
pub fn judge(question: &Question, corpus: &Corpus, candidates: &[Candidate], tongue: &Tongue) -> Verdict {
    let mut scores = Vec::new();
    for candidate in candidates {
        scores.push(fit(question, corpus, candidate, tongue));
    }
    let order = best_first(&scores);
    let Some(&best) = order.first().filter(|best| scores[**best] >= MAYBE) else { return Verdict::Nothing };
    let asks = |place: usize| candidates[place].asks();
    let second = order.iter().find(|place| asks(**place) != asks(best)).map_or(0.0, |second| scores[*second]);
    if scores[best] >= SURE && (scores[best] - second >= MARGIN || scores[best] > 0.999 && second < 0.999) {
        return Verdict::Answer(best, scores[best]);
    }
    let mut near: Vec<(usize, f64)> = Vec::new();
    for place in order {
        let is_new = near.iter().all(|(other, _)| asks(*other) != asks(place));
        if is_new && scores[place] >= MAYBE && near.len() < MOST_SUGGESTED {
            near.push((place, scores[place]));
        }
    }
    Verdict::Suggest(near)
}

/// How well it fits, 0 to 1.
fn fit(question: &Question, corpus: &Corpus, candidate: &Candidate, tongue: &Tongue) -> f64 {
    let wordings: Vec<Question> = candidate.wordings.iter().map(|text| Question::of(text, tongue)).collect();
    let answer = Question::of(&candidate.answer, tongue);
    let mut best: f64 = 0.0;
    for wording in wordings.iter().filter(|wording| !wording.is_empty()) {
        let (mut asked, mut heard) = (0.0, 0.0);
        for word in &question.words {
            let count = corpus.count(word);
            let worth = corpus.worth(count) * if count == 0 { UNKNOWN } else { 1.0 };
            let elsewhere = || wordings.iter().map(|other| found(word, other)).fold(0.0, f64::max) * ELSEWHERE;
            let like = found(word, wording).max(elsewhere()).max(found(word, &answer) * IN_ANSWER);
            asked += worth;
            heard += worth * like;
        }
        let (mut said, mut meant) = (0.0, 0.0);
        for word in &wording.words {
            let like = found(word, question);
            let asked = question.words.iter().find(|asked| asked.concept == word.concept);
            let known = asked.map_or(0, |asked| corpus.count(asked)).max(2);
            said += corpus.worth(known);
            meant += corpus.worth(known) * like;
        }
        best = best.max(OF_QUESTION * heard / f64::max(asked, f64::EPSILON) + (1.0 - OF_QUESTION) * meant / said);
    }
    best
}

/// How well a word is in a text.
fn found(word: &Word, text: &Question) -> f64 {
    let like = |other: &Word| likeness(&word.concept, &other.concept).max(likeness(&word.stem, &other.stem));
    text.words.iter().map(like).fold(0.0, f64::max)
}
