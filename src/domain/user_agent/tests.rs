mod corpus;
mod today;

use super::*;

fn words(user_agent: &str) -> String {
    let client = classify(user_agent);
    let name = |name: Option<String>| name.unwrap_or_else(|| "-".into());
    format!("{} on {}, {}", name(client.browser), name(client.os), client.device.as_str())
}

#[test]
fn v2_what_says_nothing_known_is_unknown() {
    for text in ["", " ", "-", "Mozilla/5.0", "ChatApp/1.0", "☃", "\0"] {
        assert_eq!(words(text), "- on -, unknown", "{text:?}");
    }
}

#[test]
fn v2_any_text_is_cut_between_characters_and_read_without_a_panic() {
    for shift in 0..4 {
        let text = format!("{}{} Firefox/131.0", "x".repeat(shift), "☃𝕏é".repeat(20_000));
        assert_eq!(classify(&text).browser, None);
    }
    for text in ["Chrome/", "Chrome/☃", "Chrome/99999999", "Android", "iPhone OS 1☃", "Version/Version/ Safari/"] {
        assert_eq!(classify(text).browser.unwrap_or_default().find(|c: char| c.is_ascii_digit()), None, "{text}");
    }
}

#[test]
fn v2_only_the_beginning_is_looked_at() {
    let padded = |spaces: usize| format!("{}Firefox/131.0", " ".repeat(spaces));
    assert_eq!(classify(&padded(400)).browser.as_deref(), Some("Firefox 131"));
    assert_eq!(classify(&padded(LOOKED_AT)).browser, None);
}

#[test]
fn v2_a_phone_called_cubot_is_no_bot() {
    let phone =
        "Mozilla/5.0 (Linux; Android 11; CUBOT X30) AppleWebKit/537.36 Chrome/96.0.4664.45 Mobile Safari/537.36";
    assert_eq!(words(phone), "Chrome 96 on Android 11, phone");
}

/// A mark that an earlier one is part of would never be reached.
#[test]
fn every_mark_can_be_found() {
    for (later, (mark, _)) in BROWSERS.iter().enumerate() {
        let hiding = BROWSERS[..later].iter().find(|(earlier, _)| mark.contains(earlier));
        assert_eq!(hiding, None, "{mark}");
    }
    for (later, (mark, _)) in SYSTEMS.iter().enumerate() {
        let hiding = SYSTEMS[..later].iter().find(|(earlier, _)| mark.contains(earlier));
        assert_eq!(hiding, None, "{mark}");
    }
}
