//! What rooms tell: a conversation's latest state, what agents are to hear of, that it is no more.

use worker::Request;

use super::{
    claims,
    commands::{Notices, Tell},
    list,
    notices::{self, Told},
    shell::Inbox,
};
use crate::{
    domain::conversation::Listed,
    json::Raw,
    platform::{Result, clock, object::read_command, sockets},
    protocol::{ConversationId, agent::List, conversation::Status, frames::InboxFrame, message::AgentRef},
};

impl Inbox {
    pub(super) async fn on_tell(&self, request: &mut Request) -> Result<()> {
        let Tell { listed, notices } = read_command(request).await?;
        self.take_over(listed)?;
        if let Some(notices) = notices {
            self.notify(notices::add(&self.sql, &notices)?)?;
        }
        self.set_alarm().await
    }

    /// A conversation's latest state, from its room.
    fn take_over(&self, listed: Listed) -> Result<()> {
        let id = listed.id;
        let before = claims::place(&self.sql, id)?;
        self.tell(listed)?;
        claims::settle(&self.sql, id)?;
        if claims::place(&self.sql, id)? != before {
            self.kick();
        }
        Ok(())
    }

    fn tell(&self, listed: Listed) -> Result<()> {
        let before = self.counts()?;
        let Some(told) = list::tell(&self.sql, &listed)? else { return Ok(()) };
        let counts = list::recount(before, told.before, (listed.status, listed.unread > 0));
        self.counts.set(Some(counts));
        let mut frames = vec![InboxFrame::Conversation { seq: told.seq, conversation: listed.summary }];
        if counts != before {
            frames.push(InboxFrame::Counts { seq: told.seq, counts });
        }
        self.broadcast(&frames, None);
        if listed.status == Status::Closed {
            list::forget_closed(&self.sql, clock::now())?;
        }
        Ok(())
    }

    fn notify(&self, told: Vec<Told>) -> Result<()> {
        for Told { agent, notice } in told {
            let frames = [InboxFrame::Notify { seq: list::head(&self.sql)?, notice }];
            self.say(&frames, |socket| sockets::card::<AgentRef>(socket).is_some_and(|card| card.who.id == agent));
        }
        Ok(())
    }

    /// Other tabs of the agent hear of what was read in one.
    pub(super) async fn notices(&self, request: &mut Request) -> Result<List<Raw>> {
        let Notices { agent, read, all } = read_command(request).await?;
        self.notify(notices::read(&self.sql, agent, &read, all)?)?;
        let mut items = Vec::new();
        for told in notices::list(&self.sql, agent)? {
            items.push(told.notice);
        }
        Ok(items.into())
    }

    /// They are no more: agents' lists lose them.
    pub(super) fn drop_all(&self, ids: &[ConversationId]) -> Result<()> {
        let mut frames = Vec::new();
        for id in ids {
            claims::drop_claim(&self.sql, *id)?;
            notices::forget(&self.sql, *id)?;
            frames.extend(list::remove(&self.sql, *id)?.map(|seq| InboxFrame::Removed { seq, id: *id }));
        }
        let Some(last) = frames.len().checked_sub(1) else { return Ok(()) };
        self.counts.set(None);
        if let InboxFrame::Removed { seq, .. } = frames[last] {
            frames.push(InboxFrame::Counts { seq, counts: self.counts()? });
        }
        self.broadcast(&frames, None);
        Ok(())
    }
}
