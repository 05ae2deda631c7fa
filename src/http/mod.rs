//! The API: a route table, askers that say who is asking, one file per resource.
//!
//! A handler cannot forget a check: whoever it acts for comes out of an asker (`Visitor`, `Agent`, `Operator`), and with
//! them the organization.

mod agent;
mod agents;
mod answer;
mod api_keys;
mod audit;
mod auth;
mod bot;
mod bot_pages;
mod builds;
mod bulk;
mod call;
mod canned_replies;
mod changes;
mod choices;
mod client_errors;
mod conversations;
mod cors;
mod customers;
mod departments;
mod dev;
mod export;
mod files;
mod health;
mod inbox;
mod installation;
mod invites;
mod labels;
mod limit;
mod line;
mod listing;
pub mod mail_answers;
pub mod mails;
mod messages;
mod metrics;
pub mod notifications;
#[cfg(test)]
mod openapi;
mod operated;
mod operator;
mod organization;
mod pages;
mod params;
mod picture;
mod plans;
pub mod privacy;
pub mod reports;
mod route;
mod routes;
mod search;
mod sockets;
mod trail;
mod transcripts;
mod visitor;
mod webhooks;
mod widget;
mod widgets;

use uuid::Uuid;
use worker::{Context, Env, Request, Response};

use self::{answer::Answer, call::Call, route::Found, routes::ROUTES};
use crate::{
    platform::{Error, clock, form},
    protocol::Problem,
};

/// Answers one request, and writes a line about it.
///
/// # Errors
/// When the runtime refuses to make a response.
pub async fn answer(request: Request, env: Env, context: Context) -> worker::Result<Response> {
    let (mut call, start) = (Call::of(request, env, context), clock::now());
    let (route, mut answer) = run(&mut call).await;
    line::write(&call, route, &answer, clock::now().since(start));
    finish(&mut answer, call.id);
    answer.into_response()
}

async fn run(call: &mut Call) -> (&'static str, Answer) {
    let cors = cors::Cors::of(call);
    if let Some(answer) = cors.preflight() {
        return ("preflight", answer);
    }
    let found = match route::find(ROUTES, &call.method, &call.path) {
        Found::Nothing => route::find(dev::routes(call), &call.method, &call.path),
        found => found,
    };
    let (route, given) = match found {
        Found::Route(route, named) => {
            call.named = named;
            let request = Clone::clone(call.request());
            let given = route.answer(call).await;
            if given.is_err() {
                form::drain(&request).await;
            }
            (route.path, given)
        }
        Found::WrongMethod(methods) => {
            let problem = Problem::new(405, "method_not_allowed", "This call does not have that method.");
            ("none", Ok(Answer::from(Error::from(problem)).with("allow", methods)))
        }
        Found::Nothing => ("none", builds::file_or_page(call).await),
    };
    (route, cors.allow(given.unwrap_or_else(Answer::from)))
}

fn finish(answer: &mut Answer, id: Uuid) {
    answer.default_header("x-request-id", &id.to_string());
    answer.default_header("x-content-type-options", "nosniff");
    answer.default_header("cache-control", "no-store");
    answer.default_header("referrer-policy", "no-referrer");
}
