//! What any page may know of a widget.

use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde_json::json;
use worker::Env;

use crate::{
    domain::{
        origin,
        plan::{self, Feature},
        secret,
    },
    http::{
        Site,
        body::Json,
        params::Params,
        site::origin_of,
        visitor::{Visitor, domain_not_allowed},
    },
    inbox::{self, commands::Attended},
    platform::{Error, Result, object},
    protocol::{
        OrganizationId, Problem,
        agent::List,
        widget::{DepartmentInfo, PublicConfig},
    },
    store::{self, widgets::Known},
};

#[worker::send]
pub async fn config(site: Site, headers: HeaderMap, params: Params) -> Result<Response> {
    let missing = || Problem::field("key", "required", "Which widget?");
    let key = params.text("key").ok_or_else(missing)?;
    let known = usable(&site, &headers, key).await?;
    let config = public(&site.env, &known).await?;
    let body = serde_json::to_string(&config)?;
    cached(&headers, body)
}

/// Cacheable for a minute, and known again by its tag.
fn cached(headers: &HeaderMap, body: String) -> Result<Response> {
    let tag = format!("\"{}\"", secret::fingerprint(&body));
    let given = headers.get(header::IF_NONE_MATCH).and_then(|given| given.to_str().ok()).unwrap_or_default();
    // Compressed on the way, a tag comes back weak.
    let known = given.split(',').any(|given| given.trim().trim_start_matches("W/") == tag);
    let caching = [
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=60")),
        (header::ETAG, HeaderValue::from_str(&tag).map_err(Error::fault)?),
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
    ];
    if known {
        return Ok((StatusCode::NOT_MODIFIED, caching).into_response());
    }
    Ok((caching, body).into_response())
}

/// The widget of this key, if this page may use it now.
pub async fn usable(site: &Site, headers: &HeaderMap, key: &str) -> Result<Known> {
    let known = store::widgets::by_key(&site.env, key).await?;
    let known = known.ok_or_else(|| Problem::not_found("widget"))?;
    if !origin::allowed(&known.widget.settings.allowed_domains, &site.origin, origin_or_own(site, headers)) {
        return Err(domain_not_allowed().into());
    }
    check(&known)?;
    Ok(known)
}

/// Switched on, and in the organization's plan?
pub fn check(known: &Known) -> Result<(), Problem> {
    if !known.widget.enabled {
        return Err(Problem::forbidden("widget_disabled", "This widget is switched off."));
    }
    plan::require(known.plan, Feature::WebChat)
}

/// Browsers leave `Origin` out of a GET to one's own site, but say that it is one.
fn origin_or_own<'a>(site: &'a Site, headers: &'a HeaderMap) -> Option<&'a str> {
    let own = headers.get("sec-fetch-site").is_some_and(|value| value == "same-origin");
    origin_of(headers).or_else(|| own.then_some(&*site.origin))
}

pub async fn public(env: &Env, known: &Known) -> Result<PublicConfig> {
    let settings = &known.widget.settings;
    let title = if settings.title.is_empty() { &known.organization_name } else { &settings.title };
    let online = attended(env, known.organization_id).await;
    Ok(PublicConfig {
        key: known.widget.key.clone(),
        primary_color: settings.primary_color.clone(),
        accent_color: settings.accent_color.clone(),
        position: settings.position,
        theme: settings.theme,
        size: settings.size,
        title: title.clone(),
        greeting_message: settings.greeting_message.clone(),
        offline_message: settings.offline_message.clone(),
        language: settings.language.clone(),
        online,
        departments: department_list(env, known.organization_id, online).await?,
    })
}

/// Is somebody there to answer? When the inbox cannot say, the widget says so too.
async fn attended(env: &Env, organization: OrganizationId) -> bool {
    let Ok(stub) = inbox::of_organization(env, organization) else { return false };
    object::call(&stub, &Attended).await.unwrap_or(false)
}

async fn department_list(env: &Env, organization: OrganizationId, online: bool) -> Result<Vec<DepartmentInfo>> {
    let departments = store::departments::list(env, organization).await?;
    let info = |department: store::departments::Department| DepartmentInfo {
        id: department.id,
        name: department.name,
        description: department.description,
        online,
    };
    Ok(departments.into_iter().map(info).collect())
}

#[worker::send]
pub async fn departments(site: Site, Visitor(session): Visitor) -> Result<Json<List<DepartmentInfo>>> {
    let online = attended(&site.env, session.organization).await;
    Ok(Json(department_list(&site.env, session.organization, online).await?.into()))
}

#[worker::send]
pub async fn presence(site: Site, Visitor(session): Visitor) -> Result<Json<serde_json::Value>> {
    let online = attended(&site.env, session.organization).await;
    Ok(Json(json!({ "online": online, "agents": [], "reply_time": null })))
}
