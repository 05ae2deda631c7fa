//! Routing, as the inbox does it: by its alarm, in the order of `claims`. Whoever changes something that matters kicks.

use std::rc::Rc;

use futures::FutureExt;

use super::{
    claims::{self, Claim, Kind, Team},
    commands::Route,
    shell::Inbox,
};
use crate::{
    domain::{outbox::earliest, routing::Routes},
    platform::{
        Error, Result, clock,
        log::{fault, unless_problem},
        object::{self, Command},
        turns::{all, within},
    },
    protocol::{Timestamp, message::AgentRef, span::MINUTE},
    store,
};

/// Milliseconds after which D1 is asked again how conversations are routed, should nobody have told.
const STALE: i64 = 5 * MINUTE;
/// And after it did not answer.
const ASK_AGAIN: i64 = MINUTE;
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(3);

impl Inbox {
    /// Something changed that may decide who gets what; the alarm that is set next looks into it.
    pub(super) fn kick(&self) {
        if self.may_route() {
            self.kicked.set(true);
        }
    }

    /// False: where nothing is routed, nobody has to look into anything.
    pub(super) fn may_route(&self) -> bool {
        let known = self.routes().unwrap_or_default();
        known.is_none_or(|routes| !routes.routed().is_empty()) || self.are_routes_stale()
    }

    fn are_routes_stale(&self) -> bool {
        claims::learned_at(&self.sql).is_ok_and(|at| clock::now().since(at) >= STALE)
    }

    fn routes(&self) -> Result<Option<Rc<Routes>>> {
        if self.routes.borrow().is_none() {
            *self.routes.borrow_mut() = claims::routes(&self.sql)?.map(Rc::new);
        }
        Ok(self.routes.borrow().clone())
    }

    /// Departments or settings changed. A database that does not answer is asked again: nobody shall wait for it.
    pub(super) async fn relearn(&self) -> Result<()> {
        claims::set_learned_at(&self.sql, Timestamp::from_millis(0))?;
        self.learn().await?;
        self.kicked.set(true);
        self.set_alarm().await
    }

    /// Asks D1 how conversations are routed. Without an answer it goes on with what it has.
    async fn learn(&self) -> Result<()> {
        let now = clock::now();
        match within(PATIENCE, "routes", store::routes::get(&self.env, self.organization()?)).await {
            Ok(routes) => {
                claims::set_routes(&self.sql, &routes)?;
                claims::set_learned_at(&self.sql, now)?;
                self.routes.take();
            }
            Err(error) => {
                fault(&format!("routes not learned: {error}"));
                claims::set_learned_at(&self.sql, now.plus(ASK_AGAIN - STALE))?;
            }
        }
        Ok(())
    }

    /// The alarm rang: gives and takes what is due, and tells the rooms. They tell what became of it.
    pub(super) async fn dispatch(&self) -> Result<()> {
        self.kicked.set(false);
        // What fails here is looked at again in a while.
        self.look_at.set(Some(clock::now().plus(ASK_AGAIN)));
        if self.may_route() && self.are_routes_stale() {
            self.learn().await?;
        }
        let Some(routes) = self.routes()? else { return Ok(()) };
        let (now, here) = (clock::now(), self.attendants()?);
        let team = Team { organization: self.organization()?, routes: &routes, here: &here };
        claims::route(&self.sql, &team, now)?;
        let due = claims::take_due(&self.sql, now)?;
        self.look_at.set(claims::route(&self.sql, &team, now)?);
        let told = due.into_iter().map(|claim| self.deliver(claim, &here).boxed_local());
        all(told.collect()).await
    }

    async fn deliver(&self, claim: Claim, here: &[AgentRef]) -> Result<()> {
        let is_there = here.iter().any(|present| present.id == claim.agent);
        let stands = match claim.kind {
            Kind::Gives => is_there,
            Kind::Takes => !is_there,
            Kind::Releases => true,
        };
        if !stands {
            // They have left, or come back, since it was decided: it is decided anew.
            self.kick();
            return Ok(claims::drop_claim(&self.sql, claim.conversation)?);
        }
        let room = object::room(&self.env, claim.conversation)?;
        match within(PATIENCE, Route::NAME, object::tell(&room, Route::NAME, &claim.command)).await {
            Err(Error::Problem(problem)) if problem.status == 404 => self.drop_all(&[claim.conversation]),
            Err(error) if claim.failures == 0 => {
                fault(&format!("conversation not routed: {error}"));
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// When the alarm is to ring for this.
    pub(super) fn dispatch_due(&self) -> Option<Timestamp> {
        earliest(&[self.kicked.get().then(clock::now), self.look_at.get()])
    }

    pub(super) async fn ring(&self) {
        self.alarm.set(None);
        self.ringing.set(true);
        unless_problem(self.sweep());
        unless_problem(self.dispatch().await);
        self.ringing.set(false);
        unless_problem(self.set_alarm().await);
    }
}
