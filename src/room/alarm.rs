//! The room's one alarm serves all its timers: the outbox, the look for the silent, the end of a snooze, the mail
//! about what was missed. The earliest due
//! wins; when it rings, everyone looks whether it is their turn. It outlives the object: it is what remembers that
//! something is owed.

use std::{cell::Cell, rc::Rc};

use futures::future::join;
use js_sys::{Date, Object, Promise, futures::JsFuture};

use super::{
    commit::Own,
    shell::{Room, stamped},
};
use crate::{
    domain::outbox::earliest,
    platform::{
        Error, Result, clock,
        log::{fault, unless_problem},
    },
    protocol::{Timestamp, span::DAY},
};

/// Milliseconds until a room that could not do its work is asked again.
const LOOK_AGAIN: i64 = 60_000;
/// What is due later is looked at in between: the runtime takes no alarm for any distant time.
const LATEST: i64 = 30 * DAY;

impl Room {
    /// Something changed: sets the alarm for whoever is to hear of it.
    pub(super) async fn arm(&self) -> Result<()> {
        self.note_owed()?;
        self.set_alarm().await
    }

    /// The same, with nobody to wait for it.
    pub(super) fn arm_later(&self) -> Result<()> {
        self.note_owed()?;
        let Some(setting) = self.start_alarm()? else { return Ok(()) };
        let alarm = Rc::clone(&self.alarm);
        self.state.wait_until(async move { unless_problem(alarm_is_set(setting, &alarm).await) });
        Ok(())
    }

    pub(super) async fn set_alarm(&self) -> Result<()> {
        match self.start_alarm()? {
            Some(setting) => alarm_is_set(setting, &self.alarm).await,
            None => Ok(()),
        }
    }

    /// No await before the alarm is set: what was written and the alarm are committed together.
    ///
    /// While it rings, nobody else sets it: everyone's turn comes first, and then it is set once. And it is never set for
    /// now: the runtime takes an alarm for the moment that is just ringing for the one that rings.
    fn start_alarm(&self) -> Result<Option<Promise>> {
        let now = clock::now();
        // An object that just woke must not put off an alarm of which it knows nothing.
        self.wake_up()?;
        let Some(due) = self.due()?.filter(|_| !self.ringing.get()) else { return Ok(None) };
        let due = due.max(now.plus(1)).min(now.plus(LATEST));
        if self.alarm.get().is_some_and(|set| set <= due && set > now) {
            return Ok(None);
        }
        self.alarm.set(Some(due));
        let at = Date::new(&(due.millis() as f64).into());
        let setting = self.state.storage().as_raw().set_alarm(at, Object::new());
        Ok(Some(setting.map_err(worker::Error::from)?))
    }

    fn due(&self) -> Result<Option<Timestamp>> {
        let snoozed_until = self.with(|journal| journal.record.snoozed_until)?;
        let dues = [self.outbox.due(), self.sweep_due(), snoozed_until, self.missed_due()?, self.answer_due()?];
        Ok(earliest(&dues))
    }

    /// The alarm rang. What is owed stays owed: if this cannot even be looked at now, it is in a minute.
    pub(super) async fn ring(&self) -> worker::Result<()> {
        self.alarms.update(|count| count + 1);
        self.ringing.set(true);
        let taken = self.take_turns().await;
        self.ringing.set(false);
        self.alarm.set(None);
        let set = match taken {
            Ok(()) => self.set_alarm().await,
            Err(error) => Err(error),
        };
        if let Err(Error::Fault(what) | Error::Unavailable(what)) = set {
            fault(&what);
            self.state.storage().set_alarm(LOOK_AGAIN).await?;
        }
        Ok(())
    }

    async fn take_turns(&self) -> Result<()> {
        // Each has its turn, whatever happens to the others.
        let (swept, woken) = (self.sweep(), self.end_snooze());
        // While D1 takes its time with the copies, the bot answers.
        let (flushed, answered) = join(self.flush(), self.answer()).await;
        flushed.and(swept).and(woken).and(answered)?;
        if self.outbox.is_forgotten() { self.vanish().await } else { self.mail_missed().await }
    }

    fn end_snooze(&self) -> Result<()> {
        let turn = self.with(|journal| stamped(|stamp| journal.end_snooze(stamp)))??;
        self.tell(&turn, Own::new())
    }
}

async fn alarm_is_set(setting: Promise, alarm: &Cell<Option<Timestamp>>) -> Result<()> {
    let set = JsFuture::from(setting).await.map_err(worker::Error::from);
    if set.is_err() {
        alarm.set(None);
    }
    Ok(set.map(drop)?)
}
