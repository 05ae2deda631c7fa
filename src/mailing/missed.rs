//! Answers that a visitor has not seen go to their email.

use worker::Env;

use super::{add, check, reply_domain};
use crate::{
    domain::{
        hours::Zone,
        mail::{
            self, PATIENCE, RESUMES, Reader, Resume, Told, Ways, address_hash,
            incoming::{Address, fingerprint},
            unsubscribe,
        },
    },
    platform::{Result, clock, secrets, zone},
    protocol::{ConversationId, CustomerId, MailId, OrganizationId, Timestamp, WidgetId, message::Message},
    store::{
        self,
        mails::{Due, ReplySetting},
    },
};

/// What was said and not seen, and by whom.
pub struct Missed {
    pub organization: OrganizationId,
    pub conversation: ConversationId,
    pub widget: WidgetId,
    pub customer: CustomerId,
    pub email: String,
    /// The page it started on.
    pub page: Option<String>,
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
    let (organization, now) = (missed.organization, clock::now());
    let hash = address_hash(&missed.email);
    let found = store::mails::reply_setting(env, organization, missed.conversation, missed.widget, &hash).await?;
    let Some(setting) = found.filter(|setting| setting.minutes > 0 && !setting.is_refused) else {
        return Ok(Fate::Never);
    };
    if check(env).is_err() {
        return Ok(Fate::Never);
    }
    let due = first.created_at.plus(i64::from(setting.minutes) * 60_000);
    if due > now && setting.minutes > (PATIENCE / 60_000) as u32 {
        return Ok(Fate::Later(due));
    }
    let mail = written(env, missed, &setting, &hash, now)?;
    // The last message names the mail: it is written once, however often this is tried.
    let (is_added, due) = add(env, organization, Some(MailId::from(last.id.0)), mail).await?;
    if is_added || store::mails::is_there(env, organization, last.id.0).await? {
        return Ok(Fate::Written(due.map(Box::new)));
    }
    Ok(Fate::Later(now.plus(mail::SPACING)))
}

fn written(env: &Env, missed: &Missed, setting: &ReplySetting, hash: &str, now: Timestamp) -> Result<mail::Mail> {
    let Missed { organization, conversation, customer, .. } = *missed;
    let key = &secrets::session_key(env)?;
    let address = Address::new(conversation, fingerprint(organization, customer), now);
    let resume = Resume { organization, conversation, customer, expires_at: now.plus(RESUMES) };
    let zone = zone::of(&setting.timezone);
    let origin = setting.origin.as_deref();
    // For a user of the site's own only their site says who they are.
    let resumed = origin.zip(setting.widget_key.as_deref()).filter(|_| !setting.is_user);
    let link = resumed.map(|(origin, widget)| format!("{origin}/chat/{widget}#resume={}", resume.sign(key)));
    let page = missed.page.clone().filter(|page| page.starts_with("https://") || page.starts_with("http://"));
    let reader = Reader::Visitor(hash.into());
    let token = unsubscribe(organization, &reader, key);
    let told = Told {
        id: conversation,
        organization: &setting.name,
        language: setting.language.as_deref(),
        timezone: &setting.timezone,
        ahead: &|at| zone.as_ref().map_or(0, |zone| zone.offset_minutes(at)),
        messages: &missed.messages,
        is_cut: false,
    };
    let ways = Ways {
        is_resume: link.is_some(),
        link: link.as_deref().or(page.as_deref()),
        unsubscribe: origin.map(|origin| format!("{origin}/api/mail/unsubscribe/{token}")),
        reply_to: reply_domain(env).map(|domain| address.sign(key, &domain)),
    };
    Ok(mail::missed(&missed.email, &told, ways))
}
