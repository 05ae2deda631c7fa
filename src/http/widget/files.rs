//! A visitor's files.

use super::identity::arrived;
use crate::{
    http::{
        answer::Made,
        call::Call,
        files::{receive, take},
        limit::Limit,
        visitor::Visitor,
    },
    platform::{Result, clock},
    protocol::{Problem, message::Uploaded},
};

pub async fn upload(call: &Call, visitor: Visitor) -> Result<Made<Uploaded>> {
    let session = visitor.0;
    take(call, Limit::Upload, &session.customer.to_string()).await?;
    take(call, Limit::SiteUpload, &session.widget.to_string()).await?;
    let (known, _) = arrived(call, &session, clock::now()).await?;
    if !known.organization_settings.attachments {
        return Err(Problem::forbidden("attachments_off", "Files cannot be sent here.").into());
    }
    receive(call, visitor.viewer(None), known.organization_settings.attachment_megabytes).await
}
