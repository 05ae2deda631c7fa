//! What the widget reports of its own failures.

use super::config::usable;
use crate::{
    domain::widget_error,
    http::{
        answer::Done,
        call::Call,
        limit::{self, Limit},
        route::Anyone,
    },
    platform::{Result, clock},
    protocol::widget_error::ErrorsRequest,
    store,
};

/// Without a session: the widget may fail before there is one.
pub async fn errors(call: &Call, _: Anyone, request: ErrorsRequest) -> Result<Done> {
    limit::take(call, Limit::New, format!("errors {}", call.neighbours())).await?;
    widget_error::check(&request.errors)?;
    let known = usable(call, &request.widget_key).await?;
    limit::take(call, Limit::Visitor, format!("errors {}", known.widget.id)).await?;
    let (organization, widget) = (known.organization_id, known.widget.id);
    store::widget_errors::count(&call.env, organization, Some(widget), &request.errors, clock::now()).await?;
    Ok(Done)
}
