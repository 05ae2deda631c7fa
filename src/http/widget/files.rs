//! A visitor's files.

use super::{config, identity::ended};
use crate::{
    http::{
        answer::Made,
        call::Call,
        files::{receive, take},
        limit::Limit,
        visitor::Visitor,
    },
    platform::Result,
    protocol::{Problem, message::Uploaded},
    store,
};

pub async fn upload(call: &Call, visitor: Visitor) -> Result<Made<Uploaded>> {
    let session = visitor.0;
    take(call, Limit::Upload, &session.customer.to_string()).await?;
    take(call, Limit::SiteUpload, &session.widget.to_string()).await?;
    let known = config::of_session(call, &session).await?;
    config::check(&known)?;
    if !known.organization_settings.attachments {
        return Err(Problem::forbidden("attachments_off", "Files cannot be sent here.").into());
    }
    if store::visitors::of_session(&call.env, session.organization, &session).await?.is_none() {
        return Err(ended().into());
    }
    receive(call, visitor.viewer(None)).await
}
