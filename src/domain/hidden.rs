//! Characters that nobody sees: they make two names look like one, turn text around, or stand for nothing anybody knows.

/// From, to. What Unicode calls format characters, default ignorable, or for private use; and the planes without any
/// characters. The blank of Braille too.
const HIDDEN: [(u32, u32); 27] = [
    (0xAD, 0xAD),
    (0x34F, 0x34F),
    (0x600, 0x605),
    (0x61C, 0x61C),
    (0x6DD, 0x6DD),
    (0x70F, 0x70F),
    (0x890, 0x891),
    (0x8E2, 0x8E2),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x2800, 0x2800),
    (0x3164, 0x3164),
    (0xE000, 0xF8FF),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFFB),
    (0x110BD, 0x110BD),
    (0x110CD, 0x110CD),
    (0x13430, 0x1343F),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0x40000, 0x10_FFFF),
];

#[must_use]
pub fn is_hidden(c: char) -> bool {
    HIDDEN.iter().any(|(from, to)| (*from..=*to).contains(&u32::from(c)))
}

const JOINERS: [char; 2] = ['\u{200C}', '\u{200D}'];

/// What changes the character before it: the style of an emoji, a Mongolian letter, a flag's region.
fn is_variation(c: char) -> bool {
    matches!(c, '\u{180B}'..='\u{180D}' | '\u{180F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0020}'..='\u{E007F}' | '\u{E0100}'..='\u{E01EF}')
}

/// The text without what only hides. Joiners stay between two characters, where Persian, Hindi and families of emoji need
/// them, or behind a virama, and variations behind the one they are for; signs that are only seen with others stay.
#[must_use]
pub fn seen(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let follows = kept.ends_with(|last: char| !last.is_whitespace() && !JOINERS.contains(&last));
        let joins =
            kept.ends_with(is_virama) || rest.peek().is_some_and(|next| !next.is_whitespace() && !is_hidden(*next));
        let stays = match c {
            _ if !is_hidden(c) => true,
            _ if JOINERS.contains(&c) => follows && joins,
            _ if is_variation(c) => follows,
            _ => is_sign(c),
        };
        if stays {
            kept.push(c);
        }
    }
    kept
}

/// Takes the vowel of an Indian letter. In Malayalam a joiner behind it may end a word.
fn is_virama(c: char) -> bool {
    matches!(u32::from(c), 0x900..=0xD7F) && u32::from(c) & 0x7F == 0x4D
}

/// Format characters of Arabic, Syriac and Kaithi numbers, which are seen.
fn is_sign(c: char) -> bool {
    matches!(u32::from(c), 0x600..=0x605 | 0x6DD | 0x70F | 0x890..=0x891 | 0x8E2 | 0x110BD | 0x110CD)
}

#[cfg(test)]
mod tests {
    use icu_properties::{
        CodePointMapData, CodePointSetData,
        props::{DefaultIgnorableCodePoint, GeneralCategory},
    };

    use super::*;

    #[test]
    fn a1_the_list_of_hidden_characters_is_unicodes() {
        let (kinds, ignorable) =
            (CodePointMapData::<GeneralCategory>::new(), CodePointSetData::new::<DefaultIgnorableCodePoint>());
        for c in '\0'..=char::MAX {
            let kind = kinds.get(c);
            let hides = matches!(kind, GeneralCategory::Format | GeneralCategory::PrivateUse);
            if hides || ignorable.contains(c) {
                assert!(is_hidden(c), "U+{:04X} {kind:?}", u32::from(c));
            } else if is_hidden(c) {
                assert!(kind == GeneralCategory::Unassigned || c == '\u{2800}', "U+{:04X} {kind:?}", u32::from(c));
            }
        }
    }

    #[test]
    fn v4_a_name_loses_what_only_hides() {
        for (given, wanted) in [
            ("Ada\u{200B}", "Ada"),
            ("\u{202E}adA\u{202C}", "adA"),
            ("A\u{AD}da \u{2066}Lovelace\u{2069}", "Ada Lovelace"),
            ("\u{200D}Ada\u{200C} \u{200D}Lovelace\u{200D}", "Ada Lovelace"),
            ("A\u{200D}\u{200D}da", "A\u{200D}da"),
            ("\u{FE0F}\u{3164}\u{115F}\u{2800}\u{E0061}", ""),
        ] {
            assert_eq!(seen(given), wanted, "{given:?}");
        }
    }

    #[test]
    fn v4_a_name_keeps_what_its_script_needs() {
        for name in [
            "علی\u{200C}رضا",
            "क्\u{200D}ष",
            "അനില്\u{200D} കുമാര്\u{200D}",
            "👩\u{200D}👩\u{200D}👧\u{200D}👦",
            "❤\u{FE0F}\u{200D}🔥 Ann",
            "🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}",
            "葛\u{E0100}城",
            "José 李 Ωμέγα",
        ] {
            assert_eq!(seen(name), name);
        }
    }
}
