//! What agents ask of conversations, and what they choose from.

use super::{NOTHING, PAGE, QUESTION, SOCKET_QUERY, STATUSES, TEXT, Text, UPLOAD};

pub const TEXTS: &[Text] = &[
    Text {
        call: "POST /api/upload",
        summary: "Upload a file, to be sent with a message",
        about: "As visitors do.",
        form: UPLOAD,
        answer: "What the message's readers will get of it.",
        ..NOTHING
    },
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
            (
                "bot",
                r#"{"type":"string","enum":["on","handed_over"]}"#,
                "Only those that the bot answers, or that it left to a person.",
            ),
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
        call: "POST /api/conversations/{id}/transcript",
        summary: "Send the conversation as mail",
        about: "As its visitor sees it: never a note. Otherwise as when they ask for it themselves.",
        example: r#"{"email":"grace@example.com"}"#,
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
        call: "GET /api/agents/me/notifications",
        summary: "What you get mail about",
        answer: "In the organization you are logged in to.",
        ..NOTHING
    },
    Text {
        call: "PATCH /api/agents/me/notifications",
        summary: "Change what you get mail about",
        about: "`waitingMail`: mail about people who wait and whose message nobody has read: `off`, `away` (while you are not \
            here or take no conversations) or `always`, once they have waited for `waitingMailMinutes` (5, 15 or 60). All who \
            wait for you or your departments are in one mail, at most every half hour.",
        answer: "As it is now.",
        example: r#"{"waitingMail":"away","waitingMailMinutes":15}"#,
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
        call: "GET /api/bot/entries",
        summary: "What the bot answers",
        answer: "All of it, in the order in which it was written.",
        ..NOTHING
    },
    Text {
        call: "POST /api/bot/entries",
        summary: "Teach the bot an answer",
        about: "Admins only. The bot says what is written here and nothing else. 403 `plan_required` when the plan has no \
            bot; 409 `too_many_bot_entries` from 500 on.",
        answer: "The entry.",
        example: r#"{"question":"How long does delivery take?","wordings":["When will my order arrive?"],"answer":"Two to four working days."}"#,
        ..NOTHING
    },
    Text {
        call: "PATCH /api/bot/entries/{id}",
        summary: "Change an answer of the bot, or turn it off or on",
        about: "Admins only. What is left out stays as it is.",
        answer: "The entry.",
        example: r#"{"answer":"One to three working days."}"#,
        ..NOTHING
    },
    Text {
        call: "DELETE /api/bot/entries/{id}",
        summary: "Take an answer from the bot",
        about: "Admins only. What it has said stays said.",
        ..NOTHING
    },
    Text {
        call: "GET /api/bot/model",
        summary: "The model that the bot may ask",
        about: "Whoever runs ChatDesk connects it. It is asked what a question means where words are not enough, if the \
            organization's `bot_model` is on.",
        answer: "Its name, or `null` when none is connected.",
        ..NOTHING
    },
    Text {
        call: "GET /api/bot/synonyms",
        summary: "Words that mean the same to you",
        answer: "All groups.",
        ..NOTHING
    },
    Text {
        call: "PUT /api/bot/synonyms",
        summary: "Say which words mean the same to you",
        about: "Admins only. The bot knows them beside those that mean the same everywhere, from the next question on. \
            403 `plan_required` when the plan has no bot.",
        answer: "All groups.",
        example: r#"{"groups":[["trolley","shopping bag on wheels"]]}"#,
        ..NOTHING
    },
    Text {
        call: "GET /api/bot/pages",
        summary: "The pages that the bot knows",
        answer: "All of them, in the order in which they were added; without their texts.",
        ..NOTHING
    },
    Text {
        call: "POST /api/bot/pages",
        summary: "Teach the bot a page",
        about: "Admins only. The text is cut into passages, by its headings and paragraphs, and each of them can be an answer, \
            with the address to read on. A heading stands on a line of its own. 403 `plan_required` when the plan has no \
            bot; 409 `too_many_bot_pages` from 50 on.",
        answer: "The page.",
        example: r#"{"title":"Delivery","url":"https://shop.example/delivery","text":"How long it takes\nTwo to four working days.\n\nWhat it costs\nParcels are 4.90, and free from 50 on."}"#,
        ..NOTHING
    },
    Text {
        call: "GET /api/bot/pages/{id}",
        summary: "A page that the bot knows",
        answer: "The page, with its text.",
        ..NOTHING
    },
    Text {
        call: "PATCH /api/bot/pages/{id}",
        summary: "Change a page of the bot, or turn it off or on",
        about: "Admins only. What is left out stays as it is; an empty `url` takes the address away.",
        answer: "The page.",
        example: r#"{"text":"One to three working days."}"#,
        ..NOTHING
    },
    Text {
        call: "DELETE /api/bot/pages/{id}",
        summary: "Take a page from the bot",
        about: "Admins only. What it has said stays said.",
        ..NOTHING
    },
    Text {
        call: "GET /api/reports/bot",
        summary: "What became of what the bot was asked",
        query: &[(
            "days",
            r#"{"type":"integer","minimum":1,"maximum":90,"default":30}"#,
            "So many days, today being the last.",
        )],
        answer: "Counts of each day, and up to 50 questions that it has no good answer to.",
        ..NOTHING
    },
    Text {
        call: "POST /api/bot/try",
        summary: "Ask the bot without anybody being told",
        about: "`answered`: it would say the one entry. `suggested`: it would ask whether one of up to three is meant. \
            `handed_over`: it would leave it to a person.",
        answer: "What it would do.",
        example: r#"{"question":"when does my parcel come"}"#,
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
        about: "Admins only. A department without members is everybody's; there are at most 100. All of the \
            members have to be agents here.",
        answer: "The department.",
        example: r#"{"name":"Sales","description":"Prices and orders","routing":{"mode":"least_busy","capacity":5}}"#,
        ..NOTHING
    },
    Text {
        call: "PATCH /api/departments",
        summary: "Put the departments in order",
        about: "Admins only. All at once, or nothing when one of them is unknown. Departments that are not named come after \
            those that are, in the order they had.",
        answer: "All of them, in their order.",
        example: r#"{"order":["0190a5c8-1111-7000-8000-0000000000a6"]}"#,
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
