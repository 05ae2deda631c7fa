//! The organization's widgets; its admins change them.

use super::{
    agent::{Admin, Agent},
    answer::Json,
    call::Call,
    changes,
    organization::{TRIES, too_many_at_once},
    widget,
};
use crate::{
    domain::{self, audit::Action, secret},
    platform::{Result, clock, random, zone},
    protocol::{
        OrganizationId, Problem,
        agent::List,
        widget::{ChangeWidget, IdentitySecret, Widget},
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
    let is_zone = |name: &str| zone::of(name).is_some();
    for _ in 0..TRIES {
        let before = known(call, organization).await?;
        let changed = domain::widget::checked(changed(before.widget.clone(), &request)?, &is_zone)?;
        let by = admin.does(Action::WidgetChanged);
        if store::widgets::save(&call.env, by, &before, &changed, clock::now()).await? {
            return Ok(Json(changed));
        }
    }
    Err(too_many_at_once().into())
}

fn changed(widget: Widget, changes: &ChangeWidget) -> Result<Widget> {
    let settings = changes::lay_over(&widget.settings, changes)?;
    let name = changes::one(changes, "name")?.unwrap_or(widget.name);
    let enabled =
        changes::one(changes, "enabled")?.map_or(widget.enabled, |enabled: Option<bool>| enabled.unwrap_or(true));
    Ok(Widget { name, enabled, settings, ..widget })
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

async fn known(call: &Call, organization: OrganizationId) -> Result<Known> {
    let known = store::widgets::by_id(&call.env, organization, call.id()?).await?;
    Ok(known.ok_or_else(|| Problem::not_found("widget"))?)
}
