//! A second opinion on what a question means: a model says how near each answer is to it. It writes nothing, it compares.

use super::{Candidate, Verdict, fit::MOST_SUGGESTED};
use crate::{
    domain::search::best_first,
    json::{self, FromJson, ToJson},
};

/// Among fewer, none stands out.
pub const FEWEST: usize = 10;
pub const MOST: usize = 100;
const QUESTION_CHARS: usize = 1000;
const ANSWER_CHARS: usize = 600;

/// So far above what chance would make of so many is one that is meant; so far behind it others may be; and so far ahead of all
/// others nothing else is. In standard deviations: what one model calls near, another does not.
const ABOVE: f64 = 0.5;
const BEHIND: f64 = 1.2;
const AHEAD: f64 = 0.8;

/// What the model says is meant, one or a few, the likeliest first.
#[derive(Debug, PartialEq, Eq)]
pub struct Second {
    pub places: Vec<usize>,
    /// Nothing else is near.
    pub is_clear: bool,
}

#[derive(ToJson)]
struct Comparison {
    query: String,
    contexts: Vec<Context>,
}

#[derive(ToJson)]
struct Context {
    text: String,
}

#[derive(FromJson)]
struct Compared {
    response: Vec<Nearness>,
}

#[derive(FromJson)]
struct Nearness {
    /// The place of the context.
    id: usize,
    score: f64,
}

/// What the model is asked, as JSON.
#[must_use]
pub fn comparison(question: &str, candidates: &[Candidate]) -> String {
    let contexts = candidates.iter().map(|candidate| Context { text: shortened(&candidate.told(), ANSWER_CHARS) });
    json::write(&Comparison { query: shortened(question, QUESTION_CHARS), contexts: contexts.collect() })
}

fn shortened(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

/// `None`: none of the candidates stands out.
///
/// # Errors
/// What is wrong with what the model says.
pub fn second(said: &str, candidates: &[Candidate]) -> Result<Option<Second>, String> {
    let Compared { response } = json::read(said).map_err(|error| error.to_string())?;
    let mut scores = vec![f64::NAN; candidates.len()];
    for Nearness { id, score } in response {
        *scores.get_mut(id).ok_or("it names what it was not asked about")? = score;
    }
    if scores.iter().any(|score| !score.is_finite()) {
        return Err("it does not say of each how near it is".into());
    }
    Ok(standing_out(&scores, candidates))
}

fn standing_out(scores: &[f64], candidates: &[Candidate]) -> Option<Second> {
    let order = best_first(scores);
    let best = *order.first().filter(|_| scores.len() >= FEWEST)?;
    let count = scores.len() as f64;
    let mean = scores.iter().sum::<f64>() / count;
    let deviation = (scores.iter().map(|score| (score - mean).powi(2)).sum::<f64>() / count).sqrt();
    if deviation <= 0.0 || scores[best] - mean < (by_chance(count) + ABOVE) * deviation {
        return None;
    }
    let (mut places, mut behind) = (Vec::new(), f64::INFINITY);
    for place in order {
        if !is_among(place, &places, candidates) {
            behind = if places.len() == 1 { scores[best] - scores[place] } else { behind };
            places.push(place);
        }
    }
    places.retain(|place| scores[best] - scores[*place] <= BEHIND * deviation);
    places.truncate(MOST_SUGGESTED);
    Some(Second { places, is_clear: behind >= AHEAD * deviation })
}

/// How far above the mean the best of so many is when it is only chance (where Gumbel's limit lies), in standard deviations.
fn by_chance(count: f64) -> f64 {
    let scale = (2.0 * count.ln()).sqrt();
    scale - (count.ln().ln() + (4.0 * std::f64::consts::PI).ln()) / (2.0 * scale)
}

/// Is it known by the same as one of them?
fn is_among(place: usize, places: &[usize], candidates: &[Candidate]) -> bool {
    places.iter().any(|other| candidates[*other].asks() == candidates[place].asks())
}

impl Verdict {
    #[must_use]
    pub fn is_sure(&self) -> bool {
        matches!(self, Self::Answer(..))
    }

    /// With what the model says is meant: the answer, if it is clear and the words may mean it too; otherwise it is asked about.
    #[must_use]
    pub fn seconded(self, second: &Second, candidates: &[Candidate]) -> Self {
        let words = match self {
            Self::Answer(..) => return self,
            Self::Suggest(near) => near,
            Self::Nothing => Vec::new(),
        };
        let sure = |place: usize| words.iter().find(|(near, _)| *near == place).map(|(_, sure)| *sure);
        if let Some((place, sure)) = second.places.first().and_then(|best| Some((*best, sure(*best)?)))
            && second.is_clear
        {
            return Self::Answer(place, sure);
        }
        let mut places = second.places.clone();
        for (place, _) in &words {
            if places.len() < MOST_SUGGESTED && !is_among(*place, &places, candidates) {
                places.push(*place);
            }
        }
        Self::Suggest(places.into_iter().map(|place| (place, sure(place).unwrap_or(0.0))).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(question: &str) -> Candidate {
        Candidate::entry(question.into(), vec!["And so".into()], "Yes.".into())
    }

    fn candidates(count: usize) -> Vec<Candidate> {
        (0..count).map(|n| entry(&format!("Q{n}"))).collect()
    }

    /// As the model says it, the best first.
    fn said(scores: &[f64]) -> String {
        let each = scores.iter().enumerate().rev();
        let each: Vec<String> = each.map(|(id, score)| format!(r#"{{"id":{id},"score":{score}}}"#)).collect();
        format!(r#"{{"response":[{}],"usage":{{}}}}"#, each.join(","))
    }

    #[test]
    fn i11_the_model_is_told_the_question_and_answers_and_nothing_else() {
        let passage = Candidate::passage("Help", "Delivery".into(), "By bike. By train.".into());
        let asked = comparison("Wo?", &[entry("Where?"), passage]);
        let texts = r#"[{"text":"Where?\nAnd so\nYes."},{"text":"Delivery\nHelp\nBy bike. By train."}]"#;
        assert_eq!(asked, format!(r#"{{"query":"Wo?","contexts":{texts}}}"#));
        let long = comparison(&"ä".repeat(5_000), &[entry(&"ö".repeat(5_000))]);
        assert_eq!((long.matches('ä').count(), long.matches('ö').count()), (QUESTION_CHARS, ANSWER_CHARS));
    }

    fn clear(place: usize) -> Second {
        Second { places: vec![place], is_clear: true }
    }

    #[test]
    fn i11_what_stands_out_is_meant_whatever_the_model_calls_near() {
        let ten = candidates(FEWEST);
        let mut scores = [0.31, 0.33, 0.3, 0.32, 0.34, 0.29, 0.3, 0.33, 0.31, 0.62];
        assert_eq!(second(&said(&scores), &ten), Ok(Some(clear(9))));
        assert_eq!(
            second(&said(&scores.map(|score| score * 20.0 - 8.0)), &ten),
            Ok(Some(clear(9))),
            "in other numbers"
        );
        assert_eq!(second(&said(&scores[1..]), &ten[1..]), Ok(None), "among fewer, none does");
        scores[3] = 0.61;
        assert_eq!(second(&said(&scores), &ten), Ok(Some(Second { places: vec![9, 3], is_clear: false })));
        scores[4] = 0.6;
        assert_eq!(second(&said(&scores), &ten), Ok(None), "three of ten do not stand out");
        assert_eq!(second(&said(&[0.4; FEWEST]), &ten), Ok(None));
    }

    #[test]
    fn i11_among_more_it_takes_more_to_stand_out() {
        assert!((by_chance(34.0) - 1.94).abs() < 0.01 && (by_chance(100.0) - 2.37).abs() < 0.01);
        // Evenly spread, with one ahead of the others.
        let spread = |count: usize| {
            let mut scores: Vec<f64> = (0..count).map(|n| n as f64 / count as f64).collect();
            scores[count - 1] = 1.2;
            second(&said(&scores), &candidates(count)).unwrap()
        };
        assert!(spread(FEWEST).is_some() && spread(MOST).is_none());
    }

    #[test]
    fn i11_passages_under_one_heading_are_no_rivals_for_the_model_either() {
        let mut all = candidates(20);
        all[1] = all[0].clone();
        let mut scores = [0.3; 20];
        (scores[0], scores[1], scores[2]) = (0.71, 0.7, 0.35);
        assert_eq!(second(&said(&scores), &all), Ok(Some(clear(0))));
        all[1] = entry("Else?");
        assert_eq!(second(&said(&scores), &all), Ok(Some(Second { places: vec![0, 1], is_clear: false })));
    }

    #[test]
    fn i11_a_model_that_says_something_else_says_nothing() {
        let ten = candidates(FEWEST);
        let infinite = said(&[0.5; FEWEST]).replacen("0.5", "1e999", 1);
        for odd in ["", "null", "{}", r#"{"response":"3"}"#, r#"{"response":[{"id":-1,"score":1}]}"#, &infinite] {
            assert!(second(odd, &ten).is_err(), "{odd}");
        }
        assert!(second(&said(&[0.5; FEWEST + 1]), &ten).is_err(), "one too many");
        assert!(second(&said(&[0.5; FEWEST - 1]), &ten).is_err(), "one too few");
    }

    #[test]
    fn i11_it_answers_where_words_and_model_agree_and_asks_where_only_the_model_knows() {
        let mut all = candidates(6);
        let seconded = |verdict: Verdict, places: &[usize], is_clear, all: &[Candidate]| {
            verdict.seconded(&Second { places: places.to_vec(), is_clear }, all)
        };
        let near = || Verdict::Suggest(vec![(1, 0.5), (2, 0.45), (3, 0.41)]);
        assert_eq!(seconded(near(), &[2], true, &all), Verdict::Answer(2, 0.45));
        let asked = Verdict::Suggest(vec![(2, 0.45), (4, 0.0), (1, 0.5)]);
        assert_eq!(seconded(near(), &[2, 4], false, &all), asked, "it may be either");
        let asked = Verdict::Suggest(vec![(4, 0.0), (1, 0.5), (2, 0.45)]);
        assert_eq!(seconded(near(), &[4], true, &all), asked, "no word says so");
        assert_eq!(seconded(Verdict::Nothing, &[4], true, &all), Verdict::Suggest(vec![(4, 0.0)]));
        assert_eq!(seconded(Verdict::Answer(1, 0.9), &[4], true, &all), Verdict::Answer(1, 0.9), "words are sure");
        all[4] = all[1].clone();
        let asked = Verdict::Suggest(vec![(4, 0.0), (2, 0.45), (3, 0.41)]);
        assert_eq!(seconded(near(), &[4], true, &all), asked, "nothing is asked about twice");
    }
}
