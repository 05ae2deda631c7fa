//! What a visitor's answers must be.

use super::{is_id, is_phone, pattern};
use crate::{
    domain::{
        check::{Checks, is_email},
        hidden::seen,
        text,
    },
    protocol::{
        Timestamp,
        conversation::Fields,
        limits::NAME_CHARS,
        pre_chat::{Field, FieldType, Mode, PreChat},
    },
};

const MOST_ANSWERS: usize = 50;
const MOST_BYTES: usize = 8 * 1024;
const LINE_CHARS: usize = pattern::MOST_CHARS;
const TEXT_CHARS: usize = 2_000;

const YES: &str = "true";
const NO: &str = "false";

/// What is known of a visitor from their answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    pub name: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub custom: Fields,
}

impl Answers {
    /// All of them, by the ids of their fields.
    #[must_use]
    pub fn into_fields(self) -> Fields {
        let known = [("name", self.name), ("email", self.email), ("phone", self.phone)];
        let known = known.into_iter().filter_map(|(id, answer)| Some((id.to_owned(), answer?)));
        self.custom.into_iter().chain(known).collect()
    }

    fn put(&mut self, id: &str, answer: String) {
        match id {
            "name" => self.name = Some(answer),
            "email" => self.email = Some(answer),
            "phone" => self.phone = Some(answer),
            _ => drop(self.custom.insert(id.into(), answer)),
        }
    }
}

/// `asked`: is the form shown now? Only then must what is required be there. `matches` says whether the whole of an answer
/// is as a pattern says. Answers to what the form does not ask are ignored; where there is no form, all are a page's own.
///
/// A single checkbox and a consent are answered with `true` or `false`; a checkbox with options with those that were chosen,
/// one on each line or, if they have none, with commas between them. Kept are lines, in the order of the form.
pub fn check_answers(
    form: &PreChat,
    asked: bool,
    answers: &Fields,
    matches: &dyn Fn(&str, &str) -> bool,
    checks: &mut Checks,
) -> Answers {
    if form.mode == Mode::Never || form.fields.is_empty() {
        return from_page(answers, checks);
    }
    let mut kept = Answers::default();
    for field in &form.fields {
        let answer = text::clean(answers.get(&field.id).map_or("", String::as_str));
        match check(field, asked && field.required, &answer, matches) {
            Ok(Some(answer)) => kept.put(&field.id, answer),
            Ok(None) => {}
            Err((code, detail)) => checks.wrong(&named(&field.id), code, &detail),
        }
    }
    kept
}

fn named(id: &str) -> String {
    format!("preChatData.{id}")
}

/// A page's own data. No visitor could correct them: what is no email address, say, does not fill the customer, but stays.
fn from_page(answers: &Fields, checks: &mut Checks) -> Answers {
    let mut kept = Answers::default();
    let bytes: usize = answers.iter().map(|(id, answer)| id.len() + answer.len()).sum();
    if answers.len() > MOST_ANSWERS || bytes > MOST_BYTES {
        checks.wrong("preChatData", "too_long", "At most 50 answers and 8 KiB in all, please.");
        return kept;
    }
    for (id, answer) in answers {
        if !is_id(id) {
            checks.wrong(&named(id), "invalid_id", "Up to 40 letters, digits, - and _, please.");
            continue;
        }
        let answer = text::clean(answer);
        match as_known(id, &answer) {
            _ if answer.is_empty() => {}
            Ok(known) => kept.put(id, known),
            Err(_) => drop(kept.custom.insert(id.clone(), answer)),
        }
    }
    kept
}

/// A code, and what to do about it.
type Wrong = (&'static str, String);

fn wrong<T>(code: &'static str, detail: &str) -> Result<T, Wrong> {
    Err((code, detail.into()))
}

fn kept_if(is_right: bool, answer: &str, code: &'static str, detail: &str) -> Result<String, Wrong> {
    if is_right { Ok(answer.into()) } else { wrong(code, detail) }
}

fn check(
    field: &Field,
    required: bool,
    answer: &str,
    matches: &dyn Fn(&str, &str) -> bool,
) -> Result<Option<String>, Wrong> {
    let answer = if answer.is_empty() { None } else { Some(as_known(&field.id, &read(field, answer, matches)?)?) };
    let is_missing = answer.is_none() || (is_yes_or_no(field) && answer.as_deref() != Some(YES));
    if required && is_missing { wrong("required", "This is required.") } else { Ok(answer) }
}

fn is_yes_or_no(field: &Field) -> bool {
    field.kind == FieldType::Consent || (field.kind == FieldType::Checkbox && field.options.is_empty())
}

/// The answer as it is kept.
fn read(field: &Field, answer: &str, matches: &dyn Fn(&str, &str) -> bool) -> Result<String, Wrong> {
    let pattern = field.pattern.as_deref().filter(|pattern| field.kind.is_typed() && !pattern.is_empty());
    let most = most_chars(field, pattern.is_some());
    if answer.chars().count() > most {
        return wrong("too_long", &format!("At most {most} characters, please."));
    }
    let kept = of_type(field, answer)?;
    if pattern.is_some_and(|pattern| !matches(pattern, answer)) {
        return wrong("invalid_value", "This does not have the form that is asked for.");
    }
    Ok(kept)
}

fn most_chars(field: &Field, has_pattern: bool) -> usize {
    match field.kind {
        FieldType::Textarea if !has_pattern => TEXT_CHARS,
        FieldType::Checkbox => usize::MAX,
        _ => LINE_CHARS,
    }
}

fn of_type(field: &Field, answer: &str) -> Result<String, Wrong> {
    match field.kind {
        FieldType::Text => one_line(answer),
        FieldType::Textarea => Ok(answer.into()),
        FieldType::Email => email(answer),
        FieldType::Phone => phone(answer),
        FieldType::Number => number(answer),
        FieldType::Date => date(answer),
        _ if is_yes_or_no(field) => one_of(answer, &[YES, NO]),
        FieldType::Checkbox => several(answer, &options(field)),
        _ => one_of(answer, &options(field)),
    }
}

/// What fills the customer is checked as such, whatever the field's type.
fn as_known(id: &str, answer: &str) -> Result<String, Wrong> {
    match id {
        "name" if answer.chars().count() > NAME_CHARS => wrong("too_long", "At most 100 characters, please."),
        "name" => name(&seen(answer)),
        "email" => email(answer),
        "phone" => phone(answer),
        _ => Ok(answer.into()),
    }
}

fn one_line(answer: &str) -> Result<String, Wrong> {
    let is_line = !answer.contains('\n');
    kept_if(is_line, &answer.replace('\t', " "), "invalid_text", "This must be one line of plain text.")
}

fn name(answer: &str) -> Result<String, Wrong> {
    let answer = answer.trim();
    if answer.is_empty() { wrong("required", "This is required.") } else { one_line(answer) }
}

fn email(answer: &str) -> Result<String, Wrong> {
    kept_if(is_email(answer), &answer.to_ascii_lowercase(), "invalid_email", "This is not an email address.")
}

fn phone(answer: &str) -> Result<String, Wrong> {
    kept_if(is_phone(answer), answer, "invalid_phone", "This is not a phone number.")
}

fn number(answer: &str) -> Result<String, Wrong> {
    let is_number = answer.parse::<f64>().is_ok_and(f64::is_finite);
    kept_if(is_number, answer, "invalid_number", "This is not a number.")
}

/// `YYYY-MM-DD`, a day that there is.
fn date(answer: &str) -> Result<String, Wrong> {
    let is_date = answer.len() == 10 && format!("{answer}T00:00:00Z").parse::<Timestamp>().is_ok();
    kept_if(is_date, answer, "invalid_date", "Write a date as YYYY-MM-DD, such as 2026-12-25.")
}

fn options(field: &Field) -> Vec<&str> {
    field.options.iter().map(|option| option.trim()).collect()
}

fn one_of(answer: &str, options: &[&str]) -> Result<String, Wrong> {
    kept_if(options.contains(&answer), answer, "invalid_value", "This is not one of the choices.")
}

fn several(answer: &str, options: &[&str]) -> Result<String, Wrong> {
    let are_options = |chosen: &Vec<&str>| chosen.iter().all(|choice| options.contains(choice));
    let split = |separator| answer.split(separator).map(str::trim).collect::<Vec<_>>();
    let Some(chosen) = ['\n', ','].into_iter().map(split).find(are_options) else {
        return wrong("invalid_value", "This is not one of the choices.");
    };
    let chosen: Vec<&str> = options.iter().copied().filter(|option| chosen.contains(option)).collect();
    Ok(chosen.join("\n"))
}

#[cfg(test)]
mod tests;
