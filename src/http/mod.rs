//! The API: a route table, extractors that say who is asking, one file per resource.
//!
//! A handler cannot forget a check: whoever it acts for comes out of an extractor (`Visitor`, `Agent`, `Operator`), and
//! with them the organization.

mod agent;
mod auth;
mod body;
mod conversations;
mod cors;
mod health;
mod inbox;
mod limit;
mod messages;
mod operator;
mod pages;
mod params;
mod request_log;
mod site;
mod sockets;
mod visitor;
mod widget;
mod widgets;

use std::sync::OnceLock;

use axum::{
    Router,
    middleware::from_fn,
    response::Response,
    routing::{get, post, put},
};
use tower_service::Service;
use worker::{Env, HttpRequest};

use crate::{platform::Error, protocol::Problem};

pub use site::Site;

/// Answers one request.
pub async fn answer(request: HttpRequest, env: Env) -> Response {
    static ROUTER: OnceLock<Router> = OnceLock::new();
    let mut request = request.map(axum::body::Body::new);
    let site = Site::of(&request, env);
    request.extensions_mut().insert(site);
    match ROUTER.get_or_init(router).clone().call(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

fn router() -> Router {
    let visitors = Router::new()
        .route("/config", get(widget::config))
        .route("/init", post(widget::init))
        .route("/departments", get(widget::departments))
        .route("/presence", get(widget::presence))
        .route("/conversations", get(widget::list).post(widget::start))
        .route("/conversations/{id}", get(widget::one))
        .route("/conversations/{id}/messages", get(widget::messages).post(widget::send))
        .route("/conversations/{id}/read", post(widget::read))
        .route("/conversations/{id}/typing", post(widget::typing))
        .route("/conversations/{id}/close", post(widget::close))
        .route("/conversations/{id}/rating", post(widget::rate))
        .route("/conversations/{id}/socket", get(widget::socket));

    let agents = Router::new()
        .route("/auth/signup", post(auth::signup))
        .route("/auth/login", post(auth::login))
        .route("/auth/logout", post(auth::logout))
        .route("/auth/me", get(auth::me))
        .route("/widgets", get(widgets::list))
        .route("/conversations", get(conversations::list))
        .route("/conversations/{id}", get(conversations::one).patch(conversations::change))
        .route("/conversations/{id}/messages", get(conversations::messages).post(conversations::send))
        .route("/conversations/{id}/read", post(conversations::read))
        .route("/conversations/{id}/typing", post(conversations::typing))
        .route("/conversations/{id}/socket", get(conversations::socket))
        .route("/inbox/socket", get(inbox::socket))
        .route("/agents/me/availability", put(inbox::set_availability));

    let api = Router::new()
        .nest("/widget", visitors)
        .merge(agents)
        .route("/operator/organizations/{id}/plan", put(operator::set_plan))
        .route("/operator/organizations/{id}/inbox", get(operator::inbox).post(operator::rebuild_inbox))
        .route("/operator/rooms/{id}", get(operator::room))
        .route("/health", get(health::check))
        .method_not_allowed_fallback(wrong_method)
        .fallback(no_such_call);

    Router::new()
        .nest("/api", api)
        .route("/frame/{key}", get(pages::frame))
        .fallback(no_such_call)
        .layer(from_fn(cors::layer))
        .layer(from_fn(request_log::layer))
}

async fn no_such_call() -> Error {
    Problem::not_found("call").into()
}

async fn wrong_method() -> Error {
    Problem::new(405, "method_not_allowed", "This call does not have that method.").into()
}
