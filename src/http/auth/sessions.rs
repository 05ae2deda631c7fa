//! Where a person is logged in, in all their organizations.

use crate::{
    domain::user_agent,
    http::{
        agent::Agent,
        answer::{Done, Json},
        call::Call,
    },
    inbox,
    platform::{Result, clock},
    protocol::{OrganizationId, Problem, account::Login, agent::List},
    store,
};

pub async fn sessions(call: &Call, agent: Agent) -> Result<Json<List<Login>>> {
    let mut items = Vec::new();
    for mut row in store::logins::of_person(&call.env, agent.id(), clock::now()).await? {
        let id = row.id(0)?;
        items.push(Login {
            id,
            current: id == agent.0.login,
            device: user_agent::device_name(&row.text(1)),
            created_at: row.time(2),
            last_seen_at: row.time(3),
        });
    }
    Ok(Json(items.into()))
}

pub async fn end_session(call: &Call, agent: Agent) -> Result<Done> {
    let ended = store::logins::end_one(&call.env, agent.id(), call.id()?).await?;
    close_sockets(call, &agent, vec![ended.ok_or_else(|| Problem::not_found("session"))?]);
    Ok(Done)
}

/// All but the one that asks.
pub async fn end_others(call: &Call, agent: Agent) -> Result<Done> {
    let ended = store::logins::end_others(&call.env, agent.id(), agent.0.login).await?;
    close_sockets(call, &agent, ended);
    Ok(Done)
}

fn close_sockets(call: &Call, agent: &Agent, organizations: Vec<OrganizationId>) {
    let (env, agent) = (call.env.clone(), agent.id());
    call.later(Box::pin(async move { inbox::close_sockets(&env, organizations, agent).await }));
}
