//! The organization's widgets; its admins change them.

use super::{
    agent::{Admin, Agent},
    answer::{Done, Json, Made},
    call::Call,
    changes,
    choices::made,
    organization::{TRIES, too_many_at_once},
    widget,
};
use crate::{
    domain::{self, audit::Action, check::Checks, secret},
    platform::{
        Error, Result, clock,
        json::{self, Raw},
        random, zone,
    },
    protocol::{
        OrganizationId, Problem,
        agent::List,
        changes::New,
        limits::{GRACE_DAYS, GRACE_DAYS_USUAL},
        span::DAY,
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
        let was = before.widget.clone();
        let Known { mut widget, own, .. } = changed(call, before, &request).await?;
        widget.updated_at = clock::now().max(was.updated_at.plus(1));
        let by = admin.does(Action::WidgetChanged);
        if store::widgets::save(&call.env, by, &was, &widget, &own).await.map_err(taken)? {
            return Ok(Json(widget));
        }
    }
    Err(too_many_at_once().into())
}

pub async fn create(call: &Call, Admin(admin): Admin, New(request): NewWidget) -> Result<Made<Raw>> {
    let (organization, now) = (admin.organization(), clock::now());
    let blank = domain::widget::blank(random::id(now), secret::widget_key(&random::bytes()), now);
    let blank = store::widgets::unmade(&call.env, organization, blank).await?;
    let blank = blank.ok_or_else(|| Problem::not_found("organization"))?;
    let Known { widget, own, .. } = changed(call, blank, &request).await?;
    let secret = secret::encode(&random::bytes::<32>());
    if store::widgets::add(&call.env, admin.does(Action::WidgetAdded), &widget, &own, &secret).await.map_err(taken)? {
        return Ok(made(json::write_raw(&widget)));
    }
    Err(Problem::new(409, "too_many_widgets", "There are 200 widgets, and can be no more.").into())
}

/// Sessions, conversations and what visitors wrote stay.
pub async fn remove(call: &Call, Admin(admin): Admin) -> Result<Done> {
    let widget = known(call, admin.organization()).await?.widget;
    if store::widgets::remove(&call.env, admin.does(Action::WidgetRemoved), &widget).await? {
        return Ok(Done);
    }
    Err(Problem::new(409, "last_widget", "This is the last widget. Make another one first.").into())
}

pub async fn renew_key(call: &Call, Admin(admin): Admin, NewKey { grace_days }: NewKey) -> Result<Json<Widget>> {
    let (organization, now) = (admin.organization(), clock::now());
    let days = grace_days.unwrap_or(GRACE_DAYS_USUAL);
    if days > GRACE_DAYS {
        return Err(Problem::field("graceDays", "out_of_range", "From 0 to 30 days, please.").into());
    }
    let until = now.plus(i64::from(days) * DAY);
    let (widget, key) = (known(call, organization).await?.widget, secret::widget_key(&random::bytes()));
    store::widgets::set_key(&call.env, admin.does(Action::WidgetKeyChanged), &widget, &key, until, now).await?;
    one(call, admin).await
}

/// The widget with these changes, and what of it is its own then.
async fn changed(call: &Call, mut known: Known, changes: &ChangeWidget) -> Result<Known> {
    let of = &known.organization_settings;
    let settings = changes::lay_over_own(&mut known.own, changes)?;
    let settings = domain::theme::worn(domain::widget::in_zone(settings, &of.timezone), &known.own, &of.theme);
    let offered = known.widget.settings.department_ids.take();
    let name = changes::one(changes, "name")?.unwrap_or(known.widget.name);
    let enabled =
        changes::one(changes, "enabled")?.map_or(known.widget.enabled, |enabled: Option<bool>| enabled.unwrap_or(true));
    let widget = Widget { name, enabled, settings, inherits: domain::theme::inherited(&known.own), ..known.widget };
    known.widget = domain::widget::checked(widget, &zone::is_known)?;
    if known.widget.settings.department_ids != offered {
        check_departments(call, known.organization_id, &known.widget).await?;
    }
    changes::settle(&mut known.own, &known.widget.settings)?;
    Ok(known)
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
    let widget = known(call, organization).await?.widget;
    let by = admin.does(Action::WidgetSecretChanged);
    if !store::widgets::set_identity_secret(&call.env, by, &widget, &identity_secret).await? {
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
