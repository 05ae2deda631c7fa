//! What a call is answered with.

use std::marker::PhantomData;

use worker::{Response, web_sys};

use crate::{
    json::{self, ToJson},
    platform::Error,
    protocol::Problem,
};

pub struct Answer {
    pub status: u16,
    headers: Vec<(&'static str, String)>,
    content: Content,
    /// The problem's code, for what is done around the handler.
    pub problem: Option<String>,
}

enum Content {
    Text(String),
    /// As an object or the files gave it.
    Made(Response),
}

impl Answer {
    pub fn empty(status: u16) -> Self {
        Self::text(status, String::new())
    }

    pub fn text(status: u16, text: String) -> Self {
        Self { status, headers: Vec::new(), content: Content::Text(text), problem: None }
    }

    pub fn json(status: u16, value: &impl ToJson) -> Self {
        Self::text(status, json::write(value)).with("content-type", "application/json")
    }

    /// An upgrade to a socket, mostly.
    pub fn made(response: Response) -> Self {
        Self { status: response.status_code(), content: Content::Made(response), ..Self::empty(200) }
    }

    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Unless the handler has said so itself.
    pub fn default_header(&mut self, name: &'static str, value: &str) {
        if !self.headers.iter().any(|(known, _)| *known == name) {
            self.headers.push((name, value.into()));
        }
    }

    pub fn into_response(self) -> worker::Result<Response> {
        let mut response = match self.content {
            Content::Made(response) => response,
            Content::Text(text) => plain(self.status, &text)?,
        };
        if self.status != 101 {
            let headers = response.headers_mut();
            for (name, value) in &self.headers {
                if *name == "set-cookie" { headers.append(name, value) } else { headers.set(name, value) }?;
            }
        }
        Ok(response)
    }
}

fn plain(status: u16, text: &str) -> worker::Result<Response> {
    let init = web_sys::ResponseInit::new();
    init.set_status(status);
    let text = Some(text).filter(|text| !text.is_empty());
    Ok(web_sys::Response::new_with_opt_str_and_init(text, &init)?.into())
}

impl From<Error> for Answer {
    fn from(error: Error) -> Self {
        let problem: Problem = error.into_problem();
        let text = json::write(&problem);
        let answer = Self::text(problem.status, text).with("content-type", "application/problem+json");
        let answer = match problem.retry_after {
            Some(seconds) => answer.with("retry-after", seconds.to_string()),
            None => answer,
        };
        Self { problem: Some(problem.code), ..answer }
    }
}

/// Bytes as they are.
///
/// # Errors
/// When the runtime refuses to make a response.
pub fn bytes(bytes: &[u8]) -> worker::Result<Answer> {
    // Copied: the runtime takes the buffer for itself.
    let body = js_sys::Uint8Array::from(bytes);
    let response = web_sys::Response::new_with_opt_js_u8_array(Some(&body))?;
    Ok(Answer::made(response.into()))
}

/// What a handler gives; `Body` is what the API's description says of it.
pub trait Gives {
    type Body;
    #[cfg(test)]
    const STATUS: u16;

    fn answer(self) -> Answer;
}

/// 200
pub struct Json<T>(pub T);

impl<T: ToJson> Gives for Json<T> {
    type Body = T;
    #[cfg(test)]
    const STATUS: u16 = 200;

    fn answer(self) -> Answer {
        Answer::json(200, &self.0)
    }
}

/// 201, or 200 for what was there already.
pub struct Made<T> {
    pub is_new: bool,
    pub body: T,
}

impl<T: ToJson> Gives for Made<T> {
    type Body = T;
    #[cfg(test)]
    const STATUS: u16 = 201;

    fn answer(self) -> Answer {
        Answer::json(if self.is_new { 201 } else { 200 }, &self.body)
    }
}

/// 202: it is done soon.
pub struct Accepted<T>(pub T);

impl<T: ToJson> Gives for Accepted<T> {
    type Body = T;
    #[cfg(test)]
    const STATUS: u16 = 202;

    fn answer(self) -> Answer {
        Answer::json(202, &self.0)
    }
}

/// 204
pub struct Done;

impl Gives for Done {
    type Body = ();
    #[cfg(test)]
    const STATUS: u16 = 204;

    fn answer(self) -> Answer {
        Answer::empty(204)
    }
}

/// An answer whose status or headers say more than its body, a `T`.
pub struct Special<T>(Answer, PhantomData<T>);

impl<T> Special<T> {
    pub const fn new(answer: Answer) -> Self {
        Self(answer, PhantomData)
    }
}

impl<T> Gives for Special<T> {
    type Body = T;
    #[cfg(test)]
    const STATUS: u16 = 200;

    fn answer(self) -> Answer {
        self.0
    }
}

/// A socket or a page.
impl Gives for Answer {
    type Body = ();
    #[cfg(test)]
    const STATUS: u16 = 200;

    fn answer(self) -> Answer {
        self
    }
}
