//! Organizations, their people, widgets and reports.

use super::{NOTHING, Text};

const DATE: &str = r#"{"type":"string","format":"date"}"#;
const FORMAT: &str = r#"{"type":"string","enum":["json","csv"],"default":"json"}"#;
const ONE: &str =
    r#"{"type":"string","pattern":"^(none|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$"}"#;
const PAGE: &str = r#"{"type":"string"}"#;
const FROM: (&str, &str, &str) = ("from", DATE, "The first day; without, a week.");
const TO: (&str, &str, &str) = ("to", DATE, "The last day; without, today. At most 366 days.");
const CSV: Option<&str> = Some("text/csv");
const AS: (&str, &str, &str) = ("format", FORMAT, "`csv`, or `Accept: text/csv`: for a spreadsheet.");
const DAYS: &[(&str, &str, &str)] = &[FROM, TO, AS];
const FILTERED: &[(&str, &str, &str)] = &[
    FROM,
    TO,
    ("agent", ONE, "Of one agent, or `none`. Whoever is no admin may only ask for themselves."),
    ("department", ONE, "Of one department, or `none`."),
    ("widget", ONE, "Of one widget."),
    ("page", PAGE, "That began on this page (an address without what follows a `?`), or `none`."),
    AS,
];

pub const TEXTS: &[Text] = &[
    Text { call: "GET /api/widgets", summary: "The organization's widgets", answer: "All of them.", ..NOTHING },
    Text {
        call: "GET /api/reports/errors",
        summary: "What went wrong with the widget in visitors' browsers, and with the dashboard",
        about: "Counted by day in UTC, and kept for 90 days.",
        query: &[(
            "days",
            r#"{"type":"integer","minimum":1,"maximum":90,"default":7}"#,
            "Of so many days, today being one.",
        )],
        answer: "The latest day first, at most 500.",
        ..NOTHING
    },
    Text {
        call: "GET /api/reports/overview",
        summary: "Conversations, answers and ratings, day by day",
        about: "A conversation counts for the day on which it began, by the organization's clock, with all that came of it \
            later. At most one filter at a time. What the figures mean is told in the guide on reports.",
        query: FILTERED,
        or_media: CSV,
        answer: "The days asked for, and as many before for comparison.",
        ..NOTHING
    },
    Text {
        call: "GET /api/reports/hours",
        summary: "When conversations begin",
        about: "As many as began in each hour of the week.",
        query: FILTERED,
        or_media: CSV,
        answer: "Seven days from Monday on, with 24 hours each.",
        ..NOTHING
    },
    Text {
        call: "GET /api/reports/agents",
        summary: "The figures of each agent",
        about: "A conversation counts for the agent it is assigned to, else for whoever answered first. Whoever is no admin gets \
            their own only.",
        query: DAYS,
        or_media: CSV,
        answer: "Who has the most conversations first.",
        ..NOTHING
    },
    Text {
        call: "GET /api/reports/departments",
        summary: "The figures of each department",
        query: DAYS,
        or_media: CSV,
        answer: "The one with the most conversations first.",
        ..NOTHING
    },
    Text {
        call: "GET /api/reports/widgets",
        summary: "The figures of each widget",
        query: DAYS,
        or_media: CSV,
        answer: "The one with the most conversations first.",
        ..NOTHING
    },
    Text {
        call: "GET /api/reports/pages",
        summary: "The figures of the pages where conversations began",
        about: "Addresses without what follows a `?` or `#`. Only where the organization may keep the page.",
        query: DAYS,
        or_media: CSV,
        answer: "The 500 with the most conversations.",
        ..NOTHING
    },
    Text {
        call: "POST /api/client-errors",
        summary: "Report what went wrong with the dashboard",
        about: "Counted by day for the organization's reports; nothing is kept of who reported it.",
        example: r#"{"errors":[{"build":"0123abcd","part":"inbox","code":"load_failed"}]}"#,
        ..NOTHING
    },
    Text {
        call: "GET /api/organization",
        summary: "The organization and its settings",
        answer: "As it is now.",
        ..NOTHING
    },
    Text {
        call: "GET /api/organization/storage",
        summary: "What its files take",
        about: "In bytes. `limit` is what the plan has room for, `null` where there is no end to it; what does not fit in is \
            refused with `storage_full`.",
        answer: "As it is now.",
        ..NOTHING
    },
    Text {
        call: "PATCH /api/organization",
        summary: "Change the organization's settings",
        about: "Admins only. What is left out stays as it is. The `theme` is set as a whole; pages with widgets that have \
            nothing of their own to say follow within a minute.",
        answer: "As it is now.",
        example: r#"{"ipPolicy":"drop","tracking":true,"retentionDays":365}"#,
        ..NOTHING
    },
    Text {
        call: "POST /api/widgets",
        summary: "Make a widget",
        about: "Admins only. What is left out is the organization's theme, or else as is usual. Names differ.",
        statuses: &[201],
        answer: "The widget, with its key.",
        example: r##"{"name":"Berlin","primaryColor":"#2f6f4f"}"##,
        ..NOTHING
    },
    Text {
        call: "DELETE /api/widgets/{id}",
        summary: "Remove a widget",
        about: "Admins only. Pages show it no more; its conversations stay. The last one cannot be removed.",
        ..NOTHING
    },
    Text {
        call: "POST /api/widgets/{id}/key",
        summary: "Give a widget a new key",
        about: "Admins only. The last key works on for a while, a week unless said otherwise, so that sites can be changed; \
            with `graceDays` 0 it ends at once, and so does the one before it in any case. Sessions go on. Asked again within \
            ten seconds, it is the same new key, and only the time changes for which the last one works.",
        answer: "The widget with its new key.",
        example: r#"{"graceDays":14}"#,
        ..NOTHING
    },
    Text {
        call: "GET /api/widgets/{id}/embed",
        summary: "What to copy to put a widget on a site",
        answer: "Code for each kind of site, and the link to the chat on a page of its own.",
        ..NOTHING
    },
    Text {
        call: "POST /api/widgets/{id}/check",
        summary: "Look at a page: is the widget on it?",
        about: "Admins only. The page is fetched as anybody would, so it must be on the public internet, at an `https` address. \
            What is put into it only in the browser cannot be seen; `installed` of the widget tells of pages that have shown it.",
        answer: "What was found.",
        example: r#"{"url":"https://www.example.com/"}"#,
        ..NOTHING
    },
    Text { call: "GET /api/plans", summary: "What each plan has", answer: "All plans, the smallest first.", ..NOTHING },
    Text { call: "GET /api/widgets/{id}", summary: "A widget", answer: "As it is now.", ..NOTHING },
    Text {
        call: "PATCH /api/widgets/{id}",
        summary: "Change a widget",
        about: "Admins only. What is left out stays as it is. What is `null` follows the organization's theme, or else is as \
            usual. Pages that show the widget follow within a minute.",
        answer: "As it is now.",
        example: r##"{"primaryColor":"#2f6f4f","allowedDomains":["*.example.com"],"businessHours":{"timezone":"Europe/Berlin","days":{"mon":[["09:00","17:00"]]}}}"##,
        ..NOTHING
    },
    Text {
        call: "GET /api/widgets/{id}/identity-secret",
        summary: "What a site's server signs its users' identity with",
        about: "Admins only.",
        answer: "The secret.",
        ..NOTHING
    },
    Text {
        call: "POST /api/widgets/{id}/identity-secret",
        summary: "Make a new identity secret",
        about: "Admins only. What was signed with the last one is worth nothing from now on, and \
            the sessions of users on this widget end.",
        answer: "The new secret.",
        ..NOTHING
    },
    Text {
        call: "GET /api/agents",
        summary: "The organization's agents",
        about: "Who is here and takes conversations is `null` while that cannot be found out.",
        query: &[(
            "inactive",
            r#"{"type":"string","enum":["0","1"],"default":"0"}"#,
            "`1`: also those who do not answer here any more.",
        )],
        answer: "All who are active, by name.",
        ..NOTHING
    },
    Text {
        call: "PATCH /api/agents/{id}",
        summary: "Change what an agent may do, or whether they answer here",
        about: "Admins only; owners are made and changed by owners, and the last one stays. Whoever is not active any more is \
            logged out here, leaves their departments, and what they have goes back to the queue.",
        answer: "As they are now.",
        example: r#"{"role":"admin"}"#,
        ..NOTHING
    },
    Text {
        call: "DELETE /api/agents/{id}",
        summary: "Let an agent answer here no more",
        about: "Admins only. The same as `active: false`: what they said stays, and they can be made active again.",
        ..NOTHING
    },
    Text {
        call: "GET /api/agents/invites",
        summary: "Open invitations",
        about: "Admins only.",
        answer: "The newest first.",
        ..NOTHING
    },
    Text {
        call: "POST /api/agents/invites",
        summary: "Invite somebody by email",
        about: "Admins only; owners are invited by owners. The link is good for seven days. Inviting the same email again \
            replaces the earlier link.",
        answer: "The invitation and its link, which is mailed too.",
        example: r#"{"email":"bo@example.com","role":"agent"}"#,
        ..NOTHING
    },
    Text {
        call: "POST /api/agents",
        summary: "Invite somebody by email, as `/api/agents/invites` does",
        about: "Admins only.",
        answer: "The invitation and its link, which is mailed too.",
        example: r#"{"email":"bo@example.com","role":"agent"}"#,
        ..NOTHING
    },
    Text {
        call: "DELETE /api/agents/invites/{id}",
        summary: "Take an invitation back",
        about: "Admins only.",
        ..NOTHING
    },
];
