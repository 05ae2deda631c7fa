//! What visitors' and agents' calls about messages share.

use axum::Json;
use http::StatusCode;
use serde::Deserialize;

use crate::{
    platform::Result,
    protocol::{Problem, Seq, visitor::SentMessage},
    room::commands::{From, Said},
};

const MOST: u32 = 100;

/// `?after=0&limit=100`, or `before=`.
#[derive(Deserialize)]
pub struct Range {
    after: Option<Seq>,
    before: Option<Seq>,
    limit: Option<u32>,
}

impl Range {
    /// # Errors
    /// A problem when both ends are given.
    pub fn check(&self) -> Result<(From, u32), Problem> {
        let from = match (self.after, self.before) {
            (Some(_), Some(_)) => {
                return Err(Problem::field("before", "not_allowed", "Give `after` or `before`, not both."));
            }
            (None, Some(before)) => From::Before(before),
            (after, None) => From::After(after.unwrap_or(0)),
        };
        Ok((from, self.limit.unwrap_or(MOST).clamp(1, MOST)))
    }
}

/// 201 for a new message, 200 for one that was there already.
///
/// # Errors
/// The room's.
pub fn stored(said: Result<Said>) -> Result<(StatusCode, Json<SentMessage>)> {
    let Said { message, duplicate } = said?;
    let status = if duplicate { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, Json(SentMessage { message })))
}
