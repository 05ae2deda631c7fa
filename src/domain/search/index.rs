//! What the index has of messages.

use super::words::{shortened, words};
use crate::{
    json::{self, FromJson, ToJson},
    protocol::{ConversationId, OrganizationId, Seq, message::MessageKind},
};

/// A row of the index ends behind so many bytes of words, a statement that writes rows behind so many.
const ROW_BYTES: usize = 16 * 1024;
const STATEMENT_BYTES: usize = 512 * 1024;

/// What all words of an organization begin with: they stand together, and nobody else's are read. Should two organizations
/// ever have the same, rows still say whose they are.
#[must_use]
pub fn tag(organization: OrganizationId) -> String {
    organization.to_string().split_off(26)
}

/// The word behind which a conversation's rows are found when they are to go.
#[must_use]
pub fn conversation_word(conversation: ConversationId) -> String {
    conversation.to_string().replace('-', "")
}

/// A message, as far as it is searched.
#[derive(Clone, Debug, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct Entry {
    pub seq: Seq,
    pub kind: MessageKind,
    pub body: String,
    pub attachments: Vec<FileName>,
}

#[derive(Clone, Debug, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct FileName {
    pub name: String,
}

#[derive(ToJson)]
#[cfg_attr(test, derive(serde::Serialize))]
struct Piece {
    row: u32,
    seq: Seq,
    words: String,
}

/// The words of messages as lists for statements: of each message, and into which row they go.
#[must_use]
pub fn batches(entries: &[Entry], tag: &str) -> Vec<String> {
    let (mut batches, mut pieces) = (Vec::new(), Vec::new());
    let (mut row, mut in_row, mut in_batch) = (0, 0, 0);
    for entry in entries.iter().filter(|entry| entry.kind != MessageKind::Event) {
        let words = tagged(entry, tag);
        in_row += words.len();
        in_batch += words.len();
        pieces.push(Piece { row, seq: entry.seq, words });
        if in_row > ROW_BYTES {
            (row, in_row) = (row + 1, 0);
        }
        if in_batch > STATEMENT_BYTES {
            batches.push(json::write(&pieces));
            (pieces, in_batch, in_row, row) = (Vec::new(), 0, 0, row + 1);
        }
    }
    if !pieces.is_empty() {
        batches.push(json::write(&pieces));
    }
    batches
}

/// Texts are kept apart by a word that nobody can look for.
fn tagged(entry: &Entry, tag: &str) -> String {
    let mut all = String::new();
    let names = entry.attachments.iter().map(|file| &file.name);
    for text in [&entry.body].into_iter().chain(names) {
        for word in words(text, true) {
            all += " ";
            all += tag;
            all += shortened(&text[word]);
        }
        all += " ";
        all += tag;
    }
    all
}
