//! What each plan has. The one table; the server enforces it.

use crate::protocol::{Problem, agent::Plan};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    WebChat,
    /// A widget that does not say who makes it.
    OwnBrand,
}

/// The smallest plan that has it.
const fn from_plan(feature: Feature) -> Plan {
    match feature {
        Feature::WebChat => Plan::Plus,
        Feature::OwnBrand => Plan::Pro,
    }
}

#[must_use]
pub fn has(plan: Plan, feature: Feature) -> bool {
    plan >= from_plan(feature)
}

/// # Errors
/// `plan_required` when the plan does not have it.
pub fn require(plan: Plan, feature: Feature) -> Result<(), Problem> {
    if has(plan, feature) {
        return Ok(());
    }
    Err(Problem::forbidden("plan_required", "This needs a higher plan."))
}

/// Plans by their name in the database and in `DEFAULT_PLAN`.
#[must_use]
pub fn parse(name: &str) -> Option<Plan> {
    [Plan::Free, Plan::Plus, Plan::Pro, Plan::Enterprise].into_iter().find(|plan| as_str(*plan) == name)
}

#[must_use]
pub const fn as_str(plan: Plan) -> &'static str {
    match plan {
        Plan::Free => "free",
        Plan::Plus => "plus",
        Plan::Pro => "pro",
        Plan::Enterprise => "enterprise",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a7_web_chat_is_from_plus_up() {
        assert_eq!(require(Plan::Free, Feature::WebChat).unwrap_err().code, "plan_required");
        for plan in [Plan::Plus, Plan::Pro, Plan::Enterprise] {
            assert!(require(plan, Feature::WebChat).is_ok());
        }
    }

    #[test]
    fn plans_have_one_name_each() {
        assert!([Plan::Free, Plan::Plus, Plan::Pro, Plan::Enterprise].iter().all(|p| parse(as_str(*p)) == Some(*p)));
        assert_eq!(parse("gold"), None);
    }
}
