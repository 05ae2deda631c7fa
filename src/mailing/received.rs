//! Who left a message while nobody was there hears that we have got it.

use worker::Env;

use super::{Recipient, add, check};
use crate::{
    domain::{
        mail::{self, address_hash},
        secret,
    },
    platform::{Result, clock, secrets, zone::opening},
    store::{self, mails::Due},
};

/// `is_attended`: is an agent here who takes conversations? Written down once for each conversation, however often this is
/// tried.
///
/// # Errors
/// When the database fails.
pub async fn received(env: &Env, to: &Recipient, is_attended: bool) -> Result<Option<Due>> {
    let (organization, now) = (to.organization, clock::now());
    let Some(known) = store::widgets::by_id(env, organization, to.widget).await? else { return Ok(None) };
    let is_online = is_attended && opening(known.widget.settings.business_hours.as_ref(), now).0;
    if is_online || !known.organization_settings.offline_mail || check(env).is_err() {
        return Ok(None);
    }
    let hash = address_hash(&to.email);
    let found = store::mails::reply_setting(env, to.ids(), &hash).await?;
    let Some(setting) = found.filter(|setting| !setting.is_refused) else { return Ok(None) };
    let ways = to.ways(env, &setting, &hash, now)?;
    let mail = mail::received(&to.email, to.conversation, &setting.name, setting.language.as_deref(), ways);
    let id = to.conversation.0;
    let id = secret::id(&secrets::session_key(env)?, &[b"chatdesk message received 1", id.as_bytes()], id);
    Ok(add(env, organization, Some(id.into()), mail).await?.1)
}
