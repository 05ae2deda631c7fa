//! People's accounts.

use super::{COOKIES, NOTHING, Text};

pub const TEXTS: &[Text] = &[
    Text {
        call: "GET /api/auth/options",
        summary: "What somebody who is not logged in can do",
        answer: "Whether anybody may sign up.",
        ..NOTHING
    },
    Text {
        call: "POST /api/auth/signup",
        summary: "Make an organization with its owner and first widget",
        about: "Where `SIGNUP` is `closed`, 403 `signup_closed`.",
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
            that sends back the cookie `__Host-chatdesk-device` of an earlier log-in is not held up by what others try. \
            Whoever has a second factor is asked for its code (401 `code_required`), which may be a recovery code; each is \
            good once.",
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
    Text {
        call: "GET /api/auth/me",
        summary: "Who is logged in",
        answer: "Agent, organization, and which others the person may switch to.",
        ..NOTHING
    },
    Text {
        call: "PATCH /api/auth/me",
        summary: "Change your name",
        about: "In all your organizations.",
        answer: "As it is now.",
        example: r#"{"name":"Ada Marsh"}"#,
        ..NOTHING
    },
    Text {
        call: "PUT /api/auth/organization",
        summary: "Switch to another of your organizations",
        about: "This session is for that one from now on.",
        answer: "Who is logged in, and where.",
        ..NOTHING
    },
    Text {
        call: "POST /api/auth/password",
        summary: "Change your password",
        about: "Your other sessions end. A mail tells of it.",
        example: r#"{"current":"correct-horse-battery","password":"battery-staple-horse"}"#,
        ..NOTHING
    },
    Text {
        call: "POST /api/auth/password/forgot",
        summary: "Ask for a link to set a new password",
        about: "The answer is the same whether there is such an account or not. If there is, a link is mailed to it, which is \
            good for an hour, and once.",
        example: r#"{"email":"ada@example.com"}"#,
        ..NOTHING
    },
    Text {
        call: "POST /api/auth/password/reset",
        summary: "Set a new password with the link of a mail",
        about: "All sessions of the account end. A link that is no longer good is 400 `link_expired`.",
        example: r#"{"token":"AZ…","password":"battery-staple-horse"}"#,
        ..NOTHING
    },
    Text {
        call: "GET /api/auth/sessions",
        summary: "Where you are logged in",
        about: "In all your organizations.",
        answer: "The one seen last comes first.",
        ..NOTHING
    },
    Text { call: "DELETE /api/auth/sessions", summary: "Log out everywhere else", ..NOTHING },
    Text { call: "DELETE /api/auth/sessions/{id}", summary: "End one of your sessions", ..NOTHING },
    Text {
        call: "POST /api/auth/two-factor/start",
        summary: "Begin with a second factor",
        about: "It is asked for once it is confirmed. Until then this answers the same again.",
        answer: "For an app that makes codes (RFC 6238).",
        example: r#"{"password":"correct-horse-battery"}"#,
        ..NOTHING
    },
    Text {
        call: "POST /api/auth/two-factor/confirm",
        summary: "Confirm the second factor with a first code",
        about: "From now on logging in asks for a code.",
        answer: "Ten recovery codes. They are told only here.",
        example: r#"{"code":"123456"}"#,
        ..NOTHING
    },
    Text {
        call: "POST /api/auth/two-factor/codes",
        summary: "Make new recovery codes",
        about: "Those there were are worth nothing from now on.",
        answer: "Ten recovery codes. They are told only here.",
        example: r#"{"password":"correct-horse-battery"}"#,
        ..NOTHING
    },
    Text {
        call: "POST /api/auth/two-factor/stop",
        summary: "Do without a second factor",
        example: r#"{"password":"correct-horse-battery"}"#,
        ..NOTHING
    },
    Text {
        call: "GET /api/auth/invites/{token}",
        summary: "An invitation, by what its link ends with",
        answer: "Who invites whom to what.",
        ..NOTHING
    },
    Text {
        call: "POST /api/auth/invites/{token}",
        summary: "Accept an invitation",
        about: "Somebody new says a name and a password; whoever has an account of that email, its password, and the code of \
            its second factor.",
        statuses: &[201],
        answer: "Logged in to the organization: the cookie is set.",
        headers: COOKIES,
        example: r#"{"name":"Bo Reed","password":"correct-horse-battery"}"#,
        ..NOTHING
    },
];
