//! Putting a widget on a site: what to copy, and a look at whether it is there.

use super::{
    agent::{Admin, Agent},
    answer::Json,
    call::Call,
    limit::{self, Limit},
    widgets::known,
};
use crate::{
    domain::{
        embed,
        installation::{self, Page, Sought, said},
        public_url::{PublicUrl, Refusal, parse},
    },
    platform::{
        Result,
        json::{self, Raw},
        outside::{self, Seen},
        resolver::{OverHttps, Way, reach, way},
    },
    protocol::embed::{CheckCode, CheckRequest},
};

const MOST_REDIRECTS: u32 = 3;
/// Milliseconds, for each page on the way.
const PATIENCE: u32 = 5_000;
const MOST_BYTES: usize = 512 * 1024;

pub async fn embed(call: &Call, agent: Agent) -> Result<Json<Raw>> {
    let widget = known(call, agent.organization()).await?.widget;
    Ok(Json(json::raw(embed::of(&call.origin, &widget.key))?))
}

pub async fn check(call: &Call, Admin(admin): Admin, request: CheckRequest) -> Result<Json<Raw>> {
    let organization = admin.organization();
    limit::take(call, Limit::New, format!("check {organization}")).await?;
    let widget = known(call, organization).await?.widget;
    let url = outside::spelled(&request.url).ok_or(Refusal::NoAddress);
    let url = url.and_then(|url| parse(&url, reach(&call.env))).map_err(|refusal| refusal.problem("url"))?;
    let (url, seen) = match fetched(call, url).await? {
        Ok(found) => found,
        Err(code) => return Ok(Json(json::write_raw(&said(code)))),
    };
    let sought = Sought {
        origin: &call.origin,
        key: &widget.key,
        previous_key: widget.previous_key.as_deref(),
        allowed_domains: &widget.settings.allowed_domains,
    };
    let html = String::from_utf8_lossy(&seen.body);
    let page = Page { origin: &url.origin(), html: &html, policy: &seen.policy };
    Ok(Json(json::write_raw(&installation::look(&page, &sought))))
}

/// The page, after redirects, or why there is none. Each address on the way is one that anybody can reach.
async fn fetched(call: &Call, mut url: PublicUrl) -> Result<Result<(PublicUrl, Seen), CheckCode>> {
    let (reach, resolver) = (reach(&call.env), OverHttps::of(&call.env));
    for redirects in 0..=MOST_REDIRECTS {
        match way(&resolver, &url, reach).await {
            Way::Open => {}
            Way::Private if redirects == 0 => return Err(Refusal::Private.problem("url").into()),
            Way::Private | Way::Unknown => break,
        }
        let Some(seen) = outside::look(&url.text(), PATIENCE, MOST_BYTES).await else { break };
        match (seen.status, &seen.location) {
            (200..=299, _) if seen.is_html => return Ok(Ok((url, seen))),
            (200..=299, _) => return Ok(Err(CheckCode::NotHtml)),
            (300..=399, Some(location)) => match url.to(location, reach) {
                Ok(next) => url = next,
                Err(_) => break,
            },
            _ => break,
        }
    }
    Ok(Err(CheckCode::Unreachable))
}
