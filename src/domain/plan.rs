//! What each plan has. The one table; the server enforces it.

use crate::protocol::{
    Problem,
    agent::Plan,
    plan::{FeatureOf, PlanFeatures},
};

pub use crate::protocol::plan::Feature;

/// Bytes of files that an organization may keep; what is not named has no end. As JSON, for the database to look into.
pub const STORAGE: &str = r#"{"free":1073741824,"plus":5368709120,"pro":53687091200}"#;

const PLANS: [Plan; 4] = [Plan::Free, Plan::Plus, Plan::Pro, Plan::Enterprise];
/// From the smallest plan on.
const FEATURES: [Feature; 5] = [Feature::WebChat, Feature::ApiKeys, Feature::Webhooks, Feature::Bot, Feature::OwnBrand];

/// The smallest plan that has it.
const fn from_plan(feature: Feature) -> Plan {
    match feature {
        Feature::WebChat | Feature::ApiKeys | Feature::Webhooks | Feature::Bot => Plan::Plus,
        Feature::OwnBrand => Plan::Pro,
    }
}

/// The whole table, for people.
#[must_use]
pub fn table() -> Vec<PlanFeatures> {
    let of = |plan| FEATURES.iter().map(|&feature| FeatureOf { feature, has: has(plan, feature) }).collect();
    PLANS.iter().map(|&plan| PlanFeatures { plan, features: of(plan) }).collect()
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
    PLANS.into_iter().find(|plan| as_str(*plan) == name)
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
    fn a7_the_table_says_what_is_enforced_and_a_larger_plan_never_has_less() {
        let table = table();
        assert_eq!(table.iter().map(|row| row.plan).collect::<Vec<_>>(), PLANS);
        let counts: Vec<_> = table.iter().map(|row| row.features.iter().filter(|of| of.has).count()).collect();
        assert_eq!(counts, [0, 4, 5, 5]);
        for row in table {
            for FeatureOf { feature, has } in row.features {
                assert_eq!(require(row.plan, feature).is_ok(), has);
            }
        }
    }

    #[test]
    fn f1_a_larger_plan_keeps_more_files() {
        let storage: serde_json::Value = serde_json::from_str(STORAGE).unwrap();
        let gigabytes = |plan: &Plan| storage[as_str(*plan)].as_u64().map(|bytes| bytes / 1024 / 1024 / 1024);
        assert_eq!(PLANS.iter().map(gigabytes).collect::<Vec<_>>(), [Some(1), Some(5), Some(50), None]);
    }

    #[test]
    fn plans_have_one_name_each() {
        assert!(PLANS.iter().all(|p| parse(as_str(*p)) == Some(*p)));
        assert_eq!(parse("gold"), None);
    }
}
