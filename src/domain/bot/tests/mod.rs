//! The figures: on questions by which the rules were made, and on others that they have never seen.

use super::*;

fn plain(text: &str) -> String {
    text.to_lowercase()
}

struct Base {
    names: Vec<&'static str>,
    candidates: Vec<Candidate>,
    words: Vec<Vec<String>>,
}

fn base(entries: &'static str) -> Base {
    let mut base = Base { names: Vec::new(), candidates: Vec::new(), words: Vec::new() };
    for line in entries.lines() {
        let (kind, text) = line.split_once(' ').unwrap();
        match kind {
            "=" => {
                base.names.push(text);
                base.candidates.push(Candidate { wordings: Vec::new(), answer: String::new(), own: usize::MAX });
            }
            "?" => base.candidates.last_mut().unwrap().wordings.push(text.into()),
            _ => base.candidates.last_mut().unwrap().answer = text.into(),
        }
    }
    for candidate in &base.candidates {
        base.words.push(words(&candidate.wordings, plain));
    }
    base
}

/// What the index would give.
fn asked(base: &Base, text: &str) -> (Vec<usize>, Verdict) {
    let tongue = Tongue::new(plain, &[]);
    let question = Question::asked(text, &tongue);
    let mut counts = Vec::new();
    let lookup = question.lookup();
    for key in &lookup {
        counts.push((key.clone(), base.words.iter().filter(|words| words.contains(key)).count() as u32));
    }
    let found: Vec<usize> =
        (0..base.words.len()).filter(|n| base.words[*n].iter().any(|word| lookup.contains(word))).collect();
    let candidates: Vec<Candidate> = found.iter().map(|n| base.candidates[*n].clone()).collect();
    let corpus = Corpus { entries: base.words.len() as u32, counts };
    (found, judge(&question, &corpus, &candidates, &tongue))
}

#[derive(Debug, Default)]
struct Figures {
    right: u32,
    suggested: u32,
    offered: u32,
    handed_over: u32,
    wrong: u32,
    answerable: u32,
    all: u32,
}

fn measure(entries: &'static str, set: &str) -> Figures {
    let (base, tell) = (base(entries), std::env::var_os("BOT_TELL").is_some());
    let mut figures = Figures::default();
    for line in set.lines() {
        let (wanted, text) = line.split_once('\t').unwrap();
        let (found, verdict) = asked(&base, text);
        let name = |place: usize| base.names[found[place]];
        figures.all += 1;
        figures.answerable += u32::from(wanted != "-");
        match verdict {
            Verdict::Answer(place, _) if name(place) == wanted => figures.right += 1,
            Verdict::Answer(place, sure) => {
                figures.wrong += 1;
                if tell {
                    println!("wrong   {sure:.2} {text:50} {wanted} -> {}", name(place));
                }
            }
            Verdict::Suggest(near) => {
                let has = near.iter().any(|(place, _)| name(*place) == wanted);
                figures.suggested += u32::from(has);
                figures.offered += u32::from(!has);
                if tell {
                    let near: Vec<_> = near.iter().map(|(place, sure)| format!("{} {sure:.2}", name(*place))).collect();
                    println!("suggest {text:50} {wanted} -> {}", near.join(", "));
                }
            }
            Verdict::Nothing => {
                figures.handed_over += 1;
                if tell && wanted != "-" {
                    println!("nothing {text:50} {wanted}");
                }
            }
        }
    }
    figures
}

const SHOP: &str = include_str!("entries.txt");
const STUDIO: &str = include_str!("studio_entries.txt");

fn of(part: u32, all: u32) -> f64 {
    f64::from(part) / f64::from(all)
}

#[test]
fn i11_questions_by_which_the_rules_were_made_are_answered() {
    let figures = measure(SHOP, include_str!("tune.txt"));
    println!("tuned on: {figures:?}");
    assert!(of(figures.right, figures.answerable) >= 0.75, "{figures:?}");
}

#[test]
fn i11_of_questions_never_seen_most_are_answered_and_hardly_any_wrong() {
    let figures = measure(SHOP, include_str!("held_out.txt"));
    println!("held out: {figures:?}");
    assert!(figures.answerable >= 200 && figures.all - figures.answerable >= 60);
    assert!(of(figures.wrong, figures.all) <= 0.03, "{figures:?}");
    assert!(of(figures.right, figures.answerable) >= 0.75, "{figures:?}");
}

/// With few wordings and in the words of people who know none of them: words alone leave most to a person, and are not wrong.
#[test]
fn i11_of_questions_in_all_registers_few_are_answered_wrongly() {
    for (entries, set) in [(SHOP, include_str!("fresh.txt")), (STUDIO, include_str!("studio.txt"))] {
        let figures = measure(entries, set);
        println!("in all registers: {figures:?}");
        assert!(of(figures.wrong, figures.all) <= 0.03, "{figures:?}");
    }
}

/// The least of a few times.
#[allow(clippy::disallowed_methods)] // outside the runtime there is a clock
fn least(work: impl Fn()) -> f64 {
    let time = || {
        let since = std::time::Instant::now();
        work();
        since.elapsed().as_secs_f64()
    };
    (0..5).map(|_| time()).fold(f64::INFINITY, f64::min)
}

/// Thirty answers of the longest kind, in hardly any of whose words they differ.
#[test]
fn i11_comparing_takes_little_more_than_reading() {
    let text = |seed: usize, words: usize| {
        let word = |n: usize| format!("{}{}", ["deliver", "parcel", "order", "invoice"][n % 4], (n * 7 + seed) % 300);
        (0..words).map(word).collect::<Vec<_>>().join(" ")
    };
    let wordings = |n: usize| (0..20).map(|m| text(n * 20 + m, 12)).collect();
    let all: Vec<Candidate> = (0..30).map(|n| Candidate::entry(text(n, 12), wordings(n), text(n, 200))).collect();
    let tongue = || Tongue::new(plain, &[]);
    let reading = least(|| {
        let tongue = tongue();
        for Candidate { wordings, answer, .. } in &all {
            wordings.iter().chain([answer]).for_each(|text| drop(Question::of(text, &tongue)));
        }
    });
    let corpus = Corpus { entries: 500, counts: Vec::new() };
    let judging = least(|| {
        let tongue = tongue();
        drop(judge(&Question::asked(&text(3, 24), &tongue), &corpus, &all, &tongue));
    });
    println!("comparing takes {:.1} times as long as reading", judging / reading);
    assert!(judging < 12.0 * reading, "{judging} {reading}");
}
