//! The mails there are.

use super::{
    Mail,
    writing::{Words, name, write},
};

/// A way back in, for whoever forgot the password.
#[must_use]
pub fn reset(to: &str, link: &str) -> Mail {
    let words = Words {
        kind: "password_reset",
        subject: "Set a new password for ChatDesk",
        body: "Somebody, hopefully you, asked for a new password. This link is good for one hour, and once.",
        link: Some(("Set a new password", link)),
        end: "If it was not you, leave it: your password stays as it is.",
    };
    write(to, &words)
}

/// What somebody else must not do unnoticed. `what`: a sentence.
#[must_use]
pub fn changed(to: &str, what: &str) -> Mail {
    let words = Words {
        kind: "account_changed",
        subject: what,
        body: what,
        link: None,
        end: "If it was not you, set a new password at once, and tell an owner of your organization.",
    };
    write(to, &words)
}

/// To work in an organization.
#[must_use]
pub fn invite(to: &str, link: &str, organization: &str, by: &str) -> Mail {
    let [organization, by] = [organization, by].map(name);
    let subject = format!("{by} invites you to {organization} on ChatDesk");
    let body = format!(
        "{by} would like you to answer customers of {organization} with them. This link is good for seven days."
    );
    let words = Words {
        kind: "invite",
        subject: &subject,
        body: &body,
        link: Some(("See the invitation", link)),
        end: "If you do not know them, leave it: nothing happens until you accept.",
    };
    write(to, &words)
}

/// To own an organization that the platform's operator made.
#[must_use]
pub fn owner(to: &str, link: &str, organization: &str) -> Mail {
    let subject = format!("{} is ready on ChatDesk", name(organization));
    let words = Words {
        kind: "owner",
        subject: &subject,
        body: "It was set up for you, and waits for its owner. This link is good for seven days.",
        link: Some(("Set your password and begin", link)),
        end: "If you did not expect this, leave it: nothing happens until you accept.",
    };
    write(to, &words)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINK: &str = "https://chat.example.com/invite#tok_en-1";

    #[test]
    fn a2_an_invitation_says_who_invites_where_to_and_leads_there() {
        let mail = invite("bo@example.com", LINK, "Fern & Oak", "Ada <Marsh>");
        assert_eq!(mail.subject, "Ada <Marsh> invites you to Fern & Oak on ChatDesk");
        assert!(mail.text.contains(&format!("\n{LINK}\n")));
        assert!(mail.html.contains(&format!("href=\"{LINK}\"")) && mail.html.contains("Fern &amp; Oak"));
        assert!(mail.html.contains("Ada &lt;Marsh&gt;") && !mail.html.contains("<Marsh>"));
        assert!(mail.html.contains("color-scheme") && mail.html.contains("lang=\"en\""));
    }

    #[test]
    fn a1_a_forgotten_password_leads_to_a_link_and_a_change_to_none() {
        assert!(reset("ada@example.com", LINK).text.contains(LINK));
        let mail = changed("ada@example.com", "Your password was changed.");
        assert!(!mail.html.contains("href") && mail.text.starts_with("Your password was changed."));
    }
}
