//! Where a customer came from and what they did.

use super::{agent::Agent, answer::Json, call::Call, customers::known};
use crate::{
    domain::cursor::Cursor,
    platform::Result,
    protocol::{
        agent::List,
        customer::{TrackedEventInfo, VisitInfo},
    },
    store::trail,
};

pub async fn events(call: &Call, agent: Agent) -> Result<Json<List<TrackedEventInfo>>> {
    let params = call.params();
    let limit = params.number("limit")?.unwrap_or(50).clamp(1, 100);
    let before = params.text("cursor").map(str::parse::<Cursor>).transpose()?;
    let customer = known(call, agent.organization()).await?.known.id;
    let mut events = trail::events(&call.env, agent.organization(), customer, before, limit + 1).await?;
    let more = events.len() > limit as usize;
    events.truncate(limit as usize);
    let cursor = |last: &TrackedEventInfo| Cursor { updated_at: last.at, id: last.id.0.into() }.to_string();
    let next_cursor = events.last().filter(|_| more).map(cursor);
    Ok(Json(List { items: events, next_cursor }))
}

pub async fn sessions(call: &Call, agent: Agent) -> Result<Json<List<VisitInfo>>> {
    let limit = call.params().number("limit")?.unwrap_or(20).clamp(1, 100);
    let customer = known(call, agent.organization()).await?.known.id;
    Ok(Json(trail::visits(&call.env, agent.organization(), customer, limit).await?.into()))
}
