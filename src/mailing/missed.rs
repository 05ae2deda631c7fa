//! Answers that a visitor has not seen go to their email.

use worker::Env;

use super::{Recipient, add, check};
use crate::{
    domain::{
        hours::Zone,
        mail::{self, PATIENCE, Told, Ways, address_hash},
    },
    platform::{Result, clock, zone},
    protocol::{MailId, Timestamp, message::Message, span::MINUTE},
    store::{
        self,
        mails::{Due, ReplySetting},
    },
};

/// What was said and not seen, and by whom.
pub struct Missed {
    pub to: Recipient,
    pub messages: Vec<Message>,
}

/// What became of it.
pub enum Fate {
    Written(Option<Box<Due>>),
    /// Not before then.
    Later(Timestamp),
    Never,
}

/// # Errors
/// When the database fails.
pub async fn missed(env: &Env, missed: &Missed) -> Result<Fate> {
    let (Some(first), Some(last)) = (missed.messages.first(), missed.messages.last()) else { return Ok(Fate::Never) };
    let (organization, now) = (missed.to.organization, clock::now());
    let hash = address_hash(&missed.to.email);
    let found = store::mails::reply_setting(env, missed.to.ids(), &hash).await?;
    let Some(setting) = found.filter(|setting| setting.minutes > 0 && !setting.is_refused) else {
        return Ok(Fate::Never);
    };
    if check(env).is_err() {
        return Ok(Fate::Never);
    }
    let due = first.created_at.plus(i64::from(setting.minutes) * MINUTE);
    if due > now && setting.minutes > (PATIENCE / MINUTE) as u32 {
        return Ok(Fate::Later(due));
    }
    let mail = written(missed, &setting, missed.to.ways(env, &setting, &hash, now)?);
    // The last message names the mail: it is written once, however often this is tried.
    let (is_added, due) = add(env, organization, Some(MailId::from(last.id.0)), mail).await?;
    if is_added || store::mails::is_there(env, organization, last.id.0).await? {
        return Ok(Fate::Written(due.map(Box::new)));
    }
    Ok(Fate::Later(now.plus(mail::SPACING)))
}

fn written(missed: &Missed, setting: &ReplySetting, ways: Ways) -> mail::Mail {
    let zone = zone::of(&setting.timezone);
    let told = Told {
        id: missed.to.conversation,
        organization: &setting.name,
        language: setting.language.as_deref(),
        timezone: &setting.timezone,
        ahead: &|at| zone.as_ref().map_or(0, |zone| zone.offset_minutes(at)),
        messages: &missed.messages,
        is_cut: false,
    };
    mail::missed(&missed.to.email, &told, ways)
}
