//! That a message was left while nobody was there, for who left it.

use super::{
    Mail, Ways,
    languages::{self, with},
    writing::{Draft, name},
};
use crate::protocol::{ConversationId, span::MINUTE};

/// So long after the first message, if nobody has answered.
pub const PATIENCE: i64 = 2 * MINUTE;

/// Without a word of what was said, or of who said it: whoever types somebody else's address sends them nothing of their own.
#[must_use]
pub fn received(to: &str, id: ConversationId, organization: &str, language: Option<&str>, ways: Ways) -> Mail {
    let phrases = languages::of(language);
    let mut draft = Draft::default();
    draft.paragraph(phrases.will_answer);
    ways.write(&mut draft, phrases, None);
    let subject = with(phrases.received, &name(organization));
    ways.addressed(draft.addressed(to, "message_received", &subject, phrases.language), id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f2_who_leaves_a_message_hears_of_it_and_can_go_on() {
        let ways = || Ways {
            link: Some("https://chat.example.com/chat/wk_x#resume=re_y".into()),
            is_resume: true,
            unsubscribe: Some("https://chat.example.com/u".into()),
            reply_to: Some("reply+x@reply.example.com".into()),
        };
        let id: ConversationId = uuid::Uuid::nil().into();
        let mail = received("grace@example.com", id, "Fern.example", Some("de"), ways());
        assert_eq!(mail.subject, "Fern. example hat Ihre Nachricht bekommen");
        assert!(mail.text.contains("#resume=re_y") && mail.text.contains("sieben Tage"));
        assert!(mail.text.contains("auf diese Mail antworten") && mail.text.contains("https://chat.example.com/u"));
        assert_eq!((mail.conversation, mail.reply_to.as_deref()), (Some(id), Some("reply+x@reply.example.com")));
        let bare = Ways { link: None, is_resume: false, unsubscribe: None, reply_to: None };
        let mail = received("grace@example.com", id, "Fern", None, bare);
        assert!(!mail.html.contains("href") && !mail.text.contains("answer this mail"));
    }
}
