//! Answers that the visitor does not see are mailed to them, by alarm: once, and not what they have read by then.

use super::{
    log::{self, Audience},
    shell::Room,
};
use crate::{
    domain::{
        conversation::Record,
        mail::{MOST, SPACING, STALE},
    },
    mailing::{self, Fate, Missed, Recipient},
    platform::{Result, clock, sql},
    protocol::{Seq, Timestamp, message::Message},
    store::mails::Due,
};

/// How far answers were mailed, or are not to be any more.
const MAILED: &str = "mailed_seq";
/// When the next mail may leave.
const NEXT: &str = "mail_not_before";

impl Room {
    /// When to look whether something was missed. An early look does no harm, so what is known stays until then.
    pub(super) fn missed_due(&self) -> Result<Option<Timestamp>> {
        let may_miss =
            self.with(|journal| journal.record.customer.email.is_some() && journal.heads.unread_by_visitor > 0);
        if !may_miss? {
            self.missed.set(None);
        } else if self.missed.get().is_none() {
            self.missed.set(self.next_look(&self.unseen()?)?);
        }
        Ok(self.missed.get())
    }

    fn next_look(&self, unseen: &[Message]) -> Result<Option<Timestamp>> {
        let Some(first) = unseen.first() else { return Ok(None) };
        let next = Timestamp::from_millis(sql::number(&self.sql, NEXT)?);
        Ok(Some(first.created_at.plus(self.patience).max(next)))
    }

    /// What agents have said since the visitor last read, wrote or was mailed to.
    fn unseen(&self) -> Result<Vec<Message>> {
        let read = self.with(|journal| log::read_by(&journal.marks, Audience::Visitor))?;
        let mailed = Seq::try_from(sql::number(&self.sql, MAILED)?).unwrap_or_default();
        Ok(log::unseen(&self.sql, read.max(mailed), MOST)?)
    }

    pub(super) async fn mail_missed(&self) -> Result<()> {
        let now = clock::now();
        if self.missed_due()?.is_none_or(|due| due > now) {
            return Ok(());
        }
        self.missed.set(None);
        // Something may have been read since.
        let messages = self.unseen()?;
        if self.next_look(&messages)?.is_none_or(|due| due > now) {
            return Ok(());
        }
        let (Some(first), Some(last)) = (messages.first(), messages.last()) else { return Ok(()) };
        let last = last.seq;
        if now.since(first.created_at) > STALE {
            return self.mailed(last, now);
        }
        if self.visitor_is_here() {
            return Ok(sql::set_number(&self.sql, NEXT, now.plus(self.patience).millis())?);
        }
        let Some(to) = self.with(|journal| recipient(&journal.record))? else { return Ok(()) };
        let missed = Missed { to, messages };
        match mailing::missed(&self.env, &missed).await? {
            Fate::Later(at) => Ok(sql::set_number(&self.sql, NEXT, at.millis())?),
            Fate::Never => self.mailed(last, now),
            Fate::Written(due) => {
                if let Some(due) = due {
                    self.deliver_later(*due);
                }
                self.mailed(last, now.plus(SPACING))
            }
        }
    }

    pub(super) fn deliver_later(&self, mail: Due) {
        let env = self.env.clone();
        self.state.wait_until(async move { mailing::deliver(&env, mail).await });
    }

    /// Unless all was forgotten meanwhile.
    fn mailed(&self, seq: Seq, next: Timestamp) -> Result<()> {
        self.with(|_| ())?;
        sql::set_number(&self.sql, MAILED, seq.into())?;
        Ok(sql::set_number(&self.sql, NEXT, next.millis())?)
    }
}

/// `None`: they left no address.
pub(super) fn recipient(record: &Record) -> Option<Recipient> {
    Some(Recipient {
        organization: record.organization_id,
        conversation: record.id,
        widget: record.widget_id,
        customer: record.customer.id,
        email: record.customer.email.clone()?,
        page: record.page.url.clone(),
    })
}
