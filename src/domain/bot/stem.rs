//! Words without their endings. English endings are known; of all words only the beginning is looked up, which serves
//! other languages well enough.

/// What the index has of a word.
const KEY_CHARS: usize = 6;

const NEAR_CHARS: usize = 3;
/// Shorter words are other words when a letter is wrong.
const LEAST_TYPED: usize = 5;

/// The word as it is compared: lower case, no accents.
#[must_use]
pub fn stem(word: &str) -> String {
    let mut stem = without_plural(word);
    if !word.is_ascii() {
        return stem;
    }
    for (ending, instead, least) in ENDINGS {
        if let Some(rest) = stem.strip_suffix(ending).filter(|rest| rest.len() >= *least) {
            stem = format!("{rest}{instead}");
            break;
        }
    }
    undoubled(stem)
}

/// Ending, what stands for it, and how many letters have to be left.
const ENDINGS: &[(&str, &str, usize)] = &[
    ("ations", "", 4),
    ("ation", "", 4),
    ("ments", "", 3),
    ("ment", "", 3),
    ("eable", "", 4),
    ("able", "", 4),
    ("ible", "", 4),
    ("ally", "", 4),
    ("ing", "", 3),
    ("ied", "", 3),
    ("eed", "eed", 1),
    ("ed", "", 3),
    ("ly", "", 4),
    ("ie", "", 3),
    ("ion", "", 4),
    ("ery", "er", 3),
    ("y", "", 3),
    ("e", "", 3),
];

fn without_plural(word: &str) -> String {
    let is_short = word.chars().nth(3).is_none();
    let keeps = ["ss", "us", "is"].iter().any(|ending| word.ends_with(ending));
    let kept = if is_short || keeps { word } else { word.strip_suffix('s').unwrap_or(word) };
    kept.to_owned()
}

/// `shipp` as `ship`.
fn undoubled(mut stem: String) -> String {
    let bytes = stem.as_bytes();
    let is_double = bytes.len() > 3 && bytes[bytes.len() - 1] == bytes[bytes.len() - 2];
    if is_double && stem.ends_with(|c: char| c.is_ascii_alphabetic() && !"aeious".contains(c)) {
        stem.pop();
    }
    stem
}

/// As the index has it.
#[must_use]
pub fn key(stem: &str) -> String {
    stem.chars().take(KEY_CHARS).collect()
}

/// What the index has beside, by which words are found that are typed a little wrong. Of short ones nothing.
#[must_use]
pub fn near_key(stem: &str) -> Option<String> {
    let rest = stem.chars().nth(LEAST_TYPED - 1).is_some();
    rest.then(|| format!("~{}", stem.chars().take(NEAR_CHARS).collect::<String>()))
}

/// How well one stands for the other, 0 to 1: the same, the same beginning, or one letter typed wrong.
#[must_use]
pub fn likeness(one: &str, other: &str) -> f64 {
    if one == other {
        return 1.0;
    }
    // Of bytes there are at least as many as of letters: most words are short, or other ones.
    if one.len().min(other.len()) < LEAST_TYPED {
        return 0.0;
    }
    if one.is_ascii() && other.is_ascii() {
        return letters_alike(one.as_bytes(), other.as_bytes());
    }
    letters_alike(&one.chars().collect::<Vec<_>>(), &other.chars().collect::<Vec<_>>())
}

fn letters_alike<L: PartialEq>(one: &[L], other: &[L]) -> f64 {
    let common = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    if common >= KEY_CHARS - 1 && one.len().max(other.len()) - common <= 3 {
        return 0.85;
    }
    let is_long = one.len().min(other.len()) >= LEAST_TYPED;
    if is_long && is_one_typo(&one[common..], &other[common..]) { 0.8 } else { 0.0 }
}

/// One letter more, less, another, or two in the wrong order: in what follows what they have in common.
fn is_one_typo<L: PartialEq>(one: &[L], other: &[L]) -> bool {
    match (one, other) {
        ([_, one @ ..], rest) if one == rest => true,
        (rest, [_, other @ ..]) if rest == other => true,
        ([_, one @ ..], [_, other @ ..]) if one == other => true,
        ([a, b, one @ ..], [c, d, other @ ..]) => a == d && b == c && one == other,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn i11_forms_of_a_word_are_one() {
        for forms in [
            &["ship", "shipping", "shipped", "ships", "shipment"][..],
            &["deliver", "delivery", "delivered", "delivering"],
            &["cancel", "cancels", "cancelled", "cancellation"],
            &["return", "returns", "returned", "returnable"],
            &["pay", "payment", "payments", "paying"],
            &["invoice", "invoices"],
            &["exchange", "exchanging", "exchangeable"],
        ] {
            for form in forms {
                assert_eq!(stem(form), stem(forms[0]), "{form}");
            }
        }
        assert_ne!(stem("address"), stem("add"));
        assert_eq!(stem("größe"), "größe");
    }

    #[test]
    fn i11_a_typo_or_another_ending_is_nearly_the_same() {
        for (one, other) in
            [("refund", "refnd"), ("delivry", "deliver"), ("parcel", "pracel"), ("rücksendung", "rücksenden")]
        {
            let like = likeness(one, other);
            assert!(like > 0.7 && like < 1.0, "{one} {other}");
        }
        for (one, other) in [("plan", "plant"), ("internet", "internation"), ("card", "care"), ("", "x")] {
            assert!(likeness(one, other) < 0.1, "{one} {other}");
        }
    }
}
