//! What the types of the API do not say.

use crate::http::route::Route;

pub const INTRODUCTION: &str = "\
Live chat for any website. Bodies are camelCase, answers snake_case; times are ISO 8601 UTC with milliseconds, ids UUIDv7. \
Lists are `{\"items\": […], \"next_cursor\": null | \"…\"}`. What goes wrong is answered as `application/problem+json` with \
a `code` and, for bad fields, `errors: [{field, code, detail}]`. Unknown fields are ignored. 429 and 503 come with \
`Retry-After`.";

pub const TAGS: &[(&str, &str)] = &[
    ("Visitors", "What the widget asks, in a visitor's name. Allowed from the widget's own domains."),
    ("Agents", "What the dashboard asks, in an agent's name, in the organization they are logged in to."),
    ("Operator", "For whoever runs this ChatDesk."),
];

pub struct Text {
    pub call: &'static str,
    pub tag: &'static str,
    pub summary: &'static str,
    pub about: &'static str,
    /// Name, JSON schema, what it is; begins with "Required" if it is.
    pub query: &'static [(&'static str, &'static str, &'static str)],
    /// If it is not the one of the answer's type.
    pub statuses: &'static [u16],
    pub answer: &'static str,
    /// Of the answer: name, what it is.
    pub headers: &'static [(&'static str, &'static str)],
    /// If it is not JSON.
    pub media: Option<&'static str>,
    pub example: &'static str,
    /// The fields of a form, if it takes one; as in a query.
    pub form: &'static [(&'static str, &'static str, &'static str)],
}

const NOTHING: Text = Text {
    call: "",
    tag: "Agents",
    summary: "",
    about: "",
    query: &[],
    statuses: &[],
    answer: "",
    headers: &[],
    media: None,
    example: "",
    form: &[],
};

pub fn text_of(route: &Route) -> &'static Text {
    let call = format!("{} {}", route.method, route.path);
    TEXTS.iter().find(|text| text.call == call).unwrap_or_else(|| panic!("{call} is not described in texts.rs"))
}

const COOKIES: &[(&str, &str)] = &[(
    "Set-Cookie",
    "`__Host-chatdesk`, the session; and `__Host-chatdesk-device`, that somebody has logged in here before.",
)];

const NUMBER: &str = r#"{"type":"integer","minimum":0,"maximum":4294967295}"#;
const LIMIT: &str = r#"{"type":"integer","minimum":0,"maximum":4294967295,"default":100}"#;
const TEXT: &str = r#"{"type":"string"}"#;
const QUESTION: &str = r#"{"type":"string","minLength":1,"maxLength":200,"pattern":"\\S"}"#;
const STATUSES: &str =
    r#"{"type":"string","pattern":"^(waiting|open|snoozed|closed)(,(waiting|open|snoozed|closed))*$"}"#;
const PAGE: &[(&str, &str, &str)] = &[
    ("after", NUMBER, "Messages after this seq, oldest first; 0 is the beginning."),
    ("before", NUMBER, "Messages before this seq. Not together with `after`."),
    ("limit", LIMIT, "At most so many; more than 100 are never given."),
];
const SOCKET_QUERY: &[(&str, &str, &str)] =
    &[("after", NUMBER, "The last seq that was seen: what was missed comes first.")];

const UPLOAD: &[(&str, &str, &str)] = &[
    ("file", r#"{"type":"string","format":"binary"}"#, "Required. At most 10 MB."),
    (
        "conversationId",
        r#"{"type":"string","format":"uuid"}"#,
        "Where it will be sent. Without, it belongs to the conversation of the message that names it.",
    ),
];

pub const TEXTS: &[Text] = &[
    Text {
        call: "POST /api/widget/upload",
        tag: "Visitors",
        summary: "Upload a file, to be sent with a message",
        about: "Its id goes into `attachments` of a message, within 23 hours; a file that is in no message is removed. Pictures, \
            PDF, text, CSV, office documents, ZIP archives, audio and video: what it is decide its bytes, and its name ends \
            accordingly. The session's token has to be in `Authorization`.",
        form: UPLOAD,
        answer: "What the message's readers will get of it.",
        ..NOTHING
    },
    Text {
        call: "POST /api/upload",
        summary: "Upload a file, to be sent with a message",
        about: "As visitors do.",
        form: UPLOAD,
        answer: "What the message's readers will get of it.",
        ..NOTHING
    },
    Text {
        call: "GET /api/widget/attachments/{id}",
        tag: "Visitors",
        summary: "A file",
        about: "At the address that its message gives, which is good for one to two hours and needs no session. Ranges and \
            `If-None-Match` are answered as usual.",
        query: &[
            ("until", r#"{"type":"integer"}"#, "Required. Out of the message."),
            ("signature", TEXT, "Required. Out of the message."),
        ],
        statuses: &[200, 206, 304],
        media: Some("application/octet-stream"),
        answer: "The file, or the part that was asked for, under its own type.",
        ..NOTHING
    },
    Text {
        call: "GET /api/widget/config",
        tag: "Visitors",
        summary: "How a widget looks and behaves",
        about: "Cacheable for a minute, with an `ETag`. Works without a session.",
        query: &[("key", TEXT, "Required. The widget's public key, `wk_…`.")],
        statuses: &[200, 304],
        answer: "The public configuration.",
        headers: &[("ETag", "Of this configuration, for `If-None-Match`."), ("Cache-Control", "`public, max-age=60`")],
        ..NOTHING
    },
    Text {
        call: "POST /api/widget/init",
        tag: "Visitors",
        summary: "Open the chat: start a session, or go on with one",
        about: "The same `visitorId` finds the same customer. Sessions last 30 days from the last opening.",
        answer: "The session, its customer, and the conversation that is still open.",
        example: r#"{"widgetKey":"wk_demo","page":{"url":"https://shop.example/","title":"Shop"},"language":"en"}"#,
        ..NOTHING
    },
    Text {
        call: "GET /api/widget/departments",
        tag: "Visitors",
        summary: "Departments to choose from",
        answer: "All of them, in the order that admins gave them.",
        ..NOTHING
    },
    Text {
        call: "GET /api/widget/presence",
        tag: "Visitors",
        summary: "Is somebody there to answer?",
        answer: "Who is there now.",
        ..NOTHING
    },
    Text {
        call: "GET /api/widget/conversations",
        tag: "Visitors",
        summary: "The visitor's own conversations",
        query: &[
            ("cursor", TEXT, "Where the last page ended: its `next_cursor`."),
            (
                "limit",
                r#"{"type":"integer","minimum":0,"maximum":4294967295,"default":100}"#,
                "At most so many; more than 100 are never given.",
            ),
        ],
        answer: "The newest first.",
        ..NOTHING
    },
    Text {
        call: "POST /api/widget/conversations",
        tag: "Visitors",
        summary: "Start a conversation",
        about: "The same `clientId` again answers the same conversation, with 200.",
        statuses: &[200, 201],
        answer: "The conversation, and the first message if there was one.",
        example: r#"{"clientId":"018f2e7a-0000-7000-8000-000000000001","message":{"clientId":"018f2e7a-0000-7000-8000-000000000001","body":"Is the blue one still in stock?"}}"#,
        ..NOTHING
    },
    Text {
        call: "GET /api/widget/conversations/{id}",
        tag: "Visitors",
        summary: "One of the visitor's own conversations",
        answer: "As it is now.",
        ..NOTHING
    },
    Text {
        call: "GET /api/widget/conversations/{id}/messages",
        tag: "Visitors",
        summary: "Messages of a conversation",
        about: "Notes are not among them.",
        query: PAGE,
        answer: "A page in order; `next_cursor` is the next `after` or `before`.",
        ..NOTHING
    },
    Text {
        call: "POST /api/widget/conversations/{id}/messages",
        tag: "Visitors",
        summary: "Write a message",
        about: "The same `clientId` again answers the same message, with 200; with another text 409 `client_id_conflict`.",
        statuses: &[200, 201],
        answer: "The message as it is stored.",
        example: r#"{"clientId":"018f2e7a-0000-7000-8000-000000000002","body":"And in green?"}"#,
        ..NOTHING
    },
    Text {
        call: "POST /api/widget/conversations/{id}/read",
        tag: "Visitors",
        summary: "Say how far the visitor has read",
        about: "Only moves forward.",
        example: r#"{"seq":3}"#,
        ..NOTHING
    },
    Text {
        call: "POST /api/widget/conversations/{id}/typing",
        tag: "Visitors",
        summary: "Say that the visitor types, or no more",
        about: "Never stored; ends by itself after five seconds.",
        example: r#"{"typing":true}"#,
        ..NOTHING
    },
    Text {
        call: "POST /api/widget/conversations/{id}/close",
        tag: "Visitors",
        summary: "Close the conversation",
        about: "The visitor's next message opens it again.",
        ..NOTHING
    },
    Text {
        call: "POST /api/widget/conversations/{id}/rating",
        tag: "Visitors",
        summary: "Rate the conversation",
        about: "Another rating takes the place of the last one.",
        answer: "The conversation with its rating.",
        example: r#"{"score":5,"comment":"Quick and kind."}"#,
        ..NOTHING
    },
    Text {
        call: "GET /api/widget/conversations/{id}/socket",
        tag: "Visitors",
        summary: "The conversation, live",
        about: "A WebSocket with the subprotocols `chatdesk.v1` and the session's `st_…` token.",
        query: SOCKET_QUERY,
        statuses: &[101],
        ..NOTHING
    },
    Text {
        call: "POST /api/auth/signup",
        summary: "Make an organization with its owner and first widget",
        statuses: &[201],
        answer: "Logged in: the cookie is set.",
        headers: COOKIES,
        example: r#"{"organization":"Fern & Oak","name":"Ada Marsh","email":"ada@example.com","password":"correct-horse-battery"}"#,
        ..NOTHING
    },
    Text {
        call: "POST /api/auth/login",
        summary: "Log in",
        about: "Tries are limited for each account and place, the same whether there is such an account or not. A browser \
            that sends back the cookie `__Host-chatdesk-device` of an earlier log-in is not held up by what others try.",
        answer: "Logged in: the cookie is set.",
        headers: COOKIES,
        example: r#"{"email":"ada@example.com","password":"correct-horse-battery"}"#,
        ..NOTHING
    },
    Text {
        call: "POST /api/auth/logout",
        summary: "Log out",
        statuses: &[204],
        headers: &[("Set-Cookie", "Takes the session's cookie away.")],
        ..NOTHING
    },
    Text { call: "GET /api/auth/me", summary: "Who is logged in", answer: "Agent and organization.", ..NOTHING },
    Text { call: "GET /api/widgets", summary: "The organization's widgets", answer: "All of them.", ..NOTHING },
    Text {
        call: "GET /api/search",
        summary: "Search messages, notes, file names and customers",
        about: "All words must be in one message, or in a customer's name, email and phone; case and accents do not count. \
            What is between quotes or written without spaces (`ada@example.com`) stands together, the last word may go on. \
            Chinese, Japanese, Thai, Lao, Khmer and Burmese are found by any part of a sentence, names in them by their \
            beginning. Of common words the newest are looked at, so there are never more than some 150 results.",
        query: &[
            ("q", QUESTION, "Required. What to look for."),
            ("in", r#"{"type":"string","enum":["messages","customers","all"],"default":"all"}"#, "Where."),
            ("status", STATUSES, "Only conversations with this status, or one of several with commas between them."),
            (
                "assignee",
                r#"{"anyOf":[{"type":"string","format":"uuid"},{"type":"string","enum":["me","none"]}]}"#,
                "Only those of this agent: an id, `me` or `none`.",
            ),
            (
                "department",
                r#"{"anyOf":[{"type":"string","format":"uuid"},{"type":"string","enum":["none"]}]}"#,
                "Only those of this department: an id or `none`.",
            ),
            ("from", r#"{"type":"string","format":"date-time"}"#, "Only what was said since."),
            ("to", r#"{"type":"string","format":"date-time"}"#, "Only what was said before."),
            ("cursor", TEXT, "Where the last page ended: its `next_cursor`."),
            (
                "limit",
                r#"{"type":"integer","minimum":0,"maximum":4294967295,"default":20}"#,
                "At most so many; more than 50 are never given.",
            ),
        ],
        answer: "Customers who are called that first, then conversations in which it was said, the best and newest first; \
            each conversation once, with the message that fits best. What was found is marked in pieces of text.",
        ..NOTHING
    },
    Text {
        call: "GET /api/conversations",
        summary: "The organization's conversations",
        about: "Filters can be put together. A page may have fewer than `limit`, even none, and still a `next_cursor`: with \
            several filters, only so many are looked at for each page. With `q` those that a search finds, the best first.",
        query: &[
            ("q", QUESTION, "Only those that `GET /api/search` finds."),
            (
                "status",
                r#"{"type":"string","pattern":"^(waiting|open|snoozed|closed)(,(waiting|open|snoozed|closed))*$"}"#,
                "Only these, with commas between them: `waiting`, `open`, `snoozed`, `closed`. Without, all that are not closed.",
            ),
            (
                "assignee",
                r#"{"anyOf":[{"type":"string","format":"uuid"},{"type":"string","enum":["me","none"]}]}"#,
                "Only those of this agent; `me`: one's own, `none`: nobody's.",
            ),
            (
                "department",
                r#"{"anyOf":[{"type":"string","format":"uuid"},{"type":"string","enum":["none"]}]}"#,
                "Only those of this department; `none`: of no department.",
            ),
            (
                "label",
                r#"{"type":"string","minLength":1,"maxLength":50}"#,
                "Only those that carry a label of this name, in whatever case.",
            ),
            ("rating", r#"{"type":"integer","minimum":1,"maximum":5}"#, "Only those that were rated so."),
            ("channel", r#"{"type":"string","enum":["webchat"]}"#, "Only those that came this way."),
            ("priority", r#"{"type":"string","enum":["low","normal","high","urgent"]}"#, "Only these."),
            ("unread", r#"{"type":"boolean"}"#, "Only those with something that no agent has read, or without."),
            ("cursor", TEXT, "Where the last page ended: its `next_cursor`."),
            (
                "limit",
                r#"{"type":"integer","minimum":0,"maximum":4294967295,"default":50}"#,
                "At most so many; more than 100 are never given.",
            ),
        ],
        answer: "Latest activity first.",
        ..NOTHING
    },
    Text { call: "GET /api/conversations/{id}", summary: "A conversation", answer: "As it is now.", ..NOTHING },
    Text {
        call: "PATCH /api/conversations/{id}",
        summary: "Change a conversation",
        about: "Status, assignment, department, snooze, labels, priority: all of it or nothing. `null` takes away. With a \
            `note`, which says why, the same again under its `clientId` changes nothing.",
        answer: "As it is now.",
        example: r#"{"status":"closed"}"#,
        ..NOTHING
    },
    Text {
        call: "POST /api/conversations/bulk",
        summary: "Change many conversations",
        about: "Each wholly or not at all, whatever becomes of the others; the same again changes nothing more. What is wrong \
            with the change itself is told once, with 422, and nothing is changed.",
        answer: "For each how it was before, so that it can be undone, or why it was not changed.",
        example: r#"{"ids":["018f2e7a-0000-7000-8000-000000000004"],"change":{"status":"closed"}}"#,
        ..NOTHING
    },
    Text {
        call: "GET /api/conversations/{id}/messages",
        summary: "Messages of a conversation",
        query: PAGE,
        answer: "A page in order; `next_cursor` is the next `after` or `before`.",
        ..NOTHING
    },
    Text {
        call: "POST /api/conversations/{id}/messages",
        summary: "Answer, or write a note",
        about: "Visitors never see notes. A note may name agents in `mentions`, who are told of it. The same `clientId` \
            again answers the same message, with 200.",
        statuses: &[200, 201],
        answer: "The message as it is stored.",
        example: r#"{"clientId":"018f2e7a-0000-7000-8000-000000000003","body":"Yes, two are left."}"#,
        ..NOTHING
    },
    Text {
        call: "POST /api/conversations/{id}/read",
        summary: "Say how far the agent has read",
        about: "Only moves forward.",
        example: r#"{"seq":3}"#,
        ..NOTHING
    },
    Text {
        call: "POST /api/conversations/{id}/typing",
        summary: "Say that the agent types, or no more",
        about: "Never stored; ends by itself after five seconds.",
        example: r#"{"typing":true}"#,
        ..NOTHING
    },
    Text {
        call: "GET /api/conversations/{id}/socket",
        summary: "A conversation, live",
        about: "A WebSocket with the subprotocol `chatdesk.v1`.",
        query: SOCKET_QUERY,
        statuses: &[101],
        ..NOTHING
    },
    Text {
        call: "GET /api/inbox/socket",
        summary: "The inbox, live",
        about: "A WebSocket with the subprotocol `chatdesk.v1`: changed conversations, counts and who is there.",
        query: SOCKET_QUERY,
        statuses: &[101],
        ..NOTHING
    },
    Text {
        call: "PUT /api/agents/me/availability",
        summary: "Take conversations, or none for now",
        example: r#"{"availability":"away"}"#,
        ..NOTHING
    },
    Text {
        call: "GET /api/agents/me/notices",
        summary: "What you have been told of",
        about: "Notes that name you, and conversations that were given to you. The inbox's socket tells of new ones: \
            `notify`.",
        answer: "The newest first, at most 100.",
        ..NOTHING
    },
    Text {
        call: "POST /api/agents/me/notices/read",
        summary: "Notices have been read",
        about: "Those of these ids, or with `all` every one. Your other tabs hear of it.",
        example: r#"{"all":true}"#,
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
        call: "GET /api/health",
        tag: "Operator",
        summary: "Is everything there that a conversation needs?",
        statuses: &[200, 503],
        answer: "What works.",
        ..NOTHING
    },
    Text {
        call: "GET /frame/{key}",
        tag: "Visitors",
        summary: "The chat itself, to be embedded by allowed pages",
        media: Some("text/html"),
        answer: "A page.",
        ..NOTHING
    },
    Text {
        call: "GET /chat/{key}",
        tag: "Visitors",
        summary: "The chat on a page of its own, to mail or to print as a code",
        media: Some("text/html"),
        answer: "A page.",
        ..NOTHING
    },
    Text {
        call: "POST /api/widget/identify",
        tag: "Visitors",
        summary: "Say who the visitor is",
        about: "With `token` (a JWT, HS256, signed by the site's server with the widget's identity secret, at most ten \
            minutes ahead, good for once) the visitor is that user from now on: what they wrote anonymously becomes \
            theirs, another user's conversations stay apart. What only the visitor said of themselves goes, and their \
            other sessions end. Give each token a `jti` of its own, such as a random UUID: without one, two tokens for \
            the same user that are signed in the same second are one token, and good for one session only. Without \
            `token`, the words only describe the anonymous visitor. An answer that got lost can be asked for again with \
            the same token while the session is the same; where the user was known already, or was another, the old \
            session has ended: start one with a newly signed token.",
        answer: "Who they are now. The session token may be a new one.",
        example: r#"{"name":"Grace Hopper","email":"grace@example.com"}"#,
        ..NOTHING
    },
    Text {
        call: "POST /api/widget/reset",
        tag: "Visitors",
        summary: "Log the visitor out",
        about: "The session ends at once, also for sockets that are open with it.",
        ..NOTHING
    },
    Text {
        call: "POST /api/widget/track",
        tag: "Visitors",
        summary: "Tell of pages and events",
        about: "Kept only where the organization turned tracking on, the visitor has consented if that is asked for, and \
            the browser does not ask for privacy (`DNT`, `Sec-GPC`).",
        example: r#"{"events":[{"name":"page_view","url":"https://shop.example/blue","title":"Blue"}]}"#,
        ..NOTHING
    },
    Text {
        call: "POST /api/widget/errors",
        tag: "Visitors",
        summary: "Report what went wrong with the widget",
        about: "Works without a session. Counted by day for the organization's reports; nothing is kept of who reported it \
            or from which page.",
        example: r#"{"widgetKey":"wk_0123456789abcdef","errors":[{"build":"0123abcd","part":"window","code":"load_failed"}]}"#,
        ..NOTHING
    },
    Text {
        call: "GET /api/reports/errors",
        summary: "What went wrong with the widget in visitors' browsers",
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
        call: "POST /api/widget/conversations/{id}/transcript",
        tag: "Visitors",
        summary: "Ask for the conversation as mail",
        example: r#"{"email":"grace@example.com"}"#,
        ..NOTHING
    },
    Text {
        call: "GET /api/organization",
        summary: "The organization and its settings",
        answer: "As it is now.",
        ..NOTHING
    },
    Text {
        call: "PATCH /api/organization",
        summary: "Change the organization's settings",
        about: "Admins only. What is left out stays as it is.",
        answer: "As it is now.",
        example: r#"{"ipPolicy":"drop","tracking":true,"retentionDays":365}"#,
        ..NOTHING
    },
    Text { call: "GET /api/widgets/{id}", summary: "A widget", answer: "As it is now.", ..NOTHING },
    Text {
        call: "PATCH /api/widgets/{id}",
        summary: "Change a widget",
        about: "Admins only. What is left out stays as it is. Pages that show the widget follow within a minute.",
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
            gets there. 404 if there is none, or if the organization does not want them (`gravatar`).",
        statuses: &[200],
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
    Text {
        call: "GET /api/agents",
        summary: "The organization's agents",
        about: "Who is here and takes conversations is `null` while that cannot be found out.",
        answer: "All who are active, by name.",
        ..NOTHING
    },
    Text {
        call: "GET /api/labels",
        summary: "Labels to choose from",
        about: "Conversations carry labels by name, and may carry others too.",
        answer: "All of them, by name.",
        ..NOTHING
    },
    Text {
        call: "POST /api/labels",
        summary: "Add a label to choose from",
        about: "409 `name_taken` when there is one of this name, in whatever case; there are at most 200.",
        answer: "The label.",
        example: r##"{"name":"refund","color":"#c2410c"}"##,
        ..NOTHING
    },
    Text {
        call: "PATCH /api/labels/{id}",
        summary: "Change a label",
        about: "Admins only. Conversations carry labels by name: one that a conversation carries cannot get another name, \
            409 `label_in_use`.",
        answer: "The label.",
        example: r##"{"color":"#0f766e"}"##,
        ..NOTHING
    },
    Text {
        call: "DELETE /api/labels/{id}",
        summary: "Take a label out of the choice",
        about: "Admins only. Conversations that carry it keep it.",
        ..NOTHING
    },
    Text {
        call: "GET /api/canned-replies",
        summary: "Canned replies: everybody's, and the agent's own",
        answer: "All of them, by shortcut. Of two with the same, one's own comes first.",
        ..NOTHING
    },
    Text {
        call: "POST /api/canned-replies",
        summary: "Write a canned reply",
        about: "Shared ones are written by admins. 409 `shortcut_taken` when the agent has or sees one with this shortcut; \
            at most 500 are shared, and 500 each agent's own.",
        answer: "The reply.",
        example: r#"{"shortcut":"hours","body":"We are here from nine to five.","shared":true}"#,
        ..NOTHING
    },
    Text {
        call: "PATCH /api/canned-replies/{id}",
        summary: "Change a canned reply",
        about: "One's own, or as an admin a shared one.",
        answer: "The reply.",
        example: r#"{"body":"We are here from eight to six."}"#,
        ..NOTHING
    },
    Text {
        call: "DELETE /api/canned-replies/{id}",
        summary: "Remove a canned reply",
        about: "One's own, or as an admin a shared one.",
        ..NOTHING
    },
    Text {
        call: "GET /api/departments",
        summary: "The organization's departments",
        answer: "All of them, in their order.",
        ..NOTHING
    },
    Text {
        call: "POST /api/departments",
        summary: "Add a department",
        about: "Admins only. A department without members is everybody's; there are at most 100. 422 `unknown_members` when not \
            all of the members are agents here.",
        answer: "The department.",
        example: r#"{"name":"Sales","description":"Prices and orders","routing":{"mode":"least_busy","capacity":5}}"#,
        ..NOTHING
    },
    Text {
        call: "PATCH /api/departments/{id}",
        summary: "Change a department",
        about: "Admins only. What is left out stays as it is.",
        answer: "As it is now.",
        example: r#"{"description":"Prices, orders and returns"}"#,
        ..NOTHING
    },
    Text {
        call: "DELETE /api/departments/{id}",
        summary: "Remove a department",
        about: "Admins only. Conversations keep its name, new ones cannot choose it.",
        ..NOTHING
    },
];
