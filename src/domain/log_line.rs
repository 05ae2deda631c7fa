//! What is logged of a request, and what a text may say before it is: nothing in a log is about a person.

/// From so many milliseconds on a call was slow.
const SLOW: i64 = 2000;
const MOST_CHARS: usize = 400;
/// So many letters and digits in a row are a secret, or might be one.
const SECRET_CHARS: usize = 24;

/// How urgent a request's line is, or that there is none. Of what is neither our fault nor slow one in `one_in` has a line;
/// `chance` decides, a number that each request has.
#[must_use]
pub fn level(status: u16, ms: i64, one_in: u32, chance: u32) -> Option<&'static str> {
    if status >= 500 {
        Some("error")
    } else if ms >= SLOW && status != 101 {
        Some("warn")
    } else {
        chance.is_multiple_of(one_in.max(1)).then_some("info")
    }
}

/// A text of some other program's, without addresses of mail, numbers of the network and secrets.
#[must_use]
pub fn scrubbed(text: &str) -> String {
    let text: String = text.chars().take(MOST_CHARS).collect();
    let is_part = |c: char| c.is_alphanumeric() || "@._-+%:".contains(c);
    let mut clean = String::new();
    let mut rest = &*text;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c| is_part(c) != is_part(first)).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        clean += if is_part(first) && is_private(piece) { "…" } else { piece };
        rest = after;
    }
    clean
}

fn is_private(word: &str) -> bool {
    let ends: &[_] = &['.', ':', '-'];
    let word = word.trim_matches(ends);
    word.contains('@') || word.parse::<std::net::IpAddr>().is_ok() || word.split(['.', ':']).any(is_secret)
}

fn is_secret(part: &str) -> bool {
    let is_id = part.len() == 36 && part.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
    let prefixes = ["st_", "ck_", "whsec_"];
    !is_id
        && (prefixes.iter().any(|prefix| part.starts_with(prefix))
            || part.len() >= SECRET_CHARS && part.bytes().any(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn o4_failures_and_slow_calls_always_have_a_line_and_others_one_in_so_many() {
        assert_eq!(level(500, 1, 100, 7), Some("error"));
        assert_eq!(level(503, 9000, 100, 7), Some("error"));
        assert_eq!(level(200, 2000, 100, 7), Some("warn"));
        assert_eq!(level(422, 1, 100, 7), None);
        assert_eq!(level(422, 1, 100, 200), Some("info"));
        assert_eq!(level(101, 60_000, 100, 7), None, "a socket is not slow");
        for chance in [0, 1, 2, 3] {
            assert_eq!(level(200, 1, 1, chance), Some("info"));
            assert_eq!(level(200, 1, 0, chance), Some("info"));
        }
    }

    #[test]
    fn o4_what_another_program_says_is_logged_without_people_and_secrets() {
        for (said, logged) in [
            ("550 <ada.lovelace+chat@example.com> unknown", "550 <…> unknown"),
            ("mailto:ada@example.com: refused", "… refused"),
            ("no route to 203.0.113.7", "no route to …"),
            ("no route to [2001:db8::7]:443", "no route to […]:443"),
            ("Bearer ck_abc", "Bearer …"),
            ("cookie=0123456789abcdefghijABCDEFGHIJ", "cookie=…"),
            ("UNIQUE constraint failed: agents.email", "UNIQUE constraint failed: agents.email"),
            ("no such table: webhook_deliveries_of_conversation", "no such table: webhook_deliveries_of_conversation"),
            (
                "mail 0199a8f2-7c51-7d3e-9b60-0c7f2f1f4a11 not sent",
                "mail 0199a8f2-7c51-7d3e-9b60-0c7f2f1f4a11 not sent",
            ),
            ("src/room/shell.rs:44:9", "src/room/shell.rs:44:9"),
            ("ü – ok", "ü – ok"),
            ("", ""),
        ] {
            assert_eq!(scrubbed(said), logged, "{said}");
        }
        assert_eq!(scrubbed(&"a ".repeat(500)).chars().count(), MOST_CHARS);
    }
}
