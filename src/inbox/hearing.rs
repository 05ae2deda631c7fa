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
    platform::{Result, clock, object::read_command},
    protocol::{ConversationId, Seq, agent::List, conversation::Status, frames::InboxFrame},
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
        let (changed, before, counts, seq) = {
            let mut tally = self.tally()?;
            let Some(told) = list::tell(&self.sql, &listed)? else { return Ok(()) };
            let before = tally.counts;
            let changed = tally.moved(told.before.as_ref(), Some(&told.after));
            (changed, before, tally.counts, told.seq)
        };
        let mut frames = vec![InboxFrame::Conversation { seq, conversation: listed.summary }];
        if counts != before {
            frames.push(InboxFrame::Counts { seq, counts });
        }
        self.broadcast(&frames, None);
        self.tell_mine(seq, &changed)?;
        if listed.status == Status::Closed {
            list::forget_closed(&self.sql, clock::now())?;
        }
        Ok(())
    }

    /// Each of these agents, and nobody else, what they have.
    fn tell_mine(&self, seq: Seq, agents: &[String]) -> Result<()> {
        for agent in agents {
            let mine = self.tally()?.mine(agent);
            self.send(&[InboxFrame::Mine { seq, mine }], &|_, who| who.id.to_string() == *agent);
        }
        Ok(())
    }

    fn notify(&self, told: Vec<Told>) -> Result<()> {
        for Told { agent, notice } in told {
            let frames = [InboxFrame::Notify { seq: list::head(&self.sql)?, notice }];
            self.send(&frames, &|_, who| who.id == agent);
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
        let (mut frames, mut changed) = (Vec::new(), Vec::new());
        for id in ids {
            claims::drop_claim(&self.sql, *id)?;
            notices::forget(&self.sql, *id)?;
            let mut tally = self.tally()?;
            let Some((seq, gone)) = list::remove(&self.sql, *id)? else { continue };
            changed.extend(tally.moved(Some(&gone), None));
            frames.push(InboxFrame::Removed { seq, id: *id });
        }
        if frames.is_empty() {
            return Ok(());
        }
        let (seq, counts) = (list::head(&self.sql)?, self.tally()?.counts);
        frames.push(InboxFrame::Counts { seq, counts });
        self.broadcast(&frames, None);
        self.tell_mine(seq, &changed)
    }
}
