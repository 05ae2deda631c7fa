//! Typed commands to Durable Objects: a name, what it says, what comes back.

use std::time::Duration;

use worker::{Env, Method, Request, Response, Stub, web_sys};

use super::{Error, Result, json, sockets::PROTOCOL_HEADER, turns::within};
use crate::{
    domain::secret,
    json::{FromJson, ToJson},
    protocol::{ConversationId, Problem},
};

const PATIENCE: Duration = Duration::from_secs(10);

/// The room of a conversation. The one place that knows where rooms live.
///
/// # Errors
/// When the binding is missing.
pub fn room(env: &Env, conversation: ConversationId) -> Result<Stub> {
    Ok(env.durable_object("ROOM")?.get_by_name(&conversation.to_string())?)
}

pub trait Command: ToJson + FromJson {
    const NAME: &'static str;
    /// How long an answer is worth waiting for.
    const PATIENCE: Duration = PATIENCE;
    type Answer: ToJson + FromJson;
}

/// One try: the runtime itself tries again while an object is moved or restarted.
///
/// # Errors
/// The object's own problem, or that it cannot be reached in time.
pub async fn call<C: Command>(stub: &Stub, command: &C) -> Result<C::Answer> {
    Ok(json::read(ask(stub, C::NAME, json::write(command), C::PATIENCE).await?)?)
}

/// A command that is written already, whose answer says nothing.
///
/// # Errors
/// As `call`.
pub async fn tell(stub: &Stub, name: &str, command: &str) -> Result<()> {
    ask(stub, name, command.to_owned(), PATIENCE).await.map(drop)
}

/// What does not depend on the command.
async fn ask(stub: &Stub, name: &str, command: String, patience: Duration) -> Result<String> {
    let request = request(name, &command)?;
    within(patience, name, async {
        let response = stub.fetch_with_request(request).await;
        answered(response.map_err(|error| Error::Unavailable(format!("{name}: {error}")))?).await
    })
    .await
}

/// Not with `worker`'s own `RequestInit`: it brings all that a request to anywhere could say, 20 KB.
fn request(name: &str, command: &str) -> Result<Request> {
    let init = web_sys::RequestInit::new();
    init.set_method("POST");
    init.set_body(&command.into());
    let request = web_sys::Request::new_with_str_and_init(&format!("https://object/{name}"), &init);
    Ok(request.map_err(worker::Error::from)?.into())
}

async fn answered(mut response: Response) -> Result<String> {
    let text = response.text().await?;
    if response.status_code() == 200 {
        return Ok(text);
    }
    match json::read::<Problem>(&text) {
        Ok(problem) if problem.status != 500 => Err(problem.into()),
        _ => Err(Error::fault(format!("object answered {}: {text}", response.status_code()))),
    }
}

/// The command in a request to an object.
///
/// # Errors
/// When it is not one.
pub async fn read_command<C: Command>(request: &mut Request) -> Result<C> {
    Ok(json::read(request.text().await?)?)
}

/// An object's answer to a command.
///
/// # Errors
/// When the runtime refuses to make a response.
pub fn answer<T: ToJson>(result: Result<T>) -> worker::Result<Response> {
    respond(result.map(|value| json::write(&value)))
}

fn respond(result: Result<String>) -> worker::Result<Response> {
    match result {
        Ok(text) => Response::ok(text),
        Err(error) => {
            let problem = error.into_problem();
            Ok(Response::ok(json::write(&problem))?.with_status(problem.status))
        }
    }
}

/// A value as a header: JSON in base64url, so that any person's name passes.
#[must_use]
pub fn header<T: ToJson>(value: &T) -> String {
    secret::encode(json::write(value).as_bytes())
}

/// Reads what `header` wrote.
///
/// # Errors
/// When the header is missing: only the Worker calls objects, so that is a fault.
pub fn read_header<T: FromJson>(request: &Request, name: &str) -> Result<T> {
    let value = request.headers().get(name)?.ok_or_else(|| Error::fault(format!("no {name}")))?;
    let bytes = secret::decode(&value).ok_or_else(|| Error::fault(format!("unreadable {name}")))?;
    Ok(json::read(bytes)?)
}

/// A number in the query of a request that `connect` made.
#[must_use]
pub fn query_number(request: &Request, name: &str) -> Option<u32> {
    let url = request.inner().url();
    let pairs = url.split_once('?')?.1.split('&').filter_map(|pair| pair.split_once('='));
    pairs.filter(|(key, _)| *key == name).find_map(|(_, value)| value.parse().ok())
}

/// A socket for an object to take over.
pub struct Upgrade<'a> {
    pub path: &'a str,
    /// The header that says who it is.
    pub header: &'a str,
    /// What was offered and is spoken.
    pub subprotocol: Option<&'a str>,
}

/// # Errors
/// When the object cannot be reached.
pub async fn connect<T: ToJson>(stub: &Stub, upgrade: &Upgrade<'_>, who: &T) -> Result<Response> {
    let mut request = Request::new(&format!("https://object/{}", upgrade.path), Method::Get)?;
    let headers = request.headers_mut()?;
    headers.set("upgrade", "websocket")?;
    headers.set(upgrade.header, &header(who))?;
    if let Some(subprotocol) = upgrade.subprotocol {
        headers.set(PROTOCOL_HEADER, subprotocol)?;
    }
    Ok(stub.fetch_with_request(request).await?)
}
