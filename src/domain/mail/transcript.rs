//! A conversation as mail: what its visitor could see of it.

use super::{
    Mail,
    languages::{self, Phrases, with},
    when::{Moment, shown},
    writing::{Draft, line, name},
};
use crate::protocol::{
    ConversationId, Timestamp,
    message::{Attachment, Event, Message},
};

/// More than this are cut off at the beginning.
pub const MOST_MESSAGES: usize = 500;
const MOST_BYTES: usize = 300 * 1024;

/// What a mail tells of a conversation.
pub struct Told<'a> {
    pub id: ConversationId,
    pub organization: &'a str,
    /// The visitor's.
    pub language: Option<&'a str>,
    pub timezone: &'a str,
    /// How many minutes the clocks there are ahead of UTC at a moment.
    pub ahead: &'a dyn Fn(Timestamp) -> i32,
    pub messages: &'a [Message],
    /// There were more before them.
    pub is_cut: bool,
}

/// All of it, to whoever asked for it.
#[must_use]
pub fn transcript(to: &str, told: &Told<'_>) -> Mail {
    let phrases = languages::of(told.language);
    let visible: Vec<&Message> = told.messages.iter().filter(|message| message.visible_to_visitor()).collect();
    let kept = newest(&visible);
    let mut draft = Draft::default();
    draft.small(&with(phrases.times, told.timezone));
    if told.is_cut || kept.len() < visible.len() {
        draft.paragraph(phrases.cut);
    }
    lines(&mut draft, kept, phrases, told.ahead);
    draft.small(phrases.asked);
    let subject = with(phrases.transcript, &name(told.organization));
    Mail { conversation: Some(told.id), ..draft.addressed(to, "transcript", &subject, phrases.language) }
}

/// As many as fit, counted from the end.
fn newest<'a, 'b>(messages: &'b [&'a Message]) -> &'b [&'a Message] {
    let mut bytes = 0;
    let fitting = messages.iter().rev().take(MOST_MESSAGES).take_while(|message| {
        bytes += message.body.len() + 200 * (1 + message.attachments.len());
        bytes <= MOST_BYTES
    });
    &messages[messages.len() - fitting.count()..]
}

/// Each under its day.
pub fn lines(draft: &mut Draft, messages: &[&Message], phrases: &Phrases, ahead: &dyn Fn(Timestamp) -> i32) {
    let mut day = String::new();
    for message in messages {
        let at = shown(message.created_at, ahead);
        if at.day != day {
            draft.heading(&at.day);
            day.clone_from(&at.day);
        }
        match &message.event {
            Some(event) => happened(draft, event, &at, phrases),
            None => draft.said(&who(message, phrases), &at, &words(message, phrases)),
        }
    }
}

fn happened(draft: &mut Draft, event: &Event, at: &Moment, phrases: &Phrases) {
    let what = match event {
        Event::AgentJoined { agent } => with(phrases.joined, &name(&agent.name)),
        Event::Closed => phrases.closed.into(),
        Event::Reopened => phrases.reopened.into(),
        _ => return,
    };
    draft.small(&format!("{what}, {}", at.time));
}

fn who(message: &Message, phrases: &Phrases) -> String {
    let shown = name(&message.sender.name);
    if shown.is_empty() { phrases.visitor.into() } else { shown }
}

/// Files by their names: where they are is good for an hour only.
fn words(message: &Message, phrases: &Phrases) -> String {
    let files = message.attachments.iter().map(|file| format!("[{}: {}]", phrases.file, named(file)));
    let body = Some(message.body.clone()).filter(|body| !body.is_empty());
    body.into_iter().chain(files).collect::<Vec<_>>().join("\n")
}

fn named(file: &Attachment) -> String {
    let size = match file.size {
        bytes @ 0..1024 => format!("{bytes} B"),
        bytes @ 1024..0x10_0000 => format!("{} KB", bytes.div_ceil(1024)),
        bytes => format!("{}.{} MB", bytes / 0x10_0000, bytes % 0x10_0000 * 10 / 0x10_0000),
    };
    format!("{}, {size}", line(&file.name))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{
        domain::conversation::testing::{agent, message, visitor},
        protocol::message::{MessageKind, Sender},
    };

    fn told(messages: &[Message], language: Option<&str>) -> Mail {
        let id = Uuid::nil().into();
        let (organization, timezone) = ("Fern & Oak", "Europe/Berlin");
        let told = Told { id, organization, language, timezone, ahead: &|_| 60, messages, is_cut: false };
        transcript("grace@example.com", &told)
    }

    #[test]
    fn f2_a_transcript_has_what_was_said_and_sent_and_never_a_note() {
        let mut file = message(2, agent(), MessageKind::File, "");
        file.attachments.push(Attachment {
            id: Uuid::nil().into(),
            name: "plan <1>.pdf".into(),
            content_type: "application/pdf".into(),
            size: 1_572_864,
            width: None,
            height: None,
            url: "/api/widget/attachments/x?sig=secret".into(),
        });
        let mut closed = message(4, Sender::system(), MessageKind::Event, "");
        closed.event = Some(Event::Closed);
        let mail = told(
            &[
                message(1, visitor(), MessageKind::Text, "Hello\n<script>alert(1)</script>"),
                file,
                message(3, agent(), MessageKind::Note, "do not tell them"),
                closed,
            ],
            Some("de-AT"),
        );
        assert_eq!(mail.subject, "Ihre Unterhaltung mit Fern & Oak");
        assert!(mail.html.contains("lang=\"de\"") && mail.html.contains("Hello<br>") && !mail.html.contains("<script"));
        assert!(mail.text.contains("[Datei: plan <1>.pdf, 1.5 MB]") && !mail.text.contains("sig="));
        assert!(mail.text.contains("Die Unterhaltung wurde beendet") && !mail.text.contains("do not tell"));
        assert!(!mail.html.contains("do not tell") && mail.text.contains("Europe/Berlin"));
    }

    #[test]
    fn f2_a_long_transcript_is_cut_at_its_beginning_and_says_so() {
        let long = "word ".repeat(1_999);
        let of = |seq| message(seq, visitor(), MessageKind::Text, &format!("no. {seq}. {long}"));
        let messages: Vec<Message> = (0..100).map(of).collect();
        let mail = told(&messages, None);
        assert!(mail.html.len() < 400 * 1024 && mail.text.contains("It was a long one"));
        assert!(mail.text.contains("no. 99.") && !mail.text.contains("no. 1."));
        assert!(!told(&messages[..2], None).text.contains("It was a long one"));
    }
}
