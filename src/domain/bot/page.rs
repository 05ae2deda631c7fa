//! Pages that the bot knows: cut into passages, each of which can be an answer.

use super::{Candidate, words};
use crate::{
    domain::{
        check::{Checks, is_longer},
        pre_chat::is_link,
        search::Plain,
        text,
    },
    json::ToJson,
    protocol::{
        BotEntryId, Problem,
        bot::ChangeBotPage,
        limits::{BOT_PAGE_CHARS, BOT_PASSAGES, BOT_QUESTION_CHARS, URL_BYTES},
    },
};

/// A passage is no longer: visitors read it as one answer.
const PASSAGE_CHARS: usize = 400;
const HEADING_CHARS: usize = 120;

/// As it is kept: found like an entry.
#[derive(Debug, ToJson)]
pub struct Passage {
    pub id: BotEntryId,
    /// What it stands under.
    pub question: String,
    pub answer: String,
    pub words: Vec<String>,
}

/// As it can be kept. An empty address is none.
///
/// # Errors
/// A problem that names all that is wrong.
pub fn checked_page(change: ChangeBotPage) -> Result<ChangeBotPage, Problem> {
    let mut checks = Checks::default();
    let title = change.title.map(|title| checks.line("title", &title, BOT_QUESTION_CHARS));
    let url = change.url.map(|url| url.trim().to_owned());
    if url.as_ref().is_some_and(|url| !url.is_empty() && (url.len() > URL_BYTES || !is_link(url))) {
        checks.wrong("url", "invalid_url", "This begins with https://, as in a browser.");
    }
    let text = change.text.map(|text| check_text(&mut checks, &text));
    checks.done()?;
    Ok(ChangeBotPage { title, url, text, ..change })
}

fn check_text(checks: &mut Checks, text: &str) -> String {
    let kept = text::clean(text);
    if is_longer(text, BOT_PAGE_CHARS) {
        checks.wrong("text", "too_long", &format!("At most {BOT_PAGE_CHARS} characters, please: make it two pages."));
    } else if kept.is_empty() {
        checks.wrong("text", "required", "This is required.");
    } else if cut(&kept).len() > BOT_PASSAGES {
        checks.wrong("text", "too_many", &format!("At most {BOT_PASSAGES} passages, please: make it two pages."));
    }
    kept
}

/// What of a page can be an answer, in order.
#[must_use]
pub fn passages(title: &str, text: &str, new_id: &dyn Fn() -> BotEntryId, plain: Plain) -> Vec<Passage> {
    let mut all = Vec::new();
    for (heading, answer) in cut(text) {
        let question = if heading.is_empty() { title } else { heading }.to_owned();
        let words = words(&[question.clone(), title.to_owned(), answer.clone()], plain);
        all.push(Passage { id: new_id(), question, answer, words });
    }
    all
}

impl Candidate {
    /// A passage: each of its sentences answers what it stands under, and what that alone asks for too.
    #[must_use]
    pub fn passage(title: &str, heading: String, text: String) -> Self {
        let mut wordings = vec![String::new(), title.to_owned()];
        for sentence in sentences(&text) {
            wordings.push(format!("{heading} {sentence}"));
        }
        wordings[0] = heading;
        Self { wordings, answer: text, own: 2 }
    }
}

/// Each passage behind its heading: paragraphs are put together as far as they fit, and apart between sentences where they do
/// not.
fn cut(text: &str) -> Vec<(&str, String)> {
    let (mut cut, mut heading, mut is_apart): (Vec<(&str, String)>, _, _) = (Vec::new(), "", true);
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    for (at, line) in lines.iter().enumerate() {
        let next = lines[at + 1..].iter().find(|line| !line.is_empty());
        if is_heading(line)
            && next.is_some_and(|next| line.starts_with('#') || line.ends_with(['?', '؟', '？']) || !is_heading(next))
        {
            (heading, is_apart) = (line.trim_start_matches('#').trim_start(), true);
            continue;
        }
        let mut between = "\n";
        for piece in pieces(line) {
            match cut.last_mut().filter(|_| !is_apart) {
                Some((_, passage)) if passage.chars().count() + piece.chars().count() < PASSAGE_CHARS => {
                    *passage += between;
                    *passage += piece;
                }
                _ => cut.push((heading, piece.to_owned())),
            }
            (between, is_apart) = (" ", false);
        }
    }
    cut
}

/// A short line that ends like none of a text, and begins no item of a list.
fn is_heading(line: &str) -> bool {
    !line.is_empty()
        && !is_longer(line, HEADING_CHARS)
        && !line.ends_with(['.', '!', ',', ';', ':', '…', '。', '！', '،'])
        && !line.starts_with(['-', '*', '•', '–', '·'])
}

/// In order, without the white space between them.
fn sentences(text: &str) -> Vec<&str> {
    let (mut all, mut from, mut is_ended) = (Vec::new(), 0, false);
    for (at, c) in text.char_indices() {
        let end = match c {
            '\n' => at,
            '。' | '！' | '？' => at + c.len_utf8(),
            '.' | '!' | '?' | '…' | '؟' => {
                is_ended = true;
                continue;
            }
            '"' | '”' | '’' | ')' => continue,
            _ if is_ended && c.is_whitespace() && goes_on_anew(&text[at..]) => at,
            _ => {
                is_ended = false;
                continue;
            }
        };
        add_sentence(&mut all, &text[from..end]);
        (from, is_ended) = (end, false);
    }
    add_sentence(&mut all, &text[from..]);
    all
}

/// After "e.g." a sentence goes on.
fn goes_on_anew(text: &str) -> bool {
    !text.trim_start().starts_with(|c: char| c.is_ascii_lowercase())
}

fn add_sentence<'a>(all: &mut Vec<&'a str>, text: &'a str) {
    if !text.trim().is_empty() {
        all.push(text.trim());
    }
}

/// Its sentences; what is too long of one between words, where it has any.
fn pieces(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    for mut rest in sentences(line) {
        while let Some((most, _)) = rest.char_indices().nth(PASSAGE_CHARS) {
            let at = rest[..most].rfind(char::is_whitespace).filter(|at| *at > 0).unwrap_or(most);
            pieces.push(&rest[..at]);
            rest = rest[at..].trim_start();
        }
        add_sentence(&mut pieces, rest);
    }
    pieces
}

#[cfg(test)]
#[path = "page_tests.rs"]
mod tests;
