//! The organization's widgets; its admins change them.

use super::{
    agent::{Admin, Agent},
    answer::{Done, Json, Made},
    call::Call,
    changes,
    organization::{TRIES, too_many_at_once},
    widget,
};
use crate::{
    domain::{self, check::Checks, secret, theme::Own},
    platform::{Error, Result, clock, random, zone},
    protocol::{
        OrganizationId, Problem,
        agent::List,
        changes::New,
        limits::{GRACE_DAYS, GRACE_DAYS_USUAL},
        widget::{ChangeWidget, IdentitySecret, NewKey, NewWidget, Widget},
    },
    store::{self, widgets::Known},
};

pub async fn list(call: &Call, agent: Agent) -> Result<Json<List<Widget>>> {
    Ok(Json(store::widgets::list(&call.env, agent.organization()).await?.into()))
}

pub async fn one(call: &Call, agent: Agent) -> Result<Json<Widget>> {
    Ok(Json(known(call, agent.organization()).await?.widget))
}

pub async fn change(call: &Call, Admin(admin): Admin, request: ChangeWidget) -> Result<Json<Widget>> {
    let organization = admin.organization();
    for _ in 0..TRIES {
        let before = known(call, organization).await?;
        let now = clock::now().max(before.widget.updated_at.plus(1));
        let widget = Widget { updated_at: now, ..before.widget.clone() };
        let (changed, own) = changed(call, &before, widget, &request).await?;
        let saved = store::widgets::save(&call.env, organization, &changed, &own, before.widget.updated_at).await;
        if saved.map_err(taken)? {
            return Ok(Json(changed));
        }
    }
    Err(too_many_at_once().into())
}

pub async fn create(call: &Call, Admin(admin): Admin, New(request): NewWidget) -> Result<Made<Widget>> {
    let (organization, now) = (admin.organization(), clock::now());
    let stored = store::organizations::get(&call.env, organization).await?;
    let of = stored.ok_or_else(|| Problem::not_found("organization"))?.organization;
    let (id, key) = (random::id(now), secret::widget_key(&random::bytes()));
    let blank = domain::widget::blank(id, key, now);
    let before = Known {
        organization_id: organization,
        organization_name: of.name,
        organization_settings: of.settings,
        plan: of.plan,
        widget: blank.clone(),
        own: Own::new(),
    };
    let (widget, own) = changed(call, &before, blank, &request).await?;
    let secret = secret::encode(&random::bytes::<32>());
    if store::widgets::add(&call.env, organization, &widget, &own, &secret).await.map_err(taken)? {
        return Ok(Made { is_new: true, body: widget });
    }
    Err(Problem::new(409, "too_many_widgets", "There are 200 widgets, and can be no more.").into())
}

/// Sessions, conversations and what visitors wrote stay.
pub async fn remove(call: &Call, Admin(admin): Admin) -> Result<Done> {
    if store::widgets::remove(&call.env, admin.organization(), call.id()?).await? {
        return Ok(Done);
    }
    known(call, admin.organization()).await?;
    Err(Problem::new(409, "last_widget", "This is the last widget. Make another one first.").into())
}

pub async fn renew_key(call: &Call, Admin(admin): Admin, NewKey { grace_days }: NewKey) -> Result<Json<Widget>> {
    let (organization, now) = (admin.organization(), clock::now());
    let days = grace_days.unwrap_or(GRACE_DAYS_USUAL);
    if days > GRACE_DAYS {
        return Err(Problem::field("graceDays", "out_of_range", "From 0 to 30 days, please.").into());
    }
    let until = now.plus(i64::from(days) * store::widgets::DAY);
    let key = secret::widget_key(&random::bytes());
    store::widgets::set_key(&call.env, organization, call.id()?, &key, until, now).await?;
    one(call, admin).await
}

/// The widget with these changes, and what of it is its own then.
async fn changed(call: &Call, before: &Known, widget: Widget, changes: &ChangeWidget) -> Result<(Widget, Own)> {
    let mut own = before.own.clone();
    let of = &before.organization_settings;
    let settings = changes::lay_over_own(&mut own, changes)?;
    let settings = domain::theme::worn(domain::widget::in_zone(settings, &of.timezone), &own, &of.theme);
    let name = changes::one(changes, "name")?.unwrap_or(widget.name);
    let enabled =
        changes::one(changes, "enabled")?.map_or(widget.enabled, |enabled: Option<bool>| enabled.unwrap_or(true));
    let widget = Widget { name, enabled, settings, inherits: domain::theme::inherited(&own), ..widget };
    let widget = domain::widget::checked(widget, &|name| zone::of(name).is_some())?;
    if widget.settings.department_ids != before.widget.settings.department_ids {
        check_departments(call, before.organization_id, &widget).await?;
    }
    let own = changes::own_of(&own, &widget.settings)?;
    Ok((widget, own))
}

async fn check_departments(call: &Call, organization: OrganizationId, widget: &Widget) -> Result<()> {
    let known = store::departments::list(&call.env, organization).await?;
    let mut checks = Checks::default();
    let is_there = |id| known.iter().any(|department| department.id == id);
    domain::widget::check_departments(&widget.settings, &is_there, &mut checks);
    Ok(checks.done()?)
}

fn taken(error: Error) -> Error {
    if store::is_conflict(&error) {
        return Problem::new(409, "name_taken", "There is a widget of this name already.").into();
    }
    error
}

pub async fn identity_secret(call: &Call, Admin(admin): Admin) -> Result<Json<IdentitySecret>> {
    let secret = store::widgets::identity_secret(&call.env, admin.organization(), call.id()?).await?;
    let identity_secret = secret.ok_or_else(|| Problem::not_found("widget"))?;
    Ok(Json(IdentitySecret { identity_secret }))
}

/// A new one: what was signed with the last one is worth nothing from now on, nor are the sessions that it opened.
pub async fn rotate_identity_secret(call: &Call, Admin(admin): Admin) -> Result<Json<IdentitySecret>> {
    let (organization, identity_secret) = (admin.organization(), secret::encode(&random::bytes::<32>()));
    if !store::widgets::set_identity_secret(&call.env, organization, call.id()?, &identity_secret).await? {
        return Err(Problem::not_found("widget").into());
    }
    for user in store::sessions::revoke_users(&call.env, organization, call.id()?, clock::now()).await? {
        widget::bar(call, organization, user).await?;
    }
    Ok(Json(IdentitySecret { identity_secret }))
}

pub async fn known(call: &Call, organization: OrganizationId) -> Result<Known> {
    let known = store::widgets::by_id(&call.env, organization, call.id()?).await?;
    Ok(known.ok_or_else(|| Problem::not_found("widget"))?)
}
