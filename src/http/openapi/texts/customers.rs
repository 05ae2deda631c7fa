//! What agents ask of customers.

use super::{NOTHING, TEXT, Text};

pub const TEXTS: &[Text] = &[
    Text {
        call: "GET /api/customers",
        summary: "The organization's customers",
        query: &[
            ("cursor", TEXT, "Where the last page ended: its `next_cursor`."),
            (
                "limit",
                r#"{"type":"integer","minimum":0,"maximum":4294967295,"default":50}"#,
                "At most so many; more than 100 are never given.",
            ),
        ],
        answer: "Whoever was here last comes first.",
        ..NOTHING
    },
    Text { call: "GET /api/customers/{id}", summary: "A customer", answer: "What is known of them.", ..NOTHING },
    Text {
        call: "PATCH /api/customers/{id}",
        summary: "Change what is known of a customer",
        about: "What is left out stays as it is, `null` takes away.",
        answer: "What is known of them now.",
        example: r#"{"name":"Grace Hopper","customFields":{"plan":"gold"}}"#,
        ..NOTHING
    },
    Text {
        call: "DELETE /api/customers/{id}",
        summary: "Forget a customer",
        about: "Admins only. Conversations with their messages and files, visits, events and the customer go, everywhere. \
            If something does not answer, it is finished within a day.",
        answer: "A receipt, which does not say who it was.",
        ..NOTHING
    },
    Text {
        call: "GET /api/customers/{id}/conversations",
        summary: "A customer's conversations",
        answer: "The newest first, at most 100.",
        ..NOTHING
    },
    Text {
        call: "GET /api/customers/{id}/events",
        summary: "Where a customer went and what they did",
        about: "Pages (`page_view`) and events, as far as the organization keeps them.",
        query: &[
            ("cursor", TEXT, "Where the last page ended: its `next_cursor`."),
            (
                "limit",
                r#"{"type":"integer","minimum":0,"maximum":4294967295,"default":50}"#,
                "At most so many; more than 100 are never given.",
            ),
        ],
        answer: "The newest first.",
        ..NOTHING
    },
    Text {
        call: "GET /api/customers/{id}/sessions",
        summary: "Where a customer came from, with what",
        query: &[(
            "limit",
            r#"{"type":"integer","minimum":0,"maximum":4294967295,"default":20}"#,
            "At most so many; more than 100 are never given.",
        )],
        answer: "The latest first, as far as the organization keeps it.",
        ..NOTHING
    },
    Text {
        call: "GET /api/customers/{id}/picture",
        summary: "The picture that a customer has at Gravatar",
        about: "Asked for by the server with a hash of the email, so that neither a visitor's nor an agent's address \
            gets there. 204 if there is none, or if the organization does not want them (`gravatar`).",
        statuses: &[200, 204],
        media: Some("image/*"),
        answer: "PNG, JPEG, GIF, WebP or AVIF, at most 256 KiB.",
        headers: &[("Cache-Control", "`private, max-age=86400`")],
        ..NOTHING
    },
    Text {
        call: "GET /api/customers/{id}/export",
        summary: "All that is kept of a customer",
        about: "Admins only.",
        answer: "Customer, visits, events, and every conversation with its messages.",
        ..NOTHING
    },
    Text {
        call: "POST /api/customers/{id}/convert",
        summary: "Make a visitor a registered customer",
        about: "They need an email address or a phone number. The same again changes nothing.",
        answer: "The customer.",
        ..NOTHING
    },
];
