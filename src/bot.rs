//! What the bot makes of a question: by its words, and where they are not enough by what a model says too, if that is wanted.

use std::time::Duration;

use worker::Env;

use crate::{
    domain::bot::{self, FEWEST, Second, comparison},
    platform::{Error, Result, limiter, log::fault, model, turns::within},
    protocol::{OrganizationId, bot::TriedBot},
    store::bot_ask::{self, Found},
};

/// Somebody waits for it.
const PATIENCE: Duration = Duration::from_secs(4);

/// # Errors
/// When the database fails or takes too long. What the model does not say, the words say alone.
pub async fn ask(env: &Env, organization: OrganizationId, text: &str) -> Result<TriedBot> {
    let mut found = within(PATIENCE, "bot", bot_ask::found(env, organization, text)).await?;
    let verdict = found.judged();
    if verdict.is_sure() || !found.wants_model {
        return Ok(found.told(verdict, false));
    }
    let second = within(PATIENCE, "model", second(env, organization, text, &mut found)).await;
    Ok(match second {
        Ok(Some(second)) => found.told(verdict.seconded(&second, &found.candidates), true),
        Ok(None) => found.told(verdict, false),
        Err(error) => {
            fault(&format!("model: {error}"));
            found.told(verdict, false)
        }
    })
}

/// What the model says is meant.
async fn second(env: &Env, organization: OrganizationId, text: &str, found: &mut Found) -> Result<Option<Second>> {
    let Some(name) = model::name(env) else { return Ok(None) };
    found.add_others(env, organization).await?;
    let is_worth = found.candidates.len() >= FEWEST;
    if !is_worth || !limiter::take(env, "LIMIT_MODEL", &organization.to_string()).await.map_err(Error::fault)? {
        return Ok(None);
    }
    let said = model::run(env, &name, &comparison(text, &found.candidates)).await.map_err(Error::Unavailable)?;
    bot::second(&said, &found.candidates).map_err(Error::fault)
}
