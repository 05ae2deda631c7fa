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
        call: "GET /api/organization/export",
        summary: "All data of the organization",
        about: "Owners only. A line of JSON for each row of each table, `{\"table\": …, \"row\": {…}}`, written while it is \
            read; never passwords, keys, secrets or hashes of them. A row that changes meanwhile may come twice. If it \
            breaks off, it is not whole.",
        media: Some("application/x-ndjson"),
        answer: "Lines of JSON.",
        headers: &[("Content-Disposition", "`attachment`, with a name for the file.")],
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
    Text {
        call: "GET /api/webhooks",
        summary: "The organization's webhooks",
        about: "Admins only.",
        answer: "All of them, and how they fare.",
        ..NOTHING
    },
    Text {
        call: "POST /api/webhooks",
        summary: "Make a webhook",
        about: "Admins only. What happens is sent to this address as JSON, `{id, type, created_at, organization_id, data}`, \
            within seconds, in order as far as retries allow, and at least once: the same `id` twice is the same event. The \
            address must be one that everybody can reach; redirects are not followed. An answer of 2xx within 10 seconds \
            is an arrival; else it is tried again for about three days, and a webhook that fails for three days is turned \
            off. `ChatDesk-Signature` is `v1=` and the HMAC-SHA256, in hex, of `ChatDesk-Id`, `ChatDesk-Timestamp` and the \
            body with dots between them, made with the secret.",
        answer: "The webhook and its secret, this one time.",
        example: r#"{"url":"https://example.com/chatdesk","events":["message.created","conversation.closed"]}"#,
        ..NOTHING
    },
    Text {
        call: "PATCH /api/webhooks/{id}",
        summary: "Change a webhook, or turn it off or on",
        about: "Admins only. What is left out stays as it is.",
        answer: "As it is now.",
        example: r#"{"events":["conversation.created"]}"#,
        ..NOTHING
    },
    Text {
        call: "DELETE /api/webhooks/{id}",
        summary: "Remove a webhook and its log",
        about: "Admins only.",
        ..NOTHING
    },
    Text {
        call: "POST /api/webhooks/{id}/secret",
        summary: "Make a new secret for a webhook",
        about: "Admins only. What is sent from now on is signed with it.",
        answer: "The new secret, this one time.",
        ..NOTHING
    },
    Text {
        call: "POST /api/webhooks/{id}/test",
        summary: "Send an event to see whether it arrives",
        about: "Admins only. Its type is `webhook.test`; it is sent also while the webhook is turned off.",
        answer: "It is sent at once; ask for the delivery to see what came of it.",
        ..NOTHING
    },
    Text {
        call: "GET /api/webhooks/{id}/deliveries",
        summary: "What a webhook was told",
        about: "Admins only. Kept for 30 days.",
        query: &[
            ("cursor", ID, "The `next_cursor` of the page before."),
            ("limit", UP_TO_100, "At most so many; more than 100 are never given."),
        ],
        answer: "The newest event first.",
        ..NOTHING
    },
    Text {
        call: "GET /api/webhooks/{id}/deliveries/{delivery}",
        summary: "What was sent, and what was answered",
        about: "Admins only.",
        answer: "With the payload, and of the answer the first 1,000 characters.",
        ..NOTHING
    },
    Text {
        call: "POST /api/webhooks/{id}/deliveries/{delivery}/replay",
        summary: "Send an event again",
        about: "Admins only. Under the same id, and from the first attempt on.",
        answer: "It is sent at once.",
        ..NOTHING
    },
];
