//! The organization's customers, for its agents.

use super::{
    agent::{Admin, Agent},
    answer::Json,
    call::Call,
    privacy, widget,
};
use crate::{
    domain::{
        audit::{Action, Kind},
        check::Checks,
        customer,
    },
    platform::{Error, Result, clock, json::Raw, object, random},
    protocol::{
        ConversationId, CustomerId, OrganizationId, Patch, Problem,
        agent::List,
        conversation::WidgetCustomer,
        customer::{ChangeCustomer, Customer, CustomerExport, ErasureReceipt, ExportedConversation},
        limits::{NAME_CHARS, PHONE_CHARS},
        visitor::Nothing,
    },
    room::{
        self,
        commands::{From, History, View},
    },
    store::{
        self,
        audit::{self, Target},
    },
};

/// Whoever was here last comes first.
pub async fn list(call: &Call, agent: Agent) -> Result<Json<List<Customer>>> {
    let params = call.params();
    let limit = params.number("limit")?.unwrap_or(50).clamp(1, 100);
    let cursor = params.text("cursor").map(str::parse::<crate::domain::cursor::Cursor>).transpose()?;
    let before = cursor.map(|cursor| (cursor.updated_at, cursor.id.0.into()));
    let mut rows = store::customers::page(&call.env, agent.organization(), before, limit + 1).await?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next_cursor = rows.last().filter(|_| more).map(store::customers::cursor);
    Ok(Json(List { items: rows, next_cursor }))
}

pub async fn one(call: &Call, agent: Agent) -> Result<Json<Customer>> {
    Ok(Json(known(call, agent.organization()).await?))
}

pub async fn conversations(call: &Call, agent: Agent) -> Result<Json<List<Raw>>> {
    let customer = known(call, agent.organization()).await?.known.id;
    let all = store::conversations::summaries_of_customer(&call.env, agent.organization(), customer, 100).await?;
    Ok(Json(all.into()))
}

pub async fn change(call: &Call, agent: Agent, request: ChangeCustomer) -> Result<Json<Customer>> {
    let organization = agent.organization();
    let before = known(call, organization).await?;
    let changed = changed(before.known.clone(), request)?;
    Ok(Json(save(call, organization, before, changed).await?))
}

fn changed(known: WidgetCustomer, change: ChangeCustomer) -> Result<WidgetCustomer, Problem> {
    let mut checks = Checks::default();
    let full_name = line(&mut checks, "name", change.name, NAME_CHARS).or(known.full_name);
    let phone = line(&mut checks, "phone", change.phone, PHONE_CHARS).or(known.phone);
    let email = match change.email {
        Patch::Set(Some(email)) => Patch::Set(Some(checks.email("email", &email))),
        other => other,
    };
    let email = email.or(known.email);
    let fields = change.custom_fields.map(|fields| customer::check_fields(&mut checks, "customFields", &fields));
    checks.done()?;
    let custom_fields = fields.unwrap_or(known.custom_fields);
    let display_name = customer::display_name(known.id, full_name.as_deref());
    Ok(WidgetCustomer { full_name, display_name, email, phone, custom_fields, ..known })
}

/// An empty line takes away, as `null` does.
fn line(checks: &mut Checks, field: &str, change: Patch<String>, most: usize) -> Patch<String> {
    match change {
        Patch::Set(text) => Patch::Set(checks.optional_line(field, text.as_deref(), most)),
        Patch::Keep => Patch::Keep,
    }
}

/// A visitor becomes a registered customer, who can be reached again.
pub async fn convert(call: &Call, agent: Agent, _: Nothing) -> Result<Json<Customer>> {
    let organization = agent.organization();
    let before = known(call, organization).await?;
    if before.known.customer_id.is_some() {
        return Ok(Json(before));
    }
    if before.known.email.is_none() && before.known.phone.is_none() {
        let detail = "A registered customer has an email address or a phone number.";
        return Err(Problem::field("email", "required", detail).into());
    }
    let customer_id = Some(random::id(clock::now()));
    let changed = WidgetCustomer { customer_id, ..before.known.clone() };
    Ok(Json(save(call, organization, before, changed).await?))
}

/// D1 and the rooms, so that everyone who has their conversations open sees it.
async fn save(
    call: &Call,
    organization: OrganizationId,
    before: Customer,
    changed: WidgetCustomer,
) -> Result<Customer> {
    if changed == before.known {
        return Ok(before);
    }
    let saved = store::customers::save(&call.env, organization, &before.known, &changed).await?;
    let customer = saved.ok_or_else(|| Problem::not_found("customer"))?;
    widget::tell(call, organization, &customer).await?;
    Ok(Customer { known: customer, ..before })
}

/// All that is kept of somebody, to be handed over.
pub async fn export(call: &Call, Admin(agent): Admin) -> Result<Json<CustomerExport>> {
    let (env, organization) = (&call.env, agent.organization());
    let customer = known(call, organization).await?;
    let id = customer.known.id;
    let target = Target { kind: Kind::Customer, id: id.0, name: "" };
    audit::note(env, agent.does(Action::CustomerExported), &target).await?;
    let mut conversations = Vec::new();
    let ids = store::conversations::ids_of_customer(env, organization, id).await?;
    for &conversation in &ids {
        conversations.extend(export_conversation(call, &agent, conversation).await?);
    }
    Ok(Json(CustomerExport {
        exported_at: clock::now(),
        customer,
        sessions: store::trail::all_visits(env, organization, id).await?,
        events: store::trail::all_events(env, organization, id).await?,
        conversations,
        mails: store::mails::about(env, organization, &ids).await?,
    }))
}

/// `None`: it is being erased.
async fn export_conversation(call: &Call, agent: &Agent, id: ConversationId) -> Result<Option<ExportedConversation>> {
    let room = room::stub(&call.env, id)?;
    let viewed = match object::call(&room, &View { viewer: agent.viewer() }).await {
        Err(Error::Problem(problem)) if problem.status == 404 => return Ok(None),
        viewed => viewed?,
    };
    let (mut messages, mut after) = (Vec::new(), 0);
    loop {
        let history = History { viewer: agent.viewer(), from: From::After(after), limit: 100 };
        let page = object::call(&room, &history).await?;
        messages.extend(page.items);
        match page.next_cursor.and_then(|cursor| cursor.parse().ok()) {
            Some(next) => after = next,
            None => break,
        }
    }
    Ok(Some(ExportedConversation { conversation: viewed.conversation, messages }))
}

/// Everything that is known of somebody goes, everywhere. The receipt does not say who it was.
pub async fn erase(call: &Call, Admin(admin): Admin) -> Result<Json<ErasureReceipt>> {
    let organization = admin.organization();
    let customer: CustomerId = known(call, organization).await?.known.id;
    Ok(Json(privacy::erase_customer(&call.env, organization, customer, admin.0.agent.id).await?))
}

pub(super) async fn known(call: &Call, organization: OrganizationId) -> Result<Customer> {
    let known = store::customers::one(&call.env, organization, call.id()?).await?;
    Ok(known.ok_or_else(|| Problem::not_found("customer"))?)
}
