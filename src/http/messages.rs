//! What visitors' and agents' calls about messages share.

use worker::Stub;

use super::{answer::Made, call::Call, params::Params};
use crate::{
    platform::Result,
    protocol::{ConversationId, Problem, visitor::SentMessage},
    room::{
        self,
        commands::{From, Said},
    },
};

const MOST: u32 = 100;

/// The room of a conversation that a call names.
///
/// # Errors
/// A problem for an id that we never made: asking an object for it would only make the object.
pub fn room_of(call: &Call, id: ConversationId) -> Result<Stub> {
    if id.0.get_version_num() != 7 {
        return Err(Problem::not_found("conversation").into());
    }
    room::stub(&call.env, id)
}

/// `?after=0&limit=100`, or `before=`.
///
/// # Errors
/// A problem that names what is wrong.
pub fn range(params: &Params) -> Result<(From, u32), Problem> {
    let from = match (params.number("after")?, params.number("before")?) {
        (Some(_), Some(_)) => {
            return Err(Problem::field("before", "not_allowed", "Give `after` or `before`, not both."));
        }
        (None, Some(before)) => From::Before(before),
        (after, None) => From::After(after.unwrap_or(0)),
    };
    Ok((from, params.number("limit")?.unwrap_or(MOST).clamp(1, MOST)))
}

/// 201 for a new message, 200 for one that was there already.
///
/// # Errors
/// The room's.
pub fn stored(said: Result<Said>) -> Result<Made<SentMessage>> {
    let Said { message, duplicate } = said?;
    Ok(Made { is_new: !duplicate, body: SentMessage { message } })
}
