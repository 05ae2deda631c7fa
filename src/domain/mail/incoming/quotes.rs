//! What somebody said in an answer, without what their mail program put around it: the mail that is answered, and signatures.

/// What a mail program writes before a quote ends with one of these and a colon.
const WROTE: &[&str] = &[
    "wrote",
    "schrieb",
    "a écrit",
    "escribió",
    "ha scritto",
    "schreef",
    "escreveu",
    "napisał",
    "pisze",
    "skrev",
    "のメール",
    "さんは書きました",
    "さんが書きました",
];
/// And, where it goes over several lines, begins with one of these, or a digit.
const ON: &[&str] = &[
    "on ", "am ", "le ", "el ", "il ", "op ", "em ", "w dniu", "dnia ", "den ", "pon", "wt", "śr", "czw", "pt", "sob",
    "niedz",
];
/// The first of the headers that are put before what is answered.
const FROM: &[&str] = &["from", "von", "de", "da", "van", "od", "från", "差出人", "expéditeur"];
/// What telephones write under a mail.
const SENT_FROM: &[&str] = &[
    "sent from ",
    "sent with ",
    "sent via ",
    "get outlook for",
    "von meinem ",
    "gesendet mit ",
    "gesendet von ",
    "diese nachricht wurde von meinem ",
    "envoyé de mon ",
    "envoyé depuis ",
    "envoyé à partir ",
    "envoyé avec ",
    "télécharger outlook",
    "outlook für",
    "enviado desde ",
    "enviado do ",
    "enviado a partir ",
    "enviado con ",
    "obtener outlook",
    "obter o outlook",
    "inviato da",
    "scarica outlook",
    "verzonden vanaf ",
    "verstuurd vanaf ",
    "verzonden met",
    "outlook voor",
    "wysłane z ",
    "wysłano z ",
    "pobierz aplikację outlook",
    "skickat från ",
    "hämta outlook",
];
const SENT_FROM_ENDS: &[&str] = &["から送信", "gesendet", "を入手"];
const SIGNATURE_LINES: usize = 12;
const ATTRIBUTION_CHARS: usize = 300;
/// More than a message has room for.
const MOST_LINES: usize = 5_000;
/// Empty lines among headers are looked past, but not many.
const NEAR: usize = 20;

/// Empty: nothing was said.
#[must_use]
pub fn said(text: &str) -> String {
    let mut lines: Vec<&str> = text.lines().take(MOST_LINES).map(|line| line.trim_end_matches(is_blank)).collect();
    cut_answered(&mut lines);
    cut_end(&mut lines, |line| is_quote(line) || is_rule(line));
    cut_signature(&mut lines);
    cut_end(&mut lines, is_quote);
    keep_inline_quotes_only(&mut lines);
    while cut_end(&mut lines, is_rule) || cut_telephone(&mut lines) {}
    joined(&lines)
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{202a}'..='\u{202e}')
}

/// As far as it matters: Unicode's tables are heavy.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || !c.is_ascii()
}

fn is_quote(line: &str) -> bool {
    line.trim_start_matches(is_blank).starts_with('>')
}

/// `________` or `--------`.
fn is_rule(line: &str) -> bool {
    line.len() >= 5 && line.chars().all(|c| matches!(c, '_' | '-' | '—' | '='))
}

/// From what introduces it on, unless what follows is marked line by line: then only what introduces it.
fn cut_answered(lines: &mut Vec<&str>) {
    let mut at = 0;
    while at < lines.len() {
        if is_original(&lines[at..]) {
            lines.truncate(at);
        } else if let Some(length) = attribution(&lines[at..]) {
            if lines[at + length..].iter().find(|line| !line.is_empty()).is_some_and(|line| is_quote(line)) {
                lines.drain(at..at + length);
            } else {
                lines.truncate(at);
            }
        }
        at += 1;
    }
}

/// "On Monday, Ada wrote:": of how many lines?
fn attribution(lines: &[&str]) -> Option<usize> {
    let mut text = String::new();
    for (n, line) in lines.iter().take(3).enumerate() {
        if line.is_empty() || is_quote(line) || text.len() + line.len() > ATTRIBUTION_CHARS {
            return None;
        }
        text = text + " " + &line.trim().to_ascii_lowercase();
        if !line.ends_with([':', '：']) {
            continue;
        }
        let begins = text.trim_start();
        let may_begin = n == 0 || begins.starts_with(|c: char| c.is_ascii_digit()) || starts(begins, ON);
        return (may_begin && introduces(&text)).then_some(n + 1);
    }
    None
}

fn introduces(text: &str) -> bool {
    let has_number = text.contains(|c: char| c.is_ascii_digit());
    let has_time =
        text.as_bytes().windows(4).any(|four| four[0].is_ascii_digit() && four[1] == b':' && four[2].is_ascii_digit())
            || text.contains("20");
    has_number && (WROTE.iter().any(|verb| text.contains(verb)) || (has_time && text.contains('@')))
}

/// "-----Original Message-----", or "From: …" and other headers under it.
fn is_original(lines: &[&str]) -> bool {
    let first = lines[0].trim();
    let mut next = lines[1..].iter().take(NEAR).filter(|line| !line.is_empty());
    if first.starts_with("---") && first.ends_with("---") && first.contains(is_letter) {
        return next.next().is_none_or(|line| line.contains([':', '：']));
    }
    let Some((label, _)) = header(first) else { return false };
    FROM.contains(&&*label)
        && next.take(5).filter_map(|line| header(line)).filter(|(_, value)| !value.is_empty()).count() >= 2
}

fn header(line: &str) -> Option<(String, &str)> {
    let (label, value) = line.split_once([':', '：'])?;
    let label = label.trim_matches(|c: char| is_blank(c) || c == '*').to_ascii_lowercase();
    let is_label = !label.is_empty() && label.chars().count() <= 24 && !label.contains(|c: char| c.is_ascii_digit());
    is_label.then_some((label, value.trim_matches(|c: char| is_blank(c) || c == '*')))
}

fn starts(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.starts_with(word))
}

/// Takes away what is nothing but that at the end. Was there anything?
fn cut_end(lines: &mut Vec<&str>, is_that: impl Fn(&str) -> bool) -> bool {
    let kept = lines.iter().rposition(|line| !line.is_empty() && !is_that(line)).map_or(0, |at| at + 1);
    let is_any = lines[kept..].iter().any(|line| !line.is_empty());
    lines.truncate(kept);
    is_any
}

fn cut_signature(lines: &mut Vec<&str>) {
    let Some(at) = lines.iter().rposition(|line| *line == "--") else { return };
    if lines[at..].iter().filter(|line| !line.is_empty()).count() <= SIGNATURE_LINES {
        lines.truncate(at);
    }
}

/// Who answers under a quote means all of it; who answers in between wants each answer to stay under what it answers.
fn keep_inline_quotes_only(lines: &mut Vec<&str>) {
    let said: Vec<bool> = lines.iter().filter(|line| !line.is_empty()).map(|line| !is_quote(line)).collect();
    let changes = said.windows(2).filter(|two| two[0] != two[1]).count();
    if changes == 1 && said.first() == Some(&false) {
        lines.retain(|line| !is_quote(line));
    }
}

/// "Sent from my telephone".
fn cut_telephone(lines: &mut Vec<&str>) -> bool {
    let is_that = lines.last().is_some_and(|line| {
        let line = line
            .trim_matches(|c: char| is_blank(c) || matches!(c, '.' | '<' | '>' | '[' | '(' | '*'))
            .to_ascii_lowercase();
        let ends = || SENT_FROM_ENDS.iter().any(|end| line.ends_with(end));
        line.chars().count() <= 120 && (starts(&line, SENT_FROM) || ends())
    });
    if is_that {
        lines.pop();
        cut_end(lines, |_| false);
    }
    is_that
}

/// Without more than one empty line at once.
fn joined(lines: &[&str]) -> String {
    let mut text = String::new();
    for line in lines {
        if !(line.is_empty() && (text.is_empty() || text.ends_with("\n\n"))) {
            text.push_str(line);
            text.push('\n');
        }
    }
    text.trim().to_owned()
}

#[cfg(test)]
#[path = "quotes_tests.rs"]
mod tests;
