//! Patterns for answers. The engine that runs them tries one way after the other, which may take for ever. So only those
//! are taken that it is done with soon, whatever the answer is.

mod automaton;
mod set;
mod syntax;

use std::mem;

use automaton::{Automaton, Way};

/// The longest answer that a pattern has to match.
pub const MOST_CHARS: usize = 500;
/// How many steps an engine may take: a second at the very worst.
const MOST_STEPS: f64 = 5e7;
/// How much we calculate to know that, for each character.
const MOST_WORK: usize = 40_000;

/// Is it a pattern, and one that no answer of up to `MOST_CHARS` characters makes slow?
#[must_use]
pub fn is_sane(pattern: &str) -> bool {
    let steps = syntax::read(pattern).and_then(|node| steps(&Automaton::of(&node)?));
    steps.is_some_and(|steps| steps <= MOST_STEPS)
}

/// How many steps an engine takes at most, whatever the text: those behind each place when a character of one kind comes
/// next are those of all ways that go on with it, for the kind that comes then and makes it the most.
fn steps(automaton: &Automaton) -> Option<f64> {
    let kinds = kinds(automaton);
    let moves = moves(automaton, &kinds)?;
    let here = |place: usize| 1.0 + automaton.ways[place].iter().map(|(_, ways)| ways).sum::<f64>();
    let here: Vec<f64> = (0..moves.len()).map(here).collect();
    let mut behind: Vec<Vec<f64>> = here.iter().map(|steps| vec![*steps; kinds.len()]).collect();
    let mut next = behind.clone();
    for _ in 0..MOST_CHARS {
        for (place, moves) in moves.iter().enumerate() {
            for (kind, moves) in moves.iter().enumerate() {
                next[place][kind] = here[place] + most(moves, &behind, kinds.len());
            }
        }
        mem::swap(&mut behind, &mut next);
    }
    Some(behind.last()?.iter().copied().fold(1.0, f64::max))
}

fn most(moves: &[Way], behind: &[Vec<f64>], kinds: usize) -> f64 {
    let steps = |then: usize| moves.iter().map(|(place, ways)| ways * behind[*place][then]).sum();
    if moves.is_empty() { 0.0 } else { (0..kinds).map(steps).fold(0.0, f64::max) }
}

/// Characters are of one kind when they may match at the same places; for each kind, whether it may match at each place.
fn kinds(automaton: &Automaton) -> Vec<Vec<bool>> {
    let mut kinds = Vec::new();
    for sample in set::samples(&automaton.sets) {
        let kind: Vec<bool> = automaton.sets.iter().map(|set| set.may_match(sample)).collect();
        if kind.contains(&true) && !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    kinds
}

/// The ways from each place that each kind of character can go. `None`: too many to calculate with.
fn moves(automaton: &Automaton, kinds: &[Vec<bool>]) -> Option<Vec<Vec<Vec<Way>>>> {
    let with = |ways: &[Way], kind: &[bool]| ways.iter().copied().filter(|(place, _)| kind[*place]).collect();
    let from = |ways: &Vec<Way>| kinds.iter().map(|kind| with(ways, kind)).collect();
    let moves: Vec<Vec<Vec<Way>>> = automaton.ways.iter().map(from).collect();
    let work = moves.iter().flatten().map(Vec::len).sum::<usize>() * kinds.len();
    (work <= MOST_WORK).then_some(moves)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn w7_ordinary_patterns_are_taken() {
        for pattern in [
            "",
            r"[A-Z]{2}\d{6}",
            r"^\d{5}(-\d{4})?$",
            r"(\+\d{1,3} )?\d+",
            r"\(?\d{3}\)?[-. ]?\d{3}[-. ]?\d{4}",
            r".+@.+\..+",
            r"[^@\s]+@([\w-]+\.)+[\w-]+",
            r"[a-z0-9._%+\-]+@[a-z0-9.\-]+\.[a-z]{2,}",
            r"\w+([-+.']\w+)*@\w+([-.]\w+)*\.\w+([-.]\w+)*",
            r"[\w.!#$%&'*+\/=?^`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*",
            r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}",
            r"[A-Z]{2}\d{2}( ?[A-Z0-9]{4}){2,7} ?[A-Z0-9]{1,4}",
            r"(\d{4}[ -]?){3}\d{4}",
            r"((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)",
            r"\d{1,3}(,\d{3})*(\.\d+)?",
            r"\p{L}+([ '’-]\p{L}+)*",
            r"(?=.*\d)(?=.*[a-z])(?!.*\s).{8,}",
            r"https?://[\w.-]+(:\d+)?(/\S*)?",
            r"[a-z0-9]+(-[a-z0-9]+)*",
            r"(\S+\s)*\S+",
            r"([^,]*,)*",
            r"\s*\d+\s*(,\s*\d+\s*)*",
            r".{1,500}",
            r"[\u00C0-\u024F\x41\u{1F600}\cJ\0\-\]\w]+?",
            r"Berlin|Hamburg|München|Köln|Frankfurt am Main|Stuttgart|Düsseldorf|Leipzig|Dortmund|Essen",
        ] {
            assert!(is_sane(pattern), "{pattern}");
        }
    }

    #[test]
    fn s4_patterns_that_can_take_for_ever_are_refused() {
        for pattern in [
            "(a+)+",
            "(a*)*",
            "(a+)*b",
            "((a+)?)*",
            "(a|a)*",
            "(a|aa)+",
            "(a|b|ab)*",
            r"(\w|\d)*",
            r"(\w+\s?)+",
            r"([a-z]+ ?)+",
            "(.*,)*",
            r"([\w-]+\.?)+",
            r"(\p{L}|[А-я])*",
            "(x(a?|b?)y)*",
            "((a?)+b)*",
            "(a?){30}a{30}",
            "a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            ".*.*.*.*",
            r"\d+\d+\d+\d+",
            "(?=(a+)+b)a*",
            "(a{1,300}){1,300}",
        ] {
            assert!(!is_sane(pattern), "{pattern}");
        }
    }

    #[test]
    fn s4_backreferences_and_lookbehind_are_refused() {
        for pattern in [r"(a)\1", r"\1", r"(?<n>a)\k<n>", "(?<=a)b", "(?<!a)b", "(?i:a)"] {
            assert!(!is_sane(pattern), "{pattern}");
        }
    }

    #[test]
    fn s7_what_is_no_pattern_is_refused() {
        for pattern in [
            "[a",
            "a]",
            "(a",
            "a)",
            "a)|(b",
            "a{",
            "a}",
            "a{2,1}",
            "{2}",
            "*",
            "a**",
            "+a",
            "a|*",
            "^*",
            "(?=a)*",
            "(?",
            "(?a)",
            r"\",
            r"\q",
            r"\-",
            r"\xa",
            r"\u12",
            r"\u{110000}",
            r"\u{}",
            r"\ud800",
            r"\c1",
            r"\01",
            r"\p",
            r"\p{",
            r"\p{Nonsense}",
            "[z-a]",
            r"[\d-a]",
            r"[a-\d]",
            r"[\q]",
            "[a-",
        ] {
            assert!(!is_sane(pattern), "{pattern}");
        }
    }

    #[test]
    fn s7_no_pattern_breaks_it_or_makes_it_slow() {
        let deep = |open: &str, close: &str| format!("{}a{}", open.repeat(60), close.repeat(60));
        for pattern in [deep("(", ")"), deep("(", ")+"), deep("(", ")?"), deep("(|", ")*"), deep("(?=", ")")] {
            let _ = is_sane(&pattern);
        }
        assert!(!is_sane("(?:(?:(?:){500}){500}){500}") && !is_sane("a{400}b{400}c{400}d{400}e{400}f{400}"));
        assert!(is_sane("a{99999}") && !is_sane("a{99999999999999999999999}"));
    }
}
