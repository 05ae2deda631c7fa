//! The operator, and whoever looks after all of it.

use super::{NOTHING, TEXT, Text};

pub const TEXTS: &[Text] = &[
    Text {
        call: "GET /api/operator/organizations",
        tag: "Operator",
        summary: "All organizations",
        query: &[
            ("q", r#"{"type":"string","maxLength":200}"#, "What is in the name."),
            ("cursor", TEXT, "Where the last page ended."),
        ],
        answer: "The newest first, 50 at a time.",
        ..NOTHING
    },
    Text {
        call: "POST /api/operator/organizations",
        tag: "Operator",
        summary: "Make an organization and invite its owner",
        about: "Also while sign-up is closed. The owner gets the link by mail, and it is answered too. Asked again before they \
            have come, it is the same organization with a new link; the last one ends.",
        statuses: &[201, 200],
        answer: "The link is for the owner, good for a week.",
        example: r#"{"organization":"Fern & Oak","name":"Ada Marsh","email":"ada@example.com","plan":"pro"}"#,
        ..NOTHING
    },
    Text {
        call: "PUT /api/operator/organizations/{id}/plan",
        tag: "Operator",
        summary: "Set an organization's plan",
        example: r#"{"plan":"pro"}"#,
        ..NOTHING
    },
    Text {
        call: "GET /api/operator/organizations/{id}/inbox",
        tag: "Operator",
        summary: "How an organization's inbox is",
        answer: "Conversations it knows, and how far the archive is behind.",
        ..NOTHING
    },
    Text {
        call: "POST /api/operator/organizations/{id}/inbox",
        tag: "Operator",
        summary: "Build an organization's inbox again from the database",
        answer: "How it is then.",
        ..NOTHING
    },
    Text {
        call: "GET /api/operator/rooms/{id}",
        tag: "Operator",
        summary: "What a room has done since it woke",
        answer: "Rows written, alarms, copies and their failures.",
        ..NOTHING
    },
    Text {
        call: "GET /api/operator/metrics",
        tag: "Operator",
        summary: "How the installation fares, in figures to watch",
        about: "Answers in some seconds also while the database or the objects do not work, and says so. With \
            `Accept: text/plain` it is the text that Prometheus reads, every figure with `chatdesk_` before its name. What \
            is not known is `null`, or left out of the text.",
        query: &[(
            "inboxes",
            r#"{"type":"integer","minimum":0,"maximum":50,"default":0}"#,
            "So many of the busiest organizations' inboxes are asked too, which wakes them; the last four figures are of \
                those.",
        )],
        answer: "Each counted up to 10,000.",
        or_media: Some("text/plain"),
        ..NOTHING
    },
    Text {
        call: "GET /api/health",
        tag: "Operator",
        summary: "Is everything there that a conversation needs?",
        statuses: &[200, 503],
        answer: "What works.",
        ..NOTHING
    },
];
