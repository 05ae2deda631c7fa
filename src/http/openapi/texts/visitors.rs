//! What visitors ask.

use super::{NOTHING, PAGE, SOCKET_QUERY, TEXT, Text, UPLOAD};

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
        call: "POST /api/widget/conversations/{id}/bot",
        tag: "Visitors",
        summary: "Ask for a person instead of the bot, or say whether its answer helped",
        about: "While the conversation's `bot` is true. `helped` and `wrong` count once, of what the bot said to the message \
            `seq`. What comes too late changes nothing.",
        example: r#"{"wish":"person"}"#,
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
        call: "GET /api/mail/unsubscribe/{token}",
        tag: "Visitors",
        summary: "Where a link at the end of a mail leads",
        about: "Changes nothing: a page with a button.",
        media: Some("text/html"),
        answer: "A page.",
        ..NOTHING
    },
    Text {
        call: "POST /api/mail/unsubscribe/{token}",
        tag: "Visitors",
        summary: "Get no more mails of this kind",
        about: "By the button, or by the reader's mail program in one step (RFC 8058). Done again it changes nothing.",
        media: Some("text/html"),
        answer: "A page that says so.",
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
        call: "POST /api/widget/conversations/{id}/transcript",
        tag: "Visitors",
        summary: "Ask for the conversation as mail",
        about: "All that was said, without links to files. Asked for again within a minute it is sent once; there are at most \
            five in an hour to one address and of one conversation. `mail_not_set_up` (409): this server sends no mail.",
        example: r#"{"email":"grace@example.com"}"#,
        ..NOTHING
    },
];
