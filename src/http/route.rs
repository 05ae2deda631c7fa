//! A route: what it answers to, who may ask, what runs.

use std::any::Any;

use futures::future::LocalBoxFuture;

use super::{answer::Answer, call::Call};
use crate::{
    json::FromJson,
    platform::{Error, Result},
};

/// Who is asking. A handler gets one of these and nothing else to act for: it cannot forget the check.
pub trait Asker: Sized {
    /// # Errors
    /// A problem that says what is missing.
    async fn of(call: &Call) -> Result<Self>;
}

/// Nobody in particular.
pub struct Anyone;

impl Asker for Anyone {
    async fn of(_: &Call) -> Result<Self> {
        Ok(Self)
    }
}

/// For sockets: a browser learns only from a close code why it may not.
impl<A: Asker> Asker for Result<A, Error> {
    async fn of(call: &Call) -> Result<Self> {
        Ok(A::of(call).await)
    }
}

/// Something whose type only the one who put it there and the one who takes it know: what waits in between is compiled once,
/// not for every call.
pub type Held = Box<dyn Any>;
pub type Waiting<'a, T> = LocalBoxFuture<'a, Result<T>>;

pub struct Route {
    pub method: &'static str,
    /// `/api/conversations/{id}`
    pub path: &'static str,
    pub ask: for<'a> fn(&'a Call) -> Waiting<'a, Held>,
    /// For one that takes a body.
    pub read: Option<fn(&Call) -> Result<Held>>,
    pub run: for<'a> fn(&'a Call, Held, Held) -> Waiting<'a, Answer>,
    #[cfg(test)]
    pub shape: super::openapi::Shape,
}

impl Route {
    /// Who asks, what they say, what they are told.
    ///
    /// # Errors
    /// Why nothing comes of it.
    pub async fn answer(&self, call: &Call) -> Result<Answer> {
        let asker = (self.ask)(call).await?;
        let said = match self.read {
            Some(read) => {
                call.fill().await?;
                read(call)?
            }
            None => Box::new(()),
        };
        (self.run)(call, asker, said).await
    }
}

pub fn ask<A: Asker + 'static>(call: &Call) -> Waiting<'_, Held> {
    Box::pin(async move { Ok(Box::new(A::of(call).await?) as Held) })
}

pub fn read<T: FromJson + 'static>(call: &Call) -> Result<Held> {
    Ok(Box::new(call.filled_body::<T>()?))
}

/// What was put there as a `T`.
pub fn taken<T: 'static>(held: Held) -> T {
    *held.downcast().unwrap_or_else(|_| unreachable!())
}

/// `route!(GET "/api/…" Asker, handler => Gives)`, and before the arrow the type of a body, if it takes one. What stands
/// there is what the handler has, or it does not compile; the API's description is made of it. `as`: what is in JSON that
/// is handed on unread.
macro_rules! route {
    ($method:ident $path:literal $asker:ty, $handler:path $(, $takes:ty)? => $gives:ty $(, as $body:ty)?) => {
        $crate::http::route::Route {
            method: stringify!($method),
            path: $path,
            ask: $crate::http::route::ask::<$asker>,
            read: [$($crate::http::route::read::<$takes> as fn(&_) -> _)?].first().copied(),
            run: |call, asker, said| {
                let _ = &said;
                let asker = $crate::http::route::taken::<$asker>(asker);
                let given = $handler(call, asker $(, $crate::http::route::taken::<$takes>(said))?);
                Box::pin(async move {
                    let given: $gives = given.await?;
                    Ok($crate::http::answer::Gives::answer(given))
                })
            },
            #[cfg(test)]
            shape: $crate::http::openapi::shape!($asker $(, $takes)? => $gives $(, as $body)?),
        }
    };
}
pub(super) use route;

/// What a call is for.
pub enum Found {
    Route(&'static Route, Vec<String>),
    /// The methods that there are.
    WrongMethod(String),
    Nothing,
}

pub fn find(routes: &'static [Route], method: &str, path: &str) -> Found {
    // Whoever can be asked can be asked without the answer's body.
    let method = if method == "HEAD" { "GET" } else { method };
    let mut methods: Vec<&str> = Vec::new();
    // A word that stands for itself is nobody's id.
    let is_itself = routes.iter().any(|route| route.path == path);
    for route in routes.iter().filter(|route| !is_itself || route.path == path) {
        let Some(named) = matches(route.path, path) else { continue };
        if route.method == method {
            return Found::Route(route, named);
        }
        methods.push(route.method);
    }
    if methods.is_empty() { Found::Nothing } else { Found::WrongMethod(methods.join(", ")) }
}

fn matches(pattern: &str, path: &str) -> Option<Vec<String>> {
    let mut named = Vec::new();
    let mut parts = path.split('/');
    for expected in pattern.split('/') {
        let part = parts.next()?;
        if expected.starts_with('{') && !part.is_empty() {
            named.push(part.to_owned());
        } else if expected != part {
            return None;
        }
    }
    parts.next().is_none().then_some(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_stands_for_itself_is_nobodys_id() {
        let found = |method| find(crate::http::routes::ROUTES, method, "/api/conversations/bulk");
        assert!(matches!(found("POST"), Found::Route(_, named) if named.is_empty()));
        assert!(matches!(found("PATCH"), Found::WrongMethod(methods) if methods == "POST"));
    }

    #[test]
    fn a_path_names_what_its_pattern_leaves_open() {
        assert_eq!(matches("/api/x/{id}/y", "/api/x/7/y"), Some(vec!["7".into()]));
        assert_eq!(matches("/api/x", "/api/x"), Some(vec![]));
        for other in ["/api/x/7", "/api/x//y", "/api/x/7/y/", "/api/x/7/z", "/", ""] {
            assert_eq!(matches("/api/x/{id}/y", other), None, "{other}");
        }
    }
}
