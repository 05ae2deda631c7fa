//! What the edge has no file for. It serves those of the last deploy by itself; those of earlier ones are in the bucket, where
//! the deploy has put them: sites name exact builds, and a chat that was open goes on with its own.

use super::{
    answer::Answer,
    call::Call,
    dev,
    limit::{self, Limit},
    pages,
};
use crate::{
    domain::builds::{Kind, is_in_docs, kind_of, may_be_a_page},
    platform::{Result, files},
    protocol::Problem,
};

/// Where nobody's files are: those begin with an organization's id.
const PREFIX: &str = "builds";

/// A file of an earlier build, or the dashboard: its pages have addresses of their own. The docs' pages are all files.
pub async fn file_or_page(call: &Call) -> Result<Answer> {
    if call.is_write() {
        return Err(Problem::not_found("call").into());
    }
    if is_in_docs(&call.path) {
        return pages::not_in_docs(call).await;
    }
    if may_be_a_page(&call.path) && !call.path.starts_with(dev::PLACE) {
        return pages::dashboard(call).await;
    }
    let Kind { content_type, is_exact } = kind_of(&call.path).ok_or_else(|| Problem::not_found("call"))?;
    limit::take(call, Limit::Site, format!("builds {}", call.neighbours())).await?;
    let found = files::get(&call.env, &format!("{PREFIX}{}", call.path), &call.request().headers()).await?;
    let answer = Answer::made(found.ok_or_else(|| Problem::not_found("file"))?)
        .with("content-type", content_type)
        .with("cache-control", "public, max-age=31536000, immutable")
        .with("cross-origin-resource-policy", if is_exact { "cross-origin" } else { "same-origin" });
    Ok(if is_exact { answer.with("access-control-allow-origin", "*") } else { answer })
}
