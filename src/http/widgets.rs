//! The organization's widgets.

use axum::Json;

use super::{Site, agent::Agent};
use crate::{
    platform::Result,
    protocol::{agent::List, widget::Widget},
    store,
};

#[worker::send]
pub async fn list(site: Site, agent: Agent) -> Result<Json<List<Widget>>> {
    Ok(Json(store::widgets::list(&site.env, agent.organization()).await?.into()))
}
