//! Mail: written down, then sent; what was not taken is tried again every minute, ever more slowly.

mod missed;

pub use missed::{Fate, Missed, missed};
use worker::Env;

use crate::{
    domain::mail::{self, Mail},
    platform::{self, Result, clock, log, random},
    protocol::{MailId, OrganizationId, Problem},
    store::{
        self,
        mails::{Course, Due},
    },
};

/// One run of the cron, in milliseconds; what is left is for the next.
const LONGEST: i64 = 45_000;

/// Mail has one sender; without one none is sent.
pub fn sender(env: &Env) -> Option<String> {
    env.var("MAIL_FROM").map(|from| from.to_string()).ok().filter(|from| !from.is_empty())
}

/// Where answers to mails arrive, if they do.
pub fn reply_domain(env: &Env) -> Option<String> {
    env.var("MAIL_REPLY_DOMAIN").map(|domain| domain.to_string()).ok().filter(|domain| !domain.is_empty())
}

/// Are mails there for the developer to open? Where they are, everybody who asks can read them.
pub fn are_shown(env: &Env) -> bool {
    env.var("DEV_MAILS").is_ok_and(|value| value.to_string() == "on")
}

fn course(env: &Env) -> Course {
    match sender(env) {
        Some(_) => Course::Leaves,
        None if are_shown(env) => Course::Stays,
        None => Course::Fails("MAIL_FROM is not set"),
    }
}

/// # Errors
/// When nobody would ever get one.
pub fn check(env: &Env) -> Result<()> {
    match course(env) {
        Course::Fails(_) => Err(Problem::new(409, "mail_not_set_up", "This server is not set up to send mail.").into()),
        _ => Ok(()),
    }
}

/// Writes it down, and sends it.
///
/// # Errors
/// When the database fails.
pub async fn post_now(env: &Env, organization: OrganizationId, mail: Mail) -> Result<()> {
    if let (_, Some(due)) = add(env, organization, None, mail).await? {
        deliver(env, due).await;
    }
    Ok(())
}

/// Was it written down, and is it to be sent? With an `id` of its own it is written down once.
///
/// # Errors
/// When the database fails.
pub async fn add(
    env: &Env,
    organization: OrganizationId,
    id: Option<MailId>,
    mail: Mail,
) -> Result<(bool, Option<Due>)> {
    let (now, course) = (clock::now(), course(env));
    let id = id.unwrap_or_else(|| random::id(now));
    let db = store::database(env, organization)?;
    let added = store::first(store::mails::added(&db, organization, id, &mail, course, now)).await?;
    let leaves = added.is_some() && matches!(course, Course::Leaves);
    Ok((added.is_some(), leaves.then_some(Due { organization, id, mail, failures: 0 })))
}

/// What comes of it is noted; if even that fails, the mail is due again by itself.
pub async fn deliver(env: &Env, due: Due) {
    log::unless_problem(attempt(env, due).await);
}

async fn attempt(env: &Env, Due { organization, id, mail, failures }: Due) -> Result<()> {
    let Some(from) = sender(env) else { return Ok(()) };
    let Err(why) = platform::mail::send(env, &from, &mail).await else {
        return store::mails::sent(env, organization, id, clock::now()).await;
    };
    let again = mail::wait(failures + 1);
    if failures == 0 || again.is_none() {
        log::fault(&format!("mail {id} ({}) not sent, {} attempts", mail.kind, failures + 1));
    }
    store::mails::failed(env, organization, id, &why, again.map(|wait| clock::now().plus(wait))).await
}

/// Those whose time has come.
///
/// # Errors
/// When the database fails.
pub async fn send_due(env: &Env) -> Result<()> {
    let start = clock::now();
    while clock::now().since(start) < LONGEST {
        let due = store::mails::take_due(env, clock::now()).await?;
        if due.is_empty() {
            break;
        }
        for mail in due {
            deliver(env, mail).await;
        }
    }
    Ok(())
}
