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
/// So often every word is taken to be there that the question does not have.
const LEAST_COUNT: u32 = 2;
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
    let asked = Weighed::new(question, corpus);
    let scores: Vec<f64> = candidates.iter().map(|candidate| fit(&asked, candidate, tongue)).collect();
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

/// The question, with what each of its words is worth, seen from what was asked and from what was written.
struct Weighed<'a> {
    words: &'a [Word],
    asked: Vec<f64>,
    written: Vec<f64>,
    /// Of a word that was not asked for.
    other: f64,
}

impl<'a> Weighed<'a> {
    fn new(question: &'a Question, corpus: &Corpus) -> Self {
        let (mut asked, mut written) = (Vec::new(), Vec::new());
        for word in &question.words {
            let count = corpus.count(word);
            asked.push(corpus.worth(count) * if count == 0 { UNKNOWN } else { 1.0 });
            written.push(corpus.worth(count.max(LEAST_COUNT)));
        }
        Self { words: &question.words, asked, written, other: corpus.worth(LEAST_COUNT) }
    }

    fn worth_written(&self, word: &Word) -> f64 {
        let asked = self.words.iter().position(|asked| asked.concept == word.concept);
        asked.map_or(self.other, |place| self.written[place])
    }
}

/// How much one text has of another, word for word: what is asked and what is written.
struct Likeness {
    /// How well each word of the question is in it.
    asked: Vec<f64>,
    /// How much of its own the question has.
    meant: f64,
    is_empty: bool,
}

impl Likeness {
    fn of(text: &str, question: &Weighed<'_>, tongue: &Tongue) -> Self {
        let written = Question::of(text, tongue);
        let mut asked = vec![0.0; question.words.len()];
        let (mut said, mut meant) = (0.0, 0.0);
        for word in &written.words {
            let mut best: f64 = 0.0;
            for (place, other) in question.words.iter().enumerate() {
                let like = like(word, other);
                best = best.max(like);
                asked[place] = like.max(asked[place]);
            }
            let worth = question.worth_written(word);
            said += worth;
            meant += worth * best;
        }
        Self { asked, meant: meant / said, is_empty: written.is_empty() }
    }
}

/// How well it fits, 0 to 1.
fn fit(question: &Weighed<'_>, candidate: &Candidate, tongue: &Tongue) -> f64 {
    let likeness = |text: &String| Likeness::of(text, question, tongue);
    let (wordings, answer) = (candidate.wordings.iter().map(likeness).collect::<Vec<_>>(), likeness(&candidate.answer));
    let mut anywhere: Vec<f64> = answer.asked.iter().map(|like| like * IN_ANSWER).collect();
    for wording in &wordings {
        for (any, like) in anywhere.iter_mut().zip(&wording.asked) {
            *any = any.max(like * ELSEWHERE);
        }
    }
    let asked = f64::max(question.asked.iter().sum(), f64::EPSILON);
    let mut best: f64 = 0.0;
    for wording in wordings.iter().filter(|wording| !wording.is_empty) {
        let likes = wording.asked.iter().zip(&anywhere).map(|(like, any)| like.max(*any));
        let heard: f64 = likes.zip(&question.asked).map(|(like, worth)| like * worth).sum();
        best = best.max(OF_QUESTION * heard / asked + (1.0 - OF_QUESTION) * wording.meant);
    }
    best
}

/// How well one word stands for another.
fn like(one: &Word, other: &Word) -> f64 {
    let by_stem = likeness(&one.stem, &other.stem);
    // Most words have nothing that stands for them but themselves.
    if by_stem >= 1.0 || (one.concept == one.stem && other.concept == other.stem) {
        return by_stem;
    }
    likeness(&one.concept, &other.concept).max(by_stem)
}
