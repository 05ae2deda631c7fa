//! What the dashboard reports of its own failures.

use super::{
    agent::Agent,
    answer::Done,
    call::Call,
    limit::{self, Limit},
};
use crate::{
    domain::widget_error,
    platform::{Result, clock},
    protocol::widget_error::ClientErrors,
    store,
};

/// Nothing is kept of who reported it.
pub async fn report(call: &Call, agent: Agent, request: ClientErrors) -> Result<Done> {
    limit::take(call, Limit::New, format!("client errors {}", agent.id())).await?;
    widget_error::check(&request.errors)?;
    store::widget_errors::count(&call.env, agent.organization(), None, &request.errors, clock::now()).await?;
    Ok(Done)
}
