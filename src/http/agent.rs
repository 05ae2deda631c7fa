//! The agent who is asking: out of the session cookie, and then writes must come from our own pages; or by an API key.

use super::{
    call::Call,
    limit::{self, Limit},
    route::Asker,
};
use crate::{
    domain::{api_key, audit::Action, member::owner_required, secret},
    inbox::{self, commands::Look},
    platform::{Result, clock, log},
    protocol::{
        AgentId, ConversationId, OrganizationId, Problem, Timestamp,
        agent::Role,
        api_key::Scope,
        message::{AgentRef, PartyKind, Sender},
        span::{DAY, MINUTE},
    },
    room::commands::Viewer,
    store::{self, api_keys::Known, audit::By, logins::Member},
};

/// `__Host-`: only over TLS (or localhost), only this host, the whole site.
const COOKIE: &str = "__Host-chatdesk";
/// When a key was last used is known to the minute.
const USED_SPACING: i64 = MINUTE;
pub const LIFETIME: i64 = 14 * DAY;
/// How old it may get when a session was seen last, in milliseconds.
const SEEN_EVERY: i64 = 10 * MINUTE;

/// An agent with a session, in the organization that session is for.
/// In a box: each call's future hands it on.
#[derive(Clone, Debug)]
pub struct Agent(pub Box<Member>);

impl Agent {
    pub const fn organization(&self) -> OrganizationId {
        self.0.organization.id
    }

    pub const fn id(&self) -> AgentId {
        self.0.agent.id
    }

    /// Something that is written into the log.
    pub const fn does(&self, action: Action) -> By {
        By::agent(self.organization(), self.id(), action)
    }

    /// As others may see them.
    pub fn as_ref(&self) -> AgentRef {
        let agent = &self.0.agent;
        AgentRef { id: agent.id, name: agent.name.clone(), avatar_url: agent.avatar_url.clone() }
    }

    pub fn viewer(&self) -> Viewer {
        let AgentRef { id, name, avatar_url } = self.as_ref();
        let sender = Sender { kind: PartyKind::Agent, id: id.to_string(), name, avatar_url };
        Viewer { organization_id: self.organization(), sender, session: None, previews: self.0.previews }
    }
}

impl Asker for Agent {
    async fn of(call: &Call) -> Result<Self> {
        let authorization = call.header("authorization").unwrap_or_default();
        if let Some(key) = api_key::given(&authorization) {
            return by_key(call, key).await;
        }
        if (call.is_write() || call.is_upgrade()) && call.from().as_ref() != Some(&call.origin) {
            return Err(foreign_origin().into());
        }
        let token = token(call).ok_or_else(login_required)?;
        limit::take(call, Limit::Site, format!("agents {}", call.neighbours())).await?;
        let now = clock::now();
        let member = store::logins::member_of(&call.env, &secret::fingerprint(&token), now).await?;
        let member = member.ok_or_else(login_required)?;
        call.organization.set(Some(member.organization.id));
        limit::take(call, Limit::Api, format!("agent {}", member.agent.id)).await?;
        if now.since(member.seen_at) > SEEN_EVERY {
            note_seen(call, &member, now);
        }
        Ok(Self(Box::new(member)))
    }
}

/// Somebody who looks where they are logged in wants to know it by a few minutes.
fn note_seen(call: &Call, member: &Member, now: Timestamp) {
    let (env, agent, login) = (call.env.clone(), member.agent.id, member.login);
    call.later(Box::pin(async move { log::unless_problem(store::logins::seen(&env, agent, login, now).await) }));
}

/// A program, in the name of whoever made its key: as what they are now, or as a plain agent if it is not for settings. It
/// is no browser, so it may come from anywhere.
async fn by_key(call: &Call, key: &str) -> Result<Agent> {
    limit::take(call, Limit::Site, format!("agents {}", call.neighbours())).await?;
    let now = clock::now();
    let known = store::api_keys::by_hash(&call.env, &secret::fingerprint(key), now).await?;
    let Known { id, mut member, scopes, last_used_at } = known.ok_or_else(wrong_key)?;
    call.organization.set(Some(member.organization.id));
    limit::take(call, Limit::Api, format!("key {id}")).await?;
    api_key::check_call(&scopes, &call.method, &call.path, call.is_upgrade())?;
    if !scopes.contains(&Scope::Settings) && member.agent.role > Role::Agent {
        member.agent.role = Role::Agent;
        member.is_limited = true;
    }
    if now.since(last_used_at) >= USED_SPACING {
        log::unless_problem(store::api_keys::used(&call.env, member.organization.id, id, now).await);
    }
    Ok(Agent(Box::new(member)))
}

fn wrong_key() -> Problem {
    Problem::unauthorized("wrong_api_key", "This API key is not, or no longer, good for anything.")
}

/// A socket was opened, perhaps to a conversation. Whoever ends sessions closes it; should that have happened meanwhile, it is
/// closed from here.
pub fn watch(call: &Call, agent: &Agent, looks_at: Option<ConversationId>) {
    let (env, organization, agent) = (call.env.clone(), agent.organization(), agent.id());
    let token_hash = secret::fingerprint(&token(call).unwrap_or_default());
    call.later(Box::pin(async move {
        if let Some(conversation) = looks_at {
            inbox::note_look(&env, organization, &Look { agent, conversation }).await;
        }
        if let Ok(None) = store::logins::member_of(&env, &token_hash, clock::now()).await {
            inbox::close_sockets(&env, vec![organization], agent).await;
        }
    }));
}

/// An agent who may change what is the organization's.
pub struct Admin(pub Agent);

impl Asker for Admin {
    async fn of(call: &Call) -> Result<Self> {
        at_least(Role::Admin, admin_required, call).await.map(Self)
    }
}

/// An agent to whom the organization belongs.
pub struct Owner(pub Agent);

impl Asker for Owner {
    async fn of(call: &Call) -> Result<Self> {
        at_least(Role::Owner, owner_required, call).await.map(Self)
    }
}

async fn at_least(role: Role, refusal: fn() -> Problem, call: &Call) -> Result<Agent> {
    let agent = Agent::of(call).await?;
    if agent.0.agent.role >= role {
        return Ok(agent);
    }
    Err(if agent.0.is_limited { api_key::scope_required() } else { refusal() }.into())
}

pub fn admin_required() -> Problem {
    Problem::forbidden("admin_required", "Only admins of the organization may do this.")
}

pub fn foreign_origin() -> Problem {
    Problem::forbidden("origin_not_allowed", "This must come from ChatDesk's own pages.")
}

fn login_required() -> Problem {
    Problem::unauthorized("login_required", "Please log in.")
}

/// The session's token in the cookie.
pub fn token(call: &Call) -> Option<String> {
    call.cookie(COOKIE)
}

/// The header that sets the cookie, or with `None` takes it away.
pub fn cookie(token: Option<&str>) -> String {
    let age = if token.is_some() { LIFETIME / 1000 } else { 0 };
    let token = token.unwrap_or_default();
    format!("{COOKIE}={token}; Path=/; Max-Age={age}; Secure; HttpOnly; SameSite=Lax")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s6_the_cookie_is_bound_to_the_host_and_out_of_scripts_reach() {
        let value = cookie(Some("tok"));
        for part in ["__Host-chatdesk=tok", "Path=/", "Secure", "HttpOnly", "SameSite=Lax"] {
            assert!(value.contains(part), "{part}");
        }
        assert!(cookie(None).contains("Max-Age=0"));
    }
}
