//! What an agent hears of by mail: what they want, and the mails.

use worker::Env;

use super::{
    agent::Agent,
    answer::Json,
    call::Call,
    choices::{self, Refusals},
};
use crate::{
    domain::mail::{
        self, Reader, digest_id, unsubscribe,
        waiting::{CHOICES, waiting},
    },
    inbox::{self, commands::Attended},
    mailing,
    platform::{
        Result,
        json::Raw,
        log::{fault, unless_problem},
        object, secrets,
    },
    protocol::{AgentId, OrganizationId, Problem, Timestamp, notifications::ChangeNotifications},
    store::{self, waiting::Absent},
};

const UNKNOWN: Refusals = Refusals { nothing: || Problem::not_found("agent"), refused: || Problem::not_found("agent") };

pub async fn one(call: &Call, agent: Agent) -> Result<Json<Raw>> {
    let db = store::database(&call.env, agent.organization())?;
    let wishes = store::waiting::wishes(&db, agent.organization(), agent.id());
    Ok(Json(choices::written(&db, vec![wishes], &UNKNOWN).await?))
}

pub async fn change(call: &Call, agent: Agent, request: ChangeNotifications) -> Result<Json<Raw>> {
    if request.waiting_mail_minutes.is_some_and(|minutes| !CHOICES.contains(&minutes)) {
        return Err(Problem::field("waitingMailMinutes", "invalid_value", "5, 15 or 60 minutes.").into());
    }
    let db = store::database(&call.env, agent.organization())?;
    let changed = store::waiting::changed(&db, agent.organization(), agent.id(), &request);
    Ok(Json(choices::written(&db, vec![changed], &UNKNOWN).await?))
}

/// Tells agents who are away of people who wait for them: each of all in one mail.
///
/// # Errors
/// When the database fails.
pub async fn mail_waiting(env: &Env, now: Timestamp) -> Result<()> {
    if mailing::check(env).is_err() {
        return Ok(());
    }
    let mut here: Option<(OrganizationId, Option<Vec<AgentId>>)> = None;
    for absent in store::waiting::absent(env, now).await? {
        let organization = absent.organization;
        if here.as_ref().is_none_or(|(known, _)| *known != organization) {
            let agents = attending(env, organization).await;
            here = Some((organization, agents.inspect_err(|error| fault(&format!("waiting: {error}"))).ok()));
        }
        // Where one organization's inbox does not say so, its agents hear of it the next time, and all others now.
        let agents = here.as_ref().and_then(|(_, agents)| agents.as_ref());
        let is_away = agents.is_some_and(|agents| !agents.contains(&absent.agent));
        if absent.always || is_away {
            unless_problem(tell(env, &absent, now).await);
        }
    }
    Ok(())
}

async fn attending(env: &Env, organization: OrganizationId) -> Result<Vec<AgentId>> {
    let agents = object::call(&inbox::of_organization(env, organization)?, &Attended).await?;
    Ok(agents.into_iter().map(|agent| agent.id).collect())
}

async fn tell(env: &Env, absent: &Absent, now: Timestamp) -> Result<()> {
    let (organization, agent) = (absent.organization, absent.agent);
    let token = unsubscribe(organization, &Reader::Agent(agent), &secrets::session_key(env)?);
    let links = absent
        .origin
        .as_deref()
        .map(|origin| (format!("{origin}/inbox"), format!("{origin}/api/mail/unsubscribe/{token}")));
    let links = links.as_ref().map(|(inbox, unsubscribe)| (&**inbox, &**unsubscribe));
    let mail: mail::Mail = waiting(&absent.email, &absent.name, &absent.waits, now, links);
    // Known by when they were last mailed to: two who tell them write the same mail.
    let id = digest_id(organization, agent, absent.mailed_at);
    let (is_added, due) = mailing::add(env, organization, Some(id.into()), mail).await?;
    // Somebody in it was forgotten meanwhile: the next run knows of the others.
    if !is_added && !store::mails::is_there(env, organization, id).await? {
        return Ok(());
    }
    store::waiting::mailed(env, absent, now).await?;
    if let Some(due) = due {
        mailing::deliver(env, due).await;
    }
    Ok(())
}
