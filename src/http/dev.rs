//! What only a laptop shows: the mails that were not sent.

use super::{
    answer::{Answer, Json},
    call::Call,
    choices,
    route::{Anyone, Route, route},
};
use crate::{
    domain::mail::{self, shown},
    mailing,
    platform::{Result, json::Raw},
    protocol::{Problem, agent::List},
    store,
};

/// Nothing of this is the dashboard's.
pub const PLACE: &str = "/dev/";

static ROUTES: &[Route] = &[
    route!(GET "/dev/mails" Anyone, page => Answer),
    route!(GET "/dev/mails/{id}" Anyone, file => Answer),
    route!(GET "/api/dev/mails" Anyone, list => Json<List<Raw>>, as ()),
];

/// None, unless the variable `DEV_MAILS` is `on`.
pub fn routes(call: &Call) -> &'static [Route] {
    if mailing::are_shown(&call.env) { ROUTES } else { &[] }
}

async fn list(call: &Call, _: Anyone) -> Result<Json<List<Raw>>> {
    choices::all(store::mails::newest(&store::directory(&call.env)?)).await
}

async fn page(call: &Call, _: Anyone) -> Result<Answer> {
    let mut items = Vec::new();
    for mut row in store::all(store::mails::latest(&store::directory(&call.env)?)).await? {
        items.push([row.text(0), row.text(1), row.text(2), row.text(3)]);
    }
    let policy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    Ok(Answer::text(200, shown(&items, &call.origin))
        .with("content-type", "text/html; charset=utf-8")
        .with("content-security-policy", policy))
}

/// For a mail program.
async fn file(call: &Call, _: Anyone) -> Result<Answer> {
    let id = call.id()?;
    let Some((mail, at)) = store::mails::one(&call.env, id).await? else {
        return Err(Problem::not_found("mail").into());
    };
    let from = mailing::sender(&call.env).unwrap_or_else(|| "ChatDesk <chat@chatdesk.invalid>".into());
    Ok(Answer::text(200, mail::file(&mail, id, &from, at))
        .with("content-type", "message/rfc822")
        .with("content-disposition", "attachment; filename=\"mail.eml\""))
}
