//! The bot's turn. What it has yet to answer stands in the record, written together with the question; the alarm remembers it,
//! should the object go away in between.

use super::{
    commit::Own,
    journal::{Draft, Journal},
    log,
    shell::{Room, stamped},
    turn::{Sheet, Stamp, Turn},
    voice::Worth,
};
use crate::{
    bot,
    domain::bot::{Asked, Reply, reply, wants_person},
    platform::{
        Result, clock,
        log::fault,
        sql::{Sql, SqlError},
        words::plain,
    },
    protocol::{
        ClientId, OrganizationId, Timestamp,
        bot::{BotOutcome, Why},
        frames::RoomFrame,
        message::{MessageKind, PartyKind, Sender},
    },
};

impl Room {
    pub(super) fn answer_due(&self) -> Result<Option<Timestamp>> {
        self.with(|journal| journal.record.bot.asked.first().map(|asked| asked.at))
    }

    /// Answers what it was asked, in order.
    pub(super) async fn answer(&self) -> Result<()> {
        while let Some((organization, asked)) = self.next_asked()? {
            self.bot_types(true)?;
            let reply = self.reply_to(organization, &asked).await;
            // Somebody may have answered meanwhile, or it is all gone.
            let turn = self.with(|journal| stamped(|stamp| journal.answer(&asked, reply, stamp)))??;
            self.bot_types(false)?;
            self.tell(&turn, Own::new())?;
            self.note_owed()?;
        }
        Ok(())
    }

    fn next_asked(&self) -> Result<Option<(OrganizationId, Asked)>> {
        self.with(|journal| {
            let record = &journal.record;
            record.bot.asked.first().cloned().map(|asked| (record.organization_id, asked))
        })
    }

    async fn reply_to(&self, organization: OrganizationId, asked: &Asked) -> Reply {
        if asked.is_late(clock::now()) {
            return Reply::HandOver(Why::Failed);
        }
        if wants_person(&asked.text, plain) {
            return Reply::HandOver(Why::Asked);
        }
        match bot::ask(&self.env, organization, &asked.text).await {
            Ok(tried) => reply(asked, tried),
            Err(error) => {
                fault(&format!("bot: {error}"));
                Reply::HandOver(Why::Failed)
            }
        }
    }

    fn bot_types(&self, on: bool) -> Result<()> {
        let sender = self.with(|journal| journal.record.bot.sender())?;
        self.say_all(PartyKind::Visitor, &RoomFrame::Typing { sender, on, text: None }, Worth::Passing, None);
        Ok(())
    }
}

impl<S: Sql> Journal<S> {
    /// The bot does what it found to do about a question, unless somebody else has it by now. Once, however often.
    pub fn answer(&mut self, asked: &Asked, reply: Reply, stamp: &Stamp<'_>) -> std::result::Result<Turn, SqlError> {
        let mut sheet = Sheet::new(&self.record, &self.heads);
        let is_due = sheet.record.bot.take(asked.id);
        match reply {
            Reply::Say { body, part } if is_due => {
                let (sender, client_id) = (sheet.record.bot.sender(), ClientId(asked.id.0));
                let (kind, attachments, mentions) = (MessageKind::Text, Vec::new(), Vec::new());
                let draft = Draft { sender, client_id, kind, body, attachments, mentions };
                let said = log::find(&self.sql, std::slice::from_ref(&draft))?.remove(&draft.key());
                if part.outcome == BotOutcome::Answered {
                    let at = said.as_ref().map_or(stamp.now, |message| message.created_at);
                    sheet.record.facts.on_message(&draft.sender, kind, at);
                }
                if said.is_none() {
                    sheet.record.bot.has_told(asked, &draft.body);
                    sheet.add_answer(draft, part, stamp);
                }
            }
            Reply::HandOver(why) if is_due => {
                let events = sheet.record.hand_over(why, Some(asked), stamp.now).into_iter().collect();
                sheet.add_events(events, &Sender::system(), stamp);
            }
            _ => {}
        }
        self.write(&mut sheet)
    }
}

#[cfg(test)]
#[path = "bot_tests.rs"]
mod tests;
