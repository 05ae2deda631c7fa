//! Files of messages: uploaded first, then named in a message. Readers of the message get an address that is good for a
//! while, and needs nobody's session: pictures are fetched without one.

use uuid::Uuid;
use worker::{Env, web_sys::File};

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
        self as rules, Kind, MEGABYTE, MOST_BYTES, archive,
        content::{HEAD, LONG_HEAD, Seen, TAIL, is_archive},
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
        limits::FILE_MEGABYTES,
        message::{Attachment, Uploaded},
    },
    room::commands::{View, Viewer},
    store::{
        self,
        attachments::{Noted, object_key},
    },
};

/// What a form needs beside its file.
const FRAME_BYTES: u32 = 16 * 1024;

pub async fn upload(call: &Call, agent: Agent) -> Result<Made<Uploaded>> {
    take(call, Limit::Upload, &format!("agent {}", agent.0.agent.id)).await?;
    receive(call, agent.viewer(), FILE_MEGABYTES).await
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
    length
        .parse()
        .ok()
        .filter(|length| *length <= MOST_BYTES + FRAME_BYTES)
        .ok_or_else(|| rules::too_large(FILE_MEGABYTES))
}

/// Notes the file, and stores it: nothing is stored that nobody knows of. What did not get so far goes with all that was
/// not sent.
///
/// # Errors
/// What is wrong with it.
pub async fn receive(call: &Call, viewer: Viewer, most_megabytes: u32) -> Result<Made<Uploaded>> {
    let form = form(call).await?;
    let missing = || Problem::field("file", "required", "Which file?");
    let file = form.file("file").ok_or_else(missing)?;
    let (env, organization, now) = (&call.env, viewer.organization_id, clock::now());
    if let Some(id) = form.text("conversationId") {
        let id = id.parse().map_err(|_| Problem::not_found("conversation"))?;
        object::call(&room_of(call, id)?, &View { viewer: viewer.clone() }).await?;
    }
    let id = match form.text("clientId") {
        Some(id) => link::id(organization, &viewer.sender.id, client_id(&id)?, &call.session_key()?),
        None => random::id(now),
    };
    let (attachment, is_new) = keep(env, &viewer, id, &file, most_megabytes).await?;
    let url = link::path(organization, id, now, &call.session_key()?);
    Ok(Made { is_new, body: Uploaded { attachment: Attachment { url, ..attachment } } })
}

/// A file that is here already, to be sent by `viewer`. Is it new?
///
/// # Errors
/// What is wrong with it.
pub async fn keep(
    env: &Env,
    viewer: &Viewer,
    id: AttachmentId,
    file: &File,
    most_megabytes: u32,
) -> Result<(Attachment, bool)> {
    rules::check_size(file.size(), most_megabytes)?;
    let organization = viewer.organization_id;
    let (attachment, kind) = describe(file, id).await?;
    let noted = store::attachments::add(env, organization, &viewer.sender, &attachment, clock::now()).await?;
    if !is_sent(&noted)? {
        let disposition = name::disposition(&attachment.name, kind);
        files::put(env, &object_key(organization, id), file, kind.content_type, &disposition).await?;
    }
    Ok((attachment, matches!(noted, Noted::New)))
}

fn client_id(text: &str) -> Result<Uuid, Problem> {
    Uuid::try_parse(text).map_err(|_| Problem::field("clientId", "invalid", "A UUID that you have made."))
}

/// Is it there already, and in a message? Until then, whoever asks again may be asking because it was not stored.
fn is_sent(noted: &Noted) -> Result<bool, Problem> {
    match noted {
        Noted::New => Ok(false),
        Noted::Again { is_sent } => Ok(*is_sent),
        Noted::Other => {
            Err(Problem::new(409, "client_id_conflict", "Another file was already sent under this client id."))
        }
        Noted::Full => {
            Err(Problem::new(413, "storage_full", "The plan of this organization has no room for more files."))
        }
        Noted::TooMany => {
            let detail = "Too many files wait to be sent. Send some first.";
            Err(Problem { retry_after: Some(60), ..Problem::new(429, "too_many_files", detail) })
        }
    }
}

async fn form(call: &Call) -> Result<Form> {
    if !call.is_form() {
        let detail = "Send a form, with `Content-Type: multipart/form-data`.";
        return Err(Problem::new(415, "unsupported_media_type", detail).into());
    }
    let form = Form::of(call.request()).await;
    Ok(form.ok_or_else(|| Problem::new(400, "malformed_form", "The body is not a form."))?)
}

async fn describe(file: &File, id: AttachmentId) -> Result<(Attachment, &'static Kind)> {
    let size = file.size() as u32;
    let head = part(file, 0, HEAD).await?;
    let tail = part(file, size.saturating_sub(TAIL), size).await?;
    let directory = match archive::place(&tail, size).filter(|_| is_archive(&head)) {
        Some((from, to)) => part(file, from, to).await?,
        None => Vec::new(),
    };
    let entries = archive::entries(&directory).unwrap_or_default();
    let kind = rules::kind_of(Seen { head: &head, tail: &tail, entries: &entries, name: &file.name() })?;
    archive::check(&entries, size)?;
    let mut pixels = pixels::of(&head, kind.content_type);
    if pixels.is_none() && kind.is_picture && size > HEAD {
        pixels = pixels::of(&part(file, 0, LONG_HEAD).await?, kind.content_type);
    }
    rules::check_pixels(kind, pixels)?;
    let attachment = Attachment {
        id,
        name: name::cleaned(&file.name(), kind),
        content_type: kind.content_type.into(),
        size,
        width: pixels.map(|(width, _)| width),
        height: pixels.map(|(_, height)| height),
        url: String::new(),
    };
    Ok((attachment, kind))
}

async fn part(file: &File, from: u32, to: u32) -> Result<Vec<u8>> {
    form::bytes(file, from.into(), to.into()).await
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
