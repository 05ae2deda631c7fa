//! The organization's widgets.

use super::{Site, agent::Agent, body::Json};
use crate::{
    platform::Result,
    protocol::{agent::List, widget::Widget},
    store,
};

#[worker::send]
pub async fn list(site: Site, agent: Agent) -> Result<Json<List<Widget>>> {
    Ok(Json(store::widgets::list(&site.env, agent.organization()).await?.into()))
}
