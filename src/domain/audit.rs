//! What can be done to settings, and what it is done to, by the names under which it is remembered.

macro_rules! names {
    ($(#[$doc:meta])* $kind:ident: $($(#[$of:meta])* $variant:ident = $name:literal),+ $(,)?) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $kind {
            $($(#[$of])* $variant),+
        }

        impl $kind {
            #[allow(dead_code)] // of kinds only tests ask
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name),+
                }
            }
        }

    };
}

names! {
    Action:
    OrganizationChanged = "organization.changed",
    DepartmentsOrdered = "organization.departments_reordered",
    OrganizationExported = "organization.exported",
    /// By the platform's operator.
    PlanChanged = "organization.plan_changed",
    WidgetAdded = "widget.added",
    WidgetChanged = "widget.changed",
    WidgetKeyChanged = "widget.key_changed",
    WidgetRemoved = "widget.removed",
    WidgetSecretChanged = "widget.identity_secret_changed",
    DepartmentAdded = "department.added",
    DepartmentChanged = "department.changed",
    DepartmentRemoved = "department.removed",
    LabelAdded = "label.added",
    LabelChanged = "label.changed",
    LabelRemoved = "label.removed",
    ReplyAdded = "canned_reply.added",
    ReplyChanged = "canned_reply.changed",
    ReplyRemoved = "canned_reply.removed",
    BotEntryAdded = "bot_entry.added",
    BotEntryChanged = "bot_entry.changed",
    BotEntryRemoved = "bot_entry.removed",
    BotPageAdded = "bot_page.added",
    BotPageChanged = "bot_page.changed",
    BotPageRemoved = "bot_page.removed",
    BotSynonymsChanged = "bot_synonyms.changed",
    CustomerErased = "customer.erased",
    CustomerExported = "customer.exported",
    AgentInvited = "agent.invited",
    AgentChanged = "agent.changed",
    InviteRemoved = "agent.invite_removed",
    KeyAdded = "api_key.added",
    KeyRemoved = "api_key.removed",
    WebhookAdded = "webhook.added",
    WebhookChanged = "webhook.changed",
    WebhookSecretChanged = "webhook.secret_changed",
    /// By ChatDesk, after it had failed for days.
    WebhookDisabled = "webhook.disabled",
    WebhookRemoved = "webhook.removed",
}

names! {
    Kind:
    Organization = "organization",
    Widget = "widget",
    Department = "department",
    Label = "label",
    Reply = "canned_reply",
    BotEntry = "bot_entry",
    BotPage = "bot_page",
    BotSynonyms = "bot_synonyms",
    Customer = "customer",
    /// Somebody who is not to be named any more.
    Erasure = "erasure",
    Agent = "agent",
    Key = "api_key",
    Webhook = "webhook",
}

impl Action {
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|action| action.as_str() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/dashboard/settings/developers/audit-actions.ts");
    const HEAD: &str = "// Made from src/domain/audit.rs by `UPDATE=1 cargo test typescript`; change it there.\n\n";

    #[test]
    fn generated_typescript_of_the_audit_log_is_current() {
        let actions: Vec<_> = Action::ALL.iter().map(|action| format!("  '{}',\n", action.as_str())).collect();
        let current = format!("{HEAD}export const ACTIONS = [\n{}];\n", actions.concat());
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(FILE, &current).unwrap();
        }
        let committed = std::fs::read_to_string(FILE).unwrap_or_default();
        assert!(committed == current, "{FILE} is stale: run `UPDATE=1 cargo test typescript`");
    }

    #[test]
    fn a9_every_action_has_a_name_of_its_own() {
        let names: std::collections::BTreeSet<_> = Action::ALL.iter().map(|action| action.as_str()).collect();
        assert_eq!(names.len(), Action::ALL.len());
        let kinds: Vec<_> = Kind::ALL.iter().map(|kind| kind.as_str()).collect();
        for name in names {
            let (subject, done) = name.split_once('.').unwrap();
            assert!(kinds.contains(&subject) && !done.is_empty(), "{name}");
        }
    }
}
