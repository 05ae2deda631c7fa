//! From what the index found to what is shown, the best first.

use super::{Hits, Marker, Plain, Query, best_first, parts, score, snippet};
use crate::protocol::{
    ConversationId, CustomerId, Seq, Timestamp,
    message::{MessageKind, PartyKind},
    search::{FoundCustomer, FoundMessage, Part},
};

/// A message that may be meant.
pub struct Message {
    pub conversation: ConversationId,
    pub seq: Seq,
    pub kind: MessageKind,
    pub sender: PartyKind,
    pub created_at: Timestamp,
    pub body: String,
    pub files: Vec<String>,
}

/// A customer who is meant, and their latest conversation.
pub struct Person {
    pub id: CustomerId,
    pub conversation: Option<ConversationId>,
    pub display_name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub last_seen_at: Timestamp,
}

#[derive(Debug)]
pub struct Match {
    pub conversation: Option<ConversationId>,
    pub customer: Option<FoundCustomer>,
    pub message: Option<FoundMessage>,
}

/// Who has that name, email or phone comes first, then what was said; each conversation once.
#[must_use]
pub fn ranked(query: &Query, plain: Plain, people: &[Person], messages: &[Message], now: Timestamp) -> Vec<Match> {
    let mut results = found_people(query, plain, people, now);
    for (conversation, message) in best_messages(&Marker::of(query, plain), messages, now) {
        match results.iter_mut().find(|result| result.conversation == Some(conversation)) {
            Some(result) => result.message = Some(message),
            None => results.push(Match { conversation: Some(conversation), customer: None, message: Some(message) }),
        }
    }
    results
}

fn found_people(query: &Query, plain: Plain, people: &[Person], now: Timestamp) -> Vec<Match> {
    let marker = Marker::of_customers(query, plain);
    let mut scores = Vec::new();
    for person in people {
        let texts = [Some(&person.display_name), person.email.as_ref(), person.phone.as_ref()];
        let is_exact = texts.into_iter().flatten().any(|text| query.is_all_of(text, plain));
        let found = Hits { counts: vec![1], length: 1, ..Hits::default() };
        scores.push(score(&found, now.since(person.last_seen_at)) + f64::from(u8::from(is_exact)) * 10.0);
    }
    let mut results = Vec::new();
    for place in best_first(&scores) {
        let person = &people[place];
        let shown = |text: &String| parts(text, &marker.find(text).at);
        results.push(Match {
            conversation: person.conversation,
            customer: Some(FoundCustomer {
                id: person.id,
                name: shown(&person.display_name),
                email: person.email.as_ref().map(shown),
                phone: person.phone.as_ref().map(shown),
                last_seen_at: person.last_seen_at,
            }),
            message: None,
        });
    }
    results
}

/// Of each conversation the message that fits best, those that fit best first.
fn best_messages(marker: &Marker, messages: &[Message], now: Timestamp) -> Vec<(ConversationId, FoundMessage)> {
    let (mut scores, mut found) = (Vec::new(), Vec::<(ConversationId, FoundMessage)>::new());
    for message in messages {
        // A row of the index has several messages; the words may be in another, or apart.
        let Some((hits, snippet)) = look(marker, message) else { continue };
        let score = score(&hits, now.since(message.created_at));
        let known = found.iter().position(|(conversation, _)| *conversation == message.conversation);
        if known.is_some_and(|known| scores[known] >= score) {
            continue;
        }
        let Message { seq, kind, sender, created_at, .. } = *message;
        let shown = (message.conversation, FoundMessage { seq, kind, sender, created_at, snippet });
        if let Some(known) = known {
            (scores[known], found[known]) = (score, shown);
        } else {
            scores.push(score);
            found.push(shown);
        }
    }
    let mut found: Vec<_> = found.into_iter().map(Some).collect();
    best_first(&scores).into_iter().filter_map(|place| found[place].take()).collect()
}

fn look(marker: &Marker, message: &Message) -> Option<(Hits, Vec<Part>)> {
    let mut hits = marker.find(&message.body);
    let mut shown = snippet(&message.body, &hits.at);
    for name in &message.files {
        let named = marker.find(name);
        if hits.at.is_empty() && !named.at.is_empty() {
            shown = parts(name, &named.at);
        }
        hits.add(named);
    }
    hits.has_all().then_some((hits, shown))
}
