//! The list from D1: when an inbox wakes for the first time, or has lost what it knew, or the operator asks for it.
//! Rooms may tell news meanwhile; whatever is older than what is there changes nothing.

use std::time::Duration;

use super::{list::BUILT, shell::Inbox};
use crate::{
    platform::{Error, Result, log::fault, sql, turns::within},
    protocol::{OrganizationId, conversation::Status},
    store::conversations::page,
};

const PAGE: u32 = 200;
/// Agents do not wait longer for it; it goes on from what it has next time.
const PATIENCE: Duration = Duration::from_secs(8);

impl Inbox {
    /// A database that fails now shall not keep agents from what is here; it is asked again next time.
    pub(super) async fn build_once(&self) -> Result<()> {
        if sql::number(&self.sql, BUILT)? == 1 {
            return Ok(());
        }
        if let Err(error) = within(PATIENCE, "inbox build", self.build()).await {
            fault(&format!("inbox not built: {error}"));
        }
        Ok(())
    }

    pub(super) async fn build(&self) -> Result<()> {
        let organization = self.organization()?;
        for status in [Status::Waiting, Status::Open, Status::Snoozed] {
            let mut before = None;
            loop {
                let rows = page(&self.env, organization, status, before, PAGE).await?;
                for listed in &rows {
                    self.restore(listed)?;
                }
                match rows.last() {
                    Some(last) if rows.len() == PAGE as usize => before = Some(last.cursor()),
                    _ => break,
                }
            }
        }
        Ok(sql::set_number(&self.sql, BUILT, 1)?)
    }

    /// Inboxes are named by their organization.
    pub(super) fn organization(&self) -> Result<OrganizationId> {
        let name = self.state.id().name().unwrap_or_default();
        name.parse().map_err(|_| Error::fault("an inbox without an organization"))
    }
}
