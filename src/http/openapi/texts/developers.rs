//! For those who build on it: the log of changes, keys, webhooks, the export.

use super::{ID, NOTHING, TEXT, Text, UP_TO_100};

pub const TEXTS: &[Text] = &[
    Text {
        call: "GET /api/audit",
        summary: "Who changed which settings",
        about: "Admins only. An entry says what changed, as it was before and as it is after; of long values the beginning, \
            and never a secret.",
        query: &[
            ("agent", ID, "Only what this agent did."),
            ("action", TEXT, "Only what was done by this name, such as `widget.changed`."),
            ("cursor", ID, "The `next_cursor` of the page before."),
            ("limit", UP_TO_100, "At most so many; more than 100 are never given."),
        ],
        answer: "The newest first.",
        ..NOTHING
    },
    Text {
        call: "GET /api/api-keys",
        summary: "The organization's API keys",
        about: "Admins only, and not by an API key.",
        answer: "All of them, the newest first; the keys themselves are not kept.",
        ..NOTHING
    },
    Text {
        call: "POST /api/api-keys",
        summary: "Make an API key",
        about: "Admins only, and not by an API key. Send it as `Authorization: Bearer ck_…`. It acts in the name of whoever \
            made it, as what they are at the time: once they are no admin any more, it can do nothing for admins. `read` \
            is for calls that change nothing, `write` for the others, `settings` with one of them for those that only \
            admins may make. Accounts, API keys, the roles of agents and sockets are for people.",
        answer: "The key, this one time.",
        example: r#"{"name":"CRM","scopes":["read","write"]}"#,
        ..NOTHING
    },
    Text {
        call: "DELETE /api/api-keys/{id}",
        summary: "Revoke an API key",
        about: "Admins only, and not by an API key. What it asks for from now on is refused.",
        ..NOTHING
    },
];
