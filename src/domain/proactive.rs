//! What admins may set for a widget that speaks first.

use super::{check::Checks, pre_chat::is_id};
use crate::protocol::{limits::RULES, proactive::ProactiveRule};

const MOST_URLS: usize = 20;

pub fn check(rules: &[ProactiveRule], checks: &mut Checks) {
    if rules.len() > RULES {
        checks.wrong("proactiveRules", "too_many", "At most 20 rules, please.");
    }
    for (index, rule) in rules.iter().enumerate() {
        check_rule(rule, &format!("proactiveRules[{index}]"), checks);
        if rules[..index].iter().any(|other| other.id == rule.id) {
            checks.wrong(&format!("proactiveRules[{index}].id"), "not_unique", "Another rule has this id.");
        }
    }
}

fn check_rule(rule: &ProactiveRule, at: &str, checks: &mut Checks) {
    let mut wrong = |field: &str, code, detail| checks.wrong(&format!("{at}.{field}"), code, detail);
    if !is_id(&rule.id) {
        wrong("id", "invalid_value", "Use letters, digits, - and _; at most 40.");
    }
    if rule.scroll.is_some_and(|percent| percent > 100) {
        wrong("scroll", "out_of_range", "From 0 to 100 percent.");
    }
    if rule.urls.len() > MOST_URLS || rule.urls.iter().any(|url| url.is_empty() || url.len() > 200) {
        wrong("urls", "invalid_value", "At most 20, each of 1 to 200 characters.");
    }
    checks.line(&format!("{at}.message"), &rule.message, 500);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(rules: &str) -> Vec<String> {
        let mut checks = Checks::default();
        check(&serde_json::from_str::<Vec<_>>(rules).unwrap(), &mut checks);
        let problem = checks.done().err();
        problem.map_or_else(Vec::new, |problem| problem.errors.into_iter().map(|error| error.field).collect())
    }

    #[test]
    fn w15_a_rule_says_what_and_may_say_when() {
        assert!(
            wrong(r#"[{"id":"a","message":"Hi"},{"id":"b","message":"Ho","urls":["/x*"],"scroll":100}]"#).is_empty()
        );
    }

    #[test]
    fn s7_what_is_wrong_in_a_rule_is_named() {
        let rules = r#"[{"id":"a b","message":" ","scroll":101,"urls":[""]},{"id":"x","message":"a"},{"id":"x","message":"b"}]"#;
        let expected = [".id", ".scroll", ".urls", ".message"].map(|field| format!("proactiveRules[0]{field}"));
        let wrong = wrong(rules);
        assert!(expected.iter().all(|field| wrong.contains(field)), "{wrong:?}");
        assert!(wrong.contains(&"proactiveRules[2].id".to_owned()));
        let many: Vec<_> = (0..21).map(|n| format!(r#"{{"id":"r{n}","message":"a"}}"#)).collect();
        assert_eq!(super::tests::wrong(&format!("[{}]", many.join(","))), ["proactiveRules"]);
    }
}
