//! A request: who may be asking, what it says, which ids its path names.

use std::cell::{Cell, RefCell};

use futures::future::LocalBoxFuture;
use uuid::Uuid;
use worker::{Context, Env, Request, web_sys};

use super::params::Params;
use crate::{
    domain::{address, json_path},
    json::{self, FromJson, Place, filled},
    platform::{Error, body, clock, random, secrets, whereabouts::Whereabouts},
    protocol::{OrganizationId, Problem},
};

const MOST_BYTES: usize = 64 * 1024;

pub struct Call {
    request: Request,
    pub env: Env,
    context: Context,
    pub method: String,
    /// `https://chat.example.com`
    pub origin: String,
    pub path: String,
    query: String,
    /// What the path has where the route has `{…}`.
    pub(super) named: Vec<String>,
    /// For the logs.
    pub id: Uuid,
    /// Whose matter it is, once that is known; for the logs.
    pub organization: Cell<Option<OrganizationId>>,
    /// The body, once it was read.
    read: RefCell<Option<Vec<u8>>>,
}

impl Call {
    pub fn of(request: Request, env: Env, context: Context) -> Self {
        let url = request.inner().url();
        let (scheme, rest) = url.split_once("://").unwrap_or(("https", &url));
        let (host, rest) = rest.find('/').map_or((rest, "/"), |at| rest.split_at(at));
        let (path, query) = rest.split('#').next().unwrap_or_default().split_once('?').unwrap_or((rest, ""));
        let (origin, path, query) = (format!("{scheme}://{host}"), path.to_owned(), query.to_owned());
        let (method, id) = (request.inner().method(), random::id(clock::now()));
        Self {
            request,
            env,
            context,
            method,
            origin,
            path,
            query,
            named: Vec::new(),
            id,
            organization: Cell::default(),
            read: RefCell::default(),
        }
    }

    /// Goes on with this after the answer. In a box: each kind of future would have an executor of its own.
    pub fn later(&self, work: LocalBoxFuture<'static, ()>) {
        self.context.wait_until(work);
    }

    pub fn request(&self) -> &web_sys::Request {
        self.request.inner()
    }

    pub fn header(&self, name: &str) -> Option<String> {
        self.request.headers().get(name).ok().flatten()
    }

    /// The `Origin` a browser says the request comes from.
    pub fn from(&self) -> Option<String> {
        self.header("origin")
    }

    pub fn address(&self) -> String {
        self.header("cf-connecting-ip").unwrap_or_default()
    }

    /// Who knocks, for limits.
    pub fn neighbours(&self) -> String {
        address::neighbours(&self.address())
    }

    pub fn is_write(&self) -> bool {
        self.method != "GET" && self.method != "HEAD"
    }

    pub fn is_upgrade(&self) -> bool {
        self.header("upgrade").is_some_and(|value| value.eq_ignore_ascii_case("websocket"))
    }

    pub fn is_form(&self) -> bool {
        self.header("content-type").is_some_and(|kind| kind.to_ascii_lowercase().contains("multipart/form-data"))
    }

    /// Does the browser say that its user does not want to be followed?
    pub fn asks_for_privacy(&self) -> bool {
        ["dnt", "sec-gpc"].into_iter().any(|name| self.header(name).is_some_and(|value| value.trim() == "1"))
    }

    pub fn whereabouts(&self) -> Whereabouts {
        Whereabouts::of(&self.request)
    }

    pub fn params(&self) -> Params {
        Params::parse(&self.query)
    }

    /// The n-th id in the path.
    ///
    /// # Errors
    /// What cannot be an id names nothing.
    pub fn id_at<T: From<Uuid>>(&self, n: usize) -> Result<T, Problem> {
        let id = Uuid::try_parse(self.named(n));
        id.map(T::from).map_err(|_| Problem::not_found("object"))
    }

    pub fn id<T: From<Uuid>>(&self) -> Result<T, Problem> {
        self.id_at(0)
    }

    pub fn named(&self, n: usize) -> &str {
        self.named.get(n).map_or("", String::as_str)
    }

    /// A cookie's value.
    pub fn cookie(&self, name: &str) -> Option<String> {
        in_cookies(&self.header("cookie")?, name).map(str::to_owned)
    }

    /// The key that signs visitors' tokens.
    ///
    /// # Errors
    /// A fault that says what to set.
    pub fn session_key(&self) -> Result<Vec<u8>, Error> {
        secrets::session_key(&self.env)
    }

    /// # Errors
    /// A fault that says what to set.
    pub fn secret(&self, name: &str, least: usize) -> Result<String, Error> {
        secrets::secret(&self.env, name, least)
    }

    /// The JSON body.
    ///
    /// # Errors
    /// A problem that says what is wrong with it, by field.
    pub async fn body<T: FromJson>(&self) -> Result<T, Error> {
        self.fill().await?;
        self.filled_body()
    }

    /// The same of a body that was read.
    ///
    /// # Errors
    /// A problem that says what is wrong with it, by field.
    pub fn filled_body<T: FromJson>(&self) -> Result<T, Error> {
        let mut place = None;
        self.parse_into(&mut place)?;
        Ok(filled(place))
    }

    /// What does not depend on what the body is to be.
    #[inline(never)]
    fn parse_into(&self, place: &mut dyn Place) -> Result<(), Problem> {
        parse(self.read.borrow().as_deref().unwrap_or_default(), place)
    }

    /// Reads the body, once.
    ///
    /// # Errors
    /// A problem when it is none that can be read.
    pub async fn fill(&self) -> Result<(), Error> {
        if self.read.borrow().is_none() {
            let bytes = if self.is_empty() { b"{}".to_vec() } else { self.bytes().await? };
            *self.read.borrow_mut() = Some(bytes);
        }
        Ok(())
    }

    /// A call that says nothing but who it is.
    fn is_empty(&self) -> bool {
        let length = self.header("content-length");
        self.header("content-type").is_none() && length.is_none_or(|length| length == "0")
    }

    async fn bytes(&self) -> Result<Vec<u8>, Error> {
        let kind = self.header("content-type").unwrap_or_default();
        if !kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json")) {
            let detail = "Send JSON, with `Content-Type: application/json`.";
            return Err(Problem::new(415, "unsupported_media_type", detail).into());
        }
        let too_large = || Problem::new(413, "body_too_large", "A body has at most 64 KiB.");
        Ok(body::read(self.request.inner(), MOST_BYTES).await?.ok_or_else(too_large)?)
    }
}

/// Only we can set one of our names, and we set one: of two, one is somebody else's.
fn in_cookies<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let pairs = line.split(';').filter_map(|pair| pair.trim().split_once('='));
    let mut ours = pairs.filter(|(known, _)| *known == name).map(|(_, value)| value);
    ours.next().filter(|_| ours.next().is_none())
}

fn parse(bytes: &[u8], place: &mut dyn Place) -> Result<(), Problem> {
    if bytes.trim_ascii_start().first() != Some(&b'{') {
        return Err(malformed());
    }
    json::read_into(bytes, place).map_err(|error| wrong(&error, bytes))
}

pub(super) fn wrong(error: &json::Error, bytes: &[u8]) -> Problem {
    if !error.is_data() {
        return malformed();
    }
    let (message, path) = (error.message(), json_path::path_at(bytes, error.offset()));
    // A missing field is reported where its parent ends, by name.
    match message.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`')) {
        Some(name) if path.is_empty() => Problem::field(name, "required", "This is required."),
        Some(name) => Problem::field(&format!("{path}.{name}"), "required", "This is required."),
        None => Problem::field(&path, "invalid_value", message),
    }
}

fn malformed() -> Problem {
    Problem::new(400, "malformed_json", "The body is not a JSON object.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::{account::SignupRequest, visitor::StartConversation};

    fn refused<T: FromJson>(json: &str) -> Problem {
        parse(json.as_bytes(), &mut None::<T>).unwrap_err()
    }

    fn field(json: &str) -> (String, String) {
        let problem = refused::<StartConversation>(json);
        let error = problem.errors.into_iter().next().unwrap_or_else(|| panic!("{}", problem.detail));
        (error.field, error.code)
    }

    #[test]
    fn s7_what_is_wrong_in_a_body_is_named_by_its_field() {
        assert_eq!(field(r#"{"clientId":"nope"}"#), ("clientId".into(), "invalid_value".into()));
        assert_eq!(field(r#"{"message":{"body":"x"}}"#), ("message.clientId".into(), "required".into()));
        assert_eq!(field(r#"{"customerData":{"email":7}}"#), ("customerData.email".into(), "invalid_value".into()));
        let problem = refused::<SignupRequest>("{}");
        assert_eq!(problem.errors[0].field, "organization");
    }

    #[test]
    fn a_cookie_is_found_among_others() {
        assert_eq!(in_cookies("a=1; __Host-chatdesk=tok; b=2", "__Host-chatdesk"), Some("tok"));
        assert_eq!(in_cookies("__Host-chatdesk-device=x", "__Host-chatdesk"), None);
        assert_eq!(in_cookies("a=1,__Host-chatdesk=evil; __Host-chatdesk=tok", "__Host-chatdesk"), Some("tok"));
        assert_eq!(in_cookies("a=1,__Host-chatdesk=evil", "__Host-chatdesk"), None, "a comma is part of a value");
        assert_eq!(in_cookies("__Host-chatdesk=a; __Host-chatdesk=b", "__Host-chatdesk"), None, "one is not ours");
    }

    #[test]
    fn s7_what_is_not_json_is_said_to_be_so() {
        for text in ["", "{", "{} {}", "\u{0}", "[]", "7"] {
            assert_eq!(refused::<serde_json::Value>(text).code, "malformed_json", "{text:?}");
        }
        let deep = "[".repeat(20_000);
        assert_eq!(refused::<serde_json::Value>(&deep).status, 400);
    }
}
