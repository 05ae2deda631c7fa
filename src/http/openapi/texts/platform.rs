//! The operator, and whoever looks after all of it.

use super::{NOTHING, Text};

pub const TEXTS: &[Text] = &[
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
        call: "GET /api/health",
        tag: "Operator",
        summary: "Is everything there that a conversation needs?",
        statuses: &[200, 503],
        answer: "What works.",
        ..NOTHING
    },
];
