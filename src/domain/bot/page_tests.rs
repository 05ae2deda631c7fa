use super::*;
use crate::domain::bot::{Corpus, Question, Tongue, Verdict, judge};

fn plain(text: &str) -> String {
    text.to_lowercase()
}

const PAGE: &str = "We are a small shop.

Delivery
We deliver in two to four working days. Parcels to France take five days.

# Returns
You can send anything back within 30 days! Please use the label (it is in the parcel). Shoes that were worn outside are not taken back.

Where are you?
Garden Street 12
12345 Berlin";

#[test]
fn i11_a_page_is_cut_at_its_headings() {
    let cut = cut(PAGE);
    let headings: Vec<&str> = cut.iter().map(|(heading, _)| *heading).collect();
    assert_eq!(headings, ["", "Delivery", "Returns", "Where are you?"], "{cut:?}");
    assert_eq!(cut[1].1, "We deliver in two to four working days. Parcels to France take five days.");
    assert_eq!(cut[3].1, "Garden Street 12\n12345 Berlin");
}

#[test]
fn i11_a_long_text_is_cut_between_sentences_and_loses_nothing() {
    let sentence = "It was a fine day, e.g. in 2.5 weeks of May, and nobody said a word about it to us.";
    let text = vec![sentence; 40].join(" ");
    let long = cut(&text);
    assert!(long.len() > 5 && long.iter().all(|(_, text)| text.starts_with("It was") && text.ends_with("to us.")));
    assert_eq!(long.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" "), text);
    for endless in ["x".repeat(1000), "ж".repeat(1000), "ab ".repeat(900), "好。".repeat(600)] {
        let cut = cut(&endless);
        assert!(cut.iter().all(|(_, text)| !is_longer(text, PASSAGE_CHARS)));
        let whole: String = cut.iter().map(|(_, text)| text.as_str()).collect();
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(bare(&whole), bare(&endless));
    }
}

#[test]
fn i11_odd_texts_are_cut_too() {
    for text in ["", "#", "# ", "A", "A\nB", "...", "?!", "…", "\n\n#\n#\n", "a. B\u{2028}c", "-", "1.\n2.", "؟ x"] {
        let cut = cut(text);
        assert!(cut.iter().all(|(_, text)| !text.is_empty()), "{text:?}: {cut:?}");
    }
}

fn wrong(change: ChangeBotPage) -> Vec<String> {
    let problem = checked_page(change).unwrap_err();
    problem.errors.into_iter().map(|error| format!("{} {}", error.field, error.code)).collect()
}

#[test]
fn i11_a_page_is_checked() {
    let page = |url: &str, text: String| ChangeBotPage {
        title: Some("Help".into()),
        url: Some(url.into()),
        text: Some(text),
        enabled: None,
    };
    assert!(checked_page(page(" https://shop.example/help ", PAGE.into())).is_ok());
    assert!(checked_page(page("", PAGE.into())).is_ok());
    assert_eq!(wrong(page("javascript:alert(1)", " ".into())), ["url invalid_url", "text required"]);
    assert_eq!(wrong(page("", "x".repeat(BOT_PAGE_CHARS + 1))), ["text too_long"]);
    assert_eq!(wrong(page("", "#a\nb\n".repeat(BOT_PASSAGES + 1))), ["text too_many"]);
    let title = Some(" ".into());
    assert_eq!(wrong(ChangeBotPage { title, ..ChangeBotPage::default() }), ["title required"]);
}

/// What would be said to it of `PAGE`.
fn asked(text: &str) -> String {
    let tongue = Tongue::new(plain, &[]);
    let question = Question::asked(text, &tongue);
    let new_id = || BotEntryId(uuid::Uuid::nil());
    let all = passages("Help", PAGE, &new_id, plain);
    let lookup = question.lookup();
    let count = |key: &String| all.iter().filter(|one| one.words.contains(key)).count() as u32;
    let counts = lookup.iter().map(|key| (key.clone(), count(key))).collect();
    let candidates: Vec<_> =
        all.iter().map(|one| Candidate::passage("Help", one.question.clone(), one.answer.clone())).collect();
    match judge(&question, &Corpus { entries: 4, counts }, &candidates, &tongue) {
        Verdict::Answer(place, _) => all[place].question.clone(),
        other => format!("{other:?}"),
    }
}

#[test]
fn i11_the_passage_that_is_meant_is_found() {
    assert_eq!(asked("How long does delivery to France take?"), "Delivery");
    assert_eq!(asked("Delivery"), "Delivery");
    assert_eq!(asked("can I send it back within 30 days"), "Returns");
    assert_eq!(asked("do you take back worn shoes"), "Returns");
    assert_eq!(asked("Where are you?"), "Where are you?");
    assert_eq!(asked("Who painted the Mona Lisa?"), "Nothing");
}
