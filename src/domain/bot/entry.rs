//! Questions and answers, as admins write them.

use super::{
    question::stems,
    stem::{key, near_key},
};
use crate::{
    domain::{
        check::{Checks, is_longer},
        search::Plain,
        text,
    },
    protocol::{
        Problem,
        bot::ChangeBotEntry,
        limits::{BOT_ANSWER_CHARS, BOT_QUESTION_CHARS, BOT_WORDINGS},
    },
};

/// As they can be kept.
///
/// # Errors
/// A problem that names all that is wrong.
pub fn checked(change: ChangeBotEntry) -> Result<ChangeBotEntry, Problem> {
    let mut checks = Checks::default();
    let question = change.question.map(|question| checks.line("question", &question, BOT_QUESTION_CHARS));
    let wordings = change.wordings.map(|wordings| check_wordings(&mut checks, wordings));
    let answer = change.answer.map(|answer| check_answer(&mut checks, &answer));
    checks.done()?;
    Ok(ChangeBotEntry { question, wordings, answer, ..change })
}

/// Each once.
fn check_wordings(checks: &mut Checks, wordings: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    if wordings.len() > BOT_WORDINGS {
        checks.wrong("wordings", "too_many", &format!("At most {BOT_WORDINGS}, please."));
    }
    for (n, wording) in wordings.into_iter().take(BOT_WORDINGS).enumerate() {
        let wording = checks.line(&format!("wordings[{n}]"), &wording, BOT_QUESTION_CHARS);
        if !kept.contains(&wording) {
            kept.push(wording);
        }
    }
    kept
}

fn check_answer(checks: &mut Checks, answer: &str) -> String {
    let kept = text::clean(answer);
    if is_longer(answer, BOT_ANSWER_CHARS) {
        checks.wrong("answer", "too_long", &format!("At most {BOT_ANSWER_CHARS} characters, please."));
    } else if kept.is_empty() {
        checks.wrong("answer", "required", "This is required.");
    }
    kept
}

/// By what the index finds it.
#[must_use]
pub fn words(wordings: &[String], plain: Plain) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for stem in wordings.iter().flat_map(|text| stems(text, plain)) {
        for key in std::iter::once(key(&stem)).chain(near_key(&stem)) {
            if !words.contains(&key) {
                words.push(key);
            }
        }
    }
    words
}

/// # Errors
/// When there is nothing to answer, or too much.
pub fn check_asked(question: &str) -> Result<(), Problem> {
    let mut checks = Checks::default();
    checks.required("question", question.trim());
    if is_longer(question, BOT_ANSWER_CHARS) {
        checks.wrong("question", "too_long", &format!("At most {BOT_ANSWER_CHARS} characters, please."));
    }
    checks.done()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(change: ChangeBotEntry) -> Vec<String> {
        let problem = checked(change).unwrap_err();
        problem.errors.into_iter().map(|error| format!("{} {}", error.field, error.code)).collect()
    }

    #[test]
    fn i11_a_question_and_its_answer_are_checked() {
        let wrong = ChangeBotEntry {
            question: Some(" ".into()),
            wordings: Some(vec!["a".into(), String::new()]),
            answer: Some("x".repeat(BOT_ANSWER_CHARS + 1)),
            enabled: None,
        };
        assert_eq!(codes(wrong), ["question required", "wordings[1] required", "answer too_long"]);
        let many = ChangeBotEntry { wordings: Some(vec!["a".into(); BOT_WORDINGS + 1]), ..ChangeBotEntry::default() };
        assert_eq!(codes(many), ["wordings too_many"]);
        let twice = ChangeBotEntry { wordings: Some(vec![" a ".into(), "a".into()]), ..ChangeBotEntry::default() };
        assert_eq!(checked(twice).unwrap().wordings.unwrap(), ["a"]);
    }

    #[test]
    fn i11_what_is_asked_has_something_in_it() {
        assert!(check_asked("Where?").is_ok());
        assert!(check_asked(" ").is_err() && check_asked(&"x".repeat(BOT_ANSWER_CHARS + 1)).is_err());
    }
}
