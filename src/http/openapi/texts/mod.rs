//! What the types of the API do not say.

mod accounts;
mod conversations;
mod customers;
mod developers;
mod people;
mod platform;
mod visitors;

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
    /// What it is besides, when somebody asks for that.
    pub or_media: Option<&'static str>,
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
    or_media: None,
    example: "",
    form: &[],
};

pub fn text_of(route: &Route) -> &'static Text {
    let call = format!("{} {}", route.method, route.path);
    all().find(|text| text.call == call).unwrap_or_else(|| panic!("{call} is not described in texts/"))
}

pub fn all() -> impl Iterator<Item = &'static Text> {
    [
        visitors::TEXTS,
        accounts::TEXTS,
        people::TEXTS,
        conversations::TEXTS,
        customers::TEXTS,
        developers::TEXTS,
        platform::TEXTS,
    ]
    .into_iter()
    .flatten()
}

const COOKIES: &[(&str, &str)] = &[(
    "Set-Cookie",
    "`__Host-chatdesk`, the session; and `__Host-chatdesk-device`, that somebody has logged in here before.",
)];

const NUMBER: &str = r#"{"type":"integer","minimum":0,"maximum":4294967295}"#;
const LIMIT: &str = r#"{"type":"integer","minimum":0,"maximum":4294967295,"default":100}"#;
const ID: &str = r#"{"type":"string","format":"uuid"}"#;
const UP_TO_100: &str = r#"{"type":"integer","minimum":0,"maximum":4294967295,"default":50}"#;
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
    (
        "clientId",
        r#"{"type":"string","format":"uuid"}"#,
        "A UUID that you make for each file. The same again, after no answer came, is the same file.",
    ),
];
