//! The courier's Durable Object: an alarm, and what it does when that rings.

use std::{cell::Cell, time::Duration};

use futures::FutureExt;
use worker::{DurableObject, Env, Request, Response, State, durable_object};

use super::{Parcel, send_in_order};
use crate::{
    platform::{Error, Result, clock, log::fault, object::answer, turns::all},
    protocol::{OrganizationId, Timestamp, span::MINUTE},
    store::{self, deliveries::Due},
};

/// Of each webhook in one round.
const SHARE: u32 = 10;
/// Places that are sent to at the same time.
const AT_ONCE: usize = 4;
/// After so long it takes a breath, so that the runtime does not end it.
const LONGEST: i64 = 5 * MINUTE;
/// Milliseconds until it looks again when the database did not answer.
const LOOK_AGAIN: i64 = MINUTE;

#[durable_object]
pub struct Courier {
    state: State,
    env: Env,
    /// Somebody said that there is something, since it last looked.
    is_poked: Cell<bool>,
    is_ringing: Cell<bool>,
}

impl DurableObject for Courier {
    fn new(state: State, env: Env) -> Self {
        Self { state, env, is_poked: Cell::default(), is_ringing: Cell::default() }
    }

    async fn fetch(&self, _: Request) -> worker::Result<Response> {
        self.is_poked.set(true);
        answer(if self.is_ringing.get() { Ok(()) } else { self.set_alarm(Some(clock::now())).await })
    }

    async fn alarm(&self) -> worker::Result<Response> {
        self.is_ringing.set(true);
        let next = self.deliver().await.unwrap_or_else(|error| {
            fault(&format!("courier: {error}"));
            Some(clock::now().plus(LOOK_AGAIN))
        });
        // No await since it looked: whoever pokes from now on sets the alarm anew.
        self.is_ringing.set(false);
        if let Err(error) = self.set_alarm(next).await {
            fault(&format!("courier's alarm: {error}"));
        }
        Response::empty()
    }
}

impl Courier {
    /// Never for now: the runtime takes an alarm for the moment that is just ringing for the one that rings.
    async fn set_alarm(&self, at: Option<Timestamp>) -> Result<()> {
        let Some(at) = at else { return Ok(()) };
        let wait = at.since(clock::now()).max(1) as u64;
        Ok(self.state.storage().set_alarm(Duration::from_millis(wait)).await?)
    }

    /// Sends all that is due; says when there is more.
    async fn deliver(&self) -> Result<Option<Timestamp>> {
        let name = self.state.id().name().unwrap_or_default();
        let organization: OrganizationId = name.parse().map_err(|_| Error::fault("a courier of no organization"))?;
        let start = clock::now();
        loop {
            self.is_poked.set(false);
            let due = store::deliveries::due(&self.env, organization, clock::now(), SHARE).await?;
            if due.is_empty() {
                let next = store::deliveries::next(&self.env, organization).await?;
                if !self.is_poked.get() {
                    return Ok(next);
                }
            }
            self.send(organization, due).await?;
            if clock::now().since(start) >= LONGEST {
                return Ok(Some(clock::now()));
            }
        }
    }

    /// What cannot be written down now is left for later: it would be sent again and again.
    async fn send(&self, organization: OrganizationId, due: Vec<Due>) -> Result<()> {
        let mut places = by_place(due);
        while !places.is_empty() {
            let now = places.split_off(places.len().saturating_sub(AT_ONCE));
            let env = &self.env;
            all(now.into_iter().map(|due| send_in_order(env, organization, due).boxed_local()).collect()).await?;
        }
        Ok(())
    }
}

/// What goes to one place stays in its order.
fn by_place<P: Parcel>(parcels: Vec<P>) -> Vec<Vec<P>> {
    let mut places: Vec<(String, Vec<P>)> = Vec::new();
    for parcel in parcels {
        let place = parcel.place();
        match places.iter_mut().find(|(known, _)| *known == place) {
            Some((_, list)) => list.push(parcel),
            None => places.push((place, vec![parcel])),
        }
    }
    places.into_iter().map(|(_, list)| list).collect()
}
