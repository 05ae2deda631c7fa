//! All that there is of an organization, for its owners.

use worker::Env;

use super::{
    agent::Owner,
    answer::{Answer, Special},
    call::Call,
};
use crate::{
    domain::audit::{Action, Kind},
    platform::{
        Result, clock,
        stream::{self, Out},
    },
    protocol::OrganizationId,
    store::{
        self,
        audit::{self, Target},
    },
};

pub async fn all(call: &Call, Owner(owner): Owner) -> Result<Special<()>> {
    let (env, organization) = (call.env.clone(), owner.organization());
    let target = Target { kind: Kind::Organization, id: organization.0, name: &owner.0.organization.name };
    audit::note(&env, owner.does(Action::OrganizationExported), &target).await?;
    let day = clock::now().to_string().chars().take(10).collect::<String>();
    let response = stream::answer(|out| write(env, organization, out))?;
    let name = format!("attachment; filename=\"chatdesk-{day}.ndjson\"");
    let answer = Answer::made(response).with("content-type", "application/x-ndjson").with("content-disposition", name);
    Ok(Special::new(answer))
}

async fn write(env: Env, organization: OrganizationId, out: Out) -> Result<()> {
    for table in store::export::TABLES {
        let mut after = Some("[]".to_owned());
        while let Some(last) = after {
            let (lines, more) = store::export::page(&env, organization, table, &last).await?;
            out.write(&lines).await?;
            after = more;
        }
    }
    Ok(())
}
