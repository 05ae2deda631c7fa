//! Answers that visitors send by mail: each becomes a message of theirs, once.

use worker::Env;

use super::{
    files,
    limit::{self, Limit},
};
use crate::{
    domain::{
        files::link,
        mail::incoming::{self, Address, File},
        secret,
    },
    json::Fields,
    mailing,
    platform::{
        Error, Result, clock, log, object,
        postbox::{self, Handed},
        secrets,
    },
    protocol::{AttachmentId, ClientId, limits::FILE_MEGABYTES, message::MessageKind},
    room::{
        self,
        commands::{Addressed, Addressee, Say, Text},
    },
    store,
};

/// No mail server lets more through.
const MOST_BYTES: usize = 25 * 1024 * 1024;

/// What becomes of a mail. No mail is ever sent because of one.
enum Fate {
    Taken,
    /// Nobody is told.
    Dropped(&'static str),
    /// Its sender's mail server tells them why.
    Refused(&'static str),
}

const NOWHERE: Fate =
    Fate::Refused("This address takes no answers, or not any more. Please write in the chat on the website.");

/// # Errors
/// When it could not be taken now: whoever hands it over shall try again, or tell its sender.
pub async fn receive(mail: &Handed, env: &Env) -> Result<()> {
    let (outcome, why) = match fate(mail, env).await? {
        Fate::Taken => ("taken", ""),
        Fate::Dropped(why) => ("dropped", why),
        Fate::Refused(why) => {
            mail.refuse(why);
            ("refused", why)
        }
    };
    log::event("info", "mail_received", &Fields(&["outcome", "why"], &[&outcome, &why]));
    Ok(())
}

async fn fate(mail: &Handed, env: &Env) -> Result<Fate> {
    let key = secrets::session_key(env)?;
    let address = mailing::reply_domain(env).and_then(|domain| Address::read(&mail.to(), &key, &domain, clock::now()));
    let Some(address) = address else { return Ok(NOWHERE) };
    if limit::take_of(env, Limit::New, format!("mail {}", address.conversation)).await.is_err() {
        return Ok(Fate::Refused("Too many mails at once. Please wait a minute."));
    }
    let Some(raw) = mail.read(MOST_BYTES).await? else {
        return Ok(Fate::Refused("This mail is too large."));
    };
    let Some(answer) = incoming::read(&raw, &mail.from(), &postbox::in_charset) else {
        return Ok(Fate::Dropped("sent by a machine"));
    };
    drop(raw);
    let room = room::stub(env, address.conversation)?;
    let whose = match object::call(&room, &Addressee { visitor: address.visitor }).await {
        Err(Error::Problem(problem)) if problem.status == 404 => return Ok(NOWHERE),
        whose => whose?,
    };
    let parts: [&[u8]; 3] = [b"chatdesk mail 1", address.conversation.0.as_bytes(), &answer.id];
    let client_id = secret::id(&key, &parts, address.conversation.0).into();
    let (attachments, left_out) = keep(env, &whose, client_id, &answer.files, &key).await?;
    let body = incoming::message(&answer.said, answer.left_out + left_out);
    if body.is_empty() && attachments.is_empty() {
        return Ok(Fate::Refused("There was no text of yours in this mail."));
    }
    let kind = if body.is_empty() { MessageKind::File } else { MessageKind::Text };
    let text = Text { client_id, kind, body, attachments, mentions: Vec::new() };
    match object::call(&room, &Say { viewer: whose.viewer, text }).await {
        // It arrived before, when other files of it could be kept.
        Err(Error::Problem(problem)) if problem.status == 409 => Ok(Fate::Taken),
        Err(Error::Problem(problem)) if problem.status == 404 => Ok(NOWHERE),
        said => said.map(|_| Fate::Taken),
    }
}

/// Those that visitors may send there, by the same ids whenever this mail arrives again; and how many are left out.
async fn keep(
    env: &Env,
    whose: &Addressed,
    client_id: ClientId,
    given: &[File],
    key: &[u8],
) -> Result<(Vec<AttachmentId>, usize)> {
    if given.is_empty() {
        return Ok((Vec::new(), 0));
    }
    let organization = whose.viewer.organization_id;
    let known = store::widgets::by_id(env, organization, whose.widget).await?;
    let Some(settings) = known.map(|known| known.organization_settings).filter(|settings| settings.attachments) else {
        return Ok((Vec::new(), given.len()));
    };
    let most = settings.attachment_megabytes.min(FILE_MEGABYTES);
    let mut kept = Vec::new();
    for (n, file) in (0_u8..).zip(given) {
        let name = secret::id(key, &[b"chatdesk mail file 1", client_id.0.as_bytes(), &[n]], client_id.0);
        let id = link::id(organization, &whose.viewer.sender.id, name, key);
        match files::keep(env, &whose.viewer, id, &postbox::file(&file.name, &file.content)?, most).await {
            Ok(_) => kept.push(id),
            Err(Error::Problem(_)) => {}
            Err(error) => return Err(error),
        }
    }
    let left_out = given.len() - kept.len();
    Ok((kept, left_out))
}
