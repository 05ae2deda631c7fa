//! Rules that choose the department of a conversation whose visitor picked none.

use super::{check::Checks, pre_chat::is_id};
use crate::protocol::{
    conversation::{DepartmentRef, Fields},
    limits::{ROUTING_RULES, RULE_CHARS},
    organization::{Comparison, RoutingField, RoutingRule},
};

/// What is known where a conversation starts.
pub struct Start<'a> {
    pub url: Option<&'a str>,
    pub language: Option<&'a str>,
    pub country: Option<&'a str>,
    pub answers: &'a Fields,
}

/// The department of the first rule that fits. One that is no more is passed over.
#[must_use]
pub fn department(rules: &[RoutingRule], start: &Start<'_>, departments: &[DepartmentRef]) -> Option<DepartmentRef> {
    let known = |rule: &RoutingRule| departments.iter().find(|department| department.id == rule.department_id);
    rules.iter().filter(|rule| fits(rule, start)).find_map(known).cloned()
}

fn fits(rule: &RoutingRule, start: &Start<'_>) -> bool {
    let wanted = rule.value.to_ascii_lowercase();
    let is = |text: &str| {
        let text = text.to_ascii_lowercase();
        match rule.is {
            Comparison::Equals => text == wanted,
            Comparison::Contains => text.contains(&wanted),
            Comparison::StartsWith => text.starts_with(&wanted),
        }
    };
    match rule.field {
        RoutingField::Url => start.url.is_some_and(|url| is(url) || is(path(url))),
        RoutingField::Language => start.language.is_some_and(|language| is(language) || is(primary(language))),
        RoutingField::Country => start.country.is_some_and(is),
        RoutingField::Answer => {
            let answer = rule.name.as_ref().and_then(|name| start.answers.get(name));
            answer.is_some_and(|answer| is(answer))
        }
    }
}

/// From the path on: `/pricing?plan=gold`
fn path(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.find('/').map_or("/", |start| &rest[start..])
}

/// `de` of `de-AT`
fn primary(language: &str) -> &str {
    language.split('-').next().unwrap_or_default()
}

/// Whether the departments are there is asked elsewhere.
pub fn check(rules: &mut [RoutingRule], checks: &mut Checks) {
    if rules.len() > ROUTING_RULES {
        checks.wrong("routingRules", "too_many", &format!("At most {ROUTING_RULES} rules, please."));
    }
    for (index, rule) in rules.iter_mut().enumerate() {
        rule.value = checks.line(&format!("routingRules[{index}].value"), &rule.value, RULE_CHARS);
        let is_answer = rule.field == RoutingField::Answer;
        if !is_answer {
            rule.name = None;
        } else if !rule.name.as_deref().is_some_and(is_id) {
            let detail = "Which field of the form? Use letters, digits, - and _; at most 40.";
            checks.wrong(&format!("routingRules[{index}].name"), "invalid_value", detail);
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn rules(json: &str) -> Vec<RoutingRule> {
        let full = json.replace("#1", &Uuid::from_u128(1).to_string()).replace("#2", &Uuid::from_u128(2).to_string());
        serde_json::from_str(&full).unwrap()
    }

    fn chosen(json: &str) -> Option<u128> {
        let departments = [1, 2].map(|id| DepartmentRef { id: Uuid::from_u128(id).into(), name: id.to_string() });
        let answers = Fields::from([("topic".into(), "Refund, please".into())]);
        let url = "https://shop.example/Pricing?plan=gold";
        let start = Start { url: Some(url), language: Some("de-AT"), country: Some("AT"), answers: &answers };
        department(&rules(json), &start, &departments).map(|department| department.id.0.as_u128())
    }

    fn fits(field: &str, is: &str, value: &str) -> bool {
        let rule =
            format!(r##"[{{"field":"{field}","name":"topic","is":"{is}","value":"{value}","department_id":"#1"}}]"##);
        chosen(&rule) == Some(1)
    }

    #[test]
    fn i4_a_rule_looks_at_page_language_country_or_an_answer() {
        assert!(fits("url", "starts_with", "/pricing") && fits("url", "contains", "PLAN=gold"));
        assert!(fits("url", "starts_with", "https://shop.example/") && !fits("url", "equals", "/pricing"));
        assert!(fits("language", "equals", "de") && fits("language", "equals", "DE-at"));
        assert!(!fits("language", "equals", "at") && fits("country", "equals", "at"));
        assert!(fits("answer", "starts_with", "refund") && !fits("answer", "equals", "refund"));
        assert!(!fits("url", "equals", "/"), "a page has its own path");
    }

    #[test]
    fn i4_the_first_rule_that_fits_says_it_and_a_department_that_is_gone_is_passed_over() {
        let rule =
            |is: &str, id: &str| format!(r#"{{"field":"country","is":"{is}","value":"at","department_id":"{id}"}}"#);
        let of = |rules: &[String]| chosen(&format!("[{}]", rules.join(",")));
        assert_eq!(of(&[rule("contains", "#2"), rule("equals", "#1")]), Some(2));
        let gone = Uuid::from_u128(3).to_string();
        assert_eq!(of(&[rule("equals", &gone), rule("equals", "#1")]), Some(1));
        assert_eq!(of(&[]), None);
    }

    #[test]
    fn s7_what_is_wrong_in_a_rule_is_named() {
        let wrong = |mut rules: Vec<RoutingRule>| {
            let mut checks = Checks::default();
            check(&mut rules, &mut checks);
            let problem = checks.done().err();
            problem.map_or_else(Vec::new, |problem| problem.errors.into_iter().map(|error| error.field).collect())
        };
        let good = rules(r##"[{"field":"url","is":"equals","value":"/","department_id":"#1"}]"##);
        assert!(wrong(good.clone()).is_empty());
        let bad = r##"[{"field":"answer","is":"equals","value":" ","department_id":"#1"}]"##;
        assert_eq!(wrong(rules(bad)), ["routingRules[0].value", "routingRules[0].name"]);
        assert_eq!(wrong(vec![good[0].clone(); ROUTING_RULES + 1]), ["routingRules"]);
    }
}
