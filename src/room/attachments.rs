//! Files in messages, as they come and as readers get them. What they are D1 knows; it gives each to one message. The log
//! keeps no addresses: readers get some that are good for a while.

use std::borrow::Cow;

use worker::WebSocket;

use super::{
    commands::{Text, Viewer},
    commit::refusal,
    frames,
    journal::Draft,
    shell::Room,
    turn::Entry,
};
use crate::{
    domain::{
        files::{self, unknown},
        text,
    },
    json::{self, Raw},
    platform::{Result, clock, secrets},
    protocol::{
        ClientId, ConversationId,
        message::{Attachment, Message},
    },
    store::{self, attachments::Wanting},
};

/// What D1 said of a message that came by a socket and will come again: its files, and whether all whom it names are there.
pub struct Found {
    sender: String,
    client_id: ClientId,
    files: Vec<Attachment>,
    knows_all: bool,
}

/// Nobody has so many under way.
const MOST_FOUND: usize = 100;

impl Room {
    /// A message with its files.
    pub(super) async fn draft(&self, viewer: &Viewer, id: ConversationId, text: Text) -> Result<Draft> {
        let files = self.files(viewer, id, &text).await?;
        if files.len() < text.attachments.len() {
            return Err(unknown().into());
        }
        if !self.knows_all(viewer, &text).await? {
            return Err(text::unknown_mention().into());
        }
        Ok(Draft::new(viewer.sender.clone(), text, files))
    }

    /// Do all whom it names answer here?
    async fn knows_all(&self, viewer: &Viewer, text: &Text) -> Result<bool> {
        // Of one that will be refused nobody is looked for.
        if text.mentions.is_empty() || text::check_mentions(text.kind, &text.mentions).is_err() {
            return Ok(true);
        }
        store::routes::are_members(&self.env, viewer.organization_id, &text.mentions).await
    }

    /// As many as there are, in the order of the message.
    async fn files(&self, viewer: &Viewer, id: ConversationId, text: &Text) -> Result<Vec<Attachment>> {
        if text.attachments.is_empty() {
            return Ok(Vec::new());
        }
        // One that will be refused shall not use them up.
        if text::check_message(text.kind, &text.body, text.attachments.len()).is_err() {
            return Ok(Vec::new());
        }
        let wanting = Wanting {
            conversation: id,
            sender: &viewer.sender,
            client_id: text.client_id,
            files: &text.attachments,
            since: clock::now().plus(-files::SENT_WITHIN),
        };
        let found = store::attachments::give(&self.env, viewer.organization_id, &wanting).await?;
        let in_order = text.attachments.iter().filter_map(|id| found.iter().find(|file| file.id == *id));
        Ok(in_order.cloned().collect())
    }

    /// A message that came by a socket, with its files: a turn waits for nobody. `None`: it was refused, for good or until
    /// D1 was asked.
    pub(super) fn draft_at_hand(
        &self,
        socket: &WebSocket,
        viewer: &Viewer,
        text: Text,
        unready: &mut Vec<Text>,
    ) -> Result<Option<Draft>> {
        if text.attachments.is_empty() && text.mentions.is_empty() {
            return Ok(Some(Draft::new(viewer.sender.clone(), text, Vec::new())));
        }
        let (id, sender) = (text.client_id, &viewer.sender.id);
        let mut found = self.found.borrow_mut();
        let Some(place) = found.iter().position(|found| found.client_id == id && found.sender == *sender) else {
            if let Some(member) = self.crowd.member(socket) {
                member.await_again(socket, id)?;
            }
            unready.push(text);
            self.refuse(socket, sender, &frames::not_yet(id));
            return Ok(None);
        };
        let Found { files, knows_all, .. } = found.remove(place);
        let wrong = if knows_all { unknown() } else { text::unknown_mention() };
        if files.len() < text.attachments.len() || !knows_all {
            self.refuse(socket, sender, &refusal(id, wrong));
            return Ok(None);
        }
        Ok(Some(Draft::new(viewer.sender.clone(), text, files)))
    }

    pub(super) async fn look_for_files(&self, viewer: &Viewer, text: Text) -> Result<()> {
        let id = self.with(|journal| journal.record.id)?;
        let files = self.files(viewer, id, &text).await?;
        let knows_all = self.knows_all(viewer, &text).await?;
        let mut found = self.found.borrow_mut();
        if found.len() == MOST_FOUND {
            found.remove(0);
        }
        found.push(Found { sender: viewer.sender.id.clone(), client_id: text.client_id, files, knows_all });
        Ok(())
    }

    /// Entries as readers get them.
    pub(super) fn linked<'a>(&self, entries: &'a [Entry]) -> Result<Cow<'a, [Entry]>> {
        if !entries.iter().any(|entry| files::are_in(&entry.stored.json)) {
            return Ok(entries.into());
        }
        let mut entries = entries.to_vec();
        entries.iter_mut().try_for_each(|entry| self.link(&mut entry.stored.json))?;
        Ok(entries.into())
    }

    /// A written message as readers get it.
    pub(super) fn link(&self, json: &mut String) -> Result<()> {
        if files::are_in(json) {
            *json = self.answered(Box::new(json::read(&*json)?))?.get().into();
        }
        Ok(())
    }

    pub(super) fn answered(&self, mut message: Box<Message>) -> Result<Raw> {
        if !message.attachments.is_empty() {
            let (key, now) = (secrets::session_key(&self.env)?, clock::now());
            let organization = self.with(|journal| journal.record.organization_id)?;
            for file in &mut message.attachments {
                file.url = files::link::path(organization, file.id, now, &key);
            }
        }
        Ok(json::write_raw(&message))
    }
}
