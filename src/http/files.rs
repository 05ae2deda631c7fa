//! Files of messages: uploaded first, then named in a message. Readers of the message get an address that is good for a
//! while, and needs nobody's session: pictures are fetched without one.

use worker::web_sys::File;

use super::{
    agent::Agent,
    answer::{Answer, Made},
    call::Call,
    limit::{self, Limit},
    messages::room_of,
    route::Anyone,
};
use crate::{
    domain::files::{
        self as rules, Kind, MOST_BYTES, check_size,
        content::{HEAD, TAIL},
        link::{self, Invalid},
        name, pixels,
    },
    platform::{
        Result, clock, files,
        form::{self, Form},
        object, random,
    },
    protocol::{
        AttachmentId, Problem,
        message::{Attachment, Uploaded},
    },
    room::commands::{View, Viewer},
    store::{self, attachments::object_key},
};

/// What a form needs beside its file.
const FRAME_BYTES: u32 = 16 * 1024;
const MEGABYTE: u32 = 1024 * 1024;

pub async fn upload(call: &Call, agent: Agent) -> Result<Made<Uploaded>> {
    take(call, Limit::Upload, &format!("agent {}", agent.0.agent.id)).await?;
    receive(call, agent.viewer()).await
}

/// Takes of a limit as much as the upload weighs, which it has to say before.
///
/// # Errors
/// When that is too much, now or ever.
pub async fn take(call: &Call, limit: Limit, who: &str) -> Result<()> {
    for _ in 0..=length(call)? / MEGABYTE {
        limit::take(call, limit, who.to_owned()).await?;
    }
    Ok(())
}

fn length(call: &Call) -> Result<u32, Problem> {
    let unknown = || Problem::new(411, "length_required", "Say how long it is, with `Content-Length`.");
    let length = call.header("content-length").ok_or_else(unknown)?;
    length.parse().ok().filter(|length| *length <= MOST_BYTES + FRAME_BYTES).ok_or_else(rules::too_large)
}

/// Notes the file, and stores it: nothing is stored that nobody knows of. What did not get so far goes with all that was
/// not sent.
///
/// # Errors
/// What is wrong with it.
pub async fn receive(call: &Call, viewer: Viewer) -> Result<Made<Uploaded>> {
    let form = form(call).await?;
    let missing = || Problem::field("file", "required", "Which file?");
    let file = form.file("file").ok_or_else(missing)?;
    let (env, organization, now) = (&call.env, viewer.organization_id, clock::now());
    if let Some(id) = form.text("conversationId") {
        let id = id.parse().map_err(|_| Problem::not_found("conversation"))?;
        object::call(&room_of(call, id)?, &View { viewer: viewer.clone() }).await?;
    }
    let (attachment, kind) = describe(&file).await?;
    if !store::attachments::add(env, organization, &viewer.sender, &attachment, now).await? {
        let detail = "Too many files wait to be sent. Send some first.";
        return Err(Problem { retry_after: Some(60), ..Problem::new(429, "too_many_files", detail) }.into());
    }
    let disposition = name::disposition(&attachment.name, kind);
    files::put(env, &object_key(organization, attachment.id), &file, kind.content_type, &disposition).await?;
    let url = link::path(organization, attachment.id, now, &call.session_key()?);
    Ok(Made { is_new: true, body: Uploaded { attachment: Attachment { url, ..attachment } } })
}

async fn form(call: &Call) -> Result<Form> {
    if !call.is_form() {
        let detail = "Send a form, with `Content-Type: multipart/form-data`.";
        return Err(Problem::new(415, "unsupported_media_type", detail).into());
    }
    let form = Form::of(call.request()).await;
    Ok(form.ok_or_else(|| Problem::new(400, "malformed_form", "The body is not a form."))?)
}

async fn describe(file: &File) -> Result<(Attachment, &'static Kind)> {
    let size = file.size();
    check_size(size)?;
    let head = form::bytes(file, 0.0, HEAD.into()).await?;
    let tail = form::bytes(file, (size - f64::from(TAIL)).max(0.0), size).await?;
    let kind = rules::kind_of(&head, &tail, &file.name())?;
    let pixels = pixels::of(&head, kind.content_type);
    let attachment = Attachment {
        id: random::id(clock::now()),
        name: name::cleaned(&file.name(), kind),
        content_type: kind.content_type.into(),
        size: size as u32,
        width: pixels.map(|(width, _)| width),
        height: pixels.map(|(_, height)| height),
        url: String::new(),
    };
    Ok((attachment, kind))
}

/// The file itself. Nothing in it can run: it has its own type, no script and no origin.
pub async fn show(call: &Call, _: Anyone) -> Result<Answer> {
    let id: AttachmentId = call.id()?;
    let params = call.params();
    let until = params.number("until")?.unwrap_or(0);
    let signature = params.text("signature").unwrap_or_default();
    let (organization, left) =
        link::verify(id, until, signature, clock::now(), &call.session_key()?).map_err(refused)?;
    let found = files::get(&call.env, &object_key(organization, id), &call.request().headers()).await?;
    let response = found.ok_or_else(|| Problem::not_found("file"))?;
    Ok(Answer::made(response)
        .with("cache-control", format!("private, max-age={left}, immutable"))
        .with("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
        .with("cross-origin-resource-policy", "cross-origin"))
}

fn refused(invalid: Invalid) -> Problem {
    match invalid {
        Invalid::Forged => Problem::forbidden("invalid_link", "This address was not made by ChatDesk."),
        Invalid::Expired => {
            Problem::forbidden("link_expired", "This address has expired. Read the message again for a new one.")
        }
    }
}
