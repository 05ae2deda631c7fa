//! Who leaves a message while nobody is there, and is gone, hears by mail that it was received: once, by alarm.

use super::{missed::recipient, shell::Room};
use crate::{
    domain::mail::{RECEIVED_PATIENCE, STALE},
    inbox::{self, commands::Attended},
    mailing,
    platform::{Result, clock, object, sql},
    protocol::Timestamp,
};

/// When to look, if not as soon as can be; `NEVER`: no more.
const NEXT: &str = "received_not_before";
const NEVER: i64 = i64::MAX;

impl Room {
    pub(super) fn received_due(&self) -> Result<Option<Timestamp>> {
        let Some(since) = self.unanswered_since()? else { return Ok(None) };
        let next = match self.received.get() {
            Some(next) => next,
            None => sql::number(&self.sql, NEXT)?,
        };
        self.received.set(Some(next));
        let soonest = since.plus(self.patience.min(RECEIVED_PATIENCE));
        Ok((next != NEVER).then(|| soonest.max(Timestamp::from_millis(next))))
    }

    fn unanswered_since(&self) -> Result<Option<Timestamp>> {
        self.with(|journal| journal.record.unanswered_since().filter(|_| journal.record.customer.email.is_some()))
    }

    pub(super) async fn mail_received(&self) -> Result<()> {
        let now = clock::now();
        if self.received_due()?.is_none_or(|due| due > now) {
            return Ok(());
        }
        if self.visitor_is_here() {
            return self.look_at_received(now.plus(self.patience).millis());
        }
        let to = self.with(|journal| recipient(&journal.record))?;
        let is_late = self.unanswered_since()?.is_none_or(|since| now.since(since) > STALE);
        if let Some(to) = to.filter(|_| !is_late) {
            let agents = match inbox::of_organization(&self.env, to.organization) {
                Ok(inbox) => object::call(&inbox, &Attended).await.unwrap_or_default(),
                Err(_) => Vec::new(),
            };
            if let Some(due) = mailing::received(&self.env, &to, !agents.is_empty()).await? {
                self.deliver_later(due);
            }
        }
        self.look_at_received(NEVER)
    }

    /// Unless all was forgotten meanwhile.
    fn look_at_received(&self, next: i64) -> Result<()> {
        self.with(|_| ())?;
        sql::set_number(&self.sql, NEXT, next)?;
        self.received.set(Some(next));
        Ok(())
    }
}
